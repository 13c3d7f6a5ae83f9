//! Go's standard library: packages written in Go (`go/`, by import path, loaded only when imported) and
//! the natives that they stand on, in Rust, one file a package. Natives know the machine through
//! [`Call`](crate::vm::native::Call) only.
//!
//! **Invariant:** every function without a body in `go/` has a native of its qualified name here, and the
//! other way round (a test says so).

mod errors;
mod fmt;
mod sources;
mod text;

pub use crate::vm::native::Native;
pub use sources::source;

/// The native of that qualified name: `time.Sleep`, `sync.(*Mutex).Lock`.
pub fn native(name: &str) -> Option<Native> {
    let package = name.split_once('.')?.0;
    match package {
        "errors" | "context" => errors::native(name),
        "fmt" => fmt::native(name),
        _ => None,
    }
}
