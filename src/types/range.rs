//! `for … range`.

use super::checker::{Checker, NO_TYPE};
use super::object::VarKind;
use super::operand::{Operand, Src};
use super::ty::{Basic, Type, TypeId, Types};
use crate::syntax::ast::{ChanDir, Expr, ExprKind, RangeStmt};

/// Types of the iteration variables.
type KeyVal = (Option<TypeId>, Option<TypeId>);

impl<'a> Checker<'a> {
    pub(super) fn range_stmt(&mut self, s: &'a RangeStmt) {
        let mut x = self.expr(None, &s.x);
        let (mut key, mut val) = (None, None);
        if x.ok() {
            match self.range_key_val(x.ty) {
                Err(cause) => {
                    let xs = self.op_str(&x);
                    let colon = if cause.is_empty() { "" } else { ": " };
                    self.err(x.pos(), format!("cannot range over {xs}{colon}{cause}"));
                }
                Ok((k, v)) => {
                    if let (None, Some(e)) = (k, &s.key) {
                        let xs = self.op_str(&x);
                        let message = format!("range over {xs} permits no iteration variables");
                        self.err(e.pos, message);
                    } else if let (None, Some(e)) = (v, &s.value) {
                        let xs = self.op_str(&x);
                        let message =
                            format!("range over {xs} permits only one iteration variable");
                        self.err(e.pos, message);
                    }
                    (key, val) = (k, v);
                }
            }
        }
        self.open_scope();
        let over_int = x.ok() && self.t.is(x.ty, Basic::is_integer);
        let lhs = [(s.key.as_ref(), key), (s.value.as_ref(), val)];
        if s.define {
            self.range_define(s, lhs, &x, over_int);
        } else if s.key.is_some() {
            for (e, ty) in lhs {
                let (Some(e), Some(ty)) = (e, ty) else { continue };
                self.range_assign(e, ty, &mut x, over_int);
            }
        } else if over_int {
            self.assignment(&mut x, None, "range clause");
        }
        self.block(&s.body);
        self.close_scope();
    }

    fn range_define(
        &mut self,
        s: &'a RangeStmt,
        lhs: [(Option<&'a Expr>, Option<TypeId>); 2],
        x: &Operand<'a>,
        over_int: bool,
    ) {
        let mut vars = vec![];
        for (i, (e, ty)) in lhs.into_iter().enumerate() {
            let Some(e) = e else { continue };
            let ExprKind::Ident(id) = &e.kind else {
                let es = self.expr_str(e);
                self.err(e.pos, format!("non-name {es} on left side of :="));
                continue;
            };
            let obj = self.new_var(id.name, id.pos, NO_TYPE, VarKind::Local);
            if id.name != self.blank {
                self.record_obj(id.id, Some(obj));
                vars.push(obj);
            }
            match ty {
                None | Some(Types::INVALID) => {
                    self.objects[obj].ty = Types::INVALID;
                    self.set_used(obj);
                }
                Some(_) if over_int => {
                    self.init_var(obj, x.clone(), "range clause");
                }
                Some(ty) => {
                    let y = Operand::value(ty, Src::Expr(e));
                    self.init_var(obj, y, "assignment");
                    let tree = self.written_of(&s.x).map(|t| &super::operand::unparen(t).kind);
                    let part = match (tree, i) {
                        (Some(ExprKind::MapType { key, .. }), 0) => Some(key),
                        (Some(ExprKind::MapType { value, .. }), 1) => Some(value),
                        (Some(ExprKind::ChanType { elem, .. }), 0)
                        | (Some(ExprKind::ArrayType { elem, .. } | ExprKind::Ellipsis(elem)), 1) => {
                            Some(elem)
                        }
                        _ => None,
                    };
                    if let Some(part) = part {
                        self.keep_written(obj, part);
                    }
                }
            }
        }
        if vars.is_empty() {
            self.err(s.pos, "no new variables on left side of :=");
        }
        for obj in vars {
            self.declare(None, obj);
        }
    }

    fn range_assign(&mut self, e: &'a Expr, ty: TypeId, x: &mut Operand<'a>, over_int: bool) {
        if !over_int {
            let y = Operand::value(ty, Src::Expr(e));
            self.assign_var(e, None, Some(y), "assignment");
            return;
        }
        *x = self.assign_var(e, None, Some(x.clone()), "range clause");
        if x.ok() && !self.t.is(x.ty, Basic::is_integer) {
            let ts = self.type_str(x.ty);
            self.err(e.pos, format!("cannot use iteration variable of type {ts}"));
        }
    }

    /// What ranging over a type gives, or why it cannot be.
    fn range_key_val(&self, ty: TypeId) -> Result<KeyVal, String> {
        for (t, u) in self.t.each_type(ty) {
            if let (Some(t), Some(u)) = (t, u)
                && let Type::Chan(ChanDir::Send, _) = self.t.get(u)
            {
                return Err(format!("receive from send-only channel {}", self.type_str(t)));
            }
        }
        let u = self.common_under(ty)?;
        let int = Some(Basic::Int.id());
        match self.t.get(self.t.array_ptr_deref(u)) {
            Type::Basic(b) if b.is_string() => Ok((int, Some(Basic::Int32.id()))),
            Type::Basic(b) if b.is_integer() => {
                if self.env.version < 22 {
                    return Err("requires go1.22 or later".into());
                }
                Ok((Some(ty), None))
            }
            Type::Array(e, _) | Type::Slice(e) => Ok((int, Some(*e))),
            Type::Map(k, v) => Ok((Some(*k), Some(*v))),
            Type::Chan(_, e) => Ok((Some(*e), None)),
            Type::Func(s) => {
                if self.env.version < 23 {
                    return Err("requires go1.23 or later".into());
                }
                const MUST: &str = "func must be func(yield func(...) bool): ";
                if s.params.len() != 1 {
                    return Err(format!("{MUST}wrong argument count"));
                }
                if !s.results.is_empty() {
                    return Err(format!("{MUST}unexpected results"));
                }
                let cb = match self.common_under(s.params[0]) {
                    Err(c) => return Err(format!("{MUST}in yield type, {c}")),
                    Ok(cb) => cb,
                };
                let Type::Func(y) = self.t.get(cb) else {
                    return Err(format!("{MUST}argument is not func"));
                };
                if y.params.len() > 2 {
                    return Err(format!("{MUST}yield func has too many parameters"));
                }
                match y.results[..] {
                    [r] if r == Basic::Bool.id() => {}
                    [r] if self.t.is(r, Basic::is_boolean) => {
                        return Err(format!(
                            "{MUST}yield func returns user-defined boolean, not bool"
                        ));
                    }
                    _ => return Err(format!("{MUST}yield func does not return bool")),
                }
                if y.variadic {
                    let ys = self.type_str(cb);
                    return Err(format!("yield func of type {ys} cannot be variadic"));
                }
                Ok((y.params.first().copied(), y.params.get(1).copied()))
            }
            _ => Err(String::new()),
        }
    }
}
