//! The values of literals as written.

use num_bigint::BigInt;
use num_rational::BigRational;

/// Largest decimal (or binary, over four) exponent that a literal may have before it counts as infinite.
const MAX_EXPONENT: i64 = 6000;
/// Decimal exponent beyond which a literal is malformed, as for Go's arbitrary-precision floats.
const MAX_WRITTEN_EXPONENT: i64 = 646_456_992;
/// The same for binary exponents.
const MAX_BINARY_EXPONENT: i64 = i32::MAX as i64;

/// The value of an integer literal; `None` if it is malformed (the lexer reported it).
pub fn parse_int(raw: &str) -> Option<BigInt> {
    let b = raw.as_bytes();
    if b.len() < 18
        && (b.len() == 1 || b.first() != Some(&b'0'))
        && b.iter().all(u8::is_ascii_digit)
    {
        return raw.parse::<i64>().ok().map(BigInt::from);
    }
    let s: String = raw.chars().filter(|&c| c != '_').collect();
    let lower = s.to_ascii_lowercase();
    let (digits, radix) = match lower.as_bytes() {
        [b'0', b'x', ..] => (&lower[2..], 16),
        [b'0', b'b', ..] => (&lower[2..], 2),
        [b'0', b'o', ..] => (&lower[2..], 8),
        [b'0', _, ..] => (&lower[1..], 8),
        _ => (&lower[..], 10),
    };
    BigInt::parse_bytes(digits.as_bytes(), radix)
}

/// The value of a floating-point literal (decimal or hexadecimal).
pub fn parse_float(raw: &str) -> Option<BigRational> {
    let s: String = raw.chars().filter(|&c| c != '_').collect::<String>().to_ascii_lowercase();
    if let Some(hex) = s.strip_prefix("0x") {
        let (mant, exp) = hex.split_once('p').unwrap_or((hex, "0"));
        let (int, frac) = mant.split_once('.').unwrap_or((mant, ""));
        let n = BigInt::parse_bytes(format!("0{int}{frac}").as_bytes(), 16)?;
        let e = exp
            .parse::<i64>()
            .ok()
            .filter(|e| *e <= MAX_BINARY_EXPONENT)?
            .clamp(-4 * MAX_EXPONENT, 4 * MAX_EXPONENT);
        return Some(scale(n, 2, e - 4 * frac.len() as i64));
    }
    let (mant, exp) = s.split_once('e').unwrap_or((&s, "0"));
    let (int, frac) = mant.split_once('.').unwrap_or((mant, ""));
    let n = BigInt::parse_bytes(format!("0{int}{frac}").as_bytes(), 10)?;
    let e = exp.parse::<i64>().unwrap_or(i64::MAX);
    if e > MAX_WRITTEN_EXPONENT {
        return None;
    }
    let e = e.clamp(-MAX_EXPONENT, MAX_EXPONENT);
    Some(scale(n, 10, e - frac.len() as i64))
}

fn scale(n: BigInt, base: u32, exp: i64) -> BigRational {
    let p = BigInt::from(base).pow(exp.unsigned_abs().min(1 << 20) as u32);
    if exp >= 0 { BigRational::from_integer(n * p) } else { BigRational::new(n, p) }
}

/// The value of a rune literal (with its quotes).
pub fn parse_rune(raw: &str) -> Option<BigInt> {
    let inner = raw.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut out = Vec::new();
    let mut rest = inner;
    let code = unescape(&mut rest, &mut out)?;
    rest.is_empty().then(|| BigInt::from(code))
}

/// The bytes of a string literal (with its quotes).
pub fn parse_string(raw: &str) -> Option<Vec<u8>> {
    if let Some(s) = raw.strip_prefix('`') {
        return Some(s.strip_suffix('`')?.bytes().filter(|&b| b != b'\r').collect());
    }
    let mut rest = raw.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        unescape(&mut rest, &mut out)?;
    }
    Some(out)
}

/// Where in a string literal's text the byte `offset` of its value is written.
pub fn raw_offset(raw: &str, offset: usize) -> usize {
    if raw.starts_with('`') {
        return 1 + offset;
    }
    let Some(mut rest) = raw.strip_prefix('"').and_then(|s| s.strip_suffix('"')) else { return 0 };
    let all = rest.len();
    let mut out = Vec::new();
    while out.len() < offset && !rest.is_empty() && unescape(&mut rest, &mut out).is_some() {}
    1 + all - rest.len()
}

/// Reads one character or escape from `rest`, appends its bytes to `out` and returns its code.
fn unescape(rest: &mut &str, out: &mut Vec<u8>) -> Option<u32> {
    let mut chars = rest.chars();
    let c = chars.next()?;
    let push = |out: &mut Vec<u8>, c: char| {
        let mut buf = [0; 4];
        out.extend_from_slice(c.encode_utf8(&mut buf).as_bytes());
    };
    if c != '\\' {
        push(out, c);
        *rest = chars.as_str();
        return Some(c as u32);
    }
    let e = chars.next()?;
    let simple = match e {
        'a' => Some(7u8),
        'b' => Some(8),
        'f' => Some(12),
        'n' => Some(10),
        'r' => Some(13),
        't' => Some(9),
        'v' => Some(11),
        '\\' | '\'' | '"' => Some(e as u8),
        _ => None,
    };
    if let Some(b) = simple {
        out.push(b);
        *rest = chars.as_str();
        return Some(u32::from(b));
    }
    let (len, radix, is_byte, tail) = match e {
        'x' => (2, 16, true, chars.as_str()),
        'u' => (4, 16, false, chars.as_str()),
        'U' => (8, 16, false, chars.as_str()),
        '0'..='7' => (3, 8, true, &rest[1..]),
        _ => return None,
    };
    let v = u32::from_str_radix(tail.get(..len)?, radix).ok()?;
    *rest = &tail[len..];
    if is_byte {
        out.push(u8::try_from(v).ok()?);
    } else {
        push(out, char::from_u32(v)?);
    }
    Some(v)
}
