//! Calls: of functions, methods, interface methods, func values, natives; `go` and `defer`. Arguments are
//! evaluated straight into the callee's window on top of the registers.

use super::Gen;
use super::code::{Op, Reg};
use super::generics::{BuiltinKey, FuncKey};
use super::methods::Target;
use super::place::Place;
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::info::{Mode, SelectionKind};
use crate::types::object::ObjId;
use crate::types::ty::{Type, TypeId};

/// What a call calls.
enum Callee<'p> {
    /// A function of the program.
    Static(ObjId, Vec<TypeId>),
    /// A method: the selector expression, the receiver's expression, the name.
    Method(&'p Expr, &'p Expr, &'p Ident),
    /// A func value.
    Value(&'p Expr),
}

impl<'p> Gen<'p> {
    /// A call of one result (or none) as an expression.
    pub(super) fn call(
        &mut self,
        e: &'p Expr,
        fun: &'p Expr,
        args: &'p [Expr],
        spread: bool,
        dst: Option<Reg>,
    ) -> Reg {
        match self.fact(fun.id).map(|tv| tv.mode) {
            Some(Mode::Type) => match args.first() {
                Some(x) => self.conversion(e, x, dst),
                None => self.dst(dst, 1),
            },
            Some(Mode::Builtin(b)) => self.builtin(e, b, args, spread, dst),
            _ => self.call_function(e, fun, args, spread, dst),
        }
    }

    fn callee(&mut self, fun: &'p Expr) -> Callee<'p> {
        let mut fun = fun;
        while let ExprKind::Paren(x) = &fun.kind {
            fun = x;
        }
        if let ExprKind::Index { x, .. } = &fun.kind
            && self.is_method(x)
        {
            return self.callee(x);
        }
        if let Some((id, o)) = self.named_func(fun) {
            return Callee::Static(o, self.instance_args(id));
        }
        if let ExprKind::Selector { x, sel } = &fun.kind
            && self.is_method(fun)
        {
            return Callee::Method(fun, x, sel);
        }
        Callee::Value(fun)
    }

    /// Does the expression select a method of a value?
    fn is_method(&self, e: &Expr) -> bool {
        let s = self.p.info.selections.get(&e.id);
        s.is_some_and(|s| s.kind == SelectionKind::Method)
    }

    /// Place of a call, on the line that gc's stack traces have: that of the opening parenthesis.
    fn call_pos(e: &Expr, fun: &Expr) -> Pos {
        match &fun.kind {
            ExprKind::Selector { sel, .. } => sel.pos,
            ExprKind::Ident(_) => e.pos,
            _ => fun.end,
        }
    }

    /// All results of a call, in order, from the register that is given back.
    pub(super) fn call_function(
        &mut self,
        e: &'p Expr,
        fun: &'p Expr,
        args: &'p [Expr],
        spread: bool,
        dst: Option<Reg>,
    ) -> Reg {
        let hint = self.f.hint.take();
        let t = self.ty(e);
        let results = self.words(t);
        let ft = self.ty(fun);
        let callee = self.callee(fun);
        let first: Option<&'p Expr> = match &callee {
            Callee::Method(_, x, _) => Some(x),
            Callee::Value(f) => Some(f),
            Callee::Static(..) => None,
        };
        let before = self.f.next;
        self.hoist_args(first, args);
        let on_top = self.f.on_top(dst, results) && self.f.next == before;
        let func_value = match &callee {
            Callee::Value(f) => Some(self.expr(f, None)),
            _ => None,
        };
        if let (true, Some(d), None) = (on_top, dst, func_value) {
            self.f.next = d as u32;
        }
        let base = self.f.next.min(u16::MAX as u32) as Reg;
        let at = Self::call_pos(e, fun);
        self.given_to = self.called(fun);
        match callee {
            Callee::Static(o, targs) => {
                self.arguments(ft, args, spread);
                self.f.at = at;
                self.name_hint(o, hint, None);
                self.call_decl(o, targs, base);
            }
            Callee::Method(s, x, sel) => {
                self.call_method(s, x, sel, ft, args, spread, base, at, hint)
            }
            Callee::Value(_) => {
                self.arguments(ft, args, spread);
                self.f.at = at;
                self.f.emit(Op::CallFunc { base, f: func_value.unwrap_or(0) });
            }
        }
        self.f.touch(base as u32 + results);
        match dst {
            Some(d) => {
                self.mov(d, base, results);
                self.f.next = before;
                d
            }
            None => {
                self.f.next = base as u32;
                self.f.alloc(results);
                base
            }
        }
    }

    fn hoist_args(&mut self, first: Option<&'p Expr>, args: &'p [Expr]) {
        if args.iter().any(|a| self.has_call(a)) {
            let list: Vec<&'p Expr> = first.into_iter().chain(args.iter()).collect();
            self.hoist_list(&list);
        }
    }

    /// Calls a declared function whose arguments stand at `base…`.
    pub(super) fn call_decl(&mut self, o: ObjId, targs: Vec<TypeId>, base: Reg) {
        match self.native_name(o) {
            Some(n) => {
                let n = self.native(&n);
                self.f.emit(Op::CallNative { base, n });
            }
            None => {
                let f = self.decl_id(o, targs);
                self.f.emit(Op::Call { base, f: f.0 });
            }
        }
    }

    /// Is the receiver a variable that always holds one type of pointer, to the value that the method takes?
    /// Go calls that method without a wrapper.
    fn copies_pointee(&mut self, x: &'p Expr, name: Symbol, pkg: Option<Symbol>) -> bool {
        let ExprKind::Ident(id) = &x.kind else { return false };
        let obj = self.obj_of(id.id).filter(|o| !self.f.facts.assigned.contains(o));
        let Some(&t) = obj.and_then(|o| self.f.concrete.get(&o)) else { return false };
        matches!(self.types.get(t), Type::Pointer(_))
            && self.find_method(t, name, pkg).is_some_and(|m| {
                m.path.is_empty() && matches!(m.target, Target::Decl { by_pointer: false, .. })
            })
    }

    #[allow(clippy::too_many_arguments)]
    fn call_method(
        &mut self,
        s: &'p Expr,
        x: &'p Expr,
        sel: &'p Ident,
        ft: TypeId,
        args: &'p [Expr],
        spread: bool,
        base: Reg,
        at: Pos,
        hint: Option<String>,
    ) {
        let (recv, rt, target) = self.receiver(s, x, sel);
        match target {
            Target::Iface((name, pkg, sig)) => {
                let m = self.method_id(name, pkg, sig);
                let r = self.load(recv, rt, None);
                if self.copies_pointee(x, name, pkg) {
                    self.f.at = at;
                    self.f.emit(Op::NilCheck { p: r + 1 });
                }
                // The interface stays below the window.
                let base2 = self.f.alloc(1);
                self.arguments(ft, args, spread);
                self.f.at = at;
                self.f.emit(Op::CallMethod { base: base2, r, m });
                let Type::Func(sig) = self.types.under(ft).clone() else { return };
                let results: u32 = sig.results.iter().map(|&t| self.words(t)).sum();
                self.f.touch(base2 as u32 + results);
                self.mov(base, base2, results);
            }
            Target::Decl { obj, targs, by_pointer } => {
                // The receiver goes to the window's first registers.
                let value = match *self.types.get(rt) {
                    Type::Pointer(t) => t,
                    _ => rt,
                };
                let rw = if by_pointer { 1 } else { self.words(value) };
                if self.f.next == base as u32 {
                    let d = self.f.alloc(rw);
                    self.receiver_into(recv, rt, by_pointer, Some(d));
                    // what loading needed beside it is free again: the arguments follow
                    self.f.next = d as u32 + rw;
                } else {
                    let r = self.receiver_value(recv, rt, by_pointer).0;
                    self.f.next = base as u32;
                    let d = self.f.alloc(rw);
                    self.mov(d, r, rw);
                }
                self.arguments(ft, args, spread);
                self.f.at = at;
                self.name_hint(obj, hint, Some(x));
                self.call_decl(obj, targs, base);
            }
        }
    }

    /// Place of the receiver that a method selector means, embedded fields passed; its type; the method.
    pub(super) fn receiver(
        &mut self,
        e: &'p Expr,
        x: &'p Expr,
        sel: &Ident,
    ) -> (Place, TypeId, Target) {
        let t = self.ty(x);
        let pkg = self.selected_pkg(e);
        let place = self.place(x);
        self.f.at = sel.pos;
        let Some(m) = self.find_method(t, sel.name, pkg) else {
            let name = self.sym(sel.name);
            self.error(sel.pos, format!("internal compiler error: no method {name}"));
            return (Place::Reg(0), t, Target::Iface((sel.name, None, t)));
        };
        let (place, t) = self.walk(place, t, &m.path);
        let own = self.instance_args(sel.id);
        (place, t, self.instance_of(&m, &own).target)
    }

    /// Package of the method's name that a selector means, where it is unexported.
    pub(super) fn selected_pkg(&mut self, e: &Expr) -> Option<Symbol> {
        let s = self.p.info.selections.get(&e.id)?;
        self.method_pkg(s.obj)
    }

    /// The receiver as the method takes it: an address, or the value. Also its type then.
    pub(super) fn receiver_value(
        &mut self,
        recv: Place,
        rt: TypeId,
        by_pointer: bool,
    ) -> (Reg, TypeId) {
        self.receiver_into(recv, rt, by_pointer, None)
    }

    fn receiver_into(
        &mut self,
        recv: Place,
        rt: TypeId,
        by_pointer: bool,
        dst: Option<Reg>,
    ) -> (Reg, TypeId) {
        let pointee = match *self.types.get(rt) {
            Type::Pointer(t) => Some(t),
            _ => None,
        };
        match (pointee, by_pointer) {
            (Some(_), true) => (self.load(recv, rt, dst), rt),
            (None, true) => {
                let p = self.types.intern(Type::Pointer(rt));
                (self.address_of(recv, rt, dst), p)
            }
            (Some(t), false) => {
                let p = self.load(recv, rt, None);
                let byte = self.is_byte(t);
                (self.load(Place::Mem { p, off: 0, byte, ok: false }, t, dst), t)
            }
            (None, false) => (self.load(recv, rt, dst), rt),
        }
    }

    /// Evaluates arguments into fresh registers on top, one after another.
    fn arguments(&mut self, ft: TypeId, args: &'p [Expr], spread: bool) {
        let given_to = self.given_to.take();
        let Type::Func(sig) = self.types.under(ft).clone() else { return };
        let params = sig.params;
        // f(g()) with several results.
        if let [a] = args
            && let t = self.ty(a)
            && let Type::Tuple(list) = self.types.get(t).clone()
        {
            return self.spread_results(a, &list, &params, sig.variadic);
        }
        let fixed =
            if sig.variadic && !spread { params.len().saturating_sub(1) } else { params.len() };
        for (i, (a, &p)) in args.iter().zip(&params).take(fixed).enumerate() {
            let at = self.fresh(a, p);
            self.note_given(given_to, i, a, p, at);
        }
        if sig.variadic && !spread {
            let rest = args.get(fixed..).unwrap_or(&[]);
            self.variadic(params[fixed], rest);
        }
    }

    /// `f(g())`: the results of `g` are the arguments.
    fn spread_results(
        &mut self,
        call: &'p Expr,
        from: &[TypeId],
        params: &[TypeId],
        variadic: bool,
    ) {
        let same = !variadic
            && from.iter().zip(params).all(|(&f, &t)| self.is_iface(f) == self.is_iface(t));
        let start = self.f.next;
        // The arguments' room comes first, so that the results lie above it.
        let total: u32 = params.iter().map(|&p| self.words(p)).sum();
        let d = self.f.alloc(total);
        if same {
            self.expr(call, Some(d));
            return;
        }
        let r = self.expr(call, None);
        let (mut to, mut at) = (d, r);
        let fixed = if variadic { params.len() - 1 } else { params.len() };
        for (&f, &t) in from.iter().zip(params).take(fixed) {
            self.adapt(at, f, t, Some(to));
            at += self.words(f) as u16;
            to += self.words(t) as u16;
        }
        if variadic && let Some(&slice) = params.last() {
            let rest = from.get(fixed..).unwrap_or(&[]);
            self.variadic_registers(slice, rest, at, to);
        }
        self.f.next = start + total;
    }

    /// The slice of a variadic parameter, in three fresh registers.
    fn variadic(&mut self, slice: TypeId, args: &'p [Expr]) {
        let d = self.f.alloc(3);
        let Type::Slice(elem) = *self.types.under(slice) else { return };
        if args.is_empty() {
            return self.zero(d, 3);
        }
        let w = self.size(elem);
        if args.len() as u32 * w > 64 || self.is_byte(elem) {
            self.f.at = args[0].pos;
            self.slice_memory(d, elem, args.len() as u64);
            let mark = self.f.next;
            for (i, a) in args.iter().enumerate() {
                let r = self.expr_as(a, elem, None);
                self.element_at(d, i as u32, elem, r);
                self.f.next = mark;
            }
            return;
        }
        let mark = self.f.next;
        let first = mark as Reg;
        for a in args {
            self.fresh(a, elem);
        }
        self.f.at = args[0].pos;
        self.slice_memory(d, elem, args.len() as u64);
        let n = args.len() as u32 * w;
        if n == 1 {
            self.f.emit(Op::Store { p: d, a: first, off: 0 });
        } else if n > 0 {
            self.f.emit(Op::StoreN { p: d, a: first, n: n as u16 });
        }
        self.f.next = mark;
    }

    fn element_at(&mut self, p: Reg, i: u32, elem: TypeId, r: Reg) {
        if self.is_byte(elem) {
            let q = self.f.alloc(1);
            self.f.emit(Op::AddI { d: q, a: p, i: i.min(32_000) as i16 });
            self.f.emit(Op::StoreByte { p: q, a: r });
        } else {
            let w = self.size(elem);
            self.store_mem(p, i * w, elem, r);
        }
    }

    fn variadic_registers(&mut self, slice: TypeId, from: &[TypeId], at: Reg, d: Reg) {
        let Type::Slice(elem) = *self.types.under(slice) else { return };
        if from.is_empty() {
            return self.zero(d, 3);
        }
        self.slice_memory(d, elem, from.len() as u64);
        let mut at = at;
        for (i, &f) in from.iter().enumerate() {
            let mark = self.f.next;
            let r = self.adapt(at, f, elem, None);
            self.element_at(d, i as u32, elem, r);
            self.f.next = mark;
            at += self.words(f) as u16;
        }
    }

    /// `go f(x)` and `defer f(x)`: the func value and the arguments, evaluated now.
    pub(super) fn spawn(&mut self, call: &'p Expr, defer: bool, at: Pos) {
        let mut e = call;
        while let ExprKind::Paren(x) = &e.kind {
            e = x;
        }
        let ExprKind::Call { fun, args, ellipsis, .. } = &e.kind else { return };
        let spread = ellipsis.is_some();
        let n = match self.fact(fun.id).map(|tv| tv.mode) {
            Some(Mode::Builtin(b)) => {
                let Some(key) = BuiltinKey::of(b) else { return };
                self.spawn_builtin(e, key, args)
            }
            Some(Mode::Type) => return,
            _ => self.spawn_call(fun, args, spread),
        };
        let Some((base, n)) = n else { return };
        self.f.at = at;
        let n = n.min(u16::MAX as u32) as u16;
        match (defer, self.f.range_body.as_ref().and_then(|b| b.token)) {
            (true, Some(token)) => self.f.emit2(Op::DeferTo { base, n }, token, 0),
            (true, None) => self.f.emit(Op::Defer { base, n }),
            (false, _) => self.f.emit(Op::Go { base, n }),
        }
    }

    fn spawn_call(&mut self, fun: &'p Expr, args: &'p [Expr], spread: bool) -> Option<(Reg, u32)> {
        let ft = self.ty(fun);
        let callee = self.callee(fun);
        let first: Option<&'p Expr> = match &callee {
            Callee::Method(_, x, _) => Some(x),
            Callee::Value(f) => Some(f),
            Callee::Static(..) => None,
        };
        self.hoist_args(first, args);
        let mut base = self.f.alloc(1);
        match callee {
            Callee::Static(o, targs) => {
                let f = self.decl_id(o, targs);
                self.f.emit(Op::Func { d: base, f: f.0 });
            }
            Callee::Value(f) => {
                self.expr(f, Some(base));
            }
            Callee::Method(s, x, sel) => {
                let (recv, rt, target) = self.receiver(s, x, sel);
                match target {
                    Target::Iface((name, pkg, sig)) => {
                        let m = self.method_id(name, pkg, sig);
                        let r = self.load(recv, rt, None);
                        self.f.emit(Op::MethodFunc { d: base, r, m });
                        // the interface's data word is the receiver
                        self.f.next = base as u32 + 1;
                        let d = self.f.alloc(1);
                        self.mov(d, r + 1, 1);
                    }
                    Target::Decl { obj, targs, by_pointer } => {
                        let r = self.receiver_value(recv, rt, by_pointer).0;
                        let w = if by_pointer { 1 } else { self.value_words(rt) };
                        if r != base + 1 || self.f.next > base as u32 + 1 + w {
                            // Receivers that needed room of their own: the window begins above.
                            base = self.f.alloc(1);
                            let d = self.f.alloc(w);
                            self.mov(d, r, w);
                        }
                        let f = self.decl_id(obj, targs);
                        self.f.emit(Op::Func { d: base, f: f.0 });
                    }
                }
            }
        }
        self.arguments(ft, args, spread);
        Some((base, self.f.next - base as u32 - 1))
    }

    /// Words of a receiver that is passed by value, pointers followed.
    fn value_words(&mut self, rt: TypeId) -> u32 {
        match *self.types.get(rt) {
            Type::Pointer(t) => self.words(t),
            _ => self.words(rt),
        }
    }

    fn spawn_builtin(
        &mut self,
        e: &'p Expr,
        key: BuiltinKey,
        args: &'p [Expr],
    ) -> Option<(Reg, u32)> {
        let any = self.any();
        let base = self.f.alloc(1);
        let mut types = vec![];
        if let [x] = args
            && let t = self.ty(x)
            && let Type::Tuple(list) = self.types.get(t).clone()
        {
            // What the call gives stands where the builtin wants it.
            self.expr(x, None);
            return Some(self.spawned_builtin(e, key, list, base));
        }
        for (i, a) in args.iter().enumerate() {
            let t = self.ty(a);
            let t = match key {
                BuiltinKey::Panic => any,
                BuiltinKey::Delete if i == 1 => match self.types.under(types[0]) {
                    Type::Map(k, _) => *k,
                    _ => t,
                },
                _ => self.default_type(t),
            };
            if matches!(key, BuiltinKey::Print | BuiltinKey::Println) {
                self.printable(e.pos, t, key == BuiltinKey::Println);
            }
            types.push(t);
            self.fresh(a, t);
        }
        Some(self.spawned_builtin(e, key, types, base))
    }

    fn spawned_builtin(
        &mut self,
        e: &Expr,
        key: BuiltinKey,
        types: Vec<TypeId>,
        base: Reg,
    ) -> (Reg, u32) {
        self.f.at = e.pos;
        let f = self.func_id(FuncKey::Builtin(key, types));
        self.f.emit(Op::Func { d: base, f: f.0 });
        (base, self.f.next - base as u32 - 1)
    }

    /// Names the object that a library call makes or uses first.
    fn name_hint(&mut self, callee: ObjId, hint: Option<String>, recv: Option<&'p Expr>) {
        let in_library =
            self.p.objects[callee].pkg.is_some_and(|p| self.p.packages[p.0 as usize].is_std);
        if !in_library || self.f.is_std {
            return;
        }
        let name = match recv {
            Some(x) => self.source_name(x),
            None => hint,
        };
        if let Some(n) = name {
            let pc = self.f.pc();
            self.f.names.push((pc, n));
        }
    }

    /// Which of several variables names what one call makes: that of a context (`g, ctx := errgroup.WithContext(…)`),
    /// else the first.
    pub(super) fn names_what_is_made(&self, types: &[TypeId], values: &[Expr]) -> usize {
        let is_context = |t: &TypeId| {
            self.types.as_named(*t).is_some_and(|n| {
                let o = &self.p.objects[n.obj];
                let path = o.pkg.map(|p| self.p.packages[p.0 as usize].path.as_str());
                path == Some("context") && self.sym(o.name) == "Context"
            })
        };
        if values.len() == 1 { types.iter().position(is_context).unwrap_or(0) } else { 0 }
    }

    /// A short expression as it is written: `wg`, `s.mu`.
    pub(super) fn source_name(&self, e: &Expr) -> Option<String> {
        match &e.kind {
            ExprKind::Ident(n) => Some(self.sym(n.name).to_string()).filter(|n| n != "_"),
            ExprKind::Paren(x) | ExprKind::Star(x) => self.source_name(x),
            ExprKind::Unary { op: UnaryOp::Addr, x } => self.source_name(x),
            ExprKind::Selector { x, sel } => match self.source_name(x) {
                Some(x) => Some(format!("{x}.{}", self.sym(sel.name))),
                None => Some(self.sym(sel.name).to_string()),
            },
            ExprKind::Index { x, .. } => self.source_name(x).map(|x| format!("{x}[…]")),
            _ => None,
        }
    }
}
