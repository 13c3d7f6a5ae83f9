//! Counts over a whole trace, each with one definition that reports and page share.

use super::Trace;
use super::event::{EventKind, SpanState, WaitReason};
use super::spans::{Moment, SpanBuilder};
use crate::ids::Gid;

/// Totals of a run.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Summary {
    /// Events.
    pub events: u64,
    /// Scheduling decisions.
    pub steps: u64,
    /// Virtual time from the first event to the last.
    pub makespan_ns: i64,
    /// Goroutines started, `main` included.
    pub started: u32,
    /// Most goroutines alive at once.
    pub peak: u32,
    /// Values that passed through channels.
    pub messages: u64,
    /// Virtual time in each [`SpanState`], over all goroutines.
    pub state_ns: [i64; SpanState::ALL.len()],
    /// Virtual time spent waiting, by [`WaitReason`], over all goroutines; sleeping and stuck ones included.
    pub waiting_ns: [i64; WaitReason::ALL.len()],
}

impl Summary {
    /// Reads the whole trace.
    pub fn new(trace: &Trace, stuck_since: &dyn Fn(Gid) -> Option<Moment>) -> Summary {
        let mut summary = Summary { events: trace.events(), ..Summary::default() };
        let (mut builder, mut alive, mut first_ns) = (SpanBuilder::default(), 0u32, None);
        for event in trace {
            builder.add(&event);
            match event.kind {
                EventKind::Spawn => {
                    alive += 1;
                    summary.started += 1;
                    summary.peak = summary.peak.max(alive);
                }
                EventKind::End => alive = alive.saturating_sub(1),
                EventKind::Send => summary.messages += 1,
                _ => {}
            }
            summary.steps = u64::from(event.step);
            let first = *first_ns.get_or_insert(event.time_ns);
            summary.makespan_ns = event.time_ns - first;
        }
        for span in builder.finish(stuck_since).0 {
            let ns = span.end_ns - span.start_ns;
            let state = &mut summary.state_ns[span.state as usize];
            *state = state.saturating_add(ns);
            if let Some(total) = summary.waiting_ns.get_mut(usize::from(span.reason)) {
                *total = total.saturating_add(ns);
            }
        }
        summary
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Chooser, Policy};

    #[test]
    fn totals_add_up() {
        let trace = crate::sched::random_run(Chooser::new(Policy::Random, 3), 3);
        let s = Summary::new(&trace, &|_| None);
        let mut builder = SpanBuilder::default();
        trace.iter().for_each(|e| builder.add(&e));
        let lives: i64 = builder.finish(&|_| None).1.iter().map(|l| l.end.ns - l.start.ns).sum();
        assert_eq!(
            s.state_ns.iter().sum::<i64>(),
            lives,
            "each moment of each life is in one state"
        );
        let waits = [SpanState::Waiting, SpanState::Sleeping, SpanState::Stuck];
        let waited: i64 = waits.iter().map(|w| s.state_ns[*w as usize]).sum();
        assert_eq!(s.waiting_ns.iter().sum::<i64>(), waited);
        assert!(s.peak <= s.started && s.makespan_ns > 0 && s.steps == 200);
    }
}
