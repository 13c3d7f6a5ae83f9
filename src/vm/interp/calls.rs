//! Calls that are not plain: func values, methods, `go`, `defer`, and returns of frames with flags.

use super::Ctl;
use crate::compile::code::{ADDR_BASE, RKind};
use crate::fault;
use crate::ids::{FuncId, MAIN, StrId};
use crate::sched::{Ended, Slot};
use crate::trace::event::EndCode;
use crate::vm::faults::Deferred;
use crate::vm::goroutine::{Frame, flags};
use crate::vm::machine::Machine;

/// Goroutines with higher numbers get no label: their texts would fill the trace.
const LABELLED: u32 = 4096;
/// Longest argument text in a label.
const LABEL_LEN: usize = 24;

/// Words for the deferred calls of most goroutines: two with an argument, one without.
const SOME_DEFERS: usize = 8;

/// Captured values that a label shows, with the arguments.
const LABEL_PARTS: usize = 4;

/// Address of the word of a closure that holds a captured variable.
fn captured_at(closure: u64, word: u16) -> u64 {
    closure + 8 * (u64::from(word) + 1)
}

impl Machine {
    /// After a call whose window does not fit, or that used up the fuel.
    #[cold]
    #[inline(never)]
    pub(super) fn call_slow(&mut self) -> Ctl {
        let base = self.frame.base as usize;
        // Looked at where the stack grows only: where the fuel ends depends on the slices of the run.
        if !self.stack.fits(base) {
            let bytes = 8 * base + size_of::<Frame>() * self.callers.len();
            if bytes as u64 > self.sched.limits.stack {
                return self.stack_overflow();
            }
            self.stack.reserve(base);
        }
        if self.fuel <= 0 { Ctl::Leave } else { Ctl::Next }
    }

    /// Pushes a frame for `func` at `base`.
    #[inline]
    pub(crate) fn enter(&mut self, base: usize, func: u32, closure: u64, flags: u32) -> Ctl {
        let meta = self.linked.metas[func as usize];
        self.callers.push(self.frame);
        self.frame = Frame { func, pc: meta.start, base: base as u32, flags, closure };
        self.stack.raise_high(base + meta.regs as usize);
        if self.fuel <= 0 || !self.stack.fits(base) {
            return match self.call_slow() {
                Ctl::Next => Ctl::Reload,
                other => other,
            };
        }
        Ctl::Reload
    }

    /// The function of a func value; `None` for nil.
    #[inline]
    pub(crate) fn func_of(&self, value: u64) -> Option<u32> {
        let f = *self.heap.words().get(self.heap.index(value)?)?;
        ((f as usize) < self.linked.metas.len()).then_some(f as u32)
    }

    #[inline]
    pub(crate) fn call_value(&mut self, b: u16, value: u64) -> Ctl {
        match self.func_of(value) {
            Some(f) => self.enter(self.frame.base as usize + b as usize, f, value, 0),
            None => self.nil_dereference(),
        }
    }

    /// The function of method `m` for the dynamic type with this tag.
    #[inline]
    pub(crate) fn method(&self, tag: u64, m: u16) -> Option<FuncId> {
        let t = self.types.get((tag as usize).wrapping_sub(1))?;
        let i = t.methods.binary_search_by_key(&u32::from(m), |e| e.0).ok()?;
        Some(t.methods[i].1)
    }

    #[inline]
    pub(crate) fn call_method(&mut self, b: u16, r: u16, m: u16) -> Ctl {
        let base = self.frame.base as usize;
        let (tag, data) =
            (self.stack.get(base + r as usize), self.stack.get(base + r as usize + 1));
        let Some(f) = self.method(tag, m) else { return self.nil_dereference() };
        self.stack.set(base + b as usize, data);
        self.enter(base + b as usize, f.0, 0, 0)
    }

    #[cold]
    #[inline(never)]
    pub(super) fn method_func(&mut self, d: u16, r: u16, m: u16) -> Ctl {
        let base = self.frame.base as usize;
        let Some(f) = self.method(self.stack.get(base + r as usize), m) else {
            return self.nil_dereference();
        };
        let value = self.static_closure(f.0);
        self.stack.set(base + d as usize, value);
        Ctl::Next
    }

