//! WaitGroups: `Done` and its `defer`, `Add` before the goroutine, `Go`, `Wait`.

use super::facts::{Body, Facts, lists};
use super::find::Found;
use crate::syntax::ast::{Expr, ExprKind, FuncLit, Stmt, StmtKind};
use crate::types::walk::{Node, each};

const WAIT_GROUP: &str = "sync.WaitGroup";
const ERR_GROUP: &str = "golang.org/x/sync/errgroup.Group";

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    for list in lists(body.block) {
        for (i, s) in list.iter().enumerate() {
            statement(found, body, list, i, s);
        }
    }
    waits(found, body);
}

fn statement<'p>(found: &mut Found<'p>, body: Body<'p>, list: &'p [Stmt], i: usize, s: &'p Stmt) {
    let (StmtKind::Expr(call) | StmtKind::Defer(call)) = &s.kind else { return };
    let f = &found.facts;
    let Some(m) = f.method(call).filter(|m| m.of == WAIT_GROUP) else { return };
    let recv = f.shown(m.recv);
    match m.method {
        "Done" => {
            let gone = vec![f.without(s.pos, s.end)];
            let own = std::ptr::eq(list, &body.block.stmts[..]);
            let later = if own { f.not_deferred(body, i) } else { None };
            found.add("Done", format!("{recv}.Done"), s.pos, gone);
            if let Some(changes) = later {
                found.add("defer", format!("defer {recv}.Done"), s.pos, changes);
            }
        }
        "Add" => {
            let Some(first) = counted(f, &list[i + 1..], &recv) else { return };
            let changes =
                vec![f.without(s.pos, s.end), f.insert(first.pos, format!("{recv}.Add(1); "))];
            found.add("Add", format!("{recv}.Add"), s.pos, changes);
        }
        "Go" => {
            let [func] = m.args else { return };
            let ExprKind::Call { rparen, .. } = call.kind else { return };
            let changes =
                vec![f.instead(s.pos, func.pos, "go "), f.instead(func.end, rparen.add(1), "()")];
            found.add("Go", format!("{recv}.Go"), s.pos, changes);
        }
        _ => {}
    }
}

/// The first statement of the goroutine, started after `Add`, that says `Done` for it.
fn counted<'p>(f: &Facts<'p>, rest: &'p [Stmt], recv: &str) -> Option<&'p Stmt> {
    let mut first = None;
    each(rest, false, &mut |n| {
        if let Node::Stmt(Stmt { kind: StmtKind::Go(call), .. }) = n
            && let ExprKind::Call { fun, .. } = &call.kind
            && let ExprKind::FuncLit(lit) = &fun.kind
            && first.is_none()
            && says_done(f, lit, recv)
        {
            first = lit.body.stmts.first();
        }
    });
    first
}

fn says_done<'p>(f: &Facts<'p>, lit: &'p FuncLit, recv: &str) -> bool {
    let mut said = false;
    each(&lit.body.stmts, true, &mut |n| {
        if let Node::Expr(e) = n
            && let Some(m) = f.method(e)
        {
            said |= m.of == WAIT_GROUP && m.method == "Done" && f.shown(m.recv) == recv;
        }
    });
    said
}

/// `wg.Wait()` and, of an errgroup, any use of its result.
fn waits<'p>(found: &mut Found<'p>, body: Body<'p>) {
    let mut waits: Vec<(&'p Expr, Option<&'p Stmt>)> = vec![];
    each(&body.block.stmts, false, &mut |n| match n {
        Node::Stmt(s) => {
            if let StmtKind::Expr(call) | StmtKind::Defer(call) = &s.kind {
                waits.push((call, Some(s)));
            }
        }
        Node::Expr(e) if !waits.iter().any(|(w, _)| std::ptr::eq(*w, e)) => waits.push((e, None)),
        Node::Expr(_) => {}
    });
    for (call, statement) in waits {
        let f = &found.facts;
        let Some(m) = f.method(call).filter(|m| m.method == "Wait") else { continue };
        let name = format!("{}.Wait", f.shown(m.recv));
        let changes = match (&m.of[..], statement) {
            (WAIT_GROUP | ERR_GROUP, Some(s)) => vec![f.without(s.pos, s.end)],
            (ERR_GROUP, None) => vec![f.instead(call.pos, call.end, "error(nil)")],
            _ => continue,
        };
        found.add("Wait", name, call.pos, changes);
    }
}
