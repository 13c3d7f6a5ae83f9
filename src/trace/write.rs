//! The append-only log.

use std::sync::Arc;

use super::Strings;
use super::event::EventKind;
use super::layout::*;
use crate::ids::{Gid, ObjectId, StrId};
use crate::text::Pos;

/// Bytes of a chunk.
const CHUNK: usize = 32 << 10;
/// No event is longer.
const LONGEST: usize = 64;
/// What writing a number at the end of one may touch beyond it.
const SLACK: usize = 8;

/// A trace being written. Growing never copies what was written, and a clone shares all full chunks.
#[derive(Clone, Debug)]
pub struct Trace {
    on: bool,
    /// Full chunks are kept; a shadow counts and forgets.
    keeps: bool,
    now_ns: i64,
    events: u64,
    context: Context,
    /// Who runs now, where that is not who has started last: 0 but with processors.
    beside: u32,
    full: Vec<Arc<Vec<u8>>>,
    /// Zeros from `at` on; empty before the first event.
    open: Vec<u8>,
    at: u32,
    strings: Strings,
    output: OutputLog,
}

/// What the program wrote, in order.
#[derive(Clone, Default, Debug)]
pub struct OutputLog {
    bytes: Vec<u8>,
    /// Stream and end of each run of bytes.
    parts: Vec<(u8, usize)>,
}

impl Trace {
    /// A trace that records.
    pub fn new() -> Trace {
        Trace {
            on: true,
            keeps: true,
            now_ns: 0,
            events: 0,
            context: Context::default(),
            beside: 0,
            full: Vec::new(),
            open: Vec::new(),
            at: 0,
            strings: Strings::default(),
            output: OutputLog::default(),
        }
    }

    /// One that records nothing but the output, for measuring and for exploring.
    pub fn off() -> Trace {
        Trace { on: false, ..Trace::new() }
    }

    /// A trace that goes on from here exactly as this one would and forgets what is written: for machines that
    /// run a stretch again.
    pub fn shadow(&self) -> Trace {
        Trace { keeps: false, ..self.sequel() }
    }

    /// A trace of what comes from here on, without what was.
    pub fn sequel(&self) -> Trace {
        Trace {
            now_ns: self.now_ns,
            events: self.events,
            strings: self.strings.clone(),
            ..Trace::new()
        }
    }

    /// True when events are recorded.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// Events so far.
    #[inline]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// Bytes of events so far.
    pub fn byte_len(&self) -> usize {
        self.full.iter().map(|c| c.len()).sum::<usize>() + self.at as usize
    }

    /// The number of a text (0 when the trace is off).
    pub fn intern(&mut self, text: &str) -> StrId {
        if self.on { self.strings.intern(text) } else { StrId(0) }
    }

    /// The texts so far.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// What the program wrote so far.
    pub fn output(&self) -> &OutputLog {
        &self.output
    }

    /// Time of the events to come.
    #[inline]
    pub fn set_time(&mut self, now_ns: i64) {
        self.now_ns = now_ns;
    }

    /// This goroutine runs now, and others that have started do too: what is recorded of the running goroutine
    /// is recorded of it. [`NOBODY`](crate::ids::NOBODY): a timer is due while others run.
    pub fn set_running(&mut self, g: Gid) {
        self.beside = match g.0 {
            g if g == self.context.running => 0,
            0 => NOBODY_RUNS,
            g => g,
        };
    }

    /// Appends an event at the present time and step; the fields are those of
    /// [`Event`](super::event::Event). The place of a `Start` is not kept: the reader knows where its goroutine
    /// was.
    #[inline]
    #[allow(clippy::too_many_arguments)]
    pub fn record(
        &mut self,
        kind: EventKind,
        g: Gid,
        by: Gid,
        obj: ObjectId,
        pos: Pos,
        a: i64,
        b: i64,
    ) {
        let (g, by, obj, pos) = (g.0, by.0, obj.0, pos.0);
        // The frequent kinds have code of their own; `kind` is a constant wherever speed matters.
        match kind {
            EventKind::Start if by == 0 && obj | pos == 0 && b == 0 => self.append_start(g, a),
            EventKind::Block if by == 0 && b == 0 => {
                self.append_deed::<{ EventKind::Block as u8 }>(g, obj, pos, a)
            }
            EventKind::Send if by == 0 && b == 0 => {
                self.append_deed::<{ EventKind::Send as u8 }>(g, obj, pos, a)
            }
            EventKind::Recv if by == 0 && b == 0 => {
                self.append_deed::<{ EventKind::Recv as u8 }>(g, obj, pos, a)
            }
            _ if self.on => {
                self.events += 1;
                macro_rules! by_kind {
                    ($($name:ident)*) => {
                        match kind {
                            $(EventKind::$name => {
                                self.append_short::<{ EventKind::$name as u8 }>(g, by, obj, pos, a, b)
                            })*
                            _ => self.append_any(kind as u8, g, by, obj, pos, a, b),
                        }
                    };
                }
                by_kind!(Spawn Wake Select Lock Unlock Count End Object Capacity);
            }
            _ => {}
        }
    }

