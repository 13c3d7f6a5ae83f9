//! Text to tokens, one at a time, with semicolons inserted and lexical errors in gc's words.
//! Works on bytes: only identifiers, literals and stray characters look at whole code points.

mod literal;

use super::ast::{BinaryOp, Comment, LitKind};
use super::token::{Op, Token, TokenSet};
use crate::diag::Diagnostic;
use crate::text::Pos;

/// Why a [`Token::Semi`] stands where it does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Semi {
    /// Written.
    Semicolon,
    /// Inserted at the end of a line.
    Newline,
    /// Inserted at the end of the file.
    Eof,
}

impl Semi {
    /// The word in `unexpected newline`.
    pub fn text(self) -> &'static str {
        match self {
            Semi::Semicolon => "semicolon",
            Semi::Newline => "newline",
            Semi::Eof => "EOF",
        }
    }
}

/// The lexer; its public fields describe the current token after [`Lexer::next`].
pub struct Lexer<'a> {
    text: &'a str,
    src: &'a [u8],
    base: u32,
    /// Offset of the next unread byte.
    at: usize,
    /// A newline here would end a statement.
    nlsemi: bool,
    /// Kind of the current token.
    pub tok: Token,
    /// Offset of its first byte.
    pub start: usize,
    /// Offset past its last byte.
    pub end: usize,
    /// Offset past the last byte of the token before.
    pub prev_end: usize,
    /// For [`Token::Semi`].
    pub semi: Semi,
    /// For [`Token::Literal`].
    pub kind: LitKind,
    /// For [`Token::Literal`]: an error was reported inside.
    pub bad: bool,
    /// For operator tokens.
    pub op: Op,
    /// Comments so far, in source order.
    pub comments: Vec<Comment>,
    /// Lexical and syntax errors so far, in the order in which they were met.
    pub errors: Vec<Diagnostic>,
}

const NLSEMI_KEYWORDS: TokenSet =
    TokenSet::of(&[Token::Break, Token::Continue, Token::Fallthrough, Token::Return]);

