//! Go text to AST. Parsing never fails: it returns a tree and the errors, in gc's words
//! (`cmd/compile/internal/syntax`). Knows nothing of types.
//!
//! **Invariant:** no input makes this room panic or recurse deeper than [`MAX_NESTING`].

pub mod ast;

/// Deepest nesting of expressions, types and blocks that is parsed; beyond it gc's
/// `expression nested too deeply` is reported.
pub const MAX_NESTING: u32 = 200;
