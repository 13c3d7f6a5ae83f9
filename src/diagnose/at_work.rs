//! Who was still at work when the program ended: who slept, or was ready to run and had more to do than to return.

use super::history::{History, place, reason};
use super::late;
use super::library;
use super::lost::EVENTS;
use super::words::{Part, Sentence};
use crate::arrange::Gather;
use crate::ids::{Gid, MAIN};
use crate::mistake::Frees;
use crate::sched::{State, Status};
use crate::trace::event::{Cause, EndCode, Event, EventKind, WaitReason};
use crate::vm::Machine;
use std::collections::{BTreeMap, BTreeSet};

const WAIT: &str =
    "Wait for them before main returns: a WaitGroup, or a channel that they close at their end.";

/// What a goroutine that was ready to run had still to do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rest {
    /// To return: it had handed over its result, or been told to stop.
    Return,
    /// It had been told to stop, and would have said something first.
    Cleanup,
    /// All: it had not begun.
    All,
    /// To end the program: it panics.
    Panic,
    /// To wait for somebody, which nobody ends at that moment.
    Wait,
    /// Something.
    Work,
}

/// Who would only have waited.
pub(super) fn about_to_wait(h: &History) -> Vec<Gid> {
    let live = busy(h);
    all(h, &live).into_iter().filter(|a| a.1 == Rest::Wait).map(|a| a.0).collect()
}

/// What each had still to do.
fn all(h: &History, live: &[Status]) -> Vec<(Gid, Rest)> {
    if live.is_empty() {
        return vec![];
    }
    let who: BTreeSet<Gid> = live.iter().map(|s| s.gid).gather();
    let last = last_events(h, &who);
    let sequel = h.sequel();
    let rest = |s: &Status| match s.state {
        _ if h.lives.get(&s.gid).is_some_and(|l| matches!(l.panic, Some((_, false)))) => {
            Rest::Panic
        }
        State::Waiting => Rest::Work,
        _ => match rest(h, s.gid, last.get(&s.gid), sequel) {
            Rest::All if s.state == State::Running => Rest::Work,
            rest => rest,
        },
    };
    live.iter().map(|s| (s.gid, rest(s))).collect()
}

/// Who was at work, in sentences, and how that is mended.
pub(super) fn told(h: &History, frees: &Frees) -> (Vec<Sentence>, Option<Sentence>) {
    let live = busy(h);
    if live.is_empty() {
        return (vec![], None);
    }
    let all = all(h, &live);
    let of = |r: Rest| -> Vec<Gid> { all.iter().filter(|a| a.1 == r).map(|a| a.0).collect() };
    let mut out = vec![];
    for rest in [Rest::Work, Rest::All, Rest::Cleanup, Rest::Panic] {
        out.extend(sentence(h, &of(rest), rest));
    }
    let mend = (!out.is_empty()).then(|| mend(h, frees, &all));
    let who: BTreeSet<Gid> = live.iter().map(|s| s.gid).gather();
    let (late, earlier) = late::told(h, &who, h.sequel());
    out.extend(late);
    (out, earlier.or(mend))
}

/// How it is mended that main did not wait; a group that counts them has a `Wait`.
fn mend(h: &History, frees: &Frees, all: &[(Gid, Rest)]) -> Sentence {
    let started = |g: Gid| frees.group_at(h.lives.get(&g)?.born.pos);
    let lost = all.iter().filter(|a| !matches!(a.1, Rest::Return | Rest::Wait));
    let mut groups: Vec<Option<&str>> = lost.map(|a| started(a.0)).collect();
    groups.dedup();
    match &groups[..] {
        [Some(group)] => {
            let s = Sentence::of(Part::Mend, "Call ").code(&format!("{group}.Wait()"));
            s.say(" before main returns, and look at what it returns where that is an error.")
        }
        _ => Sentence::of(Part::Mend, WAIT),
    }
}

/// Who waited when the program ended, but would have returned at once and without a word.
pub fn returning(h: &History) -> BTreeSet<Gid> {
    let sequel = h.sequel();
    let speaks: BTreeSet<Gid> =
        sequel.iter().filter(|e| e.kind == EventKind::Output).map(|e| e.g).gather();
    let ends = sequel.iter().filter(|e| e.kind == EventKind::End && e.a == 0);
    ends.map(|e| e.g).filter(|g| !speaks.contains(g)).gather()
}

/// Nobody who could run at the end of a run would go on for ever, or wait for somebody.
pub fn nobody_stays(m: &Machine) -> bool {
    let sequel = m.sequel();
    let stays = |s: &Status| {
        let last = sequel.iter().rfind(|e| e.g == s.gid);
        last.is_some_and(|e| match e.kind {
            EventKind::End => false,
            EventKind::Block => e.a != WaitReason::Sleep as i64,
            _ => true,
        })
    };
    let own = |s: &Status| s.gid != MAIN && m.is_started_by_program(s.gid);
    !m.sched.live().iter().any(|s| s.state == State::Runnable && own(s) && stays(s))
}

