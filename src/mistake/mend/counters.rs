//! WaitGroups: `Done` that every end reaches, `Add` before `go`, `Wait`.

use super::super::facts::Body;
use super::super::frees::Doing;
use super::{At, Mender, calls, started};
use crate::syntax::ast::StmtKind;
use crate::text::Pos;
use crate::types::walk::{Node, each};

const WAIT_GROUP: &str = "sync.WaitGroup";

impl<'p> Mender<'p> {
    /// `defer wg.Done()` first in each function that calls it otherwise; where none does, in those that are started
    /// after `wg.Add`.
    pub(super) fn done(&mut self, made: Pos) {
        let Some(class) = self.frees.class_at(made) else { return };
        let sites = self.frees.to(class, &[Doing::Done]).into_iter().filter(|s| !s.returns);
        let sites: Vec<Pos> = sites.map(|s| s.pos).collect();
        let mut plain = false;
        for (f, body) in self.bodies() {
            let facts = &self.files[f];
            let own = calls(body).into_iter().filter(|(_, e, d)| !d && sites.contains(&e.pos));
            let own: Vec<_> = own.collect();
            let Some((_, call, _)) = own.first() else { continue };
            plain = true;
            let text = format!("defer {}", facts.slice(call.pos, call.end));
            let mut changes = vec![facts.first_in(body, &text)];
            changes.extend(own.iter().map(|(s, _, _)| facts.without(s.pos, s.end)));
            let words = format!("`{text}` first, so that no return and no panic passes it by");
            self.offer(f, words, changes);
        }
        if !plain {
            self.done_in_started(class, &sites);
        }
    }

    fn done_in_started(&mut self, class: crate::types::object::ObjId, sites: &[Pos]) {
        for (f, body) in self.bodies() {
            let facts = &self.files[f];
            let added = calls(body).into_iter().find_map(|(s, e, _)| {
                let m = facts.method(e).filter(|m| m.of == WAIT_GROUP && m.method == "Add")?;
                (self.frees.class_at(e.pos) == Some(class)).then(|| (s.pos, facts.shown(m.recv)))
            });
            let Some((from, recv)) = added else { continue };
            let text = format!("defer {recv}.Done()");
            let mut changes = vec![];
            each(&body.block.stmts, false, &mut |n| {
                if let Node::Stmt(s) = n
                    && s.pos > from
                    && let Some(inner) = started(facts, s)
                    && !sites.iter().any(|p| inner.block.pos < *p && *p < inner.block.rbrace)
                {
                    changes.push(facts.first_in(inner, &text));
                }
            });
            if !changes.is_empty() {
                self.offer(
                    f,
                    format!("`{text}` first in each goroutine that was counted"),
                    changes,
                );
            }
        }
    }

    /// `Add` moves before the `go` statement; and where nobody waits, `Wait` comes behind what starts the goroutines.
    pub(super) fn wait(&mut self) {
        for (f, body) in self.bodies() {
            each_list(body, &mut |at| self.add_before(f, at));
        }
        let waits = |m: &Mender| {
            m.bodies().iter().any(|(f, b)| {
                let mut found = false;
                each(&b.block.stmts, false, &mut |n| {
                    if let Node::Expr(e) = n {
                        let facts = &m.files[*f];
                        found |= facts
                            .method(e)
                            .is_some_and(|m| m.of == WAIT_GROUP && m.method == "Wait");
                    }
                });
                found
            })
        };
        if waits(self) {
            return;
        }
        for (f, body) in self.bodies() {
            let facts = &self.files[f];
            let added = calls(body).into_iter().find_map(|(_, e, _)| {
                facts.method(e).filter(|m| m.of == WAIT_GROUP && m.method == "Add")
            });
            let Some(recv) = added.map(|m| facts.shown(m.recv)) else { continue };
            let starts = |s: &&crate::syntax::ast::Stmt| {
                let mut found = false;
                each(std::slice::from_ref(*s), false, &mut |n| {
                    found |= matches!(n, Node::Stmt(s) if matches!(s.kind, StmtKind::Go(_)));
                });
                found
            };
            if let Some(last) = body.block.stmts.iter().rev().find(starts) {
                let text = format!("{recv}.Wait()");
                let change = facts.behind(last, &text);
                self.offer(f, format!("`{text}` when all are started"), vec![change]);
            }
        }
    }

    fn add_before(&mut self, f: usize, at: At<'p>) {
        let facts = &self.files[f];
        let Some(inner) = started(facts, at.stmt()) else { return };
        let Some(first) = inner.block.stmts.first() else { return };
        let StmtKind::Expr(call) = &first.kind else { return };
        if !facts.method(call).is_some_and(|m| m.of == WAIT_GROUP && m.method == "Add") {
            return;
        }
        let text = facts.slice(call.pos, call.end);
        let changes = vec![facts.before(at.stmt(), text), facts.without(first.pos, first.end)];
        self.offer(f, format!("`{text}` before the goroutine is started"), changes);
    }
}

/// Each statement of a body with its list.
fn each_list<'p>(body: Body<'p>, f: &mut dyn FnMut(At<'p>)) {
    for list in super::super::facts::lists(body.block) {
        (0..list.len()).for_each(|i| f(At { body, list, i }));
    }
}
