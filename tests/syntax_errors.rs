//! Broken programs and what Go's compiler says about their syntax, message by message and byte by byte.
//! `tests/syntax_errors/*.txt` holds cases: a program after `=== `, then after `--- ` one line per error as
//! `LINE:COL: message`. What the type checker would add is left out.

#![allow(clippy::unwrap_used, reason = "a test")]

#[path = "common/cases.rs"]
mod cases;

use cases::cases;
use interleave::syntax::ast::Symbols;
use interleave::syntax::{NodeIds, decode_source, parse_file};
use interleave::text::{Pos, Sources};

fn errors(program: &str) -> String {
    let (text, _) = decode_source(program.as_bytes(), Pos(1));
    let (_, diags) = parse_file(&mut Symbols::default(), &mut NodeIds::default(), &text, Pos(1));
    let mut sources = Sources::new();
    sources.add("prog.go", text, false);
    let shown = diags.iter().map(|d| d.render(&sources));
    shown.map(|line| line.trim_start_matches("prog.go:").to_string() + "\n").collect()
}

#[test]
fn messages_are_those_of_go() {
    let cases = cases("syntax_errors");
    assert!(cases.len() > 400, "only {} cases found", cases.len());
    let mut wrong = 0;
    for case in &cases {
        let found = errors(&case.program);
        if found != case.expected {
            wrong += 1;
            eprintln!("{}\n  Go:\n{}  ours:\n{found}", case.place, case.expected);
        }
    }
    assert_eq!(wrong, 0, "of {} cases", cases.len());
}
