//! Faults: what the reader injects, as data and as text. `call:main.fetch@35#2=error("boom")` is a *where*, a *when*
//! and a *what*; the grammar stands in `parse`. The machine finds the places and does what is asked; here it is
//! said what a fault is and decided when it takes effect.
//!
//! **Invariant:** printing and parsing again gives the same fault, and a run without faults asks nothing here.

mod duration;
mod parse;
mod parse_what;
mod plan;
mod show;
mod spec;
#[cfg(test)]
mod tests;

pub use parse::{FaultError, PLACES, WHENS};
pub use plan::FaultPlan;
pub use spec::{
    ChanOp, Delay, ErrorValue, FaultSpec, Level, Line, Name, PanicValue, Refusal, Signal, What,
    When, Where,
};

/// Nanoseconds of a duration as Go writes it (`1.5s`, `1m30s`), `None` where the text is none.
pub fn duration_ns(text: &str) -> Option<i64> {
    let (duration, length) = duration::Duration::read(text)?;
    (length == text.len()).then_some(duration.0)
}

/// The same the other way round, in the largest unit that needs no fraction: `1500ms`.
pub fn duration_text(ns: i64) -> String {
    duration::Duration(ns).to_string()
}
