//! Go text to AST. Parsing never fails: it returns a tree and the errors, in gc's words
//! (`cmd/compile/internal/syntax`). Knows nothing of types.
//!
//! **Invariant:** no input makes this room panic, recurse deeper than [`MAX_NESTING`], or return a tree
//! higher than [`MAX_HEIGHT`]: later rooms may recurse over trees.

pub mod ast;
mod branches;
pub mod build;
mod header;
mod lexer;
pub mod literal;
mod parser;
pub mod print;
pub mod show;
mod source;
mod symbols;
mod token;

pub use parser::is_communication;
pub use show::expr_string;
pub use source::decode_source;

use crate::arrange::Arrange;
use crate::diag::Diagnostic;
use crate::text::Pos;
use lexer::Lexer;
use token::Token;

/// Deepest nesting of expressions, types and blocks that is parsed; beyond it gc's
/// `expression nested too deeply` is reported.
pub const MAX_NESTING: u32 = 200;

/// Highest tree, in units of an operator. A chain `a + b + …`, `f().g().…` or `else if …` makes the tree
/// higher with each link although the source does not nest. It admits a thousand operators, two hundred
/// selectors, calls and indices, or mixtures, along one path from the root.
pub const MAX_HEIGHT: u32 = 1000;

/// The next free [`ast::NodeId`]: one counter per program.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct NodeIds(pub u32);

/// The names in a text, in the order in which they stand there; comments and strings have none.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    let mut lexer = Lexer::new(text, Pos(0));
    let next = move || {
        lexer.next();
        (lexer.tok != Token::Eof).then(|| (lexer.tok == Token::Name).then(|| lexer.lit()))
    };
    std::iter::from_fn(next).flatten()
}

/// Parses one file whose first byte has position `base`. Errors are sorted as gc prints them: one
/// `syntax error` a line. When one of them begins with `syntax error`, gc does not go on to types.
pub fn parse_file(
    symbols: &mut ast::Symbols,
    ids: &mut NodeIds,
    text: &str,
    base: Pos,
) -> (ast::File, Vec<Diagnostic>) {
    parse_named_file(symbols, ids, "./prog.go", text, base, u32::MAX)
}

/// [`parse_file`] with the name that messages use which point at a second place, and the language version
/// `go1.N` of files that do not say theirs.
pub fn parse_named_file(
    symbols: &mut ast::Symbols,
    ids: &mut NodeIds,
    name: &str,
    text: &str,
    base: Pos,
    lang: u32,
) -> (ast::File, Vec<Diagnostic>) {
    let (clean, mut errors) = source::without_controls(text, base);
    let mut parser = parser::Parser::new(symbols, ids, name, &clean, base);
    parser.lang = lang;
    let mut file = parser.file();
    let (comments, more) = parser.finish();
    file.comments = comments;
    errors.extend(more);
    if !errors.is_empty() {
        let header = header::errors(&clean, base);
        if !header.is_empty() {
            return (file, header);
        }
    }
    let errors = as_printed(errors, text, base);
    (file, errors)
}

/// Does this error keep gc from looking at types? A syntax error does, and what the go command says about
/// a header; a malformed literal or an unused label does not.
pub fn stops_checking(error: &Diagnostic) -> bool {
    const HEADER: [&str; 6] = [
        "expected '",
        "illegal ",
        "import path must",
        "missing import path",
        "raw string literal not",
        "string literal not",
    ];
    let m = error.message.as_str();
    m.starts_with("syntax error") || HEADER.iter().any(|p| m.starts_with(p))
}

/// Drops what gc does not print: a second syntax error on the line of the one before, repeats.
fn as_printed(errors: Vec<Diagnostic>, text: &str, base: Pos) -> Vec<Diagnostic> {
    if errors.is_empty() {
        return errors;
    }
    let starts: Vec<u32> = text
        .bytes()
        .enumerate()
        .filter(|(_, b)| *b == b'\n')
        .map(|(i, _)| base.0 + i as u32 + 1)
        .collect();
    let line = |pos: Pos| starts.partition_point(|s| *s <= pos.0);
    let mut kept: Vec<Diagnostic> = Vec::new();
    let (mut last_syntax, mut last_other) = (None, None);
    for error in errors {
        let here = line(error.pos);
        if error.message.starts_with("syntax error") {
            if last_syntax.replace(here) == Some(here) {
                continue;
            }
        } else {
            let said = Some((here, error.message.clone()));
            if last_other == said {
                continue;
            }
            last_other = said;
        }
        kept.push(error);
    }
    kept.arrange_by_key(|e| e.pos);
    kept.dedup_by(|a, b| a.message == b.message && line(a.pos) == line(b.pos));
    kept
}
