//! Real Go as the oracle: programs under `tests/programs` that promise an output are built by the Go
//! toolchain (`$GO`, else `go` on the path) and must print it there too; programs that must not compile
//! must be refused there, on the same lines. Where no toolchain is present this says so and passes.
//!
//! `// Peer: unordered` compares lines as a set, where the order is the scheduler's; `// Peer: skip REASON`
//! keeps a program out.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Go may do several things, one of so many runs must do what ours does.
const TRIES: usize = 5;
/// Programs that take longer than this in virtual time are not run in real time.
const LONGEST_NS: i64 = 3_000_000_000;

#[test]
fn go_prints_what_our_programs_promise() {
    let Some(go) = toolchain() else {
        println!("skipped: no Go toolchain (set GO=path/to/go)");
        return;
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let only = std::env::var("PROGRAM").unwrap_or_default();
    let work = std::env::temp_dir().join(format!("interleave-peers-{}", std::process::id()));
    let (mut ran, mut failed) = (0, Vec::new());
    let programs: Vec<_> = common::go_files(&root)
        .into_iter()
        .filter(|p| p.to_string_lossy().contains(&only))
        .collect();
    let chosen: Vec<(PathBuf, String)> = programs.iter().filter_map(|p| eligible(p)).collect();
    assert!(!chosen.is_empty(), "no program that real Go can run has {only:?} in its path");
    for (i, (path, text)) in chosen.iter().enumerate() {
        let dir = work.join(format!("p{i}"));
        std::fs::create_dir_all(&dir).unwrap();
        // Under its own name: programs that log their line print it.
        std::fs::write(dir.join(path.file_name().unwrap_or_default()), text).unwrap();
    }
    std::fs::write(work.join("go.mod"), "module peers\n\ngo 1.27\n").unwrap();
    let built = Command::new(&go)
        .args(["build", "-o", "bin/", "./..."])
        .current_dir(&work)
        .envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOFLAGS", "-mod=mod")])
        .output()
        .unwrap();
    if !built.status.success() {
        println!("{}", String::from_utf8_lossy(&built.stderr));
    }
    for (i, (path, text)) in chosen.iter().enumerate() {
        ran += 1;
        let binary = work.join(format!("bin/p{i}"));
        let tries = (0..TRIES).map(|_| compare(&binary, text));
        if let Some(why) = tries.take_while(Result::is_err).nth(TRIES - 1).and_then(Result::err) {
            println!("FAIL {}\n{why}\n", path.display());
            failed.push(path.clone());
        }
    }
    let _ = std::fs::remove_dir_all(&work);
    println!("peers: {} passed, {} failed", ran - failed.len(), failed.len());
    assert!(failed.is_empty(), "{} of {ran} programs differ under real Go", failed.len());
}

/// `$GO`, else `go` on the path, when it answers.
fn toolchain() -> Option<String> {
    let go = std::env::var("GO").unwrap_or_else(|_| "go".into());
    Command::new(&go).arg("version").output().ok().filter(|o| o.status.success()).map(|_| go)
}

/// Programs that promise an output, are short in real time and use only Go's own library.
fn eligible(path: &Path) -> Option<(PathBuf, String)> {
    let text = std::fs::read_to_string(path).ok()?;
    let skip = [
        "// Peer: skip",
        "// Fault:",
        "// Knob:",
        "// Limit:",
        "// ERROR ",
        "\"golang.org/x/",
        "// Outcome: limit",
    ];
    // programs of tests are for `tests/go_tests.rs`
    let tests = path.to_string_lossy().ends_with("_test.go");
    let plain =
        !tests && path.extension().is_some_and(|e| e == "go") && text.contains("// Output:");
    let long = virtual_ns(&text).is_some_and(|ns| ns > LONGEST_NS);
    (plain && !long && !skip.iter().any(|s| text.contains(s))).then(|| (path.to_path_buf(), text))
}

fn virtual_ns(text: &str) -> Option<i64> {
    let value = text.lines().find_map(|l| l.trim().strip_prefix("// VirtualTime: "))?;
    common::expect::duration_ns(value.trim()).ok()
}

fn compare(binary: &Path, text: &str) -> Result<(), String> {
    let out = Command::new("timeout")
        .arg("20")
        .arg(binary)
        .output()
        .map_err(|e| format!("did not build: {e}"))?;
    let expect = common::expect::Expectations::parse(text)?;
    let stdout = String::from_utf8_lossy(&out.stdout);
    match text.contains("// Peer: unordered") {
        true => expect.check_lines(&stdout)?,
        false => expect.check_stdout(&stdout)?,
    }
    expect.check_exit(out.status.code().unwrap_or(-1))
}
