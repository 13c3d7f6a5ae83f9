//! Places: where an operand is, without having loaded it yet. Loads, stores, addresses.

use super::Gen;
use super::code::{MAP_UPDATE, Op, Reg};
use super::func::VarLoc;
use super::layout::Kind;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::info::SelectionKind;
use crate::types::object::{ObjId, ObjectKind, VarKind};
use crate::types::ty::TypeId;

/// Where a value is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Place {
    /// In registers.
    Reg(Reg),
    /// In memory, `off` words from the address in `p`. `byte`: an element of packed bytes, or what a
    /// `*byte` or `*[n]byte` points at, which may be anywhere in a word. `ok`: the address is known not to be nil.
    Mem { p: Reg, off: u32, byte: bool, ok: bool },
    /// In the static area.
    Global(u32),
    /// Element of a slice, one word wide or a byte.
    Elem { s: Reg, i: Reg, byte: bool },
    /// Entry of a map of the given type.
    Entry { m: Reg, k: Reg, map: TypeId },
    /// `_`
    Blank,
}

impl<'p> Gen<'p> {
    /// The place of a local or package variable.
    pub(super) fn var_place(&mut self, o: ObjId) -> Place {
        self.mention(o);
        match self.f.vars.get(&o) {
            Some(VarLoc::Reg(r)) => Place::Reg(*r),
            Some(VarLoc::Box(r)) => Place::Mem { p: *r, off: 0, byte: false, ok: true },
            None => match self.p.objects[o].kind {
                ObjectKind::Var(VarKind::Global) => Place::Global(self.global(o)),
                _ => {
                    let name = self.sym(self.p.objects[o].name);
                    self.error(self.f.at, format!("internal compiler error: {name} has no place"));
                    Place::Reg(0)
                }
            },
        }
    }

    /// First word of a package variable; it gets one when it is first mentioned.
    pub(super) fn global(&mut self, o: ObjId) -> u32 {
        if let Some(&off) = self.globals.get(&o) {
            return off;
        }
        let ty = self.p.objects[o].ty;
        let w = self.size(ty);
        let off = self.out.globals;
        self.out.globals = off.saturating_add(w);
        self.globals.insert(o, off);
        self.mentioned.push(o);
        let r = self.rtype(ty);
        let name = self.qualified_name(o, false);
        self.out.global_vars.push((off, r, name));
        off
    }

    /// The place of an expression; what has none is evaluated into registers.
    pub(super) fn place(&mut self, e: &'p Expr) -> Place {
        match self.place_of(e) {
            Place::Reg(r) => {
                let t = self.ty(e);
                self.held_place(r, t)
            }
            place => place,
        }
    }

    /// The place of a value that an expression gave.
    pub(super) fn held_place(&mut self, r: Reg, t: TypeId) -> Place {
        match self.is_huge(t) {
            true => Place::Mem { p: r, off: 0, byte: false, ok: true },
            false => Place::Reg(r),
        }
    }

    fn place_of(&mut self, e: &'p Expr) -> Place {
        if self.value(e).is_some() || self.f.hoisted.contains_key(&e.id) {
            return Place::Reg(self.expr(e, None));
        }
        match &e.kind {
            ExprKind::Paren(x) => self.place(x),
            ExprKind::Ident(n) => {
                if self.sym(n.name) == "_" && self.obj_of(n.id).is_none() {
                    return Place::Blank;
                }
                match self.obj_of(n.id) {
                    Some(o) if matches!(self.p.objects[o].kind, ObjectKind::Var(_)) => {
                        self.var_place(o)
                    }
                    _ => Place::Reg(self.expr(e, None)),
                }
            }
            ExprKind::Selector { x, sel } => self.selector_place(e, x, sel),
            ExprKind::Index { x, indices } => match indices.first() {
                Some(i) if !self.is_type(i) => self.index_place(e, x, i),
                _ => Place::Reg(self.expr(e, None)),
            },
            ExprKind::Star(x) => {
                let t = self.ty(e);
                let p = self.expr(x, None);
                self.f.at = e.pos;
                let byte = self.is_byte(t) || self.packed(t).is_some();
                Place::Mem { p, off: 0, byte, ok: false }
            }
            _ => Place::Reg(self.expr(e, None)),
        }
    }

