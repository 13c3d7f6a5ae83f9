//! Shared by the integration tests.
#![allow(dead_code)]

pub mod expect;

use interleave::session::Problem;
use std::path::{Path, PathBuf};

/// All `.go` and `.txtar` files below a folder, sorted.
pub fn go_files(root: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    let Ok(entries) = std::fs::read_dir(root) else { return out };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(go_files(&path));
        } else if path.extension().is_some_and(|e| e == "go" || e == "txtar") {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// Problems, one a line.
pub fn render(problems: &[Problem]) -> String {
    problems.iter().map(|p| format!("{}:{}:{}: {}\n", p.file, p.line, p.col, p.message)).collect()
}
