//! Comparisons, logical operators, and conditions as jumps.

use super::Gen;
use super::code::{Op, Reg};
use super::func::Label;
use super::layout::Kind;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::ty::TypeId;

impl<'p> Gen<'p> {
    /// `&&`, `||` as a value.
    pub(super) fn logical(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        let mark = self.f.next;
        let d = self.dst(dst, 1);
        let (no, end) = (self.f.label(), self.f.label());
        self.cond(e, false, no);
        self.f.emit(Op::Int { d, v: 1 });
        self.f.jmp(end);
        self.f.place(no);
        self.f.emit(Op::Zero { d });
        self.f.place(end);
        self.f.next = if dst.is_some() { mark } else { mark + 1 };
        d
    }

    /// A comparison as a value.
    pub(super) fn comparison(
        &mut self,
        op: BinaryOp,
        x: &'p Expr,
        y: &'p Expr,
        at: Pos,
        dst: Option<Reg>,
    ) -> Reg {
        let mark = self.f.next;
        self.hoist_list(&[x, y]);
        let d;
        if let Some(r) = self.nil_test(x, y) {
            self.f.at = at;
            let zero = self.f.alloc(1);
            self.f.emit(Op::Zero { d: zero });
            d = self.f.result(dst, mark, 1);
            let (a, b) = (r, zero);
            self.f.emit(if op == BinaryOp::Eq { Op::Eq { d, a, b } } else { Op::Ne { d, a, b } });
        } else {
            let (a, b, t) = self.operands(x, y);
            d = self.f.result(dst, mark, 1);
            self.f.at = at;
            self.compare(op, t, d, a, b);
        }
        self.f.next = if dst.is_some() { mark } else { mark + 1 };
        d
    }

    /// Both operands of a comparison in the type in which they are compared.
    fn operands(&mut self, x: &'p Expr, y: &'p Expr) -> (Reg, Reg, TypeId) {
        let (tx, ty) = (self.ty(x), self.ty(y));
        let t = if self.is_iface(ty) && !self.is_iface(tx) { ty } else { tx };
        let a = self.expr_as(x, t, None);
        let b = self.expr_as(y, t, None);
        (a, b, t)
    }

    /// `x == nil`: the word that is 0 for nil.
    fn nil_test(&mut self, x: &'p Expr, y: &'p Expr) -> Option<Reg> {
        let other = match (self.is_nil(x), self.is_nil(y)) {
            (false, true) => x,
            (true, false) => y,
            _ => return None,
        };
        Some(self.expr(other, None))
    }

    /// `d = a op b` on two values of one type.
    pub(super) fn compare(&mut self, op: BinaryOp, t: TypeId, d: Reg, a: Reg, b: Reg) {
        use BinaryOp::*;
        let (op, a, b) = match op {
            Gt => (Lt, b, a),
            Ge => (Le, b, a),
            op => (op, a, b),
        };
        let negate = op == Ne;
        if self.is_huge(t) {
            let pairs = self.f.alloc(4);
            for (pair, value) in [(pairs, a), (pairs + 2, b)] {
                self.mov(pair + 1, value, 1);
                self.iface_of(pair, t);
            }
            let any = self.any();
            return self.compare(op, any, d, pairs, pairs + 2);
        }
        match self.kind(t) {
            Kind::Float { .. } => self.f.emit(match op {
                Eq => Op::EqF { d, a, b },
                Ne => Op::NeF { d, a, b },
                Lt => Op::LtF { d, a, b },
                _ => Op::LeF { d, a, b },
            }),
            Kind::Str => match op {
                Eq | Ne => {
                    self.f.emit(Op::EqStr { d, a, b });
                    if negate {
                        self.f.emit(Op::Not { d, a: d });
                    }
                }
                _ => {
                    let c = self.f.alloc(2);
                    self.f.emit(Op::CmpStr { d: c, a, b });
                    self.f.emit(Op::Zero { d: c + 1 });
                    self.f.emit(if op == Lt {
                        Op::Lt { d, a: c, b: c + 1 }
                    } else {
                        Op::Le { d, a: c, b: c + 1 }
                    });
                }
            },
            Kind::Complex { .. } => {
                self.f.emit2(Op::ComplexOp { d, a, b }, 4, 0);
                if negate {
                    self.f.emit(Op::Not { d, a: d });
                }
            }
            Kind::Iface => {
                self.f.emit(Op::EqIface { d, a, b });
                if negate {
                    self.f.emit(Op::Not { d, a: d });
                }
            }
            Kind::Struct | Kind::Array(..) => {
                let r = self.rtype(t);
                self.f.emit2(Op::Equal { d, a, b }, 0, r);
                if negate {
                    self.f.emit(Op::Not { d, a: d });
                }
            }
            kind => {
                let unsigned = kind == Kind::Int { bits: 64, signed: false };
                self.f.emit(match op {
                    Eq => Op::Eq { d, a, b },
                    Ne => Op::Ne { d, a, b },
                    Lt if unsigned => Op::LtU { d, a, b },
                    Lt => Op::Lt { d, a, b },
                    _ if unsigned => Op::LeU { d, a, b },
                    _ => Op::Le { d, a, b },
                });
            }
        }
    }

