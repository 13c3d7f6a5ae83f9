//! Broken programs from whole ones: token and byte edits, splices, floods. Everything is drawn from a seed.

/// SplitMix64: one 64-bit word of state, the same on every machine.
pub struct Random(pub u64);

impl Random {
    /// The next word.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    /// Below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    /// Below a power of two that is drawn first, so that small numbers are frequent.
    pub fn below_power(&mut self, exponent: usize) -> usize {
        let bound = 1 << self.below(exponent);
        self.below(bound)
    }
    /// One of `items`.
    pub fn pick<'a, T: ?Sized>(&mut self, items: &[&'a T]) -> &'a T {
        items[self.below(items.len())]
    }
}

/// What is inserted: every token, and pieces that once were hard.
const POOL: &[&str] = &[
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ",",
    ";",
    ":",
    ".",
    "...",
    "=",
    ":=",
    "==",
    "<-",
    "*",
    "&",
    "!",
    "~",
    "|",
    "+",
    "-",
    "/",
    "%",
    "^",
    "&^",
    "<<",
    ">>",
    "&&",
    "||",
    "<",
    ">=",
    "+=",
    "++",
    "--",
    "func",
    "if",
    "else",
    "for",
    "range",
    "switch",
    "case",
    "default",
    "select",
    "go",
    "defer",
    "return",
    "var",
    "const",
    "type",
    "struct",
    "interface",
    "map",
    "chan",
    "break",
    "continue",
    "goto",
    "fallthrough",
    "import",
    "package",
    "x",
    "T",
    "int",
    "string",
    "error",
    "any",
    "_",
    "iota",
    "nil",
    "true",
    "0",
    "1",
    "-1",
    "1.5",
    "1e400",
    "0x",
    "'a'",
    "'",
    "\"",
    "`",
    "\"s\"",
    "/*",
    "*/",
    "//",
    "\n",
    "\0",
    "\u{feff}",
    "é",
    "²",
    "世",
    "@",
    "1<<62",
    "1<<1000",
    "[T any]",
    "[]int",
    "[...]int{1}",
    "map[string]int{}",
    "func() {}",
    "func(x int) int { return x }",
    "chan int",
    "<-chan int",
    "struct{}{}",
    "interface{}",
    "x.(type)",
    "x.(int)",
    "len(x)",
    "append(x, 1)",
    "make(chan int)",
    "new(T)",
    "panic(1)",
    "recover()",
    "close(x)",
    "x[1:2]",
    "x, y := 1, 2",
    "L:",
    "goto L",
    "type T T",
    "type T struct { T }",
    "type T [len(x)]T",
    "const c = c",
    "var x = x",
    "func f[T any](x T) T { return x }",
    "f[int](1)",
    "1 / 0",
    "[1 << 40]int",
    "T{}",
    "&T{}",
    "(*T).f",
    "time.Second",
    "fmt.Println(x)",
    "go func() {}()",
];

/// A broken program made from one or two of `corpus`.
pub fn mutate(r: &mut Random, corpus: &[Vec<u8>]) -> Vec<u8> {
    if r.below(40) == 0 {
        return tall(r);
    }
    let mut text = corpus[r.below(corpus.len())].clone();
    match r.below(20) {
        0 => text.truncate(r.below(text.len())),
        1 => {
            let other = r.below(corpus.len());
            splice(r, &mut text, &corpus[other]);
        }
        2 => flood(r, &mut text),
        3 => bytes(r, &mut text),
        _ => {}
    }
    if r.below(2) == 0 {
        return gentle(r, &text);
    }
    let edits = 1 + r.below_power(5);
    let mut tokens = tokens(&text);
    for _ in 0..edits {
        edit(r, &mut tokens);
    }
    tokens.concat()
}