    fn selector_place(&mut self, e: &'p Expr, x: &'p Expr, sel: &Ident) -> Place {
        match self.p.info.selections.get(&e.id) {
            Some(s) if s.kind == SelectionKind::Field => {
                let t = self.ty(x);
                let base = self.place(x);
                self.f.at = e.pos;
                self.walk(base, t, &s.path).0
            }
            Some(_) => Place::Reg(self.expr(e, None)),
            None => match self.obj_of(sel.id) {
                Some(o) if matches!(self.p.objects[o].kind, ObjectKind::Var(_)) => {
                    self.var_place(o)
                }
                _ => Place::Reg(self.expr(e, None)),
            },
        }
    }

    /// Follows a path of fields, dereferencing pointers on the way.
    pub(super) fn walk(&mut self, base: Place, ty: TypeId, path: &[u32]) -> (Place, TypeId) {
        let (mut place, mut ty) = (base, ty);
        for &i in path {
            if let Kind::Ptr(elem) = self.kind(ty) {
                let p = self.load(place, ty, None);
                place = Place::Mem { p, off: 0, byte: false, ok: false };
                ty = elem;
            }
            let slots = self.slots(ty);
            let Some(s) = slots.get(i as usize) else { return (place, ty) };
            place = self.part(place, ty, s.off);
            ty = s.ty;
        }
        (place, ty)
    }

    /// `off` words into the value of type `ty` at a place.
    fn part(&mut self, place: Place, ty: TypeId, by: u32) -> Place {
        match place {
            Place::Reg(r) => Place::Reg((r as u32 + by).min(u16::MAX as u32) as Reg),
            Place::Mem { p, off, ok, .. } => Place::Mem { p, off: off + by, byte: false, ok },
            Place::Global(off) => Place::Global(off + by),
            Place::Elem { .. } => place,
            Place::Entry { .. } => {
                let r = self.load(place, ty, None);
                let held = self.held_place(r, ty);
                self.part(held, ty, by)
            }
            Place::Blank => Place::Blank,
        }
    }

    /// Remembers that the index at a place is an unsigned number.
    pub(super) fn note_unsigned(&mut self, i: &'p Expr, at: Pos) {
        let t = self.ty(i);
        if self.kind(t) == (Kind::Int { bits: 64, signed: false }) {
            self.out.unsigned.insert(at);
        }
    }

    fn index_place(&mut self, e: &'p Expr, x: &'p Expr, i: &'p Expr) -> Place {
        let t = self.ty(x);
        match self.kind(t) {
            Kind::Map(key, _) => {
                self.hoist_if_called(x, &[i]);
                let m = self.expr(x, None);
                let k = self.expr_as(i, key, None);
                self.f.at = e.pos;
                Place::Entry { m, k, map: t }
            }
            Kind::Slice(elem) => {
                self.hoist_if_called(x, &[i]);
                let s = self.expr(x, None);
                self.note_unsigned(i, e.pos);
                let i = self.expr(i, None);
                self.f.at = e.pos;
                self.slice_elem(s, i, elem)
            }
            Kind::Array(elem, n) => {
                self.hoist_if_called(x, &[i]);
                let base = self.place(x);
                self.array_elem(e, base, t, elem, n, i)
            }
            Kind::Ptr(arr) => match self.kind(arr) {
                Kind::Array(elem, n) => {
                    self.hoist_if_called(x, &[i]);
                    let p = self.expr(x, None);
                    self.array_elem(
                        e,
                        Place::Mem { p, off: 0, byte: false, ok: false },
                        arr,
                        elem,
                        n,
                        i,
                    )
                }
                _ => Place::Reg(0),
            },
            _ => Place::Reg(self.expr(e, None)),
        }
    }

