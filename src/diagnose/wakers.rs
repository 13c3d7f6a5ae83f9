//! Who could have woken somebody, which line would have done it, and why it can never run now.

use super::history::{History, reason};
use super::library;
use super::lives::Life;
use super::waits::named;
use super::words::{Part, Sentence};
use crate::arrange::Arrange;
use crate::ids::{Gid, ObjectId};
use crate::mistake::{Doing, Free, Frees};
use crate::text::Pos;
use crate::trace::event::{Event, WaitReason};
use std::collections::BTreeSet;

/// Goroutines of one run by the functions that they can reach.
pub(crate) struct Wakers<'m, 'h> {
    pub h: &'h History<'m>,
    pub frees: &'h Frees,
    /// By number: the entry of `sets` with the functions that it reaches.
    reached: Vec<(Gid, usize)>,
    sets: Vec<BTreeSet<usize>>,
}

/// What one wait needs: an object, what would do, and who.
pub(crate) struct Need<'h> {
    /// Who waits.
    pub g: Gid,
    pub obj: ObjectId,
    pub doing: &'static [Doing],
    /// The places in the text.
    pub sites: Vec<&'h Free>,
    /// It would have come to such a place itself.
    pub itself: bool,
    /// Who would have come to such a place, and to which; in order.
    pub who: Vec<(Gid, &'h Free)>,
}

/// More goroutines are not told apart.
const MOST: usize = 100_000;
/// Of so many it is asked what they hold; further ones count where one of these met the same fate.
const ASKED: usize = 64;

impl<'m, 'h> Wakers<'m, 'h> {
    pub fn new(h: &'h History<'m>, frees: &'h Frees) -> Wakers<'m, 'h> {
        let mut starts: Vec<(i64, Pos)> = vec![];
        let (mut reached, mut sets) = (vec![], vec![]);
        for (g, life) in h.lives.iter().take(MOST) {
            let start = (life.born.a, life.born.pos);
            let known = starts.iter().position(|s| *s == start);
            let at = known.unwrap_or_else(|| {
                starts.push(start);
                let set = body(h, frees, life).map(|b| frees.reached(b));
                sets.push(set.unwrap_or_default());
                sets.len() - 1
            });
            reached.push((*g, at));
        }
        Wakers { h, frees, reached, sets }
    }

