//! The state of one formatting: output, operands, and what Go code has answered so far.

use super::directive::{self, Directive, Flags, Number};
use super::pad;
use crate::compile::code::RKind;
use crate::vm::native::{Call, Callee, Flow, Iface, Slice};
use crate::vm::{Linked, Types};
use std::rc::Rc;

/// Levels of nested values; deeper ones are cyclic and Go would overflow its stack.
pub const MAX_DEPTH: u32 = 1000;

/// What is asked of `fmt.invoke`, by its numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ask {
    Error = 0,
    String = 1,
    GoString = 2,
    Format = 3,
}

impl Ask {
    pub fn method(self) -> &'static str {
        match self {
            Ask::Error => "Error",
            Ask::String => "String",
            Ask::GoString => "GoString",
            Ask::Format => "Format",
        }
    }
}

/// One formatting.
pub struct Printer<'c, 'm> {
    pub call: &'c mut Call<'m>,
    pub program: Rc<Linked>,
    pub types: Types,
    pub out: Vec<u8>,
    pub f: Flags,
    /// Inside a `%!verb(…)`: methods are not asked.
    pub erroring: bool,
    /// `%w` may be used.
    pub wraps: bool,
    /// The func value that asks Go code.
    run: u64,
    /// Words of the memo that have been used.
    used: usize,
    /// Set when Go code must run first; everything that follows is thrown away.
    pub pending: Option<Flow>,
    methods: Option<[Vec<u32>; 4]>,
}

impl<'c, 'm> Printer<'c, 'm> {
    pub fn new(call: &'c mut Call<'m>, run: u64) -> Self {
        let (program, types) = (call.m.linked.clone(), call.m.types.clone());
        Printer {
            call,
            program,
            types,
            out: Vec::with_capacity(64),
            f: Flags::default(),
            erroring: false,
            wraps: false,
            run,
            used: 0,
            pending: None,
            methods: None,
        }
    }

    /// The text, or what must run first.
    pub fn finish(self) -> Result<Vec<u8>, Flow> {
        match self.pending {
            Some(flow) => Err(flow),
            None => Ok(self.out),
        }
    }

    fn arg(&self, args: Slice, i: usize) -> Iface {
        let addr = args.addr + 16 * i as u64;
        Iface { tag: self.call.load(addr), data: self.call.load(addr + 8) }
    }

    pub fn print(&mut self, args: Slice) {
        let mut after_string = false;
        for i in 0..args.len {
            let v = self.arg(args, i);
            let string = v.rtype().is_some_and(|t| self.types[t as usize].kind == RKind::String);
            if i > 0 && !string && !after_string {
                self.out.push(b' ');
            }
            self.operand(v, 'v');
            if self.pending.is_some() {
                return;
            }
            after_string = string;
        }
    }

    pub fn println(&mut self, args: Slice) {
        for i in 0..args.len {
            if i > 0 {
                self.out.push(b' ');
            }
            self.operand(self.arg(args, i), 'v');
            if self.pending.is_some() {
                return;
            }
        }
        self.out.push(b'\n');
    }

    pub fn printf(&mut self, format: &[u8], args: Slice) {
        let rest = directive::scan(format, args.len, |d| {
            if self.pending.is_none() {
                self.out.extend(&format[d.text.0..d.text.1]);
                self.directive(&d, args);
            }
        });
        if self.pending.is_some() {
            return;
        }
        self.out.extend(&format[rest.text..]);
        let Some(extra) = rest.extra.filter(|&n| n < args.len) else { return };
        self.f = Flags::default();
        self.out.extend(b"%!(EXTRA ");
        for i in extra..args.len {
            if i > extra {
                self.out.extend(b", ");
            }
            let v = self.arg(args, i);
            match v.rtype() {
                None => self.out.extend(b"<nil>"),
                Some(t) => {
                    let types = self.types.clone();
                    self.out.extend(types[t as usize].name.bytes());
                    self.out.push(b'=');
                    self.operand(v, 'v');
                }
            }
        }
        self.out.push(b')');
    }

