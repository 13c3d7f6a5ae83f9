//! What an edited program needs so that it compiles again: a name that nobody uses any more becomes `_`.

use super::edit::Change;
use crate::diag::{Diagnostic, Severity};
use crate::text::FileId;
use crate::types::info::TypedProgram;

/// The changes, by file, that answer all errors; `None` when one is of another kind.
pub fn repairs(p: &TypedProgram, diags: &[Diagnostic]) -> Option<Vec<(FileId, Change)>> {
    diags.iter().filter(|d| d.severity == Severity::Error).map(|d| repair(p, d)).collect()
}

fn repair(p: &TypedProgram, d: &Diagnostic) -> Option<(FileId, Change)> {
    let file = p.sources.file_at(d.pos)?;
    let f = p.sources.file(file);
    let from = (d.pos.0 - f.base) as usize;
    let here = f.text.get(from..)?;
    let change =
        |len: usize, text: &str| Some((file, Change { from, to: from + len, text: text.into() }));
    if let Some(name) = d.message.strip_prefix("declared and not used: ") {
        return if here.starts_with(name) { change(name.len(), "_") } else { None };
    }
    if d.message.starts_with("no new variables on left side of :=") {
        return if here.starts_with(":=") { change(2, "=") } else { None };
    }
    if d.message.ends_with(" and not used") && d.message.contains(" imported") {
        if here.starts_with('"') {
            return change(0, "_ ");
        }
        let name = here.find(char::is_whitespace)?;
        return change(name, "_");
    }
    None
}
