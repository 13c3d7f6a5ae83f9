//! Typed program to bytecode: one function per Go function, closure, wrapper and instance of a generic,
//! and only those that the program can reach. Knows types, never runs anything. [`code`] is the contract
//! with the VM.
//!
//! **Invariant:** whatever the checker accepts compiles or gives a diagnostic; limits of the bytecode
//! (registers, sizes of types) are diagnostics, never panics.

mod address;
mod assign;
mod builtin;
mod call;
mod closure;
pub mod code;
mod compare;
mod constant;
mod control;
mod convert;
pub mod disasm;
mod escape;
mod expr;
mod func;
mod function;
mod generics;
mod ignored;
mod init;
mod keeping;
mod layout;
mod literal;
mod memory;
mod methods;
mod ops;
mod order;
mod place;
mod range;
mod rangefunc;
mod results;
mod select;
mod stmt;
mod switch;
#[cfg(test)]
mod tests;
mod unread;
mod uses;
mod wrappers;

use crate::diag::Diagnostic;
use crate::ids::FuncId;
use crate::syntax::ast::{Expr, Ident, NodeId, Symbol};
use crate::text::Pos;
use crate::types::constant::Const;
use crate::types::info::{Mode, TypeAndValue, TypedProgram};
use crate::types::object::{ObjId, ObjectKind};
use crate::types::ty::{Basic, TypeId, Types};
use code::{Func, Program};
use func::{FnState, TypeArgs};
use generics::FuncKey;
use layout::Slot;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

/// Functions of one program, instances and wrappers included.
const MAX_FUNCS: usize = 200_000;
/// Nested expressions and statements that are compiled; parsed trees stay below it.
const MAX_DEPTH: u32 = 1_000;

/// Compiles a checked program.
pub fn compile(p: &TypedProgram) -> Result<Program, Vec<Diagnostic>> {
    let mut g = Gen::new(p);
    g.program();
    if g.errors.is_empty() { Ok(g.out) } else { Err(g.errors) }
}

/// The compiler: the program so far, and the function that is being compiled.
pub(in crate::compile) struct Gen<'p> {
    p: &'p TypedProgram,
    /// The checker's types, and those that substitution makes.
    types: Types,
    out: Program,
    errors: Vec<Diagnostic>,
    /// The function being compiled.
    f: FnState,
    depth: u32,
    /// See `unread`.
    error_vars: unread::ErrorVars,
    /// Slices of errors whose use is known.
    error_lists: BTreeSet<ObjId>,
    /// See `ignored`: maps, names of fields that are read, and places where errors are put.
    error_maps: BTreeSet<ObjId>,
    fields_read: Option<Vec<Symbol>>,
    ignored: Vec<(String, Option<TypeId>)>,
    /// See `keeping`; and the function whose arguments come next.
    keepers: Option<keeping::Keepers>,
    given_to: Option<ObjId>,
    keys: BTreeMap<FuncKey, FuncId>,
    queue: VecDeque<(FuncKey, FuncId)>,
    subst_cache: BTreeMap<TypeId, TypeId>,
    words: Vec<u32>,
    slots: BTreeMap<TypeId, Rc<[Slot]>>,
    names: BTreeMap<TypeId, Rc<str>>,
    rtypes: BTreeMap<TypeId, u32>,
    /// Rtypes that are numbered and not yet filled in.
    new_rtypes: Vec<TypeId>,
    /// Types whose values may stand in interfaces, in order of discovery.
    in_iface: Vec<TypeId>,
    in_iface_set: BTreeSet<TypeId>,
    /// Package `reflect` is loaded: every exported method can be called.
    reflects: bool,
    /// Package `runtime` is loaded: the last uses of variables are kept, for finalizers.
    finalizes: bool,
    /// Methods that are called through interfaces: (name, package of an unexported name, signature).
    methods: Vec<methods::MethodKey>,
    method_index: BTreeMap<methods::MethodKey, u16>,
    /// How many pairs of the two lists above are done.
    linked: (usize, usize),
    found_methods: BTreeMap<(TypeId, Symbol, Option<Symbol>), Option<Rc<methods::Method>>>,
    consts: BTreeMap<u64, u32>,
    strings: BTreeMap<Vec<u8>, u32>,
    natives: BTreeMap<String, u32>,
    globals: BTreeMap<ObjId, u32>,
    /// Package variables in the order in which they were first mentioned.
    mentioned: Vec<ObjId>,
    too_large: bool,
    /// What is compiled counts bytes of memory.
    in_address: bool,
}

