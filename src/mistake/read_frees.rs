//! Reads what frees whom out of trees and types; see [`Frees`].

use super::facts::{Body, Facts, MethodCall};
use super::frees::{Doing, Free, Frees, Made, Reach};
use crate::syntax::ast::{
    Decl, Element, Expr, ExprKind, Field, FuncType, Ident, Stmt, StmtKind, UnaryOp,
};
use crate::text::Pos;
use crate::types::object::{Builtin, ObjId};
use crate::types::ty::{Type, TypeId};
use crate::types::walk::{Node, each};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A function of which no text is known.
const NOWHERE: usize = usize::MAX;

pub(super) struct Reader {
    pub out: Frees,
    functions: BTreeMap<ObjId, Rc<Declared>>,
    /// Fields of struct types, in order.
    structs: BTreeMap<ObjId, Vec<Option<ObjId>>>,
    /// Function literals that a variable was made with: whoever names it reaches them, but for `go`.
    named: BTreeMap<ObjId, usize>,
}

/// A declared function or method.
struct Declared {
    /// Its text, unless it is written elsewhere.
    body: Option<usize>,
    recv: Option<ObjId>,
    params: Vec<Option<ObjId>>,
}

impl Reader {
    pub fn new(out: Frees) -> Reader {
        let (functions, structs, named) = Default::default();
        Reader { out, functions, structs, named }
    }

    /// Functions and struct types of a file.
    pub fn declared(&mut self, f: &Facts) {
        for d in &f.file.decls {
            if let Decl::Type(specs) = d {
                for s in specs {
                    if let (Some(obj), ExprKind::StructType(fields)) = (f.of(&s.name), &s.ty.kind) {
                        self.structs.insert(obj, named_in(f, fields));
                    }
                }
            }
            if let Decl::Func(func) = d
                && let Some(obj) = f.of(&func.name)
            {
                let recv = func.recv.as_ref().and_then(|r| r.names.first());
                let recv = recv.and_then(|id| f.of(id));
                let body = func.body.as_ref().and_then(|b| self.out.body_at(b.pos));
                let declared = Declared { body, recv, params: params(f, &func.ty) };
                self.functions.insert(obj, Rc::new(declared));
            }
        }
    }

    pub fn file<'p>(&mut self, f: &Facts<'p>, bodies: &[Body<'p>]) {
        for d in &f.file.decls {
            if let Decl::Var(specs) = d {
                specs.iter().for_each(|s| self.pairs(f, &s.names, &s.values));
            }
        }
        for body in bodies {
            let Some(at) = self.out.body_at(body.block.pos) else { continue };
            let mut deferred = vec![];
            let mut started = vec![];
            let mut loops = vec![];
            let first = self.out.all.len();
            each(&body.block.stmts, false, &mut |n| match n {
                Node::Stmt(s) => {
                    match &s.kind {
                        StmtKind::Defer(e) => deferred.push(e.pos),
                        StmtKind::Go(e) => started.push(e.pos),
                        StmtKind::For(_) | StmtKind::Range(_) => loops.push((s.pos, s.end)),
                        StmtKind::Goto(_) => loops.push((body.block.pos, body.block.rbrace)),
                        _ => {}
                    }
                    self.statement(f, s, at);
                }
                Node::Expr(e) => {
                    self.expression(f, e, at, deferred.contains(&e.pos), &mut started);
                }
            });
            let around = |pos: Pos| {
                let around = loops.iter().filter(|l| l.0 <= pos && pos < l.1);
                around.max_by_key(|l| l.1.0 - l.0.0).copied().unwrap_or_default()
            };
            self.out.all[first..].iter_mut().for_each(|free| free.around = around(free.pos));
            self.out.bodies[at].reaches.iter_mut().for_each(|r| r.around = around(r.pos));
        }
    }

