//! Powers, exponentials and hyperbolic functions in the steps of compiled Go on amd64, so that every digit printed
//! is the same: `Exp` after Shibata (SLEEF) with fused multiplications, the others after FreeBSD and Cephes.

use std::f64::consts::LOG2_E;

/// `c[0]*x^n + c[1]*x^(n-1) + …`, by Horner.
pub(super) fn poly(x: f64, c: &[f64]) -> f64 {
    c.iter().copied().reduce(|sum, c| sum * x + c).unwrap_or(0.0)
}

/// `e^x`.
pub(super) fn exp(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x > 709.782_712_893_384 {
        return f64::INFINITY;
    }
    let k = libm::rint(LOG2_E * x);
    if k < -1075.0 {
        return 0.0;
    }
    let r = libm::fma(-k, 0.693_147_180_559_663, x);
    let r = libm::fma(-k, 2.823_529_056_303_157_7e-13, r) * 0.0625;
    let coefficients = [
        0.000_198_412_698_412_698_4,
        0.001_388_888_888_888_889,
        0.008_333_333_333_333_333,
        0.041_666_666_666_666_664,
        0.166_666_666_666_666_66,
        0.5,
        1.0,
    ];
    let series =
        coefficients.into_iter().fold(2.480_158_730_158_73e-5, |sum, c| libm::fma(sum, r, c));
    let mut y = r * series; // e^r - 1, then squared four times
    for _ in 0..3 {
        y *= y + 2.0;
    }
    y = libm::fma(y, y + 2.0, 1.0);
    scale(y, k as i32)
}

/// `y * 2^k`, with one rounding where the result is below the normal numbers, and none kept below `2^-1075`.
fn scale(y: f64, k: i32) -> f64 {
    match k + 1023 {
        2047.. => f64::INFINITY,
        e @ 1.. => y * f64::from_bits((e as u64) << 52),
        e if e < -52 => 0.0,
        e => y * f64::from_bits(((e + 1022) as u64) << 52) * f64::from_bits(1 << 52),
    }
}

/// `2^x`.
pub(super) fn exp2(x: f64) -> f64 {
    if x.is_nan() || x > 1_023.999_999_999_999_9 {
        return if x.is_nan() { x } else { f64::INFINITY };
    }
    if x < -1074.0 {
        return 0.0;
    }
    let k = libm::trunc(x + if x > 0.0 { 0.5 } else { -0.5 });
    let t = x - k;
    let (hi, lo) = (t * 0.693_147_180_369_123_8, -t * 1.908_214_929_270_587_7e-10);
    let r = hi - lo;
    let t = r * r;
    let p = poly(
        t,
        &[
            4.138_136_797_057_238_5e-8,
            -1.653_390_220_546_525_2e-6,
            6.613_756_321_437_934e-5,
            -0.002_777_777_777_701_559_3,
            0.166_666_666_666_666_66,
        ],
    );
    let c = r - t * p;
    libm::ldexp(1.0 - ((lo - (r * c) / (2.0 - c)) - hi), k as i32)
}

fn is_odd(y: f64) -> bool {
    y.abs() < 9_007_199_254_740_992.0 && libm::trunc(y) == y && (y as i64) & 1 == 1
}

/// `x^y` where one of them is no ordinary number, or the answer needs no arithmetic.
fn pow_special(x: f64, y: f64) -> Option<f64> {
    let grows = (x.abs() < 1.0) != (y > 0.0);
    let far = if grows { f64::INFINITY } else { 0.0 };
    Some(match () {
        () if y == 0.0 || x == 1.0 => 1.0,
        () if y == 1.0 => x,
        () if x.is_nan() || y.is_nan() => f64::NAN,
        () if x == 0.0 => {
            let size = if y < 0.0 { f64::INFINITY } else { 0.0 };
            if x.is_sign_negative() && is_odd(y) { -size } else { size }
        }
        () if y.is_infinite() => {
            if x == -1.0 {
                1.0
            } else {
                far
            }
        }
        () if x == f64::NEG_INFINITY => return Some(pow(1.0 / x, -y)),
        () if x.is_infinite() => far,
        () if y == 0.5 => libm::sqrt(x),
        () if y == -0.5 => 1.0 / libm::sqrt(x),
        () if x < 0.0 && libm::trunc(y) != y => f64::NAN,
        () if y.abs() >= 9_223_372_036_854_775_808.0 => {
            if x == -1.0 {
                1.0
            } else {
                far
            }
        }
        () => return None,
    })
}

/// `x^y` by repeated squaring of the mantissa.
pub(super) fn pow(x: f64, y: f64) -> f64 {
    if let Some(answer) = pow_special(x, y) {
        return answer;
    }
    let mut whole = libm::trunc(y.abs());
    let mut part = y.abs() - whole;
    let (mut value, mut exponent) = (1.0, 0i64);
    if part != 0.0 {
        if part > 0.5 {
            part -= 1.0;
            whole += 1.0;
        }
        value = exp(part * libm::log(x));
    }
    let (mut m, e) = libm::frexp(x);
    let mut e = i64::from(e);
    let mut n = whole as u64;
    while n != 0 {
        if !(-(1 << 12)..=1 << 12).contains(&e) {
            exponent += e;
            break;
        }
        if n & 1 == 1 {
            value *= m;
            exponent += e;
        }
        m *= m;
        e <<= 1;
        if m < 0.5 {
            m += m;
            e -= 1;
        }
        n >>= 1;
    }
    if y < 0.0 {
        value = 1.0 / value;
        exponent = -exponent;
    }
    libm::ldexp(value, exponent.clamp(-5000, 5000) as i32)
}

pub(super) fn sinh(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let a = x.abs();
    let y = if a > 21.0 {
        exp(a) * 0.5
    } else if a > 0.5 {
        let e = exp(a);
        (e - 1.0 / e) * 0.5
    } else {
        let s = a * a;
        let p = poly(
            s,
            &[
                -26.305_632_133_974_97,
                -2_894.211_355_989_564,
                -89_912.720_220_395_09,
                -630_767.364_049_771_7,
            ],
        );
        let q =
            poly(s, &[1.0, -173.678_953_558_233_7, 15_215.173_787_900_19, -630_767.364_049_771_7]);
        p * a / q
    };
    if x < 0.0 { -y } else { y }
}

pub(super) fn cosh(x: f64) -> f64 {
    let e = exp(x.abs());
    if x.abs() > 21.0 { e * 0.5 } else { (e + 1.0 / e) * 0.5 }
}

pub(super) fn tanh(x: f64) -> f64 {
    let z = x.abs();
    if z > 0.5 * 88.029_691_931_113_05 {
        return 1f64.copysign(x);
    }
    if z >= 0.625 {
        return (1.0 - 2.0 / (exp(2.0 * z) + 1.0)).copysign(x);
    }
    if x == 0.0 {
        return x;
    }
    let s = x * x;
    let p = poly(s, &[-0.964_399_179_425_052_3, -99.287_723_100_191_85, -1_614.687_684_417_084_5]);
    let q = poly(s, &[1.0, 112.811_678_491_632_93, 2_235.488_390_601_004_5, 4_844.063_053_251_255]);
    x + x * s * p / q
}
