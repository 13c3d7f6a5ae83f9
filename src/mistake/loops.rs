//! The loop variable's own copy: what Go 1.22 gives each iteration, and what programs did by hand before.

use super::edit::Change;
use super::facts::{Body, Facts, lists};
use super::find::Found;
use crate::syntax::ast::{Block, Expr, ExprKind, FuncLit, Stmt, StmtKind};
use crate::text::Pos;
use crate::types::object::ObjId;
use crate::types::walk::{Node, each};

/// What makes a file older than Go 1.22.
const OLD: &str = "//go:build go1.21\n";

/// A loop that declares variables.
pub(super) struct Loop<'p> {
    pos: Pos,
    vars: Vec<(ObjId, String)>,
    pub body: &'p Block,
    /// Each iteration has its own variables.
    pub per_iteration: bool,
}

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    let mut loops = vec![];
    for list in lists(body.block) {
        loops.extend(list.iter().filter_map(|s| as_loop(&found.facts, s)));
    }
    for l in loops {
        let old = match l.per_iteration {
            true => older(&found.facts),
            false => Some(vec![]),
        };
        let Some(old) = old else { continue };
        let before = found.out.len();
        by_hand(found, &l, &old);
        if found.out.len() == before
            && l.per_iteration
            && let Some(name) = captured(&found.facts, &l).first()
        {
            found.add("copy", format!("copy of {name}"), l.pos, old);
        }
    }
}

/// The loop that a statement is, where it declares variables.
pub(super) fn as_loop<'p>(f: &Facts<'p>, s: &'p Stmt) -> Option<Loop<'p>> {
    match &s.kind {
        StmtKind::Labeled { stmt, .. } => as_loop(f, stmt),
        StmtKind::For(x) => {
            let StmtKind::Define { lhs, .. } = &x.init.as_ref()?.kind else { return None };
            let vars = lhs.iter().filter_map(|id| {
                let obj = f.p.info.objs.get(id.id.0 as usize).copied().flatten()?;
                Some((obj, f.p.symbols.name(id.name).to_string()))
            });
            let vars = vars.collect();
            Some(Loop { pos: s.pos, vars, body: &x.body, per_iteration: x.per_iteration })
        }
        StmtKind::Range(x) if x.define => {
            let vars = x.key.iter().chain(&x.value);
            let vars = vars.filter_map(|e| Some((f.obj(e)?, f.shown(e)))).collect();
            Some(Loop { pos: s.pos, vars, body: &x.body, per_iteration: x.per_iteration })
        }
        _ => None,
    }
}

/// The file as one of Go 1.21, one blank line of its head shorter.
fn older(f: &Facts) -> Option<Vec<Change>> {
    if f.file.go_version.is_some() {
        return None;
    }
    let clause = f.at(f.file.package.pos);
    let end = clause + f.text.get(clause..)?.find('\n')? + 1;
    let blank = f.text.get(end..)?.starts_with('\n');
    let first = Change { from: 0, to: 0, text: OLD.into() };
    blank.then(|| vec![first, Change { from: end, to: end + 1, text: String::new() }])
}

/// The variables of the loop that a function literal in it uses.
pub(super) fn captured(f: &Facts, l: &Loop) -> Vec<String> {
    let mut names: Vec<String> = vec![];
    each(&l.body.stmts, false, &mut |n| {
        if let Node::Expr(Expr { kind: ExprKind::FuncLit(lit), .. }) = n {
            each(&lit.body.stmts, true, &mut |n| {
                if let Node::Expr(e) = n
                    && let Some(obj) = f.obj(e)
                    && let Some(v) = l.vars.iter().find(|v| v.0 == obj)
                    && !names.contains(&v.1)
                {
                    names.push(v.1.clone());
                }
            });
        }
    });
    names
}

/// `i := i`, and `go func(i int) {…}(i)`.
fn by_hand<'p>(found: &mut Found<'p>, l: &Loop<'p>, old: &[Change]) {
    let mut out = vec![];
    let f = &found.facts;
    for s in &l.body.stmts {
        let removed = match &s.kind {
            StmtKind::Define { lhs, rhs, .. } => {
                let (&[id], [value]) = (&lhs[..], &rhs[..]) else { continue };
                let same = f.shown(value) == f.p.symbols.name(id.name);
                let of_loop = f.obj(value).and_then(|o| l.vars.iter().find(|v| v.0 == o));
                of_loop.filter(|_| same).map(|v| (v.1.clone(), vec![f.without(s.pos, s.end)]))
            }
            StmtKind::Go(call) | StmtKind::Defer(call) => passed(f, l, call),
            _ => None,
        };
        if let Some((name, mut changes)) = removed {
            changes.extend(old.iter().cloned());
            out.push((name, s.pos, changes));
        }
    }
    for (name, pos, changes) in out {
        found.add("copy", format!("copy of {name}"), pos, changes);
    }
}

/// Parameters that only pass variables of the loop under their own names.
fn passed<'p>(f: &Facts<'p>, l: &Loop<'p>, call: &'p Expr) -> Option<(String, Vec<Change>)> {
    let ExprKind::Call { fun, args, .. } = &call.kind else { return None };
    let ExprKind::FuncLit(lit) = &fun.kind else { return None };
    let FuncLit { ty, .. } = &**lit;
    let names: Vec<_> = ty.params.iter().flat_map(|p| &p.names).collect();
    let (first, last) = (args.first()?, args.last()?);
    let own = |(arg, id): (&Expr, &&crate::syntax::ast::Ident)| {
        let name = f.p.symbols.name(id.name);
        f.obj(arg).is_some_and(|o| l.vars.iter().any(|v| v.0 == o && v.1 == name))
    };
    if names.len() != args.len() || !args.iter().zip(&names).all(own) {
        return None;
    }
    let (from, to) = (ty.params.first()?.pos, ty.params.last()?.ty.end);
    let changes = vec![f.without(from, to), f.without(first.pos, last.end)];
    Some((f.shown(first), changes))
}
