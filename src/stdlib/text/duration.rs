//! Durations as text.

/// `1h2m3.5s`, below a second with a smaller unit.
pub fn format(ns: i64) -> String {
    if ns == 0 {
        return "0s".into();
    }
    let u = ns.unsigned_abs();
    let sign = if ns < 0 { "-" } else { "" };
    if u < 1_000_000_000 {
        let (unit, digits) = match u {
            0..1_000 => ("ns", 0),
            1_000..1_000_000 => ("µs", 3),
            _ => ("ms", 6),
        };
        return format!("{sign}{}{unit}", decimal(u, digits));
    }
    let (seconds, rest) = (u / 1_000_000_000, u % 1_000_000_000);
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let s = decimal(s * 1_000_000_000 + rest, 9);
    match (h, m) {
        (0, 0) => format!("{sign}{s}s"),
        (0, m) => format!("{sign}{m}m{s}s"),
        (h, m) => format!("{sign}{h}h{m}m{s}s"),
    }
}

/// `u / 10^digits` without trailing zeros.
fn decimal(u: u64, digits: u32) -> String {
    let unit = 10u64.pow(digits);
    let (whole, part) = (u / unit, u % unit);
    if part == 0 {
        return whole.to_string();
    }
    let text = format!("{whole}.{part:0width$}", width = digits as usize);
    text.trim_end_matches('0').to_string()
}

/// Why a text is no duration.
#[derive(Debug, PartialEq, Eq)]
pub enum Bad {
    /// Not of that form, or too large.
    Invalid,
    /// A number without a unit.
    NoUnit,
    /// A unit that is not known: its place and length.
    Unit(usize, usize),
}

/// Reads a sum of decimal numbers with units.
pub fn parse(s: &[u8]) -> Result<i64, Bad> {
    let mut at = 0;
    let negative = s.first() == Some(&b'-');
    if matches!(s.first(), Some(b'-' | b'+')) {
        at = 1;
    }
    if s.get(at..) == Some(b"0") {
        return Ok(0);
    }
    if at >= s.len() {
        return Err(Bad::Invalid);
    }
    let mut total: u64 = 0;
    while at < s.len() {
        let start = at;
        let (mut whole, mut part, mut scale) = (0u64, 0u64, 1f64);
        while let Some(d) = s.get(at).filter(|b| b.is_ascii_digit()) {
            let v = whole.checked_mul(10).and_then(|v| v.checked_add(u64::from(d - b'0')));
            whole = v.filter(|&v| v <= 1 << 63).ok_or(Bad::Invalid)?;
            at += 1;
        }
        let mut digits = at - start;
        if s.get(at) == Some(&b'.') {
            at += 1;
            let from = at;
            let mut full = false;
            while let Some(d) = s.get(at).filter(|b| b.is_ascii_digit()) {
                let v = part.checked_mul(10).and_then(|v| v.checked_add(u64::from(d - b'0')));
                match v.filter(|&v| v <= 1 << 63 && !full) {
                    Some(v) => (part, scale) = (v, scale * 10.0),
                    None => full = true,
                }
                at += 1;
            }
            digits += at - from;
        }
        if digits == 0 {
            return Err(Bad::Invalid);
        }
        let from = at;
        while at < s.len() && s[at] != b'.' && !s[at].is_ascii_digit() {
            at += 1;
        }
        if from == at {
            return Err(Bad::NoUnit);
        }
        let unit: u64 = match &s[from..at] {
            b"ns" => 1,
            b"us" | b"\xc2\xb5s" | b"\xce\xbcs" => 1_000,
            b"ms" => 1_000_000,
            b"s" => 1_000_000_000,
            b"m" => 60_000_000_000,
            b"h" => 3_600_000_000_000,
            _ => return Err(Bad::Unit(from, at - from)),
        };
        let mut v = whole.checked_mul(unit).filter(|&v| v <= 1 << 63).ok_or(Bad::Invalid)?;
        if part > 0 {
            v += (part as f64 * (unit as f64 / scale)) as u64;
        }
        total = total.checked_add(v).filter(|&t| t <= 1 << 63).ok_or(Bad::Invalid)?;
    }
    if negative {
        return Ok((total as i64).wrapping_neg());
    }
    i64::try_from(total).map_err(|_| Bad::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_those_of_go() {
        for (ns, text) in [
            (0, "0s"),
            (1, "1ns"),
            (1100, "1.1µs"),
            (2_200_000, "2.2ms"),
            (3_300_000_000, "3.3s"),
            (60_000_000_000, "1m0s"),
            (245_000_000_000, "4m5s"),
            (18_367_001_000_000, "5h6m7.001s"),
            (-40_000_000_000, "-40s"),
            (i64::MIN, "-2562047h47m16.854775808s"),
        ] {
            assert_eq!(format(ns), text);
            assert_eq!(parse(text.as_bytes()), Ok(ns));
        }
        assert_eq!(parse(b"1.5h"), Ok(5_400_000_000_000));
        assert_eq!(parse(b"3"), Err(Bad::NoUnit));
        assert_eq!(parse(b"3x"), Err(Bad::Unit(1, 1)));
        assert_eq!(parse(b""), Err(Bad::Invalid));
    }
}
