//! Functions as a whole: parameters, results, variables, scopes, the ways out.

use super::Gen;
use super::code::{Op, Reg, Var};
use super::escape;
use super::func::{FnState, ResultVar, VarLoc};
use crate::ids::FuncId;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::object::ObjId;
use crate::types::ty::{Signature, Type, TypeId};
use std::rc::Rc;

/// Registers and variables at the start of a block.
pub(super) struct Scope {
    next: u32,
    locals: u32,
    dbg: usize,
}

impl<'p> Gen<'p> {
    pub(super) fn begin(&self) -> Scope {
        Scope { next: self.f.next, locals: self.f.locals, dbg: self.f.dbg.len() }
    }

    /// Ends a block: its registers are free, its variables out of sight.
    pub(super) fn end(&mut self, s: Scope) {
        let pc = self.f.pc();
        for v in &mut self.f.dbg[s.dbg..] {
            v.to_pc = v.to_pc.min(pc);
        }
        self.f.next = s.next;
        self.f.locals = s.locals;
    }

    /// Registers up to here belong to variables, or to statements that go on.
    pub(super) fn keep(&mut self) {
        self.f.locals = self.f.next;
    }

    pub(super) fn is_boxed(&mut self, o: ObjId, ty: TypeId) -> bool {
        self.f.facts.boxed.contains(&o) || self.needs_memory(ty)
    }

    /// The variable exists from here on.
    pub(super) fn declare(&mut self, o: ObjId, ty: TypeId, loc: VarLoc) {
        self.f.vars.insert(o, loc);
        self.keep();
        let (reg, boxed) = match loc {
            VarLoc::Reg(r) => (r, false),
            VarLoc::Box(r) => (r, true),
        };
        let name = self.sym(self.p.objects[o].name).to_string();
        if name.is_empty() || name == "_" {
            return;
        }
        let rtype = self.rtype(ty);
        let from_pc = self.f.pc();
        let last_pc = if self.finalizes { from_pc } else { u32::MAX };
        self.f.uses.declared(o, self.f.dbg.len());
        self.f.dbg.push(Var {
            name,
            rtype,
            reg,
            boxed,
            captured: false,
            from_pc,
            to_pc: u32::MAX,
            last_pc,
        });
    }

    /// A new variable with its zero value.
    pub(super) fn declare_zero(&mut self, o: ObjId, ty: TypeId) {
        let loc = if self.is_boxed(o, ty) {
            let d = self.f.alloc(1);
            let t = self.rtype(ty);
            self.f.emit(Op::New { d, t });
            VarLoc::Box(d)
        } else {
            let w = self.words(ty);
            let d = self.f.alloc(w);
            self.zero(d, w);
            VarLoc::Reg(d)
        };
        self.declare(o, ty, loc);
    }

    /// A new variable with the value in registers.
    pub(super) fn declare_value(&mut self, o: ObjId, ty: TypeId, r: Reg) {
        let w = self.words(ty);
        let loc = if self.is_boxed(o, ty) {
            let d = self.f.alloc(1);
            let t = self.rtype(ty);
            self.f.emit(Op::New { d, t });
            self.store_mem(d, 0, ty, r);
            VarLoc::Box(d)
        } else {
            let d = self.f.alloc(w);
            self.mov(d, r, w);
            VarLoc::Reg(d)
        };
        self.declare(o, ty, loc);
    }

    /// `x := e`, `var x T = e`.
    pub(super) fn declare_init(&mut self, o: ObjId, ty: TypeId, e: &'p Expr) {
        self.f.hint = Some(self.sym(self.p.objects[o].name).to_string());
        let w = self.words(ty);
        let from = self.ty(e);
        if self.is_iface(ty) && !self.is_iface(from) {
            self.f.concrete.insert(o, from);
        }
        if !self.is_boxed(o, ty) {
            let d = self.f.alloc(w);
            self.expr_as(e, ty, Some(d));
            self.f.hint = None;
            self.f.next = d as u32 + w;
            return self.declare(o, ty, VarLoc::Reg(d));
        }
        let d = self.f.alloc(1);
        let t = self.rtype(ty);
        let in_place = matches!(e.kind, ExprKind::CompositeLit { .. }) || self.is_huge(ty);
        if in_place {
            self.f.at = e.pos;
            self.f.emit(Op::New { d, t });
            let place = super::place::Place::Mem { p: d, off: 0, byte: false, ok: true };
            self.init_place(e, ty, place);
        } else {
            let v = self.expr_as(e, ty, None);
            self.f.at = e.pos;
            self.f.emit(Op::New { d, t });
            self.store_mem(d, 0, ty, v);
        }
        self.f.hint = None;
        self.f.next = d as u32 + 1;
        self.declare(o, ty, VarLoc::Box(d));
    }

