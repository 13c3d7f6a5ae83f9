//! Data races: two accesses to one place by two goroutines, one of them a write, that Go's memory model does
//! not order. Who knows what of whom is in [`Order`](crate::sched::Order), who touched what last in
//! [`Shadow`](super::heap::shadow::Shadow); here the two meet.
//!
//! What is looked at: memory of the program's own functions, word by word (bytes byte by byte), a map as one
//! place. Most of the library is not: its functions order what they must. Those of the packages in [`UNGUARDED`]
//! do not, and race where the program calls them for one value in several goroutines.
//!
//! **Invariant:** looking changes nothing that the program or its trace could tell.

use super::earlier::{Stack, Wanted};
use super::goroutine::Frame;
use super::heap::offset;
use super::heap::shadow::{Cell, Earlier, Shadow, Touch};
use super::machine::{Machine, Outcome};
use crate::compile::code::Op;
use crate::ids::{FuncId, Gid};
use crate::sched::{Birth, Epoch, Order, Sched, Slot};
use crate::sync::Orders;
use crate::text::Pos;
use crate::trace::event::EndCode;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::rc::Rc;

/// Goroutines that are followed at once; when more are not ordered after one another, the search ends.
pub const FOLLOWED: u64 = 4096;
/// Races that are kept.
pub const MAX_RACES: usize = 100;
/// Frames of an access that are kept.
pub(super) const FRAMES: usize = 32;
/// Packages whose functions leave it to the program that nobody else uses the value: a buffer, a list, a source of
/// random numbers.
pub(super) const UNGUARDED: [&str; 9] = [
    "bytes",
    "strings",
    "bufio",
    "container/heap",
    "container/list",
    "container/ring",
    "math/rand",
    "slices",
    "sort",
];
/// Packages that call them with what the program gives; what others do is for them to order.
const PASSING: [&str; 2] = ["fmt", "io"];
/// Exit status of a program built with `go build -race` in which a race was found.
const EXIT_RACE: i32 = 66;

/// One of the two accesses of a race.
#[derive(Clone, PartialEq, Debug)]
pub struct Access {
    /// Who.
    pub gid: Gid,
    /// It wrote.
    pub write: bool,
    /// Scheduling decisions taken when it came.
    pub step: u32,
    /// Functions and places, innermost first; of an earlier access that was not seen again only the innermost.
    pub stack: Stack,
    /// Events of the trace before it, where that is known.
    pub event: Option<u64>,
    /// The library function that did it, called at the first place of the stack.
    pub through: Option<FuncId>,
    /// Instruction after the one that did it.
    pub(super) pc: u32,
    /// Where its goroutine was made: the function with the `go` statement, and the statement; `None` for main.
    pub made: Option<(FuncId, Pos)>,
    /// Its goroutine has ended when the race is found.
    pub ended: bool,
    /// It was one of `sync/atomic`.
    pub atomic: bool,
}

/// Two accesses that nothing orders.
#[derive(Clone, PartialEq, Debug)]
pub struct Race {
    /// Of the place, as `%p` prints it; of a map its handle.
    pub address: u64,
    /// The access that came first in this run.
    pub earlier: Access,
    /// The one that was found not to be ordered after it.
    pub later: Access,
    /// Step of the later access.
    pub step: u64,
    /// Its virtual time.
    pub now_ns: i64,
}

/// File and line.
type Line = Option<(u32, u32)>;

/// What the search has found and where it looks beside memory.
#[derive(Clone, Default, Debug)]
pub struct Races {
    /// In the order in which they were found.
    pub found: Vec<Race>,
    /// Pairs of lines that are known.
    pairs: BTreeSet<(Line, Line)>,
    pub(super) maps: BTreeMap<u64, Cell>,
    /// The machine before it ran.
    pub(super) fresh: Option<Rc<Machine>>,
    /// Instructions that may be run again.
    pub(super) again: u64,
    /// In a run that is made again: accesses to look at.
    pub(super) wanted: Vec<Wanted>,
}

