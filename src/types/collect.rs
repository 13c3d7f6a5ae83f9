//! The objects of a package: what its files declare and import, before anything is resolved.

use super::checker::{Checker, DeclRef, NO_TYPE, State};
use super::constant::Const;
use super::object::{FuncInfo, ObjId, ObjectKind, PkgId, VarKind};
use super::operand::unparen;
use super::ty::Basic;
use super::universe::UNSAFE;
use crate::syntax::ast::{
    ConstSpec, Decl, Expr, ExprKind, FuncDecl, Ident, Import, Symbol, VarSpec,
};
use crate::text::Pos;
use std::collections::BTreeMap;

impl<'a> Checker<'a> {
    /// Declares everything of the package at top level.
    pub(super) fn collect_objects(&mut self) {
        let pkgs = self.pkgs;
        let files = &pkgs[self.pkg.0 as usize].files;
        self.file_scopes = vec![BTreeMap::new(); files.len()];
        let mut methods = vec![];
        for (f, file) in files.iter().enumerate() {
            self.env.file = f as u32;
            self.env.version = self.file_version(file);
            for import in &file.imports {
                self.collect_import(f, import);
            }
            for (d, decl) in file.decls.iter().enumerate() {
                let at = (f as u32, d as u32);
                match decl {
                    Decl::Const(specs) => self.collect_consts(at, specs),
                    Decl::Var(specs) => self.collect_vars(at, specs),
                    Decl::Type(specs) => {
                        for (i, s) in specs.iter().enumerate() {
                            let r = DeclRef::Type { file: at.0, decl: at.1, spec: i as u32 };
                            let kind = ObjectKind::TypeName { alias: s.is_alias };
                            self.declare_global(s.name, kind, r);
                        }
                    }
                    Decl::Func(func) => self.collect_func(at, func, &mut methods),
                    Decl::Bad(_) => {}
                }
            }
        }
        self.check_file_scopes();
        for (obj, ptr, base) in methods {
            if let Some(base) = self.resolve_base(ptr, base) {
                self.methods.entry(base).or_default().push(obj);
            }
        }
    }

    fn collect_import(&mut self, file: usize, import: &Import) {
        if import.path.is_empty() {
            return;
        }
        let imported = if import.path == "unsafe" {
            None
        } else {
            match self.pkgs.iter().position(|p| p.path == import.path) {
                Some(i) => Some(PkgId(i as u32)),
                None => return,
            }
        };
        let own = match imported {
            Some(p) => self.pkgs[p.0 as usize].name.clone(),
            None => "unsafe".to_string(),
        };
        let name = match import.name {
            Some(n) => n.name,
            None => self.symbols.intern(&own),
        };
        let text = self.symbols.name(name).to_string();
        if text == "init" {
            return self.err(import.pos, "cannot import package as init - init must be a func");
        }
        // `unsafe` is a package of its own making: the id of the importing package marks it.
        let target = imported.unwrap_or(self.pkg);
        let obj = self.add_obj(name, import.pos, NO_TYPE, ObjectKind::PkgName { imported: target });
        self.record_obj(import.name.map_or(import.id, |n| n.id), Some(obj));
        if self.fake.get(target.0 as usize) == Some(&true) {
            self.set_used(obj);
        }
        self.imports.push(obj);
        if text == "." {
            let names: Vec<(Symbol, ObjId)> = match imported {
                Some(p) => self.pkg_scopes[p.0 as usize].iter().map(|(s, o)| (*s, *o)).collect(),
                None => self.unsafe_objects(import.pos),
            };
            for (sym, o) in names {
                if !self.exported(sym) {
                    continue;
                }
                if let Some(&old) = self.file_scopes[file].get(&sym) {
                    let other = self.other_decl(old);
                    let n = self.symbols.name(sym).to_string();
                    self.err(import.pos, format!("{n} redeclared in this block{other}"));
                    continue;
                }
                self.file_scopes[file].insert(sym, o);
                self.dot_imports.insert((file as u32, sym), obj);
            }
        } else if name != self.blank {
            if let Some(&old) = self.file_scopes[file].get(&name) {
                let other = self.other_decl(old);
                return self.err(import.pos, format!("{text} redeclared in this block{other}"));
            }
            self.file_scopes[file].insert(name, obj);
        }
    }

