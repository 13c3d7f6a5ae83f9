//! Which packages of the library a program needs that the page has yet to fetch.

use super::files;
use super::request::FileText;
use crate::arrange::Gather;
use crate::stdlib::{self, ZONES};
use crate::syntax::ast::Symbols;
use crate::syntax::{NodeIds, parse_named_file};
use crate::text::Pos;
use std::collections::BTreeSet;

/// Import paths of library packages whose text must be handed over before the program can run, sorted. What those
/// import themselves comes with them; the others import none of them.
pub fn awaited(files: &[FileText]) -> Vec<String> {
    let Ok(layout) = files::layout(files) else { return vec![] };
    let own: BTreeSet<&str> = layout.packages.iter().map(|(path, _)| path.as_str()).gather();
    let mut paths = BTreeSet::new();
    for (name, text) in layout.packages.iter().flat_map(|(_, files)| files) {
        let (mut symbols, mut ids) = (Symbols::default(), NodeIds::default());
        let (file, _) = parse_named_file(&mut symbols, &mut ids, name, text, Pos(1), u32::MAX);
        paths.extend(file.imports.into_iter().map(|i| i.path));
        // it reads the zones there
        if text.contains("LoadLocation") {
            paths.insert(ZONES.to_owned());
        }
    }
    paths.retain(|p| stdlib::is_awaited(p) && !own.contains(p.as_str()));
    paths.into_iter().collect()
}
