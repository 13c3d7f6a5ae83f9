//! Labels and the statements that use them: `break`, `continue`, `goto`, `fallthrough`. Checked per
//! function body, after it parsed without an error.

use super::ast::*;
use crate::diag::Diagnostic;
use crate::text::Pos;

/// Reports misplaced branches and wrong, unused or repeated labels of one body. `locate` shows a place.
pub(super) fn check(
    body: &Block,
    symbols: &Symbols,
    locate: &dyn Fn(Pos) -> String,
    errors: &mut Vec<Diagnostic>,
) {
    let mut c = Checker { symbols, locate, errors, labels: Vec::new(), blocks: Vec::new() };
    let pending = c.block(None, Context::default(), None, body.pos, &stmt_refs(&body.stmts));
    for goto in pending {
        let name = c.name(goto.label);
        match c.find(goto.label.name) {
            Some(l) => {
                c.labels[l].used = true;
                let start = (c.locate)(c.blocks[c.labels[l].block].start);
                c.error(
                    goto.label.pos,
                    format!("goto {name} jumps into block starting at {start}"),
                );
            }
            None => c.error(goto.label.pos, format!("label {name} not defined")),
        }
    }
    let unused: Vec<Ident> = c.labels.iter().filter(|l| !l.used).map(|l| l.name).collect();
    for label in unused {
        c.error(label.pos, format!("label {} defined and not used", symbols.name(label.name)));
    }
}

/// What a label labels.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Loop,
    Switch,
    Other,
}

struct Label {
    name: Ident,
    block: usize,
    target: Target,
    used: bool,
}

struct BlockInfo {
    parent: Option<usize>,
    start: Pos,
    /// Index of the label of the statement whose block this is.
    label: Option<usize>,
}

#[derive(Clone, Copy)]
struct Goto {
    label: Ident,
}

/// What encloses a block.
#[derive(Clone, Copy, Default)]
struct Context {
    breaks: bool,
    continues: bool,
    clause: Option<Clause>,
}

/// The clause of the switch around a statement.
#[derive(Clone, Copy)]
struct Clause {
    type_switch: bool,
    /// Not inside a nested block.
    direct: bool,
    last: bool,
}

impl Context {
    /// For a block that is no clause.
    fn nested(self) -> Context {
        Context { clause: self.clause.map(|c| Clause { direct: false, ..c }), ..self }
    }
}

struct Checker<'a> {
    symbols: &'a Symbols,
    locate: &'a dyn Fn(Pos) -> String,
    errors: &'a mut Vec<Diagnostic>,
    labels: Vec<Label>,
    blocks: Vec<BlockInfo>,
}

/// Declarations that forward gotos may not jump over.
#[derive(Default)]
struct Jumps {
    pending: Vec<Goto>,
    /// How many of `pending` stood before the last declaration, and what that declared where.
    over: Option<(Vec<Pos>, String, Pos)>,
}

impl Jumps {
    fn declared(&mut self, name: String, pos: Pos) {
        let before = self.pending.iter().map(|g| g.label.pos).collect();
        self.over = Some((before, name, pos));
    }
}

