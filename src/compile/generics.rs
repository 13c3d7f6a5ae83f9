//! Instances of generic functions: a function is compiled once per list of type arguments. Keys name
//! everything that is compiled on demand.

use super::func::TypeArgs;
use super::{Gen, MAX_FUNCS};
use crate::ids::FuncId;
use crate::syntax::ast::{FuncDecl, NodeId, Symbol};
use crate::types::object::{Builtin, FuncInfo, ObjId, ObjectKind};
use crate::types::subst::subst;
use crate::types::ty::{Type, TypeId};
use std::rc::Rc;

/// A function that is compiled on demand.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum FuncKey {
    /// A declared function or method with its type arguments.
    Decl(ObjId, Vec<TypeId>),
    /// Method of a type that takes an interface's data word as its receiver.
    Iface(TypeId, Symbol, Option<Symbol>),
    /// Method value: the receiver is captured. With the type arguments of the method itself.
    Bound(TypeId, Symbol, Option<Symbol>, Vec<TypeId>),
    /// Method expression `T.m` that is not simply the method. With the type arguments of the method itself.
    MethodExpr(TypeId, Symbol, Option<Symbol>, Vec<TypeId>),
    /// A builtin as a func value, for `go` and `defer`, with the types of its arguments.
    Builtin(BuiltinKey, Vec<TypeId>),
}

/// [`Builtin`] as an ordered key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub(super) enum BuiltinKey {
    Clear,
    Close,
    Copy,
    Delete,
    Panic,
    Print,
    Println,
    Recover,
}

impl BuiltinKey {
    /// Of the builtins that may stand as statements.
    pub fn of(b: Builtin) -> Option<BuiltinKey> {
        Some(match b {
            Builtin::Clear => BuiltinKey::Clear,
            Builtin::Close => BuiltinKey::Close,
            Builtin::Copy => BuiltinKey::Copy,
            Builtin::Delete => BuiltinKey::Delete,
            Builtin::Panic => BuiltinKey::Panic,
            Builtin::Print => BuiltinKey::Print,
            Builtin::Println => BuiltinKey::Println,
            Builtin::Recover => BuiltinKey::Recover,
            _ => return None,
        })
    }
}

impl<'p> Gen<'p> {
    /// The type in the instance being compiled.
    pub(super) fn subst(&mut self, t: TypeId) -> TypeId {
        if self.f.targs.params.is_empty() {
            return t;
        }
        if let Some(&s) = self.subst_cache.get(&t) {
            return s;
        }
        let targs = self.f.targs.clone();
        let s = subst(&mut self.types, t, &targs.params, &targs.args);
        self.subst_cache.insert(t, s);
        s
    }

    /// Type arguments recorded at an identifier, in the instance being compiled.
    pub(super) fn instance_args(&mut self, id: NodeId) -> Vec<TypeId> {
        let list: &'p [TypeId] = match self.p.info.instances.get(&id) {
            Some(l) => l,
            None => return vec![],
        };
        list.iter().map(|&t| self.subst(t)).collect()
    }

    /// The number of a function, which is compiled later if it is new.
    pub(super) fn func_id(&mut self, key: FuncKey) -> FuncId {
        if let Some(&id) = self.keys.get(&key) {
            return id;
        }
        if self.out.funcs.len() >= MAX_FUNCS {
            if !self.too_large {
                self.too_large = true;
                self.error(
                    self.f.at,
                    "program needs too many functions (instantiation without end?)",
                );
            }
            return FuncId(0);
        }
        let id = self.new_func();
        self.keys.insert(key.clone(), id);
        self.queue.push_back((key, id));
        id
    }

    /// The function of a declared object with these type arguments.
    pub(super) fn decl_id(&mut self, o: ObjId, targs: Vec<TypeId>) -> FuncId {
        self.func_id(FuncKey::Decl(o, targs))
    }

    pub(super) fn func_info(&self, o: ObjId) -> Option<&'p FuncInfo> {
        match &self.p.objects[o].kind {
            ObjectKind::Func(f) => Some(f),
            _ => None,
        }
    }

    /// The tree of a function.
    pub(super) fn func_decl(&self, o: ObjId) -> Option<&'p FuncDecl> {
        use crate::syntax::ast::Decl;
        let at = self.func_info(o)?.decl?;
        let pkg = &self.p.packages[self.p.objects[o].pkg?.0 as usize];
        match pkg.decl(at) {
            Decl::Func(f) => Some(f),
            _ => None,
        }
    }

    /// Bodyless functions are natives: their qualified name.
    pub(super) fn native_name(&self, o: ObjId) -> Option<String> {
        let d = self.func_decl(o)?;
        if d.body.is_some() {
            return None;
        }
        Some(self.qualified_name(o, false))
    }

    /// Index of a native in `Program::natives`.
    pub(super) fn native(&mut self, name: &str) -> u32 {
        if let Some(&n) = self.natives.get(name) {
            return n;
        }
        let n = self.out.natives.len() as u32;
        self.out.natives.push(name.to_string());
        self.natives.insert(name.to_string(), n);
        n
    }

    /// As a goroutine dump names it: `main.worker`, `main.(*T).Method`, `main.Map[...]`.
    pub(super) fn qualified_name(&self, o: ObjId, instance: bool) -> String {
        let obj = &self.p.objects[o];
        let (path, name) = (self.pkg_path(o), self.sym(obj.name));
        let Some(f) = self.func_info(o) else { return format!("{path}.{name}") };
        let dots = |generic: bool| if instance && generic { "[...]" } else { "" };
        let Some(recv) = f.recv else { return format!("{path}.{name}{}", dots(true)) };
        let (star, base) = match *self.types.get(recv) {
            Type::Pointer(t) => (true, t),
            _ => (false, recv),
        };
        let (bare, outer) = match self.types.as_named(base) {
            Some(n) => (self.sym(self.p.objects[n.obj].name), n.targs.len()),
            None => ("?", 0),
        };
        let (of_type, own) = (dots(outer > 0), dots(f.tparams.len() > outer));
        match star {
            true => format!("{path}.(*{bare}{of_type}).{name}{own}"),
            false => format!("{path}.{bare}{of_type}.{name}{own}"),
        }
    }

    /// Sets the type arguments of a declared function for the function being compiled.
    pub(super) fn bind_targs(&mut self, info: &FuncInfo, targs: &[TypeId]) {
        let params = info.tparams.clone();
        self.set_targs(Rc::new(TypeArgs { params, args: targs.to_vec() }));
    }
}
