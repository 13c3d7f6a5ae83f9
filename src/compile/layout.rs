//! Widths and layouts of types, and their run-time descriptions.

use super::Gen;
use super::code::{HUGE, RField, RKind, RType};
use crate::arrange::Arrange;
use crate::ids::FuncId;
use crate::syntax::ast::ChanDir;
use crate::types::ty::{Basic, Type, TypeId};
use std::rc::Rc;

/// Words of the largest type.
const MAX_WORDS: u32 = 1 << 28;
/// Values wider than this are not kept in registers: their variables live in memory.
pub(super) const WIDE: u32 = 24;
/// A field in its struct.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub ty: TypeId,
    /// First word.
    pub off: u32,
}

/// The shape of an underlying type, cheap to match on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Kind {
    Bool,
    Int { bits: u8, signed: bool },
    Float { single: bool },
    Complex { single: bool },
    Str,
    Unsafe,
    Ptr(TypeId),
    Slice(TypeId),
    Array(TypeId, u64),
    Map(TypeId, TypeId),
    Chan(TypeId),
    Struct,
    Func,
    Iface,
    Tuple,
    Nil,
    Bad,
}

impl<'p> Gen<'p> {
    pub(super) fn kind(&self, t: TypeId) -> Kind {
        match self.types.under(t) {
            Type::Basic(b) => basic_kind(*b),
            Type::Pointer(t) => Kind::Ptr(*t),
            Type::Slice(t) => Kind::Slice(*t),
            Type::Array(t, n) => Kind::Array(*t, *n),
            Type::Map(k, v) => Kind::Map(*k, *v),
            Type::Chan(_, t) => Kind::Chan(*t),
            Type::Struct(_) => Kind::Struct,
            Type::Func(_) => Kind::Func,
            Type::Interface(_) => Kind::Iface,
            Type::Tuple(_) => Kind::Tuple,
            Type::Named(_) | Type::TypeParam(_) => Kind::Bad,
        }
    }

    pub(super) fn is_iface(&self, t: TypeId) -> bool {
        matches!(self.kind(t), Kind::Iface)
    }

    /// True for `uint8`, whose elements are packed.
    pub(super) fn is_byte(&self, t: TypeId) -> bool {
        self.kind(t) == Kind::Int { bits: 8, signed: false }
    }

    /// Registers that a value takes. One that is [huge](HUGE) takes one: the address of a copy that nobody changes.
    pub(super) fn words(&mut self, t: TypeId) -> u32 {
        if self.is_huge(t) { 1 } else { self.size(t) }
    }

    /// Is a value too wide for registers?
    pub(super) fn is_huge(&mut self, t: TypeId) -> bool {
        self.size(t) > HUGE && self.kind(t) != Kind::Tuple
    }

    /// The type that stands for `t` among the parameters and results of a function.
    pub(super) fn passed(&mut self, t: TypeId) -> TypeId {
        if self.is_huge(t) { self.types.intern(Type::Pointer(t)) } else { t }
    }

    /// Words of a value in memory.
    pub(super) fn size(&mut self, t: TypeId) -> u32 {
        let i = t.0 as usize;
        if let Some(&w) = self.words.get(i)
            && w != u32::MAX
        {
            return w;
        }
        let w = match self.kind(t) {
            Kind::Complex { .. } | Kind::Str | Kind::Iface => 2,
            Kind::Slice(_) => 3,
            Kind::Array(_, 0) => 0,
            Kind::Array(elem, n) if self.is_byte(elem) => self.limit(n.div_ceil(8), t),
            Kind::Array(elem, n) => {
                let w = self.size(elem) as u64;
                self.limit(w.saturating_mul(n), t)
            }
            Kind::Struct => {
                let slots = self.slots(t);
                let end = match slots.last() {
                    Some(s) => s.off as u64 + self.size(s.ty) as u64,
                    None => 0,
                };
                self.limit(end, t)
            }
            Kind::Tuple => match self.types.get(t).clone() {
                Type::Tuple(list) => list.iter().map(|&t| self.words(t)).sum(),
                _ => 0,
            },
            _ => 1,
        };
        if self.words.len() <= i {
            self.words.resize(i + 1, u32::MAX);
        }
        self.words[i] = w;
        w
    }

    fn limit(&mut self, words: u64, t: TypeId) -> u32 {
        if words > MAX_WORDS as u64 {
            let name = self.type_name(t);
            self.error(self.f.at, format!("type {name} larger than address space"));
            return MAX_WORDS;
        }
        words as u32
    }