    fn directive(&mut self, d: &Directive, args: Slice) {
        self.f = d.flags;
        match self.number(d.wid, args) {
            Ok(wid) => {
                self.f.wid = wid.map(|w| w.unsigned_abs() as usize);
                if wid.is_some_and(|w| w < 0) {
                    self.f.minus = true;
                    self.f.zero = false;
                }
            }
            Err(()) => self.out.extend(b"%!(BADWIDTH)"),
        }
        match self.number(d.prec, args) {
            Ok(prec) => {
                self.f.prec = prec.and_then(|p| usize::try_from(p).ok());
                if prec.is_some_and(|p| p < 0) {
                    self.out.extend(b"%!(BADPREC)");
                }
            }
            Err(()) => self.out.extend(b"%!(BADPREC)"),
        }
        match d.verb {
            '\0' => self.out.extend(b"%!(NOVERB)"),
            '%' => self.out.push(b'%'),
            verb => match d.arg {
                Some(i) => {
                    if matches!(verb, 'v' | 'w') {
                        self.f.sharp_v = std::mem::take(&mut self.f.sharp);
                        self.f.plus_v = std::mem::take(&mut self.f.plus);
                    }
                    self.operand(self.arg(args, i), verb);
                }
                None => {
                    let what = if d.bad_index { "BADINDEX" } else { "MISSING" };
                    let text = format!("%!{verb}({what})");
                    self.out.extend(text.bytes());
                }
            },
        }
    }

    fn number(&self, n: Number, args: Slice) -> Result<Option<i64>, ()> {
        let i = match n {
            Number::Absent => return Ok(None),
            Number::Is(n) => return Ok(Some(n as i64)),
            Number::Arg(i) => i.ok_or(())?,
        };
        let v = self.arg(args, i);
        let kind = v.rtype().map(|t| &self.types[t as usize].kind);
        let integer =
            kind.is_some_and(|k| super::value::is_signed(k) || super::value::is_unsigned(k));
        let n = v.data as i64;
        if integer && n.unsigned_abs() <= 1_000_000 { Ok(Some(n)) } else { Err(()) }
    }

    /// The operand of a verb.
    pub fn operand(&mut self, v: Iface, verb: char) {
        let Some(t) = v.rtype() else {
            return match verb {
                'T' | 'v' => pad::pad(&mut self.out, &self.f, b"<nil>"),
                _ => {
                    let text = format!("%!{verb}(<nil>)");
                    self.out.extend(text.bytes());
                }
            };
        };
        let types = self.types.clone();
        let rtype = &types[t as usize];
        match verb {
            'T' => {
                return pad::pad(
                    &mut self.out,
                    &self.f,
                    pad::truncate(&self.f, rtype.name.as_bytes()),
                );
            }
            'p' => return self.pointer(t, v.data, v, 'p'),
            _ => {}
        }
        if rtype.words == 4 && rtype.name == "reflect.Value" {
            return self.reflected(v.data, verb);
        }
        match rtype.words {
            0 => self.value_or_method(t, &[], verb, 0, true),
            1 => self.value_or_method(t, &[v.data], verb, 0, true),
            2 => {
                let words = [self.call.load(v.data), self.call.load(v.data + 8)];
                self.value_or_method(t, &words, verb, 0, true);
            }
            n => {
                let words = self.call.words(v.data, n as usize).to_vec();
                self.value_or_method(t, &words, verb, 0, true);
            }
        }
    }

    /// What a `reflect.Value` at an address holds.
    fn reflected(&mut self, at: u64, verb: char) {
        let [typ, ptr, flags] = [0, 8, 16].map(|offset| self.call.load(at + offset));
        if typ == 0 {
            return self.out.extend(b"<invalid reflect.Value>");
        }
        let t = self.call.load(typ) as u32;
        if self.call.rtype(t).is_some() {
            let words = crate::stdlib::reflect::words_at(self.call, t, ptr);
            self.value_or_method(t, &words, verb, 0, flags & 2 == 0);
        }
    }

