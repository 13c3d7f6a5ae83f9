//! The grammar of faults.
//!
//! ```text
//! fault  = where when* "=" what
//! where  = "call:" FUNC [ "@" line ] | "line:" line | "go:" N | "ctx:" N | "ctx:@" line
//! line   = [ FILE ":" ] N
//! when   = "#" N [ ".." [ N ] ]  |  "@" TIME [ ".." [ TIME ] ]  |  "%" PERCENT
//! what   = "error(" ( TEXT | NAME ) ")" | "panic(" TEXT ")" | "slow(" delay ")"
//!        | "hang" | "hang(cancel)" | "cancel" | "kill" | "crash"
//! delay  = "x" NUMBER | "+" TIME [ ".." TIME ]
//! ```
//! `TEXT` is quoted, with `\"`, `\\`, `\n`, `\t`, `\r`; `TIME` as in Go (`500ms`, `1m30s`).

use std::fmt;
use std::str::FromStr;

use super::duration::Duration;
use super::spec::{Delay, ErrorValue, FaultSpec, Line, What, When, Where};

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

const PLACES: &[&str] = &[
    "call:FUNC",
    "call:FUNC@LINE",
    "line:LINE",
    "line:FILE:LINE",
    "go:NUMBER",
    "ctx:NUMBER",
    "ctx:@LINE",
];
const WHENS: &[&str] =
    &["#2", "#2..", "#2..5", "@2s", "@2s..", "@2s..5s", "%25", "= and what happens"];
const LINES: &[&str] = &["LINE", "FILE:LINE"];
const TIMES: &[&str] = &["500ms", "2s", "1m30s"];
const TEXTS: &[&str] = &["\"text\""];
const DELAYS: &[&str] = &["x3", "x1.5", "+500ms", "+1ms..5ms"];

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

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

