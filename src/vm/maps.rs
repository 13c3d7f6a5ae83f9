//! Maps: entries in the order of insertion, with an open-addressed index beside them once there are more
//! than a few. Iteration goes round from a drawn start; an entry that is deleted before it is reached is not
//! seen, one that is added may be (both as the language says).
//!
//! # Concurrent use
//! Compiled Go finds unsynchronised use of a map when two operations really overlap in time. Here an
//! operation is one instruction and nothing overlaps by itself. What stands for overlapping is: two
//! operations, at least one of them a write, by different goroutines **at the same virtual time**, of which
//! neither is ordered before the other by synchronisation. Order is tracked cheaply and only in one
//! direction of error: each goroutine remembers when (in a count of all synchronising operations) it last
//! acquired and last released anything; the earlier operation counts as ordered before the later one as
//! soon as its goroutine released something after it *and* the later goroutine acquired something after it.
//! So a program whose accesses are ordered is never accused, whatever orders them, while goroutines that
//! write one map at the same moment crash as they do on several processors, in every policy and every run.

use super::equal::{Uncomparable, equal_words, hash_words};
use super::heap::Heap;
use crate::compile::code::{HUGE, MAP_BASE, RKind, RType};
use crate::ids::Gid;

/// Up to so many entries are searched one by one.
const SMALL: usize = 8;
const EMPTY: u32 = u32::MAX;
const SEED: u64 = 0x1234_5678_9abc_def1;

/// The last operation of a kind, for [concurrent use](self).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Touch {
    pub gid: Gid,
    pub slot: u32,
    /// Count of synchronising operations.
    pub seq: u64,
    pub now_ns: i64,
}

/// A map.
#[derive(Clone, Debug, Default)]
pub(crate) struct MapObj {
    key: u32,
    /// Words of key and value, as they are held.
    pub key_words: usize,
    pub value_words: usize,
    /// Words that a key or value of one held word stands for, if it is [huge](HUGE), else 0.
    wide_key: usize,
    pub wide_value: usize,
    word_keys: bool,
    /// Keys hold interfaces, and so perhaps what cannot be hashed.
    open_keys: bool,
    noscan: bool,
    entries: Vec<u64>,
    /// Entries that were not deleted.
    alive: Vec<bool>,
    live: usize,
    index: Vec<u32>,
    /// Number of each entry in the order of insertion; empty while it is its position.
    seqs: Vec<u32>,
    next_seq: u32,
    marked: bool,
    used: bool,
    pub write: Touch,
    pub read: Touch,
    pub iterated: Touch,
}

/// All maps of a program.
#[derive(Clone, Debug, Default)]
pub struct Maps {
    rows: Vec<MapObj>,
    free: Vec<u32>,
}

/// Types and memory, which keys need.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub rtypes: &'a [RType],
    pub heap: &'a Heap,
}

fn holds_interface(rtypes: &[RType], t: u32) -> bool {
    match rtypes.get(t as usize).map(|t| &t.kind) {
        Some(RKind::Interface) => true,
        Some(RKind::Array { elem, .. }) => holds_interface(rtypes, *elem),
        Some(RKind::Struct { fields }) => fields.iter().any(|f| holds_interface(rtypes, f.rtype)),
        _ => false,
    }
}

/// Can a key be in a map of this type at all? Where the map is nil nothing else asks.
pub(crate) fn check_key(w: World<'_>, map: u32, key: &[u64]) -> Result<(), Uncomparable> {
    match w.rtypes.get(map as usize).map(|t| &t.kind) {
        Some(RKind::Map { key: t, .. }) => {
            let key = whole(w.heap, key, held(w.rtypes, *t).1);
            hash_words(w.rtypes, w.heap, *t, key, SEED).map(drop)
        }
        _ => Ok(()),
    }
}

/// Words that a value of an rtype takes in registers and maps, and, if they are only its address, its own.
pub(crate) fn held(rtypes: &[RType], t: u32) -> (usize, usize) {
    match rtypes.get(t as usize).map_or(1, |t| t.words) {
        n if n > HUGE => (1, n as usize),
        n => (n as usize, 0),
    }
}

/// The words of a value that may be held as its address.
pub(crate) fn whole<'w>(heap: &'w Heap, words: &'w [u64], wide: usize) -> &'w [u64] {
    match words {
        [address] if wide > 0 => heap.range(*address, wide),
        _ => words,
    }
}

impl MapObj {
    fn stride(&self) -> usize {
        self.key_words + self.value_words
    }

