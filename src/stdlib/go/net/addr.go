package net

import (
	"context"
	"strconv"
	"time"
)

// TCPAddr is an address of a TCP connection.
type TCPAddr struct {
	IP   IP
	Port int
	Zone string
}

// UDPAddr is an address of packets.
type UDPAddr struct {
	IP   IP
	Port int
	Zone string
}

// UnixAddr is an address by name.
type UnixAddr struct {
	Name string
	Net  string
}

// IPAddr is an address of a host.
type IPAddr struct {
	IP   IP
	Zone string
}

func hostPort(ip IP, zone string, port int) string {
	host := ""
	if len(ip) > 0 {
		host = ip.String()
	}
	if zone != "" {
		host += "%" + zone
	}
	return JoinHostPort(host, strconv.Itoa(port))
}

func (a *TCPAddr) Network() string { return "tcp" }
func (a *TCPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return hostPort(a.IP, a.Zone, a.Port)
}

func (a *UDPAddr) Network() string { return "udp" }
func (a *UDPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return hostPort(a.IP, a.Zone, a.Port)
}

func (a *UnixAddr) Network() string { return a.Net }
func (a *UnixAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	return a.Name
}

func (a *IPAddr) Network() string { return "ip" }
func (a *IPAddr) String() string {
	if a == nil {
		return "<nil>"
	}
	if a.Zone != "" {
		return a.IP.String() + "%" + a.Zone
	}
	return a.IP.String()
}

// AddrError is an address that is none.
type AddrError struct {
	Err  string
	Addr string
}

func (e *AddrError) Error() string {
	if e == nil {
		return "<nil>"
	}
	if e.Addr != "" {
		return "address " + e.Addr + ": " + e.Err
	}
	return e.Err
}

func (e *AddrError) Timeout() bool   { return false }
func (e *AddrError) Temporary() bool { return false }

func resolve(network, address string) (IP, int, error) {
	host, service, err := SplitHostPort(address)
	if err != nil {
		return nil, 0, err
	}
	n, err := LookupPort(network, service)
	if err != nil {
		return nil, 0, err
	}
	if host == "localhost" {
		host = "127.0.0.1"
	}
	ip := ParseIP(host)
	if host != "" && ip == nil {
		return nil, 0, noHost(host)
	}
	return ip, n, nil
}

// ResolveTCPAddr reads an address; no names are known but localhost.
func ResolveTCPAddr(network, address string) (*TCPAddr, error) {
	ip, port, err := resolve(network, address)
	if err != nil {
		return nil, err
	}
	return &TCPAddr{IP: ip, Port: port}, nil
}

func ResolveUDPAddr(network, address string) (*UDPAddr, error) {
	ip, port, err := resolve(network, address)
	if err != nil {
		return nil, err
	}
	return &UDPAddr{IP: ip, Port: port}, nil
}

// PacketConn sends and receives packets.
type PacketConn interface {
	ReadFrom(p []byte) (n int, addr Addr, err error)
	WriteTo(p []byte, addr Addr) (n int, err error)
	Close() error
	LocalAddr() Addr
	SetDeadline(t time.Time) error
	SetReadDeadline(t time.Time) error
	SetWriteDeadline(t time.Time) error
}

// Dialer dials.
type Dialer struct {
	Timeout         time.Duration
	Deadline        time.Time
	LocalAddr       Addr
	DualStack       bool
	FallbackDelay   time.Duration
	KeepAlive       time.Duration
	KeepAliveConfig KeepAliveConfig
	Resolver        *Resolver
	Cancel          <-chan struct{}
}

func (d *Dialer) Dial(network, address string) (Conn, error) { return Dial(network, address) }

func (d *Dialer) DialContext(ctx context.Context, network, address string) (Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, &OpError{Op: "dial", Net: network, Err: err}
	}
	return Dial(network, address)
}
