//! The last part of a fault: what happens.

use super::parse::{Parsed, Parser, thousandths};
use super::spec::{
    Delay, ErrorValue, PanicValue, Refusal, Signal, TAIL_THOUSANDTHS, TOO_MANY_CLIENTS,
    TOO_MANY_REQUESTS, What, Where,
};

const DELAYS: &[&str] =
    &["x3", "x1.5", "+500ms", "+1ms..5ms", "exp(500ms)", "tail(100ms)", "tail(100ms,1.5)"];

/// Effects of one word.
const WORDS: [(&str, What); 8] = [
    ("hang", What::Hang),
    ("cancel", What::Cancel),
    ("kill", What::Kill),
    ("crash", What::Crash),
    ("drop", What::Drop),
    ("dup", What::Duplicate),
    ("close", What::Close),
    ("leave", What::Leave(0)),
];

impl Parser<'_> {
    pub(super) fn what(&mut self, place: &Where) -> Parsed<What> {
        if self.eat("error(") {
            let value = self.error_value()?;
            self.closing(What::Error(value))
        } else if self.eat("panic(") {
            let value = self.panic_value()?;
            self.closing(What::Panic(value))
        } else if self.eat("slow(") {
            let delay = self.delay()?;
            self.closing(What::Slow(delay))
        } else if self.eat("hang(cancel)") {
            Ok(What::HangUntilCancel)
        } else if self.eat("refuse(") {
            let how = Refusal::ALL.into_iter().find(|(word, _)| self.eat(word));
            let possible = &["429", "503", "connection"];
            let how = how.ok_or_else(|| self.error("no way to refuse", possible))?.1;
            self.closing(What::Refuse(how))
        } else if self.eat("deadline(") {
            let time = self.time()?;
            self.closing(What::Deadline(time))
        } else if self.eat("leave(+") {
            let time = self.time()?;
            self.closing(What::Leave(time))
        } else if self.eat("signal(") {
            let signal = Signal::ALL.into_iter().find(|(word, _)| self.eat(word));
            let possible = &["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"];
            let signal = signal.ok_or_else(|| self.error("no signal", possible))?.1;
            self.closing(What::Signal(signal))
        } else if self.eat("jump(") {
            self.jump()
        } else if let Some(what) = self.resource() {
            what
        } else {
            let word = WORDS.into_iter().find(|(word, _)| self.rest() == *word);
            let (word, what) = word.ok_or_else(|| self.error("no effect", place.effects()))?;
            self.at += word.len();
            Ok(what)
        }
    }

    /// What a resource behind a call does: a limit, a rate, a queue.
    fn resource(&mut self) -> Option<Parsed<What>> {
        Some(if self.eat("limit(") {
            self.number("no number of calls").and_then(|n| {
                let text = self.beyond(TOO_MANY_CLIENTS)?;
                self.closing(What::Limit(n, text))
            })
        } else if self.eat("rate(") {
            self.rate()
        } else if self.eat("queue(") {
            self.number("no number of calls").and_then(|n| self.closing(What::Queue(n)))
        } else {
            return None;
        })
    }

    fn rate(&mut self) -> Parsed<What> {
        let n = self.number("no number of calls")?;
        if !self.eat("/") {
            return Err(self.error("no period", &["/1s", "/1m"]));
        }
        let start = self.at;
        let ns = self.time()?;
        if ns == 0 {
            return Err(self.error_at(start, "no period", &["1s", "1m"]));
        }
        let text = self.beyond(TOO_MANY_REQUESTS)?;
        self.closing(What::Rate(n, ns, text))
    }

    /// The error beyond a limit.
    fn beyond(&mut self, usual: &str) -> Parsed<String> {
        if self.eat(",") { self.quoted() } else { Ok(usual.to_owned()) }
    }

    fn jump(&mut self) -> Parsed<What> {
        let sign = match (self.eat("+"), self.eat("-")) {
            (false, false) => return Err(self.error("no direction", &["+1h", "-1h"])),
            (plus, _) => {
                if plus {
                    1
                } else {
                    -1
                }
            }
        };
        let time = self.time()?;
        self.closing(What::Jump(sign * time))
    }

    fn error_value(&mut self) -> Parsed<ErrorValue> {
        if self.rest().starts_with('"') {
            return Ok(ErrorValue::Text(self.quoted()?));
        }
        let named = self.variable("no error", &["\"text\"", "io.EOF", "main.ErrName"])?;
        Ok(ErrorValue::Named(named))
    }

    fn panic_value(&mut self) -> Parsed<PanicValue> {
        if self.rest().starts_with('"') {
            return Ok(PanicValue::Text(self.quoted()?));
        }
        let possible = &["\"text\"", "42", "main.ErrName"];
        if !self.rest().starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
            return Ok(PanicValue::Named(self.variable("no value", possible)?));
        }
        let start = self.at;
        let number = self.until(&[')']).parse();
        number.map(PanicValue::Int).map_err(|_| self.error_at(start, "no value", possible))
    }

    /// `main.ErrName`
    fn variable(&mut self, message: &str, possible: &'static [&'static str]) -> Parsed<String> {
        let start = self.at;
        let name = self.until(&[')']).to_owned();
        let fits = |c: char| c.is_alphanumeric() || "._/-".contains(c);
        if name.contains('.') && name.chars().all(fits) {
            return Ok(name);
        }
        Err(self.error_at(start, message, possible))
    }

    fn delay(&mut self) -> Parsed<Delay> {
        let start = self.at;
        if self.eat("exp(") {
            let mean_ns = self.time()?;
            return self.closing(Delay::Exponential { mean_ns });
        }
        if self.eat("tail(") {
            return self.tail();
        }
        if self.eat("x") {
            let factor = thousandths(self.until(&[')'])).filter(|n| *n > 0);
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

    fn tail(&mut self) -> Parsed<Delay> {
        let least_ns = self.time()?;
        let mut exponent = TAIL_THOUSANDTHS;
        if self.eat(",") {
            let start = self.at;
            let found = thousandths(self.decimal()).filter(|n| *n >= 100);
            let possible = &["1.5", "any number from 0.1 up"];
            exponent = found.ok_or_else(|| self.error_at(start, "no exponent", possible))?;
        }
        self.closing(Delay::Tail { least_ns, thousandths: exponent })
    }
}
