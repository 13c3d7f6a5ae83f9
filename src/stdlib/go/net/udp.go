package net

import (
	"errors"
	"strings"
	"time"
)

// packet is what was sent to a UDPConn and not yet read.
type packet struct {
	from *UDPAddr
	data []byte
}

// UDPConn sends and receives packets within the program. None is lost but those to addresses where nobody
// listens, and those that a full queue has no place for.
type UDPConn struct {
	local, remote *UDPAddr
	queue         chan packet
	done          chan struct{}
	moved         chan struct{} // closed and replaced when the deadline changes
	closed        bool
	limit         time.Time
}

const udpQueue = 256

var (
	udpConns    []*UDPConn
	errNoAddr   = errors.New("missing address")
	lastUDPPort = 39999
)

func udpAt(port int) *UDPConn {
	for _, c := range udpConns {
		if c.local.Port == port {
			return c
		}
	}
	return nil
}

func openUDP(op, network string, local, remote *UDPAddr) (*UDPConn, error) {
	if !strings.HasPrefix(network, "udp") {
		return nil, &OpError{Op: op, Net: network, Err: UnknownNetworkError(network)}
	}
	at := UDPAddr{}
	if local != nil {
		at = *local
	}
	if remote != nil && len(at.IP) == 0 {
		at.IP = IPv4(127, 0, 0, 1)
	}
	if len(at.IP) == 0 {
		at.IP = IPv6unspecified
	}
	for at.Port == 0 {
		lastUDPPort++
		if udpAt(lastUDPPort) == nil {
			at.Port = lastUDPPort
		}
	}
	if udpAt(at.Port) != nil {
		return nil, &OpError{Op: op, Net: network, Addr: &at, Err: errInUse}
	}
	c := &UDPConn{local: &at, remote: remote, queue: make(chan packet, udpQueue), done: make(chan struct{}), moved: make(chan struct{})}
	udpConns = append(udpConns, c)
	return c, nil
}

// ListenUDP receives what is sent to an address; port 0 is a free one.
func ListenUDP(network string, laddr *UDPAddr) (*UDPConn, error) {
	return openUDP("listen", network, laddr, nil)
}

// DialUDP sends to one address and receives from it.
func DialUDP(network string, laddr, raddr *UDPAddr) (*UDPConn, error) {
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Err: errNoAddr}
	}
	return openUDP("dial", network, laddr, raddr)
}

// ListenPacket receives what is sent to an address.
func ListenPacket(network, address string) (PacketConn, error) {
	a, err := ResolveUDPAddr(network, address)
	if err != nil {
		return nil, &OpError{Op: "listen", Net: network, Err: err}
	}
	c, err := ListenUDP(network, a)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (c *UDPConn) fail(op string, err error) error {
	e := &OpError{Op: op, Net: "udp", Source: c.local, Err: err}
	if c.remote != nil {
		e.Addr = c.remote
	}
	return e
}

func (c *UDPConn) receive(b []byte) (int, *UDPAddr, error) {
	for {
		if c.closed {
			return 0, nil, c.fail("read", ErrClosed)
		}
		var late <-chan time.Time
		if !c.limit.IsZero() {
			left := time.Until(c.limit)
			if left <= 0 {
				return 0, nil, c.fail("read", timeoutError{})
			}
			late = time.After(left)
		}
		select {
		case p := <-c.queue:
			if c.remote == nil || c.remote.Port == p.from.Port {
				return copy(b, p.data), p.from, nil
			}
		case <-c.done:
		case <-c.moved:
		case <-late:
		}
	}
}

func (c *UDPConn) send(b []byte, to *UDPAddr) (int, error) {
	if c.closed {
		return 0, c.fail("write", ErrClosed)
	}
	if to == nil {
		return 0, c.fail("write", errNoAddr)
	}
	if other := udpAt(to.Port); other != nil {
		from := *c.local
		if from.IP.IsUnspecified() {
			from.IP = IPv4(127, 0, 0, 1)
		}
		select {
		case other.queue <- packet{&from, append([]byte(nil), b...)}:
		default:
		}
	}
	return len(b), nil
}

func (c *UDPConn) Read(b []byte) (int, error) {
	n, _, err := c.receive(b)
	return n, err
}

func (c *UDPConn) ReadFromUDP(b []byte) (int, *UDPAddr, error) { return c.receive(b) }

func (c *UDPConn) ReadFrom(b []byte) (int, Addr, error) {
	n, from, err := c.receive(b)
	if from == nil {
		return n, nil, err
	}
	return n, from, err
}

func (c *UDPConn) Write(b []byte) (int, error) { return c.send(b, c.remote) }

func (c *UDPConn) WriteToUDP(b []byte, to *UDPAddr) (int, error) {
	if c.remote != nil {
		return 0, &OpError{Op: "write", Net: "udp", Source: c.local, Addr: to, Err: ErrWriteToConnected}
	}
	return c.send(b, to)
}

func (c *UDPConn) WriteTo(b []byte, to Addr) (int, error) {
	a, ok := to.(*UDPAddr)
	if !ok {
		return 0, &OpError{Op: "write", Net: "udp", Source: c.local, Addr: to, Err: errors.New("invalid argument")}
	}
	return c.WriteToUDP(b, a)
}

func (c *UDPConn) Close() error {
	if c.closed {
		return c.fail("close", ErrClosed)
	}
	c.closed = true
	for i, other := range udpConns {
		if other == c {
			udpConns = append(udpConns[:i:i], udpConns[i+1:]...)
			break
		}
	}
	close(c.done)
	return nil
}

func (c *UDPConn) LocalAddr() Addr { return c.local }

func (c *UDPConn) RemoteAddr() Addr {
	if c.remote == nil {
		return nil
	}
	return c.remote
}

func (c *UDPConn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

func (c *UDPConn) SetReadDeadline(t time.Time) error {
	c.limit = t
	close(c.moved)
	c.moved = make(chan struct{})
	return nil
}

func (c *UDPConn) SetWriteDeadline(t time.Time) error { return nil }
func (c *UDPConn) SetReadBuffer(bytes int) error      { return nil }
func (c *UDPConn) SetWriteBuffer(bytes int) error     { return nil }
