//! Function types, receivers and parameters.

use super::checker::{Checker, Later};
use super::collect::unpack_recv;
use super::object::{ObjId, VarKind};
use super::operand::unparen;
use super::subst::subst;
use super::ty::{Signature, Type, TypeId, Types};
use crate::syntax::ast::{Expr, ExprKind, Field, FuncDecl, FuncType, Ident};
use crate::text::Pos;

/// A signature with the objects of its parameters.
#[derive(Clone, Debug, Default)]
pub(super) struct FuncSig {
    pub ty: TypeId,
    pub recv: Option<ObjId>,
    pub recv_ty: Option<TypeId>,
    pub params: Vec<ObjId>,
    pub results: Vec<ObjId>,
    /// Of the receiver, then the function's own.
    pub tparams: Vec<TypeId>,
    /// Names to declare in the body's scope, with the node that declares them.
    pub names: Vec<(Ident, ObjId)>,
}

impl Default for TypeId {
    fn default() -> Self {
        Types::INVALID
    }
}

impl<'a> Checker<'a> {
    /// A function type or the signature of a literal.
    pub(super) fn func_type(&mut self, ft: &'a FuncType) -> FuncSig {
        let mut sig = FuncSig::default();
        self.open_scope();
        self.params(ft, &mut sig);
        self.close_scope();
        sig
    }

    /// The signature of a declaration, with receiver and type parameters.
    pub(super) fn func_signature(&mut self, f: &'a FuncDecl) -> FuncSig {
        let mut sig = FuncSig::default();
        self.open_scope();
        if let Some(recv) = &f.recv {
            self.receiver(recv, &mut sig);
        }
        if !f.tparams.is_empty() {
            let tparams = self.collect_tparams(&f.tparams);
            self.bounds(&f.tparams, &tparams);
            sig.tparams.extend(tparams);
        }
        self.params(&f.ty, &mut sig);
        self.close_scope();
        sig
    }

    fn params(&mut self, ft: &'a FuncType, sig: &mut FuncSig) {
        let (params, variadic) = self.collect_params(&ft.params, VarKind::Param, sig);
        let (results, _) = self.collect_params(&ft.results, VarKind::Result, sig);
        let types = |c: &Self, list: &[ObjId]| -> Vec<TypeId> {
            list.iter().map(|&o| c.objects[o].ty).collect()
        };
        let s =
            Signature { params: types(self, &params), results: types(self, &results), variadic };
        sig.ty = self.t.intern(Type::Func(s));
        sig.params = params;
        sig.results = results;
        for (name, obj) in sig.names.clone() {
            self.declare(Some(name.id), obj);
        }
    }

    fn collect_params(
        &mut self,
        fields: &'a [Field],
        kind: VarKind,
        sig: &mut FuncSig,
    ) -> (Vec<ObjId>, bool) {
        let mut list = vec![];
        let mut variadic = false;
        for (i, f) in fields.iter().enumerate() {
            let ty = match &f.ty.kind {
                ExprKind::Ellipsis(elem) => {
                    let elem_ty = self.var_type(elem);
                    let last =
                        kind == VarKind::Param && i + 1 == fields.len() && f.names.len() <= 1;
                    if !last {
                        self.err(f.ty.pos, "can only use ... with final parameter in list");
                        elem_ty
                    } else {
                        variadic = true;
                        let t = self.t.intern(Type::Slice(elem_ty));
                        self.record_type_expr(&f.ty, t);
                        t
                    }
                }
                _ => self.var_type(&f.ty),
            };
            if f.names.is_empty() {
                let obj = self.new_var(self.empty, f.pos, ty, kind);
                self.keep_written(obj, &f.ty);
                list.push(obj);
            }
            for n in &f.names {
                let obj = self.new_var(n.name, n.pos, ty, kind);
                self.keep_written(obj, &f.ty);
                list.push(obj);
                sig.names.push((*n, obj));
            }
        }
        (list, variadic)
    }

    fn receiver(&mut self, recv: &'a Field, sig: &mut FuncSig) {
        let (ptr, base) = unpack_recv(&recv.ty);
        let args: &'a [Expr] = recv_args(&recv.ty);
        let ty = if args.is_empty() {
            let ty = self.var_type(&recv.ty);
            self.not_instantiated(base.pos, ty);
            ty
        } else {
            self.generic_receiver(recv, ptr, base, args, sig)
        };
        let (name, pos) = match recv.names.first() {
            Some(n) => (n.name, n.pos),
            None => (self.empty, recv.pos),
        };
        let obj = self.new_var(name, pos, ty, VarKind::Param);
        if let Some(n) = recv.names.first() {
            sig.names.push((*n, obj));
        }
        sig.recv = Some(obj);
        sig.recv_ty = Some(ty);
        self.later.push(Later::Recv { pos: base.pos, ty, tree: &recv.ty });
    }

