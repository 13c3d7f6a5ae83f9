// Addresses, networks and ports as values: read, written, ordered and compared.
package main

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"slices"
)

func main() {
	for _, s := range []string{"192.0.2.1", "2001:db8::1", "::", "::1", "fe80::1%eth0", "::ffff:1.2.3.4", "1.2.3", "1.2.3.4.5", "01.2.3.4", "256.1.1.1", "1..2.3", "2001:db8:0:0:1:0:0:1", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "12345::", "::x", "1::2::3", "", "abc", "1.2.3.x", "fe80::1%", "1:2:3:4:5:6:7:8:9", "::1.2.3.4", "1:", "2001:0:0:1::"} {
		a, err := netip.ParseAddr(s)
		fmt.Println(s, "->", a, err, a.IsValid(), a.Is4(), a.Is6(), a.Is4In6(), a.IsLoopback(), a.IsPrivate(), a.IsMulticast(), a.IsGlobalUnicast(), a.IsUnspecified(), a.IsLinkLocalUnicast(), a.BitLen(), a.Zone() == "")
		if err == nil {
			fmt.Println("  ", a.Next(), a.Prev(), a.StringExpanded(), a.Unmap(), a.AsSlice())
		}
	}
	for _, s := range []string{"10.0.0.0/8", "10.1.2.3/8", "2001:db8::/32", "10.0.0.0", "10.0.0.0/33", "10.0.0.0/08", "x/8", "10.0.0.0/-1", "fe80::%a/10", "::/0"} {
		p, err := netip.ParsePrefix(s)
		fmt.Println(p, err, p.Bits(), p.Masked(), p.Contains(netip.MustParseAddr("10.9.9.9")), p.IsSingleIP())
	}
	for _, s := range []string{"1.2.3.4:80", "[::1]:443", "::1:80", "[1.2.3.4]:5", "1.2.3.4", "1.2.3.4:", ":80", "1.2.3.4:99999"} {
		p, err := netip.ParseAddrPort(s)
		fmt.Println(p, err, p.Port())
	}
	list := []netip.Addr{netip.MustParseAddr("::1"), netip.MustParseAddr("10.0.0.2"), netip.MustParseAddr("10.0.0.1"), {}}
	slices.SortFunc(list, netip.Addr.Compare)
	fmt.Println(list, list[1] == netip.AddrFrom4([4]byte{10, 0, 0, 1}))
	b, err := json.Marshal(map[string]any{"a": list[1], "p": netip.MustParsePrefix("10.0.0.0/8"), "ap": netip.MustParseAddrPort("[::1]:1")})
	fmt.Println(string(b), err)
	var v struct{ A netip.Addr }
	fmt.Println(json.Unmarshal([]byte(`{"A":"1.2.3.4"}`), &v), v)
	m := map[netip.Addr]int{list[1]: 1}
	fmt.Println(m[netip.MustParseAddr("10.0.0.1")])
	_, err = netip.MustParseAddr("1.2.3.4").Prefix(40)
	fmt.Println(err, netip.MustParsePrefix("10.0.0.0/8").Overlaps(netip.MustParsePrefix("10.1.0.0/16")))
}

