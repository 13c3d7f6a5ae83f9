//! The printer's core: delayed blanks, positions in source and output, raw output with column marks.

use super::columns;
use super::layout::{Layout, Place};
use crate::syntax::ast::{File, Ident};
use crate::text::Pos;
use std::collections::BTreeMap;

/// Blanks that wait until the next token is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum White {
    Ignore,
    Blank,
    /// A column mark.
    Vtab,
    Newline,
    /// A line break that ends columns.
    Formfeed,
    Indent,
    Unindent,
}

/// More than any line or size.
pub(super) const INFINITY: usize = 1 << 30;
/// At most one empty line is kept.
const MAX_NEWLINES: usize = 2;
/// Whitespace sequences are short; longer ones are written early.
const MAX_WHITE: usize = 16;
/// Brackets text that columns must not look into.
pub(super) const ESCAPE: u8 = 0xff;

pub(super) fn limit(n: usize) -> usize {
    n.min(MAX_NEWLINES)
}

/// What the last printed item was, and what the next one is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    White,
    Ident,
    Int,
    Literal,
    Eof,
    /// A token that is written as this.
    Token(&'static str),
}

/// One printing of a file, or of a part of it to learn its size.
pub(super) struct Printer<'a> {
    pub(super) l: &'a Layout<'a>,
    pub(super) output: Vec<u8>,
    pub(super) indent: usize,
    /// Nesting of composite literals.
    pub(super) level: usize,
    pub(super) no_extra_blank: bool,
    pub(super) no_extra_linebreak: bool,
    end_alignment: bool,
    pub(super) implied_semi: bool,
    pub(super) last_kind: Kind,
    pub(super) prev_open: Kind,
    pub(super) white: Vec<White>,
    /// Current place in the source.
    pub(super) pos: Place,
    /// Current place in the output.
    pub(super) out: Place,
    /// `pos` after the last written text.
    pub(super) last: Place,
    /// Take down the output line of the next token?
    pub(super) record: bool,
    pub(super) recorded: usize,
    /// Index of the next comment group; past the end without comments.
    pub(super) next_group: usize,
    /// Sizes of parts that were measured.
    pub(super) sizes: BTreeMap<(u32, u32, bool), usize>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(l: &'a Layout<'a>) -> Printer<'a> {
        let start = Place { offset: 0, line: 1, col: 1 };
        Printer {
            l,
            output: Vec::new(),
            indent: 0,
            level: 0,
            no_extra_blank: false,
            no_extra_linebreak: false,
            end_alignment: false,
            implied_semi: false,
            last_kind: Kind::White,
            prev_open: Kind::White,
            white: Vec::new(),
            pos: start,
            out: start,
            last: Place::NONE,
            record: false,
            recorded: 0,
            next_group: 0,
            sizes: BTreeMap::new(),
        }
    }

    /// The formatted file.
    pub(super) fn file(mut self, file: &File) -> String {
        self.source_file(file);
        self.implied_semi = false;
        let end = Place { offset: INFINITY, line: INFINITY, col: 1 };
        self.flush(end, Kind::Eof);
        columns::align(&self.output)
    }

    /// Size of a part when printed alone on one line; more than `max` when it does not fit.
    pub(super) fn size_of(
        &mut self,
        key: (Pos, Pos, bool),
        max: usize,
        print: impl FnOnce(&mut Printer<'a>),
    ) -> usize {
        let key = (key.0.0, key.1.0, key.2);
        if let Some(size) = self.sizes.get(&key) {
            return *size;
        }
        self.sizes.insert(key, max + 1);
        let mut part = Printer::new(self.l);
        part.next_group = self.l.groups.len();
        part.sizes = std::mem::take(&mut self.sizes);
        print(&mut part);
        part.implied_semi = false;
        part.flush(part.pos, Kind::Eof);
        self.sizes = std::mem::take(&mut part.sizes);
        let (size, broken) = columns::raw_size(&part.output);
        let size = if broken || size > max { max + 1 } else { size };
        self.sizes.insert(key, size);
        size
    }

    pub(super) fn line(&self, pos: Pos) -> usize {
        self.l.line(pos)
    }

    pub(super) fn set_pos(&mut self, pos: Pos) {
        if pos.is_some() {
            self.pos = self.l.place(pos);
        }
    }

    // Items.

    pub(super) fn space(&mut self, white: White) {
        self.note_open();
        if white == White::Ignore {
            return;
        }
        if self.white.len() == MAX_WHITE {
            self.write_white(MAX_WHITE);
        }
        self.white.push(white);
        if matches!(white, White::Newline | White::Formfeed) {
            self.implied_semi = false;
        }
        self.last_kind = Kind::White;
    }

    pub(super) fn blank(&mut self) {
        self.space(White::Blank);
    }

    pub(super) fn token(&mut self, text: &'static str) {
        self.note_open();
        if self.may_combine(text) {
            self.white.push(White::Blank);
        }
        self.last_kind = Kind::Token(text);
        let semi = matches!(
            text,
            "break" | "continue" | "fallthrough" | "return" | "++" | "--" | ")" | "]" | "}"
        );
        self.item(text, false, semi);
    }

    pub(super) fn token_at(&mut self, pos: Pos, text: &'static str) {
        self.set_pos(pos);
        self.token(text);
    }

    pub(super) fn ident(&mut self, ident: Ident) {
        self.set_pos(ident.pos);
        self.note_open();
        self.last_kind = Kind::Ident;
        let name = self.l.symbols.name(ident.name);
        self.item(name, false, true);
    }

    pub(super) fn literal(&mut self, text: &str, is_int: bool) {
        self.note_open();
        self.last_kind = if is_int { Kind::Int } else { Kind::Literal };
        self.item(text, true, true);
    }

    fn note_open(&mut self) {
        match self.last_kind {
            Kind::White => {}
            Kind::Token("(" | "[") => self.prev_open = self.last_kind,
            _ => self.prev_open = Kind::White,
        }
    }

    fn may_combine(&self, next: &str) -> bool {
        let b = next.as_bytes().first().copied().unwrap_or(0);
        match self.last_kind {
            Kind::Int => b == b'.',
            Kind::Token("+") => b == b'+',
            Kind::Token("-") => b == b'-',
            Kind::Token("/") => b == b'*',
            Kind::Token("<") => b == b'-' || b == b'<',
            Kind::Token("&") => b == b'&' || b == b'^',
            _ => false,
        }
    }

    fn item(&mut self, text: &str, escaped: bool, mut semi: bool) {
        let next = self.pos;
        let (wrote_newline, dropped_formfeed) = self.flush(next, self.last_kind);
        if !self.implied_semi {
            let mut n = limit(next.line.saturating_sub(self.pos.line));
            if wrote_newline && n == MAX_NEWLINES {
                n = MAX_NEWLINES - 1;
            }
            if n > 0 {
                self.write_byte(if dropped_formfeed { b'\x0c' } else { b'\n' }, n);
                semi = false;
            }
        }
        if std::mem::take(&mut self.record) {
            self.recorded = self.out.line;
        }
        self.write_text(next, text, escaped);
        self.implied_semi = semi;
    }

    /// Writes comments and blanks that stand before the next token; tells whether a newline was
    /// written and whether a formfeed was dropped.
    pub(super) fn flush(&mut self, next: Place, kind: Kind) -> (bool, bool) {
        if self.comment_before(next) {
            return self.intersperse(next, kind);
        }
        self.write_white(self.white.len());
        (false, false)
    }

    /// Line breaks up to source line `line`, at least `min`; `white` goes before the first. Returns
    /// 0 for none, 1 for one newline, more for a new section or several.
    pub(super) fn linebreak(
        &mut self,
        line: usize,
        min: usize,
        white: White,
        new_section: bool,
    ) -> usize {
        let mut n = limit(line.saturating_sub(self.pos.line)).max(min);
        let mut breaks = 0;
        if n > 0 {
            self.space(white);
            if new_section {
                self.space(White::Formfeed);
                n -= 1;
                breaks = 2;
            }
            breaks += n;
            for _ in 0..n {
                self.space(White::Newline);
            }
        }
        breaks
    }

    // Output.

    fn write_indent(&mut self) {
        let n = self.indent;
        self.output.extend(std::iter::repeat_n(b'\t', n));
        self.pos.offset += n;
        self.pos.col += n;
        self.out.col += n;
    }

    pub(super) fn write_byte(&mut self, mut b: u8, n: usize) {
        if self.end_alignment {
            match b {
                b'\t' | b'\x0b' => b = b' ',
                b'\n' | b'\x0c' => {
                    b = b'\x0c';
                    self.end_alignment = false;
                }
                _ => {}
            }
        }
        if self.out.col == 1 {
            self.write_indent();
        }
        self.output.extend(std::iter::repeat_n(b, n));
        self.pos.offset += n;
        if b == b'\n' || b == b'\x0c' {
            self.pos.line += n;
            self.out.line += n;
            self.pos.col = 1;
            self.out.col = 1;
        } else {
            self.pos.col += n;
            self.out.col += n;
        }
    }

    pub(super) fn write_text(&mut self, pos: Place, text: &str, escaped: bool) {
        if self.out.col == 1 {
            self.write_indent();
        }
        if pos.is_some() {
            self.pos = pos;
        }
        if escaped {
            self.output.push(ESCAPE);
        }
        self.output.extend_from_slice(text.as_bytes());
        if escaped {
            self.output.push(ESCAPE);
        }
        self.pos.offset += text.len();
        match text.rfind(['\n', '\x0c']) {
            Some(i) => {
                let lines = text.matches(['\n', '\x0c']).count();
                self.end_alignment = true;
                self.pos.line += lines;
                self.out.line += lines;
                self.pos.col = text.len() - i;
                self.out.col = text.len() - i;
            }
            None => {
                self.pos.col += text.len();
                self.out.col += text.len();
            }
        }
        self.last = self.pos;
    }

    /// Writes the first `n` pending blanks.
    pub(super) fn write_white(&mut self, n: usize) {
        let mut i = 0;
        while i < n {
            match self.white[i] {
                White::Ignore => {}
                White::Indent => self.indent += 1,
                White::Unindent => self.indent = self.indent.saturating_sub(1),
                White::Newline | White::Formfeed
                    if i + 1 < n && self.white[i + 1] == White::Unindent =>
                {
                    // The unindent belongs to what follows the break, as for labels.
                    self.white[i] = White::Unindent;
                    self.white[i + 1] = White::Formfeed;
                    continue;
                }
                White::Newline => self.write_byte(b'\n', 1),
                White::Formfeed => self.write_byte(b'\x0c', 1),
                White::Blank => self.write_byte(b' ', 1),
                White::Vtab => self.write_byte(b'\x0b', 1),
            }
            i += 1;
        }
        self.white.drain(..n);
    }
}
