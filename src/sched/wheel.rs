//! A hierarchical timing wheel (Varghese and Lauck, SOSP 1987) over times of 64 bits, exact to the nanosecond.
//!
//! A time is read as digits of [`BITS`] bits. An entry lies at the level of the highest digit in which its time
//! differs from `reached`, in the slot of that digit. So the lowest occupied slot of the lowest occupied
//! level holds the earliest entries: a small slot is sorted into `near`, from which they are taken; a large one
//! is spread over the levels below. Slots are vectors, so all of this walks through memory in order.
//!
//! **Invariants:** entries in `near` are before `near_end`, all others at or after it. Above level 0 no entry lies in
//! the slot of `reached`'s own digit; hence entries of equal time are always in one slot, in the order of
//! insertion.

const BITS: u32 = 8;
const SLOTS: usize = 1 << BITS;
const LEVELS: usize = 64usize.div_ceil(BITS as usize);
/// A slot of at most so many entries is sorted instead of spread.
const SORTED: usize = 1024;
/// More entries than this are not kept sorted.
const TOO_NEAR: usize = 2 * SORTED;

/// What is due at a time; the numbers are the caller's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    pub at: u64,
    pub key: u32,
    pub tag: u32,
}

/// Entries ordered by time, then by insertion.
#[derive(Clone, Default, Debug)]
pub(super) struct Wheel {
    reached: u64,
    /// Latest first.
    near: Vec<Entry>,
    near_end: u64,
    /// `near` was filled and nobody has asked.
    near_is_new: bool,
    /// Slots by level, allocated when first used.
    levels: [Vec<Vec<Entry>>; LEVELS],
    occupied: [[u64; SLOTS / 64]; LEVELS],
    /// Bit per level.
    used_levels: u64,
}

impl Wheel {
    /// Adds an entry at a time not before the last one taken.
    #[inline]
    pub fn insert(&mut self, e: Entry) {
        debug_assert!(e.at >= self.reached, "time does not run backwards");
        if e.at < self.near_end { self.insert_near(e) } else { self.append(e) }
    }

    fn insert_near(&mut self, e: Entry) {
        let place = self.near.partition_point(|x| x.at > e.at);
        self.near.insert(place, e);
        if self.near.len() > TOO_NEAR {
            self.near_end = 0;
            let near = std::mem::take(&mut self.near);
            near.into_iter().rev().for_each(|e| self.append(e));
        }
    }

    /// The earliest entry, unless it is known to be after `until`. The caller may not insert anything before
    /// `until` from now on.
    #[inline]
    pub fn first(&mut self, until: u64) -> Option<Entry> {
        if self.near.is_empty() && !self.fill(until) {
            return None;
        }
        self.near.last().copied()
    }

    /// Takes the entry that [`Wheel::first`] has shown.
    #[inline]
    pub fn take_first(&mut self) {
        if let Some(e) = self.near.pop() {
            self.reached = e.at;
        }
    }

    /// Takes it away as if it had never been there: time has not come that far.
    pub fn drop_first(&mut self) {
        self.near.pop();
    }

    /// There are new sorted entries.
    #[inline]
    pub fn has_new_near(&self) -> bool {
        self.near_is_new
    }

    /// The sorted entries, if they are new since the last call; else none.
    pub fn new_near(&mut self) -> &[Entry] {
        if std::mem::take(&mut self.near_is_new) { &self.near } else { &[] }
    }

    /// Removes all entries for which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&Entry) -> bool) {
        self.near.retain(&mut keep);
        for level in 0..LEVELS {
            for slot in 0..self.levels[level].len() {
                self.levels[level][slot].retain(&mut keep);
                if self.levels[level][slot].is_empty() {
                    self.vacate(level, slot);
                }
            }
        }
    }

    /// Moves the earliest entries to `near`; false when there are none, or none up to `until`.
    fn fill(&mut self, until: u64) -> bool {
        while self.used_levels != 0 {
            let level = self.used_levels.trailing_zeros() as usize;
            let slot = self.first_slot(level);
            let shift = level as u32 * BITS;
            let above = self.reached.checked_shr(shift + BITS).unwrap_or(0);
            let start = (above.checked_shl(BITS).unwrap_or(0) | slot as u64) << shift;
            if start > until {
                return false;
            }
            self.reached = self.reached.max(start);
            let mut entries = std::mem::take(&mut self.levels[level][slot]);
            self.vacate(level, slot);
            if entries.len() <= SORTED || level == 0 {
                entries.sort_by_key(|e| e.at);
                self.near.extend(entries.iter().rev());
                self.near_end = start.saturating_add(1 << shift);
                self.near_is_new = true;
                entries.clear();
            }
            for e in entries.drain(..) {
                self.append(e);
            }
            if entries.capacity() <= 2 * SORTED {
                // Nothing was appended to this slot meanwhile: it is `reached`'s own.
                self.levels[level][slot] = entries;
            }
            if !self.near.is_empty() {
                return true;
            }
        }
        false
    }

    #[inline]
    fn append(&mut self, e: Entry) {
        let level = match e.at ^ self.reached {
            0 => 0,
            differs => (63 - differs.leading_zeros()) / BITS,
        };
        let slot = (e.at >> (level * BITS)) as usize % SLOTS;
        let level = level as usize;
        let slots = &mut self.levels[level];
        if slots.is_empty() {
            slots.resize(SLOTS, Vec::new());
        }
        slots[slot].push(e);
        self.occupied[level][slot / 64] |= 1 << (slot % 64);
        self.used_levels |= 1 << level;
    }

    fn first_slot(&self, level: usize) -> usize {
        for (i, word) in self.occupied[level].iter().enumerate() {
            if *word != 0 {
                return i * 64 + word.trailing_zeros() as usize;
            }
        }
        0
    }

    fn vacate(&mut self, level: usize, slot: usize) {
        self.occupied[level][slot / 64] &= !(1 << (slot % 64));
        if self.occupied[level] == [0; SLOTS / 64] {
            self.used_levels &= !(1 << level);
        }
    }
}
