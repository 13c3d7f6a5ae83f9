//! A table that grows without moving what it holds: rows lie in pieces of equal length. A vector of a hundred thousand
//! goroutines would be copied each time that it doubles, and both copies be in memory meanwhile.

use std::ops::{Index, IndexMut};

/// Rows of a piece: a power of two.
const PIECE: usize = 1 << SHIFT;
const SHIFT: u32 = 8;

/// Rows by number, from 0 on.
#[derive(Clone, Debug)]
pub(crate) struct Rows<T> {
    /// As many as a piece has: most programs have no others, so that it grows as it is needed.
    first: Vec<T>,
    /// The others; all but the last one are full.
    pieces: Vec<Vec<T>>,
}

impl<T> Default for Rows<T> {
    fn default() -> Rows<T> {
        Rows { first: Vec::new(), pieces: Vec::new() }
    }
}

/// Piece of a row that is not among the first.
#[inline]
fn piece(i: usize) -> usize {
    (i >> SHIFT).wrapping_sub(1)
}

impl<T> Rows<T> {
    /// Number of rows.
    pub fn len(&self) -> usize {
        let last = self.pieces.last().map_or(0, Vec::len);
        self.first.len() + self.pieces.len().saturating_sub(1) * PIECE + last
    }

    /// Appends a row.
    pub fn push(&mut self, row: T) {
        if self.first.len() < PIECE {
            return self.first.push(row);
        }
        match self.pieces.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push(row),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push(row);
                self.pieces.push(piece);
            }
        }
    }

    /// A row; `None` when there is none of that number.
    #[inline]
    pub fn get(&self, i: usize) -> Option<&T> {
        self.first.get(i).or_else(|| self.pieces.get(piece(i))?.get(i % PIECE))
    }

    /// The same, to write.
    #[inline]
    pub fn get_mut(&mut self, i: usize) -> Option<&mut T> {
        match self.first.get_mut(i) {
            None => self.pieces.get_mut(piece(i))?.get_mut(i % PIECE),
            row => row,
        }
    }

    /// All rows, by number, to write.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.first.iter_mut().chain(self.pieces.iter_mut().flatten())
    }

    /// All rows, by number.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.first.iter().chain(self.pieces.iter().flatten())
    }
}

impl<T> Index<usize> for Rows<T> {
    type Output = T;
    #[inline]
    fn index(&self, i: usize) -> &T {
        match self.first.get(i) {
            Some(row) => row,
            None => &self.pieces[piece(i)][i % PIECE],
        }
    }
}

impl<T> IndexMut<usize> for Rows<T> {
    #[inline]
    fn index_mut(&mut self, i: usize) -> &mut T {
        match self.first.get_mut(i) {
            Some(row) => row,
            None => &mut self.pieces[piece(i)][i % PIECE],
        }
    }
}

/// Length from which on a vector grows by more than it doubles.
const FAR: usize = 1 << 9;
/// By so much then.
const FURTHER: usize = if cfg!(target_pointer_width = "64") { 16 } else { 2 };

/// Room for one more row in a vector that may become long and is looked at too often for [`Rows`]. All is copied when
/// it grows; where addresses are plentiful, room that is not touched costs nothing, so that it grows seldom.
#[inline]
pub(crate) fn make_room<T>(rows: &mut Vec<T>) {
    if rows.len() == rows.capacity() && rows.len() >= FAR {
        reserve_far(rows);
    }
}

#[cold]
fn reserve_far<T>(rows: &mut Vec<T>) {
    // without so much room the push that follows doubles it
    let _ = rows.try_reserve_exact((FURTHER - 1) * rows.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_where_they_were_put() {
        let mut rows = Rows::default();
        for i in 0..3 * PIECE + 1 {
            assert_eq!((rows.len(), rows.get(i)), (i, None));
            rows.push(i);
        }
        rows[PIECE] = 7;
        let all: Vec<usize> = rows.iter().copied().collect();
        assert_eq!((all.len(), all[PIECE - 1], all[PIECE]), (3 * PIECE + 1, PIECE - 1, 7));
        assert_eq!((rows[3 * PIECE], rows.get(3 * PIECE + 1)), (3 * PIECE, None));
    }
}
