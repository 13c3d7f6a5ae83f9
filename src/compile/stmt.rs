//! Statements.

use super::code::{Op, Reg};
use super::func::Label;
use super::layout::Kind;
use super::place::Place;
use super::{Gen, MAX_DEPTH};
use crate::syntax::ast::*;
use crate::types::ty::{Type, TypeId};

impl<'p> Gen<'p> {
    /// A list of statements; what they declare stays until the scope around them ends.
    pub(super) fn statements(&mut self, list: &'p [Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    pub(super) fn block(&mut self, b: &'p Block) {
        let scope = self.begin();
        self.statements(&b.stmts);
        self.end(scope);
    }

    pub(super) fn stmt(&mut self, s: &'p Stmt) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.error(s.pos, "statement nested too deeply");
        } else {
            self.f.at = s.pos;
            let around = self.f.uses.enter();
            self.stmt_kind(s);
            self.leave_uses(around);
        }
        self.depth -= 1;
        // Temporaries end with the statement, variables with their block.
        self.f.next = self.f.locals;
        self.f.hint = None;
        self.f.hoisted.clear();
    }

    fn stmt_kind(&mut self, s: &'p Stmt) {
        let label = self.f.pending_label.take();
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Send { chan, value, arrow } => self.send(chan, value, *arrow, s),
            StmtKind::IncDec { x, inc } => self.inc_dec(x, *inc, s.pos),
            StmtKind::Assign { lhs, rhs, op: Some(op), op_pos } => {
                self.op_assign(&lhs[0], *op, &rhs[0], *op_pos)
            }
            StmtKind::Assign { lhs, rhs, op: None, .. } => self.assign(lhs, rhs),
            StmtKind::Define { lhs, rhs, .. } => self.define(lhs, rhs),
            StmtKind::Decl(Decl::Var(specs)) => specs.iter().for_each(|v| self.local_var(v)),
            StmtKind::Decl(_) => {}
            StmtKind::Go(e) => self.spawn(e, false, s.pos),
            StmtKind::Defer(e) => self.spawn(e, true, s.pos),
            StmtKind::Return(es) => self.return_stmt(es, s.pos),
            StmtKind::Break(l) => self.break_stmt(l.as_ref().map(|l| l.name), s.pos),
            StmtKind::Continue(l) => self.continue_stmt(l.as_ref().map(|l| l.name), s.pos),
            StmtKind::Goto(l) => self.goto(l.name),
            StmtKind::Fallthrough => {
                if let Some(l) = self.f.fallthrough {
                    self.f.jmp(l);
                }
            }
            StmtKind::Block(b) => self.block(b),
            StmtKind::Labeled { label, stmt } => {
                let l = self.goto_label(label.name);
                self.f.place(l);
                self.f.pending_label = Some(label.name);
                self.stmt(stmt);
                self.f.pending_label = None;
            }
            StmtKind::If(_) => self.if_chain(s),
            StmtKind::For(f) => self.for_stmt(f, label, s.pos),
            StmtKind::Range(r) => self.range(r, label),
            StmtKind::Switch(sw) => self.switch(sw, label),
            StmtKind::TypeSwitch(sw) => self.type_switch(sw, label),
            StmtKind::Select(clauses) => self.select(clauses, label, s.pos),
        }
    }

    pub(super) fn goto_label(&mut self, name: Symbol) -> Label {
        if let Some(&l) = self.f.gotos.get(&name) {
            return l;
        }
        let l = self.f.label();
        self.f.gotos.insert(name, l);
        l
    }

    fn expr_stmt(&mut self, e: &'p Expr) {
        let mut inner = e;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        if let ExprKind::Unary { op: UnaryOp::Recv, x } = &inner.kind {
            self.receive(inner, x, false, None);
            return;
        }
        let a = self.expr(inner, None);
        if matches!(inner.kind, ExprKind::Call { .. }) {
            self.note_unread_call(inner, a);
        }
    }

    fn send(&mut self, chan: &'p Expr, value: &'p Expr, arrow: crate::text::Pos, s: &Stmt) {
        let _ = arrow;
        let t = self.ty(chan);
        let Kind::Chan(elem) = self.kind(t) else { return };
        self.hoist_list(&[chan, value]);
        let c = self.expr(chan, None);
        let a = self.expr_as(value, elem, None);
        self.f.at = s.pos;
        self.f.emit(Op::Send { c, a });
    }

    /// `<-c`, with `ok` after the value's words where it is wanted.
    pub(super) fn receive(&mut self, e: &'p Expr, x: &'p Expr, ok: bool, dst: Option<Reg>) -> Reg {
        let t = self.ty(x);
        let Kind::Chan(elem) = self.kind(t) else { return self.dst(dst, 1) };
        let w = self.words(elem) + ok as u32;
        let mark = self.f.next;
        let d = self.dst(dst, w);
        let c = self.expr(x, None);
        self.f.at = e.pos;
        self.f.emit(Op::Recv { d, c, ok: ok as u16 });
        self.f.next = if dst.is_some() { mark } else { mark + w };
        d
    }

    fn local_var(&mut self, v: &'p VarSpec) {
        if v.values.is_empty() {
            for n in &v.names {
                if let Some(o) = self.obj_of(n.id) {
                    let ty = self.obj_ty(o);
                    self.f.at = n.pos;
                    self.declare_zero(o, ty);
                }
            }
            return;
        }
        if v.names.len() == 1 && v.values.len() == 1 {
            match self.obj_of(v.names[0].id) {
                Some(o) if self.sym(v.names[0].name) != "_" => {
                    let ty = self.obj_ty(o);
                    self.declare_init(o, ty, &v.values[0]);
                }
                _ => {
                    let t = match &v.ty {
                        Some(t) => self.ty(t),
                        None => self.ty(&v.values[0]),
                    };
                    self.expr_as(&v.values[0], t, None);
                }
            }
            return;
        }
        let explicit = v.ty.as_ref().map(|t| self.ty(t));
        let names: Vec<&'p Ident> = v.names.iter().collect();
        self.define_list(&names, &v.values, explicit);
    }

    /// `a, b := …` and `var a, b = …`: all values first, then the variables.
    pub(super) fn define_list(
        &mut self,
        names: &[&'p Ident],
        rhs: &'p [Expr],
        explicit: Option<TypeId>,
    ) {
        let types = self.define_types(names, rhs, explicit);
        let named = names.get(self.names_what_is_made(&types, rhs));
        self.f.hint = named.map(|n| self.sym(n.name).to_string()).filter(|n| n != "_");
        if names.len() == rhs.len() {
            let more = names.iter().skip(1).map(|n| self.sym(n.name).to_string());
            self.f.more_hints = more.collect();
        }
        let fresh = names.iter().enumerate().all(|(i, n)| match self.obj_of(n.id) {
            Some(o) => self.defines(n) && !self.is_boxed(o, types[i]),
            None => true,
        });
        let base = self.f.next;
        let r = self.comma_ok_or_values(rhs, &types);
        self.f.hint = None;
        if let [e] = rhs {
            let mut at = r;
            for (n, &t) in names.iter().zip(&types) {
                let name = self.obj_of(n.id).map(|_| n.pos);
                self.note_unread(e, name, t, at);
                at += self.words(t) as u16;
            }
        }
        if fresh && r as u32 == base {
            // The values are where the variables will be.
            let mut at = r;
            for (n, &t) in names.iter().zip(&types) {
                let w = self.words(t);
                self.f.next = at as u32 + w;
                self.f.touch(at as u32 + w);
                if let Some(o) = self.obj_of(n.id) {
                    self.declare(o, t, super::func::VarLoc::Reg(at));
                }
                at += w as u16;
            }
            self.f.next = at as u32;
            self.keep();
            return;
        }
        let mut at = r;
        for (n, &t) in names.iter().zip(&types) {
            let w = self.words(t);
            if let Some(o) = self.obj_of(n.id) {
                if self.defines(n) {
                    self.declare_value(o, t, at);
                } else {
                    let place = self.var_place(o);
                    self.store(place, t, at);
                }
            }
            at += w as u16;
        }
    }

    /// Types of the variables; for `_` that of the value.
    fn define_types(
        &mut self,
        names: &[&'p Ident],
        rhs: &'p [Expr],
        explicit: Option<TypeId>,
    ) -> Vec<TypeId> {
        let tuple = match rhs {
            [e] if names.len() > 1 => {
                let t = self.ty(e);
                match self.types.get(t).clone() {
                    Type::Tuple(list) => list,
                    _ => vec![t, crate::types::ty::Basic::Bool.id()],
                }
            }
            _ => vec![],
        };
        let mut types = vec![];
        for (i, n) in names.iter().enumerate() {
            let t = match (self.obj_of(n.id), explicit) {
                (Some(o), _) => self.obj_ty(o),
                (None, Some(t)) => t,
                (None, None) => match (tuple.get(i), rhs.get(i)) {
                    (Some(&t), _) => t,
                    (None, Some(e)) => {
                        let t = self.ty(e);
                        self.default_type(t)
                    }
                    _ => crate::types::ty::Basic::Int.id(),
                },
            };
            types.push(t);
        }
        types
    }

    /// Values for several targets: a list, a call with several results, or a comma-ok form.
    pub(super) fn comma_ok_or_values(&mut self, rhs: &'p [Expr], types: &[TypeId]) -> Reg {
        match rhs {
            [e] if types.len() == 2 => self.comma_ok_values(e, types),
            _ => self.values(rhs, types),
        }
    }

    /// One expression for two or more targets.
    pub(super) fn comma_ok_values(&mut self, e: &'p Expr, types: &[TypeId]) -> Reg {
        let mut inner = e;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        let (r, value) = match &inner.kind {
            ExprKind::Unary { op: UnaryOp::Recv, x } => {
                let t = self.ty(x);
                let elem = match self.kind(t) {
                    Kind::Chan(e) => e,
                    _ => t,
                };
                (self.receive(inner, x, true, None), elem)
            }
            ExprKind::TypeAssert { x, ty: Some(ty) } => {
                let t = self.ty(ty);
                (self.assertion(inner, x, t, true, None), t)
            }
            ExprKind::Index { .. } => {
                let mark = self.f.next;
                let place = self.place(inner);
                let Place::Entry { m, k, map } = place else { return 0 };
                let Kind::Map(_, value) = self.kind(map) else { return 0 };
                let w = self.words(value) + 1;
                let rt = self.rtype(map);
                // The result takes the operands' room.
                self.f.next = mark;
                let d = self.f.alloc(w);
                self.f.at = inner.pos;
                self.f.emit2(Op::MapGet { d, m, k }, 1, rt);
                (d, value)
            }
            _ => return self.values(std::slice::from_ref(e), types),
        };
        let boxed = self.is_iface(types[0]) && !self.is_iface(value);
        if !boxed && !self.is_iface(types[1]) {
            return r;
        }
        let ok = r + self.words(value) as u16;
        let (w, w_ok) = (self.words(types[0]), self.words(types[1]));
        let a = self.f.alloc(w + w_ok);
        self.adapt(r, value, types[0], Some(a));
        self.adapt(ok, crate::types::ty::Basic::Bool.id(), types[1], Some(a + w as u16));
        a
    }

    fn if_chain(&mut self, s: &'p Stmt) {
        let end = self.f.label();
        let mut scopes = vec![];
        let mut s = s;
        loop {
            let StmtKind::If(i) = &s.kind else {
                self.stmt(s);
                break;
            };
            scopes.push(self.begin());
            self.f.at = s.pos;
            if let Some(init) = &i.init {
                self.stmt(init);
            }
            let constant = match self.value(&i.cond) {
                Some(crate::types::constant::Const::Bool(b)) => Some(*b),
                _ => None,
            };
            let no = self.f.label();
            if constant != Some(true) {
                self.cond(&i.cond, false, no);
            }
            self.f.next = self.f.locals;
            self.f.hoisted.clear();
            self.block(&i.then);
            if let Some(els) = &i.els {
                if self.f.reachable() {
                    self.f.at = s.pos;
                    self.f.jmp(end);
                }
                self.f.place(no);
                s = els;
            } else {
                self.f.place(no);
                break;
            }
        }
        self.f.place(end);
        while let Some(scope) = scopes.pop() {
            self.end(scope);
        }
    }
}
