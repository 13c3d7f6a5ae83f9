//! Queues of goroutines that wait for a lock, and Go's way of taking turns.

use std::collections::VecDeque;

use crate::ids::Gid;
use crate::sched::{Sched, Slot};

/// A waiter becomes impatient after this time and is then served before newcomers, as in Go.
const PATIENCE_NS: i64 = 1_000_000;

/// A goroutine that waits in one queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Parked {
    pub slot: Slot,
    pub gid: Gid,
    pub ticket: u32,
    /// When it began to want the lock.
    pub since_ns: i64,
    /// Cond's ticket.
    pub mark: u32,
}

impl Parked {
    /// The current goroutine.
    pub fn current(s: &Sched) -> Parked {
        let slot = s.current();
        let (gid, ticket) = (s.gid(slot), s.ticket(slot));
        Parked { slot, gid, ticket, since_ns: s.now_ns(), mark: 0 }
    }

    /// True for the goroutine that runs now.
    pub fn is_current(&self, s: &Sched) -> bool {
        self.slot == s.current() && self.gid == s.current_gid()
    }

    pub fn still_waits(&self, s: &Sched) -> bool {
        s.waits(self.slot, self.ticket)
    }
}

/// First in, first out; those that were killed meanwhile are skipped.
#[derive(Clone, Default, Debug)]
pub(super) struct Parking {
    queue: VecDeque<Parked>,
}

impl Parking {
    pub fn push(&mut self, p: Parked) {
        self.queue.push_back(p);
    }

    pub fn push_front(&mut self, p: Parked) {
        self.queue.push_front(p);
    }

    pub fn pop(&mut self, s: &Sched) -> Option<Parked> {
        while let Some(p) = self.queue.pop_front() {
            if p.still_waits(s) {
                return Some(p);
            }
        }
        None
    }

    pub fn take_mark(&mut self, s: &Sched, mark: u32) -> Option<Parked> {
        let at = self.queue.iter().position(|p| p.mark == mark && p.still_waits(s))?;
        self.queue.remove(at)
    }

    /// Everybody who still waits, in order.
    pub fn waiting(&self, s: &Sched) -> Vec<Gid> {
        self.queue.iter().filter(|p| p.still_waits(s)).map(|p| p.gid).collect()
    }

    pub fn any(&self, s: &Sched) -> bool {
        self.queue.iter().any(|p| p.still_waits(s))
    }
}

/// Who may hold something exclusive. Normally a release wakes the first waiter, which competes with
/// whoever comes meanwhile; once a waiter has lost and waited longer than a millisecond, releases hand
/// over directly, until nobody impatient is left.
#[derive(Clone, Default, Debug)]
pub(super) struct Turn {
    queue: Parking,
    /// Woken by a release, has not yet tried again.
    woken: Option<Parked>,
    /// Owns it by hand-over, has not yet run.
    heir: Option<Parked>,
    impatient: bool,
}

impl Turn {
    /// The current goroutine tries: true when it has it now; otherwise it stands in the queue and the
    /// caller blocks it.
    pub fn take(&mut self, s: &Sched, taken: bool) -> bool {
        if let Some(heir) = self.heir.filter(|h| h.is_current(s)) {
            self.heir = None;
            let patient = s.now_ns() - heir.since_ns <= PATIENCE_NS;
            if patient || !self.queue.any(s) {
                self.impatient = false;
            }
            return true;
        }
        let again = self.woken.filter(|w| w.is_current(s));
        if again.is_some() {
            self.woken = None;
        }
        if !taken {
            return true;
        }
        let me = Parked::current(s);
        match again {
            None => self.queue.push(me),
            Some(before) => {
                self.impatient |= s.now_ns() - before.since_ns > PATIENCE_NS;
                self.queue.push_front(Parked { since_ns: before.since_ns, ..me });
            }
        }
        false
    }

    pub fn queue(&self) -> &Parking {
        &self.queue
    }

    pub fn woken(&self) -> &Option<Parked> {
        &self.woken
    }

    pub fn heir(&self) -> &Option<Parked> {
        &self.heir
    }

    /// It is given up: who is to be woken, and whether it stays taken (it was handed over).
    pub fn give(&mut self, s: &Sched) -> (Option<Parked>, bool) {
        if self.impatient {
            self.heir = self.queue.pop(s);
            self.impatient = self.heir.is_some();
            return (self.heir, self.heir.is_some());
        }
        if self.woken.is_some_and(|w| s.lives(w.slot, w.gid)) {
            return (None, false);
        }
        self.woken = self.queue.pop(s);
        (self.woken, false)
    }
}