impl<'a> Lexer<'a> {
    /// A lexer before the first token of `text`, whose first byte has position `base`.
    pub fn new(text: &'a str, base: Pos) -> Lexer<'a> {
        Lexer {
            text,
            src: text.as_bytes(),
            base: base.0,
            at: 0,
            nlsemi: false,
            tok: Token::Eof,
            start: 0,
            end: 0,
            prev_end: 0,
            semi: Semi::Semicolon,
            kind: LitKind::Int,
            bad: false,
            op: Op::Not,
            comments: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Place of a byte offset.
    pub fn pos_of(&self, offset: usize) -> Pos {
        Pos(self.base + offset as u32)
    }

    /// The current token's text.
    pub fn lit(&self) -> &'a str {
        self.text.get(self.start..self.end).unwrap_or("")
    }

    /// Everything after here is the end of the file: used when a limit was reached.
    pub fn stop(&mut self) {
        self.at = self.src.len();
        self.nlsemi = false;
        self.tok = Token::Eof;
    }

    fn peek(&self) -> u8 {
        self.src.get(self.at).copied().unwrap_or(0)
    }

    fn at_end(&self) -> bool {
        self.at >= self.src.len()
    }

    /// The code point at the reading position.
    fn peek_char(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn error_at(&mut self, offset: usize, message: impl Into<String>) {
        let pos = self.pos_of(offset);
        self.errors.push(Diagnostic::error(pos, message));
    }

    fn error_here(&mut self, message: impl Into<String>) {
        self.error_at(self.at, message);
    }

    /// Goes to the next token.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) {
        self.prev_end = self.end;
        let nlsemi = std::mem::replace(&mut self.nlsemi, false);
        loop {
            while let Some(&b) = self.src.get(self.at) {
                if b == b' ' || b == b'\t' || b == b'\r' || (b == b'\n' && !nlsemi) {
                    self.at += 1;
                } else {
                    break;
                }
            }
            self.start = self.at;
            if self.scan(nlsemi) {
                break;
            }
        }
        self.end = self.at;
    }

    /// Scans one token; false when only a comment or a stray character was consumed.
    fn scan(&mut self, nlsemi: bool) -> bool {
        if self.at_end() {
            self.tok = if nlsemi { Token::Semi } else { Token::Eof };
            self.semi = Semi::Eof;
            return true;
        }
        let b = self.peek();
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.identifier(),
            b'0'..=b'9' => self.number(false),
            b'\n' => {
                self.at += 1;
                self.semi = Semi::Newline;
                self.tok = Token::Semi;
            }
            b'"' => self.string(),
            b'`' => self.raw_string(),
            b'\'' => self.rune(),
            b'(' => self.one(Token::Lparen),
            b'[' => self.one(Token::Lbrack),
            b'{' => self.one(Token::Lbrace),
            b',' => self.one(Token::Comma),
            b';' => {
                self.semi = Semi::Semicolon;
                self.one(Token::Semi);
            }
            b')' => self.closing(Token::Rparen),
            b']' => self.closing(Token::Rbrack),
            b'}' => self.closing(Token::Rbrace),
            b'/' if self.next_is(1, b'/') => {
                self.line_comment();
                return false;
            }
            b'/' if self.next_is(1, b'*') => return self.block_comment(nlsemi),
            b'.' if self.src.get(self.at + 1).is_some_and(u8::is_ascii_digit) => {
                self.at += 1;
                self.number(true);
            }
            0x80.. => return self.wide(),
            _ => return self.punctuation(b),
        }
        true
    }

    fn next_is(&self, ahead: usize, b: u8) -> bool {
        self.src.get(self.at + ahead) == Some(&b)
    }

    fn one(&mut self, tok: Token) {
        self.at += 1;
        self.tok = tok;
    }

    fn closing(&mut self, tok: Token) {
        self.one(tok);
        self.nlsemi = true;
    }

    fn operator(&mut self, len: usize, op: BinaryOp) {
        self.at += len;
        self.op = Op::Binary(op);
        self.tok = Token::Operator;
    }

    /// An operator that also exists as `op=`.
    fn assignable(&mut self, len: usize, op: BinaryOp) {
        self.operator(len, op);
        if self.peek() == b'=' {
            self.at += 1;
            self.tok = Token::AssignOp;
        }
    }

    fn punctuation(&mut self, b: u8) -> bool {
        use BinaryOp::*;
        let second = self.src.get(self.at + 1).copied().unwrap_or(0);
        match (b, second) {
            (b':', b'=') => self.two(Token::Define),
            (b':', _) => self.one(Token::Colon),
            (b'.', b'.') if self.next_is(2, b'.') => {
                self.at += 3;
                self.tok = Token::DotDotDot;
            }
            (b'.', _) => self.one(Token::Dot),
            (b'+', b'+') => self.increment(Add),
            (b'+', _) => self.assignable(1, Add),
            (b'-', b'-') => self.increment(Sub),
            (b'-', _) => self.assignable(1, Sub),
            (b'*', _) => {
                self.assignable(1, Mul);
                if self.tok == Token::Operator {
                    self.tok = Token::Star;
                }
            }
            (b'/', _) => self.assignable(1, Div),
            (b'%', _) => self.assignable(1, Rem),
            (b'&', b'&') => self.operator(2, LAnd),
            (b'&', b'^') => self.assignable(2, AndNot),
            (b'&', _) => self.assignable(1, And),
            (b'|', b'|') => self.operator(2, LOr),
            (b'|', _) => self.assignable(1, Or),
            (b'^', _) => self.assignable(1, Xor),
            (b'<', b'=') => self.operator(2, Le),
            (b'<', b'<') => self.assignable(2, Shl),
            (b'<', b'-') => self.two(Token::Arrow),
            (b'<', _) => self.operator(1, Lt),
            (b'>', b'=') => self.operator(2, Ge),
            (b'>', b'>') => self.assignable(2, Shr),
            (b'>', _) => self.operator(1, Gt),
            (b'=', b'=') => self.operator(2, Eq),
            (b'=', _) => self.one(Token::Assign),
            (b'!', b'=') => self.operator(2, Ne),
            (b'!', _) => {
                self.one(Token::Operator);
                self.op = Op::Not;
            }
            (b'~', _) => {
                self.one(Token::Operator);
                self.op = Op::Tilde;
            }
            _ => {
                self.error_here(format!("invalid character {}", code_point(b as char)));
                self.at += 1;
                return false;
            }
        }
        true
    }

    fn two(&mut self, tok: Token) {
        self.at += 2;
        self.tok = tok;
    }

    fn increment(&mut self, op: BinaryOp) {
        self.operator(2, op);
        self.tok = Token::IncOp;
        self.nlsemi = true;
    }

    /// The rest of an identifier or keyword whose first byte is an ASCII letter.
    fn identifier(&mut self) {
        let rest = &self.src[self.at..];
        let n = rest.iter().position(|b| !IDENT[*b as usize]).unwrap_or(rest.len());
        self.at += n;
        if !self.at_end() && self.peek() >= 0x80 {
            self.wide_tail();
            self.name();
            return;
        }
        let word = &self.src[self.start..self.at];
        if (2..=11).contains(&n)
            && word[0].is_ascii_lowercase()
            && let Some(tok) = Token::keyword(word)
        {
            self.tok = tok;
            self.nlsemi = NLSEMI_KEYWORDS.contains(tok);
            return;
        }
        self.name();
    }

    fn name(&mut self) {
        self.tok = Token::Name;
        self.nlsemi = true;
    }

    /// A token that begins outside ASCII: an identifier, or characters that gc refuses in one.
    fn wide(&mut self) -> bool {
        let Some(c) = self.peek_char() else {
            self.at = self.src.len();
            return false;
        };
        if is_digit(c) {
            let shown = code_point(c);
            self.error_here(format!("identifier cannot begin with digit {shown}"));
        } else if !is_letter(c) {
            self.error_here(format!("invalid character {} in identifier", code_point(c)));
        }
        self.at += c.len_utf8();
        self.wide_tail();
        self.name();
        true
    }

    fn wide_tail(&mut self) {
        while let Some(c) = self.peek_char() {
            if c.is_ascii() {
                if !IDENT[c as usize] {
                    break;
                }
            } else if !is_letter(c) && !is_digit(c) {
                self.error_here(format!("invalid character {} in identifier", code_point(c)));
            }
            self.at += c.len_utf8();
        }
    }

    fn line_comment(&mut self) {
        let rest = &self.src[self.at..];
        self.at += rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len());
        self.comment();
    }