    /// Jumps to `to` when the condition is `when`, else goes on.
    pub(super) fn cond(&mut self, e: &'p Expr, when: bool, to: Label) {
        let mark = self.f.next;
        self.depth += 1;
        if self.depth > super::MAX_DEPTH {
            self.error(e.pos, "expression nested too deeply");
        } else {
            self.cond_kind(e, when, to);
        }
        self.depth -= 1;
        self.f.next = mark;
    }

    fn cond_kind(&mut self, e: &'p Expr, when: bool, to: Label) {
        if let Some(v) = self.value(e) {
            if *v == crate::types::constant::Const::Bool(when) {
                self.f.at = e.pos;
                self.f.jmp(to);
            }
            return;
        }
        if self.f.hoisted.contains_key(&e.id) {
            return self.cond_value(e, when, to);
        }
        match &e.kind {
            ExprKind::Paren(x) => self.cond(x, when, to),
            ExprKind::Unary { op: UnaryOp::Not, x } => self.cond(x, !when, to),
            ExprKind::Binary { op: op @ (BinaryOp::LAnd | BinaryOp::LOr), .. } => {
                // Operands of one chain of the same operator, first to last.
                let mut list = vec![];
                let mut left = e;
                while let ExprKind::Binary { op: o, x, y, .. } = &left.kind {
                    if o != op || self.value(left).is_some() {
                        break;
                    }
                    list.push(&**y);
                    left = x;
                }
                list.push(left);
                let stops = *op == BinaryOp::LOr;
                if stops == when {
                    // Any operand that decides jumps.
                    list.iter().rev().for_each(|x| self.cond(x, when, to));
                } else {
                    let end = self.f.label();
                    let last = list.remove(0);
                    list.iter().rev().for_each(|x| self.cond(x, stops, end));
                    self.cond(last, when, to);
                    self.f.place(end);
                }
            }
            ExprKind::Binary { op, x, y, op_pos }
                if matches!(
                    op,
                    BinaryOp::Eq
                        | BinaryOp::Ne
                        | BinaryOp::Lt
                        | BinaryOp::Le
                        | BinaryOp::Gt
                        | BinaryOp::Ge
                ) =>
            {
                self.cond_compare(*op, x, y, *op_pos, when, to)
            }
            _ => self.cond_value(e, when, to),
        }
    }

    fn cond_value(&mut self, e: &'p Expr, when: bool, to: Label) {
        let a = self.expr(e, None);
        self.f.at = e.pos;
        self.jump_if(a, when, to);
    }

    pub(super) fn jump_if(&mut self, a: Reg, when: bool, to: Label) {
        self.f.jump(if when { Op::JmpIf { a, off: 0 } } else { Op::JmpIfNot { a, off: 0 } }, to);
    }

    fn cond_compare(
        &mut self,
        op: BinaryOp,
        x: &'p Expr,
        y: &'p Expr,
        at: Pos,
        when: bool,
        to: Label,
    ) {
        self.hoist_list(&[x, y]);
        let op = if when { op } else { negated(op) };
        if let Some(r) = self.nil_test(x, y) {
            self.f.at = at;
            let jump = if op == BinaryOp::Eq {
                Op::JEqI { a: r, i: 0, off: 0 }
            } else {
                Op::JNeI { a: r, i: 0, off: 0 }
            };
            self.f.jump(jump, to);
            return;
        }
        let (tx, ty) = (self.ty(x), self.ty(y));
        if self.fused(tx, op) && self.fused(ty, op) {
            if let Some(i) = self.fused_immediate(y) {
                let a = self.expr(x, None);
                self.f.at = at;
                return self.f.jump(jump_immediate(op, a, i), to);
            }
            if let Some(i) = self.fused_immediate(x) {
                let a = self.expr(y, None);
                self.f.at = at;
                return self.f.jump(jump_immediate(swapped(op), a, i), to);
            }
            let a = self.expr_as(x, tx, None);
            let b = self.expr_as(y, tx, None);
            self.f.at = at;
            return self.f.jump(jump_registers(op, a, b), to);
        }
        // Only `==` can be negated where NaN is possible; the operators above were turned round already.
        let plain = if when { op } else { negated(op) };
        if self.kind(tx) == Kind::Str
            && matches!(op, BinaryOp::Eq | BinaryOp::Ne)
            && (self.is_empty_string(x) || self.is_empty_string(y))
        {
            let s = self.expr(if self.is_empty_string(x) { y } else { x }, None);
            self.f.at = at;
            return self.f.jump(jump_immediate(op, s + 1, 0), to);
        }
        let (a, b, t) = self.operands(x, y);
        let d = self.f.alloc(1);
        self.f.at = at;
        if plain == BinaryOp::Ne {
            self.compare(BinaryOp::Eq, t, d, a, b);
            return self.jump_if(d, !when, to);
        }
        self.compare(plain, t, d, a, b);
        self.jump_if(d, when, to);
    }

