//! All mistakes of a program, in the order of its lines.

use super::Mistake;
use super::edit::{Change, apply};
use super::facts::Facts;
use super::{channels, contexts, locks, loops, pools, returns, waiting};
use crate::arrange::Arrange;
use crate::text::Pos;
use crate::types::info::TypedProgram;

/// What the finders have found in one file.
pub(super) struct Found<'p> {
    pub facts: Facts<'p>,
    pub out: Vec<Mistake>,
}

/// What the reader's own files could have forgotten. Files whose name begins with `_` are not the reader's.
pub fn find(p: &TypedProgram) -> Vec<Mistake> {
    let mut all = vec![];
    for file in p.packages.iter().filter(|pkg| !pkg.is_std).flat_map(|pkg| &pkg.files) {
        let Some(id) = p.sources.file_at(file.package.pos) else { continue };
        let source = p.sources.file(id);
        if source.is_std || source.name.starts_with('_') {
            continue;
        }
        let facts = Facts { p, file, text: &source.text, base: source.base };
        let mut found = Found { facts, out: vec![] };
        for body in found.facts.bodies() {
            waiting::find(&mut found, body);
            contexts::find(&mut found, body);
            channels::find(&mut found, body);
            locks::find(&mut found, body);
            returns::find(&mut found, body);
            loops::find(&mut found, body);
            pools::find(&mut found, body);
        }
        let mut out = found.out;
        out.retain(|m| apply(&source.text, &m.changes).is_some_and(|t| t != source.text));
        out.iter_mut().for_each(|m| m.file.clone_from(&source.name));
        all.append(&mut out);
    }
    all.arrange_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    number_equals(&mut all);
    all
}

/// The second of two with the same name on a line is called `NAME #2`.
fn number_equals(all: &mut [Mistake]) {
    for i in 1..all.len() {
        let (before, rest) = all.split_at_mut(i);
        let m = &mut rest[0];
        let same = |o: &&Mistake| o.file == m.file && o.line == m.line && base(&o.name) == m.name;
        let n = before.iter().filter(same).count();
        if n > 0 {
            m.name = format!("{} #{}", m.name, n + 1);
        }
    }
}

fn base(name: &str) -> &str {
    name.rsplit_once(" #").map_or(name, |(base, _)| base)
}

impl Found<'_> {
    /// Adds a mistake at a place.
    pub fn add(&mut self, kind: &'static str, name: String, pos: Pos, changes: Vec<Change>) {
        let line = self.facts.line(pos);
        self.out.push(Mistake { kind, name, file: String::new(), line, changes });
    }
}
