//! The log's byte layout, shared by writer and reader.
//!
//! An event is a header byte (five bits of code, three flags), then the fields that are not as predicted,
//! as variable-length numbers in this order: presence byte (flag [`SHAPED`]), time since the event before
//! (flag [`LATER`]), `g`, `by`, `obj`, `pos` (unless flag [`SAME_POS`]), `a`, `b`. Which fields are there is
//! said by [`usual`] or by the presence byte. Predictions: `g` is the running goroutine (of `Spawn` the next
//! number), `by` nobody (of `Spawn` and `Wake` the running goroutine), everything else 0. The step is the number
//! of `Start` events. Numbers of goroutines, objects and places are differences from the last one written.

use super::event::EventKind;

/// Time has passed.
pub(super) const LATER: u8 = 0x20;
/// The place is that of the last event that had one.
pub(super) const SAME_POS: u8 = 0x40;
/// A presence byte says which fields follow.
pub(super) const SHAPED: u8 = 0x80;
/// The five bits of a header that are the code.
pub(super) const CODE: u8 = 0x1f;

pub(super) const G: u8 = 1;
pub(super) const BY: u8 = 2;
pub(super) const OBJ: u8 = 4;
pub(super) const POS: u8 = 8;
pub(super) const A: u8 = 16;
pub(super) const B: u8 = 32;

/// `Wake` of the sleeper `g` by the clock.
pub(super) const RING: u8 = 27;
/// `Block` of the running goroutine for a sleep: fields pos, b (its end, as the time from now).
pub(super) const SLEEP: u8 = 28;
/// The running goroutine takes the oldest value of a full buffer, and the waiting sender `g` puts its own there:
/// `Recv`, `Send` (by `g`), `Wake` (of `g`): fields g, obj, pos, a (values buffered after each).
pub(super) const REFILL: u8 = 29;
/// One record for three events, `Send` (by the running goroutine), `Recv` (by `g`), `Wake` (of `g`): fields
/// g, obj, pos.
pub(super) const HAND_OFF: u8 = 30;
/// Likewise when the running goroutine takes the value of a waiting sender `g`: `Send`, `Recv`, `Wake`.
pub(super) const TAKE: u8 = 31;
/// `by` of such a record that nobody running has caused, though somebody runs.
pub(super) const NOBODY_RUNS: u32 = u32::MAX;
/// Fields of those two. All records of the running goroutine name it in `by` (of `SLEEP` in `g`) where others run
/// beside it and it is not the one that started last.
pub(super) const HAND_OFF_FIELDS: u8 = G | OBJ | POS;

/// The fields that events of a kind usually have.
#[inline]
pub(super) const fn usual(kind: u8) -> u8 {
    const SPAWN: u8 = EventKind::Spawn as u8;
    const START: u8 = EventKind::Start as u8;
    const BLOCK: u8 = EventKind::Block as u8;
    const WAKE: u8 = EventKind::Wake as u8;
    const YIELD: u8 = EventKind::Yield as u8;
    const END: u8 = EventKind::End as u8;
    const RECV: u8 = EventKind::Recv as u8;
    const SEND: u8 = EventKind::Send as u8;
    const CLOSE: u8 = EventKind::Close as u8;
    const SELECT: u8 = EventKind::Select as u8;
    const LOCK: u8 = EventKind::Lock as u8;
    const UNLOCK: u8 = EventKind::Unlock as u8;
    const COUNT: u8 = EventKind::Count as u8;
    match kind {
        SPAWN => POS | A,
        START => G | A,
        BLOCK => OBJ | POS | A,
        WAKE => G | OBJ | POS | A,
        YIELD | END => POS | A,
        SEND | RECV => OBJ | POS | A,
        CLOSE | LOCK | UNLOCK => OBJ | POS,
        SELECT => POS | A | B,
        COUNT => OBJ | POS | A | B,
        RING => G,
        SLEEP => POS | B,
        REFILL => HAND_OFF_FIELDS | A,
        HAND_OFF | TAKE => HAND_OFF_FIELDS,
        _ => OBJ | POS | A | B,
    }
}

#[inline]
pub(super) fn zigzag(n: i64) -> u64 {
    ((n << 1) ^ (n >> 63)) as u64
}

#[inline]
pub(super) fn unzigzag(n: u64) -> i64 {
    (n >> 1) as i64 ^ -((n & 1) as i64)
}

/// What writer and reader both know before an event.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    /// Time of the last event.
    pub time_ns: i64,
    /// The goroutine that runs, 0 none.
    pub running: u32,
    /// Highest number given to a goroutine.
    pub spawned: u32,
    pub last_g: u32,
    pub last_started: u32,
    pub last_obj: u32,
    pub last_pos: u32,
    /// Payload of the last `Start`.
    pub could_run: i64,
    /// Counter told by the last `Count`.
    pub count: i64,
}

impl Context {
    /// Predicted `g` and `by`.
    #[inline]
    pub fn predicted(&self, kind: u8) -> (u32, u32) {
        if kind == EventKind::Spawn as u8 {
            (self.spawned.wrapping_add(1), self.running)
        } else if kind == EventKind::Wake as u8 {
            (self.running, self.running)
        } else {
            (self.running, 0)
        }
    }

    /// What an event of `kind` about `g` changes.
    #[inline]
    pub fn after(&mut self, kind: u8, g: u32, a: i64, b: i64) {
        const SPAWN: u8 = EventKind::Spawn as u8;
        const START: u8 = EventKind::Start as u8;
        const BLOCK: u8 = EventKind::Block as u8;
        const YIELD: u8 = EventKind::Yield as u8;
        const END: u8 = EventKind::End as u8;
        const COUNT: u8 = EventKind::Count as u8;
        match kind {
            SPAWN => self.spawned = g,
            START => (self.running, self.could_run) = (g, a),
            COUNT => self.count = b,
            BLOCK | SLEEP | YIELD | END if g == self.running => self.running = 0,
            _ => {}
        }
    }

    /// What payloads are written relative to.
    #[inline]
    pub fn base_a(&self, kind: u8) -> i64 {
        if kind == EventKind::Start as u8 { self.could_run } else { 0 }
    }

    /// Likewise for `b`: the end of a sleep is told from its beginning, a counter from the last one.
    #[inline]
    pub fn base_b(&self, kind: u8) -> i64 {
        const BLOCK: u8 = EventKind::Block as u8;
        const COUNT: u8 = EventKind::Count as u8;
        match kind {
            BLOCK | SLEEP => self.time_ns,
            COUNT => self.count,
            _ => 0,
        }
    }
}

const _: () = assert!(EventKind::ALL.len() <= RING as usize, "codes from 27 on are taken");
