//! `for … range` over everything but functions.

use super::Gen;
use super::code::{Op, Reg};
use super::func::{Label, VarLoc};
use super::layout::Kind;
use super::place::Place;
use crate::syntax::ast::*;
use crate::types::object::ObjId;
use crate::types::ty::{Basic, TypeId};

impl<'p> Gen<'p> {
    pub(super) fn range(&mut self, r: &'p RangeStmt, label: Option<Symbol>) {
        let scope = self.begin();
        self.f.at = r.pos;
        let t = self.ty(&r.x);
        match self.kind(t) {
            Kind::Int { .. } => self.range_int(r, t, label),
            Kind::Slice(elem) => self.range_slice(r, t, elem, label),
            Kind::Array(elem, n) => self.range_array(r, t, elem, n, false, label),
            Kind::Ptr(a) => {
                if let Kind::Array(elem, n) = self.kind(a) {
                    self.range_array(r, a, elem, n, true, label);
                }
            }
            Kind::Str => self.range_string(r, label),
            Kind::Map(k, v) => self.range_map(r, k, v, label),
            Kind::Chan(elem) => self.range_chan(r, elem, label),
            Kind::Func => self.range_func(r, t, label),
            _ => self.error(r.x.pos, "internal compiler error: cannot range"),
        }
        self.end(scope);
    }

    fn is_used(&self, e: &Option<Expr>) -> bool {
        match e {
            None => false,
            Some(e) => !matches!(&e.kind, ExprKind::Ident(n) if self.sym(n.name) == "_"),
        }
    }

    /// The object that a range clause declares.
    fn range_object(&self, r: &RangeStmt, e: &Option<Expr>) -> Option<ObjId> {
        match (r.define, e) {
            (true, Some(Expr { kind: ExprKind::Ident(n), .. })) => self.obj_of(n.id),
            _ => None,
        }
    }

    /// The variable may be the loop's own register: nobody assigns to it, and it needs no box.
    fn own_register(&mut self, r: &RangeStmt, e: &Option<Expr>, ty: TypeId) -> Option<ObjId> {
        let o = self.range_object(r, e)?;
        if !r.per_iteration || self.is_boxed(o, ty) || self.f.facts.assigned.contains(&o) {
            return None;
        }
        (self.obj_ty(o) == ty || self.words(ty) == 1).then_some(o)
    }

    /// Both targets of a clause that assigns to what is there.
    fn both_targets(&self, r: &'p RangeStmt) -> Option<[&'p Expr; 2]> {
        let both = !r.define && self.is_used(&r.key) && self.is_used(&r.value);
        Some([r.key.as_ref(), r.value.as_ref()]).filter(|_| both).and_then(|[k, v]| Some([k?, v?]))
    }

    /// Gives a range variable its value for one iteration.
    fn range_assign(&mut self, r: &'p RangeStmt, e: &'p Option<Expr>, from: TypeId, value: Reg) {
        if !self.is_used(e) {
            return;
        }
        let Some(target) = e else { return };
        if let Some(o) = self.range_object(r, e) {
            let ty = self.obj_ty(o);
            self.mention(o);
            match (r.per_iteration, self.f.vars.get(&o).copied()) {
                (false, Some(VarLoc::Box(p))) => self.store_mem(p, 0, ty, value),
                (false, Some(VarLoc::Reg(d))) => {
                    let w = self.words(ty);
                    self.mov(d, value, w);
                }
                _ => self.declare_value(o, ty, value),
            }
            return;
        }
        let ty = self.ty(target);
        let ty = if ty == Basic::Invalid.id() { from } else { ty };
        let mark = self.f.next;
        let a = self.adapt(value, from, ty, None);
        let place = self.place(target);
        self.store(place, ty, a);
        self.f.next = mark;
    }

    /// Before Go 1.22 the variables exist once for the whole loop.
    fn shared_variables(&mut self, r: &'p RangeStmt) {
        if r.per_iteration || !r.define {
            return;
        }
        for e in [&r.key, &r.value] {
            if let (Some(o), true) = (self.range_object(r, e), self.is_used(e)) {
                let ty = self.obj_ty(o);
                self.declare_zero(o, ty);
            }
        }
    }

    fn range_body(&mut self, r: &'p RangeStmt, label: Option<Symbol>, end: Label, cont: Label) {
        self.inside(label, end, Some(cont), |g| g.block(&r.body));
        self.f.at = r.pos;
        self.f.place(cont);
    }

