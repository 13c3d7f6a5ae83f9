//! `//go:embed`: files that came with a program become the values of its variables. The text is changed where it
//! stands, so that lines stay: the variable is given what the files say.

use super::files::{Packages, data};
use super::request::FileText;
use crate::stdlib::text::quote;

/// Start of a directive.
const MARK: &str = "//go:embed ";

/// Changes those of a program's files that have directives. `Err`: one sentence.
pub(super) fn embed(packages: &mut Packages, files: &[FileText]) -> Result<(), String> {
    let mut beside = None;
    for (name, text) in packages.iter_mut().flat_map(|p| &mut p.1) {
        if text.contains(MARK) {
            *text = changed(name, text, beside.get_or_insert_with(|| data(files)))?;
        }
    }
    Ok(())
}

fn changed(name: &str, text: &str, data: &[(String, String)]) -> Result<String, String> {
    let folder = name.rsplit_once('/').map_or("", |(f, _)| f).trim_start_matches("./");
    let mut out = Vec::new();
    let mut found: Option<Vec<(String, &str)>> = None;
    for (i, line) in text.split('\n').enumerate() {
        let Some(patterns) = line.strip_prefix(MARK) else {
            let mut line = line.to_string();
            if let Some(files) = &found
                && line.starts_with("var ")
            {
                line.push_str(&value(&line, files).ok_or_else(|| {
                    format!("{name}:{}: go:embed cannot apply to var of this type", i + 1)
                })?);
                found = None;
            }
            out.push(line);
            continue;
        };
        let files = found.get_or_insert_with(Vec::new);
        for pattern in patterns.split_whitespace() {
            let pattern = pattern.trim_matches(['"', '`']);
            let before = files.len();
            files.extend(matching(pattern, folder, data));
            if files.len() == before {
                return Err(format!(
                    "{name}:{}: pattern {pattern}: no matching files found",
                    i + 1
                ));
            }
        }
        out.push(line.to_string());
    }
    Ok(out.join("\n"))
}

/// ` = …` for a line `var name type`.
fn value(line: &str, files: &[(String, &str)]) -> Option<String> {
    let ty = line.strip_prefix("var ")?.trim().split_once(' ')?.1.trim();
    let text = |s: &str| {
        let mut out = vec![];
        quote::append(&mut out, s.as_bytes(), b'"', false);
        String::from_utf8_lossy(&out).into_owned()
    };
    match (ty, files) {
        ("string", [(_, only)]) => Some(format!(" = {}", text(only))),
        ("[]byte", [(_, only)]) => Some(format!(" = []byte({})", text(only))),
        ("embed.FS", _) => {
            let list: Vec<String> =
                files.iter().map(|(n, t)| format!("{}, {}", text(n), text(t))).collect();
            Some(format!(" = embed.Holding({})", list.join(", ")))
        }
        _ => None,
    }
}

/// Files of the folder that a pattern names, itself or by a folder above them, by path from there. Those whose name
/// begins with a dot or underscore are only named in full, or with `all:` before.
fn matching<'d>(
    pattern: &str,
    folder: &str,
    data: &'d [(String, String)],
) -> Vec<(String, &'d str)> {
    let (pattern, all) = match pattern.strip_prefix("all:") {
        Some(rest) => (rest, true),
        None => (pattern, false),
    };
    let mut out = vec![];
    for (name, text) in data {
        let name = name.trim_start_matches("./");
        let path = match folder {
            "" => name,
            f => match name.strip_prefix(f).and_then(|n| n.strip_prefix('/')) {
                Some(rest) => rest,
                None => continue,
            },
        };
        let parts: Vec<&str> = path.split('/').collect();
        let named = (1..=parts.len()).find(|&n| fits(pattern, &parts[..n].join("/")));
        let hidden = |n: usize| parts[n..].iter().any(|p| p.starts_with(['.', '_']));
        if named.is_some_and(|n| all || pattern == "." || !hidden(n)) || pattern == "." {
            out.push((path.to_string(), text.as_str()));
        }
    }
    out
}

/// As `path.Match` with `*` and `?`, which pass no slash.
fn fits(pattern: &str, path: &str) -> bool {
    let (mut p, mut s) = (pattern.chars(), path.chars());
    let Some(first) = p.next() else { return path.is_empty() };
    if first == '*' {
        let rest = p.as_str();
        let ends = path.char_indices().map(|c| c.0).chain([path.len()]);
        let reach = path.find('/').unwrap_or(path.len());
        return ends.take_while(|&i| i <= reach).any(|i| fits(rest, &path[i..]));
    }
    let next = s.next();
    let same = next.is_some_and(|c| c == first || first == '?' && c != '/');
    same && fits(p.as_str(), s.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside() -> Vec<(String, String)> {
        let list =
            [("a.txt", "one\n"), ("dir/b.txt", "\"two\""), ("dir/.hidden", "h"), ("m/c", "")];
        list.iter().map(|(n, t)| (n.to_string(), t.to_string())).collect()
    }

    fn names(pattern: &str, folder: &str) -> Vec<String> {
        matching(pattern, folder, &beside()).into_iter().map(|m| m.0).collect()
    }

    #[test]
    fn patterns_name_files_and_folders() {
        assert_eq!(names("*.txt", ""), ["a.txt"]);
        assert_eq!(names("dir", ""), ["dir/b.txt"]);
        assert_eq!(names("all:dir", ""), ["dir/b.txt", "dir/.hidden"]);
        assert_eq!(names("dir/.hidden", ""), ["dir/.hidden"]);
        assert_eq!(names("?.txt", "dir"), ["b.txt"]);
        assert!(names("*", "nowhere").is_empty());
    }

    #[test]
    fn a_variable_is_given_its_file_on_its_own_line() {
        let text =
            "package main\n\n//go:embed a.txt\nvar s string\n\n//go:embed dir\nvar f embed.FS\n";
        let got = changed("main.go", text, &beside()).unwrap();
        assert!(got.contains("\nvar s string = \"one\\n\"\n"), "{got}");
        assert!(
            got.contains("var f embed.FS = embed.Holding(\"dir/b.txt\", \"\\\"two\\\"\")\n"),
            "{got}"
        );
        let missing = changed("main.go", &text.replace("a.txt", "z"), &beside()).unwrap_err();
        assert_eq!(missing, "main.go:3: pattern z: no matching files found");
    }
}
