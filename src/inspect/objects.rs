//! What a goroutine waits for: channels with their values, locks with their queues.

use super::value::{self, load, type_name};
use crate::compile::code::{CHAN_BASE, Op, RType};
use crate::ids::{Gid, ObjectId};
use crate::sched::{Slot, State};
use crate::stdlib::context::word;
use crate::stdlib::text::duration;
use crate::sync::{ChanId, Locks};
use crate::trace::event::WaitReason;
use crate::vm::{Iface, Machine};
use serde::Serialize;

/// Values of a buffer, and entries of a queue, that are shown.
const MOST: usize = 64;

/// A channel, lock or counter as it is at a moment.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Object {
    /// Its number in the trace; 0: a nil channel.
    pub id: u32,
    /// `send`, `receive`, `lock`, `rlock`, `wait`: what the goroutine wants of it.
    pub wants: String,
    /// The value that it would send.
    pub value: Option<String>,
    /// What a channel carries, as `%T` prints it.
    pub element: String,
    /// Of a channel; -1 for others.
    pub capacity: i64,
    /// Values in the buffer, more than are listed if there are many; the count of a WaitGroup.
    pub count: i64,
    /// It was closed.
    pub closed: bool,
    /// Values in the buffer, the next to be received first.
    pub values: Vec<String>,
    /// Who waits to send, in order.
    pub senders: Vec<Sender>,
    /// Who waits to receive, in order.
    pub receivers: Vec<u32>,
    /// Who waits for the lock, in order.
    pub queue: Vec<u32>,
    /// Who waits otherwise: readers, callers of `Wait`.
    pub waiters: Vec<u32>,
    /// Woken by a release, has not tried again yet: others may come before it. 0 nobody.
    pub woken: u32,
    /// The lock was handed over to it. 0 nobody.
    pub heir: u32,
    /// The context whose `Done` channel it is; 0 none.
    pub context: u32,
}

/// Who waits to send what.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Sender {
    /// The goroutine.
    pub g: u32,
    /// Its value.
    pub value: String,
}

/// The objects that a waiting goroutine waits for; nothing for any other.
pub(super) fn waited_for(m: &Machine, slot: Slot) -> Vec<Object> {
    let status = m.sched.status(slot);
    if status.state != State::Waiting {
        return vec![];
    }
    match status.reason {
        WaitReason::Select => select(m, slot),
        WaitReason::ChanReceiveNil => vec![nil("receive")],
        WaitReason::ChanSendNil => vec![nil("send")],
        WaitReason::ChanReceive => chan(m, m.chans.of_object(status.obj), "receive"),
        WaitReason::ChanSend => {
            let mut found = chan(m, m.chans.of_object(status.obj), "send");
            for o in &mut found {
                o.value = own_value(o, status.gid);
            }
            found
        }
        WaitReason::MutexLock | WaitReason::RWMutexLock => lock(m, status.obj, "lock"),
        WaitReason::RWMutexRLock => lock(m, status.obj, "rlock"),
        WaitReason::WaitGroupWait | WaitReason::CondWait | WaitReason::Semacquire => {
            lock(m, status.obj, "wait")
        }
        _ => vec![],
    }
}

fn own_value(o: &Object, g: Gid) -> Option<String> {
    o.senders.iter().find(|s| s.g == g.0).map(|s| s.value.clone())
}

fn nil(wants: &str) -> Object {
    Object { wants: wants.into(), capacity: -1, ..Object::default() }
}

fn chan(m: &Machine, c: Option<ChanId>, wants: &str) -> Vec<Object> {
    c.and_then(|c| channel(m, c, wants)).into_iter().collect()
}

fn channel(m: &Machine, c: ChanId, wants: &str) -> Option<Object> {
    let view = m.chans.view(&m.sched, c)?;
    let text =
        |words: &[u64]| view.elem.map_or_else(String::new, |t| value::show(m, t, words, 0).text);
    let values = match view.width {
        0 => (0..view.len as usize).map(|_| "{}".to_owned()).take(MOST).collect(),
        width => view.buffer.chunks(width).take(MOST).map(text).collect(),
    };
    Some(Object {
        id: view.obj.0,
        wants: wants.into(),
        element: view.elem.map_or_else(String::new, |t| type_name(m, t)),
        capacity: i64::from(view.cap),
        count: i64::from(view.len),
        closed: view.closed,
        values,
        senders: view
            .senders
            .iter()
            .take(MOST)
            .map(|(g, words)| Sender { g: g.0, value: text(words) })
            .collect(),
        receivers: view.receivers.iter().take(MOST).map(|g| g.0).collect(),
        context: if view.owner == view.obj { 0 } else { view.owner.0 },
        ..Object::default()
    })
}

