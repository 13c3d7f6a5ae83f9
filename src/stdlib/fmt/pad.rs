//! Numbers and texts with width, precision and flags.

use super::directive::Flags;
use crate::stdlib::text::{category, float, quote};

/// Bytes between the padding that the flags ask for.
pub fn pad(out: &mut Vec<u8>, f: &Flags, bytes: &[u8]) {
    let Some(wid) = f.wid.filter(|&w| w > 0) else { return out.extend(bytes) };
    let n = wid.saturating_sub(quote::rune_count(bytes));
    if f.minus {
        out.extend(bytes);
        fill(out, f, n);
    } else {
        fill(out, f, n);
        out.extend(bytes);
    }
}

fn fill(out: &mut Vec<u8>, f: &Flags, n: usize) {
    let byte = if f.zero && !f.minus { b'0' } else { b' ' };
    out.resize(out.len() + n, byte);
}

/// An integer in a base; `verb` `X` has capital digits, `O` the prefix `0o`.
pub fn integer(out: &mut Vec<u8>, f: &Flags, v: u64, base: u64, signed: bool, verb: char) {
    let negative = signed && (v as i64) < 0;
    if base == 10 && f.wid.is_none() && f.prec.is_none() && !f.plus && !f.space {
        return decimal(out, v, negative);
    }
    let mut u = if negative { (v as i64).unsigned_abs() } else { v };
    let mut prec = 0;
    match (f.prec, f.wid) {
        (Some(0), _) if u == 0 => {
            let blank = Flags { zero: false, ..*f };
            return fill(out, &blank, f.wid.unwrap_or(0));
        }
        (Some(p), _) => prec = p,
        (None, Some(w)) if f.zero && !f.minus => {
            prec = w.saturating_sub(usize::from(negative || f.plus || f.space));
        }
        _ => {}
    }
    // written backwards
    let mut buf: Vec<u8> = Vec::with_capacity(68);
    let digits: &[u8; 16] = if verb == 'X' { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    loop {
        buf.push(digits[(u % base) as usize & 15]);
        u /= base;
        if u == 0 {
            break;
        }
    }
    while buf.len() < prec {
        buf.push(b'0');
    }
    if f.sharp {
        match base {
            2 => buf.extend(b"b0"),
            8 if buf.last() != Some(&b'0') => buf.push(b'0'),
            16 => buf.extend([if verb == 'X' { b'X' } else { b'x' }, b'0']),
            _ => {}
        }
    }
    if verb == 'O' {
        buf.extend(b"o0");
    }
    if negative {
        buf.push(b'-');
    } else if f.plus {
        buf.push(b'+');
    } else if f.space {
        buf.push(b' ');
    }
    buf.reverse();
    pad(out, &Flags { zero: false, ..*f }, &buf);
}

fn decimal(out: &mut Vec<u8>, v: u64, negative: bool) {
    let mut buf = [0u8; 20];
    let mut at = buf.len();
    let mut u = if negative { (v as i64).unsigned_abs() } else { v };
    loop {
        at -= 1;
        buf[at] = b'0' + (u % 10) as u8;
        u /= 10;
        if u == 0 {
            break;
        }
    }
    if negative {
        out.push(b'-');
    }
    out.extend(&buf[at..]);
}

/// `U+0078`, with `#` also the character.
pub fn unicode(out: &mut Vec<u8>, f: &Flags, u: u64) {
    let prec = f.prec.unwrap_or(4).max(4);
    let mut text = format!("U+{u:0prec$X}").into_bytes();
    if let Some(c) =
        u32::try_from(u).ok().and_then(char::from_u32).filter(|&c| f.sharp && category::is_print(c))
    {
        text.extend(format!(" '{c}'").bytes());
    }
    pad(out, &Flags { zero: false, ..*f }, &text);
}

/// A character; U+FFFD for what is none.
pub fn character(out: &mut Vec<u8>, f: &Flags, u: u64) {
    let mut buf = [0; 4];
    pad(out, f, to_char(u).encode_utf8(&mut buf).as_bytes());
}

/// A quoted character.
pub fn quoted_character(out: &mut Vec<u8>, f: &Flags, u: u64) {
    let mut text = Vec::new();
    quote::append_rune(&mut text, to_char(u), f.plus);
    pad(out, f, &text);
}

fn to_char(u: u64) -> char {
    u32::try_from(u).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
}

/// A floating-point number; `prec` is the verb's own precision, -1 for the shortest.
pub fn floating(out: &mut Vec<u8>, f: &Flags, v: f64, bits: u32, verb: char, prec: i32) {
    let prec = f.prec.map_or(prec, |p| p as i32);
    let mut num = Vec::with_capacity(24);
    float::append(&mut num, v, verb as u8, prec, bits);
    let mut sign = b'+';
    if matches!(num.first(), Some(b'-' | b'+')) {
        sign = num.remove(0);
    }
    if f.space && sign == b'+' && !f.plus {
        sign = b' ';
    }
    if matches!(num.first(), Some(b'I' | b'N')) {
        let nan = num[0] == b'N' && !f.space && !f.plus;
        if !nan && (f.plus || sign != b'+' || v.is_infinite()) {
            num.insert(0, sign);
        }
        return pad(out, &Flags { zero: false, ..*f }, &num);
    }
    if f.sharp && verb != 'b' {
        alternate(&mut num, verb, prec);
    }
    if !f.plus && sign == b'+' {
        return pad(out, f, &num);
    }
    if let Some(w) = f.wid.filter(|&w| f.zero && !f.minus && w > num.len() + 1) {
        out.push(sign);
        fill(out, f, w - num.len() - 1);
        return out.extend(&num);
    }
    num.insert(0, sign);
    pad(out, f, &num);
}

/// `#`: a decimal point always, and the zeros that `%g` drops.
fn alternate(num: &mut Vec<u8>, verb: char, prec: i32) {
    let mut digits = match verb {
        'v' | 'g' | 'G' | 'x' => {
            if prec < 0 {
                6
            } else {
                prec
            }
        }
        _ => 0,
    };
    let hex = verb == 'x' || verb == 'X';
    let tail_at = num
        .iter()
        .position(|&b| matches!(b, b'p' | b'P') || !hex && matches!(b, b'e' | b'E'))
        .unwrap_or(num.len());
    let tail = num.split_off(tail_at);
    let mut seen = false;
    for &b in num.iter().filter(|&&b| b != b'.') {
        seen |= b != b'0';
        digits -= i32::from(seen);
    }
    if !num.contains(&b'.') {
        if num.as_slice() == b"0" {
            digits -= 1;
        }
        num.push(b'.');
    }
    num.resize(num.len() + digits.max(0) as usize, b'0');
    num.extend(tail);
}

/// A text cut to the precision.
pub fn truncate<'a>(f: &Flags, s: &'a [u8]) -> &'a [u8] {
    let Some(prec) = f.prec else { return s };
    let mut at = 0;
    for _ in 0..prec {
        if at >= s.len() {
            break;
        }
        at += quote::decode(&s[at..]).1;
    }
    &s[..at]
}

/// Bytes in hexadecimal.
pub fn hex(out: &mut Vec<u8>, f: &Flags, bytes: &[u8], upper: bool) {
    let bytes = &bytes[..bytes.len().min(f.prec.unwrap_or(usize::MAX))];
    let mut text = Vec::with_capacity(bytes.len() * 3);
    let digits: &[u8; 16] = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    for (i, b) in bytes.iter().enumerate() {
        if f.space && i > 0 {
            text.push(b' ');
        }
        if f.sharp && (i == 0 || f.space) {
            text.extend([b'0', if upper { b'X' } else { b'x' }]);
        }
        text.extend([digits[usize::from(b >> 4)], digits[usize::from(b & 15)]]);
    }
    pad(out, f, &text);
}

/// A quoted text.
pub fn quoted(out: &mut Vec<u8>, f: &Flags, s: &[u8]) {
    let s = truncate(f, s);
    let mut text = Vec::with_capacity(s.len() + 2);
    if f.sharp && quote::can_backquote(s) {
        text.push(b'`');
        text.extend(s);
        text.push(b'`');
    } else {
        quote::append(&mut text, s, b'"', f.plus);
    }
    pad(out, f, &text);
}
