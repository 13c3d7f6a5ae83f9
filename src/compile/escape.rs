//! Which local variables need a box in memory: those whose address is taken, and those that a closure
//! captures while somebody assigns to them after their declaration. Captured variables that never change
//! are captured by value. One walk per function, its closures included.

use super::Gen;
use crate::syntax::ast::*;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::{ObjId, ObjectKind, VarKind};
use crate::types::ty::Type;
use std::collections::{BTreeMap, BTreeSet};

/// What the walk found out about a function and the closures in it.
#[derive(Default, Debug)]
pub(super) struct Facts {
    /// Variables that live in a box.
    pub boxed: BTreeSet<ObjId>,
    /// Variables that are assigned to after their declaration.
    pub assigned: BTreeSet<ObjId>,
    /// Variables that closures mention, per closure (id of the literal or of the range-over-func loop), those
    /// of closures inside it included; in order of first use.
    pub captures: BTreeMap<NodeId, Vec<ObjId>>,
    /// Functions that defer; `None` is the outermost.
    pub defers: BTreeSet<Option<NodeId>>,
    /// Functions into which the body of a range-over-func loop defers.
    pub body_defers: BTreeSet<Option<NodeId>>,
}

#[derive(Default)]
struct Fact {
    /// Index in `fns` of the declaring function.
    depth: usize,
    taken: bool,
    captured: bool,
    assigned: bool,
    /// Assigned by the post statement of its own loop only counts where iterations share the variable.
    stepped: bool,
}

struct Walk<'a, 'p> {
    g: &'a mut Gen<'p>,
    facts: Facts,
    vars: BTreeMap<ObjId, Fact>,
    fns: Vec<Option<NodeId>>,
    /// For each of `fns`: it is the body of a range-over-func loop.
    bodies: Vec<bool>,
    /// For each of `fns`: its named results.
    results: Vec<Vec<ObjId>>,
    /// Variables of the loop whose post statement is walked.
    post: Vec<ObjId>,
    /// In the condition or post statement of a loop: captures there count as by reference.
    header: bool,
}

/// Walks a function's parameters and body.
pub(super) fn analyze<'p>(
    g: &mut Gen<'p>,
    fields: &[&'p [Field]],
    results: &'p [Field],
    body: &'p Block,
) -> Facts {
    let mut w = Walk::new(g);
    w.enter(None, false, fields, results);
    w.block(body);
    w.done()
}

/// Walks the initial value of a package variable.
pub(super) fn analyze_expr<'p>(g: &mut Gen<'p>, e: &'p Expr) -> Facts {
    let mut w = Walk::new(g);
    w.enter(None, false, &[], &[]);
    w.expr(e);
    w.done()
}

impl<'a, 'p> Walk<'a, 'p> {
    fn new(g: &'a mut Gen<'p>) -> Self {
        Walk {
            g,
            facts: Facts::default(),
            vars: BTreeMap::new(),
            fns: vec![],
            bodies: vec![],
            results: vec![],
            post: vec![],
            header: false,
        }
    }

    fn done(mut self) -> Facts {
        for (obj, v) in &self.vars {
            if v.taken || v.captured && v.assigned {
                self.facts.boxed.insert(*obj);
            }
            if v.assigned || v.stepped {
                self.facts.assigned.insert(*obj);
            }
        }
        self.facts
    }

