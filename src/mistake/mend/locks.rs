//! Locks: `defer mu.Unlock()` behind `mu.Lock()`.

use super::{Mender, calls};
use crate::syntax::ast::StmtKind;
use crate::text::Pos;

impl Mender<'_> {
    /// The lock taken at a place is released at the end of its function, and nowhere else in it.
    pub(super) fn unlock(&mut self, taken: Pos) {
        let Some((f, at)) = self.statement(taken) else { return };
        let facts = &self.files[f];
        let StmtKind::Expr(call) = &at.stmt().kind else { return };
        let Some(m) = facts.method(call).filter(|m| matches!(m.method, "Lock" | "RLock")) else {
            return;
        };
        let unlock = if m.method == "Lock" { "Unlock" } else { "RUnlock" };
        let recv = facts.shown(m.recv);
        let text = format!("defer {recv}.{unlock}()");
        let mut changes = vec![facts.behind(at.stmt(), &text)];
        for (s, e, deferred) in calls(at.body) {
            let own =
                facts.method(e).is_some_and(|o| o.method == unlock && facts.shown(o.recv) == recv);
            if own && !deferred {
                changes.push(facts.without(s.pos, s.end));
            }
        }
        self.offer(f, format!("`{text}` on the line behind"), changes);
    }
}
