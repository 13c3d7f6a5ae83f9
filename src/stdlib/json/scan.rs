//! JSON as text: where values end, what is wrong with it (in Go's words), compact and indented forms.

use crate::stdlib::text::quote;

/// Levels of nesting; deeper input is refused.
pub const MAX_DEPTH: usize = 1000;

/// What is wrong, and at which byte.
pub type Problem = (String, usize);

type Scan = Result<usize, Problem>;

fn end(s: &[u8]) -> Problem {
    ("unexpected end of JSON input".into(), s.len())
}

/// An invalid character, and where it stands.
fn bad(s: &[u8], at: usize, context: &str) -> Problem {
    let Some(&c) = s.get(at) else { return end(s) };
    let shown = match c {
        b'\'' => "'\\''".to_string(),
        b'"' => "'\"'".to_string(),
        c => {
            let mut out = Vec::new();
            quote::append_rune(&mut out, c as char, false);
            String::from_utf8_lossy(&out).into_owned()
        }
    };
    (format!("invalid character {shown} {context}"), at + 1)
}

/// A sequence of `len` bytes after a backslash that means nothing.
fn bad_escape(s: &[u8], at: usize, len: usize) -> Problem {
    let Some(sequence) = s.get(at..at + len) else { return end(s) };
    let sequence = String::from_utf8_lossy(sequence);
    (format!("invalid escape sequence `{sequence}` in string"), at + len)
}

