//! `reflect`: types by their numbers (indices of run-time types) and memory by address. What they mean is
//! written in Go; here are the words.

mod chans;
mod made;

use super::Native;
use crate::compile::code::RKind;
use crate::ids::FuncId;
use crate::vm::native::{Call, Callee, Flow, Iface, Slice};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name.strip_prefix("reflect.")? {
        "typeID" => |c| {
            let tag = c.word(0);
            done(c, tag.wrapping_sub(1))
        },
        "dataOf" => data_of,
        "dataWord" => |c| {
            let data = c.word(1);
            done(c, data)
        },
        "box" => make_box,
        "inner" => inner,
        "load" | "address" => |c| {
            let word = c.load(c.word(0));
            done(c, word)
        },
        "loadByte" => |c| {
            let byte = c.bytes(c.word(0), 1).first().copied().unwrap_or(0);
            done(c, u64::from(byte))
        },
        "store" => |c| {
            let (at, word) = (c.word(0), c.word(1));
            c.store(at, word);
            Flow::Done
        },
        "storeByte" => |c| {
            let (at, byte) = (c.word(0), c.word(1) as u8);
            c.write_bytes(at, &[byte]);
            Flow::Done
        },
        "at" => |c| {
            let at = c.word(0).wrapping_add(c.word(1));
            done(c, at)
        },
        "copyWords" => |c| {
            let words = c.words(c.word(1), c.word(2) as usize).to_vec();
            let to = c.word(0);
            for (i, word) in words.into_iter().enumerate() {
                c.store(to + 8 * i as u64, word);
            }
            Flow::Done
        },
        "text" => |c| {
            let (addr, len) = (c.load(c.word(0)), c.load(c.word(0) + 8));
            c.ret(1, len);
            done(c, addr)
        },
        "alloc" => |c| {
            let s = c.new_slice(c.word(0) as u32, c.word(1) as usize);
            done(c, s.addr)
        },
        "info" => info,
        "field" => field,
        "signature" => |c| {
            let (params, results) = match kind_of(c) {
                Some(RKind::Func { params, results, .. }) => (params, results),
                _ => (vec![], vec![]),
            };
            numbers(c, 0, params);
            numbers(c, 3, results)
        },
        "methods" => made::methods,
        "made" => made::made,
        "madeStruct" => made::made_struct,
        "makeFunc" => made::make_func,
        "madeCall" => made::made_call,
        "selects" => chans::selects,
        "selectHere" => chans::select_here,
        "chanClose" => chans::close,
        "makeChan" => chans::make,
        "implements" => implements,
        "mapLen" => |c| {
            let n = c.map_len(c.word(0));
            done(c, n as u64)
        },
        "mapGet" => map_get,
        "mapSet" => map_set,
        "mapKeys" => |c| map_parts(c, false),
        "mapValues" => |c| map_parts(c, true),
        "mapClear" => |c| {
            c.map_clear(c.word(0));
            Flow::Done
        },
        "makeMap" => |c| {
            let map = c.make_map(c.word(0) as u32);
            done(c, map)
        },
        "chanLen" => |c| {
            let (n, cap) = (c.chan_len(c.word(0)), c.chan_cap(c.word(0)));
            c.ret(1, cap as u64);
            done(c, n as u64)
        },
        "call" => call,
        "equal" => equal,
        _ => return None,
    })
}

fn done(call: &mut Call<'_>, word: u64) -> Flow {
    call.ret(0, word);
    Flow::Done
}

/// Kind of the type whose number is argument 0.
fn kind_of(call: &Call<'_>) -> Option<RKind> {
    call.rtype(call.word(0) as u32).map(|t| t.kind.clone())
}

fn numbers(call: &mut Call<'_>, i: usize, list: Vec<u32>) -> Flow {
    let n = list.len();
    let addr = if n == 0 { 0 } else { call.alloc_words(n, true) };
    for (k, v) in list.into_iter().enumerate() {
        call.store(addr + 8 * k as u64, u64::from(v));
    }
    call.ret_slice(i, Slice { addr, len: n, cap: n });
    Flow::Done
}