    /// Fields of a struct type with their places.
    pub(super) fn slots(&mut self, t: TypeId) -> Rc<[Slot]> {
        let u = self.types.underlying(t);
        if let Some(s) = self.slots.get(&u) {
            return s.clone();
        }
        let fields: Vec<TypeId> = match self.types.get(u) {
            Type::Struct(fs) => fs.iter().map(|f| f.ty).collect(),
            _ => vec![],
        };
        let mut off = 0u32;
        let slots: Rc<[Slot]> = fields
            .into_iter()
            .map(|ty| {
                let s = Slot { ty, off };
                off = off.saturating_add(self.size(ty));
                s
            })
            .collect();
        self.slots.insert(u, slots.clone());
        slots
    }

    /// Bytes between elements of slices and arrays.
    pub(super) fn stride(&mut self, elem: TypeId) -> u32 {
        if self.is_byte(elem) { 1 } else { self.size(elem).saturating_mul(8) }
    }

    /// Variables of such types live in memory: their elements are addressed at run time.
    pub(super) fn needs_memory(&mut self, t: TypeId) -> bool {
        self.size(t) > WIDE || self.has_array(t)
    }

    fn has_array(&mut self, t: TypeId) -> bool {
        match self.kind(t) {
            Kind::Array(_, n) => n > 0,
            Kind::Struct => self.slots(t).iter().any(|s| self.has_array(s.ty)),
            _ => false,
        }
    }

    pub(super) fn comparable(&mut self, t: TypeId) -> bool {
        match self.kind(t) {
            Kind::Slice(_) | Kind::Map(..) | Kind::Func | Kind::Bad | Kind::Tuple => false,
            Kind::Array(e, _) => self.comparable(e),
            Kind::Struct => self.slots(t).iter().all(|s| self.comparable(s.ty)),
            _ => true,
        }
    }

    fn noscan(&mut self, t: TypeId) -> bool {
        match self.kind(t) {
            Kind::Bool | Kind::Int { .. } | Kind::Float { .. } | Kind::Complex { .. } => true,
            Kind::Array(e, n) => n == 0 || self.noscan(e),
            Kind::Struct => self.slots(t).iter().all(|s| self.noscan(s.ty)),
            _ => false,
        }
    }

    /// Index of a type in `Program::rtypes`; it is described by [`Gen::fill_rtypes`].
    pub(super) fn rtype(&mut self, t: TypeId) -> u32 {
        if let Some(&i) = self.rtypes.get(&t) {
            return i;
        }
        let i = self.rtypes.len() as u32;
        self.rtypes.insert(t, i);
        self.new_rtypes.push(t);
        i
    }

    /// Describes the types that were numbered since the last time, and those that they consist of.
    pub(super) fn fill_rtypes(&mut self) {
        while self.out.rtypes.len() < self.new_rtypes.len() {
            let t = self.new_rtypes[self.out.rtypes.len()];
            let r = self.describe(t);
            self.out.rtypes.push(r);
        }
    }

    fn describe(&mut self, t: TypeId) -> RType {
        let kind = self.rkind(t);
        let (type_name, pkg) = match self.types.as_named(t) {
            Some(n) => {
                let o = n.obj;
                (self.sym(self.p.objects[o].name).to_string(), self.pkg_path(o).to_string())
            }
            None => (String::new(), String::new()),
        };
        let methods = match self.types.under(t).clone() {
            Type::Interface(i) => {
                let mut list: Vec<_> = i
                    .methods
                    .iter()
                    .map(|m| (self.method_id(m.name, m.pkg, m.ty) as u32, FuncId(0)))
                    .collect();
                list.arrange();
                list
            }
            _ => vec![],
        };
        RType {
            kind,
            name: self.type_name(t).to_string(),
            type_name,
            pkg,
            words: self.size(t),
            noscan: self.noscan(t),
            comparable: self.comparable(t),
            methods,
            ty: t,
            ptr_to: None,
        }
    }

