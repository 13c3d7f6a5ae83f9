//! Types, interned.

use super::object::ObjId;
use super::slots::Slots;
use crate::syntax::ast::{ChanDir, Symbol};
use std::collections::BTreeMap;

/// A type; equal ids are identical types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(pub u32);

/// Predeclared types, untyped ones included. The discriminant is the [`TypeId`] of the type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(u32)]
#[allow(missing_docs)]
pub enum Basic {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

impl Basic {
    /// All, by [`TypeId`].
    pub(super) const ALL: [Basic; BASIC_COUNT as usize] = [
        Basic::Invalid,
        Basic::Bool,
        Basic::Int,
        Basic::Int8,
        Basic::Int16,
        Basic::Int32,
        Basic::Int64,
        Basic::Uint,
        Basic::Uint8,
        Basic::Uint16,
        Basic::Uint32,
        Basic::Uint64,
        Basic::Uintptr,
        Basic::Float32,
        Basic::Float64,
        Basic::Complex64,
        Basic::Complex128,
        Basic::String,
        Basic::UnsafePointer,
        Basic::UntypedBool,
        Basic::UntypedInt,
        Basic::UntypedRune,
        Basic::UntypedFloat,
        Basic::UntypedComplex,
        Basic::UntypedString,
        Basic::UntypedNil,
    ];

    /// The interned type.
    pub const fn id(self) -> TypeId {
        TypeId(self as u32)
    }
}

/// Number of [`Basic`] kinds; they fill the first ids.
pub const BASIC_COUNT: u32 = Basic::UntypedNil as u32 + 1;

/// The structure of a type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Type {
    /// A predeclared type. `byte` and `rune` are aliases (`Uint8`, `Int32`); messages print them by the
    /// name that the source used where types2 does.
    Basic(Basic),
    /// A defined type, or an instance of a generic one. Its underlying type and methods are in
    /// [`Types::named`].
    Named(NamedId),
    /// `*T`
    Pointer(TypeId),
    /// `[]T`
    Slice(TypeId),
    /// `[n]T`
    Array(TypeId, u64),
    /// `map[K]V`
    Map(TypeId, TypeId),
    /// `chan T`
    Chan(ChanDir, TypeId),
    /// `struct{…}`
    Struct(Vec<FieldType>),
    /// A function type (receiver excluded).
    Func(Signature),
    /// `interface{…}`, flattened: all methods sorted by name, embedded elements as a type set.
    Interface(InterfaceType),
    /// Results of a call with none or several values. Never the type of a variable.
    Tuple(Vec<TypeId>),
    /// A type parameter; its constraint is in [`Types::tparams`].
    TypeParam(TParamId),
}

/// Index into [`Types::named`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NamedId(pub u32);

/// Index into [`Types::tparams`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TParamId(pub u32);

/// A field of a struct type. Part of the type's identity, tag included.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct FieldType {
    /// The name; for an embedded field that of its type.
    pub name: Symbol,
    /// Package of an unexported name (path), as identity needs it; `None` for exported names.
    pub pkg: Option<Symbol>,
    /// The type.
    pub ty: TypeId,
    /// Written without a name.
    pub embedded: bool,
    /// Unquoted tag, empty when there is none.
    pub tag: String,
}

/// A signature without receiver.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Signature {
    /// Parameter types; of a variadic function the last is a slice.
    pub params: Vec<TypeId>,
    /// Result types.
    pub results: Vec<TypeId>,
    /// With `...`.
    pub variadic: bool,
}

/// A flattened interface.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub struct InterfaceType {
    /// All methods, embedded ones included, sorted by (name, package of an unexported name).
    pub methods: Vec<InterfaceMethod>,
    /// Type set of a constraint: `None` is "every type", else the union after intersection.
    pub terms: Option<Vec<Term>>,
    /// Embeds `comparable`.
    pub comparable: bool,
}

/// A method of an interface.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct InterfaceMethod {
    /// Its name.
    pub name: Symbol,
    /// Package of an unexported name.
    pub pkg: Option<Symbol>,
    /// A [`Type::Func`].
    pub ty: TypeId,
}

/// `~T` or `T` of a type set.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub struct Term {
    /// With `~`.
    pub tilde: bool,
    /// The type.
    pub ty: TypeId,
}

