//! The executor without a language: goroutines as rows of a table, the ready queue, the virtual clock and
//! its timers. Owns the trace and the chooser, so that every change of state is recorded where it is made.
//!
//! **Invariant:** one goroutine runs at a time, and time moves only in [`Sched::next`] (when nobody can run)
//! or by [`Sched::elapse`] (a cost model), or with the clocks of processors, see `processors`.

mod begun;
pub mod limits;
mod order;
mod processors;
mod ready;
mod task;
mod timers;
mod wheel;

pub use limits::{LimitHit, LimitName, Limits};
pub use order::{Birth, Epoch, Given, Order};
pub use ready::Ready;
pub use task::{Note, Slot, State, Status};
pub use timers::{Fire, TimerId, Timers};

use crate::arrange::Arrange;
use crate::choice::Chooser;
use crate::ids::{FuncId, Gid, NO_OBJECT, NOBODY, ObjectId, StrId};
use crate::rows::make_room;
use crate::text::Pos;
use crate::trace::Trace;
use crate::trace::event::{Cause, EndCode, EventKind, ObjectKind, WaitReason};
use processors::Processors;
use task::{Rest, Task};

/// What happens next.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// This goroutine runs now; it is [`Sched::current`].
    Run(Slot),
    /// A [`Fire::User`] timer is due: the machine does what it stands for (nobody is current) and asks again.
    Fire {
        /// See [`Fire::User`].
        kind: u8,
        /// See [`Fire::User`].
        data: u64,
        /// See [`Fire::User`].
        data2: u64,
    },
    /// Nobody can run and no timer is pending: all live goroutines are asleep for ever (or there is none).
    Idle,
    /// A limit was reached; the run is over.
    Limit(LimitHit),
}

/// How a goroutine ended; numbers as in [`EventKind::End`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Ended {
    Returned = 0,
    Goexit = 1,
    Panicked = 2,
    ProgramEnd = 3,
    Killed = 4,
}

/// The executor.
#[derive(Clone, Debug)]
pub struct Sched {
    /// What happened so far.
    pub trace: Trace,
    /// Answers every choice.
    pub chooser: Chooser,
    /// What may be used up.
    pub limits: Limits,
    /// Who knows what of whom; off until it is asked for.
    pub order: Order,
    tasks: Vec<Task>,
    rests: Vec<Rest>,
    free: Vec<Slot>,
    ready: Ready,
    timers: Timers,
    procs: Option<Box<Processors>>,
    now_ns: i64,
    /// False while no timer can be due.
    look_at_timers: bool,
    steps: u64,
    current: Slot,
    started: u32,
    live: u32,
    peak: u32,
    objects: u32,
}

impl Sched {
    /// An executor without goroutines at time 0.
    pub fn new(chooser: Chooser, trace: Trace, limits: Limits) -> Sched {
        Sched {
            procs: Processors::new(limits.processors, limits.instruction_ns),
            trace,
            chooser,
            limits,
            order: Order::new(0),
            tasks: Vec::new(),
            rests: Vec::new(),
            free: Vec::new(),
            ready: Ready::default(),
            timers: Timers::default(),
            now_ns: 0,
            look_at_timers: false,
            steps: 0,
            current: Slot::NONE,
            started: 0,
            live: 0,
            peak: 0,
            objects: 0,
        }
    }

    /// Virtual nanoseconds since the start.
    #[inline]
    pub fn now_ns(&self) -> i64 {
        self.now_ns
    }

    /// Scheduling decisions so far.
    #[inline]
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The goroutine that runs, [`Slot::NONE`] between goroutines and while a timer's work is done.
    #[inline]
    pub fn current(&self) -> Slot {
        self.current
    }

    /// Its number, 0 for nobody.
    #[inline]
    pub fn current_gid(&self) -> Gid {
        self.gid(self.current)
    }

    /// A goroutine's number; 0 for [`Slot::NONE`].
    #[inline]
    pub fn gid(&self, slot: Slot) -> Gid {
        self.tasks.get(slot.index()).map_or(NOBODY, |t| t.gid)
    }

