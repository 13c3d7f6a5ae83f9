//! Every primitive under every schedule: tiny goroutines of one operation a step, all interleavings run.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::*;
use crate::choice::{Chooser, Policy};
use crate::ids::{FuncId, StrId};
use crate::sched::{Ended, Fire, Limits, Next, Sched, Slot};
use crate::text::Pos;
use crate::trace::Trace;
use crate::trace::event::ObjectKind;

const P: Pos = Pos(1);

/// One operation; numbers name channels or locks, `Say` writes a letter to the log.
#[derive(Clone, Copy)]
enum Do {
    Send(usize, u64),
    /// Receives and writes the value (or `.` when closed) to the log.
    Recv(usize),
    Close(usize),
    /// Select of receives on two channels; writes case and value.
    Either(usize, usize),
    Lock(usize),
    Unlock(usize),
    WLock(usize),
    WUnlock(usize),
    RLock(usize),
    RUnlock(usize),
    Add(usize, i64),
    Wait(usize),
    CondWait(usize),
    Signal(usize),
    Broadcast(usize),
    Acquire(usize),
    Release(usize),
    Sleep(i64),
    Say(char),
    /// Copies lock words `from` to `to`.
    CopyLock(usize, usize),
}
use Do::*;

struct World {
    s: Sched,
    chans: Chans,
    locks: Locks,
    /// (state, id) of lock i.
    words: Vec<(u64, u64)>,
    programs: Vec<Vec<Do>>,
    /// Program counter, the operation that waits, and the place for a value, per goroutine.
    rows: Vec<Row>,
    log: String,
}

#[derive(Clone, Copy, Default)]
struct Row {
    pc: usize,
    waiting: bool,
    /// It waits, and must then try once more.
    retry: bool,
    value: u64,
}

impl World {
    fn new(chooser: Chooser, caps: &[u32], locks: usize, programs: &[&[Do]]) -> World {
        let mut s = Sched::new(chooser, Trace::new(), Limits::default());
        let mut chans = Chans::default();
        for cap in caps {
            chans.make(&mut s, 1, *cap, StrId(0), P);
        }
        for _ in programs {
            assert!(s.spawn(FuncId(1), StrId(0), P).is_ok());
        }
        World {
            s,
            chans,
            locks: Locks::default(),
            words: vec![(0, 0); locks],
            programs: programs.iter().map(|p| p.to_vec()).collect(),
            rows: vec![Row::default(); programs.len()],
            log: String::new(),
        }
    }

    /// Runs to the end and says what happened; at most `steps` steps.
    fn run(&mut self, steps: usize) -> String {
        for _ in 0..steps {
            match self.s.next() {
                Next::Run(slot) => {
                    if let Err(end) = self.step(slot) {
                        return format!("{} {end}", self.log);
                    }
                }
                Next::Fire { .. } => {}
                Next::Idle if self.s.counts().0 == 0 => return self.log.clone(),
                Next::Idle => return format!("{} deadlock", self.log),
                Next::Limit(hit) => return hit.name.text().to_owned(),
            }
        }
        "too long".to_owned()
    }

    fn step(&mut self, slot: Slot) -> Result<(), String> {
        let row = self.rows[slot.index()];
        let op = self.programs[slot.index()][row.pc];
        let again = std::mem::take(&mut self.rows[slot.index()].waiting);
        let finished = if again { self.resume(slot, op)? } else { self.perform(slot, op)? };
        if !finished {
            self.rows[slot.index()].waiting = true;
            return Ok(());
        }
        let row = &mut self.rows[slot.index()];
        row.pc += 1;
        if row.pc == self.programs[slot.index()].len() {
            self.s.end(Ended::Returned, P);
        } else {
            self.s.yield_now(true, P);
        }
        Ok(())
    }

