//! Tokens to tree: a function a production, a file per concern. The parser reports and goes on; where gc
//! skips tokens, this skips the same ones, so that later errors agree too.

mod decl;
mod expr;
mod file;
mod header;
mod params;
mod stmt;
mod types;

pub use stmt::is_communication;

use super::ast::*;
use super::lexer::Lexer;
use super::token::{Op, Token, TokenSet};
use super::{MAX_HEIGHT, MAX_NESTING, NodeIds};
use crate::diag::Diagnostic;
use crate::text::Pos;

/// State of one file's parse.
pub(super) struct Parser<'a> {
    pub(super) lx: Lexer<'a>,
    symbols: &'a mut Symbols,
    ids: &'a mut NodeIds,
    /// `_`
    blank: Symbol,
    /// Nesting of functions: inside one, keywords that start a statement stop recovery.
    fnest: u32,
    /// Nesting of brackets; -1 in the header of a control clause, where `{` opens a block.
    xnest: i32,
    /// A level for everything that recurses: the weight of what stood before it.
    nests: Vec<u32>,
    /// Greatest cost of a path in what was parsed since it was last taken.
    weight: u32,
    /// Go 1.22 loop variables.
    per_iteration: bool,
    /// Language version of files that do not say theirs.
    pub(in crate::syntax) lang: u32,
    /// About labels, break, continue and goto; these do not count as syntax errors.
    branch_errors: Vec<Diagnostic>,
    /// What gc's checker says, and so only about files without a syntax error.
    late_errors: Vec<Diagnostic>,
    /// The file's name in messages that point at a second place.
    file_name: &'a str,
    text: &'a str,
    base: Pos,
}

/// What a level of nesting, an operator in a chain (also `else if`), and a selector, call or index in a
/// chain cost of [`MAX_HEIGHT`]: measured with the checker and compiler in a browser's stack.
const NEST_COST: u32 = 4;
const OPERATOR_COST: u32 = 1;
const POSTFIX_COST: u32 = 5;

/// Keywords that start a statement.
pub(super) const STATEMENT_START: TokenSet = TokenSet::of(&[
    Token::Break,
    Token::Const,
    Token::Continue,
    Token::Defer,
    Token::Fallthrough,
    Token::For,
    Token::Go,
    Token::Goto,
    Token::If,
    Token::Return,
    Token::Select,
    Token::Switch,
    Token::Type,
    Token::Var,
]);

