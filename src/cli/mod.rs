//! `interleave COMMAND FILE…`: the same core for tests, CI and people who live in a terminal.

/// A line on standard output. Whoever reads may have had enough (`| head`): that is no failure.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

mod args;
mod faults;
mod input;
mod measure;
mod render;
mod run;

use args::{Cli, Command};
use clap::Parser;
use interleave::session::{Session, Started};
use std::process::ExitCode;

/// Exit status when a program does not compile.
const EXIT_ERRORS: u8 = 1;
/// Exit status when the request itself is wrong.
const EXIT_USAGE: u8 = 64;

/// Deep but bounded recursion over syntax trees needs more than the default main stack.
const STACK_BYTES: usize = 256 << 20;

/// Parses the arguments and runs the command.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    #[allow(clippy::disallowed_methods, reason = "only for a larger stack; nothing runs beside it")]
    let worker = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(move || command(cli));
    match worker.map(std::thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        Ok(Err(_)) => ExitCode::from(101),
        Err(e) => fail(&format!("cannot start: {e}")),
    }
}

fn command(cli: Cli) -> ExitCode {
    match cli.command {
        Command::Run(args) => run::run(&args),
        Command::Faults(args) => faults::faults(&args),
        Command::Check(args) => check(&args.files, args.all),
        Command::Fmt(args) => format(&args.files, args.write),
        Command::Render(args) => render::render(&args),
        Command::Hash(args) => hash(&args.files),
        Command::Measure(args) => measure::measure(&args),
    }
}

/// `interleave check`: prints problems, exits 1 when one is an error; with `all` every error of the checker, as gc's
/// own `-e` prints them.
fn check(paths: &[String], all: bool) -> ExitCode {
    let most = if all { usize::MAX } else { interleave::diag::MAX_ERRORS };
    let checked = input::read(paths).and_then(|f| interleave::session::check_whole(&f, most));
    match checked {
        Ok(problems) => {
            problems.iter().for_each(|p| say!("{p}"));
            let wrong = problems.iter().any(|p| p.severity == "error");
            ExitCode::from(if wrong { EXIT_ERRORS } else { 0 })
        }
        Err(why) => fail(&why),
    }
}

/// `interleave fmt`: prints the formatted text, or rewrites the files.
fn format(paths: &[String], write: bool) -> ExitCode {
    for path in paths {
        let text = match std::fs::read_to_string(path) {
            Ok(t) => t,
            Err(e) => return fail(&format!("{path}: {e}")),
        };
        match interleave::session::format(path, &text) {
            Ok(text) if !write => print!("{text}"),
            Ok(text) => {
                if let Err(e) = std::fs::write(path, text) {
                    return fail(&format!("{path}: {e}"));
                }
            }
            Err(problems) => {
                problems.iter().for_each(|p| eprintln!("{p}"));
                return ExitCode::from(EXIT_ERRORS);
            }
        }
    }
    ExitCode::SUCCESS
}

/// `interleave hash`: one line a file, the hash of its trace under the default request, or `-`.
fn hash(paths: &[String]) -> ExitCode {
    for path in paths {
        let Ok(files) = input::read(std::slice::from_ref(path)) else { continue };
        let request =
            interleave::session::RunRequest { files, policy: "fifo".into(), ..Default::default() };
        match Session::start(&request).1 {
            Started::Ready(mut s) => {
                s.run_to_end();
                say!("{:016x} {path}", s.trace_hash());
            }
            _ => say!("- {path}"),
        }
    }
    ExitCode::SUCCESS
}

/// Says why and exits with [`EXIT_USAGE`].
fn fail(why: &str) -> ExitCode {
    eprintln!("interleave: {why}");
    ExitCode::from(EXIT_USAGE)
}
