// math/big: integers, fractions and floating-point numbers of any precision.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
)

func fact(n int64) *big.Int {
	r := big.NewInt(1)
	for i := int64(2); i <= n; i++ {
		r.Mul(r, big.NewInt(i))
	}
	return r
}

func main() {
	fmt.Println(fact(60), fact(25).BitLen())
	a, _ := new(big.Int).SetString("-123456789012345678901234567890", 10)
	b, _ := new(big.Int).SetString("0xfedcba9876543210", 0)
	z := new(big.Int)
	fmt.Println(z.Add(a, b), new(big.Int).Sub(a, b), new(big.Int).Mul(a, b), new(big.Int).Neg(a), new(big.Int).Abs(a))
	for _, p := range [][2]int64{{7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {6, 3}, {0, 5}} {
		x, y := big.NewInt(p[0]), big.NewInt(p[1])
		q, r := new(big.Int).QuoRem(x, y, new(big.Int))
		d, m := new(big.Int).DivMod(x, y, new(big.Int))
		fmt.Println(q, r, d, m, x.Cmp(y), x.Sign(), new(big.Int).And(x, y), new(big.Int).Or(x, y), new(big.Int).Xor(x, y), new(big.Int).AndNot(x, y), new(big.Int).Not(x), new(big.Int).Rsh(x, 1), new(big.Int).Lsh(x, 70), x.Bit(1))
	}
	fmt.Println(new(big.Int).Exp(big.NewInt(3), big.NewInt(200), nil), new(big.Int).Exp(big.NewInt(3), big.NewInt(200), big.NewInt(1000007)), new(big.Int).ModInverse(big.NewInt(3), big.NewInt(11)), new(big.Int).Sqrt(fact(30)))
	x, y := new(big.Int), new(big.Int)
	g := new(big.Int).GCD(x, y, big.NewInt(240), big.NewInt(46))
	fmt.Println(g, x, y, new(big.Int).Binomial(50, 25), new(big.Int).MulRange(5, 12), new(big.Int).ModSqrt(big.NewInt(5), big.NewInt(41)), big.Jacobi(big.NewInt(2), big.NewInt(15)))
	m127 := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 127), big.NewInt(1))
	fmt.Println(m127.ProbablyPrime(10), new(big.Int).Add(m127, big.NewInt(2)).ProbablyPrime(10), big.NewInt(91).ProbablyPrime(0))
	fmt.Printf("%d|%x|%X|%#x|%o|%b|%s|%v|%+d|%40d|%-40d|%040d|%.35d\n", a, a, a, a, big.NewInt(8), big.NewInt(5), a, a, b, a, a, a, a)
	fmt.Println(a.Text(36), a.Text(2), b.Bytes(), new(big.Int).SetBytes([]byte{1, 2, 3}), a.IsInt64(), b.IsUint64(), b.Uint64(), a.Int64(), b.TrailingZeroBits())
	_, ok := new(big.Int).SetString("12x", 10)
	fmt.Println(ok, (*big.Int)(nil), *big.NewInt(5))
	var scanned big.Int
	fmt.Sscan("18446744073709551617", &scanned)
	fmt.Println(&scanned)
	data, err := json.Marshal(map[string]*big.Int{"n": a})
	fmt.Println(string(data), err)

	r := big.NewRat(3, -6)
	s, _ := new(big.Rat).SetString("3.125")
	t, _ := new(big.Rat).SetString("22/7")
	fmt.Println(r, s, t, new(big.Rat).Add(r, s), new(big.Rat).Mul(s, t), new(big.Rat).Quo(s, t), new(big.Rat).Sub(r, t), r.Cmp(s), r.Num(), r.Denom(), r.Sign())
	fmt.Println(t.FloatString(10), r.FloatString(0), s.RatString(), big.NewRat(4, 2).RatString(), big.NewRat(4, 2).IsInt(), new(big.Rat).SetFloat64(0.1))
	f64, exact := t.Float64()
	fmt.Println(f64, exact)
	f64, exact = s.Float64()
	fmt.Println(f64, exact)
	h := new(big.Rat)
	for i := int64(1); i <= 30; i++ {
		h.Add(h, big.NewRat(1, i))
	}
	fmt.Println(h)

	f := new(big.Float).SetPrec(200).SetInt64(2)
	root := new(big.Float).SetPrec(200).Sqrt(f)
	fmt.Println(root, root.Text('f', 50), root.Text('g', -1), root.Prec(), root.Acc())
	fmt.Printf("%.40f|%g|%e|%v|%10.3f|%-10.2f|%+.1f|%08.2f\n", root, root, root, root, root, root, root, root)
	one, three := big.NewFloat(1), big.NewFloat(3)
	third := new(big.Float).Quo(one, three)
	fmt.Println(third, third.Acc(), new(big.Float).Mul(third, three), new(big.Float).Add(one, third), new(big.Float).Sub(third, one), third.Cmp(one))
	huge, _ := new(big.Float).SetString("1.5e1000")
	small, _, err := big.ParseFloat("-2.5e-400", 10, 100, big.ToZero)
	fmt.Println(huge, small, err, huge.IsInt(), small.Sign())
	v, acc := huge.Float64()
	fmt.Println(v, acc)
	v, acc = small.Float64()
	fmt.Println(v, acc)
	i, acc := big.NewFloat(1e20).Int(nil)
	fmt.Println(i, acc)
	n, acc := big.NewFloat(-2.75).Int64()
	fmt.Println(n, acc, big.NewFloat(math.Inf(-1)), new(big.Float).SetPrec(10).SetFloat64(1234.5678))
	mant := new(big.Float)
	fmt.Println(big.NewFloat(10).MantExp(mant), mant, new(big.Float).SetMantExp(big.NewFloat(0.5), 8))
	for _, mode := range []big.RoundingMode{big.ToNearestEven, big.ToNearestAway, big.ToZero, big.AwayFromZero, big.ToNegativeInf, big.ToPositiveInf} {
		for _, x := range []float64{2.5, 2.6, -2.5, -2.6, 3.5} {
			f := new(big.Float).SetPrec(2).SetMode(mode).SetFloat64(x)
			fmt.Print(f, " ", f.Acc(), " ")
		}
		fmt.Println(mode)
	}
	pi := new(big.Float).SetPrec(300)
	for k := int64(0); k < 60; k++ {
		t := new(big.Rat).SetInt64(0)
		t.Add(t, big.NewRat(4, 8*k+1)).Sub(t, big.NewRat(2, 8*k+4)).Sub(t, big.NewRat(1, 8*k+5)).Sub(t, big.NewRat(1, 8*k+6))
		p := new(big.Int).Exp(big.NewInt(16), big.NewInt(k), nil)
		t.Quo(t, new(big.Rat).SetInt(p))
		pi.Add(pi, new(big.Float).SetPrec(300).SetRat(t))
	}
	fmt.Println(pi.Text('f', 70))
	func() {
		defer func() { fmt.Println(recover()) }()
		new(big.Int).Div(a, new(big.Int))
	}()
}

