package testing

import (
	"fmt"
	"os"
	"sort"
	"strconv"
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
	verbose, short, failFast bool
	pattern, skipped, benchs string
	count                    = 1
	started                  = time.Now()
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
		case "run", "skip", "bench", "count", "timeout", "parallel", "cpu", "benchtime":
			if !has && i+1 < len(args) {
				i++
				value = args[i]
			}
			switch name {
			case "run":
				pattern = value
			case "skip":
				skipped = value
			case "bench":
				benchs = value
			case "count":
				if n, err := strconv.Atoi(value); err == nil {
					count = n
				}
			}
		case "failfast":
			failFast = value != "false"
		case "race", "benchmem":
		default:
			rest = append(rest, args[i])
		}
	}
	os.Args = append(os.Args[:1], rest...)
	return &M{tests: tests, examples: examples, benchmarks: benchmarks}
}

// Run runs all; 1 when one failed.
func (m *M) Run() int {
	failed := false
	m.idle = benchs == ""
	running(true, false)
	for range count {
		failed = !m.runTests() || failed
	}
	for _, e := range m.examples {
		if wanted(e.Name) {
			m.idle = false
			failed = !e.run() || failed
		}
	}
	if m.idle {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	running(false, m.idle)
	if benchs != "" && !failed {
		for _, b := range m.benchmarks {
			if matches(benchs, b.Name) {
				failed = !runBenchmark(b.Name, b.F) || failed
			}
		}
	}
	if !failed && races() > 0 {
		fmt.Println("testing: race detected outside of test execution")
		failed = true
	}
	if failed {
		fmt.Println("FAIL")
		m.code = 1
		return 1
	}
	fmt.Println("PASS")
	return 0
}

// runTests runs them all once; false when one failed.
func (m *M) runTests() bool {
	clear(names)
	root := newT("", nil)
	root.races = races()
	for _, test := range m.tests {
		m.idle = m.idle && !wanted(test.Name)
		root.Run(test.Name, test.F)
	}
	root.resumeChildren()
	root.done = true
	return !root.failed
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

// Begin is what a generated main calls first: go test runs the package of that path.
func (m *M) Begin(path string) { begin(path) }

// End ends a program that has tests only.
func (m *M) End() { exit(m.code) }

// begin lets the program end as one that go test runs.
func begin(path string)

// running says that tests run now; idle, that there were none.
func running(now, idle bool)

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
		out := captured()
		got, want := strings.TrimSpace(out), strings.TrimSpace(e.Output)
		took := time.Since(start).Seconds()
		same := got == want || e.Unordered && sorted(got) == sorted(want)
		r := recover()
		switch {
		case r != nil:
			fmt.Printf("--- FAIL: %s (%.2fs)\n", e.Name, took)
			panic(r)
		case !same && e.Unordered:
			fmt.Printf("--- FAIL: %s (%.2fs)\ngot:\n%s\nwant (unordered):\n%s\n", e.Name, took, out, e.Output)
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
