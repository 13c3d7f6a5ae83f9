//! Errors that a program was given and did not look at.

use super::heap::offset;
use super::interp::Ctl;
use super::machine::{Machine, Progress};
use super::native::{Iface, PanicWith};
use crate::compile::code::RKind;
use crate::ids::Gid;
use crate::text::Pos;
use crate::trace::event::EndCode;

/// Places that are remembered.
const MOST: usize = 100;
/// Longest text of an error, in bytes.
const TEXT: usize = 120;
/// Errors whose own `Error` is asked, and the instructions that it may take.
const ASKED: usize = 8;
const PATIENCE: u64 = 100_000;
/// A program that holds more is not copied.
const COPIED: usize = 32 << 20;
/// Words in which errors are kept that are looked at when the run is over.
const KEPT: usize = 10_000;

/// Errors of one call that nobody looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct UnreadError {
    /// The call.
    pub pos: Pos,
    /// How often it gave one.
    pub count: u64,
    /// What the first says.
    pub text: String,
    /// Who was given the first.
    pub gid: Gid,
    /// In which step.
    pub step: u64,
    /// Who overwrote the first, where it was kept for others.
    pub over: Option<(Gid, Pos)>,
    /// Where it was put, when nobody reads what is there: `result.err`.
    pub put: String,
    pc: u32,
}

/// Fields that hold what an error says.
const SAYS: [&str; 5] = ["s", "msg", "Msg", "message", "Message"];

impl Machine {
    /// What an error says; where only its `Error` knows and does not answer, its type.
    fn error_text(&mut self, v: Iface) -> String {
        let rtypes = &self.types;
        let known = |t: u32| rtypes.get(t as usize);
        let Some(t) = v.rtype().and_then(known) else { return String::new() };
        let told = match t.kind {
            RKind::Pointer { elem } => {
                known(elem).is_some_and(|t| t.pkg != "main" && is_text(&t.kind))
            }
            _ => false,
        };
        if told {
            return self.short_text(v);
        }
        let name = t.name.clone();
        let runs = self.sched.current_gid().0 > 0;
        let ask = runs && self.unread.len() < ASKED && self.heap_bytes() < COPIED;
        let asked = if ask { self.asked(v) } else { None };
        asked.unwrap_or(name)
    }

    /// What `Error` says: a copy of the machine panics with the error, and the run never knows.
    fn asked(&mut self, v: Iface) -> Option<String> {
        let shadow = self.sched.trace.shadow();
        let trace = std::mem::replace(&mut self.sched.trace, shadow);
        let search = self.take_race_search();
        let mut copy = self.clone();
        self.put_race_search(search);
        self.sched.trace = trace;
        let g = copy.gs.get_mut(self.cur.index())?;
        (g.extra, g.defers) = (None, vec![]);
        copy.kept.clear();
        copy.raise_with(PanicWith::Value(v));
        match copy.run_slice(PATIENCE) {
            Progress::Finished(o) if o.code == EndCode::Panic => {
                let text = o.message.strip_prefix("panic: ")?;
                Some(text.lines().next().unwrap_or_default().to_owned())
            }
            _ => None,
        }
    }

    /// Nobody looks at the error in register `a`.
    #[cold]
    #[inline(never)]
    pub(super) fn unread_error(&mut self, a: u16, put: u16) -> Ctl {
        let put = match put.checked_sub(1).map(|i| self.linked.program.ignored.get(i as usize)) {
            Some(Some(place)) if place.read => return Ctl::Next,
            Some(place) => place.map_or(String::new(), |p| p.name.clone()),
            None => String::new(),
        };
        let pc = self.frame.pc;
        if let Some(known) = self.unread.iter_mut().find(|u| u.pc == pc) {
            known.count += 1;
            return Ctl::Next;
        }
        let at = self.frame.base as usize + a as usize;
        let value = Iface { tag: self.stack.get(at), data: self.stack.get(at + 1) };
        let (pos, gid, step) = (self.user_pos(), self.sched.current_gid(), self.sched.steps());
        let text = String::new();
        self.note_lost(value, UnreadError { pos, count: 1, text, gid, step, over: None, put, pc });
        Ctl::Next
    }

    fn note_lost(&mut self, value: Iface, mut lost: UnreadError) {
        if let Some(known) = self.unread.iter_mut().find(|u| u.pc == lost.pc) {
            known.count += 1;
            return;
        }
        let mut text = self.error_text(value);
        // the end of input is no failure
        if text != "EOF" && self.unread.len() < MOST {
            let end = (0..=TEXT.min(text.len())).rev().find(|i| text.is_char_boundary(*i));
            text.truncate(end.unwrap_or(0));
            lost.text = text;
            self.unread.push(lost);
        }
    }

    /// An error is about to be stored `off` words from the address in `p`: one that is there and that nobody has
    /// looked at is lost.
    #[cold]
    #[inline(never)]
    pub(super) fn keep_error(&mut self, p: u16, off: u16) -> Ctl {
        if self.watching {
            let address = self.stack.get(self.frame.base as usize + p as usize);
            let at = offset(address, 3) + off as usize;
            let over = Some((self.sched.current_gid(), self.user_pos()));
            self.lost_at(at, over);
            if self.kept.len() < KEPT {
                self.kept.insert(at);
            }
        }
        Ctl::Next
    }

    /// The error that is kept there, if nobody has looked at it.
    fn lost_at(&mut self, at: usize, over: Option<(Gid, Pos)>) {
        let Some(&[tag, data]) = self.heap.words().get(at..at + 2) else { return };
        let cell = self.heap.shadow.words.known(at).and_then(|c| c.unread());
        let Some(write) = cell.filter(|_| tag != 0) else { return };
        let gid = self.sched.order.birth(write.epoch()).map_or(Gid(0), |b| b.gid);
        let step = u64::from(self.sched.order.begun.step(write.epoch()));
        let (pos, pc) = (self.pos_before(write.pc()), write.pc());
        let text = String::new();
        self.note_lost(
            Iface { tag, data },
            UnreadError { pos, count: 1, text, gid, step, over, put: String::new(), pc },
        );
    }

    /// The run is over: nobody looks any more.
    pub(super) fn unread_at_end(&mut self) {
        std::mem::take(&mut self.kept).into_iter().for_each(|at| self.lost_at(at, None));
    }
}

/// A struct that begins with what it says.
fn is_text(kind: &RKind) -> bool {
    match kind {
        RKind::Struct { fields } => fields.first().is_some_and(|f| SAYS.contains(&f.name.as_str())),
        _ => false,
    }
}