    /// The func value of a plain function.
    pub(crate) fn static_closure(&self, f: u32) -> u64 {
        ADDR_BASE + 8 * (self.linked.closures as u64 + u64::from(f))
    }

    #[inline(never)]
    pub(super) fn op_go(&mut self, b: u16, n: u16) -> Ctl {
        if self.takes_time && self.gives_way(0) {
            return Ctl::Leave;
        }
        match self.go_now(b, n) {
            Ok(_) if self.code_changed => Ctl::Leave,
            // who was started takes a while to come in
            Ok(_) if self.preempts_once_in(4) => self.preempted(),
            Ok(_) => Ctl::Next,
            Err(ctl) => ctl,
        }
    }

    /// Starts a goroutine; or how the interpreter goes on when that is not possible.
    pub(crate) fn go_now(&mut self, b: u16, n: u16) -> Result<Slot, Ctl> {
        let at = self.frame.base as usize + b as usize;
        let value = self.stack.get(at);
        let Some(f) = self.func_of(value) else {
            return Err(self.fatal("go of nil func value"));
        };
        let mut few = [0; 8];
        let many: Vec<u64>;
        let args = self.stack.range(at + 1, at + 1 + n as usize);
        let args = if let Some(few) = few.get_mut(..args.len()) {
            few.copy_from_slice(args);
            &*few
        } else {
            many = args.to_vec();
            &many
        };
        let (shown, closure) = self.own_func(f, value);
        let shown_args = if shown == f { args } else { &[] };
        let label = self.label(shown, closure, shown_args);
        let (pos, made_in) = (self.user_pos(), self.frame.func);
        let shown = FuncId(shown);
        self.start_goroutine(shown, FuncId(f), value, args, label, pos, made_in).map_err(|hit| {
            self.finish_limit(hit);
            Ctl::Leave
        })
    }

    /// What a goroutine is called after, and its closure: for one that the library starts on behalf of the
    /// reader's function (`wg.Go(f)`), that function, which its closure holds.
    fn own_func(&self, f: u32, closure: u64) -> (u32, u64) {
        let linked = &self.linked;
        let Some(func) = linked.func(f).filter(|func| func.is_std) else { return (f, closure) };
        let is_func = |t: u32| {
            linked
                .program
                .rtypes
                .get(t as usize)
                .is_some_and(|t| matches!(t.kind, RKind::Func { .. }))
        };
        let held = func.vars.iter().find(|v| v.captured && !v.boxed && is_func(v.rtype));
        held.and_then(|v| {
            let value = self.heap.load(captured_at(closure, v.reg));
            Some((self.func_of(value)?, value))
        })
        .unwrap_or((f, closure))
    }

    /// `3` for `go worker(3, jobs)`, `i=3` for a closure that took `i` along: what are numbers, texts or
    /// truths of its arguments and of what it captured for itself.
    fn label(&mut self, f: u32, closure: u64, args: &[u64]) -> StrId {
        if !self.sched.trace.is_on() || self.sched.counts().1 >= LABELLED {
            return StrId(0);
        }
        let linked = self.linked.clone();
        let Some(func) = linked.func(f) else { return StrId(0) };
        let mut shown: Vec<String> = Vec::new();
        let mut at = 0;
        for (_, t) in func.param_types.iter().take_while(|_| !args.is_empty()) {
            shown.extend(self.label_of(*t, |i| args.get(at + i).copied().unwrap_or(0)));
            at += linked.program.rtypes.get(*t as usize).map_or(1, |t| t.words as usize);
        }
        for v in func.vars.iter().filter(|v| v.captured && !v.boxed && !func.is_std) {
            let value =
                self.label_of(v.rtype, |i| self.heap.load(captured_at(closure, v.reg + i as u16)));
            shown.extend(value.map(|value| format!("{}={value}", v.name)));
        }
        let most = shown.len().min(LABEL_PARTS);
        self.sched.trace.intern(&shown[..most].join(", "))
    }

