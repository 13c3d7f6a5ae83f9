//! Channels, locks and counters as small state machines over the executor's wake-ups; testable without the
//! language. Values are words; a lock's *state* lies in the user's memory (it is copied with its struct, as
//! in Go), its wait queue in a side table here.
//!
//! **Invariant:** an operation either completes, blocks the current goroutine in [`Sched`](crate::sched::Sched),
//! or changes nothing and says what Go says; each has recorded its own events.

mod chan;
mod cond;
#[cfg(test)]
mod explore_tests;
mod locks;
mod mutex;
mod ordered;
mod parking;
mod rwmutex;
mod sema;
mod view;
mod waiters;
mod waitgroup;

pub use chan::{ChanId, Chans, NO_TYPE, Received, SelectCase, Selected, Sent};
pub use cond::COPIED;
pub use locks::{Done, Locks, SyncId};
pub use mutex::UNLOCK_OF_UNLOCKED;
pub use ordered::Orders;
pub use rwmutex::{RUNLOCK_OF_UNLOCKED, RW_UNLOCK_OF_UNLOCKED};
pub use view::{ChanView, LockView};
pub use waitgroup::{ADD_DURING_WAIT, NEGATIVE_COUNTER, Passed, REUSED};

/// Panic of a send on a closed channel, also of one that was blocked when the channel was closed.
pub const SEND_ON_CLOSED: &str = "send on closed channel";
/// Panic of closing twice.
pub const CLOSE_OF_CLOSED: &str = "close of closed channel";
/// Panic of closing nil.
pub const CLOSE_OF_NIL: &str = "close of nil channel";
