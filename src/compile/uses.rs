//! Where variables are used for the last time: a collection that runs finalizers takes them for gone from
//! there on, as in Go. A use counts until its statement ends; around a loop it counts until the jump back.

use super::Gen;
use crate::types::object::ObjId;
use std::collections::BTreeMap;

/// Variables that the statements at hand use.
#[derive(Default)]
pub(super) struct Uses {
    /// Rows of the debug table.
    rows: BTreeMap<ObjId, usize>,
    /// Rows that the innermost statement used so far, in its own text.
    open: Vec<usize>,
}

impl Uses {
    /// The variable's row.
    pub fn declared(&mut self, o: ObjId, row: usize) {
        self.rows.insert(o, row);
    }

    /// A statement begins; gives what the one around it used.
    pub fn enter(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.open)
    }
}

impl<'p> Gen<'p> {
    /// The variable is used here.
    pub(super) fn mention(&mut self, o: ObjId) {
        if self.finalizes
            && let Some(&row) = self.f.uses.rows.get(&o)
            && !self.f.uses.open.contains(&row)
        {
            self.f.uses.open.push(row);
        }
    }

    /// A statement has ended, and with it what it used.
    pub(super) fn leave_uses(&mut self, around: Vec<usize>) {
        let pc = self.f.pc();
        for row in std::mem::replace(&mut self.f.uses.open, around) {
            if let Some(v) = self.f.dbg.get_mut(row) {
                v.last_pc = v.last_pc.max(pc);
            }
        }
    }
}
