//! Calls of the library that do not do what they seem to: the result of an atomic addition stored by a plain one,
//! signals sent to a channel that cannot keep one.

use super::Vet;
use super::walk::Node;
use crate::syntax::ast::{Decl, Expr, ExprKind, Ident, StmtKind, UnaryOp};
use crate::types::object::ObjId;
use crate::types::operand::unparen;

const UNBUFFERED: &str = "misuse of unbuffered os.Signal channel as argument to signal.Notify";

impl<'a> Vet<'_, 'a> {
    /// `x = atomic.AddInt32(&x, 1)`
    pub(super) fn atomic_assignments(&mut self, own: &[Node<'a>]) {
        for n in own {
            let Node::Stmt(s) = n else { continue };
            let StmtKind::Assign { lhs, rhs, op: None, .. } = &s.kind else { continue };
            for (left, right) in lhs.iter().zip(rhs).filter(|_| lhs.len() == rhs.len()) {
                let ExprKind::Call { args, .. } = &right.kind else { continue };
                let adds = |(path, name): (String, String)| {
                    path == "sync/atomic" && name.starts_with("Add")
                };
                let [arg, _] = &args[..] else { continue };
                if !self.callee(right).is_some_and(adds) {
                    continue;
                }
                let same = match (&arg.kind, &left.kind) {
                    (ExprKind::Unary { op: UnaryOp::Addr, x }, _) => {
                        self.text(left) == self.text(x)
                    }
                    (_, ExprKind::Star(x)) => self.text(x) == self.text(arg),
                    _ => false,
                };
                if same {
                    self.warn(left.pos, "direct assignment to atomic value".into());
                }
            }
        }
    }

    /// `signal.Notify(make(chan os.Signal))` with the channel in a variable; `all` is the declaration.
    pub(super) fn signals_unbuffered(&mut self, all: &[Node<'a>]) {
        for n in all {
            let Node::Expr(call @ Expr { kind: ExprKind::Call { args, .. }, .. }) = n else {
                continue;
            };
            let notifies = |(path, name): (String, String)| path == "os/signal" && name == "Notify";
            if let Some(ExprKind::Ident(id)) = args.first().map(|a| &a.kind)
                && self.callee(call).is_some_and(notifies)
                && let Some(channel) = self.c.obj_of(id.id)
                && all.iter().any(|n| self.makes_unbuffered(n, channel))
            {
                self.warn(call.pos, UNBUFFERED.into());
            }
        }
    }

    /// The node declares this variable as a channel without a buffer.
    fn makes_unbuffered(&self, n: &Node<'a>, channel: ObjId) -> bool {
        let made = |names: &[Ident], values: &[Expr]| {
            let at = names.iter().position(|name| self.c.obj_of(name.id) == Some(channel));
            at.and_then(|at| values.get(at)).is_some_and(|v| self.is_bare_make(v))
        };
        match n {
            Node::Stmt(s) => match &s.kind {
                StmtKind::Define { lhs, rhs, .. } => made(lhs, rhs),
                StmtKind::Decl(Decl::Var(specs)) => specs.iter().any(|s| made(&s.names, &s.values)),
                _ => false,
            },
            Node::Expr(_) => false,
        }
    }

    fn is_bare_make(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Call { fun, args, .. } => args.len() == 1 && self.text(fun) == "make",
            _ => false,
        }
    }
}