// Output:
// 8320987112741390144276341183223364380754172606361245952449277696409600000000000000 84
// -123456788993980920356741503170 -123456789030710437445727632610 -2267254120890152815189399361516672682031003840800 123456789012345678901234567890 123456789012345678901234567890
// 2 1 2 1 1 1 3 7 4 4 -8 3 8264141345021879123968 1
// -2 -1 -3 2 -1 -1 1 -5 -6 -8 6 -4 -8264141345021879123968 0
// -2 1 -2 1 1 1 5 -1 -6 2 -8 3 8264141345021879123968 1
// 2 -1 3 2 -1 -1 -7 -3 4 0 6 -4 -8264141345021879123968 0
// 2 0 2 0 1 1 2 7 5 4 -7 3 7083549724304467820544 1
// 0 0 0 0 -1 0 0 5 5 0 -1 0 0 0
// 265613988875874769338781322035779626829233452653394495974574961739092490901302182994384699044001 959082 4 16286585271694955
// 2 -9 47 126410606437752 19958400 28 1
// true false false
// -123456789012345678901234567890|-18ee90ff6c373e0ee4e3f0ad2|-18EE90FF6C373E0EE4E3F0AD2|-0x18ee90ff6c373e0ee4e3f0ad2|10|101|-123456789012345678901234567890|-123456789012345678901234567890|+18364758544493064720|         -123456789012345678901234567890|-123456789012345678901234567890         |-000000000123456789012345678901234567890|-00000123456789012345678901234567890
// -byw97um9s91dlz68tsi -1100011101110100100001111111101101100001101110011111000001110111001001110001111110000101011010010 [254 220 186 152 118 84 50 16] 66051 false true 18364758544493064720 4362896299872285998 4
// false <nil> {false [5]}
// 18446744073709551617
// {"n":-123456789012345678901234567890} <nil>
// -1/2 25/8 22/7 21/8 275/28 175/176 -51/14 -1 -1 2 -1
// 3.1428571429 -1 25/8 2 true 3602879701896397/36028797018963968
// 3.142857142857143 false
// 3.125 true
// 9304682830147/2329089562800
// 1.41421356237309504880168872420969807856967187537694807317668 1.41421356237309504880168872420969807856967187537695 1.41421356237309504880168872420969807856967187537694807317668 200 Exact
// 1.4142135623730950488016887242096980785697|1.41421356237309504880168872420969807856967187537694807317668|1.414214e+00|1.41421356237309504880168872420969807856967187537694807317668|     1.414|1.41      |+1.4|00001.41
// 0.3333333333333333 Below 1 1.3333333333333333 -0.6666666666666667 -1
// 1.5e+1000 -2.5e-400 <nil> true -1
// +Inf Above
// -0 Above
// 100000000000000000000 Exact
// -2 Above -Inf 1234
// 4 0.625 128
// 2 Below 3 Above -2 Above -3 Below 4 Above ToNearestEven
// 3 Above 3 Above -3 Below -3 Below 4 Above ToNearestAway
// 2 Below 2 Below -2 Above -2 Above 3 Below ToZero
// 3 Above 3 Above -3 Below -3 Below 4 Above AwayFromZero
// 2 Below 2 Below -3 Below -3 Below 3 Below ToNegativeInf
// 3 Above 3 Above -2 Above -2 Above 4 Above ToPositiveInf
// 3.1415926535897932384626433832795028841971693993751058209749445923078164
// division by zero
