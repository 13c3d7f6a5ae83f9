//! The one door for chance: every answer that Go leaves open is asked of one [`Chooser`].
//!
//! A [`Schedule`] is the list of answers, written as policy, seed and the answers that differ from what
//! policy and seed give. Knows nothing of goroutines or Go.
//!
//! **Invariant:** each kind of choice has its own counter and its own stream, so a drawn fault or map order
//! never shifts the choices of another kind, and an overridden answer never shifts the ones after it.

mod chooser;
mod random;
mod schedule;

pub use chooser::{Choice, Chooser};
pub use random::SplitMix64;
pub use schedule::{Override, Schedule, ScheduleError};

/// What is being chosen. The numbers are part of the schedule's text form: append, never renumber.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[repr(u8)]
pub enum ChoiceKind {
    /// Which of the runnable goroutines runs next, in the policy's own order.
    Next = 0,
    /// Which of several ready cases a `select` takes.
    Select = 1,
    /// Where iteration over a map starts.
    MapStart = 2,
    /// A number for the program: `math/rand` and its like.
    Rand = 3,
    /// Whether a fault takes effect, or how much (a drawn delay).
    Fault = 4,
    /// Whether the running goroutine is preempted here.
    Preempt = 5,
    /// What `sync.Pool.Get` returns.
    Pool = 6,
    /// Which waiter is served where Go promises no order.
    Waiter = 7,
}

impl ChoiceKind {
    /// How many kinds there are.
    pub const COUNT: usize = 8;
    /// All, by number.
    pub const ALL: [ChoiceKind; ChoiceKind::COUNT] = [
        ChoiceKind::Next,
        ChoiceKind::Select,
        ChoiceKind::MapStart,
        ChoiceKind::Rand,
        ChoiceKind::Fault,
        ChoiceKind::Preempt,
        ChoiceKind::Pool,
        ChoiceKind::Waiter,
    ];

    /// Letter in the text form of a schedule.
    pub fn letter(self) -> char {
        match self {
            ChoiceKind::Next => 'n',
            ChoiceKind::Select => 's',
            ChoiceKind::MapStart => 'm',
            ChoiceKind::Rand => 'r',
            ChoiceKind::Fault => 'f',
            ChoiceKind::Preempt => 'p',
            ChoiceKind::Pool => 'o',
            ChoiceKind::Waiter => 'w',
        }
    }
}

/// How the next goroutine is picked.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Policy {
    /// First come, first served.
    #[default]
    Fifo,
    /// Like Go on one processor: the goroutine made or woken last runs next, the others first come, first
    /// served.
    Go,
    /// Drawn from the seed ([`Chooser::goes_by_rank`]).
    Random,
}

impl Policy {
    /// Name on the command line and in links.
    pub fn name(self) -> &'static str {
        match self {
            Policy::Fifo => "fifo",
            Policy::Go => "go",
            Policy::Random => "random",
        }
    }

    /// The policy of that name.
    pub fn from_name(name: &str) -> Option<Policy> {
        [Policy::Fifo, Policy::Go, Policy::Random].into_iter().find(|p| p.name() == name)
    }
}
