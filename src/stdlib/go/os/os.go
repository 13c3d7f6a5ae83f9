// Package os is the little of an operating system that a program here can have: arguments, standard
// streams, an environment of its own, and files in the run's memory.
package os

import (
	"errors"
	"io/fs"
	"syscall"
)

// Args is the program's name and arguments.
var Args = args()

func args() []string

// Errors, as the file system's.
var (
	ErrInvalid          = fs.ErrInvalid
	ErrPermission       = fs.ErrPermission
	ErrExist            = fs.ErrExist
	ErrNotExist         = fs.ErrNotExist
	ErrClosed           = fs.ErrClosed
	ErrDeadlineExceeded = errors.New("i/o timeout")
	ErrProcessDone      = errors.New("os: process already finished")
)

type (
	PathError = fs.PathError
	FileMode  = fs.FileMode
	FileInfo  = fs.FileInfo
	DirEntry  = fs.DirEntry
)

// SyscallError names a call that failed.
type SyscallError struct {
	Syscall string
	Err     error
}

func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }
func (e *SyscallError) Unwrap() error { return e.Err }

// NewSyscallError is err as a SyscallError; nil for nil.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

const (
	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

func IsExist(err error) bool      { return isError(err, ErrExist) }
func IsNotExist(err error) bool   { return isError(err, ErrNotExist) }
func IsPermission(err error) bool { return isError(err, ErrPermission) }

// isError looks into the errors of this package only.
func isError(err, target error) bool {
	switch e := err.(type) {
	case *PathError:
		err = e.Err
	case *LinkError:
		err = e.Err
	case *SyscallError:
		err = e.Err
	}
	if err == target {
		return true
	}
	e, ok := err.(syscall.Errno)
	return ok && e.Is(target)
}

func IsTimeout(err error) bool {
	t, ok := err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

var environ = map[string]string{}

func Getenv(key string) string { return environ[key] }

func LookupEnv(key string) (string, bool) {
	v, ok := environ[key]
	return v, ok
}

func Setenv(key, value string) error {
	bad := key == ""
	for _, c := range []byte(key) {
		bad = bad || c == '=' || c == 0
	}
	for _, c := range []byte(value) {
		bad = bad || c == 0
	}
	if bad {
		return &SyscallError{"setenv", syscall.EINVAL}
	}
	environ[key] = value
	return nil
}

func Unsetenv(key string) error {
	delete(environ, key)
	return nil
}

func Clearenv() { environ = map[string]string{} }

func Environ() []string {
	var all []string
	for k, v := range environ {
		all = append(all, k+"="+v)
	}
	return all
}

func ExpandEnv(s string) string { return Expand(s, Getenv) }

// Expand replaces $name and ${name}. Bad syntax is left out; a dollar without a name stays.
func Expand(s string, mapping func(string) string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			out = append(out, s[i])
			continue
		}
		name, n := variable(s[i+1:])
		switch {
		case name != "":
			out = append(out, mapping(name)...)
		case n == 0:
			out = append(out, '$')
		}
		i += n
	}
	return string(out)
}

// variable is the name at the start of s, and the bytes that it takes there; no name where these are bad.
func variable(s string) (name string, n int) {
	special := func(c byte) bool {
		return '0' <= c && c <= '9' || c == '*' || c == '#' || c == '$' || c == '@' || c == '!' || c == '?' || c == '-'
	}
	if s[0] == '{' {
		if len(s) > 2 && special(s[1]) && s[2] == '}' {
			return s[1:2], 3
		}
		for i := 1; i < len(s); i++ {
			if s[i] == '}' {
				return s[1:i], i + 1
			}
		}
		return "", 1
	}
	if special(s[0]) {
		return s[:1], 1
	}
	for n < len(s) && (s[n] == '_' || '0' <= s[n] && s[n] <= '9' || 'a' <= s[n]|0x20 && s[n]|0x20 <= 'z') {
		n++
	}
	return s[:n], n
}

// Exit ends the program at once; deferred calls do not run.
func Exit(code int)

func Getpid() int                        { return 1 }
func Getppid() int                       { return 0 }
func Getuid() int                        { return 1000 }
func Getgid() int                        { return 1000 }
func Geteuid() int                       { return Getuid() }
func Getegid() int                       { return Getgid() }
func Getgroups() ([]int, error)          { return []int{Getgid()}, nil }
func Hostname() (name string, err error) { return "localhost", nil }
func Executable() (string, error)        { return Args[0], nil }
func Getpagesize() int                   { return 4096 }

// Signal is a signal to a process.
type Signal interface {
	String() string
	Signal()
}

var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// Process is a process; there is only this one.
type Process struct {
	Pid int
}

func FindProcess(pid int) (*Process, error) { return &Process{pid}, nil }

// Signal sends sig to the program itself.
func (p *Process) Signal(sig Signal) error {
	if p.Pid != Getpid() {
		return ErrProcessDone
	}
	return syscall.Kill(p.Pid, sig.(syscall.Signal))
}

func (p *Process) Kill() error { return p.Signal(Kill) }
