//! Values of string and rune literals that lexed without an error.

/// The bytes of a string literal, interpreted or raw, given with its quotes.
pub fn unquote(raw: &str) -> Vec<u8> {
    if let Some(body) = raw.strip_prefix('`') {
        let body = body.strip_suffix('`').unwrap_or(body);
        return body.bytes().filter(|b| *b != b'\r').collect();
    }
    let body = raw.strip_prefix('"').unwrap_or(raw);
    let body = body.strip_suffix('"').unwrap_or(body);
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(i) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..i]);
        let (value, is_byte, len) = escape(&rest[i..]);
        match char::from_u32(value) {
            Some(c) if !is_byte => {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            _ => out.push(value as u8),
        }
        rest = rest.get(i + len..).unwrap_or("");
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

/// [`unquote`] as text; bytes that are not UTF-8 become U+FFFD.
pub fn unquote_lossy(raw: &str) -> String {
    String::from_utf8_lossy(&unquote(raw)).into_owned()
}

/// The value of a rune literal, given with its quotes.
pub fn rune_value(raw: &str) -> u32 {
    let body = raw.strip_prefix('\'').unwrap_or(raw);
    if body.starts_with('\\') {
        return escape(body).0;
    }
    body.chars().next().map_or(0, |c| c as u32)
}

/// Value of the escape that `s` begins with, whether it stands for a byte, and its length.
fn escape(s: &str) -> (u32, bool, usize) {
    let number = |from: usize, len: usize, radix: u32| {
        s.get(from..from + len).and_then(|d| u32::from_str_radix(d, radix).ok()).unwrap_or(0)
    };
    match s.as_bytes().get(1).copied().unwrap_or(0) {
        b'a' => (7, false, 2),
        b'b' => (8, false, 2),
        b'f' => (12, false, 2),
        b'n' => (10, false, 2),
        b'r' => (13, false, 2),
        b't' => (9, false, 2),
        b'v' => (11, false, 2),
        b'0'..=b'7' => (number(1, 3, 8), true, 4),
        b'x' => (number(2, 2, 16), true, 4),
        b'u' => (number(2, 4, 16), false, 6),
        b'U' => (number(2, 8, 16), false, 10),
        b => (u32::from(b), false, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings() {
        assert_eq!(unquote(r#""a\tb\"\\""#), b"a\tb\"\\");
        assert_eq!(unquote(r#""\xff\377\u00e9\U0001F600""#), b"\xff\xff\xc3\xa9\xf0\x9f\x98\x80");
        assert_eq!(unquote("`a\\n\r\nb`"), b"a\\n\nb");
        assert_eq!(unquote_lossy("\"\""), "");
    }

    #[test]
    fn runes() {
        assert_eq!(rune_value("'x'"), 120);
        assert_eq!(rune_value(r"'\''"), 39);
        assert_eq!(rune_value(r"'\u00e9'"), 0xe9);
        assert_eq!(rune_value("'世'"), 0x4e16);
        assert_eq!(rune_value(r"'\xff'"), 255);
    }
}
