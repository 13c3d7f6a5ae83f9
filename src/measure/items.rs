//! Throughput, the time of an item, and how busy a pool is.
//!
//! An item is a value that workers take from the busiest channel, or a goroutine that one `go` statement starts:
//! whichever there is more of.

use super::log::{Thing, moment};
use super::words::{self, Words};
use super::{Length, Log, Number, Place};
use crate::diagnose::grouped;
use crate::ids::{Gid, ObjectId, StrId};
use crate::text::Pos;
use crate::trace::event::{Event, EventKind, ObjectKind, SpanState, WaitReason};
use crate::trace::spans::{Moment, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer items make no throughput.
const FEW: usize = 3;

/// Items, how long each took and where it began, with their name and definition.
struct Items {
    what: String,
    meaning: String,
    took: Vec<(Length, Place)>,
}

pub(crate) fn numbers(log: &Log, taking: Option<Taking>, words: &Words) -> Vec<Number> {
    let spawned = spawned(log, words);
    let busy = taking.as_ref().and_then(|t| t.utilisation(log, words));
    let taken = taking.map(|t| t.items(log, words));
    let most = |items: &Option<Items>| items.as_ref().map_or(0, |i| i.took.len());
    let items = if most(&taken) > most(&spawned) { taken } else { spawned };
    let mut out = Vec::new();
    if let Some(items) = items.filter(|i| i.took.len() >= FEW) {
        out.push(throughput(log, &items));
        let mut time: Vec<(i64, usize)> = by(&items, |l| l.ns);
        let mut steps: Vec<(i64, usize)> = by(&items, |l| l.steps);
        for (share, label, rank) in
            [(50, "Item time, median", 40), (95, "Item time, p95", 75), (99, "Item time, p99", 35)]
        {
            out.push(percentile(&items, (&mut time, &mut steps), share, label, rank));
        }
    }
    out.extend(busy);
    out
}

/// Goroutines of the `go` statement that started most of them.
fn spawned(log: &Log, words: &Words) -> Option<Items> {
    let mut by_site: BTreeMap<Pos, Vec<usize>> = BTreeMap::new();
    for (i, life) in log.lives.iter().enumerate().skip(1) {
        if life.ended {
            by_site.entry(life.go).or_default().push(i);
        }
    }
    let (go, members) = by_site.into_iter().max_by_key(|(_, m)| m.len())?;
    let line = words.line(go);
    let took = members.iter().filter_map(|i| {
        let life = &log.lives.get(*i)?.life;
        let place = Place { g: *i as u32 + 1, line, ns: life.start.ns, step: life.start.step };
        Some((Length::between(life.start, life.end), place))
    });
    Some(Items {
        what: format!("goroutines of line {line} that ended"),
        meaning: format!(
            "An item is a goroutine that line {line} starts; its time is from its start to its end."
        ),
        took: took.collect(),
    })
}

/// How many values were taken from each channel, and by whom.
#[derive(Default)]
pub(crate) struct Taken(BTreeMap<ObjectId, (usize, BTreeSet<Gid>)>);

impl Taken {
    /// Takes the next event into account.
    pub fn see(&mut self, e: &Event, log: &Log) {
        let takes = e.kind == EventKind::Recv && e.b == 0;
        // one without a name may be the library's own
        let own = |t: &Thing| t.kind == ObjectKind::Chan && t.name != StrId(0);
        if takes && log.thing(e.obj).is_some_and(own) {
            let (count, takers) = self.0.entry(e.obj).or_default();
            *count += 1;
            takers.insert(e.g);
        }
    }

    /// The channel that was taken from most; of those that are even the one with more takers, then the older one.
    pub fn busiest(&self) -> Option<ObjectId> {
        let all = self.0.iter();
        let ranked = all.map(|(obj, (count, who))| (*count, who.len(), std::cmp::Reverse(*obj)));
        ranked.max().map(|(_, _, obj)| obj.0)
    }
}

/// Values of one channel, each from when it was taken until its taker asks for the next: where it waits for one, else
/// where it takes one.
pub(crate) struct Taking {
    channel: ObjectId,
    took: Vec<(Length, Place)>,
    /// By goroutine: those of `took` that are not over.
    open: Vec<Vec<u32>>,
    /// How long its takers waited for a value.
    waited: BTreeMap<Gid, Length>,
}

impl Taking {
    /// Nothing yet.
    pub fn of(channel: ObjectId, log: &Log) -> Taking {
        let open = vec![Vec::new(); log.lives.len() + 1];
        Taking { channel, took: vec![], open, waited: BTreeMap::new() }
    }

    /// Takes the next event into account.
    pub fn see(&mut self, e: &Event) {
        if e.obj != self.channel {
            return;
        }
        match e.kind {
            EventKind::Block if receives(e.a as u8) => self.ask(e.g, moment(e)),
            EventKind::Recv if e.b == 0 => {
                let at = moment(e);
                self.ask(e.g, at);
                let place = Place { g: e.g.0, line: 0, ns: at.ns, step: at.step };
                if let Some(open) = self.open.get_mut(e.g.index()) {
                    open.push(self.took.len() as u32);
                }
                self.took.push((Length::default(), place));
                self.waited.entry(e.g).or_default();
            }
            _ => {}
        }
    }

    /// Takes a span into account.
    pub fn span(&mut self, s: &Span) {
        let waits = matches!(s.state, SpanState::Waiting | SpanState::Stuck);
        if waits && s.obj == self.channel && receives(s.reason) {
            let steps = i64::from(s.end_step) - i64::from(s.start_step);
            self.waited.entry(s.g).or_default().add(Length { ns: s.end_ns - s.start_ns, steps });
        }
    }

    /// What was taken before this moment is over. What is open was all taken at one moment.
    fn ask(&mut self, g: Gid, until: Moment) {
        let Some(open) = self.open.get_mut(g.index()) else { return };
        let first = open.first().and_then(|i| self.took.get(*i as usize));
        if first.is_none_or(|(_, p)| Moment { ns: p.ns, step: p.step } >= until) {
            return;
        }
        for i in open.drain(..) {
            if let Some((length, place)) = self.took.get_mut(i as usize) {
                *length = Length::between(Moment { ns: place.ns, step: place.step }, until);
            }
        }
    }

    fn items(mut self, log: &Log, words: &Words) -> Items {
        for (g, open) in std::mem::take(&mut self.open).into_iter().enumerate() {
            let end = log.life(Gid(g as u32)).map_or(log.end, |g| g.life.end);
            for i in open {
                if let Some((length, place)) = self.took.get_mut(i as usize) {
                    *length = Length::between(Moment { ns: place.ns, step: place.step }, end);
                }
            }
        }
        let name = words.object(self.channel);
        Items {
            what: format!("values taken from {name}"),
            meaning: format!(
                "An item is a value taken from {name}; its time is until its goroutine asks for the next one."
            ),
            took: self.took,
        }
    }

    /// How much of their lives the workers of a pool were not waiting for work; none for a single worker.
    fn utilisation(&self, log: &Log, words: &Words) -> Option<Number> {
        let waited = &self.waited;
        // who takes one value and never waits for one is no worker: it gives a permit back
        let once = self.took.len() <= waited.len();
        if waited.len() < 2 || once && waited.values().all(|l| l.steps == 0) {
            return None;
        }
        let (mut idle, mut all) = (Length::default(), Length::default());
        for (g, length) in waited {
            idle.add(*length);
            let life = &log.life(*g)?.life;
            all.add(Length::between(life.start, life.end));
        }
        let busy = Length { ns: all.ns - idle.ns, steps: all.steps - idle.steps };
        let share = |part: i64, all: i64| if all > 0 { part as f64 / all as f64 } else { 0.0 };
        let most_idle = waited.iter().max_by_key(|(_, l)| (l.ns, l.steps));
        let (detail, detail_steps) = words::of(busy, all);
        let name = words.object(self.channel);
        Some(Number {
            name: "utilisation",
            label: "Pool busy".into(),
            unit: "share",
            value: share(busy.ns, all.ns),
            steps: share(busy.steps, all.steps),
            meaning: format!(
                "Share of the lives of the {} goroutines that take from {name} in which they did not wait for a value.",
                waited.len()
            ),
            detail,
            detail_steps,
            place: most_idle.and_then(|(g, _)| {
                let life = &log.life(*g)?.life;
                Some(Place { g: g.0, line: 0, ns: life.start.ns, step: life.start.step })
            }),
            rank: 78,
            ..Number::default()
        })
    }
}

fn receives(reason: u8) -> bool {
    reason == WaitReason::ChanReceive as u8
}

fn throughput(log: &Log, items: &Items) -> Number {
    let (count, all) = (items.took.len(), log.whole());
    let rate = |n: i64, per: f64| if n > 0 { count as f64 * per / n as f64 } else { 0.0 };
    Number {
        name: "throughput",
        label: "Throughput".into(),
        unit: "rate",
        value: rate(all.ns, 1e9),
        steps: rate(all.steps, 1e3),
        meaning: format!("Items for each second (or thousand steps) of the run. {}", items.meaning),
        detail: format!("{} {}", grouped(count as i64), items.what),
        detail_steps: format!("{} {}", grouped(count as i64), items.what),
        rank: 80,
        ..Number::default()
    }
}

/// A measure of an item, and which it is.
type Measured = (i64, usize);

/// Each item's.
fn by(items: &Items, key: impl Fn(&Length) -> i64) -> Vec<Measured> {
    items.took.iter().enumerate().map(|(i, (length, _))| (key(length), i)).collect()
}

/// The smallest time that at least `share` of 100 items do not exceed.
fn percentile(
    items: &Items,
    (time, steps): (&mut [Measured], &mut [Measured]),
    share: usize,
    label: &str,
    rank: u32,
) -> Number {
    let at = |list: &mut [Measured]| {
        let index = (list.len() * share).div_ceil(100).saturating_sub(1);
        list.select_nth_unstable(index).1.to_owned()
    };
    let ((ns, i), (steps, _)) = (at(time), at(steps));
    Number {
        name: match share {
            50 => "item_p50",
            95 => "item_p95",
            _ => "item_p99",
        },
        label: label.into(),
        unit: "time",
        value: ns as f64,
        steps: steps as f64,
        meaning: format!("{share} of 100 items took at most this long. {}", items.meaning),
        place: items.took.get(i).map(|(_, place)| *place),
        rank,
        ..Number::default()
    }
}
