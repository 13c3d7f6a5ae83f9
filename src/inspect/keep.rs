//! Machines kept along a run, so that any step is a short way from one of them.

use super::state::State;
use crate::arrange::Arrange;
use crate::ids::Gid;
use crate::vm::goroutine::{Extra, Goroutine};
use crate::vm::heap::PAGE_WORDS;
use crate::vm::replay::{Moment, Pauses};
use crate::vm::{CHAN_WORDS, Machine};
use std::rc::Rc;

/// Memory for kept machines.
pub const KEPT_BYTES: usize = 512 << 20;
/// Instructions between two of them at the start of a run; doubled whenever they become too many.
pub const KEEP_EVERY: u64 = 1 << 19;
/// More are thinned out.
const MOST: usize = 256;
/// Keeping a machine shall cost no more than a small part of running to it: a byte copied for so many
/// instructions run at most.
const BYTES_PER_INSTRUCTION: u64 = 5;
/// Instructions that a look may take; a run is rarely so long between two kept machines.
const PATIENCE: u64 = 4_000_000_000;

/// What the executor takes for a goroutine, its timers included, about.
const BYTES_A_TASK: usize = 96;

/// How far behind a look machines are kept, in steps, and how many in all.
const BEHIND: [u64; 4] = [4096, 256, 16, 0];
const MOST_NEAR: usize = 5;
/// Machines with more memory than this are kept but once.
const NEAR_WORDS: usize = 4 << 20;

type Page = Rc<[u64]>;

/// A machine without its goroutines, which are packed, and without its memory, which shares the pages that have not changed with the machine before.
#[derive(Debug)]
struct Still {
    machine: Machine,
    /// Goroutines, one behind the other, and the rare parts of some of them.
    rows: Box<[u8]>,
    extras: Vec<(usize, Box<Extra>)>,
    pages: Vec<Page>,
    /// Instructions run.
    at: u64,
    /// What it takes beside shared pages, about.
    bytes: usize,
}

/// The kept machines of a run.
#[derive(Debug)]
pub struct Kept {
    stills: Vec<Still>,
    spacing: u64,
    /// Instructions run at the last one, and since.
    at: u64,
    since: u64,
    budget: usize,
    pauses: Option<Pauses>,
    /// Machines about where the last look was, each where a step has just begun.
    near: Vec<(u64, Machine)>,
}

impl Kept {
    /// Of a machine that has not run yet: another one every so many instructions, within so many bytes.
    pub fn new(m: &mut Machine, every: u64, budget: usize) -> Kept {
        let mut kept = Kept {
            stills: vec![],
            spacing: every.max(1),
            at: 0,
            since: 0,
            budget,
            pauses: None,
            near: vec![],
        };
        kept.keep(m);
        kept
    }

    /// Instructions until the next machine is to be kept.
    pub fn until_next(&self) -> u64 {
        let bytes = self.stills.last().map_or(0, |s| s.bytes as u64);
        self.spacing.max(bytes / BYTES_PER_INSTRUCTION).saturating_sub(self.since).max(1)
    }

    /// The machine has run on by `instructions`.
    pub fn ran(&mut self, m: &mut Machine, instructions: u64) {
        self.since = self.since.saturating_add(instructions);
        if self.until_next() == 1 && m.outcome().is_none() {
            self.keep(m);
        }
    }

    /// Bytes in use, about.
    pub fn bytes(&self) -> usize {
        self.stills.iter().map(|s| s.bytes).sum()
    }

    /// How many machines there are.
    pub fn len(&self) -> usize {
        self.stills.len()
    }

    /// True without any, which never is.
    pub fn is_empty(&self) -> bool {
        self.stills.is_empty()
    }

    fn keep(&mut self, m: &mut Machine) {
        self.at += self.since;
        self.since = 0;
        if !self.stills.is_empty() && packed_bytes(m) > self.budget / 2 {
            self.spacing = self.spacing.saturating_mul(2);
            return;
        }
        let before = self.stills.last().map(|s| &s.pages[..]).unwrap_or(&[]);
        let mut still = Still::of(m, before);
        still.at = self.at;
        if !self.stills.is_empty() && still.bytes > self.budget / 2 {
            self.spacing = self.spacing.saturating_mul(2);
            return;
        }
        self.stills.push(still);
        while self.stills.len() > 2 && (self.stills.len() > MOST || self.bytes() > self.budget) {
            self.thin_out();
        }
    }

    /// The one goes whose neighbours are nearest to one another; the first, where the run begins, and the last
    /// stay. So distances stay within a factor of two or so.
    fn thin_out(&mut self) {
        let gap = |i: &usize| self.stills[i + 1].at - self.stills[i - 1].at;
        let Some(i) = (1..self.stills.len() - 1).min_by_key(gap) else { return };
        if gap(&i) >= 4 * self.spacing {
            self.spacing = self.spacing.saturating_mul(2);
        }
        self.stills.remove(i);
        let (earlier, later) = self.stills.split_at_mut(i);
        let before = earlier.last().map(|s| &s.pages[..]).unwrap_or(&[]);
        later[0].count(before);
    }

