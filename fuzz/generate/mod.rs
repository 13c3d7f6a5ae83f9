//! Well-typed sequential programs from a seed. They print what they compute, never depend on map order,
//! addresses or an order of evaluation that Go leaves open, and stop by themselves: fuel runs out.
//!
//! **Invariant:** a generated program compiles with gc. So constants never stand where they could overflow,
//! and every name is used.

mod exprs;
mod stmts;
mod types;

use crate::mutate::Random;
use std::fmt::Write;
use types::Ty;

/// Functions of a program.
const FUNCS: usize = 12;

/// A name that an expression may read.
#[derive(Clone)]
struct Var {
    name: String,
    ty: Ty,
    /// May be assigned to: not a loop counter.
    assignable: bool,
}

/// A function that expressions may call: it reads nothing but its arguments.
#[derive(Clone)]
struct Sig {
    name: String,
    params: Vec<Ty>,
    results: Vec<Ty>,
}

/// The program so far.
pub struct Generator {
    rng: Random,
    out: String,
    indent: usize,
    vars: Vec<Var>,
    globals: Vec<Var>,
    funcs: Vec<Sig>,
    results: Vec<Ty>,
    named: bool,
    loops: usize,
    next: usize,
    /// Inside a function literal: no `return` of the function's own results.
    literal: usize,
}

/// The program of a seed.
pub fn program(seed: u64) -> String {
    let mut g = Generator {
        rng: Random(seed),
        out: String::new(),
        indent: 0,
        vars: vec![],
        globals: vec![],
        funcs: vec![],
        results: vec![],
        named: false,
        loops: 0,
        next: 0,
        literal: 0,
    };
    g.prelude();
    g.global_vars();
    for i in 0..FUNCS {
        g.function(i);
    }
    g.main();
    g.out
}

impl Generator {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{}{text}", "\t".repeat(self.indent));
    }

    fn name(&mut self, prefix: &str) -> String {
        self.next += 1;
        format!("{prefix}{}", self.next)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.rng.below(100) < percent
    }

    fn prelude(&mut self) {
        self.out.push_str(PRELUDE);
        self.out.push_str(types::DECLS);
    }

    fn global_vars(&mut self) {
        for _ in 0..8 {
            let ty = self.ty(2);
            let name = self.name("g");
            let value = self.literal(&ty, 2);
            self.line(&format!("var {name} {} = {value}", ty.go()));
            self.globals.push(Var { name, ty, assignable: true });
        }
        self.out.push('\n');
    }

    /// Pure functions come first; every third may change globals and what its arguments refer to, and is
    /// called by `main` and by statements alone.
    fn function(&mut self, i: usize) {
        let n = self.rng.below(4);
        let params: Vec<Ty> = (0..n).map(|_| self.ty(2)).collect();
        let results: Vec<Ty> = (0..1 + self.rng.below(3)).map(|_| self.ty(2)).collect();
        let name = format!("f{i}");
        self.named = self.chance(60);
        self.vars = self.globals.iter().map(|v| Var { assignable: false, ..v.clone() }).collect();
        let mut text = format!("func {name}(");
        for (i, p) in params.iter().enumerate() {
            let _ = write!(text, "{}p{i} {}", if i > 0 { ", " } else { "" }, p.go());
            self.vars.push(Var { name: format!("p{i}"), ty: p.clone(), assignable: true });
        }
        text.push_str(") (");
        for (i, r) in results.iter().enumerate() {
            text.push_str(if i > 0 { ", " } else { "" });
            if self.named {
                let _ = write!(text, "r{i} ");
                self.vars.push(Var { name: format!("r{i}"), ty: r.clone(), assignable: true });
            }
            text.push_str(&r.go());
        }
        self.line(&format!("{text}) {{"));
        self.indent = 1;
        self.line("tick()");
        self.results = results.clone();
        if self.named && self.chance(40) {
            self.deferred();
        }
        self.block(6, 3);
        self.return_stmt();
        self.indent = 0;
        self.line("}\n");
        self.funcs.push(Sig { name, params, results });
    }

    fn main(&mut self) {
        self.line("func main() {");
        self.indent = 1;
        for f in self.funcs.clone() {
            for _ in 0..2 {
                self.vars = self.globals.clone();
                self.line(&format!("try(\"{}\", func() {{", f.name));
                self.indent += 1;
                let args: Vec<String> = f.params.iter().map(|p| self.literal(p, 2)).collect();
                self.line(&format!("show({}({}))", f.name, args.join(", ")));
                self.indent -= 1;
                self.line("})");
            }
        }
        for v in self.globals.clone() {
            self.line(&format!("show({})", v.name));
        }
        self.indent = 0;
        self.line("}");
    }
}

const PRELUDE: &str = r#"package main

import "fmt"

var fuel int

func tick() {
	fuel--
	if fuel < 0 {
		panic("out of fuel")
	}
}

func show(values ...any) {
	for _, v := range values {
		fmt.Printf("%T %v; ", v, v)
	}
	fmt.Println()
}

func try(name string, f func()) {
	fuel = 2000
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "panics:", r)
		}
	}()
	f()
}

"#;
