//! The limit of a pool: an errgroup's, a semaphore's, a channel's used as one.

use super::contexts::from;
use super::edit::Change;
use super::facts::{Body, Facts, lists};
use super::find::Found;
use crate::syntax::ast::{
    BinaryOp, Block, ConstSpec, Decl, Expr, ExprKind, Ident, LitKind, Stmt, StmtKind, VarSpec,
};
use crate::text::Pos;
use crate::types::object::ObjId;
use crate::types::ty::{Type, TypeId};
use crate::types::walk::{Node, each, each_in_decl};

/// Workers of a pool that has forgotten how many it may have: more than any lesson has work for.
const NO_LIMIT: &str = "1000";

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    for list in lists(body.block) {
        for (i, s) in list.iter().enumerate() {
            match &s.kind {
                StmtKind::Expr(call) => set_limit(found, s, call),
                StmtKind::For(_) | StmtKind::Range(_) => workers(found, s),
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

/// The number of a loop that starts goroutines which take their work from a channel.
fn workers<'p>(found: &mut Found<'p>, s: &'p Stmt) {
    let f = &found.facts;
    let (count, body) = match &s.kind {
        StmtKind::Range(x) => (&x.x, &x.body),
        StmtKind::For(x) => match x.cond.as_ref().map(|c| &c.kind) {
            Some(ExprKind::Binary { op: BinaryOp::Lt | BinaryOp::Le, y, .. }) => (&**y, &x.body),
            _ => return,
        },
        _ => return,
    };
    if !starts_workers(f, body) {
        return;
    }
    let value = match &count.kind {
        ExprKind::BasicLit { kind: LitKind::Int, .. } => Some(count),
        ExprKind::Ident(_) => f.obj(count).and_then(|o| constant(f, o)),
        _ => None,
    };
    if let Some(value) = value {
        let changes = vec![f.instead(value.pos, value.end, NO_LIMIT)];
        found.add("limit", "limit of workers".into(), s.pos, changes);
    }
}

/// Does a loop's body start a goroutine that ranges over a channel?
fn starts_workers(f: &Facts, body: &Block) -> bool {
    let mut started = false;
    each(&body.stmts, false, &mut |n| {
        let Node::Stmt(s) = n else { return };
        let run = match &s.kind {
            StmtKind::Go(Expr { kind: ExprKind::Call { fun, .. }, .. }) => Some(&**fun),
            StmtKind::Expr(e) => {
                f.method(e).filter(|m| m.method == "Go").and_then(|m| m.args.first())
            }
            _ => None,
        };
        let block = run.and_then(|e| match &e.kind {
            ExprKind::FuncLit(lit) => Some(&lit.body),
            _ => f.obj(e).and_then(|o| declared(f, o)),
        });
        started |= block.is_some_and(|b| takes_work(f, b));
    });
    started
}

fn takes_work(f: &Facts, block: &Block) -> bool {
    let mut takes = false;
    each(&block.stmts, true, &mut |n| {
        if let Node::Stmt(Stmt { kind: StmtKind::Range(x), .. }) = n {
            takes |= f.ty(&x.x).is_some_and(|t| matches!(f.p.types.under(t), Type::Chan(..)));
        }
    });
    takes
}

/// The body of a function of this file.
fn declared<'p>(f: &Facts<'p>, obj: ObjId) -> Option<&'p Block> {
    f.file.decls.iter().find_map(|d| match d {
        Decl::Func(func) if f.of(&func.name) == Some(obj) => func.body.as_ref(),
        _ => None,
    })
}

/// The value of a constant that is declared in this file with a number.
fn constant<'p>(f: &Facts<'p>, obj: ObjId) -> Option<&'p Expr> {
    let number = |e: &&Expr| matches!(e.kind, ExprKind::BasicLit { kind: LitKind::Int, .. });
    let of = |specs: &'p [ConstSpec]| {
        let mut pairs = specs.iter().flat_map(|s| s.names.iter().zip(&s.values));
        pairs.find(|(id, _)| f.of(id) == Some(obj)).map(|(_, e)| e)
    };
    let mut value = None;
    for d in &f.file.decls {
        if let Decl::Const(specs) = d {
            value = value.or_else(|| of(specs));
        }
        each_in_decl(d, &mut |n| {
            if let Node::Stmt(Stmt { kind: StmtKind::Decl(Decl::Const(specs)), .. }) = n {
                value = value.or_else(|| of(specs));
            }
        });
    }
    value.filter(number)
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
    let named = |id: &Ident| f.of(id) == Some(obj);
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
