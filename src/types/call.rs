//! Calls: conversions, builtins, functions and their arguments, instantiation of generic functions.

use super::checker::{Checker, Later};
use super::expr::{Kind, Target};
use super::infer::Mismatch;
use super::operand::{M, Operand, Src};
use super::subst::{subst, subst_list};
use super::ty::{Signature, Type, TypeId, Types};
use crate::syntax::ast::{Expr, ExprKind, NodeId};
use crate::text::Pos;
use std::rc::Rc;

impl<'a> Checker<'a> {
    pub(super) fn call_expr(&mut self, e: &'a Expr) -> (Operand<'a>, Kind) {
        let ExprKind::Call { fun, args, ellipsis, rparen } = &e.kind else {
            return (Operand::invalid(), Kind::Statement);
        };
        let mut inst: Option<&'a [Expr]> = None;
        let mut x = if let ExprKind::Index { x, indices } = &fun.kind {
            let (mut op, is_func) = self.index_expr(fun, x, indices);
            if is_func {
                inst = Some(indices);
            }
            op.src = Src::Expr(fun);
            self.record(&op);
            op
        } else {
            self.expr_or_type(fun, true)
        };
        match x.mode {
            M::Invalid => {
                self.use_exprs(args);
                return (x, Kind::Statement);
            }
            M::Type => {
                self.non_generic(None, &mut x);
                if x.ok() {
                    x = self.conversion_call(e, x.ty, args, ellipsis.is_some());
                }
                return (x, Kind::Conversion);
            }
            M::Builtin(b) => {
                let kind = if b.is_statement() { Kind::Statement } else { Kind::Expression };
                let mut y = self.builtin(e, b, fun, args, *ellipsis, *rparen);
                y.src = Src::Expr(e);
                if y.ok() && !y.is_const() {
                    self.env.has_call = true;
                }
                return (y, kind);
            }
            _ => {}
        }
        (self.func_call(e, x, inst), Kind::Statement)
    }