    /// Which of the methods a type has, by [`Ask`].
    fn asks(&mut self, t: u32, ask: Ask) -> bool {
        let (program, types) = (&self.program, &self.types);
        let methods = &types[t as usize].methods;
        if methods.is_empty() || types[t as usize].kind == RKind::Interface {
            return false;
        }
        let ids = self.methods.get_or_insert_with(|| {
            let find = |name: &str| {
                let all = program.program.methods.iter().enumerate();
                all.filter(|(_, m)| *m == name).map(|(i, _)| i as u32).collect()
            };
            [find("Error"), find("String"), find("GoString"), find("Format")]
        });
        // several methods may have the name, with different signatures
        ids[ask as usize].iter().any(|id| {
            let Ok(at) = methods.binary_search_by_key(id, |m| m.0) else { return false };
            let Some(func) = program.program.funcs.get(methods[at].1.index()) else { return false };
            match ask {
                Ask::Format => func.results == 0 && func.params == 4,
                _ => func.results == 2 && func.params == 1,
            }
        })
    }

    /// Lets a method print the value: true when it did (or must run first).
    pub fn method(&mut self, t: u32, v: Iface, verb: char) -> bool {
        if self.erroring {
            return false;
        }
        let mut verb = verb;
        if verb == 'w' {
            if !self.wraps || !self.asks(t, Ask::Error) {
                self.bad_verb_iface(v, verb);
                return true;
            }
            verb = 'v';
        }
        if self.asks(t, Ask::Format) {
            if let Some(text) = self.answer(Ask::Format, v, verb) {
                self.out.extend(text);
            }
            return true;
        }
        if self.f.sharp_v {
            if self.asks(t, Ask::GoString) {
                if let Some(text) = self.answer(Ask::GoString, v, verb) {
                    pad::pad(&mut self.out, &self.f, pad::truncate(&self.f, &text));
                }
                return true;
            }
            return false;
        }
        if !matches!(verb, 'v' | 's' | 'x' | 'X' | 'q') {
            return false;
        }
        let ask = if self.asks(t, Ask::Error) {
            Ask::Error
        } else if self.asks(t, Ask::String) {
            Ask::String
        } else {
            return false;
        };
        if let Some(text) = self.answer(ask, v, verb) {
            self.string_verb(&text, verb);
        }
        true
    }

    /// The text that a method made; `None` when it must run first, or when it panicked (then the panic is
    /// printed).
    fn answer(&mut self, ask: Ask, v: Iface, verb: char) -> Option<Vec<u8>> {
        if self.pending.is_some() {
            return None;
        }
        if self.used + 3 <= self.call.memo_len() {
            let at = self.used;
            self.used += 3;
            let (addr, len) = (self.call.memo(at), self.call.memo(at + 1) as usize);
            let text = self.call.bytes(addr, len).to_vec();
            if self.call.memo(at + 2) != 0 {
                return Some(text);
            }
            if text.is_empty() {
                self.out.extend(b"<nil>");
            } else {
                let start = format!("%!{verb}(PANIC={} method: ", ask.method());
                self.out.extend(start.bytes());
                self.out.extend(text);
                self.out.push(b')');
            }
            return None;
        }
        let (mut flags, mut len) = (0, 0);
        if ask == Ask::Format {
            let text = self.flag_text();
            flags = self.call.new_bytes(&text);
            len = text.len() as u64;
        }
        let number = |n: Option<usize>| n.map_or(u64::MAX, |n| n as u64);
        let (wid, prec) = (number(self.f.wid), number(self.f.prec));
        let args = vec![ask as u64, v.tag, v.data, u64::from(verb as u32), flags, len, wid, prec];
        self.pending = Some(Flow::Invoke { func: Callee::Value(self.run), args, results: 3 });
        None
    }

    fn flag_text(&self) -> Vec<u8> {
        let f = &self.f;
        [
            (f.minus, b'-'),
            (f.plus || f.plus_v, b'+'),
            (f.sharp || f.sharp_v, b'#'),
            (f.space, b' '),
            (f.zero, b'0'),
        ]
        .iter()
        .filter(|(on, _)| *on)
        .map(|(_, c)| *c)
        .collect()
    }

    /// `%!verb(type=value)` for an operand.
    pub fn bad_verb_iface(&mut self, v: Iface, verb: char) {
        self.erroring = true;
        let start = format!("%!{verb}(");
        self.out.extend(start.bytes());
        match v.rtype() {
            None => self.out.extend(b"<nil>"),
            Some(t) => {
                let types = self.types.clone();
                self.out.extend(types[t as usize].name.bytes());
                self.out.push(b'=');
                self.operand(v, 'v');
            }
        }
        self.out.push(b')');
        self.erroring = false;
    }
}
