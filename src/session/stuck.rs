//! Goroutines that wait when the run ends, with the reason in words, read off the trace.

use super::report::Stuck;
use super::tables;
use crate::diagnose::{Blocked, Holder, StuckSince, Waits, why};
use crate::ids::{FuncId, Gid, ObjectId};
use crate::text::Pos;
use crate::trace::event::{EndCode, Event, EventKind, WaitReason};
use crate::vm::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// What the trace says about the end.
#[derive(Default)]
struct End {
    waiting: BTreeMap<Gid, Event>,
    started: BTreeMap<Gid, FuncId>,
    ended: BTreeMap<Gid, ()>,
    counters: BTreeMap<ObjectId, i64>,
    capacity: BTreeMap<ObjectId, i64>,
    names: BTreeMap<ObjectId, u32>,
    holders: BTreeMap<ObjectId, Event>,
}

/// Goroutines that can never run again, and those that were left behind when main returned. Some are both:
/// nobody could have freed them even before.
pub fn stuck_and_left(m: &Machine, code: EndCode) -> (Vec<Stuck>, Vec<Stuck>) {
    if m.sched.counts().0 <= 1 && code != EndCode::Deadlock {
        return (vec![], vec![]); // only main was left
    }
    match code {
        EndCode::Deadlock => (waiting(m, &BTreeSet::new()), vec![]),
        EndCode::Done | EndCode::Race => {
            let never = never_run(m);
            let left = waiting(m, &never);
            (left.iter().filter(|s| never.contains(&Gid(s.id))).cloned().collect(), left)
        }
        EndCode::Exit | EndCode::Limit => {
            let never = never_run(m);
            let mut stuck = if never.is_empty() { vec![] } else { waiting(m, &never) };
            stuck.retain(|s| never.contains(&Gid(s.id)));
            (stuck, vec![])
        }
        _ => (vec![], vec![]),
    }
}

/// Goroutines of which it is proved that they can never run again.
pub fn never_run(m: &Machine) -> BTreeSet<Gid> {
    m.never_run().into_iter().collect()
}

/// Goroutines that wait for another goroutine at the end of the run (sleepers are not among them). In a
/// deadlock all of them are stuck, else `never`.
fn waiting(m: &Machine, never: &BTreeSet<Gid>) -> Vec<Stuck> {
    let mut end = End::default();
    for e in m.trace() {
        end.see(&e);
    }
    let lasting = |e: &&Event| e.a != WaitReason::Sleep as i64 && e.a != WaitReason::IoWait as i64;
    let deadlock = m.outcome().is_some_and(|o| o.code == EndCode::Deadlock);
    let since = if deadlock || !never.is_empty() {
        StuckSince::new(m.trace())
    } else {
        StuckSince::default()
    };
    let told = |e: &Event| {
        let mut stuck = end.stuck(m, e);
        if (deadlock || never.contains(&e.g))
            && let Some(moment) = since.get(e.g)
        {
            (stuck.since_ns, stuck.since_step) = (moment.ns, moment.step);
        }
        stuck
    };
    end.waiting.values().filter(lasting).map(told).collect()
}

impl End {
    fn see(&mut self, e: &Event) {
        match e.kind {
            EventKind::Spawn => drop(self.started.insert(e.g, FuncId(e.a as u32))),
            EventKind::Block => drop(self.waiting.insert(e.g, *e)),
            EventKind::Wake => drop(self.waiting.remove(&e.g)),
            EventKind::End if e.a != 3 => {
                self.waiting.remove(&e.g);
                self.ended.insert(e.g, ());
            }
            EventKind::Count => drop(self.counters.insert(e.obj, e.b)),
            EventKind::Capacity => drop(self.capacity.insert(e.obj, e.a)),
            EventKind::Object => drop(self.names.insert(e.obj, e.b as u32)),
            EventKind::Lock if e.a == 0 => drop(self.holders.insert(e.obj, *e)),
            EventKind::Unlock if e.a == 0 => drop(self.holders.remove(&e.obj)),
            _ => {}
        }
    }

    fn stuck(&self, m: &Machine, e: &Event) -> Stuck {
        let reason = WaitReason::ALL.get(e.a as usize).copied().unwrap_or(WaitReason::Hang);
        let line = line(m, e.pos);
        let name = self.names.get(&e.obj).map(|s| m.trace().strings().get(crate::ids::StrId(*s)));
        let blocked = Blocked {
            who: who(e.g),
            line,
            object: name.unwrap_or_default().to_string(),
            waits: self.waits(m, e, reason),
        };
        let func = self.started.get(&e.g).and_then(|f| m.linked().func(f.0));
        Stuck {
            id: e.g.0,
            function: func.map_or_else(String::new, |f| f.name.clone()),
            reason: reason.text().into(),
            line,
            why: why(&blocked),
            since_ns: e.time_ns,
            since_step: e.step + 1,
        }
    }

    fn waits(&self, m: &Machine, e: &Event, reason: WaitReason) -> Waits {
        let number = |map: &BTreeMap<ObjectId, i64>| map.get(&e.obj).copied().unwrap_or(0);
        match reason {
            WaitReason::ChanReceive => Waits::Receive,
            WaitReason::ChanSend => Waits::Send { capacity: number(&self.capacity).max(0) as u64 },
            WaitReason::ChanReceiveNil => Waits::NilChannel { send: false },
            WaitReason::ChanSendNil => Waits::NilChannel { send: true },
            WaitReason::Select => Waits::Select,
            WaitReason::SelectNoCases => Waits::SelectNothing,
            WaitReason::WaitGroupWait => Waits::WaitGroup { counter: number(&self.counters) },
            WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock => {
                Waits::Lock { holder: self.holders.get(&e.obj).map(|h| self.holder(m, h, e.g)) }
            }
            WaitReason::CondWait => Waits::Cond,
            WaitReason::Hang => Waits::Hang,
            _ => Waits::Other,
        }
    }

    fn holder(&self, m: &Machine, lock: &Event, waiter: Gid) -> Holder {
        Holder {
            who: who(lock.g),
            ended: self.ended.contains_key(&lock.g),
            is_self: lock.g == waiter,
            line: line(m, lock.pos),
        }
    }
}

fn who(g: Gid) -> String {
    if g == crate::ids::MAIN { "main".into() } else { format!("goroutine {}", g.0) }
}

fn line(m: &Machine, pos: Pos) -> u32 {
    tables::place(m, pos).1
}
