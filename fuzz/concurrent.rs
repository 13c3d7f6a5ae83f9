//! Small concurrent programs from a seed: a few goroutines over channels, locks, WaitGroups, contexts and
//! atomics. All end, or deadlock, or panic; there is no data race and no time in them, so what they may do is
//! a set that does not depend on the machine. What each goroutine saw is kept in its own log and printed at
//! the end, in one order.
//!
//! `pause()` stands between operations: a place where others may run. Here it yields; under Go it also
//! waits for some microseconds, so that schedules differ.

use crate::mutate::Random;
use std::fmt::Write;

/// Who the program is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Our machine: `pause` yields.
    Us,
    /// The Go toolchain: `pause` also waits.
    Go,
}

/// The program of a seed.
pub fn program(seed: u64, whom: For) -> String {
    let mut g =
        Generator { rng: Random(seed ^ 0xc0_ffee), out: PRELUDE.to_string(), ops: 0, me: 0 };
    let workers = 2 + g.rng.below(2);
    let waits = g.rng.below(4) > 0;
    for me in 1..=workers {
        g.me = me;
        let _ = writeln!(g.out, "\nfunc worker{me}() {{\n\tdefer all.Done()");
        g.defers();
        let n = 1 + g.rng.below(3);
        (0..n).for_each(|_| g.op(1, 2));
        g.out.push_str("}\n");
    }
    g.me = 0;
    let _ = writeln!(g.out, "\nfunc main() {{\n\tall.Add({workers})");
    for me in 1..=workers {
        let _ = writeln!(g.out, "\tgo worker{me}()");
    }
    (0..g.rng.below(4)).for_each(|_| g.op(1, 2));
    // who does not wait for all sees only its own log: the others may still write theirs
    g.out.push_str(if waits {
        "\tall.Wait()\n\tshow(logs[:])\n}\n"
    } else {
        "\tshow(logs[:1])\n\tpause()\n}\n"
    });
    // last, so that both have the same lines
    g.out.push_str(if whom == For::Go { PAUSE_GO } else { PAUSE_US });
    g.out
}

struct Generator {
    rng: Random,
    out: String,
    /// Operations so far: the values that are sent.
    ops: usize,
    /// The goroutine whose function is written; 0 is main.
    me: usize,
}

