//! Binary operators: arithmetic, comparison, shifts.

use super::checker::Checker;
use super::constant::{self, Const, ConstOp};
use super::operand::{M, Operand, Src};
use super::predicates::Incomparable;
use super::ty::{Basic, TypeId, Types};
use super::untyped::{is_comparison, is_shift};
use crate::syntax::ast::{BinaryOp, Expr, ExprKind};
use crate::text::Pos;
use std::cmp::Ordering;

/// Largest shift count of a constant shift.
const MAX_SHIFT: u64 = 1023 - 1 + 52;

impl<'a> Checker<'a> {
    /// A binary expression. Chains `a + b + c …` lean to the left and may be long: they are walked in a
    /// loop.
    pub(super) fn binary_chain(&mut self, e: &'a Expr) -> Operand<'a> {
        let mut spine = vec![];
        let mut at = e;
        while let ExprKind::Binary { x, .. } = &at.kind {
            spine.push(at);
            at = x;
        }
        let mut left = self.expr(None, at);
        while let Some(node) = spine.pop() {
            let ExprKind::Binary { op, op_pos, y, .. } = &node.kind else { break };
            let right = self.expr(None, y);
            left = self.binary(left, right, Some(node), *op, *op_pos);
            left.src = Src::Expr(node);
            if !spine.is_empty() {
                self.record(&left);
            }
        }
        left
    }

    /// `x op y`; `e` is the expression, or `None` for an assignment operation.
    pub(super) fn binary(
        &mut self,
        mut x: Operand<'a>,
        mut y: Operand<'a>,
        e: Option<&'a Expr>,
        op: BinaryOp,
        op_pos: Pos,
    ) -> Operand<'a> {
        let (xsrc, ysrc) = (x.src.clone(), y.src.clone());
        if !x.ok() || !y.ok() {
            return Operand::invalid();
        }
        if is_shift(op) {
            self.shift(&mut x, &mut y, e, op, op_pos);
            return x;
        }
        self.match_types(&mut x, &mut y);
        if !x.ok() {
            return x;
        }
        if is_comparison(op) {
            self.comparison(&mut x, &mut y, op, false);
            return x;
        }
        if x.ty != y.ty {
            if x.ty != Types::INVALID && y.ty != Types::INVALID {
                let (xs, ys) = (self.operand_type_str(&x), self.operand_type_str(&y));
                let es = match e {
                    Some(e) => self.expr_str(e),
                    None => {
                        format!("{} {}= {}", self.src_str(&xsrc), op.text(), self.src_str(&ysrc))
                    }
                };
                let message = format!("invalid operation: {es} (mismatched types {xs} and {ys})");
                self.err(x.pos(), message);
            }
            return Operand::invalid();
        }
        if !self.t.all(x.ty, op_predicate(op)) {
            let s = self.op_str(&x);
            let message = format!("invalid operation: operator {} not defined on {s}", op.text());
            self.err(x.pos(), message);
            return Operand::invalid();
        }
        if matches!(op, BinaryOp::Div | BinaryOp::Rem)
            && (x.is_const() || self.t.all(x.ty, Basic::is_integer))
            && y.is_const()
            && !y.val.is_unknown()
            && y.val.sign() == 0
        {
            self.err(y.pos(), "invalid operation: division by zero");
            return Operand::invalid();
        }
        if x.is_const() && y.is_const() {
            if x.val.is_unknown() || y.val.is_unknown() {
                x.val = Const::Unknown;
                return x;
            }
            let integer = self.t.is(x.ty, Basic::is_integer);
            x.val = constant::binary(&x.val, const_op(op, integer), &y.val);
            if let Some(e) = e {
                x.src = Src::Expr(e);
            }
            self.overflow(&mut x, op_pos);
            return x;
        }
        x.mode = M::Value;
        x.val = Const::Unknown;
        x
    }

