//! `fmt`: the machine's own formatter. Methods written in Go (`Error`, `String`, `GoString`, `Format`) are
//! asked for with [`Flow::Invoke`]; the native then runs again from its start and finds their texts in
//! its memo.

mod directive;
mod pad;
mod printer;
pub(super) mod value;

use super::Native;
use crate::arrange::Arrange;
use crate::vm::native::{Call, Flow, Slice};
use printer::Printer;

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "fmt.format" => format,
        "fmt.wrapped" => wrapped,
        "fmt.isNil" => is_nil,
        "fmt.text" => text,
        _ => return None,
    })
}

/// `format(mode int, f string, a []any, run func(…)) []byte`
fn format(call: &mut Call<'_>) -> Flow {
    let mode = call.word(0);
    let layout = call.str_bytes(1).to_vec();
    let (args, run) = (call.slice(3), call.word(6));
    let mut p = Printer::new(call, run);
    p.wraps = mode == 3;
    match mode {
        0 => p.print(args),
        1 => p.println(args),
        _ => p.printf(&layout, args),
    }
    match p.finish() {
        Ok(out) => {
            if !call.has_room(out.len()) {
                return call.out_of_memory();
            }
            call.ret_bytes(0, &out);
            Flow::Done
        }
        Err(flow) => flow,
    }
}

/// `wrapped(f string, a []any) []int`: the operands of `%w`.
fn wrapped(call: &mut Call<'_>) -> Flow {
    let layout = call.str_bytes(0).to_vec();
    let count = call.slice(2).len;
    let mut which: Vec<usize> = Vec::new();
    directive::scan(&layout, count, |d| {
        if d.verb == 'w' {
            which.extend(d.arg);
        }
    });
    which.arrange();
    which.dedup();
    let addr = call.alloc_words(which.len(), true);
    for (i, w) in which.iter().enumerate() {
        call.store(addr + 8 * i as u64, *w as u64);
    }
    let n = which.len();
    call.ret_slice(0, Slice { addr: if n == 0 { 0 } else { addr }, len: n, cap: n });
    Flow::Done
}

/// `isNil(v any) bool`: holds a nil pointer.
fn is_nil(call: &mut Call<'_>) -> Flow {
    let v = call.iface(0);
    let pointer = v.rtype().and_then(|t| call.rtype(t)).is_some_and(value::is_pointer);
    call.ret_bool(0, pointer && v.data == 0);
    Flow::Done
}

/// `text(b []byte) string`, without a copy.
fn text(_: &mut Call<'_>) -> Flow {
    Flow::Done // address and length stand where they are wanted
}
