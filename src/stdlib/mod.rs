//! Go's standard library: packages written in Go (`go/`, by import path, loaded only when imported; in the
//! page the rarely used ones come as a file) and the natives that they stand on, in Rust, one file a package. Natives
//! know the machine through [`Call`](crate::vm::native::Call) only.
//!
//! **Invariant:** every function without a body in `go/` has a native of its qualified name here, and the
//! other way round (a test says so).

mod big;
pub(crate) mod context;
mod digest;
mod errors;
mod finals;
mod fmt;
mod frames;
mod json;
mod layout;
mod math;
mod os;
mod print;
mod rand;
mod reflect;
mod sort;
mod sources;
mod strconv;
mod strings;
mod sync;
pub(crate) mod text;
mod time;
mod unicode;

pub use crate::vm::native::Native;
pub use frames::frames;
pub use sources::{ZONES, hand_over, is_awaited, packages, source};

/// The native of that qualified name: `time.Sleep`, `sync.(*Mutex).Lock`.
pub fn native(name: &str) -> Option<Native> {
    const ROOMS: [fn(&str) -> Option<Native>; 19] = [
        fmt::native,
        sync::native,
        time::native,
        context::native,
        errors::native,
        strings::native,
        strconv::native,
        unicode::native,
        math::native,
        rand::native,
        os::native,
        finals::native,
        print::native,
        sort::native,
        json::native,
        big::native,
        digest::native,
        reflect::native,
        layout::native,
    ];
    ROOMS.iter().find_map(|room| room(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Functions without a body, by qualified name.
    fn bodyless(path: &str, text: &str) -> Vec<String> {
        let lines = text.lines().filter(|l| l.starts_with("func ") && !l.contains('{'));
        lines
            .filter_map(|l| {
                let l = l.strip_prefix("func ")?;
                let Some(rest) = l.strip_prefix('(') else {
                    return Some(format!("{path}.{}", l.split(['(', '[']).next()?));
                };
                let (receiver, rest) = rest.split_once(") ")?;
                let ty = receiver.split(' ').next_back()?;
                let name = rest.split('(').next()?;
                Some(match ty.strip_prefix('*') {
                    Some(base) => format!("{path}.(*{base}).{name}"),
                    None => format!("{path}.{ty}.{name}"),
                })
            })
            .collect()
    }

    #[test]
    fn every_function_without_a_body_has_a_native() {
        let mut missing = Vec::new();
        let mut count = 0;
        for path in packages() {
            for (_, text) in source(path).unwrap_or_default() {
                for name in bodyless(path, &text) {
                    count += 1;
                    if native(&name).is_none() {
                        missing.push(name);
                    }
                }
            }
        }
        assert!(missing.is_empty(), "no native: {missing:?}");
        assert!(count > 200, "only {count} found");
    }

    #[test]
    fn every_package_type_checks() {
        for path in packages().filter(|p| !p.starts_with("internal/")) {
            let text = format!("package main\n\nimport _ \"{path}\"\n\nfunc main() {{}}\n");
            let request = crate::types::CheckRequest {
                packages: vec![("main".into(), vec![("main.go".into(), text)])],
                importer: &source,
                lang: 27,
                max_errors: 10,
            };
            let (program, diagnostics) = crate::types::check(request);
            let found: Vec<String> = diagnostics
                .iter()
                .map(|d| format!("{}: {}", program.sources.line(d.pos), d.message))
                .collect();
            assert!(found.is_empty(), "{path}: {found:#?}");
            let compiled = crate::compile::compile(&program).err();
            assert!(compiled.is_none(), "{path}: {compiled:?}");
        }
    }
}
