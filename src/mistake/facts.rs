//! What the finders ask of tree and types.

use super::edit::Change;
use crate::syntax::ast::{Block, Decl, Expr, ExprKind, File, Ident, Stmt, StmtKind};
use crate::syntax::expr_string;
use crate::text::Pos;
use crate::types::info::{Mode, TypedProgram};
use crate::types::object::{Builtin, ObjId, ObjectKind};
use crate::types::ty::{Type, TypeId};
use crate::types::walk::{Node, each, each_in_decl};

/// One file of the reader's, with the program's facts.
pub(super) struct Facts<'p> {
    pub p: &'p TypedProgram,
    pub file: &'p File,
    pub text: &'p str,
    /// Position of the file's first byte.
    pub base: u32,
}

/// A function's body: a declaration's or a literal's.
#[derive(Clone, Copy)]
pub(super) struct Body<'p> {
    pub block: &'p Block,
}

/// A call of a method: `recv.name(args)`.
pub(super) struct MethodCall<'p> {
    /// `pkg.Type` that declares it.
    pub of: String,
    pub method: &'p str,
    pub recv: &'p Expr,
    pub args: &'p [Expr],
}

impl<'p> Facts<'p> {
    /// Of a file of the reader's; `None` for one that has no text.
    pub fn of_file(p: &'p TypedProgram, file: &'p File) -> Option<Facts<'p>> {
        let source = p.sources.file(p.sources.file_at(file.package.pos)?);
        Some(Facts { p, file, text: &source.text, base: source.base })
    }

    /// The field or method that a selector selects.
    pub fn selected(&self, e: &Expr) -> Option<ObjId> {
        let ExprKind::Selector { .. } = &e.kind else { return None };
        // of a package's member the name itself is known
        self.p.info.selections.get(&e.id).map(|s| s.obj)
    }

    /// All function bodies of the file.
    pub fn bodies(&self) -> Vec<Body<'p>> {
        let mut out = vec![];
        for d in &self.file.decls {
            if let Decl::Func(f) = d
                && let Some(block) = &f.body
            {
                out.push(Body { block });
            }
            each_in_decl(d, &mut |n| {
                if let Node::Expr(Expr { kind: ExprKind::FuncLit(lit), .. }) = n {
                    out.push(Body { block: &lit.body });
                }
            });
        }
        out
    }

    /// The call, if `e` calls a method.
    pub fn method(&self, e: &'p Expr) -> Option<MethodCall<'p>> {
        let ExprKind::Call { fun, args, .. } = &e.kind else { return None };
        let ExprKind::Selector { x: recv, .. } = &fun.kind else { return None };
        let s = self.p.info.selections.get(&fun.id)?;
        let object = &self.p.objects[s.obj];
        let ObjectKind::Func(info) = &object.kind else { return None };
        let of = self.type_name(info.recv.unwrap_or(s.recv))?;
        Some(MethodCall { of, method: self.p.symbols.name(object.name), recv, args })
    }

    /// `pkg.Type` of a defined type or a pointer to one.
    pub fn type_name(&self, t: TypeId) -> Option<String> {
        let types = &self.p.types;
        let t = match types.get(t) {
            Type::Pointer(to) => *to,
            _ => t,
        };
        let object = &self.p.objects[types.as_named(t)?.obj];
        let pkg = &self.p.packages[object.pkg?.0 as usize];
        Some(format!("{}.{}", pkg.path, self.p.symbols.name(object.name)))
    }

    /// Type of an expression.
    pub fn ty(&self, e: &Expr) -> Option<TypeId> {
        self.p.info.exprs.get(e.id.0 as usize)?.as_ref().map(|tv| tv.ty)
    }

    /// The builtin that a call calls.
    pub fn builtin(&self, e: &'p Expr) -> Option<(Builtin, &'p [Expr])> {
        let ExprKind::Call { fun, args, .. } = &e.kind else { return None };
        match self.p.info.exprs.get(fun.id.0 as usize)?.as_ref()?.mode {
            Mode::Builtin(b) => Some((b, args)),
            _ => None,
        }
    }

    /// The object of an expression that is a name.
    pub fn obj(&self, e: &Expr) -> Option<ObjId> {
        let ExprKind::Ident(id) = &e.kind else { return None };
        self.of(id)
    }

    /// The object of a name.
    pub fn of(&self, id: &Ident) -> Option<ObjId> {
        self.p.info.objs.get(id.id.0 as usize).copied().flatten()
    }

    /// As written, on one line.
    pub fn shown(&self, e: &Expr) -> String {
        expr_string(&self.p.symbols, e)
    }

    /// 1-based line.
    pub fn line(&self, pos: Pos) -> u32 {
        self.p.sources.line(pos)
    }

    /// The text between two places.
    pub fn slice(&self, from: Pos, to: Pos) -> &'p str {
        self.text.get(self.at(from)..self.at(to)).unwrap_or("")
    }

    /// Offset in the file.
    pub fn at(&self, pos: Pos) -> usize {
        pos.0.saturating_sub(self.base) as usize
    }

    /// Takes a text away; its line ends stay.
    pub fn without(&self, from: Pos, to: Pos) -> Change {
        let ends = self.slice(from, to).matches('\n').count();
        Change { from: self.at(from), to: self.at(to), text: "\n".repeat(ends) }
    }

    /// Puts something else in the place of a text of one line.
    pub fn instead(&self, from: Pos, to: Pos, text: impl Into<String>) -> Change {
        let ends = self.slice(from, to).matches('\n').count();
        let text = text.into() + &"\n".repeat(ends);
        Change { from: self.at(from), to: self.at(to), text }
    }

    /// Puts a text before a place.
    pub fn insert(&self, at: Pos, text: impl Into<String>) -> Change {
        Change { from: self.at(at), to: self.at(at), text: text.into() }
    }

    /// The deferred call at `i` of a function's own statements called at its end instead.
    pub fn not_deferred(&self, body: Body<'p>, i: usize) -> Option<Vec<Change>> {
        let stmts = &body.block.stmts;
        let (s, last) = (stmts.get(i)?, stmts.last()?);
        let StmtKind::Defer(call) = &s.kind else { return None };
        if i + 1 == stmts.len() {
            return Some(vec![self.without(s.pos, call.pos)]);
        }
        let text = self.slice(call.pos, call.end);
        if text.contains('\n') {
            return None;
        }
        let end = match &last.kind {
            StmtKind::Return(_) => self.insert(last.pos, format!("{text}; ")),
            _ => self.insert(last.end, format!("; {text}")),
        };
        Some(vec![self.without(s.pos, s.end), end])
    }
}

/// The lists of statements of a function, without those of the literals in it.
pub(super) fn lists(block: &Block) -> Vec<&[Stmt]> {
    let mut out: Vec<&[Stmt]> = vec![&block.stmts];
    each(&block.stmts, false, &mut |n| {
        let Node::Stmt(s) = n else { return };
        match &s.kind {
            StmtKind::Block(b) => out.push(&b.stmts),
            StmtKind::If(x) => out.push(&x.then.stmts),
            StmtKind::For(x) => out.push(&x.body.stmts),
            StmtKind::Range(x) => out.push(&x.body.stmts),
            StmtKind::Switch(x) => out.extend(x.clauses.iter().map(|c| &c.body[..])),
            StmtKind::TypeSwitch(x) => out.extend(x.clauses.iter().map(|c| &c.body[..])),
            StmtKind::Select(x) => out.extend(x.iter().map(|c| &c.body[..])),
            _ => {}
        }
    });
    out
}
