//! Expressions and types. Blanks around operators say what binds tighter: `a*b + c`, `f(a+b, c)`.

use super::list::{Item, ListMode, start};
use super::writer::{Printer, White};
use crate::syntax::ast::*;
use crate::text::Pos;
use std::borrow::Cow;

impl<'a> Printer<'a> {
    pub(super) fn expr(&mut self, x: &Expr) {
        self.expr1(x, 0, 1);
    }

    pub(super) fn expr0(&mut self, x: &Expr, depth: usize) {
        self.expr1(x, 0, depth);
    }

    /// `precedence` is that of the operator around; `depth` grows where blanks become rare.
    pub(super) fn expr1(&mut self, x: &Expr, precedence: u8, depth: usize) {
        self.set_pos(start(x));
        match &x.kind {
            ExprKind::Bad => {}
            ExprKind::Ident(name) => self.ident(*name),
            ExprKind::BasicLit { kind, raw } => self.basic_literal(*kind, raw),
            ExprKind::Binary { .. } => {
                let cutoff = cutoff(x, depth);
                self.binary(x, precedence, cutoff, depth);
            }
            ExprKind::Star(inner) => {
                self.token("*");
                self.expr(inner);
            }
            ExprKind::Unary { op, x } => {
                self.token(op.text());
                self.expr1(x, 6, depth);
            }
            ExprKind::FuncLit(f) => {
                let line = self.line(x.pos);
                self.token("func");
                let start_col = self.out.col - "func".len();
                self.signature(&f.ty, self.l.token_from(x.pos) + 1);
                let header = self.distance_from(line, start_col);
                self.func_body(header, White::Blank, &f.body);
            }
            ExprKind::Paren(inner) => {
                if matches!(inner.kind, ExprKind::Paren(_)) {
                    self.expr0(inner, depth);
                } else {
                    self.token("(");
                    self.expr0(inner, reduced(depth));
                    self.token_at(Pos(x.end.0 - 1), ")");
                }
            }
            ExprKind::Selector { .. } => {
                self.selector(x, depth, false);
            }
            ExprKind::TypeAssert { x: operand, ty } => {
                self.expr1(operand, 7, depth);
                self.token(".");
                let open = self.l.token_from(operand.end) + 1;
                self.token_at(self.l.pos(open), "(");
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.token("type"),
                }
                self.token_at(Pos(x.end.0 - 1), ")");
            }
            ExprKind::Index { x: operand, indices } => {
                self.expr1(operand, 7, 1);
                let open = self.l.pos(self.l.token_from(operand.end));
                let close = Pos(x.end.0 - 1);
                self.token_at(open, "[");
                if let [one] = indices.as_slice() {
                    self.expr0(one, depth + 1);
                } else {
                    let items: Vec<Item> = indices.iter().map(Item::Expr).collect();
                    let mode = ListMode { comma_term: true, no_indent: false };
                    self.expr_list(open, &items, depth + 1, mode, close);
                }
                self.token_at(close, "]");
            }
            ExprKind::Slice { .. } => self.slice(x, depth),
            ExprKind::Call { .. } => self.call(x, depth),
            ExprKind::CompositeLit { .. } => self.composite(x, depth),
            _ => self.ty(x),
        }
    }

    fn basic_literal(&mut self, kind: LitKind, raw: &str) {
        let shown = match kind {
            LitKind::Int | LitKind::Float | LitKind::Imag => normalized(raw),
            LitKind::Char => Cow::Borrowed(raw),
            // The scanner drops carriage returns from raw strings.
            LitKind::String if raw.starts_with('`') && raw.contains('\r') => {
                Cow::Owned(raw.replace('\r', ""))
            }
            LitKind::String => Cow::Borrowed(raw),
        };
        self.literal(&shown, kind == LitKind::Int);
    }

    fn binary(&mut self, e: &Expr, around: u8, cutoff: u8, depth: usize) {
        let ExprKind::Binary { op, op_pos, x, y } = &e.kind else { return };
        let precedence = op.precedence();
        if precedence < around {
            self.token("(");
            self.expr0(e, reduced(depth));
            self.token(")");
            return;
        }
        let mut blanks = precedence < cutoff;
        let same = |e: &Expr| matches!(&e.kind, ExprKind::Binary { op, .. } if op.precedence() == precedence);
        self.expr1(x, precedence, depth + usize::from(!same(x)));
        if blanks {
            self.blank();
        }
        let x_line = self.pos.line;
        let y_line = self.line(start(y));
        self.token_at(*op_pos, op.text());
        let mut indented = false;
        if x_line != y_line && self.linebreak(y_line, 1, White::Indent, true) > 0 {
            indented = true;
            blanks = false;
        }
        if blanks {
            self.blank();
        }
        self.expr1(y, precedence + 1, depth + 1);
        if indented {
            self.space(White::Unindent);
        }
    }

    /// `x.sel`; true when it spans lines. Of a method call the indentation is left to the call.
    fn selector(&mut self, e: &Expr, depth: usize, is_method: bool) -> bool {
        let ExprKind::Selector { x, sel } = &e.kind else { return false };
        self.expr1(x, 7, depth);
        self.token(".");
        let line = self.line(sel.pos);
        if self.pos.line < line {
            self.space(White::Indent);
            self.space(White::Newline);
            self.ident(*sel);
            if !is_method {
                self.space(White::Unindent);
            }
            return true;
        }
        self.ident(*sel);
        false
    }

    fn slice(&mut self, e: &Expr, depth: usize) {
        let ExprKind::Slice { x, lo, hi, max } = &e.kind else { return };
        self.expr1(x, 7, 1);
        self.token_at(e.pos, "[");
        let mut indices = vec![lo.as_deref(), hi.as_deref()];
        if max.is_some() {
            indices.push(max.as_deref());
        }
        let given: Vec<&Expr> = indices.iter().copied().flatten().collect();
        let binaries = given.iter().any(|x| matches!(x.kind, ExprKind::Binary { .. }));
        let blanks = depth <= 1 && given.len() > 1 && binaries;
        for (i, x) in indices.iter().enumerate() {
            if i > 0 {
                if indices[i - 1].is_some() && blanks {
                    self.blank();
                }
                self.token(":");
                if x.is_some() && blanks {
                    self.blank();
                }
            }
            if let Some(x) = x {
                self.expr0(x, depth + 1);
            }
        }
        self.token_at(Pos(e.end.0 - 1), "]");
    }

    fn call(&mut self, e: &Expr, mut depth: usize) {
        let ExprKind::Call { fun, args, ellipsis, rparen } = &e.kind else { return };
        if args.len() > 1 {
            depth += 1;
        }
        let indented = if matches!(fun.kind, ExprKind::Selector { .. }) {
            self.set_pos(start(fun));
            self.selector(fun, depth, true)
        } else {
            self.expr1(fun, 7, depth);
            false
        };
        let lparen = self.l.pos(self.l.token_from(fun.end));
        self.token_at(lparen, "(");
        let items: Vec<Item> = args.iter().map(Item::Expr).collect();
        if let Some(dots) = ellipsis {
            self.expr_list(lparen, &items, depth, ListMode::default(), *dots);
            self.token_at(*dots, "...");
            if self.line(*dots) < self.line(*rparen) {
                self.token(",");
                self.space(White::Formfeed);
            }
        } else {
            let mode = ListMode { comma_term: true, no_indent: false };
            self.expr_list(lparen, &items, depth, mode, *rparen);
        }
        self.token_at(*rparen, ")");
        if indented {
            self.space(White::Unindent);
        }
    }

    fn composite(&mut self, e: &Expr, depth: usize) {
        let ExprKind::CompositeLit { ty, elems, lbrace, rbrace } = &e.kind else { return };
        if let Some(ty) = ty {
            self.expr1(ty, 7, depth);
        }
        self.level += 1;
        self.token_at(*lbrace, "{");
        let items: Vec<Item> = elems
            .iter()
            .map(|e| match &e.key {
                Some(key) => Item::Pair(key, &e.value),
                None => Item::Expr(&e.value),
            })
            .collect();
        let mode = ListMode { comma_term: true, no_indent: false };
        self.expr_list(*lbrace, &items, 1, mode, *rbrace);
        // A lone comment needs the indentation; a line break behind it could break the code.
        self.space(White::Indent);
        self.space(White::Unindent);
        let toggle = |p: &mut Printer| {
            p.no_extra_linebreak = !p.no_extra_linebreak;
            if !elems.is_empty() {
                p.no_extra_blank = !p.no_extra_blank;
            }
        };
        toggle(self);
        self.token_at(*rbrace, "}");
        toggle(self);
        self.level -= 1;
    }

    fn ty(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::ArrayType { len, elem } => {
                self.token("[");
                match len {
                    ArrayLen::Slice => {}
                    ArrayLen::Infer => {
                        self.set_pos(self.l.pos(self.l.token_from(x.pos) + 1));
                        self.token("...");
                    }
                    ArrayLen::Expr(n) => self.expr(n),
                }
                self.token("]");
                self.expr(elem);
            }
            ExprKind::StructType(fields) => {
                self.token("struct");
                self.struct_fields(fields, self.l.token_from(x.pos) + 1);
            }
            ExprKind::FuncType(ty) => {
                self.token("func");
                self.signature(ty, self.l.token_from(x.pos) + 1);
            }
            ExprKind::InterfaceType(elems) => {
                self.token("interface");
                self.interface_elems(elems, self.l.token_from(x.pos) + 1);
            }
            ExprKind::MapType { key, value } => {
                self.token("map");
                self.token("[");
                self.expr(key);
                self.token("]");
                self.expr(value);
            }
            ExprKind::ChanType { dir, elem } => {
                match dir {
                    ChanDir::Both => self.token("chan"),
                    ChanDir::Recv => {
                        self.token("<-");
                        self.token("chan");
                    }
                    ChanDir::Send => {
                        self.token("chan");
                        let arrow = self.l.token_from(x.pos) + 1;
                        self.token_at(self.l.pos(arrow), "<-");
                    }
                }
                self.blank();
                self.expr(elem);
            }
            ExprKind::Ellipsis(elem) => {
                self.token("...");
                self.expr(elem);
            }
            _ => {}
        }
    }
}

