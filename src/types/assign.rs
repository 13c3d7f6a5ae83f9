//! Assignability, and all that assigns: declarations, assignments, returns.

use super::checker::{Checker, NO_TYPE};
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::{M, Operand, Src, unparen, untyped_name};
use super::ty::{Basic, Type, TypeId, Types};
use super::untyped::Misfit;
use crate::syntax::ast::{ChanDir, Expr, ExprKind, Ident};
use crate::text::Pos;

/// What is assigned where, for messages: built only when one is needed.
#[derive(Clone, Copy)]
enum Context<'c> {
    Text(&'c str),
    /// An argument of a call of this.
    Argument(&'c Expr),
}

impl<'a> Checker<'a> {
    /// A cause that begins with a function's type, with the names of its parameters.
    fn with_names(&self, x: &Operand<'a>, cause: String) -> String {
        if !matches!(self.t.get(x.ty), Type::Func(_)) {
            return cause;
        }
        match cause.strip_prefix(&self.type_str(x.ty)) {
            Some(rest) => self.operand_type_str(x) + rest,
            None => cause,
        }
    }

    /// May `x` be assigned to a variable of type `t`? If not, gives the cause (perhaps empty).
    pub(super) fn assignable(&mut self, x: &Operand<'a>, t: TypeId) -> Result<(), String> {
        let v = x.ty;
        if !x.ok() || t == Types::INVALID || v == t {
            return Ok(());
        }
        let no = || Err(String::new());
        let (vp, tp) = (self.t.is_tparam(v), self.t.is_tparam(t));
        if self.t.is_untyped(v) {
            if tp {
                let terms = self.t.type_set(t).cloned().unwrap_or_default();
                let ok =
                    !terms.is_empty() && terms.iter().all(|m| self.implicit_type(x, m.ty).is_ok());
                return if ok { Ok(()) } else { no() };
            }
            return if self.implicit_type(x, t).is_ok() { Ok(()) } else { no() };
        }
        let (vu, tu) = (self.t.underlying(v), self.t.underlying(t));
        if vu == tu && (!self.t.has_name(v) || !self.t.has_name(t)) && !vp && !tp {
            return Ok(());
        }
        let mut cause = String::new();
        if self.t.is_interface(t) && !tp || self.t.is_interface_ptr(tu) {
            match self.implements(v, t, false) {
                Ok(()) => return Ok(()),
                Err(c) if !vp => return Err(self.with_names(x, c)),
                Err(_) => {}
            }
        }
        if self.t.is_interface(v) && !vp && self.implements(t, v, false).is_ok() {
            return Err("need type assertion".into());
        }
        if let (Type::Chan(ChanDir::Both, a), Type::Chan(_, b)) = (self.t.get(vu), self.t.get(tu))
            && a == b
        {
            let ok = !self.t.has_name(v) || !self.t.has_name(t);
            return if ok { Ok(()) } else { no() };
        }
        if !vp && !tp {
            return no();
        }
        if tp && !self.t.has_name(v) {
            let terms = self.t.type_set(t).cloned().unwrap_or_default();
            if terms.is_empty() {
                return no();
            }
            for m in terms {
                if let Err(c) = self.assignable(x, m.ty) {
                    let (vs, ms, ts) = (self.type_str(v), self.type_str(m.ty), self.type_str(t));
                    cause = join_cause(format!("cannot assign {vs} to {ms} (in {ts})"), c);
                    return Err(cause);
                }
            }
            return Ok(());
        }
        if vp && !self.t.has_name(t) {
            let terms = self.t.type_set(v).cloned().unwrap_or_default();
            if terms.is_empty() {
                return no();
            }
            for m in terms {
                let y = Operand { ty: m.ty, ..x.clone() };
                if let Err(c) = self.assignable(&y, t) {
                    let (vs, ms, ts) = (self.type_str(v), self.type_str(m.ty), self.type_str(t));
                    cause = join_cause(format!("cannot assign {ms} (in {vs}) to {ts}"), c);
                    return Err(cause);
                }
            }
            return Ok(());
        }
        Err(cause)
    }

    /// Checks that `x` can be assigned to a variable of type `t` (`None`: of whatever type it has), and
    /// gives an untyped operand its type.
    pub(super) fn assignment(&mut self, x: &mut Operand<'a>, t: Option<TypeId>, context: &str) {
        self.assign_in(x, t, Context::Text(context));
    }

    /// The same for an argument of a call.
    pub(super) fn assign_arg(&mut self, x: &mut Operand<'a>, t: TypeId, fun: &Expr) {
        self.assign_in(x, Some(t), Context::Argument(fun));
    }

    fn context_str(&self, context: Context) -> String {
        match context {
            Context::Text(s) => s.to_string(),
            Context::Argument(fun) => format!("argument to {}", self.expr_str(fun)),
        }
    }

    fn assign_in(&mut self, x: &mut Operand<'a>, t: Option<TypeId>, context: Context) {
        self.single_value(x);
        match x.mode {
            M::Invalid => return,
            M::NoValue | M::Builtin(_) | M::Type => {
                let (s, ts) = (self.op_str(x), t.map_or("<nil>".into(), |t| self.type_str(t)));
                let context = self.context_str(context);
                self.err(x.pos(), format!("cannot assign {s} to {ts} in {context}"));
                x.mode = M::Invalid;
                return;
            }
            _ => {}
        }
        if self.t.is_untyped(x.ty) {
            let mut target = t;
            if x.is_nil() {
                if t.is_none() {
                    let context = self.context_str(context);
                    self.err(x.pos(), format!("use of untyped nil in {context}"));
                    x.mode = M::Invalid;
                    return;
                }
            } else if t.is_none_or(|t| self.t.is_plain_interface(t)) {
                target = Some(self.t.default_type(x.ty));
            }
            let target = target.unwrap_or(Types::INVALID);
            match self.implicit_type(x, target) {
                Err(why) => {
                    let ts = match t {
                        Some(t) if t == target => self.target_str(t),
                        _ => self.type_str(target),
                    };
                    let s = self.op_str(x);
                    let tail = match why {
                        Misfit::Kind => "",
                        Misfit::Truncated => " (truncated)",
                        Misfit::Overflow => " (overflows)",
                    };
                    let context = self.context_str(context);
                    let message = format!("cannot use {s} as {ts} value in {context}{tail}");
                    self.err(x.pos(), message);
                    x.mode = M::Invalid;
                    return;
                }
                Ok((ty, val)) => self.take_type(x, ty, val),
            }
        }
        if x.tparams.is_some() {
            let desc = self.context_str(context);
            let target = t.and_then(|t| self.target_desc(t, &desc));
            self.non_generic(target.as_ref(), x);
            if !x.ok() {
                return;
            }
        }
        let Some(t) = t else { return };
        if let Err(cause) = self.assignable(x, t) {
            let (s, ts) = (self.op_str(x), self.target_str(t));
            let colon = if cause.is_empty() { "" } else { ": " };
            let context = self.context_str(context);
            let message = format!("cannot use {s} as {ts} value in {context}{colon}{cause}");
            self.err(x.pos(), message);
            x.mode = M::Invalid;
        }
    }

    pub(super) fn init_const(&mut self, obj: ObjId, mut x: Operand<'a>) {
        let ty = self.objects[obj].ty;
        if !x.ok() || x.ty == Types::INVALID || ty == Types::INVALID {
            if ty == NO_TYPE {
                self.objects[obj].ty = Types::INVALID;
            }
            return;
        }
        if !x.is_const() {
            let s = self.op_str(&x);
            self.err(x.pos(), format!("{s} is not constant"));
            if ty == NO_TYPE {
                self.objects[obj].ty = Types::INVALID;
            }
            return;
        }
        if ty == NO_TYPE {
            self.objects[obj].ty = x.ty;
        }
        let ty = self.objects[obj].ty;
        self.assignment(&mut x, Some(ty), "constant declaration");
        if x.ok() {
            self.objects[obj].kind = ObjectKind::Const(x.val);
        }
    }

    /// Initialises a variable, which takes the operand's type if it has none.
    pub(super) fn init_var(&mut self, obj: ObjId, mut x: Operand<'a>, context: &str) -> bool {
        let ty = self.objects[obj].ty;
        if !x.ok() || x.ty == Types::INVALID || ty == Types::INVALID {
            if ty == NO_TYPE {
                self.objects[obj].ty = Types::INVALID;
            }
            return false;
        }
        if ty == NO_TYPE {
            let mut t = x.ty;
            if self.t.is_untyped(t) {
                if x.is_nil() {
                    self.err(x.pos(), format!("use of untyped nil in {context}"));
                    self.objects[obj].ty = Types::INVALID;
                    return false;
                }
                t = self.t.default_type(t);
            }
            self.objects[obj].ty = t;
            self.keep_written_as(obj, &x);
        }
        let ty = self.objects[obj].ty;
        self.target_tree = self.written.get(&obj).copied();
        self.assignment(&mut x, Some(ty), context);
        self.target_tree = None;
        x.ok()
    }

    /// The variable that a left-hand side names, if it is a plain name.
    pub(super) fn assigned_var(&self, e: &Expr) -> Option<ObjId> {
        let ExprKind::Ident(id) = &unparen(e).kind else { return None };
        let obj = self.lookup(id.name)?;
        let o = &self.objects[obj];
        (matches!(o.kind, ObjectKind::Var(_)) && o.pkg == Some(self.pkg)).then_some(obj)
    }

    /// The type of a left-hand side: `Ok(None)` for `_`, `Err` after an error.
    fn lhs_type(&mut self, lhs: &'a Expr) -> Result<Option<TypeId>, ()> {
        if let ExprKind::Ident(id) = &unparen(lhs).kind
            && id.name == self.blank
        {
            self.record_obj(id.id, None);
            return Ok(None);
        }
        let var = self.assigned_var(lhs);
        let was = var.map(|v| self.is_used(v));
        let x = self.expr(None, lhs);
        if let (Some(v), Some(was)) = (var, was) {
            self.used[v.0 as usize] = was;
        }
        if !x.ok() || x.ty == Types::INVALID {
            return Err(());
        }
        if matches!(x.mode, M::Variable | M::MapIndex) {
            return Ok(Some(x.ty));
        }
        let s = self.src_str(&x.src);
        if let ExprKind::Selector { x: inner, .. } = &lhs.kind {
            let op = self.expr(None, inner);
            if op.mode == M::MapIndex {
                self.err(x.pos(), format!("cannot assign to struct field {s} in map"));
                return Err(());
            }
        }
        let message =
            format!("cannot assign to {s} (neither addressable nor a map index expression)");
        self.err(x.pos(), message);
        Err(())
    }

    /// Assigns to `lhs` either the operand `x` or the expression `rhs`.
    pub(super) fn assign_var(
        &mut self,
        lhs: &'a Expr,
        rhs: Option<&'a Expr>,
        x: Option<Operand<'a>>,
        context: &str,
    ) -> Operand<'a> {
        let Ok(t) = self.lhs_type(lhs) else {
            if let Some(rhs) = rhs {
                self.use_expr(rhs);
            }
            return Operand::invalid();
        };
        let mut x = match (x, rhs) {
            (Some(x), _) => x,
            (None, Some(rhs)) => {
                let target = match t {
                    Some(t) if matches!(self.t.under(t), Type::Func(_)) => {
                        let desc = self.expr_str(lhs);
                        self.target_desc(t, &desc)
                    }
                    _ => None,
                };
                self.expr(target.as_ref(), rhs)
            }
            (None, None) => return Operand::invalid(),
        };
        let context = match (t, context) {
            (None, "assignment") => "assignment to _ identifier",
            (_, c) => c,
        };
        self.target_tree = self.written_of(lhs);
        self.assignment(&mut x, t, context);
        self.target_tree = None;
        x
    }

    /// `(int, string)`, as "have" and "want" lines show types, each with how it is written.
    pub(super) fn types_summary(
        &self,
        list: &[(TypeId, String)],
        variadic: bool,
        dots: bool,
    ) -> String {
        let mut out = String::from("(");
        for (i, (t, shown)) in list.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            let last = i + 1 == list.len();
            if last && variadic {
                out.push_str("...");
            }
            if *t == Types::INVALID || *t == NO_TYPE {
                out.push_str("unknown type");
            } else if self.t.is_untyped(*t) {
                out.push_str(match self.t.is(*t, Basic::is_numeric) {
                    true => "number",
                    false => untyped_name(*t).trim_start_matches("untyped "),
                });
            } else {
                out.push_str(shown);
            }
            if last && dots && !variadic {
                out.push_str("...");
            }
        }
        out.push(')');
        out
    }

    /// Types of operands for a summary.
    pub(super) fn operand_types(&self, list: &[Operand<'a>]) -> Vec<(TypeId, String)> {
        list.iter().map(|x| (x.ty, self.operand_type_str(x))).collect()
    }

    /// Types of variables for a summary.
    pub(super) fn variable_types(&self, list: &[ObjId]) -> Vec<(TypeId, String)> {
        let each = list.iter().map(|&o| {
            let ty = self.objects[o].ty;
            let tree = self.written.get(&o);
            (ty, tree.map_or_else(|| self.type_str(ty), |t| self.written_str(ty, t)))
        });
        each.collect()
    }

    fn assign_error(&mut self, rhs: &'a [Expr], l: usize, r: usize) {
        let Some(first) = rhs.first() else { return };
        let (vars, vals) = (measure(l, "variable"), measure(r, "value"));
        let message = match &unparen(first).kind {
            ExprKind::Call { fun, .. } if rhs.len() == 1 => {
                let f = self.expr_str(fun);
                format!("assignment mismatch: {vars} but {f} returns {vals}")
            }
            _ => format!("assignment mismatch: {vars} but {vals}"),
        };
        self.err(first.pos, message);
    }

    fn return_error(&mut self, at: Pos, lhs: &[ObjId], rhs: &[Operand<'a>]) {
        let (l, r) = (lhs.len(), rhs.len());
        let (at, what) = if r > l {
            (rhs[l].pos(), "too many")
        } else if r > 0 {
            (rhs[r - 1].pos(), "not enough")
        } else {
            (at, "not enough")
        };
        let have = self.types_summary(&self.operand_types(rhs), false, false);
        let want = self.types_summary(&self.variable_types(lhs), false, false);
        self.err(at, format!("{what} return values\n\thave {have}\n\twant {want}"));
    }

    /// Initialises variables with expressions: of a declaration, or (with the statement's place) the
    /// results of a return.
    pub(super) fn init_vars(&mut self, lhs: &[ObjId], rhs: &'a [Expr], ret: Option<Pos>) {
        let (l, r) = (lhs.len(), rhs.len());
        let context = match ret {
            Some(_) => "return statement",
            None if l > 1 => "multiple assignment",
            None => "assignment",
        };
        let is_call = r == 1 && matches!(unparen(&rhs[0]).kind, ExprKind::Call { .. });
        if l == r && !is_call {
            for (&obj, e) in lhs.iter().zip(rhs) {
                let (ty, mut name) = (self.objects[obj].ty, self.objects[obj].name);
                if ret.is_some() && name == self.empty {
                    name = self.symbols.intern("result variable");
                }
                let target = self.target_of(ty, name);
                let x = self.expr(target.as_ref(), e);
                self.init_var(obj, x, context);
            }
            return;
        }
        if r != 1 {
            if self.use_exprs(rhs) {
                match ret {
                    Some(at) => {
                        let ops: Vec<_> = rhs.iter().map(|e| self.expr(None, e)).collect();
                        self.return_error(at, lhs, &ops);
                    }
                    None => self.assign_error(rhs, l, r),
                }
            }
            return self.invalidate_vars(lhs);
        }
        let (ops, _) = self.multi_expr(&rhs[0], l == 2 && ret.is_none());
        if ops.len() == l {
            for (&obj, x) in lhs.iter().zip(ops) {
                self.init_var(obj, x, context);
            }
            return;
        }
        if ops[0].ok() {
            match ret {
                Some(at) => self.return_error(at, lhs, &ops),
                None => self.assign_error(rhs, l, ops.len()),
            }
        }
        self.invalidate_vars(lhs);
    }

    fn invalidate_vars(&mut self, lhs: &[ObjId]) {
        for &o in lhs {
            if self.objects[o].ty == NO_TYPE {
                self.objects[o].ty = Types::INVALID;
            }
        }
    }

    /// `a, b = x, y`
    pub(super) fn assign_vars(&mut self, lhs: &'a [Expr], rhs: &'a [Expr]) {
        let (l, r) = (lhs.len(), rhs.len());
        let context = if l > 1 { "multiple assignment" } else { "assignment" };
        let is_call = r == 1 && matches!(unparen(&rhs[0]).kind, ExprKind::Call { .. });
        if l == r && !is_call {
            for (a, b) in lhs.iter().zip(rhs) {
                self.assign_var(a, Some(b), None, context);
            }
            return;
        }
        if r != 1 {
            let ok_lhs = self.use_lhs(lhs);
            let ok_rhs = self.use_exprs(rhs);
            if ok_lhs && ok_rhs {
                self.assign_error(rhs, l, r);
            }
            return;
        }
        let (ops, _) = self.multi_expr(&rhs[0], l == 2);
        if ops.len() == l {
            for (a, x) in lhs.iter().zip(ops) {
                self.assign_var(a, None, Some(x), context);
            }
            return;
        }
        if ops[0].ok() {
            self.assign_error(rhs, l, ops.len());
        }
        self.use_lhs(lhs);
    }

    /// `a, b := x, y`
    pub(super) fn short_var_decl(&mut self, pos: Pos, lhs: &'a [Ident], rhs: &'a [Expr]) {
        let mut vars = vec![];
        let mut new = vec![];
        let mut has_err = false;
        for (i, id) in lhs.iter().enumerate() {
            if id.name != self.blank && lhs[..i].iter().any(|o| o.name == id.name) {
                let name = self.symbols.name(id.name).to_string();
                self.err(id.pos, format!("{name} repeated on left side of :="));
                has_err = true;
                vars.push(self.new_var(self.blank, id.pos, NO_TYPE, VarKind::Local));
                continue;
            }
            if let Some(old) = self.locals.lookup_here(id.name) {
                self.record_obj(id.id, Some(old));
                if matches!(self.objects[old].kind, ObjectKind::Var(_)) {
                    vars.push(old);
                } else {
                    let name = self.symbols.name(id.name).to_string();
                    self.err(id.pos, format!("cannot assign to {name}"));
                    has_err = true;
                    vars.push(self.new_var(self.blank, id.pos, NO_TYPE, VarKind::Local));
                }
                continue;
            }
            let obj = self.new_var(id.name, id.pos, NO_TYPE, VarKind::Local);
            vars.push(obj);
            if id.name != self.blank {
                new.push(obj);
                self.record_obj(id.id, Some(obj));
            }
        }
        self.init_vars(&vars, rhs, None);
        self.invalidate_vars(&vars);
        // The parser has spoken about left-hand sides that are no names.
        let has_err = has_err
            || self
                .diags
                .iter()
                .any(|d| d.message.starts_with("non-name ") && lhs.iter().any(|l| l.pos == d.pos));
        if new.is_empty() && !has_err {
            return self.err(pos, "no new variables on left side of :=");
        }
        for obj in new {
            self.declare(None, obj);
        }
    }

    /// The place and text of a source, for messages about it.
    pub(super) fn label(&self, pos: Pos, text: &str) -> Src<'a> {
        Src::Label(pos, text.into())
    }
}

fn join_cause(first: String, inner: String) -> String {
    if inner.is_empty() { first } else { format!("{first}\n\t{inner}") }
}

/// `1 variable`, `2 variables`
pub(super) fn measure(n: usize, unit: &str) -> String {
    if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}
