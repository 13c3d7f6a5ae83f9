//! Calls that do nothing but compute, as statements.

use super::Vet;
use super::walk::Node;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::types::operand::unparen;
use crate::types::ty::{Basic, Type};

/// Functions whose results must be used, by import path.
const PURE: [(&str, &[&str]); 6] = [
    ("context", &["WithCancel", "WithDeadline", "WithTimeout", "WithValue"]),
    ("errors", &["New"]),
    ("fmt", &["Append", "Appendf", "Appendln", "Errorf", "Sprint", "Sprintf", "Sprintln"]),
    ("maps", &["All", "Clone", "Collect", "Equal", "EqualFunc", "Keys", "Values"]),
    (
        "slices",
        &[
            "All",
            "AppendSeq",
            "Backward",
            "BinarySearch",
            "BinarySearchFunc",
            "Chunk",
            "Clip",
            "Clone",
            "Collect",
            "Compact",
            "CompactFunc",
            "Compare",
            "CompareFunc",
            "Concat",
            "Contains",
            "ContainsFunc",
            "Delete",
            "DeleteFunc",
            "Equal",
            "EqualFunc",
            "Grow",
            "Index",
            "IndexFunc",
            "Insert",
            "IsSorted",
            "IsSortedFunc",
            "Max",
            "MaxFunc",
            "Min",
            "MinFunc",
            "Repeat",
            "Replace",
            "Sorted",
            "SortedFunc",
            "SortedStableFunc",
            "Values",
        ],
    ),
    ("sort", &["Reverse"]),
];

impl<'a> Vet<'_, 'a> {
    pub(super) fn unused_results(&mut self, own: &[Node<'a>]) {
        for n in own {
            let Node::Stmt(Stmt { kind: StmtKind::Expr(call), .. }) = n else { continue };
            let Some((path, name)) = self.callee(call) else { continue };
            let pure = PURE.iter().any(|(p, list)| *p == path && list.contains(&&*name));
            let text = match name.rsplit_once(").") {
                Some((recv, m @ ("String" | "Error"))) if self.gives_string(call) => {
                    let recv = recv.trim_start_matches('(');
                    let (star, base) = match recv.strip_prefix('*') {
                        Some(b) => ("*", b),
                        None => ("", recv),
                    };
                    format!("({star}{path}.{base}).{m}")
                }
                _ if pure => format!("{path}.{name}"),
                _ => continue,
            };
            self.warn(call.pos, format!("result of {text} call not used"));
        }
    }
    /// Is a method of type `func() string` called?
    fn gives_string(&self, call: &Expr) -> bool {
        let ExprKind::Call { fun, .. } = &unparen(call).kind else { return false };
        let ty = self.type_of(fun).map(|t| self.c.t.get(t));
        matches!(ty, Some(Type::Func(s)) if s.params.is_empty() && s.results == [Basic::String.id()])
    }
}
