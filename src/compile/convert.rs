//! Conversions `T(x)`.

use super::Gen;
use super::code::{Op, Reg};
use super::layout::Kind;
use super::ops::narrow;
use super::place::Place;
use crate::syntax::ast::*;
use crate::types::ty::Type;

impl<'p> Gen<'p> {
    /// `T(x)`; constants were folded by the checker.
    pub(super) fn conversion(&mut self, e: &'p Expr, x: &'p Expr, dst: Option<Reg>) -> Reg {
        let to = self.ty(e);
        let from = self.ty(x);
        if self.is_iface(to) || self.is_nil(x) {
            if self.is_nil(x) {
                let w = self.words(to);
                let d = self.dst(dst, w);
                self.zero(d, w);
                return d;
            }
            return self.expr_as(x, to, dst);
        }
        let (fk, tk) = (self.kind(from), self.kind(to));
        if self.value(x).is_some() && self.same_family(fk, tk) {
            // A constant operand whose result is not constant: the target is a type parameter.
            return self.expr_as(x, to, dst);
        }
        if self.needs_code(fk, tk) {
            let w = self.words(to);
            let mark = self.f.next;
            let d = self.dst(dst, w);
            let a = self.expr(x, None);
            self.f.at = e.pos;
            self.convert(fk, tk, d, a);
            self.f.next = if dst.is_some() { mark } else { mark + w };
            return d;
        }
        match (fk, tk) {
            (Kind::Int { .. }, Kind::Unsafe) => self.in_address(x, dst),
            _ => self.expr(x, dst),
        }
    }

    fn same_family(&self, from: Kind, to: Kind) -> bool {
        let number = |k| matches!(k, Kind::Int { .. } | Kind::Float { .. } | Kind::Complex { .. });
        number(from) && number(to)
            || from == Kind::Str && to == Kind::Str
            || from == Kind::Bool && to == Kind::Bool
    }

    /// False where the words stay as they are.
    fn needs_code(&self, from: Kind, to: Kind) -> bool {
        match (from, to) {
            (Kind::Int { bits: a, signed: s }, Kind::Int { bits: b, signed: t }) => {
                !(b == 64 || b > a && (!s || t) || a == b && s == t)
            }
            (Kind::Int { .. }, Kind::Unsafe) | (Kind::Unsafe, Kind::Int { .. }) => false,
            (Kind::Int { .. }, _) => true,
            (Kind::Float { single: a }, Kind::Float { single: b }) => b && !a,
            (Kind::Float { .. }, _) => true,
            (Kind::Complex { single: a }, Kind::Complex { single: b }) => b && !a,
            (Kind::Str, Kind::Slice(_)) | (Kind::Slice(_), Kind::Str) => true,
            (Kind::Slice(_), Kind::Array(..) | Kind::Ptr(_)) => true,
            _ => false,
        }
    }

    fn convert(&mut self, from: Kind, to: Kind, d: Reg, a: Reg) {
        match (from, to) {
            (Kind::Int { .. }, Kind::Int { .. }) => {
                if let Some(to) = narrow(to) {
                    self.f.emit(Op::Wrap { d, a, to });
                }
            }
            (Kind::Int { bits, signed }, Kind::Float { single }) => {
                self.f.emit(match (bits == 64 && !signed, single) {
                    (true, false) => Op::UintToF { d, a },
                    (false, false) => Op::IntToF { d, a },
                    (true, true) => Op::UintToF32 { d, a },
                    (false, true) => Op::IntToF32 { d, a },
                });
            }
            (Kind::Int { .. }, Kind::Str) => self.f.emit(Op::RuneToStr { d, a }),
            (Kind::Float { .. }, Kind::Float { .. }) => self.f.emit(Op::RoundF32 { d, a }),
            (Kind::Float { .. }, Kind::Int { bits, signed }) => {
                let wide = bits == 64 && !signed;
                let half = bits < 32 || bits == 32 && signed;
                self.f.emit(if wide { Op::FToUint { d, a } } else { Op::FToInt { d, a, half } });
                self.wrap(d, to);
            }
            (Kind::Complex { .. }, Kind::Complex { .. }) => {
                self.f.emit(Op::RoundF32 { d, a });
                self.f.emit(Op::RoundF32 { d: d + 1, a: a + 1 });
            }
            (Kind::Str, Kind::Slice(elem)) => {
                let byte = self.is_byte(elem);
                self.f.emit(if byte { Op::StrToBytes { d, a } } else { Op::StrToRunes { d, a } });
            }
            (Kind::Slice(elem), Kind::Str) => {
                let byte = self.is_byte(elem);
                self.f.emit(if byte { Op::BytesToStr { d, a } } else { Op::RunesToStr { d, a } });
            }
            (Kind::Slice(_), Kind::Array(_, n)) => self.slice_to_array(d, a, to, n),
            (Kind::Slice(_), Kind::Ptr(arr)) => {
                if let Kind::Array(_, n) = self.kind(arr) {
                    self.f.emit2(Op::SliceToArrayPtr { d, s: a }, 0, n.min(u32::MAX as u64) as u32);
                }
            }
            _ => {}
        }
    }

    fn slice_to_array(&mut self, d: Reg, a: Reg, to: Kind, n: u64) {
        let p = self.f.alloc(1);
        self.f.emit2(Op::SliceToArrayPtr { d: p, s: a }, 0, n.min(u32::MAX as u64) as u32);
        let Kind::Array(elem, n) = to else { return };
        let words = if self.is_byte(elem) { n.div_ceil(8) } else { n * self.size(elem) as u64 };
        if words == 0 {
            return;
        }
        if words > super::code::HUGE as u64 {
            let array = self.types.intern(Type::Array(elem, n));
            self.load(Place::Mem { p, off: 0, byte: false, ok: false }, array, Some(d));
            return;
        }
        if !self.is_byte(elem) {
            return self.load_mem(d, p, 0, words as u32);
        }
        self.load_bytes(d, p, words as u32, (elem, n));
    }
}
