//! What each goroutine knows of the others: vector clocks over Go's memory model. A goroutine's clock ticks
//! before what it does after others learned from it; an *epoch* is one tick of one goroutine. What happened in an epoch is
//! ordered before a goroutine's present exactly when its clock covers that epoch.
//!
//! A clock has one entry per *row*. A goroutine that ended gives its row back, and its row is used again only
//! for a goroutine whose parent knows all of it: so reuse hides nothing. Past a number of rows the clocks give up.

use super::Slot;
use super::begun::Begun;
use crate::ids::{FuncId, Gid};
use crate::rows::make_room;
use crate::text::Pos;
use std::collections::BTreeMap;

/// A tick of a goroutine: row and count, in one word that leaves [`Epoch::ROOM`] for whoever keeps many of them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Epoch(u64);

/// Bits of the count. A goroutine whose ticks are used up stays in the last.
const TICK_BITS: u32 = 31;
const TICKS: u32 = (1 << TICK_BITS) - 1;

impl Epoch {
    /// Bits between row and count.
    pub const ROOM_BITS: u32 = 20;
    /// Where they begin.
    pub const ROOM_AT: u32 = TICK_BITS;
    /// All of them.
    pub const ROOM: u64 = ((1 << Epoch::ROOM_BITS) - 1) << Epoch::ROOM_AT;
    /// Where the row begins.
    pub const ROW_AT: u32 = Epoch::ROOM_AT + Epoch::ROOM_BITS;
    /// A row that nobody has.
    const NO_ROW: u32 = u32::MAX >> (Epoch::ROW_AT - 32);
    /// Before everything.
    pub const NONE: Epoch = Epoch(0);
    /// Of a goroutine that nobody learns from.
    pub const UNKNOWN: Epoch = Epoch::apart(TICKS - 1);

    fn new(row: u32, tick: u32) -> Epoch {
        Epoch(u64::from(row) << Epoch::ROW_AT | u64::from(tick))
    }

    /// One of many like [`Epoch::UNKNOWN`].
    pub const fn apart(number: u32) -> Epoch {
        Epoch((Epoch::NO_ROW as u64) << Epoch::ROW_AT | (number as u64 + 1))
    }

    /// The number of one of them.
    pub fn number_apart(self) -> Option<u32> {
        (self.row() == Epoch::NO_ROW as usize).then(|| self.tick().saturating_sub(1))
    }

    /// As a word in which [`Epoch::ROOM`] is free.
    #[inline(always)]
    pub const fn word(self) -> u64 {
        self.0
    }

    /// The epoch in such a word.
    #[inline(always)]
    pub fn in_word(word: u64) -> Epoch {
        Epoch(word & !Epoch::ROOM)
    }

    /// Something may have happened in it.
    #[inline(always)]
    pub fn is_some(self) -> bool {
        self.tick() != 0
    }

    /// Before all of its row: like [`Epoch::NONE`].
    #[inline(always)]
    pub fn before_all(self) -> Epoch {
        Epoch(self.0 & !u64::from(TICKS))
    }

    /// Row of the clocks.
    #[inline(always)]
    pub fn row(self) -> usize {
        (self.0 >> Epoch::ROW_AT) as usize
    }

    #[inline(always)]
    pub(super) fn tick(self) -> u32 {
        self.0 as u32 & TICKS
    }

    /// Of two in one row.
    fn later(self, other: Epoch) -> Epoch {
        Epoch(self.0.max(other.0))
    }
}

/// Ticks by row; missing ones are 0.
type Clock = Vec<u32>;

/// What a goroutine knew at some moment, given away: its own tick, and what it had learnt of the others.
#[derive(Clone, Default, Debug)]
pub struct Given {
    by: Epoch,
    learnt: Clock,
    /// See [`Known::all_at`].
    all_at: u64,
    /// See [`Known::stamp`]: that of the goroutine of `by`, which had learnt exactly this; else 0.
    stamp: u64,
}

impl Given {
    /// Knows what both know.
    fn add(&mut self, by: Epoch, learnt: &[u32]) {
        if self.by == Epoch::NONE || self.by.row() == by.row() {
            self.by = by.later(self.by);
        } else {
            raise(&mut self.learnt, by.row() as u32, by.tick());
        }
        join(&mut self.learnt, learnt);
        (self.all_at, self.stamp) = (0, 0);
    }

    fn set(&mut self, by: Epoch, learnt: &Clock, all_at: u64) {
        (self.by, self.all_at, self.stamp) = (by, all_at, 0);
        self.learnt.clone_from(learnt);
    }

