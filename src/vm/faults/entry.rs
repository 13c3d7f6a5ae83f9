//! Faults on calls that `go` and `defer` make: they take effect when the call begins, in the goroutine or at
//! the return that runs it.

use super::places::Target;
use super::watch::Why;
use crate::fault::{What, Where};
use crate::sched::Ended;
use crate::vm::goroutine::flags;
use crate::vm::interp::Ctl;
use crate::vm::machine::Machine;

/// What becomes of a deferred call that has a fault on it.
pub(crate) enum Deferred {
    /// It is made, with these flags besides its own.
    Made(u32),
    /// It is not made.
    Skipped,
    /// It panics.
    Panics(crate::vm::PanicWith),
    /// The goroutine does not go on.
    Left(Ctl),
}

impl Machine {
    pub(super) fn go_with_faults(&mut self, b: u16, n: u16, i: u32) -> Ctl {
        let value = self.stack.get(self.frame.base as usize + b as usize);
        let slot = match self.go_now(b, n) {
            Ok(slot) => slot,
            Err(ctl) => return ctl,
        };
        for fault in self.faults_of_call(i, value) {
            if self.decide(fault, self.sched.now_ns()) {
                let due = &mut self.gs[slot.index()].extra.get_or_insert_default().due;
                *due = due.or(Some(fault));
            }
        }
        if self.code_changed { Ctl::Leave } else { Ctl::Next }
    }

    /// Faults of a patch that mean the function of this func value.
    fn faults_of_call(&self, i: u32, value: u64) -> Vec<usize> {
        let Some(faults) = self.faults.as_deref() else { return vec![] };
        let name = self.func_of(value).map(|f| self.callee_name(&Target::Func(f)));
        let all = faults.patches.get(i as usize).map_or(&[][..], |p| &p.faults);
        let means = |fault: &&usize| match faults.spec(**fault).map(|s| &s.place) {
            Some(Where::Call { func, .. }) => {
                !func.contains('.') || name.as_ref().is_none_or(|n| n == func)
            }
            _ => true,
        };
        all.iter().filter(means).copied().collect()
    }

    /// What a deferred call's faults do to it; it is about to be entered.
    pub(crate) fn deferred_with_faults(&mut self, patch: u16, value: u64) -> Deferred {
        let mut first = None;
        for fault in self.faults_of_call(u32::from(patch), value) {
            let fires = self.decide(fault, self.sched.now_ns());
            first = first.or(fires.then_some(fault));
        }
        let (Some(fault), Some(what)) = (first, first.and_then(|f| self.what(f))) else {
            return Deferred::Made(0);
        };
        if let What::Slow(_) = what {
            let depth = self.callers.len() as u32 + 1;
            self.watch(fault, Why::Slow, depth, true);
            return Deferred::Made(flags::LATE);
        }
        self.note_fault(fault);
        match what {
            What::Error(_) | What::Refuse(_) => Deferred::Skipped,
            What::Panic(value) => Deferred::Panics(self.panic_with(&value)),
            What::Hang | What::HangUntilCancel => Deferred::Left(self.hang()),
            What::Kill => Deferred::Left(self.end_goroutine(Ended::Killed)),
            What::Crash => Deferred::Left(self.crash_process()),
            _ => Deferred::Made(0),
        }
    }

    /// A goroutine was loaded: something may be due for it, or a watched native that it waited in is over.
    pub(crate) fn faults_on_load(&mut self) {
        // What it waited for may have ended it: a send that finds its channel closed.
        if !self.cur.is_some() {
            return;
        }
        let depth = self.callers.len() as u32;
        let Some(extra) = self.gs[self.cur.index()].extra.as_mut() else { return };
        if let Some(fault) = extra.due.take() {
            if let Some(what) = self.what(fault) {
                self.due(fault, what);
            }
            return;
        }
        let over = extra.watched.last().is_some_and(|w| w.depth == depth && !w.own);
        if over && !self.native_resumed {
            self.call_returned();
        }
    }

    /// What is due for the loaded goroutine, at its first instruction or in the middle of its work.
    fn due(&mut self, fault: usize, what: What) {
        if matches!(what, What::Limit(..) | What::Rate(..) | What::Queue(_)) {
            return; // they bound calls that somebody waits for
        }
        let f = self.frame.func;
        let start = self.linked.metas[f as usize].start;
        let begins = self.callers.is_empty() && self.frame.pc == start;
        if begins && let What::Slow(_) = what {
            self.watch(fault, Why::Slow, 0, true);
            self.frame.flags |= flags::LATE;
            return;
        }
        let ctx = if begins { self.context_among(f, self.frame.base as usize) } else { None };
        if begins {
            // where it stands, for the trace
            self.frame.pc += 1;
        }
        match what {
            What::Error(_) | What::Refuse(_) => {
                self.note_fault(fault);
                self.end_goroutine(Ended::Returned);
            }
            What::HangUntilCancel => {
                self.note_fault(fault);
                match (self.hook("context.hookWait"), ctx) {
                    (Some(hook), Some(ctx)) => {
                        let base = self.frame.base as usize;
                        let meta = self.linked.metas[hook as usize];
                        self.frame.func = hook;
                        self.frame.pc = meta.start;
                        self.frame.closure = 0;
                        self.stack.reserve(base + 2);
                        self.stack.raise_high(base + meta.regs.max(2) as usize);
                        self.stack.range_mut(base, base + 2).copy_from_slice(&ctx);
                    }
                    _ => {
                        self.hang();
                    }
                }
            }
            what => {
                self.take_effect(fault, what, crate::compile::code::Op::Nop, None);
            }
        }
    }
}
