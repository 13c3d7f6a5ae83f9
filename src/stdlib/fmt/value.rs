//! Values by their types, as `%v` and its relatives print them.

use super::pad;
use super::printer::{MAX_DEPTH, Printer};
use crate::arrange::Arrange;
use crate::compile::code::{RKind, RType};
use crate::vm::native::Iface;
use std::cmp::Ordering;

/// True for pointer types.
pub fn is_pointer(t: &RType) -> bool {
    matches!(t.kind, RKind::Pointer { .. })
}

/// True for signed integers.
pub fn is_signed(k: &RKind) -> bool {
    matches!(k, RKind::Int | RKind::Int8 | RKind::Int16 | RKind::Int32 | RKind::Int64)
}

/// True for unsigned integers.
pub fn is_unsigned(k: &RKind) -> bool {
    use RKind::{Uint, Uint8, Uint16, Uint32, Uint64, Uintptr};
    matches!(k, Uint | Uint8 | Uint16 | Uint32 | Uint64 | Uintptr)
}

impl Printer<'_, '_> {
    /// A value whose methods may be asked when `open` (it was not reached through an unexported field).
    pub fn value_or_method(&mut self, t: u32, w: &[u64], verb: char, depth: u32, open: bool) {
        if self.pending.is_some() {
            return;
        }
        let types = self.types.clone();
        let rtype = &types[t as usize];
        if open && (verb == 'w' || !rtype.methods.is_empty()) && rtype.kind != RKind::Interface {
            // a value wider than a word is boxed only if a method is asked
            let v = match w {
                [] => Iface { tag: u64::from(t) + 1, data: 0 },
                [one] => Iface { tag: u64::from(t) + 1, data: *one },
                _ if rtype.methods.is_empty() && verb != 'w' => Iface::default(),
                many => self.call.make_iface(t, many),
            };
            if self.method(t, v, verb) {
                return;
            }
        }
        self.value(t, w, verb, depth, open);
    }

    fn bad_verb(&mut self, t: u32, w: &[u64], verb: char, open: bool) {
        self.erroring = true;
        let name = &self.types.clone()[t as usize].name;
        let start = format!("%!{verb}({name}=");
        self.out.extend(start.bytes());
        self.value(t, w, 'v', 0, open);
        self.out.push(b')');
        self.erroring = false;
    }

    /// A text by a verb for strings; also what a method answered.
    pub fn string_verb(&mut self, s: &[u8], verb: char) -> bool {
        match verb {
            'v' if self.f.sharp_v => pad::quoted(&mut self.out, &self.f, s),
            'v' | 's' => pad::pad(&mut self.out, &self.f, pad::truncate(&self.f, s)),
            'x' | 'X' => pad::hex(&mut self.out, &self.f, s, verb == 'X'),
            'q' => pad::quoted(&mut self.out, &self.f, s),
            _ => return false,
        }
        true
    }

    fn integer(&mut self, v: u64, signed: bool, verb: char) -> bool {
        let (out, f) = (&mut self.out, &self.f);
        match verb {
            'v' if f.sharp_v && !signed => hex_number(out, f, v, true),
            'v' | 'd' => pad::integer(out, f, v, 10, signed, verb),
            'b' => pad::integer(out, f, v, 2, signed, verb),
            'o' | 'O' => pad::integer(out, f, v, 8, signed, verb),
            'x' | 'X' => pad::integer(out, f, v, 16, signed, verb),
            'c' => pad::character(out, f, v),
            'q' => pad::quoted_character(out, f, v),
            'U' => pad::unicode(out, f, v),
            _ => return false,
        }
        true
    }

    fn float(&mut self, v: f64, bits: u32, verb: char) -> bool {
        let (verb, prec) = match verb {
            'v' => ('g', -1),
            'b' | 'g' | 'G' | 'x' | 'X' => (verb, -1),
            'f' | 'e' | 'E' => (verb, 6),
            'F' => ('f', 6),
            _ => return false,
        };
        pad::floating(&mut self.out, &self.f, v, bits, verb, prec);
        true
    }

    fn complex(&mut self, re: f64, im: f64, bits: u32, verb: char) -> bool {
        if !matches!(verb, 'v' | 'b' | 'g' | 'G' | 'x' | 'X' | 'f' | 'F' | 'e' | 'E') {
            return false;
        }
        let plus = self.f.plus;
        self.out.push(b'(');
        self.float(re, bits, verb);
        self.f.plus = true;
        self.float(im, bits, verb);
        self.out.extend(b"i)");
        self.f.plus = plus;
        true
    }