/// `dataOf(v any) *byte`: the value's words in memory, a copy where they are not there.
fn data_of(call: &mut Call<'_>) -> Flow {
    let v = call.iface(0);
    let words = v.rtype().and_then(|t| call.rtype(t)).map_or(0, |t| t.words);
    let at = match words {
        0 => crate::compile::code::ZERO_BASE,
        1 => {
            let at = call.alloc_words(1, false);
            call.store(at, v.data);
            at
        }
        _ => v.data,
    };
    done(call, at)
}

/// Words of a value in memory.
pub(super) fn words_at(call: &Call<'_>, t: u32, at: u64) -> Vec<u64> {
    match call.rtype(t) {
        Some(r) if r.kind == RKind::Uint8 => {
            vec![u64::from(call.bytes(at, 1).first().copied().unwrap_or(0))]
        }
        Some(r) => {
            let mut words = call.words(at, r.words as usize).to_vec();
            words.resize(r.words as usize, 0);
            words
        }
        None => vec![],
    }
}

/// `box(id int, p *byte) any`
fn make_box(call: &mut Call<'_>) -> Flow {
    let t = call.word(0) as u32;
    let words = words_at(call, t, call.word(1));
    let v = match (kind_of(call), &words[..]) {
        (Some(RKind::Interface), &[tag, data]) => Iface { tag, data },
        (None, _) => Iface::default(),
        _ => call.make_iface(t, &words),
    };
    call.ret_iface(0, v);
    Flow::Done
}

/// `inner(p *byte) (id int, q *byte)`: what the interface at p holds; -1 for nil.
fn inner(call: &mut Call<'_>) -> Flow {
    let at = call.word(0);
    let v = Iface { tag: call.load(at), data: call.load(at + 8) };
    let wide = v.rtype().and_then(|t| call.rtype(t)).is_some_and(|t| t.words > 1);
    call.ret(1, if wide { v.data } else { at + 8 });
    done(call, v.tag.wrapping_sub(1))
}

/// Go's number of a kind.
fn number(kind: &RKind) -> u64 {
    match kind {
        RKind::Bool => 1,
        RKind::Int => 2,
        RKind::Int8 => 3,
        RKind::Int16 => 4,
        RKind::Int32 => 5,
        RKind::Int64 => 6,
        RKind::Uint => 7,
        RKind::Uint8 => 8,
        RKind::Uint16 => 9,
        RKind::Uint32 => 10,
        RKind::Uint64 => 11,
        RKind::Uintptr => 12,
        RKind::Float32 => 13,
        RKind::Float64 => 14,
        RKind::Complex64 => 15,
        RKind::Complex128 => 16,
        RKind::Array { .. } => 17,
        RKind::Chan { .. } => 18,
        RKind::Func { .. } => 19,
        RKind::Interface => 20,
        RKind::Map { .. } => 21,
        RKind::Pointer { .. } => 22,
        RKind::Slice { .. } => 23,
        RKind::String => 24,
        RKind::Struct { .. } => 25,
        RKind::UnsafePointer => 26,
    }
}

/// Element, key, and length, direction or number of fields.
fn parts(kind: &RKind) -> (u32, u32, u64) {
    match kind {
        RKind::Pointer { elem } | RKind::Slice { elem } => (*elem, 0, 0),
        RKind::Array { elem, len } => (*elem, 0, *len),
        RKind::Map { key, value } => (*value, *key, 0),
        RKind::Chan { elem, dir } => (*elem, 0, u64::from(*dir)),
        RKind::Struct { fields } => (0, 0, fields.len() as u64),
        RKind::Func { variadic, .. } => (0, 0, u64::from(*variadic)),
        _ => (0, 0, 0),
    }
}

/// `info(id int) (kind, words, elem, key, n, ptrTo int, comparable bool, name, typeName, pkg string)`
fn info(call: &mut Call<'_>) -> Flow {
    let Some(t) = call.rtype(call.word(0) as u32).cloned() else { return Flow::Done };
    let (elem, key, n) = parts(&t.kind);
    let pointer = t.ptr_to.map_or(-1, i64::from);
    let words = [number(&t.kind), u64::from(t.words), elem.into(), key.into(), n, pointer as u64];
    for (i, word) in words.into_iter().enumerate() {
        call.ret(i, word);
    }
    call.ret_bool(6, t.comparable);
    for (i, text) in [&t.name, &t.type_name, &t.pkg].into_iter().enumerate() {
        call.ret_str(7 + 2 * i, text.as_bytes());
    }
    Flow::Done
}

