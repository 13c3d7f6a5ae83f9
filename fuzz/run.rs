//! Fuzzes the machine: programs that work are changed a little, and those that still compile are run under
//! a random schedule with small limits, twice. What must not happen is a panic of ours, a hang, or two runs
//! that differ.
//!
//! `cargo test --release --test fuzz_run -- --minutes 10 --seed 7` for long; without arguments a few
//! seconds from a fixed seed. `--show SEED` prints the program of a seed that was reported.

#[allow(dead_code, reason = "shared with the front end's target")]
mod mutate;
mod supervise;

use interleave::session::{RunRequest, Session, Started};
use mutate::Random;
use std::path::Path;
use std::process::ExitCode;
use std::sync::LazyLock;
use supervise::Target;

static PROGRAMS: LazyLock<Vec<String>> = LazyLock::new(programs);

static TARGET: Target =
    Target { name: "fuzz_run", text: |seed| change(&mut Random(seed)).into_bytes(), run };

/// Small enough that a case takes milliseconds.
const LIMITS: [(&str, f64); 7] = [
    ("instructions", 300_000.0),
    ("steps", 20_000.0),
    ("goroutines", 2_000.0),
    ("heap", 8_000_000.0),
    ("stack", 400_000.0),
    ("events", 100_000.0),
    ("output", 100_000.0),
];

fn run(seed: u64, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    let mut request = RunRequest::single("prog.go", &text);
    request.policy = ["fifo", "go", "random"][(seed % 3) as usize].into();
    request.seed = seed;
    request.limits = LIMITS.iter().map(|(n, v)| ((*n).to_string(), *v)).collect();
    let Some(first) = trace(&request, u64::MAX) else { return };
    let again = trace(&request, 1_000 + seed % 10_000);
    assert_eq!(Some(first), again, "two runs differ");
}

/// Hash of the trace, and the report as text.
fn trace(request: &RunRequest, slice: u64) -> Option<(u64, String)> {
    let (_, Started::Ready(mut session)) = Session::start(request) else { return None };
    while !session.slice(slice).done {}
    let report = serde_json::to_string(&session.report()).unwrap_or_default();
    let tables = session.tables();
    assert_eq!(tables.goroutines.func.len(), session.report().goroutines.started as usize);
    Some((session.trace_hash(), report))
}

fn programs() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for dir in ["tests/programs", "www/lessons", "fuzz/corpus"] {
        collect(&root.join(dir), &mut files);
    }
    files.sort();
    let texts = files.iter().filter_map(|f| std::fs::read_to_string(f).ok());
    texts.filter(|t| t.contains("func main()") && !t.contains("// ERROR ")).collect()
}

fn collect(dir: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => collect(&path, files),
            false => files.extend(path.extension().is_some_and(|e| e == "go").then_some(path)),
        }
    }
}

/// A working program with one to four small changes.
fn change(r: &mut Random) -> String {
    let mut lines: Vec<String> =
        PROGRAMS[r.below(PROGRAMS.len())].lines().map(String::from).collect();
    for _ in 0..=r.below(4) {
        let at = r.below(lines.len());
        let other = r.below(lines.len());
        match r.below(10) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => lines[at] = lines[at].replacen("defer ", "", 1),
            4 => lines[at] = lines[at].replacen("go ", "", 1),
            5 => {
                let indent = lines[at].len() - lines[at].trim_start().len();
                lines[at].insert_str(
                    indent,
                    r.pick(&["go ", "defer ", "return; ", "for { ", "} ", "if false { "]),
                );
            }
            _ => number(r, &mut lines[at]),
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.join("\n") + "\n"
}

/// Replaces the first number of a line.
fn number(r: &mut Random, line: &mut String) {
    let Some(start) = line.find(|c: char| c.is_ascii_digit()) else { return };
    let end = line[start..].find(|c: char| !c.is_ascii_digit()).map_or(line.len(), |n| start + n);
    let values =
        ["0", "1", "2", "(-1)", "7", "64", "1000", "100000", "(1<<31)", "(1<<40)", "(1<<62)"];
    line.replace_range(start..end, r.pick(&values));
}

fn main() -> ExitCode {
    supervise::main(&TARGET)
}
