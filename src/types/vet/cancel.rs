//! Cancel functions of contexts that are thrown away, or not called on some path to a return.

use super::Vet;
use super::walk::{Node, each_in};
use crate::syntax::ast::{Block, Expr, ExprKind, Ident, Stmt, StmtKind};
use crate::text::Pos;
use crate::types::object::{ObjId, ObjectKind, VarKind};

/// How control leaves a piece of code, as far as a variable is concerned.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Path {
    /// The variable was used, or control does not go on.
    Settled,
    /// Control may go on without a use.
    Open,
}

impl<'a> Vet<'_, 'a> {
    pub(super) fn lost_cancel(&mut self, body: &'a Block, own: &[Node<'a>], main: bool) {
        let mut lists: Vec<&'a [Stmt]> = vec![&body.stmts];
        for n in own {
            let Node::Stmt(s) = n else { continue };
            match &s.kind {
                StmtKind::Block(b) => lists.push(&b.stmts),
                StmtKind::If(x) => lists.push(&x.then.stmts),
                StmtKind::For(x) => lists.push(&x.body.stmts),
                StmtKind::Range(x) => lists.push(&x.body.stmts),
                StmtKind::Switch(x) => lists.extend(x.clauses.iter().map(|c| &c.body[..])),
                StmtKind::TypeSwitch(x) => lists.extend(x.clauses.iter().map(|c| &c.body[..])),
                StmtKind::Select(x) => lists.extend(x.iter().map(|c| &c.body[..])),
                _ => {}
            }
        }
        for list in lists {
            for (i, s) in list.iter().enumerate() {
                self.cancel_of(s, &list[i + 1..], main);
            }
        }
    }

    fn cancel_of(&mut self, s: &'a Stmt, rest: &'a [Stmt], main: bool) {
        let Some((name, id, pos, call)) = second_of_two(s) else { return };
        let Some((path, func)) = self.callee(call) else { return };
        let makes =
            matches!(func.trim_end_matches("Cause"), "WithCancel" | "WithTimeout" | "WithDeadline");
        if path != "context" || !makes {
            return;
        }
        if name == Some(self.c.blank) {
            let message = format!(
                "the cancel function returned by context.{func} should be called, not discarded, to avoid a context leak"
            );
            return self.warn(pos, message);
        }
        let Some(var) = id.and_then(|i| self.c.obj_of(i.id)) else { return };
        let local = matches!(self.c.objects[var].kind, ObjectKind::Var(VarKind::Local));
        if !local || main {
            return;
        }
        let mut leak = None;
        self.paths(var, rest, &mut leak);
        if let Some(ret) = leak {
            let name = self.c.symbols.name(self.c.objects[var].name).to_string();
            let line = self.c.sources.line(s.pos);
            let message =
                format!("the {name} function is not used on all paths (possible context leak)");
            self.warn(s.pos, message);
            let message = format!(
                "this return statement may be reached without using the {name} var defined on line {line}"
            );
            self.warn(ret, message);
        }
    }

    fn mentions(&self, var: ObjId, node: Node<'a>) -> bool {
        let mut found = false;
        each_in(node, true, &mut |n| match n {
            Node::Expr(Expr { kind: ExprKind::Ident(id), .. }) => {
                found |= self.c.obj_of(id.id) == Some(var)
            }
            // A bare return of a named result uses it.
            _ => {}
        });
        found
    }

    /// Follows a statement list; the first return that is reached without a use goes to `leak`.
    fn paths(&self, var: ObjId, list: &'a [Stmt], leak: &mut Option<Pos>) -> Path {
        for s in list {
            if leak.is_some() || self.path(var, s, leak) == Path::Settled {
                return Path::Settled;
            }
        }
        Path::Open
    }

    fn path(&self, var: ObjId, s: &'a Stmt, leak: &mut Option<Pos>) -> Path {
        let uses = |n: Node<'a>| self.mentions(var, n);
        match &s.kind {
            StmtKind::Return(_) => {
                if !uses(Node::Stmt(s)) {
                    leak.get_or_insert(s.pos);
                }
                Path::Settled
            }
            StmtKind::Block(b) => self.paths(var, &b.stmts, leak),
            StmtKind::Labeled { stmt, .. } => self.path(var, stmt, leak),
            StmtKind::If(x) => {
                if x.init.as_ref().is_some_and(|i| uses(Node::Stmt(i))) || uses(Node::Expr(&x.cond))
                {
                    return Path::Settled;
                }
                let then = self.paths(var, &x.then.stmts, leak);
                let els = x.els.as_ref().map_or(Path::Open, |e| self.path(var, e, leak));
                if then == Path::Settled && els == Path::Settled {
                    Path::Settled
                } else {
                    Path::Open
                }
            }
            StmtKind::For(x) => {
                self.paths(var, &x.body.stmts, leak);
                if x.cond.is_none() || uses(Node::Stmt(s)) { Path::Settled } else { Path::Open }
            }
            StmtKind::Switch(_)
            | StmtKind::TypeSwitch(_)
            | StmtKind::Select(_)
            | StmtKind::Range(_) => {
                if uses(Node::Stmt(s)) {
                    Path::Settled
                } else {
                    self.returns_inside(s, leak)
                }
            }
            StmtKind::Goto(_) | StmtKind::Break(_) | StmtKind::Continue(_) => Path::Settled,
            _ if uses(Node::Stmt(s)) => Path::Settled,
            _ => Path::Open,
        }
    }

    /// A compound statement that does not mention the variable: its first return leaks.
    fn returns_inside(&self, s: &'a Stmt, leak: &mut Option<Pos>) -> Path {
        each_in(Node::Stmt(s), false, &mut |n| {
            if let Node::Stmt(Stmt { kind: StmtKind::Return(_), pos, .. }) = n {
                leak.get_or_insert(*pos);
            }
        });
        Path::Open
    }
}

/// Second left-hand side and the call of `_, x := call()` and its like: (name, identifier, place, call).
#[allow(clippy::type_complexity)]
fn second_of_two(
    s: &Stmt,
) -> Option<(Option<crate::syntax::ast::Symbol>, Option<Ident>, Pos, &Expr)> {
    match &s.kind {
        StmtKind::Define { lhs, rhs, .. } => match (&lhs[..], &rhs[..]) {
            ([_, id], [call]) => Some((Some(id.name), Some(*id), id.pos, call)),
            _ => None,
        },
        StmtKind::Assign { lhs, rhs, op: None, .. } => match (&lhs[..], &rhs[..]) {
            ([_, x], [call]) => match &x.kind {
                ExprKind::Ident(id) => Some((Some(id.name), Some(*id), id.pos, call)),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}
