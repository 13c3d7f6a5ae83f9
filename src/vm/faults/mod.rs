//! Faults in a run. Those on calls and channel operations are patched over the instructions ([`Op::Fault`]), so
//! that a run without faults pays nothing; those on goroutines, contexts, channels and the process are decided
//! when one is made, and are due at once or at a moment.

mod chans;
mod effects;
mod entry;
mod places;
mod timed;
mod watch;

pub(crate) use entry::Deferred;
pub use places::CallSite;
pub use watch::Watched;

use super::interp::{CALL, Ctl};
use super::machine::Machine;
use crate::compile::code::Op;
use crate::fault::{Delay, FaultPlan, FaultSpec, Level, What};
use crate::ids::{NO_OBJECT, NOBODY};
use crate::sync::ChanId;
use crate::text::Pos;
use crate::trace::event::EventKind;
use std::collections::BTreeMap;
use watch::Resource;

/// The faults of a run.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    plan: FaultPlan,
    /// Patched instructions, by the number in `Op::Fault`.
    patches: Vec<Patch>,
    /// Calls in flight and who waits for a place, per fault.
    resources: Vec<Resource>,
    /// Names of the channels made so far.
    chans: BTreeMap<ChanId, String>,
    /// Times that something was different, per fault.
    effects: Vec<u32>,
    /// Requests that were made, as a fault names them; the first ones.
    requests: Vec<String>,
}

#[derive(Clone, Debug)]
struct Patch {
    original: Op,
    /// Faults that may take effect there.
    faults: Vec<usize>,
    /// Times that it ran.
    calls: u32,
}

impl Faults {
    fn spec(&self, fault: usize) -> Option<&FaultSpec> {
        self.plan.faults().get(fault)
    }
}

impl Machine {
    /// An instruction with a fault on it, or one that is counted.
    #[cold]
    #[inline(never)]
    pub(crate) fn op_fault(&mut self, i: u32) -> Ctl {
        if i == super::replay::PAUSE {
            return self.pause();
        }
        let takes_time = self.takes_time;
        if takes_time && self.gives_way(0) {
            return Ctl::Leave;
        }
        self.takes_time = false; // the instruction itself does not give way any more
        let next = self.patched_op(i);
        self.takes_time = takes_time;
        match next {
            // fuel was used
            Ctl::Next => Ctl::Reload,
            other => other,
        }
    }

    fn patched_op(&mut self, i: u32) -> Ctl {
        let Some(patch) = self.faults.as_deref_mut().and_then(|f| f.patches.get_mut(i as usize))
        else {
            return Ctl::Next;
        };
        let op = patch.original;
        if places::is_call(op) && (self.native_resumed || self.memo_words().is_some()) {
            return self.call_resumed(op);
        }
        let passed = self.take_passed();
        let Some(patch) = self.faults.as_deref_mut().and_then(|f| f.patches.get_mut(i as usize))
        else {
            return Ctl::Next;
        };
        patch.calls = patch.calls.saturating_add(u32::from(!passed));
        if patch.faults.is_empty() || passed {
            return self.perform(op, i);
        }
        let faults = patch.faults.clone();
        match op {
            Op::Go { .. } | Op::Defer { .. } | Op::DeferTo { .. } => self.perform(op, i),
            Op::Send { .. } | Op::Recv { .. } | Op::Close { .. } | Op::Select { .. } => {
                self.chan_with_faults(op, i, &faults)
            }
            _ => self.call_with_faults(op, i, &faults),
        }
    }

