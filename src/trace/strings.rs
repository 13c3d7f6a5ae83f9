//! The trace's string table: each text once, 0 is the empty text.

use std::collections::BTreeMap;

use crate::ids::StrId;

/// Interned texts.
#[derive(Clone, Debug)]
pub struct Strings {
    texts: Vec<String>,
    index: BTreeMap<String, StrId>,
}

impl Default for Strings {
    fn default() -> Strings {
        Strings { texts: vec![String::new()], index: BTreeMap::from([(String::new(), StrId(0))]) }
    }
}

impl Strings {
    /// The number of `text`, new or old.
    pub fn intern(&mut self, text: &str) -> StrId {
        if let Some(id) = self.index.get(text) {
            return *id;
        }
        let id = StrId(self.texts.len() as u32);
        self.texts.push(text.to_owned());
        self.index.insert(text.to_owned(), id);
        id
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
