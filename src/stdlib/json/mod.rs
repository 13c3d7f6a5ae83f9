//! `encoding/json` over run-time types. Encoding asks Go code (`MarshalJSON`, `MarshalText`) through
//! [`Flow::Invoke`]; decoding returns to Go the list of values that decode themselves.

mod decode;
mod decode_compound;
mod decode_scalar;
mod encode;
mod fields;
mod scan;

use super::Native;
use crate::compile::code::RKind;
use crate::vm::native::{Call, Flow};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "encoding/json.encode" => encode::encode,
        "encoding/json.decode" => decode::decode,
        "encoding/json.commit" => decode::commit,
        "encoding/json.check" => check,
        "encoding/json.next" => next,
        "encoding/json.compact" => |c| {
            let out = scan::compact(c.byte_slice(0), c.bool(3));
            c.ret_bytes(0, &out);
            Flow::Done
        },
        "encoding/json.indent" => indent,
        "encoding/json.target" => target,
        "encoding/json.unquote" => |c| {
            let out = scan::unquote(c.byte_slice(0));
            c.ret_str(0, &out);
            Flow::Done
        },
        _ => return None,
    })
}

/// `check(data []byte) (problem string, offset int)`: one value and nothing else.
fn check(call: &mut Call<'_>) -> Flow {
    let (text, at) = scan::check(call.byte_slice(0)).err().unwrap_or_default();
    call.ret_str(0, text.as_bytes());
    call.ret_int(2, at as i64);
    Flow::Done
}

/// `next(data []byte, eof bool) (n int, problem string)`: length of the first value with the space before
/// it; 0 when more is needed.
fn next(call: &mut Call<'_>) -> Flow {
    let (data, eof) = (call.byte_slice(0), call.bool(3));
    let (n, text) = match scan::value(data, 0) {
        // a number may go on
        Ok(n) if n == data.len() && !eof && data.last().is_some_and(u8::is_ascii_digit) => {
            (0, String::new())
        }
        Ok(n) => (n, String::new()),
        Err((_, at)) if at >= data.len() && !eof => (0, String::new()),
        Err((text, _)) => (0, text),
    };
    call.ret_int(0, n as i64);
    call.ret_str(1, text.as_bytes());
    Flow::Done
}

/// `indent(data []byte, prefix, indent string) []byte`
fn indent(call: &mut Call<'_>) -> Flow {
    let (prefix, step) = (call.str_bytes(3), call.str_bytes(5));
    let out = scan::indent(call.byte_slice(0), prefix, step);
    if !call.has_room(out.len()) {
        return call.out_of_memory();
    }
    call.ret_bytes(0, &out);
    Flow::Done
}

/// `target(v any) string`: what `Unmarshal` says about a target that is no pointer.
fn target(call: &mut Call<'_>) -> Flow {
    let v = call.iface(0);
    let text = match v.rtype().and_then(|t| call.rtype(t)) {
        None => "json: Unmarshal(nil)".to_string(),
        Some(t) if !matches!(t.kind, RKind::Pointer { .. }) => {
            format!("json: Unmarshal(non-pointer {})", t.name)
        }
        Some(t) if v.data == 0 => format!("json: Unmarshal(nil {})", t.name),
        Some(_) => String::new(),
    };
    call.ret_str(0, text.as_bytes());
    Flow::Done
}
