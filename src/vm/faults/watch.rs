//! Calls that are watched until they return: slow ones, and those that hold a place of a resource.

use crate::compile::code::Op;
use crate::fault::{Delay, Level, What};
use crate::ids::NO_OBJECT;
use crate::sched::{Note, Slot};
use crate::text::Pos;
use crate::trace::event::{Cause, WaitReason};
use crate::vm::goroutine::flags;
use crate::vm::interp::Ctl;
use crate::vm::machine::{Machine, Resume};
use std::collections::VecDeque;

/// A call under way that something is due for when it returns.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    /// Number of callers of the frame that makes it; of its own frame for one that `go` or `defer` made.
    pub depth: u32,
    fault: usize,
    started_ns: i64,
    /// `depth` is its own frame's.
    pub(super) own: bool,
    /// It is late when it returns.
    slow: bool,
}

/// What stands behind the calls of one fault.
#[derive(Clone, Debug, Default)]
pub(super) struct Resource {
    pub in_flight: u32,
    /// Who waits for a place, with their tickets.
    waiting: VecDeque<(Slot, u32)>,
    /// When the last calls were let through, for a rate.
    recent: VecDeque<i64>,
}

/// Why a call is watched.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Why {
    /// It is late when it returns.
    Slow,
    /// It takes a place.
    Counted,
    /// It has waited for its place, which is counted already.
    Admitted,
}

/// Whether a call may be made now.
pub(super) enum Admission {
    /// Yes, and its return is watched.
    Watched(Why),
    /// Yes.
    Free,
    /// No: it returns this error.
    Refused(String),
    /// The fault is of another kind.
    Other,
}

impl Machine {
    pub(super) fn admit(&mut self, fault: usize, what: &What) -> Admission {
        let now = self.sched.now_ns();
        let Some(r) = self.faults.as_deref_mut().and_then(|f| f.resources.get_mut(fault)) else {
            return Admission::Free;
        };
        match what {
            What::Slow(_) => Admission::Watched(Why::Slow),
            What::Limit(n, text) if r.in_flight >= *n => Admission::Refused(text.clone()),
            What::Limit(..) => Admission::Watched(Why::Counted),
            What::Rate(n, per_ns, text) => {
                while r.recent.front().is_some_and(|at| now - at >= *per_ns) {
                    r.recent.pop_front();
                }
                if r.recent.len() >= *n as usize {
                    return Admission::Refused(text.clone());
                }
                r.recent.push_back(now);
                Admission::Free
            }
            _ => Admission::Other,
        }
    }

    /// A queue has no place left.
    pub(super) fn is_full(&self, fault: usize) -> bool {
        let resource = self.faults.as_deref().and_then(|f| f.resources.get(fault));
        match (resource, self.what(fault)) {
            (Some(r), Some(What::Queue(n))) => r.in_flight >= n,
            _ => false,
        }
    }

    /// Calls at this fault's place are counted while they are under way.
    pub(super) fn counts_calls(&self, fault: usize) -> bool {
        let spec = self.faults.as_deref().and_then(|f| f.spec(fault));
        spec.is_some_and(|s| {
            matches!(s.when.level, Some(Level::Calls(_)))
                || matches!(s.what, What::Limit(..) | What::Queue(_))
        })
    }

    /// The current goroutine waits at the call until a place is free.
    pub(super) fn wait_for_place(&mut self, fault: usize) -> Ctl {
        self.note_fault(fault);
        let (slot, ticket) = (self.cur, self.sched.ticket(self.cur));
        if let Some(r) = self.faults.as_deref_mut().and_then(|f| f.resources.get_mut(fault)) {
            r.waiting.push_back((slot, ticket));
        }
        let pos = self.user_pos();
        self.sched.block(WaitReason::Semacquire, NO_OBJECT, pos);
        self.frame.pc -= 1;
        self.park(Resume::Run);
        Ctl::Leave
    }

    /// It waited, and was given a place.
    pub(super) fn was_admitted(&mut self, fault: usize) -> bool {
        let Some(extra) = self.gs[self.cur.index()].extra.as_mut() else { return false };
        let at = extra.admitted.iter().position(|f| *f == fault);
        at.map(|at| extra.admitted.remove(at)).is_some()
    }

    /// Makes a call that is watched for these faults.
    pub(super) fn call_watched(&mut self, op: Op, i: u32, faults: &[(usize, Why)]) -> Ctl {
        let depth = self.callers.len();
        for &(fault, why) in faults {
            self.watch(fault, why, depth as u32, false);
        }
        let cur = self.cur;
        let ctl = self.perform(op, i);
        if self.cur == cur && self.callers.len() > depth {
            if self.frame.flags & flags::MEMO == 0 {
                self.frame.flags |= flags::FAULT;
            }
            return ctl;
        }
        if ctl == Ctl::Next { self.call_returned() } else { ctl }
    }

