//! What would have ordered the two accesses of a race and does not: locks that only one of them holds, a `go` statement
//! that comes too early, a `Wait` or a receive that comes too late.

use super::history::place;
use super::words::{Part, Place, Sentence};
use crate::compile::code::Op;
use crate::ids::{Gid, ObjectId, StrId};
use crate::text::Pos;
use crate::trace::event::{Cause, Event, EventKind, WaitReason};
use crate::vm::Machine;
use crate::vm::races::{Access, Race};

/// Races of which it is told; longer runs are not read for it.
const MOST: usize = 16;
const EVENTS: u64 = 2_000_000;

/// Who holds a lock, and whether only for reading.
type Held = (ObjectId, Gid, bool);

/// What the trace tells of one race.
#[derive(Default)]
struct Seen {
    earlier: Vec<Held>,
    later: Vec<Held>,
    /// Where the earlier goroutine had started the later one.
    started: Option<Pos>,
    /// What the earlier goroutine did first for others after its access.
    given: Option<Event>,
    /// Who took that up, where, and that it came after both accesses.
    taken: Option<(Gid, Pos, bool)>,
}

/// For each race the missing edge, in words.
pub fn race_missing(m: &Machine) -> Vec<Sentence> {
    races(m).into_iter().map(|r| r.0).collect()
}

/// For each race the missing edge, and how it is mended where that edge says so.
pub(super) fn races(m: &Machine) -> Vec<(Sentence, Option<Sentence>)> {
    let found = &m.races.found;
    let known = found.iter().take(MOST).filter(|r| r.earlier.event.is_some()).count() > 0;
    let readable = known && m.trace().events() <= EVENTS;
    let (seen, names) = if readable { read(m) } else { Default::default() };
    let none = Seen::default();
    let all = found.iter().enumerate();
    let told = all.map(|(i, r)| {
        let seen = seen.get(i).unwrap_or(&none);
        (sentence(m, r, seen, &names), mend(m, r, seen, &names))
    });
    told.collect()
}

/// Events of objects, in order.
type Found = Vec<Event>;

fn read(m: &Machine) -> (Vec<Seen>, Found) {
    let races: Vec<&Race> = m.races.found.iter().take(MOST).collect();
    let mut seen: Vec<Seen> = races.iter().map(|_| Seen::default()).collect();
    let (mut held, mut names): (Vec<Held>, Found) = Default::default();
    // who waits at a WaitGroup
    let mut waits: Found = vec![];
    for (i, e) in (0_u64..).zip(m.trace().reading()) {
        for (r, s) in races.iter().zip(&mut seen) {
            let (from, to) = (r.earlier.event.unwrap_or(u64::MAX), r.later.event.unwrap_or(0));
            let of = |g: Gid| held.iter().filter(|h| h.1 == g).copied().collect();
            if i == from {
                s.earlier = of(r.earlier.gid);
            }
            if i == to {
                s.later = of(r.later.gid);
            }
            if e.kind == EventKind::Spawn && e.g == r.later.gid && e.by == r.earlier.gid {
                s.started = Some(e.pos);
            }
            if i >= from && s.taken.is_none() {
                s.see(r, &e, &waits, i > to);
            }
        }
        match e.kind {
            EventKind::Object => {
                names.push(e);
            }
            EventKind::Lock => held.push((e.obj, e.g, e.a == 1)),
            EventKind::Unlock => {
                let own = held.iter().rposition(|h| h.0 == e.obj && h.1 == e.g);
                let at = own.or_else(|| held.iter().rposition(|h| h.0 == e.obj));
                at.map(|at| held.remove(at));
            }
            EventKind::Block if e.a == WaitReason::WaitGroupWait as i64 => {
                waits.push(e);
            }
            _ => {}
        }
    }
    (seen, names)
}

/// The last event of an object.
fn last(list: &[Event], o: ObjectId) -> Option<&Event> {
    list.iter().rev().find(|e| e.obj == o)
}

impl Seen {
    fn see(&mut self, r: &Race, e: &Event, waits: &Found, after: bool) {
        let gives = matches!(e.kind, EventKind::Send | EventKind::Close)
            || e.kind == EventKind::Count && e.a < 0;
        if e.g == r.earlier.gid && gives && self.given.is_none() {
            self.given = Some(*e);
            return;
        }
        let Some(given) = self.given.filter(|g| g.obj == e.obj) else { return };
        let by_count = given.kind == EventKind::Count;
        if by_count && e.kind == EventKind::Wake && e.a == Cause::Count as i64 {
            self.taken = last(waits, e.obj).map(|w| (w.g, w.pos, after));
        } else if !by_count && e.kind == EventKind::Recv && (e.by == r.earlier.gid || e.b == 1) {
            self.taken = Some((e.g, e.pos, after));
        }
    }
}