    /// What would end a wait; nothing for one that nothing ends.
    pub fn needs(&self, g: Gid) -> Vec<Need<'h>> {
        let Some(block) = self.h.lives.get(&g).and_then(|l| l.waits) else { return vec![] };
        if library::call(self.h, g).is_some() {
            return vec![];
        }
        let waited = self.h.waited_by(g);
        waited.into_iter().map(|(o, send)| self.need(g, o, what(&block, self.h, o, send))).collect()
    }

    fn need(&self, g: Gid, obj: ObjectId, doing: &'static [Doing]) -> Need<'h> {
        let class = self.made(obj).and_then(|e| self.frees.class_at(e.pos));
        let sites = class.map_or(vec![], |c| self.frees.to(c, doing));
        let (mut who, mut itself) = (vec![], false);
        for (other, at) in &self.reached {
            let reached = &self.sets[*at];
            let did = |s: &&&Free| {
                // who sent once may send again; a close, a Done and an unlock are done once
                let once = !matches!(s.doing, Doing::Send | Doing::Receive);
                once && (self.h.did(*other, s.pos) || self.h.did_to(*other, obj, s.doing))
            };
            let near = |s: &&&Free| reached.contains(&s.body);
            match sites.iter().filter(near).find(|s| !did(s)) {
                Some(_) if *other == g => itself = true,
                Some(site) => who.push((*other, *site)),
                None => {}
            }
        }
        Need { g, obj, doing, sites, itself, who }
    }

    /// The lines that would have done it, and what became of those who would have come there.
    pub fn sentences(&self, need: &Need) -> Vec<Sentence> {
        let mut out = vec![];
        out.extend(self.lines(need).or_else(|| self.alone(need)));
        let mut fates: Vec<(Fate, Vec<Gid>, &Free)> = vec![];
        for (i, (g, site)) in need.who.iter().enumerate() {
            let fate = self.fate(*g);
            let fate = match fate {
                Fate::Waits(..) | Fate::Going if i >= ASKED => fate,
                // the text would lead it there, but it has nothing to do with this object
                Fate::Waits(..) if !self.holds(*g, need.obj) => continue,
                Fate::Going if !self.holds(*g, need.obj) => Fate::Without,
                other => other,
            };
            match fates.iter_mut().find(|f| f.0 == fate && f.2.pos == site.pos) {
                Some(f) => f.1.push(*g),
                None if i >= ASKED && matches!(fate, Fate::Waits(..) | Fate::Going) => {}
                None => fates.push((fate, vec![*g], site)),
            }
        }
        fates.arrange_by_key(|f| f.0.rank());
        out.extend(
            fates
                .iter()
                .take(3)
                .filter_map(|(fate, who, site)| fate.say(self.h, need.obj, who, site)),
        );
        out
    }

    fn lines(&self, need: &Need) -> Option<Sentence> {
        let h = self.h;
        let closes = need.sites.iter().any(|s| s.doing == Doing::Close);
        let Some(first) = need.sites.first() else {
            let nothing = match need.doing {
                [Doing::Cancel] => "Nothing in the program cancels ",
                [Doing::Receive] => "Nothing in the program receives from ",
                [Doing::Unlock] => "Nothing in the program unlocks ",
                [Doing::Done] => "Nothing in the program calls Done of ",
                [Doing::Signal] => "Nothing in the program signals ",
                _ => "Nothing in the program sends on or closes ",
            };
            let s = Sentence::of(Part::Line, nothing);
            if h.m.timer_of(need.obj).is_some() {
                return None;
            }
            let made = self.made(need.obj)?;
            let nothing =
                !h.name(need.obj).is_empty() && self.frees.nothing_does(made.pos, need.doing);
            return nothing.then(|| named(s, h, need.obj, "object").say("."));
        };
        let mut s = Sentence::new(Part::Line);
        let mut told: Vec<Pos> = vec![];
        for site in need.sites.iter().take(3) {
            s = s.say(match told.len() {
                0 => "",
                _ if told.len() + 1 == need.sites.len().min(3) => " or ",
                _ => ", ",
            });
            s = s.code(&site.shown).say(" at ").line(&h.place(site.pos));
            told.push(site.pos);
        }
        s = s.say(" would end the wait.");
        if first.doing == Doing::Send && !closes {
            s = named(s.say(" Nothing closes "), h, need.obj, "channel").say(".");
        }
        Some(s)
    }

    /// How an object was made, or the context that it belongs to.
    fn made(&self, o: ObjectId) -> Option<Event> {
        let own = self.h.owners.get(&o).unwrap_or(&o);
        self.h.things.get(own)?.made
    }

    /// No line is known, but it is known that nobody else could come to use the object.
    fn alone(&self, need: &Need) -> Option<Sentence> {
        let h = self.h;
        if h.m.timer_of(need.obj).is_some() {
            return None;
        }
        let made = h.place(self.made(need.obj)?.pos);
        let others = h.lives.iter().filter(|(g, l)| **g != need.g && l.end.is_none());
        let others: Vec<Gid> = others.map(|(g, _)| *g).take(ASKED + 1).collect();
        let nobody = others.len() <= ASKED && !others.iter().any(|g| self.holds(*g, need.obj));
        let s = Sentence::of(Part::Never, "Nobody else has ");
        let first = match h.m.chans.of_object(need.obj) {
            Some(_) => ", made at ",
            None => ", first used at ",
        };
        (nobody && made.line > 0)
            .then(|| named(s, h, need.obj, "object").say(first).line(&made).say("."))
    }

    /// Somebody who would call `Done` is still at work.
    pub fn is_on_its_way(&self, need: &Need) -> bool {
        need.doing == [Doing::Done] && need.who.iter().any(|w| self.fate(w.0) == Fate::Going)
    }

    /// The goroutine, or a package variable, leads to the object: it may still come to use it.
    pub fn holds(&self, g: Gid, o: ObjectId) -> bool {
        self.h.m.leads_to(g, o)
    }

    /// Who holds the lock that somebody waits for, or would do what ends the wait and waits too.
    pub fn waits_for(&self, g: Gid) -> Vec<Gid> {
        let block = self.h.lives.get(&g).and_then(|l| l.waits);
        let thing = block.filter(|b| reason(b).is_lock()).and_then(|b| self.h.things.get(&b.obj));
        if let Some(thing) = thing {
            return thing
                .holder
                .map(|e| e.g)
                .into_iter()
                .chain(thing.readers.keys().copied())
                .collect();
        }
        let needs = self.needs(g);
        let waits = |who: &&(Gid, &Free)| matches!(self.fate(who.0), Fate::Waits(..));
        let who = |n: &Need| -> Vec<Gid> {
            let asked = n.who.iter().filter(waits).take(ASKED);
            asked.map(|w| w.0).filter(|g| self.holds(*g, n.obj)).collect()
        };
        needs.iter().flat_map(who).collect()
    }

    pub fn fate(&self, g: Gid) -> Fate {
        let Some(life) = self.h.lives.get(&g) else { return Fate::Going };
        let panicked = life.panic.map(|(e, recovered)| (e.pos, recovered));
        match (life.end, life.waits) {
            (Some(e), _) => match (e.a, panicked) {
                (4, _) => Fate::Killed(e.pos),
                (1, _) => Fate::Goexit(e.pos),
                (2, _) => Fate::Panicked(life.panic.map_or(e, |p| p.0).pos),
                (_, Some((line, true))) => Fate::Recovered(line),
                _ => Fate::Returned(e.pos),
            },
            (None, Some(block)) if reason(&block) != WaitReason::Sleep => {
                Fate::Waits(block.pos, reason(&block))
            }
            _ => Fate::Going,
        }
    }
}

