//! The machine: a program and everything that it has made so far.

use super::busy::Busy;
use super::faults::Faults;
use super::goroutine::{Frame, Goroutine, flags};
use super::heap::Heap;
use super::heap::shadow::Touch;
use super::link::{Linked, Types};
use super::maps::Maps;
use super::races::{FOLLOWED, Races};
use super::stack::Stack;
use super::timers::Clocks;
use super::under_test::UnderTest;
use super::unread::UnreadError;
use crate::choice::Chooser;
use crate::compile::code::{Op, RType};
use crate::ids::{FuncId, StrId};
use crate::rows::Rows;
use crate::sched::{LimitHit, LimitName, Limits, Order, Sched, Slot};
use crate::sync::{ChanId, Chans, Locks, SelectCase};
use crate::text::{Pos, Sources};
use crate::trace::Trace;
use crate::trace::event::EndCode;
use std::collections::BTreeSet;
use std::rc::Rc;

/// What a run is given beside the program.
#[derive(Clone, Debug)]
pub struct Config {
    /// `os.Args`.
    pub args: Vec<String>,
    /// Standard input.
    pub stdin: Vec<u8>,
    /// Files that are there at the start: path and text.
    pub files: Vec<(String, String)>,
    /// Answers every choice.
    pub chooser: Chooser,
    /// What may be used up.
    pub limits: Limits,
    /// Record what happens.
    pub trace: bool,
    /// Collect garbage at every chance: slow, finds what the collector misses.
    pub gc_stress: bool,
    /// Look for data races.
    pub races: bool,
    /// End as `go build -race` does when one is found.
    pub race_exit: bool,
    /// Seconds since 1970 at the start of virtual time.
    pub epoch_s: i64,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            args: vec!["main".to_owned()],
            stdin: Vec::new(),
            files: Vec::new(),
            chooser: Chooser::new(Default::default(), 1),
            limits: Limits::default(),
            trace: true,
            gc_stress: false,
            races: true,
            race_exit: false,
            epoch_s: 1_257_894_000, // 2009-11-10 23:00 UTC, the day Go was announced
        }
    }
}

/// How a run ended.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// The kind of ending.
    pub code: EndCode,
    /// Exit status of the process.
    pub exit: i32,
    /// First line of the failure (`panic: boom`, `fatal error: …`); empty for a good end.
    pub message: String,
    /// The limit that was reached.
    pub limit: Option<LimitHit>,
}

/// Whether a run goes on.
#[derive(Clone, PartialEq, Debug)]
pub enum Progress {
    /// The slice is used up.
    Running,
    /// It is over.
    Finished(Outcome),
}

/// What a goroutine takes of the limit `memory` besides what it holds: the stack that Go gives it.
pub const GOROUTINE_BYTES: u64 = 2 << 10;

/// Instructions that a goroutine may run before others get their turn.
pub const QUANTUM: i64 = 1 << 20;

/// Places that make objects whose names are at hand.
pub(crate) const NAMES: usize = 16;

/// So often `main` lets others go on for a panic before it ends the program all the same (Go: the same number).
const TURNS_FOR_PANICS: u16 = 1000;

