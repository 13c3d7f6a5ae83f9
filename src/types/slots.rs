//! From a type's structure to its id: a table that does not compare its way down a tree, since every type
//! expression of a program asks.

use super::ty::Type;
use std::hash::{Hash, Hasher};

/// Open addressing, a power of two long, at most half full: index + 1, or 0.
#[derive(Clone, Default, Debug)]
pub(super) struct Slots(Vec<u32>);

impl Slots {
    /// The index of `ty` among `types`, whose indices the table holds.
    pub fn find(&self, types: &[Type], ty: &Type) -> Option<u32> {
        match self.0.is_empty() {
            true => None,
            false => self.0[self.slot(types, ty)].checked_sub(1),
        }
    }

    /// Adds the last of `types`, which is new.
    pub fn add_last(&mut self, types: &[Type]) {
        if types.len() * 2 > self.0.len() {
            self.0 = vec![0; (self.0.len() * 2).max(256)];
            (0..types.len()).for_each(|i| self.put(types, i));
        } else {
            self.put(types, types.len() - 1);
        }
    }

    fn put(&mut self, types: &[Type], i: usize) {
        let slot = self.slot(types, &types[i]);
        self.0[slot] = i as u32 + 1;
    }

    /// The slot that holds `ty`, or the free one where it belongs.
    fn slot(&self, types: &[Type], ty: &Type) -> usize {
        let mask = self.0.len() - 1;
        let mut hash = Fold(0);
        ty.hash(&mut hash);
        let mut i = hash.finish() as usize & mask;
        loop {
            match self.0[i].checked_sub(1) {
                Some(n) if types[n as usize] != *ty => i = (i + 1) & mask,
                _ => return i,
            }
        }
    }
}

/// Words multiplied into one: the same in every run and on every machine, but for the order of slots, which
/// nobody sees.
struct Fold(u64);

impl Fold {
    fn fold(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|b| self.fold(u64::from(*b)));
    }
    fn write_u32(&mut self, n: u32) {
        self.fold(u64::from(n));
    }
    fn write_u64(&mut self, n: u64) {
        self.fold(n);
    }
    fn write_usize(&mut self, n: usize) {
        self.fold(n as u64);
    }
    fn write_isize(&mut self, n: isize) {
        self.fold(n as u64);
    }
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}
