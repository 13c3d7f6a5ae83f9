//! Method lookup through embedding, and which methods the types in interfaces need.

use super::Gen;
use super::generics::FuncKey;
use super::layout::Kind;
use crate::ids::FuncId;
use crate::syntax::ast::Symbol;
use crate::types::object::{ObjId, ObjectKind};
use crate::types::subst::subst;
use crate::types::ty::{Basic, Type, TypeId};
use std::rc::Rc;

/// A method as interfaces know it: name, package of an unexported name, signature.
pub(super) type MethodKey = (Symbol, Option<Symbol>, TypeId);

/// What a method lookup found.
#[derive(Clone, Debug)]
pub(super) struct Method {
    /// Fields from the receiver down to the embedded one that has the method.
    pub path: Vec<u32>,
    /// The method.
    pub target: Target,
    /// Its signature without receiver.
    pub sig: TypeId,
    /// Wants the address of its receiver, which only a variable has.
    pub needs_addr: bool,
}

/// What a method is.
#[derive(Clone, Debug)]
pub(super) enum Target {
    /// A declared method, the type arguments of its receiver, and whether it takes a pointer.
    Decl { obj: ObjId, targs: Vec<TypeId>, by_pointer: bool },
    /// A method of an interface (embedded in a struct, or the receiver itself).
    Iface(MethodKey),
}

impl<'p> Gen<'p> {
    /// The method `name` of a type, promoted ones included.
    pub(super) fn find_method(
        &mut self,
        t: TypeId,
        name: Symbol,
        pkg: Option<Symbol>,
    ) -> Option<Rc<Method>> {
        let key = (t, name, pkg);
        if let Some(m) = self.found_methods.get(&key) {
            return m.clone();
        }
        let m = self.look_up(t, name, pkg).map(Rc::new);
        self.found_methods.insert(key, m.clone());
        m
    }

    fn look_up(&mut self, t: TypeId, name: Symbol, pkg: Option<Symbol>) -> Option<Method> {
        let (pointer, base) = match *self.types.get(t) {
            Type::Pointer(b) => (true, b),
            _ => (false, t),
        };
        // (type, path, a pointer was passed on the way)
        let mut level = vec![(base, vec![], pointer)];
        let mut seen = vec![];
        while !level.is_empty() {
            let mut found = vec![];
            let mut next = vec![];
            for (ty, path, indirect) in level {
                if seen.contains(&ty) {
                    continue;
                }
                if let Some(m) = self.own_method(ty, name, pkg) {
                    let needs_addr =
                        matches!(&m.0, Target::Decl { by_pointer: true, .. }) && !indirect;
                    found.push(Some(Method {
                        path: path.clone(),
                        target: m.0,
                        sig: m.1,
                        needs_addr,
                    }));
                }
                if let Type::Struct(fields) = self.types.under(ty).clone() {
                    for (i, f) in fields.iter().enumerate() {
                        if f.name == name && f.pkg == pkg {
                            found.push(None);
                        }
                        if f.embedded {
                            let (ptr, b) = match *self.types.get(f.ty) {
                                Type::Pointer(b) => (true, b),
                                _ => (false, f.ty),
                            };
                            let mut p = path.clone();
                            p.push(i as u32);
                            next.push((b, p, indirect || ptr));
                        }
                    }
                }
                seen.push(ty);
            }
            match found.len() {
                0 => level = next,
                1 => return found.pop().flatten(),
                _ => return None,
            }
        }
        None
    }

    /// A generic method with its own type arguments.
    pub(super) fn instance_of(&mut self, m: &Method, own: &[TypeId]) -> Method {
        let mut m = m.clone();
        if let (Target::Decl { obj, targs, .. }, false) = (&mut m.target, own.is_empty())
            && let ObjectKind::Func(info) = &self.p.objects[*obj].kind
        {
            targs.extend(own);
            m.sig = subst(&mut self.types, self.p.objects[*obj].ty, &info.tparams, targs);
        }
        m
    }

