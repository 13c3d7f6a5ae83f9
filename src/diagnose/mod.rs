//! Why a run ended as it did, why a goroutine waits, who could have woken it and which line would have done it, in
//! plain sentences whose lines, goroutines and steps are links. Knows the trace, the machine at its end, and where
//! the program's text frees a waiter (`mistake::Frees`).
//!
//! **Invariants:** a sentence says only what the run proves; explaining never changes it.

mod asked;
mod at_work;
mod broken;
mod cancelled;
mod circle;
mod edge;
mod end;
mod fate;
mod faults;
mod history;
mod late;
mod library;
mod lives;
mod lost;
mod meaning;
mod mend;
mod moment;
mod permits;
mod race;
mod recall;
mod signals;
mod since;
mod waiting;
mod waits;
mod wakers;
mod why;
mod wish;
mod words;

pub use at_work::{nobody_stays, returning};
pub use edge::race_missing;
pub use end::{End, why_it_ended};
pub use faults::{Unmet, unmet};
pub use history::History;
pub use lives::Lives;
pub use moment::why_now;
pub use race::{race_what, unknown as races_unknown};
pub use recall::Recall;
pub use since::StuckSince;
pub(crate) use why::as_number;
pub use why::{Came, Edge, Kind, Why};
pub use wish::wishes;
pub(crate) use words::grouped;
pub use words::{Link, Part, Place, Sentence};
