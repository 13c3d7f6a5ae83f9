//! Literals: basic, function and composite.

use super::checker::{Checker, Later};
use super::constant::{self, Const};
use super::lookup::Entry;
use super::operand::{M, Operand, Src};
use super::ty::{Basic, Type, TypeId, Types};
use crate::syntax::ast::{ArrayLen, Element, Expr, ExprKind, FuncLit, Ident, LitKind};
use crate::text::Pos;
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::BTreeSet;
use std::rc::Rc;

/// gc's limit of a number's text.
const MAX_NUMBER_LEN: usize = 10_000;

impl<'a> Checker<'a> {
    pub(super) fn basic_lit(&mut self, e: &'a Expr, kind: LitKind, raw: &str) -> Operand<'a> {
        if !matches!(kind, LitKind::String | LitKind::Char) {
            self.literal_version(e, kind, raw);
            if raw.len() > MAX_NUMBER_LEN {
                let head: String = raw.chars().take(10).collect();
                let message = format!("excessively long constant: {head}... ({} chars)", raw.len());
                self.err(e.pos, message);
                return Operand::invalid();
            }
        }
        let (basic, val) = match kind {
            LitKind::Int => (Basic::UntypedInt, constant::parse_int(raw).map(Const::Int)),
            LitKind::Float => (Basic::UntypedFloat, constant::parse_float(raw).map(Const::rat)),
            LitKind::Char => (Basic::UntypedRune, constant::parse_rune(raw).map(Const::Int)),
            LitKind::String => {
                let s = constant::parse_string(raw);
                (Basic::UntypedString, s.map(|s| Const::Str(s.into())))
            }
            LitKind::Imag => {
                let digits = raw.trim_end_matches('i');
                let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'_');
                let v = match plain {
                    true => constant::parse_float(digits),
                    false => constant::parse_float(digits)
                        .or_else(|| constant::parse_int(digits).map(BigRational::from_integer)),
                };
                let v = v.map(|im| Const::complex(BigRational::zero(), im));
                (Basic::UntypedComplex, v)
            }
        };
        let Some(val) = val else {
            self.err(e.pos, format!("malformed constant: {raw}"));
            return Operand::invalid();
        };
        let mut x =
            Operand { mode: M::Constant, ty: basic.id(), val, src: Src::Expr(e), tparams: None };
        self.overflow(&mut x, e.pos);
        x
    }

    fn literal_version(&mut self, e: &Expr, kind: LitKind, raw: &str) {
        if raw.len() <= 2 || self.env.version >= 13 {
            return;
        }
        let what = if raw.contains('_') {
            "underscore in numeric literal"
        } else {
            match raw.as_bytes()[..2] {
                [b'0', b'b' | b'B'] => "binary literal",
                [b'0', b'o' | b'O'] => "0o/0O-style octal literal",
                [b'0', b'x' | b'X'] if kind != LitKind::Int => "hexadecimal floating-point literal",
                _ => return,
            }
        };
        self.version_err(e.pos, 13, what);
    }

