//! `interleave faults`: what can be broken in a program, and with `--all` what becomes of each.

use super::args::FaultsArgs;
use super::{EXIT_ERRORS, fail};
use interleave::session::{
    Atlas, AtlasReport, AtlasRun, AtlasStarted, Effect, Forgetting, RunRequest, Site, forgettings,
};
use serde::Serialize;
use std::process::ExitCode;

/// Instructions a slice.
const SLICE: u64 = 50_000_000;

/// What can be broken, before anything has run.
#[derive(Serialize)]
struct Possible<'a> {
    sites: Vec<PossibleSite<'a>>,
    forgettings: Vec<Forgetting>,
}

#[derive(Serialize)]
struct PossibleSite<'a> {
    #[serde(rename = "where")]
    site: &'a Site,
    place: &'a str,
    whats: &'a [String],
}

/// Lists, or tries everything.
pub fn faults(args: &FaultsArgs) -> ExitCode {
    let request = match args.which.request() {
        Ok(request) => request,
        Err(e) => return fail(&e),
    };
    let (problems, started) = Atlas::start(&request, false);
    problems.iter().filter(|p| p.severity == "error").for_each(|p| eprintln!("{p}"));
    let mut atlas = match started {
        AtlasStarted::Refused(why) => return fail(&why),
        AtlasStarted::Errors => return ExitCode::from(EXIT_ERRORS),
        AtlasStarted::Ready(atlas) => atlas,
    };
    if !args.all {
        return list(&request, &atlas, args.report.is_some());
    }
    while !atlas.slice(SLICE).done {}
    let report = atlas.report();
    match args.report {
        Some(_) => return json(&report),
        None => table(&report),
    }
    ExitCode::SUCCESS
}

fn json(value: &impl Serialize) -> ExitCode {
    match serde_json::to_string_pretty(value) {
        Ok(text) => say!("{text}"),
        Err(e) => return fail(&format!("report: {e}")),
    }
    ExitCode::SUCCESS
}

fn list(request: &RunRequest, atlas: &Atlas, as_json: bool) -> ExitCode {
    let sites = atlas.possible();
    let forgettings = forgettings(&request.files).unwrap_or_default();
    if as_json {
        let sites = sites.iter().map(|(site, place, whats)| PossibleSite { site, place, whats });
        return json(&Possible { sites: sites.collect(), forgettings });
    }
    for (_, place, whats) in &sites {
        say!("{place}={}", whats.join(" | "));
    }
    for f in &forgettings {
        say!("{}", f.fault);
    }
    ExitCode::SUCCESS
}

/// One row a run, then how many of each, then the least expected.
fn table(report: &AtlasReport) {
    let place = |r: &AtlasRun| format!("{} {}", r.site.line, r.site.name);
    let what = |r: &AtlasRun| format!("{} {}", r.what, r.when).trim_end().to_string();
    let width = |f: &dyn Fn(&AtlasRun) -> String| {
        report.runs.iter().map(|r| f(r).chars().count()).max().unwrap_or(0)
    };
    let (places, whats) = (width(&place), width(&what));
    let words = Effect::ALL.iter().map(|e| e.words().len()).max().unwrap_or(0);
    for r in &report.runs {
        say!(
            "{:places$}  {:whats$}  {} {:words$}  {}",
            place(r),
            what(r),
            r.effect.mark(),
            r.effect.words(),
            r.message.replace('\n', " "),
        );
    }
    say!("");
    for effect in Effect::ALL {
        let n = report.counts.get(effect.text()).copied().unwrap_or(0);
        say!("{} {:words$}  {n}", effect.mark(), effect.words());
    }
    if report.left_out > 0 {
        say!("{} more runs were left out", report.left_out);
    }
    if let Some(s) = &report.surprise {
        say!("\n{}\n--fault '{}'", s.sentence, report.runs[s.run].fault);
    }
}
