//! What a trace tells of each goroutine: how it began, what it waits for and how it ended. One reading of the events
//! finds it, so whoever reads them anyhow can gather it on the way.

use crate::ids::Gid;
use crate::trace::event::{Event, EventKind};
use crate::trace::spans::Moment;

/// A goroutine.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// Its `Spawn`.
    pub born: Event,
    /// Its `Block`, while it waits.
    pub waits: Option<Event>,
    /// Its `End`; none of one that the end of the program ended.
    pub end: Option<Event>,
    /// Its last panic, and whether it was recovered.
    pub panic: Option<(Event, bool)>,
    /// A fault that met it last.
    pub fault: Option<Event>,
    /// When it last began, began to wait or ended.
    pub last: Moment,
}

/// Goroutines by number, and how the run ended.
#[derive(Clone, Default, Debug)]
pub struct Lives {
    rows: Vec<Vec<Life>>,
    /// The end of the run.
    pub finish: Option<Event>,
}

/// Rows that are allocated at once: many goroutines are never moved.
const ROWS: usize = 1 << 10;

impl Lives {
    /// One of them.
    pub fn get(&self, g: &Gid) -> Option<&Life> {
        let i = g.index().checked_sub(1)?;
        self.rows.get(i / ROWS)?.get(i % ROWS)
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&Gid, &Life)> {
        self.values().map(|l| (&l.born.g, l))
    }

    /// All, in order.
    pub fn values(&self) -> impl Iterator<Item = &Life> {
        self.rows.iter().flatten()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.last().map_or(0, |last| (self.rows.len() - 1) * ROWS + last.len())
    }

    /// True without any.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes the next event.
    pub fn see(&mut self, e: &Event) {
        match e.kind {
            EventKind::Spawn => return self.begin(e),
            EventKind::Finish => self.finish = self.finish.or(Some(*e)),
            _ => {}
        }
        let Some(i) = e.g.index().checked_sub(1) else { return };
        let Some(life) = self.rows.get_mut(i / ROWS).and_then(|r| r.get_mut(i % ROWS)) else {
            return;
        };
        match e.kind {
            EventKind::Block => (life.waits, life.last) = (Some(*e), now(e)),
            EventKind::Wake => life.waits = None,
            EventKind::End if e.a != 3 => {
                (life.waits, life.end, life.last) = (None, Some(*e), now(e));
            }
            EventKind::Panic => life.panic = Some((*e, false)),
            EventKind::Recover => {
                if let Some(p) = &mut life.panic {
                    p.1 = true;
                }
            }
            EventKind::Fault => life.fault = Some(*e),
            _ => {}
        }
    }

    fn begin(&mut self, e: &Event) {
        let Some(i) = e.g.index().checked_sub(1) else { return };
        let (row, at) = (i / ROWS, i % ROWS);
        if row == self.rows.len() {
            self.rows.push(Vec::with_capacity(if row == 0 { 4 } else { ROWS }));
        }
        // goroutines are numbered in the order in which they are made
        if let Some(rows) = self.rows.get_mut(row).filter(|r| r.len() == at) {
            let last = now(e);
            rows.push(Life { born: *e, waits: None, end: None, panic: None, fault: None, last });
        }
    }
}

fn now(e: &Event) -> Moment {
    Moment { ns: e.time_ns, step: e.step + 1 }
}
