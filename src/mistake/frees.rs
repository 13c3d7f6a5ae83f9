//! Where in a program's text somebody who waits is freed: each send, receive, close, `Done`, unlock, signal and
//! cancel, what it is done to, and from which function it is reached without a `go` statement.
//!
//! What it is done to is a *class* of variables: those that are assigned, passed or stored into one another. Two
//! variables of one class may hold one channel; two of different classes are never told to.

use super::facts::{Body, Facts, MethodCall};
use crate::arrange::Arrange;
use crate::syntax::ast::{
    Block, Decl, Element, Expr, ExprKind, FuncType, Ident, Stmt, StmtKind, UnaryOp,
};
use crate::text::Pos;
use crate::types::info::TypedProgram;
use crate::types::object::{Builtin, ObjId};
use crate::types::ty::{Type, TypeId};
use crate::types::walk::{Node, each};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// What is done there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[allow(missing_docs)]
pub enum Doing {
    Send,
    Receive,
    Close,
    Done,
    Unlock,
    Signal,
    Cancel,
}

/// A place that frees somebody.
#[derive(Clone, Debug)]
pub struct Free {
    /// What is done there.
    pub doing: Doing,
    /// As written: `wg.Done()`, `close(jobs)`, `jobs <- …`, `<-jobs`.
    pub shown: String,
    /// Where.
    pub pos: Pos,
    /// In a `defer` statement.
    pub deferred: bool,
    /// The function literal or declaration whose own statement it is.
    pub body: usize,
    obj: Option<ObjId>,
    /// Type of the channel's elements.
    elem: Option<TypeId>,
}

/// A function's text.
#[derive(Clone, Debug)]
struct FuncText {
    from: Pos,
    to: Pos,
    /// The function in whose text it lies.
    outer: Option<usize>,
    /// Functions that it calls or has in it, but for those that `go` starts.
    reaches: Vec<usize>,
}

/// A call whose result a variable gets, or that is the first use of one.
#[derive(Clone, Copy, Debug)]
struct Made {
    from: Pos,
    to: Pos,
    obj: ObjId,
    elem: Option<TypeId>,
}

/// All of a program's.
#[derive(Clone, Default, Debug)]
pub struct Frees {
    /// In the order of the text.
    pub all: Vec<Free>,
    /// In the order in which they begin.
    bodies: Vec<FuncText>,
    /// Where variables get channels, locks and counters: a range and the variable.
    made: Vec<Made>,
    classes: BTreeMap<ObjId, ObjId>,
    /// `Go` of a WaitGroup is called, which calls `Done` itself.
    goes: bool,
    /// An errgroup is there, which cancels its context itself.
    groups: bool,
}

impl Frees {
    /// Reads the program's own files.
    pub fn of(p: &TypedProgram) -> Frees {
        let mut out = Frees::default();
        let own = p.packages.iter().filter(|pkg| !pkg.is_std).flat_map(|pkg| &pkg.files);
        let own = own.filter_map(|file| Facts::of_file(p, file));
        let own: Vec<_> = own.map(|f| (f.bodies(), f)).collect();
        own.iter().for_each(|(bodies, _)| bodies.iter().for_each(|b| out.add_body(b.block)));
        out.nest();
        let mut reader = Reader { out, functions: BTreeMap::new(), named: BTreeMap::new() };
        own.iter().for_each(|(_, f)| reader.functions(f));
        own.iter().for_each(|(bodies, f)| reader.file(f, bodies));
        reader.out
    }

    /// The variables that hold what was made or first used at a place; `None` where the text does not tell.
    pub fn class_at(&self, pos: Pos) -> Option<ObjId> {
        self.made_at(pos).map(|m| self.class(m.obj))
    }

    fn made_at(&self, pos: Pos) -> Option<&Made> {
        let around = self.made.iter().filter(|m| m.from <= pos && pos < m.to);
        around.min_by_key(|m| m.to.0 - m.from.0)
    }

    /// Nothing in the text does one of these to what was made at a place, whatever the variables: none does it to
    /// anything of the kind.
    pub fn nothing_does(&self, pos: Pos, doing: &[Doing]) -> bool {
        let Some(made) = self.made_at(pos) else { return false };
        if self.goes && doing.contains(&Doing::Done) || self.groups && doing == [Doing::Cancel] {
            return false;
        }
        !self.all.iter().any(|f| doing.contains(&f.doing) && f.elem == made.elem)
    }

    /// Places that do one of these to a variable of the class.
    pub fn to(&self, class: ObjId, doing: &[Doing]) -> Vec<&Free> {
        let fits =
            |f: &&Free| doing.contains(&f.doing) && f.obj.is_some_and(|o| self.class(o) == class);
        self.all.iter().filter(fits).collect()
    }

    /// The function whose text has this place innermost.
    pub fn body_at(&self, pos: Pos) -> Option<usize> {
        let mut at = self.bodies.partition_point(|b| b.from <= pos).checked_sub(1)?;
        while self.bodies[at].to < pos {
            at = self.bodies[at].outer?;
        }
        Some(at)
    }

