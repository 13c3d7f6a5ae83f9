//! `Add` that comes when `Wait` has returned already: nobody waits for whom it counts.

use super::broken;
use super::history::History;
use super::lost::EVENTS;
use super::words::{Part, Sentence};
use crate::arrange::Arrange;
use crate::ids::{Gid, ObjectId};
use crate::trace::event::{Event, EventKind};
use std::collections::BTreeSet;

/// Why `Wait` had returned before those of a list were done, and how that is mended.
pub(super) fn told(
    h: &History,
    who: &BTreeSet<Gid>,
    sequel: &[Event],
) -> (Option<Sentence>, Option<Sentence>) {
    let over = sequel.iter().find(|e| e.kind == EventKind::Count && e.b < 0 && who.contains(&e.g));
    let early = over.filter(|_| h.m.trace().events() <= EVENTS).and_then(|e| {
        let wait = h.m.locks.wg_last_wait(e.obj)?;
        let s = Sentence::new(Part::Never).code(&format!("{}.Wait()", name(h, e.obj)));
        let s = s.say(" at ").line(&h.place(wait.pos)).say(" returned too early: ");
        broken::twice(h, s, e.obj)
    });
    if early.is_some() {
        let mend = "Call `Done` once in each goroutine: as `defer wg.Done()` first in it, and nowhere else.";
        return (early, Some(Sentence::of(Part::Mend, mend)));
    }
    adds(h, who, sequel)
}

/// Who of a list raised a WaitGroup only after a `Wait` of another goroutine had returned, or would have next; and how
/// that is mended. `sequel`: what would have followed the end of the run.
fn adds(
    h: &History,
    who: &BTreeSet<Gid>,
    sequel: &[Event],
) -> (Option<Sentence>, Option<Sentence>) {
    let m = h.m;
    let raises = |e: &Event| e.kind == EventKind::Count && e.a > 0 && who.contains(&e.g);
    let late = |e: &Event, step: u32| {
        let wait = m.locks.wg_last_wait(e.obj)?;
        // it counts itself, and was there before
        let before = h.lives.get(&e.g).is_some_and(|l| l.born.step <= wait.step);
        (wait.g != e.g && step > wait.step && before).then_some((*e, wait))
    };
    let read = if m.trace().events() <= EVENTS { Some(m.trace().reading()) } else { None };
    let done = read.into_iter().flatten().filter(raises).filter_map(|e| late(&e, e.step));
    let next = sequel.iter().filter(|e| raises(e)).filter_map(|e| late(e, u32::MAX));
    let mut found: Vec<_> = done.chain(next).collect();
    let Some((first, wait)) = found.first().copied() else { return (None, None) };
    found.retain(|(e, _)| (e.obj, e.pos) == (first.obj, first.pos));
    let mut late: Vec<Gid> = found.iter().map(|(e, _)| e.g).collect();
    late.arrange_by_key(|g| *g);
    late.dedup();
    let name = name(h, first.obj);
    let (add, there) = (format!("{name}.Add({})", first.a), h.place(first.pos));
    let s = Sentence::new(Part::Never).code(&format!("{name}.Wait()")).say(" at ");
    let s = s.line(&h.place(wait.pos)).say(" found 0 and had returned before ").all(&late);
    let s =
        s.say(" came to ").code(&add).say(" at ").line(&there).say(": it waited for none of them.");
    let mend = Sentence::of(Part::Mend, "Move ").code(&add).say(" from ").line(&there);
    let born = h.lives.get(&first.g).map(|l| h.place(l.born.pos)).unwrap_or_default();
    let mend = mend.say(" to before ").line(&born).say(", which starts the goroutine.");
    (Some(s), Some(mend))
}

/// Name of a WaitGroup.
fn name(h: &History, o: ObjectId) -> String {
    let made = h.trace.reading().find(|e| e.kind == EventKind::Object && e.obj == o);
    let name = made.map_or("", |e| h.trace.strings().get(crate::ids::StrId(e.b as u32)));
    if name.is_empty() { "wg".into() } else { name.into() }
}
