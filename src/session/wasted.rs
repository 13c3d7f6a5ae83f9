//! Work that went on when nobody could use it any more, as a part of why.

use crate::diagnose::{Kind, Part, Place, Sentence, Why, grouped};
use crate::ids::Gid;
use crate::measure::Numbers;
use crate::stdlib::text::duration;
use crate::trace::event::EventKind;
use crate::vm::Machine;

/// A smaller share of all work is not worth a word: the rank that the number has above it.
const TELLING: u32 = 83;

/// Less work is what it takes to return.
const LEAST_NS: f64 = 1_000.0;

/// Adds what the numbers tell of lost work to an explanation of a run that did not fail otherwise.
pub fn tell(m: &Machine, numbers: &Numbers, why: &mut Why) {
    if !matches!(why.kind, Kind::Done | Kind::Lost | Kind::Leak | Kind::Stuck) {
        return;
    }
    let Some(s) = sentence(m, numbers) else { return };
    if why.kind == Kind::Done {
        (why.kind, why.title) = (Kind::Lost, "It ran to its end, but work was lost".into());
    }
    let mends = why.sentences.iter().position(|s| s.part == Part::Mend);
    why.sentences.insert(mends.unwrap_or(why.sentences.len()), s);
}

fn sentence(m: &Machine, numbers: &Numbers) -> Option<Sentence> {
    let wasted = numbers.list.iter().find(|n| n.name == "wasted" && n.rank >= TELLING)?;
    let mut parts = wasted.parts.iter().filter(|p| p.value >= LEAST_NS);
    let first = parts.next()?;
    let place = first.place?;
    let s = Sentence::new(Part::Lost).who(Gid(place.g)).say(" worked for ");
    let s = s.say(&duration::format(first.value as i64)).say(" from ").step(place.step);
    let main = m.sources().files().iter().find(|f| !f.is_std)?.name.clone();
    let s = match place.line {
        0 => s,
        line => s.say(" on, at ").line(&Place { file: main, line }),
    };
    let s = s.say(", and nobody could use what it did");
    // the context that ended last before that, if one did
    let cancelled = m.trace().reading().filter(|e| e.kind == EventKind::Cancel);
    let by_then = cancelled.filter(|e| e.time_ns <= place.ns).last();
    let s = match by_then.map(|e| e.step) {
        Some(step) => s.say(": a context had been cancelled at ").step(step).say("."),
        None => s.say("."),
    };
    let more = parts.count();
    Some(match more {
        0 => s,
        1 => s.say(" So did one other."),
        n => s.say(&format!(" So did {} others.", grouped(n as i64))),
    })
}
