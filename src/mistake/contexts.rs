//! Contexts: `cancel()` and its `defer`, the case of a select that listens to `Done`.

use super::facts::{Body, lists};
use super::find::Found;
use crate::syntax::ast::{CommClause, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use crate::types::walk::{Node, each};

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    for list in lists(body.block) {
        for (i, s) in list.iter().enumerate() {
            cancel(found, body, list, i, s);
        }
    }
    each(&body.block.stmts, false, &mut |n| {
        if let Node::Stmt(Stmt { kind: StmtKind::Select(clauses), .. }) = n {
            cases(found, clauses);
        }
    });
}

fn cancel<'p>(found: &mut Found<'p>, body: Body<'p>, list: &'p [Stmt], i: usize, s: &'p Stmt) {
    let (StmtKind::Expr(call) | StmtKind::Defer(call)) = &s.kind else { return };
    let f = &found.facts;
    let ExprKind::Call { fun, .. } = &call.kind else { return };
    // A name's own type: as what is called it has its underlying one.
    let ty = f.obj(fun).map(|o| f.p.objects[o].ty).or_else(|| f.ty(fun));
    let named = ty.and_then(|t| f.type_name(t)).unwrap_or_default();
    if !matches!(&named[..], "context.CancelFunc" | "context.CancelCauseFunc") {
        return;
    }
    let name = f.shown(fun);
    let gone = vec![f.without(s.pos, s.end)];
    let own = std::ptr::eq(list, &body.block.stmts[..]);
    let later = if own { f.not_deferred(body, i) } else { None };
    found.add("cancel", name.clone(), s.pos, gone);
    if let Some(changes) = later {
        found.add("defer", format!("defer {name}"), s.pos, changes);
    }
}

/// Each `case <-ctx.Done():` goes with its statements.
fn cases<'p>(found: &mut Found<'p>, clauses: &'p [CommClause]) {
    for clause in clauses {
        let f = &found.facts;
        let Some(received) = clause.comm.as_ref().and_then(received) else { continue };
        let Some(m) = f.method(received) else { continue };
        if m.of != "context.Context" || m.method != "Done" {
            continue;
        }
        let name = format!("case <-{}", f.shown(received));
        let to = clause.body.last().map_or(clause.colon.add(1), |s| s.end);
        let changes = vec![f.without(clause.pos, to)];
        found.add("case", name, clause.pos, changes);
    }
}

/// What a receiving clause receives from.
pub(super) fn received(comm: &Stmt) -> Option<&Expr> {
    let e = match &comm.kind {
        StmtKind::Expr(e) => e,
        StmtKind::Assign { rhs, .. } | StmtKind::Define { rhs, .. } => rhs.first()?,
        _ => return None,
    };
    from(e)
}

/// The channel of `<-channel`.
pub(super) fn from(e: &Expr) -> Option<&Expr> {
    match &e.kind {
        ExprKind::Unary { op: UnaryOp::Recv, x } => Some(x),
        ExprKind::Paren(x) => from(x),
        _ => None,
    }
}
