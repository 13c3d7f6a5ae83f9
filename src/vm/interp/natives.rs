//! Calling natives, and what their answers mean.

use super::{CALL, Ctl};
use crate::sched::Ended;
use crate::trace::event::{EndCode, WaitReason};
use crate::vm::goroutine::{Memo, flags};
use crate::vm::link::NativeSync;
use crate::vm::machine::{Machine, Resume};
use crate::vm::native::{Call, Callee, Flow};

impl Machine {
    #[inline(never)]
    pub(crate) fn call_native(&mut self, b: u16, n: u32) -> Ctl {
        if self.takes_time && self.gives_way(CALL) {
            return Ctl::Leave;
        }
        if self.heap.wants_attention() {
            self.attend();
        }
        let native = self.linked.natives[n as usize];
        match self.linked.native_sync[n as usize] {
            NativeSync::None => {}
            NativeSync::Release => self.releases(),
            NativeSync::Both => self.synchronises(),
        }
        let base = self.frame.base as usize + b as usize;
        let flow = native(&mut Call { m: self, base });
        if let Flow::Done = flow
            && !self.native_dirty
        {
            return self.heap_checked(Ctl::Next);
        }
        let next = self.after_native(flow, b);
        self.heap_checked(next)
    }

    #[inline]
    fn heap_checked(&mut self, next: Ctl) -> Ctl {
        if self.heap.full {
            return self.memory_refused(next);
        }
        if self.outcome.is_some() || self.code_changed { Ctl::Leave } else { next }
    }

    /// The limit was touched: garbage may be the reason, else the run ends.
    #[cold]
    pub(super) fn memory_refused(&mut self, next: Ctl) -> Ctl {
        if self.outcome.is_none() {
            self.finish_heap();
        }
        let _ = next;
        Ctl::Leave
    }

    /// Others go on before the loaded goroutine does.
    #[cold]
    #[inline(never)]
    pub(super) fn preempted(&mut self) -> Ctl {
        self.gives_turn(true)
    }

    fn gives_turn(&mut self, preempted: bool) -> Ctl {
        let pos = self.user_pos();
        self.sched.yield_now(preempted, pos);
        self.park(Resume::Run);
        self.switch()
    }

    #[inline(never)]
    fn after_native(&mut self, flow: Flow, b: u16) -> Ctl {
        self.native_resumed = false;
        if !matches!(flow, Flow::Invoke { .. } | Flow::Retry(..) | Flow::ParkedRetry) {
            self.drop_memo();
        }
        match flow {
            Flow::Done => Ctl::Next,
            Flow::Block(reason, obj) => {
                let pos = self.user_pos();
                self.sched.block(reason, obj, pos);
                if reason == WaitReason::Sleep {
                    self.park(Resume::Run);
                    return self.switch();
                }
                self.parked(Resume::Run)
            }
            Flow::Retry(reason, obj) => {
                let pos = self.user_pos();
                self.sched.block(reason, obj, pos);
                self.native_dirty = false;
                self.parked(Resume::Retry)
            }
            Flow::Parked => {
                // a sleep orders nothing
                let synced = self.sched.status(self.cur).reason != WaitReason::Sleep;
                self.put_away(Resume::Run, synced);
                self.switch()
            }
            Flow::ParkedRetry => self.parked(Resume::Retry),
            Flow::Yield => self.gives_turn(false),
            Flow::Preempt => self.preempted(),
            Flow::Panic(p) => self.raise_with(p),
            Flow::Fatal(text) => self.fatal(&text),
            Flow::Exit(status) => {
                let code = if status == 0 { EndCode::Done } else { EndCode::Exit };
                self.exit(code, status);
                Ctl::Leave
            }
            Flow::Goexit => self.goexit(),
            Flow::Killed => self.end_goroutine(Ended::Killed),
            Flow::Invoke { func, args, results } => self.invoke(b, func, &args, results),
        }
    }

    /// Calls Go code for the native at the current instruction.
    fn invoke(&mut self, _b: u16, func: Callee, args: &[u64], results: u16) -> Ctl {
        let (f, closure) = match func {
            Callee::Func(f) => (Some(f.0), 0),
            Callee::Value(v) => (self.func_of(v), v),
        };
        let (depth, pc) = (self.callers.len() as u32, self.frame.pc);
        let extra = self.gs[self.cur.index()].extra.get_or_insert_default();
        if extra.memos.last().is_none_or(|m| m.depth != depth || m.pc != pc) {
            extra.memos.push(Memo { depth, pc, words: vec![] });
        }
        self.native_dirty = true;
        let Some(f) = f else { return self.nil_dereference() };
        let top = self.top();
        self.stack.reserve(top + args.len());
        self.stack.raise_high(top + args.len());
        self.stack.range_mut(top, top + args.len()).copy_from_slice(args);
        self.enter(top, f, closure, flags::MEMO | u32::from(results) << flags::MEMO_SHIFT)
    }

    /// Result words of the Go functions that the running native called; `None` when it called none.
    pub(crate) fn memo_words(&self) -> Option<&[u64]> {
        if !self.native_dirty {
            return None;
        }
        let (depth, pc) = (self.callers.len() as u32, self.frame.pc);
        let extra = self.gs.get(self.cur.index()).and_then(|g| g.extra.as_ref());
        let memo = extra.and_then(|e| e.memos.last())?;
        (memo.depth == depth && memo.pc == pc).then_some(&memo.words)
    }

    pub(super) fn add_memo(&mut self, words: &[u64]) {
        if let Some(m) = self.gs[self.cur.index()].extra.as_mut().and_then(|e| e.memos.last_mut()) {
            m.words.extend_from_slice(words);
        }
    }

    fn drop_memo(&mut self) {
        let (depth, pc) = (self.callers.len() as u32, self.frame.pc);
        if let Some(extra) = self.gs[self.cur.index()].extra.as_mut() {
            extra.memos.pop_if(|m| m.depth == depth && m.pc == pc);
            self.native_dirty = !extra.memos.is_empty();
        } else {
            self.native_dirty = false;
        }
    }
}
