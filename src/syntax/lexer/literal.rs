//! Numbers, runes and strings.

use super::{Lexer, code_point};
use crate::syntax::ast::LitKind;

/// Was there a digit, was there an underscore?
#[derive(Clone, Copy, Default)]
struct Digits {
    any: bool,
    separator: bool,
}

impl Lexer<'_> {
    /// Digits of `base`; in bases up to ten every decimal digit is taken and the first one that is
    /// too large is noted.
    fn digits(&mut self, base: u32, invalid: &mut Option<usize>) -> Digits {
        let mut seen = Digits::default();
        loop {
            let b = self.peek();
            match b {
                b'_' => seen.separator = true,
                b'0'..=b'9' => {
                    seen.any = true;
                    if u32::from(b - b'0') >= base && invalid.is_none() {
                        *invalid = Some(self.at);
                    }
                }
                b'a'..=b'f' | b'A'..=b'F' if base == 16 => seen.any = true,
                _ => return seen,
            }
            self.at += 1;
        }
    }

    /// A number; with `seen_point` its leading `.` was consumed.
    pub(super) fn number(&mut self, seen_point: bool) {
        let mut point = seen_point;
        let mut kind = LitKind::Int;
        let (mut base, mut prefix) = (10, 0u8);
        let mut seen = Digits::default();
        let mut invalid = None;
        let mut ok = true;
        if !seen_point {
            if self.peek() == b'0' {
                self.at += 1;
                prefix = self.peek().to_ascii_lowercase();
                base = match prefix {
                    b'x' => 16,
                    b'o' => 8,
                    b'b' => 2,
                    _ => {
                        prefix = b'0';
                        seen.any = true;
                        8
                    }
                };
                self.at += usize::from(prefix != b'0');
            }
            let more = self.digits(base, &mut invalid);
            seen = Digits { any: seen.any || more.any, separator: more.separator };
            if self.peek() == b'.' {
                if prefix == b'o' || prefix == b'b' {
                    self.error_here(format!("invalid radix point in {} literal", base_name(base)));
                    ok = false;
                }
                self.at += 1;
                point = true;
            }
        }
        if point {
            kind = LitKind::Float;
            let more = self.digits(base, &mut invalid);
            seen =
                Digits { any: seen.any || more.any, separator: seen.separator || more.separator };
        }
        if !seen.any && ok {
            self.error_here(format!("{} literal has no digits", base_name(base)));
            ok = false;
        }
        (kind, ok) = self.exponent(kind, ok, prefix, &mut seen);
        if self.peek() == b'i' {
            kind = LitKind::Imag;
            self.at += 1;
        }
        if let Some(i) = invalid.filter(|_| kind == LitKind::Int && ok) {
            let digit = self.src[i] as char;
            self.error_at(i, format!("invalid digit '{digit}' in {} literal", base_name(base)));
            ok = false;
        }
        if seen.separator
            && ok
            && let Some(i) = invalid_separator(&self.src[self.start..self.at])
        {
            self.error_at(self.start + i, "'_' must separate successive digits");
            ok = false;
        }
        self.literal(kind, ok);
    }

    fn exponent(
        &mut self,
        kind: LitKind,
        mut ok: bool,
        prefix: u8,
        seen: &mut Digits,
    ) -> (LitKind, bool) {
        let e = self.peek();
        if !matches!(e, b'e' | b'E' | b'p' | b'P') {
            if prefix == b'x' && kind == LitKind::Float && ok {
                self.error_here("hexadecimal mantissa requires a 'p' exponent");
                ok = false;
            }
            return (kind, ok);
        }
        let decimal = e | 0x20 == b'e';
        if ok && decimal && prefix != 0 && prefix != b'0' {
            self.error_here(format!("'{}' exponent requires decimal mantissa", e as char));
            ok = false;
        } else if ok && !decimal && prefix != b'x' {
            self.error_here(format!("'{}' exponent requires hexadecimal mantissa", e as char));
            ok = false;
        }
        self.at += 1;
        if matches!(self.peek(), b'+' | b'-') {
            self.at += 1;
        }
        let mut ignored = Some(0);
        let more = self.digits(10, &mut ignored);
        seen.separator |= more.separator;
        if !more.any && ok {
            self.error_here("exponent has no digits");
            ok = false;
        }
        (LitKind::Float, ok)
    }

    pub(super) fn string(&mut self) {
        let mut ok = true;
        self.at += 1;
        loop {
            if self.at_end() {
                self.error_at(self.start, "string not terminated");
                ok = false;
                break;
            }
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    break;
                }
                b'\\' => {
                    self.at += 1;
                    ok &= self.escape(b'"');
                }
                b'\n' => {
                    self.error_here("newline in string");
                    ok = false;
                    break;
                }
                _ => self.at += 1,
            }
        }
        self.literal(LitKind::String, ok);
    }

    pub(super) fn raw_string(&mut self) {
        let rest = &self.src[self.at + 1..];
        let end = rest.iter().position(|b| *b == b'`');
        match end {
            Some(n) => self.at += n + 2,
            None => {
                self.at = self.src.len();
                self.error_at(self.start, "string not terminated");
            }
        }
        self.literal(LitKind::String, end.is_some());
    }

    pub(super) fn rune(&mut self) {
        let mut ok = true;
        let mut n = 0;
        self.at += 1;
        loop {
            let Some(c) = self.peek_char() else {
                if ok {
                    self.error_at(self.start, "rune literal not terminated");
                }
                ok = false;
                break;
            };
            match c {
                '\'' => {
                    if ok && n == 0 {
                        self.error_here("empty rune literal or unescaped '");
                        ok = false;
                    } else if ok && n != 1 {
                        self.error_at(self.start, "more than one character in rune literal");
                        ok = false;
                    }
                    self.at += 1;
                    break;
                }
                '\\' => {
                    self.at += 1;
                    ok &= self.escape(b'\'');
                }
                '\n' => {
                    if ok {
                        self.error_here("newline in rune literal");
                    }
                    ok = false;
                    break;
                }
                c => self.at += c.len_utf8(),
            }
            n += 1;
        }
        self.literal(LitKind::Char, ok);
    }

    /// What follows a backslash; the end of the file is left to the caller.
    fn escape(&mut self, quote: u8) -> bool {
        let Some(c) = self.peek_char() else { return true };
        let (n, base, max) = match c {
            'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\' => {
                self.at += 1;
                return true;
            }
            c if c == quote as char => {
                self.at += 1;
                return true;
            }
            '0'..='7' => (3, 8, 255),
            'x' => (2, 16, 255),
            'u' => (4, 16, 0x10ffff),
            'U' => (8, 16, 0x10ffff),
            _ => {
                self.error_here("unknown escape");
                return false;
            }
        };
        self.at += usize::from(base == 16);
        let mut value: u32 = 0;
        for _ in 0..n {
            let Some(c) = self.peek_char() else { return true };
            let Some(d) = c.to_digit(base) else {
                let shown = quoted_char(c);
                let name = base_name(base);
                self.error_here(format!("invalid character {shown} in {name} escape"));
                return false;
            };
            value = value.wrapping_mul(base).wrapping_add(d);
            self.at += 1;
        }
        if value > max && base == 8 {
            self.error_here(format!("octal escape value {value} > 255"));
            return false;
        }
        if value > max || (0xd800..0xe000).contains(&value) && max > 255 {
            let shown = char::from_u32(value).map_or(format!("U+{value:04X}"), code_point);
            self.error_here(format!("escape is invalid Unicode code point {shown}"));
            return false;
        }
        true
    }
}

