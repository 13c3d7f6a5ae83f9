//! The interpreter: one loop over the instructions of the running goroutine. What is short is in the loop;
//! what is long, rare, or changes frames is in the files beside it, by concern.
//!
//! Fuel is counted at backward jumps (the length of the jump, as an estimate of what was executed) and at
//! calls. Running out of it is the only way in which a computing goroutine stops.

mod alloc;
mod arith;
mod calls;
mod chans;
mod ifaces;
mod mapops;
mod natives;
mod panics;
mod slices;
mod strings;

pub(crate) use chans::chan_id;

use super::goroutine::{Frame, flags};
use super::heap::offset;
use super::link::Linked;
use super::machine::Machine;
use super::native::PanicWith;
use super::races::follows;
use crate::compile::code::{ADDR_BASE, HUGE, IntKind, Op};
use crate::sched::Epoch;

/// What an instruction outside the loop leaves behind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ctl {
    /// Go on with the next instruction of the same frame.
    Next,
    /// The current frame or its `pc` has changed.
    Reload,
    /// The goroutine no longer runs, or the run is over.
    Leave,
}

/// Result of a helper that may panic.
pub(crate) type Go<T> = Result<T, PanicWith>;

/// Cost of a call in fuel.
pub(crate) const CALL: i64 = 2;

#[inline]
fn index(addr: u64) -> usize {
    offset(addr, 3)
}

