//! Options of `render`.

use crate::cli::args::WhichRun;
use clap::{Args, ValueEnum};

/// Options of `render`.
#[derive(Args, Debug)]
pub struct RenderArgs {
    /// Which run.
    #[command(flatten)]
    pub which: WhichRun,
    /// Where to write the picture; `-` is standard output.
    #[arg(short, long, value_name = "OUT.svg")]
    pub output: String,
    /// Width and height in pixels; without it, 960 wide and as high as the lanes need.
    #[arg(long, value_name = "WIDTHxHEIGHT", value_parser = size)]
    pub size: Option<(u32, u32)>,
    /// Sizes for a projector.
    #[arg(long)]
    pub slide: bool,
    /// Colours.
    #[arg(long, value_enum, default_value_t = ThemeArg::Light)]
    pub theme: ThemeArg,
    /// What lies across: virtual time, or scheduling steps; time, where it moves at all.
    #[arg(long, value_enum)]
    pub axis: Option<AxisArg>,
    /// Where the picture begins: a duration such as `1.5s`, or a step.
    #[arg(long, value_name = "PLACE", value_parser = place)]
    pub from: Option<f64>,
    /// Where the picture ends.
    #[arg(long, value_name = "PLACE", value_parser = place)]
    pub to: Option<f64>,
    /// Where the cursor stands; without it there is none.
    #[arg(long, value_name = "PLACE", value_parser = place)]
    pub at: Option<f64>,
    /// Select this goroutine; in a crowd its neighbourhood is opened.
    #[arg(long, value_name = "N")]
    pub goroutine: Option<u32>,
    /// Outline that goroutine's span under the cursor.
    #[arg(long, requires_all = ["goroutine", "at"])]
    pub span: bool,
    /// By what lanes stand together.
    #[arg(long, value_enum, default_value_t = GroupArg::Line)]
    pub group: GroupArg,
    /// In which order lanes stand within a group.
    #[arg(long, value_enum, default_value_t = OrderArg::Start)]
    pub order: OrderArg,
    /// Fold a group to its row: its title (`go worker`), its line, or `all`; may be given several times.
    #[arg(long, value_name = "GROUP")]
    pub fold: Vec<String>,
    /// A further track below the lanes, by kind (`states`, `channels`, `locks`, `permits`, `waitgroup`, `contexts`,
    /// `memory`, `output`, `marks`) or by the name of what it shows (`jobs`); `none` for no track at all; may be
    /// given several times.
    #[arg(long, value_name = "TRACK")]
    pub track: Vec<String>,
    /// Draw the critical path through the lanes.
    #[arg(long)]
    pub path: bool,
    /// Lanes so many times as high as fits.
    #[arg(long, value_name = "TIMES")]
    pub lanes: Option<f64>,
    /// Scroll the lanes up by so many pixels.
    #[arg(long, value_name = "PIXELS")]
    pub scroll: Option<f64>,
    /// A flag above the axis, with words; may be given several times.
    #[arg(long, value_name = "PLACE=WORDS", value_parser = bookmark)]
    pub bookmark: Vec<(f64, String)>,
    /// Each of two runs has an axis of its own.
    #[arg(long, requires = "beside")]
    pub apart: bool,
    /// Draw a second run below the first, on one axis. What follows belongs to that run: another program, other
    /// options of `run`; what it does not say is as in the first.
    #[arg(long, value_name = "RUN", num_args = 0.., allow_hyphen_values = true)]
    pub beside: Option<Vec<String>>,
}

/// Choices that are spelled as they are named.
macro_rules! spelled {
    ($(#[$doc:meta])* $name:ident { $($(#[$item:meta])* $variant:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
        pub enum $name { $($(#[$item])* $variant),* }

        impl $name {
            /// As the page spells it.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text),* }
            }
        }
    };
}

spelled!(
    /// Themes.
    ThemeArg {
        /// On white.
        Light = "light",
        /// On dark grey.
        Dark = "dark",
    }
);
spelled!(
    /// Axes.
    AxisArg {
        /// Virtual time.
        Time = "time",
        /// Scheduling decisions.
        Steps = "steps",
    }
);
spelled!(
    /// Groupings.
    GroupArg {
        /// By the line of the `go` statement.
        Line = "line",
        /// By function.
        Function = "function",
        /// By the goroutine that started them.
        Parent = "parent",
        /// By the pool that they work for.
        Pool = "pool",
        /// All in one.
        None = "none",
    }
);
spelled!(
    /// Orders.
    OrderArg {
        /// By start.
        Start = "start",
        /// The busiest first.
        Busy = "busy",
        /// Who waits longest first.
        Waiting = "waiting",
    }
);

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once('x').and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    match sides {
        Some((w, h)) if (160..=20_000).contains(&w) && (80..=20_000).contains(&h) => Ok((w, h)),
        _ => Err("want WIDTHxHEIGHT in pixels, such as 960x540".into()),
    }
}

fn bookmark(text: &str) -> Result<(f64, String), String> {
    let (at, words) = text.split_once('=').unwrap_or((text, ""));
    Ok((place(at)?, words.to_string()))
}

/// A duration as Go writes it, in nanoseconds, or a plain number.
fn place(text: &str) -> Result<f64, String> {
    if let Ok(number) = text.replace('_', "").parse::<f64>() {
        return Ok(number);
    }
    interleave::fault::duration_ns(text)
        .map(|ns| ns as f64)
        .ok_or_else(|| format!("{text} is neither a duration such as 1.5s nor a number"))
}
