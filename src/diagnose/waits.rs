//! Who waits for what.

use super::history::{History, reason};
use super::library;
use super::words::{Part, Sentence, grouped};
use crate::ids::{FuncId, Gid, ObjectId};
use crate::trace::event::{Event, WaitReason};

/// Goroutines that wait at one place for one thing.
pub(crate) struct Group {
    /// In order.
    pub who: Vec<Gid>,
    /// The `Block` of the first.
    pub block: Event,
}

/// Those who wait at the same line for the same, in the order of the first of each.
pub(crate) fn groups(h: &History, list: impl Iterator<Item = Gid>) -> Vec<Group> {
    let mut out: Vec<Group> = vec![];
    for g in list {
        let Some(block) = h.lives.get(&g).and_then(|l| l.waits) else { continue };
        let same = |o: &&mut Group| {
            (o.block.pos, o.block.obj, o.block.a) == (block.pos, block.obj, block.a)
        };
        match out.iter_mut().find(same) {
            Some(group) => group.who.push(g),
            None => out.push(Group { who: vec![g], block }),
        }
    }
    out
}

/// `jobs`, or what it is, also at the head of a sentence.
pub(crate) fn named(s: Sentence, h: &History, o: ObjectId, kind: &str) -> Sentence {
    match (h.name(o), h.which(o)) {
        ("", _) => match h.m.timer_of(o) {
            Some((pos, _)) => s.say("the timer set at ").line(&h.place(pos)),
            None => {
                let the = if s.text.is_empty() { "The" } else { "the" };
                s.say(&format!("{the} {kind}"))
            }
        },
        (name, None) => s.code(name),
        (name, Some(n)) => s.code(name).say(&format!(" #{n}")),
    }
}

/// Who waits, where, for what, and how that is now.
pub(crate) fn sentence(h: &History, group: &Group) -> Sentence {
    let Group { who, block } = group;
    let thing = h.things.get(&block.obj);
    let s = Sentence::new(Part::Waits).all(who);
    let one = who.len() == 1;
    let does = |verb: &str| format!(" {verb}{} ", if one { "s" } else { "" });
    let at = h.place(block.pos);
    let waits = |s: Sentence| s.say(&does("wait")).say("at ").line(&at);
    if let Some(call) = library::call(h, who[0]) {
        return call.say(s, one);
    }
    match reason(block) {
        WaitReason::ChanReceive if h.owners.contains_key(&block.obj) => {
            named(waits(s).say(" until "), h, block.obj, "context").say(" is done.")
        }
        WaitReason::ChanReceive if h.m.timer_of(block.obj).is_some() => {
            let still = h.m.timer_of(block.obj).is_some_and(|t| t.1.is_some());
            let s = waits(s).say(if still {
                " for the clock, to receive from "
            } else {
                " to receive from "
            });
            let s = named(s, h, block.obj, "timer");
            s.say(if still {
                "."
            } else {
                ", which is stopped or has fired already: nothing more comes."
            })
        }
        WaitReason::ChanReceive => {
            let s = waits(s).say(" to receive from ");
            named(s, h, block.obj, "channel").say(", which is empty and open.")
        }
        WaitReason::ChanSend => {
            let s = named(waits(s).say(" to send on "), h, block.obj, "channel");
            match thing.map_or(0, |t| t.capacity) {
                0 => s.say(", which has no buffer."),
                n => s.say(&format!(", whose buffer of {} is full.", grouped(n))),
            }
        }
        WaitReason::ChanReceiveNil => s
            .say(&does("receive"))
            .say("from a nil channel at ")
            .line(&at)
            .say("; that blocks for ever."),
        WaitReason::ChanSendNil => s
            .say(&does("send"))
            .say("on a nil channel at ")
            .line(&at)
            .say("; that blocks for ever."),
        WaitReason::SelectNoCases => {
            waits(s).say(" in a select without cases; that blocks for ever.")
        }
        WaitReason::Select => select(h, waits(s), who[0]),
        WaitReason::WaitGroupWait => {
            let s = named(waits(s).say(" until the counter of "), h, block.obj, "WaitGroup");
            s.say(&format!(" is 0. It is {}.", grouped(thing.map_or(0, |t| t.counter))))
        }
        WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock => {
            let s = named(waits(s).say(" for "), h, block.obj, "lock").say(".");
            holder(h, s, group)
        }
        WaitReason::CondWait => {
            let s = named(waits(s).say(" for a signal of "), h, block.obj, "condition");
            s.say(". One that is sent before Wait is lost.")
        }
        WaitReason::Hang => {
            s.say(&does("hang")).say("in the call at ").line(&at).say(", as the fault asks.")
        }
        WaitReason::Sleep => s.say(&does("sleep")).say("at ").line(&at).say("."),
        other => waits(s).say(&format!(" ({}).", other.text())),
    }
}

