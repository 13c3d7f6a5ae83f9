//! Arithmetic: unary and binary operators.

use super::Gen;
use super::code::{IntKind, Op, Reg};
use super::layout::Kind;
use crate::syntax::ast::*;
use crate::text::Pos;

/// The right operand of an operation.
#[derive(Clone, Copy)]
pub(super) enum Right {
    Reg(Reg),
    Imm(i16),
}

/// Arithmetic codes of `ComplexOp`.
fn complex_code(op: BinaryOp) -> u16 {
    match op {
        BinaryOp::Add => 0,
        BinaryOp::Sub => 1,
        BinaryOp::Mul => 2,
        _ => 3,
    }
}

/// The narrow kind of an integer type; `None` for 64 bits.
pub(super) fn narrow(kind: Kind) -> Option<IntKind> {
    let Kind::Int { bits, signed } = kind else { return None };
    Some(match (bits, signed) {
        (8, true) => IntKind::I8,
        (16, true) => IntKind::I16,
        (32, true) => IntKind::I32,
        (8, false) => IntKind::U8,
        (16, false) => IntKind::U16,
        (32, false) => IntKind::U32,
        _ => return None,
    })
}

impl<'p> Gen<'p> {
    pub(super) fn unary(&mut self, e: &'p Expr, op: UnaryOp, x: &'p Expr, dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        let w = self.words(t);
        match op {
            UnaryOp::Plus | UnaryOp::Tilde => return self.expr(x, dst),
            UnaryOp::Addr => return self.address(e, x, dst),
            UnaryOp::Recv => return self.receive(e, x, false, dst),
            _ => {}
        }
        let mark = self.f.next;
        let a = self.expr(x, None);
        let d = self.f.result(dst, mark, w);
        self.f.at = e.pos;
        let kind = self.kind(t);
        match (op, kind) {
            (UnaryOp::Not, _) => self.f.emit(Op::Not { d, a }),
            (UnaryOp::Compl, _) => {
                self.f.emit(Op::Compl { d, a });
                if matches!(kind, Kind::Int { signed: false, .. }) {
                    self.wrap(d, kind);
                }
            }
            (_, Kind::Float { .. }) => self.f.emit(Op::NegF { d, a }),
            (_, Kind::Complex { .. }) => {
                self.f.emit(Op::NegF { d, a });
                self.f.emit(Op::NegF { d: d + 1, a: a + 1 });
            }
            _ => {
                self.f.emit(Op::Neg { d, a });
                self.wrap(d, kind);
            }
        }
        self.f.next = if dst.is_some() { mark } else { mark + w };
        d
    }

    /// `&x`.
    fn address(&mut self, e: &'p Expr, x: &'p Expr, dst: Option<Reg>) -> Reg {
        let t = self.ty(x);
        let mut inner = x;
        while let ExprKind::Paren(y) = &inner.kind {
            inner = y;
        }
        let mark = self.f.next;
        if let ExprKind::CompositeLit { elems, .. } = &inner.kind {
            let d = if self.f.on_top(dst, 1) { self.dst(dst, 1) } else { self.f.alloc(1) };
            let r = self.rtype(t);
            self.f.at = e.pos;
            self.f.emit(Op::New { d, t: r });
            let inside = self.f.next;
            self.literal_in(inner, t, elems, d, 0);
            if let Some(to) = dst {
                self.f.next = mark;
                return self.move_to(d, 1, Some(to));
            }
            self.f.next = inside;
            return d;
        }
        let p = self.place(inner);
        self.f.at = e.pos;
        let r = self.address_of(p, t, dst);
        if dst.is_some() {
            self.f.next = mark;
        }
        r
    }

    pub(super) fn wrap(&mut self, d: Reg, kind: Kind) {
        if let Some(to) = narrow(kind) {
            self.f.emit(Op::Wrap { d, a: d, to });
        }
    }

