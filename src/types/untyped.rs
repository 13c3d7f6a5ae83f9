//! Untyped operands: what type they take on, whether their value fits, and telling their expressions.

use super::checker::Checker;
use super::constant::{self, Const};
use super::operand::{M, Operand, Src};
use super::ty::{Basic, Type, TypeId, Types};
use crate::syntax::ast::{BinaryOp, Expr, ExprKind};
use crate::text::Pos;

/// Why an untyped operand does not become a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Misfit {
    Kind,
    Truncated,
    Overflow,
}

impl<'a> Checker<'a> {
    /// The constant in a basic type, or why it does not fit.
    fn representation(&self, x: &Operand<'a>, b: Basic) -> Result<Const, Misfit> {
        if let Some(v) = constant::represent(&x.val, b) {
            return Ok(v);
        }
        if self.t.is(x.ty, Basic::is_numeric) && b.is_numeric() {
            if !self.t.is(x.ty, Basic::is_integer) && b.is_integer() {
                return Err(Misfit::Truncated);
            }
            return Err(Misfit::Overflow);
        }
        Err(Misfit::Kind)
    }

    /// Checks that a constant fits its basic type `b`, and rounds it.
    pub(super) fn representable(&mut self, x: &mut Operand<'a>, b: Basic) {
        match self.representation(x, b) {
            Ok(v) => x.val = v,
            Err(why) => {
                self.misfit(why, x, b.id());
                x.mode = M::Invalid;
            }
        }
    }

    fn misfit(&mut self, why: Misfit, x: &Operand<'a>, target: TypeId) {
        let (xs, ts) = (self.op_str(x), self.type_str(target));
        let message = match why {
            Misfit::Kind => format!("cannot convert {xs} to type {ts}"),
            Misfit::Truncated => format!("{xs} truncated to {ts}"),
            Misfit::Overflow => format!("{xs} overflows {ts}"),
        };
        self.err(x.pos(), message);
    }

    /// After constant arithmetic: does the result fit its type?
    pub(super) fn overflow(&mut self, x: &mut Operand<'a>, pos: Pos) {
        if x.val.is_unknown() {
            self.err(pos, "constant result is not representable");
            return;
        }
        if !self.t.is_untyped(x.ty) {
            if let Some(b) = self.t.basic(x.ty) {
                self.representable(x, b);
            }
            return;
        }
        if let Const::Int(i) = &x.val
            && i.bits() > 512
        {
            let op = match &x.src {
                Src::Expr(e) => op_name(e),
                _ => "",
            };
            self.err(pos, format!("constant {op}overflow"));
            x.val = Const::Unknown;
        }
    }

    /// The type that an untyped operand takes on where `target` is asked for, and its value there.
    pub(super) fn implicit_type(
        &self,
        x: &Operand<'a>,
        target: TypeId,
    ) -> Result<(TypeId, Option<Const>), Misfit> {
        if !x.ok() || !self.t.is_untyped(x.ty) || target == Types::INVALID {
            return Ok((x.ty, None));
        }
        if self.t.is_untyped(target) {
            if x.ty == target {
                return Ok((x.ty, None));
            }
            if self.t.is_untyped_numeric(x.ty) && self.t.is_untyped_numeric(target) {
                return Ok((x.ty.max(target), None));
            }
            return Err(Misfit::Kind);
        }
        if x.is_nil() {
            return if self.t.has_nil(target) { Ok((target, None)) } else { Err(Misfit::Kind) };
        }
        match self.t.under(target) {
            Type::Basic(b) => {
                let b = *b;
                if x.is_const() {
                    return Ok((target, Some(self.representation(x, b)?)));
                }
                let fits = match self.t.basic(x.ty) {
                    Some(Basic::UntypedBool) => b.is_boolean(),
                    Some(Basic::UntypedString) => b.is_string(),
                    Some(k) if k.is_numeric() => b.is_numeric(),
                    _ => false,
                };
                if fits { Ok((target, None)) } else { Err(Misfit::Kind) }
            }
            Type::Interface(i) => {
                if self.t.is_tparam(target) {
                    let ok = self
                        .t
                        .under_is(target, |u| u.is_some_and(|u| self.implicit_type(x, u).is_ok()));
                    return if ok { Ok((target, None)) } else { Err(Misfit::Kind) };
                }
                if !i.methods.is_empty() || i.terms.is_some() || i.comparable {
                    return Err(Misfit::Kind);
                }
                Ok((self.t.default_type(x.ty), None))
            }
            _ => Err(Misfit::Kind),
        }
    }