    fn conversion_call(
        &mut self,
        e: &'a Expr,
        t: TypeId,
        args: &'a [Expr],
        dots: bool,
    ) -> Operand<'a> {
        if !self.complete(t) {
            return Operand::invalid();
        }
        match args {
            [] => {
                let ts = self.type_str(t);
                self.err(e.pos, format!("missing argument in conversion to {ts}"));
                Operand::invalid()
            }
            [arg] => {
                let target = self.target_desc(t, "conversion");
                let mut x = self.expr(target.as_ref(), arg);
                if !x.ok() {
                    return x;
                }
                if !self.t.is_tparam(t)
                    && self.t.interface(t).is_some_and(|i| i.comparable || i.terms.is_some())
                {
                    let ts = self.type_str(t);
                    let message = format!(
                        "cannot use interface {ts} in conversion (contains specific type constraints or is comparable)"
                    );
                    self.err(e.pos, message);
                    return Operand::invalid();
                }
                if dots {
                    let ts = self.type_str(t);
                    self.err(arg.pos, format!("invalid use of ... in conversion to {ts}"));
                    return Operand::invalid();
                }
                self.conversion(&mut x, t);
                x
            }
            [.., last] => {
                self.use_exprs(args);
                let ts = self.type_str(t);
                self.err(last.pos, format!("too many arguments in conversion to {ts}"));
                Operand::invalid()
            }
        }
    }

    fn func_call(&mut self, e: &'a Expr, x: Operand<'a>, inst: Option<&'a [Expr]>) -> Operand<'a> {
        let ExprKind::Call { fun, args, ellipsis, .. } = &e.kind else { return Operand::invalid() };
        let sig_ty = match self.callee(&x) {
            Ok(t) => t,
            Err(cause) => {
                let s = self.op_str(&x);
                self.err(x.pos(), format!("invalid operation: cannot call {s}: {cause}"));

                return Operand::invalid();
            }
        };
        let mut tparams = x.tparams.clone();
        let mut sig = sig_ty;
        let mut targs: Vec<TypeId> = vec![];
        if let (Some(list), Some(tps)) = (inst, tparams.clone()) {
            let Some(types) = self.type_list(list) else {
                self.use_exprs(args);
                return Operand::invalid();
            };
            let (got, want) = (types.len(), tps.len());
            if got > want {
                let message = format!("got {got} type arguments but want {want}");
                self.err(list[want].pos, message);
                self.use_exprs(args);
                return Operand::invalid();
            }
            if got == want {
                self.version(fun.pos, 18, |_| "function instantiation".into());
                let at = self.node_pos(fun);
                sig = self.instantiate_sig(at, fun, sig, &tps, &types, list);
                tparams = None;
            } else {
                targs = types;
            }
        }
        let xlist = inst.unwrap_or(&[]);
        let (ops, atargs) = self.generic_args(args);
        let call = Call { e, fun, args, ellipsis: ellipsis.is_some() };
        let generic = tparams.is_some();
        let result = self.arguments(&call, sig, tparams, targs, xlist, ops, atargs);
        self.env.has_call = true;
        let Some(sig) = result else {
            // After an error the results are still known, unless they depend on what was not inferred.
            let Type::Func(s) = self.t.get(sig) else { return Operand::invalid() };
            if generic && s.results.iter().any(|r| self.t.is_open(*r)) {
                return Operand::invalid();
            }
            let results = s.results.clone();
            return self.call_result(&results);
        };
        self.record_expr(fun.id, super::info::Mode::Value, sig, None);
        let Type::Func(s) = self.t.get(sig) else { return Operand::invalid() };
        let results = s.results.clone();
        self.call_result(&results)
    }

    fn call_result(&mut self, results: &[TypeId]) -> Operand<'a> {
        match *results {
            [] => Operand { mode: M::NoValue, ..Operand::invalid() },
            [one] => {
                if !self.complete(one) {
                    return Operand::invalid();
                }
                Operand { mode: M::Value, ty: one, ..Operand::invalid() }
            }
            _ => {
                let ty = self.t.intern(Type::Tuple(results.to_vec()));
                Operand { mode: M::Value, ty, ..Operand::invalid() }
            }
        }
    }

    /// The function type of what is called.
    fn callee(&self, x: &Operand<'a>) -> Result<TypeId, String> {
        if !self.t.is_tparam(x.ty) {
            let u = self.t.underlying(x.ty);
            return match self.t.get(u) {
                Type::Func(_) => Ok(u),
                _ => Err(format!("{} is not a function", self.type_str(x.ty))),
            };
        }
        for (t, u) in self.t.each_type(x.ty) {
            if let (Some(t), Some(u)) = (t, u)
                && !matches!(self.t.get(u), Type::Func(_))
            {
                return Err(format!("{} is not a function", self.type_str(t)));
            }
        }
        self.common_under(x.ty)
    }

    /// Arguments of a call: generic functions among them may stand uninstantiated, perhaps with some type
    /// arguments, which come back beside them.
    fn generic_args(&mut self, args: &'a [Expr]) -> (Vec<Operand<'a>>, Vec<Vec<TypeId>>) {
        if let [only] = args
            && !matches!(only.kind, ExprKind::Index { .. })
        {
            let (mut x, _) = self.raw_expr(None, only, None, true);
            self.exclude(&mut x, true);
            if x.ok()
                && let Type::Tuple(list) = self.t.get(x.ty)
            {
                let list = list.clone();
                return (
                    list.into_iter().map(|t| Operand::value(t, Src::Expr(only))).collect(),
                    vec![],
                );
            }
            return (vec![x], vec![vec![]]);
        }
        let mut ops = vec![];
        let mut targs = vec![];
        for e in args {
            if let ExprKind::Index { x, indices } = &e.kind {
                let (mut op, is_func) = self.index_expr(e, x, indices);
                op.src = Src::Expr(e);
                let mut partial = vec![];
                if is_func {
                    let infer = self.env.version < 21;
                    partial = self.func_inst(None, e, &mut op, indices, infer);
                }
                self.record(&op);
                if !is_func {
                    self.exclude(&mut op, true);
                    self.single_value(&mut op);
                }
                ops.push(op);
                targs.push(partial);
                continue;
            }
            ops.push(self.generic_expr(e, None));
            targs.push(vec![]);
        }
        (ops, targs)
    }

    /// Instantiates the generic function `x` with the type arguments that are written. With `infer` all
    /// must be given or follow from the target; else those that are given come back.
    pub(super) fn func_inst(
        &mut self,
        target: Option<&Target>,
        e: &'a Expr,
        x: &mut Operand<'a>,
        list: &'a [Expr],
        infer: bool,
    ) -> Vec<TypeId> {
        self.version(e.pos, 18, |_| "function instantiation".into());
        let Some(targs) = self.type_list(list) else {
            x.mode = M::Invalid;
            return vec![];
        };
        let Some(tparams) = x.tparams.clone() else { return vec![] };
        let (got, want) = (targs.len(), tparams.len());
        if got > want {
            let message = format!("got {got} type arguments but want {want}");
            self.err(list[got - 1].pos, message);
            x.mode = M::Invalid;
            return vec![];
        }
        if got == want {
            self.finish_inst(e, x, &tparams, &targs, list);
            return vec![];
        }
        if !infer {
            return targs;
        }
        self.infer_inst(target, e, x, &tparams, targs, list);
        vec![]
    }

    fn infer_inst(
        &mut self,
        target: Option<&Target>,
        e: &'a Expr,
        x: &mut Operand<'a>,
        tparams: &[TypeId],
        targs: Vec<TypeId>,
        list: &'a [Expr],
    ) {
        let given: Vec<Option<TypeId>> = targs.into_iter().map(Some).collect();
        // On fresh type parameters: a function may be mentioned within itself.
        let fresh = self.rename_tparams(tparams);
        let (params, args) = match target {
            Some(t) => {
                let src = self.label(e.pos, &t.desc);
                let ty = subst(&mut self.t, x.ty, tparams, &fresh);
                (vec![ty], vec![Operand::value(t.sig, src)])
            }
            None => (vec![], vec![]),
        };
        match self.infer(self.node_pos(e), &fresh, given, &params, &args, target.is_some()) {
            Ok(full) => self.finish_inst(e, x, tparams, &full, list),
            Err(m) => {
                x.mode = M::Invalid;
                if let Mismatch::Says(pos, message) = m {
                    self.err(pos, message);
                }
            }
        }
    }

    /// A generic function without type arguments where a function type is wanted.
    pub(super) fn reverse_infer(&mut self, target: &Target, x: &mut Operand<'a>) {
        let (Src::Expr(e), Some(tparams)) = (x.src.clone(), x.tparams.clone()) else { return };
        if self.env.version < 21 {
            self.version_err(e.pos, 21, "implicitly instantiated function in assignment");
        }
        self.infer_inst(Some(target), e, x, &tparams, vec![], &[]);
        self.record(x);
    }

    fn finish_inst(
        &mut self,
        e: &'a Expr,
        x: &mut Operand<'a>,
        tparams: &[TypeId],
        targs: &[TypeId],
        list: &'a [Expr],
    ) {
        let at = self.node_pos(e);
        x.ty = self.instantiate_sig(at, e, x.ty, tparams, targs, list);
        x.tparams = None;
        x.mode = M::Value;
    }

    /// The signature with type arguments; records the instance, and has the constraints verified.
    pub(super) fn instantiate_sig(
        &mut self,
        pos: Pos,
        e: &'a Expr,
        sig: TypeId,
        tparams: &[TypeId],
        targs: &[TypeId],
        list: &'a [Expr],
    ) -> TypeId {
        let ty = subst(&mut self.t, sig, tparams, targs);
        if let Some(id) = self.instance_ident(e, ty) {
            self.info.instances.insert(id, targs.to_vec());
        }
        self.later.push(Later::Verify {
            pos,
            args: list.iter().map(|a| a.pos).collect(),
            tparams: tparams.to_vec(),
            targs: targs.to_vec(),
        });
        ty
    }

    /// The identifier of the generic function in `F[A]`, `pkg.F`, `(F)`; all of these have the type `ty`.
    fn instance_ident(&mut self, e: &'a Expr, ty: TypeId) -> Option<NodeId> {
        self.record_expr(e.id, super::info::Mode::Value, ty, None);
        match &e.kind {
            ExprKind::Ident(id) => Some(id.id),
            ExprKind::Selector { sel, .. } => Some(sel.id),
            ExprKind::Index { x, .. } | ExprKind::Paren(x) => self.instance_ident(x, ty),
            _ => None,
        }
    }

    /// Verifies that type arguments satisfy their constraints.
    pub(super) fn check_instance(
        &mut self,
        pos: Pos,
        args: &[Pos],
        tparams: &[TypeId],
        targs: &[TypeId],
    ) {
        for (i, &p) in tparams.iter().enumerate() {
            let Some(&arg) = targs.get(i) else { return };
            let bound = self.constraint_of(p);
            let bound = subst(&mut self.t, bound, tparams, targs);
            if let Err(cause) = self.implements(arg, bound, true) {
                let at = args.get(i).copied().unwrap_or(pos);
                return self.err(at, cause);
            }
        }
    }

    /// Matches arguments with parameters. Gives the (instantiated) signature, or `None` after an error.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn arguments(
        &mut self,
        call: &Call<'a>,
        sig_ty: TypeId,
        tparams: Option<Rc<[TypeId]>>,
        targs: Vec<TypeId>,
        xlist: &'a [Expr],
        mut args: Vec<Operand<'a>>,
        atargs: Vec<Vec<TypeId>>,
    ) -> Option<TypeId> {
        let Type::Func(sig) = self.t.get(sig_ty).clone() else { return None };
        let mut params = self.spread_params(call, &sig, &args)?;
        if args.len() != params.len() {
            self.wrong_count(call, &sig, &args, params.len());
            return None;
        }
        let n = tparams.as_ref().map_or(0, |t| t.len());
        if n > 0 {
            self.version(call.e.pos, 18, |_| "implicit function instantiation".into());
        }
        let mut result = sig_ty;
        let generic_args: Vec<usize> =
            (0..args.len()).filter(|&i| args[i].tparams.is_some()).collect();
        if n > 0 || !generic_args.is_empty() {
            let own: Vec<TypeId> = tparams.as_deref().unwrap_or(&[]).to_vec();
            // Inference works on fresh type parameters: a function may call itself.
            let fresh = self.rename_tparams(&own);
            let fresh_params = subst_list(&mut self.t, &params, &own, &fresh);
            let mut all = fresh.clone();
            let mut given: Vec<Option<TypeId>> = targs.into_iter().map(Some).collect();
            given.resize(all.len(), None);
            let mut spans = vec![];
            for &i in &generic_args {
                let theirs: Vec<TypeId> = args[i].tparams.as_deref().unwrap_or(&[]).to_vec();
                let renamed = self.rename_tparams(&theirs);
                args[i].ty = subst(&mut self.t, args[i].ty, &theirs, &renamed);
                given.extend(atargs.get(i).into_iter().flatten().map(|t| Some(*t)));
                spans.push((i, all.len(), renamed.len(), theirs));
                all.extend(renamed);
                given.resize(all.len(), None);
            }
            if let Some(&i) = generic_args.first() {
                let pos = args[i].pos();
                self.version(pos, 21, |_| "implicitly instantiated function as argument".into());
            }
            let full =
                match self.infer(self.node_pos(call.e), &all, given, &fresh_params, &args, false) {
                    Ok(full) => full,
                    Err(Mismatch::Says(pos, message)) => {
                        let f = self.expr_str(call.fun);
                        self.err(pos, format!("in call to {f}, {message}"));
                        return None;
                    }
                    Err(Mismatch::Silent) => return None,
                };
            if n > 0 {
                let at = self.node_pos(call.e);
                result = self.instantiate_sig(at, call.fun, sig_ty, &own, &full[..n], xlist);
                params = subst_list(&mut self.t, &params, &own, &full[..n]);
            }
            for (i, from, len, theirs) in spans {
                let renamed = all[from..from + len].to_vec();
                let ty = args[i].ty;
                let back = subst(&mut self.t, ty, &renamed, &theirs);
                if let Src::Expr(e) = args[i].src {
                    let at = self.node_pos(call.e);
                    args[i].ty =
                        self.instantiate_sig(at, e, back, &theirs, &full[from..from + len], &[]);
                }
                args[i].tparams = None;
                let arg = args[i].clone();
                self.record(&arg);
            }
        }
        if !args.is_empty() {
            for (i, (x, &p)) in args.iter_mut().zip(&params).enumerate() {
                if x.ok() && x.ty == p && x.tparams.is_none() && x.mode == M::Variable {
                    continue;
                }
                self.target_tree = self.param_tree(call.fun, i);
                self.assign_arg(x, p, call.fun);
                self.target_tree = None;
            }
        }
        Some(result)
    }

    /// One parameter type per argument: that of `...T` is spread.
    fn spread_params(
        &mut self,
        call: &Call<'a>,
        sig: &Signature,
        args: &[Operand<'a>],
    ) -> Option<Vec<TypeId>> {
        let mut params = sig.params.clone();
        if !sig.variadic {
            if call.ellipsis {
                let f = self.expr_str(call.fun);
                let message = format!("cannot use ... in call to non-variadic {f}");
                self.err(call.e.pos, message);
                return None;
            }
            return Some(params);
        }
        if call.ellipsis {
            if call.args.len() == 1 && args.len() > 1 {
                let s = self.expr_str(&call.args[0]);
                let message = format!("cannot use ... with {}-valued {s}", args.len());
                self.err(call.e.pos, message);
                return None;
            }
            return Some(params);
        }
        let last = params.pop().unwrap_or(Types::INVALID);
        let elem = match self.t.get(last) {
            Type::Slice(e) => *e,
            _ => Types::INVALID,
        };
        while params.len() < args.len() {
            params.push(elem);
        }
        Some(params)
    }

    fn wrong_count(&mut self, call: &Call<'a>, sig: &Signature, args: &[Operand<'a>], want: usize) {
        let (at, what) = match args.get(want) {
            Some(extra) => (extra.pos(), "too many"),
            None => match args.last() {
                Some(last) => (last.pos(), "not enough"),
                None => (call.e.pos, "not enough"),
            },
        };
        let f = self.expr_str(call.fun);
        let have = self.types_summary(&self.operand_types(args), false, call.ellipsis);
        let params = sig.params.iter().enumerate().map(|(i, &p)| {
            let ty = match self.t.get(p) {
                Type::Slice(e) if sig.variadic && i + 1 == sig.params.len() => *e,
                _ => p,
            };
            let tree = self.param_tree(call.fun, i).map(|t| match &t.kind {
                ExprKind::Ellipsis(elem) => elem,
                _ => t,
            });
            (ty, tree.map_or_else(|| self.type_str(ty), |t| self.written_str(ty, t)))
        });
        let want = self.types_summary(&params.collect::<Vec<_>>(), sig.variadic, false);
        self.err(at, format!("{what} arguments in call to {f}\n\thave {have}\n\twant {want}"));
    }

    /// Copies of type parameters, with constraints that mention the copies.
    pub(super) fn rename_tparams(&mut self, list: &[TypeId]) -> Vec<TypeId> {
        let mut fresh = vec![];
        for (i, &p) in list.iter().enumerate() {
            let Type::TypeParam(id) = *self.t.get(p) else { continue };
            let obj = self.t.tparams[id.0 as usize].obj;
            fresh.push(self.new_tparam(obj, i as u32));
        }
        for (&p, &f) in list.iter().zip(&fresh) {
            let bound = self.constraint_of(p);
            let bound = subst(&mut self.t, bound, list, &fresh);
            if let Type::TypeParam(id) = *self.t.get(f) {
                self.t.tparams[id.0 as usize].constraint = bound;
            }
        }
        fresh
    }
}

/// A call as written.
pub(super) struct Call<'a> {
    pub e: &'a Expr,
    pub fun: &'a Expr,
    pub args: &'a [Expr],
    pub ellipsis: bool,
}
