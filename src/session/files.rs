//! The reader's files as Go packages: one file, several, a folder's, or a txtar archive with a `go.mod`.

use super::build_tags as build;
use super::request::{FileText, MAX_FILES, MAX_SOURCE_BYTES};
use std::collections::BTreeMap;

/// Names and texts.
pub type Files = Vec<(String, String)>;

/// Packages in no particular order, main last: import path and its files.
pub type Packages = Vec<(String, Files)>;

/// What the files amount to.
#[derive(Clone, PartialEq, Debug)]
pub struct Layout {
    /// Packages by import path; the last is `main`.
    pub packages: Packages,
    /// `go 1.N` of a `go.mod`, as N.
    pub go_version: Option<u32>,
    /// Files ending in `_test.go` are among them.
    pub has_tests: bool,
}

/// Sorts files into packages by folder. Refuses, in a sentence, what cannot be a program.
pub fn layout(files: &[FileText]) -> Result<Layout, String> {
    let files = expand(files)?;
    let module =
        files.iter().find(|f| f.name == "go.mod").map(|f| f.text.clone()).unwrap_or_default();
    let module_path = directive(&module, "module").unwrap_or("main");
    let go_version = directive(&module, "go").and_then(parse_go_version);
    let mut folders: BTreeMap<String, Files> = BTreeMap::new();
    for f in files.iter().filter(|f| f.name.ends_with(".go")) {
        let folder = f.name.rsplit_once('/').map_or("", |(d, _)| d).trim_start_matches("./");
        folders.entry(folder.to_string()).or_default().push((f.name.clone(), f.text.clone()));
    }
    if folders.is_empty() {
        return Err("no Go files: nothing to run".into());
    }
    for (folder, list) in &mut folders {
        // a file that is alone was named, and is what is meant
        if list.len() > 1 {
            list.retain(|(name, text)| build::is_part(name, text));
        }
        if list.is_empty() {
            let folder = if folder.is_empty() { "." } else { folder };
            return Err(format!("build constraints exclude all Go files in {folder}"));
        }
    }
    let main_folder = main_folder(&folders);
    let mut packages: Packages = Vec::new();
    let mut main = Vec::new();
    for (folder, mut list) in folders {
        if folder == main_folder {
            main = list;
        } else {
            list.retain(|(name, _)| !is_test(name));
            packages.push((format!("{module_path}/{folder}"), list));
        }
    }
    let has_tests = main.iter().any(|(n, _)| is_test(n));
    let module = directive(&module, "module");
    match outer_tests(&mut main) {
        // a program runs without them
        Some(_) if main.iter().any(|(_, t)| package_name(t) == Some("main")) => {
            packages.push((main_path(&main, module), main));
        }
        Some(outer) => {
            let path = main_path(&main, module);
            packages.extend([(path.clone(), main), (format!("{path}{TEST}"), outer)]);
        }
        None => packages.push((main_path(&main, module), main)),
    }
    Ok(Layout { packages, go_version, has_tests })
}

/// What a package's name, and its path, end with when it tests another one in the same folder.
pub(super) const TEST: &str = "_test";

/// Read as part of a test only.
fn is_test(name: &str) -> bool {
    name.ends_with("_test.go")
}

/// Takes out the tests that are a package of their own beside the one that they test and import.
fn outer_tests(files: &mut Files) -> Option<Files> {
    let is_outer = |(name, text): &(String, String)| {
        is_test(name) && package_name(text).is_some_and(|n| n.ends_with(TEST))
    };
    let (outer, own): (Files, Files) = std::mem::take(files).into_iter().partition(is_outer);
    let both = !outer.is_empty() && !own.is_empty();
    *files = if own.is_empty() { outer.clone() } else { own };
    both.then_some(outer)
}

/// All files by name, as the program finds them in its folder.
pub fn data(files: &[FileText]) -> Vec<(String, String)> {
    expand(files).unwrap_or_default().into_iter().map(|f| (f.name, f.text)).collect()
}

/// The import path of the program itself. Tests of a package have the module's, as under go test.
fn main_path(files: &[(String, String)], module: Option<&str>) -> String {
    let name = files.iter().find_map(|(_, t)| package_name(t));
    match name {
        Some(n) if n != "main" => module.unwrap_or("command-line-arguments").into(),
        _ => "main".into(),
    }
}

