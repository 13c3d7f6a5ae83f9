//! What the trace tells of each goroutine and of the objects that somebody waits for: who did what to them last,
//! and how each goroutine ended. It takes two readings of the trace ([`Recall`]), one where the goroutines are known
//! ([`Lives`]); ask only when there is something to explain.

use super::lives::Lives;
use super::lost::EVENTS;
use super::recall::{Recall, did_key};
use super::waits;
use super::wakers::Wakers;
use super::words::{Part, Place};
use crate::arrange::Gather;
use crate::ids::{FuncId, Gid, ObjectId, StrId};
use crate::mistake::{Doing, Frees};
use crate::text::Pos;
use crate::trace::Trace;
use crate::trace::event::{Event, EventKind, ObjectKind, WaitReason};
use crate::vm::Machine;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// More goroutines that wait are each told in one sentence.
const TOLD_WHOLE: usize = 100;

/// A channel, lock, counter or context.
#[derive(Clone, Default, Debug)]
pub struct Thing {
    /// Its `Object` event.
    pub made: Option<Event>,
    /// Capacity of a channel.
    pub capacity: i64,
    /// A context has a deadline of its own.
    pub ends: bool,
    /// Value of a counter.
    pub counter: i64,
    /// All that was added to a counter.
    pub added: i64,
    /// Who holds the lock exclusively.
    pub holder: Option<Event>,
    /// Who holds it for reading: since when, and how many times.
    pub readers: BTreeMap<Gid, (Event, usize)>,
    /// Its calls of `Done`, in order.
    pub dones: Vec<Event>,
    /// Who did anything to it, waiting aside.
    pub touched: Few,
    /// Who closed, unlocked, signalled, cancelled it or called `Done`, from whatever line: what is deferred is done where
    /// the function returns.
    acted: BTreeSet<(Gid, Doing)>,
}

impl Thing {
    /// Since when somebody holds the lock, alone or for reading.
    pub fn lock_of(&self, g: Gid) -> Option<Event> {
        let read = self.readers.get(&g).map(|r| r.0);
        self.holder.filter(|e| e.g == g).or(read)
    }
}

/// A few goroutines, added again and again: double ones are taken out now and then, which is quicker than to look each
/// time.
#[derive(Clone, Default, Debug)]
pub struct Few {
    list: Vec<Gid>,
    /// Different ones when that was done last.
    different: usize,
}

impl Few {
    fn insert(&mut self, g: Gid) {
        if self.list.last() == Some(&g) {
            return;
        }
        self.list.push(g);
        if self.list.len() > 2 * self.different + 64 {
            self.list.sort_unstable();
            self.list.dedup();
            self.different = self.list.len();
        }
    }

    /// All of them, some more than once.
    pub fn iter(&self) -> impl Iterator<Item = &Gid> {
        self.list.iter()
    }
}

/// The run so far.
pub struct History<'m> {
    /// The machine at the moment that is explained.
    pub m: &'m Machine,
    /// Of the whole run.
    pub trace: &'m Trace,
    /// By goroutine.
    pub lives: Cow<'m, Lives>,
    /// Those that somebody waits for.
    pub things: BTreeMap<ObjectId, Thing>,
    /// Contexts' `Done` channels: the context.
    pub owners: BTreeMap<ObjectId, ObjectId>,
    /// Who did something once for others (a close, a `Done`, an unlock), and at which line; sorted.
    did: Vec<u64>,
    sequel: OnceCell<Vec<Event>>,
}

impl<'m> History<'m> {
    /// One that knows nothing: where there is nothing to explain.
    pub fn empty(m: &'m Machine) -> History<'m> {
        History {
            m,
            trace: m.trace(),
            lives: Cow::Owned(Lives::default()),
            things: BTreeMap::new(),
            owners: BTreeMap::new(),
            did: Vec::new(),
            sequel: OnceCell::new(),
        }
    }

    /// What would have followed the end of the run ([`Machine::sequel`]), run once.
    pub fn sequel(&self) -> &[Event] {
        self.sequel.get_or_init(|| self.m.sequel())
    }

    /// Of a finished run; `known`: its goroutines, by whoever has read its events before.
    pub fn new(m: &'m Machine, known: Option<&'m Lives>) -> History<'m> {
        let mut recall = match known {
            Some(lives) => Recall::knowing(m, lives),
            None => Recall::until(u64::MAX, true, i64::MAX),
        };
        recall.go_on(m, m.trace(), u64::MAX);
        let history = recall.history(m, m.trace());
        match known {
            Some(lives) => History { lives: Cow::Borrowed(lives), ..history },
            None => history,
        }
    }

