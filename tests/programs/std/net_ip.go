// Addresses and networks are read, written and compared as in Go; time goes to bytes and back; letters of languages.
package main

import (
	"encoding/base32"
	"fmt"
	"net"
	"os"
	"strings"
	"time"
	"unicode"
)

func main() {
	for _, s := range []string{"10.0.0.7", "::1", "2001:db8::8:800:200c:417a", "::ffff:1.2.3.4", "fe80::1", "1.2.3", "1::2::3", "01.2.3.4", "ff02::2"} {
		ip := net.ParseIP(s)
		fmt.Println(s, ip, len(ip), ip.To4() != nil, ip.IsLoopback(), ip.IsPrivate(), ip.IsMulticast(), ip.IsGlobalUnicast(), ip.IsLinkLocalUnicast())
	}
	ip, network, err := net.ParseCIDR("192.168.17.5/20")
	fmt.Println(ip, network, err, network.Contains(net.ParseIP("192.168.31.255")), network.Contains(net.IPv4(192, 168, 32, 0)))
	_, _, err = net.ParseCIDR("192.168.0.0/40")
	fmt.Println(err)
	ones, bits := net.CIDRMask(20, 32).Size()
	fmt.Println(ones, bits, net.CIDRMask(20, 32), net.IPv4(10, 1, 2, 3).DefaultMask(), net.IP(nil))
	fmt.Println(net.ParseIP("10.1.2.3").Mask(net.CIDRMask(16, 32)), net.IPv4zero.Equal(net.IP{0, 0, 0, 0}))
	addr, err := net.ResolveTCPAddr("tcp", "127.0.0.1:80")
	fmt.Println(addr, err, &net.UDPAddr{IP: net.IPv6loopback, Port: 53})

	t := time.Date(2024, 2, 29, 13, 14, 15, 16, time.FixedZone("here", 5*3600+1800))
	data, _ := t.MarshalBinary()
	var back time.Time
	fmt.Println(data, back.UnmarshalBinary(data), back.Equal(t), back)
	text, err := t.AppendText([]byte("at "))
	fmt.Println(string(text), err)
	_, err = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC).MarshalJSON()
	fmt.Println(err)

	fmt.Println(strings.ToUpperSpecial(unicode.TurkishCase, "ilk ışık"), strings.ToLowerSpecial(unicode.AzeriCase, "İLIQ"))
	w := base32.NewEncoder(base32.StdEncoding, os.Stdout)
	w.Write([]byte("goro"))
	w.Write([]byte("utine"))
	w.Close()
	fmt.Println()
}

// Output:
// 10.0.0.7 10.0.0.7 16 true false true false true false
// ::1 ::1 16 false true false false false false
// 2001:db8::8:800:200c:417a 2001:db8::8:800:200c:417a 16 false false false false true false
// ::ffff:1.2.3.4 1.2.3.4 16 true false false false true false
// fe80::1 fe80::1 16 false false false false false true
// 1.2.3 <nil> 0 false false false false false false
// 1::2::3 <nil> 0 false false false false false false
// 01.2.3.4 <nil> 0 false false false false false false
// ff02::2 ff02::2 16 false false false true false false
// 192.168.17.5 192.168.16.0/20 <nil> true false
// invalid CIDR address: 192.168.0.0/40
// 20 32 fffff000 ff000000 <nil>
// 10.1.0.0 true
// 127.0.0.1:80 <nil> [::1]:53
// [1 0 0 0 14 221 114 44 207 0 0 0 16 1 74] <nil> true 2024-02-29 13:14:15.000000016 +0530 +0530
// at 2024-02-29T13:14:15.000000016+05:30 <nil>
// Time.MarshalJSON: year outside of range [0,9999]
// İLK IŞIK ilıq
// M5XXE33VORUW4ZI=
