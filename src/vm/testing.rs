//! A tiny assembler: programs of a few hand-written functions, for tests and benches.

use super::link::Linked;
use super::machine::{Config, Machine};
use super::native::{Call, Flow, Native};
use crate::compile::code::{Func, Op, Program, RKind, RType};
use crate::ids::FuncId;
use crate::text::{Pos, Sources};
use crate::types::ty::Basic;
use std::rc::Rc;

/// A type of that kind and width.
pub fn rtype(kind: RKind, words: u32) -> RType {
    RType {
        noscan: false,
        name: format!("{kind:?}").to_lowercase(),
        kind,
        type_name: String::new(),
        pkg: String::new(),
        words,
        comparable: true,
        methods: vec![],
        ty: Basic::Invalid.id(),
        ptr_to: None,
    }
}

/// A function.
pub fn func(name: &str, regs: u16, params: u16, results: u16, code: Vec<Op>) -> Func {
    let pos = vec![Pos::NONE; code.len()];
    Func { name: name.to_owned(), regs, params, results, code, pos, ..Func::default() }
}

fn missing(_: &mut Call<'_>) -> Flow {
    Flow::Fatal("missing native".to_owned())
}

/// A machine for these functions; the first is `main`.
pub fn machine(
    funcs: Vec<Func>,
    types: Vec<RType>,
    natives: Vec<(&str, Native)>,
    config: Config,
) -> Machine {
    let mut program =
        Program { entry: FuncId(1), main: FuncId(1), rtypes: types, ..Program::default() };
    program.funcs.push(Func::default());
    program.funcs.extend(funcs);
    program.natives = natives.iter().map(|n| n.0.to_owned()).collect();
    program.globals = 16;
    let bind = |name: &str| natives.iter().find(|n| n.0 == name).map(|n| n.1);
    let linked = Rc::new(Linked::new(program, bind, missing, |_, _| &[]));
    Machine::new(linked, Rc::new(Sources::new()), config)
}
