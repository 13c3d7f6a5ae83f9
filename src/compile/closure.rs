//! Function literals: captured variables, and the closure's own function.

use super::Gen;
use super::code::{Op, Reg, Var};
use super::func::VarLoc;
use crate::ids::FuncId;
use crate::syntax::ast::*;
use crate::types::object::ObjId;
use crate::types::ty::{Type, TypeId};

/// A captured variable: how the closure finds it in its words.
#[derive(Clone, Copy)]
pub(super) struct Capture {
    obj: ObjId,
    ty: TypeId,
    boxed: bool,
    words: u32,
}

impl<'p> Gen<'p> {
    /// `func(…) {…}` as a value.
    pub(super) fn func_lit(&mut self, e: &'p Expr, lit: &'p FuncLit, dst: Option<Reg>) -> Reg {
        let t = self.ty(e);
        let Type::Func(sig) = self.types.under(t).clone() else { return self.dst(dst, 1) };
        let captures = self.captures(e.id);
        let id = self.new_func();
        let name = self.closure_name();
        let mark = self.f.next;
        let d = self.dst(dst, 1);
        self.f.at = e.pos;
        self.make_closure(id, &captures, &[], d);
        self.f.next = if dst.is_some() { mark } else { mark + 1 };
        let outer = self.open_inner(id, name, e.pos);
        self.f.lit = Some(e.id);
        self.params(None, &lit.ty, &sig);
        self.load_captures(&captures);
        self.body(&lit.ty, &sig, &lit.body);
        self.close(outer);
        d
    }

    /// As gc names closures: `main.main.func1`, inside it `main.main.func1.1`.
    pub(super) fn closure_name(&mut self) -> String {
        self.f.closures += 1;
        let n = self.f.closures;
        let name = match &self.f.range_body {
            Some(b) => &b.parent,
            None => &self.f.name,
        };
        match self.f.is_closure {
            true => format!("{name}.{n}"),
            false => format!("{name}.func{n}"),
        }
    }

    pub(super) fn captures(&mut self, id: NodeId) -> Vec<Capture> {
        let list = self.f.facts.captures.get(&id).cloned().unwrap_or_default();
        list.into_iter()
            .map(|obj| {
                let ty = self.obj_ty(obj);
                let boxed = self.is_boxed(obj, ty);
                Capture { obj, ty, boxed, words: if boxed { 1 } else { self.words(ty) } }
            })
            .collect()
    }

    /// `d` = the closure of function `id` over the captured variables and `extra` words.
    pub(super) fn make_closure(&mut self, id: FuncId, captures: &[Capture], extra: &[Reg], d: Reg) {
        let n: u32 = captures.iter().map(|c| c.words).sum::<u32>() + extra.len() as u32;
        if n == 0 {
            self.f.emit(Op::Func { d, f: id.0 });
            return;
        }
        let mark = self.f.next;
        let a = self.f.alloc(n);
        let mut at = a;
        for c in captures {
            self.mention(c.obj);
            match self.f.vars.get(&c.obj).copied() {
                Some(VarLoc::Reg(r)) => self.mov(at, r, c.words),
                Some(VarLoc::Box(r)) => self.mov(at, r, 1),
                None => {
                    let name = self.sym(self.p.objects[c.obj].name);
                    self.error(
                        self.f.at,
                        format!("internal compiler error: captured {name} has no place"),
                    );
                }
            }
            at += c.words as u16;
        }
        for &x in extra {
            self.mov(at, x, 1);
            at += 1;
        }
        self.f.emit2(Op::Closure { d, f: id.0 }, a, n);
        self.f.next = mark;
    }

    /// In the closure: captured words into registers of its own. Returns the number of words.
    pub(super) fn load_captures(&mut self, captures: &[Capture]) -> u16 {
        let mut i = 0u16;
        for c in captures {
            let r = self.f.alloc(c.words);
            let first = i;
            for k in 0..c.words as u16 {
                self.f.emit(Op::Captured { d: r + k, i });
                i += 1;
            }
            let loc = if c.boxed { VarLoc::Box(r) } else { VarLoc::Reg(r) };
            self.f.vars.insert(c.obj, loc);
            self.keep();
            let rtype = self.rtype(c.ty);
            let name = self.sym(self.p.objects[c.obj].name).to_string();
            let from_pc = self.f.pc();
            self.f.dbg.push(Var {
                name,
                rtype,
                reg: first,
                boxed: c.boxed,
                captured: true,
                last_pc: u32::MAX,
                from_pc,
                to_pc: u32::MAX,
            });
        }
        i
    }
}
