// Seeded generators draw what they draw under Go.
package main

import (
	"fmt"
	"math/rand"
	v2 "math/rand/v2"
)

func main() {
	r := rand.New(rand.NewSource(42))
	fmt.Println(r.Intn(100), r.Intn(64), r.Int31n(7), r.Int63n(1e12), r.Int(), r.Uint32(), r.Uint64())
	fmt.Println(r.Float64(), r.Float32(), r.Perm(8))
	s := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s)
	b := make([]byte, 10)
	r.Read(b)
	fmt.Println(b)
	n, e := 0.0, 0.0
	for range 2000 {
		n += r.NormFloat64()
		e += r.ExpFloat64()
	}
	fmt.Println(n, e)
	z := rand.NewZipf(r, 1.5, 2, 1000)
	fmt.Println(z.Uint64(), z.Uint64(), z.Uint64(), z.Uint64())
	for _, seed := range []int64{0, -7, 1 << 40, 1<<31 - 1} {
		fmt.Println(seed, rand.New(rand.NewSource(seed)).Int63())
	}

	p := v2.New(v2.NewPCG(1, 2))
	fmt.Println(p.IntN(100), p.IntN(64), p.Int32N(7), p.Int64N(1e12), p.Int(), p.Uint32(), p.Float64(), p.Float32())
	fmt.Println(p.Perm(8), p.NormFloat64(), p.ExpFloat64(), p.UintN(9), p.Uint64N(1<<63+1))
	c := v2.NewChaCha8([32]byte([]byte("chacha8: 32-byte seed for a test")))
	sum := uint64(0)
	for range 1000 {
		sum = sum*31 + c.Uint64()
	}
	c.Read(b)
	fmt.Println(sum, b, v2.New(c).IntN(1000))
}

// Output:
// 5 11 4 586526624009 404153945743547657 1645802691 7497468244883513247
// 0.38444584994446157 0.38304466 [0 1 5 4 7 2 6 3]
// [5 3 4 6 1 2 0 9 8 7]
// [105 44 182 7 218 0 161 28 28 112]
// 1.7839767427136137 1992.1071710263736
// 1 1 2 17
// 0 8717895732742165505
// -7 747107023976529931
// 1099511627776 5470237361722394362
// 2147483647 8717895732742165505
// 76 44 5 796596578488 4321634407747778896 176975231 0.8192750264193612 0.042272687
// [6 4 0 5 2 3 7 1] -1.5022903484270484 0.6982243043885805 4 675337100694545052
// 6293514991249250376 [204 39 44 253 193 151 81 245 195 155] 79
