//! Why a goroutine is as it is at a moment: it takes the trace up to there, so it is told after the state, in pieces.

use crate::diagnose::{Recall, Why, why_now};
use crate::ids::Gid;
use crate::mistake::Frees;
use crate::trace::Trace;
use crate::trace::spans::Moment;
use crate::vm::Machine;

/// What is known of the whole run.
pub struct Run<'a> {
    /// All of its trace.
    pub trace: &'a Trace,
    /// Where its text frees those who wait.
    pub frees: &'a Frees,
    /// Since when the goroutine can never run again, if that is so.
    pub stuck_since: Option<Moment>,
}

/// An explanation that is being found.
#[derive(Debug)]
pub struct Explaining {
    m: Machine,
    recall: Recall,
    step: u64,
    over: bool,
    g: Gid,
}

impl Explaining {
    /// Of goroutine `g` in step `step`; `m` is the machine at that moment.
    pub fn new(m: Machine, step: u64, over: bool, g: Gid) -> Explaining {
        let recall = Recall::until(step, over, m.sched.now_ns());
        Explaining { m, recall, step, over, g }
    }

    /// True when it is of this moment.
    pub fn is_of(&self, step: u64, over: bool, g: Gid) -> bool {
        (self.step, self.over, self.g) == (step, over, g)
    }

    /// Whom it explains.
    pub fn goroutine(&self) -> Gid {
        self.g
    }

    /// Reads about so many events more; true when all is read.
    pub fn go_on(&mut self, trace: &Trace, events: u64) -> bool {
        self.recall.go_on(&self.m, trace, events)
    }

    /// The explanation, from what was read.
    pub fn finish(self, run: &Run) -> Why {
        let history = self.recall.history(&self.m, run.trace);
        let never =
            run.stuck_since.is_some_and(|s| u64::from(s.step) <= self.step + u64::from(self.over));
        why_now(&history, run.frees, self.g, never)
    }
}
