//! Faults that need no instruction: on goroutines, contexts, channels and the process. Each is decided when
//! the thing is made, and is due at once or at its moment.

use crate::compile::code::CHAN_BASE;
use crate::fault::{FaultSpec, PanicValue, Refusal, Signal, What, Where};
use crate::ids::{FuncId, Gid, NO_OBJECT, ObjectId, StrId};
use crate::sched::{Fire, Note, Slot, State};
use crate::sync::ChanId;
use crate::text::Pos;
use crate::trace::event::{Cause, EndCode};
use crate::vm::machine::{Machine, Outcome};

/// Kind number of our timers in the executor.
const FAULT_TIMER: u8 = 2;
/// Requests that are kept for who looks for one.
const MOST_REQUESTS: usize = 10;

impl Machine {
    /// The numbers of the faults at a place.
    fn faults_at(&self, fits: impl Fn(&FaultSpec) -> bool) -> Vec<(usize, i64)> {
        let Some(faults) = self.faults.as_deref() else { return vec![] };
        let all = faults.plan.faults().iter().enumerate();
        all.filter(|(_, s)| fits(s)).map(|(i, s)| (i, s.when.from_ns)).collect()
    }

    fn fault_due_at(&mut self, fault: usize, at_ns: i64, data: u64) {
        let fire = Fire::User { kind: FAULT_TIMER, data: fault as u64, data2: data };
        self.sched.set_timer(at_ns, fire);
    }

    /// Faults were put on the machine: those on the process and on main.
    pub(super) fn faults_at_start(&mut self) {
        for (fault, from_ns) in self.faults_at(|s| s.place == Where::Process) {
            if self.decide(fault, from_ns) {
                self.fault_due_at(fault, from_ns, 0);
            }
        }
        let name = self.linked.func(self.linked.program.main.0).map(|f| f.name.clone());
        self.goroutine_made(Slot(0), &name.unwrap_or_default());
    }

    /// A goroutine was made that runs a function of this name.
    pub(crate) fn goroutine_made(&mut self, slot: Slot, function: &str) {
        let gid = self.sched.gid(slot);
        let mine = self.faults_at(|s| match &s.place {
            Where::Goroutine(n) => gid.0 == *n,
            Where::GoroutineOf(func) => func == function,
            _ => false,
        });
        for (fault, from_ns) in mine {
            let now = self.sched.now_ns();
            let at = from_ns.max(now);
            if !self.decide(fault, at) {
                continue;
            }
            if at > now {
                self.fault_due_at(fault, at, u64::from(slot.0) | u64::from(gid.0) << 32);
            } else {
                self.gs[slot.index()].extra.get_or_insert_default().due = Some(fault);
            }
        }
    }

    /// A context was made; `address` is what `context.injectCancel` takes. Its deadline, perhaps brought forward.
    pub(crate) fn context_made(
        &mut self,
        obj: ObjectId,
        address: u64,
        pos: Pos,
        deadline_ns: i64,
    ) -> i64 {
        let mine = self.faults_at(|s| match &s.place {
            Where::Context(n) => obj.0 == *n,
            Where::ContextAt(line) => self.on_line(pos, line),
            _ => false,
        });
        let mut deadline_ns = deadline_ns;
        for (fault, from_ns) in mine {
            let now = self.sched.now_ns();
            let mut at = from_ns.max(now);
            if !self.decide(fault, at) {
                continue;
            }
            if let Some(What::Deadline(ns)) = self.what(fault) {
                at = now.saturating_add(ns);
                if deadline_ns >= 0 && deadline_ns <= at {
                    continue;
                }
                deadline_ns = at;
            }
            self.pinned.push(address);
            self.fault_due_at(fault, at, address);
        }
        deadline_ns
    }

    /// A channel was made.
    pub(crate) fn chan_made(&mut self, c: ChanId, name: Option<String>, pos: Pos) {
        if let (Some(f), Some(name)) = (self.faults.as_deref_mut(), name) {
            f.chans.insert(c, name);
        } else if let Some(f) = self.faults.as_deref_mut() {
            f.chans.remove(&c);
        }
        let mine = self.faults_at(|s| match &s.place {
            Where::Chan { chan, line, .. } => {
                s.what == What::Close
                    && (s.when.once || s.when.from_ns > 0)
                    && line.as_ref().is_none_or(|l| self.on_line(pos, l))
                    && self.is_named(c, chan)
            }
            _ => false,
        });
        for (fault, from_ns) in mine {
            let at = from_ns.max(self.sched.now_ns());
            if self.decide(fault, at) {
                self.pinned.push(CHAN_BASE + u64::from(c.0));
                self.fault_due_at(fault, at, u64::from(c.0));
            }
        }
    }

