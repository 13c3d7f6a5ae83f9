//! Statements of generated programs.

use super::types::Ty;
use super::{Generator, Var};

impl Generator {
    /// Some statements in a scope of their own.
    pub(super) fn block(&mut self, most: usize, depth: usize) {
        let scope = self.vars.len();
        for _ in 0..1 + self.rng.below(most) {
            self.statement(depth);
        }
        self.vars.truncate(scope);
    }

    fn nested(&mut self, head: &str, depth: usize) {
        self.line(&format!("{head} {{"));
        self.indent += 1;
        self.block(4, depth.saturating_sub(1));
        self.indent -= 1;
    }

    fn statement(&mut self, depth: usize) {
        match self.rng.below(if depth == 0 { 9 } else { 20 }) {
            0 | 1 => self.declare(),
            2..=4 => self.assign(),
            5 => self.op_assign(),
            6 => self.assign_two(),
            7 => self.call_statement(),
            8 => self.change_parts(),
            9 | 10 => {
                let cond = self.condition(2);
                self.nested(&format!("if {cond}"), depth);
                if self.chance(50) {
                    self.nested("} else", depth);
                }
                self.line("}");
            }
            11..=14 => self.looping(depth),
            15 | 16 => self.switch(depth),
            17 => self.type_switch(depth),
            18 => self.closure(depth),
            _ if self.literal == 0 && self.chance(40) => {
                let cond = self.condition(2);
                self.line(&format!("if {cond} {{"));
                self.indent += 1;
                self.return_stmt();
                self.indent -= 1;
                self.line("}");
            }
            _ => self.risky(),
        }
    }

    fn add(&mut self, name: &str, ty: Ty, assignable: bool) {
        self.line(&format!("_ = {name}"));
        self.vars.push(Var { name: name.into(), ty, assignable });
    }

    fn declare(&mut self) {
        let ty = self.ty(2);
        let name = self.name("v");
        let value = self.expr(&ty, 3);
        match self.rng.below(3) {
            0 => self.line(&format!("var {name} {} = {value}", ty.go())),
            1 => self.line(&format!("var {name} {}", ty.go())),
            _ => self.line(&format!("{name} := {}({value})", ty.go())),
        }
        self.add(&name, ty, true);
    }

    fn assign(&mut self) {
        let Some((to, ty)) = self.target() else { return };
        let value = self.expr(&ty, 3);
        self.line(&format!("{to} = {value}"));
    }

    fn op_assign(&mut self) {
        let Some((to, ty)) = self.target() else { return };
        if ty.int_bits().is_some() {
            if self.chance(20) {
                let op = ["++", "--"][self.rng.below(2)];
                return self.line(&format!("{to}{op}"));
            }
            let op = ["+", "-", "*", "&", "|", "^", "&^"][self.rng.below(7)];
            let value = self.expr(&ty, 2);
            self.line(&format!("{to} {op}= {value}"));
        } else if ty.is_float() || ty.is_string() {
            let value = self.expr(&ty, 2);
            self.line(&format!("{to} += {value}"));
            if ty.is_string() {
                self.line(&format!("{to} = {to}[:min(len({to}), 40)]"));
            }
        }
    }

    fn assign_two(&mut self) {
        let (Some((a, t)), Some((b, u))) = (self.target(), self.target()) else { return };
        let (x, y) = (self.expr(&t, 2), self.expr(&u, 2));
        let related = |a: &str, b: &str| a.split(['.', '[']).next() == b.split(['.', '[']).next();
        if !related(&a, &b) {
            self.line(&format!("{a}, {b} = {x}, {y}"));
        }
    }

    fn call_statement(&mut self) {
        let Some(f) = self.funcs.get(self.rng.below(self.funcs.len())).cloned() else { return };
        let args: Vec<String> = f.params.iter().map(|p| self.expr(p, 2)).collect();
        let names: Vec<String> = f.results.iter().map(|_| self.name("v")).collect();
        self.line(&format!("{} := {}({})", names.join(", "), f.name, args.join(", ")));
        for (n, t) in names.iter().zip(f.results) {
            self.add(n, t, true);
        }
    }

