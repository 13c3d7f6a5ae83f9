//! Channels and `select`.

use std::collections::VecDeque;

use super::ordered::{Ordered, Orders};
use super::view::ChanView;
use super::waiters::{Queue, Slab, Waiter};
use crate::choice::ChoiceKind;
use crate::ids::{NO_OBJECT, NOBODY, ObjectId, StrId};
use crate::rows::make_room;
use crate::sched::{Note, Sched, Slot};
use crate::text::Pos;
use crate::trace::event::{Cause, EventKind, ObjectKind, WaitReason};

/// Index into the table of channels.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ChanId(pub u32);

/// What became of a send.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sent {
    /// In the buffer.
    Done,
    /// A waiting receiver takes it and is runnable: the caller writes the value to place `at` of goroutine
    /// `to` (the `at` that it gave when it waited).
    HandOff {
        /// The receiver.
        to: Slot,
        /// Its place for the value.
        at: u32,
    },
    /// The current goroutine waits; when it runs again its [`Sched::note`] says whether it sent or must panic.
    Blocked,
    /// The channel is closed: panic with [`SEND_ON_CLOSED`](super::SEND_ON_CLOSED). Nothing happened.
    Closed,
    /// Not now (only from [`Chans::try_send`]). Nothing happened.
    Full,
}

/// What became of a receive.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Received {
    /// The value is in `out`.
    Value,
    /// Closed and empty: `out` is zero, ok is false.
    Closed,
    /// The current goroutine waits; when it runs again the sender has written the value to its place `at`,
    /// or its [`Sched::note`] says `closed` (then the value is zero and ok false).
    Blocked,
    /// Not now (only from [`Chans::try_recv`]). Nothing happened.
    Empty,
}

/// One case of a select.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SelectCase {
    /// The channel; `None` is nil.
    pub chan: Option<ChanId>,
    /// Send or receive.
    pub send: bool,
    /// For a receive the machine's place for the value; for a send the first of its words in the `words`
    /// given to [`Chans::select_block`].
    pub at: u32,
}

/// What a select found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Selected {
    /// This case can proceed: the caller now does its send or receive, which will not block.
    Case(u16),
    /// No case can.
    None,
}

#[derive(Clone, Debug)]
struct Chan {
    obj: ObjectId,
    /// What a close passes on: the channel itself, or the context whose `Done` it is.
    owner: ObjectId,
    close_cause: Cause,
    closed: bool,
    used: bool,
    width: u16,
    /// The machine's type of an element, [`NO_TYPE`] where it did not say.
    elem: u32,
    cap: u32,
    len: u32,
    buffer: VecDeque<u64>,
    receivers: Queue,
    senders: Queue,
    order: Option<Box<Ordered>>,
}

impl Chan {
    /// A value goes from a sender to a receiver past the buffer.
    #[inline(always)] // two callers, both in a hurry
    fn hand_over(&mut self, s: &mut Sched, from: Slot, to: Slot) {
        match self.cap {
            0 => s.order.exchange(from, to),
            cap => self.order.get_or_insert_default().hand_over(s, cap, from, to),
        }
    }
}

/// Of a channel whose maker did not say what it carries.
pub const NO_TYPE: u32 = u32::MAX;

/// All channels.
#[derive(Clone, Default, Debug)]
pub struct Chans {
    chans: Vec<Chan>,
    waiting: Slab,
    free: Vec<ChanId>,
    /// The channel that was last sent on, or closed, when it was closed already.
    pub refused: ObjectId,
}

impl Chans {
    /// Takes out what the search for races remembers of channels, by channel.
    pub fn take_orders(&mut self) -> Orders {
        let chans = self.chans.iter_mut().enumerate();
        Orders(chans.filter_map(|(i, c)| Some((i, c.order.take()?))).collect())
    }

    /// Gives it back.
    pub fn put_orders(&mut self, orders: Orders) {
        for (i, order) in orders.0 {
            self.chans[i].order = Some(order);
        }
    }

    /// Makes a channel of `cap` elements of `width` words.
    pub fn make(&mut self, s: &mut Sched, width: u16, cap: u32, name: StrId, pos: Pos) -> ChanId {
        self.make_kind(s, width, cap, ObjectKind::Chan, name, pos)
    }

