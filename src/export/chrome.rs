//! Chrome Trace Event JSON, as Perfetto reads it: a track a goroutine, its life as one slice with its states in
//! it, wake-ups as flow arrows. Twice: on the axis of virtual time (process 1) and on the axis of steps (process
//! 2, a step drawn as a microsecond), for programs whose time never moves.

use std::io::{self, Write};

use super::{object_name, reason_text};
use crate::trace::columns::Tables;
use crate::trace::event::{Cause, EventKind, SpanState};

/// Writes the document. `files` are the names that the event table's file numbers index.
pub fn chrome_trace(t: &Tables, files: &[String], out: &mut dyn Write) -> io::Result<()> {
    let mut doc = Doc { t, files, out, first: true };
    write!(doc.out, "{{\"displayTimeUnit\":\"ns\",\"traceEvents\":[")?;
    for axis in [Axis::Time, Axis::Steps] {
        doc.names(axis)?;
        doc.slices(axis)?;
        doc.events(axis)?;
    }
    writeln!(doc.out, "\n]}}")
}

#[derive(Clone, Copy)]
enum Axis {
    Time,
    Steps,
}

impl Axis {
    fn pid(self) -> u32 {
        match self {
            Axis::Time => 1,
            Axis::Steps => 2,
        }
    }

    /// In microseconds; virtual nanoseconds as thousandths of them.
    fn at(self, ns: f64, step: u32) -> String {
        match self {
            Axis::Time => micros(ns as i64),
            Axis::Steps => step.to_string(),
        }
    }
}

fn micros(ns: i64) -> String {
    format!("{}.{:03}", ns / 1000, ns % 1000)
}

struct Doc<'a> {
    t: &'a Tables,
    files: &'a [String],
    out: &'a mut dyn Write,
    first: bool,
}