fn sentence(m: &Machine, r: &Race, seen: &Seen, names: &Found) -> Sentence {
    let s = || Sentence::of(Part::Never, ": ");
    let name =
        |o: ObjectId| last(names, o).map_or("", |e| m.trace().strings().get(StrId(e.b as u32)));
    let atomic = mixed(r).map(|(atomic, plain)| {
        let s = s().say("the one at ").line(&at(m, atomic)).say(" is atomic, but the one at ");
        s.line(&at(m, plain)).say(" is not")
    });
    let locks = atomic.or_else(|| locks(m, s(), r, seen, &name));
    let told = locks.or_else(|| started(m, s(), r, seen)).or_else(|| late(m, s(), r, seen, &name));
    let told = told.unwrap_or_else(|| {
        s().say("no lock, channel, WaitGroup or atomic operation lies between them")
    });
    let head = Sentence::of(Part::Never, "Nothing orders the two");
    head.and(&told).say(". Under another schedule they may meet.")
}

/// The atomic access and the other one, where only one of the two is atomic.
fn mixed(r: &Race) -> Option<(&Access, &Access)> {
    match (r.earlier.atomic, r.later.atomic) {
        (true, false) => Some((&r.earlier, &r.later)),
        (false, true) => Some((&r.later, &r.earlier)),
        _ => None,
    }
}

/// A lock that one of the two holds, and the other does not, or only for reading.
fn mend(m: &Machine, r: &Race, seen: &Seen, names: &Found) -> Option<Sentence> {
    let name =
        |h: &Held| last(names, h.0).map_or("", |e| m.trace().strings().get(StrId(e.b as u32)));
    let named = |list: &[Held]| list.iter().rev().find(|h| !name(h).is_empty()).copied();
    if let Some((_, plain)) = mixed(r) {
        let s = Sentence::of(Part::Mend, "Make the access at ").line(&at(m, plain));
        return Some(s.say(" atomic too (`sync/atomic`)."));
    }
    let s = Sentence::of(Part::Mend, "Take ");
    let (lock, a, holder) = match (named(&seen.earlier), named(&seen.later)) {
        (Some(lock), None) if !(lock.2 && r.earlier.write) => (lock, &r.later, &r.earlier),
        (None, Some(lock)) if !(lock.2 && r.later.write) => (lock, &r.earlier, &r.later),
        (Some(e), Some(l)) if e.0 == l.0 => {
            let a = if e.2 && r.earlier.write { &r.earlier } else { &r.later };
            let s = s.code(name(&l)).say(" for writing (`Lock`, not `RLock`) where ");
            return Some(s.line(&at(m, a)).say(" writes."));
        }
        (Some(e), Some(l)) if name(&e) == name(&l) => {
            let s = Sentence::of(Part::Mend, "Let both take the same ").code(name(&e));
            return Some(s.say(": where its struct is copied (a value receiver, a parameter, a range), use a pointer."));
        }
        _ => return None,
    };
    let name = name(&lock);
    let s = match (is_known_at(m, a, name), a.stack.get(1)) {
        (true, _) => s.code(name).say(" around ").line(&at(m, a)).say(" too"),
        (false, caller) => {
            let s = s.say("the lock that is ").code(name).say(" at ").line(&at(m, holder));
            let s = s.say(" around ").line(&at(m, a)).say(" too");
            match caller.map(|c| place(m, c.1)).filter(|c| c.line > 0) {
                Some(caller) => s.say(", or where that is called, at ").line(&caller),
                None => s,
            }
        }
    };
    // what is called there may take it itself
    let s = match own_call(m, a) {
        Some(called) => s.say(", but not while ").code(called).say(" runs"),
        None => s,
    };
    Some(s.say("."))
}

/// The first word of a name stands in the function of an access, before it.
fn is_known_at(m: &Machine, a: &Access, name: &str) -> bool {
    let root = name.split(['.', '[']).next().unwrap_or(name);
    let Some((func, pos)) = a.stack.first() else { return true };
    let line_of = |pos| m.sources().line_col(pos).map(|lc| (lc.file, lc.line));
    let decl = m.linked.func(func.0).map_or(Pos::NONE, |f| f.decl);
    let (Some((file, first)), Some((_, last))) = (line_of(decl), line_of(*pos)) else {
        return true;
    };
    let text = &m.sources().file(file).text;
    let lines = text.lines().take(last as usize).skip(first as usize - 1);
    let is_word = |l: &str| l.split(|c: char| !c.is_alphanumeric() && c != '_').any(|w| w == root);
    // a variable of the package, or one around a function literal, is known everywhere below it
    lines.clone().any(is_word) || text.lines().take(first as usize).any(|l| declares(l, root))
}