    fn range_int(&mut self, r: &'p RangeStmt, t: TypeId, label: Option<Symbol>) {
        let t = match r.key.as_ref().map(|k| self.ty(k)) {
            Some(k) if matches!(self.kind(k), Kind::Int { .. }) => k,
            _ => self.default_type(t),
        };
        self.shared_variables(r);
        let imm = match self.value(&r.x) {
            Some(crate::types::constant::Const::Int(i)) => i16::try_from(i).ok(),
            _ => None,
        };
        let n = match imm {
            Some(_) => 0,
            None => self.stable_copy(&r.x, t, 1),
        };
        let own = self.own_register(r, &r.key, t);
        let i = self.f.alloc(1);
        self.f.emit(Op::Zero { d: i });
        self.keep();
        let (body, cont, end) = (self.f.label(), self.f.label(), self.f.label());
        let unsigned = self.kind(t) == Kind::Int { bits: 64, signed: false };
        match imm {
            Some(n) if n > 0 => {}
            Some(_) => self.f.jmp(end),
            None if unsigned => self.f.jump(Op::JEqI { a: n, i: 0, off: 0 }, end),
            None => self.f.jump(Op::JLe { a: n, b: i, off: 0 }, end),
        }
        self.f.place(body);
        let scope = self.begin();
        match own {
            Some(o) => self.declare(o, t, VarLoc::Reg(i)),
            None => self.range_assign(r, &r.key, t, i),
        }
        self.range_body(r, label, end, cont);
        self.end(scope);
        self.f.emit(Op::AddI { d: i, a: i, i: 1 });
        match imm {
            Some(n) => self.f.jump_back(Op::LoopLtI { a: i, i: n, off: 0 }, body),
            None if unsigned => {
                let d = self.f.alloc(1);
                self.f.emit(Op::LtU { d, a: i, b: n });
                self.jump_if(d, false, end);
                self.f.jump(Op::Loop { off: 0 }, body);
            }
            None => self.f.jump_back(Op::LoopLt { a: i, b: n, off: 0 }, body),
        }
        self.f.place(end);
    }

    /// The operand of a loop in registers that the body does not change.
    fn stable_copy(&mut self, e: &'p Expr, ty: TypeId, words: u32) -> Reg {
        let mark = self.f.next;
        let r = self.expr_as(e, ty, None);
        let own = (r as u32) < mark;
        let fixed = match &e.kind {
            ExprKind::Ident(n) => {
                self.obj_of(n.id).is_some_and(|o| !self.f.facts.assigned.contains(&o))
            }
            _ => false,
        };
        let r = if own && !fixed {
            let d = self.f.alloc(words);
            self.mov(d, r, words);
            d
        } else {
            r
        };
        if r as u32 >= mark {
            // Temporaries of the evaluation above the value are free again.
            self.f.next = r as u32 + words;
        }
        self.keep();
        r
    }

    fn range_slice(&mut self, r: &'p RangeStmt, t: TypeId, elem: TypeId, label: Option<Symbol>) {
        self.shared_variables(r);
        let s = self.stable_copy(&r.x, t, 3);
        self.counted(r, s + 1, elem, label, |g, i, elem, d| {
            let place = g.slice_elem(s, i, elem);
            g.load(place, elem, Some(d));
        });
    }

    fn range_array(
        &mut self,
        r: &'p RangeStmt,
        t: TypeId,
        elem: TypeId,
        n: u64,
        pointer: bool,
        label: Option<Symbol>,
    ) {
        self.shared_variables(r);
        let with_value = self.is_used(&r.value);
        let mut p = 0;
        if pointer {
            let pt = self.ty(&r.x);
            p = self.stable_copy(&r.x, pt, 1);
        } else if with_value {
            // The loop walks over a copy.
            let place = self.place(&r.x);
            let rt = self.rtype(t);
            let d = self.f.alloc(1);
            match place {
                Place::Reg(a) => {
                    self.f.emit(Op::New { d, t: rt });
                    self.store_mem(d, 0, t, a);
                }
                place => {
                    let q = self.in_memory(place, t);
                    self.f.emit(Op::New { d, t: rt });
                    self.copy_mem(d, q, t);
                }
            }
            p = d;
            self.keep();
        } else if self.has_call(&r.x) {
            self.expr(&r.x, None);
        }
        let len = self.f.alloc(1);
        self.int_to(len, n as i64);
        self.keep();
        self.counted(r, len, elem, label, |g, i, elem, d| {
            let place = g.array_index(p, i, elem, n);
            g.load(place, elem, Some(d));
        });
    }

    /// A loop over indices below the register `len`.
    fn counted(
        &mut self,
        r: &'p RangeStmt,
        len: Reg,
        elem: TypeId,
        label: Option<Symbol>,
        load: impl FnOnce(&mut Self, Reg, TypeId, Reg),
    ) {
        let int = Basic::Int.id();
        let own = self.own_register(r, &r.key, int);
        let own_value = self.own_register(r, &r.value, elem);
        let i = self.f.alloc(1);
        self.f.emit(Op::Zero { d: i });
        self.keep();
        let (body, cont, end) = (self.f.label(), self.f.label(), self.f.label());
        self.f.jump(Op::JLe { a: len, b: i, off: 0 }, end);
        self.f.place(body);
        let scope = self.begin();
        let both = self.both_targets(r);
        match own {
            Some(o) => self.declare(o, int, VarLoc::Reg(i)),
            None if both.is_some() => {}
            None => self.range_assign(r, &r.key, int, i),
        }
        if self.is_used(&r.value) {
            let w = self.words(elem);
            let d = self.f.alloc(w);
            load(self, i, elem, d);
            self.f.next = d as u32 + w;
            match (own_value, both) {
                (Some(o), _) => self.declare(o, elem, VarLoc::Reg(d)),
                (None, Some(both)) => self.assign_pair(both, [(int, i), (elem, d)]),
                (None, None) => self.range_assign(r, &r.value, elem, d),
            }
        }
        self.range_body(r, label, end, cont);
        self.end(scope);
        self.f.emit(Op::AddI { d: i, a: i, i: 1 });
        self.f.jump_back(Op::LoopLt { a: i, b: len, off: 0 }, body);
        self.f.place(end);
    }

