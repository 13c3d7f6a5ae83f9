//! The program as a whole: the work list, initialisation, entry, hooks.

use super::Gen;
use super::code::Op;
use super::escape;
use super::generics::FuncKey;
use super::place::Place;
use super::wrappers::From;
use crate::ids::FuncId;
use crate::syntax::ast::{Decl, FuncDecl};
use crate::text::Pos;
use crate::types::object::{ObjId, ObjectKind, PkgId};
use crate::types::ty::{BASIC_COUNT, Basic, Signature, Type, TypeId};
use std::collections::BTreeMap;

/// Functions of library packages whose names begin so are hooks.
const HOOK_PREFIXES: [&str; 2] = ["inject", "hook"];

impl<'p> Gen<'p> {
    /// Compiles everything that the program can reach.
    pub(super) fn program(&mut self) {
        for b in Basic::Bool as u32..=Basic::UnsafePointer as u32 {
            debug_assert!(b < BASIC_COUNT);
            self.rtype(TypeId(b));
            self.mark_iface(TypeId(b));
        }
        let any = self.any();
        self.rtype(any);
        self.standard_methods();
        let entry = self.new_func();
        self.out.entry = entry;
        let inits = self.initialisers();
        self.hooks();
        if let Some(main) = self.main_object() {
            self.out.main = self.decl_id(main, vec![]);
        } else {
            let is_main = self.p.packages.last().is_none_or(|p| p.name == "main");
            self.error(
                Pos::NONE,
                match is_main {
                    true => "function main is undeclared in the main package",
                    false => "package command-line-arguments is not a main package",
                },
            );
        }
        let order = self.reach(inits);
        self.entry(entry, order);
        while self.link_methods() {
            self.drain();
        }
        if self.reflects {
            let sigs: Vec<TypeId> = self.methods.iter().map(|m| m.2).collect();
            self.out.method_types = sigs.into_iter().map(|sig| self.rtype(sig)).collect();
        }
        self.fill_rtypes();
        self.link_pointers();
        self.tell_ignored();
    }

    fn main_object(&self) -> Option<ObjId> {
        let last = PkgId(self.p.packages.len().checked_sub(1)? as u32);
        let main = self.p.symbols.get("main")?;
        let list = self.p.objects.0.iter().enumerate();
        list.filter(|(_, o)| o.pkg == Some(last) && o.name == main)
            .find(|(_, o)| matches!(&o.kind, ObjectKind::Func(f) if f.recv.is_none() && f.decl.is_some()))
            .map(|(i, _)| ObjId(i as u32))
    }

    fn hooks(&mut self) {
        let mut found = vec![];
        for (i, o) in self.p.objects.0.iter().enumerate() {
            let (ObjectKind::Func(f), Some(p)) = (&o.kind, o.pkg) else { continue };
            let pkg = &self.p.packages[p.0 as usize];
            let name = self.sym(o.name);
            if pkg.is_std
                && f.recv.is_none()
                && f.tparams.is_empty()
                && f.decl.is_some()
                && HOOK_PREFIXES.iter().any(|h| name.starts_with(h))
            {
                found.push((format!("{}.{name}", pkg.path), ObjId(i as u32)));
            }
        }
        for (name, o) in found {
            let f = self.decl_id(o, vec![]);
            self.out.hooks.push((name, f));
        }
    }

    /// Compiles the initialisers of the reader's packages; those of the library wait until somebody mentions
    /// their variables.
    fn initialisers(&mut self) -> Vec<Option<FuncId>> {
        let mut ids = vec![];
        let mut closures = BTreeMap::new();
        for i in 0..self.p.info.init_order.len() {
            let pkg = self.p.info.init_order[i].pkg;
            let is_std = self.p.packages[pkg.0 as usize].is_std;
            ids.push((!is_std).then(|| self.initialiser(i, closures.entry(pkg).or_insert(0))));
        }
        ids
    }

    /// One initialiser as a function `pkg.init`.
    fn initialiser(&mut self, i: usize, closures: &mut u32) -> FuncId {
        let init = &self.p.info.init_order[i];
        let pkg = &self.p.packages[init.pkg.0 as usize];
        let id = self.new_func();
        let (f, d, s, v) = init.rhs;
        let Decl::Var(specs) = pkg.decl((f, d)) else { return id };
        let Some(e) = specs.get(s as usize).and_then(|s| s.values.get(v as usize)) else {
            return id;
        };
        let outer = self.open(id, format!("{}.init", pkg.path), e.pos);
        self.f.is_std = pkg.is_std;
        self.f.closures = *closures;
        let facts = escape::analyze_expr(self, e);
        self.f.facts = std::rc::Rc::new(facts);
        if let [o] = init.lhs[..] {
            let ty = self.p.objects[o].ty;
            self.f.hint = Some(self.sym(self.p.objects[o].name).to_string());
            if self.sym(self.p.objects[o].name) == "_" {
                self.expr_as(e, ty, None);
            } else {
                self.init_global(e, ty, o);
            }
        } else {
            let types: Vec<TypeId> = init.lhs.iter().map(|&o| self.p.objects[o].ty).collect();
            let r = self.comma_ok_values(e, &types);
            let mut at = r;
            for (&o, &ty) in init.lhs.iter().zip(&types) {
                if self.sym(self.p.objects[o].name) != "_" {
                    let place = Place::Global(self.global(o));
                    self.store(place, ty, at);
                }
                at += self.words(ty) as u16;
            }
        }
        self.f.emit(Op::Return { a: 0, n: 0 });
        *closures = self.f.closures;
        self.close(outer);
        id
    }

