//! `x.f`: qualified names, fields, methods, method expressions.

use super::checker::{Checker, NO_TYPE};
use super::info::{Selection, SelectionKind};
use super::lookup::{Entry, Found};
use super::object::{ObjectKind, PkgId};
use super::operand::{M, Operand, Src};
use super::subst::subst;
use super::ty::{Basic, Signature, Type, TypeId, Types};
use super::universe::UNSAFE;
use crate::syntax::ast::{Expr, ExprKind, Ident, Symbol};

impl<'a> Checker<'a> {
    pub(super) fn selector(
        &mut self,
        e: &'a Expr,
        operand: &'a Expr,
        sel: Ident,
        want_type: bool,
    ) -> Operand<'a> {
        if let ExprKind::Ident(id) = &operand.kind
            && let Some(obj) = self.lookup(id.name)
            && let ObjectKind::PkgName { imported } = self.objects[obj].kind
        {
            self.record_obj(id.id, Some(obj));
            self.set_used(obj);
            let mut x = match imported == self.pkg {
                true => self.unsafe_name(e, sel),
                false => self.qualified(e, imported, sel),
            };
            x.src = Src::Expr(e);
            return x;
        }
        let mut x = self.expr_or_type(operand, false);
        if let M::Builtin(_) = x.mode {
            let s = self.op_str(&x);
            let at = self.node_pos(e);
            self.err(at, format!("invalid use of {s} in selector expression"));
            return self.bad(e);
        }
        if !x.ok() || !self.complete(x.ty) {
            return self.bad(e);
        }
        if want_type {
            let s = self.expr_str(e);
            self.err(sel.pos, format!("{s} is not a type"));
            return self.bad(e);
        }
        if let Type::Pointer(b) = self.t.under(x.ty) {
            let b = *b;
            if !self.complete(b) {
                return self.bad(e);
            }
        }
        let pkg = self.own_pkg();
        let found = self.find(x.ty, x.mode == M::Variable, sel.name, pkg, false);
        let Some(entry) = found.entry else {
            self.selector_error(&x, sel, &found);
            return self.bad(e);
        };
        match entry {
            Entry::Field(..) => {
                if x.mode == M::Type {
                    let (n, ts) = (self.symbols.name(sel.name), self.type_str(x.ty));
                    let message =
                        format!("operand for field selector {n} must be value of type {ts}");
                    self.err(operand.pos, message);
                    return self.bad(e);
                }
                let ty = self.entry_type(entry);
                self.record_selection(e, sel, SelectionKind::Field, x.ty, entry, &found, ty);
                x.mode =
                    if x.mode == M::Variable || found.indirect { M::Variable } else { M::Value };
                x.ty = ty;
            }
            Entry::Method(..) | Entry::Abstract(..) => {
                self.select_method(e, sel, &mut x, entry, &found)
            }
        }
        x.val = super::constant::Const::Unknown;
        x.src = Src::Expr(e);
        x
    }

    fn bad(&self, e: &'a Expr) -> Operand<'a> {
        Operand { src: Src::Expr(e), ..Operand::invalid() }
    }

    fn select_method(
        &mut self,
        e: &'a Expr,
        sel: Ident,
        x: &mut Operand<'a>,
        entry: Entry,
        found: &Found,
    ) {
        let mut ty = self.entry_type(entry);
        x.tparams = None;
        if let Entry::Method(m, has) = entry {
            self.add_dep(m);
            x.tparams = self.method_tparams(m, has, &mut ty);
        }
        let recv = x.ty;
        let kind =
            if x.mode == M::Type { SelectionKind::MethodExpr } else { SelectionKind::Method };
        if kind == SelectionKind::MethodExpr
            && let Type::Func(s) = self.t.get(ty)
        {
            let mut s: Signature = s.clone();
            s.params.insert(0, recv);
            ty = self.t.intern(Type::Func(s));
        }
        self.record_selection(e, sel, kind, recv, entry, found, ty);
        x.mode = M::Value;
        x.ty = ty;
        if ty == Types::INVALID {
            x.mode = M::Invalid;
        }
    }

    /// Type parameters of the method itself (not of its receiver). Where its receiver has type arguments,
    /// they are copies whose constraints know these, and `sig` is changed to mention them.
    fn method_tparams(
        &mut self,
        m: super::object::ObjId,
        has: TypeId,
        sig: &mut TypeId,
    ) -> Option<std::rc::Rc<[TypeId]>> {
        let targs = self.t.as_named(has).map(|n| n.targs.clone()).unwrap_or_default();
        let ObjectKind::Func(info) = &self.objects[m].kind else { return None };
        if info.tparams.len() <= targs.len() {
            return None;
        }
        let (outer, own) = info.tparams.split_at(targs.len());
        if outer.is_empty() {
            return Some(own.into());
        }
        let (outer, own) = (outer.to_vec(), own.to_vec());
        let fresh = self.rename_tparams(&own);
        for &f in &fresh {
            let bound = self.constraint_of(f);
            let bound = subst(&mut self.t, bound, &outer, &targs);
            if let Type::TypeParam(id) = *self.t.get(f) {
                self.t.tparams[id.0 as usize].constraint = bound;
            }
        }
        *sig = subst(&mut self.t, *sig, &own, &fresh);
        Some(fresh.into())
    }

    #[allow(clippy::too_many_arguments)]
    fn record_selection(
        &mut self,
        e: &'a Expr,
        sel: Ident,
        kind: SelectionKind,
        recv: TypeId,
        entry: Entry,
        found: &Found,
        ty: TypeId,
    ) {
        let Some(obj) = self.entry_obj(entry) else { return };
        self.record_obj(sel.id, Some(obj));
        let s = Selection { kind, recv, obj, path: found.path.clone(), ty };
        self.info.selections.insert(e.id, s);
    }

    fn selector_error(&mut self, x: &Operand<'a>, sel: Ident, found: &Found) {
        if self.t.underlying(x.ty) == Types::INVALID {
            return;
        }
        let name = self.symbols.name(sel.name).to_string();
        let (xs, ts) = (self.src_str(&x.src), self.type_str(x.ty));
        if found.ambiguous {
            return self.err(sel.pos, format!("ambiguous selector {xs}.{name}"));
        }
        if found.indirect {
            let message = if x.mode == M::Type {
                format!(
                    "invalid method expression {ts}.{name} (needs pointer receiver (*{ts}).{name})"
                )
            } else {
                format!("cannot call pointer method {name} on {ts}")
            };
            return self.err(sel.pos, message);
        }
        let why = if self.t.is_interface_ptr(x.ty) {
            self.interface_ptr_error(x.ty)
        } else {
            let pkg = self.own_pkg();
            let alt = self.find(x.ty, x.mode == M::Variable, sel.name, pkg, true).entry;
            let shown = self.operand_type_str(x);
            self.lookup_error(&shown, sel.name, alt, false)
        };
        self.err(sel.pos, format!("{xs}.{name} undefined ({why})"));
    }

    /// Why a type has no such field or method, given what it has under another spelling.
    pub(super) fn lookup_error(
        &mut self,
        ts: &str,
        sel: Symbol,
        alt: Option<Entry>,
        in_literal: bool,
    ) -> String {
        let obj = alt.and_then(|a| self.entry_obj(a));
        let name = self.symbols.name(sel);
        let missing = match in_literal {
            true => format!("unknown field {name} in struct literal of type {ts}"),
            false => format!("type {ts} has no field or method {name}"),
        };
        let (Some(alt), Some(obj)) = (alt, obj) else { return missing };
        let alt_name = self.entry_name(alt);
        let other = self.symbols.name(alt_name);
        let what = if matches!(alt, Entry::Field(..)) { "field" } else { "method" };
        let same_tail = tail(name) == tail(other);
        let (sel_exported, alt_exported) = (self.exported(sel), self.exported(alt_name));
        let misspelled = self.objects[obj].pkg == Some(self.pkg)
            || sel_exported && alt_exported
            || !sel_exported && alt_exported && same_tail;
        if misspelled {
            return match in_literal {
                true => format!("{missing}, but does have {other}"),
                false => format!("{missing}, but does have {what} {other}"),
            };
        }
        if sel_exported && same_tail {
            return match in_literal {
                true => format!("{missing}, but does have unexported {other}"),
                false => format!("{missing}, but does have unexported {what} {other}"),
            };
        }
        if !sel_exported && name == other {
            return match in_literal {
                true => format!(
                    "cannot refer to unexported field {other} in struct literal of type {ts}"
                ),
                false => format!("cannot refer to unexported {what} {other}"),
            };
        }
        missing
    }

    /// `pkg.Name`
    fn qualified(&mut self, e: &'a Expr, pkg: PkgId, sel: Ident) -> Operand<'a> {
        let mut x = self.bad(e);
        let scope = &self.pkg_scopes[pkg.0 as usize];
        // What is unexported in the library is not there, as far as a program can see.
        let hidden = self.pkgs[pkg.0 as usize].is_std && !self.exported(sel.name);
        let Some(&obj) = scope.get(&sel.name).filter(|_| !hidden) else {
            if self.fake[pkg.0 as usize] {
                return x;
            }
            let s = self.expr_str(e);
            let lower = self.symbols.name(sel.name).to_lowercase();
            let alt = scope.keys().find(|k| {
                let n = self.symbols.name(**k);
                n.to_lowercase() == lower && self.exported(**k)
            });
            let message = match alt {
                Some(a) => format!("undefined: {s} (but have {})", self.symbols.name(*a)),
                None => format!("undefined: {s}"),
            };
            self.err(sel.pos, message);
            return x;
        };
        if !self.exported(sel.name) {
            let name = self.symbols.name(sel.name).to_string();
            let p = self.pkgs[pkg.0 as usize].name.clone();
            self.err(sel.pos, format!("name {name} not exported by package {p}"));
        }
        self.record_obj(sel.id, Some(obj));
        let ty = self.objects[obj].ty;
        if ty == Types::INVALID || ty == NO_TYPE {
            return x;
        }
        x.ty = ty;
        match &self.objects[obj].kind {
            ObjectKind::Const(v) => {
                x.val = v.clone();
                x.mode = M::Constant;
            }
            ObjectKind::TypeName { .. } => x.mode = M::Type,
            ObjectKind::Var(_) => x.mode = M::Variable,
            ObjectKind::Func(info) => {
                if !info.tparams.is_empty() {
                    x.tparams = Some(info.tparams.as_slice().into());
                }
                x.mode = M::Value;
            }
            _ => {}
        }
        x
    }

    /// `unsafe.Name`
    fn unsafe_name(&mut self, e: &'a Expr, sel: Ident) -> Operand<'a> {
        let mut x = self.bad(e);
        let name = self.symbols.name(sel.name);
        match UNSAFE.into_iter().find(|b| b.name() == name) {
            Some(b) => x.mode = M::Builtin(b),
            None if name == "Pointer" => {
                x.mode = M::Type;
                x.ty = Basic::UnsafePointer.id();
            }
            None => {
                let s = self.expr_str(e);
                self.err(sel.pos, format!("undefined: {s}"));
            }
        }
        x
    }
}

/// A name without its first letter.
fn tail(s: &str) -> &str {
    let mut chars = s.chars();
    chars.next();
    chars.as_str()
}
