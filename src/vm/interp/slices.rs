//! Slices: growing, copying, cutting.

use super::{Ctl, Go};
use crate::compile::code::ZERO_BASE;
use crate::vm::heap::offset;
use crate::vm::machine::Machine;
use crate::vm::native::{PanicWith, Slice};
use crate::vm::races::Place;

/// Go's growth rule (doubling, then by a quarter), before rounding up to a size class.
fn grown_cap(old: usize, needed: usize) -> usize {
    const THRESHOLD: usize = 256;
    if needed > old.saturating_mul(2) {
        return needed;
    }
    if old < THRESHOLD {
        return 2 * old;
    }
    let mut cap = old;
    while cap < needed {
        cap += (cap + 3 * THRESHOLD) / 4;
    }
    cap
}

/// Go's size classes in bytes, up to which capacities are rounded.
const GO_SIZES: [usize; 66] = [
    8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
    384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048,
    2304, 2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728,
    10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672,
];

/// Larger objects with pointers have a word in front that tells where they are.
fn round_up(bytes: usize, noscan: bool) -> usize {
    if bytes > 32760 {
        return bytes.div_ceil(8192) * 8192;
    }
    let header = if noscan || bytes <= 512 { 0 } else { 8 };
    let class = GO_SIZES.iter().copied().find(|&s| s >= bytes + header).unwrap_or(32768);
    class - header
}

impl Machine {
    /// A slice with room for `extra` more elements (its length is not changed); `None` ends the run.
    fn grow_slice(&mut self, s: Slice, extra: usize, elem: u32) -> Option<Slice> {
        let needed = s.len.checked_add(extra)?;
        if needed <= s.cap {
            return Some(s);
        }
        let stride = self.linked.strides[elem as usize] as usize;
        let mut cap = needed;
        if stride > 0 {
            // capacities are those of compiled Go, whose elements have their real sizes
            cap = grown_cap(s.cap, needed);
            let real = self.real_size(elem).0.max(1);
            let noscan = self.elems_size(elem, 1)?.1;
            cap = round_up(cap.checked_mul(real)?, noscan) / real;
        }
        let (words, noscan) = self.elems_size(elem, cap)?;
        let Some(addr) = self.obtain(words, noscan) else { return None };
        self.heap.move_bytes(addr, s.addr, s.len * stride);
        Some(Slice { addr: if words == 0 { ZERO_BASE } else { addr }, len: s.len, cap })
    }

    fn reg_slice(&self, r: u16) -> Slice {
        let (addr, len, cap) = (self.reg(r, 0), self.reg(r, 1) as usize, self.reg(r, 2) as usize);
        Slice { addr, len, cap }
    }

