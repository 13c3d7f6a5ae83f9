//! All statements and expressions of a tree, outermost first, without recursion.

use crate::syntax::ast::{ArrayLen, Decl, Expr, ExprKind, Stmt, StmtKind};

/// A place in the tree.
#[derive(Clone, Copy)]
pub(crate) enum Node<'a> {
    Stmt(&'a Stmt),
    Expr(&'a Expr),
}

/// As much as waits in most functions: one allocation a walk.
const WAITING: usize = 32;

/// Visits everything below a declaration, bodies of function literals included.
pub(crate) fn each_in_decl<'a>(d: &'a Decl, f: &mut dyn FnMut(Node<'a>)) {
    let mut roots = Vec::with_capacity(WAITING);
    decl_children(d, &mut roots);
    walk(roots, true, f);
}

/// Visits statements and what is in them; with `literals` the bodies of function literals too.
pub(crate) fn each<'a>(list: &'a [Stmt], literals: bool, f: &mut dyn FnMut(Node<'a>)) {
    let mut roots = Vec::with_capacity(list.len() + WAITING);
    roots.extend(list.iter().map(Node::Stmt));
    walk(roots, literals, f);
}

/// The same for what is in one node.
pub(crate) fn each_in<'a>(node: Node<'a>, literals: bool, f: &mut dyn FnMut(Node<'a>)) {
    walk(vec![node], literals, f);
}

/// All of a declaration, in the order of the text.
pub(crate) fn nodes_of_decl(d: &Decl) -> Vec<Node<'_>> {
    let mut all = Vec::with_capacity(8 * WAITING);
    each_in_decl(d, &mut |n| all.push(n));
    all
}

/// All of a function's own statements, in the order of the text.
pub(crate) fn nodes_of(list: &[Stmt]) -> Vec<Node<'_>> {
    let mut all = Vec::with_capacity(8 * WAITING);
    each(list, false, &mut |n| all.push(n));
    all
}

/// The next node stands at the end of `waiting`.
fn walk<'a>(mut waiting: Vec<Node<'a>>, literals: bool, f: &mut dyn FnMut(Node<'a>)) {
    waiting.reverse();
    while let Some(n) = waiting.pop() {
        f(n);
        let from = waiting.len();
        match n {
            Node::Stmt(s) => stmt_children(s, &mut waiting),
            Node::Expr(e) => expr_children(e, literals, &mut waiting),
        }
        waiting[from..].reverse();
    }
}

fn decl_children<'a>(d: &'a Decl, out: &mut Vec<Node<'a>>) {
    match d {
        Decl::Const(specs) => out.extend(specs.iter().flat_map(|s| &s.values).map(Node::Expr)),
        Decl::Var(specs) => out.extend(specs.iter().flat_map(|s| &s.values).map(Node::Expr)),
        Decl::Func(f) => out.extend(f.body.iter().flat_map(|b| &b.stmts).map(Node::Stmt)),
        _ => {}
    }
}

/// Direct children of a statement, in source order.
pub(crate) fn stmt_children<'a>(s: &'a Stmt, out: &mut Vec<Node<'a>>) {
    match &s.kind {
        StmtKind::Expr(e) | StmtKind::Go(e) | StmtKind::Defer(e) => out.push(Node::Expr(e)),
        StmtKind::Send { chan, value, .. } => out.extend([Node::Expr(chan), Node::Expr(value)]),
        StmtKind::IncDec { x, .. } => out.push(Node::Expr(x)),
        StmtKind::Assign { lhs, rhs, .. } => out.extend(lhs.iter().chain(rhs).map(Node::Expr)),
        StmtKind::Define { rhs, .. } => out.extend(rhs.iter().map(Node::Expr)),
        StmtKind::Decl(d) => decl_children(d, out),
        StmtKind::Return(list) => out.extend(list.iter().map(Node::Expr)),
        StmtKind::Block(b) => out.extend(b.stmts.iter().map(Node::Stmt)),
        StmtKind::Labeled { stmt, .. } => out.push(Node::Stmt(stmt)),
        StmtKind::If(x) => {
            out.extend(x.init.iter().map(Node::Stmt));
            out.push(Node::Expr(&x.cond));
            out.extend(x.then.stmts.iter().chain(&x.els).map(Node::Stmt));
        }
        StmtKind::For(x) => {
            out.extend(x.init.iter().map(Node::Stmt));
            out.extend(x.cond.iter().map(Node::Expr));
            out.extend(x.post.iter().chain(&x.body.stmts).map(Node::Stmt));
        }
        StmtKind::Range(x) => {
            out.extend(x.key.iter().chain(&x.value).map(Node::Expr));
            out.push(Node::Expr(&x.x));
            out.extend(x.body.stmts.iter().map(Node::Stmt));
        }
        StmtKind::Switch(x) => {
            out.extend(x.init.iter().map(Node::Stmt));
            out.extend(x.tag.iter().map(Node::Expr));
            for c in &x.clauses {
                out.extend(c.exprs.iter().map(Node::Expr));
                out.extend(c.body.iter().map(Node::Stmt));
            }
        }
        StmtKind::TypeSwitch(x) => {
            out.extend(x.init.iter().map(Node::Stmt));
            out.push(Node::Expr(&x.x));
            out.extend(x.clauses.iter().flat_map(|c| &c.body).map(Node::Stmt));
        }
        StmtKind::Select(clauses) => {
            for c in clauses {
                out.extend(c.comm.iter().chain(&c.body).map(Node::Stmt));
            }
        }
        _ => {}
    }
}

fn expr_children<'a>(e: &'a Expr, literals: bool, out: &mut Vec<Node<'a>>) {
    match &e.kind {
        ExprKind::FuncLit(lit) if literals => out.extend(lit.body.stmts.iter().map(Node::Stmt)),
        ExprKind::CompositeLit { elems, .. } => {
            for el in elems {
                out.extend(el.key.iter().map(Node::Expr));
                out.push(Node::Expr(&el.value));
            }
        }
        ExprKind::Paren(x)
        | ExprKind::Selector { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::Star(x)
        | ExprKind::Unary { x, .. } => out.push(Node::Expr(x)),
        ExprKind::Index { x, indices } => {
            out.push(Node::Expr(x));
            out.extend(indices.iter().map(Node::Expr));
        }
        ExprKind::Slice { x, lo, hi, max } => {
            out.push(Node::Expr(x));
            out.extend([lo, hi, max].into_iter().flatten().map(|e| Node::Expr(e)));
        }
        ExprKind::Call { fun, args, .. } => {
            out.push(Node::Expr(fun));
            out.extend(args.iter().map(Node::Expr));
        }
        ExprKind::Binary { x, y, .. } => out.extend([Node::Expr(x), Node::Expr(y)]),
        ExprKind::ArrayType { len: ArrayLen::Expr(n), .. } => out.push(Node::Expr(n)),
        _ => {}
    }
}
