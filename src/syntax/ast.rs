//! The tree. Every node that the checker says something about carries a [`NodeId`], dense over the whole
//! program (library included), so that facts live in vectors beside the tree and never in it.

pub use super::symbols::{Symbol, Symbols};
use crate::text::Pos;

/// Index of the checker's facts about an expression, identifier or clause.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub u32);

/// One parsed file.
#[derive(Clone, Debug)]
pub struct File {
    /// Name after `package`.
    pub package: Ident,
    /// `go1.21` from a `//go:build go1.N` line, as N (21); `None` when the file says nothing.
    pub go_version: Option<u32>,
    /// In source order.
    pub imports: Vec<Import>,
    /// Top-level declarations in source order, imports excluded.
    pub decls: Vec<Decl>,
    /// All comments in source order (text with its `//` or `/*`).
    pub comments: Vec<Comment>,
    /// End of the file.
    pub end: Pos,
}

/// A comment as written.
#[derive(Clone, Debug)]
pub struct Comment {
    /// First byte.
    pub pos: Pos,
    /// With its markers, without the newline.
    pub text: String,
}

/// `import name "path"`.
#[derive(Clone, Debug)]
pub struct Import {
    /// Local name, `_` or `.` where given.
    pub name: Option<Ident>,
    /// Unquoted path.
    pub path: String,
    /// Place of the path's literal.
    pub path_pos: Pos,
    /// Place of the spec (its name, else its path).
    pub pos: Pos,
    /// Facts about the implicit package name when `name` is `None`.
    pub id: NodeId,
}

/// A name at a place.
#[derive(Clone, Copy, Debug)]
pub struct Ident {
    /// Key of `Info::objs`: the object that this name declares or uses.
    pub id: NodeId,
    /// The name.
    pub name: Symbol,
    /// First byte.
    pub pos: Pos,
}

/// A declaration, at top level or in a block.
#[derive(Clone, Debug)]
pub enum Decl {
    /// `const (…)`: one group, for iota and implicit repetition.
    Const(Vec<ConstSpec>),
    /// `var (…)`.
    Var(Vec<VarSpec>),
    /// `type (…)`.
    Type(Vec<TypeSpec>),
    /// A function or method; only at top level.
    Func(Box<FuncDecl>),
    /// What did not parse; an error was reported.
    Bad(Pos),
}

/// One line of a const group. An empty `values` repeats the last non-empty line (`ty` and `values`),
/// which the checker does by re-evaluating `values` of `inherit`.
#[derive(Clone, Debug)]
pub struct ConstSpec {
    /// Left-hand sides.
    pub names: Vec<Ident>,
    /// Explicit type.
    pub ty: Option<Expr>,
    /// Explicit values.
    pub values: Vec<Expr>,
    /// Index in the group: the value of iota.
    pub iota: u32,
    /// Index in the group of the spec whose type and values count here, when `values` is empty.
    pub inherit: Option<usize>,
    /// First byte.
    pub pos: Pos,
}

/// `var a, b T = x, y`.
#[derive(Clone, Debug)]
pub struct VarSpec {
    /// Left-hand sides.
    pub names: Vec<Ident>,
    /// Explicit type.
    pub ty: Option<Expr>,
    /// Initial values: none, one (perhaps a call with several results), or one per name.
    pub values: Vec<Expr>,
    /// First byte.
    pub pos: Pos,
}

/// `type Name[P C] T` or `type Name = T`.
#[derive(Clone, Debug)]
pub struct TypeSpec {
    /// The declared name.
    pub name: Ident,
    /// Type parameters.
    pub tparams: Vec<Field>,
    /// True for `=`.
    pub is_alias: bool,
    /// Right-hand side.
    pub ty: Expr,
    /// First byte.
    pub pos: Pos,
}

/// A function or method with its body.
#[derive(Clone, Debug)]
pub struct FuncDecl {
    /// Receiver of a method; `names` has at most one entry.
    pub recv: Option<Field>,
    /// The declared name.
    pub name: Ident,
    /// Type parameters.
    pub tparams: Vec<Field>,
    /// Signature.
    pub ty: FuncType,
    /// `None`: implemented outside Go (our library's natives).
    pub body: Option<Block>,
    /// Place of `func`.
    pub pos: Pos,
}

