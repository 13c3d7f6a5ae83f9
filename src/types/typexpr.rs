//! Type expressions, and names wherever they stand.

use super::checker::{Checker, DeclRef, Later, NO_TYPE, State};
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::{M, Operand, Src};
use super::ty::{Basic, Named, Type, TypeId, Types};
use crate::syntax::ast::{ArrayLen, Expr, ExprKind, Ident, TypeSpec};
use crate::text::Pos;

impl<'a> Checker<'a> {
    /// What kind of thing an object is, in messages.
    pub(super) fn object_kind(&self, obj: ObjId) -> &'static str {
        let o = &self.objects[obj];
        match &o.kind {
            ObjectKind::PkgName { .. } => "package name",
            ObjectKind::Const(_) => "constant",
            ObjectKind::TypeName { alias: true } => "type alias",
            ObjectKind::TypeName { .. } if o.ty != NO_TYPE && self.t.is_tparam(o.ty) => {
                "type parameter"
            }
            ObjectKind::TypeName { .. } => "defined type",
            ObjectKind::Var(VarKind::Global) => "package-level variable",
            ObjectKind::Var(VarKind::Local) => "local variable",
            ObjectKind::Var(VarKind::Param) => "parameter",
            ObjectKind::Var(VarKind::Result) => "result variable",
            ObjectKind::Var(VarKind::Field) => "struct field",
            ObjectKind::Func(info) if info.recv.is_some() => "method",
            ObjectKind::Func(_) => "function",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
        }
    }

    /// A name as an operand.
    pub(super) fn ident(&mut self, e: &'a Expr, id: Ident, want_type: bool) -> Operand<'a> {
        let mut x = Operand { src: Src::Expr(e), ..Operand::invalid() };
        let Some(obj) = self.lookup(id.name) else {
            if id.name == self.blank {
                self.err(e.pos, "cannot use _ as value or type");
            } else {
                let name = self.symbols.name(id.name).to_string();
                // of one with strange characters the lexer has spoken
                if !name.is_empty() && name.chars().all(|c| c == '_' || c.is_alphanumeric()) {
                    self.err(e.pos, format!("undefined: {name}"));
                }
            }
            return x;
        };
        if obj == self.uni.any_obj || self.objects[obj].ty == self.uni.comparable {
            let ok =
                self.version(e.pos, 18, |c| format!("predeclared {}", c.symbols.name(id.name)));
            if !ok {
                return x;
            }
        }
        self.record_obj(id.id, Some(obj));
        let is_type = matches!(self.objects[obj].kind, ObjectKind::TypeName { .. });
        if want_type && !is_type {
            let name = self.symbols.name(id.name).to_string();
            let kind = self.object_kind(obj);
            self.err(e.pos, format!("{name} ({kind}) is not a type"));
            self.set_used(obj);
            return x;
        }
        let ty = self.objects[obj].ty;
        let local = self.objects[obj].pkg == Some(self.pkg);
        if local
            && (ty == NO_TYPE || is_type && want_type || self.states[obj.0 as usize] == State::Todo)
        {
            self.resolve_name(obj);
        }
        if let Some(&p) = self.dot_imports.get(&(self.env.file, id.name)) {
            self.set_used(p);
        }
        let ty = self.objects[obj].ty;
        let valid = ty != Types::INVALID && ty != NO_TYPE;
        match &self.objects[obj].kind {
            ObjectKind::PkgName { .. } => {
                let name = self.symbols.name(id.name).to_string();
                self.err(e.pos, format!("use of package {name} not in selector"));
                return x;
            }
            ObjectKind::Const(v) => {
                let v = v.clone();
                self.add_dep(obj);
                if !valid {
                    return x;
                }
                if obj == self.uni.iota {
                    let Some(i) = self.env.iota else {
                        self.err(e.pos, "cannot use iota outside constant declaration");
                        return x;
                    };
                    x.val = super::constant::Const::int(i64::from(i));
                } else {
                    x.val = v;
                }
                x.mode = M::Constant;
            }
            ObjectKind::TypeName { .. } => {
                if ty == NO_TYPE {
                    return x;
                }
                x.mode = M::Type;
            }
            ObjectKind::Var(_) => {
                self.set_used(obj);
                self.add_dep(obj);
                if !valid {
                    return x;
                }
                x.mode = M::Variable;
            }
            ObjectKind::Func(info) => {
                if info.recv.is_none() && !info.tparams.is_empty() {
                    x.tparams = Some(info.tparams.as_slice().into());
                }
                self.add_dep(obj);
                if ty == NO_TYPE {
                    return x;
                }
                x.mode = M::Value;
            }
            ObjectKind::Builtin(b) => x.mode = M::Builtin(*b),
            ObjectKind::Nil => x.mode = M::Nil,
            ObjectKind::Label => return x,
        }
        x.ty = ty;
        x
    }

    /// Resolves a package-level object; for one that is being resolved, checks that the cycle is allowed.
    fn resolve_name(&mut self, obj: ObjId) {
        let DeclRef::Type { file, decl, spec } = self.decls[obj.0 as usize] else {
            // A local type that is being declared may only mention itself behind a pointer or the like,
            // which the check of valid types finds out; an alias not at all.
            let alias = matches!(self.objects[obj].kind, ObjectKind::TypeName { alias: true });
            if alias || !matches!(self.decls[obj.0 as usize], DeclRef::None) {
                self.resolve(obj);
            }
            return;
        };
        let named = self.type_spec(file, decl, spec).filter(|s| !s.is_alias);
        match named {
            Some(s) if self.lazy_types && self.states[obj.0 as usize] == State::Todo => {
                self.predeclare(obj, s)
            }
            _ => self.resolve(obj),
        }
    }

    /// Gives a type name its type, with type parameters; constraints and structure come later.
    pub(super) fn predeclare(&mut self, obj: ObjId, s: &'a TypeSpec) {
        if self.objects[obj].ty != NO_TYPE {
            return;
        }
        let ty = self.t.new_named(Named {
            obj,
            underlying: Types::INVALID,
            methods: vec![],
            tparams: vec![],
            targs: vec![],
            origin: None,
            implicit: 0,
        });
        self.objects[obj].ty = ty;
        if !s.tparams.is_empty() {
            self.open_scope();
            let tparams = self.collect_tparams(&s.tparams);
            self.close_scope();
            self.set_tparams(ty, tparams);
        }
    }

    /// A type.
    pub(super) fn typ(&mut self, e: &'a Expr) -> TypeId {
        self.declared_type(e, None)
    }

    /// The type of a variable: constraints are not allowed.
    pub(super) fn var_type(&mut self, e: &'a Expr) -> TypeId {
        let t = self.typ(e);
        self.valid_var_type(e.pos, t);
        t
    }

    pub(super) fn valid_var_type(&mut self, pos: Pos, ty: TypeId) {
        match self.t.get(ty) {
            Type::Named(_) => self.later.push(Later::VarType { pos, ty }),
            Type::Interface(_) => self.check_var_type(pos, ty),
            _ => {}
        }
    }

    pub(super) fn check_var_type(&mut self, pos: Pos, ty: TypeId) {
        if !pos.is_some() || self.t.is_tparam(ty) {
            return;
        }
        let Some(i) = self.t.interface(ty) else { return };
        let why = if i.comparable {
            "is (or embeds) comparable"
        } else if i.terms.is_some() {
            "contains type constraints"
        } else {
            return;
        };
        let ts = self.type_str(ty);
        self.err(pos, format!("cannot use type {ts} outside a type constraint: interface {why}"));
    }

    /// A type that is not generic; `def` is the name that it is being given.
    pub(super) fn declared_type(&mut self, e: &'a Expr, def: Option<ObjId>) -> TypeId {
        if !self.enter(e.pos) {
            return Types::INVALID;
        }
        let mut t = self.type_of_expr(e, def);
        self.leave();
        if t != NO_TYPE && (self.t.is_generic(t) || self.is_generic_alias(e)) {
            let ts = self.type_str(t);
            self.err(e.pos, format!("cannot use generic type {ts} without instantiation"));
            t = Types::INVALID;
        }
        if t == NO_TYPE {
            t = Types::INVALID;
        }
        self.record_type(e, t);
        t
    }

    pub(super) fn is_generic_alias(&self, e: &Expr) -> bool {
        let id = match &e.kind {
            ExprKind::Ident(id) => id.id,
            ExprKind::Selector { sel, .. } => sel.id,
            _ => return false,
        };
        self.obj_of(id).is_some_and(|o| self.alias_tparams.contains_key(&o))
    }

    fn type_of_expr(&mut self, e: &'a Expr, def: Option<ObjId>) -> TypeId {
        match &e.kind {
            ExprKind::Bad => Types::INVALID,
            ExprKind::Ident(id) => {
                let x = self.ident(e, *id, true);
                self.type_operand(&x)
            }
            ExprKind::Selector { x, sel } => {
                let x = self.selector(e, x, *sel, true);
                self.type_operand(&x)
            }
            ExprKind::Index { x, indices } => {
                self.version(e.pos, 18, |_| "type instantiation".into());
                self.instantiated_type(x, indices)
            }
            ExprKind::Paren(x) => self.declared_type(x, def),
            ExprKind::ArrayType { len, elem } => self.array_type(e, len, elem),
            ExprKind::Star(x) => {
                let base = self.var_type(x);
                if base == Types::INVALID {
                    return Types::INVALID;
                }
                self.t.intern(Type::Pointer(base))
            }
            ExprKind::StructType(fields) => self.struct_type(fields),
            ExprKind::FuncType(ft) => self.func_type(ft).ty,
            ExprKind::InterfaceType(elems) => self.interface_type(e.pos, elems),
            ExprKind::MapType { key, value } => {
                let k = self.var_type(key);
                let v = self.var_type(value);
                self.later.push(Later::MapKey { pos: super::operand::type_pos(key), key: k });
                self.t.intern(Type::Map(k, v))
            }
            ExprKind::ChanType { dir, elem } => {
                let t = self.var_type(elem);
                self.t.intern(Type::Chan(*dir, t))
            }
            ExprKind::Ellipsis(x) => {
                self.err(e.pos, "invalid use of ...");
                self.typ(x);
                Types::INVALID
            }
            _ => {
                let s = self.expr_str(e);
                self.err(e.pos, format!("{s} is not a type"));
                self.use_expr(e);
                Types::INVALID
            }
        }
    }

    fn type_operand(&mut self, x: &Operand<'a>) -> TypeId {
        match x.mode {
            M::Type => x.ty,
            M::Invalid => Types::INVALID,
            M::NoValue => {
                let s = self.op_str(x);
                self.err(x.pos(), format!("{s} used as type"));
                Types::INVALID
            }
            _ => {
                let s = self.op_str(x);
                self.err(x.pos(), format!("{s} is not a type"));
                Types::INVALID
            }
        }
    }

    fn array_type(&mut self, e: &'a Expr, len: &'a ArrayLen, elem: &'a Expr) -> TypeId {
        match len {
            ArrayLen::Slice => {
                let t = self.var_type(elem);
                self.t.intern(Type::Slice(t))
            }
            ArrayLen::Infer => {
                self.err(e.pos, "invalid use of [...] array (outside a composite literal)");
                self.var_type(elem);
                Types::INVALID
            }
            ArrayLen::Expr(n) => {
                let n = self.array_length(n);
                let t = self.var_type(elem);
                match n {
                    Some(n) => self.t.intern(Type::Array(t, n)),
                    None => Types::INVALID,
                }
            }
        }
    }

    fn array_length(&mut self, e: &'a Expr) -> Option<u64> {
        if let ExprKind::Ident(id) = &e.kind {
            let name = self.symbols.name(id.name).to_string();
            match self.lookup(id.name) {
                None => {
                    let message =
                        format!("undefined array length {name} or missing type constraint");
                    self.err(e.pos, message);
                    return None;
                }
                Some(o) if !matches!(self.objects[o].kind, ObjectKind::Const(_)) => {
                    self.err(e.pos, format!("invalid array length {name}"));
                    return None;
                }
                _ => {}
            }
        }
        let lazy = std::mem::replace(&mut self.lazy_types, false);
        let x = self.expr(None, e);
        self.lazy_types = lazy;
        if !x.ok() {
            return None;
        }
        let s = self.op_str(&x);
        if !x.is_const() {
            self.err(x.pos(), format!("array length {s} must be constant"));
            return None;
        }
        let integer = self.t.is(x.ty, Basic::is_integer);
        if (self.t.is_untyped(x.ty) || integer)
            && let Some(n) = x.val.to_i64()
            && n >= 0
        {
            if x.val.to_int().is_some() && self.t.is_untyped(x.ty) {
                self.update_type(&x.src, Basic::Int.id(), true);
            }
            return Some(n as u64);
        }
        if x.val.is_unknown() {
            return None;
        }
        let message = if integer {
            format!("invalid array length {s}")
        } else {
            format!("array length {s} must be integer")
        };
        self.err(x.pos(), message);
        None
    }

    pub(super) fn check_map_key(&mut self, pos: Pos, key: TypeId) {
        if key == Types::INVALID || self.t.comparable(key) && !self.tparam_incomparable(key) {
            return;
        }
        let why = if self.t.is_tparam(key) { " (missing comparable constraint)" } else { "" };
        let ts = self.type_str(key);
        self.err(pos, format!("invalid map key type {ts}{why}"));
    }

    fn tparam_incomparable(&self, ty: TypeId) -> bool {
        self.t.is_tparam(ty) && self.t.comparable_cause(ty, true, 0).is_some()
    }

    /// A list of type arguments; `None` if one of them is invalid.
    pub(super) fn type_list(&mut self, list: &'a [Expr]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = list.iter().map(|e| self.var_type(e)).collect();
        (!types.contains(&Types::INVALID)).then_some(types)
    }

    /// `G[A, B]` as a type.
    fn instantiated_type(&mut self, x: &'a Expr, args: &'a [Expr]) -> TypeId {
        let g = self.type_of_expr(x, None);
        if g == NO_TYPE || g == Types::INVALID {
            self.record_type(x, Types::INVALID);
            return Types::INVALID;
        }
        self.record_type(x, g);
        let alias = match &x.kind {
            ExprKind::Ident(id) => self.obj_of(id.id),
            ExprKind::Selector { sel, .. } => self.obj_of(sel.id),
            _ => None,
        }
        .and_then(|o| self.alias_tparams.get(&o).cloned());
        if alias.is_none() && !self.t.is_generic(g) {
            let list: Vec<String> = args.iter().map(|a| self.expr_str(a)).collect();
            let (xs, ts) = (self.expr_str(x), self.type_str(g));
            let list = list.join(", ");
            let message = format!("invalid operation: {xs}[{list}] ({ts} is not a generic type)");
            self.err(x.pos, message);
            return Types::INVALID;
        }
        let Some(targs) = self.type_list(args) else { return Types::INVALID };
        let (tparams, implicit) = match &alias {
            Some(list) => (list.clone(), 0),
            None => match self.t.as_named(g) {
                Some(n) => (n.tparams.clone(), n.implicit as usize),
                None => return Types::INVALID,
            },
        };
        let name = match (&alias, self.t.as_named(g)) {
            (None, Some(n)) => self.symbols.name(self.objects[n.obj].name).to_string(),
            _ => self.expr_str(x),
        };
        let (got, want) = (targs.len(), tparams.len() - implicit);
        if got != want {
            let q = if got < want { "not enough" } else { "too many" };
            let message = format!("{q} type arguments for type {name}: have {got}, want {want}");
            let at = self.node_pos(x);
            self.err(at, message);
            return Types::INVALID;
        }
        let targs: Vec<TypeId> = tparams[..implicit].iter().copied().chain(targs).collect();
        let pos = self.node_pos(x);
        self.later.push(Later::Verify {
            pos,
            args: args.iter().map(|a| a.pos).collect(),
            tparams: tparams[implicit..].to_vec(),
            targs: targs[implicit..].to_vec(),
        });
        match alias {
            Some(list) => super::subst::subst(&mut self.t, g, &list, &targs),
            None => {
                let ty = self.t.instance(g, targs);
                self.inst_pos.entry(ty).or_insert(pos);
                ty
            }
        }
    }
}
