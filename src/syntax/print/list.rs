//! Lists: expressions with their line breaks and aligned keys, parameters, fields.

use super::layout::Place;
use super::writer::{Printer, White};
use crate::syntax::ast::*;
use crate::syntax::token::Token;
use crate::text::Pos;

/// An element of a list of expressions.
#[derive(Clone, Copy)]
pub(super) enum Item<'t> {
    Expr(&'t Expr),
    Pair(&'t Expr, &'t Expr),
    Name(Ident),
}

/// How a list ends and is indented.
#[derive(Clone, Copy, Default)]
pub(super) struct ListMode {
    /// A comma goes after the last element when the closing bracket stands on a new line.
    pub(super) comma_term: bool,
    pub(super) no_indent: bool,
}

/// A size above which keys must be of like size to be aligned.
const SMALL_SIZE: usize = 40;
/// Sizes that differ by more than this ratio are not aligned.
const RATIO: f64 = 2.5;
/// Wider than any source line.
const MAX_LINE: usize = 1_000_000;

impl<'a> Printer<'a> {
    pub(super) fn item_start(&self, item: Item) -> Pos {
        match item {
            Item::Expr(x) | Item::Pair(x, _) => start(x),
            Item::Name(n) => n.pos,
        }
    }

    fn item_end(&self, item: Item) -> Pos {
        match item {
            Item::Expr(x) | Item::Pair(_, x) => x.end,
            Item::Name(n) => self.name_end(n),
        }
    }

    pub(super) fn name_end(&self, n: Ident) -> Pos {
        n.pos.add(self.l.symbols.name(n.name).len() as u32)
    }

    fn print_item(&mut self, item: Item, depth: usize) {
        match item {
            Item::Expr(x) => self.expr0(x, depth),
            Item::Pair(key, value) => {
                self.set_pos(start(key));
                self.expr(key);
                let colon = self.colon(key, value);
                self.token_at(colon, ":");
                self.blank();
                self.expr(value);
            }
            Item::Name(n) => self.ident(n),
        }
    }

    fn colon(&self, key: &Expr, value: &Expr) -> Pos {
        let before = self.l.token_from(start(value)).saturating_sub(1);
        self.l.pos(before.max(self.l.token_from(key.end)))
    }

    fn item_size(&mut self, item: Item, max: usize) -> usize {
        match item {
            Item::Expr(x) => self.expr_size(x, max),
            Item::Pair(key, value) => {
                let id = (start(key), value.end, true);
                self.size_of(id, max, |p| p.print_item(item, 1))
            }
            Item::Name(n) => self.l.symbols.name(n.name).len(),
        }
    }

    pub(super) fn expr_size(&mut self, x: &Expr, max: usize) -> usize {
        self.size_of((start(x), x.end, false), max, |p| p.expr(x))
    }

    /// A list between `prev` and `next` (the brackets, or [`Pos::NONE`]). Line breaks between the
    /// elements are kept.
    pub(super) fn expr_list(
        &mut self,
        prev: Pos,
        list: &[Item],
        depth: usize,
        mode: ListMode,
        next: Pos,
    ) {
        let (Some(&head), Some(&tail)) = (list.first(), list.last()) else { return };
        let (prev, next) = (self.l.place(prev), self.l.place(next));
        let line = self.line(self.item_start(head));
        let end_line = self.line(self.item_end(tail));
        if prev.is_some() && prev.line == line && line == end_line {
            for (i, item) in list.iter().enumerate() {
                if i > 0 {
                    self.token_at(self.item_start(*item), ",");
                    self.blank();
                }
                self.print_item(*item, depth);
            }
            return;
        }
        self.broken_list(prev, list, depth, mode, next);
    }