    /// A number, a text, a truth or a duration in short.
    fn label_of(&self, rtype: u32, word: impl Fn(usize) -> u64) -> Option<String> {
        let t = self.types.get(rtype as usize)?;
        Some(match t.kind {
            RKind::Int64 if t.name == "time.Duration" => fault::duration_text(word(0) as i64),
            RKind::Bool => (word(0) != 0).to_string(),
            RKind::Int | RKind::Int8 | RKind::Int16 | RKind::Int32 | RKind::Int64 => {
                (word(0) as i64).to_string()
            }
            RKind::Uint | RKind::Uint8 | RKind::Uint16 | RKind::Uint32 | RKind::Uint64 => {
                word(0).to_string()
            }
            RKind::Float64 => f64::from_bits(word(0)).to_string(),
            RKind::String => {
                let bytes = self.heap.bytes(word(0), (word(1) as usize).min(LABEL_LEN));
                format!("\"{}\"", String::from_utf8_lossy(bytes))
            }
            _ => return None,
        })
    }

    #[inline(never)]
    pub(super) fn op_defer(&mut self, b: u16, n: u16) -> Ctl {
        self.defer_call(b, n, 0)
    }

    /// A deferred call with faults on it: `patch` is the number in `Op::Fault`.
    pub(crate) fn defer_patched(&mut self, b: u16, n: u16, patch: u16) -> Ctl {
        self.defer_call(b, n, patch + 1)
    }

    #[inline]
    fn defer_call(&mut self, b: u16, n: u16, patch: u16) -> Ctl {
        let at = self.frame.base as usize + b as usize;
        let depth = self.callers.len() as u64;
        let defers = &mut self.gs[self.cur.index()].defers;
        if defers.capacity() == 0 {
            defers.reserve(SOME_DEFERS);
        }
        defers.extend_from_slice(self.stack.range(at + 1, at + 1 + n as usize));
        defers.push(self.stack.get(at));
        defers.push(depth << 32 | u64::from(patch) << 16 | u64::from(n));
        self.frame.flags |= flags::DEFERS;
        Ctl::Next
    }

    /// Defers for a frame further out: before the calls that frames inside it have deferred.
    #[cold]
    #[inline(never)]
    pub(super) fn op_defer_to(&mut self, b: u16, n: u16, token: u64) -> Ctl {
        self.defer_to(b, n, token, 0)
    }

    /// The same with faults on it.
    pub(crate) fn defer_to_patched(&mut self, b: u16, n: u16, token: u64, patch: u16) -> Ctl {
        self.defer_to(b, n, token, patch + 1)
    }

    fn defer_to(&mut self, b: u16, n: u16, token: u64, patch: u16) -> Ctl {
        let depth = token.wrapping_sub(1);
        let at = self.frame.base as usize + b as usize;
        let mut record = self.stack.range(at + 1, at + 1 + n as usize).to_vec();
        record.extend([self.stack.get(at), depth << 32 | u64::from(patch) << 16 | u64::from(n)]);
        let defers = &mut self.gs[self.cur.index()].defers;
        let mut end = defers.len();
        while end > 0 && defers[end - 1] >> 32 > depth {
            end -= 2 + defers[end - 1] as u16 as usize;
        }
        defers.splice(end..end, record);
        match self.callers.get_mut(depth as usize) {
            Some(frame) => frame.flags |= flags::DEFERS,
            None => self.frame.flags |= flags::DEFERS,
        }
        Ctl::Next
    }

    /// Takes the last deferred call, of frame `depth` when that is given: its frame's depth, func value, and
    /// the patch with its faults (one more than its number, 0 none); its arguments are put at the top of the stack.
    pub(super) fn pop_defer(&mut self, depth: Option<usize>) -> Option<(u32, u64, u16)> {
        let top = self.top();
        let defers = &mut self.gs[self.cur.index()].defers;
        let last = *defers.last()?;
        let (of, n, patch) = (last >> 32, last as u16 as usize, (last >> 16) as u16);
        if depth.is_some_and(|d| d as u64 != of) {
            return None;
        }
        let first = defers.len() - 2 - n;
        let value = defers[first + n];
        self.stack.reserve(top + n);
        self.stack.raise_high(top + n);
        self.stack.range_mut(top, top + n).copy_from_slice(&defers[first..first + n]);
        defers.truncate(first);
        Some((of as u32, value, patch))
    }