impl Machine {
    // where an arm jumps away, the window that the macro has just made is not read again
    #[allow(unused_assignments)]
    /// Runs the loaded goroutine until it stops or `self.fuel` is used up.
    pub(crate) fn interpret(&mut self, linked: &Linked, code: &[Op]) {
        let metas = &linked.metas[..];
        let mut fuel = self.fuel;
        'reload: loop {
            let mut pc = self.frame.pc as usize;
            let mut base = self.frame.base as usize;
            let mut w = self.stack.window_at(base);

            macro_rules! r {
                ($r:expr) => {
                    w[$r as usize]
                };
            }
            macro_rules! at {
                ($r:expr, $k:expr) => {
                    w[$r as usize + $k]
                };
            }
            macro_rules! int {
                ($r:expr) => {
                    w[$r as usize] as i64
                };
            }
            macro_rules! flt {
                ($r:expr) => {
                    f64::from_bits(w[$r as usize])
                };
            }
            macro_rules! arg {
                () => {{
                    let Op::Arg { a, b } = code[pc] else { unreachable!("operands are missing") };
                    pc += 1;
                    (a, b)
                }};
            }
            macro_rules! leave {
                () => {{
                    self.fuel = fuel;
                    return;
                }};
            }
            // An instruction in another file, which sees the machine with `pc` after this instruction.
            macro_rules! out {
                ($call:expr) => {{
                    self.frame.pc = pc as u32;
                    self.fuel = fuel;
                    match $call {
                        Ctl::Next => w = self.stack.window(base),
                        Ctl::Reload => {
                            fuel = self.fuel;
                            continue 'reload;
                        }
                        Ctl::Leave => return,
                    }
                }};
            }
            // The same for one that may only panic.
            macro_rules! check {
                ($call:expr) => {{
                    self.frame.pc = pc as u32;
                    match $call {
                        Ok(()) => w = self.stack.window(base),
                        Err(p) => out!(self.raise_with(p)),
                    }
                }};
            }
            macro_rules! nil {
                () => {
                    out!(self.nil_dereference())
                };
            }
            macro_rules! jump {
                ($cond:expr, $off:expr) => {
                    if $cond {
                        pc = pc.wrapping_add_signed($off as isize);
                    }
                };
            }
            macro_rules! back {
                ($off:expr) => {{
                    pc = pc.wrapping_add_signed($off as isize);
                    fuel -= 1 - $off as i64;
                    if fuel <= 0 {
                        self.frame.pc = pc as u32;
                        leave!();
                    }
                }};
            }

            // The search for data races looks at a word that was just touched.
            macro_rules! seen {
                ($at:expr, $write:expr) => {
                    if self.sched.order.now() == Epoch::NONE {
                        self.begin_epoch();
                        w = self.stack.window(base);
                    }
                    let order = (&self.sched, self.cur);
                    if !follows(order, &mut self.heap.shadow, $at, $write, pc) {
                        self.touched($at, 1, $write, pc);
                        w = self.stack.window(base);
                    }
                };
            }

            // What touches memory, watched (with `seen`) or not.
            macro_rules! load_at {
                ($d:ident, $at:expr $(, $seen:ident)?) => {{
                    let at = $at;
                    match self.heap.words().get(at) {
                        Some(&x) => {
                            $($seen!(at, false);)?
                            r!($d) = x;
                        }
                        None => nil!(),
                    }
                }};
            }
            macro_rules! store_at {
                ($a:ident, $at:expr $(, $seen:ident)?) => {{
                    let at = $at;
                    match self.heap.words_mut().get_mut(at) {
                        Some(x) => {
                            *x = r!($a);
                            $($seen!(at, true);)?
                        }
                        None => nil!(),
                    }
                }};
            }
            macro_rules! load_n {
                ($d:ident, $p:ident, $n:ident) => {{
                    let (i, n) = (index(r!($p)), $n as usize);
                    match self.heap.words().get(i..i + n) {
                        Some(x) => w[$d as usize..][..n].copy_from_slice(x),
                        None => nil!(),
                    }
                }};
            }
            macro_rules! store_n {
                ($p:ident, $a:ident, $n:ident) => {{
                    let (i, n) = (index(r!($p)), $n as usize);
                    match self.heap.words_mut().get_mut(i..i + n) {
                        Some(x) => x.copy_from_slice(&w[$a as usize..][..n]),
                        None => nil!(),
                    }
                }};
            }
            macro_rules! load_byte {
                ($d:ident, $p:ident) => {{
                    let address = r!($p);
                    match self.heap.all_bytes().get(offset(address, 0)) {
                        Some(&x) => r!($d) = x as u64,
                        None => nil!(),
                    }
                }};
            }
            macro_rules! store_byte {
                ($p:ident, $a:ident) => {{
                    let address = r!($p);
                    let i = offset(address, 0);
                    match self.heap.all_bytes_mut().get_mut(i) {
                        Some(x) => *x = r!($a) as u8,
                        None => nil!(),
                    }
                }};
            }
            // `$there` with the index of an element, which is looked at first.
            macro_rules! element {
                ($s:ident, $i:ident, |$at:ident| $there:expr) => {{
                    let $at = r!($i);
                    let n = at!($s, 1);
                    if $at < n {
                        $there
                    } else {
                        out!(self.bad_index($at, n));
                    }
                }};
            }
            macro_rules! slice_load {
                ($d:ident, $s:ident, $i:ident $(, $seen:ident)?) => {
                    element!($s, $i, |i| {
                        load_at!($d, index(r!($s)) + i as usize $(, $seen)?)
                    })
                };
            }
            macro_rules! slice_store {
                ($s:ident, $i:ident, $a:ident $(, $seen:ident)?) => {
                    element!($s, $i, |i| {
                        store_at!($a, index(r!($s)) + i as usize $(, $seen)?)
                    })
                };
            }
            macro_rules! slice_load_byte {
                ($d:ident, $s:ident, $i:ident) => {
                    element!($s, $i, |i| {
                        let at = offset(r!($s), 0).wrapping_add(i as usize);
                        match self.heap.all_bytes().get(at) {
                            Some(&x) => r!($d) = x as u64,
                            None => nil!(),
                        }
                    })
                };
            }
            macro_rules! slice_store_byte {
                ($s:ident, $i:ident, $a:ident) => {
                    element!($s, $i, |i| {
                        let at = offset(r!($s), 0).wrapping_add(i as usize);
                        match self.heap.all_bytes_mut().get_mut(at) {
                            Some(x) => *x = r!($a) as u8,
                            None => nil!(),
                        }
                    })
                };
            }
            macro_rules! append {
                ($d:ident, $s:ident, $v:ident) => {{
                    let (n, t) = arg!();
                    let len = at!($s, 1);
                    let one = n == 1 && len < at!($s, 2);
                    if one && linked.strides[t as usize] == 8 {
                        let at = index(r!($s)) + len as usize;
                        if let Some(x) = self.heap.words_mut().get_mut(at) {
                            *x = r!($v);
                        }
                        (r!($d), at!($d, 1), at!($d, 2)) = (r!($s), len + 1, at!($s, 2));
                    } else {
                        out!(self.append($d, $s, $v, n, t));
                    }
                }};
            }

            loop {
                let op = code[pc];
                pc += 1;
                match op {
                    Op::WatchLoadGlobal { d, off } => {
                        load_at!(d, linked.globals + off as usize, seen)
                    }
                    Op::WatchStoreGlobal { a, off } => {
                        store_at!(a, linked.globals + off as usize, seen)
                    }
                    Op::WatchLoad { d, p, off } => {
                        load_at!(d, index(r!(p)) + off as usize, seen)
                    }
                    Op::WatchStore { p, a, off } => {
                        store_at!(a, index(r!(p)) + off as usize, seen)
                    }
                    Op::WatchSliceLoad { d, s, i } => slice_load!(d, s, i, seen),
                    Op::WatchSliceStore { s, i, a } => slice_store!(s, i, a, seen),
                    Op::Watch => {
                        let op = linked.code[pc - 1];
                        self.watched(op, base, pc);
                        w = self.stack.window(base);
                        match op {
                            Op::LoadN { d, p, n } => load_n!(d, p, n),
                            Op::StoreN { p, a, n } => store_n!(p, a, n),
                            Op::LoadByte { d, p } => load_byte!(d, p),
                            Op::StoreByte { p, a } => store_byte!(p, a),
                            Op::SliceLoadByte { d, s, i } => slice_load_byte!(d, s, i),
                            Op::SliceStoreByte { s, i, a } => slice_store_byte!(s, i, a),
                            Op::Append { d, s, v } => append!(d, s, v),
                            Op::MapLen { d, m } => r!(d) = self.maps.len_of(r!(m)) as u64,
                            _ => unreachable!("only what touches memory is watched"),
                        }
                    }
                    Op::Nop | Op::Arg { .. } => {}
                    Op::Move { d, a } => r!(d) = r!(a),
                    Op::Move2 { d, a } => (r!(d), at!(d, 1)) = (r!(a), at!(a, 1)),
                    Op::Move3 { d, a } => {
                        (r!(d), at!(d, 1), at!(d, 2)) = (r!(a), at!(a, 1), at!(a, 2));
                    }
                    Op::MoveN { d, a, n } => {
                        w.copy_within(a as usize..a as usize + n as usize, d as usize);
                    }
                    Op::Zero { d } => r!(d) = 0,
                    Op::ZeroN { d, n } => w[d as usize..][..n as usize].fill(0),
                    Op::Int { d, v } => r!(d) = v as i64 as u64,
                    Op::Const { d, k } => r!(d) = linked.program.consts[k as usize],
                    Op::Str { d, s } => (r!(d), at!(d, 1)) = linked.strings[s as usize],
                    Op::Func { d, f } => {
                        r!(d) = ADDR_BASE + 8 * (linked.closures as u64 + f as u64)
                    }
                    Op::Captured { d, i } => {
                        let at = index(self.frame.closure) + 1 + i as usize;
                        r!(d) = self.heap.words().get(at).copied().unwrap_or(0);
                    }
                    Op::Closure { d, f } => {
                        let (a, n) = arg!();
                        out!(self.new_closure(d, f, a, n));
                    }

                    Op::GlobalAddr { d, off } => {
                        r!(d) = ADDR_BASE + 8 * (linked.globals as u64 + off as u64);
                    }
                    Op::LoadGlobal { d, off } => {
                        r!(d) = self.heap.words()[linked.globals + off as usize];
                    }
                    Op::StoreGlobal { a, off } => {
                        self.heap.words_mut()[linked.globals + off as usize] = r!(a);
                    }

                    Op::Add { d, a, b } => r!(d) = r!(a).wrapping_add(r!(b)),
                    Op::AddI { d, a, i } => r!(d) = r!(a).wrapping_add(i as i64 as u64),
                    Op::Sub { d, a, b } => r!(d) = r!(a).wrapping_sub(r!(b)),
                    Op::Mul { d, a, b } => r!(d) = r!(a).wrapping_mul(r!(b)),
                    Op::MulI { d, a, i } => r!(d) = r!(a).wrapping_mul(i as i64 as u64),
                    Op::Div { d, a, b } if r!(b) != 0 => {
                        r!(d) = int!(a).wrapping_div(int!(b)) as u64
                    }
                    Op::Rem { d, a, b } if r!(b) != 0 => {
                        r!(d) = int!(a).wrapping_rem(int!(b)) as u64
                    }
                    Op::DivU { d, a, b } if r!(b) != 0 => r!(d) = r!(a) / r!(b),
                    Op::RemU { d, a, b } if r!(b) != 0 => r!(d) = r!(a) % r!(b),
                    Op::Div { .. } | Op::Rem { .. } | Op::DivU { .. } | Op::RemU { .. } => {
                        out!(self.raise_runtime("integer divide by zero"));
                    }
                    Op::And { d, a, b } => r!(d) = r!(a) & r!(b),
                    Op::Or { d, a, b } => r!(d) = r!(a) | r!(b),
                    Op::Xor { d, a, b } => r!(d) = r!(a) ^ r!(b),
                    Op::AndNot { d, a, b } => r!(d) = r!(a) & !r!(b),
                    Op::Shl { d, a, b } => r!(d) = if r!(b) < 64 { r!(a) << r!(b) } else { 0 },
                    Op::Shr { d, a, b } => r!(d) = (int!(a) >> r!(b).min(63)) as u64,
                    Op::ShrU { d, a, b } => r!(d) = if r!(b) < 64 { r!(a) >> r!(b) } else { 0 },
                    Op::ShlI { d, a, i } => r!(d) = r!(a) << (i as u32 & 63),
                    Op::ShrI { d, a, i } => r!(d) = (int!(a) >> (i as u32 & 63)) as u64,
                    Op::ShrUI { d, a, i } => r!(d) = r!(a) >> (i as u32 & 63),
                    Op::AndI { d, a, i } => r!(d) = r!(a) & i as i64 as u64,
                    Op::OrI { d, a, i } => r!(d) = r!(a) | i as i64 as u64,
                    Op::XorI { d, a, i } => r!(d) = r!(a) ^ i as i64 as u64,
                    Op::DivI { d, a, i } => r!(d) = int!(a).wrapping_div(i.max(1) as i64) as u64,
                    Op::RemI { d, a, i } => r!(d) = int!(a).wrapping_rem(i.max(1) as i64) as u64,
                    Op::CheckShift { a } => {
                        if int!(a) < 0 {
                            out!(self.raise_runtime("negative shift amount"));
                        }
                    }
                    Op::Neg { d, a } => r!(d) = r!(a).wrapping_neg(),
                    Op::Compl { d, a } => r!(d) = !r!(a),
                    Op::Wrap { d, a, to } => {
                        let x = r!(a);
                        r!(d) = match to {
                            IntKind::I8 => x as i8 as i64 as u64,
                            IntKind::I16 => x as i16 as i64 as u64,
                            IntKind::I32 => x as i32 as i64 as u64,
                            IntKind::U8 => x as u8 as u64,
                            IntKind::U16 => x as u16 as u64,
                            IntKind::U32 => x as u32 as u64,
                        };
                    }

                    Op::AddF { d, a, b } => r!(d) = (flt!(a) + flt!(b)).to_bits(),
                    Op::SubF { d, a, b } => r!(d) = (flt!(a) - flt!(b)).to_bits(),
                    Op::MulF { d, a, b } => r!(d) = (flt!(a) * flt!(b)).to_bits(),
                    Op::DivF { d, a, b } => r!(d) = (flt!(a) / flt!(b)).to_bits(),
                    Op::NegF { d, a } => r!(d) = r!(a) ^ (1 << 63),
                    Op::RoundF32 { d, a } => r!(d) = (flt!(a) as f32 as f64).to_bits(),
                    Op::IntToF { d, a } => r!(d) = (int!(a) as f64).to_bits(),
                    Op::UintToF { d, a } => r!(d) = (r!(a) as f64).to_bits(),
                    Op::IntToF32 { d, a } => r!(d) = arith::int_to_f32(int!(a)),
                    Op::UintToF32 { d, a } => r!(d) = arith::uint_to_f32(r!(a)),
                    Op::FToInt { d, a, half } => r!(d) = arith::float_to_int(flt!(a), half),
                    Op::FToUint { d, a } => r!(d) = arith::float_to_uint(flt!(a)),
                    Op::ComplexOp { d, a, b } => {
                        let (what, _) = arg!();
                        check!(self.complex_op(d, a, b, what));
                    }

                    Op::Eq { d, a, b } => r!(d) = (r!(a) == r!(b)) as u64,
                    Op::Ne { d, a, b } => r!(d) = (r!(a) != r!(b)) as u64,
                    Op::Lt { d, a, b } => r!(d) = (int!(a) < int!(b)) as u64,
                    Op::Le { d, a, b } => r!(d) = (int!(a) <= int!(b)) as u64,
                    Op::LtU { d, a, b } => r!(d) = (r!(a) < r!(b)) as u64,
                    Op::LeU { d, a, b } => r!(d) = (r!(a) <= r!(b)) as u64,
                    Op::EqF { d, a, b } => r!(d) = (flt!(a) == flt!(b)) as u64,
                    Op::NeF { d, a, b } => r!(d) = (flt!(a) != flt!(b)) as u64,
                    Op::LtF { d, a, b } => r!(d) = (flt!(a) < flt!(b)) as u64,
                    Op::LeF { d, a, b } => r!(d) = (flt!(a) <= flt!(b)) as u64,
                    Op::Not { d, a } => r!(d) = r!(a) ^ 1,
                    Op::EqStr { d, a, b } => check!(self.eq_str(d, a, b)),
                    Op::CmpStr { d, a, b } => check!(self.cmp_str(d, a, b)),
                    Op::EqIface { d, a, b } => check!(self.eq_iface(d, a, b)),
                    Op::Equal { d, a, b } => {
                        let (_, t) = arg!();
                        check!(self.equal(d, a, b, t));
                    }

                    Op::Jmp { off } => jump!(true, off),
                    Op::Loop { off } => back!(off),
                    Op::JmpIf { a, off } => jump!(r!(a) != 0, off),
                    Op::JmpIfNot { a, off } => jump!(r!(a) == 0, off),
                    Op::JEq { a, b, off } => jump!(r!(a) == r!(b), off),
                    Op::JNe { a, b, off } => jump!(r!(a) != r!(b), off),
                    Op::JLt { a, b, off } => jump!(int!(a) < int!(b), off),
                    Op::JLe { a, b, off } => jump!(int!(a) <= int!(b), off),
                    Op::JEqI { a, i, off } => jump!(int!(a) == i as i64, off),
                    Op::JNeI { a, i, off } => jump!(int!(a) != i as i64, off),
                    Op::JLtI { a, i, off } => jump!(int!(a) < i as i64, off),
                    Op::JLeI { a, i, off } => jump!(int!(a) <= i as i64, off),
                    Op::JGtI { a, i, off } => jump!(int!(a) > i as i64, off),
                    Op::JGeI { a, i, off } => jump!(int!(a) >= i as i64, off),
                    Op::LoopLt { a, b, off } => {
                        if int!(a) < int!(b) {
                            back!(off);
                        }
                    }
                    Op::LoopLtI { a, i, off } => {
                        if int!(a) < i as i64 {
                            back!(off);
                        }
                    }
                    Op::NextLt { a, b, off } => {
                        let next = int!(a).wrapping_add(1);
                        r!(a) = next as u64;
                        if next < int!(b) {
                            back!(off);
                        }
                    }
                    Op::NextLtI { a, i, off } => {
                        let next = int!(a).wrapping_add(1);
                        r!(a) = next as u64;
                        if next < i as i64 {
                            back!(off);
                        }
                    }
                    Op::Table { a, t } => {
                        let table = &linked.program.tables[t as usize];
                        if let Some(off) = table.get(r!(a) as usize) {
                            pc = pc.wrapping_add_signed(*off as isize);
                        }
                    }

                    Op::Load { d, p, off } => load_at!(d, index(r!(p)) + off as usize),
                    Op::Store { p, a, off } => store_at!(a, index(r!(p)) + off as usize),
                    Op::LoadN { d, p, n } => load_n!(d, p, n),
                    Op::StoreN { p, a, n } => store_n!(p, a, n),
                    Op::LoadByte { d, p } => load_byte!(d, p),
                    Op::StoreByte { p, a } => store_byte!(p, a),
                    Op::PtrAdd { d, p, off } => {
                        if self.heap.index(r!(p)).is_none() {
                            nil!();
                        } else {
                            r!(d) = r!(p) + 8 * off as u64;
                        }
                    }
                    Op::NilCheck { p } => {
                        if self.heap.index(r!(p)).is_none() {
                            nil!();
                        }
                    }
                    Op::New { d, t } => {
                        let t = &linked.program.rtypes[t as usize];
                        if !self.heap.wants_attention()
                            && let Some(addr) = self.heap.alloc(t.words as usize, t.noscan)
                        {
                            r!(d) = addr;
                        } else {
                            out!(self.new_after_gc(d, t.words as usize, t.noscan));
                        }
                    }
                    Op::CopyWords { p, q, n } => out!(self.copy_words(p, q, n)),

                    Op::SliceLoad { d, s, i } => slice_load!(d, s, i),
                    Op::SliceStore { s, i, a } => slice_store!(s, i, a),
                    Op::SliceLoadByte { d, s, i } | Op::StrIndex { d, s, i } => {
                        slice_load_byte!(d, s, i)
                    }
                    Op::SliceStoreByte { s, i, a } => slice_store_byte!(s, i, a),
                    Op::SliceAddr { d, s, i } => {
                        let (_, stride) = arg!();
                        let i = r!(i);
                        if i < at!(s, 1) {
                            r!(d) = r!(s).wrapping_add(i * stride as u64);
                        } else {
                            let n = at!(s, 1);
                            out!(self.bad_index(i, n));
                        }
                    }
                    Op::ArrayAddr { d, p, i } => {
                        let (small, len) = arg!();
                        let stride = if small != 0 { small as u64 } else { arg!().1 as u64 };
                        let i = r!(i);
                        if self.heap.index(r!(p)).is_none() {
                            nil!();
                        } else if i < len as u64 {
                            r!(d) = r!(p) + i * stride;
                        } else {
                            out!(self.bad_index(i, len as u64));
                        }
                    }
                    Op::CheckIndex { i, len } => {
                        if r!(i) >= r!(len) {
                            let (i, n) = (r!(i), r!(len));
                            out!(self.bad_index(i, n));
                        }
                    }
                    Op::MakeSlice { d, len, cap } => {
                        let (_, t) = arg!();
                        out!(self.make_slice(d, len, cap, t));
                    }
                    Op::Append { d, s, v } => append!(d, s, v),
                    Op::AppendSlice { d, s, t } => {
                        let (_, e) = arg!();
                        out!(self.append_slice(d, s, t, e));
                    }
                    Op::Copy { d, s, t } => {
                        let (_, e) = arg!();
                        out!(self.copy_slice(d, s, t, e));
                    }
                    Op::SliceSlice { d, s, lo } => {
                        let (have, stride) = arg!();
                        check!(self.slice_slice(d, s, lo, have, stride));
                    }
                    Op::SliceArray { d, p, lo } => {
                        let (have, stride) = arg!();
                        let (_, len) = arg!();
                        if self.heap.index(r!(p)).is_none() {
                            nil!();
                        } else {
                            check!(self.slice_array(d, p, lo, have, stride, len));
                        }
                    }
                    Op::SliceStr { d, s, lo } => {
                        let (have, _) = arg!();
                        check!(self.slice_str(d, s, lo, have));
                    }
                    Op::SliceToArrayPtr { d, s } => {
                        let (_, n) = arg!();
                        check!(self.slice_to_array(d, s, n));
                    }
                    Op::ZeroMem { p } => {
                        let (_, n) = arg!();
                        self.heap.range_mut(r!(p), n as usize).fill(0);
                    }
                    Op::ClearSlice { s } => {
                        let (_, stride) = arg!();
                        self.heap.clear_bytes(r!(s), at!(s, 1) as usize * stride as usize);
                    }
                    Op::Concat { d, a, b } => out!(self.concat(d, a, b)),
                    Op::ConcatN { d, a, n } => out!(self.concat_n(d, a, n)),
                    Op::StrToBytes { d, a } => out!(self.str_to_bytes(d, a)),
                    Op::BytesToStr { d, a } => out!(self.bytes_to_str(d, a)),
                    Op::StrToRunes { d, a } => out!(self.str_to_runes(d, a)),
                    Op::RunesToStr { d, a } => out!(self.runes_to_str(d, a)),
                    Op::RuneToStr { d, a } => out!(self.rune_to_str(d, a)),
                    Op::StrRune { d, s, i } => check!(self.str_rune(d, s, i)),

                    Op::MakeIface { d, t } => {
                        let ty = &linked.program.rtypes[t as usize];
                        if ty.words == 1 || ty.words > HUGE {
                            r!(d) = t as u64 + 1;
                        } else {
                            out!(self.make_iface(d, t, ty.words as usize, ty.noscan));
                        }
                    }
                    Op::IsType { d, a } => {
                        let (_, t) = arg!();
                        r!(d) = (r!(a) == t as u64 + 1) as u64;
                    }
                    Op::Implements { d, a } => {
                        let (_, t) = arg!();
                        let tag = r!(a);
                        out!(self.op_implements(d, tag, t));
                    }
                    Op::Assert { d, a } => {
                        let (ok, t) = arg!();
                        out!(self.assert(d, a, ok, t));
                    }
                    Op::AssertIface { d, a } => {
                        let (ok, t) = arg!();
                        out!(self.assert_iface(d, a, ok, t));
                    }
                    Op::Unbox { d, a } => {
                        let (_, t) = arg!();
                        let n = linked.program.rtypes[t as usize].words as usize;
                        if n == 1 || n > HUGE as usize {
                            r!(d) = at!(a, 1);
                        } else {
                            let from = self.heap.range(at!(a, 1), n);
                            w[d as usize..][..from.len()].copy_from_slice(from);
                        }
                    }

                    Op::MakeMap { d, t } => out!(self.op_make_map(d, t)),
                    Op::MapGet { d, m, k } => {
                        let (ok, t) = arg!();
                        out!(self.op_map_get(d, m, k, ok, t));
                    }
                    Op::MapSet { m, k, v } => {
                        let (_, t) = arg!();
                        out!(self.op_map_set(m, k, v, t));
                    }
                    Op::MapDelete { m, k } => {
                        let (_, t) = arg!();
                        out!(self.op_map_delete(m, k, t));
                    }
                    Op::MapLen { d, m } => r!(d) = self.maps.len_of(r!(m)) as u64,
                    Op::MapClear { m } => out!(self.op_map_clear(m)),
                    Op::MapIter { d, m } => out!(self.op_map_iter(d, m)),
                    Op::MapNext { it, k } => {
                        let (v, off) = arg!();
                        out!(self.op_map_next(it, k, v, off));
                    }

                    Op::MakeChan { d, cap } => {
                        let (_, t) = arg!();
                        out!(self.op_make_chan(d, cap, t));
                    }
                    Op::Send { c, a } => out!(self.op_send(c, a)),
                    Op::Recv { d, c, ok } => out!(self.op_recv(d, c, ok)),
                    Op::Close { c } => out!(self.op_close(c)),
                    Op::ChanLen { d, c } => {
                        let c = r!(c);
                        out!(self.op_chan_len(d, c));
                    }
                    Op::ChanCap { d, c } => {
                        let c = r!(c);
                        out!(self.op_chan_cap(d, c));
                    }
                    Op::Select { d, t } => out!(self.op_select(d, t)),
                    Op::Go { base, n } => out!(self.op_go(base, n)),
                    Op::Defer { base, n } => out!(self.op_defer(base, n)),
                    Op::FrameToken { d } => r!(d) = self.callers.len() as u64 + 1,
                    Op::DeferTo { base, n } => {
                        let (token, _) = arg!();
                        let token = r!(token);
                        out!(self.op_defer_to(base, n, token));
                    }
                    Op::RunDefers => {
                        if self.frame.flags & flags::DEFERS != 0 {
                            out!(self.run_defers());
                        }
                    }

                    Op::Call { base: b, f } => {
                        let meta = metas[f as usize];
                        // field by field: copies of fields that were just written are slow as a whole
                        let Frame { func, flags, closure, .. } = self.frame;
                        let caller =
                            Frame { func, pc: pc as u32, base: base as u32, flags, closure };
                        self.callers.push(caller);
                        base += b as usize;
                        pc = meta.start as usize;
                        self.frame.func = f;
                        self.frame.flags = 0;
                        self.frame.closure = 0;
                        self.frame.base = base as u32;
                        self.stack.raise_high(base + meta.regs as usize);
                        fuel -= CALL;
                        if fuel > 0
                            && let Some(window) = self.stack.try_window(base)
                        {
                            w = window;
                        } else {
                            out!(self.call_slow());
                        }
                    }
                    Op::CallFunc { base: b, f } => {
                        fuel -= CALL;
                        let value = r!(f);
                        out!(self.call_value(b, value));
                    }
                    Op::CallMethod { base: b, r, m } => {
                        fuel -= CALL;
                        out!(self.call_method(b, r, m));
                    }
                    Op::MethodFunc { d, r, m } => out!(self.method_func(d, r, m)),
                    Op::CallNative { base: b, n } => {
                        fuel -= CALL;
                        out!(self.call_native(b, n));
                    }
                    Op::Return { a, n } => {
                        match n {
                            0 => {}
                            1 => w[0] = r!(a),
                            2 => (w[0], w[1]) = (r!(a), at!(a, 1)),
                            _ => w.copy_within(a as usize..a as usize + n as usize, 0),
                        }
                        if self.frame.flags != 0 {
                            out!(self.return_slow(n));
                        }
                        let Some(frame) = self.callers.pop() else { leave!() };
                        self.frame.closure = frame.closure;
                        self.frame.flags = frame.flags;
                        self.frame.func = frame.func;
                        self.frame.base = frame.base;
                        pc = frame.pc as usize;
                        base = frame.base as usize;
                        w = self.stack.window(base);
                    }
                    Op::Panic { a } => out!(self.op_panic(a)),
                    Op::Recover { d } => out!(self.op_recover(d)),
                    Op::Unread { a, put } => {
                        if r!(a) != 0 {
                            out!(self.unread_error(a, put));
                        }
                    }
                    Op::KeepError { p, off } => out!(self.keep_error(p, off)),
                    Op::Unreachable => out!(self.unreachable()),
                    Op::Fault { i } => out!(self.op_fault(i)),
                }
            }
        }
    }
}
