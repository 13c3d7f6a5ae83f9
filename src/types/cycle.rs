//! Cycles among declarations: which are allowed, and how the others are reported.

use super::checker::{Checker, DeclRef, State};
use super::object::{ObjId, ObjectKind};
use super::ty::{Type, TypeId, Types};
use crate::syntax::ast::ExprKind;
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
        let name = |c: &Self, o: ObjId| {
            let obj = &c.objects[o];
            format!("{}{}", c.qualifier(obj.pkg), c.symbols.name(obj.name))
        };
        let Some(&first) = cycle.get(start) else { return };
        let is_type = matches!(self.objects[first].kind, ObjectKind::TypeName { .. });
        let n = name(self, first);
        let pos = self.objects[first].pos;
        if cycle.len() == 1 {
            let what = if is_type { "recursive type" } else { "cycle in declaration" };
            return self.err(pos, format!("invalid {what}: {n} refers to itself"));
        }
        let mut message = if is_type {
            format!("invalid recursive type {n}")
        } else {
            format!("invalid cycle in declaration of {n}")
        };
        let mut obj = first;
        for i in 0..cycle.len() {
            let next = cycle[(start + i + 1) % cycle.len()];
            let at = self.pos_str(self.objects[obj].pos);
            let line = format!("\n\t{at}: {} refers to {}", name(self, obj), name(self, next));
            message.push_str(&line);
            obj = next;
        }
        self.err(pos, message);
    }

    /// Is the type's structure known? If it is still being declared, that is a cycle, and an error.
    pub(super) fn complete(&mut self, ty: TypeId) -> bool {
        let mut ty = ty;
        for _ in 0..200 {
            let origin = self.t.as_named(ty).and_then(|n| n.origin).unwrap_or(ty);
            let Some(n) = self.t.as_named(origin) else { return true };
            if let Some(i) = self.path.iter().position(|&o| o == n.obj) {
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
            self.valid_type(origin, &mut vec![], 0);
        }
        if std::mem::take(&mut self.t.overflow) {
            let pos = self.objects[obj].pos;
            self.err(pos, "instantiation cycle");
        }
    }

    fn valid_type(&mut self, ty: TypeId, nest: &mut Vec<TypeId>, depth: u32) -> bool {
        if depth > 200 || self.valid.contains(&ty) {
            return true;
        }
        match self.t.get(ty).clone() {
            Type::Array(e, _) => self.valid_type(e, nest, depth + 1),
            Type::Struct(fields) => fields.iter().all(|f| self.valid_type(f.ty, nest, depth + 1)),
            Type::Named(_) => {
                let origin = self.t.as_named(ty).and_then(|n| n.origin).unwrap_or(ty);
                if let Some(i) = nest.iter().position(|&n| n == ty || n == origin) {
                    let cycle: Vec<ObjId> = nest[i..]
                        .iter()
                        .filter_map(|&t| self.t.as_named(t).map(|n| n.obj))
                        .collect();
                    self.cycle_error(&cycle, 0);
                    for t in nest[i..].iter().copied() {
                        let o = self.t.as_named(t).and_then(|n| n.origin).unwrap_or(t);
                        self.t.set_underlying(o, Types::INVALID);
                        self.t.set_underlying(t, Types::INVALID);
                    }
                    return false;
                }
                nest.push(ty);
                let mut under = self.t.underlying(ty);
                // `type A B`: the cycle goes through B's name.
                if let Some(&rhs) = self.named_rhs.get(&origin)
                    && origin == ty
                {
                    under = self.t.intern(Type::Named(rhs));
                }
                let ok = self.valid_type(under, nest, depth + 1);
                nest.pop();
                if ok && nest.is_empty() {
                    self.valid.insert(ty);
                }
                ok
            }
            _ => true,
        }
    }
}
