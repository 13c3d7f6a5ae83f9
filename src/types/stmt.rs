//! Statements and function bodies.

use super::checker::{Checker, Env};
use super::expr::Kind;
use super::object::{ObjectKind, VarKind};
use super::operand::{M, Operand, Src};
use super::signature::FuncSig;
use super::ty::Basic;
use crate::arrange::Arrange;
use crate::syntax::ast::{Block, CommClause, Expr, ExprKind, ForStmt, IfStmt, Stmt, StmtKind};
use crate::syntax::is_communication;
use crate::text::Pos;

impl<'a> Checker<'a> {
    /// Checks a body in a scope of its own that holds the parameters.
    pub(super) fn func_body(&mut self, sig: &FuncSig, body: &'a Block, env: Env) {
        let saved = std::mem::replace(&mut self.env, env);
        let unused = std::mem::take(&mut self.unused);
        let mut tparams = self.env.tparams.to_vec();
        tparams.extend(&sig.tparams);
        if !sig.tparams.is_empty() {
            self.env.tparams = tparams.into();
        }
        self.env.results = sig.results.as_slice().into();
        self.env.in_func = true;
        self.env.has_call = false;
        self.open_scope();
        self.declare_tparams_again(&sig.tparams);
        for (name, obj) in &sig.names {
            if name.name != self.blank {
                self.locals.insert(name.name, *obj);
            }
        }
        self.stmts(&body.stmts);
        if !sig.results.is_empty() && !self.is_terminating_list(&body.stmts, None) {
            self.err(body.rbrace, "missing return");
        }
        self.close_scope();
        let mut list = std::mem::replace(&mut self.unused, unused);
        list.arrange();
        for (pos, name) in list {
            let message = format!("declared and not used: {}", self.symbols.name(name));
            self.err(pos, message);
        }
        self.env = saved;
    }

    pub(super) fn stmts(&mut self, list: &'a [Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    pub(super) fn block(&mut self, b: &'a Block) {
        self.open_scope();
        self.stmts(&b.stmts);
        self.close_scope();
    }

    fn stmt(&mut self, s: &'a Stmt) {
        if !self.enter(s.pos) {
            return;
        }
        let top = self.later.len();
        self.stmt_kind(s);
        self.process_later(top);
        self.leave();
    }

