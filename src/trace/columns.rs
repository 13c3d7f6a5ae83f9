//! The trace widened into columns, one table for each thing that the page draws. Field by field these are
//! the interfaces of `www/engine/types.ts`.

use super::event::{Event, EventKind};
use super::spans::{Moment, Span, SpanBuilder};
use super::{Reading, Strings, Trace};
use crate::ids::{FuncId, Gid};
use crate::text::Pos;

/// `EventTable`.
#[derive(Clone, Default, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct EventTable {
    pub kind: Vec<u8>,
    pub time_ns: Vec<f64>,
    pub step: Vec<u32>,
    pub g: Vec<u32>,
    pub by: Vec<u32>,
    pub obj: Vec<u32>,
    pub line: Vec<u32>,
    pub file: Vec<u16>,
    pub a: Vec<f64>,
    pub b: Vec<f64>,
}

/// `ObjectTable`; index = id - 1.
#[derive(Clone, Default, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct ObjectTable {
    pub kind: Vec<u8>,
    pub name: Vec<u32>,
    pub line: Vec<u32>,
    pub capacity: Vec<f64>,
    pub parent: Vec<u32>,
    pub deadline_ns: Vec<f64>,
}

/// `GoroutineTable`; index = id - 1.
#[derive(Clone, Default, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct GoroutineTable {
    pub func: Vec<u32>,
    pub args: Vec<u32>,
    pub parent: Vec<u32>,
    pub line: Vec<u32>,
    pub start_ns: Vec<f64>,
    pub end_ns: Vec<f64>,
    pub start_step: Vec<u32>,
    pub end_step: Vec<u32>,
    pub end_state: Vec<u8>,
}

/// `SpanTable`, sorted by goroutine, then start; `first[g - 1]..first[g]` are those of goroutine `g`.
#[derive(Clone, Default, PartialEq, Debug)]
#[allow(missing_docs)]
pub struct SpanTable {
    pub first: Vec<u32>,
    pub state: Vec<u8>,
    pub start_ns: Vec<f64>,
    pub end_ns: Vec<f64>,
    pub start_step: Vec<u32>,
    pub end_step: Vec<u32>,
    pub reason: Vec<u8>,
    pub obj: Vec<u32>,
    pub line: Vec<u32>,
    pub event: Vec<u32>,
}

/// All tables of a run.
#[derive(Clone, Default, Debug)]
pub struct Tables {
    /// Every event in order.
    pub events: EventTable,
    /// Channels, locks, contexts, timers.
    pub objects: ObjectTable,
    /// Goroutines.
    pub goroutines: GoroutineTable,
    /// What they did.
    pub spans: SpanTable,
    /// What string columns index.
    pub strings: Strings,
}

/// File index and 1-based line of a place; (0, 0) for nowhere.
pub type Place<'a> = &'a dyn Fn(Pos) -> (u16, u32);

/// What the trace's numbers mean outside of it.
pub struct Meaning<'a> {
    /// Where in the source.
    pub place: Place<'a>,
    /// A function's name as in a dump.
    pub func: &'a dyn Fn(FuncId) -> String,
    /// Since when a goroutine that waits at the end can never run again, if that is known.
    pub stuck_since: &'a dyn Fn(Gid) -> Option<Moment>,
    /// Processors of the run; 0: computing takes no time.
    pub processors: usize,
}

impl Tables {
    /// Widens a trace.
    pub fn new(trace: &Trace, meaning: &Meaning) -> Tables {
        let mut all = Whole::default();
        all.events.reserve(trace.events() as usize);
        let mut tables = Walk::default().finish(trace, meaning, &mut all);
        let mut order: Vec<u32> = (0..all.spans.len() as u32).collect();
        order.sort_by_key(|&i| all.owners[i as usize]);
        tables.spans = all.spans.in_order(&order);
        tables.spans.first = first_spans(&all.owners, tables.goroutines.func.len());
        tables.events = all.events;
        tables
    }
}

/// Takes a trace's rows piece by piece, so that nobody needs all of them in one place.
pub trait Rows {
    /// The next event, which will be in a later piece of rows.
    fn event(&mut self, _event: &Event) {}
    /// The next events, in order.
    fn events(&mut self, rows: &EventTable);
    /// Some spans and whose they are; those of one goroutine come in order. `first` is empty.
    fn spans(&mut self, rows: &SpanTable, owners: &[u32]);
}

/// Rows of a piece.
const PIECE: usize = 1 << 14;

/// A trace on its way into columns: as far as it is written while the program runs, the rest at the end, so that
/// who waits for a long run's columns waits for its last piece only.
#[derive(Clone)]
pub struct Walk {
    tables: Tables,
    reading: Reading,
    places: Places,
    builder: SpanBuilder,
    events: EventTable,
    spans: SpanTable,
    owners: Vec<u32>,
}

