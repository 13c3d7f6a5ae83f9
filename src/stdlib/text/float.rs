//! Floating-point numbers as text, in the formats of Go's `strconv.FormatFloat`.

use crate::vm::shortest;

/// Significant decimal digits without trailing zeros; the value is `0.d1d2d3… × 10^point`.
struct Digits {
    digits: Vec<u8>,
    point: i32,
}

impl Digits {
    /// From Rust's `{:e}` form of a finite number without its sign.
    fn of(text: &str) -> Digits {
        let (mantissa, exp) = text.split_once('e').unwrap_or((text, "0"));
        let mut digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).collect();
        while digits.last() == Some(&b'0') {
            digits.pop();
        }
        let point = if digits.is_empty() { 0 } else { exp.parse::<i32>().unwrap_or(0) + 1 };
        Digits { digits, point }
    }
}

/// No float64 has more decimal digits than this, before or after the point; what follows is zeros.
const EXACT_DIGITS: i32 = 1_100;
/// As `fmt`'s own limit; a longer text would only be zeros.
const MAX_PRECISION: i32 = 1_000_000;

/// Appends `v` in format `format` (`b e E f g G x X`) with `prec` digits, -1 for as many as identify the
/// value among the numbers of `bits` (32 or 64) bits.
pub fn append(out: &mut Vec<u8>, v: f64, format: u8, prec: i32, bits: u32) {
    let v = if bits == 32 { f64::from(v as f32) } else { v };
    if v.is_nan() {
        return out.extend(b"NaN");
    }
    if v.is_infinite() {
        return out.extend(if v > 0.0 { b"+Inf" } else { b"-Inf" });
    }
    if v.is_sign_negative() {
        out.push(b'-');
    }
    let v = v.abs();
    let prec = prec.min(MAX_PRECISION);
    let exact = prec.clamp(0, EXACT_DIGITS) as usize;
    match format {
        b'b' => return binary(out, v, bits),
        b'x' | b'X' => return hex(out, v, prec, format == b'X', bits),
        _ => {}
    }
    let is_shortest = prec < 0;
    if is_shortest {
        let d = Digits::of(&shortest(v, bits == 32));
        match format {
            b'e' | b'E' => exponent(out, &d, d.digits.len().max(1) as i32 - 1, format),
            b'f' => fixed(out, &d, (d.digits.len() as i32 - d.point).max(0)),
            b'g' | b'G' => general(out, &d, 6, 6, format),
            _ => out.extend([b'%', format]),
        }
        return;
    }
    match format {
        b'e' | b'E' => exponent(out, &Digits::of(&format!("{v:.exact$e}")), prec, format),
        b'f' => {
            out.extend(format!("{v:.exact$}").bytes());
            out.resize(out.len() + prec as usize - exact, b'0');
        }
        b'g' | b'G' => {
            let prec = prec.max(1);
            let significant = exact.max(1) - 1;
            let d = Digits::of(&format!("{v:.significant$e}"));
            let n = d.digits.len() as i32;
            let limit = if prec > n && n >= d.point { n } else { prec };
            general(out, &d, limit, prec, format);
        }
        _ => out.extend([b'%', format]),
    }
}

/// `%g`: exponent form from 10^limit on and below 10^-4.
fn general(out: &mut Vec<u8>, d: &Digits, limit: i32, prec: i32, format: u8) {
    let n = d.digits.len() as i32;
    let exp = d.point - 1;
    if exp < -4 || exp >= limit {
        let prec = if prec > n || limit == 6 && prec == 6 { n } else { prec };
        exponent(out, d, prec.min(n).max(1) - 1, format + b'e' - b'g');
    } else {
        fixed(out, d, (n - d.point).max(0));
    }
}

/// `d.ddde±dd` with `prec` digits after the point.
fn exponent(out: &mut Vec<u8>, d: &Digits, prec: i32, e: u8) {
    out.push(d.digits.first().copied().unwrap_or(b'0'));
    if prec > 0 {
        out.push(b'.');
        for i in 1..=prec as usize {
            out.push(d.digits.get(i).copied().unwrap_or(b'0'));
        }
    }
    let exp = if d.digits.is_empty() { 0 } else { d.point - 1 };
    out.push(e);
    out.push(if exp < 0 { b'-' } else { b'+' });
    out.extend(format!("{:02}", exp.abs()).bytes());
}

