//! Small changes that may mend a failure: the opposite of a forgetting. What is wished for comes from the diagnosis
//! of a run; whether a change compiles and mends is for its user to try.
//!
//! **Invariant:** a change can be made in two ways: on lines of its own, as people write it, and without moving any
//! line, for trying it under faults that name lines.

mod channels;
mod contexts;
mod counters;
mod flow;
mod layout;
mod limits;
mod locks;
mod races;

pub use layout::{Row, rows};

use super::edit::Change;
use super::facts::{Body, Facts};
use super::frees::Frees;
use crate::arrange::Arrange;
use crate::syntax::ast::{Expr, ExprKind, Stmt, StmtKind};
use crate::text::Pos;
use crate::types::info::TypedProgram;
use crate::types::object::ObjId;
use crate::types::walk::{Node, each};

/// What a run would have needed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Wish {
    /// That `Done` be called on the counter first used there.
    Done(Pos),
    /// That the channel made there be closed; it is received from at the second place.
    Close(Pos, Pos),
    /// That the channel made there take so many values more.
    Buffer(Pos, u32),
    /// That whoever receives from the channel made there need not wait for its senders first.
    Drain(Pos),
    /// That fewer goroutines run at one time.
    Limit,
    /// That a send at this place end when its context does.
    Select(Pos),
    /// That the lock taken there be released.
    Unlock(Pos),
    /// That the context made there be cancelled.
    Cancel(Pos),
    /// That accesses at these places not meet.
    Guard(Vec<Pos>),
    /// That the function had not gone on to this place after an error.
    Return(Pos),
    /// That `Add` be called before `go`, and somebody wait for those who call `Done`.
    Wait,
}

/// A change that may mend it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mend {
    /// What it does, as a sentence without its point.
    pub words: String,
    /// Name of the file.
    pub file: String,
    /// In order, not overlapping; new lines are indented and stand for themselves.
    pub changes: Vec<Change>,
}

/// A program and where it frees waiters.
struct Mender<'p> {
    files: Vec<Facts<'p>>,
    frees: Frees,
    out: Vec<Mend>,
}

/// Changes that may grant the wishes, the most likely first, without repetition.
pub fn mends(p: &TypedProgram, wishes: &[Wish]) -> Vec<Mend> {
    let own = p.packages.iter().filter(|pkg| !pkg.is_std).flat_map(|pkg| &pkg.files);
    let files = own.filter_map(|file| Facts::of_file(p, file)).collect();
    let mut m = Mender { files, frees: Frees::of(p), out: vec![] };
    for wish in wishes {
        match wish {
            Wish::Done(made) => m.done(*made),
            Wish::Close(made, at) => m.close(*made, *at),
            Wish::Buffer(made, n) => m.buffer(*made, *n),
            Wish::Drain(made) => m.drain(*made),
            Wish::Limit => m.limit(),
            Wish::Select(at) => m.select(*at),
            Wish::Unlock(at) => m.unlock(*at),
            Wish::Cancel(made) => m.cancel(*made),
            Wish::Guard(places) => m.guard(places),
            Wish::Return(at) => m.leave_after_error(*at),
            Wish::Wait => m.wait(),
        }
    }
    let mut out: Vec<Mend> = vec![];
    for mut mend in m.out {
        mend.changes.arrange_by_key(|c| (c.from, c.to));
        if !out.iter().any(|o| o.file == mend.file && o.changes == mend.changes) {
            out.push(mend);
        }
    }
    out
}

/// A statement with the list that it stands in.
#[derive(Clone, Copy)]
struct At<'p> {
    body: Body<'p>,
    list: &'p [Stmt],
    i: usize,
}

impl<'p> At<'p> {
    fn stmt(&self) -> &'p Stmt {
        &self.list[self.i]
    }
}

impl<'p> Mender<'p> {
    fn offer(&mut self, f: usize, words: String, changes: Vec<Change>) {
        let facts = &self.files[f];
        let file = facts.p.sources.file_at(facts.file.package.pos);
        let file = file.map_or_else(String::new, |id| facts.p.sources.file(id).name.clone());
        self.out.push(Mend { words, file, changes });
    }

