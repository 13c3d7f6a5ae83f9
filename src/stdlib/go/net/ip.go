package net

import (
	"strconv"
	"strings"
)

const (
	IPv4len = 4
	IPv6len = 16
)

// IP is an address of four or sixteen bytes.
type IP []byte

// IPMask says which bits of an address name its network.
type IPMask []byte

// IPNet is a network.
type IPNet struct {
	IP   IP
	Mask IPMask
}

var (
	IPv4bcast     = IPv4(255, 255, 255, 255)
	IPv4allsys    = IPv4(224, 0, 0, 1)
	IPv4allrouter = IPv4(224, 0, 0, 2)
	IPv4zero      = IPv4(0, 0, 0, 0)

	IPv6zero                   = make(IP, IPv6len)
	IPv6unspecified            = make(IP, IPv6len)
	IPv6loopback               = IP{15: 1}
	IPv6interfacelocalallnodes = IP{0: 0xff, 1: 1, 15: 1}
	IPv6linklocalallnodes      = IP{0: 0xff, 1: 2, 15: 1}
	IPv6linklocalallrouters    = IP{0: 0xff, 1: 2, 15: 2}
)

// IPv4 is the address a.b.c.d in sixteen bytes.
func IPv4(a, b, c, d byte) IP { return IP{10: 0xff, 11: 0xff, 12: a, 13: b, 14: c, 15: d} }

func IPv4Mask(a, b, c, d byte) IPMask { return IPMask{a, b, c, d} }

// CIDRMask has ones first and then zeros, bits in all; nil when there is no such mask.
func CIDRMask(ones, bits int) IPMask {
	if bits != 32 && bits != 128 || ones < 0 || ones > bits {
		return nil
	}
	m := make(IPMask, bits/8)
	for i := range ones {
		m[i/8] |= 0x80 >> (i % 8)
	}
	return m
}

func zeros(b []byte) bool {
	for _, x := range b {
		if x != 0 {
			return false
		}
	}
	return true
}

// To4 is the address in four bytes; nil when it has more.
func (ip IP) To4() IP {
	if len(ip) == IPv4len {
		return ip
	}
	if len(ip) == IPv6len && zeros(ip[:10]) && ip[10] == 0xff && ip[11] == 0xff {
		return ip[12:16]
	}
	return nil
}

func (ip IP) To16() IP {
	switch len(ip) {
	case IPv4len:
		return IPv4(ip[0], ip[1], ip[2], ip[3])
	case IPv6len:
		return ip
	}
	return nil
}

func (ip IP) Equal(x IP) bool {
	if len(ip) == len(x) {
		return string(ip) == string(x)
	}
	a, b := ip.To16(), x.To16()
	return a != nil && b != nil && string(a) == string(b)
}

func (ip IP) IsUnspecified() bool { return ip.Equal(IPv4zero) || ip.Equal(IPv6unspecified) }

func (ip IP) IsLoopback() bool {
	if ip4 := ip.To4(); ip4 != nil {
		return ip4[0] == 127
	}
	return ip.Equal(IPv6loopback)
}

func (ip IP) IsPrivate() bool {
	if ip4 := ip.To4(); ip4 != nil {
		return ip4[0] == 10 || ip4[0] == 172 && ip4[1]&0xf0 == 16 || ip4[0] == 192 && ip4[1] == 168
	}
	return len(ip) == IPv6len && ip[0]&0xfe == 0xfc
}

func (ip IP) IsMulticast() bool {
	if ip4 := ip.To4(); ip4 != nil {
		return ip4[0]&0xf0 == 0xe0
	}
	return len(ip) == IPv6len && ip[0] == 0xff
}

func (ip IP) IsInterfaceLocalMulticast() bool {
	return len(ip) == IPv6len && ip[0] == 0xff && ip[1]&0xf == 1
}

func (ip IP) IsLinkLocalMulticast() bool {
	if ip4 := ip.To4(); ip4 != nil {
		return ip4[0] == 224 && ip4[1] == 0 && ip4[2] == 0
	}
	return len(ip) == IPv6len && ip[0] == 0xff && ip[1]&0xf == 2
}

func (ip IP) IsLinkLocalUnicast() bool {
	if ip4 := ip.To4(); ip4 != nil {
		return ip4[0] == 169 && ip4[1] == 254
	}
	return len(ip) == IPv6len && ip[0] == 0xfe && ip[1]&0xc0 == 0x80
}

