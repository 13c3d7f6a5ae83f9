//! Logarithms and the inverses of hyperbolic functions, in the steps of compiled Go, after FreeBSD (Sun).

use super::exp::poly;
use std::f64::consts::{LN_2, LOG2_E, LOG10_E, SQRT_2};

/// Exact for powers of two.
pub(super) fn log2(x: f64) -> f64 {
    let (m, e) = libm::frexp(x);
    if m == 0.5 {
        return f64::from(e - 1);
    }
    libm::log(m) * LOG2_E + f64::from(e)
}

pub(super) fn log10(x: f64) -> f64 {
    libm::log(x) * LOG10_E
}

/// `1+x` as `(1+f) * 2^k` with `f` between `√½-1` and `√2-1`, and what that lost.
fn split(x: f64) -> (f64, i64, f64) {
    if x > SQRT_2 / 2.0 - 1.0 && x < SQRT_2 - 1.0 {
        return (x, 0, 0.0);
    }
    let u = if x.abs() < 9_007_199_254_740_992.0 { 1.0 + x } else { x };
    let mut k = (u.to_bits() >> 52) as i64 - 1023;
    let lost = if u == x {
        0.0
    } else if k > 0 {
        1.0 - (u - x)
    } else {
        x - (u - 1.0)
    };
    let mantissa = u.to_bits() & ((1 << 52) - 1);
    let mut one = 1023;
    if mantissa >= SQRT_2.to_bits() & ((1 << 52) - 1) {
        (k, one) = (k + 1, 1022);
    }
    (f64::from_bits(mantissa | one << 52) - 1.0, k, lost / u)
}

/// The logarithm of `1+x`.
pub(super) fn log1p(x: f64) -> f64 {
    if x.is_nan() || x <= -1.0 {
        return if x == -1.0 { f64::NEG_INFINITY } else { f64::NAN };
    }
    if x == f64::INFINITY || x.abs() < 1.0 / (1u64 << 54) as f64 {
        return x;
    }
    if x.abs() < 1.0 / f64::from(1 << 29) {
        return x - x * x * 0.5;
    }
    let (f, k, lost) = split(x);
    let n = k as f64;
    let (high, low) = (n * 0.693_147_180_369_123_8, n * 1.908_214_929_270_587_7e-10);
    if f == 0.0 {
        return if k == 0 { 0.0 } else { high + (low + lost) };
    }
    let half = 0.5 * f * f;
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z * poly(
        z,
        &[
            0.147_981_986_051_165_86,
            0.153_138_376_992_093_73,
            0.181_835_721_616_180_5,
            0.222_221_984_321_497_84,
            0.285_714_287_436_623_9,
            0.399_999_999_994_094_2,
            0.666_666_666_666_673_5,
        ],
    );
    if k == 0 {
        return f - (half - s * (half + r));
    }
    high - ((half - (s * (half + r) + (low + lost))) - f)
}

const LARGE: f64 = (1 << 28) as f64;

pub(super) fn acosh(x: f64) -> f64 {
    match () {
        () if x == 1.0 => 0.0,
        () if x >= LARGE => libm::log(x) + LN_2,
        () if x > 2.0 => libm::log(2.0 * x - 1.0 / (x + libm::sqrt(x * x - 1.0))),
        () if x > 1.0 => {
            let t = x - 1.0;
            log1p(t + libm::sqrt(2.0 * t + t * t))
        }
        () => f64::NAN,
    }
}

pub(super) fn asinh(x: f64) -> f64 {
    let a = x.abs();
    match () {
        () if !x.is_finite() || a < 1.0 / LARGE => x,
        () if a > LARGE => (libm::log(a) + LN_2).copysign(x),
        () if a > 2.0 => libm::log(2.0 * a + 1.0 / (libm::sqrt(a * a + 1.0) + a)).copysign(x),
        () => log1p(a + a * a / (1.0 + libm::sqrt(1.0 + a * a))).copysign(x),
    }
}

pub(super) fn atanh(x: f64) -> f64 {
    let a = x.abs();
    match () {
        () if a == 1.0 => f64::INFINITY.copysign(x),
        () if x.is_nan() || a > 1.0 => f64::NAN,
        () if a < 1.0 / LARGE => x,
        () if a < 0.5 => {
            let t = a + a;
            (0.5 * log1p(t + t * a / (1.0 - a))).copysign(x)
        }
        () => (0.5 * log1p((a + a) / (1.0 - a))).copysign(x),
    }
}
