//! Where faults can be: finding calls and channel operations in the code, and patching them.

use super::{Faults, Patch};
use crate::arrange::{Arrange, Gather};
use crate::compile::code::{Op, RKind};
use crate::fault::{
    ChanOp, ErrorValue, FaultPlan, FaultSpec, Level, Line, Name, PanicValue, What, Where,
};
use crate::text::Pos;
use crate::vm::machine::Machine;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A call of the reader's program, for a menu of faults.
#[derive(Clone, PartialEq, Debug)]
pub struct CallSite {
    /// What is called: `main.fetch`, `time.Sleep`, of an interface's method only its name.
    pub function: String,
    /// Where.
    pub pos: Pos,
    /// Its last result is an error.
    pub returns_error: bool,
    /// Times it was called, where that was counted.
    pub calls: u32,
}

/// What a call calls.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Target {
    Func(u32),
    Native(u32),
}

pub(super) fn is_call(op: Op) -> bool {
    matches!(
        op,
        Op::Call { .. } | Op::CallFunc { .. } | Op::CallMethod { .. } | Op::CallNative { .. }
    )
}

fn is_spawn(op: Op) -> bool {
    matches!(op, Op::Go { .. } | Op::Defer { .. } | Op::DeferTo { .. })
}

fn chan_op(op: Op) -> Option<ChanOp> {
    match op {
        Op::Send { .. } => Some(ChanOp::Send),
        Op::Recv { .. } => Some(ChanOp::Recv),
        Op::Close { .. } => Some(ChanOp::Close),
        Op::Select { .. } => Some(ChanOp::Any),
        _ => None,
    }
}

/// Most patched instructions: their numbers must fit beside those of a deferred call.
const MOST_PATCHES: usize = u16::MAX as usize;
/// Names that are listed where none fits.
const MOST_NAMES: usize = 30;
/// How far before a `go` or `defer` the function that it calls is looked for.
const LOOK_BACK: usize = 400;

impl Machine {
    /// Puts faults on a machine that has not run yet. `Err`: a fault names something that there is not.
    pub fn set_faults(&mut self, specs: Vec<FaultSpec>) -> Result<(), String> {
        self.set_faults_and_count(specs, false)
    }

    /// The same, and counts the calls of each call site if that is wanted.
    pub fn set_faults_and_count(
        &mut self,
        specs: Vec<FaultSpec>,
        count: bool,
    ) -> Result<(), String> {
        for spec in &specs {
            self.check_names(spec)?;
            self.check_place(spec)?;
        }
        let mut code = self.linked.code.clone();
        let mut patches = Vec::new();
        let mut placed = vec![false; specs.len()];
        for f in self.own_functions() {
            for pc in self.own_code(f) {
                let op = code[pc];
                if !is_call(op) && !is_spawn(op) && chan_op(op).is_none() {
                    continue;
                }
                let (names, pos) = (self.callees_at(pc), self.linked.pos[pc]);
                let here = |s: &FaultSpec| self.spec_fits(s, pc, &names, pos);
                let faults: Vec<usize> = (0..specs.len()).filter(|i| here(&specs[*i])).collect();
                faults.iter().for_each(|i| placed[*i] = true);
                let counted = count && chan_op(op).is_none();
                if (!faults.is_empty() || counted) && patches.len() < MOST_PATCHES {
                    let i = patches.len() as u32;
                    patches.push(Patch { original: op, faults, calls: 0 });
                    code[pc] = Op::Fault { i };
                }
            }
        }
        for (spec, placed) in specs.iter().zip(placed) {
            if let Some(what) = must_be_placed(&spec.place)
                && !placed
            {
                let there = self.there(what);
                return Err(format!(
                    "fault {spec}: no {what} in the program is at that place; there is {there}"
                ));
            }
        }
        let resources = specs.iter().map(|_| Default::default()).collect();
        let effects = vec![0; specs.len()];
        let plan = FaultPlan::new(specs);
        self.patched = Some(Rc::new(code));
        self.faults =
            Some(Box::new(Faults { plan, patches, resources, effects, ..Faults::default() }));
        self.faults_at_start();
        Ok(())
    }

