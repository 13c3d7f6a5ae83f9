//! The grammar, in examples and over all that can be said.

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
    "call:main.fetch%0.5?goroutines>100=refuse(429)",
    "call:main.fetch?heap>64MiB=refuse(connection)",
    "call:main.fetch?calls>5=slow(exp(200ms))",
    "call:Fetch?len(jobs)>3=slow(tail(100ms,1.25))",
    "call:main.query=limit(50)",
    "call:main.query=limit(50,\"busy\")",
    "call:main.query=rate(10/1s)",
    "call:main.query=queue(4)",
    "call:main.f=panic(-42)",
    "call:main.f=panic(main.ErrX)",
    "send:jobs#2=dup",
    "recv:*@12=drop",
    "close:7=drop",
    "chan:s.jobs@2s=close",
    "lock:mu@14=slow(+500ms)",
    "go:main.worker#2=kill",
    "ctx:@9=deadline(500ms)",
    "http:POST/deploy#2=leave(+200ms)",
    "http:*=refuse(503)",
    "process@2s=signal(SIGTERM)",
    "process@2s=jump(-1h)",
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
        ("send:=drop", 5, "no channel"),
        ("close:jobs=dup", 11, "cannot happen there"),
        ("recv:jobs=slow(x3)", 10, "cannot happen there"),
        ("go:worker=kill", 3, "no number and no function"),
        ("http:deploy=leave", 5, "no request"),
        ("http:/x=leave(200ms)", 8, "no effect"),
        ("process=kill", 8, "cannot happen there"),
        ("process=jump(1h)", 13, "no direction"),
        ("process=signal(SIGSEGV)", 15, "no signal"),
        ("call:main.f=rate(10)", 19, "no period"),
        ("call:main.f=rate(10/0s)", 20, "no period"),
        ("call:main.f=limit(0)", 18, "no number"),
        ("call:main.f=refuse(404)", 19, "no way to refuse"),
        ("call:main.f=slow(tail(1s,0))", 25, "no exponent"),
        ("call:main.f=panic(4x)", 18, "no value"),
        ("line:3?cpu>3=hang", 7, "no level"),
        ("line:3?heap=hang", 7, "no level"),
        ("line:3?calls>x=hang", 13, "no number"),
        ("line:3%0.001=hang", 6, "no percentage"),
    ] {
        let got: Result<FaultSpec, FaultError> = text.parse();
        let e = got.expect_err(text);
        assert_eq!(e.at, at, "{text}: {e}");
        assert!(e.message.contains(message), "{text}: {e}");
    }
    let e = "ctx:3=hang".parse::<FaultSpec>().expect_err("refused");
    assert_eq!(
        e.to_string(),
        "this cannot happen there at byte 6; possible: cancel, deadline(500ms)"
    );
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

/// Any fault at all, whether its parts go together or not.
struct Any(SplitMix64);

