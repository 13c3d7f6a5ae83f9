//! The checker's state, and what all of its parts use: reporting, recording, looking names up, work that
//! waits.

use super::constant::Const;
use super::info::{Info, Mode, Package, TypeAndValue};
use super::object::{ObjId, Object, ObjectKind, Objects, PkgId, VarKind};
use super::operand::{M, Operand, Src};
use super::scope::Scopes;
use super::signature::FuncSig;
use super::ty::{TypeId, Types};
use super::universe::Universe;
use crate::diag::Diagnostic;
use crate::syntax::ast::{Block, Expr, NodeId, Symbol, Symbols};
use crate::text::{Pos, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The type of an object that has none yet. Never in the result.
pub(super) const NO_TYPE: TypeId = TypeId(u32::MAX);
/// Deepest nesting of expressions, types and statements that is checked; the parser allows 200 levels of
/// each, so this is a second line of defence for the host's stack.
pub(super) const MAX_DEPTH: u32 = 700;

/// Where a package-level object is declared: indices into the package's trees.
#[derive(Clone, Copy, Debug)]
pub(super) enum DeclRef {
    None,
    Const { file: u32, decl: u32, spec: u32, index: u32 },
    Var { file: u32, decl: u32, spec: u32, index: u32 },
    Type { file: u32, decl: u32, spec: u32 },
    Func { file: u32, decl: u32 },
}

/// How far a package-level object is resolved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    Todo,
    Active,
    Done,
}

/// What surrounds the expression or statement that is being checked.
#[derive(Clone)]
pub(super) struct Env {
    pub file: u32,
    /// Language version of the file.
    pub version: u32,
    /// The package-level function or variable whose dependencies are being recorded.
    pub decl: Option<ObjId>,
    pub iota: Option<u32>,
    /// Overrides the place of errors (implicitly repeated constants).
    pub errpos: Pos,
    pub results: Rc<[ObjId]>,
    pub has_call: bool,
    /// Inside of a function's body.
    pub in_func: bool,
    /// Type parameters of the enclosing functions, for types that are declared inside.
    pub tparams: Rc<[TypeId]>,
}

