//! Runs every program under `tests/programs` and compares what happens with the comments in it:
//!
//! | comment | meaning |
//! |---|---|
//! | `// Output:` and the comment lines after it | exact stdout |
//! | `// Stderr: text` | a substring of stderr; may stand several times |
//! | `// Outcome: done\|exit N\|deadlock\|panic\|fatal\|limit NAME` | how it ends (`done` when missing) |
//! | `// Exit: N` | its exit status, where that is not what the outcome means |
//! | `// Stuck: ID LINE SINCE` | exactly these goroutines can never run again; `// Stuck: none` |
//! | `// Left: ID ID` | exactly these are left behind when main returns |
//! | `// Why: text` | a part of the explanation; may stand several times |
//! | `// Mend: text` | how the words begin of the change that mends it; `none` |
//! | `// VirtualTime: 40s` | virtual time at the end |
//! | `// Stdin: line` | a line of standard input; may stand several times |
//! | `// Args: -v`, `// Race: on` | arguments of the program; `--race` |
//! | `// Seed: N`, `// Policy: fifo\|go\|random`, `// Fault: SPEC`, `// Limit: NAME=N`, `// Knob: NAME=VALUE` | how it is run |
//! | `// ERROR "regexp"` at the end of a line | the checker reports there; with any of these nothing runs |
//! | `// WARN "regexp"` at the end of a line | go vet's kind of finding there |
//!
//! Each program runs twice, and the trace must be the same, byte for byte.

mod common;

use common::expect::Expectations;
use interleave::session::{Mending, RunRequest, Session, Started};
use std::path::{Path, PathBuf};

#[test]
fn programs_do_what_their_comments_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let only = std::env::var("PROGRAM").unwrap_or_default();
    let mut failed = Vec::new();
    let mut count = 0;
    for path in common::go_files(&root) {
        if !path.to_string_lossy().contains(&only) {
            continue;
        }
        count += 1;
        if let Err(why) = run_program(&path) {
            println!("FAIL {}\n{why}\n", path.strip_prefix(&root).unwrap_or(&path).display());
            failed.push(path);
        }
    }
    println!("programs: {} passed, {} failed", count - failed.len(), failed.len());
    assert!(failed.is_empty(), "{} of {count} programs failed", failed.len());
    assert!(count > 0, "no program found");
}

fn run_program(path: &PathBuf) -> Result<(), String> {
    let text = std::fs::read_to_string(path).map_err(|e| e.to_string())?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let expect = Expectations::parse(&text)?;
    let request = RunRequest {
        seed: expect.seed,
        policy: expect.policy.clone(),
        faults: expect.faults.clone(),
        stdin: expect.stdin.clone(),
        args: expect.args.clone(),
        race: expect.race,
        knobs: expect.knobs.iter().cloned().collect(),
        limits: expect.limits.iter().cloned().collect(),
        ..RunRequest::single(&name, &text)
    };
    let (problems, started) = Session::start(&request);
    expect.check_problems(&problems, &name)?;
    let mut session = match started {
        Started::Ready(s) => s,
        Started::Errors => {
            return if expect.wants_errors() { Ok(()) } else { Err(common::render(&problems)) };
        }
        Started::Refused(why) => return Err(format!("refused: {why}")),
    };
    if expect.wants_errors() {
        return Err("expected errors, but it compiles".into());
    }
    session.run_to_end();
    expect.check_report(&session.report())?;
    if expect.wants_mend() {
        let mut mending = Mending::of(&session);
        while mending.as_mut().is_some_and(|m| !m.slice(1_000_000)) {}
        expect.check_mend(mending.as_ref().and_then(Mending::found))?;
    }
    let (_, again) = Session::start(&request);
    let Started::Ready(mut again) = again else { return Err("the second start failed".into()) };
    again.run_to_end();
    if session.trace_bytes() != again.trace_bytes() {
        return Err("two runs of one request gave different traces".into());
    }
    Ok(())
}
