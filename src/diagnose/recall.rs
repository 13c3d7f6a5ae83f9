//! Reading what a trace tells of goroutines and of the objects that somebody waits for, a piece at a time: long ones
//! take a while, and others may want to be served meanwhile.

use super::history::{History, Life, Thing, doing, see_thing, waited_by};
use crate::ids::{Gid, ObjectId};
use crate::mistake::Doing;
use crate::trace::event::{Event, EventKind};
use crate::trace::{Reading, Trace};
use crate::vm::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// Goroutines by number.
#[derive(Clone, Default, Debug)]
pub struct Lives(Vec<Vec<Life>>);

/// Rows that are allocated at once: many goroutines are never moved.
const ROWS: usize = 1 << 10;

impl Lives {
    /// One of them.
    pub fn get(&self, g: &Gid) -> Option<&Life> {
        let i = g.index().checked_sub(1)?;
        self.0.get(i / ROWS)?.get(i % ROWS)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Gid, &Life)> {
        self.values().map(|l| (&l.born.g, l))
    }

    /// All, in order.
    pub fn values(&self) -> impl Iterator<Item = &Life> {
        self.0.iter().flatten()
    }

    fn see(&mut self, e: &Event) {
        let Some(i) = e.g.index().checked_sub(1) else { return };
        let (row, at) = (i / ROWS, i % ROWS);
        if e.kind == EventKind::Spawn {
            if row == self.0.len() {
                self.0.push(Vec::with_capacity(if row == 0 { 4 } else { ROWS }));
            }
            // goroutines are numbered in the order in which they are made
            if let Some(rows) = self.0.get_mut(row).filter(|r| r.len() == at) {
                rows.push(Life { born: *e, waits: None, end: None, panic: None, fault: None });
            }
            return;
        }
        let Some(life) = self.0.get_mut(row).and_then(|r| r.get_mut(at)) else { return };
        match e.kind {
            EventKind::Block => life.waits = Some(*e),
            EventKind::Wake => life.waits = None,
            EventKind::End if e.a != 3 => (life.waits, life.end) = (None, Some(*e)),
            EventKind::Panic => life.panic = Some((*e, false)),
            EventKind::Recover => {
                if let Some(p) = &mut life.panic {
                    p.1 = true;
                }
            }
            EventKind::Fault => life.fault = Some(*e),
            _ => {}
        }
    }
}

/// How far a trace has been read for a [`History`]. It is read twice: what is waited for is known at its end.
#[derive(Debug, Default)]
pub struct Recall {
    /// Decisions that belong to it, and whether the last of them is over.
    step: u64,
    over: bool,
    /// What comes later belongs to the next decision, though it was written before that was taken.
    now_ns: i64,
    reading: Reading,
    second: bool,
    done: bool,
    wanted: BTreeSet<ObjectId>,
    pub(super) lives: Lives,
    pub(super) things: BTreeMap<ObjectId, Thing>,
    pub(super) owners: BTreeMap<ObjectId, ObjectId>,
    pub(super) did: Vec<u64>,
}

impl Recall {
    /// Of the decisions before `step`; with that one when it is `over`. Nothing later than `now_ns`: the clock moves
    /// on, and wakes those who sleep, before the next decision is taken.
    pub fn until(step: u64, over: bool, now_ns: i64) -> Recall {
        Recall { step, over, now_ns, ..Recall::default() }
    }

    /// Reads about so many events more; true when all is read. The machine is the one at that moment.
    pub fn go_on(&mut self, m: &Machine, trace: &Trace, events: u64) -> bool {
        let mut left = events;
        while !self.done && left > 0 {
            let mut from = trace.go_on(std::mem::take(&mut self.reading));
            let mut more = false;
            for e in from.by_ref() {
                let step = u64::from(e.step);
                let later = step > self.step || step == self.step && !self.over;
                if later || e.time_ns > self.now_ns {
                    break;
                }
                self.see(m, &e);
                left -= 1;
                if left == 0 {
                    more = true;
                    break;
                }
            }
            if more {
                self.reading = from.pause();
            } else {
                self.turn(m);
            }
        }
        self.done
    }

    /// What was read.
    pub fn history<'m>(self, m: &'m Machine, trace: &'m Trace) -> History<'m> {
        History::of(self, m, trace)
    }

    fn see(&mut self, m: &Machine, e: &Event) {
        if !self.second {
            return self.lives.see(e);
        }
        let once = doing(e).is_some_and(|d| !matches!(d, Doing::Send | Doing::Receive));
        if once {
            self.did.push(did_key(m, e.g, e.pos));
        }
        if self.wanted.contains(&e.obj) {
            see_thing(self.things.entry(e.obj).or_default(), e);
        }
    }

    /// A reading is at its end.
    fn turn(&mut self, m: &Machine) {
        if !self.second {
            self.second = true;
            self.want(m);
            self.done = self.wanted.is_empty();
            return;
        }
        self.did.sort_unstable();
        self.done = true;
    }

    fn want(&mut self, m: &Machine) {
        let waits = self.lives.iter().filter_map(|(g, l)| Some((*g, l.waits?)));
        for (g, block) in waits {
            self.wanted.insert(block.obj);
            self.wanted.extend(waited_by(m, g, &block).iter().map(|w| w.0));
        }
        for c in self.wanted.clone() {
            let view = m.chans.of_object(c).and_then(|id| m.chans.view(&m.sched, id));
            if let Some(owner) = view.map(|v| v.owner).filter(|o| *o != c) {
                self.owners.insert(c, owner);
                self.wanted.insert(owner);
            }
        }
        self.wanted.remove(&ObjectId(0));
    }
}

pub(super) fn did_key(m: &Machine, g: Gid, pos: crate::text::Pos) -> u64 {
    u64::from(g.0) << 32 | u64::from(m.sources().line(pos))
}
