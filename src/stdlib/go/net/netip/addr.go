// Package netip has addresses and networks as values that can be compared.
package netip

import (
	"cmp"
	"errors"
	"strconv"
	"strings"
)

// Addr is an address of 32 or 128 bits; IPv6 may have a zone.
type Addr struct {
	hi, lo uint64
	kind   uint8 // 0 none, 4 or 6
	zone   string
}

type parseAddrError struct{ in, msg, at string }

func (e parseAddrError) Error() string {
	s := "ParseAddr(" + strconv.Quote(e.in) + "): " + e.msg
	if e.at != "" {
		s += " (at " + strconv.Quote(e.at) + ")"
	}
	return s
}

const mapped = 0xffff << 32

func IPv4Unspecified() Addr { return Addr{lo: mapped, kind: 4} }
func IPv6Unspecified() Addr { return Addr{kind: 6} }
func IPv6LinkLocalAllNodes() Addr {
	return AddrFrom16([16]byte{0: 0xff, 1: 2, 15: 1})
}
func IPv6Loopback() Addr { return Addr{lo: 1, kind: 6} }

func AddrFrom4(a [4]byte) Addr {
	return Addr{lo: mapped | uint64(a[0])<<24 | uint64(a[1])<<16 | uint64(a[2])<<8 | uint64(a[3]), kind: 4}
}

func AddrFrom16(a [16]byte) Addr {
	x := Addr{kind: 6}
	for i := range 8 {
		x.hi, x.lo = x.hi<<8|uint64(a[i]), x.lo<<8|uint64(a[i+8])
	}
	return x
}

func AddrFromSlice(b []byte) (ip Addr, ok bool) {
	switch len(b) {
	case 4:
		return AddrFrom4([4]byte(b)), true
	case 16:
		return AddrFrom16([16]byte(b)), true
	}
	return Addr{}, false
}

func MustParseAddr(s string) Addr {
	a, err := ParseAddr(s)
	if err != nil {
		panic(err)
	}
	return a
}

// ParseAddr reads 192.0.2.1, 2001:db8::1 or fe80::1%zone.
func ParseAddr(s string) (Addr, error) {
	for i := range len(s) {
		switch s[i] {
		case '.':
			return parse4(s)
		case ':':
			return parse6(s)
		case '%':
			return Addr{}, parseAddrError{in: s, msg: "missing IPv6 address"}
		}
	}
	return Addr{}, parseAddrError{in: s, msg: "unable to parse IP"}
}

func parse4(in string) (Addr, error) {
	fields, err := fields4(in, in)
	if err != nil {
		return Addr{}, err
	}
	return AddrFrom4(fields), nil
}

func fields4(in, s string) (out [4]byte, err error) {
	bad := func(msg string) ([4]byte, error) { return out, parseAddrError{in: in, msg: msg} }
	val, digits, pos := 0, 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			if digits == 1 && val == 0 {
				return bad("IPv4 field has octet with leading zero")
			}
			val = val*10 + int(c-'0')
			digits++
			if val > 255 {
				return bad("IPv4 field has value >255")
			}
		case c == '.':
			if i == 0 || i == len(s)-1 || s[i-1] == '.' {
				return out, parseAddrError{in, "IPv4 field must have at least one digit", s[i:]}
			}
			if pos == 3 {
				return bad("IPv4 address too long")
			}
			out[pos] = byte(val)
			pos++
			val, digits = 0, 0
		default:
			return out, parseAddrError{in, "unexpected character", s[i:]}
		}
	}
	if pos < 3 {
		return bad("IPv4 address too short")
	}
	out[3] = byte(val)
	return out, nil
}

