//! What checking an expression gives: a mode, a type, perhaps a constant value, and how messages show it.

use super::checker::Checker;
use super::constant::Const;
use super::object::Builtin;
use super::ty::{Basic, Type, TypeId, Types};
use crate::syntax::ast::{Expr, ExprKind};
use crate::text::Pos;
use std::rc::Rc;

/// Modes of operands; those of `info::Mode`, and [`M::Invalid`] after an error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum M {
    Invalid,
    NoValue,
    Builtin(Builtin),
    Type,
    Constant,
    Variable,
    MapIndex,
    Value,
    Nil,
    CommaOk,
}

/// Where an operand comes from, as messages show it.
#[derive(Clone, Debug)]
pub(super) enum Src<'a> {
    None,
    Expr(&'a Expr),
    Label(Pos, Rc<str>),
}

impl<'a> Src<'a> {
    pub fn pos(&self) -> Pos {
        match self {
            Src::None => Pos::NONE,
            Src::Expr(e) => type_pos(e),
            Src::Label(p, _) => *p,
        }
    }
}

/// Where messages put an expression: a function type stands at its parameters.
pub(super) fn type_pos(e: &Expr) -> Pos {
    match e.kind {
        ExprKind::FuncType(_) => e.pos.add(4),
        _ => e.pos,
    }
}

#[derive(Clone, Debug)]
pub(super) struct Operand<'a> {
    pub mode: M,
    pub ty: TypeId,
    pub val: Const,
    pub src: Src<'a>,
    /// Type parameters of a generic function that is not instantiated yet.
    pub tparams: Option<Rc<[TypeId]>>,
}

impl<'a> Operand<'a> {
    pub fn invalid() -> Operand<'a> {
        Operand {
            mode: M::Invalid,
            ty: Types::INVALID,
            val: Const::Unknown,
            src: Src::None,
            tparams: None,
        }
    }

    pub fn value(ty: TypeId, src: Src<'a>) -> Operand<'a> {
        Operand { mode: M::Value, ty, val: Const::Unknown, src, tparams: None }
    }

    pub fn ok(&self) -> bool {
        self.mode != M::Invalid
    }

    pub fn is_nil(&self) -> bool {
        self.mode == M::Nil
    }

    pub fn is_const(&self) -> bool {
        self.mode == M::Constant
    }

    pub fn pos(&self) -> Pos {
        self.src.pos()
    }
}

impl<'a> Checker<'a> {
    /// The source text of an operand.
    pub(super) fn src_str(&self, src: &Src<'a>) -> String {
        match src {
            Src::None => String::new(),
            Src::Expr(e) => self.expr_str(e),
            Src::Label(_, s) => s.to_string(),
        }
    }

    /// An operand as messages describe it: `x (variable of type int)`.
    pub(super) fn op_str(&self, x: &Operand<'a>) -> String {
        if x.mode == M::Nil {
            return match x.ty {
                t if t == Types::INVALID => "nil (with invalid type)".into(),
                t if t == Basic::UntypedNil.id() => "nil".into(),
                t => format!("nil (of type {})", self.type_str(t)),
            };
        }
        let expr = match (&x.src, x.mode) {
            (Src::None, M::Builtin(b)) => b.name().to_string(),
            (Src::None, M::Type) => self.type_str(x.ty),
            (Src::None, M::Constant) => x.val.show(),
            (src, _) => self.src_str(src),
        };
        let mut out = String::new();
        if !expr.is_empty() {
            out.push_str(&expr);
            out.push_str(" (");
        }
        let mut has_type = false;
        if !matches!(x.mode, M::Invalid | M::NoValue | M::Builtin(_) | M::Type) {
            if self.t.is_untyped(x.ty) {
                out.push_str(untyped_name(x.ty));
                out.push(' ');
            } else {
                has_type = true;
            }
        }
        out.push_str(match x.mode {
            M::Invalid => "invalid operand",
            M::NoValue => "no value",
            M::Builtin(_) => "built-in",
            M::Type => "type",
            M::Constant => "constant",
            M::Variable => "variable",
            M::MapIndex => "map index expression",
            M::Value => "value",
            M::Nil => "nil",
            M::CommaOk => "comma, ok expression",
        });
        if x.mode == M::Constant {
            let s = x.val.show();
            if s != expr {
                out.push(' ');
                out.push_str(&s);
            }
        }
        if has_type {
            self.write_operand_type(&mut out, x);
        }
        if !expr.is_empty() {
            out.push(')');
        }
        out
    }