/// A defined type or an instance.
#[derive(Clone, Debug)]
pub struct Named {
    /// The declaring type name.
    pub obj: ObjId,
    /// Underlying type, never itself a `Named`; `Invalid` while it is being resolved.
    pub underlying: TypeId,
    /// Declared methods (function objects), in source order. For an instance: those of the origin.
    pub methods: Vec<ObjId>,
    /// Type parameters of a generic declaration (as [`Type::TypeParam`] types).
    pub tparams: Vec<TypeId>,
    /// Type arguments of an instance.
    pub targs: Vec<TypeId>,
    /// The generic type that this is an instance of.
    pub origin: Option<TypeId>,
    /// Leading type parameters that are those of the enclosing generic function (a type declared in a
    /// function's body); messages do not print their arguments.
    pub implicit: u32,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TParam {
    /// Its name's object.
    pub obj: ObjId,
    /// Constraint: a type whose underlying type is an interface.
    pub constraint: TypeId,
    /// Position in its list.
    pub index: u32,
}

/// The interner and its side tables.
#[derive(Clone, Debug)]
pub struct Types {
    types: Vec<Type>,
    index: Slots,
    /// Per type: does it mention a type parameter?
    open: Vec<bool>,
    /// Instances of generic types, by (generic type, type arguments).
    pub(super) instances: BTreeMap<(TypeId, Vec<TypeId>), TypeId>,
    /// Instances whose generic type is not resolved yet.
    pub(super) pending: Vec<TypeId>,
    /// Nesting of expansions of instances now going on.
    pub(super) expanding: u32,
    /// Instances were left without structure because they have instances without end.
    pub overflow: bool,
    /// Defined types.
    pub named: Vec<Named>,
    /// Type parameters.
    pub tparams: Vec<TParam>,
}

impl Default for Types {
    fn default() -> Self {
        Types::new()
    }
}

impl Types {
    /// The type of what is erroneous.
    pub const INVALID: TypeId = TypeId(Basic::Invalid as u32);

    /// Holds the basic types only.
    pub fn new() -> Types {
        let mut t = Types {
            types: vec![],
            index: Slots::default(),
            open: vec![],
            instances: BTreeMap::new(),
            pending: vec![],
            expanding: 0,
            overflow: false,
            named: vec![],
            tparams: vec![],
        };
        for b in Basic::ALL {
            let id = t.intern(Type::Basic(b));
            debug_assert_eq!(id, b.id());
        }
        t
    }

    /// The id of a structure.
    pub fn intern(&mut self, ty: Type) -> TypeId {
        if let Some(known) = self.index.find(&self.types, &ty) {
            return TypeId(known);
        }
        let id = TypeId(self.types.len() as u32);
        let open = self.mentions_tparam(&ty);
        self.open.push(open);
        self.types.push(ty);
        self.index.add_last(&self.types);
        id
    }

    fn mentions_tparam(&self, ty: &Type) -> bool {
        let is = |t: &TypeId| self.open[t.0 as usize];
        match ty {
            Type::Basic(_) => false,
            Type::TypeParam(_) => true,
            Type::Pointer(t) | Type::Slice(t) | Type::Array(t, _) | Type::Chan(_, t) => is(t),
            Type::Map(k, v) => is(k) || is(v),
            Type::Struct(fields) => fields.iter().any(|f| is(&f.ty)),
            Type::Func(s) => s.params.iter().chain(&s.results).any(is),
            Type::Tuple(list) => list.iter().any(is),
            Type::Interface(i) => {
                i.methods.iter().any(|m| is(&m.ty)) || i.terms.iter().flatten().any(|t| is(&t.ty))
            }
            Type::Named(n) => self.named[n.0 as usize].targs.iter().any(is),
        }
    }

    /// Does the type mention a type parameter?
    pub fn is_open(&self, id: TypeId) -> bool {
        self.open[id.0 as usize]
    }

    /// The structure of a type.
    pub fn get(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// Number of types so far; ids are below it.
    pub fn len(&self) -> usize {
        self.types.len()
    }

    /// Never true: basic types are always there.
    pub fn is_empty(&self) -> bool {
        self.types.is_empty()
    }

    /// A fresh defined type.
    pub fn new_named(&mut self, named: Named) -> TypeId {
        let id = NamedId(self.named.len() as u32);
        self.named.push(named);
        self.intern(Type::Named(id))
    }

    /// The underlying type (a type parameter's is its constraint's interface).
    pub fn underlying(&self, id: TypeId) -> TypeId {
        match self.get(id) {
            Type::Named(n) => self.named[n.0 as usize].underlying,
            Type::TypeParam(p) => self.underlying(self.tparams[p.0 as usize].constraint),
            _ => id,
        }
    }

    /// The structure of the underlying type.
    pub fn under(&self, id: TypeId) -> &Type {
        self.get(self.underlying(id))
    }

    /// The defined type's record, if `id` is one.
    pub fn as_named(&self, id: TypeId) -> Option<&Named> {
        match self.get(id) {
            Type::Named(n) => Some(&self.named[n.0 as usize]),
            _ => None,
        }
    }
}
