//! The grammar of faults.
//!
//! ```text
//! fault  = where when* "=" what
//! where  = "call:" FUNC [ "@" line ] | "line:" line | chanop ":" object [ "@" line ]
//!        | "lock:" NAME [ "@" line ] | "go:" ( N | FUNC ) | "ctx:" N | "ctx:@" line
//!        | "http:" [ METHOD ] PATH | "process"
//! chanop = "send" | "recv" | "close" | "chan"
//! object = NAME | N | "*"
//! line   = [ FILE ":" ] N
//! when   = "#" N [ ".." [ N ] ] | "@" TIME [ ".." [ TIME ] ] | "%" PERCENT | "?" level ">" N
//! level  = "goroutines" | "heap" | "calls" | "len(" NAME ")"
//! what   = "error(" ( TEXT | NAME ) ")" | "panic(" ( TEXT | INT | NAME ) ")" | "slow(" delay ")"
//!        | "hang" | "hang(cancel)" | "refuse(" ( "429" | "503" | "connection" ) ")"
//!        | "limit(" N [ "," TEXT ] ")" | "rate(" N "/" TIME [ "," TEXT ] ")" | "queue(" N ")"
//!        | "drop" | "dup" | "close" | "cancel" | "deadline(" TIME ")" | "leave" [ "(+" TIME ")" ]
//!        | "kill" | "crash" | "signal(" SIGNAL ")" | "jump(" ( "+" | "-" ) TIME ")"
//! delay  = "x" NUMBER | "+" TIME [ ".." TIME ] | "exp(" TIME ")" | "tail(" TIME [ "," NUMBER ] ")"
//! ```
//! `TEXT` is quoted, with `\"`, `\\`, `\n`, `\t`, `\r`; `TIME` as in Go (`500ms`, `1m30s`).

use std::fmt;
use std::str::FromStr;

use super::duration::Duration;
use super::show::BYTES;
use super::spec::{ChanOp, FaultSpec, Level, Line, Name, When, Where};

/// Why a text is no fault: where, and what is possible there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultError {
    /// Byte offset into the text.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What could stand there.
    pub possible: &'static [&'static str],
}

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.at)?;
        if !self.possible.is_empty() {
            write!(f, "; possible: {}", self.possible.join(", "))?;
        }
        Ok(())
    }
}

impl std::error::Error for FaultError {}

/// Kinds of places, as a fault is told that has none.
pub const PLACES: &[&str] = &[
    "call:FUNC",
    "call:FUNC@LINE",
    "line:LINE",
    "line:FILE:LINE",
    "send:CHAN",
    "recv:CHAN",
    "close:CHAN",
    "chan:CHAN",
    "lock:NAME",
    "go:NUMBER",
    "go:FUNC",
    "ctx:NUMBER",
    "ctx:@LINE",
    "http:/PATH",
    "http:METHOD/PATH",
    "process",
];
/// Kinds of occasions, likewise.
pub const WHENS: &[&str] = &[
    "#2",
    "#2..",
    "#2..5",
    "@2s",
    "@2s..",
    "@2s..5s",
    "%25",
    "?goroutines>100",
    "?heap>64MiB",
    "?calls>5",
    "?len(jobs)>3",
    "= and what happens",
];
const LEVELS: &[&str] = &["goroutines>100", "heap>64MiB", "calls>5", "len(jobs)>3"];
const LINES: &[&str] = &["LINE", "FILE:LINE"];
const NAMES: &[&str] = &["NAME", "NUMBER", "*"];
const TIMES: &[&str] = &["500ms", "2s", "1m30s"];
const TEXTS: &[&str] = &["\"text\""];
/// What ends a name in a place.
const STOPS: &[char] = &['@', '#', '%', '?', '='];

impl FromStr for FaultSpec {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<FaultSpec, FaultError> {
        let mut p = Parser { text, at: 0 };
        let place = p.place()?;
        let mut when = When::ALWAYS;
        while !p.eat("=") {
            p.when(&mut when)?;
        }
        let start = p.at;
        let what = p.what(&place)?;
        if !place.allows(&what) {
            return Err(p.error_at(start, "this cannot happen there", place.effects()));
        }
        if p.at < text.len() {
            return Err(p.error("more text than a fault", &[]));
        }
        Ok(FaultSpec { place, when, what })
    }
}

pub(super) struct Parser<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

pub(super) type Parsed<T> = Result<T, FaultError>;

impl<'a> Parser<'a> {
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    pub(super) fn eat(&mut self, word: &str) -> bool {
        let there = self.rest().starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there
    }