    fn is_empty_string(&self, e: &Expr) -> bool {
        matches!(self.value(e), Some(crate::types::constant::Const::Str(s)) if s.is_empty())
    }

    fn fused_immediate(&mut self, e: &Expr) -> Option<i16> {
        if let Some(crate::types::constant::Const::Bool(b)) = self.value(e) {
            return Some(*b as i16);
        }
        self.immediate(e)
    }

    /// Values of the type are compared as signed words by the fused jumps.
    fn fused(&self, t: TypeId, op: BinaryOp) -> bool {
        let equality = matches!(op, BinaryOp::Eq | BinaryOp::Ne);
        match self.kind(t) {
            Kind::Int { bits, signed } => equality || signed || bits < 64,
            Kind::Bool | Kind::Ptr(_) | Kind::Chan(_) | Kind::Unsafe => equality,
            _ => false,
        }
    }

    /// The test at the end of a loop: jumps back to `body` while the condition holds.
    pub(super) fn loop_cond(&mut self, e: &'p Expr, body: Label, end: Label) {
        let mark = self.f.next;
        let mut inner = e;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        if let ExprKind::Binary { op, x, y, op_pos } = &inner.kind
            && self.value(inner).is_none()
            && matches!(op, BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt)
        {
            let (tx, ty) = (self.ty(x), self.ty(y));
            if self.fused(tx, *op)
                && self.fused(ty, *op)
                && self.loop_compare(*op, x, y, *op_pos, body)
            {
                self.f.next = mark;
                return;
            }
        }
        self.cond(e, false, end);
        self.f.jump(Op::Loop { off: 0 }, body);
        self.f.next = mark;
    }

    fn loop_compare(
        &mut self,
        op: BinaryOp,
        x: &'p Expr,
        y: &'p Expr,
        at: Pos,
        body: Label,
    ) -> bool {
        let limit = match (op, self.immediate(y)) {
            (BinaryOp::Lt, i) => i,
            (BinaryOp::Le, Some(i)) => i.checked_add(1),
            _ => None,
        };
        if let Some(i) = limit {
            let a = self.expr(x, None);
            self.f.at = at;
            self.f.jump_back(Op::LoopLtI { a, i, off: 0 }, body);
            return true;
        }
        if op == BinaryOp::Le {
            return false;
        }
        self.hoist_list(&[x, y]);
        let a = self.expr(x, None);
        let b = self.expr(y, None);
        let (a, b) = if op == BinaryOp::Gt { (b, a) } else { (a, b) };
        self.f.at = at;
        self.f.jump_back(Op::LoopLt { a, b, off: 0 }, body);
        true
    }
}

fn negated(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Eq => BinaryOp::Ne,
        BinaryOp::Ne => BinaryOp::Eq,
        BinaryOp::Lt => BinaryOp::Ge,
        BinaryOp::Le => BinaryOp::Gt,
        BinaryOp::Gt => BinaryOp::Le,
        _ => BinaryOp::Lt,
    }
}

/// The operator with its operands exchanged.
fn swapped(op: BinaryOp) -> BinaryOp {
    match op {
        BinaryOp::Lt => BinaryOp::Gt,
        BinaryOp::Le => BinaryOp::Ge,
        BinaryOp::Gt => BinaryOp::Lt,
        BinaryOp::Ge => BinaryOp::Le,
        op => op,
    }
}

fn jump_immediate(op: BinaryOp, a: Reg, i: i16) -> Op {
    match op {
        BinaryOp::Eq => Op::JEqI { a, i, off: 0 },
        BinaryOp::Ne => Op::JNeI { a, i, off: 0 },
        BinaryOp::Lt => Op::JLtI { a, i, off: 0 },
        BinaryOp::Le => Op::JLeI { a, i, off: 0 },
        BinaryOp::Gt => Op::JGtI { a, i, off: 0 },
        _ => Op::JGeI { a, i, off: 0 },
    }
}

fn jump_registers(op: BinaryOp, a: Reg, b: Reg) -> Op {
    match op {
        BinaryOp::Eq => Op::JEq { a, b, off: 0 },
        BinaryOp::Ne => Op::JNe { a, b, off: 0 },
        BinaryOp::Lt => Op::JLt { a, b, off: 0 },
        BinaryOp::Le => Op::JLe { a, b, off: 0 },
        BinaryOp::Gt => Op::JLt { a: b, b: a, off: 0 },
        _ => Op::JLe { a: b, b: a, off: 0 },
    }
}
