//! The program's memory: one vector of words with Go-like addresses, a size-class allocator over pages of
//! it, and the bitmaps of a mark-sweep collector (the marking itself is in `gc`, because roots lie in the
//! whole machine).
//!
//! **Invariant:** addresses are a pure function of the sequence of allocations and collections, so two
//! equal runs print equal pointers. Nothing ever moves.

mod atomics;
mod pages;
pub mod shadow;

use crate::compile::code::{ADDR_BASE, ZERO_BASE};
pub(crate) use pages::PAGE_WORDS;
use pages::{ClassState, Page, PageKind, Pages};

/// Objects of more words than this have pages of their own.
const MAX_SMALL: usize = 512;
/// Sizes of small objects in words.
const SIZES: [u16; 28] = [
    1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 170,
    256, 341, 512,
];

const fn class_table() -> [u8; MAX_SMALL + 1] {
    let mut table = [0; MAX_SMALL + 1];
    let (mut words, mut class) = (1, 0);
    while words <= MAX_SMALL {
        while (SIZES[class] as usize) < words {
            class += 1;
        }
        table[words] = class as u8;
        words += 1;
    }
    table
}

/// Smallest class that holds so many words.
static CLASS_OF: [u8; MAX_SMALL + 1] = class_table();

/// Distance of an address from the start of memory, in units of 8 (`shift` 3) or 1 bytes. What is no
/// address (nil above all) becomes a number beyond any memory: on 32-bit hosts too, where a plain cast
/// would cut it down to a small one.
#[inline]
pub(crate) fn offset(addr: u64, shift: u32) -> usize {
    let i = addr.wrapping_sub(ADDR_BASE) >> shift;
    #[cfg(target_pointer_width = "64")]
    return i as usize;
    #[cfg(not(target_pointer_width = "64"))]
    return if i >> 31 == 0 { i as usize } else { 1 << 31 };
}

/// The memory.
#[derive(Clone, Debug)]
pub struct Heap {
    words: Vec<u64>,
    pages: Pages,
    /// Two per size: with addresses, then without.
    classes: Vec<ClassState>,
    /// Words handed out since the last collection, those of maps and channels included.
    debt: usize,
    /// A collection is due when `debt` reaches it.
    threshold: usize,
    /// Growth is told, or a collection due, when `debt` reaches it: never above `threshold`.
    attention: usize,
    /// Words in use after the last collection, those of maps and channels included.
    live: usize,
    /// Words that all collections freed, and how many there were.
    freed: u64,
    collections: u64,
    /// Words that maps and channel buffers take outside the vector.
    pub(crate) outside: usize,
    /// Most words that may be in use.
    limit: usize,
    /// An allocation was refused; the machine ends the run with the limit `heap`.
    pub(crate) full: bool,
    /// The host had no more memory, though the limit was not reached.
    pub(crate) refused: bool,
    /// The program asked for a collection.
    asked: bool,
    /// Collects at every chance.
    stress: bool,
    /// Who touched what.
    pub(crate) shadow: shadow::Shadow,
}

/// Memory grows by this factor. Where addresses are plentiful, pages that are not touched cost nothing, and growing
/// seldom saves copies.
const GROWTH: usize = if cfg!(target_pointer_width = "64") { 4 } else { 2 };
/// A program that comes to need more words than `SMALL` has room for so many at once, where addresses are plentiful.
const ROOM: usize = if cfg!(target_pointer_width = "64") { 1 << 23 } else { 0 };
const SMALL: usize = 1 << 17;
/// Collect no earlier than after so many words.
const MIN_THRESHOLD: usize = 1 << 19;
/// Growth is told after so many words, and after a part of what is in use: 64 KiB, a sixteenth.
const TELL_WORDS: usize = 8 << 10;
const TELL_PART: usize = 16;

impl Heap {
    /// Memory with `static_words` words that are never collected (word 0 included) and a limit in bytes.
    pub fn new(static_words: usize, limit_bytes: usize) -> Heap {
        let static_pages = static_words.max(1).div_ceil(PAGE_WORDS);
        let mut pages = Pages::default();
        pages.add_static(static_pages);
        let classes = SIZES
            .iter()
            .flat_map(|&s| [(s, false), (s, true)])
            .map(|(size, noscan)| ClassState::new(size, noscan))
            .collect();
        Heap {
            words: vec![0; static_pages * PAGE_WORDS],
            pages,
            classes,
            debt: 0,
            threshold: MIN_THRESHOLD,
            attention: TELL_WORDS,
            live: 0,
            freed: 0,
            collections: 0,
            outside: 0,
            limit: limit_bytes / 8,
            full: false,
            refused: false,
            asked: false,
            stress: false,
            shadow: shadow::Shadow::default(),
        }
    }