    /// Present ticket of a goroutine: changes with each wake-up, so that a queue can tell that its entry is
    /// stale. Never repeats while a slot is reused.
    #[inline]
    pub fn ticket(&self, slot: Slot) -> u32 {
        self.tasks[slot.index()].ticket
    }

    /// True while `slot` waits with `ticket`.
    #[inline]
    pub fn waits(&self, slot: Slot, ticket: u32) -> bool {
        self.tasks[slot.index()].ticket == ticket
    }

    /// What the last waker left for a goroutine.
    #[inline]
    pub fn note(&self, slot: Slot) -> Note {
        self.tasks[slot.index()].note
    }

    /// Takes what the last waker left; [`Note::DONE`] remains.
    pub fn take_note(&mut self, slot: Slot) -> Note {
        std::mem::replace(&mut self.tasks[slot.index()].note, Note::DONE)
    }

    /// Where a goroutine waits or gave way.
    #[inline]
    pub fn pos(&self, slot: Slot) -> Pos {
        self.rests[slot.index()].pos
    }

    /// True while the goroutine numbered `gid` lives in `slot`.
    pub fn lives(&self, slot: Slot, gid: Gid) -> bool {
        self.tasks.get(slot.index()).is_some_and(|t| t.gid == gid && t.state != State::Dead)
    }

    /// Makes a goroutine, runnable, child of the current one (the first has no parent and number 1).
    /// `args`: label, see [`EventKind::Spawn`].
    pub fn spawn(&mut self, func: FuncId, args: StrId, pos: Pos) -> Result<Slot, LimitHit> {
        if u64::from(self.live) >= self.limits.goroutines {
            return Err(self.limits.hit(LimitName::Goroutines));
        }
        self.started += 1;
        self.live += 1;
        self.peak = self.peak.max(self.live);
        let (gid, parent) = (Gid(self.started), self.current_gid());
        let rest = Rest::new(parent, pos, self.now_ns);
        let slot = match self.free.pop() {
            Some(slot) => {
                let row = &mut self.tasks[slot.index()];
                *row = Task::new(gid, row.ticket);
                self.rests[slot.index()] = rest;
                slot
            }
            None => {
                make_room(&mut self.tasks);
                make_room(&mut self.rests);
                self.tasks.push(Task::new(gid, 0));
                self.rests.push(rest);
                Slot(self.tasks.len() as u32 - 1)
            }
        };
        let (a, b) = (i64::from(func.0), i64::from(args.0));
        self.trace.record(EventKind::Spawn, gid, parent, NO_OBJECT, pos, a, b);
        self.order.spawn(self.current, slot, (gid, parent, func, pos));
        self.ready.push(slot, self.chooser.policy());
        Ok(slot)
    }

    /// As [`Sched::next`], where somebody can run now and nothing comes before that; `None` does nothing.
    #[inline(always)]
    pub fn next_ready(&mut self) -> Option<Slot> {
        let waits = self.look_at_timers || self.too_much().is_some();
        if waits { None } else { self.run_first() }
    }

    /// Picks the goroutine that runs next, moving time when nobody can run now.
    #[allow(clippy::should_implement_trait)] // The word of the field; an executor is no iterator.
    pub fn next(&mut self) -> Next {
        self.current = Slot::NONE;
        loop {
            if self.look_at_timers
                && let Some(next) = self.fire_due()
            {
                return next;
            }
            if let Some(hit) = self.too_much() {
                return Next::Limit(hit);
            }
            if let Some(slot) = self.run_first() {
                return Next::Run(slot);
            }
            let Some(at) = self.timers.earliest() else { return Next::Idle };
            if at as u64 > self.limits.virtual_time {
                return Next::Limit(self.limits.hit(LimitName::VirtualTime));
            }
            self.set_now(at);
        }
    }

