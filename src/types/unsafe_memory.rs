//! `unsafe.Slice`, `SliceData`, `String` and `StringData`: a slice or string and the address of its first element.
//! They mean here what they mean in Go, as elements follow each other in memory. `unsafe.Add` counts bytes of ours
//! where it is told them by `Sizeof` and `Offsetof` (see `compile/address.rs`).

use super::checker::Checker;
use super::object::Builtin;
use super::operand::{M, Operand};
use super::ty::{Basic, Type, TypeId};
use crate::syntax::ast::Expr;

impl<'a> Checker<'a> {
    pub(super) fn unsafe_memory(&mut self, b: Builtin, args: &'a [Expr]) -> Operand<'a> {
        let mut x = self.expr(None, &args[0]);
        if let Some(n) = args.get(1) {
            let mut n = self.expr(None, n);
            self.valid_index(
                &mut n,
                if b == Builtin::UnsafeAdd { "length" } else { "index" },
                b == Builtin::UnsafeAdd,
            );
        }
        if !x.ok() {
            return Operand::invalid();
        }
        let ty = match b {
            Builtin::UnsafeSlice => self.element(&x, false).map(Type::Slice),
            Builtin::SliceData => self.element(&x, true).map(Type::Pointer),
            Builtin::UnsafeAdd => {
                let pointer = Basic::UnsafePointer;
                self.assignment(&mut x, Some(pointer.id()), "argument to unsafe.Add");
                x.ok().then_some(Type::Basic(pointer))
            }
            Builtin::UnsafeString => {
                let bytes = self.t.intern(Type::Pointer(Basic::Uint8.id()));
                self.assignment(&mut x, Some(bytes), "argument to unsafe.String");
                x.ok().then_some(Type::Basic(Basic::String))
            }
            _ => {
                let text = Basic::String.id();
                self.assignment(&mut x, Some(text), "argument to unsafe.StringData");
                x.ok().then_some(Type::Pointer(Basic::Uint8.id()))
            }
        };
        let Some(ty) = ty else { return Operand::invalid() };
        let ty = match ty {
            Type::Basic(b) => b.id(),
            ty => self.t.intern(ty),
        };
        Operand { mode: M::Value, ty, ..Operand::invalid() }
    }

    /// What a slice consists of, or a pointer points to.
    fn element(&mut self, x: &Operand<'a>, slice: bool) -> Option<TypeId> {
        let under = self.common_under(x.ty).ok();
        match under.map(|u| self.t.get(u)) {
            Some(&Type::Slice(e)) if slice => Some(e),
            Some(&Type::Pointer(e)) if !slice => Some(e),
            _ => {
                let s = self.op_str(x);
                let want = if slice { "slice" } else { "pointer" };
                self.err(x.pos(), format!("invalid argument: {s} is not a {want}"));
                None
            }
        }
    }
}
