//! How a wait that never ends is mended, in words.

use super::circle::{DONE, HOLDS};
use super::history::{History, reason};
use super::library;
use super::waits::{Group, is_within, named};
use super::wakers::{Fate, Need, Wakers};
use super::why::Edge;
use super::words::{Part, Place, Sentence};
use crate::ids::{Gid, ObjectId};
use crate::mistake::Doing;
use crate::trace::event::{EventKind, ObjectKind, WaitReason};
use std::collections::BTreeMap;

/// For those who wait at one place, and what they need.
pub(crate) fn of_wait(
    w: &Wakers,
    group: &Group,
    needs: &[Need],
    circle: &[Edge],
) -> Option<Sentence> {
    let (h, block) = (w.h, &group.block);
    if let Some(call) = library::call(h, block.g) {
        return call.mend();
    }
    if let Some(s) =
        earlier(w, needs).or_else(|| meanwhile(w, needs)).or_else(|| unlock_first(h, group, circle))
    {
        return Some(s);
    }
    let s = Sentence::new(Part::Mend);
    let chan = |s: Sentence| named(s, h, block.obj, "channel");
    Some(match reason(block) {
        WaitReason::ChanReceive if h.owners.contains_key(&block.obj) => done_channel(s),
        WaitReason::ChanReceive if h.m.timer_of(block.obj).is_some() => s.say(
            "A timer's channel is never closed: receive in a select that also listens to a context, and return when it is done.",
        ),
        WaitReason::ChanReceive if needs.iter().any(|n| would_close(w, n)) => {
            s.say("Wait for them before main returns, or give them a context that is cancelled before.")
        }
        WaitReason::ChanReceive => {
            let s = chan(s.say("Whoever sends last closes ")).say(" then (`defer close(…)` in the sender, or ");
            s.say("after `wg.Wait()` where several send); or receive in a select that also listens to a context.")
        }
        WaitReason::ChanSend => {
            let s = chan(s.say("Receive all that is sent on "));
            s.say(", give it a buffer for what nobody may take, or send in a select that also listens to a context.")
        }
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil => {
            s.say("Make the channel with `make(chan T)` before it is used.")
        }
        WaitReason::SelectNoCases => s.say("Wait for something that ends: a signal, a context, a WaitGroup."),
        WaitReason::Select => select(w, s, needs),
        WaitReason::WaitGroupWait if needs.iter().any(|n| w.is_on_its_way(n)) => s.say(
            "Wait as long as the work takes; or let it end sooner: give it a context, cancel that, and return when it is done.",
        ),
        WaitReason::WaitGroupWait
            if needs.iter().any(|n| n.itself)
                || circle.iter().any(|e| e.how == DONE && among(group, e)) => s.say(
            "Whom the group counts cannot wait for it before `Done`: wait in a goroutine of its own that it does not count.",
        ),
        WaitReason::WaitGroupWait => count(h, s, block.obj, needs),
        WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock => {
            lock(h, s, group, circle)
        }
        WaitReason::CondWait => s.say(
            "Change what is waited for and signal while holding the lock, with `Broadcast` where more than one waits (`Signal` wakes one of them); and test it in a loop before `Wait`.",
        ),
        WaitReason::Hang => s.say("Give the call a context with a deadline, and return when it is done."),
        _ => return None,
    })
}

/// Who would close a channel or cancel a context waits itself for a count.
fn earlier(w: &Wakers, needs: &[Need]) -> Option<Sentence> {
    let mut would = needs.iter().flat_map(|n| n.who.iter().map(move |who| (n, who)));
    let (at, site) = would.find_map(|(n, (g, site))| match w.fate(*g) {
        Fate::Waits(at, WaitReason::WaitGroupWait)
            if matches!(site.doing, Doing::Close | Doing::Cancel)
                && w.holds(*g, n.obj)
                && w.waits_for(*g).contains(&n.g) =>
        {
            Some((at, site))
        }
        _ => None,
    })?;
    let s = Sentence::of(Part::Mend, "Call ").code(&site.shown).say(" (now at ");
    let s = s.line(&w.h.place(site.pos)).say(") before ").line(&w.h.place(at));
    Some(s.say(", which waits for those who wait for it."))
}

