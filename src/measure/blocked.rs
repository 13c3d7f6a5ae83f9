//! Time that goroutines spent waiting for each other, by cause, and ready without a turn.

use super::words::Words;
use super::{Length, Log, Number, Part, Place};
use crate::arrange::Arrange;
use crate::ids::ObjectId;
use crate::trace::event::{SpanState, WaitReason};
use crate::trace::spans::Span;
use std::collections::BTreeMap;

/// Causes that are listed; the rest is one part.
const MOST_PARTS: usize = 12;

#[derive(Default)]
struct Cause {
    sum: Length,
    longest: Length,
    place: Place,
}

impl Cause {
    fn add(&mut self, span: &Span, words: &Words) {
        let length = length(span);
        self.sum.add(length);
        if (length.ns, length.steps) >= (self.longest.ns, self.longest.steps) {
            self.longest = length;
            self.place = Place {
                g: span.g.0,
                line: words.line(span.pos),
                ns: span.start_ns,
                step: span.start_step,
            };
        }
    }
}

fn length(span: &Span) -> Length {
    let steps = i64::from(span.end_step) - i64::from(span.start_step);
    Length { ns: span.end_ns - span.start_ns, steps }
}

/// Waiting for others, over all goroutines, by what they waited for.
pub(crate) fn waiting(log: &Log, words: &Words) -> Number {
    let mut causes: BTreeMap<(u8, ObjectId), Cause> = BTreeMap::new();
    let waits = |s: &&Span| matches!(s.state, SpanState::Waiting | SpanState::Stuck);
    for span in log.spans.iter().filter(waits) {
        causes.entry((span.reason, span.obj)).or_default().add(span, words);
    }
    let mut sum = Length::default();
    causes.values().for_each(|c| sum.add(c.sum));
    let parts = parts(causes.into_iter().map(|((reason, obj), c)| (label(reason, obj, words), c)));
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
pub(crate) fn queued(log: &Log, words: &Words) -> Number {
    let mut all = Cause::default();
    let ready = |s: &&Span| s.state == SpanState::Runnable;
    log.spans.iter().filter(ready).for_each(|s| all.add(s, words));
    let Length { ns, steps } = all.sum;
    Number {
        name: "queued",
        label: "In the queue".into(),
        unit: "time",
        value: ns as f64,
        steps: steps as f64,
        meaning: "Time that all goroutines together were ready to run while another one ran."
            .into(),
        place: (steps > 0).then_some(all.place),
        rank: if ns > 0 || log.whole().ns == 0 { 62 } else { 5 },
        ..Number::default()
    }
}

fn label(reason: u8, obj: ObjectId, words: &Words) -> String {
    let reason = WaitReason::ALL.get(usize::from(reason)).map_or("waiting", |r| r.text());
    match words.object(obj) {
        name if name.is_empty() => reason.into(),
        name => format!("{reason}: {name}"),
    }
}

/// Causes of one name together, the largest first; what is beyond the list is one part, so that they add up.
fn parts(causes: impl Iterator<Item = (String, Cause)>) -> Vec<Part> {
    let mut named: BTreeMap<String, Cause> = BTreeMap::new();
    for (label, cause) in causes {
        let known = named.entry(label).or_default();
        known.sum.add(cause.sum);
        if (cause.longest.ns, cause.longest.steps) >= (known.longest.ns, known.longest.steps) {
            (known.longest, known.place) = (cause.longest, cause.place);
        }
    }
    let mut sorted: Vec<_> = named.into_iter().collect();
    sorted.arrange_by_key(|(_, c)| std::cmp::Reverse((c.sum.ns, c.sum.steps)));
    let rest = sorted.split_off(sorted.len().min(MOST_PARTS));
    let part = |label, sum: Length, place| Part {
        label,
        value: sum.ns as f64,
        steps: sum.steps as f64,
        place,
    };
    let mut out: Vec<Part> =
        sorted.into_iter().map(|(label, c)| part(label, c.sum, Some(c.place))).collect();
    if !rest.is_empty() {
        let mut sum = Length::default();
        rest.iter().for_each(|(_, c)| sum.add(c.sum));
        out.push(part(format!("{} more", rest.len()), sum, None));
    }
    out
}
