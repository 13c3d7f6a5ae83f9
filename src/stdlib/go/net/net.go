// Package net connects goroutines of one program: addresses are names in its own memory.
package net

import (
	"errors"
	"io"
	"strconv"
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

type pipeAddr struct{}

func (pipeAddr) Network() string { return "pipe" }
func (pipeAddr) String() string  { return "pipe" }

func JoinHostPort(host, port string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]:" + port
	}
	return host + ":" + port
}

func SplitHostPort(hostport string) (host, port string, err error) {
	i := strings.LastIndexByte(hostport, ':')
	if i < 0 {
		return "", "", errors.New("address " + hostport + ": missing port in address")
	}
	host = hostport[:i]
	if strings.HasPrefix(host, "[") && strings.HasSuffix(host, "]") {
		host = host[1 : len(host)-1]
	} else if strings.Contains(host, ":") {
		return "", "", errors.New("address " + hostport + ": too many colons in address")
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
	closed        bool
	readLimit     time.Time
}

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

func (c *conn) LocalAddr() Addr  { return c.local }
func (c *conn) RemoteAddr() Addr { return c.remote }

func (c *conn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

func (c *conn) SetReadDeadline(t time.Time) error {
	c.readLimit = t
	c.in.changed()
	return nil
}

func (c *conn) SetWriteDeadline(t time.Time) error { return nil }

// Pipe is a pair of connected connections.
func Pipe() (Conn, Conn) {
	a, b := newPair("pipe", pipeAddr{}, pipeAddr{})
	return a, b
}

type listener struct {
	addr   *TCPAddr
	queue  chan Conn
	done   chan struct{}
	closed bool
}

// listeners is no map: goroutines come and go in it as they do in a kernel's table.
var (
	listeners []*listener
	lastPort  = 34999
)

func listening(port int) *listener {
	for _, l := range listeners {
		if l.addr.Port == port {
			return l
		}
	}
	return nil
}

func port(address string) (int, error) {
	_, p, err := SplitHostPort(address)
	if err != nil {
		return 0, err
	}
	if p == "" || p == "http" {
		p = "80"
	}
	n, err := strconv.Atoi(p)
	if err != nil || n < 0 || n > 65535 {
		return 0, errors.New("address " + p + ": invalid port")
	}
	return n, nil
}

// Listen takes connections to an address; port 0 is a free one.
func Listen(network, address string) (Listener, error) {
	p, err := port(address)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	host, _, _ := SplitHostPort(address)
	if p == 0 {
		lastPort++
		p = lastPort
	}
	a := &TCPAddr{IP: ParseIP(host), Port: p}
	if host == "localhost" {
		a.IP = ParseIP("127.0.0.1")
	}
	if listening(p) != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: a, Err: errors.New("bind: address already in use")}
	}
	l := &listener{addr: a, queue: make(chan Conn, 128), done: make(chan struct{})}
	listeners = append(listeners, l)
	return l, nil
}

func (l *listener) Accept() (Conn, error) {
	select {
	case c := <-l.queue:
		return c, nil
	case <-l.done:
		return nil, &OpError{Op: "accept", Net: "tcp", Addr: l.addr, Err: ErrClosed}
	}
}

func (l *listener) Close() error {
	if l.closed {
		return &OpError{Op: "close", Net: "tcp", Addr: l.addr, Err: ErrClosed}
	}
	l.closed = true
	l.unlist()
	close(l.done)
	return nil
}

func (l *listener) unlist() {
	for i, other := range listeners {
		if other == l {
			listeners = append(listeners[:i:i], listeners[i+1:]...)
		}
	}
}

// HandOver lets package http answer at the address: it is told when the listener is closed.
func (l *listener) HandOver() <-chan struct{} {
	l.unlist()
	return l.done
}

func (l *listener) Addr() Addr { return l.addr }

var clientPort = 50000

// Dial connects to an address.
func Dial(network, address string) (Conn, error) {
	if strings.HasPrefix(network, "udp") {
		to, err := ResolveUDPAddr(network, address)
		if err != nil {
			return nil, &OpError{Op: "dial", Net: network, Err: err}
		}
		c, err := DialUDP(network, nil, to)
		if err != nil {
			return nil, err
		}
		return c, nil
	}
	p, err := port(address)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Err: err}
	}
	host, _, _ := SplitHostPort(address)
	if host != "" && host != "localhost" && ParseIP(host) == nil && host != "::1" {
		return nil, &OpError{Op: "dial", Net: network, Err: errors.New("lookup " + host + ": no such host")}
	}
	to := &TCPAddr{IP: ParseIP("127.0.0.1"), Port: p}
	l := listening(p)
	if l == nil {
		return nil, &OpError{Op: "dial", Net: network, Addr: to, Err: errors.New("connect: connection refused")}
	}
	clientPort++
	a, b := newPair(network, &TCPAddr{IP: ParseIP("127.0.0.1"), Port: clientPort}, to)
	select {
	case l.queue <- b:
		return a, nil
	case <-l.done:
		return nil, &OpError{Op: "dial", Net: network, Addr: to, Err: errors.New("connect: connection refused")}
	}
}

// DialTimeout is Dial: connecting takes no time.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	return Dial(network, address)
}

