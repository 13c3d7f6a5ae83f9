//! Sees the goroutines while the page's columns are made, so that the end of a long run need not read it once more.

use crate::diagnose::Lives;
use crate::trace::Trace;
use crate::trace::columns::{EventTable, Rows, SpanTable};
use crate::trace::event::Event;

/// More goroutines are not kept: reading the trace again costs less than the memory.
const MOST: usize = 200_000;

/// What was seen of a run's goroutines.
pub struct Witness {
    /// None once they are too many.
    lives: Option<Lives>,
    events: u64,
}

impl Default for Witness {
    fn default() -> Witness {
        Witness { lives: Some(Lives::default()), events: 0 }
    }
}

impl Witness {
    /// The goroutines, once all of a trace was seen.
    pub fn of_all(&self, trace: &Trace) -> Option<&Lives> {
        self.lives.as_ref().filter(|_| self.events == trace.events())
    }

    /// Gives rows on to `rows`, and sees what goes by.
    pub fn before<'a>(&'a mut self, rows: &'a mut dyn Rows) -> impl Rows + 'a {
        Seeing { witness: self, rows }
    }
}

struct Seeing<'a> {
    witness: &'a mut Witness,
    rows: &'a mut dyn Rows,
}

impl Rows for Seeing<'_> {
    fn event(&mut self, event: &Event) {
        let Witness { lives, events } = &mut *self.witness;
        *events += 1;
        if let Some(known) = lives {
            known.see(event);
            if known.len() > MOST {
                *lives = None;
            }
        }
    }

    fn events(&mut self, rows: &EventTable) {
        self.rows.events(rows);
    }

    fn spans(&mut self, rows: &SpanTable, owners: &[u32]) {
        self.rows.spans(rows, owners);
    }
}
