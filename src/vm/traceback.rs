//! Stacks of goroutines as Go's dumps write them: a line for the call, a line for its place; of a very deep
//! stack the inner and the outer frames.

use super::goroutine::{Frame, flags};
use super::machine::{Machine, Resume};
use crate::compile::code::Op;
use crate::ids::MAIN;
use crate::sched::{Slot, State};
use crate::text::Pos;
use crate::trace::event::WaitReason;
use std::fmt::Write;

/// Innermost frames that are shown, and as many outermost ones.
const FRAMES: usize = 50;

/// Where Go 1.27 runs deferred calls of a panic.
const GOPANIC: &str = "runtime/panic.go:859";

/// What calls main, and what calls any goroutine's function; no dump shows them.
const OUTERMOST: [(&str, &str); 2] =
    [("runtime.main", "runtime/proc.go:302"), ("runtime.goexit", "runtime/asm_amd64.s:1264")];

/// Two lines of a dump.
#[derive(Clone, Copy)]
enum Entry {
    /// A call of the library that is a native here, and where Go has it.
    Native(&'static str, &'static str),
    /// A function and the instruction at which it stands.
    Call(u32, u32),
    /// A panic runs deferred calls.
    Panic,
}

impl Machine {
    /// File, line and function, `skip` frames further out than the one that called the native.
    pub(crate) fn caller(&self, skip: usize) -> Option<(String, u32, String)> {
        let mut frames = self.callers.clone();
        frames.push(self.frame);
        let (mut found, mut count) = (None, 0);
        self.entries(&frames, self.cur, &mut |entry| {
            found = found.or((count == skip).then_some(entry));
            count += 1;
        });
        let main = self.gs.get(self.cur.index()).is_some_and(|g| g.gid == MAIN);
        let outer = &OUTERMOST[usize::from(!main)..];
        let entry = match found {
            Some(entry) => entry,
            None => outer.get(skip - count).map(|(name, place)| Entry::Native(name, place))?,
        };
        let in_library = |name: &str, place: &str| {
            let (file, line) = place.rsplit_once(':')?;
            Some((format!("$GOROOT/src/{file}"), line.parse().ok()?, name.to_owned()))
        };
        match entry {
            Entry::Native(name, place) => in_library(name, place),
            Entry::Panic => in_library("runtime.gopanic", GOPANIC),
            Entry::Call(func, pc) => {
                let lc = self.sources.line_col(self.pos_before(pc))?;
                let name = self.linked.func(func)?.name.clone();
                Some((self.sources.file(lc.file).name.clone(), lc.line, name))
            }
        }
    }

    /// The goroutine that runs, without its `skip` innermost frames.
    pub(super) fn dump_running(&self, out: &mut String, skip: usize) {
        if self.cur.is_some() {
            let _ = writeln!(out, "goroutine {} [running]:", self.gs[self.cur.index()].gid.0);
            let mut frames = self.callers.clone();
            frames.push(self.frame);
            frames.truncate(frames.len().saturating_sub(skip));
            self.dump_frames(out, &frames, self.cur);
        }
    }

    /// A goroutine that does not run.
    pub(super) fn dump_slot(&self, out: &mut String, slot: Slot) {
        let status = self.sched.status(slot);
        let state = match status.state {
            State::Waiting if self.in_turn(slot) => WaitReason::MutexLock.text(),
            State::Waiting => status.reason.text(),
            State::Running => "running",
            _ => "runnable",
        };
        let minutes = (self.sched.now_ns() - status.since_ns) / 60_000_000_000;
        if minutes >= 1 && status.state == State::Waiting {
            let _ = writeln!(out, "goroutine {} [{state}, {minutes} minutes]:", status.gid.0);
        } else {
            let _ = writeln!(out, "goroutine {} [{state}]:", status.gid.0);
        }
        let frames: Vec<Frame> = match self.gs.get(slot.index()) {
            Some(g) => g.frames().collect(),
            None => vec![],
        };
        self.dump_frames(out, &frames, slot);
    }

    /// It waits for its turn among the writers of an RWMutex, which in Go is a Mutex.
    fn in_turn(&self, slot: Slot) -> bool {
        self.sched.status(slot).reason == WaitReason::RWMutexLock
            && self.gs.get(slot.index()).is_some_and(|g| g.resume == Resume::Retry)
    }

    fn dump_frames(&self, out: &mut String, frames: &[Frame], slot: Slot) {
        let mut count = 0_usize;
        self.entries(frames, slot, &mut |_| count += 1);
        let elided = count.saturating_sub(2 * FRAMES);
        let mut at = 0;
        self.entries(frames, slot, &mut |entry| {
            if at < FRAMES || at >= FRAMES + elided {
                self.dump_entry(out, entry);
            } else if at == FRAMES {
                let _ = writeln!(out, "...{elided} frames elided...");
            }
            at += 1;
        });
        self.dump_maker(out, slot);
    }

