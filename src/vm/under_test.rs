//! The hook of package `testing`: a program that runs as under `go test`, which says and returns something of
//! its own when the program has ended.

use super::machine::{Machine, Outcome};
use crate::trace::event::EndCode;

/// What `go test` knows of the program that it runs.
#[derive(Clone, Debug)]
pub struct UnderTest {
    /// Path of the package.
    pub path: String,
    /// Tests run now: `os.Exit(0)` would pass for their success.
    pub running: bool,
    /// There was nothing to run.
    pub idle: bool,
}

impl Machine {
    /// As `go test` ends when its program has: with its last lines, and with status 1 whatever the program's was.
    pub(super) fn as_tested(&mut self, mut outcome: Outcome) -> Outcome {
        let Some(test) = &self.under_test else { return outcome };
        if matches!(outcome.code, EndCode::Limit | EndCode::Stopped) {
            return outcome;
        }
        let (path, took) = (&test.path, self.sched.now_ns() as f64 / 1e9);
        let text = match outcome.exit {
            0 if test.idle => format!("ok  \t{path}\t{took:.3}s [no tests to run]\n"),
            0 => format!("ok  \t{path}\t{took:.3}s\n"),
            _ => format!("FAIL\t{path}\t{took:.3}s\nFAIL\n"),
        };
        // an example may have ended the program while its output was kept
        self.captured = None;
        outcome.exit = i32::from(outcome.exit != 0);
        self.write_output(1, text.as_bytes());
        outcome
    }
}
