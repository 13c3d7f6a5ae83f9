//! What is asked of a run, as it comes from the page, a link or the command line: hostile until checked.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A run is a value: the same request gives the same trace, bit for bit, natively and in wasm.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RunRequest {
    /// Go files, or one txtar archive.
    pub files: Vec<FileText>,
    /// Seed of every drawn choice.
    pub seed: u64,
    /// `fifo`, `go` or `random`.
    pub policy: String,
    /// Schedule text to replay; wins over policy and seed.
    pub schedule: Option<String>,
    /// Fault specifications.
    pub faults: Vec<String>,
    /// Limits by name.
    pub limits: BTreeMap<String, f64>,
    /// Values of package-level constants and variables by name.
    pub knobs: BTreeMap<String, String>,
    /// Count the calls of each call site; changes nothing in the trace.
    pub count_calls: bool,
    /// End as a program built with `go build -race` does when there is a data race.
    pub race: bool,
    /// `os.Args[1:]`.
    pub args: Vec<String>,
    /// What the program reads from standard input.
    pub stdin: String,
}

/// A file of the reader's program.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileText {
    /// As shown in messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Largest source text of a program, in bytes, all files together.
pub const MAX_SOURCE_BYTES: usize = 4 << 20;
/// Most files of a program.
pub const MAX_FILES: usize = 1_000;

impl RunRequest {
    /// A request for one file with the defaults.
    pub fn single(name: &str, text: &str) -> RunRequest {
        RunRequest {
            files: vec![FileText { name: name.into(), text: text.into() }],
            policy: "fifo".into(),
            ..RunRequest::default()
        }
    }
}
