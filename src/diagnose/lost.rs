//! Work that came to nothing, and errors that nobody looked at: what lies unread in channels when the program ends,
//! who was still at work, who was more than a limit admits.

use super::history::{History, place};
use super::words::{Part, Sentence, count, grouped};
use super::{at_work, cancelled};
use crate::arrange::{Arrange, Gather};
use crate::compile::code::RKind;
use crate::ids::{Gid, ObjectId, StrId};
use crate::mistake::Frees;
use crate::sync::ChanId;
use crate::trace::event::{Event, EventKind, ObjectKind, WaitReason};
use crate::vm::Machine;
use std::collections::{BTreeMap, BTreeSet};

/// Channels that are told of.
const MOST: usize = 3;
/// Longer runs are not read for it.
pub(super) const EVENTS: u64 = 2_000_000;

/// What `http.ListenAndServe` returns after `Shutdown`.
const SERVER_CLOSED: &str = "http: Server closed";

const TAKE: &str = "Let somebody take what is sent until the channel is closed, also after a timeout; or end the work, by a context, when nobody wants it any more.";

/// What was lost when the program ended, in the order of weight, and how the last of it is mended, in words.
pub(crate) fn sentences(
    m: &Machine,
    h: &History,
    frees: &Frees,
) -> (Vec<Sentence>, Option<Sentence>) {
    let unread = unread(m);
    let cancelled = if m.trace().events() <= EVENTS { cancelled::sentences(h) } else { Vec::new() };
    let (at_work, mend) = at_work::told(h, frees);
    let mend = if mend.is_some() {
        mend
    } else if !cancelled.is_empty() {
        Some(cancelled::mend())
    } else {
        (!unread.is_empty()).then(|| Sentence::of(Part::Mend, TAKE))
    };
    (unread.into_iter().chain(cancelled).chain(at_work).collect(), mend)
}

/// Errors that calls gave and nobody looked at.
pub(crate) fn unread_errors(m: &Machine) -> Vec<Sentence> {
    // a server that was told to stop says so
    let list: Vec<_> = m.unread.iter().filter(|u| u.text != SERVER_CLOSED).collect();
    let told = list.iter().take(MOST).map(|u| {
        if let Some((by, there)) = u.over {
            let s = Sentence::new(Part::Lost).who(u.gid).say(" kept the error ").code(&u.text);
            let s = s.say(" at ").line(&place(m, u.pos)).say(", ").step(u.step as u32);
            let s = s.say(", and ").who(by).say(" overwrote it at ").line(&place(m, there));
            return s.say(" before anybody looked at it.");
        }
        let s = Sentence::new(Part::Lost).who(u.gid).say(" got the error ").code(&u.text);
        let s = s.say(" at ").line(&place(m, u.pos)).say(", ").step(u.step as u32);
        let s = match u.count {
            1 => s.say(", and nobody looked at it"),
            n => {
                s.say(&format!(", the first of {} there that nobody looked at", grouped(n as i64)))
            }
        };
        match u.put.as_str() {
            "" => s.say("."),
            put => s.say(": nothing reads ").code(put).say("."),
        }
    });
    let mut out: Vec<Sentence> = told.collect();
    let more = list.len().saturating_sub(MOST);
    if more > 0 {
        let text = format!("Nor at the errors of {}.", count(more, "more line"));
        out.push(Sentence::of(Part::Lost, &text));
    }
    out
}

/// Values in the buffers of the program's own channels; errors first.
fn unread(m: &Machine) -> Vec<Sentence> {
    let mut found: Vec<(bool, u32, ObjectId)> = vec![];
    for c in 0..m.chans.table_len() as u32 {
        let Some(view) = m.chans.view(&m.sched, ChanId(c)) else { continue };
        // tokens carry nothing, and a context's or timer's channel is nobody's work
        if view.len > 0 && view.width > 0 && view.owner == view.obj {
            found.push((view.elem.is_some_and(|t| is_error(m, t)), view.len, view.obj));
        }
    }
    if found.is_empty() {
        return vec![];
    }
    let made = objects(m);
    let own = |o: &ObjectId| made.get(o).is_some_and(|e| place(m, e.pos).line > 0 && e.b != 0);
    found.retain(|f| own(&f.2));
    let pools = pools(m, &found.iter().map(|f| f.2).gather());
    found.retain(|f| !pools.contains(&f.2));
    found.arrange_by_key(|f| (!f.0, f.2));
    let told = found.iter().take(MOST).map(|(error, n, o)| {
        let one = *n == 1;
        let what = count(*n as usize, if *error { "error" } else { "value" });
        let lie = if one { "lies" } else { "lie" };
        let name = made.get(o).map_or("", |e| m.trace().strings().get(StrId(e.b as u32)));
        let s = Sentence::new(Part::Lost).say(&format!("{what} {lie} unread in ")).code(name);
        let s = match made.get(o) {
            Some(e) => s.say(" (made at ").line(&place(m, e.pos)).say(")"),
            None => s,
        };
        let it = if one { "it" } else { "them" };
        match error {
            true => s.say(&format!(" when the program ends: nobody looked at {it}.")),
            false => s.say(&format!(" when the program ends: nobody took {it}.")),
        }
    });
    told.collect()
}