    pub(super) fn binary(
        &mut self,
        e: &'p Expr,
        op: BinaryOp,
        x: &'p Expr,
        y: &'p Expr,
        at: Pos,
        dst: Option<Reg>,
    ) -> Reg {
        use BinaryOp::*;
        match op {
            LAnd | LOr => return self.logical(e, dst),
            Eq | Ne | Lt | Le | Gt | Ge => return self.comparison(op, x, y, at, dst),
            _ => {}
        }
        let t = self.ty(e);
        let kind = self.kind(t);
        if kind == Kind::Str {
            return self.concat(e, dst);
        }
        let w = self.words(t);
        let mark = self.f.next;
        // Long chains lean to the left: they are walked without recursion.
        let mut chain = vec![(op, y, at)];
        let mut first = x;
        while let ExprKind::Binary { op, x, y, op_pos } = &first.kind {
            if self.value(first).is_some()
                || matches!(op, LAnd | LOr | Eq | Ne | Lt | Le | Gt | Ge)
                || chain.len() == 1 && !self.deep(first)
            {
                break;
            }
            chain.push((*op, y, *op_pos));
            first = x;
        }
        if chain.iter().any(|c| self.has_call(c.1)) {
            let list: Vec<&'p Expr> =
                std::iter::once(first).chain(chain.iter().rev().map(|c| c.1)).collect();
            self.hoist_list(&list);
        }
        let commutes = matches!(op, Add | Mul | And | Or | Xor)
            && chain.len() == 1
            && self.immediate(first).is_some();
        if commutes && matches!(kind, Kind::Int { .. }) {
            let a = self.expr(y, None);
            self.f.at = at;
            let imm = self.immediate(first).unwrap_or(0);
            let d = self.f.result(dst, mark, w);
            self.arith(op, kind, d, a, Right::Imm(imm));
            self.f.next = if dst.is_some() { mark } else { mark + w };
            return d;
        }
        let inner = self.f.next;
        let mut a = self.expr(first, None);
        while let Some((op, y, at)) = chain.pop() {
            let last = chain.is_empty();
            let keep = self.f.next;
            let right = self.right_operand(op, kind, y);
            self.f.at = at;
            if last {
                let d = self.f.result(dst, mark, w);
                self.arith(op, kind, d, a, right);
                a = d;
            } else {
                // The intermediate value takes the first free place.
                self.f.next = inner;
                let to = self.f.alloc(w);
                self.f.touch(keep);
                self.arith(op, kind, to, a, right);
                a = to;
            }
        }
        self.f.next = if dst.is_some() { mark } else { mark + w };
        a
    }

    /// A left operand that is itself a long chain.
    fn deep(&self, e: &'p Expr) -> bool {
        let (mut e, mut n) = (e, 0);
        while let ExprKind::Binary { x, .. } = &e.kind {
            n += 1;
            if n > 20 {
                return true;
            }
            e = x;
        }
        false
    }

    fn right_operand(&mut self, op: BinaryOp, kind: Kind, y: &'p Expr) -> Right {
        use BinaryOp::*;
        let shift = matches!(op, Shl | Shr);
        if shift {
            if let Some(v) = self.value(y) {
                // Shift counts may be untyped constants of any kind.
                let n = match v {
                    crate::types::constant::Const::Int(i) => i64::try_from(i).unwrap_or(64),
                    crate::types::constant::Const::Rat(r) => {
                        i64::try_from(r.to_integer()).unwrap_or(64)
                    }
                    _ => 0,
                };
                return Right::Imm(n.clamp(0, 64) as i16);
            }
            let t = self.ty(y);
            let a = self.expr(y, None);
            if matches!(self.kind(t), Kind::Int { signed: true, .. }) {
                self.f.at = y.pos;
                self.f.emit(Op::CheckShift { a });
            }
            return Right::Reg(a);
        }
        if matches!(kind, Kind::Int { .. })
            && matches!(op, Add | Sub | Mul | Div | Rem | And | AndNot | Or | Xor)
            && let Some(i) = self.immediate(y)
            && !(op == Sub && i == i16::MIN)
        {
            return Right::Imm(i);
        }
        Right::Reg(self.expr(y, None))
    }

