//! The state of a run at its moments: variables are named and valued right, and a state does not depend on how
//! it was reached.

#![allow(clippy::unwrap_used)]

mod common;

use interleave::session::{Inspected, Look, RunRequest, Session, Started};
use std::path::{Path, PathBuf};

fn started(request: &RunRequest) -> Box<Session> {
    match Session::start(request) {
        (_, Started::Ready(s)) => s,
        (problems, _) => panic!("does not start: {problems:?}"),
    }
}

/// A finished run with many kept states.
fn finished(request: &RunRequest, every: u64, bytes: usize) -> Box<Session> {
    let mut s = started(request);
    s.keep_states_every(every, bytes);
    while !s.slice(100_000).done {}
    s
}

fn look(s: &mut Session, step: u64, g: u32) -> Inspected {
    s.inspect(Look { step, g, over: false }).unwrap()
}

fn go_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder);
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "go"))
        .collect();
    found.sort();
    found
}

/// `n=3; name="x"` of a line that ends in `// inspect: …`; a `*` stands for anything.
fn wanted(line: &str) -> Option<Vec<(&str, &str)>> {
    let list = line.split("// inspect: ").nth(1)?;
    Some(list.split("; ").map(|p| p.split_once('=').unwrap()).collect())
}

fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == text,
        Some((head, rest)) => {
            let Some(tail) = text.strip_prefix(head) else { return false };
            (0..=tail.len()).any(|i| tail.is_char_boundary(i) && fits(rest, &tail[i..]))
        }
    }
}

/// Each line that says what is to be seen there shows it at some step.
#[test]
fn variables_have_their_names_and_values() {
    for path in go_files("inspect") {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut s = finished(&RunRequest::single("main.go", &text), 1000, 64 << 20);
        let report = s.report();
        let lines = text.lines().enumerate();
        let mut missing: Vec<_> =
            lines.filter_map(|(i, l)| Some((i + 1, wanted(l)?, String::new()))).collect();
        assert!(!missing.is_empty());
        for step in 0..=report.steps {
            for g in 1..=report.goroutines.started {
                let state = look(&mut s, step, g);
                missing.retain_mut(|(line, wanted, seen)| {
                    for f in state.frames.iter().filter(|f| f.line as usize == *line && !f.library)
                    {
                        let vars = || f.locals.iter().chain(&state.globals);
                        let has =
                            |n: &str, v: &str| vars().any(|x| x.name == n && fits(v, &x.value));
                        if wanted.iter().all(|(n, v)| has(n, v)) {
                            return false;
                        }
                        *seen = vars()
                            .map(|v| format!("{}={}", v.name, v.value))
                            .collect::<Vec<_>>()
                            .join("; ");
                    }
                    true
                });
            }
        }
        let words: Vec<String> = missing
            .iter()
            .map(|(l, w, s)| format!("line {l}: want {w:?}\n  last seen: {s}"))
            .collect();
        assert!(words.is_empty(), "{}\n{}", path.display(), words.join("\n"));
    }
}

/// Programs of the other tests that take few steps.
fn programs() -> Vec<(PathBuf, RunRequest)> {
    let folders = ["inspect", "programs/talk", "programs/runtime"];
    let files = folders.iter().flat_map(|f| go_files(f));
    let limits = [("instructions", 400_000.0), ("steps", 20_000.0)];
    files
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let limits = limits.map(|(n, v)| (n.to_owned(), v)).into_iter().collect();
            (path, RunRequest { limits, ..RunRequest::single("main.go", &text) })
        })
        .collect()
}

/// A repeatable choice below `n`.
fn drawn(seed: &mut u64, n: u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) % n.max(1)
}

