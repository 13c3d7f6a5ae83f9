//! Where everything stood in the source: tokens, their partners, lines, groups of comments.

use crate::syntax::ast::Symbols;
use crate::syntax::lexer::{Lexer, Semi};
use crate::syntax::token::Token;
use crate::text::Pos;

/// A place as the printer thinks of it; [`Place::NONE`] where there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Place {
    pub(super) offset: usize,
    pub(super) line: usize,
    pub(super) col: usize,
}

impl Place {
    pub(super) const NONE: Place = Place { offset: 0, line: 0, col: 0 };
    pub(super) fn is_some(self) -> bool {
        self.line > 0
    }
}

/// A token that is written in the source.
pub(super) struct Tok {
    pub(super) kind: Token,
    pub(super) pos: Pos,
    pub(super) end: Pos,
}

/// A comment as written.
#[derive(Clone)]
pub(super) struct Comment {
    pub(super) pos: Pos,
    pub(super) end: Pos,
    pub(super) text: String,
}

/// Comments that stand together.
pub(super) struct Group {
    pub(super) comments: Vec<Comment>,
    pub(super) has_newline: bool,
}

/// The table.
pub(super) struct Layout<'a> {
    pub(super) text: &'a str,
    pub(super) symbols: &'a Symbols,
    pub(super) tokens: Vec<Tok>,
    /// Index of the closing bracket of each opening one.
    partners: Vec<usize>,
    /// Tokens that begin a declaration at top level, the package clause first.
    pub(super) decl_starts: Vec<usize>,
    pub(super) groups: Vec<Group>,
    line_starts: Vec<usize>,
}

