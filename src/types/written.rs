//! Types as the program writes them: messages keep the names of aliases, `byte` apart from `uint8`, and the
//! names of parameters in function types, which types themselves do not have.

use super::checker::Checker;
use super::object::{Builtin, ObjId, ObjectKind};
use super::operand::{Operand, Src, unparen};
use super::ty::{Signature, Type, TypeId};
use crate::syntax::ast::{ArrayLen, BinaryOp, Expr, ExprKind, FuncType, UnaryOp};

/// Names of basic types that have two.
fn is_doubled_name(name: &str) -> bool {
    matches!(name, "byte" | "uint8" | "rune" | "int32")
}

impl<'a> Checker<'a> {
    /// Keeps the type expression of a variable, if it says more than the type.
    pub(super) fn keep_written(&mut self, obj: ObjId, e: &'a Expr) {
        if self.says_more(e) {
            self.written.insert(obj, e);
        }
    }

    /// A variable without a type of its own is of the type of its first value, as that is written.
    pub(super) fn keep_written_as(&mut self, obj: ObjId, x: &Operand<'a>) {
        let Src::Expr(e) = x.src else { return };
        let ty = self.objects[obj].ty;
        let same = |t: &&Expr| {
            let known = self.info.exprs.get(t.id.0 as usize);
            known.and_then(Option::as_ref).is_some_and(|tv| tv.ty == ty)
        };
        let tree = match self.func_tree(e) {
            Some(_) => Some(e),
            None => self.written_of(e).filter(|t| self.func_tree(t).is_some() || same(t)),
        };
        if let Some(tree) = tree {
            self.written.insert(obj, tree);
        }
    }

    /// The tree of the signature of a function literal, or of a declared function with the name of its receiver.
    pub(super) fn func_tree(&self, e: &'a Expr) -> Option<(&'a FuncType, Option<&str>)> {
        let id = match &unparen(e).kind {
            ExprKind::FuncLit(lit) => return Some((&lit.ty, None)),
            ExprKind::Ident(id) => id.id,
            ExprKind::Selector { sel, .. } => sel.id,
            ExprKind::Index { x, .. } => return self.func_tree(x),
            _ => return None,
        };
        let decl = self.func_decl_of(self.obj_of(id)?)?;
        let recv =
            decl.recv.as_ref().map(|r| r.names.first().map_or("_", |n| self.symbols.name(n.name)));
        Some((&decl.ty, recv))
    }