/// Work that waits until the types around it are complete.
pub(super) enum Later<'a> {
    Body { sig: Rc<FuncSig>, body: &'a Block, env: Env },
    VarType { pos: Pos, ty: TypeId },
    MapKey { pos: Pos, key: TypeId },
    Embedded { pos: Pos, ty: TypeId },
    Union { terms: Vec<(Pos, super::ty::Term)> },
    Verify { pos: Pos, args: Vec<Pos>, tparams: Vec<TypeId>, targs: Vec<TypeId> },
    ValidType { obj: ObjId },
    Recv { pos: Pos, ty: TypeId, tree: &'a Expr },
    Fields { ty: TypeId },
    Methods { pos: Pos, name: Symbol, other: Pos, tys: (TypeId, TypeId) },
}

/// Which of two names for one type the program's text uses; messages follow it.
#[derive(Default)]
pub(super) struct Habits {
    pub byte: bool,
    pub rune: bool,
    pub any: bool,
}

/// See the module.
pub(super) struct Checker<'a> {
    pub pkgs: &'a [Package],
    pub fake: &'a [bool],
    pub sources: &'a Sources,
    pub symbols: Symbols,
    pub lang: u32,
    pub t: Types,
    pub objects: Objects,
    pub info: Info,
    pub uni: Universe,
    /// See [`Checker::habits`].
    pub known_habits: std::cell::OnceCell<Habits>,
    pub diags: Vec<Diagnostic>,
    /// By symbol.
    pub universe: Vec<Option<ObjId>>,
    pub pkg_scopes: Vec<BTreeMap<Symbol, ObjId>>,
    /// By object.
    pub used: Vec<bool>,
    pub decls: Vec<DeclRef>,
    pub states: Vec<State>,

    // The package that is being checked.
    pub pkg: PkgId,
    /// By symbol.
    pub globals: Vec<Option<ObjId>>,
    pub file_scopes: Vec<BTreeMap<Symbol, ObjId>>,
    /// Package-level objects in source order, methods and `init` functions included.
    pub order: Vec<ObjId>,
    /// Methods by the name of their receiver's base type.
    pub methods: BTreeMap<ObjId, Vec<ObjId>>,
    pub deps: BTreeMap<ObjId, BTreeSet<ObjId>>,
    /// Objects that are being resolved, outermost first.
    pub path: Vec<ObjId>,
    pub sigs: BTreeMap<ObjId, Rc<FuncSig>>,
    pub imports: Vec<ObjId>,
    /// Name that a dot-import made visible: its package's name object.
    pub dot_imports: BTreeMap<(u32, Symbol), ObjId>,

    // Facts about types that identity does not need.
    /// Objects of the fields of a struct type.
    pub field_objs: BTreeMap<TypeId, Vec<ObjId>>,
    /// Objects of the methods of an interface type.
    pub method_objs: BTreeMap<(TypeId, Symbol), ObjId>,
    /// Type parameters of generic aliases.
    pub alias_tparams: BTreeMap<ObjId, Vec<TypeId>>,
    /// Of `type A B`: from A to B.
    pub named_rhs: BTreeMap<TypeId, super::ty::NamedId>,
    /// Defined types whose right-hand side is not known yet.
    pub waiting: Vec<(TypeId, TypeId)>,
    /// Instances of the package's generic code.
    pub mono: super::mono::Mono,
    /// Types that are known not to contain themselves.
    pub valid: BTreeSet<TypeId>,

    // The function or declaration that is being checked.
    pub env: Env,
    pub locals: Scopes,
    pub later: Vec<Later<'a>>,
    pub unused: Vec<(Pos, Symbol)>,
    /// Shifted untyped operands of non-constant shifts.
    pub shift_lhs: BTreeSet<NodeId>,
    /// Calls of the predeclared `panic`.
    pub panics: BTreeSet<NodeId>,
    pub in_tparam_list: bool,
    /// The type expression of the parameter that an argument is assigned to, if it is a function type.
    pub target_tree: Option<&'a crate::syntax::ast::Expr>,
    /// Type expressions of variables that say more than their types.
    pub written: BTreeMap<ObjId, &'a crate::syntax::ast::Expr>,
    /// Names of types need not be resolved, only to be types.
    pub lazy_types: bool,
    /// Methods of interfaces whose types are being checked: the depth of `path`, and the interface.
    pub in_methods: Vec<(usize, Pos)>,
    /// Interfaces with a method that mentions, in types without names, the interface itself.
    pub endless_interfaces: Vec<Pos>,
    /// A type that has instances without end.
    pub endless_type: Option<Pos>,
    /// Where an instance of a generic type is first written.
    pub inst_pos: BTreeMap<TypeId, Pos>,
    /// Interfaces that are written as such, not as a union in a type parameter list.
    pub explicit_ifaces: BTreeSet<TypeId>,
    /// Print all names with their packages' paths.
    pub full_names: std::cell::Cell<bool>,
    pub depth: u32,
    pub blank: Symbol,
    pub empty: Symbol,
}

impl<'a> Checker<'a> {
    // Reporting.

    /// Reports an error. Follow-up errors about what is invalid anyway stay silent.
    pub(super) fn err(&mut self, pos: Pos, message: impl Into<String>) {
        let mut message = message.into();
        if message.contains("requires go1.") && message.contains("or later") {
            message.push_str(&self.version_origin());
        }
        // Lines that compare counts ("have", "want") stand apart from the message itself.
        let first = message.split("\n\thave (").next().unwrap_or("");
        let echo = |what| first.find(what).is_some_and(|i| i > 0);
        if !self.diags.is_empty() && (echo("invalid operand") || echo("invalid type")) {
            return;
        }
        let pos = if self.env.errpos.is_some() { self.env.errpos } else { pos };
        self.diags.push(Diagnostic::error(pos, message));
    }

    /// `FILE:LINE:COL`, as messages refer to other places.
    pub(super) fn pos_str(&self, pos: Pos) -> String {
        match self.sources.line_col(pos) {
            Some(lc) => format!("{}:{}:{}", self.sources.file(lc.file).name, lc.line, lc.col),
            None => "-".into(),
        }
    }

    /// Is `go1.N` allowed here? If not, reports that `what` needs it.
    pub(super) fn version(&mut self, pos: Pos, n: u32, what: impl FnOnce(&Self) -> String) -> bool {
        if self.env.version >= n {
            return true;
        }
        let what = what(self);
        self.version_err(pos, n, &what);
        false
    }

    pub(super) fn version_err(&mut self, pos: Pos, n: u32, what: &str) {
        self.err(pos, format!("{what} requires go1.{n} or later"));
    }

