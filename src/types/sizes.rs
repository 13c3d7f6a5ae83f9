//! Sizes, alignments and offsets in bytes as gc lays values out on a 64-bit machine: what `unsafe` answers.
//! Our own memory is laid out in words (see `compile/layout.rs`); nothing that runs asks here.

use super::ty::{Basic, Type, TypeId, Types};

/// Types nested deeper are taken for words.
const DEPTH: u32 = 100;

impl Types {
    /// Size and alignment.
    pub fn size_of(&self, ty: TypeId) -> (u64, u64) {
        self.size_at(ty, 0)
    }

    fn size_at(&self, ty: TypeId, depth: u32) -> (u64, u64) {
        if depth > DEPTH {
            return (8, 8);
        }
        match self.under(ty) {
            Type::Basic(b) => match b {
                Basic::Bool | Basic::Int8 | Basic::Uint8 => (1, 1),
                Basic::Int16 | Basic::Uint16 => (2, 2),
                Basic::Int32 | Basic::Uint32 | Basic::Float32 => (4, 4),
                Basic::Complex64 => (8, 4),
                Basic::Complex128 | Basic::String => (16, 8),
                _ => (8, 8),
            },
            Type::Slice(_) => (24, 8),
            Type::Interface(_) => (16, 8),
            Type::Array(e, n) => {
                let (s, a) = self.size_at(*e, depth + 1);
                (s.saturating_mul(*n), a)
            }
            Type::Struct(fields) => {
                let (mut at, mut align, mut last) = (0u64, 1u64, 1u64);
                for f in fields {
                    let (s, a) = self.size_at(f.ty, depth + 1);
                    at = next(at, a).saturating_add(s);
                    align = align.max(a);
                    last = s;
                }
                // a pointer to a last field of no size must not point behind the struct
                let end = if at > 0 && last == 0 { at.saturating_add(1) } else { at };
                (next(end, align), align)
            }
            _ => (8, 8),
        }
    }

    /// Offset of the field at a path of field indices; `None` when the last field is reached through an
    /// embedded pointer.
    pub fn offset_of(&self, ty: TypeId, path: &[u32]) -> Option<u64> {
        let (mut ty, mut offset) = (ty, 0u64);
        for (i, field) in path.iter().enumerate() {
            let Type::Struct(fields) = self.under(ty) else { return None };
            let before = fields.iter().take(*field as usize);
            let at = before.fold(0u64, |at, f| {
                let (s, a) = self.size_of(f.ty);
                next(at, a).saturating_add(s)
            });
            let Some(f) = fields.get(*field as usize) else { return None };
            offset = offset.saturating_add(next(at, self.size_of(f.ty).1));
            if i + 1 < path.len() && matches!(self.under(f.ty), Type::Pointer(_)) {
                return None;
            }
            ty = f.ty;
        }
        Some(offset)
    }

    /// Its size depends on a type parameter: no constant.
    pub fn has_var_size(&self, ty: TypeId) -> bool {
        self.var_size_at(ty, 0)
    }

    fn var_size_at(&self, ty: TypeId, depth: u32) -> bool {
        if depth > DEPTH {
            return false;
        }
        if matches!(self.get(ty), Type::TypeParam(_)) {
            return true;
        }
        match self.under(ty) {
            Type::Array(e, _) => self.var_size_at(*e, depth + 1),
            Type::Struct(fields) => fields.iter().any(|f| self.var_size_at(f.ty, depth + 1)),
            _ => false,
        }
    }
}

/// The next multiple; the largest number stays.
fn next(at: u64, align: u64) -> u64 {
    at.checked_next_multiple_of(align.max(1)).unwrap_or(u64::MAX)
}
