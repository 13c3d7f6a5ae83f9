//! Where errors are put and never read: fields of structs, and maps, that the program only writes to. An error that is
//! put there is as lost as one that is dropped.
//!
//! Fields are told by their names alone: one that is read anywhere hides all of its name, so that none is told wrongly.

use super::Gen;
use super::code::{Ignored, Reg};
use crate::arrange::{Arrange, Gather};
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{Builtin, ObjId};
use crate::types::ty::{Type, TypeId};
use crate::types::walk::{Node, each, each_in_decl};
use std::collections::{BTreeMap, BTreeSet};

impl<'p> Gen<'p> {
    /// Names of fields that hold errors and that the program reads somewhere.
    fn fields_read(&self) -> Vec<Symbol> {
        let mut read = vec![];
        for package in self.p.packages.iter().filter(|p| !p.is_std) {
            for file in &package.files {
                file.decls.iter().for_each(|d| self.fields_read_in(d, &mut read));
            }
        }
        read.arrange();
        read
    }

    fn fields_read_in(&self, d: &Decl, read: &mut Vec<Symbol>) {
        // a statement comes before what is in it
        let mut targets: Vec<NodeId> = vec![];
        each_in_decl(d, &mut |n| match n {
            Node::Stmt(Stmt { kind: StmtKind::Assign { lhs, rhs, op: None, .. }, .. }) => {
                lhs.iter().for_each(|l| targets.push(l.id));
                // what is stored in a field's map, or appended to its slice, is not read by that
                for l in lhs {
                    if let ExprKind::Index { x, .. } = &l.kind {
                        targets.push(x.id);
                    }
                }
                if let ([to], [value]) = (&lhs[..], &rhs[..])
                    && self.appended(to, value).is_some()
                    && let ExprKind::Call { args, .. } = &value.kind
                {
                    targets.extend(args.first().map(|a| a.id));
                }
            }
            Node::Expr(e) => match &e.kind {
                ExprKind::Binary { op: BinaryOp::Eq | BinaryOp::Ne, x, .. } => {
                    let Some(tv) = self.fact(x.id) else { return };
                    if let Type::Struct(fields) = self.types.under(tv.ty) {
                        fields.iter().for_each(|f| read.push(f.name));
                    }
                }
                ExprKind::Selector { sel, .. } if !targets.contains(&e.id) => read.push(sel.name),
                _ => {}
            },
            Node::Stmt(_) => {}
        });
    }

    /// Maps of errors that a body makes and only puts errors into.
    pub(super) fn maps_in(&self, body: &'p Block) -> BTreeSet<ObjId> {
        let mut made: BTreeMap<ObjId, i32> = BTreeMap::new();
        if !self.has_error_maps(body) {
            return BTreeSet::new();
        }
        each(&body.stmts, true, &mut |n| match n {
            Node::Stmt(Stmt { kind: StmtKind::Define { lhs, rhs, .. }, .. }) => {
                self.made_here(lhs, rhs, &mut made);
            }
            Node::Stmt(Stmt { kind: StmtKind::Decl(Decl::Var(specs)), .. }) => {
                specs.iter().for_each(|s| self.made_here(&s.names, &s.values, &mut made));
            }
            _ => {}
        });
        let mut seen = |e: &Expr, n: i32| {
            if let ExprKind::Ident(name) = &e.kind
                && let Some(uses) = self.obj_of(name.id).and_then(|o| made.get_mut(&o))
            {
                *uses += n;
            }
        };
        each(&body.stmts, true, &mut |n| match n {
            Node::Expr(e) => seen(e, 1),
            Node::Stmt(Stmt { kind: StmtKind::Assign { lhs, op: None, .. }, .. }) => {
                for l in lhs {
                    if let ExprKind::Index { x, .. } = &l.kind {
                        seen(x, -1);
                    }
                }
            }
            Node::Stmt(_) => {}
        });
        made.into_iter().filter(|m| m.1 == 0).map(|m| m.0).gather()
    }

    /// Maps of errors among these variables that begin as new ones.
    fn made_here(&self, names: &[Ident], values: &[Expr], made: &mut BTreeMap<ObjId, i32>) {
        for (n, v) in names.iter().zip(values) {
            let new = match &v.kind {
                ExprKind::CompositeLit { .. } => true,
                ExprKind::Call { fun, .. } => {
                    self.fact(fun.id).is_some_and(|f| f.mode == Mode::Builtin(Builtin::Make))
                }
                _ => false,
            };
            let Some(o) = self.obj_of(n.id).filter(|_| new && names.len() == values.len()) else {
                continue;
            };
            let error = self.p.universe.error;
            if matches!(self.types.under(self.p.objects[o].ty), Type::Map(_, e) if *e == error) {
                made.insert(o, 0);
            }
        }
    }

