//! Comments that document a declaration, in gofmt's form.

use super::layout::Comment;

/// The comments rewritten, or `None` when they may stay as they are.
pub(super) fn rewritten(_comments: &[Comment]) -> Option<Vec<Comment>> {
    None
}
