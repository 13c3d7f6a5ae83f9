//! A fault as data; its text form is written in `show` and read in `parse`.

/// One fault: where, when, what. `Display` and `FromStr` are inverse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultSpec {
    /// At which places.
    pub place: Where,
    /// On which occasions there; all of them by default.
    pub when: When,
    /// What happens then.
    pub what: What,
}

/// Places.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Where {
    /// `call:FUNC`, `call:FUNC@LINE`, `call:FUNC@FILE:LINE`: calls of a function or method, named as in a
    /// dump (`main.fetch`, `time.Sleep`, `net/http.(*Client).Do`) or, through an interface, by the method's
    /// name alone; anywhere or on one line. Calls in `go` and `defer` statements are calls.
    Call {
        /// The function called.
        func: String,
        /// File and line of the calls.
        line: Option<Line>,
    },
    /// `line:LINE`, `line:FILE:LINE`: every call on a line.
    Line(Line),
    /// `send:jobs`, `recv:3@12`, `close:*`, `chan:jobs`: operations on channels.
    Chan {
        /// Which operations.
        op: ChanOp,
        /// Which channels.
        chan: Name,
        /// File and line of the operations.
        line: Option<Line>,
    },
    /// `lock:mu`, `lock:s.mu@12`: Lock and RLock of a lock by its name in the code.
    Lock {
        /// The name that it was first used by; `*` any.
        name: String,
        /// File and line of the calls.
        line: Option<Line>,
    },
    /// `go:N`: goroutine number N.
    Goroutine(u32),
    /// `go:main.worker`: each goroutine that runs this function.
    GoroutineOf(String),
    /// `ctx:N`: the N-th traced object, a context.
    Context(u32),
    /// `ctx:@LINE`: contexts made on a line.
    ContextAt(Line),
    /// `http:/deploy`, `http:POST/deploy`, `http:*`: requests to a server of the program.
    Request {
        /// Only this method; empty: any.
        method: String,
        /// This path; `*` any.
        path: String,
    },
    /// `process`: the program as a whole, at a moment.
    Process,
}

/// What is done to a channel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChanOp {
    /// `send:`
    Send,
    /// `recv:`
    Recv,
    /// `close:`
    Close,
    /// `chan:` any of them.
    Any,
}

/// Which object is meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Name {
    /// `*`
    Any,
    /// The n-th traced object.
    Number(u32),
    /// Its name in the code where it was made.
    Text(String),
}

/// A line of the program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// File name as shown; `None` when the program has one file.
    pub file: Option<String>,
    /// 1-based.
    pub line: u32,
}

/// Occasions; all conditions must hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    /// `#2`, `#2..`, `#2..5`: the n-th times there, from 1, both ends included.
    pub from_nth: u32,
    /// Last of them.
    pub to_nth: u32,
    /// `@2s`, `@2s..`, `@2s..5s`: virtual time; `@2s` is the first occasion at or after that moment.
    pub from_ns: i64,
    /// Last moment, included.
    pub to_ns: i64,
    /// `@2s`: once only.
    pub once: bool,
    /// `%25`, `%0.5`: probability in hundredths of a percent, drawn under the seed.
    pub hundredths: u16,
    /// `?goroutines>100`: while a level is above a number.
    pub level: Option<Level>,
}

/// Something that is counted now, and the number that it must be above.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Level {
    /// `?goroutines>N`: goroutines alive.
    Goroutines(u64),
    /// `?heap>N`: bytes held by the program.
    Heap(u64),
    /// `?calls>N`: calls of this place in flight, this one not counted.
    Calls(u64),
    /// `?len(jobs)>N`: elements in a channel's buffer.
    Len(String, u64),
}

impl When {
    /// Every time.
    pub const ALWAYS: When = When {
        from_nth: 1,
        to_nth: u32::MAX,
        from_ns: 0,
        to_ns: i64::MAX,
        once: false,
        hundredths: When::CERTAIN,
        level: None,
    };
    /// Probability one.
    pub const CERTAIN: u16 = 10_000;
}