    /// A declared function or method.
    pub(super) fn declared(&mut self, id: FuncId, o: ObjId, targs: &[TypeId]) {
        let (Some(info), Some(d)) = (self.func_info(o), self.func_decl(o)) else { return };
        let name = self.qualified_name(o, !targs.is_empty());
        let outer = self.open(id, name, d.pos);
        self.f.is_std = self.p.objects[o].pkg.is_some_and(|p| self.p.packages[p.0 as usize].is_std);
        self.bind_targs(info, targs);
        let t = self.obj_ty(o);
        if let Type::Func(sig) = self.types.get(t).clone() {
            let recv = match (&d.recv, info.recv) {
                (Some(f), Some(t)) => Some((f, self.subst(t))),
                _ => None,
            };
            match &d.body {
                Some(body) => self.function(recv, &d.ty, &sig, body),
                None => self.native_stub(o, recv.map(|r| r.1), &sig),
            }
        }
        self.close(outer);
        self.subst_cache.clear();
    }

    /// A native as a func value.
    fn native_stub(&mut self, o: ObjId, recv: Option<TypeId>, sig: &Signature) {
        self.f.is_wrapper = true;
        let types: Vec<TypeId> = recv.into_iter().chain(sig.params.iter().copied()).collect();
        for t in types {
            let w = self.words(t);
            self.f.alloc(w);
            let r = self.rtype(t);
            self.f.param_types.push((String::new(), r));
        }
        self.f.params = self.f.next;
        self.set_results(sig);
        let name = self.qualified_name(o, false);
        let n = self.native(&name);
        self.f.emit(Op::CallNative { base: 0, n });
        let n = self.f.result_words as u16;
        self.f.emit(Op::Return { a: 0, n });
    }

    /// Run-time types of what stands in registers for values of these types.
    pub(super) fn passed_types(&mut self, list: &[TypeId]) -> Vec<u32> {
        let one = |&t: &TypeId| {
            let passed = self.passed(t);
            self.rtype(passed)
        };
        list.iter().map(one).collect()
    }

    fn set_results(&mut self, sig: &Signature) {
        self.f.result_types = self.passed_types(&sig.results);
        self.f.result_words = sig.results.iter().map(|&t| self.words(t)).sum();
        let n = self.f.result_words;
        self.f.touch(n);
    }

