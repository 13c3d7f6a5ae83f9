//! Work whose result could no longer matter: nothing that ran after it could have seen it.
//!
//! Read backwards, a goroutine matters from its last act that somebody who matters could notice: `main` to the end
//! of the run, whoever writes output, wakes or starts somebody who matters, or touches an object that somebody
//! who matters touches later. Values that pass through plain memory without any lock are not seen; they are races.

use super::words::{self, Words};
use super::{Length, Log, Number, Part, Place};
use crate::arrange::Arrange;
use crate::ids::{Gid, ObjectId};
use crate::trace::event::{EventKind, SpanState};
use crate::trace::spans::Moment;
use std::collections::BTreeSet;

/// Goroutines that are listed.
const MOST_PARTS: usize = 12;

pub(crate) fn number(log: &Log, words: &Words) -> Number {
    let matters = matters_until(log);
    let mut wasted: Vec<(Gid, Length, Place)> = Vec::new();
    for span in &log.spans {
        let works = matches!(
            span.state,
            SpanState::Running | SpanState::Sleeping | SpanState::Cancelled | SpanState::Panicked
        );
        let until = matters.get(span.g.index()).copied().flatten();
        let from = Moment { ns: span.start_ns, step: span.start_step };
        let from = until.map_or(from, |m| from.max(m));
        let length = work(span.state, from, Moment { ns: span.end_ns, step: span.end_step });
        if !works || length == Length::default() {
            continue;
        }
        match wasted.last_mut().filter(|w| w.0 == span.g) {
            Some(last) => last.1.add(length),
            None => {
                let line = words.line(span.pos);
                wasted.push((
                    span.g,
                    length,
                    Place { g: span.g.0, line, ns: from.ns, step: from.step },
                ));
            }
        }
    }
    let mut sum = Length::default();
    wasted.iter().for_each(|w| sum.add(w.1));
    wasted.arrange_by_key(|(g, l, _)| (std::cmp::Reverse((l.ns, l.steps)), *g));
    shown(log, words, sum, &wasted)
}

fn shown(log: &Log, words: &Words, sum: Length, wasted: &[(Gid, Length, Place)]) -> Number {
    let worked = worked(log);
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
        rank: if sum.ns * 50 > worked.ns && sum.ns > 0 { 83 } else { 8 },
    }
}

/// Sleeping stands for work on the axis of time; on that of steps only who runs works.
fn work(state: SpanState, from: Moment, to: Moment) -> Length {
    let length = Length::between(from, to);
    Length { steps: if state == SpanState::Running { length.steps } else { 0 }, ..length }
}

/// All time in which goroutines ran or slept.
fn worked(log: &Log) -> Length {
    let mut sum = Length::default();
    for span in &log.spans {
        if !matches!(span.state, SpanState::Waiting | SpanState::Stuck | SpanState::Runnable) {
            let from = Moment { ns: span.start_ns, step: span.start_step };
            sum.add(work(span.state, from, Moment { ns: span.end_ns, step: span.end_step }));
        }
    }
    sum
}

/// The last moment at which each goroutine did what mattered, by goroutine; none for one that never did.
fn matters_until(log: &Log) -> Vec<Option<Moment>> {
    let mut until: Vec<Option<Moment>> = vec![None; log.lives.len() + 1];
    let mut wanted: BTreeSet<ObjectId> = BTreeSet::new();
    for g in [Gid(1), log.last] {
        if let Some(slot) = until.get_mut(g.index()) {
            *slot = Some(log.end);
        }
    }
    let set = |until: &mut Vec<Option<Moment>>, g: Gid, at: Moment| {
        if let Some(slot @ None) = until.get_mut(g.index())
            && g.0 != 0
        {
            *slot = Some(at);
        }
    };
    for act in log.acts.iter().rev() {
        let lives = |g: Gid| g.0 != 0 && until.get(g.index()).copied().flatten().is_some();
        let matters = lives(act.g);
        match act.kind {
            EventKind::Output => set(&mut until, act.g, act.at),
            EventKind::Wake | EventKind::Spawn if matters => {
                if act.obj.0 != 0 {
                    wanted.insert(act.obj);
                }
                set(&mut until, act.by, act.at);
            }
            EventKind::Block if matters && act.obj.0 != 0 => drop(wanted.insert(act.obj)),
            _ if act.obj.0 == 0 || super::log::changes_state(act.kind) => {}
            _ if matters => drop(wanted.insert(act.obj)),
            _ if wanted.contains(&act.obj) => set(&mut until, act.g, act.at),
            _ => {}
        }
    }
    until
}
