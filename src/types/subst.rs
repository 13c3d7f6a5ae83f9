//! Substitution of type parameters and instantiation of generic types.

use super::ty::{InterfaceMethod, InterfaceType, Named, Signature, Term, Type, TypeId, Types};

/// Nested expansions of instances after which a generic type counts as growing without end.
const MAX_EXPANSION: u32 = 60;
/// Instances of generic types that one program may have.
const MAX_INSTANCES: usize = 100_000;

/// `ty` with the type parameters `tparams` replaced by `targs`, position by position. Types that do not
/// mention them come back unchanged; identical results have identical ids.
pub fn subst(types: &mut Types, ty: TypeId, tparams: &[TypeId], targs: &[TypeId]) -> TypeId {
    if tparams.is_empty() || !types.is_open(ty) {
        return ty;
    }
    match types.get(ty).clone() {
        Type::Basic(_) => ty,
        Type::TypeParam(_) => {
            tparams.iter().position(|&p| p == ty).and_then(|i| targs.get(i).copied()).unwrap_or(ty)
        }
        Type::Pointer(t) => {
            let t = subst(types, t, tparams, targs);
            types.intern(Type::Pointer(t))
        }
        Type::Slice(t) => {
            let t = subst(types, t, tparams, targs);
            types.intern(Type::Slice(t))
        }
        Type::Array(t, n) => {
            let t = subst(types, t, tparams, targs);
            types.intern(Type::Array(t, n))
        }
        Type::Chan(dir, t) => {
            let t = subst(types, t, tparams, targs);
            types.intern(Type::Chan(dir, t))
        }
        Type::Map(k, v) => {
            let k = subst(types, k, tparams, targs);
            let v = subst(types, v, tparams, targs);
            types.intern(Type::Map(k, v))
        }
        Type::Struct(mut fields) => {
            for f in &mut fields {
                f.ty = subst(types, f.ty, tparams, targs);
            }
            types.intern(Type::Struct(fields))
        }
        Type::Func(s) => {
            let params = subst_list(types, &s.params, tparams, targs);
            let results = subst_list(types, &s.results, tparams, targs);
            types.intern(Type::Func(Signature { params, results, variadic: s.variadic }))
        }
        Type::Tuple(list) => {
            let list = subst_list(types, &list, tparams, targs);
            types.intern(Type::Tuple(list))
        }
        Type::Interface(i) => {
            let methods = i
                .methods
                .into_iter()
                .map(|m| InterfaceMethod { ty: subst(types, m.ty, tparams, targs), ..m })
                .collect();
            let terms = i.terms.map(|list| {
                list.into_iter()
                    .map(|t| Term { tilde: t.tilde, ty: subst(types, t.ty, tparams, targs) })
                    .collect()
            });
            types.intern(Type::Interface(InterfaceType {
                methods,
                terms,
                comparable: i.comparable,
            }))
        }
        Type::Named(n) => {
            let named = &types.named[n.0 as usize];
            let Some(origin) = named.origin else { return ty };
            let old = named.targs.clone();
            let new = subst_list(types, &old, tparams, targs);
            if new == old { ty } else { types.instance(origin, new) }
        }
    }
}

/// [`subst`] over a list.
pub fn subst_list(
    types: &mut Types,
    list: &[TypeId],
    tparams: &[TypeId],
    targs: &[TypeId],
) -> Vec<TypeId> {
    list.iter().map(|&t| subst(types, t, tparams, targs)).collect()
}

impl Types {
    /// The instance of a generic type. Identical arguments give the identical type.
    pub fn instance(&mut self, origin: TypeId, targs: Vec<TypeId>) -> TypeId {
        let key = (origin, targs);
        if let Some(&id) = self.instances.get(&key) {
            return id;
        }
        let Some(o) = self.as_named(origin) else { return Types::INVALID };
        let (obj, methods, implicit) = (o.obj, o.methods.clone(), o.implicit);
        let resolved = o.underlying != Types::INVALID;
        let id = self.new_named(Named {
            obj,
            underlying: Types::INVALID,
            methods,
            tparams: vec![],
            targs: key.1.clone(),
            origin: Some(origin),
            implicit,
        });
        self.instances.insert(key, id);
        if resolved {
            self.expand(id);
        } else {
            self.pending.push(id);
        }
        id
    }

    /// Gives an instance its underlying type.
    fn expand(&mut self, id: TypeId) {
        if self.expanding >= MAX_EXPANSION || self.instances.len() > MAX_INSTANCES {
            self.overflow = true;
            return;
        }
        let Some(n) = self.as_named(id) else { return };
        let (Some(origin), targs) = (n.origin, n.targs.clone()) else { return };
        let Some(o) = self.as_named(origin) else { return };
        let (under, tparams) = (o.underlying, o.tparams.clone());
        self.expanding += 1;
        let under = subst(self, under, &tparams, &targs);
        self.expanding -= 1;
        if let Type::Named(n) = *self.get(id) {
            self.named[n.0 as usize].underlying = under;
        }
    }

    /// Completes a defined type, and the instances that were waiting for it.
    pub fn set_underlying(&mut self, ty: TypeId, underlying: TypeId) {
        let Type::Named(n) = *self.get(ty) else { return };
        self.named[n.0 as usize].underlying = underlying;
        if underlying == Types::INVALID || self.named[n.0 as usize].tparams.is_empty() {
            return;
        }
        let pending = std::mem::take(&mut self.pending);
        for id in pending {
            if self.as_named(id).and_then(|n| n.origin) == Some(ty) {
                self.expand(id);
            } else {
                self.pending.push(id);
            }
        }
    }
}
