//! One run, from request to report. The only room that wires the others together; the command line and the
//! page are its users.
//!
//! **Invariant:** a session depends on its request alone; where its slices end never shows in the trace.

mod atlas;
mod awaited;
mod bounds;
mod build;
mod build_tags;
mod embed;
mod files;
mod forget;
mod knobs;
mod mending;
mod problem;
#[cfg(test)]
mod race_oracle_tests;
mod races;
mod report;
mod request;
mod stuck;
mod tables;
mod tests_main;
mod wasted;
mod witness;

pub use atlas::{Atlas, AtlasProgress, AtlasReport, AtlasRun, AtlasStarted, Effect, Site};
pub use awaited::awaited;
pub use forget::{Forgetting, forgettings};
pub use mending::{Mended, Mending};
pub use problem::Problem;
pub use races::{AccessReport, FrameReport, RaceReport};
pub use report::{Goroutines, LimitReached, RunReport, Stuck, UnmetFault};
pub use request::{FileText, RunRequest};
pub use tables::{CallSite, Tables};

pub use crate::diagnose::{Came, Edge, Kind, Link, Part, Sentence, Why};
pub use crate::inspect::State as Inspected;
pub use crate::measure::Measuring;

use crate::choice::{Chooser, Policy};
use crate::diag::MAX_ERRORS;
use crate::export;
use crate::ids::Gid;
use crate::inspect::{Explaining, KEEP_EVERY, KEPT_BYTES, Kept, Run, State};
use crate::measure::Numbers;
use crate::mistake::Frees;
use crate::sched::Order;
use crate::trace::columns::{Rows, Walk};
use crate::vm::{Machine, Progress as Slice};
use build::{Built, NoRun};
use serde::{Deserialize, Serialize};
use stuck::Since;

/// A started run.
pub struct Session {
    machine: Machine,
    request: RunRequest,
    frees: Frees,
    kept: Option<Kept>,
    walk: Walk,
    /// Since when goroutines that wait at the end could not be freed; known once it was asked for.
    since: Since,
    /// Of the moment that was looked at last.
    explaining: Option<Explaining>,
}

/// Which moment is looked at.
#[derive(Clone, Copy, PartialEq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Scheduling decisions taken.
    pub step: u64,
    /// After the step, when the clock may have moved on.
    pub over: bool,
    /// The goroutine.
    pub g: u32,
}

/// What became of a request.
pub enum Started {
    /// It can run.
    Ready(Box<Session>),
    /// It does not compile.
    Errors,
    /// The request itself is wrong; one sentence.
    Refused(String),
}

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Progress {
    /// It is over.
    pub done: bool,
    /// Scheduling decisions so far.
    pub steps: u64,
    /// Virtual time reached, nanoseconds.
    #[serde(serialize_with = "report::as_number")]
    pub virtual_ns: i64,
    /// Goroutines alive.
    pub goroutines: u32,
}

impl Session {
    /// Compiles a request's program and makes it ready. The problems are errors and warnings alike.
    pub fn start(request: &RunRequest) -> (Vec<Problem>, Started) {
        let (problems, built) = build::build(request);
        let started = match built {
            Ok(Built { mut machine, frees }) => {
                machine.can_tell_stacks();
                let request = request.clone();
                Started::Ready(Box::new(Session {
                    machine,
                    request,
                    frees,
                    kept: None,
                    since: Since::default(),
                    explaining: None,
                    walk: Walk::default(),
                }))
            }
            Err(NoRun::Errors) => Started::Errors,
            Err(NoRun::Refused(why)) => Started::Refused(why),
        };
        (problems, started)
    }

    /// The same program under an order drawn from another seed, without compiling it again. To be called before
    /// it runs.
    pub fn under_seed(&self, seed: u64) -> Session {
        let mut machine = self.machine.clone();
        machine.sched.chooser = Chooser::new(Policy::Random, seed);
        machine.can_tell_stacks();
        Session {
            machine,
            request: RunRequest { policy: "random".into(), seed, ..self.request.clone() },
            frees: self.frees.clone(),
            kept: None,
            since: Since::default(),
            explaining: None,
            walk: Walk::default(),
        }
    }

    /// Does not look for data races; to be called before it runs. The trace is the same.
    pub fn look_away(&mut self) {
        self.machine.sched.order = Order::new(0);
    }

    /// Keeps what [`Session::inspect`] needs while the run goes on; to be called before it begins.
    pub fn keep_states(&mut self) {
        self.keep_states_every(KEEP_EVERY, KEPT_BYTES);
    }

    /// The same, with its own measure: instructions between two kept states, bytes for all.
    pub fn keep_states_every(&mut self, instructions: u64, bytes: usize) {
        self.kept = Some(Kept::new(&mut self.machine, instructions, bytes));
    }

