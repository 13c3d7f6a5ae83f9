//! Evaluation order as gc has it (cmd/compile/internal/walk/order.go): calls, receives and some more (`len`,
//! slicing, assertions, `&&`) first, in order; everything else when the operation itself happens. Where an
//! operand's value could be changed by a later call, these are evaluated ahead.

use super::Gen;
use super::code::Reg;
use super::func::VarLoc;
use super::layout::{Kind, WIDE};
use crate::syntax::ast::*;
use crate::types::info::Mode;
use crate::types::object::Builtin;

impl<'p> Gen<'p> {
    /// True when evaluating `e` calls something or receives.
    pub(super) fn has_call(&self, e: &'p Expr) -> bool {
        if self.value(e).is_some() || self.is_type(e) {
            return false;
        }
        match &e.kind {
            ExprKind::Call { fun, args, .. } => match self.call_mode(fun) {
                CallMode::Call => true,
                CallMode::Conversion | CallMode::Cheap => args.iter().any(|a| self.has_call(a)),
            },
            ExprKind::Unary { op: UnaryOp::Recv, .. } => true,
            ExprKind::Unary { x, .. } | ExprKind::Paren(x) | ExprKind::Star(x) => self.has_call(x),
            ExprKind::Selector { x, .. } => self.has_call(x),
            ExprKind::TypeAssert { x, .. } => self.has_call(x),
            ExprKind::Index { x, indices } => {
                self.has_call(x) || indices.iter().any(|i| self.has_call(i))
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.has_call(x) || [lo, hi, max].into_iter().flatten().any(|b| self.has_call(b))
            }
            ExprKind::Binary { .. } => {
                let mut e = e;
                while let ExprKind::Binary { x, y, .. } = &e.kind {
                    if self.has_call(y) {
                        return true;
                    }
                    e = x;
                }
                self.has_call(e)
            }
            ExprKind::CompositeLit { elems, .. } => elems.iter().any(|el| {
                self.has_call(&el.value) || el.key.as_ref().is_some_and(|k| self.has_call(k))
            }),
            _ => false,
        }
    }

    /// True when evaluating `e` does something that gc does in order: it calls or receives, or does one of the
    /// things whose results gc keeps at once.
    fn in_order(&mut self, e: &'p Expr) -> bool {
        if self.value(e).is_some() || self.is_type(e) {
            return false;
        }
        let mut e = e;
        while let ExprKind::Binary { op, x, y, .. } = &e.kind {
            if matches!(op, BinaryOp::LAnd | BinaryOp::LOr) || self.in_order(y) {
                return true;
            }
            e = x;
        }
        match &e.kind {
            ExprKind::Call { fun, args, .. } => {
                self.kept_call(e, fun, args) || args.iter().any(|a| self.in_order(a))
            }
            ExprKind::Unary { op: UnaryOp::Recv, .. } | ExprKind::Slice { .. } => true,
            ExprKind::Unary { op: UnaryOp::Addr, x } => {
                matches!(x.kind, ExprKind::CompositeLit { .. }) || self.in_order(x)
            }
            ExprKind::Unary { x, .. } | ExprKind::Paren(x) | ExprKind::Star(x) => self.in_order(x),
            ExprKind::Selector { x, .. } => self.in_order(x),
            ExprKind::TypeAssert { x, .. } => self.kept_assertion(e) || self.in_order(x),
            ExprKind::Index { x, indices } => {
                self.in_order(x) || indices.iter().any(|i| self.in_order(i))
            }
            ExprKind::CompositeLit { elems, .. } => {
                self.is_map(e)
                    || elems.iter().any(|el| {
                        self.in_order(&el.value)
                            || el.key.as_ref().is_some_and(|k| self.in_order(k))
                    })
            }
            _ => false,
        }
    }

    /// A call, or a builtin or conversion whose result gc keeps at once: all but those of numbers, to strings and to
    /// interfaces.
    fn kept_call(&mut self, e: &'p Expr, fun: &'p Expr, args: &'p [Expr]) -> bool {
        match self.call_mode(fun) {
            CallMode::Call | CallMode::Cheap => true,
            CallMode::Conversion => {
                self.kind_of(args.first().unwrap_or(e)) == Kind::Str
                    && matches!(self.kind_of(e), Kind::Slice(_))
            }
        }
    }

    fn kind_of(&mut self, e: &'p Expr) -> Kind {
        let t = self.ty(e);
        self.kind(t)
    }

    fn is_map(&mut self, e: &'p Expr) -> bool {
        matches!(self.kind_of(e), Kind::Map(..))
    }

    /// An assertion whose result does not stand in the interface's own word.
    fn kept_assertion(&mut self, e: &'p Expr) -> bool {
        use Kind::{Chan, Func, Map, Ptr, Unsafe};
        !matches!(self.kind_of(e), Ptr(_) | Map(..) | Chan(_) | Func | Unsafe)
    }

    fn call_mode(&self, fun: &'p Expr) -> CallMode {
        match self.fact(fun.id).map(|tv| tv.mode) {
            Some(Mode::Type) => CallMode::Conversion,
            Some(Mode::Builtin(
                Builtin::Len
                | Builtin::Cap
                | Builtin::Real
                | Builtin::Imag
                | Builtin::Complex
                | Builtin::New
                | Builtin::Make,
            )) => CallMode::Cheap,
            _ => CallMode::Call,
        }
    }