    /// Gives an untyped operand the type of the other one, where that can be.
    pub(super) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) {
        if !self.may_convert(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if !x.ok() {
            return;
        }
        self.convert_untyped(y, x.ty);
        if !y.ok() {
            x.mode = M::Invalid;
        }
    }

    fn may_convert(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let t = &self.t;
        if !t.is_untyped(x.ty) && !t.is_untyped(y.ty) {
            return false;
        }
        let differ = |f: fn(Basic) -> bool| t.all(x.ty, f) != t.all(y.ty, f);
        if differ(Basic::is_numeric) {
            return false;
        }
        if t.is_plain_interface(x.ty) || t.is_plain_interface(y.ty) {
            return true;
        }
        if differ(Basic::is_boolean) || differ(Basic::is_string) {
            return false;
        }
        if x.is_nil() {
            return t.has_nil(y.ty);
        }
        if y.is_nil() {
            return t.has_nil(x.ty);
        }
        let pointer = |ty: TypeId| matches!(t.under(ty), super::ty::Type::Pointer(_));
        !pointer(x.ty) && !pointer(y.ty)
    }

    /// A comparison; in a switch `x` is the case and `y` the tag.
    pub(super) fn comparison(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        op: BinaryOp,
        in_switch: bool,
    ) {
        if x.ty == Types::INVALID || y.ty == Types::INVALID {
            x.mode = M::Invalid;
            return;
        }
        let (on_y, cause) = match self.comparison_error(x, y, op) {
            None => {
                if x.is_const() && y.is_const() {
                    x.val = compare_consts(&x.val, &y.val, op);
                } else {
                    x.mode = M::Value;
                    let (xt, yt) = (self.t.default_type(x.ty), self.t.default_type(y.ty));
                    let (xs, ys) = (x.src.clone(), y.src.clone());
                    self.update_type(&xs, xt, true);
                    self.update_type(&ys, yt, true);
                    x.val = Const::Unknown;
                }
                x.ty = Basic::UntypedBool.id();
                return;
            }
            Some(e) => e,
        };
        let (xs, ys) = (self.src_str(&x.src), self.src_str(&y.src));
        let message = if in_switch {
            format!("invalid case {xs} in switch on {ys} ({cause})")
        } else {
            format!("invalid operation: {xs} {} {ys} ({cause})", op.text())
        };
        let pos = if on_y && !in_switch { y.pos() } else { x.pos() };
        self.err(pos, message);
        x.mode = M::Invalid;
    }

    /// Why two operands cannot be compared, and whether it is the second one's fault.
    fn comparison_error(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
    ) -> Option<(bool, String)> {
        let mut ok = self.assignable(x, y.ty).is_ok();
        if !ok {
            ok = self.assignable(y, x.ty).is_ok();
        }
        if !ok {
            let (xs, ys) = (self.operand_type_str(x), self.operand_type_str(y));
            return Some((true, format!("mismatched types {xs} and {ys}")));
        }
        let undefined = |c: &Self, on_y: bool| {
            let err_ty = if on_y { y.ty } else { x.ty };
            if c.t.is_tparam(x.ty) || c.t.is_tparam(y.ty) {
                let on_y = on_y || !c.t.is_tparam(x.ty);
                let ty = if on_y { y.ty } else { x.ty };
                let ts = c.type_str(ty);
                return (on_y, format!("type parameter {ts} cannot use operator {}", op.text()));
            }
            let what = match c.t.composite_kind(err_ty) {
                "" => c.type_str(err_ty),
                kind => kind.to_string(),
            };
            (on_y, format!("operator {} not defined on {what}", op.text()))
        };
        if matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
            if x.is_nil() || y.is_nil() {
                let ty = if x.is_nil() { y.ty } else { x.ty };
                return (!self.t.has_nil(ty)).then(|| undefined(self, true));
            }
            for (on_y, ty) in [(false, x.ty), (true, y.ty)] {
                if let Some(why) = self.t.comparable_cause(ty, true, 0) {
                    let cause = self.incomparable_cause(ty, why);
                    return Some(if cause.is_empty() {
                        undefined(self, on_y)
                    } else {
                        (on_y, cause)
                    });
                }
            }
            return None;
        }
        if !self.t.all(x.ty, Basic::is_ordered) {
            return Some(undefined(self, false));
        }
        (!self.t.all(y.ty, Basic::is_ordered)).then(|| undefined(self, true))
    }

    pub(super) fn incomparable_cause(&self, ty: TypeId, why: Incomparable) -> String {
        match self.t.composite_kind(ty) {
            kind @ ("slice" | "func" | "map") => {
                return format!("{kind} can only be compared to nil");
            }
            _ => {}
        }
        match why {
            Incomparable::Kind => String::new(),
            Incomparable::Field(f) => {
                format!("struct containing {} cannot be compared", self.type_str(f))
            }
            Incomparable::Array(a) => format!("{} cannot be compared", self.type_str(a)),
            Incomparable::EmptySet => "empty type set".into(),
            Incomparable::InSet => "incomparable types in type set".into(),
        }
    }

    fn shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        e: Option<&'a Expr>,
        op: BinaryOp,
        op_pos: Pos,
    ) {
        let xval = if x.is_const() { x.val.to_int() } else { None };
        let unknown = x.is_const() && x.val.is_unknown();
        let integer = self.t.all(x.ty, Basic::is_integer);
        if !integer && !(self.t.is_untyped(x.ty) && xval.is_some()) && !unknown {
            return self.bad_shift_operand(x);
        }
        if y.is_const() {
            if y.val.to_int().is_some() && y.val.sign() < 0 {
                let s = self.op_str(y);
                self.err(y.pos(), format!("invalid operation: negative shift count {s}"));
                x.mode = M::Invalid;
                return;
            }
            if self.t.is_untyped(y.ty) {
                self.representable(y, Basic::Uint);
                if !y.ok() {
                    x.mode = M::Invalid;
                    return;
                }
                if !x.is_const() || self.t.is_untyped(x.ty) {
                    let src = y.src.clone();
                    self.update_type(&src, Basic::Uint.id(), true);
                }
            }
        } else if self.t.all(y.ty, Basic::is_integer) {
            if !self.t.all(y.ty, Basic::is_unsigned) {
                let ok = self.version(y.pos(), 13, |c| {
                    format!("invalid operation: signed shift count {}", c.op_str(y))
                });
                if !ok {
                    x.mode = M::Invalid;
                    return;
                }
            }
        } else if self.t.is_untyped(y.ty) {
            self.convert_untyped(y, Basic::Uint.id());
            if !y.ok() {
                x.mode = M::Invalid;
                return;
            }
        } else {
            let s = self.op_str(y);
            self.err(y.pos(), format!("invalid operation: shift count {s} must be integer"));
            x.mode = M::Invalid;
            return;
        }
        if x.is_const() {
            if y.is_const() {
                return self.const_shift(x, y, xval, e, op, op_pos);
            }
            if self.t.is_untyped(x.ty) {
                // The operand has the type that the shift would have if it were the operand alone.
                if let Src::Expr(lhs) = x.src {
                    self.shift_lhs.insert(lhs.id);
                }
                x.mode = M::Value;
                x.val = Const::Unknown;
                return;
            }
        }
        if !integer {
            return self.bad_shift_operand(x);
        }
        x.mode = M::Value;
        x.val = Const::Unknown;
    }

    fn bad_shift_operand(&mut self, x: &mut Operand<'a>) {
        let s = self.op_str(x);
        self.err(x.pos(), format!("invalid operation: shifted operand {s} must be integer"));
        x.mode = M::Invalid;
    }

    fn const_shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &Operand<'a>,
        xval: Option<num_bigint::BigInt>,
        e: Option<&'a Expr>,
        op: BinaryOp,
        op_pos: Pos,
    ) {
        if !self.t.is(x.ty, Basic::is_integer) {
            x.ty = Basic::UntypedInt.id();
        }
        let (Some(v), false) = (xval, y.val.is_unknown()) else {
            x.val = Const::Unknown;
            return;
        };
        let count = y.val.to_i64().and_then(|n| u64::try_from(n).ok());
        let Some(n) = count.filter(|&n| n <= MAX_SHIFT) else {
            let s = self.op_str(y);
            self.err(y.pos(), format!("invalid operation: invalid shift count {s}"));
            x.mode = M::Invalid;
            return;
        };
        x.val = constant::shift(&v, op == BinaryOp::Shl, n);
        if let Some(e) = e {
            x.src = Src::Expr(e);
        }
        self.overflow(x, op_pos);
    }
}

