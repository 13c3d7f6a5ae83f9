//! What a failing program prints: panics, fatal errors, deadlocks, in Go's form. Stacks: [`super::traceback`].

use super::goroutine::{Frame, PanicRecord};
use super::interp::Ctl;
use super::machine::{Machine, Outcome};
use super::native::Iface;
use super::{complex_text, float_text};
use crate::compile::code::RKind;
use crate::ids::Gid;
use crate::sched::Slot;
use crate::text::Pos;
use crate::trace::event::EndCode;
use std::fmt::Write;

impl Machine {
    /// `fatal error: TEXT`: ends the run; cannot be recovered.
    #[cold]
    #[inline(never)]
    pub(crate) fn fatal(&mut self, text: &str) -> Ctl {
        let mut out = String::new();
        let panics = self.panics();
        self.write_panics(&mut out, &panics);
        if !panics.is_empty() {
            out.push('\t');
        }
        let _ = writeln!(out, "fatal error: {text}\n");
        self.dump_running(&mut out, 0);
        self.end_badly(EndCode::Fatal, format!("fatal error: {text}"), out);
        Ctl::Leave
    }

    /// Too many calls deep.
    #[cold]
    #[inline(never)]
    pub(crate) fn stack_overflow(&mut self) -> Ctl {
        let mut out = "runtime: goroutine stack exceeds 1000000000-byte limit\n".to_owned();
        out.push_str("runtime: sp=0xc0200e0390 stack=[0xc0200e0000, 0xc0400e0000]\n");
        out.push_str("fatal error: stack overflow\n\n");
        self.dump_running(&mut out, 0);
        self.end_badly(EndCode::Fatal, "fatal error: stack overflow".to_owned(), out);
        Ctl::Leave
    }

    fn end_badly(&mut self, code: EndCode, message: String, text: String) {
        let pos = if self.cur.is_some() { self.user_pos() } else { Pos::NONE };
        self.write_output(2, text.as_bytes());
        self.outcome = None; // an output limit that this text touches does not hide the failure
        self.finish(Outcome { code, exit: 2, message, limit: None }, pos);
    }

    /// Nobody can run, and nothing can come that would let somebody.
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
        let panics = self.panics();
        let mut out = String::new();
        self.write_panics(&mut out, &panics);
        let last = panics.last().map_or_else(String::new, |p| self.panic_line(p));
        let first = format!("panic: {last}");
        if panics.iter().any(|p| p.signal) {
            out.push_str(&self.signal_line());
        }
        out.push('\n');
        self.dump_running(&mut out, 0);
        let how = crate::sched::Ended::Panicked;
        let pos = self.user_pos();
        self.write_output(2, out.as_bytes());
        self.sched.end(how, pos);
        self.outcome = None;
        self.finish(Outcome { code: EndCode::Panic, exit: 2, message: first, limit: None }, pos);
        Ctl::Leave
    }

    /// Panics under way, outermost first.
    fn panics(&self) -> Vec<PanicRecord> {
        let extra = self.gs.get(self.cur.index()).and_then(|g| g.extra.as_ref());
        let all = extra.map_or(&[][..], |e| &e.panics);
        all.iter().filter(|p| !p.goexit).cloned().collect()
    }

    /// A line for each; one that was recovered and raised again has one line with what follows it.
    fn write_panics(&self, out: &mut String, panics: &[PanicRecord]) {
        let again = |i: usize| {
            panics.get(i).zip(panics.get(i + 1)).is_some_and(|(p, q)| p.value == q.value)
        };
        for (i, p) in panics.iter().enumerate() {
            if i > 0 && again(i - 1) {
                continue;
            }
            let indent = if i == 0 { "" } else { "\t" };
            let after = match (p.recovered, again(i)) {
                (true, true) => " [recovered, repanicked]",
                (true, false) => " [recovered]",
                _ => "",
            };
            let _ = writeln!(out, "{indent}panic: {}{after}", self.panic_line(p));
        }
    }

    /// A panic's value; lines after the first are indented.
    fn panic_line(&self, p: &PanicRecord) -> String {
        let text = p.text.clone().unwrap_or_else(|| {
            self.known_text(p.value).unwrap_or_else(|| self.panic_print(p.value))
        });
        text.replace('\n', "\n\t")
    }

    /// `Error` or `String` of a panic's value has panicked.
    pub(crate) fn panic_in_text(&mut self) -> Ctl {
        let last = self.panics().pop().unwrap_or_default();
        let what = match last.value.rtype() {
            Some(t) if t == self.linked.known.string => self.string_at(last.value.data),
            Some(t) => {
                let name = self.types.get(t as usize).map_or("?", |t| &t.name);
                format!("type {name}")
            }
            None => String::new(),
        };
        let what = what.replace('\n', "\n\t");
        let text = format!("panic while printing panic value: {what}");
        let signal = if last.signal { self.signal_line() } else { String::new() };
        let mut out = format!("fatal error: {text}\n{signal}\n");
        self.dump_running(&mut out, 0);
        self.end_badly(EndCode::Fatal, format!("fatal error: {text}"), out);
        Ctl::Leave
    }

    fn signal_line(&self) -> String {
        let what = "SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=";
        format!("[signal {what}{:#x}]\n", 0x40_0000 + 4 * self.frame.pc)
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
        let t = self.types.get(v.rtype()? as usize)?;
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
                let name = self.types.get(t as usize).map_or("?", |t| &t.name);
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