    /// Runs the next deferred call of the current frame, or goes on at its `pc` when none is left.
    #[inline(never)]
    pub(super) fn run_defers(&mut self) -> Ctl {
        let depth = self.callers.len();
        loop {
            let Some((_, value, patch)) = self.pop_defer(Some(depth)) else {
                self.frame.flags &= !flags::DEFERS;
                return Ctl::Next;
            };
            let mut more = 0;
            if patch != 0 {
                match self.deferred_with_faults(patch - 1, value) {
                    Deferred::Made(flags) => more = flags,
                    Deferred::Skipped => continue,
                    Deferred::Panics(with) => return self.raise_with(with),
                    Deferred::Left(ctl) => return ctl,
                }
            }
            return match self.func_of(value) {
                Some(f) => self.enter(self.top(), f, value, flags::DEFERRED | more),
                None => self.nil_dereference(),
            };
        }
    }

    /// A frame with flags returns; its `n` result words are in place.
    #[inline(never)]
    pub(super) fn return_slow(&mut self, n: u16) -> Ctl {
        let f = self.frame.flags;
        if self.takes_time && f & flags::BOTTOM != 0 && self.gives_way(0) {
            return Ctl::Leave;
        }
        if f & flags::LATE != 0
            && let Some(ctl) = self.late_return()
        {
            return ctl;
        }
        if f & flags::BOTTOM != 0 {
            return self.goroutine_returned();
        }
        let base = self.frame.base as usize;
        let Some(caller) = self.callers.pop() else { return Ctl::Leave };
        self.frame = caller;
        if f & flags::DEFERRED != 0 {
            return match self.run_defers() {
                Ctl::Next => Ctl::Reload,
                other => other,
            };
        }
        if f & flags::PANIC_DEFER != 0 {
            return self.after_panic_defer();
        }
        if f & flags::MEMO != 0 {
            let want = (f >> flags::MEMO_SHIFT) as usize;
            let words = self.stack.range(base, base + want.min(n as usize)).to_vec();
            self.add_memo(&words);
            self.frame.pc -= 1;
        }
        if f & flags::FAULT != 0 {
            return self.call_returned();
        }
        if f & flags::TEXT != 0 {
            let (addr, len) = (self.stack.get(base), self.stack.get(base + 1));
            return self.panic_text_known(addr, len);
        }
        Ctl::Reload
    }

    fn goroutine_returned(&mut self) -> Ctl {
        if self.sched.gid(self.cur) == MAIN {
            return self.main_returned();
        }
        match self.end_goroutine(Ended::Returned) {
            Ctl::Leave => self.switch(),
            next => next,
        }
    }

    /// The packages are initialised: `main` begins in the place of what did that, so that the first goroutine has as
    /// few frames as any other; or it was `main`, and the program ends.
    fn main_returned(&mut self) -> Ctl {
        let (entry, main) = (self.linked.program.entry, self.linked.program.main);
        if self.frame.func != entry.0 || entry == main {
            if self.leaves_panics_time() {
                self.frame.pc -= 1;
                return self.preempted();
            }
            self.exit(EndCode::Done, 0);
            return Ctl::Leave;
        }
        let meta = self.linked.metas[main.index()];
        (self.frame.func, self.frame.pc) = (main.0, meta.start);
        self.stack.raise_high(meta.regs as usize);
        Ctl::Reload
    }

    /// The current goroutine is gone; its row and its memory are used again.
    pub(crate) fn end_goroutine(&mut self, how: Ended) -> Ctl {
        let pos = self.user_pos();
        let g = &mut self.gs[self.cur.index()];
        g.clear_saved();
        g.defers.clear();
        g.released = self.released;
        if self.faults.is_some() {
            self.calls_unwound(0);
        }
        self.gs[self.cur.index()].extra = None;
        self.sched.end(how, pos);
        if self.sched.limits.memory != u64::MAX {
            let _ = self.fit_memory();
        }
        self.unload();
        Ctl::Leave
    }
}
