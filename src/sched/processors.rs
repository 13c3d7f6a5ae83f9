//! Processors: with them, what a goroutine executes takes virtual time, and several run at one time.
//!
//! The executor still runs one goroutine at a time. Each processor has its own clock; the one that is furthest
//! behind runs on. A goroutine may compute ahead of the others, but it does what they could notice only when
//! none is behind it: before such an instruction the machine asks [`Sched::is_ahead`], and a goroutine that is
//! gives way without a word in the trace. So what synchronises happens in the order of virtual time, exactly.
//!
//! **Invariant:** [`Sched::now_ns`] is never later than the clock of a processor at work.

use super::{LimitName, NOBODY, Next, Sched, Slot, State};

/// How long a goroutine runs before another that is ready gets its processor, as in Go.
const SLICE_NS: i64 = 10_000_000;
/// Instructions that a goroutine may compute ahead of the others.
const AHEAD: i64 = 1 << 10;
/// Most instructions from one look at the clocks to the next.
const STRETCH: i64 = 1 << 20;

/// The processors of a run.
#[derive(Clone, Debug)]
pub(super) struct Processors {
    cost_ns: i64,
    all: Vec<Processor>,
    /// How many of them take goroutines.
    used: usize,
    /// Whose goroutine is loaded.
    loaded: Option<usize>,
}

#[derive(Clone, Debug)]
struct Processor {
    /// Its goroutine; [`Slot::NONE`] when it is idle.
    slot: Slot,
    clock_ns: i64,
    /// When its goroutine has had its turn.
    until_ns: i64,
}

impl Processors {
    pub fn new(count: u64, cost_ns: u64) -> Option<Box<Processors>> {
        let idle = Processor { slot: Slot::NONE, clock_ns: 0, until_ns: 0 };
        let used = count as usize;
        let cost_ns = cost_ns.min(i64::MAX as u64) as i64;
        (used > 0)
            .then(|| Box::new(Processors { cost_ns, all: vec![idle; used], used, loaded: None }))
    }

    fn idle(&self) -> Option<usize> {
        self.all.iter().take(self.used).position(|p| !p.slot.is_some())
    }

    /// The processor at work that is furthest behind; `but` is not looked at.
    fn least(&self, but: Option<usize>) -> Option<(usize, i64)> {
        let at_work = |(i, p): &(usize, &Processor)| p.slot.is_some() && Some(*i) != but;
        let all = self.all.iter().enumerate().filter(at_work);
        all.map(|(i, p)| (i, p.clock_ns)).min_by_key(|p| p.1)
    }

    /// The clock of the loaded goroutine after `used` more instructions.
    fn clock(&self, used: i64) -> i64 {
        let clock = self.loaded.map_or(0, |i| self.all[i].clock_ns);
        clock.saturating_add(used.saturating_mul(self.cost_ns))
    }
}

impl Sched {
    /// How many processors take goroutines, and how many there are; none where computing takes no time.
    pub fn processors(&self) -> Option<(usize, usize)> {
        self.procs.as_ref().map(|p| (p.used, p.all.len()))
    }

    /// How far a goroutine may be ahead of the others while it computes.
    pub fn near_ns(&self) -> i64 {
        self.procs.as_ref().map_or(0, |p| p.cost_ns.saturating_mul(AHEAD))
    }

    /// Lets at most `count` of the processors take goroutines from now on.
    pub fn use_processors(&mut self, count: usize) {
        if let Some(p) = &mut self.procs {
            p.used = count.clamp(1, p.all.len());
        }
    }

    /// As [`Sched::next`], with processors. Who is given runs on, and did before unless a decision was counted.
    pub fn next_on_processors(&mut self) -> Next {
        self.current = Slot::NONE;
        self.free_processor();
        self.trace.set_running(NOBODY);
        loop {
            if self.look_at_timers
                && let Some(next) = self.fire_due()
            {
                return next;
            }
            if let Some(hit) = self.too_much() {
                return Next::Limit(hit);
            }
            if let Some(slot) = self.start_on_idle() {
                return Next::Run(slot);
            }
            let least = self.procs.as_ref().and_then(|p| p.least(None));
            let timer = match least {
                Some((_, clock)) => self.timers.due(clock),
                None => self.timers.earliest(),
            };
            let Some(at) = timer.or(least.map(|p| p.1)) else { return Next::Idle };
            if at as u64 > self.limits.virtual_time {
                return Next::Limit(self.limits.hit(LimitName::VirtualTime));
            }
            if at > self.now_ns {
                self.set_now(at);
            }
            if timer.is_none()
                && let Some((i, _)) = least
                && let Some(p) = &mut self.procs
            {
                p.loaded = Some(i);
                self.current = p.all[i].slot;
                self.trace.set_running(self.gid(self.current));
                return Next::Run(self.current);
            }
            self.look_at_timers = true;
        }
    }

