//! Why a run ended as it did.

use super::faults::{turned_away, unmet};
use super::history::History;
use super::waiting::waiting;
use super::why::{Kind, Why};
use super::words::{Part, Sentence, count, grouped};
use super::{at_work, broken, edge, faults, library, lost, meaning, race, signals};
use crate::ids::{Gid, MAIN};
use crate::mistake::Frees;
use crate::sched::LimitName;
use crate::trace::event::{EndCode, Event, SpanState};
use crate::trace::spans::Moment;

/// Races that are told.
const RACES: usize = 2;

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
        EndCode::Waiting => outside(h, end, &mut w),
        EndCode::Done | EndCode::Race => done(h, &mut w),
    }
    if !matches!(outcome.code, EndCode::Deadlock | EndCode::Waiting) && !end.stuck.is_empty() {
        beside(h, end, &mut w);
    } else if !end.left.is_empty() {
        leak(h, end, &mut w);
    }
    if matches!(w.kind, Kind::Done | Kind::Leak | Kind::Stuck) {
        about_to_wait(h, end, &mut w);
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
        let (lost, mend) = lost::sentences(m, h, end.frees);
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

/// All wait, and somebody for what only comes from outside. Who can never run again is told before that.
fn outside(h: &History, end: &End, w: &mut Why) {
    let waits = h.lives.iter().filter(|l| l.1.waits.is_some()).map(|l| *l.0);
    let waits: Vec<Gid> = waits.filter(|g| !end.stuck.contains(g)).collect();
    let signal = signals::awaited(h, waits.iter().copied());
    (w.kind, w.state) = (Kind::Waiting, SpanState::Waiting as i32);
    w.goroutine = waits.first().map_or(0, |g| g.0);
    w.title = match signal {
        Some(_) => "A signal is waited for".into(),
        None => "Only servers are left".into(),
    };
    let told = signal.or_else(|| library::served(h, &waits));
    if !end.stuck.is_empty() {
        (w.kind, w.state) = (Kind::Stuck, SpanState::Stuck as i32);
        w.title = stuck_title(end.stuck);
        since(end, w);
        waiting(h, end, end.stuck, w);
    }
    let first = w.sentences.iter().position(|s| s.part == Part::Mend);
    let at = first.unwrap_or(w.sentences.len());
    let told = told.into_iter().flatten().filter(|s| first.is_none() || s.part != Part::Mend);
    w.sentences.splice(at..at, told);
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

/// Who would have been left behind a moment later: ready to run, and only on its way to wait.
fn about_to_wait(h: &History, end: &End, w: &mut Why) {
    let who = at_work::about_to_wait(h);
    let Some(first) = who.first() else { return };
    let many = who.len();
    if w.kind != Kind::Done {
        let were = if many == 1 { "was" } else { "were" };
        let text = format!("Besides, {} {were} about to wait.", count(many, "goroutine"));
        let at = w.sentences.iter().position(|s| s.part == Part::Mend);
        let at = at.unwrap_or(w.sentences.len());
        return w.sentences.insert(at, Sentence::of(Part::What, &text));
    }
    let Some(later) = h.m.gone_on() else { return };
    let later = History::new(&later, None);
    let then = End { left: &who, stuck: &[], ..*end };
    leak(&later, &then, w);
    if w.kind == Kind::Leak {
        let were = if many == 1 { "was" } else { "were" };
        w.title = format!("Done, but {} {were} about to wait", count(many, "goroutine"));
        w.goroutine = first.0;
        let text = format!(
            "When main returned, {} {were} ready to run, but would only have waited next. A moment later:",
            count(many, "goroutine")
        );
        w.sentences[0] = Sentence::of(Part::What, &text);
    }
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
            s = s.say(" (").code(h.function(*g));
            let born = h.place(life.born.pos);
            s = if born.line > 0 { s.say(", started at ").line(&born) } else { s }.say(")");
        }
        s = s.say(" panicked at ").line(&at).say(", and nothing recovered it.");
        w.sentences.push(s);
        w.sentences.extend(broken::before(h, *g, &w.said));
        w.sentences.extend(met_fault(h, *g));
    }
    let (means, mended) = meaning::of_message(&w.said).unwrap_or(meaning::OWN_PANIC);
    let ends_all = match h.m.under_test {
        Some(_) => meaning::TEST_PANIC,
        None => meaning::OWN_PANIC.0,
    };
    let own = means == meaning::OWN_PANIC.0;
    w.sentences.push(Sentence::of(Part::Means, if own { ends_all } else { means }));
    if !own {
        w.sentences.push(Sentence::of(Part::Means, ends_all));
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
    if h.m.under_test.is_some() && e.is_none() {
        w.title = "Not every test passed".into();
        return;
    }
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
    w.sentences.extend(signals::until(h));
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