    /// Element `i` of the slice in registers.
    pub(super) fn slice_elem(&mut self, s: Reg, i: Reg, elem: TypeId) -> Place {
        let byte = self.is_byte(elem);
        if byte || self.size(elem) == 1 {
            return Place::Elem { s, i, byte };
        }
        let stride = self.stride(elem);
        let d = self.f.alloc(1);
        self.f.emit2(Op::SliceAddr { d, s, i }, 0, stride);
        Place::Mem { p: d, off: 0, byte: false, ok: true }
    }

    fn array_elem(
        &mut self,
        e: &Expr,
        base: Place,
        arr: TypeId,
        elem: TypeId,
        n: u64,
        i: &'p Expr,
    ) -> Place {
        let byte = self.is_byte(elem);
        if let (Some(k), false) = (self.const_int(i), byte) {
            let w = self.size(elem) as i64;
            if k >= 0 && (k as u64) < n && !matches!(base, Place::Elem { .. }) {
                return self.part(base, arr, (k * w) as u32);
            }
        }
        self.note_unsigned(i, e.pos);
        let i = self.expr(i, None);
        self.f.at = e.pos;
        let p = self.in_memory(base, arr);
        self.array_index(p, i, elem, n)
    }

    /// Element `i` of the array at address `p`.
    pub(super) fn array_index(&mut self, p: Reg, i: Reg, elem: TypeId, n: u64) -> Place {
        let stride = self.stride(elem);
        let d = self.f.alloc(1);
        let len = n.min(u32::MAX as u64) as u32;
        if stride > 0 && stride < 65536 {
            self.f.emit2(Op::ArrayAddr { d, p, i }, stride as u16, len);
        } else {
            self.f.emit2(Op::ArrayAddr { d, p, i }, 0, len);
            self.f.emit(Op::Arg { a: 0, b: stride });
        }
        Place::Mem { p: d, off: 0, byte: self.is_byte(elem), ok: true }
    }

    /// Address of a place; values in registers are copied to new memory.
    pub(super) fn in_memory(&mut self, place: Place, ty: TypeId) -> Reg {
        match place {
            Place::Reg(r) => {
                let t = self.rtype(ty);
                let d = self.f.alloc(1);
                self.f.emit(Op::New { d, t });
                self.store_mem(d, 0, ty, r);
                d
            }
            Place::Entry { .. } => {
                let r = self.load(place, ty, None);
                match self.is_huge(ty) {
                    true => r,
                    false => self.in_memory(Place::Reg(r), ty),
                }
            }
            _ => self.address_of(place, ty, None),
        }
    }

    /// Address of a place in memory.
    pub(super) fn address_of(&mut self, place: Place, ty: TypeId, dst: Option<Reg>) -> Reg {
        match place {
            Place::Mem { p, off: 0, ok, .. } => {
                if let (false, Some(d)) = (ok, dst) {
                    self.f.emit(Op::PtrAdd { d, p, off: 0 });
                    return d;
                }
                if !ok {
                    self.f.emit(Op::NilCheck { p });
                }
                self.move_to(p, 1, dst)
            }
            Place::Mem { p, off, .. } => {
                let d = self.dst(dst, 1);
                self.ptr_add(d, p, off);
                d
            }
            Place::Global(off) => {
                let d = self.dst(dst, 1);
                self.f.emit(Op::GlobalAddr { d, off });
                d
            }
            Place::Elem { s, i, byte } => {
                let d = self.dst(dst, 1);
                self.f.emit2(Op::SliceAddr { d, s, i }, 0, if byte { 1 } else { 8 });
                d
            }
            Place::Reg(_) | Place::Entry { .. } | Place::Blank => {
                let r = self.in_memory(place, ty);
                self.move_to(r, 1, dst)
            }
        }
    }

    /// `d = p + 8 * off`, however large `off` is.
    pub(super) fn ptr_add(&mut self, d: Reg, p: Reg, off: u32) {
        if let Ok(off) = u16::try_from(off) {
            self.f.emit(Op::PtrAdd { d, p, off });
            return;
        }
        self.f.emit(Op::NilCheck { p });
        let t = self.f.alloc(1);
        self.int_to(t, off as i64 * 8);
        self.f.emit(Op::Add { d, a: p, b: t });
    }