    /// An error by name must be one of the program's variables; the library's may be anything.
    fn check_names(&self, spec: &FaultSpec) -> Result<(), String> {
        let (What::Error(ErrorValue::Named(name)) | What::Panic(PanicValue::Named(name))) =
            &spec.what
        else {
            return Ok(());
        };
        let all = &self.linked.program.global_vars;
        let full = |n: &str| if n.contains('.') { n.to_owned() } else { format!("main.{n}") };
        if !name.starts_with("main.") || all.iter().any(|g| full(&g.2) == *name) {
            return Ok(());
        }
        let is_error = |t: u32| self.types.get(t as usize).is_some_and(|t| t.name == "error");
        let errors: Vec<String> =
            all.iter().filter(|g| is_error(g.1)).map(|g| full(&g.2)).collect();
        let own: Vec<&str> =
            errors.iter().map(String::as_str).filter(|n| n.starts_with("main.")).collect();
        let there = if own.is_empty() { "no error variable".to_owned() } else { own.join(", ") };
        Err(format!("fault {spec}: the program has no variable {name}; it has {there}"))
    }

    /// What a fault of the request could name instead, where a name is no channel's or function's of the program.
    fn check_place(&self, spec: &FaultSpec) -> Result<(), String> {
        let refuse = |kind: &str, name: &str| {
            Err(format!("fault {spec}: there is no {kind} {name}; there is {}", self.there(kind)))
        };
        let names_channel = |name: &String| self.linked.names.iter().any(|n| n.1 == *name);
        if let Some(Level::Len(name, _)) = &spec.when.level
            && !names_channel(name)
        {
            return refuse("channel", name);
        }
        match &spec.place {
            Where::GoroutineOf(f) => {
                let known = self.own_functions().any(|i| self.callee_name(&Target::Func(i)) == *f);
                if known { Ok(()) } else { refuse("function", f) }
            }
            Where::Chan { chan: Name::Text(name), .. } => {
                if names_channel(name) {
                    Ok(())
                } else {
                    refuse("channel", name)
                }
            }
            _ => Ok(()),
        }
    }

    /// Names that a fault can use for something of a kind, as a sentence lists them.
    fn there(&self, kind: &str) -> String {
        let named = |fits: &dyn Fn(Op, usize) -> bool| {
            let at = |n: &&(u32, String)| {
                self.linked.code.get(n.0 as usize).is_some_and(|op| fits(*op, n.0 as usize))
            };
            self.linked.names.iter().filter(at).map(|n| n.1.clone()).gather::<BTreeSet<_>>()
        };
        let all: BTreeSet<String> = match kind {
            "call" => self.call_sites().into_iter().map(|s| s.function).gather(),
            "function" => self.own_functions().map(|f| self.callee_name(&Target::Func(f))).gather(),
            "Lock" => named(&|op, pc| {
                is_call(op) && self.callees_at(pc).iter().any(|c| takes_lock(&self.callee_name(c)))
            }),
            _ => named(&|op, _| matches!(op, Op::MakeChan { .. })),
        };
        if all.is_empty() {
            return "none".to_owned();
        }
        let shown: Vec<String> = all.iter().take(MOST_NAMES).cloned().collect();
        let more = if all.len() > MOST_NAMES { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    }

    /// The calls of the reader's program, in the order of their places.
    pub fn call_sites(&self) -> Vec<CallSite> {
        let mut sites: Vec<CallSite> = vec![];
        for f in self.own_functions() {
            for pc in self.own_code(f) {
                let op = self.linked.code[pc];
                if !is_call(op) && !is_spawn(op) {
                    continue;
                }
                let names = self.callees_at(pc);
                let function = match (op, &names[..]) {
                    (_, [one]) => self.callee_name(one),
                    (Op::CallMethod { m, .. }, _) => {
                        self.linked.program.methods.get(m as usize).cloned().unwrap_or_default()
                    }
                    _ => continue,
                };
                let returns_error = names.iter().any(|c| self.returns_error(c));
                let (pos, calls) = (self.linked.pos[pc], self.calls_at(pc));
                sites.push(CallSite { function, pos, returns_error, calls });
            }
        }
        sites.arrange_by(|a, b| (a.pos, &a.function).cmp(&(b.pos, &b.function)));
        sites.dedup_by(|a, b| {
            let same = a.pos == b.pos && a.function == b.function;
            b.calls += if same { a.calls } else { 0 };
            same
        });
        sites
    }

    fn calls_at(&self, pc: usize) -> u32 {
        match (self.patched.as_ref().and_then(|c| c.get(pc)), self.faults.as_deref()) {
            (Some(Op::Fault { i }), Some(f)) => f.patches.get(*i as usize).map_or(0, |p| p.calls),
            _ => 0,
        }
    }

    pub(in crate::vm) fn own_functions(&self) -> impl Iterator<Item = u32> + '_ {
        let metas = self.linked.metas.iter().enumerate();
        metas.filter(|(i, m)| *i > 0 && !m.is_std && !m.is_wrapper).map(|(i, _)| i as u32)
    }

    pub(in crate::vm) fn own_code(&self, f: u32) -> std::ops::Range<usize> {
        let start = self.linked.metas[f as usize].start as usize;
        start..start + self.linked.func(f).map_or(0, |f| f.code.len())
    }

