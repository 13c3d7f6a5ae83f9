//! What a run would have needed, for the search of a change that mends it.

use super::end::End;
use super::history::{History, reason};
use super::waits::groups;
use crate::mistake::Wish;
use crate::sched::LimitName;
use crate::text::Pos;
use crate::trace::event::{EndCode, WaitReason};

/// Wishes of a run that went wrong, the most telling first; none of one that ended well.
pub fn wishes(h: &History, end: &End) -> Vec<Wish> {
    let mut out = vec![];
    let m = h.m;
    let races: Vec<Pos> = m
        .races
        .found
        .iter()
        .flat_map(|r| [&r.earlier, &r.later])
        .filter_map(|a| a.stack.first().map(|f| f.1))
        .collect();
    let waiting = if end.stuck.is_empty() { end.left } else { end.stuck };
    // who waits for the others is mended when they are: the last first
    for group in groups(h, waiting.iter().copied()).iter().rev() {
        let Some(made) = h.things.get(&group.block.obj).and_then(|t| t.made).map(|e| e.pos) else {
            selects(h, group.who[0], group.block.pos, &mut out);
            continue;
        };
        let n = group.who.len() as u32;
        match reason(&group.block) {
            WaitReason::WaitGroupWait => out.extend([Wish::Done(made), Wish::Wait]),
            WaitReason::ChanReceive => match h.owners.get(&group.block.obj) {
                Some(ctx) => {
                    out.extend(h.things.get(ctx).and_then(|t| t.made).map(|e| Wish::Cancel(e.pos)))
                }
                None => out.push(Wish::Close(made, group.block.pos)),
            },
            WaitReason::ChanSend => {
                out.extend([
                    Wish::Drain(made),
                    Wish::Buffer(made, n),
                    Wish::Select(group.block.pos),
                    Wish::Buffer(made, 10 * n),
                ]);
            }
            WaitReason::MutexLock | WaitReason::RWMutexLock | WaitReason::RWMutexRLock => {
                let holder = h.things.get(&group.block.obj).and_then(|t| t.holder);
                out.extend(holder.map(|l| Wish::Unlock(l.pos)));
            }
            _ => selects(h, group.who[0], group.block.pos, &mut out),
        }
    }
    if !races.is_empty() {
        out.push(Wish::Guard(races));
    }
    let outcome = m.outcome();
    let crowd = outcome
        .and_then(|o| o.limit.as_ref())
        .is_some_and(|l| matches!(l.name, LimitName::Goroutines | LimitName::Heap));
    let killed = m.sched.limits.memory != u64::MAX && outcome.is_some_and(|o| o.exit == 137);
    if crowd || killed {
        out.push(Wish::Limit);
    }
    if let Some(o) = m.outcome().filter(|o| o.code == EndCode::Panic) {
        let panic = h.lives.values().filter_map(|l| l.panic).find(|p| !p.1);
        out.extend(panic.map(|p| Wish::Return(p.0.pos)));
        // who is not counted in time is not waited for
        if o.message.contains("WaitGroup") || o.message.contains("closed channel") {
            out.push(Wish::Wait);
        }
    }
    out
}

/// Contexts and channels at which a select waits.
fn selects(h: &History, g: crate::ids::Gid, at: Pos, out: &mut Vec<Wish>) {
    for (o, send) in h.waited_by(g) {
        let of = |o: &crate::ids::ObjectId| h.things.get(o).and_then(|t| t.made).map(|e| e.pos);
        match h.owners.get(&o) {
            Some(ctx) => out.extend(of(ctx).map(Wish::Cancel)),
            None if send => out.extend(of(&o).map(|made| Wish::Buffer(made, 1))),
            None => out.extend(of(&o).map(|made| Wish::Close(made, at))),
        }
    }
}
