//! Instructions, by hand.

use super::machine::Config;
use super::native::{Call as NativeCall, Callee, Flow};
use super::testing::{func, machine, rtype};
use crate::compile::code::{Op::*, RKind, RType};
use crate::trace::event::EndCode;

fn types() -> Vec<RType> {
    let mut t = vec![
        rtype(RKind::Int, 1),
        rtype(RKind::String, 2),
        rtype(RKind::Chan { elem: 0, dir: 0 }, 1),
        rtype(RKind::Map { key: 0, value: 0 }, 1),
    ];
    t[0].noscan = true;
    t
}

/// Adds its argument to a sum in package variable 0.
fn note(call: &mut NativeCall<'_>) -> Flow {
    let at = call.machine().linked.globals;
    let v = call.word(0);
    call.machine().heap.words_mut()[at] += v;
    Flow::Done
}

fn sum(funcs: Vec<crate::compile::code::Func>) -> (u64, super::Outcome) {
    let mut config = Config::default();
    config.limits.instructions = 10_000_000;
    let mut m = machine(funcs, types(), vec![("note", note)], config);
    let outcome = m.run();
    (m.heap.words()[m.linked.globals], outcome)
}

fn fib() -> crate::compile::code::Func {
    func(
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
    )
}

#[test]
fn calls_return_values() {
    let main = func(
        "main",
        3,
        0,
        0,
        vec![
            Int { d: 0, v: 20 },
            Call { base: 0, f: 2 },
            CallNative { base: 0, n: 0 },
            Return { a: 0, n: 0 },
        ],
    );
    let (got, outcome) = sum(vec![main, fib()]);
    assert_eq!((got, outcome.code), (6765, EndCode::Done));
}

#[test]
fn endless_recursion_overflows_and_endless_loops_hit_a_limit() {
    let main = func("main", 2, 0, 0, vec![Call { base: 1, f: 1 }, Return { a: 0, n: 0 }]);
    let (_, outcome) = sum(vec![main]);
    assert_eq!(outcome.message, "fatal error: stack overflow");
    let main = func("main", 2, 0, 0, vec![Loop { off: -1 }]);
    let mut config = Config::default();
    config.limits.instructions = 1000;
    let outcome = machine(vec![main], types(), vec![], config).run();
    assert_eq!((outcome.code, outcome.exit), (EndCode::Limit, 3));
}

fn ping_pong(n: i32) -> Vec<crate::compile::code::Func> {
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
            Int { d: 5, v: n },
            Send { c: 0, a: 4 },
            AddI { d: 4, a: 4, i: 1 },
            LoopLt { a: 4, b: 5, off: -3 },
            Close { c: 0 },
            Recv { d: 6, c: 0, ok: 1 },
            Arg { a: 0, b: 0 },
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
            JmpIfNot { a: 2, off: 3 },
            Move { d: 3, a: 1 },
            CallNative { base: 3, n: 0 },
            Loop { off: -6 },
            Return { a: 0, n: 0 },
        ],
    );
    vec![main, receiver]
}

#[test]
fn messages_arrive() {
    let (got, outcome) = sum(ping_pong(100));
    // the last one has arrived, but main ends before it is counted
    assert_eq!((got, outcome.code), (4950 - 99, EndCode::Done));
}

#[test]
fn slices_of_a_run_do_not_change_it() {
    let run = |budget: u64| {
        let mut m = machine(ping_pong(500), types(), vec![("note", note)], Config::default());
        let mut m2 = m.clone();
        while m.run_slice(budget) == super::Progress::Running {
            m2 = m.clone();
        }
        m2.run();
        let at = m.linked.globals;
        (m.heap.words()[at], m2.heap.words()[at], m.instructions, m.sched.steps(), m2.sched.steps())
    };
    assert_eq!(run(u64::MAX), run(1));
    assert_eq!(run(u64::MAX), run(77));
}

#[test]
fn waiting_for_ever_is_a_deadlock() {
    let main = func(
        "main",
        3,
        0,
        0,
        vec![
            Int { d: 1, v: 0 },
            MakeChan { d: 0, cap: 1 },
            Arg { a: 0, b: 2 },
            Recv { d: 1, c: 0, ok: 0 },
            Arg { a: 0, b: 0 },
        ],
    );
    let (_, outcome) = sum(vec![main]);
    assert_eq!(outcome.message, "fatal error: all goroutines are asleep - deadlock!");
    assert_eq!(outcome.exit, 2);
}

