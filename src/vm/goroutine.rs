//! A goroutine as the machine sees it: frames, words, deferred calls. Its state, wait reason and place in
//! queues are the executor's, in the row of the same number.

use super::faults::Watched;
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
    /// A fault watches the call: something is due when it has returned.
    pub const FAULT: u32 = 64;
    /// A fault watches this call of a `go` or `defer` statement: something is due before it returns.
    pub const LATE: u32 = 256;
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
    /// Calls under way that a fault watches, outermost first.
    pub watched: Vec<Watched>,
    /// Faults whose queues gave it a place that it has not taken yet.
    pub admitted: Vec<usize>,
    /// The fault that takes effect when it is loaded next.
    pub due: Option<usize>,
    /// The next instruction with a fault on it is done as it stands.
    pub passed: bool,
    /// The channel operation that it waits in is to be done again.
    pub again: bool,
    /// The panic whose text is being asked for.
    pub text_of: u32,
}

/// Words that are kept in the row itself, where loading the goroutine finds them without a second cache miss:
/// enough for one small frame.
pub(crate) const INLINE: usize = 9;

/// A goroutine that does not run (while it runs, its words and frames are the machine's). What every switch
/// touches stands first, in two cache lines.
#[derive(Clone, Debug, Default)]
#[repr(C, align(64))]
pub struct Goroutine {
    /// Its stack, when that is small and `is_small`. What lies above its words is its own too.
    pub(crate) inline: [u64; INLINE],
    /// The frame that runs.
    pub frame: Frame,
    /// Count of synchronising operations when it last acquired anything.
    pub acquired: u64,
    /// The same, when it last released anything.
    pub released: u64,
    /// See [`Extra`].
    pub extra: Option<Box<Extra>>,
    /// Stack words.
    len: u32,
    /// How it goes on.
    pub resume: Resume,
    /// It waits for something whose end is an acquisition.
    pub synced: bool,
    /// It has one frame, whose words are in `inline`.
    pub(crate) is_small: bool,
    /// Stack words, then the callers' frames, innermost last; unless it is small.
    many: Vec<u64>,
    /// Deferred calls: for each its argument words, the func value, and `depth << 32 | arguments`.
    pub defers: Vec<u64>,
    /// Its number.
    pub gid: Gid,
    /// Function with the `go` statement, 0 for none.
    pub made_in: u32,
}

const _: () = assert!(std::mem::size_of::<Goroutine>() == 192, "three cache lines");

impl Goroutine {
    /// Number of its stack words: up to the end of the window, once it has run.
    #[inline]
    pub(crate) fn top(&self) -> usize {
        self.len as usize
    }

    /// Its stack words.
    #[inline]
    pub fn words(&self) -> &[u64] {
        let n = self.len as usize;
        if self.is_small { &self.inline[..n] } else { &self.many[..n] }
    }

    /// A value reaches it while it waits: at word `at` of its stack.
    #[inline(always)]
    pub fn receive(&mut self, at: u32, value: &[u64]) {
        let words = if self.is_small { &mut self.inline[..] } else { &mut self.many[..] };
        let at = at as usize;
        match value {
            [word] => words.get_mut(at).into_iter().for_each(|w| *w = *word),
            _ => {
                let place = words.get_mut(at..at + value.len());
                place.into_iter().for_each(|p| p.copy_from_slice(value));
            }
        }
    }

