//! Interfaces: assertions and equality.

use super::{Ctl, Go};
use crate::compile::code::{HUGE, RKind, RType};
use crate::vm::equal::{Uncomparable, equal_words};
use crate::vm::machine::Machine;
use crate::vm::native::{Iface, PanicWith};

impl Machine {
    fn reg_iface(&self, r: u16) -> Iface {
        Iface { tag: self.reg(r, 0), data: self.reg(r, 1) }
    }

    #[inline(never)]
    pub(super) fn op_implements(&mut self, d: u16, tag: u64, interface: u32) -> Ctl {
        let yes = tag != 0 && self.missing_method(tag as u32 - 1, interface).is_none();
        self.set_reg(d, yes.into());
        Ctl::Next
    }

    /// Name of the first method that a type lacks.
    fn missing_method(&self, concrete: u32, interface: u32) -> Option<&str> {
        let rtypes = &self.types;
        let (Some(c), Some(i)) = (rtypes.get(concrete as usize), rtypes.get(interface as usize))
        else {
            return Some("");
        };
        let mut names =
            i.methods.iter().filter(|(m, _)| c.methods.binary_search_by_key(m, |e| e.0).is_err());
        let first = names.next()?;
        let name = |m: u32| self.linked.program.methods.get(m as usize).map_or("", |s| s.as_str());
        // Go reports the first in alphabetical order
        Some(names.map(|n| name(n.0)).fold(name(first.0), |a, b| if b < a { b } else { a }))
    }

    #[inline(never)]
    pub(super) fn assert(&mut self, d: u16, a: u16, ok: u16, t: u32) -> Ctl {
        let v = self.reg_iface(a);
        let n = match self.types[t as usize].words {
            n if n > HUGE => 1,
            n => n as usize,
        };
        let at = self.frame.base as usize + d as usize;
        let holds = v.tag == u64::from(t) + 1;
        if !holds && ok != 1 {
            return self.bad_assertion(v, t, ok, None);
        }
        let to = self.stack.range_mut(at, at + n);
        match (holds, n) {
            (false, _) => to.fill(0),
            (true, 1) => to.fill(v.data),
            (true, _) => {
                let from = self.heap.range(v.data, n);
                to[..from.len()].copy_from_slice(from);
            }
        }
        if ok == 1 {
            self.stack.set(at + n, holds.into());
        }
        Ctl::Next
    }

    #[inline(never)]
    pub(super) fn assert_iface(&mut self, d: u16, a: u16, ok: u16, t: u32) -> Ctl {
        let v = self.reg_iface(a);
        let missing = v.rtype().map(|c| self.missing_method(c, t).map(str::to_owned));
        let holds = missing == Some(None);
        if holds {
            self.set_regs(d, [v.tag, v.data]);
        } else if ok == 0 {
            return self.bad_assertion(v, t, ok, missing.flatten());
        } else {
            self.set_regs(d, [0, 0]);
        }
        if ok != 0 {
            self.set_reg(d + 2, holds.into());
        }
        Ctl::Next
    }

    #[cold]
    fn bad_assertion(&mut self, v: Iface, t: u32, from: u16, missing: Option<String>) -> Ctl {
        let rtypes = &self.types;
        let name = |t: u32| rtypes.get(t as usize).map_or("?", |t| t.name.as_str());
        let want = name(t);
        let source = from.checked_sub(2).map_or("interface {}", |s| name(s.into()));
        let text = match (v.rtype(), missing) {
            (Some(c), Some(m)) => {
                let bare = m.rsplit('.').next().unwrap_or(&m);
                format!("interface conversion: {} is not {want}: missing method {bare}", name(c))
            }
            (Some(c), None) => {
                let have = name(c);
                let pkg = |t: u32| rtypes.get(t as usize).map(|t| t.pkg.as_str());
                // Structs that look alike differ by the packages of names in them, or by types in them.
                let parts = |t: u32| match rtypes.get(t as usize) {
                    Some(RType { kind: RKind::Struct { fields }, type_name, .. })
                        if type_name.is_empty() =>
                    {
                        Some(fields.iter().map(|f| f.rtype).collect::<Vec<_>>())
                    }
                    _ => None,
                };
                let same_parts = || parts(c).is_some_and(|p| Some(p) == parts(t));
                let note = match have == want {
                    true if pkg(c) != pkg(t) || same_parts() => " (types from different packages)",
                    true => " (types from different scopes)",
                    false => "",
                };
                format!("interface conversion: {source} is {have}, not {want}{note}")
            }
            (None, _) => {
                let to_iface = rtypes.get(t as usize).is_some_and(|t| t.kind == RKind::Interface);
                if to_iface {
                    format!("interface conversion: interface is nil, not {want}")
                } else {
                    format!("interface conversion: {source} is nil, not {want}")
                }
            }
        };
        self.raise_with(PanicWith::Conversion(text))
    }

    fn uncomparable(&self, e: Uncomparable) -> PanicWith {
        let name = self.types.get(e.0 as usize).map_or("?", |t| t.name.as_str());
        PanicWith::Runtime(format!("comparing uncomparable type {name}"))
    }

    #[inline(never)]
    pub(super) fn eq_iface(&mut self, d: u16, a: u16, b: u16) -> Go<()> {
        let (x, y) = (self.reg_iface(a), self.reg_iface(b));
        let same = crate::vm::equal::equal_ifaces(&self.types, &self.heap, x, y)
            .map_err(|e| self.uncomparable(e))?;
        self.set_reg(d, same.into());
        Ok(())
    }

    #[inline(never)]
    pub(super) fn equal(&mut self, d: u16, a: u16, b: u16, t: u32) -> Go<()> {
        let rtypes = &self.types;
        let n = rtypes.get(t as usize).map_or(0, |t| t.words as usize);
        let base = self.frame.base as usize;
        let (x, y) = (base + a as usize, base + b as usize);
        let (x, y) = (self.stack.range(x, x + n), self.stack.range(y, y + n));
        let same = equal_words(rtypes, &self.heap, t, x, y).map_err(|e| self.uncomparable(e))?;
        self.set_reg(d, same.into());
        Ok(())
    }
}