    /// The value does not depend on what calls in between do: constants, unboxed variables, functions.
    pub(super) fn stable(&self, e: &'p Expr) -> bool {
        if self.value(e).is_some() || self.is_type(e) || self.is_nil(e) {
            return true;
        }
        match &e.kind {
            ExprKind::Paren(x) => self.stable(x),
            ExprKind::Ident(n) => match self.obj_of(n.id) {
                Some(o) => {
                    self.is_func_obj(o) || matches!(self.f.vars.get(&o), Some(VarLoc::Reg(_)))
                }
                None => true,
            },
            ExprKind::FuncLit(_) => true,
            ExprKind::Call { fun, .. } => self.call_mode(fun) == CallMode::Call,
            ExprKind::Unary { op: UnaryOp::Recv, .. } => true,
            _ => false,
        }
    }

    /// Before a list of operands is evaluated one after another: where an operand's value could be changed
    /// by a call in a later one, the calls are evaluated ahead.
    pub(super) fn hoist_list(&mut self, list: &[&'p Expr]) {
        let Some(last) = list.iter().rposition(|e| self.has_call(e)) else { return };
        if list[..last].iter().all(|e| self.stable(e)) {
            return;
        }
        for e in &list[..=last] {
            self.hoist(e);
        }
    }

    pub(super) fn hoist_if_called(&mut self, x: &'p Expr, rest: &[&'p Expr]) {
        if rest.iter().any(|e| self.has_call(e)) {
            let mut list = vec![x];
            list.extend(rest);
            self.hoist_list(&list);
        }
    }

    /// Evaluates the calls and receives in `e`, in order, and keeps their results for when `e` is evaluated.
    pub(super) fn hoist(&mut self, e: &'p Expr) {
        if !self.in_order(e) || self.f.hoisted.contains_key(&e.id) {
            return;
        }
        match &e.kind {
            ExprKind::Paren(x) | ExprKind::Star(x) => self.hoist(x),
            ExprKind::Selector { x, .. } => self.hoist(x),
            ExprKind::Unary { op, x }
                if *op != UnaryOp::Recv && !matches!(x.kind, ExprKind::CompositeLit { .. }) =>
            {
                self.hoist(x);
            }
            ExprKind::Index { x, indices } => {
                self.hoist(x);
                indices.iter().for_each(|i| self.hoist(i));
            }
            ExprKind::Binary { op, x, y, .. } if !matches!(op, BinaryOp::LAnd | BinaryOp::LOr) => {
                self.hoist(x);
                self.hoist(y);
            }
            ExprKind::TypeAssert { x, .. } if !self.kept_assertion(e) => self.hoist(x),
            ExprKind::Call { fun, args, .. } if !self.kept_call(e, fun, args) => {
                args.iter().for_each(|a| self.hoist(a));
            }
            ExprKind::CompositeLit { elems, .. } if !self.is_map(e) => {
                for el in elems {
                    self.hoist(&el.value);
                }
            }
            _ => {
                let t = self.ty(e);
                let w = self.words(t);
                let d = self.f.alloc(w);
                self.expr(e, Some(d));
                self.f.hoisted.insert(e.id, d);
            }
        }
    }

    /// True when the expression may mention a variable that stands in these registers.
    pub(super) fn reads_register(&self, e: &'p Expr, d: Reg, words: u32) -> bool {
        let inside =
            |r: Reg, w: u32| (r as u32) < d as u32 + words && (d as u32) < r as u32 + w.max(1);
        match &e.kind {
            ExprKind::Ident(n) => match self.obj_of(n.id).and_then(|o| self.f.vars.get(&o)) {
                // The width is not known here: variables are at most WIDE words.
                Some(VarLoc::Reg(r)) => inside(*r, WIDE),
                Some(VarLoc::Box(r)) => inside(*r, 1),
                None => false,
            },
            ExprKind::BasicLit { .. } | ExprKind::FuncLit(_) => {
                matches!(e.kind, ExprKind::FuncLit(_))
            }
            ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Unary { x, .. } => {
                self.reads_register(x, d, words)
            }
            ExprKind::Selector { x, .. } | ExprKind::TypeAssert { x, .. } => {
                self.reads_register(x, d, words)
            }
            ExprKind::Index { x, indices } => {
                self.reads_register(x, d, words)
                    || indices.iter().any(|i| self.reads_register(i, d, words))
            }
            ExprKind::Call { fun, args, .. } => {
                self.reads_register(fun, d, words)
                    || args.iter().any(|a| self.reads_register(a, d, words))
            }
            ExprKind::Binary { .. } => {
                let mut e = e;
                while let ExprKind::Binary { x, y, .. } = &e.kind {
                    if self.reads_register(y, d, words) {
                        return true;
                    }
                    e = x;
                }
                self.reads_register(e, d, words)
            }
            ExprKind::CompositeLit { elems, .. } => elems.iter().any(|el| {
                self.reads_register(&el.value, d, words)
                    || el.key.as_ref().is_some_and(|k| self.reads_register(k, d, words))
            }),
            ExprKind::Slice { x, lo, hi, max } => {
                self.reads_register(x, d, words)
                    || [lo, hi, max].into_iter().flatten().any(|b| self.reads_register(b, d, words))
            }
            _ => false,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum CallMode {
    /// Something that runs code.
    Call,
    Conversion,
    /// A builtin that reads or makes something.
    Cheap,
}
