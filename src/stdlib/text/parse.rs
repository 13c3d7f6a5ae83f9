//! Numbers from text, with the rules of Go's `strconv`.

/// Why a text is no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bad {
    /// Not of that form.
    Syntax,
    /// Out of range; the value that stands for it is returned too.
    Range,
}

/// Reads an unsigned integer; base 0 takes it from the prefix and allows underscores.
pub fn uint(s: &[u8], base: u32, bits: u32) -> Result<u64, (u64, Bad)> {
    let syntax = Err((0, Bad::Syntax));
    if s.is_empty() {
        return syntax;
    }
    let (mut base, mut digits, prefixed) = (base, s, base == 0);
    if base == 0 {
        base = 10;
        if s[0] == b'0' {
            let kind = if s.len() >= 3 { s[1] | 0x20 } else { 0 };
            (base, digits) = match kind {
                b'b' => (2, &s[2..]),
                b'o' => (8, &s[2..]),
                b'x' => (16, &s[2..]),
                _ => (8, &s[1..]),
            };
        }
        if digits.is_empty() {
            return Ok(0);
        }
    }
    let max = if bits >= 64 { u64::MAX } else { (1 << bits) - 1 };
    let mut v: u64 = 0;
    let mut over = false;
    let mut underscore = false;
    for &b in digits {
        let d = match b {
            b'_' if prefixed => {
                underscore = true;
                continue;
            }
            b'0'..=b'9' => b - b'0',
            b'a'..=b'z' => b - b'a' + 10,
            b'A'..=b'Z' => b - b'A' + 10,
            _ => return syntax,
        };
        if u32::from(d) >= base {
            return syntax;
        }
        match v.checked_mul(u64::from(base)).and_then(|v| v.checked_add(u64::from(d))) {
            Some(next) if next <= max => v = next,
            _ => over = true,
        }
        if over {
            v = max;
        }
    }
    if underscore && !underscores_ok(s) {
        return syntax;
    }
    if over { Err((max, Bad::Range)) } else { Ok(v) }
}

/// Reads a signed integer.
pub fn int(s: &[u8], base: u32, bits: u32) -> Result<i64, (i64, Bad)> {
    let (negative, digits) = match s.first() {
        Some(b'-') => (true, &s[1..]),
        Some(b'+') => (false, &s[1..]),
        _ => (false, s),
    };
    let bits = if bits == 0 { 64 } else { bits };
    let limit = 1u64 << (bits - 1);
    let v = match uint(digits, base, bits) {
        Ok(v) => v,
        Err((_, Bad::Syntax)) => return Err((0, Bad::Syntax)),
        Err((v, Bad::Range)) => v.max(limit),
    };
    if !negative && v >= limit {
        return Err(((limit - 1) as i64, Bad::Range));
    }
    if negative && v > limit {
        return Err(((limit as i64).wrapping_neg(), Bad::Range));
    }
    Ok(if negative { (v as i64).wrapping_neg() } else { v as i64 })
}

/// Underscores stand between digits or between a prefix and a digit.
fn underscores_ok(s: &[u8]) -> bool {
    let s = match s.first() {
        Some(b'-' | b'+') => &s[1..],
        _ => s,
    };
    let hex = s.len() >= 2 && s[0] == b'0' && s[1] | 0x20 == b'x';
    let prefixed = s.len() >= 2 && s[0] == b'0' && matches!(s[1] | 0x20, b'b' | b'o' | b'x');
    let body = if prefixed { &s[2..] } else { s };
    let mut last = if prefixed { b'0' } else { b'^' };
    for &b in body {
        let digit = b.is_ascii_digit() || hex && b.is_ascii_hexdigit();
        match (digit, b, last) {
            (true, ..) => last = b'0',
            (_, b'_', b'0') => last = b'_',
            (_, b'_', _) | (_, _, b'_') => return false,
            _ => last = b'!',
        }
    }
    last != b'_'
}

