//! Bytecode: what the compiler writes and the VM runs.
//!
//! # Values
//! A value is a run of *words* (`u64`), its width fixed by its type ([`RType::words`]):
//!
//! | type | words |
//! |---|---|
//! | bool, integers, uintptr | 1; integers always normalised (sign- or zero-extended to 64 bits) |
//! | float32, float64 | 1: `f64::to_bits` (a float32 is kept rounded to single precision) |
//! | complex | 2: real, imaginary |
//! | string | 2: byte address, length |
//! | slice | 3: byte address, length, capacity (nil: address 0; empty but not nil: [`ZERO_BASE`]) |
//! | pointer, map, chan | 1: address or handle, 0 is nil |
//! | func | 1: address of a closure object `[FuncId, captured words…]`, 0 is nil |
//! | interface | 2: rtype index + 1 (0 is the nil interface), data: the value itself when its type is one word wide, else the address of a copy that is never written (0 for zero-width types) |
//! | struct, array | their parts in order, nothing between; `[n]uint8` is packed: `n.div_ceil(8)` words |
//!
//! In registers a value of more than [`HUGE`] words is one word, the address of a copy that is never written: so
//! parameters, results and captured receivers have it, and the data word of an interface is the same.
//!
//! # Memory
//! Memory is one vector of words; address = [`ADDR_BASE`] + 8 × index. Elements of slices and arrays are
//! 8 × words apart, but elements of type `uint8` are 1 byte apart (packed, little endian), so an element
//! address of a byte slice is a true byte address. A `uint8` variable or field of its own fills a word;
//! its pointer is the word's address; byte loads and stores touch only the low byte there, so both kinds
//! of `*byte` work alike. Nothing points into a goroutine's registers: variables whose address is taken
//! or that closures capture by reference live in memory (the compiler boxes them), and so do local arrays.
//!
//! # Registers and calls
//! A frame is a window of `Func::regs` words on its goroutine's stack. Operands are register numbers in
//! the window. A call with window base `b` makes the callee's register 0 the caller's register `b`:
//! arguments lie at `b…` in order (receiver first), results come back at `b…` in order. In a callee,
//! the captured words of its closure are read with [`Op::Captured`]. Parameters stand in registers 0…;
//! the rest of the window is zeroed by the compiler where it must be (the VM does not).
//! `Return { a, n }` copies `a…a+n` to `0…n` and pops.
//!
//! # Panics, defers
//! `Defer` pushes onto the frame's deferred calls; `RunDefers` runs them last in, first out, then goes on
//! with the next instruction; each function that defers has it before every `Return`. A recovered panic
//! runs the remaining defers of that frame and then continues at `Func::recover_pc` (which loads the named
//! results and returns). `Return` in a function without defers needs none of it.
//!
//! # Natives
//! A function without a body is a native: a direct call is `CallNative`; as a func value, or after `go` and
//! `defer`, it is a stub function of the same name (`is_wrapper`) that makes the call. The compiler itself
//! calls these natives: `runtime.printBool`, `printInt`, `printUint`, `printFloat`, `printFloat32` (one
//! word each), `printComplex`, `printComplex64` (two), `printString` (two), `printPointer` (one), `printSlice` (three), `printIface` (two),
//! `printSpace`, `printNewline` (none), all to standard error, for `print` and `println`; `runtime.unsafeString` and
//! `runtime.unsafeSlice` (an address and a length to two and three words); `runtime.minFloat`
//! and `runtime.maxFloat` (two words to one); `runtime.rangePanic` (one word: 1 the body returned false
//! before, 2 it panicked before, 3 the loop is over, 4 a panic of the body was swallowed), which panics with
//! Go's texts for misused range functions.
//!
//! Instructions whose description says "+ [`Op::Arg`]" read more operands from the next instruction,
//! which is skipped.

use crate::ids::FuncId;
use crate::text::Pos;
use crate::types::ty::TypeId;

