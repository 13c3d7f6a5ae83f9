//! Words that atomic operations touched: they are ordered among themselves, but a plain access beside them is not,
//! unless something else orders it. For such a word the shadow's cell only says that it is one.

use super::shadow::{Cell, Earlier, Readers, Touch};
use crate::sched::Epoch;
use std::collections::BTreeMap;

/// Most words that are remembered.
const MAX_WORDS: usize = 1 << 17;

/// One word. Unlike a [`Cell`] it keeps what somebody did although others who did not know of it have come after:
/// atomic operations need not be ordered, and a later plain access may race with the older one alone.
#[derive(Clone, Default, Debug)]
struct Word {
    /// Plain accesses.
    plain: Cell,
    /// Atomic writes: the last one of each row, in the order of the rows.
    writes: Vec<Touch>,
    /// Atomic reads, likewise.
    reads: Vec<Touch>,
}

/// All of them, by number.
#[derive(Clone, Default, Debug)]
pub struct Atomics(BTreeMap<usize, Word>);

impl Atomics {
    /// An atomic operation on the word; the plain access that it races with, if any. `cell`: the shadow's.
    pub(super) fn touch(
        &mut self,
        (at, cell): (usize, &mut Cell),
        (now, write): (Touch, bool),
        readers: &Readers,
        knows: impl Fn(Epoch) -> bool,
    ) -> Option<Earlier> {
        if !self.0.contains_key(&at) {
            if self.0.len() >= MAX_WORDS {
                return cell.before(write, readers, knows);
            }
            let plain = std::mem::replace(cell, Cell::unknown());
            self.0.insert(at, Word { plain, ..Word::default() });
        }
        let word = self.0.get_mut(&at)?;
        note(if write { &mut word.writes } else { &mut word.reads }, now);
        word.plain.before(write, readers, knows)
    }

    /// A plain access to the word; `None` when no atomic operation touched it, else the access that it races with,
    /// if any.
    pub(super) fn touch_beside(
        &mut self,
        at: usize,
        (now, write): (Touch, bool),
        readers: &mut Readers,
        knows: impl Fn(Epoch) -> bool,
    ) -> Option<Option<Earlier>> {
        let word = self.0.get_mut(&at)?;
        let plain = word.plain.touch(now, write, readers, &knows);
        let unknown = |list: &[Touch], write| {
            let touch = *list.iter().find(|t| !knows(t.epoch()))?;
            Some(Earlier { touch, write, atomic: true })
        };
        let atomic = || unknown(&word.writes, true);
        Some(plain.or_else(atomic).or_else(|| unknown(&word.reads, false).filter(|_| write)))
    }

    /// The cell of the word's plain accesses.
    pub(super) fn plain(&mut self, at: usize) -> Option<&mut Cell> {
        self.0.get_mut(&at).map(|w| &mut w.plain)
    }

    /// Words that are used for something new.
    #[inline]
    pub(super) fn forget(&mut self, word: usize, words: usize, readers: &mut Readers) {
        if self.0.is_empty() {
            return;
        }
        let gone: Vec<usize> = self.0.range(word..word + words).map(|w| *w.0).collect();
        for w in gone.iter().filter_map(|at| self.0.remove(at)) {
            readers.forget(w.plain);
        }
    }
}

/// Keeps the last touch of each row.
pub(super) fn note(list: &mut Vec<Touch>, now: Touch) {
    let row = now.epoch().row();
    let i = list.partition_point(|t| t.epoch().row() < row);
    match list.get_mut(i) {
        Some(t) if t.epoch().row() == row => *t = now,
        _ => list.insert(i, now),
    }
}
