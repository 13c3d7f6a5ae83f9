//! The boundary to the page: one object, [`Session`]; parse, call, convert, no logic.
//!
//! Small things cross as plain objects (unknown fields refused), the trace as typed arrays that are copied
//! out of wasm memory, so that the worker can transfer them. Times are `f64` nanoseconds.

use crate::session::{self, AtlasStarted, FileText, RunRequest, Started, Tables};
use crate::trace::columns::{EventTable, Rows, SpanTable};
use js_sys::{
    Array, Float64Array, Int16Array, Int32Array, Object, Reflect, Symbol, Uint8Array, Uint16Array,
    Uint32Array,
};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Runs once when the module is loaded: a panic's message reaches the console and the worker's `onerror`.
#[wasm_bindgen(start)]
pub fn init() {
    console_error_panic_hook::set_once();
}

/// A run with more events is shown before it is measured, and a state in it before it is explained.
const AT_ONCE: u64 = 200_000;

/// A place for one run at a time.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    running: Option<Box<session::Session>>,
    atlas: Option<Box<session::Atlas>>,
    mending: Option<session::Mending>,
    measuring: Option<session::Measuring>,
    warnings: Vec<session::Problem>,
}

#[wasm_bindgen]
impl Session {
    /// Empty.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Session {
        Session::default()
    }

    /// Problems of a program: `{name, text}[]` to `Diagnostic[]`. Throws on a malformed argument.
    pub fn check(&self, files: JsValue) -> Result<JsValue, JsError> {
        let files: Vec<FileText> = parse(files)?;
        let problems = session::check(&files).unwrap_or_default();
        plain(&problems)
    }

    /// Starts a `RunRequest`: `{kind: 'ready'}`, `{kind: 'errors', diagnostics}` or `{kind: 'refused', message}`.
    /// Throws on a malformed argument.
    pub fn start(&mut self, request: JsValue) -> Result<JsValue, JsError> {
        let request = parse_request(request)?;
        let (problems, started) = session::Session::start(&request);
        self.running = None;
        self.measuring = None;
        let answer = match started {
            Started::Ready(s) => {
                self.running = Some(s);
                self.warnings = problems;
                StartAnswer::Ready
            }
            Started::Errors => StartAnswer::Errors { diagnostics: problems },
            Started::Refused(message) => StartAnswer::Refused { message },
        };
        plain(&answer)
    }

    /// Keeps what [`Session::inspect`] needs; between `start` and the first `slice`.
    pub fn keep_states(&mut self) {
        if let Some(s) = &mut self.running {
            s.keep_states();
        }
    }

    /// Runs on for about `budget` instructions: `{done, steps, virtual_ns, goroutines}`.
    pub fn slice(&mut self, budget: f64) -> Result<JsValue, JsError> {
        plain(&self.run()?.slice(budget as u64))
    }

    /// Ends the run where it is.
    pub fn stop(&mut self) {
        if let Some(s) = &mut self.running {
            s.stop();
        }
    }

    /// Ends the run where it is, because the page has no more memory than these bytes.
    pub fn stop_full(&mut self, bytes: f64) {
        if let Some(s) = &mut self.running {
            s.stop_full(bytes as u64);
        }
    }

    /// Gives what the run has written by now to `assembly`, so that little is left to do at its end.
    pub fn drain(&mut self, assembly: Assembly) -> Result<(), JsError> {
        self.run()?.drain(&mut Crossing(assembly));
        Ok(())
    }

    /// Columns and strings of a run that goes on, as if it ended here; the events and spans that were not drained go
    /// to `assembly`, which is not the one that they are drained into.
    pub fn sketch(&mut self, assembly: Assembly) -> Result<JsValue, JsError> {
        let out = Object::new();
        columns(&out, &self.run()?.sketch(&mut Crossing(assembly)));
        Ok(out.into())
    }

    /// Report, columns, strings and call sites of a finished run. Its events and spans go to `assembly`, but for those
    /// that were drained: then it is the same one.
    pub fn finish(&mut self, assembly: Assembly) -> Result<JsValue, JsError> {
        let warnings = plain(&self.warnings)?;
        let s = self.run()?;
        let out = Object::new();
        let mut rows = Crossing(assembly);
        s.drain(&mut rows);
        let mut report = s.brief();
        if report.events <= AT_ONCE {
            s.measure_into(&mut report);
        }
        set(&out, "report", &plain(&report)?);
        set(&out, "warnings", &warnings);
        let tables = s.stream(&mut rows);
        set(&out, "sites", &plain(&tables.sites)?);
        columns(&out, &tables);
        Ok(out.into())
    }

    /// Number and bytes of the states that are kept.
    pub fn kept_states(&mut self) -> Result<Vec<f64>, JsError> {
        let (count, bytes) = self.run()?.kept_states();
        Ok(vec![count as f64, bytes as f64])
    }

    /// A goroutine at a moment of the run: `{step, over?, g}` to `State`. In a long run it comes without why.
    pub fn inspect(&mut self, look: JsValue) -> Result<JsValue, JsError> {
        let (s, look) = (self.run()?, parse(look)?);
        let state = if s.events() <= AT_ONCE { s.inspect(look) } else { s.look(look) };
        plain(&state.map_err(|e| JsError::new(&e))?)
    }

    /// Begins to explain what `inspect` left unexplained.
    pub fn explain_start(&mut self, look: JsValue) -> Result<(), JsError> {
        self.run()?.explain_start(parse(look)?).map_err(|e| JsError::new(&e))
    }

    /// Goes on by about so many events of the trace; true when it is explained.
    pub fn explain_slice(&mut self, events: f64) -> Result<bool, JsError> {
        Ok(self.run()?.explain(events as u64))
    }

    /// `Why`, or null.
    pub fn explain_finish(&mut self) -> Result<JsValue, JsError> {
        plain(&self.run()?.explained())
    }

    /// Begins the search for a change that mends the finished run; false where there is nothing to mend.
    pub fn mend_start(&mut self) -> Result<bool, JsError> {
        self.mending = session::Mending::of(self.run()?);
        Ok(self.mending.is_some())
    }

    /// Goes on for about `budget` instructions; true when the search is over.
    pub fn mend_slice(&mut self, budget: f64) -> bool {
        self.mending.as_mut().is_none_or(|m| m.slice(budget as u64))
    }

    /// What was found: `Mended`, or null. The search is over with it.
    pub fn mend_finish(&mut self) -> Result<JsValue, JsError> {
        let mending = self.mending.take();
        plain(&mending.as_ref().and_then(|m| m.found()))
    }

    /// Begins to measure a finished run, whose report lacks the numbers when it is long.
    pub fn measure_start(&mut self) -> Result<(), JsError> {
        self.measuring = Some(self.run()?.measure_start());
        Ok(())
    }

    /// Goes on by about so many events of the trace; true when all is measured.
    pub fn measure_slice(&mut self, events: f64) -> bool {
        let (Some(s), Some(measuring)) = (&self.running, &mut self.measuring) else { return true };
        s.measure(measuring, events as u64)
    }

    /// The numbers, or null.
    pub fn measure_finish(&mut self) -> Result<JsValue, JsError> {
        let measuring = self.measuring.take();
        let s = self.run()?;
        plain(&measuring.map(|m| s.measured(m)))
    }

    /// Hash of the trace, in hexadecimal.
    pub fn trace_hash(&mut self) -> Result<String, JsError> {
        Ok(format!("{:016x}", self.run()?.trace_hash()))
    }

    /// Chrome Trace Event JSON of a finished run.
    pub fn chrome_trace(&mut self) -> Result<String, JsError> {
        Ok(self.run()?.chrome_trace())
    }

    /// The run report alone.
    pub fn report(&mut self) -> Result<JsValue, JsError> {
        plain(&self.run()?.report())
    }

    /// Begins an atlas of a `RunRequest`; answers as `start` does. With `only_forgettings` no fault is injected.
    pub fn atlas_start(
        &mut self,
        request: JsValue,
        only_forgettings: bool,
    ) -> Result<JsValue, JsError> {
        let request = parse_request(request)?;
        let (problems, started) = session::Atlas::start(&request, only_forgettings);
        self.atlas = None;
        let answer = match started {
            AtlasStarted::Ready(a) => {
                self.atlas = Some(a);
                StartAnswer::Ready
            }
            AtlasStarted::Errors => StartAnswer::Errors { diagnostics: problems },
            AtlasStarted::Refused(message) => StartAnswer::Refused { message },
        };
        plain(&answer)
    }

    /// Goes on for about `budget` instructions: `{done, runs, total}`.
    pub fn atlas_slice(&mut self, budget: f64) -> Result<JsValue, JsError> {
        plain(&self.atlas()?.slice(budget as u64))
    }

    /// The atlas so far; it is given up.
    pub fn atlas_finish(&mut self) -> Result<JsValue, JsError> {
        let report = plain(&self.atlas()?.report());
        self.atlas = None;
        report
    }

    fn atlas(&mut self) -> Result<&mut session::Atlas, JsError> {
        self.atlas.as_deref_mut().ok_or_else(|| JsError::new("no atlas was begun"))
    }

    fn run(&mut self) -> Result<&mut session::Session, JsError> {
        self.running.as_deref_mut().ok_or_else(|| JsError::new("no run was started"))
    }
}

