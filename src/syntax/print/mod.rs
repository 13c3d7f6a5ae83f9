//! Go text in gofmt's form. The tree says what belongs together, a table of tokens where everything stood:
//! line breaks and comments of the source are kept as gofmt keeps them, columns are aligned at the end.
//!
//! **Invariant:** formatting changes blanks, line breaks, separators and the order of imports, nothing else.

mod build;
mod columns;
mod comments;
mod decl;
mod doc;
mod expr;
mod fields;
mod imports;
mod layout;
mod list;
mod stmt;
mod writer;

use super::ast::Symbols;
use super::{NodeIds, parse_file};
use crate::diag::Diagnostic;
use crate::text::Pos;
use layout::Layout;
use writer::Printer;

/// `text` as gofmt prints it, or why it does not parse.
pub fn format(text: &str) -> Result<String, Vec<Diagnostic>> {
    let mut symbols = Symbols::default();
    let (file, errors) = parse_file(&mut symbols, &mut NodeIds::default(), text, Pos(1));
    if errors.iter().any(|e| !is_about_meaning(e)) {
        return Err(errors);
    }
    if let Some(rest) = text.strip_prefix('\u{feff}') {
        return format(rest);
    }
    let layout = Layout::new(text, &symbols);
    match imports::sorted(&layout, &file) {
        Some(sorted) if sorted != text => format(&sorted),
        _ => Ok(build::placed(Printer::new(&layout).file(&file))),
    }
}

/// Labels and misplaced branches do not hinder formatting.
fn is_about_meaning(error: &Diagnostic) -> bool {
    let m = error.message.as_str();
    // It may quote any of the words below.
    if m.starts_with("syntax error") {
        return false;
    }
    ["label ", "goto ", "invalid break", "invalid continue", "cannot fallthrough", "non-name "]
        .iter()
        .any(|p| m.starts_with(p))
        || m.contains(" is not in a loop")
        || m.contains("label not defined")
        || m.contains("out of place")
        || m.contains("must be function call")
        || m.contains("select case must be")
        || m.contains("range clause permits")
        || m.contains("method has")
}

#[cfg(test)]
mod tests;
