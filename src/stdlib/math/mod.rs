//! `math` and `math/bits`. Functions are in the steps of compiled Go (`exp`, `log`, `trig`, `gamma`, `root`) or those of
//! `libm` that round alike: every platform gives the bits that Go gives.

mod exp;
mod gamma;
mod log;
mod root;
mod trig;

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
        "math.Pow" => |c| two(c, exp::pow),
        "math.Exp" => |c| one(c, exp::exp),
        "math.Exp2" => |c| one(c, exp::exp2),
        "math.Expm1" => |c| one(c, libm::expm1),
        "math.Log" => |c| one(c, libm::log),
        "math.Log2" => |c| one(c, log::log2),
        "math.Log10" => |c| one(c, log::log10),
        "math.Log1p" => |c| one(c, log::log1p),
        "math.Sin" => |c| one(c, |x| trig::sincos(x).0),
        "math.Cos" => |c| one(c, |x| trig::sincos(x).1),
        "math.Tan" => |c| one(c, trig::tan),
        "math.Asin" => |c| one(c, trig::asin),
        "math.Acos" => |c| one(c, trig::acos),
        "math.Atan" => |c| one(c, trig::atan),
        "math.Atan2" => |c| two(c, trig::atan2),
        "math.Sinh" => |c| one(c, exp::sinh),
        "math.Cosh" => |c| one(c, exp::cosh),
        "math.Tanh" => |c| one(c, exp::tanh),
        "math.Asinh" => |c| one(c, log::asinh),
        "math.Acosh" => |c| one(c, log::acosh),
        "math.Atanh" => |c| one(c, log::atanh),
        "math.Cbrt" => |c| one(c, root::cbrt),
        "math.Hypot" => |c| two(c, root::hypot),
        "math.Mod" => |c| two(c, libm::fmod),
        "math.Remainder" => |c| two(c, libm::remainder),
        "math.Gamma" => |c| one(c, gamma::gamma),
        "math.Erf" => |c| one(c, gamma::erf),
        "math.Erfc" => |c| one(c, gamma::erfc),
        "math.Nextafter" => |c| two(c, |x, y| if x == y { x } else { libm::nextafter(x, y) }),
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
        "math.lgamma" => |c| {
            let (v, sign) = libm::lgamma_r(c.float(0));
            c.ret_float(0, v);
            c.ret_int(1, i64::from(sign));
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
