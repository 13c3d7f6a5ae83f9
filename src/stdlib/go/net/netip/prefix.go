package netip

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// Prefix is a network: an address and the number of bits that its hosts share.
type Prefix struct {
	ip   Addr
	more int // bits and one; 0 for none
}

func PrefixFrom(ip Addr, bits int) Prefix {
	if bits < 0 || bits > ip.BitLen() || ip.kind == 0 {
		bits = -1
	}
	ip.zone = ""
	return Prefix{ip, bits + 1}
}

type parsePrefixError struct{ in, msg string }

func (e parsePrefixError) Error() string {
	return "netip.ParsePrefix(" + strconv.Quote(e.in) + "): " + e.msg
}

// ParsePrefix reads 192.0.2.0/24 or 2001:db8::/32.
func ParsePrefix(s string) (Prefix, error) {
	i := strings.LastIndexByte(s, '/')
	if i < 0 {
		return Prefix{}, parsePrefixError{s, "no '/'"}
	}
	ip, err := ParseAddr(s[:i])
	if err != nil {
		return Prefix{}, parsePrefixError{s, err.Error()}
	}
	if ip.zone != "" {
		return Prefix{}, parsePrefixError{s, "IPv6 zones cannot be present in a prefix"}
	}
	n, err := strconv.Atoi(s[i+1:])
	if err != nil || len(s) > i+2 && (s[i+1] < '1' || s[i+1] > '9') {
		return Prefix{}, parsePrefixError{s, "bad bits after slash: " + strconv.Quote(s[i+1:])}
	}
	if n < 0 || n > ip.BitLen() {
		return Prefix{}, parsePrefixError{s, "prefix length out of range"}
	}
	return PrefixFrom(ip, n), nil
}

func MustParsePrefix(s string) Prefix {
	p, err := ParsePrefix(s)
	if err != nil {
		panic(err)
	}
	return p
}

func (p Prefix) Addr() Addr       { return p.ip }
func (p Prefix) Bits() int        { return p.more - 1 }
func (p Prefix) IsValid() bool    { return p.more > 0 }
func (p Prefix) IsSingleIP() bool { return p.IsValid() && p.Bits() == p.ip.BitLen() }

func (p Prefix) Masked() Prefix {
	m, _ := p.ip.Prefix(p.Bits())
	return m
}

func (p Prefix) Contains(ip Addr) bool {
	if !p.IsValid() || ip.zone != "" || ip.kind != p.ip.kind {
		return false
	}
	return ip.masked(p.Bits()) == p.ip.masked(p.Bits())
}

func (p Prefix) Overlaps(o Prefix) bool {
	if !p.IsValid() || !o.IsValid() || p.ip.kind != o.ip.kind {
		return false
	}
	n := min(p.Bits(), o.Bits())
	return p.ip.masked(n) == o.ip.masked(n)
}

func (p Prefix) Compare(o Prefix) int {
	return cmp.Or(cmp.Compare(p.ip.BitLen(), o.ip.BitLen()), p.Masked().ip.Compare(o.Masked().ip), cmp.Compare(p.Bits(), o.Bits()), p.ip.Compare(o.ip))
}

func (p Prefix) String() string {
	if !p.IsValid() {
		return "invalid Prefix"
	}
	return p.ip.String() + "/" + strconv.Itoa(p.Bits())
}

func (p Prefix) AppendTo(b []byte) []byte     { return append(b, p.String()...) }
func (p Prefix) MarshalText() ([]byte, error) { return p.AppendTo([]byte{}), nil }

func (p *Prefix) UnmarshalText(text []byte) (err error) {
	if *p = (Prefix{}); len(text) > 0 {
		*p, err = ParsePrefix(string(text))
	}
	return err
}

// AddrPort is an address and a port.
type AddrPort struct {
	ip   Addr
	port uint16
}

func AddrPortFrom(ip Addr, port uint16) AddrPort { return AddrPort{ip, port} }

// ParseAddrPort reads 192.0.2.1:80 or [2001:db8::1]:80.
func ParseAddrPort(s string) (AddrPort, error) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return AddrPort{}, errors.New("not an ip:port")
	}
	host, port := s[:i], s[i+1:]
	if host == "" {
		return AddrPort{}, errors.New("no IP")
	}
	if port == "" {
		return AddrPort{}, errors.New("no port")
	}
	bracket := host[0] == '['
	if bracket {
		if len(host) < 2 || host[len(host)-1] != ']' {
			return AddrPort{}, errors.New("missing ]")
		}
		host = host[1 : len(host)-1]
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return AddrPort{}, errors.New("invalid port " + strconv.Quote(port) + " parsing " + strconv.Quote(s))
	}
	ip, err := ParseAddr(host)
	if err != nil {
		return AddrPort{}, err
	}
	if bracket && ip.Is4() {
		return AddrPort{}, errors.New("invalid ip:port " + strconv.Quote(s) + ", square brackets can only be used with IPv6 addresses")
	}
	if !bracket && ip.Is6() {
		return AddrPort{}, errors.New("invalid ip:port " + strconv.Quote(s) + ", IPv6 addresses must be surrounded by square brackets")
	}
	return AddrPort{ip, uint16(n)}, nil
}

func MustParseAddrPort(s string) AddrPort {
	p, err := ParseAddrPort(s)
	if err != nil {
		panic(err)
	}
	return p
}

func (p AddrPort) Addr() Addr    { return p.ip }
func (p AddrPort) Port() uint16  { return p.port }
func (p AddrPort) IsValid() bool { return p.ip.IsValid() }
func (p AddrPort) Compare(o AddrPort) int {
	return cmp.Or(p.ip.Compare(o.ip), cmp.Compare(p.port, o.port))
}

func (p AddrPort) String() string {
	port := strconv.Itoa(int(p.port))
	switch p.ip.kind {
	case 0:
		return "invalid AddrPort"
	case 4:
		return p.ip.String() + ":" + port
	}
	return "[" + p.ip.String() + "]:" + port
}

func (p AddrPort) AppendTo(b []byte) []byte     { return append(b, p.String()...) }
func (p AddrPort) MarshalText() ([]byte, error) { return p.AppendTo([]byte{}), nil }

func (p *AddrPort) UnmarshalText(text []byte) (err error) {
	if *p = (AddrPort{}); len(text) > 0 {
		*p, err = ParseAddrPort(string(text))
	}
	return err
}
