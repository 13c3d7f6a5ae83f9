//! Time while somebody runs. Time moves when nobody can run; but a goroutine that spins until a sleeper has
//! woken, or two that hand each other messages until a timeout, would then run for ever. So running takes
//! time too: a millisecond for a used-up quantum or so many switches, which is about what Go takes for them,
//! and more when nothing else happens for long.
//!
//! **Invariant:** time passes so only where the program can tell: a timer is pending, or it asked for the
//! time.

use super::machine::Machine;

/// Switches between goroutines that take as long as a quantum.
const SWITCHES: u32 = 1 << 13;
/// What they take.
const ROUND_NS: i64 = 1_000_000;
/// Rounds in a row that take that; then it doubles again and again, so that far timers are reached.
const STEADY: u32 = 64;
/// Rounds from one doubling to the next.
const DOUBLING: u32 = 16;
/// Most doublings.
const DOUBLINGS: u32 = 16;

/// What has run since time moved by itself.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Busy {
    since_ns: i64,
    switches: u32,
    rounds: u32,
    /// The program asked for the time in this round.
    pub(crate) asked: bool,
}

impl Machine {
    /// A goroutine is about to run.
    #[inline]
    pub(super) fn count_switch(&mut self) {
        if self.busy.since_ns != self.sched.now_ns() {
            self.busy = Busy { since_ns: self.sched.now_ns(), ..Busy::default() };
        }
        self.busy.switches += 1;
        if self.busy.switches == SWITCHES {
            self.busy.switches = 0;
            self.round();
        }
    }

    /// A round is over.
    #[cold]
    pub(super) fn round(&mut self) {
        if !self.busy.asked && self.sched.pending_timers() == 0 {
            return;
        }
        let doublings = (self.busy.rounds.saturating_sub(STEADY) / DOUBLING).min(DOUBLINGS);
        self.busy.rounds += 1;
        self.busy.asked = false;
        self.sched.elapse(ROUND_NS << doublings);
        self.busy.since_ns = self.sched.now_ns();
    }
}
