//! Durations as faults write them: `500ms`, `1.5s`, `1m30s`, a subset of Go's.

use std::fmt;

/// Nanoseconds, not negative; printed in the largest unit that needs no fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Duration(pub i64);

const UNITS: [(&str, i64); 7] = [
    ("h", 3_600_000_000_000),
    ("m", 60_000_000_000),
    ("s", 1_000_000_000),
    ("ms", 1_000_000),
    ("us", 1_000),
    ("µs", 1_000),
    ("ns", 1),
];

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = UNITS.iter().find(|(_, ns)| self.0 != 0 && self.0 % ns == 0);
        let (name, ns) = unit.unwrap_or(&("s", 1));
        write!(f, "{}{name}", self.0 / ns)
    }
}

impl Duration {
    /// Reads a duration at the start of `text`: its value and length. `None` when there is none or it is too long.
    pub fn read(text: &str) -> Option<(Duration, usize)> {
        let (mut total, mut at) = (0i64, 0);
        while let Some((ns, len)) = part(&text[at..]) {
            total = total.checked_add(ns)?;
            at += len;
        }
        (at > 0).then_some((Duration(total), at))
    }
}

/// One number with its unit.
fn part(text: &str) -> Option<(i64, usize)> {
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let whole = digits(text);
    if whole == 0 {
        return None;
    }
    let mut len = whole;
    let rest = &text[whole..];
    // Not the dots of a range.
    let decimals = match rest.strip_prefix('.') {
        Some(r) if digits(r) > 0 => {
            len += 1 + digits(r);
            &r[..digits(r)]
        }
        _ => "",
    };
    let rest = &text[len..];
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let (unit, ns) = UNITS.iter().find(|(unit, _)| *unit == &rest[..letters])?;
    let whole: i64 = text[..whole].parse().ok()?;
    let mut total = whole.checked_mul(*ns)?;
    let mut share = *ns;
    for digit in decimals.bytes() {
        share /= 10;
        total = total.checked_add(i64::from(digit - b'0') * share)?;
    }
    Some((total, len + unit.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_and_printed() {
        let cases = [
            ("500ms", 500_000_000, "500ms"),
            ("1.5s", 1_500_000_000, "1500ms"),
            ("1m30s", 90_000_000_000, "90s"),
            ("2h", 7_200_000_000_000, "2h"),
            ("7µs", 7_000, "7us"),
            ("0s", 0, "0s"),
        ];
        for (text, ns, printed) in cases {
            assert_eq!(Duration::read(text), Some((Duration(ns), text.len())));
            assert_eq!(Duration(ns).to_string(), printed);
        }
        assert_eq!(Duration::read("2s..5s"), Some((Duration(2_000_000_000), 2)));
        assert_eq!(Duration::read("2"), None);
        assert_eq!(Duration::read("99999999999999999999s"), None);
        assert_eq!(Duration::read("9999999999h"), None);
    }
}