    /// What an instruction may call, as far as that stands in it; of `go` and `defer` in what makes its func value.
    fn callees_at(&self, pc: usize) -> Vec<Target> {
        let code = &self.linked.code;
        match code[pc] {
            Op::Go { base, .. } | Op::Defer { base, .. } | Op::DeferTo { base, .. } => {
                let before = code[pc.saturating_sub(LOOK_BACK)..pc].iter().rev();
                let made = before.copied().find(|op| match *op {
                    Op::Func { d, .. } | Op::Closure { d, .. } | Op::MethodFunc { d, .. } => {
                        d == base
                    }
                    _ => false,
                });
                match made {
                    Some(Op::Func { f, .. } | Op::Closure { f, .. }) => vec![Target::Func(f)],
                    Some(Op::MethodFunc { m, .. }) => self.methods_named(m),
                    _ => vec![],
                }
            }
            op => self.callees(op),
        }
    }

    pub(super) fn callees(&self, op: Op) -> Vec<Target> {
        match op {
            Op::Call { f, .. } => vec![Target::Func(f)],
            Op::CallNative { n, .. } => vec![Target::Native(n)],
            Op::CallMethod { m, .. } => self.methods_named(m),
            _ => vec![],
        }
    }

    fn methods_named(&self, m: u16) -> Vec<Target> {
        let types = self.types.iter();
        let found = types.filter(|t| t.kind != RKind::Interface).filter_map(|t| {
            let i = t.methods.binary_search_by_key(&u32::from(m), |e| e.0).ok()?;
            Some(Target::Func(t.methods[i].1.0))
        });
        let mut found: Vec<Target> = found.collect();
        found.dedup();
        found
    }

    pub(super) fn callee_name(&self, t: &Target) -> String {
        match *t {
            Target::Func(f) => self.linked.func(f).map_or(String::new(), |f| f.name.clone()),
            Target::Native(n) => {
                self.linked.program.natives.get(n as usize).cloned().unwrap_or_default()
            }
        }
    }

    pub(super) fn returns_error(&self, t: &Target) -> bool {
        let Target::Func(f) = *t else { return false };
        let last = self.linked.func(f).and_then(|f| f.result_types.last().copied());
        last.is_some_and(|t| self.types[t as usize].name == "error")
    }

    fn spec_fits(&self, spec: &FaultSpec, pc: usize, callees: &[Target], pos: Pos) -> bool {
        let op = self.linked.code[pc];
        let on = |line: &Option<Line>| line.as_ref().is_none_or(|l| self.on_line(pos, l));
        match &spec.place {
            Where::Line(line) => chan_op(op).is_none() && self.on_line(pos, line),
            Where::Call { func, line } => {
                chan_op(op).is_none() && on(line) && self.may_call(op, func, callees)
            }
            Where::Chan { op: wanted, line, .. } => chan_op(op).is_some_and(|op| {
                on(line) && (op == *wanted || op == ChanOp::Any || *wanted == ChanOp::Any)
            }),
            Where::Lock { name, line } => {
                let named = || self.linked.name_at(pc as u32 + 1).map(|i| &self.linked.names[i].1);
                on(line)
                    && is_call(op)
                    && callees.iter().any(|c| takes_lock(&self.callee_name(c)))
                    && (name == "*" || named() == Some(name))
            }
            _ => false,
        }
    }

    fn may_call(&self, op: Op, func: &String, callees: &[Target]) -> bool {
        let method = match op {
            Op::CallMethod { m, .. } => self.linked.program.methods.get(m as usize),
            // which function a func value is shows when it is called
            Op::CallFunc { .. } => return func.contains(".func"),
            _ => None,
        };
        method == Some(func) || callees.iter().any(|c| self.callee_name(c) == *func)
    }

    pub(super) fn on_line(&self, pos: Pos, line: &Line) -> bool {
        let Some(lc) = self.sources.line_col(pos) else { return false };
        let name = &self.sources.file(lc.file).name;
        lc.line == line.line && line.file.as_ref().is_none_or(|f| f == name)
    }
}

fn takes_lock(function: &str) -> bool {
    matches!(function, "sync.(*Mutex).Lock" | "sync.(*RWMutex).Lock" | "sync.(*RWMutex).RLock")
}

/// What must stand in the code at a place; `None` where only the run can show it.
fn must_be_placed(place: &Where) -> Option<&'static str> {
    match place {
        Where::Call { .. } | Where::Line(_) => Some("call"),
        Where::Chan { .. } => Some("channel operation"),
        Where::Lock { .. } => Some("Lock"),
        _ => None,
    }
}
