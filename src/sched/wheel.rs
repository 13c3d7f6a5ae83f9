//! A hierarchical timing wheel (Varghese and Lauck, SOSP 1987) over times of 64 bits, exact to the nanosecond.
//!
//! A time is read as digits of [`BITS`] bits. An entry lies at the level of the highest digit in which its time
//! differs from `reached`, in the slot of that digit. So the lowest occupied slot of the lowest occupied
//! level holds the earliest entries; taking from it moves `reached` there and spreads the rest of the
//! slot over the levels below.
//!
//! **Invariant:** above level 0 no entry lies in the slot of `reached`'s own digit; hence entries of equal time are
//! always in one slot, in the order of insertion.

const BITS: u32 = 8;
const SLOTS: usize = 1 << BITS;
const LEVELS: usize = 64usize.div_ceil(BITS as usize);
const NIL: u32 = u32::MAX;

#[derive(Clone, Debug)]
struct Link {
    at: u64,
    prev: u32,
    next: u32,
    /// Level and slot, or [`NIL`] when not in the wheel.
    place: u32,
}

#[derive(Clone, Copy, Debug)]
struct List {
    head: u32,
    tail: u32,
}

/// Ordered by time, then by insertion. Entries are numbers given by the caller, small and reused.
#[derive(Clone, Debug)]
pub(super) struct Wheel {
    reached: u64,
    links: Vec<Link>,
    lists: Vec<List>,
    occupied: [[u64; SLOTS / 64]; LEVELS],
    /// Bit per level.
    levels: u64,
}

impl Default for Wheel {
    fn default() -> Wheel {
        Wheel {
            reached: 0,
            links: Vec::new(),
            lists: Vec::new(),
            occupied: [[0; SLOTS / 64]; LEVELS],
            levels: 0,
        }
    }
}

impl Wheel {
    /// Adds `entry`, not in the wheel now, at a time not before the last one taken.
    pub fn insert(&mut self, entry: u32, at: u64) {
        debug_assert!(at >= self.reached, "time does not run backwards");
        let i = entry as usize;
        if i >= self.links.len() {
            self.links.resize(i + 1, Link { at: 0, prev: NIL, next: NIL, place: NIL });
            if self.lists.is_empty() {
                self.lists = vec![List { head: NIL, tail: NIL }; SLOTS * LEVELS];
            }
        }
        self.links[i].at = at;
        self.append(entry, at);
    }

    /// Takes `entry` out; false when it is not in the wheel.
    pub fn remove(&mut self, entry: u32) -> bool {
        let Some(link) = self.links.get(entry as usize) else { return false };
        let (place, prev, next) = (link.place, link.prev, link.next);
        if place == NIL {
            return false;
        }
        let list = &mut self.lists[place as usize];
        if prev == NIL {
            list.head = next;
        } else {
            self.links[prev as usize].next = next;
        }
        if next == NIL {
            list.tail = prev;
        } else {
            self.links[next as usize].prev = prev;
        }
        if list.head == NIL {
            self.vacate(place as usize);
        }
        self.links[entry as usize].place = NIL;
        true
    }

    /// Time of the earliest entry.
    pub fn earliest(&mut self) -> Option<u64> {
        let head = self.settle(u64::MAX)?;
        Some(self.links[head as usize].at)
    }

    /// Takes the earliest entry if its time is not after `until`.
    pub fn pop(&mut self, until: u64) -> Option<u32> {
        let head = self.settle(until)?;
        if self.links[head as usize].at > until {
            return None;
        }
        self.reached = self.links[head as usize].at;
        self.remove(head);
        Some(head)
    }

