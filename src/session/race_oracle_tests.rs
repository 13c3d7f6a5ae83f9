//! The search for data races beside an oracle: small programs of accesses, locks and channels, of which every
//! interleaving is tried, once by a model that knows nothing of clocks, once by the machine. A variable races in
//! the model when two accesses to it, one a write, can come directly after one another; the machine must report
//! it under some schedule exactly then, and no pair that cannot.

#![allow(clippy::unwrap_used)]

use super::build::{check_files, machine};
use super::request::FileText;
use crate::choice::{Chooser, Policy};
use crate::diag::MAX_ERRORS;
use crate::vm::{Config, Machine};
use std::collections::BTreeSet;

/// Programs that are tried.
const PROGRAMS: u64 = 60;
/// Schedules of one program; a program with more is too large for this test.
const MOST_SCHEDULES: usize = 60_000;
/// Line of the first operation in the program's text.
const FIRST_LINE: usize = 11;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Do {
    Write(usize),
    Read(usize),
    Lock,
    Unlock,
    Send,
    Receive,
}

type Thread = Vec<Do>;
/// Lines of two accesses, the smaller first.
type Pair = (u32, u32);

/// Threads with two or three operations each; locks are taken in pairs.
fn drawn(seed: u64) -> Vec<Thread> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut draw = |n: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state % n
    };
    let threads = 2 + draw(2) as usize;
    let mut out = vec![];
    for _ in 0..threads {
        let mut ops = vec![];
        while ops.len() < 2 {
            let x = draw(2) as usize;
            let access = if draw(2) == 0 { Do::Write(x) } else { Do::Read(x) };
            match draw(6) {
                0 | 1 => ops.push(access),
                2 | 3 => ops.extend([Do::Lock, access, Do::Unlock]),
                4 => ops.extend([access, Do::Send]),
                _ => ops.extend([Do::Receive, access]),
            }
        }
        out.push(ops);
    }
    out
}

/// As Go text: one operation a line, and after each the others may run.
fn text(threads: &[Thread], capacity: usize) -> (String, Vec<Vec<u32>>) {
    let mut out = format!(
        "package main\n\nimport (\n\t\"runtime\"\n\t\"sync\"\n)\n\nfunc main() {{\n\tvar mu sync.Mutex; var v0, v1 int; c := make(chan int, {capacity})\n"
    );
    let mut lines = vec![];
    let mut line = FIRST_LINE as u32;
    for ops in threads {
        out.push_str("\tgo func() { t := 0; defer func() { _ = t }()\n");
        let mut own = vec![];
        for op in ops {
            own.push(line);
            line += 1;
            let shown = match op {
                Do::Write(x) => format!("v{x} = 1"),
                Do::Read(x) => format!("t += v{x}"),
                Do::Lock => "mu.Lock()".into(),
                Do::Unlock => "mu.Unlock()".into(),
                Do::Send => "c <- 1".into(),
                Do::Receive => "<-c".into(),
            };
            out.push_str(&format!("\t\t{shown}; runtime.Gosched()\n"));
        }
        out.push_str("\t}()\n");
        line += 2;
        lines.push(own);
    }
    out.push_str("\tuse(&mu, &v0, &v1, c); select {}\n}\n\nfunc use(...any) {}\n");
    (out, lines)
}

/// A state of the model: where each thread is, whether the lock is held, what the channel holds.
type State = (Vec<usize>, bool, usize);