    /// What package `unsafe` has, for `import . "unsafe"`.
    fn unsafe_objects(&mut self, at: Pos) -> Vec<(Symbol, ObjId)> {
        let pointer = (ObjectKind::TypeName { alias: true }, Basic::UnsafePointer.id());
        let functions = UNSAFE.map(|b| (b.name(), (ObjectKind::Builtin(b), NO_TYPE)));
        let mut out = vec![];
        for (name, (kind, ty)) in functions.into_iter().chain([("Pointer", pointer)]) {
            let name = self.symbols.intern(name);
            out.push((name, self.add_obj(name, at, ty, kind)));
        }
        out
    }

    fn declare_global(&mut self, id: Ident, kind: ObjectKind, r: DeclRef) -> ObjId {
        let obj = self.add_obj(id.name, id.pos, NO_TYPE, kind);
        let name = self.symbols.name(id.name).to_string();
        if name == "init" {
            self.err(id.pos, "cannot declare init - must be func");
            self.objects[obj].ty = super::ty::Types::INVALID;
            return obj;
        }
        if name == "main" && self.pkgs[self.pkg.0 as usize].name == "main" {
            self.err(id.pos, "cannot declare main - must be func");
            self.objects[obj].ty = super::ty::Types::INVALID;
            return obj;
        }
        self.insert_global(id, obj);
        self.register(obj, r);
        obj
    }

    fn insert_global(&mut self, id: Ident, obj: ObjId) {
        if id.name == self.blank {
            return;
        }
        if let Some(Some(old)) = self.globals.get(id.name.0 as usize).copied() {
            let other = self.other_decl(old);
            let name = self.symbols.name(id.name).to_string();
            return self.err(id.pos, format!("{name} redeclared in this block{other}"));
        }
        let at = id.name.0 as usize;
        if self.globals.len() <= at {
            self.globals.resize(at + 1, None);
        }
        self.globals[at] = Some(obj);
        self.pkg_scopes[self.pkg.0 as usize].insert(id.name, obj);
        self.record_obj(id.id, Some(obj));
    }

    fn register(&mut self, obj: ObjId, r: DeclRef) {
        self.decls[obj.0 as usize] = r;
        self.states[obj.0 as usize] = State::Todo;
        self.order.push(obj);
    }

    fn collect_consts(&mut self, at: (u32, u32), specs: &'a [ConstSpec]) {
        for (i, s) in specs.iter().enumerate() {
            for (n, id) in s.names.iter().enumerate() {
                let r = DeclRef::Const { file: at.0, decl: at.1, spec: i as u32, index: n as u32 };
                self.declare_global(*id, ObjectKind::Const(Const::Unknown), r);
            }
            self.const_arity(specs, s);
        }
    }

    /// Reports names without values, and values without names.
    pub(super) fn const_arity(&mut self, specs: &'a [ConstSpec], s: &'a ConstSpec) {
        let from = s.inherit.and_then(|i| specs.get(i)).unwrap_or(s);
        self.arity(s.pos, &s.names, &from.values, true, s.inherit.is_some());
    }

    pub(super) fn arity(
        &mut self,
        pos: Pos,
        names: &[Ident],
        values: &'a [Expr],
        is_const: bool,
        inherited: bool,
    ) {
        let (l, r) = (names.len(), values.len());
        if l < r {
            let n = &values[l];
            if inherited {
                let at = self.pos_str(n.pos);
                self.err(pos, format!("extra init expr at {at}"));
            } else {
                let e = self.expr_str(n);
                self.err(n.pos, format!("extra init expr {e}"));
            }
        } else if l > r && (is_const || r != 1) {
            let n = names[r];
            let name = self.symbols.name(n.name).to_string();
            self.err(n.pos, format!("missing init expr for {name}"));
        }
    }

    fn collect_vars(&mut self, at: (u32, u32), specs: &'a [VarSpec]) {
        for (i, s) in specs.iter().enumerate() {
            for (n, id) in s.names.iter().enumerate() {
                let r = DeclRef::Var { file: at.0, decl: at.1, spec: i as u32, index: n as u32 };
                self.declare_global(*id, ObjectKind::Var(VarKind::Global), r);
            }
            if s.ty.is_none() || !s.values.is_empty() {
                self.arity(s.pos, &s.names, &s.values, false, false);
            }
        }
    }

