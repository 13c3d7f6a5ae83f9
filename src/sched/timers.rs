//! Timers: entries in a [`Wheel`]. A sleep is an entry alone; a timer that may be cancelled has a row besides, whose
//! generation tells a cancelled entry, which is skipped when met and swept when too many have gathered.

use super::Slot;
use super::wheel::{Entry, Wheel};
use crate::ids::ObjectId;
use crate::rows::Rows;

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

/// Set in the key of an entry that is a sleep: the rest is the slot, the tag is the ticket.
const SLEEP: u32 = 1 << 31;
/// Fewer cancelled entries are not worth a sweep.
const LITTER: usize = 1024;

#[derive(Clone, Debug)]
struct Row {
    fire: Fire,
    generation: u32,
}

/// All timers.
#[derive(Clone, Default, Debug)]
pub struct Timers {
    wheel: Wheel,
    rows: Rows<Row>,
    free: Vec<u32>,
    sleeping: usize,
    cancelled: usize,
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
        debug_assert!(index < SLEEP, "two billion timers");
        let generation = self.rows[index as usize].generation;
        self.wheel.insert(Entry { at: at_ns.max(0) as u64, key: index, tag: generation });
        TimerId { index, generation }
    }

    /// Wakes a goroutine at a time; cannot be cancelled.
    #[inline]
    pub fn set_sleep(&mut self, at_ns: i64, slot: Slot, ticket: u32) {
        self.sleeping += 1;
        self.wheel.insert(Entry { at: at_ns.max(0) as u64, key: slot.0 | SLEEP, tag: ticket });
    }

    /// The goroutine will not wake any more. Walks over all timers.
    pub fn forget_sleep(&mut self, slot: Slot, ticket: u32) {
        let sleeping = &mut self.sleeping;
        self.wheel.retain(|e| {
            let it = e.key == slot.0 | SLEEP && e.tag == ticket;
            *sleeping -= usize::from(it);
            !it
        });
    }

    /// Takes a timer away; `false` when it fired or was cancelled before.
    pub fn cancel(&mut self, id: TimerId) -> bool {
        let row = self.rows.get(id.index as usize);
        if row.is_none_or(|r| r.generation != id.generation) {
            return false;
        }
        self.retire(id.index);
        self.cancelled += 1;
        if self.cancelled > LITTER + 2 * self.len() {
            let rows = &self.rows;
            self.wheel.retain(|e| is_live(rows, e));
            self.cancelled = 0;
        }
        true
    }

    /// Number of pending timers.
    #[inline]
    pub fn len(&self) -> usize {
        self.rows.len() - self.free.len() + self.sleeping
    }

    /// True when none is pending.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// When the earliest is due. The caller moves the clock there: nothing may be set for a time before it.
    pub fn earliest(&mut self) -> Option<i64> {
        self.first(u64::MAX).map(|e| e.at as i64)
    }

    /// When the earliest is due, if that is not after `until`, before which nothing may be set any more.
    pub fn due(&mut self, until_ns: i64) -> Option<i64> {
        self.first(until_ns as u64).map(|e| e.at as i64).filter(|at| *at <= until_ns)
    }

    /// Removes and returns the earliest timer if it is due at `now`; equal times in the order of setting.
    #[inline]
    pub fn pop_due(&mut self, now_ns: i64) -> Option<Fire> {
        let e = self.first(now_ns as u64)?;
        if e.at > now_ns as u64 {
            return None;
        }
        self.wheel.take_first();
        if e.key & SLEEP != 0 {
            self.sleeping -= 1;
            let slot = Slot(e.key & !SLEEP);
            return Some(Fire::Wake { slot, ticket: e.tag, obj: ObjectId(0) });
        }
        self.retire(e.key);
        Some(self.rows[e.key as usize].fire)
    }

    /// The sleepers that are next, when they have just been found; nobody at other times.
    pub(super) fn new_near(&mut self) -> impl Iterator<Item = Slot> + '_ {
        let new = self.wheel.new_near().iter();
        new.filter(|e| e.key & SLEEP != 0).map(|e| Slot(e.key & !SLEEP))
    }

    /// There are some of these.
    #[inline]
    pub(super) fn has_new_near(&self) -> bool {
        self.wheel.has_new_near()
    }

    fn first(&mut self, until: u64) -> Option<Entry> {
        if self.is_empty() {
            return None;
        }
        loop {
            let e = self.wheel.first(until)?;
            if is_live(&self.rows, &e) {
                return Some(e);
            }
            self.wheel.drop_first();
            self.cancelled = self.cancelled.saturating_sub(1);
        }
    }

    fn retire(&mut self, index: u32) {
        let row = &mut self.rows[index as usize];
        row.generation = row.generation.wrapping_add(1);
        self.free.push(index);
    }
}

