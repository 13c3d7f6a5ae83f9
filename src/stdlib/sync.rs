//! `sync` and `sync/atomic` on the state machines of the room [`crate::sync`]. A lock's two words, state
//! and id, lie at its address.

use super::Native;
use crate::compile::code::IntKind;
use crate::ids::ObjectId;
use crate::sync::{Done, SyncId};
use crate::trace::event::ObjectKind;
use crate::vm::heap::offset;
use crate::vm::native::{Call, Flow, PanicWith};

/// One operation of the side table on a state word.
macro_rules! op {
    ($call:ident, $f:ident, $id:ident, $state:ident) => {{
        let pos = $call.pos();
        $call.m.locks.$f(&mut $call.m.sched, $id, $state, pos)
    }};
}

pub(super) fn native(name: &str) -> Option<Native> {
    use ObjectKind::{Mutex, RWMutex, WaitGroup};
    Some(match name {
        "sync.(*Mutex).Lock" => {
            |c| lock(c, Mutex, Edge::Acquire, |c, id, state| op!(c, lock, id, state))
        }
        "sync.(*Mutex).TryLock" => {
            |c| lock(c, Mutex, Edge::Acquire, |c, id, state| op!(c, try_lock, id, state))
        }
        "sync.(*Mutex).Unlock" => {
            |c| lock(c, Mutex, Edge::Release, |c, id, state| op!(c, unlock, id, state))
        }
        "sync.(*RWMutex).Lock" => {
            |c| lock(c, RWMutex, Edge::AcquireAll, |c, id, state| op!(c, rw_lock, id, state))
        }
        "sync.(*RWMutex).TryLock" => {
            |c| lock(c, RWMutex, Edge::AcquireAll, |c, id, state| op!(c, rw_try_lock, id, state))
        }
        "sync.(*RWMutex).Unlock" => {
            |c| lock(c, RWMutex, Edge::Release, |c, id, state| op!(c, rw_unlock, id, state))
        }
        "sync.(*RWMutex).RLock" => {
            |c| lock(c, RWMutex, Edge::Acquire, |c, id, state| op!(c, r_lock, id, state))
        }
        "sync.(*RWMutex).TryRLock" => {
            |c| lock(c, RWMutex, Edge::Acquire, |c, id, state| op!(c, r_try_lock, id, state))
        }
        "sync.(*RWMutex).RUnlock" => {
            |c| lock(c, RWMutex, Edge::ReleaseRead, |c, id, state| op!(c, r_unlock, id, state))
        }
        "sync.(*WaitGroup).Add" => {
            |c| lock(c, WaitGroup, Edge::Release, |c, id, state| wg_add(c, id, state, c.int(1)))
        }
        "sync.(*WaitGroup).Done" => {
            |c| lock(c, WaitGroup, Edge::Release, |c, id, state| wg_add(c, id, state, -1))
        }
        "sync.(*WaitGroup).Wait" => {
            |c| lock(c, WaitGroup, Edge::Acquire, |c, id, state| op!(c, wg_wait, id, state))
        }
        "sync.(*Cond).enqueue" => |c| {
            cond(c, |c, id| {
                let ticket = c.m.locks.cond_add(id);
                c.ret(0, u64::from(ticket));
                Done::Ok
            })
        },
        "sync.(*Cond).await" => |c| {
            let (slot, key) = (c.m.sched.current(), c.word(0));
            c.m.sched.order.acquire(slot, key);
            c.m.sched.order.await_key(slot, key);
            cond(c, |c, id| {
                let (ticket, pos) = (c.word(1) as u32, c.pos());
                c.m.locks.cond_wait(&mut c.m.sched, id, ticket, pos)
            })
        },
        "sync.(*Cond).signal" => |c| {
            release(c, c.word(0));
            cond(c, |c, id| {
                let pos = c.pos();
                c.m.locks.cond_signal(&mut c.m.sched, id, pos);
                Done::Ok
            })
        },
        "sync.(*Cond).broadcast" => |c| {
            release(c, c.word(0));
            cond(c, |c, id| {
                let pos = c.pos();
                c.m.locks.cond_broadcast(&mut c.m.sched, id, pos);
                Done::Ok
            })
        },
        "sync.onceDone" => |c| release(c, c.word(0)),
        "sync.onceSeen" => |c| acquire(c, c.word(0)),
        "sync.release" => |c| release(c, c.iface(0).data),
        "sync.acquire" => |c| acquire(c, c.iface(0).data),
        "sync/atomic.touch" => |c| {
            let key = c.iface(0).data;
            acquire(c, key);
            release(c, key)
        },
        "sync/atomic.sameType" => |c| {
            let same = c.iface(0).tag == c.iface(2).tag;
            c.ret_bool(0, same);
            Flow::Done
        },
        _ => return atomic(name.strip_prefix("sync/atomic.")?),
    })
}

