package testing

import (
	"fmt"
	"os"
	"sort"
	"strings"
	"time"
)

// InternalTest is a Test function with its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// InternalExample is an Example function and what it is to print.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// InternalBenchmark is a Benchmark function with its name.
type InternalBenchmark struct {
	Name string
	F    func(*B)
}

// InternalFuzzTarget is a Fuzz function with its name.
type InternalFuzzTarget struct {
	Name string
	Fn   func(*F)
}

// M runs the tests of a program with a TestMain.
type M struct {
	tests      []InternalTest
	examples   []InternalExample
	benchmarks []InternalBenchmark
	code       int
	idle       bool // nothing was wanted
}

// What the flags of go test said.
var (
	verbose, short  bool
	pattern, benchs string
	started         = time.Now()
)

// MainStart is what a generated main calls. It takes go test's flags out of the arguments.
func MainStart(tests []InternalTest, examples []InternalExample, benchmarks []InternalBenchmark) *M {
	inTest = true
	var rest []string
	args := os.Args[1:]
	for i := 0; i < len(args); i++ {
		name, value, has := strings.Cut(strings.TrimPrefix(strings.TrimLeft(args[i], "-"), "test."), "=")
		if args[i] == name {
			rest = append(rest, args[i])
			continue
		}
		switch name {
		case "v":
			verbose = value != "false"
		case "short":
			short = value != "false"
		case "run", "bench", "count", "timeout", "parallel", "cpu", "benchtime":
			if !has && i+1 < len(args) {
				i++
				value = args[i]
			}
			if name == "run" {
				pattern = value
			} else if name == "bench" {
				benchs = value
			}
		case "race", "failfast", "benchmem":
		default:
			rest = append(rest, args[i])
		}
	}
	os.Args = append(os.Args[:1], rest...)
	return &M{tests: tests, examples: examples, benchmarks: benchmarks}
}

// Run runs all; 1 when one failed.
func (m *M) Run() int {
	root := newT("", nil)
	m.idle = benchs == ""
	for _, test := range m.tests {
		m.idle = m.idle && !wanted(test.Name)
		root.Run(test.Name, test.F)
	}
	root.resumeChildren()
	failed := root.failed
	for _, e := range m.examples {
		if wanted(e.Name) {
			m.idle = false
			failed = !e.run() || failed
		}
	}
	root.done = true
	if benchs != "" && !failed {
		for _, b := range m.benchmarks {
			if matches(benchs, b.Name) {
				runBenchmark(b.Name, b.F)
			}
		}
	}
	if failed {
		fmt.Println("FAIL")
		m.code = 1
		return 1
	}
	if m.idle {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	fmt.Println("PASS")
	return 0
}

// RunTests runs the tests whose names match.
func RunTests(match func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	root := newT("", nil)
	for _, test := range tests {
		if ok, err := match(pattern, test.Name); ok && err == nil {
			root.Run(test.Name, test.F)
		}
	}
	root.resumeChildren()
	return !root.failed
}

// End ends a program that has tests only, with go test's last lines about the package of that path.
func (m *M) End(path string) {
	took := time.Since(started).Seconds()
	switch {
	case m.code != 0:
		fmt.Printf("FAIL\t%s\t%.3fs\nFAIL\n", path, took)
	case m.idle:
		fmt.Printf("ok  \t%s\t%.3fs [no tests to run]\n", path, took)
	default:
		fmt.Printf("ok  \t%s\t%.3fs\n", path, took)
	}
	exit(m.code)
}

func exit(code int)

// capture keeps standard output back from here on; captured gives it, and lets it out again.
func capture()
func captured() string

func sorted(s string) string {
	lines := strings.Split(s, "\n")
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

// run runs an example; false when it printed something else.
func (e *InternalExample) run() (ok bool) {
	tell("RUN  ", e.Name)
	capture()
	start := time.Now()
	defer func() {
		got, want := strings.TrimSpace(captured()), strings.TrimSpace(e.Output)
		took := time.Since(start).Seconds()
		same := got == want || e.Unordered && sorted(got) == sorted(want)
		r := recover()
		switch {
		case r != nil:
			fmt.Printf("--- FAIL: %s (%.2fs)\n", e.Name, took)
			panic(r)
		case !same && e.Unordered:
			fmt.Printf("--- FAIL: %s (%.2fs)\ngot:\n%s\nwant (unordered):\n%s\n", e.Name, took, got, want)
		case !same:
			fmt.Printf("--- FAIL: %s (%.2fs)\ngot:\n%s\nwant:\n%s\n", e.Name, took, got, want)
		case verbose:
			fmt.Printf("--- PASS: %s (%.2fs)\n", e.Name, took)
		}
		ok = same
	}()
	e.F()
	return
}

// wanted says whether -run lets a test of this name run.
func wanted(name string) bool { return matches(pattern, name) }

// matches compares part by part, between slashes.
func matches(pattern, name string) bool {
	parts := strings.Split(pattern, "/")
	for i, p := range strings.Split(name, "/") {
		if i < len(parts) && !anyOf(parts[i], p) {
			return false
		}
	}
	return true
}

func anyOf(alternatives, s string) bool {
	for _, p := range strings.Split(alternatives, "|") {
		if search(strings.Trim(p, "()"), strings.ReplaceAll(s, " ", "_")) {
			return true
		}
	}
	return false
}

// search finds a pattern of letters, dots, stars and the anchors, which is what -run is given.
func search(p, s string) bool {
	if strings.HasPrefix(p, "^") {
		return here(p[1:], s)
	}
	for i := 0; i <= len(s); i++ {
		if here(p, s[i:]) {
			return true
		}
	}
	return false
}

func here(p, s string) bool {
	switch {
	case p == "":
		return true
	case p == "$":
		return s == ""
	case len(p) > 1 && (p[1] == '*' || p[1] == '+'):
		least := 0
		if p[1] == '+' {
			least = 1
		}
		for i := 0; ; i++ {
			if i >= least && here(p[2:], s[i:]) {
				return true
			}
			if i == len(s) || p[0] != '.' && s[i] != p[0] {
				return false
			}
		}
	}
	return s != "" && (p[0] == '.' || p[0] == s[0]) && here(p[1:], s[1:])
}

// Short, Verbose and the like say what go test's flags said.
func Short() bool       { return short }
func Verbose() bool     { return verbose }
func Testing() bool     { return inTest }
func CoverMode() string { return "" }
func Coverage() float64 { return 0 }
func Init()             {}

// inTest: the program is run as go test runs it.
var inTest bool

// AllocsPerRun runs f; allocations are not counted here.
func AllocsPerRun(runs int, f func()) (avg float64) {
	for range runs {
		f()
	}
	return 0
}

// Main runs tests as a program of its own does that go test has made.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	exit(MainStart(tests, examples, benchmarks).Run())
}
