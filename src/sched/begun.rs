//! In which scheduling steps a goroutine did something: whoever remembers an access keeps its epoch, and finds its step
//! here. It takes less than the trace, which has an event for each step.

use super::Epoch;

/// Steps by epoch.
#[derive(Clone, Default, Debug)]
pub struct Begun {
    /// By row, in order: a step, and the first tick in which something was done in it.
    rows: Vec<Vec<(u32, u32)>>,
}

impl Begun {
    /// In a step something is done for the first time by the goroutine of a row, in its latest epoch.
    pub(super) fn note(&mut self, epoch: Epoch, step: u32) {
        let row = epoch.row();
        if self.rows.len() <= row {
            self.rows.resize_with(row + 1, Vec::new);
        }
        self.rows[row].push((epoch.tick(), step));
    }

    /// The step of an epoch in which something was done; 0 when it is not known.
    pub fn step(&self, epoch: Epoch) -> u32 {
        let row = self.rows.get(epoch.row()).map_or(&[][..], |r| r);
        let after = row.partition_point(|e| e.0 <= epoch.tick());
        after.checked_sub(1).map_or(0, |i| row[i].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_lies_in_the_last_step_that_began_before_it() {
        let mut begun = Begun::default();
        for (tick, step) in [(1, 4), (3, 9), (6, 12)] {
            begun.note(Epoch::in_word(tick), step);
        }
        let steps = [1, 2, 3, 5, 6].map(|t| begun.step(Epoch::in_word(t)));
        assert_eq!(steps, [4, 4, 9, 9, 12]);
    }
}
