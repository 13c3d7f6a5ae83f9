//! `time.Timer`, `time.Ticker` and `time.AfterFunc`: what is due is sent on a channel or starts a goroutine.

use super::gc::CHAN_WORDS;
use super::machine::Machine;
use crate::compile::code::CHAN_BASE;
use crate::ids::{FuncId, NO_OBJECT, NOBODY, ObjectId, StrId};
use crate::rows::Rows;
use crate::sched::{Fire, TimerId};
use crate::sync::{ChanId, Sent};
use crate::text::Pos;
use crate::trace::event::{EventKind, ObjectKind};

/// What a timer of the library does, with its word of data; no goroutine is current.
pub type TimerNative = fn(&mut Machine, u64);

/// What a timer does when it is due.
#[derive(Clone, Copy, Debug)]
pub enum TimerAction {
    /// Sends the virtual time as a `time.Time` (seconds since year 1, nanoseconds, monotonic reading, and
    /// the address of its location, which is given here) on this channel of capacity 1, unless it is full.
    Send(ChanId, u64),
    /// Calls a func value in a new goroutine.
    Call(u64),
    /// Does what the library wants; the word may be an address.
    Run(TimerNative, u64),
}

/// One timer of the program.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    pub obj: ObjectId,
    pub action: TimerAction,
    pub period_ns: i64,
    pub at_ns: i64,
    pub pending: Option<TimerId>,
    pub pos: Pos,
    pub made_in: u32,
    /// What its setter knew of the others, where that is followed.
    pub known: Option<Box<crate::sched::Given>>,
}

/// All timers that the program made.
#[derive(Clone, Debug, Default)]
pub struct Clocks {
    pub(crate) rows: Rows<Clock>,
    free: Vec<u32>,
    /// By channel: belongs to a timer, so that `len` and `cap` are 0.
    of_timer: Vec<bool>,
}

impl Clocks {
    /// True for a timer's channel.
    #[inline]
    pub fn is_timer(&self, c: ChanId) -> bool {
        self.of_timer.get(c.0 as usize).copied().unwrap_or(false)
    }

    /// Gives back timers that are set to nothing and whose channel nobody has any more; how many.
    pub(crate) fn sweep(&mut self, chan_lives: impl Fn(ChanId) -> bool) -> usize {
        let before = self.free.len();
        for (i, row) in self.rows.iter_mut().enumerate() {
            if let TimerAction::Send(c, _) = row.action
                && row.pending.is_none()
                && !chan_lives(c)
            {
                row.action = TimerAction::Call(0);
                self.free.push(i as u32);
            }
        }
        self.free.len() - before
    }

    pub(crate) fn forget_chan(&mut self, c: ChanId) {
        if let Some(b) = self.of_timer.get_mut(c.0 as usize) {
            *b = false;
        }
    }
}

/// What a timer's row takes beside memory.
pub(crate) const CLOCK_WORDS: isize = 8;

/// Kind number of our timers in the executor.
pub(crate) const TIMER: u8 = 1;

impl Machine {
    /// The channel of a new timer or ticker: four words (a `time.Time`), seen with length 0.
    pub(crate) fn make_timer_chan(&mut self) -> u64 {
        let (name, pos) = (self.name_here(), self.user_pos());
        let c = self.chans.make_kind(&mut self.sched, 4, 1, ObjectKind::Chan, name, pos);
        let at = c.0 as usize;
        if self.clocks.of_timer.len() <= at {
            self.clocks.of_timer.resize(at + 1, false);
        }
        self.clocks.of_timer[at] = true;
        self.heap.account(CHAN_WORDS as isize);
        CHAN_BASE + u64::from(c.0)
    }

    /// Of a timer's channel: where the timer was made, and when it is due, if it is set.
    pub fn timer_of(&self, o: ObjectId) -> Option<(Pos, Option<i64>)> {
        let c = self.chans.of_object(o)?;
        let sends = |r: &&Clock| matches!(r.action, TimerAction::Send(to, _) if to == c);
        let row = self.clocks.rows.iter().find(sends)?;
        Some((row.pos, row.pending.is_some().then_some(row.at_ns)))
    }