    /// Spreads the earliest slot until it holds one time only, and returns its first entry. Does not reach
    /// beyond `until`: what it returns then may not be the earliest, but lies after `until`.
    fn settle(&mut self, until: u64) -> Option<u32> {
        loop {
            if self.levels == 0 {
                return None;
            }
            let level = self.levels.trailing_zeros() as usize;
            let slot = self.first_slot(level);
            let place = level * SLOTS + slot;
            let List { head, tail } = self.lists[place];
            if level == 0 || head == tail {
                return Some(head);
            }
            let shift = level as u32 * BITS;
            let above = self.reached.checked_shr(shift + BITS).unwrap_or(0);
            let start = (above.checked_shl(BITS).unwrap_or(0) | slot as u64) << shift;
            if start > until {
                return Some(head);
            }
            self.reached = self.reached.max(start);
            self.lists[place] = List { head: NIL, tail: NIL };
            self.vacate(place);
            let mut entry = head;
            while entry != NIL {
                let Link { at, next, .. } = self.links[entry as usize];
                self.append(entry, at);
                entry = next;
            }
        }
    }

    #[inline]
    fn append(&mut self, entry: u32, at: u64) {
        let level = match at ^ self.reached {
            0 => 0,
            differs => (63 - differs.leading_zeros()) / BITS,
        };
        let slot = (at >> (level * BITS)) as usize % SLOTS;
        let place = level as usize * SLOTS + slot;
        let list = &mut self.lists[place];
        let tail = std::mem::replace(&mut list.tail, entry);
        if tail == NIL {
            list.head = entry;
            self.occupied[level as usize][slot / 64] |= 1 << (slot % 64);
            self.levels |= 1 << level;
        } else {
            self.links[tail as usize].next = entry;
        }
        let link = &mut self.links[entry as usize];
        (link.prev, link.next, link.place) = (tail, NIL, place as u32);
    }

    fn first_slot(&self, level: usize) -> usize {
        for (i, word) in self.occupied[level].iter().enumerate() {
            if *word != 0 {
                return i * 64 + word.trailing_zeros() as usize;
            }
        }
        0
    }

    fn vacate(&mut self, place: usize) {
        let (level, slot) = (place / SLOTS, place % SLOTS);
        self.occupied[level][slot / 64] &= !(1 << (slot % 64));
        if self.occupied[level] == [0; SLOTS / 64] {
            self.levels &= !(1 << level);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::SplitMix64;
    use std::collections::BTreeMap;

    /// The same operations on the wheel and on an ordered map, over near and far times.
    #[test]
    fn agrees_with_an_ordered_map() {
        for seed in 0..60 {
            let mut r = SplitMix64::new(seed);
            let (mut wheel, mut map, mut when) = (Wheel::default(), BTreeMap::new(), Vec::new());
            let (mut now, mut order) = (0u64, 0u64);
            let spread = 1u64 << r.below(50);
            for _ in 0..3000 {
                match r.below(5) {
                    0 | 1 => {
                        let at = now + r.next_u64() % spread;
                        let entry = when.len() as u32;
                        when.push((at, order));
                        map.insert((at, order), entry);
                        order += 1;
                        wheel.insert(entry, at);
                    }
                    2 if !when.is_empty() => {
                        let entry = r.below(when.len() as u32);
                        let there = map.remove(&when[entry as usize]).is_some();
                        assert_eq!(wheel.remove(entry), there, "seed {seed}");
                    }
                    3 => {
                        let until = now + r.next_u64() % spread;
                        let first = map.first_entry().filter(|e| e.key().0 <= until);
                        let want = first.map(|e| e.remove());
                        assert_eq!(wheel.pop(until), want, "seed {seed}");
                        now = until;
                    }
                    _ => {
                        let want = map.first_key_value().map(|(k, _)| k.0);
                        assert_eq!(wheel.earliest(), want, "seed {seed}");
                        if let Some(at) = want {
                            now = now.max(at);
                            let entry = map.pop_first().map(|(_, e)| e);
                            assert_eq!(wheel.pop(now), entry, "seed {seed}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn equal_times_keep_their_order() {
        let mut wheel = Wheel::default();
        for i in 0..100 {
            wheel.insert(i, if i % 2 == 0 { 1_000_000 } else { 999_999 });
        }
        let all: Vec<u32> = std::iter::from_fn(|| wheel.pop(u64::MAX)).collect();
        let want: Vec<u32> =
            (0..100).filter(|i| i % 2 == 1).chain((0..50).map(|i| 2 * i)).collect();
        assert_eq!(all, want);
    }
}
