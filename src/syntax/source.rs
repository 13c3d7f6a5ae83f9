//! Bytes to text that the lexer can take as it is.

use crate::diag::Diagnostic;
use crate::text::Pos;
use std::borrow::Cow;

const BOM: char = '\u{feff}';

/// A file's bytes as text of the same length. Bytes that are not UTF-8 are reported and become spaces,
/// so that columns stay what they were.
pub fn decode_source(bytes: &[u8], base: Pos) -> (String, Vec<Diagnostic>) {
    let mut text = String::with_capacity(bytes.len());
    let mut errors = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        for _ in chunk.invalid() {
            let pos = base.add(text.len() as u32);
            errors.push(Diagnostic::error(pos, "invalid UTF-8 encoding"));
            text.push(' ');
        }
    }
    (text, errors)
}

/// Replaces NUL and byte order marks by spaces, and reports those that gc does not accept.
pub(super) fn without_controls(text: &str, base: Pos) -> (Cow<'_, str>, Vec<Diagnostic>) {
    if !text.contains(['\0', BOM]) {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut clean = String::with_capacity(text.len());
    let mut errors = Vec::new();
    for (i, c) in text.char_indices() {
        let pos = base.add(i as u32);
        match c {
            '\0' => {
                errors.push(Diagnostic::error(pos, "invalid NUL character"));
                clean.push(' ');
            }
            BOM => {
                if i > 0 {
                    let message = "invalid BOM in the middle of the file";
                    errors.push(Diagnostic::error(pos, message));
                }
                clean.push_str("   ");
            }
            c => clean.push(c),
        }
    }
    (Cow::Owned(clean), errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_kept() {
        let (text, errors) = decode_source(b"a\xffb\xc3", Pos(1));
        assert_eq!(text, "a b ");
        assert_eq!(errors.iter().map(|d| d.pos.0).collect::<Vec<_>>(), [2, 4]);
        let (clean, errors) = without_controls("\u{feff}a\0\u{feff}", Pos(1));
        assert_eq!(clean, "   a    ");
        assert_eq!(errors.len(), 2);
    }
}
