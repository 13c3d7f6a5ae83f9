//! Assignments. As gc orders them: calls on the left, then the right side, then the places, then the
//! stores from left to right.

use super::Gen;
use super::code::Reg;
use super::func::VarLoc;
use super::layout::Kind;
use super::ops::Right;
use super::place::Place;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::object::ObjId;
use crate::types::ty::{Basic, TypeId};

impl<'p> Gen<'p> {
    pub(super) fn define(&mut self, lhs: &'p [Ident], rhs: &'p [Expr]) {
        if let ([n], [e]) = (lhs, rhs) {
            if let (Some(o), true) = (self.obj_of(n.id), self.defines(n)) {
                let ty = self.obj_ty(o);
                self.declare_init(o, ty, e);
                if let Some(VarLoc::Reg(d)) = self.f.vars.get(&o).copied() {
                    self.note_unread(e, Some(n.pos), ty, d);
                }
            } else {
                self.expr_stmt_value(e);
            }
            return;
        }
        let names: Vec<&'p Ident> = lhs.iter().collect();
        self.define_list(&names, rhs, None);
    }

    fn expr_stmt_value(&mut self, e: &'p Expr) {
        let t = self.ty(e);
        let t = self.default_type(t);
        self.expr_as(e, t, None);
    }

    pub(super) fn assign(&mut self, lhs: &'p [Expr], rhs: &'p [Expr]) {
        match (lhs, rhs) {
            ([l], [r]) => self.assign_one(l, r),
            _ => self.assign_list(lhs, rhs),
        }
    }

    fn is_blank(&self, e: &Expr) -> bool {
        matches!(&e.kind, ExprKind::Ident(n) if self.sym(n.name) == "_")
    }

    /// Type of a target; for `_` that of the value.
    fn target_type(&mut self, l: &'p Expr, value: Option<TypeId>) -> TypeId {
        if self.is_blank(l) {
            return value.map_or(Basic::Int.id(), |t| self.default_type(t));
        }
        match self.fact(l.id) {
            Some(tv) => self.subst(tv.ty),
            None => match &l.kind {
                ExprKind::Ident(n) => match self.obj_of(n.id) {
                    Some(o) => self.obj_ty(o),
                    None => Basic::Int.id(),
                },
                ExprKind::Paren(x) => self.target_type(x, value),
                _ => Basic::Int.id(),
            },
        }
    }

