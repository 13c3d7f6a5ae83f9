//! `math/rand` and `math/rand/v2`: the seeding of Go's first generator and one block of ChaCha8, so that a
//! seeded program draws what it draws under Go; unseeded numbers come from the run's chooser.

mod cooked;

use super::Native;
use crate::choice::ChoiceKind;
use crate::vm::native::{Call, Flow};

/// Words of the additive lagged Fibonacci generator: x[n] = x[n-607] + x[n-273].
const LENGTH: usize = 607;

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "math/rand.chance" | "math/rand/v2.chance" => |c| {
            let chooser = &mut c.m.sched.chooser;
            let hi = u64::from(chooser.choose(ChoiceKind::Rand, u32::MAX));
            let lo = u64::from(chooser.choose(ChoiceKind::Rand, u32::MAX));
            c.ret(0, hi << 32 | lo);
            Flow::Done
        },
        "math/rand.choose" | "math/rand/v2.choose" => choose,
        "math/rand.seedState" => |c| {
            let (slice, seed) = (c.slice(0), c.int(3));
            for (i, word) in seed_state(seed).into_iter().enumerate().take(slice.len) {
                c.store(slice.addr + 8 * i as u64, word);
            }
            Flow::Done
        },
        "math/rand/v2.chachaBlock" => |c| {
            let (slice, counter) = (c.slice(4), c.word(7) as u32);
            let seed = [c.word(0), c.word(1), c.word(2), c.word(3)];
            for (i, word) in chacha8_block(seed, counter).into_iter().enumerate().take(slice.len) {
                c.store(slice.addr + 8 * i as u64, word);
            }
            Flow::Done
        },
        _ => return None,
    })
}

/// `choose(n int) int`
fn choose(call: &mut Call<'_>) -> Flow {
    let n = call.word(0);
    let chooser = &mut call.m.sched.chooser;
    let v = match u32::try_from(n) {
        Ok(n) => u64::from(chooser.choose(ChoiceKind::Rand, n)),
        Err(_) => {
            let hi = u64::from(chooser.choose(ChoiceKind::Rand, u32::MAX));
            let lo = u64::from(chooser.choose(ChoiceKind::Rand, u32::MAX));
            (hi << 32 | lo) % n.max(1)
        }
    };
    call.ret(0, v);
    Flow::Done
}

/// Lehmer's generator x · 48271 mod 2^31 − 1, which fills the state.
fn lehmer(x: i32) -> i32 {
    (i64::from(x) * 48_271 % i64::from(i32::MAX)) as i32
}

/// The state after `Seed(seed)`.
fn seed_state(seed: i64) -> Vec<u64> {
    let mut x = match (seed % i64::from(i32::MAX)) as i32 {
        0 => 89_482_311,
        s if s < 0 => s + i32::MAX,
        s => s,
    };
    (0..20).for_each(|_| x = lehmer(x));
    let word = |cooked: &u64| {
        let mut u = 0;
        for shift in [40, 20, 0] {
            x = lehmer(x);
            u ^= (x as u64) << shift;
        }
        u ^ cooked
    };
    cooked::COOKED.iter().map(word).collect()
}

/// Four interleaved blocks of ChaCha with 8 rounds, counters `counter`..`counter`+3, as Go's generator lays
/// them out: word r of block i stands at 4r + i, the key is added to rows 4 to 11 only.
fn chacha8_block(seed: [u64; 4], counter: u32) -> [u64; 32] {
    const EXPAND: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];
    let mut out = [0; 32];
    for i in 0..4 {
        let mut start = [0; 16];
        start[..4].copy_from_slice(&EXPAND);
        for (j, word) in seed.iter().enumerate() {
            start[4 + 2 * j] = *word as u32;
            start[5 + 2 * j] = (word >> 32) as u32;
        }
        start[12] = counter + i as u32;
        let mut b = start;
        for _ in 0..4 {
            (0..4).for_each(|k| quarter_round(&mut b, k, 4 + k, 8 + k, 12 + k));
            (0..4).for_each(|k| {
                quarter_round(&mut b, k, 4 + (k + 1) % 4, 8 + (k + 2) % 4, 12 + (k + 3) % 4);
            });
        }
        for (r, word) in b.into_iter().enumerate() {
            let word = if (4..12).contains(&r) { word.wrapping_add(start[r]) } else { word };
            out[2 * r + i / 2] |= u64::from(word) << (32 * (i % 2));
        }
    }
    out
}

fn quarter_round(s: &mut [u32; 16], a: usize, b: usize, c: usize, d: usize) {
    for (first, second) in [(16, 12), (8, 7)] {
        s[a] = s[a].wrapping_add(s[b]);
        s[d] = (s[d] ^ s[a]).rotate_left(first);
        s[c] = s[c].wrapping_add(s[d]);
        s[b] = (s[b] ^ s[c]).rotate_left(second);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Polynomials modulo x^607 − x^334 − 1 over the integers modulo 2^64.
    fn times(a: &[u64], b: &[u64]) -> Vec<u64> {
        let mut r = vec![0u64; 2 * LENGTH];
        for (i, x) in a.iter().enumerate() {
            for (j, y) in b.iter().enumerate() {
                r[i + j] = r[i + j].wrapping_add(x.wrapping_mul(*y));
            }
        }
        for k in (LENGTH..2 * LENGTH).rev() {
            r[k - 607] = r[k - 607].wrapping_add(r[k]);
            r[k - 273] = r[k - 273].wrapping_add(r[k]);
        }
        r.truncate(LENGTH);
        r
    }

    #[test]
    fn the_cooked_state_is_that_after_many_steps() {
        const STEPS: u64 = 7_800_000_000_000;
        let mut x = 1;
        (0..20).for_each(|_| x = lehmer(x));
        let mut vec = vec![0u64; LENGTH];
        for word in &mut vec {
            for shift in [20, 10, 0] {
                x = lehmer(x);
                *word ^= (x as u64) << shift;
            }
        }
        // Step n writes index (333 − n) mod 607.
        let index = |n: u64| ((333 + 607 - n % 607) % 607) as usize;
        let mut t: Vec<u64> = (0..607).map(|n| vec[index(n)]).collect();
        for n in LENGTH..2 * LENGTH {
            t.push(t[n - 607].wrapping_add(t[n - 273]));
        }
        let (mut power, mut square) = (vec![1], vec![0, 1]);
        let mut left = STEPS;
        while left > 0 {
            if left & 1 == 1 {
                power = times(&power, &square);
            }
            square = times(&square, &square);
            left >>= 1;
        }
        for j in 0..LENGTH {
            let word = power
                .iter()
                .zip(&t[j..])
                .fold(0u64, |s, (c, v)| s.wrapping_add(c.wrapping_mul(*v)));
            assert_eq!(cooked::COOKED[index(STEPS - 607 + j as u64)], word, "word {j}");
        }
    }
}