    /// A native goes on that waited, or that called Go code.
    pub(super) fn call_resumed(&mut self, op: Op) -> Ctl {
        let (cur, depth) = (self.cur, self.callers.len());
        let ctl = self.perform(op, 0);
        let over = ctl == Ctl::Next && self.cur == cur && self.callers.len() == depth;
        if over { self.call_returned() } else { ctl }
    }

    pub(super) fn watch(&mut self, fault: usize, why: Why, depth: u32, own: bool) {
        let (started_ns, slow) = (self.sched.now_ns(), why == Why::Slow);
        if slow {
            self.note_fault(fault);
        }
        let call = Watched { depth, fault, started_ns, own, slow };
        self.gs[self.cur.index()].extra.get_or_insert_default().watched.push(call);
        if why != Why::Admitted
            && self.counts_calls(fault)
            && let Some(r) = self.faults.as_deref_mut().and_then(|f| f.resources.get_mut(fault))
        {
            r.in_flight += 1;
        }
    }

    /// A watched call has returned to the current frame: its places are free, and what is missing is slept.
    pub(crate) fn call_returned(&mut self) -> Ctl {
        let depth = self.callers.len() as u32;
        let extra_ns = self.watched_over(depth, false);
        if extra_ns <= 0 {
            return Ctl::Reload;
        }
        self.sleep_for(extra_ns);
        Ctl::Leave
    }

    /// A frame that `go` or `defer` made is about to return; `Some` when it must sleep first.
    pub(crate) fn late_return(&mut self) -> Option<Ctl> {
        let extra_ns = self.watched_over(self.callers.len() as u32, true);
        self.frame.flags &= !flags::LATE;
        if extra_ns <= 0 {
            return None;
        }
        // then it returns once more
        self.frame.pc -= 1;
        self.sleep_for(extra_ns);
        Some(Ctl::Leave)
    }

    pub(super) fn sleep_for(&mut self, ns: i64) {
        let (at, pos) = (self.sched.now_ns().saturating_add(ns), self.user_pos());
        self.sched.sleep(at, pos);
        self.park(Resume::Run);
    }

    /// Takes the watched calls of a depth; how long those that are slow must still take.
    fn watched_over(&mut self, depth: u32, own: bool) -> i64 {
        let mut extra_ns = 0i64;
        loop {
            let Some(extra) = self.gs[self.cur.index()].extra.as_mut() else { return extra_ns };
            let Some(call) = extra.watched.pop_if(|w| w.depth == depth && w.own == own) else {
                return extra_ns;
            };
            self.place_free(call.fault);
            let own_ns = self.sched.now_ns() - call.started_ns;
            if call.slow
                && let Some(What::Slow(delay)) = self.what(call.fault)
            {
                let more = delay.extra_ns(own_ns, &mut self.sched.chooser);
                extra_ns = extra_ns.saturating_add(more);
                if more > 0 && matches!(delay, Delay::Factor { .. }) {
                    self.count_effect(call.fault);
                }
            }
        }
    }

    /// A call under way has ended: the next who waits gets its place.
    fn place_free(&mut self, fault: usize) {
        if !self.counts_calls(fault) {
            return;
        }
        loop {
            let faults = self.faults.as_deref_mut();
            let Some(r) = faults.and_then(|f| f.resources.get_mut(fault)) else { return };
            let Some((slot, ticket)) = r.waiting.pop_front() else {
                r.in_flight = r.in_flight.saturating_sub(1);
                return;
            };
            if self.sched.waits(slot, ticket) {
                // the place goes from one to the other and stays counted
                self.gs[slot.index()].extra.get_or_insert_default().admitted.push(fault);
                self.sched.wake(slot, ticket, Cause::Count, NO_OBJECT, Pos::NONE, Note::DONE);
                return;
            }
        }
    }

    /// Frames from `depth` on are gone without having returned (a panic, the end of the goroutine).
    pub(crate) fn calls_unwound(&mut self, depth: u32) {
        loop {
            let Some(extra) = self.gs[self.cur.index()].extra.as_mut() else { return };
            if let Some(call) = extra.watched.pop_if(|w| w.depth >= depth) {
                self.place_free(call.fault);
            } else if depth == 0
                && let Some(fault) = extra.admitted.pop()
            {
                self.place_free(fault);
            } else {
                return;
            }
        }
    }
}
