//! Channels: a `close` behind the last send, a buffer, a send that ends with its context.

use super::super::edit::Change;
use super::super::facts::Body;
use super::super::frees::Doing;
use super::{Mender, calls};
use crate::arrange::Arrange;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::text::Pos;
use crate::types::object::Builtin;
use crate::types::walk::{Node, each};

impl<'p> Mender<'p> {
    /// Closing: behind `wg.Wait()` where the receiver waited for the senders, deferred in the one function that
    /// sends, else in a goroutine that waits for the senders.
    pub(super) fn close(&mut self, made: Pos, received: Pos) {
        let Some(class) = self.frees.class_at(made) else { return };
        let sends: Vec<(Pos, usize)> =
            self.frees.to(class, &[Doing::Send]).iter().map(|s| (s.pos, s.body)).collect();
        let receiver = self.receiver(received);
        let name = receiver.as_ref().map(|r| r.2.clone());
        if let (Some((f, at, name)), true) = (receiver, !sends.is_empty()) {
            let facts = &self.files[f];
            let wait = calls(at.body).into_iter().find(|(s, e, _)| {
                let m = facts.method(e);
                s.end < at.stmt().pos
                    && m.is_some_and(|m| m.of == "sync.WaitGroup" && m.method == "Wait")
            });
            let text = format!("close({name})");
            if let Some((s, _, _)) = wait {
                let change = facts.behind(s, &text);
                self.offer(f, format!("`{text}` when all senders are done"), vec![change]);
            }
        }
        let mut senders: Vec<usize> = sends.iter().map(|s| s.1).collect();
        senders.dedup();
        if let [sender] = senders[..] {
            self.close_in(sender, &sends);
        }
        if let Some(name) = name {
            self.close_beside(received, &name);
        }
    }

    /// The statement that receives, and what it calls the channel.
    fn receiver(&self, received: Pos) -> Option<(usize, super::At<'p>, String)> {
        let (f, at) = self.statement(received)?;
        let facts = &self.files[f];
        let mut name = None;
        if let StmtKind::Range(x) = &at.stmt().kind {
            name = Some(facts.shown(&x.x));
        }
        each(std::slice::from_ref(at.stmt()), false, &mut |n| {
            if let Node::Expr(e) = n
                && let Some(c) = super::super::contexts::from(e)
                && name.is_none()
            {
                name = Some(facts.shown(c));
            }
        });
        Some((f, at, name?))
    }

    /// `defer close(…)` first in the function that sends.
    fn close_in(&mut self, sender: usize, sends: &[(Pos, usize)]) {
        for (f, body) in self.bodies() {
            if self.frees.body_at(body.block.pos) != Some(sender) {
                continue;
            }
            let facts = &self.files[f];
            let mut name = None;
            each(&body.block.stmts, false, &mut |n| {
                if let Node::Stmt(Stmt { kind: StmtKind::Send { chan, arrow, .. }, .. }) = n
                    && sends.iter().any(|s| s.0 == *arrow)
                {
                    name = Some(facts.shown(chan));
                }
            });
            let Some(name) = name else { continue };
            let text = format!("close({name})");
            let first = facts.first_in(body, &format!("defer {text}"));
            let last = body
                .block
                .stmts
                .iter()
                .rev()
                .find(|s| sends.iter().any(|p| s.pos <= p.0 && p.0 < s.end));
            let behind = last.map(|s| facts.behind(s, &text));
            self.offer(f, format!("`defer {text}` in the function that sends"), vec![first]);
            if let Some(change) = behind {
                self.offer(f, format!("`{text}` behind the last send"), vec![change]);
            }
        }
    }

    /// A goroutine that waits for a WaitGroup of the function and closes then.
    fn close_beside(&mut self, received: Pos, name: &str) {
        let Some((f, at)) = self.statement(received) else { return };
        let facts = &self.files[f];
        let mut group = None;
        each(&at.body.block.stmts, true, &mut |n| {
            if let Node::Expr(e) = n
                && let Some(m) = facts.method(e)
                && m.of == "sync.WaitGroup"
            {
                group = Some(facts.shown(m.recv));
            }
        });
        let Some(group) = group else { return };
        let text = format!("go func() {{\n\t{group}.Wait()\n\tclose({name})\n}}()");
        let change = facts.before(at.stmt(), &text);
        let words = format!("`close({name})` in a goroutine that waits for the senders");
        self.offer(f, words, vec![change]);
    }

