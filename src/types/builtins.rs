//! Calls of predeclared functions.

use super::call::Call;
use super::checker::Checker;
use super::constant::{self, Const, ConstOp};
use super::info::SelectionKind;
use super::object::Builtin;
use super::operand::{M, Operand, Src};
use super::ty::{Basic, Signature, Type, TypeId, Types};
use crate::syntax::ast::{ChanDir, Expr, ExprKind};
use crate::text::Pos;
use std::cmp::Ordering;

impl<'a> Checker<'a> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn builtin(
        &mut self,
        e: &'a Expr,
        b: Builtin,
        fun: &'a Expr,
        args: &'a [Expr],
        ellipsis: Option<Pos>,
        rparen: Pos,
    ) -> Operand<'a> {
        let bad = Operand::invalid;
        let name = b.name();
        if let Some(dots) = ellipsis
            && b != Builtin::Append
        {
            let message = format!("invalid operation: invalid use of ... with built-in {name}");
            let _ = dots;
            self.err(e.pos, message);
            self.use_exprs(args);
            return bad();
        }
        let had_call = self.env.has_call;
        let measures = matches!(b, Builtin::Len | Builtin::Cap);
        if measures {
            self.env.has_call = false;
        }
        let mut ops = vec![];
        let mut n = args.len();
        let own = matches!(
            b,
            Builtin::Make
                | Builtin::New
                | Builtin::UnsafeSlice
                | Builtin::SliceData
                | Builtin::UnsafeString
                | Builtin::StringData
        );
        if !own {
            ops = match args {
                [one] => self.multi_expr(one, false).0,
                _ => args.iter().map(|a| self.expr(None, a)).collect(),
            };
            n = ops.len();
            if ops.iter().any(|x| !x.ok()) {
                return bad();
            }
        }
        let has_call = self.env.has_call;
        if measures {
            self.env.has_call = had_call;
        }
        let (min, variadic) = b.arity();
        let what = if n < min {
            "not enough"
        } else if !variadic && n > min {
            "too many"
        } else {
            ""
        };
        if !what.is_empty() {
            let s = self.expr_str(e);
            let _ = rparen;
            let message =
                format!("invalid operation: {what} arguments for {s} (expected {min}, found {n})");
            self.err(e.pos, message);
            return bad();
        }
        match b {
            Builtin::Append => self.append(e, fun, args, ellipsis.is_some(), ops),
            Builtin::Len | Builtin::Cap => self.length(b, has_call, ops),
            Builtin::Clear => self.clear(fun, ops),
            Builtin::Close => self.close(ops),
            Builtin::Complex => self.complex(e, ops),
            Builtin::Copy => self.copy(ops),
            Builtin::Delete => self.delete(ops),
            Builtin::Imag | Builtin::Real => self.real_imag(b, ops),
            Builtin::Make => self.make(e, args),
            Builtin::Max | Builtin::Min => self.min_max(b, fun, ops),
            Builtin::New => self.new(fun, &args[0]),
            Builtin::Panic => {
                self.panics.insert(e.id);
                let any = self.uni.any;
                if let Some(x) = ops.first_mut() {
                    self.assignment(x, Some(any), "argument to panic");
                    if !x.ok() {
                        return bad();
                    }
                }
                no_value()
            }
            Builtin::Print | Builtin::Println => {
                let context = format!("argument to built-in {name}");
                for x in &mut ops {
                    self.assignment(x, None, &context);
                    if !x.ok() {
                        return bad();
                    }
                }
                no_value()
            }
            Builtin::Recover => Operand { mode: M::Value, ty: self.uni.any, ..bad() },
            Builtin::Sizeof | Builtin::Alignof => {
                let Some(mut x) = ops.pop() else { return bad() };
                self.assignment(&mut x, None, &format!("argument to unsafe.{name}"));
                if !x.ok() {
                    return bad();
                }
                let (size, align) = self.t.size_of(x.ty);
                if b == Builtin::Sizeof && size > i64::MAX as u64 {
                    return self.too_large(&x);
                }
                let n = if b == Builtin::Sizeof { size } else { align };
                self.bytes(n, self.t.has_var_size(x.ty))
            }
            Builtin::Offsetof => self.offset_of(&args[0]),
            Builtin::UnsafeSlice
            | Builtin::SliceData
            | Builtin::UnsafeString
            | Builtin::StringData => self.unsafe_memory(b, args),
        }
    }

    fn append(
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
    fn bytes_or_string(&self, ty: TypeId) -> bool {
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

    fn slice_elem(&self, x: &Operand<'a>) -> Result<TypeId, String> {
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

    fn length(&mut self, b: Builtin, has_call: bool, ops: Vec<Operand<'a>>) -> Operand<'a> {
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

    fn clear(&mut self, fun: &'a Expr, ops: Vec<Operand<'a>>) -> Operand<'a> {
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

    fn close(&mut self, ops: Vec<Operand<'a>>) -> Operand<'a> {
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

    fn copy(&mut self, ops: Vec<Operand<'a>>) -> Operand<'a> {
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

    fn delete(&mut self, ops: Vec<Operand<'a>>) -> Operand<'a> {
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

    fn make(&mut self, e: &'a Expr, args: &'a [Expr]) -> Operand<'a> {
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

    fn new(&mut self, fun: &'a Expr, arg: &'a Expr) -> Operand<'a> {
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

    fn min_max(&mut self, b: Builtin, fun: &'a Expr, ops: Vec<Operand<'a>>) -> Operand<'a> {
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

    fn complex(&mut self, e: &'a Expr, ops: Vec<Operand<'a>>) -> Operand<'a> {
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
            let i = Const::Complex(Default::default(), num_traits::One::one());
            let im = constant::binary(&y.val, ConstOp::Mul, &i);
            out.val = constant::binary(&x.val, ConstOp::Add, &im);
            out.mode = M::Constant;
        }
        out
    }

    /// A type parameter all of whose types are of this sort.
    fn is_tparam_of(&self, ty: TypeId, sort: fn(Basic) -> bool) -> bool {
        self.t.is_tparam(ty) && self.t.all(ty, sort)
    }

    fn no_such_builtin(&mut self, x: &Operand<'a>, b: Builtin) -> Operand<'a> {
        let (x_str, name) = (self.op_str(x), b.name());
        let why = format!("{x_str} not supported as argument to built-in {name} for go1.18");
        self.err(x.pos(), format!("{why} (see go.dev/issue/50937)"));
        Operand::invalid()
    }

    fn real_imag(&mut self, b: Builtin, ops: Vec<Operand<'a>>) -> Operand<'a> {
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
                Some((re, im)) => Const::Rat(if b == Builtin::Real { re } else { im }),
                None => Const::Unknown,
            };
        }
        out
    }

    /// `unsafe.Offsetof(x.f)`
    fn offset_of(&mut self, arg: &'a Expr) -> Operand<'a> {
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

    fn too_large(&mut self, x: &Operand<'a>) -> Operand<'a> {
        let shown = self.op_str(x);
        self.err(x.pos(), format!("{shown} is too large"));
        Operand::invalid()
    }

    /// A number of bytes, a constant unless it depends on a type parameter.
    fn bytes(&self, n: u64, varies: bool) -> Operand<'a> {
        let mode = if varies { M::Value } else { M::Constant };
        Operand { mode, ty: Basic::Uintptr.id(), val: Const::int(n as i64), ..Operand::invalid() }
    }
}

fn no_value<'a>() -> Operand<'a> {
    Operand { mode: M::NoValue, src: Src::None, ..Operand::invalid() }
}
