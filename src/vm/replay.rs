//! Running to an exact moment: to where a step begins, to where it is over, or to the last instruction that the
//! goroutine of a step performs before it gives way.
//!
//! A replay runs the same code as the run itself; where it has to stop inside a step it runs a copy of the code
//! in which instructions that may be of interest are a pause. So a run pays nothing for it.
//!
//! **Invariant:** however often a machine pauses, it does what it would have done.

use super::interp::Ctl;
use super::machine::Machine;
use crate::compile::code::Op;
use std::rc::Rc;

/// `Op::Fault` with this number is a pause.
pub(crate) const PAUSE: u32 = u32::MAX;

/// Instructions of a step that is gone through one by one: that costs less than another copy of a machine.
const SHORT: u64 = 512;

/// A moment of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moment {
    /// The decision of this number was taken, and who was chosen is about to run.
    Begun(u64),
    /// Who ran in this step has given way; time may go on.
    Over(u64),
}

/// A program's code with pauses in it.
#[derive(Clone, Debug)]
pub struct Pauses {
    real: Rc<Vec<Op>>,
    /// Pauses before what other goroutines could notice.
    some: Vec<Op>,
    /// Pauses everywhere.
    all: Vec<Op>,
}

/// What a paused goroutine did next.
enum Did {
    /// It stands before an instruction.
    Paused,
    /// It gave way, or the run is over.
    Left,
}

impl Pauses {
    /// The code of a machine, faults included.
    pub fn new(m: &Machine) -> Pauses {
        let real = m.patched.clone().unwrap_or_else(|| Rc::new(m.linked.code.clone()));
        let with = |stops: fn(&Op) -> bool| {
            real.iter().map(|op| if stops(op) { Op::Fault { i: PAUSE } } else { *op }).collect()
        };
        let (some, all) = (with(is_loud), with(|op| !matches!(op, Op::Arg { .. })));
        Pauses { real, some, all }
    }
}

/// What may block, wake, end or call into the library.
fn is_loud(op: &Op) -> bool {
    matches!(
        op,
        Op::Send { .. }
            | Op::Recv { .. }
            | Op::Close { .. }
            | Op::Select { .. }
            | Op::Go { .. }
            | Op::CallNative { .. }
            | Op::Return { .. }
            | Op::RunDefers
            | Op::Panic { .. }
            | Op::Fault { .. }
    )
}

impl Machine {
    /// Runs to a moment that has not come yet, or to the end; false when `budget` instructions were not enough.
    pub fn run_to(&mut self, moment: Moment, budget: u64) -> bool {
        let mut left = budget.min(i64::MAX as u64) as i64;
        self.stack.reserve(self.frame.base as usize);
        let linked = Rc::clone(&self.linked);
        let patched = self.patched.clone();
        let code: &[Op] = patched.as_deref().map_or(&linked.code, |c| c);
        while self.outcome.is_none() {
            if left <= 0 {
                return false;
            }
            if self.cur.is_some() {
                self.fuel_up(left);
                self.interpret(&linked, code);
                self.code_changed = false;
                left -= self.account();
                if self.outcome.is_none() && self.cur.is_some() {
                    self.out_of_fuel();
                }
                continue;
            }
            let steps = self.sched.steps();
            if matches!(moment, Moment::Over(step) if steps >= step) {
                return true;
            }
            self.decide_next();
            left -= 1;
            let begins = self.sched.steps() > steps;
            if begins && matches!(moment, Moment::Begun(step) if steps + 1 >= step) {
                return true;
            }
        }
        true
    }

    /// Runs the loaded goroutine on to the last instruction that it performs in its step; it stands before it
    /// then. A goroutine that is made to give way in the middle stands where it is made to.
    pub fn run_to_last_instruction(&mut self, pauses: &mut Pauses) {
        if self.cur.is_some() && self.outcome.is_none() {
            let mut ahead = self.clone();
            let first = ahead.count_pauses(pauses, true, SHORT);
            if first < SHORT {
                self.count_pauses(pauses, true, first);
                return;
            }
            ahead = self.clone();
            let stops = ahead.count_pauses(pauses, false, u64::MAX);
            self.count_pauses(pauses, false, stops);
            // between that pause and the end of the step, instruction by instruction
            ahead = self.clone();
            let rest = ahead.count_pauses(pauses, true, u64::MAX);
            self.count_pauses(pauses, true, rest);
        }
    }

    /// Runs on from pause to pause until the goroutine leaves, or `most` of them; gives their number.
    fn count_pauses(&mut self, pauses: &mut Pauses, every: bool, most: u64) -> u64 {
        let linked = Rc::clone(&self.linked);
        let program = &linked.program;
        let mut count = 0;
        let mut stands = every;
        while count < most {
            let did = match std::mem::replace(&mut stands, true) {
                true => self.perform_one(&linked, pauses, every),
                false => self.run_to_pause(&linked, &pauses.some),
            };
            match did {
                // what calls `main` is no code of the reader's
                Did::Paused
                    if program.entry != program.main && self.frame.func == program.entry.0 => {}
                Did::Paused => count += 1,
                Did::Left => break,
            }
        }
        count
    }

    fn run_to_pause(&mut self, linked: &super::Linked, code: &[Op]) -> Did {
        self.stack.reserve(self.frame.base as usize);
        while self.outcome.is_none() && self.cur.is_some() {
            self.paused = false;
            self.fuel_up(i64::MAX);
            self.interpret(linked, code);
            self.code_changed = false;
            self.account();
            if self.paused {
                return Did::Paused;
            }
            if self.outcome.is_none() && self.cur.is_some() {
                self.out_of_fuel();
            }
        }
        Did::Left
    }

    /// Performs the instruction at hand, then runs on to the next pause.
    fn perform_one(&mut self, linked: &super::Linked, pauses: &mut Pauses, every: bool) -> Did {
        let pc = self.frame.pc as usize;
        let (Some(place), Some(op)) = (pauses.all.get_mut(pc), pauses.real.get(pc)) else {
            return Did::Left;
        };
        let pause = std::mem::replace(place, *op);
        let did = self.run_to_pause(linked, &pauses.all);
        pauses.all[pc] = pause;
        match did {
            Did::Paused if !every => self.run_to_pause(linked, &pauses.some),
            did => did,
        }
    }

    /// A pause instead of an instruction.
    pub(crate) fn pause(&mut self) -> Ctl {
        self.frame.pc -= 1;
        self.paused = true;
        Ctl::Leave
    }
}