    fn broken_list(
        &mut self,
        prev: Place,
        list: &[Item],
        depth: usize,
        mode: ListMode,
        next: Place,
    ) {
        let mut white = if mode.no_indent { White::Ignore } else { White::Indent };
        let mut last_break = None;
        let first_line = self.line(self.item_start(list[0]));
        if prev.is_some()
            && prev.line < first_line
            && self.linebreak(first_line, 0, white, true) > 0
        {
            white = White::Ignore;
            last_break = Some(0);
        }
        let mut sizes = Sizes::default();
        let mut prev_line = prev.line;
        for (i, &item) in list.iter().enumerate() {
            let line = self.line(self.item_start(item));
            let mut size = self.item_size(item, MAX_LINE);
            if size > MAX_LINE || !prev.is_some() || !next.is_some() {
                size = 0;
            } else if let Item::Pair(key, _) = item {
                size = self.expr_size(key, MAX_LINE);
            }
            let new_section = sizes.differs(size);
            let breaks_line = 0 < prev_line && prev_line < line;
            if i > 0 {
                if !breaks_line {
                    self.set_pos(self.item_start(item));
                }
                self.token(",");
                let mut needs_blank = true;
                if breaks_line {
                    let several = last_break.map_or(0, |b| b + 1) < i;
                    let n = self.linebreak(line, 0, white, new_section || several);
                    if n > 0 {
                        white = White::Ignore;
                        last_break = Some(i);
                        needs_blank = false;
                    }
                    if n > 1 {
                        sizes.reset();
                    }
                }
                if needs_blank {
                    self.blank();
                }
            }
            match item {
                Item::Pair(key, value) if list.len() > 1 && size > 0 && breaks_line => {
                    self.expr(key);
                    let colon = self.colon(key, value);
                    self.token_at(colon, ":");
                    self.space(White::Vtab);
                    self.expr(value);
                }
                _ => self.print_item(item, depth),
            }
            sizes.add(size);
            prev_line = line;
        }
        let indented = white == White::Ignore && !mode.no_indent;
        if mode.comma_term && next.is_some() && self.pos.line < next.line {
            self.token(",");
            if indented {
                self.space(White::Unindent);
            }
            self.space(White::Formfeed);
        } else if indented {
            self.space(White::Unindent);
        }
    }

    /// Names before a type; `indent` when a line break among them indents.
    pub(super) fn names(&mut self, names: &[Ident], indent: bool) {
        let items: Vec<Item> = names.iter().map(|n| Item::Name(*n)).collect();
        let mode = ListMode { comma_term: false, no_indent: !indent };
        self.expr_list(Pos::NONE, &items, 1, mode, Pos::NONE);
    }

    /// Parameters between the bracket at token `open` and its partner.
    pub(super) fn parameters(&mut self, fields: &[Field], open: usize, of_type: bool) {
        let close = self.l.partner(open);
        let brackets = if self.l.kind(open) == Token::Lbrack { ("[", "]") } else { ("(", ")") };
        self.token_at(self.l.pos(open), brackets.0);
        if let Some(first) = fields.first() {
            let mut prev_line = self.line(self.l.pos(open));
            let mut white = White::Indent;
            for (i, f) in fields.iter().enumerate() {
                let (begin, end) = (self.line(field_start(f)), self.line(f.ty.end));
                let breaks = 0 < prev_line && prev_line < begin;
                if i > 0 {
                    if !breaks {
                        self.set_pos(field_start(f));
                    }
                    self.token(",");
                }
                if breaks && self.linebreak(begin, 0, white, true) > 0 {
                    white = White::Ignore;
                } else if i > 0 {
                    self.blank();
                }
                if !f.names.is_empty() {
                    self.names(&f.names, white == White::Indent);
                    self.blank();
                }
                self.expr(strip(&f.ty));
                prev_line = end;
            }
            let closing = self.line(self.l.pos(close));
            if 0 < prev_line && prev_line < closing {
                self.token(",");
                self.linebreak(closing, 0, White::Ignore, true);
            } else if of_type
                && fields.len() == 1
                && first.names.len() < 2
                && combines_with_name(strip(&first.ty))
            {
                self.token(",");
            }
            if white == White::Ignore {
                self.space(White::Unindent);
            }
        }
        self.token_at(self.l.pos(close), brackets.1);
    }