/// Address of word 0. Small integers are never addresses, so the conservative collector rarely errs.
pub const ADDR_BASE: u64 = 0xc0_0000_0000;
/// Handles of maps: `MAP_BASE + index`.
pub const MAP_BASE: u64 = 0xd0_0000_0000;
/// Handles of channels: `CHAN_BASE + index`.
pub const CHAN_BASE: u64 = 0xe0_0000_0000;
/// Address of zero-sized objects (word 0 of memory, never written).
pub const ZERO_BASE: u64 = ADDR_BASE;

/// A register of the current window.
pub type Reg = u16;

/// One instruction, 8 bytes.
#[derive(Clone, Copy, PartialEq, Debug)]
#[allow(missing_docs)]
pub enum Op {
    Nop,
    /// More operands of the instruction before.
    Arg {
        a: u16,
        b: u32,
    },

    // Moves and constants
    Move {
        d: Reg,
        a: Reg,
    },
    Move2 {
        d: Reg,
        a: Reg,
    },
    Move3 {
        d: Reg,
        a: Reg,
    },
    /// Overlap-safe.
    MoveN {
        d: Reg,
        a: Reg,
        n: u16,
    },
    Zero {
        d: Reg,
    },
    ZeroN {
        d: Reg,
        n: u16,
    },
    Int {
        d: Reg,
        v: i32,
    },
    /// `Program::consts[k]`.
    Const {
        d: Reg,
        k: u32,
    },
    /// `Program::strings[s]`, two words.
    Str {
        d: Reg,
        s: u32,
    },
    /// The static closure of a function: a func value.
    Func {
        d: Reg,
        f: u32,
    },
    /// `d` = captured word `i` of the running closure.
    Captured {
        d: Reg,
        i: u16,
    },
    /// `d` = address of a new closure of function `f` with `Arg.b` captured words from `Arg.a…`. + Arg
    Closure {
        d: Reg,
        f: u32,
    },

    // Package variables: words from the start of the static area
    GlobalAddr {
        d: Reg,
        off: u32,
    },
    LoadGlobal {
        d: Reg,
        off: u32,
    },
    StoreGlobal {
        a: Reg,
        off: u32,
    },

