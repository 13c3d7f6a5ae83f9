//! Builtin functions.

use super::Gen;
use super::code::{Op, Reg};
use super::generics::BuiltinKey;
use super::layout::Kind;
use super::place::Place;
use crate::ids::FuncId;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::object::Builtin;
use crate::types::ty::{InterfaceType, Type, TypeId};

impl<'p> Gen<'p> {
    /// `any`
    pub(super) fn any(&mut self) -> TypeId {
        self.types.intern(Type::Interface(InterfaceType::default()))
    }

    /// What `unsafe` says of a type that a type parameter is part of; its operand is not evaluated.
    fn bytes(&mut self, b: Builtin, x: &'p Expr, t: TypeId, dst: Option<Reg>) -> Reg {
        let (size, align) = self.types.size_of(t);
        let mut x = x;
        while let ExprKind::Paren(inner) = &x.kind {
            x = inner;
        }
        let n = match b {
            Builtin::Sizeof if self.in_address => self.memory_size(t),
            Builtin::Offsetof if self.in_address => self.memory_offset(x),
            Builtin::Sizeof => size,
            Builtin::Alignof => align,
            _ => self.p.info.selections.get(&x.id).map_or(0, |s| {
                let recv = self.subst(s.recv);
                let base = match self.types.under(recv) {
                    Type::Pointer(elem) => *elem,
                    _ => recv,
                };
                self.types.offset_of(base, &s.path).unwrap_or(0)
            }),
        };
        let d = self.dst(dst, 1);
        self.int_to(d, n as i64);
        d
    }

    /// A call of a builtin.
    pub(super) fn builtin(
        &mut self,
        e: &'p Expr,
        b: Builtin,
        args: &'p [Expr],
        spread: bool,
        dst: Option<Reg>,
    ) -> Reg {
        let hint = self.f.hint.take();
        let Some(x) = args.first() else { return self.builtin0(e, b, dst) };
        let t = self.ty(x);
        if let Type::Tuple(types) = self.types.get(t).clone() {
            return self.builtin_of_results(e, b, (x, &types), dst);
        }
        match b {
            Builtin::Len => return self.length(e, x, t, 1, dst),
            Builtin::Cap => return self.length(e, x, t, 2, dst),
            Builtin::Real => return self.half(x, 0, dst),
            Builtin::Imag => return self.half(x, 1, dst),
            Builtin::Append => return self.append(e, args, spread, dst),
            Builtin::Make => return self.make(e, args, hint, dst),
            Builtin::New => return self.new_value(e, x, dst),
            Builtin::Min | Builtin::Max => return self.min_max(e, b, args, dst),
            Builtin::Sizeof | Builtin::Alignof | Builtin::Offsetof => {
                return self.bytes(b, x, t, dst);
            }
            _ => {}
        }
        if b == Builtin::UnsafeAdd {
            return self.unsafe_add(args, dst);
        }
        self.hoist_list(&args.iter().collect::<Vec<_>>());
        let mark = self.f.next;
        if let Builtin::UnsafeSlice
        | Builtin::SliceData
        | Builtin::UnsafeString
        | Builtin::StringData = b
        {
            return self.unsafe_memory(e, b, args, dst);
        }
        match b {
            Builtin::Complex => {
                let t = self.ty(e);
                let d = self.dst(dst, 2);
                let r = self.f.alloc(2);
                let part = if self.kind(t) == (Kind::Complex { single: true }) {
                    crate::types::ty::Basic::Float32.id()
                } else {
                    crate::types::ty::Basic::Float64.id()
                };
                self.expr_as(x, part, Some(r));
                self.expr_as(&args[1], part, Some(r + 1));
                self.mov(d, r, 2);
                self.f.next = if dst.is_some() { mark } else { mark + 2 };
                return d;
            }
            Builtin::Copy => {
                let d = self.dst(dst, 1);
                let s = self.expr(x, None);
                let u = self.expr(&args[1], None);
                self.f.at = e.pos;
                if let Kind::Slice(elem) = self.kind(t) {
                    let r = self.rtype(elem);
                    self.f.emit2(Op::Copy { d, s, t: u }, 0, r);
                }
                self.f.next = if dst.is_some() { mark } else { mark + 1 };
                return d;
            }
            Builtin::Delete => {
                if let Kind::Map(key, _) = self.kind(t) {
                    let m = self.expr(x, None);
                    let k = self.expr_as(&args[1], key, None);
                    self.f.at = e.pos;
                    let r = self.rtype(t);
                    self.f.emit2(Op::MapDelete { m, k }, 0, r);
                }
            }
            Builtin::Panic => {
                let any = self.any();
                let a = self.expr_as(x, any, None);
                self.f.at = e.pos;
                self.f.emit(Op::Panic { a });
            }
            Builtin::Print | Builtin::Println => self.print(e.pos, args, b == Builtin::Println),
            Builtin::Clear | Builtin::Close => {
                let a = self.expr(x, None);
                self.f.at = e.pos;
                self.clear_or_close(b == Builtin::Clear, t, a);
            }
            _ => {}
        }
        self.f.next = mark;
        self.dst(dst, 0)
    }

