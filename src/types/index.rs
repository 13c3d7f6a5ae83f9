//! Index and slice expressions.

use super::checker::Checker;
use super::constant::{self, Const};
use super::operand::{M, Operand};
use super::ty::{Basic, Type, TypeId, Types};
use crate::syntax::ast::Expr;
use crate::text::Pos;

impl<'a> Checker<'a> {
    /// `x[i]`. The flag says that `x` is a generic function, which the caller instantiates.
    pub(super) fn index_expr(
        &mut self,
        e: &'a Expr,
        operand: &'a Expr,
        indices: &'a [Expr],
    ) -> (Operand<'a>, bool) {
        let mut x = self.expr_or_type(operand, true);
        match x.mode {
            M::Invalid => {
                self.use_exprs(indices);
                return (x, false);
            }
            M::Type => {
                let ty = self.var_type(e);
                let mode = if ty == Types::INVALID { M::Invalid } else { M::Type };
                return (Operand { mode, ty, ..Operand::invalid() }, false);
            }
            M::Value if x.tparams.is_some() => return (x, true),
            _ => {}
        }
        self.non_generic(None, &mut x);
        if !x.ok() || !self.complete(x.ty) {
            return (Operand::invalid(), false);
        }
        if self.t.is_tparam(x.ty) {
            let pos = self.node_pos(e);
            return (self.index_tparam(pos, x, indices), false);
        }
        let mut length = None;
        let mut valid = true;
        match self.t.under(x.ty) {
            Type::Basic(b) if b.is_string() => {
                if let (true, Const::Str(s)) = (x.is_const(), &x.val) {
                    length = Some(s.len() as u64);
                }
                x.mode = M::Value;
                x.ty = Basic::Uint8.id();
            }
            Type::Array(t, n) => {
                length = Some(*n);
                if x.mode != M::Variable {
                    x.mode = M::Value;
                }
                x.ty = *t;
            }
            Type::Pointer(b) => match self.t.under(*b) {
                Type::Array(t, n) => {
                    length = Some(*n);
                    x.mode = M::Variable;
                    x.ty = *t;
                }
                _ => valid = false,
            },
            Type::Slice(t) => {
                x.mode = M::Variable;
                x.ty = *t;
            }
            Type::Map(k, v) => {
                let (k, v) = (*k, *v);
                return (self.map_index(x, indices, k, v), false);
            }
            _ => valid = false,
        }
        if !valid {
            let s = self.op_str(&x);
            let pos = self.node_pos(e);
            self.err(pos, format!("cannot index {s}"));
            self.use_exprs(indices);
            return (Operand::invalid(), false);
        }
        let Some(i) = self.single_index(indices) else { return (Operand::invalid(), false) };
        self.index(i, length);
        (x, false)
    }