    /// What was read of a run up to a moment: the machine as it was then, and the trace of the whole run.
    pub(super) fn of(read: Recall, m: &'m Machine, trace: &'m Trace) -> History<'m> {
        let Recall { lives, things, owners, did, .. } = read;
        let sequel = OnceCell::new();
        History { m, trace, lives: Cow::Owned(lives), things, owners, did, sequel }
    }

    /// Who called `Done` on a WaitGroup.
    pub(super) fn done_by(&self, wg: ObjectId) -> BTreeSet<Gid> {
        let acted = self.things.get(&wg).into_iter().flat_map(|t| &t.acted);
        acted.filter(|a| a.1 == Doing::Done).map(|a| a.0).gather()
    }

    /// The objects that a goroutine waits for, and whether it would send on them.
    pub fn waited_by(&self, g: Gid) -> Vec<(ObjectId, bool)> {
        let block = self.lives.get(&g).and_then(|l| l.waits);
        block.map_or_else(Vec::new, |e| waited_by(self.m, g, &e))
    }

    /// Name of an object in the program's text; empty when it has none.
    pub fn name(&self, o: ObjectId) -> &str {
        let own = self.owners.get(&o).unwrap_or(&o);
        self.made(*own).map_or("", |e| self.trace.strings().get(StrId(e.b as u32)))
    }

    /// Where an object was made or first used; of one that nobody waits for only in a trace that is not too long.
    pub fn made(&self, o: ObjectId) -> Option<Event> {
        match self.things.get(&o) {
            Some(thing) => thing.made,
            None if self.trace.events() > EVENTS => None,
            None => self.trace.reading().find(|e| e.kind == EventKind::Object && e.obj == o),
        }
    }

    /// Which of several locks of one name it is, in the order of their first use; nothing for one whose name is enough.
    pub fn which(&self, o: ObjectId) -> Option<usize> {
        let made = self.things.get(&o).and_then(|t| t.made)?;
        let lock = matches!(self.kind(o), Some(ObjectKind::Mutex | ObjectKind::RWMutex));
        if !lock || self.things.len() > TOLD_WHOLE || self.name(o).is_empty() {
            return None;
        }
        let like = |t: &Thing| t.made.is_some_and(|e| (e.a, e.b) == (made.a, made.b));
        let same: Vec<&ObjectId> =
            self.things.iter().filter(|(_, t)| like(t)).map(|(o, _)| o).collect();
        let at = same.iter().position(|s| **s == o)?;
        (same.len() > 1).then_some(at + 1)
    }

    /// Its kind.
    pub fn kind(&self, o: ObjectId) -> Option<ObjectKind> {
        let made = self.things.get(&o).and_then(|t| t.made)?;
        ObjectKind::ALL.get(usize::try_from(made.a).ok()?).copied()
    }

    /// Name of the function that a goroutine runs.
    pub fn function(&self, g: Gid) -> &str {
        let func = self.lives.get(&g).map(|l| FuncId(l.born.a as u32));
        func.and_then(|f| self.m.linked().func(f.0)).map_or("", |f| f.name.as_str())
    }

    /// It runs a function of the program's own, or was started by one.
    pub fn is_own(&self, g: Gid) -> bool {
        let own = self.runs_own(g) || self.m.is_started_by_program(g);
        if self.m.under_test.is_none() {
            return own;
        }
        // a test is started by the library, and main is the library's there
        let slot = self.m.sched.slot_of(g);
        slot.map_or(own, |s| !self.m.sources().is_std(self.m.describe(s).2))
    }

    fn runs_own(&self, g: Gid) -> bool {
        let func = self.lives.get(&g).map(|l| FuncId(l.born.a as u32));
        func.and_then(|f| self.m.linked().func(f.0)).is_some_and(|f| !f.is_std)
    }

    /// The goroutine did what stands at a place, for anybody.
    pub fn did(&self, g: Gid, pos: Pos) -> bool {
        self.did.binary_search(&did_key(self.m, g, pos)).is_ok()
    }

    /// Somebody did what stands at a line, for anybody.
    pub fn anybody_did(&self, pos: Pos) -> bool {
        let line = self.m.sources().line(pos);
        self.did.iter().any(|key| *key as u32 == line)
    }

    /// The goroutine did this to an object, wherever.
    pub fn did_to(&self, g: Gid, o: ObjectId, doing: Doing) -> bool {
        let own = self.owners.get(&o).unwrap_or(&o);
        let acted = |o| self.things.get(o).is_some_and(|t| t.acted.contains(&(g, doing)));
        acted(&o) || acted(own)
    }

    /// Why each of a list waits, in a few sentences; of very many only who waits for what.
    pub fn why_each(&self, frees: &Frees, list: &[Gid]) -> Vec<String> {
        let wakers = Wakers::new(self, frees);
        let few = list.len() <= TOLD_WHOLE;
        let told = |g: &Gid| {
            let group = waits::groups(self, std::iter::once(*g)).pop()?;
            let mut text = waits::sentence(self, &group).text.clone();
            let needs = if few { wakers.needs(*g) } else { vec![] };
            for s in
                needs.iter().flat_map(|n| wakers.sentences(n)).filter(|s| s.part == Part::Never)
            {
                text.push(' ');
                text.push_str(&s.text);
            }
            Some(text)
        };
        list.iter().map(|g| told(g).unwrap_or_default()).collect()
    }

    /// File and line of the reader's program.
    pub fn place(&self, pos: Pos) -> Place {
        place(self.m, pos)
    }
}

