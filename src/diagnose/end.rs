//! Why a run ended as it did.

use super::circle::{HOLDS, circle, sentence as circle_words};
use super::faults::{turned_away, unmet};
use super::history::{History, reason};
use super::waits::{self, Group};
use super::wakers::Wakers;
use super::why::{Came, Kind, Why};
use super::words::{Part, Sentence, count, grouped};
use super::{edge, faults, library, lost, meaning, mend, race};
use crate::arrange::Arrange;
use crate::ids::{Gid, MAIN};
use crate::mistake::{Doing, Frees};
use crate::sched::LimitName;
use crate::trace::event::{EndCode, Event, SpanState, WaitReason};
use crate::trace::spans::Moment;

/// Places of waiting that are told in full.
const GROUPS: usize = 3;
/// Races that are told.
const RACES: usize = 2;
/// Boxes of a proof.
const BOXES: usize = 6;

/// What is known of the end beside the history.
pub struct End<'a> {
    /// Where waiters are freed in the text.
    pub frees: &'a Frees,
    /// Goroutines that can never run again, in order.
    pub stuck: &'a [Gid],
    /// Those left behind when main returned.
    pub left: &'a [Gid],
    /// Since when one of the stuck could not be freed.
    pub since: &'a dyn Fn(Gid) -> Option<Moment>,
}

/// Explains the end of a run.
pub fn why_it_ended(h: &History, end: &End) -> Why {
    let m = h.m;
    let Some(outcome) = m.outcome() else { return Why::default() };
    let now = Moment { ns: m.sched.now_ns(), step: m.sched.steps() as u32 };
    let mut w = Why {
        said: outcome.message.clone(),
        state: -1,
        since_ns: now.ns,
        since_step: now.step,
        ..Why::default()
    };
    match outcome.code {
        EndCode::Deadlock => deadlock(h, end, &mut w),
        EndCode::Panic => panicked(h, &mut w),
        EndCode::Fatal => fatal(h, &mut w),
        EndCode::Exit => exit(h, &mut w, outcome.exit),
        EndCode::Limit => limit(h, &mut w),
        EndCode::Stopped => {
            (w.kind, w.title) = (Kind::Stopped, "You stopped it here".into());
            w.sentences.push(Sentence::of(
                Part::What,
                "What lies before is as it was; Run starts it again.",
            ));
        }
        EndCode::Done | EndCode::Race => done(h, &mut w),
    }
    if outcome.code != EndCode::Deadlock && !end.stuck.is_empty() {
        beside(h, end, &mut w);
    } else if !end.left.is_empty() {
        leak(h, end, &mut w);
    }
    races(h, &mut w);
    let unread = lost::unread_errors(m);
    if w.kind == Kind::Done && !unread.is_empty() {
        (w.kind, w.title) = (Kind::Lost, "It ran to its end, but errors were lost".into());
        w.sentences.push(Sentence::of(
            Part::Mend,
            "Look at what such a call returns (`if err != nil`), and return it or tell it.",
        ));
    }
    let mends = w.sentences.iter().position(|s| s.part == Part::Mend);
    let at = mends.unwrap_or(w.sentences.len());
    let notes = unmet(m).into_iter().map(|u| u.note);
    let (away, bound) = turned_away(m);
    let (left, undo) = faults::left(m);
    w.sentences.splice(at..at, unread.into_iter().chain(away).chain(left).chain(notes));
    w.sentences.extend(bound.or(undo));
    let ended = matches!(w.kind, Kind::Exit | Kind::Stuck | Kind::Killed | Kind::Panic);
    if ended || matches!(w.kind, Kind::Done | Kind::Leak) {
        let (lost, mend) = lost::sentences(m, h);
        if w.kind == Kind::Done && !lost.is_empty() {
            (w.kind, w.title) = (Kind::Lost, "It ran to its end, but work was lost".into());
        }
        let own = w.kind == Kind::Lost && !w.sentences.iter().any(|s| s.part == Part::Mend);
        let mends = w.sentences.iter().position(|s| s.part == Part::Mend);
        let at = mends.unwrap_or(w.sentences.len());
        w.sentences.splice(at..at, lost.into_iter().chain(lost::crowd(m)));
        w.sentences.extend(mend.filter(|_| own));
    }
    w
}

