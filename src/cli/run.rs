//! `interleave run`: behaves as the compiled program would.

use super::args::{ReportFormat, RunArgs};
use super::{EXIT_ERRORS, fail, input};
use interleave::diag::MAX_ERRORS;
use interleave::session::{Mended, Mending, RunRequest, Session, Started};
use std::io::Write;
use std::process::ExitCode;

/// Exit status when a limit was reached.
const EXIT_LIMIT: u8 = 3;
/// Instructions between two looks at the output.
const SLICE: u64 = 20_000_000;

/// Runs and prints.
pub fn run(args: &RunArgs) -> ExitCode {
    let request = match args.which.request() {
        Ok(request) => request,
        Err(e) => return fail(&e),
    };
    let request = RunRequest {
        stdin: input::stdin_for(&args.which.files, &request.files),
        race: args.race,
        args: args.args.clone(),
        ..request
    };
    let (problems, started) = Session::start(&request);
    // As the compiled program would, a run says nothing of vet's findings; `check` does.
    let errors: Vec<_> = problems.iter().filter(|p| p.severity == "error").collect();
    errors.iter().for_each(|p| eprintln!("{p}"));
    if let Some(p) = errors.get(MAX_ERRORS - 1) {
        eprintln!("{}:{}:{}: too many errors", p.file, p.line, p.col);
    }
    match started {
        Started::Refused(why) => fail(&why),
        Started::Errors => ExitCode::from(EXIT_ERRORS),
        Started::Ready(session) => finish(args, session),
    }
}

fn finish(args: &RunArgs, mut session: Box<Session>) -> ExitCode {
    let live = args.report.is_none();
    let mut printed = 0;
    loop {
        let done = session.slice(SLICE).done;
        if live {
            printed = print_output(&session, printed);
        }
        if done {
            break;
        }
    }
    let mut report = match args.report {
        Some(_) => session.report(),
        None if args.why => session.report(),
        None => session.outline(),
    };
    if args.why {
        report.mend = mend(&session);
    }
    if let Some(path) = &args.trace {
        let text = if path.ends_with(".csv") { session.csv() } else { session.chrome_trace() };
        if let Err(e) = std::fs::write(path, text) {
            return fail(&format!("{path}: {e}"));
        }
    }
    match args.report {
        Some(ReportFormat::Json) => match serde_json::to_string_pretty(&report) {
            Ok(text) => say!("{text}"),
            Err(e) => return fail(&format!("report: {e}")),
        },
        None => {}
    }
    if let Some(why) = report.why.as_ref().filter(|_| args.why) {
        eprint!("\n{}", why.text());
        if let Some(m) = &report.mend {
            eprint!("{}", mend_text(m));
        }
    }
    // With `--why` it is among the sentences.
    if args.race && report.races_unknown && !args.why {
        eprintln!("interleave: {}", session.races_unknown_text());
    }
    for u in report.unmet.iter().filter(|_| !args.why) {
        eprintln!("interleave: {}", u.note.replace('`', ""));
    }
    if report.outcome == "waiting" && !args.why {
        eprintln!(
            "interleave: all wait, and somebody for what only comes from outside; --why says more"
        );
    }
    if let Some(l) = &report.limit {
        eprintln!("interleave: stopped at the limit {} = {}", l.name, l.value);
        return ExitCode::from(EXIT_LIMIT);
    }
    ExitCode::from(report.exit as u8)
}

/// Looks for a change that mends a failed run.
fn mend(session: &Session) -> Option<Mended> {
    let mut mending = Mending::of(session)?;
    while !mending.slice(SLICE) {}
    mending.found().cloned()
}

/// The change as a diff.
fn mend_text(m: &Mended) -> String {
    let mut out = format!("\n{}\n", m.words.replace('`', ""));
    for row in &m.diff {
        match row.sign {
            '…' => out.push_str("       …\n"),
            sign => out.push_str(&format!("{:>5} {sign} {}\n", row.line, row.text)),
        }
    }
    out
}

/// Prints what the program wrote after its first `from` bytes; returns their new number.
fn print_output(session: &Session, from: usize) -> usize {
    let (mut out, mut err) = (std::io::stdout().lock(), std::io::stderr().lock());
    let mut next = from;
    for (fd, bytes) in session.output_since(from) {
        // A closed pipe ends the printing, not the run.
        let _ = if fd == 1 { out.write_all(bytes) } else { err.write_all(bytes) };
        next += bytes.len();
    }
    let _ = out.flush();
    next
}
