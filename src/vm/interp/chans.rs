//! Channel instructions over the `sync` room's channels.

use super::Ctl;
use crate::compile::code::{CHAN_BASE, Op, SelectTable};
use crate::ids::{NO_OBJECT, StrId};
use crate::sync::{ChanId, NO_TYPE, Received, SEND_ON_CLOSED, SelectCase, Selected, Sent};
use crate::text::Pos;
use crate::trace::event::WaitReason;
use crate::vm::gc::CHAN_WORDS;
use crate::vm::goroutine::Frame;
use crate::vm::machine::{Machine, NAMES, Resume};
use crate::vm::native::PanicWith;

/// The channel of a handle; `None` for nil.
#[inline]
pub(crate) fn chan_id(handle: u64) -> Option<ChanId> {
    (handle != 0).then(|| ChanId(handle.wrapping_sub(CHAN_BASE) as u32))
}

impl Machine {
    pub(crate) fn chan_len(&self, handle: u64) -> usize {
        chan_id(handle)
            .map_or(0, |c| if self.clocks.is_timer(c) { 0 } else { self.chans.len(c) as usize })
    }

    pub(crate) fn chan_cap(&self, handle: u64) -> usize {
        chan_id(handle)
            .map_or(0, |c| if self.clocks.is_timer(c) { 0 } else { self.chans.cap(c) as usize })
    }

