//! The entry: loads the packages and checks them one after another.

use super::checker::{Checker, DeclRef, Env, Habits, NO_TYPE, State};
use super::info::{Info, Mode, TypedProgram};
use super::load::{CheckRequest, Loaded, load};
use super::object::{Objects, PkgId};
use super::scope::Scopes;
use super::ty::{Basic, Types};
use super::universe;
use crate::arrange::Gather;
use crate::diag::{Diagnostic, sort_and_dedup};
use crate::syntax::ast::{Decl, Symbols};
use crate::text::{Pos, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Parses and checks a program with everything that it imports. The program is fit for the compiler only if
/// no diagnostic is an error.
pub fn check(request: CheckRequest) -> (TypedProgram, Vec<Diagnostic>) {
    let loaded = load(&request);
    let Loaded { sources, symbols, packages, fake, diags, nodes } = loaded;
    let syntax = diags
        .iter()
        .any(|d| crate::syntax::stops_checking(d) || d.message.starts_with("import cycle"));
    let mut c = checker(&request, &sources, symbols, &packages, &fake, nodes);
    c.diags = diags;
    if !syntax {
        for p in 0..packages.len() {
            c.package(PkgId(p as u32));
        }
        c.finish();
    }
    // Warnings come on top of a program that compiles.
    let warnings = if c.diags.is_empty() { c.vet() } else { vec![] };
    let Checker { symbols, t, objects, info, uni, diags, .. } = c;
    let program =
        TypedProgram { sources, symbols, types: t, objects, packages, info, universe: uni };
    let mut diags = printed(diags, &program.sources, request.max_errors);
    diags.extend(warnings);
    sort_and_dedup(&mut diags, &program.sources);
    (program, diags)
}

/// What gc would print: the first ten (or as many as asked for), sorted.
fn printed(mut diags: Vec<Diagnostic>, sources: &Sources, max: usize) -> Vec<Diagnostic> {
    // One of several equal messages about a line, if nothing else was said in between.
    diags.dedup_by(|a, b| {
        a.message == b.message && line_key(sources, a.pos) == line_key(sources, b.pos)
    });
    diags.truncate(max);
    sort_and_dedup(&mut diags, sources);
    diags
}

fn line_key(sources: &Sources, pos: Pos) -> u32 {
    sources.file_at(pos).map_or(0, |f| f.0) << 20 | sources.line(pos)
}

fn checker<'a>(
    request: &CheckRequest,
    sources: &'a Sources,
    mut symbols: Symbols,
    pkgs: &'a [super::info::Package],
    fake: &'a [bool],
    nodes: usize,
) -> Checker<'a> {
    let mut t = Types::new();
    let mut objects = Objects::default();
    let mut names = vec![];
    let uni = universe::declare(&mut symbols, &mut t, &mut objects, &mut names);
    for p in pkgs {
        symbols.intern(&p.path);
    }
    let blank = symbols.intern("_");
    let empty = symbols.intern("");
    let mut scope = vec![];
    for (sym, obj) in names {
        let at = sym.0 as usize;
        if scope.len() <= at {
            scope.resize(at + 1, None);
        }
        scope[at] = Some(obj);
    }
    let n = objects.0.len();
    Checker {
        pkgs,
        fake,
        sources,
        symbols,
        lang: request.lang,
        t,
        objects,
        info: Info { exprs: vec![None; nodes], objs: vec![None; nodes], ..Info::default() },
        uni,
        known_habits: std::cell::OnceCell::new(),
        diags: vec![],
        universe: scope,
        pkg_scopes: vec![BTreeMap::new(); pkgs.len()],
        used: vec![false; n],
        decls: vec![DeclRef::None; n],
        states: vec![State::Done; n],
        pkg: PkgId(0),
        globals: vec![],
        file_scopes: vec![],
        order: vec![],
        methods: BTreeMap::new(),
        deps: BTreeMap::new(),
        path: vec![],
        sigs: BTreeMap::new(),
        imports: vec![],
        dot_imports: BTreeMap::new(),
        field_objs: BTreeMap::new(),
        method_objs: BTreeMap::new(),
        alias_tparams: BTreeMap::new(),
        named_rhs: BTreeMap::new(),
        waiting: vec![],
        mono: super::mono::Mono::default(),
        valid: BTreeSet::new(),
        env: Env {
            file: 0,
            version: request.lang,
            decl: None,
            iota: None,
            errpos: Pos::NONE,
            results: Rc::new([]),
            has_call: false,
            in_func: false,
            tparams: Rc::new([]),
        },
        locals: Scopes::default(),
        later: vec![],
        unused: vec![],
        shift_lhs: BTreeSet::new(),
        panics: BTreeSet::new(),
        in_tparam_list: false,
        target_tree: None,
        written: BTreeMap::new(),
        lazy_types: false,
        in_methods: vec![],
        endless_interfaces: vec![],
        endless_type: None,
        inst_pos: BTreeMap::new(),
        explicit_ifaces: BTreeSet::new(),
        full_names: std::cell::Cell::new(false),
        depth: 0,
        blank,
        empty,
    }
}

