//! `math` and `math/bits`: functions from `libm`, so that every platform gives the same bits.

use super::Native;
use crate::choice::ChoiceKind;
use crate::vm::native::{Call, Flow};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "math.Sqrt" => |c| one(c, libm::sqrt),
        "math.Floor" => |c| one(c, libm::floor),
        "math.Ceil" => |c| one(c, libm::ceil),
        "math.Trunc" => |c| one(c, libm::trunc),
        "math.Round" => |c| one(c, libm::round),
        "math.RoundToEven" => |c| one(c, libm::rint),
        "math.Pow" => |c| two(c, pow),
        "math.Exp" => |c| one(c, exp),
        "math.Exp2" => |c| one(c, libm::exp2),
        "math.Expm1" => |c| one(c, libm::expm1),
        "math.Log" => |c| one(c, libm::log),
        "math.Log2" => |c| one(c, log2),
        "math.Log10" => |c| one(c, |x| log2(x) * std::f64::consts::LOG10_2),
        "math.Log1p" => |c| one(c, libm::log1p),
        "math.Sin" => |c| one(c, |x| sincos(x).0),
        "math.Cos" => |c| one(c, |x| sincos(x).1),
        "math.Tan" => |c| one(c, tan),
        "math.Asin" => |c| one(c, libm::asin),
        "math.Acos" => |c| one(c, libm::acos),
        "math.Atan" => |c| one(c, libm::atan),
        "math.Atan2" => |c| two(c, libm::atan2),
        "math.Sinh" => |c| one(c, libm::sinh),
        "math.Cosh" => |c| one(c, libm::cosh),
        "math.Tanh" => |c| one(c, libm::tanh),
        "math.Asinh" => |c| one(c, libm::asinh),
        "math.Acosh" => |c| one(c, libm::acosh),
        "math.Atanh" => |c| one(c, libm::atanh),
        "math.Cbrt" => |c| one(c, libm::cbrt),
        "math.Hypot" => |c| two(c, hypot),
        "math.Mod" => |c| two(c, libm::fmod),
        "math.Remainder" => |c| two(c, libm::remainder),
        "math.Gamma" => |c| one(c, libm::tgamma),
        "math.Erf" => |c| one(c, libm::erf),
        "math.Erfc" => |c| one(c, libm::erfc),
        "math.Nextafter" => |c| two(c, libm::nextafter),
        "math.FMA" => |c| {
            let v = libm::fma(c.float(0), c.float(1), c.float(2));
            c.ret_float(0, v);
            Flow::Done
        },
        "math.Float64bits" | "math.Float64frombits" => |_| Flow::Done,
        "math.Float32bits" => |c| {
            let v = (c.float(0) as f32).to_bits();
            c.ret(0, u64::from(v));
            Flow::Done
        },
        "math.Float32frombits" => |c| {
            let v = f32::from_bits(c.word(0) as u32);
            c.ret_float(0, f64::from(v));
            Flow::Done
        },
        "math.Frexp" => |c| {
            let (m, e) = libm::frexp(c.float(0));
            c.ret_float(0, m);
            c.ret_int(1, i64::from(e));
            Flow::Done
        },
        "math.Ldexp" => |c| {
            let v = libm::ldexp(c.float(0), c.int(1).clamp(-5000, 5000) as i32);
            c.ret_float(0, v);
            Flow::Done
        },
        "math.pow10" => |c| {
            let v: f64 = format!("1e{}", c.int(0)).parse().unwrap_or(0.0);
            c.ret_float(0, v);
            Flow::Done
        },
        "math/bits.LeadingZeros64" => |c| count(c, u64::leading_zeros),
        "math/bits.TrailingZeros64" => |c| count(c, u64::trailing_zeros),
        "math/bits.OnesCount64" => |c| count(c, u64::count_ones),
        "math/bits.Reverse64" => |c| {
            let v = c.word(0).reverse_bits();
            c.ret(0, v);
            Flow::Done
        },
        "math/bits.ReverseBytes64" => |c| {
            let v = c.word(0).swap_bytes();
            c.ret(0, v);
            Flow::Done
        },
        "math/bits.mulHigh" => |c| {
            let v = (u128::from(c.word(0)) * u128::from(c.word(1))) >> 64;
            c.ret(0, v as u64);
            Flow::Done
        },
        "math/bits.div" => |c| {
            let (n, d) =
                (u128::from(c.word(0)) << 64 | u128::from(c.word(1)), u128::from(c.word(2)).max(1));
            c.ret(0, (n / d) as u64);
            c.ret(1, (n % d) as u64);
            Flow::Done
        },
        "sync.chooseStart" => |c| {
            let n = u32::try_from(c.word(0)).unwrap_or(u32::MAX);
            let v = c.m.sched.chooser.choose(ChoiceKind::MapStart, n);
            c.ret(0, u64::from(v));
            Flow::Done
        },
        _ => return None,
    })
}

fn one(call: &mut Call<'_>, f: fn(f64) -> f64) -> Flow {
    let v = f(call.float(0));
    call.ret_float(0, v);
    Flow::Done
}

fn two(call: &mut Call<'_>, f: fn(f64, f64) -> f64) -> Flow {
    let v = f(call.float(0), call.float(1));
    call.ret_float(0, v);
    Flow::Done
}

fn count(call: &mut Call<'_>, f: fn(u64) -> u32) -> Flow {
    let n = f(call.word(0));
    call.ret(0, u64::from(n));
    Flow::Done
}