    /// Goroutine `g` in step `step`: as it stands at its last instruction if it is the one that runs in it, else
    /// as it is while that one runs. `over`: after the step, when the clock may have moved on. What differs from
    /// the step before is marked. With it comes the machine of that moment. `None`: it takes too long to get there.
    pub fn look(&mut self, step: u64, over: bool, g: Gid) -> Option<(State, Machine)> {
        let mut m = self.machine_before(step.saturating_sub(1))?;
        // a reader who was a step before has seen what the goroutine did then
        let seen = m.sched.current_gid() == g;
        let mut before = State::of(&m, step, g);
        if m.sched.steps() < step {
            run_to(&mut m, Moment::Begun(step))?;
        }
        if seen || over {
            before = State::of(&m, step, g);
        }
        if over {
            run_to(&mut m, Moment::Over(step))?;
        } else if m.sched.current_gid() == g {
            m = self.machine_in(step).unwrap_or(m);
            let pauses = self.pauses.get_or_insert_with(|| Pauses::new(&m));
            m.run_to_last_instruction(pauses);
        }
        let mut state = State::of(&m, step, g);
        state.mark_changes(&before);
        Some((state, m))
    }

    /// A machine where `step` has just begun. On the way to it some are kept: readers go on by small steps, and
    /// back again.
    fn machine_before(&mut self, step: u64) -> Option<Machine> {
        let i = self.stills.partition_point(|s| s.machine.sched.steps() < step.max(1)).max(1) - 1;
        let from = self.stills[i].machine.sched.steps();
        self.near.retain(|(at, _)| *at <= step && *at >= from);
        self.near.arrange_by_key(|(at, _)| *at);
        let mut m = match self.near.last() {
            Some((_, near)) => near.clone(),
            None => self.stills[i].wake(),
        };
        let small = m.heap.words().len() < NEAR_WORDS && m.gs.len() < NEAR_WORDS / 64;
        let mut kept_at = m.instructions();
        for back in if small { &BEHIND[..] } else { &[0] } {
            let stop = step.saturating_sub(*back);
            if stop <= m.sched.steps() {
                continue;
            }
            run_to(&mut m, Moment::Begun(stop))?;
            if m.instructions() - kept_at >= worth(&m) {
                self.near.push((stop, m.clone()));
                kept_at = m.instructions();
            }
        }
        let spare = self.near.len().saturating_sub(MOST_NEAR);
        self.near.drain(..spare);
        Some(m)
    }

    /// A machine kept in the middle of a long step, the last one.
    fn machine_in(&self, step: u64) -> Option<Machine> {
        let i = self.stills.partition_point(|s| s.machine.sched.steps() <= step);
        let still = self.stills.get(i.checked_sub(1)?)?;
        let inside = still.machine.sched.steps() == step && still.machine.cur.is_some();
        inside.then(|| still.wake())
    }
}

/// What a machine's goroutines take when they are packed, about: known before they are, for it may be more than there is.
fn packed_bytes(m: &Machine) -> usize {
    3 * m.gs.iter().map(Goroutine::words_beside).sum::<usize>()
}

/// Instructions that take about as long as a copy of a machine: one that saves fewer is not made.
fn worth(m: &Machine) -> u64 {
    (m.gs.len() * 8 + m.heap.words().len() / 16) as u64
}

fn run_to(m: &mut Machine, moment: Moment) -> Option<()> {
    m.run_to(moment, PATIENCE).then_some(())
}

impl Still {
    fn of(m: &mut Machine, before: &[Page]) -> Still {
        let words = m.heap.take_words();
        let shadow = m.sched.trace.shadow();
        let trace = std::mem::replace(&mut m.sched.trace, shadow);
        let gs = std::mem::take(&mut m.gs);
        let search = m.take_race_search();
        let machine = m.clone();
        m.put_race_search(search);
        m.sched.trace = trace;
        m.gs = gs;
        let mut rows = Vec::with_capacity(64 * m.gs.len());
        m.gs.iter().for_each(|g| g.pack(&mut rows));
        let extras = m.gs.iter().enumerate();
        let extras = extras.filter_map(|(i, g)| Some((i, g.extra.clone()?))).collect();
        let same = |i: usize, page: &[u64]| before.get(i).filter(|b| b[..] == *page).cloned();
        let pages = words.chunks(PAGE_WORDS).enumerate();
        let pages = pages.map(|(i, page)| same(i, page).unwrap_or_else(|| page.into())).collect();
        m.heap.put_words(words);
        let rows = rows.into_boxed_slice();
        let mut still = Still { machine, rows, extras, pages, at: 0, bytes: 0 };
        still.count(before);
        still
    }

    fn count(&mut self, before: &[Page]) {
        let pages = self.pages.iter().enumerate();
        let own = pages.filter(|(i, p)| before.get(*i).is_none_or(|b| !Rc::ptr_eq(b, p))).count();
        let scheduler = BYTES_A_TASK * self.machine.sched.slots();
        // the program's own measure of a channel is more than it takes here
        let chans = &self.machine.chans;
        let outside = self.machine.heap.outside.saturating_sub(CHAN_WORDS * chans.table_len());
        let outside = 8 * outside + chans.bytes();
        self.bytes = own * PAGE_WORDS * 8 + self.rows.len() + outside + scheduler + 4096;
    }

    fn wake(&self) -> Machine {
        let mut m = self.machine.clone();
        let mut rows = &self.rows[..];
        while !rows.is_empty() {
            m.gs.push(Goroutine::unpack(&mut rows));
        }
        for (i, extra) in &self.extras {
            m.gs[*i].extra = Some(extra.clone());
        }
        let mut words = Vec::with_capacity(self.pages.len() * PAGE_WORDS);
        self.pages.iter().for_each(|p| words.extend_from_slice(p));
        m.heap.put_words(words);
        m
    }
}