    /// True when the comment spans lines and so ends a statement.
    fn block_comment(&mut self, nlsemi: bool) -> bool {
        let rest = &self.src[self.at + 2..];
        match rest.windows(2).position(|w| w == b"*/") {
            Some(n) => self.at += n + 4,
            None => {
                self.at = self.src.len();
                self.error_at(self.start, "comment not terminated");
            }
        }
        self.comment();
        if nlsemi && self.src[self.start..self.at].contains(&b'\n') {
            self.semi = Semi::Newline;
            self.tok = Token::Semi;
            return true;
        }
        false
    }

    fn comment(&mut self) {
        let pos = self.pos_of(self.start);
        let text = self.text.get(self.start..self.at).unwrap_or("").to_string();
        self.comments.push(Comment { pos, text });
    }

    fn literal(&mut self, kind: LitKind, ok: bool) {
        self.nlsemi = true;
        self.tok = Token::Literal;
        self.kind = kind;
        self.bad = !ok;
    }
}

/// ASCII bytes that continue an identifier.
const IDENT: [bool; 256] = {
    let mut t = [false; 256];
    let mut i = 0;
    while i < 128 {
        t[i] = (i as u8).is_ascii_alphanumeric() || i as u8 == b'_';
        i += 1;
    }
    t
};

/// Unicode letters (category L).
fn is_letter(c: char) -> bool {
    c == '_' || (c.is_alphabetic() && !c.is_numeric())
}

/// Decimal digits (category Nd): what Rust calls numeric, without fractions, super- and subscripts,
/// enclosed and Roman numerals.
fn is_digit(c: char) -> bool {
    c.is_numeric()
        && !matches!(c as u32,
            0xb2 | 0xb3 | 0xb9 | 0xbc..=0xbe | 0x2070..=0x218b | 0x2460..=0x2793
            | 0x3007..=0x3029 | 0x3038..=0x32ff | 0x4e00..=0xa000)
}

/// `U+0040 '@'`, or `U+0001` for what cannot be shown.
pub(super) fn code_point(c: char) -> String {
    let shown = c == '\'' || c == '"' || c == '\\' || c.escape_debug().next() == Some(c);
    if shown { format!("U+{:04X} '{c}'", c as u32) } else { format!("U+{:04X}", c as u32) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        let mut lx = Lexer::new(text, Pos(1));
        let mut out = Vec::new();
        loop {
            lx.next();
            match lx.tok {
                Token::Eof => return out,
                Token::Semi if lx.semi != Semi::Semicolon => out.push("\n"),
                _ => out.push(lx.lit()),
            }
        }
    }

    #[test]
    fn semicolons_are_inserted() {
        assert_eq!(tokens("x\n\n+\ny"), ["x", "\n", "+", "y", "\n"]);
        assert_eq!(tokens("return\nfor\n)\n"), ["return", "\n", "for", ")", "\n"]);
        assert_eq!(
            tokens("x // c\ny /* c */ z /* c\n */ w"),
            ["x", "\n", "y", "z", "\n", "w", "\n"]
        );
        assert_eq!(tokens("x++\n1\n'a'\n"), ["x", "++", "\n", "1", "\n", "'a'", "\n"]);
    }

    #[test]
    fn the_longest_operator_wins() {
        assert_eq!(
            tokens("a<<=b&^=c&^d<-e"),
            ["a", "<<=", "b", "&^=", "c", "&^", "d", "<-", "e", "\n"]
        );
        assert_eq!(
            tokens("a...b..c .5 x.y"),
            ["a", "...", "b", ".", ".", "c", ".5", "x", ".", "y", "\n"]
        );
        assert_eq!(tokens("1.5e-3+0x1p-2i"), ["1.5e-3", "+", "0x1p-2i", "\n"]);
        assert_eq!(tokens("größe := 世界"), ["größe", ":=", "世界", "\n"]);
    }
}
