//! What each goroutine did, as intervals.
//!
//! On the axis of steps the interval `k..k+1` is what runs by decision `k`: a `Start` at step `k` is a boundary at
//! `k`, every other event at step `k` one at `k + 1`.
//!
//! **Laws:** the spans of a goroutine follow each other without gap or overlap from its `Spawn` to its end, on both
//! axes; in each step exactly one goroutine runs. Left out is only what is empty on both axes and says nothing
//! (woken and running at once); joined is only running on and on (preempted, nobody else ready).

use super::event::{Cause, EndCode, Event, EventKind, SpanState, WaitReason};
use crate::ids::{Gid, ObjectId};
use crate::text::Pos;

/// `reason` of a span that waits for nothing.
pub const NO_REASON: u8 = 255;

/// One interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Span {
    /// Whose.
    pub g: Gid,
    /// What it did.
    pub state: SpanState,
    /// Start in virtual nanoseconds.
    pub start_ns: i64,
    /// End in virtual nanoseconds.
    pub end_ns: i64,
    /// Start on the axis of steps.
    pub start_step: u32,
    /// End on the axis of steps.
    pub end_step: u32,
    /// [`WaitReason`] of waiting, sleeping and stuck spans, else [`NO_REASON`].
    pub reason: u8,
    /// What it waited for; what woke it when it is runnable or cancelled.
    pub obj: ObjectId,
    /// Where it stood.
    pub pos: Pos,
    /// Index of the event that began it.
    pub event: u32,
}

/// A moment on both axes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Moment {
    /// Virtual nanoseconds.
    pub ns: i64,
    /// Step boundary.
    pub step: u32,
}

/// What is known of a goroutine after the last event.
#[derive(Clone, Debug)]
pub struct Life {
    /// Its `Spawn`.
    pub start: Moment,
    /// Its `End`, or the end of the trace.
    pub end: Moment,
    /// State in which it was left.
    pub end_state: SpanState,
}

/// Builds spans from events, one at a time.
#[derive(Clone, Default)]
pub struct SpanBuilder {
    spans: Vec<Span>,
    rows: Vec<Row>,
    events: u32,
    last: Option<Moment>,
    deadlock: bool,
}

#[derive(Clone)]
struct Row {
    life: Life,
    open: Option<Span>,
    /// The last closed span, until it is known that nothing is joined to it.
    closed: Option<Span>,
    place: Pos,
    cancelled: bool,
    panicking: bool,
}

impl SpanBuilder {
    /// Takes the next event.
    pub fn add(&mut self, e: &Event) {
        let at = moment(e);
        self.last = Some(at);
        match e.kind {
            EventKind::Spawn => self.spawn(e, at),
            EventKind::Start => {
                self.change(e, at, |row| match () {
                    () if row.panicking => Some((SpanState::Panicked, NO_REASON, ObjectId(0))),
                    () if row.cancelled => None,
                    () => Some((SpanState::Running, NO_REASON, ObjectId(0))),
                });
            }
            EventKind::Block => {
                let sleeps = e.a == WaitReason::Sleep as i64;
                let state = if sleeps { SpanState::Sleeping } else { SpanState::Waiting };
                self.change(e, at, |row| {
                    (row.cancelled, row.place) = (false, e.pos);
                    Some((state, e.a as u8, e.obj))
                });
            }
            EventKind::Wake => {
                let cancel = e.a == Cause::Cancel as i64;
                self.change(e, at, |row| {
                    row.cancelled |= cancel;
                    let state = if cancel { SpanState::Cancelled } else { SpanState::Runnable };
                    Some((state, NO_REASON, e.obj))
                });
            }
            EventKind::Yield => self.change(e, at, |row| {
                row.place = e.pos;
                (!row.cancelled).then_some((SpanState::Runnable, NO_REASON, ObjectId(0)))
            }),
            EventKind::Panic => self.change(e, at, |row| {
                row.panicking = true;
                row.place = e.pos;
                Some((SpanState::Panicked, NO_REASON, ObjectId(0)))
            }),
            EventKind::Recover => self.change(e, at, |row| {
                row.panicking = false;
                let state = if row.cancelled { SpanState::Cancelled } else { SpanState::Running };
                Some((state, NO_REASON, ObjectId(0)))
            }),
            EventKind::End => self.end(e, at),
            EventKind::Finish => self.deadlock = e.a == EndCode::Deadlock as i64,
            _ => {}
        }
        self.events += 1;
    }

