//! Expressions of a type. Those of [`Generator::expr`] may be constants; those of [`Generator::value`] never
//! are, so that no constant arithmetic can overflow.

use super::types::{INTS, STRUCTS, Ty};
use super::{Generator, Sig};

impl Generator {
    /// A literal of the type.
    pub(super) fn literal(&mut self, ty: &Ty, depth: usize) -> String {
        match ty {
            Ty::Basic("bool") => ["true", "false"][self.rng.below(2)].into(),
            Ty::Basic("string" | "Text") => STRINGS[self.rng.below(STRINGS.len())].into(),
            Ty::Basic("float64" | "float32") => FLOATS[self.rng.below(FLOATS.len())].into(),
            Ty::Basic("complex128") => {
                ["1 + 2i", "0.5i", "-3", "2.5 - 1i"][self.rng.below(4)].into()
            }
            Ty::Basic(_) => self.integer(ty),
            Ty::Any => {
                let inner = self.ty(0);
                let value = self.literal(&inner, 0);
                format!("any({}({value}))", inner.go())
            }
            Ty::Slice(e) | Ty::Array(e, _) => {
                let most = if let Ty::Array(_, n) = ty { *n } else { 4 };
                let n = if depth == 0 { 0 } else { self.rng.below(most + 1) };
                let list: Vec<String> =
                    (0..n).map(|_| self.literal(e, depth.saturating_sub(1))).collect();
                format!("{}{{{}}}", ty.go(), list.join(", "))
            }
            Ty::Map(k, v) => {
                let key = self.literal(k, 0);
                let value = self.literal(v, depth.saturating_sub(1));
                match depth {
                    0 => format!("{}{{}}", ty.go()),
                    _ => format!("{}{{{key}: {value}}}", ty.go()),
                }
            }
            Ty::Struct(_) | Ty::Pair(..) => {
                let fields: Vec<String> = ty
                    .fields()
                    .into_iter()
                    .map(|(n, t)| format!("{n}: {}", self.literal(&t, depth.saturating_sub(1))))
                    .collect();
                format!("({}{{{}}})", ty.go(), fields.join(", "))
            }
        }
    }

    fn integer(&mut self, ty: &Ty) -> String {
        let bits = ty.int_bits().unwrap_or(64);
        let signed = !ty.go().starts_with('u') && ty.go() != "Wide";
        let top = if signed { (1_u128 << (bits - 1)) - 1 } else { (1_u128 << bits) - 1 };
        match self.rng.below(8) {
            0 => top.to_string(),
            1 if signed => format!("-{}", top + 1),
            2 if signed => "-1".into(),
            3 => (top / 3).to_string(),
            _ => self.rng.below(10).to_string(),
        }
    }

    /// Some expression of the type.
    pub(super) fn expr(&mut self, ty: &Ty, depth: usize) -> String {
        if depth == 0 || self.chance(15) {
            if self.chance(35) {
                return self.literal(ty, 1);
            }
            return self.leaf(ty);
        }
        self.value(ty, depth)
    }

    /// A variable, or a conversion that keeps a literal from being constant.
    fn leaf(&mut self, ty: &Ty) -> String {
        let found = self.paths(ty);
        if found.is_empty() || self.chance(5) {
            let literal = self.literal(ty, 1);
            return format!("pick(fuel >= 0, {}({literal}), {})", ty.go(), self.zero(ty));
        }
        found[self.rng.below(found.len())].clone()
    }

    fn zero(&self, ty: &Ty) -> String {
        format!("*new({})", ty.go())
    }

    /// Variables of the type, and fields and elements of variables.
    fn paths(&self, ty: &Ty) -> Vec<String> {
        let mut out = vec![];
        for v in &self.vars {
            if v.ty == *ty {
                out.push(v.name.clone());
            }
            for (n, t) in v.ty.fields() {
                if t == *ty {
                    out.push(format!("{}.{n}", v.name));
                }
                for (m, u) in t.fields() {
                    if u == *ty {
                        out.push(format!("{}.{n}.{m}", v.name));
                    }
                }
            }
            if let Ty::Array(e, n) = &v.ty
                && **e == *ty
            {
                out.push(format!("{}[{}]", v.name, n - 1));
            }
        }
        out
    }

