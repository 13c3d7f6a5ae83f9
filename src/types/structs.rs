//! Struct and interface types, unions and constraints.

use super::checker::{Checker, Later};
use super::object::{FuncInfo, ObjId, ObjectKind, VarKind};
use super::ty::{Basic, FieldType, InterfaceMethod, InterfaceType, Term, Type, TypeId, Types};
use crate::arrange::Arrange;
use crate::syntax::ast::{
    BinaryOp, Expr, ExprKind, Field, Ident, InterfaceElem, Symbol, UnaryOp, UnionTerm,
};
use crate::text::Pos;

/// gc's own limit of a union.
const MAX_TERMS: usize = 100;

impl<'a> Checker<'a> {
    /// The package that an unexported name belongs to, as a type's identity needs it.
    pub(super) fn pkg_of_name(&mut self, name: Symbol) -> Option<Symbol> {
        if self.exported(name) {
            return None;
        }
        let path = self.pkgs[self.pkg.0 as usize].path.clone();
        Some(self.symbols.intern(&path))
    }

    pub(super) fn struct_type(&mut self, list: &'a [Field]) -> TypeId {
        let mut fields: Vec<FieldType> = vec![];
        let mut objs: Vec<ObjId> = vec![];
        for f in list {
            let ty = self.var_type(&f.ty);
            let tag = f.tag.clone().unwrap_or_default();
            let embedded = f.embedded || f.names.is_empty();
            let name = if embedded { embedded_name(&f.ty) } else { None };
            let idents: Vec<Ident> = match name {
                Some(n) => vec![n],
                None => f.names.clone(),
            };
            if embedded {
                self.later.push(Later::Embedded { pos: f.ty.pos, ty });
            }
            for id in idents {
                let pos = id.pos;
                if id.name != self.blank
                    && let Some(i) = fields.iter().position(|g| g.name == id.name)
                {
                    let other = self.other_decl(objs[i]);
                    let n = self.symbols.name(id.name).to_string();
                    self.err(id.pos, format!("{n} redeclared{other}"));
                    continue;
                }
                let obj = self.new_var(id.name, pos, ty, VarKind::Field);
                if !embedded {
                    self.record_obj(id.id, Some(obj));
                }
                self.keep_written(obj, &f.ty);
                let pkg = self.pkg_of_name(id.name);
                fields.push(FieldType { name: id.name, pkg, ty, embedded, tag: tag.clone() });
                objs.push(obj);
            }
        }
        let id = self.t.intern(Type::Struct(fields));
        self.field_objs.entry(id).or_insert(objs);
        id
    }

    /// The object of the `i`th field of the struct under `ty`.
    pub(super) fn field_obj(&mut self, ty: TypeId, i: usize) -> Option<ObjId> {
        let id = self.t.underlying(ty);
        if let Some(list) = self.field_objs.get(&id) {
            return list.get(i).copied();
        }
        let Type::Struct(fields) = self.t.get(id) else { return None };
        // An instance: its fields stand where those of the generic type do.
        let origin = self.t.as_named(ty).and_then(|n| n.origin).map(|o| self.t.underlying(o));
        let places: Vec<(Pos, Option<super::object::PkgId>)> = origin
            .and_then(|o| self.field_objs.get(&o))
            .map(|l| l.iter().map(|&o| (self.objects[o].pos, self.objects[o].pkg)).collect())
            .unwrap_or_default();
        let names: Vec<(Symbol, TypeId)> = fields.iter().map(|f| (f.name, f.ty)).collect();
        let mut objs = vec![];
        for (n, (name, ty)) in names.into_iter().enumerate() {
            let (pos, pkg) = places.get(n).copied().unwrap_or((Pos::NONE, Some(self.pkg)));
            let obj = self.new_var(name, pos, ty, VarKind::Field);
            self.objects[obj].pkg = pkg;
            objs.push(obj);
        }
        let found = objs.get(i).copied();
        self.field_objs.insert(id, objs);
        found
    }