    fn statement<'p>(&mut self, f: &Facts<'p>, s: &'p Stmt, body: usize) {
        match &s.kind {
            StmtKind::Define { lhs, rhs, .. } => {
                for (id, value) in lhs.iter().zip(rhs) {
                    if let (Some(obj), ExprKind::FuncLit(lit)) = (f.of(id), &value.kind)
                        && let Some(inner) = self.out.body_at(lit.body.pos)
                    {
                        self.named.insert(obj, inner);
                    }
                }
                self.pairs(f, lhs, rhs);
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                specs.iter().for_each(|s| self.pairs(f, &s.names, &s.values));
            }
            StmtKind::Assign { lhs, rhs, .. } => {
                for (to, from) in lhs.iter().zip(rhs) {
                    self.flows(f, root(f, to), from);
                }
            }
            StmtKind::Send { chan, arrow, .. } => {
                let shown = format!("{} <- …", f.shown(chan));
                self.free(Doing::Send, shown, *arrow, false, body, operand(f, chan));
            }
            StmtKind::Range(x) if is_chan(f, &x.x) => {
                let shown = format!("range {}", f.shown(&x.x));
                self.free(Doing::Receive, shown, x.pos, false, body, operand(f, &x.x));
            }
            _ => {}
        }
    }

    fn expression<'p>(
        &mut self,
        f: &Facts<'p>,
        e: &'p Expr,
        body: usize,
        deferred: bool,
        started: &mut Vec<Pos>,
    ) {
        match &e.kind {
            ExprKind::Unary { op: UnaryOp::Recv, x } => {
                let shown = format!("<-{}", f.shown(x));
                self.free(Doing::Receive, shown, e.pos, false, body, operand(f, x));
            }
            ExprKind::Ident(id) if !started.contains(&e.pos) => {
                let inner = f.of(id).and_then(|o| self.named.get(&o)).copied();
                inner.into_iter().for_each(|to| self.reach(body, to, Pos::NONE));
            }
            ExprKind::CompositeLit { elems, .. } => {
                let fields = self.fields(f, e);
                for (i, el) in elems.iter().enumerate() {
                    self.element(f, el, fields.get(i).copied().flatten());
                }
            }
            ExprKind::FuncLit(lit) => {
                let by_go = started.contains(&e.pos);
                if let Some(inner) = self.out.body_at(lit.body.pos)
                    && !by_go
                    && !self.named.values().any(|b| *b == inner)
                {
                    self.reach(body, inner, Pos::NONE);
                }
            }
            ExprKind::Call { fun, args, .. } => {
                let method = f.method(e);
                let by_go =
                    started.contains(&e.pos) || method.as_ref().is_some_and(|m| m.method == "Go");
                self.call(f, e, method, body, deferred);
                self.passed(f, fun, args);
                match callee(f, fun).and_then(|o| self.functions.get(&o)?.body) {
                    Some(inner) if !by_go => {
                        self.reach(body, inner, if deferred { Pos::NONE } else { e.pos });
                    }
                    _ => {}
                }
                if by_go {
                    started.push(fun.pos);
                    started.extend(args.iter().map(|a| a.pos));
                }
            }
            _ => {}
        }
    }

    fn reach(&mut self, body: usize, to: usize, pos: Pos) {
        self.out.bodies[body].reaches.push(Reach { to, pos, around: Default::default() });
    }

    /// A call that frees somebody by itself.
    fn call<'p>(
        &mut self,
        f: &Facts<'p>,
        e: &'p Expr,
        method: Option<MethodCall<'p>>,
        body: usize,
        deferred: bool,
    ) {
        if let Some((Builtin::Close, [chan])) = f.builtin(e) {
            let shown = format!("close({})", f.shown(chan));
            return self.free(Doing::Close, shown, e.pos, deferred, body, operand(f, chan));
        }
        if let Some((Builtin::Append, [list, rest @ ..])) = f.builtin(e) {
            return rest.iter().for_each(|x| self.flows(f, root(f, list), x));
        }
        if let Some(m) = method {
            let own = root(f, m.recv);
            let group = m.of.ends_with("errgroup.Group");
            if (group || m.of.starts_with("sync."))
                && let Some(obj) = own
            {
                self.out.made.push(Made {
                    from: e.pos,
                    to: e.end,
                    obj,
                    elem: None,
                    by_group: false,
                });
            }
            self.out.groups |= group;
            let goes = group || m.of == "sync.WaitGroup";
            if let ([started], "Go" | "TryGo", true) = (m.args, m.method, goes) {
                let body = self.text_of(f, started).unwrap_or(NOWHERE);
                let shown = format!("{}.{}(…)", f.shown(m.recv), m.method);
                self.free(Doing::Done, shown, e.pos, false, body, (own, None));
                if let Some(free) = self.out.all.last_mut() {
                    (free.returns, free.until) = (true, e.end);
                }
                return;
            }
            if let Some(doing) = method_frees(&m) {
                let shown = format!("{}.{}()", f.shown(m.recv), m.method);
                self.free(doing, shown, e.pos, deferred, body, (own, None));
            }
            return;
        }
        let ExprKind::Call { fun, .. } = &e.kind else { return };
        let ty = f.obj(fun).map(|o| f.p.objects[o].ty).or_else(|| f.ty(fun));
        let named = ty.and_then(|t| f.type_name(t)).unwrap_or_default();
        if matches!(&named[..], "context.CancelFunc" | "context.CancelCauseFunc") {
            let shown = format!("{}()", f.shown(fun));
            self.free(Doing::Cancel, shown, e.pos, deferred, body, (root(f, fun), None));
        }
    }

    /// What is passed to a function, or to a method, is held by its parameters too.
    fn passed<'p>(&mut self, f: &Facts<'p>, fun: &'p Expr, args: &'p [Expr]) {
        let flow = |own: &[Option<ObjId>], me: &mut Reader| {
            own.iter().zip(args).for_each(|(param, arg)| me.flows(f, *param, arg));
        };
        if let ExprKind::FuncLit(lit) = &fun.kind {
            return flow(&params(f, &lit.ty), self);
        }
        let known = callee(f, fun).and_then(|o| self.functions.get(&o)).cloned();
        let Some(known) = known else { return };
        if let (Some(recv), ExprKind::Selector { x, .. }) = (known.recv, &fun.kind) {
            self.flows(f, Some(recv), x);
        }
        flow(&known.params, self);
    }

    /// The text of a function that is named, or written there.
    fn text_of<'p>(&self, f: &Facts<'p>, e: &'p Expr) -> Option<usize> {
        if let ExprKind::FuncLit(lit) = &e.kind {
            return self.out.body_at(lit.body.pos);
        }
        let obj = callee(f, e)?;
        self.named.get(&obj).copied().or_else(|| self.functions.get(&obj)?.body)
    }

    /// Fields of a literal's type, in order.
    fn fields(&self, f: &Facts, literal: &Expr) -> Vec<Option<ObjId>> {
        let named = f.ty(literal).and_then(|t| f.p.types.as_named(t));
        named.and_then(|n| self.structs.get(&n.obj)).cloned().unwrap_or_default()
    }

    /// An element of a composite literal; `field`: the one at its place.
    fn element<'p>(&mut self, f: &Facts<'p>, el: &'p Element, field: Option<ObjId>) {
        match el.key.as_ref().map(|key| &key.kind) {
            Some(ExprKind::Ident(id)) => self.flows(f, f.of(id), &el.value),
            Some(_) => {}
            None => self.flows(f, field, &el.value),
        }
    }

    fn pairs<'p>(&mut self, f: &Facts<'p>, names: &'p [Ident], values: &'p [Expr]) {
        match (names, values) {
            // ctx, cancel := context.WithCancel(parent)
            ([first, second], [value]) => {
                for id in [first, second] {
                    self.flows(f, f.of(id), value);
                }
                let both = (f.of(first), f.of(second));
                if let (Some(a), Some(b), true) = (both.0, both.1, makes_context(f, value)) {
                    self.out.join(a, b);
                }
                let by_group = calls(f, value, "errgroup.WithContext");
                self.out.made.last_mut().into_iter().for_each(|m| m.by_group = by_group);
            }
            _ => {
                for (id, value) in names.iter().zip(values) {
                    self.flows(f, f.of(id), value);
                }
            }
        }
    }

    /// `to` may hold what an expression holds.
    fn flows<'p>(&mut self, f: &Facts<'p>, to: Option<ObjId>, from: &'p Expr) {
        let Some(to) = to else { return };
        if matches!(from.kind, ExprKind::Call { .. }) {
            let elem = elem(f, from);
            self.out.made.push(Made {
                from: from.pos,
                to: from.end,
                obj: to,
                elem,
                by_group: false,
            });
        }
        if let Some(from) = root(f, from) {
            self.out.join(to, from);
        }
    }

    fn free(
        &mut self,
        doing: Doing,
        shown: String,
        pos: Pos,
        deferred: bool,
        body: usize,
        (obj, elem): (Option<ObjId>, Option<TypeId>),
    ) {
        let (returns, around, until) = (false, Default::default(), pos);
        let free = Free { doing, shown, pos, deferred, body, returns, until, around, obj, elem };
        self.out.all.push(free);
    }
}