fn wg_add(c: &mut Call<'_>, id: SyncId, state: &mut u64, delta: i64) -> Done {
    let pos = c.pos();
    c.m.locks.wg_add(&mut c.m.sched, id, state, delta, pos)
}

/// The entry of the lock whose words lie at `address`.
fn entry(call: &mut Call<'_>, kind: ObjectKind, address: u64) -> SyncId {
    let mut id = call.load(address + 8);
    if let Some(found) = call.m.locks.find(id, address) {
        return found;
    }
    let (name, pos) = (call.m.name_here(), call.pos());
    let made = call.m.locks.make(&mut call.m.sched, kind, &mut id, address, name, pos);
    call.store(address + 8, id);
    made
}

/// What an operation orders: what its goroutine did before it, or after it, with the others on the same lock.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Edge {
    /// After what was released by a writer, a holder, a Done.
    Acquire,
    /// And after what readers released.
    AcquireAll,
    Release,
    /// By a reader.
    ReleaseRead,
}

/// What came before is for those who acquire `key` later.
pub(super) fn release(call: &mut Call<'_>, key: u64) -> Flow {
    let slot = call.m.sched.current();
    call.m.sched.order.release(slot, key);
    Flow::Done
}

/// What was released with `key` comes before what follows.
pub(super) fn acquire(call: &mut Call<'_>, key: u64) -> Flow {
    let slot = call.m.sched.current();
    call.m.sched.order.acquire(slot, key);
    Flow::Done
}

/// The key of what an RWMutex's readers release; no address.
fn of_readers(address: u64) -> u64 {
    address | 1
}

fn lock(
    call: &mut Call<'_>,
    kind: ObjectKind,
    edge: Edge,
    f: fn(&mut Call<'_>, SyncId, &mut u64) -> Done,
) -> Flow {
    let address = call.word(0);
    if !call.is_address(address) {
        return nil_dereference();
    }
    let id = entry(call, kind, address);
    let mut state = call.load(address);
    match edge {
        Edge::Release => drop(release(call, address)),
        Edge::ReleaseRead => drop(release(call, of_readers(address))),
        Edge::Acquire | Edge::AcquireAll => {}
    }
    let done = f(call, id, &mut state);
    call.store(address, state);
    if matches!(edge, Edge::Acquire | Edge::AcquireAll) {
        acquired(call, done, address, edge == Edge::AcquireAll);
    }
    if done == Done::Ok && call.m.preempts() {
        return Flow::Preempt;
    }
    finish(call, done)
}

fn acquired(call: &mut Call<'_>, done: Done, address: u64, all: bool) {
    match done {
        Done::Ok | Done::Answer(true) => {
            acquire(call, address);
            if all {
                acquire(call, of_readers(address));
            }
        }
        // it has the writers' turn, so only readers are still to release something
        Done::Blocked if all => {
            acquire(call, address);
            call.m.await_key(of_readers(address));
        }
        Done::Blocked => call.m.await_key(address),
        _ => {}
    }
}

/// A Cond's words lie behind its Locker.
fn cond(call: &mut Call<'_>, f: fn(&mut Call<'_>, SyncId) -> Done) -> Flow {
    let address = call.word(0);
    if !call.is_address(address) {
        return nil_dereference();
    }
    let id = entry(call, ObjectKind::Cond, address + 16);
    let done = f(call, id);
    finish(call, done)
}

