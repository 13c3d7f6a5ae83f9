//! What a failing program prints: panics, fatal errors, goroutine dumps, in Go's form.

use super::goroutine::{Frame, PanicRecord, flags};
use super::interp::Ctl;
use super::machine::{Machine, Outcome};
use super::native::Iface;
use super::{complex_text, float_text};
use crate::compile::code::RKind;
use crate::ids::Gid;
use crate::sched::{Slot, State};
use crate::text::Pos;
use crate::trace::event::{EndCode, WaitReason};
use std::fmt::Write;

/// Most frames of a goroutine that a dump shows.
const FRAMES: usize = 100;

impl Machine {
    /// `fatal error: TEXT`: ends the run; cannot be recovered.
    #[cold]
    #[inline(never)]
    pub(crate) fn fatal(&mut self, text: &str) -> Ctl {
        let mut out = format!("fatal error: {text}\n\n");
        self.dump_running(&mut out);
        self.end_badly(EndCode::Fatal, format!("fatal error: {text}"), out);
        Ctl::Leave
    }

    /// Too many calls deep.
    #[cold]
    #[inline(never)]
    pub(crate) fn stack_overflow(&mut self) -> Ctl {
        let mut out = "runtime: goroutine stack exceeds 1000000000-byte limit\n".to_owned();
        out.push_str("fatal error: stack overflow\n\n");
        self.dump_running(&mut out);
        self.end_badly(EndCode::Fatal, "fatal error: stack overflow".to_owned(), out);
        Ctl::Leave
    }

    fn end_badly(&mut self, code: EndCode, message: String, text: String) {
        let pos = if self.cur.is_some() { self.user_pos() } else { Pos::NONE };
        self.write_output(2, text.as_bytes());
        self.outcome = None; // an output limit that this text touches does not hide the failure
        self.finish(Outcome { code, exit: 2, message, limit: None }, pos);
    }

    /// Nobody can run and nothing is pending.
    pub(crate) fn all_asleep(&mut self) {
        let live = self.sched.live();
        let text = if live.is_empty() {
            "no goroutines (main called runtime.Goexit) - deadlock!"
        } else {
            "all goroutines are asleep - deadlock!"
        };
        let mut out = format!("fatal error: {text}\n");
        for status in live {
            out.push('\n');
            self.dump_slot(&mut out, status.slot);
        }
        self.end_badly(EndCode::Deadlock, format!("fatal error: {text}"), out);
    }

    /// An unrecovered panic whose texts are known.
    pub(crate) fn crash(&mut self) -> Ctl {
        let panics: Vec<PanicRecord> = match &self.gs[self.cur.index()].extra {
            Some(extra) => extra.panics.iter().filter(|p| !p.goexit).cloned().collect(),
            None => vec![],
        };
        let mut out = String::new();
        let mut first = String::new();
        let mut i = 0;
        while let Some(p) = panics.get(i) {
            let again = p.recovered && panics.get(i + 1).is_some_and(|q| q.value == p.value);
            let text = p.text.clone().unwrap_or_default().replace('\n', "\n\t");
            let indent = if i == 0 { "" } else { "\t" };
            let after = match (p.recovered, again) {
                (_, true) => " [recovered, repanicked]",
                (true, false) => " [recovered]",
                _ => "",
            };
            let _ = writeln!(out, "{indent}panic: {text}{after}");
            first = format!("panic: {text}");
            i += if again { 2 } else { 1 };
        }
        if panics.iter().any(|p| p.signal) {
            let signal = "SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=";
            let _ = writeln!(out, "[signal {signal}{:#x}]", 0x40_0000 + 4 * self.frame.pc);
        }
        out.push('\n');
        self.dump_running(&mut out);
        let how = crate::sched::Ended::Panicked;
        let pos = self.user_pos();
        self.write_output(2, out.as_bytes());
        self.sched.end(how, pos);
        self.outcome = None;
        self.finish(Outcome { code: EndCode::Panic, exit: 2, message: first, limit: None }, pos);
        Ctl::Leave
    }

    fn dump_running(&self, out: &mut String) {
        if self.cur.is_some() {
            let _ = writeln!(out, "goroutine {} [running]:", self.gs[self.cur.index()].gid.0);
            let mut frames = self.callers.clone();
            frames.push(self.frame);
            self.dump_frames(out, &frames, self.cur);
        }
    }

