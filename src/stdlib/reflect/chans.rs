//! `reflect`: channels. All that may wait is a select whose cases are in memory; its stub's window has room for the
//! values, as a waiting goroutine names places of its own stack.

use super::{done, words_at};
use crate::compile::code::CHAN_BASE;
use crate::sync::{CLOSE_OF_NIL, ChanId, Received, SEND_ON_CLOSED, SelectCase, Selected, Sent};
use crate::vm::SELECT_WORDS;
use crate::vm::native::{Call, Callee, Flow, PanicWith};

/// A case as Go gives it: `struct { ch uint64; p *byte; elem int; send bool }`.
struct Case {
    chan: Option<ChanId>,
    p: u64,
    elem: u32,
    send: bool,
    /// First word in the window.
    at: usize,
    width: usize,
}

fn chan_of(handle: u64) -> Option<ChanId> {
    Some(ChanId(u32::try_from(handle.checked_sub(CHAN_BASE)?).ok()?))
}

/// `selects(cases []rcase, block bool) (chosen int, ok bool)`; -1 when none can proceed and it does not wait.
pub(super) fn selects(call: &mut Call<'_>) -> Flow {
    if call.invoked() {
        let (chosen, ok) = (call.memo(0), call.memo(1));
        call.ret(0, chosen);
        call.ret(1, ok);
        return Flow::Done;
    }
    let Some(stub) = call.m.linked.stubs.select else { return Flow::Done };
    let args = vec![call.word(0), call.word(1), call.word(3)];
    Flow::Invoke { func: Callee::Func(stub), args, results: 2 }
}

fn cases(call: &Call<'_>) -> Option<Vec<Case>> {
    let (list, n) = (call.word(0), call.word(1) as usize);
    let mut at = 8;
    let mut out = Vec::new();
    for i in 0..n {
        let w = call.words(list + 32 * i as u64, 4);
        let &[handle, p, elem, send] = w else { return None };
        let chan = chan_of(handle);
        let width = chan.map_or(0, |c| usize::from(call.m.chans.width(c)));
        out.push(Case { chan, p, elem: elem as u32, send: send & 1 != 0, at, width });
        at += width;
    }
    (at <= SELECT_WORDS).then_some(out)
}

/// The select itself, in the window of its stub: arguments as above, then the values.
pub(super) fn select_here(call: &mut Call<'_>) -> Flow {
    let Some(cases) = cases(call) else {
        return PanicWith::text("reflect.Select: too many cases");
    };
    if call.resumed() {
        let note = call.m.sched.note(call.m.cur);
        let i = usize::from(note.case);
        let Some(case) = cases.get(i) else { return Flow::Done };
        let words = (0..case.width).map(|k| call.word(case.at + k)).collect::<Vec<_>>();
        return finish(call, i, case, (!note.closed).then_some(&words));
    }
    for case in cases.iter().filter(|c| c.send) {
        for (k, word) in words_at(call, case.elem, case.p).into_iter().enumerate() {
            call.ret(case.at + k, word);
        }
    }
    let block = call.bool(2);
    call.m.synchronises();
    let (base, pos) = (call.base, call.pos());
    let list: Vec<SelectCase> = cases
        .iter()
        .map(|c| SelectCase { chan: c.chan, send: c.send, at: (base + c.at) as u32 })
        .collect();
    if let ([case], true) = (&cases[..], block) {
        return alone(call, case);
    }
    let m = &mut *call.m;
    match m.chans.select(&mut m.sched, &list, !block, pos) {
        Selected::Case(i) => match cases.get(usize::from(i)) {
            Some(case) => proceed(call, usize::from(i), case),
            None => Flow::Done,
        },
        Selected::None if !block => {
            call.ret_int(0, -1);
            call.ret(1, 0);
            Flow::Done
        }
        Selected::None => {
            let words = m.stack.range(0, base + SELECT_WORDS);
            m.chans.select_block(&mut m.sched, &list, words, pos);
            Flow::ParkedRetry
        }
    }
}

/// One case that waits: a send or receive like any other.
fn alone(call: &mut Call<'_>, case: &Case) -> Flow {
    if case.chan.is_some() {
        return proceed(call, 0, case);
    }
    let reason = match case.send {
        true => crate::trace::event::WaitReason::ChanSendNil,
        false => crate::trace::event::WaitReason::ChanReceiveNil,
    };
    Flow::Retry(reason, crate::ids::NO_OBJECT)
}

/// Sends or receives; the goroutine waits where that is not possible at once.
fn proceed(call: &mut Call<'_>, i: usize, case: &Case) -> Flow {
    let Some(chan) = case.chan else { return Flow::Done };
    let (at, pos) = (call.base + case.at, call.pos());
    let m = &mut *call.m;
    if !case.send {
        let out = m.stack.range_mut(at, at + case.width);
        let got = m.chans.recv(&mut m.sched, chan, out, at as u32, pos);
        let words = out.to_vec();
        return match got {
            Received::Blocked => Flow::ParkedRetry,
            Received::Value => finish(call, i, case, Some(&words)),
            Received::Closed | Received::Empty => finish(call, i, case, None),
        };
    }
    let value = m.stack.range(at, at + case.width).to_vec();
    match m.chans.send(&mut m.sched, chan, &value, pos) {
        Sent::Blocked => return Flow::ParkedRetry,
        Sent::Closed => return finish(call, i, case, None),
        Sent::HandOff { to, at } => m.gs[to.index()].receive(at, &value),
        Sent::Done | Sent::Full => {}
    }
    finish(call, i, case, Some(&value))
}

/// A case is done; no words: its channel was closed.
fn finish(call: &mut Call<'_>, i: usize, case: &Case, words: Option<&Vec<u64>>) -> Flow {
    if case.send && words.is_none() {
        return PanicWith::plain(SEND_ON_CLOSED);
    }
    if !case.send {
        for k in 0..case.width {
            let word = words.and_then(|w| w.get(k)).copied().unwrap_or(0);
            call.store(case.p + 8 * k as u64, word);
        }
    }
    call.ret(0, i as u64);
    call.ret_bool(1, words.is_some() && !case.send);
    Flow::Done
}

/// `chanClose(ch uint64)`
pub(super) fn close(call: &mut Call<'_>) -> Flow {
    let (chan, pos) = (chan_of(call.word(0)), call.pos());
    call.m.releases();
    let m = &mut *call.m;
    let closed = match chan {
        Some(c) => m.chans.close(&mut m.sched, c, pos),
        None => Err(CLOSE_OF_NIL),
    };
    closed.map_or_else(PanicWith::plain, |()| Flow::Done)
}

/// `makeChan(elem, n int) uint64`
pub(super) fn make(call: &mut Call<'_>) -> Flow {
    let (elem, n) = (call.word(0) as u32, call.word(1));
    let width = call.rtype(elem).map_or(1, |t| t.words);
    if !call.has_room(8 * (width.max(1) as usize).saturating_mul(n as usize)) {
        return call.out_of_memory();
    }
    let (name, pos) = (call.m.name_here(), call.pos());
    let m = &mut *call.m;
    m.heap.account(crate::vm::CHAN_WORDS as isize);
    let c = m.chans.make(&mut m.sched, width as u16, n as u32, name, pos);
    m.chans.set_elem(c, elem);
    done(call, CHAN_BASE + u64::from(c.0))
}
