//! Reads the files named on the command line.

use interleave::session::FileText;
use std::io::{IsTerminal, Read};
use std::path::Path;

/// Files, the files of folders (their subfolders included), `-` for standard input.
pub fn read(paths: &[String]) -> Result<Vec<FileText>, String> {
    let mut out = Vec::new();
    for path in paths {
        let mut room = MOST_DATA;
        if path == "-" {
            let text =
                std::io::read_to_string(std::io::stdin()).map_err(|e| format!("stdin: {e}"))?;
            out.push(FileText { name: "prog.go".into(), text });
        } else if Path::new(path).is_dir() {
            folder(Path::new(path), Path::new(path), &mut room, &mut out)?;
        } else {
            out.push(FileText { name: path.clone(), text: text(Path::new(path))? });
        }
    }
    flatten_names(&mut out);
    Ok(out)
}

/// What the program will read from standard input: all of it, when the program reads it at all, it is no
/// terminal, and the program itself did not come from there. So nothing waits for input nobody wants.
pub fn stdin_for(paths: &[String], files: &[FileText]) -> String {
    let stdin = std::io::stdin();
    let reads = |f: &FileText| f.text.contains("os.Stdin") || f.text.contains("fmt.Scan");
    if paths.iter().any(|p| p == "-") || stdin.is_terminal() || !files.iter().any(reads) {
        return String::new();
    }
    let mut bytes = Vec::new();
    // Input that breaks off is input that ends.
    let _ = stdin.lock().read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Single files given by path belong to one package whatever their folders are: when no folder was named,
/// the folder part is kept out of the package layout by the caller's names staying as given, so only
/// absolute and nested paths are cut to their last part.
fn flatten_names(files: &mut [FileText]) {
    let nested_module = files.iter().any(|f| f.name == "go.mod");
    if nested_module {
        return;
    }
    let folder_of = |n: &str| n.rsplit_once('/').map(|(d, _)| d.to_string()).unwrap_or_default();
    let first = files.first().map(|f| folder_of(&f.name)).unwrap_or_default();
    if files.iter().all(|f| folder_of(&f.name) == first) && !first.is_empty() {
        for f in files {
            f.name = f.name.rsplit('/').next().unwrap_or_default().to_string();
        }
    }
}

/// Bytes of files that are not Go which a folder may bring, and what a small one counts as.
const MOST_DATA: u64 = 2 << 20;
const LEAST: u64 = 4 << 10;

/// The files of a folder that go build would look at, and what its program may open or embed: texts, as many as there
/// is room for.
fn folder(root: &Path, dir: &Path, room: &mut u64, out: &mut Vec<FileText>) -> Result<(), String> {
    let entries = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
        let last = name.rsplit('/').next().unwrap_or_default();
        if path.is_dir() {
            if !last.starts_with(['.', '_']) && !matches!(last, "vendor" | "node_modules") {
                folder(root, &path, room, out)?;
            }
        } else if last == "go.mod" || last.ends_with(".go") {
            out.push(FileText { name, text: text(&path)? });
        } else if let Some(text) = data(&path, room) {
            out.push(FileText { name, text });
        }
    }
    Ok(())
}

/// A file that is not Go, if it is a text, no archive of other programs, and there is room.
fn data(path: &Path, room: &mut u64) -> Option<String> {
    let size = path.metadata().ok().filter(|m| m.is_file())?.len().max(LEAST);
    let text = (size <= *room).then(|| std::fs::read_to_string(path).ok()).flatten()?;
    if path.extension().is_some_and(|e| e == "txtar")
        || text.contains("\n-- ")
        || text.starts_with("-- ")
    {
        return None;
    }
    *room -= size;
    Some(text)
}

/// Bytes that are no UTF-8 become replacement characters, which the lexer reports as Go does.
fn text(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_what_go_build_would_read_and_what_the_program_may_open() {
        let root = std::env::temp_dir().join(format!("interleave-input-{}", std::process::id()));
        let files = [
            ("go.mod", "module m"),
            ("main.go", "package main"),
            ("lib/lib.go", "package lib"),
            ("data/poem.txt", "a poem"),
            ("testdata/in.txt", "in"),
            ("vendor/v.go", "package v"),
            ("_old/o.go", "package o"),
            (".git/config", "x"),
            ("more.txtar", "-- a.go --\npackage a"),
            ("marked.md", "text\n-- b.go --\npackage b"),
        ];
        for (name, text) in files {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        std::fs::write(root.join("picture.png"), [0xff, 0xfe, 0]).unwrap();
        std::fs::write(root.join("large.txt"), vec![b'x'; MOST_DATA as usize]).unwrap();
        let read = read(&[root.to_string_lossy().into_owned()]).unwrap();
        std::fs::remove_dir_all(&root).unwrap();
        let names: Vec<_> = read.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["data/poem.txt", "go.mod", "lib/lib.go", "main.go", "testdata/in.txt"]);
    }
}