    #[inline(never)]
    pub(super) fn op_chan_len(&mut self, d: u16, handle: u64) -> Ctl {
        let n = self.chan_len(handle);
        self.set_reg(d, n as u64);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn op_chan_cap(&mut self, d: u16, handle: u64) -> Ctl {
        let n = self.chan_cap(handle);
        self.set_reg(d, n as u64);
        Ctl::Next
    }

    /// Name of the object that the current instruction makes, for the trace.
    pub(crate) fn name_here(&mut self) -> StrId {
        if !self.sched.trace.is_on() {
            return StrId(0);
        }
        // what the library makes for itself has no name that a reader knows
        let Some(pc) = self.naming_pc() else { return StrId(0) };
        let (of, name) = self.names[pc as usize % NAMES];
        if of == pc {
            return name;
        }
        let name = match self.linked.name_at(pc) {
            Some(at) => self.sched.trace.intern(&self.linked.names[at].1),
            None => StrId(0),
        };
        self.names[pc as usize % NAMES] = (pc, name);
        name
    }

    /// The instruction before this `pc` makes it, as far as names go.
    fn naming_pc(&self) -> Option<u32> {
        // a library function makes it for somebody: the reader's own line names it
        let own = |f: &&Frame| self.linked.metas.get(f.func as usize).is_some_and(|m| !m.is_std);
        std::iter::once(&self.frame).chain(self.callers.iter().rev()).find(own).map(|f| f.pc)
    }

    #[inline(never)]
    pub(super) fn op_make_chan(&mut self, d: u16, cap: u16, t: u32) -> Ctl {
        let base = self.frame.base as usize;
        let cap = self.stack.get(base + cap as usize) as i64;
        let rtypes = &self.types;
        let (elem, width) = match rtypes.get(t as usize).map(|t| &t.kind) {
            Some(crate::compile::code::RKind::Chan { elem, .. }) => {
                (*elem, rtypes.get(*elem as usize).map_or(1, |e| e.words))
            }
            _ => (NO_TYPE, 1),
        };
        let bytes = u64::from(width.max(1)).saturating_mul(8).saturating_mul(cap.max(0) as u64);
        if cap < 0 || cap > i64::from(u32::MAX) || bytes > 1 << 46 {
            return self.raise_with(PanicWith::Plain("makechan: size out of range".to_owned()));
        }
        if bytes > self.sched.limits.heap.min(self.sched.limits.memory) {
            self.finish_heap();
            return Ctl::Leave;
        }
        if self.heap.wants_attention() {
            self.attend();
        }
        self.heap.account(CHAN_WORDS as isize);
        let (name, pos) = (self.name_here(), self.user_pos());
        let c = self.chans.make(&mut self.sched, width as u16, cap as u32, name, pos);
        self.chans.set_elem(c, elem);
        if self.faults.is_some() {
            let at = self.naming_pc().and_then(|pc| self.linked.name_at(pc));
            let name = at.map(|i| self.linked.names[i].1.clone());
            self.chan_made(c, name, pos);
        }
        self.stack.set(base + d as usize, CHAN_BASE + u64::from(c.0));
        Ctl::Next
    }

    #[inline(never)]
    pub(crate) fn op_send(&mut self, c: u16, a: u16) -> Ctl {
        if self.takes_time && self.gives_way(0) {
            return Ctl::Leave;
        }
        let base = self.frame.base as usize;
        let pos = self.user_pos();
        let Some(c) = chan_id(self.stack.get(base + c as usize)) else {
            return self.wait_for_ever(WaitReason::ChanSendNil);
        };
        self.synchronises();
        let at = base + a as usize;
        let width = usize::from(self.chans.width(c));
        let sent = if width == 1 {
            let value = [self.stack.get(at)];
            let sent = self.chans.send(&mut self.sched, c, &value, pos);
            if let Sent::HandOff { to, at } = sent {
                self.gs[to.index()].receive(at, &value);
            }
            sent
        } else {
            self.send_wide(c, at, width, pos)
        };
        match sent {
            Sent::Done | Sent::HandOff { .. } => self.after_passing(),
            Sent::Blocked => self.parked(Resume::Received),
            Sent::Closed => self.raise_with(PanicWith::Plain(SEND_ON_CLOSED.to_owned())),
            Sent::Full => Ctl::Next,
        }
    }

    /// A send of none or several words from word `at` of the stack on.
    #[inline(never)]
    fn send_wide(&mut self, c: ChanId, at: usize, width: usize, pos: Pos) -> Sent {
        let value = self.stack.range(at, at + width);
        let sent = self.chans.send_any(&mut self.sched, c, value, pos);
        if let Sent::HandOff { to, at } = sent {
            self.gs[to.index()].receive(at, value);
        }
        sent
    }

    #[inline(never)]
    pub(crate) fn op_recv(&mut self, d: u16, c: u16, ok: u16) -> Ctl {
        if self.takes_time && self.gives_way(0) {
            return Ctl::Leave;
        }
        let base = self.frame.base as usize;
        let pos = self.user_pos();
        let Some(c) = chan_id(self.stack.get(base + c as usize)) else {
            return self.wait_for_ever(WaitReason::ChanReceiveNil);
        };
        self.synchronises();
        let at = base + d as usize;
        let width = usize::from(self.chans.width(c));
        let received = if width == 1 {
            let mut out = [0];
            let received = self.chans.recv(&mut self.sched, c, &mut out, at as u32, pos);
            if matches!(received, Received::Value | Received::Closed) {
                self.stack.set(at, out[0]);
            }
            received
        } else {
            let out = self.stack.range_mut(at, at + width);
            self.chans.recv_any(&mut self.sched, c, out, at as u32, pos)
        };
        let got = match received {
            Received::Value => 1,
            Received::Closed => 0,
            Received::Blocked => {
                // unless the channel is closed meanwhile, which completing this will say
                if ok != 0 {
                    self.stack.set(at + width, 1);
                }
                return self.parked(Resume::Received);
            }
            Received::Empty => 0,
        };
        if ok != 0 {
            self.stack.set(at + width, got);
        }
        self.after_passing()
    }

    /// A value was sent or received without waiting: others may go on.
    #[inline(always)] // two callers, both in a hurry
    fn after_passing(&mut self) -> Ctl {
        if !self.preempts() {
            return Ctl::Next;
        }
        self.preempted()
    }

    #[inline(never)]
    pub(crate) fn op_close(&mut self, c: u16) -> Ctl {
        if self.takes_time && self.gives_way(0) {
            return Ctl::Leave;
        }
        let handle = self.stack.get(self.frame.base as usize + c as usize);
        let pos = self.user_pos();
        self.releases();
        let result = match chan_id(handle) {
            Some(c) => self.chans.close(&mut self.sched, c, pos),
            None => Err(crate::sync::CLOSE_OF_NIL),
        };
        match result {
            Ok(()) => Ctl::Next,
            Err(text) => self.raise_with(PanicWith::Plain(text.to_owned())),
        }
    }

    fn wait_for_ever(&mut self, reason: WaitReason) -> Ctl {
        let pos = self.user_pos();
        self.sched.block(reason, NO_OBJECT, pos);
        self.parked(Resume::Finish)
    }

    #[inline(never)]
    pub(crate) fn op_select(&mut self, d: u16, t: u32) -> Ctl {
        if self.takes_time && self.gives_way(0) {
            return Ctl::Leave;
        }
        let linked = self.linked.clone();
        let Some(table) = linked.select(t) else { return Ctl::Next };
        let base = self.frame.base as usize;
        let mut cases = std::mem::take(&mut self.cases);
        cases.clear();
        cases.extend(table.cases.iter().map(|c| self.select_case(base, c)));
        self.synchronises();
        let pos = self.user_pos();
        let selected = self.chans.select(&mut self.sched, &cases, table.has_default, pos);
        self.cases = cases;
        match selected {
            Selected::Case(i) => {
                self.stack.set(base + d as usize, u64::from(i));
                let case = table.cases[i as usize];
                if case.send {
                    self.op_send(case.chan, case.value)
                } else {
                    self.op_recv(case.value, case.chan, 1)
                }
            }
            Selected::None if table.has_default => {
                self.stack.set(base + d as usize, table.cases.len() as u64);
                Ctl::Next
            }
            Selected::None => {
                // send cases name their words by their place on the stack, as receive cases do
                let top = self.top();
                let words = self.stack.range(0, top);
                self.chans.select_block(&mut self.sched, &self.cases, words, pos);
                self.parked(Resume::Finish)
            }
        }
    }

    fn select_case(&self, base: usize, c: &crate::compile::code::SelectCase) -> SelectCase {
        SelectCase {
            chan: chan_id(self.stack.get(base + c.chan as usize)),
            send: c.send,
            at: (base + c.value as usize) as u32,
        }
    }

    /// The loaded goroutine waited in the instruction before its `pc` and was woken: completes it.
    pub(crate) fn finish_wait(&mut self) {
        let note = self.sched.note(self.cur);
        let base = self.frame.base as usize;
        let linked = self.linked.clone();
        let code = self.plain_code();
        let pc = self.frame.pc as usize;
        let op = code.get(pc.wrapping_sub(1)).map(|op| self.unpatched(*op));
        match op {
            Some(Op::Send { .. }) if note.closed => {
                self.raise_with(PanicWith::Plain(SEND_ON_CLOSED.to_owned()));
            }
            Some(Op::Send { .. }) => self.again_after_wait(false),
            Some(Op::Recv { d, c, ok }) => {
                let c = chan_id(self.stack.get(base + c as usize));
                let width = c.map_or(0, |c| usize::from(self.chans.width(c)));
                self.received(base + d as usize, width, note.closed, ok != 0);
                self.again_after_wait(note.closed);
            }
            Some(Op::Select { d, t }) => {
                let empty = SelectTable::default();
                let table = linked.select(t).unwrap_or(&empty);
                self.stack.set(base + d as usize, u64::from(note.case));
                if let Some(case) = table.cases.get(note.case as usize) {
                    if !case.send {
                        let at = base + case.value as usize;
                        self.received(at, case.words as usize, note.closed, true);
                    } else if note.closed {
                        self.raise_with(PanicWith::Plain(SEND_ON_CLOSED.to_owned()));
                    }
                }
            }
            _ => {}
        }
    }

    fn received(&mut self, at: usize, width: usize, closed: bool, ok: bool) {
        if closed {
            self.stack.range_mut(at, at + width).fill(0);
        }
        if ok {
            self.stack.set(at + width, u64::from(!closed));
        }
    }
}
