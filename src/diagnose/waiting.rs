//! Who waits for what, told of several goroutines at once: in which order, with whom it ends, and a proof by counting.

use super::circle::{HOLDS, circle, sentence as circle_words};
use super::end::End;
use super::history::{History, reason};
use super::waits::{self, Group};
use super::wakers::Wakers;
use super::why::{Came, Why};
use super::words::{Part, Sentence, count, grouped};
use super::{library, mend, permits};
use crate::arrange::Arrange;
use crate::ids::{Gid, MAIN};
use crate::mistake::Doing;
use crate::trace::event::WaitReason;

/// Places of waiting that are told in full.
const GROUPS: usize = 3;
/// Boxes of a proof.
const BOXES: usize = 6;

/// Who waits for what, who could have woken them, why not; the circle; how it is mended.
pub(super) fn waiting(h: &History, end: &End, list: &[Gid], w: &mut Why) {
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
            if need.doing == [Doing::Done] && library::call(h, need.g).is_none() {
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
    // who keeps a permit has returned: no circle is to blame
    let kept =
        |g: &Group| wakers.needs(g.who[0]).iter().any(|n| permits::kept(&wakers, n).is_some());
    if !w.circle.is_empty() && groups.iter().take(GROUPS).any(kept) {
        w.circle.clear();
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
