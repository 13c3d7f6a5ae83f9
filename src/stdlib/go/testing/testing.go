// Package testing runs Test functions, one after the other; tests that call Parallel go on together when
// their parent is done, as under go test.
package testing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"time"
)

// TB is what T and B have in common.
type TB interface {
	Attr(key, value string)
	Chdir(dir string)
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
	Output() io.Writer
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
	output   []string // what it logged, and what became of subtests
	helpers  map[string]bool
	failed   bool
	skipped  bool
	finished bool // returned, or ended by FailNow or SkipNow
	done     bool // reported
	start    time.Time
	took     time.Duration
	cleanups []func()
	cleaning bool
	ctx      context.Context
	cancel   context.CancelFunc
	partial  string // written to Output, without its newline yet
	tempDir  string
	tempDirs int
	races    int  // those found before, or told already
	raced    bool // one is told
}

// T is a running test.
type T struct {
	common
	waiting  []*T // parallel children
	parallel bool
	alone    bool          // it changed what all tests share
	stray    bool          // it ended a test around it
	bubble   bool          // in synctest.Test
	paused   chan struct{} // closed when the test returned or called Parallel
	resume   chan struct{} // closed when parallel tests may go on
	over     chan struct{}
}

func (c *common) Name() string             { return c.name }
func (c *common) Context() context.Context { return c.ctx }
func (c *common) Failed() bool             { return c.failed }
func (c *common) Skipped() bool            { return c.skipped }

func (c *common) Fail() {
	for p := c.parent; p != nil; p = p.parent {
		p.failed = true
	}
	if c.done {
		panic("Fail in goroutine after " + c.name + " has completed")
	}
	c.failed = true
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

// checkRaces says that the test failed when races were found since it began, and how many there are.
func (c *common) checkRaces() int {
	n := races()
	if n <= c.races {
		return n
	}
	c.races = n
	if !c.raced {
		c.raced = true
		c.note("testing.go:1867", "race detected during execution of test")
		c.Fail()
	}
	for p := c.parent; p != nil; p = p.parent {
		p.races = max(p.races, n)
	}
	return n
}

// races is how many data races were found, when they are to end the program.
func races() int

func (c *common) Cleanup(f func()) { c.cleanups = append(c.cleanups, f) }

// runCleanups runs them all, the last first, also when one of them panics.
func (c *common) runCleanups() {
	defer func() {
		if len(c.cleanups) > 0 {
			c.runCleanups()
		}
	}()
	c.cleaning = true
	defer func() { c.cleaning = false }()
	if c.cancel != nil {
		c.cancel()
	}
	for len(c.cleanups) > 0 {
		f := c.cleanups[len(c.cleanups)-1]
		c.cleanups = c.cleanups[:len(c.cleanups)-1]
		f()
	}
}

// panicOfCleanups runs them and gives the panic of one.
func (c *common) panicOfCleanups() (r any) {
	defer func() { r = recover() }()
	c.runCleanups()
	return
}

func newT(name string, parent *T) *T {
	t := &T{paused: make(chan struct{}), resume: make(chan struct{}), over: make(chan struct{})}
	t.name, t.parent, t.start = name, parent, time.Now()
	if parent != nil {
		t.level = parent.level + 1
	}
	t.ctx, t.cancel = context.WithCancel(context.Background())
	return t
}

// Parallel lets the test go on with others when the sequential ones are done.
func (t *T) Parallel() {
	t.outside("t.Parallel")
	if t.parallel {
		panic("testing: t.Parallel called multiple times")
	}
	if t.alone {
		panic(notParallel)
	}
	t.parallel = true
	t.parent.waiting = append(t.parent.waiting, t)
	t.checkRaces()
	tell("PAUSE", t.name)
	close(t.paused)
	<-t.resume
	t.start = time.Now()
	tell("CONT ", t.name)
	t.races = races()
}

var errGoexit = errors.New("test executed panic(nil) or runtime.Goexit")

// tRunner runs f as the test and everything that belongs to its end.
func tRunner(t *T, f func(t *T)) {
	defer func() { t.conclude(recover()) }()
	defer func() {
		if len(t.waiting) == 0 {
			t.runCleanups()
		}
	}()
	t.start = time.Now()
	t.races = t.parent.checkRaces()
	f(t)
	t.finished = true
}

// conclude ends the test; a panic that ended it, or comes now, goes on.
func (t *T) conclude(r any) {
	t.checkRaces()
	if r == nil && !t.finished && !t.endedOuter() {
		r = errGoexit
	}
	if r == nil {
		t.took = time.Since(t.start)
		if len(t.waiting) > 0 {
			t.resumeChildren()
			r = t.panicOfCleanups()
			t.checkRaces()
		}
	}
	if r != nil {
		t.crash()
		panic(r)
	}
	t.end()
}

// endedOuter says whether the test ended another one around it instead of itself, which then ends too.
func (t *T) endedOuter() bool {
	for p := t.parent; p != nil && !t.parallel; p = p.parent {
		if p.finished {
			t.note("testing.go:2064", errGoexit.Error()+": subtest may have called FailNow on a parent test")
			t.Fail()
			t.stray = true
			return true
		}
	}
	return false
}

// crash reports the test and those around it before its panic ends the program.
func (t *T) crash() {
	t.Fail()
	if r := t.panicOfCleanups(); r != nil {
		t.note("testing.go:2108", fmt.Sprintf("cleanup panicked with %v", r))
	}
	for ; t.parent != nil; t = t.parent {
		t.took = time.Since(t.start)
		t.report()
		if r := t.parent.panicOfCleanups(); r != nil {
			fmt.Printf("cleanup panicked with %v", r)
		}
	}
}

func (t *T) resumeChildren() {
	for _, c := range t.waiting {
		close(c.resume)
	}
	for _, c := range t.waiting {
		<-c.over
	}
}

// report gives the test to its parent, or prints it when there is none around it.
func (t *T) report() {
	t.flush()
	text := t.text()
	switch {
	case text == "" || t.parent == nil:
	case t.level == 1:
		fmt.Println(text)
	default:
		t.parent.output = append(t.parent.output, text)
	}
}

// failures is the number of tests that failed.
var failures int

func (t *T) end() {
	if t.failed {
		failures++
	}
	t.report()
	t.done = true
	if !t.parallel {
		close(t.paused)
	}
	close(t.over)
}

// Run runs f as a subtest; false when it failed. A parallel one is not waited for here.
func (t *T) Run(name string, f func(t *T)) bool {
	t.outside("t.Run")
	if t.cleaning {
		panic("testing: t.Run called during t.Cleanup")
	}
	full := name
	if t.name != "" {
		full = unique(t.name+"/", printable(name))
	}
	if !wanted(full) || failFast && failures > 0 {
		return true
	}
	c := newT(full, t)
	tell("RUN  ", full)
	go tRunner(c, f)
	<-c.paused
	if c.stray {
		runtime.Goexit()
	}
	return !c.failed
}
