//! Type inference: unification of parameter with argument types, then of type arguments with the core
//! types and methods of constraints, then defaults of untyped constants.

use super::checker::Checker;
use super::lookup::Entry;
use super::operand::Operand;
use super::subst::{subst, subst_list};
use super::ty::{Term, Type, TypeId};
use crate::text::Pos;

/// Deepest structure that is unified.
const MAX_DEPTH: u32 = 50;

/// Why type arguments could not be inferred.
pub(super) enum Mismatch {
    /// Already reported, or about something invalid.
    Silent,
    /// To be reported here.
    Says(Pos, String),
}

/// Type parameters and what is known of them; joined ones share a slot.
pub(super) struct Unifier {
    tparams: Vec<TypeId>,
    slot: Vec<usize>,
    known: Vec<Option<TypeId>>,
    interfaces: bool,
}

#[derive(Clone, Copy)]
struct Mode {
    assign: bool,
    exact: bool,
}

const INEXACT: Mode = Mode { assign: false, exact: false };
const ASSIGN: Mode = Mode { assign: true, exact: false };
const EXACT: Mode = Mode { assign: false, exact: true };

impl Unifier {
    fn index(&self, ty: TypeId) -> Option<usize> {
        self.tparams.iter().position(|&t| t == ty)
    }
    fn at(&self, i: usize) -> Option<TypeId> {
        self.known[self.slot[i]]
    }
    fn set(&mut self, i: usize, ty: TypeId) {
        let s = self.slot[i];
        self.known[s] = Some(ty);
    }
    fn unknowns(&self) -> usize {
        (0..self.tparams.len()).filter(|&i| self.at(i).is_none()).count()
    }
    fn inferred(&self) -> Vec<Option<TypeId>> {
        (0..self.tparams.len()).map(|i| self.at(i)).collect()
    }
    /// Makes two type parameters one, unless both have types already.
    fn join(&mut self, i: usize, j: usize) -> bool {
        let (a, b) = (self.slot[i], self.slot[j]);
        if a == b {
            return true;
        }
        if self.known[a].is_some() && self.known[b].is_some() {
            return false;
        }
        let (from, to) = if self.known[a].is_some() { (b, a) } else { (a, b) };
        for s in &mut self.slot {
            if *s == from {
                *s = to;
            }
        }
        true
    }
}