    // Integers; the compiler adds `Wrap` after operations on types narrower than 64 bits
    Add {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    AddI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    Sub {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Mul {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    MulI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    /// Panic on a zero divisor; `MIN / -1` wraps.
    Div {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Rem {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    DivU {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    RemU {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    And {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Or {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Xor {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    AndNot {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    /// Shift counts are unsigned; 64 and more give 0 (or the sign).
    Shl {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Shr {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    ShrU {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    ShlI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    ShrI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    ShrUI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    AndI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    OrI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    XorI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    /// Signed, `i` is above 0.
    DivI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    /// Signed, `i` is above 0.
    RemI {
        d: Reg,
        a: Reg,
        i: i16,
    },
    /// Panics with `negative shift amount` when the signed `a` is negative.
    CheckShift {
        a: Reg,
    },
    Neg {
        d: Reg,
        a: Reg,
    },
    Compl {
        d: Reg,
        a: Reg,
    },
    /// Truncates and extends.
    Wrap {
        d: Reg,
        a: Reg,
        to: IntKind,
    },

    // Floats
    AddF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    SubF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    MulF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    DivF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    NegF {
        d: Reg,
        a: Reg,
    },
    /// Rounds to single precision.
    RoundF32 {
        d: Reg,
        a: Reg,
    },
    IntToF {
        d: Reg,
        a: Reg,
    },
    UintToF {
        d: Reg,
        a: Reg,
    },
    /// To the nearest `float32`, rounded once.
    IntToF32 {
        d: Reg,
        a: Reg,
    },
    UintToF32 {
        d: Reg,
        a: Reg,
    },
    /// As amd64's Go does: out of range gives `i64::MIN`, with `half` beyond 32 bits `i32::MIN`.
    FToInt {
        d: Reg,
        a: Reg,
        half: bool,
    },
    FToUint {
        d: Reg,
        a: Reg,
    },
    /// Complex: two words each; `what`: 0 add, 1 sub, 2 mul, 3 div, 4 eq (one word result). + Arg { a: what }
    ComplexOp {
        d: Reg,
        a: Reg,
        b: Reg,
    },

    // Comparisons: 0 or 1
    Eq {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Ne {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Lt {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Le {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    LtU {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    LeU {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    EqF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    NeF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    LtF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    LeF {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    Not {
        d: Reg,
        a: Reg,
    },
    EqStr {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    /// -1, 0 or 1 as a signed word.
    CmpStr {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    /// Two interfaces; panics on `comparing uncomparable type T`.
    EqIface {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    /// Any comparable type: `Arg.b` is the rtype index. + Arg
    Equal {
        d: Reg,
        a: Reg,
        b: Reg,
    },

    // Jumps, relative to the next instruction. `Loop*` are the backward ones: they count the step budget
    // and are the preemption points.
    Jmp {
        off: i32,
    },
    Loop {
        off: i32,
    },
    JmpIf {
        a: Reg,
        off: i32,
    },
    JmpIfNot {
        a: Reg,
        off: i32,
    },
    JEq {
        a: Reg,
        b: Reg,
        off: i16,
    },
    JNe {
        a: Reg,
        b: Reg,
        off: i16,
    },
    JLt {
        a: Reg,
        b: Reg,
        off: i16,
    },
    JLe {
        a: Reg,
        b: Reg,
        off: i16,
    },
    JEqI {
        a: Reg,
        i: i16,
        off: i16,
    },
    JNeI {
        a: Reg,
        i: i16,
        off: i16,
    },
    JLtI {
        a: Reg,
        i: i16,
        off: i16,
    },
    JLeI {
        a: Reg,
        i: i16,
        off: i16,
    },
    JGtI {
        a: Reg,
        i: i16,
        off: i16,
    },
    JGeI {
        a: Reg,
        i: i16,
        off: i16,
    },
    LoopLt {
        a: Reg,
        b: Reg,
        off: i16,
    },
    LoopLtI {
        a: Reg,
        i: i16,
        off: i16,
    },
    /// Adds 1 to `a`, then as `LoopLt`.
    NextLt {
        a: Reg,
        b: Reg,
        off: i16,
    },
    /// Adds 1 to `a`, then as `LoopLtI`.
    NextLtI {
        a: Reg,
        i: i16,
        off: i16,
    },
    /// `Program::tables[t]`: jumps by the value of `a` (`0..len`), used after `Select`.
    Table {
        a: Reg,
        t: u32,
    },

    // Memory. Word offsets. A nil or wild address panics with Go's nil dereference.
    Load {
        d: Reg,
        p: Reg,
        off: u16,
    },
    Store {
        p: Reg,
        a: Reg,
        off: u16,
    },
    LoadN {
        d: Reg,
        p: Reg,
        n: u16,
    },
    StoreN {
        p: Reg,
        a: Reg,
        n: u16,
    },
    LoadByte {
        d: Reg,
        p: Reg,
    },
    StoreByte {
        p: Reg,
        a: Reg,
    },
    /// `d = p + 8*off`, after the nil check.
    PtrAdd {
        d: Reg,
        p: Reg,
        off: u16,
    },
    NilCheck {
        p: Reg,
    },
    /// Zeroed memory for `Program::rtypes[t]`.
    New {
        d: Reg,
        t: u32,
    },
    /// Copies `n` words from memory to memory (`*p = *q`), overlap-safe.
    CopyWords {
        p: Reg,
        q: Reg,
        n: u16,
    },

    // Slices, arrays, strings. Index operands are signed words, bounds-checked with Go's texts.
    /// Element of one word (not uint8).
    SliceLoad {
        d: Reg,
        s: Reg,
        i: Reg,
    },
    SliceStore {
        s: Reg,
        i: Reg,
        a: Reg,
    },
    SliceLoadByte {
        d: Reg,
        s: Reg,
        i: Reg,
    },
    SliceStoreByte {
        s: Reg,
        i: Reg,
        a: Reg,
    },
    /// Address of an element; `Arg.b` = stride in bytes. + Arg
    SliceAddr {
        d: Reg,
        s: Reg,
        i: Reg,
    },
    /// Address of element `i` of the array at `p`; `Arg.a` = stride in bytes when below 65536, `Arg.b` = length;
    /// a second `Arg.b` = stride when `Arg.a` is 0. + Arg (+ Arg)
    ArrayAddr {
        d: Reg,
        p: Reg,
        i: Reg,
    },
    /// Panics unless `0 <= i < len` (for indexing values in registers). `len` is a register.
    CheckIndex {
        i: Reg,
        len: Reg,
    },
    StrIndex {
        d: Reg,
        s: Reg,
        i: Reg,
    },
    /// `d` (3 words) = make([]T, len, cap): `Arg.b` = rtype of T. + Arg
    MakeSlice {
        d: Reg,
        len: Reg,
        cap: Reg,
    },
    /// `d` (3 words) = append(s, `Arg.a` values from `v…`); `Arg.b` = rtype of T. + Arg
    Append {
        d: Reg,
        s: Reg,
        v: Reg,
    },
    /// `d` = append(s, t...); `t` a slice or a string. `Arg.b` = rtype of T. + Arg
    AppendSlice {
        d: Reg,
        s: Reg,
        t: Reg,
    },
    /// `d` (1 word) = copy(s, t); `Arg.b` = rtype of T. + Arg
    Copy {
        d: Reg,
        s: Reg,
        t: Reg,
    },
    /// `s[lo:hi:max]`: bounds in `lo`, `lo+1`, `lo+2`; `Arg.a` bit 0/1/2: lo/hi/max present;
    /// `Arg.b` = stride in bytes. + Arg
    SliceSlice {
        d: Reg,
        s: Reg,
        lo: Reg,
    },
    /// As `SliceSlice` on the array at address `p`: a second `Arg.b` = length of the array. + Arg + Arg
    SliceArray {
        d: Reg,
        p: Reg,
        lo: Reg,
    },
    /// `s[lo:hi]` of a string; `Arg.a` as above. + Arg
    SliceStr {
        d: Reg,
        s: Reg,
        lo: Reg,
    },
    /// `d` = address of the array in slice `s`; panics when it is shorter than `n`. + Arg { b: n }
    SliceToArrayPtr {
        d: Reg,
        s: Reg,
    },
    /// Sets all elements to zero; `n` words at address `p`. + Arg { b: n }
    ZeroMem {
        p: Reg,
    },
    /// clear(s); `Arg.b` = stride in bytes. + Arg
    ClearSlice {
        s: Reg,
    },
    Concat {
        d: Reg,
        a: Reg,
        b: Reg,
    },
    /// `n` strings from `a…`.
    ConcatN {
        d: Reg,
        a: Reg,
        n: u16,
    },
    StrToBytes {
        d: Reg,
        a: Reg,
    },
    BytesToStr {
        d: Reg,
        a: Reg,
    },
    StrToRunes {
        d: Reg,
        a: Reg,
    },
    RunesToStr {
        d: Reg,
        a: Reg,
    },
    RuneToStr {
        d: Reg,
        a: Reg,
    },
    /// Decodes the rune of string `s` at byte index `i`: `d` = rune, `d+1` = next index.
    StrRune {
        d: Reg,
        s: Reg,
        i: Reg,
    },

    // Interfaces
    /// Value in `d+1…` becomes an interface in `d`, `d+1` (boxed where it is not one word wide).
    MakeIface {
        d: Reg,
        t: u32,
    },
    /// `d` = dynamic type of interface `a` is rtype `Arg.b` (a concrete type). + Arg
    IsType {
        d: Reg,
        a: Reg,
    },
    /// `d` = interface `a` implements interface rtype `Arg.b` (nil does not). + Arg
    Implements {
        d: Reg,
        a: Reg,
    },
    /// `d…` = a.(T), concrete T = rtype `Arg.b`; `Arg.a` = 1: comma-ok (ok after the value's words, zero value
    /// when false), 0: panics with Go's text, and names the interface rtype `Arg.a` - 2 when that is larger. + Arg
    Assert {
        d: Reg,
        a: Reg,
    },
    /// `d`, `d+1` = a.(I), interface I = rtype `Arg.b`; `Arg.a` as above. + Arg
    AssertIface {
        d: Reg,
        a: Reg,
    },
    /// `d…` = value inside interface `a`, whose dynamic type is known to be rtype `Arg.b`. + Arg
    Unbox {
        d: Reg,
        a: Reg,
    },

    // Maps; key and element widths are the map's own
    MakeMap {
        d: Reg,
        t: u32,
    },
    /// `d…` = m[k] (zero value when absent); `Arg.b` = rtype of the map; `Arg.a` = 1: ok after the value, [`MAP_UPDATE`]:
    /// what is read is about to be written. + Arg
    MapGet {
        d: Reg,
        m: Reg,
        k: Reg,
    },
    /// `Arg.b` = rtype of the map. + Arg
    MapSet {
        m: Reg,
        k: Reg,
        v: Reg,
    },
    /// `Arg.b` = rtype of the map. + Arg
    MapDelete {
        m: Reg,
        k: Reg,
    },
    MapLen {
        d: Reg,
        m: Reg,
    },
    MapClear {
        m: Reg,
    },
    /// `d` (one word) = a new iterator over map `m`.
    MapIter {
        d: Reg,
        m: Reg,
    },
    /// Next entry: key to `k…`, element to `Arg.a…`; at the end jumps by `Arg.b as i32`
    /// (relative to after the Arg). A destination of `u16::MAX` is not wanted. + Arg
    MapNext {
        it: Reg,
        k: Reg,
    },

    // Channels, goroutines
    /// `Arg.b` = rtype of the channel; `cap` a register. + Arg
    MakeChan {
        d: Reg,
        cap: Reg,
    },
    Send {
        c: Reg,
        a: Reg,
    },
    /// `d…` = <-c; `ok` = 1: ok after the value's words.
    Recv {
        d: Reg,
        c: Reg,
        ok: u16,
    },
    Close {
        c: Reg,
    },
    ChanLen {
        d: Reg,
        c: Reg,
    },
    ChanCap {
        d: Reg,
        c: Reg,
    },
    /// `d` = index of the chosen case of `Program::selects[t]` (number of cases for default).
    Select {
        d: Reg,
        t: u32,
    },
    /// go: func value in `base`, `n` argument words after it.
    Go {
        base: Reg,
        n: u16,
    },
    /// defer, likewise.
    Defer {
        base: Reg,
        n: u16,
    },
    RunDefers,
    /// `d` = a token of the running frame (never 0), good until the frame returns. The body of a
    /// range-over-func loop defers into the function around it with it.
    FrameToken {
        d: Reg,
    },
    /// As `Defer`, but onto the deferred calls of the frame of this goroutine whose token is in register
    /// `Arg.a`. + Arg
    DeferTo {
        base: Reg,
        n: u16,
    },

    // Calls
    Call {
        base: Reg,
        f: u32,
    },
    /// Func value in `f`; arguments at `base…`. Nil panics.
    CallFunc {
        base: Reg,
        f: Reg,
    },
    /// Method `m` (index into `Program::methods`) of interface `r`: its data word is stored to `base` as the
    /// receiver, further arguments lie at `base+1…`. A nil interface panics.
    CallMethod {
        base: Reg,
        r: Reg,
        m: u16,
    },
    /// `d` = func value of method `m` of interface `r`; it takes `r`'s data word as its first argument (go
    /// and defer push it; a method value wraps both in a closure). A nil interface panics.
    MethodFunc {
        d: Reg,
        r: Reg,
        m: u16,
    },
    /// Native `n` (index into `Program::natives`), same window rule as a call.
    CallNative {
        base: Reg,
        n: u32,
    },
    Return {
        a: Reg,
        n: u16,
    },
    /// Interface in `a`, `a+1`.
    Panic {
        a: Reg,
    },
    Recover {
        d: Reg,
    },
    /// A missing return or another place that cannot be reached.
    Unreachable,
    /// Nobody looks at the error in `a…a+2`: one that is not nil is noted. `put`: it is put where nobody reads it, one
    /// more than the number in [`Program::ignored`]; 0 where it is dropped.
    Unread {
        a: Reg,
        put: u16,
    },
    /// An error is about to be stored `off` words from `p`, where others may look at it.
    KeepError {
        p: Reg,
        off: u16,
    },
    /// Never compiled: the VM patches it over an instruction with a fault; index into its fault table.
    Fault {
        i: u32,
    },
    /// Never compiled: the VM patches it over an instruction whose memory the search for data races watches. What
    /// is frequent and touches one word has an instruction of its own.
    Watch,
    /// [`Op::LoadGlobal`], watched.
    WatchLoadGlobal {
        /// Destination.
        d: Reg,
        /// Offset in words.
        off: u32,
    },
    /// [`Op::StoreGlobal`], watched.
    WatchStoreGlobal {
        /// Source.
        a: Reg,
        /// Offset in words.
        off: u32,
    },
    /// [`Op::Load`], watched.
    WatchLoad {
        /// Destination.
        d: Reg,
        /// Address.
        p: Reg,
        /// Offset in words.
        off: u16,
    },
    /// [`Op::Store`], watched.
    WatchStore {
        /// Address.
        p: Reg,
        /// Source.
        a: Reg,
        /// Offset in words.
        off: u16,
    },
    /// [`Op::SliceLoad`], watched.
    WatchSliceLoad {
        /// Destination.
        d: Reg,
        /// Slice.
        s: Reg,
        /// Index.
        i: Reg,
    },
    /// [`Op::SliceStore`], watched.
    WatchSliceStore {
        /// Slice.
        s: Reg,
        /// Index.
        i: Reg,
        /// Source.
        a: Reg,
    },
}

/// Where a jump has how far it goes, in instructions from the next one.
pub enum Offset<'a> {
    /// Of a plain jump, or one by a truth.
    Long(&'a mut i32),
    /// Of a jump that compares.
    Short(&'a mut i16),
}

impl Op {
    /// The offset of a jump; `None` for other instructions, and where it stands elsewhere (`Table`, `MapNext`).
    pub fn offset(&mut self) -> Option<Offset<'_>> {
        Some(match self {
            Op::Jmp { off }
            | Op::Loop { off }
            | Op::JmpIf { off, .. }
            | Op::JmpIfNot { off, .. } => Offset::Long(off),
            Op::JEq { off, .. }
            | Op::JNe { off, .. }
            | Op::JLt { off, .. }
            | Op::JLe { off, .. }
            | Op::JEqI { off, .. }
            | Op::JNeI { off, .. }
            | Op::JLtI { off, .. }
            | Op::JLeI { off, .. }
            | Op::JGtI { off, .. }
            | Op::JGeI { off, .. }
            | Op::LoopLt { off, .. }
            | Op::LoopLtI { off, .. }
            | Op::NextLt { off, .. }
            | Op::NextLtI { off, .. } => Offset::Short(off),
            _ => return None,
        })
    }
}

const _: () = assert!(std::mem::size_of::<Op>() == 8);

/// Integer types narrower than a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum IntKind {
    I8,
    I16,
    I32,
    U8,
    U16,
    U32,
}

/// A compiled function.
#[derive(Clone, Debug, Default)]
pub struct Func {
    /// As in a goroutine dump: `main.worker`, `main.(*Pool).Run`, `main.main.func1`, `main.Map[...]`.
    pub name: String,
    /// Instructions.
    pub code: Vec<Op>,
    /// Source position per instruction.
    pub pos: Vec<Pos>,
    /// Size of the window in words, arguments and calls' windows included.
    pub regs: u16,
    /// Words of all parameters, receiver first.
    pub params: u16,
    /// Words of all results.
    pub results: u16,
    /// Where a recovered panic continues; `None` when the function defers nothing.
    pub recover_pc: Option<u32>,
    /// Parameters for dumps and lane labels, receiver first: name and rtype, in register order.
    pub param_types: Vec<(String, u32)>,
    /// Result types in order (rtype indices); faults build zero values and errors from them.
    pub result_types: Vec<u32>,
    /// Variables for the inspector.
    pub vars: Vec<Var>,
    /// Name of the object that an instruction makes or uses first (`jobs` for `jobs := make(chan int)`,
    /// `wg` for `wg.Add(1)`, `ctx` for `ctx, cancel := context.WithCancel(…)`), by instruction index, sorted.
    pub names: Vec<(u32, String)>,
    /// Place of the declaration.
    pub decl: Pos,
    /// Belongs to the library: dumps fold it, faults by line do not apply.
    pub is_std: bool,
    /// A compiler-made wrapper (method value, promoted method): dumps hide it.
    pub is_wrapper: bool,
    /// A wrapper that takes a pointer for a method of the value there: a nil one is told in words of its own.
    pub wraps_value: bool,
}

/// A variable as the inspector shows it.
#[derive(Clone, Debug)]
pub struct Var {
    /// Its name.
    pub name: String,
    /// Its type.
    pub rtype: u32,
    /// First register of its value, or of the address of its box; for a captured variable the index of
    /// the captured word.
    pub reg: u16,
    /// In a box in memory.
    pub boxed: bool,
    /// Captured from an enclosing function.
    pub captured: bool,
    /// Instructions during which it is in scope.
    pub from_pc: u32,
    /// End of the scope, exclusive.
    pub to_pc: u32,
    /// Behind its last use: from here on it keeps nothing alive.
    pub last_pc: u32,
}

/// A type at run time.
#[derive(Clone, Debug)]
pub struct RType {
    /// What it is.
    pub kind: RKind,
    /// As `%T` prints it: `main.T`, `[]int`, `map[string]main.T`, `func(int) error`.
    pub name: String,
    /// Defined type's bare name (`T`), empty for others.
    pub type_name: String,
    /// Import path of a defined type's package.
    pub pkg: String,
    /// Width of a value.
    pub words: u32,
    /// Holds no address: the collector skips it.
    pub noscan: bool,
    /// May be compared and be a map key (interfaces may still panic).
    pub comparable: bool,
    /// Method set for interfaces holding this type: (index into `Program::methods`, function that takes the
    /// interface's data word as its receiver), sorted by method. For an interface type: its methods, with
    /// `FuncId(0)` unused.
    pub methods: Vec<(u32, FuncId)>,
    /// The checker's type.
    pub ty: TypeId,
    /// Pointer type `*T` of this type where the program has it.
    pub ptr_to: Option<u32>,
}

impl RType {
    /// Distance of elements of this type, in bytes.
    pub fn stride(&self) -> u32 {
        if self.kind == RKind::Uint8 { 1 } else { 8 * self.words }
    }
}

/// Kinds of run-time types; numbers are indices into `Program::rtypes`.
#[derive(Clone, PartialEq, Debug)]
#[allow(missing_docs)]
pub enum RKind {
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    Pointer {
        elem: u32,
    },
    Slice {
        elem: u32,
    },
    Array {
        elem: u32,
        len: u64,
    },
    Map {
        key: u32,
        value: u32,
    },
    /// dir: 0 both, 1 send, 2 receive
    Chan {
        elem: u32,
        dir: u8,
    },
    Func {
        params: Vec<u32>,
        results: Vec<u32>,
        variadic: bool,
    },
    Interface,
    Struct {
        fields: Vec<RField>,
    },
}

/// A field of a struct type at run time.
#[derive(Clone, PartialEq, Debug)]
pub struct RField {
    /// Name.
    pub name: String,
    /// Type.
    pub rtype: u32,
    /// First word in the struct.
    pub offset: u32,
    /// Embedded.
    pub embedded: bool,
    /// Starts with an upper-case letter.
    pub exported: bool,
    /// Unquoted tag.
    pub tag: String,
}

/// A `select` statement.
#[derive(Clone, Debug, Default)]
pub struct SelectTable {
    /// In source order, default excluded.
    pub cases: Vec<SelectCase>,
    /// Has a `default`.
    pub has_default: bool,
}

/// One communication.
#[derive(Clone, Copy, Debug)]
pub struct SelectCase {
    /// Register of the channel.
    pub chan: Reg,
    /// Send (value from `value…`) or receive (value to `value…`, ok after it always: the compiler reserves
    /// that word).
    pub send: bool,
    /// First register of the value.
    pub value: Reg,
    /// Width of the value.
    pub words: u16,
    /// Place of the case.
    pub pos: Pos,
}

/// A value of more words than this is in no registers: one of them holds the address of a copy that nobody changes.
pub const HUGE: u32 = 12_000;

/// `Arg.a` of a [`Op::MapGet`] that belongs to `m[k] op= v`: one operation in Go, a write.
pub const MAP_UPDATE: u16 = 2;

/// A whole program, ready to run.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// `FuncId` indexes it; 0 is a function that is never called.
    pub funcs: Vec<Func>,
    /// Large constants and float bits.
    pub consts: Vec<u64>,
    /// String constants (bytes).
    pub strings: Vec<Vec<u8>>,
    /// Types at run time.
    pub rtypes: Vec<RType>,
    /// Method names: `Name`, or `path.name` for unexported ones.
    pub methods: Vec<String>,
    /// Their types without receiver, as rtypes; only where the program imports package reflect.
    pub method_types: Vec<u32>,
    /// Qualified names of natives, to be bound by the machine: `time.Sleep`, `sync.(*Mutex).Lock`.
    pub natives: Vec<String>,
    /// Selects.
    pub selects: Vec<SelectTable>,
    /// Jump tables: offsets relative to the instruction after `Table`.
    pub tables: Vec<Vec<i32>>,
    /// Places of indexing and slicing by unsigned numbers: where they are out of range they are not negative.
    pub unsigned: std::collections::BTreeSet<Pos>,
    /// Words of package variables.
    pub globals: u32,
    /// (first word, rtype, name) of each package variable, for the collector, inspector and race reports.
    pub global_vars: Vec<(u32, u32, String)>,
    /// Runs package initialisers and `init` functions in order, then `main.main`, then returns.
    pub entry: FuncId,
    /// `main.main`.
    pub main: FuncId,
    /// Functions that the machine and natives call themselves, by qualified name: functions of library
    /// packages whose names begin with `inject` or `hook` (`context.injectCancel`), compiled even when the
    /// program does not mention them, if their package is loaded.
    pub hooks: Vec<(String, FuncId)>,
    /// Places where errors are put and that nobody reads.
    pub ignored: Vec<Ignored>,
}

/// A place where errors are put.
#[derive(Clone, Default, Debug)]
pub struct Ignored {
    /// `result.err`, `errs`.
    pub name: String,
    /// It may be read after all, in an interface.
    pub read: bool,
}
