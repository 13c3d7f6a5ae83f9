//! Since when a goroutine that waits at the end of a deadlock could not be woken any more.
//!
//! While somebody who has touched its object is alive and not stuck itself, it may still be woken. So the
//! moment is the last at which such a one ended or was stuck for good. A WaitGroup is told better: from the
//! moment at which a goroutine ended without Done although others of the same `go` statement called it, the
//! counter can never reach 0.

use crate::ids::{Gid, ObjectId};
use crate::text::Pos;
use crate::trace::event::{Event, EventKind, WaitReason};
use crate::trace::spans::Moment;
use crate::vm::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// Moments by goroutine, for those that wait when the trace ends.
#[derive(Clone, Debug, Default)]
pub struct StuckSince(BTreeMap<Gid, Moment>);

/// What is known of a goroutine at the end.
#[derive(Clone, Copy, Default)]
struct Life {
    /// It was started at all.
    known: bool,
    go_line: Pos,
    last: Moment,
    waits: Option<(ObjectId, WaitReason)>,
    dead: bool,
}

/// A few goroutines, added again and again: double ones are taken out now and then, which is quicker than to look each
/// time.
#[derive(Default)]
struct Few {
    list: Vec<Gid>,
    /// Different ones when that was done last.
    different: usize,
}

impl Few {
    fn insert(&mut self, g: Gid) {
        if self.list.last() == Some(&g) {
            return;
        }
        self.list.push(g);
        if self.list.len() > 2 * self.different + 64 {
            self.list.sort_unstable();
            self.list.dedup();
            self.different = self.list.len();
        }
    }
}

/// By number: goroutines are numbered in order, so a long trace needs no search.
struct Lives(Vec<Life>);

impl Lives {
    fn get(&self, g: Gid) -> Option<&Life> {
        self.0.get(g.index()).filter(|l| l.known)
    }

    fn all(&self) -> impl Iterator<Item = (Gid, &Life)> {
        let all = self.0.iter().enumerate();
        all.filter(|(_, l)| l.known).map(|(g, l)| (Gid(g as u32), l))
    }
}

impl StuckSince {
    /// Reads the whole trace twice; ask only for runs in which somebody is stuck.
    pub fn new(m: &Machine) -> StuckSince {
        let trace = m.trace();
        let mut lives = Lives(Vec::new());
        for e in trace {
            lives.see(&e);
        }
        // what each waits for: one object, or the channels of a select
        let mut waited: BTreeMap<Gid, Vec<ObjectId>> = BTreeMap::new();
        let mut wanted = Vec::new();
        for (g, (obj, reason)) in lives.all().filter_map(|(g, l)| Some((g, l.waits?))) {
            let objects = match reason {
                WaitReason::Select => m.select_channels(g).into_iter().map(|c| c.0).collect(),
                _ => vec![obj],
            };
            for o in &objects {
                wanted.resize(wanted.len().max(o.index() + 1), false);
                wanted[o.index()] = true;
            }
            waited.insert(g, objects);
        }
        let mut touched: BTreeMap<ObjectId, Few> = BTreeMap::new();
        let mut done: BTreeSet<(ObjectId, Gid)> = BTreeSet::new();
        for e in trace {
            if e.g.0 == 0 || wanted.get(e.obj.index()) != Some(&true) {
                continue;
            }
            if matches!(e.kind, EventKind::Block | EventKind::Wake | EventKind::Object) {
                continue;
            }
            touched.entry(e.obj).or_default().insert(e.g);
            if e.kind == EventKind::Count && e.a < 0 {
                done.insert((e.obj, e.g));
            }
        }
        let since = |g: Gid, life: &Life| -> Option<Moment> {
            let (obj, reason) = life.waits?;
            if matches!(
                reason,
                WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases
            ) {
                return Some(life.last); // nobody could ever free it
            }
            if reason == WaitReason::WaitGroupWait
                && let Some(m) = missing_done(&lives, &done, obj)
            {
                return Some(later(life.last, m));
            }
            let of = |o: &ObjectId| touched.get(o).into_iter().flat_map(|few| &few.list);
            let others = waited.get(&g).into_iter().flatten().flat_map(of).filter(|o| **o != g);
            Some(others.filter_map(|o| lives.get(*o)).fold(life.last, |m, o| later(m, o.last)))
        };
        StuckSince(lives.all().filter_map(|(g, l)| Some((g, since(g, l)?))).collect())
    }

    /// The moment for a goroutine.
    pub fn get(&self, g: Gid) -> Option<Moment> {
        self.0.get(&g).copied()
    }
}

/// First moment at which a goroutine ended without Done whose siblings called it.
fn missing_done(lives: &Lives, done: &BTreeSet<(ObjectId, Gid)>, wg: ObjectId) -> Option<Moment> {
    let lines: BTreeSet<Pos> = done
        .iter()
        .filter(|d| d.0 == wg)
        .filter_map(|d| lives.get(d.1))
        .map(|l| l.go_line)
        .collect();
    let missing = lives
        .all()
        .filter(|(g, l)| l.dead && lines.contains(&l.go_line) && !done.contains(&(wg, *g)));
    missing.map(|(_, l)| l.last).min_by_key(|m| (m.ns, m.step))
}

impl Lives {
    fn see(&mut self, e: &Event) {
        let now = Moment { ns: e.time_ns, step: e.step + 1 };
        let i = e.g.index();
        if e.kind == EventKind::Spawn {
            self.0.resize(self.0.len().max(i + 1), Life::default());
            let (go_line, last) = (e.pos, now);
            self.0[i] = Life { known: true, go_line, last, waits: None, dead: false };
        }
        let Some(life) = self.0.get_mut(i) else { return };
        match e.kind {
            EventKind::Block => {
                let reason = usize::try_from(e.a).ok().and_then(|a| WaitReason::ALL.get(a));
                life.waits = reason.map(|r| (e.obj, *r));
                life.last = now;
            }
            EventKind::Wake => life.waits = None,
            EventKind::End if e.a != 3 => {
                life.dead = true;
                life.waits = None;
                life.last = now;
            }
            _ => {}
        }
    }
}

fn later(a: Moment, b: Moment) -> Moment {
    if (b.ns, b.step) > (a.ns, a.step) { b } else { a }
}
