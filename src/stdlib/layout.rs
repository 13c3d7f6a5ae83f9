//! `go/printer`: Go's text as gofmt lays it out, by the formatter of the syntax.

use super::Native;
use crate::syntax::print;
use crate::vm::native::{Call, Flow};

pub(super) fn native(name: &str) -> Option<Native> {
    (name == "go/printer.layout").then_some(layout as Native)
}

/// `layout(text []byte) (out []byte, ok bool)`
fn layout(call: &mut Call<'_>) -> Flow {
    let text = String::from_utf8_lossy(call.byte_slice(0)).into_owned();
    let out = print::format(&text);
    call.ret(3, u64::from(out.is_ok()));
    let out = out.unwrap_or_default();
    let at = call.new_bytes(out.as_bytes());
    for (i, word) in [at, out.len() as u64, out.len() as u64].into_iter().enumerate() {
        call.ret(i, word);
    }
    Flow::Done
}
