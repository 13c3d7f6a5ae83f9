//! Work that goes on after its context was cancelled: one of a group (an errgroup, or goroutines of one `go`
//! statement that a WaitGroup counts) cancels a context, and others of it begin or go on all the same.

use super::history::{History, place};
use super::words::{Part, Sentence, count, grouped};
use crate::ids::{Gid, ObjectId};
use crate::stdlib::text::duration;
use crate::trace::event::{Event, EventKind, ObjectKind};
use std::collections::{BTreeMap, BTreeSet};

/// Groups that are told of.
const MOST: usize = 2;

/// Who cancelled what, by the WaitGroup that counts it.
#[derive(Default)]
struct Groups {
    /// Contexts.
    made: BTreeMap<ObjectId, Event>,
    /// Who was made, once there is a context.
    born: BTreeMap<Gid, Event>,
    /// Contexts that are over.
    over: BTreeSet<ObjectId>,
    /// A `Cancel` whose goroutine has not called `Done` yet.
    by: BTreeMap<Gid, Event>,
    /// Who cancelled a context that another made.
    cancels: Vec<Event>,
    found: BTreeMap<ObjectId, Group>,
}

struct Group {
    cancel: Event,
    /// Who went on, who was started only then.
    on: usize,
    late: usize,
    last: Event,
}

impl Groups {
    fn see(&mut self, e: &Event) {
        match e.kind {
            EventKind::Spawn if !self.made.is_empty() => drop(self.born.insert(e.g, *e)),
            EventKind::Object if e.a == ObjectKind::Context as i64 => {
                self.made.insert(e.obj, *e);
            }
            // a child's end is its parent's, and one's own context is not the group's
            EventKind::Cancel if self.over.insert(e.obj) && e.g.0 > 1 && !self.is_own(e) => {
                self.by.entry(e.g).or_insert(*e);
                self.cancels.push(*e);
            }
            EventKind::Count if e.a < 0 => self.done(e),
            _ => {}
        }
    }

    fn is_own(&self, cancel: &Event) -> bool {
        self.made.get(&cancel.obj).is_some_and(|made| made.g == cancel.g)
    }

    /// True unless each has a context of its own: others like the one who cancelled end contexts made at the same place,
    /// one who was there at the time, or half of all.
    fn is_shared(&self, group: &Group) -> bool {
        let Group { cancel, on, late, .. } = group;
        let place = |e: &Event| self.made.get(&e.obj).map(|made| made.pos);
        let others =
            self.cancels.iter().filter(|e| e.obj != cancel.obj && place(e) == place(cancel));
        let born = others.filter_map(|e| alike(&self.born, e.g, cancel.g));
        let steps: Vec<u32> = born.filter(|(_, alike)| *alike).map(|(born, _)| born.step).collect();
        steps.iter().all(|step| *step > cancel.step) && steps.len() * 2 < on + late
    }

    fn done(&mut self, e: &Event) {
        if let Some(group) = self.found.get_mut(&e.obj) {
            let Some((born, true)) = alike(&self.born, e.g, group.cancel.g) else { return };
            if e.time_ns > group.cancel.time_ns.max(born.time_ns) {
                let late = born.step > group.cancel.step;
                *(if late { &mut group.late } else { &mut group.on }) += 1;
                group.last = *e;
            }
        } else if let Some(cancel) = self.by.remove(&e.g) {
            self.found.insert(e.obj, Group { cancel, on: 0, late: 0, last: *e });
        }
    }
}

/// How a goroutine was made, and whether another was made by the same statement.
fn alike(born: &BTreeMap<Gid, Event>, g: Gid, other: Gid) -> Option<(&Event, bool)> {
    let (born, other) = (born.get(&g)?, born.get(&other)?);
    Some((born, (born.a, born.pos) == (other.a, other.pos)))
}

/// What was done after the cancellation of a context that should have ended it.
pub(super) fn sentences(h: &History) -> Vec<Sentence> {
    let mut groups = Groups::default();
    h.trace.reading().for_each(|e| groups.see(&e));
    let told = groups.found.values().filter(|g| g.on + g.late > 0 && groups.is_shared(g));
    let told = told.take(MOST);
    told.map(|g| sentence(h, g, groups.made.get(&g.cancel.obj))).collect()
}

fn sentence(h: &History, group: &Group, made: Option<&Event>) -> Sentence {
    let Group { cancel, on, late, last } = group;
    let at = made.map(|e| place(h.m, e.pos)).filter(|p| p.line > 0);
    let s = Sentence::new(Part::Lost).who(cancel.g).say(" cancelled the context ");
    let s = match at {
        Some(at) => s.say("made at ").line(&at).say(" in "),
        None => s.say("in "),
    };
    let s = s.step(cancel.step).say(", and yet ");
    let s = match (on, late) {
        (0, n) => s.say(&format!("{} began only then", count(*n, "goroutine"))),
        (n, 0) => s.say(&format!("{} worked on", count(*n, "goroutine"))),
        (n, l) => s.say(&format!(
            "{} worked on and {} began only then",
            count(*n, "goroutine"),
            grouped(*l as i64)
        )),
    };
    let after = duration::format(last.time_ns - cancel.time_ns);
    s.say(": the last, ").who(last.g).say(&format!(", ended {after} later."))
}

/// How that is mended.
pub(super) fn mend() -> Sentence {
    let text = "Let each look at the context first (`if err := ctx.Err(); err != nil { return err }`), and wait in a \
                select that also listens to `ctx.Done()`.";
    Sentence::of(Part::Mend, text)
}
