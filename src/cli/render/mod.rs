//! `interleave render`: the timeline as an SVG file.
//!
//! **Invariant:** there is one layout, the page's. Its own code, bundled as `timeline.js`, runs here in a small
//! JavaScript engine; this room only hands it the run's columns and takes the text.

pub use args::RenderArgs;

mod args;

use super::args::{OtherRun, WhichRun};
use super::{EXIT_ERRORS, fail};
use clap::Parser;
use interleave::session::{RunRequest, Session, Started};
use interleave::trace::columns::Tables;
use rquickjs::function::Args;
use rquickjs::{CatchResultExt, CaughtError, Context, Ctx, Function, Object, Runtime, TypedArray};
use std::process::ExitCode;

/// Made from `www/timeline` by `npm run still`.
const TIMELINE: &str = include_str!("timeline.js");

/// Runs the program, and the one beside it, and writes the picture of their runs.
pub fn render(args: &RenderArgs) -> ExitCode {
    let beside = match args.beside.as_ref().map(OtherRun::try_parse_from).transpose() {
        Ok(beside) => beside.map(|other| other.after(&args.which)),
        Err(e) => e.exit(),
    };
    let mut runs = Vec::new();
    for which in [Some(&args.which), beside.as_ref()].into_iter().flatten() {
        match finished(which) {
            Ok(run) => runs.push(run),
            Err(code) => return code,
        }
    }
    let svg = match options(args).and_then(|options| draw(&runs, &options)) {
        Ok(svg) => svg,
        Err(e) => return fail(&e),
    };
    if args.output == "-" {
        print!("{svg}");
    } else if let Err(e) = std::fs::write(&args.output, svg) {
        return fail(&format!("{}: {e}", args.output));
    }
    ExitCode::SUCCESS
}

/// A finished run and what was asked for.
struct Finished {
    session: Box<Session>,
    request: RunRequest,
}

/// Runs it to its end; the status to exit with where it cannot.
fn finished(which: &WhichRun) -> Result<Finished, ExitCode> {
    let request = which.request().map_err(|e| fail(&e))?;
    let (problems, started) = Session::start(&request);
    problems.iter().filter(|p| p.severity == "error").for_each(|p| eprintln!("{p}"));
    let mut session = match started {
        Started::Refused(why) => return Err(fail(&why)),
        Started::Errors => return Err(ExitCode::from(EXIT_ERRORS)),
        Started::Ready(session) => session,
    };
    session.run_to_end();
    Ok(Finished { session, request })
}

/// `StillOptions` of `www/timeline/still.ts`, as JSON.
fn options(args: &RenderArgs) -> Result<String, String> {
    let (width, height) = match &args.size {
        Some((width, height)) => (*width, Some(*height)),
        None if args.slide => (960, Some(400)),
        None => (960, None),
    };
    let mut options = serde_json::json!({
        "width": width, "height": height, "theme": args.theme.name(), "slide": args.slide,
        "grouping": args.group.name(), "order": args.order.name(), "tracks": args.track,
        "axis": args.axis.map(|axis| axis.name()), "from": args.from, "to": args.to, "cursor": args.at,
        "goroutine": args.goroutine, "span": args.span, "folded": args.fold, "bookmarks": args.bookmark,
        "path": args.path, "lanes": args.lanes, "scroll": args.scroll, "apart": args.apart,
    });
    if let Some(map) = options.as_object_mut() {
        map.retain(|_, value| !value.is_null());
    }
    serde_json::to_string(&options).map_err(|e| e.to_string())
}

fn draw(runs: &[Finished], options: &str) -> Result<String, String> {
    let runtime = Runtime::new().map_err(|e| e.to_string())?;
    runtime.set_max_stack_size(8 << 20);
    let context = Context::full(&runtime).map_err(|e| e.to_string())?;
    context.with(|ctx| {
        let drawn = picture(&ctx, runs, options).catch(&ctx);
        drawn.map_err(|e| match e {
            CaughtError::Exception(e) => e.message().unwrap_or_default(),
            other => other.to_string(),
        })
    })
}

fn picture<'js>(ctx: &Ctx<'js>, runs: &[Finished], options: &str) -> rquickjs::Result<String> {
    ctx.eval::<(), _>(TIMELINE)?;
    let timeline: Object = ctx.globals().get("timeline")?;
    let still: Function = timeline.get("stillOf")?;
    let mut args = Args::new(ctx.clone(), 1 + runs.len());
    for (i, finished) in runs.iter().enumerate() {
        args.push_arg(run(ctx, finished)?)?;
        if i == 0 {
            args.push_arg(ctx.json_parse(options)?)?;
        }
    }
    still.call_arg(args)
}

/// The `Run` of `www/engine/types.ts`.
fn run<'js>(ctx: &Ctx<'js>, finished: &Finished) -> rquickjs::Result<Object<'js>> {
    let Finished { session, request } = finished;
    let tables = session.tables();
    let run = Object::new(ctx.clone())?;
    let report = serde_json::to_string(&session.report()).unwrap_or_default();
    run.set("report", ctx.json_parse(report)?)?;
    let request = serde_json::to_string(request).unwrap_or_default();
    run.set("request", ctx.json_parse(request)?)?;
    run.set("strings", tables.strings.all().to_vec())?;
    run.set("files", session.file_names())?;
    run.set("sites", Vec::<String>::new())?;
    run.set("warnings", Vec::<String>::new())?;
    columns(ctx, &run, &tables)?;
    Ok(run)
}

/// One table: an object with a typed array per column.
macro_rules! table {
    ($ctx:expr, $run:expr, $name:literal, $t:expr, { $($js:literal : $field:ident),* $(,)? }) => {{
        let table = Object::new($ctx.clone())?;
        $( table.set($js, TypedArray::new($ctx.clone(), $t.$field.clone())?)?; )*
        $run.set($name, table)?;
    }};
}

fn columns<'js>(ctx: &Ctx<'js>, run: &Object<'js>, t: &Tables) -> rquickjs::Result<()> {
    table!(ctx, run, "goroutines", t.goroutines, {
        "func": func, "args": args, "parent": parent, "line": line, "startNs": start_ns, "endNs": end_ns,
        "startStep": start_step, "endStep": end_step, "endState": end_state,
    });
    table!(ctx, run, "spans", t.spans, {
        "first": first, "state": state, "startNs": start_ns, "endNs": end_ns, "startStep": start_step,
        "endStep": end_step, "reason": reason, "obj": obj, "line": line, "event": event,
    });
    table!(ctx, run, "events", t.events, {
        "kind": kind, "timeNs": time_ns, "step": step, "g": g, "by": by, "obj": obj, "line": line, "file": file,
        "a": a, "b": b,
    });
    table!(ctx, run, "objects", t.objects, {
        "kind": kind, "name": name, "line": line, "capacity": capacity, "parent": parent,
        "deadlineNs": deadline_ns,
    });
    Ok(())
}
