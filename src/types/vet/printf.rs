//! Calls of fmt's and log's printing functions whose directives and arguments do not fit.

use super::Vet;
use super::format_verbs::{Directive, parse};
use super::walk::Node;
use super::wrappers::Prints;
use crate::syntax::ast::{Decl, Expr, ExprKind, LitKind, UnaryOp};
use crate::text::Pos;
use crate::types::constant::Const;
use crate::types::info::Mode;
use crate::types::lookup::Entry;
use crate::types::object::ObjId;
use crate::types::ty::{Basic, Type, TypeId, Types};

// What a verb accepts: a set of kinds.
const BOOL: u16 = 1;
const BYTE: u16 = 2;
const INT: u16 = 4;
const RUNE: u16 = 8;
const STRING: u16 = 16;
const FLOAT: u16 = 32;
const COMPLEX: u16 = 64;
const POINTER: u16 = 128;
const ERROR: u16 = 256;
const ANY: u16 = u16::MAX;

/// Flags and kinds that a verb knows; `None` for an unknown verb.
fn verb_rules(verb: char) -> Option<(&'static str, u16)> {
    const NUM: &str = " -+.0";
    const SHARP: &str = " -+.0#";
    Some(match verb {
        '%' => ("", 0),
        'b' => (SHARP, INT | FLOAT | COMPLEX | POINTER),
        'c' => ("-", RUNE | INT),
        'd' => (NUM, INT | POINTER),
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => (SHARP, FLOAT | COMPLEX),
        'o' | 'O' => (SHARP, INT | POINTER),
        'p' => ("-#", POINTER),
        'q' => (SHARP, RUNE | BYTE | STRING),
        's' => (NUM, STRING),
        't' => ("-", BOOL),
        'T' => ("-", ANY),
        'U' => ("-#", RUNE | INT),
        'v' => (SHARP, ANY),
        'w' => (SHARP, ERROR),
        'x' | 'X' => (SHARP, RUNE | INT | STRING | POINTER | FLOAT | COMPLEX),
        _ => return None,
    })
}

