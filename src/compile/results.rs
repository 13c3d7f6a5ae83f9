//! Builtins whose arguments are the results of one call, `append(f())`: what stands in registers already.

use super::Gen;
use super::code::{Op, Reg};
use super::generics::BuiltinKey;
use super::layout::Kind;
use crate::syntax::ast::{BinaryOp, Expr};
use crate::types::object::Builtin;
use crate::types::ty::TypeId;

/// A value in registers.
pub(super) type Held = (Reg, TypeId);

impl<'p> Gen<'p> {
    /// The values that a call gives, one after another from `r`.
    pub(super) fn held_results(&mut self, mut r: Reg, types: &[TypeId]) -> Vec<Held> {
        let mut list = vec![];
        for &t in types {
            list.push((r, t));
            r += self.words(t) as Reg;
        }
        list
    }

    /// A builtin called with all results of the call `x`.
    pub(super) fn builtin_of_results(
        &mut self,
        e: &'p Expr,
        b: Builtin,
        (x, types): (&'p Expr, &[TypeId]),
        dst: Option<Reg>,
    ) -> Reg {
        let t = self.ty(e);
        let w = self.words(t);
        let mark = self.f.next;
        let d = self.f.alloc(w);
        let first = self.expr(x, None);
        let args = self.held_results(first, types);
        self.f.at = e.pos;
        match (b, &args[..]) {
            (Builtin::Append, [s, rest @ ..]) => self.append_held(d, *s, rest),
            (Builtin::Complex, [re, im]) => {
                self.mov(d, re.0, 1);
                self.mov(d + 1, im.0, 1);
            }
            (Builtin::Min | Builtin::Max, _) => self.min_max_held(d, b == Builtin::Min, &args),
            (Builtin::Copy, [s, from]) => self.copy_held(d, *s, from.0),
            _ => {
                if let Some(key) = BuiltinKey::of(b) {
                    self.builtin_held(key, &args);
                }
            }
        }
        self.f.next = mark + w;
        if dst.is_some() {
            self.f.next = mark;
        }
        self.move_to(d, w, dst)
    }

    /// A builtin without a result, done with values in registers.
    pub(super) fn builtin_held(&mut self, key: BuiltinKey, args: &[Held]) {
        match (key, args) {
            (BuiltinKey::Print | BuiltinKey::Println, args) => {
                self.print_values(args, key == BuiltinKey::Println)
            }
            (BuiltinKey::Panic, [a]) => self.f.emit(Op::Panic { a: a.0 }),
            (BuiltinKey::Clear, [a]) => self.clear_or_close(true, a.1, a.0),
            (BuiltinKey::Close, [a]) => self.clear_or_close(false, a.1, a.0),
            (BuiltinKey::Delete, [m, k]) => {
                if let Kind::Map(key, _) = self.kind(m.1) {
                    let k = self.adapt(k.0, k.1, key, None);
                    let r = self.rtype(m.1);
                    self.f.emit2(Op::MapDelete { m: m.0, k }, 0, r);
                }
            }
            (BuiltinKey::Copy, [s, from]) => {
                let d = self.f.alloc(1);
                self.copy_held(d, *s, from.0);
            }
            _ => {}
        }
    }

    fn copy_held(&mut self, d: Reg, s: Held, t: Reg) {
        if let Kind::Slice(elem) = self.kind(s.1) {
            let r = self.rtype(elem);
            self.f.emit2(Op::Copy { d, s: s.0, t }, 0, r);
        }
    }

    fn append_held(&mut self, d: Reg, s: Held, rest: &[Held]) {
        let Kind::Slice(elem) = self.kind(s.1) else { return };
        let r = self.rtype(elem);
        self.mov(d, s.0, 3);
        for &(v, t) in rest {
            let mark = self.f.next;
            let v = self.adapt(v, t, elem, None);
            if self.is_huge(elem) {
                self.append_huge(d, d, v, r);
            } else {
                self.f.emit2(Op::Append { d, s: d, v }, 1, r);
            }
            self.f.next = mark;
        }
    }

    /// The least or the greatest of values of one type.
    fn min_max_held(&mut self, d: Reg, least: bool, args: &[Held]) {
        let Some((&(first, t), rest)) = args.split_first() else { return };
        let w = self.words(t);
        self.mov(d, first, w);
        for &(r, _) in rest {
            self.min_max_step(least, t, d, r);
        }
    }

    /// `d = min(d, r)`, or `max`.
    pub(super) fn min_max_step(&mut self, least: bool, t: TypeId, d: Reg, r: Reg) {
        let mark = self.f.next;
        if matches!(self.kind(t), Kind::Float { .. }) {
            let pair = self.f.alloc(2);
            self.mov(pair, d, 1);
            self.mov(pair + 1, r, 1);
            let name = if least { "runtime.minFloat" } else { "runtime.maxFloat" };
            self.call_runtime(name, pair);
            self.mov(d, pair, 1);
        } else {
            let c = self.f.alloc(1);
            let keep = self.f.label();
            let op = if least { BinaryOp::Le } else { BinaryOp::Ge };
            self.compare(op, t, c, d, r);
            self.jump_if(c, true, keep);
            let w = self.words(t);
            self.mov(d, r, w);
            self.f.place(keep);
        }
        self.f.next = mark;
    }
}
