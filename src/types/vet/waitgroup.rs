//! `go func() { wg.Add(1); … }()`: Wait may run before Add.

use super::Vet;
use super::walk::Node;
use crate::syntax::ast::{ExprKind, StmtKind};

impl<'a> Vet<'_, 'a> {
    pub(super) fn late_adds(&mut self, own: &[Node<'a>]) {
        for n in own {
            if let Node::Stmt(s) = n
                && let StmtKind::Go(call) = &s.kind
                && let ExprKind::Call { fun, .. } = &call.kind
                && let ExprKind::FuncLit(lit) = &fun.kind
                && let Some(first) = lit.body.stmts.first()
                && let StmtKind::Expr(add) = &first.kind
                && let ExprKind::Call { fun, .. } = &add.kind
                && self.callee(add).is_some_and(|(p, n)| p == "sync" && n == "(*WaitGroup).Add")
            {
                self.warn(fun.end, "WaitGroup.Add called from inside new goroutine".into());
            }
        }
    }
}