/// Who would receive waits for a count first.
fn meanwhile(w: &Wakers, needs: &[Need]) -> Option<Sentence> {
    let mut would = needs.iter().flat_map(|n| n.who.iter().map(move |who| (n, who)));
    let (n, site, at) = would.find_map(|(n, (g, site))| match w.fate(*g) {
        Fate::Waits(at, WaitReason::WaitGroupWait)
            if site.doing == Doing::Receive && w.holds(*g, n.obj) =>
        {
            Some((n, site, at))
        }
        _ => None,
    })?;
    let s = Sentence::of(Part::Mend, "Let ").line(&w.h.place(at));
    let s = named(s.say(" wait in a goroutine of its own that closes "), w.h, n.obj, "channel");
    let s = s.say(" then, so that ").code(&site.shown).say(" at ").line(&w.h.place(site.pos));
    Some(s.say(" receives meanwhile."))
}

/// The channel is closed by somebody who still runs.
fn would_close(w: &Wakers, n: &Need) -> bool {
    let alive = |g| w.fate(g) == Fate::Going && w.holds(g, n.obj);
    n.who.iter().any(|(g, _)| alive(*g)) && n.sites.iter().any(|s| s.doing == Doing::Close)
}

/// Who is about to release a lock waits for something else than a lock, in a circle.
fn unlock_first(h: &History, group: &Group, circle: &[Edge]) -> Option<Sentence> {
    let locks = circle.iter().all(|e| e.how == HOLDS);
    let held = circle.iter().find(|e| e.how == HOLDS).filter(|_| !locks)?;
    let of = |n: u32| group.who.iter().any(|g| g.0 == n);
    circle.iter().find(|e| of(e.goroutine))?;
    let block = h.lives.get(&Gid(held.goroutine))?.waits?;
    is_within(h, &h.things.get(&block.obj)?.lock_of(Gid(held.next))?).then_some(())?;
    let there = circle.iter().find(|e| e.goroutine == held.next)?;
    let at = Place { file: there.file.clone(), line: there.line };
    let s = Sentence::of(Part::Mend, "Release ").code(&held.object).say(" before ").line(&at);
    Some(s.say(": whoever holds a lock must not wait for somebody who needs it."))
}

fn select(w: &Wakers, s: Sentence, needs: &[Need]) -> Sentence {
    let h = w.h;
    let cases = || needs.iter().map(|n| n.obj);
    if cases().any(|o| h.owners.contains_key(&o)) {
        return done_channel(s);
    }
    if cases().any(|o| h.m.timer_of(o).is_some_and(|t| t.1.is_some())) {
        return s.say(
            "One of its cases comes with the clock. Wait for it before main returns (a WaitGroup), or end it by a case of its own: a context, or a channel that is closed.",
        );
    }
    // a case that nothing grants
    let closed = |n: &&Need| {
        let named = !h.name(n.obj).is_empty() && h.m.timer_of(n.obj).is_none();
        n.doing.contains(&Doing::Close) && n.sites.is_empty() && named
    };
    match needs.iter().find(closed) {
        Some(n) => {
            let s = s.say("Say ").code(&format!("close({})", h.name(n.obj)));
            s.say(" where its work is over, or listen to a context instead.")
        }
        None => s.say("Give the select a case that surely comes: `<-ctx.Done()`, or a timeout."),
    }
}