/// A line that is not indented declares this name, or an indented one defines it.
fn declares(line: &str, name: &str) -> bool {
    let after = |key: &str| line.trim_start().strip_prefix(key).map(str::trim_start);
    let starts = |rest: &str| {
        rest.strip_prefix(name)
            .is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    after("var ").is_some_and(starts) || line.contains(":=") && starts(line.trim_start())
}

/// A function of the program's own that is called in the line of an access.
fn own_call<'m>(m: &'m Machine, a: &Access) -> Option<&'m str> {
    let (func, pos) = a.stack.first()?;
    let func = m.linked().func(func.0)?;
    let line = |pos: Pos| m.sources().line_col(pos).map(|at| at.line);
    let here = func.code.iter().zip(&func.pos).filter(|at| line(*at.1) == line(*pos));
    let called = here.filter_map(|(op, _)| match op {
        Op::Call { f, .. } => m.linked().func(*f).filter(|f| !f.is_std),
        Op::CallMethod { m: method, .. } => {
            let program = &m.linked().program;
            let name = format!(".{}", program.methods.get(usize::from(*method))?);
            program.funcs.iter().find(|f| !f.is_std && f.name.ends_with(&name))
        }
        _ => None,
    });
    // an instance is called as the function is
    let mut names = called.filter_map(|f| f.name.split('[').next()?.rsplit('.').next());
    let is_literal =
        |name: &str| name.strip_prefix("func").is_some_and(|n| n.parse::<u32>().is_ok());
    names.rfind(|name| !is_literal(name))
}

/// One holds a lock and the other does not, or another one, or both only for reading.
fn locks<'a>(
    m: &Machine,
    s: Sentence,
    r: &Race,
    seen: &Seen,
    name: &dyn Fn(ObjectId) -> &'a str,
) -> Option<Sentence> {
    let named = |list: &[Held]| list.iter().rev().find(|h| !name(h.0).is_empty()).copied();
    let (e, l) = (named(&seen.earlier), named(&seen.later));
    let holds = |s: Sentence, a: &Access, h: Held| {
        s.who(a.gid).say(" holds ").code(name(h.0)).say(" at ").line(&at(m, a))
    };
    let nothing = |s: Sentence, a: &Access| s.who(a.gid).say(" holds no lock at ").line(&at(m, a));
    match (e, l) {
        (Some(e), Some(l)) if e.0 == l.0 && (e.2 || l.2) => {
            let reader = if (e.2 && r.earlier.write) || !l.2 { r.earlier.gid } else { r.later.gid };
            let s = if e.2 && l.2 { s.say("both hold ") } else { s.who(reader).say(" holds ") };
            Some(s.code(name(e.0)).say(" only for reading"))
        }
        // copied, or another value's
        (Some(e), Some(l)) if e.0 != l.0 && name(e.0) == name(l.0) => {
            let s = s
                .say("each holds a ")
                .code(name(e.0))
                .say(" of its own, and two locks do not exclude each other");
            Some(s.say("; a lock that is copied is another lock"))
        }
        (Some(e), Some(l)) if e.0 != l.0 => {
            let s = holds(holds(s, &r.earlier, e).say(", "), &r.later, l);
            Some(s.say(", and two locks do not exclude each other"))
        }
        (Some(e), None) => Some(nothing(holds(s, &r.earlier, e).say(", "), &r.later)),
        (None, Some(l)) => Some(nothing(holds(s, &r.later, l).say(", "), &r.earlier)),
        _ => None,
    }
}

/// The goroutine of the later access was already started.
fn started(m: &Machine, s: Sentence, r: &Race, seen: &Seen) -> Option<Sentence> {
    let made = place(m, seen.started?);
    if made.line == 0 {
        return None;
    }
    let s = s.who(r.earlier.gid).say(" has started ").who(r.later.gid).say(" at ").line(&made);
    Some(s.say(" already, and then comes to ").line(&at(m, &r.earlier)))
}

/// What hands the earlier access on comes too late, or goes to somebody else.
fn late<'a>(
    m: &Machine,
    s: Sentence,
    r: &Race,
    seen: &Seen,
    name: &dyn Fn(ObjectId) -> &'a str,
) -> Option<Sentence> {
    let (given, (who, pos, after)) = (seen.given?, seen.taken?);
    let there = place(m, pos);
    let of = name(given.obj);
    if there.line == 0 || of.is_empty() {
        return None;
    }
    let code = match given.kind {
        EventKind::Count => [of, ".Wait()"].concat(),
        _ => ["<-", of].concat(),
    };
    let s = s.code(&code).say(" at ").line(&there).say(" in ").who(who);
    Some(match after {
        true if who == r.later.gid => s.say(" comes only after that"),
        true => s.say(" comes after both"),
        false => s.say(" takes it up, but ").who(r.later.gid).say(" does not"),
    })
}

fn at(m: &Machine, a: &Access) -> Place {
    a.stack.first().map(|f| place(m, f.1)).unwrap_or_default()
}
