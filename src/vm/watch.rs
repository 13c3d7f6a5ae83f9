//! Which code runs while the search for data races watches: a copy in which every instruction of the reader's
//! that touches memory is one that is watched. So nothing is paid before there is a second goroutine, nor in the library,
//! but for those of its packages whose values several goroutines must not use at once.

use super::heap::offset;
use super::machine::Machine;
use super::races::Place;
use crate::compile::code::Op;
use std::rc::Rc;

/// What runs in the place of an instruction that touches memory, where the loop does that by itself.
fn watched_form(op: Op) -> Option<Op> {
    Some(match op {
        Op::LoadGlobal { d, off } => Op::WatchLoadGlobal { d, off },
        Op::StoreGlobal { a, off } => Op::WatchStoreGlobal { a, off },
        Op::Load { d, p, off } => Op::WatchLoad { d, p, off },
        Op::Store { p, a, off } => Op::WatchStore { p, a, off },
        Op::SliceLoad { d, s, i } => Op::WatchSliceLoad { d, s, i },
        Op::SliceStore { s, i, a } => Op::WatchSliceStore { s, i, a },
        Op::LoadN { .. }
        | Op::StoreN { .. }
        | Op::LoadByte { .. }
        | Op::StoreByte { .. }
        | Op::SliceLoadByte { .. }
        | Op::SliceStoreByte { .. }
        | Op::MapLen { .. }
        | Op::Append { .. } => Op::Watch,
        _ => return None,
    })
}

impl Machine {
    /// The code as it runs while nothing is watched, faults included.
    pub(crate) fn plain_code(&self) -> &[Op] {
        self.patched.as_deref().map_or(&self.linked.code, |c| c)
    }

    /// What runs instead of the linked code, if anything.
    pub(super) fn changed_code(&self) -> Option<Rc<Vec<Op>>> {
        if self.watching { self.watched.clone() } else { self.patched.clone() }
    }

    /// From here on accesses are watched, or no more.
    #[cold]
    pub(super) fn watch_code(&mut self, watching: bool) {
        (self.watching, self.code_changed) = (watching, true);
        if !watching {
            return;
        }
        let mut code = self.plain_code().to_vec();
        let metas = self.linked.metas.iter().enumerate();
        for (f, _) in metas.filter(|(i, m)| *i > 0 && m.is_watched) {
            for op in &mut code[self.own_code(f as u32)] {
                *op = watched_form(*op).unwrap_or(*op);
            }
        }
        self.watched = Some(Rc::new(code));
    }

    /// An instruction that touches more or less than one word is about to run: notes what it touches (nothing,
    /// when it will fail).
    #[inline(never)]
    pub(super) fn watched(&mut self, op: Op, base: usize, pc: usize) {
        let r = |r: u16| self.stack.get(base + r as usize);
        let len = |s: u16| self.stack.get(base + s as usize + 1);
        let word = |p: u16| offset(r(p), 3);
        let (word, words, write) = match op {
            Op::LoadN { p, n, .. } => (word(p), n as usize, false),
            Op::StoreN { p, n, .. } => (word(p), n as usize, true),
            Op::Append { s, .. } => match self.plain_code().get(pc) {
                Some(&Op::Arg { a: 1, b: t })
                    if self.linked.strides[t as usize] == 8
                        && len(s) < self.stack.get(base + s as usize + 2) =>
                {
                    (word(s) + len(s) as usize, 1, true)
                }
                _ => return,
            },
            Op::MapLen { m, .. } => {
                if r(m) != 0 {
                    self.touched_place(Place::Map(r(m)), false, pc);
                }
                return;
            }
            _ => {
                let (address, write) = match op {
                    Op::LoadByte { p, .. } => (r(p), false),
                    Op::StoreByte { p, .. } => (r(p), true),
                    Op::SliceLoadByte { s, i, .. } if r(i) < len(s) => {
                        (r(s).wrapping_add(r(i)), false)
                    }
                    Op::SliceStoreByte { s, i, .. } if r(i) < len(s) => {
                        (r(s).wrapping_add(r(i)), true)
                    }
                    _ => return,
                };
                if self.heap.all_bytes().len() > offset(address, 0) {
                    self.touched_place(Place::Byte(address), write, pc);
                }
                return;
            }
        };
        if self.heap.words().get(word..word.saturating_add(words)).is_some() {
            self.touched(word, words, write, pc);
        }
    }
}
