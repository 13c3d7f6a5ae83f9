//! `sync.Cond`'s list of waiters. The library's `Wait` is `t := add(); c.L.Unlock(); wait(t); c.L.Lock()`.
//! A Cond whose id word belongs to another address was copied: the library panics with [`COPIED`].

use super::locks::{Done, Locks, SyncId};
use super::parking::Parked;
use crate::ids::NOBODY;
use crate::sched::{Note, Sched};
use crate::text::Pos;
use crate::trace::event::{Cause, EventKind, WaitReason};

/// Panic of a Cond that was copied after its first use.
pub const COPIED: &str = "sync.Cond is copied";

impl Locks {
    /// Takes a ticket: a signal after this is not lost.
    pub fn cond_add(&mut self, id: SyncId) -> u32 {
        let entry = self.entry(id);
        entry.wait = entry.wait.wrapping_add(1);
        entry.wait.wrapping_sub(1)
    }

    /// Waits until the ticket is notified; `Ok` when it was already, else `Blocked`.
    pub fn cond_wait(&mut self, s: &mut Sched, id: SyncId, ticket: u32, pos: Pos) -> Done {
        let entry = self.entry(id);
        if (ticket.wrapping_sub(entry.notify) as i32) < 0 {
            return Done::Ok;
        }
        entry.waiters.push(Parked { mark: ticket, ..Parked::current(s) });
        s.block(WaitReason::CondWait, entry.obj, pos);
        Done::Blocked
    }

    /// `Signal`: the ticket given out first is notified; lost when there is none.
    pub fn cond_signal(&mut self, s: &mut Sched, id: SyncId, pos: Pos) {
        let entry = self.entry(id);
        let (obj, mark) = (entry.obj, entry.notify);
        let mut woken = None;
        if entry.wait != mark {
            entry.notify = mark.wrapping_add(1);
            woken = entry.waiters.take_mark(s, mark);
        }
        s.record(EventKind::Signal, NOBODY, obj, pos, i64::from(woken.is_some()), 0);
        if let Some(w) = woken {
            s.wake(w.slot, w.ticket, Cause::Signal, obj, pos, Note::DONE);
        }
    }

    /// `Broadcast`: all tickets are notified.
    pub fn cond_broadcast(&mut self, s: &mut Sched, id: SyncId, pos: Pos) {
        let entry = self.entry(id);
        entry.notify = entry.wait;
        let obj = entry.obj;
        let woken = std::iter::from_fn(|| entry.waiters.pop(s)).collect::<Vec<_>>();
        s.record(EventKind::Signal, NOBODY, obj, pos, woken.len() as i64, 1);
        for w in woken {
            s.wake(w.slot, w.ticket, Cause::Signal, obj, pos, Note::DONE);
        }
    }
}
