//! Expressions.

use super::decl::unary_op;
use super::{OPERATOR_COST, POSTFIX_COST, Parser};
use crate::syntax::ast::*;
use crate::syntax::show::expr_string;
use crate::syntax::token::{Op, Token};
use crate::text::Pos;

impl Parser<'_> {
    pub(super) fn expr(&mut self) -> Expr {
        self.isolated(|p| {
            let first = p.unary();
            p.binary_after(first, 0)
        })
    }

    pub(super) fn expr_list(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expr()];
        while self.got(Token::Comma) {
            list.push(self.expr());
        }
        list
    }

    /// The operators that bind tighter than `limit` after the operand `x`. The weight of `x` is in
    /// `self.weight`, together with that of its elder siblings.
    pub(super) fn binary_after(&mut self, mut x: Expr, limit: u8) -> Expr {
        if !matches!(self.tok(), Token::Operator | Token::Star) {
            return x;
        }
        let mut weight = 0;
        while let (Token::Operator | Token::Star, Op::Binary(op)) = (self.tok(), self.lx.op) {
            let precedence = op.precedence();
            if precedence <= limit {
                break;
            }
            let op_pos = self.pos();
            self.next();
            let first = self.unary();
            let y = Box::new(self.binary_after(first, precedence));
            self.link(&mut weight, OPERATOR_COST);
            let pos = x.pos;
            x = self.expr_node(pos, ExprKind::Binary { op, op_pos, x: Box::new(x), y });
        }
        self.weight = self.weight.max(weight);
        x
    }

    fn unary(&mut self) -> Expr {
        let op = match self.tok() {
            Token::Star => None,
            Token::Operator => match unary_op(self.lx.op) {
                Some(op) => Some(op),
                None => return self.primary(),
            },
            Token::Arrow => Some(UnaryOp::Recv),
            _ => return self.primary(),
        };
        let pos = self.pos();
        if !self.descend() {
            return self.bad_expr();
        }
        self.next();
        let x = Box::new(self.unary());
        self.ascend();
        let kind = match op {
            None => ExprKind::Star(x),
            Some(UnaryOp::Recv) if matches!(x.kind, ExprKind::ChanType { .. }) => {
                return self.receive_type(pos, *x);
            }
            Some(op) => ExprKind::Unary { op, x },
        };
        self.expr_node(pos, kind)
    }

    /// `<-` before a channel type: it belongs to the innermost `chan` that it can.
    fn receive_type(&mut self, pos: Pos, mut x: Expr) -> Expr {
        x.pos = pos;
        let (mut pending, mut misplaced) = (true, false);
        let mut at = Some(&mut x);
        while let Some(Expr { kind: ExprKind::ChanType { dir, elem }, .. }) = at.take()
            && pending
        {
            pending = *dir == ChanDir::Send;
            misplaced |= *dir == ChanDir::Recv;
            *dir = ChanDir::Recv;
            at = Some(elem);
        }
        if misplaced {
            self.syntax_error("unexpected <-, expected chan");
        }
        if pending {
            let mut inner = &x;
            while let ExprKind::ChanType { elem, .. } = &inner.kind {
                inner = elem;
            }
            let shown = expr_string(self.symbols, inner);
            self.syntax_error(&format!("unexpected {shown}, expected chan"));
        }
        x
    }

    fn operand(&mut self) -> Expr {
        let pos = self.pos();
        match self.tok() {
            Token::Name => self.name_expr(),
            Token::Literal => {
                let (raw, kind, bad) = (self.lx.lit(), self.lx.kind, self.lx.bad);
                self.next();
                let kind =
                    if bad { ExprKind::Bad } else { ExprKind::BasicLit { kind, raw: raw.into() } };
                self.expr_node(pos, kind)
            }
            Token::Lparen => {
                if !self.descend() {
                    return self.bad_expr();
                }
                self.next();
                self.xnest += 1;
                let x = Box::new(self.expr());
                self.xnest -= 1;
                self.ascend();
                self.want(Token::Rparen);
                self.expr_node(pos, ExprKind::Paren(x))
            }
            Token::Func => self.func_literal_or_type(),
            Token::Lbrack | Token::Chan | Token::Map | Token::Struct | Token::Interface => {
                self.type_()
            }
            _ => {
                let bad = self.bad_expr();
                self.syntax_error("expected expression");
                self.skip_to(&[Token::Rparen, Token::Rbrack, Token::Rbrace]);
                bad
            }
        }
    }

    fn func_literal_or_type(&mut self) -> Expr {
        let pos = self.pos();
        if !self.descend() {
            return self.bad_expr();
        }
        self.next();
        let (_, ty) = self.func_type(pos, Some("function type"));
        let kind = if self.at(Token::Lbrace) {
            let body = self.func_body();
            ExprKind::FuncLit(Box::new(FuncLit { ty, body }))
        } else {
            ExprKind::FuncType(Box::new(ty))
        };
        self.ascend();
        self.expr_node(pos, kind)
    }

    pub(super) fn primary(&mut self) -> Expr {
        let x = self.operand();
        self.primary_after(x)
    }

    /// Selectors, indices, assertions, calls and literal values after the operand `x`.
    pub(super) fn primary_after(&mut self, mut x: Expr) -> Expr {
        let mut weight = 0;
        loop {
            match self.tok() {
                Token::Dot => x = self.selector(x),
                Token::Lbrack => x = self.index_or_slice(x),
                Token::Lparen => x = self.call(x),
                Token::Lbrace if self.begins_literal(&x) => {
                    if matches!(x.kind, ExprKind::Paren(_)) {
                        self.syntax_error("cannot parenthesize type in composite literal");
                    }
                    x = self.composite(Some(x));
                }
                _ => break,
            }
            self.link(&mut weight, POSTFIX_COST);
        }
        self.weight = self.weight.max(weight);
        x
    }

    fn selector(&mut self, x: Expr) -> Expr {
        let pos = x.pos;
        self.next();
        let kind = match self.tok() {
            Token::Name => ExprKind::Selector { x: Box::new(x), sel: self.name() },
            Token::Lparen => {
                self.next();
                let ty = if self.got(Token::Type) { None } else { Some(Box::new(self.type_())) };
                self.want(Token::Rparen);
                ExprKind::TypeAssert { x: Box::new(x), ty }
            }
            _ => {
                self.syntax_error("expected name or (");
                self.skip_to(&[Token::Semi, Token::Rparen]);
                return x;
            }
        };
        self.expr_node(pos, kind)
    }

    fn index_or_slice(&mut self, x: Expr) -> Expr {
        let start = x.pos;
        // gc's place of a slice expression, unlike others, is its bracket.
        let bracket = self.pos();
        self.next();
        let mut lo = None;
        if !self.at(Token::Colon) {
            let (mut indices, comma) = if self.at(Token::Rbrack) {
                self.syntax_error("expected operand");
                (vec![self.bad_expr()], false)
            } else {
                self.type_list(false)
            };
            if comma || self.at(Token::Rbrack) {
                self.want(Token::Rbrack);
                return self.expr_node(start, ExprKind::Index { x: Box::new(x), indices });
            }
            lo = indices.pop().map(Box::new);
        }
        if !self.got(Token::Colon) {
            self.syntax_error("expected comma, : or ]");
            self.skip_to(&[Token::Comma, Token::Colon, Token::Rbrack]);
        }
        if !self.descend() {
            return x;
        }
        self.xnest += 1;
        let (mut hi, mut max) = (None, None);
        if !matches!(self.tok(), Token::Colon | Token::Rbrack) {
            hi = Some(Box::new(self.expr()));
        }
        if self.at(Token::Colon) {
            if hi.is_none() {
                self.error("middle index required in 3-index slice");
                hi = Some(Box::new(self.bad_expr()));
            }
            self.next();
            max = Some(Box::new(if self.at(Token::Rbrack) {
                self.error("final index required in 3-index slice");
                self.bad_expr()
            } else {
                self.expr()
            }));
        }
        self.xnest -= 1;
        self.ascend();
        self.want(Token::Rbrack);
        self.expr_node(bracket, ExprKind::Slice { x: Box::new(x), lo, hi, max })
    }

    fn call(&mut self, fun: Expr) -> Expr {
        let start = fun.pos;
        self.next();
        let mut args = Vec::new();
        let mut ellipsis = None;
        self.xnest += 1;
        let deep_enough = self.descend();
        let rparen = self.list("argument list", Token::Comma, Token::Rparen, |p| {
            args.push(p.expr());
            let dots = p.pos();
            if p.got(Token::DotDotDot) {
                ellipsis = Some(dots);
            }
            ellipsis.is_some()
        });
        if deep_enough {
            self.ascend();
        }
        self.xnest -= 1;
        self.expr_node(start, ExprKind::Call { fun: Box::new(fun), args, ellipsis, rparen })
    }

    /// Does the `{` at hand open a literal of type `x`, or a block?
    fn begins_literal(&self, x: &Expr) -> bool {
        match &unparen(x).kind {
            ExprKind::Ident(_) | ExprKind::Selector { .. } => self.xnest >= 0,
            ExprKind::Index { .. } => self.xnest >= 0 && !is_value(unparen(x)),
            ExprKind::ArrayType { .. } | ExprKind::StructType(_) | ExprKind::MapType { .. } => true,
            _ => false,
        }
    }

    /// `{…}` after a type, or alone inside another literal.
    fn composite(&mut self, ty: Option<Expr>) -> Expr {
        let lbrace = self.pos();
        let start = ty.as_ref().map_or(lbrace, |t| t.pos);
        if !self.descend() {
            return self.bad_expr();
        }
        self.xnest += 1;
        self.want(Token::Lbrace);
        let mut elems = Vec::new();
        let rbrace = self.list("composite literal", Token::Comma, Token::Rbrace, |p| {
            let mut element = Element { key: None, value: p.element() };
            if p.got(Token::Colon) {
                element.key = Some(std::mem::replace(&mut element.value, p.element()));
            }
            elems.push(element);
            false
        });
        self.xnest -= 1;
        self.ascend();
        let ty = ty.map(Box::new);
        self.expr_node(start, ExprKind::CompositeLit { ty, elems, lbrace, rbrace })
    }

    fn element(&mut self) -> Expr {
        if self.at(Token::Lbrace) { self.composite(None) } else { self.expr() }
    }
}

/// `x` without parentheses around it.
pub(super) fn unparen(mut x: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &x.kind {
        x = inner;
    }
    x
}

/// True for what cannot be a type.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::BasicLit { .. }
        | ExprKind::CompositeLit { .. }
        | ExprKind::FuncLit(_)
        | ExprKind::Slice { .. }
        | ExprKind::TypeAssert { .. }
        | ExprKind::Call { .. }
        | ExprKind::Unary { .. }
        | ExprKind::Binary { .. } => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index { x, indices } => {
            is_value(x) || matches!(indices.as_slice(), [one] if is_value(one))
        }
        _ => false,
    }
}
