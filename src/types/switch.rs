//! Expression and type switches.

use super::checker::Checker;
use super::constant::Const;
use super::literal::exact;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::{M, Operand, unparen};
use super::ty::{Basic, TypeId, Types};
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, Stmt, SwitchStmt, TypeSwitchStmt};
use crate::text::Pos;
use std::collections::BTreeMap;

/// Values of earlier cases: (value, type) to place.
type Seen = BTreeMap<(String, TypeId), Pos>;

impl<'a> Checker<'a> {
    pub(super) fn switch_stmt(&mut self, s: &'a SwitchStmt, _at: &'a Stmt) {
        self.open_scope();
        if let Some(init) = &s.init {
            self.simple_stmt(init);
        }
        let mut x = match &s.tag {
            Some(tag) => {
                let mut x = self.expr(None, tag);
                self.assignment(&mut x, None, "switch expression");
                if x.ok() && !self.t.comparable(x.ty) && !self.t.has_nil(x.ty) {
                    let (xs, ts) = (self.op_str(&x), self.type_str(x.ty));
                    let message = format!("cannot switch on {xs} ({ts} is not comparable)");
                    self.err(x.pos(), message);
                    x.mode = M::Invalid;
                }
                x
            }
            None => {
                let pos = s.clauses.first().map_or(s.lbrace, |c| c.pos);
                Operand {
                    mode: M::Constant,
                    ty: Basic::Bool.id(),
                    val: Const::Bool(true),
                    src: self.label(pos, "true"),
                    tparams: None,
                }
            }
        };
        let defaults: Vec<Pos> = s.clauses.iter().filter(|c| c.is_default).map(|c| c.pos).collect();
        self.multiple_defaults(&defaults);
        let mut seen = Seen::new();
        for c in &s.clauses {
            for e in &c.exprs {
                self.case_value(&mut x, e, &mut seen);
            }
            self.open_scope();
            self.stmts(&c.body);
            self.close_scope();
        }
        self.close_scope();
    }

    fn case_value(&mut self, x: &mut Operand<'a>, e: &'a Expr, seen: &mut Seen) {
        let mut v = self.expr(None, e);
        if !x.ok() || !v.ok() {
            return;
        }
        self.convert_untyped(&mut v, x.ty);
        if !v.ok() {
            return;
        }
        let mut res = v.clone();
        let mut tag = x.clone();
        self.comparison(&mut res, &mut tag, BinaryOp::Eq, true);
        if !res.ok() || !v.is_const() {
            return;
        }
        if matches!(v.val, Const::Unknown | Const::Bool(_) | Const::Complex(..)) {
            return;
        }
        let key = (exact(&v.val), v.ty);
        if let Some(&at) = seen.get(&key) {
            let (vs, at) = (self.op_str(&v), self.pos_str(at));
            let message =
                format!("duplicate case {vs} in expression switch\n\t{at}: previous case");
            return self.err(v.pos(), message);
        }
        seen.insert(key, self.node_pos(e));
    }

    fn is_nil(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Ident(id) => self
                .lookup(id.name)
                .is_some_and(|o| matches!(self.objects[o].kind, ObjectKind::Nil)),
            _ => false,
        }
    }

    pub(super) fn type_switch_stmt(&mut self, s: &'a TypeSwitchStmt) {
        self.open_scope();
        if let Some(init) = &s.init {
            self.simple_stmt(init);
        }
        let mut bind = s.bind;
        if let Some(b) = bind
            && b.name == self.blank
        {
            self.err(b.pos, "no new variable on left side of :=");
            bind = None;
        }
        let x = self.expr(None, &s.x);
        let mut sx = None;
        if x.ok() {
            if self.t.is_tparam(x.ty) {
                let xs = self.op_str(&x);
                let message = format!("cannot use type switch on type parameter value {xs}");
                self.err(x.pos(), message);
            } else if self.t.is_interface(x.ty) {
                sx = Some(x);
            } else {
                let xs = self.op_str(&x);
                self.err(x.pos(), format!("{xs} is not an interface"));
            }
        }
        let defaults: Vec<Pos> = s.clauses.iter().filter(|c| c.is_default).map(|c| c.pos).collect();
        self.multiple_defaults(&defaults);
        let mut vars: Vec<ObjId> = vec![];
        let mut seen: Vec<(Option<TypeId>, Pos)> = vec![];
        for c in &s.clauses {
            let t = self.case_types(sx.as_ref(), &c.exprs, &mut seen);
            self.open_scope();
            if let Some(b) = bind {
                // Not a local variable for the count of unused ones: all clauses' variables count as one.
                let obj = self.new_var(b.name, b.pos, t, VarKind::Param);
                self.declare(None, obj);
                self.objects[obj].kind = ObjectKind::Var(VarKind::Local);
                self.info.implicits.insert(c.id, obj);
                vars.push(obj);
            }
            self.stmts(&c.body);
            let used: Vec<bool> = vars.iter().map(|&v| self.is_used(v)).collect();
            vars.iter().for_each(|&v| self.set_used(v));
            self.close_scope();
            for (&v, used) in vars.iter().zip(used) {
                self.used[v.0 as usize] = used;
            }
        }
        self.close_scope();
        if let Some(b) = bind
            && !vars.iter().any(|&v| self.is_used(v))
        {
            let message = format!("{} declared and not used", self.symbols.name(b.name));
            self.err(b.pos, message);
        }
    }

    /// Checks the types of a clause; gives the type of its variable.
    fn case_types(
        &mut self,
        x: Option<&Operand<'a>>,
        types: &'a [Expr],
        seen: &mut Vec<(Option<TypeId>, Pos)>,
    ) -> TypeId {
        let mut last = None;
        for e in types {
            let t = if self.is_nil(e) {
                self.expr(None, e);
                None
            } else {
                let t = self.var_type(e);
                if t == Types::INVALID {
                    last = Some(t);
                    continue;
                }
                Some(t)
            };
            last = t;
            if let Some((_, at)) = seen.iter().find(|(o, _)| *o == t) {
                let at = self.pos_str(*at);
                let ts = t.map_or("nil".to_string(), |t| self.type_str(t));
                let message = format!("duplicate case {ts} in type switch\n\t{at}: previous case");
                self.err(super::operand::type_pos(e), message);
                continue;
            }
            seen.push((t, super::operand::type_pos(e)));
            if let (Some(x), Some(t)) = (x, t) {
                self.type_assertion(e, x.ty, t, x, true);
            }
        }
        match (types, last) {
            ([_], Some(t)) => t,
            _ => x.map_or(Types::INVALID, |x| x.ty),
        }
    }
}
