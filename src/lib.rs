//! Interleave's core: Go text in, a trace of what its goroutines did out.
//!
//! The rooms stand in the order in which data flows; a room imports only rooms above it in this list
//! (`tests/rooms.rs` reads the imports and says so).

pub mod text;
pub mod ids;
pub mod diag;
pub mod choice;
pub mod trace;
pub mod sched;
pub mod sync;
pub mod fault;
pub mod syntax;
pub mod types;
pub mod compile;
pub mod vm;
pub mod stdlib;
pub mod diagnose;
pub mod export;
pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
