//! Locks: `Unlock` and its `defer`, and the lock around something shared, which is a pair.

use super::edit::Change;
use super::facts::{Body, lists};
use super::find::Found;
use crate::syntax::ast::{Stmt, StmtKind};

const LOCKS: [&str; 3] = ["sync.Mutex", "sync.RWMutex", "sync.Locker"];

/// A statement that locks or unlocks.
struct Use<'p> {
    method: &'p str,
    recv: String,
    stmt: &'p Stmt,
    /// Index among the function's own statements.
    own: Option<usize>,
}

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    let uses = uses(found, body);
    for u in &uses {
        let f = &found.facts;
        let gone = f.without(u.stmt.pos, u.stmt.end);
        let name = format!("{}.{}", u.recv, u.method);
        match u.method {
            "Unlock" | "RUnlock" => {
                let later = u.own.and_then(|i| f.not_deferred(body, i));
                found.add("Unlock", name.clone(), u.stmt.pos, vec![gone]);
                if let Some(changes) = later {
                    found.add("defer", format!("defer {name}"), u.stmt.pos, changes);
                }
            }
            _ => {
                let unlock = if u.method == "Lock" { "Unlock" } else { "RUnlock" };
                let pairs = |o: &&Use| o.recv == u.recv && o.method == unlock;
                let mut changes: Vec<Change> =
                    uses.iter().filter(pairs).map(|o| f.without(o.stmt.pos, o.stmt.end)).collect();
                // One that is unlocked elsewhere would be unlocked without having been locked.
                if changes.is_empty() || count(&uses, u) > 1 {
                    continue;
                }
                changes.push(gone);
                found.add("lock", name, u.stmt.pos, changes);
            }
        }
    }
}

/// Times that the function takes the same lock in the same way.
fn count(uses: &[Use], u: &Use) -> usize {
    uses.iter().filter(|o| o.recv == u.recv && o.method == u.method).count()
}

fn uses<'p>(found: &Found<'p>, body: Body<'p>) -> Vec<Use<'p>> {
    let f = &found.facts;
    let mut out = vec![];
    for list in lists(body.block) {
        let own = std::ptr::eq(list, &body.block.stmts[..]);
        for (i, stmt) in list.iter().enumerate() {
            let (StmtKind::Expr(call) | StmtKind::Defer(call)) = &stmt.kind else { continue };
            let Some(m) = f.method(call).filter(|m| LOCKS.contains(&&m.of[..])) else { continue };
            if matches!(m.method, "Lock" | "Unlock" | "RLock" | "RUnlock") {
                let own = own.then_some(i);
                out.push(Use { method: m.method, recv: f.shown(m.recv), stmt, own });
            }
        }
    }
    out
}
