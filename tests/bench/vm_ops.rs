//! What an instruction, a call and a message cost: `cargo run --release --example vm_ops`. Prints one JSON
//! object a line with `--json`.

use interleave::compile::code::{Op::*, RKind};
use interleave::vm::testing::{func, machine, rtype};
use interleave::vm::{Config, Progress};
use std::time::Instant; // benches look at a clock

fn time(
    case: &str,
    per_run: f64,
    json: bool,
    limit: f64,
    make: impl Fn() -> interleave::vm::Machine,
) {
    let mut best = f64::MAX;
    for _ in 0..7 {
        let mut m = make();
        #[allow(clippy::disallowed_methods)]
        let start = Instant::now();
        while m.run_slice(1 << 24) == Progress::Running {}
        best = best.min(start.elapsed().as_nanos() as f64 / per_run);
    }
    if json {
        println!(
            "{{\"bench\":\"vm\",\"case\":\"{case}\",\"value\":{best:.2},\"unit\":\"ns\",\"limit\":{limit}}}"
        );
    } else {
        println!("{case:24} {best:7.2} ns   (at most {limit})");
    }
}

fn main() {
    let json = std::env::args().any(|a| a == "--json");
    let types = || {
        vec![
            rtype(RKind::Int, 1),
            rtype(RKind::String, 2),
            rtype(RKind::Chan { elem: 0, dir: 0 }, 1),
        ]
    };
    let n = 10_000_000;
    time("instruction", n as f64 * 4.0, json, 2.0, || {
        let main = func(
            "main",
            5,
            0,
            0,
            vec![
                Int { d: 0, v: 0 },
                Int { d: 1, v: n },
                Int { d: 2, v: 0 },
                Add { d: 2, a: 2, b: 0 },
                Xor { d: 3, a: 2, b: 1 },
                AddI { d: 0, a: 0, i: 1 },
                LoopLt { a: 0, b: 1, off: -4 },
                Return { a: 0, n: 0 },
            ],
        );
        machine(vec![main], types(), vec![], Config::default())
    });
    let fib = 2_692_537.0; // calls of fib(30)
    time("call (fib 30)", fib, json, 12.0, || {
        let main = func(
            "main",
            3,
            0,
            0,
            vec![Int { d: 0, v: 30 }, Call { base: 0, f: 2 }, Return { a: 0, n: 0 }],
        );
        let fib = func(
            "fib",
            5,
            1,
            1,
            vec![
                JGeI { a: 0, i: 2, off: 1 },
                Return { a: 0, n: 1 },
                AddI { d: 2, a: 0, i: -1 },
                Call { base: 2, f: 2 },
                AddI { d: 3, a: 0, i: -2 },
                Call { base: 3, f: 2 },
                Add { d: 1, a: 2, b: 3 },
                Return { a: 1, n: 1 },
            ],
        );
        machine(vec![main, fib], types(), vec![], Config::default())
    });
    for trace in [true, false] {
        let messages = 1_000_000;
        let case = if trace { "message, traced" } else { "message" };
        time(case, messages as f64, json, if trace { 45.0 } else { 40.0 }, || {
            let main = func(
                "main",
                8,
                0,
                0,
                vec![
                    Int { d: 1, v: 0 },
                    MakeChan { d: 0, cap: 1 },
                    Arg { a: 0, b: 2 },
                    Func { d: 2, f: 2 },
                    Move { d: 3, a: 0 },
                    Go { base: 2, n: 1 },
                    Int { d: 4, v: 0 },
                    Int { d: 5, v: messages },
                    Send { c: 0, a: 4 },
                    AddI { d: 4, a: 4, i: 1 },
                    LoopLt { a: 4, b: 5, off: -3 },
                    Close { c: 0 },
                    Return { a: 0, n: 0 },
                ],
            );
            let receiver = func(
                "receiver",
                6,
                1,
                0,
                vec![
                    Recv { d: 1, c: 0, ok: 1 },
                    Arg { a: 0, b: 0 },
                    JmpIfNot { a: 2, off: 2 },
                    Add { d: 3, a: 3, b: 1 },
                    Loop { off: -5 },
                    Return { a: 0, n: 0 },
                ],
            );
            let config = Config { trace, ..Config::default() };
            machine(vec![main, receiver], types(), vec![], config)
        });
    }
}
