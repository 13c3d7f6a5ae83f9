//! Finds generic code that instantiates itself without end, after `go/types`' `mono.go`: type parameters
//! are vertices, an instance gives an edge from each parameter that its argument mentions to the parameter
//! that it is given to. An argument that is more than the bare parameter weighs one. A cycle that weighs
//! something has no end.

use super::checker::Checker;
use super::ty::{Type, TypeId, Types};
use crate::text::Pos;
use std::collections::BTreeMap;

/// The graph of one package.
#[derive(Default)]
pub(super) struct Mono {
    edges: Vec<Edge>,
    /// Parameters of receivers, by their index, as those of the receiver's type.
    canonical: BTreeMap<u32, u32>,
}

#[derive(Clone, Copy)]
struct Edge {
    to: u32,
    from: u32,
    weight: usize,
    pos: Pos,
    /// The type argument.
    ty: TypeId,
}

/// What is known of a vertex: the weight of the heaviest path to it, its length, and its last edge.
#[derive(Clone, Copy, Default)]
struct Vertex {
    weight: usize,
    len: usize,
    last: Option<usize>,
}

impl Mono {
    /// A method's own name for a parameter of its receiver's type.
    pub(super) fn same(&mut self, t: &Types, own: TypeId, formal: TypeId) {
        if let (Type::TypeParam(own), Type::TypeParam(formal)) = (t.get(own), t.get(formal)) {
            self.canonical.insert(own.0, formal.0);
        }
    }

    /// An instance: `args` are the places of type arguments that were written.
    pub(super) fn instance(
        &mut self,
        t: &Types,
        (pos, args): (Pos, &[Pos]),
        tparams: &[TypeId],
        targs: &[TypeId],
    ) {
        for (i, (&to, &ty)) in tparams.iter().zip(targs).enumerate() {
            let Type::TypeParam(to) = *t.get(to) else { continue };
            let mut found = vec![];
            mentioned(t, ty, &mut found);
            for from in found {
                let weight = usize::from(!matches!(t.get(ty), Type::TypeParam(_)));
                let (from, to) = (self.vertex(from), self.vertex(to.0));
                let pos = args.get(i).copied().unwrap_or(pos);
                let known = |e: &Edge| e.to == to && e.from == from && e.weight == weight;
                if !self.edges.iter().any(known) {
                    self.edges.push(Edge { to, from, weight, pos, ty });
                }
            }
        }
    }

    fn vertex(&self, p: u32) -> u32 {
        self.canonical.get(&p).copied().unwrap_or(p)
    }

    /// The edges of a cycle without end, last first.
    fn endless(&self) -> Option<Vec<Edge>> {
        let mut vertices: BTreeMap<u32, Vertex> = BTreeMap::new();
        for e in &self.edges {
            vertices.entry(e.to).or_default();
            vertices.entry(e.from).or_default();
        }
        loop {
            let mut again = false;
            for (i, e) in self.edges.iter().enumerate() {
                let from = vertices.get(&e.from).copied().unwrap_or_default();
                let to = vertices.get(&e.to).copied().unwrap_or_default();
                let weight = from.weight + e.weight;
                if weight <= to.weight {
                    continue;
                }
                let len = from.len + 1;
                vertices.insert(e.to, Vertex { weight, len, last: Some(i) });
                if len >= vertices.len() {
                    return Some(self.cycle(&vertices, e.to));
                }
                again = true;
            }
            if !again {
                return None;
            }
        }
    }

    /// Walks back from a vertex that a cycle leads to.
    fn cycle(&self, vertices: &BTreeMap<u32, Vertex>, start: u32) -> Vec<Edge> {
        let (mut at, mut path, mut seen) = (start, vec![], vec![]);
        while !seen.contains(&at) {
            seen.push(at);
            let last = vertices.get(&at).and_then(|v| v.last);
            let Some(edge) = last.and_then(|i| self.edges.get(i)) else { break };
            path.push(*edge);
            at = edge.from;
        }
        let skip = path.iter().position(|e| e.to == at).unwrap_or(0);
        path.split_off(skip)
    }
}

/// Type parameters in a type.
fn mentioned(t: &Types, ty: TypeId, out: &mut Vec<u32>) {
    let mut all = |list: &[TypeId]| list.iter().for_each(|&e| mentioned(t, e, out));
    match t.get(ty) {
        Type::TypeParam(p) => out.push(p.0),
        Type::Pointer(e) | Type::Slice(e) | Type::Array(e, _) | Type::Chan(_, e) => all(&[*e]),
        Type::Map(k, v) => all(&[*k, *v]),
        Type::Tuple(list) => all(list),
        Type::Func(f) => {
            all(&f.params);
            all(&f.results);
        }
        Type::Struct(fields) => fields.iter().for_each(|f| all(&[f.ty])),
        Type::Interface(i) => i.methods.iter().for_each(|m| all(&[m.ty])),
        Type::Named(_) => {
            if let Some(n) = t.as_named(ty) {
                all(&n.targs);
            }
        }
        Type::Basic(_) => {}
    }
}

impl Checker<'_> {
    /// Reports a cycle of instances that grow.
    pub(super) fn monomorph(&mut self) {
        let Some(cycle) = std::mem::take(&mut self.mono).endless() else { return };
        let Some(&first) = cycle.first() else { return };
        let object = |c: &Self, p: u32| c.t.tparams.get(p as usize).map(|p| p.obj);
        let mut message = "instantiation cycle:".to_string();
        for e in &cycle {
            let Some(obj) = object(self, e.to) else { continue };
            let name = self.symbols.name(self.objects[obj].name).to_string();
            let (at, ty) = (self.pos_str(e.pos), self.type_str(e.ty));
            message.push_str(&format!("\n\t{at}: {name} instantiated as {ty}"));
        }
        if let Some(obj) = object(self, first.to) {
            let pos = self.objects[obj].pos;
            self.err(pos, message);
        }
    }
}