    /// Makes a timer; it is not set yet. The number names it in the calls below.
    pub(crate) fn make_timer(&mut self, action: TimerAction, ticker: bool) -> u32 {
        let kind = if ticker { ObjectKind::Ticker } else { ObjectKind::Timer };
        let (name, pos) = (self.name_here(), self.user_pos());
        let obj = self.sched.new_object(kind, name, pos);
        let made_in = self.frame.func;
        self.heap.account(CLOCK_WORDS);
        let row =
            Clock { obj, action, period_ns: 0, at_ns: 0, pending: None, pos, made_in, known: None };
        match self.clocks.free.pop() {
            Some(i) => {
                self.clocks.rows[i as usize] = row;
                i
            }
            None => {
                self.clocks.rows.push(row);
                self.clocks.rows.len() as u32 - 1
            }
        }
    }

    /// Stops a timer and drops a tick that nobody received yet. True when it had been going to fire.
    pub(crate) fn stop_timer(&mut self, timer: u32) -> bool {
        let Some(row) = self.clocks.rows.get_mut(timer as usize) else { return false };
        let pending = row.pending.take().is_some_and(|id| self.sched.cancel_timer(id));
        let mut stale = false;
        if let TimerAction::Send(c, _) = row.action {
            stale = self.chans.len(c) > 0;
            self.chans.drain(c);
        }
        pending || stale
    }

    /// Sets a stopped timer: due in `delay_ns`, then every `period_ns` when that is above 0.
    pub(crate) fn set_timer(&mut self, timer: u32, delay_ns: i64, period_ns: i64) {
        let at_ns = self.sched.now_ns().saturating_add(delay_ns.max(0));
        let id =
            self.sched.set_timer(at_ns, Fire::User { kind: TIMER, data: timer.into(), data2: 0 });
        let follows = self.sched.order.is_on() && self.cur.is_some();
        let known = follows.then(|| Box::new(self.sched.order.give(self.cur)));
        if let Some(row) = self.clocks.rows.get_mut(timer as usize) {
            row.known = known.or(row.known.take());
            (row.at_ns, row.period_ns, row.pending) = (at_ns, period_ns, Some(id));
        }
    }

    /// The executor says that a timer is due.
    pub(crate) fn fire(&mut self, kind: u8, data: u64, data2: u64) {
        if kind != TIMER {
            return self.fire_fault(data, data2);
        }
        let Some(row) = self.clocks.rows.get_mut(data as usize) else { return };
        row.pending = None;
        self.sched.order.timer_acts(row.known.as_deref());
        let (obj, action, pos, made_in) = (row.obj, row.action, row.pos, row.made_in);
        if row.period_ns > 0 {
            let delay = row.at_ns.saturating_add(row.period_ns) - self.sched.now_ns();
            let period = row.period_ns;
            self.set_timer(data as u32, delay, period);
        }
        self.sched.record(EventKind::Timer, NOBODY, obj, Pos::NONE, 0, 0);
        match action {
            TimerAction::Send(c, location) => {
                let now = self.time_value(location);
                if let Sent::HandOff { to, at } =
                    self.chans.try_send(&mut self.sched, c, &now, Pos::NONE)
                {
                    self.gs[to.index()].receive(at, &now);
                }
            }
            TimerAction::Call(value) => {
                let Some(f) = self.func_of(value) else { return };
                let made =
                    self.start_goroutine(FuncId(f), FuncId(f), value, &[], StrId(0), pos, made_in);
                if let Err(hit) = made {
                    self.finish_limit(hit);
                }
            }
            TimerAction::Run(native, data) => native(self, data),
        }
        let _ = NO_OBJECT;
    }

    /// The present moment as the words of a `time.Time`.
    fn time_value(&self, location: u64) -> [u64; 4] {
        const YEAR_1: i64 = 62_135_596_800; // seconds before 1970
        let now = self.sched.now_ns();
        let wall = now.saturating_add(self.wall_shift_ns);
        let (since, part) = (wall.div_euclid(1_000_000_000), wall.rem_euclid(1_000_000_000));
        let seconds = self.config.epoch_s.saturating_add(YEAR_1).saturating_add(since);
        let monotonic = if self.in_bubble { 0 } else { now as u64 + 1 };
        [seconds as u64, part as u64, monotonic, location]
    }
}
