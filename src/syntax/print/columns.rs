//! Raw output to text: columns between marks are aligned with elastic tabs, trailing blanks go.
//!
//! A cell ends with a tab or a mark (`\v`); consecutive lines that have a cell in the same column share its
//! width. A formfeed, or a line without cells, ends all columns. Text between [`ESCAPE`]s is opaque.

use super::writer::ESCAPE;

const TAB_WIDTH: usize = 8;
const PADDING: usize = 1;

#[derive(Clone, Default)]
struct Cell {
    bytes: Vec<u8>,
    /// In characters.
    width: usize,
    /// Ended by a tab, and so kept even when empty in all lines.
    hard: bool,
}

struct Aligner {
    lines: Vec<Vec<Cell>>,
    widths: Vec<usize>,
    out: Vec<u8>,
}

/// The final text of a file.
pub(super) fn align(raw: &[u8]) -> String {
    let mut a = Aligner { lines: vec![Vec::new()], widths: Vec::new(), out: Vec::new() };
    let mut cell = Cell::default();
    let mut escaped = false;
    for &b in raw {
        if b == ESCAPE {
            escaped = !escaped;
            cell.bytes.push(b);
            continue;
        }
        if escaped || !matches!(b, b'\t' | b'\x0b' | b'\n' | b'\x0c') {
            // Continuation bytes are part of the character before.
            cell.width += usize::from(b & 0xc0 != 0x80);
            cell.bytes.push(b);
            continue;
        }
        cell.hard = b == b'\t';
        let done = std::mem::take(&mut cell);
        let cells = match a.lines.last_mut() {
            Some(line) => {
                line.push(done);
                line.len()
            }
            None => 0,
        };
        if b == b'\n' || b == b'\x0c' {
            a.lines.push(Vec::new());
            if b == b'\x0c' || cells == 1 {
                a.flush();
            }
        }
    }
    if !cell.bytes.is_empty()
        && let Some(line) = a.lines.last_mut()
    {
        line.push(cell);
    }
    a.flush();
    trim(&a.out)
}

impl Aligner {
    fn flush(&mut self) {
        let lines = self.lines.len();
        self.block(0, lines);
        self.lines.clear();
        self.lines.push(Vec::new());
    }

    /// Lays out the lines from `from` to `to`, whose columns left of `widths.len()` are known.
    fn block(&mut self, mut from: usize, to: usize) {
        let column = self.widths.len();
        let mut at = from;
        while at < to {
            // The last cell of a line belongs to no column.
            if column + 1 >= self.lines[at].len() {
                at += 1;
                continue;
            }
            self.write(from, at);
            from = at;
            let (mut width, mut discardable) = (0, true);
            while at < to && column + 1 < self.lines[at].len() {
                let cell = &self.lines[at][column];
                width = width.max(cell.width + PADDING);
                discardable &= cell.width == 0 && !cell.hard;
                at += 1;
            }
            self.widths.push(if discardable { 0 } else { width });
            self.block(from, at);
            self.widths.pop();
            from = at;
        }
        self.write(from, to);
    }

    fn write(&mut self, from: usize, to: usize) {
        for i in from..to {
            let mut leading = true;
            for (j, cell) in self.lines[i].iter().enumerate() {
                leading &= cell.bytes.is_empty();
                self.out.extend_from_slice(&cell.bytes);
                let Some(&width) = self.widths.get(j) else { continue };
                let missing = width.saturating_sub(cell.width);
                if leading {
                    let n = width.div_ceil(TAB_WIDTH) * TAB_WIDTH - cell.width;
                    self.out.extend(std::iter::repeat_n(b'\t', n.div_ceil(TAB_WIDTH)));
                } else {
                    self.out.extend(std::iter::repeat_n(b' ', missing));
                }
            }
            if i + 1 < self.lines.len() {
                self.out.push(b'\n');
            }
        }
    }
}

/// Drops blanks before line ends and the escapes; remaining marks become tabs.
fn trim(raw: &[u8]) -> String {
    String::from_utf8_lossy(&trimmed(raw)).into_owned()
}

fn trimmed(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(raw.len());
    let mut blanks = Vec::new();
    let mut escaped = false;
    for &b in raw {
        match b {
            ESCAPE => {
                out.append(&mut blanks);
                escaped = !escaped;
            }
            _ if escaped => out.push(b),
            b'\t' | b'\x0b' => blanks.push(b'\t'),
            b' ' => blanks.push(b' '),
            b'\n' | b'\x0c' => {
                blanks.clear();
                out.push(b'\n');
            }
            b => {
                out.append(&mut blanks);
                out.push(b);
            }
        }
    }
    out
}

/// Bytes of raw output without alignment, and whether it has line breaks.
pub(super) fn raw_size(raw: &[u8]) -> (usize, bool) {
    let out = trimmed(raw);
    (out.len(), out.contains(&b'\n') || out.contains(&b'\x0c'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        assert_eq!(
            align(b"\ta\x0bint\x0b// x\n\tbcd\x0bstring\x0b// y\n"),
            "\ta   int    // x\n\tbcd string // y\n"
        );
        assert_eq!(align(b"a\x0bb\n\nccc\x0bd\n"), "a b\n\nccc d\n");
        assert_eq!(align(b"a\x0bb\x0cccc\x0bd\n"), "a b\nccc d\n");
        assert_eq!(align(b"a \t \n"), "a\n");
        assert_eq!(align(b"\xff\ta\xff\n"), "\ta\n");
    }
}