/// A program that is correct but for its height: one construct in itself, or chained, many times.
fn tall(r: &mut Random) -> Vec<u8> {
    const DECLS: &str = "type T struct{ n *T }\nfunc (t *T) f() *T { return t }\n\
        func g(x int) int { return x }\ntype G[P any] struct{}\n";
    const SHAPES: &[(&str, &str, &str, &str, &str)] = &[
        ("x := 1; y := ", "(", "x", ")", "; _ = y"),
        ("x := 1; y := ", "-(", "x", ")", "; _ = y"),
        ("x := 1; y := x", " + x", "", "", "; _ = y"),
        ("y := 1", " + 1", "", "", "; _ = y"),
        ("y := \"a\"", " + \"a\"", "", "", "; _ = y"),
        ("x := true; y := x", " && x", "", "", "; _ = y"),
        ("x := 1; y := x", " << 1", "", "", "; _ = y"),
        ("t := &T{}; t", ".f()", "", "", ""),
        ("t := &T{}; _ = t", ".n", "", "", ""),
        ("x := 1; ", "if x == 2 {} else ", "{}", "", ""),
        ("x := 1; ", "if x > 0 { ", "x++", "}", ""),
        ("x := 1; ", "for { ", "x++", "}", ""),
        ("x := 1; ", "switch x { case 1: ", "x++", "}", ""),
        ("", "{", "", "}", ""),
        ("f := ", "func() { ", "println(1)", "}", "; f()"),
        ("", "defer func() { ", "println(1)", "}()", ""),
        ("x := ", "func() int { return ", "1", "}()", "; _ = x"),
        ("x := 1; y := ", "- ", "x", "", "; _ = y"),
        ("var x ", "[]", "int", "", "; _ = x"),
        ("var x ", "map[int]", "int", "", "; _ = x"),
        ("var x ", "struct{ a ", "int", "}", "; _ = x"),
        ("var x ", "func() ", "int", "", "; _ = x"),
        ("var x ", "G[", "int", "]", "; _ = x"),
        ("a := []int{0}; _ = ", "a[", "0", "]", ""),
        ("_ = ", "[]any{", "1", "}", ""),
        ("_ = ", "g(", "1", ")", ""),
        ("_ = ", "any(", "1", ").(any)", ""),
        ("x := any(1); _ = x", ".(any)", "", "", ""),
        ("s := []int{}; _ = s", "[:]", "", "", ""),
        ("const c = 1", " * 2", "", "", ""),
        ("", "L: ", "", "", ""),
    ];
    let (head, open, core, close, tail) = SHAPES[r.below(SHAPES.len())];
    let n = if r.below(2) == 0 { 150 + r.below(60) } else { r.below(1100) };
    let (open, close) = (open.repeat(n), close.repeat(n));
    let body = format!("{head}{open}{core}{close}{tail}");
    format!("package main\n{DECLS}func main() {{ {body} }}\n").into_bytes()
}

/// Names, numbers and lines exchanged: most of these programs still parse, and reach the checker.
fn gentle(r: &mut Random, text: &[u8]) -> Vec<u8> {
    let mut tokens = tokens(text);
    let is_word = |t: &[u8]| t.first().is_some_and(|b| b.is_ascii_alphanumeric());
    let words: Vec<usize> = (0..tokens.len()).filter(|i| is_word(&tokens[*i])).collect();
    for _ in 0..r.below_power(4) {
        let (i, j) = (r.below(words.len()), r.below(words.len()));
        let (Some(&i), Some(&j)) = (words.get(i), words.get(j)) else { break };
        tokens[i] =
            if r.below(4) == 0 { r.pick(VALUES).as_bytes().to_vec() } else { tokens[j].clone() };
    }
    let text = tokens.concat();
    let mut lines: Vec<&[u8]> = text.split_inclusive(|b| *b == b'\n').collect();
    for _ in 0..r.below_power(3) {
        let (i, j) = (r.below(lines.len()), r.below(lines.len()));
        if lines.is_empty() {
            break;
        }
        match r.below(3) {
            0 if lines.len() > 1 => {
                lines.remove(i);
            }
            1 => lines.insert(i, lines[j]),
            _ => lines.swap(i, j),
        }
    }
    lines.concat()
}

