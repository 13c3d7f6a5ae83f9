//! Stacks and the variables in them.

use super::value::{self, load, type_name};
use crate::compile::code::{Op, Var};
use crate::ids::ObjectId;
use crate::sched::Slot;
use crate::text::Pos;
use crate::vm::Machine;
use crate::vm::goroutine::Frame as Call;
use serde::Serialize;

/// Frames that are shown, innermost first.
const MOST_FRAMES: usize = 64;

/// A call in progress.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Frame {
    /// As in a dump: `main.worker`, `sync.(*Mutex).Lock`.
    pub function: String,
    /// File name.
    pub file: String,
    /// 1-based; 0 unknown.
    pub line: u32,
    /// Of the library: its variables are not shown.
    pub library: bool,
    /// Variables in scope, parameters first.
    pub locals: Vec<Variable>,
}

/// A variable and its value.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Variable {
    /// As declared.
    pub name: String,
    /// As `%T` prints it.
    #[serde(rename = "type")]
    pub type_name: String,
    /// As `%+v` prints it, shortened.
    pub value: String,
    /// The object of the trace that it is or leads to; 0 none.
    pub object: u32,
    /// It was different a step before.
    pub changed: bool,
}

/// A frame with what it takes to read its variables.
struct Place<'a> {
    m: &'a Machine,
    words: &'a [u64],
    call: Call,
    /// Instruction at which it stands, an index into the linked code.
    at: u32,
}

/// A goroutine's stack, innermost first.
pub(super) fn stack(m: &Machine, slot: Slot) -> Vec<Frame> {
    let loaded = slot == m.cur;
    let (calls, words): (Vec<Call>, &[u64]) = match (loaded, m.gs.get(slot.index())) {
        (true, _) => {
            let calls = m.callers.iter().copied().chain([m.frame]).collect();
            (calls, m.stack.range(0, m.top()))
        }
        (false, Some(g)) => (g.frames().collect(), g.words()),
        _ => return vec![],
    };
    let mut out: Vec<Frame> = native(m, loaded, calls.last()).into_iter().collect();
    for (depth, call) in calls.iter().rev().enumerate() {
        let Some(meta) = m.linked.metas.get(call.func as usize) else { continue };
        let Some(func) = m.linked.func(call.func) else { continue };
        let entry = call.func == m.linked.program.entry.0 && call.func != m.linked.program.main.0;
        if meta.is_wrapper || func.name.is_empty() || entry {
            continue;
        }
        if out.len() == MOST_FRAMES {
            break;
        }
        // who runs stands before its instruction, all others behind theirs
        let before = (loaded && depth == 0) || call.pc == meta.start;
        let at = if before { call.pc } else { call.pc - 1 };
        let pos = m.linked.pos.get(at as usize).copied().unwrap_or(Pos::NONE);
        let place = Place { m, words, call: *call, at: at - meta.start };
        let (file, line) = file_line(m, pos);
        let locals = if meta.is_std { vec![] } else { place.variables(&func.vars) };
        out.push(Frame { function: func.name.clone(), file, line, library: meta.is_std, locals });
    }
    out
}

/// The library's native in which a goroutine waits; it has no frame of its own.
fn native(m: &Machine, loaded: bool, call: Option<&Call>) -> Option<Frame> {
    let at = (call?.pc as usize).checked_sub(1).filter(|_| !loaded)?;
    let Some(Op::CallNative { n, .. }) = m.linked.code.get(at) else { return None };
    let function = m.linked.program.natives.get(*n as usize)?.clone();
    Some(Frame { function, library: true, ..Frame::default() })
}

/// File name and line of a place.
pub(super) fn file_line(m: &Machine, pos: Pos) -> (String, u32) {
    match m.sources().line_col(pos) {
        Some(at) => (m.sources().file(at.file).name.clone(), at.line),
        None => (String::new(), 0),
    }
}

/// The program's own package variables, in the order of their declaration.
pub(super) fn globals(m: &Machine) -> Vec<Variable> {
    let program = &m.linked.program;
    let mut out = Vec::new();
    for (word, rtype, name) in &program.global_vars {
        let own = name.strip_prefix("main.").unwrap_or(name);
        if own.contains('.') || own == "_" {
            continue;
        }
        let at = m.linked.globals + *word as usize;
        let n = program.rtypes.get(*rtype as usize).map_or(0, |t| t.words as usize);
        let address = crate::compile::code::ADDR_BASE + 8 * at as u64;
        out.push(variable(m, own, *rtype, &load(m, address, n), address));
    }
    out
}

fn variable(m: &Machine, name: &str, rtype: u32, words: &[u64], at: u64) -> Variable {
    let shown = value::show(m, rtype, words, at);
    let (value, ObjectId(object)) = (shown.text, shown.object);
    Variable {
        name: name.to_owned(),
        type_name: type_name(m, rtype),
        value,
        object,
        changed: false,
    }
}

impl Place<'_> {
    /// Those in scope; of two with one name only the inner one.
    fn variables(&self, vars: &[Var]) -> Vec<Variable> {
        let alive = |v: &&Var| v.from_pc <= self.at && self.at < v.to_pc;
        let mut out: Vec<Variable> = Vec::new();
        for v in vars.iter().filter(alive) {
            let found = self.read(v);
            match out.iter_mut().find(|o| o.name == v.name) {
                Some(outer) => *outer = found,
                None => out.push(found),
            }
        }
        out
    }

    fn read(&self, v: &Var) -> Variable {
        let n = self.m.types.get(v.rtype as usize).map_or(0, |t| t.words as usize);
        let (words, at) = match (v.captured, v.boxed) {
            (false, false) => (self.registers(v.reg, n), 0),
            (true, false) => (load(self.m, self.captured(v.reg), n), 0),
            (captured, true) => {
                let at = match captured {
                    true => self.m.heap.load(self.captured(v.reg)),
                    false => self.registers(v.reg, 1)[0],
                };
                (load(self.m, at, n), at)
            }
        };
        variable(self.m, &v.name, v.rtype, &words, at)
    }

    fn registers(&self, reg: u16, n: usize) -> Vec<u64> {
        let from = self.call.base as usize + reg as usize;
        (from..from + n).map(|i| self.words.get(i).copied().unwrap_or(0)).collect()
    }

    /// Address of a captured word of the closure that runs.
    fn captured(&self, i: u16) -> u64 {
        self.call.closure + 8 * (1 + u64::from(i))
    }
}