/// Of some channels those that are full and that somebody took a value from before it put one back: what lies in such a
/// pool is not work.
fn pools(m: &Machine, of: &BTreeSet<ObjectId>) -> BTreeSet<ObjectId> {
    let (mut taken, mut pools, mut full) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    for e in m.trace().reading().filter(|e| of.contains(&e.obj)) {
        match e.kind {
            EventKind::Capacity => drop(full.insert(e.obj, e.a)),
            EventKind::Recv => drop(taken.insert((e.g, e.obj))),
            EventKind::Send if taken.contains(&(e.g, e.obj)) => drop(pools.insert(e.obj)),
            _ => {}
        }
    }
    let len =
        |o| m.chans.of_object(o).and_then(|c| m.chans.view(&m.sched, c)).map(|v| i64::from(v.len));
    pools.retain(|o| len(*o) == full.get(o).copied());
    pools
}

/// Is it `error`, or a struct with a field of that type?
fn is_error(m: &Machine, t: u32) -> bool {
    let rtypes = &m.types();
    let named = |t: u32| rtypes.get(t as usize).is_some_and(|t| t.name == "error");
    match rtypes.get(t as usize).map(|t| &t.kind) {
        Some(RKind::Struct { fields, .. }) => fields.iter().any(|f| named(f.rtype)),
        _ => named(t),
    }
}

fn objects(m: &Machine) -> BTreeMap<ObjectId, Event> {
    let made = m.trace().reading().filter(|e| e.kind == EventKind::Object);
    made.filter(|e| e.a == ObjectKind::Chan as i64).map(|e| (e.obj, e)).gather()
}

/// Goroutines that all wait for one permit: the limit bounds who works, not who is there.
pub(crate) fn crowd(m: &Machine) -> Option<Sentence> {
    /// So many times more than the limit admits are a crowd.
    const TIMES: usize = 4;
    if m.trace().events() > EVENTS {
        return None;
    }
    let mut capacity: BTreeMap<ObjectId, i64> = BTreeMap::new();
    let mut waits: BTreeMap<Gid, ObjectId> = BTreeMap::new();
    let mut queue: BTreeMap<ObjectId, (usize, usize, Option<Event>)> = BTreeMap::new();
    for e in m.trace().reading() {
        match e.kind {
            EventKind::Capacity => drop(capacity.insert(e.obj, e.a)),
            EventKind::Block if e.a == WaitReason::ChanSend as i64 => {
                if capacity.contains_key(&e.obj) && is_tokens(m, e.obj) {
                    waits.insert(e.g, e.obj);
                    let q = queue.entry(e.obj).or_default();
                    q.0 += 1;
                    if q.0 > q.1 {
                        (q.1, q.2) = (q.0, Some(e));
                    }
                }
            }
            EventKind::Wake | EventKind::End => {
                if let Some(q) = waits.remove(&e.g).and_then(|o| queue.get_mut(&o)) {
                    q.0 = q.0.saturating_sub(1);
                }
            }
            _ => {}
        }
    }
    let most = queue.into_iter().max_by_key(|(_, q)| q.1)?;
    let (o, (_, n, Some(block))) = most else { return None };
    let limit = capacity.get(&o).copied().unwrap_or(0).max(0) as usize;
    if limit == 0 || n < TIMES * limit {
        return None;
    }
    let s = Sentence::new(Part::Means).say(&format!(
        "The limit of {} holds back who works, not who is there: ",
        grouped(limit as i64)
    ));
    let s = s.say(&count(n, "goroutine")).say(" waited at ").line(&place(m, block.pos));
    Some(s.say(" for a permit at one time, each with its memory. Take the permit before the `go` statement."))
}

fn is_tokens(m: &Machine, o: ObjectId) -> bool {
    let view = m.chans.of_object(o).and_then(|c| m.chans.view(&m.sched, c));
    view.is_some_and(|v| v.width == 0)
}
