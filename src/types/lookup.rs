//! Fields and methods: selection through embedded fields, method sets, and what is missing for an
//! interface.

use super::checker::{Checker, State};
use super::collect::unpack_recv;
use super::object::{FuncInfo, ObjId, ObjectKind, PkgId};
use super::subst::subst;
use super::ty::{Type, TypeId, Types};
use crate::syntax::ast::Symbol;
use crate::text::Pos;

/// What a name selects.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry {
    /// The `i`th field of the struct under the type.
    Field(TypeId, u32),
    /// A declared method, and the defined type (perhaps an instance) that has it.
    Method(ObjId, TypeId),
    /// The `i`th method of an interface type.
    Abstract(TypeId, u32),
}

/// The result of a lookup.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    pub entry: Option<Entry>,
    /// Fields on the way; for a field the last is the field itself.
    pub path: Vec<u32>,
    /// A pointer was passed on the way; without an entry: the method needs a pointer receiver.
    pub indirect: bool,
    /// Nothing was found because several things were, at one depth.
    pub ambiguous: bool,
}

struct Embedded {
    ty: TypeId,
    path: Vec<u32>,
    indirect: bool,
    multiples: bool,
}

/// How two method types are compared.
pub(super) type Same<'f, 'a> = &'f mut dyn FnMut(&mut Checker<'a>, TypeId, TypeId) -> bool;

impl<'a> Checker<'a> {
    fn pkg_symbol(&self, pkg: PkgId) -> Option<Symbol> {
        self.symbols.get(&self.pkgs[pkg.0 as usize].path)
    }

    fn same_name(
        &self,
        own: Symbol,
        own_pkg: Option<Symbol>,
        name: Symbol,
        pkg: Option<Symbol>,
    ) -> bool {
        own == name && (own_pkg.is_none() || own_pkg == pkg)
    }

    fn folded(&self, a: Symbol, b: Symbol) -> bool {
        a == b || self.symbols.name(a).to_lowercase() == self.symbols.name(b).to_lowercase()
    }

    /// The package that an unexported name of the package being checked belongs to.
    pub(super) fn own_pkg(&self) -> Option<Symbol> {
        self.pkg_symbol(self.pkg)
    }

    /// Selects `name` (of `pkg`, if unexported) from a type; `fold` ignores case.
    pub(super) fn find(
        &mut self,
        ty: TypeId,
        addressable: bool,
        name: Symbol,
        pkg: Option<Symbol>,
        fold: bool,
    ) -> Found {
        // The methods of a defined pointer type are those of no other type.
        if let Type::Named(_) = self.t.get(ty)
            && let Type::Pointer(_) = self.t.under(ty)
        {
            let p = self.t.underlying(ty);
            let found = self.find_in(p, false, name, pkg, fold);
            return match found.entry {
                Some(Entry::Method(..) | Entry::Abstract(..)) => Found::default(),
                _ => found,
            };
        }
        self.find_in(ty, addressable, name, pkg, fold)
    }

