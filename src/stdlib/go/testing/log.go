package testing

import (
	"fmt"
	"io"
	"strings"
)

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

// told is the test whose lines are being printed.
var told string

// tell says with -v what happens to a test.
func tell(what, name string) {
	if verbose {
		told = name
		fmt.Printf("=== %s %s\n", what, name)
	}
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
