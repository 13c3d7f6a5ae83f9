//! Panics, `recover`, `runtime.Goexit`. A panic runs deferred calls on top of the frame that raised it; a
//! deferred call that recovered unwinds to the frame that deferred it, runs what else that frame deferred,
//! and goes on at its `recover_pc`.

use super::Ctl;
use crate::compile::code::RKind;
use crate::ids::{NO_OBJECT, NOBODY};
use crate::sched::Ended;
use crate::trace::event::EventKind;
use crate::vm::faults::Deferred;
use crate::vm::goroutine::{Extra, Goroutine, PanicRecord, flags};
use crate::vm::machine::Machine;
use crate::vm::native::{Iface, PanicWith};

impl Machine {
    fn extra(&mut self) -> &mut Extra {
        self.gs[self.cur.index()].extra.get_or_insert_default()
    }

    fn last_panic(&mut self) -> Option<&mut PanicRecord> {
        self.gs[self.cur.index()].extra.as_mut()?.panics.last_mut()
    }

    #[cold]
    #[inline(never)]
    pub(super) fn nil_dereference(&mut self) -> Ctl {
        if let Some(f) = self.linked.func(self.frame.func).filter(|f| f.wraps_value)
            && let Some((path, rest)) = f.name.split_once("(*")
            && let Some((ty, method)) = rest.split_once(')')
        {
            let text = format!("value method {path}{ty}{method} called using nil *{ty} pointer");
            return self.raise_with(PanicWith::Plain(text));
        }
        let text = "invalid memory address or nil pointer dereference";
        let value = self.panic_value(PanicWith::Runtime(text.to_owned()));
        self.raise(value, true)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn raise_runtime(&mut self, text: &str) -> Ctl {
        self.raise_with(PanicWith::Runtime(text.to_owned()))
    }

    #[cold]
    #[inline(never)]
    pub(crate) fn raise_with(&mut self, p: PanicWith) -> Ctl {
        let value = self.panic_value(p);
        self.raise(value, false)
    }

    /// Does the instruction before this one index by an unsigned number?
    pub(super) fn indexes_unsigned(&self) -> bool {
        self.linked.program.unsigned.contains(&self.pos_before(self.frame.pc))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn bad_index(&mut self, i: u64, len: u64) -> Ctl {
        if (i as i64) < 0 && !self.indexes_unsigned() {
            return self.raise_runtime(&format!("index out of range [{}]", i as i64));
        }
        self.raise_runtime(&format!("index out of range [{i}] with length {len}"))
    }

    #[cold]
    #[inline(never)]
    pub(super) fn unreachable(&mut self) -> Ctl {
        self.fatal("unreachable instruction")
    }

    #[cold]
    #[inline(never)]
    pub(super) fn op_panic(&mut self, a: u16) -> Ctl {
        let at = self.frame.base as usize + a as usize;
        let value = Iface { tag: self.stack.get(at), data: self.stack.get(at + 1) };
        if value.tag == 0 {
            let text = "panic called with nil argument";
            let value = self.panic_value(PanicWith::Runtime(text.to_owned()));
            return self
                .raise(Iface { tag: u64::from(self.linked.known.nil_panic) + 1, ..value }, false);
        }
        self.raise(value, false)
    }

    /// The Go value of a panic that the machine or a native raises.
    pub(crate) fn panic_value(&mut self, p: PanicWith) -> Iface {
        let known = self.linked.known;
        let (rtype, text) = match p {
            PanicWith::Value(v) => return v,
            PanicWith::Text(text) => (known.string, text),
            PanicWith::Plain(text) => (known.plain_error, text),
            PanicWith::Conversion(text) => (known.assertion_error, text),
            PanicWith::Runtime(text) => {
                let bounds = ["index out of", "slice bounds", "cannot convert slice"];
                let bounds = bounds.iter().any(|b| text.starts_with(b));
                let rtype = if bounds { known.bounds_error } else { known.runtime_error };
                (rtype, format!("runtime error: {text}"))
            }
        };
        self.text_value(rtype, &text)
    }

    /// A value that is a boxed string, or a pointer to one.
    pub(crate) fn text_value(&mut self, rtype: u32, text: &str) -> Iface {
        let addr = self.heap.new_bytes(text.as_bytes());
        let data = self.heap.alloc(2, false).unwrap_or(self.heap.nowhere());
        self.heap.write_words(data, &[addr, text.len() as u64]);
        Iface { tag: u64::from(rtype) + 1, data }
    }

    /// Begins a panic of the current goroutine.
    pub(crate) fn raise(&mut self, value: Iface, signal: bool) -> Ctl {
        self.catch_up();
        self.note_panic(value, signal);
        self.unwind()
    }

    fn note_panic(&mut self, value: Iface, signal: bool) {
        if self.sched.trace.is_on() {
            let text = self.short_text(value);
            let (text, pos) = (self.sched.trace.intern(&text), self.user_pos());
            self.sched.record(EventKind::Panic, NOBODY, NO_OBJECT, pos, i64::from(text.0), 0);
        }
        let raised_depth = self.callers.len() as u32;
        let record = PanicRecord { value, signal, raised_depth, ..PanicRecord::default() };
        self.extra().panics.push(record);
        self.panicked = true;
    }

    /// `main` has returned while the deferred calls of another goroutine's panic run: as in Go it lets them go on for
    /// a while, so that the program mostly ends with the panic.
    pub(super) fn leaves_panics_time(&mut self) -> bool {
        let panics = |g: &Goroutine| {
            g.extra.as_ref().is_some_and(|e| e.panics.iter().any(|p| !p.goexit && !p.recovered))
        };
        let leaves = self.panicked
            && self.turns_left > 0
            && self.sched.runnable() > 0
            && self.gs.iter().any(panics);
        self.turns_left -= u16::from(leaves);
        leaves
    }

    /// `runtime.Goexit`.
    pub(super) fn goexit(&mut self) -> Ctl {
        let raised_depth = self.callers.len() as u32;
        self.extra().panics.push(PanicRecord {
            goexit: true,
            raised_depth,
            ..PanicRecord::default()
        });
        self.unwind()
    }

    /// Runs the next deferred call for the panic under way.
    fn unwind(&mut self) -> Ctl {
        loop {
            let Some((depth, value, patch)) = self.pop_defer(None) else { return self.unwound() };
            if let Some(p) = self.last_panic() {
                p.defer_depth = depth;
            }
            let mut more = 0;
            if patch != 0 {
                match self.deferred_with_faults(patch - 1, value) {
                    Deferred::Made(flags) => more = flags,
                    Deferred::Skipped => continue,
                    Deferred::Left(ctl) => return ctl,
                    Deferred::Panics(with) => {
                        let value = self.panic_value(with);
                        self.note_panic(value, false);
                        continue;
                    }
                }
            }
            if let Some(f) = self.func_of(value) {
                return self.enter(self.top(), f, value, flags::PANIC_DEFER | more);
            }
            // a nil func was deferred: calling it is one panic more
            let text = "invalid memory address or nil pointer dereference";
            let value = self.panic_value(PanicWith::Runtime(text.to_owned()));
            let raised_depth = self.callers.len() as u32;
            let record =
                PanicRecord { value, signal: true, raised_depth, ..PanicRecord::default() };
            self.extra().panics.push(record);
        }
    }

    /// All deferred calls have run.
    fn unwound(&mut self) -> Ctl {
        if self.last_panic().is_some_and(|p| p.goexit) {
            return self.end_goroutine(Ended::Goexit);
        }
        let raised = self.last_panic().map_or(0, |p| p.raised_depth as usize);
        let within = self.callers.iter().chain([&self.frame]).take(raised + 1);
        if within.into_iter().any(|f| f.flags & flags::TEXT != 0) {
            return self.panic_in_text();
        }
        self.find_panic_texts()
    }

    /// A deferred call that a panic ran has returned.
    pub(super) fn after_panic_defer(&mut self) -> Ctl {
        let Some(p) = self.last_panic() else { return Ctl::Reload };
        if !p.recovered {
            return self.unwind();
        }
        let depth = p.defer_depth;
        let mut goexit = false;
        let extra = self.extra();
        extra.panics.pop();
        while let Some(q) = extra.panics.pop_if(|q| q.raised_depth >= depth) {
            goexit |= q.goexit;
        }
        extra.memos.retain(|m| m.depth < depth);
        if self.faults.is_some() {
            self.calls_unwound(depth);
        }
        self.callers.push(self.frame);
        self.callers.truncate(depth as usize + 1);
        self.frame = self.callers.pop().unwrap_or_default();
        if goexit {
            return self.goexit();
        }
        let meta = self.linked.metas[self.frame.func as usize];
        let at = self.linked.func(self.frame.func).and_then(|f| f.recover_pc).unwrap_or(0);
        self.frame.pc = meta.start + at;
        match self.run_defers() {
            Ctl::Next => Ctl::Reload,
            other => other,
        }
    }

    #[cold]
    #[inline(never)]
    pub(super) fn op_recover(&mut self, d: u16) -> Ctl {
        let mut depth = self.callers.len();
        let raised = self.last_panic().map_or(usize::MAX, |p| p.raised_depth as usize);
        // `defer recover()` recovers as a call by the function that says it would.
        if self.linked.metas[self.frame.func as usize].is_wrapper {
            depth = depth.saturating_sub(1);
        }
        // Wrappers between the deferred call and the one that recovers do not count.
        while depth > raised.saturating_add(1)
            && self
                .callers
                .get(depth - 1)
                .is_some_and(|f| self.linked.metas[f.func as usize].is_wrapper)
        {
            depth -= 1;
        }
        let at = self.frame.base as usize + d as usize;
        let value = match self.last_panic() {
            Some(p) if !p.goexit && !p.recovered => {
                if depth == raised + 1 {
                    p.recovered = true;
                    Some(p.value)
                } else {
                    None
                }
            }
            _ => None,
        };
        let v = value.unwrap_or_default();
        self.stack.set(at, v.tag);
        self.stack.set(at + 1, v.data);
        if value.is_some() && self.sched.trace.is_on() {
            let text = self.short_text(v);
            let (text, pos) = (self.sched.trace.intern(&text), self.user_pos());
            self.sched.record(EventKind::Recover, NOBODY, NO_OBJECT, pos, i64::from(text.0), 0);
        }
        Ctl::Next
    }

    /// A value for the trace: what can be told without running Go code.
    pub(crate) fn short_text(&self, v: Iface) -> String {
        if let Some(text) = self.plain_text(v) {
            return text;
        }
        let Some(t) = v.rtype().and_then(|t| self.types.get(t as usize)) else {
            return "nil".to_owned();
        };
        if let RKind::Pointer { elem } = t.kind
            && let Some(RKind::Struct { fields }) = self.types.get(elem as usize).map(|t| &t.kind)
            && let Some(first) = fields.first()
            && first.rtype == self.linked.known.string
        {
            return self.string_at(v.data);
        }
        t.name.clone()
    }

    /// The string whose two words are at an address.
    pub(crate) fn string_at(&self, addr: u64) -> String {
        let (at, len) = (self.heap.load(addr), self.heap.load(addr + 8));
        String::from_utf8_lossy(self.heap.bytes(at, len as usize)).into_owned()
    }

    // Texts of an unrecovered panic.

    /// Calls `Error` or `String` of the first panic value that needs it, else ends the run.
    fn find_panic_texts(&mut self) -> Ctl {
        let panics = self.extra().panics.clone();
        for (i, p) in panics.iter().enumerate() {
            if p.text.is_some() || p.goexit {
                continue;
            }
            let method = match (self.known_text(p.value), p.value.rtype()) {
                (Some(text), _) => {
                    self.extra().panics[i].text = Some(text);
                    continue;
                }
                (None, Some(t)) => {
                    self.method_of(t, "Error").or_else(|| self.method_of(t, "String"))
                }
                (None, None) => None,
            };
            match method {
                Some(f) => {
                    self.extra().panics[i].text = Some(String::new()); // at most one try
                    self.extra().text_of = i as u32;
                    let top = self.top();
                    self.stack.reserve(top);
                    self.stack.raise_high(top + 1);
                    self.stack.set(top, p.value.data);
                    return self.enter(top, f.0, 0, flags::TEXT);
                }
                None => {
                    let text = self.panic_print(p.value);
                    self.extra().panics[i].text = Some(text);
                }
            }
        }
        self.crash()
    }

    /// The text of the value that was asked last.
    pub(super) fn panic_text_known(&mut self, addr: u64, len: u64) -> Ctl {
        let text = String::from_utf8_lossy(self.heap.bytes(addr, len as usize)).into_owned();
        let extra = self.extra();
        let at = extra.text_of as usize;
        if let Some(p) = extra.panics.get_mut(at) {
            p.text = Some(text);
        }
        self.find_panic_texts()
    }
}
