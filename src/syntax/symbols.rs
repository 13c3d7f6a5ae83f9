//! Names as small numbers.

/// An interned name; see [`Symbols`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Symbol(pub u32);

/// The interner: one per program. Symbols are numbered in the order in which names were first met.
#[derive(Clone, Default, Debug)]
pub struct Symbols {
    names: Vec<Box<str>>,
    /// Open addressing, a power of two long, at most half full: symbol + 1, or 0.
    slots: Vec<u32>,
}

impl Symbols {
    /// The symbol of `name`, made if it is new.
    pub fn intern(&mut self, name: &str) -> Symbol {
        if self.names.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(name);
        if let Some(n) = self.slots[slot].checked_sub(1) {
            return Symbol(n);
        }
        let symbol = Symbol(self.names.len() as u32);
        self.names.push(name.into());
        self.slots[slot] = symbol.0 + 1;
        symbol
    }
    /// The symbol of `name` if it was interned.
    pub fn get(&self, name: &str) -> Option<Symbol> {
        if self.slots.is_empty() {
            return None;
        }
        self.slots[self.slot(name)].checked_sub(1).map(Symbol)
    }
    /// The text of a symbol.
    pub fn name(&self, s: Symbol) -> &str {
        &self.names[s.0 as usize]
    }

    /// The slot that holds `name`, or the free one where it belongs.
    fn slot(&self, name: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut i = hash(name) & mask;
        loop {
            match self.slots[i].checked_sub(1) {
                Some(n) if &*self.names[n as usize] != name => i = (i + 1) & mask,
                _ => return i,
            }
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 2).max(256)];
        for n in 0..self.names.len() {
            let slot = self.slot(&self.names[n]);
            self.slots[slot] = n as u32 + 1;
        }
    }
}

/// FNV-1a with a final mix: the same in every run and on every machine.
fn hash(name: &str) -> usize {
    let mut h: u32 = 0x811c_9dc5;
    for b in name.bytes() {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    (h ^ (h >> 15)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_symbols_agree() {
        let mut s = Symbols::default();
        assert_eq!(s.get("a"), None);
        let all: Vec<Symbol> = (0..1000).map(|i| s.intern(&format!("n{i}"))).collect();
        for (i, symbol) in all.iter().enumerate() {
            let name = format!("n{i}");
            assert_eq!(s.intern(&name), *symbol);
            assert_eq!((s.name(*symbol), s.get(&name)), (&*name, Some(*symbol)));
        }
    }
}
