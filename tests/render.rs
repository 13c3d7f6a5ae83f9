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
        &["--fault", "call:time.Sleep#2=hang"],
    ] {
        assert_ne!(svg("www/lessons/pool.go", more), plain, "{more:?}");
    }
    assert!(
        svg("www/lessons/pool.go", &["--size", "700x500"]).contains(r#"width="700" height="500""#)
    );
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let out = render("www/lessons/pool.go", &["--size", "7"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("WIDTHxHEIGHT"));
    let out = render("www/lessons/nowhere.go", &[]);
    assert_eq!(out.status.code(), Some(64));
}