    fn spawn(&mut self, e: &Event, at: Moment) {
        let i = e.g.index().saturating_sub(1);
        while self.rows.len() <= i {
            let life = Life { start: at, end: at, end_state: SpanState::Runnable };
            self.rows.push(Row {
                life,
                open: None,
                closed: None,
                place: e.pos,
                cancelled: false,
                panicking: false,
            });
        }
        self.change(e, at, |_| Some((SpanState::Runnable, NO_REASON, ObjectId(0))));
    }

    /// Closes the open span of the event's goroutine and begins another, unless `f` says that nothing changes.
    fn change(
        &mut self,
        e: &Event,
        at: Moment,
        f: impl FnOnce(&mut Row) -> Option<(SpanState, u8, ObjectId)>,
    ) {
        let Some(row) = self.rows.get_mut(e.g.index().wrapping_sub(1)) else { return };
        let Some((state, reason, obj)) = f(row) else { return };
        let next = Span {
            g: e.g,
            state,
            start_ns: at.ns,
            end_ns: at.ns,
            start_step: at.step,
            end_step: at.step,
            reason,
            obj,
            pos: row.place,
            event: self.events,
        };
        row.life.end_state = state;
        if let Some(open) = row.open.replace(next) {
            close(&mut self.spans, row, open, at);
        }
    }

    fn end(&mut self, e: &Event, at: Moment) {
        let Some(row) = self.rows.get_mut(e.g.index().wrapping_sub(1)) else { return };
        if let Some(open) = row.open.take() {
            close(&mut self.spans, row, open, at);
        }
        row.life.end = at;
        row.life.end_state = if e.a == 2 { SpanState::Panicked } else { SpanState::Dead };
    }

    /// The spans that are complete so far and were not taken yet. Those of one goroutine come in order.
    pub fn take(&mut self) -> std::vec::Drain<'_, Span> {
        self.spans.drain(..)
    }

    /// All spans that were not taken, sorted by goroutine, then by start; and what became of each goroutine.
    ///
    /// After a deadlock the goroutines that wait are stuck since `stuck_since` says, else since they began to
    /// wait; also in other runs those for which it says so.
    pub fn finish(mut self, stuck_since: &dyn Fn(Gid) -> Option<Moment>) -> (Vec<Span>, Vec<Life>) {
        let lives = self.close(stuck_since);
        self.spans.sort_by_key(|s| s.g);
        (self.spans, lives)
    }

    /// Ends what is open; the rest of the spans can be taken then. What became of each goroutine.
    pub fn close(&mut self, stuck_since: &dyn Fn(Gid) -> Option<Moment>) -> Vec<Life> {
        let end = self.last.unwrap_or(Moment { ns: 0, step: 0 });
        for row in &mut self.rows {
            let Some(mut open) = row.open.take() else {
                self.spans.extend(row.closed.take());
                continue;
            };
            row.life.end = end;
            let stuck = stuck_since(open.g);
            let waits = open.state == SpanState::Waiting;
            if waits && (self.deadlock || stuck.is_some()) {
                let since = stuck.unwrap_or(Moment { ns: open.start_ns, step: open.start_step });
                if since.ns > open.start_ns && since.ns < end.ns {
                    let step = since.step.clamp(open.start_step, end.step);
                    let since = Moment { ns: since.ns, step };
                    close(&mut self.spans, row, open, since);
                    (open.start_ns, open.start_step) = (since.ns, since.step);
                }
                open.state = SpanState::Stuck;
                row.life.end_state = SpanState::Stuck;
            }
            close(&mut self.spans, row, open, end);
            self.spans.extend(row.closed.take());
        }
        std::mem::take(&mut self.rows).into_iter().map(|r| r.life).collect()
    }
}

fn close(spans: &mut Vec<Span>, row: &mut Row, mut span: Span, at: Moment) {
    (span.end_ns, span.end_step) = (at.ns, at.step);
    let empty = span.start_ns == span.end_ns && span.start_step == span.end_step;
    if empty && span.state == SpanState::Runnable {
        return;
    }
    if span.state == SpanState::Running
        && let Some(last) = &mut row.closed
        && last.state == SpanState::Running
        && (last.end_ns, last.end_step) == (span.start_ns, span.start_step)
    {
        (last.end_ns, last.end_step) = (span.end_ns, span.end_step);
        return;
    }
    spans.extend(row.closed.replace(span));
}

fn moment(e: &Event) -> Moment {
    let after = u32::from(e.kind != EventKind::Start);
    Moment { ns: e.time_ns, step: e.step + after }
}

