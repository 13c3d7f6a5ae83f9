//! The library's Go text, by import path.

/// Files of a package: the name under which they are shown (`$GOROOT/src/fmt/print.go`) and their text.
pub fn source(path: &str) -> Option<Vec<(String, String)>> {
    let files = PACKAGES.iter().find(|p| p.0 == path)?.1;
    Some(files.iter().map(|(name, text)| (format!("$GOROOT/src/{path}/{name}"), (*text).to_string())).collect())
}

/// All import paths, sorted.
pub fn packages() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|p| p.0)
}

type Package = (&'static str, &'static [(&'static str, &'static str)]);

const PACKAGES: &[Package] = &[
    (
        "context",
        &[
            ("context.go", include_str!("go/context/context.go")),
        ],
    ),
    (
        "errors",
        &[
            ("errors.go", include_str!("go/errors/errors.go")),
            ("generic.go", include_str!("go/errors/generic.go")),
        ],
    ),
    (
        "fmt",
        &[
            ("errors.go", include_str!("go/fmt/errors.go")),
            ("print.go", include_str!("go/fmt/print.go")),
        ],
    ),
    (
        "io",
        &[
            ("io.go", include_str!("go/io/io.go")),
        ],
    ),
    (
        "sync",
        &[
            ("generic.go", include_str!("go/sync/generic.go")),
            ("map.go", include_str!("go/sync/map.go")),
            ("sync.go", include_str!("go/sync/sync.go")),
        ],
    ),
    (
        "sync/atomic",
        &[
            ("atomic.go", include_str!("go/sync/atomic/atomic.go")),
            ("generic.go", include_str!("go/sync/atomic/generic.go")),
        ],
    ),
    (
        "time",
        &[
            ("duration.go", include_str!("go/time/duration.go")),
            ("format.go", include_str!("go/time/format.go")),
            ("sleep.go", include_str!("go/time/sleep.go")),
            ("time.go", include_str!("go/time/time.go")),
        ],
    ),
];