/// All that the search for races keeps of a machine.
pub(crate) struct Search {
    order: Order,
    channels: Orders,
    shadow: Shadow,
    watched: Option<Rc<Vec<Op>>>,
    watching: bool,
    races: Races,
}

impl Machine {
    /// A handle is used for a new map.
    pub(super) fn forget_map(&mut self, map: u64) {
        if self.races.wanted.is_empty()
            && let Some(cell) = self.races.maps.remove(&map)
        {
            self.heap.shadow.readers.forget(cell);
        }
    }

    /// True when the program has goroutines whose order was not followed, because they were too many.
    pub fn races_unknown(&self) -> bool {
        self.sched.order.gave_up() || self.is_too_long_for_races() && self.sched.counts().1 > 1
    }

    /// The program has more instructions than an access remembers: it is not searched.
    pub fn is_too_long_for_races(&self) -> bool {
        self.config.races && self.linked.code.len() >= Touch::CODE
    }

    /// A goroutine was made: from the second on accesses are looked at.
    pub(crate) fn look_for_races(&mut self) {
        let needed = self.sched.order.is_needed();
        if needed != self.watching {
            self.watch_code(needed);
        }
        if self.sched.order.gave_up() {
            self.heap.shadow.clear();
            self.races.maps.clear();
        }
    }

    /// Takes the search for races out of the machine: a kept state does without, since nobody looks for races again on
    /// the way to it, and it would take more than all the rest.
    pub(crate) fn take_race_search(&mut self) -> Search {
        let order = std::mem::replace(&mut self.sched.order, Order::new(0));
        let search = Search {
            order,
            channels: self.chans.take_orders(),
            shadow: std::mem::take(&mut self.heap.shadow),
            watched: self.watched.take(),
            watching: self.watching,
            races: std::mem::take(&mut self.races),
        };
        self.watching = false;
        search
    }

    /// Gives it back.
    pub(crate) fn put_race_search(&mut self, search: Search) {
        self.sched.order = search.order;
        self.chans.put_orders(search.channels);
        self.heap.shadow = search.shadow;
        self.watched = search.watched;
        self.watching = search.watching;
        self.races = search.races;
    }

    /// The running function touches `n` words of memory.
    #[inline(never)]
    pub(crate) fn touched(&mut self, word: usize, n: usize, write: bool, pc: usize) {
        let Some(now) = self.touch_now(pc) else { return };
        for at in word..word + n {
            if follows((&self.sched, self.cur), &mut self.heap.shadow, at, write, pc) {
                continue;
            }
            let (order, slot) = (&self.sched.order, self.cur);
            let knows = |e| order.knows(slot, e);
            if let Some(earlier) = self.heap.shadow.touch(at, (now, write), knows) {
                let later = Earlier { touch: now, write, atomic: false };
                self.found_race(address_of(at), earlier, later);
            }
        }
    }

    /// Likewise a byte, or a map.
    #[inline(never)]
    pub(crate) fn touched_place(&mut self, place: Place, write: bool, pc: usize) {
        let Some(now) = self.touch_now(pc) else { return };
        let (order, slot) = (&self.sched.order, self.cur);
        let (key, (cell, readers)) = match place {
            Place::Byte(address) => match self.heap.shadow.cell(offset(address, 0), true) {
                Some(cell) => (address, cell),
                None => return,
            },
            Place::Map(handle) => {
                let cell = self.races.maps.entry(handle).or_default();
                (handle, (cell, &mut self.heap.shadow.readers))
            }
        };
        if let Some(earlier) = cell.touch(now, write, readers, |e| order.knows(slot, e)) {
            self.found_race(key, earlier, Earlier { touch: now, write, atomic: false });
        }
    }

    /// An atomic operation on a word, which orders itself only with others like it.
    pub(crate) fn touched_atomically(&mut self, word: usize, write: bool) {
        if !self.watching {
            return;
        }
        let Some(now) = self.touch_now(self.frame.pc as usize) else { return };
        let (order, slot) = (&self.sched.order, self.cur);
        let knows = |e| order.knows(slot, e);
        if let Some(earlier) = self.heap.shadow.touch_atomically(word, (now, write), knows) {
            let later = Earlier { touch: now, write, atomic: true };
            self.found_race(address_of(word), earlier, later);
        }
    }

