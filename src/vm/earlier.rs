//! The stack of a race's earlier access: nobody keeps it while the program runs, for it may be any access. The run is
//! made once more, up to the step of that access; there its place is marked as one that races with everything, and
//! the access itself is seen when it comes.

use super::goroutine::Frame;
use super::heap::offset;
use super::heap::shadow::{Cell, Touch};
use super::machine::{Machine, Progress};
use super::races::{Access, FRAMES};
use super::replay::Moment;
use crate::arrange::Arrange;
use crate::compile::code::MAP_BASE;
use crate::ids::FuncId;
use crate::text::Pos;

/// Instructions that are run once more for all races of a run; beyond them the innermost frame must do.
pub(super) const AGAIN: u64 = 50_000_000;
/// A slice that ends before another step can be over.
const WITHIN_STEP: u64 = 10;

/// Functions and places, innermost first.
pub type Stack = Vec<(FuncId, Pos)>;

/// What is looked for while a run is made again.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    address: u64,
    pc: u32,
    write: bool,
    /// The stack, and events written before.
    seen: Option<(Stack, u64)>,
}

impl Machine {
    /// Before it runs: keeps what is needed to tell the stacks of both accesses of a race.
    pub fn can_tell_stacks(&mut self) {
        let mut fresh = self.clone();
        fresh.races.fresh = None;
        fresh.sched.trace = fresh.sched.trace.shadow();
        self.races.fresh = Some(fresh.into());
        self.races.again = AGAIN;
    }

    /// Completes the earlier access of each race that was found.
    pub fn tell_stacks(&mut self) {
        let Some(fresh) = self.races.fresh.take() else { return };
        if self.races.found.is_empty() {
            return;
        }
        let each = self.races.found.iter_mut();
        let mut list: Vec<(u64, &mut Access)> =
            each.map(|r| (r.address, &mut r.earlier)).filter(|r| r.1.event.is_none()).collect();
        list.arrange_by_key(|r| r.1.step);
        let mut machine = (*fresh).clone();
        let mut left = self.races.again;
        for accesses in list.chunk_by_mut(|a, b| a.1.step == b.1.step) {
            machine.see_again(accesses, &mut left);
        }
        self.merge_calls();
    }

    /// The same for one race while the run goes on.
    pub(super) fn tell_stack(&mut self, address: u64, earlier: &mut Access) {
        if let Some(fresh) = self.races.fresh.clone() {
            (*fresh).clone().see_again(&mut [(address, earlier)], &mut self.races.again);
        }
    }

    /// Runs on to accesses of one step and looks at them; `left` instructions may be used.
    fn see_again(&mut self, accesses: &mut [(u64, &mut Access)], left: &mut u64) {
        let Some(step) = accesses.first().map(|a| u64::from(a.1.step)) else { return };
        let before = self.instructions();
        let steps = self.sched.steps();
        if steps <= step && (steps == step || self.run_to(Moment::Begun(step), *left)) {
            let wanted = accesses.iter().map(|(address, a)| {
                let (address, pc, write) = (*address, a.pc, a.write);
                Wanted { address, pc, write, seen: None }
            });
            self.races.wanted = wanted.collect();
            (0..accesses.len()).for_each(|i| self.mark_wanted(i));
            while self.sched.steps() == step && self.instructions() - before < *left {
                if let Progress::Finished(_) = self.run_slice(WITHIN_STEP) {
                    break;
                }
            }
            self.heap.shadow.marked.clear();
            let seen = std::mem::take(&mut self.races.wanted).into_iter().map(|w| w.seen);
            for ((_, access), seen) in accesses.iter_mut().zip(seen) {
                let Some((stack, event)) = seen else { continue };
                access.event = Some(event);
                if let Some((stack, through)) = self.from_own_call(stack) {
                    (access.stack, access.through) = (stack, through);
                }
            }
        }
        *left = left.saturating_sub(self.instructions() - before);
    }

    /// Whoever touches the wanted place races with a write that nobody knows of.
    fn mark_wanted(&mut self, i: usize) {
        let Some(address) = self.races.wanted.get(i).map(|w| w.address) else { return };
        // memory may not reach that far yet; the address of a map is its handle
        if address < MAP_BASE {
            self.heap.shadow.mark(offset(address, 0));
        } else {
            self.races.maps.insert(address, Cell::unknown());
        }
    }

    /// A touch while something is wanted.
    pub(super) fn saw(&mut self, address: u64, now: Touch, write: bool) {
        let frame = Frame { pc: now.pc(), ..self.frame };
        for i in 0..self.races.wanted.len() {
            let w = &self.races.wanted[i];
            if w.address != address {
                continue;
            }
            if (w.pc, w.write) == (now.pc(), write) {
                let seen = (self.stack_from(&frame), self.sched.trace.events());
                self.races.wanted[i].seen = Some(seen);
            }
            self.mark_wanted(i);
        }
    }

    /// Functions and places of the running goroutine, as a dump shows them; its last frame is given.
    pub(super) fn stack_from(&self, frame: &Frame) -> Stack {
        let frames = std::iter::once(frame).chain(self.callers.iter().rev());
        let shown = frames
            .filter(|f| self.linked.metas[f.func as usize].start > 0 && !self.is_hidden(f.func));
        shown.take(FRAMES).map(|f| (FuncId(f.func), self.pos_before(f.pc))).collect()
    }
}
