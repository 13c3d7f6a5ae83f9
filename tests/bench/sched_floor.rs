//! What executor, channels, timers and trace cost without a language on top: the floor under W1–W4.
//!
//! `cargo run --release --example sched_floor [-- --json] [-- W2]` prints nanoseconds an item, traced and not, and
//! bytes an event; a name runs only the cases that begin with it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use std::hint::black_box;
use std::time::Instant;

use interleave::choice::{ChoiceKind, Chooser, Policy, SplitMix64};
use interleave::ids::{FuncId, Gid, ObjectId, StrId};
use interleave::sched::{Ended, Fire, Limits, Next, Sched, Slot, Timers};
use interleave::sync::{Chans, Done, Locks, Received, SelectCase, Selected, Sent};
use interleave::text::Pos;
use interleave::trace::Trace;
use interleave::trace::event::{EventKind, ObjectKind};

const P: Pos = Pos(100);
const Q: Pos = Pos(140);

fn sched(traced: bool) -> Sched {
    let trace = if traced { Trace::new() } else { Trace::off() };
    Sched::new(Chooser::new(Policy::Fifo, 1), trace, Limits::default())
}

/// W1: `n` goroutines, a buffered channel of `p` permits, a sleep of 1–20 ms each, a WaitGroup.
fn w1(n: u32, p: u32, traced: bool) -> Sched {
    let mut s = sched(traced);
    let (mut chans, mut locks, mut r) = (Chans::default(), Locks::default(), SplitMix64::new(1));
    let mut pc = vec![0u8; n as usize + 1];
    s.spawn(FuncId(1), StrId(0), Pos::NONE).unwrap();
    let pool = chans.make(&mut s, 0, p, StrId(0), P);
    let (mut state, mut word) = (0u64, 0u64);
    let wg = locks.make(&mut s, ObjectKind::WaitGroup, &mut word, 8, StrId(0), P);
    while let Next::Run(slot) = s.next() {
        let pc = &mut pc[slot.index()];
        loop {
            let step = *pc;
            *pc += 1;
            match (slot.0, step) {
                (0, 0) => {
                    for _ in 0..n {
                        locks.wg_add(&mut s, wg, &mut state, 1, P);
                        s.spawn(FuncId(2), StrId(0), Q).unwrap();
                    }
                    if locks.wg_wait(&mut s, wg, &mut state, P) == Done::Retry {
                        break;
                    }
                }
                (0, 1) => {
                    locks.wg_wait(&mut s, wg, &mut state, P);
                    s.end(Ended::Returned, P);
                    break;
                }
                (_, 0) => {
                    if chans.send(&mut s, pool, &[], P) == Sent::Blocked {
                        break;
                    }
                }
                (_, 1) => {
                    let at = s.now_ns() + 1_000_000 + i64::from(r.below(19_000_000));
                    s.sleep(at, Q);
                    break;
                }
                _ => {
                    chans.recv(&mut s, pool, &mut [], 0, P);
                    locks.wg_add(&mut s, wg, &mut state, -1, P);
                    s.end(Ended::Returned, P);
                    break;
                }
            }
        }
    }
    s
}

/// W2: one producer, 8 workers over an unbuffered channel, results through a buffer of 64.
fn w2(n: u64, traced: bool) -> Sched {
    let mut s = sched(traced);
    let mut chans = Chans::default();
    let jobs = chans.make(&mut s, 1, 0, StrId(0), P);
    let results = chans.make(&mut s, 1, 64, StrId(0), P);
    #[derive(Clone, Copy, Default)]
    struct Row {
        value: u64,
        resumed: bool,
        sending: bool,
        count: u64,
    }
    let mut rows = vec![Row::default(); 10];
    for _ in 0..10 {
        s.spawn(FuncId(1), StrId(0), P).unwrap();
    }
    while let Next::Run(slot) = s.next() {
        let i = slot.index();
        match i {
            0 => loop {
                if rows[0].count == n {
                    s.end(Ended::Returned, P);
                    break;
                }
                rows[0].count += 1;
                match chans.send(&mut s, jobs, &[rows[0].count], P) {
                    Sent::HandOff { to, .. } => rows[to.index()].value = rows[0].count,
                    _ => break,
                }
            },
            1 => loop {
                if rows[1].count == n {
                    s.end(Ended::Returned, Q);
                    break;
                }
                rows[1].count += 1;
                let mut out = [0];
                if chans.recv(&mut s, results, &mut out, 1, Q) == Received::Blocked {
                    break;
                }
            },
            _ => loop {
                let mut out = [rows[i].value];
                if !rows[i].sending && !std::mem::take(&mut rows[i].resumed) {
                    rows[i].resumed = true;
                    if chans.recv(&mut s, jobs, &mut out, slot.0, P) == Received::Blocked {
                        break;
                    }
                    rows[i].resumed = false;
                }
                if !std::mem::take(&mut rows[i].sending) {
                    rows[i].sending = true;
                    if chans.send(&mut s, results, &[out[0] * 2], Q) == Sent::Blocked {
                        break;
                    }
                    rows[i].sending = false;
                }
            },
        }
    }
    s
}

