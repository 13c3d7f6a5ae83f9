//! Composite literals, into registers or straight into memory.

use super::Gen;
use super::code::{Op, Reg};
use super::layout::Kind;
use super::place::Place;
use crate::syntax::ast::*;
use crate::types::constant::Const;
use crate::types::ty::{Type, TypeId};
use num_traits::ToPrimitive;

impl<'p> Gen<'p> {
    /// `T{…}` as a value.
    pub(super) fn literal(&mut self, e: &'p Expr, elems: &'p [Element], dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        self.literal_of(e, t, elems, dst)
    }

    /// The same as a value of type `t`: an elided `&T` has the type of the pointer.
    fn literal_of(
        &mut self,
        e: &'p Expr,
        t: TypeId,
        elems: &'p [Element],
        dst: Option<Reg>,
    ) -> Reg {
        let w = self.words(t);
        self.hoist_elements(elems);
        match self.kind(t) {
            Kind::Ptr(elem) => {
                // An elided `&T` inside another literal.
                let mark = self.f.next;
                let at_top = self.f.on_top(dst, 1);
                let d = if at_top { dst.unwrap_or(0) } else { self.f.alloc(1) };
                let r = self.rtype(elem);
                self.f.at = e.pos;
                self.f.emit(Op::New { d, t: r });
                let inside = self.f.next;
                self.literal_in(e, elem, elems, d, 0);
                self.f.next = if dst.is_some() { mark } else { inside };
                self.move_to(d, 1, dst)
            }
            Kind::Struct if !self.needs_memory(t) => {
                let mark = self.f.next;
                let safe = self.f.on_top(dst, w);
                let d = if safe { dst.unwrap_or(0) } else { self.f.alloc(w) };
                self.struct_fields(t, elems, d);
                self.f.next = if dst.is_some() { mark } else { mark + w };
                self.move_to(d, w, dst)
            }
            Kind::Struct | Kind::Array(..) => {
                let mark = self.f.next;
                let d = self.dst(dst, w);
                let r = self.rtype(t);
                let p = self.f.alloc(1);
                self.f.at = e.pos;
                self.f.emit(Op::New { d: p, t: r });
                self.literal_in(e, t, elems, p, 0);
                if self.is_huge(t) {
                    self.mov(d, p, 1);
                } else {
                    self.load_mem(d, p, 0, w);
                }
                self.f.next = if dst.is_some() { mark } else { mark + w };
                d
            }
            Kind::Slice(elem) => self.slice_literal(e, elem, elems, dst),
            Kind::Map(key, value) => self.map_literal(e, t, key, value, elems, dst),
            _ => self.dst(dst, w),
        }
    }

    fn hoist_elements(&mut self, elems: &'p [Element]) {
        let list: Vec<&'p Expr> = elems.iter().map(|el| &el.value).collect();
        self.hoist_list(&list);
    }

    /// Field values of a struct literal into registers that hold nothing yet.
    fn struct_fields(&mut self, t: TypeId, elems: &'p [Element], d: Reg) {
        let w = self.words(t);
        let fields = self.field_list(t, elems);
        let slots = self.slots(t);
        let covered: u32 = fields.iter().map(|f| self.words(f.2)).sum();
        if covered < w {
            if fields.is_empty() || fields.iter().any(|f| f.1.len() > 1) {
                self.zero(d, w);
            } else {
                for (i, s) in slots.iter().enumerate() {
                    if !fields.iter().any(|f| f.1[0] as usize == i) {
                        let w = self.words(s.ty);
                        self.zero(d + s.off as u16, w);
                    }
                }
            }
        }
        for (value, path, ty) in fields {
            let (place, _) = self.walk(Place::Reg(d), t, &path);
            let mark = self.f.next;
            self.hint_field(t, &path);
            match place {
                Place::Reg(r) if self.is_blank_field(t, &path) => {
                    self.expr_as(value, ty, None);
                    let w = self.words(ty);
                    self.zero(r, w);
                }
                Place::Reg(r) => {
                    self.expr_as(value, ty, Some(r));
                    self.note_field(value, t, &path, r);
                }
                place => {
                    let r = self.expr_as(value, ty, None);
                    self.store(place, ty, r);
                }
            }
            self.f.hint = None;
            self.f.next = mark;
        }
    }

    /// Nobody can read a field without a name: its value is evaluated and not kept.
    fn is_blank_field(&self, t: TypeId, path: &[u32]) -> bool {
        match (self.types.under(t), path) {
            (Type::Struct(fs), &[i]) => fs.get(i as usize).is_some_and(|f| self.sym(f.name) == "_"),
            _ => false,
        }
    }

