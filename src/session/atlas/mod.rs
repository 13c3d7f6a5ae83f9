//! The atlas: every single fault at every place, and everything that can be forgotten, each in a run of its
//! own. The program is compiled once; a run begins with a copy of the machine.
//!
//! **Invariant:** a run of the atlas is the run that its `fault` gives, under the atlas's limits.

mod effect;
mod sites;
mod surprise;

pub use effect::Effect;
pub use sites::Site;

use super::bounds;
use super::build::{self, Built, NoRun};
use super::forget::{self, Candidates, Forgetting};
use super::problem::Problem;
use super::report::{self, RunReport, Stuck};
use super::request::RunRequest;
use super::stuck::Since;
use crate::arrange::{Arrange, Gather};
use crate::fault::FaultSpec;
use crate::mistake::Frees;
use crate::sched::{LimitName, Limits};
use crate::vm::{Config, Machine, Progress};
use serde::Serialize;
use std::collections::{BTreeMap, VecDeque};

/// Most runs of one atlas; of a longer program the rest is left out, and said to be.
pub const MAX_RUNS: usize = 5_000;

/// An atlas under way.
pub struct Atlas {
    request: RunRequest,
    /// Has not run: every run begins with a copy.
    fresh: Machine,
    frees: Frees,
    base: Option<RunReport>,
    limits: Limits,
    candidates: Candidates,
    sites: Vec<Site>,
    now: Now,
    left: VecDeque<Task>,
    total: usize,
    left_out: usize,
    runs: Vec<AtlasRun>,
    forgettings: Vec<Forgetting>,
    /// Only what can be forgotten is tried.
    only_forgettings: bool,
}

/// What is being done.
enum Now {
    /// The run without a fault.
    Base(Box<Machine>),
    /// The same once more, counting how often each place is reached.
    Count(Box<Machine>),
    /// Between two runs.
    Next,
    /// One of the runs.
    Run(Task, Box<Machine>, Tried),
}

/// What a run is of.
struct Tried {
    fault: String,
    /// Where the text frees waiters, when it is not the program's own.
    frees: Option<Frees>,
}

#[derive(Clone)]
enum Task {
    Fault { site: usize, what: String, when: String },
    Forget(usize),
}

/// What became of a request for an atlas.
pub enum AtlasStarted {
    /// It can be made.
    Ready(Box<Atlas>),
    /// The program does not compile.
    Errors,
    /// The request itself is wrong; one sentence.
    Refused(String),
}

/// How far an atlas is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct AtlasProgress {
    /// It is complete.
    pub done: bool,
    /// Runs made.
    pub runs: usize,
    /// Runs to make; 0 while that is not known.
    pub total: usize,
}

/// One run of the atlas.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AtlasRun {
    /// Where the fault was.
    #[serde(rename = "where")]
    pub site: Site,
    /// What it was: `hang`, `error("injected")`, `forget wg.Done`.
    pub what: String,
    /// On which occasions, as faults say it; empty: always.
    pub when: String,
    /// How the run ended, as in its report.
    pub outcome: String,
    /// What that is beside the run without the fault.
    pub effect: Effect,
    /// How that shows, in a sentence.
    pub message: String,
    /// Virtual time of the end.
    #[serde(serialize_with = "report::as_number")]
    pub virtual_ns: i64,
    /// Exit status.
    pub exit: i32,
    /// As in its report.
    pub stuck: Vec<Stuck>,
    /// As in its report.
    pub leaked: Vec<Stuck>,
    /// The text that gives this run, among the faults of a request.
    pub fault: String,
}

/// The whole atlas.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AtlasReport {
    /// Version of the document.
    pub version: u32,
    /// The run without a fault.
    pub base: BaseRun,
    /// In the order of the code; of one place in the order of the fault room; forgettings of a line last.
    pub runs: Vec<AtlasRun>,
    /// What can be forgotten.
    pub forgettings: Vec<Forgetting>,
    /// Runs with each effect.
    pub counts: BTreeMap<&'static str, usize>,
    /// The least expected one, in a sentence.
    pub surprise: Option<Surprise>,
    /// Limits of each run.
    pub limits: BTreeMap<&'static str, u64>,
    /// Runs beyond the most that are made.
    pub left_out: usize,
}

/// The run without a fault.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct BaseRun {
    /// How it ended.
    pub outcome: String,
    /// Virtual time of its end.
    #[serde(serialize_with = "report::as_number")]
    pub virtual_ns: i64,
    /// Exit status.
    pub exit: i32,
}

/// What one would not have thought.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Surprise {
    /// Index of the run.
    pub run: usize,
    /// One sentence.
    pub sentence: String,
}