    /// A value without asking its own methods.
    fn value(&mut self, t: u32, w: &[u64], verb: char, depth: u32, open: bool) {
        if depth > MAX_DEPTH {
            return self.out.extend(b"...");
        }
        let types = self.types.clone();
        let rtype = &types[t as usize];
        let first = w.first().copied().unwrap_or(0);
        let second = w.get(1).copied().unwrap_or(0);
        let done = match &rtype.kind {
            RKind::Bool => match verb {
                't' | 'v' => {
                    let text: &[u8] = if first != 0 { b"true" } else { b"false" };
                    pad::pad(&mut self.out, &self.f, text);
                    true
                }
                _ => false,
            },
            k if is_signed(k) => self.integer(first, true, verb),
            k if is_unsigned(k) => self.integer(first, false, verb),
            RKind::Float32 => self.float(f64::from_bits(first), 32, verb),
            RKind::Float64 => self.float(f64::from_bits(first), 64, verb),
            RKind::Complex64 => {
                self.complex(f64::from_bits(first), f64::from_bits(second), 32, verb)
            }
            RKind::Complex128 => {
                self.complex(f64::from_bits(first), f64::from_bits(second), 64, verb)
            }
            RKind::String => {
                if matches!(verb, 'v' | 's')
                    && self.f.wid.is_none()
                    && self.f.prec.is_none()
                    && !self.f.sharp_v
                {
                    self.out.extend(self.call.bytes(first, second as usize));
                    true
                } else {
                    let s = self.call.bytes(first, second as usize).to_vec();
                    self.string_verb(&s, verb)
                }
            }
            RKind::Map { key, value } => {
                return self.map(rtype, (*key, *value), first, verb, depth, open);
            }
            RKind::Struct { .. } => return self.structure(rtype, w, verb, depth, open),
            RKind::Interface => return self.interface(rtype, w, verb, depth, open),
            RKind::Slice { elem } => {
                let (elem, n) = (*elem, second as usize);
                return self.sequence(
                    (t, rtype),
                    elem,
                    n,
                    Source::Memory(first),
                    verb,
                    depth,
                    open,
                );
            }
            RKind::Array { elem, len } => {
                let n = *len as usize;
                return self.sequence((t, rtype), *elem, n, Source::Words(w), verb, depth, open);
            }
            RKind::Pointer { elem } if depth == 0 && first != 0 && self.points_to_parts(*elem) => {
                self.out.push(b'&');
                let n = types[*elem as usize].words as usize;
                let words = self.call.words(first, n).to_vec();
                return self.value_or_method(*elem, &words, verb, depth + 1, open);
            }
            _ => {
                let v = Iface { tag: u64::from(t) + 1, data: first };
                return self.pointer(t, first, v, verb);
            }
        };
        if !done {
            self.bad_verb(t, w, verb, open);
        }
    }

    fn points_to_parts(&self, elem: u32) -> bool {
        let kind = &self.types[elem as usize].kind;
        matches!(
            kind,
            RKind::Array { .. } | RKind::Slice { .. } | RKind::Struct { .. } | RKind::Map { .. }
        )
    }

    /// The address in a pointer-like value; `v` is the value as an operand.
    pub fn pointer(&mut self, t: u32, word: u64, v: Iface, verb: char) {
        let types = self.types.clone();
        let rtype = &types[t as usize];
        let word = match rtype.kind {
            RKind::Chan { .. } | RKind::Func { .. } | RKind::Map { .. } => word,
            RKind::Pointer { .. } | RKind::UnsafePointer => word,
            RKind::Slice { .. } => self.call.load(word),
            _ => return self.bad_verb_iface(v, verb),
        };
        let sharp = self.f.sharp;
        match verb {
            'v' if self.f.sharp_v => {
                let start = format!("({})(", rtype.name);
                self.out.extend(start.bytes());
                if word == 0 {
                    self.out.extend(b"nil");
                } else {
                    hex_number(&mut self.out, &self.f, word, true);
                }
                self.out.push(b')');
            }
            'v' if word == 0 => pad::pad(&mut self.out, &self.f, b"<nil>"),
            'v' | 'p' => hex_number(&mut self.out, &self.f, word, !sharp),
            'b' | 'o' | 'd' | 'x' | 'X' => {
                self.integer(word, false, verb);
            }
            _ => {
                self.erroring = true;
                let start = format!("%!{verb}({}=", rtype.name);
                self.out.extend(start.bytes());
                self.value(t, &[v.data], 'v', 0, false);
                self.out.push(b')');
                self.erroring = false;
            }
        }
    }