    /// Converts an untyped operand to the type that `target` gives it.
    pub(super) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: TypeId) {
        match self.implicit_type(x, target) {
            Err(why) => {
                let t = if self.t.is_tparam(target) { target } else { self.t.underlying(target) };
                self.misfit(why, x, t);
                x.mode = M::Invalid;
            }
            Ok((ty, val)) => self.take_type(x, ty, val),
        }
    }

    /// Gives an operand its new type (and value), and tells its expression.
    pub(super) fn take_type(&mut self, x: &mut Operand<'a>, ty: TypeId, val: Option<Const>) {
        if let Some(v) = val {
            if let Src::Expr(e) = x.src
                && let Some(Some(tv)) = self.info.exprs.get_mut(e.id.0 as usize)
                && self.t.is_untyped(tv.ty)
            {
                tv.value = Some(v.clone());
            }
            x.val = v;
        }
        if ty != x.ty {
            x.ty = ty;
            let src = x.src.clone();
            self.update_type(&src, ty, false);
        }
    }

    pub(super) fn update_type(&mut self, src: &Src<'a>, ty: TypeId, is_final: bool) {
        if let Src::Expr(e) = src {
            self.update_expr_type(e, ty, is_final);
        }
    }

    /// Tells an untyped expression and its untyped operands the type that they have after all.
    fn update_expr_type(&mut self, e: &'a Expr, ty: TypeId, is_final: bool) {
        let Some(Some(old)) = self.info.exprs.get(e.id.0 as usize) else { return };
        if !self.t.is_untyped(old.ty) {
            return;
        }
        let constant = old.value.is_some();
        match &e.kind {
            ExprKind::Paren(x) => self.update_expr_type(x, ty, is_final),
            ExprKind::Unary { x, .. } if !constant => self.update_expr_type(x, ty, is_final),
            ExprKind::Binary { op, x, y, .. } if !constant => {
                if is_shift(*op) {
                    self.update_expr_type(x, ty, is_final);
                } else if !is_comparison(*op) {
                    self.update_expr_type(x, ty, is_final);
                    self.update_expr_type(y, ty, is_final);
                }
            }
            _ => {}
        }
        let Some(Some(old)) = self.info.exprs.get_mut(e.id.0 as usize) else { return };
        let old_ty = std::mem::replace(&mut old.ty, ty);
        let (mode, value) = (old.mode, old.value.clone());
        if !is_final && self.t.is_untyped(ty) {
            return;
        }
        if self.shift_lhs.remove(&e.id) && !self.t.all(ty, Basic::is_integer) {
            let (es, ts) = (self.expr_str(e), self.type_str(ty));
            let message =
                format!("invalid operation: shifted operand {es} (type {ts}) must be integer");
            self.err(e.pos, message);
            return;
        }
        if let Some(v) = value {
            let mut c =
                Operand { mode: M::Constant, ty: old_ty, val: v, src: Src::Expr(e), tparams: None };
            self.convert_untyped(&mut c, ty);
            if c.ok() {
                self.record_expr(e.id, mode, ty, Some(c.val));
            }
        }
    }
}

/// `<<` or `>>`.
pub(super) fn is_shift(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Shl | BinaryOp::Shr)
}

/// `==` and its relatives.
pub(super) fn is_comparison(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Eq | Ne | Lt | Le | Gt | Ge)
}

/// How an overflow message names the operation, with a space after it.
fn op_name(e: &Expr) -> &'static str {
    use crate::syntax::ast::UnaryOp;
    match &e.kind {
        ExprKind::Unary { op: UnaryOp::Compl, .. } => "bitwise complement ",
        ExprKind::Binary { op, .. } => match op {
            BinaryOp::Add => "addition ",
            BinaryOp::Sub => "subtraction ",
            BinaryOp::Xor => "bitwise XOR ",
            BinaryOp::Mul => "multiplication ",
            BinaryOp::Shl => "shift ",
            _ => "",
        },
        _ => "",
    }
}