    pub(super) fn check_embedded(&mut self, pos: Pos, ty: TypeId) {
        let (base, is_ptr) = self.t.deref(ty);
        let message = match self.t.under(base) {
            Type::Basic(Basic::UnsafePointer) => "embedded field type cannot be unsafe.Pointer",
            Type::Pointer(_) => "embedded field type cannot be a pointer",
            Type::Interface(_) if self.t.is_tparam(base) => {
                "embedded field type cannot be a (pointer to a) type parameter"
            }
            Type::Interface(_) if is_ptr => {
                "embedded field type cannot be a pointer to an interface"
            }
            _ => return,
        };
        self.err(pos, message);
    }

    // Interfaces.

    pub(super) fn interface_type(&mut self, pos: Pos, elems: &'a [InterfaceElem]) -> TypeId {
        let mut methods: Vec<(InterfaceMethod, Pos)> = vec![];
        let mut set = InterfaceType::default();
        let mut objs = vec![];
        for el in elems {
            let InterfaceElem::Method { name, ty } = el else { continue };
            if name.name == self.blank {
                self.err(name.pos, "methods must have a unique non-blank name");
                continue;
            }
            // The types that a method mentions need no structure yet, and may embed this interface.
            let lazy = std::mem::replace(&mut self.lazy_types, true);
            self.in_methods.push((self.path.len(), pos));
            let sig = self.func_type(ty).ty;
            self.in_methods.pop();
            self.lazy_types = lazy;
            if let Some((_, other)) = methods.iter().find(|(m, _)| m.name == name.name) {
                let other = *other;
                self.duplicate_method(name.pos, name.name, other);
                continue;
            }
            let kind = ObjectKind::Func(FuncInfo::default());
            let obj = self.add_obj(name.name, name.pos, sig, kind);
            self.record_obj(name.id, Some(obj));
            objs.push((name.name, obj));
            let pkg = self.pkg_of_name(name.name);
            methods.push((InterfaceMethod { name: name.name, pkg, ty: sig }, name.pos));
        }
        let endless = self.endless_interfaces.len();
        for el in elems {
            if let InterfaceElem::Union(terms) = el {
                let list: Vec<WrittenTerm<'a>> = terms.iter().map(written).collect();
                self.embed(&list, &mut set, &mut methods);
            }
        }
        if self.endless_interfaces.len() > endless {
            return Types::INVALID;
        }
        let symbols = &self.symbols;
        let key = |m: &InterfaceMethod| (symbols.name(m.name), m.pkg.map(|p| symbols.name(p)));
        methods.arrange_by(|a, b| key(&a.0).cmp(&key(&b.0)));
        set.methods = methods.into_iter().map(|m| m.0).collect();
        let id = self.t.intern(Type::Interface(set));
        self.explicit_ifaces.insert(id);
        for (name, obj) in objs {
            self.method_objs.entry((id, name)).or_insert(obj);
        }
        id
    }

    pub(super) fn duplicate_method(&mut self, pos: Pos, name: Symbol, other: Pos) {
        let n = self.symbols.name(name).to_string();
        let at = self.pos_str(other);
        let message = format!("duplicate method {n}\n\t{at}: other declaration of method {n}");
        self.err(pos, message);
    }

