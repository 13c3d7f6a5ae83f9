//! Cycles among declarations: which are allowed, and how the others are reported.

use super::checker::{Checker, DeclRef, State};
use super::object::{ObjId, ObjectKind};
use super::ty::{Type, TypeId, Types};
use crate::syntax::ast::ExprKind;
use crate::text::Pos;
use std::collections::BTreeSet;

impl<'a> Checker<'a> {
    /// `type T T` and longer chains of plain names.
    pub(super) fn direct_cycles(&mut self) {
        let mut done: BTreeSet<ObjId> = BTreeSet::new();
        for start in self.order.clone() {
            let mut path: Vec<ObjId> = vec![];
            let mut at = Some(start);
            while let Some(obj) = at {
                if done.contains(&obj) {
                    break;
                }
                if let Some(i) = path.iter().position(|&o| o == obj) {
                    let cycle = path[i..].to_vec();
                    for &o in &cycle {
                        self.objects[o].ty = Types::INVALID;
                        self.states[o.0 as usize] = State::Done;
                    }
                    self.cycle_error(&cycle, self.first_in_source(&cycle));
                    break;
                }
                path.push(obj);
                at = self.plain_rhs(obj);
            }
            done.extend(path);
        }
    }

    /// The type name that a type declaration's right-hand side consists of.
    pub(super) fn plain_rhs(&self, obj: ObjId) -> Option<ObjId> {
        let DeclRef::Type { file, decl, spec } = self.decls[obj.0 as usize] else { return None };
        let s = self.type_spec(file, decl, spec)?;
        let ExprKind::Ident(id) = &s.ty.kind else { return None };
        let rhs = (*self.globals.get(id.name.0 as usize)?)?;
        matches!(self.objects[rhs].kind, ObjectKind::TypeName { .. }).then_some(rhs)
    }

    pub(super) fn first_in_source(&self, cycle: &[ObjId]) -> usize {
        (0..cycle.len()).min_by_key(|&i| self.objects[cycle[i]].pos).unwrap_or(0)
    }

    /// Is the cycle back to `obj`, which is being resolved, allowed? Reports it if not.
    pub(super) fn valid_cycle(&mut self, obj: ObjId) -> bool {
        let Some(start) = self.path.iter().position(|&o| o == obj) else { return true };
        let cycle = self.path[start..].to_vec();
        let (mut values, mut defs) = (0, 0);
        for &o in &cycle {
            match self.objects[o].kind {
                ObjectKind::Const(_) | ObjectKind::Var(_) => values += 1,
                ObjectKind::TypeName { alias } => {
                    let ty = self.objects[o].ty;
                    let known = ty != super::checker::NO_TYPE;
                    if self.in_tparam_list && known && self.t.is_generic(ty) {
                        return true;
                    }
                    if !alias {
                        defs += 1;
                    }
                }
                _ => {}
            }
        }
        if values == cycle.len() || values == 0 && defs > 0 {
            return true;
        }
        self.cycle_error(&cycle, self.first_in_source(&cycle));
        false
    }

    pub(super) fn cycle_error(&mut self, cycle: &[ObjId], start: usize) {
        let Some(&first) = cycle.get(start) else { return };
        let is_type = matches!(self.objects[first].kind, ObjectKind::TypeName { .. });
        let part = |o: &ObjId| {
            let obj = &self.objects[*o];
            (format!("{}{}", self.qualifier(obj.pkg), self.symbols.name(obj.name)), obj.pos)
        };
        let mut parts: Vec<(String, Pos)> = cycle.iter().map(part).collect();
        parts.rotate_left(start);
        self.cycle_of_parts(is_type, &parts);
    }

    /// Reports a cycle of names, each with its place, from the first on.
    fn cycle_of_parts(&mut self, is_type: bool, parts: &[(String, Pos)]) {
        let [(n, pos), rest @ ..] = parts else { return };
        if rest.is_empty() {
            let what = if is_type { "recursive type" } else { "cycle in declaration" };
            return self.err(*pos, format!("invalid {what}: {n} refers to itself"));
        }
        let mut message = if is_type {
            format!("invalid recursive type {n}")
        } else {
            format!("invalid cycle in declaration of {n}")
        };
        for (i, (name, pos)) in parts.iter().enumerate() {
            let at = self.pos_str(*pos);
            let next = &parts[(i + 1) % parts.len()].0;
            message.push_str(&format!("\n\t{at}: {name} refers to {next}"));
        }
        self.err(*pos, message);
    }

    /// Is the type's structure known? If it is still being declared, that is a cycle, and an error.
    pub(super) fn complete(&mut self, ty: TypeId) -> bool {
        let mut ty = ty;
        for _ in 0..200 {
            let origin = self.t.as_named(ty).and_then(|n| n.origin).unwrap_or(ty);
            let Some(n) = self.t.as_named(origin) else { return true };
            if let Some(i) = self.path.iter().position(|&o| o == n.obj) {
                if let Some(&(_, pos)) = self.in_methods.iter().find(|m| m.0 > i) {
                    self.endless_interfaces.push(pos);
                    return false;
                }
                let cycle = self.path[i..].to_vec();
                self.cycle_error(&cycle, self.first_in_source(&cycle));
                return false;
            }
            let obj = n.obj;
            if self.states[obj.0 as usize] == State::Todo && self.objects[obj].pkg == Some(self.pkg)
            {
                self.resolve(obj);
            }
            match self.named_rhs.get(&origin) {
                Some(&rhs) => ty = self.t.intern(Type::Named(rhs)),
                None => return true,
            }
        }
        true
    }