/// The first byte from `at` on that is no space.
pub fn skip(s: &[u8], mut at: usize) -> usize {
    while matches!(s.get(at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
        at += 1;
    }
    at
}

/// Checks that there is one value and nothing else.
pub fn check(s: &[u8]) -> Result<(), Problem> {
    let at = skip(s, value(s, 0)?);
    if at < s.len() { Err(bad(s, at, "after top-level value")) } else { Ok(()) }
}

/// End of the value that begins at `at`, after spaces.
pub fn value(s: &[u8], at: usize) -> Scan {
    nested(s, at, 0)
}

fn nested(s: &[u8], at: usize, depth: usize) -> Scan {
    if depth > MAX_DEPTH {
        return Err(("exceeded max depth".into(), at));
    }
    let at = skip(s, at);
    match s.get(at) {
        Some(b'{') => object(s, at + 1, depth),
        Some(b'[') => array(s, at + 1, depth),
        Some(b'"') => string(s, at),
        Some(b'-' | b'0'..=b'9') => number(s, at),
        Some(b't') => literal(s, at, "true"),
        Some(b'f') => literal(s, at, "false"),
        Some(b'n') => literal(s, at, "null"),
        _ => Err(bad(s, at, "looking for beginning of value")),
    }
}

fn object(s: &[u8], at: usize, depth: usize) -> Scan {
    let mut at = skip(s, at);
    if s.get(at) == Some(&b'}') {
        return Ok(at + 1);
    }
    loop {
        at = skip(s, at);
        if s.get(at) != Some(&b'"') {
            return Err(bad(s, at, "looking for beginning of object key string"));
        }
        at = skip(s, string(s, at)?);
        if s.get(at) != Some(&b':') {
            return Err(bad(s, at, "after object key"));
        }
        at = skip(s, nested(s, at + 1, depth + 1)?);
        match s.get(at) {
            Some(b',') => at += 1,
            Some(b'}') => return Ok(at + 1),
            _ => return Err(bad(s, at, "after object key:value pair")),
        }
    }
}

fn array(s: &[u8], at: usize, depth: usize) -> Scan {
    let mut at = skip(s, at);
    if s.get(at) == Some(&b']') {
        return Ok(at + 1);
    }
    loop {
        at = skip(s, nested(s, at, depth + 1)?);
        match s.get(at) {
            Some(b',') => at += 1,
            Some(b']') => return Ok(at + 1),
            _ => return Err(bad(s, at, "after array element")),
        }
    }
}

fn string(s: &[u8], at: usize) -> Scan {
    let mut at = at + 1;
    loop {
        match s.get(at) {
            None => return Err(end(s)),
            Some(b'"') => return Ok(at + 1),
            Some(0..0x20) => return Err(bad(s, at, "in string")),
            Some(b'\\') => {
                let start = at;
                at += 1;
                match s.get(at) {
                    Some(b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"') => at += 1,
                    Some(b'u') => {
                        for _ in 0..4 {
                            at += 1;
                            if !s.get(at).is_some_and(u8::is_ascii_hexdigit) {
                                return Err(bad_escape(s, start, 6));
                            }
                        }
                        at += 1;
                    }
                    _ => return Err(bad_escape(s, start, 2)),
                }
            }
            Some(_) => at += 1,
        }
    }
}

fn digits(s: &[u8], mut at: usize) -> usize {
    while s.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

fn number(s: &[u8], mut at: usize) -> Scan {
    if s[at] == b'-' {
        at += 1;
    }
    match s.get(at) {
        Some(b'0') => at += 1,
        Some(b'1'..=b'9') => at = digits(s, at),
        _ => return Err(bad(s, at, "in numeric literal")),
    }
    if s.get(at) == Some(&b'.') {
        let from = at + 1;
        at = digits(s, from);
        if at == from {
            return Err(bad(s, at, "in numeric literal"));
        }
    }
    if matches!(s.get(at), Some(b'e' | b'E')) {
        at += 1;
        if matches!(s.get(at), Some(b'+' | b'-')) {
            at += 1;
        }
        let from = at;
        at = digits(s, from);
        if at == from {
            return Err(bad(s, at, "in numeric literal"));
        }
    }
    Ok(at)
}

fn literal(s: &[u8], at: usize, word: &str) -> Scan {
    for (i, w) in word.bytes().enumerate().skip(1) {
        if s.get(at + i) != Some(&w) {
            let context = format!("in literal {word} (expecting '{}')", w as char);
            return Err(bad(s, at + i, &context));
        }
    }
    Ok(at + word.len())
}

/// The text of a string literal; bad encodings become U+FFFD.
pub fn unquote(s: &[u8]) -> Vec<u8> {
    let body = s.get(1..s.len().saturating_sub(1)).unwrap_or_default();
    let mut out = Vec::with_capacity(body.len());
    let mut at = 0;
    let push = |c: char, out: &mut Vec<u8>| {
        let mut buf = [0; 4];
        out.extend(c.encode_utf8(&mut buf).bytes());
    };
    while at < body.len() {
        if body[at] != b'\\' {
            let (c, n) = quote::decode(&body[at..]);
            push(c.unwrap_or('\u{fffd}'), &mut out);
            at += n;
            continue;
        }
        let c = body.get(at + 1).copied().unwrap_or(b'\\');
        at += 2;
        match c {
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'u' => {
                let mut code = hex4(body, at);
                at += 4;
                if (0xd800..0xdc00).contains(&code) && body.get(at..at + 2) == Some(b"\\u") {
                    let low = hex4(body, at + 2);
                    if (0xdc00..0xe000).contains(&low) {
                        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                        at += 6;
                    }
                }
                push(char::from_u32(code).unwrap_or('\u{fffd}'), &mut out);
            }
            c => out.push(c),
        }
    }
    out
}

fn hex4(s: &[u8], at: usize) -> u32 {
    s.get(at..at + 4)
        .and_then(|d| std::str::from_utf8(d).ok())
        .and_then(|d| u32::from_str_radix(d, 16).ok())
        .unwrap_or(0xfffd)
}

/// A string literal; `html`: `<`, `>`, `&` escaped.
pub fn quote_into(out: &mut Vec<u8>, s: &[u8], html: bool) {
    out.push(b'"');
    let mut at = 0;
    while at < s.len() {
        let (c, n) = quote::decode(&s[at..]);
        match c {
            Some('"') => out.extend(b"\\\""),
            Some('\\') => out.extend(b"\\\\"),
            Some('\n') => out.extend(b"\\n"),
            Some('\r') => out.extend(b"\\r"),
            Some('\t') => out.extend(b"\\t"),
            Some('\x08') => out.extend(b"\\b"),
            Some('\x0c') => out.extend(b"\\f"),
            Some(c)
                if c < ' '
                    || html && matches!(c, '<' | '>' | '&')
                    || matches!(c, '\u{2028}' | '\u{2029}') =>
            {
                out.extend(format!("\\u{:04x}", c as u32).bytes());
            }
            None => out.extend(b"\\ufffd"),
            Some(_) => out.extend(&s[at..at + n]),
        }
        at += n;
    }
    out.push(b'"');
}

/// Valid JSON without spaces.
pub fn compact(s: &[u8], html: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(s.len());
    let (mut inside, mut escaped) = (false, false);
    for (i, &c) in s.iter().enumerate() {
        if !inside {
            if !matches!(c, b' ' | b'\t' | b'\r' | b'\n') {
                out.push(c);
            }
            inside = c == b'"';
            continue;
        }
        if html && matches!(c, b'<' | b'>' | b'&') {
            out.extend(format!("\\u{c:04x}").bytes());
        } else if html && c == 0xe2 && matches!(s.get(i + 1..i + 3), Some([0x80, 0xa8 | 0xa9])) {
            out.extend(format!("\\u202{:x}", s[i + 2] & 15).bytes());
        } else if html && matches!(c, 0x80 | 0xa8 | 0xa9) && is_separator(s, i) {
            // the rest of U+2028 or U+2029, written already
        } else {
            out.push(c);
        }
        inside = escaped || c != b'"';
        escaped = !escaped && c == b'\\';
    }
    out
}

fn is_separator(s: &[u8], i: usize) -> bool {
    let at = |from: usize| matches!(s.get(from..from + 3), Some([0xe2, 0x80, 0xa8 | 0xa9]));
    i >= 1 && s[i] == 0x80 && at(i - 1) || i >= 2 && s[i] != 0x80 && at(i - 2)
}

/// Valid JSON, a member a line.
pub fn indent(s: &[u8], prefix: &[u8], step: &[u8]) -> Vec<u8> {
    let s = compact(s, false);
    let mut out = Vec::with_capacity(s.len() * 2);
    let (mut depth, mut at) = (0usize, 0);
    let line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        out.extend(prefix);
        for _ in 0..depth {
            out.extend(step);
        }
    };
    while at < s.len() {
        let c = s[at];
        match c {
            b'"' => {
                let to = string(&s, at).unwrap_or(s.len());
                out.extend(&s[at..to]);
                at = to;
                continue;
            }
            b'{' | b'[' => {
                out.push(c);
                if matches!(s.get(at + 1), Some(b'}' | b']')) {
                    at += 1;
                    out.push(s[at]);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(c);
            }
            b',' => {
                out.push(c);
                line(&mut out, depth);
            }
            b':' => out.extend(b": "),
            c => out.push(c),
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_go_says() {
        for (text, want) in [
            ("", "unexpected end of JSON input"),
            ("{", "unexpected end of JSON input"),
            ("{\"a\":1,}", "invalid character '}' looking for beginning of object key string"),
            ("[1,]", "invalid character ']' looking for beginning of value"),
            ("[1 2]", "invalid character '2' after array element"),
            ("{\"a\" 1}", "invalid character '1' after object key"),
            ("tru", "unexpected end of JSON input"),
            ("trux", "invalid character 'x' in literal true (expecting 'e')"),
            ("1 x", "invalid character 'x' after top-level value"),
            ("\"a\nb\"", "invalid character '\\n' in string"),
            ("-x", "invalid character 'x' in numeric literal"),
        ] {
            assert_eq!(check(text.as_bytes()).unwrap_err().0, want, "{text}");
        }
        assert_eq!(check(b" {\"a\": [1, 2.5e3, null, \"x\\u00e9\"]} "), Ok(()));
    }

    #[test]
    fn forms() {
        assert_eq!(
            indent(b"{\"a\":[1,2],\"b\":{}}", b"", b"  "),
            b"{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {}\n}"
        );
        assert_eq!(unquote(b"\"a\\u00e9\\ud83d\\ude00\\n\""), "aé😀\n".as_bytes());
    }
}
