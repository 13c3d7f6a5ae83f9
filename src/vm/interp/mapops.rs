//! Map instructions, and the check for concurrent use (see `maps`).

use super::Ctl;
use crate::choice::ChoiceKind;
use crate::compile::code::{MAP_UPDATE, RKind};
use crate::vm::equal::Uncomparable;
use crate::vm::machine::Machine;
use crate::vm::maps::{MapObj, Touch, World, check_key, held, whole};
use crate::vm::native::PanicWith;
use crate::vm::races::Place;

/// Words of an iterator: map, number of the first entry, number of the next, went round, and the number
/// from which on entries are new: they are not visited, so that every loop ends.
const ITER_WORDS: usize = 5;

impl Machine {
    /// Hashing panics; where a map has no entries, and so none is looked up, Go says the same in other words.
    fn unhashable(&self, looked_up: bool, e: Uncomparable) -> PanicWith {
        let name = self.types.get(e.0 as usize).map_or("?", |t| t.name.as_str());
        match looked_up {
            false => PanicWith::Plain(format!("hash of unhashable type: {name}")),
            true => PanicWith::Runtime(format!("hash of unhashable type {name}")),
        }
    }

    fn touch(&self) -> Touch {
        let g = &self.gs[self.cur.index()];
        Touch { gid: g.gid, slot: self.cur.0, seq: self.seq, now_ns: self.sched.now_ns() }
    }

    /// True when an earlier operation of another goroutine and the present one overlap.
    #[inline]
    fn overlaps(&self, earlier: Touch, now: Touch) -> bool {
        let apart = now.now_ns - earlier.now_ns > self.near_ns;
        if earlier.gid == now.gid || earlier.gid.0 == 0 || apart {
            return false;
        }
        let Some(g) = self.gs.get(earlier.slot as usize) else { return false };
        let released = g.gid != earlier.gid || g.released > earlier.seq;
        !(released && self.acquired > earlier.seq)
    }

    /// For the search for data races: a map is one place.
    #[inline]
    fn touch_map(&mut self, map: u64, write: bool) {
        if self.watching {
            self.touched_place(Place::Map(map), write, self.frame.pc as usize);
        }
    }