/// The cases of the select at which a goroutine waits.
fn select(m: &Machine, slot: Slot) -> Vec<Object> {
    let Some(g) = m.gs.get(slot.index()) else { return vec![] };
    let frame = g.frame;
    let op = m.linked.code.get((frame.pc as usize).wrapping_sub(1));
    let Some(Op::Select { t, .. }) = op else { return vec![] };
    let Some(table) = m.linked.program.selects.get(*t as usize) else { return vec![] };
    let mut out: Vec<Object> = vec![];
    for case in &table.cases {
        let wants = if case.send { "send" } else { "receive" };
        let handle = g.words().get(frame.base as usize + case.chan as usize).copied().unwrap_or(0);
        let mut o = match handle.checked_sub(CHAN_BASE) {
            None => nil(wants),
            Some(i) => match channel(m, ChanId(i as u32), wants) {
                Some(o) => o,
                None => continue,
            },
        };
        if case.send {
            o.value = own_value(&o, g.gid);
        }
        out.push(o);
    }
    out
}

fn lock(m: &Machine, obj: ObjectId, wants: &str) -> Vec<Object> {
    let Some(view) = m.locks.view(&m.sched, obj) else { return vec![] };
    let ids = |list: &[Gid]| list.iter().take(MOST).map(|g| g.0).collect::<Vec<u32>>();
    let state = m.heap.load(view.address);
    let mut queue = ids(&view.queue);
    queue.extend(view.drain.map(|g| g.0));
    vec![Object {
        id: obj.0,
        wants: wants.into(),
        capacity: -1,
        count: i64::from(Locks::wg_counter(state)),
        queue,
        waiters: ids(&view.waiters),
        woken: view.woken.map_or(0, |g| g.0),
        heir: view.heir.map_or(0, |g| g.0),
        ..Object::default()
    }]
}

/// A lock as a value: its state in words, and its number in the trace when it was used.
pub(super) fn lock_words(m: &Machine, kind: &str, words: &[u64], at: u64) -> (String, ObjectId) {
    let &[state, id] = words else { return (String::new(), ObjectId(0)) };
    let obj = m.locks.object_at(id, at).unwrap_or(ObjectId(0));
    let text = match kind {
        "WaitGroup" => format!("counter {}", Locks::wg_counter(state)),
        "Mutex" => if state & 1 != 0 { "locked" } else { "unlocked" }.to_owned(),
        _ => match (state as u32, state >> 32 & 1) {
            (0, 0) => "unlocked".to_owned(),
            (0, _) => "locked for writing".to_owned(),
            (1, _) => "locked by 1 reader".to_owned(),
            (n, _) => format!("locked by {n} readers"),
        },
    };
    (text, obj)
}

/// A context of the library that a pointer leads to: how it is, and its number in the trace.
pub(super) fn context_words(m: &Machine, t: &RType, at: u64) -> Option<(String, ObjectId)> {
    if t.pkg != "context" || at == 0 {
        return None;
    }
    match t.type_name.as_str() {
        "cancelCtx" | "timerCtx" => {
            let err = load(m, at + word::ERR, 2);
            let id = ObjectId(m.heap.load(at + word::ID) as u32);
            let mut text = String::new();
            if t.type_name == "timerCtx" {
                // its deadline lies behind: seconds, nanoseconds, monotonic reading and one
                let mono = m.heap.load(at + word::AFTER + 8 + 16) as i64;
                if mono > 0 {
                    text = format!("deadline {}, ", duration::format(mono - 1));
                }
            }
            text.push_str(&if err[0] == 0 { "not done".to_owned() } else { done_words(m, &err) });
            Some((text, id))
        }
        "valueCtx" => {
            let parent = load(m, at, 2);
            let any = m.types.iter().position(|t| t.name == "interface {}");
            let part = |from: u64| {
                let words = load(m, at + from, 2);
                any.map_or_else(String::new, |t| value::show(m, t as u32, &words, 0).text)
            };
            let own = format!("{}: {}, ", part(16), part(32));
            let (rest, id) = parent_words(m, &parent);
            Some((own + &rest, id))
        }
        _ => None,
    }
}

fn parent_words(m: &Machine, iface: &[u64]) -> (String, ObjectId) {
    let rtypes = &m.types;
    let of = (iface[0] as usize).checked_sub(1).and_then(|t| rtypes.get(t));
    let elem = of.and_then(|t| match t.kind {
        crate::compile::code::RKind::Pointer { elem } => rtypes.get(elem as usize),
        _ => None,
    });
    elem.and_then(|e| context_words(m, e, iface[1]))
        .unwrap_or_else(|| ("never done".to_owned(), ObjectId(0)))
}

fn done_words(m: &Machine, err: &[u64]) -> String {
    let v = Iface { tag: err[0], data: err[1] };
    let text = value::error_text(m, v).map(|(at, len)| m.heap.bytes(at, len as usize));
    match text {
        Some(text) => format!("done: {}", String::from_utf8_lossy(text)),
        None => "done: context deadline exceeded".to_owned(),
    }
}
