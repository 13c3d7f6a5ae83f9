//! `if` and `for`, and the headers that they share with `switch`.

use super::stmt::{RangeClause, Simple};
use super::{OPERATOR_COST, Parser};
use crate::syntax::ast::*;
use crate::syntax::lexer::Semi;
use crate::syntax::show::{expr_string, stmt_string};
use crate::syntax::token::Token;
use crate::text::Pos;

/// The condition or tag of a header.
pub(super) enum Cond {
    None,
    Expr(Expr),
    /// `v := x.(type)`
    Guard(Ident, Expr),
}

/// What stands between a keyword and its `{`.
pub(super) struct Header {
    pub(super) init: Option<Stmt>,
    pub(super) cond: Cond,
    post: Option<Stmt>,
    range: Option<RangeClause>,
}

impl Parser<'_> {
    /// Reads the keyword and everything before `{`.
    pub(super) fn header(&mut self, keyword: Token) -> Header {
        self.next();
        let mut header = Header { init: None, cond: Cond::None, post: None, range: None };
        if self.at(Token::Lbrace) {
            if keyword == Token::If {
                self.syntax_error("missing condition in if statement");
                header.cond = Cond::Expr(self.bad_expr());
            }
            return header;
        }
        let outer = std::mem::replace(&mut self.xnest, -1);
        self.header_parts(keyword, &mut header);
        self.xnest = outer;
        header
    }

    fn header_parts(&mut self, keyword: Token, header: &mut Header) {
        let mut first = None;
        if !self.at(Token::Semi) {
            if self.got(Token::Var) {
                let word = keyword.text();
                self.syntax_error(&format!("var declaration not allowed in {word} initializer"));
            }
            match self.simple(Some(keyword)) {
                Simple::Range(clause) => {
                    header.range = Some(clause);
                    return;
                }
                simple => first = Some(simple),
            }
        }
        if self.at(Token::Lbrace) {
            header.cond = self.condition(keyword, first, None);
            return;
        }
        header.init = first.map(|s| self.plain(s));
        let mut semi = None;
        if self.at(Token::Semi) {
            semi = Some((self.pos(), self.lx.semi));
            self.next();
        } else {
            self.want(Token::Lbrace);
            if !self.at(Token::Lbrace) {
                self.skip_to(&[Token::Lbrace, Token::Rbrace]);
            }
        }
        let mut cond = None;
        if keyword == Token::For {
            if !self.at(Token::Semi) {
                if self.at(Token::Lbrace) {
                    self.syntax_error("expected for loop condition");
                    return;
                }
                cond = Some(self.simple(None));
            }
            self.want(Token::Semi);
            if !self.at(Token::Lbrace) {
                let post = self.simple(None);
                let post = self.plain(post);
                if let StmtKind::Define { op_pos, .. } = post.kind {
                    self.syntax_error_at(op_pos, "cannot declare in post statement of for loop");
                }
                header.post = Some(post);
            }
        } else if !self.at(Token::Lbrace) {
            cond = Some(self.simple(Some(keyword)));
        }
        header.cond = self.condition(keyword, cond, semi);
    }

    /// The condition in `simple`; anything but an expression is reported.
    fn condition(
        &mut self,
        keyword: Token,
        simple: Option<Simple>,
        semi: Option<(Pos, Semi)>,
    ) -> Cond {
        let stmt = match simple {
            None => {
                let Some((pos, semi)) = semi.filter(|_| keyword == Token::If) else {
                    return Cond::None;
                };
                if semi == Semi::Semicolon {
                    self.syntax_error_at(pos, "missing condition in if statement");
                } else {
                    let found = semi.text();
                    self.syntax_error_at(
                        pos,
                        &format!("unexpected {found}, expected {{ after if clause"),
                    );
                }
                return Cond::Expr(self.bad_expr());
            }
            Some(Simple::Guard { bind, guard, .. }) => return Cond::Guard(bind, guard),
            Some(simple) => self.plain(simple),
        };
        let (pos, shown) = match stmt.kind {
            StmtKind::Expr(x) => return Cond::Expr(x),
            StmtKind::Assign { ref lhs, ref rhs, op: None, op_pos } => {
                let shown =
                    format!("assignment {} = {}", self.emphasized(lhs), self.emphasized(rhs));
                (op_pos, shown)
            }
            StmtKind::Assign { op_pos, .. } | StmtKind::Define { op_pos, .. } => {
                (op_pos, stmt_string(self.symbols, &stmt))
            }
            StmtKind::Send { arrow, .. } => (arrow, stmt_string(self.symbols, &stmt)),
            StmtKind::IncDec { ref x, .. } => (x.end, stmt_string(self.symbols, &stmt)),
            _ => (stmt.pos, stmt_string(self.symbols, &stmt)),
        };
        self.syntax_error_at(pos, &format!("cannot use {shown} as value"));
        Cond::Expr(self.bad_expr())
    }

    /// A side of an assignment in a message; a lone binary expression stands in parentheses.
    fn emphasized(&self, side: &[Expr]) -> String {
        let shown: Vec<String> = side.iter().map(|x| expr_string(self.symbols, x)).collect();
        match side {
            [Expr { kind: ExprKind::Binary { .. }, .. }] => format!("({})", shown.join(", ")),
            _ => shown.join(", "),
        }
    }

    /// `if` with all its `else if`: read in a loop, so that a long chain does not recurse here, and
    /// bounded like other chains, because the tree is as deep as the chain is long.
    pub(super) fn if_stmt(&mut self) -> Stmt {
        let mut chain: Vec<(Pos, IfStmt)> = Vec::new();
        let mut last = None;
        let outer = std::mem::take(&mut self.weight);
        let mut weight = 0;
        loop {
            let pos = self.pos();
            let header = self.header(Token::If);
            let cond = match header.cond {
                Cond::Expr(x) | Cond::Guard(_, x) => x,
                Cond::None => self.bad_expr(),
            };
            let then = self.block("if clause");
            chain.push((pos, IfStmt { init: header.init, cond, then, els: None }));
            self.link(&mut weight, OPERATOR_COST);
            if !self.got(Token::Else) {
                break;
            }
            match self.tok() {
                Token::If => continue,
                Token::Lbrace => {
                    let pos = self.pos();
                    let block = StmtKind::Block(self.block(""));
                    last = Some(self.stmt_node(pos, block));
                }
                _ => {
                    self.syntax_error("else must be followed by if or statement block");
                    self.skip_to(&[Token::Name, Token::Rbrace]);
                }
            }
            break;
        }
        self.weight = outer.max(weight);
        while let Some((pos, mut stmt)) = chain.pop() {
            stmt.els = last;
            last = Some(self.stmt_node(pos, StmtKind::If(Box::new(stmt))));
        }
        last.unwrap_or_else(|| self.stmt_node(self.pos(), StmtKind::Bad))
    }

    pub(super) fn for_stmt(&mut self) -> StmtKind {
        let pos = self.pos();
        let header = self.header(Token::For);
        if let Some(clause) = header.range {
            return self.range_stmt(pos, clause);
        }
        let body = self.block("for clause");
        let cond = match header.cond {
            Cond::Expr(x) | Cond::Guard(_, x) => Some(x),
            Cond::None => None,
        };
        let per_iteration = self.per_iteration;
        StmtKind::For(Box::new(ForStmt {
            init: header.init,
            cond,
            post: header.post,
            body,
            per_iteration,
        }))
    }

    fn range_stmt(&mut self, pos: Pos, clause: RangeClause) -> StmtKind {
        let RangeClause { lhs, define, x } = clause;
        let id = self.new_id();
        let mut sides = lhs.into_iter();
        let (mut key, mut value) = (sides.next(), sides.next());
        if let Some(extra) = sides.next() {
            self.late_error(extra.pos, "range clause permits at most two iteration variables");
        }
        if define {
            for side in [&mut key, &mut value].into_iter().flatten() {
                if !matches!(side.kind, ExprKind::Ident(_)) {
                    let name = self.defined_name(side);
                    *side = Self::ident_expr(name, side.end);
                }
            }
        }
        let body = self.block("for clause");
        let per_iteration = self.per_iteration;
        StmtKind::Range(Box::new(RangeStmt { key, value, define, x, body, per_iteration, pos, id }))
    }
}
