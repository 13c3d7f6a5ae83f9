//! Channels: `close` and its `defer`, the buffer.

use super::facts::{Body, lists};
use super::find::Found;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::object::Builtin;
use crate::types::ty::Type;
use crate::types::walk::{Node, each};

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    for list in lists(body.block) {
        for (i, s) in list.iter().enumerate() {
            close(found, body, list, i, s);
        }
    }
    let mut calls: Vec<&'p Expr> = vec![];
    each(&body.block.stmts, false, &mut |n| {
        if let Node::Expr(e) = n {
            calls.push(e);
        }
    });
    calls.into_iter().for_each(|e| buffer(found, e));
}

fn close<'p>(found: &mut Found<'p>, body: Body<'p>, list: &'p [Stmt], i: usize, s: &'p Stmt) {
    let (StmtKind::Expr(call) | StmtKind::Defer(call)) = &s.kind else { return };
    let f = &found.facts;
    let Some((Builtin::Close, [channel])) = f.builtin(call) else { return };
    let name = format!("close({})", f.shown(channel));
    let gone = vec![f.without(s.pos, s.end)];
    let own = std::ptr::eq(list, &body.block.stmts[..]);
    let later = if own { f.not_deferred(body, i) } else { None };
    found.add("close", name.clone(), s.pos, gone);
    if let Some(changes) = later {
        found.add("defer", format!("defer {name}"), s.pos, changes);
    }
}

/// `make(chan T, n)` becomes `make(chan T)`.
fn buffer<'p>(found: &mut Found<'p>, e: &'p Expr) {
    let f = &found.facts;
    let Some((Builtin::Make, [ty, n])) = f.builtin(e) else { return };
    let is_chan = f.ty(ty).is_some_and(|t| matches!(f.p.types.under(t), Type::Chan(..)));
    if !is_chan || matches!(&n.kind, ExprKind::BasicLit { raw, .. } if &**raw == "0") {
        return;
    }
    let changes = vec![f.without(ty.end, n.end)];
    found.add("buffer", "buffer".into(), n.pos, changes);
}