    fn enter(
        &mut self,
        id: Option<NodeId>,
        body: bool,
        fields: &[&'p [Field]],
        results: &'p [Field],
    ) {
        self.fns.push(id);
        self.bodies.push(body);
        let named = results.iter().flat_map(|f| &f.names).filter_map(|n| self.obj(n)).collect();
        self.results.push(named);
        for f in fields.iter().flat_map(|l| l.iter()) {
            f.names.iter().for_each(|n| self.declare(n));
        }
        for n in results.iter().flat_map(|f| &f.names) {
            self.declare(n);
            // `return` assigns.
            if let Some(v) = self.obj(n).and_then(|o| self.vars.get_mut(&o)) {
                v.assigned = true;
            }
        }
    }

    fn leave(&mut self) {
        self.fns.pop();
        self.bodies.pop();
        self.results.pop();
    }

    fn obj(&self, n: &Ident) -> Option<ObjId> {
        self.g.obj_of(n.id)
    }

    fn declare(&mut self, n: &Ident) {
        if let Some(o) = self.obj(n) {
            self.declare_obj(o);
        }
    }

    fn declare_obj(&mut self, o: ObjId) {
        let depth = self.fns.len() - 1;
        self.vars.insert(o, Fact { depth, ..Fact::default() });
    }

    /// An identifier is mentioned.
    fn mention(&mut self, id: NodeId) -> Option<&mut Fact> {
        let o = self.g.obj_of(id)?;
        self.mention_obj(o)
    }

    fn mention_obj(&mut self, o: ObjId) -> Option<&mut Fact> {
        match self.g.p.objects[o].kind {
            ObjectKind::Var(VarKind::Local | VarKind::Param | VarKind::Result) => {}
            _ => return None,
        }
        let v = self.vars.get_mut(&o)?;
        let now = self.fns.len() - 1;
        if v.depth < now {
            v.captured = true;
            v.assigned |= self.header && v.stepped;
            for f in self.fns[v.depth + 1..=now].iter().flatten() {
                let list = self.facts.captures.entry(*f).or_default();
                if !list.contains(&o) {
                    list.push(o);
                }
            }
        }
        Some(v)
    }

    fn assign(&mut self, e: &'p Expr) {
        match &e.kind {
            ExprKind::Paren(x) => self.assign(x),
            ExprKind::Ident(n) => {
                let o = self.g.obj_of(n.id);
                let own_post = o.is_some_and(|o| self.post.contains(&o));
                let now = self.fns.len() - 1;
                if let Some(v) = self.mention(n.id) {
                    if own_post && v.depth == now {
                        v.stepped = true;
                    } else {
                        v.assigned = true;
                    }
                }
            }
            ExprKind::Selector { x, .. } if !self.is_qualified(e) && !self.is_pointer(x) => {
                self.assign(x)
            }
            ExprKind::Index { x, indices } => {
                if self.is_array(x) {
                    self.assign(x);
                } else {
                    self.expr(x);
                }
                indices.iter().for_each(|i| self.expr(i));
            }
            _ => self.expr(e),
        }
    }

    fn address(&mut self, e: &'p Expr) {
        match &e.kind {
            ExprKind::Paren(x) => self.address(x),
            ExprKind::Ident(n) => {
                if let Some(v) = self.mention(n.id) {
                    v.taken = true;
                }
            }
            ExprKind::Selector { x, .. } if !self.is_qualified(e) && !self.is_pointer(x) => {
                self.address(x)
            }
            ExprKind::Index { x, indices } => {
                if self.is_array(x) {
                    self.address(x);
                } else {
                    self.expr(x);
                }
                indices.iter().for_each(|i| self.expr(i));
            }
            _ => self.expr(e),
        }
    }

    fn is_qualified(&self, e: &Expr) -> bool {
        !self.g.p.info.selections.contains_key(&e.id)
    }

    fn is_pointer(&mut self, e: &Expr) -> bool {
        let t = self.g.ty(e);
        matches!(self.g.types.under(t), Type::Pointer(_))
    }

    fn is_array(&mut self, e: &Expr) -> bool {
        let t = self.g.ty(e);
        matches!(self.g.types.under(t), Type::Array(..))
    }

    fn expr(&mut self, e: &'p Expr) {
        let mut e = e;
        // Long chains lean to the left.
        while let ExprKind::Binary { x, y, .. } = &e.kind {
            self.expr(y);
            e = x;
        }
        if let Some(Some(tv)) = self.g.p.info.exprs.get(e.id.0 as usize)
            && matches!(tv.mode, Mode::Type | Mode::Constant)
        {
            return;
        }
        match &e.kind {
            ExprKind::Ident(n) => {
                self.mention(n.id);
            }
            ExprKind::CompositeLit { elems, .. } => {
                let t = self.g.ty(e);
                let is_struct = matches!(self.g.types.under(t), Type::Struct(_));
                for el in elems {
                    if let (Some(k), false) = (&el.key, is_struct) {
                        self.expr(k);
                    }
                    self.expr(&el.value);
                }
            }
            ExprKind::FuncLit(f) => self.func(e.id, f),
            ExprKind::Paren(x) | ExprKind::Star(x) => self.expr(x),
            ExprKind::Selector { x, .. } => self.selector(e, x),
            ExprKind::Index { x, indices } => {
                self.expr(x);
                indices.iter().for_each(|i| self.expr(i));
            }
            ExprKind::Slice { x, lo, hi, max } => {
                if self.is_array(x) {
                    self.address(x);
                } else {
                    self.expr(x);
                }
                [lo, hi, max].into_iter().flatten().for_each(|b| self.expr(b));
            }
            ExprKind::TypeAssert { x, .. } => self.expr(x),
            ExprKind::Call { fun, args, .. } => {
                self.expr(fun);
                args.iter().for_each(|a| self.expr(a));
            }
            ExprKind::Unary { op: UnaryOp::Addr, x } => self.address(x),
            ExprKind::Unary { x, .. } => self.expr(x),
            _ => {}
        }
    }

    fn selector(&mut self, e: &'p Expr, x: &'p Expr) {
        let Some(s) = self.g.p.info.selections.get(&e.id) else { return };
        if s.kind == SelectionKind::MethodExpr {
            return;
        }
        let by_pointer = s.kind == SelectionKind::Method
            && match &self.g.p.objects[s.obj].kind {
                ObjectKind::Func(f) => {
                    f.recv.is_some_and(|r| matches!(self.g.types.get(r), Type::Pointer(_)))
                }
                _ => false,
            };
        if by_pointer && !self.is_pointer(x) {
            self.address(x);
        } else {
            self.expr(x);
        }
    }

    fn func(&mut self, id: NodeId, f: &'p FuncLit) {
        self.facts.captures.entry(id).or_default();
        self.enter(Some(id), false, &[&f.ty.params], &f.ty.results);
        let (post, header) = (std::mem::take(&mut self.post), self.header);
        self.block(&f.body);
        (self.post, self.header) = (post, header);
        self.leave();
    }

    fn block(&mut self, b: &'p Block) {
        b.stmts.iter().for_each(|s| self.stmt(s));
    }

    fn stmt(&mut self, s: &'p Stmt) {
        match &s.kind {
            StmtKind::Expr(e) | StmtKind::Go(e) => self.expr(e),
            StmtKind::Defer(e) => {
                self.defers();
                self.expr(e);
            }
            StmtKind::Send { chan, value, .. } => {
                self.expr(chan);
                self.expr(value);
            }
            StmtKind::IncDec { x, .. } => self.assign(x),
            StmtKind::Assign { lhs, rhs, .. } => {
                lhs.iter().for_each(|e| self.assign(e));
                rhs.iter().for_each(|e| self.expr(e));
            }
            StmtKind::Define { lhs, rhs, .. } => {
                rhs.iter().for_each(|e| self.expr(e));
                for n in lhs {
                    if self.g.defines(n) {
                        self.declare(n);
                    } else if let Some(v) = self.mention(n.id) {
                        v.assigned = true;
                    }
                }
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for v in specs {
                    v.values.iter().for_each(|e| self.expr(e));
                    v.names.iter().for_each(|n| self.declare(n));
                }
            }
            StmtKind::Return(es) => {
                self.returns();
                es.iter().for_each(|e| self.expr(e));
            }
            StmtKind::Block(b) => self.block(b),
            StmtKind::Labeled { stmt, .. } => self.stmt(stmt),
            StmtKind::If(_) => self.if_chain(s),
            StmtKind::For(f) => self.for_stmt(f),
            StmtKind::Range(r) => self.range(r),
            StmtKind::Switch(sw) => {
                sw.init.iter().for_each(|s| self.stmt(s));
                sw.tag.iter().for_each(|e| self.expr(e));
                for c in &sw.clauses {
                    c.exprs.iter().for_each(|e| self.expr(e));
                    c.body.iter().for_each(|s| self.stmt(s));
                }
            }
            StmtKind::TypeSwitch(sw) => {
                sw.init.iter().for_each(|s| self.stmt(s));
                self.expr(&sw.x);
                for c in &sw.clauses {
                    if let Some(&o) = self.g.p.info.implicits.get(&c.id) {
                        self.declare_obj(o);
                    }
                    c.body.iter().for_each(|s| self.stmt(s));
                }
            }
            StmtKind::Select(clauses) => {
                for c in clauses {
                    c.comm.iter().for_each(|s| self.stmt(s));
                    c.body.iter().for_each(|s| self.stmt(s));
                }
            }
            _ => {}
        }
    }

    fn if_chain(&mut self, s: &'p Stmt) {
        let mut s = s;
        while let StmtKind::If(i) = &s.kind {
            i.init.iter().for_each(|s| self.stmt(s));
            self.expr(&i.cond);
            self.block(&i.then);
            let Some(els) = &i.els else { return };
            s = els;
        }
        self.stmt(s);
    }

    fn for_stmt(&mut self, f: &'p ForStmt) {
        let mut own = vec![];
        if let Some(init) = &f.init {
            self.stmt(init);
            if let StmtKind::Define { lhs, .. } = &init.kind {
                own = lhs.iter().filter_map(|n| self.obj(n)).collect();
            }
        }
        let header = std::mem::replace(&mut self.header, true);
        self.mark_stepped(&own);
        f.cond.iter().for_each(|e| self.expr(e));
        self.header = header;
        self.block(&f.body);
        let header = std::mem::replace(&mut self.header, true);
        if f.per_iteration {
            let outer = std::mem::replace(&mut self.post, own.clone());
            f.post.iter().for_each(|s| self.stmt(s));
            self.post = outer;
        } else {
            f.post.iter().for_each(|s| self.stmt(s));
        }
        self.header = header;
    }

    /// The variables of a loop count as stepped, so that captures in its header box them.
    fn mark_stepped(&mut self, own: &[ObjId]) {
        for o in own {
            if let Some(v) = self.vars.get_mut(o) {
                v.stepped = true;
            }
        }
    }

    fn range(&mut self, r: &'p RangeStmt) {
        self.expr(&r.x);
        let t = self.g.ty(&r.x);
        let is_func = matches!(self.g.types.under(t), Type::Func(_));
        if is_func {
            self.facts.captures.entry(r.id).or_default();
            self.enter(Some(r.id), true, &[], &[]);
        }
        for e in [&r.key, &r.value].into_iter().flatten() {
            match &e.kind {
                ExprKind::Ident(n) if r.define => {
                    self.declare(n);
                    if !r.per_iteration
                        && let Some(v) = self.obj(n).and_then(|o| self.vars.get_mut(&o))
                    {
                        v.assigned = true;
                    }
                }
                _ => self.assign(e),
            }
        }
        self.block(&r.body);
        if is_func {
            self.leave();
        }
    }

    /// A `return` in the body of a range-over-func loop reaches the named results of its function.
    fn returns(&mut self) {
        let mut i = self.fns.len() - 1;
        if !self.bodies[i] {
            return;
        }
        while i > 0 && self.bodies[i] {
            i -= 1;
        }
        for o in self.results[i].clone() {
            if let Some(v) = self.mention_obj(o) {
                v.taken = true;
            }
        }
    }

    fn defers(&mut self) {
        let mut i = self.fns.len() - 1;
        if self.bodies[i] {
            while i > 0 && self.bodies[i] {
                i -= 1;
            }
            self.facts.body_defers.insert(self.fns[i]);
        }
        self.facts.defers.insert(self.fns[i]);
    }
}