    /// `func (r *G[A, B])`: the names in brackets are new type parameters.
    fn generic_receiver(
        &mut self,
        recv: &'a Field,
        ptr: bool,
        base: &'a Expr,
        args: &'a [Expr],
        sig: &mut FuncSig,
    ) -> TypeId {
        let g = match &base.kind {
            ExprKind::Ident(id) => {
                let x = self.ident(base, *id, true);
                if x.ok() { x.ty } else { Types::INVALID }
            }
            _ => self.typ(base),
        };
        self.record_type_expr(base, g);
        let alias = match &base.kind {
            ExprKind::Ident(id) => self.obj_of(id.id).and_then(|o| self.alias_tparams.get(&o)),
            _ => None,
        };
        let aliased = alias.is_some();
        if let Some(tparams) = alias {
            let shown = format!("{}{}", self.expr_str(base), self.tparams_str(tparams));
            let message = format!("cannot define new methods on generic alias type {shown}");
            self.err(base.pos, message);
        }
        let g = if aliased { Types::INVALID } else { g };
        let mut own = vec![];
        for a in args {
            let id = match &a.kind {
                ExprKind::Ident(id) => *id,
                _ => {
                    let s = self.expr_str(a);
                    let message = format!("receiver type parameter {s} must be an identifier");
                    self.err(a.pos, message);
                    Ident { id: a.id, name: self.blank, pos: a.pos }
                }
            };
            let t = self.declare_tparam(id, own.len() as u32);
            self.record_type_expr(a, t);
            own.push(t);
        }
        sig.tparams.extend(&own);
        if g == Types::INVALID {
            return g;
        }
        if !self.t.is_generic(g) {
            let ts = self.type_str(g);
            self.err(base.pos, format!("{ts} is not a generic type"));
            return Types::INVALID;
        }
        let formal = self.t.as_named(g).map(|n| n.tparams.clone()).unwrap_or_default();
        if formal.len() != own.len() {
            let n = own.len();
            let s = if n == 1 { "" } else { "s" };
            let message = format!(
                "receiver declares {n} type parameter{s}, but receiver base type declares {}",
                formal.len()
            );
            self.err(base.pos, message);
            return Types::INVALID;
        }
        for (mine, theirs) in own.iter().zip(&formal) {
            let bound = self.constraint_of(*theirs);
            let bound = subst(&mut self.t, bound, &formal, &own);
            if let Type::TypeParam(p) = self.t.get(*mine) {
                let p = p.0 as usize;
                self.t.tparams[p].constraint = bound;
            }
        }
        for (mine, theirs) in own.iter().zip(&formal) {
            self.mono.same(&self.t, *mine, *theirs);
        }
        let inst = self.t.instance(g, own);
        let ty = if ptr { self.t.intern(Type::Pointer(inst)) } else { inst };
        self.record_recv(&recv.ty, ty);
        ty
    }

    /// An alias may stand for an instance of a generic type: that gets no methods of its own.
    fn not_instantiated(&mut self, pos: Pos, ty: TypeId) {
        let mut base = ty;
        while let Type::Pointer(elem) = self.t.get(base) {
            base = *elem;
        }
        if self.t.as_named(base).is_some_and(|n| !n.targs.is_empty()) {
            let ts = self.type_str(base);
            self.err(pos, format!("cannot define new methods on instantiated type {ts}"));
        }
    }

    fn record_recv(&mut self, e: &'a Expr, ty: TypeId) {
        self.record_type_expr(e, ty);
        match &e.kind {
            ExprKind::Paren(x) => self.record_recv(x, ty),
            ExprKind::Star(x) => {
                let (base, _) = self.t.deref(ty);
                self.record_recv(x, base);
            }
            _ => {}
        }
    }

    /// Methods may only be declared on defined types of the package that are no pointers or interfaces.
    pub(super) fn check_recv(&mut self, pos: Pos, ty: TypeId, tree: &'a Expr) {
        let (base, _) = self.t.deref(ty);
        let base_tree = unpack_recv(tree).1;
        if base == Types::INVALID {
            return;
        }
        match self.t.get(base) {
            Type::Named(_) => {
                let Some(n) = self.t.as_named(base) else { return };
                let ts = self.written_str(base, base_tree);
                if self.objects[n.obj].pkg != Some(self.pkg) {
                    self.err(pos, format!("cannot define new methods on non-local type {ts}"));
                } else if matches!(self.t.under(base), Type::Pointer(_) | Type::Interface(_)) {
                    let message = format!("invalid receiver type {ts} (pointer or interface type)");
                    self.err(pos, message);
                }
            }
            Type::Basic(_) => {
                let ts = self.written_str(base, base_tree);
                self.err(pos, format!("cannot define new methods on non-local type {ts}"));
            }
            _ => {
                let ts = self.written_str(ty, tree);
                self.err(pos, format!("invalid receiver type {ts}"));
            }
        }
    }
}

/// The bracketed names of a receiver.
fn recv_args(ty: &Expr) -> &[Expr] {
    let mut e = unparen(ty);
    if let ExprKind::Star(x) = &e.kind {
        e = unparen(x);
    }
    match &e.kind {
        ExprKind::Index { indices, .. } => indices,
        _ => &[],
    }
}
