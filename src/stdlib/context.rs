//! `context`: contexts report themselves to the trace.

use super::Native;
use super::sync::object;
use crate::compile::code::CHAN_BASE;
use crate::ids::NOBODY;
use crate::sync::ChanId;
use crate::trace::event::{EventKind, ObjectKind};
use crate::vm::native::{Call, Flow};

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "context.traceNew" => trace_new,
        "context.traceCancel" => trace_cancel,
        "context.markDone" => mark_done,
        _ => return None,
    })
}

/// `traceNew(c *cancelCtx, parent uint64, deadline int64) uint64`
fn trace_new(call: &mut Call<'_>) -> Flow {
    let (parent, left) = (call.int(1), call.int(2));
    let deadline = if left < 0 { -1 } else { call.now_ns().saturating_add(left) };
    let (name, pos) = (call.m.name_here(), call.pos());
    let obj = call.m.sched.new_object(ObjectKind::Context, name, pos);
    call.m.sched.record(EventKind::Context, NOBODY, obj, pos, parent, deadline);
    let address = call.word(0);
    call.m.context_made(obj, address, pos);
    call.ret(0, u64::from(obj.0));
    Flow::Done
}

/// `traceCancel(id uint64, cause string, deadline bool)`
fn trace_cancel(call: &mut Call<'_>) -> Flow {
    let (obj, pos) = (object(call.word(0)), call.pos());
    let (text, deadline) = (call.string(1), call.bool(3));
    let text = call.m.sched.trace.intern(&text);
    call.m.sched.record(EventKind::Cancel, NOBODY, obj, pos, i64::from(text.0), i64::from(deadline));
    Flow::Done
}

/// `markDone(c chan struct{}, id uint64)`
fn mark_done(call: &mut Call<'_>) -> Flow {
    let chan = ChanId(call.word(0).wrapping_sub(CHAN_BASE) as u32);
    call.m.chans.belongs_to(chan, object(call.word(1)));
    Flow::Done
}
