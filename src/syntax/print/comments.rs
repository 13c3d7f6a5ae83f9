//! Comments among the tokens: where they go, and how multi-line ones are laid out.

use super::doc;
use super::layout::{Comment, Group, Place};
use super::writer::{INFINITY, Kind, Printer, White, limit};

impl<'a> Printer<'a> {
    fn next_comments(&self) -> Option<&'a Group> {
        self.l.groups.get(self.next_group)
    }

    /// Does a comment stand before `next`, and may it be printed without implying a semicolon?
    pub(super) fn comment_before(&self, next: Place) -> bool {
        let Some(group) = self.next_comments() else { return false };
        let Some(first) = group.comments.first() else { return false };
        (first.pos.0 as usize) - 1 < next.offset && (!self.implied_semi || !group.has_newline)
    }

    /// Bytes of the comments before `next`.
    pub(super) fn comment_size_before(&mut self, next: Place) -> usize {
        let first = self.next_group;
        let mut size = 0;
        while self.comment_before(next) {
            let comments = self.next_comments().map_or(&[][..], |g| &g.comments);
            size += comments.iter().map(|c| c.text.len()).sum::<usize>();
            self.next_group += 1;
        }
        self.next_group = first;
        size
    }

    /// Prints the comments before `next` together with the pending blanks.
    pub(super) fn intersperse(&mut self, next: Place, kind: Kind) -> (bool, bool) {
        let mut last: Option<Comment> = None;
        while self.comment_before(next)
            && let Some(group) = self.next_comments()
        {
            let doc = self.doc_form(group, next, kind);
            for c in doc.as_ref().unwrap_or(&group.comments) {
                let place = self.l.place(c.pos);
                self.comment_prefix(place, next, last.as_ref(), kind);
                self.comment(c);
                last = Some(c.clone());
            }
            if doc.as_ref().is_some_and(Vec::is_empty) {
                // Nothing is left of it.
                if let Some(first) = group.comments.first() {
                    self.comment_prefix(self.l.place(first.pos), next, last.as_ref(), kind);
                }
                self.pos = next;
                self.last = next;
                self.next_group += 1;
                return self.comment_suffix(false);
            }
            if doc.is_some() {
                last = group.comments.last().cloned();
                if let Some(c) = &last {
                    self.pos = self.l.place(c.end);
                    self.last = self.pos;
                }
            }
            self.next_group += 1;
        }
        let Some(last) = last else { return (false, false) };
        let block = last.text.starts_with("/*");
        let mut needs_linebreak = false;
        let closing = |k: &'static str, open: &'static str| {
            kind == Kind::Token(k) && self.prev_open != Kind::Token(open)
        };
        if !self.no_extra_blank
            && block
            && self.line(last.pos) == next.line
            && kind != Kind::Token(",")
            && !closing(")", "(")
            && !closing("]", "[")
        {
            let breaks = self.white.iter().any(|w| matches!(w, White::Newline | White::Formfeed));
            if breaks && !self.no_extra_linebreak && self.level == 0 {
                needs_linebreak = true;
            } else {
                self.write_byte(b' ', 1);
            }
        }
        if !block || kind == Kind::Eof || (kind == Kind::Token("}") && !self.no_extra_linebreak) {
            needs_linebreak = true;
        }
        self.comment_suffix(needs_linebreak)
    }

    /// The group rewritten, when it documents the declaration that follows it at the left margin.
    fn doc_form(&self, group: &Group, next: Place, kind: Kind) -> Option<Vec<Comment>> {
        let (first, end) = (group.comments.first()?, group.comments.last()?.end);
        let documents = kind != Kind::Ident
            && self.last_kind_before() != Kind::Token("import")
            && self.l.place(first.pos).col == 1
            && end.0 as usize == next.offset;
        if documents { doc::rewritten(&group.comments) } else { None }
    }

    /// The token that the comment follows. `last_kind` is the one that is being printed already.
    fn last_kind_before(&self) -> Kind {
        self.last_kind
    }

    /// Blanks before a comment.
    fn comment_prefix(&mut self, pos: Place, next: Place, prev: Option<&Comment>, kind: Kind) {
        if self.output.is_empty() {
            return;
        }
        let after_line_comment = prev.is_some_and(|c| c.text.starts_with("//"));
        if pos.line == self.last.line && !after_line_comment {
            let mut has_separator = false;
            if prev.is_none() {
                let mut n = 0;
                for (i, w) in self.white.iter_mut().enumerate() {
                    match w {
                        White::Blank => *w = White::Ignore,
                        White::Vtab => has_separator = true,
                        White::Indent => {}
                        _ => {
                            n = i;
                            break;
                        }
                    }
                }
                self.write_white(n);
            }
            if !has_separator {
                self.write_byte(if pos.line == next.line { b' ' } else { b'\t' }, 1);
            }
            return;
        }
        let mut dropped = false;
        let mut n = 0;
        for i in 0..self.white.len() {
            match self.white[i] {
                White::Blank | White::Vtab => {
                    self.white[i] = White::Ignore;
                    continue;
                }
                White::Indent => continue,
                White::Unindent => {
                    if self.white.get(i + 1) == Some(&White::Unindent) {
                        continue;
                    }
                    if kind != Kind::Token("}") && pos.col == next.col {
                        continue;
                    }
                }
                White::Newline | White::Formfeed => {
                    self.white[i] = White::Ignore;
                    dropped = prev.is_none();
                }
                White::Ignore => {}
            }
            n = i;
            break;
        }
        self.write_white(n);
        let mut breaks = 0;
        if self.last.is_some() {
            breaks = pos.line.saturating_sub(self.last.line);
        }
        if self.indent == 0 && dropped {
            breaks += 1;
        }
        if breaks == 0 && after_line_comment {
            breaks = 1;
        }
        if breaks > 0 {
            self.write_byte(b'\x0c', limit(breaks));
        }
    }

    fn comment(&mut self, comment: &Comment) {
        let place = self.l.place(comment.pos);
        let text = comment.text.as_str();
        let outer = self.indent;
        if text.starts_with("//line ") && place.col == 1 {
            self.indent = 0;
        }
        if text.starts_with("//") {
            self.write_text(place, text.trim_end(), true);
            self.indent = outer;
            return;
        }
        let mut lines: Vec<String> = text.split('\n').map(str::to_string).collect();
        if place.col == 1 && self.indent > 0 {
            for line in lines.iter_mut().skip(1) {
                line.insert_str(0, "   ");
            }
        }
        strip_common_prefix(&mut lines);
        let mut at = place;
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.write_byte(b'\x0c', 1);
                at = self.pos;
            }
            if !line.is_empty() {
                self.write_text(at, line.trim_end(), true);
            }
        }
        self.indent = outer;
    }

    /// What is left of the blanks after a comment, with a line break where one is needed.
    fn comment_suffix(&mut self, mut needs_linebreak: bool) -> (bool, bool) {
        let (mut wrote, mut dropped) = (false, false);
        for w in &mut self.white {
            match *w {
                White::Blank | White::Vtab => *w = White::Ignore,
                White::Newline | White::Formfeed => {
                    if needs_linebreak {
                        needs_linebreak = false;
                        wrote = true;
                    } else {
                        dropped |= *w == White::Formfeed;
                        *w = White::Ignore;
                    }
                }
                _ => {}
            }
        }
        self.write_white(self.white.len());
        if needs_linebreak {
            self.write_byte(b'\n', 1);
            wrote = true;
        }
        (wrote, dropped)
    }

    /// Distance in output columns from `start_col`, if `start_line` is the current source line.
    pub(super) fn distance_from(&self, start_line: usize, start_col: usize) -> usize {
        if start_line == self.pos.line { self.out.col.saturating_sub(start_col) } else { INFINITY }
    }
}