func parse6(in string) (Addr, error) {
	s, zone, has := strings.Cut(in, "%")
	if has && zone == "" {
		return Addr{}, parseAddrError{in: in, msg: "zone must be a non-empty string"}
	}
	var out [16]byte
	ellipsis, i := -1, 0
	if strings.HasPrefix(s, "::") {
		ellipsis, s = 0, s[2:]
	}
	for i < 16 && s != "" {
		off, acc := 0, 0
		for ; off < len(s); off++ {
			d := strings.IndexByte("0123456789abcdefABCDEF", s[off])
			if d < 0 {
				break
			}
			if d > 15 {
				d -= 6
			}
			acc = acc<<4 + d
			if off > 3 {
				return Addr{}, parseAddrError{in, "each group must have 4 or less digits", s}
			}
		}
		if off == 0 {
			return Addr{}, parseAddrError{in, "each colon-separated field must have at least one digit", s}
		}
		if off < len(s) && s[off] == '.' {
			if ellipsis < 0 && i != 12 {
				return Addr{}, parseAddrError{in, "embedded IPv4 address must replace the final 2 fields of the address", s}
			}
			if i+4 > 16 {
				return Addr{}, parseAddrError{in, "too many hex fields to fit an embedded IPv4 at the end of the address", s}
			}
			four, err := fields4(in, s)
			if err != nil {
				return Addr{}, err
			}
			copy(out[i:], four[:])
			s, i = "", i+4
			break
		}
		out[i], out[i+1] = byte(acc>>8), byte(acc)
		i += 2
		if s = s[off:]; s == "" {
			break
		}
		if s[0] != ':' {
			return Addr{}, parseAddrError{in, "unexpected character, want colon", s}
		}
		if len(s) == 1 {
			return Addr{}, parseAddrError{in, "colon must be followed by more characters", s}
		}
		if s = s[1:]; s[0] == ':' {
			if ellipsis >= 0 {
				return Addr{}, parseAddrError{in, "multiple :: in address", s}
			}
			ellipsis, s = i, s[1:]
		}
	}
	if s != "" {
		return Addr{}, parseAddrError{in, "trailing garbage after address", s}
	}
	if i < 16 {
		if ellipsis < 0 {
			return Addr{}, parseAddrError{in: in, msg: "address string too short"}
		}
		n := copy(out[16-(i-ellipsis):], append([]byte(nil), out[ellipsis:i]...))
		clear(out[ellipsis : 16-n])
	} else if ellipsis >= 0 {
		return Addr{}, parseAddrError{in: in, msg: "the :: must expand to at least one field of zeros"}
	}
	a := AddrFrom16(out)
	a.zone = zone
	return a, nil
}

func (ip Addr) IsValid() bool { return ip.kind != 0 }
func (ip Addr) Is4() bool     { return ip.kind == 4 }
func (ip Addr) Is6() bool     { return ip.kind == 6 }
func (ip Addr) Is4In6() bool  { return ip.kind == 6 && ip.hi == 0 && ip.lo>>32 == 0xffff }
func (ip Addr) Zone() string  { return ip.zone }
func (ip Addr) BitLen() int   { return [...]int{0: 0, 4: 32, 6: 128}[ip.kind] }
func (ip Addr) WithZone(zone string) Addr {
	if ip.kind == 6 {
		ip.zone = zone
	}
	return ip
}

func (ip Addr) Unmap() Addr {
	if ip.Is4In6() {
		return Addr{lo: ip.lo, kind: 4}
	}
	return ip
}

func (ip Addr) Compare(b Addr) int {
	return cmp.Or(cmp.Compare(ip.BitLen(), b.BitLen()), cmp.Compare(ip.hi, b.hi), cmp.Compare(ip.lo, b.lo), cmp.Compare(ip.zone, b.zone))
}

func (ip Addr) Less(b Addr) bool { return ip.Compare(b) < 0 }

func (ip Addr) four() uint32 { return uint32(ip.lo) }

func (ip Addr) IsUnspecified() bool { return ip == IPv4Unspecified() || ip == IPv6Unspecified() }

func (ip Addr) IsLoopback() bool {
	ip = ip.Unmap()
	return ip.kind == 4 && ip.four()>>24 == 127 || ip.kind == 6 && ip.hi == 0 && ip.lo == 1
}

func (ip Addr) IsPrivate() bool {
	ip = ip.Unmap()
	v := ip.four()
	return ip.kind == 4 && (v>>24 == 10 || v>>20 == 0xac1 || v>>16 == 0xc0a8) || ip.kind == 6 && ip.hi>>57 == 0xfc>>1
}

func (ip Addr) IsMulticast() bool {
	ip = ip.Unmap()
	return ip.kind == 4 && ip.four()>>28 == 0xe || ip.kind == 6 && ip.hi>>56 == 0xff
}

func (ip Addr) IsLinkLocalUnicast() bool {
	ip = ip.Unmap()
	return ip.kind == 4 && ip.four()>>16 == 0xa9fe || ip.kind == 6 && ip.hi>>54 == 0xfe80>>6
}

func (ip Addr) IsLinkLocalMulticast() bool {
	ip = ip.Unmap()
	return ip.kind == 4 && ip.four()>>8 == 0xe00000 || ip.kind == 6 && ip.hi>>48&0xff0f == 0xff02
}

func (ip Addr) IsInterfaceLocalMulticast() bool {
	return ip.kind == 6 && !ip.Is4In6() && ip.hi>>48&0xff0f == 0xff01
}

func (ip Addr) IsGlobalUnicast() bool {
	u := ip.Unmap()
	return u.kind != 0 && !(u.kind == 4 && u.four() == 0xffffffff) && !u.IsUnspecified() && !u.IsLoopback() && !u.IsMulticast() && !u.IsLinkLocalUnicast()
}

