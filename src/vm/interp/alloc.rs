//! Instructions that make objects: what happens when memory must be collected first.

use super::Ctl;
use crate::vm::heap::offset;
use crate::vm::machine::Machine;

impl Machine {
    /// Memory, after a collection when one is due or the limit was touched. `None` ends the run.
    #[inline]
    pub(crate) fn obtain(&mut self, words: usize, noscan: bool) -> Option<u64> {
        if !self.heap.wants_attention()
            && let Some(addr) = self.heap.alloc(words, noscan)
        {
            return Some(addr);
        }
        self.obtain_slow(words, noscan)
    }

    #[cold]
    #[inline(never)]
    fn obtain_slow(&mut self, words: usize, noscan: bool) -> Option<u64> {
        self.attend();
        let mut got = self.heap.alloc(words, noscan);
        if got.is_none() && self.heap.full {
            self.collect();
            got = self.heap.alloc(words, noscan);
        }
        if got.is_none() {
            self.finish_heap();
        }
        got
    }

    #[cold]
    #[inline(never)]
    pub(super) fn new_after_gc(&mut self, d: u16, words: usize, noscan: bool) -> Ctl {
        let Some(addr) = self.obtain_slow(words, noscan) else { return Ctl::Leave };
        self.set_reg(d, addr);
        Ctl::Next
    }

    #[inline]
    pub(super) fn reg(&self, r: u16, k: usize) -> u64 {
        self.stack.get(self.frame.base as usize + r as usize + k)
    }

    #[inline]
    pub(super) fn set_reg(&mut self, r: u16, word: u64) {
        self.stack.set(self.frame.base as usize + r as usize, word);
    }

    #[inline]
    pub(super) fn set_regs<const N: usize>(&mut self, r: u16, words: [u64; N]) {
        let at = self.frame.base as usize + r as usize;
        if let Some(to) = self.stack.range_mut(at, at + N).first_chunk_mut() {
            *to = words;
        }
    }

    #[inline(never)]
    pub(super) fn new_closure(&mut self, d: u16, f: u32, a: u16, n: u32) -> Ctl {
        let n = n as usize;
        let Some(addr) = self.obtain(n + 1, false) else { return Ctl::Leave };
        let at = self.frame.base as usize + a as usize;
        let to = self.heap.range_mut(addr, n + 1);
        if let Some((first, rest)) = to.split_first_mut() {
            *first = u64::from(f);
            rest.copy_from_slice(self.stack.range(at, at + n));
        }
        self.set_reg(d, addr);
        Ctl::Next
    }

    /// Memory for `n` elements of an rtype; `Err` when the size is absurd.
    pub(crate) fn elems_size(&self, elem: u32, n: usize) -> Option<(usize, bool)> {
        let t = self.types.get(elem as usize)?;
        Some((n.checked_mul(t.stride() as usize)?.checked_add(7)? / 8, t.noscan))
    }

    #[inline(never)]
    pub(super) fn make_slice(&mut self, d: u16, len: u16, cap: u16, t: u32) -> Ctl {
        let (len, cap) = (self.reg(len, 0) as i64, self.reg(cap, 0) as i64);
        let most = (1i64 << 47) / i64::from(self.linked.strides[t as usize].max(1));
        if len < 0 || len > most {
            return self.raise_runtime("makeslice: len out of range");
        }
        if cap < len || cap > most {
            return self.raise_runtime("makeslice: cap out of range");
        }
        let size = usize::try_from(cap).ok().and_then(|n| self.elems_size(t, n));
        let Some((words, noscan)) = size else {
            self.finish_heap();
            return Ctl::Leave;
        };
        let Some(addr) = self.obtain(words, noscan) else { return Ctl::Leave };
        self.set_regs(d, [addr, len as u64, cap as u64]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn make_iface(&mut self, d: u16, t: u32, words: usize, noscan: bool) -> Ctl {
        let at = self.frame.base as usize + d as usize;
        let mut data = 0;
        if words > 0 {
            let Some(addr) = self.obtain(words, noscan) else { return Ctl::Leave };
            self.heap.write_words(addr, self.stack.range(at + 1, at + 1 + words));
            data = addr;
        }
        self.set_regs(d, [u64::from(t) + 1, data]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn copy_words(&mut self, p: u16, q: u16, n: u16) -> Ctl {
        let (to, from) = (self.reg(p, 0), self.reg(q, 0));
        if n > 0 && (self.heap.index(to).is_none() || self.heap.index(from).is_none()) {
            return self.nil_dereference();
        }
        if self.watching {
            let (pc, n) = (self.frame.pc as usize, n as usize);
            self.touched(offset(from, 3), n, false, pc);
            self.touched(offset(to, 3), n, true, pc);
        }
        self.heap.move_bytes(to, from, 8 * n as usize);
        Ctl::Next
    }
}