    /// An idle processor takes who is ready.
    fn start_on_idle(&mut self) -> Option<Slot> {
        let now_ns = self.now_ns;
        let i = self.procs.as_ref()?.idle()?;
        let slot = self.run_first()?;
        self.trace.set_running(self.gid(slot));
        let p = self.procs.as_mut()?;
        let until_ns = now_ns.saturating_add(SLICE_NS);
        p.all[i] = Processor { slot, clock_ns: now_ns, until_ns };
        p.loaded = Some(i);
        Some(slot)
    }

    /// Who was loaded waits, is ready or has ended: its processor is idle. One that gave way keeps it.
    fn free_processor(&mut self) {
        let Some(p) = &mut self.procs else { return };
        let Some(i) = p.loaded.take() else { return };
        let running =
            |s: Slot| self.tasks.get(s.index()).is_some_and(|t| t.state == State::Running);
        if !running(p.all[i].slot) {
            p.all[i].slot = Slot::NONE;
        }
    }

    /// Instructions that the loaded goroutine may run before the clocks are looked at again.
    pub fn stretch(&self) -> i64 {
        let Some(p) = &self.procs else { return STRETCH };
        let clock = p.clock(0);
        let waits = !self.ready.is_empty() && p.idle().is_some();
        let until = if waits { None } else { p.least(p.loaded) };
        let until = until.map_or(if waits { clock } else { i64::MAX }, |p| p.1);
        let turn = p.loaded.map_or(i64::MAX, |i| p.all[i].until_ns);
        let instructions = |until: i64| until.saturating_sub(clock) / p.cost_ns.max(1);
        instructions(until).clamp(AHEAD, STRETCH).min(instructions(turn).max(1))
    }

    /// The loaded goroutine has run so many instructions.
    pub fn ran(&mut self, used: i64) {
        if let Some(p) = &mut self.procs {
            let clock = p.clock(used);
            if let Some(i) = p.loaded {
                p.all[i].clock_ns = clock;
            }
        }
    }

    /// True when the loaded goroutine, `used` instructions on, would act before others that are behind it. When
    /// not, time moves to where it is.
    pub fn is_ahead(&mut self, used: i64) -> bool {
        let Some(p) = &self.procs else { return false };
        let clock = p.clock(used);
        if clock <= self.now_ns {
            return false;
        }
        let waits = !self.ready.is_empty() && p.idle().is_some();
        let behind = p.least(p.loaded).is_some_and(|p| p.1 < clock);
        if waits || behind || self.timers.due(clock).is_some() {
            return true;
        }
        self.set_now(clock);
        false
    }

    /// Moves time towards the loaded goroutine, `used` instructions on, as far as the others let it: for what
    /// cannot give way first.
    pub fn catch_up(&mut self, used: i64) {
        let Some(p) = &self.procs else { return };
        if !self.ready.is_empty() && p.idle().is_some() {
            return;
        }
        let clock = p.clock(used);
        let clock = p.least(p.loaded).map_or(clock, |p| p.1.min(clock));
        let clock = self.timers.due(clock).map_or(clock, |at| at.min(clock));
        if clock > self.now_ns {
            self.set_now(clock);
        }
    }

    /// The loaded goroutine has had its turn, and another is ready for its processor.
    pub fn turn_is_over(&mut self) -> bool {
        let ready = !self.ready.is_empty();
        let Some(p) = &mut self.procs else { return false };
        let Some(at) = p.loaded.and_then(|i| p.all.get_mut(i)) else { return false };
        if at.clock_ns < at.until_ns {
            return false;
        }
        at.until_ns = at.clock_ns.saturating_add(SLICE_NS);
        ready
    }
}
