//! Parameter lists: of functions, receivers, results, and of generic declarations.

use super::{OPERATOR_COST, Parser};
use crate::syntax::ast::*;
use crate::syntax::token::{Op, Token};
use crate::text::Pos;

/// One element of a list before names and types are told apart.
struct Param {
    name: Option<Ident>,
    /// One past the name, for when it turns out to be a type.
    name_end: Pos,
    ty: Option<Expr>,
    pos: Pos,
}

impl Param {
    fn typed(pos: Pos, ty: Expr) -> Param {
        Param { name: None, name_end: pos, ty: Some(ty), pos }
    }
}

impl Parser<'_> {
    /// The list after its opening token. `first` is a name (with its type) that was read already.
    /// Type parameters (`require_names`) may have union constraints; `dots_ok` admits `...T` last.
    pub(super) fn param_list(
        &mut self,
        first: Option<(Ident, Option<Expr>)>,
        close: Token,
        require_names: bool,
        dots_ok: bool,
    ) -> Vec<Field> {
        let mut first = first;
        if let Some((name, Some(ty))) = &mut first
            && self.at(close)
        {
            let field = Field {
                names: vec![*name],
                pos: name.pos,
                tag: None,
                embedded: false,
                ty: std::mem::replace(ty, Self::ident_expr(*name, name.pos)),
            };
            self.next();
            return vec![field];
        }
        let mut list: Vec<Param> = Vec::new();
        let end = self.list("parameter list", Token::Comma, close, |p| {
            let param = match first.take() {
                Some((name, Some(ty))) => Some(Param {
                    pos: name.pos,
                    name: Some(name),
                    name_end: name.pos,
                    ty: Some(ty),
                }),
                Some((name, None)) => p.param(Some(name), close),
                None => p.param(None, close),
            };
            list.extend(param);
            false
        });
        let named = list.iter().filter(|p| p.name.is_some() && p.ty.is_some()).count();
        let mut fields = if named == 0 && !require_names {
            list.into_iter().filter_map(unnamed).collect()
        } else {
            self.named_fields(list, named, end, require_names)
        };
        self.check_dots(&mut fields, dots_ok);
        fields
    }

    /// Gives every name the type that follows it, and reports what is missing.
    fn named_fields(
        &mut self,
        list: Vec<Param>,
        named: usize,
        end: Pos,
        require_names: bool,
    ) -> Vec<Field> {
        let count = list.len();
        let typed = list.iter().filter(|p| p.ty.is_some()).count();
        let mut bad_pos = None;
        let mut fields: Vec<Field> = Vec::new();
        let mut names: Vec<Ident> = Vec::new();
        for param in list {
            let Some(ty) = param.ty else {
                names.extend(param.name);
                continue;
            };
            let name = param.name.unwrap_or_else(|| {
                bad_pos = bad_pos.or(Some(ty.pos));
                self.blank_ident(ty.pos)
            });
            names.push(name);
            let names = std::mem::take(&mut names);
            let pos = names.first().map_or(param.pos, |n| n.pos);
            fields.push(Field { names, ty, tag: None, embedded: false, pos });
        }
        for name in names {
            bad_pos = bad_pos.or(Some(name.pos));
            let ty = Expr { id: self.new_id(), pos: name.pos, end: name.pos, kind: ExprKind::Bad };
            let pos = name.pos;
            fields.push(Field { names: vec![name], ty, tag: None, embedded: false, pos });
        }
        if named != count
            && let Some(pos) = bad_pos
        {
            let (pos, message) = match (named == typed, require_names) {
                (true, true) => (end, "missing type constraint"),
                (true, false) => (end, "missing parameter type"),
                (false, true) if count == 1 => {
                    (pos, "missing type parameter name or invalid array length")
                }
                (false, true) => (pos, "missing type parameter name"),
                (false, false) => (pos, "missing parameter name"),
            };
            self.syntax_error_at(pos, message);
        }
        fields
    }

    /// Reports the first `...T` that may not stand where it does, and makes it a T.
    fn check_dots(&mut self, fields: &mut [Field], dots_ok: bool) {
        let count = fields.len();
        let mut reported = false;
        for (i, field) in fields.iter_mut().enumerate() {
            let last = i + 1 == count && field.names.len() < 2;
            if !matches!(field.ty.kind, ExprKind::Ellipsis(_)) || (dots_ok && last) {
                continue;
            }
            if !std::mem::replace(&mut reported, true) {
                let message = if dots_ok {
                    "can only use ... with final parameter"
                } else {
                    "invalid use of ..."
                };
                self.error_at(field.ty.pos, message);
            }
            if let ExprKind::Ellipsis(elem) = std::mem::replace(&mut field.ty.kind, ExprKind::Bad) {
                field.ty = *elem;
            }
        }
    }

    fn param(&mut self, name: Option<Ident>, follow: Token) -> Option<Param> {
        let unions = follow == Token::Rbrack;
        let pos = name.map_or(self.pos(), |n| n.pos);
        if name.is_none() && unions && self.at_op(Op::Tilde) {
            let ty = self.union(None);
            return Some(Param::typed(pos, ty));
        }
        let mut param = Param { name, name_end: self.prev_end(), ty: None, pos };
        if name.is_some() || self.at(Token::Name) {
            let name = match name {
                Some(name) => name,
                None => self.name(),
            };
            param.name_end = self.prev_end();
            param.name = Some(name);
            let name_expr = || Self::ident_expr(name, param.name_end);
            match self.tok() {
                Token::Lbrack => {
                    let (ty, is_instance) = self.array_or_instance(name_expr());
                    if is_instance {
                        param.name = None;
                    }
                    param.ty = Some(self.union_if(unions, ty));
                    return Some(param);
                }
                Token::Dot => {
                    let ty = self.qualified_name(Some(name_expr()));
                    let ty = self.union_if(unions, ty);
                    return Some(Param::typed(pos, ty));
                }
                _ if unions && self.at_op(Op::Binary(BinaryOp::Or)) => {
                    let ty = self.union(Some(name_expr()));
                    return Some(Param::typed(pos, ty));
                }
                _ => {}
            }
        }
        if self.at(Token::DotDotDot) {
            let dots = self.pos();
            self.next();
            param.ty = Some(match self.type_or_none() {
                Some(elem) => self.expr_node(dots, ExprKind::Ellipsis(Box::new(elem))),
                None => {
                    let bad = self.bad_expr();
                    self.syntax_error("... is missing type");
                    bad
                }
            });
            return Some(param);
        }
        if unions && self.at_op(Op::Tilde) {
            param.ty = Some(self.union(None));
            return Some(param);
        }
        param.ty = self.type_or_none().map(|ty| self.union_if(unions, ty));
        if param.name.is_some() || param.ty.is_some() {
            return Some(param);
        }
        self.syntax_error(&format!("expected {}", follow.in_message()));
        self.skip_to(&[Token::Comma, follow]);
        None
    }

    /// Goes on with `| …` where a union may stand.
    fn union_if(&mut self, unions: bool, ty: Expr) -> Expr {
        if unions && self.at_op(Op::Binary(BinaryOp::Or)) { self.union(Some(ty)) } else { ty }
    }

    /// A union of terms as nested `|`; `first` is its first term where that was read already.
    pub(super) fn union(&mut self, first: Option<Expr>) -> Expr {
        let outer = std::mem::take(&mut self.weight);
        let mut x = match first {
            Some(x) => x,
            None => self.union_term(),
        };
        let mut weight = 0;
        while self.at_op(Op::Binary(BinaryOp::Or)) {
            let op_pos = self.pos();
            self.next();
            let y = Box::new(self.union_term());
            let kind = ExprKind::Binary { op: BinaryOp::Or, op_pos, x: Box::new(x), y };
            x = self.expr_node(Pos::NONE, kind);
            if let ExprKind::Binary { x: left, .. } = &x.kind {
                x.pos = left.pos;
            }
            self.link(&mut weight, OPERATOR_COST);
        }
        self.weight = outer.max(weight);
        x
    }

    /// `T` or `~T`.
    fn union_term(&mut self) -> Expr {
        let pos = self.pos();
        if self.at_op(Op::Tilde) {
            self.next();
            let x = Box::new(self.type_());
            return self.expr_node(pos, ExprKind::Unary { op: UnaryOp::Tilde, x });
        }
        if let Some(ty) = self.type_or_none() {
            return ty;
        }
        let bad = self.bad_expr();
        self.syntax_error("expected ~ term or type");
        self.skip_to(&[Token::Operator, Token::Semi, Token::Rparen, Token::Rbrack, Token::Rbrace]);
        bad
    }
}

/// A parameter of a list without names: what looked like a name is a type.
fn unnamed(param: Param) -> Option<Field> {
    let ty = match (param.ty, param.name) {
        (Some(ty), _) => ty,
        (None, Some(name)) => Parser::ident_expr(name, param.name_end),
        (None, None) => return None,
    };
    Some(Field { names: Vec::new(), ty, tag: None, embedded: false, pos: param.pos })
}
