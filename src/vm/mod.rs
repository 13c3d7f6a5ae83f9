//! The virtual machine: runs a [`Program`](crate::compile::code::Program) on goroutines that are plain
//! data over one flat memory. It knows bytecode, memory, maps and panics; who runs next, what a lock is
//! and what chance says it asks of the rooms before it. The library's natives come from the room after it,
//! through [`native`].
//!
//! **Invariant:** a machine is a value: everything in it is plain data, and two clones that are given the
//! same answers do the same things, whatever the slices in which they are run.

mod api;
mod busy;
mod dump;
mod earlier;
mod equal;
pub mod faults;
pub(crate) mod finals;
mod float_text;
mod gc;
pub(crate) mod goroutine;
pub mod heap;
mod interp;
pub mod link;
mod live;
pub mod machine;
mod made;
pub mod maps;
pub mod native;
mod outside;
mod processors;
pub mod races;
mod reach;
pub mod replay;
mod run;
mod sequel;
mod stack;
pub mod testing;
#[cfg(test)]
mod tests;
pub mod timers;
mod traceback;
pub mod under_test;
mod unread;
mod watch;

pub(crate) use equal::equal_words;
pub use faults::CallSite;
pub(crate) use float_text::{complex_text, float_text, shortest};
pub(crate) use gc::CHAN_WORDS;
pub use link::{Linked, MADE_PARAMS, MADE_RESULTS, SELECT_WORDS, Types};
pub use machine::{Config, Machine, Outcome, Progress};
pub use native::{Call, Callee, Flow, Iface, Native, PanicWith, Slice};
