//! What faults did in a run where that is not plain: those that changed nothing, each with what there was instead; and
//! calls that a limit turned away.

use super::history::place;
use super::words::{Part, Place, Sentence, grouped};
use crate::fault::{Delay, FaultSpec, Name, What, When, Where};
use crate::ids::{FuncId, Gid, StrId};
use crate::stdlib::text::duration;
use crate::trace::event::{Cause, Event, EventKind, ObjectKind, WaitReason};
use crate::vm::Machine;

/// Things of a kind that are listed.
const MOST: usize = 8;

/// A fault by its number among those of the machine, and one sentence.
pub struct Unmet {
    /// Its number.
    pub fault: usize,
    /// Why it changed nothing.
    pub note: Sentence,
}

/// The faults of a finished run that took no effect, in their order.
pub fn unmet(m: &Machine) -> Vec<Unmet> {
    let faults = m.faults().iter().enumerate();
    let idle = faults.filter(|(i, _)| m.fault_effects(*i) == 0);
    idle.map(|(fault, spec)| Unmet { fault, note: note(m, fault, spec) }).collect()
}

/// Calls that limits and rates turned away, and how that is mended.
pub(crate) fn turned_away(m: &Machine) -> (Vec<Sentence>, Option<Sentence>) {
    let mut out = vec![];
    for (i, spec) in m.faults().iter().enumerate() {
        let (n, met) = (m.fault_effects(i), m.fault_met(i));
        if n > 0 && matches!(spec.what, What::Limit(..) | What::Rate(..)) {
            let s = Sentence::of(Part::What, "The fault ").code(&spec.to_string());
            out.push(s.say(&format!(
                " turned away {} of {} calls.",
                grouped(n.into()),
                grouped(met.into())
            )));
        }
    }
    let bound = "Bound who calls at one time and let the others wait: a pool of workers, a semaphore, `db.SetMaxOpenConns`.";
    let mend = (!out.is_empty()).then(|| Sentence::of(Part::Mend, bound));
    (out, mend)
}

/// A handler whose client has left.
struct Handler {
    fault: usize,
    g: Gid,
    /// Its last wait, and that a cancellation ended it.
    waited: Option<Event>,
    noticed: Option<Event>,
    /// It did something that others can see before that, and after it.
    before: bool,
    after: bool,
    ended: bool,
}

/// Handlers that noticed that their client had left, and how what is half done then is avoided.
pub(crate) fn left(m: &Machine) -> (Vec<Sentence>, Option<Sentence>) {
    let leaves =
        |i: i64| m.faults().get(i as usize).is_some_and(|f| matches!(f.what, What::Leave(_)));
    if !m.faults().iter().any(|f| matches!(f.what, What::Leave(_))) {
        return (vec![], None);
    }
    let mut asked: Option<(usize, Gid)> = None;
    let mut found: Vec<Handler> = vec![];
    for e in m.trace().reading() {
        if e.kind == EventKind::Fault && leaves(e.a) {
            asked = Some((e.a as usize, e.g));
        } else if e.kind == EventKind::Spawn
            && let Some((fault, _)) = asked.take_if(|a| a.1 == e.by)
        {
            let (g, waited, noticed) = (e.g, None, None);
            found.push(Handler {
                fault,
                g,
                waited,
                noticed,
                before: false,
                after: false,
                ended: false,
            });
        } else if let Some(handler) = found.iter_mut().find(|f| f.g == e.g && !f.ended) {
            handler.see(&e);
        }
    }
    found.retain(|f| f.ended && f.noticed.is_some());
    let half = found.iter().any(|f| f.before && !f.after);
    let mend = "Where what was done by then must not stay half done: undo it once `r.Context()` is done, or finish it with `context.WithoutCancel(r.Context())`.";
    let told = found.iter().take(MOST).map(|f| f.sentence(m)).collect();
    (told, half.then(|| Sentence::of(Part::Mend, mend)))
}

impl Handler {
    fn see(&mut self, e: &Event) {
        let seen = match e.kind {
            EventKind::Block => {
                self.waited = Some(*e);
                e.a == WaitReason::Sleep as i64
            }
            EventKind::Wake if e.a == Cause::Cancel as i64 => {
                self.noticed = self.waited;
                false
            }
            EventKind::End => {
                self.ended = true;
                false
            }
            kind => matches!(kind, EventKind::Output | EventKind::Unlock | EventKind::Send),
        };
        *(if self.noticed.is_some() { &mut self.after } else { &mut self.before }) |= seen;
    }

    fn sentence(&self, m: &Machine) -> Sentence {
        let spec = m.faults()[self.fault].to_string();
        let s = Sentence::of(Part::What, "The client left (").code(&spec).say("): ").who(self.g);
        let s = match self.noticed {
            Some(e) => s.say(" noticed at ").line(&place(m, e.pos)),
            None => s,
        };
        s.say(" and returned. What it had done by then stays.")
    }
}

