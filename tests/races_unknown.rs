//! What is said where data races were not looked for because the program has more instructions than an access
//! remembers. (Too many goroutines: `tests/programs/why/goroutines_beyond_races.go`.)

use interleave::session::{RunReport, RunRequest, Session, Started};

/// A racing program with at least so many instructions that never run.
fn program(instructions: usize) -> String {
    const ARGUMENTS: usize = 1000;
    let call = format!("\tf({})\n", vec!["0"; ARGUMENTS].join(","));
    let calls = call.repeat(instructions.div_ceil(ARGUMENTS));
    format!(
        "package main\n\nvar n int\n\nfunc f(...int) {{}}\n\nfunc long() {{\n{calls}}}\n\n\
         func main() {{\n\tif n != 0 {{\n\t\tlong()\n\t}}\n\tdone := make(chan bool)\n\
         \tgo func() {{ n++; done <- true }}()\n\tn++\n\t<-done\n}}\n"
    )
}

fn run(text: &str) -> RunReport {
    let (_, started) = Session::start(&RunRequest::single("main.go", text));
    let Started::Ready(mut session) = started else { panic!("it does not compile") };
    session.run_to_end();
    session.report()
}

#[test]
fn a_program_that_is_too_long_says_that_none_were_looked_for() {
    let says = |r: &RunReport| {
        let why = r.why.as_ref().expect("an explanation");
        why.sentences.iter().any(|s| {
            s.text == "No data races were looked for: the program has more than 1,048,576 instructions."
        })
    };
    let long = run(&program(1 << 20));
    assert!(long.races_unknown && long.races.is_empty());
    assert!(says(&long));
    let short = run(&program(1000));
    assert!(!short.races_unknown && short.races.len() == 1);
    assert!(!says(&short));
}