    /// Where the language version comes from, which gc adds to messages that ask for a later one.
    fn version_origin(&self) -> String {
        let files = &self.pkgs[self.pkg.0 as usize].files;
        let v = self.env.version;
        let own = files.get(self.env.file as usize).and_then(|f| f.go_version);
        match own {
            Some(_) => format!(" (file declares //go:build go1.{v})"),
            None => format!(" (-lang was set to go1.{v}; check go.mod)"),
        }
    }

    /// The language version of a file: its own line cannot go below 1.21. The library is in the newest,
    /// whatever the program says of itself.
    pub(super) fn file_version(&self, file: &crate::syntax::ast::File) -> u32 {
        if self.pkgs[self.pkg.0 as usize].is_std {
            return u32::MAX;
        }
        file.go_version.map_or(self.lang, |v| v.max(21))
    }

    /// The continuation line that points at another declaration.
    pub(super) fn other_decl(&self, obj: ObjId) -> String {
        let o = &self.objects[obj];
        if !o.pos.is_some() {
            return String::new();
        }
        format!("\n\t{}: other declaration of {}", self.pos_str(o.pos), self.symbols.name(o.name))
    }

    /// Asked for by messages only, and so looked for when the first one is made.
    pub(super) fn habits(&self) -> &Habits {
        self.known_habits.get_or_init(|| super::check::habits(self.sources))
    }

    // Recording.

    pub(super) fn add_obj(
        &mut self,
        name: Symbol,
        pos: Pos,
        ty: TypeId,
        kind: ObjectKind,
    ) -> ObjId {
        self.used.push(false);
        self.decls.push(DeclRef::None);
        self.states.push(State::Done);
        self.objects.add(Object { name, pos, pkg: Some(self.pkg), ty, kind })
    }

    pub(super) fn new_var(&mut self, name: Symbol, pos: Pos, ty: TypeId, kind: VarKind) -> ObjId {
        self.add_obj(name, pos, ty, ObjectKind::Var(kind))
    }

    pub(super) fn record_obj(&mut self, id: NodeId, obj: Option<ObjId>) {
        if let Some(slot) = self.info.objs.get_mut(id.0 as usize) {
            *slot = obj;
        }
    }

    pub(super) fn obj_of(&self, id: NodeId) -> Option<ObjId> {
        self.info.objs.get(id.0 as usize).copied().flatten()
    }

    /// Records mode, type and value of an operand under its expression.
    pub(super) fn record(&mut self, x: &Operand<'a>) {
        let Src::Expr(e) = x.src else { return };
        let mode = match x.mode {
            M::Invalid => return,
            M::NoValue => Mode::NoValue,
            M::Builtin(b) => Mode::Builtin(b),
            M::Type => Mode::Type,
            M::Constant => Mode::Constant,
            M::Variable => Mode::Variable,
            M::MapIndex => Mode::MapIndex,
            M::Value => Mode::Value,
            M::Nil => Mode::Nil,
            M::CommaOk => Mode::CommaOk,
        };
        let value = x.is_const().then(|| x.val.clone());
        let ty = if x.mode == M::NoValue { self.empty_tuple() } else { x.ty };
        self.record_expr(e.id, mode, ty, value);
    }

    fn empty_tuple(&mut self) -> TypeId {
        self.t.intern(super::ty::Type::Tuple(vec![]))
    }

    pub(super) fn record_expr(&mut self, id: NodeId, mode: Mode, ty: TypeId, value: Option<Const>) {
        if let Some(slot) = self.info.exprs.get_mut(id.0 as usize) {
            *slot = Some(TypeAndValue { mode, ty, value });
        }
    }

    pub(super) fn record_type(&mut self, e: &Expr, ty: TypeId) {
        self.record_expr(e.id, Mode::Type, ty, None);
    }