    /// The running goroutine sends to the waiting receiver `to`, which is woken.
    #[inline]
    pub fn record_hand_off(&mut self, to: Gid, obj: ObjectId, pos: Pos) {
        self.append_deed::<HAND_OFF>(to.0, obj.0, pos.0, 0);
    }

    /// The running goroutine takes the value of the waiting sender `from`, which is woken (unbuffered).
    #[inline]
    pub fn record_take(&mut self, from: Gid, obj: ObjectId, pos: Pos) {
        self.append_deed::<TAKE>(from.0, obj.0, pos.0, 0);
    }

    /// The running goroutine receives from a full buffer, into which the waiting sender `from` puts its value and
    /// is woken: `len` values are in it before and after.
    #[inline]
    pub fn record_refill(&mut self, from: Gid, obj: ObjectId, pos: Pos, len: i64) {
        self.append_deed::<REFILL>(from.0, obj.0, pos.0, len);
    }

    /// The running goroutine sleeps until `at_ns`.
    #[inline]
    pub fn record_sleep(&mut self, pos: Pos, at_ns: i64) {
        if self.on {
            self.events += 1;
            let g = if self.beside == 0 { self.context.running } else { self.beside };
            self.append::<SLEEP>(g, 0, 0, pos.0, 0, at_ns);
        }
    }

    /// The clock wakes a sleeper.
    #[inline]
    pub fn record_ring(&mut self, g: Gid) {
        if self.on {
            self.events += 1;
            self.append::<RING>(g.0, 0, 0, 0, 0, 0);
        }
    }

    /// Appends what the program wrote, and its event. `stream`: 1 stdout, 2 stderr.
    pub fn write_output(&mut self, g: Gid, stream: u8, bytes: &[u8], pos: Pos) {
        if self.keeps {
            self.output.push(stream, bytes);
        }
        let (a, b) = (i64::from(stream), bytes.len() as i64);
        self.record(EventKind::Output, g, Gid(0), ObjectId(0), pos, a, b);
    }

    /// The events as written, in order.
    pub fn chunks(&self) -> impl Iterator<Item = &[u8]> {
        let open = self.open.get(..self.at as usize).unwrap_or(&[]);
        self.full.iter().map(|c| c.as_slice()).chain(std::iter::once(open))
    }

