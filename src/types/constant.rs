//! Constant values of arbitrary precision, after `go/constant`. Arithmetic is exact; a typed
//! floating-point constant is rounded when it is represented in its type ([`represent`]).

pub use super::literal_value::{parse_float, parse_int, parse_rune, parse_string, raw_offset};
use super::ty::Basic;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{FromPrimitive, One, Signed, ToPrimitive, Zero};
use std::cmp::Ordering;

/// A constant's value. An integer-valued float constant is kept as `Rat` with denominator 1 while its
/// type is a float type.
#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    /// An erroneous or unknown value; silent in further checks.
    Unknown,
    /// `true`, `false`
    Bool(bool),
    /// Bytes of a string constant (Go strings need not be UTF-8).
    Str(std::rc::Rc<[u8]>),
    /// An integer or rune.
    Int(BigInt),
    /// A floating-point value, exact.
    Rat(Box<BigRational>),
    /// Real and imaginary part.
    Complex(Box<(BigRational, BigRational)>),
}

/// Arithmetic and logic on two constants.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum ConstOp {
    Add,
    Sub,
    Mul,
    Quo,
    IntQuo,
    Rem,
    And,
    Or,
    Xor,
    AndNot,
    LAnd,
    LOr,
}

/// Longest constant string that is computed.
const MAX_STRING: usize = 1 << 26;

impl Const {
    /// An integer constant.
    pub fn int(v: i64) -> Const {
        Const::Int(BigInt::from(v))
    }

    /// A floating-point constant.
    pub fn rat(v: BigRational) -> Const {
        Const::Rat(Box::new(v))
    }

    /// A complex constant.
    pub fn complex(re: BigRational, im: BigRational) -> Const {
        Const::Complex(Box::new((re, im)))
    }

    /// True for [`Const::Unknown`].
    pub fn is_unknown(&self) -> bool {
        matches!(self, Const::Unknown)
    }

    /// As an integer if the value is one, whatever its kind.
    pub fn to_int(&self) -> Option<BigInt> {
        match self {
            Const::Int(i) => Some(i.clone()),
            Const::Rat(r) if r.is_integer() => Some(r.to_integer()),
            Const::Complex(c) if c.1.is_zero() && c.0.is_integer() => Some(c.0.to_integer()),
            _ => None,
        }
    }

    /// As a real number if the value is one.
    pub fn to_rat(&self) -> Option<BigRational> {
        match self {
            Const::Int(i) => Some(BigRational::from_integer(i.clone())),
            Const::Rat(r) => Some((**r).clone()),
            Const::Complex(c) if c.1.is_zero() => Some(c.0.clone()),
            _ => None,
        }
    }

    /// As a complex number if the value is numeric.
    pub fn to_complex(&self) -> Option<(BigRational, BigRational)> {
        match self {
            Const::Int(i) => Some((BigRational::from_integer(i.clone()), BigRational::zero())),
            Const::Rat(r) => Some(((**r).clone(), BigRational::zero())),
            Const::Complex(c) => Some((**c).clone()),
            _ => None,
        }
    }

    /// As an `i64` if it is an integer that fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Const::Int(i) => i.to_i64(),
            _ => self.to_int()?.to_i64(),
        }
    }

    /// -1, 0 or 1 of a number; 1 for everything else.
    pub fn sign(&self) -> i32 {
        match self {
            Const::Int(i) => match i.sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
            Const::Rat(r) => {
                if r.is_zero() {
                    0
                } else if r.is_negative() {
                    -1
                } else {
                    1
                }
            }
            Const::Complex(c) => i32::from(!(c.0.is_zero() && c.1.is_zero())),
            _ => 1,
        }
    }

    /// The value as `go/constant` prints it in messages.
    pub fn show(&self) -> String {
        match self {
            Const::Unknown => "unknown".into(),
            Const::Bool(b) => b.to_string(),
            Const::Int(i) => i.to_string(),
            Const::Rat(r) => show_rat(r),
            Const::Complex(c) => format!("({} + {}i)", show_rat(&c.0), show_rat(&c.1)),
            Const::Str(s) => show_string(s),
        }
    }
}

/// `%.6g` of a fraction, or more digits where that would look like an integer.
fn show_rat(r: &BigRational) -> String {
    if r.is_integer() && r.numer().bits() <= 53 {
        let i = r.to_integer();
        let s = i.to_string();
        if s.trim_start_matches('-').len() <= 6 {
            return s;
        }
    }
    let f = rat_to_f64(r);
    if !f.is_finite() || f == 0.0 && !r.is_zero() {
        return show_extreme(r);
    }
    let s = format_g(f, Some(6));
    if !r.is_integer() && !s.contains('.') { format_g(f, None) } else { s }
}

