//! What a run amounts to, in numbers: how long, how many, how much of it waited, for what, and whether it mattered.
//! Each number has one definition that reports and page share, on both axes, and the place that it speaks of.
//!
//! **Invariant:** numbers are read from the trace alone. The parts of a sum add up to it, and the critical path is
//! as long as the run.

mod blocked;
mod items;
mod log;
mod measuring;
mod path;
mod processors;
mod stragglers;
mod wasted;
mod words;

use crate::diagnose::grouped;
use crate::trace::Trace;
use crate::trace::columns::Meaning;
use crate::trace::spans::Moment;
use log::Log;
pub use measuring::Measuring;
pub use path::{Path, Segment};
use serde::Serialize;

/// A run with more events has no critical path and no wasted work: both need all of it in memory at once, about 50
/// bytes an event. It is what the page runs of its own accord.
pub const MOST_EVENTS: u64 = 6_000_000;

/// The numbers of a run, in the order in which they are read.
#[derive(Clone, Default, PartialEq, Debug, Serialize)]
pub struct Numbers {
    /// All that the run has a place for.
    pub list: Vec<Number>,
    /// What the end waited for, from the start of `main`; none for a run that is too long.
    pub path: Option<Path>,
    /// What is not measured and why, one sentence; empty when all is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// One number, on both axes.
#[derive(Clone, Default, PartialEq, Debug, Serialize)]
pub struct Number {
    /// Stable: `makespan`, `blocked`, …
    pub name: &'static str,
    /// As the page says it.
    pub label: String,
    /// `time` (ns and steps), `count`, `share` (0 to 1), `rate` (a second, a thousand steps).
    pub unit: &'static str,
    /// On the axis of time.
    pub value: f64,
    /// On the axis of steps.
    pub steps: f64,
    /// What exactly is measured.
    pub meaning: String,
    /// What it comes from, one sentence for each axis; may be empty.
    pub detail: String,
    /// Likewise, on the axis of steps.
    pub detail_steps: String,
    /// Where to look.
    pub place: Option<Place>,
    /// What it is made of, the largest first.
    pub parts: Vec<Part>,
    /// How much it says about this run: the five highest are shown first.
    pub rank: u32,
}

/// A place in the run.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize)]
pub struct Place {
    /// Goroutine, 0 none.
    pub g: u32,
    /// Line, 0 none.
    pub line: u32,
    /// Virtual time.
    #[serde(serialize_with = "as_number")]
    pub ns: i64,
    /// Step boundary.
    pub step: u32,
}

/// A share of a number.
#[derive(Clone, Default, PartialEq, Debug, Serialize)]
pub struct Part {
    /// What.
    pub label: String,
    /// How much on the axis of time.
    pub value: f64,
    /// How much on the axis of steps.
    pub steps: f64,
    /// Where it is largest.
    pub place: Option<Place>,
}

pub(crate) use crate::diagnose::as_number;

/// A length on both axes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Length {
    pub ns: i64,
    pub steps: i64,
}

impl Length {
    fn add(&mut self, other: Length) {
        self.ns = self.ns.saturating_add(other.ns);
        self.steps = self.steps.saturating_add(other.steps);
    }

    fn between(from: Moment, to: Moment) -> Length {
        let steps = i64::from(to.step) - i64::from(from.step);
        Length { ns: (to.ns - from.ns).max(0), steps: steps.max(0) }
    }
}

/// Measures a finished run.
pub fn numbers(trace: &Trace, meaning: &Meaning) -> Numbers {
    let mut measuring = Measuring::of(trace);
    measuring.go_on(trace, meaning, u64::MAX);
    measuring.finish(trace, meaning)
}

fn too_long(events: u64) -> String {
    let millions = |n: u64| n.div_ceil(1_000_000);
    let (has, most) = (millions(events), millions(MOST_EVENTS));
    format!(
        "Critical path and wasted work are measured up to {most} million events; this run has {has} million."
    )
}

fn makespan(log: &Log) -> Number {
    let all = log.whole();
    Number {
        name: "makespan",
        label: "Makespan".into(),
        unit: "time",
        value: all.ns as f64,
        steps: all.steps as f64,
        meaning: "From the start of main to the end of the program.".into(),
        place: Some(Place { g: 1, line: 0, ns: log.end.ns, step: log.end.step }),
        rank: 1000,
        ..Number::default()
    }
}

fn peak(log: &Log) -> Number {
    let started = log.lives.len();
    let detail = format!("of {} started", grouped(started as i64));
    Number {
        name: "peak",
        label: "Peak goroutines".into(),
        unit: "count",
        value: f64::from(log.peak),
        steps: f64::from(log.peak),
        meaning: "The most goroutines that were alive at one time, main included.".into(),
        detail_steps: detail.clone(),
        detail,
        place: Some(Place { g: 0, line: 0, ns: log.peak_at.ns, step: log.peak_at.step }),
        rank: 60,
        ..Number::default()
    }
}

#[cfg(test)]
mod tests;
