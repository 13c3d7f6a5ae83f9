//! Laws of every trace, whatever the program: each goroutine goes through the states that exist, in an order that
//! exists; spans cover its life; in each step one goroutine runs; the schedule's text gives the same bytes again.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use interleave::session::{FileText, RunReport, RunRequest, Session, Started};
use interleave::trace::columns::Tables;
use interleave::trace::event::{EventKind, SpanState};

fn start(text: &str, policy: &str, seed: u64, schedule: Option<String>) -> Option<Session> {
    let files = vec![FileText { name: "main.go".into(), text: text.into() }];
    let limits = [("instructions", 20_000_000), ("events", 400_000), ("goroutines", 20_000)];
    let request = RunRequest {
        files,
        seed,
        policy: policy.into(),
        schedule,
        limits: limits.map(|(name, n)| (name.to_owned(), f64::from(n))).into_iter().collect(),
        ..RunRequest::default()
    };
    match Session::start(&request).1 {
        Started::Ready(mut session) => {
            session.run_to_end();
            Some(*session)
        }
        _ => None,
    }
}

#[test]
fn every_program_obeys() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let mut runs = 0;
    for path in common::go_files(&root).iter().filter(|p| p.extension().is_some_and(|e| e == "go"))
    {
        let text = std::fs::read_to_string(path).unwrap();
        for (policy, seed) in [("fifo", 1), ("go", 2), ("random", 3)] {
            let Some(session) = start(&text, policy, seed, None) else { continue };
            let name = format!("{} {policy}", path.display());
            laws(&session.tables(), &name);
            let report = session.report();
            assert_eq!(report.events, session.tables().events.len() as u64, "{name}");
            path_is_whole(&report, &name);
            let again = start(&text, policy, seed + 1, Some(report.schedule)).unwrap();
            assert!(again.trace_bytes() == session.trace_bytes(), "{name}: replay differs");
            let (bytes, events) = (session.trace_bytes().len(), report.events as usize);
            assert!(events < 1000 || bytes <= 8 * events, "{name}: {bytes} bytes, {events} events");
            runs += 1;
        }
    }
    assert!(runs >= 3, "programs were found and run");
}

/// What the end waited for at each moment is as long as the run.
fn path_is_whole(report: &RunReport, name: &str) {
    let Some(numbers) = &report.numbers else { return };
    let Some(path) = numbers.path.as_ref().filter(|p| p.left_out == 0) else { return };
    let length: i64 = path.segments.iter().map(|s| s.to_ns - s.from_ns).sum();
    assert_eq!(length, report.virtual_ns, "{name}: the critical path has gaps");
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum At {
    Unborn,
    Runnable,
    Running,
    Waiting,
    Dead,
}

fn laws(t: &Tables, name: &str) {
    let e = &t.events;
    let mut at = vec![At::Unborn; t.goroutines.func.len() + 1];
    let (mut time, mut step, mut running) = (0.0, 0, 0);
    for i in 0..e.len() {
        let kind = EventKind::from_number(e.kind[i]).unwrap();
        let (g, here) = (e.g[i] as usize, format!("{name}: event {i} {kind:?} of {}", e.g[i]));
        assert!(e.time_ns[i] >= time, "{here}: time runs backwards");
        assert_eq!(e.step[i], step + u32::from(kind == EventKind::Start), "{here}: step");
        (time, step) = (e.time_ns[i], e.step[i]);
        let (from, to) = match kind {
            EventKind::Spawn => (At::Unborn, At::Runnable),
            EventKind::Start => (At::Runnable, At::Running),
            EventKind::Block => (At::Running, At::Waiting),
            EventKind::Wake => (At::Waiting, At::Runnable),
            EventKind::Yield => (At::Running, At::Runnable),
            // The end of the program ends goroutines wherever they are.
            EventKind::End if e.a[i] >= 3.0 => (at[g], At::Dead),
            EventKind::End => (At::Running, At::Dead),
            _ => continue,
        };
        assert_eq!(at[g], from, "{here}");
        at[g] = to;
        match to {
            At::Running => {
                assert_eq!(running, 0, "{here}: two run at once");
                running = g;
            }
            _ if running == g => running = 0,
            _ => {}
        }
    }
    cover(t, name, step);
}

fn cover(t: &Tables, name: &str, steps: u32) {
    let (g, s) = (&t.goroutines, &t.spans);
    let mut running = vec![0u32; steps as usize + 2];
    for i in 0..g.func.len() {
        let (mut ns, mut step) = (g.start_ns[i], g.start_step[i]);
        for k in s.first[i] as usize..s.first[i + 1] as usize {
            assert_eq!((s.start_ns[k], s.start_step[k]), (ns, step), "{name}: goroutine {}", i + 1);
            (ns, step) = (s.end_ns[k], s.end_step[k]);
            if s.state[k] == SpanState::Running as u8 {
                (s.start_step[k]..step).for_each(|n| running[n as usize] += 1);
            }
        }
        assert_eq!((ns, step), (g.end_ns[i], g.end_step[i]), "{name}: goroutine {}", i + 1);
    }
    assert!(running.iter().all(|n| *n <= 1), "{name}: two run in one step");
}