/// A program at some moment of its run.
#[derive(Clone, Debug)]
pub struct Machine {
    pub(crate) linked: Rc<Linked>,
    pub(crate) types: Types,
    /// The code, when faults have changed it.
    pub(crate) patched: Option<Rc<Vec<Op>>>,
    /// The code that runs while accesses are watched (see `watch`).
    pub(super) watched: Option<Rc<Vec<Op>>>,
    /// Other code runs from here on: the interpreter is left, to begin again with it.
    pub(super) code_changed: bool,
    pub(crate) sources: Rc<Sources>,
    /// See [`Sources::own_until`].
    pub(crate) own_until: Pos,
    pub(crate) config: Rc<Config>,
    /// Executor, clock, chooser and trace.
    pub sched: Sched,
    pub(crate) chans: Chans,
    /// Side table of locks.
    pub locks: Locks,
    pub(crate) heap: Heap,
    pub(crate) maps: Maps,
    pub(crate) clocks: Clocks,
    /// By the executor's slots.
    pub(crate) gs: Rows<Goroutine>,
    /// The goroutine whose stack is loaded.
    pub(crate) cur: Slot,
    pub(crate) stack: Stack,
    /// Its innermost frame and those that called it, outermost first.
    pub(crate) frame: Frame,
    pub(crate) callers: Vec<Frame>,
    /// The native that runs was begun before (it returned `Retry`).
    pub(crate) native_resumed: bool,
    /// The loaded goroutine has memos, or its native is resumed: natives take the long way.
    pub(crate) native_dirty: bool,
    /// Synchronising operations so far.
    pub(crate) seq: u64,
    /// The loaded goroutine's, see [`Goroutine::acquired`] and [`Goroutine::released`].
    pub(crate) acquired: u64,
    pub(crate) released: u64,
    /// Somebody has panicked.
    pub(crate) panicked: bool,
    /// How often `main`, once it has returned, still lets others go on for a panic.
    pub(crate) turns_left: u16,
    /// Bytes written so far.
    pub(crate) written: u64,
    /// Standard output that is kept back, for a test's example.
    pub(crate) captured: Option<Vec<u8>>,
    /// Bytes of standard input read so far.
    pub(crate) stdin_read: usize,
    /// Cases of the select that is looked at.
    pub(crate) cases: Vec<SelectCase>,
    /// Names in the trace of what the instruction before a `pc` makes: by the low bits of the `pc`.
    pub(crate) names: [(u32, StrId); NAMES],
    /// Words that natives keep alive.
    pub(crate) pinned: Vec<u64>,
    /// Objects with finalizers, cleanups or weak pointers.
    pub(crate) finals: super::finals::Finals,
    /// What is left for the running stretch; below 0 when it is over.
    pub(crate) fuel: i64,
    /// What it was at the beginning of the stretch.
    pub(super) given: i64,
    /// What is left of the slice.
    pub(super) left: i64,
    /// Within a slice, until the run is over, the next goroutine is loaded at once; otherwise whoever runs the
    /// interpreter does so.
    pub(super) switches: bool,
    /// With processors, running takes virtual time: see `processors`.
    pub(crate) takes_time: bool,
    /// Operations so near each other in time may overlap.
    pub(crate) near_ns: i64,
    pub(crate) quantum: i64,
    pub(crate) busy: Busy,
    /// Instructions counted so far.
    pub(crate) instructions: u64,
    /// It stands before an instruction at which a replay pauses.
    pub(crate) paused: bool,
    pub(crate) faults: Option<Box<Faults>>,
    /// How far a fault has set the wall clock.
    pub(crate) wall_shift_ns: i64,
    /// In the bubble of a test, where times have no monotonic reading.
    pub(crate) in_bubble: bool,
    /// Accesses to memory are looked at.
    pub(crate) watching: bool,
    /// Data races found.
    pub races: Races,
    /// Channels that the program gave to `signal.Notify`.
    pub(crate) signals: Vec<ChanId>,
    /// `go test` runs the program.
    pub under_test: Option<UnderTest>,
    /// Errors that nobody looked at.
    pub unread: Vec<UnreadError>,
    /// Words in which errors were kept that nobody may have looked at.
    pub(super) kept: BTreeSet<usize>,
    pub(crate) outcome: Option<Outcome>,
}

impl Machine {
    /// A machine about to start `main`.
    pub fn new(linked: Rc<Linked>, sources: Rc<Sources>, config: Config) -> Machine {
        let mut heap =
            Heap::new(linked.image.len(), config.limits.heap.min(config.limits.memory) as usize);
        heap.set_stress(config.gc_stress);
        heap.words_mut()[..linked.image.len()].copy_from_slice(&linked.image);
        let trace = if config.trace { Trace::new() } else { Trace::off() };
        let mut sched = Sched::new(config.chooser.clone(), trace, config.limits.clone());
        let looks = config.races && linked.code.len() < Touch::CODE;
        sched.order = Order::new(if looks { FOLLOWED } else { 0 });
        let (takes_time, near_ns) = (sched.processors().is_some(), sched.near_ns());
        let mut m = Machine {
            patched: None,
            watched: None,
            code_changed: false,
            own_until: sources.own_until(),
            sources,
            config: Rc::new(config),
            sched,
            chans: Chans::default(),
            locks: Locks::default(),
            heap,
            maps: Maps::default(),
            clocks: Clocks::default(),
            gs: Rows::default(),
            cur: Slot::NONE,
            stack: Stack::default(),
            frame: Frame::default(),
            callers: vec![],
            native_resumed: false,
            native_dirty: false,
            seq: 0,
            acquired: 0,
            released: 0,
            panicked: false,
            turns_left: TURNS_FOR_PANICS,
            written: 0,
            captured: None,
            stdin_read: 0,
            cases: vec![],
            names: [(u32::MAX, StrId(0)); NAMES],
            pinned: vec![],
            finals: super::finals::Finals::default(),
            fuel: 0,
            given: 0,
            left: 0,
            switches: false,
            takes_time,
            near_ns,
            quantum: QUANTUM,
            busy: Busy::default(),
            instructions: 0,
            paused: false,
            faults: None,
            wall_shift_ns: 0,
            in_bubble: false,
            watching: false,
            races: Races::default(),
            signals: vec![],
            under_test: None,
            unread: vec![],
            kept: BTreeSet::new(),
            outcome: None,
            types: linked.types.clone(),
            linked,
        };
        let (entry, main) = (m.linked.program.entry, m.linked.program.main);
        let decl = m.linked.func(main.0).map_or(Pos::NONE, |f| f.decl);
        if m.linked.metas.get(entry.index()).is_some() {
            let _ = m.start_goroutine(main, entry, 0, &[], StrId(0), decl, 0);
        }
        m
    }

