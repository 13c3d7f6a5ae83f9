//! The smallest change that mends a failed run, tried before it is offered: the changed program is compiled and
//! run under the same faults, limits and schedule and under some others, and must end well in all of them.

use super::bounds;
use super::build::{self, check_files, has_errors};
use super::forget;
use super::report::{self, RunReport};
use super::request::{FileText, RunRequest};
use super::stuck::{Left, Since};
use super::{Session, files};
use crate::diag::MAX_ERRORS;
use crate::diagnose::nobody_stays;
use crate::mistake::{Frees, Mend, Row, mends, rows};
use crate::sched::Limits;
use crate::vm::{Config, Machine, Progress};
use serde::Serialize;
use std::collections::VecDeque;

/// Schedules under which a change is tried.
const SCHEDULES: usize = 8;
/// Changes that are tried.
const MOST: usize = 24;
/// What starting a run counts of a slice, in instructions.
const COST_OF_START: u64 = 100_000;

const LEAK: &str = "a leak";
const STUCK: &str = "a stuck goroutine";

/// A change that mends the failure.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Mended {
    /// What it does, and what was tried: two sentences.
    pub words: String,
    /// Name of the file that it changes.
    pub file: String,
    /// The whole file, changed.
    pub text: String,
    /// The lines that differ.
    pub diff: Vec<Row>,
    /// Schedules under which the changed program ended well.
    pub tried: usize,
}

/// A search under way.
pub struct Mending {
    request: RunRequest,
    files: Vec<FileText>,
    limits: Limits,
    /// Of the run that failed.
    failed: Vec<&'static str>,
    exit: i32,
    left: VecDeque<Mend>,
    now: Option<Trial>,
    found: Option<Mended>,
}

/// A change that is being tried.
struct Trial {
    mend: Mend,
    files: Vec<FileText>,
    left: VecDeque<(String, u64)>,
    machine: Box<Machine>,
    tried: usize,
    still: Vec<&'static str>,
}

impl Mending {
    /// A search for a finished run of a session; `None` where nothing failed that such a change could mend. What
    /// was forgotten on purpose is to be taken back, not mended.
    pub fn of(s: &Session) -> Option<Mending> {
        let request = super::knobs::applied(&s.request).ok()?;
        if request.faults.iter().any(|f| f.starts_with(forget::PREFIX)) {
            return None;
        }
        let left = Left::of(&s.machine, &s.since);
        let wishes = left.wishes(&s.frees);
        let report = report::report(&s.machine, &[], &Frees::default(), &s.since);
        let failed = failures(&report);
        if failed.is_empty() || wishes.is_empty() {
            return None;
        }
        let (program, diags) = check_files(&request.files, MAX_ERRORS).ok()?;
        if has_errors(&diags) {
            return None;
        }
        let mut limits = s.machine.sched.limits.clone();
        bounds::beside(&s.machine, &mut limits);
        let mut left: VecDeque<Mend> = mends(&program, &wishes).into();
        left.truncate(MOST);
        let files = files::expand(&request.files).ok()?;
        let exit = report.exit;
        Some(Mending { request, files, limits, failed, exit, left, now: None, found: None })
    }

    /// Goes on for about `budget` instructions; true when the search is over.
    pub fn slice(&mut self, budget: u64) -> bool {
        let mut left = budget.max(1);
        while left > 0 && !self.done() {
            left = left.saturating_sub(self.step(left));
        }
        self.done()
    }

    /// What was found.
    pub fn found(&self) -> Option<&Mended> {
        self.found.as_ref()
    }

    fn done(&self) -> bool {
        self.found.is_some() || self.now.is_none() && self.left.is_empty()
    }

    /// One thing; what it cost.
    fn step(&mut self, budget: u64) -> u64 {
        let Some(mut trial) = self.now.take() else {
            if let Some(mend) = self.left.pop_front() {
                self.now = self.begin(mend);
            }
            return COST_OF_START;
        };
        let before = trial.machine.instructions();
        let over = matches!(trial.machine.run_slice(budget), Progress::Finished(_));
        let cost = trial.machine.instructions() - before;
        if !over {
            self.now = Some(trial);
            return cost.max(1);
        }
        let report = report::report(&trial.machine, &[], &Frees::default(), &Since::default());
        if self.mends(&report, &mut trial) {
            trial.tried += 1;
            match trial.left.pop_front() {
                None => self.found = self.told(&trial),
                Some((policy, seed)) => {
                    if let Some(machine) = self.machine(&trial.files, &policy, seed) {
                        trial.machine = machine;
                        self.now = Some(trial);
                    }
                }
            }
        }
        cost.max(1) + COST_OF_START
    }