    pub(super) fn find_in(
        &mut self,
        ty: TypeId,
        addressable: bool,
        name: Symbol,
        pkg: Option<Symbol>,
        fold: bool,
    ) -> Found {
        if name == self.blank {
            return Found::default();
        }
        let (base, is_ptr) = self.t.deref(ty);
        if is_ptr && self.t.is_interface(base) {
            return Found::default();
        }
        let mut current =
            vec![Embedded { ty: base, path: vec![], indirect: is_ptr, multiples: false }];
        let mut seen: Vec<TypeId> = vec![];
        while !current.is_empty() {
            let mut next: Vec<Embedded> = vec![];
            let mut found = Found::default();
            for e in &current {
                let hit = |found: &mut Found, entry: Entry, last: Option<u32>| {
                    let ambiguous = found.entry.is_some() || e.multiples;
                    let mut path = e.path.clone();
                    path.extend(last);
                    *found = Found { entry: Some(entry), path, indirect: e.indirect, ambiguous };
                    ambiguous
                };
                if let Some(n) = self.t.as_named(e.ty) {
                    if seen.contains(&e.ty) {
                        continue;
                    }
                    seen.push(e.ty);
                    let origin = n.origin.and_then(|o| self.t.as_named(o));
                    let methods = &origin.unwrap_or(n).methods;
                    let m = methods.iter().copied().find(|&m| {
                        let o = &self.objects[m];
                        if fold {
                            return self.folded(o.name, name);
                        }
                        o.name == name
                            && (self.exported(name)
                                || o.pkg.and_then(|p| self.pkg_symbol(p)) == pkg)
                    });
                    if let Some(m) = m {
                        if hit(&mut found, Entry::Method(m, e.ty), None) {
                            return Found { entry: None, ..found };
                        }
                        continue;
                    }
                }
                match self.t.under(e.ty) {
                    Type::Struct(fields) => {
                        for (i, f) in fields.iter().enumerate() {
                            let same = match fold {
                                true => self.folded(f.name, name),
                                false => self.same_name(f.name, f.pkg, name, pkg),
                            };
                            if same {
                                let i = i as u32;
                                if hit(&mut found, Entry::Field(e.ty, i), Some(i)) {
                                    return Found { entry: None, ..found };
                                }
                            } else if found.entry.is_none() && f.embedded {
                                let (t, ptr) = self.t.deref(f.ty);
                                let mut path = e.path.clone();
                                path.push(i as u32);
                                next.push(Embedded {
                                    ty: t,
                                    path,
                                    indirect: e.indirect || ptr,
                                    multiples: e.multiples,
                                });
                            }
                        }
                    }
                    Type::Interface(iface) => {
                        let i = iface.methods.iter().position(|m| match fold {
                            true => self.folded(m.name, name),
                            false => self.same_name(m.name, m.pkg, name, pkg),
                        });
                        if let Some(i) = i
                            && hit(&mut found, Entry::Abstract(e.ty, i as u32), None)
                        {
                            return Found { entry: None, ..found };
                        }
                    }
                    _ => {}
                }
            }
            if let Some(entry) = found.entry {
                if let Entry::Method(m, _) = entry
                    && self.has_ptr_recv(m)
                    && !found.indirect
                    && !addressable
                {
                    return Found { indirect: true, ..Found::default() };
                }
                return found;
            }
            current = merge_multiples(next);
        }
        Found::default()
    }

    /// Was the method declared with a pointer receiver? (Known before it is resolved.)
    pub(super) fn has_ptr_recv(&self, m: ObjId) -> bool {
        self.func_decl_of(m).and_then(|f| f.recv.as_ref()).is_some_and(|r| unpack_recv(&r.ty).0)
    }

    /// The type of what was found, as seen from the type that has it; a method's without receiver.
    pub(super) fn entry_type(&mut self, entry: Entry) -> TypeId {
        match entry {
            Entry::Field(ty, i) => match self.t.under(ty) {
                Type::Struct(fields) => fields.get(i as usize).map_or(Types::INVALID, |f| f.ty),
                _ => Types::INVALID,
            },
            Entry::Abstract(ty, i) => match self.t.interface(ty) {
                Some(iface) => iface.methods.get(i as usize).map_or(Types::INVALID, |m| m.ty),
                None => Types::INVALID,
            },
            Entry::Method(m, ty) => {
                self.resolve_method(m);
                let sig = self.objects[m].ty;
                if sig == super::checker::NO_TYPE {
                    return Types::INVALID;
                }
                let Some(n) = self.t.as_named(ty) else { return sig };
                if n.targs.is_empty() {
                    return sig;
                }
                let targs = n.targs.clone();
                let ObjectKind::Func(info) = &self.objects[m].kind else { return sig };
                let tparams: Vec<TypeId> = info.tparams.iter().take(targs.len()).copied().collect();
                subst(&mut self.t, sig, &tparams, &targs)
            }
        }
    }

