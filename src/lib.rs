//! Interleave's core: Go text in, a trace of what its goroutines did out.
//!
//! The rooms stand in the order in which data flows; a room imports only rooms above it in this list
//! (`tests/rooms.rs` reads the imports and says so).

pub mod arrange;
pub mod choice;
pub mod compile;
pub mod diag;
pub mod diagnose;
pub mod export;
pub mod fault;
pub mod ids;
pub mod inspect;
pub mod measure;
pub mod mistake;
mod rows;
pub mod sched;
pub mod session;
pub mod stdlib;
pub mod sync;
pub mod syntax;
pub mod text;
pub mod trace;
pub mod types;
pub mod vm;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
