// Numbers with exponents that no memory holds are read in no time: as infinities, zeros or not at all.
package main

import (
	"fmt"
	"math/big"
)

func main() {
	for _, s := range []string{"1e1000000000", "1e-1000000000", "1e1000001", "0e5000000", "1p10000001", "0x1p-1000000000", "1e2147483647"} {
		_, ok := new(big.Rat).SetString(s)
		f, valid := new(big.Float).SetString(s)
		fmt.Println(s, ok, valid, valid && f.IsInf(), valid && f.Sign() == 0)
	}
	for _, s := range []string{"1e600000000", "-1e-640000000", "7.25e-123456", "3e123456", "1e646456993", "1p2147483646", "1p2147483647"} {
		f, base, err := big.ParseFloat(s, 10, 53, big.ToNearestEven)
		if err != nil || f.IsInf() {
			fmt.Println(s, f, base, err)
			continue
		}
		mant := new(big.Float)
		fmt.Println(s, f.MantExp(mant), mant, base)
	}
}

// Output:
// 1e1000000000 false true true false
// 1e-1000000000 false true false true
// 1e1000001 false true false false
// 0e5000000 true true false true
// 1p10000001 false true false false
// 0x1p-1000000000 false true false false
// 1e2147483647 false false false false
// 1e600000000 1993156857 0.9542355954737076 10
// -1e-640000000 -2126033980 -0.6037771639312298 10
// 7.25e-123456 -410109 0.9350390878066271 10
// 3e123456 410114 0.7269081141777511 10
// 1e646456993 +Inf 10 <nil>
// 1p2147483646 2147483647 0.5 10
// 1p2147483647 <nil> 10 exponent overflow
