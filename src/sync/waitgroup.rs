//! `sync.WaitGroup`: state is the counter (low 32 bits, signed) and the number of waiters (high 32).

use super::locks::{Done, Locks, SyncId};
use crate::sched::Sched;
use crate::text::Pos;

impl Locks {
    /// `Add(delta)`; `Done` is `Add(-1)`.
    pub fn wg_add(
        &mut self,
        s: &mut Sched,
        id: SyncId,
        state: &mut u64,
        delta: i64,
        pos: Pos,
    ) -> Done {
        let _ = (s, id, state, delta, pos);
        todo!()
    }

    /// `Wait`. After [`Done::Blocked`] the goroutine calls [`Locks::wg_resumed`] when it runs.
    pub fn wg_wait(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let _ = (s, id, state, pos);
        todo!()
    }

    /// What a woken `Wait` finds: `Ok`, or the panic of a WaitGroup that was reused too early.
    pub fn wg_resumed(&self, state: u64) -> Done {
        let _ = state;
        todo!()
    }
}
