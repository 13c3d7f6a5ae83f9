//! The critical path: backwards from the end, what the program waited for at each moment.
//!
//! A goroutine that was woken by another waited for that one, so the path goes on there; one that the clock woke
//! waited for its own time. The pieces follow each other without gap: together they are as long as the run.

use super::log::{Act, SetTimer};
use super::words::{self, Words};
use super::{Length, Log, Number, Part, Place};
use crate::arrange::Arrange;
use crate::ids::{Gid, ObjectId};
use crate::text::Pos;
use crate::trace::columns::Meaning;
use crate::trace::event::{EndCode, EventKind, WaitReason};
use crate::trace::spans::Moment;
use serde::Serialize;
use std::collections::BTreeMap;

/// Pieces that are kept for drawing; of a longer path the longest.
const MOST_SEGMENTS: usize = 2_000;

/// What the end waited for.
#[derive(Clone, Default, PartialEq, Debug, Serialize)]
pub struct Path {
    /// In order of time.
    pub segments: Vec<Segment>,
    /// Pieces that are left out of `segments`.
    pub left_out: usize,
    #[serde(skip)]
    pub(crate) blame: Vec<(Blame, Length, Place)>,
}

/// A piece of the path: one goroutine in one state.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Segment {
    /// Whose.
    pub g: u32,
    /// `runs`, `sleeps`, `queued`, `waits`, `timer`.
    pub what: &'static str,
    /// Source line, 0 unknown.
    pub line: u32,
    /// Object of a wait.
    pub obj: u32,
    /// Start, virtual ns.
    #[serde(serialize_with = "super::as_number")]
    pub from_ns: i64,
    /// End, virtual ns.
    #[serde(serialize_with = "super::as_number")]
    pub to_ns: i64,
    /// Start on the axis of steps.
    pub from_step: u32,
    /// End on the axis of steps.
    pub to_step: u32,
}

/// What a stretch of the path is put down to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Blame {
    /// Somebody waited for a lock that was taken here.
    Lock { obj: ObjectId, holder: Gid, taken: Pos },
    /// A goroutine's own time: state and place.
    Own { what: &'static str, pos: Pos },
}

/// A wait that the path has come by, from its end.
struct Wait {
    since: Moment,
    lock: Option<Blame>,
    place: Place,
}

/// Follows the path back to the start of `main`.
pub(crate) fn critical(log: &Log, meaning: &Meaning) -> Path {
    let mut walk =
        Walk { log, meaning, path: Path::default(), waits: Vec::new(), blame: BTreeMap::new() };
    let main =
        [EndCode::Done, EndCode::Deadlock, EndCode::Limit, EndCode::Waiting].map(|c| c as i64);
    let last = if main.contains(&log.code) { Gid(1) } else { log.last };
    let ends = |a: &Act| a.g == last && super::log::changes_state(a.kind);
    let all = log.acts.len();
    let mut at = (1..=all).rev().find(|i| log.acts.get(i - 1).is_some_and(ends)).unwrap_or(0);
    let mut until = log.end;
    while let Some(act) = at.checked_sub(1).and_then(|i| log.acts.get(i)) {
        walk.piece(act, until);
        let timer = log.by_timer.get(&act.g).filter(|_| act.kind == EventKind::Spawn);
        (until, at) = match timer {
            Some(timer) => (walk.timer(act, timer), timer.before as usize),
            None => (act.at, walk.before(act) as usize),
        };
    }
    walk.finish()
}

struct Walk<'a> {
    log: &'a Log,
    meaning: &'a Meaning<'a>,
    path: Path,
    waits: Vec<Wait>,
    blame: BTreeMap<Blame, (Length, Length, Place)>,
}

