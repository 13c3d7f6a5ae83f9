//! Time that goroutines spent waiting for each other, by cause, and ready without a turn.

use super::words::Words;
use super::{Length, Log, Number, Part, Place};
use crate::arrange::Arrange;
use crate::diagnose::grouped;
use crate::ids::ObjectId;
use crate::trace::columns::Meaning;
use crate::trace::event::{SpanState, WaitReason};
use crate::trace::spans::Span;
use std::collections::BTreeMap;

/// Causes that are listed; the rest is one part.
const MOST_PARTS: usize = 12;

/// Time put down to one cause, and the longest span of it.
#[derive(Default)]
struct Cause {
    sum: Length,
    longest: Longest,
}

/// A length with its place. Of those that are even the one of the later goroutine, then the later one.
#[derive(Default)]
struct Longest {
    length: Length,
    place: Place,
}

impl Longest {
    fn key(&self) -> (i64, i64, u32, i64, u32) {
        (self.length.ns, self.length.steps, self.place.g, self.place.ns, self.place.step)
    }
}

impl Cause {
    fn add(&mut self, span: &Span, meaning: &Meaning) {
        let length = length(span);
        self.sum.add(length);
        let place = Place { g: span.g.0, line: 0, ns: span.start_ns, step: span.start_step };
        let mut this = Longest { length, place };
        if this.key() >= self.longest.key() {
            this.place.line = line(span, meaning);
            self.longest = this;
        }
    }
}

/// Waits by reason and object, and being ready without a turn.
#[derive(Default)]
pub(crate) struct Causes {
    waits: BTreeMap<(u8, ObjectId), Cause>,
    queued: Cause,
}

impl Causes {
    /// Takes a span into account.
    pub fn add(&mut self, span: &Span, meaning: &Meaning) {
        match span.state {
            SpanState::Waiting | SpanState::Stuck => {
                self.waits.entry((span.reason, span.obj)).or_default().add(span, meaning);
            }
            SpanState::Runnable => self.queued.add(span, meaning),
            _ => {}
        }
    }
}

fn line(span: &Span, meaning: &Meaning) -> u32 {
    if span.pos.is_some() { (meaning.place)(span.pos).1 } else { 0 }
}

fn length(span: &Span) -> Length {
    let steps = i64::from(span.end_step) - i64::from(span.start_step);
    Length { ns: span.end_ns - span.start_ns, steps }
}

/// Waiting for others, over all goroutines, by what they waited for.
pub(crate) fn waiting(found: &Causes, words: &Words) -> Number {
    let mut sum = Length::default();
    found.waits.values().for_each(|c| sum.add(c.sum));
    let named = |((reason, obj), c): (&(u8, ObjectId), &'_ Cause)| {
        label(*reason, *obj, c.longest.place.line, words)
    };
    let parts = parts(found.waits.iter().map(|w| (named(w), w.1)));
    let largest = parts.first().map_or_else(String::new, |p| p.label.clone());
    Number {
        name: "blocked",
        label: "Waiting for others".into(),
        unit: "time",
        value: sum.ns as f64,
        steps: sum.steps as f64,
        meaning: "Time that all goroutines together waited for a channel, a lock, a WaitGroup or another \
                  goroutine. Sleeping is not in it."
            .into(),
        detail: if largest.is_empty() { String::new() } else { format!("most: {largest}") },
        detail_steps: if largest.is_empty() { String::new() } else { format!("most: {largest}") },
        place: parts.first().and_then(|p| p.place),
        rank: if sum == Length::default() { 10 } else { 65 },
        parts,
    }
}

/// Ready, and somebody else had the turn.
pub(crate) fn queued(found: &Causes, log: &Log) -> Number {
    let all = &found.queued;
    let Length { ns, steps } = all.sum;
    Number {
        name: "queued",
        label: "In the queue".into(),
        unit: "time",
        value: ns as f64,
        steps: steps as f64,
        meaning: "Time that all goroutines together were ready to run while another one ran."
            .into(),
        place: (steps > 0).then_some(all.longest.place),
        rank: if ns > 0 || log.whole().ns == 0 { 62 } else { 5 },
        ..Number::default()
    }
}

/// What has no name may be the library's own: the reader's line tells more.
fn label(reason: u8, obj: ObjectId, line: u32, words: &Words) -> String {
    let reason = WaitReason::ALL.get(usize::from(reason)).map_or("waiting", |r| r.text());
    match (words.name(obj), line) {
        ("", 0) => reason.into(),
        ("", line) => format!("{reason} at line {line}"),
        (name, _) => format!("{reason}: {name}"),
    }
}

/// Causes of one name together, the largest first; what is beyond the list is one part, so that they add up.
fn parts<'a>(causes: impl Iterator<Item = (String, &'a Cause)>) -> Vec<Part> {
    let mut named: BTreeMap<String, (Length, Length, Place)> = BTreeMap::new();
    for (label, cause) in causes {
        let (sum, longest, place) = named.entry(label).or_default();
        sum.add(cause.sum);
        let length = cause.longest.length;
        if (length.ns, length.steps) >= (longest.ns, longest.steps) {
            (*longest, *place) = (length, cause.longest.place);
        }
    }
    let mut sorted: Vec<_> = named.into_iter().collect();
    sorted.arrange_by_key(|(_, (sum, ..))| std::cmp::Reverse((sum.ns, sum.steps)));
    let rest = sorted.split_off(sorted.len().min(MOST_PARTS));
    let part = |label, sum: Length, place| Part {
        label,
        value: sum.ns as f64,
        steps: sum.steps as f64,
        place,
    };
    let mut out: Vec<Part> =
        sorted.into_iter().map(|(label, (sum, _, at))| part(label, sum, Some(at))).collect();
    if !rest.is_empty() {
        let mut sum = Length::default();
        rest.iter().for_each(|(_, (part, ..))| sum.add(*part));
        out.push(part(format!("{} more", grouped(rest.len() as i64)), sum, None));
    }
    out
}