    /// The first of those who are ready runs.
    #[inline(always)]
    fn run_first(&mut self) -> Option<Slot> {
        let (slot, could_run) = match self.ready.pop_only() {
            Some(slot) => (slot, 1),
            None => self.pop_chosen()?,
        };
        self.steps += 1;
        self.current = slot;
        let task = &mut self.tasks[slot.index()];
        task.state = State::Running;
        let gid = task.gid;
        let kind = EventKind::Start;
        self.trace.record(kind, gid, NOBODY, NO_OBJECT, Pos::NONE, could_run, 0);
        Some(slot)
    }

    /// The chosen one of those who could run, and how many those are.
    #[inline(never)]
    fn pop_chosen(&mut self) -> Option<(Slot, i64)> {
        let could_run = self.ready.len() as i64;
        Some((self.ready.pop(&mut self.chooser)?, could_run))
    }

    #[inline]
    fn too_much(&self) -> Option<LimitHit> {
        if self.steps >= self.limits.steps {
            return Some(self.limits.hit(LimitName::Steps));
        }
        let full = self.trace.events() >= self.limits.events;
        full.then(|| self.limits.hit(LimitName::Events))
    }

    /// Fires all timers that are due, up to one that is the machine's.
    #[inline(always)] // two callers, one of them in a hurry
    fn fire_due(&mut self) -> Option<Next> {
        while let Some(fire) = self.timers.pop_due(self.now_ns) {
            match fire {
                Fire::Wake { slot, ticket, obj: NO_OBJECT } => self.ring(slot, ticket),
                Fire::Wake { slot, ticket, obj } => {
                    self.wake(slot, ticket, Cause::Timer, obj, Pos::NONE, Note::DONE);
                }
                Fire::User { kind, data, data2 } => return Some(Next::Fire { kind, data, data2 }),
            }
        }
        self.look_at_timers = false;
        None
    }

    /// The clock wakes a sleeper.
    fn ring(&mut self, slot: Slot, ticket: u32) {
        if self.waits(slot, ticket) {
            self.trace.record_ring(self.gid(slot));
            self.make_ready(slot, Note::DONE);
        }
    }

    /// Lets `ns` of virtual time pass while the current goroutine runs (a cost model); timers that fall due
    /// fire at the next [`Sched::next`].
    pub fn elapse(&mut self, ns: i64) {
        self.set_now(self.now_ns.saturating_add(ns.max(0)));
    }

    fn set_now(&mut self, now_ns: i64) {
        self.now_ns = now_ns;
        self.look_at_timers = true;
        self.trace.set_time(now_ns);
    }

    /// The current goroutine waits. Whoever shall wake it has been given its slot and [`Sched::ticket`].
    #[inline(never)]
    pub fn block(&mut self, reason: WaitReason, obj: ObjectId, pos: Pos) {
        self.block_here(reason, obj, pos);
    }

    /// The same in place, for callers in a hurry.
    #[inline(always)]
    pub fn block_here(&mut self, reason: WaitReason, obj: ObjectId, pos: Pos) {
        let gid = self.waits_from_now(reason, obj, pos);
        self.trace.record(EventKind::Block, gid, NOBODY, obj, pos, reason as i64, 0);
    }

    /// The current goroutine sleeps until `at_ns` (which lies in the future).
    pub fn sleep(&mut self, at_ns: i64, pos: Pos) {
        let (slot, ticket) = (self.current, self.ticket(self.current));
        self.waits_from_now(WaitReason::Sleep, NO_OBJECT, pos);
        self.trace.record_sleep(pos, at_ns);
        self.look_at_timers |= at_ns <= self.now_ns;
        self.timers.set_sleep(at_ns.max(self.now_ns), slot, ticket);
    }

    fn waits_from_now(&mut self, reason: WaitReason, obj: ObjectId, pos: Pos) -> Gid {
        let task = &mut self.tasks[self.current.index()];
        (task.state, task.reason) = (State::Waiting, reason);
        let gid = task.gid;
        let rest = &mut self.rests[self.current.index()];
        (rest.obj, rest.pos, rest.since_ns) = (obj, pos, self.now_ns);
        self.current = Slot::NONE;
        gid
    }

