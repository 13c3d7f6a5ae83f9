//! Expressions into registers. `expr` gives the register where the value is; with a destination the value
//! is put there, and nothing is written to a variable's registers before all operands were read.

use super::code::{Op, Reg};
use super::generics::FuncKey;
use super::layout::Kind;
use super::methods::Target;
use super::place::Place;
use super::{Gen, MAX_DEPTH};
use crate::syntax::ast::*;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{ObjId, ObjectKind};
use crate::types::ty::{Basic, Type, TypeId};

impl<'p> Gen<'p> {
    /// The value of an expression of one value.
    pub(super) fn expr(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        if let Some(v) = self.value(e) {
            let t = self.ty(e);
            if let Some(&r) = self.f.pinned.get(&e.id) {
                return self.move_to(r, 1, dst);
            }
            let w = self.words(t);
            let d = self.dst(dst, w);
            self.constant(v, t, d);
            return d;
        }
        if !self.f.hoisted.is_empty()
            && let Some(r) = self.f.hoisted.remove(&e.id)
        {
            let t = self.ty(e);
            let w = self.words(t);
            return self.move_to(r, w, dst);
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            self.depth -= 1;
            self.error(e.pos, "expression nested too deeply");
            return 0;
        }
        let r = self.expr_kind(e, dst);
        self.depth -= 1;
        r
    }

    fn expr_kind(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        match &e.kind {
            ExprKind::Paren(x) => self.expr(x, dst),
            ExprKind::Ident(n) => self.name(e, n, dst),
            ExprKind::Selector { x, sel } => self.selector(e, x, sel, dst),
            ExprKind::Star(_) => {
                let mark = self.f.next;
                let p = self.place(e);
                let t = self.ty(e);
                let r = self.load_over(p, t, dst, mark);
                self.reinterpret(e, t, r);
                r
            }
            ExprKind::Index { x, indices } => self.index(e, x, indices, dst),
            ExprKind::Call { fun, args, ellipsis, .. } => {
                self.call(e, fun, args, ellipsis.is_some(), dst)
            }
            ExprKind::FuncLit(f) => self.func_lit(e, f, dst),
            ExprKind::CompositeLit { elems, .. } => self.literal(e, elems, dst),
            ExprKind::Unary { op, x } => self.unary(e, *op, x, dst),
            ExprKind::Binary { op, x, y, op_pos } => self.binary(e, *op, x, y, *op_pos, dst),
            ExprKind::Slice { x, lo, hi, max } => {
                self.slice(e, x, [lo.as_deref(), hi.as_deref(), max.as_deref()], dst)
            }
            ExprKind::TypeAssert { x, ty: Some(ty) } => {
                // what is called is noted with its signature, a named type or not
                let t = self.ty(ty);
                self.assertion(e, x, t, false, dst)
            }
            _ => {
                self.error(e.pos, "internal compiler error: not a value");
                self.dst(dst, 1)
            }
        }
    }

    /// The value in fresh registers on top, never in a variable's own.
    pub(super) fn fresh(&mut self, e: &'p Expr, ty: TypeId) -> Reg {
        let w = self.words(ty);
        let d = self.f.alloc(w);
        self.expr_as(e, ty, Some(d));
        // What stands on top next must follow at once, whatever the value needed on its way.
        self.f.next = d as u32 + w;
        d
    }

    /// The value of an expression as an operand of a variable of type `target`.
    pub(super) fn expr_as(&mut self, e: &'p Expr, target: TypeId, dst: Option<Reg>) -> Reg {
        if !self.is_iface(target) {
            if let Some(v) = self.value(e) {
                let w = self.words(target);
                let d = self.dst(dst, w);
                self.constant(v, target, d);
                return d;
            }
            return self.expr(e, dst);
        }
        let t = self.ty(e);
        if self.is_nil(e) {
            let d = self.dst(dst, 2);
            self.zero(d, 2);
            return d;
        }
        if self.is_iface(t) {
            return self.expr(e, dst);
        }
        self.boxed(e, t, dst)
    }

