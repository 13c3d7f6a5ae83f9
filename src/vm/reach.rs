//! Who can never run again, proved: a goroutine waits for ever when nobody who may still run can reach what
//! it waits for. Reachable is what the collector would keep for those who may run, package variables and set
//! timers; who waits for something reachable may run too, and so on until nothing is added.
//!
//! Words are taken for addresses whenever they look like one, so some proofs are missed; none is wrong. Of a
//! goroutine's frames those words count that its functions may still use (see `live`).
//!
//! **Invariant:** looking changes nothing, so a machine can be asked at any moment of its run.

use super::goroutine::Frame;
use super::heap::offset;
use super::live::Lives;
use super::machine::Machine;
use super::timers::TimerAction;
use crate::compile::code::{ADDR_BASE, CHAN_BASE, MAP_BASE, Op};
use crate::ids::{FuncId, Gid, ObjectId};
use crate::sched::{Slot, State, Status};
use crate::sync::ChanId;
use crate::text::Pos;
use crate::trace::event::{EndCode, WaitReason};
use std::collections::{BTreeMap, BTreeSet};

/// With more goroutines nobody is proved to be stuck: it would take too long.
pub const MAX_GOROUTINES: usize = 100_000;

/// What was reached so far.
#[derive(Default)]
struct Reached {
    todo: Vec<u64>,
    /// First words of objects.
    objects: BTreeSet<usize>,
    maps: BTreeSet<u64>,
    chans: BTreeSet<u32>,
    lives: Lives,
}

impl Machine {
    /// Goroutines that can never run again, whatever the others do; in order.
    pub fn never_run(&self) -> Vec<Gid> {
        let live = self.sched.live();
        if live.len() > MAX_GOROUTINES || live.iter().all(|s| s.state != State::Waiting) {
            return vec![];
        }
        let channels = self.waited_channels();
        let mut reached = Reached::default();
        self.roots_of_all(&mut reached);
        let (mut waiting, running): (Vec<&Status>, Vec<&Status>) =
            live.iter().partition(|s| s.state == State::Waiting && waits_for_others(s.reason));
        running.iter().for_each(|s| self.roots_of(s.slot, &mut reached));
        loop {
            self.follow(&mut reached);
            let before = waiting.len();
            let mut woken = vec![];
            waiting.retain(|s| {
                let stays = !self.may_wake(s, &channels, &reached);
                if !stays {
                    woken.push(s.slot);
                }
                stays
            });
            if waiting.len() == before {
                return waiting.iter().map(|s| s.gid).collect();
            }
            woken.iter().for_each(|slot| self.roots_of(*slot, &mut reached));
        }
    }

    /// A goroutine, or a package variable, leads to an object: a channel, or a lock in memory.
    pub fn leads_to(&self, g: Gid, o: ObjectId) -> bool {
        let Some(slot) = self.sched.slot_of(g) else { return false };
        let mut reached = Reached::default();
        let globals = self.linked.globals..self.linked.closures;
        reached.todo.extend_from_slice(&self.heap.words()[globals]);
        self.roots_of(slot, &mut reached);
        if slot == self.cur {
            self.roots_of_running(&mut reached);
        }
        self.follow(&mut reached);
        if let Some(c) = self.chans.of_object(o) {
            return reached.chans.contains(&c.0);
        }
        let object = self.locks.address(o).map(|a| self.heap.object(offset(a, 3)));
        match object {
            Some(Some((at, _, _))) => reached.objects.contains(&at),
            _ => true, // a package variable, or not known
        }
    }

    /// Calls of a goroutine that are in progress, outermost first: function and place.
    pub fn calls_of(&self, g: Gid) -> Vec<(FuncId, Pos)> {
        let slot = self.sched.slot_of(g);
        let Some(g) = slot.and_then(|s| self.gs.get(s.index())) else { return vec![] };
        g.frames().map(|f| (FuncId(f.func), self.pos_before(f.pc))).collect()
    }

    /// The channel that a word is a handle of, should it be one.
    fn channel(&self, word: u64) -> Option<ChanId> {
        let c = u32::try_from(word.checked_sub(CHAN_BASE)?).ok()?;
        ((c as usize) < self.chans.table_len()).then_some(ChanId(c))
    }

    /// The function that has an instruction at a place.
    pub fn function_at(&self, pos: Pos) -> Option<FuncId> {
        let at = self.linked.pos.iter().position(|p| *p == pos)?;
        let after = self.linked.metas.partition_point(|m| m.start as usize <= at);
        Some(FuncId(after.saturating_sub(1) as u32))
    }

    /// The channels of the select at which a goroutine waits, and whether it would send on them.
    pub fn select_channels(&self, g: Gid) -> Vec<(ObjectId, bool)> {
        let waits = |s: &Slot| self.sched.status(*s).reason == WaitReason::Select;
        let slot = self.sched.slot_of(g).filter(waits);
        let Some(g) = slot.and_then(|s| self.gs.get(s.index())) else { return vec![] };
        let op = self.linked.code.get((g.frame.pc as usize).wrapping_sub(1));
        let Some(Op::Select { t, .. }) = op else { return vec![] };
        let Some(table) = self.linked.program.selects.get(*t as usize) else { return vec![] };
        let cases = table.cases.iter().filter_map(|case| {
            let word = g.words().get(g.frame.base as usize + case.chan as usize)?;
            Some((self.chans.object(self.channel(*word)?), case.send))
        });
        cases.collect()
    }

