//! Conversions `T(x)`.

use super::checker::Checker;
use super::constant::{self, Const};
use super::operand::{M, Operand};
use super::ty::{Basic, Type, TypeId};

impl<'a> Checker<'a> {
    /// Converts `x` to `t`, or reports that it cannot be.
    pub(super) fn conversion(&mut self, x: &mut Operand<'a>, t: TypeId) {
        let const_arg = x.is_const();
        let const_type = self.t.is(t, Basic::is_const_type);
        let mut cause = String::new();
        let ok = if const_arg && const_type {
            match self.const_convert(x, t) {
                Some(v) => {
                    x.val = v;
                    true
                }
                None => {
                    if self.t.is(x.ty, Basic::is_integer) && self.t.is(t, Basic::is_integer) {
                        let (v, ts) = (x.val.show(), self.type_str(t));
                        self.err(x.pos(), format!("constant {v} overflows {ts}"));
                        x.mode = M::Invalid;
                        return;
                    }
                    false
                }
            }
        } else if const_arg && self.t.is_tparam(t) {
            let ok = self.const_to_tparam(x, t, &mut cause);
            x.mode = M::Value;
            ok
        } else {
            match self.convertible(x, t, 0) {
                Ok(()) => {
                    x.mode = M::Value;
                    true
                }
                Err(c) => {
                    cause = c;
                    false
                }
            }
        };
        if !ok {
            // The constant is shown as the integer that it is.
            if self.t.is(t, Basic::is_integer)
                && let Some(i) = x.val.to_int()
            {
                x.val = Const::Int(i);
            }
            let (s, ts) = (self.op_str(x), self.type_str(t));
            let colon = if cause.is_empty() { "" } else { ": " };
            self.err(x.pos(), format!("cannot convert {s} to type {ts}{colon}{cause}"));
            x.mode = M::Invalid;
            return;
        }
        if self.t.is_untyped(x.ty) {
            let mut last = t;
            if x.ty != Basic::UntypedNil.id()
                && (self.t.is_plain_interface(t) || const_arg && !const_type)
            {
                last = self.t.default_type(x.ty);
            } else if x.is_const()
                && self.t.is(x.ty, Basic::is_integer)
                && self.t.all(t, Basic::is_string)
            {
                last = x.ty;
            }
            let src = x.src.clone();
            self.update_type(&src, last, true);
        }
        if x.mode == M::Nil {
            x.mode = M::Value;
        }
        if !x.is_const() {
            x.val = Const::Unknown;
        }
        x.ty = t;
    }

    /// A constant in a basic type; integers become the string of their code point.
    fn const_convert(&self, x: &Operand<'a>, t: TypeId) -> Option<Const> {
        let b = self.t.basic(t)?;
        if let Some(v) = constant::represent(&x.val, b) {
            return Some(v);
        }
        if self.t.is(x.ty, Basic::is_integer) && b.is_string() {
            let code = x.val.to_i64().and_then(|i| u32::try_from(i).ok()).and_then(char::from_u32);
            let mut buf = [0; 4];
            let s = code.unwrap_or(char::REPLACEMENT_CHARACTER).encode_utf8(&mut buf);
            return Some(Const::Str(s.as_bytes().into()));
        }
        None
    }

    fn const_to_tparam(&mut self, x: &Operand<'a>, t: TypeId, cause: &mut String) -> bool {
        for (_, u) in self.t.each_type(t) {
            let Some(u) = u else {
                *cause = format!("{} does not contain specific types", self.type_str(t));
                return false;
            };
            if self.t.is(x.ty, Basic::is_string) && self.is_bytes_or_runes(u) {
                continue;
            }
            if self.const_convert(x, u).is_none() {
                let (us, ts) = (self.type_str(u), self.type_str(t));
                *cause = if self.t.is(x.ty, Basic::is_integer) && self.t.is(u, Basic::is_integer) {
                    format!("constant {} overflows {us} (in {ts})", x.val.show())
                } else {
                    format!("cannot convert {} to type {us} (in {ts})", self.op_str(x))
                };
                return false;
            }
        }
        true
    }

