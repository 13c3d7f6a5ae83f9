//! What a Go teacher would point at although the program compiles: the checks of `go vet` that matter for
//! concurrent programs, in its words, and one of our own ([`defers`]). Runs on programs without errors.
//!
//! **Invariant:** every message is a warning; none of these checks looks into library packages.

mod cancel;
mod closure;
mod copylock;
mod defers;
mod format_verbs;
mod printf;
mod unused;
mod waitgroup;
pub(crate) mod walk;

use super::checker::Checker;
use super::object::{ObjId, ObjectKind, PkgId};
use super::operand::unparen;
use super::ty::{Type, TypeId};
use crate::diag::Diagnostic;
use crate::syntax::ast::{Block, Decl, Expr, ExprKind};
use crate::text::Pos;
use walk::Node;

impl<'a> Checker<'a> {
    /// All warnings about the program's own packages.
    pub(super) fn vet(&mut self) -> Vec<Diagnostic> {
        let mut out = vec![];
        let pkgs = self.pkgs;
        for (p, pkg) in pkgs.iter().enumerate().filter(|(_, p)| !p.is_std) {
            self.pkg = PkgId(p as u32);
            for file in &pkg.files {
                let version = self.file_version(file);
                for d in &file.decls {
                    let mut v = Vet { c: self, version, out: &mut out };
                    v.decl(d);
                }
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
    out: &'v mut Vec<Diagnostic>,
}

impl<'a> Vet<'_, 'a> {
    fn decl(&mut self, d: &'a Decl) {
        let all = walk::nodes_of_decl(d);
        self.copied_locks(d, &all);
        if let Decl::Func(f) = d
            && let Some(body) = &f.body
        {
            let main = f.recv.is_none() && self.c.symbols.name(f.name.name) == "main";
            self.body(body, main);
        }
        for n in all {
            if let Node::Expr(Expr { kind: ExprKind::FuncLit(lit), .. }) = n {
                self.body(&lit.body, false);
            }
        }
    }

    /// Checks that look at one function's body, without those of literals in it. What `main` leaves behind ends
    /// with the program.
    fn body(&mut self, body: &'a Block, main: bool) {
        let own = walk::nodes_of(&body.stmts);
        self.lost_cancel(body, &own, main);
        self.loop_closures(&own);
        self.late_adds(&own);
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
        let path = self.c.pkgs.get(o.pkg?.0 as usize)?.path.clone();
        let name = self.c.symbols.name(o.name);
        let name = match info.recv {
            None => name.to_string(),
            Some(t) => {
                let (base, ptr) = self.c.t.deref(t);
                let n = self.c.t.as_named(base)?;
                let base = self.c.symbols.name(self.c.objects[n.obj].name);
                format!("({}{base}).{name}", if ptr { "*" } else { "" })
            }
        };
        Some((path, name))
    }

    /// A type's name with its package's path, as vet prints types.
    fn full_type(&self, ty: TypeId) -> String {
        self.c.full_names.set(true);
        let s = self.c.type_str(ty);
        self.c.full_names.set(false);
        s
    }

    /// Import path and name of a defined type.
    fn named(&self, ty: TypeId) -> Option<(&str, &str)> {
        let Type::Named(_) = self.c.t.get(ty) else { return None };
        let o = &self.c.objects[self.c.t.as_named(ty)?.obj];
        Some((&self.c.pkgs[o.pkg?.0 as usize].path, self.c.symbols.name(o.name)))
    }

    /// The source text of an expression.
    fn text(&self, e: &Expr) -> String {
        let range = crate::text::TextRange { start: e.pos, end: e.end };
        self.c.sources.slice(range).to_string()
    }
}