    fn map_index(
        &mut self,
        mut x: Operand<'a>,
        indices: &'a [Expr],
        k: TypeId,
        v: TypeId,
    ) -> Operand<'a> {
        let Some(i) = self.single_index(indices) else { return Operand::invalid() };
        let mut key = self.generic_expr(i, None);
        self.assignment(&mut key, Some(k), "map index");
        x.mode = M::MapIndex;
        x.ty = v;
        x.val = Const::Unknown;
        x
    }

    /// Indexing what has a type parameter's type: all types of its set must agree.
    fn index_tparam(&mut self, pos: Pos, mut x: Operand<'a>, indices: &'a [Expr]) -> Operand<'a> {
        let mut mode = M::Variable;
        let mut common: Option<(Option<TypeId>, TypeId)> = None;
        let mut length: Option<u64> = None;
        let mut ok = true;
        for (_, u) in self.t.each_type(x.ty) {
            let mut len = None;
            let part = u.and_then(|u| match self.t.get(u) {
                Type::Basic(b) if b.is_string() => {
                    mode = M::Value;
                    Some((None, Basic::Uint8.id()))
                }
                Type::Array(t, n) => {
                    len = Some(*n);
                    if x.mode != M::Variable {
                        mode = M::Value;
                    }
                    Some((None, *t))
                }
                Type::Pointer(b) => match self.t.under(*b) {
                    Type::Array(t, n) => {
                        len = Some(*n);
                        Some((None, *t))
                    }
                    _ => None,
                },
                Type::Slice(t) => Some((None, *t)),
                Type::Map(k, v) => Some((Some(*k), *v)),
                _ => None,
            });
            let Some(part) = part else {
                ok = false;
                break;
            };
            match common {
                None => (common, length) = (Some(part), len),
                Some(c) if c == part => length = length.min(len).or(length).or(len),
                Some(_) => ok = false,
            }
        }
        let (true, Some((key, elem))) = (ok, common) else {
            let s = self.op_str(&x);
            self.err(pos, format!("cannot index {s}"));
            self.use_exprs(indices);
            return Operand::invalid();
        };
        if let Some(k) = key {
            return self.map_index(x, indices, k, elem);
        }
        x.mode = mode;
        x.ty = elem;
        let Some(i) = self.single_index(indices) else { return Operand::invalid() };
        self.index(i, length);
        x
    }

    fn single_index(&mut self, indices: &'a [Expr]) -> Option<&'a Expr> {
        if let Some(second) = indices.get(1) {
            self.err(second.pos, "invalid operation: more than one index");
        }
        indices.first()
    }

    /// Checks an index below `max` (if that is known). Gives its type, and its value if it is constant.
    pub(super) fn index(&mut self, e: &'a Expr, max: Option<u64>) -> (TypeId, Option<u64>) {
        let mut x = self.expr(None, e);
        if !self.valid_index(&mut x, "index", false) {
            return (Types::INVALID, None);
        }
        if !x.is_const() {
            return (x.ty, None);
        }
        if x.val.is_unknown() {
            return (Types::INVALID, None);
        }
        let v = x.val.to_i64().unwrap_or(i64::MAX) as u64;
        if let Some(max) = max
            && v >= max
        {
            let s = x.val.show();
            self.err(x.pos(), format!("invalid argument: index {s} out of bounds [0:{max}]"));
            return (Types::INVALID, None);
        }
        (x.ty, Some(v))
    }

    pub(super) fn valid_index(&mut self, x: &mut Operand<'a>, what: &str, negative: bool) -> bool {
        if !x.ok() {
            return false;
        }
        self.convert_untyped(x, Basic::Int.id());
        if !x.ok() {
            return false;
        }
        if !self.t.all(x.ty, Basic::is_integer) {
            let s = self.op_str(x);
            self.err(x.pos(), format!("invalid argument: {what} {s} must be integer"));
            return false;
        }
        if x.is_const() && !x.val.is_unknown() {
            if !negative && x.val.sign() < 0 {
                let s = self.op_str(x);
                self.err(x.pos(), format!("invalid argument: {what} {s} must not be negative"));
                return false;
            }
            match constant::represent(&x.val, Basic::Int) {
                Some(v) => x.val = v,
                None => {
                    let s = self.op_str(x);
                    self.err(x.pos(), format!("invalid argument: {what} {s} overflows int"));
                    return false;
                }
            }
        }
        true
    }

    /// `x[lo:hi:max]`
    pub(super) fn slice_expr(
        &mut self,
        operand: &'a Expr,
        bounds: [Option<&'a Expr>; 3],
    ) -> Operand<'a> {
        let mut x = self.expr(None, operand);
        if !x.ok() {
            for b in bounds.into_iter().flatten() {
                self.use_expr(b);
            }
            return x;
        }
        let Some(common) = self.sliced_type(&x) else { return Operand::invalid() };
        if let Type::Pointer(b) = self.t.under(x.ty) {
            let b = *b;
            if !self.complete(b) {
                return Operand::invalid();
            }
        }
        let mut length = None;
        let mut valid = true;
        match self.t.get(common) {
            Type::Basic(b) if b.is_string() => {
                if let Some(max) = bounds[2] {
                    self.err(max.pos, "invalid operation: 3-index slice of string");
                    return Operand::invalid();
                }
                if let (true, Const::Str(s)) = (x.is_const(), &x.val) {
                    length = Some(s.len() as u64);
                }
                if self.t.is_untyped(x.ty) {
                    let src = x.src.clone();
                    self.update_type(&src, Basic::String.id(), true);
                    x.ty = Basic::String.id();
                }
            }
            Type::Array(t, n) => {
                let (t, n) = (*t, *n);
                length = Some(n);
                if x.mode != M::Variable {
                    let s = self.op_str(&x);
                    self.err(x.pos(), format!("cannot slice unaddressable value {s}"));
                    return Operand::invalid();
                }
                x.ty = self.t.intern(Type::Slice(t));
            }
            Type::Pointer(b) => match self.t.under(*b) {
                Type::Array(t, n) => {
                    let (t, n) = (*t, *n);
                    length = Some(n);
                    x.ty = self.t.intern(Type::Slice(t));
                }
                _ => valid = false,
            },
            Type::Slice(_) => {}
            _ => valid = false,
        }
        if !valid {
            let s = self.op_str(&x);
            self.err(x.pos(), format!("cannot slice {s}"));
            return Operand::invalid();
        }
        x.mode = M::Value;
        x.val = Const::Unknown;
        self.slice_bounds(bounds, length);
        x
    }

    fn slice_bounds(&mut self, bounds: [Option<&'a Expr>; 3], length: Option<u64>) {
        let mut known: [Option<u64>; 3] = [None; 3];
        for (i, b) in bounds.iter().enumerate() {
            known[i] = match b {
                Some(e) => self.index(e, length.map(|n| n + 1)).1,
                None if i == 0 => Some(0),
                None => length,
            };
        }
        for i in 0..2 {
            let Some(a) = known[i].filter(|&a| a > 0) else { continue };
            for j in i + 1..3 {
                if let (Some(b), Some(e)) = (known[j], bounds[j])
                    && b < a
                {
                    self.err(e.pos, format!("invalid slice indices: {b} < {a}"));
                    return;
                }
            }
        }
    }

    /// The underlying type that is sliced; of byte slices and strings together, string.
    fn sliced_type(&mut self, x: &Operand<'a>) -> Option<TypeId> {
        let mut common: Option<(TypeId, TypeId)> = None;
        let mut has_string = false;
        for (t, u) in self.t.each_type(x.ty) {
            let (Some(t), Some(mut u)) = (t, u) else {
                let (s, ts) = (self.op_str(x), self.type_str(x.ty));
                self.err(x.pos(), format!("cannot slice {s}: no specific type in {ts}"));
                return None;
            };
            if self.t.is(u, Basic::is_string) {
                u = self.t.intern(Type::Slice(Basic::Uint8.id()));
                has_string = true;
            }
            match common {
                None => common = Some((t, u)),
                Some((ct, cu)) if cu != u => {
                    let (s, a, b) = (self.op_str(x), self.type_str(ct), self.type_str(t));
                    let message =
                        format!("cannot slice {s}: {a} and {b} have different underlying types");
                    self.err(x.pos(), message);
                    return None;
                }
                _ => {}
            }
        }
        if has_string {
            return Some(match self.t.is_tparam(x.ty) {
                true => Basic::String.id(),
                false => self.t.underlying(x.ty),
            });
        }
        common.map(|c| c.1)
    }
}
