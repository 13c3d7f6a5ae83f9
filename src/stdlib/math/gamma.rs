//! The gamma and error functions, in the steps of compiled Go: after Cephes (Moshier) and FreeBSD (Sun).

use super::exp::{exp, poly, pow};
use super::trig::sincos;
use std::f64::consts::PI;

/// Gamma of a large number, as two factors: their product alone may be past the largest number.
fn stirling(x: f64) -> (f64, f64) {
    if x > 200.0 {
        return (f64::INFINITY, 1.0);
    }
    let w = 1.0 / x;
    let w = 1.0
        + w * poly(
            w,
            &[
                0.000_787_311_395_793_093_7,
                -0.000_229_549_961_613_378_13,
                -0.002_681_326_178_057_812_4,
                0.003_472_222_216_054_586_6,
                0.083_333_333_333_348_22,
            ],
        );
    let e = exp(x);
    let (a, b) = if x > 143.016_08 {
        let v = pow(x, 0.5 * x - 0.25);
        (v, v / e)
    } else {
        (pow(x, x - 0.5) / e, 1.0)
    };
    (a, 2.506_628_274_631_000_7 * w * b)
}

pub(super) fn gamma(mut x: f64) -> f64 {
    if x.is_nan() || x < 0.0 && libm::trunc(x) == x {
        return f64::NAN;
    }
    if x == f64::INFINITY || x == 0.0 {
        return f64::INFINITY.copysign(x);
    }
    if x.abs() > 33.0 {
        return large_gamma(x);
    }
    let mut z = 1.0;
    while x >= 3.0 {
        x -= 1.0;
        z *= x;
    }
    while x < 2.0 {
        if x > -1e-9 && x < 1e-9 {
            return if x == 0.0 {
                f64::INFINITY
            } else {
                z / ((1.0 + 0.577_215_664_901_532_9 * x) * x)
            };
        }
        z /= x;
        x += 1.0;
    }
    if x == 2.0 {
        return z;
    }
    x -= 2.0;
    let p = poly(
        x,
        &[
            0.000_160_119_522_476_751_85,
            0.001_191_351_470_065_863_8,
            0.010_421_379_756_176_158,
            0.047_636_780_045_713_72,
            0.207_448_227_648_435_98,
            0.494_214_826_801_497_1,
            1.0,
        ],
    );
    let q = poly(
        x,
        &[
            -2.315_818_733_241_201_4e-5,
            0.000_539_605_580_493_303_4,
            -0.004_456_419_138_517_973,
            0.011_813_978_522_206_043,
            0.035_823_639_860_549_865,
            -0.234_591_795_718_243_35,
            0.071_430_491_703_027_3,
            1.0,
        ],
    );
    z * p / q
}

fn large_gamma(x: f64) -> f64 {
    if x >= 0.0 {
        let (a, b) = stirling(x);
        return a * b;
    }
    let q = x.abs();
    let mut p = libm::floor(q);
    let sign = if (p as i64) & 1 == 0 { -1.0 } else { 1.0 };
    let mut z = q - p;
    if z > 0.5 {
        p += 1.0;
        z = q - p;
    }
    let z = (q * sincos(PI * z).0).abs();
    if z == 0.0 {
        return f64::INFINITY * sign;
    }
    let (a, b) = stirling(q);
    let d = z * a * b;
    sign * if d.is_infinite() { PI / z / a / b } else { PI / d }
}

/// What both error functions are between 0.84375 and 1.25, less a constant.
fn middle(x: f64) -> f64 {
    let p = [
        -0.002_166_375_594_868_791,
        0.035_478_304_325_618_236,
        -0.110_894_694_282_396_68,
        0.318_346_619_901_161_75,
        -0.372_207_876_035_701_3,
        0.414_856_118_683_748_33,
        -0.002_362_118_560_752_659_4,
    ];
    let q = [
        0.011_984_499_846_799_107,
        0.013_637_083_912_029_05,
        0.126_171_219_808_761_64,
        0.071_828_654_414_196_27,
        0.540_397_917_702_171,
        0.106_420_880_400_844_23,
        1.0,
    ];
    poly(x - 1.0, &p) / poly(x - 1.0, &q)
}