    /// The first function whose text begins behind a place.
    pub fn body_after(&self, pos: Pos) -> Option<(usize, Pos)> {
        let at = self.bodies.partition_point(|b| b.from < pos);
        self.bodies.get(at).map(|b| (at, b.from))
    }

    /// The functions that run when `body` runs, but for those in other goroutines.
    pub fn reached(&self, body: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::from([body]);
        let mut todo = vec![body];
        while let Some(b) = todo.pop() {
            for next in self.bodies.get(b).map_or(&[][..], |b| &b.reaches) {
                if seen.insert(*next) {
                    todo.push(*next);
                }
            }
        }
        seen
    }

    fn add_body(&mut self, b: &Block) {
        self.bodies.push(FuncText { from: b.pos, to: b.rbrace, outer: None, reaches: vec![] });
    }

    /// Puts the functions in order and finds out which lies in which.
    fn nest(&mut self) {
        self.bodies.arrange_by_key(|b| b.from);
        let mut around: Vec<usize> = vec![];
        for i in 0..self.bodies.len() {
            while around.pop_if(|o| self.bodies[*o].to < self.bodies[i].from).is_some() {}
            self.bodies[i].outer = around.last().copied();
            around.push(i);
        }
    }

    fn class(&self, mut o: ObjId) -> ObjId {
        while let Some(next) = self.classes.get(&o) {
            o = *next;
        }
        o
    }

    fn join(&mut self, a: ObjId, b: ObjId) {
        let (root_a, root_b) = (self.class(a), self.class(b));
        if root_a != root_b {
            self.classes.insert(root_b, root_a);
        }
        // the next one who asks has a short way
        for o in [a, b] {
            if o != root_a {
                self.classes.insert(o, root_a);
            }
        }
    }
}

struct Reader {
    out: Frees,
    functions: BTreeMap<ObjId, Rc<Declared>>,
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
    fn functions(&mut self, f: &Facts) {
        for d in &f.file.decls {
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

    fn file<'p>(&mut self, f: &Facts<'p>, bodies: &[Body<'p>]) {
        for d in &f.file.decls {
            if let Decl::Var(specs) = d {
                specs.iter().for_each(|s| self.pairs(f, &s.names, &s.values));
            }
        }
        for body in bodies {
            let Some(at) = self.out.body_at(body.block.pos) else { continue };
            let mut deferred = vec![];
            let mut started = vec![];
            each(&body.block.stmts, false, &mut |n| match n {
                Node::Stmt(s) => {
                    match &s.kind {
                        StmtKind::Defer(e) => deferred.push(e.pos),
                        StmtKind::Go(e) => started.push(e.pos),
                        _ => {}
                    }
                    self.statement(f, s, at);
                }
                Node::Expr(e) => {
                    self.expression(f, e, at, deferred.contains(&e.pos), &mut started);
                }
            });
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
                let inner = f.of(id).and_then(|o| self.named.get(&o));
                self.out.bodies[body].reaches.extend(inner);
            }
            ExprKind::CompositeLit { elems, .. } => {
                elems.iter().for_each(|el| self.element(f, el));
            }
            ExprKind::FuncLit(lit) => {
                let by_go = started.contains(&e.pos);
                if let Some(inner) = self.out.body_at(lit.body.pos)
                    && !by_go
                    && !self.named.values().any(|b| *b == inner)
                {
                    self.out.bodies[body].reaches.push(inner);
                }
            }
            ExprKind::Call { fun, args, .. } => {
                let method = f.method(e);
                let by_go =
                    started.contains(&e.pos) || method.as_ref().is_some_and(|m| m.method == "Go");
                self.call(f, e, method, body, deferred);
                self.passed(f, fun, args);
                match callee(f, fun).and_then(|o| self.functions.get(&o)?.body) {
                    Some(inner) if !by_go => self.out.bodies[body].reaches.push(inner),
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
            if m.of.starts_with("sync.")
                && let Some(obj) = own
            {
                self.out.made.push(Made { from: e.pos, to: e.end, obj, elem: None });
            }
            self.out.groups |= m.of.ends_with("errgroup.Group");
            self.out.goes |= m.of == "sync.WaitGroup" && m.method == "Go";
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

    fn element<'p>(&mut self, f: &Facts<'p>, el: &'p Element) {
        if let Some(key) = &el.key
            && let ExprKind::Ident(id) = &key.kind
        {
            self.flows(f, f.of(id), &el.value);
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
            self.out.made.push(Made { from: from.pos, to: from.end, obj: to, elem });
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
        self.out.all.push(Free { doing, shown, pos, deferred, body, obj, elem });
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
    ty.params.iter().flat_map(|p| &p.names).map(|id| f.of(id)).collect()
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
    let ExprKind::Call { fun, .. } = &e.kind else { return false };
    f.shown(fun).starts_with("context.With")
}