    /// After a wake-up.
    fn resume(&mut self, slot: Slot, op: Do) -> Result<bool, String> {
        let note = self.s.note(slot);
        let value = self.rows[slot.index()].value;
        match op {
            Send(..) if note.closed => return Err(SEND_ON_CLOSED.to_owned()),
            Recv(_) if note.closed => self.log.push('.'),
            Recv(_) => self.say(value),
            Either(..) => {
                self.log.push(if note.case == 0 { 'a' } else { 'b' });
                if note.closed { self.log.push('.') } else { self.say(value) }
            }
            _ if std::mem::take(&mut self.rows[slot.index()].retry) => {
                return self.perform(slot, op);
            }
            _ => {}
        }
        Ok(true)
    }

    fn say(&mut self, value: u64) {
        let _ = write!(self.log, "{value}");
    }

    fn id(&mut self, i: usize, kind: ObjectKind) -> SyncId {
        let address = 8 * i as u64 + 8;
        match self.locks.find(self.words[i].1, address) {
            Some(id) => id,
            None => {
                let id = &mut self.words[i].1;
                self.locks.make(&mut self.s, kind, id, address, StrId(0), P)
            }
        }
    }

    fn perform(&mut self, slot: Slot, op: Do) -> Result<bool, String> {
        use ObjectKind as K;
        let done = match op {
            Send(c, v) => match self.chans.send(&mut self.s, ChanId(c as u32), &[v], P) {
                Sent::Done => Done::Ok,
                Sent::HandOff { to, at } => {
                    assert_eq!(at, to.0, "the receiver's place");
                    self.rows[to.index()].value = v;
                    Done::Ok
                }
                Sent::Blocked => Done::Blocked,
                Sent::Closed => Done::Panic(SEND_ON_CLOSED),
                Sent::Full => unreachable!("send waits"),
            },
            Recv(c) => {
                let (c, mut out) = (ChanId(c as u32), [0]);
                match self.chans.recv(&mut self.s, c, &mut out, slot.0, P) {
                    Received::Blocked => return Ok(false),
                    Received::Closed => self.log.push('.'),
                    _ => self.say(out[0]),
                }
                Done::Ok
            }
            Close(c) => match self.chans.close(&mut self.s, ChanId(c as u32), P) {
                Ok(()) => Done::Ok,
                Err(text) => Done::Panic(text),
            },
            Either(a, b) => {
                let case =
                    |c: usize| SelectCase { chan: Some(ChanId(c as u32)), send: false, at: slot.0 };
                let cases = [case(a), case(b)];
                match self.chans.select(&mut self.s, &cases, false, P) {
                    Selected::Case(i) => {
                        let c = if i == 0 { a } else { b };
                        self.log.push(if i == 0 { 'a' } else { 'b' });
                        return self.perform(slot, Recv(c));
                    }
                    Selected::None => {
                        self.chans.select_block(&mut self.s, &cases, &[], P);
                        Done::Blocked
                    }
                }
            }
            Lock(i) => {
                let id = self.id(i, K::Mutex);
                self.locks.lock(&mut self.s, id, &mut self.words[i].0, P)
            }
            Unlock(i) => {
                let id = self.id(i, K::Mutex);
                self.locks.unlock(&mut self.s, id, &mut self.words[i].0, P)
            }
            WLock(i) => {
                let id = self.id(i, K::RWMutex);
                self.locks.rw_lock(&mut self.s, id, &mut self.words[i].0, P)
            }
            WUnlock(i) => {
                let id = self.id(i, K::RWMutex);
                self.locks.rw_unlock(&mut self.s, id, &mut self.words[i].0, P)
            }
            RLock(i) => {
                let id = self.id(i, K::RWMutex);
                self.locks.r_lock(&mut self.s, id, &mut self.words[i].0, P)
            }
            RUnlock(i) => {
                let id = self.id(i, K::RWMutex);
                self.locks.r_unlock(&mut self.s, id, &mut self.words[i].0, P)
            }
            Add(i, n) => {
                let id = self.id(i, K::WaitGroup);
                self.locks.wg_add(&mut self.s, id, &mut self.words[i].0, n, P)
            }
            Wait(i) => {
                let id = self.id(i, K::WaitGroup);
                self.locks.wg_wait(&mut self.s, id, &mut self.words[i].0, P)
            }
            CondWait(i) => {
                let id = self.id(i, K::Cond);
                let ticket = self.locks.cond_add(id);
                self.locks.cond_wait(&mut self.s, id, ticket, P)
            }
            Signal(i) => {
                let id = self.id(i, K::Cond);
                self.locks.cond_signal(&mut self.s, id, P);
                Done::Ok
            }
            Broadcast(i) => {
                let id = self.id(i, K::Cond);
                self.locks.cond_broadcast(&mut self.s, id, P);
                Done::Ok
            }
            Acquire(i) => {
                let id = self.id(i, K::Semaphore);
                self.locks.sema_acquire(&mut self.s, id, &mut self.words[i].0, P)
            }
            Release(i) => {
                let id = self.id(i, K::Semaphore);
                self.locks.sema_release(&mut self.s, id, &mut self.words[i].0, P);
                Done::Ok
            }
            Sleep(ns) => {
                let at = self.s.now_ns() + ns;
                self.s.sleep(at, P);
                Done::Blocked
            }
            Say(c) => {
                self.log.push(c);
                Done::Ok
            }
            CopyLock(from, to) => {
                self.words[to] = self.words[from];
                Done::Ok
            }
        };
        match done {
            Done::Ok | Done::Answer(_) => Ok(true),
            Done::Blocked => Ok(false),
            Done::Retry => {
                self.rows[slot.index()].retry = true;
                Ok(false)
            }
            Done::Panic(text) | Done::Fatal(text) => Err(text.to_owned()),
        }
    }
}

