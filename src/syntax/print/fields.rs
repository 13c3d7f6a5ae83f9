//! Fields of structs and elements of interfaces: on one line where they are few and small, else in columns.

use super::list::{field_start, start};
use super::writer::{Printer, White};
use crate::syntax::ast::*;
use crate::text::Pos;

impl<'a> Printer<'a> {
    pub(super) fn struct_fields(&mut self, fields: &[Field], open: usize) {
        let close = self.l.partner(open);
        let comments = self.comment_before(self.l.place(self.l.pos(close)));
        let one_line = self.line(self.l.pos(open)) == self.line(self.l.pos(close));
        if !comments && one_line {
            if fields.is_empty() {
                self.braces(open, close);
                return;
            }
            if let [f] = fields
                && f.tag.is_none()
                && self.fits(&f.names, |p, max| p.expr_size(&f.ty, max))
            {
                self.token_at(self.l.pos(open), "{");
                self.blank();
                for (i, name) in f.names.iter().enumerate() {
                    if i > 0 {
                        self.token(",");
                        self.blank();
                    }
                    self.ident(*name);
                }
                if !f.names.is_empty() {
                    self.blank();
                }
                self.expr(&f.ty);
                self.blank();
                self.token_at(self.l.pos(close), "}");
                return;
            }
        }
        self.open_body(open, comments || !fields.is_empty());
        let separator = if fields.len() == 1 { White::Blank } else { White::Vtab };
        let mut line = 0;
        for (i, f) in fields.iter().enumerate() {
            if i > 0 {
                let new_section = self.out.line > line;
                self.linebreak(self.line(field_start(f)), 1, White::Ignore, new_section);
            }
            line = self.recorded_line(|p| p.struct_field(f, separator));
        }
        self.close_body(close);
    }

    fn struct_field(&mut self, f: &Field, separator: White) {
        let mut extra = 2;
        if f.names.is_empty() {
            self.expr(&f.ty);
        } else {
            self.names(&f.names, false);
            self.space(separator);
            self.expr(&f.ty);
            extra = 1;
        }
        let mut end = f.ty.end;
        if f.tag.is_some() {
            if !f.names.is_empty() && separator == White::Vtab {
                self.space(separator);
            }
            self.space(separator);
            let tag = self.l.token_from(f.ty.end);
            self.set_pos(self.l.pos(tag));
            self.literal(self.l.token_text(tag), false);
            end = self.l.end(tag);
            extra = 0;
        }
        if self.has_comment(end) {
            for _ in 0..extra {
                self.space(separator);
            }
        }
    }

    /// Does a comment belong to the line of what ends at `end`? Never while measuring.
    pub(super) fn has_comment(&self, end: Pos) -> bool {
        self.l.has_line_comment(end)
    }

    pub(super) fn interface_elems(&mut self, elems: &[InterfaceElem], open: usize) {
        let close = self.l.partner(open);
        let comments = self.comment_before(self.l.place(self.l.pos(close)));
        let one_line = self.line(self.l.pos(open)) == self.line(self.l.pos(close));
        if !comments && one_line {
            if elems.is_empty() {
                self.braces(open, close);
                return;
            }
            if let [e] = elems
                && self.elem_fits(e)
            {
                self.token_at(self.l.pos(open), "{");
                self.blank();
                self.interface_elem(e);
                self.blank();
                self.token_at(self.l.pos(close), "}");
                return;
            }
        }
        self.open_body(open, comments || !elems.is_empty());
        let mut line = 0;
        for (i, e) in elems.iter().enumerate() {
            if i > 0 {
                let new_section = self.out.line > line;
                self.linebreak(self.line(self.elem_start(e)), 1, White::Ignore, new_section);
            }
            line = self.recorded_line(|p| p.interface_elem(e));
        }
        self.close_body(close);
    }

    fn elem_start(&self, e: &InterfaceElem) -> Pos {
        match e {
            InterfaceElem::Method { name, .. } => name.pos,
            InterfaceElem::Union(terms) => terms.first().map_or(Pos::NONE, |t| self.term_start(t)),
        }
    }

    fn term_start(&self, t: &UnionTerm) -> Pos {
        let ty = start(&t.ty);
        let before = self.l.token_from(ty).saturating_sub(1);
        if t.tilde { self.l.pos(before) } else { ty }
    }

    fn elem_fits(&mut self, e: &InterfaceElem) -> bool {
        match e {
            InterfaceElem::Method { name, ty } => self.fits(&[*name], |p, max| {
                // A method's type is measured with its `func`.
                let open = p.l.token_from(p.name_end(*name));
                p.size_of((p.l.pos(open), p.l.end(open), true), max, |p| {
                    p.set_pos(p.l.pos(open));
                    p.token("func");
                    p.signature(ty, open);
                })
            }),
            InterfaceElem::Union(terms) => {
                let end = terms.last().map_or(Pos::NONE, |t| t.ty.end);
                let from = self.elem_start(e);
                self.fits(&[], |p, max| p.size_of((from, end, true), max, |p| p.union(terms)))
            }
        }
    }

    fn interface_elem(&mut self, e: &InterfaceElem) {
        match e {
            InterfaceElem::Method { name, ty } => {
                self.ident(*name);
                let open = self.l.token_from(self.name_end(*name));
                self.signature(ty, open);
            }
            InterfaceElem::Union(terms) => self.union(terms),
        }
    }

    fn union(&mut self, terms: &[UnionTerm]) {
        for (i, t) in terms.iter().enumerate() {
            let begin = self.term_start(t);
            let mut indented = false;
            if i > 0 {
                self.blank();
                let (x_line, y_line) = (self.pos.line, self.line(begin));
                self.token_at(self.l.pos(self.l.token_from(begin).saturating_sub(1)), "|");
                if x_line != y_line && self.linebreak(y_line, 1, White::Indent, true) > 0 {
                    indented = true;
                } else {
                    self.blank();
                }
            }
            self.set_pos(begin);
            if t.tilde {
                self.token("~");
            }
            self.expr1(&t.ty, 6, 1);
            if indented {
                self.space(White::Unindent);
            }
        }
    }

    /// May a single field or method stand on the line of its braces?
    fn fits(
        &mut self,
        names: &[Ident],
        size: impl FnOnce(&mut Printer<'a>, usize) -> usize,
    ) -> bool {
        const MAX: usize = 30;
        let names_size = usize::from(!names.is_empty());
        names_size + size(self, MAX) <= MAX
    }

    fn braces(&mut self, open: usize, close: usize) {
        self.token_at(self.l.pos(open), "{");
        self.token_at(self.l.pos(close), "}");
    }

    fn open_body(&mut self, open: usize, breaks: bool) {
        self.blank();
        self.token_at(self.l.pos(open), "{");
        self.space(White::Indent);
        if breaks {
            self.space(White::Formfeed);
        }
    }

    fn close_body(&mut self, close: usize) {
        self.space(White::Unindent);
        self.space(White::Formfeed);
        self.token_at(self.l.pos(close), "}");
    }

    /// Runs `print` and returns the output line on which its first token stood.
    pub(super) fn recorded_line(&mut self, print: impl FnOnce(&mut Printer<'a>)) -> usize {
        self.record = true;
        // Nested records overwrite the field, so the outer one is taken when it is made.
        let outer = std::mem::take(&mut self.recorded);
        print(self);
        std::mem::replace(&mut self.recorded, outer)
    }
}
