//! Range over functions: the body becomes a closure that the function calls. `continue` returns true;
//! `break` and every way out of the loop return false, after leaving a code that says what the function
//! around the loop does next. The loop's state word catches misuse, as Go does:
//! 0 ready, 1 the body returned false, 2 the body runs (or panicked), 3 the loop is over.

use super::Gen;
use super::code::{Op, Reg};
use super::func::{Exit, RangeBody, VarLoc};
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::ty::{Basic, Type, TypeId};

const READY: i64 = 0;
const DONE: i64 = 1;
const RUNNING: i64 = 2;
const OVER: i64 = 3;
/// Argument of `runtime.rangePanic` for a swallowed panic.
const SWALLOWED: i64 = 4;

impl<'p> Gen<'p> {
    pub(super) fn range_func(&mut self, r: &'p RangeStmt, t: TypeId, label: Option<Symbol>) {
        let Type::Func(sig) = self.types.under(t).clone() else { return };
        let Some(&yield_type) = sig.params.first() else { return };
        let Type::Func(body_sig) = self.types.under(yield_type).clone() else { return };
        let f = self.expr(&r.x, None);
        let pair = self.types.intern(Type::Array(Basic::Int.id(), 2));
        let pair = self.rtype(pair);
        let ctl = self.f.alloc(1);
        self.f.at = r.pos;
        self.f.emit(Op::New { d: ctl, t: pair });
        let results = self.result_boxes();
        let token = match &self.f.range_body {
            Some(b) => b.token,
            None => self.f.token,
        };
        self.keep();
        // The closure of the body.
        let captures = self.captures(r.id);
        let mut extra = vec![ctl];
        extra.extend(results.iter().map(|x| x.1));
        extra.extend(token);
        let id = self.new_func();
        let base = self.f.alloc(1);
        self.make_closure(id, &captures, &extra, base);
        let exits = self.body_function(
            r,
            id,
            &captures,
            &body_sig.params,
            &results,
            token.is_some(),
            label,
        );
        self.f.at = r.pos;
        self.f.emit(Op::CallFunc { base, f });
        self.f.touch(base as u32 + 2);
        self.after_loop(ctl, &results, exits);
    }

    /// Registers with the addresses of the boxes that a `return` in the body writes its values to.
    fn result_boxes(&mut self) -> Vec<(TypeId, Reg)> {
        if let Some(b) = &self.f.range_body {
            return b.results.clone();
        }
        let mut boxes = vec![];
        for r in self.f.results.clone() {
            let reg = match r.loc {
                Some(VarLoc::Box(p)) => p,
                _ => {
                    let d = self.f.alloc(1);
                    let t = self.rtype(r.ty);
                    self.f.emit(Op::New { d, t });
                    d
                }
            };
            boxes.push((r.ty, reg));
        }
        // Unnamed results have no place yet when the function does not defer.
        if boxes.len() < self.f.result_types.len() {
            debug_assert!(false, "results are listed before the body");
        }
        boxes
    }

    #[allow(clippy::too_many_arguments)]
    fn body_function(
        &mut self,
        r: &'p RangeStmt,
        id: crate::ids::FuncId,
        captures: &[super::closure::Capture],
        params: &[TypeId],
        results: &[(TypeId, Reg)],
        token: bool,
        label: Option<Symbol>,
    ) -> Vec<Exit> {
        let mut labels = vec![];
        collect_labels(&r.body.stmts, &mut labels);
        let (parent, mut outer_flow) = match &self.f.range_body {
            Some(b) => (b.parent.clone(), b.outer.clone()),
            None => (self.f.name.clone(), vec![]),
        };
        if let Some(b) = &self.f.range_body {
            // The enclosing loop of this body can be left too.
            outer_flow.push((b.label, true));
        }
        outer_flow.extend(self.f.flow.iter().map(|f| (f.label, f.cont.is_some())));
        self.f.range_bodies += 1;
        let name = format!("{parent}-range{}", self.f.range_bodies);
        let (closures, is_closure, bodies) =
            (self.f.closures, self.f.is_closure, self.f.range_bodies);
        let outer = self.open_inner(id, name, r.pos);
        self.f.is_closure = is_closure;
        self.f.closures = closures;
        self.f.range_bodies = bodies;
        self.f.lit = Some(r.id);
        let mut regs = vec![];
        for &p in params {
            let w = self.words(p);
            regs.push((self.f.alloc(w), p));
            let passed = self.passed(p);
            let rt = self.rtype(passed);
            self.f.param_types.push((String::new(), rt));
        }
        self.f.params = self.f.next;
        let rt = self.rtype(Basic::Bool.id());
        self.f.result_types = vec![rt];
        self.f.result_words = 1;
        self.keep();
        let mut i = self.load_captures(captures);
        let mut word = |g: &mut Self| {
            let d = g.f.alloc(1);
            g.f.emit(Op::Captured { d, i });
            i += 1;
            d
        };
        let ctl = word(self);
        let results = results.iter().map(|&(t, _)| (t, word(self))).collect();
        let token = token.then(|| word(self));
        self.keep();
        self.f.range_body = Some(RangeBody {
            ctl,
            exits: vec![],
            label,
            token,
            results,
            outer: outer_flow,
            labels,
            parent,
        });
        self.enter_body(ctl);
        for (e, &(at, ty)) in [&r.key, &r.value].into_iter().zip(&regs) {
            self.body_variable(r, e, ty, at);
        }
        let scope = self.begin();
        self.statements(&r.body.stmts);
        self.end(scope);
        self.f.at = r.body.rbrace;
        if self.f.reachable() {
            self.finish_body(READY, true);
        }
        let exits = self.f.range_body.take().map(|b| b.exits).unwrap_or_default();
        let (closures, bodies) = (self.f.closures, self.f.range_bodies);
        self.close(outer);
        self.f.closures = closures;
        self.f.range_bodies = bodies;
        exits
    }