/// The objects of a goroutine's `Block`, and whether it would send on them.
pub(super) fn waited_by(m: &Machine, g: Gid, block: &Event) -> Vec<(ObjectId, bool)> {
    match reason(block) {
        WaitReason::Select => m.select_channels(g),
        WaitReason::ChanSend => vec![(block.obj, true)],
        _ if block.obj.0 != 0 => vec![(block.obj, false)],
        _ => vec![],
    }
}

/// File and line of a place; none in the library.
pub(crate) fn place(m: &Machine, pos: Pos) -> Place {
    match m.sources().line_col(pos) {
        Some(at) if !m.sources().file(at.file).is_std => {
            Place { file: m.sources().file(at.file).name.clone(), line: at.line }
        }
        _ => Place::default(),
    }
}

/// Wait reason of a `Block`.
pub(crate) fn reason(e: &Event) -> WaitReason {
    let known = usize::try_from(e.a).ok().and_then(|a| WaitReason::ALL.get(a));
    known.copied().unwrap_or(WaitReason::Hang)
}

pub(super) fn see_thing(t: &mut Thing, e: &Event) {
    match e.kind {
        EventKind::Object => t.made = Some(*e),
        EventKind::Capacity => t.capacity = e.a,
        EventKind::Context => t.ends = e.b >= 0,
        EventKind::Count => {
            t.counter = e.b;
            t.added += e.a.max(0);
        }
        EventKind::Lock if e.a == 0 => t.holder = Some(*e),
        EventKind::Unlock if e.a == 0 => t.holder = None,
        EventKind::Lock => t.readers.entry(e.g).or_insert((*e, 0)).1 += 1,
        EventKind::Unlock => {
            // whoever it is that releases it
            let known = t.readers.contains_key(&e.g).then_some(e.g);
            if let Some(g) = known.or(t.readers.keys().next().copied())
                && let Some((_, times)) = t.readers.get_mut(&g)
            {
                *times -= 1;
                if *times == 0 {
                    t.readers.remove(&g);
                }
            }
        }
        _ => {}
    }
    let waiting = matches!(e.kind, EventKind::Block | EventKind::Wake | EventKind::Object);
    if e.g.0 != 0 && !waiting {
        t.touched.insert(e.g);
    }
    let doing = doing(e);
    if doing == Some(Doing::Done) {
        t.dones.push(*e);
    }
    if let Some(once) = doing.filter(|d| !matches!(d, Doing::Send | Doing::Receive)) {
        t.acted.insert((e.g, once));
    }
}

/// What an event does for those who wait for its object.
pub(super) fn doing(e: &Event) -> Option<Doing> {
    match e.kind {
        EventKind::Send => Some(Doing::Send),
        EventKind::Recv => Some(Doing::Receive),
        EventKind::Close => Some(Doing::Close),
        EventKind::Count if e.a < 0 => Some(Doing::Done),
        EventKind::Unlock => Some(Doing::Unlock),
        EventKind::Signal => Some(Doing::Signal),
        EventKind::Cancel => Some(Doing::Cancel),
        _ => None,
    }
}