fn done(h: &History, w: &mut Why) {
    w.title = "It ran to its end".into();
    let (_, started, peak) = h.m.sched.counts();
    let text = match started {
        0 | 1 => "Only main ran: this program starts no goroutine.".to_owned(),
        n => {
            let (n, peak) = (grouped(n.into()), grouped(peak.into()));
            format!("{n} goroutines ran, at most {peak} at one time.")
        }
    };
    w.sentences.push(Sentence::of(Part::What, &text));
}

/// `main is stuck for ever`, `3 goroutines are stuck for ever`.
fn stuck_title(list: &[Gid]) -> String {
    match list {
        [] => "The program is stuck for ever".into(),
        [MAIN] => "main is stuck for ever".into(),
        [g] => format!("Goroutine {} is stuck for ever", grouped(g.0.into())),
        list => format!("{} are stuck for ever", count(list.len(), "goroutine")),
    }
}

fn deadlock(h: &History, end: &End, w: &mut Why) {
    w.kind = Kind::Deadlock;
    w.title = stuck_title(end.stuck);
    w.state = SpanState::Stuck as i32;
    since(end, w);
    if let Some(told) = library::only_servers(h, end.stuck) {
        w.title = "Only servers are left".into();
        return w.sentences.extend(told);
    }
    waiting(h, end, end.stuck, w);
    if let Some((means, mended)) = meaning::of_message(&w.said) {
        let first = w.sentences.iter().position(|s| s.part == Part::Mend);
        let at = first.unwrap_or(w.sentences.len());
        w.sentences.insert(at, Sentence::of(Part::Means, means));
        if !mended.is_empty() {
            w.sentences.push(Sentence::of(Part::Mend, mended));
        }
    }
}

/// Since when the first of them could not be freed.
fn since(end: &End, w: &mut Why) {
    let first = end.stuck.iter().filter_map(|g| (end.since)(*g)).min_by_key(|m| (m.ns, m.step));
    if let Some(first) = first {
        (w.since_ns, w.since_step, w.lasts) = (first.ns, first.step, true);
    }
    w.goroutine = end.stuck.first().map_or(0, |g| g.0);
}

/// It ended, but before that some could never run again.
fn beside(h: &History, end: &End, w: &mut Why) {
    let many = end.stuck.len();
    if w.kind == Kind::Done {
        w.kind = Kind::Stuck;
        w.state = SpanState::Stuck as i32;
        let was = if many == 1 {
            "one goroutine was".into()
        } else {
            format!("{} were", count(many, "goroutine"))
        };
        w.title = format!("Done, but {was} stuck for ever");
        since(end, w);
        w.sentences.clear();
    }
    let them = if many == 1 { "it" } else { "them" };
    w.sentences.push(Sentence::of(
        Part::What,
        &format!("The others went on; nobody who still ran could free {them}."),
    ));
    waiting(h, end, end.stuck, w);
    let rest = end.left.len().saturating_sub(many);
    if rest > 0 {
        let text =
            format!("Besides, {} still waited when main returned.", count(rest, "goroutine"));
        w.sentences.push(Sentence::of(Part::What, &text));
    }
}

/// It ended well and left somebody behind.
fn leak(h: &History, end: &End, w: &mut Why) {
    if let Some(told) = library::servers(h, end.left) {
        return w.sentences.extend(told);
    }
    let many = end.left.len();
    let were = if many == 1 { "was" } else { "were" };
    w.kind = Kind::Leak;
    w.title = format!("Done, but {} {were} left behind", count(many, "goroutine"));
    w.goroutine = end.left.first().map_or(0, |g| g.0);
    let text = format!(
        "When main returned, {} still waited, and ended with it.",
        count(many, "goroutine")
    );
    w.sentences = vec![Sentence::of(Part::What, &text)];
    let serves = |g: &Gid| library::call(h, *g).is_some_and(|c| c.serves());
    let others: Vec<Gid> = end.left.iter().copied().filter(|g| !serves(g)).collect();
    waiting(h, end, &others, w);
    let servers: Vec<Gid> = end.left.iter().copied().filter(serves).collect();
    let beside = library::servers(h, &servers).and_then(|s| s.into_iter().next());
    let at = w.sentences.iter().position(|s| s.part == Part::Mend).unwrap_or(w.sentences.len());
    w.sentences.splice(at..at, beside);
}