#[cfg(test)]
mod tests {
    use super::super::Trace;
    use super::*;
    use crate::choice::{Chooser, Policy};
    use crate::ids::NO_OBJECT;
    use crate::trace::event::EndCode;

    fn spans(trace: &Trace) -> (Vec<Span>, Vec<Life>) {
        let mut builder = SpanBuilder::default();
        trace.iter().for_each(|e| builder.add(&e));
        builder.finish(&|_| None)
    }

    fn none(t: &mut Trace, kind: EventKind, g: u32, a: i64) {
        t.record(kind, Gid(g), Gid(0), NO_OBJECT, Pos(g), a, 0);
    }

    #[test]
    fn a_life_in_spans() {
        let mut t = Trace::new();
        none(&mut t, EventKind::Spawn, 1, 0);
        none(&mut t, EventKind::Start, 1, 1);
        none(&mut t, EventKind::Block, 1, WaitReason::Sleep as i64);
        t.set_time(50);
        none(&mut t, EventKind::Wake, 1, Cause::Timer as i64);
        none(&mut t, EventKind::Start, 1, 1);
        none(&mut t, EventKind::Block, 1, WaitReason::ChanReceive as i64);
        t.set_time(70);
        none(&mut t, EventKind::Wake, 1, Cause::Cancel as i64);
        none(&mut t, EventKind::Start, 1, 1);
        none(&mut t, EventKind::Panic, 1, 0);
        none(&mut t, EventKind::End, 1, 2);
        let (all, lives) = spans(&t);
        let short: Vec<_> =
            all.iter().map(|s| (s.state, s.start_ns, s.end_ns, s.start_step, s.end_step)).collect();
        use SpanState::*;
        let want = [
            (Running, 0, 0, 1, 2),
            (Sleeping, 0, 50, 2, 2),
            (Running, 50, 50, 2, 3),
            (Waiting, 50, 70, 3, 3),
            (Cancelled, 70, 70, 3, 4),
            (Panicked, 70, 70, 4, 4),
        ];
        assert_eq!(short, want);
        assert_eq!(lives[0].end_state, Panicked);
    }

    #[test]
    fn a_deadlock_leaves_goroutines_stuck() {
        let mut t = Trace::new();
        none(&mut t, EventKind::Spawn, 1, 0);
        none(&mut t, EventKind::Start, 1, 1);
        none(&mut t, EventKind::Block, 1, WaitReason::WaitGroupWait as i64);
        t.set_time(100);
        none(&mut t, EventKind::Finish, 0, EndCode::Deadlock as i64);
        let (all, lives) = spans(&t);
        assert_eq!(
            all.last().map(|s| (s.state, s.start_ns, s.end_ns)),
            Some((SpanState::Stuck, 0, 100))
        );
        assert_eq!(lives[0].end_state, SpanState::Stuck);
        let mut builder = SpanBuilder::default();
        t.iter().for_each(|e| builder.add(&e));
        let (all, _) = builder.finish(&|_| Some(Moment { ns: 40, step: 2 }));
        let tail: Vec<_> = all.iter().skip(1).map(|s| (s.state, s.start_ns, s.end_ns)).collect();
        assert_eq!(tail, [(SpanState::Waiting, 0, 40), (SpanState::Stuck, 40, 100)]);
    }

    /// The laws above, over random runs of the executor.
    #[test]
    fn spans_cover_each_life_and_one_runs_at_a_time() {
        for seed in 0..100 {
            let trace = crate::sched::random_run(Chooser::new(Policy::Random, seed), seed);
            let (all, lives) = spans(&trace);
            let steps = trace.iter().last().map_or(0, |e| e.step);
            let mut running = vec![0; steps as usize + 2];
            for (i, life) in lives.iter().enumerate() {
                let own: Vec<&Span> = all.iter().filter(|s| s.g.index() == i + 1).collect();
                let (mut ns, mut step) = (life.start.ns, life.start.step);
                for s in own {
                    assert_eq!((s.start_ns, s.start_step), (ns, step), "seed {seed} g{}", i + 1);
                    assert!(s.end_ns >= s.start_ns && s.end_step >= s.start_step);
                    (ns, step) = (s.end_ns, s.end_step);
                    if s.state == SpanState::Running {
                        (s.start_step..s.end_step).for_each(|k| running[k as usize] += 1);
                    }
                }
                assert_eq!((ns, step), (life.end.ns, life.end.step), "seed {seed} g{}", i + 1);
            }
            assert!(
                running[1..=steps as usize].iter().all(|n| *n == 1),
                "seed {seed}: {running:?}"
            );
        }
    }
}