    /// A goroutine where the run is now.
    pub fn state_now(&self, g: u32) -> State {
        State::of(&self.machine, self.machine.sched.steps(), Gid(g))
    }

    /// Number and bytes of the states that are kept.
    pub fn kept_states(&self) -> (usize, usize) {
        self.kept.as_ref().map_or((0, 0), |k| (k.len(), k.bytes()))
    }

    /// A goroutine at a moment of the run, and why it is so. Changes nothing in it.
    pub fn inspect(&mut self, look: Look) -> Result<State, String> {
        let mut state = self.look(look)?;
        self.explain(u64::MAX);
        state.why = self.explained();
        Ok(state)
    }

    /// The same without why, which [`Session::explain`] finds.
    pub fn look(&mut self, look: Look) -> Result<State, String> {
        let step = look.step.min(self.machine.sched.steps());
        let kept = self.kept.as_mut().ok_or("no states of this run were kept")?;
        let Some((state, m)) = kept.look(step, look.over, Gid(look.g)) else {
            return Err("this moment lies too far from what was kept of the run".to_string());
        };
        self.explaining = Some(Explaining::new(m, step, look.over, Gid(look.g)));
        Ok(state)
    }

    /// Makes ready to explain a moment: nothing to do when it was looked at last.
    pub fn explain_start(&mut self, look: Look) -> Result<(), String> {
        let step = look.step.min(self.machine.sched.steps());
        let known = self.explaining.as_ref();
        if !known.is_some_and(|e| e.is_of(step, look.over, Gid(look.g))) {
            self.look(look)?;
        }
        Ok(())
    }

    /// Goes on finding why the goroutine that was looked at last is as it is, by about so many events of the trace;
    /// true when it is found.
    pub fn explain(&mut self, events: u64) -> bool {
        let trace = self.machine.trace();
        self.explaining.as_mut().is_none_or(|e| e.go_on(trace, events))
    }

    /// What was found.
    pub fn explained(&mut self) -> Option<Why> {
        let explaining = self.explaining.take()?;
        let stuck_since = self.since.of(&self.machine, explaining.goroutine());
        let run = Run { trace: self.machine.trace(), frees: &self.frees, stuck_since };
        Some(explaining.finish(&run))
    }

    /// Runs on for about `budget` instructions.
    pub fn slice(&mut self, budget: u64) -> Progress {
        let done = self.run_on(budget);
        let sched = &self.machine.sched;
        Progress {
            done,
            steps: sched.steps(),
            virtual_ns: sched.now_ns(),
            goroutines: sched.counts().0,
        }
    }

    /// Runs to its end (which the limits guarantee).
    pub fn run_to_end(&mut self) {
        self.machine.run();
        self.machine.tell_stacks();
    }

    fn run_on(&mut self, budget: u64) -> bool {
        let mut left = budget.max(1);
        while left > 0 {
            let part = self.kept.as_ref().map_or(left, |k| k.until_next().min(left));
            if let Slice::Finished(_) = self.machine.run_slice(part) {
                self.machine.tell_stacks();
                return true;
            }
            if let Some(kept) = &mut self.kept {
                kept.ran(&mut self.machine, part);
            }
            left -= part;
        }
        false
    }

    /// Ends the run where it is.
    pub fn stop(&mut self) {
        self.machine.stop();
    }

    /// Ends the run where it is, because the host has no more memory than these bytes: the limit `page_memory`.
    pub fn stop_full(&mut self, bytes: u64) {
        self.machine.finish_page(bytes);
    }

    /// The report of a finished run.
    pub fn report(&self) -> RunReport {
        let mut report = self.brief();
        self.measure_into(&mut report);
        report
    }

    /// Adds the numbers to a report, and what they tell of lost work to why.
    pub fn measure_into(&self, report: &mut RunReport) {
        let numbers = self.numbers();
        if let Some(why) = &mut report.why {
            wasted::tell(&self.machine, &numbers, why);
        }
        report.numbers = Some(numbers);
    }

    /// What `races_unknown` of a report means, in a sentence.
    pub fn races_unknown_text(&self) -> String {
        crate::diagnose::races_unknown(&self.machine)
    }

    /// The report without its numbers and without why, for those who read neither.
    pub fn outline(&self) -> RunReport {
        report::report(&self.machine, &self.request.faults, &self.frees, &self.since)
    }

    /// The report without its numbers, which take a while for a long run.
    pub fn brief(&self) -> RunReport {
        report::explained(&self.machine, &self.request.faults, &self.frees, &self.since)
    }

    /// Events of the trace so far.
    pub fn events(&self) -> u64 {
        self.machine.trace().events()
    }

    /// The numbers of a finished run.
    pub fn numbers(&self) -> Numbers {
        let mut measuring = Measuring::of(self.machine.trace());
        self.measure(&mut measuring, u64::MAX);
        self.measured(measuring)
    }