/// Who waits for what, who could have woken them, why not; the circle; how it is mended.
fn waiting(h: &History, end: &End, list: &[Gid], w: &mut Why) {
    let wakers = Wakers::new(h, end.frees);
    w.circle = circle(&wakers, list);
    let locks = !w.circle.is_empty() && w.circle.iter().all(|e| e.how == HOLDS);
    // of those who may yet be freed only a circle of locks is sure
    if list != end.stuck && !locks {
        w.circle.clear();
    }
    // the library's own goroutines are nobody's mistake, where there are others
    let own: Vec<Gid> = list.iter().copied().filter(|g| h.is_own(*g)).collect();
    let told = if own.is_empty() { list } else { &own };
    let (groups, root) = in_order(&wakers, waits::groups(h, told.iter().copied()));
    // who waits in a circle of locks is mended before who waits for those
    let mut first = None;
    let mut mends: Vec<Option<Sentence>> = vec![];
    for group in groups.iter().take(GROUPS) {
        w.sentences.push(waits::sentence(h, group));
        w.sentences.extend(started(h, group));
        let needs = wakers.needs(group.who[0]);
        for need in needs.iter().take(GROUPS) {
            if need.doing == [Doing::Done] {
                let (proof, words) = counted(&wakers, need);
                w.proof = if w.proof.is_empty() { proof } else { std::mem::take(&mut w.proof) };
                w.sentences.extend(words);
            }
            w.sentences.extend(wakers.sentences(need));
        }
        if w.circle.iter().any(|e| group.who.contains(&Gid(e.goroutine))) {
            first = first.or(locks.then_some(mends.len()));
        }
        if mend::is_own_lock(h, group) {
            first = first.or(Some(mends.len()));
        }
        mends.push(mend::of_wait(&wakers, group, &needs, &w.circle));
    }
    let more: usize = groups.iter().skip(GROUPS).map(|g| g.who.len()).sum();
    if more > 0 {
        let text = format!("And {} elsewhere.", count(more, "goroutine"));
        w.sentences.push(Sentence::of(Part::Waits, &text));
    }
    w.sentences.extend(circle_words(&w.circle));
    // one who waits for the others is mended when they are
    let in_circle = |g: &Group| w.circle.iter().any(|e| g.who.contains(&Gid(e.goroutine)));
    let other = if root == 0 { groups.iter().take(GROUPS).position(in_circle) } else { None };
    let first = first.or(other).unwrap_or(root);
    let own = mends.get(first).cloned().flatten();
    w.sentences.extend(own.or_else(|| mends.into_iter().flatten().next()));
}

/// The groups in the order of telling, and which of them is to be mended: from the first one on to whom it waits for,
/// until somebody waits for none of the others; who waits in a circle with the first is told behind it.
fn in_order(w: &Wakers, mut groups: Vec<Group>) -> (Vec<Group>, usize) {
    /// Groups that are looked at.
    const MOST: usize = 50;
    let near = groups.len().min(MOST);
    let counts = groups.first().is_some_and(|g| reason(&g.block) == WaitReason::WaitGroupWait);
    let next = |i: usize| -> Vec<usize> {
        let whom = w.waits_for(groups[i].who[0]);
        // for whom it waits no text tells
        let unknown = i == 0 && whom.is_empty() && counts;
        let of = |j: &usize| *j != i && whom.iter().any(|g| groups[*j].who.contains(g));
        (0..near).filter(|j| of(j) || unknown && *j == 1).collect()
    };
    // each with the place in this list of who waits for it
    let mut seen: Vec<(usize, usize)> = if near > 0 { vec![(0, 0)] } else { vec![] };
    let (mut at, mut end) = (0, None);
    while end.is_none() && at < seen.len() {
        let next = next(seen[at].0);
        end = next.is_empty().then_some(at);
        for n in next {
            if !seen.iter().any(|s| s.0 == n) {
                seen.push((n, at));
            }
        }
        at += 1;
    }
    let mut path = vec![];
    let mut at = end.unwrap_or(seen.len().saturating_sub(1));
    while let Some((group, from)) = seen.get(at).filter(|_| path.last() != Some(&0)) {
        path.push(*group);
        at = *from;
    }
    path.reverse();
    // of a long way its end is told
    let far = path.len().saturating_sub(GROUPS);
    path.drain(far.min(1)..far + far.min(1));
    let mut told: Vec<Option<Group>> = groups.drain(..).map(Some).collect();
    let mut out: Vec<Group> = path.iter().filter_map(|i| told[*i].take()).collect();
    out.extend(told.into_iter().flatten());
    let mended = path.len().saturating_sub(1);
    (out, mended)
}

