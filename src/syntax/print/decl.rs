//! Files and declarations.

use super::list::{Item, ListMode};
use super::writer::{Printer, White};
use crate::syntax::ast::*;
use crate::syntax::token::Token;
use crate::text::Pos;

/// What the printer needs of a constant or variable spec.
struct ValueSpec<'t> {
    names: &'t [Ident],
    ty: Option<&'t Expr>,
    values: &'t [Expr],
    pos: Pos,
}

impl<'a> Printer<'a> {
    pub(super) fn source_file(&mut self, file: &File) {
        let starts = &self.l.decl_starts;
        self.token_at(self.l.pos(starts.first().copied().unwrap_or(0)), "package");
        self.blank();
        self.ident(file.package);
        let mut decls = file.decls.iter();
        let mut previous = None;
        for &token in starts.iter().skip(1) {
            let kind = self.l.kind(token);
            let decl = if kind == Token::Import { None } else { decls.next() };
            let pos = self.l.pos(token);
            let min = if previous != Some(kind) || self.l.has_doc(pos) { 2 } else { 1 };
            previous = Some(kind);
            let several_lines = match decl {
                Some(Decl::Func(f)) => self.line(self.func_end(f)) > self.line(pos),
                _ => false,
            };
            self.linebreak(self.line(pos), min, White::Ignore, several_lines);
            match decl {
                Some(decl) => self.decl(decl, token),
                None => self.imports(&file.imports, token),
            }
        }
        self.space(White::Newline);
    }

    fn func_end(&self, f: &FuncDecl) -> Pos {
        match &f.body {
            Some(body) => body.rbrace,
            None => {
                let next = self.l.decl_starts.iter().find(|t| self.l.pos(**t) > f.pos);
                let next = next.copied().unwrap_or(self.l.tokens.len());
                self.l.end(next.saturating_sub(1))
            }
        }
    }

    /// A declaration whose keyword is at `token`.
    pub(super) fn decl(&mut self, decl: &Decl, token: usize) {
        match decl {
            Decl::Const(specs) => {
                let specs: Vec<ValueSpec> = specs.iter().map(ValueSpec::of_const).collect();
                self.values("const", &specs, token);
            }
            Decl::Var(specs) => {
                let specs: Vec<ValueSpec> = specs.iter().map(ValueSpec::of_var).collect();
                self.values("var", &specs, token);
            }
            Decl::Type(specs) => {
                self.group("type", token, specs.len(), |p| {
                    let n = specs.len();
                    p.specs(specs, |s| s.name.pos, |p, s| p.type_spec(s, n));
                });
            }
            Decl::Func(f) => self.func_decl(f, token),
            Decl::Bad(_) => {}
        }
    }

