//! Broken programs and what Go's compiler says about their syntax, message by message and byte by byte.
//! `tests/syntax_errors/*.txt` holds cases: a program after `=== `, then after `--- ` one line per error as
//! `LINE:COL: message`. What the type checker would add is left out.

#![allow(clippy::unwrap_used, reason = "a test")]

use interleave::syntax::ast::Symbols;
use interleave::syntax::{NodeIds, decode_source, parse_file};
use interleave::text::{Pos, Sources};

struct Case {
    place: String,
    program: String,
    expected: Vec<String>,
}

fn cases() -> Vec<Case> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/syntax_errors");
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let mut line = 1;
        for chunk in text.split("=== \n").skip(1) {
            line += 1;
            let (program, expected) = chunk.split_once("--- \n").expect("a case has two parts");
            cases.push(Case {
                place: format!("{}:{line}", file.display()),
                program: program.to_string(),
                expected: expected.lines().map(str::to_string).collect(),
            });
            line += chunk.matches('\n').count();
        }
    }
    cases
}

fn errors(program: &str) -> Vec<String> {
    let (text, _) = decode_source(program.as_bytes(), Pos(1));
    let (_, diags) = parse_file(&mut Symbols::default(), &mut NodeIds::default(), &text, Pos(1));
    let mut sources = Sources::new();
    sources.add("prog.go", text, false);
    let shown = diags.iter().map(|d| d.render(&sources));
    shown.map(|line| line.trim_start_matches("prog.go:").to_string()).collect()
}

#[test]
fn messages_are_those_of_go() {
    let cases = cases();
    assert!(cases.len() > 400, "only {} cases found", cases.len());
    let mut wrong = 0;
    for case in &cases {
        let found = errors(&case.program);
        if found != case.expected {
            wrong += 1;
            eprintln!("{}\n  Go:   {:#?}\n  ours: {found:#?}", case.place, case.expected);
        }
    }
    assert_eq!(wrong, 0, "of {} cases", cases.len());
}