fn op_predicate(op: BinaryOp) -> fn(Basic) -> bool {
    use BinaryOp::*;
    match op {
        Add => |b| b.is_numeric() || b.is_string(),
        Sub | Mul | Div => Basic::is_numeric,
        LAnd | LOr => Basic::is_boolean,
        _ => Basic::is_integer,
    }
}

fn const_op(op: BinaryOp, integer: bool) -> ConstOp {
    use BinaryOp::*;
    match op {
        Add => ConstOp::Add,
        Sub => ConstOp::Sub,
        Mul => ConstOp::Mul,
        Div if integer => ConstOp::IntQuo,
        Div => ConstOp::Quo,
        Rem => ConstOp::Rem,
        And => ConstOp::And,
        Or => ConstOp::Or,
        Xor => ConstOp::Xor,
        AndNot => ConstOp::AndNot,
        LAnd => ConstOp::LAnd,
        _ => ConstOp::LOr,
    }
}

fn compare_consts(x: &Const, y: &Const, op: BinaryOp) -> Const {
    if matches!(op, BinaryOp::Eq | BinaryOp::Ne) {
        return match constant::equal(x, y) {
            Some(same) => Const::Bool(same == (op == BinaryOp::Eq)),
            None => Const::Unknown,
        };
    }
    let Some(order) = constant::compare(x, y) else { return Const::Unknown };
    Const::Bool(match op {
        BinaryOp::Lt => order == Ordering::Less,
        BinaryOp::Le => order != Ordering::Greater,
        BinaryOp::Gt => order == Ordering::Greater,
        _ => order != Ordering::Less,
    })
}
