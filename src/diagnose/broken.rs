//! What a panic of a channel or of a WaitGroup does not say: who had closed the channel, who called `Done` twice.

use super::history::History;
use super::lost::EVENTS;
use super::waits::named;
use super::words::{Part, Sentence, grouped};
use crate::ids::{Gid, ObjectId};
use crate::sync::{CLOSE_OF_CLOSED, NEGATIVE_COUNTER, SEND_ON_CLOSED};
use crate::trace::event::{Cause, Event, EventKind};

/// What happened before the panic of a goroutine, where it was of such a kind.
pub(super) fn before(h: &History, g: Gid, said: &str) -> Option<Sentence> {
    if h.trace.events() > EVENTS {
        return None;
    }
    if said.contains(SEND_ON_CLOSED) || said.contains(CLOSE_OF_CLOSED) {
        return closed(h, g);
    }
    said.contains(NEGATIVE_COUNTER).then(|| counted(h)).flatten()
}

fn closed(h: &History, g: Gid) -> Option<Sentence> {
    // who waited to send when it was closed was woken by that
    let mut last: Option<Event> = None;
    let mut at = None;
    for e in h.trace.reading().filter(|e| e.g == g) {
        // a deferred function may have taken it up and thrown it again
        let again = last.is_some_and(|l| matches!(l.kind, EventKind::Panic | EventKind::Recover));
        if e.kind == EventKind::Panic && !again {
            at = last.filter(|l| l.kind == EventKind::Wake && l.a == Cause::Close as i64);
        }
        last = Some(e).filter(|e| e.kind != EventKind::Start).or(last);
    }
    let o = at.map_or(h.m.chans.refused, |e| e.obj);
    let close = h.trace.reading().find(|e| e.kind == EventKind::Close && e.obj == o)?;
    let s = named(Sentence::new(Part::What), h, o, "channel");
    let made = h.made(o).filter(|_| !h.name(o).is_empty()).map(|e| h.place(e.pos));
    let s = match made.filter(|at| at.line > 0) {
        Some(at) => s.say(", made at ").line(&at).say(","),
        None => s,
    };
    let s = s.say(if at.is_some() { " was closed meanwhile by " } else { " had been closed by " });
    let s = s.who(close.g).say(" at ").line(&h.place(close.pos));
    Some(s.say(", ").step(close.step).say("."))
}

fn counted(h: &History) -> Option<Sentence> {
    let over = h.trace.reading().find(|e| e.kind == EventKind::Count && e.b < 0)?;
    let own = h.trace.reading().filter(|e| e.kind == EventKind::Count && e.obj == over.obj);
    let (mut raised, mut lowered) = (0, 0);
    for e in own.take_while(|e| e.step <= over.step) {
        raised += e.a.max(0);
        lowered -= e.a.min(0);
    }
    let s = named(Sentence::new(Part::What), h, over.obj, "counter");
    let s = s.say(&format!(
        " had been raised to {} in all, and lowered by {}.",
        grouped(raised),
        grouped(lowered)
    ));
    twice(h, s.clone().say(" "), over.obj).or(Some(s))
}

/// Who lowered a counter at two lines, behind what a sentence says already.
pub(super) fn twice(h: &History, s: Sentence, o: ObjectId) -> Option<Sentence> {
    let own = h.trace.reading().filter(|e| e.kind == EventKind::Count && e.obj == o && e.a < 0);
    let mut first: Vec<Event> = vec![];
    for e in own {
        match first.iter().find(|f| f.g == e.g) {
            Some(f) if f.pos != e.pos => {
                let (at, again) = (h.place(f.pos), h.place(e.pos));
                let s = s.who(e.g);
                if at == again {
                    return Some(s.say(" called `Done` twice at ").line(&at).say("."));
                }
                let s = s.say(" called `Done` at ").line(&at).say(" and again at ");
                return Some(s.line(&again).say("."));
            }
            Some(_) => {}
            None => first.push(e),
        }
    }
    None
}
