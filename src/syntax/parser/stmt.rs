//! Statements.

use super::Parser;
use super::decl::unary_op;
use super::expr::unparen;
use super::header::Cond;
use crate::syntax::ast::*;
use crate::syntax::show::expr_string;
use crate::syntax::token::{Op, Token};
use crate::text::Pos;

/// What a simple statement turned out to be.
pub(super) enum Simple {
    /// An ordinary one.
    Stmt(Stmt),
    /// `lhs := range x`, without its loop.
    Range(RangeClause),
    /// `v := x.(type)` in a switch.
    Guard { bind: Ident, guard: Expr, op_pos: Pos },
}

/// The part of a range loop before its body.
pub(super) struct RangeClause {
    pub(super) lhs: Vec<Expr>,
    pub(super) define: bool,
    pub(super) x: Expr,
}

impl Parser<'_> {
    pub(super) fn stmt_node(&self, pos: Pos, kind: StmtKind) -> Stmt {
        Stmt { pos, end: Pos(self.prev_end().0.max(pos.0)), kind }
    }

    /// Statements up to the end of a block or clause.
    pub(super) fn stmt_list(&mut self) -> Vec<Stmt> {
        let mut list = Vec::new();
        while !matches!(self.tok(), Token::Eof | Token::Rbrace | Token::Case | Token::Default) {
            let Some(stmt) = self.stmt_or_none() else { break };
            list.push(stmt);
            if !self.got(Token::Semi) && !self.at(Token::Rbrace) {
                self.syntax_error("at end of statement");
                self.skip_to(&[Token::Semi, Token::Rbrace, Token::Case, Token::Default]);
                self.got(Token::Semi);
            }
        }
        list
    }

    /// A block; `context` names what it follows, for the message when `{` is missing.
    pub(super) fn block(&mut self, context: &str) -> Block {
        let pos = self.pos();
        if !self.got(Token::Lbrace) {
            self.syntax_error(&format!("expected {{ after {context}"));
            self.skip_to(&[Token::Name, Token::Rbrace]);
            let rbrace = self.pos();
            if self.got(Token::Rbrace) {
                return Block { stmts: Vec::new(), pos, rbrace };
            }
        }
        let stmts = if self.descend() {
            let stmts = self.stmt_list();
            self.ascend();
            stmts
        } else {
            Vec::new()
        };
        let rbrace = self.pos();
        self.want(Token::Rbrace);
        Block { stmts, pos, rbrace }
    }

    /// A statement, if one begins here.
    pub(super) fn stmt_or_none(&mut self) -> Option<Stmt> {
        let pos = self.pos();
        if self.at(Token::Name) {
            let lhs = self.expr_list();
            if let [Expr { kind: ExprKind::Ident(label), .. }] = lhs.as_slice()
                && self.at(Token::Colon)
            {
                return self.labeled(*label);
            }
            let simple = self.simple_after(pos, lhs, None);
            return Some(self.plain(simple));
        }
        let kind = match self.tok() {
            Token::Var | Token::Const | Token::Type => StmtKind::Decl(self.decl()),
            Token::Lbrace => StmtKind::Block(self.block("")),
            Token::Star
            | Token::Literal
            | Token::Func
            | Token::Lparen
            | Token::Lbrack
            | Token::Struct
            | Token::Map
            | Token::Chan
            | Token::Interface
            | Token::Arrow => return Some(self.plain_stmt()),
            Token::Operator if self.lx.op != Op::Tilde && unary_op(self.lx.op).is_some() => {
                return Some(self.plain_stmt());
            }
            Token::For => self.for_stmt(),
            Token::Switch => self.switch_stmt(),
            Token::Select => self.select_stmt(),
            Token::If => return Some(self.if_stmt()),
            Token::Fallthrough => {
                self.next();
                StmtKind::Fallthrough
            }
            Token::Break => {
                self.next();
                StmtKind::Break(self.label_or_none())
            }
            Token::Continue => {
                self.next();
                StmtKind::Continue(self.label_or_none())
            }
            Token::Goto => {
                self.next();
                StmtKind::Goto(self.name())
            }
            Token::Go | Token::Defer => self.call_stmt(),
            Token::Return => {
                self.next();
                let bare = matches!(self.tok(), Token::Semi | Token::Rbrace);
                StmtKind::Return(if bare { Vec::new() } else { self.expr_list() })
            }
            Token::Semi => return Some(Stmt { pos, end: pos, kind: StmtKind::Empty }),
            _ => return None,
        };
        Some(self.stmt_node(pos, kind))
    }

    fn label_or_none(&mut self) -> Option<Ident> {
        self.at(Token::Name).then(|| self.name())
    }

    fn labeled(&mut self, label: Ident) -> Option<Stmt> {
        let colon = self.pos();
        self.next();
        let stmt = if self.at(Token::Rbrace) {
            let pos = self.pos();
            Some(Stmt { pos, end: pos, kind: StmtKind::Empty })
        } else if self.descend() {
            let stmt = self.stmt_or_none();
            self.ascend();
            stmt
        } else {
            None
        };
        let Some(stmt) = stmt else {
            self.syntax_error_at(colon, "missing statement after label");
            return None;
        };
        Some(self.stmt_node(label.pos, StmtKind::Labeled { label, stmt: Box::new(stmt) }))
    }

    fn call_stmt(&mut self) -> StmtKind {
        let keyword = self.tok();
        self.next();
        let mut x = self.isolated(Self::primary);
        if matches!(x.kind, ExprKind::Paren(_)) {
            let word = keyword.text();
            self.error_at(x.pos, format!("expression in {word} must not be parenthesized"));
            while let ExprKind::Paren(inner) = x.kind {
                x = *inner;
            }
        }
        if !matches!(x.kind, ExprKind::Call { .. } | ExprKind::Bad) {
            let word = keyword.text();
            self.late_error(x.pos, format!("expression in {word} must be function call"));
        }
        if keyword == Token::Go { StmtKind::Go(x) } else { StmtKind::Defer(x) }
    }

    // Simple statements.

    fn plain_stmt(&mut self) -> Stmt {
        let simple = self.simple(None);
        self.plain(simple)
    }

    /// A simple statement where neither a range clause nor a guard can stand.
    pub(super) fn plain(&mut self, simple: Simple) -> Stmt {
        match simple {
            Simple::Stmt(stmt) => stmt,
            Simple::Guard { bind, guard, op_pos } => {
                let kind = StmtKind::Define { lhs: vec![bind], rhs: vec![guard], op_pos };
                self.stmt_node(bind.pos, kind)
            }
            Simple::Range(clause) => self.stmt_node(clause.x.pos, StmtKind::Bad),
        }
    }

    /// A simple statement in the header of `keyword`, or anywhere (`None`).
    pub(super) fn simple(&mut self, keyword: Option<Token>) -> Simple {
        if keyword == Some(Token::For) && self.got(Token::Range) {
            let x = self.expr();
            return Simple::Range(RangeClause { lhs: Vec::new(), define: false, x });
        }
        let start = self.pos();
        let lhs = self.expr_list();
        self.simple_after(start, lhs, keyword)
    }

    /// A simple statement after its first expressions, which begin at `start`.
    pub(super) fn simple_after(
        &mut self,
        start: Pos,
        mut lhs: Vec<Expr>,
        keyword: Option<Token>,
    ) -> Simple {
        if matches!(self.tok(), Token::Assign | Token::Define) {
            return self.assignment(start, lhs, keyword);
        }
        let op_pos = self.pos();
        let x = match (lhs.pop(), lhs.is_empty()) {
            (Some(x), true) => x,
            (last, _) => {
                self.syntax_error("expected := or = or comma");
                self.skip_to(&[Token::Semi, Token::Rbrace]);
                lhs.extend(last);
                lhs.truncate(1);
                let x = lhs.pop().unwrap_or_else(|| self.bad_expr());
                return Simple::Stmt(self.stmt_node(start, StmtKind::Expr(x)));
            }
        };
        let kind = match (self.tok(), self.lx.op) {
            (Token::AssignOp, Op::Binary(op)) => {
                self.next();
                let rhs = vec![self.expr()];
                StmtKind::Assign { lhs: vec![x], rhs, op: Some(op), op_pos }
            }
            (Token::IncOp, op) => {
                self.next();
                StmtKind::IncDec { x, inc: op == Op::Binary(BinaryOp::Add) }
            }
            (Token::Arrow, _) => {
                self.next();
                StmtKind::Send { chan: x, value: self.expr(), arrow: op_pos }
            }
            _ => StmtKind::Expr(x),
        };
        Simple::Stmt(self.stmt_node(start, kind))
    }

    fn assignment(&mut self, start: Pos, lhs: Vec<Expr>, keyword: Option<Token>) -> Simple {
        let op_pos = self.pos();
        let define = self.at(Token::Define);
        self.next();
        if keyword == Some(Token::For) && self.got(Token::Range) {
            let x = self.expr();
            return Simple::Range(RangeClause { lhs, define, x });
        }
        let mut rhs = self.expr_list();
        if define
            && keyword == Some(Token::Switch)
            && let [Expr { kind: ExprKind::Ident(bind), .. }] = lhs.as_slice()
            && let [Expr { kind: ExprKind::TypeAssert { ty: None, .. }, .. }] = rhs.as_slice()
            && let Some(guard) = rhs.pop()
        {
            return Simple::Guard { bind: *bind, guard, op_pos };
        }
        let kind = if define {
            StmtKind::Define { lhs: self.defined_names(lhs), rhs, op_pos }
        } else {
            StmtKind::Assign { lhs, rhs, op: None, op_pos }
        };
        Simple::Stmt(self.stmt_node(start, kind))
    }

    /// The names on the left of `:=`; anything else is reported and replaced.
    pub(super) fn defined_names(&mut self, lhs: Vec<Expr>) -> Vec<Ident> {
        lhs.into_iter().map(|x| self.defined_name(&x)).collect()
    }

    pub(super) fn defined_name(&mut self, x: &Expr) -> Ident {
        match &x.kind {
            ExprKind::Ident(name) => *name,
            kind => {
                if !matches!(kind, ExprKind::Bad) {
                    let shown = expr_string(self.symbols, x);
                    self.late_error(x.pos, format!("non-name {shown} on left side of :="));
                }
                self.blank_ident(x.pos)
            }
        }
    }

    // Clauses.

    fn switch_stmt(&mut self) -> StmtKind {
        let header = self.header(Token::Switch);
        let lbrace = self.pos();
        if !self.got(Token::Lbrace) {
            self.syntax_error("missing { after switch clause");
            self.skip_to(&[Token::Case, Token::Default, Token::Rbrace]);
        }
        let mut clauses = Vec::new();
        while !matches!(self.tok(), Token::Eof | Token::Rbrace) {
            clauses.push(self.case_clause());
        }
        self.want(Token::Rbrace);
        let init = header.init;
        let (bind, tag) = match header.cond {
            Cond::None => {
                return StmtKind::Switch(Box::new(SwitchStmt { init, tag: None, clauses, lbrace }));
            }
            Cond::Expr(x) => (None, x),
            Cond::Guard(bind, x) => (Some(bind), x),
        };
        match tag.kind {
            ExprKind::TypeAssert { x, ty: None } => {
                StmtKind::TypeSwitch(Box::new(TypeSwitchStmt {
                    init,
                    bind,
                    x: *x,
                    clauses,
                    lbrace,
                }))
            }
            kind => {
                let tag = Some(Expr { kind, ..tag });
                StmtKind::Switch(Box::new(SwitchStmt { init, tag, clauses, lbrace }))
            }
        }
    }

    fn case_clause(&mut self) -> CaseClause {
        let pos = self.pos();
        let mut exprs = Vec::new();
        let is_default = self.clause_start(|p| exprs = p.expr_list());
        let colon = self.pos();
        self.want(Token::Colon);
        let body = self.clause_body();
        CaseClause { id: self.new_id(), exprs, is_default, body, pos, colon }
    }

    fn clause_body(&mut self) -> Vec<Stmt> {
        if !self.descend() {
            return Vec::new();
        }
        let body = self.stmt_list();
        self.ascend();
        body
    }

    /// `case` and what `case` reads, or `default` (true).
    fn clause_start(&mut self, case: impl FnOnce(&mut Self)) -> bool {
        if self.got(Token::Case) {
            case(self);
            return false;
        }
        if !self.got(Token::Default) {
            self.syntax_error("expected case or default or }");
            self.skip_to(&[Token::Colon, Token::Case, Token::Default, Token::Rbrace]);
        }
        true
    }

    fn select_stmt(&mut self) -> StmtKind {
        self.next();
        if !self.got(Token::Lbrace) {
            self.syntax_error("missing { after select clause");
            self.skip_to(&[Token::Case, Token::Default, Token::Rbrace]);
        }
        let mut clauses = Vec::new();
        while !matches!(self.tok(), Token::Eof | Token::Rbrace) {
            clauses.push(self.comm_clause());
        }
        self.want(Token::Rbrace);
        StmtKind::Select(clauses)
    }

    fn comm_clause(&mut self) -> CommClause {
        let pos = self.pos();
        let mut comm = None;
        self.clause_start(|p| {
            let stmt = p.plain_stmt();
            if !is_communication(&stmt.kind) {
                let message = "select case must be send or receive (possibly with assignment)";
                p.late_error(node_pos(&stmt), message);
            }
            comm = Some(stmt);
        });
        let colon = self.pos();
        self.want(Token::Colon);
        let body = self.clause_body();
        CommClause { comm, body, pos, colon }
    }
}

/// Where gc reports a statement of a select case.
fn node_pos(stmt: &Stmt) -> Pos {
    match &stmt.kind {
        StmtKind::Expr(Expr { kind: ExprKind::Binary { op_pos, .. }, .. }) => *op_pos,
        StmtKind::Expr(Expr { kind: ExprKind::Call { fun, .. }, .. }) => fun.end,
        StmtKind::Expr(Expr { kind: ExprKind::Selector { x, .. }, .. })
        | StmtKind::Expr(Expr { kind: ExprKind::Index { x, .. }, .. }) => x.end,
        _ => stmt.pos,
    }
}

/// May this stand in a `case` of a `select`?
pub fn is_communication(kind: &StmtKind) -> bool {
    let receives = |x: &Expr| {
        let kind = &unparen(x).kind;
        matches!(kind, ExprKind::Unary { op: UnaryOp::Recv, .. } | ExprKind::Bad)
    };
    match kind {
        StmtKind::Send { .. } | StmtKind::Bad => true,
        StmtKind::Expr(x) => receives(x),
        StmtKind::Assign { rhs, op: None, .. } | StmtKind::Define { rhs, .. } => {
            matches!(rhs.as_slice(), [x] if receives(x))
        }
        _ => false,
    }
}
