// Package syscall has the signals and error numbers that programs name.
package syscall

// Signal is a signal's number.
type Signal int

const (
	SIGHUP   Signal = 0x1
	SIGINT   Signal = 0x2
	SIGQUIT  Signal = 0x3
	SIGILL   Signal = 0x4
	SIGTRAP  Signal = 0x5
	SIGABRT  Signal = 0x6
	SIGBUS   Signal = 0x7
	SIGFPE   Signal = 0x8
	SIGKILL  Signal = 0x9
	SIGUSR1  Signal = 0xa
	SIGSEGV  Signal = 0xb
	SIGUSR2  Signal = 0xc
	SIGPIPE  Signal = 0xd
	SIGALRM  Signal = 0xe
	SIGTERM  Signal = 0xf
	SIGCHLD  Signal = 0x11
	SIGCONT  Signal = 0x12
	SIGSTOP  Signal = 0x13
	SIGTSTP  Signal = 0x14
	SIGTTIN  Signal = 0x15
	SIGTTOU  Signal = 0x16
	SIGURG   Signal = 0x17
	SIGPROF  Signal = 0x1b
	SIGWINCH Signal = 0x1c
	SIGIO    Signal = 0x1d
	SIGSYS   Signal = 0x1f
)

func (s Signal) Signal() {}

func (s Signal) String() string {
	switch s {
	case SIGHUP:
		return "hangup"
	case SIGINT:
		return "interrupt"
	case SIGQUIT:
		return "quit"
	case SIGABRT:
		return "aborted"
	case SIGKILL:
		return "killed"
	case SIGUSR1:
		return "user defined signal 1"
	case SIGSEGV:
		return "segmentation fault"
	case SIGUSR2:
		return "user defined signal 2"
	case SIGPIPE:
		return "broken pipe"
	case SIGALRM:
		return "alarm clock"
	case SIGTERM:
		return "terminated"
	case SIGCONT:
		return "continued"
	case SIGILL:
		return "illegal instruction"
	case SIGTRAP:
		return "trace/breakpoint trap"
	case SIGBUS:
		return "bus error"
	case SIGFPE:
		return "floating point exception"
	case SIGCHLD:
		return "child exited"
	case SIGSTOP:
		return "stopped (signal)"
	case SIGTSTP:
		return "stopped"
	case SIGWINCH:
		return "window changed"
	}
	return "signal " + itoa(int(s))
}

func itoa(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return itoa(n/10) + string(rune('0'+n%10))
}

// Errno is an error number.
type Errno uintptr

const (
	ENOENT       Errno = 0x2
	EINTR        Errno = 0x4
	EBADF        Errno = 0x9
	ECHILD       Errno = 0xa
	EAGAIN       Errno = 0xb
	EACCES       Errno = 0xd
	EEXIST       Errno = 0x11
	EXDEV        Errno = 0x12
	ENOTDIR      Errno = 0x14
	EISDIR       Errno = 0x15
	EINVAL       Errno = 0x16
	ESPIPE       Errno = 0x1d
	EPIPE        Errno = 0x20
	ENOTEMPTY    Errno = 0x27
	ELOOP        Errno = 0x28
	ECONNREFUSED Errno = 0x6f
	ETIMEDOUT    Errno = 0x6e
)

func (e Errno) Error() string {
	switch e {
	case ENOENT:
		return "no such file or directory"
	case ELOOP:
		return "too many levels of symbolic links"
	case EINTR:
		return "interrupted system call"
	case EBADF:
		return "bad file descriptor"
	case ECHILD:
		return "no child processes"
	case EAGAIN:
		return "resource temporarily unavailable"
	case EACCES:
		return "permission denied"
	case EEXIST:
		return "file exists"
	case ENOTDIR:
		return "not a directory"
	case EISDIR:
		return "is a directory"
	case ENOTEMPTY:
		return "directory not empty"
	case EXDEV:
		return "invalid cross-device link"
	case ECONNREFUSED:
		return "connection refused"
	case ETIMEDOUT:
		return "connection timed out"
	case EINVAL:
		return "invalid argument"
	case ESPIPE:
		return "illegal seek"
	case EPIPE:
		return "broken pipe"
	}
	return "errno " + itoa(int(e))
}

// Is lets errors.Is find the portable errors.
func (e Errno) Is(target error) bool {
	switch target.Error() {
	case "file does not exist":
		return e == ENOENT
	case "file already exists":
		return e == EEXIST
	case "permission denied":
		return e == EACCES
	}
	return false
}

// Deliver is where a signal to the program goes; os/signal sets it.
var Deliver func(Signal) bool

// Kill sends a signal to the program itself.
func Kill(pid int, sig Signal) error {
	if Deliver != nil && sig != SIGKILL && Deliver(sig) {
		return nil
	}
	switch sig {
	case SIGCONT, SIGWINCH, SIGCHLD, SIGURG, 0:
		return nil
	}
	exit(128 + int(sig))
	return nil
}

// injectSignal is called by the machine for a fault that sends the program a signal.
func injectSignal(sig int) { Kill(1, Signal(sig)) }

func Getpid() int { return 1 }

func exit(code int)

// SysProcAttr is what else is said of a process that would begin.
type SysProcAttr struct {
	Chroot  string
	Setsid  bool
	Setpgid bool
	Pgid    int
}

// WaitStatus is how a process ended.
type WaitStatus uint32

func (w WaitStatus) Exited() bool    { return w&0x7f == 0 }
func (w WaitStatus) Signaled() bool  { return w&0x7f != 0 && w&0x7f != 0x7f }
func (w WaitStatus) ExitStatus() int {
	if !w.Exited() {
		return -1
	}
	return int(w >> 8 & 0xff)
}
func (w WaitStatus) Signal() Signal {
	if !w.Signaled() {
		return -1
	}
	return Signal(w & 0x7f)
}
