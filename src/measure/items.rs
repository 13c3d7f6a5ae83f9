//! Throughput, the time of an item, and how busy a pool is.
//!
//! An item is a value that workers take from the busiest channel, or a goroutine that one `go` statement starts:
//! whichever there is more of.

use super::words::{self, Words};
use super::{Length, Log, Number, Place};
use crate::ids::{Gid, ObjectId};
use crate::text::Pos;
use crate::trace::event::{ObjectKind, SpanState, WaitReason};
use crate::trace::spans::Moment;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer items make no throughput.
const FEW: usize = 3;

/// Items, how long each took and where it began, with their name and definition.
struct Items {
    what: String,
    meaning: String,
    took: Vec<(Length, Place)>,
    /// The channel that workers take from.
    pool: Option<ObjectId>,
}

pub(crate) fn numbers(log: &Log, words: &Words) -> Vec<Number> {
    let (spawned, taken) = (spawned(log, words), taken(log, words));
    let pool = taken.as_ref().and_then(|t| t.pool);
    let most = |items: &Option<Items>| items.as_ref().map_or(0, |i| i.took.len());
    let items = if most(&taken) > most(&spawned) { taken } else { spawned };
    let mut out = Vec::new();
    if let Some(items) = items.filter(|i| i.took.len() >= FEW) {
        out.push(throughput(log, &items));
        out.extend(
            [(50, "Item time, median", 40), (95, "Item time, p95", 75), (99, "Item time, p99", 35)]
                .map(|(share, label, rank)| percentile(&items, share, label, rank)),
        );
    }
    out.extend(pool.and_then(|channel| utilisation(log, channel, words)));
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
        pool: None,
    })
}

/// Values of the channel from which most were taken, each until its taker asks for the next.
fn taken(log: &Log, words: &Words) -> Option<Items> {
    let mut counts: BTreeMap<ObjectId, usize> = BTreeMap::new();
    for taken in &log.taken {
        if log.thing(taken.obj).is_some_and(|t| t.kind == ObjectKind::Chan) {
            *counts.entry(taken.obj).or_default() += 1;
        }
    }
    let channel = busiest(log, &counts)?;
    let asks = asks(log, channel);
    let mut took = Vec::new();
    for taken in log.taken.iter().filter(|t| t.obj == channel) {
        let own = asks.get(&taken.g).map_or(&[][..], Vec::as_slice);
        let next = own.partition_point(|at| *at <= taken.at);
        let end = log.life(taken.g).map_or(log.end, |g| g.life.end);
        let until = own.get(next).copied().unwrap_or(end);
        let place = Place { g: taken.g.0, line: 0, ns: taken.at.ns, step: taken.at.step };
        took.push((Length::between(taken.at, until), place));
    }
    let name = words.object(channel);
    Some(Items {
        what: format!("values taken from {name}"),
        meaning: format!(
            "An item is a value taken from {name}; its time is until its goroutine asks for the next one."
        ),
        took,
        pool: Some(channel),
    })
}

/// The channel that was taken from most; of those that are even the one with more takers, then the older one.
fn busiest(log: &Log, counts: &BTreeMap<ObjectId, usize>) -> Option<ObjectId> {
    let most = *counts.values().max()?;
    let mut takers: BTreeMap<ObjectId, BTreeSet<Gid>> = BTreeMap::new();
    for t in log.taken.iter().filter(|t| counts.get(&t.obj) == Some(&most)) {
        takers.entry(t.obj).or_default().insert(t.g);
    }
    let even = takers.iter().map(|(obj, who)| (who.len(), std::cmp::Reverse(*obj)));
    even.max().map(|(_, obj)| obj.0)
}

/// When each goroutine asked the channel for a value, in order: where it waited for one, else where it took one.
fn asks(log: &Log, channel: ObjectId) -> BTreeMap<Gid, Vec<Moment>> {
    let mut found: BTreeMap<Gid, Vec<Moment>> = BTreeMap::new();
    for s in log.spans.iter().filter(|s| s.obj == channel && receives(s.reason)) {
        found.entry(s.g).or_default().push(Moment { ns: s.start_ns, step: s.start_step });
    }
    for t in log.taken.iter().filter(|t| t.obj == channel) {
        found.entry(t.g).or_default().push(t.at);
    }
    found.values_mut().for_each(|at| at.sort_unstable());
    found
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
        detail: format!("{count} {}", items.what),
        detail_steps: format!("{count} {}", items.what),
        rank: 80,
        ..Number::default()
    }
}

/// The smallest time that at least `share` of 100 items do not exceed.
fn percentile(items: &Items, share: usize, label: &str, rank: u32) -> Number {
    let at = |key: fn(&Length) -> i64| {
        let mut sorted: Vec<(i64, Place)> = items.took.iter().map(|(l, p)| (key(l), *p)).collect();
        sorted.sort_by_key(|(value, _)| *value);
        let index = (sorted.len() * share).div_ceil(100).saturating_sub(1);
        sorted.get(index).copied().unwrap_or_default()
    };
    let (time, steps) = (at(|l| l.ns), at(|l| l.steps));
    Number {
        name: match share {
            50 => "item_p50",
            95 => "item_p95",
            _ => "item_p99",
        },
        label: label.into(),
        unit: "time",
        value: time.0 as f64,
        steps: steps.0 as f64,
        meaning: format!("{share} of 100 items took at most this long. {}", items.meaning),
        place: Some(time.1),
        rank,
        ..Number::default()
    }
}

/// How much of their lives the workers of a pool were not waiting for work; none for a single worker.
fn utilisation(log: &Log, channel: ObjectId, words: &Words) -> Option<Number> {
    let mut waited: BTreeMap<Gid, Length> = BTreeMap::new();
    for taken in log.taken.iter().filter(|t| t.obj == channel) {
        waited.entry(taken.g).or_default();
    }
    for s in &log.spans {
        let waits = matches!(s.state, SpanState::Waiting | SpanState::Stuck);
        if waits && s.obj == channel && receives(s.reason) {
            let steps = i64::from(s.end_step) - i64::from(s.start_step);
            waited.entry(s.g).or_default().add(Length { ns: s.end_ns - s.start_ns, steps });
        }
    }
    if waited.len() < 2 {
        return None;
    }
    let (mut idle, mut all) = (Length::default(), Length::default());
    for (g, length) in &waited {
        idle.add(*length);
        let life = &log.life(*g)?.life;
        all.add(Length::between(life.start, life.end));
    }
    let busy = Length { ns: all.ns - idle.ns, steps: all.steps - idle.steps };
    let share = |part: i64, all: i64| if all > 0 { part as f64 / all as f64 } else { 0.0 };
    let most_idle = waited.iter().max_by_key(|(_, l)| (l.ns, l.steps));
    let (detail, detail_steps) = words::of(busy, all);
    let name = words.object(channel);
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