/// `field(id, i int) (name, tag string, typ, offset int, embedded, exported bool)`
fn field(call: &mut Call<'_>) -> Flow {
    let i = call.word(1) as usize;
    let Some(RKind::Struct { fields }) = kind_of(call) else { return Flow::Done };
    let Some(f) = fields.get(i) else { return Flow::Done };
    call.ret_str(0, f.name.as_bytes());
    call.ret_str(2, f.tag.as_bytes());
    call.ret(4, f.rtype.into());
    call.ret(5, f.offset.into());
    call.ret_bool(6, f.embedded);
    call.ret_bool(7, f.exported);
    Flow::Done
}

/// `implements(id, iface int) bool`
fn implements(call: &mut Call<'_>) -> Flow {
    let (t, i) = (call.rtype(call.word(0) as u32), call.rtype(call.word(1) as u32));
    let yes = t
        .zip(i)
        .is_some_and(|(t, i)| i.methods.iter().all(|m| t.methods.iter().any(|own| own.0 == m.0)));
    call.ret_bool(0, yes);
    Flow::Done
}

/// `mapGet(m uint64, kt int, key *byte, vt int) *byte`: a copy of the value; nil when there is none.
fn map_get(call: &mut Call<'_>) -> Flow {
    let key = words_at(call, call.word(1) as u32, call.word(2));
    let Some(value) = call.map_get(call.word(0), &key) else { return done(call, 0) };
    let at = place(call, &value);
    done(call, at)
}

fn place(call: &mut Call<'_>, words: &[u64]) -> u64 {
    let at = call.alloc_words(words.len().max(1), false);
    for (i, word) in words.iter().enumerate() {
        call.store(at + 8 * i as u64, *word);
    }
    at
}

/// `mapSet(m uint64, kt int, key *byte, vt int, value *byte) bool`; a nil value deletes.
fn map_set(call: &mut Call<'_>) -> Flow {
    let map = call.word(0);
    let key = words_at(call, call.word(1) as u32, call.word(2));
    let yes = match call.word(4) {
        0 => call.map_delete(map, &key),
        at => {
            let value = words_at(call, call.word(3) as u32, at);
            call.map_set(map, &key, &value)
        }
    };
    call.ret_bool(0, yes);
    Flow::Done
}

/// `mapKeys(m uint64) []*byte`: copies of the keys; `mapValues` of the values in their order.
fn map_parts(call: &mut Call<'_>, values: bool) -> Flow {
    let entries = call.map_entries(call.word(0)).into_iter();
    let parts: Vec<Vec<u64>> = entries.map(|(k, v)| if values { v } else { k }).collect();
    let n = parts.len();
    let list = call.alloc_words(n.max(1), false);
    for (i, part) in parts.iter().enumerate() {
        let at = place(call, part);
        call.store(list + 8 * i as u64, at);
    }
    call.ret_slice(0, Slice { addr: list, len: n, cap: n });
    Flow::Done
}

/// `call(target uint64, method bool, args []uint64, results int) []uint64`: a func value, or a function by
/// its number.
fn call(call: &mut Call<'_>) -> Flow {
    let (args, results) = (call.slice(2), call.word(5));
    if !call.invoked() {
        let args = call.words(args.addr, args.len).to_vec();
        let func = match call.bool(1) {
            true => Callee::Func(FuncId(call.word(0) as u32)),
            false => Callee::Value(call.word(0)),
        };
        return Flow::Invoke { func, args, results: results as u16 };
    }
    let words: Vec<u64> = (0..results as usize).map(|k| call.memo(k)).collect();
    let at = place(call, &words);
    call.ret_slice(0, Slice { addr: at, len: words.len(), cap: words.len() });
    Flow::Done
}

/// `equal(id int, p, q *byte) bool`: as `==` says.
fn equal(call: &mut Call<'_>) -> Flow {
    let t = call.word(0) as u32;
    let (x, y) = (words_at(call, t, call.word(1)), words_at(call, t, call.word(2)));
    let m = call.machine();
    let same = crate::vm::equal_words(&m.types, &m.heap, t, &x, &y);
    call.ret_bool(0, same.unwrap_or(false));
    Flow::Done
}