impl Atlas {
    /// Compiles a request's program. With `only_forgettings` no fault is injected.
    pub fn start(request: &RunRequest, only_forgettings: bool) -> (Vec<Problem>, AtlasStarted) {
        let request = &match super::knobs::applied(request) {
            Ok(request) => request,
            Err(why) => return (vec![], AtlasStarted::Refused(why)),
        };
        let (problems, built) = build::build(request);
        let Built { machine: fresh, frees } = match built {
            Ok(built) => built,
            Err(NoRun::Errors) => return (problems, AtlasStarted::Errors),
            Err(NoRun::Refused(why)) => return (problems, AtlasStarted::Refused(why)),
        };
        let prepared = forget::files(&request.files, &request.faults).and_then(|files| {
            let candidates = forget::candidates(files.as_deref().unwrap_or(&request.files))?;
            Ok((candidates, build::config(request)?.limits))
        });
        let (candidates, limits) = match prepared {
            Ok(both) => both,
            Err(why) => return (problems, AtlasStarted::Refused(why)),
        };
        let atlas = Atlas {
            request: request.clone(),
            now: Now::Base(Box::new(fresh.clone())),
            sites: sites::calls(&fresh),
            fresh,
            frees,
            base: None,
            limits,
            candidates,
            left: VecDeque::new(),
            total: 0,
            left_out: 0,
            runs: vec![],
            forgettings: vec![],
            only_forgettings,
        };
        (problems, AtlasStarted::Ready(Box::new(atlas)))
    }

    /// Places, how a fault names them, and what can happen there, before anything has run.
    pub fn possible(&self) -> Vec<(Site, String, Vec<String>)> {
        let once = |s: &Site| Site { occasions: 1, ..s.clone() };
        let whats = |s: &Site| {
            let mut list: Vec<String> = s.tries(0).into_iter().map(|t| t.what).collect();
            list.dedup();
            list
        };
        self.sites.iter().map(|s| (s.clone(), s.place.clone(), whats(&once(s)))).collect()
    }

    /// Goes on for about `budget` instructions.
    pub fn slice(&mut self, budget: u64) -> AtlasProgress {
        let mut left = budget;
        while left > 0 && !self.done() {
            left = left.saturating_sub(self.step(left));
        }
        AtlasProgress { done: self.done(), runs: self.runs.len(), total: self.total }
    }

    fn done(&self) -> bool {
        matches!(self.now, Now::Next) && self.left.is_empty()
    }

    /// One thing; what it cost.
    fn step(&mut self, budget: u64) -> u64 {
        match std::mem::replace(&mut self.now, Now::Next) {
            Now::Base(mut m) => {
                let (over, cost) = run(&mut m, budget);
                match over {
                    true => self.base_done(*m),
                    false => self.now = Now::Base(m),
                }
                cost
            }
            Now::Count(mut m) => {
                let (over, cost) = run(&mut m, budget);
                match over {
                    true => self.counted(&m),
                    false => self.now = Now::Count(m),
                }
                cost
            }
            Now::Next => self.next(),
            Now::Run(task, mut m, tried) => {
                let (over, cost) = run(&mut m, budget);
                match over {
                    true => self.ended(task, &m, tried),
                    false => self.now = Now::Run(task, m, tried),
                }
                cost
            }
        }
    }

    fn base_done(&mut self, m: Machine) {
        bounds::beside(&m, &mut self.limits);
        self.base = Some(report::report(&m, &[], &self.frees, &Since::default()));
        if self.only_forgettings {
            self.plan();
            return;
        }
        let mut counting = self.fresh.clone();
        let mut specs = self.own_faults();
        specs.extend(sites::probes(&self.sites));
        // Calls are counted by faults that never come; the trace of the base run tells of the rest.
        let counted = counting.set_faults(specs);
        self.sites.extend(sites::goroutines(&m));
        self.sites.extend(sites::objects(&m));
        match counted {
            Ok(()) => self.now = Now::Count(Box::new(counting)),
            Err(_) => self.plan(),
        }
    }

    fn counted(&mut self, m: &Machine) {
        let own = self.own_faults().len();
        let calls = self.sites.iter_mut().filter(|s| matches!(s.kind, "call" | "ctx"));
        for (i, s) in calls.enumerate() {
            s.occasions = m.fault_met(own + i);
        }
        self.plan();
    }

    /// All runs, by line.
    fn plan(&mut self) {
        let end_ns = self.base.as_ref().map_or(0, |b| b.virtual_ns);
        let mut tasks = vec![];
        for (site, s) in self.sites.iter().enumerate() {
            if self.only_forgettings || (s.occasions == 0 && s.kind == "call") {
                continue;
            }
            let key = (s.file.clone(), s.line, 0);
            tasks.extend(
                s.tries(end_ns)
                    .into_iter()
                    .map(|t| (key.clone(), Task::Fault { site, what: t.what, when: t.when })),
            );
        }
        for (i, m) in self.candidates.mistakes.iter().enumerate() {
            tasks.push(((m.file.clone(), m.line, 1), Task::Forget(i)));
        }
        tasks.arrange_by(|a, b| a.0.cmp(&b.0));
        self.left_out = tasks.len().saturating_sub(MAX_RUNS);
        tasks.truncate(MAX_RUNS);
        self.left = tasks.into_iter().map(|t| t.1).collect();
        self.total = self.left.len();
    }