fn is_blank(s: &str) -> bool {
    s.bytes().all(|b| b <= b' ')
}

/// The common beginning of blanks and stars.
fn common_prefix<'a>(a: &'a str, b: &str) -> &'a str {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y && (*x <= b' ' || *x == b'*'));
    &a[..same.count()]
}

/// Takes from the lines of a block comment what they are indented by, so that it can be indented anew.
fn strip_common_prefix(lines: &mut [String]) {
    let count = lines.len();
    if count <= 1 {
        return;
    }
    let mut prefix: Option<String> = None;
    for line in &mut lines[1..count - 1] {
        if is_blank(line) {
            line.clear();
        } else {
            let before = prefix.as_deref().unwrap_or(line);
            prefix = Some(common_prefix(before, line).to_string());
        }
    }
    let last = lines[count - 1].clone();
    let mut prefix = prefix.unwrap_or_else(|| common_prefix(&last, &last).to_string());
    let mut stars = false;
    if let Some(i) = prefix.find('*') {
        prefix.truncate(i);
        if prefix.ends_with(' ') {
            prefix.pop();
        }
        stars = true;
    } else {
        let first = lines[0].as_bytes();
        if is_blank(lines[0].get(2..).unwrap_or("")) {
            let kept = prefix.len();
            for _ in 0..3 {
                if prefix.ends_with(' ') {
                    prefix.pop();
                }
            }
            if prefix.len() == kept && prefix.ends_with('\t') {
                prefix.pop();
            }
        } else {
            let n = 2 + first[2..].iter().take_while(|b| **b <= b' ').count();
            let suffix = if n > 2 && first[2] == b'\t' {
                lines[0][2..n].to_string()
            } else {
                format!("  {}", &lines[0][2..n])
            };
            if prefix.ends_with(&suffix) {
                prefix.truncate(prefix.len() - suffix.len());
            }
        }
    }
    let before_end = last.split("*/").next().unwrap_or("");
    if is_blank(before_end) {
        lines[count - 1] = format!("{prefix}{}", if stars { " */" } else { "*/" });
    } else {
        prefix = common_prefix(&prefix, &last).to_string();
    }
    for line in lines.iter_mut().skip(1) {
        if !line.is_empty() {
            *line = line.get(prefix.len()..).unwrap_or("").to_string();
        }
    }
}
