//! Finalizers, cleanups and weak pointers: what is due once nothing reaches an object any more. A collection
//! finds it, a goroutine of its own runs it.
//!
//! **Invariant:** no word here keeps a watched object alive, unless it is due.

use super::gc::Marker;
use super::goroutine::Frame;
use super::heap::offset;
use super::machine::Machine;
use crate::arrange::{Arrange, Gather};
use crate::compile::code::{ADDR_BASE, Op};
use crate::ids::{FuncId, StrId};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// What happens when an object is lost.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Then {
    /// Calls a func value with the object, as a pointer or (`boxed`) as an interface with this tag.
    Finalize { call: u64, tag: u64, boxed: bool },
    /// Calls a func value without arguments.
    Clean { call: u64, id: u64 },
    /// Clears the word at this address: a weak pointer becomes nil.
    Clear { handle: u64 },
}

/// An object that is watched, by an address in it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Watch {
    pub object: u64,
    pub then: Then,
}

/// All that the program watches, and what is due.
#[derive(Clone, Debug, Default)]
pub(crate) struct Finals {
    pub(crate) watched: Vec<Watch>,
    /// Objects with a finalizer.
    finalized: BTreeSet<u64>,
    /// Places with weak pointers, and the words through which these go.
    handles: BTreeMap<u64, u64>,
    due: VecDeque<Watch>,
    ids: u64,
}

impl Finals {
    /// Something is watched: collections look closely at what is in use.
    pub(crate) fn exact(&self) -> bool {
        !self.watched.is_empty()
    }

    /// The program has finalizers, or had.
    pub(crate) fn is_used(&self) -> bool {
        self.exact() || !self.due.is_empty()
    }

    /// What is kept alive for its sake: what will be called, and objects whose finalizer is due.
    pub(crate) fn roots(&self, out: &mut Vec<u64>) {
        for w in self.watched.iter().chain(&self.due) {
            if let Then::Finalize { call, .. } | Then::Clean { call, .. } = w.then {
                out.push(call);
            }
        }
        out.extend(self.due.iter().map(|w| w.object));
    }

    /// Watches an object.
    pub(crate) fn watch(&mut self, w: Watch) {
        self.watched.push(w);
        self.note(w);
    }

    fn note(&mut self, w: Watch) {
        match w.then {
            Then::Finalize { .. } => {
                self.finalized.insert(w.object);
            }
            Then::Clear { handle } => {
                self.handles.insert(w.object, handle);
            }
            Then::Clean { .. } => {}
        }
    }

    /// Watches only what `keep` says.
    pub(crate) fn retain(&mut self, keep: impl FnMut(&Watch) -> bool) {
        self.watched.retain(keep);
        self.finalized.clear();
        self.handles.clear();
        for i in 0..self.watched.len() {
            self.note(self.watched[i]);
        }
    }

    /// The object has a finalizer.
    pub(crate) fn has_finalizer(&self, object: u64) -> bool {
        self.finalized.contains(&object)
    }

    /// The word through which weak pointers to a place go.
    pub(crate) fn handle(&self, object: u64) -> Option<u64> {
        self.handles.get(&object).copied()
    }

    /// The next that is due.
    pub(crate) fn next(&mut self) -> Option<Watch> {
        self.due.pop_front()
    }

    /// A number for a cleanup, never 0.
    pub(crate) fn new_id(&mut self) -> u64 {
        self.ids += 1;
        self.ids
    }
}

