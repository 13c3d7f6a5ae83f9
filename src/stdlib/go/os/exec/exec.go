// Package exec runs other programs; there are none here, so every command is one that is not found.
package exec

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"
	"time"
)

var (
	ErrNotFound  = errors.New("executable file not found in $PATH")
	ErrDot       = errors.New("cannot run executable found relative to current directory")
	ErrWaitDelay = errors.New("exec: WaitDelay expired before I/O complete")
)

// Error says why a program cannot be run.
type Error struct {
	Name string
	Err  error
}

func (e *Error) Error() string { return "exec: " + strconv.Quote(e.Name) + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// ExitError is a program that ended badly.
type ExitError struct {
	*os.ProcessState
	Stderr []byte
}

func (e *ExitError) Error() string { return e.ProcessState.String() }

// LookPath finds a program: none is there.
func LookPath(file string) (string, error) {
	if strings.Contains(file, "/") {
		_, err := os.Stat(file)
		if err == nil {
			err = os.ErrPermission
		}
		return "", &Error{file, err}
	}
	return "", &Error{file, ErrNotFound}
}

// Cmd is a program to run.
type Cmd struct {
	Path      string
	Args      []string
	Env       []string
	Dir       string
	Stdin     io.Reader
	Stdout    io.Writer
	Stderr    io.Writer
	Err       error
	Cancel    func() error
	WaitDelay time.Duration
	// Process and ProcessState stay nil: nothing is ever started.
	Process      *os.Process
	ProcessState *os.ProcessState
	ctx       context.Context
	started   bool
}

func Command(name string, arg ...string) *Cmd {
	path, err := LookPath(name)
	if path == "" {
		path = name
	}
	return &Cmd{Path: path, Args: append([]string{name}, arg...), Err: err}
}

func CommandContext(ctx context.Context, name string, arg ...string) *Cmd {
	if ctx == nil {
		panic("nil Context")
	}
	c := Command(name, arg...)
	c.ctx = ctx
	return c
}

func (c *Cmd) String() string    { return strings.Join(append([]string{c.Path}, c.Args[1:]...), " ") }
func (c *Cmd) Environ() []string { return append(os.Environ(), c.Env...) }

func (c *Cmd) Start() error {
	if c.started {
		return errors.New("exec: already started")
	}
	c.started = true
	if c.ctx != nil && c.ctx.Err() != nil {
		return c.ctx.Err()
	}
	if c.Err == nil {
		c.Err = &Error{c.Path, ErrNotFound}
	}
	return c.Err
}

func (c *Cmd) Run() error { return c.Start() }

func (c *Cmd) Wait() error { return errors.New("exec: not started") }

func (c *Cmd) Output() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	return nil, c.Run()
}

func (c *Cmd) CombinedOutput() ([]byte, error) {
	if c.Stdout != nil {
		return nil, errors.New("exec: Stdout already set")
	}
	return nil, c.Run()
}

func (c *Cmd) StdinPipe() (io.WriteCloser, error) { return closer{io.Discard}, nil }
func (c *Cmd) StdoutPipe() (io.ReadCloser, error) { return io.NopCloser(&bytes.Buffer{}), nil }
func (c *Cmd) StderrPipe() (io.ReadCloser, error) { return io.NopCloser(&bytes.Buffer{}), nil }

type closer struct{ io.Writer }

func (closer) Close() error { return nil }
