//! Which words of a call that is in progress its function may still use: those that an instruction reads which
//! can be reached from where it stands. So a variable that is not used any more leads nowhere.
//!
//! Only what an address can be followed through counts: loads and stores, calls, channels, maps, returned values.
//! Arithmetic, comparisons and lengths do nothing for who waits.
//!
//! **Invariant:** every word that can still be followed is among them; there may be more.

use super::goroutine::Frame;
use super::machine::Machine;
use crate::compile::code::{Offset, Op};
use std::collections::{BTreeMap, BTreeSet};

/// A value whose width the instruction does not tell: everything above counts.
const WIDE: u16 = u16::MAX;

/// What is used from a place of the code on.
#[derive(Clone, Default, Debug)]
pub(super) struct Live {
    /// Registers: first and number.
    regs: BTreeSet<(u16, u16)>,
    /// Captured words of the closure that runs.
    captured: BTreeSet<u16>,
}

/// By place, found when asked for.
pub(super) type Lives = BTreeMap<u32, Live>;

impl Machine {
    /// Words of the frames that may still be used. `words` is the stack that they stand on, outermost first.
    pub(super) fn live_words(
        &self,
        words: &[u64],
        frames: &[Frame],
        lives: &mut Lives,
        out: &mut Vec<u64>,
    ) {
        for (i, frame) in frames.iter().enumerate() {
            let end = frames.get(i + 1).map_or(words.len(), |f| f.base as usize);
            let own = words.get(frame.base as usize..end.min(words.len())).unwrap_or(&[]);
            let live = lives.entry(frame.pc).or_insert_with(|| self.live_at(frame));
            for (first, n) in &live.regs {
                let last = (*first as usize).saturating_add(*n as usize).min(own.len());
                out.extend(own.get(*first as usize..last).unwrap_or(&[]));
            }
            // the library's natives may look into the closure of their caller
            let ours = self.linked.metas.get(frame.func as usize);
            if ours.is_none_or(|m| m.is_std || m.is_wrapper) {
                out.push(frame.closure);
            }
            let captured = live.captured.iter();
            out.extend(captured.map(|i| self.heap.load(frame.closure + 8 * (u64::from(*i) + 1))));
        }
    }

    /// Words that variables of these calls hold, whether they will be used or not, and nothing that calls which
    /// have returned left behind above them.
    pub(super) fn held_words(&self, words: &[u64], frames: &[Frame], out: &mut Vec<u64>) {
        for (i, frame) in frames.iter().enumerate() {
            let end = frames.get(i + 1).map_or(words.len(), |f| f.base as usize);
            let own = words.get(frame.base as usize..end.min(words.len())).unwrap_or(&[]);
            let start = self.linked.metas.get(frame.func as usize).map_or(0, |m| m.start);
            let len = self.linked.func(frame.func).map_or(0, |f| f.code.len() as u32);
            let mut live = Live::default();
            (start..start + len).for_each(|pc| self.uses(pc, &mut live));
            for (first, n) in live.regs.iter().filter(|(_, n)| *n != WIDE) {
                let (first, n) = (*first as usize, *n as usize);
                out.extend(own.iter().skip(first).take(n));
            }
            out.push(frame.closure);
        }
    }

    fn live_at(&self, frame: &Frame) -> Live {
        let mut live = Live::default();
        // the instruction that it waits in may be completed or done again
        let mut before = frame.pc.saturating_sub(1);
        while before > 0 && matches!(self.op(before), Some(Op::Arg { .. })) {
            before -= 1;
        }
        self.uses(before, &mut live);
        let recovers = self.linked.func(frame.func).and_then(|f| f.recover_pc);
        let start = self.linked.metas.get(frame.func as usize).map_or(0, |m| m.start);
        let mut todo = vec![frame.pc];
        todo.extend(recovers.map(|pc| start + pc));
        let mut seen = BTreeSet::new();
        while let Some(pc) = todo.pop() {
            if seen.insert(pc) {
                self.uses(pc, &mut live);
                self.successors(pc, &mut todo);
            }
        }
        live
    }

    pub(super) fn op(&self, pc: u32) -> Option<Op> {
        Some(self.unpatched(*self.linked.code.get(pc as usize)?))
    }