    /// Another limit, in bytes.
    pub fn set_limit(&mut self, bytes: usize) {
        self.limit = bytes / 8;
    }

    /// Zeroed memory of so many words. `noscan`: it will hold no addresses. `None` past the limit, which is
    /// then remembered.
    #[inline]
    pub fn alloc(&mut self, words: usize, noscan: bool) -> Option<u64> {
        if words == 0 {
            return Some(ZERO_BASE);
        }
        if words > MAX_SMALL {
            return self.alloc_large(words, noscan);
        }
        let class = CLASS_OF[words] as usize * 2 + noscan as usize;
        if self.classes[class].free == 0 && !self.refill(class) {
            return None;
        }
        let state = &mut self.classes[class];
        let slot = state.free.trailing_zeros() as usize;
        state.free &= state.free - 1;
        let size = state.size as usize;
        let at = state.group_start as usize + slot * size;
        self.debt += size;
        self.shadow.forget(at, size);
        self.words[at..at + size].fill(0);
        Some(ADDR_BASE + 8 * at as u64)
    }

    #[cold]
    #[inline(never)]
    fn refill(&mut self, class: usize) -> bool {
        if self.classes[class].next_group(&mut self.pages) {
            return true;
        }
        let Some(page) = self.take_pages(1) else { return false };
        let state = &mut self.classes[class];
        self.pages.set(
            page,
            1,
            Page { kind: PageKind::Small, class: class as u8, span: 0, words: 0 },
        );
        state.add_page(page as u32);
        state.next_group(&mut self.pages)
    }

    fn take_pages(&mut self, n: usize) -> Option<usize> {
        if let Some(page) = self.pages.take_run(n) {
            return Some(page);
        }
        let first = self.pages.len();
        if (first + n) * PAGE_WORDS + self.outside > self.limit {
            self.full = true;
            return None;
        }
        let wanted = (first + n) * PAGE_WORDS;
        if !self.reserve(wanted) {
            (self.full, self.refused) = (true, true);
            return None;
        }
        self.pages.grow(n);
        self.words.resize(wanted, 0);
        Some(first)
    }

    /// Room for so many words in all; false when the host has no more.
    fn reserve(&mut self, wanted: usize) -> bool {
        let len = self.words.len();
        let room = if len < SMALL { 0 } else { ROOM.min(self.limit) };
        let ample = (GROWTH * len).max(room).max(wanted) - len;
        wanted <= self.words.capacity()
            || self.words.try_reserve_exact(ample).is_ok()
            || self.words.try_reserve_exact(wanted - len).is_ok()
    }

    fn alloc_large(&mut self, words: usize, noscan: bool) -> Option<u64> {
        if words > self.limit {
            self.full = true;
            return None;
        }
        let n = words.div_ceil(PAGE_WORDS);
        let page = self.take_pages(n)?;
        let head = Page {
            kind: PageKind::Large,
            class: noscan as u8,
            span: n as u32,
            words: words as u32,
        };
        self.pages.set(page, n, head);
        self.debt += n * PAGE_WORDS;
        let at = page * PAGE_WORDS;
        self.shadow.forget(at, words);
        self.words[at..at + words].fill(0);
        Some(ADDR_BASE + 8 * at as u64)
    }

    /// True when memory has grown by so much that it is told, or a collection is due.
    #[inline]
    pub fn wants_attention(&self) -> bool {
        self.debt >= self.attention
    }

    /// True when a collection is due or asked for, or memory was refused.
    pub(crate) fn wants_gc(&self) -> bool {
        self.debt >= self.threshold || self.asked || self.full
    }

    /// The program asked for a collection that was not done yet.
    pub(crate) fn is_asked(&self) -> bool {
        self.asked
    }

    /// What is in use now is told: the next time is after a while.
    pub(crate) fn tell_next(&mut self) {
        let step = TELL_WORDS.max((self.live + self.debt) / TELL_PART);
        self.attention = self.threshold.min(self.debt + step);
    }

