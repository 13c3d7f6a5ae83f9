package net

import (
	"context"
	"io"
)

// DNSError is a name that was not found.
type DNSError struct {
	UnwrapErr   error
	Err         string
	Name        string
	Server      string
	IsTimeout   bool
	IsTemporary bool
	IsNotFound  bool
}

func (e *DNSError) Unwrap() error   { return e.UnwrapErr }
func (e *DNSError) Timeout() bool   { return e.IsTimeout }
func (e *DNSError) Temporary() bool { return e.IsTimeout || e.IsTemporary }

func (e *DNSError) Error() string {
	if e == nil {
		return "<nil>"
	}
	s := "lookup " + e.Name
	if e.Server != "" {
		s += " on " + e.Server
	}
	return s + ": " + e.Err
}

func noHost(name string) error { return &DNSError{Err: "no such host", Name: name, IsNotFound: true} }

// MX, NS and SRV are records of names.
type MX struct {
	Host string
	Pref uint16
}

type NS struct{ Host string }

type SRV struct {
	Target                 string
	Port, Priority, Weight uint16
}

// Resolver finds addresses of names. It knows localhost and addresses themselves.
type Resolver struct {
	PreferGo     bool
	StrictErrors bool
	Dial         func(ctx context.Context, network, address string) (Conn, error)
}

var DefaultResolver = &Resolver{}

func (r *Resolver) LookupHost(ctx context.Context, host string) ([]string, error) {
	if host == "localhost" {
		return []string{"127.0.0.1"}, nil
	}
	if ParseIP(host) == nil {
		return nil, noHost(host)
	}
	return []string{host}, nil
}

func (r *Resolver) LookupIP(ctx context.Context, network, host string) ([]IP, error) {
	names, err := r.LookupHost(ctx, host)
	if err != nil {
		return nil, err
	}
	return []IP{ParseIP(names[0])}, nil
}

func (r *Resolver) LookupIPAddr(ctx context.Context, host string) ([]IPAddr, error) {
	ips, err := r.LookupIP(ctx, "ip", host)
	if err != nil {
		return nil, err
	}
	return []IPAddr{{IP: ips[0]}}, nil
}

func (r *Resolver) LookupAddr(ctx context.Context, addr string) ([]string, error) {
	if ip := ParseIP(addr); ip != nil && ip.IsLoopback() {
		return []string{"localhost"}, nil
	}
	return nil, noHost(addr)
}

func (r *Resolver) LookupPort(ctx context.Context, network, service string) (int, error) {
	return LookupPort(network, service)
}

func (r *Resolver) LookupCNAME(ctx context.Context, host string) (string, error) {
	return "", noHost(host)
}
func (r *Resolver) LookupMX(ctx context.Context, name string) ([]*MX, error) { return nil, noHost(name) }
func (r *Resolver) LookupNS(ctx context.Context, name string) ([]*NS, error) { return nil, noHost(name) }
func (r *Resolver) LookupTXT(ctx context.Context, name string) ([]string, error) {
	return nil, noHost(name)
}

func LookupHost(host string) ([]string, error) {
	return DefaultResolver.LookupHost(context.Background(), host)
}

func LookupIP(host string) ([]IP, error) {
	return DefaultResolver.LookupIP(context.Background(), "ip", host)
}

func LookupAddr(addr string) ([]string, error) {
	return DefaultResolver.LookupAddr(context.Background(), addr)
}

func LookupCNAME(host string) (string, error) { return "", noHost(host) }
func LookupMX(name string) ([]*MX, error)     { return nil, noHost(name) }
func LookupNS(name string) ([]*NS, error)     { return nil, noHost(name) }
func LookupTXT(name string) ([]string, error) { return nil, noHost(name) }

func LookupSRV(service, proto, name string) (string, []*SRV, error) {
	return "", nil, noHost("_" + service + "._" + proto + "." + name)
}

// Buffers are written one behind the other, and read so.
type Buffers [][]byte

func (v *Buffers) eat(n int) {
	for len(*v) > 0 && n >= len((*v)[0]) {
		n -= len((*v)[0])
		(*v)[0] = nil
		*v = (*v)[1:]
	}
	if len(*v) > 0 {
		(*v)[0] = (*v)[0][n:]
	}
}

func (v *Buffers) WriteTo(w io.Writer) (n int64, err error) {
	for len(*v) > 0 {
		k, err := w.Write((*v)[0])
		n += int64(k)
		v.eat(k)
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

func (v *Buffers) Read(p []byte) (n int, err error) {
	for len(p) > 0 && len(*v) > 0 {
		k := copy(p, (*v)[0])
		v.eat(k)
		p, n = p[k:], n+k
	}
	if len(*v) == 0 {
		err = io.EOF
	}
	return n, err
}
