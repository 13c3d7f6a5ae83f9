//! What became of somebody who would have freed another, and why that never comes now.

use super::history::History;
use super::waits::named;
use super::words::{Part, Sentence};
use crate::ids::{Gid, ObjectId};
use crate::mistake::{Doing, Free};
use crate::text::Pos;
use crate::trace::event::WaitReason;

/// What became of somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Returned(Pos),
    Recovered(Pos),
    Goexit(Pos),
    Panicked(Pos),
    Killed(Pos),
    Waits(Pos, WaitReason),
    /// It waits, behind the last place where it would have done it.
    Past(Pos, WaitReason),
    Going,
    /// It goes on, and has the object no longer.
    Without,
}

impl Fate {
    /// The most telling first.
    pub fn rank(self) -> u8 {
        match self {
            Fate::Killed(_) => 0,
            Fate::Panicked(_) | Fate::Recovered(_) => 1,
            Fate::Goexit(_) => 2,
            Fate::Returned(_) => 3,
            Fate::Waits(..) | Fate::Past(..) => 4,
            Fate::Going | Fate::Without => 5,
        }
    }

    /// Why a line can never run now.
    pub fn say(self, h: &History, o: ObjectId, who: &[Gid], site: &Free) -> Option<Sentence> {
        let s = Sentence::new(Part::Never).all(who);
        let one = who.len() == 1;
        let there = |s: Sentence| {
            let s = s.say(if site.deferred {
                " and never came to the defer of "
            } else {
                " and never came to "
            });
            s.code(&site.shown).say(" at ").line(&h.place(site.pos)).say(".")
        };
        let done = site.doing == Doing::Send || site.doing == Doing::Receive;
        Some(match self {
            Fate::Returned(at) if done => {
                let s = s.say(if one { " has returned" } else { " have returned" });
                match h.place(at) {
                    at if at.line > 0 => s.say(", at ").line(&at).say("."),
                    _ => s.say("."),
                }
            }
            // it closed another one
            Fate::Returned(at)
                if site.doing == Doing::Close && who.iter().any(|g| h.did(*g, at)) =>
            {
                return None;
            }
            // what it deferred it did, but perhaps to another: who was given a copy
            Fate::Returned(at) if site.deferred && who.iter().all(|g| h.did(*g, at)) => {
                let s = s.say(" returned at ").line(&h.place(at)).say(", and ").code(&site.shown);
                let s = s.say(" at ").line(&h.place(site.pos)).say(" did not reach this ");
                named(s, h, o, "object").say(": it never came there, or that was a copy's.")
            }
            Fate::Returned(at) if h.place(at).line == 0 => there(s.say(" returned")),
            Fate::Returned(at) => there(s.say(" returned at ").line(&h.place(at))),
            Fate::Recovered(at) => {
                let s = s.say(" panicked at ").line(&h.place(at)).say(". ");
                let s = s.say("`recover` kept the program alive, but ");
                let it = if one { "it ended" } else { "they ended" };
                s.say(it)
                    .say(" without ")
                    .code(&site.shown)
                    .say(" at ")
                    .line(&h.place(site.pos))
                    .say(".")
            }
            Fate::Goexit(at) => there(s.say(" called runtime.Goexit at ").line(&h.place(at))),
            Fate::Panicked(at) => there(s.say(" panicked at ").line(&h.place(at))),
            Fate::Killed(at) => {
                let was = if one { " was" } else { " were" };
                there(s.say(was).say(" killed by a fault at ").line(&h.place(at)))
            }
            Fate::Waits(at, reason) => {
                let verb = if one { " waits itself at " } else { " wait themselves at " };
                s.say(verb).line(&h.place(at)).say(&format!(" ({}).", reason.text()))
            }
            Fate::Past(at, reason) => {
                let verb = if one {
                    " is past it, and waits itself at "
                } else {
                    " are past it, and wait themselves at "
                };
                s.say(verb).line(&h.place(at)).say(&format!(" ({}).", reason.text()))
            }
            Fate::Without => {
                let s = s.say(if one {
                    " goes on, but no longer has "
                } else {
                    " go on, but no longer have "
                });
                named(s, h, o, "object").say(".")
            }
            Fate::Going if site.doing == Doing::Done => {
                let at = h.lives.get(&who[0]).and_then(|l| l.waits).map(|e| h.place(e.pos));
                let s = s.say(if one { " is still at work" } else { " are still at work" });
                match at {
                    Some(at) => s.say(if one { ", at " } else { ", the first at " }).line(&at),
                    None => s,
                }
                .say(".")
            }
            Fate::Going => return None,
        })
    }
}