    /// Elements of slices and maps, methods with pointer receivers.
    fn change_parts(&mut self) {
        let free: Vec<Var> = self.vars.iter().filter(|v| v.assignable).cloned().collect();
        let Some(v) = free.get(self.rng.below(free.len())).cloned() else { return };
        let n = &v.name;
        match &v.ty {
            Ty::Slice(e) => {
                let value = self.expr(e, 2);
                let i = self.value(&Ty::Basic("uint"), 1);
                match self.rng.below(4) {
                    // copied first: nobody else sees the change
                    0 => self.line(&format!(
                        "if len({n}) > 0 {{ {n} = append({}(nil), {n}...); {n}[{i}%uint(len({n}))] = {value} }}",
                        v.ty.go()
                    )),
                    1 => self.line(&format!("if len({n}) < 20 {{ {n} = append({n}[:len({n}):len({n})], {value}) }}")),
                    2 => self.line(&format!("{n} = {n}[min(len({n}), 1):]")),
                    _ => self.line(&format!("if len({n}) > 1 {{ {n} = append({}(nil), {n}...); copy({n}[1:], {n}) }}", v.ty.go())),
                }
            }
            Ty::Map(k, e) => {
                let (key, value) = (self.expr(k, 1), self.expr(e, 2));
                let copy = format!(
                    "{n} = func() {0} {{ c := {0}{{}}; for k, e := range {n} {{ c[k] = e }}; return c }}()",
                    v.ty.go()
                );
                self.line(&copy);
                match self.rng.below(3) {
                    0 => self.line(&format!("delete({n}, {key})")),
                    _ => self.line(&format!("{n}[{key}] = {value}")),
                }
            }
            Ty::Struct(0 | 2) => {
                let dx = self.value(&Ty::Basic("int"), 1);
                self.line(&format!("{n}.Move({dx})"));
            }
            _ => self.assign(),
        }
    }

    fn looping(&mut self, depth: usize) {
        if self.loops >= 2 {
            return self.assign();
        }
        self.loops += 1;
        let scope = self.vars.len();
        let (i, int) = (self.name("i"), Ty::Basic("int"));
        let body = |g: &mut Self, head: &str, vars: Vec<(String, Ty)>| {
            g.line(&format!("{head} {{"));
            g.indent += 1;
            g.line("tick()");
            for (n, t) in vars {
                g.add(&n, t, false);
            }
            if g.chance(25) {
                let cond = g.condition(1);
                let how = ["break", "continue"][g.rng.below(2)];
                g.line(&format!("if {cond} {{ {how} }}"));
            }
            g.block(3, depth - 1);
            g.indent -= 1;
            g.line("}");
        };
        match self.rng.below(7) {
            0 => {
                let n = self.rng.below(5);
                body(self, &format!("for {i} := 0; {i} < {n}; {i}++"), vec![(i.clone(), int)]);
            }
            1 => {
                let n = self.rng.below(5);
                body(self, &format!("for {i} := range {n}"), vec![(i.clone(), int)]);
            }
            2 | 3 => {
                let elem = self.ty(1);
                let list = self.value(&Ty::Slice(Box::new(elem.clone())), 2);
                let x = self.name("x");
                body(
                    self,
                    &format!("for {i}, {x} := range {list}"),
                    vec![(i.clone(), int), (x.clone(), elem)],
                );
            }
            4 => {
                let text = self.value(&Ty::Basic("string"), 2);
                let x = self.name("x");
                let vars = vec![(i.clone(), int), (x.clone(), Ty::Basic("int32"))];
                body(self, &format!("for {i}, {x} := range {text}"), vars);
            }
            5 => {
                let elem = self.ty(1);
                let array = self.value(&Ty::Array(Box::new(elem.clone()), 3), 1);
                let x = self.name("x");
                body(
                    self,
                    &format!("for {i}, {x} := range {array}"),
                    vec![(i.clone(), int), (x.clone(), elem)],
                );
            }
            _ => {
                let n = self.rng.below(5);
                body(self, &format!("for {i} := range count({n})"), vec![(i.clone(), int)]);
            }
        }
        self.vars.truncate(scope);
        self.loops -= 1;
    }

