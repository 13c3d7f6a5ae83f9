//! Equality and hashing of values by their types, as `==` and map keys need them. Nested types are walked
//! in step with their types, whose nesting the checker limits.

use super::heap::Heap;
use super::native::Iface;
use crate::compile::code::{RKind, RType};

/// A dynamic type that `==` panics on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Uncomparable(pub u32);

/// Deepest nesting of interfaces in values that are compared or hashed.
const DEPTH: u32 = 200;

/// `x == y` for two values of one type.
pub fn equal_words(
    rtypes: &[RType],
    heap: &Heap,
    t: u32,
    x: &[u64],
    y: &[u64],
) -> Result<bool, Uncomparable> {
    equal_at(rtypes, heap, t, x, y, 0)
}

/// `x == y` for two interfaces.
pub fn equal_ifaces(
    rtypes: &[RType],
    heap: &Heap,
    x: Iface,
    y: Iface,
) -> Result<bool, Uncomparable> {
    ifaces_at(rtypes, heap, x, y, 0)
}

fn ifaces_at(
    rtypes: &[RType],
    heap: &Heap,
    x: Iface,
    y: Iface,
    depth: u32,
) -> Result<bool, Uncomparable> {
    if x.tag != y.tag {
        return Ok(false);
    }
    let Some(t) = x.rtype() else { return Ok(true) };
    let Some(rtype) = rtypes.get(t as usize) else { return Ok(false) };
    if !rtype.comparable || depth > DEPTH {
        return Err(Uncomparable(t));
    }
    match rtype.words {
        0 => Ok(true),
        1 => equal_at(rtypes, heap, t, &[x.data], &[y.data], depth + 1),
        n => {
            let n = n as usize;
            equal_at(rtypes, heap, t, heap.range(x.data, n), heap.range(y.data, n), depth + 1)
        }
    }
}

fn equal_at(
    rtypes: &[RType],
    heap: &Heap,
    t: u32,
    x: &[u64],
    y: &[u64],
    depth: u32,
) -> Result<bool, Uncomparable> {
    let Some(rtype) = rtypes.get(t as usize) else { return Ok(false) };
    let float = |a: u64, b: u64| f64::from_bits(a) == f64::from_bits(b);
    Ok(match &rtype.kind {
        RKind::Float32 | RKind::Float64 => float(x[0], y[0]),
        RKind::Complex64 | RKind::Complex128 => float(x[0], y[0]) && float(x[1], y[1]),
        RKind::String => {
            x[1] == y[1]
                && (x[0] == y[0]
                    || heap.bytes(x[0], x[1] as usize) == heap.bytes(y[0], y[1] as usize))
        }
        RKind::Interface => {
            let [x, y] = [x, y].map(|w| Iface { tag: w[0], data: w[1] });
            return ifaces_at(rtypes, heap, x, y, depth);
        }
        RKind::Struct { fields } => {
            for f in fields {
                let n = rtypes.get(f.rtype as usize).map_or(0, |t| t.words) as usize;
                let at = f.offset as usize..f.offset as usize + n;
                if f.name != "_" && !equal_at(rtypes, heap, f.rtype, &x[at.clone()], &y[at], depth)?
                {
                    return Ok(false);
                }
            }
            true
        }
        RKind::Array { elem, .. } => {
            let Some(e) = rtypes.get(*elem as usize) else { return Ok(false) };
            let n = e.words as usize;
            if e.kind == RKind::Uint8 || n == 0 {
                return Ok(x == y);
            }
            for (a, b) in x.chunks_exact(n).zip(y.chunks_exact(n)) {
                if !equal_at(rtypes, heap, *elem, a, b, depth)? {
                    return Ok(false);
                }
            }
            true
        }
        RKind::Slice { .. } | RKind::Map { .. } | RKind::Func { .. } => {
            return Err(Uncomparable(t));
        }
        _ => x == y,
    })
}

/// A hash that equal values share. `Err`: the key's dynamic type cannot be hashed.
pub fn hash_words(
    rtypes: &[RType],
    heap: &Heap,
    t: u32,
    x: &[u64],
    seed: u64,
) -> Result<u64, Uncomparable> {
    hash_at(rtypes, heap, t, x, seed, 0)
}

/// One step of the hash: a multiplication and a fold.
#[inline]
pub(crate) fn mix(h: u64, x: u64) -> u64 {
    let m = u128::from(h ^ x ^ 0x9e37_79b9_7f4a_7c15) * 0xd6e8_feb8_6659_fd93_u128;
    (m as u64) ^ (m >> 64) as u64
}

fn hash_bytes(h: u64, bytes: &[u8]) -> u64 {
    let mut h = mix(h, bytes.len() as u64);
    let mut chunks = bytes.chunks_exact(8);
    for c in &mut chunks {
        h = mix(h, c.try_into().map_or(0, u64::from_le_bytes));
    }
    let mut last = [0; 8];
    last[..chunks.remainder().len()].copy_from_slice(chunks.remainder());
    mix(h, u64::from_le_bytes(last))
}

fn hash_float(h: u64, bits: u64) -> u64 {
    // +0 and -0 are equal
    mix(h, if f64::from_bits(bits) == 0.0 { 0 } else { bits })
}

fn hash_at(
    rtypes: &[RType],
    heap: &Heap,
    t: u32,
    x: &[u64],
    h: u64,
    depth: u32,
) -> Result<u64, Uncomparable> {
    let Some(rtype) = rtypes.get(t as usize) else { return Ok(h) };
    Ok(match &rtype.kind {
        RKind::Float32 | RKind::Float64 => hash_float(h, x[0]),
        RKind::Complex64 | RKind::Complex128 => hash_float(hash_float(h, x[0]), x[1]),
        RKind::String => hash_bytes(h, heap.bytes(x[0], x[1] as usize)),
        RKind::Interface => {
            let v = Iface { tag: x[0], data: x[1] };
            let Some(t) = v.rtype() else { return Ok(mix(h, 0)) };
            let Some(inner) = rtypes.get(t as usize) else { return Ok(h) };
            if !inner.comparable || depth > DEPTH {
                return Err(Uncomparable(t));
            }
            let h = mix(h, v.tag);
            match inner.words {
                0 => h,
                1 => hash_at(rtypes, heap, t, &[v.data], h, depth + 1)?,
                n => hash_at(rtypes, heap, t, heap.range(v.data, n as usize), h, depth + 1)?,
            }
        }
        RKind::Struct { fields } => {
            let mut h = h;
            for f in fields {
                let n = rtypes.get(f.rtype as usize).map_or(0, |t| t.words) as usize;
                let at = f.offset as usize..f.offset as usize + n;
                if f.name != "_" {
                    h = hash_at(rtypes, heap, f.rtype, &x[at], h, depth)?;
                }
            }
            h
        }
        RKind::Array { elem, .. } => {
            let Some(e) = rtypes.get(*elem as usize) else { return Ok(h) };
            let n = e.words as usize;
            if e.kind == RKind::Uint8 || n == 0 {
                return Ok(x.iter().fold(h, |h, w| mix(h, *w)));
            }
            let mut h = h;
            for part in x.chunks_exact(n) {
                h = hash_at(rtypes, heap, *elem, part, h, depth)?;
            }
            h
        }
        RKind::Slice { .. } | RKind::Map { .. } | RKind::Func { .. } => {
            return Err(Uncomparable(t));
        }
        _ => x.iter().fold(h, |h, w| mix(h, *w)),
    })
}
