//! Declarations of constants, variables, types and functions.

use super::Parser;
use crate::syntax::ast::*;
use crate::syntax::branches;
use crate::syntax::token::{Op, Token};
use crate::text::Pos;

impl Parser<'_> {
    /// `const`, `var` or `type` at the current token, with its group.
    pub(super) fn decl(&mut self) -> Decl {
        let tok = self.tok();
        self.next();
        match tok {
            Token::Const => {
                let mut specs: Vec<ConstSpec> = Vec::new();
                let mut last = None;
                self.group(|p| {
                    let mut spec = p.const_spec(specs.len() as u32);
                    if spec.ty.is_some() || !spec.values.is_empty() {
                        last = Some(specs.len());
                    } else {
                        spec.inherit = last;
                    }
                    specs.push(spec);
                });
                Decl::Const(specs)
            }
            Token::Var => {
                let mut specs = Vec::new();
                self.group(|p| specs.push(p.var_spec()));
                Decl::Var(specs)
            }
            _ => {
                let mut specs = Vec::new();
                self.group(|p| specs.push(p.type_spec()));
                Decl::Type(specs)
            }
        }
    }

    fn const_spec(&mut self, iota: u32) -> ConstSpec {
        let pos = self.pos();
        let first = self.name();
        let names = self.name_list(first);
        let (mut ty, mut values) = (None, Vec::new());
        if !matches!(self.tok(), Token::Eof | Token::Semi | Token::Rparen) {
            ty = self.type_or_none();
            if self.got_assign() {
                values = self.expr_list();
            }
        }
        ConstSpec { names, ty, values, iota, inherit: None, pos }
    }

    fn var_spec(&mut self) -> VarSpec {
        let pos = self.pos();
        let first = self.name();
        let names = self.name_list(first);
        let (mut ty, mut values) = (None, Vec::new());
        if self.got_assign() {
            values = self.expr_list();
        } else {
            ty = Some(self.type_());
            if self.got_assign() {
                values = self.expr_list();
            }
        }
        VarSpec { names, ty, values, pos }
    }

    fn type_spec(&mut self) -> TypeSpec {
        let pos = self.pos();
        let name = self.name();
        let mut spec_tparams = Vec::new();
        let mut is_alias = false;
        let ty = if self.at(Token::Lbrack) {
            let open = self.pos();
            self.next();
            match self.tok() {
                Token::Name => match self.array_len_or_tparam() {
                    Ok((first, constraint)) => {
                        spec_tparams =
                            self.param_list(Some((first, constraint)), Token::Rbrack, true, false);
                        is_alias = self.got_assign();
                        self.type_or_none()
                    }
                    Err(len) => Some(self.array_type(open, Some(len))),
                },
                Token::Rbrack => {
                    self.next();
                    Some(self.slice_type(open))
                }
                _ => Some(self.array_type(open, None)),
            }
        } else {
            is_alias = self.got_assign();
            self.type_or_none()
        };
        let ty = ty.unwrap_or_else(|| {
            let bad = self.bad_expr();
            self.syntax_error("in type declaration");
            self.skip_to(&[Token::Semi, Token::Rparen]);
            bad
        });
        TypeSpec { name, tparams: spec_tparams, is_alias, ty, pos }
    }

    /// After `type T[`: either the first type parameter (with its constraint when the two were read
    /// as one expression, like `P *C` or `P (C)`), or an array length.
    fn array_len_or_tparam(&mut self) -> Result<(Ident, Option<Expr>), Expr> {
        let mut x = self.name_expr();
        if !self.at(Token::Lbrack) {
            self.xnest += 1;
            x = self.isolated(|p| {
                let first = p.primary_after(x);
                p.binary_after(first, 0)
            });
            self.xnest -= 1;
        }
        let is_name = matches!(x.kind, ExprKind::Ident(_));
        if is_name && self.at(Token::Rbrack) {
            return Err(x);
        }
        split_tparam(x, self.at(Token::Comma))
    }

    pub(super) fn func_decl(&mut self) -> FuncDecl {
        let pos = self.pos();
        self.next();
        let mut recv = None;
        let mut has_recv = false;
        if self.got(Token::Lparen) {
            has_recv = true;
            let list = self.param_list(None, Token::Rparen, false, false);
            let count: usize = list.iter().map(|f| f.names.len().max(1)).sum();
            if count == 0 {
                self.error("method has no receiver");
            } else if count > 1 {
                self.error("method has multiple receivers");
            }
            recv = list.into_iter().next();
            if let Some(r) = &mut recv {
                r.names.truncate(1);
            }
        }
        let (name, tparams, ty);
        if self.at(Token::Name) {
            name = self.name();
            (tparams, ty) = self.func_type(pos, None);
        } else {
            let here = self.pos();
            name = self.blank_ident(here);
            tparams = Vec::new();
            ty = FuncType { params: Vec::new(), results: Vec::new(), pos: here };
            self.syntax_error(if has_recv { "expected name" } else { "expected name or (" });
            self.skip_to(&[Token::Lbrace, Token::Semi]);
        }
        let body = self.at(Token::Lbrace).then(|| self.func_body());
        FuncDecl { recv, name, tparams, ty, body, pos }
    }

    pub(super) fn func_body(&mut self) -> Block {
        self.fnest += 1;
        let outer = std::mem::replace(&mut self.xnest, 0);
        let errors = self.lx.errors.len();
        let body = self.block("");
        self.fnest -= 1;
        self.xnest = outer;
        if self.lx.errors.len() == errors {
            let (name, text, base) = (self.file_name, self.text, self.base);
            let locate = move |pos: Pos| place(name, text, base, pos);
            branches::check(&body, self.symbols, &locate, &mut self.branch_errors);
        }
        body
    }
}