    /// The unboxed local variable that an expression names.
    fn local(&self, e: &Expr) -> Option<(ObjId, Reg)> {
        match &e.kind {
            ExprKind::Paren(x) => self.local(x),
            ExprKind::Ident(n) => {
                let o = self.obj_of(n.id)?;
                match self.f.vars.get(&o) {
                    Some(VarLoc::Reg(r)) => Some((o, *r)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn assign_one(&mut self, l: &'p Expr, r: &'p Expr) {
        let value = self.ty(r);
        let ty = self.target_type(l, Some(value));
        if let Some((_, d)) = self.local(l) {
            self.f.hint = self.source_name(l);
            self.expr_as(r, ty, Some(d));
            self.note_unread(r, Some(l.pos), ty, d);
            return;
        }
        if self.is_huge(ty) && !self.is_blank(l) {
            let place = self.place(l);
            return self.assign_huge(r, ty, place);
        }
        self.hoist(l);
        self.f.hint = self.source_name(l);
        let a = self.expr_as(r, ty, None);
        if self.is_blank(l) {
            self.note_unread(r, None, ty, a);
        }
        let put = self.ignored_place(l);
        if put > 0 {
            self.note_put(r, put, ty, a);
        }
        let place = self.place(l);
        self.f.at = l.pos;
        self.note_kept(l, ty, &place);
        self.store(place, ty, a);
    }

    /// Values that never pass through registers: from memory to memory.
    pub(super) fn assign_huge(&mut self, value: &'p Expr, ty: TypeId, to: Place) {
        if let Place::Entry { .. } = to {
            let a = self.expr_as(value, ty, None);
            return self.store(to, ty, a);
        }
        let mut inner = value;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        let from = match &inner.kind {
            ExprKind::Ident(_)
            | ExprKind::Selector { .. }
            | ExprKind::Index { .. }
            | ExprKind::Star(_) => self.place(inner),
            _ => {
                let p = self.expr(inner, None);
                self.held_place(p, ty)
            }
        };
        let q = self.address_of(from, ty, None);
        let p = self.address_of(to, ty, None);
        self.copy_mem(p, q, ty);
    }

    fn assign_list(&mut self, lhs: &'p [Expr], rhs: &'p [Expr]) {
        let types = self.target_types(lhs, rhs);
        let all: Vec<&'p Expr> = lhs.iter().chain(rhs).collect();
        if all.iter().any(|e| self.has_call(e)) {
            lhs.iter().for_each(|l| self.hoist(l));
        }
        // The last value may go straight to its variable when nothing reads that variable afterwards.
        let direct = match (lhs.last(), lhs.len() == rhs.len()) {
            (Some(l), true) if lhs.iter().all(|l| self.local(l).is_some() || self.is_blank(l)) => {
                self.local(l)
            }
            _ => None,
        };
        let counted = if direct.is_some() { rhs.len() - 1 } else { rhs.len() };
        let a = match direct {
            Some((_, d)) => {
                self.hoist_list(&rhs.iter().collect::<Vec<_>>());
                let a = self.f.next as Reg;
                for (e, &t) in rhs.iter().zip(&types).take(counted) {
                    self.fresh(e, t);
                }
                self.expr_as(&rhs[counted], types[counted], Some(d));
                a
            }
            None => {
                let named = lhs.get(self.names_what_is_made(&types, rhs));
                self.f.hint = named.and_then(|l| self.source_name(l));
                self.comma_ok_or_values(rhs, &types)
            }
        };
        let stop = if direct.is_some() { counted } else { lhs.len() };
        let assigned: Vec<Reg> = lhs.iter().filter_map(|l| self.local(l)).map(|l| l.1).collect();
        let mut places = vec![];
        for l in &lhs[..stop] {
            let place = self.pinned(l, &assigned);
            places.push(place);
        }
        let mut at = a;
        for ((l, place), &t) in lhs.iter().zip(places).zip(&types) {
            let name = (!self.is_blank(l)).then_some(l.pos);
            if let ([e], true) = (rhs, matches!(place, Place::Blank | Place::Reg(_))) {
                self.note_unread(e, name, t, at);
            }
            let put = self.ignored_place(l);
            if let ([e], true) = (rhs, put > 0) {
                self.note_put(e, put, t, at);
            }
            self.f.at = l.pos;
            self.note_kept(l, t, &place);
            self.store(place, t, at);
            at += self.words(t) as u16;
        }
    }

    /// A place of several that are assigned to at once: its operands are read before `assigned` change.
    fn pinned(&mut self, l: &'p Expr, assigned: &[Reg]) -> Place {
        let mut place = self.place(l);
        if let Place::Elem { s, i, byte } = place {
            let s = self.saved(s, 3, assigned);
            let i = self.saved(i, 1, assigned);
            place = Place::Elem { s, i, byte };
        } else if let Place::Mem { p, off, byte, ok } = place {
            place = Place::Mem { p: self.saved(p, 1, assigned), off, byte, ok };
        } else if let Place::Entry { m, k, map } = place {
            let w = match self.kind(map) {
                Kind::Map(key, _) => self.words(key),
                _ => 1,
            };
            place =
                Place::Entry { m: self.saved(m, 1, assigned), k: self.saved(k, w, assigned), map };
        }
        place
    }

    /// Assigns key and value of a range clause: both places are found before either is written.
    pub(super) fn assign_pair(&mut self, targets: [&'p Expr; 2], values: [(TypeId, Reg); 2]) {
        let mark = self.f.next;
        let assigned: Vec<Reg> =
            targets.iter().filter_map(|l| self.local(l)).map(|l| l.1).collect();
        let mut stores = vec![];
        for (l, (from, value)) in targets.into_iter().zip(values) {
            let ty = self.target_type(l, Some(from));
            let a = self.adapt(value, from, ty, None);
            stores.push((self.pinned(l, &assigned), ty, a));
        }
        for (place, ty, a) in stores {
            self.store(place, ty, a);
        }
        self.f.next = mark;
    }

    fn saved(&mut self, r: Reg, words: u32, assigned: &[Reg]) -> Reg {
        if !assigned.iter().any(|&a| a >= r && (a as u32) < r as u32 + words || a == r) {
            return r;
        }
        let d = self.f.alloc(words);
        self.mov(d, r, words);
        d
    }

    fn target_types(&mut self, lhs: &'p [Expr], rhs: &'p [Expr]) -> Vec<TypeId> {
        use crate::types::ty::Type;
        let values: Vec<TypeId> = match rhs {
            [e] if lhs.len() > 1 => {
                let t = self.ty(e);
                match self.types.get(t).clone() {
                    Type::Tuple(list) => list,
                    _ => vec![t, Basic::Bool.id()],
                }
            }
            _ => rhs.iter().map(|e| self.ty(e)).collect(),
        };
        lhs.iter().enumerate().map(|(i, l)| self.target_type(l, values.get(i).copied())).collect()
    }

    /// `x op= y`
    pub(super) fn op_assign(&mut self, l: &'p Expr, op: BinaryOp, r: &'p Expr, at: Pos) {
        let ty = self.target_type(l, None);
        let kind = self.kind(ty);
        if let Some((o, d)) = self.local(l) {
            self.mention(o);
            let right = self.op_assign_right(op, kind, r);
            self.f.at = at;
            return self.arith(op, kind, d, d, right);
        }
        self.hoist(l);
        self.hoist(r);
        let place = self.place(l);
        let w = self.words(ty);
        let old = self.f.alloc(w);
        self.load_to_update(place, ty, old);
        let right = self.op_assign_right(op, kind, r);
        self.f.at = at;
        self.arith(op, kind, old, old, right);
        self.store(place, ty, old);
    }

    pub(super) fn inc_dec(&mut self, x: &'p Expr, inc: bool, at: Pos) {
        let ty = self.target_type(x, None);
        let kind = self.kind(ty);
        let op = if inc { BinaryOp::Add } else { BinaryOp::Sub };
        let local = self.local(x);
        let (place, d) = match local {
            Some((_, d)) => (Place::Reg(d), d),
            None => {
                let place = self.place(x);
                let w = self.words(ty);
                let d = self.f.alloc(w);
                self.f.at = at;
                self.load_to_update(place, ty, d);
                (place, d)
            }
        };
        self.f.at = at;
        let right = if matches!(kind, Kind::Int { .. }) {
            Right::Imm(1)
        } else {
            let w = self.words(ty);
            let one = self.f.alloc(w);
            let v = crate::types::constant::Const::Int(1.into());
            self.constant(&v, ty, one);
            Right::Reg(one)
        };
        self.arith(op, kind, d, d, right);
        if local.is_none() {
            self.store(place, ty, d);
        }
    }
}
