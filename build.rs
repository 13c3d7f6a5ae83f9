//! Collects the library's Go text (`src/stdlib/go/<import path>/*.go`) for `stdlib::sources`: the packages of
//! `src/stdlib/near.txt` as a table, the others as one text, `library.txt`, which the page keeps as a file of its own.
//! Comments and indentation are left out, line numbers stay: what the page loads is smaller for it. Unicode's
//! general categories (`src/stdlib/text/categories.txt`) become a table for `stdlib::text::category`.
//!
//! `LIVE_STDLIB=1 cargo build …` makes a core that reads the files whenever a program runs instead, so that a
//! change of a package can be tried without a build.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root =
        PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src/stdlib/go");
    println!("cargo:rerun-if-changed=src/stdlib/go");
    println!("cargo:rerun-if-env-changed=LIVE_STDLIB");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort_by_key(|f| (import_path(&root, f), f.clone()));
    println!("cargo:rerun-if-changed={NEAR}");
    let near = fs::read_to_string(NEAR)?;
    let mut packages = Packages::default();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let path = import_path(&root, file);
        let is_near = near.lines().any(|l| l == path);
        packages.add(path, &name, &lean(&fs::read_to_string(file)?), is_near);
    }
    let live = env::var("LIVE_STDLIB").is_ok().then(|| root.to_string_lossy().into_owned());
    let dir = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    fs::write(dir.join("library.txt"), &packages.text)?;
    fs::write(dir.join("packages.rs"), packages.table(live))?;
    println!("cargo:rerun-if-changed={CATEGORIES}");
    fs::write(dir.join("categories.rs"), categories(&fs::read_to_string(CATEGORIES)?))
}

const CATEGORIES: &str = "src/stdlib/text/categories.txt";
const NEAR: &str = "src/stdlib/near.txt";

/// The library, as it is taken along.
#[derive(Default)]
struct Packages {
    /// Files of the table, by import path.
    near: Vec<(String, Vec<(String, String)>)>,
    /// Import paths of the others.
    far: Vec<String>,
    /// Their files: a line `path/name.go BYTES`, and so many bytes.
    text: String,
}

impl Packages {
    fn add(&mut self, path: String, name: &str, text: &str, is_near: bool) {
        if !is_near {
            writeln!(self.text, "{path}/{name} {}\n{text}", text.len()).ok();
            if self.far.last() != Some(&path) {
                self.far.push(path);
            }
            return;
        }
        if self.near.last().is_none_or(|(p, _)| *p != path) {
            self.near.push((path, vec![]));
        }
        if let Some((_, files)) = self.near.last_mut() {
            files.push((name.to_string(), text.to_string()));
        }
    }

    fn table(&self, live: Option<String>) -> String {
        let mut out = String::from("const NEAR: &[Package] = &[\n");
        for (path, files) in &self.near {
            writeln!(out, "({path:?}, &{files:?}),").ok();
        }
        let far = &self.far;
        writeln!(out, "];\nconst FAR: &[&str] = &{far:?};\nconst LIVE: Option<&str> = {live:?};")
            .ok();
        out
    }
}

/// From lines `Lu 41-5a 100-136/2 …` (hexadecimal, a step after the slash): the names of the categories in
/// order; the runs of characters of one category, a byte for its number (from 1 on, 0 is none) and then the
/// length, seven bits a byte; and where every 32nd run begins, as character and byte.
fn categories(text: &str) -> String {
    let mut of = vec![0_u8; 0x11_0000];
    let mut names: Vec<&str> = Vec::new();
    for line in text.lines() {
        let (name, ranges) = line.split_once(' ').unwrap_or_default();
        if names.last() != Some(&name) {
            names.push(name);
        }
        for range in ranges.split(' ') {
            let (range, step) = range.split_once('/').unwrap_or((range, "1"));
            let (low, high) = range.split_once('-').unwrap_or((range, range));
            let hex = |s| usize::from_str_radix(s, 16).unwrap_or(0);
            for c in (hex(low)..=hex(high)).step_by(step.parse().unwrap_or(1)) {
                of[c] = names.len() as u8;
            }
        }
    }
    let (mut runs, mut index, mut at) = (Vec::new(), Vec::new(), 0);
    for (i, run) in of.chunk_by(|a, b| a == b).enumerate() {
        if i % 32 == 0 {
            index.push((at as u32, runs.len() as u16));
        }
        runs.push(run[0]);
        let mut n = run.len();
        while n >= 0x80 {
            runs.push(n as u8 | 0x80);
            n >>= 7;
        }
        runs.push(n as u8);
        at += run.len();
    }
    format!(
        "const NAMES: [&str; {}] = {names:?};\nconst RUNS: &[u8] = &{runs:?};\nconst INDEX: &[(u32, u16)] = &{index:?};\n",
        names.len()
    )
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|e| e == "go") {
            files.push(path);
        }
    }
    Ok(())
}

fn import_path(root: &Path, file: &Path) -> String {
    let dir = file.parent().and_then(|d| d.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    dir.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Go text without comments and indentation, every token on its line.
fn lean(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(c) = rest.chars().next() {
        let len = token(rest, c);
        let (now, after) = rest.split_at(len);
        rest = after;
        if now.starts_with("//") {
            out.truncate(out.trim_end_matches([' ', '\t']).len());
        } else if now.starts_with("/*") {
            out.extend(now.matches('\n').map(|_| '\n'));
        } else if now != "\t" || !out.ends_with('\n') {
            out.push_str(now);
        }
    }
    out
}

/// Bytes of a comment, a literal of text, or of one character.
fn token(rest: &str, first: char) -> usize {
    let until = |from: usize, end: &str| rest[from..].find(end).map(|i| from + i);
    match first {
        '/' if rest.starts_with("//") => until(2, "\n").unwrap_or(rest.len()),
        '/' if rest.starts_with("/*") => until(2, "*/").map_or(rest.len(), |i| i + 2),
        '`' => until(1, "`").map_or(rest.len(), |i| i + 1),
        '"' | '\'' => quoted(rest, first),
        _ => first.len_utf8(),
    }
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            return i + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}
