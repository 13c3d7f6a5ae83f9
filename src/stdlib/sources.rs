//! The library's Go text, by import path. `build.rs` makes of the files under `go/` a table of the everyday
//! packages, which every core has in it, and one text of all others. That text is in the native core; for the page it
//! is a file of its own, which is handed over when a program first imports one of them.

use std::sync::OnceLock;

/// Name and text of a package's files.
type Files = Vec<(String, String)>;
type Package = (&'static str, &'static [(&'static str, &'static str)]);

include!(concat!(env!("OUT_DIR"), "/packages.rs"));

/// The package whose text has the table of time zones.
pub const ZONES: &str = "time/tzdata";

/// The packages that are not in the table, once they are here: a part of the library, the same in every core.
static FAR_TEXT: OnceLock<Vec<(String, Files)>> = OnceLock::new();

/// Files of a package: the name under which they are shown (`$GOROOT/src/fmt/print.go`) and their text. Else why
/// there is none, as a message for the import.
pub fn source(path: &str) -> Result<Files, String> {
    let files = match LIVE {
        Some(root) => on_disk(&format!("{root}/{path}")),
        None => near(path).or_else(|| far()?.iter().find(|p| p.0 == path).map(|p| p.1.clone())),
    };
    let shown = |name| format!("$GOROOT/src/{path}/{name}");
    match files {
        Some(files) => Ok(files.into_iter().map(|(name, text)| (shown(name), text)).collect()),
        None if is_awaited(path) => Err(format!(
            "could not load the library package {path}: the page's file with it did not come; try again"
        )),
        None if path == "C" => Err("could not import C (no cgo here: Go alone is run)".to_owned()),
        None => Err(format!("could not import {path} (no such package here)")),
    }
}

/// A package whose text is still to be handed over.
pub fn is_awaited(path: &str) -> bool {
    far().is_none() && FAR.contains(&path)
}

/// Takes the text of the packages that are not in the table, `library.txt` of the build. False when it is not that.
pub fn hand_over(text: &str) -> bool {
    let Some(packages) = unpack(text) else { return false };
    let complete = FAR.iter().eq(packages.iter().map(|p| &p.0));
    if complete {
        // a second time it is the same text
        let _ = FAR_TEXT.set(packages);
    }
    complete
}

/// All import paths, those of the table first.
pub fn packages() -> impl Iterator<Item = &'static str> {
    NEAR.iter().map(|p| p.0).chain(FAR.iter().copied())
}

fn near(path: &str) -> Option<Files> {
    let files = NEAR.iter().find(|p| p.0 == path)?.1;
    Some(files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect())
}

fn far() -> Option<&'static Vec<(String, Files)>> {
    #[cfg(not(target_arch = "wasm32"))]
    if FAR_TEXT.get().is_none() {
        hand_over(include_str!(concat!(env!("OUT_DIR"), "/library.txt")));
    }
    FAR_TEXT.get()
}

/// Files after lines `path/name.go BYTES`, a package's together.
fn unpack(mut rest: &str) -> Option<Vec<(String, Files)>> {
    let mut out: Vec<(String, Files)> = Vec::new();
    while !rest.is_empty() {
        let (head, after) = rest.split_once('\n')?;
        let (file, bytes) = head.rsplit_once(' ')?;
        let (path, name) = file.rsplit_once('/')?;
        let (text, after) = after.split_at_checked(bytes.parse().ok()?)?;
        rest = after.strip_prefix('\n')?;
        if out.last().is_none_or(|p| p.0 != path) {
            out.push((path.to_string(), vec![]));
        }
        out.last_mut()?.1.push((name.to_string(), text.to_string()));
    }
    Some(out)
}

/// The files as they are now; `None` when there are none.
fn on_disk(folder: &str) -> Option<Files> {
    let names = std::fs::read_dir(folder).ok()?.flatten().map(|e| e.file_name());
    let mut files: Files = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".go"))
        .filter_map(|name| {
            Some((name.clone(), std::fs::read_to_string(format!("{folder}/{name}")).ok()?))
        })
        .collect();
    files.sort();
    (!files.is_empty()).then_some(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::ast::Symbols;
    use crate::syntax::{NodeIds, parse_named_file};
    use crate::text::Pos;

    #[test]
    fn everyday_packages_import_no_others() {
        for (path, files) in NEAR {
            for (name, text) in *files {
                let (mut symbols, mut ids) = (Symbols::default(), NodeIds::default());
                let (file, _) =
                    parse_named_file(&mut symbols, &mut ids, name, text, Pos(1), u32::MAX);
                for import in file.imports {
                    assert!(!FAR.contains(&import.path.as_str()), "{path} imports {}", import.path);
                }
            }
        }
    }

    #[test]
    fn only_the_whole_text_is_taken() {
        let text = include_str!(concat!(env!("OUT_DIR"), "/library.txt"));
        assert!(hand_over(text));
        assert!(FAR.len() > 20 && source("regexp").is_ok());
        for bad in ["", "<!doctype html>\n", &text[..text.len() / 2], "a/b.go 9999\nx\n"] {
            assert!(!hand_over(bad), "{bad:.40}");
        }
    }
}
