//! Questions about types: kinds, type sets, comparability.

use super::ty::{BASIC_COUNT, Basic, InterfaceType, Term, Type, TypeId, Types};

/// Deepest structure that is followed when two types are compared or a type's comparability is asked.
const MAX_DEPTH: u32 = 200;

impl Basic {
    fn from_id(id: TypeId) -> Option<Basic> {
        Basic::ALL.get(id.0 as usize).copied()
    }

    pub(super) fn is_integer(self) -> bool {
        matches!(self as u32, 2..=12) || matches!(self, Basic::UntypedInt | Basic::UntypedRune)
    }
    pub(super) fn is_unsigned(self) -> bool {
        matches!(self as u32, 7..=12)
    }
    pub(super) fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }
    pub(super) fn is_complex(self) -> bool {
        matches!(self, Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex)
    }
    pub(super) fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }
    pub(super) fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }
    pub(super) fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }
    pub(super) fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }
    pub(super) fn is_const_type(self) -> bool {
        self.is_numeric() || self.is_string() || self.is_boolean()
    }
}

impl Types {
    /// The basic type under `ty`; `None` for composite types and type parameters.
    pub fn basic(&self, ty: TypeId) -> Option<Basic> {
        if ty.0 < BASIC_COUNT {
            return Basic::from_id(ty);
        }
        match self.get(ty) {
            Type::Named(_) => match self.under(ty) {
                Type::Basic(b) => Some(*b),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn is_untyped(&self, ty: TypeId) -> bool {
        ty.0 >= Basic::UntypedBool as u32 && ty.0 <= Basic::UntypedNil as u32
    }

    pub(super) fn is_untyped_numeric(&self, ty: TypeId) -> bool {
        ty.0 >= Basic::UntypedInt as u32 && ty.0 <= Basic::UntypedComplex as u32
    }

    pub(super) fn is_tparam(&self, ty: TypeId) -> bool {
        matches!(self.get(ty), Type::TypeParam(_))
    }

    pub(super) fn is_valid(&self, ty: TypeId) -> bool {
        ty != Types::INVALID
    }

    /// Is the type a basic one with property `f`? False for type parameters.
    pub(super) fn is(&self, ty: TypeId, f: fn(Basic) -> bool) -> bool {
        self.basic(ty).is_some_and(f)
    }

    /// The same, where every type of a type parameter's set must have the property.
    pub(super) fn all(&self, ty: TypeId, f: fn(Basic) -> bool) -> bool {
        if !self.is_tparam(ty) {
            return self.is(ty, f);
        }
        self.under_is(ty, |u| u.is_some_and(|u| self.is(u, f)))
    }

    pub(super) fn is_interface(&self, ty: TypeId) -> bool {
        matches!(self.under(ty), Type::Interface(_))
    }

    pub(super) fn is_plain_interface(&self, ty: TypeId) -> bool {
        !self.is_tparam(ty) && self.is_interface(ty)
    }

    /// The interface under a type (a type parameter's constraint).
    pub(super) fn interface(&self, ty: TypeId) -> Option<&InterfaceType> {
        match self.under(ty) {
            Type::Interface(i) => Some(i),
            _ => None,
        }
    }

    /// A type with a name: basic, defined or a type parameter.
    pub(super) fn has_name(&self, ty: TypeId) -> bool {
        matches!(self.get(ty), Type::Basic(_) | Type::Named(_) | Type::TypeParam(_))
    }

    /// Terms of a type parameter's type set; `None` if it has no specific types (or for other types).
    pub(super) fn type_set(&self, ty: TypeId) -> Option<&Vec<Term>> {
        if !self.is_tparam(ty) {
            return None;
        }
        self.interface(ty)?.terms.as_ref()
    }

    /// The (type, underlying type) pairs that an operation on `ty` must hold for: of a type parameter
    /// those of its type set, or (`None`, `None`) when it has no specific types.
    pub(super) fn each_type(&self, ty: TypeId) -> Vec<(Option<TypeId>, Option<TypeId>)> {
        if !self.is_tparam(ty) {
            return vec![(Some(ty), Some(self.underlying(ty)))];
        }
        match self.type_set(ty) {
            Some(terms) if !terms.is_empty() => {
                terms.iter().map(|t| (Some(t.ty), Some(self.underlying(t.ty)))).collect()
            }
            _ => vec![(None, None)],
        }
    }

    /// Does `f` hold for the underlying type, or all underlying types of a type parameter's set?
    pub(super) fn under_is(&self, ty: TypeId, mut f: impl FnMut(Option<TypeId>) -> bool) -> bool {
        if !self.is_tparam(ty) {
            return f(Some(self.underlying(ty)));
        }
        match self.type_set(ty) {
            Some(terms) if !terms.is_empty() => {
                terms.iter().all(|t| f(Some(self.underlying(t.ty))))
            }
            _ => f(None),
        }
    }

    /// The element of a pointer type itself (not of a defined one).
    pub(super) fn deref(&self, ty: TypeId) -> (TypeId, bool) {
        match self.get(ty) {
            Type::Pointer(b) => (*b, true),
            _ => (ty, false),
        }
    }

    /// The array under `ty` or under what the pointer `ty` points to, else `ty`.
    pub(super) fn array_ptr_deref(&self, ty: TypeId) -> TypeId {
        if let Type::Pointer(b) = self.get(ty) {
            let u = self.underlying(*b);
            if matches!(self.get(u), Type::Array(..)) {
                return u;
            }
        }
        ty
    }

    pub(super) fn is_interface_ptr(&self, ty: TypeId) -> bool {
        matches!(self.under(ty), Type::Pointer(b) if self.is_interface(*b))
    }

    pub(super) fn is_generic(&self, ty: TypeId) -> bool {
        self.as_named(ty).is_some_and(|n| n.origin.is_none() && !n.tparams.is_empty())
    }

    pub(super) fn has_nil(&self, ty: TypeId) -> bool {
        match self.under(ty) {
            Type::Basic(b) => *b == Basic::UnsafePointer,
            Type::Slice(_) | Type::Pointer(_) | Type::Func(_) | Type::Map(..) | Type::Chan(..) => {
                true
            }
            Type::Interface(_) => {
                !self.is_tparam(ty) || self.under_is(ty, |u| u.is_some_and(|u| self.has_nil(u)))
            }
            _ => false,
        }
    }

    /// What messages call the kind of a composite type; empty for basic types.
    pub(super) fn composite_kind(&self, ty: TypeId) -> &'static str {
        match self.under(ty) {
            Type::Basic(_) | Type::Named(_) | Type::TypeParam(_) => "",
            Type::Array(..) => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Func(_) => "func",
            Type::Interface(_) => "interface",
            Type::Map(..) => "map",
            Type::Chan(..) => "chan",
            Type::Tuple(_) => "tuple",
        }
    }

    /// The type that an untyped value gets where nothing asks for another.
    pub fn default_type(&self, ty: TypeId) -> TypeId {
        match self.get(ty) {
            Type::Basic(b) => match b {
                Basic::UntypedBool => Basic::Bool.id(),
                Basic::UntypedInt => Basic::Int.id(),
                Basic::UntypedRune => Basic::Int32.id(),
                Basic::UntypedFloat => Basic::Float64.id(),
                Basic::UntypedComplex => Basic::Complex128.id(),
                Basic::UntypedString => Basic::String.id(),
                _ => ty,
            },
            _ => ty,
        }
    }

    /// May `==` be used on values of the type? (An interface may hold what cannot be compared.)
    pub fn comparable(&self, ty: TypeId) -> bool {
        self.comparable_cause(ty, true, 0).is_none()
    }

    /// `None` if comparable; else (kind of reason, the type it is about). Strictly (`!dynamic`) an
    /// interface is comparable only if its type set is.
    pub(super) fn comparable_cause(
        &self,
        ty: TypeId,
        dynamic: bool,
        depth: u32,
    ) -> Option<Incomparable> {
        if depth > MAX_DEPTH {
            return None;
        }
        match self.under(ty) {
            Type::Basic(Basic::UntypedNil) => Some(Incomparable::Kind),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan(..) => None,
            Type::Struct(fields) => fields
                .iter()
                .find(|f| self.comparable_cause(f.ty, dynamic, depth + 1).is_some())
                .map(|f| Incomparable::Field(f.ty)),
            Type::Array(e, _) => {
                self.comparable_cause(*e, dynamic, depth + 1).map(|_| Incomparable::Array(ty))
            }
            Type::Interface(i) => {
                if dynamic && !self.is_tparam(ty) || self.set_comparable(i, depth + 1) {
                    return None;
                }
                Some(if i.terms.as_ref().is_some_and(|t| t.is_empty()) {
                    Incomparable::EmptySet
                } else {
                    Incomparable::InSet
                })
            }
            _ => Some(Incomparable::Kind),
        }
    }

    /// Are all types of an interface's set comparable?
    pub(super) fn set_comparable(&self, i: &InterfaceType, depth: u32) -> bool {
        match &i.terms {
            None => i.comparable,
            Some(terms) => {
                !terms.is_empty()
                    && terms.iter().all(|t| self.comparable_cause(t.ty, false, depth).is_none())
            }
        }
    }

    /// Equality that does not look at struct tags.
    pub(super) fn identical_ignoring_tags(&self, x: TypeId, y: TypeId, depth: u32) -> bool {
        if x == y {
            return true;
        }
        if depth > MAX_DEPTH {
            return false;
        }
        let same = |a: TypeId, b: TypeId| self.identical_ignoring_tags(a, b, depth + 1);
        let all = |a: &[TypeId], b: &[TypeId]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(*a, *b))
        };
        match (self.get(x), self.get(y)) {
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => same(*a, *b),
            (Type::Array(a, n), Type::Array(b, m)) => n == m && same(*a, *b),
            (Type::Map(a, b), Type::Map(c, d)) => same(*a, *c) && same(*b, *d),
            (Type::Chan(d, a), Type::Chan(e, b)) => d == e && same(*a, *b),
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b).all(|(f, g)| {
                        f.name == g.name
                            && f.pkg == g.pkg
                            && f.embedded == g.embedded
                            && same(f.ty, g.ty)
                    })
            }
            (Type::Func(a), Type::Func(b)) => {
                a.variadic == b.variadic && all(&a.params, &b.params) && all(&a.results, &b.results)
            }
            _ => false,
        }
    }
}

/// Why a type cannot be compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Incomparable {
    Kind,
    Field(TypeId),
    Array(TypeId),
    EmptySet,
    InSet,
}
