//! Reads the log back as events.

use std::collections::VecDeque;

use super::Trace;
use super::event::{Cause, Event, EventKind, WaitReason};
use super::layout::*;
use crate::ids::{Gid, NO_OBJECT, NOBODY, ObjectId};
use crate::text::Pos;

/// The events of a trace, in order. A value that went through a buffer gets its sender back; the places of
/// `Start` and of the other half of a hand-off are those where the goroutine waits.
#[derive(Clone, Debug)]
pub struct Events<'a> {
    /// From the one on in which reading began.
    chunks: Vec<&'a [u8]>,
    chunk: usize,
    state: Reading,
}

/// How far a trace has been read: reading goes on from here once more is written.
#[derive(Clone, Debug)]
pub struct Reading {
    chunk: usize,
    at: usize,
    context: Context,
    step: u32,
    /// Last place of each goroutine, by number.
    places: Vec<Pos>,
    /// Who sent the values in the buffer of each object.
    senders: Vec<VecDeque<Gid>>,
    /// The rest of a record that stands for several events.
    rest: [Option<Event>; 2],
}

impl Default for Reading {
    fn default() -> Reading {
        Reading {
            chunk: 0,
            at: 0,
            context: Context::default(),
            step: 0,
            places: Vec::new(),
            senders: vec![VecDeque::new()],
            rest: [None; 2],
        }
    }
}

impl Trace {
    /// Reads the events written so far.
    pub fn iter(&self) -> Events<'_> {
        self.go_on(Reading::default())
    }

    /// The same, compiled once: for readings that are not in a hurry.
    pub fn reading(&self) -> Box<dyn Iterator<Item = Event> + '_> {
        Box::new(self.iter())
    }

    /// Reads what was written since.
    pub fn go_on(&self, state: Reading) -> Events<'_> {
        Events { chunks: self.chunks().skip(state.chunk).collect(), chunk: 0, state }
    }
}

impl<'a> IntoIterator for &'a Trace {
    type Item = Event;
    type IntoIter = Events<'a>;
    fn into_iter(self) -> Events<'a> {
        self.iter()
    }
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        if let Some(event) = self.state.rest[0].take() {
            self.state.rest.swap(0, 1);
            return Some(event);
        }
        let head = loop {
            let chunk = self.chunks.get(self.chunk)?;
            if let Some(head) = chunk.get(self.state.at) {
                break *head;
            }
            // the last one may still grow
            if self.chunk + 1 >= self.chunks.len() {
                return None;
            }
            self.chunk += 1;
            self.state.at = 0;
        };
        self.state.at += 1;
        Some(self.record(head))
    }
}

