//! `sync.Mutex`: state bit 0 is "locked". An unlock wakes the first waiter, which then competes with whoever
//! comes (Go's normal mode).

use super::locks::{Done, Locks, SyncId};
use crate::sched::Sched;
use crate::text::Pos;

impl Locks {
    /// `Lock`. After [`Done::Blocked`] the goroutine calls it again when it runs.
    pub fn lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// `TryLock`.
    pub fn try_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// `Unlock`.
    pub fn unlock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }
}
