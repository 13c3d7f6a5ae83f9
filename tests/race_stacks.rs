//! Both accesses of a data race have their whole stack, whatever the place is: a word that one function touches for
//! several callers in one step, a byte, a map, and what is made in the very step of the earlier access.

use interleave::session::{RunReport, RunRequest, Session, Started};

const PROGRAM: &str = r#"package main

import (
	"fmt"
	"sync"
)

type node struct{ n int }

var (
	shared   *node
	counts   = map[string]int{}
	letters  = []byte("abc")
	one, two int
)

func add(p *int, n int) {
	*p += n
}

func addBoth(n int) {
	add(&one, n)
	add(&two, n)
}

func publish(n int) {
	made := &node{}
	for i := range n {
		add(&made.n, i)
	}
	shared = made
}

func work(n int) {
	addBoth(n)
	counts["a"] = n
	letters[1] = byte(n)
	publish(n)
}

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { work(3) })
	wg.Go(func() {
		add(&two, 1)
		fmt.Println(letters[1])
		if shared != nil {
			fmt.Println(shared.n)
		}
		fmt.Println(counts["a"])
	})
	wg.Wait()
}
"#;

fn report(policy: &str, budget: u64) -> RunReport {
    let request = RunRequest { policy: policy.into(), ..RunRequest::single("main.go", PROGRAM) };
    let Started::Ready(mut session) = Session::start(&request).1 else { panic!("does not start") };
    while !session.slice(budget).done {}
    session.report()
}

#[test]
fn of_both_accesses() {
    let report = report("fifo", u64::MAX);
    let lines = |stack: &[interleave::session::FrameReport]| -> Vec<String> {
        stack.iter().filter(|f| f.line > 0).map(|f| format!("{} {}", f.function, f.line)).collect()
    };
    let found: Vec<(Vec<String>, Vec<String>)> =
        report.races.iter().map(|r| (lines(&r.earlier.stack), lines(&r.later.stack))).collect();
    let of = |line: u32| {
        let race = report.races.iter().position(|r| r.later.line == line);
        race.map(|i| found[i].0.clone()).unwrap_or_else(|| panic!("no race at {line}: {found:#?}"))
    };
    let work = ["main.work 35", "main.main.func1 43"];
    // `add` ran twice in that step: for `one` from line 22, for `two` from line 23
    assert_eq!(of(18), ["main.add 18", "main.addBoth 23", work[0], work[1]]);
    assert_eq!(of(46), ["main.work 37", work[1]]);
    assert_eq!(of(47), ["main.publish 31", "main.work 38", work[1]]);
    // the last of three calls of `add`, for what was made in the same step
    let made = ["main.add 18", "main.publish 29", "main.work 38", work[1]];
    assert!(found.iter().any(|f| f.0 == made && f.1[0].ends_with(" 48")), "{found:#?}");
    assert!(found.iter().all(|f| f.1.last().is_some_and(|f| f.starts_with("main.main.func2"))));
    // Go would perhaps end the program there
    assert_eq!(of(50), ["main.work 36", work[1]]);
    let what = &report.races[0].what;
    assert!(what.contains("(called at line 23, from line 35, from line 43)"), "{what}");
}

#[test]
fn however_the_run_is_sliced_and_ordered() {
    for policy in ["fifo", "go", "random"] {
        let whole = report(policy, u64::MAX);
        assert!(!whole.races.is_empty(), "{policy}");
        assert_eq!(whole.races, report(policy, 7).races, "{policy}");
        let deep = whole.races.iter().filter(|r| r.earlier.stack.len() > 1).count();
        assert!(deep > 0, "{policy}: {:#?}", whole.races);
    }
}

/// Bytes and words that the collector gives to somebody else: who had them before is no part of a race.
const AGAIN: &str = r#"package main

import (
	"fmt"
	"runtime"
	"sync"
)

func bytes(n int) (sum int) {
	b := make([]byte, 4096)
	for i := range b {
		b[i] = byte(i + n)
	}
	for _, x := range b {
		sum += int(x)
	}
	return sum
}

func words(n int) (sum int) {
	list := make([]int, 600)
	for i := range list {
		list[i] = i * n
	}
	for _, x := range list {
		sum += x
	}
	return sum
}

func main() {
	var wg sync.WaitGroup
	sums := make([]int, 3)
	for g := range sums {
		wg.Go(func() {
			for i := range 30 {
				sums[g] += bytes(i) + words(i)
				if i%5 == 0 {
					runtime.GC()
					runtime.Gosched()
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(sums)
}
"#;

#[test]
fn memory_that_is_used_again_has_no_past() {
    for policy in ["fifo", "go", "random"] {
        let request = RunRequest { policy: policy.into(), ..RunRequest::single("main.go", AGAIN) };
        let Started::Ready(mut session) = Session::start(&request).1 else {
            panic!("does not start")
        };
        session.run_to_end();
        let report = session.report();
        assert!(report.races.is_empty(), "{policy}: {:#?}", report.races);
    }
}
