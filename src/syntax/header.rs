//! What the go command says about the package clause and the imports. It reads them with its own parser
//! before the compiler sees the file, and when that fails nobody hears gc's messages.

use super::ast::LitKind;
use super::lexer::{Lexer, Semi};
use super::parser::STATEMENT_START;
use super::token::{Token, TokenSet};
use crate::arrange::Arrange;
use crate::diag::Diagnostic;
use crate::text::Pos;

/// The go command's errors; empty when it would let the file through to the compiler.
pub(super) fn errors(text: &str, base: Pos) -> Vec<Diagnostic> {
    let text = match Scout::new(text).end_of_imports() {
        Some(end) => text.get(..end).unwrap_or(text),
        None => text,
    };
    let mut p = HeaderParser {
        lx: Lexer::new(text, base),
        mapped: 0,
        illegal: None,
        text,
        base,
        errors: Vec::new(),
    };
    p.file();
    p.errors.arrange_by_key(|e| e.pos);
    p.errors.dedup_by_key(|e| p.text[..offset(base, e.pos)].matches('\n').count());
    p.errors
}

fn offset(base: Pos, pos: Pos) -> usize {
    (pos.0 - base.0) as usize
}

/// The quick byte scan that decides how much of a file its imports are.
struct Scout<'a> {
    src: &'a [u8],
    at: usize,
}

impl<'a> Scout<'a> {
    fn new(text: &'a str) -> Scout<'a> {
        Scout { src: text.as_bytes(), at: 0 }
    }

    /// Offset where the imports end; `None` when they do not look like imports.
    fn end_of_imports(mut self) -> Option<usize> {
        self.keyword("package")?;
        self.ident()?;
        while self.peek()? == b'i' {
            self.keyword("import")?;
            if self.peek()? != b'(' {
                self.import()?;
                continue;
            }
            self.at += 1;
            while self.peek()? != b')' {
                self.import()?;
            }
            self.at += 1;
        }
        Some(self.at)
    }

    /// The next byte that is neither blank, semicolon nor comment; 0 at the end.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.src.get(self.at..)? {
                [b' ' | b'\t' | b'\r' | b'\n' | b'\x0c' | b';', ..] => self.at += 1,
                [b'/', b'/', rest @ ..] => {
                    let n = rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
                    self.at += 2 + n;
                }
                [b'/', b'*', rest @ ..] => {
                    self.at += 4 + rest.windows(2).position(|w| w == b"*/")?;
                }
                [b'/', ..] => return None,
                [b, ..] => return Some(*b),
                [] => return Some(0),
            }
        }
    }

    fn keyword(&mut self, word: &str) -> Option<()> {
        self.peek()?;
        if !self.src[self.at..].starts_with(word.as_bytes()) {
            return None;
        }
        self.at += word.len();
        (!self.in_ident()).then_some(())
    }

    fn in_ident(&self) -> bool {
        self.src.get(self.at).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_' || *b >= 0x80)
    }

    fn ident(&mut self) -> Option<()> {
        self.peek()?;
        if !self.in_ident() {
            return None;
        }
        while self.in_ident() {
            self.at += 1;
        }
        Some(())
    }

    fn import(&mut self) -> Option<()> {
        self.peek()?;
        if self.src.get(self.at) == Some(&b'.') {
            self.at += 1;
        } else if self.in_ident() {
            self.ident()?;
        }
        let quote = self.peek()?;
        if quote != b'"' && quote != b'`' {
            return None;
        }
        self.at += 1;
        loop {
            let b = *self.src.get(self.at)?;
            self.at += 1;
            match b {
                b if b == quote => return Some(()),
                b'\n' if quote == b'"' => return None,
                b'\\' if quote == b'"' => self.at += 1,
                _ => {}
            }
        }
    }
}

/// Enough of `go/parser` for package clauses and imports.
struct HeaderParser<'a> {
    lx: Lexer<'a>,
    /// How many of the lexer's errors were taken over.
    mapped: usize,
    /// A stray character stands as a token of its own before the current one.
    illegal: Option<Pos>,
    text: &'a str,
    base: Pos,
    errors: Vec<Diagnostic>,
}

const EXPR_END: TokenSet = TokenSet::of(&[
    Token::Comma,
    Token::Colon,
    Token::Semi,
    Token::Rparen,
    Token::Rbrack,
    Token::Rbrace,
]);

