//! Constant values of arbitrary precision, after `go/constant`.

use num_bigint::BigInt;
use num_rational::BigRational;

/// A constant's value. An integer-valued float constant is kept as `Rat` with denominator 1 while its
/// type is a float type.
#[derive(Clone, PartialEq, Debug)]
pub enum Const {
    /// An erroneous or unknown value; silent in further checks.
    Unknown,
    /// `true`, `false`
    Bool(bool),
    /// Bytes of a string constant (Go strings need not be UTF-8).
    Str(std::rc::Rc<[u8]>),
    /// An integer or rune.
    Int(BigInt),
    /// A floating-point value, exact.
    Rat(BigRational),
    /// Real and imaginary part.
    Complex(BigRational, BigRational),
}