    /// The whole of a declared function.
    fn function(
        &mut self,
        recv: Option<(&'p Field, TypeId)>,
        ft: &'p FuncType,
        sig: &Signature,
        body: &'p Block,
    ) {
        let recv_fields: &'p [Field] = recv.map_or(&[], |(f, _)| std::slice::from_ref(f));
        let facts = escape::analyze(self, &[recv_fields, &ft.params], &ft.results, body);
        self.f.facts = Rc::new(facts);
        self.params(recv, ft, sig);
        self.body(ft, sig, body);
    }

    /// Parameters into their registers, and into boxes where they need them.
    pub(super) fn params(
        &mut self,
        recv: Option<(&'p Field, TypeId)>,
        ft: &'p FuncType,
        sig: &Signature,
    ) {
        let mut list: Vec<(Option<&'p Ident>, TypeId)> = vec![];
        if let Some((f, t)) = recv {
            list.push((f.names.first(), t));
        }
        let mut names: Vec<Option<&'p Ident>> = vec![];
        for f in &ft.params {
            match f.names.is_empty() {
                true => names.push(None),
                false => names.extend(f.names.iter().map(Some)),
            }
        }
        list.extend(names.into_iter().zip(sig.params.iter().copied()));
        let mut vars = vec![];
        for (n, t) in list {
            let w = self.words(t);
            let r = self.f.alloc(w);
            let passed = self.passed(t);
            let rt = self.rtype(passed);
            let name = n.map_or(String::new(), |n| self.sym(n.name).to_string());
            self.f.param_types.push((name, rt));
            if let Some(o) = n.and_then(|n| self.obj_of(n.id)) {
                vars.push((o, t, r));
            }
        }
        self.f.params = self.f.next;
        self.keep();
        for (o, t, r) in vars {
            if self.is_boxed(o, t) {
                self.declare_value(o, t, r);
            } else {
                self.declare(o, t, VarLoc::Reg(r));
            }
        }
    }

    /// Results, statements, and the ways out.
    pub(super) fn body(&mut self, ft: &'p FuncType, sig: &Signature, body: &'p Block) {
        self.set_results(sig);
        self.f.has_defer = self.f.facts.defers.contains(&self.f.lit);
        self.f.at = body.pos;
        let names: Vec<&'p Ident> = ft.results.iter().flat_map(|f| &f.names).collect();
        for (i, &ty) in sig.results.iter().enumerate() {
            let loc = match names.get(i).map(|n| self.obj_of(n.id)) {
                Some(Some(o)) => {
                    self.declare_zero(o, ty);
                    // Returning reads it, wherever that happens.
                    if let Some(v) = self.f.dbg.last_mut() {
                        v.last_pc = u32::MAX;
                    }
                    self.f.vars.get(&o).copied()
                }
                None if !self.f.has_defer => None,
                _ => {
                    let w = self.words(ty);
                    let d = self.f.alloc(w);
                    self.zero_value(d, ty);
                    self.keep();
                    Some(VarLoc::Reg(d))
                }
            };
            self.f.results.push(ResultVar { ty, loc, hidden: names.is_empty() });
        }
        if self.f.facts.body_defers.contains(&self.f.lit) {
            let d = self.f.alloc(1);
            self.f.emit(Op::FrameToken { d });
            self.f.token = Some(d);
            self.keep();
        }
        if !self.f.is_std {
            self.error_lists.extend(self.lists_in(body));
            self.error_maps.extend(self.maps_in(body));
            self.f.unread = self.unread_in(body);
        }
        let scope = self.begin();
        self.statements(&body.stmts);
        self.f.at = body.rbrace;
        if self.f.reachable() {
            if sig.results.is_empty() {
                self.leave();
            } else {
                self.f.emit(Op::Unreachable);
            }
        }
        self.end(scope);
        if self.f.has_defer {
            self.f.at = body.rbrace;
            self.f.recover_pc = Some(self.f.pc());
            let fresh = self.f.label();
            self.f.place(fresh);
            self.load_results();
        }
        let end = self.f.pc();
        for v in &mut self.f.dbg {
            v.to_pc = v.to_pc.min(end);
        }
    }

    /// Runs the deferred calls and returns what the result variables hold.
    pub(super) fn leave(&mut self) {
        if self.f.has_defer {
            self.f.emit(Op::RunDefers);
        }
        self.load_results();
    }

    /// Returns what the result variables hold.
    fn load_results(&mut self) {
        let n = self.f.result_words as u16;
        let list = self.f.results.clone();
        let mark = self.f.next;
        // Results that stand in a row in registers are returned from there.
        let mut row = None;
        let mut next = None;
        for r in &list {
            match (r.loc, next) {
                (Some(VarLoc::Reg(at)), None) => row = Some(at),
                (Some(VarLoc::Reg(at)), Some(n)) if at == n => {}
                _ => {
                    row = None;
                    break;
                }
            }
            if let (Some(VarLoc::Reg(at)), w) = (r.loc, self.words(r.ty)) {
                next = Some(at + w as u16);
            }
        }
        let a = match row {
            Some(a) => a,
            None => {
                let a = self.f.next as Reg;
                for r in &list {
                    let w = self.words(r.ty);
                    let d = self.f.alloc(w);
                    self.load_var(r.loc, r.ty, d);
                }
                a
            }
        };
        self.f.emit(Op::Return { a: if n == 0 { 0 } else { a }, n });
        self.f.next = mark;
    }

    fn load_var(&mut self, loc: Option<VarLoc>, ty: TypeId, d: Reg) {
        match loc {
            Some(VarLoc::Reg(r)) => {
                let w = self.words(ty);
                self.mov(d, r, w);
            }
            Some(VarLoc::Box(p)) => self.load_box(p, ty, d),
            None => self.zero_value(d, ty),
        }
    }

    /// The value in a box.
    pub(super) fn load_box(&mut self, p: Reg, ty: TypeId, d: Reg) {
        let place = super::place::Place::Mem { p, off: 0, byte: false, ok: true };
        self.load(place, ty, Some(d));
    }

    /// `return …`
    pub(super) fn return_stmt(&mut self, es: &'p [Expr], at: Pos) {
        if self.f.range_body.is_some() {
            return self.body_return(es, at);
        }
        self.f.at = at;
        if es.is_empty() {
            return self.leave();
        }
        let keeps = self.f.results.iter().any(|r| match r.loc {
            Some(VarLoc::Box(_)) => true,
            Some(_) => self.f.has_defer,
            None => false,
        });
        let types: Vec<TypeId> = self.f.results.iter().map(|r| r.ty).collect();
        if !keeps && let ([e], [ty]) = (es, &types[..]) {
            let r = self.expr_as(e, *ty, None);
            let n = self.words(*ty) as u16;
            self.f.at = at;
            self.f.emit(Op::Return { a: r, n });
            return;
        }
        if es.len() == types.len() && self.returns_directly(es) {
            for (e, r) in es.iter().zip(self.f.results.clone()) {
                if let Some(VarLoc::Reg(d)) = r.loc {
                    self.expr_as(e, r.ty, Some(d));
                }
            }
            self.f.at = at;
            return self.leave();
        }
        let a = self.values(es, &types);
        self.f.at = at;
        if !keeps {
            let n = self.f.result_words as u16;
            self.f.emit(Op::Return { a, n });
            return;
        }
        let mut at = a;
        for r in self.f.results.clone() {
            let w = self.words(r.ty);
            match r.loc {
                Some(VarLoc::Reg(d)) => self.mov(d, at, w),
                Some(VarLoc::Box(p)) => self.store_mem(p, 0, r.ty, at),
                None => {}
            }
            at += w as u16;
        }
        self.leave();
    }

    /// Values may go straight to the result variables when nobody can see them half done.
    fn returns_directly(&self, es: &'p [Expr]) -> bool {
        let hidden =
            self.f.results.iter().all(|r| r.hidden && matches!(r.loc, Some(VarLoc::Reg(_))));
        hidden && (es.len() == 1 || es.iter().all(|e| self.stable(e) && !self.has_call(e)))
    }

    /// Values for these types, in a row on top of the registers: a list, or one call with several results.
    pub(super) fn values(&mut self, es: &'p [Expr], types: &[TypeId]) -> Reg {
        if let ([e], true) = (es, types.len() != 1) {
            let t = self.ty(e);
            let Type::Tuple(from) = self.types.get(t).clone() else { return 0 };
            if from.iter().zip(types).all(|(&f, &t)| self.is_iface(f) == self.is_iface(t)) {
                return self.expr(e, None);
            }
            let r = self.expr(e, None);
            let a = self.f.next as Reg;
            let mut at = r;
            for (&f, &t) in from.iter().zip(types) {
                let w = self.words(t);
                let d = self.f.alloc(w);
                self.adapt(at, f, t, Some(d));
                at += self.words(f) as u16;
            }
            return a;
        }
        self.hoist_list(&es.iter().collect::<Vec<_>>());
        let a = self.f.next.min(u16::MAX as u32) as Reg;
        let mut hints = std::mem::take(&mut self.f.more_hints).into_iter();
        for (e, &t) in es.iter().zip(types) {
            self.fresh(e, t);
            self.f.hint = hints.next();
        }
        a
    }

    /// Starts the function of a closure inside the one being compiled.
    pub(super) fn open_inner(&mut self, id: FuncId, name: String, decl: Pos) -> FnState {
        let outer = self.open(id, name, decl);
        self.f.targs = outer.targs.clone();
        self.f.facts = outer.facts.clone();
        self.f.is_std = outer.is_std;
        self.f.is_closure = true;
        outer
    }
}
