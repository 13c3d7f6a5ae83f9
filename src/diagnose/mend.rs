//! How a wait that never ends is mended, in words.

use super::circle::{DONE, HOLDS};
use super::history::{History, reason};
use super::waits::{Group, is_within, named};
use super::why::Edge;
use super::words::{Part, Sentence};
use crate::trace::event::WaitReason;

/// For those who wait at one place.
/// `late`: who would wake them is still at work.
pub(crate) fn of_wait(h: &History, group: &Group, circle: &[Edge], late: bool) -> Option<Sentence> {
    let block = &group.block;
    let s = Sentence::new(Part::Mend);
    let chan = |s: Sentence| named(s, h, block.obj, "channel");
    Some(match reason(block) {
        WaitReason::ChanReceive if h.owners.contains_key(&block.obj) => done_channel(s),
        WaitReason::ChanReceive if h.m.timer_of(block.obj).is_some() => s.say(
            "A timer's channel is never closed: receive in a select that also listens to a context, and return when it is done.",
        ),
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
        WaitReason::Select if h.waited_by(block.g).iter().any(|o| h.owners.contains_key(&o.0)) => {
            done_channel(s)
        }
        WaitReason::Select => s.say("Give the select a case that surely comes: `<-ctx.Done()`, or a timeout."),
        WaitReason::WaitGroupWait if late => s.say(
            "Wait as long as the work takes; or let it end sooner: give it a context, cancel that, and return when it is done.",
        ),
        WaitReason::WaitGroupWait if circle.iter().any(|e| e.how == DONE && among(group, e)) => s.say(
            "Whom the group counts cannot wait for it before `Done`: wait in a goroutine of its own that it does not count.",
        ),
        WaitReason::WaitGroupWait => {
            let s = s.say("Say ").code(&format!("defer {}.Done()", or(h.name(block.obj), "wg")));
            s.say(" first in each goroutine: then no return and no panic passes it by.")
        }
        WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock => {
            lock(h, s, group, circle)
        }
        WaitReason::CondWait => s.say(
            "Change what is waited for and signal while holding the lock; and test it in a loop before `Wait`.",
        ),
        WaitReason::Hang => s.say("Give the call a context with a deadline, and return when it is done."),
        _ => return None,
    })
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
    if holder.is_none() && is_own_lock(h, group) {
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
