//! The outer loop: asks the executor who runs next, runs it, and keeps the accounts.

use super::machine::{Machine, Outcome, Progress, QUANTUM, Resume};
use crate::sched::{LimitName, Next, Slot};
use crate::trace::event::EndCode;
use std::rc::Rc;

/// What a scheduling decision costs of a slice.
const SWITCH: i64 = 20;

impl Machine {
    /// Runs on for about `budget` instructions. Where a slice ends never changes what the program does.
    pub fn run_slice(&mut self, budget: u64) -> Progress {
        let mut left = budget.min(i64::MAX as u64) as i64;
        self.stack.reserve(self.frame.base as usize);
        let linked = Rc::clone(&self.linked);
        let mut changed = self.changed_code();
        loop {
            if let Some(outcome) = &self.outcome {
                return Progress::Finished(outcome.clone());
            }
            if left <= 0 {
                return Progress::Running;
            }
            if !self.cur.is_some() {
                left -= SWITCH;
                self.decide_next();
                continue;
            }
            if std::mem::take(&mut self.code_changed) {
                changed = self.changed_code();
            }
            let given = self.fuel_for(left);
            (self.fuel, self.given) = (given, given);
            self.interpret(&linked, changed.as_deref().map_or(&linked.code, |c| c));
            left -= self.account(given);
            if self.outcome.is_none() && self.cur.is_some() {
                self.out_of_fuel();
            }
        }
    }

    /// Nobody is loaded: asks who runs next, or does what a timer stands for.
    #[inline]
    pub(super) fn decide_next(&mut self) {
        if self.takes_time {
            return self.decide_on_processors();
        }
        let next = self.sched.next();
        if self.sched.has_found_sleepers() {
            self.look_ahead();
        }
        match next {
            Next::Run(slot) => {
                self.quantum = QUANTUM;
                self.count_switch();
                self.load(slot);
            }
            Next::Fire { kind, data, data2 } => self.fire(kind, data, data2),
            Next::Idle => self.all_asleep(),
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

    /// What the loaded goroutine may use up of `left`.
    #[inline]
    pub(super) fn fuel_for(&self, left: i64) -> i64 {
        let allowed = self.sched.limits.instructions.saturating_sub(self.instructions);
        left.min(self.quantum).min(allowed.min(i64::MAX as u64) as i64)
    }

    /// Counts what was used of `given`.
    #[inline]
    pub(super) fn account(&mut self, given: i64) -> i64 {
        let used = given - self.fuel;
        self.quantum -= used;
        self.instructions += used as u64;
        if self.takes_time {
            self.sched.ran(used);
            self.given = self.fuel;
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
