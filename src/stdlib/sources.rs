//! The library's Go text, by import path.

/// Files of a package: the name under which they are shown (`$GOROOT/src/fmt/print.go`) and their text.
pub fn source(path: &str) -> Option<Vec<(String, String)>> {
    let files = PACKAGES.iter().find(|p| p.0 == path)?.1;
    Some(
        files
            .iter()
            .map(|(name, text)| (format!("$GOROOT/src/{path}/{name}"), (*text).to_string()))
            .collect(),
    )
}

/// All import paths, sorted.
pub fn packages() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|p| p.0)
}

type Package = (&'static str, &'static [(&'static str, &'static str)]);

const PACKAGES: &[Package] = &[
    (
        "bufio",
        &[
            ("bufio.go", include_str!("go/bufio/bufio.go")),
            ("scan.go", include_str!("go/bufio/scan.go")),
        ],
    ),
    (
        "bytes",
        &[
            ("buffer.go", include_str!("go/bytes/buffer.go")),
            ("bytes.go", include_str!("go/bytes/bytes.go")),
        ],
    ),
    ("cmp", &[("cmp.go", include_str!("go/cmp/cmp.go"))]),
    ("container/heap", &[("heap.go", include_str!("go/container/heap/heap.go"))]),
    ("container/list", &[("list.go", include_str!("go/container/list/list.go"))]),
    ("container/ring", &[("ring.go", include_str!("go/container/ring/ring.go"))]),
    ("context", &[("context.go", include_str!("go/context/context.go"))]),
    ("encoding/base64", &[("base64.go", include_str!("go/encoding/base64/base64.go"))]),
    ("encoding/hex", &[("hex.go", include_str!("go/encoding/hex/hex.go"))]),
    ("encoding/json", &[("json.go", include_str!("go/encoding/json/json.go"))]),
    (
        "errors",
        &[
            ("errors.go", include_str!("go/errors/errors.go")),
            ("generic.go", include_str!("go/errors/generic.go")),
        ],
    ),
    ("flag", &[("flag.go", include_str!("go/flag/flag.go"))]),
    (
        "fmt",
        &[
            ("errors.go", include_str!("go/fmt/errors.go")),
            ("print.go", include_str!("go/fmt/print.go")),
            ("scan.go", include_str!("go/fmt/scan.go")),
        ],
    ),
    (
        "golang.org/x/sync/errgroup",
        &[("errgroup.go", include_str!("go/golang.org/x/sync/errgroup/errgroup.go"))],
    ),
    (
        "golang.org/x/sync/semaphore",
        &[("semaphore.go", include_str!("go/golang.org/x/sync/semaphore/semaphore.go"))],
    ),
    (
        "golang.org/x/sync/singleflight",
        &[("singleflight.go", include_str!("go/golang.org/x/sync/singleflight/singleflight.go"))],
    ),
    ("golang.org/x/time/rate", &[("rate.go", include_str!("go/golang.org/x/time/rate/rate.go"))]),
    ("internal/order", &[("order.go", include_str!("go/internal/order/order.go"))]),
    ("internal/ziggurat", &[("ziggurat.go", include_str!("go/internal/ziggurat/ziggurat.go"))]),
    ("io", &[("io.go", include_str!("go/io/io.go"))]),
    (
        "io/fs",
        &[("fs.go", include_str!("go/io/fs/fs.go")), ("walk.go", include_str!("go/io/fs/walk.go"))],
    ),
    ("iter", &[("iter.go", include_str!("go/iter/iter.go"))]),
    ("log", &[("log.go", include_str!("go/log/log.go"))]),
    ("maps", &[("maps.go", include_str!("go/maps/maps.go"))]),
    ("math", &[("math.go", include_str!("go/math/math.go"))]),
    ("math/bits", &[("bits.go", include_str!("go/math/bits/bits.go"))]),
    (
        "math/rand",
        &[
            ("rand.go", include_str!("go/math/rand/rand.go")),
            ("zipf.go", include_str!("go/math/rand/zipf.go")),
        ],
    ),
    (
        "math/rand/v2",
        &[
            ("generic.go", include_str!("go/math/rand/v2/generic.go")),
            ("rand.go", include_str!("go/math/rand/v2/rand.go")),
            ("sources.go", include_str!("go/math/rand/v2/sources.go")),
            ("zipf.go", include_str!("go/math/rand/v2/zipf.go")),
        ],
    ),
    ("net", &[("net.go", include_str!("go/net/net.go"))]),
    (
        "net/http",
        &[
            ("client.go", include_str!("go/net/http/client.go")),
            ("fault.go", include_str!("go/net/http/fault.go")),
            ("header.go", include_str!("go/net/http/header.go")),
            ("mux.go", include_str!("go/net/http/mux.go")),
            ("request.go", include_str!("go/net/http/request.go")),
            ("server.go", include_str!("go/net/http/server.go")),
            ("status.go", include_str!("go/net/http/status.go")),
        ],
    ),
    ("net/http/httptest", &[("httptest.go", include_str!("go/net/http/httptest/httptest.go"))]),
    ("net/url", &[("url.go", include_str!("go/net/url/url.go"))]),
    (
        "os",
        &[
            ("file.go", include_str!("go/os/file.go")),
            ("os.go", include_str!("go/os/os.go")),
            ("tree.go", include_str!("go/os/tree.go")),
        ],
    ),
    ("os/signal", &[("signal.go", include_str!("go/os/signal/signal.go"))]),
    ("path", &[("path.go", include_str!("go/path/path.go"))]),
    ("runtime", &[("runtime.go", include_str!("go/runtime/runtime.go"))]),
    ("runtime/debug", &[("debug.go", include_str!("go/runtime/debug/debug.go"))]),
    ("runtime/trace", &[("trace.go", include_str!("go/runtime/trace/trace.go"))]),
    (
        "slices",
        &[
            ("iter.go", include_str!("go/slices/iter.go")),
            ("slices.go", include_str!("go/slices/slices.go")),
            ("sort.go", include_str!("go/slices/sort.go")),
        ],
    ),
    ("sort", &[("sort.go", include_str!("go/sort/sort.go"))]),
    ("strconv", &[("strconv.go", include_str!("go/strconv/strconv.go"))]),
    (
        "strings",
        &[
            ("builder.go", include_str!("go/strings/builder.go")),
            ("generic.go", include_str!("go/strings/generic.go")),
            ("strings.go", include_str!("go/strings/strings.go")),
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
    ("syscall", &[("syscall.go", include_str!("go/syscall/syscall.go"))]),
    (
        "testing",
        &[
            ("bench.go", include_str!("go/testing/bench.go")),
            ("run.go", include_str!("go/testing/run.go")),
            ("testing.go", include_str!("go/testing/testing.go")),
        ],
    ),
    ("testing/synctest", &[("synctest.go", include_str!("go/testing/synctest/synctest.go"))]),
    ("text/tabwriter", &[("tabwriter.go", include_str!("go/text/tabwriter/tabwriter.go"))]),
    (
        "time",
        &[
            ("duration.go", include_str!("go/time/duration.go")),
            ("format.go", include_str!("go/time/format.go")),
            ("sleep.go", include_str!("go/time/sleep.go")),
            ("time.go", include_str!("go/time/time.go")),
        ],
    ),
    ("unicode", &[("unicode.go", include_str!("go/unicode/unicode.go"))]),
    ("unicode/utf8", &[("utf8.go", include_str!("go/unicode/utf8/utf8.go"))]),
];