func (ip Addr) As16() (a [16]byte) {
	for i := range 8 {
		a[i], a[i+8] = byte(ip.hi>>(56-8*i)), byte(ip.lo>>(56-8*i))
	}
	return a
}

func (ip Addr) As4() [4]byte {
	if ip.kind == 0 {
		panic("As4 called on IP zero value")
	}
	if ip.kind == 6 && !ip.Is4In6() {
		panic("As4 called on IPv6 address")
	}
	b := ip.As16()
	return [4]byte(b[12:])
}

func (ip Addr) AsSlice() []byte {
	b := ip.As16()
	return b[16-ip.BitLen()/8:]
}

// Next is the address behind ip; invalid where there is none.
func (ip Addr) Next() Addr {
	ip.lo++
	if ip.kind == 4 && uint32(ip.lo) == 0 {
		return Addr{}
	}
	if ip.lo == 0 {
		if ip.hi++; ip.hi == 0 {
			return Addr{}
		}
	}
	return ip
}

func (ip Addr) Prev() Addr {
	if ip.kind == 4 && ip.four() == 0 || ip.hi == 0 && ip.lo == 0 {
		return Addr{}
	}
	if ip.lo == 0 {
		ip.hi--
	}
	ip.lo--
	return ip
}

func (ip Addr) String() string {
	switch {
	case ip.kind == 0:
		return "invalid IP"
	case ip.kind == 4:
		return ip.dotted()
	case ip.Is4In6():
		s := "::ffff:" + ip.dotted()
		if ip.zone != "" {
			s += "%" + ip.zone
		}
		return s
	}
	return ip.colons()
}

func (ip Addr) dotted() string {
	v := ip.four()
	s := ""
	for shift := 24; shift >= 0; shift -= 8 {
		s += "." + strconv.Itoa(int(v>>shift&255))
	}
	return s[1:]
}

func (ip Addr) group(i int) uint64 {
	if i < 4 {
		return ip.hi >> (48 - 16*i) & 0xffff
	}
	return ip.lo >> (48 - 16*(i-4)) & 0xffff
}

func (ip Addr) colons() string {
	from, to := 8, 8
	for i := 0; i < 8; i++ {
		j := i
		for j < 8 && ip.group(j) == 0 {
			j++
		}
		if j-i >= 2 && j-i > to-from {
			from, to = i, j
		}
		if j > i {
			i = j
		}
	}
	s := ""
	for i := 0; i < 8; i++ {
		if i == from {
			s += "::"
			i = to
			if i >= 8 {
				break
			}
		} else if i > 0 {
			s += ":"
		}
		s += strconv.FormatUint(ip.group(i), 16)
	}
	if ip.zone != "" {
		s += "%" + ip.zone
	}
	return s
}

// StringExpanded writes all digits of IPv6.
func (ip Addr) StringExpanded() string {
	if ip.kind != 6 {
		return ip.String()
	}
	s := ""
	for i := range 8 {
		g := strconv.FormatUint(ip.group(i), 16)
		s += ":" + "0000"[len(g):] + g
	}
	if ip.zone != "" {
		s += "%" + ip.zone
	}
	return s[1:]
}

func (ip Addr) AppendTo(b []byte) []byte {
	if ip.kind == 0 {
		return b
	}
	return append(b, ip.String()...)
}

func (ip Addr) MarshalText() ([]byte, error) { return ip.AppendTo([]byte{}), nil }

func (ip *Addr) UnmarshalText(text []byte) (err error) {
	if *ip = (Addr{}); len(text) > 0 {
		*ip, err = ParseAddr(string(text))
	}
	return err
}

// Prefix is the network of ip with so many leading bits.
func (ip Addr) Prefix(n int) (Prefix, error) {
	if n < 0 {
		return Prefix{}, errors.New("negative Prefix bits")
	}
	if ip.kind == 0 {
		return Prefix{}, nil
	}
	if n > ip.BitLen() {
		return Prefix{}, errors.New("prefix length " + strconv.Itoa(n) + " too large for " + map[uint8]string{4: "IPv4", 6: "IPv6"}[ip.kind])
	}
	ip.zone = ""
	return Prefix{ip.masked(n), n + 1}, nil
}

func (ip Addr) masked(n int) Addr {
	if ip.kind == 4 {
		n += 96
	}
	if n < 64 {
		ip.hi &^= ^uint64(0) >> n
		ip.lo = 0
	} else {
		ip.lo &^= ^uint64(0) >> (n - 64)
	}
	return ip
}
