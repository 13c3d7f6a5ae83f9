//! Arithmetic with addresses: `unsafe.Pointer(uintptr(p) + unsafe.Offsetof(s.f))` and `unsafe.Add(p, n)`. Memory is
//! laid out in words, other than what `unsafe.Sizeof` and `Offsetof` say; where they stand in such arithmetic they
//! count our bytes, so that it finds the field or element that it means.

use super::Gen;
use super::code::{Op, Reg};
use super::layout::Kind;
use crate::syntax::ast::*;
use crate::types::info::Mode;
use crate::types::object::Builtin;
use crate::types::ty::{Type, TypeId};

impl<'p> Gen<'p> {
    /// An expression that counts bytes of memory.
    pub(super) fn in_address(&mut self, e: &'p Expr, dst: Option<Reg>) -> Reg {
        let outer = std::mem::replace(&mut self.in_address, true);
        let r = self.expr(e, dst);
        self.in_address = outer;
        r
    }

    /// A size or an offset is part of it: in an address its value is not the checker's.
    pub(super) fn measures(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Paren(x) => self.measures(x),
            ExprKind::Binary { x, y, .. } => self.measures(x) || self.measures(y),
            ExprKind::Call { fun, args, .. } => match self.fact(fun.id).map(|f| f.mode) {
                Some(Mode::Builtin(Builtin::Sizeof | Builtin::Offsetof)) => true,
                Some(Mode::Type) => args.iter().any(|x| self.measures(x)),
                _ => false,
            },
            _ => false,
        }
    }

    /// How many bytes of memory lie from one element of this type to the next.
    pub(super) fn memory_size(&mut self, t: TypeId) -> u64 {
        match self.kind(t) {
            Kind::Array(e, n) if self.is_byte(e) => n.div_ceil(8) * 8,
            _ if self.is_byte(t) => 1,
            _ => 8 * u64::from(self.size(t)),
        }
    }

    /// Where the field lies that a selector chose, in bytes of memory.
    pub(super) fn memory_offset(&mut self, e: &Expr) -> u64 {
        let Some(s) = self.p.info.selections.get(&e.id) else { return 0 };
        let recv = self.subst(s.recv);
        let mut t = match self.types.under(recv) {
            Type::Pointer(elem) => *elem,
            _ => recv,
        };
        let mut words = 0;
        for &i in &s.path {
            let slots = self.slots(t);
            let Some(slot) = slots.get(i as usize) else { break };
            words += u64::from(slot.off);
            t = slot.ty;
        }
        8 * words
    }

    /// Makes what `*(*T)(unsafe.Pointer(p))` has loaded from memory of another type a value of type T.
    pub(super) fn reinterpret(&mut self, e: &'p Expr, t: TypeId, r: Reg) {
        let ExprKind::Star(x) = &e.kind else { return };
        let Some(pointer) = self.converted(x) else { return };
        let from = self.ty(pointer);
        if self.kind(from) != Kind::Unsafe {
            return;
        }
        let source = self.converted(pointer).map(|p| self.ty(p));
        let source = source.and_then(|p| match self.kind(p) {
            Kind::Ptr(s) => Some(self.kind(s)),
            _ => None,
        });
        let single = Some(Kind::Float { single: true });
        let to = self.kind(t);
        let native = match to {
            Kind::Int { .. } if source == single => "math.Float32bits",
            Kind::Float { single: true } if matches!(source, Some(Kind::Int { .. })) => {
                "math.Float32frombits"
            }
            _ => "",
        };
        if !native.is_empty() {
            let base = self.f.alloc(1);
            self.mov(base, r, 1);
            self.call_runtime(native, base);
            self.mov(r, base, 1);
        }
        self.wrap(r, to);
    }

    /// The operand of a conversion.
    fn converted(&self, e: &'p Expr) -> Option<&'p Expr> {
        match &e.kind {
            ExprKind::Paren(x) => self.converted(x),
            ExprKind::Call { fun, args, .. }
                if self.fact(fun.id).is_some_and(|f| f.mode == Mode::Type) =>
            {
                args.first()
            }
            _ => None,
        }
    }

    /// `unsafe.Add(p, n)`
    pub(super) fn unsafe_add(&mut self, args: &'p [Expr], dst: Option<Reg>) -> Reg {
        let mark = self.f.next;
        let d = self.dst(dst, 1);
        let (p, n) = (self.f.alloc(1), self.f.alloc(1));
        self.expr(&args[0], Some(p));
        self.in_address(&args[1], Some(n));
        self.f.emit(Op::Add { d, a: p, b: n });
        self.f.next = if dst.is_some() { mark } else { mark + 1 };
        d
    }
}
