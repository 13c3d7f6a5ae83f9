//! Waiting inside the library: told by the call in the reader's own text, never by what the library has inside.

use super::history::{History, reason};
use super::words::{Part, Place, Sentence, count};
use crate::ids::Gid;
use crate::trace::event::WaitReason;

/// A call that somebody waits in.
pub(crate) struct Call<'h> {
    /// As a goroutine dump names it, without the path of its package: `http.ListenAndServe`.
    pub name: &'h str,
    /// The line that calls it.
    pub at: Place,
    known: Option<&'static Known>,
    /// One of an errgroup's functions waits in `Go` of such a group.
    within: bool,
}

/// A part of the name of a function, what it waits for, and how that is ended.
struct Known(&'static str, &'static str, &'static str);

const SHUTDOWN: &str = "Call `srv.Shutdown(ctx)` before main returns, and wait until it has: requests under way then end well.";
const OWN_SERVER: &str = "Keep a server of your own, `srv := &http.Server{Addr: …}`, start its `ListenAndServe`, and call `srv.Shutdown(ctx)` before main returns.";

const KNOWN: &[Known] = &[
    Known(
        "http.(*Server).Shutdown",
        "for requests under way to end",
        "Let main wait until `Shutdown` has returned: `ListenAndServe` returns as soon as that begins.",
    ),
    Known("http.(*Server).", SERVES, SHUTDOWN),
    Known("http.ListenAndServe", SERVES, OWN_SERVER),
    Known("http.Serve", SERVES, OWN_SERVER),
    Known(
        "errgroup.(*Group).Wait",
        "for every function of the group to return",
        "Let each function of the group return once the group's context is done.",
    ),
    Known(
        "errgroup.(*Group).Go",
        "for one of as many functions to return as its limit admits",
        "Let each function of the group return once the group's context is done.",
    ),
    Known(
        "sync.(*Once).",
        "for the function of the first `Do` to return",
        "Do not call `Do` of a Once in the function that it runs.",
    ),
    Known(
        "semaphore.(*Weighted).",
        "for others to release it",
        "Say `defer sem.Release(n)` on the line after `Acquire`, and acquire once.",
    ),
    Known(
        "io.(*PipeReader).",
        "for the other end of the pipe to write or to close",
        "Close the writing end when all is written: `defer pw.Close()`.",
    ),
    Known(
        "io.(*PipeWriter).",
        "for the other end of the pipe to read or to close",
        "Read to the end, or close the reading end: `defer pr.Close()`.",
    ),
    Known(
        ACCEPT,
        "for a connection",
        "Close the listener when its work is over: `Accept` then returns an error.",
    ),
    Known(
        "net.(*conn).Read",
        "for data",
        "Close the connection, or give it a deadline: `conn.SetReadDeadline(…)`.",
    ),
    Known(
        "http.(*Client).",
        "for the answer",
        "Give the request a context with a deadline, or the client a `Timeout`; and wait for it before main returns.",
    ),
];
const ACCEPT: &str = ".Accept";
const WITHIN: &str = "Do not call `Go` of a group with a limit in a function that the group runs, which takes a place itself: start those from outside, or in a group of their own.";
const SERVES: &str = "serves until `Shutdown` or `Close`";

/// A goroutine stands in a function of the library.
pub(crate) fn is_inside(h: &History, g: Gid) -> bool {
    let inner = h.m.calls_of(g).last().and_then(|c| h.m.linked().func(c.0.0));
    inner.is_some_and(|f| f.is_std)
}

/// The call of the library that a waiting goroutine is in; `None` where the reader's own line waits.
pub(crate) fn call<'h>(h: &'h History, g: Gid) -> Option<Call<'h>> {
    let block = h.lives.get(&g).and_then(|l| l.waits)?;
    if matches!(reason(&block), WaitReason::CondWait | WaitReason::Coroutine | WaitReason::Hang) {
        return None;
    }
    let calls = h.m.calls_of(g);
    let func = |i: usize| h.m.linked().func(calls.get(i)?.0.0);
    let own = (0..calls.len()).rev().find(|i| func(*i).is_some_and(|f| !f.is_std));
    let first = own.map_or(0, |i| i + 1);
    let names: Vec<&str> =
        (first..calls.len()).filter_map(|i| Some(short(&func(i)?.name))).collect();
    let name = names.first().filter(|n| !n.starts_with("sync.(*rlocker)"))?;
    let known = names.iter().find_map(|n| KNOWN.iter().find(|k| n.contains(k.0)));
    let at = match own {
        Some(_) => h.place(block.pos),
        None => h.place(h.lives.get(&g)?.born.pos),
    };
    let begun = func(0).is_some_and(|f| f.name.contains("errgroup.(*Group)"));
    let within = begun && name.starts_with("errgroup.(*Group).Go");
    Some(Call { name, at, known, within })
}

