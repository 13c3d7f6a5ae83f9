//! Measuring in pieces: the trace is read twice, and between the readings the acts are followed backwards. Who
//! measures a long run may stop after any piece and go on later.

use super::blocked::{self, Causes};
use super::items::{Taken, Taking};
use super::log::{Known, Log};
use super::path::{self, Path};
use super::processors::Work;
use super::stragglers::Waits;
use super::wasted::{Matters, Wasted};
use super::words::Words;
use super::{MOST_EVENTS, Numbers, items, makespan, peak, stragglers, too_long, wasted};
use crate::trace::columns::Meaning;
use crate::trace::event::Event;
use crate::trace::spans::SpanBuilder;
use crate::trace::{Reading, Trace};

/// Events between two looks at the spans that they have completed.
const PIECE: u64 = 1 << 12;

/// A run that is being measured.
pub struct Measuring {
    stage: Stage,
    reading: Reading,
    builder: SpanBuilder,
    log: Log,
    known: Known,
    causes: Causes,
    waits: Waits,
    work: Work,
    taken: Taken,
    path: Option<Path>,
    matters: Matters,
    taking: Option<Taking>,
    wasted: Wasted,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    First,
    Backwards,
    Second,
    Done,
}

impl Measuring {
    /// Of a finished run's trace.
    pub fn of(trace: &Trace) -> Measuring {
        Measuring {
            stage: Stage::First,
            reading: Reading::default(),
            builder: SpanBuilder::default(),
            log: Log::new(trace.events() <= MOST_EVENTS),
            known: Known::default(),
            causes: Causes::default(),
            waits: Waits::default(),
            work: Work::default(),
            taken: Taken::default(),
            path: None,
            matters: Matters::default(),
            taking: None,
            wasted: Wasted::default(),
        }
    }

    /// Goes on by about so many events; true when all is measured.
    pub fn go_on(&mut self, trace: &Trace, meaning: &Meaning, events: u64) -> bool {
        let mut left = events;
        while left > 0 && self.stage != Stage::Done {
            let piece = left.min(PIECE);
            left -= piece;
            match self.stage {
                Stage::Backwards => self.backwards(piece),
                _ => self.forwards(trace, meaning, piece),
            }
        }
        self.stage == Stage::Done
    }

    /// A piece of a reading.
    fn forwards(&mut self, trace: &Trace, meaning: &Meaning, events: u64) {
        let first = self.stage == Stage::First;
        let mut from = trace.go_on(std::mem::take(&mut self.reading));
        let mut read = 0;
        for e in from.by_ref().take(events as usize) {
            read += 1;
            self.builder.add(&e);
            if first { self.see(&e) } else { self.see_again(&e) }
        }
        self.reading = from.pause();
        self.spans(meaning);
        if read < events {
            self.read_all(meaning);
        }
    }

    fn see(&mut self, e: &Event) {
        self.log.see(e, &mut self.known);
        self.taken.see(e, &self.log);
    }

    fn see_again(&mut self, e: &Event) {
        if let Some(taking) = &mut self.taking {
            taking.see(e);
        }
    }

    /// Takes the spans that are complete.
    fn spans(&mut self, meaning: &Meaning) {
        let first = self.stage == Stage::First;
        for s in self.builder.take() {
            if first {
                self.causes.add(&s, meaning);
                self.waits.add(&s);
                self.work.add(&s, &self.log, meaning);
                continue;
            }
            if let Some(taking) = &mut self.taking {
                taking.span(&s);
            }
            self.wasted.add(&s, &self.matters, meaning);
        }
    }

    /// A reading is at its end.
    fn read_all(&mut self, meaning: &Meaning) {
        self.reading = Reading::default();
        let lives = self.builder.close(meaning.stuck_since);
        self.spans(meaning);
        self.builder = SpanBuilder::default();
        if self.stage == Stage::Second {
            self.stage = Stage::Done;
            return;
        }
        self.log.set_lives(lives);
        self.taking = self.taken.busiest().map(|channel| Taking::of(channel, &self.log));
        if self.log.complete {
            self.path = Some(path::critical(&self.log, meaning));
            self.matters = Matters::of(&self.log);
        }
        self.stage = Stage::Backwards;
    }

    fn backwards(&mut self, acts: u64) {
        if self.log.complete && !self.matters.go_on(&self.log, acts as usize) {
            return;
        }
        let again = self.log.complete || self.taking.is_some();
        self.stage = if again { Stage::Second } else { Stage::Done };
    }

    /// The numbers, once all is measured.
    pub fn finish(self, trace: &Trace, meaning: &Meaning) -> Numbers {
        let log = &self.log;
        let words = Words { log, trace, meaning };
        let mut list = vec![makespan(log)];
        list.extend(self.path.as_ref().map(|p| path::number(p, &words)));
        list.extend(items::numbers(log, self.taking, &words));
        list.extend(self.work.number(log, &words));
        list.push(peak(log));
        list.extend(stragglers::number(log, &self.waits, &words));
        list.push(blocked::waiting(&self.causes, &words));
        list.push(blocked::queued(&self.causes, log));
        if log.complete {
            list.push(wasted::number(&self.wasted, &words));
        }
        let note = if log.complete { String::new() } else { too_long(trace.events()) };
        Numbers { list, path: self.path, note }
    }
}
