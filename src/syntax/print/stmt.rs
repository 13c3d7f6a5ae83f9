//! Statements and bodies.

use super::list::{Item, ListMode, start, strip};
use super::writer::{INFINITY, Printer, White};
use crate::syntax::ast::*;
use crate::text::Pos;

/// A body is put on one line up to this size, header included.
const MAX_ONE_LINE: usize = 100;
/// A body on one line has at most so many statements.
const MAX_STATEMENTS: usize = 5;

impl<'a> Printer<'a> {
    /// Statements; `indent` is false for clauses, each of which is a section of its own.
    fn stmt_list(&mut self, list: &[Stmt], indent: bool, next_is_brace: bool) {
        if indent {
            self.space(White::Indent);
        }
        let mut line = 0;
        let mut first = true;
        let count = list.len();
        for (i, s) in list.iter().enumerate() {
            if matches!(s.kind, StmtKind::Empty) {
                continue;
            }
            let new_section = first || !indent || self.out.line > line;
            self.linebreak(self.line(s.pos), 1, White::Ignore, new_section);
            line = self.recorded_line(|p| p.stmt(s, next_is_brace && i + 1 == count));
            // Labels stand on lines of their own; the statement begins after them.
            let mut inner = s;
            while let StmtKind::Labeled { stmt, .. } = &inner.kind {
                line += 1;
                inner = stmt;
            }
            first = false;
        }
        if indent {
            self.space(White::Unindent);
        }
    }

    pub(super) fn block(&mut self, b: &Block) {
        self.token_at(b.pos, "{");
        self.stmt_list(&b.stmts, true, true);
        self.close_block(b.rbrace);
    }

    fn close_block(&mut self, rbrace: Pos) {
        self.linebreak(self.line(rbrace), 1, White::Ignore, true);
        self.token_at(rbrace, "}");
    }

    /// A function's body behind a header of `header` columns: on the same line where it fits.
    pub(super) fn func_body(&mut self, header: usize, separator: White, b: &Block) {
        let level = std::mem::take(&mut self.level);
        if header.saturating_add(self.body_size(b)) <= MAX_ONE_LINE {
            self.space(separator);
            self.token_at(b.pos, "{");
            let count = b.stmts.len();
            if count > 0 {
                self.blank();
                for (i, s) in b.stmts.iter().enumerate() {
                    if i > 0 {
                        self.token(";");
                        self.blank();
                    }
                    self.stmt(s, i + 1 == count);
                }
                self.blank();
            }
            self.no_extra_linebreak = !self.no_extra_linebreak;
            self.token_at(b.rbrace, "}");
            self.no_extra_linebreak = !self.no_extra_linebreak;
        } else {
            self.blank();
            self.block(b);
        }
        self.level = level;
    }

    fn body_size(&mut self, b: &Block) -> usize {
        if self.line(b.pos) != self.line(b.rbrace) || b.stmts.len() > MAX_STATEMENTS {
            return INFINITY;
        }
        let mut size = self.comment_size_before(self.l.place(b.rbrace));
        for (i, s) in b.stmts.iter().enumerate() {
            if size > MAX_ONE_LINE {
                break;
            }
            size += if i > 0 { 2 } else { 0 };
            size += self.size_of((s.pos, s.end, true), MAX_ONE_LINE, |p| {
                p.indent = usize::from(matches!(s.kind, StmtKind::Labeled { .. }));
                p.stmt(s, false);
            });
        }
        size
    }

    fn exprs(&mut self, prev: Pos, list: &[Expr], depth: usize, next: Pos) {
        let items: Vec<Item> = list.iter().map(Item::Expr).collect();
        self.expr_list(prev, &items, depth, ListMode::default(), next);
    }

