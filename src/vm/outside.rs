//! What comes only from outside of the program: signals, and connections to a listener. Who waits for it is not
//! asleep for Go, which waits on where all wait.

use super::machine::{Machine, Outcome};
use crate::ids::ObjectId;
use crate::sched::{State, Status};
use crate::text::Pos;
use crate::trace::event::{EndCode, WaitReason};

/// Functions of the library that wait for somebody to connect.
const SERVE: [&str; 3] =
    ["net.(*listener).accept", "net/http.(*Server).ListenAndServe", "net/http.(*Server).Serve"];

impl Machine {
    /// Signals come on this channel (`signal.Notify`).
    pub fn takes_signals(&self, o: ObjectId) -> bool {
        self.chans.of_object(o).is_some_and(|c| self.signals.contains(&c))
    }

    /// The program has asked for signals.
    pub fn asks_for_signals(&self) -> bool {
        !self.signals.is_empty()
    }

    /// Nobody can run and nothing is pending: a deadlock, unless somebody waits for what comes from outside.
    pub(crate) fn nobody_runs(&mut self) {
        let awaits = |s: &Status| self.awaits_signal(s) || self.awaits_connection(s);
        if !self.sched.live().iter().any(awaits) {
            return self.all_asleep();
        }
        let message = String::new();
        self.finish(Outcome { code: EndCode::Waiting, exit: 3, message, limit: None }, Pos::NONE);
    }

    fn awaits_signal(&self, s: &Status) -> bool {
        let takes = |o: ObjectId| self.takes_signals(o);
        match s.reason {
            _ if s.state != State::Waiting || self.signals.is_empty() => false,
            WaitReason::ChanReceive => takes(s.obj),
            WaitReason::Select => self.select_channels(s.gid).iter().any(|c| !c.1 && takes(c.0)),
            _ => false,
        }
    }

    fn awaits_connection(&self, s: &Status) -> bool {
        let inner = self.gs.get(s.slot.index()).and_then(|g| self.linked.func(g.frame.func));
        s.state == State::Waiting && inner.is_some_and(|f| SERVE.contains(&&*f.name))
    }
}