/// The name without its package's path.
pub(crate) fn short(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |n| n.1)
}

impl Call<'_> {
    /// It waits for functions of an errgroup.
    pub fn is_of_group(&self) -> bool {
        self.name.starts_with("errgroup.(*Group).")
    }

    /// It takes requests for as long as the program likes.
    pub fn serves(&self) -> bool {
        self.known.is_some_and(|k| k.1 == SERVES)
    }

    /// ` waits at line 35 in http.ListenAndServe …`
    pub fn say(&self, s: Sentence, one: bool) -> Sentence {
        let ends = if one { "s" } else { "" };
        let s = s.say(&format!(" wait{ends} at ")).line(&self.at).say(" in ").code(self.name);
        match self.known {
            Some(k) if self.serves() => s.say(", which ").say(k.1).say("."),
            Some(k) => s.say(", ").say(k.1).say("."),
            None => s.say("."),
        }
    }

    /// How that is ended.
    pub fn mend(&self) -> Option<Sentence> {
        if self.within {
            return Some(Sentence::of(Part::Mend, WITHIN));
        }
        self.known.map(|k| Sentence::of(Part::Mend, k.2))
    }
}

/// All that main left behind are servers: many programs are meant so.
pub(crate) fn servers(h: &History, list: &[Gid]) -> Option<Vec<Sentence>> {
    let own = list.iter().copied().filter(|g| h.is_own(*g));
    let calls: Option<Vec<Call>> = own.map(|g| call(h, g).filter(Call::serves)).collect();
    let calls = calls.filter(|c| !c.is_empty())?;
    let (first, rest) = calls.split_first()?;
    let mut s = Sentence::of(Part::What, "When main returned, ").code(first.name).say(" at ");
    s = s.line(&first.at);
    if !rest.is_empty() {
        s = s.say(&format!(" and {}", count(rest.len(), "other server")));
    }
    let s = s.say(" still served, without `Shutdown` or `Close`, and ended with the program.");
    let mend = first.known.map_or("", |k| k.2);
    let (c, rest) = mend.split_at(mend.len().min(1));
    let mend = Sentence::of(Part::Mend, "Where that is not meant: ").say(&c.to_lowercase());
    Some(vec![s, mend.say(rest)])
}

/// Nobody is left but who serves or accepts connections: what Go would do then.
pub(crate) fn served(h: &History, list: &[Gid]) -> Option<Vec<Sentence>> {
    let outside = |c: &Call| c.serves() || c.known.is_some_and(|k| k.0 == ACCEPT);
    let first = list.iter().find_map(|g| call(h, *g).filter(outside))?;
    let s = Sentence::new(Part::What).code(first.name).say(" at ").line(&first.at);
    let s = s.say(match first.serves() {
        true => " serves on, and nobody in the program is left who could send a request.",
        false => " waits for a connection, and nobody in the program is left who could make one.",
    });
    let means = "Go itself would wait for one from the network; here there is nobody outside, so the run ends.";
    Some(vec![s, Sentence::of(Part::Means, means)])
}
