//! Expressions: the dispatch, and unary operators. Each expression gives an [`Operand`]; an invalid one has
//! been reported.

use super::checker::Checker;
use super::constant;
use super::operand::{M, Operand, Src, unparen};
use super::ty::{Basic, Type, TypeId, Types};
use crate::syntax::ast::{ChanDir, Expr, ExprKind, UnaryOp};
use crate::text::Pos;
use std::rc::Rc;

/// What an expression is good for as a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Conversion,
    Expression,
    Statement,
}

/// The function type that is expected of an operand, and what it is for.
pub(super) struct Target {
    pub sig: TypeId,
    pub desc: String,
}

impl<'a> Checker<'a> {
    /// An expression with one value.
    pub(super) fn expr(&mut self, target: Option<&Target>, e: &'a Expr) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(target, e, None, false);
        self.exclude(&mut x, true);
        self.single_value(&mut x);
        x
    }

    /// The same, where a generic function may stand uninstantiated and a literal's type may be elided.
    pub(super) fn generic_expr(&mut self, e: &'a Expr, hint: Option<TypeId>) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, e, hint, true);
        self.exclude(&mut x, true);
        self.single_value(&mut x);
        x
    }

    pub(super) fn expr_or_type(&mut self, e: &'a Expr, allow_generic: bool) -> Operand<'a> {
        let (mut x, _) = self.raw_expr(None, e, None, allow_generic);
        if x.mode == M::NoValue {
            let s = self.op_str(&x);
            self.err(x.pos(), format!("{s} used as value or type"));
            x.mode = M::Invalid;
        }
        self.single_value(&mut x);
        x
    }

    /// One operand, or those of a call's several results; with `comma_ok` also the second value that an
    /// expression of that kind has.
    pub(super) fn multi_expr(&mut self, e: &'a Expr, comma_ok: bool) -> (Vec<Operand<'a>>, bool) {
        let (mut x, _) = self.raw_expr(None, e, None, false);
        self.exclude(&mut x, true);
        if x.ok()
            && let Type::Tuple(list) = self.t.get(x.ty)
        {
            let list = list.clone();
            let ops = list.into_iter().enumerate().map(|(i, t)| {
                let label = format!("{} function result", nth(i + 1));
                Operand::value(t, Src::Label(e.pos, label.into()))
            });
            return (ops.collect(), false);
        }
        if comma_ok && matches!(x.mode, M::MapIndex | M::CommaOk) {
            let label: Rc<str> = "ok value of (comma, ok) expression".into();
            let ok = Operand::value(Basic::UntypedBool.id(), Src::Label(e.pos, label));
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    /// No value, a builtin or a type do not do as a value.
    pub(super) fn exclude(&mut self, x: &mut Operand<'a>, types_too: bool) {
        let what = match x.mode {
            M::NoValue if types_too => "used as value",
            M::NoValue => "used as value or type",
            M::Builtin(_) => "must be called",
            M::Type if types_too => "is not an expression",
            _ => return,
        };
        let s = self.op_str(x);
        self.err(x.pos(), format!("{s} {what}"));
        x.mode = M::Invalid;
    }

    pub(super) fn single_value(&mut self, x: &mut Operand<'a>) {
        if x.mode == M::Value && matches!(self.t.get(x.ty), Type::Tuple(_)) {
            let s = self.op_str(x);
            self.err(x.pos(), format!("multiple-value {s} in single-value context"));
            x.mode = M::Invalid;
        }
    }

    pub(super) fn raw_expr(
        &mut self,
        target: Option<&Target>,
        e: &'a Expr,
        hint: Option<TypeId>,
        allow_generic: bool,
    ) -> (Operand<'a>, Kind) {
        if !self.enter(e.pos) {
            return (Operand { src: Src::Expr(e), ..Operand::invalid() }, Kind::Statement);
        }
        let (mut x, kind) = self.expr_kind(target, e, hint);
        self.leave();
        x.src = Src::Expr(e);
        if !allow_generic {
            self.non_generic(target, &mut x);
        }
        self.record(&x);
        (x, kind)
    }

    /// A generic function or type must be instantiated here; a target may say how.
    pub(super) fn non_generic(&mut self, target: Option<&Target>, x: &mut Operand<'a>) {
        if !x.ok() || x.mode == M::NoValue {
            return;
        }
        let alias = |src: &Src<'a>| matches!(src, Src::Expr(e) if self.is_generic_alias(e));
        let what = if x.mode == M::Type && (self.t.is_generic(x.ty) || alias(&x.src)) {
            "type"
        } else if x.tparams.is_some() {
            if let Some(t) = target {
                self.reverse_infer(t, x);
                return;
            }
            "function"
        } else {
            return;
        };
        let s = self.src_str(&x.src);
        self.err(x.pos(), format!("cannot use generic {what} {s} without instantiation"));
        x.mode = M::Invalid;
        x.ty = Types::INVALID;
    }

    fn expr_kind(
        &mut self,
        target: Option<&Target>,
        e: &'a Expr,
        hint: Option<TypeId>,
    ) -> (Operand<'a>, Kind) {
        let bad = || (Operand::invalid(), Kind::Statement);
        let x = match &e.kind {
            ExprKind::Bad => return bad(),
            ExprKind::Ident(id) => self.ident(e, *id, false),
            ExprKind::Ellipsis(_) => {
                self.err(e.pos, "invalid use of ...");
                return bad();
            }
            ExprKind::BasicLit { kind, raw } => self.basic_lit(e, *kind, raw),
            ExprKind::FuncLit(lit) => self.func_lit(lit),
            ExprKind::CompositeLit { ty, elems, rbrace, .. } => {
                self.composite_lit(e, ty.as_deref(), elems, *rbrace, hint)
            }
            ExprKind::Paren(inner) => return self.raw_expr(None, inner, None, false),
            ExprKind::Selector { x, sel } => self.selector(e, x, *sel, false),
            ExprKind::Index { x, indices } => {
                let (mut op, is_func) = self.index_expr(e, x, indices);
                if is_func {
                    op.src = Src::Expr(e);
                    self.func_inst(target, e, &mut op, indices, true);
                }
                op
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.slice_expr(x, [lo.as_deref(), hi.as_deref(), max.as_deref()])
            }
            ExprKind::TypeAssert { x, ty } => self.type_assert(e, x, ty.as_deref()),
            ExprKind::Call { .. } => return self.call_expr(e),
            ExprKind::Star(x) => self.star(x),
            ExprKind::Unary { op, x } => {
                let y = self.unary(e, *op, x);
                if *op == UnaryOp::Recv && y.ok() {
                    return (y, Kind::Statement);
                }
                y
            }
            ExprKind::Binary { .. } => self.binary_chain(e),
            ExprKind::ArrayType { .. }
            | ExprKind::StructType(_)
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. } => {
                let ty = self.typ(e);
                let mode = if ty == Types::INVALID { M::Invalid } else { M::Type };
                Operand { mode, ty, ..Operand::invalid() }
            }
        };
        let kind = if x.ok() { Kind::Expression } else { Kind::Statement };
        (x, kind)
    }

    fn type_assert(&mut self, e: &'a Expr, operand: &'a Expr, ty: Option<&'a Expr>) -> Operand<'a> {
        let mut x = self.expr(None, operand);
        if !x.ok() {
            return x;
        }
        let Some(ty) = ty else {
            self.err(e.pos, "invalid syntax tree: use of .(type) outside type switch");
            return Operand::invalid();
        };
        if self.t.is_tparam(x.ty) {
            let s = self.op_str(&x);
            let message =
                format!("invalid operation: cannot use type assertion on type parameter value {s}");
            self.err(x.pos(), message);
            return Operand::invalid();
        }
        if !self.t.is_interface(x.ty) {
            let s = self.op_str(&x);
            self.err(x.pos(), format!("invalid operation: {s} is not an interface"));
            return Operand::invalid();
        }
        let t = self.var_type(ty);
        if t == Types::INVALID || !self.complete(t) {
            return Operand::invalid();
        }
        self.type_assertion(e, x.ty, t, &x, false);
        x.mode = M::CommaOk;
        x.ty = t;
        x
    }

    /// Reports an assertion that can never hold.
    pub(super) fn type_assertion(
        &mut self,
        e: &'a Expr,
        from: TypeId,
        t: TypeId,
        x: &Operand<'a>,
        in_switch: bool,
    ) {
        let Err(cause) = self.assertable(from, t) else { return };
        let (es, ts, xs) = (self.expr_str(e), self.type_str(t), self.op_str(x));
        let message = if in_switch {
            format!(
                "impossible type switch case: {es}\n\t{xs} cannot have dynamic type {ts} {cause}"
            )
        } else {
            let fs = self.type_str(from);
            format!("impossible type assertion: {es}\n\t{ts} does not implement {fs} {cause}")
        };
        self.err(e.pos, message);
    }

    fn star(&mut self, operand: &'a Expr) -> Operand<'a> {
        let mut x = self.expr_or_type(operand, false);
        match x.mode {
            M::Invalid => return x,
            M::Type => {
                self.valid_var_type(operand.pos, x.ty);
                x.ty = self.t.intern(Type::Pointer(x.ty));
                return x;
            }
            _ => {}
        }
        let mut base: Option<TypeId> = None;
        for (_, u) in self.t.each_type(x.ty) {
            let b = match u.map(|u| self.t.get(u)) {
                Some(Type::Pointer(b)) => *b,
                _ => {
                    let s = self.op_str(&x);
                    self.err(x.pos(), format!("invalid operation: cannot indirect {s}"));
                    return Operand::invalid();
                }
            };
            if base.is_some_and(|o| o != b) {
                let s = self.op_str(&x);
                let message =
                    format!("invalid operation: pointers of {s} must have identical base types");
                self.err(x.pos(), message);
                return Operand::invalid();
            }
            base = Some(b);
        }
        let Some(b) = base else { return Operand::invalid() };
        if !self.complete(b) {
            return Operand::invalid();
        }
        x.mode = M::Variable;
        x.ty = b;
        x
    }

    fn unary(&mut self, e: &'a Expr, op: UnaryOp, operand: &'a Expr) -> Operand<'a> {
        let mut x = self.expr(None, operand);
        if !x.ok() {
            return x;
        }
        let mut op = op;
        match op {
            UnaryOp::Addr => {
                let lit = matches!(unparen(operand).kind, ExprKind::CompositeLit { .. });
                if !lit && x.mode != M::Variable {
                    let s = self.op_str(&x);
                    self.err(x.pos(), format!("invalid operation: cannot take address of {s}"));
                    return Operand::invalid();
                }
                x.mode = M::Value;
                x.ty = self.t.intern(Type::Pointer(x.ty));
                return x;
            }
            UnaryOp::Recv => {
                let Some(elem) = self.chan_elem(x.pos(), &x, true) else {
                    return Operand::invalid();
                };
                if !self.complete(elem) {
                    return Operand::invalid();
                }
                x.mode = M::CommaOk;
                x.ty = elem;
                x.val = constant::Const::Unknown;
                self.env.has_call = true;
                return x;
            }
            UnaryOp::Tilde => {
                let message = "cannot use ~ outside of interface or type constraint";
                if !self.t.all(x.ty, Basic::is_integer) {
                    self.err(e.pos, message);
                    return Operand::invalid();
                }
                self.err(e.pos, format!("{message} (use ^ for bitwise complement)"));
                op = UnaryOp::Compl;
            }
            _ => {}
        }
        let fits = match op {
            UnaryOp::Not => self.t.all(x.ty, Basic::is_boolean),
            UnaryOp::Compl => self.t.all(x.ty, Basic::is_integer),
            _ => self.t.all(x.ty, Basic::is_numeric),
        };
        if !fits {
            let s = self.op_str(&x);
            let o = op.text();
            self.err(x.pos(), format!("invalid operation: operator {o} not defined on {s}"));
            return Operand::invalid();
        }
        if !x.is_const() {
            x.mode = M::Value;
            return x;
        }
        if x.val.is_unknown() {
            return x;
        }
        x.val = match op {
            UnaryOp::Neg => constant::negate(&x.val),
            UnaryOp::Not => match x.val {
                constant::Const::Bool(b) => constant::Const::Bool(!b),
                _ => constant::Const::Unknown,
            },
            UnaryOp::Compl => {
                let bits = self.t.basic(x.ty).and_then(|b| match constant::int_size(b) {
                    Some((n, false)) => Some(n),
                    _ => None,
                });
                constant::complement(&x.val, bits)
            }
            _ => x.val,
        };
        x.src = Src::Expr(e);
        self.overflow(&mut x, e.pos);
        x
    }

    /// The element type of a channel that is received from or sent to.
    pub(super) fn chan_elem(&mut self, pos: Pos, x: &Operand<'a>, recv: bool) -> Option<TypeId> {
        let cause = match self.chan_elem_of(x, recv) {
            Ok(elem) => return Some(elem),
            Err(cause) => cause,
        };
        let s = self.op_str(x);
        let verb = if recv { "receive from" } else { "send to" };
        let message = if self.t.is_tparam(x.ty) {
            format!("invalid operation: cannot {verb} {s}: {cause}")
        } else {
            format!("invalid operation: cannot {verb} {cause} {s}")
        };
        self.err(pos, message);
        None
    }

    fn chan_elem_of(&self, x: &Operand<'a>, recv: bool) -> Result<TypeId, String> {
        let ty = x.ty;
        for (t, u) in self.t.each_type(ty) {
            let (Some(t), Some(u)) = (t, u) else { return Err("no specific channel type".into()) };
            let ts = || if t == ty { self.operand_type_str(x) } else { self.type_str(t) };
            match self.t.get(u) {
                Type::Chan(ChanDir::Send, _) if recv => {
                    return Err(format!("send-only channel {}", ts()));
                }
                Type::Chan(ChanDir::Recv, _) if !recv => {
                    return Err(format!("receive-only channel {}", ts()));
                }
                Type::Chan(..) => {}
                _ => return Err(format!("non-channel {}", ts())),
            }
        }
        match self.common_under(ty) {
            Ok(u) => match self.t.get(u) {
                Type::Chan(_, e) => Ok(*e),
                _ => Err("no specific channel type".into()),
            },
            Err(cause) => Err(cause),
        }
    }

    /// The single underlying type of a type (of all types in a type parameter's set).
    pub(super) fn common_under(&self, ty: TypeId) -> Result<TypeId, String> {
        let mut common: Option<(TypeId, TypeId)> = None;
        for (t, u) in self.t.each_type(ty) {
            let (Some(t), Some(u)) = (t, u) else { return Err("no specific type".into()) };
            let Some((ct, cu)) = common else {
                common = Some((t, u));
                continue;
            };
            let (cs, ts) = (self.type_str(ct), self.type_str(t));
            if let (Type::Chan(cd, ce), Type::Chan(d, e)) = (self.t.get(cu), self.t.get(u)) {
                if ce != e {
                    return Err(format!("channels {cs} and {ts} have different element types"));
                }
                if cd == d {
                    continue;
                }
                if *cd == ChanDir::Both {
                    common = Some((t, u));
                } else if *d != ChanDir::Both {
                    return Err(format!("channels {cs} and {ts} have conflicting directions"));
                }
                continue;
            }
            if cu != u {
                return Err(format!("{cs} and {ts} have different underlying types"));
            }
        }
        common.map(|c| c.1).ok_or_else(|| "no specific type".into())
    }

    /// A function type that is wanted, if `ty` is one.
    pub(super) fn target_of(&self, ty: TypeId, name: crate::syntax::ast::Symbol) -> Option<Target> {
        self.target_desc(ty, self.symbols.name(name))
    }

    pub(super) fn target_desc(&self, ty: TypeId, desc: &str) -> Option<Target> {
        if ty == super::checker::NO_TYPE {
            return None;
        }
        let sig = self.common_under(ty).ok()?;
        let is_func = matches!(self.t.get(sig), Type::Func(_));
        is_func.then(|| Target { sig, desc: desc.to_string() })
    }

    /// Checks expressions whose values nobody needs any more, so that what they mention counts as used.
    pub(super) fn use_exprs(&mut self, list: &'a [Expr]) -> bool {
        let mut ok = true;
        for e in list {
            ok &= self.use_expr(e);
        }
        ok
    }

    pub(super) fn use_expr(&mut self, e: &'a Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Ident(id) if id.name == self.blank => true,
            ExprKind::Ident(_) => self.expr_or_type(unparen(e), true).ok(),
            _ => self.raw_expr(None, e, None, true).0.ok(),
        }
    }

    /// The same for left-hand sides: a variable that is only assigned to is not used.
    pub(super) fn use_lhs(&mut self, list: &'a [Expr]) -> bool {
        let mut ok = true;
        for e in list {
            let var = self.assigned_var(e);
            let was = var.map(|v| self.is_used(v));
            ok &= self.use_expr(e);
            if let (Some(v), Some(was)) = (var, was) {
                self.used[v.0 as usize] = was;
            }
        }
        ok
    }
}

/// `1st`, `2nd` …
fn nth(n: usize) -> String {
    let ext = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{n}{ext}")
}
