//! What comes from outside (faults, forgettings, schedules, knobs, limits, txtar archives, positions to look at), cut,
//! stretched and mixed up under a fixed seed: it is taken, or refused with a place or a name; never a panic of ours.

use interleave::choice::SplitMix64;
use interleave::fault::{FaultSpec, PLACES, WHENS};
use interleave::session::{FileText, Look, RunRequest, Session, Started};
use std::collections::BTreeMap;

const PROGRAM: &str = r#"package main

import (
	"fmt"
	"sync"
	"time"
)

const workers = 3 //lab:knob 1..12

func fetch(id int) error { time.Sleep(time.Millisecond); return nil }

func main() {
	jobs := make(chan int, workers)
	var wg sync.WaitGroup
	for id := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Println(fetch(id))
			jobs <- id
		}()
	}
	wg.Wait()
}
"#;

/// Words that mean something somewhere, and numbers and signs that like to break what reads them.
const WORDS: &[&str] = &[
    "call:",
    "line:",
    "go:",
    "ctx:@",
    "http:",
    "process",
    "send:",
    "lock:",
    "forget:",
    "main.fetch",
    "fetch",
    "jobs",
    "wg.Done",
    "*",
    "@20",
    "#2",
    "#2..",
    "%25",
    "?len(jobs)>",
    "?heap>",
    "=",
    "hang",
    "error(",
    "panic(",
    "slow(",
    "tail(",
    "limit(",
    "rate(",
    "jump(",
    "deadline(",
    ")",
    "\"",
    "\\",
    "\\x00",
    "1s",
    "-1s",
    "0",
    "-0",
    "NaN",
    "Inf",
    "1e309",
    "0x10",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775808",
    "9223372036854775807ns",
    "106751d",
    "2540400h",
    "1.7976931348623157",
    "..",
    "::",
    "\u{202e}",
    "é",
    "𝄞",
    "\u{0}",
    "\n",
    " ",
    "1.fifo.0",
    "1.random.7",
    "((((((((((((((((((((((((((((((((",
];

/// A text made of another: pieces cut out, doubled, put in, letters changed.
fn mutated(of: &str, random: &mut SplitMix64) -> String {
    let mut draw = |n: usize| random.below(n as u32) as usize;
    let mut text: Vec<char> = of.chars().collect();
    for _ in 0..1 + draw(2) {
        let at = draw(text.len() + 1);
        let to = (at + draw(6)).min(text.len());
        match draw(6) {
            0 => drop(text.drain(at..to)),
            1 => {
                let again: Vec<char> = text[at..to].to_vec();
                let times = 1 + draw(40);
                (0..times).for_each(|_| drop(text.splice(at..at, again.clone())));
            }
            2 | 3 => drop(text.splice(at..to, WORDS[draw(WORDS.len())].chars())),
            4 => text.truncate(at),
            _ => drop(text.splice(at..at, char::from_u32(draw(0x3000) as u32))),
        }
    }
    text.into_iter().collect()
}

fn request() -> RunRequest {
    let mut request = RunRequest::single("main.go", PROGRAM);
    request.limits.insert("steps".into(), 2_000.0);
    request.limits.insert("instructions".into(), 100_000.0);
    request
}

/// Runs it to its end and looks at it, or gives the refusal.
fn run(request: &RunRequest) -> Result<(), String> {
    match Session::start(request).1 {
        Started::Ready(mut s) => {
            s.keep_states();
            while !s.slice(50_000).done {}
            let report = s.report();
            assert!(!report.message.contains("interleave:"), "{}", report.message);
            assert!(serde_json::to_string(&report).is_ok_and(|t| t.starts_with('{')));
            for step in [0, 3, u64::MAX] {
                let _ = s.inspect(Look { step, over: step == 3, g: (step % 7) as u32 });
            }
            Ok(())
        }
        Started::Errors => Ok(()),
        Started::Refused(why) => {
            assert!(why.len() > 10, "{why:?} is no sentence");
            Err(why)
        }
    }
}

#[test]
fn faults() {
    let mut random = SplitMix64::new(11);
    let whats =
        ["hang", "error(\"gone\")", "slow(tail(1ms,1.5))", "rate(2/1s,\"no\")", "jump(-1h)"];
    let (mut taken, mut refused) = (0, 0);
    for n in 0..6_000 {
        let place = PLACES[n % PLACES.len()].replace("FUNC", "main.fetch").replace("CHAN", "jobs");
        let place = place.replace("LINE", "20").replace("FILE", "main.go").replace("NUMBER", "3");
        let place = place.replace("NAME", "mu").replace("METHOD", "GET").replace("/PATH", "/x");
        let when = WHENS[n % (WHENS.len() - 1)];
        let text = mutated(&format!("{place}{when}={}", whats[n % whats.len()]), &mut random);
        match text.parse::<FaultSpec>() {
            Ok(fault) => {
                taken += 1;
                assert_eq!(
                    fault.to_string().parse(),
                    Ok(fault),
                    "printed and read again: {text:?}"
                );
            }
            Err(e) => {
                refused += 1;
                let inside = e.at <= text.len() && text.is_char_boundary(e.at);
                assert!(inside && !e.message.is_empty(), "{text:?}: {e}");
            }
        }
        // some of them are run, taken or not
        if n % 8 == 0 {
            let answer = run(&RunRequest { faults: vec![text.clone()], ..request() });
            assert!(
                answer.is_ok() || answer.as_ref().is_err_and(|e| e.contains("fault")),
                "{answer:?}"
            );
        }
    }
    println!("{taken} taken, {refused} refused");
    assert!(taken > 200 && refused > 2_000, "{taken} taken, {refused} refused");
}