/// W3: `n` goroutines in a tree, each selecting on its own timer and on a channel that its parent closes.
fn w3(n: u32, traced: bool) -> Sched {
    let mut s = sched(traced);
    let mut chans = Chans::default();
    for _ in 0..n {
        s.spawn(FuncId(1), StrId(0), P).unwrap();
    }
    let dones: Vec<_> =
        (0..n).map(|_| chans.make_kind(&mut s, 0, 0, ObjectKind::DoneChan, StrId(0), P)).collect();
    let ticks: Vec<_> = (0..n).map(|_| chans.make(&mut s, 1, 1, StrId(0), P)).collect();
    let mut waits = vec![false; n as usize];
    let mut timers = Vec::new();
    loop {
        match s.next() {
            Next::Run(slot) => {
                let i = slot.index();
                if std::mem::replace(&mut waits[i], true) {
                    s.cancel_timer(timers[i]);
                    s.end(Ended::Returned, P);
                    continue;
                }
                if i == 0 {
                    s.set_timer(1_000_000_000, Fire::User { kind: 0, data: 0, data2: 0 });
                }
                timers.push(s.set_timer(
                    3_600_000_000_000,
                    Fire::User { kind: 1, data: i as u64, data2: 0 },
                ));
                let cases = [
                    SelectCase { chan: Some(dones[i]), send: false, at: 0 },
                    SelectCase { chan: Some(ticks[i]), send: false, at: 0 },
                ];
                if chans.select(&mut s, &cases, false, P) == Selected::None {
                    chans.select_block(&mut s, &cases, &[], P);
                }
            }
            Next::Fire { .. } => {
                for c in &dones {
                    chans.close(&mut s, *c, Q).unwrap();
                }
            }
            _ => return s,
        }
    }
}

/// W4: `n` goroutines sleep `times` times.
fn w4(n: u32, times: u32, traced: bool) -> Sched {
    let mut s = sched(traced);
    let mut r = SplitMix64::new(2);
    let mut left = vec![times; n as usize];
    for _ in 0..n {
        s.spawn(FuncId(1), StrId(0), P).unwrap();
    }
    while let Next::Run(slot) = s.next() {
        let left = &mut left[slot.index()];
        if *left == 0 {
            s.end(Ended::Returned, P);
        } else {
            *left -= 1;
            let at = s.now_ns() + 1 + i64::from(r.below(20_000_000));
            s.sleep(at, Q);
        }
    }
    s
}

/// Nanoseconds this thread has spent on a processor, where Linux says so: neighbours then disturb less.
fn clock_ns(start: Instant) -> f64 {
    let text = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let on_cpu = text.split(' ').next().and_then(|n| n.parse().ok());
    on_cpu.unwrap_or_else(|| start.elapsed().as_nanos() as f64)
}

/// The least disturbed of `runs` times, in nanoseconds an item.
fn time(items: u64, runs: usize, mut f: impl FnMut()) -> f64 {
    let start = Instant::now();
    let mut all: Vec<f64> = (0..runs)
        .map(|_| {
            let before = clock_ns(start);
            f();
            (clock_ns(start) - before) / items as f64
        })
        .collect();
    all.sort_by(f64::total_cmp);
    all[0]
}

fn main() {
    let json = std::env::args().any(|a| a == "--json");
    let only = std::env::args().skip(1).find(|a| a != "--json").unwrap_or_default();
    let show = |case: &str, value: f64, unit: &str| {
        if json {
            println!(
                r#"{{"bench":"sched_floor","case":"{case}","value":{value:.2},"unit":"{unit}"}}"#
            );
        } else {
            println!("{case:<34} {value:>9.2} {unit}");
        }
    };
    let workload = |name: &str, items: u64, run: &dyn Fn(bool) -> Sched| {
        if !name.starts_with(&only) {
            return;
        }
        show(&format!("{name}, no trace"), time(items, 5, || drop(black_box(run(false)))), "ns");
        show(&format!("{name}, traced"), time(items, 5, || drop(black_box(run(true)))), "ns");
        let s = run(true);
        let bytes = s.trace.byte_len() as f64;
        show(&format!("{name}, trace"), bytes / s.trace.events() as f64, "bytes/event");
        show(&format!("{name}, events"), s.trace.events() as f64 / items as f64, "per item");
    };
    workload("W1 10^5 P=5", 100_000, &|t| w1(100_000, 5, t));
    workload("W1 10^6 P=100", 1_000_000, &|t| w1(1_000_000, 100, t));
    workload("W2 10^6", 1_000_000, &|t| w2(1_000_000, t));
    workload("W3 10^5", 100_000, &|t| w3(100_000, t));
    workload("W4 10^5 x 20", 2_000_000, &|t| w4(100_000, 20, t));
    if !only.is_empty() {
        return;
    }
    for live in [100_000u32, 1_000_000] {
        let mut r = SplitMix64::new(3);
        let mut timers = Timers::default();
        let fire = Fire::Wake { slot: Slot(0), ticket: 0, obj: ObjectId(0) };
        for _ in 0..live {
            timers.set(i64::from(r.below(20_000_000)), fire);
        }
        let ns = time(1_000_000, 5, || {
            for _ in 0..1_000_000 {
                let now = timers.earliest().unwrap();
                timers.pop_due(now);
                timers.set(now + i64::from(r.below(20_000_000)), fire);
            }
        });
        show(&format!("timer: take + set, {live} live"), ns, "ns");
    }
    let ns = time(1_000_000, 9, || {
        let mut t = Trace::new();
        for i in 0..1_000_000u32 {
            t.set_time(i64::from(i) * 5);
            t.record(EventKind::Lock, Gid(0), Gid(0), ObjectId(1 + i % 3), P, 0, 0);
        }
        black_box(t);
    });
    show("trace: one event", ns, "ns");
    let ns = time(1_000_000, 9, || {
        let mut c = Chooser::new(Policy::Random, 1);
        for _ in 0..1_000_000 {
            black_box(c.choose(ChoiceKind::Next, 7));
        }
    });
    show("choose, random", ns, "ns");
}