/// All schedules: what happened, and in how many of them.
fn explore(caps: &[u32], locks: usize, programs: &[&[Do]]) -> BTreeMap<String, u32> {
    let mut outcomes = BTreeMap::new();
    let mut script = Vec::new();
    loop {
        let chooser = Chooser::scripted(Policy::Fifo, 0, script.clone());
        let mut world = World::new(chooser, caps, locks, programs);
        let outcome = world.run(10_000);
        replays(&world, &outcome, caps, locks, programs);
        *outcomes.entry(outcome).or_insert(0) += 1;
        let log = world.s.chooser.log();
        let Some(last) = log.iter().rposition(|c| c.answer + 1 < c.bound) else { return outcomes };
        script = log[..last].iter().map(|c| c.answer).collect();
        script.push(log[last].answer + 1);
    }
}

/// replay(schedule(run)) = run, through the schedule's text.
fn replays(world: &World, outcome: &str, caps: &[u32], locks: usize, programs: &[&[Do]]) {
    let text = world.s.chooser.schedule().to_string();
    let schedule = text.parse().expect("its own text");
    let mut again = World::new(Chooser::replay(&schedule), caps, locks, programs);
    assert_eq!(again.run(10_000), outcome, "{text}");
    let bytes = |w: &World| w.s.trace.chunks().flatten().copied().collect::<Vec<u8>>();
    assert_eq!(bytes(&again), bytes(world), "{text}");
    assert_eq!(again.s.chooser.schedule().to_string(), text);
}

fn outcomes(all: &BTreeMap<String, u32>) -> Vec<&str> {
    all.keys().map(String::as_str).collect()
}

fn fifo(caps: &[u32], locks: usize, programs: &[&[Do]]) -> String {
    World::new(Chooser::new(Policy::Fifo, 1), caps, locks, programs).run(10_000)
}

#[test]
fn two_times_two_steps_interleave_in_six_ways() {
    let all = explore(&[], 0, &[&[Say('a'), Say('b')], &[Say('c'), Say('d')]]);
    assert_eq!(outcomes(&all), ["abcd", "acbd", "acdb", "cabd", "cadb", "cdab"]);
    assert!(all.values().all(|n| *n == 1));
}