    pub(super) fn stmt(&mut self, s: &Stmt, next_is_brace: bool) {
        self.set_pos(s.pos);
        match &s.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Decl(decl) => self.decl(decl, self.l.token_from(s.pos)),
            StmtKind::Labeled { label, stmt } => self.labeled(*label, stmt, next_is_brace),
            StmtKind::Expr(x) => self.expr0(x, 1),
            StmtKind::Send { chan, value, arrow } => {
                self.expr0(chan, 1);
                self.blank();
                self.token_at(*arrow, "<-");
                self.blank();
                self.expr0(value, 1);
            }
            StmtKind::IncDec { x, inc } => {
                self.expr0(x, 2);
                let op = self.l.pos(self.l.token_from(x.end));
                self.token_at(op, if *inc { "++" } else { "--" });
            }
            StmtKind::Assign { lhs, rhs, op, op_pos } => {
                let items: Vec<Item> = lhs.iter().map(Item::Expr).collect();
                let op = op.map_or("=", BinaryOp::assign_text);
                self.assignment(s.pos, &items, op, *op_pos, rhs);
            }
            StmtKind::Define { lhs, rhs, op_pos } => {
                let items: Vec<Item> = lhs.iter().map(|n| Item::Name(*n)).collect();
                self.assignment(s.pos, &items, ":=", *op_pos, rhs);
            }
            StmtKind::Go(x) => self.keyword_expr("go", x),
            StmtKind::Defer(x) => self.keyword_expr("defer", x),
            StmtKind::Return(list) => self.return_stmt(list),
            StmtKind::Break(label) => self.branch("break", *label),
            StmtKind::Continue(label) => self.branch("continue", *label),
            StmtKind::Goto(label) => self.branch("goto", Some(*label)),
            StmtKind::Fallthrough => self.branch("fallthrough", None),
            StmtKind::Block(b) => self.block(b),
            _ => self.compound(s, next_is_brace),
        }
    }

    fn compound(&mut self, s: &Stmt, next_is_brace: bool) {
        match &s.kind {
            StmtKind::If(f) => {
                self.token("if");
                self.control(f.init.as_ref(), Some(&f.cond), None);
                self.block(&f.then);
                if let Some(els) = &f.els {
                    self.blank();
                    self.token("else");
                    self.blank();
                    self.stmt(els, next_is_brace);
                }
            }
            StmtKind::For(f) => {
                self.token("for");
                self.control(f.init.as_ref(), f.cond.as_ref(), Some(f.post.as_ref()));
                self.block(&f.body);
            }
            StmtKind::Range(r) => self.range(r),
            StmtKind::Switch(sw) => {
                self.token("switch");
                self.control(sw.init.as_ref(), sw.tag.as_ref(), None);
                self.clauses(&sw.clauses, sw.lbrace);
            }
            StmtKind::TypeSwitch(sw) => {
                self.token("switch");
                if let Some(init) = &sw.init {
                    self.blank();
                    self.stmt(init, false);
                    self.token(";");
                }
                self.blank();
                self.guard(sw);
                self.blank();
                self.clauses(&sw.clauses, sw.lbrace);
            }
            StmtKind::Select(clauses) => self.select(s.pos, clauses),
            _ => {}
        }
    }

    fn keyword_expr(&mut self, keyword: &'static str, x: &Expr) {
        self.token(keyword);
        self.blank();
        self.expr(x);
    }

    fn branch(&mut self, keyword: &'static str, label: Option<Ident>) {
        self.token(keyword);
        if let Some(label) = label {
            self.blank();
            self.ident(label);
        }
    }

    fn assignment(
        &mut self,
        start: Pos,
        lhs: &[Item],
        op: &'static str,
        op_pos: Pos,
        rhs: &[Expr],
    ) {
        let depth = if lhs.len() > 1 && rhs.len() > 1 { 2 } else { 1 };
        self.expr_list(start, lhs, depth, ListMode::default(), op_pos);
        self.blank();
        self.token_at(op_pos, op);
        self.blank();
        self.exprs(op_pos, rhs, depth, Pos::NONE);
    }

    fn labeled(&mut self, label: Ident, stmt: &Stmt, next_is_brace: bool) {
        self.space(White::Unindent);
        self.ident(label);
        let colon = self.l.pos(self.l.token_from(self.name_end(label)));
        self.token_at(colon, ":");
        self.space(White::Indent);
        if matches!(stmt.kind, StmtKind::Empty) {
            if !next_is_brace {
                self.space(White::Newline);
                self.token_at(stmt.pos, ";");
                return;
            }
        } else {
            self.linebreak(self.line(stmt.pos), 1, White::Ignore, true);
        }
        self.stmt(stmt, next_is_brace);
    }

    fn return_stmt(&mut self, list: &[Expr]) {
        self.token("return");
        if list.is_empty() {
            return;
        }
        self.blank();
        if self.indents_wholly(list) {
            self.space(White::Indent);
            let items: Vec<Item> = list.iter().map(Item::Expr).collect();
            let mode = ListMode { comma_term: false, no_indent: true };
            self.expr_list(Pos::NONE, &items, 1, mode, Pos::NONE);
            self.space(White::Unindent);
        } else {
            self.exprs(Pos::NONE, list, 1, Pos::NONE);
        }
    }

    /// Would a list look better indented from its first element on?
    fn indents_wholly(&self, list: &[Expr]) -> bool {
        let [first, .., last] = list else { return false };
        let begin = self.line(start(first));
        if begin >= self.line(last.end) {
            return false;
        }
        let mut line = begin;
        let mut multi_line = 0;
        for x in list {
            let (from, to) = (self.line(start(x)), self.line(x.end));
            if line < from {
                return true;
            }
            if from < to && !is_literal_like(x) {
                multi_line += 1;
            }
            line = to;
        }
        multi_line > 1
    }

    /// What stands between a keyword and its `{`; `post` is `Some` in a `for`.
    fn control(&mut self, init: Option<&Stmt>, cond: Option<&Expr>, post: Option<Option<&Stmt>>) {
        self.blank();
        let mut needs_blank = false;
        if init.is_none() && post.flatten().is_none() {
            if let Some(x) = cond {
                self.expr(stripped(x));
                needs_blank = true;
            }
        } else {
            if let Some(s) = init {
                self.stmt(s, false);
            }
            self.token(";");
            self.blank();
            if let Some(x) = cond {
                self.expr(stripped(x));
                needs_blank = true;
            }
            if let Some(post) = post {
                self.token(";");
                self.blank();
                needs_blank = false;
                if let Some(s) = post {
                    self.stmt(s, false);
                    needs_blank = true;
                }
            }
        }
        if needs_blank {
            self.blank();
        }
    }

    fn range(&mut self, r: &RangeStmt) {
        self.token("for");
        self.blank();
        if let Some(key) = &r.key {
            self.expr(key);
            let mut last = key;
            if let Some(value) = &r.value {
                self.token_at(start(value), ",");
                self.blank();
                self.expr(value);
                last = value;
            }
            self.blank();
            let op = self.l.pos(self.l.token_from(last.end));
            self.token_at(op, if r.define { ":=" } else { "=" });
            self.blank();
        }
        self.token("range");
        self.blank();
        self.expr(stripped(&r.x));
        self.blank();
        self.block(&r.body);
    }

    /// `v := x.(type)`
    fn guard(&mut self, sw: &TypeSwitchStmt) {
        let from = start(&sw.x);
        if let Some(bind) = sw.bind {
            self.set_pos(bind.pos);
            let op = self.l.pos(self.l.token_from(self.name_end(bind)));
            self.expr_list(bind.pos, &[Item::Name(bind)], 1, ListMode::default(), op);
            self.blank();
            self.token_at(op, ":=");
            self.blank();
            // A list of one: a line break before it is kept, with indentation.
            let line = self.line(from);
            if self.line(op) < line && self.linebreak(line, 0, White::Indent, true) > 0 {
                self.type_of(&sw.x);
                self.space(White::Unindent);
                return;
            }
        }
        self.set_pos(from);
        self.type_of(&sw.x);
    }

    fn type_of(&mut self, x: &Expr) {
        self.expr1(x, 7, 1);
        self.token(".");
        let open = self.l.token_from(x.end) + 1;
        self.token_at(self.l.pos(open), "(");
        self.token("type");
        self.token_at(self.l.pos(self.l.partner(open)), ")");
    }

    fn clauses(&mut self, clauses: &[CaseClause], lbrace: Pos) {
        self.token_at(lbrace, "{");
        let rbrace = self.l.pos(self.l.partner(self.l.token_from(lbrace)));
        let count = clauses.len();
        for (i, c) in clauses.iter().enumerate() {
            self.linebreak(self.line(c.pos), 1, White::Ignore, true);
            self.set_pos(c.pos);
            if c.is_default {
                self.token("default");
            } else {
                self.token("case");
                self.blank();
                self.exprs(c.pos, &c.exprs, 1, c.colon);
            }
            self.token_at(c.colon, ":");
            self.stmt_list(&c.body, true, i + 1 == count);
        }
        self.close_block(rbrace);
    }

    fn select(&mut self, pos: Pos, clauses: &[CommClause]) {
        self.token("select");
        self.blank();
        let open = self.l.token_from(pos) + 1;
        let (lbrace, rbrace) = (self.l.pos(open), self.l.pos(self.l.partner(open)));
        self.token_at(lbrace, "{");
        if clauses.is_empty() && !self.comment_before(self.l.place(rbrace)) {
            self.token_at(rbrace, "}");
            return;
        }
        let count = clauses.len();
        for (i, c) in clauses.iter().enumerate() {
            self.linebreak(self.line(c.pos), 1, White::Ignore, true);
            self.set_pos(c.pos);
            match &c.comm {
                None => self.token("default"),
                Some(s) => {
                    self.token("case");
                    self.blank();
                    self.stmt(s, false);
                }
            }
            self.token_at(c.colon, ":");
            self.stmt_list(&c.body, true, i + 1 == count);
        }
        self.close_block(rbrace);
    }
}

