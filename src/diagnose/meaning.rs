//! What Go's messages mean, and how what they tell of is mended. Also our own: limits, a killed process.

use crate::sched::LimitName;

/// A message by a part of it, what it means, and how it is mended.
type Row = (&'static str, &'static str, &'static str);

/// Panics and fatal errors, the more particular first.
const MESSAGES: &[Row] = &[
    (
        "no goroutines (main called runtime.Goexit)",
        "main ended itself with `runtime.Goexit`, so the program waits for the other goroutines; the last of them has ended too, and nobody is left to end the program.",
        "Return from main, or call `os.Exit`, instead of `runtime.Goexit`.",
    ),
    (
        "send on closed channel",
        "Somebody sent on a channel after it had been closed. A closed channel takes nothing more.",
        "Let the one who sends close the channel, after its last send; where several send, wait for all of them (`wg.Wait()`) and close then.",
    ),
    (
        "close of closed channel",
        "A channel was closed a second time.",
        "Close it in one place only, after the last send (where several send, behind a `wg.Wait()` for them), or guard the close with `sync.Once`.",
    ),
    (
        "close of nil channel",
        "A channel variable that was never made was closed.",
        "Make the channel with `make(chan T)` before it is used.",
    ),
    (
        "negative WaitGroup counter",
        "`Done` was called more often than `Add` said.",
        "Call `Add(1)` once before each `go` statement, and `Done` once in each goroutine.",
    ),
    (
        "WaitGroup misuse",
        "`Add` was called while somebody was already in `Wait`: `Wait` may have returned before the goroutine was counted.",
        "Call `Add` before the `go` statement, in the goroutine that calls `Wait`.",
    ),
    (
        "WaitGroup is reused before previous Wait has returned",
        "The counter was raised again while a `Wait` of the round before was still on its way out.",
        "Use a new WaitGroup for each round, or begin the next only when `Wait` has returned.",
    ),
    (
        "concurrent map",
        "Two goroutines used one map at the same time, and at least one wrote. A map does not protect itself; Go ends the whole program, and `recover` cannot help.",
        "Guard every use of the map with one `sync.Mutex`, use `sync.Map`, or let one goroutine own the map.",
    ),
    (
        "unlock of unlocked",
        "A lock was released that nobody held. Go ends the whole program, and `recover` cannot help.",
        "Call `Unlock` once for each `Lock`, best as `defer mu.Unlock()` on the next line; and do not copy a lock.",
    ),
    (
        "RUnlock of unlocked",
        "A read lock was released that nobody held. Go ends the whole program, and `recover` cannot help.",
        "Call `RUnlock` once for each `RLock`, best as `defer mu.RUnlock()` on the next line.",
    ),
    (
        "sync.Cond is copied",
        "A condition was copied after its first use; the copy knows nobody who waits.",
        "Pass a pointer to it.",
    ),
    (
        "semaphore: released more than held",
        "More permits were given back than had been taken.",
        "Call `Release` with the same weight as the `Acquire` before it, and only when that succeeded.",
    ),
    (
        "go of nil func value",
        "A `go` statement was given a function variable that is nil.",
        "Set the function before starting it, or test it for nil.",
    ),
    (
        "stack overflow",
        "A function calls itself without an end, until its stack is full.",
        "Give the recursion an end, or turn it into a loop.",
    ),
    (
        "stack exceeds",
        "A function calls itself without an end, until its stack is full.",
        "Give the recursion an end, or turn it into a loop.",
    ),
    (
        "invalid memory address or nil pointer dereference",
        "A pointer, a map's missing entry, or an interface that is nil was used as if something were there.",
        "Test it for nil first. After a call that returned an error, return before its result is used.",
    ),
    (
        "assignment to entry in nil map",
        "A map variable that was never made was written to. Reading a nil map is allowed, writing is not.",
        "Make the map first: `m = make(map[K]V)`.",
    ),
    (
        "index out of range",
        "An index lies beyond the last element; the first element has index 0.",
        "Compare the index with `len` first, or use `range`.",
    ),
    (
        "slice bounds out of range",
        "A slice expression reaches beyond what is there.",
        "Compare its bounds with `len` or `cap` first.",
    ),
    ("integer divide by zero", "A whole number was divided by zero.", "Test the divisor first."),
    (
        "makeslice",
        "A slice was to be made with a negative or much too large length.",
        "Check the length before `make`.",
    ),
    (
        "makechan",
        "A channel was to be made with a negative or much too large buffer.",
        "Check the size before `make`.",
    ),
    (
        "negative shift amount",
        "A number was shifted by a negative amount.",
        "Shift by an unsigned number, or test it first.",
    ),
    (
        "interface conversion",
        "A value was asserted to be of a type that it does not have.",
        "Use the form with two results, `v, ok := x.(T)`, or a type switch.",
    ),
    (
        "hash of unhashable type",
        "A slice, map or function, hidden in an interface, was used as the key of a map.",
        "Use keys that can be compared.",
    ),
    (
        "comparing uncomparable type",
        "Two interface values were compared that hold slices, maps or functions.",
        "Compare what they hold, element by element.",
    ),
    (
        "panic called with nil argument",
        "`panic(nil)` was called.",
        "Panic with an error that says what is wrong, or return one.",
    ),
    (
        "invalid argument to Int",
        "A random number below zero or below nothing was asked for.",
        "Test the bound first: it must be above 0.",
    ),
    (
        "non-positive interval for NewTicker",
        "A ticker was asked for with no time between its ticks.",
        "Give it a duration above 0.",
    ),
    (
        "test timed out",
        "A test had not ended when its time was over.",
        "Find in the dump who still waits, and for what.",
    ),
    (
        "all goroutines are asleep",
        "Every goroutine waits for another one, no timer is set, and so nothing can ever happen again. Go ends the program.",
        "",
    ),
];

/// Meaning and mending of a message; `None` for one that is the program's own.
pub(crate) fn of_message(message: &str) -> Option<(&'static str, &'static str)> {
    let row = MESSAGES.iter().find(|row| message.contains(row.0));
    row.map(|row| (row.1, row.2))
}

/// Meaning of a panic with a value of the program's own.
pub(crate) const OWN_PANIC: (&str, &str) = (
    "A panic that leaves its goroutine ends the whole program, with exit status 2, whatever the others are doing.",
    "Return an error instead; or let a deferred function in that goroutine call `recover()`, which keeps the others alive.",
);

/// The same of a test.
pub(crate) const TEST_PANIC: &str = "A panic that leaves its goroutine ends the whole test program: the tests after it do not run, and `go test` fails.";

/// Meaning of a fatal error without a row.
pub(crate) const OTHER_FATAL: (&str, &str) =
    ("Go ends the whole program at once; `recover` cannot help.", "");

/// Meaning of `signal: killed` when a limit on memory is set.
pub(crate) const OUT_OF_MEMORY: (&str, &str) = (
    "The process held more memory than it may: the kernel killed it, without a word of Go's, without deferred calls, and everything that was in its memory is lost.",
    "Bound what is alive at once: a pool instead of a goroutine for each item, smaller batches, values that are dropped when they are done.",
);

/// Meaning of a process that a fault killed.
pub(crate) const CRASHED: (&str, &str) = (
    "The process ended as if killed from outside: no deferred call ran, and everything that was in its memory is lost.",
    "Keep what must survive outside of the process, and make it safe to do again.",
);

/// What a limit counts, and what to do when it is reached.
pub(crate) fn of_limit(name: LimitName) -> (&'static str, &'static str) {
    match name {
        LimitName::Steps => (
            "steps",
            "Perhaps a loop never waits and never ends. Let it wait on a channel, or end it.",
        ),
        LimitName::Instructions => (
            "instructions",
            "Perhaps a loop never ends. Give it a condition that becomes false, or less to do.",
        ),
        LimitName::Goroutines => (
            "goroutines",
            "Each item starts one. A pool with a fixed number of workers bounds them.",
        ),
        LimitName::Heap => ("bytes of memory", "Keep less at a time, or make the pieces smaller."),
        LimitName::Memory => ("bytes of memory", OUT_OF_MEMORY.1),
        LimitName::Stack => ("bytes of stack", "A function calls itself without an end."),
        LimitName::Output => ("bytes of output", "Print less, or only now and then."),
        LimitName::Events => {
            ("events", "The timeline would not show more. Run fewer goroutines, or fewer rounds.")
        }
        LimitName::VirtualTime => (
            "of virtual time",
            "Perhaps a ticker goes on without an end: stop it, or let main return.",
        ),
        LimitName::PageMemory => (
            "bytes of the page’s memory",
            "Start fewer goroutines at a time, call less deeply, or keep less: more than this no tab has. `interleave run` has all of the machine's.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_particular_row_comes_first() {
        for (i, row) in MESSAGES.iter().enumerate() {
            let found = MESSAGES.iter().position(|r| row.0.contains(r.0));
            assert_eq!(found, Some(i), "{} is hidden by a row before it", row.0);
        }
        assert!(of_message("panic: boom").is_none());
    }
}