/// Effects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// `error("text")`, `error(NAME)`: the call is not made; it returns zero values and this error.
    Error(ErrorValue),
    /// `panic("text")`, `panic(42)`, `panic(NAME)`: the call panics instead.
    Panic(PanicValue),
    /// `slow(x3)`, `slow(+500ms)`, `slow(+1ms..5ms)`, `slow(exp(1s))`, `slow(tail(1s))`: it takes longer.
    Slow(Delay),
    /// `hang`: the call never returns.
    Hang,
    /// `hang(cancel)`: the call returns only when its context is cancelled, with the context's error.
    HangUntilCancel,
    /// `refuse(429)`, `refuse(503)`, `refuse(connection)`: turned away.
    Refuse(Refusal),
    /// `limit(N)`, `limit(N,"text")`: at most N calls in flight, the others get this error.
    Limit(u32, String),
    /// `rate(N/TIME)`, `rate(N/TIME,"text")`: at most N calls in any such period, the others get this error.
    Rate(u32, i64, String),
    /// `queue(N)`: at most N calls in flight, the others wait for their turn.
    Queue(u32),
    /// `drop`: the message is lost; a close does not happen.
    Drop,
    /// `dup`: the message is sent twice.
    Duplicate,
    /// `close`: the channel is closed before that.
    Close,
    /// `cancel`: the context is cancelled.
    Cancel,
    /// `deadline(TIME)`: the context's deadline is that long after it was made.
    Deadline(i64),
    /// `leave`, `leave(+200ms)`: the client goes away, so long after it asked.
    Leave(i64),
    /// `kill`: the goroutine ends without running its deferred calls.
    Kill,
    /// `crash`: the process ends as if killed from outside.
    Crash,
    /// `signal(SIGTERM)`: the process gets a signal.
    Signal(Signal),
    /// `jump(+1h)`, `jump(-5m)`: the wall clock is set; what measures time goes on as before.
    Jump(i64),
}

/// Which error a call returns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ErrorValue {
    /// A new error with this text.
    Text(String),
    /// A package variable of the program or its library: `main.ErrTimeout`, `io.EOF`.
    Named(String),
}

/// What a panic is called with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PanicValue {
    /// A string.
    Text(String),
    /// An int.
    Int(i64),
    /// A package variable that holds an error.
    Named(String),
}

/// How a call or request is turned away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// 429 Too Many Requests.
    TooMany,
    /// 503 Service Unavailable.
    Unavailable,
    /// Nobody listens.
    Connection,
}

/// Signals that a process may get.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Signal {
    Hup = 1,
    Int = 2,
    Quit = 3,
    Term = 15,
}

impl Signal {
    /// All of them, by name.
    pub const ALL: [(&'static str, Signal); 4] = [
        ("SIGTERM", Signal::Term),
        ("SIGINT", Signal::Int),
        ("SIGHUP", Signal::Hup),
        ("SIGQUIT", Signal::Quit),
    ];
}

impl Refusal {
    /// All of them, as they are written.
    pub const ALL: [(&'static str, Refusal); 3] = [
        ("429", Refusal::TooMany),
        ("503", Refusal::Unavailable),
        ("connection", Refusal::Connection),
    ];

    /// The text of the error that a call returns.
    pub fn text(self) -> &'static str {
        match self {
            Refusal::TooMany => "429 Too Many Requests",
            Refusal::Unavailable => "503 Service Unavailable",
            Refusal::Connection => "dial tcp 127.0.0.1:80: connect: connection refused",
        }
    }
}

/// How much slower.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Delay {
    /// The call's own virtual time, times this many thousandths.
    Factor {
        /// 3000 is three times as long.
        thousandths: u32,
    },
    /// This much longer; drawn uniformly when the two differ.
    Plus {
        /// At least.
        from_ns: i64,
        /// At most.
        to_ns: i64,
    },
    /// Drawn from the exponential distribution: most a little, some much.
    Exponential {
        /// Its mean.
        mean_ns: i64,
    },
    /// Drawn from the Pareto distribution, a heavy tail: few take very long.
    Tail {
        /// The least.
        least_ns: i64,
        /// Its exponent in thousandths; the smaller, the heavier.
        thousandths: u32,
    },
}

/// Errors when none is said.
pub const TOO_MANY_CLIENTS: &str = "pq: sorry, too many clients already";
/// See [`TOO_MANY_CLIENTS`].
pub const TOO_MANY_REQUESTS: &str = "429 Too Many Requests";
/// Exponent of a heavy tail when none is said.
pub const TAIL_THOUSANDTHS: u32 = 1500;

