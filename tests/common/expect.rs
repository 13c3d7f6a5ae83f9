//! Expectations written as comments in a program; see `tests/programs.rs` for the list.

use interleave::session::{Mended, Problem, RunReport, Stuck};
use regex::Regex;

/// What a program's comments ask for.
#[derive(Default, Debug)]
pub struct Expectations {
    /// `// Seed:`
    pub seed: u64,
    /// `// Policy:`
    pub policy: String,
    /// `// Fault:` lines.
    pub faults: Vec<String>,
    /// `// Stdin:` lines.
    pub stdin: String,
    /// `// Limit:` lines.
    pub limits: Vec<(String, f64)>,
    /// `// Knob:` lines.
    pub knobs: Vec<(String, String)>,
    output: Option<String>,
    stderr: Vec<String>,
    outcome: String,
    exit: Option<i32>,
    /// `// Args:`
    pub args: Vec<String>,
    /// `// Race: on`
    pub race: bool,
    stuck: Vec<String>,
    left: Option<String>,
    why: Vec<String>,
    why_not: Vec<String>,
    mend: Option<String>,
    virtual_ns: Option<i64>,
    /// Pairs of lines, as in `// Races: 12~14, 20~20`, or none.
    races: Option<Vec<String>>,
    marks: Vec<Mark>,
}

#[derive(Debug)]
struct Mark {
    line: u32,
    severity: &'static str,
    pattern: String,
}

impl Expectations {
    /// Reads a program's comments. An expectation that cannot be read is an error of the test.
    pub fn parse(text: &str) -> Result<Expectations, String> {
        let mut e =
            Expectations { policy: "fifo".into(), outcome: "done".into(), ..Default::default() };
        let mut lines = text.lines().enumerate().peekable();
        while let Some((i, line)) = lines.next() {
            e.read_marks(i as u32 + 1, line)?;
            let Some(comment) = line.trim().strip_prefix("// ") else { continue };
            if comment.trim_end() == "Output:" {
                let mut out = String::new();
                while let Some((_, next)) = lines.peek() {
                    let Some(rest) = next.strip_prefix("//") else { break };
                    out.push_str(rest.strip_prefix(' ').unwrap_or(rest));
                    out.push('\n');
                    lines.next();
                }
                e.output = Some(out);
                continue;
            }
            let Some((key, value)) = comment.split_once(": ") else { continue };
            e.read_key(key, value.trim())?;
        }
        Ok(e)
    }