    /// Begins to measure a finished run.
    pub fn measure_start(&self) -> Measuring {
        Measuring::of(self.machine.trace())
    }

    /// Goes on by about so many events of the trace; true when all is measured.
    pub fn measure(&self, measuring: &mut Measuring, events: u64) -> bool {
        tables::with_meaning(&self.machine, &self.since, |meaning| {
            measuring.go_on(self.machine.trace(), meaning, events)
        })
    }

    /// The numbers that were found.
    pub fn measured(&self, measuring: Measuring) -> Numbers {
        tables::with_meaning(&self.machine, &self.since, |meaning| {
            measuring.finish(self.machine.trace(), meaning)
        })
    }

    /// What the run has written by now, as columns for the page: events and spans go to `rows`.
    pub fn drain(&mut self, rows: &mut dyn Rows) {
        tables::drain(&self.machine, &mut self.walk, &mut self.since.witness.before(rows));
    }

    /// The rest of it and all other columns of a run that goes on, as if it ended here.
    pub fn sketch(&self, rows: &mut dyn Rows) -> Tables {
        tables::sketch(&self.machine, &self.walk, rows)
    }

    /// The rest of it and all other columns, once the run is over.
    pub fn stream(&mut self, rows: &mut dyn Rows) -> Tables {
        tables::stream(&self.machine, &self.since, std::mem::take(&mut self.walk), rows)
    }

    /// Names of the program's files, the library's included, as the events' `file` counts them.
    pub fn file_names(&self) -> Vec<String> {
        self.machine.sources().files().iter().map(|f| f.name.clone()).collect()
    }

    /// The trace as columns, all at once.
    pub fn tables(&self) -> crate::trace::columns::Tables {
        tables::widen(&self.machine, &self.since).0
    }

    /// Calls that a fault can be put on.
    pub fn sites(&self) -> Vec<CallSite> {
        tables::sites(&self.machine)
    }

    /// The trace as written: equal bytes are equal runs.
    pub fn trace_bytes(&self) -> Vec<u8> {
        self.machine.trace().chunks().flatten().copied().collect()
    }

    /// Bytes of the trace as written.
    pub fn trace_len(&self) -> usize {
        self.machine.trace().byte_len()
    }

    /// FNV-1a hash of the trace, for comparing runs across builds.
    pub fn trace_hash(&self) -> u64 {
        let bytes = self.machine.trace().chunks().flatten();
        bytes.fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3))
    }

    /// Instructions run, as the limit `instructions` counts them.
    pub fn instructions(&self) -> u64 {
        self.machine.instructions()
    }

    /// What the program wrote after the first `from` bytes: (1 stdout or 2 stderr, bytes) in order.
    pub fn output_since(&self, from: usize) -> Vec<(u8, &[u8])> {
        self.machine.trace().output().since(from)
    }

    /// Chrome Trace Event JSON; opens in Perfetto.
    pub fn chrome_trace(&self) -> String {
        let (tables, files) = tables::widen(&self.machine, &self.since);
        written(|out| export::chrome_trace(&tables, &files, out))
    }

    /// `goroutine_id,state,start_ns,end_ns,reason,resource`, one line a span.
    pub fn csv(&self) -> String {
        let (tables, _) = tables::widen(&self.machine, &self.since);
        written(|out| export::spans_csv(&tables, out))
    }
}

/// What an exporter writes; writing to memory cannot fail.
fn written(export: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut out = Vec::new();
    let _ = export(&mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Problems of a program without running it, those of the checker alone.
pub fn check(files: &[FileText]) -> Result<Vec<Problem>, String> {
    let (program, diags) = build::check_files(files, MAX_ERRORS)?;
    Ok(build::resolve(&diags, &program.sources, MAX_ERRORS))
}

/// Problems of building a program without running it, those of the compiler too, at most so many errors
/// ([`usize::MAX`] is gc's `-e`). A package that is no program is checked as well.
pub fn check_whole(files: &[FileText], max_errors: usize) -> Result<Vec<Problem>, String> {
    let (program, diags) = build::check_files(files, max_errors)?;
    let is_program = program.packages.last().is_none_or(|p| p.name == "main");
    if !is_program || build::has_errors(&diags) {
        return Ok(build::resolve(&diags, &program.sources, max_errors));
    }
    let config = build::config(&RunRequest { policy: "fifo".into(), ..Default::default() })?;
    Ok(build::machine(program, diags, config).0)
}

/// The text as gofmt lays it out, or why it does not parse.
pub fn format(name: &str, text: &str) -> Result<String, Vec<Problem>> {
    crate::syntax::print::format(text).map_err(|diags| {
        let mut sources = crate::text::Sources::new();
        sources.add(name, text, false);
        build::resolve(&diags, &sources, MAX_ERRORS)
    })
}
