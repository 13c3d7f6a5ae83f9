//! `sync.RWMutex`: a waiting writer stops new readers.

use super::locks::{Done, Locks, SyncId};
use crate::sched::Sched;
use crate::text::Pos;

impl Locks {
    /// `Lock`. After [`Done::Blocked`] the goroutine holds the lock when it runs again.
    pub fn rw_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// `TryLock`.
    pub fn rw_try_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// `Unlock`.
    pub fn rw_unlock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// `RLock`. After [`Done::Blocked`] the goroutine holds the lock when it runs again.
    pub fn r_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// `TryRLock`.
    pub fn r_try_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// `RUnlock`.
    pub fn r_unlock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }
}