    /// `d = a op b` for numbers.
    pub(super) fn arith(&mut self, op: BinaryOp, kind: Kind, d: Reg, a: Reg, b: Right) {
        match kind {
            Kind::Float { single } => {
                let Right::Reg(b) = b else { return };
                self.f.emit(match op {
                    BinaryOp::Add => Op::AddF { d, a, b },
                    BinaryOp::Sub => Op::SubF { d, a, b },
                    BinaryOp::Mul => Op::MulF { d, a, b },
                    _ => Op::DivF { d, a, b },
                });
                if single {
                    self.f.emit(Op::RoundF32 { d, a: d });
                }
            }
            Kind::Complex { single } => {
                let Right::Reg(b) = b else { return };
                self.f.emit2(Op::ComplexOp { d, a, b }, complex_code(op), 0);
                if single {
                    self.f.emit(Op::RoundF32 { d, a: d });
                    self.f.emit(Op::RoundF32 { d: d + 1, a: d + 1 });
                }
            }
            Kind::Str => {
                let Right::Reg(b) = b else { return };
                self.f.emit(Op::Concat { d, a, b });
            }
            _ => self.int_arith(op, kind, d, a, b),
        }
    }

    fn int_arith(&mut self, op: BinaryOp, kind: Kind, d: Reg, a: Reg, b: Right) {
        use BinaryOp::*;
        let signed = !matches!(kind, Kind::Int { signed: false, .. });
        let wide = narrow(kind).is_none();
        let ins = match b {
            Right::Imm(i) => match op {
                Add => Op::AddI { d, a, i },
                Sub => Op::AddI { d, a, i: -i },
                Mul => Op::MulI { d, a, i },
                And => Op::AndI { d, a, i },
                AndNot => Op::AndI { d, a, i: !i },
                Or => Op::OrI { d, a, i },
                Xor => Op::XorI { d, a, i },
                Div if signed && wide && i > 0 => Op::DivI { d, a, i },
                Rem if signed && wide && i > 0 => Op::RemI { d, a, i },
                // The instructions shift by less than a word.
                Shr if signed => Op::ShrI { d, a, i: i.min(63) },
                Shl | Shr if i > 63 => Op::Zero { d },
                Shl => Op::ShlI { d, a, i },
                Shr => Op::ShrUI { d, a, i },
                _ => {
                    let b = self.f.alloc(1);
                    self.int_to(b, i as i64);
                    return self.int_arith(op, kind, d, a, Right::Reg(b));
                }
            },
            Right::Reg(b) => match op {
                Add => Op::Add { d, a, b },
                Sub => Op::Sub { d, a, b },
                Mul => Op::Mul { d, a, b },
                Div if !signed && wide => Op::DivU { d, a, b },
                Rem if !signed && wide => Op::RemU { d, a, b },
                Div => Op::Div { d, a, b },
                Rem => Op::Rem { d, a, b },
                And => Op::And { d, a, b },
                Or => Op::Or { d, a, b },
                Xor => Op::Xor { d, a, b },
                AndNot => Op::AndNot { d, a, b },
                Shl => Op::Shl { d, a, b },
                Shr if signed => Op::Shr { d, a, b },
                _ => Op::ShrU { d, a, b },
            },
        };
        self.f.emit(ins);
        if matches!(op, Add | Sub | Mul | Shl) || op == Div && signed {
            self.wrap(d, kind);
        }
    }

    /// `a + b + c` of strings in one instruction.
    fn concat(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        let mut parts = vec![];
        let mut left = e;
        let mut at = e.pos;
        loop {
            match &left.kind {
                ExprKind::Binary { op: BinaryOp::Add, x, y, op_pos }
                    if self.value(left).is_none() =>
                {
                    parts.push(&**y);
                    at = *op_pos;
                    left = x;
                }
                ExprKind::Paren(x) => left = x,
                _ => break,
            }
        }
        parts.push(left);
        parts.reverse();
        let mark = self.f.next;
        let d = self.dst(dst, 2);
        self.hoist_list(&parts);
        if let [x, y] = parts[..] {
            let a = self.expr(x, None);
            let b = self.expr(y, None);
            self.f.at = at;
            self.f.emit(Op::Concat { d, a, b });
        } else {
            let n = parts.len().min(20_000);
            let a = self.f.next.min(u16::MAX as u32) as Reg;
            for p in &parts {
                let r = self.f.alloc(2);
                self.expr(p, Some(r));
            }
            self.f.at = at;
            self.f.emit(Op::ConcatN { d, a, n: n as u16 });
        }
        self.f.next = if dst.is_some() { mark } else { mark + 2 };
        d
    }

    /// The right operand of `x op= y`.
    pub(super) fn op_assign_right(&mut self, op: BinaryOp, kind: Kind, y: &'p Expr) -> Right {
        self.right_operand(op, kind, y)
    }
}
