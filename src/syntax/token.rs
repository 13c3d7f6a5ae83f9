//! Kinds of tokens, sets of them, and their names in messages.

use super::ast::BinaryOp;

/// Kind of a token. Operators share a kind, as in gc, so that messages and follow sets agree with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Token {
    Eof,
    Name,
    Literal,
    /// Every unary or binary operator but `*`, `<-`.
    Operator,
    /// `op=`
    AssignOp,
    /// `++` or `--`
    IncOp,
    Assign,
    Define,
    Arrow,
    Star,
    Lparen,
    Lbrack,
    Lbrace,
    Rparen,
    Rbrack,
    Rbrace,
    Comma,
    Semi,
    Colon,
    Dot,
    DotDotDot,
    Break,
    Case,
    Chan,
    Const,
    Continue,
    Default,
    Defer,
    Else,
    Fallthrough,
    For,
    Func,
    Go,
    Goto,
    If,
    Import,
    Interface,
    Map,
    Package,
    Range,
    Return,
    Select,
    Struct,
    Switch,
    Type,
    Var,
}

impl Token {
    /// True for reserved words.
    pub fn is_keyword(self) -> bool {
        self as u8 >= Token::Break as u8
    }

    /// The token as written, or gc's word for its kind.
    pub fn text(self) -> &'static str {
        use Token::*;
        match self {
            Eof => "EOF",
            Name => "name",
            Literal => "literal",
            Operator => "op",
            AssignOp => "op=",
            IncOp => "opop",
            Assign => "=",
            Define => ":=",
            Arrow => "<-",
            Star => "*",
            Lparen => "(",
            Lbrack => "[",
            Lbrace => "{",
            Rparen => ")",
            Rbrack => "]",
            Rbrace => "}",
            Comma => ",",
            Semi => ";",
            Colon => ":",
            Dot => ".",
            DotDotDot => "...",
            Break => "break",
            Case => "case",
            Chan => "chan",
            Const => "const",
            Continue => "continue",
            Default => "default",
            Defer => "defer",
            Else => "else",
            Fallthrough => "fallthrough",
            For => "for",
            Func => "func",
            Go => "go",
            Goto => "goto",
            If => "if",
            Import => "import",
            Interface => "interface",
            Map => "map",
            Package => "package",
            Range => "range",
            Return => "return",
            Select => "select",
            Struct => "struct",
            Switch => "switch",
            Type => "type",
            Var => "var",
        }
    }

    /// The token in a message: `comma`, `semicolon or newline`, `keyword if`, `)`.
    pub fn in_message(self) -> String {
        match self {
            Token::Comma => "comma".into(),
            Token::Semi => "semicolon or newline".into(),
            t if t.is_keyword() => format!("keyword {}", t.text()),
            t => t.text().into(),
        }
    }

    /// The keyword that `word` is.
    pub fn keyword(word: &[u8]) -> Option<Token> {
        use Token::*;
        let t = match word {
            b"break" => Break,
            b"case" => Case,
            b"chan" => Chan,
            b"const" => Const,
            b"continue" => Continue,
            b"default" => Default,
            b"defer" => Defer,
            b"else" => Else,
            b"fallthrough" => Fallthrough,
            b"for" => For,
            b"func" => Func,
            b"go" => Go,
            b"goto" => Goto,
            b"if" => If,
            b"import" => Import,
            b"interface" => Interface,
            b"map" => Map,
            b"package" => Package,
            b"range" => Range,
            b"return" => Return,
            b"select" => Select,
            b"struct" => Struct,
            b"switch" => Switch,
            b"type" => Type,
            b"var" => Var,
            _ => return None,
        };
        Some(t)
    }
}

/// A set of token kinds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TokenSet(u64);

impl TokenSet {
    /// The set of these kinds.
    pub const fn of(tokens: &[Token]) -> TokenSet {
        let mut bits = 0;
        let mut i = 0;
        while i < tokens.len() {
            bits |= 1u64 << tokens[i] as u8;
            i += 1;
        }
        TokenSet(bits)
    }
    /// Both together.
    pub const fn union(self, other: TokenSet) -> TokenSet {
        TokenSet(self.0 | other.0)
    }
    /// Is `t` in it?
    pub const fn contains(self, t: Token) -> bool {
        self.0 & (1u64 << t as u8) != 0
    }
}

/// What stands behind [`Token::Operator`], [`Token::AssignOp`], [`Token::IncOp`] and [`Token::Star`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Op {
    /// Usable between two operands (some also before one).
    Binary(BinaryOp),
    /// `!`
    Not,
    /// `~`
    Tilde,
}

impl BinaryOp {
    /// Binding strength: 1 (`||`) to 5 (`*`).
    pub fn precedence(self) -> u8 {
        use BinaryOp::*;
        match self {
            LOr => 1,
            LAnd => 2,
            Eq | Ne | Lt | Le | Gt | Ge => 3,
            Add | Sub | Or | Xor => 4,
            Mul | Div | Rem | And | AndNot | Shl | Shr => 5,
        }
    }
    /// As written.
    pub fn text(self) -> &'static str {
        use BinaryOp::*;
        match self {
            Add => "+",
            Sub => "-",
            Mul => "*",
            Div => "/",
            Rem => "%",
            And => "&",
            Or => "|",
            Xor => "^",
            AndNot => "&^",
            Shl => "<<",
            Shr => ">>",
            Eq => "==",
            Ne => "!=",
            Lt => "<",
            Le => "<=",
            Gt => ">",
            Ge => ">=",
            LAnd => "&&",
            LOr => "||",
        }
    }
}
