//! What is asked of [`Wakers`] beside who they are: whether a place was passed by, is still to come, or was never reached.

use super::fate::Fate;
use super::wakers::{Need, Wakers};
use crate::ids::{Gid, ObjectId};
use crate::mistake::{Doing, Free};
use crate::text::Pos;

impl<'h> Wakers<'_, 'h> {
    /// A place that nobody came to in the whole run, and nobody will.
    pub fn never_run(&self, need: &Need<'h>) -> Option<&'h Free> {
        let once = |s: &&&Free| match s.doing {
            Doing::Send | Doing::Receive | Doing::Done | Doing::Unlock => false,
            _ => !s.deferred && !self.h.anybody_did(s.pos),
        };
        let told = |s: &Free| need.who.iter().chain(&need.past).any(|w| w.1.pos == s.pos);
        need.sites.iter().filter(once).find(|s| !told(s)).copied()
    }

    /// The receive at a place is that of a loop over the channel.
    pub fn is_range(&self, at: Pos) -> bool {
        let at = self.h.place(at);
        let loops = self.frees.all.iter().filter(|f| f.doing == Doing::Receive);
        loops.filter(|f| f.shown.starts_with("range ")).any(|f| self.h.place(f.pos) == at)
    }

    /// Whoever holds a lock is on its way, by a call under way, to a place that unlocks it.
    pub fn unlocks_later(&self, holder: Gid, needs: &[Need]) -> bool {
        let calls = self.h.m.calls_of(holder);
        let bodies: Vec<usize> = calls.iter().filter_map(|c| self.frees.body_at(c.1)).collect();
        let mut sites = needs.iter().flat_map(|n| &n.sites);
        sites.any(|s| s.doing == Doing::Unlock && bodies.contains(&s.body))
    }

    /// The only place where what is sent would be received, in a function that nobody runs.
    pub fn receiver_to_start(&self, needs: &[Need<'h>]) -> Option<&'h Free> {
        let [need] = needs else { return None };
        let free = need.who.is_empty() && need.past.is_empty() && !need.itself;
        let runs = |s: &Free| self.sets.iter().any(|set| set.contains(&s.body));
        let nobody = free && !need.sites.iter().any(|s| runs(s));
        need.sites.first().filter(|_| nobody).copied()
    }

    /// Who is gone without having come to a place of its own functions.
    pub fn passed_by(&self, need: &Need, site: &Free) -> bool {
        let gone = |f| matches!(f, Fate::Returned(_) | Fate::Recovered(_) | Fate::Goexit(_));
        let reaches = |g: Gid| {
            let at = self.reached.binary_search_by_key(&g, |r| r.0);
            at.is_ok_and(|at| self.sets[self.reached[at].1].contains(&site.body))
        };
        need.who.iter().any(|w| gone(self.fate(w.0)) && reaches(w.0))
    }

    /// Somebody may come to a place that does something to what is waited for.
    pub fn comes_to(&self, g: Gid, need: &Need, doing: Doing) -> bool {
        let class = self.made(need.obj).and_then(|e| self.frees.class_at(e.pos));
        let at = self.reached.binary_search_by_key(&g, |r| r.0).ok();
        let Some((class, at)) = class.zip(at) else { return false };
        let reached = &self.sets[self.reached[at].1];
        self.frees.to(class, &[doing]).iter().any(|s| reached.contains(&s.body))
    }

    /// The context of a channel, or the context itself, is an errgroup's.
    pub fn is_of_group(&self, o: ObjectId) -> bool {
        self.made(o).is_some_and(|made| self.frees.is_of_group(made.pos))
    }

    /// Somebody who would call `Done` is still at work.
    pub fn is_on_its_way(&self, need: &Need) -> bool {
        need.doing == [Doing::Done] && need.who.iter().any(|w| self.fate(w.0) == Fate::Going)
    }
}
