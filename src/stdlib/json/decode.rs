//! JSON to values. The input has been checked before. Values whose types decode themselves are listed for
//! Go to call, in order; map entries that hold such values are set afterwards ([`commit`]).

use super::fields::{Field, fields};
use super::scan;
use crate::compile::code::{RKind, ZERO_BASE};
use crate::ids::FuncId;
use crate::stdlib::fmt::value::{is_signed, is_unsigned};
use crate::stdlib::text::parse;
use crate::vm::native::{Call, Flow, Iface, Slice};
use crate::vm::{Linked, Types};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A value that decodes itself.
struct Own {
    target: Iface,
    from: usize,
    to: usize,
    text: bool,
}

/// A map entry to be set at the end: map, key words, value's address and width.
struct Entry {
    map: u64,
    key: Vec<u64>,
    at: u64,
    words: usize,
}

struct Decoder<'c, 'm> {
    call: &'c mut Call<'m>,
    linked: Rc<Linked>,
    types: Types,
    data: Vec<u8>,
    strict: bool,
    use_number: bool,
    samples: Vec<u32>,
    own: Vec<Own>,
    entries: Vec<Entry>,
    /// The first mismatch: 1 type error with its text and offset, 2 another text.
    problem: Option<(u64, String, usize)>,
    /// Struct and field names on the way, for messages.
    place: Vec<(String, String)>,
    fields: BTreeMap<u32, Rc<Vec<Field>>>,
}

/// `decode(data []byte, v any, flags int, samples []any) (own []own, entries []entry, kind int, text string, offset int)`
///
/// `own` is `struct { target any; raw []byte; text bool }`; `entry` is `struct { m, key, n, at, width uint64 }`
/// with the key's words behind `key`.
pub fn decode(call: &mut Call<'_>) -> Flow {
    let data = call.byte_slice(0).to_vec();
    let (base, v, flags, list) = (call.word(0), call.iface(3), call.word(5), call.slice(6));
    let samples = (0..list.len as u64)
        .map(|i| call.load(list.addr + 16 * i).saturating_sub(1) as u32)
        .collect();
    let (linked, types) = (call.m.linked.clone(), call.m.types.clone());
    let mut d = Decoder {
        call,
        linked,
        types,
        data,
        strict: flags & 1 != 0,
        use_number: flags & 2 != 0,
        samples,
        own: vec![],
        entries: vec![],
        problem: None,
        place: vec![],
        fields: BTreeMap::new(),
    };
    if let Some(t) = v.rtype()
        && let RKind::Pointer { elem } = d.types[t as usize].kind
    {
        d.value(elem, v.data, 0, 0);
    }
    let Decoder { own, entries, problem, .. } = d;
    let at = call.alloc_words(own.len() * 6, false);
    for (i, o) in own.iter().enumerate() {
        let n = (o.to - o.from) as u64;
        let row = [o.target.tag, o.target.data, base + o.from as u64, n, n, u64::from(o.text)];
        for (k, word) in row.into_iter().enumerate() {
            call.store(at + 8 * (6 * i + k) as u64, word);
        }
    }
    call.ret_slice(0, Slice { addr: at, len: own.len(), cap: own.len() });
    let at = call.alloc_words(entries.len() * 5, false);
    for (i, e) in entries.iter().enumerate() {
        let key = call.alloc_words(e.key.len(), false);
        for (k, word) in e.key.iter().enumerate() {
            call.store(key + 8 * k as u64, *word);
        }
        let row = [e.map, key, e.key.len() as u64, e.at, e.words as u64];
        for (k, word) in row.into_iter().enumerate() {
            call.store(at + 8 * (5 * i + k) as u64, word);
        }
    }
    call.ret_slice(3, Slice { addr: at, len: entries.len(), cap: entries.len() });
    let (kind, text, offset) = problem.unwrap_or((0, String::new(), 0));
    call.ret(6, kind);
    call.ret_str(7, text.as_bytes());
    call.ret(9, offset as u64);
    Flow::Done
}

/// `commit(entries []entry)`
pub fn commit(call: &mut Call<'_>) -> Flow {
    let list = call.slice(0);
    for i in 0..list.len as u64 {
        let row = call.words(list.addr + 40 * i, 5).to_vec();
        let [map, key, n, at, width] = row[..] else { continue };
        let (key, value) =
            (call.words(key, n as usize).to_vec(), call.words(at, width as usize).to_vec());
        call.map_set(map, &key, &value);
    }
    Flow::Done
}