    fn interface(&mut self, rtype: &RType, w: &[u64], verb: char, depth: u32, open: bool) {
        let (tag, data) = (w.first().copied().unwrap_or(0), w.get(1).copied().unwrap_or(0));
        let v = Iface { tag, data };
        match v.rtype() {
            Some(t) => {
                let words = self.call.iface_value(v);
                self.value_or_method(t, &words, verb, depth + 1, open);
            }
            None if self.f.sharp_v => {
                self.out.extend(rtype.name.bytes());
                self.out.extend(b"(nil)");
            }
            None => self.out.extend(b"<nil>"),
        }
    }

    fn structure(&mut self, rtype: &RType, w: &[u64], verb: char, depth: u32, open: bool) {
        let RKind::Struct { fields } = &rtype.kind else { return };
        if self.f.sharp_v {
            self.out.extend(rtype.name.bytes());
        }
        self.out.push(b'{');
        for (i, field) in fields.iter().enumerate() {
            if i > 0 {
                self.separate();
            }
            if self.f.plus_v || self.f.sharp_v {
                self.out.extend(field.name.bytes());
                self.out.push(b':');
            }
            let types = self.types.clone();
            let inner = &types[field.rtype as usize];
            let from = field.offset as usize;
            let words = w.get(from..from + inner.words as usize).unwrap_or_default();
            let open = open && field.exported;
            if inner.kind == RKind::Interface && words.first().is_some_and(|&tag| tag != 0) {
                self.interface(inner, words, verb, depth, open);
            } else {
                self.value_or_method(field.rtype, words, verb, depth + 1, open);
            }
            if self.pending.is_some() {
                return;
            }
        }
        self.out.push(b'}');
    }

    fn separate(&mut self) {
        self.out.extend(if self.f.sharp_v { &b", "[..] } else { b" " });
    }

    #[allow(clippy::too_many_arguments)]
    fn sequence(
        &mut self,
        whole: (u32, &RType),
        elem: u32,
        n: usize,
        from: Source<'_>,
        verb: char,
        depth: u32,
        open: bool,
    ) {
        let (t, rtype) = whole;
        let types = self.types.clone();
        let inner = &types[elem as usize];
        let byte = inner.kind == RKind::Uint8;
        if byte && matches!(verb, 's' | 'q' | 'x' | 'X') {
            let bytes = match from {
                Source::Memory(addr) => self.call.bytes(addr, n).to_vec(),
                Source::Words(w) => (0..n).map(|i| packed(w, i)).collect(),
            };
            self.string_verb(&bytes, verb);
            return;
        }
        if self.f.sharp_v {
            // a plain []byte that is an operand itself is called so
            let plain = depth == 0 && rtype.name == "[]uint8";
            self.out.extend(if plain { b"[]byte" } else { rtype.name.as_bytes() });
            if matches!(from, Source::Memory(0))
                && matches!(types[t as usize].kind, RKind::Slice { .. })
            {
                return self.out.extend(b"(nil)");
            }
        }
        self.out.push(if self.f.sharp_v { b'{' } else { b'[' });
        let width = inner.words as usize;
        for i in 0..n {
            if i > 0 {
                self.separate();
            }
            match from {
                Source::Memory(addr) if byte => {
                    let b = self.call.bytes(addr + i as u64, 1).first().copied().unwrap_or(0);
                    self.value_or_method(elem, &[u64::from(b)], verb, depth + 1, open);
                }
                Source::Words(w) if byte => {
                    self.value_or_method(elem, &[u64::from(packed(w, i))], verb, depth + 1, open);
                }
                Source::Memory(addr) if width == 1 => {
                    let word = self.call.load(addr + 8 * i as u64);
                    self.value_or_method(elem, &[word], verb, depth + 1, open);
                }
                Source::Memory(addr) => {
                    let words = self.call.words(addr + (8 * width * i) as u64, width).to_vec();
                    self.value_or_method(elem, &words, verb, depth + 1, open);
                }
                Source::Words(w) => {
                    let words = w.get(width * i..width * (i + 1)).unwrap_or_default();
                    self.value_or_method(elem, words, verb, depth + 1, open);
                }
            }
            if self.pending.is_some() {
                return;
            }
        }
        self.out.push(if self.f.sharp_v { b'}' } else { b']' });
    }