    /// Wakes a goroutine that waits with `ticket`, on behalf of the current one (or of the clock); `false`
    /// when it was woken before. `note` is what it finds in [`Sched::note`].
    pub fn wake(
        &mut self,
        slot: Slot,
        ticket: u32,
        cause: Cause,
        obj: ObjectId,
        pos: Pos,
        note: Note,
    ) -> bool {
        if !self.waits(slot, ticket) {
            return false;
        }
        let (g, by) = (self.gid(slot), self.current_gid());
        self.trace.record(EventKind::Wake, g, by, obj, pos, cause as i64, 0);
        self.make_ready(slot, note);
        true
    }

    /// Wakes a goroutine that is known to wait and whose `Wake` is recorded otherwise.
    #[inline(always)]
    pub(crate) fn make_ready(&mut self, slot: Slot, note: Note) {
        let task = &mut self.tasks[slot.index()];
        debug_assert!(task.state == State::Waiting, "only who waits can be woken");
        task.ticket = task.ticket.wrapping_add(1);
        task.note = note;
        task.state = State::Runnable;
        self.ready.push(slot, self.chooser.policy());
    }

    /// The current goroutine goes to the end of the queue. `preempted`: not by its own wish.
    pub fn yield_now(&mut self, preempted: bool, pos: Pos) {
        let slot = self.current;
        let task = &mut self.tasks[slot.index()];
        task.state = State::Runnable;
        let gid = task.gid;
        self.rests[slot.index()].pos = pos;
        let kind = EventKind::Yield;
        self.trace.record(kind, gid, NOBODY, NO_OBJECT, pos, i64::from(preempted), 0);
        self.ready.push_back(slot);
        self.current = Slot::NONE;
    }

    /// The current goroutine ended; its slot may be used again.
    pub fn end(&mut self, how: Ended, pos: Pos) {
        let slot = self.current;
        let task = &mut self.tasks[slot.index()];
        task.state = State::Dead;
        task.ticket = task.ticket.wrapping_add(1);
        let gid = task.gid;
        self.trace.record(EventKind::End, gid, NOBODY, NO_OBJECT, pos, how as i64, 0);
        self.order.end(slot);
        self.free.push(slot);
        self.live -= 1;
        self.current = Slot::NONE;
    }

    /// Sets a timer at an absolute time (in the past: due at once).
    pub fn set_timer(&mut self, at_ns: i64, fire: Fire) -> TimerId {
        self.look_at_timers |= at_ns <= self.now_ns;
        self.timers.set(at_ns.max(self.now_ns), fire)
    }

    /// Takes a timer away; `false` when it fired or was cancelled before.
    pub fn cancel_timer(&mut self, id: TimerId) -> bool {
        self.timers.cancel(id)
    }

    /// Goroutines that could run instead of the current one.
    pub fn runnable(&self) -> usize {
        self.ready.len()
    }

    /// True when a timer should have fired already (the cost model let time pass).
    pub fn timer_is_due(&mut self) -> bool {
        self.timers.earliest().is_some_and(|at| at <= self.now_ns)
    }

    /// Number of pending timers.
    pub fn pending_timers(&self) -> usize {
        self.timers.len()
    }

    /// Registers an object in the trace and returns its number (also when the trace is off).
    pub fn new_object(&mut self, kind: ObjectKind, name: StrId, pos: Pos) -> ObjectId {
        self.objects += 1;
        let (obj, g) = (ObjectId(self.objects), self.current_gid());
        let (a, b) = (kind as i64, i64::from(name.0));
        self.trace.record(EventKind::Object, g, NOBODY, obj, pos, a, b);
        obj
    }

    /// Records an event of the current goroutine at the present moment.
    #[inline]
    pub fn record(&mut self, kind: EventKind, by: Gid, obj: ObjectId, pos: Pos, a: i64, b: i64) {
        let g = self.current_gid();
        self.trace.record(kind, g, by, obj, pos, a, b);
    }

    /// The run is over: records it.
    pub fn finish(&mut self, code: EndCode, exit: i32, pos: Pos) {
        self.record(EventKind::Finish, NOBODY, NO_OBJECT, pos, code as i64, i64::from(exit));
    }

