//! What Go's rarer messages mean and how they are mended: each is one that a program gets.

use interleave::session::{RunRequest, Session, Started};

/// Imports, the body of main, what Go says, and a part of the explanation.
const MESSAGES: &[(&[&str], &str, &str, &str)] = &[
    (
        &["sync"],
        "var rw sync.RWMutex\n\trw.RUnlock()",
        "fatal error: sync: RUnlock of unlocked RWMutex",
        "Call `RUnlock` once for each `RLock`",
    ),
    (
        &["sync"],
        "c := sync.NewCond(&sync.Mutex{})\n\tc.Signal()\n\td := *c\n\td.Signal()",
        "panic: sync.Cond is copied",
        "the copy knows nobody who waits",
    ),
    (
        &["golang.org/x/sync/semaphore"],
        "semaphore.NewWeighted(2).Release(1)",
        "panic: semaphore: released more than held",
        "Call `Release` with the same weight",
    ),
    (
        &[],
        "var f func()\n\tgo f()\n\tselect {}",
        "fatal error: go of nil func value",
        "A `go` statement was given a function variable that is nil.",
    ),
    (
        &["fmt", "math/rand"],
        "fmt.Println(rand.Intn(0))",
        "panic: invalid argument to Intn",
        "Test the bound first: it must be above 0.",
    ),
    (
        &["time"],
        "time.NewTicker(0)",
        "panic: non-positive interval for NewTicker",
        "Give it a duration above 0.",
    ),
    (
        &["sync", "time"],
        "var wg sync.WaitGroup\n\twg.Add(1)\n\tgo wg.Wait()\n\ttime.Sleep(1)\n\tgo wg.Done()\n\twg.Wait()\n\twg.Add(-1)",
        "panic: sync: negative WaitGroup counter",
        "`Done` was called more often than `Add` said.",
    ),
];

#[test]
fn each_is_said_and_explained() {
    for (imports, body, said, told) in MESSAGES {
        let imports: String = imports.iter().map(|i| format!("import \"{i}\"\n")).collect();
        let text = format!("package main\n\n{imports}\nfunc main() {{\n\t{body}\n}}\n");
        let Started::Ready(mut session) = Session::start(&RunRequest::single("main.go", &text)).1
        else {
            panic!("{text}");
        };
        session.run_to_end();
        let report = session.report();
        assert!(report.message.contains(said), "{text}\n{}", report.message);
        let why = report.why.expect("an explanation").text();
        let told = told.replace('`', "");
        assert!(why.contains(&told), "{text}\n{why}");
    }
}
