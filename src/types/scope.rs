//! Names in scope inside of a function: one stack with the innermost binding of each symbol at hand.

use super::object::ObjId;
use crate::syntax::ast::Symbol;

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Entry {
    sym: Symbol,
    obj: ObjId,
    shadowed: u32,
}

/// Block scopes of the function that is being checked.
#[derive(Default)]
pub(super) struct Scopes {
    stack: Vec<Entry>,
    marks: Vec<usize>,
    /// By symbol: index of its innermost entry in `stack`.
    top: Vec<u32>,
}

impl Scopes {
    /// Opens a block.
    pub fn open(&mut self) {
        self.marks.push(self.stack.len());
    }

    /// Closes the innermost block and hands out what it declared, in order.
    pub fn close(&mut self, mut each: impl FnMut(ObjId)) {
        let from = self.marks.pop().unwrap_or(0);
        for e in self.stack.drain(from..).rev() {
            self.top[e.sym.0 as usize] = e.shadowed;
            each(e.obj);
        }
    }

    /// The innermost binding.
    pub fn lookup(&self, sym: Symbol) -> Option<ObjId> {
        let i = *self.top.get(sym.0 as usize)?;
        self.stack.get(i as usize).map(|e| e.obj)
    }

    /// The binding of the innermost block itself.
    pub fn lookup_here(&self, sym: Symbol) -> Option<ObjId> {
        let i = *self.top.get(sym.0 as usize)?;
        if i == NONE || (i as usize) < *self.marks.last()? {
            return None;
        }
        self.stack.get(i as usize).map(|e| e.obj)
    }

    /// Declares a name in the innermost block; the old object if it is declared there already.
    pub fn insert(&mut self, sym: Symbol, obj: ObjId) -> Option<ObjId> {
        if let Some(old) = self.lookup_here(sym) {
            return Some(old);
        }
        let at = sym.0 as usize;
        if self.top.len() <= at {
            self.top.resize(at + 1, NONE);
        }
        self.stack.push(Entry { sym, obj, shadowed: self.top[at] });
        self.top[at] = self.stack.len() as u32 - 1;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_shadow_and_restore() {
        let mut s = Scopes::default();
        let (x, y) = (Symbol(3), Symbol(7));
        s.open();
        assert_eq!(s.insert(x, ObjId(1)), None);
        s.open();
        assert_eq!(s.lookup_here(x), None);
        assert_eq!(s.insert(x, ObjId(2)), None);
        assert_eq!(s.insert(x, ObjId(3)), Some(ObjId(2)));
        assert_eq!(s.insert(y, ObjId(4)), None);
        assert_eq!(s.lookup(x), Some(ObjId(2)));
        let mut closed = vec![];
        s.close(|o| closed.push(o));
        assert_eq!(closed, [ObjId(4), ObjId(2)]);
        assert_eq!((s.lookup(x), s.lookup(y)), (Some(ObjId(1)), None));
    }
}