    /// Faults that the request has already, but for those that are forgotten.
    fn own_faults(&self) -> Vec<FaultSpec> {
        self.request.faults.iter().filter_map(|t| t.parse().ok()).collect()
    }

    /// Begins the next run; what that cost.
    fn next(&mut self) -> u64 {
        let Some(task) = self.left.pop_front() else { return 0 };
        let ready = match &task {
            Task::Fault { site, what, when } => {
                let fault = format!("{}{when}={what}", self.sites[*site].place);
                self.injected(&fault).map(|m| (m, Tried { fault, frees: None }))
            }
            Task::Forget(i) => self.forgotten(*i),
        };
        match ready {
            Some((machine, tried)) => self.now = Now::Run(task, Box::new(machine), tried),
            None => self.total -= 1,
        }
        COST_OF_START
    }

    fn injected(&self, fault: &str) -> Option<Machine> {
        let mut machine = self.fresh.clone();
        let mut specs = self.own_faults();
        specs.push(fault.parse().ok()?);
        machine.set_faults(specs).ok()?;
        machine.sched.limits = self.limits.clone();
        Some(machine)
    }

    fn forgotten(&mut self, i: usize) -> Option<(Machine, Tried)> {
        let edited = self.candidates.edited(self.candidates.mistakes.get(i)?)?;
        let config = Config { limits: self.limits.clone(), ..build::config(&self.request).ok()? };
        let frees = Some(Frees::of(&edited.program));
        let (_, machine) = build::machine(edited.program, edited.diags, config);
        let mut machine = machine?;
        let specs = self.own_faults();
        if !specs.is_empty() {
            machine.set_faults(specs).ok()?;
        }
        let fault = edited.what.fault.clone();
        self.forgettings.push(edited.what);
        Some((machine, Tried { fault, frees }))
    }

    fn ended(&mut self, task: Task, m: &Machine, tried: Tried) {
        let fault = tried.fault;
        let report =
            report::report(m, &[], tried.frees.as_ref().unwrap_or(&self.frees), &Since::default());
        let empty = RunReport::default();
        let (effect, message) = effect::effect(self.base.as_ref().unwrap_or(&empty), &report);
        let (site, what, when) = match task {
            Task::Fault { site, what, when } => (self.sites[site].clone(), what, when),
            Task::Forget(i) => {
                let m = &self.candidates.mistakes[i];
                let site = Site {
                    kind: "line",
                    name: m.name.clone(),
                    file: m.file.clone(),
                    line: m.line,
                    place: String::new(),
                    returns_error: false,
                    occasions: 1,
                };
                (site, format!("forget {}", m.name), String::new())
            }
        };
        let RunReport { outcome, virtual_ns, exit, stuck, leaked, .. } = report;
        self.runs.push(AtlasRun {
            site,
            what,
            when,
            outcome,
            effect,
            message,
            virtual_ns,
            exit,
            stuck,
            leaked,
            fault,
        });
    }

    /// The runs from number `from` on.
    pub fn runs(&self, from: usize) -> &[AtlasRun] {
        self.runs.get(from..).unwrap_or(&[])
    }

    /// Everything so far.
    pub fn report(&self) -> AtlasReport {
        let count = |e: Effect| (e.text(), self.runs.iter().filter(|r| r.effect == e).count());
        let base = self.base.as_ref();
        AtlasReport {
            version: report::REPORT_VERSION,
            base: BaseRun {
                outcome: base.map_or_else(String::new, |b| b.outcome.clone()),
                virtual_ns: base.map_or(0, |b| b.virtual_ns),
                exit: base.map_or(0, |b| b.exit),
            },
            runs: self.runs.clone(),
            forgettings: self.forgettings.clone(),
            counts: Effect::ALL.into_iter().map(count).gather(),
            surprise: surprise::surprise(&self.runs),
            limits: [LimitName::Stack]
                .iter()
                .chain(bounds::MORE.iter().map(|(n, _)| n))
                .map(|n| (n.text(), self.limits.get(*n)))
                .gather(),
            left_out: self.left_out,
        }
    }
}

/// What starting a run counts of a slice, in instructions.
const COST_OF_START: u64 = 20_000;

/// Runs on; whether it is over, and what it cost.
fn run(m: &mut Machine, budget: u64) -> (bool, u64) {
    let before = m.instructions();
    let over = matches!(m.run_slice(budget), Progress::Finished(_));
    (over, (m.instructions() - before).max(1))
}