    /// The loaded goroutine, which now waits, acquires `key` when it wakes.
    pub(crate) fn await_key(&mut self, key: u64) {
        self.sched.order.await_key(self.cur, key);
    }

    #[inline]
    fn touch_now(&mut self, pc: usize) -> Option<Touch> {
        let watched = self.linked.metas.get(self.frame.func as usize).is_some_and(|m| m.is_watched);
        watched.then(|| Touch::new(self.begin_epoch(), pc))
    }

    /// The loaded goroutine touches something in this epoch.
    #[inline(never)]
    pub(super) fn begin_epoch(&mut self) -> Epoch {
        self.sched.order.begin(self.cur, self.sched.steps() as u32)
    }

    #[cold]
    #[inline(never)]
    fn found_race(&mut self, address: u64, earlier: Earlier, later: Earlier) {
        if !self.races.wanted.is_empty() {
            return self.saw(address, later.touch, later.write);
        }
        let stack = self.stack_from(&Frame { pc: later.touch.pc(), ..self.frame });
        let Some(stack) = self.from_own_call(stack) else { return };
        let pc = earlier.touch.pc();
        let (a, b) = (self.line_of(pc), self.line_at(stack.0.first().map_or(Pos::NONE, |f| f.1)));
        let pair = (a.min(b), a.max(b));
        if self.races.found.len() >= MAX_RACES || !self.races.pairs.insert(pair) {
            return;
        }
        let (func, pos) = (self.func_at(pc), self.pos_before(pc));
        let first = (vec![(func, pos)], self.is_library(func).then_some(func));
        let (mut earlier, mut later) = (self.access(earlier, first), self.access(later, stack));
        later.event = Some(self.sched.trace.events());
        if self.config.race_exit {
            self.tell_stack(address, &mut earlier);
        }
        let race =
            Race { address, earlier, later, step: self.sched.steps(), now_ns: self.sched.now_ns() };
        if self.config.race_exit {
            let text = self.race_text(&race);
            self.write_output(2, text.as_bytes());
        }
        self.races.found.push(race);
    }

    fn line_of(&self, pc: u32) -> Line {
        self.line_at(self.pos_before(pc))
    }

    fn line_at(&self, pos: Pos) -> Line {
        self.sources.line_col(pos).map(|lc| (lc.file.0, lc.line))
    }

    fn is_library(&self, func: FuncId) -> bool {
        self.linked.metas.get(func.0 as usize).is_some_and(|m| m.is_std)
    }

    /// The stack from the program's own call on, and what that called of the library. `None` when the program has not
    /// asked for the access: the library uses such values for itself too, and orders that.
    pub(super) fn from_own_call(&self, mut stack: Stack) -> Option<(Stack, Option<FuncId>)> {
        let own = stack.iter().position(|f| !self.is_library(f.0))?;
        let through = stack.drain(..own).next_back().map(|f| f.0);
        let name = through.and_then(|f| self.linked.func(f.0)).map(|f| f.name.as_str());
        let asked = name.is_none_or(|n| is_of(n, &UNGUARDED) || is_of(n, &PASSING));
        asked.then_some((stack, through))
    }

    /// Of races in library functions, one for each pair of lines that called them.
    pub(super) fn merge_calls(&mut self) {
        let mut found = std::mem::take(&mut self.races.found);
        let mut pairs = BTreeSet::new();
        found.retain(|r| {
            let [a, b] =
                [&r.earlier, &r.later].map(|a| a.stack.first().and_then(|f| self.line_at(f.1)));
            r.earlier.through.or(r.later.through).is_none() || pairs.insert((a.min(b), a.max(b)))
        });
        self.races.found = found;
    }

    pub(super) fn is_hidden(&self, func: u32) -> bool {
        let entry = self.linked.program.entry.0;
        func == entry && func != self.linked.program.main.0
            || self.linked.metas.get(func as usize).is_none_or(|m| m.is_wrapper)
    }

