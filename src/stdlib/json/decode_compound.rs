//! JSON's arrays and objects into slices, arrays, maps and structs.

use super::decode::{Decoder, Entry, Own};
use super::fields::{Field, fields};
use super::scan;
use crate::compile::code::RKind;
use crate::stdlib::fmt::value::{is_signed, is_unsigned};
use crate::stdlib::text::parse;
use crate::vm::native::Iface;
use std::rc::Rc;

impl Decoder<'_, '_> {
    pub(super) fn array(
        &mut self,
        t: u32,
        kind: RKind,
        addr: u64,
        at: usize,
        depth: usize,
    ) -> usize {
        let end = self.end(at);
        let mut starts = Vec::new();
        let mut i = scan::skip(&self.data, at + 1);
        while self.data[i] != b']' {
            starts.push(i);
            i = self.after(self.end(i));
        }
        match kind {
            RKind::Slice { elem } => {
                let slice = self.call.new_slice(elem, starts.len());
                let stride = self.stride(elem);
                // what the slice held before is decoded into
                let (old, had) = (self.call.load(addr), self.call.load(addr + 8) as usize);
                if stride > 1 {
                    let keep = had.min(starts.len()) * stride as usize / 8;
                    let words = self.call.words(old, keep).to_vec();
                    for (k, w) in words.iter().enumerate() {
                        self.call.store(slice.addr + 8 * k as u64, *w);
                    }
                }
                for (k, w) in
                    [slice.addr, slice.len as u64, slice.cap as u64].into_iter().enumerate()
                {
                    self.call.store(addr + 8 * k as u64, w);
                }
                for (k, &from) in starts.iter().enumerate() {
                    self.element(elem, slice.addr + stride * k as u64, k, from, depth);
                }
            }
            RKind::Array { elem, len } => {
                let stride = self.stride(elem);
                for (k, &from) in starts.iter().enumerate().take(len as usize) {
                    self.element(elem, addr + stride * k as u64, k, from, depth);
                }
                let width = self.width(elem);
                for k in starts.len()..len as usize {
                    for w in 0..if stride > 1 { width } else { 0 } {
                        self.call.store(addr + stride * k as u64 + 8 * w as u64, 0);
                    }
                }
            }
            _ => self.mismatch("array", t, at + 1),
        }
        end
    }

    fn element(&mut self, t: u32, addr: u64, index: usize, at: usize, depth: usize) {
        self.place.push(index.to_string());
        self.value(t, addr, at, depth + 1);
        self.place.pop();
    }

    pub(super) fn stride(&self, elem: u32) -> u64 {
        if self.kind(elem) == RKind::Uint8 { 1 } else { 8 * self.width(elem) as u64 }
    }

    pub(super) fn object(
        &mut self,
        t: u32,
        kind: RKind,
        addr: u64,
        at: usize,
        depth: usize,
    ) -> usize {
        let end = self.end(at);
        match kind {
            RKind::Map { key, value } => self.map(t, (key, value), addr, at, depth),
            RKind::Struct { .. } => self.structure(t, addr, at, depth),
            _ => self.mismatch("object", t, at + 1),
        }
        end
    }

    pub(super) fn map(
        &mut self,
        t: u32,
        (key, value): (u32, u32),
        addr: u64,
        at: usize,
        depth: usize,
    ) {
        let key_kind = self.kind(key);
        let from_text = self.decodes_text(key);
        let numeric = is_signed(&key_kind) || is_unsigned(&key_kind);
        if key_kind != RKind::String && !numeric && from_text.is_none() {
            return self.mismatch("object", t, at + 1);
        }
        let mut map = self.call.load(addr);
        if map == 0 {
            map = self.call.make_map(t);
            self.call.store(addr, map);
        }
        let words = self.width(value);
        let mut i = scan::skip(&self.data, at + 1);
        while self.data[i] != b'}' {
            let key_end = self.end(i);
            let s = scan::unquote(&self.data[i..key_end]);
            let colon = scan::skip(&self.data, key_end);
            let place = self.call.alloc(value);
            let mine = self.own.len();
            self.place.push(String::from_utf8_lossy(&s).into_owned());
            self.value(value, place, colon + 1, depth + 1);
            if let Some(pointer) = from_text {
                let own = self.call.alloc(key);
                let target = Iface { tag: u64::from(pointer) + 1, data: own };
                self.own.push(Own { target, from: i, to: key_end, text: true });
                let key_words = self.width(key);
                self.entries.push(Entry { map, key: own, key_words, at: place, words });
                self.place.pop();
                i = self.after(self.end(colon + 1));
                continue;
            }
            let key_words = if key_kind == RKind::String {
                Some(vec![self.call.new_bytes(&s), s.len() as u64])
            } else if is_signed(&key_kind) {
                parse::int(&s, 10, 64).ok().map(|v| vec![v as u64])
            } else {
                parse::uint(&s, 10, 64).ok().map(|v| vec![v])
            };
            match key_words {
                Some(k) if self.own.len() > mine => {
                    let (key, key_words) = (self.call.alloc_words(k.len(), false), k.len());
                    for (i, word) in k.iter().enumerate() {
                        self.call.store(key + 8 * i as u64, *word);
                    }
                    self.entries.push(Entry { map, key, key_words, at: place, words });
                }
                Some(k) => {
                    let v = self.call.words(place, words).to_vec();
                    self.call.map_set(map, &k, &v);
                }
                None => {
                    let number = String::from_utf8_lossy(&s).into_owned();
                    self.mismatch(&format!("number {number}"), key, key_end);
                }
            }
            self.place.pop();
            i = self.after(self.end(colon + 1));
        }
    }