/// Where goroutines that wait were started.
fn started(h: &History, group: &Group) -> Option<Sentence> {
    let life = h.lives.get(group.who.first()?)?;
    let at = h.place(life.born.pos);
    if group.who[0] == MAIN || at.line == 0 {
        return None;
    }
    let it = if group.who.len() == 1 { "It was" } else { "They were" };
    let s = Sentence::of(Part::Waits, it).say(" started at ").line(&at).say(" by ");
    let s = if life.born.by.0 > 0 { s.who(life.born.by) } else { s.say("a timer") };
    Some(s.say(" as ").code(h.function(group.who[0])).say("."))
}

/// Calls of `Done`: those that came, and those that never do.
fn counted(w: &Wakers, need: &super::wakers::Need) -> (Vec<Came>, Option<Sentence>) {
    let Some(thing) = w.h.things.get(&need.obj) else { return (vec![], None) };
    let came = thing.dones.len();
    let call = |g: Gid| Came { goroutine: g.0, what: "Done".into(), ..Came::default() };
    let mut who: Vec<Gid> = need.who.iter().map(|w| w.0).collect();
    // who ended without it says more than who would still come to it
    who.arrange_by_key(|g| (w.fate(*g).rank(), *g));
    let earlier = came.saturating_sub(BOXES.saturating_sub(who.len().min(BOXES / 2)));
    let last = thing.dones[earlier..].iter();
    let mut proof: Vec<Came> =
        last.map(|e| Came { ns: e.time_ns, step: e.step, ..call(e.g) }).collect();
    if let Some(first) = proof.first_mut() {
        first.more = earlier as u32;
    }
    let shown = who.len().min(BOXES - proof.len());
    proof.extend(who[..shown].iter().map(|g| Came { never: true, ..call(*g) }));
    if let Some(last) = proof.last_mut().filter(|last| last.never) {
        last.more = (who.len() - shown) as u32;
    }
    let times =
        |n: usize| if n == 1 { "once".to_owned() } else { format!("{} times", grouped(n as i64)) };
    let s = Sentence::new(Part::Wakers)
        .say(&format!("The counter was raised to {} in all, and ", grouped(thing.added)));
    let s = match came {
        0 => s.say("Done was never called."),
        n => s.say(&format!("Done was called {}.", times(n))),
    };
    (proof, Some(s))
}

fn panicked(h: &History, w: &mut Why) {
    w.kind = Kind::Panic;
    w.state = SpanState::Panicked as i32;
    w.title = or(&w.said, "panic");
    let who = h.lives.iter().find(|(_, l)| l.end.is_some_and(|e| e.a == 2));
    if let Some((g, life)) = who {
        w.goroutine = g.0;
        let at =
            life.panic.map_or(life.end, |p| Some(p.0)).map(|e| h.place(e.pos)).unwrap_or_default();
        let mut s = Sentence::new(Part::What).who(*g);
        if *g != MAIN {
            s = s
                .say(" (")
                .code(h.function(*g))
                .say(", started at ")
                .line(&h.place(life.born.pos))
                .say(")");
        }
        s = s.say(" panicked at ").line(&at).say(", and nothing recovered it.");
        w.sentences.push(s);
        w.sentences.extend(met_fault(h, *g));
    }
    let (means, mended) = meaning::of_message(&w.said).unwrap_or(meaning::OWN_PANIC);
    w.sentences.push(Sentence::of(Part::Means, means));
    if means != meaning::OWN_PANIC.0 {
        w.sentences.push(Sentence::of(Part::Means, meaning::OWN_PANIC.0));
    }
    w.sentences.push(Sentence::of(Part::Mend, mended));
}

/// A fault had its hand in it.
fn met_fault(h: &History, g: Gid) -> Option<Sentence> {
    let e = h.lives.get(&g)?.fault?;
    let at = h.place(e.pos);
    let s = Sentence::of(Part::What, "The fault met it at ");
    Some(if at.line > 0 { s.line(&at).say(", ").step(e.step) } else { s.step(e.step) }.say("."))
}

fn fatal(h: &History, w: &mut Why) {
    w.kind = Kind::Fatal;
    w.state = SpanState::Panicked as i32;
    w.title = or(&w.said, "fatal error");
    if let Some(e) = finish(h) {
        let running = h.m.sched.current_gid();
        let s = Sentence::new(Part::What);
        let s =
            if running.0 > 0 { s.who(running).say(" was at ") } else { s.say("It happened at ") };
        w.goroutine = running.0;
        w.sentences.push(s.line(&h.place(e.pos)).say("."));
    }
    let (means, mended) = meaning::of_message(&w.said).unwrap_or(meaning::OTHER_FATAL);
    w.sentences.push(Sentence::of(Part::Means, means));
    if !mended.is_empty() {
        w.sentences.push(Sentence::of(Part::Mend, mended));
    }
}

