//! Calls of predeclared functions.

use super::checker::Checker;
use super::constant::Const;
use super::object::Builtin;
use super::operand::{M, Operand, Src};
use super::ty::Basic;
use crate::syntax::ast::Expr;
use crate::text::Pos;
impl<'a> Checker<'a> {
    #[allow(clippy::too_many_arguments)]
    pub(super) fn builtin(
        &mut self,
        e: &'a Expr,
        b: Builtin,
        fun: &'a Expr,
        args: &'a [Expr],
        ellipsis: Option<Pos>,
        rparen: Pos,
    ) -> Operand<'a> {
        let bad = Operand::invalid;
        let name = b.name();
        if let Some(dots) = ellipsis
            && b != Builtin::Append
        {
            let message = format!("invalid operation: invalid use of ... with built-in {name}");
            let _ = dots;
            self.err(e.pos, message);
            self.use_exprs(args);
            return bad();
        }
        let had_call = self.env.has_call;
        let measures = matches!(b, Builtin::Len | Builtin::Cap);
        if measures {
            self.env.has_call = false;
        }
        let mut ops = vec![];
        let mut n = args.len();
        let own = matches!(
            b,
            Builtin::Make
                | Builtin::New
                | Builtin::UnsafeAdd
                | Builtin::UnsafeSlice
                | Builtin::SliceData
                | Builtin::UnsafeString
                | Builtin::StringData
        );
        if !own {
            ops = match args {
                [one] => self.multi_expr(one, false).0,
                _ => args.iter().map(|a| self.expr(None, a)).collect(),
            };
            n = ops.len();
            if ops.iter().any(|x| !x.ok()) {
                return bad();
            }
        }
        let has_call = self.env.has_call;
        if measures {
            self.env.has_call = had_call;
        }
        let (min, variadic) = b.arity();
        let what = if n < min {
            "not enough"
        } else if !variadic && n > min {
            "too many"
        } else {
            ""
        };
        if !what.is_empty() {
            let s = self.expr_str(e);
            let _ = rparen;
            let message =
                format!("invalid operation: {what} arguments for {s} (expected {min}, found {n})");
            self.err(e.pos, message);
            return bad();
        }
        match b {
            Builtin::Append => self.append(e, fun, args, ellipsis.is_some(), ops),
            Builtin::Len | Builtin::Cap => self.length(b, has_call, ops),
            Builtin::Clear => self.clear(fun, ops),
            Builtin::Close => self.close(ops),
            Builtin::Complex => self.complex(e, ops),
            Builtin::Copy => self.copy(ops),
            Builtin::Delete => self.delete(ops),
            Builtin::Imag | Builtin::Real => self.real_imag(b, ops),
            Builtin::Make => self.make(e, args),
            Builtin::Max | Builtin::Min => self.min_max(b, fun, ops),
            Builtin::New => self.new(fun, &args[0]),
            Builtin::Panic => {
                self.panics.insert(e.id);
                let any = self.uni.any;
                if let Some(x) = ops.first_mut() {
                    self.assignment(x, Some(any), "argument to panic");
                    if !x.ok() {
                        return bad();
                    }
                }
                no_value()
            }
            Builtin::Print | Builtin::Println => {
                let context = format!("argument to built-in {name}");
                for x in &mut ops {
                    self.assignment(x, None, &context);
                    if !x.ok() {
                        return bad();
                    }
                }
                no_value()
            }
            Builtin::Recover => Operand { mode: M::Value, ty: self.uni.any, ..bad() },
            Builtin::Sizeof | Builtin::Alignof => {
                let Some(mut x) = ops.pop() else { return bad() };
                self.assignment(&mut x, None, &format!("argument to unsafe.{name}"));
                if !x.ok() {
                    return bad();
                }
                let (size, align) = self.t.size_of(x.ty);
                if b == Builtin::Sizeof && size > i64::MAX as u64 {
                    return self.too_large(&x);
                }
                let n = if b == Builtin::Sizeof { size } else { align };
                self.bytes(n, self.t.has_var_size(x.ty))
            }
            Builtin::Offsetof => self.offset_of(&args[0]),
            Builtin::UnsafeAdd
            | Builtin::UnsafeSlice
            | Builtin::SliceData
            | Builtin::UnsafeString
            | Builtin::StringData => self.unsafe_memory(b, args),
        }
    }

    pub(super) fn too_large(&mut self, x: &Operand<'a>) -> Operand<'a> {
        let shown = self.op_str(x);
        self.err(x.pos(), format!("{shown} is too large"));
        Operand::invalid()
    }

    /// A number of bytes, a constant unless it depends on a type parameter.
    pub(super) fn bytes(&self, n: u64, varies: bool) -> Operand<'a> {
        let mode = if varies { M::Value } else { M::Constant };
        Operand { mode, ty: Basic::Uintptr.id(), val: Const::int(n as i64), ..Operand::invalid() }
    }
}

pub(super) fn no_value<'a>() -> Operand<'a> {
    Operand { mode: M::NoValue, src: Src::None, ..Operand::invalid() }
}