    /// Appends an event: when it is as predicted and its fields take a byte each, as one word.
    #[inline(never)]
    fn append_short<const KIND: u8>(
        &mut self,
        g: u32,
        by: u32,
        obj: u32,
        pos: u32,
        a: i64,
        b: i64,
    ) {
        let fields = usual(KIND);
        let context = &mut self.context;
        let (usual_g, usual_by) = context.predicted(KIND);
        let as_usual = self.now_ns == context.time_ns
            && by == usual_by
            && (fields & G != 0 || g == usual_g)
            && (fields & OBJ != 0 || obj == 0)
            && (fields & POS != 0) == (pos != 0)
            && (fields & A != 0 || a == 0)
            && (fields & B != 0 || b == 0);
        let space = space(&mut self.open, self.at);
        let (true, Some(space)) = (as_usual, space) else {
            return self.append::<KIND>(g, by, obj, pos, a, b);
        };
        let (base_a, base_b) = (context.base_a(KIND), context.base_b(KIND));
        let starts = KIND == EventKind::Start as u8;
        let last_g = if starts { &mut context.last_started } else { &mut context.last_g };
        let of = |new: u32, old: u32| zigzag(i64::from(new) - i64::from(old));
        let dg = if fields & G != 0 { of(g, *last_g) } else { 0 };
        let dobj = if fields & OBJ != 0 { of(obj, context.last_obj) } else { 0 };
        let dpos = if fields & POS != 0 { of(pos, context.last_pos) } else { 0 };
        let da = if fields & A != 0 { zigzag(a.wrapping_sub(base_a)) } else { 0 };
        let db = if fields & B != 0 { zigzag(b.wrapping_sub(base_b)) } else { 0 };
        if dg | dobj | dpos | da | db >= 0x80 {
            return self.append::<KIND>(g, by, obj, pos, a, b);
        }
        // from the last field to the first, so that each shift is by a constant
        let (mut word, mut bytes) = (db, 1 + u32::from(fields & B != 0));
        if fields & A != 0 {
            (word, bytes) = (word << 8 | da, bytes + 1);
        }
        if fields & POS != 0 && dpos != 0 {
            (word, bytes) = (word << 8 | dpos, bytes + 1);
        }
        if fields & OBJ != 0 {
            (word, bytes, context.last_obj) = (word << 8 | dobj, bytes + 1, obj);
        }
        if fields & G != 0 {
            (word, bytes, *last_g) = (word << 8 | dg, bytes + 1, g);
        }
        let mut head = KIND;
        if fields & POS != 0 {
            head |= if dpos == 0 { SAME_POS } else { 0 };
            context.last_pos = pos;
        }
        *space = u64::to_le_bytes(word << 8 | u64::from(head));
        self.at += bytes;
        context.after(KIND, g, a, b);
    }

    /// `Start`, of which there are most. Where the trace is off there is no space: it ends at length.
    #[cfg_attr(target_family = "wasm", inline(never))]
    #[cfg_attr(not(target_family = "wasm"), inline(always))] // the page's file is to be small
    fn append_start(&mut self, g: u32, could_run: i64) {
        let context = &mut self.context;
        let dg = difference(g, context.last_started);
        let da = zigzag(could_run.wrapping_sub(context.could_run));
        let short = self.now_ns == context.time_ns && u64::from(dg) | da < 0x80;
        let space = space(&mut self.open, self.at);
        let (true, Some(space)) = (short, space) else {
            return self.append_long_start(g, could_run);
        };
        let start = u32::from(EventKind::Start as u8);
        *space = u32::to_le_bytes(start | dg << 8 | (da as u32) << 16);
        self.at += 3;
        self.events += 1;
        (context.last_started, context.running, context.could_run) = (g, g, could_run);
    }

    #[inline(never)]
    fn append_long_start(&mut self, g: u32, could_run: i64) {
        if !self.on {
            return;
        }
        self.events += 1;
        self.encode(EventKind::Start as u8, g, 0, 0, 0, could_run, 0);
    }

    /// What the running goroutine does with an object at a place (likewise): it waits (`g` is its own number, as of all
    /// kinds without that field), or it passes a value, with `g`, by a channel.
    #[cfg_attr(target_family = "wasm", inline(never))]
    #[cfg_attr(not(target_family = "wasm"), inline(always))] // the page's file is to be small
    fn append_deed<const KIND: u8>(&mut self, g: u32, obj: u32, pos: u32, a: i64) {
        let names = usual(KIND) & G != 0;
        let counts = usual(KIND) & A != 0;
        let context = &mut self.context;
        let as_usual = if names { self.beside == 0 } else { g == context.running };
        let dg = if names { difference(g, context.last_g) } else { 0 };
        let (dobj, dpos) = (difference(obj, context.last_obj), difference(pos, context.last_pos));
        let count = if counts { a as u64 } else { 0 };
        let small = u64::from(dg | dobj | dpos) | count | count << 1 < 0x80;
        let short = as_usual && small && pos != 0 && self.now_ns == context.time_ns;
        let space = space(&mut self.open, self.at);
        let (true, Some(space)) = (short, space) else {
            return self.append_long_deed::<KIND>(g, obj, pos, a);
        };
        // from the last field to the first, with shifts by constants
        let (count, dobj, dg) = (count << 1, u64::from(dobj), u64::from(dg));
        let named = if names { dobj << 8 | dg } else { dobj };
        let bytes = 1 + u32::from(names);
        let fields = u32::from(names) + u32::from(counts);
        if pos == context.last_pos {
            let word = (count << (8 * bytes)) | named;
            *space = u64::to_le_bytes(word << 8 | u64::from(KIND | SAME_POS));
            self.at += 2 + fields;
        } else {
            let word = (((count << 8) | u64::from(dpos)) << (8 * bytes)) | named;
            *space = u64::to_le_bytes(word << 8 | u64::from(KIND));
            self.at += 3 + fields;
            context.last_pos = pos;
        }
        if names {
            context.last_g = g;
        }
        self.events += events_in(KIND);
        context.last_obj = obj;
        if KIND == EventKind::Block as u8 {
            context.running = 0;
        }
    }