impl HeaderParser<'_> {
    fn file(&mut self) {
        self.next();
        if !self.errors.is_empty() {
            return;
        }
        self.expect(Token::Package, "'package'");
        self.expect(Token::Name, "'IDENT'");
        self.expect_semi();
        while self.errors.is_empty() && self.at(Token::Import) {
            self.next();
            if !self.at(Token::Lparen) {
                self.import();
                continue;
            }
            self.next();
            while !self.at(Token::Rparen) && !self.at_end() {
                let before = (self.lx.start, self.illegal);
                self.import();
                if before == (self.lx.start, self.illegal) {
                    self.next();
                }
            }
            self.expect(Token::Rparen, "')'");
            self.expect_semi();
        }
    }

    fn import(&mut self) {
        match self.lx.tok {
            Token::Name | Token::Dot if self.illegal.is_none() => self.next(),
            _ => {}
        }
        let pos = self.pos();
        if self.at(Token::Literal) {
            if self.lx.kind != LitKind::String {
                self.error(pos, "import path must be a string");
            }
            self.next();
        } else {
            self.error(pos, "missing import path");
            self.advance(EXPR_END);
        }
        self.expect_semi();
    }

    fn at(&self, tok: Token) -> bool {
        self.illegal.is_none() && self.lx.tok == tok
    }

    fn at_end(&self) -> bool {
        self.at(Token::Eof)
    }

    fn pos(&self) -> Pos {
        let end = self.text.len();
        match self.illegal {
            Some(pos) => pos,
            // The end of the file counts as part of its last line.
            None if self.lx.start == end && self.text.ends_with('\n') => {
                Pos(self.base.0 + end as u32 - 1)
            }
            None => self.lx.pos_of(self.lx.start),
        }
    }

    fn next(&mut self) {
        if self.illegal.take().is_some() {
            return;
        }
        self.lx.next();
        while let Some(error) = self.lx.errors.get(self.mapped).cloned() {
            self.mapped += 1;
            let start = self.lx.pos_of(self.lx.start);
            let raw = self.lx.lit().starts_with('`');
            let (pos, message) = match error.message.as_str() {
                m if m.starts_with("invalid character U+") && error.pos < start => {
                    self.illegal = self.illegal.or(Some(error.pos));
                    (error.pos, m.replacen("invalid", "illegal", 1))
                }
                "newline in string" => (start, "string literal not terminated".into()),
                "string not terminated" if raw => {
                    (start, "raw string literal not terminated".into())
                }
                "string not terminated" => (start, "string literal not terminated".into()),
                "newline in rune literal" => (start, "rune literal not terminated".into()),
                "more than one character in rune literal" | "empty rune literal or unescaped '" => {
                    (start, "illegal rune literal".into())
                }
                "unknown escape" => (error.pos, "unknown escape sequence".into()),
                m => (error.pos, m.into()),
            };
            self.errors.push(Diagnostic::error(pos, message));
        }
    }

    fn error(&mut self, pos: Pos, message: impl Into<String>) {
        self.errors.push(Diagnostic::error(pos, message));
    }

    fn expect(&mut self, tok: Token, shown: &str) {
        if !self.at(tok) {
            self.expected(shown);
        }
        self.next();
    }

    fn expected(&mut self, what: &str) {
        let lx = &self.lx;
        let found = match lx.tok {
            _ if self.illegal.is_some() => "'ILLEGAL'".into(),
            Token::Semi if lx.semi != Semi::Semicolon => "newline".into(),
            Token::Name | Token::Literal => lx.lit().to_string(),
            Token::Eof => "'EOF'".into(),
            _ => format!("'{}'", lx.lit()),
        };
        self.error(self.pos(), format!("expected {what}, found {found}"));
    }

    fn expect_semi(&mut self) {
        if self.at(Token::Rparen) || self.at(Token::Rbrace) {
            return;
        }
        if self.at(Token::Semi) {
            self.next();
            return;
        }
        self.expected("';'");
        if self.at(Token::Comma) {
            self.next();
        } else {
            self.advance(STATEMENT_START);
        }
    }

    fn advance(&mut self, to: TokenSet) {
        while !self.at_end() && (self.illegal.is_some() || !to.contains(self.lx.tok)) {
            self.next();
        }
    }
}