impl Machine {
    /// Between marking and sweeping: what became due. Objects with a finalizer are kept once more, with all
    /// that they reach.
    pub(super) fn find_due(&mut self, m: &mut Marker) -> bool {
        if !self.finals.exact() {
            return !self.finals.due.is_empty();
        }
        let mut watched = std::mem::take(&mut self.finals.watched);
        for w in watched.iter().filter(|w| matches!(w.then, Then::Finalize { .. })) {
            if let Some((at, n, false)) = self.heap.object(offset(w.object, 3)) {
                m.ranges.push((at, n));
            }
        }
        self.mark_all(m);
        let lost = |m: &Machine, w: &Watch| !m.heap.is_marked(w.object);
        let finalized: BTreeSet<u64> = watched
            .iter()
            .filter(|w| matches!(w.then, Then::Finalize { .. }) && lost(self, w))
            .map(|w| w.object)
            .gather();
        let mut due = vec![];
        watched.retain(|w| {
            let keep = match w.then {
                Then::Finalize { .. } => !finalized.contains(&w.object),
                Then::Clean { .. } => !lost(self, w) || finalized.contains(&w.object),
                Then::Clear { handle } if lost(self, w) => {
                    self.heap.store(handle, 0);
                    false
                }
                Then::Clear { handle } => self.heap.is_marked(handle),
            };
            if !keep && !matches!(w.then, Then::Clear { .. }) {
                due.push(*w);
            }
            keep
        });
        m.words.extend(finalized);
        self.mark_all(m);
        self.finals.watched = watched;
        self.finals.retain(|_| true);
        // In Go's order: the last object first, cleanups after that, the first object first.
        due.arrange_by_key(|w| match w.then {
            Then::Clean { id, .. } => (1, w.object, u64::MAX - id),
            _ => (0, u64::MAX - w.object, 0),
        });
        self.finals.due.extend(due);
        !self.finals.due.is_empty()
    }

    /// A goroutine for what is due.
    pub(super) fn run_due(&mut self) {
        let name = "runtime.hookFinals";
        let Some(f) = self.linked.program.hooks.iter().find(|(n, _)| n == name).map(|h| h.1) else {
            return;
        };
        let (pos, made_in) = (self.user_pos(), self.frame.func);
        let shown = FuncId(f.0);
        if let Err(hit) = self.start_goroutine(shown, f, 0, &[], StrId(0), pos, made_in) {
            self.finish_limit(hit);
        }
    }

    /// Words that the running goroutine still needs.
    pub(super) fn words_of_running(&self, out: &mut Vec<u64>) {
        let frames: Vec<Frame> = self.callers.iter().copied().chain([self.frame]).collect();
        // Nothing above the window of `runtime.GC()` itself is in use.
        let before = self.linked.code.get((self.frame.pc as usize).wrapping_sub(1));
        let top = match before {
            Some(Op::CallNative { base, .. }) if self.heap.is_asked() => {
                self.frame.base as usize + *base as usize
            }
            _ => self.top(),
        };
        self.words_in_use(self.stack.range(0, top), &frames, out);
    }

    /// Words of frames, without variables that are not used any more.
    pub(super) fn words_in_use(&self, words: &[u64], frames: &[Frame], out: &mut Vec<u64>) {
        for (i, f) in frames.iter().enumerate() {
            let end = frames.get(i + 1).map_or(words.len(), |n| n.base as usize);
            let unused = self.unused(f);
            let of_frame = words.get(f.base as usize..end).unwrap_or(&[]);
            for (r, &word) in of_frame.iter().enumerate() {
                if word >= ADDR_BASE && !unused.iter().any(|u| u.contains(&r)) {
                    out.push(word);
                }
            }
        }
    }

    /// Registers of variables of a call behind their last use.
    fn unused(&self, f: &Frame) -> Vec<std::ops::Range<usize>> {
        let (Some(meta), Some(func)) =
            (self.linked.metas.get(f.func as usize), self.linked.func(f.func))
        else {
            return vec![];
        };
        let at = f.pc.saturating_sub(1).saturating_sub(meta.start);
        let gone = |v: &&crate::compile::code::Var| {
            !v.captured && v.from_pc <= at && at < v.to_pc && v.last_pc <= at
        };
        let registers = |v: &crate::compile::code::Var| {
            let n = match v.boxed {
                true => 1,
                false => {
                    let t = self.linked.program.rtypes.get(v.rtype as usize);
                    t.map_or(0, |t| t.words as usize)
                }
            };
            v.reg as usize..v.reg as usize + n
        };
        func.vars.iter().filter(gone).map(registers).collect()
    }
}
