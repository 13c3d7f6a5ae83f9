//! `reflect`: types and functions that a program makes while it runs. A made function is a closure of a stub that
//! the linker adds for its number of result words; the stub hands its arguments to Go.

use super::{done, place};
use crate::compile::code::{RField, RKind};
use crate::ids::FuncId;
use crate::vm::native::{Call, Callee, Flow, PanicWith};
use crate::vm::{MADE_PARAMS, MADE_RESULTS};

/// Largest value that is made of a type, in words.
const MOST_WORDS: u64 = 1 << 27;

fn numbers(call: &Call<'_>, i: usize) -> Vec<u32> {
    let s = call.slice(i);
    call.words(s.addr, s.len).iter().map(|&w| w as u32).collect()
}

/// `made(kind, elem, key, n int, in, out []int, name string) int`: the type with these parts that has no name.
pub(super) fn made(call: &mut Call<'_>) -> Flow {
    let [kind, elem, key, n] = [0, 1, 2, 3].map(|i| call.word(i));
    let name = call.string(10);
    let elem = elem as u32;
    let kind = match kind {
        17 => {
            let words = call.rtype(elem).map_or(1, |t| u64::from(t.words));
            if words.saturating_mul(n) > MOST_WORDS {
                return PanicWith::text(
                    "reflect.ArrayOf: array size would exceed virtual address space",
                );
            }
            RKind::Array { elem, len: n }
        }
        18 => RKind::Chan { elem, dir: n as u8 },
        19 => RKind::Func { params: numbers(call, 4), results: numbers(call, 7), variadic: n == 1 },
        21 => RKind::Map { key: key as u32, value: elem },
        22 => RKind::Pointer { elem },
        _ => RKind::Slice { elem },
    };
    let t = call.m.type_made_of(kind, &name);
    done(call, t.into())
}

/// `madeStruct(names, tags []string, types, flags []int, name string) int`; a flag has 1 for an embedded field and
/// 2 for an exported one.
pub(super) fn made_struct(call: &mut Call<'_>) -> Flow {
    let text = |i: usize, k: usize| {
        let at = call.slice(i).addr + 16 * k as u64;
        String::from_utf8_lossy(call.bytes(call.load(at), call.load(at + 8) as usize)).into_owned()
    };
    let (types, flags) = (numbers(call, 6), numbers(call, 9));
    let field = |k: usize| RField {
        name: text(0, k),
        rtype: types[k],
        offset: 0,
        embedded: flags[k] & 1 != 0,
        exported: flags[k] & 2 != 0,
        tag: text(3, k),
    };
    let mut fields: Vec<RField> = (0..types.len().min(flags.len())).map(field).collect();
    let name = call.string(12);
    if u64::from(call.m.place_fields(&mut fields)) > MOST_WORDS {
        return PanicWith::text("reflect.StructOf: struct size would exceed virtual address space");
    }
    let t = call.m.type_made_of(RKind::Struct { fields }, &name);
    done(call, t.into())
}

/// Parameter and result words of a func type.
fn widths(call: &Call<'_>, t: u32) -> (usize, usize) {
    let words = |list: &[u32]| {
        list.iter().map(|&t| call.rtype(t).map_or(0, |t| t.words as usize)).sum::<usize>()
    };
    match call.rtype(t).map(|t| &t.kind) {
        Some(RKind::Func { params, results, .. }) => (words(params), words(results)),
        _ => (0, 0),
    }
}

/// `makeFunc(id int, f func([]Value) []Value) uint64`: a func value of that type.
pub(super) fn make_func(call: &mut Call<'_>) -> Flow {
    let (t, f) = (call.word(0), call.word(1));
    let (params, results) = widths(call, t as u32);
    let Some(first) = call.m.linked.stubs.made else { return done(call, 0) };
    if params > MADE_PARAMS || results > MADE_RESULTS {
        return PanicWith::text(
            "reflect.MakeFunc: functions with so large arguments are not made here",
        );
    }
    let at = place(call, &[u64::from(first.0) + results as u64, t, f]);
    done(call, at)
}

/// What a made function does: its arguments are the stub's window, its closure is the stub's.
pub(super) fn made_call(call: &mut Call<'_>) -> Flow {
    let closure = call.m.frame.closure;
    let (t, f) = (call.load(closure + 8), call.load(closure + 16));
    let (params, results) = widths(call, t as u32);
    if call.invoked() {
        let out = call.memo(0);
        for k in 0..results {
            let word = call.load(out + 8 * k as u64);
            call.ret(k, word);
        }
        return Flow::Done;
    }
    let Some(hook) = call.hook("reflect.hookMade") else { return Flow::Done };
    let words: Vec<u64> = (0..params).map(|k| call.word(k)).collect();
    let (args, out) = (place(call, &words), place(call, &vec![0; results]));
    Flow::Invoke { func: Callee::Func(hook), args: vec![t, f, args, out], results: 1 }
}

/// `methods(id int) (names string, funcs, types []int)`: names with a newline after each.
pub(super) fn methods(call: &mut Call<'_>) -> Flow {
    let list = call.rtype(call.word(0) as u32).map_or(vec![], |t| t.methods.clone());
    let program = call.program();
    let name = |m: &(u32, FuncId)| program.methods.get(m.0 as usize).map_or("", |n| n.as_str());
    let names: Vec<&str> = list.iter().map(name).collect();
    let names = names.join("\n");
    let types =
        list.iter().map(|m| program.method_types.get(m.0 as usize).copied().unwrap_or(0)).collect();
    super::numbers(call, 2, list.iter().map(|m| m.1.0).collect());
    super::numbers(call, 5, types);
    call.ret_str(0, names.as_bytes());
    Flow::Done
}
