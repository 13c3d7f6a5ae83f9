package net

import "errors"

// UnixConn is a connection to a name.
type UnixConn struct{ *conn }

func (c *UnixConn) SetReadBuffer(bytes int) error  { return nil }
func (c *UnixConn) SetWriteBuffer(bytes int) error { return nil }

// UnixListener takes connections to a name.
type UnixListener struct{ *listener }

func (l *UnixListener) Accept() (Conn, error) {
	c, err := l.AcceptUnix()
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (l *UnixListener) AcceptUnix() (*UnixConn, error) {
	c, err := l.accept()
	if err != nil {
		return nil, err
	}
	return &UnixConn{c}, nil
}

// SetUnlinkOnClose has nothing to do: a name leaves no file.
func (l *UnixListener) SetUnlinkOnClose(unlink bool) {}

func ListenUnix(network string, laddr *UnixAddr) (*UnixListener, error) {
	if laddr == nil {
		return nil, &OpError{Op: "listen", Net: network, Err: errNoAddr}
	}
	l, err := listen(network, laddr, laddr.Name)
	if err != nil {
		return nil, err
	}
	return &UnixListener{l}, nil
}

func DialUnix(network string, laddr, raddr *UnixAddr) (*UnixConn, error) {
	if raddr == nil {
		return nil, &OpError{Op: "dial", Net: network, Err: errNoAddr}
	}
	from := laddr
	if from == nil {
		from = &UnixAddr{Net: network}
	}
	c, err := connect(network, from, raddr, raddr.Name)
	if err != nil {
		return nil, err
	}
	return &UnixConn{c}, nil
}

func ResolveUnixAddr(network, address string) (*UnixAddr, error) {
	switch network {
	case "unix", "unixgram", "unixpacket":
		return &UnixAddr{Name: address, Net: network}, nil
	}
	return nil, UnknownNetworkError(network)
}

func ResolveIPAddr(network, address string) (*IPAddr, error) {
	ips, err := LookupIP(address)
	if err != nil {
		return nil, err
	}
	return &IPAddr{IP: ips[0]}, nil
}

// ErrWriteToConnected is a packet with an address, from a connection that has one.
var ErrWriteToConnected = errors.New("use of WriteTo with pre-connected connection")