impl<'a> Checker<'a> {
    /// The type arguments of `tparams`, from those given, and from arguments of parameters of types
    /// `params`.
    pub(super) fn infer(
        &mut self,
        pos: Pos,
        tparams: &[TypeId],
        mut targs: Vec<Option<TypeId>>,
        params: &[TypeId],
        args: &[Operand<'a>],
        reverse: bool,
    ) -> Result<Vec<TypeId>, Mismatch> {
        targs.resize(tparams.len(), None);
        if let Some(full) = targs.iter().copied().collect::<Option<Vec<_>>>() {
            return Ok(full);
        }
        if args.iter().any(|a| !a.ok()) {
            return Err(Mismatch::Silent);
        }
        let known: Vec<(TypeId, TypeId)> =
            tparams.iter().zip(&targs).filter_map(|(p, t)| Some((*p, (*t)?))).collect();
        let (from, to): (Vec<TypeId>, Vec<TypeId>) = known.into_iter().unzip();
        let params = subst_list(&mut self.t, params, &from, &to);
        let mut u = Unifier {
            tparams: tparams.to_vec(),
            slot: (0..tparams.len()).collect(),
            known: targs.clone(),
            interfaces: self.env.version >= 21,
        };
        let mut untyped = vec![];
        for (i, arg) in args.iter().enumerate() {
            let Some(&par) = params.get(i) else { break };
            if !self.mentions(tparams, par, 0) && !self.mentions(tparams, arg.ty, 0) {
                continue;
            }
            if !self.t.is_untyped(arg.ty) {
                if !self.unify(&mut u, par, arg.ty, ASSIGN, 0) {
                    return Err(self.mismatch(&u, par, arg, reverse));
                }
            } else if self.t.is_tparam(par) && !arg.is_nil() {
                untyped.push(i);
            }
        }
        self.infer_from_constraints(&mut u, pos, tparams)?;
        self.infer_untyped(&mut u, &params, args, &untyped)?;
        self.simplify(&u, pos, tparams, &targs)
    }

    fn mismatch(&mut self, u: &Unifier, par: TypeId, arg: &Operand<'a>, reverse: bool) -> Mismatch {
        let (ts, es) = (self.operand_type_str(arg), self.src_str(&arg.src));
        let ps = self.type_str(par);
        let known: Vec<(TypeId, TypeId)> =
            u.tparams.iter().zip(u.inferred()).filter_map(|(p, t)| Some((*p, t?))).collect();
        if known.is_empty() {
            let names: Vec<String> = u.tparams.iter().map(|&t| self.type_str(t)).collect();
            let list = match &names[..] {
                [a, b] => format!("{a} and {b}"),
                [head @ .., last] if !head.is_empty() => format!("{}, and {last}", head.join(", ")),
                _ => names.concat(),
            };
            let message = format!("type {ts} of {es} does not match {ps} (cannot infer {list})");
            return Mismatch::Says(arg.pos(), message);
        }
        let (from, to): (Vec<TypeId>, Vec<TypeId>) = known.into_iter().unzip();
        let inferred = subst(&mut self.t, par, &from, &to);
        let is = self.type_str(inferred);
        let message = if inferred == par {
            format!("type {ts} of {es} does not match {ps}")
        } else if reverse {
            format!("inferred type {is} for {ps} does not match type {ts} of {es}")
        } else {
            format!("type {ts} of {es} does not match inferred type {is} for {ps}")
        };
        Mismatch::Says(arg.pos(), message)
    }

    fn infer_from_constraints(
        &mut self,
        u: &mut Unifier,
        pos: Pos,
        tparams: &[TypeId],
    ) -> Result<(), Mismatch> {
        loop {
            let before = u.unknowns();
            for (i, &tpar) in tparams.iter().enumerate() {
                let tx = u.at(i);
                if let Some((core, single)) = self.core_term(tpar) {
                    match tx {
                        Some(tx) => {
                            if !self.unify(u, tx, core.ty, INEXACT, 0) {
                                return Err(self.unsatisfied(pos, tpar, tx, ""));
                            }
                        }
                        None if single && !core.tilde => u.set(i, core.ty),
                        None => {}
                    }
                }
                if let Some(tx) = tx
                    && !self.mentions(tparams, tx, 0)
                {
                    let bound = self.constraint_of(tpar);
                    let cause = self
                        .lacks_methods(tx, bound, true, &mut |c, a, b| c.unify(u, a, b, EXACT, 0));
                    if let Some(cause) = cause {
                        return Err(self.unsatisfied(pos, tpar, tx, &cause));
                    }
                }
            }
            if u.unknowns() == before {
                return Ok(());
            }
        }
    }

    fn unsatisfied(&self, pos: Pos, tpar: TypeId, tx: TypeId, cause: &str) -> Mismatch {
        let (p, t, c) = (self.type_str(tpar), self.type_str(tx), self.constraint_str(tpar));
        let space = if cause.is_empty() { "" } else { " " };
        Mismatch::Says(pos, format!("{p} (type {t}) does not satisfy {c}{space}{cause}"))
    }

    fn infer_untyped(
        &mut self,
        u: &mut Unifier,
        params: &[TypeId],
        args: &[Operand<'a>],
        untyped: &[usize],
    ) -> Result<(), Mismatch> {
        let mut max: Vec<(usize, TypeId)> = vec![];
        for &i in untyped {
            let Some(t) = u.index(params[i]) else { continue };
            if u.at(t).is_some() {
                continue;
            }
            let ty = args[i].ty;
            match max.iter_mut().find(|m| m.0 == t) {
                None => max.push((t, ty)),
                Some(m) if m.1 == ty => {}
                Some(m) if self.t.is_untyped_numeric(m.1) && self.t.is_untyped_numeric(ty) => {
                    m.1 = m.1.max(ty);
                }
                Some(m) => {
                    let (a, b) = (self.type_str(m.1), self.type_str(ty));
                    let p = self.type_str(params[i]);
                    let message = format!("mismatched types {a} and {b} (cannot infer {p})");
                    return Err(Mismatch::Says(args[i].pos(), message));
                }
            }
        }
        for (t, ty) in max {
            let d = self.t.default_type(ty);
            u.set(t, d);
        }
        Ok(())
    }

    /// Replaces type parameters within inferred types until none is left.
    fn simplify(
        &mut self,
        u: &Unifier,
        pos: Pos,
        tparams: &[TypeId],
        given: &[Option<TypeId>],
    ) -> Result<Vec<TypeId>, Mismatch> {
        let mut inferred = u.inferred();
        for _ in 0..=tparams.len() {
            let known: Vec<(TypeId, TypeId)> =
                tparams.iter().zip(&inferred).filter_map(|(p, t)| Some((*p, (*t)?))).collect();
            let (from, to): (Vec<TypeId>, Vec<TypeId>) = known.into_iter().unzip();
            let mut changed = false;
            for (i, t) in inferred.iter_mut().enumerate() {
                if let Some(ty) = *t
                    && given[i].is_none()
                    && ty != tparams[i]
                {
                    let new = subst(&mut self.t, ty, &from, &to);
                    changed |= new != ty;
                    *t = Some(new);
                }
            }
            if !changed {
                break;
            }
        }
        let mut out = vec![];
        for (i, t) in inferred.into_iter().enumerate() {
            match t.filter(|&t| !self.mentions(tparams, t, 0)) {
                Some(t) => out.push(t),
                None => {
                    let Type::TypeParam(p) = *self.t.get(tparams[i]) else {
                        return Err(Mismatch::Silent);
                    };
                    let obj = &self.objects[self.t.tparams[p.0 as usize].obj];
                    let (name, at) = (self.symbols.name(obj.name), self.pos_str(obj.pos));
                    let message = format!("cannot infer {name} (declared at {at})");
                    return Err(Mismatch::Says(pos, message));
                }
            }
        }
        Ok(out)
    }

    /// Does a type mention one of the type parameters?
    fn mentions(&self, tparams: &[TypeId], ty: TypeId, depth: u32) -> bool {
        if !self.t.is_open(ty) || depth > MAX_DEPTH {
            return false;
        }
        let is = |t: &TypeId| self.mentions(tparams, *t, depth + 1);
        match self.t.get(ty) {
            Type::Basic(_) => false,
            Type::TypeParam(_) => tparams.contains(&ty),
            Type::Pointer(t) | Type::Slice(t) | Type::Array(t, _) | Type::Chan(_, t) => is(t),
            Type::Map(k, v) => is(k) || is(v),
            Type::Struct(fields) => fields.iter().any(|f| is(&f.ty)),
            Type::Func(s) => s.params.iter().chain(&s.results).any(is),
            Type::Tuple(list) => list.iter().any(is),
            Type::Interface(i) => {
                i.methods.iter().any(|m| is(&m.ty)) || i.terms.iter().flatten().any(|t| is(&t.ty))
            }
            Type::Named(_) => self.t.as_named(ty).is_some_and(|n| n.targs.iter().any(is)),
        }
    }

    /// The core type of a type parameter's constraint, and whether the set has one term only.
    fn core_term(&self, tpar: TypeId) -> Option<(Term, bool)> {
        let terms = self.t.type_set(tpar)?;
        if let [one] = terms[..] {
            return Some((one, true));
        }
        if terms.is_empty() {
            return None;
        }
        let tilde = terms.iter().any(|t| t.tilde);
        self.common_under(tpar).ok().map(|ty| (Term { tilde, ty }, false))
    }

    fn is_literal(&self, ty: TypeId) -> bool {
        !matches!(self.t.get(ty), Type::Named(_) | Type::TypeParam(_))
    }

    fn unify(&mut self, u: &mut Unifier, x: TypeId, y: TypeId, mode: Mode, depth: u32) -> bool {
        if x == y {
            return true;
        }
        if depth > MAX_DEPTH {
            return false;
        }
        let (mut x, mut y) = (x, y);
        let named = |c: &Self, t: TypeId| matches!(c.t.get(t), Type::Named(_));
        if named(self, x) || u.index(y).is_some() {
            std::mem::swap(&mut x, &mut y);
        }
        // Inexactly, a defined type matches a type literal by its underlying type.
        if !mode.exact
            && named(self, y)
            && self.is_literal(x)
            && !(u.interfaces && self.t.is_plain_interface(x))
        {
            y = self.t.underlying(y);
            if x == y {
                return true;
            }
        }
        match (u.index(x), u.index(y)) {
            (Some(i), Some(j)) => {
                if u.join(i, j) {
                    return true;
                }
                let (Some(a), Some(b)) = (u.at(i), u.at(j)) else { return false };
                return self.unify(u, a, b, mode, depth + 1);
            }
            (Some(i), None) => {
                let Some(known) = u.at(i) else {
                    u.set(i, y);
                    return true;
                };
                return self.unify_known(u, i, known, y, mode, depth);
            }
            _ => {}
        }
        if u.interfaces && !mode.exact {
            let xi = self.t.is_plain_interface(x);
            let yi = self.t.is_plain_interface(y);
            if xi && yi {
                return self.unify_interfaces(u, x, y, depth);
            }
            if xi || yi {
                let (iface, other) = if xi { (x, y) } else { (y, x) };
                return self.unify_methods(u, iface, other, depth);
            }
        }
        if self.t.is_tparam(y) {
            std::mem::swap(&mut x, &mut y);
        }
        self.unify_structure(u, x, y, mode, depth)
    }

    fn unify_known(
        &mut self,
        u: &mut Unifier,
        i: usize,
        known: TypeId,
        y: TypeId,
        mode: Mode,
        depth: u32,
    ) -> bool {
        if !self.unify(u, known, y, mode, depth + 1) {
            return false;
        }
        let xi = self.t.is_plain_interface(known);
        let yi = self.t.is_plain_interface(y);
        let xn = matches!(self.t.get(known), Type::Named(_));
        let yn = matches!(self.t.get(y), Type::Named(_));
        if xi && yi {
            if xn && yn {
                return known == y;
            }
            let count = |t: TypeId| self.t.interface(t).map_or(0, |i| i.methods.len());
            if count(known) != count(y) {
                return false;
            }
        } else if xi || yi {
            return false;
        }
        if !mode.exact && !xn {
            let directed = matches!(self.t.under(y), Type::Chan(d, _)
                if *d != crate::syntax::ast::ChanDir::Both);
            if yn || directed {
                u.set(i, y);
            }
        }
        true
    }

    fn unify_interfaces(&mut self, u: &mut Unifier, x: TypeId, y: TypeId, depth: u32) -> bool {
        let (Some(a), Some(b)) = (self.t.interface(x).cloned(), self.t.interface(y).cloned())
        else {
            return false;
        };
        if a.comparable != b.comparable || a.terms != b.terms {
            return false;
        }
        let (few, many) = if a.methods.len() > b.methods.len() {
            (b.methods, a.methods)
        } else {
            (a.methods, b.methods)
        };
        few.iter().all(|m| {
            let other = many.iter().find(|o| o.name == m.name && o.pkg == m.pkg).map(|o| o.ty);
            other.is_some_and(|o| self.unify(u, m.ty, o, EXACT, depth + 1))
        })
    }

    fn unify_methods(&mut self, u: &mut Unifier, iface: TypeId, ty: TypeId, depth: u32) -> bool {
        let Some(i) = self.t.interface(iface).cloned() else { return false };
        i.methods.iter().all(|m| {
            let found = self.find(ty, false, m.name, m.pkg, false).entry;
            let Some(e @ (Entry::Method(..) | Entry::Abstract(..))) = found else { return false };
            let have = self.entry_type(e);
            self.unify(u, m.ty, have, EXACT, depth + 1)
        })
    }

    fn unify_lists(
        &mut self,
        u: &mut Unifier,
        x: &[TypeId],
        y: &[TypeId],
        mode: Mode,
        depth: u32,
    ) -> bool {
        x.len() == y.len() && x.iter().zip(y).all(|(a, b)| self.unify(u, *a, *b, mode, depth + 1))
    }

    fn unify_structure(
        &mut self,
        u: &mut Unifier,
        x: TypeId,
        y: TypeId,
        mode: Mode,
        depth: u32,
    ) -> bool {
        let inner = Mode { exact: mode.exact || mode.assign, ..mode };
        let d = depth + 1;
        match (self.t.get(x).clone(), self.t.get(y).clone()) {
            (Type::Array(a, n), Type::Array(b, m)) => n == m && self.unify(u, a, b, inner, d),
            (Type::Slice(a), Type::Slice(b)) | (Type::Pointer(a), Type::Pointer(b)) => {
                self.unify(u, a, b, inner, d)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(&b).all(|(f, g)| {
                        f.name == g.name
                            && f.pkg == g.pkg
                            && f.embedded == g.embedded
                            && f.tag == g.tag
                            && self.unify(u, f.ty, g.ty, inner, d)
                    })
            }
            (Type::Func(a), Type::Func(b)) => {
                a.variadic == b.variadic
                    && self.unify_lists(u, &a.params, &b.params, inner, d)
                    && self.unify_lists(u, &a.results, &b.results, inner, d)
            }
            (Type::Map(a, b), Type::Map(k, v)) => {
                self.unify(u, a, k, inner, d) && self.unify(u, b, v, inner, d)
            }
            (Type::Chan(da, a), Type::Chan(db, b)) => {
                (!mode.exact || da == db) && self.unify(u, a, b, inner, d)
            }
            (Type::Interface(a), Type::Interface(b)) => {
                a.comparable == b.comparable
                    && a.terms == b.terms
                    && a.methods.len() == b.methods.len()
                    && a.methods.iter().zip(&b.methods).all(|(m, n)| {
                        m.name == n.name && m.pkg == n.pkg && self.unify(u, m.ty, n.ty, EXACT, d)
                    })
            }
            (Type::Named(_), Type::Named(_)) => {
                let (Some(a), Some(b)) = (self.t.as_named(x), self.t.as_named(y)) else {
                    return false;
                };
                if a.origin.is_none() || a.origin != b.origin {
                    return false;
                }
                let (ta, tb) = (a.targs.clone(), b.targs.clone());
                self.unify_lists(u, &ta, &tb, mode, d)
            }
            (Type::TypeParam(_), _) => match self.common_under(x) {
                Ok(core) => self.unify(u, core, y, ASSIGN, d),
                Err(_) => false,
            },
            _ => false,
        }
    }
}
