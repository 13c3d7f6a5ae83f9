// Package os is the little of an operating system that a program here can have: arguments, standard
// streams, an environment of its own, no files.
package os

import (
	"errors"
	"io"
	"io/fs"
	"syscall"
	"time"
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

const (
	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_APPEND = 0x400
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_SYNC   = 0x101000
	O_TRUNC  = 0x200

	ModePerm = fs.ModePerm
	ModeDir  = fs.ModeDir

	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// File is an open file: a standard stream, or one in the run's own memory.
type File struct {
	fd     int
	name   string
	closed bool
	data   *memFile
	at     int
}

type memFile struct {
	bytes []byte
}

var (
	Stdin  = &File{fd: 0, name: "/dev/stdin"}
	Stdout = &File{fd: 1, name: "/dev/stdout"}
	Stderr = &File{fd: 2, name: "/dev/stderr"}
)

// files holds what the program wrote; nothing is there at the start.
var files = map[string]*memFile{}

func write(fd int, b []byte)

func (f *File) Write(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if f.closed {
		return 0, &PathError{"write", f.name, ErrClosed}
	}
	if f.data != nil {
		f.data.bytes = append(f.data.bytes[:f.at], b...)
		f.at += len(b)
		return len(b), nil
	}
	if f.fd == 0 {
		return 0, &PathError{"write", f.name, syscall.EBADF}
	}
	write(f.fd, b)
	return len(b), nil
}

func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

func (f *File) Read(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if f.closed {
		return 0, &PathError{"read", f.name, ErrClosed}
	}
	if f.data != nil {
		if f.at >= len(f.data.bytes) {
			if len(b) == 0 {
				return 0, nil
			}
			return 0, io.EOF
		}
		n = copy(b, f.data.bytes[f.at:])
		f.at += n
		return n, nil
	}
	if f.fd == 0 {
		if n = readStdin(b); n > 0 || len(b) == 0 {
			return n, nil
		}
		return 0, io.EOF
	}
	return 0, &PathError{"read", f.name, syscall.EBADF}
}

// readStdin reads from the run's input; 0 at its end.
func readStdin(b []byte) int

func (f *File) Seek(offset int64, whence int) (int64, error) {
	if f.data == nil {
		return 0, &PathError{"seek", f.name, syscall.ESPIPE}
	}
	switch whence {
	case io.SeekCurrent:
		offset += int64(f.at)
	case io.SeekEnd:
		offset += int64(len(f.data.bytes))
	}
	if offset < 0 {
		return 0, &PathError{"seek", f.name, syscall.EINVAL}
	}
	f.at = int(offset)
	return offset, nil
}

func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{"close", f.name, ErrClosed}
	}
	f.closed = true
	return nil
}

func (f *File) Name() string              { return f.name }
func (f *File) Fd() uintptr               { return uintptr(f.fd) }
func (f *File) Sync() error               { return nil }
func (f *File) Chmod(mode FileMode) error { return nil }
func (f *File) Stat() (FileInfo, error) {
	if f.data == nil {
		return &info{name: f.name}, nil
	}
	return Stat(f.name)
}

type info struct {
	name string
	size int64
}

func (i *info) Name() string       { return i.name }
func (i *info) Size() int64        { return i.size }
func (i *info) Mode() FileMode     { return 0o644 }
func (i *info) ModTime() time.Time { return time.Time{} }
func (i *info) IsDir() bool        { return false }
func (i *info) Sys() any           { return nil }

func Stat(name string) (FileInfo, error) {
	m, ok := files[name]
	if !ok {
		return nil, &PathError{"stat", name, syscall.ENOENT}
	}
	for i := len(name) - 1; i >= 0; i-- {
		if name[i] == '/' {
			name = name[i+1:]
			break
		}
	}
	return &info{name, int64(len(m.bytes))}, nil
}

func Lstat(name string) (FileInfo, error) { return Stat(name) }

func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

func Create(name string) (*File, error) {
	return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0o666)
}

func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	m, ok := files[name]
	switch {
	case !ok && flag&O_CREATE == 0:
		return nil, &PathError{"open", name, syscall.ENOENT}
	case !ok:
		m = &memFile{}
		files[name] = m
	case flag&O_EXCL != 0:
		return nil, &PathError{"open", name, syscall.EEXIST}
	}
	if flag&O_TRUNC != 0 {
		m.bytes = nil
	}
	f := &File{fd: 3, name: name, data: m}
	if flag&O_APPEND != 0 {
		f.at = len(m.bytes)
	}
	return f, nil
}

func ReadFile(name string) ([]byte, error) {
	m, ok := files[name]
	if !ok {
		return nil, &PathError{"open", name, syscall.ENOENT}
	}
	return append([]byte{}, m.bytes...), nil
}

func WriteFile(name string, data []byte, perm FileMode) error {
	files[name] = &memFile{append([]byte{}, data...)}
	return nil
}

func Remove(name string) error {
	if _, ok := files[name]; !ok {
		return &PathError{"remove", name, syscall.ENOENT}
	}
	delete(files, name)
	return nil
}

func RemoveAll(path string) error {
	for name := range files {
		if name == path || len(name) > len(path) && name[:len(path)] == path && name[len(path)] == '/' {
			delete(files, name)
		}
	}
	return nil
}

func Rename(oldpath, newpath string) error {
	m, ok := files[oldpath]
	if !ok {
		return errors.New("rename " + oldpath + " " + newpath + ": no such file or directory")
	}
	delete(files, oldpath)
	files[newpath] = m
	return nil
}

func Mkdir(name string, perm FileMode) error    { return nil }
func MkdirAll(path string, perm FileMode) error { return nil }
func TempDir() string                           { return "/tmp" }
func Getwd() (dir string, err error)            { return "/", nil }
func Chdir(dir string) error                    { return nil }

func IsExist(err error) bool      { return errors.Is(err, ErrExist) }
func IsNotExist(err error) bool   { return errors.Is(err, ErrNotExist) }
func IsPermission(err error) bool { return errors.Is(err, ErrPermission) }
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
	if key == "" {
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

func Expand(s string, mapping func(string) string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '$' || i+1 == len(s) {
			out = append(out, s[i])
			continue
		}
		i++
		from := i
		if s[i] == '{' {
			for i < len(s) && s[i] != '}' {
				i++
			}
			out = append(out, mapping(s[from+1:i])...)
			continue
		}
		for i < len(s) && (s[i] == '_' || '0' <= s[i] && s[i] <= '9' || 'a' <= s[i]|0x20 && s[i]|0x20 <= 'z') {
			i++
		}
		out = append(out, mapping(s[from:i])...)
		i--
	}
	return string(out)
}

// Exit ends the program at once; deferred calls do not run.
func Exit(code int)

func Getpid() int                        { return 1 }
func Getppid() int                       { return 0 }
func Getuid() int                        { return 1000 }
func Getgid() int                        { return 1000 }
func Hostname() (name string, err error) { return "localhost", nil }
func Executable() (string, error)        { return Args[0], nil }
func UserHomeDir() (string, error)       { return "/home/gopher", nil }
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