/// What the error function of a small number is more than the number itself, divided by it.
fn excess(x: f64) -> f64 {
    let p = [
        -2.376_301_665_665_016_3e-5,
        -0.005_770_270_296_489_442,
        -0.028_481_749_575_598_51,
        -0.325_042_107_247_001_5,
        0.128_379_167_095_512_56,
    ];
    let q = [
        -3.960_228_278_775_368e-6,
        0.000_132_494_738_004_321_64,
        0.005_081_306_281_875_766,
        0.065_022_249_988_767_3,
        0.397_917_223_959_155_35,
        1.0,
    ];
    poly(x * x, &p) / poly(x * x, &q)
}

/// `Erfc(x)*x` of what is at least 1.25.
fn tail(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    let (r, q) = if x < 1.0 / 0.35 {
        (poly(s, &NEAR_P), poly(s, &NEAR_Q))
    } else {
        (poly(s, &FAR_P), poly(s, &FAR_Q))
    };
    let z = f64::from_bits(x.to_bits() & 0xffff_ffff_0000_0000);
    exp(-z * z - 0.5625) * exp((z - x) * (z + x) + r / q)
}

const NEAR_P: [f64; 8] = [
    -9.814_329_344_169_145,
    -81.287_435_506_306_6,
    -184.605_092_906_711_04,
    -162.396_669_462_573_47,
    -62.375_332_450_326_006,
    -10.558_626_225_323_291,
    -0.693_858_572_707_181_8,
    -0.009_864_944_034_847_148,
];
const NEAR_Q: [f64; 9] = [
    -0.060_424_415_214_858_1,
    6.570_249_770_319_282,
    108.635_005_541_779_44,
    429.008_140_027_567_83,
    645.387_271_733_267_9,
    434.565_877_475_229_23,
    137.657_754_143_519_04,
    19.651_271_667_439_257,
    1.0,
];
const FAR_P: [f64; 7] = [
    -483.519_191_608_651_4,
    -1_025.095_131_611_077_2,
    -637.566_443_368_389_6,
    -160.636_384_855_821_92,
    -17.757_954_917_754_752,
    -0.799_283_237_680_523,
    -0.009_864_942_924_700_1,
];
const FAR_Q: [f64; 8] = [
    -22.440_952_446_585_82,
    474.528_541_206_955_37,
    2_553.050_406_433_164_4,
    3_199.858_219_508_595_5,
    1_536.729_586_084_437,
    325.792_512_996_573_9,
    30.338_060_743_482_46,
    1.0,
];

const MIDDLE: f64 = 0.845_062_911_510_467_5;

pub(super) fn erf(x: f64) -> f64 {
    let a = x.abs();
    if x.is_nan() {
        return x;
    }
    if a < 1.0 / f64::from(1 << 28) {
        return x + 0.128_379_167_095_512_6 * x;
    }
    let y = match () {
        () if a < 0.84375 => a + a * excess(a),
        () if a < 1.25 => MIDDLE + middle(a),
        () if a >= 6.0 => 1.0,
        () => 1.0 - tail(a) / a,
    };
    y.copysign(x)
}

pub(super) fn erfc(x: f64) -> f64 {
    let (a, below) = (x.abs(), x < 0.0);
    if x.is_nan() {
        return x;
    }
    if a < 0.84375 {
        let y = if a < 1.0 / (1i64 << 56) as f64 {
            a
        } else if a < 0.25 {
            a + a * excess(a)
        } else {
            0.5 + (a * excess(a) + (a - 0.5))
        };
        return if below { 1.0 + y } else { 1.0 - y };
    }
    if a < 1.25 {
        let y = middle(a);
        return if below { 1.0 + MIDDLE + y } else { 1.0 - MIDDLE - y };
    }
    if a >= 28.0 || below && a > 6.0 {
        return if below { 2.0 } else { 0.0 };
    }
    let y = tail(a) / a;
    if below { 2.0 - y } else { y }
}