impl<'a> Vet<'_, 'a> {
    pub(super) fn printf_calls(&mut self, own: &[Node<'a>]) {
        for n in own {
            let Node::Expr(call @ Expr { kind: ExprKind::Call { fun, .. }, .. }) = n else {
                continue;
            };
            let Some(f) = self.obj_of(fun) else { continue };
            let Some(kind) = self.prints(f) else { continue };
            let name = match self.callee(call) {
                Some((path, name)) => self.full_name(&path, &name),
                None => self.c.symbols.name(self.c.objects[f].name).to_string(),
            };
            let Some(sig) = self.signature(fun).filter(|s| s.variadic) else { continue };
            let fixed = sig.params.len() - 1;
            match kind {
                Prints::Print => self.print(call, &name, fixed),
                _ if fixed == 0 => {}
                _ => self.printf(call, &name, fixed - 1, kind == Prints::Errorf),
            }
        }
    }

    fn constant_string(&self, e: &Expr) -> Option<String> {
        let tv = self.c.info.exprs.get(e.id.0 as usize)?.as_ref()?;
        match &tv.value {
            Some(Const::Str(s)) => Some(String::from_utf8_lossy(s).into_owned()),
            _ => None,
        }
    }

    fn printf(&mut self, call: &'a Expr, name: &str, at: usize, wraps: bool) {
        let ExprKind::Call { args, ellipsis, .. } = &call.kind else { return };
        let Some(format_arg) = args.get(at) else { return };
        let rest = &args[at + 1..];
        let Some(format) = self.constant_string(format_arg) else {
            if rest.is_empty() && self.version >= 24 {
                let message = format!("non-constant format string in call to {name}");
                self.warn(format_arg.pos, message);
            }
            return;
        };
        if !format.contains('%') {
            if let Some(first) = rest.first() {
                let message = format!("{name} call has arguments but no formatting directives");
                self.warn(first.pos, message);
            }
            return;
        }
        let directives = match parse(&format) {
            Ok(d) => d,
            Err(e) => return self.warn(format_arg.pos, format!("{name} {e}")),
        };
        let (mut used, mut indexed) = (0usize, false);
        for d in &directives {
            indexed |= d.indexed;
            let pos = directive_pos(format_arg, d.start);
            if d.verb == 'w' && !wraps {
                let message = format!("{name} does not support error-wrapping directive %w");
                return self.warn(pos, message);
            }
            let text = &format[d.start..d.end];
            if !self.directive(pos, name, text, d, rest, ellipsis.is_some()) {
                return;
            }
            for &i in d.stars.iter().chain(&d.arg) {
                used = used.max(i + 1);
            }
        }
        if ellipsis.is_some() && used + 1 >= rest.len() || indexed || used >= rest.len() {
            return;
        }
        let message = format!("{name} call needs {} but has {}", count(used), count(rest.len()));
        self.warn(call.pos, message);
    }

    /// Checks one directive; false ends the check of its call.
    fn directive(
        &mut self,
        pos: Pos,
        name: &str,
        text: &str,
        d: &Directive,
        args: &'a [Expr],
        dots: bool,
    ) -> bool {
        let value = d.arg.and_then(|i| self.c.info.exprs[args.get(i)?.id.0 as usize].as_ref());
        let nil = value.is_some_and(|v| v.mode == Mode::Nil);
        let ty = value.map(|v| v.ty);
        let formatter = d.verb != 'w' && !nil && ty.is_some_and(|t| self.formats(t));
        let mut rules = verb_rules(d.verb);
        // Other integers than runes and bytes are no characters since Go 1.26.
        if let (Some((_, kinds)), 'q', ..26) = (&mut rules, d.verb, self.version) {
            *kinds |= INT;
        }
        if !formatter {
            let Some((flags, _)) = rules else {
                self.warn(pos, format!("{name} format {text} has unknown verb {}", d.verb));
                return false;
            };
            if let Some(f) = d.flags.chars().find(|&f| f != '0' && !flags.contains(f)) {
                self.warn(pos, format!("{name} format {text} has unrecognized flag {f}"));
                return false;
            }
        }
        for &i in &d.stars {
            if !self.present(pos, name, text, i, args, dots) {
                return false;
            }
            if let Some(why) = self.type_of(&args[i]).and_then(|t| self.misfit(INT, t)) {
                let a = self.text(&args[i]);
                let message =
                    format!("{name} format {text} uses non-int {a}{why} as argument of *");
                self.warn(pos, message);
                return false;
            }
        }
        let Some(i) = d.arg else { return true };
        if formatter {
            return true;
        }
        if !self.present(pos, name, text, i, args, dots) {
            return false;
        }
        let arg = &args[i];
        let (Some(t), Some((_, kinds))) = (ty, rules) else { return true };
        let a = self.text(arg);
        if nil {
            if kinds != ANY && kinds != ERROR {
                let message = format!("{name} format {text} has arg {a} of wrong type untyped nil");
                self.warn(pos, message);
                return false;
            }
            return true;
        }
        if let ('w', 27.., Type::Pointer(e)) =
            (d.verb, self.version, self.c.t.get(self.c.t.underlying(t)))
            && let e = *e
            && self.is_error(e)
        {
            let (e, t) = (self.c.type_str(e), self.c.type_str(t));
            let message = format!(
                "%w wants operand of error type {e}, not pointer type {t} (defeats errors.Is)"
            );
            self.warn(pos, message);
            return false;
        }
        if matches!(self.c.t.get(t), Type::Func(_)) && d.verb != 'p' && d.verb != 'T' {
            let message = format!("{name} format {text} arg {a} is a func value, not called");
            self.warn(pos, message);
            return false;
        }
        if let Some(why) = self.misfit(kinds, t) {
            let ts = self.full_type(t);
            let message = format!("{name} format {text} has arg {a} of wrong type {ts}{why}");
            self.warn(pos, message);
            return false;
        }
        let methods = !d.flags.contains('#') || "qxX".contains(d.verb);
        if kinds & STRING != 0
            && d.verb != 'T'
            && methods
            && let Some(method) = self.recursion(arg)
        {
            let message =
                format!("{name} format {text} with arg {a} causes recursive {method} method call");
            self.warn(pos, message);
            return false;
        }
        true
    }

    fn present(
        &mut self,
        pos: Pos,
        name: &str,
        text: &str,
        i: usize,
        args: &[Expr],
        dots: bool,
    ) -> bool {
        if i + 1 < args.len() || !dots && i < args.len() {
            return true;
        }
        if !dots {
            let message = format!(
                "{name} format {text} reads arg #{}, but call has {}",
                i + 1,
                count(args.len())
            );
            self.warn(pos, message);
        }
        false
    }

    /// Why a verb that accepts `kinds` does not fit values of the type: which of a type parameter's types
    /// are to blame (` (contains ~T)`), else nothing more.
    fn misfit(&mut self, kinds: u16, ty: TypeId) -> Option<String> {
        if self.accepts(kinds, ty, true, &mut vec![]) {
            return None;
        }
        let terms = match kinds {
            ERROR => vec![],
            _ => self.c.t.type_set(ty).cloned().unwrap_or_default(),
        };
        let bad = terms.into_iter().find(|t| !self.accepts(kinds, t.ty, true, &mut vec![ty]));
        Some(bad.map_or(String::new(), |t| {
            format!(" (contains {}{})", if t.tilde { "~" } else { "" }, self.full_type(t.ty))
        }))
    }

    /// Does a verb that accepts `kinds` fit values of the type?
    fn accepts(&mut self, kinds: u16, ty: TypeId, top: bool, seen: &mut Vec<TypeId>) -> bool {
        if kinds == ANY {
            return true;
        }
        if kinds == ERROR {
            return self.is_error(ty);
        }
        if self.formats(ty) || kinds & STRING != 0 && self.prints_itself(ty) {
            return true;
        }
        if self.c.t.is_tparam(ty) {
            let terms = self.c.t.type_set(ty).cloned().unwrap_or_default();
            let known = seen.contains(&ty);
            seen.push(ty);
            return known
                || !terms.is_empty() && terms.iter().all(|t| self.accepts(kinds, t.ty, top, seen));
        }
        let u = self.c.t.underlying(ty);
        if seen.contains(&u) {
            return true;
        }
        seen.push(u);
        match self.c.t.get(u).clone() {
            Type::Func(_) => kinds == POINTER,
            Type::Map(k, v) => {
                kinds == POINTER
                    || self.accepts(kinds, k, false, seen) && self.accepts(kinds, v, false, seen)
            }
            Type::Chan(..) => kinds & POINTER != 0,
            Type::Array(e, _) => {
                kinds & STRING != 0 && self.is_byte(e) || self.accepts(kinds, e, false, seen)
            }
            Type::Slice(e) => {
                kinds & STRING != 0 && self.is_byte(e)
                    || kinds == POINTER
                    || self.accepts(kinds, e, false, seen)
            }
            Type::Pointer(e) => {
                if e == Types::INVALID || kinds == POINTER || self.c.t.is_tparam(e) {
                    return true;
                }
                let under = self.c.t.underlying(e);
                match self.c.t.get(under) {
                    Type::Struct(_) | Type::Array(..) | Type::Slice(_) | Type::Map(..) => {
                        top && self.accepts(kinds, under, false, seen)
                    }
                    _ => kinds & POINTER != 0,
                }
            }
            Type::Struct(fields) => fields.iter().all(|f| {
                let hidden = f.pkg.is_some();
                self.accepts(kinds, f.ty, false, seen)
                    && !(kinds & STRING != 0 && hidden && self.prints_itself(f.ty))
            }),
            Type::Interface(_) => true,
            Type::Basic(b) => basic_kinds(b) & kinds != 0 || b == Basic::Invalid,
            _ => false,
        }
    }

    fn is_byte(&self, ty: TypeId) -> bool {
        self.c.t.underlying(ty) == Basic::Uint8.id()
    }

    fn is_error(&mut self, ty: TypeId) -> bool {
        ty != Basic::UntypedNil.id() && {
            let error = self.c.uni.error;
            self.c.implements(ty, error, false).is_ok()
        }
    }

    /// Has the type an `Error` or `String` method?
    fn prints_itself(&mut self, ty: TypeId) -> bool {
        if self.is_error(ty) {
            return true;
        }
        let Some(sig) = self.method(ty, "String") else { return false };
        matches!(self.c.t.get(sig), Type::Func(s)
            if s.params.is_empty() && s.results == [Basic::String.id()])
    }

    /// Can values of the type have a `Format` method?
    fn formats(&mut self, ty: TypeId) -> bool {
        if self.c.t.interface(ty).is_some() && !self.c.t.is_tparam(ty) {
            return true;
        }
        let Some(sig) = self.method(ty, "Format") else { return false };
        let Type::Func(s) = self.c.t.get(sig) else { return false };
        let state = s.params.first().and_then(|&p| self.named(p)) == Some(("fmt", "State"));
        state && s.params[1..] == [Basic::Int32.id()] && s.results.is_empty()
    }

    /// The `String` or `Error` method that prints its own receiver with this argument, and so calls itself.
    fn recursion(&mut self, arg: &Expr) -> Option<String> {
        let (recv, name) = self.method.clone()?;
        let (x, by_address) = match &arg.kind {
            ExprKind::Unary { op: UnaryOp::Addr, x } => (&**x, true),
            _ => (arg, false),
        };
        let ExprKind::Ident(id) = &x.kind else { return None };
        let ty = self.c.objects[recv].ty;
        let itself = self.c.obj_of(id.id) == Some(recv)
            && !(by_address && self.c.t.deref(ty).1)
            && !self.formats(ty);
        itself.then_some(name)
    }

    /// The receiver and the full name of a `String` or `Error` method that gives a string.
    pub(super) fn stringer(&self, d: &Decl) -> Option<(ObjId, String)> {
        let Decl::Func(f) = d else { return None };
        let recv = self.c.obj_of(f.recv.as_ref()?.names.first()?.id)?;
        let method = self.c.obj_of(f.name.id)?;
        let Type::Func(s) = self.c.t.get(self.c.objects[method].ty) else { return None };
        let name = self.c.symbols.name(f.name.name);
        let prints = matches!(name, "String" | "Error")
            && s.params.is_empty()
            && s.results == [Basic::String.id()];
        prints.then(|| {
            let ty = self.full_type(self.c.objects[recv].ty);
            (recv, format!("({ty}).{name}"))
        })
    }

    fn method(&mut self, ty: TypeId, name: &str) -> Option<TypeId> {
        let name = self.c.symbols.get(name)?;
        match self.c.find(ty, false, name, None, false).entry? {
            e @ (Entry::Method(..) | Entry::Abstract(..)) => Some(self.c.entry_type(e)),
            Entry::Field(..) => None,
        }
    }

    fn print(&mut self, call: &'a Expr, name: &str, skip: usize) {
        let ExprKind::Call { args, .. } = &call.kind else { return };
        let Some((first, rest)) = args.get(skip..).and_then(|a| a.split_first()) else { return };
        if skip == 0
            && let ExprKind::Selector { x, sel } = &first.kind
            && let ExprKind::Ident(id) = &x.kind
            && self.c.symbols.name(id.name) == "os"
            && self.c.symbols.name(sel.name).starts_with("Std")
        {
            let a = self.text(first);
            let message = format!("{name} does not take io.Writer but has first arg {a}");
            self.warn(call.pos, message);
        }
        if let Some(s) = self.constant_string(first)
            && let Some(d) = possible_directive(s.strip_suffix('%').unwrap_or(&s))
        {
            let message = format!("{name} call has possible Printf formatting directive {d}");
            self.warn(call.pos, message);
        }
        let last = rest.last().unwrap_or(first);
        if name.ends_with("ln") && self.constant_string(last).is_some_and(|s| s.ends_with('\n')) {
            self.warn(call.pos, format!("{name} arg list ends with redundant newline"));
        }
        for a in std::iter::once(first).chain(rest) {
            let value = self.c.info.exprs.get(a.id.0 as usize).and_then(|t| t.as_ref());
            let is_func = value.is_some_and(|t| {
                t.mode != Mode::Type && matches!(self.c.t.get(t.ty), Type::Func(_))
            });
            if is_func {
                let s = self.text(a);
                self.warn(call.pos, format!("{name} arg {s} is a func value, not called"));
            }
            if let Some(method) = self.recursion(a) {
                let s = self.text(a);
                let message = format!("{name} arg {s} causes recursive call to {method} method");
                self.warn(call.pos, message);
            }
        }
    }
}