/// Import paths of library packages that a program needs and whose text was not handed over yet: `{name, text}[]` to
/// `string[]`. Without it they are problems at their imports.
#[wasm_bindgen]
pub fn awaited(files: JsValue) -> Result<JsValue, JsError> {
    plain(&session::awaited(&parse::<Vec<FileText>>(files)?))
}

/// Takes the file of the packages that are not in the core, `library.txt`; false when it is not that.
#[wasm_bindgen]
pub fn hand_over(library: &str) -> bool {
    crate::stdlib::hand_over(library)
}

/// The text as gofmt lays it out: `{text}` or `{diagnostics}`.
#[wasm_bindgen]
pub fn format(text: &str) -> Result<JsValue, JsError> {
    match session::format("prog.go", text) {
        Ok(text) => plain(&FormatAnswer::Text { text }),
        Err(diagnostics) => plain(&FormatAnswer::Problems { diagnostics }),
    }
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum StartAnswer {
    Ready,
    Errors { diagnostics: Vec<session::Problem> },
    Refused { message: String },
}

#[derive(Serialize)]
#[serde(untagged)]
enum FormatAnswer {
    Text { text: String },
    Problems { diagnostics: Vec<session::Problem> },
}

/// A list in place of an object would be read as one of pairs, and throw from within where it has none: then this
/// object could never be used again.
fn parse_request(value: JsValue) -> Result<RunRequest, JsError> {
    for name in ["limits", "knobs"] {
        let field = Reflect::get(&value, &name.into()).unwrap_or_default();
        if Reflect::has(&field, &Symbol::iterator()).unwrap_or(false) {
            return Err(JsError::new(&format!("{name}: a list, where an object is expected")));
        }
    }
    parse(value)
}

fn parse<T: serde::de::DeserializeOwned>(value: JsValue) -> Result<T, JsError> {
    serde_wasm_bindgen::from_value(value).map_err(|e| JsError::new(&e.to_string()))
}

/// A plain object: maps as objects, missing values as null, large integers as numbers.
fn plain<T: Serialize>(value: &T) -> Result<JsValue, JsError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|e| JsError::new(&e.to_string()))
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a fresh plain object cannot fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

