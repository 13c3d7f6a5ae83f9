//! Why a goroutine is as it is at a moment of its run.

use super::fate::Fate;
use super::history::{History, reason};
use super::lives::Life;
use super::mend;
use super::waits::{self, Group};
use super::wakers::{Need, Wakers};
use super::why::{Kind, Why};
use super::words::{Part, Sentence, grouped};
use crate::ids::{Gid, MAIN, ObjectId};
use crate::mistake::{Doing, Frees};
use crate::sched::State;
use crate::stdlib::text::duration;
use crate::trace::event::{SpanState, WaitReason};

/// Who could wake it is listed up to so many.
const WAKERS: usize = 4;

/// Explains one goroutine; the history is that of the moment. `never`: it can never run again.
pub fn why_now(h: &History, frees: &Frees, g: Gid, never: bool) -> Why {
    let who = name(g);
    let mut w =
        Why { kind: Kind::Moment, state: -1, goroutine: g.0, since_ns: -1, ..Why::default() };
    let Some(life) = h.lives.get(&g) else {
        w.title = format!("{who} has not begun yet");
        return w;
    };
    let at_once = h.m.sched.slot_of(g).map(|s| h.m.sched.status(s));
    match (at_once.map(|s| s.state), life.waits) {
        (None | Some(State::Dead), _) => ended(h, life, &who, &mut w),
        (Some(State::Running), _) => {
            (w.title, w.state) = (format!("{who} is running"), SpanState::Running as i32);
            let at = at_once.map(|s| h.place(s.pos)).filter(|p| p.line > 0);
            let s = Sentence::of(Part::What, "It has its turn: no other goroutine runs");
            w.sentences.push(match at {
                Some(at) => s.say(". It last gave way at ").line(&at).say("."),
                None => s.say("."),
            });
        }
        (Some(State::Runnable), _) | (_, None) => {
            (w.title, w.state) = (format!("{who} is runnable"), SpanState::Runnable as i32);
            let others = h.m.sched.runnable().saturating_sub(1);
            let text = match others {
                0 => "It waits for nothing: it is its turn next.".to_owned(),
                n => format!(
                    "It waits for nothing but its turn: {} more are ready to run.",
                    grouped(n as i64)
                ),
            };
            w.sentences.push(Sentence::of(Part::What, &text));
        }
        (Some(State::Waiting), Some(block)) => {
            (w.since_ns, w.since_step, w.lasts) = (block.time_ns, block.step + 1, true);
            waiting(h, frees, &Group { who: vec![g], block }, never, &mut w);
        }
    }
    if g != MAIN {
        w.sentences.extend(born(h, g, life));
    }
    w
}

fn name(g: Gid) -> String {
    if g == MAIN { "main".to_owned() } else { format!("Goroutine {}", grouped(g.0.into())) }
}

fn born(h: &History, g: Gid, life: &Life) -> Option<Sentence> {
    let at = h.place(life.born.pos);
    let s = Sentence::of(Part::What, "Started");
    let s = if life.born.by.0 > 0 { s.say(" by ").who(life.born.by) } else { s };
    let s = if at.line > 0 { s.say(" at ").line(&at) } else { s };
    Some(s.say(" as ").code(h.function(g)).say("."))
}

fn ended(h: &History, life: &Life, who: &str, w: &mut Why) {
    (w.title, w.state) = (format!("{who} has ended"), SpanState::Dead as i32);
    let Some(e) = life.end else { return };
    (w.since_ns, w.since_step, w.lasts) = (e.time_ns, e.step + 1, true);
    let at = h.place(e.pos);
    let s = Sentence::of(
        Part::What,
        match (e.a, life.panic) {
            (4, _) => "It was killed by a fault",
            (1, _) => "It called `runtime.Goexit`",
            (2, _) => "It panicked",
            (_, Some((_, true))) => "It panicked, recovered, and ended",
            _ => "It returned",
        },
    );
    w.sentences.push(if at.line > 0 { s.say(" at ").line(&at).say(".") } else { s.say(".") });
}

fn waiting(h: &History, frees: &Frees, group: &Group, never: bool, w: &mut Why) {
    let g = group.who[0];
    let who = name(g);
    let why = reason(&group.block);
    w.said = why.text().into();
    if matches!(why, WaitReason::Sleep) {
        (w.title, w.state) = (format!("{who} is sleeping"), SpanState::Sleeping as i32);
        return w.sentences.push(waits::sentence(h, group));
    }
    let (title, state) = match never {
        true => (format!("{who} is stuck for ever"), SpanState::Stuck),
        false => (format!("{who} is waiting"), SpanState::Waiting),
    };
    (w.title, w.state) = (title, state as i32);
    w.sentences.push(waits::sentence(h, group));
    let wakers = Wakers::new(h, frees);
    let needs = wakers.needs(g);
    if never {
        w.kind = Kind::Stuck;
        w.sentences.extend(needs.iter().flat_map(|n| wakers.sentences(n)));
        w.sentences.extend(mend::of_wait(&wakers, group, &needs, &[]));
        return;
    }
    w.sentences.extend(needs.iter().filter_map(|n| could(&wakers, n)));
}

/// The context, or that of the channel, has a deadline.
fn ends(h: &History, o: ObjectId) -> bool {
    let context = h.owners.get(&o).unwrap_or(&o);
    h.things.get(context).is_some_and(|t| t.ends)
}

/// Who may still wake it, and where.
fn could(w: &Wakers, need: &Need) -> Option<Sentence> {
    let may = |(g, _): &&(Gid, _)| {
        let alive = matches!(w.fate(*g), Fate::Going | Fate::Waits(..));
        alive && w.holds(*g, need.obj)
    };
    if let Some((pos, due)) = w.h.m.timer_of(need.obj) {
        let text = duration::format(due? - w.h.m.sched.now_ns());
        let s = Sentence::of(Part::Wakers, "Could be woken by the timer set at ");
        return Some(s.line(&w.h.place(pos)).say(&format!(", in {text}.")));
    }
    let list: Vec<_> = need.who.iter().filter(may).take(WAKERS).collect();
    let mut s = Sentence::of(Part::Wakers, "Could be woken by ");
    for (i, (g, site)) in list.iter().enumerate() {
        s = s.say(if i > 0 { ", or by " } else { "" }).who(*g).say(" (").code(&site.shown);
        s = s.say(" at ").line(&w.h.place(site.pos)).say(")");
    }
    match (list.is_empty(), need.doing) {
        (false, [Doing::Cancel]) if ends(w.h, need.obj) => Some(s.say(", or by its deadline.")),
        (false, _) => Some(s.say(".")),
        (true, [Doing::Cancel]) => Some(Sentence::of(
            Part::Wakers,
            "Could be woken by whoever cancels the context, or by its deadline.",
        )),
        _ => None,
    }
}
