//! Channels used as permits: one value for each that may work at a time, taken before and given back after. A token in
//! the buffer is taken by a send, a connection of a pool by a receive.

use super::fate::Fate;
use super::history::{History, reason};
use super::lost::EVENTS;
use super::waits::{Group, named};
use super::wakers::{Need, Wakers};
use super::words::{Part, Sentence};
use crate::ids::{Gid, ObjectId};
use crate::mistake::{Doing, Free};
use crate::trace::event::{EventKind, WaitReason};

/// Who took a permit and did not give it back has returned: the first of them, and where it would have.
pub(super) fn kept<'h>(w: &Wakers, need: &Need<'h>) -> Option<&'h Free> {
    let takes = match need.doing {
        [Doing::Receive] => Doing::Send,
        [Doing::Send, Doing::Close] => Doing::Receive,
        _ => return None,
    };
    if !is_permits(w.h, need.obj, takes) {
        return None;
    }
    let gone =
        |g: Gid| matches!(w.fate(g), Fate::Returned(_) | Fate::Recovered(_) | Fate::Goexit(_));
    let held = |g: Gid| gone(g) && balance(w.h, g, need.obj, takes) > 0;
    // who only sends, or only receives, is none of those
    let may = |g: &Gid| w.comes_to(*g, need, takes);
    let give = |who: &&(Gid, &'h Free)| who.1.doing != Doing::Close && may(&who.0) && held(who.0);
    need.who.iter().take(MOST).find(give).map(|who| who.1)
}

/// Goroutines whose permits are counted.
const MOST: usize = 64;

/// Values that carry nothing, or a buffer that was filled before anybody took from it.
fn is_permits(h: &History, o: ObjectId, takes: Doing) -> bool {
    let view = h.m.chans.of_object(o).and_then(|c| h.m.chans.view(&h.m.sched, c));
    if takes == Doing::Send {
        return view.is_some_and(|v| v.width == 0);
    }
    let capacity = h.things.get(&o).map_or(0, |t| t.capacity);
    let own = h.trace.reading().filter(|e| e.obj == o);
    let put = own.take_while(|e| e.kind != EventKind::Recv).filter(|e| e.kind == EventKind::Send);
    capacity > 0 && h.trace.events() <= EVENTS && put.count() as i64 == capacity
}

/// How many more values somebody took than it gave back.
fn balance(h: &History, g: Gid, o: ObjectId, takes: Doing) -> i64 {
    if h.trace.events() > EVENTS {
        return 0;
    }
    let own = h.trace.reading().filter(|e| e.obj == o && e.g == g);
    own.fold(0, |n, e| match (e.kind, takes) {
        (EventKind::Send, Doing::Send) | (EventKind::Recv, Doing::Receive) => n + 1,
        (EventKind::Send | EventKind::Recv, _) => n - 1,
        _ => n,
    })
}

/// How a wait for a permit is mended that somebody keeps.
pub(super) fn mend(w: &Wakers, group: &Group, needs: &[Need]) -> Option<Sentence> {
    let (h, block) = (w.h, &group.block);
    let (need, takes) = match (needs, reason(block)) {
        ([need], WaitReason::ChanSend) => (need, Doing::Send),
        ([need], WaitReason::ChanReceive) if !w.is_range(block.pos) => (need, Doing::Receive),
        _ => return None,
    };
    if let Some(give) = kept(w, need) {
        let s = Sentence::of(Part::Mend, "Give back on every way out what is taken at ");
        let s = s.line(&h.place(block.pos)).say(": come to ").code(&give.shown).say(" at ");
        return Some(s.line(&h.place(give.pos)).say(" by a `defer` right after it."));
    }
    if !is_permits(h, block.obj, takes) {
        return None;
    }
    let may = |g: &Gid| w.comes_to(*g, need, takes) && need.gives(*g);
    let holds = |g: &&Gid| may(g) && balance(h, **g, block.obj, takes) > 0;
    let two = group.who.iter().take(MOST).find(holds)?;
    let s = Sentence::new(Part::Mend).who(*two).say(" has one of ");
    let s = named(s, h, block.obj, "channel")
        .say(" and waits for another: give the first back before, ");
    Some(s.say("or take as many as are needed in one step."))
}