    /// Intersects an interface with an embedded element.
    fn embed(
        &mut self,
        terms: &[WrittenTerm<'a>],
        set: &mut InterfaceType,
        methods: &mut Vec<(InterfaceMethod, Pos)>,
    ) {
        let Some(&(_, _, pos)) = terms.first() else { return };
        let mut list = vec![];
        for &(tilde, e, at) in terms {
            let mut ty = self.typ(e);
            if self.t.is_tparam(ty) && (terms.len() > 1 || tilde) {
                if tilde {
                    let s = self.expr_str(e);
                    let message = format!("type in term ~{s} cannot be a type parameter");
                    self.err(e.pos, message);
                } else {
                    self.err(e.pos, "term cannot be a type parameter");
                }
                ty = Types::INVALID;
            }
            if list.len() == MAX_TERMS {
                let message = format!(
                    "cannot handle more than {MAX_TERMS} union terms (implementation limitation)"
                );
                self.err(at, message);
                return;
            }
            list.push((at, Term { tilde, ty }));
        }
        if let [(_, Term { tilde: false, ty })] = list[..] {
            return self.embed_type(pos, ty, set, methods);
        }
        if !self.version(pos, 18, |c| {
            let terms: Vec<Term> = list.iter().map(|t| t.1).collect();
            format!("embedding interface element {}", c.terms_str(&terms, 0))
        }) {
            return;
        }
        let mut all: Option<Vec<Term>> = Some(vec![]);
        for (_, t) in &list {
            let under = self.t.underlying(t.ty);
            let more = match self.t.get(under) {
                Type::Interface(i) => i.terms.clone(),
                _ if under == Types::INVALID => continue,
                _ if t.tilde && t.ty != under => continue,
                _ => Some(vec![*t]),
            };
            all = self.union(all, more);
        }
        self.later.push(Later::Union { terms: list });
        self.intersect(set, all, false);
    }

    fn embed_type(
        &mut self,
        pos: Pos,
        ty: TypeId,
        set: &mut InterfaceType,
        methods: &mut Vec<(InterfaceMethod, Pos)>,
    ) {
        if ty == Types::INVALID {
            return;
        }
        if !self.complete(ty) {
            return;
        }
        match self.t.under(ty).clone() {
            Type::Interface(i) if !self.t.is_tparam(ty) => {
                for m in i.methods {
                    match methods.iter().find(|(o, _)| o.name == m.name && o.pkg == m.pkg) {
                        None => methods.push((m, pos)),
                        Some((o, at)) => {
                            let (tys, other) = ((m.ty, o.ty), *at);
                            self.later.push(Later::Methods { pos, name: m.name, other, tys });
                        }
                    }
                }
                self.intersect(set, i.terms, i.comparable);
            }
            Type::Interface(_) => self.err(pos, "term cannot be a type parameter"),
            _ => {
                let ok = self.version(pos, 18, |c| {
                    format!("embedding non-interface type {}", c.type_str(ty))
                });
                if ok {
                    self.intersect(set, Some(vec![Term { tilde: false, ty }]), false);
                }
            }
        }
    }

    fn union(&self, a: Option<Vec<Term>>, b: Option<Vec<Term>>) -> Option<Vec<Term>> {
        let mut a = a?;
        for t in b? {
            let covered = a.iter().any(|o| self.term_subset(t, *o));
            if !covered {
                a.retain(|o| !self.term_subset(*o, t));
                a.push(t);
            }
        }
        Some(a)
    }

    fn intersect(&self, set: &mut InterfaceType, terms: Option<Vec<Term>>, comparable: bool) {
        let mut out = match (set.terms.take(), terms) {
            (None, b) => b,
            (a, None) => a,
            (Some(a), Some(b)) => {
                let mut out: Vec<Term> = vec![];
                for x in &a {
                    for y in &b {
                        if self.term_disjoint(*x, *y) {
                            continue;
                        }
                        let t = if !x.tilde || y.tilde { *x } else { *y };
                        if !out.contains(&t) {
                            out.push(t);
                        }
                    }
                }
                Some(out)
            }
        };
        set.comparable |= comparable;
        if set.comparable
            && let Some(list) = &mut out
        {
            list.retain(|t| self.t.comparable_cause(t.ty, false, 0).is_none());
            set.comparable = false;
        }
        set.terms = out;
    }

    pub(super) fn term_disjoint(&self, x: Term, y: Term) -> bool {
        let a = if y.tilde { self.t.underlying(x.ty) } else { x.ty };
        let b = if x.tilde { self.t.underlying(y.ty) } else { y.ty };
        a != b
    }

    pub(super) fn term_subset(&self, x: Term, y: Term) -> bool {
        !self.term_disjoint(x, y) && (!x.tilde || y.tilde)
    }

    /// The rules for the terms of a union.
    pub(super) fn check_union(&mut self, list: &[(Pos, Term)]) {
        for (i, &(pos, t)) in list.iter().enumerate() {
            if t.ty == Types::INVALID {
                continue;
            }
            let under = self.t.underlying(t.ty);
            let iface = self.t.interface(t.ty).cloned();
            let (ts, full) = (self.type_str(t.ty), self.terms_full_str(&[t]));
            if t.tilde && iface.is_some() {
                self.err(pos, format!("invalid use of ~ ({ts} is an interface)"));
                continue;
            }
            if t.tilde && under != t.ty {
                let us = self.type_str(under);
                let message = format!("invalid use of ~ (underlying type of {ts} is {us})");
                self.err(pos, message);
                continue;
            }
            if let Some(f) = iface {
                if !f.methods.is_empty() {
                    let message = format!("cannot use {full} in union ({full} contains methods)");
                    self.err(pos, message);
                } else if t.ty == self.uni.comparable {
                    self.err(pos, "cannot use comparable in union");
                } else if f.comparable {
                    let message = format!("cannot use {full} in union ({full} embeds comparable)");
                    self.err(pos, message);
                }
                continue;
            }
            let clash = list[..i].iter().find(|(_, o)| {
                o.ty != Types::INVALID && !self.t.is_interface(o.ty) && !self.term_disjoint(t, *o)
            });
            if let Some((_, o)) = clash {
                let (a, b) = (self.terms_full_str(&[t]), self.terms_full_str(&[*o]));
                self.err(pos, format!("overlapping terms {a} and {b}"));
            }
        }
    }

    /// The constraint that a type parameter list gives: any type, or `~T | U` without an interface.
    pub(super) fn bound(&mut self, e: &'a Expr) -> TypeId {
        let union = match &e.kind {
            ExprKind::Unary { op, .. } => *op == UnaryOp::Tilde,
            ExprKind::Binary { op, .. } => *op == BinaryOp::Or,
            _ => false,
        };
        if !union {
            return self.typ(e);
        }
        let mut terms = vec![];
        flatten_union(e, &mut terms);
        let mut set = InterfaceType::default();
        self.embed(&terms, &mut set, &mut vec![]);
        let t = self.t.intern(Type::Interface(set));
        self.record_type(e, t);
        t
    }

    /// A type that is no interface stands for the constraint with this one type.
    pub(super) fn as_constraint(&mut self, ty: TypeId) -> TypeId {
        if ty == Types::INVALID {
            return self.uni.any;
        }
        if self.t.is_interface(ty) || self.t.underlying(ty) == Types::INVALID {
            return ty;
        }
        let set = InterfaceType {
            terms: Some(vec![Term { tilde: false, ty }]),
            ..InterfaceType::default()
        };
        self.t.intern(Type::Interface(set))
    }
}

/// A term as written: with `~`?, its type, its place.
type WrittenTerm<'a> = (bool, &'a Expr, Pos);