    fn init_global(&mut self, e: &'p crate::syntax::ast::Expr, ty: TypeId, o: ObjId) {
        let off = self.global(o);
        if self.needs_memory(ty) {
            let p = self.f.alloc(1);
            self.f.emit(Op::GlobalAddr { d: p, off });
            self.init_place(e, ty, Place::Mem { p, off: 0, byte: false, ok: true });
        } else {
            let r = self.expr_as(e, ty, None);
            self.f.at = e.pos;
            self.store(Place::Global(off), ty, r);
        }
    }

    /// Works until nothing new is reached. Returns the functions that the entry calls, in order.
    fn reach(&mut self, mut inits: Vec<Option<FuncId>>) -> Vec<FuncId> {
        let own = self.init_functions();
        let mut by_var: BTreeMap<ObjId, usize> = BTreeMap::new();
        for (i, init) in self.p.info.init_order.iter().enumerate() {
            by_var.extend(init.lhs.iter().map(|&o| (o, i)));
        }
        let mut done = 0;
        let mut closures = BTreeMap::new();
        loop {
            self.drain();
            if done < self.mentioned.len() {
                let i = by_var.get(&self.mentioned[done]).copied();
                done += 1;
                if let Some(i) = i
                    && inits[i].is_none()
                {
                    let pkg = self.p.info.init_order[i].pkg;
                    inits[i] = Some(self.initialiser(i, closures.entry(pkg).or_insert(0)));
                }
            } else if !self.link_methods() && self.queue.is_empty() && done == self.mentioned.len()
            {
                break;
            }
        }
        let mut order = vec![];
        for (p, funcs) in own.into_iter().enumerate() {
            let of_pkg = |i: &usize| self.p.info.init_order[*i].pkg.0 as usize == p;
            order.extend((0..inits.len()).filter(of_pkg).filter_map(|i| inits[i]));
            order.extend(funcs);
        }
        order
    }

    /// Compiles the `init` functions, per package.
    fn init_functions(&mut self) -> Vec<Vec<FuncId>> {
        let mut all = vec![];
        for p in 0..self.p.packages.len() {
            let pkg = &self.p.packages[p];
            let mut list = vec![];
            let decls = pkg.files.iter().flat_map(|f| &f.decls);
            for d in decls {
                if let Decl::Func(f) = d
                    && f.recv.is_none()
                    && self.sym(f.name.name) == "init"
                {
                    let id = self.init_function(
                        f,
                        &format!("{}.init.{}", pkg.path, list.len()),
                        pkg.is_std,
                    );
                    list.push(id);
                }
            }
            all.push(list);
        }
        all
    }

    fn init_function(&mut self, d: &'p FuncDecl, name: &str, is_std: bool) -> FuncId {
        let id = self.new_func();
        let Some(body) = &d.body else { return id };
        let outer = self.open(id, name.to_string(), d.pos);
        self.f.is_std = is_std;
        let facts = escape::analyze(self, &[], &[], body);
        self.f.facts = std::rc::Rc::new(facts);
        let sig = Signature { params: vec![], results: vec![], variadic: false };
        self.body(&d.ty, &sig, body);
        self.close(outer);
        id
    }

    /// Compiles what is queued.
    fn drain(&mut self) {
        while let Some((key, id)) = self.queue.pop_front() {
            match key {
                FuncKey::Decl(o, targs) => self.declared(id, o, &targs),
                FuncKey::Iface(t, name, pkg) => {
                    self.wrapper(id, From::Iface, t, (name, pkg, &[]));
                }
                FuncKey::Bound(t, name, pkg, own) => {
                    self.wrapper(id, From::Captured, t, (name, pkg, &own));
                }
                FuncKey::MethodExpr(t, name, pkg, own) => {
                    self.wrapper(id, From::Param, t, (name, pkg, &own));
                }
                FuncKey::Builtin(b, types) => self.builtin_stub(id, b, &types),
            }
        }
    }

    fn entry(&mut self, id: FuncId, order: Vec<FuncId>) {
        let outer = self.open(id, "runtime.main".into(), Pos::NONE);
        self.f.is_std = true;
        self.f.is_wrapper = true;
        for f in order {
            self.f.emit(Op::Call { base: 0, f: f.0 });
        }
        self.f.emit(Op::Return { a: 0, n: 0 });
        self.close(outer);
    }

    fn link_pointers(&mut self) {
        let pairs: Vec<(u32, TypeId)> = self
            .rtypes
            .iter()
            .filter_map(|(&t, &i)| match self.types.get(t) {
                Type::Pointer(e) => Some((i, *e)),
                _ => None,
            })
            .collect();
        for (i, e) in pairs {
            if let Some(&r) = self.rtypes.get(&e) {
                self.out.rtypes[r as usize].ptr_to = Some(i);
            }
        }
    }
}