    fn knows(&self, epoch: Epoch) -> bool {
        self.by.row() == epoch.row() && self.by.tick() >= epoch.tick()
            || get(&self.learnt, epoch.row() as u32) >= epoch.tick()
    }
}

/// Who lived in a row, and from which tick on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Birth {
    /// First tick.
    tick: u32,
    /// The goroutine.
    pub gid: Gid,
    /// Who made it; nobody for main and for timers.
    pub parent: Gid,
    /// Its function.
    pub func: FuncId,
    /// The `go` statement.
    pub pos: Pos,
}

#[derive(Clone, Default, Debug)]
struct Known {
    row: u32,
    tick: u32,
    /// What it learnt of others, as long as that; what it says of the own row is old.
    learnt: Clock,
    /// The present tick was given away: what comes next is in another.
    given: bool,
    /// The scheduling step in which it began to do something in the present tick; 0: it has not.
    step: u32,
    /// What it learns when it wakes: a key of [`Order::release`]; 0 nothing.
    awaits: u64,
    /// It knew of every tick, when there had been this many of them: as long as there are no more, it has nothing
    /// to learn. 0: it may not.
    all_at: u64,
    /// Of what it has learnt so far, and of nothing else. 0: it has none yet.
    stamp: u64,
}

impl Known {
    /// Its own row is known to it in whole.
    fn knows(&self, epoch: Epoch) -> bool {
        let row = epoch.row() as u32;
        row == self.row || get(&self.learnt, row) >= epoch.tick()
    }

    /// True when it knows all those ticks.
    fn knows_all(&self, ticks: &[u32]) -> bool {
        let of = |(row, &tick): (usize, &u32)| {
            row == self.row as usize || get(&self.learnt, row as u32) >= tick
        };
        ticks.iter().enumerate().all(of)
    }

    /// True when it has nothing to learn from it.
    fn covers(&self, given: &Given) -> bool {
        let of = |(row, &tick): (usize, &u32)| {
            get(&self.learnt, row as u32) >= tick || row == self.row as usize
        };
        self.knows(given.by) && given.learnt.iter().enumerate().all(of)
    }

    fn learn(&mut self, given: &Given) {
        self.stamp = 0;
        join(&mut self.learnt, &given.learnt);
        let row = given.by.row() as u32;
        if row != self.row {
            raise(&mut self.learnt, row, given.by.tick());
        }
    }
}

/// All clocks.
#[derive(Clone, Debug)]
pub struct Order {
    on: bool,
    several: bool,
    gave_up: bool,
    rows: u32,
    limit: u32,
    by_slot: Vec<Known>,
    /// See [`Order::now`].
    now: Epoch,
    /// What a timer knows that acts for nobody.
    nobody: Given,
    births: Vec<Vec<Birth>>,
    /// When something was done.
    pub begun: Begun,
    /// Rows whose goroutine ended, with its last tick.
    free: Vec<(u32, u32)>,
    released: BTreeMap<u64, Given>,
    /// The last stamp.
    stamps: u64,
    /// All ticks of all goroutines, by number and by row.
    ticks: u64,
    present: Clock,
    /// How many there were when somebody learnt last.
    last_ticks: u64,
}

/// Free rows that are looked at for one that may be used again.
const LOOK_AT: usize = 16;

impl Order {
    /// Clocks for at most `limit` rows; 0 keeps none.
    pub fn new(limit: u64) -> Order {
        Order {
            on: false,
            several: false,
            gave_up: limit == 0,
            rows: 0,
            limit: limit.min(u64::from(u32::MAX)) as u32,
            by_slot: Vec::new(),
            now: Epoch::NONE,
            nobody: Given::default(),
            births: Vec::new(),
            begun: Begun::default(),
            free: Vec::new(),
            released: BTreeMap::new(),
            stamps: 0,
            ticks: 1,
            present: Vec::new(),
            last_ticks: 0,
        }
    }

    /// There are clocks.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// There are clocks and a second goroutine was started; before that everything is ordered.
    #[inline]
    pub fn is_needed(&self) -> bool {
        self.several
    }

    /// More goroutines than can be followed: nothing is known any more.
    pub fn gave_up(&self) -> bool {
        self.gave_up && self.limit > 0
    }

