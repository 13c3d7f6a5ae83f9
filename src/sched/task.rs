//! A goroutine as the executor sees it.

use crate::ids::{Gid, NO_OBJECT, ObjectId};
use crate::text::Pos;
use crate::trace::event::WaitReason;

/// A row of the task table, reused after its goroutine ended. The machine keeps its own rows at the same
/// indices.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Slot(pub u32);

impl Slot {
    /// No goroutine.
    pub const NONE: Slot = Slot(u32::MAX);
    /// As an index into tables by slot.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
    /// False for [`Slot::NONE`].
    pub fn is_some(self) -> bool {
        self != Slot::NONE
    }
}

/// What a waker leaves for the goroutine that it wakes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Note {
    /// Index of the select case that fired; 0 outside selects.
    pub case: u16,
    /// The channel was closed: a receiver gets the zero value and `false`, a sender panics.
    pub closed: bool,
}

impl Note {
    /// Nothing particular: the operation is done.
    pub const DONE: Note = Note { case: 0, closed: false };
    /// What an operation that is performed once more was waiting for has come.
    pub const GRANTED: Note = Note { case: u16::MAX, closed: false };
}

/// State of a goroutine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum State {
    Runnable,
    Running,
    Waiting,
    Dead,
}

/// A goroutine for dumps, reports and the inspector.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Status {
    /// Its row.
    pub slot: Slot,
    /// Its number.
    pub gid: Gid,
    /// Who made it; 0 nobody.
    pub parent: Gid,
    /// The `go` statement.
    pub born: Pos,
    /// What it does.
    pub state: State,
    /// Why it waits, when it does.
    pub reason: WaitReason,
    /// What it waits for, when it does.
    pub obj: ObjectId,
    /// Where it waits or gave way.
    pub pos: Pos,
    /// Since when it waits.
    pub since_ns: i64,
}

/// What every switch touches: kept small, so that a hundred thousand fit into the cache.
#[derive(Clone, Debug)]
pub(super) struct Task {
    pub gid: Gid,
    pub ticket: u32,
    pub note: Note,
    pub state: State,
    pub reason: WaitReason,
}

/// What only blocking writes and only reports read.
#[derive(Clone, Debug)]
pub(super) struct Rest {
    pub obj: ObjectId,
    pub pos: Pos,
    pub since_ns: i64,
    parent: Gid,
    born: Pos,
}

const _: () = assert!(std::mem::size_of::<Task>() == 16);

impl Task {
    /// A row's next goroutine; the ticket goes on.
    pub fn new(gid: Gid, ticket: u32) -> Task {
        let (state, reason) = (State::Runnable, WaitReason::ChanReceive);
        Task { gid, ticket, note: Note::DONE, state, reason }
    }
}

impl Rest {
    pub fn new(parent: Gid, born: Pos, now_ns: i64) -> Rest {
        Rest { obj: NO_OBJECT, pos: born, since_ns: now_ns, parent, born }
    }

    pub fn status(&self, slot: Slot, task: &Task) -> Status {
        Status {
            slot,
            gid: task.gid,
            parent: self.parent,
            born: self.born,
            state: task.state,
            reason: task.reason,
            obj: self.obj,
            pos: self.pos,
            since_ns: self.since_ns,
        }
    }
}