/// Who slept or could run; not those who waited for others, and not main.
fn busy(h: &History) -> Vec<Status> {
    let m = h.m;
    let busy = |s: &Status| match s.state {
        State::Runnable => true,
        State::Running => s.gid != m.sched.current_gid(), // on another processor
        State::Waiting => s.reason == WaitReason::Sleep,
        _ => false,
    };
    // the reader's, or the library's in the middle of what is the reader's
    let own = |s: &Status| {
        h.lives.get(&s.gid).is_some_and(|l| place(m, l.born.pos).line > 0)
            && (h.is_own(s.gid) || !m.sources().is_std(m.describe(s.slot).2))
    };
    m.sched.live().into_iter().filter(|s| s.gid != MAIN && busy(s) && own(s)).collect()
}

/// The last event of each, where it has begun, ended to wait or done something.
fn last_events(h: &History, who: &BTreeSet<Gid>) -> BTreeMap<Gid, Event> {
    let mut last = BTreeMap::new();
    if h.m.trace().events() <= EVENTS {
        let telling = |e: &Event| {
            !matches!(
                e.kind,
                EventKind::Start | EventKind::Yield | EventKind::Memory | EventKind::Select
            ) && who.contains(&e.g)
        };
        last.extend(h.m.trace().reading().filter(telling).map(|e| (e.g, e)));
    }
    last
}

fn rest(h: &History, g: Gid, last: Option<&Event>, sequel: &[Event]) -> Rest {
    let Some(last) = last else { return Rest::Work };
    let mut own = sequel.iter().filter(|e| e.g == g);
    let end = own.clone().position(|e| e.kind == EventKind::End && e.a == 0);
    let till = end.unwrap_or(usize::MAX);
    let speaks = own.clone().take(till).any(|e| e.kind == EventKind::Output);
    let hears = own.any(|e| e.kind == EventKind::Recv && e.b == 1);
    let cause =
        |list: &[Cause]| last.kind == EventKind::Wake && list.iter().any(|c| *c as i64 == last.a);
    let stopped = (hears || cause(&[Cause::Cancel, Cause::Close])) && !library::is_inside(h, g);
    let handed = match last.kind {
        EventKind::Send | EventKind::Close | EventKind::Unlock | EventKind::Signal => true,
        EventKind::Cancel | EventKind::Output => true,
        EventKind::Count => last.a < 0,
        _ => cause(&[Cause::Recv, Cause::Count]),
    };
    // another one would have ended the program first, or all would wait
    let finish = sequel.iter().find(|e| e.kind == EventKind::Finish);
    let all_wait = [EndCode::Deadlock as i64, EndCode::Waiting as i64];
    let (cut, still) = (finish.is_some(), finish.is_none_or(|e| all_wait.contains(&e.a)));
    let waits = || {
        let idle = |e: &Event| {
            use EventKind::{Block, Lock, Memory, Select, Start, Unlock, Yield};
            matches!(e.kind, Block | Lock | Memory | Select | Start | Unlock | Yield)
        };
        let last = sequel.iter().rfind(|e| e.g == g);
        let lasting = |e: &Event| {
            let short = [WaitReason::Sleep, WaitReason::IoWait].map(|r| r as i64);
            e.kind == EventKind::Block && !short.contains(&e.a)
        };
        last.is_some_and(lasting) && sequel.iter().filter(|e| e.g == g).all(idle)
    };
    match end {
        None if last.kind != EventKind::Spawn && still && waits() => Rest::Wait,
        Some(_) if stopped && speaks => Rest::Cleanup,
        None if cut && (stopped || handed) => Rest::Return,
        Some(_) if (stopped || handed) && !speaks => Rest::Return,
        _ if last.kind == EventKind::Spawn => Rest::All,
        _ => Rest::Work,
    }
}

fn sentence(h: &History, who: &[Gid], rest: Rest) -> Option<Sentence> {
    let first = who.first()?;
    let one = who.len() == 1;
    let (state, lost) = match (rest, one) {
        (Rest::All, true) => (" had not begun", "what it would have done"),
        (Rest::All, _) => (" had not begun", "what they would have done"),
        (Rest::Cleanup, true) => (" had been told to stop", "what it does before it returns"),
        (Rest::Cleanup, _) => (" had been told to stop", "what they do before they return"),
        (Rest::Panic, true) => (" had panicked", "its message"),
        (Rest::Panic, _) => (" had panicked", "what Go says then"),
        (_, true) => (" was still at work", "what it was doing"),
        _ => (" were still at work", "what they were doing"),
    };
    let life = h.lives.get(first);
    let at = match rest {
        Rest::Panic => life.and_then(|l| l.panic).map(|(e, _)| e),
        _ => life.and_then(|l| l.waits).filter(|e| reason(e) == WaitReason::Sleep),
    };
    let s = Sentence::new(Part::Lost).all(who).say(state);
    let s = match at {
        Some(e) if one => s.say(" at ").line(&h.place(e.pos)),
        Some(e) => s.say(" (the first at ").line(&h.place(e.pos)).say(")"),
        None => s,
    };
    Some(s.say(" when the program ended, and ").say(lost).say(" is lost."))
}