    fn body_variable(&mut self, r: &'p RangeStmt, e: &'p Option<Expr>, ty: TypeId, at: Reg) {
        let Some(x) = e else { return };
        match &x.kind {
            ExprKind::Ident(n) if self.sym(n.name) == "_" => {}
            ExprKind::Ident(n) if r.define => {
                let Some(o) = self.obj_of(n.id) else { return };
                if self.is_boxed(o, ty) {
                    self.declare_value(o, ty, at);
                } else {
                    self.declare(o, ty, VarLoc::Reg(at));
                }
            }
            _ => {
                let t = self.ty(x);
                let t = if t == Basic::Invalid.id() { ty } else { t };
                let a = self.adapt(at, ty, t, None);
                let place = self.place(x);
                self.store(place, t, a);
                self.f.next = self.f.locals;
            }
        }
    }

    /// The body may run only when the loop is ready for it.
    fn enter_body(&mut self, ctl: Reg) {
        let ready = self.f.label();
        let d = self.f.alloc(1);
        self.f.emit(Op::Load { d, p: ctl, off: 0 });
        self.f.jump(Op::JEqI { a: d, i: READY as i16, off: 0 }, ready);
        self.call_runtime("runtime.rangePanic", d);
        self.f.place(ready);
        self.int_to(d, RUNNING);
        self.f.emit(Op::Store { p: ctl, a: d, off: 0 });
        self.f.next = d as u32;
    }

    /// Ends one run of the body.
    fn finish_body(&mut self, state: i64, go_on: bool) {
        let Some(ctl) = self.f.range_body.as_ref().map(|b| b.ctl) else { return };
        let mark = self.f.next;
        let d = self.f.alloc(1);
        self.int_to(d, state);
        self.f.emit(Op::Store { p: ctl, a: d, off: 0 });
        self.int_to(d, go_on as i64);
        self.f.emit(Op::Return { a: d, n: 1 });
        self.f.next = mark;
    }

    /// Leaves the loop for good, to do `exit` outside.
    fn request(&mut self, exit: Exit) {
        let Some(b) = &mut self.f.range_body else { return };
        let k = match b.exits.iter().position(|e| *e == exit) {
            Some(k) => k,
            None => {
                b.exits.push(exit);
                b.exits.len() - 1
            }
        };
        let ctl = b.ctl;
        let mark = self.f.next;
        let d = self.f.alloc(1);
        self.int_to(d, k as i64 + 1);
        self.f.emit(Op::Store { p: ctl, a: d, off: 1 });
        self.f.next = mark;
        self.finish_body(DONE, false);
    }

    /// What follows the call: misuse, then the exit that the body asked for.
    fn after_loop(&mut self, ctl: Reg, results: &[(TypeId, Reg)], exits: Vec<Exit>) {
        let fine = self.f.label();
        let d = self.f.alloc(1);
        self.f.emit(Op::Load { d, p: ctl, off: 0 });
        self.f.jump(Op::JNeI { a: d, i: RUNNING as i16, off: 0 }, fine);
        self.int_to(d, SWALLOWED);
        self.call_runtime("runtime.rangePanic", d);
        self.f.place(fine);
        self.int_to(d, OVER);
        self.f.emit(Op::Store { p: ctl, a: d, off: 0 });
        if exits.is_empty() {
            return;
        }
        self.f.emit(Op::Load { d, p: ctl, off: 1 });
        for (k, exit) in exits.into_iter().enumerate() {
            let next = self.f.label();
            self.f.jump(Op::JNeI { a: d, i: k as i16 + 1, off: 0 }, next);
            self.perform(exit, results);
            self.f.place(next);
        }
    }

