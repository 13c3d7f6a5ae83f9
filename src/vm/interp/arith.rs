//! Arithmetic that is too long for the loop.

use super::Go;
use crate::vm::machine::Machine;

/// As amd64's Go converts: out of range and NaN give the smallest integer.
#[inline]
pub(super) fn float_to_int(x: f64, half: bool) -> u64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    let whole = if (-LIMIT..LIMIT).contains(&x) { x as i64 } else { i64::MIN };
    match half && i32::try_from(whole).is_err() {
        true => i64::from(i32::MIN) as u64,
        false => whole as u64,
    }
}

/// Likewise for unsigned: values from 2⁶³ on are brought down first; negative ones wrap.
#[inline]
pub(super) fn float_to_uint(x: f64) -> u64 {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if x >= LIMIT {
        let low = x - LIMIT;
        return if low < LIMIT { low as u64 ^ (1 << 63) } else { 1 << 63 };
    }
    float_to_int(x, false)
}

type C = (f64, f64);

fn divide((a, b): C, (c, d): C) -> C {
    if c.is_nan() || d.is_nan() || a.is_nan() || b.is_nan() {
        return (f64::NAN, f64::NAN);
    }
    if c == 0.0 && d == 0.0 {
        return match (a == 0.0, b == 0.0) {
            (true, true) => (f64::NAN, f64::NAN),
            _ => (f64::INFINITY.copysign(c) * a, f64::INFINITY.copysign(c) * b),
        };
    }
    if c.abs() >= d.abs() {
        let (ratio, denom) = (d / c, c + d * (d / c));
        return ((a + b * ratio) / denom, (b - a * ratio) / denom);
    }
    let (ratio, denom) = (c / d, d + c * (c / d));
    ((a * ratio + b) / denom, (b * ratio - a) / denom)
}

impl Machine {
    #[cold]
    #[inline(never)]
    pub(super) fn complex_op(&mut self, d: u16, a: u16, b: u16, what: u16) -> Go<()> {
        let get = |r| (f64::from_bits(self.reg(r, 0)), f64::from_bits(self.reg(r, 1)));
        let (x, y): (C, C) = (get(a), get(b));
        let (re, im) = match what {
            0 => (x.0 + y.0, x.1 + y.1),
            1 => (x.0 - y.0, x.1 - y.1),
            2 => (x.0 * y.0 - x.1 * y.1, x.0 * y.1 + x.1 * y.0),
            3 => divide(x, y),
            _ => {
                self.set_reg(d, (x == y).into());
                return Ok(());
            }
        };
        self.set_regs(d, [re.to_bits(), im.to_bits()]);
        Ok(())
    }
}

/// The nearest `float32`. Not in the interpreter's loop: rare, and every instruction there costs the others.
#[inline(never)]
pub(super) fn int_to_f32(n: i64) -> u64 {
    f64::from(n as f32).to_bits()
}

/// Likewise.
#[inline(never)]
pub(super) fn uint_to_f32(n: u64) -> u64 {
    f64::from(n as f32).to_bits()
}
