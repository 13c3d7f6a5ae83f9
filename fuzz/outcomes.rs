//! What a concurrent program may do, here and under Go. Every outcome that Go shows must be possible here;
//! one that is frequent here must turn up under Go, when Go was asked often enough to have shown it.

use crate::concurrent::{For, program};
use interleave::session::{RunRequest, Session, Started};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Schedules tried here at once; most until an outcome of Go is called impossible.
const SCHEDULES: u64 = 100;
const MOST_SCHEDULES: u64 = 6000;
/// Runs under Go; most until an outcome of ours is called impossible there.
const RUNS: usize = 25;
const MOST_RUNS: usize = 300;

/// How often each outcome was seen.
type Seen = BTreeMap<String, u64>;

/// What is wrong with the program of a seed, if anything; `binary`: it, built by Go.
pub fn compare(seed: u64, binary: Option<&Path>) -> Option<String> {
    let text = program(seed, For::Us);
    let mut ours = Seen::new();
    let mut tried = 0;
    let mut explore = |ours: &mut Seen, until: u64| {
        while tried < until {
            let policy = *["random", "fifo", "go"].get(tried as usize).unwrap_or(&"random");
            *ours.entry(outcome(&text, policy, tried)?).or_default() += 1;
            tried += 1;
        }
        Ok::<(), String>(())
    };
    if let Err(why) = explore(&mut ours, SCHEDULES) {
        return Some(why);
    }
    let binary = binary?;
    let mut theirs = Seen::new();
    ask(binary, &mut theirs);
    let missing =
        |ours: &Seen, theirs: &Seen| theirs.keys().find(|o| !ours.contains_key(*o)).cloned();
    if missing(&ours, &theirs).is_some() {
        if let Err(why) = explore(&mut ours, MOST_SCHEDULES) {
            return Some(why);
        }
        if let Some(o) = missing(&ours, &theirs) {
            return Some(format!("Go does what was never seen here:\n{o}"));
        }
    }
    let total: u64 = ours.values().sum();
    let never = |theirs: &Seen| {
        let frequent = ours.iter().filter(|(_, n)| **n * 8 >= total);
        frequent.map(|(o, _)| o).find(|o| !theirs.contains_key(*o)).cloned()
    };
    let mut runs = RUNS;
    while never(&theirs).is_some() && runs < MOST_RUNS {
        ask(binary, &mut theirs);
        runs += RUNS;
    }
    never(&theirs).map(|o| format!("frequent here, not seen in {runs} runs of Go:\n{o}"))
}

/// One run here.
fn outcome(text: &str, policy: &str, seed: u64) -> Result<String, String> {
    let request = RunRequest { policy: policy.into(), seed, ..RunRequest::single("main.go", text) };
    let (problems, started) = Session::start(&request);
    let Started::Ready(mut session) = started else {
        let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Err(format!("does not compile here:\n{}", list.join("\n")));
    };
    session.run_to_end();
    let report = session.report();
    if report.outcome == "limit" {
        return Err(format!("does not end under {policy}, seed {seed}: {}", report.message));
    }
    Ok(normal(&report.stdout, &report.stderr))
}

/// Some runs under Go. What only Go's checks against misuse of a WaitGroup say, by luck, is no outcome.
fn ask(binary: &Path, theirs: &mut Seen) {
    for o in (0..RUNS).map(|_| peer(binary)).filter(|o| !o.contains("WaitGroup is reused")) {
        if !o.contains("Add called concurrently with Wait") {
            *theirs.entry(o).or_default() += 1;
        }
    }
}

/// One run under Go.
fn peer(binary: &Path) -> String {
    match Command::new("timeout").arg("20").arg(binary).output() {
        Ok(o) => normal(&String::from_utf8_lossy(&o.stdout), &String::from_utf8_lossy(&o.stderr)),
        Err(e) => e.to_string(),
    }
}

/// Output and failure without what differs from run to run: numbers of goroutines, addresses, the order of
/// goroutines in a dump. Of a dump's goroutines those that run or could run are left out.
fn normal(stdout: &str, stderr: &str) -> String {
    let mut parts = stderr.split("\n\n");
    let head: Vec<&str> =
        parts.next().unwrap_or("").lines().filter(|l| !l.starts_with("[signal")).collect();
    let mut goroutines: Vec<String> = parts.filter_map(goroutine).collect();
    goroutines.sort();
    if !stderr.contains("all goroutines are asleep") {
        goroutines.clear();
    }
    format!("{stdout}{}\n{}", head.join("\n"), goroutines.join("\n"))
}

/// `chan receive: main.worker1:45`: why it waits, and where in the program.
fn goroutine(dump: &str) -> Option<String> {
    let mut lines = dump.lines().skip_while(|l| !l.starts_with("goroutine "));
    let reason = lines.next()?.split_once('[')?.1.split(']').next()?;
    let rest: Vec<&str> = lines.take_while(|l| !l.starts_with("created by ")).collect();
    let own = rest.iter().position(|l| l.starts_with("main."));
    let at = own.and_then(|i| rest.get(i + 1)).map_or("", |l| l.trim());
    let line = at.split(" +").next().unwrap_or("").rsplit('/').next().unwrap_or("");
    Some(format!("{reason} {line}"))
}
