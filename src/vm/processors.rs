//! Running with processors: the machine's part of `sched::processors`. What a goroutine uses up of its fuel is
//! what it has executed, and that takes virtual time.

use super::machine::{Machine, Resume};
use crate::sched::Next;

impl Machine {
    /// Nobody is loaded: the processor that is furthest behind goes on.
    #[cold]
    pub(super) fn decide_on_processors(&mut self) {
        (self.fuel, self.given) = (1, 1);
        let slot = match self.sched.next_on_processors() {
            Next::Run(slot) => slot,
            Next::Fire { kind, data, data2 } => return self.fire(kind, data, data2),
            Next::Idle => return self.nobody_runs(),
            Next::Limit(hit) => return self.finish_limit(hit),
        };
        self.load(slot);
        if !self.cur.is_some() || self.outcome.is_some() {
            return;
        }
        if self.sched.turn_is_over() {
            let pos = self.user_pos();
            self.sched.yield_now(true, pos);
            let resume = self.resume_here();
            self.park(resume);
        } else {
            self.quantum = self.sched.stretch();
        }
    }

    /// The loaded goroutine is at an instruction that others could notice, for which `paid` was taken from the fuel.
    /// When others are behind it in time, they run first and it performs the instruction later: true.
    #[cold]
    #[inline(never)]
    pub(crate) fn gives_way(&mut self, paid: i64) -> bool {
        if !self.sched.is_ahead(self.given - self.fuel - paid) {
            return false;
        }
        self.fuel += paid;
        let resume = match self.native_resumed {
            true => Resume::Retry,
            false => {
                self.frame.pc -= 1;
                Resume::Run
            }
        };
        self.native_resumed = false;
        self.park(resume);
        true
    }

    /// How the loaded goroutine, which has not begun to run, goes on when it is put away again.
    fn resume_here(&mut self) -> Resume {
        if !std::mem::take(&mut self.native_resumed) {
            return Resume::Run;
        }
        self.frame.pc += 1;
        Resume::Retry
    }

    /// Time moves to where the loaded goroutine is, as far as the others let it.
    #[cold]
    pub(crate) fn catch_up(&mut self) {
        if self.takes_time {
            self.sched.catch_up(self.given - self.fuel);
        }
    }
}
