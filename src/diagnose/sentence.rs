//! One sentence or two about one goroutine.

/// A goroutine that waits, and what is known about its object.
#[derive(Clone, PartialEq, Debug)]
pub struct Blocked {
    /// `main`, or `goroutine 7`.
    pub who: String,
    /// Line where it waits.
    pub line: u32,
    /// Name of the object in the source (`wg`, `jobs`), empty when it has none.
    pub object: String,
    /// What it waits for.
    pub waits: Waits,
}

/// What a goroutine waits for.
#[derive(Clone, PartialEq, Debug)]
pub enum Waits {
    /// To send on a channel with a buffer of this capacity.
    Send {
        /// Capacity of its buffer.
        capacity: u64,
    },
    /// To receive from a channel.
    Receive,
    /// On a nil channel.
    NilChannel {
        /// To send, not to receive.
        send: bool,
    },
    /// In a select with cases.
    Select,
    /// In `select {}`.
    SelectNothing,
    /// Until a WaitGroup's counter is 0.
    WaitGroup {
        /// The counter now.
        counter: i64,
    },
    /// For a lock.
    Lock {
        /// Who holds it, when that is known.
        holder: Option<Holder>,
    },
    /// For a signal of a condition variable.
    Cond,
    /// For a fault to end.
    Hang,
    /// For something else.
    Other,
}

/// The goroutine that holds a lock.
#[derive(Clone, PartialEq, Debug)]
pub struct Holder {
    /// `main`, or `goroutine 7`.
    pub who: String,
    /// It has ended without unlocking.
    pub ended: bool,
    /// It is the waiting goroutine itself.
    pub is_self: bool,
    /// Line where it took the lock; 0 unknown.
    pub line: u32,
}

/// Who waits for what, and why it never comes.
pub fn why(b: &Blocked) -> String {
    let Blocked { who, line, .. } = b;
    let name =
        |kind: &str| if b.object.is_empty() { format!("the {kind}") } else { b.object.clone() };
    match &b.waits {
        Waits::Send { capacity: 0 } => {
            format!(
                "{who} waits at line {line} to send on {}, and nobody is left to receive from it.",
                name("channel")
            )
        }
        Waits::Send { capacity } => format!(
            "{who} waits at line {line} to send on {}: its buffer of {capacity} is full, and nobody is left to receive from it.",
            name("channel")
        ),
        Waits::Receive => format!(
            "{who} waits at line {line} to receive from {}: it is empty and open, and nobody is left to send on it or to close it.",
            name("channel")
        ),
        Waits::NilChannel { send: true } => {
            format!("{who} sends on a nil channel at line {line}; that blocks for ever.")
        }
        Waits::NilChannel { send: false } => {
            format!("{who} receives from a nil channel at line {line}; that blocks for ever.")
        }
        Waits::Select => format!(
            "{who} waits in the select at line {line}: none of its cases can become ready, because nobody is left to make one so."
        ),
        Waits::SelectNothing => {
            format!("{who} waits in a select without cases at line {line}; that blocks for ever.")
        }
        Waits::WaitGroup { counter } => format!(
            "{who} waits at line {line} until the counter of {} is 0. It is {counter}, and nobody is left to call Done.",
            name("WaitGroup")
        ),
        Waits::Lock { holder } => lock(b, &name("lock"), holder.as_ref()),
        Waits::Cond => format!(
            "{who} waits at line {line} for a signal of {}, and nobody is left to send one. A signal sent before Wait is lost.",
            name("condition")
        ),
        Waits::Hang => format!("{who} hangs in the call at line {line}, as the fault asks."),
        Waits::Other => format!("{who} waits at line {line}, and nobody is left to wake it."),
    }
}

fn lock(b: &Blocked, name: &str, holder: Option<&Holder>) -> String {
    let Blocked { who, line, .. } = b;
    let taken =
        |h: &Holder| if h.line > 0 { format!(" at line {}", h.line) } else { String::new() };
    match holder {
        Some(h) if h.is_self => format!(
            "{who} waits at line {line} for {name}, which it took itself{} and still holds. Go's locks are not reentrant.",
            taken(h)
        ),
        Some(h) if h.ended => format!(
            "{who} waits at line {line} for {name}. {} took it{} and ended without Unlock.",
            capitalised(&h.who),
            taken(h)
        ),
        Some(h) => format!(
            "{who} waits at line {line} for {name}. {} took it{} and waits for ever itself.",
            capitalised(&h.who),
            taken(h)
        ),
        None => format!("{who} waits at line {line} for {name}, and nobody is left to unlock it."),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocked(waits: Waits) -> Blocked {
        Blocked { who: "main".into(), line: 45, object: "wg".into(), waits }
    }

    #[test]
    fn a_counter_is_named_with_its_value() {
        let text = why(&blocked(Waits::WaitGroup { counter: 1 }));
        assert_eq!(
            text,
            "main waits at line 45 until the counter of wg is 0. It is 1, and nobody is left to call Done."
        );
    }

    #[test]
    fn a_lock_names_its_holder() {
        let h = Holder { who: "goroutine 7".into(), ended: true, is_self: false, line: 12 };
        let text = why(&blocked(Waits::Lock { holder: Some(h) }));
        assert_eq!(
            text,
            "main waits at line 45 for wg. Goroutine 7 took it at line 12 and ended without Unlock."
        );
    }
}