    /// `wg.Wait()` and the `close` behind it move into a goroutine: who receives behind them gets there meanwhile.
    pub(super) fn drain(&mut self, made: Pos) {
        let Some(class) = self.frees.class_at(made) else { return };
        let closes: Vec<Pos> =
            self.frees.to(class, &[Doing::Close]).iter().map(|s| s.pos).collect();
        for (f, body) in self.bodies() {
            let facts = &self.files[f];
            let mut found = vec![];
            for pair in super::super::facts::lists(body.block).iter().flat_map(|l| l.windows(2)) {
                let (StmtKind::Expr(wait), StmtKind::Expr(close)) = (&pair[0].kind, &pair[1].kind)
                else {
                    continue;
                };
                let waits = facts.method(wait).is_some_and(|m| m.method == "Wait");
                if waits && closes.iter().any(|p| close.pos <= *p && *p < close.end) {
                    let (from, to) = (wait.pos, close.end);
                    let indent = facts.indent(from);
                    let moved = facts.slice(from, to).replace('\n', "\n\t");
                    let text =
                        ["go func() {\n", indent, "\t", &moved, "\n", indent, "}()"].concat();
                    found.push(Change { from: facts.at(from), to: facts.at(to), text });
                }
            }
            for change in found {
                let words =
                    "waiting and closing in a goroutine, so that what is sent is read meanwhile";
                self.offer(f, words.to_owned(), vec![change]);
            }
        }
    }

    /// `make(chan T)` gets a buffer, or a larger one.
    pub(super) fn buffer(&mut self, made: Pos, more: u32) {
        let Some(f) = self.file_of(made) else { return };
        let facts = &self.files[f];
        let mut found: Option<&'p Expr> = None;
        let mut look = |n: Node<'p>| {
            if let Node::Expr(e) = n
                && e.pos <= made
                && made < e.end
                && matches!(facts.builtin(e), Some((Builtin::Make, _)))
            {
                found = Some(e);
            }
        };
        facts.file.decls.iter().for_each(|d| crate::types::walk::each_in_decl(d, &mut look));
        let Some((Builtin::Make, args)) = found.and_then(|e| facts.builtin(e)) else { return };
        let change = match args {
            [ty] => facts.insert(ty.end, format!(", {more}")),
            [_, n] => match &n.kind {
                ExprKind::BasicLit { raw, .. } if raw.parse::<u32>().is_ok() => {
                    let old = raw.parse::<u32>().unwrap_or(0);
                    facts.instead(n.pos, n.end, old.saturating_add(more).to_string())
                }
                _ => return,
            },
            _ => return,
        };
        let what = if more == 1 { "the value" } else { "the values" };
        self.offer(f, format!("a buffer for {what} that nobody may take"), vec![change]);
    }

    /// `ch <- v` becomes a select that also ends with a context of the function.
    pub(super) fn select(&mut self, at: Pos) {
        let Some((f, at)) = self.statement(at) else { return };
        let facts = &self.files[f];
        let StmtKind::Send { .. } = at.stmt().kind else { return };
        let Some(ctx) = self.context(f, at.body) else { return };
        let s = at.stmt();
        let indent = facts.indent(s.pos);
        let text = format!(
            "select {{\n{indent}case {}:\n{indent}case <-{ctx}.Done():\n{indent}}}",
            facts.slice(s.pos, s.end)
        );
        let change =
            super::super::edit::Change { from: facts.at(s.pos), to: facts.at(s.end), text };
        self.offer(f, format!("a send that ends when `{ctx}` does"), vec![change]);
    }

    /// The name of a context that is used in a body or around it.
    fn context(&self, f: usize, body: Body<'p>) -> Option<String> {
        let facts = &self.files[f];
        let mut around: Vec<Body<'p>> =
            self.bodies().into_iter().filter(|b| b.0 == f).map(|b| b.1).collect();
        around.retain(|b| b.block.pos <= body.block.pos && body.block.rbrace <= b.block.rbrace);
        around.arrange_by_key(|b| b.block.rbrace.0 - b.block.pos.0);
        let mut name = None;
        for b in around {
            each(&b.block.stmts, false, &mut |n| {
                if let Node::Expr(e) = n
                    && matches!(e.kind, ExprKind::Ident(_))
                    && name.is_none()
                    && facts.ty(e).and_then(|t| facts.type_name(t)).as_deref()
                        == Some("context.Context")
                {
                    name = Some(facts.shown(e));
                }
            });
        }
        name
    }
}
