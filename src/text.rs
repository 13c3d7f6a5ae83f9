//! Source texts and places in them. A [`Pos`] is a byte offset into the concatenation of all files of a
//! program (like `go/token`), so it fits in four bytes in every AST node, instruction and trace event.

use std::fmt;

/// Name of the file that a program of tests gets its main from; it is not the reader's.
pub const TEST_MAIN: &str = "_testmain.go";

/// A place in the sources: 0 is "nowhere", otherwise `file.base + byte offset in that file`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Pos(pub u32);

impl Pos {
    /// No place.
    pub const NONE: Pos = Pos(0);
    /// True for every place but [`Pos::NONE`].
    pub fn is_some(self) -> bool {
        self.0 != 0
    }
    /// The place `n` bytes further on.
    pub fn add(self, n: u32) -> Pos {
        Pos(self.0 + n)
    }
}

/// Half-open range of bytes of one file.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct TextRange {
    /// First byte.
    pub start: Pos,
    /// One past the last byte.
    pub end: Pos,
}

/// Index of a file in [`Sources`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FileId(pub u32);

/// One file: its name as shown, its text, and where its lines begin.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Name as the user gave it; a library file is `$GOROOT/src/PKG/FILE.go`.
    pub name: String,
    /// The text, always valid UTF-8 (the lexer has replaced and reported what was not).
    pub text: String,
    /// `Pos` of the file's first byte.
    pub base: u32,
    /// Part of our standard library, or generated: not of the reader's program.
    pub is_std: bool,
    lines: Vec<u32>,
}

/// All files of a program, the standard library's included.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A place as people read it: line and column count from 1, columns in bytes, as gc does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LineCol {
    /// The file.
    pub file: FileId,
    /// 1-based.
    pub line: u32,
    /// 1-based, in bytes.
    pub col: u32,
}

impl Sources {
    /// An empty set.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a file and returns its id. Positions of later files follow those of earlier ones.
    pub fn add(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
        is_std: bool,
    ) -> FileId {
        let text = text.into();
        let base = self.files.last().map_or(1, |f| f.base + f.text.len() as u32 + 1);
        let mut lines = vec![0];
        lines.extend(
            text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i as u32 + 1),
        );
        self.files.push(SourceFile { name: name.into(), text, base, is_std, lines });
        FileId(self.files.len() as u32 - 1)
    }

    /// All files in the order in which they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// The file with this id.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The file that holds `pos`, or `None` for [`Pos::NONE`].
    pub fn file_at(&self, pos: Pos) -> Option<FileId> {
        if !pos.is_some() {
            return None;
        }
        let i = self.files.partition_point(|f| f.base <= pos.0);
        (i > 0).then(|| FileId(i as u32 - 1))
    }

    /// The place of the first token at or behind a place: white space and comments are stepped over.
    pub fn token_from(&self, pos: Pos) -> Pos {
        let Some(file) = self.file_at(pos).map(|f| self.file(f)) else { return pos };
        let text = &file.text;
        let mut at = (pos.0 - file.base) as usize;
        while let Some(rest) = text.get(at..) {
            let skipped = match rest.as_bytes() {
                [b' ' | b'\t' | b'\r' | b'\n', ..] => Some(1),
                [b'/', b'*', ..] => rest.find("*/").map(|n| n + 2),
                [b'/', b'/', ..] => rest.find('\n'),
                _ => None,
            };
            match skipped {
                Some(n) => at += n,
                None => break,
            }
        }
        Pos(file.base + at as u32)
    }

    /// File, line and column of `pos`; `None` for [`Pos::NONE`].
    pub fn line_col(&self, pos: Pos) -> Option<LineCol> {
        let file = self.file_at(pos)?;
        let f = self.file(file);
        let off = pos.0 - f.base;
        let line = f.lines.partition_point(|&l| l <= off);
        Some(LineCol { file, line: line as u32, col: off - f.lines[line - 1] + 1 })
    }

    /// Line number of `pos`, 0 for nowhere.
    pub fn line(&self, pos: Pos) -> u32 {
        self.line_col(pos).map_or(0, |lc| lc.line)
    }

    /// True when `pos` lies in a library file.
    pub fn is_std(&self, pos: Pos) -> bool {
        self.file_at(pos).is_some_and(|f| self.file(f).is_std)
    }

    /// End of the program's own files that come first: what lies before it is no library's.
    pub fn own_until(&self) -> Pos {
        let first = self.files.iter().find(|f| f.is_std).or(self.files.last());
        Pos(first.map_or(0, |f| if f.is_std { f.base } else { f.base + f.text.len() as u32 }))
    }

    /// The position of 1-based `line` of `file` (its first byte), if the file has that line.
    pub fn line_start(&self, file: FileId, line: u32) -> Option<Pos> {
        let f = self.file(file);
        let off = *f.lines.get(line.checked_sub(1)? as usize)?;
        Some(Pos(f.base + off))
    }

    /// The line in which a position lies, without its end.
    pub fn line_text(&self, pos: Pos) -> Option<&str> {
        let lc = self.line_col(pos)?;
        self.file(lc.file).text.lines().nth(lc.line.checked_sub(1)? as usize)
    }

    /// Text between two positions of one file; empty when they do not lie in one file.
    pub fn slice(&self, range: TextRange) -> &str {
        let Some(file) = self.file_at(range.start) else { return "" };
        let f = self.file(file);
        let (a, b) =
            ((range.start.0 - f.base) as usize, (range.end.0.max(f.base) - f.base) as usize);
        f.text.get(a..b).unwrap_or("")
    }
}

impl fmt::Display for Pos {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "@{}", self.0)
    }
}
