//! The side table of locks: who waits, and which address a lock's id belongs to.

use super::parking::{Parked, Parking, Turn};
use super::waitgroup::Passed;
use crate::ids::{ObjectId, StrId};
use crate::sched::Sched;
use crate::text::Pos;
use crate::trace::event::ObjectKind;
use std::collections::BTreeMap;

/// Index into [`Locks`], plus one, so that zeroed memory means "none yet".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SyncId(pub u32);

/// What became of an operation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Done {
    /// It completed.
    Ok,
    /// It completed and says yes or no (`TryLock`).
    Answer(bool),
    /// The current goroutine waits; the operation is complete when it runs again.
    Blocked,
    /// The current goroutine waits; when it runs again it must perform the same operation once more.
    Retry,
    /// Go panics with this text. The operation has happened as far as Go's has.
    Panic(&'static str),
    /// Go ends the program with `fatal error: ` and this text.
    Fatal(&'static str),
}

/// What the side table knows of a lock.
#[derive(Clone, Default, Debug)]
pub(super) struct Entry {
    pub address: u64,
    pub obj: ObjectId,
    used: bool,
    /// Who waits: RWMutex readers, WaitGroup, Cond, semaphore.
    pub waiters: Parking,
    /// Mutex, and RWMutex's writers.
    pub turn: Turn,
    /// The RWMutex writer that waits for readers to leave.
    pub drain: Option<Parked>,
    /// Cond: tickets given out.
    pub wait: u32,
    /// Cond: tickets notified.
    pub notify: u32,
}

/// All locks that were ever used.
///
/// A lock in the user's memory is two words: `state`, which is copied with the struct, and `id`. An
/// operation goes: [`Locks::find`], else [`Locks::make`] (which wants a name and a place), then the
/// operation with the state word.
#[derive(Clone, Default, Debug)]
pub struct Locks {
    entries: Vec<Entry>,
    free: Vec<SyncId>,
    /// By WaitGroup: the last `Wait` that returned.
    pub(super) passed: BTreeMap<ObjectId, Passed>,
}

impl Locks {
    /// The entry of the lock at `address` whose id word is `id`, if it has one. A copied struct carries the
    /// id of another address and has none yet.
    #[inline]
    pub fn find(&self, id: u64, address: u64) -> Option<SyncId> {
        let entry = self.entries.get((id as usize).wrapping_sub(1))?;
        (entry.address == address && entry.used).then_some(SyncId(id as u32))
    }

    /// Makes the entry of the lock at `address`, storing its id, and records the object.
    pub fn make(
        &mut self,
        s: &mut Sched,
        kind: ObjectKind,
        id: &mut u64,
        address: u64,
        name: StrId,
        pos: Pos,
    ) -> SyncId {
        let obj = s.new_object(kind, name, pos);
        let entry = Entry { address, obj, used: true, ..Entry::default() };
        let new = match self.free.pop() {
            Some(old) => {
                self.entries[old.0 as usize - 1] = entry;
                old
            }
            None => {
                self.entries.push(entry);
                SyncId(self.entries.len() as u32)
            }
        };
        *id = u64::from(new.0);
        new
    }

    /// Its number in the trace.
    pub fn object(&self, id: SyncId) -> ObjectId {
        self.entries[id.0 as usize - 1].obj
    }

    /// Gives back the entries whose address `live` denies.
    pub fn sweep(&mut self, mut live: impl FnMut(u64) -> bool) {
        for (i, entry) in self.entries.iter_mut().enumerate() {
            if entry.used && !live(entry.address) {
                self.passed.remove(&entry.obj);
                *entry = Entry::default();
                self.free.push(SyncId(i as u32 + 1));
            }
        }
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| e.used)
    }

    pub(super) fn entry(&mut self, id: SyncId) -> &mut Entry {
        &mut self.entries[id.0 as usize - 1]
    }
}