impl Doc<'_> {
    /// One event; `rest` are its further fields.
    fn event(&mut self, phase: char, axis: Axis, g: u32, rest: &str) -> io::Result<()> {
        let comma = if std::mem::take(&mut self.first) { "" } else { "," };
        let pid = axis.pid();
        write!(self.out, "{comma}\n{{\"ph\":\"{phase}\",\"pid\":{pid},\"tid\":{g}{rest}}}")
    }

    fn names(&mut self, axis: Axis) -> io::Result<()> {
        let process = match axis {
            Axis::Time => "virtual time",
            Axis::Steps => "steps (1 step = 1 µs)",
        };
        let rest = format!(",\"name\":\"process_name\",\"args\":{{\"name\":{}}}", json(process));
        self.event('M', axis, 0, &rest)?;
        for i in 0..self.t.goroutines.func.len() {
            let name = json(&self.goroutine(i));
            let g = i as u32 + 1;
            let rest = format!(",\"name\":\"thread_name\",\"args\":{{\"name\":{name}}}");
            self.event('M', axis, g, &rest)?;
            let rest = format!(",\"name\":\"thread_sort_index\",\"args\":{{\"sort_index\":{g}}}");
            self.event('M', axis, g, &rest)?;
        }
        Ok(())
    }

    /// `main.worker(3) #7`.
    fn goroutine(&self, i: usize) -> String {
        let t = self.t;
        let text = |id: u32| t.strings.all().get(id as usize).map_or("", String::as_str);
        let args = text(t.goroutines.args[i]);
        let args = if args.is_empty() { String::new() } else { format!("({args})") };
        format!("{}{args} #{}", text(t.goroutines.func[i]), i + 1)
    }

    fn slices(&mut self, axis: Axis) -> io::Result<()> {
        let t = self.t;
        for i in 0..t.goroutines.func.len() {
            let (g, table) = (i as u32 + 1, &t.goroutines);
            let (start, end) =
                ((table.start_ns[i], table.start_step[i]), (table.end_ns[i], table.end_step[i]));
            let args = format!("{{\"parent\":{},\"line\":{}}}", table.parent[i], table.line[i]);
            let name = self.goroutine(i);
            self.slice(axis, g, &name, "goroutine", start, end, &args)?;
            for k in t.spans.first[i] as usize..t.spans.first[i + 1] as usize {
                self.span(axis, g, k)?;
            }
        }
        Ok(())
    }

    fn span(&mut self, axis: Axis, g: u32, k: usize) -> io::Result<()> {
        let spans = &self.t.spans;
        let state = SpanState::ALL.get(usize::from(spans.state[k])).map_or("", |s| s.text());
        let reason = reason_text(spans.reason[k]);
        let name = if reason.is_empty() { state } else { reason };
        let object = json(&object_name(self.t, spans.obj[k]));
        let (line, step) = (spans.line[k], spans.start_step[k]);
        let args = format!("{{\"object\":{object},\"line\":{line},\"step\":{step}}}");
        let start = (spans.start_ns[k], spans.start_step[k]);
        let end = (spans.end_ns[k], spans.end_step[k]);
        self.slice(axis, g, name, state, start, end, &args)
    }

    #[allow(clippy::too_many_arguments)]
    fn slice(
        &mut self,
        axis: Axis,
        g: u32,
        name: &str,
        cat: &str,
        start: (f64, u32),
        end: (f64, u32),
        args: &str,
    ) -> io::Result<()> {
        let ts = axis.at(start.0, start.1);
        let dur = axis.at(end.0 - start.0, end.1 - start.1);
        let name = json(name);
        let rest =
            format!(",\"name\":{name},\"cat\":\"{cat}\",\"ts\":{ts},\"dur\":{dur},\"args\":{args}");
        self.event('X', axis, g, &rest)
    }

    /// Arrows and marks.
    fn events(&mut self, axis: Axis) -> io::Result<()> {
        let e = &self.t.events;
        for i in 0..e.len() {
            let ts = axis.at(e.time_ns[i], e.step[i] + 1);
            let Some(kind) = EventKind::from_number(e.kind[i]) else { continue };
            let mark = match kind {
                EventKind::Wake if e.by[i] != 0 => {
                    // From inside the waker's running slice; an arrow needs a slice at both ends.
                    let from = axis.at(e.time_ns[i], e.step[i]);
                    let id = u64::from(axis.pid()) << 40 | i as u64;
                    let cause =
                        if e.a[i] == Cause::Cancel as u8 as f64 { "cancel" } else { "wake" };
                    let rest = format!(",\"name\":\"{cause}\",\"cat\":\"wake\",\"id\":{id}");
                    self.event('s', axis, e.by[i], &format!("{rest},\"ts\":{from}"))?;
                    self.event('f', axis, e.g[i], &format!("{rest},\"bp\":\"e\",\"ts\":{ts}"))?;
                    continue;
                }
                EventKind::Panic => "panic",
                EventKind::Recover => "recover",
                EventKind::Cancel => "cancel",
                EventKind::Fault => "fault",
                EventKind::Close => "close",
                EventKind::Output => "output",
                EventKind::Mark => "mark",
                EventKind::Finish => "end",
                _ => continue,
            };
            let at = json(&self.place(i));
            let what = json(&self.what(kind, i));
            let rest = format!(
                ",\"name\":\"{mark}\",\"s\":\"t\",\"ts\":{ts},\"args\":{{\"what\":{what},\"at\":{at}}}"
            );
            self.event('i', axis, e.g[i], &rest)?;
        }
        Ok(())
    }

    fn what(&self, kind: EventKind, i: usize) -> String {
        let text = |id: f64| self.t.strings.all().get(id as usize).cloned().unwrap_or_default();
        match kind {
            EventKind::Panic | EventKind::Recover | EventKind::Cancel | EventKind::Mark => {
                text(self.t.events.a[i])
            }
            _ => object_name(self.t, self.t.events.obj[i]),
        }
    }

    fn place(&self, i: usize) -> String {
        let (file, line) = (self.t.events.file[i], self.t.events.line[i]);
        match self.files.get(usize::from(file)) {
            Some(file) if line > 0 => format!("{file}:{line}"),
            _ => String::new(),
        }
    }
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Chooser, Policy};
    use crate::trace::columns::Meaning;
    use serde_json::Value;

    fn tables() -> Tables {
        let trace = crate::sched::random_run(Chooser::new(Policy::Random, 6), 6);
        let meaning = Meaning {
            place: &|p| (0, p.0 / 10),
            func: &|_| "main.\"worker\"".to_owned(),
            stuck_since: &|_| None,
            processors: 0,
        };
        Tables::new(&trace, &meaning)
    }

    /// Slices of a track nest, arrows have two ends, every track has a name.
    #[test]
    fn what_a_viewer_expects() {
        let t = tables();
        let mut bytes = Vec::new();
        chrome_trace(&t, &["main.go".to_owned()], &mut bytes).expect("a vector takes all");
        let doc: Value = serde_json::from_slice(&bytes).expect("JSON");
        let all = doc["traceEvents"].as_array().expect("a list");
        let of = |ph: &str| all.iter().filter(|e| e["ph"] == *ph).collect::<Vec<_>>();
        assert_eq!(of("s").len(), of("f").len());
        assert!(!of("s").is_empty());
        for e in of("s").iter().zip(of("f")) {
            assert_eq!(e.0["id"], e.1["id"]);
        }
        let goroutines = t.goroutines.func.len();
        let named = of("M").iter().filter(|e| e["name"] == "thread_name").count();
        assert_eq!(named, 2 * goroutines);
        for pid in [1, 2] {
            for tid in 1..=goroutines {
                let track: Vec<_> =
                    of("X").into_iter().filter(|e| e["pid"] == pid && e["tid"] == tid).collect();
                let nano = |v: &Value| (v.as_f64().expect("a number") * 1000.0).round() as i64;
                let range = |e: &Value| (nano(&e["ts"]), nano(&e["ts"]) + nano(&e["dur"]));
                let life = range(track[0]);
                let mut at = life.0;
                for span in &track[1..] {
                    let (start, end) = range(span);
                    assert!(start == at && end <= life.1, "{pid} {tid}");
                    at = end;
                }
            }
        }
    }

    #[test]
    fn csv_has_a_line_a_span() {
        let t = tables();
        let mut bytes = Vec::new();
        super::super::spans_csv(&t, &mut bytes).expect("a vector takes all");
        let text = String::from_utf8(bytes).expect("text");
        assert_eq!(text.lines().count(), 1 + t.spans.len());
        assert!(text.starts_with("goroutine_id,state,start_ns,end_ns,reason,resource\n1,"));
        assert!(text.lines().all(|l| l.split(',').count() == 6));
    }
}
