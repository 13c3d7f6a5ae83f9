//! Values as text: what `fmt` prints for `%+v`, without calling methods of the program, shortened where it is
//! long. Strings are quoted; pointers are followed once; locks, contexts and durations are said in words.

use super::objects::{context_words, lock_words};
use crate::arrange::Arrange;
use crate::compile::code::{CHAN_BASE, RField, RKind, RType};
use crate::ids::ObjectId;
use crate::stdlib::text::{duration, float, quote};
use crate::sync::ChanId;
use crate::vm::{Iface, Machine};
use std::fmt::Write;

/// Bytes of a value's text, about.
const LONGEST: usize = 240;
/// Elements of a slice, array or map that are shown.
const ELEMENTS: usize = 16;
/// Bytes of a string that are shown.
const STRING: usize = 80;
/// Pointers and parts inside of parts.
const DEEPEST: u32 = 6;

/// A value's text, and the traced object that it is or leads to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Shown {
    pub text: String,
    pub object: ObjectId,
}

/// The text of a value of type `t`. `at`: where it lies in memory, 0 when it does not.
pub(super) fn show(m: &Machine, t: u32, words: &[u64], at: u64) -> Shown {
    let mut w = Writer { m, out: String::new(), object: ObjectId(0) };
    w.value(t, words, at, 0);
    Shown { text: w.out, object: w.object }
}

/// A type's name as `%T` prints it.
pub(super) fn type_name(m: &Machine, t: u32) -> String {
    m.types().get(t as usize).map_or_else(String::new, |t| t.name.clone())
}

/// `n` words from an address; zeros for what lies outside of memory.
pub(super) fn load(m: &Machine, at: u64, n: usize) -> Vec<u64> {
    let mut words = m.heap.range(at, n).to_vec();
    words.resize(n, 0);
    words
}

struct Writer<'a> {
    m: &'a Machine,
    out: String,
    object: ObjectId,
}

