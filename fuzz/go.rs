//! Generated programs under the Go toolchain and here. What sequential ones print must be the same: this finds
//! what a compiler gets wrong silently. What concurrent ones may do must be the same set (see `outcomes`).
//!
//! `cargo test --release --test fuzz_go -- --minutes 10 --seed 7` for long; without arguments a few programs
//! from a fixed seed. `--show SEED` prints the program of a seed that was reported; with `--concurrent` only
//! concurrent ones are tried or shown. Where no toolchain is
//! present (`$GO`, else `go` on the path) the programs only have to compile and end here, and it says so.

#![allow(clippy::disallowed_methods, reason = "a fuzzer looks at the clock")]

mod concurrent;
mod generate;
#[allow(dead_code, reason = "the other fuzzers use the rest")]
mod mutate;
mod outcomes;

use interleave::session::{RunRequest, Session, Started};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

/// Programs that Go builds at once.
const BATCH: u64 = 20;
/// The same of concurrent programs, which are run often.
const CONCURRENT: u64 = 4;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1)?.parse::<u64>().ok()
    };
    let only = args.iter().any(|a| a == "--concurrent");
    if let Some(seed) = value("--show") {
        let concurrent = || concurrent::program(seed, concurrent::For::Go);
        print!("{}", if only { concurrent() } else { generate::program(seed) });
        return ExitCode::SUCCESS;
    }
    let go = toolchain();
    if go.is_none() {
        println!("no Go toolchain (set GO=path/to/go): the comparison is skipped");
    }
    let time = Duration::from_secs(60 * value("--minutes").unwrap_or(0));
    let (start, mut seed) = (Instant::now(), value("--seed").unwrap_or(1));
    let (mut tried, mut failed) = (0, 0);
    loop {
        let seeds: Vec<u64> = (seed..seed + BATCH).collect();
        if !only {
            failed += batch(&seeds, go.as_deref());
            tried += seeds.len();
        }
        let few = if only { &seeds[..] } else { &seeds[..CONCURRENT as usize] };
        failed += concurrent_batch(few, go.as_deref());
        tried += few.len();
        seed += BATCH;
        if start.elapsed() >= time || failed >= 10 {
            break;
        }
    }
    println!("fuzz_go: {tried} programs, {failed} failures");
    let ok = failed == 0;
    let (word, yes, no) = if ok { ("ok", 1, 0) } else { ("FAILED", 0, 1) };
    println!("test result: {word}. {yes} passed; {no} failed");
    if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// `$GO`, else `go` on the path, when it answers.
fn toolchain() -> Option<String> {
    let go = std::env::var("GO").unwrap_or_else(|_| "go".into());
    Command::new(&go).arg("version").output().ok().filter(|o| o.status.success()).map(|_| go)
}

/// Runs a few programs; how many are wrong.
fn batch(seeds: &[u64], go: Option<&str>) -> usize {
    let work = std::env::temp_dir().join(format!("interleave-go-{}", std::process::id()));
    let theirs = go.map(|go| build(go, &work, seeds, generate::program));
    let mut failed = 0;
    for &seed in seeds {
        let ours = ours(&generate::program(seed));
        let wrong = match (&ours, &theirs) {
            (Err(why), _) => Some(why.clone()),
            (Ok(_), None) => None,
            (Ok(text), Some(Ok(()))) => difference(text, &peer(&work, seed)),
            (Ok(_), Some(Err(why))) => Some(why.clone()),
        };
        if let Some(why) = wrong {
            println!("seed {seed}: {why}");
            failed += 1;
        }
    }
    let _ = std::fs::remove_dir_all(&work);
    failed
}

/// The same with concurrent programs.
fn concurrent_batch(seeds: &[u64], go: Option<&str>) -> usize {
    let work = std::env::temp_dir().join(format!("interleave-go-{}", std::process::id()));
    let text = |seed| concurrent::program(seed, concurrent::For::Go);
    let built = go.map(|go| build(go, &work, seeds, text)).transpose();
    let mut failed = 0;
    for seed in seeds {
        let binary = go.map(|_| work.join(format!("bin/p{seed}")));
        let wrong = match &built {
            Ok(_) => outcomes::compare(*seed, binary.as_deref()),
            Err(why) => Some(why.clone()),
        };
        if let Some(why) = wrong {
            println!("concurrent seed {seed}: {why}");
            failed += 1;
        }
    }
    let _ = std::fs::remove_dir_all(&work);
    failed
}

fn build(
    go: &str,
    work: &Path,
    seeds: &[u64],
    program: impl Fn(u64) -> String,
) -> Result<(), String> {
    let text = |e: std::io::Error| e.to_string();
    for seed in seeds {
        let dir = work.join(format!("p{seed}"));
        std::fs::create_dir_all(&dir).map_err(text)?;
        std::fs::write(dir.join("main.go"), program(*seed)).map_err(text)?;
    }
    std::fs::write(work.join("go.mod"), "module generated\n\ngo 1.27\n").map_err(text)?;
    let built = Command::new(go)
        .args(["build", "-o", "bin/", "./..."])
        .current_dir(work)
        .envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOFLAGS", "-mod=mod")])
        .output()
        .map_err(text)?;
    match built.status.success() {
        true => Ok(()),
        false => Err(format!("Go refuses:\n{}", String::from_utf8_lossy(&built.stderr))),
    }
}

fn peer(work: &Path, seed: u64) -> String {
    let out = Command::new("timeout").arg("20").arg(work.join(format!("bin/p{seed}"))).output();
    out.map_or_else(|e| e.to_string(), |o| String::from_utf8_lossy(&o.stdout).into_owned())
}

/// What our machine prints.
fn ours(text: &str) -> Result<String, String> {
    let (problems, started) = Session::start(&RunRequest::single("main.go", text));
    match started {
        Started::Ready(mut s) => {
            s.run_to_end();
            let report = s.report();
            match report.outcome.as_str() {
                "done" => Ok(report.stdout),
                other => Err(format!("ends in {other}\n{}", report.stderr)),
            }
        }
        _ => {
            let list: Vec<String> = problems.iter().map(ToString::to_string).collect();
            Err(format!("does not compile here:\n{}", list.join("\n")))
        }
    }
}

/// The first line in which the texts differ.
fn difference(ours: &str, theirs: &str) -> Option<String> {
    if ours == theirs {
        return None;
    }
    let at = ours.lines().zip(theirs.lines()).position(|(a, b)| a != b);
    let at = at.unwrap_or_else(|| ours.lines().count().min(theirs.lines().count()));
    let line = |t: &str| t.lines().nth(at).unwrap_or("(nothing)").to_string();
    Some(format!("line {}:\n  here {}\n  Go   {}", at + 1, line(ours), line(theirs)))
}