    /// As [`Chans::make`], for channels that the timeline shows as something else.
    pub fn make_kind(
        &mut self,
        s: &mut Sched,
        width: u16,
        cap: u32,
        kind: ObjectKind,
        name: StrId,
        pos: Pos,
    ) -> ChanId {
        let obj = s.new_object(kind, name, pos);
        if cap > 0 {
            s.record(EventKind::Capacity, NOBODY, obj, pos, i64::from(cap), 0);
        }
        let chan = Chan {
            obj,
            owner: obj,
            close_cause: Cause::Close,
            closed: false,
            used: true,
            width,
            elem: NO_TYPE,
            cap,
            len: 0,
            buffer: VecDeque::new(),
            receivers: Queue::default(),
            senders: Queue::default(),
            order: None,
        };
        match self.free.pop() {
            Some(id) => {
                self.chans[id.0 as usize] = chan;
                id
            }
            None => {
                make_room(&mut self.chans);
                self.chans.push(chan);
                ChanId(self.chans.len() as u32 - 1)
            }
        }
    }

    /// The channel is a context's `Done`: closing it wakes through the context, with `Cause::Cancel`.
    pub fn belongs_to(&mut self, c: ChanId, context: ObjectId) {
        let chan = &mut self.chans[c.0 as usize];
        (chan.owner, chan.close_cause) = (context, Cause::Cancel);
    }

    /// Sends for the current goroutine, which waits when it cannot.
    pub fn send_any(&mut self, s: &mut Sched, c: ChanId, value: &[u64], pos: Pos) -> Sent {
        self.send_at_length(s, c, value, pos, true)
    }

    /// The same in place, for a caller in a hurry that knows the width.
    #[inline(always)]
    pub fn send(&mut self, s: &mut Sched, c: ChanId, value: &[u64], pos: Pos) -> Sent {
        self.send_now(s, c, value, pos, true)
    }

    /// Sends if that is possible now; also for timers, when no goroutine is current.
    pub fn try_send(&mut self, s: &mut Sched, c: ChanId, value: &[u64], pos: Pos) -> Sent {
        self.send_at_length(s, c, value, pos, false)
    }

    #[inline(never)]
    fn send_at_length(
        &mut self,
        s: &mut Sched,
        c: ChanId,
        value: &[u64],
        pos: Pos,
        waits: bool,
    ) -> Sent {
        self.send_now(s, c, value, pos, waits)
    }

    #[inline(always)] // two callers, one of them in a hurry
    fn send_now(&mut self, s: &mut Sched, c: ChanId, value: &[u64], pos: Pos, waits: bool) -> Sent {
        let chan = &mut self.chans[c.0 as usize];
        debug_assert_eq!(value.len(), usize::from(chan.width));
        if chan.closed {
            self.refused = chan.obj;
            return Sent::Closed;
        }
        if let Some(to) = self.waiting.pop(&mut chan.receivers, s, &mut []) {
            if s.order.is_on() {
                let from = s.current();
                chan.hand_over(s, from, to.slot);
            }
            s.trace.record_hand_off(s.gid(to.slot), chan.obj, pos);
            s.make_ready(to.slot, Note { case: to.case, closed: false });
            return Sent::HandOff { to: to.slot, at: to.at };
        }
        if chan.len < chan.cap {
            match value {
                [word] => chan.buffer.push_back(*word),
                _ => chan.buffer.extend(value),
            }
            chan.len += 1;
            if s.order.is_on() {
                chan.order.get_or_insert_default().fill_place(s, chan.cap, s.current());
            }
            s.record(EventKind::Send, NOBODY, chan.obj, pos, i64::from(chan.len), 0);
            return Sent::Done;
        }
        if !waits {
            return Sent::Full;
        }
        self.waiting.push(&mut chan.senders, s, waiter(s, 0, 0), value);
        s.block_here(WaitReason::ChanSend, chan.obj, pos);
        Sent::Blocked
    }

    /// Receives for the current goroutine into `out` (`width` words); when it must wait, the value will be
    /// written to its place `at` by the sender.
    #[inline(never)]
    pub fn recv_any(
        &mut self,
        s: &mut Sched,
        c: ChanId,
        out: &mut [u64],
        at: u32,
        pos: Pos,
    ) -> Received {
        self.recv(s, c, out, at, pos)
    }

