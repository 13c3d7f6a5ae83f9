//! Expressions and simple statements on one line, as gc shows them in messages: bodies and the elements of
//! literals as `…`.

use super::ast::*;

/// `x` as gc's messages show it.
pub fn expr_string(symbols: &Symbols, x: &Expr) -> String {
    let mut s = Shower { symbols, out: String::new() };
    s.expr(x);
    s.out
}

/// A simple statement as gc's messages show it.
pub fn stmt_string(symbols: &Symbols, stmt: &Stmt) -> String {
    let mut s = Shower { symbols, out: String::new() };
    s.stmt(stmt);
    s.out
}

struct Shower<'a> {
    symbols: &'a Symbols,
    out: String,
}

impl Shower<'_> {
    fn put(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn name(&mut self, ident: Ident) {
        self.out.push_str(self.symbols.name(ident.name));
    }

    fn expr_list(&mut self, list: &[Expr]) {
        for (i, x) in list.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            self.expr(x);
        }
    }

    fn expr(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::Bad => self.put("<bad expr>"),
            ExprKind::Ident(name) => self.name(*name),
            ExprKind::BasicLit { raw, .. } => self.put(raw),
            ExprKind::CompositeLit { ty, elems, .. } => {
                if let Some(ty) = ty {
                    self.expr(ty);
                }
                self.put(if elems.is_empty() { "{}" } else { "{…}" });
            }
            ExprKind::FuncLit(f) => {
                self.put("func");
                self.signature(&f.ty);
                self.put(if f.body.stmts.is_empty() { " {}" } else { " {…}" });
            }
            ExprKind::Paren(x) => {
                self.put("(");
                self.expr(x);
                self.put(")");
            }
            ExprKind::Selector { x, sel } => {
                self.expr(x);
                self.put(".");
                self.name(*sel);
            }
            ExprKind::Index { x, indices } => {
                self.expr(x);
                self.put("[");
                self.expr_list(indices);
                self.put("]");
            }
            ExprKind::Slice { x, lo, hi, max } => {
                self.expr(x);
                self.put("[");
                self.optional(lo);
                self.put(":");
                self.optional(hi);
                if max.is_some() {
                    self.put(":");
                    self.optional(max);
                }
                self.put("]");
            }
            ExprKind::TypeAssert { x, ty } => {
                self.expr(x);
                self.put(".(");
                match ty {
                    Some(ty) => self.expr(ty),
                    None => self.put("type"),
                }
                self.put(")");
            }
            ExprKind::Call { fun, args, ellipsis, .. } => {
                self.expr(fun);
                self.put("(");
                self.expr_list(args);
                self.put(if ellipsis.is_some() { "...)" } else { ")" });
            }
            ExprKind::Star(x) => {
                self.put("*");
                self.expr(x);
            }
            ExprKind::Unary { op, x } => {
                self.put(op.text());
                self.expr(x);
            }
            ExprKind::Binary { op, x, y, .. } => {
                self.expr(x);
                self.put(" ");
                self.put(op.text());
                self.put(" ");
                self.expr(y);
            }
            _ => self.ty(x),
        }
    }

    fn optional(&mut self, x: &Option<Box<Expr>>) {
        if let Some(x) = x {
            self.expr(x);
        }
    }

    fn ty(&mut self, x: &Expr) {
        match &x.kind {
            ExprKind::ArrayType { len, elem } => {
                self.put("[");
                match len {
                    ArrayLen::Slice => {}
                    ArrayLen::Infer => self.put("..."),
                    ArrayLen::Expr(n) => self.expr(n),
                }
                self.put("]");
                self.expr(elem);
            }
            ExprKind::StructType(fields) => {
                self.put("struct{");
                for (i, f) in fields.iter().enumerate() {
                    if i > 0 {
                        self.put("; ");
                    }
                    self.field(f);
                    if let Some(tag) = &f.tag {
                        self.put(" ");
                        self.out.push_str(&format!("{tag:?}"));
                    }
                }
                self.put("}");
            }
            ExprKind::FuncType(ty) => {
                self.put("func");
                self.signature(ty);
            }
            ExprKind::InterfaceType(elems) => {
                self.put("interface{");
                for (i, e) in elems.iter().enumerate() {
                    if i > 0 {
                        self.put("; ");
                    }
                    self.interface_elem(e);
                }
                self.put("}");
            }
            ExprKind::MapType { key, value } => {
                self.put("map[");
                self.expr(key);
                self.put("]");
                self.expr(value);
            }
            ExprKind::ChanType { dir, elem } => {
                self.put(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                let ambiguous = *dir == ChanDir::Both
                    && matches!(elem.kind, ExprKind::ChanType { dir: ChanDir::Recv, .. });
                self.put(if ambiguous { "(" } else { "" });
                self.expr(elem);
                self.put(if ambiguous { ")" } else { "" });
            }
            ExprKind::Ellipsis(elem) => {
                self.put("...");
                self.expr(elem);
            }
            _ => {}
        }
    }

    fn field(&mut self, f: &Field) {
        for (i, name) in f.names.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            self.name(*name);
        }
        if !f.names.is_empty() {
            self.put(" ");
        }
        self.expr(&f.ty);
    }

    fn interface_elem(&mut self, e: &InterfaceElem) {
        match e {
            InterfaceElem::Method { name, ty } => {
                self.name(*name);
                self.signature(ty);
            }
            InterfaceElem::Union(terms) => {
                for (i, t) in terms.iter().enumerate() {
                    if i > 0 {
                        self.put(" | ");
                    }
                    self.put(if t.tilde { "~" } else { "" });
                    self.expr(&t.ty);
                }
            }
        }
    }

    fn signature(&mut self, ty: &FuncType) {
        self.fields(&ty.params);
        match ty.results.as_slice() {
            [] => {}
            [f] if f.names.is_empty() => {
                self.put(" ");
                self.expr(&f.ty);
            }
            list => {
                self.put(" ");
                self.fields(list);
            }
        }
    }

    fn fields(&mut self, list: &[Field]) {
        self.put("(");
        for (i, f) in list.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            self.field(f);
        }
        self.put(")");
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(x) => self.expr(x),
            StmtKind::Send { chan, value, .. } => {
                self.expr(chan);
                self.put(" <- ");
                self.expr(value);
            }
            StmtKind::IncDec { x, inc } => {
                self.expr(x);
                self.put(if *inc { "++" } else { "--" });
            }
            StmtKind::Assign { lhs, rhs, op, .. } => {
                self.expr_list(lhs);
                self.put(" ");
                self.put(op.map_or("", BinaryOp::text));
                self.put("= ");
                self.expr_list(rhs);
            }
            StmtKind::Define { lhs, rhs, .. } => {
                for (i, name) in lhs.iter().enumerate() {
                    if i > 0 {
                        self.put(", ");
                    }
                    self.name(*name);
                }
                self.put(" := ");
                self.expr_list(rhs);
            }
            _ => {}
        }
    }
}