impl Writer<'_> {
    fn rtype(&self, t: u32) -> Option<&RType> {
        self.m.types().get(t as usize)
    }

    fn value(&mut self, t: u32, words: &[u64], at: u64, depth: u32) {
        let m = self.m;
        let Some(rtype) = m.types().get(t as usize) else { return };
        if depth > DEEPEST || self.out.len() > LONGEST {
            return self.out.push('…');
        }
        if self.in_words(rtype, words, at) {
            return;
        }
        let word = words.first().copied().unwrap_or(0);
        match &rtype.kind {
            RKind::Bool => self.out.push_str(if word != 0 { "true" } else { "false" }),
            RKind::Int | RKind::Int8 | RKind::Int16 | RKind::Int32 | RKind::Int64 => {
                self.put(format_args!("{}", word as i64))
            }
            RKind::Uint8 => self.put(format_args!("{}", word as u8)),
            RKind::Uint
            | RKind::Uint16
            | RKind::Uint32
            | RKind::Uint64
            | RKind::Uintptr
            | RKind::UnsafePointer => self.put(format_args!("{word}")),
            RKind::Float32 => self.float(word, 32),
            RKind::Float64 => self.float(word, 64),
            RKind::Complex64 | RKind::Complex128 => self.complex(words),
            RKind::String => self.string(word, words.get(1).copied().unwrap_or(0)),
            RKind::Pointer { elem } => self.pointer(*elem, word, depth),
            RKind::Slice { elem } => self.slice(*elem, words, depth),
            RKind::Array { elem, len } => self.array(*elem, *len, words, at, depth),
            RKind::Map { key, value } => self.map(*key, *value, word, depth),
            RKind::Chan { .. } => self.chan(word),
            RKind::Func { .. } => self.func(word),
            RKind::Interface => self.interface(words, depth),
            RKind::Struct { .. } => self.structure(rtype, words, at, depth),
        }
    }

    fn put(&mut self, args: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(args);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.out.push_str(&String::from_utf8_lossy(bytes));
    }

    /// Types of the library whose parts tell nobody anything.
    fn in_words(&mut self, t: &RType, words: &[u64], at: u64) -> bool {
        match (t.pkg.as_str(), t.type_name.as_str()) {
            ("time", "Duration") => {
                let text = duration::format(words.first().copied().unwrap_or(0) as i64);
                self.out.push_str(&text);
            }
            ("time", "Time") if words.get(2).is_some_and(|w| *w != 0) => {
                let since = duration::format(words[2] as i64 - 1);
                self.put(format_args!("{since} after the start"));
            }
            ("sync", "Mutex" | "RWMutex" | "WaitGroup") => {
                let (text, obj) = lock_words(self.m, &t.type_name, words, at);
                self.out.push_str(&text);
                self.note(obj);
            }
            ("sync/atomic", _) => {
                let RKind::Struct { fields } = &t.kind else { return false };
                let Some(v) = fields.iter().find(|f| f.name == "v" || f.name == "p") else {
                    return false;
                };
                let from = v.offset as usize;
                self.value(v.rtype, words.get(from..).unwrap_or(&[]), 0, 1);
            }
            _ => return false,
        }
        true
    }

    /// The first object met is what a value leads to.
    fn note(&mut self, obj: ObjectId) {
        if self.object.0 == 0 {
            self.object = obj;
        }
    }

    fn float(&mut self, word: u64, bits: u32) {
        let mut out = Vec::new();
        float::append(&mut out, f64::from_bits(word), b'g', -1, bits);
        self.bytes(&out);
    }

    fn complex(&mut self, words: &[u64]) {
        let [re, im] = [0, 1].map(|i| f64::from_bits(words.get(i).copied().unwrap_or(0)));
        self.put(format_args!("({re}{im:+}i)"));
    }

    fn string(&mut self, at: u64, len: u64) {
        let shown = (len as usize).min(STRING);
        let mut bytes = self.m.heap.bytes(at, shown);
        let cut = shown < len as usize;
        if cut {
            // not in the middle of a character
            let end =
                (0..=bytes.len()).rev().find(|i| bytes.get(*i).is_none_or(|b| b & 0xc0 != 0x80));
            bytes = &bytes[..end.unwrap_or(0).min(bytes.len())];
        }
        let mut out = Vec::new();
        quote::append(&mut out, bytes, b'"', false);
        self.bytes(&out);
        if cut {
            self.put(format_args!("… ({len} bytes)"));
        }
    }

    fn pointer(&mut self, elem: u32, at: u64, depth: u32) {
        if at == 0 {
            return self.out.push_str("nil");
        }
        let Some(rtype) = self.rtype(elem) else { return };
        let named = ["sync", "context"].contains(&rtype.pkg.as_str());
        if depth > 0 && !named {
            return self.put(format_args!("{at:#x}"));
        }
        let n = rtype.words as usize;
        let byte = matches!(rtype.kind, RKind::Uint8);
        let words = match byte {
            true => vec![u64::from(self.m.heap.bytes(at, 1).first().copied().unwrap_or(0))],
            false => load(self.m, at, n),
        };
        if let Some((text, obj)) = context_words(self.m, rtype, at) {
            self.out.push_str(&text);
            return self.note(obj);
        }
        self.out.push('&');
        self.value(elem, &words, at, depth + 1);
    }

    fn slice(&mut self, elem: u32, words: &[u64], depth: u32) {
        let &[at, len, cap] = words else { return };
        if at == 0 {
            return self.out.push_str("nil");
        }
        let stride = self.m.types().get(elem as usize).map_or(8, |t| u64::from(t.stride()));
        self.list(len, |w, i| w.element(elem, at + i * stride, depth));
        if depth == 0 {
            self.put(format_args!(" len {len}, cap {cap}"));
        }
    }

    /// An element in memory.
    fn element(&mut self, elem: u32, at: u64, depth: u32) {
        let Some(rtype) = self.rtype(elem) else { return };
        let words = match rtype.kind {
            RKind::Uint8 => vec![u64::from(self.m.heap.bytes(at, 1).first().copied().unwrap_or(0))],
            _ => load(self.m, at, rtype.words as usize),
        };
        self.value(elem, &words, at, depth + 1);
    }

    fn array(&mut self, elem: u32, len: u64, words: &[u64], at: u64, depth: u32) {
        let Some(rtype) = self.rtype(elem) else { return };
        let width = rtype.words as usize;
        let packed = matches!(rtype.kind, RKind::Uint8);
        self.list(len, |w, i| {
            let i = i as usize;
            if packed {
                let byte = words.get(i / 8).map_or(0, |word| word.to_le_bytes()[i % 8]);
                return w.value(elem, &[u64::from(byte)], 0, depth + 1);
            }
            let part = words.get(i * width..(i + 1) * width).unwrap_or(&[]);
            let place = if at == 0 { 0 } else { at + 8 * (i * width) as u64 };
            w.value(elem, part, place, depth + 1);
        });
    }

    fn list(&mut self, len: u64, mut one: impl FnMut(&mut Self, u64)) {
        self.out.push('[');
        for i in 0..len {
            if i > 0 {
                self.out.push(' ');
            }
            if i >= ELEMENTS as u64 || self.out.len() > LONGEST {
                self.out.push('…');
                break;
            }
            one(self, i);
        }
        self.out.push(']');
    }

    fn map(&mut self, key: u32, value: u32, map: u64, depth: u32) {
        if map == 0 {
            return self.out.push_str("nil");
        }
        let mut entries: Vec<(String, Vec<u64>, Vec<u64>)> = vec![];
        for (k, v) in self.m.maps.whole_entries(&self.m.heap, map) {
            let text = show(self.m, key, &k, 0).text;
            entries.push((text, k, v));
        }
        let numbers = |t: &str| t.parse::<f64>().ok();
        entries.arrange_by(|a, b| match (numbers(&a.0), numbers(&b.0)) {
            (Some(x), Some(y)) => x.total_cmp(&y),
            _ => a.0.cmp(&b.0),
        });
        let n = entries.len();
        self.out.push_str("map");
        self.list(n as u64, |w, i| {
            let (text, _, v) = &entries[i as usize];
            w.out.push_str(text);
            w.out.push(':');
            w.value(value, v, 0, depth + 1);
        });
        if depth == 0 {
            self.put(format_args!(" len {n}"));
        }
    }

    fn chan(&mut self, handle: u64) {
        if handle == 0 {
            return self.out.push_str("nil");
        }
        let c = ChanId(handle.wrapping_sub(CHAN_BASE) as u32);
        let Some(view) = self.m.chans.view(&self.m.sched, c) else { return };
        self.note(view.owner);
        match view.cap {
            0 => self.out.push_str("unbuffered"),
            cap => self.put(format_args!("{} of {cap}", view.len)),
        }
        self.out.push_str(if view.closed { ", closed" } else { ", open" });
    }

    fn func(&mut self, value: u64) {
        match self.m.func_of(value).and_then(|f| self.m.linked().func(f)) {
            Some(f) => self.out.push_str(&f.name),
            None => self.out.push_str("nil"),
        }
    }

    fn interface(&mut self, words: &[u64], depth: u32) {
        let &[tag, data] = words else { return };
        let v = Iface { tag, data };
        let Some(t) = v.rtype() else { return self.out.push_str("nil") };
        if let Some((at, len)) = error_text(self.m, v) {
            return self.string(at, len);
        }
        let Some(rtype) = self.rtype(t) else { return };
        if let RKind::Pointer { elem } = rtype.kind {
            if let Some((text, obj)) = self.rtype(elem).and_then(|e| context_words(self.m, e, data))
            {
                self.out.push_str(&text);
                return self.note(obj);
            }
            if depth == 0 && data != 0 {
                let name = type_name(self.m, elem);
                let (words, at) = (load(self.m, data, self.width(elem)), data);
                self.put(format_args!("&{name}"));
                return self.value(elem, &words, at, depth + 1);
            }
        }
        let plain = rtype.type_name.is_empty() || rtype.pkg.is_empty();
        let name = rtype.name.clone();
        let words = self.m.unbox_value(v);
        match &rtype.kind {
            RKind::String if plain => self.value(t, &words, 0, depth + 1),
            RKind::Struct { .. } if name.starts_with("context.") => {
                let name = name.trim_start_matches("context.").trim_end_matches("Ctx");
                self.put(format_args!("context.{}", capital(name)));
            }
            RKind::Struct { .. } | RKind::Slice { .. } | RKind::Array { .. } => {
                self.out.push_str(&name);
                self.value(t, &words, 0, depth + 1);
            }
            _ => {
                self.put(format_args!("{name}("));
                self.value(t, &words, 0, depth + 1);
                self.out.push(')');
            }
        }
    }

    fn width(&self, t: u32) -> usize {
        self.rtype(t).map_or(0, |t| t.words as usize)
    }

    fn structure(&mut self, t: &RType, words: &[u64], at: u64, depth: u32) {
        let RKind::Struct { fields } = &t.kind else { return };
        self.out.push('{');
        let mut first = true;
        for f in fields.iter().filter(|f| f.name != "_") {
            if !std::mem::take(&mut first) {
                self.out.push(' ');
            }
            if self.out.len() > LONGEST {
                self.out.push('…');
                break;
            }
            self.put(format_args!("{}:", f.name));
            let from = f.offset as usize;
            let part = words.get(from..from + self.width(f.rtype)).unwrap_or(&[]);
            let place = if at == 0 { 0 } else { at + 8 * from as u64 };
            self.value(f.rtype, part, place, depth + 1);
        }
        self.out.push('}');
    }
}

/// Address and length of the text of an error that the library made of a text.
pub(super) fn error_text(m: &Machine, v: Iface) -> Option<(u64, u64)> {
    let rtypes = &m.types();
    let t = v.rtype()?;
    let made_of_text = match rtypes.get(t as usize)?.kind {
        _ if t == m.linked().known.error_string => true,
        RKind::Pointer { elem } => {
            let elem = rtypes.get(elem as usize)?;
            let RKind::Struct { fields } = &elem.kind else { return None };
            let text = |f: &RField| f.offset == 0 && rtypes[f.rtype as usize].name == "string";
            ["errors", "fmt"].contains(&elem.pkg.as_str()) && fields.first().is_some_and(text)
        }
        _ => false,
    };
    let words = load(m, v.data, 2);
    made_of_text.then(|| (words[0], words[1]))
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