    fn successors(&self, pc: u32, todo: &mut Vec<u32>) {
        let Some(mut op) = self.op(pc) else { return };
        let next = pc + 1;
        let mut to = |from: u32, off: i32| todo.push(from.wrapping_add_signed(off));
        match op {
            Op::Return { .. } | Op::Panic { .. } | Op::Unreachable => return,
            Op::Jmp { off } | Op::Loop { off } => return to(next, off),
            Op::Table { t, .. } => {
                let table = self.linked.program.tables.get(t as usize);
                table.into_iter().flatten().for_each(|off| to(next, *off));
            }
            Op::MapNext { .. } => {
                if let Some(Op::Arg { b, .. }) = self.op(next) {
                    to(next + 1, b as i32);
                }
            }
            _ => match op.offset() {
                Some(Offset::Long(off)) => to(next, *off),
                Some(Offset::Short(off)) => to(next, (*off).into()),
                None => {}
            },
        }
        todo.push(next);
    }

    fn uses(&self, pc: u32, live: &mut Live) {
        let Some(op) = self.op(pc) else { return };
        let arg = match self.op(pc + 1) {
            Some(Op::Arg { a, b }) => (a, b),
            _ => (0, 0),
        };
        let mut reg = |first: u16, n: u16| _ = live.regs.insert((first, n));
        match op {
            Op::Captured { i, .. } => _ = live.captured.insert(i),
            Op::Closure { .. } => reg(arg.0, arg.1 as u16),
            Op::Move { a, .. } | Op::StoreGlobal { a, .. } => reg(a, 1),
            Op::Move2 { a, .. }
            | Op::Assert { a, .. }
            | Op::AssertIface { a, .. }
            | Op::Unbox { a, .. }
            | Op::Panic { a } => reg(a, 2),
            Op::Move3 { a, .. } => reg(a, 3),
            Op::MoveN { a, n, .. } | Op::Return { a, n } => reg(a, n),
            Op::Load { p, .. }
            | Op::LoadN { p, .. }
            | Op::LoadByte { p, .. }
            | Op::StoreByte { p, .. }
            | Op::PtrAdd { p, .. }
            | Op::ArrayAddr { p, .. }
            | Op::SliceArray { p, .. } => reg(p, 1),
            Op::Store { p, a, .. } => [p, a].into_iter().for_each(|r| reg(r, 1)),
            Op::StoreN { p, a, n } => [(p, 1), (a, n)].into_iter().for_each(|(r, n)| reg(r, n)),
            Op::CopyWords { p, q, .. } => [p, q].into_iter().for_each(|r| reg(r, 1)),
            Op::SliceLoad { s, .. }
            | Op::SliceLoadByte { s, .. }
            | Op::SliceStoreByte { s, .. }
            | Op::SliceAddr { s, .. }
            | Op::SliceSlice { s, .. }
            | Op::SliceToArrayPtr { s, .. } => reg(s, 3),
            Op::SliceStore { s, a, .. } => {
                [(s, 1), (a, 1)].into_iter().for_each(|(r, n)| reg(r, n))
            }
            Op::Append { s, v, .. } => [(s, 3), (v, WIDE)].into_iter().for_each(|(r, n)| reg(r, n)),
            Op::AppendSlice { s, t, .. } | Op::Copy { s, t, .. } => {
                [s, t].into_iter().for_each(|r| reg(r, 3));
            }
            // the value stands where the interface will be
            Op::MakeIface { d, .. } => reg(d, WIDE),
            Op::MapGet { m, .. } | Op::MapIter { m, .. } => reg(m, 1),
            Op::MapSet { m, k, v } => {
                [(m, 1), (k, WIDE), (v, WIDE)].into_iter().for_each(|(r, n)| reg(r, n));
            }
            Op::MapNext { it, .. } => reg(it, 8),
            Op::Send { c, a } => [(c, 1), (a, WIDE)].into_iter().for_each(|(r, n)| reg(r, n)),
            Op::Recv { c, .. } | Op::Close { c } => reg(c, 1),
            Op::Select { t, .. } => {
                for case in self.linked.select(t).into_iter().flat_map(|s| &s.cases) {
                    reg(case.chan, 1);
                    if case.send {
                        reg(case.value, WIDE);
                    }
                }
            }
            Op::Go { base, n } | Op::Defer { base, n } | Op::DeferTo { base, n } => {
                reg(base, n + 1)
            }
            Op::Call { base, .. } | Op::CallNative { base, .. } => reg(base, WIDE),
            Op::CallFunc { base, f } => {
                [(base, WIDE), (f, 1)].into_iter().for_each(|(r, n)| reg(r, n))
            }
            Op::CallMethod { base, r, .. } => {
                [(base, WIDE), (r, 2)].into_iter().for_each(|(r, n)| reg(r, n));
            }
            Op::MethodFunc { r, .. } => reg(r, 2),
            _ => {}
        }
    }
}