    fn map(
        &mut self,
        rtype: &RType,
        (key, value): (u32, u32),
        map: u64,
        verb: char,
        depth: u32,
        open: bool,
    ) {
        if self.f.sharp_v {
            self.out.extend(rtype.name.bytes());
            if map == 0 {
                return self.out.extend(b"(nil)");
            }
            self.out.push(b'{');
        } else {
            self.out.extend(b"map[");
        }
        let mut entries = if map == 0 { Vec::new() } else { self.call.map_entries(map) };
        entries.arrange_by(|a, b| self.order(key, &a.0, &b.0));
        for (i, (k, v)) in entries.iter().enumerate() {
            if i > 0 {
                self.separate();
            }
            self.value_or_method(key, k, verb, depth + 1, open);
            self.out.push(b':');
            self.value_or_method(value, v, verb, depth + 1, open);
            if self.pending.is_some() {
                return;
            }
        }
        self.out.push(if self.f.sharp_v { b'}' } else { b']' });
    }

    /// The order in which keys are printed.
    fn order(&self, t: u32, a: &[u64], b: &[u64]) -> Ordering {
        let rtype = &self.types[t as usize];
        let (x, y) = (a.first().copied().unwrap_or(0), b.first().copied().unwrap_or(0));
        let number = |w: u64| f64::from_bits(w);
        let floats = |a: &[u64], b: &[u64], i: usize| {
            let (x, y) =
                (number(a.get(i).copied().unwrap_or(0)), number(b.get(i).copied().unwrap_or(0)));
            x.partial_cmp(&y).unwrap_or_else(|| y.is_nan().cmp(&x.is_nan()))
        };
        match &rtype.kind {
            k if is_signed(k) => (x as i64).cmp(&(y as i64)),
            RKind::Float32 | RKind::Float64 => floats(a, b, 0),
            RKind::Complex64 | RKind::Complex128 => floats(a, b, 0).then_with(|| floats(a, b, 1)),
            RKind::String => {
                let len = |w: &[u64]| w.get(1).copied().unwrap_or(0) as usize;
                self.call.bytes(x, len(a)).cmp(self.call.bytes(y, len(b)))
            }
            RKind::Struct { fields } => {
                for f in fields {
                    let at =
                        f.offset as usize..(f.offset + self.types[f.rtype as usize].words) as usize;
                    let (p, q) =
                        (a.get(at.clone()).unwrap_or_default(), b.get(at).unwrap_or_default());
                    let o = self.order(f.rtype, p, q);
                    if o != Ordering::Equal {
                        return o;
                    }
                }
                Ordering::Equal
            }
            RKind::Array { elem, len } => {
                if self.types[*elem as usize].kind == RKind::Uint8 {
                    return (0..*len as usize)
                        .map(|i| packed(a, i))
                        .cmp((0..*len as usize).map(|i| packed(b, i)));
                }
                let n = self.types[*elem as usize].words as usize;
                for i in 0..*len as usize {
                    let part = |w: &[u64]| w.get(n * i..n * (i + 1)).unwrap_or_default().to_vec();
                    let o = self.order(*elem, &part(a), &part(b));
                    if o != Ordering::Equal {
                        return o;
                    }
                }
                Ordering::Equal
            }
            RKind::Interface => {
                if x != y {
                    return x.cmp(&y); // nil first, then by type
                }
                let Some(inner) = x.checked_sub(1) else { return Ordering::Equal };
                let words = |w: &[u64]| {
                    self.call.iface_value(Iface { tag: x, data: w.get(1).copied().unwrap_or(0) })
                };
                self.order(inner as u32, &words(a), &words(b))
            }
            _ => x.cmp(&y),
        }
    }
}

/// Where the elements of a sequence lie.
#[derive(Clone, Copy)]
enum Source<'a> {
    Memory(u64),
    Words(&'a [u64]),
}

/// Byte `i` of packed words.
fn packed(w: &[u64], i: usize) -> u8 {
    w.get(i / 8).map_or(0, |word| (word >> (8 * (i % 8))) as u8)
}

/// A number in hexadecimal, with `0x` when asked for.
fn hex_number(out: &mut Vec<u8>, f: &super::directive::Flags, v: u64, prefix: bool) {
    let f = super::directive::Flags { sharp: prefix, ..*f };
    pad::integer(out, &f, v, 16, false, 'v');
}
