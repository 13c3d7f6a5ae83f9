//! `interleave render`: a picture of every lesson, the same each time, and words where none can be made.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output};

fn render(file: &str, more: &[&str]) -> Output {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let mut command = Command::new(env!("CARGO_BIN_EXE_interleave"));
    command.arg("render").arg(path).args(["-o", "-"]).args(more).output().unwrap()
}

fn svg(file: &str, more: &[&str]) -> String {
    let out = render(file, more);
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(out.status.success(), "{file}: {}", String::from_utf8_lossy(&out.stderr));
    assert!(text.starts_with("<svg") && text.trim_end().ends_with("</svg>"), "{file}");
    text
}

#[test]
fn a_lesson_is_drawn_with_its_goroutines() {
    let text = svg("www/lessons/pool.go", &[]);
    assert!(text.contains(">worker(3)<"), "its lanes are named");
    assert!(!text.contains("var(--"), "it stands alone");
    assert_eq!(text, svg("www/lessons/pool.go", &[]));
}

#[test]
fn every_option_shows() {
    let plain = svg("www/lessons/pool.go", &[]);
    for more in [
        &["--theme", "dark"][..],
        &["--size", "700x500"],
        &["--axis", "steps"],
        &["--from", "100ms", "--to", "300ms"],
        &["--at", "0.2s"],
        &["--slide"],
        &["--group", "none"],
        &["--goroutine", "2"],
        &["--goroutine", "2", "--at", "0.2s", "--span"],
        &["--fold", "go worker"],
        &["--track", "todo"],
        &["--track", "none"],
        &["--path"],
        &["--bookmark", "0.2s=half of them"],
        &["--lanes", "3", "--scroll", "100"],
        &["--fault", "call:time.Sleep#2=hang"],
    ] {
        assert_ne!(svg("www/lessons/pool.go", more), plain, "{more:?}");
    }
    assert!(
        svg("www/lessons/pool.go", &["--size", "700x500"]).contains(r#"width="700" height="500""#)
    );
}

#[test]
fn a_second_run_stands_below_the_first() {
    let text = svg("www/lessons/pool.go", &["--beside", "--knob", "workers=1"]);
    for said in ["slower", ">A<", ">B<", "workers 3 → 1", ">worker(3)<"] {
        assert!(text.contains(said), "{said}");
    }
    let same = svg("www/lessons/pool.go", &["--seed", "3", "--beside"]);
    assert!(same.contains("the same"));
    let lesson = Path::new(env!("CARGO_MANIFEST_DIR")).join("www/lessons/batches.go");
    let other = svg("www/lessons/pool.go", &["--beside", lesson.to_str().unwrap()]);
    assert!(other.contains(">pool.go<") && other.contains(">batches.go<"));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let out = render("www/lessons/pool.go", &["--size", "7"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("WIDTHxHEIGHT"));
    let out = render("www/lessons/pool.go", &["--track", "stove"]);
    assert_eq!(out.status.code(), Some(64));
    assert!(String::from_utf8_lossy(&out.stderr).contains("no track stove; there is "));
    let out = render("www/lessons/pool.go", &["--beside", "--sed", "2"]);
    assert_eq!(out.status.code(), Some(2));
    let out = render("www/lessons/nowhere.go", &[]);
    assert_eq!(out.status.code(), Some(64));
}
