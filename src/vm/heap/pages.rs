//! Pages: what each is used for, which of their slots are taken, which are marked.

/// Words of a page.
pub(crate) const PAGE_WORDS: usize = 1024;
/// Bitmap words of a page: a bit for each slot of the smallest size.
const MAP: usize = PAGE_WORDS / 64;

/// Use of a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum PageKind {
    Free,
    /// Never collected.
    Static,
    /// Slots of one size class.
    Small,
    /// First page of a large object.
    Large,
    /// Further page of a large object.
    Tail,
}

/// A page's record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    pub kind: PageKind,
    /// Small: index of its class. Large: 1 when it holds no addresses.
    pub class: u8,
    /// Large: number of pages; tail: distance to the first page.
    pub span: u32,
    /// Large: words in use.
    pub words: u32,
}

/// All pages.
#[derive(Clone, Default, Debug)]
pub(super) struct Pages {
    table: Vec<Page>,
    /// Slots taken, [`MAP`] words a page.
    taken: Vec<u64>,
    /// Slots reached by the collector.
    marks: Vec<u64>,
    /// Runs of free pages: (first, length), sorted by first.
    free: Vec<(u32, u32)>,
}

const FREE: Page = Page { kind: PageKind::Free, class: 0, span: 0, words: 0 };

impl Pages {
    pub(super) fn len(&self) -> usize {
        self.table.len()
    }

    pub(super) fn add_static(&mut self, n: usize) {
        self.grow(n);
        self.table[..n].fill(Page { kind: PageKind::Static, ..FREE });
    }

    pub(super) fn grow(&mut self, n: usize) {
        let len = self.table.len() + n;
        self.table.resize(len, FREE);
        self.taken.resize(len * MAP, 0);
        self.marks.resize(len * MAP, 0);
    }

    /// Describes `n` pages from `first`; all but the first become tails.
    pub(super) fn set(&mut self, first: usize, n: usize, page: Page) {
        self.table[first] = page;
        for k in 1..n {
            self.table[first + k] = Page { kind: PageKind::Tail, span: k as u32, ..FREE };
        }
    }

    /// First fit among the free runs.
    pub(super) fn take_run(&mut self, n: usize) -> Option<usize> {
        let i = self.free.iter().position(|&(_, len)| len as usize >= n)?;
        let (first, len) = self.free[i];
        if len as usize == n {
            self.free.remove(i);
        } else {
            self.free[i] = (first + n as u32, len - n as u32);
        }
        Some(first as usize)
    }

    /// See `Heap::mark`.
    pub(super) fn mark(&mut self, i: usize, sizes: &[u16]) -> Option<(usize, usize, bool)> {
        let mut at = i / PAGE_WORDS;
        let mut page = *self.table.get(at)?;
        if page.kind == PageKind::Small {
            let size = sizes[page.class as usize / 2] as usize;
            let slot = i % PAGE_WORDS / size;
            if slot >= PAGE_WORDS / size {
                return None;
            }
            let (word, bit) = (at * MAP + slot / 64, 1u64 << (slot % 64));
            if self.marks[word] & bit != 0 || self.taken[word] & bit == 0 {
                return None;
            }
            self.marks[word] |= bit;
            return Some((at * PAGE_WORDS + slot * size, size, page.class & 1 == 1));
        }
        if page.kind == PageKind::Tail {
            at -= page.span as usize;
            page = self.table[at];
        }
        if page.kind != PageKind::Large || self.marks[at * MAP] & 1 != 0 {
            return None;
        }
        self.marks[at * MAP] |= 1;
        Some((at * PAGE_WORDS, page.words as usize, page.class == 1))
    }

    /// See `Heap::object`.
    pub(super) fn object(&self, i: usize, sizes: &[u16]) -> Option<(usize, usize, bool)> {
        let mut at = i / PAGE_WORDS;
        let mut page = *self.table.get(at)?;
        if page.kind == PageKind::Small {
            let size = sizes[page.class as usize / 2] as usize;
            let slot = i % PAGE_WORDS / size;
            let taken = slot < PAGE_WORDS / size
                && self.taken[at * MAP + slot / 64] & 1 << (slot % 64) != 0;
            return taken.then_some((at * PAGE_WORDS + slot * size, size, page.class & 1 == 1));
        }
        if page.kind == PageKind::Tail {
            at -= page.span as usize;
            page = self.table[at];
        }
        let large = page.kind == PageKind::Large;
        large.then_some((at * PAGE_WORDS, page.words as usize, page.class == 1))
    }