    pub(super) fn func_lit(&mut self, lit: &'a FuncLit) -> Operand<'a> {
        let sig = Rc::new(self.func_type(&lit.ty));
        let ty = sig.ty;
        let env = self.env.clone();
        if env.in_func {
            self.func_body(&sig, &lit.body, env);
        } else {
            // At package level the body may mention what is being declared.
            self.later.push(Later::Body { sig, body: &lit.body, env });
        }
        Operand { mode: M::Value, ty, ..Operand::invalid() }
    }

    pub(super) fn composite_lit(
        &mut self,
        e: &'a Expr,
        ty: Option<&'a Expr>,
        elems: &'a [Element],
        rbrace: Pos,
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        let mut base;
        let mut infer = None;
        let typ = match (ty, hint) {
            (Some(t), _) => {
                if let ExprKind::ArrayType { len: ArrayLen::Infer, elem } = &t.kind {
                    let et = self.var_type(elem);
                    infer = Some((t, et));
                    base = Types::INVALID;
                    Types::INVALID
                } else {
                    base = self.typ(t);
                    base
                }
            }
            (None, Some(h)) => {
                base = h;
                if let Ok(u) = self.common_under(h)
                    && let Type::Pointer(b) = self.t.get(u)
                {
                    base = *b;
                }
                h
            }
            (None, None) => {
                self.err(e.pos, "missing type in composite literal");
                base = Types::INVALID;
                base
            }
        };
        if let Some((t, elem)) = infer {
            let n = self.indexed_elems(elems, elem, None);
            let ty = self.t.intern(Type::Array(elem, n));
            self.record_type_expr(t, ty);
            return Operand { mode: M::Value, ty, ..Operand::invalid() };
        }
        if !self.complete(base) {
            return Operand::invalid();
        }
        let common = self.common_under(base);
        let under = common.as_ref().copied().unwrap_or(Types::INVALID);
        match self.t.get(under) {
            Type::Struct(_) => self.struct_lit(base, under, elems, rbrace),
            Type::Array(elem, n) => {
                let (elem, n) = (*elem, *n);
                self.indexed_elems(elems, elem, Some(n));
            }
            Type::Slice(elem) => {
                let elem = *elem;
                self.indexed_elems(elems, elem, None);
            }
            Type::Map(k, v) => {
                let (k, v) = (*k, *v);
                self.map_lit(elems, k, v);
            }
            _ => {
                for el in elems {
                    self.use_expr(&el.value);
                }
                if base != Types::INVALID && (under != Types::INVALID || common.is_err()) {
                    let what = if ty.is_none() { " element" } else { "" };
                    let cause = if common.is_err() { " (no common underlying type)" } else { "" };
                    let ts = self.type_str(typ);
                    let message = format!("invalid composite literal{what} type {ts}{cause}");
                    self.err(e.pos, message);
                    return Operand::invalid();
                }
            }
        }
        Operand { mode: M::Value, ty: typ, ..Operand::invalid() }
    }

    fn struct_lit(&mut self, base: TypeId, under: TypeId, elems: &'a [Element], rbrace: Pos) {
        let Some(first) = elems.first() else { return };
        if first.key.is_some() {
            return self.keyed_struct_lit(base, under, elems);
        }
        let Type::Struct(fields) = self.t.get(under).clone() else { return };
        let own = self.own_pkg();
        for (i, el) in elems.iter().enumerate() {
            if let Some(k) = &el.key {
                let message = "mixture of field:value and value elements in struct literal";
                self.err(k.pos, message);
                continue;
            }
            let mut x = self.generic_expr(&el.value, None);
            let Some(f) = fields.get(i) else {
                let ts = self.type_str(base);
                self.err(x.pos(), format!("too many values in struct literal of type {ts}"));
                break;
            };
            if f.pkg.is_some() && f.pkg != own {
                let ts = self.type_str(base);
                let name = self.symbols.name(f.name);
                let message = format!(
                    "implicit assignment to unexported field {name} in struct literal of type {ts}"
                );
                self.err(x.pos(), message);
                continue;
            }
            let obj = self.field_obj(base, i);
            self.target_tree = obj.and_then(|o| self.written.get(&o).copied());
            self.assignment(&mut x, Some(f.ty), "struct literal");
            self.target_tree = None;
        }
        if elems.len() < fields.len() {
            let hidden = fields.iter().any(|f| f.pkg.is_some() && f.pkg != own);
            let hint = match hidden {
                true => " (type has unexported fields - use key:value pairs)",
                false => "",
            };
            let ts = self.type_str(base);
            self.err(rbrace, format!("too few values in struct literal of type {ts}{hint}"));
        }
    }

    fn keyed_struct_lit(&mut self, base: TypeId, under: TypeId, elems: &'a [Element]) {
        let own = self.own_pkg();
        let mut seen: Vec<(Vec<u32>, crate::syntax::ast::Symbol)> = vec![];
        for el in elems {
            let Some(key) = &el.key else {
                let message = "mixture of field:value and value elements in struct literal";
                self.err(el.value.pos, message);
                continue;
            };
            let mut x = self.generic_expr(&el.value, None);
            let ExprKind::Ident(id) = &key.kind else {
                let k = self.expr_str(key);
                self.err(key.pos, format!("invalid field name {k} in struct literal"));
                continue;
            };
            let found = self.find(under, false, id.name, own, false);
            let Some(entry) = found.entry else {
                let alt = self.find(under, false, id.name, own, true).entry;
                let ts = self.type_str(base);
                let message = self.lookup_error(&ts, id.name, alt, true);
                self.err(key.pos, message);
                continue;
            };
            let name = self.symbols.name(id.name).to_string();
            let Entry::Field(..) = entry else {
                self.err(key.pos, format!("{name} is not a field"));
                continue;
            };
            if found.path.len() > 1 && self.env.version < 27 {
                let path = self.field_path(under, &found.path);
                let ts = self.type_str(base);
                let what = format!("use of promoted field {path} in struct literal of type {ts}");
                self.version_err(key.pos, 27, &what);
                continue;
            }
            if found.indirect {
                let message = format!("invalid implicit pointer indirection to reach {name}");
                self.err(key.pos, message);
                continue;
            }
            self.record_field(*id, entry);
            if found.path.len() > 1 {
                self.promoted_key(key, base, entry, &found.path);
            }
            let ft = self.entry_type(entry);
            let obj = self.entry_obj(entry);
            self.target_tree = obj.and_then(|o| self.written.get(&o).copied());
            self.assignment(&mut x, Some(ft), "struct literal");
            self.target_tree = None;
            self.check_duplicate_field(key, &mut seen, found.path, id.name);
        }
    }

    fn record_field(&mut self, id: Ident, entry: Entry) {
        let obj = self.entry_obj(entry);
        self.record_obj(id.id, obj);
    }

    /// A key that names a promoted field: the compiler finds its path as a selection of the key.
    fn promoted_key(&mut self, key: &'a Expr, base: TypeId, entry: Entry, path: &[u32]) {
        use super::info::{Selection, SelectionKind};
        let Some(obj) = self.entry_obj(entry) else { return };
        let ty = self.entry_type(entry);
        let s = Selection { kind: SelectionKind::Field, recv: base, obj, path: path.to_vec(), ty };
        self.info.selections.insert(key.id, s);
    }

    fn check_duplicate_field(
        &mut self,
        key: &Expr,
        seen: &mut Vec<(Vec<u32>, crate::syntax::ast::Symbol)>,
        path: Vec<u32>,
        name: crate::syntax::ast::Symbol,
    ) {
        let clash = seen.iter().find(|(p, _)| p.starts_with(&path) || path.starts_with(p));
        let n = self.symbols.name(name);
        if let Some((p, other)) = clash {
            let o = self.symbols.name(*other);
            let message = if *p == path {
                format!("duplicate field name {n} in struct literal")
            } else if p.len() < path.len() {
                format!("cannot specify promoted field {n} and enclosing embedded field {o}")
            } else {
                format!("cannot specify embedded field {n} and enclosed promoted field {o}")
            };
            self.err(key.pos, message);
            return;
        }
        seen.push((path, name));
    }

    fn field_path(&self, ty: TypeId, path: &[u32]) -> String {
        let mut names = vec![];
        let mut ty = ty;
        for &i in path {
            if let Type::Pointer(b) = self.t.under(ty) {
                ty = *b;
            }
            let Type::Struct(fields) = self.t.under(ty) else { break };
            let Some(f) = fields.get(i as usize) else { break };
            names.push(self.symbols.name(f.name).to_string());
            ty = f.ty;
        }
        names.join(".")
    }

    fn map_lit(&mut self, elems: &'a [Element], k: TypeId, v: TypeId) {
        let mut seen: BTreeSet<(String, TypeId)> = BTreeSet::new();
        for el in elems {
            let Some(key) = &el.key else {
                self.err(el.value.pos, "missing key in map literal");
                continue;
            };
            let mut x = self.generic_expr(key, Some(k));
            self.assignment(&mut x, Some(k), "map literal");
            if !x.ok() {
                continue;
            }
            if x.is_const() && !x.val.is_unknown() && !seen.insert((exact(&x.val), x.ty)) {
                let s = x.val.show();
                self.err(x.pos(), format!("duplicate key {s} in map literal"));
                continue;
            }
            let mut y = self.generic_expr(&el.value, Some(v));
            self.assignment(&mut y, Some(v), "map literal");
        }
    }

    /// Elements of an array or slice; gives the length that they need.
    fn indexed_elems(&mut self, elems: &'a [Element], ty: TypeId, len: Option<u64>) -> u64 {
        let mut seen: BTreeSet<u64> = BTreeSet::new();
        let (mut index, mut max) = (0u64, 0u64);
        let keyed = elems.iter().any(|e| e.key.is_some());
        for el in elems {
            let mut valid = false;
            if let Some(key) = &el.key {
                let (t, i) = self.index(key, len);
                match i {
                    Some(i) if t != Types::INVALID => {
                        index = i;
                        valid = true;
                    }
                    None if t != Types::INVALID => {
                        let k = self.expr_str(key);
                        let message = format!("index {k} must be integer constant");
                        self.err(key.pos, message);
                    }
                    _ => {}
                }
            } else if let Some(n) = len.filter(|&n| index >= n) {
                let message = format!("index {index} is out of bounds (>= {n})");
                self.err(el.value.pos, message);
            } else {
                valid = true;
            }
            if valid && keyed && !seen.insert(index) {
                let pos = el.key.as_ref().map_or(el.value.pos, |k| k.pos);
                let message = format!("duplicate index {index} in array or slice literal");
                self.err(pos, message);
            }
            index += 1;
            max = max.max(index);
            let mut x = self.generic_expr(&el.value, Some(ty));
            self.assignment(&mut x, Some(ty), "array or slice literal");
        }
        max
    }
}

/// A key that is equal exactly for equal constants.
pub(super) fn exact(v: &Const) -> String {
    match v {
        Const::Str(s) => constant::quote(s),
        Const::Rat(r) if r.is_integer() => r.to_integer().to_string(),
        Const::Rat(r) => r.to_string(),
        Const::Complex(c) if c.1.is_zero() => exact(&Const::rat(c.0.clone())),
        Const::Complex(c) => format!("{}+{}i", c.0, c.1),
        other => other.show(),
    }
}
