//! Quoted strings and characters as in Go source.

use super::category::is_print;

/// Decodes the first character of bytes: the character, or `None` for a bad byte, and its length.
pub fn decode(bytes: &[u8]) -> (Option<char>, usize) {
    let Some(&first) = bytes.first() else { return (None, 0) };
    if first < 0x80 {
        return (Some(first as char), 1);
    }
    let n = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return (None, 1),
    };
    match bytes.get(..n).and_then(|b| std::str::from_utf8(b).ok()) {
        Some(s) => (s.chars().next(), n),
        None => (None, 1),
    }
}

/// Number of characters, bad bytes counting one each.
pub fn rune_count(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
    let (mut n, mut at) = (0, 0);
    while at < bytes.len() {
        at += decode(&bytes[at..]).1;
        n += 1;
    }
    n
}

/// Appends a string between `quote`s with what is not printable escaped; `ascii`: also what is not ASCII.
pub fn append(out: &mut Vec<u8>, s: &[u8], quote: u8, ascii: bool) {
    out.push(quote);
    let mut at = 0;
    while at < s.len() {
        let (c, n) = decode(&s[at..]);
        match c {
            Some(c) => append_char(out, c, quote, ascii),
            None => out.extend(format!("\\x{:02x}", s[at]).bytes()),
        }
        at += n;
    }
    out.push(quote);
}

/// Appends the character with this number between single quotes.
pub fn append_rune(out: &mut Vec<u8>, c: char, ascii: bool) {
    out.push(b'\'');
    append_char(out, c, b'\'', ascii);
    out.push(b'\'');
}

fn append_char(out: &mut Vec<u8>, c: char, quote: u8, ascii: bool) {
    if c as u32 == u32::from(quote) || c == '\\' {
        return out.extend([b'\\', c as u8]);
    }
    if c.is_ascii() && is_print(c) || !ascii && is_print(c) {
        let mut buf = [0; 4];
        return out.extend(c.encode_utf8(&mut buf).bytes());
    }
    let short = match c {
        '\x07' => "\\a",
        '\x08' => "\\b",
        '\x0c' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\x0b' => "\\v",
        _ => "",
    };
    if !short.is_empty() {
        return out.extend(short.bytes());
    }
    let n = c as u32;
    out.extend(
        match n {
            0..0x20 | 0x7f => format!("\\x{n:02x}"),
            0..0x10000 => format!("\\u{n:04x}"),
            _ => format!("\\U{n:08x}"),
        }
        .bytes(),
    );
}

/// True when a string can stand between back quotes on one line.
pub fn can_backquote(s: &[u8]) -> bool {
    let mut at = 0;
    while at < s.len() {
        let (c, n) = decode(&s[at..]);
        match c {
            Some(c) if n > 1 && c != '\u{feff}' => {}
            Some(c) if n == 1 && (c == '\t' || c >= ' ') && c != '`' && c != '\x7f' => {}
            _ => return false,
        }
        at += n;
    }
    true
}

/// Reads one character or escape between `quote`s: its code, whether it stands for one byte only, and its
/// length. `None` for what Go refuses.
pub fn unquote_char(s: &[u8], quote: u8) -> Option<(u32, bool, usize)> {
    let &first = s.first()?;
    if first == quote && (quote == b'\'' || quote == b'"') {
        return None;
    }
    if first != b'\\' {
        let (c, n) = decode(s);
        return Some((c.map_or(0xfffd, |c| c as u32), false, n));
    }
    let &kind = s.get(1)?;
    let simple = |c: u8| Some((u32::from(c), false, 2));
    match kind {
        b'a' => simple(7),
        b'b' => simple(8),
        b'f' => simple(12),
        b'n' => simple(10),
        b'r' => simple(13),
        b't' => simple(9),
        b'v' => simple(11),
        b'\\' => simple(b'\\'),
        b'\'' | b'"' if kind == quote => simple(kind),
        b'x' | b'u' | b'U' => {
            let n = match kind {
                b'x' => 2,
                b'u' => 4,
                _ => 8,
            };
            let digits = std::str::from_utf8(s.get(2..2 + n)?).ok()?;
            if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            let code = u32::from_str_radix(digits, 16).ok()?;
            if kind != b'x' && char::from_u32(code).is_none() {
                return None;
            }
            Some((code, kind == b'x', 2 + n))
        }
        b'0'..=b'7' => {
            let digits = s.get(1..4)?;
            if !digits.iter().all(|b| (b'0'..=b'7').contains(b)) {
                return None;
            }
            let code = digits.iter().fold(0, |v, b| v * 8 + u32::from(b - b'0'));
            (code < 256).then_some((code, true, 4))
        }
        _ => None,
    }
}

/// The string that a Go string or character literal stands for.
pub fn unquote(s: &[u8]) -> Option<Vec<u8>> {
    let (&quote, rest) = s.split_first()?;
    let (&last, mut body) = rest.split_last()?;
    if last != quote {
        return None;
    }
    if quote == b'`' {
        let plain = !body.contains(&b'`');
        return plain.then(|| body.iter().copied().filter(|&b| b != b'\r').collect());
    }
    if quote != b'"' && quote != b'\'' || body.contains(&b'\n') {
        return None;
    }
    let mut out = Vec::with_capacity(body.len());
    let mut count = 0;
    while !body.is_empty() {
        let (code, byte, n) = unquote_char(body, quote)?;
        match char::from_u32(code) {
            Some(c) if !byte => {
                let mut buf = [0; 4];
                out.extend(c.encode_utf8(&mut buf).bytes());
            }
            _ => out.push(code as u8),
        }
        body = body.get(n..)?;
        count += 1;
    }
    (quote == b'"' || count == 1).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_unquotes() {
        for (s, want) in [
            ("a\n\"é\0", r#""a\n\"é\x00""#),
            ("\u{a0}\u{200b}", r#""\u00a0\u200b""#),
            ("😀\\", r#""😀\\""#),
        ] {
            let mut out = Vec::new();
            append(&mut out, s.as_bytes(), b'"', false);
            assert_eq!(String::from_utf8(out.clone()).unwrap(), want);
            assert_eq!(unquote(&out).unwrap(), s.as_bytes());
        }
        let mut out = Vec::new();
        append(&mut out, b"\xff\xc3(", b'"', false);
        assert_eq!(out, br#""\xff\xc3(""#);
        assert_eq!(unquote(b"'ab'"), None);
    }
}
