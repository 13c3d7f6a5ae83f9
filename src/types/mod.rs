//! The type checker: AST to typed program, with types2's messages and positions. The model follows
//! `go/types`: [`ty`] holds types, [`object`] what names stand for, [`info`] the facts beside the tree.
//!
//! **Invariant:** [`Types`](ty::Types) is hash-consed: two [`TypeId`](ty::TypeId)s are equal exactly when
//! Go calls the types identical.

mod assign;
mod binary;
mod builtins;
mod builtins_memory;
mod builtins_numbers;
mod call;
mod check;
mod checker;
mod collect;
pub mod constant;
mod conversion;
mod cycle;
mod decl;
mod expr;
mod format;
mod index;
mod infer;
pub mod info;
mod initorder;
mod literal;
mod literal_value;
mod load;
mod lookup;
mod mono;
pub mod object;
mod operand;
mod predicates;
mod range;
mod returns;
mod scope;
mod selector;
mod signature;
mod sizes;
mod slots;
mod stmt;
mod structs;
pub mod subst;
mod switch;
pub mod ty;
mod typexpr;
mod universe;
mod unsafe_memory;
mod untyped;
mod vet;
mod written;

pub use check::check;
pub use load::{CheckRequest, Files};
pub use subst::subst;
pub use universe::Universe;
pub(crate) use vet::walk;