    /// The file that holds a place.
    fn file_of(&self, pos: Pos) -> Option<usize> {
        self.files.iter().position(|f| f.base <= pos.0 && pos.0 <= f.base + f.text.len() as u32)
    }

    /// The innermost statement around a place that stands in a list of its own.
    fn statement(&self, pos: Pos) -> Option<(usize, At<'p>)> {
        let f = self.file_of(pos)?;
        let mut best: Option<At<'p>> = None;
        for body in self.files[f].bodies() {
            for list in super::facts::lists(body.block) {
                for (i, s) in list.iter().enumerate().filter(|(_, s)| s.pos <= pos && pos < s.end) {
                    let at = At { body, list, i };
                    let size = |a: &At| a.stmt().end.0 - a.stmt().pos.0;
                    if best.as_ref().is_none_or(|b| size(&at) <= size(b)) {
                        best = Some(at);
                    }
                    let _ = s;
                }
            }
        }
        best.map(|at| (f, at))
    }

    /// All bodies of all files, with their file.
    fn bodies(&self) -> Vec<(usize, Body<'p>)> {
        let each = self.files.iter().enumerate();
        each.flat_map(|(i, f)| f.bodies().into_iter().map(move |b| (i, b))).collect()
    }
}

impl<'p> Facts<'p> {
    /// A statement first in a body.
    fn first_in(&self, body: Body<'p>, text: &str) -> Change {
        let after = body.block.pos.add(1);
        let alone = self.rest_of_line(after).trim().is_empty();
        match alone {
            true => self.insert(after, format!("\n{}\t{text}", self.indent(body.block.pos))),
            false => self.insert(after, format!(" {text};")),
        }
    }

    /// A statement behind another.
    fn behind(&self, s: &Stmt, text: &str) -> Change {
        self.insert(
            s.end,
            format!(
                "\n{}{}",
                self.indent(s.pos),
                text.replace('\n', &format!("\n{}", self.indent(s.pos)))
            ),
        )
    }

    /// A statement before another.
    fn before(&self, s: &Stmt, text: &str) -> Change {
        let indent = self.indent(s.pos);
        self.insert(s.pos, format!("{}\n{indent}", text.replace('\n', &format!("\n{indent}"))))
    }

    /// Blanks at the beginning of the line of a place.
    fn indent(&self, pos: Pos) -> &'p str {
        let at = self.at(pos);
        let start = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        let line = &self.text[start..];
        &line[..line.len() - line.trim_start_matches(['\t', ' ']).len()]
    }

    fn rest_of_line(&self, pos: Pos) -> &'p str {
        let rest = self.text.get(self.at(pos)..).unwrap_or("");
        rest.split('\n').next().unwrap_or("")
    }
}

/// Statements of a body, those of its literals left out, that call something.
fn calls<'p>(body: Body<'p>) -> Vec<(&'p Stmt, &'p Expr, bool)> {
    let mut out = vec![];
    each(&body.block.stmts, false, &mut |n| {
        if let Node::Stmt(s) = n {
            match &s.kind {
                StmtKind::Expr(e) => out.push((s, e, false)),
                StmtKind::Defer(e) => out.push((s, e, true)),
                _ => {}
            }
        }
    });
    out
}

/// The body of the function literal that a `go` statement, or a call of `Go`, starts.
fn started<'p>(f: &Facts<'p>, s: &'p Stmt) -> Option<Body<'p>> {
    let literal = |e: &'p Expr| match &e.kind {
        ExprKind::FuncLit(lit) => Some(Body { block: &lit.body }),
        _ => None,
    };
    match &s.kind {
        StmtKind::Go(Expr { kind: ExprKind::Call { fun, .. }, .. }) => literal(fun),
        StmtKind::Expr(e) => {
            let m = f.method(e).filter(|m| m.method == "Go")?;
            m.args.first().and_then(literal)
        }
        _ => None,
    }
}

/// Whether something in a list of statements names a variable.
fn names(f: &Facts, list: &[Stmt], obj: ObjId) -> bool {
    let mut found = false;
    each(list, true, &mut |n| {
        if let Node::Expr(e) = n {
            found |= f.obj(e) == Some(obj);
        }
    });
    found
}
