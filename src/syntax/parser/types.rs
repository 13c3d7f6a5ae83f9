//! Type expressions.

use super::Parser;
use crate::syntax::ast::*;
use crate::syntax::literal::unquote_lossy;
use crate::syntax::token::{Op, Token};
use crate::text::Pos;

impl Parser<'_> {
    /// A type; reports where there is none.
    pub(super) fn type_(&mut self) -> Expr {
        if let Some(ty) = self.type_or_none() {
            return ty;
        }
        let bad = self.bad_expr();
        self.syntax_error("expected type");
        self.skip_to(&[
            Token::Comma,
            Token::Colon,
            Token::Semi,
            Token::Rparen,
            Token::Rbrack,
            Token::Rbrace,
        ]);
        bad
    }

    /// A type, if one begins here.
    pub(super) fn type_or_none(&mut self) -> Option<Expr> {
        match self.tok() {
            Token::Name => return Some(self.qualified_name(None)),
            Token::Star
            | Token::Arrow
            | Token::Func
            | Token::Lbrack
            | Token::Chan
            | Token::Map
            | Token::Struct
            | Token::Interface
            | Token::Lparen => {}
            _ => return None,
        }
        if !self.descend() {
            return Some(self.bad_expr());
        }
        let ty = self.type_literal();
        self.ascend();
        Some(ty)
    }

    fn type_literal(&mut self) -> Expr {
        let pos = self.pos();
        match self.tok() {
            Token::Struct => return self.struct_type(),
            Token::Interface => return self.interface_type(),
            _ => {}
        }
        let tok = self.tok();
        self.next();
        let kind = match tok {
            Token::Star => ExprKind::Star(Box::new(self.type_())),
            Token::Arrow => {
                self.want(Token::Chan);
                ExprKind::ChanType { dir: ChanDir::Recv, elem: Box::new(self.chan_elem()) }
            }
            Token::Chan => {
                let dir = if self.got(Token::Arrow) { ChanDir::Send } else { ChanDir::Both };
                ExprKind::ChanType { dir, elem: Box::new(self.chan_elem()) }
            }
            Token::Func => {
                let (_, ty) = self.func_type(pos, Some("function type"));
                ExprKind::FuncType(Box::new(ty))
            }
            Token::Lbrack if self.got(Token::Rbrack) => return self.slice_type(pos),
            Token::Lbrack => return self.array_type(pos, None),
            Token::Map => {
                self.want(Token::Lbrack);
                let key = Box::new(self.type_());
                self.want(Token::Rbrack);
                ExprKind::MapType { key, value: Box::new(self.type_()) }
            }
            _ => {
                let inner = Box::new(self.type_());
                self.want(Token::Rparen);
                ExprKind::Paren(inner)
            }
        };
        self.expr_node(pos, kind)
    }

    fn chan_elem(&mut self) -> Expr {
        if let Some(ty) = self.type_or_none() {
            return ty;
        }
        let bad = self.bad_expr();
        self.syntax_error("missing channel element type");
        bad
    }

    /// After `[` at `pos`; `len` is a length that was read already.
    pub(super) fn array_type(&mut self, pos: Pos, len: Option<Expr>) -> Expr {
        let len = match len {
            Some(len) => ArrayLen::Expr(Box::new(len)),
            None if self.got(Token::DotDotDot) => ArrayLen::Infer,
            None => {
                self.xnest += 1;
                let len = self.expr();
                self.xnest -= 1;
                ArrayLen::Expr(Box::new(len))
            }
        };
        if self.at(Token::Comma) {
            self.syntax_error("unexpected comma; expected ]");
            self.next();
        }
        self.want(Token::Rbrack);
        let elem = Box::new(self.type_());
        self.expr_node(pos, ExprKind::ArrayType { len, elem })
    }

    /// After `[]` at `pos`.
    pub(super) fn slice_type(&mut self, pos: Pos) -> Expr {
        let elem = Box::new(self.type_());
        self.expr_node(pos, ExprKind::ArrayType { len: ArrayLen::Slice, elem })
    }

    /// `[…]` after a name: an array or slice type whose name precedes it, or (true) an instantiation
    /// of that name.
    pub(super) fn array_or_instance(&mut self, name: Expr) -> (Expr, bool) {
        let pos = self.pos();
        self.want(Token::Lbrack);
        if self.got(Token::Rbrack) {
            return (self.slice_type(pos), false);
        }
        let (mut indices, comma) = self.type_list(false);
        self.want(Token::Rbrack);
        if !comma
            && let Some(elem) = self.type_or_none()
            && let Some(len) = indices.pop()
        {
            let kind =
                ExprKind::ArrayType { len: ArrayLen::Expr(Box::new(len)), elem: Box::new(elem) };
            return (self.expr_node(pos, kind), false);
        }
        let start = name.pos;
        (self.expr_node(start, ExprKind::Index { x: Box::new(name), indices }), true)
    }

    /// Types separated by commas; without `strict` the first may be any expression. Also tells
    /// whether there was a comma.
    pub(super) fn type_list(&mut self, strict: bool) -> (Vec<Expr>, bool) {
        if !self.descend() {
            return (vec![self.bad_expr()], false);
        }
        self.xnest += 1;
        let mut list = vec![if strict { self.type_() } else { self.expr() }];
        let mut comma = false;
        while self.got(Token::Comma) {
            comma = true;
            match self.type_or_none() {
                Some(ty) => list.push(ty),
                None => break,
            }
        }
        self.xnest -= 1;
        self.ascend();
        (list, comma)
    }

    /// `Name`, `pkg.Name`, with type arguments.
    pub(super) fn qualified_name(&mut self, name: Option<Expr>) -> Expr {
        let mut x = match name {
            Some(x) => x,
            None if self.at(Token::Name) => self.name_expr(),
            None => {
                let pos = self.pos();
                let ident = self.blank_ident(pos);
                self.syntax_error("expected name");
                self.skip_to(&[Token::Dot, Token::Semi, Token::Rbrace]);
                Self::ident_expr(ident, pos)
            }
        };
        let start = x.pos;
        if self.got(Token::Dot) {
            let sel = self.name();
            x = self.expr_node(start, ExprKind::Selector { x: Box::new(x), sel });
        }
        if self.at(Token::Lbrack) {
            self.next();
            let indices = if self.at(Token::Rbrack) {
                self.syntax_error("expected type argument list");
                vec![self.bad_expr()]
            } else {
                self.type_list(true).0
            };
            self.want(Token::Rbrack);
            x = self.expr_node(start, ExprKind::Index { x: Box::new(x), indices });
        }
        x
    }

    /// A signature after `func` or a name. With a `context`, type parameters are refused in its name.
    pub(super) fn func_type(&mut self, pos: Pos, context: Option<&str>) -> (Vec<Field>, FuncType) {
        let mut tparams = Vec::new();
        let open = self.pos();
        if self.got(Token::Lbrack) {
            if let Some(context) = context {
                self.syntax_error_at(open, &format!("{context} must have no type parameters"));
            }
            if self.at(Token::Rbrack) {
                self.syntax_error("empty type parameter list");
                self.next();
            } else {
                tparams = self.param_list(None, Token::Rbrack, true, false);
            }
        }
        self.want(Token::Lparen);
        let params = self.param_list(None, Token::Rparen, false, true);
        let results = self.results();
        (tparams, FuncType { params, results, pos })
    }

    fn results(&mut self) -> Vec<Field> {
        if self.got(Token::Lparen) {
            return self.param_list(None, Token::Rparen, false, false);
        }
        let pos = self.pos();
        match self.type_or_none() {
            Some(ty) => vec![Field { names: Vec::new(), ty, tag: None, embedded: false, pos }],
            None => Vec::new(),
        }
    }

    fn struct_type(&mut self) -> Expr {
        let pos = self.pos();
        self.next();
        self.want(Token::Lbrace);
        let mut fields = Vec::new();
        self.list("struct type", Token::Semi, Token::Rbrace, |p| {
            fields.extend(p.struct_field());
            false
        });
        self.expr_node(pos, ExprKind::StructType(fields))
    }

    fn struct_field(&mut self) -> Option<Field> {
        let pos = self.pos();
        match self.tok() {
            Token::Name => Some(self.named_field()),
            Token::Star => {
                self.next();
                let parens = self.at(Token::Lparen);
                if parens {
                    self.syntax_error("cannot parenthesize embedded type");
                    self.next();
                }
                let ty = Box::new(self.qualified_name(None));
                if parens {
                    self.got(Token::Rparen);
                }
                let ty = self.expr_node(pos, ExprKind::Star(ty));
                Some(self.embedded_field(ty))
            }
            Token::Lparen => {
                self.syntax_error("cannot parenthesize embedded type");
                self.next();
                let inner = self.pos();
                let ty = if self.got(Token::Star) {
                    let ty = Box::new(self.qualified_name(None));
                    self.expr_node(inner, ExprKind::Star(ty))
                } else {
                    self.qualified_name(None)
                };
                self.got(Token::Rparen);
                Some(self.embedded_field(ty))
            }
            _ => {
                self.syntax_error("expected field name or embedded type");
                self.skip_to(&[Token::Semi, Token::Rbrace]);
                None
            }
        }
    }

    fn named_field(&mut self) -> Field {
        let first = self.name();
        let end = self.prev_end();
        if matches!(self.tok(), Token::Dot | Token::Literal | Token::Semi | Token::Rbrace) {
            let ty = self.qualified_name(Some(Self::ident_expr(first, end)));
            return self.embedded_field(ty);
        }
        let names = self.name_list(first);
        let ty = if names.len() == 1 && self.at(Token::Lbrack) {
            let (ty, is_instance) = self.array_or_instance(Self::ident_expr(first, end));
            if is_instance {
                return self.embedded_field(ty);
            }
            ty
        } else {
            self.type_()
        };
        let tag = self.tag();
        Field { names, ty, tag, embedded: false, pos: first.pos }
    }

    fn embedded_field(&mut self, ty: Expr) -> Field {
        let pos = ty.pos;
        Field { names: Vec::new(), ty, tag: self.tag(), embedded: true, pos }
    }

    fn tag(&mut self) -> Option<String> {
        if !self.at(Token::Literal) {
            return None;
        }
        let (raw, kind, bad, pos) = (self.lx.lit(), self.lx.kind, self.lx.bad, self.pos());
        self.next();
        if bad {
            return None;
        }
        if kind != LitKind::String {
            // gc's checker says this, in these words.
            self.late_error(pos, format!("invalid syntax tree: incorrect tag syntax: {raw:?}"));
            return None;
        }
        Some(unquote_lossy(raw))
    }

    fn interface_type(&mut self) -> Expr {
        let pos = self.pos();
        self.next();
        self.want(Token::Lbrace);
        let mut elems = Vec::new();
        self.list("interface type", Token::Semi, Token::Rbrace, |p| {
            let elem = if p.at(Token::Name) {
                p.method_or_embedded()
            } else {
                let union = p.union(None);
                union_elem(union)
            };
            elems.push(elem);
            false
        });
        self.expr_node(pos, ExprKind::InterfaceType(elems))
    }

    fn method_or_embedded(&mut self) -> InterfaceElem {
        let name = self.name();
        let x = Self::ident_expr(name, self.prev_end());
        const CONTEXT: Option<&str> = Some("interface method");
        let ty = match self.tok() {
            Token::Lparen => {
                let (_, ty) = self.func_type(self.pos(), CONTEXT);
                return InterfaceElem::Method { name, ty };
            }
            Token::Lbrack => {
                let open = self.pos();
                self.next();
                if self.at(Token::Rbrack) {
                    let close = self.pos();
                    self.next();
                    if self.at(Token::Lparen) {
                        self.error_at(close, "empty type parameter list");
                        let (_, ty) = self.func_type(self.pos(), CONTEXT);
                        return InterfaceElem::Method { name, ty };
                    }
                    self.error_at(close, "empty type argument list");
                    x
                } else {
                    let list = self.param_list(None, Token::Rbrack, false, false);
                    let generic = list.first().is_some_and(|f| !f.names.is_empty());
                    if generic || (list.is_empty() && self.at(Token::Lparen)) {
                        let (_, ty) = self.func_type(self.pos(), CONTEXT);
                        if generic {
                            self.error_at(open, "interface method must have no type parameters");
                        }
                        return InterfaceElem::Method { name, ty };
                    }
                    if list.is_empty() {
                        x
                    } else {
                        let indices = list.into_iter().map(|f| f.ty).collect();
                        self.expr_node(name.pos, ExprKind::Index { x: Box::new(x), indices })
                    }
                }
            }
            _ => self.qualified_name(Some(x)),
        };
        let union = if self.at_op(Op::Binary(BinaryOp::Or)) { self.union(Some(ty)) } else { ty };
        union_elem(union)
    }
}

/// The terms of nested `|`, in source order.
fn union_elem(mut x: Expr) -> InterfaceElem {
    let mut terms = Vec::new();
    loop {
        match x.kind {
            ExprKind::Binary { op: BinaryOp::Or, x: left, y, .. } => {
                terms.push(term(*y));
                x = *left;
            }
            kind => {
                terms.push(term(Expr { kind, ..x }));
                break;
            }
        }
    }
    terms.reverse();
    InterfaceElem::Union(terms)
}

fn term(x: Expr) -> UnionTerm {
    match x.kind {
        ExprKind::Unary { op: UnaryOp::Tilde, x } => UnionTerm { tilde: true, ty: *x },
        kind => UnionTerm { tilde: false, ty: Expr { kind, ..x } },
    }
}
