//! A program made ready to run: all code in one vector, natives bound, constants laid out in memory, and
//! the few types that the machine itself makes values of.

use super::native::{Native, NativeFrames};
use super::races::{UNGUARDED, is_of};
use crate::arrange::Arrange;
use crate::compile::code::{ADDR_BASE, Func, Op, Program, RKind, RType, SelectTable};
use crate::ids::FuncId;
use crate::text::Pos;
use crate::types::ty::Basic;
use std::rc::Rc;

/// What a call needs to know of a function.
#[derive(Clone, Copy, Debug, Default)]
pub struct Meta {
    /// First instruction.
    pub start: u32,
    /// Width of the window.
    pub regs: u16,
    /// Parameter words.
    pub params: u16,
    /// Result words.
    pub results: u16,
    /// Of the library.
    pub is_std: bool,
    /// Hidden in dumps.
    pub is_wrapper: bool,
    /// Its accesses are looked at for data races.
    pub is_watched: bool,
}

/// Types at run time, by their numbers. Package reflect makes more of them; those of the program stay.
pub type Types = Rc<Vec<RType>>;

/// Types of values that the machine makes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Prints `runtime error: TEXT`.
    pub runtime_error: u32,
    /// Same, of the name that index errors have.
    pub bounds_error: u32,
    /// Prints TEXT.
    pub plain_error: u32,
    /// A failed type assertion.
    pub assertion_error: u32,
    /// `panic(nil)`.
    pub nil_panic: u32,
    /// What `errors.New` makes.
    pub error_string: u32,
    /// `string`.
    pub string: u32,
}

/// Whether a native orders what happens before and after it (see `maps`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NativeSync {
    /// It does not.
    None,
    /// Others may see what came before it.
    Release,
    /// And it sees what others released.
    Both,
}

/// By name: natives of the packages that synchronise; those that only give are listed.
fn native_sync(name: &str) -> NativeSync {
    let synchronises = ["sync", "context", "runtime_", "golang.org/x/sync"];
    if !synchronises.iter().any(|p| name.starts_with(p)) {
        return NativeSync::None;
    }
    let gives =
        [".Unlock", ".RUnlock", ".Done", ".Add", ".Signal", ".Broadcast", ".unlock", ".runlock"];
    let waitgroup = name.contains("WaitGroup");
    if gives.iter().any(|g| name.ends_with(g)) && (waitgroup || !name.ends_with(".Add")) {
        NativeSync::Release
    } else {
        NativeSync::Both
    }
}

/// A program, linked.
#[derive(Clone, Debug)]
pub struct Linked {
    /// The program; the machine's own types and methods are added to it.
    pub program: Rc<Program>,
    /// Its types, where every machine begins.
    pub types: Types,
    /// All code.
    pub code: Vec<Op>,
    /// Place of each instruction.
    pub pos: Vec<Pos>,
    /// Per function.
    pub metas: Vec<Meta>,
    /// Natives, bound.
    pub natives: Vec<Native>,
    /// What dumps show of a native by its name; `true`: one that waits to be tried again.
    pub frames: fn(&str, bool) -> NativeFrames,
    /// What each native means for the order of map accesses.
    pub native_sync: Vec<NativeSync>,
    /// Static memory as it is at the start: word 0, package variables, closures, texts.
    pub image: Vec<u64>,
    /// Index of the first package variable's word.
    pub globals: usize,
    /// Index of function 0's closure.
    pub closures: usize,
    /// Address and length of each string constant.
    pub strings: Vec<(u64, u64)>,
    /// Distance of elements of each rtype in bytes.
    pub strides: Vec<u32>,
    /// Names of the objects that instructions make or use first, by instruction, sorted.
    pub names: Vec<(u32, String)>,
    /// See [`Known`].
    pub known: Known,
    /// See [`Stubs`].
    pub stubs: Stubs,
}

/// Most parameter words of a function that package reflect makes, and most result words.
pub const MADE_PARAMS: usize = 128;
#[allow(missing_docs)]
pub const MADE_RESULTS: usize = 32;
/// Words of a select's window, with the values of its cases.
pub const SELECT_WORDS: usize = 4096;