impl Events<'_> {
    /// Where reading can go on.
    pub fn pause(self) -> Reading {
        Reading { chunk: self.state.chunk + self.chunk, ..self.state }
    }

    fn record(&mut self, head: u8) -> Event {
        let code = head & CODE;
        let fields = if head & SHAPED != 0 { self.byte() } else { usual(code) };
        if head & LATER != 0 {
            self.state.context.time_ns =
                self.state.context.time_ns.wrapping_add(unzigzag(self.number()));
        }
        let (mut g, mut by) = self.state.context.predicted(code);
        if fields & G != 0 {
            let start = code == EventKind::Start as u8;
            let last =
                if start { self.state.context.last_started } else { self.state.context.last_g };
            g = self.difference(last);
            *(if start {
                &mut self.state.context.last_started
            } else {
                &mut self.state.context.last_g
            }) = g;
        }
        if fields & BY != 0 {
            by = self.difference(self.state.context.last_g);
        }
        let mut obj = 0;
        if fields & OBJ != 0 {
            obj = self.difference(self.state.context.last_obj);
            self.state.context.last_obj = obj;
        }
        let mut pos = 0;
        if fields & POS != 0 {
            if head & SAME_POS == 0 {
                self.state.context.last_pos = self.difference(self.state.context.last_pos);
            }
            pos = self.state.context.last_pos;
        }
        let (mut a, mut b) = (0, 0);
        if fields & A != 0 {
            a = unzigzag(self.number()).wrapping_add(self.state.context.base_a(code));
        }
        if fields & B != 0 {
            b = unzigzag(self.number()).wrapping_add(self.state.context.base_b(code));
        }
        let running = match fields & BY {
            0 => self.state.context.running,
            _ if by == NOBODY_RUNS => 0,
            _ => by,
        };
        self.state.context.after(code, g, a, b);
        let (obj, pos) = (ObjectId(obj), Pos(pos));
        match code {
            HAND_OFF => self.hand_off(Gid(running), Gid(g), obj, pos, false),
            TAKE => self.hand_off(Gid(running), Gid(g), obj, pos, true),
            REFILL => self.refill(Gid(running), Gid(g), obj, pos, a),
            RING => {
                let mut event = self.event(EventKind::Wake, Gid(g), NOBODY, obj, pos);
                event.a = Cause::Timer as i64;
                event
            }
            _ => {
                let kind = match code {
                    SLEEP => EventKind::Block,
                    _ => EventKind::from_number(code).unwrap_or(EventKind::Finish),
                };
                if code == SLEEP {
                    a = WaitReason::Sleep as i64;
                }
                self.state.step += u32::from(kind == EventKind::Start);
                let mut event = self.event(kind, Gid(g), Gid(by), obj, pos);
                (event.a, event.b) = (a, b);
                self.place(&mut event);
                self.sender(&mut event);
                event
            }
        }
    }

    /// Starts get the place where their goroutine was; what leads there is remembered.
    fn place(&mut self, event: &mut Event) {
        let i = event.g.index();
        match event.kind {
            EventKind::Start => event.pos = self.state.places.get(i).copied().unwrap_or(Pos::NONE),
            EventKind::Spawn | EventKind::Block | EventKind::Yield => {
                // A hostile log cannot exist: it was written by `Trace`, whose goroutines are numbered in order.
                if i >= self.state.places.len() {
                    self.state.places.resize(i + 1, Pos::NONE);
                }
                self.state.places[i] = event.pos;
            }
            _ => {}
        }
    }

    /// Values leave a buffer in the order in which they came.
    fn sender(&mut self, event: &mut Event) {
        let i = event.obj.index();
        match event.kind {
            // Objects are numbered in the order of their first events.
            EventKind::Object if i == self.state.senders.len() => {
                self.state.senders.push(VecDeque::new())
            }
            EventKind::Send if event.by == NOBODY => {
                if let Some(queue) = self.state.senders.get_mut(i) {
                    queue.push_back(event.g);
                }
            }
            EventKind::Recv if event.by == NOBODY && event.b == 0 => {
                let sender = self.state.senders.get_mut(i).and_then(VecDeque::pop_front);
                event.by = sender.unwrap_or(NOBODY);
            }
            _ => {}
        }
    }

    fn hand_off(&mut self, me: Gid, other: Gid, obj: ObjectId, pos: Pos, take: bool) -> Event {
        let other_pos = self.state.places.get(other.index()).copied().unwrap_or(Pos::NONE);
        let (sender, sent_at, receiver, received_at) =
            if take { (other, other_pos, me, pos) } else { (me, pos, other, other_pos) };
        let send = self.event(EventKind::Send, sender, receiver, obj, sent_at);
        let recv = self.event(EventKind::Recv, receiver, sender, obj, received_at);
        let mut wake = self.event(EventKind::Wake, other, me, obj, pos);
        wake.a = i64::from(take);
        self.state.rest = [Some(recv), Some(wake)];
        send
    }

    fn refill(&mut self, me: Gid, from: Gid, obj: ObjectId, pos: Pos, len: i64) -> Event {
        let mut recv = self.event(EventKind::Recv, me, NOBODY, obj, pos);
        let from_pos = self.state.places.get(from.index()).copied().unwrap_or(Pos::NONE);
        let mut send = self.event(EventKind::Send, from, NOBODY, obj, from_pos);
        (recv.a, send.a) = (len, len);
        self.sender(&mut recv);
        self.sender(&mut send);
        let mut wake = self.event(EventKind::Wake, from, me, obj, pos);
        wake.a = Cause::Recv as i64;
        self.state.rest = [Some(send), Some(wake)];
        recv
    }

    fn event(&self, kind: EventKind, g: Gid, by: Gid, obj: ObjectId, pos: Pos) -> Event {
        Event {
            kind,
            time_ns: self.state.context.time_ns,
            step: self.state.step,
            g,
            by,
            obj,
            pos,
            a: 0,
            b: 0,
        }
    }

    fn byte(&mut self) -> u8 {
        let b =
            self.chunks.get(self.chunk).and_then(|c| c.get(self.state.at)).copied().unwrap_or(0);
        self.state.at += 1;
        b
    }

    fn number(&mut self) -> u64 {
        let (mut n, mut shift) = (0, 0);
        loop {
            let b = self.byte();
            n |= u64::from(b & 0x7f) << shift;
            shift += 7;
            if b < 0x80 || shift > 63 {
                return n;
            }
        }
    }

    fn difference(&mut self, last: u32) -> u32 {
        (i64::from(last) + unzigzag(self.number())) as u32
    }
}

