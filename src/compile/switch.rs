//! `switch` and type switches.

use super::Gen;
use super::code::{Op, Reg};
use super::func::{Label, VarLoc};
use super::layout::Kind;
use crate::syntax::ast::*;
use crate::types::constant::Const;
use crate::types::ty::{Basic, TypeId};
use num_traits::ToPrimitive;

/// Cases from which a jump table pays.
const TABLE_MIN: usize = 6;

impl<'p> Gen<'p> {
    pub(super) fn switch(&mut self, sw: &'p SwitchStmt, label: Option<Symbol>) {
        let scope = self.begin();
        if let Some(init) = &sw.init {
            self.stmt(init);
        }
        let bodies: Vec<Label> = sw.clauses.iter().map(|_| self.f.label()).collect();
        let end = self.f.label();
        match &sw.tag {
            Some(tag) => {
                let t = self.ty(tag);
                let t = self.default_type(t);
                let r = self.expr_as(tag, t, None);
                self.keep();
                if !self.dense_switch(sw, r, t, &bodies, end) {
                    self.tag_tests(sw, tag, r, t, &bodies);
                }
            }
            None => {
                for (c, &l) in sw.clauses.iter().zip(&bodies) {
                    for e in &c.exprs {
                        self.cond(e, true, l);
                        self.f.hoisted.clear();
                    }
                }
            }
        }
        let default = sw.clauses.iter().position(|c| c.is_default);
        self.f.jmp(default.map_or(end, |i| bodies[i]));
        self.clauses(&sw.clauses, &bodies, end, label);
        self.f.place(end);
        self.end(scope);
    }

    fn clauses(
        &mut self,
        clauses: &'p [CaseClause],
        bodies: &[Label],
        end: Label,
        label: Option<Symbol>,
    ) {
        for (i, c) in clauses.iter().enumerate() {
            self.f.place(bodies[i]);
            let scope = self.begin();
            let outer = std::mem::replace(&mut self.f.fallthrough, bodies.get(i + 1).copied());
            self.inside(label, end, None, |g| g.statements(&c.body));
            self.f.fallthrough = outer;
            self.end(scope);
            let falls = matches!(c.body.last().map(|s| &s.kind), Some(StmtKind::Fallthrough));
            if self.f.reachable() && !falls {
                self.f.jmp(end);
            }
        }
    }

    fn tag_tests(
        &mut self,
        sw: &'p SwitchStmt,
        tag: &'p Expr,
        r: Reg,
        t: TypeId,
        bodies: &[Label],
    ) {
        let kind = self.kind(t);
        for (c, &l) in sw.clauses.iter().zip(bodies) {
            for e in &c.exprs {
                let mark = self.f.next;
                self.case_test(tag, e, r, t, kind, l);
                self.f.next = mark;
                self.f.hoisted.clear();
            }
        }
    }

    fn case_test(&mut self, tag: &'p Expr, e: &'p Expr, r: Reg, t: TypeId, kind: Kind, l: Label) {
        if self.is_nil(e) {
            self.f.at = e.pos;
            return self.f.jump(Op::JEqI { a: r, i: 0, off: 0 }, l);
        }
        let et = self.ty(e);
        if matches!(kind, Kind::Int { .. } | Kind::Bool) && self.kind(et) == kind {
            let imm = match self.value(e) {
                Some(Const::Bool(b)) => Some(*b as i16),
                _ => self.immediate(e),
            };
            if let Some(i) = imm {
                self.f.at = e.pos;
                return self.f.jump(Op::JEqI { a: r, i, off: 0 }, l);
            }
            let b = self.expr_as(e, t, None);
            self.f.at = e.pos;
            return self.f.jump(Op::JEq { a: r, b, off: 0 }, l);
        }
        let _ = tag;
        let (common, a) = if self.is_iface(et) && !self.is_iface(t) {
            (et, self.adapt(r, t, et, None))
        } else {
            (t, r)
        };
        let b = self.expr_as(e, common, None);
        let d = self.f.alloc(1);
        self.f.at = e.pos;
        self.compare(BinaryOp::Eq, common, d, a, b);
        self.jump_if(d, true, l);
    }

