//! Where in a program's text somebody who waits is freed: each send, receive, close, `Done`, unlock, signal and
//! cancel, what it is done to, and from which function it is reached without a `go` statement.
//!
//! What it is done to is a *class* of variables: those that are assigned, passed or stored into one another. Two
//! variables of one class may hold one channel; two of different classes are never told to.

use super::facts::Facts;
use super::read_frees::Reader;
use crate::arrange::Arrange;
use crate::syntax::ast::Block;
use crate::text::Pos;
use crate::types::info::TypedProgram;
use crate::types::object::ObjId;
use crate::types::ty::TypeId;
use std::collections::{BTreeMap, BTreeSet};

/// What is done there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Doing {
    Send,
    Receive,
    Close,
    Done,
    Unlock,
    Signal,
    Cancel,
}

/// A place that frees somebody.
#[derive(Clone, Debug)]
pub struct Free {
    /// What is done there.
    pub doing: Doing,
    /// As written: `wg.Done()`, `close(jobs)`, `jobs <- …`, `<-jobs`.
    pub shown: String,
    /// Where.
    pub pos: Pos,
    /// In a `defer` statement.
    pub deferred: bool,
    /// The function literal or declaration whose own statement it is; of [`Free::returns`] the one that is started.
    pub body: usize,
    /// It is a call of `Go`: the return of the function that it starts does it.
    pub returns: bool,
    /// Where that call ends.
    pub(super) until: Pos,
    /// The outermost loop around it in its function; nothing where there is none.
    pub(super) around: (Pos, Pos),
    pub(super) obj: Option<ObjId>,
    /// Type of the channel's elements.
    pub(super) elem: Option<TypeId>,
}

impl Free {
    /// Whoever is at a place of the same function may come to it yet.
    pub fn is_ahead_of(&self, at: Pos) -> bool {
        self.deferred || self.returns || self.pos > at || self.shares_loop(at)
    }

    /// A loop is around it and a place of the same function.
    pub fn shares_loop(&self, at: Pos) -> bool {
        self.around.0 <= at && at < self.around.1
    }
}

/// A function's text.
#[derive(Clone, Debug)]
pub(super) struct FuncText {
    from: Pos,
    to: Pos,
    /// The function in whose text it lies.
    outer: Option<usize>,
    /// Functions that it calls or has in it, but for those that `go` starts.
    pub reaches: Vec<Reach>,
}

/// A function that another one calls or has in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub to: usize,
    /// Where it is called; nothing where it may be called at any time.
    pub pos: Pos,
    /// The outermost loop around that.
    pub around: (Pos, Pos),
}

/// A call whose result a variable gets, or that is the first use of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    pub from: Pos,
    pub to: Pos,
    pub obj: ObjId,
    pub elem: Option<TypeId>,
    /// The context of an errgroup, which cancels it itself.
    pub by_group: bool,
}

/// All of a program's.
#[derive(Clone, Default, Debug)]
pub struct Frees {
    /// In the order of the text.
    pub all: Vec<Free>,
    /// In the order in which they begin.
    pub(super) bodies: Vec<FuncText>,
    /// Where variables get channels, locks and counters: a range and the variable.
    pub(super) made: Vec<Made>,
    classes: BTreeMap<ObjId, ObjId>,
    /// An errgroup is there, which cancels its context itself.
    pub(super) groups: bool,
}

impl Frees {
    /// Reads the program's own files.
    pub fn of(p: &TypedProgram) -> Frees {
        let mut out = Frees::default();
        let own = p.packages.iter().filter(|pkg| !pkg.is_std).flat_map(|pkg| &pkg.files);
        let own = own.filter_map(|file| Facts::of_file(p, file));
        let own: Vec<_> = own.map(|f| (f.bodies(), f)).collect();
        own.iter().for_each(|(bodies, _)| bodies.iter().for_each(|b| out.add_body(b.block)));
        out.nest();
        let mut reader = Reader::new(out);
        own.iter().for_each(|(_, f)| reader.declared(f));
        own.iter().for_each(|(bodies, f)| reader.file(f, bodies));
        reader.out
    }

    /// The variables that hold what was made or first used at a place; `None` where the text does not tell.
    pub fn class_at(&self, pos: Pos) -> Option<ObjId> {
        self.made_at(pos).map(|m| self.class(m.obj))
    }

    fn made_at(&self, pos: Pos) -> Option<&Made> {
        let around = self.made.iter().filter(|m| m.from <= pos && pos < m.to);
        around.min_by_key(|m| m.to.0 - m.from.0)
    }