// Output:
// 192.0.2.1 -> 192.0.2.1 <nil> true true false false false false false true false false 32 true
//    192.0.2.2 192.0.2.0 192.0.2.1 192.0.2.1 [192 0 2 1]
// 2001:db8::1 -> 2001:db8::1 <nil> true false true false false false false true false false 128 true
//    2001:db8::2 2001:db8:: 2001:0db8:0000:0000:0000:0000:0000:0001 2001:db8::1 [32 1 13 184 0 0 0 0 0 0 0 0 0 0 0 1]
// :: -> :: <nil> true false true false false false false false true false 128 true
//    ::1 invalid IP 0000:0000:0000:0000:0000:0000:0000:0000 :: [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0]
// ::1 -> ::1 <nil> true false true false true false false false false false 128 true
//    ::2 :: 0000:0000:0000:0000:0000:0000:0000:0001 ::1 [0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1]
// fe80::1%eth0 -> fe80::1%eth0 <nil> true false true false false false false false false true 128 false
//    fe80::2%eth0 fe80::%eth0 fe80:0000:0000:0000:0000:0000:0000:0001%eth0 fe80::1%eth0 [254 128 0 0 0 0 0 0 0 0 0 0 0 0 0 1]
// ::ffff:1.2.3.4 -> ::ffff:1.2.3.4 <nil> true false true true false false false true false false 128 true
//    ::ffff:1.2.3.5 ::ffff:1.2.3.3 0000:0000:0000:0000:0000:ffff:0102:0304 1.2.3.4 [0 0 0 0 0 0 0 0 0 0 255 255 1 2 3 4]
// 1.2.3 -> invalid IP ParseAddr("1.2.3"): IPv4 address too short false false false false false false false false false false 0 true
// 1.2.3.4.5 -> invalid IP ParseAddr("1.2.3.4.5"): IPv4 address too long false false false false false false false false false false 0 true
// 01.2.3.4 -> invalid IP ParseAddr("01.2.3.4"): IPv4 field has octet with leading zero false false false false false false false false false false 0 true
// 256.1.1.1 -> invalid IP ParseAddr("256.1.1.1"): IPv4 field has value >255 false false false false false false false false false false 0 true
// 1..2.3 -> invalid IP ParseAddr("1..2.3"): IPv4 field must have at least one digit (at ".2.3") false false false false false false false false false false 0 true
// 2001:db8:0:0:1:0:0:1 -> 2001:db8::1:0:0:1 <nil> true false true false false false false true false false 128 true
//    2001:db8::1:0:0:2 2001:db8:0:0:1:: 2001:0db8:0000:0000:0001:0000:0000:0001 2001:db8::1:0:0:1 [32 1 13 184 0 0 0 0 0 1 0 0 0 0 0 1]
// 1:2:3:4:5:6:7:8 -> 1:2:3:4:5:6:7:8 <nil> true false true false false false false true false false 128 true
//    1:2:3:4:5:6:7:9 1:2:3:4:5:6:7:7 0001:0002:0003:0004:0005:0006:0007:0008 1:2:3:4:5:6:7:8 [0 1 0 2 0 3 0 4 0 5 0 6 0 7 0 8]
// 1:2:3:4:5:6:7 -> invalid IP ParseAddr("1:2:3:4:5:6:7"): address string too short false false false false false false false false false false 0 true
// 12345:: -> invalid IP ParseAddr("12345::"): each group must have 4 or less digits (at "12345::") false false false false false false false false false false 0 true
// ::x -> invalid IP ParseAddr("::x"): each colon-separated field must have at least one digit (at "x") false false false false false false false false false false 0 true
// 1::2::3 -> invalid IP ParseAddr("1::2::3"): multiple :: in address (at ":3") false false false false false false false false false false 0 true
//  -> invalid IP ParseAddr(""): unable to parse IP false false false false false false false false false false 0 true
// abc -> invalid IP ParseAddr("abc"): unable to parse IP false false false false false false false false false false 0 true
// 1.2.3.x -> invalid IP ParseAddr("1.2.3.x"): unexpected character (at "x") false false false false false false false false false false 0 true
// fe80::1% -> invalid IP ParseAddr("fe80::1%"): zone must be a non-empty string false false false false false false false false false false 0 true
// 1:2:3:4:5:6:7:8:9 -> invalid IP ParseAddr("1:2:3:4:5:6:7:8:9"): trailing garbage after address (at "9") false false false false false false false false false false 0 true
// ::1.2.3.4 -> ::102:304 <nil> true false true false false false false true false false 128 true
//    ::102:305 ::102:303 0000:0000:0000:0000:0000:0000:0102:0304 ::102:304 [0 0 0 0 0 0 0 0 0 0 0 0 1 2 3 4]
// 1: -> invalid IP ParseAddr("1:"): colon must be followed by more characters (at ":") false false false false false false false false false false 0 true
// 2001:0:0:1:: -> 2001:0:0:1:: <nil> true false true false false false false true false false 128 true
//    2001:0:0:1::1 2001::ffff:ffff:ffff:ffff 2001:0000:0000:0001:0000:0000:0000:0000 2001:0:0:1:: [32 1 0 0 0 0 0 1 0 0 0 0 0 0 0 0]
// 10.0.0.0/8 <nil> 8 10.0.0.0/8 true false
// 10.1.2.3/8 <nil> 8 10.0.0.0/8 true false
// 2001:db8::/32 <nil> 32 2001:db8::/32 false false
// invalid Prefix netip.ParsePrefix("10.0.0.0"): no '/' -1 invalid Prefix false false
// invalid Prefix netip.ParsePrefix("10.0.0.0/33"): prefix length out of range -1 invalid Prefix false false
// invalid Prefix netip.ParsePrefix("10.0.0.0/08"): bad bits after slash: "08" -1 invalid Prefix false false
// invalid Prefix netip.ParsePrefix("x/8"): ParseAddr("x"): unable to parse IP -1 invalid Prefix false false
// invalid Prefix netip.ParsePrefix("10.0.0.0/-1"): bad bits after slash: "-1" -1 invalid Prefix false false
// invalid Prefix netip.ParsePrefix("fe80::%a/10"): IPv6 zones cannot be present in a prefix -1 invalid Prefix false false
// ::/0 <nil> 0 ::/0 false false
// 1.2.3.4:80 <nil> 80
// [::1]:443 <nil> 443
// invalid AddrPort invalid ip:port "::1:80", IPv6 addresses must be surrounded by square brackets 0
// invalid AddrPort invalid ip:port "[1.2.3.4]:5", square brackets can only be used with IPv6 addresses 0
// invalid AddrPort not an ip:port 0
// invalid AddrPort no port 0
// invalid AddrPort no IP 0
// invalid AddrPort invalid port "99999" parsing "1.2.3.4:99999" 0
// [invalid IP 10.0.0.1 10.0.0.2 ::1] true
// {"a":"10.0.0.1","ap":"[::1]:1","p":"10.0.0.0/8"} <nil>
// <nil> {1.2.3.4}
// 1
// prefix length 40 too large for IPv4 true