    /// Many small integer cases: one jump table.
    fn dense_switch(
        &mut self,
        sw: &'p SwitchStmt,
        r: Reg,
        t: TypeId,
        bodies: &[Label],
        end: Label,
    ) -> bool {
        if !matches!(self.kind(t), Kind::Int { .. }) {
            return false;
        }
        let mut cases: Vec<(i64, Label)> = vec![];
        for (c, &l) in sw.clauses.iter().zip(bodies) {
            for e in &c.exprs {
                match self.value(e) {
                    Some(Const::Int(i)) => match i.to_i64() {
                        Some(i) => cases.push((i, l)),
                        None => return false,
                    },
                    _ => return false,
                }
            }
        }
        let (Some(min), Some(max)) =
            (cases.iter().map(|c| c.0).min(), cases.iter().map(|c| c.0).max())
        else {
            return false;
        };
        let Some(span) = max.checked_sub(min) else { return false };
        if cases.len() < TABLE_MIN
            || span as usize >= cases.len() * 3
            || i16::try_from(min).is_err()
            || i16::try_from(max).is_err()
        {
            return false;
        }
        let default = sw.clauses.iter().position(|c| c.is_default).map_or(end, |i| bodies[i]);
        let mut targets = vec![default; span as usize + 1];
        for (v, l) in cases.into_iter().rev() {
            targets[(v - min) as usize] = l;
        }
        // Unsigned values past the signed range are negative words: below the least case.
        self.f.jump(Op::JLtI { a: r, i: min as i16, off: 0 }, default);
        self.f.jump(Op::JGtI { a: r, i: max as i16, off: 0 }, default);
        let d = self.f.alloc(1);
        let a = if min == 0 {
            r
        } else {
            self.int_to(d, min);
            self.f.emit(Op::Sub { d, a: r, b: d });
            d
        };
        let table = self.out.tables.len() as u32;
        self.out.tables.push(vec![]);
        self.f.table(a, table, targets);
        true
    }

    pub(super) fn type_switch(&mut self, sw: &'p TypeSwitchStmt, label: Option<Symbol>) {
        let scope = self.begin();
        if let Some(init) = &sw.init {
            self.stmt(init);
        }
        let any = self.any();
        let xt = self.ty(&sw.x);
        let xt = if self.is_iface(xt) { xt } else { any };
        let r = self.expr_as(&sw.x, xt, None);
        self.keep();
        let bodies: Vec<Label> = sw.clauses.iter().map(|_| self.f.label()).collect();
        let end = self.f.label();
        for (c, &l) in sw.clauses.iter().zip(&bodies) {
            for e in &c.exprs {
                self.f.at = e.pos;
                self.type_test(e, r, l);
                self.f.next = self.f.locals;
            }
        }
        let default = sw.clauses.iter().position(|c| c.is_default);
        self.f.jmp(default.map_or(end, |i| bodies[i]));
        for (i, c) in sw.clauses.iter().enumerate() {
            self.f.place(bodies[i]);
            let scope = self.begin();
            self.f.at = c.pos;
            self.bind_clause(c, r, xt);
            self.inside(label, end, None, |g| g.statements(&c.body));
            self.end(scope);
            if self.f.reachable() {
                self.f.jmp(end);
            }
        }
        self.f.place(end);
        self.end(scope);
    }

    fn type_test(&mut self, e: &'p Expr, r: Reg, l: Label) {
        if self.is_nil(e) {
            return self.f.jump(Op::JEqI { a: r, i: 0, off: 0 }, l);
        }
        let t = self.ty(e);
        let rt = self.rtype(t);
        if self.is_iface(t) {
            let d = self.f.alloc(1);
            self.f.emit2(Op::Implements { d, a: r }, 0, rt);
            return self.jump_if(d, true, l);
        }
        self.mark_iface(t);
        match i16::try_from(rt + 1) {
            Ok(i) => self.f.jump(Op::JEqI { a: r, i, off: 0 }, l),
            Err(_) => {
                let d = self.f.alloc(1);
                self.f.emit2(Op::IsType { d, a: r }, 0, rt);
                self.jump_if(d, true, l);
            }
        }
    }

    /// The variable of a type switch in one clause.
    fn bind_clause(&mut self, c: &'p CaseClause, r: Reg, xt: TypeId) {
        let Some(&o) = self.p.info.implicits.get(&c.id) else { return };
        let ty = self.obj_ty(o);
        if self.is_iface(ty) || self.types.under(ty) == self.types.get(Basic::Invalid.id()) {
            // Several types, an interface, or nil: the operand itself.
            if self.is_boxed(o, ty) || self.f.facts.assigned.contains(&o) {
                self.declare_value(o, ty, r);
            } else {
                self.declare(o, ty, VarLoc::Reg(r));
            }
            return;
        }
        let _ = xt;
        let w = self.words(ty);
        let rt = self.rtype(ty);
        let d = self.f.alloc(w);
        self.f.emit2(Op::Unbox { d, a: r }, 0, rt);
        if self.is_boxed(o, ty) {
            self.declare_value(o, ty, d);
        } else {
            self.declare(o, ty, VarLoc::Reg(d));
        }
    }
}
