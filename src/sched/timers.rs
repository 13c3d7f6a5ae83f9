//! Timers: a [`Wheel`] of numbers and what each of them does.

use super::Slot;
use super::wheel::Wheel;
use crate::ids::ObjectId;

/// What a timer does when it is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fire {
    /// Wakes a goroutine, if it still waits with this ticket, with [`Cause::Timer`](crate::trace::event::Cause).
    Wake {
        /// Whom.
        slot: Slot,
        /// Its ticket when it began to wait.
        ticket: u32,
        /// The timer's object, or none for `time.Sleep`.
        obj: ObjectId,
    },
    /// Is given to the machine: [`Next::Fire`](super::Next::Fire). The numbers are the machine's own.
    User {
        /// What kind of thing.
        kind: u8,
        /// First number.
        data: u64,
        /// Second number.
        data2: u64,
    },
}

/// A timer that was set. Stays valid as a name after it fired: cancelling is then `false`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TimerId {
    index: u32,
    generation: u32,
}

impl TimerId {
    /// No timer: cancelling it is `false`.
    pub const NONE: TimerId = TimerId { index: u32::MAX, generation: 0 };

    /// As one word, for the program's memory; 0 is [`TimerId::NONE`].
    pub fn to_word(self) -> u64 {
        (u64::from(self.generation) << 32) | u64::from(self.index.wrapping_add(1))
    }

    /// Back from [`TimerId::to_word`].
    pub fn from_word(word: u64) -> TimerId {
        TimerId { index: (word as u32).wrapping_sub(1), generation: (word >> 32) as u32 }
    }
}

#[derive(Clone, Debug)]
struct Row {
    fire: Fire,
    generation: u32,
}

/// All timers.
#[derive(Clone, Default, Debug)]
pub struct Timers {
    wheel: Wheel,
    rows: Vec<Row>,
    free: Vec<u32>,
}

impl Timers {
    /// Sets a timer, not earlier than the last one that fired.
    pub fn set(&mut self, at_ns: i64, fire: Fire) -> TimerId {
        let index = match self.free.pop() {
            Some(index) => {
                self.rows[index as usize].fire = fire;
                index
            }
            None => {
                self.rows.push(Row { fire, generation: 0 });
                self.rows.len() as u32 - 1
            }
        };
        self.wheel.insert(index, at_ns.max(0) as u64);
        TimerId { index, generation: self.rows[index as usize].generation }
    }

    /// Takes a timer away; `false` when it fired or was cancelled before.
    pub fn cancel(&mut self, id: TimerId) -> bool {
        let row = self.rows.get(id.index as usize);
        if !row.is_some_and(|r| r.generation == id.generation) || !self.wheel.remove(id.index) {
            return false;
        }
        self.retire(id.index);
        true
    }

    /// Number of pending timers.
    pub fn len(&self) -> usize {
        self.rows.len() - self.free.len()
    }

    /// True when none is pending.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// When the earliest is due. The caller moves the clock there: nothing may be set for a time before it.
    pub fn earliest(&mut self) -> Option<i64> {
        self.wheel.earliest().map(|at| at as i64)
    }

    /// Removes and returns the earliest timer if it is due at `now`; equal times in the order of setting.
    #[inline]
    pub fn pop_due(&mut self, now_ns: i64) -> Option<Fire> {
        if self.is_empty() {
            return None;
        }
        let index = self.wheel.pop(now_ns as u64)?;
        self.retire(index);
        Some(self.rows[index as usize].fire)
    }

    fn retire(&mut self, index: u32) {
        let row = &mut self.rows[index as usize];
        row.generation = row.generation.wrapping_add(1);
        self.free.push(index);
    }
}