/// The variable or field that an expression names; `&x`, `x[i]` and `x.Done()` of a context are `x`.
fn root<'p>(f: &Facts<'p>, e: &'p Expr) -> Option<ObjId> {
    match &e.kind {
        ExprKind::Ident(id) => f.of(id),
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Index { x, .. } => root(f, x),
        ExprKind::Unary { op: UnaryOp::Addr, x } => root(f, x),
        ExprKind::Selector { sel, .. } => f.selected(e).or_else(|| f.of(sel)),
        ExprKind::Call { .. } => {
            let m = f.method(e)?;
            (m.of == "context.Context" && m.method == "Done").then(|| root(f, m.recv)).flatten()
        }
        _ => None,
    }
}

/// The declared function or method that a call calls.
fn callee<'p>(f: &Facts<'p>, fun: &'p Expr) -> Option<ObjId> {
    match &fun.kind {
        ExprKind::Ident(id) => f.of(id),
        ExprKind::Paren(x) => callee(f, x),
        ExprKind::Index { x, .. } => callee(f, x),
        ExprKind::Selector { sel, .. } => f.selected(fun).or_else(|| f.of(sel)),
        _ => None,
    }
}

fn params(f: &Facts, ty: &FuncType) -> Vec<Option<ObjId>> {
    named_in(f, &ty.params)
}

