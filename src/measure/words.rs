//! Names and lengths in sentences.

use super::Length;
use super::log::Log;
use crate::diagnose::grouped;
use crate::ids::{Gid, ObjectId};
use crate::text::Pos;
use crate::trace::Trace;
use crate::trace::columns::Meaning;

/// Says what numbers speak of.
pub(crate) struct Words<'a> {
    pub log: &'a Log,
    pub trace: &'a Trace,
    pub meaning: &'a Meaning<'a>,
}

impl Words<'_> {
    /// `main`, `goroutine 9`.
    pub fn goroutine(&self, g: Gid) -> String {
        if g == Gid(1) { "main".into() } else { format!("goroutine {}", grouped(g.0.into())) }
    }

    /// `jobs`; empty for what has no name.
    pub fn name(&self, obj: ObjectId) -> &str {
        self.log.thing(obj).map_or("", |t| self.trace.strings().get(t.name))
    }

    /// `jobs`, or what kind of thing it is.
    pub fn object(&self, obj: ObjectId) -> String {
        let Some(thing) = self.log.thing(obj) else { return String::new() };
        match self.name(obj) {
            "" => format!("a {}", thing.kind.text()),
            name => name.into(),
        }
    }

    /// `worker` from `main.worker`.
    pub fn function(&self, g: Gid) -> String {
        let Some(life) = self.log.life(g) else { return String::new() };
        let name = (self.meaning.func)(life.func);
        name.strip_prefix("main.").unwrap_or(&name).to_owned()
    }

    pub fn line(&self, pos: Pos) -> u32 {
        if pos.is_some() { (self.meaning.place)(pos).1 } else { 0 }
    }

    /// ` at line 18`, nothing where there is none.
    pub fn at_line(&self, pos: Pos) -> String {
        match self.line(pos) {
            0 => String::new(),
            line => format!(" at line {line}"),
        }
    }
}

/// `25 of 40 ms`, `3 of 86 steps`: in the unit of the whole.
pub(crate) fn of_ns(part: i64, whole: i64) -> String {
    if whole >= HOURS_FROM_NS {
        return format!("{} of {} h", clock(part), clock(whole));
    }
    let (unit, divisor) = unit(whole);
    format!("{} of {} {unit}", trimmed(part, divisor), trimmed(whole, divisor))
}

pub(crate) fn of_steps(part: i64, whole: i64) -> String {
    format!("{} of {} steps", grouped(part), grouped(whole))
}

/// Both axes at once.
pub(crate) fn of(part: Length, whole: Length) -> (String, String) {
    (of_ns(part.ns, whole.ns), of_steps(part.steps, whole.steps))
}

/// From here on the page writes times as `144:04:30 h`.
const HOURS_FROM_NS: i64 = 10_000_000_000_000;

fn clock(ns: i64) -> String {
    let seconds = ns / 1_000_000_000;
    let (hours, minutes) = (grouped(seconds / 3600), seconds / 60 % 60);
    format!("{hours}:{minutes:02}:{:02}", seconds % 60)
}

fn unit(ns: i64) -> (&'static str, i64) {
    match ns {
        1_000_000_000.. => ("s", 1_000_000_000),
        1_000_000.. => ("ms", 1_000_000),
        1_000.. => ("µs", 1_000),
        _ => ("ns", 1),
    }
}

/// At most three decimals, none that say nothing.
fn trimmed(ns: i64, divisor: i64) -> String {
    let thousandths = (i128::from(ns) * 1000 + i128::from(divisor / 2)) / i128::from(divisor);
    let text = format!("{}.{:03}", grouped((thousandths / 1000) as i64), thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_the_unit_of_the_whole() {
        assert_eq!(of_ns(25_000_000, 40_000_000), "25 of 40 ms");
        assert_eq!(of_ns(1_500_000_000, 6_000_000_000), "1.5 of 6 s");
        assert_eq!(of_ns(0, 0), "0 of 0 ns");
        assert_eq!(of_ns(400_000, 2_000_000_000), "0 of 2 s");
        let day = 86_400_000_000_000;
        assert_eq!(of_ns(day, 6 * day + 270_000_000_000), "24:00:00 of 144:04:30 h");
    }
}