    #[inline(never)]
    pub(super) fn append(&mut self, d: u16, s: u16, v: u16, n: u16, t: u32) -> Ctl {
        let n = n as usize;
        let stride = self.linked.strides[t as usize] as usize;
        let Some(s) = self.grow_slice(self.reg_slice(s), n, t) else {
            return self.too_large();
        };
        let at = self.frame.base as usize + v as usize;
        let to = s.addr.wrapping_add((s.len * stride) as u64);
        self.touch_elements(to, n * stride, stride, true);
        if stride == 1 {
            for k in 0..n {
                self.heap.write_bytes(to + k as u64, &[self.stack.get(at + k) as u8]);
            }
        } else {
            self.heap.write_words(to, self.stack.range(at, at + n * stride / 8));
        }
        self.set_regs(d, [s.addr, (s.len + n) as u64, s.cap as u64]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn append_slice(&mut self, d: u16, s: u16, t: u16, elem: u32) -> Ctl {
        let (from, n) = (self.reg(t, 0), self.reg(t, 1) as usize);
        let stride = self.linked.strides[elem as usize] as usize;
        let Some(s) = self.grow_slice(self.reg_slice(s), n, elem) else {
            return self.too_large();
        };
        let to = s.addr.wrapping_add((s.len * stride) as u64);
        self.touch_elements(from, n * stride, stride, false);
        self.touch_elements(to, n * stride, stride, true);
        self.heap.move_bytes(to, from, n * stride);
        self.set_regs(d, [s.addr, (s.len + n) as u64, s.cap as u64]);
        Ctl::Next
    }

    /// For the search for data races: elements are read or written; of many bytes those at both ends.
    fn touch_elements(&mut self, address: u64, bytes: usize, stride: usize, write: bool) {
        const END: usize = 32;
        if !self.watching || bytes == 0 {
            return;
        }
        let pc = self.frame.pc as usize;
        if stride != 1 {
            return self.touched(offset(address, 3), bytes / 8, write, pc);
        }
        if self.heap.all_bytes().len() < offset(address, 0).saturating_add(bytes) {
            return;
        }
        let behind = bytes.saturating_sub(END).max(END);
        for i in (0..bytes.min(END)).chain(behind..bytes) {
            self.touched_place(Place::Byte(address + i as u64), write, pc);
        }
    }

    fn too_large(&mut self) -> Ctl {
        if self.outcome.is_none() {
            self.finish_heap();
        }
        Ctl::Leave
    }

    /// Size and alignment that a value of an rtype has in compiled Go.
    fn real_size(&self, t: u32) -> (usize, usize) {
        use crate::compile::code::RKind::*;
        let Some(rtype) = self.types.get(t as usize) else { return (8, 8) };
        match &rtype.kind {
            Bool | Int8 | Uint8 => (1, 1),
            Int16 | Uint16 => (2, 2),
            Int32 | Uint32 | Float32 => (4, 4),
            Complex64 => (8, 4),
            Array { elem, len } => {
                let (size, align) = self.real_size(*elem);
                (size.saturating_mul(*len as usize), align)
            }
            Struct { fields } => {
                let (mut end, mut widest, mut last) = (0usize, 1, 1);
                for f in fields {
                    let (size, align) = self.real_size(f.rtype);
                    end = end.next_multiple_of(align).saturating_add(size);
                    (widest, last) = (align.max(widest), size);
                }
                // an address behind the last field must not be one behind the struct
                let end = if last == 0 && end > 0 { end + 1 } else { end };
                (end.checked_next_multiple_of(widest).unwrap_or(end), widest)
            }
            _ => (8 * rtype.words as usize, 8),
        }
    }

    #[inline(never)]
    pub(super) fn copy_slice(&mut self, d: u16, s: u16, t: u16, elem: u32) -> Ctl {
        let n = self.reg(s, 1).min(self.reg(t, 1));
        let stride = u64::from(self.linked.strides[elem as usize]);
        let (to, from, bytes) = (self.reg(s, 0), self.reg(t, 0), (n * stride) as usize);
        self.touch_elements(from, bytes, stride as usize, false);
        self.touch_elements(to, bytes, stride as usize, true);
        self.heap.move_bytes(to, from, bytes);
        self.set_reg(d, n);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn slice_slice(
        &mut self,
        d: u16,
        s: u16,
        lo: u16,
        have: u16,
        stride: u32,
    ) -> Go<()> {
        let s = self.reg_slice(s);
        let bound = |k: usize, default: u64| {
            if have & 1 << k != 0 { self.reg(lo, k) } else { default }
        };
        let (lo, hi, max) = (bound(0, 0), bound(1, s.len as u64), bound(2, s.cap as u64));
        self.check_bounds(lo, hi, max, have, s.cap as u64, "capacity")?;
        let addr = if max == lo { s.addr } else { s.addr + lo * u64::from(stride) };
        self.set_regs(d, [addr, hi - lo, max - lo]);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn slice_array(
        &mut self,
        d: u16,
        p: u16,
        lo: u16,
        have: u16,
        stride: u32,
        len: u32,
    ) -> Go<()> {
        let (p, len) = (self.reg(p, 0), u64::from(len));
        let bound = |k: usize, default: u64| {
            if have & 1 << k != 0 { self.reg(lo, k) } else { default }
        };
        let (lo, hi, max) = (bound(0, 0), bound(1, len), bound(2, len));
        self.check_bounds(lo, hi, max, have, len, "length")?;
        let addr = if max == lo { p } else { p + lo * u64::from(stride) };
        self.set_regs(d, [addr, hi - lo, max - lo]);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn slice_str(&mut self, d: u16, s: u16, lo: u16, have: u16) -> Go<()> {
        let (addr, len) = (self.reg(s, 0), self.reg(s, 1));
        let bound = |k: usize, default: u64| {
            if have & 1 << k != 0 { self.reg(lo, k) } else { default }
        };
        let (lo, hi) = (bound(0, 0), bound(1, len));
        if hi > len {
            return Err(self.out_of_range(format!("[:{hi}] with length {len}"), hi, ("[:", "]")));
        }
        if lo > hi {
            return Err(self.out_of_range(format!("[{lo}:{hi}]"), lo, ("[", ":]")));
        }
        self.set_regs(d, [if hi == lo { ZERO_BASE } else { addr + lo }, hi - lo]);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn slice_to_array(&mut self, d: u16, s: u16, n: u32) -> Go<()> {
        let len = self.reg(s, 1);
        if len < u64::from(n) {
            return Err(PanicWith::Runtime(format!(
                "cannot convert slice with length {len} to array or pointer to array with length {n}"
            )));
        }
        let addr = self.reg(s, 0);
        self.set_reg(d, addr);
        Ok(())
    }

    /// Go names a negative bound alone: `[-1:]`, `[:-1]`, `[::-1]`.
    fn out_of_range(&self, text: String, bound: u64, around: (&str, &str)) -> PanicWith {
        let text = match (bound as i64) < 0 && !self.indexes_unsigned() {
            true => format!("{}{}{}", around.0, bound as i64, around.1),
            false => text,
        };
        PanicWith::Runtime(format!("slice bounds out of range {text}"))
    }

    fn check_bounds(&self, lo: u64, hi: u64, max: u64, have: u16, cap: u64, what: &str) -> Go<()> {
        if have & 4 != 0 {
            if max > cap {
                return Err(self.out_of_range(
                    format!("[::{max}] with {what} {cap}"),
                    max,
                    ("[::", "]"),
                ));
            }
            if hi > max {
                return Err(self.out_of_range(format!("[:{hi}:{max}]"), hi, ("[:", ":]")));
            }
            if lo > hi {
                return Err(self.out_of_range(format!("[{lo}:{hi}:]"), lo, ("[", "::]")));
            }
            return Ok(());
        }
        if hi > cap {
            return Err(self.out_of_range(format!("[:{hi}] with {what} {cap}"), hi, ("[:", "]")));
        }
        if lo > hi {
            return Err(self.out_of_range(format!("[{lo}:{hi}]"), lo, ("[", ":]")));
        }
        Ok(())
    }
}