impl Default for Walk {
    fn default() -> Walk {
        Walk {
            tables: Tables::default(),
            reading: Reading::default(),
            places: Places { recent: vec![(0, (0, 0)); 1024] },
            builder: SpanBuilder::default(),
            events: EventTable::default(),
            spans: SpanTable::default(),
            owners: Vec::new(),
        }
    }
}

impl Walk {
    /// Gives to `rows` what the trace has in whole pieces by now.
    pub fn go_on(&mut self, trace: &Trace, place: Place, rows: &mut dyn Rows) {
        let mut events = trace.go_on(std::mem::take(&mut self.reading));
        for event in events.by_ref() {
            rows.event(&event);
            self.add(&event, place);
            if self.events.len() >= PIECE {
                rows.events(&self.events);
                self.events.clear();
                for s in self.builder.take() {
                    self.spans.push(&s, &mut self.places, place, &mut self.owners);
                }
                self.give_spans(rows);
            }
        }
        self.reading = events.pause();
    }

    fn add(&mut self, event: &Event, place: Place) {
        self.builder.add(event);
        let at = self.places.of(event.pos, place);
        self.events.push(event, at);
        match event.kind {
            EventKind::Spawn => self.tables.goroutines.push(event, at.1),
            EventKind::Object | EventKind::Capacity | EventKind::Context => {
                self.tables.objects.add(event, at.1);
            }
            _ => {}
        }
    }

    fn give_spans(&mut self, rows: &mut dyn Rows) {
        rows.spans(&self.spans, &self.owners);
        self.spans.clear();
        self.owners.clear();
    }

    /// Gives the rest to `rows` once the run is over; the other tables are returned, those two stay empty.
    pub fn finish(mut self, trace: &Trace, meaning: &Meaning, rows: &mut dyn Rows) -> Tables {
        self.go_on(trace, meaning.place, rows);
        rows.events(&self.events);
        let (rest, lives) = std::mem::take(&mut self.builder).finish(meaning.stuck_since);
        for piece in rest.chunks(PIECE) {
            for s in piece {
                self.spans.push(s, &mut self.places, meaning.place, &mut self.owners);
            }
            self.give_spans(rows);
        }
        let mut tables = self.tables;
        tables.strings = trace.strings().clone();
        for func in &mut tables.goroutines.func {
            *func = tables.strings.intern(&(meaning.func)(FuncId(*func))).0;
        }
        let goroutines = &mut tables.goroutines;
        for (i, life) in lives.iter().enumerate().take(goroutines.func.len()) {
            goroutines.end_ns[i] = life.end.ns as f64;
            goroutines.end_step[i] = life.end.step;
            goroutines.end_state[i] = life.end_state as u8;
        }
        tables
    }
}

/// `first[g - 1]..first[g]` are the spans of goroutine `g` once they are sorted.
pub fn first_spans(owners: &[u32], goroutines: usize) -> Vec<u32> {
    let mut first = vec![0; goroutines + 1];
    owners.iter().for_each(|&g| first[g as usize] += 1);
    for g in 1..first.len() {
        first[g] += first[g - 1];
    }
    first
}

#[derive(Default)]
struct Whole {
    events: EventTable,
    spans: SpanTable,
    owners: Vec<u32>,
}

impl Rows for Whole {
    fn events(&mut self, rows: &EventTable) {
        self.events.append(rows);
    }

    fn spans(&mut self, rows: &SpanTable, owners: &[u32]) {
        self.spans.append(rows);
        self.owners.extend_from_slice(owners);
    }
}

/// What happens to every column of a table alike.
macro_rules! each_column {
    ($table:ident: $($field:ident),*) => {
        impl $table {
            fn append(&mut self, rows: &$table) {
                $( self.$field.extend_from_slice(&rows.$field); )*
            }

            fn clear(&mut self) {
                $( self.$field.clear(); )*
            }
        }
    };
}

each_column!(EventTable: kind, time_ns, step, g, by, obj, line, file, a, b);
each_column!(SpanTable: state, start_ns, end_ns, start_step, end_step, reason, obj, line, event);

impl EventTable {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    fn reserve(&mut self, n: usize) {
        self.kind.reserve_exact(n);
        self.time_ns.reserve_exact(n);
        for column in [&mut self.step, &mut self.g, &mut self.by, &mut self.obj, &mut self.line] {
            column.reserve_exact(n);
        }
        self.file.reserve_exact(n);
        self.a.reserve_exact(n);
        self.b.reserve_exact(n);
    }

