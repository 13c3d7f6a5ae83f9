//! `sync.Mutex`: bit 0 of the state word is "locked".

use super::locks::{Done, Locks, SyncId};
use crate::ids::{NOBODY, ObjectId};
use crate::sched::{Note, Sched};
use crate::text::Pos;
use crate::trace::event::{Cause, EventKind, WaitReason};

const LOCKED: u64 = 1;

/// Fatal error of an unlock too many.
pub const UNLOCK_OF_UNLOCKED: &str = "sync: unlock of unlocked mutex";

impl Locks {
    /// `Lock`.
    pub fn lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let entry = self.entry(id);
        if !entry.turn.take(s, *state & LOCKED != 0) {
            s.block(WaitReason::MutexLock, entry.obj, pos);
            return Done::Retry;
        }
        *state |= LOCKED;
        holds(s, entry.obj, pos);
        Done::Ok
    }

    /// `TryLock`.
    pub fn try_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let free = *state & LOCKED == 0;
        if free {
            *state |= LOCKED;
            holds(s, self.entry(id).obj, pos);
        }
        Done::Answer(free)
    }

    /// `Unlock`.
    pub fn unlock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        if *state & LOCKED == 0 {
            return Done::Fatal(UNLOCK_OF_UNLOCKED);
        }
        let entry = self.entry(id);
        s.record(EventKind::Unlock, NOBODY, entry.obj, pos, 0, 0);
        let (next, stays_locked) = entry.turn.give(s);
        if !stays_locked {
            *state &= !LOCKED;
        }
        if let Some(w) = next {
            s.wake(w.slot, w.ticket, Cause::Unlock, entry.obj, pos, Note::DONE);
        }
        Done::Ok
    }
}

fn holds(s: &mut Sched, obj: ObjectId, pos: Pos) {
    s.record(EventKind::Lock, NOBODY, obj, pos, 0, 0);
}
