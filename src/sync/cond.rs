//! `sync.Cond`'s list of waiters. The library's `Wait` is `t := add(); c.L.Unlock(); wait(t); c.L.Lock()`.

use super::locks::{Done, Locks, SyncId};
use crate::sched::Sched;
use crate::text::Pos;

impl Locks {
    /// Takes a ticket: a signal after this is not lost.
    pub fn cond_add(&mut self, id: SyncId) -> u32 {
        let entry = self.entry(id);
        entry.wait = entry.wait.wrapping_add(1);
        entry.wait.wrapping_sub(1)
    }

    /// Waits until the ticket is notified; `Ok` when it was already. After [`Done::Blocked`] nothing is left
    /// to do when the goroutine runs.
    pub fn cond_wait(&mut self, s: &mut Sched, id: SyncId, ticket: u32, pos: Pos) -> Done {
        let _ = (s, id, ticket, pos);
        todo!()
    }

    /// `Signal`.
    pub fn cond_signal(&mut self, s: &mut Sched, id: SyncId, pos: Pos) {
        let _ = (s, id, pos);
        todo!()
    }

    /// `Broadcast`.
    pub fn cond_broadcast(&mut self, s: &mut Sched, id: SyncId, pos: Pos) {
        let _ = (s, id, pos);
        todo!()
    }
}