/// Functions that natives of package reflect need windows for, where the program has those natives.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stubs {
    /// The function that has no result words; those with more follow.
    pub made: Option<FuncId>,
    /// Waits for one of several channels.
    pub select: Option<FuncId>,
}

impl Linked {
    /// Links; `bind` finds a native by its qualified name. A native that is not found becomes `missing`,
    /// which is asked only when it is called.
    pub fn new(
        mut program: Program,
        bind: impl Fn(&str) -> Option<Native>,
        missing: Native,
        frames: fn(&str, bool) -> NativeFrames,
    ) -> Linked {
        let known = add_known(&mut program);
        let stubs = add_stubs(&mut program);
        let natives = program.natives.iter().map(|n| bind(n).unwrap_or(missing)).collect();
        let native_sync = program.natives.iter().map(|n| native_sync(n)).collect();
        let mut code = Vec::new();
        let mut pos = Vec::new();
        let mut metas = Vec::new();
        let mut names = Vec::new();
        for f in &program.funcs {
            metas.push(Meta {
                start: code.len() as u32,
                regs: f.regs.max(f.params).max(f.results).max(1),
                params: f.params,
                results: f.results,
                is_std: f.is_std,
                is_wrapper: f.is_wrapper,
                is_watched: !f.is_wrapper && (!f.is_std || is_of(&f.name, &UNGUARDED)),
            });
            let start = code.len() as u32;
            names.extend(f.names.iter().map(|(at, name)| (start + at, name.clone())));
            code.extend_from_slice(&f.code);
            pos.extend_from_slice(&f.pos);
            pos.resize(code.len(), f.decl);
            // running off the end of a function is stopped here
            code.push(Op::Unreachable);
            pos.push(f.decl);
        }
        let globals = 1;
        let closures = globals + program.globals as usize;
        let mut image = vec![0; closures];
        image.extend((0..program.funcs.len()).map(|f| f as u64));
        let mut strings = Vec::new();
        for s in &program.strings {
            let addr = ADDR_BASE + 8 * image.len() as u64;
            strings.push((addr, s.len() as u64));
            for chunk in s.chunks(8) {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                image.push(u64::from_le_bytes(word));
            }
        }
        let strides = program.rtypes.iter().map(RType::stride).collect();
        let types = Rc::new(program.rtypes.clone());
        let program = Rc::new(program);
        Linked {
            program,
            types,
            code,
            pos,
            metas,
            natives,
            frames,
            native_sync,
            image,
            globals,
            closures,
            strings,
            strides,
            names,
            known,
            stubs,
        }
    }

    /// The function that holds an instruction.
    pub fn func_at(&self, pc: u32) -> u32 {
        self.metas.partition_point(|m| m.start <= pc).saturating_sub(1) as u32
    }

    /// A function.
    pub fn func(&self, f: u32) -> Option<&Func> {
        self.program.funcs.get(f as usize)
    }

    /// Index into `names` for the instruction before `pc`.
    pub fn name_at(&self, pc: u32) -> Option<usize> {
        let last = pc.wrapping_sub(1);
        let operands = matches!(self.code.get(last as usize), Some(Op::Arg { .. }));
        let at = last.wrapping_sub(u32::from(operands));
        self.names.binary_search_by_key(&at, |n| n.0).ok()
    }

    /// Number of a method name.
    pub fn method_number(&self, name: &str) -> Option<u32> {
        self.program.methods.iter().position(|m| m == name).map(|m| m as u32)
    }

    /// A select's table.
    pub fn select(&self, t: u32) -> Option<&SelectTable> {
        self.program.selects.get(t as usize)
    }
}

fn add_stubs(p: &mut Program) -> Stubs {
    let has = |p: &Program, name: &str| p.natives.iter().any(|n| n == name);
    let mut stubs = Stubs::default();
    if has(p, "reflect.makeFunc") {
        stubs.made = Some(FuncId(p.funcs.len() as u32));
        for results in 0..=MADE_RESULTS {
            add_stub(p, "reflect.madeCall", "reflect.makeFuncStub", MADE_PARAMS, results);
        }
    }
    if has(p, "reflect.selects") {
        stubs.select = Some(FuncId(p.funcs.len() as u32));
        add_stub(p, "reflect.selectHere", "reflect.rselect", SELECT_WORDS, 2);
    }
    stubs
}

