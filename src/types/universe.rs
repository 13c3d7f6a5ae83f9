//! The predeclared names.

use super::constant::Const;
use super::object::{Builtin, ObjId, Object, ObjectKind, Objects};
use super::ty::{Basic, InterfaceMethod, InterfaceType, Named, Signature, Type, TypeId, Types};
use crate::syntax::ast::{Symbol, Symbols};
use crate::text::Pos;

/// Predeclared types that are not basic.
#[derive(Clone, Copy, Debug)]
pub struct Universe {
    /// `error`
    pub error: TypeId,
    /// `any`, that is `interface{}`
    pub any: TypeId,
    /// `comparable`
    pub comparable: TypeId,
    /// The object of `any`.
    pub any_obj: ObjId,
    /// The object of `iota`.
    pub iota: ObjId,
    /// The object of `nil`.
    pub nil: ObjId,
}

const TYPES: [(&str, Basic); 20] = [
    ("bool", Basic::Bool),
    ("int", Basic::Int),
    ("int8", Basic::Int8),
    ("int16", Basic::Int16),
    ("int32", Basic::Int32),
    ("int64", Basic::Int64),
    ("uint", Basic::Uint),
    ("uint8", Basic::Uint8),
    ("uint16", Basic::Uint16),
    ("uint32", Basic::Uint32),
    ("uint64", Basic::Uint64),
    ("uintptr", Basic::Uintptr),
    ("float32", Basic::Float32),
    ("float64", Basic::Float64),
    ("complex64", Basic::Complex64),
    ("complex128", Basic::Complex128),
    ("string", Basic::String),
    ("byte", Basic::Uint8),
    ("rune", Basic::Int32),
    ("unsafe.Pointer", Basic::UnsafePointer),
];

/// Functions of package `unsafe`.
pub(super) const UNSAFE: [Builtin; 8] = [
    Builtin::Sizeof,
    Builtin::Alignof,
    Builtin::Offsetof,
    Builtin::UnsafeAdd,
    Builtin::UnsafeSlice,
    Builtin::SliceData,
    Builtin::UnsafeString,
    Builtin::StringData,
];

const BUILTINS: [Builtin; 18] = [
    Builtin::Append,
    Builtin::Cap,
    Builtin::Clear,
    Builtin::Close,
    Builtin::Complex,
    Builtin::Copy,
    Builtin::Delete,
    Builtin::Imag,
    Builtin::Len,
    Builtin::Make,
    Builtin::Max,
    Builtin::Min,
    Builtin::New,
    Builtin::Panic,
    Builtin::Print,
    Builtin::Println,
    Builtin::Real,
    Builtin::Recover,
];

impl Builtin {
    /// Its name as written.
    pub fn name(self) -> &'static str {
        match self {
            Builtin::Append => "append",
            Builtin::Cap => "cap",
            Builtin::Clear => "clear",
            Builtin::Close => "close",
            Builtin::Complex => "complex",
            Builtin::Copy => "copy",
            Builtin::Delete => "delete",
            Builtin::Imag => "imag",
            Builtin::Len => "len",
            Builtin::Make => "make",
            Builtin::Max => "max",
            Builtin::Min => "min",
            Builtin::New => "new",
            Builtin::Panic => "panic",
            Builtin::Print => "print",
            Builtin::Println => "println",
            Builtin::Real => "real",
            Builtin::Recover => "recover",
            Builtin::Sizeof => "Sizeof",
            Builtin::Alignof => "Alignof",
            Builtin::Offsetof => "Offsetof",
            Builtin::UnsafeAdd => "Add",
            Builtin::UnsafeSlice => "Slice",
            Builtin::SliceData => "SliceData",
            Builtin::UnsafeString => "String",
            Builtin::StringData => "StringData",
        }
    }

    /// Least number of arguments, and whether more may follow.
    pub(super) fn arity(self) -> (usize, bool) {
        match self {
            Builtin::Append | Builtin::Make | Builtin::Max | Builtin::Min => (1, true),
            Builtin::Print | Builtin::Println => (0, true),
            Builtin::Complex
            | Builtin::Copy
            | Builtin::Delete
            | Builtin::UnsafeAdd
            | Builtin::UnsafeSlice
            | Builtin::UnsafeString => (2, false),
            Builtin::Recover => (0, false),
            _ => (1, false),
        }
    }

    /// May a call of it stand as a statement?
    pub(super) fn is_statement(self) -> bool {
        use Builtin::*;
        matches!(self, Clear | Close | Copy | Delete | Panic | Print | Println | Recover)
    }
}

/// Makes the predeclared objects; `scope` receives (name, object).
pub(super) fn declare(
    symbols: &mut Symbols,
    types: &mut Types,
    objects: &mut Objects,
    scope: &mut Vec<(Symbol, ObjId)>,
) -> Universe {
    let mut add = |symbols: &mut Symbols, name: &str, ty: TypeId, kind: ObjectKind| {
        let name = symbols.intern(name);
        let id = objects.add(Object { name, pos: Pos::NONE, pkg: None, ty, kind });
        scope.push((name, id));
        id
    };
    for (name, basic) in TYPES {
        let alias = matches!(name, "byte" | "rune");
        add(symbols, name, basic.id(), ObjectKind::TypeName { alias });
    }
    let any = types.intern(Type::Interface(InterfaceType::default()));
    let any_obj = add(symbols, "any", any, ObjectKind::TypeName { alias: true });
    let error_method = types.intern(Type::Func(Signature {
        params: vec![],
        results: vec![Basic::String.id()],
        variadic: false,
    }));
    let error_iface = types.intern(Type::Interface(InterfaceType {
        methods: vec![InterfaceMethod {
            name: symbols.intern("Error"),
            pkg: None,
            ty: error_method,
        }],
        terms: None,
        comparable: false,
    }));
    let comparable_iface =
        types.intern(Type::Interface(InterfaceType { comparable: true, ..Default::default() }));
    let mut named = |symbols: &mut Symbols, name: &str, underlying: TypeId| {
        let obj = add(symbols, name, Types::INVALID, ObjectKind::TypeName { alias: false });
        let ty = types.new_named(Named {
            obj,
            underlying,
            methods: vec![],
            tparams: vec![],
            targs: vec![],
            origin: None,
            implicit: 0,
        });
        (obj, ty)
    };
    let (error_obj, error) = named(symbols, "error", error_iface);
    let (comparable_obj, comparable) = named(symbols, "comparable", comparable_iface);
    for b in BUILTINS {
        add(symbols, b.name(), Types::INVALID, ObjectKind::Builtin(b));
    }
    for v in [false, true] {
        let kind = ObjectKind::Const(Const::Bool(v));
        add(symbols, if v { "true" } else { "false" }, Basic::UntypedBool.id(), kind);
    }
    let iota = add(symbols, "iota", Basic::UntypedInt.id(), ObjectKind::Const(Const::int(0)));
    let nil = add(symbols, "nil", Basic::UntypedNil.id(), ObjectKind::Nil);
    objects[error_obj].ty = error;
    objects[comparable_obj].ty = comparable;
    Universe { error, any, comparable, any_obj, iota, nil }
}