    /// Parameters and results of a signature whose parameters open at token `open`.
    pub(super) fn signature(&mut self, ty: &FuncType, open: usize) {
        self.parameters(&ty.params, open, false);
        match ty.results.as_slice() {
            [] => {}
            [one] if one.names.is_empty() => {
                self.blank();
                self.expr(strip(&one.ty));
            }
            list => {
                self.blank();
                self.parameters(list, self.l.partner(open) + 1, false);
            }
        }
    }
}

/// Sizes of the elements of one section, and their geometric mean.
#[derive(Default)]
struct Sizes {
    last: usize,
    log_sum: f64,
    count: usize,
}

impl Sizes {
    /// Is `size` so unlike the ones before that columns must break?
    fn differs(&mut self, size: usize) -> bool {
        let previous = std::mem::replace(&mut self.last, size);
        if previous == 0 || size == 0 {
            return true;
        }
        if self.count == 0 || (previous <= SMALL_SIZE && size <= SMALL_SIZE) {
            return false;
        }
        let mean = exp2ish(self.log_sum / self.count as f64);
        let ratio = size as f64 / mean;
        RATIO * ratio <= 1.0 || RATIO <= ratio
    }

    fn add(&mut self, size: usize) {
        if size > 0 {
            self.log_sum += log2ish(size as f64);
            self.count += 1;
        }
    }

    fn reset(&mut self) {
        self.log_sum = 0.0;
        self.count = 0;
    }
}

/// Logarithm with a linear fraction: the same on every machine, which the decision needs more than
/// precision.
fn log2ish(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1022;
    let fraction = f64::from_bits((bits & !(0x7ff << 52)) | (1022 << 52));
    exponent as f64 + 2.0 * (fraction - 1.0)
}

/// Inverse of [`log2ish`].
fn exp2ish(x: f64) -> f64 {
    let n = x.floor();
    let fraction = x - n;
    let scale = f64::from_bits(((n as i64 + 1023) as u64) << 52);
    scale * (1.0 + fraction)
}

pub(super) fn field_start(f: &Field) -> Pos {
    f.names.first().map_or_else(|| start(&f.ty), |n| n.pos)
}

/// First byte of an expression; `Expr::pos` is gc's place, which differs for slice expressions.
pub(super) fn start(mut x: &Expr) -> Pos {
    loop {
        x = match &x.kind {
            ExprKind::Slice { x, .. }
            | ExprKind::Selector { x, .. }
            | ExprKind::Index { x, .. }
            | ExprKind::TypeAssert { x, .. }
            | ExprKind::Call { fun: x, .. }
            | ExprKind::Binary { x, .. }
            | ExprKind::CompositeLit { ty: Some(x), .. } => x,
            _ => return x.pos,
        };
    }
}

/// `x` without parentheses around it.
pub(super) fn strip(mut x: &Expr) -> &Expr {
    while let ExprKind::Paren(inner) = &x.kind {
        x = inner;
    }
    x
}

/// Would a name before the constraint `x` read as one expression?
fn combines_with_name(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Star(x) | ExprKind::Paren(x) => !is_type_elem(x),
        ExprKind::Binary { x, y, .. } => combines_with_name(x) && !is_type_elem(y),
        _ => false,
    }
}

fn is_type_elem(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType { .. }
        | ExprKind::StructType(_)
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::MapType { .. }
        | ExprKind::ChanType { .. } => true,
        ExprKind::Unary { op, .. } => *op == UnaryOp::Tilde,
        ExprKind::Binary { x, y, .. } => is_type_elem(x) || is_type_elem(y),
        ExprKind::Paren(x) => is_type_elem(x),
        _ => false,
    }
}