impl<'p> Gen<'p> {
    fn new(p: &'p TypedProgram) -> Gen<'p> {
        let mut out = Program::default();
        out.funcs.push(Func { name: "never called".into(), regs: 1, ..Func::default() });
        Gen {
            p,
            types: p.types.clone(),
            out,
            errors: vec![],
            f: FnState::new(FuncId(0), String::new(), Pos::NONE),
            depth: 0,
            error_vars: unread::ErrorVars::of(p),
            error_lists: BTreeSet::new(),
            error_maps: BTreeSet::new(),
            fields_read: None,
            ignored: vec![],
            keepers: None,
            given_to: None,
            keys: BTreeMap::new(),
            queue: VecDeque::new(),
            subst_cache: BTreeMap::new(),
            words: vec![],
            slots: BTreeMap::new(),
            names: BTreeMap::new(),
            rtypes: BTreeMap::new(),
            new_rtypes: vec![],
            in_iface: vec![],
            in_iface_set: BTreeSet::new(),
            reflects: p.packages.iter().any(|p| p.is_std && p.path == "reflect"),
            finalizes: p.packages.iter().any(|p| p.is_std && p.path == "runtime"),
            methods: vec![],
            method_index: BTreeMap::new(),
            linked: (0, 0),
            found_methods: BTreeMap::new(),
            consts: BTreeMap::new(),
            strings: BTreeMap::new(),
            natives: BTreeMap::new(),
            globals: BTreeMap::new(),
            mentioned: vec![],
            too_large: false,
            in_address: false,
        }
    }

    /// Reports an error; gc's limit of messages applies where they are printed.
    fn error(&mut self, pos: Pos, message: impl Into<String>) {
        if self.errors.len() < 100 {
            self.errors.push(Diagnostic::error(pos, message));
        }
    }

    fn fact(&self, id: NodeId) -> Option<&'p TypeAndValue> {
        self.p.info.exprs.get(id.0 as usize)?.as_ref()
    }

    /// Type of an expression in the instance being compiled.
    fn ty(&mut self, e: &Expr) -> TypeId {
        match self.fact(e.id) {
            Some(tv) => self.subst(tv.ty),
            None => Basic::Invalid.id(),
        }
    }

    fn value(&self, e: &Expr) -> Option<&'p Const> {
        if self.in_address && self.measures(e) {
            return None;
        }
        self.fact(e.id).filter(|tv| tv.mode == Mode::Constant)?.value.as_ref()
    }

    fn is_type(&self, e: &Expr) -> bool {
        self.fact(e.id).is_some_and(|tv| tv.mode == Mode::Type)
    }

    fn obj_of(&self, id: NodeId) -> Option<ObjId> {
        self.p.info.objs.get(id.0 as usize).copied().flatten()
    }

    /// True when the identifier declares its object.
    fn defines(&self, n: &Ident) -> bool {
        self.obj_of(n.id).is_some_and(|o| self.p.objects[o].pos == n.pos)
    }

    fn obj_ty(&mut self, o: ObjId) -> TypeId {
        let t = self.p.objects[o].ty;
        self.subst(t)
    }

    fn sym(&self, s: Symbol) -> &'p str {
        self.p.symbols.name(s)
    }

    /// Import path of the package that declares an object; empty for predeclared ones.
    fn pkg_path(&self, o: ObjId) -> &'p str {
        match self.p.objects[o].pkg {
            Some(id) => &self.p.packages[id.0 as usize].path,
            None => "",
        }
    }

    fn is_func_obj(&self, o: ObjId) -> bool {
        matches!(self.p.objects[o].kind, ObjectKind::Func(_))
    }

    /// Reserves a function.
    fn new_func(&mut self) -> FuncId {
        self.out.funcs.push(Func::default());
        FuncId(self.out.funcs.len() as u32 - 1)
    }

    /// Starts a function; the one being compiled is given back, to be passed to [`Gen::close`].
    fn open(&mut self, id: FuncId, name: String, decl: Pos) -> FnState {
        std::mem::replace(&mut self.f, FnState::new(id, name, decl))
    }

    /// Ends the function being compiled and goes on with `outer`.
    fn close(&mut self, outer: FnState) {
        let done = std::mem::replace(&mut self.f, outer);
        if done.overflow {
            self.error(done.decl, format!("function {} needs too many registers", done.name));
        }
        let id = done.id;
        let (func, tables) = done.finish();
        for (t, offsets) in tables {
            self.out.tables[t as usize] = offsets;
        }
        self.out.funcs[id.index()] = func;
    }

    /// Type parameters of the function being compiled.
    fn set_targs(&mut self, targs: Rc<TypeArgs>) {
        self.subst_cache.clear();
        self.f.targs = targs;
    }
}
