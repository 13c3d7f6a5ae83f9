//! `select`: operands of all cases first, in source order; then one instruction and a jump table.

use super::Gen;
use super::code::{Op, Reg, SelectCase, SelectTable};
use super::func::{Label, VarLoc};
use super::layout::Kind;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::ty::{Basic, TypeId};

/// The two sides of a communication.
enum Comm<'p> {
    Send(&'p Expr, &'p Expr),
    Recv(&'p Expr),
}

impl<'p> Gen<'p> {
    pub(super) fn select(&mut self, clauses: &'p [CommClause], label: Option<Symbol>, at: Pos) {
        let scope = self.begin();
        let mut table = SelectTable::default();
        let mut elems = vec![];
        for c in clauses {
            let Some(comm) = &c.comm else {
                table.has_default = true;
                elems.push(None);
                continue;
            };
            let (case, elem) = self.operands_of(comm, c.pos);
            table.cases.push(case);
            elems.push(Some((case.value, elem)));
        }
        self.keep();
        self.f.hoisted.clear();
        let d = self.f.alloc(1);
        match (&table.cases[..], &elems[..]) {
            ([case], [Some(_)]) => self.only_case(*case),
            _ => {
                let t = self.out.selects.len() as u32;
                self.out.selects.push(table);
                self.f.at = at;
                self.f.emit(Op::Select { d, t });
            }
        }
        let bodies: Vec<Label> = clauses.iter().map(|_| self.f.label()).collect();
        let end = self.f.label();
        let mut targets: Vec<Label> = clauses
            .iter()
            .zip(&bodies)
            .filter(|(c, _)| c.comm.is_some())
            .map(|(_, &l)| l)
            .collect();
        if let Some(i) = clauses.iter().position(|c| c.comm.is_none()) {
            targets.push(bodies[i]);
        }
        if targets.len() > 1 {
            let table = self.out.tables.len() as u32;
            self.out.tables.push(vec![]);
            self.f.table(d, table, targets);
        }
        for (i, c) in clauses.iter().enumerate() {
            self.f.place(bodies[i]);
            let scope = self.begin();
            self.f.next = self.f.locals;
            if let (Some(comm), Some((r, elem))) = (&c.comm, elems[i]) {
                self.received(comm, r, elem);
                self.f.next = self.f.locals;
            }
            self.inside(label, end, None, |g| g.statements(&c.body));
            self.end(scope);
            if self.f.reachable() {
                self.f.jmp(end);
            }
        }
        self.f.place(end);
        self.end(scope);
    }

    /// One case and no default: the operation itself, as gc has it; so it waits as a send or a receive.
    fn only_case(&mut self, case: SelectCase) {
        self.f.at = case.pos;
        if case.send {
            self.f.emit(Op::Send { c: case.chan, a: case.value });
        } else {
            self.f.emit(Op::Recv { d: case.value, c: case.chan, ok: 1 });
        }
    }

    fn communication(&self, s: &'p Stmt) -> Option<Comm<'p>> {
        let e = match &s.kind {
            StmtKind::Send { chan, value, .. } => return Some(Comm::Send(chan, value)),
            StmtKind::Expr(e) => e,
            StmtKind::Assign { rhs, .. } | StmtKind::Define { rhs, .. } => rhs.first()?,
            _ => return None,
        };
        let mut e = e;
        while let ExprKind::Paren(x) = &e.kind {
            e = x;
        }
        match &e.kind {
            ExprKind::Unary { op: UnaryOp::Recv, x } => Some(Comm::Recv(x)),
            _ => None,
        }
    }

    /// Channel and value of a case into registers that stay.
    fn operands_of(&mut self, s: &'p Stmt, pos: Pos) -> (SelectCase, TypeId) {
        self.f.at = pos;
        match self.communication(s) {
            Some(Comm::Send(chan, value)) => {
                let t = self.ty(chan);
                let elem = match self.kind(t) {
                    Kind::Chan(e) => e,
                    _ => Basic::Int.id(),
                };
                self.hoist_list(&[chan, value]);
                let c = self.held(chan, t);
                let v = self.held(value, elem);
                let words = self.words(elem) as u16;
                (SelectCase { chan: c, send: true, value: v, words, pos }, elem)
            }
            Some(Comm::Recv(chan)) => {
                let t = self.ty(chan);
                let elem = match self.kind(t) {
                    Kind::Chan(e) => e,
                    _ => Basic::Int.id(),
                };
                let c = self.held(chan, t);
                let words = self.words(elem);
                let v = self.f.alloc(words + 1);
                (SelectCase { chan: c, send: false, value: v, words: words as u16, pos }, elem)
            }
            None => (SelectCase { chan: 0, send: false, value: 0, words: 0, pos }, Basic::Int.id()),
        }
    }

    /// A value in registers that nothing changes before the choice.
    fn held(&mut self, e: &'p Expr, ty: TypeId) -> Reg {
        let w = self.words(ty);
        let mark = self.f.next;
        let r = self.expr_as(e, ty, None);
        if (r as u32) >= mark {
            // Fresh registers, perhaps with temporaries around them.
            self.f.next = self.f.next.max(r as u32 + w);
        }
        r
    }

    /// Assigns what a receive case got.
    fn received(&mut self, s: &'p Stmt, r: Reg, elem: TypeId) {
        let w = self.words(elem) as u16;
        match &s.kind {
            StmtKind::Define { lhs, .. } => {
                for (i, n) in lhs.iter().enumerate() {
                    let Some(o) = self.obj_of(n.id) else { continue };
                    let (at, ty) =
                        if i == 0 { (r, self.obj_ty(o)) } else { (r + w, Basic::Bool.id()) };
                    if self.is_boxed(o, ty) {
                        self.declare_value(o, ty, at);
                    } else {
                        self.declare(o, ty, VarLoc::Reg(at));
                    }
                }
            }
            StmtKind::Assign { lhs, .. } => {
                for (i, l) in lhs.iter().enumerate() {
                    if matches!(&l.kind, ExprKind::Ident(n) if self.sym(n.name) == "_") {
                        continue;
                    }
                    let (at, from) = if i == 0 { (r, elem) } else { (r + w, Basic::Bool.id()) };
                    let ty = self.ty(l);
                    let ty = if ty == Basic::Invalid.id() { from } else { ty };
                    let a = self.adapt(at, from, ty, None);
                    let place = self.place(l);
                    self.f.at = l.pos;
                    self.store(place, ty, a);
                }
            }
            _ => {}
        }
    }
}
