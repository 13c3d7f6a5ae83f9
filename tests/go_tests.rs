//! Programs of tests under `tests/programs/tests` print and return what real `go test` does, but for durations and
//! for what it adds of stderr. Where no toolchain is present this says so and passes.

mod common;

use common::expect::Expectations;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Go may do several things, one of so many runs must do what ours does.
const TRIES: usize = 5;

#[test]
fn go_test_prints_what_our_tests_promise() {
    let go = std::env::var("GO").unwrap_or_else(|_| "go".into());
    if !Command::new(&go).arg("version").output().is_ok_and(|o| o.status.success()) {
        println!("skipped: no Go toolchain (set GO=path/to/go)");
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/tests");
    let mut failed = 0;
    let programs: Vec<PathBuf> = common::go_files(&root);
    assert!(!programs.is_empty());
    for path in &programs {
        let text = std::fs::read_to_string(path).unwrap();
        if text.contains("// Peer: skip") {
            continue;
        }
        let expect = Expectations::parse(&text).unwrap();
        let tries = (0..TRIES).map(|_| compare(&go, path, &expect));
        if let Some(why) = tries.take_while(Result::is_err).nth(TRIES - 1).and_then(Result::err) {
            println!("FAIL {}\n{why}\n", path.display());
            failed += 1;
        }
    }
    assert!(failed == 0, "{failed} of {} programs differ under go test", programs.len());
}

fn compare(go: &str, path: &Path, expect: &Expectations) -> Result<(), String> {
    let out = Command::new(go)
        .args(["test", "-vet=off"])
        .args(expect.race.then_some("-race"))
        .args(&expect.args)
        .arg(path)
        .envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GO111MODULE", "off")])
        .output()
        .map_err(|e| e.to_string())?;
    let (got, want) = (plain(&String::from_utf8_lossy(&out.stdout)), plain(expect.stdout()));
    if got != want {
        return Err(format!("go test says:\n{got}\nwe promise:\n{want}"));
    }
    expect.check_exit(out.status.code().unwrap_or(-1))
}

/// Without durations, and without what is printed on stderr: reports of panics, fatal errors and races.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let (mut ended, mut raced) = (false, false);
    for line in text.lines() {
        if line.starts_with("========") {
            continue;
        }
        ended |= line.starts_with("panic: ") || line.starts_with("fatal error: ");
        ended &= !line.starts_with("FAIL");
        raced =
            line == "WARNING: DATA RACE" || raced && !line.starts_with("--- ") && !is_last(line);
        if !ended && !raced {
            let words: Vec<&str> = line.split('\t').map(untimed).collect();
            out += &format!("{}\n", words.join("\t"));
        }
    }
    out
}

fn is_last(line: &str) -> bool {
    line.starts_with("FAIL") || line.starts_with("testing: ")
}

/// A word without what it says of time.
fn untimed(word: &str) -> &str {
    let timed = |s: &str| s.strip_suffix('s').is_some_and(|n| n.parse::<f64>().is_ok());
    match word.rsplit_once(" (") {
        _ if timed(word) => "",
        Some((before, time)) if time.strip_suffix(')').is_some_and(timed) => before,
        _ => word,
    }
}