    fn write_operand_type(&self, out: &mut String, x: &Operand<'a>) {
        if x.ty == Types::INVALID {
            out.push_str(" with invalid type");
            return;
        }
        let tpar = self.t.is_tparam(x.ty);
        let mut desc = String::new();
        if !tpar && (matches!(self.t.get(x.ty), Type::Named(_)) || self.written_as_alias(x))
            || self.shown_as_alias(x.ty)
        {
            desc = match self.t.composite_kind(x.ty) {
                "" => self.type_str(self.t.underlying(x.ty)),
                s => s.to_string(),
            };
            desc.push(' ');
        }
        out.push_str(" of ");
        out.push_str(&desc);
        out.push_str("type ");
        out.push_str(&self.operand_type_str(x));
        if tpar {
            out.push_str(" constrained by ");
            out.push_str(&self.constraint_str(x.ty));
            if self.t.type_set(x.ty).is_some_and(|s| s.is_empty()) {
                out.push_str(" with empty type set");
            }
        }
    }

    /// The type of an operand; of a function with the names of its parameters where they are known.
    pub(super) fn operand_type_str(&self, x: &Operand<'a>) -> String {
        if let (Src::Expr(e), Type::Func(_)) = (&x.src, self.t.get(x.ty)) {
            if let Some((decl, recv)) = self.func_tree(e) {
                let tparams = match &x.tparams {
                    Some(list) if recv.is_none() => self.tparams_str(list),
                    _ => String::new(),
                };
                return format!("func{tparams}{}", self.signature_with_names(x.ty, decl, recv));
            }
        }
        if let (Src::Expr(e), Type::Tuple(list)) = (&x.src, self.t.get(x.ty))
            && let ExprKind::Call { fun, .. } = &unparen(e).kind
            && let Some(names) = self.result_names(fun)
            && names.len() == list.len()
        {
            let parts: Vec<String> =
                names.iter().zip(list).map(|(n, t)| format!("{n} {}", self.type_str(*t))).collect();
            return format!("({})", parts.join(", "));
        }
        match &x.src {
            Src::Expr(e) => match self.written_of(e) {
                Some(t) => self.written_str(x.ty, t),
                None => self.type_str(x.ty),
            },
            _ => self.type_str(x.ty),
        }
    }

    /// Names of the results of a declared function, if they have names.
    fn result_names(&self, fun: &Expr) -> Option<Vec<String>> {
        let obj = match &unparen(fun).kind {
            ExprKind::Ident(id) => self.obj_of(id.id),
            ExprKind::Selector { sel, .. } => self.obj_of(sel.id),
            _ => None,
        }?;
        let results = &self.func_decl_of(obj)?.ty.results;
        let names = results.iter().flat_map(|f| &f.names);
        let names: Vec<String> = names.map(|n| self.symbols.name(n.name).to_string()).collect();
        (!names.is_empty()).then_some(names)
    }
}

/// `x` without parentheses.
pub(super) fn unparen(mut e: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &e.kind {
        e = inner;
    }
    e
}

/// How messages name an untyped kind.
pub(super) fn untyped_name(ty: TypeId) -> &'static str {
    const NAMES: [&str; 7] = [
        "untyped bool",
        "untyped int",
        "untyped rune",
        "untyped float",
        "untyped complex",
        "untyped string",
        "untyped nil",
    ];
    ty.0.checked_sub(Basic::UntypedBool as u32)
        .and_then(|i| NAMES.get(i as usize))
        .copied()
        .unwrap_or("")
}
