//! Functions that the compiler makes: methods that take an interface's data word, promoted methods,
//! method values and method expressions.

use super::Gen;
use super::code::{Op, Reg};
use super::methods::{Method, Target};
use super::place::Place;
use crate::ids::FuncId;
use crate::syntax::ast::Symbol;
use crate::text::Pos;
use crate::types::ty::{Type, TypeId};

/// Where a wrapper finds its receiver.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum From {
    /// An interface's data word.
    Iface,
    /// Captured words.
    Captured,
    /// A parameter like any other.
    Param,
}

impl<'p> Gen<'p> {
    /// Compiles a wrapper of the method `name`, with type arguments of its own, for receivers of type `t`.
    pub(super) fn wrapper(
        &mut self,
        id: FuncId,
        from: From,
        t: TypeId,
        (name, pkg, own): (Symbol, Option<Symbol>, &[TypeId]),
    ) {
        let Some(m) = self.find_method(t, name, pkg) else { return };
        let m = self.instance_of(&m, own);
        let decl = match m.target {
            Target::Decl { obj, .. } => self.p.objects[obj].pos,
            Target::Iface(_) => Pos::NONE,
        };
        let title = self.wrapper_name(t, name, from, &m);
        let outer = self.open(id, title, decl);
        self.f.is_wrapper = true;
        self.f.wraps_value = from != From::Captured
            && m.path.is_empty()
            && matches!(self.types.get(t), Type::Pointer(_))
            && matches!(m.target, Target::Decl { by_pointer: false, .. });
        self.f.is_std = match m.target {
            Target::Decl { obj, .. } => {
                self.p.objects[obj].pkg.is_some_and(|p| self.p.packages[p.0 as usize].is_std)
            }
            Target::Iface(_) => false,
        };
        self.wrapper_body(from, t, &m);
        self.close(outer);
    }

    fn wrapper_name(&mut self, t: TypeId, name: Symbol, from: From, m: &Method) -> String {
        let name = self.sym(name);
        let suffix = if from == From::Captured { "-fm" } else { "" };
        let (star, base) = match *self.types.get(t) {
            Type::Pointer(b) => (true, b),
            _ => (false, t),
        };
        let own = match self.types.as_named(base) {
            Some(n) => {
                let o = n.obj;
                let generic = if n.targs.is_empty() { "" } else { "[...]" };
                Some((self.pkg_path(o), format!("{}{generic}", self.sym(self.p.objects[o].name))))
            }
            None => None,
        };
        match (own, &m.target) {
            (Some((path, bare)), _) if star => format!("{path}.(*{bare}).{name}{suffix}"),
            (Some((path, bare)), _) => format!("{path}.{bare}.{name}{suffix}"),
            (None, Target::Decl { obj, .. }) => {
                format!("{}{suffix}", self.qualified_name(*obj, false))
            }
            (None, _) => format!("{name}{suffix}"),
        }
    }

    fn wrapper_body(&mut self, from: From, t: TypeId, m: &Method) {
        let Type::Func(sig) = self.types.get(m.sig).clone() else { return };
        let w = self.words(t);
        let param = match from {
            From::Iface => {
                self.f.param_types.push((String::new(), self.rtypes.get(&t).copied().unwrap_or(0)));
                Some(self.f.alloc(1))
            }
            From::Param => {
                let passed = self.passed(t);
                let r = self.rtype(passed);
                self.f.param_types.push((String::new(), r));
                Some(self.f.alloc(w))
            }
            From::Captured => None,
        };
        let first = self.f.next as Reg;
        for &p in &sig.params {
            let w = self.words(p);
            self.f.alloc(w);
            let passed = self.passed(p);
            let r = self.rtype(passed);
            self.f.param_types.push((String::new(), r));
        }
        let args = self.f.next - first as u32;
        self.f.params = self.f.next;
        self.f.result_types = self.passed_types(&sig.results);
        let results: u32 = sig.results.iter().map(|&t| self.words(t)).sum();
        self.f.result_words = results;
        let recv = match (from, param) {
            (From::Param, Some(r)) => self.held_place(r, t),
            (From::Iface, Some(r)) if self.size(t) == 1 => Place::Reg(r),
            (From::Iface, Some(r)) => Place::Mem { p: r, off: 0, byte: false, ok: true },
            _ => {
                let r = self.f.alloc(w);
                for k in 0..w as u16 {
                    self.f.emit(Op::Captured { d: r + k, i: k });
                }
                self.held_place(r, t)
            }
        };
        let (place, rt) = self.walk(recv, t, &m.path);
        match m.target.clone() {
            Target::Iface((name, pkg, sig)) => {
                let mi = self.method_id(name, pkg, sig);
                let r = self.load(place, rt, None);
                let base = self.f.alloc(1);
                let a = self.f.alloc(args);
                self.mov(a, first, args);
                self.f.emit(Op::CallMethod { base, r, m: mi });
                self.f.touch(base as u32 + results.max(1 + args));
                self.f.emit(Op::Return { a: base, n: results as u16 });
            }
            Target::Decl { obj, targs, by_pointer } => {
                let (r, pt) = self.receiver_value(place, rt, by_pointer);
                let rw = self.words(pt);
                let base = self.f.alloc(rw);
                self.mov(base, r, rw);
                let a = self.f.alloc(args);
                self.mov(a, first, args);
                self.call_decl(obj, targs, base);
                self.f.touch(base as u32 + results);
                self.f.emit(Op::Return { a: base, n: results as u16 });
            }
        }
    }
}
