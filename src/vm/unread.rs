//! Errors that a program was given and did not look at.

use super::interp::Ctl;
use super::machine::Machine;
use super::native::Iface;
use crate::compile::code::RKind;
use crate::ids::Gid;
use crate::text::Pos;

/// Places that are remembered.
const MOST: usize = 100;
/// Longest text of an error, in bytes.
const TEXT: usize = 120;

/// Errors of one call that nobody looked at.
#[derive(Clone, PartialEq, Debug)]
pub struct UnreadError {
    /// The call.
    pub pos: Pos,
    /// How often it gave one.
    pub count: u64,
    /// The first, as far as it can be told without running its methods.
    pub text: String,
    /// Who was given the first.
    pub gid: Gid,
    /// In which step.
    pub step: u64,
    pc: u32,
}

/// Fields that hold what an error says.
const SAYS: [&str; 5] = ["s", "msg", "Msg", "message", "Message"];

impl Machine {
    /// What an error says, as far as that can be told without calling `Error`; else its type.
    fn error_text(&self, v: Iface) -> String {
        let rtypes = &self.types;
        let known = |t: u32| rtypes.get(t as usize);
        let Some(t) = v.rtype().and_then(known) else { return String::new() };
        let RKind::Pointer { elem } = t.kind else { return self.short_text(v) };
        match known(elem).map(|t| &t.kind) {
            Some(RKind::Struct { fields })
                if fields.first().is_some_and(|f| SAYS.contains(&f.name.as_str())) =>
            {
                self.short_text(v)
            }
            _ => t.name.clone(),
        }
    }

    /// Nobody looks at the error in register `a`.
    #[cold]
    #[inline(never)]
    pub(super) fn unread_error(&mut self, a: u16) -> Ctl {
        let pc = self.frame.pc;
        if let Some(known) = self.unread.iter_mut().find(|u| u.pc == pc) {
            known.count += 1;
            return Ctl::Next;
        }
        let at = self.frame.base as usize + a as usize;
        let value = Iface { tag: self.stack.get(at), data: self.stack.get(at + 1) };
        let mut text = self.error_text(value);
        // the end of input is no failure
        if text != "EOF" && self.unread.len() < MOST {
            let end = (0..=TEXT.min(text.len())).rev().find(|i| text.is_char_boundary(*i));
            text.truncate(end.unwrap_or(0));
            let (pos, gid, step) = (self.user_pos(), self.sched.current_gid(), self.sched.steps());
            self.unread.push(UnreadError { pos, count: 1, text, gid, step, pc });
        }
        Ctl::Next
    }
}