    /// The same in place, for a caller in a hurry that knows the width.
    #[inline(always)]
    pub fn recv(
        &mut self,
        s: &mut Sched,
        c: ChanId,
        out: &mut [u64],
        at: u32,
        pos: Pos,
    ) -> Received {
        self.recv_now(s, c, out, Some(at), pos)
    }

    /// Receives if that is possible now.
    #[cfg(test)]
    pub fn try_recv(&mut self, s: &mut Sched, c: ChanId, out: &mut [u64], pos: Pos) -> Received {
        self.recv_now(s, c, out, None, pos)
    }

    /// `waits`: where the value goes to when it must be waited for.
    #[inline(always)] // likewise
    fn recv_now(
        &mut self,
        s: &mut Sched,
        c: ChanId,
        out: &mut [u64],
        waits: Option<u32>,
        pos: Pos,
    ) -> Received {
        let chan = &mut self.chans[c.0 as usize];
        let width = usize::from(chan.width);
        debug_assert_eq!(out.len(), width);
        if chan.len > 0 {
            for word in out.iter_mut() {
                *word = chan.buffer.pop_front().unwrap_or(0);
            }
            if s.order.is_on() {
                chan.order.get_or_insert_default().free_place(s, chan.cap);
            }
            let sender = if chan.senders.is_empty() { None } else { self.refill(s, c) };
            let chan = &mut self.chans[c.0 as usize];
            match sender {
                None => {
                    chan.len -= 1;
                    s.record(EventKind::Recv, NOBODY, chan.obj, pos, i64::from(chan.len), 0);
                }
                Some(from) => {
                    s.trace.record_refill(s.gid(from.slot), chan.obj, pos, i64::from(chan.len));
                    s.make_ready(from.slot, Note { case: from.case, closed: false });
                }
            }
            return Received::Value;
        }
        if chan.closed {
            out.fill(0);
            if let Some(order) = &chan.order {
                s.order.learn(s.current(), &order.closed);
            }
            s.record(EventKind::Recv, NOBODY, chan.obj, pos, 0, 1);
            return Received::Closed;
        }
        let Some(from) = self.waiting.pop(&mut chan.senders, s, out) else {
            let Some(at) = waits else { return Received::Empty };
            self.waiting.push(&mut chan.receivers, s, waiter(s, at, 0), &[]);
            s.block_here(WaitReason::ChanReceive, chan.obj, pos);
            return Received::Blocked;
        };
        if s.order.is_on() {
            let to = s.current();
            chan.hand_over(s, from.slot, to);
        }
        s.trace.record_take(s.gid(from.slot), chan.obj, pos);
        s.make_ready(from.slot, Note { case: from.case, closed: false });
        Received::Value
    }

    /// Moves the value of the first waiting sender into the buffer.
    fn refill(&mut self, s: &mut Sched, c: ChanId) -> Option<Waiter> {
        let chan = &mut self.chans[c.0 as usize];
        let (mut one, mut many) = ([0], Vec::new());
        let value = match chan.width {
            0 => &mut [],
            1 => &mut one[..],
            width => {
                many.resize(usize::from(width), 0);
                &mut many[..]
            }
        };
        let sender = self.waiting.pop(&mut chan.senders, s, value);
        if let Some(from) = sender {
            chan.buffer.extend(value.iter());
            if s.order.is_on() {
                chan.order.get_or_insert_default().fill_place(s, chan.cap, from.slot);
            }
        }
        sender
    }