/// One for each field; none of one that is embedded.
fn named_in(f: &Facts, list: &[Field]) -> Vec<Option<ObjId>> {
    let of = |p: &Field| match p.embedded {
        true => vec![None],
        false => p.names.iter().map(|id| f.of(id)).collect(),
    };
    list.iter().flat_map(of).collect()
}

fn method_frees(m: &MethodCall) -> Option<Doing> {
    match (&m.of[..], m.method) {
        ("sync.WaitGroup", "Done") => Some(Doing::Done),
        ("sync.Mutex" | "sync.RWMutex" | "sync.Locker", "Unlock" | "RUnlock") => {
            Some(Doing::Unlock)
        }
        ("sync.Cond", "Signal" | "Broadcast") => Some(Doing::Signal),
        _ => None,
    }
}

fn is_chan(f: &Facts, e: &Expr) -> bool {
    elem(f, e).is_some()
}

/// Type of the elements of a channel.
fn elem(f: &Facts, e: &Expr) -> Option<TypeId> {
    match f.p.types.under(f.ty(e)?) {
        Type::Chan(_, elem) => Some(*elem),
        _ => None,
    }
}

fn operand<'p>(f: &Facts<'p>, chan: &'p Expr) -> (Option<ObjId>, Option<TypeId>) {
    (root(f, chan), elem(f, chan))
}

fn makes_context(f: &Facts, e: &Expr) -> bool {
    calls(f, e, "context.With") || calls(f, e, "signal.NotifyContext")
}

/// It is a call of a function whose name, as written, begins so.
fn calls(f: &Facts, e: &Expr, name: &str) -> bool {
    matches!(&e.kind, ExprKind::Call { fun, .. } if f.shown(fun).starts_with(name))
}