    /// The given destination, or fresh registers.
    pub(super) fn dst(&mut self, dst: Option<Reg>, words: u32) -> Reg {
        match dst {
            Some(d) => d,
            None => self.f.alloc(words),
        }
    }

    /// The value in `r`, moved where it is wanted elsewhere.
    pub(super) fn move_to(&mut self, r: Reg, words: u32, dst: Option<Reg>) -> Reg {
        if let Some(d) = dst {
            self.mov(d, r, words);
            return d;
        }
        r
    }

    pub(super) fn mov(&mut self, d: Reg, a: Reg, words: u32) {
        if d == a {
            return;
        }
        match words {
            0 => {}
            1 => self.f.emit(Op::Move { d, a }),
            2 => self.f.emit(Op::Move2 { d, a }),
            3 => self.f.emit(Op::Move3 { d, a }),
            n => self.f.emit(Op::MoveN { d, a, n: n.min(u16::MAX as u32) as u16 }),
        }
    }

    pub(super) fn zero(&mut self, d: Reg, words: u32) {
        match words {
            0 => {}
            1 => self.f.emit(Op::Zero { d }),
            n => self.f.emit(Op::ZeroN { d, n: n.min(u16::MAX as u32) as u16 }),
        }
    }

    /// The value at a place.
    pub(super) fn load(&mut self, place: Place, ty: TypeId, dst: Option<Reg>) -> Reg {
        let w = self.words(ty);
        if self.is_huge(ty) && !matches!(place, Place::Reg(_) | Place::Entry { .. }) {
            return self.load_huge(place, ty, dst);
        }
        match place {
            Place::Reg(r) => self.move_to(r, w, dst),
            Place::Blank => self.dst(dst, w),
            Place::Mem { p, off, byte, ok } => {
                let d = self.dst(dst, w);
                if w == 0 {
                    if !ok {
                        self.f.emit(Op::NilCheck { p });
                    }
                } else if byte && let Some(array) = self.packed(ty) {
                    self.load_bytes(d, p, w, array);
                } else if byte {
                    self.f.emit(Op::LoadByte { d, p });
                } else {
                    self.load_mem(d, p, off, w);
                }
                d
            }
            Place::Global(off) => {
                let d = self.dst(dst, w);
                if w <= 2 {
                    for i in 0..w {
                        self.f.emit(Op::LoadGlobal { d: d + i as u16, off: off + i });
                    }
                } else {
                    let a = self.f.alloc(1);
                    self.f.emit(Op::GlobalAddr { d: a, off });
                    self.f.emit(Op::LoadN { d, p: a, n: w as u16 });
                    self.f.next = a as u32;
                }
                d
            }
            Place::Elem { s, i, byte } => {
                let d = self.dst(dst, 1);
                self.f.emit(if byte {
                    Op::SliceLoadByte { d, s, i }
                } else {
                    Op::SliceLoad { d, s, i }
                });
                d
            }
            Place::Entry { m, k, map } => {
                let d = self.dst(dst, w);
                let r = self.rtype(map);
                self.f.emit2(Op::MapGet { d, m, k }, 0, r);
                d
            }
        }
    }

    /// The value at a place that is written next, in one statement.
    pub(super) fn load_to_update(&mut self, place: Place, ty: TypeId, d: Reg) {
        match place {
            Place::Entry { m, k, map } => {
                let r = self.rtype(map);
                self.f.emit2(Op::MapGet { d, m, k }, MAP_UPDATE, r);
            }
            _ => {
                self.load(place, ty, Some(d));
            }
        }
    }

