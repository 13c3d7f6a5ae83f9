//! Which fields of a struct take part, under which names: tags, embedding, and who hides whom.

use crate::arrange::Arrange;
use crate::compile::code::{RKind, RType};

/// A field as JSON sees it.
#[derive(Clone, Debug)]
pub struct Field {
    /// Key.
    pub name: String,
    /// Type.
    pub rtype: u32,
    /// Way from the outer struct: word offsets; between two steps a pointer to that struct is followed.
    pub path: Vec<Step>,
    /// `omitempty`
    pub omit_empty: bool,
    /// `omitzero`
    pub omit_zero: bool,
    /// `string`
    pub quoted: bool,
    tagged: bool,
    order: Vec<usize>,
}

/// One step to a field.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// Words from the start of the struct.
    pub offset: u32,
    /// The struct type to which the pointer there leads, for an embedded pointer.
    pub through: Option<u32>,
    /// That struct type is unexported: where the pointer is nil, none is made.
    pub closed: bool,
}

/// The fields of struct type `t`, in order.
pub fn fields(types: &[RType], t: u32) -> Vec<Field> {
    let mut all: Vec<Field> = Vec::new();
    let mut level = vec![(t, Vec::new(), Vec::new())];
    let mut seen = vec![t];
    // the words at the end of a path are relative to the last struct behind a pointer
    while !level.is_empty() {
        let (mut next, mut found) = (Vec::new(), Vec::new());
        for (t, path, order) in &level {
            let RKind::Struct { fields } = &types[*t as usize].kind else { continue };
            for (i, f) in fields.iter().enumerate() {
                let tag = tag_value(&f.tag);
                if tag.as_deref() == Some("-") {
                    continue;
                }
                let tag = tag.unwrap_or_default();
                let mut parts = tag.split(',');
                let named = parts.next().filter(|n| valid_name(n)).unwrap_or_default().to_string();
                let options: Vec<&str> = parts.collect();
                let mut order: Vec<usize> = order.clone();
                order.push(i);
                let (inner, pointer) = match types[f.rtype as usize].kind {
                    RKind::Pointer { elem } if f.embedded => (elem, true),
                    _ => (f.rtype, false),
                };
                let is_struct = matches!(types[inner as usize].kind, RKind::Struct { .. });
                if f.embedded && named.is_empty() && is_struct {
                    if seen.contains(&inner) {
                        continue;
                    }
                    let mut path: Vec<Step> = path.clone();
                    let through = pointer.then_some(inner);
                    push(&mut path, Step { offset: f.offset, through, closed: !f.exported });
                    next.push((inner, path, order));
                    continue;
                }
                if !f.exported {
                    continue;
                }
                let mut path: Vec<Step> = path.clone();
                push(&mut path, Step { offset: f.offset, through: None, closed: false });
                found.push(Field {
                    tagged: !named.is_empty(),
                    name: if named.is_empty() { f.name.clone() } else { named },
                    rtype: f.rtype,
                    path,
                    omit_empty: options.contains(&"omitempty"),
                    omit_zero: options.contains(&"omitzero"),
                    quoted: options.contains(&"string") && is_scalar(types, f.rtype),
                    order,
                });
            }
        }
        let hidden: Vec<String> = all.iter().map(|f| f.name.clone()).collect();
        for f in &found {
            let rivals: Vec<&Field> = found.iter().filter(|g| g.name == f.name).collect();
            let tagged = rivals.iter().filter(|g| g.tagged).count();
            let wins = rivals.len() == 1 || tagged == 1 && f.tagged;
            if wins && !hidden.contains(&f.name) {
                all.push(f.clone());
            } else if !wins
                && !hidden.contains(&f.name)
                && !all.iter().any(|g| g.name == f.name && g.rtype == u32::MAX)
                && tagged != 1
            {
                // ambiguous: the name is taken, by nobody
                all.push(Field { rtype: u32::MAX, ..f.clone() });
            }
        }
        seen.extend(next.iter().map(|n| n.0));
        level = next;
    }
    all.retain(|f| f.rtype != u32::MAX);
    all.arrange_by(|a, b| a.order.cmp(&b.order));
    all
}

/// Adds a step; steps inside one struct are joined.
fn push(path: &mut Vec<Step>, step: Step) {
    match path.last_mut() {
        Some(last) if last.through.is_none() => {
            *last = Step { offset: last.offset + step.offset, ..step };
        }
        _ => path.push(step),
    }
}

fn is_scalar(types: &[RType], t: u32) -> bool {
    let t = match types[t as usize].kind {
        RKind::Pointer { elem } => elem,
        _ => t,
    };
    use crate::stdlib::fmt::value::{is_signed, is_unsigned};
    let k = &types[t as usize].kind;
    is_signed(k)
        || is_unsigned(k)
        || matches!(k, RKind::Bool | RKind::Float32 | RKind::Float64 | RKind::String)
}

fn valid_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| "!#$%&()*+-./:;<=>?@[]^_{|}~ ".contains(c) || c.is_alphanumeric())
}

/// The value of key `json` in a struct tag.
fn tag_value(tag: &str) -> Option<String> {
    let mut rest = tag.trim_start();
    loop {
        let (key, after) = rest.split_once(":\"")?;
        let mut value = String::new();
        let mut chars = after.char_indices();
        let end = loop {
            match chars.next()? {
                (i, '"') => break i,
                (_, '\\') => value.push(chars.next()?.1),
                (_, c) => value.push(c),
            }
        };
        if key == "json" {
            return Some(value);
        }
        rest = after[end + 1..].trim_start();
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn finds_the_json_key() {
        assert_eq!(
            super::tag_value(r#"xml:"a" json:"b,omitempty""#).as_deref(),
            Some("b,omitempty")
        );
        assert_eq!(super::tag_value(r#"xml:"a""#), None);
    }
}
