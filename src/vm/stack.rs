//! The running goroutine's stack. All goroutines run on one stack of words; a goroutine that does not run
//! keeps a copy of its used part. So a waiting goroutine takes no more memory than it uses, and a window
//! is always a slice of the same length, which no 16-bit register number can leave.

/// Words of a window: what register numbers can name, and a few more for values of several words.
pub const WINDOW: usize = (1 << 16) + 8;

/// Words beyond a window, for the calls of most programs. Every run, every kept state that is gone back to and every
/// run of a search begins with a stack, whose words are cleared.
const SPARE: usize = 1 << 13;

/// The registers of a frame.
pub type Window = [u64; WINDOW];

/// The stack. **Invariant:** words at and above `high` are zero, so that what a goroutine finds above its
/// own words never depends on who ran before it.
#[derive(Debug, Default)]
pub struct Stack {
    words: Vec<u64>,
    high: usize,
}

impl Clone for Stack {
    fn clone(&self) -> Stack {
        Stack { words: self.words.get(..self.high).unwrap_or(&[]).to_vec(), high: self.high }
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

    /// Makes room for a window at `base`.
    pub fn reserve(&mut self, base: usize) {
        if self.words.len() < base + WINDOW {
            let len = (base + WINDOW + SPARE).max(2 * self.words.len());
            let mut words = vec![0; len];
            words[..self.words.len()].copy_from_slice(&self.words);
            self.words = words;
        }
    }

    /// True when a window fits at `base`.
    #[inline]
    pub fn fits(&self, base: usize) -> bool {
        base + WINDOW <= self.words.len()
    }

    /// The window at `base`, whose room was reserved.
    #[inline(always)]
    pub fn window(&mut self, base: usize) -> &mut Window {
        self.try_window(base).expect("a window is reserved before it is used")
    }

    /// The window at `base`, for which room is made.
    #[inline(always)]
    pub fn window_at(&mut self, base: usize) -> &mut Window {
        if self.fits(base) {
            return self.window(base);
        }
        self.reserve(base);
        self.window(base)
    }

    /// The window at `base`, where there is room for it.
    #[inline]
    pub fn try_window(&mut self, base: usize) -> Option<&mut Window> {
        self.words.get_mut(base..base + WINDOW).and_then(|w| w.first_chunk_mut())
    }

    /// Notes that words below `top` may be written.
    #[inline]
    pub fn raise_high(&mut self, top: usize) {
        if top > self.high {
            self.high = top;
        }
    }

    /// Words from `a` to `b`, as many as there are.
    #[inline]
    pub fn range(&self, a: usize, b: usize) -> &[u64] {
        let b = b.min(self.words.len());
        self.words.get(a..b).unwrap_or(&[])
    }

    /// The same, to write.
    #[inline]
    pub fn range_mut(&mut self, a: usize, b: usize) -> &mut [u64] {
        let b = b.min(self.words.len());
        self.words.get_mut(a..b).unwrap_or(&mut [])
    }

    /// Puts a goroutine's words at the bottom; what others left above them is cleared.
    pub fn load(&mut self, words: &[u64]) {
        self.reserve(words.len());
        let n = words.len();
        self.words[..n].copy_from_slice(words);
        if self.high > n {
            self.words[n..self.high].fill(0);
        }
        self.high = n;
    }

    /// Likewise for the few words of a small goroutine; all of them are its own.
    #[inline(always)]
    pub fn load_small<const N: usize>(&mut self, words: &[u64; N]) {
        match self.words.first_chunk_mut() {
            Some(bottom) => *bottom = *words,
            None => return self.load(words),
        }
        if self.high > N {
            self.words[N..self.high].fill(0);
        }
        self.high = N;
    }

    /// All words.
    #[inline]
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// Words that may not be zero.
    pub fn high(&self) -> usize {
        self.high
    }
}
