package net

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"
)

// listener is what waits at an address: a port, or a name for unix sockets.
type listener struct {
	network string
	addr    Addr
	key     string
	queue   chan *conn
	done    chan struct{}
	closed  bool
	limit   time.Time
	moved   chan struct{} // closed and replaced when the deadline changes
}

// listeners is no map: goroutines come and go in it as they do in a kernel's table.
var (
	listeners  []*listener
	lastPort   = 34999
	clientPort = 50000

	errInUse   = errors.New("bind: address already in use")
	errRefused = errors.New("connect: connection refused")
	errNoFile  = errors.New("connect: no such file or directory")
)

func listening(key string) *listener {
	for _, l := range listeners {
		if l.key == key {
			return l
		}
	}
	return nil
}

func listen(network string, addr Addr, key string) (*listener, error) {
	if listening(key) != nil {
		return nil, &OpError{Op: "listen", Net: network, Addr: addr, Err: errInUse}
	}
	l := &listener{network: network, addr: addr, key: key, queue: make(chan *conn, 128), done: make(chan struct{}), moved: make(chan struct{})}
	listeners = append(listeners, l)
	return l, nil
}

func portOf(network, address string) (int, error) {
	_, p, err := SplitHostPort(address)
	if err != nil {
		if e, ok := err.(*AddrError); ok {
			return 0, e
		}
		return 0, err
	}
	return LookupPort(network, p)
}

// Listen takes connections to an address; port 0 is a free one.
func Listen(network, address string) (Listener, error) {
	switch network {
	case "tcp", "tcp4", "tcp6":
	case "unix", "unixpacket":
		l, err := ListenUnix(network, &UnixAddr{address, network})
		if err != nil {
			return nil, err
		}
		return l, nil
	default:
		return nil, &OpError{Op: "listen", Net: network, Err: UnknownNetworkError(network)}
	}
	p, err := portOf(network, address)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	host, _, _ := SplitHostPort(address)
	a := &TCPAddr{IP: ParseIP(host), Port: p}
	if host == "localhost" {
		a.IP = ParseIP("127.0.0.1")
	} else if host != "" && a.IP == nil {
		return nil, &OpError{Op: "listen", Net: network, Err: noHost(host)}
	}
	l, err := ListenTCP(network, a)
	if err != nil {
		return nil, err
	}
	return l, nil
}

func (l *listener) accept() (*conn, error) {
	for {
		if l.closed {
			return nil, &OpError{Op: "accept", Net: l.network, Addr: l.addr, Err: ErrClosed}
		}
		var late <-chan time.Time
		if !l.limit.IsZero() {
			left := time.Until(l.limit)
			if left <= 0 {
				return nil, &OpError{Op: "accept", Net: l.network, Addr: l.addr, Err: timeoutError{}}
			}
			late = time.After(left)
		}
		select {
		case c := <-l.queue:
			c.taken <- true
			return c, nil
		case <-l.done:
		case <-l.moved:
		case <-late:
		}
	}
}

func (l *listener) Close() error {
	if l.closed {
		return &OpError{Op: "close", Net: l.network, Addr: l.addr, Err: ErrClosed}
	}
	l.closed = true
	l.unlist()
	l.turnAway()
	close(l.done)
	return nil
}

// turnAway tells those who connected and were not accepted.
func (l *listener) turnAway() {
	for {
		select {
		case c := <-l.queue:
			c.taken <- false
		default:
			return
		}
	}
}

// SetDeadline lets Accept give up then.
func (l *listener) SetDeadline(t time.Time) error {
	l.limit = t
	close(l.moved)
	l.moved = make(chan struct{})
	return nil
}

func (l *listener) unlist() {
	for i, other := range listeners {
		if other == l {
			listeners = append(listeners[:i:i], listeners[i+1:]...)
			break
		}
	}
}

// HandOver lets package http answer at the address: it is told when the listener is closed.
func (l *listener) HandOver() <-chan struct{} {
	l.unlist()
	l.turnAway()
	return l.done
}

func (l *listener) Addr() Addr { return l.addr }

// connect is a connection to who listens at to.
func connect(network string, from, to Addr, key string) (*conn, error) {
	l := listening(key)
	if l == nil {
		err := errRefused
		if strings.HasPrefix(network, "unix") {
			err = errNoFile
		}
		return nil, &OpError{Op: "dial", Net: network, Addr: to, Err: err}
	}
	a, b := newPair(network, from, to)
	a.taken = make(chan bool, 1)
	b.taken = a.taken
	select {
	case l.queue <- b:
		return a, nil
	case <-l.done:
		return nil, &OpError{Op: "dial", Net: network, Addr: to, Err: errRefused}
	}
}

// Dial connects to an address.
func Dial(network, address string) (Conn, error) {
	switch network {
	case "udp", "udp4", "udp6":
		to, err := ResolveUDPAddr(network, address)
		if err != nil {
			return nil, &OpError{Op: "dial", Net: network, Err: err}
		}
		c, err := DialUDP(network, nil, to)
		if err != nil {
			return nil, err
		}
		return c, nil
	case "unix", "unixpacket":
		c, err := DialUnix(network, nil, &UnixAddr{address, network})
		if err != nil {
			return nil, err
		}
		return c, nil
	case "tcp", "tcp4", "tcp6":
	default:
		return nil, &OpError{Op: "dial", Net: network, Err: UnknownNetworkError(network)}
	}
	p, err := portOf(network, address)
	if err != nil {
		return nil, &OpError{Op: "dial", Net: network, Err: err}
	}
	host, _, _ := SplitHostPort(address)
	if host != "" && host != "localhost" && ParseIP(host) == nil {
		return nil, &OpError{Op: "dial", Net: network, Err: noHost(host)}
	}
	c, err := DialTCP(network, nil, &TCPAddr{IP: ParseIP("127.0.0.1"), Port: p})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// DialTimeout is Dial: connecting takes no time.
func DialTimeout(network, address string, timeout time.Duration) (Conn, error) {
	return Dial(network, address)
}

// ListenConfig listens.
type ListenConfig struct {
	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig
}

func (lc *ListenConfig) Listen(ctx context.Context, network, address string) (Listener, error) {
	return Listen(network, address)
}

func (lc *ListenConfig) ListenPacket(ctx context.Context, network, address string) (PacketConn, error) {
	return ListenPacket(network, address)
}

// KeepAliveConfig says how to find out that the other side is gone, which never happens here.
type KeepAliveConfig struct {
	Enable         bool
	Idle, Interval time.Duration
	Count          int
}

// UnknownNetworkError is the name of a network that is none.
type UnknownNetworkError string

func (e UnknownNetworkError) Error() string   { return "unknown network " + string(e) }
func (e UnknownNetworkError) Timeout() bool   { return false }
func (e UnknownNetworkError) Temporary() bool { return false }

var services = []struct {
	name string
	port int
}{{"http", 80}, {"https", 443}, {"ftp", 21}, {"ssh", 22}, {"telnet", 23}, {"smtp", 25}, {"domain", 53}, {"gopher", 70}, {"pop3", 110}, {"imap2", 143}}

// LookupPort is the number of a service.
func LookupPort(network, service string) (int, error) {
	if service == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(service)
	if err == nil && n >= 0 && n <= 65535 {
		return n, nil
	}
	if err == nil {
		return 0, &AddrError{Err: "invalid port", Addr: service}
	}
	for _, s := range services {
		if s.name == strings.ToLower(service) {
			return s.port, nil
		}
	}
	return 0, &DNSError{Err: "unknown port", Name: network + "/" + service, IsNotFound: true}
}
