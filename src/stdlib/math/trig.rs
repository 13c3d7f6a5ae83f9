//! Sine, tangent and their inverses after Cephes (Moshier), in the steps of compiled Go.

use super::exp::poly;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// Bits of 4/π, for angles of 2^29 and more (Payne and Hanek).
const FOUR_OVER_PI: [u64; 20] = [
    0x0000_0000_0000_0001,
    0x45f3_06dc_9c88_2a53,
    0xf84e_afa3_ea69_bb81,
    0xb6c5_2b32_7887_2083,
    0xfca2_c757_bd77_8ac3,
    0x6e48_dc74_849b_a5c0,
    0x0c92_5dd4_13a3_2439,
    0xfc3b_d639_6253_4e7d,
    0xd104_6bea_5d76_8909,
    0xd338_e04d_68be_fc82,
    0x7323_ac73_06a6_73e9,
    0x3908_bf17_7bf2_5076,
    0x3ff1_2fff_bc0b_301f,
    0xde5e_2316_b414_da3e,
    0xda6c_fd9e_4f96_136e,
    0x9e8c_7ecd_3cbf_d45a,
    0xea4f_758f_d7cb_e2f6,
    0x7a0e_73ef_14a5_25d4,
    0xd7f6_bf62_3f1a_ba10,
    0xac06_608d_f8f6_d757,
];

/// Octant of a large angle modulo eight, and what is left of it.
fn reduce(x: f64) -> (u64, f64) {
    let bits = x.to_bits();
    let e = ((bits >> 52) & 0x7ff) as usize + 61 - 1023 - 52;
    let m = u128::from(bits & ((1 << 52) - 1) | 1 << 52);
    let word = |i: usize| {
        let two = u128::from(FOUR_OVER_PI[i]) << 64 | u128::from(FOUR_OVER_PI[i + 1]);
        ((two << (e % 64)) >> 64) as u64
    };
    let at = e / 64;
    let low = u128::from(word(at + 1)) * m + ((u128::from(word(at + 2)) * m) >> 64);
    let product = ((u128::from(word(at)) * m) << 64).wrapping_add(low);
    let mut octant = (product >> 125) as u64;
    let fraction = product << 3;
    let zeros = ((fraction >> 64) as u64).leading_zeros();
    let mantissa = (fraction << (zeros + 1)) >> (128 - 52);
    let mut z = f64::from_bits(u64::from(1023 - (zeros + 1)) << 52 | mantissa as u64);
    if octant & 1 == 1 {
        octant = (octant + 1) & 7;
        z -= 1.0;
    }
    (octant, z * FRAC_PI_4)
}

/// Octant of an angle, and what is left of it.
fn octant(x: f64) -> (u64, f64) {
    if x >= f64::from(1 << 29) {
        return reduce(x);
    }
    let mut j = (x * (4.0 / PI)) as u64;
    j += j & 1;
    let y = j as f64;
    let z = ((x - y * 0.785_398_125_648_498_5) - y * 3.774_894_707_930_798e-8)
        - y * 2.695_151_429_079_059_5e-15;
    (j & 7, z)
}

pub(super) fn sincos(x: f64) -> (f64, f64) {
    if x == 0.0 || !x.is_finite() {
        return if x == 0.0 { (x, 1.0) } else { (f64::NAN, f64::NAN) };
    }
    let (mut j, z) = octant(x.abs());
    let (mut sin_sign, mut cos_sign) = (x.is_sign_negative(), false);
    if j > 3 {
        j -= 4;
        (sin_sign, cos_sign) = (!sin_sign, !cos_sign);
    }
    cos_sign ^= j > 1;
    let zz = z * z;
    let cos = [
        -1.135_853_652_138_768_2e-11,
        2.087_570_084_197_473e-9,
        -2.755_731_417_929_674e-7,
        2.480_158_728_885_170_4e-5,
        -0.001_388_888_888_887_305_6,
        0.041_666_666_666_666_595,
    ];
    let sin = [
        1.589_623_015_765_465_6e-10,
        -2.505_074_776_285_780_7e-8,
        2.755_731_362_138_572_2e-6,
        -0.000_198_412_698_295_895_4,
        0.008_333_333_333_322_118,
        -0.166_666_666_666_666_3,
    ];
    let mut cos = 1.0 - 0.5 * zz + zz * zz * poly(zz, &cos);
    let mut sin = z + z * zz * poly(zz, &sin);
    if j == 1 || j == 2 {
        (sin, cos) = (cos, sin);
    }
    (if sin_sign { -sin } else { sin }, if cos_sign { -cos } else { cos })
}

pub(super) fn tan(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return if x == 0.0 { x } else { f64::NAN };
    }
    let (j, z) = octant(x.abs());
    let zz = z * z;
    let mut y = z;
    if zz > 1e-14 {
        let p =
            poly(zz, &[-13_093.693_918_138_379, 1_153_516.648_385_874_2, -17_956_525.197_648_488]);
        let q = poly(
            zz,
            &[
                1.0,
                13_681.296_347_069_296,
                -1_320_892.344_402_109_7,
                25_008_380.182_335_79,
                -53_869_575.592_945_464,
            ],
        );
        y = z + z * (zz * p / q);
    }
    if j & 2 == 2 {
        y = -1.0 / y;
    }
    if x < 0.0 { -y } else { y }
}

/// Arctangent of what is at most 0.66.
fn small_atan(x: f64) -> f64 {
    let z = x * x;
    let p = [
        -0.875_060_860_003_190_4,
        -16.157_537_187_333_652,
        -75.008_557_923_147_05,
        -122.886_668_449_013_61,
        -64.850_219_049_420_25,
    ];
    let q = [
        1.0,
        24.858_464_901_423_062,
        165.027_009_831_698_85,
        432.881_060_491_290_27,
        485.390_399_635_913_7,
        194.550_657_148_261_4,
    ];
    x * (z * poly(z, &p) / poly(z, &q)) + x
}

fn positive_atan(x: f64) -> f64 {
    let more = 6.123_233_995_736_766e-17;
    if x <= 0.66 {
        return small_atan(x);
    }
    if x > 2.414_213_562_373_095 {
        return FRAC_PI_2 - small_atan(1.0 / x) + more;
    }
    FRAC_PI_4 + small_atan((x - 1.0) / (x + 1.0)) + 0.5 * more
}

pub(super) fn atan(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    if x > 0.0 { positive_atan(x) } else { -positive_atan(-x) }
}

pub(super) fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    let left = x.is_sign_negative();
    if y == 0.0 {
        return if left { PI } else { 0.0f64 }.copysign(y);
    }
    if x.is_infinite() {
        let far = y.is_infinite();
        return match (left, far) {
            (false, true) => FRAC_PI_4,
            (false, false) => 0.0,
            (true, true) => 3.0 * PI / 4.0,
            (true, false) => PI,
        }
        .copysign(y);
    }
    if x == 0.0 || y.is_infinite() {
        return FRAC_PI_2.copysign(y);
    }
    let q = atan(y / x);
    if x >= 0.0 {
        q
    } else if q <= 0.0 {
        q + PI
    } else {
        q - PI
    }
}

pub(super) fn asin(x: f64) -> f64 {
    let a = x.abs();
    if x == 0.0 || x.is_nan() || a > 1.0 {
        return if x == 0.0 { x } else { f64::NAN };
    }
    let t = libm::sqrt(1.0 - a * a);
    let y = if a > 0.7 { FRAC_PI_2 - positive_atan(t / a) } else { positive_atan(a / t) };
    if x < 0.0 { -y } else { y }
}

pub(super) fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}
