//! What natives and reports ask of the machine.

use super::machine::Machine;
use super::native::{Callee, Iface};
use crate::choice::{ChoiceKind, Policy};
use crate::compile::code::RKind;
use crate::ids::{FuncId, Gid, StrId};
use crate::sched::LimitName;
use crate::text::Pos;

impl Machine {
    pub(crate) fn alloc_elems(&mut self, elem: u32, n: usize) -> Option<u64> {
        let (words, noscan) = self.elems_size(elem, n)?;
        self.heap.alloc(words, noscan)
    }

    pub(crate) fn box_value(&mut self, rtype: u32, value: &[u64]) -> Iface {
        let tag = u64::from(rtype) + 1;
        match value {
            [] => Iface { tag, data: 0 },
            [one] => Iface { tag, data: *one },
            many => {
                let rtypes = &self.types;
                let noscan = rtypes.get(rtype as usize).is_some_and(|t| t.noscan);
                let data = self.heap.alloc(many.len(), noscan).unwrap_or(self.heap.nowhere());
                self.heap.write_words(data, many);
                Iface { tag, data }
            }
        }
    }

    pub(crate) fn unbox_value(&self, v: Iface) -> Vec<u64> {
        let words = v.rtype().and_then(|t| self.types.get(t as usize)).map(|t| t.words);
        match words {
            None | Some(0) => vec![],
            Some(1) => vec![v.data],
            Some(n) => {
                let mut words = self.heap.range(v.data, n as usize).to_vec();
                words.resize(n as usize, 0);
                words
            }
        }
    }

    pub(crate) fn rtype_named(&self, name: &str) -> Option<u32> {
        self.types.iter().position(|t| t.name == name).map(|i| i as u32)
    }

    pub(crate) fn method_of(&self, rtype: u32, name: &str) -> Option<FuncId> {
        let t = self.types.get(rtype as usize)?;
        if t.kind == RKind::Interface || t.methods.is_empty() {
            return None;
        }
        let m = self.linked.method_number(name)?;
        t.methods.binary_search_by_key(&m, |e| e.0).ok().map(|i| t.methods[i].1)
    }

    pub(crate) fn running_gid(&self) -> Gid {
        self.gs.get(self.cur.index()).map_or(Gid(0), |g| g.gid)
    }

    pub(crate) fn now_ns(&self) -> i64 {
        self.sched.now_ns()
    }

    /// Drawn orders let others go on after some of the operations that others can see: `go`, output, and what is
    /// done to locks, WaitGroups, channels and atomic variables. What depends on two of them following each other
    /// shows.
    #[inline(always)] // after every message
    pub(crate) fn preempts(&mut self) -> bool {
        self.preempts_once_in(2)
    }

    /// The same after one of so many.
    #[inline(always)]
    pub(crate) fn preempts_once_in(&mut self, many: u32) -> bool {
        self.sched.chooser.policy() == Policy::Random && self.is_preempted(many)
    }

    #[cold]
    fn is_preempted(&mut self, many: u32) -> bool {
        self.sched.runnable() > 0 && self.sched.chooser.choose(ChoiceKind::Preempt, many) == 1
    }

    pub(crate) fn num_goroutine(&self) -> usize {
        self.sched.counts().0 as usize
    }

    /// What the program wrote; ends the run at the limit `output`.
    pub(crate) fn write_output(&mut self, fd: u8, bytes: &[u8]) {
        if let (1, Some(kept)) = (fd, &mut self.captured) {
            return kept.extend_from_slice(bytes);
        }
        let (gid, pos) = if self.cur.is_some() {
            (self.running_gid(), self.user_pos())
        } else {
            (Gid(0), Pos::NONE)
        };
        self.sched.trace.write_output(gid, fd, bytes, pos);
        self.written += bytes.len() as u64;
        if self.written > self.sched.limits.output && self.outcome.is_none() {
            let hit = self.sched.limits.hit(LimitName::Output);
            self.finish_limit(hit);
        }
    }

    /// Where the running goroutine is: in the reader's own code if any frame is.
    #[inline(always)]
    pub(crate) fn user_pos(&self) -> Pos {
        let pos = self.pos_before(self.frame.pc);
        if pos != Pos::NONE && pos < self.own_until { pos } else { self.user_pos_at_length() }
    }

    fn user_pos_at_length(&self) -> Pos {
        match self.linked.metas.get(self.frame.func as usize) {
            Some(m) if !m.is_std => self.pos_before(self.frame.pc),
            _ => self.user_pos_outward(),
        }
    }

    fn user_pos_outward(&self) -> Pos {
        let own = |f: u32| self.linked.metas.get(f as usize).is_some_and(|m| !m.is_std);
        match self.callers.iter().rev().find(|f| own(f.func)) {
            Some(f) => self.pos_before(f.pc),
            None => self.pos_before(self.frame.pc),
        }
    }

    /// File, line and name of the function that a func value is; `None` when it is none.
    pub(crate) fn declared(&self, value: u64) -> Option<(String, u32, String)> {
        let func = self.linked.func(self.func_of(value)?)?;
        let lc = self.sources.line_col(func.decl)?;
        Some((self.sources.file(lc.file).name.clone(), lc.line, func.name.clone()))
    }

    /// Starts a goroutine for a native; number 0 when the limit is reached (the run then ends).
    pub(crate) fn spawn_native(&mut self, func: Callee, args: &[u64]) -> Gid {
        let (f, closure) = match func {
            Callee::Func(f) => (Some(f.0), 0),
            Callee::Value(v) => (self.func_of(v), v),
        };
        let Some(f) = f else { return Gid(0) };
        let (pos, made_in) = (self.user_pos(), self.frame.func);
        match self.start_goroutine(FuncId(f), FuncId(f), closure, args, StrId(0), pos, made_in) {
            Ok(slot) => self.sched.gid(slot),
            Err(hit) => {
                self.finish_limit(hit);
                Gid(0)
            }
        }
    }
}