    pub(super) fn load_mem(&mut self, d: Reg, p: Reg, off: u32, w: u32) {
        match (w, u16::try_from(off)) {
            (0, _) => {}
            (1, Ok(off)) => self.f.emit(Op::Load { d, p, off }),
            (n, Ok(0)) => self.f.emit(Op::LoadN { d, p, n: n as u16 }),
            (2, Ok(off)) if p != d && off < u16::MAX => {
                self.f.emit(Op::Load { d, p, off });
                self.f.emit(Op::Load { d: d + 1, p, off: off + 1 });
            }
            (n, _) => {
                let t = self.f.alloc(1);
                self.ptr_add(t, p, off);
                self.f.emit(Op::LoadN { d, p: t, n: n as u16 });
                self.f.next = t as u32;
            }
        }
    }

    /// A copy of a huge value: its address.
    fn load_huge(&mut self, place: Place, ty: TypeId, dst: Option<Reg>) -> Reg {
        let d = self.dst(dst, 1);
        let mark = self.f.next;
        let q = self.address_of(place, ty, None);
        let p = self.f.alloc(1);
        let t = self.rtype(ty);
        self.f.emit(Op::New { d: p, t });
        self.copy_mem(p, q, ty);
        self.mov(d, p, 1);
        self.f.next = mark;
        d
    }

    /// A zero value in registers.
    pub(super) fn zero_value(&mut self, d: Reg, ty: TypeId) {
        if self.is_huge(ty) {
            let t = self.rtype(ty);
            self.f.emit(Op::New { d, t });
        } else {
            let w = self.words(ty);
            self.zero(d, w);
        }
    }

    /// Stores registers to a place.
    pub(super) fn store(&mut self, place: Place, ty: TypeId, a: Reg) {
        let w = self.words(ty);
        match place {
            Place::Blank => {}
            Place::Reg(d) => self.mov(d, a, w),
            place if self.is_huge(ty) && !matches!(place, Place::Entry { .. }) => {
                let p = self.address_of(place, ty, None);
                self.copy_mem(p, a, ty);
            }
            Place::Mem { p, byte: true, .. } => match self.packed(ty) {
                Some(array) => self.store_bytes(p, a, ty, array),
                None => self.f.emit(Op::StoreByte { p, a }),
            },
            Place::Mem { p, ok, .. } if w == 0 => {
                if !ok {
                    self.f.emit(Op::NilCheck { p });
                }
            }
            Place::Mem { p, off, .. } => self.store_mem(p, off, ty, a),
            Place::Global(off) => {
                if w <= 2 {
                    for i in 0..w {
                        self.f.emit(Op::StoreGlobal { a: a + i as u16, off: off + i });
                    }
                } else {
                    let p = self.f.alloc(1);
                    self.f.emit(Op::GlobalAddr { d: p, off });
                    self.f.emit(Op::StoreN { p, a, n: w.min(u16::MAX as u32) as u16 });
                    self.f.next = p as u32;
                }
            }
            Place::Elem { s, i, byte: true } => self.f.emit(Op::SliceStoreByte { s, i, a }),
            Place::Elem { s, i, .. } => self.f.emit(Op::SliceStore { s, i, a }),
            Place::Entry { m, k, map } => {
                let r = self.rtype(map);
                self.f.emit2(Op::MapSet { m, k, v: a }, 0, r);
            }
        }
    }

    pub(super) fn store_mem(&mut self, p: Reg, off: u32, ty: TypeId, a: Reg) {
        if self.is_huge(ty) {
            return self.store(Place::Mem { p, off, byte: false, ok: true }, ty, a);
        }
        let w = self.words(ty);
        match (w, u16::try_from(off)) {
            (0, _) => {}
            (1, Ok(off)) => self.f.emit(Op::Store { p, a, off }),
            (n, Ok(0)) => self.f.emit(Op::StoreN { p, a, n: n.min(u16::MAX as u32) as u16 }),
            (2, Ok(off)) if off < u16::MAX => {
                self.f.emit(Op::Store { p, a, off });
                self.f.emit(Op::Store { p, a: a + 1, off: off + 1 });
            }
            (n, _) => {
                let t = self.f.alloc(1);
                self.ptr_add(t, p, off);
                self.f.emit(Op::StoreN { p: t, a, n: n.min(u16::MAX as u32) as u16 });
            }
        }
    }
}