#[test]
fn garbage_is_collected_and_a_leak_hits_the_limit() {
    let alloc = |keep: bool| {
        func(
            "main",
            6,
            0,
            0,
            vec![
                Int { d: 0, v: 0 },
                Int { d: 1, v: 2_000_000 },
                Closure { d: 2, f: 1 },
                Arg { a: if keep { 3 } else { 4 }, b: 1 },
                Move { d: 3, a: 2 },
                AddI { d: 0, a: 0, i: 1 },
                LoopLt { a: 0, b: 1, off: -5 },
                Return { a: 0, n: 0 },
            ],
        )
    };
    let run = |keep| {
        let mut config = Config::default();
        config.limits.heap = 16 << 20;
        let mut m = machine(vec![alloc(keep)], types(), vec![], config);
        (m.run().code, m.heap.words().len())
    };
    let (code, words) = run(false);
    assert_eq!(code, EndCode::Done);
    assert!(words < 1 << 20, "{words}");
    assert_eq!(run(true).0, EndCode::Limit);
}

/// Calls its func argument three times, each time with the result before.
fn thrice(call: &mut NativeCall<'_>) -> Flow {
    let n = call.memo_len();
    if n < 3 {
        let arg = if n == 0 { 1 } else { call.memo(n - 1) };
        return Flow::Invoke { func: Callee::Value(call.word(0)), args: vec![arg], results: 1 };
    }
    let last = call.memo(2);
    call.ret(0, last);
    Flow::Done
}

#[test]
fn natives_call_go() {
    let main = func(
        "main",
        4,
        0,
        0,
        vec![
            Func { d: 0, f: 2 },
            CallNative { base: 0, n: 1 },
            CallNative { base: 0, n: 0 },
            Return { a: 0, n: 0 },
        ],
    );
    let inner = func(
        "inner",
        4,
        1,
        1,
        vec![
            Func { d: 1, f: 3 },
            Move { d: 2, a: 0 },
            Move { d: 3, a: 0 },
            Call { base: 3, f: 3 },
            MulI { d: 0, a: 3, i: 10 },
            Return { a: 0, n: 1 },
        ],
    );
    let add = func("add", 2, 1, 1, vec![AddI { d: 0, a: 0, i: 1 }, Return { a: 0, n: 1 }]);
    let natives: Vec<(&str, super::Native)> = vec![("note", note), ("thrice", thrice)];
    let mut m = machine(vec![main, inner, add], types(), natives, Config::default());
    let outcome = m.run();
    assert_eq!(outcome.code, EndCode::Done);
    assert_eq!(m.heap.words()[m.linked.globals], ((2 * 10 + 1) * 10 + 1) * 10);
}

#[test]
fn a_deferred_call_recovers() {
    // func main() { note(f()) }; func f() (r int) { defer func() { recover(); note(1000) }(); panic(7) }
    let main = func(
        "main",
        2,
        0,
        0,
        vec![Call { base: 0, f: 2 }, CallNative { base: 0, n: 0 }, Return { a: 0, n: 0 }],
    );
    let mut f = func(
        "f",
        4,
        0,
        1,
        vec![
            Int { d: 0, v: 5 },
            Func { d: 1, f: 3 },
            Defer { base: 1, n: 0 },
            Int { d: 2, v: 7 },
            Int { d: 1, v: 1 },
            Panic { a: 1 },
            Int { d: 0, v: 5 },
            Return { a: 0, n: 1 },
        ],
    );
    f.recover_pc = Some(6);
    let d = func(
        "d",
        4,
        0,
        0,
        vec![
            Recover { d: 0 },
            Int { d: 2, v: 1000 },
            CallNative { base: 2, n: 0 },
            Return { a: 0, n: 0 },
        ],
    );
    let (got, outcome) = sum(vec![main, f, d]);
    assert_eq!((got, outcome.code), (1005, EndCode::Done));
}