/// Which names of types the program's own text prefers.
pub(super) fn habits(sources: &Sources) -> Habits {
    let own = || sources.files().iter().filter(|f| !f.is_std);
    let names: BTreeSet<&str> = own().flat_map(|f| crate::syntax::names(&f.text)).gather();
    let word = |w| names.contains(w);
    Habits {
        byte: word("byte") || !word("uint8"),
        rune: word("rune") || !word("int32"),
        any: word("any") || !own().any(|f| f.text.contains("interface{}")),
    }
}

impl<'a> Checker<'a> {
    /// Checks one package.
    fn package(&mut self, pkg: PkgId) {
        self.pkg = pkg;
        self.globals.iter_mut().for_each(|g| *g = None);
        self.order.clear();
        self.methods.clear();
        self.deps.clear();
        self.imports.clear();
        self.dot_imports.clear();
        self.sigs.clear();
        self.package_name();
        self.collect_objects();
        self.direct_cycles();
        self.resolve_package();
        self.process_later(0);
        self.init_order();
        self.unused_imports();
        if !self.endless_interfaces.is_empty() {
            self.diags.retain(|d| !d.message.contains("invalid type"));
        }
        if self.diags.is_empty() {
            self.monomorph();
            self.endless_types();
        }
        if self.diags.is_empty() {
            self.missing_bodies();
        }
        self.env.errpos = Pos::NONE;
    }

    /// `package _` names nothing.
    fn package_name(&mut self) {
        let pkgs = self.pkgs;
        for f in &pkgs[self.pkg.0 as usize].files {
            if f.package.name == self.blank {
                self.err(f.package.pos, "invalid package name _");
            }
        }
    }

    /// Only library packages may have functions that are implemented elsewhere.
    fn missing_bodies(&mut self) {
        let pkgs = self.pkgs;
        let pkg = &pkgs[self.pkg.0 as usize];
        if pkg.is_std {
            return;
        }
        for d in pkg.files.iter().flat_map(|f| &f.decls) {
            if let Decl::Func(f) = d
                && f.body.is_none()
            {
                let pos = f.recv.as_ref().map_or(f.name.pos, |r| Pos(r.pos.0.saturating_sub(1)));
                self.err(pos, "missing function body");
            }
        }
    }

    /// Makes the facts final: no untyped values, no missing types, methods of instances.
    fn finish(&mut self) {
        let t = &self.t;
        for tv in self.info.exprs.iter_mut().flatten() {
            if !t.is_untyped(tv.ty) || tv.mode == Mode::Nil {
                continue;
            }
            let d = t.default_type(tv.ty);
            match (&tv.value, t.basic(d)) {
                (Some(v), Some(b)) => {
                    if let Some(v) = super::constant::represent(v, b) {
                        tv.value = Some(v);
                        tv.ty = d;
                    }
                }
                _ => tv.ty = d,
            }
        }
        for o in &mut self.objects.0 {
            if o.ty == NO_TYPE {
                o.ty = Basic::Invalid.id();
            }
        }
        for i in 0..self.t.named.len() {
            if let Some(origin) = self.t.named[i].origin
                && let Some(o) = self.t.as_named(origin)
            {
                let methods = o.methods.clone();
                self.t.named[i].methods = methods;
            }
        }
    }
}