func (ip IP) IsGlobalUnicast() bool {
	return (len(ip) == IPv4len || len(ip) == IPv6len) && !ip.Equal(IPv4bcast) && !ip.IsUnspecified() &&
		!ip.IsLoopback() && !ip.IsMulticast() && !ip.IsLinkLocalUnicast()
}

// DefaultMask is the mask of an address's class.
func (ip IP) DefaultMask() IPMask {
	ip4 := ip.To4()
	switch {
	case ip4 == nil:
		return nil
	case ip4[0] < 0x80:
		return CIDRMask(8, 32)
	case ip4[0] < 0xc0:
		return CIDRMask(16, 32)
	}
	return CIDRMask(24, 32)
}

// Mask is the address with only the bits of the mask.
func (ip IP) Mask(mask IPMask) IP {
	if len(mask) == IPv6len && len(ip) == IPv4len && ones(mask[:12]) == 96 {
		mask = mask[12:]
	}
	if len(mask) == IPv4len && len(ip) == IPv6len && ip.To4() != nil {
		ip = ip[12:]
	}
	if len(ip) != len(mask) {
		return nil
	}
	out := make(IP, len(ip))
	for i := range ip {
		out[i] = ip[i] & mask[i]
	}
	return out
}

func (ip IP) String() string {
	if len(ip) == 0 {
		return "<nil>"
	}
	if ip4 := ip.To4(); ip4 != nil {
		return strconv.Itoa(int(ip4[0])) + "." + strconv.Itoa(int(ip4[1])) + "." + strconv.Itoa(int(ip4[2])) + "." + strconv.Itoa(int(ip4[3]))
	}
	if len(ip) != IPv6len {
		return "?" + hex(ip)
	}
	// the longest run of zeros, of two groups at least, is left out
	at, most := -1, 1
	for i := 0; i < 8; i++ {
		n := 0
		for i+n < 8 && zeros(ip[2*(i+n):2*(i+n)+2]) {
			n++
		}
		if n > most {
			at, most = i, n
		}
	}
	s := ""
	for i := 0; i < 8; i++ {
		if i == at {
			s += "::"
			i += most - 1
			continue
		}
		if s != "" && s[len(s)-1] != ':' {
			s += ":"
		}
		s += strconv.FormatInt(int64(ip[2*i])<<8|int64(ip[2*i+1]), 16)
	}
	return s
}

func hex(b []byte) string {
	const digits = "0123456789abcdef"
	s := ""
	for _, x := range b {
		s += string([]byte{digits[x>>4], digits[x&15]})
	}
	return s
}

func (ip IP) AppendText(b []byte) ([]byte, error) {
	if len(ip) == 0 {
		return b, nil
	}
	if len(ip) != IPv4len && len(ip) != IPv6len {
		return b, &AddrError{Err: "invalid IP address", Addr: hex(ip)}
	}
	return append(b, ip.String()...), nil
}

func (ip IP) MarshalText() ([]byte, error) { return ip.AppendText([]byte{}) }

func (ip *IP) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*ip = nil
		return nil
	}
	x := ParseIP(string(text))
	if x == nil {
		return &ParseError{Type: "IP address", Text: string(text)}
	}
	*ip = x
	return nil
}

// ones is the number of leading ones; -1 when ones follow zeros.
func ones(m []byte) int {
	n := 0
	for n < 8*len(m) && m[n/8]&(0x80>>(n%8)) != 0 {
		n++
	}
	for i := n; i < 8*len(m); i++ {
		if m[i/8]&(0x80>>(i%8)) != 0 {
			return -1
		}
	}
	return n
}

// Size is the number of leading ones and of all bits; 0, 0 when it is no such mask.
func (m IPMask) Size() (n, bits int) {
	if n = ones(m); n < 0 {
		return 0, 0
	}
	return n, 8 * len(m)
}

func (m IPMask) String() string {
	if len(m) == 0 {
		return "<nil>"
	}
	return hex(m)
}

func (n *IPNet) Network() string { return "ip+net" }

func (n *IPNet) Contains(ip IP) bool {
	if x := ip.To4(); x != nil {
		ip = x
	}
	net := n.IP
	if x := net.To4(); x != nil {
		net = x
	}
	return len(ip) == len(net) && string(ip.Mask(n.Mask)) == string(net.Mask(n.Mask)) && ip.Mask(n.Mask) != nil
}

