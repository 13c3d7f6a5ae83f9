// Package net connects goroutines of one program: addresses are names in its own memory.
package net

import (
	"errors"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// Addr is an address.
type Addr interface {
	Network() string
	String() string
}

// Error is an error of the network.
type Error interface {
	error
	Timeout() bool
	Temporary() bool
}

// Conn is a connection.
type Conn interface {
	Read(b []byte) (n int, err error)
	Write(b []byte) (n int, err error)
	Close() error
	LocalAddr() Addr
	RemoteAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// Listener takes connections.
type Listener interface {
	Accept() (Conn, error)
	Close() error
	Addr() Addr
}

// ErrClosed is an operation on what was closed.
var ErrClosed = errors.New("use of closed network connection")

// OpError says what failed where.
type OpError struct {
	Op     string
	Net    string
	Source Addr
	Addr   Addr
	Err    error
}

func (e *OpError) Unwrap() error { return e.Err }

func (e *OpError) Error() string {
	s := e.Op
	if e.Net != "" {
		s += " " + e.Net
	}
	if e.Source != nil {
		s += " " + e.Source.String()
	}
	if e.Addr != nil {
		if e.Source != nil {
			s += "->"
		} else {
			s += " "
		}
		s += e.Addr.String()
	}
	return s + ": " + e.Err.Error()
}

func (e *OpError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

func (e *OpError) Temporary() bool { return e.Timeout() }

type timeoutError struct{}

func (timeoutError) Error() string   { return "i/o timeout" }
func (timeoutError) Timeout() bool   { return true }
func (timeoutError) Temporary() bool { return true }

func (timeoutError) Is(target error) bool { return target == os.ErrDeadlineExceeded }

func JoinHostPort(host, port string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}

func SplitHostPort(hostport string) (host, port string, err error) {
	i := strings.LastIndexByte(hostport, ':')
	if i < 0 {
		return "", "", &AddrError{Err: "missing port in address", Addr: hostport}
	}
	host = hostport[:i]
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	} else if strings.Contains(host, ":") {
		return "", "", &AddrError{Err: "too many colons in address", Addr: hostport}
	}
	return host, hostport[i+1:], nil
}

// stream is one direction of a connection: bytes that wait to be read.
type stream struct {
	mu     sync.Mutex
	data   []byte
	closed bool
	notify chan struct{} // closed and replaced on each change
}

func newStream() *stream { return &stream{notify: make(chan struct{})} }

func (s *stream) changed() {
	close(s.notify)
	s.notify = make(chan struct{})
}

type conn struct {
	in, out       *stream
	local, remote Addr
	name          string
	done          chan struct{}
	closed, deaf  bool
	readLimit     time.Time
	taken         chan bool // of a connection to a listener: see Taken
}

// Taken tells package http once whether the listener's side was accepted; false: there will be nobody, or a server of
// that package.
func (c *conn) Taken() <-chan bool { return c.taken }

func newPair(name string, a, b Addr) (*conn, *conn) {
	x, y := newStream(), newStream()
	return &conn{in: x, out: y, local: a, remote: b, name: name, done: make(chan struct{})},
		&conn{in: y, out: x, local: b, remote: a, name: name, done: make(chan struct{})}
}

func (c *conn) fail(op string, err error) error {
	return &OpError{Op: op, Net: c.name, Source: c.local, Addr: c.remote, Err: err}
}

func (c *conn) Read(b []byte) (n int, err error) {
	for {
		if c.closed {
			return 0, c.fail("read", ErrClosed)
		}
		if c.deaf {
			return 0, io.EOF
		}
		if len(c.in.data) > 0 {
			n = copy(b, c.in.data)
			c.in.data = c.in.data[n:]
			return n, nil
		}
		if c.in.closed {
			return 0, io.EOF
		}
		var late <-chan time.Time
		if !c.readLimit.IsZero() {
			left := time.Until(c.readLimit)
			if left <= 0 {
				return 0, c.fail("read", timeoutError{})
			}
			late = time.After(left)
		}
		select {
		case <-c.in.notify:
		case <-c.done:
		case <-late:
		}
	}
}

func (c *conn) Write(b []byte) (n int, err error) {
	if c.closed {
		return 0, c.fail("write", ErrClosed)
	}
	if c.out.closed {
		return 0, c.fail("write", errors.New("write: broken pipe"))
	}
	c.out.data = append(c.out.data, b...)
	c.out.changed()
	return len(b), nil
}

func (c *conn) Close() error {
	if c.closed {
		return c.fail("close", ErrClosed)
	}
	c.closed = true
	close(c.done)
	c.out.closed = true
	c.out.changed()
	c.in.closed = true
	return nil
}

// CloseWrite tells the other side that nothing more comes.
func (c *conn) CloseWrite() error {
	if c.closed {
		return c.fail("close", ErrClosed)
	}
	c.out.closed = true
	c.out.changed()
	return nil
}

// CloseRead wants to hear no more.
func (c *conn) CloseRead() error {
	if c.closed {
		return c.fail("close", ErrClosed)
	}
	c.deaf = true
	c.in.changed()
	return nil
}

func (c *conn) LocalAddr() Addr  { return c.local }
func (c *conn) RemoteAddr() Addr { return c.remote }

func (c *conn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

func (c *conn) SetReadDeadline(t time.Time) error {
	c.readLimit = t
	c.in.changed()
	return nil
}

func (c *conn) SetWriteDeadline(t time.Time) error { return nil }
