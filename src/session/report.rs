//! The run report: one document, versioned, for `--report json` and for the page's summary.

use super::forget::PREFIX;
use super::mending::Mended;
use super::races::{self, RaceReport};
use super::stuck::{Left, Since};
use crate::diagnose::{Why, unmet};
use crate::measure::Numbers;
use crate::mistake::Frees;
use crate::trace::event::EndCode;
use crate::vm::Machine;
use serde::Serialize;

pub(super) use crate::measure::as_number;

/// Version of the document.
pub const REPORT_VERSION: u32 = 1;

/// How a run went.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct RunReport {
    /// [`REPORT_VERSION`].
    pub version: u32,
    /// `done`, `exit`, `deadlock`, `panic`, `fatal`, `race`, `limit`, `stopped`.
    pub outcome: String,
    /// Exit status.
    pub exit: i32,
    /// What the program wrote, invalid UTF-8 replaced.
    pub stdout: String,
    /// Likewise, with Go's panic and fatal texts.
    pub stderr: String,
    /// Virtual time of the end, nanoseconds.
    #[serde(serialize_with = "as_number")]
    pub virtual_ns: i64,
    /// Scheduling decisions.
    pub steps: u64,
    /// Trace events.
    pub events: u64,
    /// How many there were.
    pub goroutines: Goroutines,
    /// Goroutines that can never run again, also while others went on.
    pub stuck: Vec<Stuck>,
    /// Goroutines left behind when main returned.
    pub leaked: Vec<Stuck>,
    /// Data races.
    pub races: Vec<RaceReport>,
    /// More goroutines ran at once than the search for races follows: it ended early.
    pub races_unknown: bool,
    /// The limit that ended the run.
    pub limit: Option<LimitReached>,
    /// Text that replays the run.
    pub schedule: String,
    /// The faults as given.
    pub faults: Vec<String>,
    /// Those that changed nothing, and why.
    pub unmet: Vec<UnmetFault>,
    /// First line of what Go says about the end.
    pub message: String,
    /// Why it ended so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<Why>,
    /// The smallest change that mends it, where that was looked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<Mended>,
    /// What the run amounts to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Numbers>,
}

/// A fault that changed nothing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct UnmetFault {
    /// As given.
    pub fault: String,
    /// One sentence: what there was instead, or what did not come.
    pub note: String,
}

/// Counts of goroutines.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Goroutines {
    /// Ever started, main included.
    pub started: u32,
    /// Most at one time.
    pub peak: u32,
}

/// A goroutine that waits for ever.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Stuck {
    /// Goroutine id.
    pub id: u32,
    /// Function that it was started with.
    pub function: String,
    /// Wait reason in Go's words.
    pub reason: String,
    /// Line where it waits.
    pub line: u32,
    /// One sentence.
    pub why: String,
    /// Virtual time since when nobody could free it any more, nanoseconds; of one that is left behind and might
    /// have been freed, since when it waits.
    #[serde(serialize_with = "as_number")]
    pub since_ns: i64,
    /// The same in scheduling decisions.
    pub since_step: u32,
}

/// A limit by name.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct LimitReached {
    /// Its name, as `--limit` takes it.
    pub name: String,
    /// Its value in this run.
    pub value: f64,
}

/// Builds the report of a finished run, with the explanation.
pub fn explained(m: &Machine, faults: &[String], frees: &Frees, since: &Since) -> RunReport {
    let left = Left::of(m, since);
    RunReport { why: Some(left.why(frees)), ..told(m, faults, left.reports(frees)) }
}

/// Builds the report of a finished run without why.
pub fn report(m: &Machine, faults: &[String], frees: &Frees, since: &Since) -> RunReport {
    told(m, faults, Left::of(m, since).reports(frees))
}

fn told(m: &Machine, faults: &[String], (stuck, leaked): (Vec<Stuck>, Vec<Stuck>)) -> RunReport {
    let outcome = m.outcome();
    let code = outcome.map_or(EndCode::Stopped, |o| o.code);
    let log = m.trace().output();
    let text = |fd| String::from_utf8_lossy(&log.stream(fd)).into_owned();
    RunReport {
        version: REPORT_VERSION,
        outcome: name(code).into(),
        exit: outcome.map_or(0, |o| o.exit),
        stdout: text(1),
        stderr: text(2),
        virtual_ns: m.sched.now_ns(),
        steps: m.sched.steps(),
        events: m.trace().events(),
        goroutines: goroutines(m),
        stuck,
        leaked,
        races: races::races(m),
        races_unknown: m.races_unknown(),
        limit: outcome
            .and_then(|o| o.limit)
            .map(|l| LimitReached { name: l.name.text().into(), value: l.value as f64 }),
        schedule: m.sched.chooser.schedule().to_string(),
        faults: faults.to_vec(),
        unmet: unmet_faults(m, faults),
        message: outcome.map_or_else(String::new, |o| o.message.clone()),
        why: None,
        mend: None,
        numbers: None,
    }
}

fn unmet_faults(m: &Machine, faults: &[String]) -> Vec<UnmetFault> {
    let injected: Vec<&String> = faults.iter().filter(|f| !f.starts_with(PREFIX)).collect();
    if injected.is_empty() {
        return vec![];
    }
    let told = unmet(m).into_iter().filter_map(|u| {
        let fault = (*injected.get(u.fault)?).clone();
        Some(UnmetFault { fault, note: u.note.text.clone() })
    });
    told.collect()
}

fn goroutines(m: &Machine) -> Goroutines {
    let (_, started, peak) = m.sched.counts();
    Goroutines { started, peak }
}

/// The outcome's word.
fn name(code: EndCode) -> &'static str {
    match code {
        EndCode::Done => "done",
        EndCode::Exit => "exit",
        EndCode::Deadlock => "deadlock",
        EndCode::Panic => "panic",
        EndCode::Fatal => "fatal",
        EndCode::Race => "race",
        EndCode::Limit => "limit",
        EndCode::Stopped => "stopped",
        EndCode::Waiting => "waiting",
    }
}
