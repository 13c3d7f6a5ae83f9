//! Who could have woken somebody, which line would have done it, and why it can never run now.

use super::fate::Fate;
use super::history::{History, reason};
use super::library;
use super::lives::Life;
use super::waits::named;
use super::words::{Part, Sentence};
use crate::arrange::Arrange;
use crate::ids::{FuncId, Gid, ObjectId};
use crate::mistake::{Doing, Free, Frees};
use crate::text::Pos;
use crate::trace::event::{Event, WaitReason};
use std::collections::BTreeSet;

/// Goroutines of one run by the functions that they can reach.
pub(crate) struct Wakers<'m, 'h> {
    pub h: &'h History<'m>,
    pub frees: &'h Frees,
    /// By number: the entry of `sets` with the functions that it reaches.
    pub(super) reached: Vec<(Gid, usize)>,
    pub(super) sets: Vec<BTreeSet<usize>>,
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
    /// Who waits behind the last of them.
    pub(super) past: Vec<(Gid, &'h Free)>,
}

impl Need<'_> {
    /// Somebody would do it to end such a wait, or the one who waits would itself.
    pub fn gives(&self, g: Gid) -> bool {
        g == self.g && self.itself || self.who.iter().any(|w| w.0 == g)
    }
}

/// More goroutines are not told apart.
const MOST: usize = 100_000;
/// Of so many it is asked what they hold; further ones count where one of these met the same fate.
const ASKED: usize = 64;
/// Of more it is not asked who has a channel of which the text does not tell.
const HOLDERS: usize = 16;

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
        let waited = self.h.waited_by(g);
        match library::call(self.h, g) {
            // every return of one of its functions counts
            Some(call) if call.is_of_group() => {
                return waited.into_iter().map(|(o, _)| self.need(g, o, &[Doing::Done])).collect();
            }
            Some(_) => return vec![],
            None => {}
        }
        waited.into_iter().map(|(o, send)| self.need(g, o, what(&block, self.h, o, send))).collect()
    }

    fn need(&self, g: Gid, obj: ObjectId, doing: &'static [Doing]) -> Need<'h> {
        let class = self.made(obj).and_then(|e| self.frees.class_at(e.pos));
        let sites = class.map_or(vec![], |c| self.frees.to(c, doing));
        let sites = if doing == [Doing::Unlock] { self.of_holder(obj, sites) } else { sites };
        let (mut who, mut past, mut itself) = (vec![], vec![], false);
        for (other, at) in &self.reached {
            let reached = &self.sets[*at];
            let ended = self.h.lives.get(other).is_some_and(|l| l.end.is_some());
            let did = |s: &&&Free| {
                // who sent once may send again; a close, a Done and an unlock are done once
                let once = !matches!(s.doing, Doing::Send | Doing::Receive);
                once && (self.h.did(*other, s.pos) || self.h.did_to(*other, obj, s.doing))
                    || s.returns && ended
            };
            let near = |s: &&&Free| reached.contains(&s.body) && !did(s);
            let mut near = sites.iter().filter(near).peekable();
            let Some(first) = near.peek().copied() else { continue };
            match near.find(|s| ended || self.is_ahead(*other, s)) {
                Some(_) if *other == g => itself = true,
                Some(site) => who.push((*other, *site)),
                None if *other != g => past.push((*other, *first)),
                None => {}
            }
        }
        Need { g, obj, doing, sites, itself, who, past }
    }

    /// Somebody who waits may come to a place yet: in one of the functions under way neither it nor each call that leads
    /// to it lies behind.
    fn is_ahead(&self, g: Gid, site: &Free) -> bool {
        let is_own = |f: FuncId| self.h.m.linked().func(f.0).is_some_and(|f| !f.is_std);
        let mut calls = self.h.m.calls_of(g);
        calls.retain(|c| is_own(c.0));
        let ahead =
            |at: Pos| self.frees.body_at(at).is_none_or(|b| self.frees.is_ahead(b, at, site));
        calls.is_empty() || calls.iter().any(|c| ahead(c.1))
    }

    /// Of the places that unlock a lock those of the function that holds it.
    fn of_holder(&self, lock: ObjectId, sites: Vec<&'h Free>) -> Vec<&'h Free> {
        let Some(thing) = self.h.things.get(&lock) else { return sites };
        let alone = thing.holder.is_some();
        let held = thing.holder.or(thing.readers.values().next().map(|r| r.0));
        let body = held.and_then(|e| self.frees.body_at(e.pos));
        let there = |s: &&Free| Some(s.body) == body && s.shown.ends_with(".RUnlock()") != alone;
        let near: Vec<_> = sites.iter().copied().filter(there).collect();
        if near.is_empty() { sites } else { near }
    }

    /// Who else has a channel of which the text does not tell; nothing where that is too much to ask.
    fn holders(&self, need: &Need) -> Option<Vec<Gid>> {
        let h = self.h;
        let unknown = need.sites.is_empty() || need.who.is_empty() && need.past.is_empty();
        let open = unknown && h.m.timer_of(need.obj).is_none();
        if !open || h.m.chans.of_object(need.obj).is_none() || h.owners.contains_key(&need.obj) {
            return None;
        }
        let others = h.lives.iter().filter(|(g, l)| **g != need.g && l.end.is_none());
        let others: Vec<Gid> = others.map(|(g, _)| *g).take(HOLDERS + 1).collect();
        let has = |g: &Gid| self.holds(*g, need.obj);
        (others.len() <= HOLDERS).then(|| others.into_iter().filter(has).collect())
    }

    /// Those who alone have a channel and wait at one place.
    pub fn only_holders(&self, need: &Need) -> Vec<Gid> {
        let list = self.holders(need).unwrap_or_default();
        let mut waits = list.iter().map(|g| match self.fate(*g) {
            Fate::Waits(at, reason) => Some((at, reason)),
            _ => None,
        });
        let first = waits.next().flatten();
        if first.is_some() && waits.all(|w| w == first) { list } else { vec![] }
    }

    /// The lines that would have done it, and what became of those who would have come there.
    pub fn sentences(&self, need: &Need) -> Vec<Sentence> {
        let mut out = vec![];
        if library::call(self.h, need.g).is_none() {
            let lines = self.lines(need);
            let known = lines.is_some();
            out.extend(lines);
            out.extend(self.besides(need).or_else(|| if known { None } else { self.alone(need) }));
        }
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
        for (g, site) in &need.past {
            let fate = match self.fate(*g) {
                Fate::Waits(at, reason) => Fate::Past(at, reason),
                Fate::Going if !self.holds(*g, need.obj) => Fate::Without,
                _ => continue,
            };
            match fates.iter_mut().find(|f| f.0 == fate) {
                Some(f) => f.1.push(*g),
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
        out.extend(self.never_run(need).map(|site| {
            let s = Sentence::of(Part::Never, "Nobody came to ").code(&site.shown);
            s.say(" at ").line(&self.h.place(site.pos)).say(".")
        }));
        out
    }

    fn lines(&self, need: &Need) -> Option<Sentence> {
        let h = self.h;
        let closes = need.sites.iter().any(|s| s.doing == Doing::Close);
        if h.m.takes_signals(need.obj) {
            let s = Sentence::of(Part::Line, "A signal would end the wait: ").code("signal.Notify");
            return Some(named(s.say(" hands them to "), h, need.obj, "channel").say("."));
        }
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
            self.made(need.obj)?;
            if self.is_of_group(need.obj) {
                let s =
                    named(Sentence::of(Part::Line, "The group cancels "), h, need.obj, "context");
                let s = s.say(" when one of its functions returns an error, or when its `Wait` ");
                return Some(s.say("has seen all of them return."));
            }
            return self.is_missing(need).then(|| named(s, h, need.obj, "object").say("."));
        };
        let mut s = Sentence::new(Part::Line);
        // one line is told once
        let mut sites: Vec<&Free> = vec![];
        for site in &need.sites {
            let same = |o: &&Free| o.shown == site.shown && h.place(o.pos) == h.place(site.pos);
            if sites.len() < 3 && !sites.iter().any(same) {
                sites.push(site);
            }
        }
        let mut told: Vec<Pos> = vec![];
        for site in &sites {
            s = s.say(match told.len() {
                0 => "",
                n if n + 1 == sites.len() => " or ",
                _ => ", ",
            });
            s = match (site.returns, told.is_empty()) {
                (true, true) => s.say("A return of the function of "),
                (true, false) => s.say("a return of the function of "),
                (false, _) => s,
            };
            s = s.code(&site.shown).say(" at ").line(&h.place(site.pos));
            told.push(site.pos);
        }
        s = s.say(" would end the wait.");
        if first.doing == Doing::Send && !closes {
            s = named(s.say(" Nothing closes "), h, need.obj, "channel").say(".");
        }
        Some(s)
    }

    /// Nothing in the program's text does it.
    pub fn is_missing(&self, need: &Need) -> bool {
        let made = self.made(need.obj).filter(|_| !self.h.name(need.obj).is_empty());
        made.is_some_and(|m| self.frees.nothing_does(m.pos, need.doing))
    }

    /// How an object was made, or the context that it belongs to.
    pub(super) fn made(&self, o: ObjectId) -> Option<Event> {
        let own = self.h.owners.get(&o).unwrap_or(&o);
        self.h.things.get(own)?.made
    }

    /// Who else has the object, where no text tells who would use it.
    fn besides(&self, need: &Need) -> Option<Sentence> {
        let only = self.only_holders(need);
        let Fate::Waits(at, reason) = self.fate(*only.first()?) else { return None };
        let s = Sentence::of(Part::Never, "Besides, only ").all(&only);
        let one = only.len() == 1;
        let s = named(s.say(if one { " has " } else { " have " }), self.h, need.obj, "object");
        let s = s.say(if one { ", and waits itself at " } else { ", and wait themselves at " });
        Some(s.line(&self.h.place(at)).say(&format!(" ({}).", reason.text())))
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
        let known: Vec<Gid> = needs.iter().flat_map(who).collect();
        if known.is_empty() {
            return needs.iter().flat_map(|n| self.only_holders(n)).collect();
        }
        known
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
            // whose return ended the run, in what would have followed
            (None, Some(block)) if reason(&block) == WaitReason::Hang && !block.pos.is_some() => {
                Fate::Returned(self.h.lives.finish.map_or(Pos::NONE, |e| e.pos))
            }
            (None, Some(block)) if reason(&block) != WaitReason::Sleep => {
                Fate::Waits(block.pos, reason(&block))
            }
            _ => Fate::Going,
        }
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
        if let Some(body) = frees.started_at(life.born.pos) {
            return Some(body);
        }
        // time.AfterFunc(d, func() …): the literal stands in the call that starts it
        let (body, from) = frees.body_after(life.born.pos)?;
        return (h.place(from) == h.place(life.born.pos)).then_some(body);
    }
    let last = func.pos.iter().rev().find(|p| p.is_some())?;
    frees.body_at(*last)
}
