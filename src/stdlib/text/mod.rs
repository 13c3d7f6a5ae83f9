//! Text forms of numbers, strings and durations as Go writes and reads them: pure functions on bytes.

pub mod category;
pub mod duration;
pub mod float;
pub mod parse;
pub mod quote;
