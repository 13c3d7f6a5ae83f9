//! The state of a run at any of its moments: stacks, variables, what a goroutine waits for. A finished run is not
//! kept in full: machines are kept at intervals ([`Kept`]) and run on to the step that is asked for.
//!
//! **Invariant:** what is shown depends on the run and the moment alone, not on which machines were kept; and
//! looking changes nothing in the run that is looked at.

mod explain;
mod frames;
mod keep;
mod objects;
mod state;
mod value;

pub use explain::{Explaining, Run};
pub use frames::{Frame, Variable};
pub use keep::{KEEP_EVERY, KEPT_BYTES, Kept};
pub use objects::{Object, Sender};
pub use state::{Creator, State};
