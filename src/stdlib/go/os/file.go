package os

import (
	"errors"
	"io"
	"io/fs"
	"sync"
	"syscall"
	"time"
)

const (
	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_APPEND = 0x400
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_SYNC   = 0x101000
	O_TRUNC  = 0x200

	SEEK_SET = 0
	SEEK_CUR = 1
	SEEK_END = 2

	ModePerm       = fs.ModePerm
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeSymlink    = fs.ModeSymlink
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeDevice     = fs.ModeDevice
	ModeCharDevice = fs.ModeCharDevice
	ModeType       = fs.ModeType
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
)

// File is an open file: a standard stream, or one in the run's own memory.
type File struct {
	fd     int
	name   string
	closed bool
	flag   int
	node   *node
	at     int
	listed int
	pipe   io.Closer
}

var (
	Stdin  = &File{fd: 0, name: "/dev/stdin"}
	Stdout = &File{fd: 1, name: "/dev/stdout"}
	Stderr = &File{fd: 2, name: "/dev/stderr"}
)

// NewFile is the standard stream of that number.
func NewFile(fd uintptr, name string) *File { return &File{fd: int(fd), name: name} }

func write(fd int, b []byte)

// readStdin reads from the run's input; 0 at its end.
func readStdin(b []byte) int

// fail is err of an operation on the file, nil when it may go on.
func (f *File) fail(op string) error {
	switch {
	case f == nil:
		return ErrInvalid
	case f.closed:
		return &PathError{op, f.name, ErrClosed}
	case f.node != nil && f.node.dir && op != "stat":
		return &PathError{op, f.name, syscall.EISDIR}
	case op == "write" && f.pipe != nil && f.fd == 3, op == "write" && f.node != nil && f.flag&3 == O_RDONLY:
		return &PathError{op, f.name, syscall.EBADF}
	case op == "read" && f.node != nil && f.flag&3 == O_WRONLY:
		return &PathError{op, f.name, syscall.EBADF}
	}
	return nil
}

func (f *File) Write(b []byte) (n int, err error) {
	if err := f.fail("write"); err != nil {
		return 0, err
	}
	switch {
	case f.pipe != nil:
		return f.pipe.(io.Writer).Write(b)
	case f.node != nil:
		if f.flag&O_APPEND != 0 {
			f.at = len(f.node.data)
		}
		f.node.writeAt(b, f.at)
		f.at += len(b)
		return len(b), nil
	case f.fd == 1 || f.fd == 2:
		write(f.fd, b)
		return len(b), nil
	}
	return 0, &PathError{"write", f.name, syscall.EBADF}
}

func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.fail("write"); err != nil {
		return 0, err
	}
	if f.node == nil || off < 0 {
		return 0, &PathError{"writeat", f.name, syscall.ESPIPE}
	}
	f.node.writeAt(b, int(off))
	return len(b), nil
}

func (f *File) Read(b []byte) (n int, err error) {
	if err := f.fail("read"); err != nil {
		return 0, err
	}
	switch {
	case f.pipe != nil:
		return f.pipe.(io.Reader).Read(b)
	case f.node != nil:
		n, err = f.node.readAt(b, f.at)
		f.at += n
		if n > 0 {
			err = nil
		}
		return n, err
	case f.fd == 0:
		if n = readStdin(b); n > 0 || len(b) == 0 {
			return n, nil
		}
		return 0, io.EOF
	}
	return 0, &PathError{"read", f.name, syscall.EBADF}
}

func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.fail("read"); err != nil {
		return 0, err
	}
	if f.node == nil {
		return 0, &PathError{"read", f.name, syscall.ESPIPE}
	}
	return f.node.readAt(b, int(off))
}

func (f *File) ReadFrom(r io.Reader) (n int64, err error) { return io.Copy(struct{ io.Writer }{f}, r) }
func (f *File) WriteTo(w io.Writer) (n int64, err error)  { return io.Copy(w, struct{ io.Reader }{f}) }

func (f *File) Seek(offset int64, whence int) (int64, error) {
	if err := f.fail("seek"); err != nil {
		return 0, err
	}
	if f.node == nil {
		return 0, &PathError{"seek", f.name, syscall.ESPIPE}
	}
	switch whence {
	case io.SeekCurrent:
		offset += int64(f.at)
	case io.SeekEnd:
		offset += int64(len(f.node.data))
	}
	if offset < 0 {
		return 0, &PathError{"seek", f.name, syscall.EINVAL}
	}
	f.at = int(offset)
	return offset, nil
}

