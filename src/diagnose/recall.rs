//! Reading what a trace tells of goroutines and of the objects that somebody waits for, a piece at a time: long ones
//! take a while, and others may want to be served meanwhile.

use super::history::{History, Thing, doing, see_thing, waited_by};
use super::lives::Lives;
use crate::ids::{Gid, ObjectId};
use crate::mistake::Doing;
use crate::trace::event::Event;
use crate::trace::{Reading, Trace};
use crate::vm::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// How far a trace has been read for a [`History`]. It is read twice: what is waited for is known at its end. Who knows
/// the goroutines already reads it but once.
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
    /// Objects that somebody waits for, by number.
    wanted: Vec<bool>,
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

    /// Of a whole run whose goroutines are known.
    pub(super) fn knowing(m: &Machine, lives: &Lives) -> Recall {
        let mut recall = Recall::until(u64::MAX, true, i64::MAX);
        recall.want(m, lives);
        recall
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
        if self.wanted.get(e.obj.index()) == Some(&true) {
            see_thing(self.things.entry(e.obj).or_default(), e);
        }
    }

    /// A reading is at its end.
    fn turn(&mut self, m: &Machine) {
        if !self.second {
            let lives = std::mem::take(&mut self.lives);
            self.want(m, &lives);
            self.lives = lives;
            return;
        }
        self.did.sort_unstable();
        self.done = true;
    }

    /// What the second reading looks for.
    fn want(&mut self, m: &Machine, lives: &Lives) {
        let mut wanted = BTreeSet::new();
        for (g, block) in lives.iter().filter_map(|(g, l)| Some((*g, l.waits?))) {
            wanted.insert(block.obj);
            wanted.extend(waited_by(m, g, &block).iter().map(|w| w.0));
        }
        for c in wanted.clone() {
            let view = m.chans.of_object(c).and_then(|id| m.chans.view(&m.sched, id));
            if let Some(owner) = view.map(|v| v.owner).filter(|o| *o != c) {
                self.owners.insert(c, owner);
                wanted.insert(owner);
            }
        }
        wanted.remove(&ObjectId(0));
        self.wanted = vec![false; wanted.last().map_or(0, |o| o.index() + 1)];
        wanted.iter().for_each(|o| self.wanted[o.index()] = true);
        (self.second, self.done) = (true, wanted.is_empty());
    }
}

pub(super) fn did_key(m: &Machine, g: Gid, pos: crate::text::Pos) -> u64 {
    u64::from(g.0) << 32 | u64::from(m.sources().line(pos))
}