/// All pairs of accesses that can come directly after one another.
fn adjacent(threads: &[Thread], lines: &[Vec<u32>], capacity: usize) -> BTreeSet<Pair> {
    let mut out = BTreeSet::new();
    let mut seen: BTreeSet<State> = BTreeSet::new();
    let mut todo: Vec<State> = vec![(vec![0; threads.len()], false, 0)];
    while let Some(state) = todo.pop() {
        if !seen.insert(state.clone()) {
            continue;
        }
        let (at, held, len) = &state;
        let next: Vec<Option<Do>> =
            threads.iter().zip(at).map(|(t, i)| t.get(*i).copied()).collect();
        for a in 0..threads.len() {
            for b in 0..a {
                let (Some(x), Some(y)) = (next[a], next[b]) else { continue };
                let conflict = match (x, y) {
                    (Do::Write(x), Do::Write(y) | Do::Read(y)) | (Do::Read(x), Do::Write(y)) => {
                        x == y
                    }
                    _ => false,
                };
                if conflict {
                    let (p, q) = (lines[a][at[a]], lines[b][at[b]]);
                    out.insert((p.min(q), p.max(q)));
                }
            }
        }
        for (t, op) in next.iter().enumerate() {
            let Some(op) = *op else { continue };
            let mut to = (at.clone(), *held, *len);
            to.0[t] += 1;
            match op {
                Do::Write(_) | Do::Read(_) => {}
                Do::Lock if !held => to.1 = true,
                Do::Unlock => to.1 = false,
                Do::Send if *len < capacity => to.2 += 1,
                Do::Receive if *len > 0 => to.2 -= 1,
                _ => continue,
            }
            todo.push(to);
        }
    }
    out
}

fn compiled(text: &str) -> Machine {
    let files = [FileText { name: "a.go".into(), text: text.into() }];
    let (program, diags) = check_files(&files, MAX_ERRORS).unwrap();
    let (problems, machine) = machine(program, diags, Config::default());
    machine.unwrap_or_else(|| panic!("{problems:?}\n{text}"))
}

/// The pairs that the machine reports under any schedule.
fn reported(text: &str) -> BTreeSet<Pair> {
    let fresh = compiled(text);
    let mut out = BTreeSet::new();
    let mut script: Vec<u32> = vec![];
    for _ in 0..MOST_SCHEDULES {
        let mut m = fresh.clone();
        m.sched.chooser = Chooser::scripted(Policy::Fifo, 0, script.clone());
        m.run();
        let line = |a: &crate::vm::races::Access| m.sources().line(a.stack[0].1);
        for r in &m.races.found {
            let (a, b) = (line(&r.earlier), line(&r.later));
            out.insert((a.min(b), a.max(b)));
        }
        let log = m.sched.chooser.log();
        let Some(last) = log.iter().rposition(|c| c.answer + 1 < c.bound) else { return out };
        script = log[..last].iter().map(|c| c.answer).collect();
        script.push(log[last].answer + 1);
    }
    panic!("too many schedules:\n{text}")
}

#[test]
fn a_race_is_reported_exactly_when_two_accesses_can_meet() {
    let (mut racing, mut clean) = (0, 0);
    for seed in 1..=PROGRAMS {
        let threads = drawn(seed);
        if threads.iter().map(Vec::len).sum::<usize>() > 9 {
            continue; // too many interleavings for a test
        }
        let capacity = 1 + seed as usize % 2;
        let (text, lines) = text(&threads, capacity);
        let (want, got) = (adjacent(&threads, &lines, capacity), reported(&text));
        let extra: Vec<_> = got.difference(&want).collect();
        assert!(extra.is_empty(), "seed {seed}: {extra:?} cannot meet\n{text}");
        let variable = |set: &BTreeSet<Pair>| -> BTreeSet<usize> {
            let all = threads.iter().zip(&lines).flat_map(|(t, l)| t.iter().zip(l));
            let of = |line: u32| all.clone().find(|(_, l)| **l == line).map(|(op, _)| *op);
            let number = |op: Option<Do>| match op {
                Some(Do::Write(x) | Do::Read(x)) => x,
                other => panic!("{other:?} is no access"),
            };
            set.iter().map(|p| number(of(p.0))).collect()
        };
        assert_eq!(
            variable(&got),
            variable(&want),
            "seed {seed}: {want:?}, reported {got:?}\n{text}"
        );
        if want.is_empty() { clean += 1 } else { racing += 1 }
    }
    assert!(racing > 10 && clean > 2, "{racing} programs race, {clean} do not");
}
