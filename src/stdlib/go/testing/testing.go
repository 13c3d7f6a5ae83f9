// Package testing runs Test functions, one after the other; tests that call Parallel go on together when
// their parent is done, as under go test.
package testing

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"time"
)

// TB is what T and B have in common.
type TB interface {
	Cleanup(func())
	Context() context.Context
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
}

type common struct {
	name     string
	parent   *T
	level    int
	output   []string
	failed   bool
	skipped  bool
	finished bool
	start    time.Time
	took     time.Duration
	cleanups []func()
	ctx      context.Context
	cancel   context.CancelFunc
}

// T is a running test.
type T struct {
	common
	waiting  []*T // parallel children
	parallel bool
	paused   chan struct{} // closed when the test returned or called Parallel
	resume   chan struct{} // closed when parallel tests may go on
	done     chan struct{}
}

func (c *common) Name() string             { return c.name }
func (c *common) Context() context.Context { return c.ctx }
func (c *common) Failed() bool             { return c.failed }
func (c *common) Skipped() bool            { return c.skipped }
func (c *common) Helper()                  {}
func (c *common) TempDir() string          { return "/tmp/" + c.name }
func (c *common) Setenv(key, value string) {}
func (c *common) Chdir(dir string)         {}

func (c *common) Fail() {
	c.failed = true
	for p := c.parent; p != nil; p = p.parent {
		p.failed = true
	}
}

func (c *common) FailNow() {
	c.Fail()
	c.finished = true
	runtime.Goexit()
}

func (c *common) SkipNow() {
	c.skipped = true
	c.finished = true
	runtime.Goexit()
}

// caller is file and line of the test's own call, depth frames out.
func caller(depth int) (file string, line int)

func (c *common) log(s string) {
	file, line := caller(2)
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		file = file[i+1:]
	}
	s = strings.TrimSuffix(s, "\n")
	s = strings.ReplaceAll(s, "\n", "\n    ")
	c.output = append(c.output, fmt.Sprintf("%s:%d: %s", file, line, s))
}

func (c *common) Log(args ...any)                 { c.log(fmt.Sprintln(args...)) }
func (c *common) Logf(format string, args ...any) { c.log(fmt.Sprintf(format, args...)) }

func (c *common) Error(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.Fail()
}

func (c *common) Errorf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.Fail()
}

func (c *common) Fatal(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.FailNow()
}

func (c *common) Fatalf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.FailNow()
}

func (c *common) Skip(args ...any) {
	c.log(fmt.Sprintln(args...))
	c.SkipNow()
}

func (c *common) Skipf(format string, args ...any) {
	c.log(fmt.Sprintf(format, args...))
	c.SkipNow()
}

func (c *common) Cleanup(f func()) { c.cleanups = append(c.cleanups, f) }

func (c *common) runCleanups() {
	if c.cancel != nil {
		c.cancel()
	}
	for len(c.cleanups) > 0 {
		f := c.cleanups[len(c.cleanups)-1]
		c.cleanups = c.cleanups[:len(c.cleanups)-1]
		f()
	}
}

func newT(name string, parent *T) *T {
	t := &T{paused: make(chan struct{}), resume: make(chan struct{}), done: make(chan struct{})}
	t.name, t.parent, t.start = name, parent, time.Now()
	if parent != nil {
		t.level = parent.level + 1
	}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	return t
}

// Parallel lets the test go on with others when the sequential ones are done.
func (t *T) Parallel() {
	if t.parallel {
		panic("testing: t.Parallel called multiple times")
	}
	t.parallel = true
	t.parent.waiting = append(t.parent.waiting, t)
	close(t.paused)
	<-t.resume
}

// run runs f as the test and everything that belongs to its end.
func (t *T) run(f func(t *T)) {
	defer func() {
		if !t.finished {
			if r := recover(); r != nil {
				t.took = time.Since(t.start)
				fmt.Print(t.report("FAIL"))
				panic(r)
			}
		}
		for _, c := range t.waiting {
			close(c.resume)
		}
		for _, c := range t.waiting {
			<-c.done
		}
		t.runCleanups()
		t.took = time.Since(t.start)
		if !t.parallel {
			close(t.paused)
		}
		close(t.done)
	}()
	f(t)
	t.finished = true
}

// Run runs f as a subtest; false when it failed. A parallel one is not waited for here.
func (t *T) Run(name string, f func(t *T)) bool {
	name = strings.ReplaceAll(name, " ", "_")
	full := t.name + "/" + name
	if t.name == "" {
		full = name
	}
	full = unique(full)
	c := newT(full, t)
	t.children(c)
	if verbose {
		fmt.Printf("=== RUN   %s\n", full)
	}
	go c.run(f)
	<-c.paused
	return !c.failed
}

func (t *T) children(c *T) { tree[t] = append(tree[t], c) }

var (
	tree    = map[*T][]*T{}
	names   = map[string]int{}
	verbose bool
)

func unique(name string) string {
	n := names[name]
	names[name] = n + 1
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s#%02d", name, n)
}

func (t *T) report(word string) string {
	indent := strings.Repeat("    ", t.level-1)
	s := fmt.Sprintf("%s--- %s: %s (%.2fs)\n", indent, word, t.name, t.took.Seconds())
	for _, line := range t.output {
		s += indent + "    " + line + "\n"
	}
	return s
}

// print prints what became of a test and of those below it.
func (t *T) print() {
	switch {
	case t.failed:
		fmt.Print(t.report("FAIL"))
	case !verbose:
		return
	case t.skipped:
		fmt.Print(t.report("SKIP"))
	default:
		fmt.Print(t.report("PASS"))
	}
	for _, c := range tree[t] {
		c.print()
	}
}

// InternalTest is a Test function with its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// M runs the tests of a program with a TestMain.
type M struct {
	tests []InternalTest
}

// Run runs all; 1 when one failed.
func (m *M) Run() int {
	root := newT("", nil)
	for _, test := range m.tests {
		root.Run(test.Name, test.F)
	}
	for _, c := range root.waiting {
		close(c.resume)
	}
	for _, c := range root.waiting {
		<-c.done
	}
	for _, c := range tree[root] {
		c.print()
	}
	if root.failed {
		fmt.Println("FAIL")
		return 1
	}
	fmt.Println("PASS")
	return 0
}

// MainStart is what a generated main calls.
func MainStart(tests []InternalTest) *M { return &M{tests} }

// RunAll runs tests and ends the program: the main function of a program that has tests only.
func RunAll(tests []InternalTest) { exit(MainStart(tests).Run()) }

func exit(code int)

// Short, Verbose and the like say what go test's flags would.
func Short() bool   { return false }
func Verbose() bool { return verbose }
func Testing() bool { return true }

// B is a benchmark that runs a few times.
type B struct {
	common
	N     int
	loops int
}

// Loop is true for the first few rounds.
func (b *B) Loop() bool {
	b.loops++
	return b.loops <= 100
}

func (b *B) ResetTimer()    {}
func (b *B) StartTimer()    {}
func (b *B) StopTimer()     {}
func (b *B) ReportAllocs()  {}
func (b *B) SetBytes(int64) {}

func (b *B) Run(name string, f func(b *B)) bool {
	f(&B{common: common{name: b.name + "/" + name}, N: 100})
	return true
}

// PB is a goroutine of RunParallel.
type PB struct {
	left int
}

func (p *PB) Next() bool {
	p.left--
	return p.left >= 0
}

func (b *B) RunParallel(body func(*PB)) { body(&PB{b.N}) }