#[inline]
fn is_live(rows: &Rows<Row>, e: &Entry) -> bool {
    e.key & SLEEP != 0 || rows.get(e.key as usize).is_some_and(|r| r.generation == e.tag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::SplitMix64;
    use std::collections::BTreeMap;

    /// The same operations on the timers and on an ordered map, over near and far times.
    #[test]
    fn agree_with_an_ordered_map() {
        for seed in 0..200 {
            let mut r = SplitMix64::new(seed);
            let (mut timers, mut when) = (Timers::default(), Vec::new());
            let mut map: BTreeMap<(u64, u64), Fire> = BTreeMap::new();
            let (mut now, mut order) = (0u64, 0u64);
            let spread = 1u64 << r.below(50);
            let setting = 1 + r.below(8);
            for _ in 0..3000 {
                match r.below(4 + setting) {
                    0 if !when.is_empty() => {
                        let (key, id) = when[r.below(when.len() as u32) as usize];
                        let there = map.remove(&key).is_some();
                        assert_eq!(timers.cancel(id), there, "seed {seed}");
                    }
                    1 => {
                        let until = now + r.next_u64() % spread;
                        let first = map.first_entry().filter(|e| e.key().0 <= until);
                        let want = first.map(|e| e.remove());
                        assert_eq!(timers.pop_due(until as i64), want, "seed {seed}");
                        now = until;
                    }
                    2 | 3 => {
                        let want = map.first_key_value().map(|(k, _)| k.0);
                        assert_eq!(timers.earliest(), want.map(|t| t as i64), "seed {seed}");
                        if let Some(at) = want {
                            now = now.max(at);
                            let fire = map.pop_first().map(|(_, f)| f);
                            assert_eq!(timers.pop_due(now as i64), fire, "seed {seed}");
                        }
                    }
                    4 => {
                        let at = now + r.next_u64() % spread;
                        timers.set_sleep(at as i64, Slot(order as u32), 7);
                        let obj = ObjectId(0);
                        map.insert(
                            (at, order),
                            Fire::Wake { slot: Slot(order as u32), ticket: 7, obj },
                        );
                        order += 1;
                    }
                    _ => {
                        let at = now + r.next_u64() % spread;
                        let fire = Fire::User { kind: 1, data: order, data2: at };
                        when.push(((at, order), timers.set(at as i64, fire)));
                        map.insert((at, order), fire);
                        order += 1;
                    }
                }
                assert_eq!(timers.len(), map.len(), "seed {seed}");
            }
        }
    }

    #[test]
    fn equal_times_keep_their_order() {
        let mut timers = Timers::default();
        for i in 0..1000 {
            timers.set_sleep(if i % 2 == 0 { 1_000_000 } else { 999_999 }, Slot(i), 0);
        }
        let mut all = Vec::new();
        while let Some(Fire::Wake { slot, .. }) = timers.pop_due(i64::MAX) {
            all.push(slot.0);
        }
        let want: Vec<u32> =
            (0..1000).filter(|i| i % 2 == 1).chain((0..500).map(|i| 2 * i)).collect();
        assert_eq!(all, want);
    }

    #[test]
    fn cancelled_timers_leave_no_litter() {
        let mut timers = Timers::default();
        for i in 0..100_000 {
            let id = timers.set(3_600_000_000_000 + i, Fire::User { kind: 0, data: 0, data2: 0 });
            assert!(timers.cancel(id));
        }
        assert!(timers.cancelled <= LITTER && timers.is_empty());
        timers.set_sleep(5, Slot(3), 9);
        timers.forget_sleep(Slot(3), 9);
        assert_eq!(timers.earliest(), None);
    }
}