fn reduced(depth: usize) -> usize {
    depth.saturating_sub(1).max(1)
}

/// Operators that bind at least this tightly have no blanks around them in `x`.
fn cutoff(x: &Expr, depth: usize) -> u8 {
    let mut w = Walk::default();
    w.binary(x);
    if w.problem > 0 {
        return w.problem + 1;
    }
    match (w.has4 && w.has5, depth == 1) {
        (true, true) => 5,
        (true, false) => 4,
        (false, true) => 6,
        (false, false) => 4,
    }
}

/// Which strengths occur in a chain of operators, and where two characters would run together.
#[derive(Default)]
struct Walk {
    has4: bool,
    has5: bool,
    problem: u8,
}

impl Walk {
    fn binary(&mut self, e: &Expr) {
        let mut e = e;
        while let ExprKind::Binary { op, x, y, .. } = &e.kind {
            let precedence = op.precedence();
            self.has4 |= precedence == 4;
            self.has5 |= precedence == 5;
            match &y.kind {
                ExprKind::Binary { op: inner, .. } if inner.precedence() > precedence => {
                    self.binary(y);
                }
                ExprKind::Star(_) if *op == BinaryOp::Div => self.problem = 5,
                ExprKind::Unary { op: unary, .. } => match (op, unary) {
                    (BinaryOp::And, UnaryOp::Addr | UnaryOp::Compl) => self.problem = 5,
                    (BinaryOp::Add, UnaryOp::Plus) | (BinaryOp::Sub, UnaryOp::Neg) => {
                        self.problem = self.problem.max(4);
                    }
                    _ => {}
                },
                _ => {}
            }
            match &x.kind {
                ExprKind::Binary { op: inner, .. } if inner.precedence() >= precedence => e = x,
                _ => return,
            }
        }
    }
}

/// A number with small letters in prefix and exponent.
fn normalized(raw: &str) -> Cow<'_, str> {
    if raw.len() < 2 {
        return Cow::Borrowed(raw);
    }
    let (prefix, rest) = raw.split_at(2);
    match prefix {
        "0x" | "0X" => Cow::Owned(format!("0x{}", rest.replace('P', "p"))),
        "0o" | "0b" => Cow::Borrowed(raw),
        "0O" => Cow::Owned(format!("0o{rest}")),
        "0B" => Cow::Owned(format!("0b{rest}")),
        _ if raw.contains('E') => Cow::Owned(raw.replace('E', "e")),
        _ if raw.ends_with('i') && !raw.contains(['.', 'e']) => {
            let digits = raw.trim_start_matches(['0', '_']);
            Cow::Owned(if digits == "i" { "0i".into() } else { digits.into() })
        }
        _ => Cow::Borrowed(raw),
    }
}