/// `1 arg`, `2 args`
fn count(n: usize) -> String {
    if n == 1 { "1 arg".into() } else { format!("{n} args") }
}

fn basic_kinds(b: Basic) -> u16 {
    use Basic::*;
    match b {
        Bool | UntypedBool => BOOL,
        Uint8 => INT | BYTE,
        Int32 | UntypedRune => INT | RUNE,
        Int | Int8 | Int16 | Int64 | Uint | Uint16 | Uint32 | Uint64 | Uintptr | UntypedInt => INT,
        Float32 | Float64 | UntypedFloat => FLOAT,
        Complex64 | Complex128 | UntypedComplex => COMPLEX,
        String | UntypedString => STRING,
        UnsafePointer => POINTER | INT,
        _ => 0,
    }
}

/// Where in the text of a literal the directive stands.
fn directive_pos(format: &Expr, offset: usize) -> Pos {
    let ExprKind::BasicLit { kind: LitKind::String, raw } = &format.kind else { return format.pos };
    let at = crate::types::constant::raw_offset(raw, offset);
    format.pos.add(at as u32)
}

/// The first thing in a text that looks like a directive: `%[+-#]*` with width, precision and index, and a
/// verb; `%20`, as in an address, does not.
fn possible_directive(s: &str) -> Option<String> {
    let b = s.as_bytes();
    let is = |j: usize, set: &[u8]| b.get(j).is_some_and(|c| set.contains(c));
    let digits = |mut j: usize| {
        while b.get(j).is_some_and(u8::is_ascii_digit) {
            j += 1;
        }
        j
    };
    let index = |j: usize| match digits(j + 1) {
        end if is(j, b"[") && end > j + 1 && is(end, b"]") => end + 1,
        _ => j,
    };
    // a number, `*`, or `[1]*`
    let size = |j: usize| match index(j) {
        at if is(at, b"*") => at + 1,
        _ => digits(j),
    };
    for (i, _) in s.match_indices('%') {
        let mut j = i + 1;
        while is(j, b"+-#") {
            j += 1;
        }
        j = size(j);
        j = index(size(j + usize::from(is(j, b"."))));
        let hex = |j: usize| b.get(j).is_some_and(u8::is_ascii_hexdigit);
        let escape = j > i + 1 && hex(i + 1) && hex(i + 2);
        if is(j, b"bcdefgopqstvxEFGTUX") && !escape {
            return Some(s[i..=j].to_string());
        }
    }
    None
}
