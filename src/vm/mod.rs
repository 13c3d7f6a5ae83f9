//! The virtual machine: runs a [`Program`](crate::compile::code::Program) on goroutines that are plain
//! data over one flat memory. It knows bytecode, memory, maps and panics; who runs next, what a lock is
//! and what chance says it asks of the rooms before it. The library's natives come from the room after it,
//! through [`native`].
//!
//! **Invariant:** a machine is a value: everything in it is plain data, and two clones that are given the
//! same answers do the same things, whatever the slices in which they are run.

pub mod heap;
pub mod machine;
pub mod maps;
pub mod native;
mod stack;

pub use machine::Machine;
pub use native::{Call, Callee, Flow, Iface, Native, PanicWith, Slice};