/// `'x'` as Go's %q shows it.
fn quoted_char(c: char) -> String {
    match c {
        '\n' => "'\\n'".into(),
        '\r' => "'\\r'".into(),
        '\t' => "'\\t'".into(),
        '\'' => "'\\''".into(),
        '\\' => "'\\\\'".into(),
        c if (c as u32) < 0x20 || c as u32 == 0x7f => format!("'\\x{:02x}'", c as u32),
        c => format!("'{c}'"),
    }
}

fn base_name(base: u32) -> &'static str {
    match base {
        2 => "binary",
        8 => "octal",
        10 => "decimal",
        _ => "hexadecimal",
    }
}

/// Index of the first `_` that does not stand between digits (a prefix counts as one).
fn invalid_separator(lit: &[u8]) -> Option<usize> {
    let prefix = if lit.len() >= 2 && lit[0] == b'0' { lit[1].to_ascii_lowercase() } else { 0 };
    let prefixed = matches!(prefix, b'x' | b'o' | b'b');
    let mut before = if prefixed { b'0' } else { b'.' };
    for (i, &b) in lit.iter().enumerate().skip(if prefixed { 2 } else { 0 }) {
        let class = match b {
            b'_' => b'_',
            b'0'..=b'9' => b'0',
            b'a'..=b'f' | b'A'..=b'F' if prefix == b'x' => b'0',
            _ => b'.',
        };
        if class == b'_' && before != b'0' {
            return Some(i);
        }
        if class == b'.' && before == b'_' {
            return Some(i - 1);
        }
        before = class;
    }
    (before == b'_').then(|| lit.len() - 1)
}
