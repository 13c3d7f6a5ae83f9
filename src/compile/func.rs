//! The builder of one function: registers by stack discipline, labels, patching.

use super::code::{Func, Offset, Op, Reg, Var};
use super::escape::Facts;
use super::uses::Uses;
use crate::arrange::{Arrange, Gather};
use crate::ids::FuncId;
use crate::syntax::ast::{NodeId, Symbol};
use crate::text::Pos;
use crate::types::object::ObjId;
use crate::types::ty::TypeId;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Registers that a function may use; calls' windows included.
pub(super) const MAX_REGS: u32 = 60_000;
/// Code shorter than this never needs long jumps.
const NEAR: usize = 30_000;

/// A place in the code, known later.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Label(pub u32);

/// Where a local variable is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum VarLoc {
    /// Its value stands in registers.
    Reg(Reg),
    /// The register holds the address of its box.
    Box(Reg),
}

/// A statement that `break` or `continue` may leave.
#[derive(Clone, Debug)]
pub(super) struct Flow {
    /// Its label in the source.
    pub label: Option<Symbol>,
    /// Target of `break`.
    pub brk: Label,
    /// Target of `continue`, for loops.
    pub cont: Option<Label>,
}

/// A result of the function being compiled.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResultVar {
    /// Its type.
    pub ty: TypeId,
    /// Where it lives; `None` for unnamed results of functions without defers.
    pub loc: Option<VarLoc>,
    /// The source does not name it.
    pub hidden: bool,
}

/// Type parameters and what stands for them in the instance being compiled.
#[derive(Default, Debug)]
pub(super) struct TypeArgs {
    pub params: Vec<TypeId>,
    pub args: Vec<TypeId>,
}

/// A range-over-func loop whose body is being compiled as a closure; see `rangefunc.rs`.
#[derive(Clone, Debug, Default)]
pub(super) struct RangeBody {
    /// Address of the loop's two words: its state, and the code of the exit that the body asked for.
    pub ctl: Reg,
    /// Exits that the body asked for: index + 1 is the code.
    pub exits: Vec<Exit>,
    /// Label of the loop in the source.
    pub label: Option<Symbol>,
    /// Frame token of the function that defers, where bodies defer.
    pub token: Option<Reg>,
    /// Boxes of the enclosing function's results.
    pub results: Vec<(TypeId, Reg)>,
    /// Statements of the enclosing functions that can be left, innermost last: label, and whether it is a loop.
    pub outer: Vec<(Option<Symbol>, bool)>,
    /// Labels in the body.
    pub labels: Vec<Symbol>,
    /// Name of the enclosing function, for closures in the body.
    pub parent: String,
}

/// What a range-over-func body wants done outside.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Exit {
    /// `return`; the results are in their boxes.
    Return,
    /// `break` of an enclosing statement (index into the flow stack of the enclosing functions).
    Break(usize),
    /// `continue`, likewise.
    Continue(usize),
    /// `goto` a label of an enclosing function.
    Goto(Symbol),
}