    /// Notes a read of a map; the text of a fatal error when it overlaps a write.
    #[inline]
    fn note_read(&mut self, map: u64, iterating: bool) -> Option<&'static str> {
        let now = self.touch();
        if self.maps.len_of(map) == 0 {
            return None; // Go looks for nothing there
        }
        let m = self.maps.get_mut(map)?;
        let write = m.write;
        *(if iterating { &mut m.iterated } else { &mut m.read }) = now;
        if !self.overlaps(write, now) {
            return None;
        }
        Some(if iterating {
            "concurrent map iteration and map write"
        } else {
            "concurrent map read and map write"
        })
    }

    #[inline]
    fn note_write(&mut self, map: u64) -> Option<&'static str> {
        let now = self.touch();
        let m = self.maps.get_mut(map)?;
        let (write, read, iterated) = (m.write, m.read, m.iterated);
        m.write = now;
        if self.overlaps(write, now) {
            return Some("concurrent map writes");
        }
        if self.overlaps(read, now) {
            return Some("concurrent map read and map write");
        }
        self.overlaps(iterated, now).then_some("concurrent map iteration and map write")
    }

    fn world(&self) -> World<'_> {
        World { rtypes: &self.types, heap: &self.heap }
    }

    fn key_words(&self, rtype: u32) -> (usize, usize) {
        match self.types.get(rtype as usize).map(|t| &t.kind) {
            Some(RKind::Map { key, value }) => {
                (held(&self.types, *key).0, held(&self.types, *value).0)
            }
            _ => (1, 1),
        }
    }

    /// Words of a value of a map type of which only the address is held, else 0.
    fn wide_value(&self, rtype: u32) -> usize {
        match self.types.get(rtype as usize).map(|t| &t.kind) {
            Some(RKind::Map { value, .. }) => held(&self.types, *value).1,
            _ => 0,
        }
    }

    pub(crate) fn make_map(&mut self, rtype: u32) -> u64 {
        self.heap.account(24);
        let map = self.maps.make(&self.types, rtype);
        self.forget_map(map);
        map
    }

    #[inline(never)]
    pub(super) fn op_make_map(&mut self, d: u16, t: u32) -> Ctl {
        if self.heap.wants_attention() {
            self.attend();
        }
        let map = self.make_map(t);
        self.set_reg(d, map);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn op_map_get(&mut self, d: u16, m: u16, k: u16, ok: u16, t: u32) -> Ctl {
        let map = self.reg(m, 0);
        let update = ok == MAP_UPDATE;
        self.touch_map(map, update);
        let overlap = if update { self.note_write(map) } else { self.note_read(map, false) };
        if let Some(text) = overlap {
            return self.fatal(text);
        }
        let (kw, vw) = self.key_words(t);
        let base = self.frame.base as usize;
        let (key, to) = (base + k as usize, base + d as usize);
        let key = self.stack.range(key, key + kw);
        let found = match self.maps.get(map) {
            Some(obj) => obj.find(self.world(), key).map(|found| found.map(|i| (obj, i))),
            None if update => Ok(None),
            None => check_key(self.world(), t, key).map(|()| None),
        };
        let found = match found {
            Ok(found) => found,
            Err(e) => {
                let p = self.unhashable(update || self.maps.len_of(map) > 0, e);
                return self.raise_with(p);
            }
        };
        let place = self.stack.range_mut(to, to + vw);
        let hit = found.is_some();
        match found {
            Some((obj, i)) => place.copy_from_slice(obj.value_at(i)),
            None => {
                place.fill(0);
                if vw == 1 && self.wide_value(t) > 0 {
                    let Some(zero) = self.obtain(self.wide_value(t), false) else {
                        return Ctl::Leave;
                    };
                    self.stack.set(to, zero);
                }
            }
        }
        if ok == 1 {
            self.stack.set(to + vw, hit.into());
        }
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn op_map_set(&mut self, m: u16, k: u16, v: u16, t: u32) -> Ctl {
        let map = self.reg(m, 0);
        let (kw, vw) = self.key_words(t);
        if self.maps.get(map).is_none() {
            return self.raise_with(PanicWith::Plain("assignment to entry in nil map".to_owned()));
        }
        self.touch_map(map, true);
        if let Some(text) = self.note_write(map) {
            return self.fatal(text);
        }
        let base = self.frame.base as usize;
        let (key, value) = (base + k as usize, base + v as usize);
        let (key, value) = (self.stack.range(key, key + kw), self.stack.range(value, value + vw));
        let world = World { rtypes: &self.types, heap: &self.heap };
        let Some(obj) = self.maps.get_mut(map) else { return Ctl::Next };
        match obj.set(world, key, value) {
            Ok(0) => Ctl::Next,
            Ok(grown) => {
                self.heap.account(grown);
                if self.heap.full {
                    return self.memory_refused(Ctl::Next);
                }
                if self.heap.wants_attention() {
                    self.attend();
                }
                Ctl::Next
            }
            Err(e) => {
                let p = self.unhashable(true, e);
                self.raise_with(p)
            }
        }
    }

    #[inline(never)]
    pub(super) fn op_map_delete(&mut self, m: u16, k: u16, t: u32) -> Ctl {
        let map = self.reg(m, 0);
        self.touch_map(map, true);
        if self.maps.len_of(map) > 0
            && let Some(text) = self.note_write(map)
        {
            return self.fatal(text);
        }
        let key = self.frame.base as usize + k as usize;
        let world = World { rtypes: &self.types, heap: &self.heap };
        let key = self.stack.range(key, key + self.key_words(t).0);
        let deleted = match self.maps.get_mut(map) {
            Some(obj) => obj.delete(world, key),
            None => check_key(world, t, key),
        };
        match deleted {
            Ok(()) => Ctl::Next,
            Err(e) => {
                let p = self.unhashable(self.maps.len_of(map) > 0, e);
                self.raise_with(p)
            }
        }
    }

    #[inline(never)]
    pub(super) fn op_map_clear(&mut self, m: u16) -> Ctl {
        let map = self.reg(m, 0);
        self.touch_map(map, true);
        if let Some(text) = self.note_write(map) {
            return self.fatal(text);
        }
        self.map_clear(map);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn op_map_iter(&mut self, d: u16, m: u16) -> Ctl {
        let map = self.reg(m, 0);
        let Some(iter) = self.obtain(ITER_WORDS, false) else { return Ctl::Leave };
        let slots = self.maps.get(map).map_or(0, MapObj::slots);
        let at = self.sched.chooser.choose(ChoiceKind::MapStart, slots as u32);
        let start = self.maps.get(map).map_or(0, |m| m.seq_at(at as usize));
        let end = self.maps.get(map).map_or(0, MapObj::next_seq);
        let words = [map, u64::from(start), u64::from(start), 0, u64::from(end)];
        self.heap.write_words(iter, &words);
        self.set_reg(d, iter);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn op_map_next(&mut self, it: u16, k: u16, v: u16, off: u32) -> Ctl {
        let iter = self.reg(it, 0);
        let words = self.heap.range(iter, ITER_WORDS);
        let &[map, start, mut next, mut round, end] = words else { return Ctl::Next };
        self.touch_map(map, false);
        if let Some(text) = self.note_read(map, true) {
            return self.fatal(text);
        }
        let found = self.maps.get(map).and_then(|m| {
            let below = |got: Option<(usize, u32)>, n: u64| got.filter(|g| u64::from(g.1) < n);
            let mut got = None;
            if round == 0 {
                got = below(m.next_from(next as u32), end);
                if got.is_none() {
                    (round, next) = (1, 0);
                }
            }
            if round == 1 {
                got = below(m.next_from(next as u32), start);
            }
            got.map(|(i, seq)| (m, i, seq))
        });
        let Some((m, i, seq)) = found else {
            self.heap.write_words(iter + 16, &[u64::from(u32::MAX), 1]);
            self.heap.store(iter + 8, 0);
            self.frame.pc = self.frame.pc.wrapping_add_signed(off as i32);
            return Ctl::Reload;
        };
        let base = self.frame.base as usize;
        let (key, value) = m.entry(i);
        if k != u16::MAX {
            let at = base + k as usize;
            self.stack.range_mut(at, at + key.len()).copy_from_slice(key);
        }
        if v != u16::MAX {
            let at = base + v as usize;
            self.stack.range_mut(at, at + value.len()).copy_from_slice(value);
        }
        next = u64::from(seq) + 1;
        self.heap.write_words(iter + 16, &[next, round]);
        Ctl::Next
    }

    pub(crate) fn map_get_words(&self, map: u64, key: &[u64]) -> Option<Vec<u64>> {
        let obj = self.maps.get(map)?;
        let i = obj.find(self.world(), key).ok()??;
        Some(whole(&self.heap, obj.value_at(i), obj.wide_value).to_vec())
    }

    pub(crate) fn map_set_words(&mut self, map: u64, key: &[u64], value: &[u64]) -> bool {
        let Some(obj) = self.maps.get_mut(map) else { return false };
        let Some(key) = obj.hold(&mut self.heap, key, true) else { return false };
        let Some(value) = obj.hold(&mut self.heap, value, false) else { return false };
        let world = World { rtypes: &self.types, heap: &self.heap };
        let grown = match obj.set(world, &key, &value) {
            Ok(grown) => grown,
            Err(_) => return false,
        };
        self.heap.account(grown);
        true
    }

    pub(crate) fn map_delete_words(&mut self, map: u64, key: &[u64]) -> bool {
        let world = World { rtypes: &self.types, heap: &self.heap };
        self.maps.get_mut(map).is_some_and(|obj| obj.delete(world, key).is_ok())
    }

    pub(crate) fn map_clear(&mut self, map: u64) {
        if let Some(obj) = self.maps.get_mut(map) {
            obj.clear();
        }
    }

    /// The current goroutine acquired and released something.
    #[inline]
    pub(crate) fn synchronises(&mut self) {
        self.seq += 1;
        (self.acquired, self.released) = (self.seq, self.seq);
    }

    /// The current goroutine released something.
    #[inline]
    pub(crate) fn releases(&mut self) {
        self.seq += 1;
        self.released = self.seq;
    }
}