    /// A goroutine that does not run.
    fn dump_slot(&self, out: &mut String, slot: Slot) {
        let status = self.sched.status(slot);
        let state = match status.state {
            State::Waiting => self.wait_text(slot, status.reason),
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

    fn wait_text(&self, _slot: Slot, reason: WaitReason) -> &'static str {
        reason.text()
    }

    fn dump_frames(&self, out: &mut String, frames: &[Frame], slot: Slot) {
        let shown = |f: &&Frame| {
            self.linked.metas.get(f.func as usize).is_some_and(|m| !m.is_wrapper)
                && self.linked.func(f.func).is_some_and(|f| !f.name.is_empty())
        };
        let mut shown_frames = 0;
        for f in frames.iter().rev() {
            if shown(&f) {
                shown_frames += 1;
                if shown_frames > FRAMES {
                    out.push_str("...additional frames elided...\n");
                    break;
                }
                let Some(func) = self.linked.func(f.func) else { continue };
                if f.func == self.linked.program.entry.0 && f.func != self.linked.program.main.0 {
                    continue;
                }
                let args = if func.param_types.is_empty() { "" } else { "..." };
                let _ = writeln!(out, "{}({args})", func.name);
                self.dump_place(out, f.func, f.pc);
            }
            if f.flags & flags::PANIC_DEFER != 0 {
                out.push_str("panic({0x4c0260?, 0xc000012345?})\n\t$GOROOT/src/runtime/panic.go:859 +0x125\n");
            }
        }
        let g = &self.gs[slot.index()];
        let status = self.sched.status(slot);
        if status.parent.0 != 0 {
            let made_in = self.linked.func(g.made_in).map_or("", |f| f.name.as_str());
            let _ = writeln!(out, "created by {made_in} in goroutine {}", status.parent.0);
            let _ = writeln!(out, "\t{} +{:#x}", self.place(status.born), 0x1d);
        }
    }

    fn dump_place(&self, out: &mut String, func: u32, pc: u32) {
        let start = self.linked.metas.get(func as usize).map_or(0, |m| m.start);
        let pos = self.pos_before(pc);
        let offset = 4 * pc.saturating_sub(start) + 0x11;
        let _ = writeln!(out, "\t{} +{offset:#x}", self.place(pos));
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

    /// The running goroutine's stack as `debug.Stack` gives it.
    pub(crate) fn stack_text_of_running(&self) -> String {
        let mut out = String::new();
        self.dump_running(&mut out);
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

    /// The text of a value that needs no Go code: strings and the machine's own errors.
    pub(crate) fn known_text(&self, v: Iface) -> Option<String> {
        let k = &self.linked.known;
        let t = v.rtype()?;
        if [
            k.plain_error,
            k.runtime_error,
            k.bounds_error,
            k.assertion_error,
            k.nil_panic,
            k.error_string,
        ]
        .contains(&t)
            || t == k.string
        {
            return Some(self.string_at(v.data));
        }
        None
    }

    /// As `known_text`, and numbers.
    pub(crate) fn plain_text(&self, v: Iface) -> Option<String> {
        if let Some(text) = self.known_text(v) {
            return Some(text);
        }
        let t = self.linked.program.rtypes.get(v.rtype()? as usize)?;
        let named = !t.type_name.is_empty() && !t.pkg.is_empty();
        let shown = match t.kind {
            RKind::Bool => (v.data != 0).to_string(),
            RKind::Int | RKind::Int8 | RKind::Int16 | RKind::Int32 | RKind::Int64 => {
                (v.data as i64).to_string()
            }
            RKind::Uint
            | RKind::Uint8
            | RKind::Uint16
            | RKind::Uint32
            | RKind::Uint64
            | RKind::Uintptr => v.data.to_string(),
            RKind::Float32 | RKind::Float64 => {
                float_text(f64::from_bits(v.data), t.kind == RKind::Float32)
            }
            RKind::Complex64 | RKind::Complex128 => {
                let part = |i: u64| f64::from_bits(self.heap.load(v.data + 8 * i));
                let text = complex_text(part(0), part(1), t.kind == RKind::Complex64);
                return Some(if named { format!("{}{text}", t.name) } else { text });
            }
            RKind::String if named => {
                return Some(format!("{}(\"{}\")", t.name, self.string_at(v.data)));
            }
            RKind::String => return Some(self.string_at(v.data)),
            _ => return None,
        };
        Some(if named { format!("{}({shown})", t.name) } else { shown })
    }

    /// A panic value as the runtime prints it.
    pub(crate) fn panic_print(&self, v: Iface) -> String {
        self.plain_text(v).unwrap_or_else(|| match v.rtype() {
            Some(t) => {
                let name = self.linked.program.rtypes.get(t as usize).map_or("?", |t| &t.name);
                format!("({name}) {:#x}", v.data)
            }
            None => "nil".to_owned(),
        })
    }

    /// Goroutines with a place for reports: number, innermost function of the reader's own, wait reason.
    pub fn describe(&self, slot: Slot) -> (Gid, String, Pos) {
        let frames: Vec<Frame> = if slot == self.cur {
            self.callers.iter().copied().chain([self.frame]).collect()
        } else {
            self.gs.get(slot.index()).map_or(vec![], |g| g.frames().collect())
        };
        let own = frames.iter().rev().find(|f| !self.linked.metas[f.func as usize].is_std);
        let frame = own.or(frames.last()).copied().unwrap_or_default();
        let name = self.linked.func(frame.func).map_or(String::new(), |f| f.name.clone());
        (self.sched.gid(slot), name, self.pos_before(frame.pc))
    }
}