/// Decimal approximation of a value outside of the range of `float64`, as `go/constant` finds it.
fn show_extreme(r: &BigRational) -> String {
    let top = |i: &BigInt| {
        let shift = i.bits().saturating_sub(64);
        ((i >> shift).to_f64().unwrap_or(1.0), shift as i64)
    };
    let ((n, up), (d, down)) = (top(r.numer()), top(r.denom()));
    let (mut m, mut bits) = (n / d, up - down);
    while m.abs() >= 1.0 {
        (m, bits) = (m / 2.0, bits + 1);
    }
    while m.abs() < 0.5 {
        (m, bits) = (m * 2.0, bits - 1);
    }
    let exp = bits as f64 * std::f64::consts::LOG10_2;
    let mut e = exp as i64;
    m *= 10f64.powf(exp - e as f64);
    if m.abs() < 1.0 - 0.5e-6 {
        (m, e) = (m * 10.0, e - 1);
    } else if m.abs() >= 10.0 {
        (m, e) = (m / 10.0, e + 1);
    }
    format!("{}e{e:+}", format_g(m, Some(6)))
}

/// C's `%g` with a number of significant digits, or the shortest that is exact.
fn format_g(f: f64, digits: Option<usize>) -> String {
    if f == 0.0 {
        return "0".into();
    }
    let sci = match digits {
        Some(d) => format!("{:.*e}", d - 1, f),
        None => format!("{f:e}"),
    };
    let Some((mant, exp)) = sci.split_once('e') else { return sci };
    let exp: i32 = exp.parse().unwrap_or(0);
    let mant = trim_zeros(mant);
    if !(-4..6).contains(&exp) {
        let sign = if exp < 0 { '-' } else { '+' };
        return format!("{mant}e{sign}{:02}", exp.abs());
    }
    match digits {
        Some(d) => {
            trim_zeros(&format!("{:.*}", (d as i32 - 1 - exp).max(0) as usize, f)).to_string()
        }
        None => format!("{f}"),
    }
}

fn trim_zeros(s: &str) -> &str {
    if s.contains('.') { s.trim_end_matches('0').trim_end_matches('.') } else { s }
}

fn show_string(s: &[u8]) -> String {
    const MAX: usize = 72;
    let q = quote(s);
    if q.chars().count() > MAX {
        let mut t: String = q.chars().take(MAX - 3).collect();
        t.push_str("...");
        return t;
    }
    q
}

/// `strconv.Quote`.
pub fn quote(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    let mut rest = bytes;
    while !rest.is_empty() {
        let (valid, bad) = match std::str::from_utf8(rest) {
            Ok(s) => (s, 0),
            Err(e) => {
                let s = std::str::from_utf8(&rest[..e.valid_up_to()]).unwrap_or("");
                (s, e.error_len().unwrap_or(rest.len() - e.valid_up_to()))
            }
        };
        for c in valid.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                '\x07' => out.push_str("\\a"),
                '\x08' => out.push_str("\\b"),
                '\x0c' => out.push_str("\\f"),
                '\x0b' => out.push_str("\\v"),
                c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                    out.push_str(&format!("\\x{:02x}", c as u32))
                }
                c if c == '\u{feff}' || c == '\u{ad}' => {
                    out.push_str(&format!("\\u{:04x}", c as u32))
                }
                c => out.push(c),
            }
        }
        let at = valid.len();
        for b in &rest[at..at + bad] {
            out.push_str(&format!("\\x{b:02x}"));
        }
        rest = &rest[at + bad..];
    }
    out.push('"');
    out
}

/// Nearest `float64` of a fraction (infinite when out of range).
pub fn rat_to_f64(r: &BigRational) -> f64 {
    r.to_f64().unwrap_or(f64::INFINITY)
}

/// Both operands in the kind of the larger one.
fn matched(x: &Const, y: &Const) -> Option<(Const, Const)> {
    let rank = |c: &Const| match c {
        Const::Int(_) => 1,
        Const::Rat(_) => 2,
        Const::Complex(..) => 3,
        _ => 0,
    };
    let r = rank(x).max(rank(y));
    let lift = |c: &Const| -> Option<Const> {
        match r {
            2 => c.to_rat().map(Const::rat),
            3 => c.to_complex().map(|(a, b)| Const::complex(a, b)),
            _ => Some(c.clone()),
        }
    };
    Some((lift(x)?, lift(y)?))
}