    fn switch(&mut self, depth: usize) {
        let ty = Ty::Basic(["int", "string", "uint8", "Small"][self.rng.below(4)]);
        let tag = self.value(&ty, 2);
        self.line(&format!("switch {tag} {{"));
        for _ in 0..1 + self.rng.below(3) {
            // not constant, so never a duplicate
            let case = self.value(&ty, 1);
            self.line(&format!("case {case}:"));
            self.indent += 1;
            self.block(3, depth - 1);
            self.indent -= 1;
        }
        if self.chance(60) {
            if self.chance(30) {
                self.indent += 1;
                self.line("fallthrough");
                self.indent -= 1;
            }
            self.line("default:");
            self.indent += 1;
            self.block(3, depth - 1);
            self.indent -= 1;
        }
        self.line("}");
    }

    fn type_switch(&mut self, depth: usize) {
        let any = self.value(&Ty::Any, 2);
        let x = self.name("x");
        self.line(&format!("switch {x} := {any}.(type) {{"));
        let types = [Ty::Basic("int"), Ty::Basic("string"), Ty::Struct(0), Ty::Basic("uint8")];
        for ty in types {
            self.line(&format!("case {}:", ty.go()));
            self.indent += 1;
            let scope = self.vars.len();
            self.add(&x, ty, true);
            self.block(2, depth - 1);
            self.vars.truncate(scope);
            self.indent -= 1;
        }
        self.line("case Shape:");
        self.line(&format!("\tshow({x}.Area())"));
        self.line("}");
    }

    /// A function literal that changes what it captures, and its calls.
    fn closure(&mut self, depth: usize) {
        let (name, p) = (self.name("fn"), self.name("p"));
        let ty = self.ty(1);
        self.line(&format!("{name} := func({p} {}) {{", ty.go()));
        self.indent += 1;
        self.literal += 1;
        let (scope, loops) = (self.vars.len(), std::mem::replace(&mut self.loops, 1));
        self.line("tick()");
        self.add(&p, ty.clone(), true);
        self.block(3, depth - 1);
        self.loops = loops;
        self.vars.truncate(scope);
        self.literal -= 1;
        self.indent -= 1;
        self.line("}");
        for _ in 0..1 + self.rng.below(2) {
            let arg = self.expr(&ty, 2);
            self.line(&format!("{name}({arg})"));
        }
    }

    /// What may panic stands alone, so that nothing else of its statement can be seen before it.
    fn risky(&mut self) {
        let name = self.name("v");
        let int = Ty::Basic("int");
        match self.rng.below(4) {
            0 => {
                let elem = self.ty(1);
                let list = self.leaf_of(Ty::Slice(Box::new(elem.clone())));
                let i = self.leaf_of(int);
                self.line(&format!("{name} := {list}[{i}&3]"));
                self.add(&name, elem, true);
            }
            1 => {
                let ty = Ty::Basic(["int", "int8", "uint16"][self.rng.below(3)]);
                let (a, b) = (self.leaf_of(ty.clone()), self.leaf_of(ty.clone()));
                let op = ["/", "%"][self.rng.below(2)];
                self.line(&format!("{name} := {a} {op} {b}"));
                self.add(&name, ty, true);
            }
            2 => {
                let any = self.leaf_of(Ty::Any);
                let ty = self.ty(0);
                self.line(&format!("{name} := {any}.({})", ty.go()));
                self.add(&name, ty, true);
            }
            _ => {
                let text = self.leaf_of(Ty::Basic("string"));
                let (a, b) = (self.rng.below(4), self.rng.below(8));
                let i = self.leaf_of(int);
                self.line(&format!("{name} := {text}[{}:{i}&7]", a.min(b)));
                self.add(&name, Ty::Basic("string"), true);
            }
        }
    }

    fn leaf_of(&mut self, ty: Ty) -> String {
        self.value(&ty, 0)
    }

    pub(super) fn return_stmt(&mut self) {
        if self.named && self.chance(40) {
            return self.line("return");
        }
        let values: Vec<String> = self.results.clone().iter().map(|r| self.expr(r, 3)).collect();
        self.line(&format!("return {}", values.join(", ")));
    }

    /// A deferred call that changes a named result, and sometimes recovers.
    pub(super) fn deferred(&mut self) {
        self.line("defer func() {");
        self.indent += 1;
        if self.chance(50) {
            self.line("if r := recover(); r != nil {");
            self.line("\tshow(\"recovered\", fmt.Sprint(r))");
            self.line("}");
        }
        let r = self.rng.below(self.results.len());
        let ty = self.results[r].clone();
        let value = self.expr(&ty, 2);
        self.line(&format!("r{r} = {value}"));
        self.indent -= 1;
        self.line("}()");
    }
}
