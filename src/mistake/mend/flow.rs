//! The `return` after an error.

use super::super::returns::about_error;
use super::Mender;
use crate::syntax::ast::{IfStmt, Stmt, StmtKind};
use crate::text::Pos;
use crate::types::walk::{Node, each};

impl<'p> Mender<'p> {
    /// The last `if err != nil` before a place, in the same function, that does not leave it.
    pub(super) fn leave_after_error(&mut self, at: Pos) {
        let Some((f, place)) = self.statement(at) else { return };
        let facts = &self.files[f];
        let mut last: Option<&'p IfStmt> = None;
        each(&place.body.block.stmts, false, &mut |n| {
            if let Node::Stmt(Stmt { kind: StmtKind::If(x), end, .. }) = n
                && *end <= at
                && x.els.is_none()
                && about_error(facts, &x.cond)
            {
                last = Some(x);
            }
        });
        let Some(x) = last else { return };
        let leaves = |s: &Stmt| {
            matches!(
                s.kind,
                StmtKind::Return(_)
                    | StmtKind::Continue(_)
                    | StmtKind::Break(_)
                    | StmtKind::Goto(_)
            )
        };
        let Some(end) = x.then.stmts.last().filter(|s| !leaves(s)) else { return };
        // in a loop the next round may be meant
        let words = ["return", "continue", "return err", "return nil, err"];
        for (word, change) in words.map(|word| (word, facts.behind(end, word))) {
            self.offer(f, format!("`{word}` after the error"), vec![change]);
        }
    }
}
