//! The checker's product: the typed program.

use super::constant::Const;
use super::object::{Builtin, ObjId, Objects, PkgId};
use super::ty::{TypeId, Types};
use super::universe::Universe;
use crate::syntax::ast::{Decl, File, NodeId, Symbols};
use crate::text::Sources;
use std::collections::BTreeMap;

/// How an expression may be used.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// A call without results.
    NoValue,
    /// A builtin function.
    Builtin(Builtin),
    /// A type.
    Type,
    /// A constant; its value is in [`TypeAndValue::value`].
    Constant,
    /// Addressable.
    Variable,
    /// `m[k]`: assignable, not addressable; comma-ok allowed.
    MapIndex,
    /// A computed value.
    Value,
    /// The predeclared `nil`, with the type that it takes on.
    Nil,
    /// A value that also has a comma-ok form (type assertion, receive).
    CommaOk,
}

/// What the checker found for an expression. After checking no untyped type is left, but for `nil` in
/// erroneous code and for constants that never meet a type (`const` declarations, shift counts).
#[derive(Clone, PartialEq, Debug)]
pub struct TypeAndValue {
    /// Use.
    pub mode: Mode,
    /// Final type: an untyped operand has the type that its context gives it (default type, else that of
    /// the other operand or of the assignment's left side; an interface target means the default type).
    /// A comma-ok use (`v, ok := <-c`) still has the plain value's type here.
    pub ty: TypeId,
    /// The value of a constant expression, already represented in `ty`.
    pub value: Option<Const>,
}

/// What `x.f` selects.
#[derive(Clone, PartialEq, Debug)]
pub struct Selection {
    /// Which of the three.
    pub kind: SelectionKind,
    /// Type of `x`.
    pub recv: TypeId,
    /// Field or method object. For a method of an interface, an object whose `FuncInfo::decl` is `None`.
    pub obj: ObjId,
    /// Path of field indices through embedded fields; for a field selection the last is the field itself,
    /// for a method the path to the embedded receiver (empty when it is `x` itself). Pointers on the way
    /// are dereferenced implicitly.
    pub path: Vec<u32>,
    /// Type of the selected field, or the method's signature without receiver (with it, for
    /// [`SelectionKind::MethodExpr`]), instantiated.
    pub ty: TypeId,
}

/// Kinds of selections; qualified identifiers (`pkg.Name`) are none: they are a use of `Name` recorded
/// under the selector's `sel.id`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SelectionKind {
    /// `x.f`, a struct field.
    Field,
    /// `x.m`, a method of a value (called, or taken as a method value).
    Method,
    /// `T.m`.
    MethodExpr,
}

/// A package variable's (or several's) initialisation.
#[derive(Clone, Debug)]
pub struct Initializer {
    /// Variables on the left; a multi-valued call has several, `_` is an object named `_`.
    pub lhs: Vec<ObjId>,
    /// The package.
    pub pkg: PkgId,
    /// (file, declaration, spec, value) index of the right-hand side in `Package::files`.
    pub rhs: (u32, u32, u32, u32),
}

/// A package with its trees.
#[derive(Clone, Debug)]
pub struct Package {
    /// Import path; `main` for the program.
    pub path: String,
    /// Declared name.
    pub name: String,
    /// Its files.
    pub files: Vec<File>,
    /// Packages that it imports.
    pub imports: Vec<PkgId>,
    /// Part of our standard library.
    pub is_std: bool,
}

impl Package {
    /// The declaration at (file, index).
    pub fn decl(&self, at: (u32, u32)) -> &Decl {
        &self.files[at.0 as usize].decls[at.1 as usize]
    }
}

/// Facts beside the trees, by [`NodeId`].
#[derive(Clone, Default, Debug)]
pub struct Info {
    /// Of expressions; `None` for nodes that are no expressions or were not reached.
    pub exprs: Vec<Option<TypeAndValue>>,
    /// Object that an identifier declares or uses. `None` for `_`, and for the `bind` of a type switch.
    pub objs: Vec<Option<ObjId>>,
    /// Per selector expression (key: `Expr::id` of the `Selector`).
    pub selections: BTreeMap<NodeId, Selection>,
    /// Type arguments of a used generic function (key: id of its `Ident`, for `pkg.F` of `sel`). They may
    /// mention the type parameters of the enclosing function.
    pub instances: BTreeMap<NodeId, Vec<TypeId>>,
    /// Variable of a type switch clause (key: `CaseClause::id`).
    pub implicits: BTreeMap<NodeId, ObjId>,
    /// In the order of execution, all packages one after another (imports first).
    pub init_order: Vec<Initializer>,
}

/// Everything that the compiler needs.
#[derive(Clone, Debug)]
pub struct TypedProgram {
    /// All texts.
    pub sources: Sources,
    /// Names.
    pub symbols: Symbols,
    /// Types.
    pub types: Types,
    /// Objects.
    pub objects: Objects,
    /// In order of initialisation; the last is the main package.
    pub packages: Vec<Package>,
    /// Facts.
    pub info: Info,
    /// Types that every program has.
    pub universe: Universe,
}