    /// Does what the instruction without its fault does.
    fn perform(&mut self, op: Op, i: u32) -> Ctl {
        let base = self.frame.base as usize;
        if places::is_call(op) {
            self.fuel -= CALL;
        }
        match op {
            Op::Call { base: b, f } => self.enter(base + b as usize, f, 0, 0),
            Op::CallFunc { base: b, f } => self.call_value(b, self.stack.get(base + f as usize)),
            Op::CallMethod { base: b, r, m } => self.call_method(b, r, m),
            Op::CallNative { base: b, n } => self.call_native(b, n),
            Op::Send { c, a } => self.op_send(c, a),
            Op::Recv { d, c, ok } => self.op_recv(d, c, ok),
            Op::Close { c } => self.op_close(c),
            Op::Select { d, t } => self.op_select(d, t),
            Op::Go { base: b, n } => self.go_with_faults(b, n, i),
            Op::Defer { base: b, n } => self.defer_patched(b, n, i as u16),
            Op::DeferTo { base: b, n } => {
                let token = match self.code_at(self.frame.pc) {
                    Some(Op::Arg { a, .. }) => self.stack.get(base + a as usize),
                    _ => return Ctl::Next,
                };
                self.frame.pc += 1;
                self.defer_to_patched(b, n, token, i as u16)
            }
            _ => Ctl::Next,
        }
    }

    /// The instruction at a place, as it runs here.
    fn code_at(&self, pc: u32) -> Option<Op> {
        self.plain_code().get(pc as usize).copied()
    }

    /// An instruction as it was before faults were put on it.
    pub(crate) fn unpatched(&self, op: Op) -> Op {
        match (op, self.faults.as_deref()) {
            (Op::Fault { i }, Some(f)) => f.patches.get(i as usize).map_or(op, |p| p.original),
            _ => op,
        }
    }

    fn decide(&mut self, fault: usize, now_ns: i64) -> bool {
        let above = self.is_above(fault);
        let Some(faults) = &mut self.faults else { return false };
        faults.plan.decide(fault, now_ns, above, &mut self.sched.chooser)
    }

    /// Whether the level that a fault asks for is above its number.
    fn is_above(&self, fault: usize) -> bool {
        let Some(faults) = self.faults.as_deref() else { return true };
        let Some(level) = faults.spec(fault).and_then(|s| s.when.level.as_ref()) else {
            return true;
        };
        match level {
            Level::Goroutines(n) => u64::from(self.sched.counts().0) > *n,
            Level::Heap(n) => self.heap_bytes() as u64 > *n,
            Level::Calls(n) => {
                faults.resources.get(fault).is_some_and(|r| u64::from(r.in_flight) > *n)
            }
            Level::Len(name, n) => {
                let named = faults.chans.iter().filter(|(_, of)| *of == name);
                named.map(|(c, _)| u64::from(self.chans.len(*c))).max().unwrap_or(0) > *n
            }
        }
    }

    fn count_effect(&mut self, fault: usize) {
        if let Some(n) = self.faults.as_deref_mut().and_then(|f| f.effects.get_mut(fault)) {
            *n = n.saturating_add(1);
        }
    }

    /// The faults of this run.
    pub fn faults(&self) -> &[FaultSpec] {
        self.faults.as_deref().map_or(&[], |f| f.plan.faults())
    }

    /// Occasions of fault `i` so far, whether it took effect or not.
    pub fn fault_met(&self, i: usize) -> u32 {
        self.faults.as_deref().map_or(0, |f| f.plan.met(i))
    }

    /// Some occasion was one that fault `i` asks for.
    pub fn fault_fired(&self, i: usize) -> bool {
        self.faults.as_deref().is_some_and(|f| f.plan.fired(i) > 0)
    }

    /// Times that fault `i` made a difference.
    pub fn fault_effects(&self, i: usize) -> u32 {
        self.faults.as_deref().and_then(|f| f.effects.get(i).copied()).unwrap_or(0)
    }

    /// Requests to servers of the program, as a fault names them; the first ones, where there are faults.
    pub fn fault_requests(&self) -> impl Iterator<Item = &String> {
        self.faults.as_deref().into_iter().flat_map(|f| &f.requests)
    }

    fn what(&self, fault: usize) -> Option<What> {
        self.faults.as_deref()?.spec(fault).map(|s| s.what.clone())
    }

    fn note_fault(&mut self, fault: usize) {
        // a call is slower by a factor only when it takes time by itself: that shows when it returns
        if !matches!(self.what(fault), Some(What::Slow(Delay::Factor { .. }))) {
            self.count_effect(fault);
        }
        let pos = if self.cur.is_some() { self.user_pos() } else { Pos::NONE };
        self.sched.record(EventKind::Fault, NOBODY, NO_OBJECT, pos, fault as i64, 0);
    }
}