/// Exact for powers of two, as Go's.
fn log2(x: f64) -> f64 {
    let (m, e) = libm::frexp(x);
    if m == 0.5 {
        return f64::from(e - 1);
    }
    f64::from(e) + libm::log(m) * std::f64::consts::LOG2_E
}

fn hypot(p: f64, q: f64) -> f64 {
    if p.is_infinite() || q.is_infinite() {
        return f64::INFINITY;
    }
    if p.is_nan() || q.is_nan() {
        return f64::NAN;
    }
    let (p, q) = (p.abs().max(q.abs()), p.abs().min(q.abs()));
    if p == 0.0 {
        return 0.0;
    }
    let r = q / p;
    p * libm::sqrt(1.0 + r * r)
}

/// By repeated squaring of the mantissa, as Go does it: whole powers round as there.
fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if y == 1.0 {
        return x;
    }
    if y == 0.5 && x > 0.0 {
        return libm::sqrt(x);
    }
    if y == -0.5 && x > 0.0 {
        return 1.0 / libm::sqrt(x);
    }
    let special =
        x == 0.0 || !x.is_finite() || !y.is_finite() || y.abs() >= 9.223_372_036_854_776e18;
    let (mut whole, mut part) = (libm::trunc(y.abs()), y.abs() - libm::trunc(y.abs()));
    if special || part != 0.0 && x < 0.0 {
        return libm::pow(x, y);
    }
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

/// `e^x` in the steps of the FreeBSD library (the constants are its).
fn exp(x: f64) -> f64 {
    if x.is_nan() || x.is_infinite() || !(-745.133_219_101_941_1..=709.782_712_893_384).contains(&x)
    {
        return if x.is_nan() || x > 0.0 {
            x + f64::INFINITY * f64::from(u8::from(x > 0.0))
        } else {
            0.0
        };
    }
    if x.abs() < 1.0 / f64::from(1 << 28) {
        return 1.0 + x;
    }
    let k = (std::f64::consts::LOG2_E * x + if x < 0.0 { -0.5 } else { 0.5 }) as i32;
    let (hi, lo) =
        (x - f64::from(k) * 6.931_471_803_691_238e-1, f64::from(k) * 1.908_214_929_270_587_7e-10);
    let r = hi - lo;
    let t = r * r;
    let p = 4.138_136_797_057_238_5e-8;
    let p = t * (-1.653_390_220_546_525_2e-6 + t * p);
    let p = t * (6.613_756_321_437_934e-5 + p);
    let c = r - t * (1.666_666_666_666_660_2e-1 + t * (-2.777_777_777_701_559_3e-3 + p));
    libm::ldexp(1.0 - ((lo - (r * c) / (2.0 - c)) - hi), k)
}

/// Octant of an angle, and what is left of it, after Cephes (Moshier); `None` for angles past its range.
fn octant(x: f64) -> Option<(u64, f64)> {
    if x >= f64::from(1 << 29) {
        return None;
    }
    let mut j = (x * (4.0 / std::f64::consts::PI)) as u64;
    j += j & 1;
    let y = j as f64;
    let z = ((x - y * 7.853_981_256_484_985e-1) - y * 3.774_894_707_930_798e-8)
        - y * 2.695_151_429_079_059_5e-15;
    Some((j & 7, z))
}

fn sincos(x: f64) -> (f64, f64) {
    let Some((mut j, z)) = octant(x.abs()).filter(|_| x.is_finite() && x != 0.0) else {
        return (libm::sin(x), libm::cos(x));
    };
    let (mut sin_sign, mut cos_sign) = (x.is_sign_negative(), false);
    if j > 3 {
        j -= 4;
        (sin_sign, cos_sign) = (!sin_sign, !cos_sign);
    }
    cos_sign ^= j > 1;
    let zz = z * z;
    let fold = |c: [f64; 6]| c.into_iter().reduce(|sum, c| sum * zz + c).unwrap_or(0.0);
    let mut cos = 1.0 - 0.5 * zz
        + zz * zz
            * fold([
                -1.135_853_652_138_768_2e-11,
                2.087_570_084_197_473_2e-9,
                -2.755_731_417_929_674e-7,
                2.480_158_728_885_170_5e-5,
                -1.388_888_888_887_305_6e-3,
                4.166_666_666_666_659e-2,
            ]);
    let mut sin = z + z
        * zz
        * fold([
            1.589_623_015_765_465_7e-10,
            -2.505_074_776_285_780_7e-8,
            2.755_731_362_138_572_5e-6,
            -1.984_126_982_958_953_9e-4,
            8.333_333_333_322_119e-3,
            -1.666_666_666_666_663_1e-1,
        ]);
    if j == 1 || j == 2 {
        (sin, cos) = (cos, sin);
    }
    (if sin_sign { -sin } else { sin }, if cos_sign { -cos } else { cos })
}

fn tan(x: f64) -> f64 {
    let Some((j, z)) = octant(x.abs()).filter(|_| x.is_finite() && x != 0.0) else {
        return libm::tan(x);
    };
    let zz = z * z;
    let mut y = z;
    if zz > 1e-14 {
        let p = (-1.309_369_391_813_837_3e4 * zz + 1.153_516_648_385_874_2e6) * zz
            - 1.795_652_519_764_848_8e7;
        let q = (((zz + 1.368_129_634_706_929_6e4) * zz - 1.320_892_344_402_109_7e6) * zz
            + 2.500_838_018_233_579e7)
            * zz
            - 5.386_957_559_294_546e7;
        y = z + z * (zz * (p / q));
    }
    if j & 2 == 2 {
        y = -1.0 / y;
    }
    if x < 0.0 { -y } else { y }
}
