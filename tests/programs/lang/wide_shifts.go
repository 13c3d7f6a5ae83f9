package main

import "fmt"

// Counts as wide as the type and wider give zero, or the sign; constant counts too.
func main() {
	x, u, s, w := -7, uint(9), int8(-3), uint16(0xffff)
	fmt.Println(x<<64, x<<65, x>>64, x>>1000, u<<64, u>>64, u<<63)
	fmt.Println(s<<8, s<<70, s>>8, s>>64, w<<16, w>>16, w<<80, w>>80)
	for _, n := range []uint{0, 7, 8, 63, 64, 65, 200} {
		fmt.Println(n, x<<n, x>>n, u<<n, u>>n, s<<n, s>>n, w<<n, w>>n)
	}
}

// Output:
// 0 0 -1 -1 0 0 9223372036854775808
// 0 0 -1 -1 0 0 0 0
// 0 -7 -7 9 9 -3 -3 65535 65535
// 7 -896 -1 1152 0 -128 -1 65408 511
// 8 -1792 -1 2304 0 0 -1 65280 255
// 63 -9223372036854775808 -1 9223372036854775808 0 0 -1 0 0
// 64 0 -1 0 0 0 -1 0 0
// 65 0 -1 0 0 0 -1 0 0
// 200 0 -1 0 0 0 -1 0 0
