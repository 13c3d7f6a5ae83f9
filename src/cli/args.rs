//! The commands and their options.

use super::input;
use super::render::RenderArgs;
use clap::{Args, Parser, Subcommand, ValueEnum};
use interleave::fault::duration_ns;
use interleave::session::RunRequest;
use std::collections::BTreeMap;

/// Runs Go and shows what its goroutines did.
#[derive(Parser, Debug)]
#[command(version, about, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Run a program: its stdout, stderr and exit status are the program's (3: a limit was reached, or all wait for what only comes from outside).
    Run(RunArgs),
    /// List what can be broken in a program and forgotten in it; with --all try each, one run a fault.
    Faults(FaultsArgs),
    /// Print the problems that Go's compiler and vet would report; exit 1 when it does not compile.
    Check(CheckArgs),
    /// Format as gofmt does.
    Fmt(FmtArgs),
    /// Run a program and draw its timeline as an SVG file, as the page would.
    Render(RenderArgs),
    /// Print the hash of each file's trace, for comparing builds.
    #[command(hide = true)]
    Hash(FileArgs),
    /// Measure compile time, run time and trace size (used by the benchmarks).
    #[command(hide = true)]
    Measure(MeasureArgs),
}

/// Files of the program.
#[derive(Args, Debug)]
pub struct FileArgs {
    /// A Go file, several, a folder, or a txtar archive.
    #[arg(required = true)]
    pub files: Vec<String>,
}

/// Options of `check`.
#[derive(Args, Debug)]
pub struct CheckArgs {
    /// A Go file, several, a folder, or a txtar archive.
    #[arg(required = true)]
    pub files: Vec<String>,
    /// Print every error, not only the first ten.
    #[arg(short = 'e', long)]
    pub all: bool,
}

/// Options of `fmt`.
#[derive(Args, Debug)]
pub struct FmtArgs {
    /// Go files.
    #[arg(required = true)]
    pub files: Vec<String>,
    /// Rewrite the files instead of printing.
    #[arg(short, long)]
    pub write: bool,
}

/// Which run it is: of which program, and how its choices are answered.
#[derive(Args, Debug)]
pub struct WhichRun {
    /// A Go file, several, a folder, or a txtar archive.
    #[arg(required = true)]
    pub files: Vec<String>,
    /// Seed of every drawn choice.
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Which goroutine runs next.
    #[arg(long, value_enum, default_value_t = PolicyArg::Fifo)]
    pub policy: PolicyArg,
    /// Replay this schedule (the `schedule` of a report), as far as it goes.
    #[arg(long, value_name = "S")]
    pub schedule: Option<String>,
    /// Inject a fault, e.g. `call:main.fetch#2=error("boom")`; may be given several times.
    #[arg(long, value_name = "SPEC")]
    pub fault: Vec<String>,
    /// Forget something that the program says, e.g. `wg.Done@34` (NAME@LINE, as `interleave faults` lists
    /// them); short for --fault `forget:wg.Done@34`.
    #[arg(long, value_name = "NAME@LINE")]
    pub forget: Vec<String>,
    /// Turn a package-level constant or variable, e.g. `workers=8`; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = name_text)]
    pub knob: Vec<(String, String)>,
    /// What it may use up.
    #[command(flatten)]
    pub limits: LimitArgs,
}

impl WhichRun {
    /// As the session is asked for it; reads the files. An error names the file.
    pub fn request(&self) -> Result<RunRequest, String> {
        let forgotten = self.forget.iter().map(|f| format!("forget:{f}"));
        Ok(RunRequest {
            files: input::read(&self.files)?,
            seed: self.seed,
            policy: self.policy.name().into(),
            schedule: self.schedule.clone(),
            faults: self.fault.iter().cloned().chain(forgotten).collect(),
            knobs: self.knob.iter().cloned().collect(),
            limits: self.limits.by_name(),
            ..RunRequest::default()
        })
    }
}

/// What another run of the comparison has of its own: the words after `--beside`.
#[derive(Parser, Debug)]
#[command(name = "interleave render … --beside", no_binary_name = true)]
pub struct OtherRun {
    /// Another program; without one it is the same.
    files: Vec<String>,
    /// Seed of every drawn choice.
    #[arg(long)]
    seed: Option<u64>,
    /// Which goroutine runs next.
    #[arg(long, value_enum)]
    policy: Option<PolicyArg>,
    /// Replay this schedule, as far as it goes.
    #[arg(long, value_name = "S")]
    schedule: Option<String>,
    /// Inject a fault, instead of those of the first run.
    #[arg(long, value_name = "SPEC")]
    fault: Vec<String>,
    /// Forget something that the program says, instead of what the first run forgets.
    #[arg(long, value_name = "NAME@LINE")]
    forget: Vec<String>,
    /// Turn a package-level constant or variable.
    #[arg(long, value_name = "NAME=VALUE", value_parser = name_text)]
    knob: Vec<(String, String)>,
    #[command(flatten)]
    limits: LimitArgs,
}