impl Walk<'_> {
    /// The act before this one on the path, as an index plus one.
    fn before(&mut self, act: &Act) -> u32 {
        let jumps = matches!(act.kind, EventKind::Wake | EventKind::Spawn) && act.cause > 0;
        if !jumps {
            return act.before;
        }
        if act.kind == EventKind::Wake
            && let Some(block) =
                act.before.checked_sub(1).and_then(|i| self.log.acts.get(i as usize))
        {
            let lock = act.taken.is_some().then_some(Blame::Lock {
                obj: act.obj,
                holder: act.by,
                taken: act.taken,
            });
            let line = (self.meaning.place)(block.pos).1;
            let place = Place { g: act.g.0, line, ns: block.at.ns, step: block.at.step };
            self.waits.push(Wait { since: block.at, lock, place });
        }
        act.cause
    }

    /// A timer started `act.g`: until then it was waited for. When it was set.
    fn timer(&mut self, act: &Act, timer: &SetTimer) -> Moment {
        let set = Act { at: timer.at, kind: EventKind::Timer, pos: timer.pos, ..*act };
        self.piece(&set, act.at);
        timer.at
    }

    /// What `act.g` did from `act` until a moment.
    fn piece(&mut self, act: &Act, until: Moment) {
        let length = Length::between(act.at, until);
        if length == Length::default() {
            return;
        }
        let sleeps = act.kind == EventKind::Block && act.why == WaitReason::Sleep as u8;
        let what = match act.kind {
            EventKind::Start => "runs",
            EventKind::Block if sleeps => "sleeps",
            EventKind::Block => "waits",
            EventKind::Timer => "timer",
            _ => "queued",
        };
        let line = (self.meaning.place)(act.pos).1;
        self.path.segments.push(Segment {
            g: act.g.0,
            what,
            line,
            obj: if what == "waits" { act.obj.0 } else { 0 },
            from_ns: act.at.ns,
            to_ns: until.ns,
            from_step: act.at.step,
            to_step: until.step,
        });
        let own = Blame::Own { what, pos: if what == "queued" { Pos::NONE } else { act.pos } };
        let place = Place { g: act.g.0, line, ns: act.at.ns, step: act.at.step };
        self.put_down(act.at, until, own, place);
    }

    /// Puts a stretch down to the waits that it lies in, the innermost first, else to itself.
    fn put_down(&mut self, from: Moment, mut until: Moment, own: Blame, place: Place) {
        while let Some(wait) = self.waits.last() {
            if wait.since >= until {
                self.waits.pop();
                continue;
            }
            let since = wait.since.max(from);
            let (blame, at) = wait.lock.map_or((own, place), |lock| (lock, wait.place));
            self.add(blame, Length::between(since, until), at);
            if since == from {
                return;
            }
            until = since;
            self.waits.pop();
        }
        self.add(own, Length::between(from, until), place);
    }

    fn add(&mut self, blame: Blame, length: Length, place: Place) {
        let (sum, longest, at) = self.blame.entry(blame).or_default();
        sum.add(length);
        if (length.ns, length.steps) >= (longest.ns, longest.steps) {
            (*longest, *at) = (length, place);
        }
    }

    fn finish(mut self) -> Path {
        let segments = &mut self.path.segments;
        if segments.len() > MOST_SEGMENTS {
            self.path.left_out = segments.len() - MOST_SEGMENTS;
            segments.arrange_by_key(|s| {
                let steps = s.to_step - s.from_step;
                std::cmp::Reverse((s.to_ns - s.from_ns, steps, s.to_step))
            });
            segments.truncate(MOST_SEGMENTS);
        }
        segments.arrange_by_key(|s| (s.from_ns, s.from_step, s.to_step));
        let mut blame: Vec<_> =
            self.blame.into_iter().map(|(b, (sum, _, place))| (b, sum, place)).collect();
        blame.arrange_by_key(|(_, sum, _)| std::cmp::Reverse((sum.ns, sum.steps)));
        self.path.blame = blame;
        self.path
    }
}

/// What the path is made of, and in one sentence what most of it was.
pub(crate) fn number(path: &Path, words: &Words) -> Number {
    let whole = words.log.whole();
    let parts: Vec<Part> = path
        .blame
        .iter()
        .map(|(blame, sum, place)| Part {
            label: label(*blame, words),
            value: sum.ns as f64,
            steps: sum.steps as f64,
            place: Some(*place),
        })
        .collect();
    let by_steps = path.blame.iter().max_by_key(|(_, sum, _)| sum.steps);
    let by_time = path.blame.first();
    let sentence = |text: String, blame: Blame| format!("{text} {}", label(blame, words));
    let lock = matches!(by_time, Some((Blame::Lock { .. }, _, _)));
    Number {
        name: "critical",
        label: "Critical path".into(),
        unit: "time",
        value: by_time.map_or(0.0, |(_, sum, _)| sum.ns as f64),
        steps: by_steps.map_or(0.0, |(_, sum, _)| sum.steps as f64),
        meaning: "Backwards from the end, what the program waited for at each moment: as long as the run. \
                  The value is its largest part."
            .into(),
        detail: by_time
            .map(|(b, sum, _)| sentence(words::of_ns(sum.ns, whole.ns), *b))
            .unwrap_or_default(),
        detail_steps: by_steps
            .map(|(b, sum, _)| sentence(words::of_steps(sum.steps, whole.steps), *b))
            .unwrap_or_default(),
        place: by_time.map(|b| b.2),
        rank: if lock { 95 } else { 68 },
        parts,
    }
}

fn label(blame: Blame, words: &Words) -> String {
    match blame {
        Blame::Lock { obj, holder, taken } => {
            let (lock, who) = (words.object(obj), words.goroutine(holder));
            match words.line(taken) {
                0 => format!("waiting for {lock}, held by {who}"),
                line => format!("waiting for {lock}, held by {who}, taken at line {line}"),
            }
        }
        Blame::Own { what: "queued", .. } => "ready, while others run".into(),
        Blame::Own { what, pos } => {
            let verb = match what {
                "runs" => "running",
                "sleeps" => "sleeping",
                "timer" => "waiting for the timer",
                _ => "waiting",
            };
            format!("{verb}{}", words.at_line(pos))
        }
    }
}
