//! An explanation as data: what the page draws and the command line prints.

use super::words::Sentence;
use serde::Serialize;

/// What kind of thing is explained.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// It ended well, and there is nothing to say.
    #[default]
    Done,
    /// It ended well, but somebody's work came to nothing.
    Lost,
    /// Goroutines were left behind.
    Leak,
    /// Some can never run again, while others went on.
    Stuck,
    /// A data race.
    Race,
    /// All wait.
    Deadlock,
    /// An unrecovered panic.
    Panic,
    /// A fatal error.
    Fatal,
    /// The process was killed.
    Killed,
    /// It ended itself with a status of its own.
    Exit,
    /// A limit was reached.
    Limit,
    /// The reader stopped it.
    Stopped,
    /// All wait, and somebody for what only comes from outside.
    Waiting,
    /// A goroutine at a moment, which is neither of these.
    Moment,
}

/// Who waits for whom, one edge of a circle.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Edge {
    /// Who waits.
    pub goroutine: u32,
    /// File of the line.
    pub file: String,
    /// Where it waits.
    pub line: u32,
    /// For what: `b`, `wg`, or what it is.
    pub object: String,
    /// Whom it waits for: the next edge's `goroutine`.
    pub next: u32,
    /// How that one comes in: `holds it`, `would close it`.
    pub how: String,
}

/// A box of a proof by counting: a call that came, or one that never comes.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Came {
    /// Whose call.
    pub goroutine: u32,
    /// The call: `Done`.
    pub what: String,
    /// Virtual time at which it came, nanoseconds.
    #[serde(serialize_with = "as_number")]
    pub ns: i64,
    /// The same in scheduling decisions.
    pub step: u32,
    /// It never comes.
    pub never: bool,
    /// So many others of its kind have no box: earlier calls, or more that never come.
    pub more: u32,
}

/// Why a run ended as it did, or why a goroutine is as it is.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct Why {
    /// What kind of thing is explained.
    pub kind: Kind,
    /// A few words.
    pub title: String,
    /// What Go says, first line; empty where it says nothing.
    pub said: String,
    /// State of whom it is about: a number of [`SpanState`](crate::trace::event::SpanState), -1 none.
    pub state: i32,
    /// Whom it is about; 0 nobody in particular.
    pub goroutine: u32,
    /// Since when, or at which moment, virtual nanoseconds; -1 where no moment is told.
    #[serde(serialize_with = "as_number")]
    pub since_ns: i64,
    /// The same in scheduling decisions.
    pub since_step: u32,
    /// It has been so since then; else it happened then.
    pub lasts: bool,
    /// In the order of reading.
    pub sentences: Vec<Sentence>,
    /// Who waits for whom, each for the next and the last for the first.
    pub circle: Vec<Edge>,
    /// A proof by counting.
    pub proof: Vec<Came>,
    /// A limit that could be raised: its name and a value.
    pub raise: Option<(String, f64)>,
}

impl Why {
    /// As plain text, a line a sentence.
    pub fn text(&self) -> String {
        let mut out = format!("{}\n", self.title);
        for s in &self.sentences {
            out.push_str("  ");
            out.push_str(&s.text.replace('`', ""));
            out.push('\n');
        }
        out
    }
}

/// Largest whole number that a JavaScript number holds exactly.
const EXACT: i64 = 1 << 53;

/// A whole number as one of JavaScript: whole where that is exact, else the nearest (a run of a hundred years).
pub(crate) fn as_number<S: serde::Serializer>(ns: &i64, to: S) -> Result<S::Ok, S::Error> {
    if (-EXACT..=EXACT).contains(ns) { to.serialize_i64(*ns) } else { to.serialize_f64(*ns as f64) }
}