    /// Has the method type parameters of its own? No interface has such a method.
    fn is_generic(&self, m: &Method) -> bool {
        match &m.target {
            Target::Decl { obj, targs, .. } => {
                self.func_info(*obj).is_some_and(|f| f.tparams.len() > targs.len())
            }
            Target::Iface(_) => false,
        }
    }

    /// A method declared for the type itself, or a method of an interface type.
    fn own_method(
        &mut self,
        t: TypeId,
        name: Symbol,
        pkg: Option<Symbol>,
    ) -> Option<(Target, TypeId)> {
        if let Type::Interface(i) = self.types.under(t) {
            let m = i.methods.iter().find(|m| m.name == name && m.pkg == pkg)?;
            return Some((Target::Iface((m.name, m.pkg, m.ty)), m.ty));
        }
        let named = self.types.as_named(t)?;
        let obj = named
            .methods
            .iter()
            .copied()
            .find(|&o| self.p.objects[o].name == name && self.method_pkg(o) == pkg)?;
        let targs = named.targs.clone();
        let ObjectKind::Func(info) = &self.p.objects[obj].kind else { return None };
        let by_pointer = info.recv.is_some_and(|r| matches!(self.types.get(r), Type::Pointer(_)));
        let sig = subst(&mut self.types, self.p.objects[obj].ty, &info.tparams, &targs);
        Some((Target::Decl { obj, targs, by_pointer }, sig))
    }

    /// Package of a method's name where it is unexported.
    pub(super) fn method_pkg(&self, o: ObjId) -> Option<Symbol> {
        let name = self.sym(self.p.objects[o].name);
        if name.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        self.p.symbols.get(self.pkg_path(o))
    }

    /// Number of a method in `Program::methods`.
    pub(super) fn method_id(&mut self, name: Symbol, pkg: Option<Symbol>, sig: TypeId) -> u16 {
        let key = (name, pkg, sig);
        if let Some(&i) = self.method_index.get(&key) {
            return i;
        }
        let i = self.methods.len().min(u16::MAX as usize) as u16;
        let text = match pkg {
            Some(p) => format!("{}.{}", self.sym(p), self.sym(name)),
            None => self.sym(name).to_string(),
        };
        self.out.methods.push(text);
        self.methods.push(key);
        self.method_index.insert(key, i);
        i
    }

    /// Values of the type may be found in interfaces at run time.
    pub(super) fn mark_iface(&mut self, t: TypeId) {
        if self.in_iface_set.insert(t) {
            self.in_iface.push(t);
        }
    }

    /// Gives types in interfaces the methods that are called through interfaces. True when there was
    /// something new.
    pub(super) fn link_methods(&mut self) -> bool {
        let (types_done, methods_done) = self.linked;
        self.spread_marks(types_done);
        self.fill_rtypes();
        let (types, methods) = (self.in_iface.len(), self.methods.len());
        if (types, methods) == self.linked {
            return false;
        }
        for ti in 0..types {
            let first = if ti < types_done { methods_done } else { 0 };
            for mi in first..methods {
                self.link(ti, mi);
            }
        }
        self.linked = (types, methods);
        true
    }

    /// Parts of values in interfaces can get into interfaces themselves (printing does that).
    fn spread_marks(&mut self, from: usize) {
        let mut i = from;
        while i < self.in_iface.len() {
            let t = self.in_iface[i];
            i += 1;
            self.rtype(t);
            if self.has_json_methods(t) || self.reflects && !matches!(self.kind(t), Kind::Ptr(_)) {
                let pointer = self.types.intern(Type::Pointer(t));
                self.mark_iface(pointer);
            }
            if self.reflects {
                self.want_methods(t);
            }
            match self.kind(t) {
                Kind::Ptr(e) | Kind::Slice(e) | Kind::Array(e, _) => self.mark_iface(e),
                Kind::Map(k, v) => {
                    self.mark_iface(k);
                    self.mark_iface(v);
                }
                Kind::Struct => {
                    for s in self.slots(t).iter() {
                        self.mark_iface(s.ty);
                    }
                }
                Kind::Chan(e) if self.reflects => self.mark_iface(e),
                Kind::Func if self.reflects => self.mark_signature(t),
                _ => {}
            }
        }
    }