/// `x op y`; unknown where the kinds do not fit (an error was reported) or the result is undefined.
pub fn binary(x: &Const, op: ConstOp, y: &Const) -> Const {
    let Some((x, y)) = matched(x, y) else { return Const::Unknown };
    match (x, y) {
        (Const::Bool(a), Const::Bool(b)) => match op {
            ConstOp::LAnd => Const::Bool(a && b),
            ConstOp::LOr => Const::Bool(a || b),
            _ => Const::Unknown,
        },
        (Const::Str(a), Const::Str(b)) if op == ConstOp::Add => {
            if a.len() + b.len() > MAX_STRING {
                return Const::Unknown;
            }
            let mut v = a.to_vec();
            v.extend_from_slice(&b);
            Const::Str(v.into())
        }
        (Const::Int(a), Const::Int(b)) => match op {
            ConstOp::Add => Const::Int(a + b),
            ConstOp::Sub => Const::Int(a - b),
            ConstOp::Mul => Const::Int(a * b),
            ConstOp::Quo | ConstOp::IntQuo | ConstOp::Rem if b.is_zero() => Const::Unknown,
            ConstOp::Quo => Const::rat(BigRational::new(a, b)),
            ConstOp::IntQuo => Const::Int(a / b),
            ConstOp::Rem => Const::Int(a % b),
            ConstOp::And => Const::Int(a & b),
            ConstOp::Or => Const::Int(a | b),
            ConstOp::Xor => Const::Int(a ^ b),
            ConstOp::AndNot => Const::Int(a & !b),
            _ => Const::Unknown,
        },
        (Const::Rat(a), Const::Rat(b)) => match op {
            ConstOp::Add => Const::rat(*a + *b),
            ConstOp::Sub => Const::rat(*a - *b),
            ConstOp::Mul => Const::rat(*a * *b),
            ConstOp::Quo if !b.is_zero() => Const::rat(*a / *b),
            _ => Const::Unknown,
        },
        (Const::Complex(x), Const::Complex(y)) => complex_binary(&x, op, &y),
        _ => Const::Unknown,
    }
}

fn complex_binary(
    (a, b): &(BigRational, BigRational),
    op: ConstOp,
    (c, d): &(BigRational, BigRational),
) -> Const {
    match op {
        ConstOp::Add => Const::complex(a + c, b + d),
        ConstOp::Sub => Const::complex(a - c, b - d),
        ConstOp::Mul => Const::complex(a * c - b * d, b * c + a * d),
        ConstOp::Quo => {
            let s = c * c + d * d;
            if s.is_zero() {
                return Const::Unknown;
            }
            Const::complex((a * c + b * d) / &s, (b * c - a * d) / &s)
        }
        _ => Const::Unknown,
    }
}

/// Order of two constants of one kind; `None` for complex numbers and unknown values.
pub fn compare(x: &Const, y: &Const) -> Option<Ordering> {
    match matched(x, y)? {
        (Const::Int(a), Const::Int(b)) => Some(a.cmp(&b)),
        (Const::Rat(a), Const::Rat(b)) => Some(a.cmp(&b)),
        (Const::Str(a), Const::Str(b)) => Some(a.cmp(&b)),
        (Const::Bool(a), Const::Bool(b)) => Some(a.cmp(&b)),
        _ => None,
    }
}

/// Equality of two constants of one kind; `None` where it is unknown.
pub fn equal(x: &Const, y: &Const) -> Option<bool> {
    match matched(x, y)? {
        (Const::Complex(a), Const::Complex(b)) => Some(a == b),
        (a, b) => compare(&a, &b).map(|o| o == Ordering::Equal),
    }
}

/// `-x`.
pub fn negate(x: &Const) -> Const {
    match x {
        Const::Int(i) => Const::Int(-i),
        Const::Rat(r) => Const::rat(-&**r),
        Const::Complex(c) => Const::complex(-&c.0, -&c.1),
        _ => Const::Unknown,
    }
}

/// `^x`; `unsigned_bits` limits the result for an unsigned type.
pub fn complement(x: &Const, unsigned_bits: Option<u32>) -> Const {
    match x {
        Const::Int(i) => {
            let v: BigInt = !i;
            match unsigned_bits {
                Some(n) => Const::Int(v & ((BigInt::one() << n) - 1)),
                None => Const::Int(v),
            }
        }
        _ => Const::Unknown,
    }
}

/// `x << n` or `x >> n` of an integer.
pub fn shift(x: &BigInt, left: bool, n: u64) -> Const {
    Const::Int(if left { x << n } else { x >> n })
}