    /// A string or slice of the address of its first element and a length, or the address of one.
    fn unsafe_memory(
        &mut self,
        e: &'p Expr,
        b: Builtin,
        args: &'p [Expr],
        dst: Option<Reg>,
    ) -> Reg {
        let mark = self.f.next;
        let (name, words) = match b {
            Builtin::UnsafeSlice => ("runtime.unsafeSlice", 3),
            Builtin::UnsafeString => ("runtime.unsafeString", 2),
            _ => ("", 1),
        };
        let d = self.dst(dst, words);
        let base = self.f.alloc(3);
        if name.is_empty() {
            let r = self.expr(&args[0], None);
            self.mov(d, r, 1);
        } else {
            self.expr(&args[0], Some(base));
            self.expr(&args[1], Some(base + 1));
            self.f.at = e.pos;
            self.call_runtime(name, base);
            self.mov(d, base, words);
        }
        self.f.next = if dst.is_some() { mark } else { mark + words };
        d
    }

    fn builtin0(&mut self, e: &'p Expr, b: Builtin, dst: Option<Reg>) -> Reg {
        self.f.at = e.pos;
        match b {
            Builtin::Recover => {
                let d = self.dst(dst, 2);
                self.f.emit(Op::Recover { d });
                d
            }
            Builtin::Println => {
                self.call_runtime("runtime.printNewline", self.f.next as Reg);
                0
            }
            _ => 0,
        }
    }

    /// Calls a native of the runtime with its arguments at `base…`.
    pub(super) fn call_runtime(&mut self, name: &str, base: Reg) {
        let n = self.native(name);
        self.f.emit(Op::CallNative { base, n });
        self.f.touch(base as u32 + 3);
    }

    pub(super) fn clear_or_close(&mut self, clear: bool, t: TypeId, a: Reg) {
        match self.kind(t) {
            Kind::Map(..) => self.f.emit(Op::MapClear { m: a }),
            Kind::Slice(elem) if clear => {
                let stride = self.stride(elem);
                self.f.emit2(Op::ClearSlice { s: a }, 0, stride);
            }
            _ => self.f.emit(Op::Close { c: a }),
        }
    }

    /// `len` (`word` 1) and `cap` (`word` 2).
    fn length(&mut self, e: &'p Expr, x: &'p Expr, t: TypeId, word: u16, dst: Option<Reg>) -> Reg {
        let mark = self.f.next;
        let kind = self.kind(t);
        match kind {
            Kind::Str | Kind::Slice(_) => {
                let d = dst;
                let place = self.place(x);
                self.f.at = e.pos;
                let int = crate::types::ty::Basic::Int.id();
                let place = match place {
                    Place::Reg(r) => Place::Reg(r + word),
                    Place::Mem { p, off, ok, .. } => {
                        Place::Mem { p, off: off + word as u32, byte: false, ok }
                    }
                    Place::Global(off) => Place::Global(off + word as u32),
                    place => Place::Reg(self.load(place, t, None) + word),
                };
                let r = self.load(place, int, d);
                if d.is_some() {
                    self.f.next = mark;
                }
                r
            }
            Kind::Array(_, n) => self.array_length(x, n, dst),
            Kind::Ptr(a) => match self.kind(a) {
                Kind::Array(_, n) => self.array_length(x, n, dst),
                _ => 0,
            },
            _ => {
                let d = self.dst(dst, 1);
                let c = self.expr(x, None);
                self.f.at = e.pos;
                self.f.emit(match kind {
                    Kind::Map(..) => Op::MapLen { d, m: c },
                    _ if word == 1 => Op::ChanLen { d, c },
                    _ => Op::ChanCap { d, c },
                });
                self.f.next = if dst.is_some() { mark } else { mark + 1 };
                d
            }
        }
    }