/// Parameters, results, struct fields, type parameters: names that share a type.
#[derive(Clone, Debug)]
pub struct Field {
    /// Empty for an anonymous parameter or an embedded field.
    pub names: Vec<Ident>,
    /// The type; [`ExprKind::Ellipsis`] for a variadic parameter.
    pub ty: Expr,
    /// Struct tag, unquoted.
    pub tag: Option<String>,
    /// An embedded struct field or interface element.
    pub embedded: bool,
    /// First byte.
    pub pos: Pos,
}

/// A signature.
#[derive(Clone, Debug)]
pub struct FuncType {
    /// In order.
    pub params: Vec<Field>,
    /// In order; `names` of all or of none are given.
    pub results: Vec<Field>,
    /// Place of `func` or of the opening parenthesis.
    pub pos: Pos,
}

/// Statements between braces.
#[derive(Clone, Debug)]
pub struct Block {
    /// In order.
    pub stmts: Vec<Stmt>,
    /// Opening brace.
    pub pos: Pos,
    /// Closing brace: where gc reports `missing return`.
    pub rbrace: Pos,
}

/// An expression or a type expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// Key of the checker's facts.
    pub id: NodeId,
    /// First byte (gc's `syntax.StartPos`); of `x[a:b]`, and of what begins with one, its bracket.
    pub pos: Pos,
    /// One past the last byte.
    pub end: Pos,
    /// What it is.
    pub kind: ExprKind,
}

/// Basic literals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LitKind {
    /// `42`, `0x2a`, `1_000`.
    Int,
    /// `1.5`, `0x1p-2`.
    Float,
    /// `2i`.
    Imag,
    /// `'x'`.
    Char,
    /// `"x"` or a raw string.
    String,
}

/// Direction of a channel type.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ChanDir {
    /// `chan T`.
    Both,
    /// `chan<- T`.
    Send,
    /// `<-chan T`.
    Recv,
}

/// Kinds of expressions and of type expressions.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// What did not parse; an error was reported.
    Bad,
    /// A name. The [`Ident::id`] equals [`Expr::id`].
    Ident(Ident),
    /// A literal as written.
    BasicLit {
        /// Which.
        kind: LitKind,
        /// Text as in the source, quotes included.
        raw: Box<str>,
    },
    /// `T{…}`, or `{…}` inside another literal (`ty` is `None`).
    CompositeLit {
        /// The type where it is written; `[...]T` is `ArrayType` with [`ArrayLen::Infer`].
        ty: Option<Box<Expr>>,
        /// In order.
        elems: Vec<Element>,
        /// Opening brace.
        lbrace: Pos,
        /// Closing brace.
        rbrace: Pos,
    },
    /// `func(…) … {…}`.
    FuncLit(Box<FuncLit>),
    /// `(x)`.
    Paren(Box<Expr>),
    /// `x.sel`, also `pkg.Name`.
    Selector {
        /// Left of the dot.
        x: Box<Expr>,
        /// Right of the dot.
        sel: Ident,
    },
    /// `x[i]`, or an instantiation `F[A, B]`.
    Index {
        /// The operand.
        x: Box<Expr>,
        /// One index, or type arguments.
        indices: Vec<Expr>,
    },
    /// `x[lo:hi:max]`.
    Slice {
        /// The operand.
        x: Box<Expr>,
        /// Lower bound.
        lo: Option<Box<Expr>>,
        /// Upper bound.
        hi: Option<Box<Expr>>,
        /// Capacity bound.
        max: Option<Box<Expr>>,
    },
    /// `x.(T)`; `None` is `x.(type)`.
    TypeAssert {
        /// The operand.
        x: Box<Expr>,
        /// The asserted type.
        ty: Option<Box<Expr>>,
    },
    /// A call or a conversion.
    Call {
        /// What is called.
        fun: Box<Expr>,
        /// Arguments; a type may stand first (`make`, `new`).
        args: Vec<Expr>,
        /// Place of `...` after the last argument.
        ellipsis: Option<Pos>,
        /// Closing parenthesis: where gc reports `not enough arguments`.
        rparen: Pos,
    },
    /// `*x`: a dereference or a pointer type.
    Star(Box<Expr>),
    /// `op x`; `<-x` is [`UnaryOp::Recv`].
    Unary {
        /// The operator.
        op: UnaryOp,
        /// The operand.
        x: Box<Expr>,
    },
    /// `x op y`.
    Binary {
        /// The operator.
        op: BinaryOp,
        /// Place of the operator.
        op_pos: Pos,
        /// Left.
        x: Box<Expr>,
        /// Right.
        y: Box<Expr>,
    },
    /// `[N]T`, `[...]T` or `[]T`.
    ArrayType {
        /// Length.
        len: ArrayLen,
        /// Element type.
        elem: Box<Expr>,
    },
    /// `struct{…}`.
    StructType(Vec<Field>),
    /// `func(…) …` as a type.
    FuncType(Box<FuncType>),
    /// `interface{…}`.
    InterfaceType(Vec<InterfaceElem>),
    /// `map[K]V`.
    MapType {
        /// Key type.
        key: Box<Expr>,
        /// Element type.
        value: Box<Expr>,
    },
    /// `chan T` with direction.
    ChanType {
        /// Direction.
        dir: ChanDir,
        /// Element type.
        elem: Box<Expr>,
    },
    /// `...T` of a variadic parameter.
    Ellipsis(Box<Expr>),
}

