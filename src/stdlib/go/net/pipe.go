package net

import (
	"io"
	"sync"
	"time"
)

// pipe is one end of a Pipe. Nothing lies between the ends: a write waits until all of it has been read.
type pipe struct {
	writing     sync.Mutex
	in, out     chan []byte
	took, taken chan int // how much of the data was read, here and at the other end
	done, gone  chan struct{}
	closing     sync.Once
	read, write limit
}

// Pipe is a pair of connected connections.
func Pipe() (Conn, Conn) {
	a := &pipe{
		in: make(chan []byte), out: make(chan []byte), took: make(chan int), taken: make(chan int),
		done: make(chan struct{}), gone: make(chan struct{}),
	}
	b := &pipe{in: a.out, out: a.in, took: a.taken, taken: a.took, done: a.gone, gone: a.done}
	return a, b
}

// wait waits until data came in, or b went out; else it says why nothing will.
func (p *pipe) wait(op string, l *limit, gone error, in <-chan []byte, out chan<- []byte, b []byte) ([]byte, error) {
	over := l.channel()
	late := &OpError{Op: op, Net: "pipe", Err: timeoutError{}}
	switch {
	case isClosed(p.done):
		return nil, io.ErrClosedPipe
	case isClosed(p.gone):
		return nil, gone
	case isClosed(over):
		return nil, late
	}
	select {
	case data := <-in:
		return data, nil
	case out <- b:
		return b, nil
	case <-p.done:
		return nil, io.ErrClosedPipe
	case <-p.gone:
		return nil, gone
	case <-over:
		return nil, late
	}
}

func (p *pipe) Read(b []byte) (int, error) {
	data, err := p.wait("read", &p.read, io.EOF, p.in, nil, nil)
	if err != nil {
		return 0, err
	}
	n := copy(b, data)
	p.took <- n
	return n, nil
}

func (p *pipe) Write(b []byte) (n int, err error) {
	p.writing.Lock()
	defer p.writing.Unlock()
	for first := true; first || n < len(b); first = false {
		if _, err := p.wait("write", &p.write, io.ErrClosedPipe, nil, p.out, b[n:]); err != nil {
			return n, err
		}
		n += <-p.taken
	}
	return n, nil
}

func (p *pipe) Close() error {
	p.closing.Do(func() { close(p.done) })
	return nil
}

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }

func (p *pipe) LocalAddr() Addr  { return pipeAddr{} }
func (p *pipe) RemoteAddr() Addr { return pipeAddr{} }

func (p *pipe) SetDeadline(t time.Time) error      { return p.limit(t, &p.read, &p.write) }
func (p *pipe) SetReadDeadline(t time.Time) error  { return p.limit(t, &p.read) }
func (p *pipe) SetWriteDeadline(t time.Time) error { return p.limit(t, &p.write) }

func (p *pipe) limit(t time.Time, limits ...*limit) error {
	if isClosed(p.done) || isClosed(p.gone) {
		return io.ErrClosedPipe
	}
	for _, l := range limits {
		l.set(t)
	}
	return nil
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// limit is a deadline, which may be moved while somebody waits for it.
type limit struct {
	mu    sync.Mutex
	timer *time.Timer
	over  chan struct{}
}

// channel is closed when the deadline has passed.
func (l *limit) channel() chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over == nil {
		l.over = make(chan struct{})
	}
	return l.over
}

func (l *limit) set(t time.Time) {
	over := l.channel()
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.timer != nil && !l.timer.Stop() {
		<-over
	}
	l.timer = nil
	if isClosed(over) {
		over = make(chan struct{})
		l.over = over
	}
	if t.IsZero() {
		return
	}
	left := time.Until(t)
	if left <= 0 {
		close(over)
		return
	}
	l.timer = time.AfterFunc(left, func() { close(over) })
}