/// Reads a floating-point number for 32 or 64 bits.
pub fn float(s: &[u8], bits: u32) -> Result<f64, (f64, Bad)> {
    let syntax = Err((0.0, Bad::Syntax));
    let Ok(text) = std::str::from_utf8(s) else { return syntax };
    let lower = text.to_ascii_lowercase();
    let (sign, body) = match lower.as_bytes().first() {
        Some(b'-') => (-1.0, &lower[1..]),
        Some(b'+') => (1.0, &lower[1..]),
        _ => (1.0, &lower[..]),
    };
    match body {
        "inf" | "infinity" => return Ok(sign * f64::INFINITY),
        "nan" if body.len() == s.len() => return Ok(f64::NAN),
        _ => {}
    }
    let hex = body.strip_prefix("0x");
    if body.contains('_') && !underscores_ok(body.as_bytes()) {
        return syntax;
    }
    let plain = body.replace('_', "");
    let body = plain.as_str();
    let parsed = match hex {
        Some(h) => hex_float(&h.replace('_', "")),
        None => {
            let first = body.as_bytes().first();
            let ok = matches!(first, Some(b'0'..=b'9' | b'.'))
                && body.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'+' | b'-'));
            if !ok {
                None
            } else if bits == 32 {
                body.parse::<f32>().ok().map(f64::from)
            } else {
                body.parse::<f64>().ok()
            }
        }
    };
    let Some(v) = parsed else { return syntax };
    let v = if bits == 32 { f64::from(v as f32) } else { v };
    if v.is_infinite() {
        return Err((sign * v, Bad::Range));
    }
    Ok(sign * v)
}

/// `h.hhp±d`; more digits than fit are cut, not rounded.
fn hex_float(s: &str) -> Option<f64> {
    let (mantissa, exp) = s.split_once('p')?;
    let digits = exp.strip_prefix(['+', '-']).unwrap_or(exp);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut exp: i64 = exp.parse().unwrap_or(if exp.starts_with('-') { -100_000 } else { 100_000 });
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    let mut m: u64 = 0;
    for (i, c) in whole.chars().chain(part.chars()).enumerate() {
        let d = c.to_digit(16)?;
        if m >> 59 == 0 {
            m = m << 4 | u64::from(d);
            exp -= if i >= whole.len() { 4 } else { 0 };
        } else if i < whole.len() {
            exp += 4;
        }
    }
    let mut v = m as f64;
    let mut left = exp.clamp(-5000, 5000);
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        v *= 2f64.powi(step as i32);
        left -= step;
    }
    Some(v)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        assert_eq!(int(b"-42", 10, 64), Ok(-42));
        assert_eq!(int(b"300", 10, 8), Err((127, Bad::Range)));
        assert_eq!(int(b"-129", 10, 8), Err((-128, Bad::Range)));
        assert_eq!(int(b"-128", 10, 8), Ok(-128));
        assert_eq!(int(b"0x_ff", 0, 64), Ok(255));
        assert_eq!(int(b"1__0", 0, 64), Err((0, Bad::Syntax)));
        assert_eq!(int(b"", 10, 64), Err((0, Bad::Syntax)));
        assert_eq!(int(b"1_0", 10, 64), Err((0, Bad::Syntax)));
        assert_eq!(uint(b"18446744073709551616", 10, 64), Err((u64::MAX, Bad::Range)));
        assert_eq!(int(b"9223372036854775808", 10, 64), Err((i64::MAX, Bad::Range)));
        assert_eq!(uint(b"zz", 36, 64), Ok(1295));
        assert_eq!(int(b"0", 0, 64), Ok(0));
    }

    #[test]
    fn floats() {
        assert_eq!(float(b"3.14", 64), Ok(3.14));
        assert_eq!(float(b"1e400", 64), Err((f64::INFINITY, Bad::Range)));
        assert_eq!(float(b"-Inf", 64), Ok(f64::NEG_INFINITY));
        assert_eq!(float(b"0x1.cp1", 64), Ok(3.5));
        assert_eq!(float(b"abc", 64), Err((0.0, Bad::Syntax)));
        assert_eq!(float(b".", 64), Err((0.0, Bad::Syntax)));
        assert_eq!(float(b"5.", 64), Ok(5.0));
    }
}