impl<'a> Layout<'a> {
    /// Of a text that parses and begins at position 1.
    pub(super) fn new(text: &'a str, symbols: &'a Symbols) -> Layout<'a> {
        let mut lx = Lexer::new(text, Pos(1));
        let mut tokens: Vec<Tok> = Vec::new();
        let mut decl_starts = Vec::new();
        let mut open = Vec::new();
        let mut partners = Vec::new();
        let mut after_semi = true;
        loop {
            lx.next();
            match lx.tok {
                Token::Eof => break,
                Token::Semi if lx.semi != Semi::Semicolon => {
                    after_semi |= open.is_empty();
                    continue;
                }
                Token::Lparen | Token::Lbrack | Token::Lbrace => open.push(tokens.len()),
                Token::Rparen | Token::Rbrack | Token::Rbrace => {
                    if let Some(i) = open.pop() {
                        partners[i] = tokens.len();
                    }
                }
                _ => {}
            }
            if after_semi && open.is_empty() && lx.tok != Token::Semi {
                decl_starts.push(tokens.len());
            }
            after_semi = lx.tok == Token::Semi && open.is_empty();
            partners.push(tokens.len());
            tokens.push(Tok { kind: lx.tok, pos: lx.pos_of(lx.start), end: lx.pos_of(lx.end) });
        }
        let mut line_starts = vec![0];
        line_starts
            .extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        let comments: Vec<Comment> = lx
            .comments
            .into_iter()
            .map(|c| Comment {
                pos: c.pos,
                end: c.pos.add(c.text.len() as u32),
                text: c.text.replace('\r', ""),
            })
            .collect();
        let mut layout = Layout {
            text,
            symbols,
            tokens,
            partners,
            decl_starts,
            groups: Vec::new(),
            line_starts,
        };
        layout.groups = layout.group(comments);
        layout
    }

    pub(super) fn place(&self, pos: Pos) -> Place {
        if !pos.is_some() {
            return Place::NONE;
        }
        let offset = pos.0 as usize - 1;
        let line = self.line_starts.partition_point(|s| *s <= offset);
        Place { offset, line, col: offset - self.line_starts[line - 1] + 1 }
    }

    /// Line of a position, 0 for nowhere.
    pub(super) fn line(&self, pos: Pos) -> usize {
        self.place(pos).line
    }

    /// Index of the first token at or after `pos`.
    pub(super) fn token_from(&self, pos: Pos) -> usize {
        self.tokens.partition_point(|t| t.pos < pos)
    }

    /// Kind of a token; the end of the file past the last.
    pub(super) fn kind(&self, token: usize) -> Token {
        self.tokens.get(token).map_or(Token::Eof, |t| t.kind)
    }

    /// Place of a token; the end of the file past the last.
    pub(super) fn pos(&self, token: usize) -> Pos {
        self.tokens.get(token).map_or(Pos(self.text.len() as u32 + 1), |t| t.pos)
    }

    /// End of a token.
    pub(super) fn end(&self, token: usize) -> Pos {
        self.tokens.get(token).map_or(Pos(self.text.len() as u32 + 1), |t| t.end)
    }

    /// The bracket that closes the one at `token`.
    pub(super) fn partner(&self, token: usize) -> usize {
        self.partners.get(token).copied().unwrap_or(token)
    }

    /// A token's text.
    pub(super) fn token_text(&self, token: usize) -> &'a str {
        let (from, to) = (self.pos(token).0 as usize - 1, self.end(token).0 as usize - 1);
        self.text.get(from..to).unwrap_or("")
    }

    /// Comments in the groups in which `go/parser` reads them: one group on the line of the token
    /// before, then groups of adjacent lines.
    fn group(&self, comments: Vec<Comment>) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        let mut next_token = None;
        let (mut end_line, mut reach) = (0, 0);
        for comment in comments {
            let after = self.token_from(comment.pos);
            let line = self.line(comment.pos);
            let fresh = next_token != Some(after);
            if fresh || line > end_line + reach {
                let previous = after.checked_sub(1).map_or(0, |t| self.line(self.pos(t)));
                reach = usize::from(!(fresh && previous == line));
                groups.push(Group { comments: Vec::new(), has_newline: false });
            }
            next_token = Some(after);
            end_line = line + comment.text.matches('\n').count();
            if let Some(group) = groups.last_mut() {
                group.has_newline |= comment.text.starts_with("//")
                    || comment.text.contains('\n')
                    || group.comments.first().is_some_and(|c| self.line(c.pos) != line);
                group.comments.push(comment);
            }
        }
        groups
    }

    /// Is there a comment after `end` that belongs to the line of what ends there (a field, a spec)?
    pub(super) fn has_line_comment(&self, end: Pos) -> bool {
        let mut next = self.token_from(end);
        let mut from = end;
        // Where the construct began to be its last token counts, as for go/parser.
        let mut line = self.line(self.pos(next.saturating_sub(1)));
        if self.kind(next) == Token::Semi {
            from = self.end(next);
            line = self.line(self.pos(next));
            next += 1;
        }
        let limit = self.pos(next);
        let i = self.groups.partition_point(|g| g.comments.first().is_some_and(|c| c.pos < from));
        let Some(group) = self.groups.get(i) else { return false };
        let (Some(first), Some(last)) = (group.comments.first(), group.comments.last()) else {
            return false;
        };
        if first.pos >= limit || self.line(first.pos) != line {
            return false;
        }
        let end_line = self.line(last.pos) + last.text.matches('\n').count();
        self.kind(next) == Token::Eof || self.line(limit) != end_line
    }

    /// Does a comment end on the line before `pos`, directly above it?
    pub(super) fn has_doc(&self, pos: Pos) -> bool {
        let i = self.groups.partition_point(|g| g.comments.first().is_some_and(|c| c.pos < pos));
        let Some(group) = i.checked_sub(1).and_then(|i| self.groups.get(i)) else { return false };
        let (Some(first), Some(last)) = (group.comments.first(), group.comments.last()) else {
            return false;
        };
        let previous = self.token_from(pos).checked_sub(1);
        let between = previous.is_none_or(|t| self.end(t) <= first.pos);
        let on_line = previous.is_some_and(|t| self.line(self.pos(t)) == self.line(first.pos));
        let end_line = self.line(last.pos) + last.text.matches('\n').count();
        between && !on_line && end_line + 1 == self.line(pos)
    }
}