/// What became of somebody.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fate {
    Returned(Pos),
    Recovered(Pos),
    Goexit(Pos),
    Panicked(Pos),
    Killed(Pos),
    Waits(Pos, WaitReason),
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
            Fate::Waits(..) => 4,
            Fate::Going | Fate::Without => 5,
        }
    }

    /// Why a line can never run now.
    fn say(self, h: &History, o: ObjectId, who: &[Gid], site: &Free) -> Option<Sentence> {
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
                let verb = if one { " has returned, at " } else { " have returned, at " };
                s.say(verb).line(&h.place(at)).say(".")
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

/// What ends a wait.
fn what(block: &Event, h: &History, o: ObjectId, send: bool) -> &'static [Doing] {
    match reason(block) {
        _ if h.owners.contains_key(&o) => &[Doing::Cancel],
        WaitReason::ChanSend => &[Doing::Receive],
        WaitReason::Select if send => &[Doing::Receive],
        WaitReason::ChanReceive | WaitReason::Select => &[Doing::Send, Doing::Close],
        WaitReason::WaitGroupWait => &[Doing::Done],
        WaitReason::CondWait => &[Doing::Signal],
        _ => &[Doing::Unlock],
    }
}

/// The text of the function that a goroutine runs.
fn body(h: &History, frees: &Frees, life: &Life) -> Option<usize> {
    let func = h.m.linked().func(life.born.a as u32)?;
    if func.is_std {
        // g.Go(func() …): the literal stands in the call that starts it
        let (body, from) = frees.body_after(life.born.pos)?;
        return (h.place(from) == h.place(life.born.pos)).then_some(body);
    }
    let last = func.pos.iter().rev().find(|p| p.is_some())?;
    frees.body_at(*last)
}
