//! Limits of runs that are tried beside another one.

use crate::sched::{LimitName, Limits};
use crate::vm::Machine;

/// Such a run may take this many times what the other took, of each of these…
const TIMES: u64 = 20;
/// …and this much more.
pub const MORE: [(LimitName, u64); 3] =
    [(LimitName::Instructions, 500_000), (LimitName::Steps, 50_000), (LimitName::Events, 200_000)];

/// Enough of a stack to tell that it has no end, where the other run's had none.
const ENDLESS: u64 = 4 << 20;

/// Tightens limits to what a finished run makes likely.
pub fn beside(m: &Machine, limits: &mut Limits) {
    let used = [m.instructions(), m.sched.steps(), m.trace().events()];
    for ((name, more), used) in MORE.into_iter().zip(used) {
        let most = used.saturating_mul(TIMES).saturating_add(more);
        limits.set(name, most.min(limits.get(name)));
    }
    if m.outcome().is_some_and(|o| o.message.ends_with("stack overflow")) {
        limits.stack = limits.stack.min(ENDLESS);
    }
}
