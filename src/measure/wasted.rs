//! Work whose result could no longer matter: nothing that ran after it could have seen it.
//!
//! Read backwards, a goroutine matters from its last act that somebody who matters could notice: `main` to the end
//! of the run, whoever writes output, wakes or starts somebody who matters, or touches an object that somebody
//! who matters touches later. Values that pass through plain memory without any lock are not seen; they are races.

use super::log::Act;
use super::words::{self, Words};
use super::{Length, Log, Number, Part, Place};
use crate::arrange::Arrange;
use crate::ids::{Gid, ObjectId};
use crate::trace::columns::Meaning;
use crate::trace::event::{EventKind, SpanState};
use crate::trace::spans::{Moment, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Goroutines that are listed.
const MOST_PARTS: usize = 12;

/// Work after the last moment at which its goroutine mattered, and all work.
#[derive(Default)]
pub(crate) struct Wasted {
    by: BTreeMap<Gid, (Length, Place)>,
    worked: Length,
}

impl Wasted {
    /// Takes a span into account; those of one goroutine come in order.
    pub fn add(&mut self, span: &Span, matters: &Matters, meaning: &Meaning) {
        if matches!(span.state, SpanState::Waiting | SpanState::Stuck | SpanState::Runnable) {
            return;
        }
        let from = Moment { ns: span.start_ns, step: span.start_step };
        let to = Moment { ns: span.end_ns, step: span.end_step };
        self.worked.add(work(span.state, from, to));
        let works = matches!(
            span.state,
            SpanState::Running | SpanState::Sleeping | SpanState::Cancelled | SpanState::Panicked
        );
        let from = matters.until(span.g).map_or(from, |m| from.max(m));
        let length = work(span.state, from, to);
        if !works || length == Length::default() {
            return;
        }
        let line = if span.pos.is_some() { (meaning.place)(span.pos).1 } else { 0 };
        let here = Place { g: span.g.0, line, ns: from.ns, step: from.step };
        let (sum, place) = self.by.entry(span.g).or_insert((Length::default(), here));
        // the line where time passes, not the one where it was last noticed
        if sum.ns == 0 && length.ns > 0 && line > 0 {
            place.line = line;
        }
        sum.add(length);
    }
}

pub(crate) fn number(found: &Wasted, words: &Words) -> Number {
    let mut sum = Length::default();
    found.by.values().for_each(|w| sum.add(w.0));
    let mut wasted: Vec<(Gid, Length, Place)> =
        found.by.iter().map(|(g, (length, place))| (*g, *length, *place)).collect();
    wasted.arrange_by_key(|(g, l, _)| (std::cmp::Reverse((l.ns, l.steps)), *g));
    shown(found.worked, words, sum, &wasted)
}

fn shown(worked: Length, words: &Words, sum: Length, wasted: &[(Gid, Length, Place)]) -> Number {
    let (detail, detail_steps) = words::of(sum, worked);
    let parts = wasted.iter().take(MOST_PARTS).map(|(g, length, place)| Part {
        label: format!("{} ({})", words.goroutine(*g), words.function(*g)),
        value: length.ns as f64,
        steps: length.steps as f64,
        place: Some(*place),
    });
    Number {
        name: "wasted",
        label: "Wasted work".into(),
        unit: "time",
        value: sum.ns as f64,
        steps: sum.steps as f64,
        meaning: "Time that goroutines ran or slept after the last thing they did that the end of the program, \
                  its output or anybody who mattered for these could notice."
            .into(),
        detail: if sum.ns > 0 { format!("{detail} of work") } else { String::new() },
        detail_steps: if sum.steps > 0 { format!("{detail_steps} of work") } else { String::new() },
        place: wasted.first().map(|w| w.2),
        parts: parts.collect(),
        rank: if sum.ns > 0 && sum.ns > worked.ns / 50 { 83 } else { 8 },
    }
}

/// Sleeping stands for work on the axis of time; on that of steps only who runs works.
fn work(state: SpanState, from: Moment, to: Moment) -> Length {
    let length = Length::between(from, to);
    Length { steps: if state == SpanState::Running { length.steps } else { 0 }, ..length }
}

/// The last moment at which each goroutine did what mattered, found backwards.
#[derive(Default)]
pub(crate) struct Matters {
    /// By goroutine; none for one that never did.
    until: Vec<Option<Moment>>,
    wanted: BTreeSet<ObjectId>,
    /// Acts that are still to be looked at.
    left: usize,
}

impl Matters {
    /// Before the first act was looked at.
    pub fn of(log: &Log) -> Matters {
        let mut until: Vec<Option<Moment>> = vec![None; log.lives.len() + 1];
        for g in [Gid(1), log.last] {
            if let Some(slot) = until.get_mut(g.index()) {
                *slot = Some(log.end);
            }
        }
        Matters { until, wanted: BTreeSet::new(), left: log.acts.len() }
    }

    /// Looks at so many acts more; true when all were looked at.
    pub fn go_on(&mut self, log: &Log, acts: usize) -> bool {
        for _ in 0..acts {
            let Some(left) = self.left.checked_sub(1) else { break };
            self.left = left;
            if let Some(act) = log.acts.get(left) {
                self.see(act);
            }
        }
        self.left == 0
    }

    fn until(&self, g: Gid) -> Option<Moment> {
        self.until.get(g.index()).copied().flatten()
    }

    fn set(&mut self, g: Gid, at: Moment) {
        if let Some(slot @ None) = self.until.get_mut(g.index())
            && g.0 != 0
        {
            *slot = Some(at);
        }
    }

    fn see(&mut self, act: &Act) {
        let matters = act.g.0 != 0 && self.until(act.g).is_some();
        match act.kind {
            EventKind::Output => self.set(act.g, act.at),
            EventKind::Wake | EventKind::Spawn if matters => {
                if act.obj.0 != 0 {
                    self.wanted.insert(act.obj);
                }
                self.set(act.by, act.at);
            }
            EventKind::Block if matters && act.obj.0 != 0 => drop(self.wanted.insert(act.obj)),
            _ if act.obj.0 == 0 || super::log::changes_state(act.kind) => {}
            _ if matters => drop(self.wanted.insert(act.obj)),
            _ if self.wanted.contains(&act.obj) => self.set(act.g, act.at),
            _ => {}
        }
    }
}
