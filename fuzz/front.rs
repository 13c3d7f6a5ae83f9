//! Fuzzes the front end: broken programs go through everything that stands before the machine. What must
//! not happen is a panic, an overflow of a stack as small as the page's, or a hang.
//!
//! `cargo test --release --test fuzz_front -- --minutes 10 --seed 7` for long; without arguments a few
//! seconds from a fixed seed. A parent process feeds a child and reads where it died, so that overflows
//! are found too. `--show SEED` prints the program of a seed that was reported.

mod mutate;
mod supervise;

use interleave::diag::Severity;
use interleave::syntax::ast::Symbols;
use interleave::syntax::{NodeIds, decode_source, parse_file, print};
use interleave::text::Pos;
use interleave::types::{self, CheckRequest};
use interleave::{compile, stdlib};
use mutate::{Random, mutate};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;
use supervise::Target;

static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(corpus);

static TARGET: Target = Target {
    name: "fuzz_front",
    text: |seed| mutate(&mut Random(seed), &CORPUS),
    run: |_, text| front_end(text),
};

/// Everything that a text goes through before it runs.
fn front_end(bytes: &[u8]) {
    let (text, _) = decode_source(bytes, Pos(1));
    let parse = || parse_file(&mut Symbols::default(), &mut NodeIds::default(), &text, Pos(1));
    let (_, errors) = parse();
    for error in &errors {
        let end = text.len() + 1;
        assert!((1..=end as u32).contains(&error.pos.0), "error outside the file: {error:?}");
        assert!(!error.message.is_empty());
    }
    assert_eq!(errors, parse().1, "a second parse says something else");
    if let Ok(formatted) = print::format(&text) {
        assert!(print::format(&formatted).is_ok(), "the formatted text does not parse");
    }
    let files = vec![("prog.go".to_string(), text.clone())];
    let request = CheckRequest {
        packages: vec![("main".to_string(), files)],
        importer: &stdlib::source,
        lang: 27,
        max_errors: 10,
    };
    let (program, diagnostics) = types::check(request);
    if diagnostics.iter().all(|d| d.severity != Severity::Error) {
        let _ = compile::compile(&program);
    }
}

fn corpus() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for dir in
        ["fuzz/corpus", "tests/programs", "tests/syntax_errors", "src/stdlib/go", "src/syntax"]
    {
        collect(&root.join(dir), &mut files);
    }
    files.sort();
    let texts = files.iter().filter_map(|f| std::fs::read(f).ok());
    texts.filter(|t| !t.is_empty() && t.len() < 60_000).collect()
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "go" || e == "txt") {
            files.push(path);
        }
    }
}

fn main() -> ExitCode {
    supervise::main(&TARGET)
}
