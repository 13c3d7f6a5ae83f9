//! Faults on channel operations.

use crate::compile::code::Op;
use crate::fault::{ChanOp, FaultSpec, Name, What, Where};
use crate::sync::ChanId;
use crate::vm::interp::{Ctl, chan_id};
use crate::vm::machine::Machine;

impl Machine {
    pub(super) fn chan_with_faults(&mut self, op: Op, i: u32, faults: &[usize]) -> Ctl {
        let mut first = None;
        for &fault in faults {
            let Some((chan, case)) = self.operand(fault, op) else { continue };
            let Some(what) = self.what(fault) else { continue };
            let closed = self.chans.is_closed(chan) && self.chans.len(chan) == 0;
            let nothing = match what {
                What::Drop => closed && matches!(op, Op::Recv { .. }),
                What::Duplicate => !matches!(op, Op::Send { .. }),
                What::Close => closed || matches!(op, Op::Close { .. }),
                _ => false,
            };
            if !nothing && self.decide(fault, self.sched.now_ns()) {
                first = first.or(Some((fault, what, chan, case)));
            }
        }
        if let Some((fault, what, chan, case)) = first {
            self.note_fault(fault);
            match what {
                What::Slow(delay) => {
                    let ns = delay.extra_ns(0, &mut self.sched.chooser);
                    self.frame.pc -= 1;
                    self.set_passed();
                    self.sleep_for(ns);
                    return Ctl::Leave;
                }
                What::Drop => return self.lose(op, i, case),
                What::Duplicate => return self.send_twice(op, i),
                What::Close => {
                    let pos = self.user_pos();
                    self.releases();
                    let _ = self.chans.close(&mut self.sched, chan, pos);
                }
                What::Panic(value) => {
                    let value = self.panic_with(&value);
                    return self.raise_with(value);
                }
                What::Hang => return self.hang(),
                What::Kill => return self.end_goroutine(crate::sched::Ended::Killed),
                What::Crash => return self.crash_process(),
                _ => {}
            }
        }
        self.perform(op, i)
    }

    /// The channel that a fault means in an instruction, and the select's case that it is.
    fn operand(&self, fault: usize, op: Op) -> Option<(ChanId, u16)> {
        let base = self.frame.base as usize;
        let spec = self.faults.as_deref()?.spec(fault)?;
        let at = |r: u16| chan_id(self.stack.get(base + r as usize));
        match op {
            Op::Send { c, .. } | Op::Recv { c, .. } | Op::Close { c } => {
                let done = match op {
                    Op::Send { .. } => ChanOp::Send,
                    Op::Recv { .. } => ChanOp::Recv,
                    _ => ChanOp::Close,
                };
                at(c).filter(|c| self.means(spec, *c, done)).map(|c| (c, 0))
            }
            Op::Select { t, .. } => {
                let cases = &self.linked.select(t)?.cases;
                cases.iter().enumerate().find_map(|(i, case)| {
                    let done = if case.send { ChanOp::Send } else { ChanOp::Recv };
                    let lost = spec.what == What::Drop && !case.send;
                    let chan = at(case.chan).filter(|c| !lost && self.means(spec, *c, done))?;
                    Some((chan, i as u16))
                })
            }
            _ => None,
        }
    }

    fn means(&self, spec: &FaultSpec, c: ChanId, done: ChanOp) -> bool {
        let Where::Chan { op, chan, .. } = &spec.place else { return false };
        // a close at a moment needs no operation
        let timed = spec.what == What::Close && (spec.when.once || spec.when.from_ns > 0);
        !timed && (*op == done || *op == ChanOp::Any) && self.is_named(c, chan)
    }

    pub(super) fn is_named(&self, c: ChanId, name: &Name) -> bool {
        match name {
            Name::Any => true,
            Name::Number(n) => self.chans.object(c).0 == *n,
            Name::Text(name) => {
                self.faults.as_deref().and_then(|f| f.chans.get(&c)).is_some_and(|n| n == name)
            }
        }
    }

    /// The message is lost: a send is as if it had been received, a receive begins anew.
    fn lose(&mut self, op: Op, i: u32, case: u16) -> Ctl {
        match op {
            Op::Recv { .. } => {
                self.set_again();
                let (cur, pc) = (self.cur, self.frame.pc);
                let ctl = self.perform(op, i);
                if ctl == Ctl::Next && self.cur == cur {
                    self.take_again();
                    self.frame.pc = pc - 1;
                    return Ctl::Reload;
                }
                ctl
            }
            Op::Select { d, .. } => {
                self.stack.set(self.frame.base as usize + d as usize, u64::from(case));
                Ctl::Next
            }
            _ => Ctl::Next,
        }
    }

    fn send_twice(&mut self, op: Op, i: u32) -> Ctl {
        self.set_again();
        let (cur, pc) = (self.cur, self.frame.pc);
        let ctl = self.perform(op, i);
        if ctl == Ctl::Next && self.cur == cur {
            self.take_again();
            self.set_passed();
            self.frame.pc = pc - 1;
            return Ctl::Reload;
        }
        ctl
    }

    /// The loaded goroutine waited in an operation that is to be done again; a send only once more.
    pub(crate) fn again_after_wait(&mut self, closed: bool) {
        if self.faults.is_none() || !self.take_again() || closed {
            return;
        }
        let op = self.code_at(self.frame.pc.wrapping_sub(1)).map(|op| self.unpatched(op));
        if matches!(op, Some(Op::Send { .. })) {
            self.set_passed();
        }
        self.frame.pc -= 1;
    }

    fn set_again(&mut self) {
        self.gs[self.cur.index()].extra.get_or_insert_default().again = true;
    }

    fn take_again(&mut self) -> bool {
        let extra = self.gs[self.cur.index()].extra.as_mut();
        extra.is_some_and(|e| std::mem::take(&mut e.again))
    }

    /// The next instruction with a fault is done as it stands.
    fn set_passed(&mut self) {
        self.gs[self.cur.index()].extra.get_or_insert_default().passed = true;
    }

    pub(super) fn take_passed(&mut self) -> bool {
        let extra = self.gs[self.cur.index()].extra.as_mut();
        extra.is_some_and(|e| std::mem::take(&mut e.passed))
    }
}