func (f *File) Truncate(size int64) error {
	if err := f.fail("truncate"); err != nil {
		return err
	}
	if f.node == nil {
		return &PathError{"truncate", f.name, syscall.EINVAL}
	}
	f.node.truncate(int(size))
	return nil
}

func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{"close", f.name, ErrClosed}
	}
	f.closed = true
	if f.pipe != nil {
		return f.pipe.Close()
	}
	return nil
}

func (f *File) Name() string                       { return f.name }
func (f *File) Fd() uintptr                        { return uintptr(f.fd) }
func (f *File) Sync() error                        { return nil }
func (f *File) Chmod(mode FileMode) error          { return nil }
func (f *File) Chown(uid, gid int) error           { return nil }
func (f *File) SetDeadline(t time.Time) error      { return errors.ErrUnsupported }
func (f *File) SetReadDeadline(t time.Time) error  { return errors.ErrUnsupported }
func (f *File) SetWriteDeadline(t time.Time) error { return errors.ErrUnsupported }

func (f *File) Stat() (FileInfo, error) {
	if err := f.fail("stat"); err != nil {
		return nil, err
	}
	if f.node == nil {
		return &info{base(f.name), &node{mode: fs.ModeDevice | fs.ModeCharDevice | 0o620}}, nil
	}
	return &info{base(f.name), f.node}, nil
}

// ReadDir gives the next n entries of a directory, all of them when n <= 0.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	all, err := ReadDir(f.name)
	if err != nil {
		return nil, err
	}
	all = all[min(f.listed, len(all)):]
	if n > 0 {
		if len(all) == 0 {
			return nil, io.EOF
		}
		all = all[:min(n, len(all))]
	}
	f.listed += len(all)
	return all, nil
}

func (f *File) Readdir(n int) ([]FileInfo, error) {
	var infos []FileInfo
	entries, err := f.ReadDir(n)
	for _, e := range entries {
		i, _ := e.Info()
		infos = append(infos, i)
	}
	return infos, err
}

func (f *File) Readdirnames(n int) (names []string, err error) {
	entries, err := f.ReadDir(n)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names, err
}

// Pipe is a pair of files: what is written to w is read from r.
func Pipe() (r *File, w *File, err error) {
	p := &pipe{}
	p.changed.L = &p.mu
	return &File{fd: 3, name: "|0", pipe: pipeReader{p}}, &File{fd: 4, name: "|1", pipe: pipeWriter{p}}, nil
}

// pipe holds what was written and not yet read, as much as Linux does.
type pipe struct {
	mu             sync.Mutex
	changed        sync.Cond
	data           []byte
	written, ended bool // the writing or the reading end is closed
}

const pipeSize = 1 << 16

type (
	pipeReader struct{ p *pipe }
	pipeWriter struct{ p *pipe }
)

func (r pipeReader) Read(b []byte) (int, error) {
	p := r.p
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.data) == 0 && !p.written && len(b) > 0 {
		p.changed.Wait()
	}
	if len(p.data) == 0 && len(b) > 0 {
		return 0, io.EOF
	}
	n := copy(b, p.data)
	p.data = p.data[n:]
	p.changed.Broadcast()
	return n, nil
}

func (w pipeWriter) Write(b []byte) (n int, err error) {
	p := w.p
	p.mu.Lock()
	defer p.mu.Unlock()
	for n < len(b) {
		if p.ended {
			return n, &PathError{"write", "|1", syscall.EPIPE}
		}
		k := min(pipeSize-len(p.data), len(b)-n)
		if k == 0 {
			p.changed.Wait()
			continue
		}
		p.data = append(p.data, b[n:n+k]...)
		n += k
		p.changed.Broadcast()
	}
	return n, nil
}

func (p *pipe) close(end *bool) error {
	p.mu.Lock()
	*end = true
	p.changed.Broadcast()
	p.mu.Unlock()
	return nil
}

func (r pipeReader) Close() error { return r.p.close(&r.p.ended) }
func (w pipeWriter) Close() error { return w.p.close(&w.p.written) }