    /// Everything up to one of `stops`.
    pub(super) fn until(&mut self, stops: &[char]) -> &'a str {
        let rest = self.rest();
        let len = rest.find(stops).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    pub(super) fn error(&self, message: &str, possible: &'static [&'static str]) -> FaultError {
        self.error_at(self.at, message, possible)
    }

    pub(super) fn error_at(
        &self,
        at: usize,
        message: &str,
        possible: &'static [&'static str],
    ) -> FaultError {
        FaultError { at, message: message.to_owned(), possible }
    }

    fn place(&mut self) -> Parsed<Where> {
        let ops = [("send:", ChanOp::Send), ("recv:", ChanOp::Recv), ("close:", ChanOp::Close)];
        if let Some((_, op)) = ops.into_iter().find(|(word, _)| self.eat(word)) {
            return self.chan(op);
        }
        if self.eat("chan:") {
            self.chan(ChanOp::Any)
        } else if self.eat("call:") {
            let func = self.name("no function named", &["main.fetch", "time.Sleep"])?;
            Ok(Where::Call { func, line: self.at_line() })
        } else if self.eat("line:") {
            Ok(Where::Line(self.line()?))
        } else if self.eat("lock:") {
            let name = self.name("no lock named", &["mu", "s.mu", "*"])?;
            Ok(Where::Lock { name, line: self.at_line() })
        } else if self.eat("go:") {
            self.goroutine()
        } else if self.eat("ctx:@") {
            Ok(Where::ContextAt(self.line()?))
        } else if self.eat("ctx:") {
            Ok(Where::Context(self.number("no number of a context")?))
        } else if self.eat("http:") {
            self.request()
        } else if self.eat("process") {
            Ok(Where::Process)
        } else {
            Err(self.error("no place for a fault", PLACES))
        }
    }

    fn chan(&mut self, op: ChanOp) -> Parsed<Where> {
        let name = self.name("no channel named", NAMES)?;
        let chan = match name.as_str() {
            "*" => Name::Any,
            n if plain(n) => match n.parse().ok().filter(|n| *n > 0) {
                Some(n) => Name::Number(n),
                None => return Err(self.error("no number of a channel", NAMES)),
            },
            _ => Name::Text(name),
        };
        Ok(Where::Chan { op, chan, line: self.at_line() })
    }

    fn goroutine(&mut self) -> Parsed<Where> {
        let start = self.at;
        if self.rest().starts_with(|c: char| c.is_ascii_digit()) {
            return Ok(Where::Goroutine(self.number("no number of a goroutine")?));
        }
        let func = self.until(STOPS);
        if func.contains('.') {
            return Ok(Where::GoroutineOf(func.to_owned()));
        }
        let possible = &["a whole number from 1", "main.worker"];
        Err(self.error_at(start, "no number and no function of a goroutine", possible))
    }

    fn request(&mut self) -> Parsed<Where> {
        let start = self.at;
        // a path may hold any of the marks but `=` and those that begin an occasion
        let text = self.until(STOPS);
        let slash = text.find(['/', '*']).unwrap_or(text.len());
        let (method, path) = text.split_at(slash);
        let known = method.bytes().all(|b| b.is_ascii_uppercase());
        if !known || path.is_empty() || (path.starts_with('*') && path != "*") {
            let possible = &["/deploy", "POST/deploy", "*"];
            return Err(self.error_at(start, "no request", possible));
        }
        Ok(Where::Request { method: method.to_owned(), path: path.to_owned() })
    }

    /// The name of something, not empty.
    fn name(&mut self, message: &str, possible: &'static [&'static str]) -> Parsed<String> {
        let name = self.until(STOPS);
        if name.is_empty() { Err(self.error(message, possible)) } else { Ok(name.to_owned()) }
    }

    /// `@` and a line; what is a time, or nothing, is left for `when`.
    fn at_line(&mut self) -> Option<Line> {
        let mark = self.at;
        let line = if self.eat("@") { self.line().ok() } else { None };
        if line.is_none() {
            self.at = mark;
        }
        line
    }

    fn line(&mut self) -> Parsed<Line> {
        let start = self.at;
        let text = self.until(STOPS);
        let (file, line) = match text.rsplit_once(':') {
            Some((file, line)) => (Some(file), line),
            None => (None, text),
        };
        let number = line.parse().ok().filter(|n| *n > 0 && plain(line));
        match (file, number) {
            (Some(""), _) | (_, None) => Err(self.error_at(start, "no line", LINES)),
            (_, Some(line)) => Ok(Line { file: file.map(str::to_owned), line }),
        }
    }

    /// A whole number from 1.
    pub(super) fn number(&mut self, message: &str) -> Parsed<u32> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let n = rest[..len].parse().ok().filter(|n| *n > 0);
        let n = n.ok_or_else(|| self.error(message, &["a whole number from 1"]))?;
        self.at += len;
        Ok(n)
    }

    pub(super) fn time(&mut self) -> Parsed<i64> {
        let (time, len) =
            Duration::read(self.rest()).ok_or_else(|| self.error("no duration", TIMES))?;
        self.at += len;
        Ok(time.0)
    }

    fn when(&mut self, when: &mut When) -> Parsed<()> {
        let start = self.at;
        let once = |p: &Self, new: bool| {
            if new { Ok(()) } else { Err(p.error_at(start, "said twice", WHENS)) }
        };
        if self.eat("#") {
            once(self, (when.from_nth, when.to_nth) == (1, u32::MAX))?;
            self.nth(when, start)
        } else if self.eat("@") {
            once(self, !when.once && (when.from_ns, when.to_ns) == (0, i64::MAX))?;
            self.moment(when, start)
        } else if self.eat("%") {
            once(self, when.hundredths == When::CERTAIN)?;
            let percent = thousandths(self.decimal()).filter(|n| *n > 0 && n % 10 == 0);
            let percent = percent.ok_or_else(|| self.error_at(start, "no percentage", WHENS))?;
            when.hundredths = u16::try_from(percent / 10)
                .ok()
                .filter(|p| *p <= When::CERTAIN)
                .ok_or_else(|| self.error_at(start, "more than always", &["%0.01 to %100"]))?;
            Ok(())
        } else if self.eat("?") {
            once(self, when.level.is_none())?;
            when.level = Some(self.level()?);
            Ok(())
        } else {
            Err(self.error("no occasion", WHENS))
        }
    }

    fn nth(&mut self, when: &mut When, start: usize) -> Parsed<()> {
        when.from_nth = self.number("no number of a time")?;
        when.to_nth = when.from_nth;
        if self.eat("..") {
            let open = !self.rest().starts_with(|c: char| c.is_ascii_digit());
            when.to_nth = if open { u32::MAX } else { self.number("no number of a time")? };
        }
        if when.to_nth < when.from_nth {
            return Err(self.error_at(start, "ends before it begins", WHENS));
        }
        Ok(())
    }

    fn moment(&mut self, when: &mut When, start: usize) -> Parsed<()> {
        when.from_ns = self.time()?;
        if self.eat("..") {
            if self.rest().starts_with(|c: char| c.is_ascii_digit()) {
                when.to_ns = self.time()?;
            }
        } else {
            when.once = true;
        }
        if when.to_ns < when.from_ns {
            return Err(self.error_at(start, "ends before it begins", WHENS));
        }
        Ok(())
    }

    fn level(&mut self) -> Parsed<Level> {
        let start = self.at;
        let name = self.until(&['>', '=']).to_owned();
        if !self.eat(">") {
            return Err(self.error_at(start, "no level", LEVELS));
        }
        let n = u64::from(self.count()?);
        let of = name.strip_prefix("len(").and_then(|n| n.strip_suffix(')'));
        match (name.as_str(), of) {
            ("goroutines", _) => Ok(Level::Goroutines(n)),
            ("calls", _) => Ok(Level::Calls(n)),
            ("heap", _) => {
                let unit = BYTES.iter().find(|(unit, _)| self.eat(unit)).map_or(1, |u| u.1);
                let n = n.checked_mul(unit);
                n.map(Level::Heap).ok_or_else(|| self.error_at(start, "no level", LEVELS))
            }
            (_, Some(of)) if !of.is_empty() => Ok(Level::Len(of.to_owned(), n)),
            _ => Err(self.error_at(start, "no level", LEVELS)),
        }
    }

    /// A whole number from 0.
    fn count(&mut self) -> Parsed<u32> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let n = rest[..len].parse().map_err(|_| self.error("no number", &["a whole number"]))?;
        self.at += len;
        Ok(n)
    }

    /// Digits and at most one dot; not the dots of a range.
    pub(super) fn decimal(&mut self) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    pub(super) fn closing<T>(&mut self, value: T) -> Parsed<T> {
        if self.eat(")") { Ok(value) } else { Err(self.error("not closed", &[")"])) }
    }

    pub(super) fn quoted(&mut self) -> Parsed<String> {
        if !self.eat("\"") {
            return Err(self.error("no text", TEXTS));
        }
        let mut out = String::new();
        let mut chars = self.rest().char_indices();
        while let Some((i, c)) = chars.next() {
            match c {
                '"' => {
                    self.at += i + 1;
                    return Ok(out);
                }
                '\\' => match chars.next().map(|(_, c)| c) {
                    Some('n') => out.push('\n'),
                    Some('t') => out.push('\t'),
                    Some('r') => out.push('\r'),
                    Some(c @ ('"' | '\\')) => out.push(c),
                    _ => {
                        let escapes = &["\\\"", "\\\\", "\\n", "\\t", "\\r"];
                        return Err(self.error_at(self.at + i, "no such escape", escapes));
                    }
                },
                c => out.push(c),
            }
        }
        Err(self.error("text without an end", &["\""]))
    }
}

fn plain(digits: &str) -> bool {
    digits.bytes().all(|b| b.is_ascii_digit())
}

/// `3`, `1.5`, `0.001`.
pub(super) fn thousandths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || !plain(whole) || !plain(decimals) || decimals.len() > 3 {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = format!("{decimals:0<3}").parse().ok()?;
    whole.checked_mul(1000)?.checked_add(part)
}
