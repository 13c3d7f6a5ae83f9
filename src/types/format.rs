//! Types as types2 prints them.

use super::checker::Checker;
use super::constant::quote;
use super::object::{ObjId, ObjectKind, PkgId};
use super::operand::untyped_name;
use super::ty::{Basic, InterfaceType, Signature, Term, Type, TypeId, Types};
use crate::syntax::ast::{ChanDir, Expr, FuncDecl, FuncType};

/// Packages of Go's library that import another one of their name: messages quote their whole path.
const TWINS: [&str; 3] = ["sync", "sync/atomic", "strconv"];
/// Deepest nesting of a type that is printed.
const MAX_DEPTH: u32 = 40;

impl<'a> Checker<'a> {
    /// A type, qualified as seen from the package that is being checked.
    pub(super) fn type_str(&self, ty: TypeId) -> String {
        let mut out = String::new();
        self.write_type(&mut out, ty, 0);
        out
    }

    /// `pkg.` before a name of another package.
    pub(super) fn qualifier(&self, pkg: Option<PkgId>) -> String {
        match pkg {
            Some(p) if self.full_names.get() => format!("{}.", self.pkgs[p.0 as usize].path),
            Some(p) if p != self.pkg => {
                let pk = &self.pkgs[p.0 as usize];
                let twin = TWINS.contains(&&*pk.path)
                    || pk.path == "time" && self.pkgs.iter().any(|p| p.path == "net/http");
                if twin || self.pkgs.iter().any(|q| q.name == pk.name && q.path != pk.path) {
                    return format!("\"{}\".", pk.path);
                }
                format!("{}.", pk.name)
            }
            _ => String::new(),
        }
    }

    fn write_type(&self, out: &mut String, ty: TypeId, depth: u32) {
        if depth > MAX_DEPTH {
            out.push('…');
            return;
        }
        if ty == super::checker::NO_TYPE {
            out.push_str("<nil>");
            return;
        }
        let next = depth + 1;
        match self.t.get(ty) {
            Type::Basic(b) => out.push_str(self.basic_name(*b)),
            Type::Named(_) => {
                let Some(n) = self.t.as_named(ty) else { return };
                let obj = &self.objects[n.obj];
                out.push_str(&self.qualifier(obj.pkg));
                out.push_str(self.symbols.name(obj.name));
                let hidden = n.implicit as usize;
                if n.targs.len() > hidden {
                    out.push('[');
                    self.write_list(out, &n.targs[hidden..], ",", next);
                    out.push(']');
                } else if n.origin.is_none() && n.tparams.len() > hidden {
                    out.push_str(&self.tparams_str(&n.tparams[hidden..]));
                }
            }
            Type::TypeParam(p) => {
                let obj = self.t.tparams[p.0 as usize].obj;
                let name = self.objects[obj].name;
                out.push_str(self.symbols.name(name));
                if self.is_universe_name(name) {
                    let at = self.pos_str(self.objects[obj].pos);
                    out.push_str(&format!(
                        " /* with {} declared at {at} */",
                        self.symbols.name(name)
                    ));
                }
            }
            Type::Pointer(t) => {
                out.push('*');
                self.write_type(out, *t, next);
            }
            Type::Slice(t) => {
                out.push_str("[]");
                self.write_type(out, *t, next);
            }
            Type::Array(t, n) => {
                out.push_str(&format!("[{n}]"));
                self.write_type(out, *t, next);
            }
            Type::Map(k, v) => {
                out.push_str("map[");
                self.write_type(out, *k, next);
                out.push(']');
                self.write_type(out, *v, next);
            }
            Type::Chan(dir, t) => self.write_chan(out, *dir, *t, next),
            Type::Struct(fields) => {
                out.push_str("struct{");
                for (i, f) in fields.iter().enumerate() {
                    if i > 0 {
                        out.push_str("; ");
                    }
                    if !f.embedded {
                        out.push_str(self.symbols.name(f.name));
                        out.push(' ');
                    }
                    self.write_type(out, f.ty, next);
                    if !f.tag.is_empty() {
                        out.push(' ');
                        out.push_str(&quote(f.tag.as_bytes()));
                    }
                }
                out.push('}');
            }
            Type::Func(s) => {
                out.push_str("func");
                self.write_signature(out, s, next);
            }
            Type::Tuple(list) => {
                out.push('(');
                self.write_list(out, list, ", ", next);
                out.push(')');
            }
            Type::Interface(i) => {
                let explicit = self.explicit_ifaces.contains(&ty);
                self.write_interface(out, i, explicit, next);
            }
        }
    }