#[test]
fn forgettings_and_schedules() {
    let mut random = SplitMix64::new(12);
    let schedule = match Session::start(&RunRequest { policy: "random".into(), ..request() }).1 {
        Started::Ready(mut s) => {
            s.run_to_end();
            s.report().schedule
        }
        _ => panic!("does not start"),
    };
    let (mut taken, mut refused) = (0, 0);
    for n in 0..800 {
        let mut request = request();
        match n % 2 {
            0 => request.faults = vec![mutated("forget:wg.Done@19", &mut random)],
            _ => request.schedule = Some(mutated(&format!("{schedule}.0-3.1"), &mut random)),
        }
        match run(&request) {
            Ok(()) => taken += 1,
            Err(why) => {
                refused += 1;
                let named =
                    why.contains("forget") || why.contains("schedule") || why.contains("fault");
                assert!(named, "{why:?} names nothing");
            }
        }
    }
    assert!(taken > 10 && refused > 300, "{taken} taken, {refused} refused");
}

#[test]
fn numbers() {
    let odd = [
        0.0,
        -0.0,
        -1.0,
        0.5,
        1.0,
        1e9,
        1e300,
        f64::MAX,
        f64::MIN_POSITIVE,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        9007199254740993.0,
        18446744073709551616.0,
    ];
    let names = [
        "steps",
        "instructions",
        "goroutines",
        "heap",
        "memory",
        "stack",
        "output",
        "events",
        "virtual_time",
        "processors",
        "instruction_ns",
        "nothing",
        "",
        "\u{0}",
    ];
    let (mut taken, mut refused) = (0, 0);
    for name in names {
        for value in odd {
            let mut request = request();
            request.limits.insert(name.into(), value);
            match run(&request) {
                Ok(()) => taken += 1,
                Err(why) => {
                    refused += 1;
                    assert!(why.starts_with("limit"), "{why}");
                }
            }
        }
    }
    for (name, value) in [
        ("workers", "0"),
        ("workers", "13"),
        ("workers", "-1"),
        ("workers", "1e9"),
        ("workers", "NaN"),
        ("workers", "4); panic(1"),
        ("workers", "\"\n"),
        ("worker", "3"),
        ("main", "3"),
        ("", ""),
        ("workers", "99999999999999999999999999"),
    ] {
        let knobs = BTreeMap::from([(name.to_owned(), value.to_owned())]);
        let why = run(&RunRequest { knobs, ..request() }).expect_err(value);
        assert!(why.starts_with("knob"), "{why}");
        refused += 1;
    }
    assert!(taken > 40 && refused > 60, "{taken} taken, {refused} refused");
}

#[test]
fn files() {
    let mut random = SplitMix64::new(13);
    let archive = format!(
        "-- go.mod --\nmodule x\n\ngo 1.27\n-- main.go --\n{PROGRAM}-- a/b.txt --\nhello\n"
    );
    let lesson = format!("//lab:knob 1..3\n//go:build go1.21\n\n{PROGRAM}");
    for n in 0..300 {
        let (name, text) = match n % 2 {
            0 => ("program.txtar", mutated(&archive, &mut random)),
            _ => ("main.go", mutated(&lesson, &mut random)),
        };
        let name = if n % 7 == 0 { mutated(name, &mut random) } else { name.to_owned() };
        let file = FileText { name, text };
        let files = if n % 11 == 0 { vec![file.clone(), file] } else { vec![file] };
        let _ = run(&RunRequest { files, ..request() });
    }
    // nested as deep as a text can be
    for (open, close) in
        [("(", ")"), ("[]", ""), ("func() { ", " }"), ("{", "}"), ("!", ""), ("map[int]", "")]
    {
        let deep = format!("{}1{}", open.repeat(20_000), close.repeat(20_000));
        let text = format!("package main\n\nfunc main() {{\n\t_ = {deep}\n}}\n");
        assert_eq!(
            run(&RunRequest { files: RunRequest::single("main.go", &text).files, ..request() }),
            Ok(())
        );
    }
}
