//! Loops and jumps.

use super::Gen;
use super::code::Op;
use super::func::{Flow, Label, VarLoc};
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::object::ObjId;

impl<'p> Gen<'p> {
    /// Runs `body` as the inside of a statement that `break` (and `continue`, with `cont`) can leave.
    pub(super) fn inside(
        &mut self,
        label: Option<Symbol>,
        brk: Label,
        cont: Option<Label>,
        body: impl FnOnce(&mut Self),
    ) {
        self.f.flow.push(Flow { label, brk, cont });
        body(self);
        self.f.flow.pop();
    }

    pub(super) fn break_stmt(&mut self, label: Option<Symbol>, at: Pos) {
        self.f.at = at;
        let found =
            self.f.flow.iter().rev().find(|f| label.is_none() || f.label == label).map(|f| f.brk);
        match found {
            Some(l) => self.f.jmp(l),
            None => self.body_break(label, at),
        }
    }

    pub(super) fn continue_stmt(&mut self, label: Option<Symbol>, at: Pos) {
        self.f.at = at;
        let found = self
            .f
            .flow
            .iter()
            .rev()
            .find(|f| f.cont.is_some() && (label.is_none() || f.label == label));
        match found.and_then(|f| f.cont) {
            Some(l) => self.f.jmp(l),
            None => self.body_continue(label, at),
        }
    }

    pub(super) fn goto(&mut self, name: Symbol) {
        if self.f.range_body.is_some() && !self.label_in_body(name) {
            return self.body_goto(name);
        }
        let l = self.goto_label(name);
        self.f.jmp(l);
    }

    pub(super) fn for_stmt(&mut self, f: &'p ForStmt, label: Option<Symbol>, at: Pos) {
        let scope = self.begin();
        let mut own: Vec<ObjId> = vec![];
        if let Some(init) = &f.init {
            self.stmt(init);
            if let StmtKind::Define { lhs, .. } = &init.kind {
                own = lhs.iter().filter_map(|n| self.obj_of(n.id)).collect();
            }
        }
        if let Some(Expr { kind: ExprKind::Binary { y, .. }, .. }) = &f.cond {
            self.pin_constant(y);
        }
        let (body, cont, test, end) =
            (self.f.label(), self.f.label(), self.f.label(), self.f.label());
        let endless = match &f.cond {
            None => true,
            Some(c) => self.value(c) == Some(&crate::types::constant::Const::Bool(true)),
        };
        // a plain test stands before the loop too, so that what counts and tests at its end can be one instruction
        let plain = f.cond.as_ref().filter(|c| !endless && self.is_plain_test(c));
        self.f.at = at;
        match plain {
            Some(c) => self.cond(c, false, end),
            None if !endless => self.f.jmp(test),
            None => {}
        }
        self.f.place(body);
        self.inside(label, end, Some(cont), |g| g.block(&f.body));
        self.f.place(cont);
        if f.per_iteration {
            self.copy_loop_vars(&own);
        }
        if let Some(post) = &f.post {
            self.stmt(post);
        }
        match &f.cond {
            Some(c) if !endless => {
                if plain.is_none() {
                    self.f.place(test);
                }
                self.f.at = c.pos;
                self.loop_cond(c, body, end);
                self.f.hoisted.clear();
            }
            _ => {
                self.f.at = at;
                self.f.jump(Op::Loop { off: 0 }, body);
            }
        }
        self.f.place(end);
        self.end(scope);
    }

    /// A comparison of names, constants and lengths of names.
    fn is_plain_test(&self, e: &Expr) -> bool {
        let ExprKind::Binary { op, x, y, .. } = &e.kind else { return false };
        let is_name = |e: &Expr| matches!(e.kind, ExprKind::Ident(_));
        let is_plain = |e: &Expr| match &e.kind {
            ExprKind::Call { args, .. } => !self.has_call(e) && args.iter().all(is_name),
            _ => is_name(e) || self.value(e).is_some(),
        };
        matches!(op, BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt) && is_plain(x) && is_plain(y)
    }

    /// A limit that is no immediate operand is loaded once.
    fn pin_constant(&mut self, e: &'p Expr) {
        let Some(v) = self.const_int(e) else { return };
        if i16::try_from(v).is_ok() {
            return;
        }
        let d = self.f.alloc(1);
        self.int_to(d, v);
        self.keep();
        self.f.pinned.insert(e.id, d);
    }

    /// Each iteration has its own variables: those in boxes get a new box with the same value.
    fn copy_loop_vars(&mut self, own: &[ObjId]) {
        for &o in own {
            self.mention(o);
            let Some(VarLoc::Box(r)) = self.f.vars.get(&o).copied() else { continue };
            if !self.f.facts.boxed.contains(&o) {
                continue;
            }
            let ty = self.obj_ty(o);
            let t = self.rtype(ty);
            let p = self.f.alloc(1);
            self.f.emit(Op::New { d: p, t });
            self.copy_mem(p, r, ty);
            self.mov(r, p, 1);
            self.f.next = self.f.locals;
        }
    }
}
