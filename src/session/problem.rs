//! Diagnostics as they leave the core: file, line and column for people, UTF-16 offsets for an editor.

use crate::diag::{Diagnostic, Severity};
use crate::text::{FileId, Pos, Sources};
use serde::Serialize;
use std::fmt;

/// One message at one place of the reader's text.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Problem {
    /// File name; empty when the message has no place.
    pub file: String,
    /// 1-based, 0 without a place.
    pub line: u32,
    /// 1-based, in bytes.
    pub col: u32,
    /// First UTF-16 unit to mark.
    pub from: u32,
    /// One past the last.
    pub to: u32,
    /// gc's words.
    pub message: String,
    /// `error` or `warning`.
    pub severity: &'static str,
}

impl Problem {
    /// Resolves a diagnostic's place.
    pub fn new(d: &Diagnostic, sources: &Sources) -> Problem {
        let severity = if d.severity == Severity::Error { "error" } else { "warning" };
        let message = d.message.clone();
        let Some(lc) = sources.line_col(d.pos) else {
            return Problem {
                file: String::new(),
                line: 0,
                col: 0,
                from: 0,
                to: 0,
                message,
                severity,
            };
        };
        let end = if d.end > d.pos { d.end } else { token_end(sources, lc.file, d.pos) };
        Problem {
            file: sources.file(lc.file).name.clone(),
            line: lc.line,
            col: lc.col,
            from: utf16(sources, lc.file, d.pos),
            to: utf16(sources, lc.file, end),
            message,
            severity,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.message),
            _ => write!(f, "{}:{}:{}: {}", self.file, self.line, self.col, self.message),
        }
    }
}

/// End of the word or sign at `pos`.
fn token_end(sources: &Sources, file: FileId, pos: Pos) -> Pos {
    let f = sources.file(file);
    let rest = f.text.get((pos.0 - f.base) as usize..).unwrap_or("");
    let word: usize =
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').map(char::len_utf8).sum();
    let one = rest.chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
    pos.add(word.max(one) as u32)
}

/// UTF-16 offset of a position in its file.
fn utf16(sources: &Sources, file: FileId, pos: Pos) -> u32 {
    let f = sources.file(file);
    let before = f.text.get(..(pos.0.saturating_sub(f.base)) as usize).unwrap_or(&f.text);
    before.chars().map(|c| c.len_utf16() as u32).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_utf16_and_columns_bytes() {
        let mut s = Sources::new();
        let f = s.add("a.go", "// 𝄞é\nxyz := 1\n", false);
        let pos = Pos(s.line_start(f, 2).unwrap().0);
        let p = Problem::new(&Diagnostic::error(pos, "m"), &s);
        assert_eq!((p.line, p.col, p.from, p.to), (2, 1, 7, 10));
    }
}
