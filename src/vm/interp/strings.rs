//! Strings: comparing, joining, converting.

use super::{Ctl, Go};
use crate::vm::machine::Machine;

/// What a bad rune becomes.
const REPLACEMENT: u32 = 0xfffd;

/// The rune at the start of `b` and its length; (U+FFFD, 1) for bad UTF-8. `b` is not empty.
pub(crate) fn decode_rune(b: &[u8]) -> (u32, usize) {
    let bad = (REPLACEMENT, 1);
    let cont = |i: usize| b.get(i).filter(|c| **c & 0xc0 == 0x80).map(|c| u32::from(c & 0x3f));
    let (rune, len, min) = match b[0] {
        c @ 0..=0x7f => return (c.into(), 1),
        c @ 0xc2..=0xdf => match cont(1) {
            Some(x) => ((u32::from(c) & 0x1f) << 6 | x, 2, 0x80),
            None => return bad,
        },
        c @ 0xe0..=0xef => match (cont(1), cont(2)) {
            (Some(x), Some(y)) => ((u32::from(c) & 0xf) << 12 | x << 6 | y, 3, 0x800),
            _ => return bad,
        },
        c @ 0xf0..=0xf4 => match (cont(1), cont(2), cont(3)) {
            (Some(x), Some(y), Some(z)) => {
                ((u32::from(c) & 7) << 18 | x << 12 | y << 6 | z, 4, 0x1_0000)
            }
            _ => return bad,
        },
        _ => return bad,
    };
    if rune < min || char::from_u32(rune).is_none() { bad } else { (rune, len) }
}

/// UTF-8 of a rune; of U+FFFD for what is none.
fn push_rune(out: &mut Vec<u8>, rune: i64) {
    let c = u32::try_from(rune).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

impl Machine {
    #[inline]
    fn reg_str(&self, r: u16) -> &[u8] {
        self.heap.bytes(self.reg(r, 0), self.reg(r, 1) as usize)
    }

    #[inline(never)]
    pub(super) fn eq_str(&mut self, d: u16, a: u16, b: u16) -> Go<()> {
        let same = self.reg(a, 1) == self.reg(b, 1)
            && (self.reg(a, 0) == self.reg(b, 0) || self.reg_str(a) == self.reg_str(b));
        self.set_reg(d, same.into());
        Ok(())
    }

    #[inline(never)]
    pub(super) fn cmp_str(&mut self, d: u16, a: u16, b: u16) -> Go<()> {
        let order = self.reg_str(a).cmp(self.reg_str(b)) as i64;
        self.set_reg(d, order as u64);
        Ok(())
    }

    /// A new string of so many bytes, its contents still zero; `None` ends the run.
    fn new_text(&mut self, len: usize) -> Option<u64> {
        self.obtain(len.div_ceil(8), true)
    }

    /// Sets `d`, `d + 1` to a new string.
    fn set_str(&mut self, d: u16, bytes: &[u8]) -> Ctl {
        let Some(addr) = self.new_text(bytes.len()) else { return Ctl::Leave };
        self.heap.write_bytes(addr, bytes);
        self.set_regs(d, [addr, bytes.len() as u64]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn concat(&mut self, d: u16, a: u16, b: u16) -> Ctl {
        let [(x, n), (y, k)] = [a, b].map(|r| (self.reg(r, 0), self.reg(r, 1)));
        if n == 0 || k == 0 {
            self.set_regs(d, if n == 0 { [y, k] } else { [x, n] });
            return Ctl::Next;
        }
        let Some(addr) = self.new_text((n + k) as usize) else { return Ctl::Leave };
        self.heap.move_bytes(addr, x, n as usize);
        self.heap.move_bytes(addr + n, y, k as usize);
        self.set_regs(d, [addr, n + k]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn concat_n(&mut self, d: u16, a: u16, n: u16) -> Ctl {
        let len: u64 = (0..n as usize).map(|k| self.reg(a, 2 * k + 1)).sum();
        let Some(addr) = self.new_text(len as usize) else { return Ctl::Leave };
        let mut to = addr;
        for k in 0..n as usize {
            let (from, n) = (self.reg(a, 2 * k), self.reg(a, 2 * k + 1));
            self.heap.move_bytes(to, from, n as usize);
            to += n;
        }
        self.set_regs(d, [addr, len]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn str_to_bytes(&mut self, d: u16, a: u16) -> Ctl {
        let (from, len) = (self.reg(a, 0), self.reg(a, 1));
        let Some(addr) = self.new_text(len as usize) else { return Ctl::Leave };
        self.heap.move_bytes(addr, from, len as usize);
        self.set_regs(d, [addr, len, len.div_ceil(8) * 8]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn bytes_to_str(&mut self, d: u16, a: u16) -> Ctl {
        let (from, len) = (self.reg(a, 0), self.reg(a, 1));
        let Some(addr) = self.new_text(len as usize) else { return Ctl::Leave };
        self.heap.move_bytes(addr, from, len as usize);
        self.set_regs(d, [addr, len]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn str_to_runes(&mut self, d: u16, a: u16) -> Ctl {
        let mut rest = self.reg_str(a);
        let mut runes = vec![];
        while !rest.is_empty() {
            let (rune, len) = decode_rune(rest);
            runes.push(u64::from(rune));
            rest = &rest[len..];
        }
        let Some(addr) = self.obtain(runes.len(), true) else { return Ctl::Leave };
        self.heap.write_words(addr, &runes);
        self.set_regs(d, [addr, runes.len() as u64, runes.len() as u64]);
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn runes_to_str(&mut self, d: u16, a: u16) -> Ctl {
        let runes = self.heap.range(self.reg(a, 0), self.reg(a, 1) as usize);
        let mut text = Vec::with_capacity(runes.len());
        for &rune in runes {
            push_rune(&mut text, rune as i64);
        }
        self.set_str(d, &text)
    }

    #[inline(never)]
    pub(super) fn rune_to_str(&mut self, d: u16, a: u16) -> Ctl {
        let mut text = vec![];
        push_rune(&mut text, self.reg(a, 0) as i64);
        self.set_str(d, &text)
    }

    #[inline(never)]
    pub(super) fn str_rune(&mut self, d: u16, s: u16, i: u16) -> Go<()> {
        let at = self.reg(i, 0);
        let text = self.reg_str(s).get(at as usize..).unwrap_or(&[]);
        let (rune, len) = if text.is_empty() { (REPLACEMENT, 1) } else { decode_rune(text) };
        self.set_regs(d, [rune.into(), at + len as u64]);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runes_as_the_standard_library_sees_them() {
        for c in ['a', 'é', '世', '😀', '\u{7ff}', '\u{ffff}', '\u{10ffff}'] {
            let mut b = [0; 4];
            let text = c.encode_utf8(&mut b).as_bytes();
            assert_eq!(decode_rune(text), (c as u32, text.len()));
        }
        for bad in [&b"\xff"[..], b"\xc0\x80", b"\xe2\x82", b"\xed\xa0\x80", b"\xf4\x90\x80\x80"] {
            assert_eq!(decode_rune(bad), (REPLACEMENT, 1));
        }
    }
}