    /// A goroutine was made by `parent` ([`Slot::NONE`]: by a timer).
    pub fn spawn(&mut self, parent: Slot, child: Slot, birth: (Gid, Gid, FuncId, Pos)) {
        if self.gave_up {
            return;
        }
        self.on = true;
        self.several = self.rows > 0;
        let (gid, of, func, pos) = birth;
        let given = self.give(parent);
        let usable = |&(row, tick): &(u32, u32)| given.knows(Epoch::new(row, tick));
        let look_at = self.free.len().saturating_sub(LOOK_AT);
        let again = self.free[look_at..].iter().position(usable);
        let (row, tick) = match again {
            Some(i) => self.free.swap_remove(look_at + i),
            None if self.rows >= self.limit => return self.give_up(),
            None => {
                self.rows += 1;
                self.births.push(Vec::new());
                (self.rows - 1, 0)
            }
        };
        let tick = tick + 1;
        self.births[row as usize].push(Birth { tick, gid, parent: of, func, pos });
        if self.by_slot.len() <= child.index() {
            make_room(&mut self.by_slot);
            self.by_slot.resize_with(child.index() + 1, Known::default);
        }
        self.ticked(row, tick);
        let Given { by, mut learnt, .. } = given;
        if by.row() as u32 != row {
            raise(&mut learnt, by.row() as u32, by.tick());
        }
        let known = Known { row, tick, learnt, ..Known::default() };
        self.by_slot[child.index()] = known;
    }

    #[inline]
    fn ticked(&mut self, row: u32, tick: u32) {
        self.ticks += 1;
        raise(&mut self.present, row, tick);
    }

    /// Nothing has happened since somebody learnt last: it is worth a look who knows everything.
    #[inline]
    fn is_quiet(&mut self) -> bool {
        std::mem::replace(&mut self.last_ticks, self.ticks) == self.ticks
    }

    fn give_up(&mut self) {
        *self = Order { gave_up: true, ..Order::new(u64::from(self.limit)) };
    }

    /// The goroutine ended.
    pub fn end(&mut self, slot: Slot) {
        if self.on {
            let known = std::mem::take(&mut self.by_slot[slot.index()]);
            self.free.push((known.row, known.tick));
        }
    }

    /// The epoch in which a goroutine does something now, in this scheduling step. Each epoch lies within one step.
    fn epoch(&mut self, slot: Slot, step: u32) -> Epoch {
        let Some(k) = self.by_slot.get_mut(slot.index()) else { return Epoch::NONE };
        let same_step = k.step == step;
        if same_step && !k.given {
            return Epoch::new(k.row, k.tick);
        }
        let ticks = k.given || k.step != 0;
        (k.given, k.step) = (false, step);
        k.tick = (k.tick + u32::from(ticks)).min(TICKS);
        let (row, tick) = (k.row, k.tick);
        let epoch = Epoch::new(row, tick);
        if !same_step {
            self.begun.note(epoch, step);
        }
        if ticks {
            self.ticked(row, tick);
        }
        epoch
    }

    /// The epoch of the goroutine that is loaded, once it has begun: from [`Order::begin`] until it gives away what it
    /// knows, or another is loaded. Else [`Epoch::NONE`].
    #[inline(always)]
    pub fn now(&self) -> Epoch {
        self.now
    }

    /// The goroutine that is loaded does something, in this scheduling step.
    pub fn begin(&mut self, slot: Slot, step: u32) -> Epoch {
        if self.now == Epoch::NONE {
            self.now = self.epoch(slot, step);
        }
        self.now
    }

    /// Another goroutine is loaded.
    #[inline(always)]
    pub fn another(&mut self) {
        self.now = Epoch::NONE;
    }

    /// True when what happened in both epochs is ordered before the goroutine's present.
    #[inline(never)]
    pub fn knows_both(&self, slot: Slot, a: Epoch, b: Epoch) -> bool {
        self.knows(slot, a) && self.knows(slot, b)
    }

    /// True when what happened in `epoch` is ordered before the goroutine's present.
    #[inline]
    pub fn knows(&self, slot: Slot, epoch: Epoch) -> bool {
        match self.by_slot.get(slot.index()) {
            Some(k) => k.knows(epoch),
            None => self.nobody.knows(epoch),
        }
    }

    /// Who lived in an epoch.
    pub fn birth(&self, epoch: Epoch) -> Option<Birth> {
        let births = self.births.get(epoch.row())?;
        births.iter().rev().find(|b| b.tick <= epoch.tick()).copied()
    }

    /// What a goroutine knows now, given away.
    pub fn give(&mut self, slot: Slot) -> Given {
        let mut given = Given::default();
        self.give_into(slot, &mut given);
        given
    }

