// Large whole numbers become float32 in one rounding, not by way of float64.
package main

import "fmt"

//go:noinline
func single(n uint64, i int64) (float32, float32) { return float32(n), float32(i) }

func main() {
	for _, n := range []uint64{8234508000000001, 100000100000001, 1<<63 + 1<<39 + 1, 1<<60 + 1<<36 - 1, 16777217, 3} {
		a, b := single(n, -int64(n>>1))
		fmt.Printf("%x %x\n", a, b)
	}
	const big = 1<<60 + 1<<36 + 1
	fmt.Printf("%x\n", float32(big))
}

// Output:
// 0x1.d413dcp+52 -0x1.d413dcp+51
// 0x1.6bcc5ap+46 -0x1.6bcc5ap+45
// 0x1.000002p+63 -0x1p+62
// 0x1p+60 -0x1p+59
// 0x1p+24 -0x1p+23
// 0x1.8p+01 -0x1p+00
// 0x1.000002p+60
