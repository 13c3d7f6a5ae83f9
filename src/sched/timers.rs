//! Timers.

use std::collections::BTreeMap;

use super::Slot;
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
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct TimerId {
    pub(super) index: u32,
    pub(super) generation: u32,
}

/// All timers.
#[derive(Clone, Default, Debug)]
pub struct Timers {
    by_time: BTreeMap<(i64, u32), Fire>,
    times: Vec<i64>,
}

impl Timers {
    /// Sets a timer.
    pub fn set(&mut self, at_ns: i64, fire: Fire) -> TimerId {
        let index = self.times.len() as u32;
        self.times.push(at_ns);
        self.by_time.insert((at_ns, index), fire);
        TimerId { index, generation: 0 }
    }

    /// Takes a timer away; `false` when it fired or was cancelled before.
    pub fn cancel(&mut self, id: TimerId) -> bool {
        let at = self.times.get(id.index as usize).copied().unwrap_or(0);
        self.by_time.remove(&(at, id.index)).is_some()
    }

    /// Number of pending timers.
    pub fn len(&self) -> usize {
        self.by_time.len()
    }

    /// True when none is pending.
    pub fn is_empty(&self) -> bool {
        self.by_time.is_empty()
    }

    /// When the earliest is due.
    pub fn earliest(&mut self) -> Option<i64> {
        self.by_time.first_key_value().map(|(k, _)| k.0)
    }

    /// Removes and returns the earliest timer if it is due at `now`; equal times in the order of setting.
    pub fn pop_due(&mut self, now_ns: i64) -> Option<Fire> {
        let e = self.by_time.first_entry()?;
        if e.key().0 > now_ns { None } else { Some(e.remove()) }
    }
}
