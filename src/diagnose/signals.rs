//! A signal from outside is what a program waits for: Go would wait on, and here nobody sends one by himself.

use super::history::History;
use super::waits::named;
use super::words::{Part, Sentence};
use crate::ids::{Gid, ObjectId};

/// How one is sent.
const FAULT: &str =
    "`signal(SIGTERM)` is a fault of the process, as in `process@2s=signal(SIGTERM)`.";

/// One of those is waiting for a signal: who, what Go would do, and how one is sent.
pub(super) fn awaited(h: &History, mut list: impl Iterator<Item = Gid>) -> Option<Vec<Sentence>> {
    let taken = |g: Gid| {
        let waits = h.waited_by(g);
        waits.iter().find(|(o, send)| !send && h.m.takes_signals(*o)).map(|(o, _)| (g, *o))
    };
    let (g, channel) = list.find_map(taken)?;
    let block = h.lives.get(&g)?.waits?;
    let at = h.place(block.pos);
    let s = Sentence::new(Part::Waits);
    let s = match at.line {
        0 => s.say("A context waits for a signal (`signal.NotifyContext`)."),
        _ => s.who(g).say(" waits for a signal at ").line(&at).say(" (`signal.Notify`)."),
    };
    let means = "Go itself would wait until one comes, from Ctrl-C or from the platform; here nobody outside sends one.";
    let mend = without_buffer(h, channel)
        .unwrap_or_else(|| Sentence::of(Part::Mend, "Send one: ").say(FAULT));
    Some(vec![s, Sentence::of(Part::Means, means), mend])
}

/// How a channel of signals that has no buffer is mended.
pub(super) fn without_buffer(h: &History, channel: ObjectId) -> Option<Sentence> {
    if h.things.get(&channel)?.capacity > 0 {
        return None;
    }
    let s = Sentence::of(
        Part::Mend,
        "Make it with `make(chan os.Signal, 1)`: a signal that comes while nobody receives from ",
    );
    Some(named(s, h, channel, "channel").say(" is dropped where there is no buffer."))
}

/// For a program that went on and on, and asked for signals.
pub(super) fn until(h: &History) -> Option<Sentence> {
    let s = Sentence::of(Part::Mend, "Where it goes on until a signal comes, send one: ");
    h.m.asks_for_signals().then(|| s.say(FAULT))
}
