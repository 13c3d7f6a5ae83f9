//! `internal/digest`: the block functions of MD5, SHA-1, SHA-256 and SHA-512 (RFC 1321, FIPS 180-4).

use super::Native;
use crate::vm::native::{Call, Flow};

pub(super) fn native(name: &str) -> Option<Native> {
    (name == "internal/digest.blocks").then_some(blocks as Native)
}

/// `blocks(kind int, h []uint64, p []byte)`: takes the whole blocks of `p` into the state.
fn blocks(call: &mut Call<'_>) -> Flow {
    let (kind, state, data) = (call.word(0), call.slice(1), call.byte_slice(4));
    let mut h: Vec<u64> = call.words(state.addr, state.len).to_vec();
    type Block = fn(&mut [u64], &[u8]);
    let (size, least, block): (_, _, Block) = match kind {
        0 => (64, 4, md5),
        1 => (64, 5, sha1),
        2 => (64, 8, sha256),
        _ => (128, 8, sha512),
    };
    if h.len() < least {
        return Flow::Done;
    }
    for part in data.chunks_exact(size) {
        block(&mut h, part);
    }
    for (i, &word) in h.iter().enumerate() {
        call.store(state.addr + 8 * i as u64, word);
    }
    Flow::Done
}

/// Big-endian words of 32 bits.
fn words32(p: &[u8]) -> impl Iterator<Item = u32> + '_ {
    p.chunks_exact(4).map(|b| b.iter().fold(0, |w, &x| w << 8 | u32::from(x)))
}

fn add32(h: &mut [u64], v: &[u32]) {
    for (h, &v) in h.iter_mut().zip(v) {
        *h = u64::from((*h as u32).wrapping_add(v));
    }
}

fn md5(h: &mut [u64], p: &[u8]) {
    const TURNS: [[u32; 4]; 4] =
        [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]];
    let m: Vec<u32> = words32(p).map(u32::swap_bytes).collect();
    let [mut a, mut b, mut c, mut d] = [h[0] as u32, h[1] as u32, h[2] as u32, h[3] as u32];
    for i in 0..64 {
        let (f, g) = match i / 16 {
            0 => (b & c | !b & d, i),
            1 => (d & b | !d & c, (5 * i + 1) % 16),
            2 => (b ^ c ^ d, (3 * i + 5) % 16),
            _ => (c ^ (b | !d), 7 * i % 16),
        };
        let k = (libm::fabs(libm::sin((i + 1) as f64)) * 4_294_967_296.0) as u32;
        let sum = a.wrapping_add(f).wrapping_add(k).wrapping_add(m[g]);
        (a, d, c) = (d, c, b);
        b = b.wrapping_add(sum.rotate_left(TURNS[i / 16][i % 4]));
    }
    add32(h, &[a, b, c, d]);
}

fn sha1(h: &mut [u64], p: &[u8]) {
    let mut w: Vec<u32> = words32(p).collect();
    for i in 16..80 {
        w.push((w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16]).rotate_left(1));
    }
    let [mut a, mut b, mut c, mut d, mut e] = [0, 1, 2, 3, 4].map(|i| h[i] as u32);
    for (i, &w) in w.iter().enumerate() {
        let (f, k) = match i / 20 {
            0 => (b & c | !b & d, 0x5a82_7999),
            1 => (b ^ c ^ d, 0x6ed9_eba1),
            2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
            _ => (b ^ c ^ d, 0xca62_c1d6_u32),
        };
        let t = a.rotate_left(5).wrapping_add(f).wrapping_add(e).wrapping_add(k).wrapping_add(w);
        (e, d, c, b, a) = (d, c, b.rotate_left(30), a, t);
    }
    add32(h, &[a, b, c, d, e]);
}

fn sha256(h: &mut [u64], p: &[u8]) {
    let mut w: Vec<u32> = words32(p).collect();
    for i in 16..64 {
        let s0 = w[i - 15].rotate_right(7) ^ w[i - 15].rotate_right(18) ^ w[i - 15] >> 3;
        let s1 = w[i - 2].rotate_right(17) ^ w[i - 2].rotate_right(19) ^ w[i - 2] >> 10;
        w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
    }
    let mut v = [0, 1, 2, 3, 4, 5, 6, 7].map(|i| h[i] as u32);
    for (w, k) in w.iter().zip(&CUBE_ROOTS) {
        let [a, b, c, _, e, f, g, last] = v;
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let choice = e & f ^ !e & g;
        let t1 = last
            .wrapping_add(s1)
            .wrapping_add(choice)
            .wrapping_add((k >> 32) as u32)
            .wrapping_add(*w);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let majority = a & b ^ a & c ^ b & c;
        v.rotate_right(1);
        v[0] = t1.wrapping_add(s0).wrapping_add(majority);
        v[4] = v[4].wrapping_add(t1);
    }
    add32(h, &v);
}

fn sha512(h: &mut [u64], p: &[u8]) {
    let mut w: Vec<u64> =
        p.chunks_exact(8).map(|b| b.iter().fold(0, |w, &x| w << 8 | u64::from(x))).collect();
    for i in 16..80 {
        let s0 = w[i - 15].rotate_right(1) ^ w[i - 15].rotate_right(8) ^ w[i - 15] >> 7;
        let s1 = w[i - 2].rotate_right(19) ^ w[i - 2].rotate_right(61) ^ w[i - 2] >> 6;
        w.push(w[i - 16].wrapping_add(s0).wrapping_add(w[i - 7]).wrapping_add(s1));
    }
    let mut v = [0, 1, 2, 3, 4, 5, 6, 7].map(|i| h[i]);
    for (w, k) in w.iter().zip(&CUBE_ROOTS) {
        let [a, b, c, _, e, f, g, last] = v;
        let s1 = e.rotate_right(14) ^ e.rotate_right(18) ^ e.rotate_right(41);
        let choice = e & f ^ !e & g;
        let t1 = last.wrapping_add(s1).wrapping_add(choice).wrapping_add(*k).wrapping_add(*w);
        let s0 = a.rotate_right(28) ^ a.rotate_right(34) ^ a.rotate_right(39);
        let majority = a & b ^ a & c ^ b & c;
        v.rotate_right(1);
        v[0] = t1.wrapping_add(s0).wrapping_add(majority);
        v[4] = v[4].wrapping_add(t1);
    }
    for (h, v) in h.iter_mut().zip(v) {
        *h = h.wrapping_add(v);
    }
}

/// Of the first primes, 64 bits after the point; the first 32 of them are those of SHA-256.
#[rustfmt::skip]
const CUBE_ROOTS: [u64; 80] = [
    0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
    0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
    0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
    0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
    0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
    0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
    0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
    0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
    0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
    0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
    0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
    0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
    0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
    0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
    0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
    0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
    0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
    0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
    0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
    0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
];
