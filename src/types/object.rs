//! What names stand for.

use super::constant::Const;
use super::ty::TypeId;
use crate::syntax::ast::Symbol;
use crate::text::Pos;

/// Index into [`Objects`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjId(pub u32);

/// Index of a package of the program, in the order of initialisation (imports first).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PkgId(pub u32);

/// A declared thing.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name (`_` included).
    pub name: Symbol,
    /// Where it is declared; [`Pos::NONE`] for predeclared ones.
    pub pos: Pos,
    /// Declaring package; `None` for predeclared ones.
    pub pkg: Option<PkgId>,
    /// Its type; of a type name the type that it names; of a package or builtin `Invalid`.
    pub ty: TypeId,
    /// What it is.
    pub kind: ObjectKind,
}

/// Kinds of objects.
#[derive(Clone, Debug)]
pub enum ObjectKind {
    /// A variable, parameter, result or struct field.
    Var(VarKind),
    /// A constant.
    Const(Const),
    /// A type name; `alias` where it only renames.
    TypeName {
        /// `type A = B`.
        alias: bool,
    },
    /// A function or a method (concrete or of an interface).
    Func(FuncInfo),
    /// `append`, `make` …
    Builtin(Builtin),
    /// An imported package, used or not.
    PkgName {
        /// What it names.
        imported: PkgId,
    },
    /// `nil`
    Nil,
    /// A label.
    Label,
}

/// Where a variable lives.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarKind {
    /// Package level.
    Global,
    /// In a function.
    Local,
    /// Parameter or receiver.
    Param,
    /// Named or unnamed result.
    Result,
    /// Struct field.
    Field,
}

/// Facts about a function object.
#[derive(Clone, Debug, Default)]
pub struct FuncInfo {
    /// For a method: its receiver's type as declared (`T` or `*T`); for a generic type's method with the
    /// receiver's own type parameters.
    pub recv: Option<TypeId>,
    /// Type parameters of a generic function, or of the receiver of a method of a generic type.
    pub tparams: Vec<TypeId>,
    /// Index of the declaring package's file and of the declaration in it, for functions with a tree.
    pub decl: Option<(u32, u32)>,
    /// Parameters, receiver first, as objects (`None` where unnamed or for interface methods).
    pub params: Vec<ObjId>,
    /// Results as objects, named or not.
    pub results: Vec<ObjId>,
}

/// Predeclared functions.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    /// `unsafe.Sizeof`
    Sizeof,
    /// `unsafe.Alignof`
    Alignof,
    /// `unsafe.Offsetof`
    Offsetof,
    /// `unsafe.Add`
    UnsafeAdd,
    /// `unsafe.Slice`
    UnsafeSlice,
    /// `unsafe.SliceData`
    SliceData,
    /// `unsafe.String`
    UnsafeString,
    /// `unsafe.StringData`
    StringData,
}

/// All objects of a program.
#[derive(Clone, Default, Debug)]
pub struct Objects(pub Vec<Object>);

impl Objects {
    /// Adds one.
    pub fn add(&mut self, o: Object) -> ObjId {
        self.0.push(o);
        ObjId(self.0.len() as u32 - 1)
    }
}

impl std::ops::Index<ObjId> for Objects {
    type Output = Object;
    fn index(&self, id: ObjId) -> &Object {
        &self.0[id.0 as usize]
    }
}

impl std::ops::IndexMut<ObjId> for Objects {
    fn index_mut(&mut self, id: ObjId) -> &mut Object {
        &mut self.0[id.0 as usize]
    }
}
