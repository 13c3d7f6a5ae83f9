//! A counting semaphore with direct hand-off, for the library's own use (`semacquire`): state is the number
//! of free permits.

use super::locks::{Done, Locks, SyncId};
use crate::sched::Sched;
use crate::text::Pos;

impl Locks {
    /// Takes a permit. After [`Done::Blocked`] the goroutine has one when it runs.
    pub fn sema_acquire(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// Gives a permit back.
    pub fn sema_release(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) {
        let _ = (s, id, state, pos);
        todo!()
    }
}
