//! How a wait that never ends is mended, in words.

use super::circle::{DONE, HAS, HOLDS, RETURNS};
use super::fate::Fate;
use super::history::{History, reason};
use super::library;
use super::permits;
use super::signals;
use super::waits::{Group, is_for_signals, is_within, named};
use super::wakers::{Need, Wakers};
use super::why::Edge;
use super::words::{Part, Place, Sentence};
use crate::ids::{Gid, ObjectId};
use crate::mistake::{Doing, Free};
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
    if let Some(s) = earlier(w, needs)
        .or_else(|| meanwhile(w, needs))
        .or_else(|| unlock_first(w, group, needs, circle))
        .or_else(|| permits::mend(w, group, needs))
    {
        return Some(s);
    }
    let s = Sentence::new(Part::Mend);
    let chan = |s: Sentence| named(s, h, block.obj, "channel");
    Some(match reason(block) {
        WaitReason::ChanReceive if h.owners.contains_key(&block.obj) => {
            done_channel(w, s, block.obj)
        }
        WaitReason::ChanReceive if h.m.takes_signals(block.obj) => signal(h, s, block.obj),
        WaitReason::ChanReceive if h.m.timer_of(block.obj).is_some() => s.say(
            "A timer's channel is never closed: receive in a select that also listens to a context, and return when it is done.",
        ),
        WaitReason::ChanReceive
            if is_for_signals(h, block.obj) && needs.iter().any(|n| w.is_missing(n)) =>
        {
            s.say("Ask for signals with `signal.Notify` before that; after `signal.Stop` none comes, so close it there.")
        }
        WaitReason::ChanReceive if needs.iter().any(|n| w.is_missing(n)) => {
            let s = chan(s.say("Let a goroutine that runs beside this one send on "));
            s.say(" or close it; or do not wait for it.")
        }
        WaitReason::ChanReceive if needs.iter().any(|n| would_close(w, n)) => {
            s.say("Wait for them before main returns, or give them a context that is cancelled before.")
        }
        WaitReason::ChanReceive if needs.iter().any(|n| missed_close(w, n).is_some()) => {
            let site = needs.iter().find_map(|n| missed_close(w, n))?;
            let s = s.say("Say ").code(&format!("defer {}", site.shown)).say(" first in the function that has it at ");
            s.line(&h.place(site.pos)).say(": then no return and no panic passes it by.")
        }
        WaitReason::ChanReceive if !w.is_range(block.pos) && needs.iter().any(|n| all_sent(w, n)) => {
            let s = chan(s.say("More is received from ")).say(" than is sent: count them, or close ");
            chan(s).say(" behind the last send and range over it.")
        }
        WaitReason::ChanReceive => {
            let s = chan(s.say("Whoever sends last closes ")).say(" then (`defer close(…)` in the sender, or ");
            s.say("after `wg.Wait()` where several send); or receive in a select that also listens to a context.")
        }
        WaitReason::ChanSend if w.receiver_to_start(needs).is_some() => {
            let site = w.receiver_to_start(needs)?;
            let s = s.say("Start whoever receives (").code(&site.shown).say(" at ");
            let s = s.line(&h.place(site.pos)).say(") before ").line(&h.place(block.pos));
            chan(s.say(", or give ")).say(" a buffer for all that is sent before.")
        }
        WaitReason::ChanSend => {
            let s = chan(s.say("Receive all that is sent on "));
            s.say(", give it a buffer for what nobody may take, or send in a select that also listens to a context.")
        }
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil => {
            let s = s.say("Make the channel with `make(chan T)` before it is used. ");
            s.say("(`Done` of a context that nothing ever ends, as `context.Background()`, is nil too.)")
        }
        WaitReason::CondWait if needs.iter().any(|n| w.never_run(n).is_some()) => {
            let site = needs.iter().find_map(|n| w.never_run(n))?;
            let s = s.say("Let whoever ends the work come to ").code(&site.shown).say(" at ");
            s.line(&h.place(site.pos)).say(" (or to what calls it) before it waits for them.")
        }
        WaitReason::SelectNoCases => s.say("Wait for something that ends: a signal, a context, a WaitGroup."),
        WaitReason::Select => select(w, s, needs),
        WaitReason::WaitGroupWait if needs.iter().any(|n| w.is_on_its_way(n)) => s.say(
            "Wait as long as the work takes; or let it end sooner: give it a context, cancel that, and return when it is done.",
        ),
        WaitReason::WaitGroupWait
            if needs.iter().any(|n| n.itself)
                || circle.iter().any(|e| [DONE, RETURNS].contains(&&e.how[..]) && among(group, e)) => s.say(
            "Whom the group counts cannot wait for it before `Done`: wait in a goroutine of its own that it does not count.",
        ),
        WaitReason::WaitGroupWait => count(h, s, block.obj, needs),
        WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock => {
            lock(w, s, group, needs, circle)
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
fn unlock_first(w: &Wakers, group: &Group, needs: &[Need], circle: &[Edge]) -> Option<Sentence> {
    let h = w.h;
    let locks = circle.iter().all(|e| e.how == HOLDS);
    let held = circle.iter().find(|e| e.how == HOLDS).filter(|_| !locks)?;
    let of = |n: u32| group.who.iter().any(|g| g.0 == n);
    circle.iter().find(|e| of(e.goroutine))?;
    let block = h.lives.get(&Gid(held.goroutine))?.waits?;
    let lock = h.things.get(&block.obj)?.lock_of(Gid(held.next))?;
    (is_within(h, &lock) || w.unlocks_later(lock.g, needs)).then_some(())?;
    let there = circle.iter().find(|e| e.goroutine == held.next)?;
    let at = Place { file: there.file.clone(), line: there.line };
    let waits = h.lives.get(&Gid(there.goroutine))?.waits?;
    // nothing tells that anybody would receive
    let s = match there.how == HAS && reason(&waits) == WaitReason::ChanSend {
        true => Sentence::of(Part::Mend, "Receive all that is sent on ")
            .code(&there.object)
            .say(", or send in a select that gives up (`default`, a context); and release "),
        false => Sentence::of(Part::Mend, "Release "),
    };
    let s = s.code(&held.object).say(" before ").line(&at);
    Some(s.say(": whoever holds a lock must not wait for somebody who needs it."))
}

fn select(w: &Wakers, s: Sentence, needs: &[Need]) -> Sentence {
    let h = w.h;
    let cases = || needs.iter().map(|n| n.obj);
    if let Some(o) = cases().find(|o| h.owners.contains_key(o)) {
        return done_channel(w, s, o);
    }
    let sites = needs.iter().flat_map(|n| n.sites.iter().copied());
    if let [site] = sites.filter(|s| s.doing == Doing::Close).collect::<Vec<_>>()[..] {
        let s = s.say("Nobody came to ").code(&site.shown).say(" at ").line(&h.place(site.pos));
        return s.say(": do that when its work is over.");
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

/// For who waits until a context is done.
fn done_channel(w: &Wakers, s: Sentence, done: ObjectId) -> Sentence {
    if w.is_of_group(done) {
        return s.say(
            "The group ends its context only with an error or at its end: return when the work is over, or wait for a context of your own and cancel that.",
        );
    }
    s.say(
        "Cancel the context when its work is over: `defer cancel()` on the line after it is made.",
    )
}

/// For who waits for a signal.
fn signal(h: &History, s: Sentence, o: ObjectId) -> Sentence {
    match signals::without_buffer(h, o) {
        Some(told) => told,
        None => {
            s.say("Where that is not meant: `signal.Stop` it and close it when the work is over.")
        }
    }
}

/// A `close` that is not deferred, and that who is gone never came to.
fn missed_close<'h>(w: &Wakers<'_, 'h>, n: &Need<'h>) -> Option<&'h Free> {
    let site = w.never_run(n).filter(|s| s.doing == Doing::Close)?;
    w.passed_by(n, site).then_some(site)
}

/// Who would have sent has returned, and did send.
fn all_sent(w: &Wakers, n: &Need) -> bool {
    let sent = |g: Gid| w.h.things.get(&n.obj).is_some_and(|t| t.touched.iter().any(|o| *o == g));
    let over = |who: &(Gid, &Free)| {
        who.1.doing == Doing::Send && matches!(w.fate(who.0), Fate::Returned(_)) && sent(who.0)
    };
    !n.who.is_empty() && n.who.iter().all(over)
}

fn lock(w: &Wakers, s: Sentence, group: &Group, needs: &[Need], circle: &[Edge]) -> Sentence {
    let h = w.h;
    let holder = h.things.get(&group.block.obj).and_then(|t| t.holder);
    let name = or(h.name(group.block.obj), "mu");
    let mut sites = needs.iter().flat_map(|n| &n.sites);
    if let Some(l) = holder.filter(|l| l.g == group.block.g && !is_within(h, l))
        && sites.any(|s| s.shares_loop(l.pos))
    {
        let s = s.say("Release ").code(name).say(" in every round of the loop, whichever way it ends; a `defer` comes only when the function ");
        return s.say("returns, so one round could be a function of its own.");
    }
    if let Some(at) = holder
        .and_then(|l| h.lives.get(&l.g)?.waits)
        .filter(|e| !reason(e).is_lock() && reason(e) != WaitReason::Sleep)
        && holder.is_some_and(|l| is_within(h, &l))
    {
        let s = s.say("Release ").code(name).say(" before ").line(&h.place(at.pos));
        return s.say(": whoever holds a lock must not wait for others.");
    }
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
