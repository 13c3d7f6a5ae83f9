//! The limit of a pool: an errgroup's, a semaphore's, a channel's used as one.

use super::contexts::from;
use super::edit::Change;
use super::facts::{Body, Facts, lists};
use super::find::Found;
use crate::syntax::ast::{Decl, Expr, ExprKind, Ident, Stmt, StmtKind, VarSpec};
use crate::text::Pos;
use crate::types::object::ObjId;
use crate::types::ty::{Type, TypeId};
use crate::types::walk::{Node, each, each_in_decl};

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    for list in lists(body.block) {
        for (i, s) in list.iter().enumerate() {
            match &s.kind {
                StmtKind::Expr(call) => set_limit(found, s, call),
                // As a last statement it says that something is done.
                StmtKind::Send { chan, .. } if i + 1 < list.len() => channel(found, s, chan),
                _ => {}
            }
        }
    }
    let mut calls: Vec<&'p Expr> = vec![];
    each(&body.block.stmts, false, &mut |n| {
        if let Node::Expr(e) = n {
            calls.push(e);
        }
    });
    calls.into_iter().for_each(|e| acquire(found, e));
}

/// `g.SetLimit(n)`.
fn set_limit<'p>(found: &mut Found<'p>, s: &'p Stmt, call: &'p Expr) {
    let f = &found.facts;
    let Some(m) = f.method(call) else { return };
    if m.of == "golang.org/x/sync/errgroup.Group" && m.method == "SetLimit" {
        let name = format!("{}.SetLimit", f.shown(m.recv));
        let changes = vec![f.without(s.pos, s.end)];
        found.add("limit", name, s.pos, changes);
    }
}

/// `sem <- struct{}{}` with each `<-sem` that stands for itself.
fn channel<'p>(found: &mut Found<'p>, s: &'p Stmt, chan: &'p Expr) {
    let f = &found.facts;
    let Some(obj) = f.obj(chan).filter(|_| f.ty(chan).is_some_and(|t| is_tokens(f, t))) else {
        return;
    };
    let released = released(f, obj);
    if released.is_empty() || !has_buffer(f, obj) {
        return;
    }
    let mut changes: Vec<Change> = released.iter().map(|(a, b)| f.without(*a, *b)).collect();
    changes.push(f.without(s.pos, s.end));
    found.add("limit", format!("limit of {}", f.shown(chan)), s.pos, changes);
}

/// A channel whose elements carry nothing: `chan struct{}`, `chan bool` is one too.
fn is_tokens(f: &Facts, t: TypeId) -> bool {
    let Type::Chan(_, elem) = f.p.types.under(t) else { return false };
    match f.p.types.under(*elem) {
        Type::Struct(fields) => fields.is_empty(),
        Type::Basic(b) => *b == crate::types::ty::Basic::Bool,
        _ => false,
    }
}

/// Is the channel made with a buffer in this file?
fn has_buffer(f: &Facts, obj: ObjId) -> bool {
    let mut has = false;
    let made = |e: &Expr| {
        matches!(&e.kind, ExprKind::Call { args, .. } if args.len() == 2)
            && f.ty(e).is_some_and(|t| is_tokens(f, t))
    };
    let named = |id: &Ident| f.p.info.objs.get(id.id.0 as usize).copied().flatten() == Some(obj);
    let specs = |specs: &[VarSpec]| {
        let mut pairs = specs.iter().flat_map(|s| s.names.iter().zip(&s.values));
        pairs.any(|(id, e)| named(id) && made(e))
    };
    for d in &f.file.decls {
        if let Decl::Var(list) = d {
            has |= specs(list);
        }
        each_in_decl(d, &mut |n| match n {
            Node::Stmt(Stmt { kind: StmtKind::Define { lhs, rhs, .. }, .. }) => {
                has |= lhs.iter().zip(rhs).any(|(id, e)| named(id) && made(e));
            }
            Node::Stmt(Stmt { kind: StmtKind::Decl(Decl::Var(list)), .. }) => has |= specs(list),
            _ => {}
        });
    }
    has
}

/// Statements of the file that receive from a channel and throw the value away.
fn released(f: &Facts, obj: ObjId) -> Vec<(Pos, Pos)> {
    let mut out = vec![];
    for d in &f.file.decls {
        each_in_decl(d, &mut |n| {
            if let Node::Stmt(Stmt { kind: StmtKind::Expr(e), pos, end }) = n
                && from(e).and_then(|c| f.obj(c)) == Some(obj)
            {
                out.push((*pos, *end));
            }
        });
        // In a select it is no release but a case.
        each_in_decl(d, &mut |n| {
            if let Node::Stmt(Stmt { kind: StmtKind::Select(clauses), .. }) = n {
                out.retain(|(pos, _)| {
                    !clauses.iter().any(|c| c.comm.as_ref().is_some_and(|s| s.pos == *pos))
                });
            }
        });
    }
    out
}

/// `sem.Acquire(ctx, n)` succeeds at once, and `sem.Release(n)` is not called.
fn acquire<'p>(found: &mut Found<'p>, e: &'p Expr) {
    let f = &found.facts;
    let Some(m) = f.method(e) else { return };
    if m.of != "golang.org/x/sync/semaphore.Weighted" || m.method != "Acquire" {
        return;
    }
    let recv = f.shown(m.recv);
    let mut changes = vec![f.instead(e.pos, e.end, "error(nil)")];
    for d in &f.file.decls {
        each_in_decl(d, &mut |n| {
            if let Node::Stmt(Stmt { kind: StmtKind::Expr(c) | StmtKind::Defer(c), pos, end }) = n
                && matches!(c.kind, ExprKind::Call { .. })
                && let Some(r) = f.method(c)
                && r.of == m.of
                && (r.method == "Release" || (r.method == "Acquire" && std::ptr::eq(c, e)))
                && f.shown(r.recv) == recv
            {
                if std::ptr::eq(c, e) {
                    changes[0] = f.without(*pos, *end);
                } else {
                    changes.push(f.without(*pos, *end));
                }
            }
        });
    }
    found.add("limit", format!("limit of {recv}"), e.pos, changes);
}