fn strings(list: &[String]) -> JsValue {
    list.iter().map(|s| JsValue::from_str(s)).collect::<Array>().into()
}

#[wasm_bindgen]
extern "C" {
    /// Puts columns together out of pieces, each as wide as its values need: `www/engine/assembly.ts`.
    pub type Assembly;

    #[wasm_bindgen(method)]
    fn events(this: &Assembly, rows: Object);

    #[wasm_bindgen(method)]
    fn spans(this: &Assembly, rows: Object, owners: Uint32Array);
}

struct Crossing(Assembly);

impl Rows for Crossing {
    fn events(&mut self, rows: &EventTable) {
        self.0.events(events(rows));
    }

    fn spans(&mut self, rows: &SpanTable, owners: &[u32]) {
        self.0.spans(spans(rows), Uint32Array::from(owners));
    }
}

/// A column, in the narrowest typed array that holds it.
fn column<T: Copy + Into<f64>>(values: &[T]) -> JsValue {
    let (mut least, mut most) = (0f64, 0f64);
    for v in values {
        let v: f64 = (*v).into();
        (least, most) = (least.min(v), most.max(v));
    }
    macro_rules! cast {
        ($array:ident, $t:ty) => {{
            let narrow: Vec<$t> = values.iter().map(|v| Into::<f64>::into(*v) as $t).collect();
            $array::from(&narrow[..]).into()
        }};
    }
    match () {
        () if least >= 0.0 && most <= f64::from(u8::MAX) => cast!(Uint8Array, u8),
        () if least >= 0.0 && most <= f64::from(u16::MAX) => cast!(Uint16Array, u16),
        () if least >= 0.0 && most <= f64::from(u32::MAX) => cast!(Uint32Array, u32),
        () if least >= f64::from(i16::MIN) && most <= f64::from(i16::MAX) => cast!(Int16Array, i16),
        () if least >= f64::from(i32::MIN) && most <= f64::from(i32::MAX) => cast!(Int32Array, i32),
        () => cast!(Float64Array, f64),
    }
}

/// One table: an object with a typed array per column.
macro_rules! table {
    ($t:expr, { $($js:literal : $field:ident),* $(,)? }) => {{
        let table = Object::new();
        $( set(&table, $js, &column(&$t.$field)); )*
        table
    }};
    ($out:expr, $name:literal, $t:expr, $columns:tt) => {
        set($out, $name, &table!($t, $columns).into())
    };
}

fn spans(t: &SpanTable) -> Object {
    table!(t, {
        "state": state, "startNs": start_ns, "endNs": end_ns, "startStep": start_step, "endStep": end_step,
        "reason": reason, "obj": obj, "line": line, "event": event,
    })
}

fn events(t: &EventTable) -> Object {
    table!(t, {
        "kind": kind, "timeNs": time_ns, "step": step, "g": g, "by": by, "obj": obj, "line": line, "file": file,
        "a": a, "b": b,
    })
}

fn columns(out: &Object, t: &Tables) {
    set(out, "strings", &strings(&t.strings));
    set(out, "files", &strings(&t.files));
    table!(out, "goroutines", t.goroutines, {
        "func": func, "args": args, "parent": parent, "line": line, "startNs": start_ns, "endNs": end_ns,
        "startStep": start_step, "endStep": end_step, "endState": end_state,
    });
    table!(out, "objects", t.objects, {
        "kind": kind, "name": name, "line": line, "capacity": capacity, "parent": parent, "deadlineNs": deadline_ns,
    });
}