    fn access(&self, of: Earlier, (stack, through): (Stack, Option<FuncId>)) -> Access {
        let Earlier { touch, write, atomic } = of;
        let birth = self.sched.order.birth(touch.epoch());
        let made = birth.filter(|b| b.parent.0 != 0).map(|b| (self.maker(&b), b.pos));
        let gid = birth.map_or(Gid(0), |b| b.gid);
        let ended = !self
            .gs
            .iter()
            .enumerate()
            .any(|(i, g)| g.gid == gid && self.sched.lives(Slot(i as u32), gid));
        let (step, pc) = (self.sched.order.begun.step(touch.epoch()), touch.pc());
        Access { gid, write, step, stack, event: None, through, pc, made, ended, atomic }
    }

    /// The function that has the `go` statement, as far as it can be told from the place.
    fn maker(&self, birth: &Birth) -> FuncId {
        let at = self.linked.pos.iter().position(|p| *p == birth.pos);
        at.map_or(FuncId(0), |pc| self.func_at(pc as u32 + 1))
    }

    /// The function of the instruction before `pc`.
    fn func_at(&self, pc: u32) -> FuncId {
        let after = self.linked.metas.partition_point(|m| m.start < pc);
        FuncId(after.saturating_sub(1) as u32)
    }

    /// As a program built with `go build -race` says it.
    fn race_text(&self, race: &Race) -> String {
        let rule = "==================\n";
        let mut out = format!("{rule}WARNING: DATA RACE\n");
        let name = |f: FuncId| self.linked.func(f.0).map_or("", |f| f.name.as_str());
        let mut say = |a: &Access, what: &str| {
            let who = match a.gid {
                crate::ids::MAIN => "main goroutine".to_owned(),
                g => format!("goroutine {}", g.0),
            };
            let _ = writeln!(out, "{what} at {:#014x} by {who}:", race.address);
            for (f, pos) in &a.stack {
                let _ = writeln!(out, "  {}()\n      {} +0x1d", name(*f), self.place(*pos));
            }
            out.push('\n');
        };
        say(&race.later, if race.later.write { "Write" } else { "Read" });
        say(&race.earlier, if race.earlier.write { "Previous write" } else { "Previous read" });
        for a in [&race.later, &race.earlier] {
            let Some((f, pos)) = a.made else { continue };
            let state = if a.ended { "finished" } else { "running" };
            let _ = writeln!(out, "Goroutine {} ({state}) created at:", a.gid.0);
            let _ = writeln!(out, "  {}()\n      {} +0x1d\n", name(f), self.place(pos));
        }
        out.pop();
        out + rule
    }

    /// A program that would end well ends as one built with `go build -race`.
    pub(crate) fn with_races(&mut self, outcome: Outcome) -> Outcome {
        let found = self.races.found.len();
        if !self.config.race_exit || found == 0 || outcome.exit != 0 {
            return outcome;
        }
        let message = format!("Found {found} data race(s)");
        self.write_output(2, format!("{message}\n").as_bytes());
        Outcome { code: EndCode::Race, exit: EXIT_RACE, message, limit: None }
    }
}

fn address_of(word: usize) -> u64 {
    crate::compile::code::ADDR_BASE + 8 * word as u64
}

/// In most cases all that an access to a word of memory needs, within the interpreter's loop: it comes after all that
/// touched the word before. Its epoch has begun. False when that is not so, and [`Machine::touched`] must look.
#[inline(always)]
pub(super) fn follows(
    (sched, slot): (&Sched, Slot),
    shadow: &mut Shadow,
    word: usize,
    write: bool,
    pc: usize,
) -> bool {
    let Some(cell) = shadow.words.known(word) else { return false };
    let now = Touch::new(sched.order.now(), pc);
    cell.follow(now, write, |a, b| sched.order.knows_both(slot, a, b))
}

/// What is not a word of memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// The byte at an address.
    Byte(u64),
    /// The map with this handle.
    Map(u64),
}

/// A function's package is one of these.
pub(super) fn is_of(name: &str, packages: &[&str]) -> bool {
    packages.iter().any(|p| name.strip_prefix(p).is_some_and(|rest| rest.starts_with('.')))
}
