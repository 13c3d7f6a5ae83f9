//! Errors that nobody looks at: the result of a call that is dropped, assigned to `_`, or to a variable that is not
//! read any more. After such a call stands [`Op::Unread`], which notes an error that is not nil.
//! And errors in variables that function literals share, or in a slice of errors that is only indexed: before they
//! are stored stands [`Op::KeepError`], for whether somebody looks is seen by the search for data races.

use super::Gen;
use super::code::{Op, Reg};
use super::func::VarLoc;
use super::place::Place;
use crate::arrange::{Arrange, Gather};
use crate::syntax::ast::*;
use crate::text::Pos;
use crate::types::info::{Mode, TypedProgram};
use crate::types::object::{Builtin, ObjId, ObjectKind};
use crate::types::ty::{Type, TypeId};
use crate::types::walk::{Node, each};
use std::collections::{BTreeMap, BTreeSet};

/// Where a variable of a function is written and read.
#[derive(Default)]
struct Uses {
    writes: Vec<Pos>,
    reads: Vec<Pos>,
    /// A function literal has to do with it, or it is put into several places.
    shared: bool,
    /// Where it is put and nobody reads it.
    put: u16,
    puts: usize,
}

/// Where variables of these types are declared, in the order of the text: most functions have none.
#[derive(Default)]
pub(super) struct ErrorVars {
    /// `error`
    single: Vec<Pos>,
    /// `[]error`
    lists: Vec<Pos>,
    /// `map[K]error`
    maps: Vec<Pos>,
}

impl ErrorVars {
    pub(super) fn of(p: &TypedProgram) -> ErrorVars {
        let mut out = ErrorVars::default();
        let error = p.universe.error;
        for o in p.objects.0.iter().filter(|o| matches!(o.kind, ObjectKind::Var(_))) {
            if o.ty == error {
                out.single.push(o.pos);
            } else if matches!(p.types.get(o.ty), Type::Slice(elem) if *elem == error) {
                out.lists.push(o.pos);
            } else if matches!(p.types.under(o.ty), Type::Map(_, elem) if *elem == error) {
                out.maps.push(o.pos);
            }
        }
        out.single.arrange();
        out.lists.arrange();
        out.maps.arrange();
        out
    }
}

fn is_in(body: &Block, pos: Pos) -> bool {
    body.pos < pos && pos < body.rbrace
}

fn declares(places: &[Pos], body: &Block) -> bool {
    let at = places.partition_point(|p| *p <= body.pos);
    places.get(at).is_some_and(|p| is_in(body, *p))
}

impl<'p> Gen<'p> {
    /// Assignments of errors in a body whose values nobody reads, by the place of the variable's name. A body with a
    /// `goto` has none that is known.
    pub(super) fn unread_in(&mut self, body: &'p Block) -> Vec<(Pos, u16)> {
        if !declares(&self.error_vars.single, body) {
            return vec![];
        }
        let put = self.put_away(body);
        let mut uses: BTreeMap<ObjId, Uses> = BTreeMap::new();
        let mut loops: Vec<(Pos, Pos, Pos)> = vec![];
        let (mut targets, mut jumps) = (BTreeSet::new(), false);
        each(&body.stmts, false, &mut |n| {
            let Node::Stmt(s) = n else { return };
            match &s.kind {
                StmtKind::Goto(_) => jumps = true,
                StmtKind::For(f) => loops.push((s.pos, f.body.pos, f.body.rbrace)),
                StmtKind::Range(r) => loops.push((s.pos, r.body.pos, r.body.rbrace)),
                StmtKind::Define { lhs, .. } => {
                    for n in lhs {
                        self.error_var(n.id, &mut uses, |u| u.writes.push(n.pos));
                    }
                }
                StmtKind::Assign { lhs, op: None, .. } => {
                    for l in lhs {
                        let ExprKind::Ident(n) = &l.kind else { continue };
                        targets.insert(n.pos);
                        self.error_var(n.id, &mut uses, |u| u.writes.push(n.pos));
                    }
                }
                _ => {}
            }
        });
        if jumps || uses.is_empty() {
            return vec![];
        }
        for literals in [false, true] {
            let mut seen: BTreeMap<ObjId, usize> = BTreeMap::new();
            each(&body.stmts, literals, &mut |n| {
                let Node::Expr(Expr { kind: ExprKind::Ident(n), .. }) = n else { return };
                let Some(o) = self.obj_of(n.id) else { return };
                *seen.entry(o).or_default() += 1;
                let (false, false, Some(u)) =
                    (literals, targets.contains(&n.pos), uses.get_mut(&o))
                else {
                    return;
                };
                match put.iter().find(|p| p.0 == n.pos) {
                    Some(&(_, at)) => {
                        u.shared |= u.put != 0 && u.put != at;
                        (u.put, u.puts) = (at, u.puts + 1);
                    }
                    None => u.reads.push(n.pos),
                }
            });
            for (o, u) in &mut uses {
                let n = seen.get(o).copied().unwrap_or(0);
                let own = u.reads.len()
                    + u.puts
                    + u.writes.iter().filter(|w| targets.contains(w)).count();
                u.shared |= n != own;
            }
        }
        uses.retain(|o, u| !u.shared && is_in(body, self.p.objects[*o].pos));
        let dead = |o: &ObjId, u: &Uses, w: Pos| {
            let made = self.p.objects[*o].pos;
            let again = |(from, within, to): &(Pos, Pos, Pos)| {
                let of_loop = *from < w && w < *to && made < *within;
                of_loop && u.reads.iter().any(|r| from < r && r < to)
            };
            !u.reads.iter().any(|r| *r > w) && !loops.iter().any(again)
        };
        let all = uses.iter().flat_map(|(o, u)| u.writes.iter().map(move |w| (o, u, *w)));
        all.filter(|(o, u, w)| dead(o, u, *w)).map(|(_, u, w)| (w, u.put)).collect()
    }

