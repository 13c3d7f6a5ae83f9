//! What is executed after what: the statements of a function as blocks with edges between them, built as
//! `golang.org/x/tools/go/cfg` builds them, so that the first way out that is found is the one that vet finds.

use super::Vet;
use super::walk::Node;
use crate::syntax::ast::{
    Block, CaseClause, CommClause, Decl, Expr, ExprKind, Ident, Stmt, StmtKind, Symbol,
};
use crate::text::Pos;
use crate::types::object::ObjectKind;
use std::collections::BTreeMap;

/// Calls of calls that are looked into for one that never returns; further ones are taken to return.
const DEEPEST: usize = 5;

/// Nodes that are executed one after another, and the blocks that may follow.
#[derive(Default)]
pub(super) struct Span<'a> {
    pub nodes: Vec<Node<'a>>,
    pub next: Vec<usize>,
    /// Where the function returns behind the last node.
    pub returns: Option<Pos>,
    /// After `defer`, a panic may be a return.
    recovers: bool,
}

/// Where `break`, `continue` and `fallthrough` lead to.
struct Target {
    label: Option<Symbol>,
    done: usize,
    again: Option<usize>,
    through: Option<usize>,
}

struct Builder<'b, 'v, 'a> {
    vet: &'b mut Vet<'v, 'a>,
    depth: usize,
    blocks: Vec<Span<'a>>,
    at: usize,
    targets: Vec<Target>,
    labels: BTreeMap<Symbol, usize>,
}

impl<'v, 'a> Vet<'v, 'a> {
    /// The blocks of a function; control enters the first.
    pub(super) fn flow(&mut self, body: &'a Block, depth: usize) -> Vec<Span<'a>> {
        let blocks = vec![Span::default()];
        let (targets, labels) = (vec![], BTreeMap::new());
        let mut b = Builder { vet: self, depth, blocks, at: 0, targets, labels };
        b.list(&body.stmts);
        let end = b.at;
        let mut blocks = b.blocks;
        if reached(&blocks).contains(&end) {
            blocks[end].returns = Some(body.rbrace);
        }
        blocks
    }

    /// Does the function that a call calls never come back?
    fn never_returns(&mut self, call: &'a Expr, depth: usize) -> bool {
        if self.c.panics.contains(&call.id) {
            return true;
        }
        let ExprKind::Call { fun, .. } = &call.kind else { return false };
        let Some(f) = self.obj_of(fun) else { return false };
        let ObjectKind::Func(info) = &self.c.objects[f].kind else { return false };
        let (Some(at), Some(pkg)) = (info.decl, self.c.objects[f].pkg) else { return false };
        if let Some(&known) = self.known.never.get(&f) {
            return known;
        }
        self.known.never.insert(f, false);
        let pkgs = self.c.pkgs;
        let Decl::Func(decl) = pkgs[pkg.0 as usize].decl(at) else { return false };
        let never = match &decl.body {
            Some(body) => {
                depth < DEEPEST && {
                    let blocks = self.flow(body, depth + 1);
                    let live = reached(&blocks);
                    live.iter().all(|&b| blocks[b].returns.is_none() && !blocks[b].recovers)
                }
            }
            None => matches!(self.c.symbols.name(decl.name.name), "Exit" | "exit" | "Goexit"),
        };
        self.known.never.insert(f, never);
        never
    }
}

/// The blocks that control can come to.
fn reached(blocks: &[Span]) -> Vec<usize> {
    let (mut live, mut seen) = (vec![], vec![false; blocks.len()]);
    let mut work = vec![0];
    while let Some(b) = work.pop() {
        if !std::mem::replace(&mut seen[b], true) {
            live.push(b);
            work.extend(&blocks[b].next);
        }
    }
    live
}

impl<'a> Builder<'_, '_, 'a> {
    fn block(&mut self) -> usize {
        self.blocks.push(Span::default());
        self.blocks.len() - 1
    }

    fn add(&mut self, n: Node<'a>) {
        self.blocks[self.at].nodes.push(n);
    }

    fn jump(&mut self, to: usize) {
        self.blocks[self.at].next.push(to);
    }

    /// What follows is not reached from here.
    fn dead(&mut self) {
        self.at = self.block();
    }

    /// A way to a new block, which is built next, and one to another.
    fn fork(&mut self, here: usize, other: usize) {
        self.jump(here);
        self.jump(other);
        self.at = here;
    }

    fn label(&mut self, l: Symbol) -> usize {
        if let Some(&b) = self.labels.get(&l) {
            return b;
        }
        let b = self.block();
        self.labels.insert(l, b);
        b
    }

    fn list(&mut self, list: &'a [Stmt]) {
        for s in list {
            self.stmt(s, None);
        }
    }

