//! Who touched each word of memory last: what the search for data races remembers (FastTrack, Flanagan and
//! Freund, PLDI 2009). Kept page by page, and only for pages that were touched while it was asked for.

use super::pages::PAGE_WORDS;
use crate::sched::Epoch;

/// One access.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Touch {
    /// When, and by whom; [`Epoch::NONE`] for no access.
    pub epoch: Epoch,
    /// Instruction after the one that did it.
    pub pc: u32,
    /// Scheduling decisions taken by then.
    pub step: u32,
}

/// What is remembered of one place.
#[derive(Clone, Default, Debug)]
pub struct Cell {
    /// The last write.
    pub write: Touch,
    /// The last read, when the reads since the write are ordered.
    pub read: Touch,
    /// All reads since the write that are not, one per goroutine.
    pub reads: Vec<Touch>,
}

/// What an access was found not to be ordered after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Earlier {
    /// The earlier access.
    pub touch: Touch,
    /// It was a write.
    pub write: bool,
}

impl Cell {
    /// Notes an access at `now`; the earlier access that it races with, if any. `knows` tells what is ordered before
    /// it.
    pub fn touch(
        &mut self,
        now: Touch,
        write: bool,
        knows: impl Fn(Epoch) -> bool,
    ) -> Option<Earlier> {
        let old = self.write;
        let after_write = old.epoch == Epoch::NONE || knows(old.epoch);
        let race = (!after_write).then_some(Earlier { touch: old, write: true });
        if write { race.or(self.note_write(now, knows)) } else { self.note_read(now, knows, race) }
    }

    fn note_read(
        &mut self,
        now: Touch,
        knows: impl Fn(Epoch) -> bool,
        race: Option<Earlier>,
    ) -> Option<Earlier> {
        if self.reads.is_empty() {
            if self.read.epoch == Epoch::NONE || knows(self.read.epoch) {
                self.read = now;
            } else {
                self.reads = vec![self.read, now];
            }
        } else {
            let row = now.epoch.row();
            match self.reads.iter_mut().find(|r| r.epoch.row() == row) {
                Some(r) => *r = now,
                None => self.reads.push(now),
            }
        }
        race
    }

    fn note_write(&mut self, now: Touch, knows: impl Fn(Epoch) -> bool) -> Option<Earlier> {
        let reads = std::mem::take(&mut self.reads);
        let read = std::mem::take(&mut self.read);
        self.write = now;
        let unknown = |r: &Touch| r.epoch != Epoch::NONE && !knows(r.epoch);
        let touch = reads.iter().find(|r| unknown(r)).copied().or(Some(read).filter(unknown));
        touch.map(|touch| Earlier { touch, write: false })
    }
}

type ShadowPage = Box<[Cell; PAGE_WORDS]>;

/// Most pages that are remembered: what a program touches beyond them is not looked at.
const MAX_PAGES: usize = 2048;

/// Cells by word.
#[derive(Clone, Default, Debug)]
pub struct Shadow {
    pages: Vec<Option<ShadowPage>>,
    used: usize,
    /// Words that keep what is remembered of them.
    pub(in crate::vm) marked: Vec<usize>,
}

impl Shadow {
    /// The cell of a word; `None` when there are too many.
    #[inline]
    pub fn cell(&mut self, word: usize) -> Option<&mut Cell> {
        let page = word / PAGE_WORDS;
        if self.pages.get(page).is_none_or(Option::is_none) && !self.add(page) {
            return None;
        }
        self.pages.get_mut(page)?.as_mut().map(|p| &mut p[word % PAGE_WORDS])
    }

    #[cold]
    fn add(&mut self, page: usize) -> bool {
        if self.used >= MAX_PAGES {
            return false;
        }
        self.used += 1;
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        self.pages[page] = Some(new_page());
        true
    }

    /// Memory is used for something new: nobody has touched it.
    #[inline]
    pub fn forget(&mut self, word: usize, words: usize) {
        if self.pages.is_empty() {
            return;
        }
        for w in word..word + words {
            if let Some(Some(page)) = self.pages.get_mut(w / PAGE_WORDS) {
                page[w % PAGE_WORDS] = Cell::default();
            }
        }
        if !self.marked.is_empty() {
            let again = self.marked.iter().copied().filter(|w| (word..word + words).contains(w));
            again.collect::<Vec<_>>().into_iter().for_each(|w| self.mark(w));
        }
    }

    /// Whoever touches this word next is told, also when it is used for something new.
    pub(in crate::vm) fn mark(&mut self, word: usize) {
        if !self.marked.contains(&word) {
            self.marked.push(word);
        }
        if let Some(cell) = self.cell(word) {
            *cell = Cell::unknown();
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Shadow::default();
    }
}

#[cold]
fn new_page() -> ShadowPage {
    let cells: Box<[Cell]> = vec![Cell::default(); PAGE_WORDS].into();
    cells.try_into().unwrap_or_else(|_| unreachable!("a page has that many words"))
}
