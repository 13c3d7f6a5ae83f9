//! Functions that put an error which they are given where nobody reads it, and do nothing else with it:
//! `c.add(name, err)`. An error that one is given is as lost as one that is stored there.

use super::Gen;
use super::code::Reg;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{Builtin, ObjId};
use crate::types::ty::TypeId;
use crate::types::walk::{Node, each};
use std::collections::BTreeMap;

/// Where functions put their parameters: by function and number.
pub(super) type Keepers = BTreeMap<(ObjId, usize), u16>;

/// What locks do beside.
const LOCKS: [&str; 4] = ["Lock", "Unlock", "RLock", "RUnlock"];

impl<'p> Gen<'p> {
    /// Where the function that is called puts its `i`-th argument, when nobody reads it there; else 0.
    pub(super) fn kept_by(&mut self, of: Option<ObjId>, i: usize) -> u16 {
        let Some(o) = of else { return 0 };
        if self.keepers.is_none() {
            self.keepers = Some(Keepers::new());
            self.keepers = Some(self.find_keepers());
        }
        self.keepers.as_ref().and_then(|k| k.get(&(o, i))).copied().unwrap_or(0)
    }

    /// The declared function or method that an expression calls.
    pub(super) fn called(&self, fun: &'p Expr) -> Option<ObjId> {
        match self.p.info.selections.get(&fun.id) {
            Some(s) if s.kind == SelectionKind::Method => Some(s.obj),
            Some(_) => None,
            None => self.named_func(fun).map(|f| f.1),
        }
    }

    fn find_keepers(&mut self) -> Keepers {
        let mut out = Keepers::new();
        for package in self.p.packages.iter().filter(|p| !p.is_std) {
            for d in package.files.iter().flat_map(|f| &f.decls) {
                let Decl::Func(f) = d else { continue };
                if let (Some(o), Some(body)) = (self.obj_of(f.name.id), &f.body) {
                    self.keeps(o, &f.ty.params, body, &mut out);
                }
            }
        }
        out
    }

    fn keeps(&mut self, f: ObjId, params: &'p [Field], body: &'p Block, out: &mut Keepers) {
        let error = self.p.universe.error;
        let named = params.iter().flat_map(|p| &p.names).enumerate();
        let of = named.filter_map(|(i, n)| Some((i, self.obj_of(n.id)?)));
        let of: Vec<(usize, ObjId)> = of.filter(|p| self.p.objects[p.1].ty == error).collect();
        if of.is_empty() {
            return;
        }
        let put = self.put_away(body);
        for (i, param) in of {
            let mut at: Vec<u16> = vec![];
            each(&body.stmts, true, &mut |n| {
                let Node::Expr(Expr { kind: ExprKind::Ident(n), .. }) = n else { return };
                if self.obj_of(n.id) == Some(param) {
                    at.push(put.iter().find(|p| p.0 == n.pos).map_or(0, |p| p.1));
                }
            });
            at.dedup();
            if let [one] = at[..]
                && one > 0
            {
                out.insert((f, i), one);
            }
        }
    }

    /// The value of an argument for `o` was compiled to `a`.
    pub(super) fn note_given(&mut self, o: Option<ObjId>, i: usize, e: &Expr, t: TypeId, a: Reg) {
        let call = matches!(e.kind, ExprKind::Call { .. });
        if call && o.is_some() && t == self.p.universe.error && !self.f.is_std {
            let put = self.kept_by(o, i);
            if put > 0 {
                self.note_put(e, put, t, a);
            }
        }
    }

    /// The variables that a call gives to a function which keeps them, and that an `append` to a field adds.
    pub(super) fn kept_in_call(&mut self, e: &'p Expr) -> Vec<(&'p Ident, u16)> {
        let ExprKind::Call { fun, args, .. } = &e.kind else { return vec![] };
        let of = self.called(fun);
        let mut out = vec![];
        for (i, a) in args.iter().enumerate() {
            if let (ExprKind::Ident(n), Some(_)) = (&a.kind, of)
                && self.obj_of(n.id).is_some_and(|o| self.p.objects[o].ty == self.p.universe.error)
            {
                out.push((n, self.kept_by(of, i)));
            }
        }
        out
    }

    /// `x.f = append(x.f, …)`: what is added.
    pub(super) fn appended(&self, to: &Expr, value: &'p Expr) -> Option<&'p [Expr]> {
        let (ExprKind::Selector { sel: a, .. }, ExprKind::Call { fun, args, ellipsis: None, .. }) =
            (&to.kind, &value.kind)
        else {
            return None;
        };
        let builtin = self.fact(fun.id).map(|f| f.mode);
        let (first, more) = args.split_first()?;
        let same = matches!(&first.kind, ExprKind::Selector { sel: b, .. } if a.name == b.name);
        (same && builtin == Some(Mode::Builtin(Builtin::Append))).then_some(more)
    }

    /// `if err != nil { c.add(err) }` looks at the error for nothing else: the place of the name in the condition.
    pub(super) fn only_kept(&self, s: &IfStmt, put: &[(Pos, u16)]) -> Option<(Pos, u16)> {
        let ExprKind::Binary { op: BinaryOp::Ne, x, y, .. } = &s.cond.kind else { return None };
        let (ExprKind::Ident(n), ExprKind::Ident(nil)) = (&x.kind, &y.kind) else { return None };
        if self.sym(nil.name) != "nil" || s.els.is_some() {
            return None;
        }
        let mut of = vec![];
        for (i, stmt) in s.then.stmts.iter().enumerate() {
            let end = s.then.stmts.get(i + 1).map_or(s.then.rbrace, |s| s.pos);
            let here = put.iter().find(|p| stmt.pos <= p.0 && p.0 < end);
            match (&stmt.kind, here) {
                (StmtKind::Expr(_) | StmtKind::Assign { .. }, Some(p)) => of.push(p.1),
                (StmtKind::Expr(e), None) if self.is_lock(e) => {}
                _ => return None,
            }
        }
        of.dedup();
        if let [one] = of[..] { Some((n.pos, one)) } else { None }
    }

    fn is_lock(&self, e: &Expr) -> bool {
        let ExprKind::Call { fun, .. } = &e.kind else { return false };
        matches!(&fun.kind, ExprKind::Selector { sel, .. } if LOCKS.contains(&self.sym(sel.name)))
    }
}
