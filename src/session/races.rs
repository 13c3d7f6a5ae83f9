//! Data races as the report tells them.

use super::tables::place;
use crate::diagnose::{race_missing, race_what};
use crate::ids::FuncId;
use crate::text::Pos;
use crate::vm::Machine;
use crate::vm::races::{Access, Race};
use serde::Serialize;

/// Two accesses to one place that nothing orders, one of them a write.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct RaceReport {
    /// One sentence: what races with what.
    pub what: String,
    /// The line of the program that the later access stands in, trimmed.
    pub code: String,
    /// One sentence: what is missing between the two.
    pub missing: String,
    /// The access that came first in this run.
    pub earlier: AccessReport,
    /// The other one.
    pub later: AccessReport,
    /// Scheduling decision of the later access.
    pub step: u64,
    /// Its virtual time, nanoseconds.
    pub at_ns: i64,
}

/// One access.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AccessReport {
    /// Goroutine id.
    pub goroutine: u32,
    /// A write; else a read.
    pub write: bool,
    /// Function that did it.
    pub function: String,
    /// File name as shown.
    pub file: String,
    /// 1-based line.
    pub line: u32,
    /// Line of the `go` statement that made the goroutine; 0 for main.
    pub made_line: u32,
    /// Scheduling decision in which it came.
    pub step: u32,
    /// Functions and lines, innermost first; of the earlier access of a very long run only the innermost.
    pub stack: Vec<FrameReport>,
}

/// One function call of a stack.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct FrameReport {
    /// Function as in a dump.
    pub function: String,
    /// File name as shown.
    pub file: String,
    /// 1-based line.
    pub line: u32,
}

/// The races of a run, in the order in which they were found.
pub fn races(m: &Machine) -> Vec<RaceReport> {
    let missing = race_missing(m);
    m.races.found.iter().zip(missing).map(|(r, s)| race(m, r, &s.text)).collect()
}

fn race(m: &Machine, r: &Race, missing: &str) -> RaceReport {
    let (earlier, later) = (access(m, &r.earlier), access(m, &r.later));
    let (what, missing) = (race_what(m, r).text.clone(), missing.to_owned());
    let code = line_text(m, r.later.stack.first().map_or(Pos::NONE, |f| f.1));
    RaceReport { what, code, missing, earlier, later, step: r.step, at_ns: r.now_ns }
}

fn access(m: &Machine, a: &Access) -> AccessReport {
    let stack: Vec<FrameReport> = a.stack.iter().map(|f| frame(m, *f)).collect();
    let (function, file, line) = match stack.first() {
        Some(f) => (f.function.clone(), f.file.clone(), f.line),
        None => Default::default(),
    };
    let made_line = a.made.map_or(0, |made| place(m, made.1).1);
    let (goroutine, write, step) = (a.gid.0, a.write, a.step);
    AccessReport { goroutine, write, function, file, line, made_line, step, stack }
}

fn frame(m: &Machine, (func, pos): (FuncId, Pos)) -> FrameReport {
    let function = m.linked().func(func.0).map_or_else(String::new, |f| f.name.clone());
    let file = m.sources().line_col(pos).map(|lc| m.sources().file(lc.file).name.clone());
    FrameReport { function, file: file.unwrap_or_default(), line: place(m, pos).1 }
}

/// The text of the line, trimmed.
fn line_text(m: &Machine, pos: Pos) -> String {
    m.sources().line_text(pos).unwrap_or_default().trim().to_owned()
}
