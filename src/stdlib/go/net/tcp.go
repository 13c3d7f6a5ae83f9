package net

import (
	"io"
	"strconv"
	"time"
)

// TCPConn is a connection between two ports of the program.
type TCPConn struct{ *conn }

func (c *TCPConn) SetKeepAlive(keepalive bool) error            { return nil }
func (c *TCPConn) SetKeepAlivePeriod(d time.Duration) error     { return nil }
func (c *TCPConn) SetKeepAliveConfig(cfg KeepAliveConfig) error { return nil }
func (c *TCPConn) SetLinger(sec int) error                      { return nil }
func (c *TCPConn) SetNoDelay(noDelay bool) error                { return nil }
func (c *TCPConn) SetReadBuffer(bytes int) error                { return nil }
func (c *TCPConn) SetWriteBuffer(bytes int) error               { return nil }

// ReadFrom sends all that r gives.
func (c *TCPConn) ReadFrom(r io.Reader) (int64, error) { return io.Copy(c.conn, r) }

// WriteTo gives w all that comes.
func (c *TCPConn) WriteTo(w io.Writer) (int64, error) { return io.Copy(w, c.conn) }

// TCPListener takes connections to a port.
type TCPListener struct{ *listener }

func (l *TCPListener) Accept() (Conn, error) {
	c, err := l.AcceptTCP()
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (l *TCPListener) AcceptTCP() (*TCPConn, error) {
	c, err := l.accept()
	if err != nil {
		return nil, err
	}
	return &TCPConn{c}, nil
}

func tcpKey(port int) string { return ":" + strconv.Itoa(port) }

// ListenTCP takes connections to an address; port 0 is a free one.
func ListenTCP(network string, laddr *TCPAddr) (*TCPListener, error) {
	a := TCPAddr{}
	if laddr != nil {
		a = *laddr
	}
	if len(a.IP) == 0 {
		a.IP = IPv6unspecified
	}
	for a.Port == 0 {
		lastPort++
		if listening(tcpKey(lastPort)) == nil {
			a.Port = lastPort
		}
	}
	l, err := listen(network, &a, tcpKey(a.Port))
	if err != nil {
		return nil, err
	}
	return &TCPListener{l}, nil
}

// DialTCP connects to a port.
func DialTCP(network string, laddr, raddr *TCPAddr) (*TCPConn, error) {
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Err: errNoAddr}
	}
	to := *raddr
	if len(to.IP) == 0 {
		to.IP = IPv4(127, 0, 0, 1)
	}
	from := TCPAddr{IP: IPv4(127, 0, 0, 1)}
	if laddr != nil {
		from.Port = laddr.Port
	}
	if from.Port == 0 {
		clientPort++
		from.Port = clientPort
	}
	c, err := connect(network, &from, &to, tcpKey(to.Port))
	if err != nil {
		return nil, err
	}
	return &TCPConn{c}, nil
}
