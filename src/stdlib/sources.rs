//! The library's Go text, by import path. The table is made by `build.rs` from the files under `go/`.

/// Files of a package: the name under which they are shown (`$GOROOT/src/fmt/print.go`) and their text.
pub fn source(path: &str) -> Option<Vec<(String, String)>> {
    let files = match LIVE {
        Some(root) => on_disk(&format!("{root}/{path}"))?,
        None => {
            let files = PACKAGES.iter().find(|p| p.0 == path)?.1.iter();
            files.map(|(name, text)| (name.to_string(), text.to_string())).collect()
        }
    };
    let shown = |name| format!("$GOROOT/src/{path}/{name}");
    Some(files.into_iter().map(|(name, text)| (shown(name), text)).collect())
}

/// The files as they are now; `None` when there are none.
fn on_disk(folder: &str) -> Option<Vec<(String, String)>> {
    let names = std::fs::read_dir(folder).ok()?.flatten().map(|e| e.file_name());
    let mut files: Vec<(String, String)> = names
        .map(|name| name.to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".go"))
        .filter_map(|name| {
            Some((name.clone(), std::fs::read_to_string(format!("{folder}/{name}")).ok()?))
        })
        .collect();
    files.sort();
    (!files.is_empty()).then_some(files)
}

/// All import paths, sorted.
pub fn packages() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|p| p.0)
}

type Package = (&'static str, &'static [(&'static str, &'static str)]);

include!(concat!(env!("OUT_DIR"), "/packages.rs"));
