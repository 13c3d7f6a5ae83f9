//! Fuzzes the front end: broken programs go through everything that stands before the machine. What must
//! not happen is a panic, an overflow of a stack as small as the page's, or a hang.
//!
//! `cargo test --release --test fuzz_front -- --minutes 10 --seed 7` for long; without arguments a few
//! seconds from a fixed seed. A parent process feeds a child and reads where it died, so that overflows
//! are found too. `--show SEED` prints the program of a seed that was reported.

mod mutate;

use interleave::diag::Severity;
use interleave::syntax::ast::Symbols;
use interleave::syntax::{NodeIds, decode_source, parse_file, print};
use interleave::text::Pos;
use interleave::types::{self, CheckRequest};
use interleave::{compile, stdlib};
use mutate::{Random, mutate};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Where wasm programs stand by default, and so the page.
const STACK_BYTES: usize = 1 << 20;
/// Longer than this for one program is a hang.
const PATIENCE: Duration = Duration::from_secs(10);

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

/// Runs programs from `seed` on, writing each seed to `note` first.
fn child(mut seed: u64, note: &Path) -> std::io::Result<()> {
    let corpus = corpus();
    let mut file = std::fs::File::create(note)?;
    let work = move || loop {
        let mark = file.rewind().and_then(|()| file.write_all(&seed.to_le_bytes()));
        if mark.is_err() {
            return;
        }
        front_end(&mutate(&mut Random(seed), &corpus));
        seed = seed.wrapping_add(1);
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(work)?;
    if thread.join().is_err() {
        std::process::exit(101);
    }
    Ok(())
}

fn noted(note: &Path) -> Option<u64> {
    let bytes = std::fs::read(note).ok()?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

/// Feeds children until the time is over; returns programs tried and seeds that failed.
fn parent(mut seed: u64, time: Duration) -> std::io::Result<(u64, Vec<(u64, String)>)> {
    let note = std::env::temp_dir().join(format!("interleave-fuzz-{}", std::process::id()));
    let start = Instant::now();
    let (mut tried, mut found) = (0, Vec::new());
    while start.elapsed() < time && found.len() < 20 {
        std::fs::write(&note, seed.to_le_bytes())?;
        let mut child = Command::new(std::env::current_exe()?)
            .args(["--child", &seed.to_string()])
            .arg(&note)
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()?;
        let (mut last, mut since) = (seed, Instant::now());
        let failure = loop {
            std::thread::sleep(Duration::from_millis(50));
            if let Some(status) = child.try_wait()? {
                break Some(status.to_string());
            }
            match noted(&note) {
                Some(now) if now != last => (last, since) = (now, Instant::now()),
                _ if since.elapsed() > PATIENCE => break Some("hang".into()),
                _ => {}
            }
            if start.elapsed() >= time {
                break None;
            }
        };
        let _ = child.kill();
        child.wait()?;
        last = noted(&note).unwrap_or(last);
        tried += last - seed;
        seed = last + 1;
        if let Some(how) = failure {
            eprintln!("seed {last}: {how}");
            found.push((last, how));
        }
    }
    let _ = std::fs::remove_file(&note);
    Ok((tried, found))
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = args.iter().position(|a| a == name)?;
        args.get(at + 1)?.parse::<u64>().ok()
    };
    if let Some(seed) = value("--child") {
        let note = args.last().map(PathBuf::from).unwrap_or_default();
        return if child(seed, &note).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if let Some(seed) = value("--show") {
        let text = mutate(&mut Random(seed), &corpus());
        return match std::io::stdout().write_all(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::FAILURE,
        };
    }
    let time = match value("--minutes") {
        Some(minutes) => Duration::from_secs(60 * minutes),
        None => Duration::from_secs(3),
    };
    match parent(value("--seed").unwrap_or(1), time) {
        Ok((tried, found)) => {
            let ok = found.is_empty() && tried > 0;
            println!("fuzz_front: {tried} programs, {} failures", found.len());
            println!(
                "test result: {}. {} passed; {} failed",
                if ok { "ok" } else { "FAILED" },
                u8::from(ok),
                u8::from(!ok)
            );
            if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(e) => {
            eprintln!("fuzz_front: {e}");
            ExitCode::FAILURE
        }
    }
}