impl OtherRun {
    /// The first run with what is said here in the place of its own. A schedule is that of one run alone.
    pub fn after(self, first: &WhichRun) -> WhichRun {
        let or = |own: Vec<String>, firsts: &Vec<String>| {
            if own.is_empty() { firsts.clone() } else { own }
        };
        let limits = &first.limits;
        WhichRun {
            files: or(self.files, &first.files),
            seed: self.seed.unwrap_or(first.seed),
            policy: self.policy.unwrap_or(first.policy),
            schedule: self.schedule,
            fault: or(self.fault, &first.fault),
            forget: or(self.forget, &first.forget),
            knob: first.knob.iter().cloned().chain(self.knob).collect(),
            limits: LimitArgs {
                limit: limits.limit.iter().cloned().chain(self.limits.limit).collect(),
                procs: self.limits.procs.or(limits.procs),
                cost: self.limits.cost.or(limits.cost),
            },
        }
    }
}

/// Options of `run`.
#[derive(Args, Debug)]
pub struct RunArgs {
    /// Which run.
    #[command(flatten)]
    pub which: WhichRun,
    /// Write the trace: Chrome Trace Event JSON (opens in Perfetto), or CSV when the name ends in .csv.
    #[arg(long, value_name = "OUT.json")]
    pub trace: Option<String>,
    /// Print one JSON document with the outcome instead of the program's output.
    #[arg(long, value_name = "FORMAT")]
    pub report: Option<ReportFormat>,
    /// End as `go build -race` does: report data races, exit 66.
    #[arg(long)]
    pub race: bool,
    /// Say on stderr, after the program's own output, why it ended so and how that is mended.
    #[arg(long)]
    pub why: bool,
    /// Arguments of the program (`os.Args[1:]`), after `--`.
    #[arg(last = true)]
    pub args: Vec<String>,
}

/// Options of `faults`: faults and forgettings that are given are in all the runs.
#[derive(Args, Debug)]
pub struct FaultsArgs {
    /// Which run.
    #[command(flatten)]
    pub which: WhichRun,
    /// Try every single fault and forgetting, each in a run of its own.
    #[arg(long)]
    pub all: bool,
    /// Print one JSON document instead of a table.
    #[arg(long, value_name = "FORMAT")]
    pub report: Option<ReportFormat>,
}

/// What a run may use up, and the processors that it has.
#[derive(Args, Debug)]
pub struct LimitArgs {
    /// Set a limit, e.g. `steps=1000000`; may be given several times.
    #[arg(long, value_name = "NAME=VALUE", value_parser = name_value)]
    pub limit: Vec<(String, f64)>,
    /// Run on so many processors, each instruction taking virtual time; without it computing takes none.
    #[arg(long, value_name = "N")]
    pub procs: Option<u32>,
    /// What an instruction takes, with --procs (1ns).
    #[arg(long, value_name = "DURATION", requires = "procs", value_parser = duration)]
    pub cost: Option<i64>,
}

impl LimitArgs {
    /// As a request has them.
    pub fn by_name(&self) -> BTreeMap<String, f64> {
        let mut all: BTreeMap<String, f64> = self.limit.iter().cloned().collect();
        all.extend(self.procs.map(|n| ("processors".to_owned(), f64::from(n))));
        all.extend(self.cost.map(|ns| ("instruction_ns".to_owned(), ns as f64)));
        all
    }
}

/// Options of `measure`.
#[derive(Args, Debug)]
pub struct MeasureArgs {
    /// A Go file.
    pub file: String,
    /// Runs; the median is printed.
    #[arg(long, default_value_t = 5)]
    pub runs: u32,
    /// Replace the value of a constant in the source: `n=1000`.
    #[arg(long, value_name = "NAME=VALUE")]
    pub set: Vec<String>,
    /// One JSON object a line.
    #[arg(long)]
    pub json: bool,
    /// Without the search for data races, to see what it costs.
    #[arg(long)]
    pub unwatched: bool,
}

/// Formats of the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum ReportFormat {
    /// One JSON document.
    Json,
}

/// Policies.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum PolicyArg {
    /// First come, first served.
    Fifo,
    /// Like Go on one processor: the last `go` runs first.
    Go,
    /// Drawn from the seed.
    Random,
}

impl PolicyArg {
    /// As the request spells it.
    pub fn name(self) -> &'static str {
        match self {
            PolicyArg::Fifo => "fifo",
            PolicyArg::Go => "go",
            PolicyArg::Random => "random",
        }
    }
}

/// `NAME=VALUE` with a number.
pub fn name_value(text: &str) -> Result<(String, f64), String> {
    let (name, value) = text.split_once('=').ok_or("want NAME=VALUE")?;
    let value = value.replace('_', "").parse().map_err(|_| format!("{value} is not a number"))?;
    Ok((name.to_string(), value))
}

fn duration(text: &str) -> Result<i64, String> {
    duration_ns(text).ok_or_else(|| format!("want a duration such as 10ns or 1us, not {text}"))
}

fn name_text(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("want NAME=VALUE")?;
    Ok((name.trim().to_string(), value.trim().to_string()))
}