/// `FILE:LINE:COL` of a position in `text`.
fn place(name: &str, text: &str, base: Pos, pos: Pos) -> String {
    let offset = (pos.0.saturating_sub(base.0) as usize).min(text.len());
    let before = &text.as_bytes()[..offset];
    let line = before.iter().filter(|b| **b == b'\n').count() + 1;
    let col = before.iter().rev().take_while(|b| **b != b'\n').count() + 1;
    format!("{name}:{line}:{col}")
}

/// Splits `x` into a type parameter's name and its constraint where it can be read so: `P *[]int`,
/// `P (C)`, `P *C|~D`. Without `force` only where it cannot be an ordinary expression.
fn split_tparam(x: Expr, force: bool) -> Result<(Ident, Option<Expr>), Expr> {
    if let ExprKind::Ident(name) = x.kind {
        return Ok((name, None));
    }
    if splits(&x, force) { Ok(split(x)) } else { Err(x) }
}

fn splits(x: &Expr, force: bool) -> bool {
    match &x.kind {
        ExprKind::Binary { op: BinaryOp::Mul, x, y, .. } => {
            matches!(x.kind, ExprKind::Ident(_)) && (force || is_type_elem(y))
        }
        ExprKind::Binary { op: BinaryOp::Or, x, y, .. } => splits(x, force || is_type_elem(y)),
        ExprKind::Call { fun, args, ellipsis: None, .. } => {
            matches!(fun.kind, ExprKind::Ident(_))
                && args.len() == 1
                && (force || args.iter().all(is_type_elem))
        }
        _ => false,
    }
}

/// Does the split that [`splits`] allowed.
fn split(x: Expr) -> (Ident, Option<Expr>) {
    let Expr { id, pos, end, kind } = x;
    match kind {
        ExprKind::Ident(name) => (name, None),
        ExprKind::Binary { op: BinaryOp::Mul, op_pos, x, y } => {
            let star = Expr { id, pos: op_pos, end, kind: ExprKind::Star(y) };
            (split(*x).0, Some(star))
        }
        ExprKind::Binary { op, op_pos, x, y } => match split(*x) {
            (name, Some(lhs)) => {
                let pos = lhs.pos;
                let kind = ExprKind::Binary { op, op_pos, x: Box::new(lhs), y };
                (name, Some(Expr { id, pos, end, kind }))
            }
            (name, None) => (name, Some(*y)),
        },
        ExprKind::Call { fun, mut args, .. } => (split(*fun).0, args.pop()),
        kind => {
            // `splits` admits only the shapes above.
            let blank = Ident { id, name: Symbol(0), pos };
            (blank, Some(Expr { id, pos, end, kind }))
        }
    }
}

/// True for what can only be a type, or has such a part.
fn is_type_elem(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::StructType(_)
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Unary { op, x } => *op == UnaryOp::Tilde || is_type_elem(x),
        ExprKind::Binary { x, y, .. } => is_type_elem(x) || is_type_elem(y),
        ExprKind::Star(x) | ExprKind::Paren(x) => is_type_elem(x),
        _ => false,
    }
}

/// The operator that `op` is before an operand.
pub(super) fn unary_op(op: Op) -> Option<UnaryOp> {
    Some(match op {
        Op::Not => UnaryOp::Not,
        Op::Tilde => UnaryOp::Tilde,
        Op::Binary(BinaryOp::Add) => UnaryOp::Plus,
        Op::Binary(BinaryOp::Sub) => UnaryOp::Neg,
        Op::Binary(BinaryOp::Xor) => UnaryOp::Compl,
        Op::Binary(BinaryOp::And) => UnaryOp::Addr,
        Op::Binary(_) => return None,
    })
}