    fn read_key(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "Stderr" => self.stderr.push(value.into()),
            "Stuck" => self.stuck.push(value.into()),
            "Why" => self.why.push(value.into()),
            "WhyNot" => self.why_not.push(value.into()),
            "Mend" => self.mend = Some(value.into()),
            "Left" => self.left = Some(value.into()),
            "Outcome" => self.outcome = value.into(),
            "Exit" => self.exit = Some(value.parse().map_err(|_| format!("bad exit {value}"))?),
            "Args" => self.args.extend(value.split(' ').map(String::from)),
            "Race" => self.race = value == "on",
            "Stdin" => self.stdin += &format!("{value}\n"),
            "Policy" => self.policy = value.into(),
            "Fault" => self.faults.push(value.into()),
            "Knob" => {
                let (name, value) = value.split_once('=').ok_or(format!("bad knob {value}"))?;
                self.knobs.push((name.into(), value.into()));
            }
            "Limit" => {
                let (name, value) = value.split_once('=').ok_or(format!("bad limit {value}"))?;
                let value = value.parse().map_err(|_| format!("bad limit {value}"))?;
                self.limits.push((name.into(), value));
            }
            "Seed" => self.seed = value.parse().map_err(|_| format!("bad seed {value}"))?,
            "Races" if value == "none" => self.races = Some(vec![]),
            "Races" => self.races = Some(value.split(", ").map(String::from).collect()),
            "VirtualTime" => self.virtual_ns = Some(duration_ns(value)?),
            _ => {}
        }
        Ok(())
    }

    fn read_marks(&mut self, line: u32, text: &str) -> Result<(), String> {
        for (word, severity) in [("// ERROR ", "error"), ("// WARN ", "warning")] {
            let Some((_, rest)) = text.split_once(word) else { continue };
            let mut rest = rest.trim();
            while let Some(body) = rest.strip_prefix(['"', '`']) {
                let quote = rest.chars().next().unwrap_or('"');
                let end = body.find(quote).ok_or(format!("line {line}: open quote"))?;
                self.marks.push(Mark { line, severity, pattern: body[..end].into() });
                rest = body[end + 1..].trim_start();
            }
        }
        Ok(())
    }

    /// True when a line of the program must not compile.
    pub fn wants_errors(&self) -> bool {
        self.marks.iter().any(|m| m.severity == "error")
    }

    /// Each mark has its problem on its line, and each error its mark.
    pub fn check_problems(&self, problems: &[Problem], file: &str) -> Result<(), String> {
        for m in &self.marks {
            let re = Regex::new(&m.pattern).map_err(|e| e.to_string())?;
            let hit = |p: &&Problem| {
                p.line == m.line && p.severity == m.severity && re.is_match(&p.message)
            };
            if !problems.iter().any(|p| hit(&p)) {
                return Err(format!(
                    "line {}: no {} like \"{}\"; got:\n{}",
                    m.line,
                    m.severity,
                    m.pattern,
                    super::render(problems)
                ));
            }
        }
        let marked =
            |p: &&Problem| self.marks.iter().any(|m| m.line == p.line && m.severity == p.severity);
        match problems.iter().find(|p| p.severity == "error" && !marked(p)) {
            Some(p) => Err(format!("{file}:{}:{}: unexpected: {}", p.line, p.col, p.message)),
            None => Ok(()),
        }
    }

    /// The run ended as it should.
    pub fn check_report(&self, r: &RunReport) -> Result<(), String> {
        let pair = |a: u32, b: u32| format!("{}~{}", a.min(b), a.max(b));
        let found: Vec<String> =
            r.races.iter().map(|x| pair(x.earlier.line, x.later.line)).collect();
        if self.races.as_ref().is_some_and(|wanted| *wanted != found) {
            return Err(format!("races {:?}, want {:?}", found, self.races));
        }
        let got = match r.outcome.as_str() {
            "exit" => format!("exit {}", r.exit),
            "limit" => format!("limit {}", r.limit.as_ref().map_or("?", |l| l.name.as_str())),
            o => o.to_string(),
        };
        if got != self.outcome {
            return Err(format!(
                "outcome: want {}, got {got}\nstdout:\n{}\nstderr:\n{}",
                self.outcome, r.stdout, r.stderr
            ));
        }
        if self.exit.is_some() {
            self.check_exit(r.exit)?;
        }
        self.check_stdout(&r.stdout)?;
        self.check_stuck(r)?;
        self.check_why(r)?;
        if let Some(s) = self.stderr.iter().find(|s| !r.stderr.contains(s.as_str())) {
            return Err(format!("stderr lacks \"{s}\":\n{}", r.stderr));
        }
        match self.virtual_ns {
            Some(ns) if ns != r.virtual_ns => {
                Err(format!("virtual time: want {ns} ns, got {} ns", r.virtual_ns))
            }
            _ => Ok(()),
        }
    }
}

impl Expectations {
    /// Who is stuck, where and since when, and who is left: as the comments tell, if they tell it.
    fn check_stuck(&self, r: &RunReport) -> Result<(), String> {
        if !self.stuck.is_empty() {
            let same = |s: &Stuck, want: &str| {
                let mut want = want.split_whitespace();
                want.next() == Some(&s.id.to_string())
                    && want.next() == Some(&s.line.to_string())
                    && want.next().is_none_or(|w| duration_ns(w) == Ok(s.since_ns))
            };
            let want: Vec<&String> = self.stuck.iter().filter(|w| *w != "none").collect();
            let fits = want.len() == r.stuck.len();
            if !fits || !r.stuck.iter().zip(&want).all(|(s, w)| same(s, w)) {
                return Err(format!("stuck: want {want:?}, got {:#?}", r.stuck));
            }
        }
        let left: Vec<String> = r.leaked.iter().map(|s| s.id.to_string()).collect();
        match &self.left {
            Some(want) if *want != left.join(" ") => {
                Err(format!("left: want {want}, got {left:?}"))
            }
            _ => Ok(()),
        }
    }