fn finish(h: &History) -> Option<Event> {
    h.lives.finish
}

fn exit(h: &History, w: &mut Why, status: i32) {
    w.kind = Kind::Exit;
    if status == 137 && w.said == "signal: killed" {
        w.kind = Kind::Killed;
        w.title = "The process was killed (exit status 137)".into();
        let memory = h.m.sched.limits.memory != u64::MAX;
        let (means, mended) = if memory { meaning::OUT_OF_MEMORY } else { meaning::CRASHED };
        w.sentences.push(Sentence::of(Part::Means, means));
        w.sentences.push(Sentence::of(Part::Mend, mended));
        return;
    }
    w.title = format!("It ended itself with exit status {status}");
    let e = finish(h).filter(|e| h.place(e.pos).line > 0);
    if let Some(e) = e {
        let who = if e.g.0 > 0 { e.g } else { h.m.sched.current_gid() };
        let s = Sentence::new(Part::What);
        let s = if who.0 > 0 {
            s.who(who).say(" ended the program at ")
        } else {
            s.say("The program ended at ")
        };
        w.sentences.push(s.line(&h.place(e.pos)).say(". Deferred calls did not run."));
    } else if status > 128 {
        let text = format!("Signal {} came, and the program had not asked for it.", status - 128);
        w.sentences.push(Sentence::of(Part::What, &text));
        let mended = "Ask for it with `signal.Notify` or `signal.NotifyContext`, and end what runs before returning.";
        w.sentences.push(Sentence::of(Part::Mend, mended));
    }
}

fn limit(h: &History, w: &mut Why) {
    w.kind = Kind::Limit;
    let Some(hit) = h.m.outcome().and_then(|o| o.limit) else { return };
    let (unit, mended) = meaning::of_limit(hit.name);
    w.title = format!("Stopped at {} {unit}", limit_text(hit.name, hit.value));
    if h.m.sched.now_ns() == 0 {
        let still = "Virtual time is still 0: nobody has waited for the clock.";
        w.sentences.push(Sentence::of(Part::What, still));
    }
    w.sentences.push(Sentence::of(Part::Mend, mended));
    let ours = "It is Interleave that stopped here; Go itself would have gone on.";
    w.sentences.push(Sentence::of(Part::Means, ours));
    if hit.name != LimitName::PageMemory {
        w.raise = Some((hit.name.text().into(), hit.value as f64 * 10.0));
    }
}

/// A limit's value as people count it.
fn limit_text(name: LimitName, value: u64) -> String {
    const YEAR_NS: u64 = 365 * 86_400 * 1_000_000_000;
    if name == LimitName::VirtualTime {
        return match value / YEAR_NS {
            0 => crate::stdlib::text::duration::format(value.min(i64::MAX as u64) as i64),
            years => format!("{years} years"),
        };
    }
    grouped(value.min(i64::MAX as u64) as i64)
}

fn races(h: &History, w: &mut Why) {
    let found = &h.m.races.found;
    if h.m.races_unknown() {
        w.sentences.push(Sentence::of(Part::Means, &race::unknown(h.m)));
    }
    if found.is_empty() {
        return;
    }
    let mut told: Vec<Sentence> = vec![];
    let mut mended = None;
    for (r, (missing, mend)) in found.iter().zip(edge::races(h.m)).take(RACES) {
        told.push(race::race_what(h.m, r));
        told.push(missing);
        mended = mended.or(mend);
    }
    if found.len() > RACES {
        let text = format!("And {}.", count(found.len() - RACES, "more race"));
        told.push(Sentence::of(Part::What, &text));
    }
    told.push(mended.unwrap_or_else(race::mend));
    if matches!(w.kind, Kind::Done | Kind::Lost) {
        w.kind = Kind::Race;
        w.title = format!("It ran to its end, with {}", count(found.len(), "data race"));
        let first = &found[0];
        (w.since_ns, w.since_step) = (first.now_ns, first.step as u32);
        w.goroutine = first.later.gid.0;
        told.extend(w.sentences.drain(..).filter(|s| matches!(s.part, Part::Lost | Part::Means)));
        w.sentences = told;
    } else {
        w.sentences.extend(told);
    }
}

fn or(text: &str, other: &str) -> String {
    if text.is_empty() { other.to_owned() } else { text.to_owned() }
}