const _: () = assert!(NOBODY.0 == 0 && NO_OBJECT.0 == 0, "absent fields are zero");

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::SplitMix64;

    fn arbitrary(r: &mut SplitMix64, kind: EventKind, time_ns: i64) -> Event {
        let mut small = |bits: u32| {
            let width = r.below(bits + 1);
            if width == 0 { 0 } else { r.next_u64() >> (64 - width) }
        };
        Event {
            kind,
            time_ns,
            step: 0,
            g: Gid(small(20) as u32),
            by: Gid(small(20) as u32),
            obj: ObjectId(small(32) as u32),
            pos: Pos(small(32) as u32),
            a: small(64) as i64,
            b: small(64) as i64,
        }
    }

    /// decode ∘ encode = identity, over events of all kinds with fields of all widths.
    #[test]
    fn reads_back_what_was_written() {
        for seed in 0..50 {
            let mut r = SplitMix64::new(seed);
            let (mut trace, mut want, mut time, mut step) = (Trace::new(), Vec::new(), 0i64, 0);
            for _ in 0..2000 {
                let kind = EventKind::ALL[r.below(EventKind::ALL.len() as u32) as usize];
                if r.below(3) == 0 {
                    time += i64::from(r.below(1 << 30));
                }
                let mut e = arbitrary(&mut r, kind, time);
                step += u32::from(kind == EventKind::Start);
                e.step = step;
                trace.set_time(time);
                trace.record(kind, e.g, e.by, e.obj, e.pos, e.a, e.b);
                want.push(e);
            }
            let got: Vec<Event> = trace.iter().collect();
            assert_eq!(got.len(), want.len(), "seed {seed}");
            for (mut g, mut w) in got.into_iter().zip(want) {
                if g.kind == EventKind::Start {
                    (g.pos, w.pos) = (Pos::NONE, Pos::NONE);
                }
                if g.kind == EventKind::Recv && w.by == NOBODY {
                    g.by = NOBODY;
                }
                assert_eq!(g, w, "seed {seed}");
            }
        }
    }

    #[test]
    fn a_hand_off_is_three_events() {
        let mut t = Trace::new();
        let (c, none) = (ObjectId(7), ObjectId(0));
        t.record(EventKind::Spawn, Gid(1), NOBODY, none, Pos(5), 0, 0);
        t.record(EventKind::Spawn, Gid(2), NOBODY, none, Pos(9), 0, 0);
        t.record(EventKind::Start, Gid(2), NOBODY, none, Pos::NONE, 2, 0);
        t.record(EventKind::Block, Gid(2), NOBODY, c, Pos(44), 0, 0);
        t.record(EventKind::Start, Gid(1), NOBODY, none, Pos::NONE, 1, 0);
        t.record_hand_off(Gid(2), c, Pos(77));
        let tail: Vec<Event> = t.iter().skip(5).collect();
        let kinds: Vec<_> = tail.iter().map(|e| (e.kind, e.g.0, e.by.0, e.pos.0, e.a)).collect();
        let want = [
            (EventKind::Send, 1, 2, 77, 0),
            (EventKind::Recv, 2, 1, 44, 0),
            (EventKind::Wake, 2, 1, 77, Cause::Send as i64),
        ];
        assert_eq!(kinds, want);
        assert_eq!(t.events(), 8);
        assert_eq!(t.iter().nth(4).map(|e| e.pos), Some(Pos(5)), "a start is where it was left");
    }

    #[test]
    fn buffered_values_know_their_senders() {
        let (mut t, c) = (Trace::new(), ObjectId(1));
        t.record(EventKind::Object, Gid(1), NOBODY, c, Pos(1), 0, 0);
        for (g, kind) in [(2, EventKind::Send), (3, EventKind::Send), (4, EventKind::Recv)] {
            t.record(kind, Gid(g), NOBODY, c, Pos(1), 0, 0);
        }
        t.record(EventKind::Recv, Gid(5), NOBODY, c, Pos(1), 0, 0);
        let got: Vec<u32> = t.iter().skip(3).map(|e| e.by.0).collect();
        assert_eq!(got, [2, 3]);
    }

    /// Reading in pieces gives what reading at once gives, wherever the pieces end.
    #[test]
    fn reading_goes_on_where_it_stopped() {
        let (mut t, mut reading, mut got) = (Trace::new(), Reading::default(), Vec::new());
        let mut r = SplitMix64::new(7);
        t.record(EventKind::Object, Gid(1), NOBODY, ObjectId(1), Pos(1), 0, 0);
        for i in 0..60_000u32 {
            t.set_time(i64::from(i) * 37);
            t.record(EventKind::Start, Gid(i % 90 + 1), NOBODY, NO_OBJECT, Pos::NONE, 1, 0);
            t.record(EventKind::Send, Gid(i % 90 + 1), NOBODY, ObjectId(1), Pos(i % 11), 1, 0);
            t.record_hand_off(Gid(i % 7 + 100), ObjectId(1), Pos(i % 13));
            if r.below(300) == 0 {
                let mut events = t.go_on(reading);
                got.extend(events.by_ref());
                reading = events.pause();
            }
        }
        got.extend(t.go_on(reading));
        assert!(t.chunks().count() > 5);
        assert_eq!(got, t.iter().collect::<Vec<_>>());
    }

    #[test]
    fn a_refill_is_three_events() {
        let (mut t, c, none) = (Trace::new(), ObjectId(1), NO_OBJECT);
        t.record(EventKind::Object, Gid(1), NOBODY, c, Pos(1), 0, 0);
        t.record(EventKind::Start, Gid(2), NOBODY, none, Pos::NONE, 1, 0);
        t.record(EventKind::Send, Gid(2), NOBODY, c, Pos(3), 1, 0);
        t.record(EventKind::Block, Gid(3), NOBODY, c, Pos(44), 1, 0);
        t.record_refill(Gid(3), c, Pos(77), 1);
        t.record(EventKind::Recv, Gid(2), NOBODY, c, Pos(78), 0, 0);
        let tail = t.iter().skip(4).map(|e| (e.kind, e.g.0, e.by.0, e.pos.0, e.a));
        let want = [
            (EventKind::Recv, 2, 2, 77, 1),
            (EventKind::Send, 3, 0, 44, 1),
            (EventKind::Wake, 3, 2, 77, Cause::Recv as i64),
            (EventKind::Recv, 2, 3, 78, 0),
        ];
        assert_eq!(tail.collect::<Vec<_>>(), want);
    }

    #[test]
    fn a_sleep_and_its_end_are_read_as_any_wait() {
        let mut t = Trace::new();
        t.record(EventKind::Start, Gid(2), NOBODY, NO_OBJECT, Pos::NONE, 1, 0);
        t.record_sleep(Pos(5), 7_000_000);
        t.set_time(7_000_000);
        t.record_ring(Gid(2));
        t.record(EventKind::Start, Gid(2), NOBODY, NO_OBJECT, Pos::NONE, 1, 0);
        let got = t.iter().map(|e| (e.kind, e.time_ns, e.g.0, e.pos.0, e.a, e.b));
        let (sleep, timer) = (WaitReason::Sleep as i64, Cause::Timer as i64);
        let want = [
            (EventKind::Start, 0, 2, 0, 1, 0),
            (EventKind::Block, 0, 2, 5, sleep, 7_000_000),
            (EventKind::Wake, 7_000_000, 2, 0, timer, 0),
            (EventKind::Start, 7_000_000, 2, 5, 1, 0),
        ];
        assert_eq!(got.collect::<Vec<_>>(), want);
    }

    #[test]
    fn chunks_do_not_split_events() {
        let mut t = Trace::new();
        for i in 0..100_000 {
            t.record(EventKind::Start, Gid(i % 1000), NOBODY, NO_OBJECT, Pos::NONE, 1, 0);
        }
        assert_eq!(t.iter().count(), 100_000);
        assert!(t.chunks().count() > 5);
    }
}
