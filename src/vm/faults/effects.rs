//! What a fault does to the call at hand.

use super::places::Target;
use super::watch::{Admission, Why};
use crate::compile::code::Op;
use crate::fault::{ErrorValue, PanicValue, What, Where};
use crate::ids::NO_OBJECT;
use crate::sched::Ended;
use crate::trace::event::{EndCode, WaitReason};
use crate::vm::interp::Ctl;
use crate::vm::machine::{Machine, Outcome, Resume};
use crate::vm::native::{Iface, PanicWith};
use std::rc::Rc;

impl Machine {
    pub(super) fn call_with_faults(&mut self, op: Op, i: u32, faults: &[usize]) -> Ctl {
        let target = self.target_now(op);
        let (queues, others): (Vec<usize>, Vec<usize>) = faults
            .iter()
            .filter(|f| self.names_target(**f, &target))
            .partition(|f| matches!(self.what(**f), Some(What::Queue(_))));
        let mut watch = vec![];
        // who waits for a place comes here again when it has one: the others are asked then
        for fault in queues {
            if self.was_admitted(fault) {
                watch.push((fault, Why::Admitted));
            } else if !self.decide(fault, self.sched.now_ns()) {
                watch.push((fault, Why::Counted));
            } else if self.is_full(fault) {
                return self.wait_for_place(fault);
            } else {
                watch.push((fault, Why::Counted));
            }
        }
        // each of them meets this call, the first that has an effect has its way
        let mut first = None;
        for fault in others {
            let fires = self.decide(fault, self.sched.now_ns());
            match self.what(fault) {
                Some(what) if fires && first.is_none() => match self.admit(fault, &what) {
                    Admission::Watched(why) => watch.push((fault, why)),
                    Admission::Free => {}
                    Admission::Refused(text) => {
                        first = Some((fault, What::Error(ErrorValue::Text(text))));
                    }
                    Admission::Other => first = Some((fault, what)),
                },
                _ => watch.extend(self.counts_calls(fault).then_some((fault, Why::Counted))),
            }
        }
        match first {
            Some((fault, what)) => self.take_effect(fault, what, op, target),
            None if watch.is_empty() => self.perform(op, i),
            None => self.call_watched(op, i, &watch),
        }
    }

    /// Whether the call at hand is of the function that a fault names, where that shows only now.
    fn names_target(&self, fault: usize, target: &Option<Target>) -> bool {
        let place = self.faults.as_deref().and_then(|f| f.spec(fault)).map(|s| &s.place);
        match (place, target) {
            (Some(Where::Call { func, .. }), Some(t)) if func.contains('.') => {
                self.callee_name(t) == *func
            }
            _ => true,
        }
    }

    /// What the call at hand calls.
    pub(super) fn target_now(&self, op: Op) -> Option<Target> {
        let base = self.frame.base as usize;
        match op {
            Op::CallFunc { f, .. } => {
                self.func_of(self.stack.get(base + f as usize)).map(Target::Func)
            }
            Op::CallMethod { r, m, .. } => {
                self.method(self.stack.get(base + r as usize), m).map(|f| Target::Func(f.0))
            }
            op => self.callees(op).first().copied(),
        }
    }

    /// A fault takes effect in the running goroutine; `target`: what it was about to call.
    pub(super) fn take_effect(
        &mut self,
        fault: usize,
        what: What,
        op: Op,
        target: Option<Target>,
    ) -> Ctl {
        self.note_fault(fault);
        match what {
            What::Error(value) => {
                self.return_error(op, target, &value);
                Ctl::Next
            }
            What::Refuse(how) => {
                self.return_error(op, target, &ErrorValue::Text(how.text().to_owned()));
                Ctl::Next
            }
            What::Panic(value) => {
                let value = self.panic_with(&value);
                self.raise_with(value)
            }
            What::Hang => self.hang(),
            What::HangUntilCancel => self.hang_until_cancel(op, target),
            What::Kill => self.end_goroutine(Ended::Killed),
            What::Crash => self.crash_process(),
            _ => Ctl::Next,
        }
    }

    /// The process ends as by `kill -9`.
    pub(super) fn crash_process(&mut self) -> Ctl {
        let message = "signal: killed".to_owned();
        let pos = if self.cur.is_some() { self.user_pos() } else { Default::default() };
        self.finish(Outcome { code: EndCode::Exit, exit: 137, message, limit: None }, pos);
        Ctl::Leave
    }

