//! Mistakes: what a correct program could have *forgotten*, found in its tree and types, each as a small edit
//! of its text; and the other way round, what may mend a program that failed ([`mends`]). Knows syntax and types; whether an edited program compiles is for its user to check, who asks
//! [`repairs`] for what the compiler then misses.
//!
//! **Invariant:** an edit keeps the number of lines, so that a line is the same line in the edited program, and
//! undoing is the same edit backwards.

mod channels;
mod contexts;
mod edit;
mod facts;
mod find;
mod frees;
mod locks;
mod loops;
mod mend;
mod pools;
mod read_frees;
mod repair;
mod returns;
mod spec;
mod waiting;

pub use edit::{Change, DiffLine, apply, diff};
pub use find::find;
pub use frees::{Doing, Free, Frees};
pub use mend::{Mend, Row, Wish, mends, rows};
pub use repair::repairs;
pub use spec::{Forget, PREFIX};

/// Something that the program would be without.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mistake {
    /// What kind of thing: `Done`, `defer`, `Add`, `cancel`, `close`, `Unlock`, `return`, `case`, `buffer`,
    /// `lock`, `copy`, `Wait`, `limit`.
    pub kind: &'static str,
    /// What is forgotten, as the reader would say it: `wg.Done`, `defer wg.Done`, `close(jobs)`.
    pub name: String,
    /// Name of the file.
    pub file: String,
    /// 1-based line of what would go.
    pub line: u32,
    /// The edit, in order, not overlapping.
    pub changes: Vec<Change>,
}
