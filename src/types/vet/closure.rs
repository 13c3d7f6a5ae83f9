//! Loop variables captured by a goroutine or a deferred call, where the language version still shares them
//! among iterations.

use super::Vet;
use super::walk::{Node, each};
use crate::syntax::ast::{Block, Expr, ExprKind, Stmt, StmtKind};
use crate::types::object::ObjId;
use crate::types::operand::unparen;

impl<'a> Vet<'_, 'a> {
    pub(super) fn loop_closures(&mut self, own: &[Node<'a>]) {
        if self.version >= 22 {
            return;
        }
        let mut loops: Vec<(Vec<&'a Expr>, &'a Block)> = vec![];
        for n in own {
            let Node::Stmt(s) = n else { continue };
            match &s.kind {
                StmtKind::Range(x) => loops.push((x.key.iter().chain(&x.value).collect(), &x.body)),
                StmtKind::For(x) => match x.post.as_ref().map(|p| &p.kind) {
                    Some(StmtKind::IncDec { x: v, .. }) => loops.push((vec![v], &x.body)),
                    Some(StmtKind::Assign { lhs, .. }) => {
                        loops.push((lhs.iter().collect(), &x.body))
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        for (vars, body) in loops {
            let vars: Vec<ObjId> = vars.into_iter().filter_map(|v| self.obj_of(v)).collect();
            let mut last = vec![];
            last_stmts(&body.stmts, &mut last);
            for s in last {
                let lit = match &s.kind {
                    StmtKind::Go(e) | StmtKind::Defer(e) => match &e.kind {
                        ExprKind::Call { fun, .. } => Some(&**fun),
                        _ => None,
                    },
                    StmtKind::Expr(e) => self.group_go(e),
                    _ => None,
                };
                if let Some(ExprKind::FuncLit(lit)) = lit.map(|e| &e.kind) {
                    self.captured(&vars, &lit.body.stmts);
                }
            }
            for s in &body.stmts {
                if let StmtKind::Expr(e) = &s.kind {
                    let parallel = self.parallel_part(e);
                    self.captured(&vars, parallel);
                }
            }
        }
    }

    /// What the function of `t.Run(name, func(t *testing.T) {…})` does after `t.Parallel()`, from its last
    /// label on.
    fn parallel_part(&self, run: &'a Expr) -> &'a [Stmt] {
        let method = |e: &Expr, name: &str| {
            self.callee(e).is_some_and(|(p, n)| p == "testing" && n.ends_with(name))
        };
        let ExprKind::Call { args, .. } = &run.kind else { return &[] };
        let [_, Expr { kind: ExprKind::FuncLit(lit), .. }] = &args[..] else { return &[] };
        let t = lit.ty.params.first().and_then(|f| self.c.obj_of(f.names.first()?.id));
        if t.is_none() || !method(run, "T).Run") {
            return &[];
        }
        let (mut from, stmts) = (None, &lit.body.stmts);
        for (i, s) in stmts.iter().enumerate() {
            let mut s = s;
            while let StmtKind::Labeled { stmt, .. } = &s.kind {
                (s, from) = (stmt, None);
            }
            if let StmtKind::Expr(e @ Expr { kind: ExprKind::Call { fun, .. }, .. }) = &s.kind
                && let ExprKind::Selector { x, .. } = &fun.kind
                && method(e, "T).Parallel")
                && self.obj_of(x) == t
            {
                from = from.or(Some(i + 1));
            }
        }
        from.map_or(&[], |i| &stmts[i..])
    }

    /// The function of `g.Go(func() …)` of an errgroup.
    fn group_go(&self, e: &'a Expr) -> Option<&'a Expr> {
        let (path, name) = self.callee(e)?;
        let ExprKind::Call { args, .. } = &unparen(e).kind else { return None };
        let go = path == "golang.org/x/sync/errgroup" && name.ends_with(".Go");
        args.first().filter(|_| go)
    }

    fn captured(&mut self, vars: &[ObjId], stmts: &'a [Stmt]) {
        let mut found = vec![];
        each(stmts, true, &mut |n| {
            if let Node::Expr(Expr { kind: ExprKind::Ident(id), .. }) = n {
                found.push(*id);
            }
        });
        for id in found {
            if self.c.obj_of(id.id).is_some_and(|o| vars.contains(&o)) {
                let name = self.c.symbols.name(id.name);
                self.warn(id.pos, format!("loop variable {name} captured by func literal"));
            }
        }
    }
}

/// The statements that may be executed last in a list.
fn last_stmts<'a>(list: &'a [Stmt], out: &mut Vec<&'a Stmt>) {
    let mut lists = vec![list];
    while let Some(list) = lists.pop() {
        let Some(s) = list.last() else { continue };
        match &s.kind {
            StmtKind::If(x) => {
                lists.push(&x.then.stmts);
                if let Some(e) = &x.els {
                    lists.push(match &e.kind {
                        StmtKind::Block(b) => &b.stmts,
                        _ => std::slice::from_ref(e),
                    });
                }
            }
            StmtKind::For(x) => lists.push(&x.body.stmts),
            StmtKind::Range(x) => lists.push(&x.body.stmts),
            StmtKind::Switch(x) => lists.extend(x.clauses.iter().map(|c| &c.body[..])),
            StmtKind::TypeSwitch(x) => lists.extend(x.clauses.iter().map(|c| &c.body[..])),
            StmtKind::Select(x) => lists.extend(x.iter().map(|c| &c.body[..])),
            _ => out.push(s),
        }
    }
}