const ON_CALLS: &[&str] = &[
    "error(\"text\")",
    "error(NAME)",
    "panic(\"text\")",
    "slow(x3)",
    "slow(+500ms)",
    "slow(+1ms..5ms)",
    "slow(exp(1s))",
    "slow(tail(100ms))",
    "hang",
    "hang(cancel)",
    "refuse(429)",
    "refuse(503)",
    "refuse(connection)",
    "limit(50)",
    "rate(10/1s)",
    "queue(4)",
    "kill",
    "crash",
];

impl Where {
    /// The effects that are possible here, as they are written.
    pub fn effects(&self) -> &'static [&'static str] {
        match self {
            Where::Call { .. } | Where::Line(_) => ON_CALLS,
            Where::Chan { op: ChanOp::Send | ChanOp::Any, .. } => &[
                "drop",
                "dup",
                "close",
                "slow(+500ms)",
                "slow(+1ms..5ms)",
                "slow(exp(1s))",
                "slow(tail(100ms))",
                "hang",
                "panic(\"text\")",
                "kill",
                "crash",
            ],
            Where::Chan { op: ChanOp::Recv, .. } => &[
                "drop",
                "close",
                "slow(+500ms)",
                "slow(+1ms..5ms)",
                "slow(exp(1s))",
                "slow(tail(100ms))",
                "hang",
                "panic(\"text\")",
                "kill",
                "crash",
            ],
            Where::Chan { op: ChanOp::Close, .. } => &[
                "drop",
                "slow(+500ms)",
                "slow(+1ms..5ms)",
                "slow(exp(1s))",
                "slow(tail(100ms))",
                "hang",
                "panic(\"text\")",
                "kill",
                "crash",
            ],
            Where::Lock { .. } => &[
                "slow(x3)",
                "slow(+500ms)",
                "slow(+1ms..5ms)",
                "slow(exp(1s))",
                "slow(tail(100ms))",
                "hang",
                "panic(\"text\")",
                "kill",
                "crash",
            ],
            Where::Goroutine(_) | Where::GoroutineOf(_) => {
                &["kill", "hang", "panic(\"text\")", "crash"]
            }
            Where::Context(_) | Where::ContextAt(_) => &["cancel", "deadline(500ms)"],
            Where::Request { .. } => &[
                "refuse(429)",
                "refuse(503)",
                "refuse(connection)",
                "leave",
                "leave(+200ms)",
                "slow(+500ms)",
                "slow(+1ms..5ms)",
                "slow(exp(1s))",
                "slow(tail(100ms))",
                "hang",
                "panic(\"text\")",
                "crash",
            ],
            Where::Process => &["crash", "signal(SIGTERM)", "jump(+1h)", "jump(-1h)"],
        }
    }

    /// True when `what` can happen here.
    pub fn allows(&self, what: &What) -> bool {
        use What::*;
        let waits = matches!(what, Slow(_) | Hang | Panic(_) | Kill | Crash);
        match self {
            Where::Call { .. } | Where::Line(_) => {
                waits
                    || matches!(
                        what,
                        Error(_) | HangUntilCancel | Refuse(_) | Limit(..) | Rate(..) | Queue(_)
                    )
            }
            Where::Chan { op, .. } => {
                let waits = waits && !matches!(what, Slow(Delay::Factor { .. }));
                match op {
                    ChanOp::Send | ChanOp::Any => waits || matches!(what, Drop | Duplicate | Close),
                    ChanOp::Recv => waits || matches!(what, Drop | Close),
                    ChanOp::Close => waits || *what == Drop,
                }
            }
            Where::Lock { .. } => waits,
            Where::Goroutine(_) | Where::GoroutineOf(_) => waits && !matches!(what, Slow(_)),
            Where::Context(_) | Where::ContextAt(_) => matches!(what, Cancel | Deadline(_)),
            Where::Request { .. } => {
                let factor = matches!(what, Slow(Delay::Factor { .. }));
                waits && !factor && *what != Kill || matches!(what, Refuse(_) | Leave(_))
            }
            Where::Process => matches!(what, Crash | Signal(_) | Jump(_)),
        }
    }
}
