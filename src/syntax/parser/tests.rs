use crate::syntax::ast::*;
use crate::syntax::{NodeIds, parse_file};
use crate::text::Pos;

fn errors(text: &str) -> Vec<(usize, String)> {
    let (_, diags) = parse_file(&mut Symbols::default(), &mut NodeIds::default(), text, Pos(1));
    let line = |p: Pos| text[..p.0 as usize - 1].matches('\n').count() + 1;
    diags.iter().map(|d| (line(d.pos), d.message.clone())).collect()
}

fn in_main(body: &str) -> Vec<(usize, String)> {
    errors(&format!("package main\nfunc main() {{\n{body}\n}}\n"))
}

#[test]
fn accepts_the_grammar() {
    let text = include_str!("testdata/grammar.go.txt");
    assert_eq!(errors(text), []);
}

#[test]
fn nothing_overflows() {
    let n = 20_000;
    for unit in [
        "(",
        "[",
        "{",
        "x[",
        "f(",
        "a+",
        "x.y.",
        "!",
        "<-",
        "*",
        "[]",
        "func(){",
        "if x {",
        "if x {} else ",
        "chan ",
        "map[a]",
        "struct{a ",
        "L: ",
        "T{",
        "for {",
        "x[:",
        "switch { case ",
        "interface{ a() ",
        "func() ",
        "<-chan ",
        "a && b || ",
        "select { case <-",
    ] {
        let text = format!("package p\nfunc f() {{ x = {} }}", unit.repeat(n));
        assert!(!errors(&text).is_empty(), "{unit}");
        let text = format!("package p\nfunc f() {{ {} }}", unit.repeat(n));
        errors(&text);
        let text = format!("package p\ntype T {}", unit.repeat(n));
        errors(&text);
    }
    let sum = format!("x = {}1", "1 + ".repeat(n));
    assert!(in_main(&sum)[0].1.contains("nested too deeply"));
    let calls = format!("x{}", ".y()".repeat(n));
    assert!(in_main(&calls)[0].1.contains("nested too deeply"));
}

#[test]
fn siblings_do_not_add_up() {
    let many = "x = a + b*c + f(d.e.f(1), func() { y = a + b })\n".repeat(3000);
    assert_eq!(in_main(&many), []);
    let go = "go a.b.c()\n".repeat(3000);
    assert_eq!(in_main(&go), []);
    let unions = format!("type T interface {{\n{}}}", "~a.b | ~c.d | e[f]\n".repeat(3000));
    assert_eq!(in_main(&unions), []);
}

#[test]
fn ordinary_heights_are_accepted() {
    let ok = format!("x = {}1", "1 + ".repeat(900));
    assert_eq!(in_main(&ok), []);
    let ok = format!("x{}", ".f()".repeat(90));
    assert_eq!(in_main(&ok), []);
    let ok = format!("x = {}1{}", "(".repeat(190), ")".repeat(190));
    assert_eq!(in_main(&ok), []);
    let ok = format!("x = {}", "if y { z() } else ".repeat(800)).replacen("x = ", "", 1) + "{}";
    assert_eq!(in_main(&ok), []);
    let mixed = format!("x{}", ".f(g(1))".repeat(150));
    assert!(in_main(&mixed)[0].1.contains("nested too deeply"));
}
