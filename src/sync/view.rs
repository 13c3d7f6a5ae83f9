//! Channels and locks as they are shown: read only, in the order in which they would be served.

use super::locks::{Locks, SyncId};
use super::parking::Parked;
use crate::ids::{Gid, ObjectId};
use crate::sched::Sched;

/// A channel.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChanView {
    /// Its number in the trace.
    pub obj: ObjectId,
    /// The context whose `Done` it is, else itself.
    pub owner: ObjectId,
    /// `close` was called.
    pub closed: bool,
    /// Capacity.
    pub cap: u32,
    /// Values in the buffer.
    pub len: u32,
    /// The machine's type of an element, where it said.
    pub elem: Option<u32>,
    /// Words of an element.
    pub width: usize,
    /// Words in the buffer, the next to be received first.
    pub buffer: Vec<u64>,
    /// Who waits to send, and the words of the value.
    pub senders: Vec<(Gid, Vec<u64>)>,
    /// Who waits to receive.
    pub receivers: Vec<Gid>,
}

/// A lock, WaitGroup, Cond or semaphore.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LockView {
    /// Where its state word lies in the program's memory.
    pub address: u64,
    /// Who waits for it exclusively, in order.
    pub queue: Vec<Gid>,
    /// Who waits otherwise: readers, `Wait`.
    pub waiters: Vec<Gid>,
    /// Woken by a release, has not tried again yet: others may come before it.
    pub woken: Option<Gid>,
    /// It was handed over to this goroutine.
    pub heir: Option<Gid>,
    /// The writer that waits for the readers to leave.
    pub drain: Option<Gid>,
}

impl Locks {
    /// The lock of that number in the trace.
    pub fn view(&self, s: &Sched, obj: ObjectId) -> Option<LockView> {
        let entry = self.entries().find(|e| e.obj == obj)?;
        let alive = |p: &Option<Parked>| p.filter(|p| s.lives(p.slot, p.gid)).map(|p| p.gid);
        Some(LockView {
            address: entry.address,
            queue: entry.turn.queue().waiting(s),
            waiters: entry.waiters.waiting(s),
            woken: alive(entry.turn.woken()),
            heir: alive(entry.turn.heir()),
            drain: entry.drain.filter(|p| p.still_waits(s)).map(|p| p.gid),
        })
    }

    /// Where the state word of the lock of that number lies.
    pub fn address(&self, obj: ObjectId) -> Option<u64> {
        self.entries().find(|e| e.obj == obj).map(|e| e.address)
    }

    /// The number in the trace of the lock at an address whose id word is `id`.
    pub fn object_at(&self, id: u64, address: u64) -> Option<ObjectId> {
        self.find(id, address).map(|id: SyncId| self.object(id))
    }
}
