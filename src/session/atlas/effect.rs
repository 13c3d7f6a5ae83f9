//! What a fault did to a run, beside the run without it.

use super::super::report::{RunReport, Stuck};
use serde::Serialize;
use std::collections::BTreeMap;

/// Consequences, the mildest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// The same output lines, the same end.
    None,
    /// The same output lines, another end: later, as a rule.
    Later,
    /// Other output, or another exit status.
    Wrong,
    /// Goroutines are left behind that were not before.
    Leak,
    /// All goroutines wait.
    Deadlock,
    /// A panic, a fatal error, or the process was killed.
    Crash,
}

impl Effect {
    /// All of them.
    pub const ALL: [Effect; 6] =
        [Effect::None, Effect::Later, Effect::Wrong, Effect::Leak, Effect::Deadlock, Effect::Crash];

    /// The word in reports.
    pub fn text(self) -> &'static str {
        match self {
            Effect::None => "none",
            Effect::Later => "later",
            Effect::Wrong => "wrong",
            Effect::Leak => "leak",
            Effect::Deadlock => "deadlock",
            Effect::Crash => "crash",
        }
    }

    /// As a heading says it.
    pub fn words(self) -> &'static str {
        match self {
            Effect::None => "no effect",
            Effect::Later => "later",
            Effect::Wrong => "wrong result",
            Effect::Leak => "leak",
            Effect::Deadlock => "deadlock",
            Effect::Crash => "crash",
        }
    }

    /// The mark in the margin.
    pub fn mark(self) -> char {
        match self {
            Effect::None => '=',
            Effect::Later => '+',
            Effect::Wrong => '≠',
            Effect::Leak => 'L',
            Effect::Deadlock => 'X',
            Effect::Crash => 'P',
        }
    }
}

/// The effect, and a sentence that says how it shows.
pub(super) fn effect(base: &RunReport, run: &RunReport) -> (Effect, String) {
    if crashed(run) && !(crashed(base) && run.message == base.message) {
        let first = run.message.lines().next().unwrap_or_default();
        return (Effect::Crash, sentence(first));
    }
    if run.outcome == "deadlock" && (base.outcome != "deadlock" || !added(base, run).is_empty()) {
        let why = match run.stuck.first() {
            Some(s) => format!("All goroutines wait: {}.", who(s)),
            None => "No goroutine is left, and main has not returned.".into(),
        };
        return (Effect::Deadlock, why);
    }
    if run.outcome == "waiting" && base.outcome != "waiting" {
        let why = "All goroutines wait, and somebody for what only comes from outside.";
        return (Effect::Deadlock, why.into());
    }
    if let Some(left) = added(base, run).first() {
        return (Effect::Leak, format!("Left behind: {}.", who(left)));
    }
    if let Some(why) = other_output(base, run) {
        return (Effect::Wrong, why);
    }
    if let Some(limit) = run.limit.as_ref().filter(|_| base.limit.is_none()) {
        return (Effect::Later, format!("It had not ended at the limit {}.", limit.name));
    }
    if run.exit != base.exit || run.outcome != base.outcome {
        return (
            Effect::Wrong,
            format!("It ends with status {} instead of {}.", run.exit, base.exit),
        );
    }
    if run.virtual_ns != base.virtual_ns {
        let (was, is) = (seconds(base.virtual_ns), seconds(run.virtual_ns));
        return (Effect::Later, format!("It ends at {is} instead of {was}."));
    }
    (Effect::None, "The same lines and the same end.".into())
}

fn crashed(r: &RunReport) -> bool {
    let killed = r.exit == 137 && r.message == "signal: killed";
    matches!(r.outcome.as_str(), "panic" | "fatal" | "race") || killed
}

/// Goroutines that are stuck or left behind, each once.
fn all_stuck(r: &RunReport) -> impl Iterator<Item = &Stuck> {
    let left = r.leaked.iter().filter(|l| r.stuck.iter().all(|s| s.id != l.id));
    r.stuck.iter().chain(left)
}

/// Goroutines that wait for ever in the run, beyond those of the base, which are taken off one by one.
fn added<'r>(base: &'r RunReport, run: &'r RunReport) -> Vec<&'r Stuck> {
    let mut known: BTreeMap<(&'r str, &'r str, u32), u32> = BTreeMap::new();
    for s in all_stuck(base) {
        *known.entry((&s.function, &s.reason, s.line)).or_default() += 1;
    }
    let mut out: Vec<&'r Stuck> = vec![];
    for s in all_stuck(run) {
        match known.get_mut(&(&s.function[..], &s.reason[..], s.line)) {
            Some(n) if *n > 0 => *n -= 1,
            _ => out.push(s),
        }
    }
    out
}

