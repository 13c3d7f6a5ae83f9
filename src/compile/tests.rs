//! What the compiler writes for small programs; what programs do is tested under `tests/programs`.

use super::code::{Func, Op, Program};
use super::{compile, disasm};
use crate::diag::Severity;
use crate::types::{CheckRequest, check};

fn program(text: &str) -> Result<Program, String> {
    let files = vec![("main.go".to_string(), format!("package main\n{text}"))];
    let request = CheckRequest {
        packages: vec![("main".into(), files)],
        importer: &|p| crate_source(p).ok_or_else(|| format!("no package {p}")),
        lang: 27,
        max_errors: 10,
    };
    let (typed, diags) = check(request);
    if let Some(d) = diags.iter().find(|d| d.severity == Severity::Error) {
        return Err(d.render(&typed.sources));
    }
    compile(&typed)
        .map_err(|ds| ds.iter().map(|d| d.message.clone()).collect::<Vec<_>>().join("\n"))
}

/// A library of two packages.
fn crate_source(path: &str) -> Option<Vec<(String, String)>> {
    let text = match path {
        "sync" => {
            "package sync\ntype WaitGroup struct{ n int }\nfunc (wg *WaitGroup) Add(n int)\nfunc (wg *WaitGroup) Wait()\n"
        }
        "pic" => {
            "package pic\nvar unused = compute()\nvar Used = 3\nfunc compute() int { return 1 }\nfunc hookPaint() {}\n"
        }
        _ => return None,
    };
    Some(vec![(format!("{path}.go"), text.to_string())])
}

fn func<'p>(p: &'p Program, name: &str) -> &'p Func {
    match p.funcs.iter().find(|f| f.name == name) {
        Some(f) => f,
        None => panic!("no function {name}"),
    }
}

fn listing(text: &str, name: &str) -> Vec<String> {
    let p = program(text).unwrap();
    func(&p, name)
        .code
        .iter()
        .map(|op| format!("{op:?}").replace("{ ", "").replace(" }", ""))
        .collect()
}

#[test]
fn a_counting_loop_is_one_fused_instruction_a_round() {
    let code = listing(
        "func main() { s := 0; for i := 0; i < 10; i++ { s += i }; println(s) }",
        "main.main",
    );
    assert_eq!(
        code[..5],
        [
            "Zero d: 0",
            "Zero d: 1",
            "JGeI a: 1, i: 10, off: 2",
            "Add d: 0, a: 0, b: 1",
            "NextLtI a: 1, i: 10, off: -2"
        ]
    );
}

#[test]
fn calls_evaluate_arguments_in_the_callees_window() {
    let text = "func fib(n int) int { if n < 2 { return n }; return fib(n-1) + fib(n-2) }\nfunc main() { fib(3) }";
    let p = program(text).unwrap();
    let fib = func(&p, "main.fib");
    assert_eq!(fib.code.len(), 8, "{}", disasm::function(&p, fib));
    assert_eq!(fib.regs, 3);
}

#[test]
fn variables_are_boxed_only_where_they_must_be() {
    let boxes = |body: &str| {
        let p = program(&format!("func use(...any) {{}}\nfunc main() {{ {body} }}")).unwrap();
        func(&p, "main.main").code.iter().filter(|op| matches!(op, Op::New { .. })).count()
    };
    assert_eq!(boxes("x := 1; func() { println(x) }()"), 0, "captured, never changed");
    assert_eq!(boxes("x := 1; func() { println(x) }(); x = 2"), 1, "captured and changed");
    assert_eq!(boxes("x := 1; p := &x; *p = 2"), 1, "its address is taken");
    assert_eq!(
        boxes("for i := 0; i < 3; i++ { func() { println(i) }() }"),
        0,
        "only the loop itself changes it"
    );
    assert_eq!(
        boxes("for i := 0; i < 3; i++ { func() { i++ }() }"),
        2,
        "a new box for each iteration"
    );
}

#[test]
fn functions_are_named_as_in_a_goroutine_dump() {
    let text = "type T struct{}\nfunc (t *T) P() {}\nfunc (t T) V() {}\ntype G[A any] struct{ a A }\nfunc (g *G[A]) M() {}\n\
        func F[A any](a A) { func() { func() {}() }() }\nvar v = func() int { return 1 }()\n\
        func main() { (&T{}).P(); T{}.V(); (&G[int]{}).M(); F(1); go func() {}() ; _ = v }\nfunc init() { func() {}() }";
    let p = program(text).unwrap();
    for name in [
        "main.(*T).P",
        "main.T.V",
        "main.(*G[...]).M",
        "main.F[...]",
        "main.F[...].func1",
        "main.F[...].func1.1",
        "main.main.func1",
        "main.init.func1",
        "main.init.0",
        "main.init.0.func1",
    ] {
        func(&p, name);
    }
}

#[test]
fn objects_get_the_names_of_their_variables() {
    let p = program(
        "import \"sync\"\nfunc main() { jobs := make(chan int); var wg sync.WaitGroup; wg.Add(1); wg.Wait(); close(jobs) }",
    );
    let p = p.unwrap();
    let names: Vec<&str> = func(&p, "main.main").names.iter().map(|n| n.1.as_str()).collect();
    assert_eq!(names, ["jobs", "wg", "wg"]);
}

#[test]
fn only_what_is_reached_is_compiled() {
    let p = program("import \"pic\"\nfunc unused() {}\nfunc main() { println(pic.Used) }").unwrap();
    assert!(p.funcs.iter().all(|f| f.name != "main.unused" && f.name != "pic.compute"));
    assert_eq!(p.hooks.len(), 1, "hooks are compiled unasked");
    assert_eq!(p.globals, 1, "only variables that somebody mentions have room");
}

#[test]
fn interfaces_hold_only_methods_that_somebody_calls() {
    let text = "type T struct{ a, b int }\nfunc (t T) M() {}\nfunc (t T) N() {}\nfunc main() { var i interface{ M() } = T{}; i.M() }";
    let p = program(text).unwrap();
    let t = p.rtypes.iter().find(|t| t.name == "main.T").unwrap();
    assert_eq!(t.methods.len(), 1);
    assert!(p.funcs[t.methods[0].1.index()].is_wrapper, "a wide value comes from its box");
}

#[test]
fn too_large_is_a_diagnostic() {
    let wide = "type B [20000]int\nfunc f(b B) {}\nfunc main() { var b B; f(b) }";
    assert!(program(wide).is_ok(), "it is passed as an address");
    let sent = "type B [20000]int\nfunc main() { c := make(chan B); println(len(<-c)) }";
    assert!(program(sent).unwrap_err().contains("too large"));
    let vars: String =
        (0..700).map(|i| format!("var a{i} [100]string; b{i} := a{i}; _ = b{i}\n")).collect();
    assert!(program(&format!("func main() {{ {vars} }}")).is_ok());
    let args = "x, ".repeat(700);
    let many = format!(
        "type W struct {{ a [100]int }}\nfunc f(w ...W) {{}}\nfunc g(x W) {{ f({args}) }}\nfunc main() {{ g(W{{}}) }}"
    );
    assert!(program(&many).is_ok());
}

#[test]
fn far_jumps_are_lengthened() {
    let body: String =
        (0..18_000).map(|i| format!("if t > {0} {{ t += {0} }}\n", i % 100)).collect();
    let p = program(&format!(
        "func main() {{ t := 0; for i := 0; i < 3; i++ {{ {body} }}; println(t) }}"
    ))
    .unwrap();
    let code = &func(&p, "main.main").code;
    assert!(code.iter().any(|op| matches!(op, Op::Loop { off } if *off < -30_000)));
}
