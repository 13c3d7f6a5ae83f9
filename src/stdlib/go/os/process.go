package os

import (
	"strconv"
	"syscall"
	"time"
)

// ProcAttr is how a process would begin.
type ProcAttr struct {
	Dir   string
	Env   []string
	Files []*File
	Sys   *syscall.SysProcAttr
}

// StartProcess fails: there are no programs here but this one.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	return nil, &PathError{"fork/exec", name, syscall.ENOENT}
}

// ProcessState is how a process ended.
type ProcessState struct{ code int }

func (p *ProcessState) Exited() bool              { return true }
func (p *ProcessState) ExitCode() int             { return p.code }
func (p *ProcessState) Success() bool             { return p.code == 0 }
func (p *ProcessState) Pid() int                  { return 0 }
func (p *ProcessState) Sys() any                  { return syscall.WaitStatus(p.code << 8) }
func (p *ProcessState) SysUsage() any             { return nil }
func (p *ProcessState) UserTime() time.Duration   { return 0 }
func (p *ProcessState) SystemTime() time.Duration { return 0 }

func (p *ProcessState) String() string {
	if p == nil {
		return "<nil>"
	}
	return "exit status " + strconv.Itoa(p.code)
}

// Wait waits for another process, and there is none.
func (p *Process) Wait() (*ProcessState, error) {
	return nil, NewSyscallError("wait", syscall.ECHILD)
}

func (p *Process) Release() error { return nil }
