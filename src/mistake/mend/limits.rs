//! A bound on how many goroutines of a loop run at one time.

use super::super::facts::{Body, lists};
use super::{At, Mender, started};
use crate::syntax::ast::{Block, Expr, ExprKind, Stmt, StmtKind};

/// How many run at one time then.
const AT_ONCE: &str = "10";
/// Names for a channel of permits, the first that the program does not use.
const PERMITS: [&str; 4] = ["permits", "slots", "sem", "limit"];
const WORDS: &str = "at most ten of these goroutines at one time";

impl<'p> Mender<'p> {
    /// Each loop that starts goroutines: an errgroup gets its limit, others take a permit before they start.
    pub(super) fn limit(&mut self) {
        for (f, body) in self.bodies() {
            for list in lists(body.block) {
                for i in 0..list.len() {
                    self.limit_loop(f, At { body, list, i });
                }
            }
        }
    }

    fn limit_loop(&mut self, f: usize, at: At<'p>) {
        let inner: &'p Block = match &at.stmt().kind {
            StmtKind::For(x) => &x.body,
            StmtKind::Range(x) => &x.body,
            _ => return,
        };
        for s in &inner.stmts {
            match self.group(f, s) {
                Some(group) => {
                    let text = [group.as_str(), ".SetLimit(", AT_ONCE, ")"].concat();
                    let change = self.files[f].before(at.stmt(), &text);
                    self.offer(
                        f,
                        ["`", &text, "` before the loop: ", WORDS].concat(),
                        vec![change],
                    );
                }
                None => self.permits(f, at.stmt(), s),
            }
        }
    }

    /// The errgroup whose `Go` a statement calls.
    fn group(&self, f: usize, s: &'p Stmt) -> Option<String> {
        let StmtKind::Expr(e) = &s.kind else { return None };
        let facts = &self.files[f];
        let m = facts.method(e).filter(|m| m.method == "Go")?;
        (m.of == "golang.org/x/sync/errgroup.Group").then(|| facts.shown(m.recv))
    }

    fn permits(&mut self, f: usize, around: &'p Stmt, s: &'p Stmt) {
        let facts = &self.files[f];
        let Some(name) = self.unused(f, &PERMITS) else { return };
        let give_back = ["defer func() { <-", name, " }()"].concat();
        let mut changes = vec![
            facts.before(around, &[name, " := make(chan struct{}, ", AT_ONCE, ")"].concat()),
            facts.before(s, &[name, " <- struct{}{}"].concat()),
        ];
        match (started(facts, s), &s.kind) {
            (Some(inner), _) => changes.push(facts.first_in(inner, &give_back)),
            (None, StmtKind::Go(call)) if plain(call) => {
                let indent = facts.indent(s.pos);
                let call = facts.slice(call.pos, call.end);
                let line = ["\n", indent, "\t"].concat();
                let text =
                    ["go func() {", &line, &give_back, &line, call, "\n", indent, "}()"].concat();
                changes.push(facts.instead(s.pos, s.end, text));
            }
            _ => return,
        }
        self.offer(f, ["a permit before each start: ", WORDS].concat(), changes);
    }

    /// The loop's own variables, each copied first in its body: what Go 1.22 does by itself.
    pub(super) fn copy(&mut self, f: usize, at: At<'p>) {
        let facts = &self.files[f];
        let Some(l) = super::super::loops::as_loop(facts, at.stmt()) else { return };
        let names = super::super::loops::captured(facts, &l);
        if l.per_iteration || names.is_empty() {
            return;
        }
        let list = names.join(", ");
        let change =
            facts.first_in(Body { block: l.body }, &[list.as_str(), " := ", &list].concat());
        self.offer(
            f,
            ["each iteration has its own `", &list, "`, as from Go 1.22 on"].concat(),
            vec![change],
        );
    }
}

/// A call whose function and arguments mean the same a little later.
fn plain(call: &Expr) -> bool {
    let ExprKind::Call { fun, args, .. } = &call.kind else { return false };
    let name = |e: &Expr| matches!(e.kind, ExprKind::Ident(_) | ExprKind::BasicLit { .. });
    name(fun) && args.iter().all(name)
}
