//! Predeclared functions over what programs keep values in: slices, maps, channels, and `new`.

use super::builtins::no_value;
use super::call::Call;
use super::checker::Checker;
use super::constant::Const;
use super::object::Builtin;
use super::operand::{M, Operand};
use super::ty::{Basic, Signature, Type, TypeId, Types};
use crate::syntax::ast::{ChanDir, Expr};

impl<'a> Checker<'a> {
    pub(super) fn append(
        &mut self,
        e: &'a Expr,
        fun: &'a Expr,
        args: &'a [Expr],
        dots: bool,
        ops: Vec<Operand<'a>>,
    ) -> Operand<'a> {
        let x = ops[0].clone();
        let elem = match self.slice_elem(&x) {
            Ok(t) => t,
            Err(cause) => {
                self.err(x.pos(), format!("invalid append: {cause}"));
                return Operand::invalid();
            }
        };
        if ops.len() == 2 && dots {
            let bytes = self.t.intern(Type::Slice(Basic::Uint8.id()));
            if self.assignable(&x, bytes).is_ok() && self.bytes_or_string(ops[1].ty) {
                let mut y = ops[1].clone();
                if self.t.is_untyped(y.ty) {
                    self.convert_untyped(&mut y, Basic::String.id());
                }
                return Operand { mode: M::Value, ty: x.ty, ..Operand::invalid() };
            }
        }
        let rest = self.t.intern(Type::Slice(elem));
        let sig = Signature { params: vec![x.ty, rest], results: vec![x.ty], variadic: true };
        let sig = self.t.intern(Type::Func(sig));
        let ty = x.ty;
        let call = Call { e, fun, args, ellipsis: dots };
        self.arguments(&call, sig, None, vec![], &[], ops, vec![]);
        self.record_expr(fun.id, super::info::Mode::Builtin(Builtin::Append), sig, None);
        Operand { mode: M::Value, ty, ..Operand::invalid() }
    }

    /// Are all types of `ty`'s set byte slices or strings, with a string among them?
    pub(super) fn bytes_or_string(&self, ty: TypeId) -> bool {
        let mut has_string = false;
        for (_, u) in self.t.each_type(ty) {
            let Some(u) = u else { return false };
            match self.t.get(u) {
                Type::Slice(e) if *e == Basic::Uint8.id() => {}
                Type::Basic(b) if b.is_string() => has_string = true,
                _ => return false,
            }
        }
        has_string
    }

    pub(super) fn slice_elem(&self, x: &Operand<'a>) -> Result<TypeId, String> {
        let mut elem: Option<TypeId> = None;
        for (_, u) in self.t.each_type(x.ty) {
            let e = match u.map(|u| self.t.get(u)) {
                Some(Type::Slice(e)) => *e,
                _ if x.is_nil() => return Err("argument must be a slice; have untyped nil".into()),
                _ => return Err(format!("argument must be a slice; have {}", self.op_str(x))),
            };
            if let Some(o) = elem.filter(|&o| o != e) {
                let (a, b, s) = (self.type_str(o), self.type_str(e), self.op_str(x));
                return Err(format!("mismatched slice element types {a} and {b} in {s}"));
            }
            elem = Some(e);
        }
        Ok(elem.unwrap_or(Types::INVALID))
    }

    pub(super) fn length(
        &mut self,
        b: Builtin,
        has_call: bool,
        ops: Vec<Operand<'a>>,
    ) -> Operand<'a> {
        let x = &ops[0];
        let is_len = b == Builtin::Len;
        let u = self.t.array_ptr_deref(self.t.underlying(x.ty));
        let mut val = None;
        let ok = match self.t.get(u) {
            Type::Basic(k) if k.is_string() && is_len => {
                if let (true, Const::Str(s)) = (x.is_const(), &x.val) {
                    val = Some(Const::int(s.len() as i64));
                }
                true
            }
            Type::Array(_, n) => {
                if !has_call {
                    val = Some(Const::int(*n as i64));
                }
                true
            }
            Type::Slice(_) | Type::Chan(..) => true,
            Type::Map(..) => is_len,
            Type::Interface(_) if self.t.is_tparam(x.ty) => self.t.under_is(x.ty, |u| {
                u.is_some_and(|u| match self.t.get(self.t.array_ptr_deref(u)) {
                    Type::Basic(k) => k.is_string() && is_len,
                    Type::Array(..) | Type::Slice(_) | Type::Chan(..) => true,
                    Type::Map(..) => is_len,
                    _ => false,
                })
            }),
            _ => false,
        };
        if !ok {
            if self.t.underlying(x.ty) != Types::INVALID {
                let s = self.op_str(x);
                let message = format!("invalid argument: {s} for built-in {}", b.name());
                self.err(x.pos(), message);
            }
            return Operand::invalid();
        }
        let ty = Basic::Int.id();
        match val {
            Some(val) => Operand { mode: M::Constant, ty, val, ..Operand::invalid() },
            None => {
                if self.t.is_untyped(x.ty) {
                    let src = x.src.clone();
                    self.update_type(&src, Basic::String.id(), true);
                }
                Operand { mode: M::Value, ty, ..Operand::invalid() }
            }
        }
    }

    pub(super) fn clear(&mut self, fun: &'a Expr, ops: Vec<Operand<'a>>) -> Operand<'a> {
        self.version(fun.pos, 21, |_| "clear".into());
        let x = &ops[0];
        for (_, u) in self.t.each_type(x.ty) {
            if !matches!(u.map(|u| self.t.get(u)), Some(Type::Map(..) | Type::Slice(_))) {
                let s = self.op_str(x);
                let message = format!(
                    "invalid argument: cannot clear {s}: argument must be (or constrained by) map or slice"
                );
                self.err(x.pos(), message);
                return Operand::invalid();
            }
        }
        no_value()
    }

    pub(super) fn close(&mut self, ops: Vec<Operand<'a>>) -> Operand<'a> {
        let x = &ops[0];
        for (_, u) in self.t.each_type(x.ty) {
            let what = match u.map(|u| self.t.get(u)) {
                Some(Type::Chan(ChanDir::Recv, _)) => "receive-only channel",
                Some(Type::Chan(..)) => continue,
                _ => "non-channel",
            };
            let s = self.op_str(x);
            self.err(x.pos(), format!("invalid operation: cannot close {what} {s}"));
            return Operand::invalid();
        }
        no_value()
    }

    pub(super) fn copy(&mut self, ops: Vec<Operand<'a>>) -> Operand<'a> {
        let (x, y) = (&ops[0], &ops[1]);
        let dst = match self.slice_elem(x) {
            Ok(t) => t,
            Err(cause) => {
                self.err(x.pos(), format!("invalid copy: {cause}"));
                return Operand::invalid();
            }
        };
        let bytes = self.t.intern(Type::Slice(Basic::Uint8.id()));
        let from_string = self.assignable(x, bytes).is_ok() && self.bytes_or_string(y.ty);
        if from_string && self.t.is_untyped(y.ty) {
            let src = y.src.clone();
            self.update_type(&src, Basic::String.id(), true);
        }
        if !from_string {
            let src = match self.slice_elem(y) {
                Ok(t) => t,
                Err(cause) => {
                    if !self.t.all(y.ty, Basic::is_string) {
                        self.err(y.pos(), format!("invalid copy: {cause}"));
                        return Operand::invalid();
                    }
                    Basic::Uint8.id()
                }
            };
            if src != dst {
                let (xs, ys) = (self.op_str(x), self.op_str(y));
                let (d, s) = (self.type_str(dst), self.type_str(src));
                let message = format!(
                    "invalid copy: arguments {xs} and {ys} have different element types {d} and {s}"
                );
                self.err(x.pos(), message);
                return Operand::invalid();
            }
        }
        Operand { mode: M::Value, ty: Basic::Int.id(), ..Operand::invalid() }
    }

    pub(super) fn delete(&mut self, ops: Vec<Operand<'a>>) -> Operand<'a> {
        let x = &ops[0];
        let mut key: Option<TypeId> = None;
        for (_, u) in self.t.each_type(x.ty) {
            let k = match u.map(|u| self.t.get(u)) {
                Some(Type::Map(k, _)) => *k,
                _ => {
                    let s = self.op_str(x);
                    self.err(x.pos(), format!("invalid argument: {s} is not a map"));
                    return Operand::invalid();
                }
            };
            if key.is_some_and(|o| o != k) {
                let s = self.op_str(x);
                let message =
                    format!("invalid argument: maps of {s} must have identical key types");
                self.err(x.pos(), message);
                return Operand::invalid();
            }
            key = Some(k);
        }
        let mut y = ops[1].clone();
        self.assignment(&mut y, key, "argument to delete");
        if y.ok() { no_value() } else { y }
    }

    pub(super) fn make(&mut self, e: &'a Expr, args: &'a [Expr]) -> Operand<'a> {
        let t = self.var_type(&args[0]);
        if t == Types::INVALID {
            self.use_exprs(&args[1..]);
            return Operand::invalid();
        }
        let mut cause = None;
        for (_, u) in self.t.each_type(t) {
            match u.map(|u| self.t.get(u)) {
                Some(Type::Slice(_) | Type::Map(..) | Type::Chan(..)) => {}
                Some(_) => cause = Some("type must be slice, map, or channel".to_string()),
                None => cause = Some("no specific type".into()),
            }
        }
        let under = match (cause, self.common_under(t)) {
            (None, Ok(u)) => u,
            (Some(c), _) | (None, Err(c)) => {
                let s = self.expr_str(&args[0]);
                self.err(args[0].pos, format!("invalid argument: cannot make {s}: {c}"));
                return Operand::invalid();
            }
        };
        let min = if matches!(self.t.get(under), Type::Slice(_)) { 2 } else { 1 };
        let n = args.len();
        if n < min || n > min + 1 {
            let s = self.expr_str(e);
            let message =
                format!("invalid operation: {s} expects {min} or {} arguments; found {n}", min + 1);
            self.err(e.pos, message);
            return Operand::invalid();
        }
        let sizes: Vec<Option<u64>> = args[1..].iter().map(|a| self.index(a, None).1).collect();
        if let [Some(len), Some(cap)] = sizes[..]
            && len > cap
        {
            self.err(args[1].pos, "invalid argument: length and capacity swapped");
        }
        Operand { mode: M::Value, ty: t, ..Operand::invalid() }
    }

    pub(super) fn new(&mut self, fun: &'a Expr, arg: &'a Expr) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, arg, None, false);
        self.exclude(&mut x, false);
        self.single_value(&mut x);
        match x.mode {
            M::Invalid => return x,
            M::Type => self.valid_var_type(arg.pos, x.ty),
            _ => {
                if self.t.is_untyped(x.ty) {
                    self.assignment(&mut x, None, "argument to new");
                    if !x.ok() {
                        return x;
                    }
                }
                self.version(fun.pos, 26, |c| format!("new({})", c.expr_str(arg)));
            }
        }
        let ty = self.t.intern(Type::Pointer(x.ty));
        Operand { mode: M::Value, ty, ..Operand::invalid() }
    }
}
