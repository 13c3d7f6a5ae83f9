//! Edits of a text that keep its lines.

use crate::arrange::Arrange;
use serde::Serialize;

/// Bytes `from..to` of a file replaced by a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// What stands there instead.
    pub text: String,
}

/// A line that an edit changes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DiffLine {
    /// 1-based, in both texts.
    pub line: u32,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
}

/// The text with all changes made. `None` when they overlap, leave the text, or do not keep its lines.
pub fn apply(text: &str, changes: &[Change]) -> Option<String> {
    let mut sorted: Vec<&Change> = changes.iter().collect();
    sorted.arrange_by_key(|c| (c.from, c.to));
    let (mut out, mut at) = (String::with_capacity(text.len() + 32), 0);
    for c in sorted {
        if c.from < at || c.to < c.from {
            return None;
        }
        out.push_str(text.get(at..c.from)?);
        out.push_str(&c.text);
        at = c.to;
    }
    out.push_str(text.get(at..)?);
    let lines = |t: &str| t.bytes().filter(|b| *b == b'\n').count();
    (lines(&out) == lines(text)).then_some(out)
}

/// The lines in which two texts with equally many lines differ.
pub fn diff(old: &str, new: &str) -> Vec<DiffLine> {
    let pairs = old.split('\n').zip(new.split('\n')).enumerate();
    let changed = pairs.filter(|(_, (a, b))| a != b);
    let line = |(i, (old, new)): (usize, (&str, &str))| {
        // What a statement leaves of its line is no trailing blank.
        DiffLine { line: i as u32 + 1, old: old.into(), new: new.trim_end().into() }
    };
    changed.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: usize, to: usize, text: &str) -> Change {
        Change { from, to, text: text.into() }
    }

    #[test]
    fn lines_stay() {
        let text = "a\nb\nc\n";
        assert_eq!(apply(text, &[change(2, 3, "x"), change(0, 1, "")]), Some("\nx\nc\n".into()));
        assert_eq!(apply(text, &[change(1, 2, "")]), None, "a line less");
        assert_eq!(apply(text, &[change(0, 3, "\n"), change(2, 3, "")]), None, "overlapping");
        assert_eq!(apply(text, &[change(5, 9, "")]), None, "beyond the end");
        let d = diff(text, "a\n x \nc\n");
        assert_eq!(d, [DiffLine { line: 2, old: "b".into(), new: " x".into() }]);
    }
}