/// What the machine does after an operation.
fn finish(call: &mut Call<'_>, done: Done) -> Flow {
    match done {
        Done::Ok => Flow::Done,
        Done::Answer(yes) => {
            call.ret_bool(0, yes);
            Flow::Done
        }
        Done::Blocked => Flow::Parked,
        Done::Retry => Flow::ParkedRetry,
        Done::Panic(text) => PanicWith::text(text),
        Done::Fatal(text) => Flow::Fatal(text.to_string()),
    }
}

/// What a nil pointer's method does.
pub(super) fn nil_dereference() -> Flow {
    PanicWith::runtime("invalid memory address or nil pointer dereference")
}

/// The atomics: `AddInt32`, `(*Int32).Add` and the like.
fn atomic(name: &str) -> Option<Native> {
    let (op, ty) = match name.strip_prefix("(*") {
        Some(method) => {
            let (ty, op) = method.split_once(").")?;
            (op, ty)
        }
        None => {
            let ops = ["CompareAndSwap", "Load", "Store", "Add", "Swap", "And", "Or"];
            let op = *ops.iter().find(|op| name.starts_with(**op))?;
            (op, &name[op.len()..])
        }
    };
    if !matches!(ty, "Int32" | "Int64" | "Uint32" | "Uint64" | "Uintptr" | "Bool" | "Pointer") {
        return None;
    }
    Some(match (op, ty) {
        ("Load", _) => |c| at(c, |_, old| (old, None)),
        ("Store", _) => store,
        ("Swap", _) => |c| at(c, |c, old| (old, Some(c.word(1)))),
        ("CompareAndSwap", _) => |c| {
            at(c, |c, old| {
                let same = old == c.word(1);
                (u64::from(same), same.then(|| c.word(2)))
            })
        },
        ("And", _) => |c| at(c, |c, old| (old, Some(old & c.word(1)))),
        ("Or", _) => |c| at(c, |c, old| (old, Some(old | c.word(1)))),
        ("Add", "Int32") => |c| add(c, Some(IntKind::I32)),
        ("Add", "Uint32") => |c| add(c, Some(IntKind::U32)),
        ("Add", _) => |c| add(c, None),
        _ => return None,
    })
}

/// Replaces the word that the first argument points to; the answer is the first result.
fn at(call: &mut Call<'_>, f: fn(&Call<'_>, u64) -> (u64, Option<u64>)) -> Flow {
    let address = call.word(0);
    if !call.is_address(address) {
        return nil_dereference();
    }
    acquire(call, address);
    let (answer, new) = f(call, call.load(address));
    call.m.touched_atomically(offset(address, 3), new.is_some());
    if let Some(new) = new {
        release(call, address);
        call.store(address, new);
    }
    call.ret(0, answer);
    call.done()
}

/// Observes nothing: what was stored before is not ordered before it, nor for those who read what it stores.
fn store(call: &mut Call<'_>) -> Flow {
    let address = call.word(0);
    if !call.is_address(address) {
        return nil_dereference();
    }
    call.m.touched_atomically(offset(address, 3), true);
    let slot = call.m.sched.current();
    call.m.sched.order.release_alone(slot, address);
    call.store(address, call.word(1));
    call.done()
}

fn add(call: &mut Call<'_>, kind: Option<IntKind>) -> Flow {
    let address = call.word(0);
    if !call.is_address(address) {
        return nil_dereference();
    }
    acquire(call, address);
    call.m.touched_atomically(offset(address, 3), true);
    release(call, address);
    let sum = call.load(address).wrapping_add(call.word(1));
    let sum = match kind {
        Some(IntKind::I32) => sum as i32 as i64 as u64,
        Some(IntKind::U32) => u64::from(sum as u32),
        _ => sum,
    };
    call.store(address, sum);
    call.ret(0, sum);
    call.done()
}

/// The trace's number of an object in a word.
pub(super) fn object(word: u64) -> ObjectId {
    ObjectId(word as u32)
}
