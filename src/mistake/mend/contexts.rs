//! Contexts: `defer cancel()`.

use super::Mender;
use crate::syntax::ast::StmtKind;
use crate::text::Pos;

impl Mender<'_> {
    /// `defer cancel()` behind the statement that makes the context; a `_` gets a name first.
    pub(super) fn cancel(&mut self, made: Pos) {
        let Some((f, at)) = self.statement(made) else { return };
        let facts = &self.files[f];
        let StmtKind::Define { lhs, .. } = &at.stmt().kind else { return };
        let [_, second] = lhs[..] else { return };
        let own = facts.p.symbols.name(second.name);
        let name = if own == "_" { "cancel" } else { own };
        let mut changes = vec![facts.behind(at.stmt(), &format!("defer {name}()"))];
        if own == "_" {
            changes.push(facts.instead(second.pos, second.pos.add(1), name));
        }
        self.offer(f, format!("`defer {name}()` behind the line that makes the context"), changes);
    }
}