    /// The frames of its callers, outermost first.
    pub fn callers(&self) -> impl Iterator<Item = Frame> + '_ {
        let words = if self.is_small { &[] } else { &self.many[self.len as usize..] };
        words.chunks_exact(Frame::WORDS).map(Frame::from_words)
    }

    /// Its frames, outermost first.
    pub fn frames(&self) -> impl Iterator<Item = Frame> + '_ {
        self.callers().chain(std::iter::once(self.frame))
    }

    /// The row as few bytes, for keeping it; what most have none of (`extra`) is left out.
    pub(crate) fn pack(&self, out: &mut Vec<u8>) {
        let resume =
            self.resume as u64 | u64::from(self.synced) << 2 | u64::from(self.is_small) << 3;
        for n in [self.gid.0.into(), self.made_in.into(), self.len.into(), resume] {
            pack(out, n);
        }
        let own: &[u64] = if self.is_small { &self.inline } else { &self.many };
        let (frame, seqs) = (self.frame.to_words(), [self.acquired, self.released]);
        for words in [&frame[..], &seqs, own, &self.defers] {
            pack(out, words.len() as u64);
            words.iter().for_each(|w| pack(out, *w));
        }
    }

    /// Words that it takes beside its row.
    pub(crate) fn words_beside(&self) -> usize {
        self.many.len() + self.defers.len()
    }

    /// A row from where [`Goroutine::pack`] put it.
    pub(crate) fn unpack(from: &mut &[u8]) -> Goroutine {
        let [gid, made_in, len, resume] = [(); 4].map(|()| unpack(from));
        let mut words = || (0..unpack(from)).map(|_| unpack(from)).collect::<Vec<u64>>();
        let (frame, seqs, own, defers) = (words(), words(), words(), words());
        let mut g = Goroutine { defers, ..Goroutine::default() };
        (g.gid, g.made_in, g.len) = (Gid(gid as u32), made_in as u32, len as u32);
        (g.synced, g.is_small) = (resume & 4 != 0, resume & 8 != 0);
        g.resume = match resume & 3 {
            0 => Resume::Run,
            1 => Resume::Finish,
            2 => Resume::Received,
            _ => Resume::Retry,
        };
        g.frame = Frame::from_words(&frame);
        if let [acquired, released] = seqs[..] {
            (g.acquired, g.released) = (acquired, released);
        }
        match own.first_chunk() {
            Some(words) if g.is_small => g.inline = *words,
            _ => g.many = own,
        }
        g
    }

    /// Keeps the bottom of `stack`, of which `len` words are in use, and the frames.
    #[inline(always)]
    pub fn save(&mut self, stack: &[u64], len: usize, callers: &[Frame], frame: Frame) {
        self.frame = frame;
        self.len = len as u32;
        self.is_small = callers.is_empty() && len <= INLINE;
        match stack.first_chunk() {
            Some(words) if self.is_small => self.inline = *words,
            _ => self.save_many(stack, len, callers),
        }
    }

    #[inline(never)]
    fn save_many(&mut self, stack: &[u64], len: usize, callers: &[Frame]) {
        let words = stack.get(..len).unwrap_or(stack);
        if self.is_small {
            self.inline = [0; INLINE];
            self.inline[..words.len()].copy_from_slice(words);
            return;
        }
        let all = words.len() + callers.len() * Frame::WORDS;
        self.many.clear();
        self.many.reserve_exact(all);
        self.len = words.len() as u32;
        self.many.extend_from_slice(words);
        for f in callers {
            self.many.extend_from_slice(&f.to_words());
        }
    }

    /// Forgets words and frames; what is large is given back.
    pub fn clear_saved(&mut self) {
        (self.len, self.is_small, self.frame) = (0, true, Frame::default());
        if self.many.capacity() > 1024 {
            self.many = Vec::new();
        }
    }
}

/// A number in seven bits a byte, the last one without the eighth.
fn pack(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

fn unpack(from: &mut &[u8]) -> u64 {
    let (mut n, mut shift) = (0, 0);
    while let Some((&byte, rest)) = from.split_first() {
        *from = rest;
        n |= u64::from(byte & 0x7f) << shift;
        shift += 7;
        if byte < 0x80 || shift > 63 {
            break;
        }
    }
    n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_rows_come_back() {
        let mut g = Goroutine { gid: Gid(7), made_in: 3, synced: true, ..Goroutine::default() };
        g.resume = Resume::Retry;
        (g.acquired, g.released, g.defers) = (u64::MAX, 5, vec![0xc0_0000_0008, 0]);
        for callers in [&[][..], &[Frame { pc: 9, ..Frame::default() }]] {
            g.save(&[1, u64::MAX, 0, 127, 128, 0, 0, 0, 0, 0], 5, callers, Frame::default());
            let mut bytes = Vec::new();
            g.pack(&mut bytes);
            let back = Goroutine::unpack(&mut &bytes[..]);
            let inline = if g.is_small { g.inline } else { back.inline };
            let g = Goroutine { inline, ..g.clone() };
            assert_eq!(format!("{back:?}"), format!("{g:?}"));
        }
    }

    #[test]
    fn saved_frames_come_back() {
        let f = |n: u32| Frame { func: n, pc: n + 1, base: n + 2, flags: n + 3, closure: 99 };
        let mut g = Goroutine::default();
        g.save(&[5, 6, 7], 3, &[f(1), f(10)], f(20));
        assert_eq!(g.words(), [5, 6, 7]);
        assert_eq!(g.frames().collect::<Vec<_>>(), [f(1), f(10), f(20)]);
        g.save(&[9; 20], 2, &[], f(30));
        assert_eq!((g.words(), g.frames().count()), (&[9, 9][..], 1));
    }
}
