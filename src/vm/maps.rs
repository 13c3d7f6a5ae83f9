//! Maps.

/// All maps of a program.
#[derive(Clone, Debug, Default)]
pub struct Maps {}

impl Maps {
    /// Number of entries; 0 for nil.
    pub fn len_of(&self, _map: u64) -> usize {
        0
    }
    /// Entries in the order of insertion.
    pub fn entries(&self, _map: u64) -> Vec<(Vec<u64>, Vec<u64>)> {
        vec![]
    }
}