    #[inline(never)]
    fn append_long_deed<const KIND: u8>(&mut self, g: u32, obj: u32, pos: u32, a: i64) {
        if !self.on {
            return;
        }
        self.events += events_in(KIND);
        let by = if usual(KIND) & G != 0 { self.beside } else { 0 };
        self.encode(KIND, g, by, obj, pos, a, 0);
    }

    #[inline(never)]
    fn append<const KIND: u8>(&mut self, g: u32, by: u32, obj: u32, pos: u32, a: i64, b: i64) {
        self.encode(KIND, g, by, obj, pos, a, b);
    }

    #[inline(never)]
    #[allow(clippy::too_many_arguments)]
    fn append_any(&mut self, kind: u8, g: u32, by: u32, obj: u32, pos: u32, a: i64, b: i64) {
        self.encode(kind, g, by, obj, pos, a, b);
    }

    #[inline(always)]
    #[allow(clippy::too_many_arguments)]
    fn encode(&mut self, kind: u8, g: u32, by: u32, obj: u32, pos: u32, a: i64, b: i64) {
        if self.open.len() < self.at as usize + LONGEST + SLACK {
            self.new_chunk();
        }
        let Some(space) = space(&mut self.open, self.at) else { return };
        let context = &mut self.context;
        let (usual_g, usual_by) = context.predicted(kind);
        let need = (u8::from(g != usual_g) * G)
            | (u8::from(by != usual_by) * BY)
            | (u8::from(obj != 0) * OBJ)
            | (u8::from(pos != 0) * POS)
            | (u8::from(a != 0) * A)
            | (u8::from(b != 0) * B);
        let (mut head, mut fields) = (kind, usual(kind));
        let as_usual = need & !fields == 0 && (need ^ fields) & POS == 0;
        let mut out = Out { space, at: 1 };
        if !as_usual {
            (head, fields) = (head | SHAPED, need);
            out.byte(need);
        }
        if self.now_ns != context.time_ns {
            head |= LATER;
            out.number(zigzag(self.now_ns.wrapping_sub(context.time_ns)));
            context.time_ns = self.now_ns;
        }
        if fields & G != 0 {
            let last = if kind == EventKind::Start as u8 {
                std::mem::replace(&mut context.last_started, g)
            } else {
                std::mem::replace(&mut context.last_g, g)
            };
            out.difference(g, last);
        }
        if fields & BY != 0 {
            out.difference(by, context.last_g);
        }
        if fields & OBJ != 0 {
            out.difference(obj, context.last_obj);
            context.last_obj = obj;
        }
        if fields & POS != 0 {
            if pos == context.last_pos {
                head |= SAME_POS;
            } else {
                out.difference(pos, context.last_pos);
                context.last_pos = pos;
            }
        }
        if fields & A != 0 {
            out.number(zigzag(a.wrapping_sub(context.base_a(kind))));
        }
        if fields & B != 0 {
            out.number(zigzag(b.wrapping_sub(context.base_b(kind))));
        }
        context.after(kind, g, a, b);
        out.space[0] = head;
        self.at += out.at as u32;
    }

    #[cold]
    fn new_chunk(&mut self) {
        if self.at > 0 && self.keeps {
            let mut done = std::mem::take(&mut self.open);
            done.truncate(self.at as usize);
            self.full.push(Arc::new(done));
        }
        self.open = vec![0; CHUNK];
        self.at = 0;
    }
}

impl Default for Trace {
    fn default() -> Trace {
        Trace::new()
    }
}

impl OutputLog {
    fn push(&mut self, stream: u8, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        match self.parts.last_mut() {
            Some(last) if last.0 == stream => last.1 = self.bytes.len(),
            _ => self.parts.push((stream, self.bytes.len())),
        }
    }

