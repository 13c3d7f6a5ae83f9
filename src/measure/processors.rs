//! How much of the processors was at work, and which functions it was for.

use super::words::Words;
use super::{Length, Log, Number, Part};
use crate::arrange::Arrange;
use crate::ids::FuncId;
use crate::trace::columns::Meaning;
use crate::trace::event::SpanState;
use crate::trace::spans::Span;
use std::collections::BTreeMap;

/// Functions that are listed; the rest is left out.
const MOST_PARTS: usize = 12;

/// Time in which goroutines ran, by the function that they were started with.
#[derive(Default)]
pub(crate) struct Work(BTreeMap<FuncId, Length>);

impl Work {
    /// A span that is complete; its goroutine is known.
    pub fn add(&mut self, span: &Span, log: &Log, meaning: &Meaning) {
        let runs = matches!(span.state, SpanState::Running | SpanState::Panicked);
        if runs && meaning.processors > 0 {
            let func = log.life(span.g).map_or(FuncId(0), |g| g.func);
            let steps = i64::from(span.end_step) - i64::from(span.start_step);
            let length = Length { ns: span.end_ns - span.start_ns, steps };
            self.0.entry(func).or_default().add(length);
        }
    }

    /// None for a run without processors, or one in which no time passed.
    pub fn number(&self, log: &Log, words: &Words) -> Option<Number> {
        let processors = words.meaning.processors;
        let (all, n) = (log.whole(), processors as f64);
        if processors == 0 || all.ns == 0 {
            return None;
        }
        let share = |l: Length| {
            (l.ns as f64 / (n * all.ns as f64), l.steps as f64 / (n * all.steps.max(1) as f64))
        };
        let mut sum = Length::default();
        self.0.values().for_each(|l| sum.add(*l));
        let part = |(func, l): (&FuncId, &Length)| {
            let (value, steps) = share(*l);
            Part { label: (words.meaning.func)(*func), value, steps, ..Part::default() }
        };
        let mut parts: Vec<Part> = self.0.iter().map(part).collect();
        parts.arrange_by(|a, b| b.value.total_cmp(&a.value));
        parts.truncate(MOST_PARTS);
        let (value, steps) = share(sum);
        let detail = format!("{:.1} of {processors} at work on average", value * n);
        Some(Number {
            name: "processors",
            label: "Processors at work".into(),
            unit: "share",
            value,
            steps,
            meaning: "Share of the time of all processors in which a goroutine ran on them.".into(),
            detail_steps: detail.clone(),
            detail,
            parts,
            rank: 950,
            ..Number::default()
        })
    }
}