/// Operands that stand where a name stood.
const VALUES: &[&str] = &[
    "nil",
    "0",
    "1",
    "-1",
    "1.5",
    "\"s\"",
    "'a'",
    "true",
    "iota",
    "x",
    "_",
    "len(x)",
    "[]int{1}",
    "map[string]int{}",
    "func() {}",
    "func() int { return 1 }",
    "struct{}{}",
    "(*int)(nil)",
    "make(chan int)",
    "new(int)",
    "<-make(chan int)",
    "1<<70",
    "1/0",
    "int",
    "string",
    "error",
    "any",
    "[3]int",
    "[]T",
    "map[T]T",
    "chan T",
    "func(T) T",
    "interface{ M() }",
    "struct{ T }",
    "*T",
    "T[int]",
    "x.y",
    "x[0]",
    "x[1:]",
    "f()",
    "f(f)",
    "&x",
    "*x",
    "!x",
    "-x",
    "x.(int)",
    "append(x, x...)",
    "copy(x, x)",
    "recover()",
    "unsafe",
    "fmt",
    "main",
    "init",
    "comparable",
];

/// Text in tokens, good enough to edit: words, numbers, strings, operators, blanks.
fn tokens(text: &[u8]) -> Vec<Vec<u8>> {
    let class = |b: u8| match b {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | 0x80.. => 0,
        b' ' | b'\t' | b'\n' | b'\r' => 1,
        b'<' | b'>' | b'=' | b'&' | b'|' | b'+' | b'-' | b':' | b'/' | b'*' | b'.' => 2,
        _ => 3,
    };
    let mut out: Vec<Vec<u8>> = Vec::new();
    let mut last = 3;
    for &b in text {
        let c = class(b);
        match out.last_mut() {
            Some(token) if c == last && c != 3 => token.push(b),
            _ => out.push(vec![b]),
        }
        last = c;
    }
    out
}

fn edit(r: &mut Random, tokens: &mut Vec<Vec<u8>>) {
    if tokens.is_empty() {
        tokens.push(r.pick(POOL).as_bytes().to_vec());
    }
    let i = r.below(tokens.len());
    let j = r.below(tokens.len());
    match r.below(10) {
        0 | 1 => {
            tokens.remove(i);
        }
        2 | 3 => tokens.insert(i, format!(" {} ", r.pick(POOL)).into_bytes()),
        4 | 5 => tokens[i] = r.pick(POOL).as_bytes().to_vec(),
        6 => tokens.swap(i, j),
        7 => tokens[i] = tokens[j].clone(),
        8 => {
            let end = (i + 1 + r.below(40)).min(tokens.len());
            let part: Vec<Vec<u8>> = tokens[i..end].to_vec();
            tokens.splice(j..j, part);
        }
        _ => {
            let end = (i + 1 + r.below(40)).min(tokens.len());
            tokens.drain(i..end);
        }
    }
}

fn splice(r: &mut Random, text: &mut Vec<u8>, other: &[u8]) {
    text.truncate(r.below(text.len()));
    text.extend_from_slice(&other[r.below(other.len())..]);
}

/// One piece many times over, where it nests or chains.
fn flood(r: &mut Random, text: &mut Vec<u8>) {
    let piece = r.pick(POOL);
    let second = r.pick(POOL);
    let flood = format!("{piece} {second} ").repeat(1 + r.below_power(14));
    let at = r.below(text.len());
    text.splice(at..at, flood.into_bytes());
}

fn bytes(r: &mut Random, text: &mut [u8]) {
    for _ in 0..1 + r.below(20) {
        if let Some(b) = text.get_mut(r.below(usize::MAX) % 20_000) {
            *b = r.next() as u8;
        }
    }
}