    /// Objects made for a field are called by the field's name.
    fn hint_field(&mut self, t: TypeId, path: &[u32]) {
        if let (Type::Struct(fs), Some(&i)) = (self.types.under(t), path.first()) {
            self.f.hint = fs.get(i as usize).map(|f| self.sym(f.name).to_string());
        }
    }

    /// Value, path and type of each field that a literal gives.
    fn field_list(&mut self, t: TypeId, elems: &'p [Element]) -> Vec<(&'p Expr, Vec<u32>, TypeId)> {
        let mut list = vec![];
        for (i, el) in elems.iter().enumerate() {
            let path = match &el.key {
                None => Some(vec![i as u32]),
                Some(k) => match &k.kind {
                    ExprKind::Ident(n) => self.field_path(t, n.name),
                    _ => None,
                },
            };
            let Some(path) = path else { continue };
            let ty = self.path_type(t, &path);
            list.push((&el.value, path, ty));
        }
        list
    }

    /// Path to a field by its name, through embedded fields breadth first.
    fn field_path(&mut self, t: TypeId, name: Symbol) -> Option<Vec<u32>> {
        let mut level = vec![(t, vec![])];
        for _ in 0..64 {
            let mut next = vec![];
            for (t, path) in level {
                let t = match self.kind(t) {
                    Kind::Ptr(e) => e,
                    _ => t,
                };
                let Type::Struct(fields) = self.types.under(t).clone() else { continue };
                for (i, f) in fields.iter().enumerate() {
                    let mut p: Vec<u32> = path.clone();
                    p.push(i as u32);
                    if f.name == name {
                        return Some(p);
                    }
                    if f.embedded {
                        next.push((f.ty, p));
                    }
                }
            }
            level = next;
        }
        None
    }

    fn path_type(&mut self, t: TypeId, path: &[u32]) -> TypeId {
        let mut t = t;
        for &i in path {
            if let Kind::Ptr(e) = self.kind(t) {
                t = e;
            }
            match self.slots(t).get(i as usize) {
                Some(s) => t = s.ty,
                None => return t,
            }
        }
        t
    }

    /// A literal of type `t` into zeroed memory at `p`, `off` words on.
    pub(super) fn literal_in(
        &mut self,
        e: &'p Expr,
        t: TypeId,
        elems: &'p [Element],
        p: Reg,
        off: u32,
    ) {
        self.hoist_elements(elems);
        match self.kind(t) {
            Kind::Struct => {
                for (value, path, ty) in self.field_list(t, elems) {
                    let base = Place::Mem { p, off, byte: false, ok: true };
                    let mark = self.f.next;
                    let (place, _) = self.walk(base, t, &path);
                    self.hint_field(t, &path);
                    match self.is_blank_field(t, &path) {
                        true => {
                            self.expr_as(value, ty, None);
                        }
                        false if self.ignored_path(t, &path) > 0 => {
                            let r = self.expr_as(value, ty, None);
                            self.note_field(value, t, &path, r);
                            self.store(place, ty, r);
                        }
                        false => self.init_place(value, ty, place),
                    }
                    self.f.hint = None;
                    self.f.next = mark;
                }
            }
            Kind::Array(elem, _) => self.elements_in(elems, elem, p, off),
            _ => {
                let mark = self.f.next;
                let r = self.literal_of(e, t, elems, None);
                self.store_mem(p, off, t, r);
                self.f.next = mark;
            }
        }
    }

    /// A value into fresh memory: literals are built in place.
    pub(super) fn init_place(&mut self, value: &'p Expr, ty: TypeId, place: Place) {
        if let (ExprKind::CompositeLit { elems, .. }, Place::Mem { p, off, byte: false, .. }) =
            (&value.kind, place)
        {
            let t = self.ty(value);
            if t == ty && matches!(self.kind(t), Kind::Struct | Kind::Array(..)) {
                return self.literal_in(value, t, elems, p, off);
            }
        }
        if self.is_huge(ty) {
            return self.assign_huge(value, ty, place);
        }
        if !self.is_iface(ty) && self.is_zero(value) {
            return;
        }
        let r = self.expr_as(value, ty, None);
        self.store(place, ty, r);
    }

    /// A constant zero: fresh memory has it already.
    fn is_zero(&mut self, e: &Expr) -> bool {
        match self.value(e) {
            Some(Const::Int(i)) => {
                i.to_i64() == Some(0) && matches!(self.ty_kind(e), Kind::Int { .. })
            }
            Some(Const::Bool(b)) => !b && self.ty_kind(e) == Kind::Bool,
            Some(_) => false,
            None => self.is_nil(e),
        }
    }