    /// See `Heap::is_marked`.
    pub(super) fn is_marked(&self, i: usize, sizes: &[u16]) -> bool {
        let mut at = i / PAGE_WORDS;
        let Some(page) = self.table.get(at) else { return false };
        match page.kind {
            PageKind::Static => true,
            PageKind::Free => false,
            PageKind::Small => {
                let slot = i % PAGE_WORDS / sizes[page.class as usize / 2] as usize;
                self.marks[at * MAP + slot / 64] & 1 << (slot % 64) != 0
            }
            PageKind::Large | PageKind::Tail => {
                at -= if page.kind == PageKind::Tail { page.span as usize } else { 0 };
                self.marks[at * MAP] & 1 != 0
            }
        }
    }

    /// See `Heap::sweep`; gives the words in use.
    pub(super) fn sweep(&mut self, sizes: &[u16], classes: &mut [ClassState]) -> usize {
        for class in classes.iter_mut() {
            class.reset();
        }
        let mut live = 0;
        self.free.clear();
        let mut at = 0;
        while at < self.table.len() {
            let page = self.table[at];
            let map = at * MAP..(at + 1) * MAP;
            let span = match page.kind {
                PageKind::Large => page.span as usize,
                _ => 1,
            };
            let used: usize = self.marks[map.clone()].iter().map(|m| m.count_ones() as usize).sum();
            let free = match page.kind {
                PageKind::Static => false,
                PageKind::Small | PageKind::Large => used == 0,
                PageKind::Free | PageKind::Tail => true,
            };
            if free {
                self.table[at..at + span].fill(FREE);
                self.taken[at * MAP..(at + span) * MAP].fill(0);
                match self.free.last_mut() {
                    Some((first, len)) if (*first + *len) as usize == at => *len += span as u32,
                    _ => self.free.push((at as u32, span as u32)),
                }
            } else if page.kind == PageKind::Small {
                live += used * sizes[page.class as usize / 2] as usize;
                let (marks, taken) = (&mut self.marks[map.clone()], &mut self.taken[map]);
                taken.copy_from_slice(marks);
                marks.fill(0);
                classes[page.class as usize].pages.push(at as u32);
            } else if page.kind == PageKind::Large {
                live += span * PAGE_WORDS;
                self.marks[at * MAP] = 0;
            }
            at += span;
        }
        live
    }
}

/// Where a size class allocates: a group of up to 64 slots of one of its pages.
#[derive(Clone, Debug)]
pub(super) struct ClassState {
    /// Free slots of the current group; the page's own map already counts them as taken.
    pub free: u64,
    /// First word of the current group.
    pub group_start: u32,
    /// Words of a slot.
    pub size: u16,
    pages: Vec<u32>,
    /// Next group to look at: index into `pages`, group.
    cursor: (u32, u32),
}

impl ClassState {
    pub(super) fn new(size: u16, _noscan: bool) -> ClassState {
        ClassState { free: 0, group_start: 0, size, pages: vec![], cursor: (0, 0) }
    }

    pub(super) fn add_page(&mut self, page: u32) {
        self.pages.push(page);
    }

    fn reset(&mut self) {
        self.free = 0;
        self.pages.clear();
        self.cursor = (0, 0);
    }

    /// Goes on to the next group with a free slot; false when the class needs another page.
    pub(super) fn next_group(&mut self, pages: &mut Pages) -> bool {
        let slots = PAGE_WORDS / self.size as usize;
        let groups = slots.div_ceil(64) as u32;
        while let Some(&page) = self.pages.get(self.cursor.0 as usize) {
            let group = self.cursor.1;
            self.cursor = if group + 1 < groups {
                (self.cursor.0, group + 1)
            } else {
                (self.cursor.0 + 1, 0)
            };
            let count = (slots - group as usize * 64).min(64);
            let valid = if count == 64 { u64::MAX } else { (1 << count) - 1 };
            let taken = &mut pages.taken[page as usize * MAP + group as usize];
            self.free = !*taken & valid;
            if self.free != 0 {
                *taken |= valid;
                self.group_start = page * PAGE_WORDS as u32 + group * 64 * self.size as u32;
                return true;
            }
        }
        false
    }
}