/// A state is that of a run which is stopped there, whatever was kept of the run and wherever one looked before;
/// and looking leaves the run as it was.
#[test]
fn a_state_is_that_of_a_run_stopped_there() {
    let mut looked = 0;
    for (path, request) in programs() {
        let mut plain = match Session::start(&request) {
            (_, Started::Ready(s)) => s,
            _ => continue,
        };
        plain.run_to_end();
        let (hash, report) = (plain.trace_hash(), plain.report());
        let mut dense = finished(&request, 2_000, 64 << 20);
        let mut sparse = finished(&request, 1 << 40, 1 << 20);
        assert_eq!((dense.trace_hash(), sparse.trace_hash()), (hash, hash), "{}", path.display());
        let mut seed = 7;
        for _ in 0..6 {
            let step = drawn(&mut seed, report.steps + 1);
            let g = 1 + drawn(&mut seed, u64::from(report.goroutines.started)) as u32;
            let here = format!("{} step {step} goroutine {g}", path.display());
            assert_eq!(look(&mut dense, step, g), look(&mut sparse, step, g), "{here}");
            if step == 0 || step == report.steps {
                continue;
            }
            let mut limits = request.limits.clone();
            limits.insert("steps".into(), step as f64);
            let mut stopped = started(&RunRequest { limits, ..request.clone() });
            stopped.run_to_end();
            let over = dense.inspect(Look { step, g, over: true }).unwrap();
            let want = unmarked(stopped.state_now(g));
            // the clock may have moved on by then
            // why it is so depends on what can still come, which is told of finished runs
            let got = Inspected { time_ns: want.time_ns, why: None, ..unmarked(over) };
            assert_eq!(got, want, "{here}, over");
            looked += 1;
        }
        assert_eq!(dense.trace_hash(), hash, "{}: looking changed the run", path.display());
        assert_eq!(dense.report().events, report.events);
    }
    assert!(looked > 100, "only {looked} states were compared");
}

fn unmarked(mut s: Inspected) -> Inspected {
    let vars = s.frames.iter_mut().flat_map(|f| &mut f.locals).chain(&mut s.globals);
    vars.for_each(|v| v.changed = false);
    s
}

/// Why is told of the same moment as the state, also after a step, when the clock may move on next.
#[test]
fn why_agrees_with_the_state() {
    let mut waits = 0;
    for (path, request) in programs().into_iter().take(60) {
        let (_, Started::Ready(_)) = Session::start(&request) else { continue };
        let mut s = finished(&request, 10_000, 1 << 20);
        let steps = s.report().steps;
        for (step, over) in (1..=steps.min(12)).flat_map(|step| [(step, false), (step, true)]) {
            for g in 1..=3 {
                let state = s.inspect(Look { step, over, g }).unwrap();
                let title = state.why.map(|w| w.title).unwrap_or_default();
                let words: &[&str] = match state.status.as_str() {
                    "waiting" => &["waiting", "sleeping", "stuck"],
                    "runnable" => &["runnable"],
                    "running" => &["running"],
                    "ended" => &["ended"],
                    _ => &["not begun"],
                };
                let agrees = words.iter().any(|w| title.contains(w));
                assert!(agrees, "{} {step} {over} g{g}: {} {title}", path.display(), state.status);
                waits += u32::from(state.status == "waiting");
            }
        }
    }
    assert!(waits > 100, "only {waits} waits");
}

/// In its last step, too, a goroutine is somewhere: `main` where it returns.
#[test]
fn who_runs_has_a_stack() {
    for (path, request) in programs().into_iter().take(24) {
        let mut s = match Session::start(&request) {
            (_, Started::Ready(_)) => finished(&request, 100_000, 1 << 20),
            _ => continue,
        };
        let report = s.report();
        for step in [1, report.steps / 2 + 1, report.steps] {
            let running = (1..=report.goroutines.started)
                .map(|g| look(&mut s, step.min(report.steps), g))
                .filter(|state| state.status == "running");
            for state in running {
                let own = state.frames.iter().any(|f| !f.function.is_empty());
                assert!(own, "{} step {step} goroutine {}", path.display(), state.g);
            }
        }
    }
}
