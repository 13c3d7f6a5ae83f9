//! Laws of runs with processors, over all programs of the tests: the same run twice, in one slice or in many, and
//! by its schedule is the same trace; time does not run backwards; no more goroutines run at one time than there
//! are processors; and a program that is right on its own is right on any number of them.
#![allow(clippy::unwrap_used)]

mod common;

use interleave::session::{RunReport, RunRequest, Session, Started};
use interleave::trace::event::SpanState;
use std::path::Path;

fn request(text: &str, processors: u32) -> RunRequest {
    let limits = [
        ("instructions", 20_000_000),
        ("events", 400_000),
        ("goroutines", 20_000),
        ("processors", processors),
    ];
    let mut request = RunRequest::single("main.go", text);
    let on = limits.into_iter().filter(|l| l.1 > 0);
    request.limits = on.map(|(name, n)| (name.to_owned(), f64::from(n))).collect();
    request
}

fn run(request: &RunRequest, slice: u64) -> Option<Session> {
    let Started::Ready(mut session) = Session::start(request).1 else { return None };
    while !session.slice(slice).done {}
    Some(*session)
}

#[test]
fn a_run_on_processors_is_a_value() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut runs, mut parallel) = (0, 0);
    let folders =
        ["tests/programs/runtime", "tests/programs/talk", "tests/programs/faults", "www/lessons"];
    for path in folders.iter().flat_map(|f| common::go_files(&root.join(f))) {
        let text = std::fs::read_to_string(&path).unwrap();
        let processors = 1 + runs % 4;
        let mut request = request(&text, processors);
        request.policy = if runs % 2 == 0 { "fifo" } else { "random" }.into();
        request.seed = u64::from(runs);
        let Some(session) = run(&request, u64::MAX) else { continue };
        let name = format!("{} on {processors}", path.display());
        parallel += u32::from(laws(&session, processors as usize, &name) > 1);
        let sliced = run(&request, 777).unwrap();
        assert!(sliced.trace_bytes() == session.trace_bytes(), "{name}: slices show");
        let mut again = request.clone();
        (again.seed, again.schedule) = (9, Some(session.outline().schedule));
        let again = run(&again, u64::MAX).unwrap();
        assert!(again.trace_bytes() == session.trace_bytes(), "{name}: replay differs");
        runs += 1;
    }
    assert!(runs > 20 && parallel > 10, "{runs} programs, {parallel} of them in parallel");
}

/// Gives the most goroutines that ran at one time.
fn laws(session: &Session, processors: usize, name: &str) -> usize {
    let tables = session.tables();
    let times = &tables.events.time_ns;
    assert!(times.windows(2).all(|t| t[0] <= t[1]), "{name}: time runs backwards");
    let spans = &tables.spans;
    let runs = |i: &usize| spans.state[*i] == SpanState::Running as u8;
    let mut edges: Vec<(f64, i32)> = (0..spans.state.len())
        .filter(runs)
        .filter(|&i| spans.start_ns[i] < spans.end_ns[i])
        .flat_map(|i| [(spans.start_ns[i], 1), (spans.end_ns[i], -1)])
        .collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut at_once = 0;
    let most = edges.iter().map(|e| {
        at_once += e.1;
        at_once
    });
    let most = most.max().unwrap_or(0) as usize;
    assert!(most <= processors, "{name}: {most} run at one time");
    most
}

#[test]
fn a_right_program_is_right_on_processors() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut wrong = vec![];
    let mut right = 0;
    let folders =
        ["tests/programs/talk", "tests/programs/stuck", "tests/programs/why", "www/lessons"];
    for path in folders.iter().flat_map(|f| common::go_files(&root.join(f))) {
        let text = std::fs::read_to_string(&path).unwrap();
        let report = |n| run(&request(&text, n), u64::MAX).map(|s| s.report());
        let good = |r: &RunReport| r.outcome == "done" && r.stuck.is_empty() && r.races.is_empty();
        if !report(0).as_ref().is_some_and(good) {
            continue;
        }
        right += 1;
        for n in [1, 3] {
            let r = report(n).unwrap();
            if !good(&r) {
                let stuck = r.stuck.first().map_or("", |s| &s.why);
                wrong.push(format!(
                    "{} on {n}: {} {} {stuck}",
                    path.display(),
                    r.outcome,
                    r.message
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(right > 20, "{right} right programs");
}