    /// Everything, both streams as they came.
    pub fn all(&self) -> &[u8] {
        &self.bytes
    }

    /// What was written after the first `from` bytes: (1 stdout or 2 stderr, bytes) in order.
    pub fn since(&self, from: usize) -> Vec<(u8, &[u8])> {
        let mut start = 0;
        let mut out = Vec::new();
        for &(stream, end) in &self.parts {
            if let Some(bytes) = self.bytes.get(start.max(from)..end).filter(|b| !b.is_empty()) {
                out.push((stream, bytes));
            }
            start = end;
        }
        out
    }

    /// One stream: 1 stdout, 2 stderr.
    pub fn stream(&self, stream: u8) -> Vec<u8> {
        let mut start = 0;
        let mut out = Vec::new();
        for (s, end) in &self.parts {
            if *s == stream {
                out.extend_from_slice(&self.bytes[start..*end]);
            }
            start = *end;
        }
        out
    }
}

/// Events in a record.
const fn events_in(kind: u8) -> u64 {
    if matches!(kind, HAND_OFF | TAKE | REFILL) { 3 } else { 1 }
}

/// The next `N` bytes from `at` on, where there are so many.
#[inline(always)]
fn space<const N: usize>(open: &mut [u8], at: u32) -> Option<&mut [u8; N]> {
    let at = at as usize;
    open.get_mut(at..at.wrapping_add(N))?.first_chunk_mut()
}

/// From `old` to `new`, as one byte where it is below 0x80.
#[inline]
fn difference(new: u32, old: u32) -> u32 {
    let d = new.wrapping_sub(old) as i32;
    (d << 1 ^ d >> 31) as u32
}

struct Out<'a> {
    space: &'a mut [u8; LONGEST + SLACK],
    at: usize,
}

impl Out<'_> {
    #[inline]
    fn byte(&mut self, b: u8) {
        self.space[self.at % LONGEST] = b;
        self.at += 1;
    }

    #[inline]
    fn number(&mut self, mut n: u64) {
        if n < 1 << 14 {
            let more = u64::from(n >= 0x80);
            let two = (n & 0x7f | more << 7 | (n >> 7) << 8) as u16;
            if let Some(to) = self.space[self.at % LONGEST..].first_chunk_mut() {
                *to = two.to_le_bytes();
            }
            self.at += 1 + more as usize;
            return;
        }
        while n >= 1 << 56 {
            self.byte(n as u8 | 0x80);
            n >>= 7;
        }
        let (word, bytes) = in_sevens(n);
        if let Some(to) = self.space[self.at % LONGEST..].first_chunk_mut() {
            *to = word.to_le_bytes();
        }
        self.at += bytes;
    }

    #[inline]
    fn difference(&mut self, new: u32, old: u32) {
        self.number(zigzag(i64::from(new) - i64::from(old)));
    }
}

/// A number below 2⁵⁶ in seven bits a byte, the lowest first, all but the last with the eighth; and how many bytes
/// that are. Without a loop: halves, quarters and eighths of the number move apart.
#[inline]
fn in_sevens(n: u64) -> (u64, usize) {
    let x = (n & 0x0fff_ffff) | (n & 0x00ff_ffff_f000_0000) << 4;
    let x = (x & 0x3fff_0000_3fff) | (x & 0x0fff_c000_0fff_c000) << 2;
    let x = (x & 0x007f_007f_007f_007f) | (x & 0x3f80_3f80_3f80_3f80) << 1;
    // bits / 7, rounded up
    let bytes = ((64 - (n | 1).leading_zeros() + 6) * 37) >> 8;
    let more = (1u64 << (8 * (bytes - 1))) - 1;
    (x | (more & 0x8080_8080_8080_8080), bytes as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_sevens_are_those_of_the_loop() {
        for n in
            (0..56).flat_map(|bits| [(1u64 << bits) - 1, 1 << bits, 0x55_5555_5555_5555 >> bits])
        {
            let (mut rest, mut want) = (n, Vec::new());
            while rest >= 0x80 {
                want.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            want.push(rest as u8);
            let (word, bytes) = in_sevens(n);
            assert_eq!(word.to_le_bytes()[..bytes], want, "{n:x}");
        }
    }
}