#[test]
fn a_mutex_excludes_in_every_schedule() {
    let one: &[Do] = &[Lock(0), Say('('), Say(')'), Unlock(0)];
    let all = explore(&[], 1, &[one, one, &[Lock(0), Say('['), Say(']'), Unlock(0)]]);
    assert_eq!(outcomes(&all), ["()()[]", "()[]()", "[]()()"]);
}

#[test]
fn locks_taken_crosswise_can_deadlock() {
    let all = explore(
        &[],
        2,
        &[
            &[Lock(0), Lock(1), Say('a'), Unlock(1), Unlock(0)],
            &[Lock(1), Lock(0), Say('b'), Unlock(0), Unlock(1)],
        ],
    );
    assert_eq!(outcomes(&all), [" deadlock", "ab", "ba"]);
}

#[test]
fn unlocking_too_often_is_fatal() {
    assert_eq!(fifo(&[], 1, &[&[Lock(0), Unlock(0), Unlock(0)]]), format!(" {UNLOCK_OF_UNLOCKED}"));
    assert_eq!(fifo(&[], 1, &[&[WUnlock(0)]]), format!(" {RW_UNLOCK_OF_UNLOCKED}"));
    assert_eq!(fifo(&[], 1, &[&[RUnlock(0)]]), format!(" {RUNLOCK_OF_UNLOCKED}"));
    let read_locked: &[Do] = &[RLock(0), WUnlock(0)];
    assert_eq!(fifo(&[], 1, &[read_locked]), format!(" {RW_UNLOCK_OF_UNLOCKED}"));
}

#[test]
fn a_copy_of_a_locked_mutex_is_locked_and_nobodys() {
    let all = fifo(&[], 2, &[&[Lock(0), CopyLock(0, 1), Unlock(0), Say('x'), Lock(1), Say('y')]]);
    assert_eq!(all, "x deadlock");
}

#[test]
fn who_has_waited_a_millisecond_is_served_before_newcomers() {
    // The first goroutine takes the lock again at once, each time holding it for 10 ms of sleep.
    let greedy: &[Do] = &[
        Lock(0),
        Sleep(10_000_000),
        Say('a'),
        Unlock(0),
        Lock(0),
        Sleep(10_000_000),
        Say('a'),
        Unlock(0),
        Lock(0),
        Sleep(10_000_000),
        Say('a'),
        Unlock(0),
    ];
    let mut world = World::new(
        Chooser::new(Policy::Fifo, 1),
        &[],
        1,
        &[greedy, &[Lock(0), Say('b'), Unlock(0)]],
    );
    let log = world.run(1000);
    assert!(log == "abaa" || log == "aaba", "{log}");
}

#[test]
fn readers_share_and_writers_exclude() {
    let reader: &[Do] = &[RLock(0), Say('r'), RUnlock(0)];
    let writer: &[Do] = &[WLock(0), Say('('), Say(')'), WUnlock(0)];
    let all = explore(&[], 1, &[reader, reader, writer]);
    assert_eq!(outcomes(&all), ["()rr", "r()r", "rr()"]);
    let all = explore(&[], 1, &[&[WLock(0), Say('<'), Say('>'), WUnlock(0)], reader, writer]);
    assert!(all.keys().all(|o| !o.contains("(r") && !o.contains("<r") && !o.contains("<(")));
}

#[test]
fn reading_twice_around_a_writer_can_deadlock() {
    let twice: &[Do] = &[RLock(0), RLock(0), RUnlock(0), RUnlock(0)];
    let all = explore(&[], 1, &[twice, &[WLock(0), WUnlock(0)]]);
    assert_eq!(outcomes(&all), ["", " deadlock"]);
}

#[test]
fn wait_returns_when_all_are_done() {
    let worker: &[Do] = &[Say('w'), Add(0, -1)];
    let all = explore(&[], 1, &[&[Add(0, 2), Wait(0), Say('!')], worker, worker]);
    let negative = format!(" {NEGATIVE_COUNTER}");
    for outcome in all.keys() {
        assert!(*outcome == "ww!" || outcome.ends_with(&negative), "{outcome}");
    }
    let all = explore(&[], 1, &[&[Add(0, 1), Wait(0)], &[Say('x')]]);
    assert_eq!(outcomes(&all), ["x deadlock"]);
}