    fn resolve_method(&mut self, m: ObjId) {
        if self.states[m.0 as usize] == State::Todo && self.objects[m].pkg == Some(self.pkg) {
            self.resolve(m);
        }
    }

    /// The object of what was found.
    pub(super) fn entry_obj(&mut self, entry: Entry) -> Option<ObjId> {
        match entry {
            Entry::Field(ty, i) => self.field_obj(ty, i as usize),
            Entry::Method(m, _) => Some(m),
            Entry::Abstract(ty, i) => {
                let id = self.t.underlying(ty);
                let Type::Interface(iface) = self.t.get(id) else { return None };
                let m = iface.methods.get(i as usize)?.clone();
                if let Some(&o) = self.method_objs.get(&(id, m.name)) {
                    return Some(o);
                }
                let kind = ObjectKind::Func(FuncInfo::default());
                let obj = self.add_obj(m.name, Pos::NONE, m.ty, kind);
                self.method_objs.insert((id, m.name), obj);
                Some(obj)
            }
        }
    }

    pub(super) fn entry_name(&self, entry: Entry) -> Symbol {
        match entry {
            Entry::Field(ty, i) => match self.t.under(ty) {
                Type::Struct(f) => f.get(i as usize).map_or(self.empty, |f| f.name),
                _ => self.empty,
            },
            Entry::Method(m, _) => self.objects[m].name,
            Entry::Abstract(ty, i) => match self.t.interface(ty) {
                Some(iface) => iface.methods.get(i as usize).map_or(self.empty, |m| m.name),
                None => self.empty,
            },
        }
    }

    pub(super) fn interface_ptr_error(&self, ty: TypeId) -> String {
        let ts = self.type_str(ty);
        match self.t.under(ty) {
            Type::Pointer(b) if self.t.is_tparam(*b) => {
                format!("type {ts} is pointer to type parameter, not type parameter")
            }
            _ => format!("type {ts} is pointer to interface, not interface"),
        }
    }

    /// Is something missing in `v` for the interface `t`? Gives the reason in parentheses.
    pub(super) fn missing_method(
        &mut self,
        v: TypeId,
        t: TypeId,
        is_static: bool,
        same: Same<'_, 'a>,
    ) -> Option<String> {
        let wanted = self.t.interface(t)?.methods.clone();
        if wanted.is_empty() {
            return None;
        }
        if let Some(have) = self.t.interface(v).map(|i| i.methods.clone()) {
            for m in wanted {
                let name = self.symbols.name(m.name).to_string();
                match have.iter().find(|h| h.name == m.name && h.pkg == m.pkg) {
                    None if !is_static => {}
                    None => return Some(self.not_found(v, t, &name)),
                    Some(h) => {
                        if !same(self, h.ty, m.ty) {
                            return Some(self.wrong_signature(&name, &[], m.name, h.ty, m.ty));
                        }
                    }
                }
            }
            return None;
        }
        for m in wanted {
            let name = self.symbols.name(m.name).to_string();
            let found = self.find_in(v, false, m.name, m.pkg, false);
            let Some(entry) = found.entry else {
                if found.ambiguous {
                    let vs = self.type_str(v);
                    return Some(format!("(ambiguous selector {vs}.{name})"));
                }
                if found.indirect {
                    return Some(format!("(method {name} has pointer receiver)"));
                }
                let alt = self.find_in(v, false, m.name, m.pkg, true);
                return match alt.entry {
                    Some(e @ (Entry::Method(..) | Entry::Abstract(..))) => {
                        let alt_name = self.entry_name(e);
                        if alt_name == m.name {
                            return Some(format!("(unexported method {name})"));
                        }
                        let ty = self.entry_type(e);
                        let have = self.method_str(alt_name, ty);
                        let want = self.method_str(m.name, m.ty);
                        Some(format!("(missing method {name})\n\t\thave {have}\n\t\twant {want}"))
                    }
                    _ => Some(self.not_found(v, t, &name)),
                };
            };
            if let Entry::Field(..) = entry {
                let vs = self.type_str(v);
                return Some(format!("({vs}.{name} is a field, not a method)"));
            }
            let ty = self.entry_type(entry);
            let own = self.own_tparams(entry);
            if !own.is_empty() || !same(self, ty, m.ty) {
                return Some(self.wrong_signature(&name, &own, m.name, ty, m.ty));
            }
        }
        None
    }