/// What the text's package clause says.
pub(super) fn package_name(text: &str) -> Option<&str> {
    text.lines().find_map(|l| l.strip_prefix("package "))?.split_whitespace().next()
}

/// The folder of the program itself: the top one, else the first that says `package main`.
fn main_folder(folders: &BTreeMap<String, Files>) -> String {
    if folders.contains_key("") {
        return String::new();
    }
    let says_main =
        |list: &Files| list.iter().any(|(_, t)| t.lines().any(|l| l.trim() == "package main"));
    let found = folders.iter().find(|(_, l)| says_main(l)).or_else(|| folders.iter().next());
    found.map(|(f, _)| f.clone()).unwrap_or_default()
}

/// Unpacks txtar archives and checks sizes.
pub(super) fn expand(files: &[FileText]) -> Result<Vec<FileText>, String> {
    let bytes: usize = files.iter().map(|f| f.text.len()).sum();
    if bytes > MAX_SOURCE_BYTES {
        return Err(format!(
            "the program has {bytes} bytes of source; the limit is {MAX_SOURCE_BYTES}"
        ));
    }
    let mut out = Vec::new();
    for f in files {
        match is_archive(f) {
            true => out.extend(txtar(&f.name, &f.text)),
            false => out.push(f.clone()),
        }
    }
    if out.len() > MAX_FILES {
        return Err(format!("the program has {} files; the limit is {MAX_FILES}", out.len()));
    }
    Ok(out)
}

/// A `.txtar` file, or a text in which some line is a file marker.
fn is_archive(f: &FileText) -> bool {
    let marked = f.text.starts_with("-- ") || f.text.contains("\n-- ");
    f.name.ends_with(".txtar") || marked && f.text.lines().any(|l| marker(l).is_some())
}

/// Name in a txtar marker line `-- name --`.
fn marker(line: &str) -> Option<&str> {
    let name = line.trim_end().strip_prefix("-- ")?.strip_suffix(" --")?.trim();
    (!name.is_empty()).then_some(name)
}

/// Splits an archive. As on the playground, text before the first marker is a file of its own when it is
/// Go; it keeps the archive's name, or `prog.go`.
fn txtar(archive: &str, text: &str) -> Vec<FileText> {
    let first = if archive.ends_with(".go") { archive } else { "prog.go" };
    let mut out = vec![FileText { name: first.into(), text: String::new() }];
    for line in text.split_inclusive('\n') {
        match marker(line) {
            Some(name) => out.push(FileText { name: name.into(), text: String::new() }),
            None => {
                if let Some(last) = out.last_mut() {
                    last.text.push_str(line);
                }
            }
        }
    }
    if !out[0].text.lines().any(|l| l.trim_start().starts_with("package ")) {
        out.remove(0);
    }
    out
}

fn directive<'a>(module: &'a str, word: &str) -> Option<&'a str> {
    module.lines().find_map(|l| l.trim().strip_prefix(word)?.strip_prefix(' ')).map(str::trim)
}

/// `1.21` or `1.21.3` as 21.
fn parse_go_version(v: &str) -> Option<u32> {
    v.strip_prefix("1.")?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, text: &str) -> FileText {
        FileText { name: name.into(), text: text.into() }
    }

    #[test]
    fn one_file_is_main() {
        let l = layout(&[file("a.go", "package main")]).unwrap();
        assert_eq!(l.packages, vec![("main".into(), vec![("a.go".into(), "package main".into())])]);
    }

    #[test]
    fn txtar_makes_packages_and_reads_the_version() {
        let text = "package main\n-- go.mod --\nmodule example.com/m\ngo 1.21\n-- lib/lib.go --\npackage lib\n";
        let l = layout(&[file("prog.go", text)]).unwrap();
        let paths: Vec<_> = l.packages.iter().map(|(p, _)| p.as_str()).collect();
        assert_eq!(paths, ["example.com/m/lib", "main"]);
        assert_eq!(l.go_version, Some(21));
        assert_eq!(l.packages[1].1[0].1, "package main\n");
    }

    #[test]
    fn nothing_and_too_much_are_refused() {
        assert!(layout(&[]).is_err());
        let big = "x".repeat(MAX_SOURCE_BYTES + 1);
        assert!(layout(&[file("a.go", &big)]).unwrap_err().contains("limit"));
    }
}