#[test]
fn a_wait_group_used_again_too_early_says_so() {
    // Go's own check: between the wake-up and the return of Wait, somebody added again.
    let all = explore(&[], 1, &[&[Add(0, 1), Wait(0)], &[Say('-'), Add(0, -1), Add(0, 1)]]);
    assert!(all.keys().any(|o| o.ends_with(REUSED)), "{all:?}");
    let adds: &[Do] = &[Add(0, 1), Add(0, -1), Add(0, 1)];
    assert_eq!(fifo(&[], 1, &[adds]), "");
}

#[test]
fn done_on_a_copy_does_not_wake_the_original() {
    let all = fifo(&[], 2, &[&[Add(0, 1), Say('x'), Wait(0)], &[CopyLock(0, 1), Add(1, -1)]]);
    assert_eq!(all, "x deadlock");
}

#[test]
fn a_signal_wakes_one_and_is_lost_without_waiters() {
    let all = explore(&[], 1, &[&[CondWait(0), Say('a')], &[CondWait(0), Say('b')], &[Signal(0)]]);
    assert_eq!(outcomes(&all), [" deadlock", "a deadlock", "b deadlock"]);
    let all =
        explore(&[], 1, &[&[CondWait(0), Say('a')], &[CondWait(0), Say('b')], &[Broadcast(0)]]);
    assert_eq!(outcomes(&all), [" deadlock", "a deadlock", "ab", "b deadlock", "ba"]);
}

#[test]
fn permits_bound_who_is_inside() {
    let one: &[Do] = &[Acquire(0), Say('('), Say(')'), Release(0)];
    let all = explore(&[], 1, &[&[Release(0)], one, one]);
    assert_eq!(outcomes(&all), ["()()"]);
}

#[test]
fn unbuffered_values_arrive_once_in_order() {
    let all =
        explore(&[0], 0, &[&[Send(0, 1), Send(0, 2), Close(0)], &[Recv(0), Recv(0), Recv(0)]]);
    assert_eq!(outcomes(&all), ["12."]);
}

#[test]
fn buffered_values_arrive_once() {
    let all =
        explore(&[1], 0, &[&[Send(0, 1), Send(0, 2)], &[Send(0, 3)], &[Recv(0), Recv(0), Recv(0)]]);
    assert_eq!(outcomes(&all), ["123", "132", "312"]);
}

#[test]
fn closing_frees_receivers_and_makes_senders_panic() {
    let all = explore(&[0], 0, &[&[Recv(0)], &[Recv(0)], &[Close(0)]]);
    assert_eq!(outcomes(&all), [".."]);
    let all = explore(&[0], 0, &[&[Send(0, 1)], &[Close(0)]]);
    assert_eq!(outcomes(&all), [format!(" {SEND_ON_CLOSED}")]);
    assert_eq!(fifo(&[0], 0, &[&[Close(0), Close(0)]]), format!(" {CLOSE_OF_CLOSED}"));
}

#[test]
fn a_select_takes_one_of_both() {
    let all = explore(&[0, 0], 0, &[&[Either(0, 1), Either(0, 1)], &[Send(0, 1)], &[Send(1, 2)]]);
    assert_eq!(outcomes(&all), ["a1b2", "b2a1"]);
    let all = explore(&[0, 0], 0, &[&[Either(0, 1)], &[Close(0)], &[Send(1, 2)]]);
    assert_eq!(outcomes(&all), ["a. deadlock", "b2"]);
}

