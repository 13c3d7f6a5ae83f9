//! Predeclared functions of numbers: `min`, `max`, those of complex numbers, and an offset in a struct.

use super::checker::Checker;
use super::constant::{self, Const, ConstOp};
use super::info::SelectionKind;
use super::object::Builtin;
use super::operand::{M, Operand};
use super::ty::{Basic, TypeId};
use crate::syntax::ast::{Expr, ExprKind};
use std::cmp::Ordering;

impl<'a> Checker<'a> {
    pub(super) fn min_max(
        &mut self,
        b: Builtin,
        fun: &'a Expr,
        ops: Vec<Operand<'a>>,
    ) -> Operand<'a> {
        let name = b.name();
        self.version(fun.pos, 21, |_| format!("built-in {name}"));
        let mut x = ops[0].clone();
        let mut args = ops;
        for i in 0..args.len() {
            if !self.t.all(args[i].ty, Basic::is_ordered) {
                let s = self.op_str(&args[i]);
                self.err(args[i].pos(), format!("invalid argument: {s} cannot be ordered"));
                return Operand::invalid();
            }
            if i == 0 {
                continue;
            }
            let a = &mut args[i];
            self.match_types(&mut x, a);
            if !x.ok() {
                return Operand::invalid();
            }
            if x.ty != a.ty {
                let (xs, ts) = (self.type_str(x.ty), self.type_str(a.ty));
                let s = self.src_str(&a.src);
                let message = format!(
                    "invalid argument: mismatched types {xs} (previous argument) and {ts} (type of {s})"
                );
                self.err(a.pos(), message);
                return Operand::invalid();
            }
            if x.is_const() && a.is_const() {
                let order = constant::compare(&a.val, &x.val);
                let want = if b == Builtin::Max { Ordering::Greater } else { Ordering::Less };
                if order == Some(want) {
                    x = a.clone();
                }
            } else {
                x.mode = M::Value;
            }
        }
        if !x.is_const() {
            x.mode = M::Value;
            x.val = Const::Unknown;
            let (any, context) = (self.uni.any, format!("argument to built-in {name}"));
            self.assignment(&mut x, Some(any), &context);
            if !x.ok() {
                return x;
            }
        }
        for a in &args {
            self.update_type(&a.src, x.ty, true);
        }
        x
    }

    pub(super) fn complex(&mut self, e: &'a Expr, ops: Vec<Operand<'a>>) -> Operand<'a> {
        let (mut x, mut y) = (ops[0].clone(), ops[1].clone());
        match (self.t.is_untyped(x.ty), self.t.is_untyped(y.ty)) {
            (true, false) => self.convert_untyped(&mut x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) if x.is_const() && y.is_const() => {
                for o in [&mut x, &mut y] {
                    if self.t.is(o.ty, Basic::is_numeric) && o.val.to_rat().is_some() {
                        o.ty = Basic::UntypedFloat.id();
                    }
                }
            }
            (true, true) => {
                self.convert_untyped(&mut x, Basic::Float64.id());
                self.convert_untyped(&mut y, Basic::Float64.id());
            }
            _ => {}
        }
        if !x.ok() || !y.ok() {
            return Operand::invalid();
        }
        if x.ty != y.ty {
            let (s, xs, ys) = (self.expr_str(e), self.type_str(x.ty), self.type_str(y.ty));
            let message = format!("invalid operation: {s} (mismatched types {xs} and {ys})");
            self.err(x.pos(), message);
            return Operand::invalid();
        }
        if self.is_tparam_of(x.ty, Basic::is_float) {
            return self.no_such_builtin(&x, Builtin::Complex);
        }
        let result = match self.t.basic(x.ty) {
            Some(Basic::Float32) => Basic::Complex64,
            Some(Basic::Float64) => Basic::Complex128,
            Some(Basic::UntypedFloat) => Basic::UntypedComplex,
            _ => {
                let ts = self.type_str(x.ty);
                let message =
                    format!("invalid argument: arguments have type {ts}, expected floating-point");
                self.err(x.pos(), message);
                return Operand::invalid();
            }
        };
        let mut out = Operand { mode: M::Value, ty: result.id(), ..Operand::invalid() };
        if x.is_const() && y.is_const() {
            let i = Const::complex(Default::default(), num_traits::One::one());
            let im = constant::binary(&y.val, ConstOp::Mul, &i);
            out.val = constant::binary(&x.val, ConstOp::Add, &im);
            out.mode = M::Constant;
        }
        out
    }

    /// A type parameter all of whose types are of this sort.
    pub(super) fn is_tparam_of(&self, ty: TypeId, sort: fn(Basic) -> bool) -> bool {
        self.t.is_tparam(ty) && self.t.all(ty, sort)
    }

    pub(super) fn no_such_builtin(&mut self, x: &Operand<'a>, b: Builtin) -> Operand<'a> {
        let (x_str, name) = (self.op_str(x), b.name());
        let why = format!("{x_str} not supported as argument to built-in {name} for go1.18");
        self.err(x.pos(), format!("{why} (see go.dev/issue/50937)"));
        Operand::invalid()
    }

    pub(super) fn real_imag(&mut self, b: Builtin, ops: Vec<Operand<'a>>) -> Operand<'a> {
        let mut x = ops[0].clone();
        if self.t.is_untyped(x.ty) {
            if x.is_const() {
                if self.t.is(x.ty, Basic::is_numeric) {
                    x.ty = Basic::UntypedComplex.id();
                }
            } else {
                self.convert_untyped(&mut x, Basic::Complex128.id());
                if !x.ok() {
                    return x;
                }
            }
        }
        if self.is_tparam_of(x.ty, Basic::is_complex) {
            return self.no_such_builtin(&x, b);
        }
        let result = match self.t.basic(x.ty) {
            Some(Basic::Complex64) => Basic::Float32,
            Some(Basic::Complex128) => Basic::Float64,
            Some(Basic::UntypedComplex) => Basic::UntypedFloat,
            _ => {
                let ts = self.type_str(x.ty);
                let message =
                    format!("invalid argument: argument has type {ts}, expected complex type");
                self.err(x.pos(), message);
                return Operand::invalid();
            }
        };
        let mut out = Operand { mode: M::Value, ty: result.id(), ..Operand::invalid() };
        if x.is_const() {
            out.mode = M::Constant;
            out.val = match x.val.to_complex() {
                Some((re, im)) => Const::rat(if b == Builtin::Real { re } else { im }),
                None => Const::Unknown,
            };
        }
        out
    }

    /// `unsafe.Offsetof(x.f)`
    pub(super) fn offset_of(&mut self, arg: &'a Expr) -> Operand<'a> {
        let shown = self.expr_str(arg);
        let selector = super::operand::unparen(arg);
        let ExprKind::Selector { sel, .. } = &selector.kind else {
            self.err(arg.pos, format!("invalid argument: {shown} is not a selector expression"));
            return Operand::invalid();
        };
        let Some(found) = self.info.selections.get(&selector.id).cloned() else {
            self.err(arg.pos, format!("invalid argument: {shown} is not a field"));
            return Operand::invalid();
        };
        if found.kind != SelectionKind::Field {
            self.err(arg.pos, format!("invalid argument: {shown} is a method value"));
            return Operand::invalid();
        }
        let base = self.t.deref(found.recv).0;
        match self.t.offset_of(base, &found.path) {
            Some(n) => self.bytes(n, self.t.has_var_size(base)),
            None => {
                let (name, base) = (self.symbols.name(sel.name), self.type_str(base));
                let why = format!("field {name} is embedded via a pointer in {base}");
                self.err(arg.pos, format!("invalid argument: {why}"));
                Operand::invalid()
            }
        }
    }
}