    pub(super) fn panic_with(&mut self, value: &PanicValue) -> PanicWith {
        match value {
            PanicValue::Text(text) => PanicWith::Text(text.clone()),
            PanicValue::Named(name) => {
                let [tag, data] = self.error_named(name);
                PanicWith::Value(Iface { tag, data })
            }
            PanicValue::Int(n) => match self.rtype_named("int") {
                Some(int) => PanicWith::Value(self.box_value(int, &[*n as u64])),
                None => PanicWith::Text(n.to_string()),
            },
        }
    }

    /// First register of a call's window.
    fn call_base(&self, op: Op) -> usize {
        let b = match op {
            Op::Call { base, .. }
            | Op::CallFunc { base, .. }
            | Op::CallMethod { base, .. }
            | Op::CallNative { base, .. } => base,
            _ => 0,
        };
        self.frame.base as usize + b as usize
    }

    /// The call returns zero values, and the error where its last result is one.
    fn return_error(&mut self, op: Op, target: Option<Target>, value: &ErrorValue) {
        let Some(Target::Func(f)) = target else { return };
        let linked = Rc::clone(&self.linked);
        let Some(func) = linked.func(f) else { return };
        let (at, n) = (self.call_base(op), func.results as usize);
        self.stack.range_mut(at, at + n).fill(0);
        if !self.returns_error(&Target::Func(f)) || n < 2 {
            return;
        }
        let error = match value {
            ErrorValue::Text(text) => self.new_error(text),
            ErrorValue::Named(name) => self.error_named(name),
        };
        self.stack.range_mut(at + n - 2, at + n).copy_from_slice(&error);
    }

    fn new_error(&mut self, text: &str) -> [u64; 2] {
        let v = self.text_value(self.linked.known.error_string, text);
        [v.tag, v.data]
    }

    /// The value of a package variable, or a new error with its name as text where it has none.
    fn error_named(&mut self, name: &str) -> [u64; 2] {
        let named = |g: &&(u32, u32, String)| g.2 == *name || format!("main.{}", g.2) == *name;
        let found = self.linked.program.global_vars.iter().find(named);
        let at = found.map(|g| self.linked.globals + g.0 as usize);
        match at.and_then(|at| self.heap.words().get(at..at + 2)) {
            Some(&[tag, data]) if tag != 0 => [tag, data],
            _ => self.new_error(name),
        }
    }

    pub(super) fn hang(&mut self) -> Ctl {
        let pos = self.user_pos();
        self.sched.block(WaitReason::Hang, NO_OBJECT, pos);
        self.park(Resume::Run);
        Ctl::Leave
    }

    /// Waits for the context among the arguments, whose error is then returned.
    fn hang_until_cancel(&mut self, op: Op, target: Option<Target>) -> Ctl {
        let (Some(hook), Some(Target::Func(f))) = (self.hook("context.hookWait"), target) else {
            return self.hang();
        };
        let at = self.call_base(op);
        let linked = Rc::clone(&self.linked);
        let (Some(func), Some(ctx)) = (linked.func(f), self.context_among(f, at)) else {
            return self.hang();
        };
        let results = (func.results as usize).max(2);
        let returns = self.returns_error(&Target::Func(f));
        self.stack.range_mut(at, at + results).fill(0);
        let place = if returns { at + func.results as usize - 2 } else { at };
        self.stack.range_mut(place, place + 2).copy_from_slice(&ctx);
        self.enter(place, hook, 0, 0)
    }

    /// The first context among the arguments of function `f`, which begin at `at`.
    pub(super) fn context_among(&self, f: u32, at: usize) -> Option<[u64; 2]> {
        let mut offset = 0;
        for (_, t) in &self.linked.func(f)?.param_types {
            let rtype = self.types.get(*t as usize)?;
            if rtype.name == "context.Context" {
                return Some([self.stack.get(at + offset), self.stack.get(at + offset + 1)]);
            }
            offset += rtype.words as usize;
        }
        None
    }

    /// A hook of the library, when the program has that package.
    pub(super) fn hook(&self, name: &str) -> Option<u32> {
        self.linked.program.hooks.iter().find(|h| h.0 == name).map(|h| h.1.0)
    }
}