impl Decoder<'_, '_> {
    fn kind(&self, t: u32) -> RKind {
        self.types[t as usize].kind.clone()
    }

    fn width(&self, t: u32) -> usize {
        self.types[t as usize].words as usize
    }

    fn name(&self, t: u32) -> String {
        self.types[t as usize].name.clone()
    }

    /// End of the value at `at`; the input is valid.
    fn end(&self, at: usize) -> usize {
        scan::value(&self.data, at).unwrap_or(self.data.len())
    }

    fn mismatch(&mut self, what: &str, t: u32, at: usize) {
        if self.problem.is_some() {
            return;
        }
        let place = match self.place.first() {
            None => "Go value".to_string(),
            Some((outer, _)) => {
                let path: Vec<&str> =
                    self.place.iter().map(|p| p.1.as_str()).filter(|f| !f.is_empty()).collect();
                format!("Go struct field {outer}.{}", path.join("."))
            }
        };
        let text = format!("json: cannot unmarshal {what} into {place} of type {}", self.name(t));
        self.problem = Some((1, text, at));
    }

    /// The pointer type through which `t` at an address decodes itself, and whether from text.
    fn decodes_itself(&self, t: u32) -> Option<(u32, bool)> {
        let rtypes = &self.types;
        let pointer = rtypes[t as usize].ptr_to?;
        if rtypes[pointer as usize].methods.is_empty() {
            return None;
        }
        for (name, text) in [("UnmarshalJSON", false), ("UnmarshalText", true)] {
            if let Some(FuncId(f)) = self.call.method(pointer, name) {
                let f = self.linked.program.funcs.get(f as usize)?;
                if f.params == 4 && f.results == 2 {
                    return Some((pointer, text));
                }
            }
        }
        None
    }

    /// Decodes the value at byte `at` into memory; returns its end.
    fn value(&mut self, t: u32, addr: u64, at: usize, depth: usize) -> usize {
        let at = scan::skip(&self.data, at);
        let first = self.data.get(at).copied().unwrap_or(b'n');
        let kind = self.kind(t);
        if let Some((pointer, text)) = self.decodes_itself(t) {
            let pointer_kind = matches!(kind, RKind::Pointer { .. } | RKind::Interface);
            if !(first == b'n' && (pointer_kind || text)) && (!text || first == b'"') {
                let to = self.end(at);
                let target = Iface { tag: u64::from(pointer) + 1, data: addr };
                self.own.push(Own { target, from: at, to, text });
                return to;
            }
        }
        if first == b'n' {
            if matches!(
                kind,
                RKind::Pointer { .. } | RKind::Interface | RKind::Map { .. } | RKind::Slice { .. }
            ) {
                for i in 0..self.width(t) {
                    self.call.store(addr + 8 * i as u64, 0);
                }
            }
            return at + 4;
        }
        match kind {
            RKind::Pointer { elem } => {
                let mut p = self.call.load(addr);
                if p == 0 {
                    p = self.call.alloc(elem);
                    self.call.store(addr, p);
                }
                self.value(elem, p, at, depth + 1)
            }
            RKind::Interface => self.interface(t, addr, at, depth),
            _ => match first {
                b'{' => self.object(t, kind, addr, at, depth),
                b'[' => self.array(t, kind, addr, at, depth),
                b'"' => self.string(t, kind, addr, at),
                b't' | b'f' => {
                    if kind == RKind::Bool {
                        self.call.store(addr, u64::from(first == b't'));
                    } else {
                        self.mismatch("bool", t, self.end(at));
                    }
                    self.end(at)
                }
                _ => self.number(t, kind, addr, at),
            },
        }
    }