    /// Makes a goroutine that runs `func`; the trace calls it `shown`.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn start_goroutine(
        &mut self,
        shown: FuncId,
        func: FuncId,
        closure: u64,
        args: &[u64],
        label: StrId,
        pos: Pos,
        made_in: u32,
    ) -> Result<Slot, LimitHit> {
        let slot = self.sched.spawn(shown, label, pos)?;
        self.look_for_races();
        if self.cur.is_some() {
            self.releases();
        }
        while slot.index() >= self.gs.len() {
            self.gs.push(Goroutine::default());
        }
        let meta = self.linked.metas.get(func.index()).copied().unwrap_or_default();
        let frame = Frame { func: func.0, pc: meta.start, base: 0, flags: flags::BOTTOM, closure };
        let gid = self.sched.gid(slot);
        let g = &mut self.gs[slot.index()];
        g.gid = gid;
        g.made_in = made_in;
        g.resume = Resume::Run;
        self.seq += 1;
        (g.acquired, g.released, g.synced) = (self.seq, 0, false);
        g.save(args, args.len(), &[], frame);
        // its row is whole also when the run ends here: what would have followed may be asked for
        if self.sched.limits.memory != u64::MAX {
            self.fit_memory()?;
        }
        if self.faults.is_some() {
            let name = self.linked.func(shown.0).map_or(String::new(), |f| f.name.clone());
            self.goroutine_made(slot, &name);
        }
        Ok(slot)
    }

    /// Loads the goroutine that runs now.
    #[inline]
    pub(crate) fn load(&mut self, slot: Slot) {
        if let Some(resume) = self.load_frame(slot) {
            self.load_more(resume);
        }
    }

    /// The same but for what not every goroutine needs: how it goes on, where [`Machine::load_more`] must follow.
    #[inline(always)] // three callers, one of them in a hurry
    pub(super) fn load_frame(&mut self, slot: Slot) -> Option<Resume> {
        self.cur = slot;
        self.sched.order.another();
        let g = &mut self.gs[slot.index()];
        self.callers.clear();
        self.frame = g.frame;
        self.native_dirty = g.extra.is_some();
        if g.is_small {
            self.stack.load_small(&g.inline);
        } else {
            self.stack.load(g.words());
            self.callers.extend(g.callers());
        }
        (self.acquired, self.released) = (g.acquired, g.released);
        let (resume, top) = (std::mem::take(&mut g.resume), g.top());
        if g.synced {
            self.seq += 1;
            self.acquired = self.seq;
            // who waited for a channel acquires no key
            if resume != Resume::Received {
                self.sched.order.resume(slot);
            }
        }
        // who waited has run before
        let top = if resume == Resume::Received { top } else { self.top() };
        self.stack.raise_high(top);
        let as_it_was = match resume {
            Resume::Run => true,
            Resume::Received => !self.sched.note(slot).closed,
            _ => false,
        };
        let whole = as_it_was && !self.native_dirty && self.faults.is_none();
        (!whole).then_some(resume)
    }

    /// What not every goroutine needs when it is loaded.
    #[inline(never)]
    pub(super) fn load_more(&mut self, mut resume: Resume) {
        if self.native_dirty {
            let extra = self.gs[self.cur.index()].extra.as_ref();
            self.native_dirty = extra.is_some_and(|e| !e.memos.is_empty());
        }
        if self.faults.is_some() && self.is_due(self.cur) {
            resume = Resume::Run;
        }
        match resume {
            Resume::Run => {}
            Resume::Received if !self.sched.note(self.cur).closed => {
                self.again_after_wait(false);
            }
            Resume::Received | Resume::Finish => {
                self.fuel = 1;
                self.finish_wait();
            }
            Resume::Retry => {
                self.frame.pc -= 1;
                self.native_resumed = true;
                self.native_dirty = true;
            }
        }
        if self.faults.is_some() {
            self.faults_on_load();
        }
    }

    /// Puts the loaded goroutine away.
    pub(crate) fn park(&mut self, resume: Resume) {
        self.put_away(resume, false);
    }

    /// The same; `synced`: it waits for something whose end is an acquisition.
    #[inline(always)]
    pub(super) fn put_away(&mut self, resume: Resume, synced: bool) {
        let top = self.top();
        let g = &mut self.gs[self.cur.index()];
        g.save(self.stack.words(), top, &self.callers, self.frame);
        (g.acquired, g.released) = (self.acquired, self.released);
        (g.resume, g.synced) = (resume, synced);
        self.cur = Slot::NONE;
    }

    /// First word above the current window.
    pub(crate) fn top(&self) -> usize {
        let regs = self.linked.metas.get(self.frame.func as usize).map_or(1, |m| m.regs);
        self.frame.base as usize + regs as usize
    }

    /// Ends the run.
    pub(crate) fn finish(&mut self, outcome: Outcome, pos: Pos) {
        if self.outcome.is_none() {
            self.unread_at_end();
            let outcome = self.with_races(outcome);
            let outcome = self.as_tested(outcome);
            self.sched.finish(outcome.code, outcome.exit, pos);
            self.outcome = Some(outcome);
            self.switches = false;
        }
    }

    /// Ends the run at a limit.
    pub(crate) fn finish_limit(&mut self, hit: LimitHit) {
        if hit.name == LimitName::Memory {
            return self.killed_for_memory();
        }
        let message = format!("limit {} reached ({})", hit.name.text(), hit.value);
        let pos = if self.cur.is_some() { self.user_pos() } else { Pos::NONE };
        let limit = Some(hit);
        self.finish(Outcome { code: EndCode::Limit, exit: 3, message, limit }, pos);
    }

    /// Ends the run because memory is used up.
    pub(crate) fn finish_heap(&mut self) {
        if self.heap.refused {
            return self.finish_page(self.heap_bytes() as u64);
        }
        let memory = self.sched.limits.memory;
        if memory != u64::MAX && memory < self.sched.limits.heap {
            return self.killed_for_memory();
        }
        let hit = self.sched.limits.hit(LimitName::Heap);
        self.finish_limit(hit);
    }

    /// Ends the run because its host has no more memory than these bytes.
    pub fn finish_page(&mut self, bytes: u64) {
        self.finish_limit(LimitHit { name: LimitName::PageMemory, value: bytes });
    }

    /// What the goroutines' stacks leave of the memory is the heap's.
    pub(crate) fn fit_memory(&mut self) -> Result<(), LimitHit> {
        let stacks = u64::from(self.sched.counts().0) * GOROUTINE_BYTES;
        let left = self.sched.limits.memory.saturating_sub(stacks);
        self.heap.set_limit(left.min(self.sched.limits.heap) as usize);
        if self.heap_bytes() as u64 > left && self.cur.is_some() {
            self.collect();
        }
        if self.heap_bytes() as u64 <= left {
            return Ok(());
        }
        Err(self.sched.limits.hit(LimitName::Memory))
    }

    /// As the kernel does when a container has used up its memory.
    fn killed_for_memory(&mut self) {
        if self.outcome.is_some() {
            return;
        }
        self.write_output(2, b"Killed\n");
        let message = "signal: killed".to_owned();
        let pos = if self.cur.is_some() { self.user_pos() } else { Pos::NONE };
        self.finish(Outcome { code: EndCode::Exit, exit: 137, message, limit: None }, pos);
    }

    /// The reader stops the run.
    pub fn stop(&mut self) {
        let message = String::new();
        self.finish(Outcome { code: EndCode::Stopped, exit: 3, message, limit: None }, Pos::NONE);
    }

    /// How the run ended, when it did.
    pub fn outcome(&self) -> Option<&Outcome> {
        self.outcome.as_ref()
    }

    /// The trace so far.
    pub fn trace(&self) -> &Trace {
        &self.sched.trace
    }

    /// The types at run time: those of the program, and those that were made meanwhile.
    pub fn types(&self) -> &[RType] {
        &self.types
    }

    /// The linked program.
    pub fn linked(&self) -> &Linked {
        &self.linked
    }

    /// The texts.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Instructions counted so far (as the limit `instructions` counts them).
    pub fn instructions(&self) -> u64 {
        self.instructions
    }

    /// Bytes of the program's memory in use.
    pub fn heap_bytes(&self) -> usize {
        self.heap.used_bytes()
    }
}

/// How a parked goroutine goes on.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Resume {
    /// At its `pc`.
    #[default]
    Run,
    /// Completes the instruction before its `pc`, which waited.
    Finish,
    /// Likewise, and there is nothing to complete unless the channel was closed.
    Received,
    /// Runs the native call before its `pc` again.
    Retry,
}
