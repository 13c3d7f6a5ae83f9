//! Which files of a folder belong to the program, by their names and constraints: those of a pure Go build for Linux on
//! amd64, which is what `runtime.GOOS` and `runtime.GOARCH` say.

use super::build::LANG;
use crate::syntax::build::holds;

/// Systems that a file name can end with.
const SYSTEMS: &[&str] = &[
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
];

/// Processors that a file name can end with.
const PROCESSORS: &[&str] = &[
    "386", "amd64", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64",
    "ppc64le", "riscv64", "s390x", "sparc64", "wasm",
];

/// True for a file that go build would read in its folder.
pub fn is_part(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    !name.starts_with(['_', '.']) && name_holds(name) && holds(text, &has)
}

/// Does the build have this tag? There is no assembly and no C: packages that offer plain Go instead give it.
fn has(tag: &str) -> bool {
    let version = tag.strip_prefix("go1.").and_then(|v| v.parse::<u32>().ok());
    matches!(tag, "linux" | "amd64" | "unix" | "gc" | "purego" | "safe" | "go1")
        || version.is_some_and(|v| v <= LANG)
}

/// `name_GOOS.go`, `name_GOARCH.go`, `name_GOOS_GOARCH.go`, each also before `_test`.
fn name_holds(name: &str) -> bool {
    let stem = name.strip_suffix(".go").unwrap_or(name);
    let stem = stem.strip_suffix("_test").unwrap_or(stem);
    let mut parts = stem.split('_').skip(1).collect::<Vec<_>>().into_iter().rev();
    match (parts.next(), parts.next()) {
        (Some(last), Some(before)) if PROCESSORS.contains(&last) && SYSTEMS.contains(&before) => {
            has(last) && has(before)
        }
        (Some(last), _) if PROCESSORS.contains(&last) || SYSTEMS.contains(&last) => has(last),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_system_and_processor() {
        for name in [
            "a.go",
            "a_linux.go",
            "a_amd64_test.go",
            "linux.go",
            "a_linux_amd64.go",
            "dir_windows/a.go",
        ] {
            assert!(is_part(name, "package p"), "{name}");
        }
        for name in
            ["a_windows.go", "a_arm64.go", "a_linux_arm64.go", "a_js_test.go", "_a.go", "x/.a.go"]
        {
            assert!(!is_part(name, "package p"), "{name}");
        }
        assert!(!is_part("a.go", "//go:build ignore\n\npackage p"));
        assert!(is_part("a.go", "//go:build go1.21 && !cgo\n\npackage p"));
    }
}