    fn interface(&mut self, t: u32, addr: u64, at: usize, depth: usize) -> usize {
        let end = self.end(at);
        if !self.types[t as usize].methods.is_empty() {
            let what = match self.data[at] {
                b'{' => "object",
                b'[' => "array",
                b'"' => "string",
                b't' | b'f' => "bool",
                _ => "number",
            };
            self.mismatch(what, t, end);
            return end;
        }
        // a pointer in there is decoded into
        let held = Iface { tag: self.call.load(addr), data: self.call.load(addr + 8) };
        if let Some(p) = held.rtype()
            && let RKind::Pointer { elem } = self.kind(p)
            && held.data != 0
        {
            return self.value(elem, held.data, at, depth + 1);
        }
        let v = self.any(at, depth);
        self.call.store(addr, v.tag);
        self.call.store(addr + 8, v.data);
        end
    }

    fn sample(&self, i: usize) -> u32 {
        self.samples.get(i).copied().unwrap_or(0)
    }

    fn text(&mut self, at: usize, end: usize) -> [u64; 2] {
        let s = scan::unquote(&self.data[at..end]);
        [self.call.new_bytes(&s), s.len() as u64]
    }

    /// A value for an `any`.
    fn any(&mut self, at: usize, depth: usize) -> Iface {
        let at = scan::skip(&self.data, at);
        let end = self.end(at);
        match self.data[at] {
            b'n' => Iface::default(),
            b't' | b'f' => {
                let yes = u64::from(self.data[at] == b't');
                self.call.make_iface(self.sample(4), &[yes])
            }
            b'"' => {
                let words = self.text(at, end);
                self.call.make_iface(self.sample(3), &words)
            }
            b'{' => {
                let t = self.sample(0);
                let map = self.call.make_map(t);
                let mut i = scan::skip(&self.data, at + 1);
                while self.data[i] != b'}' {
                    let key_end = self.end(i);
                    let key = self.text(i, key_end);
                    let colon = scan::skip(&self.data, key_end);
                    let v = self.any(colon + 1, depth + 1);
                    self.call.map_set(map, &key, &[v.tag, v.data]);
                    i = self.after(self.end(colon + 1));
                }
                self.call.make_iface(t, &[map])
            }
            b'[' => {
                let mut all = Vec::new();
                let mut i = scan::skip(&self.data, at + 1);
                while self.data[i] != b']' {
                    let v = self.any(i, depth + 1);
                    all.extend([v.tag, v.data]);
                    i = self.after(self.end(i));
                }
                let addr = if all.is_empty() {
                    ZERO_BASE
                } else {
                    self.call.alloc_words(all.len(), false)
                };
                for (k, w) in all.iter().enumerate() {
                    self.call.store(addr + 8 * k as u64, *w);
                }
                let n = all.len() as u64 / 2;
                self.call.make_iface(self.sample(1), &[addr, n, n])
            }
            _ if self.use_number => {
                let s = self.data[at..end].to_vec();
                let words = [self.call.new_bytes(&s), s.len() as u64];
                self.call.make_iface(self.sample(5), &words)
            }
            _ => {
                let v = match parse::float(&self.data[at..end], 64) {
                    Ok(v) => v,
                    Err(_) => {
                        let number = String::from_utf8_lossy(&self.data[at..end]).into_owned();
                        self.mismatch(&format!("number {number}"), self.sample(2), end);
                        0.0
                    }
                };
                self.call.make_iface(self.sample(2), &[v.to_bits()])
            }
        }
    }

    /// Skips spaces and a comma.
    fn after(&self, at: usize) -> usize {
        let at = scan::skip(&self.data, at);
        if self.data.get(at) == Some(&b',') { scan::skip(&self.data, at + 1) } else { at }
    }