fn is_literal_like(x: &Expr) -> bool {
    match &strip(x).kind {
        ExprKind::CompositeLit { .. } => true,
        ExprKind::Unary { op: UnaryOp::Addr, x } => {
            matches!(strip(x).kind, ExprKind::CompositeLit { .. })
        }
        _ => false,
    }
}

/// `x` without its parentheses, unless they keep a literal's brace from opening the block.
fn stripped(mut x: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &x.kind {
        if has_bare_literal(inner) {
            return x;
        }
        x = inner;
    }
    x
}

/// Is there a literal of a named type in `x`, outside parentheses?
fn has_bare_literal(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::CompositeLit { ty, .. } => ty.as_ref().is_some_and(|t| is_type_name(t)),
        ExprKind::Selector { x, .. }
        | ExprKind::TypeAssert { x, .. }
        | ExprKind::Star(x)
        | ExprKind::Unary { x, .. } => has_bare_literal(x),
        ExprKind::Index { x, indices } => {
            has_bare_literal(x) || indices.iter().any(has_bare_literal)
        }
        ExprKind::Slice { x, lo, hi, max } => {
            let parts = [lo, hi, max].into_iter().flatten();
            has_bare_literal(x) || parts.into_iter().any(|x| has_bare_literal(x))
        }
        ExprKind::Call { fun, args, .. } => {
            has_bare_literal(fun) || args.iter().any(has_bare_literal)
        }
        ExprKind::Binary { x, y, .. } => has_bare_literal(x) || has_bare_literal(y),
        _ => false,
    }
}

fn is_type_name(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Ident(_) => true,
        ExprKind::Selector { x, .. } => is_type_name(x),
        _ => false,
    }
}

impl BinaryOp {
    /// As written before `=`.
    fn assign_text(self) -> &'static str {
        use BinaryOp::*;
        match self {
            Add => "+=",
            Sub => "-=",
            Mul => "*=",
            Div => "/=",
            Rem => "%=",
            And => "&=",
            Or => "|=",
            Xor => "^=",
            AndNot => "&^=",
            Shl => "<<=",
            Shr => ">>=",
            _ => "=",
        }
    }
}
