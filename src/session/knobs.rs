//! Knobs: package-level constants and variables whose value the reader turns without editing the text. One that
//! is marked `//lab:knob A..B` says how far.

use super::request::{FileText, RunRequest};
use crate::syntax::ast::{Decl, Expr, Ident, Symbols};
use crate::syntax::{self, NodeIds};
use crate::text::Pos;
use std::collections::BTreeMap;

/// A value in a text that can be turned.
struct Knob {
    file: usize,
    name: String,
    /// Where its value stands.
    from: usize,
    to: usize,
    /// Of a marked one.
    range: Option<(i64, i64)>,
}

/// The files with these values in the place of those that are written there; or why that is not possible.
pub fn turn(
    files: &[FileText],
    knobs: &BTreeMap<String, String>,
) -> Result<Option<Vec<FileText>>, String> {
    if knobs.is_empty() {
        return Ok(None);
    }
    let mut found = find(files);
    let mut files = files.to_vec();
    for (name, value) in knobs {
        let Some(knob) = found.iter().find(|k| k.name == *name) else {
            return Err(missing(name, &found));
        };
        check(name, value, knob.range)?;
        files[knob.file].text.replace_range(knob.from..knob.to, value);
        // other values have moved
        found = find(&files);
    }
    Ok(Some(files))
}

/// A request for what its knobs make of the text.
pub fn applied(request: &RunRequest) -> Result<RunRequest, String> {
    let files = turn(&request.files, &request.knobs)?;
    let files = files.unwrap_or_else(|| request.files.clone());
    Ok(RunRequest { files, knobs: BTreeMap::new(), ..request.clone() })
}

fn missing(name: &str, found: &[Knob]) -> String {
    let words = |k: &Knob| match k.range {
        Some((from, to)) => format!("{} ({from}..{to})", k.name),
        None => k.name.clone(),
    };
    let all: Vec<String> = found.iter().map(words).collect();
    let there = if all.is_empty() { "none".to_owned() } else { all.join(", ") };
    format!(
        "knob {name}: no package-level constant or variable of that name has a value; there are {there}"
    )
}

fn check(name: &str, value: &str, range: Option<(i64, i64)>) -> Result<(), String> {
    let value = value.trim();
    if value.is_empty() || value.contains(['\n', '\r', ';', '`']) || value.contains("//") {
        return Err(format!("knob {name}: {value:?} is no value"));
    }
    let Some((from, to)) = range else { return Ok(()) };
    match value.replace('_', "").parse::<i64>() {
        Ok(n) if (from..=to).contains(&n) => Ok(()),
        Ok(n) => Err(format!("knob {name}: want {from} to {to}, not {n}")),
        Err(_) => Err(format!("knob {name}: want a whole number from {from} to {to}, not {value}")),
    }
}

fn find(files: &[FileText]) -> Vec<Knob> {
    let mut all = vec![];
    for (file, f) in files.iter().enumerate() {
        let (mut symbols, mut ids) = (Symbols::default(), NodeIds::default());
        let (tree, _) = syntax::parse_file(&mut symbols, &mut ids, &f.text, Pos(0));
        let mut add = |names: &[Ident], values: &[Expr]| {
            let ([name], [value]) = (names, values) else { return };
            let from = value.pos.0 as usize;
            let Some((to, range)) = extent(&f.text, from) else { return };
            let name = symbols.name(name.name).to_owned();
            all.push(Knob { file, name, from, to, range });
        };
        for decl in &tree.decls {
            match decl {
                Decl::Const(specs) => specs.iter().for_each(|s| add(&s.names, &s.values)),
                Decl::Var(specs) => specs.iter().for_each(|s| add(&s.names, &s.values)),
                _ => {}
            }
        }
    }
    all
}

/// Where a value that begins at `from` ends, on its line, and the range that stands behind it.
fn extent(text: &str, from: usize) -> Option<(usize, Option<(i64, i64)>)> {
    let line = text.get(from..)?.lines().next()?;
    let (mut quote, mut end, mut escaped) = (None, line.len(), false);
    for (i, c) in line.char_indices() {
        match quote {
            _ if escaped => escaped = false,
            Some(_) if c == '\\' => escaped = true,
            Some(q) if c == q => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None if line[i..].starts_with("//") || line[i..].starts_with("/*") => {
                end = i;
                break;
            }
            None => {}
        }
    }
    let value = line[..end].trim_end();
    // a value that goes on in the next line is none to turn
    let open = value.matches(['(', '{', '[']).count() != value.matches([')', '}', ']']).count();
    (!value.is_empty() && !open).then(|| (from + value.len(), range(&line[end..])))
}

/// `//lab:knob 1..100`
fn range(comment: &str) -> Option<(i64, i64)> {
    let (from, to) = comment.strip_prefix("//lab:knob")?.trim().split_once("..")?;
    let end = to.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(to.len());
    Some((from.trim().parse().ok()?, to[..end].parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "package main\n\nconst (\n\titems = 12 //lab:knob 1..100\n\tname  = \"a//b\" // words\n)\n\nvar wait = 2 * second\nconst second = 1_000\n\nfunc main() {\n\titems := 3\n\t_ = items\n}\n";

    fn turned(knobs: &[(&str, &str)]) -> Result<String, String> {
        let files = [FileText { name: "main.go".into(), text: TEXT.into() }];
        let knobs = knobs.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        turn(&files, &knobs).map(|f| f.map_or(TEXT.to_owned(), |f| f[0].text.clone()))
    }

    #[test]
    fn values_are_replaced_where_they_stand() {
        let text = turned(&[("items", "100"), ("name", "\"x\""), ("wait", "5 * second")]).unwrap();
        assert!(
            text.contains("\titems = 100 //lab:knob 1..100\n\tname  = \"x\" // words\n"),
            "{text}"
        );
        assert!(text.contains("var wait = 5 * second\n"), "{text}");
        assert!(text.contains("\titems := 3\n"), "{text}");
        assert_eq!(turned(&[]).unwrap(), TEXT);
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_can() {
        let say = |name: &str, value: &str| turned(&[(name, value)]).unwrap_err();
        assert_eq!(say("items", "0"), "knob items: want 1 to 100, not 0");
        assert_eq!(say("items", "many"), "knob items: want a whole number from 1 to 100, not many");
        assert!(say("batch", "3").ends_with("there are items (1..100), name, wait, second"));
        assert!(say("wait", "1; x = 2").contains("is no value"));
    }
}
