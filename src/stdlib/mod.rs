//! Go's standard library: packages written in Go (`go/`, by import path, loaded only when imported) and
//! the natives that they stand on, in Rust, one file a package. Natives know the machine through
//! [`Call`](crate::vm::native::Call) only.
//!
//! **Invariant:** every function without a body in `go/` has a native of its qualified name here, and the
//! other way round (a test says so).

mod context;
mod errors;
mod fmt;
mod json;
mod math;
mod os;
mod print;
mod sort;
mod sources;
mod strconv;
mod strings;
mod sync;
mod text;
mod time;
mod unicode;

pub use crate::vm::native::Native;
pub use sources::{packages, source};

/// The native of that qualified name: `time.Sleep`, `sync.(*Mutex).Lock`.
pub fn native(name: &str) -> Option<Native> {
    const ROOMS: [fn(&str) -> Option<Native>; 13] = [
        fmt::native,
        sync::native,
        time::native,
        context::native,
        errors::native,
        strings::native,
        strconv::native,
        unicode::native,
        math::native,
        os::native,
        print::native,
        sort::native,
        json::native,
    ];
    ROOMS.iter().find_map(|room| room(name))
}
