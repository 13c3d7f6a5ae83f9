//! `math/big`: arithmetic on naturals. In Go a natural is a `[]Word`, least significant word first, without
//! zeros at its end.

use super::Native;
use crate::vm::native::{Call, Flow, Slice};
use num_bigint::BigUint;
use num_integer::Integer;
use num_traits::{One, Zero};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name.strip_prefix("math/big.")? {
        "add" => |c| two(c, |x, y| x + y),
        // the caller has seen that x is not less than y
        "sub" => |c| two(c, |x, y| if x < y { BigUint::zero() } else { x - y }),
        "mul" => mul,
        "div" => div,
        "gcd" => |c| two(c, |x, y| x.gcd(&y)),
        "sqrt" => |c| one(c, 0, |x| x.sqrt()),
        "shl" => shl,
        "shr" => |c| {
            let n = c.word(3);
            one(c, 0, |x| x >> n)
        },
        "pow" => pow,
        "powMod" => pow_mod,
        "text" => text,
        "parse" => parse,
        _ => return None,
    })
}

/// The natural in words `i…i + 2` of the window.
fn natural(call: &Call<'_>, i: usize) -> BigUint {
    let s = call.slice(i);
    let halves = call.words(s.addr, s.len).iter().flat_map(|&w| [w as u32, (w >> 32) as u32]);
    BigUint::new(halves.collect())
}

/// Places a natural as result words `i…i + 2`.
fn place(call: &mut Call<'_>, i: usize, v: &BigUint) -> Flow {
    let digits = v.to_u64_digits();
    let n = digits.len();
    if !call.has_room(8 * n) {
        return call.out_of_memory();
    }
    let addr = if n == 0 { 0 } else { call.alloc_words(n, true) };
    for (k, &word) in digits.iter().enumerate() {
        call.store(addr + 8 * k as u64, word);
    }
    call.ret_slice(i, Slice { addr, len: n, cap: n });
    Flow::Done
}

fn one(call: &mut Call<'_>, i: usize, f: impl Fn(BigUint) -> BigUint) -> Flow {
    let v = f(natural(call, i));
    place(call, 0, &v)
}

fn two(call: &mut Call<'_>, f: fn(BigUint, BigUint) -> BigUint) -> Flow {
    let v = f(natural(call, 0), natural(call, 3));
    place(call, 0, &v)
}

fn mul(call: &mut Call<'_>) -> Flow {
    if !call.has_room(8 * (call.slice(0).len + call.slice(3).len)) {
        return call.out_of_memory();
    }
    two(call, |x, y| x * y)
}

/// `div(x, y []Word) (q, r []Word)`; y is not 0.
fn div(call: &mut Call<'_>) -> Flow {
    let (x, y) = (natural(call, 0), natural(call, 3));
    if y.is_zero() {
        return Flow::Done;
    }
    let (q, r) = x.div_rem(&y);
    place(call, 0, &q);
    place(call, 3, &r)
}

/// `shl(x []Word, n uint) []Word`
fn shl(call: &mut Call<'_>) -> Flow {
    let n = call.word(3);
    if !call.has_room((n / 8).try_into().unwrap_or(usize::MAX)) {
        return call.out_of_memory();
    }
    one(call, 0, |x| x << n)
}

/// `pow(x []Word, n uint) []Word`
fn pow(call: &mut Call<'_>) -> Flow {
    let (x, n) = (natural(call, 0), call.word(3));
    let bytes = (x.bits() / 8 + 1).saturating_mul(n);
    if x.bits() > 1 && !call.has_room(bytes.try_into().unwrap_or(usize::MAX)) {
        return call.out_of_memory();
    }
    let v = match n {
        0 => BigUint::one(),
        _ if x.bits() <= 1 => x,
        n => x.pow(n as u32),
    };
    place(call, 0, &v)
}

/// `powMod(x, y, m []Word) []Word`; m is not 0.
fn pow_mod(call: &mut Call<'_>) -> Flow {
    let (x, y, m) = (natural(call, 0), natural(call, 3), natural(call, 6));
    if m.is_zero() {
        return Flow::Done;
    }
    let mut v = BigUint::one() % &m;
    for i in (0..y.bits()).rev() {
        v = &v * &v % &m;
        if y.bit(i) {
            v = v * &x % &m;
        }
    }
    place(call, 0, &v)
}

/// `text(x []Word, base int) string`, digits after 9 as letters in lower case.
fn text(call: &mut Call<'_>) -> Flow {
    let base = call.int(3).clamp(2, 36) as u32;
    let s = natural(call, 0).to_str_radix(base);
    if !call.has_room(s.len()) {
        return call.out_of_memory();
    }
    call.ret_str(0, s.as_bytes());
    Flow::Done
}

/// `parse(digits string, base int) []Word`; other characters than digits of that base have no place in it.
fn parse(call: &mut Call<'_>) -> Flow {
    let base = call.int(2).clamp(2, 36) as u32;
    let v = BigUint::parse_bytes(call.str_bytes(0), base).unwrap_or_default();
    place(call, 0, &v)
}