    fn rkind(&mut self, t: TypeId) -> RKind {
        match self.types.under(t).clone() {
            Type::Basic(b) => basic_rkind(b),
            Type::Pointer(e) => RKind::Pointer { elem: self.rtype(e) },
            Type::Slice(e) => RKind::Slice { elem: self.rtype(e) },
            Type::Array(e, len) => RKind::Array { elem: self.rtype(e), len },
            Type::Map(k, v) => RKind::Map { key: self.rtype(k), value: self.rtype(v) },
            Type::Chan(dir, e) => {
                let dir = match dir {
                    ChanDir::Both => 0,
                    ChanDir::Send => 1,
                    ChanDir::Recv => 2,
                };
                RKind::Chan { elem: self.rtype(e), dir }
            }
            Type::Func(s) => RKind::Func {
                params: s.params.iter().map(|&p| self.rtype(p)).collect(),
                results: s.results.iter().map(|&p| self.rtype(p)).collect(),
                variadic: s.variadic,
            },
            Type::Struct(fields) => {
                let slots = self.slots(t);
                let fields = fields
                    .iter()
                    .zip(slots.iter())
                    .map(|(f, s)| RField {
                        name: self.sym(f.name).to_string(),
                        rtype: self.rtype(f.ty),
                        offset: s.off,
                        embedded: f.embedded,
                        exported: f.pkg.is_none(),
                        tag: f.tag.clone(),
                    })
                    .collect();
                RKind::Struct { fields }
            }
            _ => RKind::Interface,
        }
    }

    /// As `%T` prints it.
    pub(super) fn type_name(&mut self, t: TypeId) -> Rc<str> {
        if let Some(n) = self.names.get(&t) {
            return n.clone();
        }
        let name: Rc<str> = self.spell(t).into();
        self.names.insert(t, name.clone());
        name
    }

    fn spell(&mut self, t: TypeId) -> String {
        match self.types.get(t).clone() {
            Type::Basic(b) => basic_name(b).to_string(),
            Type::Named(_) => self.spell_named(t),
            Type::Pointer(e) => format!("*{}", self.type_name(e)),
            Type::Slice(e) => format!("[]{}", self.type_name(e)),
            Type::Array(e, n) => format!("[{n}]{}", self.type_name(e)),
            Type::Map(k, v) => format!("map[{}]{}", self.type_name(k), self.type_name(v)),
            Type::Chan(ChanDir::Send, e) => format!("chan<- {}", self.type_name(e)),
            Type::Chan(ChanDir::Recv, e) => format!("<-chan {}", self.type_name(e)),
            Type::Chan(ChanDir::Both, e) => {
                let parens = matches!(self.types.get(e), Type::Chan(ChanDir::Recv, _));
                let e = self.type_name(e);
                if parens { format!("chan ({e})") } else { format!("chan {e}") }
            }
            Type::Func(_) => format!("func{}", self.spell_signature(t)),
            Type::Struct(fields) if fields.is_empty() => "struct {}".to_string(),
            Type::Struct(fields) => {
                let list: Vec<String> = fields
                    .iter()
                    .map(|f| {
                        let ty = self.type_name(f.ty);
                        let tag =
                            if f.tag.is_empty() { String::new() } else { format!(" {:?}", f.tag) };
                        if f.embedded {
                            format!("{ty}{tag}")
                        } else {
                            format!("{} {ty}{tag}", self.sym(f.name))
                        }
                    })
                    .collect();
                format!("struct {{ {} }}", list.join("; "))
            }
            Type::Interface(i) if i.methods.is_empty() => "interface {}".to_string(),
            Type::Interface(i) => {
                let list: Vec<String> = i
                    .methods
                    .iter()
                    .map(|m| {
                        let sig = self.spell_signature(m.ty);
                        match m.pkg {
                            Some(p) => {
                                format!("{}.{}{sig}", self.short_pkg(self.sym(p)), self.sym(m.name))
                            }
                            None => format!("{}{sig}", self.sym(m.name)),
                        }
                    })
                    .collect();
                format!("interface {{ {} }}", list.join("; "))
            }
            Type::Tuple(_) | Type::TypeParam(_) => "?".to_string(),
        }
    }