    pub(super) fn structure(&mut self, t: u32, addr: u64, at: usize, depth: usize) {
        let types = self.types.clone();
        let list = self.fields.entry(t).or_insert_with(|| Rc::new(fields(&types, t))).clone();
        let mut i = scan::skip(&self.data, at + 1);
        while self.data[i] != b'}' {
            let key_end = self.end(i);
            let name = String::from_utf8_lossy(&scan::unquote(&self.data[i..key_end])).into_owned();
            let colon = scan::skip(&self.data, key_end);
            let field = list
                .iter()
                .find(|f| f.name == name)
                .or_else(|| list.iter().find(|f| f.name.to_lowercase() == name.to_lowercase()));
            match field {
                Some(f) => {
                    self.place.push(f.name.clone());
                    match self.place_of(f, addr) {
                        Some(place) if f.quoted => {
                            self.quoted(f.rtype, place, colon + 1, depth);
                        }
                        Some(place) => {
                            self.value(f.rtype, place, colon + 1, depth + 1);
                        }
                        None => {
                            let at = scan::skip(&self.data, colon + 1);
                            let why = ": cannot set embedded pointer to unexported struct type";
                            self.mismatch_because(self.word(at), t, self.end(at), why);
                        }
                    }
                    self.place.pop();
                }
                None if self.strict => {
                    let text = format!("json: unknown field \"{name}\"");
                    self.problem.get_or_insert((2, text, i));
                }
                None => {}
            }
            i = self.after(self.end(colon + 1));
        }
    }

    /// A value inside a string, for the option `string`.
    pub(super) fn quoted(&mut self, t: u32, addr: u64, at: usize, depth: usize) {
        let at = scan::skip(&self.data, at);
        let end = self.end(at);
        if self.data[at] != b'"' {
            if self.data[at] == b'n' {
                self.value(t, addr, at, depth + 1);
            } else {
                let offset = if matches!(self.data[at], b'{' | b'[') { at + 1 } else { end };
                self.mismatch(self.word(at), t, offset);
            }
            return;
        }
        let inner = scan::unquote(&self.data[at..end]);
        if scan::check(&inner).is_err() {
            let (what, why) = match self.kind(t) {
                RKind::Bool => {
                    (String::from_utf8_lossy(&self.data[at..end]).into_owned(), ": invalid syntax")
                }
                _ => (String::from_utf8_lossy(&inner).into_owned(), ""),
            };
            let kind = if why.is_empty() { "number" } else { "string" };
            self.mismatch_because(&format!("{kind} {what}"), t, end, why);
            return;
        }
        let outer = std::mem::replace(&mut self.data, inner);
        self.value(t, addr, 0, depth + 1);
        self.data = outer;
    }

    /// The address of a field; nil embedded pointers on the way are made, but for those to unexported types.
    pub(super) fn place_of(&mut self, f: &Field, addr: u64) -> Option<u64> {
        let mut at = addr;
        for step in &f.path {
            at += 8 * u64::from(step.offset);
            if let Some(inner) = step.through {
                let mut p = self.call.load(at);
                if p == 0 && step.closed {
                    return None;
                }
                if p == 0 {
                    p = self.call.alloc(inner);
                    self.call.store(at, p);
                }
                at = p;
            }
        }
        Some(at)
    }
}