    /// The method's own type parameters: one that has any implements nothing.
    fn own_tparams(&self, entry: Entry) -> Vec<TypeId> {
        let Entry::Method(m, has) = entry else { return vec![] };
        let receiver = self.t.as_named(has).map_or(0, |n| n.targs.len());
        match &self.objects[m].kind {
            ObjectKind::Func(info) => info.tparams.get(receiver..).unwrap_or_default().to_vec(),
            _ => vec![],
        }
    }

    fn not_found(&self, v: TypeId, t: TypeId, name: &str) -> String {
        if self.t.is_interface_ptr(v) {
            return format!("({})", self.interface_ptr_error(v));
        }
        if self.t.is_interface_ptr(t) {
            return format!("({})", self.interface_ptr_error(t));
        }
        format!("(missing method {name})")
    }

    fn wrong_signature(
        &self,
        name: &str,
        own: &[TypeId],
        sym: Symbol,
        have: TypeId,
        want: TypeId,
    ) -> String {
        let (mut h, w) = (self.method_str(sym, have), self.method_str(sym, want));
        if !own.is_empty() {
            h = format!("{name}{}{}", self.tparams_str(own), self.signature_str(have));
        }
        if h == w {
            return format!("(wrong type for method {name})");
        }
        format!("(wrong type for method {name})\n\t\thave {h}\n\t\twant {w}")
    }

    fn method_str(&self, name: Symbol, sig: TypeId) -> String {
        format!("{}{}", self.symbols.name(name), self.signature_str(sig))
    }

    /// Like [`Self::missing_method`]; a type with erroneous embedded fields is said to have everything.
    pub(super) fn lacks_methods(
        &mut self,
        v: TypeId,
        t: TypeId,
        is_static: bool,
        same: Same<'_, 'a>,
    ) -> Option<String> {
        if v == Types::INVALID {
            return None;
        }
        let missing = self.missing_method(v, t, is_static, same)?;
        if self.has_invalid_embedded(v, 0) { None } else { Some(missing) }
    }

    fn has_invalid_embedded(&self, ty: TypeId, depth: u32) -> bool {
        let mut ty = ty;
        if let Type::Pointer(b) = self.t.under(ty) {
            ty = *b;
        }
        match self.t.under(ty) {
            Type::Struct(fields) if depth < 20 => fields.iter().any(|f| {
                f.embedded && (f.ty == Types::INVALID || self.has_invalid_embedded(f.ty, depth + 1))
            }),
            _ => false,
        }
    }