    /// The field of this name in a struct of the program's own (or behind a pointer to one), when nobody reads it.
    pub(super) fn ignored_field(&mut self, of: TypeId, name: Symbol) -> u16 {
        let error = self.p.universe.error;
        self.ignored_field_that(of, name, |_, t| t == error)
    }

    /// The same for a field that holds many.
    fn ignored_holder(&mut self, of: TypeId, name: Symbol) -> u16 {
        self.ignored_field_that(of, name, |g, t| g.holds_errors(t))
    }

    fn holds_errors(&self, t: TypeId) -> bool {
        let error = self.p.universe.error;
        let elem = match *self.types.under(t) {
            Type::Slice(e) | Type::Array(e, _) | Type::Map(_, e) => e,
            _ => return false,
        };
        let of_struct = match self.types.under(elem) {
            Type::Struct(fields) => fields.iter().any(|f| f.ty == error),
            _ => false,
        };
        elem == error || of_struct
    }

    fn ignored_field_that(
        &mut self,
        of: TypeId,
        name: Symbol,
        that: impl Fn(&Self, TypeId) -> bool,
    ) -> u16 {
        if self.f.is_std {
            return 0;
        }
        let of = match self.types.under(of) {
            Type::Pointer(elem) => *elem,
            _ => of,
        };
        let Type::Struct(fields) = self.types.under(of) else { return 0 };
        if !fields.iter().any(|f| f.name == name && that(self, f.ty) && !f.embedded) {
            return 0;
        }
        let mut text = format!(".{}", self.sym(name));
        if let Type::Named(n) = self.types.get(of) {
            let obj = &self.p.objects[self.types.named[n.0 as usize].obj];
            if obj.pkg.is_some_and(|p| self.p.packages[p.0 as usize].is_std) {
                return 0;
            }
            text = format!("{}{text}", self.sym(obj.name));
        }
        if self.fields_read.is_none() {
            self.fields_read = Some(self.fields_read());
        }
        if self.fields_read.as_ref().is_some_and(|read| read.binary_search(&name).is_ok()) {
            return 0;
        }
        self.ignore(text, Some(of))
    }

    fn ignore(&mut self, name: String, of: Option<TypeId>) -> u16 {
        let known = self.ignored.iter().position(|i| i.0 == name && i.1 == of);
        let at = known.unwrap_or(self.ignored.len());
        if known.is_none() {
            self.ignored.push((name, of));
        }
        u16::try_from(at + 1).unwrap_or(0)
    }

    /// The place that `to` names, when nobody reads what is put there; 0 for another.
    pub(super) fn ignored_place(&mut self, to: &Expr) -> u16 {
        match &to.kind {
            ExprKind::Selector { x, sel } => {
                if !self.selects_field(to) {
                    return 0;
                }
                let of = self.ty(x);
                self.ignored_field(of, sel.name)
            }
            ExprKind::Index { x, .. } => match &x.kind {
                ExprKind::Ident(n) => match self.obj_of(n.id) {
                    Some(o) if self.error_maps.contains(&o) => {
                        self.ignore(self.sym(n.name).to_owned(), None)
                    }
                    _ => 0,
                },
                ExprKind::Selector { .. } => self.ignored_holder_at(x),
                _ => 0,
            },
            _ => 0,
        }
    }

    /// The field of many errors that an expression selects, when nobody reads it.
    fn ignored_holder_at(&mut self, e: &Expr) -> u16 {
        let ExprKind::Selector { x, sel } = &e.kind else { return 0 };
        if !self.selects_field(e) {
            return 0;
        }
        let of = self.ty(x);
        self.ignored_holder(of, sel.name)
    }

    fn selects_field(&self, e: &Expr) -> bool {
        let field =
            |s: &crate::types::info::Selection| s.kind == SelectionKind::Field && s.path.len() == 1;
        self.p.info.selections.get(&e.id).is_some_and(field)
    }

