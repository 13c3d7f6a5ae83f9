//! No false alarm: a program that is right says so under every schedule. The lessons and programs that end
//! well, with nothing stuck, left behind or racing, are run under random schedules, and must stay so.
//!
//! `SCHEDULES=1000 cargo test --release --test schedules` tries that many for each; by default it is a few.

#![allow(clippy::unwrap_used)]

mod common;

use common::expect::Expectations;
use interleave::session::{RunReport, RunRequest, Session, Started};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::Relaxed};

/// Schedules of each program when nobody asks for more.
const FEW: u64 = 3;
/// A program that does the same under so many schedules leaves nothing to chance.
const ALIKE: u64 = 12;

#[test]
fn a_right_program_is_right_under_every_schedule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let asked = std::env::var("SCHEDULES").ok().and_then(|n| n.parse().ok());
    let only = std::env::var("PROGRAM").unwrap_or_default();
    let folders = ["www/lessons", "tests/programs"].map(|f| common::go_files(&root.join(f)));
    let paths = folders.iter().flatten().filter(|p| p.to_string_lossy().contains(&only));
    let mut right: Vec<(u64, &PathBuf, RunRequest)> = paths
        .filter_map(|path| {
            let request = request(path)?;
            let session = run(&request)?;
            // what is meant to go wrong is left out
            alarm(&session.outline()).is_none().then(|| (session.instructions(), path, request))
        })
        .collect();
    right.sort_by_key(|r| r.0);
    let (next, runs, wrong) = (AtomicUsize::new(0), AtomicU64::new(0), Mutex::new(vec![]));
    std::thread::scope(|s| {
        for _ in 0..2 {
            s.spawn(|| {
                while let Some((_, path, request)) = right.get(next.fetch_add(1, Relaxed)) {
                    let (n, found) = explore(request, asked.unwrap_or(FEW));
                    runs.fetch_add(n, Relaxed);
                    if let Some((seed, what)) = found {
                        let text = format!("{} under seed {seed}: {what}", path.display());
                        eprintln!("{text}");
                        wrong.lock().unwrap().push(text);
                    }
                }
            });
        }
    });
    println!("{} programs, {} runs that differ", right.len(), runs.into_inner());
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(!right.is_empty(), "no program found");
}

/// Runs a program under schedules drawn from so many seeds: how many runs differed, and the first alarm. A run
/// that was seen before is not looked at again.
fn explore(request: &RunRequest, seeds: u64) -> (u64, Option<(u64, String)>) {
    let mut seen = BTreeSet::new();
    let Started::Ready(start) = Session::start(request).1 else { return (0, None) };
    for seed in 1..=seeds {
        let mut session = start.under_seed(seed);
        session.run_to_end();
        if seen.insert(session.trace_hash())
            && let Some(what) = alarm(&session.outline())
        {
            return (seen.len() as u64, Some((seed, what)));
        }
        if seed == ALIKE && seen.len() == 1 {
            break;
        }
    }
    (seen.len() as u64, None)
}

/// A program as it runs by itself; `None` for one that asks for faults, limits or an order of its own.
fn request(path: &Path) -> Option<RunRequest> {
    let text = std::fs::read_to_string(path).ok()?;
    let how = Expectations::parse(&text).ok()?;
    let plain = how.faults.is_empty() && how.limits.is_empty() && how.policy == "fifo";
    let name = path.file_name()?.to_string_lossy().into_owned();
    plain.then(|| RunRequest { stdin: how.stdin, ..RunRequest::single(&name, &text) })
}

fn run(request: &RunRequest) -> Option<Box<Session>> {
    let Started::Ready(mut session) = Session::start(request).1 else { return None };
    session.run_to_end();
    Some(session)
}

/// What the report finds fault with.
fn alarm(r: &RunReport) -> Option<String> {
    if r.outcome != "done" {
        return Some(format!("{} {}", r.outcome, r.message));
    }
    let stuck = r.stuck.first().map(|s| format!("stuck: {}", s.why));
    stuck.or(r.races.first().map(|race| race.what.clone()))
}