    /// A value of a concrete type as an interface.
    pub(super) fn boxed(&mut self, e: &'p Expr, t: TypeId, dst: Option<Reg>) -> Reg {
        let t = self.default_type(t);
        let w = self.words(t);
        let before = self.f.next;
        let d = match dst {
            Some(d) if self.f.on_top(dst, 2) || w <= 1 && !self.reads_register(e, d, 2) => d,
            _ => self.f.alloc(2),
        };
        let mark = self.f.next;
        // The words of the value need room after the pair.
        self.f.alloc(w.max(1) - 1);
        self.expr_value(e, t, d + 1);
        self.f.at = e.pos;
        self.iface_of(d, t);
        match dst {
            Some(to) => {
                self.f.next = before;
                self.move_to(d, 2, Some(to))
            }
            None => {
                self.f.next = mark;
                d
            }
        }
    }

    fn expr_value(&mut self, e: &'p Expr, t: TypeId, d: Reg) {
        match self.value(e) {
            Some(v) => self.constant(v, t, d),
            None => {
                self.expr(e, Some(d));
            }
        }
    }

    /// The value in `d + 1…` becomes an interface in `d`, `d + 1`.
    pub(super) fn iface_of(&mut self, d: Reg, t: TypeId) {
        self.mark_iface(t);
        let t = self.rtype(t);
        self.f.emit(Op::MakeIface { d, t });
    }

    /// A value of type `from` in registers, as type `to`: boxed when an interface wants it.
    pub(super) fn adapt(&mut self, r: Reg, from: TypeId, to: TypeId, dst: Option<Reg>) -> Reg {
        let w = self.words(from);
        if !self.is_iface(to) || self.is_iface(from) {
            return self.move_to(r, w, dst);
        }
        let mark = self.f.next;
        let d = self.f.alloc(1 + w.max(1));
        self.mov(d + 1, r, w);
        self.iface_of(d, from);
        match dst {
            Some(to) => {
                self.f.next = mark;
                self.move_to(d, 2, Some(to))
            }
            None => {
                self.f.next = mark.max(d as u32 + 2);
                d
            }
        }
    }

    /// Untyped constants that reach an interface have their default type.
    pub(super) fn default_type(&self, t: TypeId) -> TypeId {
        let Type::Basic(b) = self.types.get(t) else { return t };
        match b {
            Basic::UntypedBool => Basic::Bool.id(),
            Basic::UntypedInt => Basic::Int.id(),
            Basic::UntypedRune => Basic::Int32.id(),
            Basic::UntypedFloat => Basic::Float64.id(),
            Basic::UntypedComplex => Basic::Complex128.id(),
            Basic::UntypedString => Basic::String.id(),
            _ => t,
        }
    }

