//! The trace read once: what later numbers look up again and again.

use super::Length;
use crate::ids::{FuncId, Gid, ObjectId, StrId};
use crate::text::Pos;
use crate::trace::event::{Cause, Event, EventKind, ObjectKind, SpanState};
use crate::trace::spans::{Life, Moment};
use std::collections::BTreeMap;

/// An event in which a goroutine changed its state or touched an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Act {
    pub at: Moment,
    pub kind: EventKind,
    /// Reason, cause or end, as the event says it.
    pub why: u8,
    pub g: Gid,
    pub by: Gid,
    pub obj: ObjectId,
    pub pos: Pos,
    /// Its goroutine's change of state before this one, as an index plus one.
    pub before: u32,
    /// The same of `by`.
    pub cause: u32,
    /// Where `by` had taken the lock whose release this is.
    pub taken: Pos,
}

/// A timer that was set.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SetTimer {
    pub at: Moment,
    pub pos: Pos,
    /// The change of state before that of who set it, as an index plus one.
    pub before: u32,
}

/// What is known of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Thing {
    pub kind: ObjectKind,
    pub name: StrId,
}

/// What is known of a goroutine.
#[derive(Clone, Debug)]
pub(crate) struct Goroutine {
    pub life: Life,
    pub parent: Gid,
    pub go: Pos,
    pub func: FuncId,
    /// It returned or ended before the program did.
    pub ended: bool,
}

/// Acts in order, in blocks: a long list is never moved.
#[derive(Default)]
pub(crate) struct Acts(Vec<Vec<Act>>);

/// Acts of a block.
const BLOCK: usize = 1 << 14;

impl Acts {
    fn push(&mut self, act: Act) {
        match self.0.last_mut() {
            Some(block) if block.len() < BLOCK => block.push(act),
            last => {
                let mut block = Vec::with_capacity(if last.is_some() { BLOCK } else { 16 });
                block.push(act);
                self.0.push(block);
            }
        }
    }

    pub fn len(&self) -> usize {
        self.0.last().map_or(0, |last| (self.0.len() - 1) * BLOCK + last.len())
    }

    pub fn get(&self, i: usize) -> Option<&Act> {
        self.0.get(i / BLOCK)?.get(i % BLOCK)
    }
}

/// Everything that numbers are made of.
#[derive(Default)]
pub(crate) struct Log {
    /// In order; empty for a run that is too long.
    pub acts: Acts,
    pub complete: bool,
    pub lives: Vec<Goroutine>,
    pub things: Vec<Thing>,
    /// Goroutines that a timer started.
    pub by_timer: BTreeMap<Gid, SetTimer>,
    alive: u32,
    seen: bool,
    pub peak: u32,
    pub peak_at: Moment,
    pub start: Moment,
    pub end: Moment,
    /// Who acted last, and how the run ended.
    pub last: Gid,
    pub code: i64,
}

impl Log {
    /// Without any event yet; `complete`: acts are kept.
    pub fn new(complete: bool) -> Log {
        Log { complete, last: Gid(1), ..Log::default() }
    }

    /// The next event.
    pub fn see(&mut self, e: &Event, known: &mut Known) {
        let at = moment(e);
        if !std::mem::replace(&mut self.seen, true) {
            self.start = at;
        }
        self.end = at;
        match e.kind {
            EventKind::Spawn => self.alive += 1,
            EventKind::End => self.alive = self.alive.saturating_sub(1),
            _ => {}
        }
        if self.alive > self.peak {
            (self.peak, self.peak_at) = (self.alive, at);
        }
        self.note(e, at);
        if self.complete {
            self.act(e, at, known);
        }
    }

    /// What became of each goroutine.
    pub fn set_lives(&mut self, lives: Vec<Life>) {
        for (known, life) in self.lives.iter_mut().zip(lives) {
            known.life = life;
        }
    }

    /// The length of the run.
    pub fn whole(&self) -> Length {
        Length::between(self.start, self.end)
    }

    pub fn thing(&self, obj: ObjectId) -> Option<&Thing> {
        self.things.get(obj.index().checked_sub(1)?)
    }

    pub fn life(&self, g: Gid) -> Option<&Goroutine> {
        self.lives.get(g.index().checked_sub(1)?)
    }