/// For who waits for a count: `Done` went to a copy, is missing, or nobody is left to call it.
fn count(h: &History, s: Sentence, o: ObjectId, needs: &[Need]) -> Sentence {
    let wg = or(h.name(o), "wg");
    if copied(h, o) {
        let s = s.say("Pass a pointer (").code("*sync.WaitGroup").say("), not a copy: ");
        return s.code("Done").say(" of a copy counts the copy down.");
    }
    let missing = needs.iter().any(|n| !n.who.is_empty());
    if !missing && h.things.get(&o).is_some_and(|t| !t.dones.is_empty()) {
        let s = s
            .code(&format!("{wg}.Add"))
            .say(" must raise it by one for each goroutine that calls ");
        return s.code("Done").say(": it was raised by more.");
    }
    let s = s.say("Say ").code(&format!("defer {wg}.Done()"));
    s.say(" first in each goroutine: then no return and no panic passes it by.")
}

/// A WaitGroup of the same name was counted down that nobody had raised: a copy of a raised one.
fn copied(h: &History, o: ObjectId) -> bool {
    let mut raised: BTreeMap<ObjectId, bool> = BTreeMap::new();
    for e in h.trace.reading() {
        match e.kind {
            EventKind::Object if e.a == ObjectKind::WaitGroup as i64 && e.obj != o => {
                raised.insert(e.obj, false);
            }
            EventKind::Count if e.a > 0 => drop(raised.get_mut(&e.obj).map(|r| *r = true)),
            EventKind::Count if e.b >= 0 && raised.get(&e.obj) == Some(&false) => return true,
            _ => {}
        }
    }
    false
}

/// They wait for a lock that is held by who waits.
pub(crate) fn is_own_lock(h: &History, group: &Group) -> bool {
    let g = group.block.g;
    let thing = h.things.get(&group.block.obj).filter(|_| reason(&group.block).is_lock());
    thing.is_some_and(|t| t.holder.is_some_and(|l| l.g == g) || t.readers.contains_key(&g))
}

/// One of those who wait would end the wait of another of them.
fn among(group: &Group, e: &Edge) -> bool {
    let of = |n: u32| group.who.iter().any(|g| g.0 == n);
    of(e.goroutine) && of(e.next)
}

fn done_channel(s: Sentence) -> Sentence {
    s.say(
        "Cancel the context when its work is over: `defer cancel()` on the line after it is made.",
    )
}

fn lock(h: &History, s: Sentence, group: &Group, circle: &[Edge]) -> Sentence {
    let holder = h.things.get(&group.block.obj).and_then(|t| t.holder);
    let name = or(h.name(group.block.obj), "mu");
    if holder.is_some_and(|l| l.g == group.block.g && is_within(h, &l)) {
        return s.say(
            "Take it once: move what needs it into a function that is called with the lock held.",
        );
    }
    let own = h.things.get(&group.block.obj).and_then(|t| t.lock_of(group.block.g));
    if holder.is_none() && own.is_some_and(|l| !is_within(h, &l)) {
        let s = s.say("Say ").code(&format!("defer {name}.RUnlock()"));
        return s.say(" on the line after RLock.");
    }
    if holder.is_none() && own.is_some() {
        return match reason(&group.block) {
            WaitReason::RWMutexLock => s
                .say("Release it for reading first (")
                .code(&format!("{name}.RUnlock()"))
                .say("), then lock it for writing and look again: another may have been there meanwhile."),
            _ => s.say("Take it for reading once: pass on what was read, or call a function that expects the lock held."),
        };
    }
    let in_circle = |e: &Edge| group.who.iter().any(|g| g.0 == e.goroutine);
    if circle.iter().any(in_circle) && circle.iter().all(|e| e.how == HOLDS) {
        return s.say("Take the locks in the same order everywhere.");
    }
    let s = s.say("Say ").code(&format!("defer {name}.Unlock()"));
    s.say(" on the line after Lock, and do not wait for others while holding it.")
}

fn or<'a>(name: &'a str, other: &'a str) -> &'a str {
    if name.is_empty() { other } else { name }
}
