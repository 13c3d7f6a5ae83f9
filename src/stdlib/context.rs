//! `context`: contexts report themselves to the trace, and are cancelled here, so that a deadline needs no
//! goroutine: its waker is the clock.

use super::Native;
use super::sync::object;
use crate::compile::code::CHAN_BASE;
use crate::ids::{FuncId, NOBODY, StrId};
use crate::sync::ChanId;
use crate::text::Pos;
use crate::trace::event::{EventKind, ObjectKind};
use crate::vm::Machine;
use crate::vm::native::{Call, Flow};
use crate::vm::timers::TimerAction;

/// Words of a `cancelCtx`, as byte offsets.
#[allow(missing_docs)]
pub mod word {
    pub const DONE: u64 = 8 * 2;
    pub const ERR: u64 = 8 * 3;
    pub const CAUSE: u64 = 8 * 5;
    pub const ID: u64 = 8 * 7;
    pub const UP: u64 = 8 * 8;
    pub const PREV: u64 = 8 * 9;
    pub const NEXT: u64 = 8 * 10;
    pub const FIRST: u64 = 8 * 11;
    pub const LAST: u64 = 8 * 12;
    pub const TIMER: u64 = 8 * 13;
    pub const AFTER: u64 = 8 * 14;
}

pub(super) fn native(name: &str) -> Option<Native> {
    Some(match name {
        "context.traceNew" => trace_new,
        "context.markDone" => mark_done,
        "context.adopt" => |c| {
            let (parent, child) = (c.word(0), c.word(1));
            adopt(c.m, parent, child);
            Flow::Done
        },
        "context.cancelTree" => |c| {
            let (ending, pos) = (c.word(0), c.pos());
            cancel_tree(c.m, ending, pos);
            Flow::Done
        },
        "context.endAfter" => |c| {
            let (ending, delay) = (c.word(0), c.int(1));
            let id = c.m.make_timer(TimerAction::Run(deadline, ending), false);
            c.m.set_timer(id, delay, 0);
            c.ret(0, u64::from(id) + 1);
            Flow::Done
        },
        "context.ended" => |c| super::sync::acquire(c, c.word(0)),
        _ => return None,
    })
}

/// `traceNew(c *cancelCtx, parent uint64, deadline int64) uint64`
fn trace_new(call: &mut Call<'_>) -> Flow {
    let (address, parent, left) = (call.word(0), call.int(1), call.int(2));
    let deadline = if left < 0 { -1 } else { call.now_ns().saturating_add(left) };
    let (name, pos) = (call.m.name_here(), call.pos());
    let obj = call.m.sched.new_object(ObjectKind::Context, name, pos);
    let deadline = call.m.context_made(obj, address, pos, deadline);
    call.m.sched.record(EventKind::Context, NOBODY, obj, pos, parent, deadline);
    call.ret(0, u64::from(obj.0));
    Flow::Done
}

/// `markDone(c chan struct{}, id uint64)`
fn mark_done(call: &mut Call<'_>) -> Flow {
    if let Some(chan) = chan_id(call.word(0)) {
        call.m.chans.belongs_to(chan, object(call.word(1)));
    }
    Flow::Done
}

fn chan_id(handle: u64) -> Option<ChanId> {
    Some(ChanId(u32::try_from(handle.checked_sub(CHAN_BASE)?).ok()?))
}

/// A deadline has come.
fn deadline(m: &mut Machine, ending: u64) {
    cancel_tree(m, ending, Pos::NONE);
}

/// Ends the context of an `ending` (context, leave, error, cause, text) and all below it.
fn cancel_tree(m: &mut Machine, ending: u64, pos: Pos) {
    let [c, leave, err, err_data, cause, cause_data, text, len] = m.heap.range(ending, 8) else {
        return;
    };
    let (root, leave) = (*c, *leave != 0);
    let (err, cause, text) = ([*err, *err_data], [*cause, *cause_data], (*text, *len as usize));
    let text = String::from_utf8_lossy(m.heap.bytes(text.0, text.1)).into_owned();
    let text = m.sched.trace.intern(&text);
    let by_deadline = i64::from(m.sched.current_gid() == NOBODY);
    let mut todo = vec![root];
    while let Some(c) = todo.pop() {
        if m.heap.load(c + word::ERR) != 0 {
            continue;
        }
        for (at, w) in [(word::ERR, err), (word::CAUSE, cause)] {
            m.heap.store(c + at, w[0]);
            m.heap.store(c + at + 8, w[1]);
        }
        end_one(m, c, text, by_deadline, pos);
        let mut child = m.heap.load(c + word::LAST);
        m.heap.store(c + word::FIRST, 0);
        m.heap.store(c + word::LAST, 0);
        while child != 0 {
            todo.push(child);
            let next = m.heap.load(child + word::PREV);
            for at in [word::UP, word::PREV, word::NEXT] {
                m.heap.store(child + at, 0);
            }
            child = next;
        }
    }
    if leave {
        unlink(m, root);
    }
}

/// What one context's end means: the trace hears of it, its timer stops, who waits for it wakes, its
/// function starts.
fn end_one(m: &mut Machine, c: u64, text: StrId, by_deadline: i64, pos: Pos) {
    let id = object(m.heap.load(c + word::ID));
    m.sched.order.release(m.sched.current(), c);
    if id.0 != 0 {
        m.sched.record(EventKind::Cancel, NOBODY, id, pos, i64::from(text.0), by_deadline);
    }
    let timer = m.heap.load(c + word::TIMER);
    if timer != 0 {
        m.heap.store(c + word::TIMER, 0);
        m.stop_timer(timer as u32 - 1);
    }
    if let Some(done) = chan_id(m.heap.load(c + word::DONE)) {
        // it was closed by nobody else: only this function closes it
        let _ = m.chans.close(&mut m.sched, done, pos);
    }
    let after = m.heap.load(c + word::AFTER);
    if let Some(f) = m.func_of(after) {
        let f = FuncId(f);
        if let Err(hit) = m.start_goroutine(f, f, after, &[], StrId(0), pos, 0) {
            m.finish_limit(hit);
        }
    }
}

/// Puts a context at the end of its parent's list of children.
fn adopt(m: &mut Machine, up: u64, c: u64) {
    let last = m.heap.load(up + word::LAST);
    m.heap.store(c + word::UP, up);
    m.heap.store(c + word::PREV, last);
    m.heap.store(if last == 0 { up + word::FIRST } else { last + word::NEXT }, c);
    m.heap.store(up + word::LAST, c);
}

/// Takes a context out of its parent's list of children.
fn unlink(m: &mut Machine, c: u64) {
    let [up, prev, next] = [word::UP, word::PREV, word::NEXT].map(|at| m.heap.load(c + at));
    if up == 0 {
        return;
    }
    match prev {
        0 => m.heap.store(up + word::FIRST, next),
        p => m.heap.store(p + word::NEXT, next),
    }
    match next {
        0 => m.heap.store(up + word::LAST, prev),
        n => m.heap.store(n + word::PREV, prev),
    }
    for at in [word::UP, word::PREV, word::NEXT] {
        m.heap.store(c + at, 0);
    }
}