    fn array_length(&mut self, x: &'p Expr, n: u64, dst: Option<Reg>) -> Reg {
        let d = self.dst(dst, 1);
        let mark = self.f.next;
        if self.has_call(x) {
            self.expr(x, None);
        }
        self.f.next = mark;
        self.int_to(d, n as i64);
        d
    }

    fn half(&mut self, x: &'p Expr, word: u16, dst: Option<Reg>) -> Reg {
        let mark = self.f.next;
        let r = self.expr(x, None) + word;
        if dst.is_some() {
            self.f.next = mark;
        }
        self.move_to(r, 1, dst)
    }

    fn append(&mut self, e: &'p Expr, args: &'p [Expr], spread: bool, dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        let Kind::Slice(elem) = self.kind(t) else { return self.dst(dst, 3) };
        self.hoist_list(&args.iter().collect::<Vec<_>>());
        if args.len() == 1 {
            return self.expr(&args[0], dst);
        }
        let mark = self.f.next;
        let d = self.dst(dst, 3);
        let mut s =
            if self.is_nil(&args[0]) { self.fresh(&args[0], t) } else { self.expr(&args[0], None) };
        let r = self.rtype(elem);
        if spread {
            let u = self.expr(&args[1], None);
            self.f.at = e.pos;
            let word = if self.is_nil(&args[1]) {
                Op::Move3 { d, a: s }
            } else {
                Op::AppendSlice { d, s, t: u }
            };
            self.f.emit(word);
            if !matches!(word, Op::Move3 { .. }) {
                self.f.emit(Op::Arg { a: 0, b: r });
            }
        } else {
            let huge = self.is_huge(elem);
            let w = self.words(elem);
            let at_once = if huge { 1 } else { (256 / w.max(1)).max(1) as usize };
            let keep = self.f.next;
            for chunk in args[1..].chunks(at_once) {
                let v = match chunk {
                    [one] => self.expr_as(one, elem, None),
                    _ => {
                        let v = self.f.next as Reg;
                        for a in chunk {
                            self.fresh(a, elem);
                        }
                        v
                    }
                };
                self.f.at = e.pos;
                if huge {
                    self.append_huge(d, s, v, r);
                } else {
                    self.f.emit2(Op::Append { d, s, v }, chunk.len() as u16, r);
                }
                s = d;
                self.f.next = keep;
            }
        }
        self.f.next = if dst.is_some() { mark } else { mark + 3 };
        d
    }

    /// Appends the value at an address: a slice of one.
    pub(super) fn append_huge(&mut self, d: Reg, s: Reg, address: Reg, r: u32) {
        let mark = self.f.next;
        let one = self.f.alloc(3);
        self.mov(one, address, 1);
        for part in [one + 1, one + 2] {
            self.f.emit(Op::Int { d: part, v: 1 });
        }
        self.f.emit2(Op::AppendSlice { d, s, t: one }, 0, r);
        self.f.next = mark;
    }

    fn make(
        &mut self,
        e: &'p Expr,
        args: &'p [Expr],
        hint: Option<String>,
        dst: Option<Reg>,
    ) -> Reg {
        let t = self.ty(e);
        let w = self.words(t);
        let mark = self.f.next;
        let d = self.dst(dst, w);
        let sizes: Vec<&'p Expr> = args[1..].iter().collect();
        self.hoist_list(&sizes);
        let mut regs = vec![];
        for x in &sizes {
            let r = self.f.alloc(1);
            self.expr_int(x, r);
            regs.push(r);
        }
        self.f.at = e.pos;
        match self.kind(t) {
            Kind::Slice(elem) => {
                let r = self.rtype(elem);
                let len = regs.first().copied().unwrap_or(0);
                let cap = regs.get(1).copied().unwrap_or(len);
                self.f.emit2(Op::MakeSlice { d, len, cap }, 0, r);
            }
            Kind::Map(..) => {
                let t = self.rtype(t);
                self.f.emit(Op::MakeMap { d, t });
            }
            _ => {
                if let Kind::Chan(elem) = self.kind(t)
                    && self.is_huge(elem)
                {
                    self.error(args[0].pos, "channel element type too large (>64kB)");
                }
                let r = self.rtype(t);
                let cap = match regs.first() {
                    Some(&c) => c,
                    None => {
                        let c = self.f.alloc(1);
                        self.f.emit(Op::Zero { d: c });
                        c
                    }
                };
                if let Some(name) = hint {
                    let pc = self.f.pc();
                    self.f.names.push((pc, name));
                }
                self.f.emit2(Op::MakeChan { d, cap }, 0, r);
            }
        }
        self.f.next = if dst.is_some() { mark } else { mark + w };
        d
    }

