//! What the page draws from: the trace's columns, with names and lines resolved.

use super::stuck::Since;
use crate::ids::{FuncId, Gid};
use crate::text::Pos;
use crate::trace::columns::{self, GoroutineTable, Meaning, ObjectTable, Rows, Walk};
use crate::trace::spans::Moment;
use crate::vm::Machine;
use serde::Serialize;

/// What crosses in one piece of a finished run; its events and spans go to [`Rows`].
#[derive(Clone, Default, Debug)]
pub struct Tables {
    /// What string columns index; 0 is the empty string.
    pub strings: Vec<String>,
    /// Names of the program's files, the library's included.
    pub files: Vec<String>,
    /// One row a goroutine.
    pub goroutines: GoroutineTable,
    /// One row an object.
    pub objects: ObjectTable,
    /// Calls that a fault can be put on.
    pub sites: Vec<CallSite>,
}

/// A call of the reader's program.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CallSite {
    /// File name.
    pub file: String,
    /// 1-based.
    pub line: u32,
    /// As in a dump: `main.fetch`, `time.Sleep`.
    pub function: String,
    /// Its last result is an error.
    pub returns_error: bool,
    /// Times it was called, where that was counted.
    pub calls: u32,
}

/// Calls that a fault can be put on.
pub fn sites(m: &Machine) -> Vec<CallSite> {
    let found = m.call_sites().into_iter().filter_map(|s| {
        let at = m.sources().line_col(s.pos)?;
        let file = m.sources().file(at.file).name.clone();
        let (function, returns_error, calls) = (s.function, s.returns_error, s.calls);
        Some(CallSite { file, line: at.line, function, returns_error, calls })
    });
    found.collect()
}

/// What the trace's numbers mean, as long as `work` lasts.
pub(super) fn with_meaning<T>(m: &Machine, since: &Since, work: impl FnOnce(&Meaning) -> T) -> T {
    meaning(m, &|g| since.of(m, g), work)
}

fn meaning<T>(
    m: &Machine,
    stuck_since: &dyn Fn(Gid) -> Option<Moment>,
    work: impl FnOnce(&Meaning) -> T,
) -> T {
    let place = |pos: Pos| place(m, pos);
    let func = |f: FuncId| m.linked().func(f.0).map_or_else(String::new, |f| f.name.clone());
    let processors = m.sched.processors().map_or(0, |p| p.1);
    work(&Meaning { place: &place, func: &func, stuck_since, processors })
}

/// The trace's own tables, and the names of the files that they index.
pub fn widen(m: &Machine, since: &Since) -> (columns::Tables, Vec<String>) {
    let files = m.sources().files().iter().map(|f| f.name.clone()).collect();
    (with_meaning(m, since, |meaning| columns::Tables::new(m.trace(), meaning)), files)
}

/// Gives to `rows` what a run that goes on has written by now.
pub fn drain(m: &Machine, walk: &mut Walk, rows: &mut dyn Rows) {
    walk.go_on(m.trace(), &|pos| place(m, pos), rows);
}

/// Everything that crosses as columns; events and spans that `walk` has not given yet go to `rows` piece by piece,
/// for a long run's would not fit twice into a page.
pub fn stream(m: &Machine, since: &Since, walk: Walk, rows: &mut dyn Rows) -> Tables {
    with_meaning(m, since, |meaning| widened(m, walk, meaning, rows))
}

/// The same of a run that goes on, as if it ended here; `walk` stays where it is.
pub fn sketch(m: &Machine, walk: &Walk, rows: &mut dyn Rows) -> Tables {
    meaning(m, &|_| None, |meaning| widened(m, walk.clone(), meaning, rows))
}

fn widened(m: &Machine, walk: Walk, meaning: &Meaning, rows: &mut dyn Rows) -> Tables {
    let t = walk.finish(m.trace(), meaning, rows);
    Tables {
        strings: t.strings.all().to_vec(),
        files: m.sources().files().iter().map(|f| f.name.clone()).collect(),
        goroutines: t.goroutines,
        objects: t.objects,
        sites: sites(m),
    }
}

/// File index and line of a place; library places have no line of the reader's.
pub fn place(m: &Machine, pos: Pos) -> (u16, u32) {
    match m.sources().line_col(pos) {
        Some(lc) if !m.sources().file(lc.file).is_std => (lc.file.0 as u16, lc.line),
        _ => (0, 0),
    }
}
