//! The circle in which goroutines wait for each other.

use super::history::reason;
use super::wakers::Wakers;
use super::why::Edge;
use super::words::{Part, Sentence};
use crate::arrange::Gather;
use crate::ids::Gid;
use crate::mistake::Doing;
use crate::trace::event::WaitReason;
use std::collections::{BTreeMap, BTreeSet};

/// Longest search; a circle among so many is not told anyway.
const MOST: usize = 200;

/// How the holder of a lock comes in.
pub(crate) const HOLDS: &str = "holds it";
/// How somebody comes in whom a WaitGroup counts.
pub(crate) const DONE: &str = "would call Done";

/// How somebody comes in whose return a WaitGroup counts.
pub(crate) const RETURNS: &str = "would return";
/// How somebody comes in who alone has a channel too.
pub(crate) const HAS: &str = "has it too";

/// Who is waited for, and how that one comes in.
type Next = (Gid, &'static str);

/// The first circle among those who are stuck; empty when there is none.
pub(crate) fn circle(w: &Wakers, stuck: &[Gid]) -> Vec<Edge> {
    let among: BTreeSet<Gid> = stuck.iter().copied().take(MOST).gather();
    let edges: BTreeMap<Gid, Vec<Next>> = among.iter().map(|g| (*g, next(w, *g, &among))).gather();
    let mut done: BTreeSet<Gid> = BTreeSet::new();
    for start in stuck.iter().take(MOST) {
        if let Some(path) = search(*start, &edges, &mut done) {
            return path.into_iter().map(|(g, to)| edge(w, g, to)).collect();
        }
    }
    vec![]
}

/// From one on along the edges, until somebody comes again: the edges of that circle.
fn search(
    start: Gid,
    edges: &BTreeMap<Gid, Vec<Next>>,
    done: &mut BTreeSet<Gid>,
) -> Option<Vec<(Gid, Next)>> {
    let mut path: Vec<(Gid, usize)> = vec![(start, 0)];
    while let Some((g, i)) = path.last_mut() {
        let g = *g;
        let to = edges.get(&g).and_then(|list| list.get(*i)).copied();
        *i += 1;
        match to {
            None => {
                done.insert(g);
                path.pop();
            }
            Some((next, _)) if done.contains(&next) => {}
            Some((next, _)) => match path.iter().position(|p| p.0 == next) {
                Some(at) => {
                    let edge = |(g, i): &(Gid, usize)| Some((*g, *edges.get(g)?.get(*i - 1)?));
                    return path[at..].iter().map(edge).collect();
                }
                None => path.push((next, 0)),
            },
        }
    }
    None
}

/// Whom somebody waits for, among those who are stuck.
fn next(w: &Wakers, g: Gid, among: &BTreeSet<Gid>) -> Vec<Next> {
    let Some(block) = w.h.lives.get(&g).and_then(|l| l.waits) else { return vec![] };
    if reason(&block).is_lock()
        && let Some(thing) = w.h.things.get(&block.obj)
    {
        // one that waits for itself is no circle
        let other = |h: &Gid| *h != g && among.contains(h);
        let writer = thing.holder.map(|e| e.g);
        if writer.is_some() || !thing.readers.is_empty() {
            let holders = writer.into_iter().chain(thing.readers.keys().copied());
            return holders.filter(other).take(8).map(|h| (h, HOLDS)).collect();
        }
    }
    let mut out: Vec<Next> = vec![];
    for need in w.needs(g) {
        let near = need.who.iter().filter(|(who, _)| among.contains(who)).take(8);
        for (who, site) in near.filter(|(who, _)| w.holds(*who, need.obj)) {
            out.push((*who, if site.returns { RETURNS } else { would(site.doing) }));
        }
        if out.is_empty() {
            let holders = w.only_holders(&need).into_iter().filter(|g| among.contains(g));
            out.extend(holders.take(8).map(|g| (g, HAS)));
        }
    }
    out
}

fn would(doing: Doing) -> &'static str {
    match doing {
        Doing::Send => "would send on it",
        Doing::Receive => "would receive from it",
        Doing::Close => "would close it",
        Doing::Done => DONE,
        Doing::Unlock => "would unlock it",
        Doing::Signal => "would signal it",
        Doing::Cancel => "would cancel it",
    }
}

fn edge(w: &Wakers, g: Gid, (next, how): Next) -> Edge {
    let block = w.h.lives.get(&g).and_then(|l| l.waits);
    let place = block.map(|b| w.h.place(b.pos)).unwrap_or_default();
    let obj = block.and_then(|b| match reason(&b) {
        WaitReason::Select => w.h.waited_by(g).first().map(|o| o.0),
        _ => Some(b.obj),
    });
    let name = obj.map_or("", |o| w.h.name(o));
    let kind = obj.and_then(|o| w.h.kind(o)).map_or("it", |k| k.text());
    let object = match obj.and_then(|o| w.h.which(o)) {
        _ if name.is_empty() => kind.to_owned(),
        Some(n) => format!("{name} #{n}"),
        None => name.to_owned(),
    };
    let (file, line) = (place.file, place.line);
    Edge { goroutine: g.0, file, line, object, next: next.0, how: how.to_owned() }
}

/// The circle in words.
pub(crate) fn sentence(circle: &[Edge]) -> Option<Sentence> {
    let (first, rest) = circle.split_first()?;
    let mut s = Sentence::of(Part::Circle, "They wait in a circle: ").who(Gid(first.goroutine));
    s = told(s, first);
    for e in rest {
        s = told(s.say(", which"), e);
    }
    Some(s.say("."))
}

fn told(s: Sentence, e: &Edge) -> Sentence {
    let at = super::words::Place { file: e.file.clone(), line: e.line };
    let s = s.say(" waits at ").line(&at).say(" for ").code(&e.object).say("; ");
    s.who(Gid(e.next)).say(" ").say(&e.how)
}