    pub(super) fn is_nil(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Paren(x) => self.is_nil(x),
            _ => self.fact(e.id).is_some_and(|tv| tv.mode == Mode::Nil),
        }
    }

    fn name(&mut self, e: &'p Expr, n: &Ident, dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        let w = self.words(t);
        if self.is_nil(e) {
            let d = self.dst(dst, w);
            self.zero(d, w);
            return d;
        }
        let Some(o) = self.obj_of(n.id) else {
            return self.dst(dst, w);
        };
        self.object(e, n.id, o, t, dst)
    }

    /// A variable's or function's value.
    fn object(&mut self, e: &'p Expr, id: NodeId, o: ObjId, t: TypeId, dst: Option<Reg>) -> Reg {
        self.f.at = e.pos;
        match &self.p.objects[o].kind {
            ObjectKind::Var(_) => {
                let p = self.var_place(o);
                self.load(p, t, dst)
            }
            ObjectKind::Func(_) => {
                let targs = self.instance_args(id);
                let f = self.decl_id(o, targs);
                let d = self.dst(dst, 1);
                self.f.emit(Op::Func { d, f: f.0 });
                d
            }
            ObjectKind::Nil => {
                let w = self.words(t);
                let d = self.dst(dst, w);
                self.zero(d, w);
                d
            }
            _ => {
                self.error(e.pos, "internal compiler error: name without a value");
                self.dst(dst, 1)
            }
        }
    }

    fn selector(&mut self, e: &'p Expr, x: &'p Expr, sel: &'p Ident, dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        let Some(s) = self.p.info.selections.get(&e.id) else {
            let Some(o) = self.obj_of(sel.id) else { return self.dst(dst, 1) };
            return self.object(e, sel.id, o, t, dst);
        };
        match s.kind {
            SelectionKind::Field => {
                let mark = self.f.next;
                let p = self.place(e);
                self.load_over(p, t, dst, mark)
            }
            SelectionKind::Method => self.method_value(e, x, sel, dst),
            SelectionKind::MethodExpr => self.method_expr(e, x, sel, dst),
        }
    }

    /// `x.m` as a value: the receiver is evaluated now.
    fn method_value(&mut self, e: &'p Expr, x: &'p Expr, sel: &'p Ident, dst: Option<Reg>) -> Reg {
        let mark = self.f.next;
        let d = self.dst(dst, 1);
        let (recv, rt, target) = self.receiver(e, x, sel);
        self.f.at = e.pos;
        match target {
            Target::Iface((name, pkg, sig)) => {
                let m = self.method_id(name, pkg, sig);
                let r = self.load(recv, rt, None);
                // panics when it is nil
                self.f.emit(Op::MethodFunc { d, r, m });
                let f = self.func_id(FuncKey::Bound(rt, name, pkg, vec![]));
                self.f.emit2(Op::Closure { d, f: f.0 }, r, 2);
            }
            Target::Decl { by_pointer, obj, .. } => {
                let (r, rt) = self.receiver_value(recv, rt, by_pointer);
                let (name, pkg) = (self.p.objects[obj].name, self.method_pkg(obj));
                let w = self.words(rt);
                let own = self.instance_args(sel.id);
                let f = self.func_id(FuncKey::Bound(rt, name, pkg, own));
                self.f.emit2(Op::Closure { d, f: f.0 }, r, w);
            }
        }
        self.f.next = if dst.is_some() { mark } else { mark + 1 };
        d
    }

    fn method_expr(&mut self, e: &'p Expr, x: &'p Expr, sel: &'p Ident, dst: Option<Reg>) -> Reg {
        let t = self.ty(x);
        let pkg = self.selected_pkg(e);
        let own = self.instance_args(sel.id);
        let f = self.func_id(FuncKey::MethodExpr(t, sel.name, pkg, own));
        let d = self.dst(dst, 1);
        self.f.at = e.pos;
        self.f.emit(Op::Func { d, f: f.0 });
        d
    }

    fn index(&mut self, e: &'p Expr, x: &'p Expr, indices: &'p [Expr], dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        if indices.first().is_none_or(|i| self.is_type(i)) {
            // An instantiated function or method.
            return match self.named_func(x) {
                Some((id, o)) => self.object(e, id, o, t, dst),
                None => self.expr(x, dst),
            };
        }
        let xt = self.ty(x);
        if self.kind(xt) == Kind::Str {
            let mark = self.f.next;
            self.hoist_if_called(x, &[&indices[0]]);
            let s = self.expr(x, None);
            self.note_unsigned(&indices[0], e.pos);
            let i = self.expr(&indices[0], None);
            let d = self.f.result(dst, mark, 1);
            self.f.at = e.pos;
            self.f.emit(Op::StrIndex { d, s, i });
            self.f.next = if dst.is_some() { mark } else { mark + 1 };
            return d;
        }
        let mark = self.f.next;
        let p = self.place(e);
        self.f.at = e.pos;
        self.load_over(p, t, dst, mark)
    }

    /// Loads a place whose operands stand above `mark`: the value takes their room.
    fn load_over(&mut self, p: Place, t: TypeId, dst: Option<Reg>, mark: u32) -> Reg {
        let w = self.words(t);
        if let (Place::Reg(r), None) = (p, dst) {
            return r;
        }
        let d = self.f.result(dst, mark, w);
        self.load(p, t, Some(d));
        self.f.next = if dst.is_some() { mark } else { mark + w };
        d
    }

    /// The function that an expression names: the id its type arguments hang on, and the object.
    pub(super) fn named_func(&self, e: &'p Expr) -> Option<(NodeId, ObjId)> {
        let id = match &e.kind {
            ExprKind::Paren(x) => return self.named_func(x),
            ExprKind::Index { x, indices } if indices.iter().all(|i| self.is_type(i)) => {
                return self.named_func(x);
            }
            ExprKind::Ident(n) => n.id,
            ExprKind::Selector { sel, .. } if !self.p.info.selections.contains_key(&e.id) => sel.id,
            _ => return None,
        };
        let o = self.obj_of(id)?;
        self.is_func_obj(o).then_some((id, o))
    }

    fn slice(
        &mut self,
        e: &'p Expr,
        x: &'p Expr,
        bounds: [Option<&'p Expr>; 3],
        dst: Option<Reg>,
    ) -> Reg {
        let t = self.ty(x);
        let mark = self.f.next;
        let kind = self.kind(t);
        let w = if kind == Kind::Str { 2 } else { 3 };
        let d = self.dst(dst, w);
        let list: Vec<&'p Expr> = bounds.iter().flatten().copied().collect();
        self.hoist_if_called(x, &list);
        let (base, arr) = match kind {
            Kind::Array(elem, n) => {
                let p = self.place(x);
                (self.address_of(p, t, None), Some((elem, n)))
            }
            Kind::Ptr(a) => match self.kind(a) {
                Kind::Array(elem, n) => (self.expr(x, None), Some((elem, n))),
                _ => (0, None),
            },
            _ => (self.expr(x, None), None),
        };
        let lo = self.f.alloc(3);
        let mut bits = 0;
        for (k, b) in bounds.iter().enumerate() {
            if let Some(b) = b {
                bits |= 1 << k;
                self.note_unsigned(b, e.pos);
                self.expr_int(b, lo + k as u16);
            }
        }
        self.f.at = e.pos;
        match (kind, arr) {
            (Kind::Str, _) => self.f.emit2(Op::SliceStr { d, s: base, lo }, bits, 0),
            (Kind::Slice(elem), _) => {
                let stride = self.stride(elem);
                self.f.emit2(Op::SliceSlice { d, s: base, lo }, bits, stride);
            }
            (_, Some((elem, n))) => {
                let stride = self.stride(elem);
                self.f.emit2(Op::SliceArray { d, p: base, lo }, bits, stride);
                self.f.emit(Op::Arg { a: 0, b: n.min(u32::MAX as u64) as u32 });
            }
            _ => {}
        }
        self.f.next = if dst.is_some() { mark } else { mark + w };
        d
    }

    /// An index or length: any integer type; huge unsigned values stay huge (negative as a word).
    pub(super) fn expr_int(&mut self, e: &'p Expr, d: Reg) {
        match self.value(e) {
            Some(v) => self.constant(v, Basic::Int.id(), d),
            None => {
                self.expr(e, Some(d));
            }
        }
    }

    /// How an assertion of `x` names its type when it fails, as [`Op::Assert`] wants it.
    fn asserted_interface(&mut self, x: &'p Expr) -> u16 {
        let from = self.ty(x);
        u16::try_from(self.rtype(from) + 2).unwrap_or(0)
    }

    /// `x.(T)`.
    pub(super) fn assertion(
        &mut self,
        e: &'p Expr,
        x: &'p Expr,
        t: TypeId,
        ok: bool,
        dst: Option<Reg>,
    ) -> Reg {
        let w = self.words(t) + ok as u32;
        let mark = self.f.next;
        let d = self.dst(dst, w);
        let a = self.expr(x, None);
        self.f.at = e.pos;
        let r = self.rtype(t);
        if self.is_iface(t) {
            self.f.emit2(Op::AssertIface { d, a }, ok as u16, r);
        } else {
            self.mark_iface(t);
            let how = if ok { 1 } else { self.asserted_interface(x) };
            self.f.emit2(Op::Assert { d, a }, how, r);
        }
        if ok && self.is_huge(t) {
            let holds = self.f.label();
            self.jump_if(d + 1, true, holds);
            self.f.emit(Op::New { d, t: r });
            self.f.place(holds);
        }
        self.f.next = if dst.is_some() { mark } else { mark + w };
        d
    }
}
