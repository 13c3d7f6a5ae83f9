//! Diagnostics: what is wrong with the user's text, as data. Never an early exit, never a panic.

use crate::arrange::Arrange;
use crate::text::{Pos, Sources};

/// How bad it is: errors stop a run, warnings (go vet's kind) do not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// The program does not compile.
    Error,
    /// It compiles, and a Go teacher would point at it.
    Warning,
}

/// One message at one place, in gc's words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Where gc reports it.
    pub pos: Pos,
    /// End of the marked text; [`Pos::NONE`] marks the token at `pos`.
    pub end: Pos,
    /// gc's wording; continuation lines ("have", "want") after `\n\t`.
    pub message: String,
    /// Error or warning.
    pub severity: Severity,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic { pos, end: Pos::NONE, message: message.into(), severity: Severity::Error }
    }
    /// A warning at a place.
    pub fn warning(pos: Pos, message: impl Into<String>) -> Diagnostic {
        Diagnostic { pos, end: Pos::NONE, message: message.into(), severity: Severity::Warning }
    }
    /// The same, marking the text up to `end`.
    pub fn until(mut self, end: Pos) -> Diagnostic {
        self.end = end;
        self
    }
    /// `FILE:LINE:COL: message`, as `go vet` and gc print it.
    pub fn render(&self, sources: &Sources) -> String {
        match sources.line_col(self.pos) {
            Some(lc) => {
                format!("{}:{}:{}: {}", sources.file(lc.file).name, lc.line, lc.col, self.message)
            }
            None => self.message.clone(),
        }
    }
}

/// gc prints at most this many errors.
pub const MAX_ERRORS: usize = 10;

/// Sorts by position, keeping the order of reports at one place, and drops repeats, as gc does.
pub fn sort_and_dedup(diags: &mut Vec<Diagnostic>, _sources: &Sources) {
    diags.arrange_by_key(|d| d.pos);
    diags.dedup_by(|a, b| a.message == b.message && a.pos == b.pos);
}
