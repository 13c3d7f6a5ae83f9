//! JSON to values. The input has been checked before. Values whose types decode themselves are listed for
//! Go to call, in order; map entries that hold such values are set afterwards ([`commit`]).

use super::fields::Field;
use super::scan;
use crate::compile::code::{RKind, ZERO_BASE};
use crate::ids::FuncId;
use crate::stdlib::text::parse;
use crate::vm::native::{Call, Flow, Iface, Slice};
use crate::vm::{Linked, Types};
use std::collections::BTreeMap;
use std::rc::Rc;

/// A value that decodes itself.
pub(super) struct Own {
    pub(super) target: Iface,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) text: bool,
}

/// A map entry to be set at the end: map, key's address and width, value's address and width.
pub(super) struct Entry {
    pub(super) map: u64,
    pub(super) key: u64,
    pub(super) key_words: usize,
    pub(super) at: u64,
    pub(super) words: usize,
}

pub(super) struct Decoder<'c, 'm> {
    pub(super) call: &'c mut Call<'m>,
    pub(super) linked: Rc<Linked>,
    pub(super) types: Types,
    pub(super) data: Vec<u8>,
    pub(super) strict: bool,
    pub(super) use_number: bool,
    pub(super) samples: Vec<u32>,
    pub(super) own: Vec<Own>,
    pub(super) entries: Vec<Entry>,
    /// The first mismatch: 1 type error with its text and offset, 2 another text.
    pub(super) problem: Option<(u64, String, usize)>,
    /// Name of the type that is decoded into, for messages.
    root: String,
    /// Fields, keys and indices on the way, for messages.
    pub(super) place: Vec<String>,
    pub(super) fields: BTreeMap<u32, Rc<Vec<Field>>>,
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
        root: String::new(),
        place: vec![],
        fields: BTreeMap::new(),
    };
    if let Some(t) = v.rtype()
        && let RKind::Pointer { elem } = d.types[t as usize].kind
    {
        d.root = d.types[elem as usize].type_name.clone();
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
        let row = [e.map, e.key, e.key_words as u64, e.at, e.words as u64];
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
    pub(super) fn kind(&self, t: u32) -> RKind {
        self.types[t as usize].kind.clone()
    }

    pub(super) fn width(&self, t: u32) -> usize {
        self.types[t as usize].words as usize
    }

    pub(super) fn name(&self, t: u32) -> String {
        self.types[t as usize].name.clone()
    }

    /// End of the value at `at`; the input is valid.
    pub(super) fn end(&self, at: usize) -> usize {
        scan::value(&self.data, at).unwrap_or(self.data.len())
    }

    pub(super) fn mismatch(&mut self, what: &str, t: u32, at: usize) {
        self.mismatch_because(what, t, at, "");
    }

    /// A value that does not fit; `why` follows the type, with its colon.
    pub(super) fn mismatch_because(&mut self, what: &str, t: u32, at: usize, why: &str) {
        if self.problem.is_some() {
            return;
        }
        let is_index = |p: &String| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit());
        let place = match self.place.last() {
            None => "Go value".to_string(),
            Some(last) => {
                let kind = if is_index(last) { "" } else { "Go struct field " };
                format!("{kind}{}.{}", self.root, self.place.join("."))
            }
        };
        let name = self.name(t);
        let text = format!("json: cannot unmarshal {what} into {place} of type {name}{why}");
        self.problem = Some((1, text, at));
    }

    /// What the value at `at` is, for messages.
    pub(super) fn word(&self, at: usize) -> &'static str {
        match self.data[at] {
            b'{' => "object",
            b'[' => "array",
            b'"' => "string",
            b't' | b'f' => "bool",
            _ => "number",
        }
    }

    /// The pointer type through which `t` at an address decodes itself, and whether from text.
    pub(super) fn decodes_itself(&self, t: u32) -> Option<(u32, bool)> {
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

    /// The pointer type through which a map's key reads itself from text.
    pub(super) fn decodes_text(&self, t: u32) -> Option<u32> {
        let pointer = self.types[t as usize].ptr_to?;
        let FuncId(f) = self.call.method(pointer, "UnmarshalText")?;
        let f = self.linked.program.funcs.get(f as usize)?;
        (f.params == 4 && f.results == 2).then_some(pointer)
    }

    /// Decodes the value at byte `at` into memory; returns its end.
    pub(super) fn value(&mut self, t: u32, addr: u64, at: usize, depth: usize) -> usize {
        let at = scan::skip(&self.data, at);
        let first = self.data.get(at).copied().unwrap_or(b'n');
        let kind = self.kind(t);
        if let Some((pointer, text)) = self.decodes_itself(t) {
            let pointer_kind = matches!(kind, RKind::Pointer { .. } | RKind::Interface);
            let only_text = text || self.types[t as usize].name == "time.Time";
            if only_text && !matches!(first, b'n' | b'"') {
                let why = if text { ": JSON value must be string type" } else { "" };
                let (what, to) = (self.word(at), self.end(at));
                let offset = if matches!(first, b'{' | b'[') { at + 1 } else { to };
                self.mismatch_because(what, t, offset, why);
                return to;
            }
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

    pub(super) fn interface(&mut self, t: u32, addr: u64, at: usize, depth: usize) -> usize {
        let end = self.end(at);
        if !self.types[t as usize].methods.is_empty() {
            self.mismatch(self.word(at), t, at);
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

    pub(super) fn sample(&self, i: usize) -> u32 {
        self.samples.get(i).copied().unwrap_or(0)
    }

    pub(super) fn text(&mut self, at: usize, end: usize) -> [u64; 2] {
        let s = scan::unquote(&self.data[at..end]);
        [self.call.new_bytes(&s), s.len() as u64]
    }

    /// A value for an `any`.
    pub(super) fn any(&mut self, at: usize, depth: usize) -> Iface {
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
    pub(super) fn after(&self, at: usize) -> usize {
        let at = scan::skip(&self.data, at);
        if self.data.get(at) == Some(&b',') { scan::skip(&self.data, at + 1) } else { at }
    }
}
