//! Who touched each word of memory last: what the search for data races remembers (FastTrack, Flanagan and
//! Freund, PLDI 2009). Kept page by page, and only for pages that were touched while it was asked for.

use super::atomics::{Atomics, note};
use super::pages::PAGE_WORDS;
use crate::sched::Epoch;

/// One access, in a word: its epoch, and between row and count of that the instruction after the one that did it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Touch(u64);

impl Touch {
    /// Most instructions of a program that is looked at.
    pub const CODE: usize = 1 << Epoch::ROOM_BITS;
    /// By somebody of whom nobody knows.
    const UNKNOWN: Touch = Touch(Epoch::UNKNOWN.word());

    /// By the instruction before `pc`.
    #[inline(always)]
    pub fn new(epoch: Epoch, pc: usize) -> Touch {
        Touch(epoch.word() | (pc as u64) << Epoch::ROOM_AT & Epoch::ROOM)
    }

    /// When, and by whom.
    #[inline(always)]
    pub fn epoch(self) -> Epoch {
        Epoch::in_word(self.0)
    }

    /// Instruction after the one that did it.
    pub fn pc(self) -> u32 {
        ((self.0 & Epoch::ROOM) >> Epoch::ROOM_AT) as u32
    }
}

/// What is remembered of one place: 16 bytes, for there is one for each word of memory.
#[derive(Clone, Copy, Default, Debug)]
pub struct Cell {
    /// The last write.
    write: Touch,
    /// The last read, when the reads since the write are ordered; else their list, an [`Epoch::apart`].
    read: Touch,
}

/// Lists of reads that are not ordered, one read per goroutine, in the order of their rows.
#[derive(Clone, Default, Debug)]
pub struct Readers {
    lists: Vec<Vec<Touch>>,
    free: Vec<u32>,
}

/// What an access was found not to be ordered after.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Earlier {
    /// The earlier access.
    pub touch: Touch,
    /// It was a write.
    pub write: bool,
    /// It was one of `sync/atomic`.
    pub atomic: bool,
}

impl Earlier {
    fn plain(touch: Touch, write: bool) -> Earlier {
        Earlier { touch, write, atomic: false }
    }
}

impl Readers {
    fn add(&mut self, a: Touch, b: Touch) -> u32 {
        let at = self.free.pop().unwrap_or_else(|| {
            self.lists.push(Vec::new());
            self.lists.len() as u32 - 1
        });
        self.lists[at as usize] =
            if a.epoch().row() < b.epoch().row() { vec![a, b] } else { vec![b, a] };
        at
    }

    fn note(&mut self, at: u32, now: Touch) {
        note(&mut self.lists[at as usize], now);
    }

    fn take(&mut self, at: u32) -> Vec<Touch> {
        self.free.push(at);
        std::mem::take(&mut self.lists[at as usize])
    }

    /// The place of the cell is used for something new.
    pub fn forget(&mut self, cell: Cell) {
        if let Some(list) = cell.read_by_several() {
            self.take(list);
        }
    }
}

impl Cell {
    /// Written by somebody of whom nobody knows.
    pub(in crate::vm) fn unknown() -> Cell {
        Cell { write: Touch::UNKNOWN, ..Cell::default() }
    }

    fn read_by_several(&self) -> Option<u32> {
        self.read.epoch().number_apart()
    }

    /// The last write, when nobody has read since.
    pub fn unread(&self) -> Option<Touch> {
        let unread = self.write.epoch().is_some() && !self.read.epoch().is_some();
        unread.then_some(self.write)
    }

    /// Notes an access at `now`; the earlier access that it races with, if any. `knows` tells what is ordered before
    /// it.
    pub fn touch(
        &mut self,
        now: Touch,
        write: bool,
        readers: &mut Readers,
        knows: impl Fn(Epoch) -> bool,
    ) -> Option<Earlier> {
        let old = self.write;
        let race = (!knows(old.epoch())).then_some(Earlier::plain(old, true));
        if !write {
            self.note_read(now, readers, knows(self.read.epoch()));
            return race;
        }
        let several = self.read_by_several();
        let read = std::mem::take(&mut self.read);
        self.write = now;
        let unknown = |r: &Touch| !knows(r.epoch());
        let found = match several {
            Some(list) => readers.take(list).into_iter().find(unknown),
            None => Some(read).filter(unknown),
        };
        race.or(found.map(|touch| Earlier::plain(touch, false)))
    }

    /// What was here before an atomic operation and is not ordered before it; the operation itself is not noted.
    pub fn before(
        &self,
        write: bool,
        readers: &Readers,
        knows: impl Fn(Epoch) -> bool,
    ) -> Option<Earlier> {
        if !knows(self.write.epoch()) {
            return Some(Earlier::plain(self.write, true));
        }
        let reads = match self.read_by_several() {
            Some(list) => &readers.lists[list as usize][..],
            None => std::slice::from_ref(&self.read),
        };
        let found = reads.iter().find(|r| write && !knows(r.epoch()));
        found.map(|touch| Earlier::plain(*touch, false))
    }

    fn note_read(&mut self, now: Touch, readers: &mut Readers, after: bool) {
        if after {
            self.read = now;
        } else if let Some(list) = self.read_by_several() {
            readers.note(list, now);
        } else {
            self.read = Touch::new(Epoch::apart(readers.add(self.read, now)), 0);
        }
    }

