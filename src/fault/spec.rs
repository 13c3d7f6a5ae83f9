//! A fault as data, and its text form.

use std::fmt;

use super::duration::Duration;

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
    /// dump (`main.fetch`, `time.Sleep`, `net/http.(*Client).Do`), anywhere or on one line.
    Call {
        /// The function called.
        func: String,
        /// File and line of the calls.
        line: Option<Line>,
    },
    /// `line:LINE`, `line:FILE:LINE`: every call on a line.
    Line(Line),
    /// `go:N`: goroutine number N.
    Goroutine(u32),
    /// `ctx:N`: the N-th traced object, a context.
    Context(u32),
    /// `ctx:@LINE`: contexts made on a line.
    ContextAt(Line),
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
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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
    /// `%25`: probability in percent, drawn under the seed.
    pub percent: u8,
}

impl When {
    /// Every time.
    pub const ALWAYS: When = When {
        from_nth: 1,
        to_nth: u32::MAX,
        from_ns: 0,
        to_ns: i64::MAX,
        once: false,
        percent: 100,
    };
}

/// Effects.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// `error("text")`, `error(NAME)`: the call is not made; it returns zero values and this error.
    Error(ErrorValue),
    /// `panic("text")`: the call panics instead.
    Panic(String),
    /// `slow(x3)`, `slow(+500ms)`, `slow(+1ms..5ms)`: the call takes longer.
    Slow(Delay),
    /// `hang`: the call never returns.
    Hang,
    /// `hang(cancel)`: the call returns only when its context is cancelled, with the context's error.
    HangUntilCancel,
    /// `cancel`: the context is cancelled.
    Cancel,
    /// `kill`: the goroutine ends without running its deferred calls.
    Kill,
    /// `crash`: the process ends as if killed from outside.
    Crash,
}

/// Which error a call returns.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ErrorValue {
    /// A new error with this text.
    Text(String),
    /// A package variable of the program or its library: `main.ErrTimeout`, `io.EOF`.
    Named(String),
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
}

impl Where {
    /// The effects that are possible here, as they are written.
    pub fn effects(&self) -> &'static [&'static str] {
        match self {
            Where::Call { .. } | Where::Line(_) => &[
                "error(\"text\")",
                "error(NAME)",
                "panic(\"text\")",
                "slow(x3)",
                "slow(+500ms)",
                "slow(+1ms..5ms)",
                "hang",
                "hang(cancel)",
                "kill",
                "crash",
            ],
            Where::Goroutine(_) => &["kill", "hang", "panic(\"text\")"],
            Where::Context(_) | Where::ContextAt(_) => &["cancel"],
        }
    }

    /// True when `what` can happen here.
    pub fn allows(&self, what: &What) -> bool {
        match self {
            Where::Call { .. } | Where::Line(_) => *what != What::Cancel,
            Where::Goroutine(_) => matches!(what, What::Kill | What::Hang | What::Panic(_)),
            Where::Context(_) | Where::ContextAt(_) => *what == What::Cancel,
        }
    }
}

impl fmt::Display for FaultSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}={}", self.place, self.when, self.what)
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Where::Call { func, line: None } => write!(f, "call:{func}"),
            Where::Call { func, line: Some(line) } => write!(f, "call:{func}@{line}"),
            Where::Line(line) => write!(f, "line:{line}"),
            Where::Goroutine(n) => write!(f, "go:{n}"),
            Where::Context(n) => write!(f, "ctx:{n}"),
            Where::ContextAt(line) => write!(f, "ctx:@{line}"),
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.file {
            Some(file) => write!(f, "{file}:{}", self.line),
            None => write!(f, "{}", self.line),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from_nth, self.to_nth) {
            (1, u32::MAX) => {}
            (from, u32::MAX) => write!(f, "#{from}..")?,
            (from, to) if from == to => write!(f, "#{from}")?,
            (from, to) => write!(f, "#{from}..{to}")?,
        }
        let from = Duration(self.from_ns);
        match (self.from_ns, self.to_ns) {
            _ if self.once => write!(f, "@{from}")?,
            (0, i64::MAX) => {}
            (_, i64::MAX) => write!(f, "@{from}..")?,
            (_, to) => write!(f, "@{from}..{}", Duration(to))?,
        }
        if self.percent < 100 {
            write!(f, "%{}", self.percent)?;
        }
        Ok(())
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Error(ErrorValue::Text(text)) => write!(f, "error({})", Quoted(text)),
            What::Error(ErrorValue::Named(name)) => write!(f, "error({name})"),
            What::Panic(text) => write!(f, "panic({})", Quoted(text)),
            What::Slow(delay) => write!(f, "slow({delay})"),
            What::Hang => f.write_str("hang"),
            What::HangUntilCancel => f.write_str("hang(cancel)"),
            What::Cancel => f.write_str("cancel"),
            What::Kill => f.write_str("kill"),
            What::Crash => f.write_str("crash"),
        }
    }
}

impl fmt::Display for Delay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Delay::Factor { thousandths } if thousandths % 1000 == 0 => {
                write!(f, "x{}", thousandths / 1000)
            }
            Delay::Factor { thousandths } => {
                let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
                write!(f, "x{}", text.trim_end_matches('0'))
            }
            Delay::Plus { from_ns, to_ns } if from_ns == to_ns => {
                write!(f, "+{}", Duration(from_ns))
            }
            Delay::Plus { from_ns, to_ns } => {
                write!(f, "+{}..{}", Duration(from_ns), Duration(to_ns))
            }
        }
    }
}

struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '\t' => f.write_str("\\t")?,
                '\r' => f.write_str("\\r")?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}
