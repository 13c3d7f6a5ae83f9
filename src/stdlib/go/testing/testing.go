// Package testing runs Test functions, one after the other; tests that call Parallel go on together when
// their parent is done, as under go test.
package testing

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
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

// Helper marks the calling function: failures in it are told at the line that called it.
func (c *common) Helper() {
	namesMu.Lock()
	if c.helpers == nil {
		c.helpers = map[string]bool{}
	}
	_, _, name := caller(1)
	c.helpers[name] = true
	namesMu.Unlock()
}

// TempDir is a new directory each time; all of a test are in one that is named for it.
func (c *common) TempDir() string {
	namesMu.Lock()
	defer namesMu.Unlock()
	if c.tempDir == "" {
		dir, err := os.MkdirTemp("", strings.Map(inFileName, c.name))
		if err != nil {
			panic(err)
		}
		c.tempDir = dir
		c.Cleanup(func() {
			os.RemoveAll(dir)
			c.tempDir = ""
		})
	}
	c.tempDirs++
	dir := fmt.Sprintf("%s/%03d", c.tempDir, c.tempDirs)
	if err := os.Mkdir(dir, 0o777); err != nil {
		panic(err)
	}
	return dir
}

// inFileName is the letter, or less than none where file names have none such.
func inFileName(r rune) rune {
	if r < ' ' || strings.ContainsRune(`"'*/:;<>?[\]|`+"`", r) {
		return -1
	}
	return r
}

func (c *common) Setenv(key, value string) {
	before, was := os.LookupEnv(key)
	os.Setenv(key, value)
	c.Cleanup(func() {
		if was {
			os.Setenv(key, before)
		} else {
			os.Unsetenv(key)
		}
	})
}

func (c *common) Chdir(dir string) {
	before, _ := os.Getwd()
	if err := os.Chdir(dir); err != nil {
		panic(err)
	}
	c.Cleanup(func() { os.Chdir(before) })
}

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

// caller is file, line and function of a call, depth frames out.
func caller(depth int) (file string, line int, name string)

func (c *common) log(s string) {
	depth := 2
	file, line, name := caller(depth)
	if c.helpers != nil {
		namesMu.Lock()
		for c.helpers[name] {
			depth++
			file, line, name = caller(depth)
		}
		namesMu.Unlock()
	}
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		file = file[i+1:]
	}
	c.note(fmt.Sprintf("%s:%d", file, line), s)
}

// note logs what was said at a place, for the test or, when that is over, for the one around it.
func (c *common) note(place, s string) {
	s = strings.TrimSuffix(s, "\n")
	s = strings.ReplaceAll(s, "\n", "\n    ")
	to := c.open()
	if to == nil {
		panic("Log in goroutine after " + c.name + " has completed: " + s + "\n")
	}
	to.flush()
	to.add(place + ": " + s)
}

// open is the test itself or the nearest around it that goes on, or nil.
func (c *common) open() *common {
	for c.done {
		if c.parent == nil {
			return nil
		}
		c = &c.parent.common
	}
	return c
}

// flush gives out what Output was given without a newline.
func (c *common) flush() {
	if s := c.partial; s != "" {
		c.partial = ""
		c.add(s)
	}
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

// add keeps a line for the report; with -v it is printed at once, under its test's name.
func (c *common) add(s string) {
	if c.name == "" {
		return // nobody's
	}
	if !verbose {
		c.output = append(c.output, s)
		return
	}
	if told != c.name {
		tell("NAME ", c.name)
	}
	fmt.Println(indented(s))
}

func (c *common) Log(args ...any)                 { c.log(fmt.Sprintln(args...)) }
func (c *common) Logf(format string, args ...any) { c.log(fmt.Sprintf(format, args...)) }

// Attr notes something about the test.
func (c *common) Attr(key, value string) {
	switch {
	case strings.ContainsFunc(key, isSpace):
		c.Errorf("disallowed whitespace in attribute key %q", key)
	case strings.ContainsAny(value, "\r\n"):
		c.Errorf("disallowed newline in attribute value %q", value)
	case verbose:
		fmt.Printf("=== ATTR  %s %v %v\n", c.name, key, value)
	}
}

type logWriter struct{ c *common }

func (w logWriter) Write(p []byte) (int, error) {
	c := w.c.open()
	if c == nil {
		panic("Output in goroutine after " + w.c.name + " has completed")
	}
	lines := strings.Split(c.partial+string(p), "\n")
	c.partial = ""
	last := len(lines) - 1
	for _, line := range lines[:last] {
		c.add(line)
	}
	c.partial = lines[last]
	return len(p), nil
}

// Output is a writer into the test's log.
func (c *common) Output() io.Writer { return logWriter{c} }

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

const notParallel = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// goesAlone panics when the test goes on together with others.
func (t *T) goesAlone() {
	for p := t; p != nil; p = p.parent {
		if p.parallel {
			panic(notParallel)
		}
	}
	t.alone = true
}

// Setenv sets a variable of the environment until the test ends.
func (t *T) Setenv(key, value string) {
	t.goesAlone()
	t.common.Setenv(key, value)
}

// Chdir goes to another directory until the test ends.
func (t *T) Chdir(dir string) {
	t.goesAlone()
	t.common.Chdir(dir)
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

// told is the test whose lines are being printed.
var told string

// tell says with -v what happens to a test.
func tell(what, name string) {
	if verbose {
		told = name
		fmt.Printf("=== %s %s\n", what, name)
	}
}

var (
	names   = map[string]int{}
	namesMu sync.Mutex // parallel tests have subtests
)

// unique is parent+name, with a number when that is taken, or empty.
func unique(parent, name string) string {
	namesMu.Lock()
	defer namesMu.Unlock()
	full := parent + name
	for {
		n := names[full]
		names[full] = n + 1
		if n == 0 && name != "" {
			// a name may look like one with a number
			if base, given := numbered(full); base != full && given < names[base] {
				continue
			}
			return full
		}
		if next := fmt.Sprintf("%s#%02d", full, n); names[next] == 0 {
			return next
		}
	}
}

// numbered splits what unique made of a name; what it did not make is given back whole.
func numbered(full string) (base string, n int) {
	i := strings.LastIndexByte(full, '#')
	if i < 0 {
		return full, 0
	}
	base, digits := full[:i], full[i+1:]
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || fmt.Sprintf("%02d", n) != digits || n == 0 && !strings.HasSuffix(base, "/") {
		return full, 0
	}
	return base, n
}

// printable is a name without spaces, and without what cannot be seen.
func printable(name string) string {
	var b strings.Builder
	for _, r := range name {
		switch {
		case isSpace(r):
			b.WriteByte('_')
		case strconv.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

func isSpace(r rune) bool {
	return r == ' ' || '\t' <= r && r <= '\r' || r == 0x85 || r == 0xa0 || r == 0x1680 || 0x2000 <= r && r <= 0x200a ||
		r == 0x2028 || r == 0x2029 || r == 0x202f || r == 0x205f || r == 0x3000
}

// text is what became of the test and of those below it; nothing of those that pass without -v.
func (t *T) text() string {
	word := "PASS"
	switch {
	case t.failed:
		word = "FAIL"
	case !verbose:
		return ""
	case t.skipped:
		word = "SKIP"
	}
	s := fmt.Sprintf("--- %s: %s (%.2fs)", word, t.name, t.took.Seconds())
	for _, line := range t.output {
		s += "\n" + indented(line)
	}
	return s
}

func indented(s string) string { return "    " + strings.ReplaceAll(s, "\n", "\n    ") }
