//! Since when a goroutine that waits at the end of a deadlock could not be woken any more.
//!
//! While somebody who has touched its object is alive and not stuck itself, it may still be woken. So the
//! moment is the last at which such a one ended or was stuck for good. A WaitGroup is told better: from the
//! moment at which a goroutine ended without Done although others of the same `go` statement called it, the
//! counter can never reach 0.

use super::history::History;
use super::lives::Life;
use crate::arrange::Gather;
use crate::ids::{Gid, ObjectId};
use crate::text::Pos;
use crate::trace::event::{Event, WaitReason};
use crate::trace::spans::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// Moments by goroutine, for those that wait when the trace ends.
#[derive(Clone, Debug, Default)]
pub struct StuckSince(BTreeMap<Gid, Moment>);

/// The last moments at which goroutines that touched an object were seen: the latest one's, and that of the others.
#[derive(Clone, Copy, Default)]
struct Latest {
    g: Gid,
    at: Moment,
    others: Moment,
}

impl StuckSince {
    /// Of a finished run in which somebody waits.
    pub fn of(h: &History) -> StuckSince {
        let mut latest: BTreeMap<ObjectId, Latest> = BTreeMap::new();
        let mut missing: BTreeMap<ObjectId, Option<Moment>> = BTreeMap::new();
        let mut since = |g: Gid, life: &Life| -> Option<Moment> {
            let block = life.waits?;
            let reason = reason(&block)?;
            if matches!(
                reason,
                WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases
            ) {
                return Some(life.last); // nobody could ever free it
            }
            if reason == WaitReason::WaitGroupWait {
                let known = missing.entry(block.obj).or_insert_with(|| missing_done(h, block.obj));
                if let Some(m) = *known {
                    return Some(later(life.last, m));
                }
            }
            let objects = h.waited_by(g).into_iter();
            Some(objects.fold(life.last, |m, (o, _)| {
                let seen = *latest.entry(o).or_insert_with(|| latest_of(h, o));
                later(m, if seen.g == g { seen.others } else { seen.at })
            }))
        };
        StuckSince(h.lives.iter().filter_map(|(g, l)| Some((*g, since(*g, l)?))).gather())
    }

    /// The moment for a goroutine.
    pub fn get(&self, g: Gid) -> Option<Moment> {
        self.0.get(&g).copied()
    }
}

fn reason(block: &Event) -> Option<WaitReason> {
    WaitReason::ALL.get(usize::try_from(block.a).ok()?).copied()
}

fn latest_of(h: &History, o: ObjectId) -> Latest {
    let mut found = Latest::default();
    for g in h.things.get(&o).into_iter().flat_map(|t| t.touched.iter()) {
        let Some(at) = h.lives.get(g).map(|l| l.last) else { continue };
        if *g == found.g {
            found.at = later(found.at, at);
        } else if later(found.at, at) == at {
            found = Latest { g: *g, at, others: found.at };
        } else {
            found.others = later(found.others, at);
        }
    }
    found
}

/// First moment at which a goroutine ended without Done whose siblings called it.
fn missing_done(h: &History, wg: ObjectId) -> Option<Moment> {
    let done = h.done_by(wg);
    let lines: BTreeSet<Pos> =
        done.iter().filter_map(|g| h.lives.get(g)).map(|l| l.born.pos).gather();
    let missing = h
        .lives
        .iter()
        .filter(|(g, l)| l.end.is_some() && lines.contains(&l.born.pos) && !done.contains(g));
    missing.map(|(_, l)| l.last).min_by_key(|m| (m.ns, m.step))
}

fn later(a: Moment, b: Moment) -> Moment {
    if (b.ns, b.step) > (a.ns, a.step) { b } else { a }
}