    /// Nothing in the text does one of these to what was made at a place, whatever the variables: none does it to
    /// anything of the kind.
    pub fn nothing_does(&self, pos: Pos, doing: &[Doing]) -> bool {
        let Some(made) = self.made_at(pos) else { return false };
        if self.groups && doing == [Doing::Cancel] {
            return false;
        }
        !self.all.iter().any(|f| doing.contains(&f.doing) && f.elem == made.elem)
    }

    /// What was made at a place is the context of an errgroup, which ends it with the first error, or when `Wait` returns.
    pub fn is_of_group(&self, pos: Pos) -> bool {
        self.made.iter().any(|m| m.by_group && m.from <= pos && pos < m.to)
    }

    /// Places that do one of these to a variable of the class.
    pub fn to(&self, class: ObjId, doing: &[Doing]) -> Vec<&Free> {
        let fits =
            |f: &&Free| doing.contains(&f.doing) && f.obj.is_some_and(|o| self.class(o) == class);
        self.all.iter().filter(fits).collect()
    }

    /// The function that a call of `Go` around a place starts.
    pub fn started_at(&self, pos: Pos) -> Option<usize> {
        self.go_at(pos).map(|f| f.body).filter(|b| *b < self.bodies.len())
    }

    /// The call of a group's `Go` around a place.
    fn go_at(&self, pos: Pos) -> Option<&Free> {
        let around = self.all.iter().filter(|f| f.returns && f.pos <= pos);
        around.max_by_key(|f| f.pos).filter(|f| pos < f.until)
    }

    /// The group, as written, whose `Go` is called around a place.
    pub fn group_at(&self, pos: Pos) -> Option<&str> {
        self.go_at(pos)?.shown.rsplit_once('.').map(|(group, _)| group)
    }

    /// The function whose text has this place innermost.
    pub fn body_at(&self, pos: Pos) -> Option<usize> {
        let mut at = self.bodies.partition_point(|b| b.from <= pos).checked_sub(1)?;
        while self.bodies[at].to < pos {
            at = self.bodies[at].outer?;
        }
        Some(at)
    }

    /// The first function whose text begins behind a place.
    pub fn body_after(&self, pos: Pos) -> Option<(usize, Pos)> {
        let at = self.bodies.partition_point(|b| b.from < pos);
        self.bodies.get(at).map(|b| (at, b.from))
    }

    /// The functions that run when `body` runs, but for those in other goroutines.
    pub fn reached(&self, body: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::from([body]);
        let mut todo = vec![body];
        while let Some(b) = todo.pop() {
            for next in self.bodies.get(b).map_or(&[][..], |b| &b.reaches) {
                if seen.insert(next.to) {
                    todo.push(next.to);
                }
            }
        }
        seen
    }

    /// Whoever is at a place of the function `body` may come to another place yet: there, or by a call that lies ahead.
    pub fn is_ahead(&self, body: usize, at: Pos, site: &Free) -> bool {
        if site.body == body {
            return site.is_ahead_of(at);
        }
        let ahead =
            |r: &&Reach| !r.pos.is_some() || r.pos > at || r.around.0 <= at && at < r.around.1;
        let calls = self.bodies.get(body).map_or(&[][..], |b| &b.reaches);
        calls.iter().filter(ahead).any(|r| r.to != body && self.reached(r.to).contains(&site.body))
    }

    fn add_body(&mut self, b: &Block) {
        self.bodies.push(FuncText { from: b.pos, to: b.rbrace, outer: None, reaches: vec![] });
    }

    /// Puts the functions in order and finds out which lies in which.
    fn nest(&mut self) {
        self.bodies.arrange_by_key(|b| b.from);
        let mut around: Vec<usize> = vec![];
        for i in 0..self.bodies.len() {
            while around.pop_if(|o| self.bodies[*o].to < self.bodies[i].from).is_some() {}
            self.bodies[i].outer = around.last().copied();
            around.push(i);
        }
    }

    fn class(&self, mut o: ObjId) -> ObjId {
        while let Some(next) = self.classes.get(&o) {
            o = *next;
        }
        o
    }

    pub(super) fn join(&mut self, a: ObjId, b: ObjId) {
        let (root_a, root_b) = (self.class(a), self.class(b));
        if root_a != root_b {
            self.classes.insert(root_b, root_a);
        }
        // the next one who asks has a short way
        for o in [a, b] {
            if o != root_a {
                self.classes.insert(o, root_a);
            }
        }
    }
}