fn select(h: &History, s: Sentence, g: Gid) -> Sentence {
    let cases = h.m.select_channels(g);
    let mut s = s.say(" in a select");
    for (i, (o, send)) in cases.iter().enumerate() {
        s = s.say(match i {
            0 => ": to ",
            _ if i + 1 == cases.len() => " or to ",
            _ => ", to ",
        });
        s = s.say(if *send { "send on " } else { "receive from " });
        let done = h.owners.contains_key(o);
        s = if done {
            named(s, h, *o, "context").say("'s Done")
        } else {
            named(s, h, *o, "channel")
        };
    }
    s.say(if cases.is_empty() { ", all of whose channels are nil." } else { ". None is ready." })
}

/// One of a group alone.
fn itself(s: Sentence, group: &Group) -> Sentence {
    if group.who.len() == 1 { s.say(" It") } else { s.say(" ").who(group.block.g) }
}

fn holder(h: &History, s: Sentence, group: &Group) -> Sentence {
    let block = &group.block;
    let Some(lock) = h.things.get(&block.obj).and_then(|t| t.holder) else {
        return reader(h, s, group);
    };
    let at = h.place(lock.pos);
    if lock.g == block.g {
        let s = itself(s, group).say(" took that lock itself at ").line(&at);
        return s.say(match still(h, &lock) {
            Some(true) => " and still holds it: Go's locks are not reentrant.",
            Some(false) => ", and left that function without releasing it.",
            None => " and has not released it since.",
        });
    }
    let ended = h.lives.get(&lock.g).is_none_or(|l| l.end.is_some());
    let s = s.say(" ").who(lock.g).say(" took it at ").line(&at);
    s.say(match ended {
        true => " and ended without releasing it.",
        false if h.lives.get(&lock.g).is_none_or(|l| l.waits.is_none()) => " and still holds it.",
        false => match still(h, &lock) {
            Some(true) => " and still holds it.",
            Some(false) => " and left that function without releasing it.",
            None => " and has not released it since.",
        },
    })
}

/// Nobody has the lock alone: some have it for reading.
fn reader(h: &History, s: Sentence, group: &Group) -> Sentence {
    let block = &group.block;
    let Some(readers) = h.things.get(&block.obj).map(|t| &t.readers) else { return s };
    let writes = reason(block) == WaitReason::RWMutexLock;
    let own = readers.get(&block.g);
    let Some((lock, _)) = own.or(readers.values().next()) else { return s };
    let at = h.place(lock.pos);
    if own.is_some() {
        let s = itself(s, group).say(" took it for reading at ").line(&at);
        return s.say(match writes {
            _ if still(h, lock).is_none() => " and has not released it since.",
            _ if !is_within(h, lock) => ", and left that function without releasing it.",
            true => " and still holds it: that cannot become a lock for writing.",
            false => " and still holds it; but a writer waits, and who comes later waits behind that one.",
        });
    }
    let ended = h.lives.get(&lock.g).is_none_or(|l| l.end.is_some());
    let s = s.say(" ").who(lock.g).say(" took it for reading at ").line(&at);
    s.say(match (ended, writes) {
        (true, _) => " and ended without releasing it.",
        (false, true) => " and still holds it.",
        (false, false) => {
            " and still holds it, and a writer waits: who comes later waits behind that one."
        }
    })
}

/// A channel made for signals to the program; whether any come on it only the machine knows, which is asked by
/// `takes_signals`: nothing comes before `signal.Notify` has it, or after `signal.Stop`.
pub(crate) fn is_for_signals(h: &History, o: ObjectId) -> bool {
    let view = h.m.chans.of_object(o).and_then(|c| h.m.chans.view(&h.m.sched, c));
    let elem = view.and_then(|v| v.elem).and_then(|t| h.m.types().get(t as usize));
    elem.is_some_and(|t| t.name == "os.Signal")
}

/// The call that took a lock is still in progress, and stands elsewhere by now.
pub(crate) fn is_within(h: &History, lock: &Event) -> bool {
    still(h, lock) == Some(true)
}

/// The function that took a lock is still in progress; nothing where it stands at that place again, in a loop or called
/// anew.
fn still(h: &History, lock: &Event) -> Option<bool> {
    let decl = |f: FuncId| h.m.linked().func(f.0).map(|f| f.decl);
    let func = decl(h.m.function_at(lock.pos)?);
    let calls = h.m.calls_of(lock.g);
    let there = || calls.iter().filter(|c| decl(c.0) == func);
    match there().any(|c| c.1 != lock.pos) {
        true => Some(true),
        false => there().next().is_none().then_some(false),
    }
}