    /// Names of basic types; aliases of them as the program's own text calls them.
    fn basic_name(&self, b: Basic) -> &'static str {
        use Basic::*;
        match b {
            Invalid => "invalid type",
            Bool => "bool",
            Int => "int",
            Int8 => "int8",
            Int16 => "int16",
            Int32 if self.habits().rune => "rune",
            Int32 => "int32",
            Int64 => "int64",
            Uint => "uint",
            Uint8 if self.habits().byte => "byte",
            Uint8 => "uint8",
            Uint16 => "uint16",
            Uint32 => "uint32",
            Uint64 => "uint64",
            Uintptr => "uintptr",
            Float32 => "float32",
            Float64 => "float64",
            Complex64 => "complex64",
            Complex128 => "complex128",
            String => "string",
            UnsafePointer => "unsafe.Pointer",
            _ => untyped_name(b.id()),
        }
    }

    /// Would types2 have kept the alias `any` for this type?
    pub(super) fn shown_as_alias(&self, ty: TypeId) -> bool {
        ty == self.uni.any && self.habits().any
    }

    fn write_list(&self, out: &mut String, list: &[TypeId], sep: &str, depth: u32) {
        for (i, &t) in list.iter().enumerate() {
            if i > 0 {
                out.push_str(sep);
                if sep == "," {
                    out.push(' ');
                }
            }
            self.write_type(out, t, depth);
        }
    }

    fn write_chan(&self, out: &mut String, dir: ChanDir, elem: TypeId, depth: u32) {
        out.push_str(match dir {
            ChanDir::Both => "chan ",
            ChanDir::Send => "chan<- ",
            ChanDir::Recv => "<-chan ",
        });
        let parens =
            dir == ChanDir::Both && matches!(self.t.get(elem), Type::Chan(ChanDir::Recv, _));
        if parens {
            out.push('(');
        }
        self.write_type(out, elem, depth);
        if parens {
            out.push(')');
        }
    }

    fn write_interface(&self, out: &mut String, i: &InterfaceType, explicit: bool, depth: u32) {
        if i.methods.is_empty() && !i.comparable && i.terms.is_none() {
            out.push_str(if self.habits().any { "any" } else { "interface{}" });
            return;
        }
        if i.methods.is_empty() && !i.comparable && !explicit {
            out.push_str(&self.terms_str(i.terms.as_deref().unwrap_or(&[]), depth));
            return;
        }
        out.push_str("interface{");
        let mut first = true;
        let mut sep = |out: &mut String| {
            if !std::mem::take(&mut first) {
                out.push_str("; ");
            }
        };
        for m in &i.methods {
            sep(out);
            out.push_str(self.symbols.name(m.name));
            if let Type::Func(s) = self.t.get(m.ty) {
                self.write_signature(out, s, depth);
            }
        }
        if i.comparable {
            sep(out);
            out.push_str("comparable");
        }
        if let Some(terms) = &i.terms {
            sep(out);
            out.push_str(&self.terms_str(terms, depth));
        }
        out.push('}');
    }

    /// `~int | main.T`: where types2 prints terms by themselves it qualifies all names.
    pub(super) fn terms_full_str(&self, terms: &[Term]) -> String {
        self.full_names.set(true);
        let s = self.terms_str(terms, 0);
        self.full_names.set(false);
        s
    }

    /// `~int | string`
    pub(super) fn terms_str(&self, terms: &[Term], depth: u32) -> String {
        let mut out = String::new();
        for (i, t) in terms.iter().enumerate() {
            if i > 0 {
                out.push_str(" | ");
            }
            if t.tilde {
                out.push('~');
            }
            match self.t.get(t.ty) {
                Type::Basic(Basic::Uint8) => out.push_str("uint8"),
                Type::Basic(Basic::Int32) => out.push_str("int32"),
                _ => self.write_type(&mut out, t.ty, depth + 1),
            }
        }
        if terms.is_empty() {
            out.push('∅');
        }
        out
    }

    fn write_signature(&self, out: &mut String, s: &Signature, depth: u32) {
        out.push('(');
        for (i, &p) in s.params.iter().enumerate() {
            if i > 0 {
                out.push_str(", ");
            }
            self.write_param(out, s, i, p, depth);
        }
        out.push(')');
        match s.results[..] {
            [] => {}
            [one] => {
                out.push(' ');
                self.write_type(out, one, depth);
            }
            _ => {
                out.push_str(" (");
                self.write_list(out, &s.results, ", ", depth);
                out.push(')');
            }
        }
    }

    fn write_param(&self, out: &mut String, s: &Signature, i: usize, p: TypeId, depth: u32) {
        if s.variadic
            && i + 1 == s.params.len()
            && let Type::Slice(e) = self.t.get(p)
        {
            out.push_str("...");
            self.write_type(out, *e, depth);
        } else {
            self.write_type(out, p, depth);
        }
    }

    /// A signature without `func`.
    pub(super) fn signature_str(&self, ty: TypeId) -> String {
        let mut out = String::new();
        if let Type::Func(s) = self.t.get(ty) {
            self.write_signature(&mut out, s, 0);
        }
        out
    }

    /// A signature without `func`, with the names of parameters and results that its tree gives.
    pub(super) fn signature_with_names(
        &self,
        ty: TypeId,
        tree: &FuncType,
        recv: Option<&str>,
    ) -> String {
        let Type::Func(s) = self.t.get(ty) else { return String::new() };
        let (params, results) = (self.named_types(&tree.params), self.named_types(&tree.results));
        let mut out = String::from("(");
        // A method expression has the receiver in front.
        let skip = s.params.len().saturating_sub(params.len());
        for i in 0..s.params.len() {
            if i > 0 {
                out.push_str(", ");
            }
            let own = i.checked_sub(skip).and_then(|i| params.get(i));
            match own {
                Some((n, _)) => out.push_str(n),
                None if params.first().is_some_and(|p| !p.0.is_empty()) => {
                    out.push_str(recv.unwrap_or("_"));
                    out.push(' ');
                }
                None => {}
            }
            out.push_str(&self.written_param(s, i, own.map(|p| p.1)));
        }
        out.push(')');
        let named = results.first().is_some_and(|r| !r.0.is_empty());
        let list: Vec<String> = s
            .results
            .iter()
            .enumerate()
            .map(|(i, &r)| match results.get(i) {
                Some((n, e)) => format!("{n}{}", self.written_str(r, e)),
                None => self.type_str(r),
            })
            .collect();
        match &list[..] {
            [] => {}
            [one] if !named => out.push_str(&format!(" {one}")),
            _ => out.push_str(&format!(" ({})", list.join(", "))),
        }
        out
    }

    /// Name (with a space behind it) and type expression of each parameter.
    fn named_types<'t>(&self, fields: &'t [crate::syntax::ast::Field]) -> Vec<(String, &'t Expr)> {
        let mut list = vec![];
        for f in fields {
            if f.names.is_empty() {
                list.push((String::new(), &f.ty));
            }
            list.extend(f.names.iter().map(|n| (format!("{} ", self.symbols.name(n.name)), &f.ty)));
        }
        list
    }

    /// `[K comparable, V any]`
    pub(super) fn tparams_str(&self, list: &[TypeId]) -> String {
        let mut out = String::from("[");
        for (i, &t) in list.iter().enumerate() {
            let bound = self.constraint_str(t);
            if i > 0 {
                out.push_str(", ");
            }
            self.write_type(&mut out, t, 1);
            let same_next =
                list.get(i + 1).is_some_and(|&n| self.constraint_of(n) == self.constraint_of(t));
            if !same_next {
                out.push(' ');
                out.push_str(&bound);
            }
        }
        out.push(']');
        out
    }

    pub(super) fn constraint_of(&self, tparam: TypeId) -> TypeId {
        match self.t.get(tparam) {
            Type::TypeParam(p) => self.t.tparams[p.0 as usize].constraint,
            _ => Types::INVALID,
        }
    }

    pub(super) fn constraint_str(&self, tparam: TypeId) -> String {
        self.written_bound(tparam).unwrap_or_else(|| self.type_str(self.constraint_of(tparam)))
    }

    /// A type that something is assigned to, as it is written there.
    pub(super) fn target_str(&self, ty: TypeId) -> String {
        match self.target_tree {
            Some(tree) => self.written_str(ty, tree),
            None => self.type_str(ty),
        }
    }

    /// The tree of a declared function.
    pub(super) fn func_decl_of(&self, obj: ObjId) -> Option<&'a FuncDecl> {
        let o = &self.objects[obj];
        let ObjectKind::Func(info) = &o.kind else { return None };
        let (file, decl) = info.decl?;
        let pkgs: &'a [super::info::Package] = self.pkgs;
        match pkgs.get(o.pkg?.0 as usize)?.files.get(file as usize)?.decls.get(decl as usize)? {
            crate::syntax::ast::Decl::Func(f) => Some(f),
            _ => None,
        }
    }
}