    /// Slices of errors that a body declares and that no function is ever given: they are indexed, ranged over and
    /// counted.
    pub(super) fn lists_in(&self, body: &'p Block) -> BTreeSet<ObjId> {
        if !declares(&self.error_vars.lists, body) {
            return BTreeSet::new();
        }
        let mut uses: BTreeMap<ObjId, i32> = BTreeMap::new();
        let mut seen = |e: &Expr, n: i32| {
            if let ExprKind::Ident(name) = &e.kind
                && let Some(o) = self.obj_of(name.id)
                && self.is_error_list(o)
                && is_in(body, self.p.objects[o].pos)
            {
                *uses.entry(o).or_default() += n;
            }
        };
        each(&body.stmts, true, &mut |n| match n {
            Node::Expr(e) => {
                seen(e, 1);
                match &e.kind {
                    ExprKind::Index { x, .. } => seen(x, -1),
                    ExprKind::Call { fun, args, .. } if self.is_len(fun) => {
                        args.iter().for_each(|a| seen(a, -1));
                    }
                    _ => {}
                }
            }
            Node::Stmt(Stmt { kind: StmtKind::Range(r), .. }) => seen(&r.x, -1),
            Node::Stmt(_) => {}
        });
        uses.into_iter().filter(|u| u.1 == 0).map(|u| u.0).gather()
    }

    fn is_error_list(&self, o: ObjId) -> bool {
        let error = self.p.universe.error;
        matches!(self.types.get(self.p.objects[o].ty), Type::Slice(elem) if *elem == error)
    }

    /// A body declares maps of errors.
    pub(super) fn has_error_maps(&self, body: &Block) -> bool {
        declares(&self.error_vars.maps, body)
    }

    /// The builtin itself, not a function of that name.
    fn is_len(&self, fun: &Expr) -> bool {
        self.fact(fun.id).is_some_and(|f| f.mode == Mode::Builtin(Builtin::Len))
    }

    /// A value of this type is about to be stored where `to` says.
    pub(super) fn note_kept(&mut self, to: &Expr, ty: TypeId, place: &Place) {
        let Place::Mem { p, off, .. } = *place else { return };
        let kept = |e: &Expr, list: bool| {
            let ExprKind::Ident(n) = &e.kind else { return false };
            let Some(o) = self.obj_of(n.id) else { return false };
            match list {
                true => self.error_lists.contains(&o),
                false => matches!(self.f.vars.get(&o), Some(VarLoc::Box(_))),
            }
        };
        let known = match &to.kind {
            ExprKind::Index { x, .. } => kept(x, true),
            _ => kept(to, false),
        };
        if known && ty == self.p.universe.error && !self.f.is_std {
            self.f.emit(Op::KeepError { p, off: off as u16 });
        }
    }

    fn error_var(&self, id: NodeId, uses: &mut BTreeMap<ObjId, Uses>, f: impl FnOnce(&mut Uses)) {
        let Some(o) = self.obj_of(id) else { return };
        if self.p.objects[o].ty == self.p.universe.error {
            f(uses.entry(o).or_default());
        }
    }

    /// The value in `a`, of this type, was made for a name at `name`, or for nobody.
    pub(super) fn note_unread(&mut self, made_by: &Expr, name: Option<Pos>, ty: TypeId, a: Reg) {
        let put = name.map_or(Some(0), |p| self.f.unread.iter().find(|u| u.0 == p).map(|u| u.1));
        if let Some(put) = put {
            self.note_put(made_by, put, ty, a);
        }
    }

    /// The value in `a`, of this type, is put where nobody reads it.
    pub(super) fn note_put(&mut self, made_by: &Expr, put: u16, ty: TypeId, a: Reg) {
        let call = matches!(made_by.kind, ExprKind::Call { .. });
        if call && !self.f.is_std && ty == self.p.universe.error {
            self.f.at = made_by.pos;
            self.f.emit(Op::Unread { a, put });
        }
    }

    /// The call is a statement; its results begin at `a`.
    pub(super) fn note_unread_call(&mut self, call: &'p Expr, a: Reg) {
        let t = self.ty(call);
        let list = match self.types.get(t).clone() {
            Type::Tuple(list) => list,
            _ => vec![t],
        };
        let Some((last, before)) = list.split_last() else { return };
        let words: u32 = before.iter().map(|t| self.words(*t)).sum();
        self.note_unread(call, None, *last, a + words as Reg);
    }
}
