//! JSON's strings and numbers into what Go has for them.

use super::decode::Decoder;
use super::scan;
use crate::compile::code::{RKind, ZERO_BASE};
use crate::stdlib::fmt::value::{is_signed, is_unsigned};
use crate::stdlib::text::parse;

impl Decoder<'_, '_> {
    pub(super) fn string(&mut self, t: u32, kind: RKind, addr: u64, at: usize) -> usize {
        let end = self.end(at);
        match kind {
            RKind::String => {
                let s = scan::unquote(&self.data[at..end]);
                if self.types[t as usize].name == "json.Number" && parse::float(&s, 64).is_err() {
                    let text = String::from_utf8_lossy(&self.data[at..end]).into_owned();
                    let text = format!(
                        "json: invalid number literal, trying to unmarshal {text:?} into Number"
                    );
                    self.problem.get_or_insert((2, text, end));
                    return end;
                }
                let words = self.text(at, end);
                self.call.store(addr, words[0]);
                self.call.store(addr + 8, words[1]);
            }
            RKind::Slice { elem } if self.kind(elem) == RKind::Uint8 => {
                let s = scan::unquote(&self.data[at..end]);
                match unbase64(&s) {
                    Ok(bytes) => {
                        let p = self.call.new_bytes(&bytes);
                        let p = if bytes.is_empty() { ZERO_BASE } else { p };
                        for (i, w) in
                            [p, bytes.len() as u64, bytes.len() as u64].into_iter().enumerate()
                        {
                            self.call.store(addr + 8 * i as u64, w);
                        }
                    }
                    Err(i) => {
                        let why = format!(": illegal base64 data at input byte {i}");
                        self.mismatch_because("string", t, end, &why);
                    }
                }
            }
            _ => self.mismatch("string", t, end),
        }
        end
    }

    pub(super) fn number(&mut self, t: u32, kind: RKind, addr: u64, at: usize) -> usize {
        let end = self.end(at);
        let text = self.data[at..end].to_vec();
        let bits = match kind {
            RKind::Int8 | RKind::Uint8 => 8,
            RKind::Int16 | RKind::Uint16 => 16,
            RKind::Int32 | RKind::Uint32 => 32,
            _ => 64,
        };
        let ok = match &kind {
            RKind::Float32 | RKind::Float64 => {
                let bits = if kind == RKind::Float32 { 32 } else { 64 };
                parse::float(&text, bits).map(f64::to_bits).ok()
            }
            k if is_signed(k) => parse::int(&text, 10, bits).map(|v| v as u64).ok(),
            k if is_unsigned(k) => parse::uint(&text, 10, bits).ok(),
            RKind::String if self.name(t) == "json.Number" => {
                let p = self.call.new_bytes(&text);
                self.call.store(addr + 8, text.len() as u64);
                Some(p)
            }
            _ => {
                self.mismatch("number", t, end);
                return end;
            }
        };
        match ok {
            Some(v) if kind == RKind::Uint8 => self.call.write_bytes(addr, &[v as u8]),
            Some(v) => self.call.store(addr, v),
            None => {
                let number = String::from_utf8_lossy(&text).into_owned();
                self.mismatch(&format!("number {number}"), t, end);
            }
        }
        end
    }
}

/// Bytes of standard base64; the place of the first bad byte.
fn unbase64(s: &[u8]) -> Result<Vec<u8>, usize> {
    let mut out = Vec::with_capacity(s.len() / 4 * 3);
    let s: Vec<u8> = s.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    let body = s.len() - s.iter().rev().take_while(|&&b| b == b'=').count();
    let (mut bits, mut n) = (0u32, 0);
    for (i, &b) in s[..body].iter().enumerate() {
        let v = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return Err(i),
        };
        bits = bits << 6 | u32::from(v);
        n += 6;
        if n >= 8 {
            n -= 8;
            out.push((bits >> n) as u8);
        }
    }
    if !s.len().is_multiple_of(4) || s.len() - body > 2 {
        return Err(s.len().min(body));
    }
    Ok(out)
}
