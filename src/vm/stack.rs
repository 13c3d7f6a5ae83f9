//! The running goroutine's stack. All goroutines run on one stack of words; a goroutine that does not run
//! keeps a copy of its used part. So a waiting goroutine takes no more memory than it uses, and a window
//! is always a slice of exactly 65,536 words, which no 16-bit register number can leave.

/// Registers that a window can name.
pub const WINDOW: usize = 1 << 16;

/// The stack. Words at and above `high` are zero.
#[derive(Debug, Default)]
pub struct Stack {
    words: Vec<u64>,
    /// No word at or above it was written since it was last lowered.
    high: usize,
}

impl Clone for Stack {
    fn clone(&self) -> Stack {
        Stack { words: self.words[..self.high.min(self.words.len())].to_vec(), high: self.high }
    }
}

impl Stack {
    /// A word; 0 beyond the end.
    #[inline]
    pub fn get(&self, i: usize) -> u64 {
        self.words.get(i).copied().unwrap_or(0)
    }

    /// Sets a word below the end.
    #[inline]
    pub fn set(&mut self, i: usize, word: u64) {
        if let Some(w) = self.words.get_mut(i) {
            *w = word;
        }
    }
}