/// State of the function being compiled.
pub(super) struct FnState {
    pub id: FuncId,
    pub name: String,
    pub code: Vec<Op>,
    pub pos: Vec<Pos>,
    /// Position of the instructions that are emitted now.
    pub at: Pos,
    /// First free register.
    pub next: u32,
    /// Highest use of registers.
    pub max: u32,
    /// Registers below belong to variables.
    pub locals: u32,
    labels: Vec<u32>,
    fixups: Vec<(u32, Label)>,
    table_fixups: Vec<(u32, u32, Vec<Label>)>,
    last_placed: u32,
    pub vars: BTreeMap<ObjId, VarLoc>,
    pub targs: Rc<TypeArgs>,
    pub facts: Rc<Facts>,
    /// Types of the values that variables of interface type begin with.
    pub concrete: BTreeMap<ObjId, TypeId>,
    pub flow: Vec<Flow>,
    /// Label of the statement that is compiled next.
    pub pending_label: Option<Symbol>,
    pub gotos: BTreeMap<Symbol, Label>,
    pub results: Vec<ResultVar>,
    pub has_defer: bool,
    pub params: u32,
    pub result_words: u32,
    pub recover_pc: Option<u32>,
    pub param_types: Vec<(String, u32)>,
    pub result_types: Vec<u32>,
    pub dbg: Vec<Var>,
    /// Which of them the statements at hand use.
    pub uses: Uses,
    pub names: Vec<(u32, String)>,
    /// Name that the value being compiled gets: hint for objects that it makes.
    pub hint: Option<String>,
    /// Likewise those of further values of a list.
    pub more_hints: Vec<String>,
    /// Calls that were evaluated ahead of their expression.
    pub hoisted: BTreeMap<NodeId, Reg>,
    /// Constants that a loop keeps in registers.
    pub pinned: BTreeMap<NodeId, Reg>,
    /// Closures so far, for their names.
    pub closures: u32,
    /// Bodies of range-over-func loops so far.
    pub range_bodies: u32,
    /// The literal that is compiled; `None` for declared functions.
    pub lit: Option<crate::syntax::ast::NodeId>,
    /// Is itself a closure (their closures are named `.1`, not `.func1`).
    pub is_closure: bool,
    pub is_std: bool,
    /// Assignments of errors that nobody reads, and where they are put (see `ignored`).
    pub unread: Vec<(Pos, u16)>,
    pub is_wrapper: bool,
    pub wraps_value: bool,
    pub decl: Pos,
    /// Target of `fallthrough`.
    pub fallthrough: Option<Label>,
    /// Set while the body of a range-over-func loop is compiled.
    pub range_body: Option<RangeBody>,
    /// Register of the frame token, where range-over-func bodies defer into this function.
    pub token: Option<Reg>,
    /// Registers ran out; reported once.
    pub overflow: bool,
}

impl FnState {
    pub fn new(id: FuncId, name: String, decl: Pos) -> FnState {
        FnState {
            id,
            name,
            code: vec![],
            pos: vec![],
            at: decl,
            next: 0,
            max: 0,
            locals: 0,
            labels: vec![],
            fixups: vec![],
            table_fixups: vec![],
            last_placed: u32::MAX,
            vars: BTreeMap::new(),
            targs: Rc::default(),
            facts: Rc::default(),
            concrete: BTreeMap::new(),
            flow: vec![],
            pending_label: None,
            gotos: BTreeMap::new(),
            results: vec![],
            has_defer: false,
            params: 0,
            result_words: 0,
            recover_pc: None,
            param_types: vec![],
            result_types: vec![],
            dbg: vec![],
            uses: Uses::default(),
            names: vec![],
            hint: None,
            more_hints: vec![],
            hoisted: BTreeMap::new(),
            pinned: BTreeMap::new(),
            closures: 0,
            range_bodies: 0,
            lit: None,
            is_closure: false,
            is_std: false,
            unread: vec![],
            is_wrapper: false,
            wraps_value: false,
            decl,
            fallthrough: None,
            range_body: None,
            token: None,
            overflow: false,
        }
    }

    /// Appends an instruction at the current position.
    pub fn emit(&mut self, op: Op) {
        self.code.push(op);
        self.pos.push(self.at);
    }

    /// An instruction with one `Arg`.
    pub fn emit2(&mut self, op: Op, a: u16, b: u32) {
        self.emit(op);
        self.emit(Op::Arg { a, b });
    }

    /// Index of the next instruction.
    pub fn pc(&self) -> u32 {
        self.code.len() as u32
    }

    /// `n` fresh registers on top.
    pub fn alloc(&mut self, n: u32) -> Reg {
        let r = self.next;
        self.next = self.next.saturating_add(n);
        self.touch(self.next);
        if self.next > MAX_REGS {
            self.overflow = true;
            self.next = MAX_REGS;
            return 0;
        }
        r as Reg
    }

    /// The destination of a result whose operands were evaluated above `mark`: without a wish it takes the
    /// place of the first operand.
    pub fn result(&mut self, dst: Option<Reg>, mark: u32, words: u32) -> Reg {
        match dst {
            Some(d) => d,
            None => {
                self.next = mark;
                self.alloc(words)
            }
        }
    }

