//! Faults as text: what `parse` reads again.

use std::fmt;

use super::duration::Duration;
use super::spec::*;

impl fmt::Display for FaultSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}={}", self.place, self.when, self.what)
    }
}

/// `@12` after a place.
struct At<'a>(&'a Option<Line>);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map_or(Ok(()), |line| write!(f, "@{line}"))
    }
}

impl fmt::Display for Where {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Where::Call { func, line } => write!(f, "call:{func}{}", At(line)),
            Where::Line(line) => write!(f, "line:{line}"),
            Where::Chan { op, chan, line } => write!(f, "{op}:{chan}{}", At(line)),
            Where::Lock { name, line } => write!(f, "lock:{name}{}", At(line)),
            Where::Goroutine(n) => write!(f, "go:{n}"),
            Where::GoroutineOf(func) => write!(f, "go:{func}"),
            Where::Context(n) => write!(f, "ctx:{n}"),
            Where::ContextAt(line) => write!(f, "ctx:@{line}"),
            Where::Request { method, path } => write!(f, "http:{method}{path}"),
            Where::Process => f.write_str("process"),
        }
    }
}

impl fmt::Display for ChanOp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ChanOp::Send => "send",
            ChanOp::Recv => "recv",
            ChanOp::Close => "close",
            ChanOp::Any => "chan",
        })
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Name::Any => f.write_str("*"),
            Name::Number(n) => write!(f, "{n}"),
            Name::Text(name) => f.write_str(name),
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
        if self.hundredths < When::CERTAIN {
            write!(f, "%{}", Thousandths(u32::from(self.hundredths) * 10))?;
        }
        self.level.as_ref().map_or(Ok(()), |level| write!(f, "?{level}"))
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Level::Goroutines(n) => write!(f, "goroutines>{n}"),
            Level::Heap(n) => write!(f, "heap>{}", Bytes(*n)),
            Level::Calls(n) => write!(f, "calls>{n}"),
            Level::Len(name, n) => write!(f, "len({name})>{n}"),
        }
    }
}

/// The units of [`Level::Heap`].
pub(super) const BYTES: [(&str, u64); 3] = [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)];

struct Bytes(u64);

impl fmt::Display for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match BYTES.iter().find(|(_, n)| self.0 > 0 && self.0.is_multiple_of(*n)) {
            Some((unit, n)) => write!(f, "{}{unit}", self.0 / n),
            None => write!(f, "{}", self.0),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Error(ErrorValue::Text(text)) => write!(f, "error({})", Quoted(text)),
            What::Error(ErrorValue::Named(name)) => write!(f, "error({name})"),
            What::Panic(PanicValue::Text(text)) => write!(f, "panic({})", Quoted(text)),
            What::Panic(PanicValue::Int(n)) => write!(f, "panic({n})"),
            What::Panic(PanicValue::Named(name)) => write!(f, "panic({name})"),
            What::Slow(delay) => write!(f, "slow({delay})"),
            What::Hang => f.write_str("hang"),
            What::HangUntilCancel => f.write_str("hang(cancel)"),
            What::Refuse(how) => {
                let name = Refusal::ALL.iter().find(|r| r.1 == *how).map_or("", |r| r.0);
                write!(f, "refuse({name})")
            }
            What::Limit(n, text) => write!(f, "limit({n}{})", Beyond(text, TOO_MANY_CLIENTS)),
            What::Rate(n, ns, text) => {
                write!(f, "rate({n}/{}{})", Duration(*ns), Beyond(text, TOO_MANY_REQUESTS))
            }
            What::Queue(n) => write!(f, "queue({n})"),
            What::Drop => f.write_str("drop"),
            What::Duplicate => f.write_str("dup"),
            What::Close => f.write_str("close"),
            What::Cancel => f.write_str("cancel"),
            What::Deadline(ns) => write!(f, "deadline({})", Duration(*ns)),
            What::Leave(0) => f.write_str("leave"),
            What::Leave(ns) => write!(f, "leave(+{})", Duration(*ns)),
            What::Kill => f.write_str("kill"),
            What::Crash => f.write_str("crash"),
            What::Signal(signal) => {
                let name = Signal::ALL.iter().find(|s| s.1 == *signal).map_or("", |s| s.0);
                write!(f, "signal({name})")
            }
            What::Jump(ns) if *ns < 0 => write!(f, "jump(-{})", Duration(-ns)),
            What::Jump(ns) => write!(f, "jump(+{})", Duration(*ns)),
        }
    }
}

/// The error of a limit, when it is not the usual one.
struct Beyond<'a>(&'a str, &'static str);

impl fmt::Display for Beyond<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == self.1 { Ok(()) } else { write!(f, ",{}", Quoted(self.0)) }
    }
}

impl fmt::Display for Delay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Delay::Factor { thousandths } => write!(f, "x{}", Thousandths(thousandths)),
            Delay::Plus { from_ns, to_ns } if from_ns == to_ns => {
                write!(f, "+{}", Duration(from_ns))
            }
            Delay::Plus { from_ns, to_ns } => {
                write!(f, "+{}..{}", Duration(from_ns), Duration(to_ns))
            }
            Delay::Exponential { mean_ns } => write!(f, "exp({})", Duration(mean_ns)),
            Delay::Tail { least_ns, thousandths: TAIL_THOUSANDTHS } => {
                write!(f, "tail({})", Duration(least_ns))
            }
            Delay::Tail { least_ns, thousandths } => {
                write!(f, "tail({},{})", Duration(least_ns), Thousandths(thousandths))
            }
        }
    }
}

/// `1.5` for 1500.
struct Thousandths(u32);

impl fmt::Display for Thousandths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(1000) {
            return write!(f, "{}", self.0 / 1000);
        }
        let text = format!("{}.{:03}", self.0 / 1000, self.0 % 1000);
        f.write_str(text.trim_end_matches('0'))
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
