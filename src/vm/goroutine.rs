//! A goroutine as the machine sees it: frames, words, deferred calls. Its state, wait reason and place in
//! queues are the executor's, in the row of the same number.

use super::faults::SlowCall;
use super::machine::Resume;
use super::native::Iface;
use crate::ids::Gid;

/// A call in progress. While it runs, its fields are in the machine; those of its callers are in a vector.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Frame {
    /// Index into `Program::funcs`.
    pub func: u32,
    /// Next instruction, an index into the linked code.
    pub pc: u32,
    /// First word of the window.
    pub base: u32,
    /// See [`flags`].
    pub flags: u32,
    /// Address of the closure that runs; 0 for plain functions.
    pub closure: u64,
}

/// Bits of [`Frame::flags`]; a frame with none returns the quick way.
pub mod flags {
    /// First frame of its goroutine.
    pub const BOTTOM: u32 = 1;
    /// Has deferred calls.
    pub const DEFERS: u32 = 2;
    /// A deferred call that `RunDefers` (or a recovery) runs.
    pub const DEFERRED: u32 = 4;
    /// A deferred call that a panic or Goexit runs: `recover` works in it.
    pub const PANIC_DEFER: u32 = 8;
    /// Called by a native: results go to its memo. Their number is in the bits from [`MEMO_SHIFT`].
    pub const MEMO: u32 = 16;
    /// `Error` or `String` of an unrecovered panic's value.
    pub const TEXT: u32 = 128;
    /// Called by a fault: its results are thrown away.
    pub const FAULT: u32 = 64;
    /// Number of result words of a [`MEMO`] call.
    pub const MEMO_SHIFT: u32 = 16;
}

impl Frame {
    const WORDS: usize = 3;

    fn to_words(self) -> [u64; Frame::WORDS] {
        let pair = |a: u32, b: u32| u64::from(a) | u64::from(b) << 32;
        [pair(self.func, self.pc), pair(self.base, self.flags), self.closure]
    }

    fn from_words(w: &[u64]) -> Frame {
        Frame {
            func: w[0] as u32,
            pc: (w[0] >> 32) as u32,
            base: w[1] as u32,
            flags: (w[1] >> 32) as u32,
            closure: w[2],
        }
    }
}

/// A panic or `runtime.Goexit` under way.
#[derive(Clone, Debug, Default)]
pub struct PanicRecord {
    /// What it was called with.
    pub value: Iface,
    /// It is a Goexit.
    pub goexit: bool,
    /// `recover` took it.
    pub recovered: bool,
    /// A nil dereference: Go prints the signal.
    pub signal: bool,
    /// Number of callers of the frame whose deferred call it runs now.
    pub defer_depth: u32,
    /// Number of callers of the frame that raised it.
    pub raised_depth: u32,
    /// As Go prints it, once known.
    pub text: Option<String>,
}

/// Results of Go functions that a native called.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// Number of callers of the frame that runs the native.
    pub depth: u32,
    /// The native call's instruction.
    pub pc: u32,
    /// Result words so far.
    pub words: Vec<u64>,
}

/// What most goroutines never need.
#[derive(Clone, Debug, Default)]
pub struct Extra {
    /// Panics under way, outermost first.
    pub panics: Vec<PanicRecord>,
    /// Memos, outermost native first.
    pub memos: Vec<Memo>,
    /// Slow calls under way, outermost first.
    pub slow: Vec<SlowCall>,
    /// The panic whose text is being asked for.
    pub text_of: u32,
}

/// Words that are kept beside the row instead of on the host's heap: enough for one small frame.
const INLINE: usize = 12;

/// Words of a goroutine that does not run. Few of them stay in the row itself, where loading the goroutine
/// finds them without a second cache miss.
#[derive(Clone, Debug, Default)]
pub struct Saved {
    len: u32,
    inline: [u64; INLINE],
    many: Vec<u64>,
}

