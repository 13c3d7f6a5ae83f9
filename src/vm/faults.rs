//! Faults in a run. Those on calls are patched over the call instructions ([`Op::Fault`]), so that a run
//! without faults pays nothing; those on goroutines and contexts are looked at when one is loaded or made.

use super::goroutine::flags;
use super::interp::Ctl;
use super::machine::{Machine, Outcome, Resume};
use super::native::PanicWith;
use crate::compile::code::{Op, RKind};
use crate::fault::{ErrorValue, FaultPlan, FaultSpec, Line, What, Where};
use crate::ids::{NO_OBJECT, NOBODY, ObjectId, StrId};
use crate::sched::{Ended, Fire};
use crate::text::Pos;
use crate::trace::event::{EndCode, EventKind, WaitReason};
use std::rc::Rc;

/// Kind number of our timers in the executor.
pub(crate) const FAULT_TIMER: u8 = 2;

/// The faults of a run.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    plan: FaultPlan,
    /// Patched instructions, by the number in `Op::Fault`.
    patches: Vec<Patch>,
}

#[derive(Clone, Debug)]
struct Patch {
    original: Op,
    /// Faults that may take effect there.
    faults: Vec<usize>,
}

/// A slow call under way.
#[derive(Clone, Copy, Debug)]
pub struct SlowCall {
    /// Number of callers of the frame that makes it.
    pub depth: u32,
    fault: usize,
    started_ns: i64,
}

/// A call of the reader's program, for a menu of faults.
#[derive(Clone, PartialEq, Debug)]
pub struct CallSite {
    /// What is called: `main.fetch`, `time.Sleep`, of an interface's method only its name.
    pub function: String,
    /// Where.
    pub pos: Pos,
    /// Its last result is an error.
    pub returns_error: bool,
}

impl Machine {
    /// Puts faults on a machine that has not run yet. `Err`: a fault names a place that there is not.
    pub fn set_faults(&mut self, specs: Vec<FaultSpec>) -> Result<(), String> {
        let mut code = self.linked.code.clone();
        let mut patches = Vec::new();
        let mut placed = vec![false; specs.len()];
        for f in self.own_functions() {
            for pc in self.own_code(f) {
                let pos = self.linked.pos[pc];
                let names = self.callees(code[pc]);
                if !is_call(code[pc]) {
                    continue;
                }
                let here = |s: &FaultSpec| self.spec_fits(s, code[pc], &names, pos);
                let faults: Vec<usize> = (0..specs.len()).filter(|i| here(&specs[*i])).collect();
                if !faults.is_empty() {
                    faults.iter().for_each(|i| placed[*i] = true);
                    let i = patches.len() as u32;
                    patches.push(Patch { original: code[pc], faults });
                    code[pc] = Op::Fault { i };
                }
            }
        }
        for (spec, placed) in specs.iter().zip(placed) {
            let on_call = matches!(spec.place, Where::Call { .. } | Where::Line(_));
            if on_call && !placed {
                return Err(format!("fault {spec}: no call in the program is at that place"));
            }
        }
        self.patched = Some(Rc::new(code));
        self.faults = Some(Box::new(Faults { plan: FaultPlan::new(specs), patches }));
        Ok(())
    }

    /// Occasions of fault `i` so far, whether it took effect or not.
    pub fn fault_met(&self, i: usize) -> u32 {
        self.faults.as_deref().map_or(0, |f| f.plan.met(i))
    }

    /// The calls of the reader's program, in the order of their places.
    pub fn call_sites(&self) -> Vec<CallSite> {
        let mut sites: Vec<CallSite> = vec![];
        for f in self.own_functions() {
            for pc in self.own_code(f).filter(|pc| is_call(self.linked.code[*pc])) {
                let op = self.linked.code[pc];
                let names = self.callees(op);
                let function = match (op, &names[..]) {
                    (_, [one]) => self.callee_name(one),
                    (Op::CallMethod { m, .. }, _) => {
                        self.linked.program.methods.get(m as usize).cloned().unwrap_or_default()
                    }
                    _ => continue,
                };
                let returns_error = names.iter().any(|c| self.returns_error(c));
                sites.push(CallSite { function, pos: self.linked.pos[pc], returns_error });
            }
        }
        sites.sort_by(|a, b| (a.pos, &a.function).cmp(&(b.pos, &b.function)));
        sites.dedup();
        sites
    }

