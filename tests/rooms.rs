//! The house keeps its order: a room of `src/` imports only rooms that stand before it.

use std::path::Path;

/// The order of the rooms; see ARCHITECTURE.md.
const ROOMS: [&str; 23] = [
    "arrange", "rows", "text", "ids", "diag", "choice", "trace", "sched", "sync", "fault",
    "syntax", "types", "mistake", "compile", "vm", "stdlib", "diagnose", "inspect", "measure",
    "explore", "export", "session", "wasm",
];

#[test]
fn rooms_import_only_rooms_before_them() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (i, room) in ROOMS.iter().enumerate() {
        for file in rust_files(&src.join(room), &src.join(format!("{room}.rs"))) {
            let text = std::fs::read_to_string(&file).unwrap();
            for used in imports(&text) {
                seen += 1;
                match ROOMS.iter().position(|r| *r == used) {
                    Some(j) if j <= i => {}
                    Some(_) => wrong.push(format!("{}: {room} imports {used}", file.display())),
                    None => wrong.push(format!("{}: unknown room {used}", file.display())),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 50, "the test reads imports, and found only {seen}");
}

/// Names after `crate::`, outside comments and test modules.
fn imports(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or("");
    let mut out = Vec::new();
    for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + 7..];
            match rest.strip_prefix('{') {
                Some(list) => out.extend(list.split(',').map(|p| first_name(p.trim()))),
                None => out.push(first_name(rest)),
            }
        }
    }
    out.retain(|n| !n.is_empty() && !n.starts_with(char::is_uppercase));
    out
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn rust_files(folder: &Path, single: &Path) -> Vec<std::path::PathBuf> {
    let mut out: Vec<_> = single.exists().then(|| single.to_path_buf()).into_iter().collect();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            out.extend(rust_files(&path, Path::new("")));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out
}
