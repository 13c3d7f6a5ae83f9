//! `sort`: slices of unknown element types, and the orders in which equal elements cannot be told apart.

use super::Native;
use super::strings::strings_of;
use crate::compile::code::RKind;
use crate::vm::native::{Call, Flow};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "sort.sliceLen" => |c| {
            let v = c.iface(0);
            let n = c.load(v.data + 8);
            c.ret(0, if v.tag == 0 { 0 } else { n });
            Flow::Done
        },
        "sort.sliceSwap" => swap,
        "sort.Ints" => |c| {
            let s = c.slice(0);
            let mut v = c.words(s.addr, s.len).to_vec();
            v.sort_unstable_by_key(|&w| w as i64);
            store_all(c, s.addr, &v)
        },
        "sort.Float64s" => |c| {
            let s = c.slice(0);
            let mut v = c.words(s.addr, s.len).to_vec();
            v.sort_by(|&a, &b| {
                let (a, b) = (f64::from_bits(a), f64::from_bits(b));
                a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
            });
            store_all(c, s.addr, &v)
        },
        "sort.Strings" => |c| {
            let s = c.slice(0);
            let mut v = strings_of(c, s);
            v.sort_by(|a, b| c.bytes(a.0, a.1).cmp(c.bytes(b.0, b.1)));
            let words: Vec<u64> = v.iter().flat_map(|&(a, n)| [a, n as u64]).collect();
            store_all(c, s.addr, &words)
        },
        _ => return None,
    })
}

fn store_all(call: &mut Call<'_>, addr: u64, words: &[u64]) -> Flow {
    for (i, &w) in words.iter().enumerate() {
        call.store(addr + 8 * i as u64, w);
    }
    Flow::Done
}

/// `sliceSwap(x any, i, j int)`
fn swap(call: &mut Call<'_>) -> Flow {
    let (v, i, j) = (call.iface(0), call.word(2), call.word(3));
    let elem = match v.rtype().and_then(|t| call.rtype(t)).map(|t| &t.kind) {
        Some(RKind::Slice { elem }) => *elem,
        _ => return Flow::Done,
    };
    let (addr, len) = (call.load(v.data), call.load(v.data + 8));
    if i >= len || j >= len {
        return Flow::Done;
    }
    let Some((byte, width)) =
        call.rtype(elem).map(|t| (t.kind == RKind::Uint8, u64::from(t.words)))
    else {
        return Flow::Done;
    };
    if byte {
        let (a, b) = (call.bytes(addr + i, 1).to_vec(), call.bytes(addr + j, 1).to_vec());
        call.write_bytes(addr + i, &b);
        call.write_bytes(addr + j, &a);
        return Flow::Done;
    }
    for k in 0..width {
        let (p, q) = (addr + 8 * (i * width + k), addr + 8 * (j * width + k));
        let (a, b) = (call.load(p), call.load(q));
        call.store(p, b);
        call.store(q, a);
    }
    Flow::Done
}