/// Length of an array type expression.
#[derive(Clone, Debug)]
pub enum ArrayLen {
    /// `[]T`.
    Slice,
    /// `[...]T`.
    Infer,
    /// `[n]T`.
    Expr(Box<Expr>),
}

/// `key: value` of a composite literal.
#[derive(Clone, Debug)]
pub struct Element {
    /// Field name, index or map key.
    pub key: Option<Expr>,
    /// The value.
    pub value: Expr,
}

/// A function literal. Facts about the closure hang on the enclosing `Expr::id`.
#[derive(Clone, Debug)]
pub struct FuncLit {
    /// Signature.
    pub ty: FuncType,
    /// Body.
    pub body: Block,
}

/// A method or an embedded element (type, union, `~T`) of an interface.
#[derive(Clone, Debug)]
pub enum InterfaceElem {
    /// `Name(…) …`.
    Method {
        /// The method's name.
        name: Ident,
        /// Its signature.
        ty: FuncType,
    },
    /// An embedded interface or a union of terms; one term without `~` is a plain embedding.
    Union(Vec<UnionTerm>),
}

/// `~T` or `T`.
#[derive(Clone, Debug)]
pub struct UnionTerm {
    /// With `~`.
    pub tilde: bool,
    /// The type.
    pub ty: Expr,
}

/// Unary operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum UnaryOp {
    /// `+x`
    Plus,
    /// `-x`
    Neg,
    /// `!x`
    Not,
    /// `^x`
    Compl,
    /// `&x`
    Addr,
    /// `<-x`
    Recv,
    /// `~x`: only in constraints; elsewhere an error.
    Tilde,
}

/// Binary operators.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BinaryOp {
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `&^`
    AndNot,
    /// `<<`
    Shl,
    /// `>>`
    Shr,
    /// `==`
    Eq,
    /// `!=`
    Ne,
    /// `<`
    Lt,
    /// `<=`
    Le,
    /// `>`
    Gt,
    /// `>=`
    Ge,
    /// `&&`
    LAnd,
    /// `||`
    LOr,
}

/// A statement with its place.
#[derive(Clone, Debug)]
pub struct Stmt {
    /// First byte of the statement.
    pub pos: Pos,
    /// One past the last byte.
    pub end: Pos,
    /// What it is.
    pub kind: StmtKind,
}

/// Kinds of statements.
#[derive(Clone, Debug)]
pub enum StmtKind {
    /// What did not parse; an error was reported.
    Bad,
    /// `;`
    Empty,
    /// An expression as a statement.
    Expr(Expr),
    /// `ch <- x`
    Send {
        /// The channel.
        chan: Expr,
        /// The value.
        value: Expr,
        /// Place of `<-`.
        arrow: Pos,
    },
    /// `x++` (`inc`) or `x--`.
    IncDec {
        /// The operand.
        x: Expr,
        /// True for `++`.
        inc: bool,
    },
    /// `a, b = x, y`, or `a op= x` with `op`.
    Assign {
        /// Left-hand sides.
        lhs: Vec<Expr>,
        /// Right-hand sides.
        rhs: Vec<Expr>,
        /// `Some` for `op=`.
        op: Option<BinaryOp>,
        /// Place of the operator.
        op_pos: Pos,
    },
    /// `a, b := x, y`. Left-hand sides are identifiers (others were reported and replaced by `_`).
    Define {
        /// Left-hand sides; `Info::objs` tells new names (definitions) from assignments to old ones.
        lhs: Vec<Ident>,
        /// Right-hand sides.
        rhs: Vec<Expr>,
        /// Place of `:=`.
        op_pos: Pos,
    },
    /// `const`, `var` or `type` in a block.
    Decl(Decl),
    /// `go f(x)`; the expression is a call, or an error was reported.
    Go(Expr),
    /// `defer f(x)`.
    Defer(Expr),
    /// `return …`
    Return(Vec<Expr>),
    /// `break L`
    Break(Option<Ident>),
    /// `continue L`
    Continue(Option<Ident>),
    /// `goto L`
    Goto(Ident),
    /// `fallthrough`
    Fallthrough,
    /// `{…}`
    Block(Block),
    /// `L: stmt`
    Labeled {
        /// The label.
        label: Ident,
        /// What it labels.
        stmt: Box<Stmt>,
    },
    /// `if init; cond {…} else …`
    If(Box<IfStmt>),
    /// `for init; cond; post {…}`
    For(Box<ForStmt>),
    /// `for k, v := range x {…}`
    Range(Box<RangeStmt>),
    /// `switch init; tag {…}`
    Switch(Box<SwitchStmt>),
    /// `switch init; v := x.(type) {…}`
    TypeSwitch(Box<TypeSwitchStmt>),
    /// `select {…}`
    Select(Vec<CommClause>),
}

