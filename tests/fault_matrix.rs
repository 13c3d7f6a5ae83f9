//! Every kind of fault on every kind of place, as the fault room lists them: it changes the run, or the run says why it
//! changed nothing, or it is refused with what is possible there. Likewise every occasion on every place.

mod common;

use interleave::fault::{FaultSpec, PLACES, WHENS};
use interleave::session::{RunReport, RunRequest, Session, Started};
use std::collections::{BTreeMap, BTreeSet};

/// Has each kind of place, met several times and over some time.
const PROGRAM: &str = r#"package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

var errGone = errors.New("gone")

func fetch(ctx context.Context, id int) (int, error) {
	select {
	case <-time.After(time.Duration(id) * 10 * time.Millisecond):
		return id, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(50 * time.Millisecond)
		fmt.Fprint(w, "deployed")
	}))
	defer srv.Close()
	jobs := make(chan int, 4)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for id := 1; id <= 6; id++ {
		wg.Add(1)
		go work(ctx, id, jobs, &mu, &wg)
	}
	go func() {
		wg.Wait()
		close(jobs)
	}()
	for n := range jobs {
		resp, err := http.Get(srv.URL + "/deploy")
		if err != nil {
			fmt.Println(n, "failed")
			continue
		}
		resp.Body.Close()
		fmt.Println(n, resp.StatusCode)
	}
	fmt.Println(ctx.Err(), errGone, time.Now().Format(time.TimeOnly))
}

func work(ctx context.Context, id int, jobs chan<- int, mu *sync.Mutex, wg *sync.WaitGroup) {
	defer wg.Done()
	n, err := fetch(ctx, id)
	mu.Lock()
	defer mu.Unlock()
	time.Sleep(time.Millisecond)
	if err == nil {
		jobs <- n
	}
}
"#;

/// A place of the program for each that the fault room lists.
const HERE: &[(&str, &str)] = &[
    ("call:FUNC", "call:main.fetch"),
    ("call:FUNC@LINE", "call:main.fetch@57"),
    ("line:LINE", "line:57"),
    ("line:FILE:LINE", "line:main.go:57"),
    ("send:CHAN", "send:jobs"),
    ("recv:CHAN", "recv:jobs"),
    ("close:CHAN", "close:jobs"),
    ("chan:CHAN", "chan:jobs"),
    ("lock:NAME", "lock:mu"),
    ("go:NUMBER", "go:4"),
    ("go:FUNC", "go:main.work"),
    ("ctx:NUMBER", "ctx:3"),
    ("ctx:@LINE", "ctx:@25"),
    ("http:/PATH", "http:/deploy"),
    ("http:METHOD/PATH", "http:GET/deploy"),
    ("process", "process"),
];

fn request(fault: &str) -> RunRequest {
    RunRequest { faults: vec![fault.to_owned()], ..RunRequest::single("main.go", PROGRAM) }
}

/// What becomes of a request: the trace and its report, or why it is refused.
fn run(request: &RunRequest) -> Result<(u64, RunReport), String> {
    match Session::start(request) {
        (_, Started::Ready(mut s)) => {
            s.run_to_end();
            Ok((s.trace_hash(), s.outline()))
        }
        (problems, Started::Errors) => panic!("{}", common::render(&problems)),
        (_, Started::Refused(why)) => Err(why),
    }
}

fn base() -> u64 {
    run(&RunRequest { faults: vec![], ..request("") }).expect("it runs without a fault").0
}

/// It changed the run, or the report says why not; the same each time.
fn applies(fault: &str, base: u64) -> Result<bool, String> {
    let (hash, report) = run(&request(fault))?;
    // the same once more, for some of them
    if fault.len().is_multiple_of(5) {
        let again = run(&request(fault)).expect("as before");
        assert_eq!((hash, &report.unmet), (again.0, &again.1.unmet), "{fault}");
    }
    assert!(!report.message.contains("interleave:"), "{fault}: {}", report.message);
    let idle = report.unmet.iter().find(|u| u.fault == fault);
    let changed = hash != base;
    assert!(changed || idle.is_some(), "{fault} changed nothing, and nothing is said about it");
    if let Some(u) = idle {
        assert!(u.note.contains(fault) && u.note.ends_with('.'), "{}", u.note);
    }
    Ok(idle.is_none())
}