    /// The same, in place of what `given` was.
    pub fn give_into(&mut self, slot: Slot, given: &mut Given) {
        let Some(k) = self.by_slot.get_mut(slot.index()) else {
            return given.set(self.nobody.by, &self.nobody.learnt, 0);
        };
        (k.given, self.now) = (true, Epoch::NONE);
        given.set(Epoch::new(k.row, k.tick), &k.learnt, k.all_at);
    }

    /// A goroutine learns what was given away.
    pub fn learn(&mut self, slot: Slot, given: &Given) {
        match self.by_slot.get_mut(slot.index()) {
            Some(k) => k.learn(given),
            None => self.nobody.add(given.by, &given.learnt),
        }
    }

    /// Each learns what the other knows (an unbuffered channel).
    #[inline(always)] // two callers, both in a hurry: mostly there is nothing to learn
    pub fn exchange(&mut self, a: Slot, b: Slot) {
        if let Ok([one, two]) = self.by_slot.get_disjoint_mut([a.index(), b.index()])
            && one.all_at == self.ticks
            && two.all_at == self.ticks
        {
            (one.given, two.given, self.now) = (true, true, Epoch::NONE);
            self.last_ticks = self.ticks;
        } else {
            self.exchange_at_length(a, b);
        }
    }

    #[inline(never)]
    fn exchange_at_length(&mut self, a: Slot, b: Slot) {
        let quiet = self.is_quiet();
        let Ok([one, two]) = self.by_slot.get_disjoint_mut([a.index(), b.index()]) else {
            let (from_a, from_b) = (self.give(a), self.give(b));
            self.learn(b, &from_a);
            return self.learn(a, &from_b);
        };
        (one.given, two.given, self.now) = (true, true, Epoch::NONE);
        (one.stamp, two.stamp) = (0, 0);
        level(&mut one.learnt, &mut two.learnt);
        raise(&mut one.learnt, two.row, two.tick);
        raise(&mut two.learnt, one.row, one.tick);
        for k in [one, two] {
            if quiet && k.knows_all(&self.present) {
                k.all_at = self.ticks;
            }
        }
    }

    /// A goroutine learns what was given away, and gives away in its place what it knows then.
    pub fn learn_and_give(&mut self, slot: Slot, given: &mut Given) {
        let quiet = self.is_quiet();
        let Some(k) = self.by_slot.get_mut(slot.index()) else {
            self.nobody.add(given.by, &given.learnt);
            return given.set(self.nobody.by, &self.nobody.learnt, 0);
        };
        let row = given.by.row() as u32;
        (k.stamp, given.stamp) = (0, 0);
        if k.all_at != self.ticks || given.all_at != self.ticks {
            level(&mut k.learnt, &mut given.learnt);
        }
        if row != k.row {
            raise(&mut k.learnt, row, given.by.tick());
            raise(&mut given.learnt, row, given.by.tick());
        }
        (k.given, self.now) = (true, Epoch::NONE);
        given.by = Epoch::new(k.row, k.tick);
        if quiet && k.all_at != self.ticks && k.knows_all(&self.present) {
            k.all_at = self.ticks;
        }
        given.all_at = k.all_at;
    }

    /// What a goroutine did before is for those who later [`Order::acquire`] the same key (an address).
    pub fn release(&mut self, slot: Slot, key: u64) {
        if !self.on {
            return;
        }
        let given = self.released.entry(key).or_default();
        let Some(k) = self.by_slot.get_mut(slot.index()) else {
            return given.add(self.nobody.by, &self.nobody.learnt);
        };
        (k.given, self.now) = (true, Epoch::NONE);
        let by = Epoch::new(k.row, k.tick);
        if k.stamp != 0 && k.stamp == given.stamp {
            given.by = by;
        } else if k.covers(given) {
            if k.stamp == 0 {
                self.stamps += 1;
                k.stamp = self.stamps;
            }
            given.set(by, &k.learnt, 0);
            given.stamp = k.stamp;
        } else {
            given.add(by, &k.learnt);
        }
    }

    /// Like [`Order::release`], but what others released with the key before is forgotten.
    pub fn release_alone(&mut self, slot: Slot, key: u64) {
        self.released.remove(&key);
        self.release(slot, key);
    }

    /// See [`Order::release`].
    pub fn acquire(&mut self, slot: Slot, key: u64) {
        if self.on
            && let Some(given) = self.released.get(&key)
            && let Some(k) = self.by_slot.get_mut(slot.index())
            && (k.stamp == 0 || k.stamp != given.stamp)
        {
            k.learn(given);
        }
    }

