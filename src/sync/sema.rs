//! A counting semaphore with direct hand-over, for the library's own use (`semacquire`): the state word is
//! the number of free permits.

use super::locks::{Done, Locks, SyncId};
use super::parking::Parked;
use crate::ids::NOBODY;
use crate::sched::{Note, Sched};
use crate::text::Pos;
use crate::trace::event::{Cause, EventKind, WaitReason};

impl Locks {
    /// Takes a permit.
    pub fn sema_acquire(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let entry = self.entry(id);
        if *state == 0 {
            entry.waiters.push(Parked::current(s));
            s.block(WaitReason::Semacquire, entry.obj, pos);
            return Done::Blocked;
        }
        *state -= 1;
        s.record(EventKind::Count, NOBODY, entry.obj, pos, -1, *state as i64);
        Done::Ok
    }

    /// Gives a permit back, to the first that waits.
    pub fn sema_release(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) {
        let entry = self.entry(id);
        let obj = entry.obj;
        let heir = entry.waiters.pop(s);
        *state += u64::from(heir.is_none());
        s.record(EventKind::Count, NOBODY, obj, pos, 1, *state as i64);
        if let Some(w) = heir {
            s.wake(w.slot, w.ticket, Cause::Count, obj, pos, Note::DONE);
            s.trace.record(EventKind::Count, w.gid, NOBODY, obj, s.pos(w.slot), -1, *state as i64);
        }
    }
}
