//! Laws of faults, over every program of the tests: none changes nothing, a plan replays identically.

mod common;

use interleave::session::{RunRequest, Session, Started};
use std::path::Path;

/// Faults that fit any program, so that most of them meet something.
const ANY: &[&str] = &[
    "go:2=kill",
    "go:main.main@1ms=panic(\"late\")",
    "go:3@10ms=hang",
    "process@20ms=crash",
    "process@5ms=signal(SIGTERM)",
    "process@5ms=jump(+1h)",
    "http:*%50=refuse(503)",
    "ctx:1@1ms=cancel",
    "ctx:2=deadline(3ms)",
];
/// The same for programs that have such a place.
const SOME: &[&str] = &[
    "send:*%30=drop",
    "send:*%30=dup",
    "recv:*%30=slow(+1ms..5ms)",
    "close:*=drop",
    "lock:*%30=slow(exp(3ms))",
    "call:time.Sleep%50=slow(tail(1ms))",
    "call:time.Sleep=queue(1)",
    "call:fmt.Println?goroutines>2=hang",
    "call:sync.(*WaitGroup).Done%50=slow(+2ms)",
];

fn run(request: &RunRequest) -> Option<Session> {
    let (_, started) = Session::start(request);
    let Started::Ready(mut session) = started else { return None };
    session.run_to_end();
    Some(*session)
}

fn programs() -> Vec<RunRequest> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs");
    let folders = ["faults", "talk", "runtime"].map(|f| root.join(f));
    let files = folders.iter().flat_map(|f| common::go_files(f));
    let requests = files.map(|path| {
        let text = std::fs::read_to_string(&path).expect("readable");
        let mut request = RunRequest::single("main.go", &text);
        request.limits.insert("steps".into(), 5_000.0);
        request.limits.insert("instructions".into(), 200_000.0);
        request.limits.insert("goroutines".into(), 500.0);
        request
    });
    requests.collect()
}

#[test]
fn a_plan_replays_identically() {
    let (mut runs, mut fired) = (0, 0);
    for (i, plain) in programs().into_iter().enumerate() {
        for (k, fault) in ANY.iter().chain(SOME).enumerate() {
            // every program meets one in thirteen of them
            if (i + k) % 13 != 0 {
                continue;
            }
            let seed = (i * 31 + k) as u64;
            let faults = vec![(*fault).to_owned()];
            let request = RunRequest { faults, seed, policy: "random".into(), ..plain.clone() };
            let Some(session) = run(&request) else { continue };
            let schedule = Some(session.report().schedule);
            let again = run(&RunRequest { schedule, ..request.clone() }).expect("starts again");
            assert_eq!(
                session.trace_bytes(),
                again.trace_bytes(),
                "{fault}\n{}",
                plain.files[0].text
            );
            let mut sliced = match Session::start(&request).1 {
                Started::Ready(s) => s,
                _ => unreachable!("it started before"),
            };
            while !sliced.slice(9_973).done {}
            assert_eq!(session.trace_bytes(), sliced.trace_bytes(), "{fault} in slices");
            runs += 1;
            fired += usize::from(session.tables().events.kind.contains(&22));
        }
    }
    println!("{runs} runs, in {fired} the fault took effect");
    assert!(runs > 40 && fired > 15, "{runs} runs, {fired} with effect");
}

#[test]
fn what_takes_no_effect_changes_nothing() {
    let never = ["go:4000000=kill", "http:/nowhere=leave", "ctx:4000000=cancel"];
    let mut compared = 0;
    for plain in programs() {
        let Some(without) = run(&plain) else { continue };
        let counted = run(&RunRequest { count_calls: true, ..plain.clone() }).expect("starts");
        assert_eq!(without.trace_bytes(), counted.trace_bytes(), "counting calls");
        let faults = never.map(str::to_owned).to_vec();
        let with = run(&RunRequest { faults, ..plain }).expect("starts");
        assert_eq!(without.trace_bytes(), with.trace_bytes());
        compared += 1;
    }
    assert!(compared > 50, "{compared} programs");
}

#[test]
fn calls_are_counted() {
    let text = "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nfunc f(n int) int {\n\tif n == 0 {\n\t\treturn 0\n\t}\n\treturn f(n-1) + 1\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor range 3 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\tf(4)\n\t\t}()\n\t}\n\twg.Wait()\n\tfmt.Println(f(2))\n}\n";
    let request = RunRequest { count_calls: true, ..RunRequest::single("main.go", text) };
    let session = run(&request).expect("compiles");
    let sites = session.sites();
    let calls = |function: &str, line: u32| {
        sites.iter().find(|s| s.function == function && s.line == line).map(|s| s.calls)
    };
    assert_eq!(calls("main.f", 12), Some(14), "{sites:?}");
    assert_eq!(calls("main.f", 21), Some(3));
    assert_eq!(calls("main.main.func1", 19), Some(3));
    assert_eq!(calls("sync.(*WaitGroup).Done", 20), Some(3));
    assert_eq!(calls("sync.(*WaitGroup).Add", 18), Some(3));
    assert_eq!(calls("fmt.Println", 25), Some(1));
    assert!(sites.iter().all(|s| s.calls > 0), "{sites:?}");
}
