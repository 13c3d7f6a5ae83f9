//! Calls that do nothing but compute, as statements.

use super::Vet;
use super::walk::Node;
use crate::syntax::ast::{ExprKind, Stmt, StmtKind};
use crate::types::operand::unparen;
use crate::types::ty::{Basic, Signature};

/// Functions whose results must be used, by import path: names between spaces.
const PURE: [(&str, &str); 6] = [
    ("context", "WithCancel WithDeadline WithTimeout WithValue"),
    ("errors", "New"),
    ("fmt", "Append Appendf Appendln Errorf Sprint Sprintf Sprintln"),
    ("maps", "All Clone Collect Equal EqualFunc Keys Values"),
    (
        "slices",
        "All AppendSeq Backward BinarySearch BinarySearchFunc Chunk Clip Clone Collect Compact \
         CompactFunc Compare CompareFunc Concat Contains ContainsFunc Delete DeleteFunc Equal \
         EqualFunc Grow Index IndexFunc Insert IsSorted IsSortedFunc Max MaxFunc Min MinFunc \
         Repeat Replace Sorted SortedFunc SortedStableFunc Values",
    ),
    ("sort", "Reverse"),
];

impl<'a> Vet<'_, 'a> {
    pub(super) fn unused_results(&mut self, own: &[Node<'a>]) {
        for n in own {
            let Node::Stmt(Stmt { kind: StmtKind::Expr(call), .. }) = n else { continue };
            let Some((path, name)) = self.callee(call) else { continue };
            let pure =
                PURE.iter().any(|(p, list)| *p == path && list.split(' ').any(|n| n == name));
            let ExprKind::Call { fun, .. } = &unparen(call).kind else { continue };
            let gives_string =
                |s: &Signature| s.params.is_empty() && s.results == [Basic::String.id()];
            let text = (name.ends_with(").String") || name.ends_with(").Error"))
                && self.signature(fun).is_some_and(gives_string);
            if !pure && !text {
                continue;
            }
            let name = self.full_name(&path, &name);
            self.warn(call.pos, format!("result of {name} call not used"));
        }
    }
}