    /// What is shown of a stack, innermost first.
    fn entries(&self, frames: &[Frame], slot: Slot, each: &mut dyn FnMut(Entry)) {
        let in_turn = self.in_turn(slot);
        for (depth, f) in frames.iter().enumerate().rev() {
            let before = self.linked.code.get((f.pc as usize).wrapping_sub(1));
            if let Some(Op::CallNative { n, .. }) = before.map(|op| self.unpatched(*op))
                && let Some(name) = self.linked.program.natives.get(n as usize)
            {
                let frames = (self.linked.frames)(name, in_turn);
                frames.iter().for_each(|(name, place)| each(Entry::Native(name, place)));
            }
            if self.is_shown(f) {
                each(Entry::Call(f.func, f.pc));
            }
            if f.flags & flags::PANIC_DEFER != 0 && !self.run_by_goexit(slot, depth) {
                each(Entry::Panic);
            }
        }
    }

    fn is_shown(&self, f: &Frame) -> bool {
        let program = &self.linked.program;
        self.linked.metas.get(f.func as usize).is_some_and(|m| !m.is_wrapper)
            && self.linked.func(f.func).is_some_and(|f| !f.name.is_empty())
            && (f.func != program.entry.0 || f.func == program.main.0)
    }

    /// The deferred call at this depth was not run by a panic but by `runtime.Goexit`.
    fn run_by_goexit(&self, slot: Slot, depth: usize) -> bool {
        let extra = self.gs.get(slot.index()).and_then(|g| g.extra.as_ref());
        let by = extra
            .and_then(|e| e.panics.iter().rev().find(|p| p.raised_depth as usize + 1 == depth));
        by.is_some_and(|p| p.goexit)
    }

    fn dump_entry(&self, out: &mut String, entry: Entry) {
        let _ = match entry {
            Entry::Native(name, place) => {
                writeln!(out, "{name}(...)\n\t$GOROOT/src/{place} +0x25")
            }
            Entry::Call(func, pc) => {
                let Some(f) = self.linked.func(func) else { return };
                let args = if f.param_types.is_empty() { "" } else { "..." };
                let start = self.linked.metas.get(func as usize).map_or(0, |m| m.start);
                let place = self.place(if pc > start { self.pos_before(pc) } else { f.decl });
                let offset = 4 * pc.saturating_sub(start) + 0x11;
                writeln!(out, "{}({args})\n\t{place} +{offset:#x}", f.name)
            }
            Entry::Panic => {
                writeln!(out, "panic({{0x4c0260?, 0xc000012345?}})\n\t$GOROOT/src/{GOPANIC} +0x125")
            }
        };
    }

    /// `created by …`.
    fn dump_maker(&self, out: &mut String, slot: Slot) {
        let status = self.sched.status(slot);
        if status.gid == MAIN {
            return;
        }
        if status.parent.0 == 0 {
            let _ = writeln!(out, "created by time.goFunc\n\t$GOROOT/src/time/sleep.go:182 +0x2d");
            return;
        }
        let made_in = self.gs[slot.index()].made_in;
        let name = self.linked.func(made_in).map_or("", |f| f.name.as_str());
        let _ = writeln!(out, "created by {name} in goroutine {}", status.parent.0);
        let place = self.go_statement(made_in).unwrap_or(status.born);
        let _ = writeln!(out, "\t{} +{:#x}", self.place(place), 0x1d);
    }

    /// The `go` statement of a function of the library, whose goroutines are otherwise the reader's.
    fn go_statement(&self, func: u32) -> Option<Pos> {
        let meta = self.linked.metas.get(func as usize).filter(|m| m.is_std)?;
        let code = self.linked.code.iter().skip(meta.start as usize);
        let len = self.linked.func(func)?.code.len();
        let at = code.take(len).position(|op| matches!(self.unpatched(*op), Op::Go { .. }))?;
        self.linked.pos.get(meta.start as usize + at).copied()
    }

    /// `FILE:LINE`.
    pub(crate) fn place(&self, pos: Pos) -> String {
        match self.sources.line_col(pos) {
            Some(lc) => format!("{}:{}", self.sources.file(lc.file).name, lc.line),
            None => "<autogenerated>:1".to_owned(),
        }
    }

    /// Place of the instruction before `pc`.
    pub(crate) fn pos_before(&self, pc: u32) -> Pos {
        self.linked.pos.get((pc as usize).wrapping_sub(1)).copied().unwrap_or(Pos::NONE)
    }

    /// The stack of the running goroutine, without the frame that asks for it, as `debug.Stack` gives it.
    pub(crate) fn stack_text_of_running(&self) -> String {
        let mut out = String::new();
        self.dump_running(&mut out, 1);
        out
    }

    /// All goroutines, the running one first.
    pub(crate) fn all_stacks(&self) -> String {
        let mut out = self.stack_text_of_running();
        for status in self.sched.live().into_iter().filter(|s| s.slot != self.cur) {
            out.push('\n');
            self.dump_slot(&mut out, status.slot);
        }
        out
    }
}
