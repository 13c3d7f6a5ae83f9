//! Schedules and their text form, short enough for a link.
//!
//! `1.POLICY.SEED` and, for each kind with differing answers, `.` its letter and its answers separated by
//! `_`: the distance from the answer before (the first: its index) and, unless the answer is 1, `-` and
//! the answer. Numbers are base 36. `1.fifo.16.n3_2-2` is seed 42, first come first served, but choice 3
//! of the next goroutine is 1 and choice 5 is 2.

use std::fmt;
use std::str::FromStr;

use super::{ChoiceKind, Policy};

/// An answer that differs from what policy and seed give.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Override {
    /// What was chosen.
    pub kind: ChoiceKind,
    /// How many choices of that kind came before it.
    pub index: u32,
    /// The answer.
    pub answer: u32,
}

/// The answers of a run.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Schedule {
    /// Gives the answers that are not overridden.
    pub policy: Policy,
    /// Seed of everything drawn.
    pub seed: u64,
    /// Sorted by kind, then index; each pair once.
    pub overrides: Vec<Override>,
}

/// Why a text is no schedule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScheduleError {
    /// Byte offset into the text.
    pub at: usize,
    /// What was expected there.
    pub expected: &'static str,
}

impl fmt::Display for ScheduleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a schedule: expected {} at byte {}", self.expected, self.at)
    }
}

impl std::error::Error for ScheduleError {}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}.{}", self.policy.name(), Base36(self.seed))?;
        let mut before: Option<Override> = None;
        for o in &self.overrides {
            let gap = match before {
                Some(b) if b.kind == o.kind => {
                    f.write_str("_")?;
                    o.index - b.index
                }
                _ => {
                    write!(f, ".{}", o.kind.letter())?;
                    o.index
                }
            };
            write!(f, "{}", Base36(u64::from(gap)))?;
            if o.answer != 1 {
                write!(f, "-{}", Base36(u64::from(o.answer)))?;
            }
            before = Some(*o);
        }
        Ok(())
    }
}

impl FromStr for Schedule {
    type Err = ScheduleError;

    fn from_str(text: &str) -> Result<Schedule, ScheduleError> {
        let mut parts = Parts { text, at: 0 };
        let version = parts.next();
        if version != Some((0, "1")) {
            return Err(ScheduleError { at: 0, expected: "version 1" });
        }
        let end = ScheduleError { at: text.len(), expected: "`.fifo`, `.go` or `.random`" };
        let (at, name) = parts.next().ok_or(end)?;
        let policy =
            Policy::from_name(name).ok_or(ScheduleError { at, expected: "fifo, go or random" })?;
        let end = ScheduleError { at: text.len(), expected: "`.` and a seed" };
        let (at, seed) = parts.next().ok_or(end)?;
        let seed = number(seed, at, u64::MAX, "a seed")?;
        let mut overrides = Vec::new();
        let mut last_kind = None;
        while let Some((at, part)) = parts.next() {
            let kind = part.chars().next().and_then(|c| {
                ChoiceKind::ALL.into_iter().find(|k| k.letter() == c && last_kind < Some(*k))
            });
            let kind =
                kind.ok_or(ScheduleError { at, expected: "the letter of a later kind of choice" })?;
            last_kind = Some(kind);
            answers(&part[1..], at + 1, kind, &mut overrides)?;
        }
        Ok(Schedule { policy, seed, overrides })
    }
}

fn answers(
    text: &str,
    mut at: usize,
    kind: ChoiceKind,
    out: &mut Vec<Override>,
) -> Result<(), ScheduleError> {
    let mut index: Option<u32> = None;
    for item in text.split('_') {
        let (gap, answer) = match item.split_once('-') {
            None => (item, 1),
            Some((gap, a)) => {
                (gap, number(a, at + gap.len() + 1, u64::from(u32::MAX), "an answer")?)
            }
        };
        let gap = number(gap, at, u64::from(u32::MAX), "a distance")? as u32;
        let too_far = ScheduleError { at, expected: "a distance that leads to a later choice" };
        let next = match index {
            None => Some(gap),
            Some(i) => i.checked_add(gap).filter(|_| gap > 0),
        };
        index = Some(next.ok_or(too_far)?);
        out.push(Override { kind, index: index.unwrap_or(0), answer: answer as u32 });
        at += item.len() + 1;
    }
    Ok(())
}

struct Parts<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parts<'a> {
    fn next(&mut self) -> Option<(usize, &'a str)> {
        let start = self.at;
        let rest = self.text.get(start..)?;
        let part = rest.split('.').next()?;
        self.at = start + part.len() + 1;
        Some((start, part))
    }
}

fn number(text: &str, at: usize, max: u64, expected: &'static str) -> Result<u64, ScheduleError> {
    let digits = text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase());
    let n = u64::from_str_radix(text, 36).ok().filter(|n| digits && *n <= max);
    n.ok_or(ScheduleError { at, expected })
}

struct Base36(u64);