/// `if`.
#[derive(Clone, Debug)]
pub struct IfStmt {
    /// Before the condition.
    pub init: Option<Stmt>,
    /// The condition.
    pub cond: Expr,
    /// When true.
    pub then: Block,
    /// A block or another `if`.
    pub els: Option<Stmt>,
}

/// Three-part `for`.
#[derive(Clone, Debug)]
pub struct ForStmt {
    /// Before the loop.
    pub init: Option<Stmt>,
    /// `None` is true.
    pub cond: Option<Expr>,
    /// After each iteration.
    pub post: Option<Stmt>,
    /// The body.
    pub body: Block,
    /// Go 1.22: each iteration has its own copy of the variables of `init`.
    pub per_iteration: bool,
}

/// `for … range`.
#[derive(Clone, Debug)]
pub struct RangeStmt {
    /// First left-hand side; an `Ident` expression when `define`.
    pub key: Option<Expr>,
    /// Second left-hand side.
    pub value: Option<Expr>,
    /// `:=`
    pub define: bool,
    /// What is ranged over.
    pub x: Expr,
    /// The body.
    pub body: Block,
    /// Go 1.22: each iteration has its own variables.
    pub per_iteration: bool,
    /// Place of `for`.
    pub pos: Pos,
    /// Facts of this loop (range-over-func bodies are closures).
    pub id: NodeId,
}

/// Expression switch.
#[derive(Clone, Debug)]
pub struct SwitchStmt {
    /// Before the tag.
    pub init: Option<Stmt>,
    /// `None` is true.
    pub tag: Option<Expr>,
    /// In order.
    pub clauses: Vec<CaseClause>,
    /// Opening brace.
    pub lbrace: Pos,
}

/// `case a, b:` or `default:` (`exprs` empty and `is_default`).
#[derive(Clone, Debug)]
pub struct CaseClause {
    /// Key of `Info::implicits`: the symbolic variable of a type switch in this clause.
    pub id: NodeId,
    /// Values or types.
    pub exprs: Vec<Expr>,
    /// `default:`
    pub is_default: bool,
    /// Statements.
    pub body: Vec<Stmt>,
    /// Place of `case` or `default`.
    pub pos: Pos,
    /// Place of the colon.
    pub colon: Pos,
}

/// Type switch.
#[derive(Clone, Debug)]
pub struct TypeSwitchStmt {
    /// Before the guard.
    pub init: Option<Stmt>,
    /// `v` of `v := x.(type)`.
    pub bind: Option<Ident>,
    /// The operand `x`.
    pub x: Expr,
    /// In order.
    pub clauses: Vec<CaseClause>,
    /// Opening brace.
    pub lbrace: Pos,
}

/// A case of a `select`.
#[derive(Clone, Debug)]
pub struct CommClause {
    /// `None` is `default:`. Else a [`StmtKind::Send`], a [`StmtKind::Expr`] that receives, or an
    /// [`StmtKind::Assign`] / [`StmtKind::Define`] whose single right-hand side receives.
    pub comm: Option<Stmt>,
    /// Statements.
    pub body: Vec<Stmt>,
    /// Place of `case` or `default`.
    pub pos: Pos,
    /// Place of the colon.
    pub colon: Pos,
}