    /// Variables whose values statements and literals of a body put where nobody reads them: by the place of their
    /// name, and where that is.
    pub(super) fn put_away(&mut self, body: &'p Block) -> Vec<(Pos, u16)> {
        let mut pairs: Vec<(&'p Expr, &'p Expr)> = vec![];
        let mut literals: Vec<(&'p Expr, &'p [Element])> = vec![];
        let (mut calls, mut ifs): (Vec<&'p Expr>, Vec<&'p IfStmt>) = (vec![], vec![]);
        each(&body.stmts, false, &mut |n| match n {
            Node::Stmt(Stmt { kind: StmtKind::Assign { lhs, rhs, op: None, .. }, .. })
                if lhs.len() == rhs.len() =>
            {
                pairs.extend(lhs.iter().zip(rhs));
            }
            Node::Expr(e) => match &e.kind {
                ExprKind::CompositeLit { elems, .. } => literals.push((e, elems)),
                ExprKind::Call { .. } => calls.push(e),
                _ => {}
            },
            Node::Stmt(Stmt { kind: StmtKind::If(s), .. }) => ifs.push(s),
            Node::Stmt(_) => {}
        });
        let mut out = vec![];
        for (to, value) in pairs {
            if let ExprKind::Ident(n) = &value.kind {
                out.push((n.pos, self.ignored_place(to)));
            } else if let Some(added) = self.appended(to, value) {
                let put = self.ignored_holder_at(to);
                let one = |e: &Expr| match &e.kind {
                    ExprKind::Ident(n) => Some((n.pos, put)),
                    _ => None,
                };
                out.extend(added.iter().filter_map(one));
                for a in added {
                    if let ExprKind::CompositeLit { elems, .. } = &a.kind {
                        out.extend(elems.iter().filter_map(|e| one(&e.value)));
                    }
                }
            }
        }
        for e in calls {
            let kept = self.kept_in_call(e);
            out.extend(kept.into_iter().map(|(n, put)| (n.pos, put)));
        }
        for (e, elems) in literals {
            let t = self.ty(e);
            for (i, el) in elems.iter().enumerate() {
                if let ExprKind::Ident(n) = &el.value.kind {
                    out.push((n.pos, self.ignored_element(t, i, el)));
                }
            }
        }
        out.retain(|p| p.1 > 0);
        let conditions: Vec<(Pos, u16)> =
            ifs.into_iter().filter_map(|s| self.only_kept(s, &out)).collect();
        out.extend(conditions);
        out
    }

    /// The same for an element of a literal of type `t`.
    pub(super) fn ignored_element(&mut self, t: TypeId, i: usize, el: &Element) -> u16 {
        let name = match (&el.key, self.types.under(t)) {
            (Some(Expr { kind: ExprKind::Ident(n), .. }), Type::Struct(_)) => n.name,
            (None, Type::Struct(fields)) => match fields.get(i) {
                Some(f) => f.name,
                None => return 0,
            },
            _ => return 0,
        };
        self.ignored_field(t, name)
    }

    /// Likewise a field by its path in a struct.
    pub(super) fn ignored_path(&mut self, t: TypeId, path: &[u32]) -> u16 {
        let (Type::Struct(fields), &[i]) = (self.types.under(t), path) else { return 0 };
        let name = fields.get(i as usize).map(|f| f.name);
        name.map_or(0, |name| self.ignored_field(t, name))
    }

    /// The value in `r` goes into a field of a literal of type `t`.
    pub(super) fn note_field(&mut self, value: &Expr, t: TypeId, path: &[u32], r: Reg) {
        let put = self.ignored_path(t, path);
        if put > 0 {
            let error = self.p.universe.error;
            self.note_put(value, put, error, r);
        }
    }

    /// All is compiled: what may be looked at in an interface is not ignored after all.
    pub(super) fn tell_ignored(&mut self) {
        let mut shown: BTreeSet<TypeId> = BTreeSet::new();
        let mut todo: Vec<TypeId> = self.in_iface.clone();
        while let Some(t) = todo.pop() {
            if !self.ignored.is_empty() && shown.insert(t) {
                match self.types.under(t) {
                    Type::Pointer(e) | Type::Slice(e) | Type::Array(e, _) | Type::Chan(_, e) => {
                        todo.push(*e);
                    }
                    Type::Map(k, v) => todo.extend([*k, *v]),
                    Type::Struct(fields) => todo.extend(fields.iter().map(|f| f.ty)),
                    _ => {}
                }
            }
        }
        let all = std::mem::take(&mut self.ignored).into_iter();
        let told =
            all.map(|(name, of)| Ignored { name, read: of.is_some_and(|t| shown.contains(&t)) });
        self.out.ignored = told.collect();
    }
}