    fn says_more(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Ident(_) | ExprKind::Selector { .. } => {
                self.alias_name(e).is_some() || self.func_tree(e).is_some()
            }
            ExprKind::FuncType(_) | ExprKind::FuncLit(_) => true,
            ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Ellipsis(x) => self.says_more(x),
            ExprKind::ArrayType { elem, .. } | ExprKind::ChanType { elem, .. } => {
                self.says_more(elem)
            }
            ExprKind::MapType { key, value } => self.says_more(key) || self.says_more(value),
            _ => false,
        }
    }

    /// The name of an alias, or of a basic type with two names, that a type expression is.
    fn alias_name(&self, e: &Expr) -> Option<String> {
        let (id, package) = match &e.kind {
            ExprKind::Ident(id) => (*id, None),
            ExprKind::Selector { x, sel } => match &x.kind {
                ExprKind::Ident(p) => (*sel, Some(self.symbols.name(p.name))),
                _ => return None,
            },
            _ => return None,
        };
        let obj = &self.objects[self.obj_of(id.id)?];
        let name = self.symbols.name(id.name);
        match obj.kind {
            ObjectKind::TypeName { alias } if alias && name != "any" => {}
            ObjectKind::TypeName { .. } if obj.pkg.is_none() && is_doubled_name(name) => {}
            _ => return None,
        }
        Some(package.map_or(name.to_string(), |p| format!("{p}.{name}")))
    }

    /// A type parameter's constraint where it is written as a union or by an alias's name.
    pub(super) fn written_bound(&self, tparam: TypeId) -> Option<String> {
        let Type::TypeParam(p) = self.t.get(tparam) else { return None };
        let e = self.written.get(&self.t.tparams[p.0 as usize].obj)?;
        let is_union = match &unparen(e).kind {
            ExprKind::Unary { op, .. } => *op == UnaryOp::Tilde,
            ExprKind::Binary { op, .. } => *op == BinaryOp::Or,
            _ => false,
        };
        self.union_str(e).filter(|_| is_union)
    }

    /// A union as it is written; none where it has terms of types that only the type knows to print.
    fn union_str(&self, e: &Expr) -> Option<String> {
        let e = unparen(e);
        Some(match &e.kind {
            ExprKind::Binary { op: BinaryOp::Or, x, y, .. } => {
                format!("{} | {}", self.union_str(x)?, self.union_str(y)?)
            }
            ExprKind::Unary { op: UnaryOp::Tilde, x } => format!("~{}", self.union_str(x)?),
            ExprKind::Star(x) => format!("*{}", self.union_str(x)?),
            ExprKind::ArrayType { len: ArrayLen::Slice, elem } => {
                format!("[]{}", self.union_str(elem)?)
            }
            ExprKind::MapType { key, value } => {
                format!("map[{}]{}", self.union_str(key)?, self.union_str(value)?)
            }
            ExprKind::Ident(id) => match self.alias_name(e) {
                Some(name) => name,
                None => self.type_str(self.objects[self.obj_of(id.id)?].ty),
            },
            ExprKind::Selector { sel, .. } => match self.alias_name(e) {
                Some(name) => name,
                None => self.type_str(self.objects[self.obj_of(sel.id)?].ty),
            },
            _ => return None,
        })
    }

    /// The type expression behind an operand: that of its variable, field, element or result.
    pub(super) fn written_of(&self, e: &'a Expr) -> Option<&'a Expr> {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Ident(id) => self.written.get(&self.obj_of(id.id)?).copied(),
            ExprKind::Selector { sel, .. } => self.written.get(&self.obj_of(sel.id)?).copied(),
            ExprKind::Index { x, .. } => match &unparen(self.written_of(x)?).kind {
                ExprKind::ArrayType { elem, .. } | ExprKind::Ellipsis(elem) => Some(elem),
                ExprKind::MapType { value, .. } => Some(value),
                _ => None,
            },
            ExprKind::Star(x) => match &unparen(self.written_of(x)?).kind {
                ExprKind::Star(t) => Some(t),
                _ => None,
            },
            ExprKind::Unary { op: UnaryOp::Recv, x } => match &unparen(self.written_of(x)?).kind {
                ExprKind::ChanType { elem, .. } => Some(elem),
                _ => None,
            },
            ExprKind::CompositeLit { ty: Some(t), .. } if self.says_more(t) => Some(t),
            ExprKind::Call { fun, .. } if self.alias_name(unparen(fun)).is_some() => Some(fun),
            ExprKind::Call { fun, args, .. } if self.is_make(fun) => args.first(),
            ExprKind::Call { fun, .. } => match &self.called(fun)?.results[..] {
                [one] if one.names.len() <= 1 && self.says_more(&one.ty) => Some(&one.ty),
                _ => None,
            },
            _ => None,
        }
    }

    fn is_make(&self, fun: &Expr) -> bool {
        let ExprKind::Ident(id) = &unparen(fun).kind else { return false };
        let obj = self.obj_of(id.id).map(|o| &self.objects[o].kind);
        matches!(obj, Some(ObjectKind::Builtin(Builtin::Make)))
    }

    /// The tree of the signature of what is called.
    fn called(&self, fun: &Expr) -> Option<&'a FuncType> {
        let obj = match &unparen(fun).kind {
            ExprKind::Ident(id) => self.obj_of(id.id),
            ExprKind::Selector { sel, .. } => self.obj_of(sel.id),
            _ => None,
        };
        Some(&self.func_decl_of(obj?)?.ty)
    }

    /// The type expression of the `i`th parameter of what is called.
    pub(super) fn param_tree(&self, fun: &Expr, i: usize) -> Option<&'a Expr> {
        let params = &self.called(fun)?.params;
        let mut at = 0;
        for f in params {
            at += f.names.len().max(1);
            if i < at {
                return Some(&f.ty).filter(|e| self.says_more(e));
            }
        }
        let last = params.last()?;
        match &last.ty.kind {
            ExprKind::Ellipsis(_) => Some(&last.ty).filter(|e| self.says_more(e)),
            _ => None,
        }
    }

    /// Is the operand's type written as an alias?
    pub(super) fn written_as_alias(&self, x: &Operand<'a>) -> bool {
        let Src::Expr(e) = &x.src else { return false };
        let Some(t) = self.written_of(e).map(unparen) else { return false };
        self.alias_name(t).is_some()
            && !matches!(self.t.get(x.ty), Type::Basic(_) if self.is_doubled(t))
    }

    fn is_doubled(&self, t: &Expr) -> bool {
        let ExprKind::Ident(id) = &t.kind else { return false };
        self.obj_of(id.id).is_some_and(|o| self.objects[o].pkg.is_none())
    }

    /// A type as an expression writes it; parts that say nothing more, as messages show types.
    pub(super) fn written_str(&self, ty: TypeId, e: &Expr) -> String {
        let e = unparen(e);
        if !self.says_more(e) {
            return self.type_str(ty);
        }
        if let Some(name) = self.alias_name(e) {
            return name;
        }
        if let Some((tree, recv)) = self.func_tree(e) {
            return format!("func{}", self.signature_with_names(ty, tree, recv));
        }
        match (&e.kind, self.t.get(ty)) {
            (ExprKind::Star(x), Type::Pointer(t)) => format!("*{}", self.written_str(*t, x)),
            (ExprKind::ArrayType { elem, .. }, Type::Slice(t)) => {
                format!("[]{}", self.written_str(*t, elem))
            }
            (ExprKind::ArrayType { elem, .. }, Type::Array(t, n)) => {
                format!("[{n}]{}", self.written_str(*t, elem))
            }
            (ExprKind::MapType { key, value }, Type::Map(k, v)) => {
                format!("map[{}]{}", self.written_str(*k, key), self.written_str(*v, value))
            }
            (ExprKind::ChanType { elem, .. }, Type::Chan(_, t)) => {
                let (whole, part) = (self.type_str(ty), self.type_str(*t));
                match whole.strip_suffix(&part) {
                    Some(head) => format!("{head}{}", self.written_str(*t, elem)),
                    None => whole,
                }
            }
            (ExprKind::Ellipsis(elem), Type::Slice(t)) => {
                format!("[]{}", self.written_str(*t, elem))
            }
            (ExprKind::Ellipsis(elem), _) => self.written_str(ty, elem),
            (ExprKind::FuncType(tree), Type::Func(_)) => {
                format!("func{}", self.signature_with_names(ty, tree, None))
            }
            _ => self.type_str(ty),
        }
    }

    /// A parameter's type in a signature, `...T` where it is variadic.
    pub(super) fn written_param(&self, s: &Signature, i: usize, e: Option<&Expr>) -> String {
        let ty = s.params[i];
        let variadic = s.variadic && i + 1 == s.params.len();
        match (variadic, self.t.get(ty), e.map(|e| &e.kind)) {
            (true, Type::Slice(t), Some(ExprKind::Ellipsis(elem))) => {
                format!("...{}", self.written_str(*t, elem))
            }
            (true, Type::Slice(t), _) => format!("...{}", self.type_str(*t)),
            _ => e.map_or_else(|| self.type_str(ty), |e| self.written_str(ty, e)),
        }
    }
}