    /// An expression that is no constant.
    pub(super) fn value(&mut self, ty: &Ty, depth: usize) -> String {
        if depth == 0 {
            return self.leaf(ty);
        }
        let d = depth - 1;
        if self.chance(12)
            && let Some(call) = self.call(ty, d)
        {
            return call;
        }
        if self.chance(8) {
            let cond = self.condition(d);
            return format!(
                "pick({cond}, {}, {}({}))",
                self.value(ty, d),
                ty.go(),
                self.expr(ty, d)
            );
        }
        if self.chance(8) {
            let slice = Ty::Slice(Box::new(ty.clone()));
            let i = self.value(&Ty::Basic("int"), d);
            return format!("at({}, {i})", self.value(&slice, d));
        }
        if self.chance(4) {
            let body = self.expr(ty, d);
            return format!("func() {} {{ return {body} }}()", ty.go());
        }
        match ty {
            Ty::Basic("bool") => self.condition(depth),
            Ty::Basic("complex128") => self.complex(d),
            _ if ty.is_string() => self.string(ty, d),
            _ if ty.is_float() => self.float(ty, d),
            Ty::Basic(_) => self.arithmetic(ty, d),
            Ty::Any => {
                let inner = self.ty(1);
                format!("any({})", self.value(&inner, d))
            }
            Ty::Slice(e) => self.slice(ty, &e.clone(), d),
            Ty::Array(..) | Ty::Map(..) => self.leaf(ty),
            Ty::Struct(_) | Ty::Pair(..) => self.structure(ty, d),
        }
    }

    fn structure(&mut self, ty: &Ty, d: usize) -> String {
        if let Ty::Pair(a, b) = ty
            && self.chance(30)
        {
            let other = Ty::Pair(b.clone(), a.clone());
            return format!("{}.Swap()", self.value(&other, d));
        }
        let fields: Vec<String> =
            ty.fields().into_iter().map(|(n, t)| format!("{n}: {}", self.expr(&t, d))).collect();
        format!("({}{{{}}})", ty.go(), fields.join(", "))
    }

    fn slice(&mut self, ty: &Ty, elem: &Ty, d: usize) -> String {
        match self.rng.below(6) {
            0 => format!("append({}(nil), {}...)", ty.go(), self.value(ty, d)),
            1 => {
                let (a, b) = (self.expr(elem, d), self.expr(elem, d));
                format!("append({}(nil), {a}, {b})", ty.go())
            }
            2 => {
                let from = self.ty(1);
                let list = Ty::Slice(Box::new(from.clone()));
                let source = self.value(&list, d);
                let body = self.expr(elem, d);
                format!("mapped({source}, func(x {}) {} {{ return {body} }})", from.go(), elem.go())
            }
            3 if *elem == Ty::Basic("uint8") => {
                format!("[]uint8({})", self.value(&Ty::Basic("string"), d))
            }
            4 if *elem == Ty::Basic("int32") => {
                format!("[]int32({})", self.value(&Ty::Basic("string"), d))
            }
            _ => self.leaf(ty),
        }
    }

    fn call(&mut self, ty: &Ty, d: usize) -> Option<String> {
        let fit: Vec<Sig> =
            self.funcs.iter().filter(|f| f.results == [ty.clone()]).cloned().collect();
        let f = fit.get(self.rng.below(fit.len()))?;
        let args: Vec<String> = f.params.iter().map(|p| self.expr(p, d)).collect();
        Some(format!("{}({})", f.name, args.join(", ")))
    }

    fn arithmetic(&mut self, ty: &Ty, d: usize) -> String {
        let go = ty.go();
        let x = self.value(ty, d);
        match self.rng.below(16) {
            0..=4 => {
                let op = ["+", "-", "*", "&", "|", "^", "&^"][self.rng.below(7)];
                format!("({x} {op} {})", self.expr(ty, d))
            }
            5 => format!("({x} {} ({} | 1))", ["/", "%"][self.rng.below(2)], self.value(ty, d)),
            6 => {
                let op = ["<<", ">>"][self.rng.below(2)];
                let by = self.value(&Ty::Basic("uint8"), d);
                format!("({x} {op} ({by} & {}))", [7, 31, 63, 127][self.rng.below(4)])
            }
            7 => format!("({x} {} {})", ["<<", ">>"][self.rng.below(2)], self.rng.below(70)),
            8 => format!("{}({x})", ["-", "^", "+"][self.rng.below(3)]),
            9 | 10 => {
                let from = Ty::Basic(INTS[self.rng.below(INTS.len())].0);
                format!("{go}({})", self.value(&from, d))
            }
            11 => {
                let list = self.ty(1);
                let list = Ty::Slice(Box::new(list));
                format!("{go}(len({}))", self.value(&list, d))
            }
            12 => format!("{go}(len({}))", self.value(&Ty::Basic("string"), d)),
            13 => {
                let shape = Ty::Struct(self.rng.below(2));
                format!(
                    "{go}({}({}))",
                    ["area", "Shape.Area"][self.rng.below(2)],
                    self.value(&shape, d)
                )
            }
            14 => format!("total({x}, {})", self.expr(ty, d)),
            _ => {
                let name = ["min", "max"][self.rng.below(2)];
                format!("{name}({x}, {})", self.expr(ty, d))
            }
        }
    }

