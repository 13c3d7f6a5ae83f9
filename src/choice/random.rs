//! SplitMix64 (Steele, Lea, Flood: *Fast splittable pseudorandom number generators*, OOPSLA 2014).
//!
//! Chosen because the n-th number is a function of seed and n alone: a schedule may override one answer
//! without touching the rest, and a clone of the world costs nothing.

const GAMMA: u64 = 0x9e37_79b9_7f4a_7c15;

/// A stream of 64-bit numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// The stream of a seed.
    pub fn new(seed: u64) -> SplitMix64 {
        SplitMix64 { state: seed }
    }

    /// The next number.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mix(self.state)
    }

    /// The next number below `bound`, which is not 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        scale(self.next_u64(), bound)
    }
}

/// Number `n` (from 0) of the stream of `seed`.
pub(super) fn nth(seed: u64, n: u64) -> u64 {
    mix(seed.wrapping_add(GAMMA.wrapping_mul(n.wrapping_add(1))))
}

/// Maps a 64-bit number to `0..bound` (multiply and keep the high half; the bias is below 2⁻³²).
pub(super) fn scale(x: u64, bound: u32) -> u32 {
    ((u128::from(x) * u128::from(bound)) >> 64) as u32
}

pub(super) fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_first_numbers() {
        // Reference values of the published algorithm for seed 1234567.
        let mut r = SplitMix64::new(1_234_567);
        let want =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!([r.next_u64(), r.next_u64(), r.next_u64()], want);
        assert_eq!(nth(1_234_567, 2), want[2]);
    }

    #[test]
    fn stays_below_its_bound() {
        let mut r = SplitMix64::new(7);
        for bound in [1, 2, 3, 10, u32::MAX] {
            for _ in 0..1000 {
                assert!(r.below(bound) < bound);
            }
        }
    }
}
