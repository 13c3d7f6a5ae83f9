//! Why a goroutine waits for ever, in plain sentences. Knows what the machine says about the object that it
//! waits for; never looks at source text, never changes a run.
//!
//! **Invariant:** a sentence says only what the world at the end of the run proves.

mod sentence;
mod since;

pub use sentence::{Blocked, Holder, Waits, why};
pub use since::StuckSince;