impl Saved {
    /// All words.
    #[inline]
    pub fn words(&self) -> &[u64] {
        if self.len as usize <= INLINE { &self.inline[..self.len as usize] } else { &self.many }
    }

    /// The same, to write.
    #[inline]
    pub fn words_mut(&mut self) -> &mut [u64] {
        if self.len as usize <= INLINE {
            &mut self.inline[..self.len as usize]
        } else {
            &mut self.many
        }
    }

    /// How many.
    #[inline]
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Changes how many there are; what they hold is then to be written.
    #[inline]
    fn set_len(&mut self, len: usize) {
        if self.len as usize == len {
            return;
        }
        if len > INLINE {
            self.many.clear();
            self.many.reserve_exact(len);
            self.many.resize(len, 0);
        }
        self.len = len as u32;
    }

    /// Forgets all; what is large is given back.
    pub fn clear(&mut self) {
        self.len = 0;
        if self.many.capacity() > 1024 {
            self.many = Vec::new();
        }
    }
}

/// A goroutine that does not run (while it runs, its words and frames are the machine's).
#[derive(Clone, Debug, Default)]
pub struct Goroutine {
    /// Its number.
    pub gid: Gid,
    /// Function with the `go` statement, 0 for none.
    pub made_in: u32,
    /// Stack words, then frames, innermost last.
    pub saved: Saved,
    /// How many frames.
    pub frames: u32,
    /// Deferred calls: for each its argument words, the func value, and `depth << 32 | arguments`.
    pub defers: Vec<u64>,
    /// How it goes on.
    pub resume: Resume,
    /// Count of synchronising operations when it last acquired, and released, anything.
    pub acquired: u64,
    /// See `acquired`.
    pub released: u64,
    /// It waits for something whose end is an acquisition.
    pub synced: bool,
    /// See [`Extra`].
    pub extra: Option<Box<Extra>>,
}

impl Goroutine {
    /// How many stack words are kept.
    #[inline]
    pub fn words_len(&self) -> usize {
        self.saved.len() - self.frames as usize * Frame::WORDS
    }

    /// Its stack words.
    pub fn words(&self) -> &[u64] {
        &self.saved.words()[..self.words_len()]
    }

    /// The same, to write: how a value reaches a receiver that waits.
    #[inline]
    pub fn words_mut(&mut self) -> &mut [u64] {
        let n = self.words_len();
        &mut self.saved.words_mut()[..n]
    }

    /// Its frames, outermost first.
    pub fn frames(&self) -> impl Iterator<Item = Frame> + '_ {
        self.saved.words()[self.words_len()..].chunks_exact(Frame::WORDS).map(Frame::from_words)
    }

    /// The frame that runs.
    #[inline]
    pub fn innermost(&self) -> Frame {
        self.saved
            .words()
            .last_chunk::<{ Frame::WORDS }>()
            .map_or(Frame::default(), |w| Frame::from_words(w))
    }

    /// Keeps words and frames.
    #[inline]
    pub fn save(&mut self, words: &[u64], callers: &[Frame], current: Frame) {
        let len = words.len() + (callers.len() + 1) * Frame::WORDS;
        self.saved.set_len(len);
        let (own, frames) = self.saved.words_mut().split_at_mut(words.len());
        own.copy_from_slice(words);
        let mut frames = frames.chunks_exact_mut(Frame::WORDS);
        for (f, to) in callers.iter().chain([&current]).zip(&mut frames) {
            to.copy_from_slice(&f.to_words());
        }
        self.frames = callers.len() as u32 + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saved_frames_come_back() {
        let f = |n: u32| Frame { func: n, pc: n + 1, base: n + 2, flags: n + 3, closure: 99 };
        let mut g = Goroutine::default();
        g.save(&[5, 6, 7], &[f(1), f(10)], f(20));
        assert_eq!(g.words(), [5, 6, 7]);
        assert_eq!(g.frames().collect::<Vec<_>>(), [f(1), f(10), f(20)]);
    }
}
