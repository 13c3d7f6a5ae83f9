//! `sync.RWMutex`: the state word counts readers that hold it (low 32 bits); a writer announces itself,
//! which stops new readers, and holds the lock once the last reader has left. Writers take turns as with a
//! Mutex; an unlock lets in all readers that waited.

use super::locks::{Done, Locks, SyncId};
use super::parking::Parked;
use crate::ids::NOBODY;
use crate::sched::{Note, Sched};
use crate::text::Pos;
use crate::trace::event::{Cause, EventKind, WaitReason};

const READERS: u64 = u32::MAX as u64;
/// A writer holds the lock or waits for readers to leave.
const ANNOUNCED: u64 = 1 << 32;
/// Some writer has the writers' turn.
const TURN: u64 = 1 << 33;

/// Fatal error of an `Unlock` too many.
pub const RW_UNLOCK_OF_UNLOCKED: &str = "sync: Unlock of unlocked RWMutex";
/// Fatal error of an `RUnlock` too many.
pub const RUNLOCK_OF_UNLOCKED: &str = "sync: RUnlock of unlocked RWMutex";

impl Locks {
    /// `Lock`.
    pub fn rw_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let entry = self.entry(id);
        if !entry.turn.take(s, *state & TURN != 0) {
            s.block(WaitReason::RWMutexLock, entry.obj, pos);
            return Done::Retry;
        }
        *state |= TURN | ANNOUNCED;
        if *state & READERS > 0 {
            entry.drain = Some(Parked::current(s));
            s.block(WaitReason::RWMutexLock, entry.obj, pos);
            return Done::Blocked;
        }
        s.record(EventKind::Lock, NOBODY, entry.obj, pos, 0, 0);
        Done::Ok
    }

    /// `TryLock`.
    pub fn rw_try_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let free = *state & (TURN | READERS) == 0;
        if free {
            *state |= TURN | ANNOUNCED;
            s.record(EventKind::Lock, NOBODY, self.entry(id).obj, pos, 0, 0);
        }
        Done::Answer(free)
    }

    /// `Unlock`.
    pub fn rw_unlock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        if *state & ANNOUNCED == 0 || *state & READERS > 0 {
            return Done::Fatal(RW_UNLOCK_OF_UNLOCKED);
        }
        let entry = self.entry(id);
        let obj = entry.obj;
        s.record(EventKind::Unlock, NOBODY, obj, pos, 0, 0);
        *state &= !ANNOUNCED;
        while let Some(r) = entry.waiters.pop(s) {
            *state += 1;
            s.wake(r.slot, r.ticket, Cause::Unlock, obj, pos, Note::DONE);
            s.trace.record(EventKind::Lock, r.gid, NOBODY, obj, s.pos(r.slot), 1, 0);
        }
        let (next, stays_taken) = entry.turn.give(s);
        if !stays_taken {
            *state &= !TURN;
        }
        if let Some(w) = next {
            s.wake(w.slot, w.ticket, Cause::Unlock, obj, pos, Note::DONE);
        }
        Done::Ok
    }

    /// `RLock`.
    pub fn r_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let entry = self.entry(id);
        if *state & ANNOUNCED != 0 {
            entry.waiters.push(Parked::current(s));
            s.block(WaitReason::RWMutexRLock, entry.obj, pos);
            return Done::Blocked;
        }
        *state += 1;
        s.record(EventKind::Lock, NOBODY, entry.obj, pos, 1, 0);
        Done::Ok
    }

    /// `TryRLock`.
    pub fn r_try_lock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        let free = *state & ANNOUNCED == 0;
        if free {
            *state += 1;
            s.record(EventKind::Lock, NOBODY, self.entry(id).obj, pos, 1, 0);
        }
        Done::Answer(free)
    }

    /// `RUnlock`.
    pub fn r_unlock(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        if *state & READERS == 0 {
            return Done::Fatal(RUNLOCK_OF_UNLOCKED);
        }
        let entry = self.entry(id);
        let obj = entry.obj;
        s.record(EventKind::Unlock, NOBODY, obj, pos, 1, 0);
        *state -= 1;
        if *state & READERS == 0
            && let Some(w) = entry.drain.take().filter(|w| w.still_waits(s))
        {
            s.wake(w.slot, w.ticket, Cause::Unlock, obj, pos, Note::DONE);
            s.trace.record(EventKind::Lock, w.gid, NOBODY, obj, s.pos(w.slot), 0, 0);
        }
        Done::Ok
    }
}