/// The effect with numbers that tell in so small a program.
fn small(kind: &str) -> String {
    let pairs =
        [("NAME", "main.errGone"), ("(50)", "(2)"), ("10/1s", "2/1s"), ("(500ms)", "(20ms)")];
    pairs.iter().fold(kind.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[test]
fn every_kind_of_fault_on_every_kind_of_place() {
    let here: BTreeMap<&str, &str> = HERE.iter().copied().collect();
    let place = |p: &str| *here.get(p).unwrap_or_else(|| panic!("no place of the kind {p} here"));
    let parsed = |p: &str| {
        let possible =
            format!("{}=?", place(p)).parse::<FaultSpec>().expect_err("no effect").possible;
        assert!(!possible.is_empty(), "{p}");
        possible
    };
    let kinds: BTreeSet<&str> = PLACES.iter().flat_map(|p| parsed(p).iter().copied()).collect();
    let (base, mut met, mut idle, mut refused) = (base(), 0, vec![], 0);
    for p in PLACES {
        let possible = parsed(p);
        for kind in &kinds {
            let fault = format!("{}={}", place(p), small(kind));
            match (applies(&fault, base), possible.contains(kind)) {
                (Ok(true), true) => met += 1,
                (Ok(false), true) => idle.push(fault),
                (Err(why), false) => {
                    refused += 1;
                    let list = possible.join(", ");
                    assert!(why.contains(" at byte ") && why.contains(&list), "{fault}: {why}");
                }
                (Ok(_), false) => panic!("{fault} is possible, but not listed"),
                (Err(why), true) => panic!("{fault} is listed, but refused: {why}"),
            }
        }
    }
    println!("{met} took effect, {refused} were refused, without effect: {idle:#?}");
    assert!(kinds.len() > 20 && met > 100, "{} kinds, {met} took effect", kinds.len());
    // in this program nearly everything has something to change
    assert!(idle.len() <= 3, "{idle:#?}");
}

#[test]
fn every_occasion_on_every_kind_of_place() {
    let here: BTreeMap<&str, &str> = HERE.iter().copied().collect();
    let (base, mut met, mut idle) = (base(), 0, 0);
    for p in PLACES {
        let what = match *p {
            "ctx:NUMBER" | "ctx:@LINE" => "cancel",
            "process" => "crash",
            _ => "hang",
        };
        for when in WHENS.iter().filter(|w| !w.starts_with('=')) {
            // moments within the run, which takes a third of a second
            let when = when.replace("2s", "20ms").replace("5s", "40ms");
            let fault = format!("{}{when}={what}", here[p]);
            match applies(&fault, base) {
                Ok(true) => met += 1,
                Ok(false) => idle += 1,
                Err(why) => panic!("{fault}: {why}"),
            }
        }
    }
    println!("{met} took effect, {idle} did not and say so");
    assert!(met > 80 && idle > 20, "{met}, {idle}");
}

#[test]
fn what_a_fault_cannot_find_is_told_with_what_there_is() {
    let base = base();
    for (fault, told) in [
        ("go:99=kill", "met nothing: goroutines 1 (main) to "),
        ("ctx:99=cancel", " ctx` (line 25)"),
        ("ctx:@26=cancel", " ctx` (line 25)"),
        ("http:/x=hang", "met nothing: the requests of this run are `GET/deploy`."),
        ("send:99=drop", " jobs` (line 32)"),
        ("call:main.fetch#9=hang", "had no effect: the run came there 6 times."),
        ("call:main.fetch@1h..=hang", "6 times, none of them at its moment; the run ended at"),
        ("process@1h=crash", "changed nothing: the run ended at"),
        ("call:main.fetch=limit(50)", "there were never more than 50 calls in flight."),
        ("lock:mu=slow(x3)", "changed nothing: what it slows takes no virtual time."),
        ("line:46=hang", "met nothing: the run never came there."),
    ] {
        let (hash, report) = run(&request(fault)).expect(fault);
        let note = report.unmet.iter().map(|u| u.note.as_str()).collect::<String>();
        assert!(note.contains(told), "{fault}: {note:?}");
        let noted = fault.ends_with("slow(x3)");
        assert!(noted || hash == base, "{fault} changed the run");
    }
    let both = ["call:main.fetch=error(\"no\")".to_owned(), "line:57=crash".to_owned()];
    let report = run(&RunRequest { faults: both.to_vec(), ..request("") }).expect("both fit").1;
    let notes: Vec<_> = report.unmet.iter().map(|u| (u.fault.as_str(), u.note.as_str())).collect();
    let [("line:57=crash", note)] = notes[..] else { panic!("{notes:?}") };
    assert!(note.ends_with("another fault at the same place had its way."), "{note}");
    for (fault, told) in [
        (
            "call:main.fecth=hang",
            "context.WithTimeout, errors.New, fmt.Fprint, fmt.Println, main.fetch",
        ),
        ("lock:mux=hang", "there is mu"),
        ("send:job=hang", "there is no channel job; there is "),
        ("go:main.worker=kill", "there is no function main.worker; there is main.fetch"),
        ("line:3=hang", "no call in the program is at that place"),
        ("call:main.fetch=error(main.errX)", "it has main.errGone"),
    ] {
        let why = run(&request(fault)).expect_err(fault);
        assert!(why.contains(told), "{fault}: {why}");
    }
}
