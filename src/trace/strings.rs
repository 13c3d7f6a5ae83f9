//! The trace's string table: each text once, 0 is the empty text.

use crate::ids::StrId;

/// Interned texts.
#[derive(Clone, Debug)]
pub struct Strings {
    texts: Vec<String>,
    /// Open-addressed: numbers of texts by their hash, [`FREE`] where there is none. A power of two long.
    index: Vec<u32>,
}

const FREE: u32 = u32::MAX;

impl Default for Strings {
    fn default() -> Strings {
        let mut new = Strings { texts: Vec::new(), index: vec![FREE; 16] };
        new.intern("");
        new
    }
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3))
}

impl Strings {
    /// The number of `text`, new or old.
    pub fn intern(&mut self, text: &str) -> StrId {
        let at = self.place(text);
        if self.index[at] != FREE {
            return StrId(self.index[at]);
        }
        let id = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.index[at] = id;
        if 2 * self.texts.len() > self.index.len() {
            self.grow();
        }
        StrId(id)
    }

    /// Where the text stands in the index, or would.
    fn place(&self, text: &str) -> usize {
        let mask = self.index.len() - 1;
        let mut at = hash(text) as usize & mask;
        while self.index[at] != FREE && self.texts[self.index[at] as usize] != text {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        self.index = vec![FREE; 2 * self.index.len()];
        for id in 0..self.texts.len() {
            let at = self.place(&self.texts[id]);
            self.index[at] = id as u32;
        }
    }

    /// The text with this number; empty for one that does not exist.
    pub fn get(&self, id: StrId) -> &str {
        self.texts.get(id.index()).map_or("", String::as_str)
    }

    /// All texts by number.
    pub fn all(&self) -> &[String] {
        &self.texts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_number() {
        let mut s = Strings::default();
        let ids: Vec<StrId> = (0..1000).map(|n| s.intern(&n.to_string())).collect();
        assert_eq!(ids, (1..=1000).map(StrId).collect::<Vec<_>>());
        assert_eq!((s.intern("500"), s.intern("")), (StrId(501), StrId(0)));
        assert_eq!((s.get(StrId(1000)), s.get(StrId(9999))), ("999", ""));
    }
}