fn written(t: &UnionTerm) -> WrittenTerm<'_> {
    match &t.ty.kind {
        ExprKind::Unary { op: UnaryOp::Tilde, x } => (true, x, t.ty.pos),
        _ if t.tilde => (true, &t.ty, Pos(t.ty.pos.0.saturating_sub(1))),
        _ => (false, &t.ty, t.ty.pos),
    }
}

/// The terms of `~A | B | …`, written as an expression.
fn flatten_union<'a>(e: &'a Expr, out: &mut Vec<WrittenTerm<'a>>) {
    let mut rest = vec![e];
    while let Some(e) = rest.pop() {
        match &e.kind {
            ExprKind::Binary { op: BinaryOp::Or, x, y, .. } => rest.extend([&**y, &**x]),
            ExprKind::Unary { op: UnaryOp::Tilde, x } => out.push((true, x, e.pos)),
            _ => out.push((false, e, e.pos)),
        }
    }
}

/// The name of an embedded field: that of its type.
fn embedded_name(e: &Expr) -> Option<Ident> {
    match &e.kind {
        ExprKind::Ident(id) => Some(*id),
        ExprKind::Selector { sel, .. } => Some(*sel),
        ExprKind::Star(x) | ExprKind::Paren(x) | ExprKind::Index { x, .. } => embedded_name(x),
        _ => None,
    }
}