    fn collect_func(
        &mut self,
        at: (u32, u32),
        func: &'a FuncDecl,
        methods: &mut Vec<(ObjId, bool, Symbol)>,
    ) {
        let name = self.symbols.name(func.name.name).to_string();
        let info = FuncInfo { decl: Some(at), ..FuncInfo::default() };
        let obj = self.add_obj(func.name.name, func.name.pos, NO_TYPE, ObjectKind::Func(info));
        let tparam = func.tparams.first().map(|f| f.pos);
        match &func.recv {
            None => {
                let in_main = self.pkgs[self.pkg.0 as usize].name == "main";
                if name == "init" || name == "main" && in_main {
                    if let Some(p) = tparam {
                        self.err(p, format!("func {name} must have no type parameters"));
                    }
                    if !func.ty.params.is_empty() || !func.ty.results.is_empty() {
                        let message =
                            format!("func {name} must have no arguments and no return values");
                        self.err(func.name.pos, message);
                    }
                } else if let Some(p) = tparam {
                    self.version(p, 18, |_| "type parameter".into());
                }
                if name == "init" {
                    self.record_obj(func.name.id, Some(obj));
                    if func.body.is_none() {
                        self.err(func.name.pos, "func init must have a body");
                    }
                } else {
                    self.insert_global(func.name, obj);
                }
            }
            Some(recv) => {
                let (ptr, base) = unpack_recv(&recv.ty);
                if let ExprKind::Ident(b) = &base.kind
                    && func.name.name != self.blank
                {
                    methods.push((obj, ptr, b.name));
                }
                if let Some(p) = tparam {
                    self.version(p, 27, |_| "generic method".into());
                }
                self.record_obj(func.name.id, Some(obj));
            }
        }
        self.register(obj, DeclRef::Func { file: at.0, decl: at.1 });
    }

    /// Names that a file imports must not be declared by the package.
    fn check_file_scopes(&mut self) {
        for f in 0..self.file_scopes.len() {
            let clashes: Vec<(ObjId, ObjId)> = self.file_scopes[f]
                .iter()
                .filter_map(|(sym, o)| Some((*o, (*self.globals.get(sym.0 as usize)?)?)))
                .collect();
            for (imported, global) in clashes {
                let name = self.symbols.name(self.objects[global].name).to_string();
                let pos = self.objects[global].pos;
                let other = self.other_decl(imported);
                let message = match self.objects[imported].kind {
                    ObjectKind::PkgName { imported } => format!(
                        "{name} already declared through import of {}{other}",
                        self.package_str(imported)
                    ),
                    _ => {
                        let p = self.objects[imported].pkg.unwrap_or(self.pkg);
                        format!(
                            "{name} already declared through dot-import of {}{other}",
                            self.package_str(p)
                        )
                    }
                };
                self.err(pos, message);
            }
        }
    }

    fn package_str(&self, p: PkgId) -> String {
        let p = &self.pkgs[p.0 as usize];
        format!("package {} (\"{}\")", p.name, p.path)
    }

    /// The type name that a receiver's base names, through aliases.
    fn resolve_base(&self, mut ptr: bool, mut name: Symbol) -> Option<ObjId> {
        for _ in 0..100 {
            let obj = (*self.globals.get(name.0 as usize)?)?;
            let DeclRef::Type { file, decl, spec } = self.decls[obj.0 as usize] else {
                return None;
            };
            let s = self.type_spec(file, decl, spec)?;
            if !s.is_alias {
                return Some(obj);
            }
            if !s.tparams.is_empty() {
                return None;
            }
            let mut e = unparen(&s.ty);
            if let ExprKind::Star(x) = &e.kind {
                if ptr {
                    return None;
                }
                ptr = true;
                e = unparen(x);
            }
            let ExprKind::Ident(id) = &e.kind else { return None };
            name = id.name;
        }
        None
    }

    pub(super) fn unused_imports(&mut self) {
        for obj in self.imports.clone() {
            let name = self.objects[obj].name;
            if name == self.blank || self.is_used(obj) {
                continue;
            }
            let ObjectKind::PkgName { imported } = self.objects[obj].kind else { continue };
            let path = if imported == self.pkg {
                "unsafe".to_string()
            } else {
                self.pkgs[imported.0 as usize].path.clone()
            };
            let elem = path.rsplit('/').next().unwrap_or("");
            let name = self.symbols.name(name);
            let message = if name.is_empty() || name == "." || name == elem {
                format!("\"{path}\" imported and not used")
            } else {
                format!("\"{path}\" imported as {name} and not used")
            };
            self.err(self.objects[obj].pos, message);
        }
    }
}

/// Is the receiver a pointer, and what is its base (without type parameters)?
pub(super) fn unpack_recv(ty: &Expr) -> (bool, &Expr) {
    let mut e = unparen(ty);
    let mut ptr = false;
    if let ExprKind::Star(x) = &e.kind {
        ptr = true;
        e = unparen(x);
    }
    if let ExprKind::Index { x, .. } = &e.kind {
        e = x;
    }
    (ptr, e)
}