    /// Does `v` implement (or, as type argument, satisfy) the interface `t`? Gives the reason if not.
    pub(super) fn implements(
        &mut self,
        v: TypeId,
        t: TypeId,
        constraint: bool,
    ) -> Result<(), String> {
        let (vu, tu) = (self.t.underlying(v), self.t.underlying(t));
        if vu == Types::INVALID || tu == Types::INVALID {
            return Ok(());
        }
        if let Type::Pointer(b) = self.t.get(vu)
            && self.t.underlying(*b) == Types::INVALID
        {
            return Ok(());
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        let Type::Interface(ti) = self.t.get(tu).clone() else {
            let (vs, ts) = (self.type_str(v), self.type_str(t));
            let detail = if self.t.is_interface_ptr(tu) {
                self.interface_ptr_error(t)
            } else {
                format!("{ts} is not an interface")
            };
            return Err(format!("{vs} does not {verb} {ts} ({detail})"));
        };
        if ti.methods.is_empty() && ti.terms.is_none() && !ti.comparable {
            return Ok(());
        }
        let vi = self.t.interface(v).cloned();
        let empty =
            |terms: &Option<Vec<super::ty::Term>>| terms.as_ref().is_some_and(|t| t.is_empty());
        if vi.as_ref().is_some_and(|i| empty(&i.terms)) {
            return Ok(());
        }
        if empty(&ti.terms) {
            return Err(format!("cannot {verb} {} (empty type set)", self.type_str(t)));
        }
        if let Some(cause) = self.lacks_methods(v, t, true, &mut |_, a, b| a == b) {
            let (vs, ts) = (self.type_str(v), self.type_str(t));
            return Err(format!("{vs} does not {verb} {ts} {cause}"));
        }
        if let Some(terms) = &ti.terms {
            self.in_type_set(v, vi.as_ref(), t, terms, verb)?;
        }
        self.check_comparable(v, &ti, constraint, verb)
    }

    fn in_type_set(
        &mut self,
        v: TypeId,
        vi: Option<&super::ty::InterfaceType>,
        t: TypeId,
        terms: &[super::ty::Term],
        verb: &str,
    ) -> Result<(), String> {
        let (vs, ts) = (self.type_str(v), self.type_str(t));
        if let Some(vi) = vi {
            let subset = vi
                .terms
                .as_ref()
                .is_some_and(|l| l.iter().all(|x| terms.iter().any(|y| self.term_subset(*x, *y))));
            return if subset { Ok(()) } else { Err(format!("{vs} does not {verb} {ts}")) };
        }
        let under = self.t.underlying(v);
        if terms.iter().any(|x| x.ty == if x.tilde { under } else { v }) {
            return Ok(());
        }
        let alt = terms
            .iter()
            .find(|x| !x.tilde && x.ty == self.t.underlying(x.ty) && x.ty == under)
            .map(|x| x.ty);
        let detail = match alt {
            Some(a) => format!("possibly missing ~ for {} in {ts}", self.type_str(a)),
            None => format!("{vs} missing in {}", self.terms_full_str(terms)),
        };
        Err(format!("{vs} does not {verb} {ts} ({detail})"))
    }

    fn check_comparable(
        &mut self,
        v: TypeId,
        ti: &super::ty::InterfaceType,
        constraint: bool,
        verb: &str,
    ) -> Result<(), String> {
        if !self.t.set_comparable(ti, 0) || self.t.comparable_cause(v, false, 0).is_none() {
            return Ok(());
        }
        let vs = self.type_str(v);
        if constraint && self.t.comparable_cause(v, true, 0).is_none() {
            if self.env.version >= 20 {
                return Ok(());
            }
            return Err(format!("{vs} to {verb} comparable requires go1.20 or later"));
        }
        Err(format!("{vs} does not {verb} comparable"))
    }

    /// May a value of interface type `v` hold a `t`? Gives the reason if not.
    pub(super) fn assertable(&mut self, v: TypeId, t: TypeId) -> Result<(), String> {
        if self.t.is_interface(t) {
            return Ok(());
        }
        match self.lacks_methods(t, v, false, &mut |_, a, b| a == b) {
            None => Ok(()),
            Some(cause) => Err(cause),
        }
    }
}

/// Of several embedded fields of one type at one depth, one is kept, marked as ambiguous.
fn merge_multiples(list: Vec<Embedded>) -> Vec<Embedded> {
    let mut out: Vec<Embedded> = Vec::with_capacity(list.len());
    for e in list {
        match out.iter_mut().find(|o| o.ty == e.ty) {
            Some(o) => o.multiples = true,
            None => out.push(e),
        }
    }
    out
}