    /// Goroutines alive, started in all, most alive at once.
    pub fn counts(&self) -> (u32, u32, u32) {
        (self.live, self.started, self.peak)
    }

    /// True when the sleepers that come next have just been found: see [`Sched::found_sleepers`].
    #[inline]
    pub fn has_found_sleepers(&self) -> bool {
        self.timers.has_new_near()
    }

    /// The sleepers that come next, once, when they have been found; each with a word of its row. Only for reading
    /// ahead of need, all together, so that cache misses overlap instead of each stalling a switch.
    pub fn found_sleepers(&mut self) -> impl Iterator<Item = (Slot, u32)> + '_ {
        let tasks = &self.tasks;
        self.timers.new_near().filter_map(|slot| Some((slot, tasks.get(slot.index())?.ticket)))
    }

    /// What a goroutine does and since when.
    pub fn status(&self, slot: Slot) -> Status {
        self.rests[slot.index()].status(slot, &self.tasks[slot.index()])
    }

    /// Rows of the table, those that are free included.
    pub fn slots(&self) -> usize {
        self.tasks.len()
    }

    /// The row of a live goroutine.
    pub fn slot_of(&self, gid: Gid) -> Option<Slot> {
        let of = |t: &Task| t.gid == gid && t.state != State::Dead;
        // where no row was used twice, it is its number's
        let own = gid.index().wrapping_sub(1);
        let found = match self.tasks.get(own).is_some_and(of) {
            true => Some(own),
            false => self.tasks.iter().position(of),
        };
        found.map(|i| Slot(i as u32))
    }

    /// All live goroutines in the order of their numbers.
    pub fn live(&self) -> Vec<Status> {
        let slots = (0..self.tasks.len() as u32).map(Slot);
        let alive = slots.filter(|s| self.tasks[s.index()].state != State::Dead);
        let mut all: Vec<Status> = alive.map(|s| self.status(s)).collect();
        all.arrange_by_key(|s| s.gid);
        all
    }
}

/// A run of goroutines that do random things to the executor alone: for tests of what is built on traces.
#[cfg(test)]
pub(crate) fn random_run(chooser: Chooser, seed: u64) -> Trace {
    use crate::choice::SplitMix64;
    let mut r = SplitMix64::new(seed);
    let mut s = Sched::new(chooser, Trace::new(), Limits::default());
    let pos = |r: &mut SplitMix64| Pos(1 + r.below(500));
    assert!(s.spawn(FuncId(1), StrId(0), Pos::NONE).is_ok());
    let mut waiting: Vec<(Slot, u32)> = Vec::new();
    for _ in 0..200 {
        let slot = match s.next() {
            Next::Run(slot) => slot,
            Next::Fire { .. } => continue,
            Next::Idle | Next::Limit(_) => break,
        };
        for _ in 0..r.below(4) {
            let at = pos(&mut r);
            match r.below(3) {
                0 => {
                    let _ = s.spawn(FuncId(2), StrId(0), at);
                }
                1 if !waiting.is_empty() => {
                    let k = r.below(waiting.len() as u32) as usize;
                    let (slot, ticket) = waiting.swap_remove(k);
                    s.wake(slot, ticket, Cause::Send, ObjectId(1), at, Note::DONE);
                }
                _ => s.record(EventKind::Close, NOBODY, ObjectId(2), at, 0, 0),
            }
        }
        let at = pos(&mut r);
        // The first goroutine gives way or sleeps, so that the run goes on.
        match if s.gid(slot) == crate::ids::MAIN { 2 + r.below(2) } else { r.below(5) } {
            0 => s.end(Ended::Returned, at),
            1 => {
                waiting.push((slot, s.ticket(slot)));
                s.block(WaitReason::ChanReceive, ObjectId(1), at);
            }
            2 => s.yield_now(r.below(2) == 0, at),
            _ => {
                s.sleep(s.now_ns() + 1 + i64::from(r.below(1000)), at);
            }
        }
    }
    s.finish(EndCode::Done, 0, Pos::NONE);
    s.trace
}