func (n *IPNet) String() string {
	if n == nil || n.IP.To16() == nil {
		return "<nil>"
	}
	size := ones(n.Mask)
	if size < 0 {
		return n.IP.String() + "/" + n.Mask.String()
	}
	return n.IP.String() + "/" + strconv.Itoa(size)
}

// ParseIP reads an address with dots or colons; nil when it is none.
func ParseIP(s string) IP {
	if !strings.Contains(s, ":") {
		if ip := parse4(s); ip != nil {
			return ip.To16()
		}
		return nil
	}
	return parse6(s)
}

func parse4(s string) IP {
	parts := strings.Split(s, ".")
	if len(parts) != 4 {
		return nil
	}
	ip := make(IP, 4)
	for i, p := range parts {
		n, err := strconv.ParseUint(p, 10, 8)
		if err != nil || len(p) > 1 && p[0] == '0' || p[0] == '+' {
			return nil
		}
		ip[i] = byte(n)
	}
	return ip
}

func parse6(s string) IP {
	head, tail, gap := strings.Cut(s, "::")
	a, ok := groups(head, !gap)
	b, fine := groups(tail, true)
	if !ok || !fine || gap && len(a)+len(b) >= IPv6len || !gap && len(a) != IPv6len {
		return nil
	}
	ip := make(IP, IPv6len)
	copy(ip, a)
	copy(ip[IPv6len-len(b):], b)
	return ip
}

// groups are the bytes of groups of hexadecimal digits; the last may be an address with dots.
func groups(s string, last bool) (out []byte, ok bool) {
	if s == "" {
		return nil, true
	}
	parts := strings.Split(s, ":")
	for i, p := range parts {
		if last && i == len(parts)-1 && strings.Contains(p, ".") {
			ip := parse4(p)
			return append(out, ip...), ip != nil
		}
		n, err := strconv.ParseUint(p, 16, 16)
		if err != nil || len(p) > 4 || p[0] == '+' {
			return nil, false
		}
		out = append(out, byte(n>>8), byte(n))
	}
	return out, true
}

// ParseCIDR reads an address and the size of its network, as 192.0.2.1/24.
func ParseCIDR(s string) (IP, *IPNet, error) {
	addr, size, ok := strings.Cut(s, "/")
	ip := ParseIP(addr)
	n, err := strconv.ParseUint(size, 10, 8)
	bits := 128
	if ip.To4() != nil && !strings.Contains(addr, ":") {
		bits = 32
	}
	if !ok || ip == nil || err != nil || int(n) > bits {
		return nil, nil, &ParseError{Type: "CIDR address", Text: s}
	}
	mask := CIDRMask(int(n), bits)
	return ip, &IPNet{IP: ip.Mask(mask), Mask: mask}, nil
}

// ParseError is a text that is not what it should be.
type ParseError struct {
	Type string
	Text string
}

func (e *ParseError) Error() string   { return "invalid " + e.Type + ": " + e.Text }
func (e *ParseError) Timeout() bool   { return false }
func (e *ParseError) Temporary() bool { return false }

// HardwareAddr is the address of a network card.
type HardwareAddr []byte

func (a HardwareAddr) String() string {
	s := ""
	for i := range a {
		if i > 0 {
			s += ":"
		}
		s += hex(a[i : i+1])
	}
	return s
}

// ParseMAC reads the address of a card: bytes in hexadecimal between colons, hyphens or dots.
func ParseMAC(s string) (HardwareAddr, error) {
	bad := &AddrError{Err: "invalid MAC address", Addr: s}
	if len(s) < 14 {
		return nil, bad
	}
	sep, step := s[2], 2
	if s[4] == '.' {
		sep, step = '.', 4
	}
	if sep != ':' && sep != '-' && sep != '.' || (len(s)+1)%(step+1) != 0 {
		return nil, bad
	}
	var hw HardwareAddr
	for i := 0; i < len(s); i += step + 1 {
		if i > 0 && s[i-1] != sep {
			return nil, bad
		}
		for j := i; j < i+step; j += 2 {
			b, err := strconv.ParseUint(s[j:j+2], 16, 8)
			if err != nil {
				return nil, bad
			}
			hw = append(hw, byte(b))
		}
	}
	if n := len(hw); n != 6 && n != 8 && n != 20 {
		return nil, bad
	}
	return hw, nil
}