    fn stmt(&mut self, s: &'a Stmt, label: Option<Symbol>) {
        match &s.kind {
            StmtKind::Expr(e) => {
                self.add(Node::Stmt(s));
                if self.vet.never_returns(e, self.depth) {
                    self.dead();
                }
            }
            StmtKind::Defer(_) => {
                self.add(Node::Stmt(s));
                self.blocks[self.at].recovers = true;
            }
            StmtKind::Return(_) => {
                self.add(Node::Stmt(s));
                self.blocks[self.at].returns = Some(s.pos);
                self.dead();
            }
            StmtKind::Labeled { label, stmt } => {
                let to = self.label(label.name);
                self.jump(to);
                self.at = to;
                self.stmt(stmt, Some(label.name));
            }
            StmtKind::Break(l) => self.leave(l, |t| Some(t.done)),
            StmtKind::Continue(l) => self.leave(l, |t| t.again),
            StmtKind::Fallthrough => self.leave(&None, |t| t.through),
            StmtKind::Goto(l) => {
                let to = self.label(l.name);
                self.jump(to);
                self.dead();
            }
            StmtKind::Block(b) => self.list(&b.stmts),
            StmtKind::If(x) => {
                self.opt(x.init.as_ref());
                self.add(Node::Expr(&x.cond));
                let (then, done) = (self.block(), self.block());
                let els = if x.els.is_some() { self.block() } else { done };
                self.fork(then, els);
                self.list(&x.then.stmts);
                self.jump(done);
                if let Some(e) = &x.els {
                    self.at = els;
                    self.stmt(e, None);
                    self.jump(done);
                }
                self.at = done;
            }
            StmtKind::For(x) => {
                self.opt(x.init.as_ref());
                let (body, done) = (self.block(), self.block());
                let top = if x.cond.is_some() { self.block() } else { body };
                let again = if x.post.is_some() { self.block() } else { top };
                self.jump(top);
                self.at = top;
                if let Some(c) = &x.cond {
                    self.add(Node::Expr(c));
                    self.fork(body, done);
                }
                self.inside(
                    &x.body.stmts,
                    Target { label, done, again: Some(again), through: None },
                );
                self.jump(again);
                if let Some(p) = &x.post {
                    self.at = again;
                    self.stmt(p, None);
                    self.jump(top);
                }
                self.at = done;
            }
            StmtKind::Range(x) => {
                for e in std::iter::once(&x.x).chain(&x.key).chain(&x.value) {
                    self.add(Node::Expr(e));
                }
                let (top, body, done) = (self.block(), self.block(), self.block());
                self.jump(top);
                self.at = top;
                self.fork(body, done);
                self.inside(&x.body.stmts, Target { label, done, again: Some(top), through: None });
                self.jump(top);
                self.at = done;
            }
            StmtKind::Switch(x) => {
                self.opt(x.init.as_ref());
                if let Some(t) = &x.tag {
                    self.add(Node::Expr(t));
                }
                self.cases(&x.clauses, label, true);
            }
            StmtKind::TypeSwitch(x) => {
                self.opt(x.init.as_ref());
                self.add(Node::Expr(&x.x));
                self.cases(&x.clauses, label, false);
            }
            StmtKind::Select(clauses) => self.select(clauses, label),
            _ => self.add(Node::Stmt(s)),
        }
    }

    fn opt(&mut self, s: Option<&'a Stmt>) {
        if let Some(s) = s {
            self.stmt(s, None);
        }
    }

    fn leave(&mut self, label: &Option<Ident>, way: impl Fn(&Target) -> Option<usize>) {
        let name = label.map(|l| l.name);
        let fits = |t: &&Target| name.is_none() || t.label == name;
        if let Some(to) = self.targets.iter().rev().filter(fits).find_map(way) {
            self.jump(to);
        }
        self.dead();
    }

    fn inside(&mut self, list: &'a [Stmt], target: Target) {
        self.targets.push(target);
        self.list(list);
        self.targets.pop();
    }

    /// The clauses of a switch: those with conditions (`tested` where they are expressions), then the default.
    fn cases(&mut self, clauses: &'a [CaseClause], label: Option<Symbol>, tested: bool) {
        let done = self.block();
        let bodies: Vec<usize> = clauses.iter().map(|_| self.block()).collect();
        let mut default = None;
        for (i, c) in clauses.iter().enumerate() {
            if c.is_default {
                default = Some(i);
                continue;
            }
            for e in &c.exprs {
                let other = self.block();
                if tested {
                    self.add(Node::Expr(e));
                }
                self.fork(bodies[i], other);
                self.at = other;
            }
            let other = self.at;
            self.case(c, i, &bodies, done, label);
            self.at = other;
        }
        if let Some(i) = default {
            self.jump(bodies[i]);
            self.case(&clauses[i], i, &bodies, done, label);
        } else {
            self.jump(done);
        }
        self.at = done;
    }

    fn case(
        &mut self,
        c: &'a CaseClause,
        i: usize,
        bodies: &[usize],
        done: usize,
        label: Option<Symbol>,
    ) {
        self.at = bodies[i];
        let through = Some(bodies.get(i + 1).copied().unwrap_or(done));
        self.inside(&c.body, Target { label, done, again: None, through });
        self.jump(done);
    }

    fn select(&mut self, clauses: &'a [CommClause], label: Option<Symbol>) {
        for c in clauses {
            self.opt(c.comm.as_ref());
        }
        let done = self.block();
        let target = || Target { label, done, again: None, through: None };
        for c in clauses.iter().filter(|c| c.comm.is_some()) {
            let (body, other) = (self.block(), self.block());
            self.fork(body, other);
            self.inside(&c.body, target());
            self.jump(done);
            self.at = other;
        }
        if let Some(c) = clauses.iter().find(|c| c.comm.is_none()) {
            self.inside(&c.body, target());
            self.jump(done);
        }
        self.at = done;
    }
}
