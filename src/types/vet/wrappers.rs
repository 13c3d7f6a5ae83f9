//! Functions that print: those of the library, and those of the program that hand their last arguments on to
//! one (`func logf(format string, args ...any) { log.Printf(format, args...) }`).

use super::Vet;
use super::walk::{Node, each};
use crate::syntax::ast::{
    Block, Decl, Expr, ExprKind, FuncType, Ident, StmtKind, UnaryOp, VarSpec,
};
use crate::types::object::{ObjId, ObjectKind};
use crate::types::ty::{Basic, Type};

/// What a function does with its last arguments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prints {
    Print,
    Printf,
    Errorf,
}

/// A function that may print what it is given, with the calls of it by others of its kind.
struct Wrapper<'a> {
    obj: ObjId,
    body: &'a Block,
    format: Option<ObjId>,
    args: ObjId,
    callers: Vec<(usize, &'a Expr)>,
}

impl<'a> Vet<'_, 'a> {
    /// How a function prints, if it does.
    pub(super) fn prints(&self, f: ObjId) -> Option<Prints> {
        if let Some(&known) = self.known.prints.get(&f) {
            return Some(known);
        }
        let o = &self.c.objects[f];
        let ObjectKind::Func(info) = &o.kind else { return None };
        let name = self.c.symbols.name(o.name);
        let is = match &*self.c.pkgs.get(o.pkg?.0 as usize)?.path {
            "fmt" if name == "Errorf" => return Some(Prints::Errorf),
            "fmt" | "log" => ["Append", "Fprint", "Print", "Sprint", "Fatal", "Panic"]
                .iter()
                .any(|p| matches!(name.strip_prefix(p), Some("" | "f" | "ln"))),
            "testing" if info.recv.is_some() || info.decl.is_none() => {
                matches!(name.trim_end_matches('f'), "Error" | "Fatal" | "Log" | "Skip")
            }
            "runtime/trace" => name == "Logf",
            _ => false,
        };
        let kind = if name.ends_with('f') { Prints::Printf } else { Prints::Print };
        is.then_some(kind)
    }

    /// Finds the printing functions of a package: `decls` are its declarations with all their nodes.
    pub(super) fn find_wrappers(&mut self, decls: &[(&'a Decl, Vec<Node<'a>>)]) {
        let mut all = vec![];
        for (d, nodes) in decls {
            match d {
                Decl::Func(f) => {
                    if let Some(b) = &f.body {
                        self.wrapper(&f.name, &f.ty, b, &mut all);
                    }
                }
                Decl::Var(specs) => self.variables(specs, &mut all),
                _ => {}
            }
            for n in nodes {
                let Node::Stmt(s) = n else { continue };
                match &s.kind {
                    StmtKind::Define { lhs, rhs, .. } => {
                        lhs.iter().zip(rhs).for_each(|(l, r)| self.literal(l, r, &mut all));
                    }
                    StmtKind::Assign { lhs, rhs, .. } => {
                        for (l, r) in lhs.iter().zip(rhs) {
                            match &l.kind {
                                ExprKind::Ident(id) => self.literal(id, r, &mut all),
                                ExprKind::Selector { sel, .. } => self.literal(sel, r, &mut all),
                                _ => {}
                            }
                        }
                    }
                    StmtKind::Decl(Decl::Var(specs)) => self.variables(specs, &mut all),
                    _ => {}
                }
            }
        }
        for w in 0..all.len() {
            for call in self.hands_on(&all[w]) {
                let ExprKind::Call { fun, .. } = &call.kind else { continue };
                let Some(callee) = self.obj_of(fun) else { continue };
                if let Some(other) = all.iter_mut().find(|x| x.obj == callee) {
                    other.callers.push((w, call));
                }
                if let Some(kind) = self.prints(callee) {
                    self.spread(&all, w, call, kind);
                }
            }
        }
    }

    fn variables(&self, specs: &'a [VarSpec], all: &mut Vec<Wrapper<'a>>) {
        for s in specs {
            s.names.iter().zip(&s.values).for_each(|(l, r)| self.literal(l, r, all));
        }
    }

    fn literal(&self, name: &Ident, value: &'a Expr, all: &mut Vec<Wrapper<'a>>) {
        if let ExprKind::FuncLit(lit) = &value.kind {
            self.wrapper(name, &lit.ty, &lit.body, all);
        }
    }

    /// Takes down a function whose last parameter is `args ...any`.
    fn wrapper(&self, name: &Ident, ty: &'a FuncType, body: &'a Block, all: &mut Vec<Wrapper<'a>>) {
        let Some(ExprKind::Ellipsis(elem)) = ty.params.last().map(|p| &p.ty.kind) else { return };
        let any = self.type_of(elem).is_some_and(
            |t| matches!(self.c.t.get(t), Type::Interface(i) if i.methods.is_empty() && i.terms.is_none() && !i.comparable),
        );
        let mut names = ty.params.iter().flat_map(|p| &p.names).rev();
        let obj = |id: Option<&Ident>| id.and_then(|id| self.c.obj_of(id.id));
        if let (true, Some(args), Some(f)) = (any, obj(names.next()), obj(Some(name))) {
            let format = obj(names.next()).filter(|&o| self.c.objects[o].ty == Basic::String.id());
            all.push(Wrapper { obj: f, body, format, args, callers: vec![] });
        }
    }

    /// The calls with the wrapper's arguments last, up to where it changes them.
    fn hands_on(&self, w: &Wrapper<'a>) -> Vec<&'a Expr> {
        let (mut calls, mut changed) = (vec![], false);
        let own = |e: &Expr| {
            let ExprKind::Ident(id) = &e.kind else { return false };
            let o = self.c.obj_of(id.id);
            o.is_some() && (o == Some(w.args) || o == w.format)
        };
        each(&w.body.stmts, true, &mut |n| match n {
            Node::Stmt(s) => {
                if let StmtKind::Assign { lhs, .. } = &s.kind {
                    changed |= lhs.iter().any(own);
                }
            }
            Node::Expr(e) => match &e.kind {
                ExprKind::Unary { op: UnaryOp::Addr, x } => changed |= own(x),
                ExprKind::Call { args, .. } if !changed => {
                    if args.last().is_some_and(|a| self.obj_of(a) == Some(w.args)) {
                        calls.push(e);
                    }
                }
                _ => {}
            },
        });
        calls
    }

    /// A wrapper of a printing function prints, and those that hand on to it do.
    fn spread(&mut self, all: &[Wrapper<'a>], w: usize, call: &'a Expr, kind: Prints) {
        let mut work = vec![(w, call)];
        while let Some((w, call)) = work.pop() {
            let w = &all[w];
            if self.forwards(w, call, kind) && self.prints(w.obj) != Some(kind) {
                self.known.prints.insert(w.obj, kind);
                work.extend(w.callers.iter().rev());
            }
        }
    }

    fn forwards(&mut self, w: &Wrapper<'a>, call: &'a Expr, kind: Prints) -> bool {
        let ExprKind::Call { fun, args, ellipsis, .. } = &call.kind else { return false };
        let format = args.len().checked_sub(2).and_then(|i| self.obj_of(&args[i]));
        if kind != Prints::Print && (format.is_none() || format != w.format) {
            return false;
        }
        if ellipsis.is_none() {
            let fits = self.signature(fun).is_some_and(|s| args.len() <= s.params.len());
            if fits {
                let like = match kind {
                    Prints::Print => "print",
                    Prints::Printf => "printf",
                    Prints::Errorf => "errorf",
                };
                self.warn(
                    call.pos,
                    format!("missing ... in args forwarded to {like}-like function"),
                );
            }
            return false;
        }
        true
    }
}