impl Checker<'_> {
    fn error(&mut self, pos: Pos, message: impl Into<String>) {
        self.errors.push(Diagnostic::error(pos, message));
    }

    fn name(&self, ident: Ident) -> String {
        self.symbols.name(ident.name).to_string()
    }

    fn find(&self, name: Symbol) -> Option<usize> {
        self.labels.iter().position(|l| l.name.name == name)
    }

    /// Checks a block and returns the gotos whose label was not found yet.
    fn block(
        &mut self,
        parent: Option<usize>,
        context: Context,
        label: Option<usize>,
        start: Pos,
        body: &[&Stmt],
    ) -> Vec<Goto> {
        let this = self.blocks.len();
        self.blocks.push(BlockInfo { parent, start, label });
        let end =
            body.iter().rposition(|s| !matches!(s.kind, StmtKind::Empty)).map_or(0, |i| i + 1);
        let mut jumps = Jumps::default();
        for (i, stmt) in body[..end].iter().enumerate() {
            self.stmt(this, context, stmt, i + 1 == end, &mut jumps);
        }
        jumps.pending
    }

    fn stmt(&mut self, block: usize, context: Context, stmt: &Stmt, last: bool, jumps: &mut Jumps) {
        let mut stmt = stmt;
        let mut label = None;
        while let StmtKind::Labeled { label: name, stmt: inner } = &stmt.kind {
            if self.symbols.name(name.name) != "_" {
                label = Some(self.declare(block, *name, inner, jumps));
            }
            stmt = inner;
        }
        match &stmt.kind {
            StmtKind::Decl(Decl::Var(specs)) => {
                if let Some(spec) = specs.first()
                    && let Some(name) = spec.names.first()
                {
                    let shown = self.name(*name);
                    jumps.declared(shown, spec.pos);
                }
            }
            StmtKind::Define { lhs, op_pos, .. } => {
                let names: Vec<&str> = lhs.iter().map(|n| self.symbols.name(n.name)).collect();
                jumps.declared(names.join(", "), *op_pos);
            }
            StmtKind::Break(None) if !context.breaks => {
                self.error(stmt.pos, "break is not in a loop, switch, or select");
            }
            StmtKind::Continue(None) if !context.continues => {
                self.error(stmt.pos, "continue is not in a loop");
            }
            StmtKind::Break(Some(name)) => self.labeled_branch(block, *name, "break"),
            StmtKind::Continue(Some(name)) => self.labeled_branch(block, *name, "continue"),
            StmtKind::Fallthrough => self.fallthrough(stmt.pos, context, last),
            StmtKind::Goto(name) => {
                if !self.goto_resolves(block, name.name) {
                    jumps.pending.push(Goto { label: *name });
                }
            }
            _ => self.inner_blocks(block, context, label, stmt, jumps),
        }
    }

    fn inner_blocks(
        &mut self,
        block: usize,
        context: Context,
        label: Option<usize>,
        stmt: &Stmt,
        jumps: &mut Jumps,
    ) {
        let here = Some(block);
        let nested = context.nested();
        match &stmt.kind {
            StmtKind::Block(b) => {
                let more = self.block(here, nested, label, b.pos, &stmt_refs(&b.stmts));
                jumps.pending.extend(more);
            }
            StmtKind::If(s) => {
                let more = self.block(here, nested, label, s.then.pos, &stmt_refs(&s.then.stmts));
                jumps.pending.extend(more);
                if let Some(els) = &s.els {
                    let more = self.block(here, nested, label, els.pos, &[els]);
                    jumps.pending.extend(more);
                }
            }
            StmtKind::For(_) | StmtKind::Range(_) => {
                let body = match &stmt.kind {
                    StmtKind::For(s) => &s.body,
                    StmtKind::Range(s) => &s.body,
                    _ => return,
                };
                let inner = Context { breaks: true, continues: true, clause: None };
                let more = self.block(here, inner, label, body.pos, &stmt_refs(&body.stmts));
                jumps.pending.extend(more);
            }
            StmtKind::Switch(s) => self.clauses(block, context, label, &s.clauses, false, jumps),
            StmtKind::TypeSwitch(s) => {
                self.clauses(block, context, label, &s.clauses, true, jumps);
            }
            StmtKind::Select(clauses) => {
                let inner = Context { breaks: true, clause: None, ..context };
                for c in clauses {
                    let more = self.block(here, inner, label, c.pos, &stmt_refs(&c.body));
                    jumps.pending.extend(more);
                }
            }
            _ => {}
        }
    }

    fn clauses(
        &mut self,
        block: usize,
        context: Context,
        label: Option<usize>,
        clauses: &[CaseClause],
        type_switch: bool,
        jumps: &mut Jumps,
    ) {
        for (i, c) in clauses.iter().enumerate() {
            let clause = Some(Clause { type_switch, direct: true, last: i + 1 == clauses.len() });
            let inner = Context { breaks: true, clause, ..context };
            let more = self.block(Some(block), inner, label, c.pos, &stmt_refs(&c.body));
            jumps.pending.extend(more);
        }
    }

    /// Declares a label, lets earlier gotos find it, and returns its index.
    fn declare(&mut self, block: usize, name: Ident, stmt: &Stmt, jumps: &mut Jumps) -> usize {
        let shown = self.name(name);
        let index = match self.find(name.name) {
            Some(old) => {
                let place = (self.locate)(self.labels[old].name.pos);
                self.error(name.pos, format!("label {shown} already defined at {place}"));
                old
            }
            None => {
                let target = match stmt.kind {
                    StmtKind::For(_) | StmtKind::Range(_) => Target::Loop,
                    StmtKind::Switch(_) | StmtKind::TypeSwitch(_) | StmtKind::Select(_) => {
                        Target::Switch
                    }
                    _ => Target::Other,
                };
                self.labels.push(Label { name, block, target, used: false });
                self.labels.len() - 1
            }
        };
        let (found, rest): (Vec<Goto>, Vec<Goto>) =
            jumps.pending.iter().copied().partition(|g| g.label.name == name.name);
        jumps.pending = rest;
        for goto in found {
            self.labels[index].used = true;
            if let Some((before, variable, pos)) = &jumps.over
                && before.contains(&goto.label.pos)
            {
                let place = (self.locate)(*pos);
                let message =
                    format!("goto {shown} jumps over declaration of {variable} at {place}");
                self.error(goto.label.pos, message);
            }
        }
        index
    }

    /// Is there such a label in this block or around it?
    fn goto_resolves(&mut self, block: usize, name: Symbol) -> bool {
        let Some(l) = self.find(name) else { return false };
        self.labels[l].used = true;
        let home = self.labels[l].block;
        let mut at = Some(block);
        while let Some(b) = at {
            if b == home {
                return true;
            }
            at = self.blocks[b].parent;
        }
        false
    }

    fn labeled_branch(&mut self, block: usize, label: Ident, word: &str) {
        let name = self.name(label);
        let Some(l) = self.find(label.name) else {
            self.error(label.pos, format!("{word} label not defined: {name}"));
            return;
        };
        self.labels[l].used = true;
        let mut at = Some(block);
        let mut encloses = false;
        while let Some(b) = at {
            encloses |= self.blocks[b].label == Some(l);
            at = self.blocks[b].parent;
        }
        let target = self.labels[l].target;
        let fits = target == Target::Loop || (word == "break" && target == Target::Switch);
        if !encloses || !fits {
            self.error(label.pos, format!("invalid {word} label {name}"));
        }
    }

    fn fallthrough(&mut self, pos: Pos, context: Context, last_stmt: bool) {
        let message = match context.clause {
            Some(c) if c.type_switch => "cannot fallthrough in type switch",
            Some(c) if !c.direct || !last_stmt => "fallthrough statement out of place",
            Some(c) if c.last => "cannot fallthrough final case in switch",
            Some(_) => return,
            None => "fallthrough statement out of place",
        };
        self.error(pos, message);
    }
}

fn stmt_refs(stmts: &[Stmt]) -> Vec<&Stmt> {
    stmts.iter().collect()
}
