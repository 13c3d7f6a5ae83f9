//! Values copied within memory, and arrays of bytes, which begin anywhere in a word when they are part
//! of a slice of bytes.

use super::Gen;
use super::code::{Op, Reg};
use super::layout::Kind;
use crate::types::ty::TypeId;

impl<'p> Gen<'p> {
    /// Element and length of an array whose elements are packed, unless it is empty.
    pub(super) fn packed(&mut self, ty: TypeId) -> Option<(TypeId, u64)> {
        match self.kind(ty) {
            Kind::Array(elem, n) if n > 0 && self.is_byte(elem) => Some((elem, n)),
            _ => None,
        }
    }

    /// Copies a value of any width from one place in memory to another.
    pub(super) fn copy_mem(&mut self, to: Reg, from: Reg, ty: TypeId) {
        if let Some(array) = self.packed(ty) {
            return self.copy_bytes(to, from, array);
        }
        let words = self.size(ty);
        let mark = self.f.next;
        let (mut p, mut q, mut left) = (to, from, words);
        while left > 0 {
            let n = left.min(65_528);
            self.f.emit(Op::CopyWords { p, q, n: n as u16 });
            left -= n;
            if left > 0 {
                let (p2, q2) = (self.f.alloc(1), self.f.alloc(1));
                self.ptr_add(p2, p, n);
                self.ptr_add(q2, q, n);
                (p, q) = (p2, q2);
            }
        }
        self.f.next = mark;
    }

    /// Loads the array at `p` by way of memory that begins at a word.
    pub(super) fn load_bytes(&mut self, d: Reg, p: Reg, words: u32, array: (TypeId, u64)) {
        let mark = self.f.next;
        self.f.next = mark.max(u32::from(p) + 1);
        self.f.emit(Op::NilCheck { p });
        let s = self.f.alloc(3);
        self.slice_memory(s, array.0, array.1);
        self.copy_bytes(s, p, array);
        self.load_mem(d, s, 0, words);
        self.f.next = mark;
    }

    /// The opposite: exactly the bytes of the array are written.
    pub(super) fn store_bytes(&mut self, p: Reg, a: Reg, ty: TypeId, array: (TypeId, u64)) {
        let mark = self.f.next;
        self.f.emit(Op::NilCheck { p });
        let s = self.f.alloc(3);
        self.slice_memory(s, array.0, array.1);
        self.store_mem(s, 0, ty, a);
        self.copy_bytes(p, s, array);
        self.f.next = mark;
    }

    fn copy_bytes(&mut self, to: Reg, from: Reg, (elem, n): (TypeId, u64)) {
        let mark = self.f.next;
        let r = self.rtype(elem);
        let (s, t) = (self.bytes_at(to, n), self.bytes_at(from, n));
        let d = self.f.alloc(1);
        self.f.emit2(Op::Copy { d, s, t }, 0, r);
        self.f.next = mark;
    }

    /// A slice of `n` bytes at `p`.
    fn bytes_at(&mut self, p: Reg, n: u64) -> Reg {
        let s = self.f.alloc(3);
        self.mov(s, p, 1);
        self.int_to(s + 1, n as i64);
        self.f.emit(Op::Move { d: s + 2, a: s + 1 });
        s
    }
}
