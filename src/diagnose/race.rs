//! A data race in words.

use super::history::place;
use super::words::{Part, Sentence};
use crate::vm::Machine;
use crate::vm::races::{Access, Race};

/// What races with what.
pub fn race_what(m: &Machine, r: &Race) -> Sentence {
    let (earlier, later) = (&r.earlier, &r.later);
    let s = Sentence::new(Part::What).who(later.gid);
    let s = s.say(if later.write { " writes at " } else { " reads at " }).line(&at(m, later));
    let s = s.say(" what ").who(earlier.gid).say(match (earlier.write, later.write) {
        (true, true) => " also wrote at ",
        (true, false) => " wrote at ",
        (false, _) => " read at ",
    });
    s.line(&at(m, earlier)).say(", and nothing orders the two.")
}

/// What is missing between the two.
pub fn race_missing(m: &Machine, r: &Race) -> Sentence {
    let (earlier, later) = (&r.earlier, &r.later);
    let s =
        Sentence::of(Part::Never, "No lock, channel, WaitGroup or atomic operation lies between ");
    let s = s.line(&at(m, earlier)).say(" in ").who(earlier.gid).say(" and ");
    let s = s.line(&at(m, later)).say(" in ").who(later.gid);
    s.say(": under another schedule the two may meet.")
}

/// How races are mended.
pub(crate) fn mend() -> Sentence {
    Sentence::of(
        Part::Mend,
        "Give each goroutine a variable of its own, guard both accesses with one lock, or hand the value over through a channel.",
    )
}

fn at(m: &Machine, a: &Access) -> super::words::Place {
    a.stack.first().map(|f| place(m, f.1)).unwrap_or_default()
}