    /// The destination of a value that may be built step by step: free registers on top, no variable's.
    pub fn on_top(&self, dst: Option<Reg>, words: u32) -> bool {
        dst.is_some_and(|d| d as u32 + words == self.next && d as u32 >= self.locals)
    }

    /// Makes the window at least `n` words.
    pub fn touch(&mut self, n: u32) {
        if n > MAX_REGS {
            self.overflow = true;
        }
        self.max = self.max.max(n.min(MAX_REGS));
    }

    pub fn label(&mut self) -> Label {
        self.labels.push(u32::MAX);
        Label(self.labels.len() as u32 - 1)
    }

    /// The label is here. A jump that stands right before it is dropped.
    pub fn place(&mut self, l: Label) {
        if let (Some(Op::Jmp { .. }), Some(&(at, to))) = (self.code.last(), self.fixups.last())
            && to == l
            && at + 1 == self.pc()
            && self.last_placed != self.pc()
        {
            self.take_back();
            self.fixups.pop();
        }
        let pc = self.pc();
        self.labels[l.0 as usize] = pc;
        self.last_placed = pc;
    }

    /// A jump of any kind, its offset to be patched.
    pub fn jump(&mut self, op: Op, l: Label) {
        let to = self.labels[l.0 as usize];
        if to != u32::MAX {
            // Backwards: what is used there is used again.
            let here = self.pc() + 1;
            for v in self.dbg.iter_mut().filter(|v| v.from_pc <= to && v.last_pc > to) {
                v.last_pc = v.last_pc.max(here);
            }
        }
        self.fixups.push((self.pc(), l));
        self.emit(op);
    }

    /// The jump at the end of a loop. When what stands right before it counts `a` up, the two become one.
    pub fn jump_back(&mut self, op: Op, l: Label) {
        let op = match (self.code.last(), op) {
            _ if self.last_placed == self.pc() => op,
            (Some(&Op::AddI { d, a, i: 1 }), Op::LoopLt { a: x, b, off }) if d == a && a == x => {
                self.take_back();
                Op::NextLt { a, b, off }
            }
            (Some(&Op::AddI { d, a, i: 1 }), Op::LoopLtI { a: x, i, off }) if d == a && a == x => {
                self.take_back();
                Op::NextLtI { a, i, off }
            }
            _ => op,
        };
        self.jump(op, l);
    }

    fn take_back(&mut self) {
        self.code.pop();
        self.pos.pop();
    }

    pub fn jmp(&mut self, l: Label) {
        self.jump(Op::Jmp { off: 0 }, l);
    }

    /// A jump table over labels.
    pub fn table(&mut self, a: Reg, table: u32, targets: Vec<Label>) {
        self.table_fixups.push((table, self.pc(), targets));
        self.emit(Op::Table { a, t: table });
    }

    /// True when the next instruction can be reached.
    pub fn reachable(&self) -> bool {
        let last = match self.code.last() {
            Some(op) => op,
            None => return true,
        };
        self.last_placed == self.pc()
            || !matches!(
                last,
                Op::Return { .. }
                    | Op::Jmp { .. }
                    | Op::Loop { .. }
                    | Op::Unreachable
                    | Op::Panic { .. }
                    | Op::Table { .. }
            )
    }