fn note(m: &Machine, fault: usize, spec: &FaultSpec) -> Sentence {
    let s = Sentence::of(Part::What, "The fault ").code(&spec.to_string());
    match m.fault_met(fault) {
        0 => there(m, spec, s.say(" met nothing: ")),
        met if !m.fault_fired(fault) => s.say(" had no effect: ").say(&occasions(m, spec, met)),
        _ => s.say(" changed nothing: ").say(&idle(m, spec)),
    }
}

/// What the run had where the fault found nothing.
fn there(m: &Machine, spec: &FaultSpec, s: Sentence) -> Sentence {
    match &spec.place {
        Where::Goroutine(_) => s.say(&match m.sched.counts().1 {
            0 | 1 => "only main ran.".to_owned(),
            n => format!("goroutines 1 (main) to {} ran.", grouped(n.into())),
        }),
        Where::GoroutineOf(_) => {
            let ran = made(m, &|e| {
                let f = m.linked().func(FuncId(e.a as u32).0)?;
                let own = e.kind == EventKind::Spawn && !m.sources().is_std(f.decl);
                own.then(|| (f.name.clone(), None))
            });
            listed(s.say("no goroutine began with it; there ran "), ran, "none")
        }
        Where::Context(_) | Where::ContextAt(_) => {
            let ran = made(m, &|e| object(m, e, ObjectKind::Context));
            listed(s.say("the contexts of this run are "), ran, "none")
        }
        Where::Chan { chan: Name::Number(_), .. } => {
            let ran = made(m, &|e| object(m, e, ObjectKind::Chan));
            listed(s.say("the channels of this run are "), ran, "none")
        }
        Where::Request { .. } => {
            let ran = m.fault_requests().map(|r| (r.clone(), None)).collect();
            listed(s.say("the requests of this run are "), ran, "none")
        }
        _ => s.say("the run never came there."),
    }
}

/// A thing of the run: what it is called, and its place.
type Thing = (String, Option<Place>);
type Found = Vec<Thing>;

/// What events of the trace tell, each thing once.
fn made(m: &Machine, tell: &dyn Fn(&Event) -> Option<Thing>) -> Found {
    let mut found: Found = vec![];
    for e in m.trace().reading() {
        let Some(one) = tell(&e).filter(|one| !found.contains(one)) else { continue };
        found.push(one);
        if found.len() > MOST {
            break;
        }
    }
    found
}

/// `7 jobs`, as faults name it, with its line.
fn object(m: &Machine, e: &Event, kind: ObjectKind) -> Option<Thing> {
    let at = place(m, e.pos);
    let name = m.trace().strings().get(StrId(e.b as u32));
    let own = e.kind == EventKind::Object && e.a == kind as i64 && at.line > 0 && !name.is_empty();
    own.then(|| (format!("{} {name}", e.obj.0).trim_end().to_owned(), Some(at)))
}

fn listed(mut s: Sentence, found: Found, none: &str) -> Sentence {
    if found.is_empty() {
        return s.say(none).say(".");
    }
    for (i, (name, at)) in found.iter().take(MOST).enumerate() {
        s = if i > 0 { s.say(", ") } else { s }.code(name);
        s = match at {
            Some(at) => s.say(" (").line(at).say(")"),
            None => s,
        };
    }
    if found.len() > MOST { s.say(", ….") } else { s.say(".") }
}

/// Its place was reached, but not on the occasions that it asks for.
fn occasions(m: &Machine, spec: &FaultSpec, met: u32) -> String {
    let when = &spec.when;
    let times = if met == 1 { "once".to_owned() } else { format!("{} times", grouped(met.into())) };
    let why = if when.from_nth > met {
        String::new()
    } else if when.from_ns > 0 {
        format!(", none of them at its moment; the run ended at {}", now(m))
    } else {
        match &when.level {
            Some(_) => ", never with that level above its number".to_owned(),
            None if when.hundredths < When::CERTAIN => ", and the draw fell otherwise".to_owned(),
            None => String::new(),
        }
    };
    format!("the run came there {times}{why}.")
}

/// It had its occasion, and nothing to change then.
fn idle(m: &Machine, spec: &FaultSpec) -> String {
    let late = spec.when.from_ns > m.sched.now_ns();
    match &spec.what {
        _ if late => format!("the run ended at {}, before its moment.", now(m)),
        What::Limit(n, _) | What::Queue(n) => {
            format!("there were never more than {} calls in flight.", grouped((*n).into()))
        }
        What::Rate(n, ns, _) => {
            format!(
                "there were never more than {} calls within {}.",
                grouped((*n).into()),
                duration::format(*ns)
            )
        }
        What::Slow(Delay::Factor { .. }) => "what it slows takes no virtual time.".to_owned(),
        What::Deadline(_) => "the run ended first, or its own deadline came first.".to_owned(),
        _ if m.faults().len() > 1 && shares(&spec.place) => {
            "another fault at the same place had its way.".to_owned()
        }
        _ => "when its moment came, what it falls on was over.".to_owned(),
    }
}

/// Several faults can meet there; the first that has an effect has its way.
fn shares(place: &Where) -> bool {
    !matches!(place, Where::Goroutine(_) | Where::Context(_) | Where::ContextAt(_) | Where::Process)
}

fn now(m: &Machine) -> String {
    duration::format(m.sched.now_ns())
}