    fn key_at(&self, i: usize) -> &[u64] {
        &self.entries[i * self.stride()..][..self.key_words]
    }

    /// Value words of entry `i`.
    pub(crate) fn value_at(&self, i: usize) -> &[u64] {
        &self.entries[i * self.stride() + self.key_words..][..self.value_words]
    }

    fn same(&self, w: World<'_>, i: usize, key: &[u64]) -> Result<bool, Uncomparable> {
        if !self.alive[i] {
            return Ok(false);
        }
        if self.word_keys {
            return Ok(self.entries[i * self.stride()] == key[0]);
        }
        let own = whole(w.heap, self.key_at(i), self.wide_key);
        equal_words(w.rtypes, w.heap, self.key, own, whole(w.heap, key, self.wide_key))
    }

    fn hash(&self, w: World<'_>, key: &[u64]) -> Result<u64, Uncomparable> {
        if self.word_keys {
            return Ok(super::equal::mix(SEED, key[0]));
        }
        hash_words(w.rtypes, w.heap, self.key, whole(w.heap, key, self.wide_key), SEED)
    }

    /// Position of the entry with this key.
    pub(crate) fn find(&self, w: World<'_>, key: &[u64]) -> Result<Option<usize>, Uncomparable> {
        if self.index.is_empty() {
            if self.open_keys {
                self.hash(w, key)?; // for its panic
            }
            for i in 0..self.alive.len() {
                if self.same(w, i, key)? {
                    return Ok(Some(i));
                }
            }
            return Ok(None);
        }
        let mask = self.index.len() - 1;
        let mut at = self.hash(w, key)? as usize & mask;
        loop {
            match self.index[at] {
                EMPTY => return Ok(None),
                i if self.same(w, i as usize, key)? => return Ok(Some(i as usize)),
                _ => at = (at + 1) & mask,
            }
        }
    }

    /// Whole words of a key or value as a map of this type holds them; `None` without memory.
    pub(crate) fn hold(&self, heap: &mut Heap, words: &[u64], key: bool) -> Option<Vec<u64>> {
        let wide = if key { self.wide_key } else { self.wide_value };
        if wide == 0 {
            return Some(words.to_vec());
        }
        let copy = heap.alloc(wide, false)?;
        heap.write_words(copy, words);
        Some(vec![copy])
    }

    /// Sets an entry; gives the change of memory use in words.
    pub(crate) fn set(
        &mut self,
        w: World<'_>,
        key: &[u64],
        value: &[u64],
    ) -> Result<isize, Uncomparable> {
        if let Some(i) = self.find(w, key)? {
            let (stride, kw) = (self.stride(), self.key_words);
            // equal keys may differ, as 0 and -0 do: the last one stays
            self.entries[i * stride..][..kw].copy_from_slice(key);
            self.entries[i * stride + kw..][..self.value_words].copy_from_slice(value);
            return Ok(0);
        }
        let before = self.size();
        if self.alive.len() >= SMALL.max(2 * self.live) {
            self.compact();
            self.rebuild(w);
        }
        let i = self.alive.len();
        self.entries.extend_from_slice(key);
        self.entries.extend_from_slice(value);
        self.alive.push(true);
        if !self.seqs.is_empty() || self.next_seq as usize != i {
            self.seqs.push(self.next_seq);
        }
        self.next_seq += 1;
        self.live += 1;
        if self.index.is_empty() && i >= SMALL || 4 * (i + 1) > 3 * self.index.len() && i >= SMALL {
            self.rebuild(w);
        } else if !self.index.is_empty() {
            let h = self.hash(w, key)?;
            self.put(h, i as u32);
        }
        Ok(self.size() as isize - before as isize)
    }

    fn put(&mut self, hash: u64, i: u32) {
        let mask = self.index.len() - 1;
        let mut at = hash as usize & mask;
        while self.index[at] != EMPTY {
            at = (at + 1) & mask;
        }
        self.index[at] = i;
    }

    fn rebuild(&mut self, w: World<'_>) {
        if self.alive.len() < SMALL {
            self.index.clear();
            return;
        }
        let len = (2 * self.alive.len()).next_power_of_two();
        self.index.clear();
        self.index.resize(len, EMPTY);
        for i in 0..self.alive.len() {
            if self.alive[i]
                && let Ok(h) = self.hash(w, self.key_at(i))
            {
                self.put(h, i as u32);
            }
        }
    }

