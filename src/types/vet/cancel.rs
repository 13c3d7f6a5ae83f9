//! Cancel functions of contexts that are thrown away, or not called on some way to a return.

use super::Vet;
use super::flow::Span;
use super::walk::{Node, each_in};
use crate::syntax::ast::{Block, Decl, Expr, ExprKind, Ident, Stmt, StmtKind};
use crate::text::Pos;
use crate::types::object::{ObjId, ObjectKind, VarKind};

/// A cancel function's variable: it, the statement that sets it, and where vet says that this stands.
struct Cancel<'a> {
    var: ObjId,
    stmt: &'a Stmt,
    pos: Pos,
}

impl<'a> Vet<'_, 'a> {
    /// `own` are the nodes of the body, which begins after `start`; what main leaves, ends with the program.
    pub(super) fn lost_cancel(
        &mut self,
        start: Pos,
        body: &'a Block,
        own: &[Node<'a>],
        is_main: bool,
    ) {
        let mut found: Vec<Cancel<'a>> = vec![];
        for n in own {
            let Node::Stmt(s) = n else { continue };
            for (id, pos, call) in second_of_two(s) {
                let Some((path, func)) = self.callee(call) else { continue };
                let base = func.trim_end_matches("Cause");
                if path != "context"
                    || !matches!(base, "WithCancel" | "WithTimeout" | "WithDeadline")
                {
                    continue;
                }
                if id.name == self.c.blank {
                    let message = format!(
                        "the cancel function returned by context.{func} should be called, not discarded, to avoid a context leak"
                    );
                    self.warn(id.pos, message);
                } else if let Some(var) = self.c.obj_of(id.id)
                    && (start..body.rbrace).contains(&self.c.objects[var].pos)
                {
                    found.retain(|c| c.var != var);
                    found.push(Cancel { var, stmt: s, pos });
                }
            }
        }
        if found.is_empty() || is_main {
            return;
        }
        let flow = self.flow(body, 0);
        for c in found {
            if let Some(at) = self.leak(&flow, &c) {
                self.leaks(&c, at);
            }
        }
    }

    fn leaks(&mut self, c: &Cancel<'a>, at: Pos) {
        let name = self.c.symbols.name(self.c.objects[c.var].name).to_string();
        let line = self.c.sources.line(c.pos);
        let message =
            format!("the {name} function is not used on all paths (possible context leak)");
        self.warn(c.pos, message);
        let message = format!(
            "this return statement may be reached without using the {name} var defined on line {line}"
        );
        self.warn(at, message);
    }

    /// The return that can be reached from the statement without a use of the variable.
    fn leak(&self, flow: &[Span<'a>], c: &Cancel<'a>) -> Option<Pos> {
        let is = |n: &Node| matches!(n, Node::Stmt(s) if std::ptr::eq(*s, c.stmt));
        let (b, i) =
            flow.iter().enumerate().find_map(|(b, x)| Some((b, x.nodes.iter().position(is)?)))?;
        let uses = |nodes: &[Node<'a>]| nodes.iter().any(|&n| self.mentions(c.var, n));
        if uses(&flow[b].nodes[i + 1..]) {
            return None;
        }
        if flow[b].returns.is_some() {
            return flow[b].returns;
        }
        let mut seen = vec![false; flow.len()];
        let mut work: Vec<usize> = flow[b].next.iter().rev().copied().collect();
        while let Some(b) = work.pop() {
            if std::mem::replace(&mut seen[b], true) || uses(&flow[b].nodes) {
                continue;
            }
            if flow[b].returns.is_some() {
                return flow[b].returns;
            }
            work.extend(flow[b].next.iter().rev());
        }
        None
    }

    /// Is the variable used, other than where it is declared? A bare return uses a named result.
    fn mentions(&self, var: ObjId, node: Node<'a>) -> bool {
        let o = &self.c.objects[var];
        let uses = |id: &Ident| self.c.obj_of(id.id) == Some(var) && id.pos != o.pos;
        let mut found = false;
        each_in(node, true, &mut |n| {
            found |= match n {
                Node::Expr(Expr { kind: ExprKind::Ident(id), .. }) => uses(id),
                Node::Stmt(Stmt { kind: StmtKind::Define { lhs, .. }, .. }) => lhs.iter().any(uses),
                Node::Stmt(Stmt { kind: StmtKind::Return(list), .. }) => {
                    list.is_empty() && matches!(o.kind, ObjectKind::Var(VarKind::Result))
                }
                _ => false,
            }
        });
        found
    }
}

/// Second left-hand side of `_, x := call()` and its like, the place of the statement, and the call.
fn second_of_two(s: &Stmt) -> Vec<(Ident, Pos, &Expr)> {
    match &s.kind {
        StmtKind::Define { lhs, rhs, .. } => match (&lhs[..], &rhs[..]) {
            ([_, id], [call]) => vec![(*id, s.pos, call)],
            _ => vec![],
        },
        StmtKind::Assign { lhs, rhs, op: None, .. } => match (&lhs[..], &rhs[..]) {
            ([_, Expr { kind: ExprKind::Ident(id), .. }], [call]) => vec![(*id, s.pos, call)],
            _ => vec![],
        },
        StmtKind::Decl(Decl::Var(specs)) => specs
            .iter()
            .filter_map(|v| match (&v.names[..], &v.values[..]) {
                ([_, id], [call]) => Some((*id, v.pos, call)),
                _ => None,
            })
            .collect(),
        _ => vec![],
    }
}