/// A function that calls a native in its own window.
fn add_stub(p: &mut Program, native: &str, name: &str, regs: usize, results: usize) {
    let n = p.natives.iter().position(|n| n == native).unwrap_or_else(|| {
        p.natives.push(native.to_owned());
        p.natives.len() - 1
    });
    p.funcs.push(Func {
        name: name.to_owned(),
        code: vec![Op::CallNative { base: 0, n: n as u32 }, Op::Return { a: 0, n: results as u16 }],
        pos: vec![Pos::NONE; 2],
        regs: regs as u16,
        results: results as u16,
        is_std: true,
        is_wrapper: true,
        ..Func::default()
    });
}

/// Adds the types of runtime errors, with methods that give their text.
fn add_known(p: &mut Program) -> Known {
    if p.funcs.is_empty() {
        p.funcs.push(Func::default());
    }
    let string = p.rtypes.iter().position(|t| t.name == "string").map(|i| i as u32);
    let string = string.unwrap_or_else(|| add_type(p, "string", "", "", RKind::String, 2));
    let method = |p: &mut Program, name: &str| {
        p.methods.iter().position(|m| m == name).unwrap_or_else(|| {
            p.methods.push(name.to_owned());
            p.methods.len() - 1
        }) as u32
    };
    let (error, marker) = (method(p, "Error"), method(p, "RuntimeError"));
    let (pointer, results) = (vec![("e".to_owned(), string)], vec![string]);
    let get = FuncId(p.funcs.len() as u32);
    p.funcs.push(Func {
        name: "runtime.Error.Error".to_owned(),
        code: vec![Op::LoadN { d: 0, p: 0, n: 2 }, Op::Return { a: 0, n: 2 }],
        pos: vec![Pos::NONE; 2],
        regs: 2,
        params: 1,
        results: 2,
        param_types: pointer.clone(),
        result_types: results,
        is_std: true,
        ..Func::default()
    });
    let nothing = FuncId(p.funcs.len() as u32);
    p.funcs.push(Func {
        name: "runtime.Error.RuntimeError".to_owned(),
        code: vec![Op::Return { a: 0, n: 0 }],
        pos: vec![Pos::NONE],
        regs: 1,
        params: 1,
        param_types: pointer,
        is_std: true,
        ..Func::default()
    });
    let mut add = |pkg: &str, name: &str, kind: RKind, words: u32, runtime: bool| {
        let full = match kind {
            RKind::Pointer { .. } => format!("*{pkg}.{name}"),
            _ => format!("{pkg}.{name}"),
        };
        // A program that names the type has it already, and compares with it.
        let known = p.rtypes.iter().position(|t| t.name == full && t.words == words);
        let t = known.map_or_else(|| add_type(p, &full, name, pkg, kind, words), |t| t as u32);
        let methods = &mut p.rtypes[t as usize].methods;
        let own = [(error, get), (marker, nothing)];
        for m in &own[..1 + usize::from(runtime)] {
            if methods.iter().all(|(name, _)| *name != m.0) {
                methods.push(*m);
            }
        }
        methods.arrange();
        t
    };
    Known {
        runtime_error: add("runtime", "errorString", RKind::String, 2, true),
        bounds_error: add("runtime", "boundsError", RKind::String, 2, true),
        plain_error: add("runtime", "plainError", RKind::String, 2, true),
        assertion_error: add(
            "runtime",
            "TypeAssertionError",
            RKind::Pointer { elem: string },
            1,
            true,
        ),
        nil_panic: add("runtime", "PanicNilError", RKind::Pointer { elem: string }, 1, true),
        error_string: add("errors", "errorString", RKind::Pointer { elem: string }, 1, false),
        string,
    }
}

fn add_type(p: &mut Program, full: &str, name: &str, pkg: &str, kind: RKind, words: u32) -> u32 {
    p.rtypes.push(RType {
        kind,
        name: full.to_owned(),
        type_name: name.to_owned(),
        pkg: pkg.to_owned(),
        words,
        noscan: false,
        comparable: true,
        methods: vec![],
        ty: Basic::String.id(),
        ptr_to: None,
    });
    p.rtypes.len() as u32 - 1
}