impl fmt::Display for Base36 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0u8; 13];
        let (mut n, mut at) = (self.0, digits.len());
        loop {
            at -= 1;
            digits[at] = b"0123456789abcdefghijklmnopqrstuvwxyz"[(n % 36) as usize];
            n /= 36;
            if n == 0 {
                break;
            }
        }
        f.write_str(std::str::from_utf8(&digits[at..]).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Chooser, SplitMix64};
    use super::*;

    #[test]
    fn printed_and_parsed_again_is_the_same() {
        for seed in 0..500 {
            let mut r = SplitMix64::new(seed);
            let mut schedule =
                Schedule { seed: r.next_u64() >> r.below(64), ..Schedule::default() };
            schedule.policy = [Policy::Fifo, Policy::Go, Policy::Random][r.below(3) as usize];
            for kind in ChoiceKind::ALL {
                let mut index = r.below(5);
                for _ in 0..r.below(6) {
                    schedule.overrides.push(Override { kind, index, answer: r.below(40) });
                    index += 1 + r.below(100_000);
                }
            }
            let text = schedule.to_string();
            assert_eq!(text.parse(), Ok(schedule), "{text}");
            assert!(
                text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_plain_run_has_a_short_schedule() {
        assert_eq!(Schedule { seed: 42, ..Schedule::default() }.to_string(), "1.fifo.16");
        let text = "1.fifo.16.n3_2-2.s0";
        let schedule: Schedule = text.parse().expect("valid");
        assert_eq!(schedule.overrides[1], Override { kind: ChoiceKind::Next, index: 5, answer: 2 });
        assert_eq!(schedule.to_string(), text);
    }

    #[test]
    fn other_texts_are_refused_at_the_place() {
        for (text, at) in [
            ("", 0),
            ("2.fifo.0", 0),
            ("1", 1),
            ("1.lifo.0", 2),
            ("1.fifo", 6),
            ("1.fifo.", 7),
            ("1.fifo.-1", 7),
            ("1.fifo.+1", 7),
            ("1.fifo.zzzzzzzzzzzzzzzz", 7),
            ("1.fifo.0.", 9),
            ("1.fifo.0.x1", 9),
            ("1.fifo.0.\u{e9}1", 9),
            ("1.fifo.0.n", 10),
            ("1.fifo.0.n1_0", 12),
            ("1.fifo.0.n1-", 12),
            ("1.fifo.0.s1.n1", 12),
            ("1.fifo.0.n1.n2", 12),
            ("1.fifo.0.n1z141z3_1", 18),
        ] {
            let got: Result<Schedule, _> = text.parse();
            assert_eq!(got.err().map(|e| e.at), Some(at), "{text:?}");
        }
    }

    #[test]
    fn mutilated_texts_never_panic() {
        let good = "1.random.16.n3_2-2_a-b.s0_1.f2-3";
        let mut r = SplitMix64::new(1);
        for _ in 0..20_000 {
            let mut bytes = good.as_bytes().to_vec();
            for _ in 0..1 + r.below(4) {
                let at = r.below(bytes.len() as u32) as usize;
                match r.below(3) {
                    0 => bytes[at] = r.below(128) as u8,
                    1 => bytes.truncate(at.max(1)),
                    _ => bytes.insert(at, b"_-.zn9"[r.below(6) as usize]),
                }
            }
            let text = String::from_utf8_lossy(&bytes);
            if let Ok(schedule) = text.parse::<Schedule>() {
                assert_eq!(schedule.to_string().parse(), Ok(schedule), "{text}");
            }
        }
    }

    #[test]
    fn an_override_changes_one_answer_and_no_other() {
        let ask = |chooser: &mut Chooser| -> Vec<u32> {
            (0..40).map(|i| chooser.choose(ChoiceKind::ALL[i % 3], 10)).collect()
        };
        let mut plain = Chooser::new(Policy::Random, 9);
        let usual = ask(&mut plain);
        let mut changed = plain.schedule();
        let answer = (usual[7] + 1) % 10;
        changed.overrides.push(Override { kind: ChoiceKind::Select, index: 2, answer });
        let mut other = Chooser::replay(&changed);
        let answers = ask(&mut other);
        let differ: Vec<usize> = (0..40).filter(|i| answers[*i] != usual[*i]).collect();
        assert_eq!(differ, [7]);
        assert_eq!(other.schedule(), changed);
    }

    #[test]
    fn answers_that_do_not_fit_are_left_out() {
        let o = Override { kind: ChoiceKind::Next, index: 0, answer: 5 };
        let schedule = Schedule { overrides: vec![o], ..Schedule::default() };
        let mut chooser = Chooser::replay(&schedule);
        assert_eq!(chooser.choose(ChoiceKind::Next, 1), 0, "nothing to choose, not counted");
        assert_eq!(chooser.choose(ChoiceKind::Next, 3), 0);
        assert!(chooser.schedule().overrides.is_empty());
    }
}