    /// Notes an access that comes after all that were here before; false for another one, which is left to
    /// [`Cell::touch`]. `knows` is asked of what others did.
    #[inline(always)]
    pub fn follow(
        &mut self,
        now: Touch,
        write: bool,
        knows: impl Fn(Epoch, Epoch) -> bool,
    ) -> bool {
        let own = ((self.write.0 ^ now.0) | (self.read.0 ^ now.0)) >> Epoch::ROW_AT == 0;
        let after = own || knows(self.write.epoch(), self.read.epoch());
        if after {
            if write {
                *self = Cell { write: now, read: Touch(now.epoch().before_all().word()) };
            } else {
                self.read = now;
            }
        }
        after
    }
}

type ShadowPage = Box<[Cell; PAGE_WORDS]>;

/// Most pages that are remembered: what a program touches beyond them is not looked at.
const MAX_PAGES: usize = 3072;

/// Cells by number.
#[derive(Clone, Default, Debug)]
pub struct Cells {
    pages: Vec<Option<ShadowPage>>,
}

impl Cells {
    /// A cell of a page that was touched before.
    #[inline(always)]
    pub fn known(&mut self, at: usize) -> Option<&mut Cell> {
        self.pages.get_mut(at / PAGE_WORDS)?.as_mut().map(|p| &mut p[at % PAGE_WORDS])
    }

    #[cold]
    fn add(&mut self, page: usize) {
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        self.pages[page] = Some(new_page());
    }

    #[inline]
    fn forget(&mut self, from: usize, n: usize, readers: &mut Readers) {
        if self.pages.is_empty() {
            return;
        }
        let mut at = from;
        while at < from + n {
            let end = (from + n).min((at / PAGE_WORDS + 1) * PAGE_WORDS);
            if let Some(Some(page)) = self.pages.get_mut(at / PAGE_WORDS) {
                for cell in &mut page[at % PAGE_WORDS..][..end - at] {
                    readers.forget(std::mem::take(cell));
                }
            }
            at = end;
        }
    }
}

/// What is remembered of memory.
#[derive(Clone, Default, Debug)]
pub struct Shadow {
    /// By word.
    pub words: Cells,
    /// By byte, of what is touched byte by byte.
    bytes: Cells,
    used: usize,
    /// Who read what several read.
    pub readers: Readers,
    /// Words that atomic operations touched.
    atomics: Atomics,
    /// Bytes from the beginning of memory that keep what is remembered of them.
    pub(in crate::vm) marked: Vec<usize>,
}

impl Shadow {
    /// The cell of a word (or of a byte), and who read the others; `None` when there are too many.
    pub fn cell(&mut self, at: usize, byte: bool) -> Option<(&mut Cell, &mut Readers)> {
        let cells = if byte { &mut self.bytes } else { &mut self.words };
        if cells.known(at).is_none() {
            if self.used >= MAX_PAGES {
                return None;
            }
            self.used += 1;
            cells.add(at / PAGE_WORDS);
        }
        Some((cells.known(at)?, &mut self.readers))
    }

    /// An access to a word: the earlier one that it races with, if any; see [`Cell::touch`].
    pub fn touch(
        &mut self,
        at: usize,
        (now, write): (Touch, bool),
        knows: impl Fn(Epoch) -> bool,
    ) -> Option<Earlier> {
        let beside = self.atomics.touch_beside(at, (now, write), &mut self.readers, &knows);
        beside.unwrap_or_else(|| {
            let (cell, readers) = self.cell(at, false)?;
            cell.touch(now, write, readers, knows)
        })
    }

    /// The same of an atomic operation.
    pub fn touch_atomically(
        &mut self,
        at: usize,
        (now, write): (Touch, bool),
        knows: impl Fn(Epoch) -> bool,
    ) -> Option<Earlier> {
        self.cell(at, false)?;
        let cell = self.words.known(at)?;
        self.atomics.touch((at, cell), (now, write), &self.readers, knows)
    }

    /// Memory is used for something new: nobody has touched it.
    #[inline]
    pub fn forget(&mut self, word: usize, words: usize) {
        self.atomics.forget(word, words, &mut self.readers);
        self.words.forget(word, words, &mut self.readers);
        self.bytes.forget(8 * word, 8 * words, &mut self.readers);
        if !self.marked.is_empty() {
            let again = self.marked.iter().copied();
            let again = again.filter(|at| (word..word + words).contains(&(at / 8)));
            again.collect::<Vec<_>>().into_iter().for_each(|at| self.mark(at));
        }
    }

    /// Whoever touches this byte next, or the word that begins there, is told, also when it is used for something
    /// new.
    pub(in crate::vm) fn mark(&mut self, at: usize) {
        if !self.marked.contains(&at) {
            self.marked.push(at);
        }
        if let Some((cell, _)) = self.cell(at, true) {
            *cell = Cell::unknown();
        }
        if !at.is_multiple_of(8) {
            return;
        }
        if let Some(cell) = self.atomics.plain(at / 8) {
            *cell = Cell::unknown();
        } else if let Some((cell, _)) = self.cell(at / 8, false) {
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
    cells.try_into().unwrap_or_else(|_| unreachable!("a page has that many cells"))
}
