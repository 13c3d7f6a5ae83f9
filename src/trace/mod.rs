//! What happened, once, in order: every change of state of every goroutine with its cause. Written
//! compactly while the program runs (see `write`), read back as events (`read`), widened into columns
//! and spans for the page (`columns`, `spans`).
//!
//! **Invariant:** a trace is a pure function of (program, knobs, faults, schedule): no clock, no address of
//! the host, no hash order ever enters it.

pub mod columns;
pub mod event;
mod layout;
mod read;
pub mod spans;
mod strings;
pub mod summary;
mod write;

pub use read::{Events, Reading};
pub use strings::Strings;
pub use write::{OutputLog, Trace};
