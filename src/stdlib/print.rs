//! What compiled code itself calls: `print` and `println`, `min` and `max` of floats, and the panics of
//! misused range functions. `compile/code.rs` lists them.

use super::Native;
use crate::vm::native::{Call, Flow, PanicWith};
use crate::vm::{complex_text, float_text};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "runtime.printBool" => |c| {
            let text = if c.bool(0) { "true" } else { "false" };
            say(c, text)
        },
        "runtime.printInt" => |c| {
            let text = c.int(0).to_string();
            say(c, &text)
        },
        "runtime.printUint" => |c| {
            let text = c.word(0).to_string();
            say(c, &text)
        },
        "runtime.printFloat" => |c| {
            let text = float_text(c.float(0), false);
            say(c, &text)
        },
        "runtime.printFloat32" => |c| {
            let text = float_text(c.float(0), true);
            say(c, &text)
        },
        "runtime.printComplex" => |c| {
            let text = complex_text(c.float(0), c.float(1), false);
            say(c, &text)
        },
        "runtime.printComplex64" => |c| {
            let text = complex_text(c.float(0), c.float(1), true);
            say(c, &text)
        },
        "runtime.printString" => |c| {
            let bytes = c.str_bytes(0).to_vec();
            c.write(2, &bytes);
            Flow::Done
        },
        "runtime.printPointer" => |c| {
            let text = format!("{:#x}", c.word(0));
            say(c, &text)
        },
        "runtime.printSlice" => |c| {
            let text = format!("[{}/{}]{:#x}", c.int(1), c.int(2), c.word(0));
            say(c, &text)
        },
        "runtime.printIface" => |c| {
            let text = format!("({:#x},{:#x})", c.word(0), c.word(1));
            say(c, &text)
        },
        "runtime.printSpace" => |c| say(c, " "),
        "runtime.printNewline" => |c| say(c, "\n"),
        "runtime.unsafeString" => |c| checked(c, "String"),
        "runtime.unsafeSlice" => |c| {
            let n = c.word(1);
            let flow = checked(c, "Slice");
            c.ret(2, n);
            flow
        },
        "runtime.minFloat" => |c| {
            let (a, b) = (c.float(0), c.float(1));
            let v = if a.is_nan() || b.is_nan() {
                f64::NAN
            } else if a < b || a == b && a.is_sign_negative() {
                a
            } else {
                b
            };
            c.ret_float(0, v);
            Flow::Done
        },
        "runtime.maxFloat" => |c| {
            let (a, b) = (c.float(0), c.float(1));
            let v = if a.is_nan() || b.is_nan() {
                f64::NAN
            } else if a > b || a == b && a.is_sign_positive() {
                a
            } else {
                b
            };
            c.ret_float(0, v);
            Flow::Done
        },
        "runtime.rangePanic" => |c| {
            PanicWith::runtime(match c.word(0) {
                1 => {
                    "range function continued iteration after function for loop body returned false"
                }
                2 => "range function continued iteration after loop body panic",
                3 => "range function continued iteration after whole loop exit",
                _ => "range function recovered a loop body panic and did not resume panicking",
            })
        },
        _ => return None,
    })
}

fn say(c: &mut Call<'_>, text: &str) -> Flow {
    c.write(2, text.as_bytes());
    Flow::Done
}

/// An address and a length are those of a string or slice, or the call panics.
fn checked(call: &mut Call<'_>, what: &str) -> Flow {
    let (at, n) = (call.word(0), call.int(1));
    if !(0..1 << 47).contains(&n) {
        return PanicWith::runtime(format!("unsafe.{what}: len out of range"));
    }
    if at == 0 && n > 0 {
        return PanicWith::runtime(format!("unsafe.{what}: ptr is nil and len is not zero"));
    }
    Flow::Done
}
