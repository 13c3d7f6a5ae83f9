//! What a Go teacher would point at although the program compiles: the checks of `go vet` that matter for
//! concurrent programs, in its words, and one of our own ([`defers`]). Runs on programs without errors.
//!
//! **Invariant:** every message is a warning; none of these checks looks into library packages.

mod cancel;
mod closure;
mod copylock;
mod defers;
mod flow;
mod format_verbs;
mod misuse;
mod printf;
mod unused;
mod waitgroup;
pub(crate) mod walk;
mod wrappers;

use super::checker::Checker;
use super::object::{ObjId, Object, ObjectKind, PkgId};
use super::operand::unparen;
use super::ty::{Signature, Type, TypeId};
use crate::diag::Diagnostic;
use crate::syntax::ast::{Block, Decl, Expr, ExprKind};
use crate::text::Pos;
use std::collections::BTreeMap;
use walk::Node;
use wrappers::Prints;

/// What was found out about functions, whichever file asked.
#[derive(Default)]
struct Known {
    /// Those that never return.
    never: BTreeMap<ObjId, bool>,
    /// Those of the program that print what they are given.
    prints: BTreeMap<ObjId, Prints>,
}

impl<'a> Checker<'a> {
    /// All warnings about the program's own packages.
    pub(super) fn vet(&mut self) -> Vec<Diagnostic> {
        let (mut out, mut known) = (vec![], Known::default());
        let pkgs = self.pkgs;
        for (p, pkg) in pkgs.iter().enumerate().filter(|(_, p)| !p.is_std) {
            self.pkg = PkgId(p as u32);
            let files: Vec<_> = pkg.files.iter().map(|f| self.file_version(f)).collect();
            let mut v = Vet { c: self, version: 0, known: &mut known, method: None, out: &mut out };
            let decls: Vec<_> = (pkg.files.iter().flat_map(|f| &f.decls))
                .map(|d| (d, walk::nodes_of_decl(d)))
                .collect();
            v.find_wrappers(&decls);
            let versions = pkg.files.iter().zip(files).flat_map(|(f, v)| vec![v; f.decls.len()]);
            for ((d, all), version) in decls.iter().zip(versions) {
                v.version = version;
                v.decl(d, all);
            }
        }
        out
    }
}

/// One declaration under inspection.
struct Vet<'v, 'a> {
    c: &'v mut Checker<'a>,
    /// Language version of the file.
    version: u32,
    known: &'v mut Known,
    /// The `String` or `Error` method that is inspected: its receiver, and its full name.
    method: Option<(ObjId, String)>,
    out: &'v mut Vec<Diagnostic>,
}

impl<'a> Vet<'_, 'a> {
    fn decl(&mut self, d: &'a Decl, all: &[Node<'a>]) {
        self.copied_locks(d, all);
        self.signals_unbuffered(all);
        self.method = self.stringer(d);
        if let Decl::Func(f) = d
            && let Some(body) = &f.body
        {
            let main = f.recv.is_none() && self.c.symbols.name(f.name.name) == "main";
            let main = main && self.c.pkgs[self.c.pkg.0 as usize].name == "main";
            self.body(f.pos, body, main);
        }
        for n in all {
            if let Node::Expr(Expr { kind: ExprKind::FuncLit(lit), pos, .. }) = n {
                self.body(*pos, &lit.body, false);
            }
        }
    }

    /// Checks that look at one function's body, without those of literals in it.
    fn body(&mut self, start: Pos, body: &'a Block, is_main: bool) {
        let own = walk::nodes_of(&body.stmts);
        self.lost_cancel(start, body, &own, is_main);
        self.loop_closures(&own);
        self.late_adds(&own);
        self.atomic_assignments(&own);
        self.unused_results(&own);
        self.deferred_in_loops(body, &own);
        self.printf_calls(&own);
    }

    fn warn(&mut self, pos: Pos, message: String) {
        self.out.push(Diagnostic::warning(pos, message));
    }

    /// The type of an expression.
    fn type_of(&self, e: &Expr) -> Option<TypeId> {
        self.c.info.exprs.get(e.id.0 as usize)?.as_ref().map(|tv| tv.ty)
    }

    /// The object that a plain or qualified name, or a selector, stands for.
    fn obj_of(&self, e: &Expr) -> Option<ObjId> {
        match &unparen(e).kind {
            ExprKind::Ident(id) => self.c.obj_of(id.id),
            ExprKind::Selector { sel, .. } => self.c.obj_of(sel.id),
            ExprKind::Index { x, .. } => self.obj_of(x),
            _ => None,
        }
    }

    /// Import path and name of the function that a call calls; methods as `(*T).M`.
    fn callee(&self, call: &Expr) -> Option<(String, String)> {
        let ExprKind::Call { fun, .. } = &unparen(call).kind else { return None };
        let o = &self.c.objects[self.obj_of(fun)?];
        let ObjectKind::Func(info) = &o.kind else { return None };
        let path = |o: &Object| o.pkg.map_or("", |p| &self.c.pkgs[p.0 as usize].path).to_string();
        let name = self.c.symbols.name(o.name);
        let recv = match (info.recv, info.decl, &unparen(fun).kind) {
            (Some(t), ..) => t,
            // A method of an interface belongs to the type that is asked for it.
            (None, None, ExprKind::Selector { x, .. }) => self.type_of(x)?,
            _ => return Some((path(o), name.into())),
        };
        let (base, ptr) = self.c.t.deref(recv);
        let base = &self.c.objects[self.c.t.as_named(base)?.obj];
        let star = if ptr { "*" } else { "" };
        Some((path(base), format!("({star}{}).{name}", self.c.symbols.name(base.name))))
    }

    /// The type of what is called.
    fn signature(&self, fun: &Expr) -> Option<&Signature> {
        match self.c.t.under(self.type_of(fun)?) {
            Type::Func(s) => Some(s),
            _ => None,
        }
    }

    /// A type's name with its package's path, as vet prints types.
    fn full_type(&self, ty: TypeId) -> String {
        self.c.full_names.set(true);
        let s = self.c.type_str(ty);
        self.c.full_names.set(false);
        s
    }

    /// `(*path.T).M` for what [`Vet::callee`] found.
    fn full_name(&self, path: &str, name: &str) -> String {
        let dot = if path.is_empty() { "" } else { "." };
        for star in ["(*", "("] {
            if let Some(rest) = name.strip_prefix(star) {
                return format!("{star}{path}{dot}{rest}");
            }
        }
        format!("{path}{dot}{name}")
    }

    /// Import path and name of a defined type.
    fn named(&self, ty: TypeId) -> Option<(&str, &str)> {
        let Type::Named(_) = self.c.t.get(ty) else { return None };
        let o = &self.c.objects[self.c.t.as_named(ty)?.obj];
        Some((&self.c.pkgs[o.pkg?.0 as usize].path, self.c.symbols.name(o.name)))
    }

    /// An expression as gofmt lays it out.
    fn text(&self, e: &Expr) -> String {
        let range = crate::text::TextRange { start: e.pos, end: e.end };
        let text = self.c.sources.slice(range);
        let laid_out = crate::syntax::print::format(&format!("package p\n\nvar _ = {text}\n"));
        let value = laid_out.as_ref().ok().and_then(|t| t.split_once(" = "));
        value.map_or(text, |(_, v)| v.trim_end()).to_string()
    }
}