    fn short_pkg(&self, path: &'p str) -> &'p str {
        self.p.packages.iter().find(|p| p.path == path).map_or(path, |p| &p.name)
    }

    fn spell_named(&mut self, t: TypeId) -> String {
        let Some(n) = self.types.as_named(t) else { return "?".into() };
        let (o, targs) = (n.obj, n.targs.clone());
        let name = self.sym(self.p.objects[o].name);
        let mut s = match self.p.objects[o].pkg {
            Some(p) => format!("{}.{name}", self.p.packages[p.0 as usize].name),
            None => name.to_string(),
        };
        if !targs.is_empty() {
            let list: Vec<String> = targs.iter().map(|&a| self.type_name(a).to_string()).collect();
            s.push_str(&format!("[{}]", list.join(",")));
        }
        s
    }

    fn spell_signature(&mut self, t: TypeId) -> String {
        let Type::Func(sig) = self.types.get(t).clone() else { return "()".into() };
        let last = sig.params.len().wrapping_sub(1);
        let params: Vec<String> = sig
            .params
            .iter()
            .enumerate()
            .map(|(i, &p)| {
                let n = self.type_name(p);
                if sig.variadic && i == last {
                    format!("...{}", n.trim_start_matches("[]"))
                } else {
                    n.to_string()
                }
            })
            .collect();
        let results: Vec<String> =
            sig.results.iter().map(|&r| self.type_name(r).to_string()).collect();
        let results = match results.len() {
            0 => String::new(),
            1 => format!(" {}", results[0]),
            _ => format!(" ({})", results.join(", ")),
        };
        format!("({}){results}", params.join(", "))
    }
}

fn basic_kind(b: Basic) -> Kind {
    let int = |bits, signed| Kind::Int { bits, signed };
    match b {
        Basic::Bool | Basic::UntypedBool => Kind::Bool,
        Basic::Int | Basic::Int64 | Basic::UntypedInt => int(64, true),
        Basic::Int8 => int(8, true),
        Basic::Int16 => int(16, true),
        Basic::Int32 | Basic::UntypedRune => int(32, true),
        Basic::Uint | Basic::Uint64 | Basic::Uintptr => int(64, false),
        Basic::Uint8 => int(8, false),
        Basic::Uint16 => int(16, false),
        Basic::Uint32 => int(32, false),
        Basic::Float32 => Kind::Float { single: true },
        Basic::Float64 | Basic::UntypedFloat => Kind::Float { single: false },
        Basic::Complex64 => Kind::Complex { single: true },
        Basic::Complex128 | Basic::UntypedComplex => Kind::Complex { single: false },
        Basic::String | Basic::UntypedString => Kind::Str,
        Basic::UnsafePointer => Kind::Unsafe,
        Basic::UntypedNil => Kind::Nil,
        Basic::Invalid => Kind::Bad,
    }
}

fn basic_rkind(b: Basic) -> RKind {
    match b {
        Basic::Bool | Basic::UntypedBool | Basic::Invalid | Basic::UntypedNil => RKind::Bool,
        Basic::Int | Basic::UntypedInt => RKind::Int,
        Basic::Int8 => RKind::Int8,
        Basic::Int16 => RKind::Int16,
        Basic::Int32 | Basic::UntypedRune => RKind::Int32,
        Basic::Int64 => RKind::Int64,
        Basic::Uint => RKind::Uint,
        Basic::Uint8 => RKind::Uint8,
        Basic::Uint16 => RKind::Uint16,
        Basic::Uint32 => RKind::Uint32,
        Basic::Uint64 => RKind::Uint64,
        Basic::Uintptr => RKind::Uintptr,
        Basic::Float32 => RKind::Float32,
        Basic::Float64 | Basic::UntypedFloat => RKind::Float64,
        Basic::Complex64 => RKind::Complex64,
        Basic::Complex128 | Basic::UntypedComplex => RKind::Complex128,
        Basic::String | Basic::UntypedString => RKind::String,
        Basic::UnsafePointer => RKind::UnsafePointer,
    }
}

fn basic_name(b: Basic) -> &'static str {
    match b {
        Basic::Bool | Basic::UntypedBool => "bool",
        Basic::Int | Basic::UntypedInt => "int",
        Basic::Int8 => "int8",
        Basic::Int16 => "int16",
        Basic::Int32 | Basic::UntypedRune => "int32",
        Basic::Int64 => "int64",
        Basic::Uint => "uint",
        Basic::Uint8 => "uint8",
        Basic::Uint16 => "uint16",
        Basic::Uint32 => "uint32",
        Basic::Uint64 => "uint64",
        Basic::Uintptr => "uintptr",
        Basic::Float32 => "float32",
        Basic::Float64 | Basic::UntypedFloat => "float64",
        Basic::Complex64 => "complex64",
        Basic::Complex128 | Basic::UntypedComplex => "complex128",
        Basic::String | Basic::UntypedString => "string",
        Basic::UnsafePointer => "unsafe.Pointer",
        Basic::UntypedNil => "untyped nil",
        Basic::Invalid => "invalid type",
    }
}
