//! The outer loop: asks the executor who runs next, runs it, and keeps the accounts.

use super::interp::Ctl;
use super::machine::{Machine, Outcome, Progress, QUANTUM, Resume};
use crate::sched::{LimitName, Next, Slot};
use crate::trace::event::EndCode;
use std::rc::Rc;

/// What a scheduling decision costs of a slice.
const SWITCH: i64 = 20;

impl Machine {
    /// Runs on for about `budget` instructions. Where a slice ends never changes what the program does.
    pub fn run_slice(&mut self, budget: u64) -> Progress {
        self.left = budget.min(i64::MAX as u64) as i64;
        self.switches = !self.takes_time;
        let progress = self.run_left();
        (self.left, self.switches) = (0, false);
        progress
    }

    fn run_left(&mut self) -> Progress {
        self.stack.reserve(self.frame.base as usize);
        let linked = Rc::clone(&self.linked);
        let mut changed = self.changed_code();
        loop {
            if let Some(outcome) = &self.outcome {
                return Progress::Finished(outcome.clone());
            }
            if self.left <= 0 {
                return Progress::Running;
            }
            if !self.cur.is_some() {
                self.left -= SWITCH;
                self.decide_next();
                continue;
            }
            if std::mem::take(&mut self.code_changed) {
                changed = self.changed_code();
            }
            self.fuel_up(self.left);
            self.interpret(&linked, changed.as_deref().map_or(&linked.code, |c| c));
            self.left -= self.account();
            if self.outcome.is_none() && self.cur.is_some() {
                self.out_of_fuel();
            }
        }
    }

    /// The loaded goroutine waits through the executor already: the next one is loaded.
    #[inline(never)]
    pub(super) fn parked(&mut self, resume: Resume) -> Ctl {
        self.put_away(resume, true);
        self.load_next()
    }

    /// The loaded goroutine was put away in the middle of a slice: the next one is loaded.
    #[inline(never)]
    pub(super) fn switch(&mut self) -> Ctl {
        self.load_next()
    }

    /// Loads the next goroutine at once, where that is all there is to do.
    #[inline(always)] // two callers, one of them in a hurry
    fn load_next(&mut self) -> Ctl {
        if self.fuel <= SWITCH || !self.switches || self.heap.full {
            return Ctl::Leave;
        }
        let Some(slot) = self.sched.next_ready() else { return Ctl::Leave };
        // what it was given lasts on, and what was used of it is not the next one's
        (self.fuel, self.given) = (self.fuel - SWITCH, self.given - SWITCH);
        self.left -= SWITCH;
        self.quantum = QUANTUM + self.given - self.fuel;
        self.count_switch();
        match self.load_frame(slot) {
            None => Ctl::Reload,
            Some(resume) => self.go_on(resume),
        }
    }

    /// Completes the loading of a goroutine within a slice.
    #[inline(never)]
    fn go_on(&mut self, resume: Resume) -> Ctl {
        self.left -= self.account();
        self.load_more(resume);
        if self.cur.is_some() && self.outcome.is_none() && !self.code_changed {
            self.fuel_up(self.left);
            Ctl::Reload
        } else {
            (self.fuel, self.given) = (0, 0);
            Ctl::Leave
        }
    }

    /// Its turn has come.
    fn begin(&mut self, slot: Slot) {
        self.quantum = QUANTUM;
        self.count_switch();
        self.load(slot);
    }

    /// Nobody is loaded: asks who runs next, or does what a timer stands for.
    #[inline]
    pub(super) fn decide_next(&mut self) {
        if self.takes_time {
            return self.decide_on_processors();
        }
        match self.sched.next_ready() {
            Some(slot) => self.begin(slot),
            None => self.decide_at_length(),
        }
    }

    #[inline(never)]
    fn decide_at_length(&mut self) {
        let next = self.sched.next();
        if self.sched.has_found_sleepers() {
            self.look_ahead();
        }
        match next {
            Next::Run(slot) => self.begin(slot),
            Next::Fire { kind, data, data2 } => self.fire(kind, data, data2),
            Next::Idle => self.nobody_runs(),
            Next::Limit(hit) => self.finish_limit(hit),
        }
    }

    /// Reads the rows of the sleepers that come next, all together.
    #[cold]
    fn look_ahead(&mut self) {
        let gs = &self.gs;
        let rows = self
            .sched
            .found_sleepers()
            .filter_map(|(slot, word)| Some((gs.get(slot.index())?, word)));
        let read =
            rows.fold(0, |sum, (g, word)| sum ^ g.inline[0] ^ g.frame.closure ^ u64::from(word));
        std::hint::black_box(read);
    }

    /// Gives the loaded goroutine what it may use up of `left`.
    #[inline]
    pub(super) fn fuel_up(&mut self, left: i64) {
        let allowed = self.sched.limits.instructions.saturating_sub(self.instructions);
        self.fuel = left.min(self.quantum).min(allowed.min(i64::MAX as u64) as i64);
        self.given = self.fuel;
    }

    /// Counts what was used of what it was given.
    #[inline]
    pub(super) fn account(&mut self) -> i64 {
        let used = self.given - self.fuel;
        self.given = self.fuel;
        self.quantum -= used;
        self.instructions += used as u64;
        if self.takes_time {
            self.sched.ran(used);
        }
        used
    }

    /// Runs to the end.
    pub fn run(&mut self) -> Outcome {
        loop {
            if let Progress::Finished(outcome) = self.run_slice(u64::MAX) {
                return outcome;
            }
        }
    }

    pub(super) fn out_of_fuel(&mut self) {
        if self.instructions >= self.sched.limits.instructions {
            let hit = self.sched.limits.hit(LimitName::Instructions);
            self.finish_limit(hit);
        } else if self.quantum <= 0 && self.takes_time {
            self.park(Resume::Run);
        } else if self.quantum <= 0 {
            self.quantum = QUANTUM;
            self.round();
            if self.sched.runnable() > 0 || self.sched.timer_is_due() {
                let pos = self.user_pos();
                self.sched.yield_now(true, pos);
                self.park(Resume::Run);
            }
        }
    }

    /// The program itself is over: `main` returned, or `os.Exit`.
    pub(crate) fn exit(&mut self, code: EndCode, status: i32) {
        let pos = if self.cur.is_some() { self.user_pos() } else { Default::default() };
        self.finish(Outcome { code, exit: status, message: String::new(), limit: None }, pos);
    }

    /// Nothing is loaded any more.
    pub(crate) fn unload(&mut self) {
        self.callers.clear();
        self.cur = Slot::NONE;
    }
}
