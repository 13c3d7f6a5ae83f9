//! The type checker: AST to typed program, with types2's messages and positions. The model follows
//! `go/types`: [`ty`] holds types, [`object`] what names stand for, [`info`] the facts beside the tree.
//!
//! **Invariant:** [`Types`](ty::Types) is hash-consed: two [`TypeId`](ty::TypeId)s are equal exactly when
//! Go calls the types identical.

pub mod constant;
pub mod info;
pub mod object;
pub mod subst;
pub mod ty;

pub use subst::subst;
