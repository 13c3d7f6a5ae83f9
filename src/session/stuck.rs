//! Goroutines that wait when the run ends, and why it ended so.

use super::report::Stuck;
use super::witness::Witness;
use crate::arrange::Gather;
use crate::diagnose::{End, History, StuckSince, Why, returning, why_it_ended, wishes};
use crate::ids::Gid;
use crate::mistake::{Frees, Wish};
use crate::trace::event::{EndCode, WaitReason};
use crate::trace::spans::Moment;
use crate::vm::Machine;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// What takes readings of a whole run to find out, done once.
#[derive(Default)]
pub struct Since {
    /// The goroutines, where they were seen while the run went on.
    pub witness: Witness,
    moments: OnceCell<StuckSince>,
    never: OnceCell<BTreeSet<Gid>>,
}

impl Since {
    /// Since when those who wait at the end could not be freed.
    pub fn moments(&self, m: &Machine) -> &StuckSince {
        let lives = self.witness.of_all(m.trace());
        self.moments.get_or_init(|| StuckSince::of(&History::new(m, lives)))
    }

    /// The same, by a history of the whole run.
    fn moments_by(&self, h: &History) -> &StuckSince {
        self.moments.get_or_init(|| StuckSince::of(h))
    }

    /// Goroutines of which it is proved that they can never run again.
    pub fn never(&self, m: &Machine) -> &BTreeSet<Gid> {
        self.never.get_or_init(|| m.never_run().into_iter().gather())
    }

    /// Since when a goroutine that waits at the end can never run again, if that is so.
    pub fn of(&self, m: &Machine, g: Gid) -> Option<Moment> {
        let deadlock = m.outcome().is_some_and(|o| o.code == EndCode::Deadlock);
        (deadlock || self.never(m).contains(&g)).then(|| self.moments(m).get(g)).flatten()
    }
}

/// What is left of a run at its end.
pub struct Left<'m> {
    m: &'m Machine,
    history: History<'m>,
    since: Option<&'m StuckSince>,
    /// Goroutines that can never run again.
    stuck: Vec<Gid>,
    /// Goroutines left behind when main returned. Some are both: nobody could have freed them even before.
    left: Vec<Gid>,
}

impl<'m> Left<'m> {
    /// Looks at a finished run; `since` is the one of its machine.
    pub fn of(m: &'m Machine, since: &'m Since) -> Left<'m> {
        let code = m.outcome().map_or(EndCode::Stopped, |o| o.code);
        let alone = m.sched.counts().0 <= 1 && code != EndCode::Deadlock;
        let quiet = alone && matches!(code, EndCode::Done | EndCode::Race);
        let lives = since.witness.of_all(m.trace());
        let history = if quiet { History::empty(m) } else { History::new(m, lives) };
        let mut l = Left { m, history, since: None, stuck: vec![], left: vec![] };
        if !alone {
            l.find(code, since);
        }
        if code == EndCode::Deadlock || !l.stuck.is_empty() {
            l.since = Some(since.moments_by(&l.history));
        }
        l
    }

    fn find(&mut self, code: EndCode, since: &Since) {
        match code {
            EndCode::Deadlock => self.stuck = self.waiting(),
            EndCode::Done | EndCode::Race => {
                let never = since.never(self.m);
                self.left = self.waiting();
                if !self.left.is_empty() {
                    let returning = returning(&self.history);
                    self.left.retain(|g| !returning.contains(g));
                }
                self.stuck = self.left.iter().copied().filter(|g| never.contains(g)).collect();
            }
            EndCode::Exit | EndCode::Limit | EndCode::Waiting => {
                let never = since.never(self.m);
                if !never.is_empty() {
                    self.stuck = self.waiting();
                    self.stuck.retain(|g| never.contains(g));
                }
            }
            _ => {}
        }
    }

    /// Goroutines that wait for another goroutine at the end of the run; sleepers are not among them.
    fn waiting(&self) -> Vec<Gid> {
        let lasting = |a: i64| a != WaitReason::Sleep as i64 && a != WaitReason::IoWait as i64;
        let waits =
            self.history.lives.iter().filter(|(_, l)| l.waits.is_some_and(|w| lasting(w.a)));
        waits.map(|(g, _)| *g).collect()
    }

    fn since(&self, g: Gid) -> Option<Moment> {
        self.since.and_then(|s| s.get(g))
    }

    /// Those that are stuck and those that are left behind, as the report has them.
    pub fn reports(&self, frees: &Frees) -> (Vec<Stuck>, Vec<Stuck>) {
        let told = |list: &[Gid]| {
            let words = self.history.why_each(frees, list);
            list.iter().zip(words).map(|(g, why)| self.stuck(*g, why)).collect()
        };
        (told(&self.stuck), told(&self.left))
    }

    fn stuck(&self, g: Gid, why: String) -> Stuck {
        let Some(block) = self.history.lives.get(&g).and_then(|l| l.waits) else {
            return Stuck { id: g.0, ..Stuck::default() };
        };
        let since = self.since(g).filter(|_| self.stuck.contains(&g));
        let reason = usize::try_from(block.a).ok().and_then(|a| WaitReason::ALL.get(a));
        Stuck {
            id: g.0,
            function: self.history.function(g).to_owned(),
            reason: reason.map_or("", |r| r.text()).into(),
            line: self.history.place(block.pos).line,
            why,
            since_ns: since.map_or(block.time_ns, |m| m.ns),
            since_step: since.map_or(block.step + 1, |m| m.step),
        }
    }

    /// Why the run ended so.
    pub fn why(&self, frees: &Frees) -> Why {
        let since = |g: Gid| self.since(g);
        let (stuck, left) = (&self.stuck, &self.left);
        why_it_ended(&self.history, &End { frees, stuck, left, since: &since })
    }

    /// What the run would have needed.
    pub fn wishes(&self, frees: &Frees) -> Vec<Wish> {
        let (stuck, left) = (&self.stuck, &self.left);
        wishes(&self.history, &End { frees, stuck, left, since: &|_| None })
    }
}
