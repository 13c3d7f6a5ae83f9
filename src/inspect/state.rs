//! One goroutine at one moment.

use super::frames::{self, Frame, Variable};
use super::objects::{self, Object};
use crate::diagnose::Why;
use crate::ids::Gid;
use crate::sched::State as Task;
use crate::vm::Machine;
use serde::Serialize;

/// What a goroutine is doing, and the program's variables.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct State {
    /// The step that was asked for.
    pub step: u64,
    /// Virtual time, nanoseconds.
    pub time_ns: i64,
    /// The goroutine.
    pub g: u32,
    /// `unborn`, `runnable`, `running`, `waiting`, `ended`.
    pub status: String,
    /// Why it waits, in Go's words.
    pub reason: String,
    /// Since when, nanoseconds.
    pub since_ns: i64,
    /// Innermost first; empty before it began and after it ended.
    pub frames: Vec<Frame>,
    /// Who made it.
    pub created_by: Option<Creator>,
    /// What it waits for.
    pub waits_for: Vec<Object>,
    /// Why it is so, in sentences.
    pub why: Option<Why>,
    /// Package variables.
    pub globals: Vec<Variable>,
}

/// Where a goroutine comes from.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Creator {
    /// Function with the `go` statement.
    pub function: String,
    /// Goroutine that ran it.
    pub g: u32,
    /// File of the statement.
    pub file: String,
    /// Its line.
    pub line: u32,
}

impl State {
    /// Reads a machine.
    pub fn of(m: &Machine, step: u64, g: Gid) -> State {
        let time_ns = m.sched.now_ns();
        let mut state = State { step, time_ns, g: g.0, ..State::default() };
        state.globals = frames::globals(m);
        let Some(slot) = m.sched.slot_of(g) else {
            let unborn = g.0 > m.sched.counts().1;
            state.status = if unborn { "unborn" } else { "ended" }.to_owned();
            return state;
        };
        let status = m.sched.status(slot);
        state.status = match status.state {
            Task::Runnable => "runnable",
            Task::Running => "running",
            Task::Waiting => "waiting",
            Task::Dead => "ended",
        }
        .to_owned();
        if status.state == Task::Waiting {
            state.reason = status.reason.text().to_owned();
            state.since_ns = status.since_ns;
        }
        state.frames = frames::stack(m, slot);
        state.waits_for = objects::waited_for(m, slot);
        if status.parent.0 != 0 {
            let (file, line) = frames::file_line(m, status.born);
            let made_in = m.gs.get(slot.index()).and_then(|g| m.linked.func(g.made_in));
            let function = made_in.map_or_else(String::new, |f| f.name.clone());
            state.created_by = Some(Creator { function, g: status.parent.0, file, line });
        }
        state
    }

    /// Marks what is different from `before`.
    pub fn mark_changes(&mut self, before: &State) {
        mark(&mut self.globals, &before.globals);
        // frames are paired from the outermost on
        let paired = self.frames.iter_mut().rev().zip(before.frames.iter().rev());
        for (now, then) in paired {
            if now.function != then.function {
                break;
            }
            mark(&mut now.locals, &then.locals);
        }
    }
}

/// A variable that was not there before has not changed: it is new, and so is all of it.
fn mark(now: &mut [Variable], before: &[Variable]) {
    for v in now {
        let then = before.iter().find(|b| b.name == v.name && b.type_name == v.type_name);
        v.changed = then.is_some_and(|b| b.value != v.value);
    }
}
