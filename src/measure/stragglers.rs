//! Places that stay empty until a straggler lets the next batch begin.
//!
//! A batch is what one goroutine starts at one line between two waits of its own; only where a batch begins after
//! the whole one before it has ended does anybody wait for a straggler. The page draws the same places as idle.

use super::words::{self, Words};
use super::{Length, Log, Number, Place};
use crate::ids::{FuncId, Gid};
use crate::text::Pos;
use crate::trace::event::SpanState;
use crate::trace::spans::{Moment, Span};
use std::collections::BTreeMap;

#[derive(Default)]
struct Batch {
    members: Vec<Gid>,
    start: Moment,
    end: Moment,
}

/// How much of the places that batches kept was idle; none where there are no such batches.
pub(crate) fn number(log: &Log, waits: &Waits, words: &Words) -> Option<Number> {
    let mut sites: BTreeMap<(Gid, Pos, FuncId), Vec<Gid>> = BTreeMap::new();
    for (i, life) in log.lives.iter().enumerate().skip(1) {
        sites.entry((life.parent, life.go, life.func)).or_default().push(Gid(i as u32 + 1));
    }
    let (mut idle, mut kept) = (Length::default(), Length::default());
    let mut worst: (Length, Place) = Default::default();
    for ((parent, go, _), members) in sites {
        let batches = split(log, waits.of(parent), &members);
        if batches.len() < 2 || !sequential(&batches) {
            continue;
        }
        for (i, batch) in batches.iter().enumerate() {
            let release = batches.get(i + 1).map_or(batch.end, |next| next.start);
            for life in batch.members.iter().filter_map(|g| log.life(*g)).map(|g| &g.life) {
                idle.add(Length::between(life.end, release));
                kept.add(Length::between(life.start, life.end.max(release)));
            }
            let straggler = batch.members.iter().max_by_key(|g| log.life(**g).map(|l| l.life.end));
            let length = Length::between(batch.start, release);
            if let Some(g) = straggler
                && (length.ns, length.steps) > (worst.0.ns, worst.0.steps)
            {
                let line = words.line(go);
                worst = (length, Place { g: g.0, line, ns: batch.end.ns, step: batch.end.step });
            }
        }
    }
    if kept.steps == 0 {
        return None;
    }
    let share = |part: i64, all: i64| if all > 0 { part as f64 / all as f64 } else { 0.0 };
    let value = share(idle.ns, kept.ns);
    let (detail, detail_steps) = words::of(idle, kept);
    Some(Number {
        name: "idle",
        label: "Idle behind stragglers".into(),
        unit: "share",
        value,
        steps: share(idle.steps, kept.steps),
        meaning: "Share of the places of all batches that stayed empty until the slowest of the batch ended \
                  and the next batch began."
            .into(),
        detail,
        detail_steps,
        place: Some(worst.1),
        rank: if value > 0.05 { 85 } else { 30 },
        ..Number::default()
    })
}

/// Steps at which each goroutine began to wait for others, by goroutine.
#[derive(Default)]
pub(crate) struct Waits(Vec<Vec<u32>>);

impl Waits {
    /// Takes a span into account; those of one goroutine come in order.
    pub fn add(&mut self, span: &Span) {
        if span.state != SpanState::Waiting {
            return;
        }
        let g = span.g.index();
        if g >= self.0.len() {
            self.0.resize(g + 1, Vec::new());
        }
        self.0[g].push(span.start_step);
    }

    fn of(&self, g: Gid) -> &[u32] {
        self.0.get(g.index()).map_or(&[], |w| w.as_slice())
    }
}

fn split(log: &Log, waits: &[u32], members: &[Gid]) -> Vec<Batch> {
    let mut batches: Vec<Batch> = Vec::new();
    let mut before = 0;
    for g in members {
        let Some(life) = log.life(*g).map(|l| &l.life) else { continue };
        let waited = waits.partition_point(|w| *w < before)
            < waits.partition_point(|w| *w < life.start.step);
        before = life.start.step;
        match batches.last_mut().filter(|_| !waited) {
            Some(batch) => {
                batch.members.push(*g);
                batch.end = batch.end.max(life.end);
            }
            None => batches.push(Batch { members: vec![*g], start: life.start, end: life.end }),
        }
    }
    batches
}

fn sequential(batches: &[Batch]) -> bool {
    batches.windows(2).all(|w| w[1].start >= w[0].end)
        && batches.iter().any(|b| b.members.len() > 1)
}