    fn ty_kind(&mut self, e: &Expr) -> Kind {
        let t = self.ty(e);
        self.kind(t)
    }

    /// Elements of an array or slice literal with their indices; also the length.
    fn indexed(&mut self, elems: &'p [Element]) -> (Vec<(u64, &'p Expr)>, u64) {
        let (mut next, mut len) = (0u64, 0u64);
        let mut list = vec![];
        for el in elems {
            if let Some(k) = &el.key {
                next = match self.value(k) {
                    Some(Const::Int(i)) => i.to_u64().unwrap_or(0),
                    Some(Const::Rat(r)) => r.to_integer().to_u64().unwrap_or(0),
                    _ => next,
                };
            }
            list.push((next, &el.value));
            next += 1;
            len = len.max(next);
        }
        (list, len)
    }

    fn elements_in(&mut self, elems: &'p [Element], elem: TypeId, p: Reg, off: u32) {
        let (list, _) = self.indexed(elems);
        let w = self.size(elem);
        let byte = self.is_byte(elem);
        for (i, value) in list {
            let mark = self.f.next;
            if byte {
                self.byte_element(value, p, off as u64 * 8 + i);
            } else {
                let at = off as u64 + i * w as u64;
                let place =
                    Place::Mem { p, off: at.min(u32::MAX as u64) as u32, byte: false, ok: true };
                self.init_place(value, elem, place);
            }
            self.f.next = mark;
        }
    }

    fn byte_element(&mut self, value: &'p Expr, p: Reg, at: u64) {
        if self.is_zero(value) {
            return;
        }
        let a = self.expr(value, None);
        let q = self.f.alloc(1);
        self.offset_bytes(q, p, at);
        self.f.emit(Op::StoreByte { p: q, a });
    }

    fn offset_bytes(&mut self, q: Reg, p: Reg, at: u64) {
        match i16::try_from(at) {
            Ok(i) => self.f.emit(Op::AddI { d: q, a: p, i }),
            Err(_) => {
                self.int_to(q, at as i64);
                self.f.emit(Op::Add { d: q, a: p, b: q });
            }
        }
    }

    fn slice_literal(
        &mut self,
        e: &'p Expr,
        elem: TypeId,
        elems: &'p [Element],
        dst: Option<Reg>,
    ) -> Reg {
        let (_, len) = self.indexed(elems);
        let mark = self.f.next;
        let safe = self.f.on_top(dst, 3);
        let d = if safe { dst.unwrap_or(0) } else { self.f.alloc(3) };
        self.f.at = e.pos;
        self.slice_memory(d, elem, len);
        let inside = self.f.next;
        if len > 0 {
            self.elements_in(elems, elem, d, 0);
        }
        self.f.next = if dst.is_some() { mark } else { inside };
        self.move_to(d, 3, dst)
    }

    /// `d` = a slice over a new array of `len` elements.
    pub(super) fn slice_memory(&mut self, d: Reg, elem: TypeId, len: u64) {
        if len == 0 {
            // Not nil: the address of zero-sized objects.
            let t = self.types.intern(Type::Array(elem, 0));
            let t = self.rtype(t);
            self.f.emit(Op::New { d, t });
            self.f.emit(Op::ZeroN { d: d + 1, n: 2 });
            return;
        }
        let t = self.types.intern(Type::Array(elem, len));
        self.words(t);
        let t = self.rtype(t);
        self.f.emit(Op::New { d, t });
        self.int_to(d + 1, len as i64);
        self.f.emit(Op::Move { d: d + 2, a: d + 1 });
    }

    fn map_literal(
        &mut self,
        e: &'p Expr,
        t: TypeId,
        key: TypeId,
        value: TypeId,
        elems: &'p [Element],
        dst: Option<Reg>,
    ) -> Reg {
        let mark = self.f.next;
        let safe = self.f.on_top(dst, 1);
        let d = if safe { dst.unwrap_or(0) } else { self.f.alloc(1) };
        let r = self.rtype(t);
        self.f.at = e.pos;
        self.f.emit(Op::MakeMap { d, t: r });
        let inside = self.f.next;
        for el in elems {
            let Some(k) = &el.key else { continue };
            self.hoist_list(&[k, &el.value]);
            let k = self.expr_as(k, key, None);
            let v = self.expr_as(&el.value, value, None);
            self.f.at = el.value.pos;
            self.f.emit2(Op::MapSet { m: d, k, v }, 0, r);
            self.f.next = inside;
        }
        self.f.next = if dst.is_some() { mark } else { inside };
        self.move_to(d, 1, dst)
    }
}
