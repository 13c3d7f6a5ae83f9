//! Values to JSON.

use super::fields::{Field, fields};
use super::scan::{self, MAX_DEPTH};
use crate::arrange::Arrange;
use crate::compile::code::RKind;
use crate::ids::FuncId;
use crate::stdlib::fmt::value::{is_signed, is_unsigned};
use crate::stdlib::text::float;
use crate::vm::native::{Call, Callee, Flow, Iface};
use crate::vm::{Linked, Types};
use std::collections::BTreeMap;
use std::rc::Rc;

/// Why a value has no JSON form; the numbers are those of `encode` in Go.
enum Stop {
    /// Go code must run first.
    Pending(Flow),
    /// 1 unsupported type, 2 unsupported value: with its text.
    Unsupported(u64, String),
    /// 3: a method failed: type, method, error.
    Method(String, &'static str, Iface),
}

type Step = Result<(), Stop>;

struct Encoder<'c, 'm> {
    call: &'c mut Call<'m>,
    linked: Rc<Linked>,
    types: Types,
    out: Vec<u8>,
    html: bool,
    ask: u64,
    used: usize,
    fields: BTreeMap<u32, Rc<Vec<Field>>>,
}

/// `encode(v any, html bool, ask func(what int, v any) ([]byte, error)) (out []byte, kind int, text, method string, cause error)`
pub fn encode(call: &mut Call<'_>) -> Flow {
    let (v, html, ask) = (call.iface(0), call.bool(2), call.word(3));
    let (linked, types) = (call.m.linked.clone(), call.m.types.clone());
    let mut e = Encoder {
        call,
        linked,
        types,
        out: Vec::new(),
        html,
        ask,
        used: 0,
        fields: BTreeMap::new(),
    };
    let done = e.dynamic(v, false, 0);
    let out = e.out;
    for i in 0..10 {
        call.ret(i, 0);
    }
    match done {
        Ok(()) if !call.has_room(out.len()) => return call.out_of_memory(),
        Ok(()) => call.ret_bytes(0, &out),
        Err(Stop::Pending(flow)) => {
            // the arguments are needed again
            call.ret_iface(0, v);
            call.ret_bool(2, html);
            call.ret(3, ask);
            return flow;
        }
        Err(Stop::Unsupported(kind, text)) => {
            call.ret(3, kind);
            call.ret_str(4, text.as_bytes());
        }
        Err(Stop::Method(ty, method, cause)) => {
            call.ret(3, 3);
            call.ret_str(4, ty.as_bytes());
            call.ret_str(6, method.as_bytes());
            call.ret_iface(8, cause);
        }
    }
    Flow::Done
}

impl Encoder<'_, '_> {
    fn dynamic(&mut self, v: Iface, quoted: bool, depth: usize) -> Step {
        match v.rtype() {
            None => {
                self.out.extend(b"null");
                Ok(())
            }
            Some(t) => {
                let words = self.call.iface_value(v);
                self.value(t, &words, None, quoted, depth)
            }
        }
    }

    /// A method of a type with one error result more than one slice.
    fn has(&self, t: u32, name: &str, results: u16) -> bool {
        let (p, types) = (&self.linked.program, &self.types);
        if types[t as usize].methods.is_empty() || types[t as usize].kind == RKind::Interface {
            return false;
        }
        let Some(FuncId(f)) = self.call.method(t, name) else { return false };
        p.funcs.get(f as usize).is_some_and(|f| f.params == 1 && f.results == results)
    }

    fn answer(
        &mut self,
        what: u64,
        v: Iface,
        t: u32,
        method: &'static str,
    ) -> Result<Vec<u8>, Stop> {
        if self.used + 5 > self.call.memo_len() {
            let args = vec![what, v.tag, v.data];
            return Err(Stop::Pending(Flow::Invoke {
                func: Callee::Value(self.ask),
                args,
                results: 5,
            }));
        }
        let at = self.used;
        self.used += 5;
        let error = Iface { tag: self.call.memo(at + 3), data: self.call.memo(at + 4) };
        if error.tag != 0 {
            return Err(Stop::Method(self.pointer_name(t), method, error));
        }
        Ok(self.call.bytes(self.call.memo(at), self.call.memo(at + 1) as usize).to_vec())
    }