    fn range_string(&mut self, r: &'p RangeStmt, label: Option<Symbol>) {
        self.shared_variables(r);
        let int = Basic::Int.id();
        let rune = Basic::Int32.id();
        let st = self.ty(&r.x);
        let st = self.default_type(st);
        let s = self.stable_copy(&r.x, st, 2);
        // i, then the rune and the index after it.
        let i = self.f.alloc(3);
        self.f.emit(Op::Zero { d: i });
        self.f.emit(Op::Zero { d: i + 2 });
        self.keep();
        let (body, cont, test, end) =
            (self.f.label(), self.f.label(), self.f.label(), self.f.label());
        self.f.jmp(test);
        self.f.place(body);
        self.f.emit(Op::Move { d: i, a: i + 2 });
        self.f.emit(Op::StrRune { d: i + 1, s, i });
        let scope = self.begin();
        if let Some(both) = self.both_targets(r) {
            self.assign_pair(both, [(int, i), (rune, i + 1)]);
        } else {
            for (e, ty, at) in [(&r.key, int, i), (&r.value, rune, i + 1)] {
                match self.own_register(r, e, ty) {
                    Some(o) => self.declare(o, ty, VarLoc::Reg(at)),
                    None => self.range_assign(r, e, ty, at),
                }
            }
        }
        self.range_body(r, label, end, cont);
        self.end(scope);
        self.f.place(test);
        self.f.jump(Op::LoopLt { a: i + 2, b: s + 1, off: 0 }, body);
        self.f.place(end);
    }

    fn range_map(&mut self, r: &'p RangeStmt, key: TypeId, value: TypeId, label: Option<Symbol>) {
        self.shared_variables(r);
        let m = self.expr(&r.x, None);
        let it = self.f.alloc(1);
        self.f.emit(Op::MapIter { d: it, m });
        self.keep();
        let (kw, vw) = (self.words(key), self.words(value));
        let (with_key, with_value) = (self.is_used(&r.key), self.is_used(&r.value));
        let k = if with_key { self.f.alloc(kw) } else { u16::MAX };
        let v = if with_value { self.f.alloc(vw) } else { u16::MAX };
        self.keep();
        let (cont, end) = (self.f.label(), self.f.label());
        // The jump back to the next entry stands at the end.
        let top = self.f.label();
        self.f.place(top);
        self.f.emit(Op::MapNext { it, k });
        self.f.jump(Op::Arg { a: v, b: 0 }, end);
        let scope = self.begin();
        let both = self.both_targets(r);
        if let Some(both) = both {
            self.assign_pair(both, [(key, k), (value, v)]);
        }
        for (e, ty, at) in [(&r.key, key, k), (&r.value, value, v)] {
            if both.is_none() && self.is_used(e) {
                match self.own_register(r, e, ty) {
                    Some(o) => self.declare(o, ty, VarLoc::Reg(at)),
                    None => self.range_assign(r, e, ty, at),
                }
            }
        }
        self.range_body(r, label, end, cont);
        self.end(scope);
        self.f.jump(Op::Loop { off: 0 }, top);
        self.f.place(end);
    }

    fn range_chan(&mut self, r: &'p RangeStmt, elem: TypeId, label: Option<Symbol>) {
        self.shared_variables(r);
        let t = self.ty(&r.x);
        let c = self.stable_copy(&r.x, t, 1);
        let w = self.words(elem);
        let d = self.f.alloc(w + 1);
        self.keep();
        let (top, cont, end) = (self.f.label(), self.f.label(), self.f.label());
        self.f.place(top);
        self.f.at = r.pos;
        self.f.emit(Op::Recv { d, c, ok: 1 });
        self.f.jump(Op::JmpIfNot { a: d + w as u16, off: 0 }, end);
        let scope = self.begin();
        match self.own_register(r, &r.key, elem) {
            Some(o) => self.declare(o, elem, VarLoc::Reg(d)),
            None => self.range_assign(r, &r.key, elem, d),
        }
        self.range_body(r, label, end, cont);
        self.end(scope);
        self.f.jump(Op::Loop { off: 0 }, top);
        self.f.place(end);
    }
}
