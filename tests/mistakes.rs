//! What can be forgotten: for each program under `tests/mistakes` all of it, with the lines that change and what
//! becomes of the run; and over all programs of the tests, that every edit compiles.
//!
//! ```text
//! // Forget: NAME@LINE = EFFECT
//! //   LINE: what stands there then, blanks around it left out
//! ```

#![allow(clippy::unwrap_used)]

mod common;

use interleave::session::{
    Atlas, AtlasReport, AtlasStarted, FileText, Forgetting, RunReport, RunRequest, Session,
    Started, forgettings,
};
use std::path::{Path, PathBuf};

/// Of so many runs of an atlas one is compared with its single run.
const EVERY: usize = 29;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn request(path: &Path) -> RunRequest {
    let name = path.file_name().unwrap().to_string_lossy();
    RunRequest::single(&name, &std::fs::read_to_string(path).unwrap())
}

fn atlas(request: &RunRequest, only_forgettings: bool) -> Option<AtlasReport> {
    let (_, AtlasStarted::Ready(mut atlas)) = Atlas::start(request, only_forgettings) else {
        return None;
    };
    while !atlas.slice(1_000_000).done {}
    Some(atlas.report())
}

fn run(request: &RunRequest) -> RunReport {
    match Session::start(request) {
        (_, Started::Ready(mut s)) => {
            s.run_to_end();
            s.report()
        }
        (problems, Started::Errors) => {
            panic!("{:?}: {}", request.faults, common::render(&problems))
        }
        (_, Started::Refused(why)) => panic!("{why}"),
    }
}

fn described(f: &Forgetting, effect: &str) -> String {
    let mut out = format!("// Forget: {}@{} = {effect}\n", f.name, f.line);
    for d in &f.diff {
        out += format!("//   {}: {}", d.line, d.new.trim()).trim_end();
        out += "\n";
    }
    out
}

#[test]
fn each_mistake_changes_these_lines_and_has_this_effect() {
    let mut kinds = std::collections::BTreeSet::new();
    let files = common::go_files(&folder("tests/mistakes"));
    for path in &files {
        let request = request(path);
        let report = atlas(&request, true).unwrap_or_else(|| panic!("{}", path.display()));
        let effect = |f: &Forgetting| {
            let run = report.runs.iter().find(|r| r.fault == f.fault);
            run.map_or("", |r| r.effect.text())
        };
        let found: String = report.forgettings.iter().map(|f| described(f, effect(f))).collect();
        let text = &request.files[0].text;
        let expected = text.find("// Forget: ").map_or("", |at| &text[at..]);
        assert_eq!(found, expected, "{}", path.display());
        kinds.extend(report.forgettings.iter().map(|f| f.kind));
    }
    let all = [
        "Add", "Done", "Go", "Unlock", "Wait", "buffer", "cancel", "case", "close", "copy",
        "defer", "limit", "lock", "return",
    ];
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), all, "a program for each kind");
}

#[test]
fn every_edit_compiles_and_undone_is_the_program_again() {
    let mut files = common::go_files(&folder("tests/programs"));
    files.extend(common::go_files(&folder("www/lessons")));
    let mut count = 0;
    for path in files {
        let request = request(&path);
        let Ok(list) = forgettings(&request.files) else { continue };
        for f in list {
            count += 1;
            let Some(FileText { text, .. }) = request.files.iter().find(|x| x.name == f.file)
            else {
                continue;
            };
            let lines: Vec<&str> = text.split('\n').collect();
            assert!(!f.diff.is_empty(), "{} {}", path.display(), f.fault);
            assert!(f.diff.iter().all(|d| lines[d.line as usize - 1] == d.old), "{}", f.fault);
            // The checker has passed them all; some are made afresh, down to bytecode.
            if count % 5 != 0 {
                continue;
            }
            let faults = vec![f.fault.clone()];
            let (problems, started) = Session::start(&RunRequest { faults, ..request.clone() });
            let ready = matches!(started, Started::Ready(_));
            let why = || format!("{} {}: {}", path.display(), f.fault, common::render(&problems));
            assert!(ready, "{}", why());
        }
    }
    assert!(count > 100, "only {count} forgettings in all programs");
}

#[test]
fn the_atlas_equals_the_single_runs() {
    let files = common::go_files(&folder("www/lessons"));
    assert!(!files.is_empty());
    for (n, path) in files.into_iter().enumerate() {
        let request = request(&path);
        let Some(report) = atlas(&request, false) else { panic!("{}", path.display()) };
        assert!(!report.runs.is_empty(), "{}", path.display());
        let base = run(&request);
        assert_eq!(
            (&report.base.outcome, report.base.virtual_ns),
            (&base.outcome, base.virtual_ns)
        );
        let limits = report.limits.iter().map(|(n, v)| (n.to_string(), *v as f64)).collect();
        let limited = RunRequest { limits, ..request };
        // Some runs of each lesson, beginning elsewhere in each: all kinds come, and it does not take minutes.
        for r in report.runs.iter().skip(n).step_by(EVERY) {
            let single = run(&RunRequest { faults: vec![r.fault.clone()], ..limited.clone() });
            let of = (&r.outcome, r.virtual_ns, r.exit, &r.stuck, &r.leaked);
            let is =
                (&single.outcome, single.virtual_ns, single.exit, &single.stuck, &single.leaked);
            assert_eq!(of, is, "{} {}", path.display(), r.fault);
            let same_lines = |a: &str, b: &str| {
                let sorted = |t: &str| {
                    let mut l: Vec<String> = t.lines().map(str::to_string).collect();
                    l.sort();
                    l
                };
                sorted(a) == sorted(b)
            };
            if r.effect.text() == "none" {
                assert!(same_lines(&single.stdout, &base.stdout), "{} {}", path.display(), r.fault);
                assert_eq!(single.virtual_ns, base.virtual_ns, "{} {}", path.display(), r.fault);
            }
            assert!(!single.message.contains("interleave:"), "{}", single.message);
        }
    }
}

#[test]
fn an_atlas_in_small_slices_is_the_same() {
    let request = request(&folder("www/lessons/deadline.go"));
    let (_, AtlasStarted::Ready(mut slow)) = Atlas::start(&request, false) else {
        panic!("does not start")
    };
    let mut seen = 0;
    loop {
        let progress = slow.slice(1_000);
        assert!(progress.runs >= seen && progress.runs <= progress.total.max(progress.runs));
        seen = progress.runs;
        if progress.done {
            break;
        }
    }
    assert_eq!(Some(slow.report()), atlas(&request, false));
    assert!(slow.report().surprise.is_some());
}

#[test]
fn what_is_not_there_cannot_be_forgotten() {
    let request = request(&folder("www/lessons/deadline.go"));
    let faults = vec!["forget:wg.Done@1".to_string()];
    match Session::start(&RunRequest { faults, ..request }).1 {
        Started::Refused(why) => {
            assert!(
                why.contains("forget:wg.Done@33") || why.contains("possible: forget:"),
                "{why}"
            );
        }
        _ => panic!("not refused"),
    }
}