impl Generator {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "\t".repeat(depth));
    }

    fn chan(&mut self) -> &'static str {
        // the nil channel is rare: it leads to little
        self.rng.pick(&["a", "a", "b", "b", "c", "none"])
    }

    /// Deferred calls of a worker.
    fn defers(&mut self) {
        let me = self.me;
        match self.rng.below(5) {
            0 => self.line(1, &format!("defer func() {{ note({me}, recover()) }}()")),
            1 => self.line(1, "defer cancel()"),
            _ => {}
        }
    }

    /// One operation, with others inside where it has room for them.
    fn op(&mut self, depth: usize, room: usize) {
        self.ops += 1;
        let (me, n, c) = (self.me, self.ops, self.chan());
        self.line(depth, "pause()");
        let kinds = if room == 0 { 13 } else { 22 };
        match self.rng.below(kinds) {
            0 | 1 => self.line(depth, &format!("{c} <- {n}")),
            2 => self.line(depth, &format!("note({me}, <-{c})")),
            3 => {
                self.line(depth, &format!("if v, ok := <-{c}; true {{"));
                self.line(depth + 1, &format!("note({me}, v, ok)"));
                self.line(depth, "}");
            }
            4 => self.line(depth, &format!("shut({me}, {c})")),
            5 => self.line(depth, &format!("note({me}, count.Add({n}))")),
            6 => self.line(depth, &format!("note({me}, count.CompareAndSwap(0, {n}))")),
            7 => self.line(depth, &format!("once.Do(func() {{ note({me}, \"once\") }})")),
            8 => self.line(depth, "cancel()"),
            9 => self.line(depth, &format!("note({me}, ctx.Err())")),
            10 => self.line(depth, &format!("note({me}, len({c}), cap({c}))")),
            11 => self.wait(depth),
            12 => self.line(depth, "few.Done()"),
            13..=15 => self.select(depth, room - 1),
            16 => self.locked(depth, room - 1),
            17 => self.try_lock(depth, room - 1),
            18 => self.shared(depth, room - 1),
            19 => self.range(depth),
            20 => self.condition(depth),
            _ => self.spawned(depth),
        }
    }

    fn wait(&mut self, depth: usize) {
        let what = self.rng.pick(&["<-ctx.Done()", "few.Wait()"]);
        self.line(depth, what);
    }

    fn select(&mut self, depth: usize, room: usize) {
        let me = self.me;
        self.line(depth, "select {");
        for i in 0..1 + self.rng.below(3) {
            let (c, n) = (self.chan(), 100 * self.ops + i);
            let case = match self.rng.below(5) {
                0 | 1 => format!("case v, ok := <-{c}:\n\t\tnote({me}, \"{i}\", v, ok)"),
                2 => format!("case <-ctx.Done():\n\t\tnote({me}, \"{i}\", context.Cause(ctx))"),
                _ => format!("case {c} <- {n}:\n\t\tnote({me}, \"{i}\", \"sent\")"),
            };
            self.line(depth, &case);
            if room > 0 && self.rng.below(3) == 0 {
                self.op(depth + 1, 0);
            }
        }
        if self.rng.below(2) == 0 {
            self.line(depth, &format!("default:\n\t\tnote({me}, \"default\")"));
        }
        self.line(depth, "}");
    }

    fn locked(&mut self, depth: usize, room: usize) {
        let (lock, unlock) = *[
            ("mu.Lock", "mu.Unlock"),
            ("nu.Lock", "nu.Unlock"),
            ("rw.Lock", "rw.Unlock"),
            ("rw.RLock", "rw.RUnlock"),
        ]
        .get(self.rng.below(4))
        .unwrap_or(&("mu.Lock", "mu.Unlock"));
        self.line(depth, &format!("{lock}()"));
        self.op(depth, room);
        self.line(depth, &format!("{unlock}()"));
    }

    fn try_lock(&mut self, depth: usize, room: usize) {
        let (lock, unlock) = if self.rng.below(2) == 0 {
            ("mu.TryLock", "mu.Unlock")
        } else {
            ("rw.TryRLock", "rw.RUnlock")
        };
        self.line(depth, &format!("if {lock}() {{"));
        self.op(depth + 1, room);
        self.line(depth + 1, &format!("{unlock}()"));
        self.line(depth, "} else {");
        self.line(depth + 1, &format!("note({}, \"held\")", self.me));
        self.line(depth, "}");
    }

    /// A variable that a lock guards: read, and written after others could run.
    fn shared(&mut self, depth: usize, _room: usize) {
        self.line(depth, "mu.Lock()");
        self.line(depth, "total++");
        self.line(depth, "pause()");
        self.line(depth, &format!("note({}, total)", self.me));
        self.line(depth, "mu.Unlock()");
    }

    fn range(&mut self, depth: usize) {
        let (me, c) = (self.me, self.rng.pick(&["a", "b", "c"]));
        self.line(depth, &format!("for v := range {c} {{"));
        self.line(depth + 1, &format!("note({me}, v)"));
        if self.rng.below(2) == 0 {
            self.line(depth + 1, "break");
        }
        self.line(depth, "}");
    }

    fn condition(&mut self, depth: usize) {
        match self.rng.below(3) {
            0 => {
                self.line(depth, "mu.Lock()");
                self.line(depth, "for !ready {\n\t\tcond.Wait()\n\t}");
                self.line(depth, "mu.Unlock()");
            }
            1 => self.line(depth, "mu.Lock()\n\tready = true\n\tmu.Unlock()\n\tcond.Signal()"),
            _ => self.line(depth, "mu.Lock()\n\tready = true\n\tcond.Broadcast()\n\tmu.Unlock()"),
        }
    }

    /// A goroutine more, that has no log.
    fn spawned(&mut self, depth: usize) {
        let (c, n) = (self.chan(), 1000 + self.ops);
        let what = match self.rng.below(5) {
            0 => format!("go func() {{ {c} <- {n} }}()"),
            1 => format!("go func() {{ <-{c}; count.Add(1) }}()"),
            2 => format!("few.Go(func() {{ {c} <- {n} }})"),
            3 => format!("context.AfterFunc(ctx, func() {{ {c} <- {n} }})"),
            _ => "few.Add(1)\n\tgo few.Done()".to_string(),
        };
        self.line(depth, &what);
    }
}

const PRELUDE: &str = r#"package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

var (
	a      = make(chan int)
	b      = make(chan int, 1)
	c      = make(chan int, 2)
	none   chan int
	mu, nu sync.Mutex
	rw     sync.RWMutex
	all    sync.WaitGroup
	few    sync.WaitGroup
	once   sync.Once
	count  atomic.Int64
	cond   = sync.NewCond(&mu)
	ready  bool
	total  int
	logs   [4][]string

	ctx, cancel = context.WithCancel(context.Background())
)

func note(me int, what ...any) {
	logs[me] = append(logs[me], fmt.Sprint(what...))
}

func show(logs [][]string) {
	for i, log := range logs {
		fmt.Println(i, strings.Join(log, " | "))
	}
}

// shut closes a channel; that it was closed before is noted.
func shut(me int, c chan int) {
	defer func() {
		if r := recover(); r != nil {
			note(me, r)
		}
	}()
	close(c)
}

// used keeps what a program may not need.
var used = []any{rand.IntN, runtime.Gosched, time.Now, &total, &ready, cond, &nu}
"#;

const PAUSE_US: &str = "
func pause() { runtime.Gosched() }
";

const PAUSE_GO: &str = "
func pause() {
	switch rand.IntN(4) {
	case 0:
		time.Sleep(time.Duration(rand.IntN(120)) * time.Microsecond)
	case 1:
		runtime.Gosched()
	case 2:
		for range rand.IntN(20000) {
		}
	}
}
";