#[test]
fn a_select_loop_leaves_no_litter() {
    let mut world = World::new(Chooser::new(Policy::Fifo, 1), &[0, 0], 0, &[&[Say('x')]]);
    let Next::Run(slot) = world.s.next() else { panic!("one goroutine") };
    let case = |c| SelectCase { chan: Some(ChanId(c)), send: false, at: slot.0 };
    for _ in 0..100_000 {
        let (s, chans) = (&mut world.s, &mut world.chans);
        assert_eq!(chans.select(s, &[case(0), case(1)], false, P), Selected::None);
        chans.select_block(s, &[case(0), case(1)], &[], P);
        assert!(matches!(chans.try_send(s, ChanId(1), &[1], P), Sent::HandOff { .. }));
        assert_eq!(s.next(), Next::Run(slot));
    }
    assert!(world.chans.waiting_entries(ChanId(0)) <= 16);
}

#[test]
fn wide_values_arrive_whole() {
    let programs: &[&[Do]] = &[&[Say('x')], &[Say('y')]];
    let mut world = World::new(Chooser::new(Policy::Fifo, 1), &[], 0, programs);
    let (s, chans) = (&mut world.s, &mut world.chans);
    let pair = [0, 2].map(|cap| chans.make(s, 3, cap, StrId(0), P));
    let Next::Run(sender) = s.next() else { panic!("two goroutines") };
    let case = |i: usize, at| SelectCase { chan: Some(pair[i]), send: true, at };
    for round in 0..100u64 {
        let words = [round, round + 1, round + 2, 7, 8, 9];
        // Waits in both; the buffered one is full.
        while chans.len(pair[1]) < 2 {
            assert_eq!(chans.try_send(s, pair[1], &[4, 5, round], P), Sent::Done);
        }
        chans.select_block(s, &[case(0, 3), case(1, 0)], &words, P);
        assert!(matches!(s.next(), Next::Run(other) if other != sender));
        let mut out = [0; 3];
        assert_eq!(chans.try_recv(s, pair[1], &mut out, P), Received::Value);
        assert_eq!(out[..2], [4, 5]);
        let mut held = Vec::new();
        chans.each_word(s, pair[1], |w| held.push(w));
        assert_eq!(held[3..], words[..3], "the waiting value moved into the buffer");
        assert_eq!(s.note(sender).case, 1);
        out = [1; 3];
        assert_eq!(chans.try_recv(s, pair[0], &mut out, P), Received::Empty);
        assert_eq!(out, [1; 3], "nothing happened");
        s.yield_now(false, P);
        assert_eq!(s.next(), Next::Run(sender));
        assert_eq!(chans.try_recv(s, pair[1], &mut out, P), Received::Value);
        assert_eq!(chans.try_recv(s, pair[1], &mut out, P), Received::Value);
        assert_eq!(out, words[..3]);
    }
}

#[test]
fn sleepers_wake_in_time_and_order() {
    let all = explore(&[], 0, &[&[Sleep(30), Say('a')], &[Sleep(20), Say('b')]]);
    assert_eq!(outcomes(&all), ["ba"]);
    let mut world =
        World::new(Chooser::new(Policy::Fifo, 1), &[], 0, &[&[Sleep(2_000), Sleep(40)]]);
    assert_eq!(world.run(100), "");
    assert_eq!(world.s.now_ns(), 2_040);
    let id = world.s.set_timer(5_000, Fire::User { kind: 1, data: 2, data2: 3 });
    assert!(world.s.cancel_timer(id) && !world.s.cancel_timer(id));
    assert_eq!(world.s.next(), Next::Idle);
}

#[test]
fn policies_order_as_they_say() {
    let programs: &[&[Do]] = &[&[Say('0')], &[Say('1')], &[Say('2')], &[Say('3')], &[Say('4')]];
    assert_eq!(fifo(&[], 0, programs), "01234");
    let go = World::new(Chooser::new(Policy::Go, 1), &[], 0, programs).run(100);
    assert_eq!(go, "40123");
    let random = |seed| World::new(Chooser::new(Policy::Random, seed), &[], 0, programs).run(100);
    assert_eq!(random(3), random(3));
    let all: std::collections::BTreeSet<_> = (0..2000).map(random).collect();
    assert_eq!(all.len(), 120, "every order comes up");
}
