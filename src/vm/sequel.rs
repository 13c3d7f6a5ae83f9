//! What would have come at once had nobody ended the program: a copy of the machine goes on from its end.
//!
//! **Invariant:** looking changes nothing.

use super::machine::Machine;
use crate::ids::{Gid, NO_OBJECT};
use crate::sched::Slot;
use crate::text::Pos;
use crate::trace::Trace;
use crate::trace::event::{Event, WaitReason};

/// Instructions that are run on.
const MOST: u64 = 200_000;
/// With more goroutines, or more bytes, nothing is copied.
const GOROUTINES: u32 = 20_000;
const BYTES: usize = 64 << 20;
const TRACE_BYTES: usize = 16 << 20;
/// Virtual time that counts as at once, where what is executed takes time.
const AT_ONCE_NS: i64 = 1_000_000;

impl Machine {
    /// Events that would have followed the end of a run at the same moment, had whoever ended it waited for ever
    /// instead; none after one that is too large to be copied.
    pub fn sequel(&self) -> Vec<Event> {
        let Some(m) = self.run_on(self.sched.trace.sequel()) else { return vec![] };
        let until = self.sched.now_ns() + if self.takes_time { AT_ONCE_NS } else { 0 };
        m.sched.trace.reading().take_while(|e| e.time_ns <= until).collect()
    }

    /// The machine as it would have been then, with the whole trace; nothing where that is too large to be copied.
    pub fn gone_on(&self) -> Option<Machine> {
        let trace = &self.sched.trace;
        if trace.byte_len() > TRACE_BYTES { None } else { self.run_on(trace.clone()) }
    }

    fn run_on(&self, trace: Trace) -> Option<Machine> {
        let large = self.sched.counts().0 > GOROUTINES || self.heap_bytes() > BYTES;
        if large || self.sched.runnable() == 0 {
            return None;
        }
        let mut m = self.clone();
        m.sched.trace = trace;
        m.outcome = None;
        if m.sched.current().is_some() {
            m.sched.block(WaitReason::Hang, NO_OBJECT, Pos::NONE);
        }
        m.cur = Slot::NONE;
        m.run_slice(MOST);
        Some(m)
    }

    /// The function that has the `go` statement of a live goroutine is the program's own.
    pub fn is_started_by_program(&self, g: Gid) -> bool {
        let row = self.sched.slot_of(g).and_then(|s| self.gs.get(s.index()));
        row.is_some_and(|g| self.linked.metas.get(g.made_in as usize).is_some_and(|m| !m.is_std))
    }
}