    /// The moment of a fault has come.
    pub(crate) fn fire_fault(&mut self, data: u64, data2: u64) {
        let fault = data as usize;
        let Some(spec) = self.faults.as_deref().and_then(|f| f.spec(fault)).cloned() else {
            return;
        };
        match spec.place {
            Where::Goroutine(_) | Where::GoroutineOf(_) => self.goroutine_due(fault, data2),
            Where::Context(_) | Where::ContextAt(_) => {
                self.note_fault(fault);
                let late = matches!(spec.what, What::Deadline(_));
                self.run_hook(
                    if late { "context.injectDeadline" } else { "context.injectCancel" },
                    data2,
                );
            }
            Where::Chan { .. } => {
                let c = ChanId(data2 as u32);
                if !self.chans.is_closed(c) {
                    self.note_fault(fault);
                    let _ = self.chans.close(&mut self.sched, c, Pos::NONE);
                }
            }
            Where::Process => {
                self.note_fault(fault);
                self.process_fault(&spec.what);
            }
            _ => {}
        }
    }

    /// Something is due for a goroutine that may wait: it is woken and does not get what it waited for.
    fn goroutine_due(&mut self, fault: usize, who: u64) {
        let (slot, gid) = (Slot(who as u32), Gid((who >> 32) as u32));
        if !self.sched.lives(slot, gid) {
            return;
        }
        self.gs[slot.index()].extra.get_or_insert_default().due = Some(fault);
        if self.sched.status(slot).state == State::Waiting {
            let ticket = self.sched.ticket(slot);
            self.sched.wake(slot, ticket, Cause::Fault, NO_OBJECT, Pos::NONE, Note::DONE);
        }
    }

    /// A fault is due for this goroutine: it does not go on with what it waited for.
    pub(crate) fn is_due(&self, slot: Slot) -> bool {
        self.gs[slot.index()].extra.as_ref().is_some_and(|e| e.due.is_some())
    }

    /// What befalls a request to a server of the program, and when: see `net/http/fault.go`.
    pub(crate) fn request_made(&mut self, method: &str, path: &str) -> (i64, i64, String) {
        let name = [method, path].concat();
        if let Some(f) = self.faults.as_deref_mut()
            && f.requests.len() < MOST_REQUESTS
            && !f.requests.contains(&name)
        {
            f.requests.push(name);
        }
        let mine = self.faults_at(|s| match &s.place {
            Where::Request { method: m, path: p } => {
                (m.is_empty() || m == method) && (p == "*" || p == path)
            }
            _ => false,
        });
        let mut first = None;
        for (fault, _) in mine {
            let fires = self.decide(fault, self.sched.now_ns());
            first = first.or(fires.then_some(fault));
        }
        if let Some(fault) = first {
            self.note_fault(fault);
            return match self.what(fault) {
                Some(What::Refuse(Refusal::Connection)) => (1, 0, String::new()),
                Some(What::Refuse(Refusal::TooMany)) => (429, 0, String::new()),
                Some(What::Refuse(Refusal::Unavailable)) => (503, 0, String::new()),
                Some(What::Leave(ns)) => (2, ns, String::new()),
                Some(What::Slow(delay)) => {
                    (3, delay.extra_ns(0, &mut self.sched.chooser), String::new())
                }
                Some(What::Hang) => (4, 0, String::new()),
                Some(What::Panic(value)) => (5, 0, words(&value)),
                Some(What::Crash) => {
                    self.crash_process();
                    (0, 0, String::new())
                }
                _ => (0, 0, String::new()),
            };
        }
        (0, 0, String::new())
    }

    fn process_fault(&mut self, what: &What) {
        match what {
            What::Crash => {
                self.crash_process();
            }
            What::Signal(signal) => self.signal(*signal),
            What::Jump(ns) => self.wall_shift_ns = self.wall_shift_ns.saturating_add(*ns),
            _ => {}
        }
    }

    /// As the kernel delivers it: to who asked for it, else the process ends.
    fn signal(&mut self, signal: Signal) {
        if !self.run_hook("syscall.injectSignal", signal as u64) {
            let (exit, message) = (128 + signal as i32, String::new());
            let outcome = Outcome { code: EndCode::Exit, exit, message, limit: None };
            self.finish(outcome, Pos::NONE);
        }
    }

    /// Runs a hook in a goroutine of its own; false when the program does not have it.
    fn run_hook(&mut self, name: &str, word: u64) -> bool {
        let Some(hook) = self.hook(name).map(FuncId) else { return false };
        let made = self.start_goroutine(hook, hook, 0, &[word], StrId(0), Pos::NONE, 0);
        if let Err(hit) = made {
            self.finish_limit(hit);
        }
        true
    }
}

fn words(value: &PanicValue) -> String {
    match value {
        PanicValue::Text(text) | PanicValue::Named(text) => text.clone(),
        PanicValue::Int(n) => n.to_string(),
    }
}
