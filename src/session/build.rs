//! From a request to a machine about to start: packages, checker, compiler, linker, faults, limits.

use super::problem::Problem;
use super::request::{FileText, RunRequest};
use super::{files, forget, knobs};
use crate::choice::{Chooser, Policy, Schedule};
use crate::compile;
use crate::diag::{Diagnostic, MAX_ERRORS, Severity, sort_and_dedup};
use crate::fault::FaultSpec;
use crate::mistake::Frees;
use crate::sched::{LimitName, Limits};
use crate::stdlib;
use crate::text::Sources;
use crate::types::{CheckRequest, check, info::TypedProgram};
use crate::vm::{Call, Config, Flow, Linked, Machine};
use std::rc::Rc;

/// Language version of programs that do not say: Go 1.27.
pub(super) const LANG: u32 = 27;

/// Why there is no machine.
pub enum NoRun {
    /// The program does not compile; see the problems.
    Errors,
    /// The request is wrong; one sentence.
    Refused(String),
}

/// A program that can run.
pub struct Built {
    /// About to start.
    pub machine: Machine,
    /// Where its text frees those who wait.
    pub frees: Frees,
}

/// Checks a program: the typed program, all problems sorted, and whether one is an error.
pub fn check_files(
    files: &[FileText],
    max_errors: usize,
) -> Result<(TypedProgram, Vec<Diagnostic>), String> {
    let layout = files::layout(files)?;
    let mut packages = super::tests_main::with_test_main(layout.packages);
    super::embed::embed(&mut packages, files)?;
    let lang = layout.go_version.unwrap_or(LANG);
    let (program, mut diags) =
        check(CheckRequest { packages, importer: &stdlib::source, lang, max_errors });
    sort_and_dedup(&mut diags, &program.sources);
    Ok((program, diags))
}

/// Builds a machine, or says why not. Problems are those of the checker and compiler, warnings included.
pub fn build(request: &RunRequest) -> (Vec<Problem>, Result<Built, NoRun>) {
    let config = match config(request) {
        Ok(c) => c,
        Err(why) => return (vec![], Err(NoRun::Refused(why))),
    };
    let faults = match faults(&request.faults) {
        Ok(f) => f,
        Err(why) => return (vec![], Err(NoRun::Refused(why))),
    };
    let turned = match knobs::turn(&request.files, &request.knobs) {
        Ok(files) => files,
        Err(why) => return (vec![], Err(NoRun::Refused(why))),
    };
    let written = turned.as_deref().unwrap_or(&request.files);
    let forgotten = match forget::files(written, &request.faults) {
        Ok(files) => files,
        Err(why) => return (vec![], Err(NoRun::Refused(why))),
    };
    let files = forgotten.as_deref().unwrap_or(written);
    let (program, diags) = match check_files(files, MAX_ERRORS) {
        Ok(checked) => checked,
        Err(why) => return (vec![], Err(NoRun::Refused(why))),
    };
    let frees = Frees::of(&program);
    let (problems, machine) = machine(program, diags, config);
    let Some(mut machine) = machine else { return (problems, Err(NoRun::Errors)) };
    if (request.count_calls || !faults.is_empty())
        && let Err(why) = machine.set_faults_and_count(faults, request.count_calls)
    {
        return (problems, Err(NoRun::Refused(why)));
    }
    (problems, Ok(Built { machine, frees }))
}

/// Compiles a checked program; no machine when it has errors.
pub(super) fn machine(
    program: TypedProgram,
    mut diags: Vec<Diagnostic>,
    config: Config,
) -> (Vec<Problem>, Option<Machine>) {
    let mut compiled = None;
    if !has_errors(&diags) {
        match compile::compile(&program) {
            Ok(p) => compiled = Some(p),
            Err(more) => diags.extend(more),
        }
    }
    let problems = resolve(&diags, &program.sources, MAX_ERRORS);
    let Some(compiled) = compiled else { return (problems, None) };
    let linked = Linked::new(compiled, stdlib::native, missing, stdlib::frames);
    (problems, Some(Machine::new(Rc::new(linked), Rc::new(program.sources), config)))
}

/// Stands for a native that the library declares and does not have: a bug of ours, said as one.
fn missing(_: &mut Call<'_>) -> Flow {
    Flow::Fatal("interleave: this library function has no implementation".into())
}

/// Diagnostics as problems; at most so many errors, all warnings.
pub fn resolve(diags: &[Diagnostic], sources: &Sources, max_errors: usize) -> Vec<Problem> {
    let mut errors = 0_usize;
    let mut out = Vec::new();
    for d in diags {
        errors += usize::from(d.severity == Severity::Error);
        if d.severity == Severity::Warning || errors <= max_errors {
            out.push(Problem::new(d, sources));
        }
    }
    out
}

pub(super) fn has_errors(diags: &[Diagnostic]) -> bool {
    diags.iter().any(|d| d.severity == Severity::Error)
}

pub(super) fn config(request: &RunRequest) -> Result<Config, String> {
    let chooser = match &request.schedule {
        Some(text) => {
            Chooser::replay(&text.parse::<Schedule>().map_err(|e| format!("schedule: {e}"))?)
        }
        None => {
            let policy = Policy::from_name(&request.policy).ok_or_else(|| {
                format!("policy: want fifo, go or random, not {:?}", request.policy)
            })?;
            Chooser::new(policy, request.seed)
        }
    };
    let mut limits = Limits::default();
    for (name, value) in &request.limits {
        if !value.is_finite() || *value < 1.0 {
            return Err(format!("limit {name}: want a number from 1 up, not {value}"));
        }
        match limits.set_machine(name, *value as u64) {
            Some(Ok(())) => continue,
            Some(Err(most)) => {
                return Err(format!("limit {name}: want a number up to {most}, not {value}"));
            }
            None => {}
        }
        let limit = LimitName::from_text(name).ok_or_else(|| {
            let names: Vec<_> = LimitName::ALL.iter().map(|l| l.text()).collect();
            let names = names.join(", ");
            format!(
                "limit: there is none named {name:?}; there are {names}, processors, instruction_ns"
            )
        })?;
        limits.set(limit, *value as u64);
    }
    let mut args = vec!["main".to_string()];
    args.extend(request.args.iter().cloned());
    let (stdin, files) = (request.stdin.clone().into_bytes(), files::data(&request.files));
    Ok(Config { args, stdin, files, chooser, limits, race_exit: request.race, ..Config::default() })
}

/// The faults among them that are injected; what is forgotten is no fault of the machine.
fn faults(texts: &[String]) -> Result<Vec<FaultSpec>, String> {
    let injected = texts.iter().filter(|t| !t.starts_with(forget::PREFIX));
    injected.map(|t| t.parse::<FaultSpec>().map_err(|e| format!("fault {t:?}: {e}"))).collect()
}