    /// Where gc's syntax tree places a node: at its operator, bracket, parenthesis or dot.
    pub(super) fn node_pos(&self, e: &Expr) -> Pos {
        use crate::syntax::ast::ExprKind;
        match &e.kind {
            ExprKind::Selector { x, .. }
            | ExprKind::Index { x, .. }
            | ExprKind::Slice { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Call { fun: x, .. } => self.sources.token_from(x.end),
            ExprKind::Binary { op_pos, .. } => *op_pos,
            _ => e.pos,
        }
    }

    /// The short form of an expression, as messages show it.
    pub(super) fn expr_str(&self, e: &Expr) -> String {
        crate::syntax::expr_string(&self.symbols, e)
    }

    // Names.

    /// The object that a name stands for here.
    pub(super) fn lookup(&self, sym: Symbol) -> Option<ObjId> {
        if let Some(o) = self.locals.lookup(sym) {
            return Some(o);
        }
        if let Some(o) = self.file_scopes.get(self.env.file as usize).and_then(|s| s.get(&sym)) {
            return Some(*o);
        }
        if let Some(Some(o)) = self.globals.get(sym.0 as usize) {
            return Some(*o);
        }
        self.universe.get(sym.0 as usize).copied().flatten()
    }

    pub(super) fn is_universe_name(&self, sym: Symbol) -> bool {
        self.universe.get(sym.0 as usize).is_some_and(|o| o.is_some())
    }

    /// Declares a local object in the innermost block.
    pub(super) fn declare(&mut self, id: Option<NodeId>, obj: ObjId) {
        let (name, pos) = (self.objects[obj].name, self.objects[obj].pos);
        if name != self.blank && name != self.empty {
            if let Some(old) = self.locals.insert(name, obj) {
                let other = self.other_decl(old);
                let message =
                    format!("{} redeclared in this block{other}", self.symbols.name(name));
                return self.err(pos, message);
            }
        }
        if let Some(id) = id
            && name != self.blank
        {
            self.record_obj(id, Some(obj));
        }
    }

    pub(super) fn open_scope(&mut self) {
        self.locals.open();
    }

    /// Closes a block; variables of it that were never used are remembered for the end of the function.
    pub(super) fn close_scope(&mut self) {
        let (objects, used, unused) = (&self.objects, &self.used, &mut self.unused);
        self.locals.close(|obj| {
            let o = &objects[obj];
            if matches!(o.kind, ObjectKind::Var(VarKind::Local)) && !used[obj.0 as usize] {
                unused.push((o.pos, o.name));
            }
        });
    }

    pub(super) fn set_used(&mut self, obj: ObjId) {
        self.used[obj.0 as usize] = true;
    }

    pub(super) fn is_used(&self, obj: ObjId) -> bool {
        self.used[obj.0 as usize]
    }

    /// A name starts with an upper-case letter.
    pub(super) fn exported(&self, sym: Symbol) -> bool {
        self.symbols.name(sym).chars().next().is_some_and(char::is_uppercase)
    }

    /// Records that the declaration being checked depends on a package-level object.
    pub(super) fn add_dep(&mut self, obj: ObjId) {
        if let Some(from) = self.env.decl
            && !matches!(self.decls[obj.0 as usize], DeclRef::None)
            && self.objects[obj].pkg == Some(self.pkg)
        {
            self.deps.entry(from).or_default().insert(obj);
        }
    }

    // Work that waits.

    /// Does the waiting work that was added since `top`.
    pub(super) fn process_later(&mut self, top: usize) {
        let mut i = top;
        while i < self.later.len() {
            let work = std::mem::replace(
                &mut self.later[i],
                Later::VarType { pos: Pos::NONE, ty: Types::INVALID },
            );
            i += 1;
            match work {
                Later::Body { sig, body, env } => self.func_body(&sig, body, env),
                Later::VarType { pos, ty } => self.check_var_type(pos, ty),
                Later::MapKey { pos, key } => self.check_map_key(pos, key),
                Later::Embedded { pos, ty } => self.check_embedded(pos, ty),
                Later::Union { terms } => self.check_union(&terms),
                Later::Verify { pos, args, tparams, targs } => {
                    self.mono.instance(&self.t, (pos, &args), &tparams, &targs);
                    self.check_instance(pos, &args, &tparams, &targs)
                }
                Later::ValidType { obj } => self.check_valid_type(obj),
                Later::Recv { pos, ty, tree } => self.check_recv(pos, ty, tree),
                Later::Fields { ty } => self.check_field_uniqueness(ty),
                Later::Methods { pos, name, other, tys } => {
                    if tys.0 != tys.1 {
                        self.duplicate_method(pos, name, other);
                    }
                }
            }
        }
        self.later.truncate(top);
    }

    /// Guards the host's stack: false (and an error) when the nesting is too deep.
    pub(super) fn enter(&mut self, pos: Pos) -> bool {
        if self.depth >= MAX_DEPTH {
            self.err(pos, "expression nested too deeply");
            return false;
        }
        self.depth += 1;
        true
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }
}
