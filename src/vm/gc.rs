//! The collector: conservative mark and sweep. Every word that looks like an address, a map or a channel
//! keeps what it names alive. Roots are package variables, all goroutines (a goroutine that waits for ever
//! is never freed, as in Go) and timers.

use super::goroutine::Frame;
use super::heap::offset;
use super::machine::Machine;
use super::timers::{CLOCK_WORDS, TimerAction};
use crate::compile::code::{ADDR_BASE, CHAN_BASE, MAP_BASE};
use crate::ids::{NO_OBJECT, NOBODY};
use crate::sync::ChanId;
use crate::trace::event::EventKind;

/// What a channel takes beside memory, buffer not counted.
pub(crate) const CHAN_WORDS: usize = 24;

#[derive(Default)]
pub(super) struct Marker {
    /// Ranges of words of memory still to scan.
    pub(super) ranges: Vec<(usize, usize)>,
    /// Words from elsewhere still to look at.
    pub(super) words: Vec<u64>,
    chans: Vec<bool>,
}

/// A table index; beyond any table when the number is too large for one.
fn number(n: u64) -> usize {
    u32::try_from(n).map_or(u32::MAX as usize, |n| n as usize)
}

impl Machine {
    /// Memory has grown by so much that it is told, or that it is collected. Only between instructions.
    #[cold]
    pub(crate) fn attend(&mut self) {
        if self.heap.wants_gc() {
            return self.collect();
        }
        self.tell_memory(false);
        self.heap.tell_next();
    }

    /// Puts the heap's size into the trace.
    fn tell_memory(&mut self, collected: bool) {
        let (pos, kib) = (self.user_pos(), self.heap_bytes().div_ceil(1 << 10) as i64);
        let kind = EventKind::Memory;
        self.sched.record(kind, NOBODY, NO_OBJECT, pos, i64::from(collected), kib);
    }

    /// Frees what nothing reaches. Only between instructions.
    #[cold]
    pub(crate) fn collect(&mut self) {
        self.tell_memory(false);
        let mut marker = Marker { chans: vec![false; self.chans.table_len()], ..Marker::default() };
        self.mark_goroutines(&mut marker);
        self.roots(&mut marker.words);
        self.mark_all(&mut marker);
        let due = self.find_due(&mut marker);
        let freed = self.maps.sweep();
        let chans = &marker.chans;
        let clocks = &mut self.clocks;
        let mut dropped = 0;
        self.chans.sweep(|c| {
            let keep = chans.get(c.0 as usize).copied().unwrap_or(false);
            dropped += usize::from(!keep);
            if !keep {
                clocks.forget_chan(c);
            }
            keep
        });
        let lives = |c: ChanId| chans.get(c.0 as usize).copied().unwrap_or(false);
        let clocks = self.clocks.sweep(lives) as isize * CLOCK_WORDS;
        let heap = &self.heap;
        self.locks.sweep(|address| heap.is_marked(address));
        self.sched.order.sweep(|key| heap.is_marked(key & !7));
        self.heap.account(-((freed + CHAN_WORDS * dropped) as isize) - clocks);
        self.heap.sweep();
        self.tell_memory(true);
        if due {
            self.run_due();
        }
    }

    /// What goroutines reach, one by one: a million of them have many words.
    fn mark_goroutines(&mut self, m: &mut Marker) {
        let exact = self.finals.exact();
        for i in 0..self.gs.len() {
            self.words_of(i, exact, &mut m.words);
            self.mark_all(m);
        }
    }

    fn words_of(&self, i: usize, exact: bool, out: &mut Vec<u64>) {
        let g = &self.gs[i];
        if !exact {
            out.extend(g.words().iter().copied().filter(|w| *w >= ADDR_BASE));
        } else if i != self.cur.index() || !self.cur.is_some() {
            let frames: Vec<Frame> = g.frames().collect();
            self.words_in_use(g.words(), &frames, out);
        }
        let closures = g.frames().map(|f| f.closure);
        out.extend(closures.chain(g.defers.iter().copied()).filter(|w| *w >= ADDR_BASE));
        if let Some(extra) = &g.extra {
            out.extend(extra.panics.iter().map(|p| p.value.data));
            out.extend(extra.memos.iter().flat_map(|m| m.words.iter().copied()));
        }
    }

    /// What is reached otherwise.
    fn roots(&self, out: &mut Vec<u64>) {
        let globals = self.linked.globals..self.linked.closures;
        out.extend_from_slice(&self.heap.words()[globals]);
        let exact = self.finals.exact();
        if self.cur.is_some() {
            match exact {
                true => self.words_of_running(out),
                false => out.extend_from_slice(self.stack.range(0, self.stack.high())),
            }
            out.extend(self.callers.iter().map(|f| f.closure));
            out.push(self.frame.closure);
        }
        for row in self.clocks.rows.iter().filter(|r| r.pending.is_some()) {
            match row.action {
                TimerAction::Send(c, _) => out.push(CHAN_BASE + u64::from(c.0)),
                TimerAction::Call(word) | TimerAction::Run(_, word) => out.push(word),
            }
        }
        out.extend(self.pinned.iter().copied());
        self.finals.roots(out);
    }

    pub(super) fn mark_all(&mut self, m: &mut Marker) {
        loop {
            if let Some(word) = m.words.pop() {
                self.mark_word(m, word);
            } else if let Some((at, n)) = m.ranges.pop() {
                for i in at..at + n {
                    let word = self.heap.words()[i];
                    if word >= ADDR_BASE {
                        self.mark_word(m, word);
                    }
                }
            } else {
                return;
            }
        }
    }

    #[inline]
    fn mark_word(&mut self, m: &mut Marker, word: u64) {
        if word < ADDR_BASE {
            return;
        }
        if word < MAP_BASE {
            let i = offset(word, 3);
            if let Some((at, n, noscan)) = self.heap.mark(i)
                && !noscan
            {
                m.ranges.push((at, n));
            }
        } else if word < CHAN_BASE {
            if let Some(entries) = self.maps.mark(number(word - MAP_BASE)) {
                m.words.extend(entries.into_iter().filter(|w| *w >= ADDR_BASE));
            }
        } else {
            let at = number(word - CHAN_BASE);
            if m.chans.get(at) == Some(&false) {
                m.chans[at] = true;
                let words = &mut m.words;
                self.chans.each_word(&self.sched, ChanId(at as u32), |w| words.push(w));
            }
        }
    }
}