    /// The main failure is gone, and nothing fails that did not fail before.
    fn mends(&self, report: &RunReport, trial: &mut Trial) -> bool {
        let now = failures(report);
        let gone = self.failed.first().is_none_or(|first| !now.contains(first));
        for f in &now {
            if !trial.still.contains(f) {
                trial.still.push(f);
            }
        }
        // who is only not yet left behind is no better
        let quiet =
            !matches!(self.failed.first(), Some(&LEAK | &STUCK)) || nobody_stays(&trial.machine);
        gone && quiet
            && now.iter().all(|f| self.failed.contains(f))
            && (report.exit == 0 || report.exit == self.exit)
    }

    fn begin(&self, mend: Mend) -> Option<Trial> {
        let at = self.files.iter().position(|f| f.name == mend.file)?;
        let mut files = self.files.clone();
        files[at].text = mend.in_place(&files[at].text)?;
        let mut left = schedules(&self.request);
        let (policy, seed) = left.pop_front()?;
        let machine = self.machine(&files, &policy, seed)?;
        Some(Trial { mend, files, left, machine, tried: 0, still: vec![] })
    }

    fn machine(&self, files: &[FileText], policy: &str, seed: u64) -> Option<Box<Machine>> {
        let request = RunRequest {
            files: files.to_vec(),
            policy: policy.into(),
            seed,
            schedule: None,
            ..self.request.clone()
        };
        let config = Config { limits: self.limits.clone(), ..build::config(&request).ok()? };
        let (program, diags) = check_files(&request.files, MAX_ERRORS).ok()?;
        let (_, machine) = build::machine(program, diags, config);
        let mut machine = machine?;
        let specs: Vec<_> = request.faults.iter().filter_map(|t| t.parse().ok()).collect();
        if !specs.is_empty() {
            machine.set_faults(specs).ok()?;
        }
        Some(Box::new(machine))
    }

    fn told(&self, trial: &Trial) -> Option<Mended> {
        let Mend { words, file, .. } = &trial.mend;
        let old = &self.files.iter().find(|f| f.name == *file)?.text;
        let text = trial.mend.applied(old)?;
        let (_, diags) = check_files(&self.with(file, &text), MAX_ERRORS).ok()?;
        if has_errors(&diags) {
            return None;
        }
        let so = match trial.still.is_empty() {
            true => "the run ends well".to_owned(),
            false => format!("this is mended, though not all: {} remains", trial.still.join(", ")),
        };
        let mut first = words.chars();
        let head: String = first.next().map_or(String::new(), |c| c.to_uppercase().collect());
        let tried = trial.tried;
        let words = format!(
            "{head}{}. With this change {so}: tried under {tried} schedules.",
            first.as_str()
        );
        Some(Mended { words, file: file.clone(), diff: rows(old, &text), text, tried })
    }

    fn with(&self, file: &str, text: &str) -> Vec<FileText> {
        let changed = |f: &FileText| match f.name == file {
            true => FileText { name: f.name.clone(), text: text.into() },
            false => f.clone(),
        };
        self.files.iter().map(changed).collect()
    }
}

/// The request's own schedule first.
fn schedules(request: &RunRequest) -> VecDeque<(String, u64)> {
    let mut out: VecDeque<(String, u64)> = VecDeque::new();
    let own = (request.policy.clone(), request.seed);
    let others = ["fifo", "go"].map(|p| (p.to_owned(), request.seed));
    let drawn = (1..=SCHEDULES as u64).map(|seed| ("random".to_owned(), seed));
    for s in std::iter::once(own).chain(others).chain(drawn) {
        if !out.contains(&s) && out.len() < SCHEDULES {
            out.push_back(s);
        }
    }
    out
}

/// What is wrong with a run, the worst first.
fn failures(r: &RunReport) -> Vec<&'static str> {
    let mut out = vec![];
    match r.outcome.as_str() {
        "deadlock" => out.push("a deadlock"),
        "panic" => out.push("a panic"),
        "fatal" => out.push("a fatal error"),
        "limit" => out.push("a limit"),
        "waiting" => out.push("a wait for the outside"),
        "exit" if r.exit == 137 => out.push("a killed process"),
        _ => {}
    }
    if !r.races.is_empty() {
        out.push("a data race");
    }
    if r.outcome != "deadlock" && !r.stuck.is_empty() {
        out.push(STUCK);
    }
    if !r.leaked.is_empty() {
        out.push(LEAK);
    }
    out
}