    /// Drops deleted entries. Numbers keep their order, so iterators find their place again.
    fn compact(&mut self) {
        if self.live == self.alive.len() {
            return;
        }
        if self.seqs.is_empty() {
            self.seqs = (0..self.alive.len() as u32).collect();
        }
        let stride = self.stride();
        let mut to = 0;
        for i in 0..self.alive.len() {
            if self.alive[i] {
                self.entries.copy_within(i * stride..(i + 1) * stride, to * stride);
                self.seqs[to] = self.seqs[i];
                to += 1;
            }
        }
        self.entries.truncate(to * stride);
        self.seqs.truncate(to);
        self.alive.clear();
        self.alive.resize(to, true);
    }

    /// Deletes an entry, if it is there.
    pub(crate) fn delete(&mut self, w: World<'_>, key: &[u64]) -> Result<(), Uncomparable> {
        if let Some(i) = self.find(w, key)? {
            let stride = self.stride();
            self.alive[i] = false;
            self.live -= 1;
            // what the entry held must not be kept alive; the key stays for the index
            self.entries[i * stride + self.key_words..][..self.value_words].fill(0);
        }
        Ok(())
    }

    pub(crate) fn clear(&mut self) {
        self.entries.clear();
        self.alive.clear();
        self.seqs.clear();
        self.index.clear();
        self.live = 0;
    }

    /// Number of entries.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.live
    }

    /// Positions in use, deleted entries included.
    pub(crate) fn slots(&self) -> usize {
        self.alive.len()
    }

    fn size(&self) -> usize {
        self.entries.capacity() + (self.index.capacity() + self.seqs.capacity()) / 2
    }

    /// Number of the entry at a position.
    pub(crate) fn seq_at(&self, i: usize) -> u32 {
        if self.seqs.is_empty() {
            i as u32
        } else {
            self.seqs.get(i).copied().unwrap_or(self.next_seq)
        }
    }

    /// Number that the next new entry will have.
    pub(crate) fn next_seq(&self) -> u32 {
        self.next_seq
    }

    /// The first entry whose number is at least `seq`: position and number.
    pub(crate) fn next_from(&self, seq: u32) -> Option<(usize, u32)> {
        let from = if self.seqs.is_empty() {
            seq as usize
        } else {
            self.seqs.partition_point(|s| *s < seq)
        };
        let i = (from..self.alive.len()).find(|i| self.alive[*i])?;
        Some((i, self.seq_at(i)))
    }

    /// Key and value words of entry `i`.
    pub(crate) fn entry(&self, i: usize) -> (&[u64], &[u64]) {
        (self.key_at(i), self.value_at(i))
    }
}

impl Maps {
    /// A new map of a map rtype: its handle.
    pub(crate) fn make(&mut self, rtypes: &[RType], rtype: u32) -> u64 {
        let (key, value) = match rtypes.get(rtype as usize).map(|t| &t.kind) {
            Some(RKind::Map { key, value }) => (*key, *value),
            _ => (0, 0),
        };
        let (key_words, wide_key) = held(rtypes, key);
        let (value_words, wide_value) = held(rtypes, value);
        let noscan = |t: u32| rtypes.get(t as usize).is_some_and(|t| t.noscan && t.words <= HUGE);
        let word_keys = key_words == 1
            && !matches!(
                rtypes.get(key as usize).map(|t| &t.kind),
                Some(RKind::Float32 | RKind::Float64 | RKind::Struct { .. } | RKind::Array { .. })
            );
        let row = MapObj {
            key,
            key_words,
            value_words,
            wide_key,
            wide_value,
            word_keys,
            open_keys: holds_interface(rtypes, key),
            noscan: noscan(key) && noscan(value),
            used: true,
            ..MapObj::default()
        };
        let at = match self.free.pop() {
            Some(at) => {
                self.rows[at as usize] = row;
                at
            }
            None => {
                self.rows.push(row);
                self.rows.len() as u32 - 1
            }
        };
        MAP_BASE + u64::from(at)
    }

    /// A map by its handle; `None` for nil.
    #[inline]
    pub(crate) fn get(&self, map: u64) -> Option<&MapObj> {
        self.rows.get(usize::try_from(map.wrapping_sub(MAP_BASE)).ok()?)
    }

    /// The same, to change.
    #[inline]
    pub(crate) fn get_mut(&mut self, map: u64) -> Option<&mut MapObj> {
        self.rows.get_mut(usize::try_from(map.wrapping_sub(MAP_BASE)).ok()?)
    }