    fn own_functions(&self) -> impl Iterator<Item = u32> + '_ {
        let metas = self.linked.metas.iter().enumerate();
        metas.filter(|(i, m)| *i > 0 && !m.is_std && !m.is_wrapper).map(|(i, _)| i as u32)
    }

    fn own_code(&self, f: u32) -> std::ops::Range<usize> {
        let start = self.linked.metas[f as usize].start as usize;
        start..start + self.linked.func(f).map_or(0, |f| f.code.len())
    }

    /// What an instruction may call, as far as that stands in it.
    fn callees(&self, op: Op) -> Vec<Target> {
        match op {
            Op::Call { f, .. } => vec![Target::Func(f)],
            Op::CallNative { n, .. } => vec![Target::Native(n)],
            Op::CallMethod { m, .. } => {
                let types = self.linked.program.rtypes.iter();
                let found = types.filter(|t| t.kind != RKind::Interface).filter_map(|t| {
                    let i = t.methods.binary_search_by_key(&u32::from(m), |e| e.0).ok()?;
                    Some(Target::Func(t.methods[i].1.0))
                });
                let mut found: Vec<Target> = found.collect();
                found.dedup();
                found
            }
            _ => vec![],
        }
    }

    fn callee_name(&self, t: &Target) -> String {
        match *t {
            Target::Func(f) => self.linked.func(f).map_or(String::new(), |f| f.name.clone()),
            Target::Native(n) => {
                self.linked.program.natives.get(n as usize).cloned().unwrap_or_default()
            }
        }
    }

    fn returns_error(&self, t: &Target) -> bool {
        let Target::Func(f) = *t else { return false };
        let last = self.linked.func(f).and_then(|f| f.result_types.last().copied());
        last.is_some_and(|t| self.linked.program.rtypes[t as usize].name == "error")
    }

    fn spec_fits(&self, spec: &FaultSpec, op: Op, callees: &[Target], pos: Pos) -> bool {
        match &spec.place {
            Where::Line(line) => self.on_line(pos, line),
            Where::Call { func, line } => {
                if line.as_ref().is_some_and(|l| !self.on_line(pos, l)) {
                    return false;
                }
                match op {
                    // which function a func value is shows when it is called
                    Op::CallFunc { .. } => func.contains(".func"),
                    Op::CallMethod { m, .. } => {
                        self.linked.program.methods.get(m as usize) == Some(func)
                            || callees.iter().any(|c| self.callee_name(c) == *func)
                    }
                    _ => callees.iter().any(|c| self.callee_name(c) == *func),
                }
            }
            _ => false,
        }
    }

    fn on_line(&self, pos: Pos, line: &Line) -> bool {
        let Some(lc) = self.sources.line_col(pos) else { return false };
        let name = &self.sources.file(lc.file).name;
        lc.line == line.line && line.file.as_ref().is_none_or(|f| f == name)
    }

    /// An instruction with a fault on it.
    #[cold]
    #[inline(never)]
    pub(crate) fn op_fault(&mut self, i: u32) -> Ctl {
        if i == super::replay::PAUSE {
            return self.pause();
        }
        let Some(faults) = self.faults.as_deref() else { return Ctl::Next };
        let Some(patch) = faults.patches.get(i as usize).cloned() else { return Ctl::Next };
        let op = patch.original;
        if self.native_resumed || !self.memo_words().is_empty() {
            return self.perform_call(op);
        }
        let target = self.target_now(op);
        for fault in patch.faults {
            let Some(spec) = self.faults.as_deref().and_then(|f| f.plan.faults().get(fault)) else {
                continue;
            };
            if let (Where::Call { func, .. }, Op::CallFunc { .. } | Op::CallMethod { .. }) =
                (&spec.place, op)
                && let Some(t) = &target
                && func.contains('.')
                && self.callee_name(t) != *func
            {
                continue;
            }
            let what = spec.what.clone();
            if self.decide(fault, self.sched.now_ns()) {
                return self.take_effect(fault, what, op, target);
            }
        }
        self.perform_call(op)
    }

    fn decide(&mut self, fault: usize, now_ns: i64) -> bool {
        let Some(faults) = &mut self.faults else { return false };
        faults.plan.decide(fault, now_ns, &mut self.sched.chooser)
    }

    fn note_fault(&mut self, fault: usize) {
        let pos = if self.cur.is_some() { self.user_pos() } else { Pos::NONE };
        self.sched.record(EventKind::Fault, NOBODY, NO_OBJECT, pos, fault as i64, 0);
    }

    /// What the call at hand calls.
    fn target_now(&self, op: Op) -> Option<Target> {
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

    fn perform_call(&mut self, op: Op) -> Ctl {
        let base = self.frame.base as usize;
        match op {
            Op::Call { base: b, f } => self.enter(base + b as usize, f, 0, 0),
            Op::CallFunc { base: b, f } => self.call_value(b, self.stack.get(base + f as usize)),
            Op::CallMethod { base: b, r, m } => self.call_method(b, r, m),
            Op::CallNative { base: b, n } => self.call_native(b, n),
            _ => Ctl::Next,
        }
    }

    fn take_effect(&mut self, fault: usize, what: What, op: Op, target: Option<Target>) -> Ctl {
        self.note_fault(fault);
        match what {
            What::Error(value) => {
                self.return_error(op, target, &value);
                Ctl::Next
            }
            What::Panic(text) => self.raise_with(PanicWith::Text(text)),
            What::Slow(_) => self.call_slowly(fault, op),
            What::Hang => self.hang(),
            What::HangUntilCancel => self.hang_until_cancel(op, target),
            What::Kill => self.end_goroutine(Ended::Killed),
            What::Crash => {
                let message = "signal: killed".to_owned();
                let pos = self.user_pos();
                self.finish(Outcome { code: EndCode::Exit, exit: 137, message, limit: None }, pos);
                Ctl::Leave
            }
            What::Cancel => self.perform_call(op),
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
            ErrorValue::Text(text) => {
                let v = self.text_value(self.linked.known.error_string, text);
                [v.tag, v.data]
            }
            ErrorValue::Named(name) => {
                let named = |g: &&(u32, u32, String)| g.2 == *name || g.2 == format!("main.{name}");
                let found = linked.program.global_vars.iter().find(named);
                let at = found.map_or(0, |g| linked.globals + g.0 as usize);
                match (found, self.heap.words().get(at..at + 2)) {
                    (Some(_), Some(&[tag, data])) if tag != 0 => [tag, data],
                    _ => {
                        let v = self.text_value(linked.known.error_string, name);
                        [v.tag, v.data]
                    }
                }
            }
        };
        self.stack.range_mut(at + n - 2, at + n).copy_from_slice(&error);
    }

    fn hang(&mut self) -> Ctl {
        let pos = self.user_pos();
        self.sched.block(WaitReason::Hang, NO_OBJECT, pos);
        self.park(Resume::Run);
        Ctl::Leave
    }

    /// Waits for the context among the arguments, whose error is then returned.
    fn hang_until_cancel(&mut self, op: Op, target: Option<Target>) -> Ctl {
        let linked = Rc::clone(&self.linked);
        let hook = linked.program.hooks.iter().find(|h| h.0 == "context.hookWait").map(|h| h.1);
        let (Some(hook), Some(Target::Func(f))) = (hook, target) else { return self.hang() };
        let Some(func) = linked.func(f) else { return self.hang() };
        let at = self.call_base(op);
        let mut offset = 0;
        for (_, t) in &func.param_types {
            let rtype = &linked.program.rtypes[*t as usize];
            if rtype.name == "context.Context" {
                let ctx = [self.stack.get(at + offset), self.stack.get(at + offset + 1)];
                let results = (func.results as usize).max(2);
                let returns = self.returns_error(&Target::Func(f));
                self.stack.range_mut(at, at + results).fill(0);
                let place = if returns { at + func.results as usize - 2 } else { at };
                self.stack.range_mut(place, place + 2).copy_from_slice(&ctx);
                return self.enter(place, hook.0, 0, 0);
            }
            offset += rtype.words as usize;
        }
        self.hang()
    }

    // Slow calls: they do their work and return late.

    fn call_slowly(&mut self, fault: usize, op: Op) -> Ctl {
        let depth = self.callers.len() as u32;
        let slow = SlowCall { depth, fault, started_ns: self.sched.now_ns() };
        let extra = self.gs[self.cur.index()].extra.get_or_insert_default();
        extra.slow.push(slow);
        let (cur, callers) = (self.cur, self.callers.len());
        let ctl = self.perform_call(op);
        if self.cur == cur && self.callers.len() > callers {
            self.frame.flags |= flags::FAULT;
            return ctl;
        }
        if ctl == Ctl::Next { self.slow_returned() } else { ctl }
    }

    /// A slow call has returned to the current frame: what is missing is slept.
    pub(crate) fn slow_returned(&mut self) -> Ctl {
        let depth = self.callers.len() as u32;
        let Some(extra) = self.gs[self.cur.index()].extra.as_mut() else { return Ctl::Reload };
        let Some(slow) = extra.slow.pop_if(|s| s.depth == depth) else { return Ctl::Reload };
        let own_ns = self.sched.now_ns() - slow.started_ns;
        let what =
            self.faults.as_deref().and_then(|f| f.plan.faults().get(slow.fault)).map(|s| &s.what);
        let Some(What::Slow(delay)) = what else { return Ctl::Reload };
        let extra_ns = delay.extra_ns(own_ns, &mut self.sched.chooser);
        if extra_ns <= 0 {
            return Ctl::Reload;
        }
        let (at, pos) = (self.sched.now_ns().saturating_add(extra_ns), self.user_pos());
        self.sched.sleep(at, pos);
        self.park(Resume::Run);
        Ctl::Leave
    }

    /// A goroutine was loaded: a slow native that it waited in is over, or a fault waits for it.
    pub(crate) fn faults_on_load(&mut self) {
        let Some(faults) = self.faults.as_deref() else { return };
        let depth = self.callers.len() as u32;
        let extra = self.gs[self.cur.index()].extra.as_ref();
        let slow = extra.is_some_and(|e| e.slow.last().is_some_and(|s| s.depth == depth));
        if slow && !self.native_resumed {
            self.slow_returned();
            return;
        }
        let gid = self.gs[self.cur.index()].gid;
        let on_me = |s: &FaultSpec| s.place == Where::Goroutine(gid.0);
        let specs = faults.plan.faults().iter().enumerate();
        let mine: Vec<(usize, What)> =
            specs.filter(|(_, s)| on_me(s)).map(|(i, s)| (i, s.what.clone())).collect();
        for (fault, what) in mine {
            let fired = self.faults.as_deref().is_some_and(|f| f.plan.fired(fault) > 0);
            if !fired && self.decide(fault, self.sched.now_ns()) {
                self.take_effect(fault, what, Op::Nop, None);
                return;
            }
        }
    }

    // Contexts.

    /// A context was made; `address` is what `context.injectCancel` takes.
    pub(crate) fn context_made(&mut self, obj: ObjectId, address: u64, pos: Pos) {
        let Some(faults) = self.faults.as_deref() else { return };
        let fits = |s: &FaultSpec| match &s.place {
            Where::Context(n) => obj.0 == *n,
            Where::ContextAt(line) => self.on_line(pos, line),
            _ => false,
        };
        let specs = faults.plan.faults().iter().enumerate();
        let mine: Vec<(usize, i64)> =
            specs.filter(|(_, s)| fits(s)).map(|(i, s)| (i, s.when.from_ns)).collect();
        for (fault, from_ns) in mine {
            let at = from_ns.max(self.sched.now_ns());
            if self.decide(fault, at) {
                self.pinned.push(address);
                let fire = Fire::User { kind: FAULT_TIMER, data: fault as u64, data2: address };
                self.sched.set_timer(at, fire);
            }
        }
    }

    /// A context is to be cancelled now.
    pub(crate) fn fire_fault(&mut self, data: u64, data2: u64) {
        let linked = Rc::clone(&self.linked);
        let hook = linked.program.hooks.iter().find(|h| h.0 == "context.injectCancel").map(|h| h.1);
        let Some(hook) = hook else { return };
        self.note_fault(data as usize);
        let made = self.start_goroutine(hook, hook, 0, &[data2], StrId(0), Pos::NONE, 0);
        if let Err(hit) = made {
            self.finish_limit(hit);
        }
    }
}

/// What a call calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target {
    Func(u32),
    Native(u32),
}

fn is_call(op: Op) -> bool {
    matches!(
        op,
        Op::Call { .. } | Op::CallFunc { .. } | Op::CallMethod { .. } | Op::CallNative { .. }
    )
}