    /// Closes for the current goroutine (or nobody); an error is the text of Go's panic.
    pub fn close(&mut self, s: &mut Sched, c: ChanId, pos: Pos) -> Result<(), &'static str> {
        let chan = &mut self.chans[c.0 as usize];
        if chan.closed {
            self.refused = chan.obj;
            return Err(super::CLOSE_OF_CLOSED);
        }
        chan.closed = true;
        s.record(EventKind::Close, NOBODY, chan.obj, pos, 0, 0);
        if s.order.is_on() {
            chan.order.get_or_insert_default().closed = s.order.give(s.current());
        }
        let closed = chan.order.as_ref().map(|o| o.closed.clone()).unwrap_or_default();
        let (cause, owner) = (chan.close_cause, chan.owner);
        let mut value = vec![0; usize::from(chan.width)];
        while let Some(w) = self.waiting.pop(&mut chan.receivers, s, &mut []) {
            let g = s.gid(w.slot);
            s.order.learn(w.slot, &closed);
            s.trace.record(EventKind::Recv, g, s.current_gid(), chan.obj, Pos::NONE, 0, 1);
            s.wake(w.slot, w.ticket, cause, owner, pos, Note { case: w.case, closed: true });
        }
        while let Some(w) = self.waiting.pop(&mut chan.senders, s, &mut value) {
            s.wake(w.slot, w.ticket, cause, owner, pos, Note { case: w.case, closed: true });
        }
        Ok(())
    }

    /// Chooses uniformly among the cases that can proceed and records the choice (also of the default).
    pub fn select(
        &mut self,
        s: &mut Sched,
        cases: &[SelectCase],
        has_default: bool,
        pos: Pos,
    ) -> Selected {
        let mut ready = 0;
        for case in cases {
            ready += u32::from(self.can_proceed(s, case));
        }
        if ready == 0 {
            if has_default {
                s.record(EventKind::Select, NOBODY, NO_OBJECT, pos, cases.len() as i64, 0);
            }
            return Selected::None;
        }
        let mut skip = s.chooser.choose(ChoiceKind::Select, ready);
        for (i, case) in cases.iter().enumerate() {
            if self.can_proceed(s, case) {
                if skip == 0 {
                    s.record(EventKind::Select, NOBODY, NO_OBJECT, pos, i as i64, i64::from(ready));
                    return Selected::Case(i as u16);
                }
                skip -= 1;
            }
        }
        Selected::None
    }

    /// The current goroutine waits in all cases (none: for ever); when it runs again, [`Sched::note`] names
    /// the case, whose value has been written to its place. `words`: the values of send cases.
    pub fn select_block(&mut self, s: &mut Sched, cases: &[SelectCase], words: &[u64], pos: Pos) {
        let mixed = if has_twins(cases) { shuffled(s, cases.len()) } else { Vec::new() };
        for k in 0..cases.len() {
            let i = mixed.get(k).copied().unwrap_or(k);
            let case = &cases[i];
            let Some(c) = case.chan else { continue };
            let chan = &mut self.chans[c.0 as usize];
            let waiter = waiter(s, case.at, i as u16);
            if case.send {
                let first = case.at as usize;
                let value = words.get(first..first + usize::from(chan.width)).unwrap_or(&[]);
                self.waiting.push(&mut chan.senders, s, waiter, value);
            } else {
                self.waiting.push(&mut chan.receivers, s, waiter, &[]);
            }
        }
        let reason = if cases.is_empty() { WaitReason::SelectNoCases } else { WaitReason::Select };
        s.block(reason, NO_OBJECT, pos);
    }

    fn can_proceed(&mut self, s: &Sched, case: &SelectCase) -> bool {
        let Some(c) = case.chan else { return false };
        let chan = &mut self.chans[c.0 as usize];
        let width = usize::from(chan.width);
        if case.send {
            chan.closed || chan.len < chan.cap || self.waiting.any(&mut chan.receivers, s, 0)
        } else {
            chan.closed || chan.len > 0 || self.waiting.any(&mut chan.senders, s, width)
        }
    }

    /// Values in the buffer.
    pub fn len(&self, c: ChanId) -> u32 {
        self.chans[c.0 as usize].len
    }

    /// Capacity.
    pub fn cap(&self, c: ChanId) -> u32 {
        self.chans[c.0 as usize].cap
    }

    /// Words of an element.
    #[inline]
    pub fn width(&self, c: ChanId) -> u16 {
        self.chans[c.0 as usize].width
    }

    /// Notes what a channel carries, for whoever shows its values.
    pub fn set_elem(&mut self, c: ChanId, elem: u32) {
        self.chans[c.0 as usize].elem = elem;
    }

    /// The channel of that number in the trace.
    pub fn of_object(&self, obj: ObjectId) -> Option<ChanId> {
        let at = self.chans.iter().position(|c| c.used && c.obj == obj)?;
        Some(ChanId(at as u32))
    }

    /// A channel as the inspector shows it; `None` when the number names none.
    pub fn view(&self, s: &Sched, c: ChanId) -> Option<ChanView> {
        let chan = self.chans.get(c.0 as usize).filter(|c| c.used)?;
        let width = usize::from(chan.width);
        let mut senders = Vec::new();
        self.waiting.each(&chan.senders, s, width, |w, v| senders.push((s.gid(w), v.to_vec())));
        let mut receivers = Vec::new();
        self.waiting.each(&chan.receivers, s, 0, |w, _| receivers.push(s.gid(w)));
        Some(ChanView {
            obj: chan.obj,
            owner: chan.owner,
            closed: chan.closed,
            cap: chan.cap,
            len: chan.len,
            elem: (chan.elem != NO_TYPE).then_some(chan.elem),
            width,
            buffer: chan.buffer.iter().copied().collect(),
            senders,
            receivers,
        })
    }

    /// True after close.
    pub fn is_closed(&self, c: ChanId) -> bool {
        self.chans[c.0 as usize].closed
    }

    /// Its number in the trace.
    pub fn object(&self, c: ChanId) -> ObjectId {
        self.chans[c.0 as usize].obj
    }

    /// True when somebody waits to receive.
    pub fn has_receivers(&mut self, s: &Sched, c: ChanId) -> bool {
        self.waiting.any(&mut self.chans[c.0 as usize].receivers, s, 0)
    }

    /// Entries in the queues of waiters, stale ones included.
    #[cfg(test)]
    pub(super) fn waiting_entries(&self, c: ChanId) -> usize {
        let chan = &self.chans[c.0 as usize];
        self.waiting.len(&chan.receivers) + self.waiting.len(&chan.senders)
    }

    /// Drops the values in the buffer (a timer's stale tick).
    pub fn drain(&mut self, c: ChanId) {
        let chan = &mut self.chans[c.0 as usize];
        if let Some(order) = &mut chan.order {
            order.drain(chan.cap, chan.len);
        }
        chan.buffer.clear();
        chan.len = 0;
    }

    /// Calls `f` with every word that the channel holds, for the collector: buffer, then waiting senders.
    pub fn each_word(&self, s: &Sched, c: ChanId, mut f: impl FnMut(u64)) {
        let chan = &self.chans[c.0 as usize];
        let width = usize::from(chan.width);
        chan.buffer.iter().for_each(|w| f(*w));
        self.waiting.each(&chan.senders, s, width, |_, value| value.iter().for_each(|w| f(*w)));
    }

    /// Gives back the channels for which `live` is false; their numbers will be used again.
    pub fn sweep(&mut self, mut live: impl FnMut(ChanId) -> bool) {
        for (i, chan) in self.chans.iter_mut().enumerate() {
            let id = ChanId(i as u32);
            if chan.used && !live(id) {
                chan.used = false;
                chan.buffer = VecDeque::new();
                self.waiting.clear(&mut chan.receivers, 0);
                self.waiting.clear(&mut chan.senders, usize::from(chan.width));
                self.free.push(id);
            }
        }
    }

    /// How many numbers are in use or were.
    pub fn table_len(&self) -> usize {
        self.chans.len()
    }

    /// Bytes of the host's that all of them take, about.
    pub fn bytes(&self) -> usize {
        let buffers: usize = self.chans.iter().map(|c| 8 * c.buffer.len()).sum();
        self.chans.len() * size_of::<Chan>() + buffers + self.waiting.bytes()
    }
}

/// Two cases wait for the same: whoever comes serves either of them, as Go's `select` is fair.
fn has_twins(cases: &[SelectCase]) -> bool {
    let same = |a: &SelectCase, b: &SelectCase| a.chan == b.chan && a.send == b.send;
    cases.iter().enumerate().any(|(i, a)| a.chan.is_some() && cases[..i].iter().any(|b| same(a, b)))
}

/// `0..n` in an order that the chooser mixes.
fn shuffled(s: &mut Sched, n: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for k in (1..n).rev() {
        order.swap(k, s.chooser.choose(ChoiceKind::Select, k as u32 + 1) as usize);
    }
    order
}

fn waiter(s: &Sched, at: u32, case: u16) -> Waiter {
    let slot = s.current();
    Waiter { slot, ticket: s.ticket(slot), at, case }
}