impl<'a> Parser<'a> {
    pub(super) fn new(
        symbols: &'a mut Symbols,
        ids: &'a mut NodeIds,
        file_name: &'a str,
        text: &'a str,
        base: Pos,
    ) -> Parser<'a> {
        let blank = symbols.intern("_");
        Parser {
            lx: Lexer::new(text, base),
            symbols,
            ids,
            blank,
            fnest: 0,
            xnest: 0,
            nests: Vec::new(),
            weight: 0,
            per_iteration: true,
            lang: u32::MAX,
            branch_errors: Vec::new(),
            late_errors: Vec::new(),
            file_name,
            text,
            base,
        }
    }

    /// All errors in the order in which gc meets them.
    pub(super) fn finish(mut self) -> (Vec<Comment>, Vec<Diagnostic>) {
        self.lx.errors.append(&mut self.branch_errors);
        if !self.lx.errors.iter().any(|e| e.message.starts_with("syntax error")) {
            self.lx.errors.append(&mut self.late_errors);
        }
        (self.lx.comments, self.lx.errors)
    }

    // Tokens.

    fn tok(&self) -> Token {
        self.lx.tok
    }

    fn at(&self, tok: Token) -> bool {
        self.lx.tok == tok
    }

    fn at_op(&self, op: Op) -> bool {
        self.lx.tok == Token::Operator && self.lx.op == op
    }

    fn next(&mut self) {
        self.lx.next();
    }

    fn pos(&self) -> Pos {
        self.lx.pos_of(self.lx.start)
    }

    /// One past the last byte of what was consumed.
    fn prev_end(&self) -> Pos {
        self.lx.pos_of(self.lx.prev_end)
    }

    fn got(&mut self, tok: Token) -> bool {
        let here = self.lx.tok == tok;
        if here {
            self.next();
        }
        here
    }

    fn want(&mut self, tok: Token) {
        if !self.got(tok) {
            self.syntax_error(&format!("expected {}", tok.in_message()));
            self.skip_one();
        }
    }

    /// `=`, and `:=` with a complaint.
    fn got_assign(&mut self) -> bool {
        if self.at(Token::Define) {
            self.syntax_error("expected =");
            self.next();
            return true;
        }
        self.got(Token::Assign)
    }

    // Errors.

    fn failed(&self) -> bool {
        !self.lx.errors.is_empty()
    }

    fn error_at(&mut self, pos: Pos, message: impl Into<String>) {
        self.lx.errors.push(Diagnostic::error(pos, message));
    }

    fn error(&mut self, message: impl Into<String>) {
        self.error_at(self.pos(), message);
    }

    fn late_error(&mut self, pos: Pos, message: impl Into<String>) {
        self.late_errors.push(Diagnostic::error(pos, message));
    }

    fn syntax_error(&mut self, message: &str) {
        self.syntax_error_at(self.pos(), message);
    }

    /// Reports `message`; one that begins with in, at, after or expected is put behind
    /// `unexpected TOKEN`.
    fn syntax_error_at(&mut self, pos: Pos, message: &str) {
        if self.at(Token::Eof) && self.failed() {
            return;
        }
        let tail = if message.starts_with("expected ") {
            format!(", {message}")
        } else if ["in ", "at ", "after "].iter().any(|p| message.starts_with(p)) {
            format!(" {message}")
        } else {
            self.error_at(pos, format!("syntax error: {message}"));
            return;
        };
        let found = self.found();
        self.error_at(pos, format!("syntax error: unexpected {found}{tail}"));
    }

    /// The current token in a message.
    fn found(&self) -> String {
        match self.tok() {
            Token::Name => format!("name {}", self.lx.lit()),
            Token::Semi => self.lx.semi.text().into(),
            Token::Literal => format!("literal {}", self.lx.lit()),
            Token::Operator | Token::AssignOp | Token::IncOp => self.lx.lit().into(),
            t => t.in_message(),
        }
    }

    fn skip_one(&mut self) {
        if !self.at(Token::Eof) {
            self.next();
        }
    }

    /// Skips to a token of `follow`, or to one that starts a statement inside a function.
    fn skip_to(&mut self, follow: &[Token]) {
        let mut set = TokenSet::of(follow).union(TokenSet::of(&[Token::Eof]));
        if self.fnest > 0 {
            set = set.union(STATEMENT_START);
        }
        while !set.contains(self.tok()) {
            self.next();
        }
    }

    // Limits.

    /// Goes one level down; false (and the end of the file) when that would be too deep.
    fn descend(&mut self) -> bool {
        if self.nests.len() >= MAX_NESTING as usize {
            self.too_deep();
            return false;
        }
        self.nests.push(std::mem::take(&mut self.weight));
        true
    }

    fn ascend(&mut self) {
        let outer = self.nests.pop().unwrap_or(0);
        self.weight = outer.max(self.weight + NEST_COST);
    }

    fn too_deep(&mut self) {
        let pos = self.pos();
        if !self.at(Token::Eof) {
            self.error_at(pos, "syntax error: expression nested too deeply");
            self.lx.stop();
        }
    }

    /// Adds one link to a chain of weight `w` whose new operands left their weight in `self.weight`.
    fn link(&mut self, w: &mut u32, cost: u32) {
        *w = (*w).max(std::mem::take(&mut self.weight)) + cost;
        if *w + NEST_COST * self.nests.len() as u32 > MAX_HEIGHT {
            self.too_deep();
        }
    }

    /// Runs `f` so that the weight of elder siblings does not count in it.
    fn isolated<T>(&mut self, f: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::take(&mut self.weight);
        let result = f(self);
        self.weight = self.weight.max(outer);
        result
    }

    // Nodes.

    fn new_id(&mut self) -> NodeId {
        let id = NodeId(self.ids.0);
        self.ids.0 += 1;
        id
    }

    /// An expression from `pos` to the end of what was consumed.
    fn expr_node(&mut self, pos: Pos, kind: ExprKind) -> Expr {
        Expr { id: self.new_id(), pos, end: self.prev_end(), kind }
    }

    fn bad_expr(&mut self) -> Expr {
        let pos = self.pos();
        Expr { id: self.new_id(), pos, end: pos, kind: ExprKind::Bad }
    }

    fn ident_expr(ident: Ident, end: Pos) -> Expr {
        Expr { id: ident.id, pos: ident.pos, end, kind: ExprKind::Ident(ident) }
    }

    fn blank_ident(&mut self, pos: Pos) -> Ident {
        Ident { id: self.new_id(), name: self.blank, pos }
    }

    fn name(&mut self) -> Ident {
        let pos = self.pos();
        if self.at(Token::Name) {
            let name = self.symbols.intern(self.lx.lit());
            self.next();
            return Ident { id: self.new_id(), name, pos };
        }
        self.syntax_error("expected name");
        self.skip_one();
        self.blank_ident(pos)
    }

    fn name_expr(&mut self) -> Expr {
        let ident = self.name();
        let end = Pos(self.prev_end().0.max(ident.pos.0));
        Self::ident_expr(ident, end)
    }

    /// The names after `first`.
    fn name_list(&mut self, first: Ident) -> Vec<Ident> {
        let mut names = vec![first];
        while self.got(Token::Comma) {
            names.push(self.name());
        }
        names
    }

    /// Elements up to `close`, separated by `sep`; `element` returns true when it was the last.
    /// Returns the place of `close`.
    fn list(
        &mut self,
        context: &str,
        sep: Token,
        close: Token,
        mut element: impl FnMut(&mut Self) -> bool,
    ) -> Pos {
        let mut done = false;
        while !self.at(Token::Eof) && !self.at(close) && !done {
            done = element(self);
            if !self.got(sep) && !self.at(close) {
                self.syntax_error(&format!(
                    "in {context}; possibly missing {} or {}",
                    sep.in_message(),
                    close.in_message()
                ));
                self.skip_to(&[Token::Rparen, Token::Rbrack, Token::Rbrace]);
                if !self.at(close) {
                    return self.pos();
                }
            }
        }
        let pos = self.pos();
        self.want(close);
        pos
    }
}

#[cfg(test)]
mod tests;
