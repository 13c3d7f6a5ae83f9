//! Wrong programs and what Go's compiler and vet say about them, message by message and byte by byte.
//! `tests/type_errors/*.txt` holds cases: a program after `=== `, then after `--- ` the messages as
//! `LINE:COL: text`, continuation lines as they are.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/cases.rs"]
mod cases;

use cases::cases;
use interleave::types::{CheckRequest, check};

fn messages(program: &str) -> String {
    let files = vec![("prog.go".to_string(), program.to_string())];
    let request = CheckRequest {
        packages: vec![("main".to_string(), files)],
        importer: &interleave::stdlib::source,
        lang: 27,
        max_errors: 10,
    };
    let (program, diags) = check(request);
    diags
        .iter()
        .map(|d| d.render(&program.sources).trim_start_matches("prog.go:").to_string() + "\n")
        .collect()
}

#[test]
fn messages_are_those_of_go() {
    let cases = cases("type_errors");
    assert!(cases.len() > 380, "only {} cases found", cases.len());
    let mut wrong = 0;
    for case in &cases {
        let found = messages(&case.program);
        if found != case.expected {
            wrong += 1;
            eprintln!("{}\n  Go:\n{}  ours:\n{found}", case.place, case.expected);
        }
    }
    assert_eq!(wrong, 0, "of {} cases", cases.len());
}

/// Cutting a program anywhere must not make the checker panic or run away.
#[test]
fn no_cut_program_panics() {
    for case in cases("type_errors").iter().step_by(31) {
        for at in (0..case.program.len()).step_by(7) {
            if let Some(cut) = case.program.get(..at) {
                messages(cut);
            }
        }
    }
}

/// What the compiler finds is told by `check`, also with all errors asked for.
#[test]
fn a_program_without_main_is_none() {
    use interleave::session::{FileText, check_whole};
    let file = FileText { name: "prog.go".into(), text: "package main\n\nvar Port = 80\n".into() };
    for most in [10, usize::MAX] {
        let problems = check_whole(std::slice::from_ref(&file), most).unwrap();
        let messages: Vec<&str> = problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(messages, ["function main is undeclared in the main package"]);
    }
}
