//! Locks that are copied by value.

use super::Vet;
use super::walk::Node;
use crate::syntax::ast::{Decl, Expr, ExprKind, Field, ForStmt, FuncType, Stmt, StmtKind, VarSpec};
use crate::types::info::Mode;
use crate::types::lookup::Entry;
use crate::types::object::Builtin;
use crate::types::operand::unparen;
use crate::types::ty::{Type, TypeId};

/// Types of Go's library that must not be copied; ours may be built otherwise.
const NO_COPY: [(&str, &[&str]); 2] = [
    ("sync", &["WaitGroup", "Once", "Pool", "Cond", "Map"]),
    ("sync/atomic", &["Bool", "Int32", "Int64", "Uint32", "Uint64", "Uintptr", "Pointer"]),
];

/// Types within a type that are looked into: the host's stack ends somewhere.
const MANY: usize = 500;

impl<'a> Vet<'_, 'a> {
    pub(super) fn copied_locks(&mut self, d: &'a Decl, all: &[Node<'a>]) {
        match d {
            Decl::Func(f) => {
                let name = self.c.symbols.name(f.name.name).to_string();
                self.by_value(&name, f.recv.as_ref(), &f.ty);
            }
            Decl::Var(specs) => self.var_copies(specs),
            _ => {}
        }
        for n in all {
            match n {
                Node::Stmt(s) => self.stmt_copies(s),
                Node::Expr(e) => self.expr_copies(e),
            }
        }
    }

    fn by_value(&mut self, name: &str, recv: Option<&'a Field>, ty: &'a FuncType) {
        for f in recv.into_iter().chain(&ty.params) {
            let Some(t) = self.type_of(&f.ty) else { continue };
            if let Some(path) = self.lock_path(t, &mut vec![]) {
                self.warn(f.ty.pos, format!("{name} passes lock by value: {path}"));
            }
        }
    }

    fn var_copies(&mut self, specs: &'a [VarSpec]) {
        for s in specs {
            for (name, x) in s.names.iter().zip(&s.values) {
                if let Some(path) = self.copied(x) {
                    let n = self.c.symbols.name(name.name);
                    let message = format!("variable declaration copies lock value to {n}: {path}");
                    self.warn(x.pos, message);
                }
            }
        }
    }

    fn stmt_copies(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Assign { lhs, rhs, op: None, .. } => {
                for (l, x) in lhs.iter().zip(rhs) {
                    if let Some(path) = self.copied(x) {
                        let l = self.text(l);
                        self.warn(x.pos, format!("assignment copies lock value to {l}: {path}"));
                    }
                }
            }
            StmtKind::Define { lhs, rhs, .. } => {
                for (l, x) in lhs.iter().zip(rhs) {
                    if let Some(path) = self.copied(x) {
                        let l = self.c.symbols.name(l.name);
                        self.warn(x.pos, format!("assignment copies lock value to {l}: {path}"));
                    }
                }
            }
            StmtKind::For(x) if x.per_iteration => self.iteration_copies(x),
            StmtKind::Decl(Decl::Var(specs)) => self.var_copies(specs),
            StmtKind::Return(list) => {
                for x in list {
                    if let Some(path) = self.copied(x) {
                        self.warn(x.pos, format!("return copies lock value: {path}"));
                    }
                }
            }
            StmtKind::Range(x) => {
                for e in x.key.iter().chain(&x.value) {
                    let ty = match &e.kind {
                        ExprKind::Ident(id) => self.c.obj_of(id.id).map(|o| self.c.objects[o].ty),
                        _ => self.type_of(e),
                    };
                    if let Some(path) = ty.and_then(|t| self.lock_path(t, &mut vec![])) {
                        let es = self.text(e);
                        self.warn(e.pos, format!("range var {es} copies lock: {path}"));
                    }
                }
            }
            _ => {}
        }
    }

    /// Variables of a loop are copied for each iteration.
    fn iteration_copies(&mut self, x: &'a ForStmt) {
        let Some(StmtKind::Define { lhs, rhs, .. }) = x.init.as_ref().map(|s| &s.kind) else {
            return;
        };
        if rhs.iter().any(|x| self.copied(x).is_some()) {
            return;
        }
        for l in lhs {
            let Some(o) = self.c.obj_of(l.id) else { continue };
            if let Some(path) = self.lock_path(self.c.objects[o].ty, &mut vec![]) {
                let name = self.c.symbols.name(l.name);
                self.warn(l.pos, format!("for loop iteration copies lock value to {name}: {path}"));
            }
        }
    }

    fn expr_copies(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::FuncLit(lit) => self.by_value("func", None, &lit.ty),
            ExprKind::CompositeLit { elems, .. } => {
                for el in elems {
                    if let Some(path) = self.copied(&el.value) {
                        let x = self.text(&el.value);
                        let message = format!("literal copies lock value from {x}: {path}");
                        self.warn(el.value.pos, message);
                    }
                }
            }
            ExprKind::Call { fun, args, .. } => {
                let mode = self.c.info.exprs.get(fun.id.0 as usize).and_then(|t| t.as_ref());
                let measures = mode.is_some_and(|t| {
                    matches!(
                        t.mode,
                        Mode::Builtin(
                            Builtin::Len
                                | Builtin::Cap
                                | Builtin::Sizeof
                                | Builtin::Alignof
                                | Builtin::Offsetof
                        )
                    )
                });
                if measures {
                    return;
                }
                for x in args {
                    if let Some(path) = self.copied(x) {
                        let f = self.text(fun);
                        self.warn(x.pos, format!("call of {f} copies lock value: {path}"));
                    }
                }
            }
            _ => {}
        }
    }

    /// The lock within the value of an expression that copies one.
    fn copied(&mut self, x: &'a Expr) -> Option<String> {
        let x = unparen(x);
        match &x.kind {
            ExprKind::CompositeLit { .. } | ExprKind::Call { .. } => return None,
            ExprKind::Star(y) if matches!(unparen(y).kind, ExprKind::Call { .. }) => return None,
            _ => {}
        }
        let tv = self.c.info.exprs.get(x.id.0 as usize)?.as_ref()?;
        if matches!(tv.mode, Mode::Type | Mode::NoValue | Mode::Builtin(_) | Mode::Nil) {
            return None;
        }
        let ty = tv.ty;
        self.lock_path(ty, &mut vec![])
    }

    /// `T contains sync.Mutex`, if values of the type hold a lock.
    fn lock_path(&mut self, ty: TypeId, seen: &mut Vec<TypeId>) -> Option<String> {
        if seen.len() > MANY || seen.contains(&ty) {
            return None;
        }
        seen.push(ty);
        if self.c.t.is_tparam(ty) {
            let terms = self.c.t.type_set(ty)?.clone();
            let (tilde, inner) = terms.into_iter().find_map(|t| {
                Some((if t.tilde { "~" } else { "" }, self.lock_path(t.ty, seen)?))
            })?;
            return Some(format!("{} contains {tilde}{inner}", self.full_type(ty)));
        }
        let mut ty = ty;
        while let Type::Array(e, _) = self.c.t.under(ty) {
            ty = *e;
        }
        let Type::Struct(fields) = self.c.t.under(ty) else { return None };
        let fields: Vec<TypeId> = fields.iter().map(|f| f.ty).collect();
        if let Some((path, name)) = self.named(ty) {
            let no_copy = NO_COPY.iter().any(|(p, l)| *p == path && l.contains(&name));
            if no_copy {
                return Some(format!("{} contains {path}.noCopy", self.full_type(ty)));
            }
        }
        if self.is_locker(ty) {
            return Some(self.full_type(ty));
        }
        let inner = fields.into_iter().find_map(|f| self.lock_path(f, seen))?;
        Some(format!("{} contains {inner}", self.full_type(ty)))
    }

    /// Does a pointer to the type have Lock and Unlock, but a value not?
    fn is_locker(&mut self, ty: TypeId) -> bool {
        let ptr = self.c.t.intern(Type::Pointer(ty));
        let mut has = |t: TypeId| {
            ["Lock", "Unlock"].iter().all(|m| {
                let name = self.c.symbols.intern(m);
                matches!(self.c.find(t, false, name, None, false).entry, Some(Entry::Method(..)))
            })
        };
        has(ptr) && !has(ty)
    }
}