    /// By goroutine: the channels in whose queues it stands.
    fn waited_channels(&self) -> BTreeMap<Gid, Vec<u32>> {
        let mut out: BTreeMap<Gid, Vec<u32>> = BTreeMap::new();
        for c in 0..self.chans.table_len() as u32 {
            let Some(view) = self.chans.view(&self.sched, ChanId(c)) else { continue };
            for g in view.receivers.into_iter().chain(view.senders.into_iter().map(|s| s.0)) {
                out.entry(g).or_default().push(c);
            }
        }
        out
    }

    /// True when something that it waits for was reached, or is not known.
    fn may_wake(&self, s: &Status, chans: &BTreeMap<Gid, Vec<u32>>, reached: &Reached) -> bool {
        match s.reason {
            WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => {
                false
            }
            WaitReason::ChanReceive | WaitReason::ChanSend | WaitReason::Select => {
                // a select on nil channels alone stands in no queue
                let own = chans.get(&s.gid).map_or(&[][..], |c| c);
                own.iter().any(|c| reached.chans.contains(c))
            }
            _ => match self.locks.address(s.obj) {
                Some(address) => match self.heap.object(offset(address, 3)) {
                    Some((at, _, _)) => reached.objects.contains(&at),
                    None => true, // a package variable
                },
                None => true,
            },
        }
    }

    fn roots_of_all(&self, reached: &mut Reached) {
        let globals = self.linked.globals..self.linked.closures;
        reached.todo.extend_from_slice(&self.heap.words()[globals]);
        for row in self.clocks.rows.iter().filter(|r| r.pending.is_some()) {
            reached.todo.push(match row.action {
                TimerAction::Send(c, _) => CHAN_BASE + u64::from(c.0),
                TimerAction::Call(word) | TimerAction::Run(_, word) => word,
            });
        }
        reached.todo.extend_from_slice(&self.pinned);
        // a finalizer may wake somebody
        self.finals.roots(&mut reached.todo);
        reached.todo.extend(self.finals.watched.iter().map(|w| w.object));
        if self.cur.is_some() {
            self.roots_of_running(reached);
        }
    }

    /// Of the goroutine that runs: what it will use, while a native runs that was given nothing (the search for
    /// leaks); what its variables hold, when it has ended the program; at a limit, which may come at any
    /// instruction, all there is.
    fn roots_of_running(&self, reached: &mut Reached) {
        let frames: Vec<Frame> = self.callers.iter().copied().chain([self.frame]).collect();
        let all = self.stack.range(0, self.stack.high());
        match (&self.outcome, self.op((self.frame.pc).wrapping_sub(1))) {
            (None, Some(Op::CallNative { base, .. })) => {
                let words = &all[..all.len().min(self.frame.base as usize + base as usize)];
                self.live_words(words, &frames, &mut reached.lives, &mut reached.todo);
            }
            (Some(o), _) if o.code != EndCode::Limit => {
                self.held_words(all, &frames, &mut reached.todo);
            }
            _ => {
                reached.todo.extend_from_slice(all);
                reached.todo.extend(frames.iter().map(|f| f.closure));
            }
        }
    }

    fn roots_of(&self, slot: Slot, reached: &mut Reached) {
        let Some(g) = self.gs.get(slot.index()) else { return };
        // what is kept of the one that runs is of when it last waited
        if slot != self.cur {
            let frames: Vec<Frame> = g.frames().collect();
            self.live_words(g.words(), &frames, &mut reached.lives, &mut reached.todo);
        }
        reached.todo.extend(&g.defers);
        if let Some(extra) = &g.extra {
            reached.todo.extend(extra.panics.iter().map(|p| p.value.data));
            reached.todo.extend(extra.memos.iter().flat_map(|m| m.words.iter()));
        }
    }

    /// Follows every word until nothing new is found.
    fn follow(&self, reached: &mut Reached) {
        while let Some(word) = reached.todo.pop() {
            if word < ADDR_BASE {
                continue;
            }
            if word < MAP_BASE {
                if let Some((at, n, noscan)) = self.heap.object(offset(word, 3))
                    && reached.objects.insert(at)
                    && !noscan
                {
                    let words = self.heap.words()[at..at + n].iter();
                    reached.todo.extend(words.filter(|w| **w >= ADDR_BASE));
                }
            } else if word < CHAN_BASE {
                if reached.maps.insert(word) {
                    for (key, value) in self.maps.entries(word) {
                        reached.todo.extend(key.into_iter().chain(value));
                    }
                }
            } else if let Some(c) = self.channel(word)
                && reached.chans.insert(c.0)
            {
                let todo = &mut reached.todo;
                self.chans.each_word(&self.sched, c, |w| todo.push(w));
            }
        }
    }
}

/// False for what ends by itself, or by what is not another goroutine's doing.
fn waits_for_others(reason: WaitReason) -> bool {
    !matches!(reason, WaitReason::Sleep | WaitReason::IoWait | WaitReason::Hang)
}