    /// Go names the pointer type in its messages.
    fn pointer_name(&self, t: u32) -> String {
        let rtype = &self.types[t as usize];
        let star = if matches!(rtype.kind, RKind::Pointer { .. }) { "" } else { "*" };
        format!("{star}{}", rtype.name)
    }

    /// Lets the value's own methods write it.
    fn own(&mut self, t: u32, w: &[u64], addr: Option<u64>) -> Result<bool, Stop> {
        let types = self.types.clone();
        let rtype = &types[t as usize];
        let mut candidates = vec![(t, None)];
        if let (Some(p), Some(a)) = (rtype.ptr_to, addr) {
            candidates.insert(0, (p, Some(a)));
        }
        for (what, name) in [(0u64, "MarshalJSON"), (1, "MarshalText")] {
            for &(t, at) in &candidates {
                if !self.has(t, name, 5) {
                    continue;
                }
                let pointer = matches!(types[t as usize].kind, RKind::Pointer { .. });
                let v = match at {
                    Some(a) => Iface { tag: u64::from(t) + 1, data: a },
                    None => self.call.make_iface(t, w),
                };
                if pointer && v.data == 0 {
                    self.out.extend(b"null");
                    return Ok(true);
                }
                let text = self.answer(what, v, t, name)?;
                if what == 1 {
                    scan::quote_into(&mut self.out, &text, self.html);
                    return Ok(true);
                }
                if let Err((problem, _)) = scan::check(&text) {
                    let cause = self.error(&problem);
                    return Err(Stop::Method(self.pointer_name(t), name, cause));
                }
                self.out.extend(scan::compact(&text, self.html));
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A plain error with this text.
    fn error(&mut self, text: &str) -> Iface {
        let addr = self.call.alloc_words(2, false);
        let bytes = self.call.new_bytes(text.as_bytes());
        self.call.store(addr, bytes);
        self.call.store(addr + 8, text.len() as u64);
        Iface { tag: u64::from(self.linked.known.error_string) + 1, data: addr }
    }

    fn value(&mut self, t: u32, w: &[u64], addr: Option<u64>, quoted: bool, depth: usize) -> Step {
        let types = self.types.clone();
        let rtype = &types[t as usize];
        if depth > MAX_DEPTH {
            return Err(Stop::Unsupported(2, format!("encountered a cycle via {}", rtype.name)));
        }
        if rtype.kind != RKind::Interface && self.own(t, w, addr)? {
            return Ok(());
        }
        let first = w.first().copied().unwrap_or(0);
        let second = w.get(1).copied().unwrap_or(0);
        let mark = if quoted { "\"" } else { "" };
        match &rtype.kind {
            RKind::Bool => self.out.extend(format!("{mark}{}{mark}", first != 0).bytes()),
            k if is_signed(k) => self.out.extend(format!("{mark}{}{mark}", first as i64).bytes()),
            k if is_unsigned(k) => self.out.extend(format!("{mark}{first}{mark}").bytes()),
            RKind::Float32 | RKind::Float64 => {
                let bits = if rtype.kind == RKind::Float32 { 32 } else { 64 };
                let number = float_text(f64::from_bits(first), bits)?;
                self.out.extend(mark.bytes());
                self.out.extend(number);
                self.out.extend(mark.bytes());
            }
            RKind::String => {
                let s = self.call.bytes(first, second as usize).to_vec();
                if rtype.name == "json.Number" {
                    self.out.extend(mark.bytes());
                    self.out.extend(if s.is_empty() { b"0" } else { &s[..] });
                    self.out.extend(mark.bytes());
                } else if quoted {
                    let mut inner = Vec::new();
                    scan::quote_into(&mut inner, &s, self.html);
                    scan::quote_into(&mut self.out, &inner, false);
                } else {
                    scan::quote_into(&mut self.out, &s, self.html);
                }
            }
            RKind::Pointer { .. } if first == 0 => self.out.extend(b"null"),
            RKind::Pointer { elem } => {
                let n = types[*elem as usize].words as usize;
                let words = self.call.words(first, n).to_vec();
                return self.value(*elem, &words, Some(first), quoted, depth + 1);
            }
            RKind::Interface => {
                return self.dynamic(Iface { tag: first, data: second }, false, depth + 1);
            }
            RKind::Struct { .. } => return self.structure(t, w, addr, depth),
            RKind::Slice { .. } if first == 0 => self.out.extend(b"null"),
            RKind::Slice { elem } if types[*elem as usize].kind == RKind::Uint8 => {
                let text = base64(self.call.bytes(first, second as usize));
                self.out.push(b'"');
                self.out.extend(text);
                self.out.push(b'"');
            }
            RKind::Slice { elem } => return self.slice(*elem, first, second as usize, depth),
            RKind::Array { elem, len } => return self.array(*elem, *len as usize, w, depth),
            RKind::Map { .. } if first == 0 => self.out.extend(b"null"),
            RKind::Map { key, value } => return self.map(*key, *value, first, depth),
            _ => return Err(Stop::Unsupported(1, rtype.name.clone())),
        }
        Ok(())
    }

    fn slice(&mut self, elem: u32, base: u64, n: usize, depth: usize) -> Step {
        let width = self.types[elem as usize].words as usize;
        self.out.push(b'[');
        for i in 0..n {
            if i > 0 {
                self.out.push(b',');
            }
            let at = base + (8 * width * i) as u64;
            let words = self.call.words(at, width).to_vec();
            self.value(elem, &words, Some(at), false, depth + 1)?;
        }
        self.out.push(b']');
        Ok(())
    }

    fn array(&mut self, elem: u32, n: usize, w: &[u64], depth: usize) -> Step {
        let rtype = &self.types.clone()[elem as usize];
        let width = rtype.words as usize;
        self.out.push(b'[');
        for i in 0..n {
            if i > 0 {
                self.out.push(b',');
            }
            if rtype.kind == RKind::Uint8 {
                let byte = w.get(i / 8).map_or(0, |x| x >> (8 * (i % 8)) & 0xff);
                self.value(elem, &[byte], None, false, depth + 1)?;
            } else {
                let words = w.get(width * i..width * (i + 1)).unwrap_or_default();
                self.value(elem, words, None, false, depth + 1)?;
            }
        }
        self.out.push(b']');
        Ok(())
    }

    fn map(&mut self, key: u32, value: u32, map: u64, depth: usize) -> Step {
        let mut entries = Vec::new();
        for (k, v) in self.call.map_entries(map) {
            entries.push((self.key(key, &k)?, v));
        }
        entries.arrange_by(|a, b| a.0.cmp(&b.0));
        self.out.push(b'{');
        for (i, (k, v)) in entries.iter().enumerate() {
            if i > 0 {
                self.out.push(b',');
            }
            scan::quote_into(&mut self.out, k, self.html);
            self.out.push(b':');
            self.value(value, v, None, false, depth + 1)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    fn key(&mut self, t: u32, w: &[u64]) -> Result<Vec<u8>, Stop> {
        let types = self.types.clone();
        let rtype = &types[t as usize];
        let first = w.first().copied().unwrap_or(0);
        if rtype.kind == RKind::String {
            let n = w.get(1).copied().unwrap_or(0) as usize;
            return Ok(self.call.bytes(first, n).to_vec());
        }
        if self.has(t, "MarshalText", 5) {
            if first == 0 && matches!(rtype.kind, RKind::Pointer { .. } | RKind::Interface) {
                return Ok(vec![]);
            }
            let v = self.call.make_iface(t, w);
            return self.answer(1, v, t, "MarshalText");
        }
        match &rtype.kind {
            k if is_signed(k) => Ok((first as i64).to_string().into_bytes()),
            k if is_unsigned(k) => Ok(first.to_string().into_bytes()),
            _ => Err(Stop::Unsupported(1, format!("map[{}]", rtype.name))),
        }
    }

    fn structure(&mut self, t: u32, w: &[u64], addr: Option<u64>, depth: usize) -> Step {
        let types = self.types.clone();
        let list = self.fields.entry(t).or_insert_with(|| Rc::new(fields(&types, t))).clone();
        self.out.push(b'{');
        let mut first = true;
        for f in list.iter() {
            let n = types[f.rtype as usize].words as usize;
            let Some((words, at)) = self.follow(f, w, addr, n) else { continue };
            if f.omit_empty && self.is_empty(f.rtype, &words) {
                continue;
            }
            if f.omit_zero && self.is_zero(f.rtype, &words)? {
                continue;
            }
            if !std::mem::take(&mut first) {
                self.out.push(b',');
            }
            scan::quote_into(&mut self.out, f.name.as_bytes(), self.html);
            self.out.push(b':');
            self.value(f.rtype, &words, at, f.quoted, depth + 1)?;
        }
        self.out.push(b'}');
        Ok(())
    }

    /// The words of a field, and its address when the struct has one; `None` behind a nil pointer.
    fn follow(
        &self,
        f: &Field,
        w: &[u64],
        addr: Option<u64>,
        n: usize,
    ) -> Option<(Vec<u64>, Option<u64>)> {
        let mut base = addr;
        let mut inside = true;
        for step in &f.path {
            let at = step.offset as usize;
            if step.through.is_some() {
                let p = if inside {
                    w.get(at).copied()?
                } else {
                    self.call.load(base? + 8 * at as u64)
                };
                if p == 0 {
                    return None;
                }
                (base, inside) = (Some(p), false);
                continue;
            }
            let place = base.map(|b| b + 8 * at as u64);
            return match inside {
                true => Some((w.get(at..at + n)?.to_vec(), place)),
                false => Some((self.call.words(place?, n).to_vec(), place)),
            };
        }
        None
    }

    fn is_empty(&self, t: u32, w: &[u64]) -> bool {
        let first = w.first().copied().unwrap_or(0);
        match &self.types[t as usize].kind {
            RKind::String | RKind::Slice { .. } => w.get(1) == Some(&0),
            RKind::Map { .. } => self.call.map_len(first) == 0,
            RKind::Array { len, .. } => *len == 0,
            RKind::Struct { .. } => false,
            RKind::Float32 | RKind::Float64 => f64::from_bits(first) == 0.0,
            _ => first == 0,
        }
    }

    fn is_zero(&mut self, t: u32, w: &[u64]) -> Result<bool, Stop> {
        let pointer = matches!(
            self.linked.program.rtypes[t as usize].kind,
            RKind::Pointer { .. } | RKind::Interface
        );
        if self.has(t, "IsZero", 1) && !(pointer && w.first() == Some(&0)) {
            let v = self.call.make_iface(t, w);
            return Ok(!self.answer(2, v, t, "IsZero")?.is_empty());
        }
        Ok(match &self.types[t as usize].kind {
            RKind::String => w.get(1) == Some(&0),
            _ => w.iter().all(|&x| x == 0),
        })
    }
}

fn float_text(v: f64, bits: u32) -> Result<Vec<u8>, Stop> {
    let mut out = Vec::new();
    if !v.is_finite() {
        float::append(&mut out, v, b'g', -1, bits);
        return Err(Stop::Unsupported(2, String::from_utf8_lossy(&out).into_owned()));
    }
    let a = v.abs();
    let far = a != 0.0
        && if bits == 64 {
            !(1e-6..1e21).contains(&a)
        } else {
            (a as f32) < 1e-6 || a as f32 >= 1e21
        };
    float::append(&mut out, v, if far { b'e' } else { b'f' }, -1, bits);
    let n = out.len();
    if far
        && n >= 4
        && out[n - 4] == b'e'
        && matches!(out[n - 3], b'-' | b'+')
        && out[n - 2] == b'0'
    {
        out[n - 2] = out[n - 1];
        out.pop();
    }
    Ok(out)
}

/// Standard base64 with padding.
pub fn base64(bytes: &[u8]) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let n = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let letter = LETTERS[(n >> (18 - 6 * i)) as usize & 63];
            out.push(if i <= chunk.len() { letter } else { b'=' });
        }
    }
    out
}