    /// The finished function, and the jump tables with their offsets.
    pub fn finish(mut self) -> (Func, Vec<(u32, Vec<i32>)>) {
        if self.code.len() > NEAR {
            self.lengthen();
        }
        let fixups = std::mem::take(&mut self.fixups);
        for (at, l) in fixups {
            let off = self.labels[l.0 as usize] as i64 - at as i64 - 1;
            set_offset(&mut self.code[at as usize], off);
        }
        let tables = std::mem::take(&mut self.table_fixups)
            .into_iter()
            .map(|(t, at, ls)| {
                (
                    t,
                    ls.iter()
                        .map(|l| (self.labels[l.0 as usize] as i64 - at as i64 - 1) as i32)
                        .collect(),
                )
            })
            .collect();
        let end = self.pc();
        for v in &mut self.dbg {
            v.to_pc = v.to_pc.min(end);
        }
        self.names.arrange_by_key(|n| n.0);
        let regs = self.max.max(self.params).max(self.result_words).max(1);
        let func = Func {
            name: self.name,
            code: self.code,
            pos: self.pos,
            regs: regs as u16,
            params: self.params as u16,
            results: self.result_words as u16,
            recover_pc: self.recover_pc,
            param_types: self.param_types,
            result_types: self.result_types,
            vars: self.dbg,
            names: self.names,
            decl: self.decl,
            is_std: self.is_std,
            is_wrapper: self.is_wrapper,
            wraps_value: self.wraps_value,
        };
        (func, tables)
    }

    /// Turns every short conditional jump into one that skips a long jump.
    fn lengthen(&mut self) {
        let fix: BTreeMap<u32, Label> = self.fixups.drain(..).gather();
        let mut map = Vec::with_capacity(self.code.len() + 1);
        let (mut code, mut pos, mut fixups) = (vec![], vec![], vec![]);
        for (i, &op) in self.code.iter().enumerate() {
            map.push(code.len() as u32);
            let at = self.pos[i];
            let Some(&l) = fix.get(&(i as u32)) else {
                code.push(op);
                pos.push(at);
                continue;
            };
            let (near, back) = match op {
                Op::LoopLt { a, b, .. } | Op::NextLt { a, b, .. } => {
                    (Some(Op::JLt { a, b, off: 1 }), true)
                }
                Op::LoopLtI { a, i, .. } | Op::NextLtI { a, i, .. } => {
                    (Some(Op::JLtI { a, i, off: 1 }), true)
                }
                Op::JEq { .. }
                | Op::JNe { .. }
                | Op::JLt { .. }
                | Op::JLe { .. }
                | Op::JEqI { .. } => (Some(op), false),
                Op::JNeI { .. }
                | Op::JLtI { .. }
                | Op::JLeI { .. }
                | Op::JGtI { .. }
                | Op::JGeI { .. } => (Some(op), false),
                _ => (None, false),
            };
            if let Some(mut near) = near {
                set_offset(&mut near, 1);
                let far = if back { Op::Loop { off: 0 } } else { Op::Jmp { off: 0 } };
                if let Op::NextLt { a, .. } | Op::NextLtI { a, .. } = op {
                    code.push(Op::AddI { d: a, a, i: 1 });
                    pos.push(at);
                }
                code.extend([near, Op::Jmp { off: 1 }, far]);
                pos.extend([at; 3]);
            } else {
                code.push(op);
                pos.push(at);
            }
            fixups.push((code.len() as u32 - 1, l));
        }
        map.push(code.len() as u32);
        let to = |pc: u32| map.get(pc as usize).copied().unwrap_or(u32::MAX);
        for l in &mut self.labels {
            *l = to(*l);
        }
        for t in &mut self.table_fixups {
            t.1 = to(t.1);
        }
        for v in &mut self.dbg {
            (v.from_pc, v.to_pc) = (to(v.from_pc), to(v.to_pc));
            v.last_pc = to(v.last_pc);
        }
        for n in &mut self.names {
            n.0 = to(n.0);
        }
        self.recover_pc = self.recover_pc.map(to);
        (self.code, self.pos, self.fixups) = (code, pos, fixups);
    }
}

/// Writes the offset of a jump; a backward plain jump becomes a `Loop`.
fn set_offset(op: &mut Op, to: i64) {
    match op {
        Op::Jmp { .. } if to < 0 => *op = Op::Loop { off: to as i32 },
        Op::Arg { b, .. } => *b = to as i32 as u32,
        _ => match op.offset() {
            Some(Offset::Long(off)) => *off = to as i32,
            Some(Offset::Short(off)) => *off = to as i16,
            None => debug_assert!(false, "not a jump: {op:?}"),
        },
    }
}