    /// Why it ended so is told as the comments say.
    fn check_why(&self, r: &RunReport) -> Result<(), String> {
        let mut told = String::new();
        if let Some(why) = &r.why {
            told = format!("{}\n", why.title);
            why.sentences.iter().for_each(|s| told += &format!("{}\n", s.text));
        }
        if let Some(wrong) = self.why_not.iter().find(|text| told.contains(text.as_str())) {
            return Err(format!("why says {wrong:?}:\n{told}"));
        }
        match self.why.iter().find(|want| !told.contains(want.as_str())) {
            Some(want) => Err(format!("why lacks {want:?}:\n{told}")),
            None => Ok(()),
        }
    }

    /// The change that mends the run, if the comments ask for one.
    pub fn check_mend(&self, found: Option<&Mended>) -> Result<(), String> {
        let words = found.map_or("none", |m| m.words.as_str());
        match &self.mend {
            Some(want) if !words.starts_with(want.as_str()) => {
                Err(format!("mend: want {want:?}, got {words:?}"))
            }
            _ => Ok(()),
        }
    }

    /// The comments say what mends it.
    pub fn wants_mend(&self) -> bool {
        self.mend.is_some()
    }

    /// The output that the comments promise.
    pub fn stdout(&self) -> &str {
        self.output.as_deref().unwrap_or_default()
    }

    /// Standard output is what the comments promise, if they promise any.
    pub fn check_stdout(&self, got: &str) -> Result<(), String> {
        match &self.output {
            Some(want) if want != got && !same_but_last_newline(want, got) => {
                Err(format!("stdout:\n{got}want:\n{want}"))
            }
            _ => Ok(()),
        }
    }

    /// Standard output has the promised lines in any order.
    pub fn check_lines(&self, got: &str) -> Result<(), String> {
        let sorted = |t: &str| {
            let mut lines: Vec<String> = t.lines().map(String::from).collect();
            lines.sort();
            lines
        };
        match &self.output {
            Some(want) if sorted(want) != sorted(got) => {
                Err(format!("stdout:\n{got}want, in any order:\n{want}"))
            }
            _ => Ok(()),
        }
    }

    /// The exit status is the one that the outcome means.
    pub fn check_exit(&self, got: i32) -> Result<(), String> {
        let want = match self.outcome.as_str() {
            _ if self.exit.is_some() => self.exit.unwrap_or_default(),
            "done" => 0,
            "deadlock" | "panic" | "fatal" => 2,
            "waiting" => 3,
            o => o.strip_prefix("exit ").and_then(|n| n.parse().ok()).unwrap_or(0),
        };
        if want == got { Ok(()) } else { Err(format!("exit status: want {want}, got {got}")) }
    }
}

/// Comment lines cannot say whether the last line ends in a newline.
fn same_but_last_newline(want: &str, got: &str) -> bool {
    want.strip_suffix('\n') == Some(got)
}

/// `40s`, `1.5s`, `250ms`, `3us`, `7ns`, `0s`.
pub fn duration_ns(text: &str) -> Result<i64, String> {
    let units = [
        ("ns", 1.0),
        ("us", 1e3),
        ("µs", 1e3),
        ("ms", 1e6),
        ("s", 1e9),
        ("m", 6e10),
        ("h", 3.6e12),
    ];
    let split =
        text.find(|c: char| c.is_alphabetic() || c == 'µ').ok_or(format!("bad duration {text}"))?;
    let (number, unit) = text.split_at(split);
    let n: f64 = number.parse().map_err(|_| format!("bad duration {text}"))?;
    let (_, scale) = units.iter().find(|(u, _)| *u == unit).ok_or(format!("bad unit {unit}"))?;
    Ok((n * scale).round() as i64)
}