    fn new_value(&mut self, e: &'p Expr, x: &'p Expr, dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        let Kind::Ptr(elem) = self.kind(t) else { return 0 };
        let mark = self.f.next;
        let d = self.dst(dst, 1);
        let value = (!self.is_type(x)).then(|| self.expr_as(x, elem, None));
        let r = self.rtype(elem);
        self.f.at = e.pos;
        if let Some(v) = value {
            let p = self.f.alloc(1);
            self.f.emit(Op::New { d: p, t: r });
            self.store_mem(p, 0, elem, v);
            self.mov(d, p, 1);
        } else {
            self.f.emit(Op::New { d, t: r });
        }
        self.f.next = if dst.is_some() { mark } else { mark + 1 };
        d
    }

    fn min_max(&mut self, e: &'p Expr, b: Builtin, args: &'p [Expr], dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        let w = self.words(t);
        self.hoist_list(&args.iter().collect::<Vec<_>>());
        let mark = self.f.next;
        let d = if self.f.on_top(dst, w) { self.dst(dst, w) } else { self.f.alloc(w) };
        let inside = self.f.next;
        self.expr_as(&args[0], t, Some(d));
        for a in &args[1..] {
            let r = self.expr_as(a, t, None);
            self.f.at = e.pos;
            self.min_max_step(b == Builtin::Min, t, d, r);
            self.f.next = inside;
        }
        self.f.next = if dst.is_some() { mark } else { inside };
        self.move_to(d, w, dst)
    }

    /// Structs and arrays cannot be printed, which gc finds only where nothing else is wrong.
    pub(super) fn printable(&mut self, pos: Pos, t: TypeId, line: bool) {
        if matches!(self.kind(t), Kind::Struct | Kind::Array(..)) && self.f.targs.args.is_empty() {
            let what = if line { "println" } else { "print" };
            let t = format!("\t{}", self.type_name(t));
            let own = ["\t", " ", "]", "*"];
            let own = own.iter().fold(t, |t, before| t.replace(&format!("{before}main."), before));
            let paren = Pos(pos.0 + what.len() as u32);
            self.error(paren, format!("illegal types for operand: {what}\n{own}"));
        }
    }

    fn print(&mut self, pos: Pos, args: &'p [Expr], line: bool) {
        let mut regs = vec![];
        for a in args {
            let t = self.ty(a);
            let t = self.default_type(t);
            self.printable(pos, t, line);
            let r = self.expr_as(a, t, None);
            regs.push((r, t));
        }
        self.print_values(&regs, line);
    }

    pub(super) fn print_values(&mut self, values: &[(Reg, TypeId)], line: bool) {
        let base = self.f.next as Reg;
        for (i, &(r, t)) in values.iter().enumerate() {
            if line && i > 0 {
                self.call_runtime("runtime.printSpace", base);
            }
            let w = self.words(t);
            let name = match self.kind(t) {
                Kind::Bool => "runtime.printBool",
                Kind::Int { signed: true, .. } => "runtime.printInt",
                Kind::Int { .. } => "runtime.printUint",
                Kind::Float { single: false } => "runtime.printFloat",
                Kind::Float { single: true } => "runtime.printFloat32",
                Kind::Complex { single: false } => "runtime.printComplex",
                Kind::Complex { single: true } => "runtime.printComplex64",
                Kind::Str => "runtime.printString",
                Kind::Slice(_) => "runtime.printSlice",
                Kind::Iface => "runtime.printIface",
                _ => "runtime.printPointer",
            };
            self.f.touch(base as u32 + w);
            self.mov(base, r, w);
            self.call_runtime(name, base);
        }
        if line {
            self.call_runtime("runtime.printNewline", base);
        }
    }

    /// The function that runs a builtin for `go` and `defer`.
    pub(super) fn builtin_stub(&mut self, id: FuncId, key: BuiltinKey, types: &[TypeId]) {
        let outer = self.open(id, format!("{key:?}").to_lowercase(), self.f.decl);
        self.f.is_wrapper = true;
        self.f.is_std = true;
        let mut regs = vec![];
        for &t in types {
            let w = self.words(t);
            let r = self.f.alloc(w);
            regs.push((r, t));
        }
        self.f.params = self.f.next;
        if key == BuiltinKey::Recover {
            let d = self.f.alloc(2);
            self.f.emit(Op::Recover { d });
        } else {
            self.builtin_held(key, &regs);
        }
        self.f.emit(Op::Return { a: 0, n: 0 });
        self.close(outer);
    }
}
