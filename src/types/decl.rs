//! Declarations: objects are resolved when they are first needed, with detection of cycles.

use super::checker::{Checker, DeclRef, Later, NO_TYPE, State};
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::Operand;
use super::ty::{Named, TParam, TParamId, Type, TypeId, Types};
use crate::syntax::ast::{
    ConstSpec, Decl, Expr, Field, FuncDecl, Stmt, StmtKind, TypeSpec, VarSpec,
};
use crate::text::Pos;
use std::rc::Rc;

impl<'a> Checker<'a> {
    pub(super) fn decl_at(&self, file: u32, decl: u32) -> Option<&'a Decl> {
        let pkgs = self.pkgs;
        pkgs[self.pkg.0 as usize].files.get(file as usize)?.decls.get(decl as usize)
    }

    pub(super) fn type_spec(&self, file: u32, decl: u32, spec: u32) -> Option<&'a TypeSpec> {
        match self.decl_at(file, decl)? {
            Decl::Type(specs) => specs.get(spec as usize),
            _ => None,
        }
    }

    /// Resolves all objects of the package: types first, then aliases, then the rest.
    pub(super) fn resolve_package(&mut self) {
        let order = self.order.clone();
        let is_type = |c: &Self, o: ObjId, alias| matches!(c.objects[o].kind, ObjectKind::TypeName { alias: a } if a == alias);
        for alias in [false, true] {
            for &o in &order {
                if is_type(self, o, alias) {
                    self.resolve(o);
                }
            }
        }
        for &o in &order {
            self.resolve(o);
        }
    }

    /// Gives a package-level object its type (and value), if it has none yet.
    pub(super) fn resolve(&mut self, obj: ObjId) {
        match self.states[obj.0 as usize] {
            State::Done => return,
            State::Active => {
                if matches!(self.objects[obj].kind, ObjectKind::Func(_)) {
                    return;
                }
                let valid = self.valid_cycle(obj);
                if valid && self.objects[obj].ty == NO_TYPE {
                    self.alias_ahead(obj);
                }
                let o = &mut self.objects[obj];
                match o.kind {
                    ObjectKind::TypeName { .. } if valid => {}
                    _ if valid && o.ty != NO_TYPE => {}
                    _ => o.ty = Types::INVALID,
                }
                return;
            }
            State::Todo => {}
        }
        self.states[obj.0 as usize] = State::Active;
        self.path.push(obj);
        let saved = self.env.clone();
        let in_tparams = std::mem::replace(&mut self.in_tparam_list, false);
        let lazy = std::mem::replace(&mut self.lazy_types, false);
        self.resolve_decl(obj);
        self.in_tparam_list = in_tparams;
        self.lazy_types = lazy;
        self.env = saved;
        self.path.pop();
        self.states[obj.0 as usize] = State::Done;
        if self.objects[obj].ty == NO_TYPE {
            self.objects[obj].ty = Types::INVALID;
        }
    }

    /// An alias that is being resolved, of a plain type name: that type is known before its structure.
    fn alias_ahead(&mut self, obj: ObjId) {
        let Some(rhs) = self.plain_rhs(obj) else { return };
        let DeclRef::Type { file, decl, spec } = self.decls[rhs.0 as usize] else { return };
        let plain =
            self.type_spec(file, decl, spec).filter(|s| !s.is_alias && s.tparams.is_empty());
        if let Some(s) = plain {
            self.predeclare(rhs, s);
            self.objects[obj].ty = self.objects[rhs].ty;
        }
    }

    fn file_env(&mut self, file: u32) {
        let version = self.file_version(&self.pkgs[self.pkg.0 as usize].files[file as usize]);
        self.env.file = file;
        self.env.version = version;
        self.env.decl = None;
        self.env.iota = None;
        self.env.errpos = Pos::NONE;
        self.env.results = Rc::new([]);
        self.env.in_func = false;
        self.env.tparams = Rc::new([]);
    }

    fn resolve_decl(&mut self, obj: ObjId) {
        match self.decls[obj.0 as usize] {
            DeclRef::None => {}
            DeclRef::Const { file, decl, spec, index } => {
                self.file_env(file);
                self.env.decl = Some(obj);
                if let Some(Decl::Const(specs)) = self.decl_at(file, decl) {
                    self.const_decl(obj, specs, spec as usize, index as usize);
                }
            }
            DeclRef::Var { file, decl, spec, index } => {
                self.file_env(file);
                self.env.decl = Some(obj);
                if let Some(Decl::Var(specs)) = self.decl_at(file, decl) {
                    self.global_var(obj, &specs[spec as usize], index as usize);
                }
            }
            DeclRef::Type { file, decl, spec } => {
                self.file_env(file);
                if let Some(s) = self.type_spec(file, decl, spec) {
                    self.type_decl(obj, s);
                    self.collect_methods(obj);
                }
            }
            DeclRef::Func { file, decl } => {
                self.file_env(file);
                if let Some(Decl::Func(f)) = self.decl_at(file, decl) {
                    self.func_decl(obj, f);
                }
            }
        }
    }

    // Constants.

    fn const_decl(&mut self, obj: ObjId, specs: &'a [ConstSpec], spec: usize, index: usize) {
        let s = &specs[spec];
        let from = s.inherit.and_then(|i| specs.get(i)).unwrap_or(s);
        let saved = (self.env.iota, self.env.errpos);
        self.env.iota = Some(s.iota);
        self.env.errpos = Pos::NONE;
        self.const_value(obj, from.ty.as_ref(), from.values.get(index), s.inherit.is_some());
        (self.env.iota, self.env.errpos) = saved;
    }

    fn const_value(
        &mut self,
        obj: ObjId,
        ty: Option<&'a Expr>,
        init: Option<&'a Expr>,
        inherited: bool,
    ) {
        if let Some(e) = ty {
            let t = self.typ(e);
            if !self.t.all(t, |b| b.is_const_type()) || self.t.is_tparam(t) {
                if self.t.is_valid(self.t.underlying(t)) {
                    let ts = self.type_str(t);
                    let at = super::operand::type_pos(e);
                    self.err(at, format!("invalid constant type {ts}"));
                }
                self.objects[obj].ty = Types::INVALID;
                return;
            }
            self.objects[obj].ty = t;
        }
        let mut x = Operand::invalid();
        if let Some(e) = init {
            if inherited {
                self.env.errpos = self.objects[obj].pos;
            }
            x = self.expr(None, e);
        }
        self.init_const(obj, x);
    }

    // Variables.

    fn global_var(&mut self, obj: ObjId, s: &'a VarSpec, index: usize) {
        if s.names.len() > 1 && s.values.len() == 1 {
            // One call gives several variables: all are resolved with the first one.
            let lhs: Vec<ObjId> = self.spec_objects(obj, s, index);
            if let Some(ty) = &s.ty {
                let t = self.var_type(ty);
                for &o in &lhs {
                    self.objects[o].ty = t;
                }
            }
            for &o in &lhs {
                if o != obj && self.states[o.0 as usize] == State::Todo {
                    self.states[o.0 as usize] = State::Done;
                }
            }
            self.init_vars(&lhs, &s.values, None);
            if let Some(deps) = self.deps.get(&obj).cloned() {
                for &o in &lhs {
                    self.deps.insert(o, deps.clone());
                }
            }
            for o in lhs {
                if self.objects[o].ty == NO_TYPE {
                    self.objects[o].ty = Types::INVALID;
                }
            }
            return;
        }
        self.var_value(obj, s.ty.as_ref(), s.values.get(index));
    }

    /// The objects of all names of a spec; those of one spec were registered one after another.
    fn spec_objects(&self, obj: ObjId, s: &VarSpec, index: usize) -> Vec<ObjId> {
        let first = obj.0 - index as u32;
        (0..s.names.len() as u32).map(|i| ObjId(first + i)).collect()
    }

    fn var_value(&mut self, obj: ObjId, ty: Option<&'a Expr>, init: Option<&'a Expr>) {
        if let Some(e) = ty {
            self.objects[obj].ty = self.var_type(e);
            self.keep_written(obj, e);
        }
        let Some(init) = init else {
            if ty.is_none() {
                self.objects[obj].ty = Types::INVALID;
            }
            return;
        };
        let target = self.target_of(self.objects[obj].ty, self.objects[obj].name);
        let x = self.expr(target.as_ref(), init);
        self.init_var(obj, x, "variable declaration");
    }

    // Types.

    pub(super) fn type_decl(&mut self, obj: ObjId, s: &'a TypeSpec) {
        self.later.push(Later::ValidType { obj });
        let tpos = s.tparams.first().map(|f| f.pos);
        if s.is_alias {
            if let Some(p) = tpos {
                self.version(p, 23, |_| "generic type alias".into());
                self.generic_alias(obj, s);
                return;
            }
            let t = self.declared_type(&s.ty, Some(obj));
            self.objects[obj].ty = t;
            return;
        }
        if let Some(p) = tpos {
            self.version(p, 18, |_| "type parameter".into());
        }
        let outer = if self.env.in_func { self.env.tparams.to_vec() } else { vec![] };
        let known = self.objects[obj].ty;
        let ty = if known != NO_TYPE {
            known
        } else {
            self.t.new_named(Named {
                obj,
                underlying: Types::INVALID,
                methods: vec![],
                tparams: outer.clone(),
                targs: vec![],
                origin: None,
                implicit: outer.len() as u32,
            })
        };
        self.objects[obj].ty = if outer.is_empty() || tpos.is_some() {
            ty
        } else {
            self.t.instance(ty, outer.clone())
        };
        self.open_scope();
        if tpos.is_some() {
            let known = self.t.as_named(ty).map(|n| n.tparams.clone()).unwrap_or_default();
            if known.len() > outer.len() {
                self.declare_tparams_again(&known);
            } else {
                let tparams = self.collect_tparams(&s.tparams);
                self.set_tparams(ty, outer.into_iter().chain(tparams).collect());
            }
            self.finish_tparams(&s.tparams, ty);
        }
        let rhs = self.declared_type(&s.ty, Some(obj));
        self.close_scope();
        if self.t.is_tparam(rhs) {
            self.err(s.ty.pos, "cannot use a type parameter as RHS in type declaration");
            return;
        }
        if rhs == NO_TYPE {
            return;
        }
        self.set_rhs(ty, rhs);
    }

    /// Puts type parameters that exist already into the open scope.
    pub(super) fn declare_tparams_again(&mut self, tparams: &[TypeId]) {
        for &t in tparams {
            if let Type::TypeParam(p) = self.t.get(t) {
                let obj = self.t.tparams[p.0 as usize].obj;
                let name = self.objects[obj].name;
                if name != self.blank {
                    self.locals.insert(name, obj);
                }
            }
        }
    }

    pub(super) fn set_tparams(&mut self, ty: TypeId, tparams: Vec<TypeId>) {
        if let Type::Named(n) = *self.t.get(ty) {
            self.t.named[n.0 as usize].tparams = tparams;
        }
    }

    /// `type A[P any] = …`: kept as a pattern that is substituted where it is used.
    fn generic_alias(&mut self, obj: ObjId, s: &'a TypeSpec) {
        self.open_scope();
        let tparams = self.collect_tparams(&s.tparams);
        self.bounds(&s.tparams, &tparams);
        let rhs = self.declared_type(&s.ty, None);
        self.close_scope();
        if tparams.contains(&rhs) {
            self.err(s.ty.pos, "cannot use type parameter declared in alias declaration as RHS");
            self.objects[obj].ty = Types::INVALID;
            return;
        }
        self.objects[obj].ty = rhs;
        self.alias_tparams.insert(obj, tparams);
    }

    /// Declares type parameters in the open scope; their constraints come with [`Self::bounds`].
    pub(super) fn collect_tparams(&mut self, list: &'a [Field]) -> Vec<TypeId> {
        let mut tparams = vec![];
        for name in list.iter().flat_map(|f| &f.names) {
            let t = self.declare_tparam(*name, tparams.len() as u32);
            tparams.push(t);
        }
        tparams
    }

    pub(super) fn declare_tparam(&mut self, name: crate::syntax::ast::Ident, index: u32) -> TypeId {
        let kind = ObjectKind::TypeName { alias: false };
        let obj = self.add_obj(name.name, name.pos, NO_TYPE, kind);
        let t = self.new_tparam(obj, index);
        self.objects[obj].ty = t;
        self.declare(Some(name.id), obj);
        t
    }

    pub(super) fn new_tparam(&mut self, obj: ObjId, index: u32) -> TypeId {
        let id = TParamId(self.t.tparams.len() as u32);
        self.t.tparams.push(TParam { obj, constraint: self.uni.any, index });
        self.t.intern(Type::TypeParam(id))
    }

    fn finish_tparams(&mut self, list: &'a [Field], ty: TypeId) {
        let tparams = self.t.as_named(ty).map(|n| n.tparams.clone()).unwrap_or_default();
        let own = tparams.len() - list.iter().map(|f| f.names.len()).sum::<usize>();
        self.bounds(list, &tparams[own..]);
    }

    /// Resolves the constraints of a type parameter list.
    pub(super) fn bounds(&mut self, list: &'a [Field], tparams: &[TypeId]) {
        let saved = std::mem::replace(&mut self.in_tparam_list, true);
        let mut i = 0;
        for f in list {
            let mut bound = self.bound(&f.ty);
            if self.t.is_tparam(bound) {
                self.err(f.ty.pos, "cannot use a type parameter as constraint");
                bound = Types::INVALID;
            }
            let bound = self.as_constraint(bound);
            for _ in &f.names {
                if let Some(Type::TypeParam(p)) = tparams.get(i).map(|t| self.t.get(*t)) {
                    let p = p.0 as usize;
                    self.t.tparams[p].constraint = bound;
                    self.written.insert(self.t.tparams[p].obj, &f.ty);
                }
                i += 1;
            }
        }
        self.in_tparam_list = saved;
    }

    /// Hangs the methods on their receiver's base type.
    fn collect_methods(&mut self, obj: ObjId) {
        let Some(list) = self.methods.remove(&obj) else { return };
        let base = match self.t.get(self.objects[obj].ty) {
            Type::Named(n) => Some(*n),
            _ => None,
        };
        if base.is_some() {
            self.later.push(Later::Fields { ty: self.objects[obj].ty });
        }
        let mut seen: Vec<ObjId> = vec![];
        for m in list {
            let name = self.objects[m].name;
            if let Some(&old) = seen.iter().find(|&&o| self.objects[o].name == name) {
                let at = self.pos_str(self.objects[old].pos);
                let message = format!(
                    "method {}.{} already declared at {at}",
                    self.symbols.name(self.objects[obj].name),
                    self.symbols.name(name)
                );
                self.err(self.objects[m].pos, message);
                continue;
            }
            seen.push(m);
            if let Some(n) = base {
                self.t.named[n.0 as usize].methods.push(m);
            }
        }
    }

    /// A struct type must not have a field and a method of one name.
    pub(super) fn check_field_uniqueness(&mut self, ty: TypeId) {
        let Type::Struct(fields) = self.t.under(ty) else { return };
        let names: Vec<_> = fields.iter().map(|f| (f.name, f.pkg)).collect();
        let methods = self.t.as_named(ty).map(|n| n.methods.clone()).unwrap_or_default();
        for m in methods {
            let name = self.objects[m].name;
            // an unexported name of another package is another name
            let own = if self.exported(name) { None } else { self.own_pkg() };
            if let Some(i) = names.iter().position(|&n| n == (name, own) && name != self.blank) {
                let text = self.symbols.name(name).to_string();
                let other = match self.field_obj(ty, i) {
                    Some(f) => self.other_decl(f),
                    None => String::new(),
                };
                let message = format!("field and method with the same name {text}{other}");
                self.err(self.objects[m].pos, message);
            }
        }
    }

    // Functions.

    fn func_decl(&mut self, obj: ObjId, f: &'a FuncDecl) {
        let sig = Rc::new(self.func_signature(f));
        self.objects[obj].ty = sig.ty;
        if let ObjectKind::Func(info) = &mut self.objects[obj].kind {
            info.recv = sig.recv_ty;
            info.tparams = sig.tparams.clone();
            info.params = sig.recv.iter().chain(&sig.params).copied().collect();
            info.results = sig.results.clone();
        }
        self.sigs.insert(obj, sig.clone());
        if !f.tparams.is_empty() && f.body.is_none() {
            self.err(f.pos, "generic function is missing function body");
        }
        match &f.body {
            Some(body) => {
                let mut env = self.env.clone();
                env.decl = Some(obj);
                self.later.push(Later::Body { sig, body, env });
            }
            None => {}
        }
    }

    // Declarations inside of functions.

    pub(super) fn decl_stmt(&mut self, d: &'a Decl) {
        match d {
            Decl::Const(specs) => {
                for (i, s) in specs.iter().enumerate() {
                    self.local_const(specs, i, s);
                }
            }
            Decl::Var(specs) => specs.iter().for_each(|s| self.local_var(s)),
            Decl::Type(specs) => {
                for s in specs {
                    let kind = ObjectKind::TypeName { alias: s.is_alias };
                    let obj = self.add_obj(s.name.name, s.name.pos, NO_TYPE, kind);
                    self.declare(Some(s.name.id), obj);
                    self.states[obj.0 as usize] = State::Active;
                    self.path.push(obj);
                    self.type_decl(obj, s);
                    self.path.pop();
                    self.states[obj.0 as usize] = State::Done;
                    if self.objects[obj].ty == NO_TYPE {
                        self.objects[obj].ty = Types::INVALID;
                    }
                }
            }
            Decl::Func(_) | Decl::Bad(_) => {}
        }
    }

    fn local_const(&mut self, specs: &'a [ConstSpec], i: usize, s: &'a ConstSpec) {
        let mut objs = vec![];
        for (n, name) in s.names.iter().enumerate() {
            let kind = ObjectKind::Const(super::constant::Const::Unknown);
            let obj = self.add_obj(name.name, name.pos, NO_TYPE, kind);
            self.const_decl(obj, specs, i, n);
            if self.objects[obj].ty == NO_TYPE {
                self.objects[obj].ty = Types::INVALID;
            }
            objs.push(obj);
        }
        self.const_arity(specs, s);
        for (name, obj) in s.names.iter().zip(objs) {
            self.declare(Some(name.id), obj);
        }
    }

    fn local_var(&mut self, s: &'a VarSpec) {
        let lhs: Vec<ObjId> =
            s.names.iter().map(|n| self.new_var(n.name, n.pos, NO_TYPE, VarKind::Local)).collect();
        if s.names.len() > 1 && s.values.len() == 1 {
            if let Some(e) = &s.ty {
                let t = self.var_type(e);
                for &o in &lhs {
                    self.objects[o].ty = t;
                    self.keep_written(o, e);
                }
            }
            self.init_vars(&lhs, &s.values, None);
        } else {
            let declared = s.ty.as_ref().map(|e| self.var_type(e));
            for (i, &obj) in lhs.iter().enumerate() {
                if let (Some(t), Some(e)) = (declared, &s.ty) {
                    self.objects[obj].ty = t;
                    self.keep_written(obj, e);
                }
                match s.values.get(i) {
                    Some(e) => self.var_value(obj, None, Some(e)),
                    None if declared.is_none() => self.objects[obj].ty = Types::INVALID,
                    None => {}
                }
            }
            // Values beyond the names are used, so that nothing else is said about what they mention.
            for e in s.values.iter().skip(lhs.len()) {
                self.use_expr(e);
            }
        }
        if s.ty.is_none() || !s.values.is_empty() {
            self.arity(s.pos, &s.names, &s.values, false, false);
        }
        for (name, &obj) in s.names.iter().zip(&lhs) {
            if self.objects[obj].ty == NO_TYPE {
                self.objects[obj].ty = Types::INVALID;
            }
            self.declare(Some(name.id), obj);
        }
    }

    /// Records a type expression that stands where its own facts are not computed anew.
    pub(super) fn record_type_expr(&mut self, e: &'a Expr, ty: TypeId) {
        self.record_expr(e.id, Mode::Type, ty, None);
    }
}

/// A statement that declares nothing and does nothing.
pub(super) fn is_empty(s: &Stmt) -> bool {
    matches!(s.kind, StmtKind::Empty)
}