    /// Number of entries; 0 for nil.
    #[inline]
    pub fn len_of(&self, map: u64) -> usize {
        self.get(map).map_or(0, |m| m.live)
    }

    /// Entries in the order of insertion, as they are held.
    pub fn entries(&self, map: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
        let Some(m) = self.get(map) else { return vec![] };
        let live = (0..m.slots()).filter(|i| m.alive[*i]);
        live.map(|i| (m.key_at(i).to_vec(), m.value_at(i).to_vec())).collect()
    }

    /// The same with all their words.
    pub fn whole_entries(&self, heap: &Heap, map: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
        let mut entries = self.entries(map);
        if let Some(m) = self.get(map).filter(|m| m.wide_key + m.wide_value > 0) {
            for (key, value) in &mut entries {
                *key = whole(heap, key, m.wide_key).to_vec();
                *value = whole(heap, value, m.wide_value).to_vec();
            }
        }
        entries
    }

    /// Marks a map; its words to scan, unless it was marked or holds no addresses.
    pub(crate) fn mark(&mut self, at: usize) -> Option<Vec<u64>> {
        let m = self.rows.get_mut(at)?;
        if m.marked || !m.used {
            return None;
        }
        m.marked = true;
        (!m.noscan).then(|| m.entries.clone())
    }

    /// Frees unmarked maps; gives the words that they held.
    pub(crate) fn sweep(&mut self) -> usize {
        let mut freed = 0;
        for (i, m) in self.rows.iter_mut().enumerate() {
            if m.used && !m.marked {
                freed += m.size();
                *m = MapObj::default();
                self.free.push(i as u32);
            }
            m.marked = false;
        }
        freed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vm::testing::rtype;

    fn types() -> Vec<RType> {
        vec![
            rtype(RKind::Int, 1),
            rtype(RKind::String, 2),
            rtype(RKind::Map { key: 0, value: 0 }, 1),
            rtype(RKind::Map { key: 1, value: 0 }, 1),
            rtype(RKind::Float64, 1),
            rtype(RKind::Map { key: 4, value: 0 }, 1),
        ]
    }

    #[test]
    fn many_keys_come_and_go() {
        let (rtypes, heap) = (types(), Heap::new(1, 1 << 20));
        let w = World { rtypes: &rtypes, heap: &heap };
        let mut maps = Maps::default();
        let h = maps.make(&rtypes, 2);
        let m = maps.get_mut(h).unwrap();
        for k in 0..1000 {
            m.set(w, &[k], &[k * k]).unwrap();
        }
        for k in (0..1000).step_by(3) {
            m.delete(w, &[k]).unwrap();
        }
        for k in 1000..3000 {
            m.set(w, &[k], &[k * k]).unwrap();
            m.delete(w, &[k - 500]).unwrap();
        }
        for k in 0..3000 {
            let want = k >= 2500 || k < 500 && k % 3 != 0;
            assert_eq!(m.find(w, &[k]).unwrap().map(|i| m.value_at(i)[0]), want.then_some(k * k));
        }
    }

    #[test]
    fn an_iterator_sees_each_survivor_once() {
        let (rtypes, heap) = (types(), Heap::new(1, 1 << 20));
        let w = World { rtypes: &rtypes, heap: &heap };
        let mut maps = Maps::default();
        let h = maps.make(&rtypes, 2);
        let m = maps.get_mut(h).unwrap();
        for k in 0..100 {
            m.set(w, &[k], &[0]).unwrap();
        }
        let (mut seen, mut seq) = (vec![], 0);
        while let Some((i, s)) = m.next_from(seq) {
            let key = m.entry(i).0[0];
            seen.push(key);
            seq = s + 1;
            if key < 100 {
                m.delete(w, &[key]).unwrap(); // forces compaction on the way
                m.set(w, &[1000 + key], &[0]).unwrap();
            }
        }
        assert_eq!(&seen[..100], &(0..100).collect::<Vec<_>>()[..]);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), 200);
    }

    #[test]
    fn floats_as_keys() {
        let (rtypes, heap) = (types(), Heap::new(1, 1 << 20));
        let w = World { rtypes: &rtypes, heap: &heap };
        let mut maps = Maps::default();
        let h = maps.make(&rtypes, 5);
        let m = maps.get_mut(h).unwrap();
        for x in [f64::NAN, f64::NAN, 0.0, -0.0] {
            m.set(w, &[x.to_bits()], &[1]).unwrap();
        }
        assert_eq!(m.len(), 3);
    }
}