    /// A keyword with its specs, in parentheses where they were.
    fn group(
        &mut self,
        keyword: &'static str,
        token: usize,
        count: usize,
        specs: impl FnOnce(&mut Printer<'a>),
    ) {
        self.token_at(self.l.pos(token), keyword);
        self.blank();
        let open = token + 1;
        if self.l.kind(open) != Token::Lparen {
            specs(self);
            return;
        }
        self.token_at(self.l.pos(open), "(");
        if count > 0 {
            self.space(White::Indent);
            self.space(White::Formfeed);
            specs(self);
            self.space(White::Unindent);
            self.space(White::Formfeed);
        }
        self.token_at(self.l.pos(self.l.partner(open)), ")");
    }

    fn specs<T>(
        &mut self,
        specs: &[T],
        pos: impl Fn(&T) -> Pos,
        mut print: impl FnMut(&mut Printer<'a>, &T),
    ) {
        let mut line = 0;
        for (i, spec) in specs.iter().enumerate() {
            if i > 0 {
                let new_section = self.out.line > line;
                self.linebreak(self.line(pos(spec)), 1, White::Ignore, new_section);
            }
            line = self.recorded_line(|p| print(p, spec));
        }
    }

    fn values(&mut self, keyword: &'static str, specs: &[ValueSpec], token: usize) {
        let grouped = self.l.kind(token + 1) == Token::Lparen;
        self.group(keyword, token, specs.len(), |p| {
            if specs.len() > 1 {
                let keep = keeps_type_column(specs);
                let numbered: Vec<(usize, &ValueSpec)> = specs.iter().enumerate().collect();
                p.specs(&numbered, |(_, s)| s.pos, |p, (i, s)| p.aligned_value(s, keep[*i]));
            } else {
                p.specs(specs, |s| s.pos, |p, s| p.single_value(s, !grouped));
            }
        });
    }

    /// A spec alone: nothing to align with.
    fn single_value(&mut self, s: &ValueSpec, indent: bool) {
        self.names(s.names, indent);
        if let Some(ty) = s.ty {
            self.blank();
            self.expr(ty);
        }
        if !s.values.is_empty() {
            self.blank();
            self.token("=");
            self.blank();
            self.value_list(s.values);
        }
    }

    /// A spec in columns: names, type, value, comment.
    fn aligned_value(&mut self, s: &ValueSpec, keep_type: bool) {
        self.names(s.names, false);
        let mut extra = 3;
        let mut end = s.names.last().map_or(s.pos, |n| self.name_end(*n));
        if s.ty.is_some() || keep_type {
            self.space(White::Vtab);
            extra -= 1;
        }
        if let Some(ty) = s.ty {
            self.expr(ty);
            end = ty.end;
        }
        if let Some(last) = s.values.last() {
            self.space(White::Vtab);
            self.token("=");
            self.blank();
            self.value_list(s.values);
            extra -= 1;
            end = last.end;
        }
        if self.has_comment(end) {
            for _ in 0..extra {
                self.space(White::Vtab);
            }
        }
    }

    fn value_list(&mut self, values: &[Expr]) {
        let items: Vec<Item> = values.iter().map(Item::Expr).collect();
        self.expr_list(Pos::NONE, &items, 1, ListMode::default(), Pos::NONE);
    }

    fn type_spec(&mut self, s: &TypeSpec, count: usize) {
        self.ident(s.name);
        if !s.tparams.is_empty() {
            let open = self.l.token_from(self.name_end(s.name));
            self.parameters(&s.tparams, open, true);
        }
        self.space(if count == 1 { White::Blank } else { White::Vtab });
        if s.is_alias {
            self.token("=");
            self.blank();
        }
        self.expr(&s.ty);
    }

    fn func_decl(&mut self, f: &FuncDecl, token: usize) {
        let line = self.line(f.pos);
        self.token_at(f.pos, "func");
        self.blank();
        let start_col = self.out.col - "func".len();
        if let Some(recv) = &f.recv {
            self.parameters(std::slice::from_ref(recv), token + 1, false);
            self.blank();
        }
        self.ident(f.name);
        let mut open = self.l.token_from(self.name_end(f.name));
        if self.l.kind(open) == Token::Lbrack {
            self.parameters(&f.tparams, open, false);
            open = self.l.partner(open) + 1;
        }
        self.signature(&f.ty, open);
        if let Some(body) = &f.body {
            let header = self.distance_from(line, start_col);
            self.func_body(header, White::Vtab, body);
        }
    }

    fn imports(&mut self, imports: &[Import], token: usize) {
        let end = match self.l.kind(token + 1) {
            Token::Lparen => self.l.pos(self.l.partner(token + 1)),
            _ => {
                let next = self.l.decl_starts.iter().find(|t| **t > token);
                next.map_or(Pos(u32::MAX), |t| self.l.pos(*t))
            }
        };
        let from = imports.partition_point(|i| i.pos < self.l.pos(token));
        let to = imports.partition_point(|i| i.pos < end);
        let specs = imports.get(from..to).unwrap_or(&[]);
        self.group("import", token, specs.len(), |p| {
            p.specs(specs, |s| s.pos, |p, s| p.import_spec(s));
        });
    }

    fn import_spec(&mut self, s: &Import) {
        if let Some(name) = s.name {
            self.ident(name);
            self.blank();
        }
        self.set_pos(s.path_pos);
        let raw = self.l.token_text(self.l.token_from(s.path_pos));
        // A raw string becomes an ordinary one.
        if raw.starts_with('`') && !s.path.is_empty() && is_plain_path(&s.path) {
            self.literal(&format!("\"{}\"", s.path), false);
        } else {
            self.literal(raw, false);
        }
    }
}

impl<'t> ValueSpec<'t> {
    fn of_const(s: &'t ConstSpec) -> ValueSpec<'t> {
        ValueSpec { names: &s.names, ty: s.ty.as_ref(), values: &s.values, pos: s.pos }
    }
    fn of_var(s: &'t VarSpec) -> ValueSpec<'t> {
        ValueSpec { names: &s.names, ty: s.ty.as_ref(), values: &s.values, pos: s.pos }
    }
}

/// Per spec: must its type column be kept although it has no type? Yes in a run of specs with values of
/// which one has a type.
fn keeps_type_column(specs: &[ValueSpec]) -> Vec<bool> {
    let mut keep = vec![false; specs.len()];
    let mut i = 0;
    while i < specs.len() {
        let run = specs[i..].iter().take_while(|s| !s.values.is_empty()).count();
        if specs[i..i + run].iter().any(|s| s.ty.is_some()) {
            keep[i..i + run].fill(true);
        }
        i += run.max(1);
    }
    keep
}

fn is_plain_path(path: &str) -> bool {
    path.chars().all(|c| {
        !c.is_whitespace() && !c.is_control() && !"!\"#$%&'()*,:;<=>?[\\]^{|}`\u{fffd}".contains(c)
    })
}