impl UnaryOp {
    /// As written.
    pub fn text(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Neg => "-",
            UnaryOp::Not => "!",
            UnaryOp::Compl => "^",
            UnaryOp::Addr => "&",
            UnaryOp::Recv => "<-",
            UnaryOp::Tilde => "~",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{NodeIds, parse_file};
    use crate::text::Pos;

    /// `x` parsed as the value of a variable, and shown.
    fn shown(x: &str) -> String {
        let mut symbols = Symbols::default();
        let text = format!("package p\nvar _ = {x}\n");
        let (file, errors) = parse_file(&mut symbols, &mut NodeIds::default(), &text, Pos(1));
        assert!(errors.is_empty(), "{x}: {errors:?}");
        match file.decls.first() {
            Some(Decl::Var(specs)) => expr_string(&symbols, &specs[0].values[0]),
            _ => String::new(),
        }
    }

    #[test]
    fn expressions_as_gc_shows_them() {
        for (x, want) in [
            ("a+b*(c-d)", "a + b * (c - d)"),
            ("f(x,y...)", "f(x, y...)"),
            ("-x", "-x"),
            ("<-ch", "<-ch"),
            ("a[i:j:k]", "a[i:j:k]"),
            ("a[:]", "a[:]"),
            ("x.(T)", "x.(T)"),
            ("[]int{1,2}", "[]int{…}"),
            ("T{}", "T{}"),
            ("func(a,b int) error { return nil }", "func(a, b int) error {…}"),
            ("func() {}", "func() {}"),
            ("(chan (<-chan int))(nil)", "(chan (<-chan int))(nil)"),
            ("map[string][]*T(nil)", "map[string][]*T(nil)"),
            ("new(struct{a,b int;T})", "new(struct{a, b int; T})"),
            ("(interface{M(x int);~int|string})(nil)", "(interface{M(x int); ~int | string})(nil)"),
            ("F[int,string]", "F[int, string]"),
            ("[...]int{}", "[...]int{}"),
        ] {
            assert_eq!(shown(x), want);
        }
    }
}
