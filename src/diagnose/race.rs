//! A data race in words.

use super::history::place;
use super::library::short;
use super::words::{Part, Sentence, grouped};
use crate::vm::Machine;
use crate::vm::heap::shadow::Touch;
use crate::vm::races::{Access, FOLLOWED, Race};

/// Callers that are told of each access.
const CALLERS: usize = 3;

/// What races with what.
pub fn race_what(m: &Machine, r: &Race) -> Sentence {
    let (earlier, later) = (&r.earlier, &r.later);
    let s = Sentence::new(Part::What).who(later.gid);
    let s = touched(m, s.say(if later.write { " writes" } else { " reads" }), later);
    let s = s.say(" what ").who(earlier.gid).say(match (earlier.write, later.write) {
        (true, true) => " also wrote",
        (true, false) => " wrote",
        (false, _) => " read",
    });
    touched(m, s, earlier).say(".")
}

/// ` in list.(*List).PushBack at line 12 (called at line 20)`
fn touched(m: &Machine, s: Sentence, a: &Access) -> Sentence {
    let name = a.through.and_then(|f| m.linked().func(f.0)).map(|f| short(&f.name));
    let s = match name {
        Some(name) => s.say(" in ").code(name),
        None => s,
    };
    match at(m, a) {
        // of an access long ago only the function is known
        at if at.line == 0 && name.is_some() => s,
        at => called(m, s.say(" at ").line(&at), a),
    }
}

/// What is not known where goroutines were too many, or the program too long.
pub fn unknown(m: &Machine) -> String {
    if m.is_too_long_for_races() {
        let most = grouped(Touch::CODE as i64);
        return format!(
            "No data races were looked for: the program has more than {most} instructions."
        );
    }
    format!(
        "More than {} goroutines had to be followed for data races: from then on none were looked for.",
        grouped(FOLLOWED as i64)
    )
}

/// How races are mended.
pub(crate) fn mend() -> Sentence {
    Sentence::of(
        Part::Mend,
        "Give each goroutine a variable of its own, guard both accesses with one lock, or hand the value over through a channel.",
    )
}

/// From where the function of an access was called, innermost first.
fn called(m: &Machine, mut s: Sentence, a: &Access) -> Sentence {
    let mut told = 0;
    for f in a.stack.get(1..).unwrap_or_default() {
        let at = place(m, f.1);
        if at.line > 0 && told < CALLERS {
            s = s.say(if told == 0 { " (called at " } else { ", from " }).line(&at);
            told += 1;
        }
    }
    if told == 0 { s } else { s.say(")") }
}

fn at(m: &Machine, a: &Access) -> super::words::Place {
    a.stack.first().map(|f| place(m, f.1)).unwrap_or_default()
}