    fn push(&mut self, e: &Event, (file, line): (u16, u32)) {
        // the end of a sleep is that of its span, a deadline is its context's: told twice they would widen the column
        let tells_time = matches!(e.kind, EventKind::Block | EventKind::Context);
        self.kind.push(e.kind as u8);
        self.time_ns.push(e.time_ns as f64);
        self.step.push(e.step);
        self.g.push(e.g.0);
        self.by.push(e.by.0);
        self.obj.push(e.obj.0);
        self.line.push(line);
        self.file.push(file);
        self.a.push(e.a as f64);
        self.b.push(if tells_time { 0.0 } else { e.b as f64 });
    }
}

impl SpanTable {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.state.len()
    }

    /// True without rows.
    pub fn is_empty(&self) -> bool {
        self.state.is_empty()
    }

    fn push(&mut self, span: &Span, places: &mut Places, place: Place, owners: &mut Vec<u32>) {
        owners.push(span.g.0);
        self.state.push(span.state as u8);
        self.start_ns.push(span.start_ns as f64);
        self.end_ns.push(span.end_ns as f64);
        self.start_step.push(span.start_step);
        self.end_step.push(span.end_step);
        self.reason.push(span.reason);
        self.obj.push(span.obj.0);
        self.line.push(places.of(span.pos, place).1);
        self.event.push(span.event);
    }

    fn in_order(&self, order: &[u32]) -> SpanTable {
        fn put<T: Copy>(order: &[u32], column: &[T]) -> Vec<T> {
            order.iter().map(|&i| column[i as usize]).collect()
        }
        SpanTable {
            first: Vec::new(),
            state: put(order, &self.state),
            start_ns: put(order, &self.start_ns),
            end_ns: put(order, &self.end_ns),
            start_step: put(order, &self.start_step),
            end_step: put(order, &self.end_step),
            reason: put(order, &self.reason),
            obj: put(order, &self.obj),
            line: put(order, &self.line),
            event: put(order, &self.event),
        }
    }
}

impl GoroutineTable {
    /// The function is a number of the program's until the end.
    fn push(&mut self, e: &Event, line: u32) {
        self.func.push(e.a as u32);
        self.args.push(e.b as u32);
        self.parent.push(e.by.0);
        self.line.push(line);
        self.start_ns.push(e.time_ns as f64);
        self.end_ns.push(e.time_ns as f64);
        self.start_step.push(e.step + 1);
        self.end_step.push(e.step + 1);
        self.end_state.push(0);
    }
}

impl ObjectTable {
    fn add(&mut self, e: &Event, line: u32) {
        let Some(i) = e.obj.index().checked_sub(1) else { return };
        match e.kind {
            EventKind::Object if i == self.kind.len() => {
                self.kind.push(e.a as u8);
                self.name.push(e.b as u32);
                self.line.push(line);
                self.capacity.push(-1.0);
                self.parent.push(0);
                self.deadline_ns.push(-1.0);
            }
            EventKind::Capacity => {
                if let Some(capacity) = self.capacity.get_mut(i) {
                    *capacity = e.a as f64;
                }
            }
            EventKind::Context => {
                if let (Some(p), Some(d)) = (self.parent.get_mut(i), self.deadline_ns.get_mut(i)) {
                    (*p, *d) = (e.a as u32, e.b as f64);
                }
            }
            _ => {}
        }
    }
}

/// Places met lately, so that most events need no search.
#[derive(Clone)]
struct Places {
    recent: Vec<(u32, (u16, u32))>,
}

impl Places {
    fn of(&mut self, pos: Pos, place: Place) -> (u16, u32) {
        if !pos.is_some() {
            return (0, 0);
        }
        let row = pos.0 as usize % self.recent.len();
        let entry = &mut self.recent[row];
        if entry.0 != pos.0 {
            *entry = (pos.0, place(pos));
        }
        entry.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::{Chooser, Policy};

    #[test]
    fn every_column_has_every_row() {
        let trace = crate::sched::random_run(Chooser::new(Policy::Go, 5), 5);
        let meaning = Meaning {
            place: &|p| (0, p.0 / 10),
            func: &|f| format!("main.f{}", f.0),
            stuck_since: &|_| None,
            processors: 0,
        };
        let t = Tables::new(&trace, &meaning);
        let (n, e) = (trace.events() as usize, &t.events);
        assert_eq!(e.len(), n);
        for column in [&e.step, &e.g, &e.by, &e.obj, &e.line] {
            assert_eq!(column.len(), n);
        }
        assert_eq!((e.time_ns.len(), e.file.len(), e.a.len(), e.b.len()), (n, n, n, n));
        let g = t.goroutines.func.len();
        assert!(g > 5);
        assert_eq!(t.spans.first.len(), g + 1);
        assert_eq!(t.spans.first[g] as usize, t.spans.len());
        assert_eq!(t.strings.all()[t.goroutines.func[1] as usize], "main.f2");
        for (i, event) in trace.iter().enumerate() {
            assert_eq!((e.kind[i], e.g[i]), (event.kind as u8, event.g.0));
        }
    }
}
