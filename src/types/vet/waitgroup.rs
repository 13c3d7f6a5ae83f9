//! `go func() { wg.Add(1); … }()`: Wait may run before Add.

use super::Vet;
use super::walk::{Node, each};
use crate::syntax::ast::{Block, ExprKind, StmtKind};

impl<'a> Vet<'_, 'a> {
    pub(super) fn late_adds(&mut self, body: &'a Block) {
        let mut found = vec![];
        each(&body.stmts, false, &mut |n| {
            if let Node::Stmt(s) = n
                && let StmtKind::Go(call) = &s.kind
                && let ExprKind::Call { fun, .. } = &call.kind
                && let ExprKind::FuncLit(lit) = &fun.kind
                && let Some(first) = lit.body.stmts.first()
                && let StmtKind::Expr(add) = &first.kind
            {
                found.push(add);
            }
        });
        for add in found {
            let is_add =
                self.callee(add).is_some_and(|(p, n)| p == "sync" && n == "(*WaitGroup).Add");
            if let (true, ExprKind::Call { fun, .. }) = (is_add, &add.kind) {
                self.warn(fun.end, "WaitGroup.Add called from inside new goroutine".into());
            }
        }
    }
}
