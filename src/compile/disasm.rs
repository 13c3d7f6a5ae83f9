//! Bytecode as text, for tests and for people.

use super::code::{Func, Op, Program};
use std::fmt::Write;

/// All functions of the reader's own packages.
pub fn program(p: &Program) -> String {
    let own = p.funcs.iter().filter(|f| !f.is_std && !f.code.is_empty());
    own.map(|f| function(p, f)).collect::<Vec<_>>().join("\n")
}

/// One function: a line per instruction, names beside calls.
pub fn function(p: &Program, f: &Func) -> String {
    let mut s =
        format!("{} (regs {}, params {}, results {})\n", f.name, f.regs, f.params, f.results);
    for (i, op) in f.code.iter().enumerate() {
        let _ = write!(s, "{i:4}  {op:?}");
        let note = note(p, op);
        if !note.is_empty() {
            let _ = write!(s, "  ; {note}");
        }
        s.push('\n');
    }
    if let Some(pc) = f.recover_pc {
        let _ = writeln!(s, "      recover at {pc}");
    }
    s
}

fn note(p: &Program, op: &Op) -> String {
    let func = |f: u32| p.funcs.get(f as usize).map_or(String::new(), |f| f.name.clone());
    match *op {
        Op::Call { f, .. } | Op::Func { f, .. } | Op::Closure { f, .. } => func(f),
        Op::CallNative { n, .. } => p.natives.get(n as usize).cloned().unwrap_or_default(),
        Op::CallMethod { m, .. } | Op::MethodFunc { m, .. } => {
            p.methods.get(m as usize).cloned().unwrap_or_default()
        }
        Op::New { t, .. } | Op::MakeIface { t, .. } | Op::MakeMap { t, .. } => {
            p.rtypes.get(t as usize).map_or(String::new(), |t| t.name.clone())
        }
        Op::Str { s, .. } => p
            .strings
            .get(s as usize)
            .map_or(String::new(), |s| format!("{:?}", String::from_utf8_lossy(s))),
        _ => String::new(),
    }
}