    /// Counts words of a map or channel that grew or (negative) shrank outside the vector; remembers when
    /// the limit is passed.
    pub(crate) fn account(&mut self, words: isize) {
        self.outside = self.outside.saturating_add_signed(words);
        if words > 0 {
            self.debt += words as usize;
            if self.outside + self.words.len() > self.limit {
                self.full = true;
            }
        }
    }

    /// Makes a collection due at every chance.
    pub(crate) fn set_stress(&mut self, on: bool) {
        self.stress = on;
        if on {
            (self.threshold, self.attention) = (0, 0);
        }
    }

    /// Takes all words out, for keeping them elsewhere; the heap is of no use until they are put back.
    pub(crate) fn take_words(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.words)
    }

    /// Puts words back that were taken out.
    pub(crate) fn put_words(&mut self, words: Vec<u64>) {
        self.words = words;
    }

    /// Makes a collection due.
    pub(crate) fn request_gc(&mut self) {
        (self.asked, self.attention) = (true, 0);
    }

    /// True when the object at an address was reached by the collector, or is never collected.
    pub(crate) fn is_marked(&self, addr: u64) -> bool {
        self.index(addr).is_some_and(|i| self.pages.is_marked(i, &SIZES))
    }

    /// Index of the word that holds the byte at `addr`, if it is an address.
    #[inline]
    pub fn index(&self, addr: u64) -> Option<usize> {
        let i = offset(addr, 3);
        (i < self.words.len()).then_some(i)
    }

    /// All words; word `i` is at `ADDR_BASE + 8 * i`.
    #[inline]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// The same, to write.
    #[inline]
    pub fn words_mut(&mut self) -> &mut [u64] {
        &mut self.words
    }

    /// The word at `addr`; 0 outside of memory.
    #[inline]
    pub fn load(&self, addr: u64) -> u64 {
        self.index(addr).map_or(0, |i| self.words[i])
    }

    /// Stores a word; ignored outside of memory.
    #[inline]
    pub fn store(&mut self, addr: u64, word: u64) {
        if let Some(i) = self.index(addr) {
            self.words[i] = word;
        }
    }

    /// `n` words from `addr`; empty when they do not all lie in memory.
    #[inline]
    pub fn range(&self, addr: u64, n: usize) -> &[u64] {
        let Some(i) = self.index(addr) else { return &[] };
        self.words.get(i..i + n).unwrap_or(&[])
    }

    /// The same, to write.
    #[inline]
    pub fn range_mut(&mut self, addr: u64, n: usize) -> &mut [u64] {
        let Some(i) = self.index(addr) else { return &mut [] };
        self.words.get_mut(i..i + n).unwrap_or(&mut [])
    }

    /// Copies words to memory; ignored when they do not fit.
    #[inline]
    pub fn write_words(&mut self, addr: u64, words: &[u64]) {
        let to = self.range_mut(addr, words.len());
        if to.len() == words.len() {
            to.copy_from_slice(words);
        }
    }

    /// Memory as bytes; byte `i` is at `ADDR_BASE + i`.
    #[inline]
    pub fn all_bytes(&self) -> &[u8] {
        bytemuck::cast_slice(&self.words)
    }

    /// The same, to write.
    #[inline]
    pub fn all_bytes_mut(&mut self) -> &mut [u8] {
        bytemuck::cast_slice_mut(&mut self.words)
    }

    /// `len` bytes from a byte address; empty when they do not all lie in memory.
    #[inline]
    pub fn bytes(&self, addr: u64, len: usize) -> &[u8] {
        let start = offset(addr, 0);
        self.all_bytes().get(start..start.wrapping_add(len)).unwrap_or(&[])
    }

    /// Copies bytes to memory; ignored when they do not fit.
    #[inline]
    pub fn write_bytes(&mut self, addr: u64, bytes: &[u8]) {
        let start = offset(addr, 0);
        if let Some(to) = self.all_bytes_mut().get_mut(start..start.wrapping_add(bytes.len())) {
            to.copy_from_slice(bytes);
        }
    }

    /// Moves bytes inside memory, overlapping or not; ignored when either range lies outside.
    #[inline]
    pub fn move_bytes(&mut self, to: u64, from: u64, len: usize) {
        let (to, from) = (offset(to, 0), offset(from, 0));
        let all = self.all_bytes_mut();
        if from.saturating_add(len) <= all.len() && to.saturating_add(len) <= all.len() {
            all.copy_within(from..from + len, to);
        }
    }

    /// Sets bytes to zero; ignored when they do not all lie in memory.
    pub fn clear_bytes(&mut self, addr: u64, len: usize) {
        let start = offset(addr, 0);
        if let Some(bytes) = self.all_bytes_mut().get_mut(start..start.wrapping_add(len)) {
            bytes.fill(0);
        }
    }

    /// New memory that holds these bytes. The address lies outside of memory when the limit is reached
    /// (stores there are ignored and the run ends soon).
    pub fn new_bytes(&mut self, bytes: &[u8]) -> u64 {
        if bytes.is_empty() {
            return ZERO_BASE;
        }
        match self.alloc(bytes.len().div_ceil(8), true) {
            Some(addr) => {
                self.write_bytes(addr, bytes);
                addr
            }
            None => self.nowhere(),
        }
    }

    /// An address outside of memory: loads give 0, stores are ignored.
    pub fn nowhere(&self) -> u64 {
        ADDR_BASE + 8 * self.limit as u64 + (1 << 34)
    }

    /// True when so many bytes more stay under the limit.
    pub fn has_room(&self, bytes: usize) -> bool {
        bytes / 8 + self.live + self.debt.min(self.words.len()) <= self.limit
    }

    /// Bytes in use now, garbage not yet found included.
    pub fn used_bytes(&self) -> usize {
        8 * (self.live + self.debt)
    }

    /// Bytes ever handed out, those of maps and channels included.
    pub fn total_bytes(&self) -> u64 {
        self.used_bytes() as u64 + 8 * self.freed
    }

    /// How often it was collected.
    pub fn collections(&self) -> u64 {
        self.collections
    }

    /// First word and width of the object that holds word `i`, and whether it holds no addresses. `None` when
    /// it is free or never collected.
    pub(crate) fn object(&self, i: usize) -> Option<(usize, usize, bool)> {
        self.pages.object(i, &SIZES)
    }

    /// First word and width of the object that holds word `i`, and whether it holds no addresses; marks it.
    /// `None` when it is no object, or was already marked.
    pub(crate) fn mark(&mut self, i: usize) -> Option<(usize, usize, bool)> {
        self.pages.mark(i, &SIZES)
    }

    /// Frees what is not marked, clears marks, sets the next threshold.
    pub(crate) fn sweep(&mut self) {
        let before = self.live + self.debt;
        self.live = self.pages.sweep(&SIZES, &mut self.classes) + self.outside;
        self.debt = 0;
        self.freed += before.saturating_sub(self.live) as u64;
        self.collections += 1;
        let room = self.limit.saturating_sub(self.live) / 2;
        let usual = (2 * self.live).clamp(MIN_THRESHOLD, room.max(MIN_THRESHOLD));
        self.threshold = if self.stress { 0 } else { usual };
        (self.full, self.asked) = (false, false);
        self.tell_next();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unmarked_objects_are_reused_and_zeroed() {
        let mut h = Heap::new(3, 1 << 20);
        let a = h.alloc(3, false).unwrap();
        let b = h.alloc(3, false).unwrap();
        h.store(a, 7);
        h.store(b, 8);
        let i = h.index(b + 16).unwrap();
        assert_eq!(h.mark(i), Some((h.index(b).unwrap(), 3, false)));
        assert_eq!(h.mark(i), None);
        h.sweep();
        assert_eq!(h.alloc(3, false), Some(a));
        assert_eq!((h.load(a), h.load(b)), (0, 8));
        assert_ne!(h.alloc(3, false), Some(b));
    }

    #[test]
    fn large_objects_come_and_go() {
        let mut h = Heap::new(1, 1 << 20);
        let a = h.alloc(5000, true).unwrap();
        let b = h.alloc(600, false).unwrap();
        let i = h.index(b + 8 * 599).unwrap();
        assert_eq!(h.mark(i), Some((h.index(b).unwrap(), 600, false)));
        h.sweep();
        assert_eq!(h.alloc(2000, false), Some(a));
        assert!(h.alloc(1 << 27, false).is_none());
        assert!(h.full);
    }

    #[test]
    fn bytes_live_in_words() {
        let mut h = Heap::new(1, 1 << 20);
        let a = h.new_bytes(b"hello, gopher");
        assert_eq!(h.bytes(a + 7, 6), b"gopher");
        h.move_bytes(a + 1, a, 5);
        assert_eq!(h.bytes(a, 7), b"hhello ");
        assert_eq!(h.bytes(0, 3), b"");
    }
}
