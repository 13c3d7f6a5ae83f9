//! The `return` after an error.

use super::facts::{Body, Facts};
use super::find::Found;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, IfStmt, Stmt, StmtKind};
use crate::types::info::Mode;
use crate::types::ty::Type;
use crate::types::walk::{Node, each};

/// In one function.
pub(super) fn find<'p>(found: &mut Found<'p>, body: Body<'p>) {
    let mut ifs: Vec<&'p IfStmt> = vec![];
    each(&body.block.stmts, false, &mut |n| {
        if let Node::Stmt(Stmt { kind: StmtKind::If(x), .. }) = n {
            ifs.push(x);
        }
    });
    for x in ifs.into_iter().filter(|x| x.els.is_none()) {
        let Some(last) = x.then.stmts.last() else { continue };
        if matches!(last.kind, StmtKind::Return(_)) && about_error(&found.facts, &x.cond) {
            let changes = vec![found.facts.without(last.pos, last.end)];
            found.add("return", "return".into(), last.pos, changes);
        }
    }
}

/// `err != nil`, perhaps beside other conditions.
pub(super) fn about_error(f: &Facts, cond: &Expr) -> bool {
    match &cond.kind {
        ExprKind::Paren(x) => about_error(f, x),
        ExprKind::Binary { op: BinaryOp::LAnd | BinaryOp::LOr, x, y, .. } => {
            about_error(f, x) || about_error(f, y)
        }
        ExprKind::Binary { op: BinaryOp::Ne, x, y, .. } => {
            let nil = |e: &Expr| {
                let facts = f.p.info.exprs.get(e.id.0 as usize);
                facts.is_some_and(|t| t.as_ref().is_some_and(|t| t.mode == Mode::Nil))
            };
            let error = |e: &Expr| f.ty(e).is_some_and(|t| is_error(f, t));
            (error(x) && nil(y)) || (nil(x) && error(y))
        }
        _ => false,
    }
}

fn is_error(f: &Facts, t: crate::types::ty::TypeId) -> bool {
    let name = |n: &crate::types::ty::Named| f.p.symbols.name(f.p.objects[n.obj].name) == "error";
    matches!(f.p.types.under(t), Type::Interface(_)) && f.p.types.as_named(t).is_some_and(name)
}