/// `ddd.ddd` with `prec` digits after the point.
fn fixed(out: &mut Vec<u8>, d: &Digits, prec: i32) {
    if d.point > 0 {
        for i in 0..d.point as usize {
            out.push(d.digits.get(i).copied().unwrap_or(b'0'));
        }
    } else {
        out.push(b'0');
    }
    if prec > 0 {
        out.push(b'.');
        for i in d.point..d.point + prec {
            let digit = usize::try_from(i).ok().and_then(|i| d.digits.get(i));
            out.push(digit.copied().unwrap_or(b'0'));
        }
    }
}

/// Mantissa and exponent with `v = mantissa × 2^exp`, and the mantissa's bits below the leading one.
fn split(v: f64, bits: u32) -> (u64, i32, u32) {
    if bits == 32 {
        let raw = (v as f32).to_bits();
        let (m, e) = (u64::from(raw & 0x7f_ffff), (raw >> 23 & 0xff) as i32);
        return if e == 0 { (m, 1 - 127 - 23, 23) } else { (m | 1 << 23, e - 127 - 23, 23) };
    }
    let raw = v.to_bits();
    let (m, e) = (raw & ((1 << 52) - 1), (raw >> 52 & 0x7ff) as i32);
    if e == 0 { (m, 1 - 1023 - 52, 52) } else { (m | 1 << 52, e - 1023 - 52, 52) }
}

fn binary(out: &mut Vec<u8>, v: f64, bits: u32) {
    let (m, e, _) = split(v, bits);
    out.extend(format!("{m}p{}{}", if e < 0 { '-' } else { '+' }, e.abs()).bytes());
}

fn hex(out: &mut Vec<u8>, v: f64, prec: i32, upper: bool, bits: u32) {
    let (mut m, mut e, width) = split(v, bits);
    if m == 0 {
        e = 0;
    } else {
        // the leading one at bit 60, so that hexadecimal digits follow in groups of four
        let shift = m.leading_zeros() as i32 - 3;
        e += width as i32 - (shift - (60 - width as i32));
        m <<= shift;
    }
    if (0..15).contains(&prec) {
        let drop = 60 - 4 * prec as u32;
        let (keep, rest, half) = (m >> drop, m & ((1 << drop) - 1), 1u64 << (drop - 1));
        let up = rest > half || rest == half && keep & 1 == 1;
        m = (keep + u64::from(up)) << drop;
        if m >= 1 << 61 {
            m >>= 1;
            e += 1;
        }
    }
    let mut text = format!("0x{}", m >> 60);
    let mut frac = m & ((1 << 60) - 1);
    let mut digits = String::new();
    while if prec < 0 { frac != 0 } else { digits.len() < prec as usize } {
        digits.push(char::from_digit((frac >> 56) as u32 & 15, 16).unwrap_or('0'));
        frac = frac << 4 & ((1 << 60) - 1);
    }
    if !digits.is_empty() {
        text.push('.');
        text += &digits;
    }
    text += &format!("p{}{:02}", if e < 0 { '-' } else { '+' }, e.abs());
    out.extend(if upper { text.to_uppercase() } else { text }.bytes());
}

#[cfg(test)]
mod tests {
    fn f(v: f64, format: u8, prec: i32) -> String {
        let mut out = Vec::new();
        super::append(&mut out, v, format, prec, 64);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formats_are_those_of_go() {
        for (v, format, prec, want) in [
            (0.0, b'g', -1, "0"),
            (1e6, b'g', -1, "1e+06"),
            (100000.0, b'g', -1, "100000"),
            (123456789.0, b'g', -1, "1.23456789e+08"),
            (1e-5, b'g', -1, "1e-05"),
            (0.0001, b'g', -1, "0.0001"),
            (1234.5678, b'e', 6, "1.234568e+03"),
            (1234.5678, b'g', 3, "1.23e+03"),
            (3.14159, b'g', 3, "3.14"),
            (100.0, b'g', 3, "100"),
            (1000.0, b'g', 3, "1e+03"),
            (2.5, b'f', 0, "2"),
            (3.5, b'x', -1, "0x1.cp+01"),
            (1.0, b'x', -1, "0x1p+00"),
            (0.0, b'x', -1, "0x0p+00"),
            (0.1, b'X', 3, "0X1.99AP-04"),
            (1.0, b'b', -1, "4503599627370496p-52"),
            (1e21, b'f', -1, "1000000000000000000000"),
            (0.0, b'e', -1, "0e+00"),
            (123.0, b'g', 17, "123"),
            (0.1, b'g', 20, "0.10000000000000000555"),
        ] {
            assert_eq!(f(v, format, prec), want);
        }
    }
}
