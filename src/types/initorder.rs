//! Order of initialisation of package variables: repeatedly the earliest declared one that depends on no
//! uninitialised one; functions count by what they mention, transitively.

use super::checker::{Checker, DeclRef};
use super::info::Initializer;
use super::object::{ObjId, ObjectKind};
use crate::arrange::Gather;
use crate::syntax::ast::Decl;
use std::collections::{BTreeMap, BTreeSet};

impl<'a> Checker<'a> {
    pub(super) fn init_order(&mut self) {
        let vars: Vec<ObjId> = self
            .order
            .iter()
            .copied()
            .filter(|&o| matches!(self.objects[o].kind, ObjectKind::Var(_) | ObjectKind::Const(_)))
            .collect();
        let place: BTreeMap<ObjId, usize> = vars.iter().enumerate().map(|(i, &v)| (v, i)).gather();
        let mut needed_by: Vec<Vec<usize>> = vec![vec![]; vars.len()];
        let mut count = vec![0usize; vars.len()];
        for (i, &v) in vars.iter().enumerate() {
            for n in self.needed_vars(v) {
                if let Some(&at) = place.get(&n) {
                    needed_by[at].push(i);
                    count[i] += 1;
                }
            }
        }
        // Constants first: they only matter for cycles among themselves.
        let is_var: Vec<bool> =
            vars.iter().map(|&v| matches!(self.objects[v].kind, ObjectKind::Var(_))).collect();
        let mut queue: BTreeSet<(bool, usize, usize)> =
            (0..vars.len()).map(|i| (is_var[i], count[i], i)).gather();
        let mut emitted: BTreeSet<(u32, u32, u32, u32)> = BTreeSet::new();
        while let Some((_, left, i)) = queue.pop_first() {
            if left > 0 {
                self.report_init_cycle(vars[i]);
            }
            for &p in &needed_by[i] {
                if queue.remove(&(is_var[p], count[p], p)) {
                    count[p] -= 1;
                    queue.insert((is_var[p], count[p], p));
                }
            }
            self.emit(vars[i], &mut emitted);
        }
    }

    /// Variables that this one mentions, itself or through functions.
    fn needed_vars(&self, v: ObjId) -> BTreeSet<ObjId> {
        let mut out = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let mut work: Vec<ObjId> = self.deps.get(&v).into_iter().flatten().copied().collect();
        while let Some(o) = work.pop() {
            match self.objects[o].kind {
                ObjectKind::Var(_) | ObjectKind::Const(_) => {
                    out.insert(o);
                }
                ObjectKind::Func(_) if seen.insert(o) => {
                    work.extend(self.deps.get(&o).into_iter().flatten());
                }
                _ => {}
            }
        }
        out
    }

    fn emit(&mut self, v: ObjId, emitted: &mut BTreeSet<(u32, u32, u32, u32)>) {
        let DeclRef::Var { file, decl, spec, index } = self.decls[v.0 as usize] else { return };
        let Some(Decl::Var(specs)) = self.decl_at(file, decl) else { return };
        let s = &specs[spec as usize];
        let several = s.names.len() > 1 && s.values.len() == 1;
        let value = if several { 0 } else { index };
        if value as usize >= s.values.len() {
            return;
        }
        let rhs = (file, decl, spec, value);
        if !emitted.insert(rhs) {
            return;
        }
        let lhs = if several {
            (0..s.names.len() as u32).map(|i| ObjId(v.0 - index + i)).collect()
        } else {
            vec![v]
        };
        self.info.init_order.push(Initializer { lhs, pkg: self.pkg, rhs });
    }

    /// Reports a cycle through `from`, if there is one.
    fn report_init_cycle(&mut self, from: ObjId) {
        let Some(path) = self.find_path(from) else { return };
        let name = |c: &Self, o: ObjId| c.symbols.name(c.objects[o].name).to_string();
        let pos = self.objects[from].pos;
        let n = name(self, from);
        if path.len() == 1 {
            return self.err(pos, format!("initialization cycle: {n} refers to itself"));
        }
        let mut message = format!("initialization cycle for {n}");
        let mut at = from;
        for &next in path.iter() {
            let place = self.pos_str(self.objects[at].pos);
            let line = format!("\n\t{place}: {} refers to {}", name(self, at), name(self, next));
            message.push_str(&line);
            at = next;
        }
        self.err(pos, message);
    }

    /// The objects after `from` on a way back to it.
    fn find_path(&self, from: ObjId) -> Option<Vec<ObjId>> {
        let mut seen: BTreeSet<ObjId> = BTreeSet::new();
        let next = |o: ObjId| -> Vec<ObjId> {
            self.deps.get(&o).map(|d| d.iter().rev().copied().collect()).unwrap_or_default()
        };
        let mut path: Vec<ObjId> = vec![];
        let mut stack: Vec<(usize, ObjId)> = next(from).into_iter().map(|o| (0, o)).collect();
        while let Some((depth, o)) = stack.pop() {
            path.truncate(depth);
            path.push(o);
            if o == from {
                return Some(path);
            }
            if seen.insert(o) {
                stack.extend(next(o).into_iter().map(|n| (depth + 1, n)));
            }
        }
        None
    }
}
