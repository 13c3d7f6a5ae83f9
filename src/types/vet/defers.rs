//! `defer` in a loop. Vet says nothing about it; teachers do: locks and files stay held until the function
//! returns.

use super::Vet;
use super::walk::{Node, stmt_children};
use crate::syntax::ast::{Block, StmtKind};

impl<'a> Vet<'_, 'a> {
    pub(super) fn deferred_in_loops(&mut self, body: &'a Block, own: &[Node<'a>]) {
        let defers = |n: &Node| matches!(n, Node::Stmt(s) if matches!(s.kind, StmtKind::Defer(_)));
        if !own.iter().any(defers) {
            return;
        }
        let mut work: Vec<(Node<'a>, bool)> =
            body.stmts.iter().map(|s| (Node::Stmt(s), false)).collect();
        let mut children = vec![];
        while let Some((n, in_loop)) = work.pop() {
            let Node::Stmt(s) = n else { continue };
            if in_loop && matches!(s.kind, StmtKind::Defer(_)) {
                let message =
                    "defer in a loop runs when the function returns, not after the iteration";
                self.warn(s.pos, message.into());
            }
            let inner = in_loop || matches!(s.kind, StmtKind::For(_) | StmtKind::Range(_));
            stmt_children(s, &mut children);
            work.extend(children.drain(..).map(|c| (c, inner)));
        }
    }
}