    /// What is refused only where nothing else is.
    pub(super) fn endless_types(&mut self) {
        let said = !self.diags.is_empty();
        if let Some(&pos) = self.endless_interfaces.first().filter(|_| !said) {
            let message = "invalid recursive type: anonymous interface refers to itself \
                           (see https://go.dev/issue/56103)";
            self.err(pos, message);
        } else if let Some(pos) = self.endless_type.filter(|_| !said) {
            self.err(pos, "instantiation cycle");
        }
    }

    /// Gives a defined type the structure of its right-hand side, now or when that is known.
    pub(super) fn set_rhs(&mut self, ty: TypeId, rhs: TypeId) {
        if let Type::Named(n) = *self.t.get(rhs) {
            self.named_rhs.insert(ty, n);
        }
        let under = self.t.underlying(rhs);
        if under == Types::INVALID {
            if rhs != Types::INVALID {
                self.waiting.push((ty, rhs));
            }
            return;
        }
        self.t.set_underlying(ty, under);
        loop {
            let ready: Vec<usize> = (0..self.waiting.len())
                .filter(|&i| self.t.underlying(self.waiting[i].1) != Types::INVALID)
                .collect();
            if ready.is_empty() {
                return;
            }
            for i in ready.into_iter().rev() {
                let (ty, rhs) = self.waiting.swap_remove(i);
                let under = self.t.underlying(rhs);
                self.t.set_underlying(ty, under);
            }
        }
    }

    /// A type must not contain itself (other than behind a pointer, slice, map, channel or function).
    pub(super) fn check_valid_type(&mut self, obj: ObjId) {
        let ty = self.objects[obj].ty;
        if ty == super::checker::NO_TYPE {
            return;
        }
        let origin = self.t.as_named(ty).and_then(|n| n.origin).unwrap_or(ty);
        if self.t.as_named(origin).is_some_and(|n| n.obj == obj) {
            self.valid_type(origin, &mut vec![], &mut vec![], 0);
        }
        if self.t.overflow {
            self.endless_type.get_or_insert(self.objects[obj].pos);
        }
    }

    /// `nest` are the types that contain this one, `path` all that were named on the way.
    fn valid_type(
        &mut self,
        ty: TypeId,
        nest: &mut Vec<TypeId>,
        path: &mut Vec<TypeId>,
        depth: u32,
    ) -> bool {
        if depth > 200 || self.valid.contains(&ty) {
            return true;
        }
        match self.t.get(ty).clone() {
            Type::Array(e, _) => self.valid_type(e, nest, path, depth + 1),
            Type::Struct(fields) => {
                fields.iter().all(|f| self.valid_type(f.ty, nest, path, depth + 1))
            }
            // what the instance around it was given stands in the place of a parameter
            Type::TypeParam(_) => {
                let Some(inst) = nest.pop() else { return true };
                let arg = self.t.as_named(inst).and_then(|n| {
                    let tparams = &self.t.as_named(n.origin?)?.tparams;
                    n.targs.get(tparams.iter().position(|&p| p == ty)?).copied()
                });
                let ok = arg.is_none_or(|a| self.valid_type(a, nest, path, depth + 1));
                nest.push(inst);
                ok
            }
            Type::Named(_) => {
                let origin = self.t.as_named(ty).and_then(|n| n.origin).unwrap_or(ty);
                if nest.contains(&ty) {
                    let start = path.iter().position(|&p| p == ty).unwrap_or(0);
                    let parts: Vec<(String, Pos)> =
                        path[start..].iter().filter_map(|&t| self.named_part(t)).collect();
                    self.cycle_of_parts(true, &parts);
                    for t in path[start..].iter().copied() {
                        let o = self.t.as_named(t).and_then(|n| n.origin).unwrap_or(t);
                        self.t.set_underlying(o, Types::INVALID);
                        self.t.set_underlying(t, Types::INVALID);
                    }
                    return false;
                }
                let mut under = self.t.underlying(origin);
                // `type A B`: the cycle goes through B's name.
                if let Some(&rhs) = self.named_rhs.get(&origin) {
                    under = self.t.intern(Type::Named(rhs));
                }
                nest.push(ty);
                path.push(ty);
                let ok = self.valid_type(under, nest, path, depth + 1);
                nest.pop();
                path.pop();
                if ok && !self.t.is_open(ty) && origin == ty {
                    self.valid.insert(ty);
                }
                ok
            }
            _ => true,
        }
    }

    /// A defined type's name and place; of an instance, with its arguments and where it is first written.
    fn named_part(&self, ty: TypeId) -> Option<(String, Pos)> {
        let n = self.t.as_named(ty)?;
        let obj = &self.objects[n.obj];
        Some(match self.inst_pos.get(&ty) {
            Some(&pos) => (self.type_str(ty), pos),
            None => {
                (format!("{}{}", self.qualifier(obj.pkg), self.symbols.name(obj.name)), obj.pos)
            }
        })
    }
}