    fn float(&mut self, ty: &Ty, d: usize) -> String {
        let x = self.value(ty, d);
        match self.rng.below(6) {
            0..=2 => {
                let op = ["+", "-", "*", "/"][self.rng.below(4)];
                format!("{}({x} {op} {})", ty.go(), self.value(ty, d))
            }
            3 => format!("-({x})"),
            4 => {
                let from = Ty::Basic(INTS[self.rng.below(INTS.len())].0);
                format!("{}({})", ty.go(), self.value(&from, d))
            }
            _ => {
                let from = ["float32", "float64"][self.rng.below(2)];
                format!("{}({})", ty.go(), self.value(&Ty::Basic(from), d))
            }
        }
    }

    fn complex(&mut self, d: usize) -> String {
        let ty = Ty::Basic("complex128");
        let float = Ty::Basic("float64");
        match self.rng.below(3) {
            0 => format!("complex({}, {})", self.value(&float, d), self.value(&float, d)),
            _ => {
                let op = ["+", "-", "*"][self.rng.below(3)];
                format!("({} {op} {})", self.value(&ty, d), self.value(&ty, d))
            }
        }
    }

    fn string(&mut self, ty: &Ty, d: usize) -> String {
        let x = self.value(ty, d);
        match self.rng.below(7) {
            0 | 1 => format!("({x} + {})", self.expr(ty, d)),
            2 => format!("{x}[min(len({x}), {}):]", self.rng.below(4)),
            3 => format!("{x}[:min(len({x}), {})]", self.rng.below(6)),
            4 => format!("{}(rune({}))", ty.go(), self.value(&Ty::Basic("uint16"), d)),
            5 => {
                let bytes = Ty::Slice(Box::new(Ty::Basic("uint8")));
                format!("{}({})", ty.go(), self.value(&bytes, d))
            }
            _ => {
                let from = ["string", "Text"][self.rng.below(2)];
                format!("{}({})", ty.go(), self.value(&Ty::Basic(from), d))
            }
        }
    }

    /// A boolean that is no constant.
    pub(super) fn condition(&mut self, depth: usize) -> String {
        let b = Ty::Basic("bool");
        if depth == 0 {
            return self.leaf(&b);
        }
        let d = depth - 1;
        match self.rng.below(8) {
            0 => format!("!{}", self.value(&b, d)),
            1 | 2 => {
                let op = ["&&", "||", "==", "!="][self.rng.below(4)];
                format!("({} {op} {})", self.value(&b, d), self.expr(&b, d))
            }
            3 => {
                let ty = [Ty::Struct(self.rng.below(2)), self.ty(1)];
                let ty = if ty[1].comparable() { &ty[1] } else { &ty[0] };
                let op = ["==", "!="][self.rng.below(2)];
                format!("({} {op} {})", self.value(ty, d), self.value(ty, d))
            }
            4 => {
                let of = self.ty(0);
                let any = self.value(&Ty::Any, d);
                format!("func() bool {{ _, ok := {any}.({}); return ok }}()", of.go())
            }
            _ => {
                let names =
                    ["int", "uint8", "int16", "float64", "string", "Wide", "float32", "uint32"];
                let ty = Ty::Basic(names[self.rng.below(names.len())]);
                let op = ["<", "<=", ">", ">=", "==", "!="][self.rng.below(6)];
                format!("({} {op} {})", self.value(&ty, d), self.expr(&ty, d))
            }
        }
    }

    /// Something that can be assigned to, with its type.
    pub(super) fn target(&mut self) -> Option<(String, Ty)> {
        let free: Vec<_> = self.vars.iter().filter(|v| v.assignable).cloned().collect();
        let v = free.get(self.rng.below(free.len()))?.clone();
        match &v.ty {
            Ty::Struct(_) | Ty::Pair(..) if self.chance(50) => {
                let fields = v.ty.fields();
                let (n, t) = fields[self.rng.below(fields.len())].clone();
                Some((format!("{}.{n}", v.name), t))
            }
            Ty::Array(e, n) if self.chance(60) => {
                let i = self.value(&Ty::Basic("uint"), 1);
                Some((format!("{}[{i}%{n}]", v.name), (**e).clone()))
            }
            _ => Some((v.name.clone(), v.ty.clone())),
        }
    }
}

const STRINGS: &[&str] = &[
    r#""""#,
    r#""a""#,
    r#""hello, world""#,
    r#""héé""#,
    r#""\xff\x00z""#,
    r#""日本語""#,
    "`raw\\n`",
];
const FLOATS: &[&str] = &["0.0", "1.5", "-2.25", "1e10", "3.1415926", "1e-7", "100", "0.1"];
const _: () = assert!(!STRUCTS.is_empty());
