//! Roots and lengths, in the steps of compiled Go.

/// The cube root, after FreeBSD (Sun).
pub(super) fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let guess = |bits: u64, more: u64| f64::from_bits(bits / 3 + (more << 32));
    let mut t = guess(a.to_bits(), 715_094_163);
    if a < f64::MIN_POSITIVE {
        t = guess((a * (1u64 << 54) as f64).to_bits(), 696_219_795);
    }
    let r = t * t / a;
    let s = 0.542_857_142_857_142_8 + r * t;
    t *= 0.357_142_857_142_857_15
        + 1.607_142_857_142_857_2 / (s + 1.414_285_714_285_714_4 + -0.705_306_122_448_979_6 / s);
    t = f64::from_bits((t.to_bits() & (0xF_FFFF_FFFC << 28)) + (1 << 30)); // 22 bits, rounded up
    let r = a / (t * t);
    t += t * ((r - t) / (t + t + r));
    t.copysign(x)
}

pub(super) fn hypot(p: f64, q: f64) -> f64 {
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
