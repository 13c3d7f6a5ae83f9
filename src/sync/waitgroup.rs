//! `sync.WaitGroup`: the state word is the counter (low 32 bits, signed) and the number of waiters (high 32).

use super::locks::{Done, Locks, SyncId};
use super::parking::Parked;
use crate::ids::{Gid, NOBODY, ObjectId};
use crate::sched::{Note, Sched};
use crate::text::Pos;
use crate::trace::event::{Cause, EventKind, WaitReason};

/// Panic of a `Done` too many.
pub const NEGATIVE_COUNTER: &str = "sync: negative WaitGroup counter";
/// Panic of an `Add` from zero while somebody waits.
pub const ADD_DURING_WAIT: &str = "sync: WaitGroup misuse: Add called concurrently with Wait";
/// Panic of a `Wait` whose group was used again before it returned.
pub const REUSED: &str = "sync: WaitGroup is reused before previous Wait has returned";

/// A `Wait` that returned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Passed {
    /// Whose.
    pub g: Gid,
    /// Scheduling decisions taken then.
    pub step: u32,
    /// Where.
    pub pos: Pos,
}

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
        let entry = self.entry(id);
        let (count, waiting) = (counter(*state).wrapping_add(delta as i32), *state >> 32);
        *state = pack(count, waiting);
        s.record(EventKind::Count, NOBODY, entry.obj, pos, delta, i64::from(count));
        if count < 0 {
            return Done::Panic(NEGATIVE_COUNTER);
        }
        if waiting != 0 && delta > 0 && count == delta as i32 {
            return Done::Panic(ADD_DURING_WAIT);
        }
        if count == 0 && waiting > 0 {
            *state = 0;
            while let Some(w) = entry.waiters.pop(s) {
                s.wake(w.slot, w.ticket, Cause::Count, entry.obj, pos, Note::GRANTED);
            }
        }
        Done::Ok
    }

    /// `Wait`.
    pub fn wg_wait(&mut self, s: &mut Sched, id: SyncId, state: &mut u64, pos: Pos) -> Done {
        if s.take_note(s.current()) == Note::GRANTED {
            if *state != 0 {
                return Done::Panic(REUSED);
            }
            return self.wg_passed(s, id, pos);
        }
        if counter(*state) == 0 {
            return self.wg_passed(s, id, pos);
        }
        let entry = self.entry(id);
        *state = pack(counter(*state), (*state >> 32) + 1);
        entry.waiters.push(Parked::current(s));
        s.block(WaitReason::WaitGroupWait, entry.obj, pos);
        Done::Retry
    }

    fn wg_passed(&mut self, s: &Sched, id: SyncId, pos: Pos) -> Done {
        let passed = Passed { g: s.current_gid(), step: s.steps() as u32, pos };
        self.passed.insert(self.object(id), passed);
        Done::Ok
    }

    /// The last `Wait` of a WaitGroup that returned.
    pub fn wg_last_wait(&self, o: ObjectId) -> Option<Passed> {
        self.passed.get(&o).copied()
    }

    /// The counter in a state word, for the inspector.
    pub fn wg_counter(state: u64) -> i32 {
        counter(state)
    }
}

fn counter(state: u64) -> i32 {
    state as u32 as i32
}

fn pack(count: i32, waiting: u64) -> u64 {
    u64::from(count as u32) | waiting << 32
}
