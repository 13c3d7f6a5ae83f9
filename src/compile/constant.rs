//! Constants into registers.

use super::Gen;
use super::code::{Op, Reg};
use super::layout::Kind;
use crate::syntax::ast::Expr;
use crate::types::constant::Const;
use crate::types::ty::TypeId;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{ToPrimitive, Zero};

impl<'p> Gen<'p> {
    /// The value of a constant integer expression, where it fits.
    pub(super) fn const_int(&mut self, e: &Expr) -> Option<i64> {
        let v = self.value(e)?;
        let t = self.ty(e);
        match self.kind(t) {
            Kind::Int { .. } => to_int(v)?.to_i64(),
            _ => None,
        }
    }

    /// The value of a constant expression as an immediate operand.
    pub(super) fn immediate(&mut self, e: &Expr) -> Option<i16> {
        i16::try_from(self.const_int(e)?).ok()
    }

    pub(super) fn int_to(&mut self, d: Reg, v: i64) {
        match i32::try_from(v) {
            Ok(0) => self.f.emit(Op::Zero { d }),
            Ok(v) => self.f.emit(Op::Int { d, v }),
            Err(_) => self.word_to(d, v as u64),
        }
    }

    fn word_to(&mut self, d: Reg, v: u64) {
        if v == 0 {
            self.f.emit(Op::Zero { d });
            return;
        }
        let next = self.out.consts.len() as u32;
        let k = *self.consts.entry(v).or_insert(next);
        if k == next {
            self.out.consts.push(v);
        }
        self.f.emit(Op::Const { d, k });
    }

    fn float_to(&mut self, d: Reg, v: f64, single: bool) {
        let v = if single { v as f32 as f64 } else { v };
        self.word_to(d, v.to_bits());
    }

    /// Index of a string constant.
    pub(super) fn string_const(&mut self, bytes: &[u8]) -> u32 {
        if let Some(&s) = self.strings.get(bytes) {
            return s;
        }
        let s = self.out.strings.len() as u32;
        self.out.strings.push(bytes.to_vec());
        self.strings.insert(bytes.to_vec(), s);
        s
    }

    /// A constant of the given type to registers.
    pub(super) fn constant(&mut self, v: &Const, ty: TypeId, d: Reg) {
        match self.kind(ty) {
            Kind::Bool => {
                let b = matches!(v, Const::Bool(true));
                self.int_to(d, b as i64);
            }
            Kind::Str => {
                let s = match v {
                    Const::Str(b) => self.string_const(b),
                    _ => self.string_const(b""),
                };
                self.f.emit(Op::Str { d, s });
            }
            Kind::Float { single } => self.float_to(d, to_float(v), single),
            Kind::Complex { single } => {
                let (re, im) = match v {
                    Const::Complex(c) => (ratio(&c.0), ratio(&c.1)),
                    v => (to_float(v), 0.0),
                };
                self.float_to(d, re, single);
                self.float_to(d + 1, im, single);
            }
            Kind::Int { .. } | Kind::Unsafe | Kind::Ptr(_) => match to_int(v) {
                Some(i) => match i.to_i64() {
                    Some(i) => self.int_to(d, i),
                    None => self.word_to(d, i.to_u64().unwrap_or(0)),
                },
                None => self.int_to(d, 0),
            },
            _ => {
                let w = self.words(ty);
                self.zero(d, w);
            }
        }
    }
}

fn to_int(v: &Const) -> Option<BigInt> {
    match v {
        Const::Int(i) => Some(i.clone()),
        Const::Rat(r) => Some(r.to_integer()),
        Const::Complex(c) => Some(c.0.to_integer()),
        _ => None,
    }
}

fn to_float(v: &Const) -> f64 {
    match v {
        Const::Int(i) => ratio(&BigRational::from_integer(i.clone())),
        Const::Rat(r) => ratio(r),
        Const::Complex(c) => ratio(&c.0),
        _ => 0.0,
    }
}

fn ratio(r: &BigRational) -> f64 {
    if r.is_zero() { 0.0 } else { r.to_f64().unwrap_or(0.0) }
}
