//! Faults: what the reader breaks.

use super::interp::Ctl;
use super::machine::Machine;

impl Machine {
    /// An instruction with a fault on it.
    #[cold]
    pub(crate) fn op_fault(&mut self, _i: u32) -> Ctl {
        Ctl::Next
    }

    /// A fault's timer is due.
    pub(crate) fn fire_fault(&mut self, _data: u64, _data2: u64) {}
}