impl Any {
    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.0.below(all.len() as u32) as usize].clone()
    }

    fn n(&mut self) -> u32 {
        1 + self.0.below(60)
    }

    fn ns(&mut self) -> i64 {
        i64::from(self.0.below(5_000)) * self.of(&[1, 1_000, 1_000_000, 60_000_000_000])
    }

    fn text(&mut self) -> String {
        (0..self.0.below(6)).map(|_| self.of(&['a', '"', '\\', '\n', ')', '=', 'é', ','])).collect()
    }

    fn line(&mut self) -> Option<Line> {
        let file = self.of(&[None, Some("main.go".to_owned())]);
        let line = Line { file, line: self.n() };
        self.of(&[None, Some(line)])
    }

    fn place(&mut self) -> Where {
        let func = self.of(&["main.f", "main.(*T).Do", "net/http.(*Client).Do"]).to_owned();
        let name = self.of(&["jobs", "s.mu", "x[…]"]).to_owned();
        let chan = self.of(&[Name::Any, Name::Number(7), Name::Text(name.clone())]);
        let op = self.of(&[ChanOp::Send, ChanOp::Recv, ChanOp::Close, ChanOp::Any]);
        let (line, n) = (self.line(), self.n());
        let at = Line { file: None, line: n };
        let method = self.of(&["", "GET"]).to_owned();
        let path = self.of(&["/a/b.c", "*"]).to_owned();
        self.of(&[
            Where::Call { func: func.clone(), line: line.clone() },
            Where::Line(at.clone()),
            Where::Chan { op, chan, line: line.clone() },
            Where::Lock { name, line },
            Where::Goroutine(n),
            Where::GoroutineOf(func),
            Where::Context(n),
            Where::ContextAt(at),
            Where::Request { method, path },
            Where::Process,
        ])
    }

    fn when(&mut self) -> When {
        let mut when = When::ALWAYS;
        if self.0.below(2) == 0 {
            when.from_nth = self.n();
            when.to_nth = self.of(&[when.from_nth, when.from_nth + 3, u32::MAX]);
        }
        if self.0.below(2) == 0 {
            when.from_ns = self.ns();
            when.once = self.0.below(2) == 0;
            if !when.once {
                when.to_ns = self.of(&[when.from_ns + 7, i64::MAX]);
            }
        }
        when.hundredths = self.of(&[1, 50, 2_500, When::CERTAIN]);
        let n = u64::from(self.n());
        when.level = self.of(&[
            None,
            Some(Level::Goroutines(n)),
            Some(Level::Heap(n << 10)),
            Some(Level::Calls(n)),
            Some(Level::Len("jobs".to_owned(), n)),
        ]);
        when
    }

    fn what(&mut self) -> What {
        let (n, ns, text) = (self.n(), self.ns(), self.text());
        let name = "main.ErrX".to_owned();
        let delay = self.of(&[
            Delay::Factor { thousandths: n },
            Delay::Plus { from_ns: ns, to_ns: ns },
            Delay::Plus { from_ns: ns, to_ns: ns + 9 },
            Delay::Exponential { mean_ns: ns },
            Delay::Tail { least_ns: ns, thousandths: 100 + n },
        ]);
        self.of(&[
            What::Error(ErrorValue::Text(text.clone())),
            What::Error(ErrorValue::Named(name.clone())),
            What::Panic(PanicValue::Text(text.clone())),
            What::Panic(PanicValue::Int(i64::from(n) - 30)),
            What::Panic(PanicValue::Named(name)),
            What::Slow(delay),
            What::Hang,
            What::HangUntilCancel,
            What::Refuse(Refusal::Connection),
            What::Limit(n, text.clone()),
            What::Rate(n, ns + 1, text),
            What::Queue(n),
            What::Drop,
            What::Duplicate,
            What::Close,
            What::Cancel,
            What::Deadline(ns),
            What::Leave(ns),
            What::Kill,
            What::Crash,
            What::Signal(Signal::Term),
            What::Jump(ns),
            What::Jump(-ns - 1),
        ])
    }
}

#[test]
fn whatever_can_be_said_is_read_as_it_was_meant() {
    let mut any = Any(SplitMix64::new(11));
    let (mut read, mut refused) = (0, 0);
    for _ in 0..50_000 {
        let fault = FaultSpec { place: any.place(), when: any.when(), what: any.what() };
        let (text, possible) = (fault.to_string(), fault.place.allows(&fault.what));
        match text.parse::<FaultSpec>() {
            Ok(again) => {
                assert!(possible, "{text}");
                assert_eq!(again, fault, "{text}");
                read += 1;
            }
            Err(e) => {
                assert!(!possible, "{text}: {e}");
                refused += 1;
            }
        }
    }
    assert!(read > 10_000 && refused > 10_000, "{read} read, {refused} refused");
}

#[test]
fn every_place_lists_what_it_takes() {
    let mut any = Any(SplitMix64::new(5));
    for _ in 0..500 {
        let place = any.place();
        for what in place.effects() {
            let text = format!("{place}={}", what.replace("NAME", "main.Err"));
            assert!(text.parse::<FaultSpec>().is_ok(), "{text}");
        }
    }
}