fn who(s: &Stuck) -> String {
    let name = if s.id == 1 { "main".into() } else { format!("goroutine {}", s.id) };
    format!("{name} at line {} [{}]", s.line, s.reason)
}

/// Lines of both streams, in whatever order: a slow goroutine that prints later changes no result.
fn other_output(base: &RunReport, run: &RunReport) -> Option<String> {
    let lines = |r: &RunReport| {
        let mut n: BTreeMap<String, i64> = BTreeMap::new();
        for l in r.stdout.lines().chain(r.stderr.lines()) {
            *n.entry(l.to_string()).or_default() += 1;
        }
        n
    };
    let (was, is) = (lines(base), lines(run));
    let beyond = |a: &BTreeMap<String, i64>, b: &BTreeMap<String, i64>, r: &RunReport| {
        let more = |l: &&str| a.get(*l).unwrap_or(&0) > b.get(*l).unwrap_or(&0);
        r.stdout.lines().chain(r.stderr.lines()).find(more).map(short)
    };
    match (beyond(&was, &is, base), beyond(&is, &was, run)) {
        (None, None) => None,
        (Some(old), None) => Some(format!("It does not print {old}.")),
        (None, Some(new)) => Some(format!("It also prints {new}.")),
        (Some(old), Some(new)) => Some(format!("It prints {new} instead of {old}.")),
    }
}

/// Longest line that a sentence quotes, in characters.
const QUOTED: usize = 60;

fn short(line: &str) -> String {
    match line.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("`{}…`", &line[..at]),
        None => format!("`{line}`"),
    }
}

fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.into() } else { format!("{text}.") }
}

fn seconds(ns: i64) -> String {
    format!("{:.3} s", ns as f64 / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(outcome: &str, stdout: &str, virtual_ns: i64) -> RunReport {
        RunReport {
            outcome: outcome.into(),
            stdout: stdout.into(),
            virtual_ns,
            ..RunReport::default()
        }
    }

    #[test]
    fn the_worst_counts() {
        let base = report("done", "a\nb\n", 5);
        let of = |r: &RunReport| effect(&base, r).0;
        assert_eq!(of(&base), Effect::None);
        assert_eq!(of(&report("done", "b\na\n", 5)), Effect::None, "only the order");
        assert_eq!(of(&report("done", "a\nb\n", 6)), Effect::Later);
        assert_eq!(of(&report("done", "a\n", 6)), Effect::Wrong);
        assert_eq!(of(&report("exit", "a\nb\n", 5)), Effect::Wrong);
        assert_eq!(of(&report("deadlock", "", 5)), Effect::Deadlock);
        assert_eq!(of(&report("panic", "a\nb\n", 5)), Effect::Crash);
        let stuck = Stuck {
            id: 2,
            function: "main.f".into(),
            reason: "chan receive".into(),
            line: 3,
            ..Stuck::default()
        };
        let mut leak = report("done", "a\nb\n", 5);
        leak.leaked = vec![stuck.clone()];
        assert_eq!(effect(&base, &leak).0, Effect::Leak);
        assert_eq!(effect(&leak, &leak).0, Effect::None, "it leaked before");
        leak.leaked.push(stuck);
        let one = RunReport { leaked: leak.leaked[..1].to_vec(), ..leak.clone() };
        assert_eq!(effect(&one, &leak).0, Effect::Leak, "one more");
        let killed =
            RunReport { exit: 137, message: "signal: killed".into(), ..report("exit", "", 1) };
        assert_eq!(of(&killed), Effect::Crash);
    }

    #[test]
    fn it_is_said_how() {
        let base = report("done", "a\nb\n", 5);
        let of = |r: &RunReport| effect(&base, r).1;
        assert_eq!(of(&report("done", "a\nc\n", 5)), "It prints `c` instead of `b`.");
        assert_eq!(of(&report("done", "a\n", 5)), "It does not print `b`.");
        assert_eq!(
            of(&report("done", "a\nb\n", 2_000_000_000)),
            "It ends at 2.000 s instead of 0.000 s."
        );
    }
}