    fn stmt_kind(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Send { chan, value, .. } => {
                let ch = self.expr(None, chan);
                let mut x = self.generic_expr(value, None);
                if ch.ok()
                    && x.ok()
                    && let Some(elem) = self.chan_elem(s.pos, &ch, false)
                {
                    self.assignment(&mut x, Some(elem), "send");
                }
            }
            StmtKind::IncDec { x: operand, inc } => {
                let x = self.expr(None, operand);
                if !x.ok() {
                    return;
                }
                if !self.t.all(x.ty, Basic::is_numeric) {
                    let (s, ts) = (self.expr_str(operand), self.operand_type_str(&x));
                    let op = if *inc { "++" } else { "--" };
                    let message = format!("invalid operation: {s}{op} (non-numeric type {ts})");
                    return self.err(operand.pos, message);
                }
                self.assign_var(operand, None, Some(x), "assignment");
            }
            StmtKind::Assign { lhs, rhs, op: None, .. } => self.assign_vars(lhs, rhs),
            StmtKind::Assign { lhs, rhs, op: Some(op), op_pos } => {
                let ([l], [r]) = (&lhs[..], &rhs[..]) else {
                    let message = format!(
                        "assignment operation {}= requires single-valued expressions",
                        op.text()
                    );
                    return self.err(s.pos, message);
                };
                let x = self.expr(None, l);
                let y = self.expr(None, r);
                let x = self.binary(x, y, None, *op, *op_pos);
                if x.ok() {
                    self.assign_var(l, None, Some(x), "assignment");
                }
            }
            StmtKind::Define { lhs, rhs, op_pos } => self.short_var_decl(*op_pos, lhs, rhs),
            StmtKind::Decl(d) => self.decl_stmt(d),
            StmtKind::Go(e) => self.suspended_call("go", e),
            StmtKind::Defer(e) => self.suspended_call("defer", e),
            StmtKind::Return(list) => self.return_stmt(s.pos, list),
            StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Goto(_)
            | StmtKind::Fallthrough => {}
            StmtKind::Block(b) => self.block(b),
            StmtKind::Labeled { label, stmt } => {
                let obj = self.add_obj(
                    label.name,
                    label.pos,
                    super::ty::Types::INVALID,
                    ObjectKind::Label,
                );
                self.record_obj(label.id, Some(obj));
                self.stmt(stmt);
            }
            StmtKind::If(x) => self.if_stmt(x),
            StmtKind::For(x) => self.for_stmt(x),
            StmtKind::Range(x) => self.range_stmt(x),
            StmtKind::Switch(x) => self.switch_stmt(x, s),
            StmtKind::TypeSwitch(x) => self.type_switch_stmt(x),
            StmtKind::Select(clauses) => self.select_stmt(clauses),
        }
    }

    fn expr_stmt(&mut self, e: &'a Expr) {
        let (x, kind) = self.raw_expr(None, e, None, false);
        let what = match x.mode {
            M::Invalid => return,
            M::Builtin(_) => "must be called",
            M::Type => "is not an expression",
            _ if kind == Kind::Statement => return,
            _ => "is not used",
        };
        let s = self.op_str(&x);
        self.err(x.pos(), format!("{s} {what}"));
    }

    /// The call of a `go` or `defer` statement.
    fn suspended_call(&mut self, keyword: &str, call: &'a Expr) {
        if !matches!(call.kind, ExprKind::Call { .. }) {
            self.err(call.pos, format!("expression in {keyword} must be function call"));
            self.use_expr(call);
            return;
        }
        let (x, kind) = self.raw_expr(None, call, None, false);
        let what = match kind {
            Kind::Conversion => "requires function call, not conversion",
            Kind::Expression => "discards result of",
            Kind::Statement => return,
        };
        let s = self.op_str(&x);
        self.err(x.pos(), format!("{keyword} {what} {s}"));
    }

    fn return_stmt(&mut self, pos: Pos, list: &'a [Expr]) {
        let results = self.env.results.clone();
        let named = results.first().is_some_and(|&r| self.objects[r].name != self.empty);
        if list.is_empty() && named {
            for &r in results.iter() {
                let name = self.objects[r].name;
                if name == self.blank {
                    continue;
                }
                if let Some(alt) = self.lookup(name).filter(|&a| a != r) {
                    let n = self.symbols.name(name);
                    let at = self.pos_str(self.objects[alt].pos);
                    let what = self.object_str(r);
                    let message = format!(
                        "result parameter {n} not in scope at return\n\t{at}: inner declaration of {what}"
                    );
                    self.err(pos, message);
                }
            }
            return;
        }
        if results.is_empty() {
            if let Some(first) = list.first() {
                if self.use_exprs(list) {
                    let have = self.have(list);
                    let message = format!("too many return values\n\thave {have}\n\twant ()");
                    self.err(first.pos, message);
                }
            }
            return;
        }
        if list.is_empty() {
            let want = self.types_summary(&self.variable_types(&results), false, false);
            return self.err(pos, format!("not enough return values\n\thave ()\n\twant {want}"));
        }
        self.init_vars(&results, list, Some(pos));
    }

    fn have(&self, list: &'a [Expr]) -> String {
        let mut types = vec![];
        for e in list {
            let ty = match self.info.exprs.get(e.id.0 as usize) {
                Some(Some(tv)) => tv.ty,
                _ => super::ty::Types::INVALID,
            };
            match self.t.get(ty) {
                super::ty::Type::Tuple(l) => {
                    types.extend(l.iter().map(|&t| (t, self.type_str(t))));
                }
                _ => {
                    let x = Operand { src: Src::Expr(e), ty, ..Operand::invalid() };
                    types.push((ty, self.operand_type_str(&x)));
                }
            }
        }
        self.types_summary(&types, false, false)
    }

    /// An object as messages describe it: `var x int`.
    pub(super) fn object_str(&self, obj: super::object::ObjId) -> String {
        let o = &self.objects[obj];
        let (name, ty) = (self.symbols.name(o.name), o.ty);
        match &o.kind {
            ObjectKind::Var(VarKind::Field) => format!("field {name} {}", self.type_str(ty)),
            ObjectKind::Var(_) => format!("var {name} {}", self.type_str(ty)),
            ObjectKind::Const(_) => format!("const {name} {}", self.type_str(ty)),
            ObjectKind::TypeName { .. } => format!("type {name}"),
            ObjectKind::Func(_) => format!("func {name}{}", self.signature_str(ty)),
            _ => name.to_string(),
        }
    }

    fn condition(&mut self, e: &'a Expr, what: &str) {
        let x = self.expr(None, e);
        if x.ok() && !self.t.all(x.ty, Basic::is_boolean) {
            self.err(e.pos, format!("non-boolean condition in {what} statement"));
        }
    }

    fn if_stmt(&mut self, first: &'a IfStmt) {
        // `else if` chains are walked in a loop, each with a scope inside of the last one's.
        let mut opened = 0;
        let mut at = Some(first);
        while let Some(x) = at.take() {
            self.open_scope();
            opened += 1;
            if let Some(init) = &x.init {
                self.stmt(init);
            }
            self.condition(&x.cond, "if");
            self.block(&x.then);
            match x.els.as_ref().map(|s| (&s.kind, s)) {
                Some((StmtKind::If(next), _)) => at = Some(next),
                Some((_, s)) => self.stmt(s),
                None => {}
            }
        }
        for _ in 0..opened {
            self.close_scope();
        }
    }

    fn for_stmt(&mut self, x: &'a ForStmt) {
        self.open_scope();
        if let Some(init) = &x.init {
            self.stmt(init);
        }
        if let Some(cond) = &x.cond {
            self.condition(cond, "for");
        }
        if let Some(post) = &x.post {
            self.stmt(post);
        }
        self.block(&x.body);
        self.close_scope();
    }

    fn select_stmt(&mut self, clauses: &'a [CommClause]) {
        let defaults: Vec<Pos> =
            clauses.iter().filter(|c| c.comm.is_none()).map(|c| c.pos).collect();
        self.multiple_defaults(&defaults);
        for c in clauses {
            if let Some(comm) = &c.comm {
                // the parser has said so
                if !is_communication(&comm.kind) {
                    continue;
                }
            }
            self.open_scope();
            if let Some(comm) = &c.comm {
                self.stmt(comm);
            }
            self.stmts(&c.body);
            self.close_scope();
        }
    }

    pub(super) fn multiple_defaults(&mut self, places: &[Pos]) {
        let Some((first, rest)) = places.split_first() else { return };
        for &p in rest {
            let at = self.pos_str(*first);
            self.err(p, format!("multiple defaults (first at {at})"));
        }
    }

    /// Checks a simple statement in the open scope.
    pub(super) fn simple_stmt(&mut self, s: &'a Stmt) {
        self.stmt(s);
    }
}