    /// Package `reflect` makes values of the types that a function takes and gives.
    fn mark_signature(&mut self, t: TypeId) {
        let Type::Func(sig) = self.types.under(t).clone() else { return };
        for t in sig.params.into_iter().chain(sig.results) {
            self.mark_iface(t);
        }
    }

    /// Package `reflect` finds every exported method, of the reader's types and of those of packages that the
    /// reader imports.
    fn want_methods(&mut self, t: TypeId) {
        for name in self.exported_names(t) {
            if let Some(m) = self.find_method(t, name, None)
                && !m.needs_addr
                && !self.is_generic(&m)
            {
                self.method_id(name, None, m.sig);
            }
        }
    }

    fn exported_names(&self, t: TypeId) -> Vec<Symbol> {
        let (mut names, mut seen, mut todo) = (vec![], vec![], vec![t]);
        while let Some(t) = todo.pop() {
            let t = match *self.types.get(t) {
                Type::Pointer(b) => b,
                _ => t,
            };
            if seen.contains(&t) {
                continue;
            }
            seen.push(t);
            if let Some(named) = self.types.as_named(t) {
                if !self.is_readers(named.obj) {
                    continue;
                }
                names.extend(named.methods.iter().map(|&m| self.p.objects[m].name));
            }
            match self.types.under(t) {
                Type::Struct(fields) => {
                    todo.extend(fields.iter().filter(|f| f.embedded).map(|f| f.ty));
                }
                Type::Interface(i) => names.extend(i.methods.iter().map(|m| m.name)),
                _ => {}
            }
        }
        names.retain(|&n| self.sym(n).starts_with(char::is_uppercase));
        names
    }

    fn is_readers(&self, obj: ObjId) -> bool {
        let Some(pkg) = self.p.objects[obj].pkg else { return false };
        let own = |p: &crate::types::info::Package| !p.is_std;
        own(&self.p.packages[pkg.0 as usize])
            || self.p.packages.iter().any(|p| own(p) && p.imports.contains(&pkg))
    }

    /// `encoding/json` looks for these methods behind the addresses of values.
    fn has_json_methods(&self, t: TypeId) -> bool {
        const OWN: [&str; 4] = ["MarshalJSON", "MarshalText", "UnmarshalJSON", "UnmarshalText"];
        let Some(named) = self.types.as_named(t) else { return false };
        named.methods.iter().any(|&m| OWN.contains(&self.sym(self.p.objects[m].name)))
    }

    fn link(&mut self, ti: usize, mi: usize) {
        let t = self.in_iface[ti];
        if self.is_iface(t) {
            return;
        }
        let (name, pkg, sig) = self.methods[mi];
        let Some(m) = self.find_method(t, name, pkg) else { return };
        if m.needs_addr || m.sig != sig || self.is_generic(&m) {
            return;
        }
        let f = self.iface_method(t, name, pkg, &m);
        let r = self.rtype(t) as usize;
        let list = &mut self.out.rtypes[r].methods;
        let at = list.partition_point(|x| x.0 < mi as u32);
        list.insert(at, (mi as u32, f));
    }

    /// The function that takes an interface's data word as the receiver.
    fn iface_method(&mut self, t: TypeId, name: Symbol, pkg: Option<Symbol>, m: &Method) -> FuncId {
        if let (Target::Decl { obj, targs, by_pointer }, true) = (&m.target, m.path.is_empty()) {
            let pointer = matches!(self.types.get(t), Type::Pointer(_));
            if *by_pointer == pointer && self.size(t) == 1 {
                return self.decl_id(*obj, targs.clone());
            }
        }
        self.func_id(FuncKey::Iface(t, name, pkg))
    }

    /// Methods that the machine and natives look for by name: printing and panics.
    pub(super) fn standard_methods(&mut self) {
        use crate::types::ty::Signature;
        let sig = Type::Func(Signature {
            params: vec![],
            results: vec![Basic::String.id()],
            variadic: false,
        });
        let sig = self.types.intern(sig);
        for name in ["Error", "String", "GoString"] {
            if let Some(s) = self.p.symbols.get(name) {
                self.method_id(s, None, sig);
            }
        }
    }
}
