//! What compiled code asks of the runtime itself: `print` and `println`, `min` and `max` of floats, and the
//! panics of iterator functions that misuse a loop body.

use super::Native;
use super::text::float;
use crate::vm::native::{Call, Flow, PanicWith};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "runtime.printSpace" => |c| say(c, b" "),
        "runtime.printNewline" => |c| say(c, b"\n"),
        "runtime.printBool" => |c| say(c, if c.bool(0) { b"true" } else { b"false" }),
        "runtime.printInt" => |c| say(c, c.int(0).to_string().as_bytes()),
        "runtime.printUint" => |c| say(c, c.word(0).to_string().as_bytes()),
        "runtime.printFloat" => |c| say(c, &number(c.float(0))),
        "runtime.printComplex" => |c| {
            let (mut re, im) = (number(c.float(0)), number(c.float(1)));
            re.insert(0, b'(');
            re.extend(im);
            re.extend(b"i)");
            say(c, &re)
        },
        "runtime.printString" => |c| {
            let text = c.str_bytes(0).to_vec();
            say(c, &text)
        },
        "runtime.printPointer" => |c| say(c, format!("{:#x}", c.word(0)).as_bytes()),
        "runtime.printSlice" => |c| {
            let s = c.slice(0);
            say(c, format!("[{}/{}]{:#x}", s.len, s.cap, s.addr).as_bytes())
        },
        "runtime.printIface" => |c| {
            let v = c.iface(0);
            say(c, format!("({:#x},{:#x})", v.tag, v.data).as_bytes())
        },
        "runtime.minFloat" => |c| extreme(c, false),
        "runtime.maxFloat" => |c| extreme(c, true),
        "runtime.rangePanic" => |c| {
            PanicWith::runtime(match c.int(0) {
                DONE => "range function continued iteration after function for loop body returned false",
                OVER => "range function continued iteration after whole loop exit",
                SWALLOWED => "range function recovered a loop body panic and did not resume panicking",
                _ => "range function continued iteration after loop body panic",
            })
        },
        _ => return None,
    })
}

fn say(call: &mut Call<'_>, bytes: &[u8]) -> Flow {
    call.write(2, bytes);
    Flow::Done
}

/// `+1.500000e+000`
fn number(v: f64) -> Vec<u8> {
    let mut out = Vec::new();
    float::append(&mut out, v, b'e', 6, 64);
    if v.is_nan() {
        return out;
    }
    if !matches!(out.first(), Some(b'-' | b'+')) {
        out.insert(0, b'+');
    }
    if let Some(e) = out.iter().position(|&b| b == b'e') {
        while out.len() < e + 5 {
            out.insert(e + 2, b'0');
        }
    }
    out
}

fn extreme(call: &mut Call<'_>, max: bool) -> Flow {
    let (a, b) = (call.float(0), call.float(1));
    let v = if a.is_nan() || b.is_nan() {
        f64::NAN
    } else if a == b {
        // of two zeros the positive is the larger
        if a.is_sign_negative() == max { b } else { a }
    } else if (a > b) == max {
        a
    } else {
        b
    };
    call.ret_float(0, v);
    Flow::Done
}
