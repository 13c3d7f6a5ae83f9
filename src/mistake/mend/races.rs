//! Accesses that may meet: a variable of each goroutine's own, or a mutex around them.

use super::super::edit::Change;
use super::{At, Mender, names};
use crate::syntax::ast::{Decl, ExprKind, Stmt, StmtKind};
use crate::text::Pos;
use crate::types::object::ObjId;
use crate::types::walk::{Node, each};
use std::collections::BTreeSet;

/// Names for a mutex, the first that the program does not use.
const MUTEXES: [&str; 4] = ["mu", "mutex", "guard", "mu2"];
/// Likewise for an error.
const ERRORS: [&str; 3] = ["e", "failed", "err2"];

impl<'p> Mender<'p> {
    /// Changes so that the accesses at these places do not meet.
    pub(super) fn guard(&mut self, places: &[Pos]) {
        let found: Vec<(usize, At<'p>)> =
            places.iter().filter_map(|p| self.statement(*p)).collect();
        let Some((f, _)) = found.first().copied() else { return };
        for (f, at) in &found {
            self.copy(*f, *at);
        }
        let mut seen = BTreeSet::new();
        let own = found.iter().filter(|x| x.0 == f).map(|x| x.1);
        let list: Vec<At<'p>> = own.filter(|at| seen.insert(at.stmt().pos)).collect();
        self.own_variable(f, &list);
        self.keep_error(f, &list);
        let Some(obj) = self.shared(f, &list) else { return };
        self.mutex(f, &list, obj);
    }

    /// `err = f()` in a goroutine becomes `err := f()`.
    fn own_variable(&mut self, f: usize, list: &[At<'p>]) {
        let facts = &self.files[f];
        let mut changes = vec![];
        let mut name = String::new();
        for at in list {
            let s = at.stmt();
            if let StmtKind::Assign { lhs, op: None, op_pos, .. } = &s.kind
                && lhs.iter().all(|e| matches!(e.kind, ExprKind::Ident(_)))
                && self.is_started(f, at)
            {
                changes.push(facts.instead(*op_pos, op_pos.add(1), ":="));
                name = facts.shown(&lhs[0]);
            }
        }
        if changes.is_empty() {
            return;
        }
        let words = format!("each goroutine has its own `{name}`");
        // where nobody else uses it, its declaration would be of no use
        let declared = list.iter().find_map(|at| match &at.stmt().kind {
            StmtKind::Assign { lhs, .. } => facts.obj(lhs.first()?),
            _ => None,
        });
        let declared = declared.and_then(|o| self.statement(facts.p.objects[o].pos));
        let mut without = changes.clone();
        if let Some((_, at)) = declared.filter(|d| d.0 == f)
            && matches!(&at.stmt().kind, StmtKind::Decl(Decl::Var(specs)) if specs.len() == 1 && specs[0].names.len() == 1)
        {
            without.push(self.files[f].without(at.stmt().pos, at.stmt().end));
        }
        self.offer(f, words.clone(), changes);
        self.offer(f, words, without);
    }

    /// `err = f()` in a goroutine becomes an assignment of errors alone, behind a mutex: none of them is lost for a nil, and
    /// nobody waits for another's work.
    fn keep_error(&mut self, f: usize, list: &[At<'p>]) {
        let facts = &self.files[f];
        let [at] = list else { return };
        let StmtKind::Assign { lhs, op: None, rhs, .. } = &at.stmt().kind else { return };
        let ([to], [call]) = (&lhs[..], &rhs[..]) else { return };
        let is_error = facts.ty(to).is_some_and(|t| t == facts.p.universe.error);
        let (Some(obj), Some(mu)) = (facts.obj(to), self.unused(f, &MUTEXES)) else { return };
        let (Some(e), true) = (self.unused(f, &ERRORS), is_error && self.is_started(f, at)) else {
            return;
        };
        let ExprKind::Call { .. } = call.kind else { return };
        let Some((_, declared)) = self.statement(facts.p.objects[obj].pos) else { return };
        let s = at.stmt();
        let (name, call) = (facts.shown(to), facts.slice(call.pos, call.end));
        let text = "if %e := %c; %e != nil {\n\t%m.Lock()\n\t%n = %e\n\t%m.Unlock()\n}";
        let text = text.replace("%e", e).replace("%m", mu).replace("%n", &name).replace("%c", call);
        let text = text.replace('\n', &format!("\n{}", facts.indent(s.pos)));
        let mut changes = vec![
            facts.before(declared.stmt(), &format!("var {mu} sync.Mutex")),
            facts.instead(s.pos, s.end, text),
        ];
        changes.extend(self.with_sync(f));
        let words = ["`", &name, "` keeps what is an error, behind a mutex"].concat();
        self.offer(f, words, changes);
    }

    /// The first of some names that the program does not use.
    pub(super) fn unused(&self, f: usize, names: &[&'static str]) -> Option<&'static str> {
        let word = |name: &str| {
            let mut parts = self.files[f].text.split(|c: char| !c.is_alphanumeric() && c != '_');
            parts.any(|w| w == name)
        };
        names.iter().copied().find(|n| !word(n))
    }

    /// The import of `sync`, where it is missing.
    fn with_sync(&self, f: usize) -> Option<Change> {
        let facts = &self.files[f];
        let first = facts.file.imports.first()?;
        if facts.file.imports.iter().any(|i| i.path == "sync") {
            return None;
        }
        let grouped = facts.indent(first.pos).len() == facts.line_start(first.pos).len();
        Some(match grouped {
            true => facts.insert(first.pos, format!("\"sync\"\n{}", facts.indent(first.pos))),
            false => facts.insert(facts.line_end(first.pos), "\nimport \"sync\"".to_owned()),
        })
    }

    /// The statement stands in a function literal.
    fn is_started(&self, f: usize, at: &At<'p>) -> bool {
        let inside = |b: &&(usize, super::Body<'p>)| {
            b.0 == f && b.1.block.pos < at.body.block.pos && at.body.block.rbrace < b.1.block.rbrace
        };
        self.bodies().iter().any(|b| inside(&b))
    }

    /// The variable that all of them use.
    fn shared(&self, f: usize, list: &[At<'p>]) -> Option<ObjId> {
        let facts = &self.files[f];
        let mut candidates: Vec<ObjId> = vec![];
        let first = list.first()?;
        each(std::slice::from_ref(first.stmt()), true, &mut |n| {
            if let Node::Expr(e) = n
                && let Some(o) = facts.obj(e)
                && !candidates.contains(&o)
                && matches!(facts.p.objects[o].kind, crate::types::object::ObjectKind::Var(_))
            {
                candidates.push(o);
            }
        });
        let outside = |o: &ObjId| {
            let pos = facts.p.objects[*o].pos;
            !(first.body.block.pos < pos && pos < first.body.block.rbrace) || list.len() > 1
        };
        candidates
            .retain(|o| list.iter().all(|at| names(facts, std::slice::from_ref(at.stmt()), *o)));
        candidates.into_iter().find(outside)
    }

    fn mutex(&mut self, f: usize, list: &[At<'p>], obj: ObjId) {
        let facts = &self.files[f];
        let Some(mu) = self.unused(f, &MUTEXES) else { return };
        let declared = facts.p.objects[obj].pos;
        let mut changes = vec![];
        match self.statement(declared) {
            Some((_, at)) if self.file_of(declared) == Some(f) => {
                changes.push(facts.before(at.stmt(), &format!("var {mu} sync.Mutex")));
            }
            _ => match package_variable(facts.file.decls.iter(), declared) {
                Some(pos) => changes.push(facts.insert(pos, format!("var {mu} sync.Mutex\n\n"))),
                None => return,
            },
        }
        for at in list {
            let s = at.stmt();
            if matches!(&s.kind, StmtKind::Return(_)) {
                changes.push(facts.before(s, &format!("{mu}.Lock()\ndefer {mu}.Unlock()")));
            } else if simple(s) {
                changes.push(facts.before(s, &format!("{mu}.Lock()")));
                changes.push(facts.behind(s, &format!("{mu}.Unlock()")));
            } else {
                return;
            }
        }
        changes.extend(self.with_sync(f));
        let name = facts.p.symbols.name(facts.p.objects[obj].name).to_owned();
        self.offer(f, format!("a mutex around each use of `{name}`"), changes);
    }
}

impl<'p> super::Facts<'p> {
    /// Text of the line before a place.
    fn line_start(&self, pos: Pos) -> &'p str {
        let at = self.at(pos);
        let start = self.text[..at].rfind('\n').map_or(0, |i| i + 1);
        &self.text[start..at]
    }

    fn line_end(&self, pos: Pos) -> Pos {
        pos.add(self.rest_of_line(pos).len() as u32)
    }
}

/// A statement before and behind which others can stand without changing what it does.
fn simple(s: &Stmt) -> bool {
    matches!(
        s.kind,
        StmtKind::Expr(_)
            | StmtKind::IncDec { .. }
            | StmtKind::Assign { .. }
            | StmtKind::Define { .. }
            | StmtKind::Range(_)
    )
}

/// Where the declaration of a package variable begins.
fn package_variable<'a>(mut decls: impl Iterator<Item = &'a Decl>, declared: Pos) -> Option<Pos> {
    decls.find_map(|d| match d {
        Decl::Var(specs) => {
            let own = specs.iter().any(|s| s.names.iter().any(|n| n.pos == declared));
            // a group's specs stand in parentheses: the declaration begins before them
            (own && specs.len() == 1).then(|| specs[0].pos)
        }
        _ => None,
    })
}
