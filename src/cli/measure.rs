//! `interleave measure`: wall times of the front end and of a run, for the benchmarks.
#![allow(clippy::disallowed_methods, reason = "a benchmark looks at the clock")]

use super::args::MeasureArgs;
use super::fail;
use interleave::session::{RunRequest, Session, Started};
use std::process::ExitCode;
use std::time::Instant;

/// Prints the medians.
pub fn measure(args: &MeasureArgs) -> ExitCode {
    let text = match std::fs::read_to_string(&args.file) {
        Ok(t) => args.set.iter().fold(t, |t, s| with_constant(&t, s)),
        Err(e) => return fail(&format!("{}: {e}", args.file)),
    };
    let mut request = RunRequest::single("bench.go", &text);
    let unlimited =
        ["steps", "goroutines", "heap", "events", "instructions", "virtual_time", "output"];
    request.limits = unlimited.iter().map(|n| ((*n).into(), 1e15)).collect();
    let (mut fronts, mut runs) = (Vec::new(), Vec::new());
    let mut last = None;
    for _ in 0..args.runs.max(1) {
        drop(last.take());
        let t0 = Instant::now();
        let (problems, started) = Session::start(&request);
        let Started::Ready(mut session) = started else {
            problems.iter().for_each(|p| eprintln!("{p}"));
            return fail("does not compile");
        };
        if args.unwatched {
            session.look_away();
        }
        fronts.push(t0.elapsed().as_secs_f64() * 1e3);
        let t1 = Instant::now();
        session.run_to_end();
        runs.push(t1.elapsed().as_secs_f64() * 1e3);
        last = Some(session);
    }
    let Some(session) = last else { return fail("nothing ran") };
    let report = session.outline();
    let line = serde_json::json!({
        "file": args.file, "front_ms": median(&mut fronts), "run_ms": median(&mut runs),
        "instructions": session.instructions(), "steps": report.steps, "events": report.events,
        "trace_bytes": session.trace_len(), "goroutines": report.goroutines.started,
        "outcome": report.outcome, "stdout": report.stdout, "peak_mib": peak_mib(),
    });
    say!("{line}");
    ExitCode::SUCCESS
}

/// Replaces `NAME = old` by `NAME = value` in a const declaration; `set` is `NAME=VALUE`.
fn with_constant(text: &str, set: &str) -> String {
    let Some((name, value)) = set.split_once('=') else { return text.into() };
    let is_it = |l: &str| {
        let l = l.trim_start().trim_start_matches("const ");
        l.split_once('=').is_some_and(|(n, _)| n.trim() == name) && !l.contains(":=")
    };
    let lines = text.lines().map(|l| match is_it(l) {
        true => format!("{}= {value}", &l[..l.find('=').unwrap_or(0)]),
        false => l.to_string(),
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

fn median(v: &mut [f64]) -> f64 {
    v.sort_by(f64::total_cmp);
    v[v.len() / 2]
}

/// Peak resident memory of this process, where the system tells.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse::<f64>().ok());
    kib.unwrap_or(0.0) / 1024.0
}
