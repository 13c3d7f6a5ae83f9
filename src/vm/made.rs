//! Types that are made while the program runs: package reflect asks for them. A type without a name is the same as
//! one of the program with its parts, so a made one is a new one only when there is none yet.

use super::machine::Machine;
use crate::compile::code::{RField, RKind, RType};
use crate::types::ty::Basic;
use std::rc::Rc;

impl Machine {
    /// Number of the type with these parts that has no name of its own; `name` is how it prints.
    pub(crate) fn type_made_of(&mut self, kind: RKind, name: &str) -> u32 {
        let same = |t: &RType| t.type_name.is_empty() && t.pkg.is_empty() && t.kind == kind;
        if let Some(i) = self.types.iter().position(same) {
            return i as u32;
        }
        let made = self.made_type(kind, name);
        let new = self.types.len() as u32;
        let types = Rc::make_mut(&mut self.types);
        if let RKind::Pointer { elem } = made.kind
            && let Some(to) = types.get_mut(elem as usize)
        {
            to.ptr_to = Some(new);
        }
        types.push(made);
        new
    }

    fn made_type(&self, mut kind: RKind, name: &str) -> RType {
        let part = |t: u32| self.types.get(t as usize);
        let (words, noscan, comparable) = match &mut kind {
            RKind::Array { elem, len } => {
                let bytes = part(*elem).map_or(8, |t| u64::from(t.stride())).saturating_mul(*len);
                let noscan = *len == 0 || part(*elem).is_some_and(|t| t.noscan);
                let words = u32::try_from(bytes.div_ceil(8)).unwrap_or(u32::MAX);
                (words, noscan, part(*elem).is_some_and(|t| t.comparable))
            }
            RKind::Struct { fields } => {
                let all = |f: fn(&RType) -> bool| {
                    fields.iter().all(|field| part(field.rtype).is_some_and(f))
                };
                let flags = (all(|t| t.noscan), all(|t| t.comparable));
                (self.place_fields(fields), flags.0, flags.1)
            }
            RKind::Slice { .. } => (3, false, false),
            RKind::Pointer { .. } | RKind::Chan { .. } => (1, false, true),
            _ => (1, false, false),
        };
        RType {
            kind,
            name: name.to_owned(),
            type_name: String::new(),
            pkg: String::new(),
            words,
            noscan,
            comparable,
            methods: vec![],
            ty: Basic::Invalid.id(),
            ptr_to: None,
        }
    }

    /// Gives each field its first word; how many there are together.
    pub(crate) fn place_fields(&self, fields: &mut [RField]) -> u32 {
        let mut at = 0_u32;
        for f in fields {
            f.offset = at;
            let words = self.types.get(f.rtype as usize).map_or(0, |t| t.words);
            at = at.saturating_add(words);
        }
        at
    }
}
