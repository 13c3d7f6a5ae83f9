//! A queue of waiting goroutines. An entry is stale when its goroutine was woken through another queue; it
//! is skipped when met, and swept when too many have gathered.

use std::collections::VecDeque;

use crate::sched::{Sched, Slot};

/// One waiting goroutine, or one case of its select.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Waiter {
    pub slot: Slot,
    pub ticket: u32,
    /// The machine's: where the value goes to.
    pub at: u32,
    /// Select case.
    pub case: u16,
}

/// First in, first out, each with `width` words.
#[derive(Clone, Default, Debug)]
pub(super) struct Waiters {
    queue: VecDeque<Waiter>,
    words: VecDeque<u64>,
    sweep_at: u32,
}

impl Waiters {
    pub fn push(&mut self, s: &Sched, waiter: Waiter, words: &[u64]) {
        if self.queue.len() >= self.sweep_at.max(8) as usize {
            self.sweep(s, words.len());
        }
        self.queue.push_back(waiter);
        self.words.extend(words);
    }

    /// The first that still waits, without its words; they are dropped into `out`.
    pub fn pop(&mut self, s: &Sched, width: usize, mut out: impl FnMut(u64)) -> Option<Waiter> {
        while let Some(waiter) = self.queue.pop_front() {
            let valid = s.waits(waiter.slot, waiter.ticket);
            for _ in 0..width {
                let word = self.words.pop_front().unwrap_or(0);
                if valid {
                    out(word);
                }
            }
            if valid {
                return Some(waiter);
            }
        }
        None
    }

    /// The first that still waits; stale ones before it are dropped.
    pub fn front(&mut self, s: &Sched, width: usize) -> Option<Waiter> {
        while let Some(waiter) = self.queue.front() {
            if s.waits(waiter.slot, waiter.ticket) {
                return Some(*waiter);
            }
            self.queue.pop_front();
            self.words.drain(..width.min(self.words.len()));
        }
        None
    }

    /// Those that still wait, with their words.
    pub fn live<'a>(
        &'a self,
        s: &'a Sched,
        width: usize,
    ) -> impl Iterator<Item = (Waiter, usize)> + 'a {
        let rows = self.queue.iter().enumerate();
        rows.filter(|(_, w)| s.waits(w.slot, w.ticket)).map(move |(i, w)| (*w, i * width))
    }

    pub fn word(&self, i: usize) -> u64 {
        self.words.get(i).copied().unwrap_or(0)
    }

    #[cfg(test)]
    pub fn entries(&self) -> usize {
        self.queue.len()
    }

    fn sweep(&mut self, s: &Sched, width: usize) {
        let mut words = VecDeque::new();
        let mut queue = VecDeque::new();
        for (waiter, first) in self.live(s, width) {
            queue.push_back(waiter);
            words.extend((0..width).map(|i| self.word(first + i)));
        }
        self.sweep_at = 2 * queue.len() as u32;
        (self.queue, self.words) = (queue, words);
    }
}