    fn string(&mut self, t: u32, kind: RKind, addr: u64, at: usize) -> usize {
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
                        let text = format!("illegal base64 data at input byte {i}");
                        self.problem.get_or_insert((2, text, end));
                    }
                }
            }
            _ => self.mismatch("string", t, end),
        }
        end
    }

    fn number(&mut self, t: u32, kind: RKind, addr: u64, at: usize) -> usize {
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

    fn array(&mut self, t: u32, kind: RKind, addr: u64, at: usize, depth: usize) -> usize {
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
                    self.value(elem, slice.addr + stride * k as u64, from, depth + 1);
                }
            }
            RKind::Array { elem, len } => {
                let stride = self.stride(elem);
                for (k, &from) in starts.iter().enumerate().take(len as usize) {
                    self.value(elem, addr + stride * k as u64, from, depth + 1);
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

    fn stride(&self, elem: u32) -> u64 {
        if self.kind(elem) == RKind::Uint8 { 1 } else { 8 * self.width(elem) as u64 }
    }

    fn object(&mut self, t: u32, kind: RKind, addr: u64, at: usize, depth: usize) -> usize {
        let end = self.end(at);
        match kind {
            RKind::Map { key, value } => self.map(t, (key, value), addr, at, depth),
            RKind::Struct { .. } => self.structure(t, addr, at, depth),
            _ => self.mismatch("object", t, at + 1),
        }
        end
    }

    fn map(&mut self, t: u32, (key, value): (u32, u32), addr: u64, at: usize, depth: usize) {
        let key_kind = self.kind(key);
        let numeric = is_signed(&key_kind) || is_unsigned(&key_kind);
        if key_kind != RKind::String && !numeric {
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
            self.value(value, place, colon + 1, depth + 1);
            let key_words = if key_kind == RKind::String {
                Some(vec![self.call.new_bytes(&s), s.len() as u64])
            } else if is_signed(&key_kind) {
                parse::int(&s, 10, 64).ok().map(|v| vec![v as u64])
            } else {
                parse::uint(&s, 10, 64).ok().map(|v| vec![v])
            };
            match key_words {
                Some(k) if self.own.len() > mine => {
                    self.entries.push(Entry { map, key: k, at: place, words });
                }
                Some(k) => {
                    let v = self.call.words(place, words).to_vec();
                    self.call.map_set(map, &k, &v);
                }
                None => {
                    let number = String::from_utf8_lossy(&s).into_owned();
                    self.mismatch(&format!("number {number}"), key, i + 1);
                }
            }
            i = self.after(self.end(colon + 1));
        }
    }

    fn structure(&mut self, t: u32, addr: u64, at: usize, depth: usize) {
        let types = self.types.clone();
        let list = self.fields.entry(t).or_insert_with(|| Rc::new(fields(&types, t))).clone();
        let outer = types[t as usize].type_name.clone();
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
                    let place = self.place_of(f, addr);
                    self.place.push((outer.clone(), f.name.clone()));
                    if f.quoted {
                        self.quoted(f.rtype, place, colon + 1, depth);
                    } else {
                        self.value(f.rtype, place, colon + 1, depth + 1);
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
    fn quoted(&mut self, t: u32, addr: u64, at: usize, depth: usize) {
        let at = scan::skip(&self.data, at);
        let end = self.end(at);
        if self.data[at] != b'"' {
            if self.data[at] == b'n' {
                self.value(t, addr, at, depth + 1);
            } else {
                let text = format!(
                    "json: invalid use of ,string struct tag, trying to unmarshal unquoted value into {}",
                    self.name(t)
                );
                self.problem.get_or_insert((2, text, end));
            }
            return;
        }
        let inner = scan::unquote(&self.data[at..end]);
        if scan::check(&inner).is_err() {
            let text = format!(
                "json: invalid use of ,string struct tag, trying to unmarshal {:?} into {}",
                String::from_utf8_lossy(&self.data[at..end]),
                self.name(t)
            );
            self.problem.get_or_insert((2, text, end));
            return;
        }
        let outer = std::mem::replace(&mut self.data, inner);
        self.value(t, addr, 0, depth + 1);
        self.data = outer;
    }

    /// The address of a field; nil embedded pointers on the way are made.
    fn place_of(&mut self, f: &Field, addr: u64) -> u64 {
        let mut at = addr;
        for step in &f.path {
            at += 8 * u64::from(step.offset);
            if let Some(inner) = step.through {
                let mut p = self.call.load(at);
                if p == 0 {
                    p = self.call.alloc(inner);
                    self.call.store(at, p);
                }
                at = p;
            }
        }
        at
    }
}

/// Bytes of standard base64; the place of the first bad byte.
fn unbase64(s: &[u8]) -> Result<Vec<u8>, usize> {
    let mut out = Vec::with_capacity(s.len() / 4 * 3);
    let s: Vec<u8> = s.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    let body = s.len() - s.iter().rev().take_while(|&&b| b == b'=').count();
    if !s.len().is_multiple_of(4) || s.len() - body > 2 {
        return Err(s.len().min(body));
    }
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
    Ok(out)
}