type Parsed<T> = Result<T, FaultError>;

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn eat(&mut self, word: &str) -> bool {
        let there = self.rest().starts_with(word);
        self.at += if there { word.len() } else { 0 };
        there
    }

    /// Everything up to one of `stops`.
    fn until(&mut self, stops: &[char]) -> &'a str {
        let rest = self.rest();
        let len = rest.find(stops).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    fn error(&self, message: &str, possible: &'static [&'static str]) -> FaultError {
        self.error_at(self.at, message, possible)
    }

    fn error_at(&self, at: usize, message: &str, possible: &'static [&'static str]) -> FaultError {
        FaultError { at, message: message.to_owned(), possible }
    }

    fn place(&mut self) -> Parsed<Where> {
        if self.eat("call:") {
            let func = self.until(&['@', '#', '%', '=']).to_owned();
            if func.is_empty() {
                return Err(self.error("no function named", &["main.fetch", "time.Sleep"]));
            }
            let mark = self.at;
            let line = if self.eat("@") { self.line().ok() } else { None };
            if line.is_none() {
                // A time, or nothing: `when` says which.
                self.at = mark;
            }
            Ok(Where::Call { func, line })
        } else if self.eat("line:") {
            Ok(Where::Line(self.line()?))
        } else if self.eat("go:") {
            Ok(Where::Goroutine(self.number("no number of a goroutine")?))
        } else if self.eat("ctx:@") {
            Ok(Where::ContextAt(self.line()?))
        } else if self.eat("ctx:") {
            Ok(Where::Context(self.number("no number of a context")?))
        } else {
            Err(self.error("no place for a fault", PLACES))
        }
    }

    fn line(&mut self) -> Parsed<Line> {
        let start = self.at;
        let text = self.until(&['@', '#', '%', '=']);
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
    fn number(&mut self, message: &str) -> Parsed<u32> {
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_digit).count();
        let n = rest[..len].parse().ok().filter(|n| *n > 0);
        let n = n.ok_or_else(|| self.error(message, &["a whole number from 1"]))?;
        self.at += len;
        Ok(n)
    }

    fn time(&mut self) -> Parsed<i64> {
        let (time, len) =
            Duration::read(self.rest()).ok_or_else(|| self.error("no duration", TIMES))?;
        self.at += len;
        Ok(time.0)
    }

    fn when(&mut self, when: &mut When) -> Parsed<()> {
        let start = self.at;
        let twice = |p: &Self, again: bool| {
            if again { Err(p.error_at(start, "said twice", WHENS)) } else { Ok(()) }
        };
        if self.eat("#") {
            twice(self, (when.from_nth, when.to_nth) != (1, u32::MAX))?;
            when.from_nth = self.number("no number of a time")?;
            when.to_nth = when.from_nth;
            if self.eat("..") {
                let open = !self.rest().starts_with(|c: char| c.is_ascii_digit());
                when.to_nth = if open { u32::MAX } else { self.number("no number of a time")? };
            }
            if when.to_nth < when.from_nth {
                return Err(self.error_at(start, "ends before it begins", WHENS));
            }
        } else if self.eat("@") {
            twice(self, when.once || (when.from_ns, when.to_ns) != (0, i64::MAX))?;
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
        } else if self.eat("%") {
            twice(self, when.percent != 100)?;
            let percent = self.number("no percentage")?;
            if percent > 100 {
                return Err(self.error_at(start, "more than always", &["%1 to %100"]));
            }
            when.percent = percent as u8;
        } else {
            return Err(self.error("no occasion", WHENS));
        }
        Ok(())
    }

    fn what(&mut self, place: &Where) -> Parsed<What> {
        if self.eat("error(") {
            let value = if self.rest().starts_with('"') {
                ErrorValue::Text(self.text()?)
            } else {
                let name = self.until(&[')']).to_owned();
                if !name.contains('.')
                    || !name.chars().all(|c| c.is_alphanumeric() || "._/".contains(c))
                {
                    self.at -= name.len();
                    return Err(self.error("no error", &["\"text\"", "io.EOF", "main.ErrName"]));
                }
                ErrorValue::Named(name)
            };
            self.closing(What::Error(value))
        } else if self.eat("panic(") {
            let text = self.text()?;
            self.closing(What::Panic(text))
        } else if self.eat("slow(") {
            let delay = self.delay()?;
            self.closing(What::Slow(delay))
        } else if self.eat("hang(cancel)") {
            Ok(What::HangUntilCancel)
        } else {
            let words = [
                ("hang", What::Hang),
                ("cancel", What::Cancel),
                ("kill", What::Kill),
                ("crash", What::Crash),
            ];
            let word = words.into_iter().find(|(word, _)| self.rest() == *word);
            let (word, what) = word.ok_or_else(|| self.error("no effect", place.effects()))?;
            self.at += word.len();
            Ok(what)
        }
    }

    fn closing(&mut self, what: What) -> Parsed<What> {
        if self.eat(")") { Ok(what) } else { Err(self.error("not closed", &[")"])) }
    }

    fn delay(&mut self) -> Parsed<Delay> {
        let start = self.at;
        if self.eat("x") {
            let text = self.until(&[')']);
            let factor = thousandths(text).filter(|n| *n > 0);
            let thousandths =
                factor.ok_or_else(|| self.error_at(start, "no factor", &["x3", "x1.5"]))?;
            return Ok(Delay::Factor { thousandths });
        }
        if !self.eat("+") {
            return Err(self.error("no delay", DELAYS));
        }
        let from_ns = self.time()?;
        let to_ns = if self.eat("..") { self.time()? } else { from_ns };
        if to_ns < from_ns {
            return Err(self.error_at(start, "ends before it begins", DELAYS));
        }
        Ok(Delay::Plus { from_ns, to_ns })
    }

    fn text(&mut self) -> Parsed<String> {
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
fn thousandths(text: &str) -> Option<u32> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() || !plain(whole) || !plain(decimals) || decimals.len() > 3 {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = format!("{decimals:0<3}").parse().ok()?;
    whole.checked_mul(1000)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::SplitMix64;

    const GOOD: &[&str] = &[
        "call:main.fetch@35#2=error(\"boom\")",
        "call:main.fetch=error(io.EOF)",
        "call:net/http.(*Client).Do@main.go:12#3..=panic(\"a \\\"b\\\" \\\\ \\n\")",
        "call:main.(*Pool).Run@7#2..5@2s..%25=slow(x3)",
        "call:main.Map[...]@2s=slow(x1.5)",
        "call:time.Sleep@40@2s..5s=slow(+500ms)",
        "line:12=slow(+1ms..5ms)",
        "line:util.go:3=hang",
        "line:9=hang(cancel)",
        "go:4@1500ms=kill",
        "go:4=panic(\"\")",
        "ctx:3@5s=cancel",
        "ctx:@17=cancel",
        "line:1=crash",
    ];

    #[test]
    fn printed_and_parsed_again_is_the_same() {
        for text in GOOD {
            let fault: FaultSpec = text.parse().unwrap_or_else(|e| panic!("{text}: {e}"));
            assert_eq!(fault.to_string(), *text);
        }
        let fault: Result<FaultSpec, _> = "line:1@1.5s..=slow(x2.50)".parse();
        assert_eq!(fault.map(|f| f.to_string()), Ok("line:1@1500ms..=slow(x2.5)".to_owned()));
    }

    #[test]
    fn other_texts_are_refused_at_the_place() {
        for (text, at, message) in [
            ("", 0, "no place"),
            ("cell:main.f=hang", 0, "no place"),
            ("call:=hang", 5, "no function"),
            ("call:main.f", 11, "no occasion"),
            ("call:main.f@=hang", 12, "no duration"),
            ("call:main.f@35#=hang", 15, "no number"),
            ("call:main.f@35#0=hang", 15, "no number"),
            ("call:main.f#5..2=hang", 11, "ends before"),
            ("call:main.f#3#2=hang", 13, "said twice"),
            ("call:main.f=", 12, "no effect"),
            ("call:main.f=hung", 12, "no effect"),
            ("call:main.f=hang!", 12, "no effect"),
            ("call:main.f=cancel", 12, "cannot happen there"),
            ("call:main.f=error(boom)", 18, "no error"),
            ("call:main.f=error(\"boom)", 19, "text without an end"),
            ("call:main.f=error(\"a\\q\")", 20, "no such escape"),
            ("call:main.f=error(\"boom\"", 24, "not closed"),
            ("call:main.f=error(\"boom\")x", 25, "more text"),
            ("call:main.f=slow(3)", 17, "no delay"),
            ("call:main.f=slow(x-3)", 17, "no factor"),
            ("call:main.f=slow(x99999999)", 17, "no factor"),
            ("call:main.f=slow(+3)", 18, "no duration"),
            ("line:0=hang", 5, "no line"),
            ("line:x=hang", 5, "no line"),
            ("line::3=hang", 5, "no line"),
            ("go:x=kill", 3, "no number"),
            ("go:4=error(\"x\")", 5, "cannot happen there"),
            ("ctx:3=hang", 6, "cannot happen there"),
            ("line:3%101=hang", 6, "more than always"),
        ] {
            let got: Result<FaultSpec, FaultError> = text.parse();
            let e = got.expect_err(text);
            assert_eq!(e.at, at, "{text}: {e}");
            assert!(e.message.contains(message), "{text}: {e}");
        }
        let e = "ctx:3=hang".parse::<FaultSpec>().expect_err("refused");
        assert_eq!(e.to_string(), "this cannot happen there at byte 6; possible: cancel");
    }

    #[test]
    fn mutilated_texts_never_panic_and_stay_stable() {
        let mut r = SplitMix64::new(4);
        for i in 0..30_000 {
            let mut bytes = GOOD[i % GOOD.len()].as_bytes().to_vec();
            for _ in 0..1 + r.below(3) {
                let at = r.below(bytes.len() as u32) as usize;
                match r.below(4) {
                    0 => bytes[at] = r.below(256) as u8,
                    1 => bytes.truncate(at.max(1)),
                    2 => bytes.insert(at, b"#@%=.:x+(\"0"[r.below(11) as usize]),
                    _ => bytes[at] = b"#@%=.:x+(\"0"[r.below(11) as usize],
                }
            }
            let text = String::from_utf8_lossy(&bytes);
            match text.parse::<FaultSpec>() {
                Ok(fault) => assert_eq!(fault.to_string().parse(), Ok(fault), "{text}"),
                Err(e) => assert!(e.at <= text.len(), "{text}"),
            }
        }
    }
}