    fn is_bytes_or_runes(&self, ty: TypeId) -> bool {
        match self.t.under(ty) {
            Type::Slice(e) => matches!(self.t.basic(*e), Some(Basic::Uint8 | Basic::Int32)),
            _ => false,
        }
    }

    /// May `x` be converted to `t`? If not, gives the cause (perhaps empty).
    fn convertible(&mut self, x: &Operand<'a>, t: TypeId, depth: u32) -> Result<(), String> {
        let first = match self.assignable(x, t) {
            Ok(()) => return Ok(()),
            Err(c) => c,
        };
        let v = x.ty;
        let (vp, tp) = (self.t.is_tparam(v), self.t.is_tparam(t));
        if !vp && !tp {
            return self.convertible_plain(v, t, first);
        }
        if depth > 3 {
            return Err(String::new());
        }
        let (vs, ts) = (self.type_str(v), self.type_str(t));
        let from = self.terms_or_self(v);
        let to = self.terms_or_self(t);
        if from.is_empty() || to.is_empty() {
            return Err(String::new());
        }
        for &a in &from {
            let y = Operand { ty: a, ..x.clone() };
            for &b in &to {
                if let Err(c) = self.convertible(&y, b, depth + 1) {
                    let (a_s, b_s) = (self.type_str(a), self.type_str(b));
                    let mut message = match (vp, tp) {
                        (true, true) => {
                            format!("cannot convert {a_s} (in {vs}) to type {b_s} (in {ts})")
                        }
                        (true, false) => format!("cannot convert {a_s} (in {vs}) to type {ts}"),
                        _ => format!("cannot convert {vs} to type {b_s} (in {ts})"),
                    };
                    if !c.is_empty() {
                        message.push_str("\n\t");
                        message.push_str(&c);
                    }
                    return Err(message);
                }
            }
        }
        Ok(())
    }

    fn terms_or_self(&self, ty: TypeId) -> Vec<TypeId> {
        if !self.t.is_tparam(ty) {
            return vec![ty];
        }
        self.t.type_set(ty).map(|l| l.iter().map(|t| t.ty).collect()).unwrap_or_default()
    }

    fn convertible_plain(&self, v: TypeId, t: TypeId, cause: String) -> Result<(), String> {
        let (vu, tu) = (self.t.underlying(v), self.t.underlying(t));
        if self.t.identical_ignoring_tags(vu, tu, 0) {
            return Ok(());
        }
        if let (Type::Pointer(a), Type::Pointer(b)) = (self.t.get(v), self.t.get(t)) {
            let (au, bu) = (self.t.underlying(*a), self.t.underlying(*b));
            if self.t.identical_ignoring_tags(au, bu, 0)
                && !self.t.is_tparam(*a)
                && !self.t.is_tparam(*b)
            {
                return Ok(());
            }
        }
        let (vb, tb) = (self.t.basic(vu), self.t.basic(tu));
        let real = |b: Option<Basic>| b.is_some_and(|b| b.is_integer() || b.is_float());
        let complex = |b: Option<Basic>| b.is_some_and(Basic::is_complex);
        let string = |b: Option<Basic>| b.is_some_and(Basic::is_string);
        let integer = vb.is_some_and(Basic::is_integer);
        let pointer = |u: TypeId, b: Option<Basic>| {
            matches!(self.t.get(u), Type::Pointer(_)) || b == Some(Basic::Uintptr)
        };
        let unsafe_ptr = Some(Basic::UnsafePointer);
        if real(vb) && real(tb)
            || complex(vb) && complex(tb)
            || (integer || self.is_bytes_or_runes(vu)) && string(tb)
            || string(vb) && self.is_bytes_or_runes(tu)
            || pointer(vu, vb) && tb == unsafe_ptr
            || vb == unsafe_ptr && pointer(tu, tb)
        {
            return Ok(());
        }
        if let Type::Slice(e) = self.t.get(vu) {
            let (array, version, what) = match self.t.get(tu) {
                Type::Pointer(b) => (self.t.under(*b), 17, "array pointer"),
                other => (other, 20, "array"),
            };
            if let Type::Array(a, _) = array
                && a == e
            {
                if self.env.version >= version {
                    return Ok(());
                }
                return Err(format!(
                    "conversion of slice to {what} requires go1.{version} or later"
                ));
            }
        }
        Err(cause)
    }
}
