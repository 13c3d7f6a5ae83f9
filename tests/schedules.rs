//! No false alarm: a program that is right says so under every schedule. The lessons and programs that end
//! well, with nothing stuck, left behind or racing, are run under random schedules, and must stay so.
//!
//! `SCHEDULES=1000 cargo test --release --test schedules` tries that many for each; by default it is a few.

mod common;

use common::expect::Expectations;
use interleave::session::{RunReport, RunRequest, Session, Started};
use std::path::Path;

/// Schedules of each program when nobody asks for more.
const FEW: u64 = 3;

#[test]
fn a_right_program_is_right_under_every_schedule() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let asked = std::env::var("SCHEDULES").ok().and_then(|n| n.parse().ok());
    let only = std::env::var("PROGRAM").unwrap_or_default();
    let mut right = 0;
    let mut wrong = Vec::new();
    let folders = ["www/lessons", "tests/programs"].map(|f| common::go_files(&root.join(f)));
    for path in folders.iter().flatten().filter(|p| p.to_string_lossy().contains(&only)) {
        let Some(request) = request(path) else { continue };
        if run(&request).is_none_or(|r| alarm(&r).is_some()) {
            continue; // it is meant to go wrong
        }
        right += 1;
        for seed in 1..=asked.unwrap_or(FEW) {
            let drawn = RunRequest { policy: "random".into(), seed, ..request.clone() };
            if let Some(what) = run(&drawn).as_ref().and_then(alarm) {
                wrong.push(format!("{} under seed {seed}: {what}", path.display()));
                break;
            }
        }
    }
    println!("{right} programs");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right > 0, "no program found");
}

/// A program as it runs by itself; `None` for one that asks for faults, limits or an order of its own.
fn request(path: &Path) -> Option<RunRequest> {
    let text = std::fs::read_to_string(path).ok()?;
    let how = Expectations::parse(&text).ok()?;
    let plain = how.faults.is_empty() && how.limits.is_empty() && how.policy == "fifo";
    let name = path.file_name()?.to_string_lossy().into_owned();
    plain.then(|| RunRequest { stdin: how.stdin, ..RunRequest::single(&name, &text) })
}

fn run(request: &RunRequest) -> Option<RunReport> {
    let Started::Ready(mut session) = Session::start(request).1 else { return None };
    session.run_to_end();
    Some(session.report())
}

/// What the report finds fault with.
fn alarm(r: &RunReport) -> Option<String> {
    if r.outcome != "done" {
        return Some(format!("{} {}", r.outcome, r.message));
    }
    let stuck = r.stuck.first().map(|s| format!("stuck: {}", s.why));
    stuck.or(r.races.first().map(|race| race.what.clone()))
}
