//! Typed program to bytecode: one function per Go function, closure, wrapper and instance of a generic.
//! Knows types, never runs anything. [`code`] is the contract with the VM.

pub mod code;