    /// A goroutine that waits acquires `key` when it wakes.
    pub fn await_key(&mut self, slot: Slot, key: u64) {
        if self.on {
            self.by_slot[slot.index()].awaits = key;
        }
    }

    /// A goroutine that waited runs again.
    pub fn resume(&mut self, slot: Slot) {
        if self.on {
            let key = std::mem::take(&mut self.by_slot[slot.index()].awaits);
            if key != 0 {
                self.acquire(slot, key);
            }
        }
    }

    /// A timer acts, which was set by somebody who knew this; `None`: nothing.
    pub fn timer_acts(&mut self, known: Option<&Given>) {
        if self.on {
            match known {
                Some(known) => self.nobody.set(known.by, &known.learnt, 0),
                None => self.nobody = Given::default(),
            }
        }
    }

    /// Forgets the keys that `live` denies.
    pub fn sweep(&mut self, live: impl Fn(u64) -> bool) {
        self.released.retain(|key, _| live(*key));
    }
}

#[inline]
fn get(clock: &[u32], row: u32) -> u32 {
    clock.get(row as usize).copied().unwrap_or(0)
}

/// At least `tick` in `row`.
#[inline]
fn raise(clock: &mut Clock, row: u32, tick: u32) {
    if clock.len() <= row as usize {
        clock.resize(row as usize + 1, 0);
    }
    let at = &mut clock[row as usize];
    *at = tick.max(*at);
}

/// Both become what either was at most.
#[inline]
fn level(a: &mut Clock, b: &mut Clock) {
    if a.len() != b.len() {
        let len = a.len().max(b.len());
        a.resize(len, 0);
        b.resize(len, 0);
    }
    for (a, b) in a.iter_mut().zip(b) {
        let most = (*a).max(*b);
        (*a, *b) = (most, most);
    }
}

fn join(into: &mut Clock, from: &[u32]) {
    if into.len() < from.len() {
        into.resize(from.len(), 0);
    }
    for (a, b) in into.iter_mut().zip(from) {
        *a = (*a).max(*b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::NOBODY;

    fn born(o: &mut Order, parent: Slot, slot: u32, gid: u32) -> Slot {
        o.spawn(parent, Slot(slot), (Gid(gid), NOBODY, FuncId(0), Pos::NONE));
        Slot(slot)
    }

    #[test]
    fn a_go_statement_orders_what_came_before_it_only() {
        let mut o = Order::new(8);
        let a = born(&mut o, Slot::NONE, 0, 1);
        let before = o.epoch(a, 1);
        let b = born(&mut o, a, 1, 2);
        let (after, of_b) = (o.epoch(a, 1), o.epoch(b, 1));
        assert!(o.knows(b, before) && !o.knows(b, after) && !o.knows(a, of_b));
    }

    #[test]
    fn a_release_is_seen_by_a_later_acquire() {
        let mut o = Order::new(8);
        let a = born(&mut o, Slot::NONE, 0, 1);
        let b = born(&mut o, a, 1, 2);
        let e = o.epoch(b, 1);
        o.release(b, 7);
        assert!(!o.knows(a, e));
        o.acquire(a, 7);
        let later = o.epoch(b, 1);
        assert!(o.knows(a, e) && !o.knows(a, later));
    }

    #[test]
    fn a_row_is_used_again_only_below_who_knows_its_end() {
        let mut o = Order::new(8);
        let a = born(&mut o, Slot::NONE, 0, 1);
        let b = born(&mut o, a, 1, 2);
        o.release(b, 7);
        o.end(b);
        let c = born(&mut o, a, 1, 3);
        assert_eq!(o.epoch(c, 1).row(), 2, "a has not learnt of b's end");
        o.acquire(a, 7);
        let d = born(&mut o, a, 2, 4);
        let last = o.epoch(d, 1);
        assert_eq!((last.row(), o.birth(last).map(|b| b.gid)), (1, Some(Gid(4))));
        let given = o.give(c);
        let after = o.epoch(c, 1);
        o.end(c);
        o.learn(a, &given);
        let e = born(&mut o, a, 3, 5);
        assert_eq!(o.epoch(e, 1).row(), 3, "c did something after what it gave");
        assert!(!o.knows(e, after));
    }

    #[test]
    fn too_many_goroutines_end_it() {
        let mut o = Order::new(2);
        let a = born(&mut o, Slot::NONE, 0, 1);
        born(&mut o, a, 1, 2);
        assert!(o.is_on());
        born(&mut o, a, 2, 3);
        assert!(!o.is_on() && o.gave_up());
    }
}