/// Width in bits and signedness of an integer type.
pub fn int_size(b: Basic) -> Option<(u32, bool)> {
    use Basic::*;
    Some(match b {
        Int | Int64 => (64, true),
        Int8 => (8, true),
        Int16 => (16, true),
        Int32 => (32, true),
        Uint | Uint64 | Uintptr => (64, false),
        Uint8 => (8, false),
        Uint16 => (16, false),
        Uint32 => (32, false),
        _ => return None,
    })
}

/// The value as one of the basic type `b`, rounded where that type rounds; `None` if it is not
/// representable.
pub fn represent(x: &Const, b: Basic) -> Option<Const> {
    use Basic::*;
    if x.is_unknown() {
        return Some(Const::Unknown);
    }
    match b {
        UntypedInt | UntypedRune => x.to_int().map(Const::Int),
        Float32 => round32(&x.to_rat()?).map(Const::rat),
        Float64 => round64(&x.to_rat()?).map(Const::rat),
        UntypedFloat => x.to_rat().map(Const::rat),
        Complex64 => {
            let (a, b) = x.to_complex()?;
            Some(Const::complex(round32(&a)?, round32(&b)?))
        }
        Complex128 => {
            let (a, b) = x.to_complex()?;
            Some(Const::complex(round64(&a)?, round64(&b)?))
        }
        UntypedComplex => x.to_complex().map(|(a, b)| Const::complex(a, b)),
        String | UntypedString => matches!(x, Const::Str(_)).then(|| x.clone()),
        Bool | UntypedBool => matches!(x, Const::Bool(_)).then(|| x.clone()),
        _ => {
            let (bits, signed) = int_size(b)?;
            let i = x.to_int()?;
            let fits = if signed {
                let lim = BigInt::one() << (bits - 1);
                -&lim <= i && i < lim
            } else {
                !i.is_negative() && i.bits() <= u64::from(bits)
            };
            fits.then_some(Const::Int(i))
        }
    }
}

fn round64(r: &BigRational) -> Option<BigRational> {
    if r.is_integer() && r.numer().bits() <= 53 {
        return Some(r.clone());
    }
    let f = rat_to_f64(r);
    if f.is_finite() { BigRational::from_f64(f) } else { None }
}

/// A fraction as `float64`, an inexact one with an odd last bit: rounded once more, it is rounded rightly.
fn rat_to_odd(r: &BigRational) -> f64 {
    let f = rat_to_f64(r);
    let Some(exact) = BigRational::from_f64(f) else { return f };
    match exact.cmp(r) {
        Ordering::Greater if f.to_bits() & 1 == 0 => f.next_down(),
        Ordering::Less if f.to_bits() & 1 == 0 => f.next_up(),
        _ => f,
    }
}

fn round32(r: &BigRational) -> Option<BigRational> {
    if r.is_integer() && r.numer().bits() <= 24 {
        return Some(r.clone());
    }
    let f = rat_to_odd(r) as f32;
    if f.is_finite() { BigRational::from_f32(f) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        assert_eq!(parse_int("0x_ff"), Some(255.into()));
        assert_eq!(parse_int("0755"), Some(493.into()));
        assert_eq!(parse_int("0"), Some(0.into()));
        assert_eq!(parse_rune(r"'\n'"), Some(10.into()));
        assert_eq!(parse_rune(r"'\377'"), Some(255.into()));
        assert_eq!(parse_string(r#""a\u00e9\x41""#), Some("aéA".as_bytes().to_vec()));
        assert_eq!(parse_float("0x1p-2").map(|r| rat_to_f64(&r)), Some(0.25));
        assert_eq!(parse_float(".5e1").map(|r| rat_to_f64(&r)), Some(5.0));
    }

    #[test]
    fn shown_as_go_shows_them() {
        let f = |s: &str| Const::rat(parse_float(s).unwrap_or_default()).show();
        assert_eq!(f("1.5"), "1.5");
        assert_eq!(f("3.14159265358979"), "3.14159");
        assert_eq!(f("1e100"), "1e+100");
        assert_eq!(f("0.1"), "0.1");
        assert_eq!(f("1000000.5"), "1.0000005e+06");
        assert_eq!(f("2.0"), "2");
    }

    #[test]
    fn ranges() {
        let v = |i: i64| Const::int(i);
        assert!(represent(&v(255), Basic::Uint8).is_some());
        assert!(represent(&v(256), Basic::Uint8).is_none());
        assert!(represent(&v(-1), Basic::Uint).is_none());
        assert!(represent(&v(-128), Basic::Int8).is_some());
        assert!(represent(&Const::rat(BigRational::new(1.into(), 2.into())), Basic::Int).is_none());
    }
}