    fn note(&mut self, e: &Event, at: Moment) {
        match e.kind {
            EventKind::Spawn if e.g.index() == self.lives.len() + 1 => self.lives.push(Goroutine {
                life: Life { start: at, end: at, end_state: SpanState::Dead },
                parent: e.by,
                go: e.pos,
                func: FuncId(e.a as u32),
                ended: false,
            }),
            EventKind::End if e.a != 3 => {
                if let Some(g) = self.lives.get_mut(e.g.index().wrapping_sub(1)) {
                    g.ended = true;
                }
            }
            EventKind::Object if e.obj.index() == self.things.len() + 1 => {
                let kind = ObjectKind::ALL.get(e.a as usize).copied().unwrap_or(ObjectKind::Chan);
                self.things.push(Thing { kind, name: StrId(e.b as u32) });
            }
            EventKind::Start => self.last = e.g,
            EventKind::Finish => self.code = e.a,
            _ => {}
        }
    }

    fn act(&mut self, e: &Event, at: Moment, known: &mut Known) {
        match e.kind {
            EventKind::Object if e.a == ObjectKind::Timer as i64 => {
                known.timers.insert(e.obj, SetTimer { at, pos: e.pos, before: known.changed(e.g) });
            }
            EventKind::Timer => known.fired = known.timers.remove(&e.obj),
            EventKind::Spawn if e.by.0 == 0 => {
                self.by_timer.extend(known.fired.take().map(|timer| (e.g, timer)));
            }
            _ => {}
        }
        if !is_act(e.kind) {
            return;
        }
        let released = e.kind == EventKind::Wake && e.a == Cause::Unlock as i64;
        self.acts.push(Act {
            at,
            kind: e.kind,
            why: e.a as u8,
            g: e.g,
            by: e.by,
            obj: e.obj,
            pos: e.pos,
            before: known.changed(e.g),
            cause: known.changed(e.by),
            taken: if released { known.taken(e.obj, e.by) } else { Pos::NONE },
        });
        if changes_state(e.kind) {
            known.set_changed(e.g, self.acts.len() as u32);
        }
        if e.kind == EventKind::Lock {
            known.lock(e.obj, e.g, e.pos);
        }
    }
}

/// What the acts up to now say of the next one.
#[derive(Default)]
pub(crate) struct Known {
    /// Last change of state by goroutine, as an index plus one.
    changed: Vec<u32>,
    /// The last two holders of each lock: the next may hold it before the one that waited is woken.
    holders: BTreeMap<ObjectId, [(Gid, Pos); 2]>,
    /// Timers that have not fired, and the one that fired last.
    timers: BTreeMap<ObjectId, SetTimer>,
    fired: Option<SetTimer>,
}

impl Known {
    fn changed(&self, g: Gid) -> u32 {
        if g.0 == 0 { 0 } else { self.changed.get(g.index()).copied().unwrap_or(0) }
    }

    fn set_changed(&mut self, g: Gid, act: u32) {
        if self.changed.len() <= g.index() {
            self.changed.resize(g.index() + 1, 0);
        }
        self.changed[g.index()] = act;
    }

    fn lock(&mut self, obj: ObjectId, g: Gid, pos: Pos) {
        let held = self.holders.entry(obj).or_default();
        *held = [held[1], (g, pos)];
    }

    fn taken(&self, obj: ObjectId, by: Gid) -> Pos {
        let held = self.holders.get(&obj).into_iter().flatten();
        held.filter(|h| h.0 == by).map(|h| h.1).next_back().unwrap_or(Pos::NONE)
    }
}

/// A `Start` is a boundary at its step, everything else at the step's end.
pub(crate) fn moment(e: &Event) -> Moment {
    Moment { ns: e.time_ns, step: e.step + u32::from(e.kind != EventKind::Start) }
}

fn is_act(kind: EventKind) -> bool {
    use EventKind::*;
    changes_state(kind)
        || matches!(kind, Send | Recv | Close | Lock | Unlock | Count | Signal | Cancel | Output)
}

/// Whether it begins another span of its goroutine.
pub(crate) fn changes_state(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(kind, Spawn | Start | Block | Wake | Yield | End)
}