    fn perform(&mut self, exit: Exit, results: &[(TypeId, Reg)]) {
        let in_body = self.f.range_body.as_ref().map(|b| b.outer.len());
        match (exit, in_body) {
            (Exit::Return, Some(_)) => self.request(Exit::Return),
            (Exit::Return, None) => self.return_from_boxes(results),
            (Exit::Goto(name), _) => self.goto(name),
            (Exit::Break(i), None) => {
                if let Some(l) = self.f.flow.get(i).map(|f| f.brk) {
                    self.f.jmp(l);
                }
            }
            (Exit::Continue(i), None) => {
                if let Some(l) = self.f.flow.get(i).and_then(|f| f.cont) {
                    self.f.jmp(l);
                }
            }
            // In a body: statements of functions further out, then this body's loop, then its own statements.
            (Exit::Break(i) | Exit::Continue(i), Some(n)) if i < n => self.request(exit),
            (Exit::Break(i), Some(n)) if i == n => self.finish_body(DONE, false),
            (Exit::Continue(i), Some(n)) if i == n => self.finish_body(READY, true),
            (Exit::Break(i), Some(n)) => {
                if let Some(l) = self.f.flow.get(i - n - 1).map(|f| f.brk) {
                    self.f.jmp(l);
                }
            }
            (Exit::Continue(i), Some(n)) => {
                if let Some(l) = self.f.flow.get(i - n - 1).and_then(|f| f.cont) {
                    self.f.jmp(l);
                }
            }
        }
    }

    /// The body returned from the function: its values stand in the boxes.
    fn return_from_boxes(&mut self, boxes: &[(TypeId, Reg)]) {
        let keeps = self.f.results.iter().any(|r| r.loc.is_some());
        let mark = self.f.next;
        if keeps {
            for (r, &(ty, p)) in self.f.results.clone().iter().zip(boxes) {
                if let Some(VarLoc::Reg(d)) = r.loc {
                    self.load_box(p, ty, d);
                }
            }
            return self.leave();
        }
        let a = self.f.next as Reg;
        for &(ty, p) in boxes {
            let w = self.words(ty);
            let d = self.f.alloc(w);
            self.load_box(p, ty, d);
        }
        let n = self.f.result_words as u16;
        if self.f.has_defer {
            self.f.emit(Op::RunDefers);
        }
        self.f.emit(Op::Return { a: if n == 0 { 0 } else { a }, n });
        self.f.next = mark;
    }

    // Ways out of the body, called by the statements in it.

    /// `return …` in the body of a loop.
    pub(super) fn body_return(&mut self, es: &'p [Expr], at: Pos) {
        let Some(results) = self.f.range_body.as_ref().map(|b| b.results.clone()) else { return };
        self.f.at = at;
        if !es.is_empty() {
            let types: Vec<TypeId> = results.iter().map(|r| r.0).collect();
            let mut a = self.values(es, &types);
            self.f.at = at;
            for &(ty, p) in &results {
                self.store_mem(p, 0, ty, a);
                a += self.words(ty) as u16;
            }
        }
        self.request(Exit::Return);
    }

    pub(super) fn body_break(&mut self, label: Option<Symbol>, at: Pos) {
        self.f.at = at;
        let Some(b) = &self.f.range_body else {
            return self.error(at, "internal compiler error: break outside of a loop");
        };
        if label.is_none() || b.label == label {
            return self.finish_body(DONE, false);
        }
        match b.outer.iter().rposition(|o| o.0 == label) {
            Some(i) => self.request(Exit::Break(i)),
            None => self.error(at, "internal compiler error: break label not found"),
        }
    }

    pub(super) fn body_continue(&mut self, label: Option<Symbol>, at: Pos) {
        self.f.at = at;
        let Some(b) = &self.f.range_body else {
            return self.error(at, "internal compiler error: continue outside of a loop");
        };
        if label.is_none() || b.label == label {
            return self.finish_body(READY, true);
        }
        match b.outer.iter().rposition(|o| o.1 && o.0 == label) {
            Some(i) => self.request(Exit::Continue(i)),
            None => self.error(at, "internal compiler error: continue label not found"),
        }
    }

    pub(super) fn body_goto(&mut self, name: Symbol) {
        self.request(Exit::Goto(name));
    }

    pub(super) fn label_in_body(&self, name: Symbol) -> bool {
        self.f.range_body.as_ref().is_some_and(|b| b.labels.contains(&name))
    }
}

/// Labels of statements, function literals and loops over functions excluded by the language's own rules.
fn collect_labels(list: &[Stmt], out: &mut Vec<Symbol>) {
    for s in list {
        collect_in(s, out);
    }
}

fn collect_in(s: &Stmt, out: &mut Vec<Symbol>) {
    match &s.kind {
        StmtKind::Labeled { label, stmt } => {
            out.push(label.name);
            collect_in(stmt, out);
        }
        StmtKind::Block(b) => collect_labels(&b.stmts, out),
        StmtKind::If(_) => {
            let mut s = s;
            while let StmtKind::If(i) = &s.kind {
                collect_labels(&i.then.stmts, out);
                let Some(els) = &i.els else { return };
                s = els;
            }
            collect_in(s, out);
        }
        StmtKind::For(f) => collect_labels(&f.body.stmts, out),
        StmtKind::Range(r) => collect_labels(&r.body.stmts, out),
        StmtKind::Switch(sw) => sw.clauses.iter().for_each(|c| collect_labels(&c.body, out)),
        StmtKind::TypeSwitch(sw) => sw.clauses.iter().for_each(|c| collect_labels(&c.body, out)),
        StmtKind::Select(cs) => cs.iter().for_each(|c| collect_labels(&c.body, out)),
        _ => {}
    }
}
