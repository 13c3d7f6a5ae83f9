//! Terminating statements: does control reach the end of a function?

use super::checker::Checker;
use super::operand::unparen;
use crate::syntax::ast::{ExprKind, Stmt, StmtKind, Symbol};

impl<'a> Checker<'a> {
    pub(super) fn is_terminating_list(&self, list: &[Stmt], label: Option<Symbol>) -> bool {
        let last = list.iter().rev().find(|s| !super::decl::is_empty(s));
        last.is_some_and(|s| self.is_terminating(s, label))
    }

    fn is_terminating(&self, s: &Stmt, label: Option<Symbol>) -> bool {
        match &s.kind {
            StmtKind::Labeled { label, stmt } => self.is_terminating(stmt, Some(label.name)),
            StmtKind::Expr(e) => {
                let e = unparen(e);
                matches!(e.kind, ExprKind::Call { .. }) && self.panics.contains(&e.id)
            }
            StmtKind::Return(_) | StmtKind::Goto(_) | StmtKind::Fallthrough => true,
            // What did not parse must not cause a second error.
            StmtKind::Bad => true,
            StmtKind::Block(b) => self.is_terminating_list(&b.stmts, None),
            StmtKind::If(x) => {
                let mut at = x;
                loop {
                    if !self.is_terminating_list(&at.then.stmts, None) {
                        return false;
                    }
                    match at.els.as_ref().map(|s| (&s.kind, s)) {
                        Some((StmtKind::If(next), _)) => at = next,
                        Some((_, s)) => return self.is_terminating(s, None),
                        None => return false,
                    }
                }
            }
            StmtKind::Switch(x) => {
                x.clauses.iter().any(|c| c.is_default)
                    && x.clauses.iter().all(|c| self.clause_terminates(&c.body, label))
            }
            StmtKind::TypeSwitch(x) => {
                x.clauses.iter().any(|c| c.is_default)
                    && x.clauses.iter().all(|c| self.clause_terminates(&c.body, label))
            }
            StmtKind::Select(clauses) => {
                clauses.iter().all(|c| self.clause_terminates(&c.body, label))
            }
            StmtKind::For(x) => x.cond.is_none() && !has_break_list(&x.body.stmts, label, true),
            _ => false,
        }
    }

    fn clause_terminates(&self, body: &[Stmt], label: Option<Symbol>) -> bool {
        self.is_terminating_list(body, None) && !has_break_list(body, label, true)
    }
}

fn has_break_list(list: &[Stmt], label: Option<Symbol>, implicit: bool) -> bool {
    list.iter().any(|s| has_break(s, label, implicit))
}

/// Does a `break` in `s` leave the statement with the label (or, when `implicit`, the one around `s`)?
fn has_break(s: &Stmt, label: Option<Symbol>, implicit: bool) -> bool {
    let labelled = label.is_some();
    match &s.kind {
        StmtKind::Labeled { stmt, .. } => has_break(stmt, label, implicit),
        StmtKind::Break(None) => implicit,
        StmtKind::Break(Some(l)) => Some(l.name) == label,
        StmtKind::Block(b) => has_break_list(&b.stmts, label, implicit),
        StmtKind::If(x) => {
            has_break_list(&x.then.stmts, label, implicit)
                || x.els.as_ref().is_some_and(|s| has_break(s, label, implicit))
        }
        StmtKind::Switch(x) => {
            labelled && x.clauses.iter().any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::TypeSwitch(x) => {
            labelled && x.clauses.iter().any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::Select(clauses) => {
            labelled && clauses.iter().any(|c| has_break_list(&c.body, label, false))
        }
        StmtKind::For(x) => labelled && has_break_list(&x.body.stmts, label, false),
        StmtKind::Range(x) => labelled && has_break_list(&x.body.stmts, label, false),
        _ => false,
    }
}
