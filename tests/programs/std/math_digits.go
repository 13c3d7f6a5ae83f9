// Functions of math give the bits that compiled Go gives, and floats are written with the digits it writes.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
)

var seed uint64 = 2024

func random(scale float64) float64 {
	seed = seed*6364136223846793005 + 1442695040888963407
	return (float64(seed>>11)/(1<<53)*2 - 1) * scale
}

// digest mixes the bits of many results, so that a single wrong one shows.
func digest(f func(x float64) float64) (sum uint64) {
	for _, scale := range []float64{0.01, 1, 10, 100, 700, 1e6, 1e12} {
		for range 200 {
			x := random(scale)
			for _, v := range []float64{f(x), f(math.Round(x*4) / 4)} {
				if v == v {
					sum = sum*31 + math.Float64bits(v)
				}
			}
		}
	}
	return sum
}

func main() {
	fmt.Println(math.Exp(1), math.Exp(-0.5), math.Exp(32.25), math.Exp2(0.3), math.Log10(2), math.Log10(1000))
	fmt.Println(math.Sin(26), math.Tan(1.1), math.Atan(0.3), math.Asin(0.8), math.Acos(-1), math.Atan2(3, -4))
	fmt.Println(math.Sinh(2), math.Cosh(1), math.Tanh(0.7), math.Cbrt(10), math.Gamma(4.5), math.Erf(0.5), math.Erfc(3))
	fmt.Println(math.Pow(2, 0.5), math.Pow(1.1, 10), math.Pow(-8, 3), math.Pow(0, -1), math.Pow(math.Copysign(0, -1), -3), math.Pow(10, -5))
	fmt.Println(math.Lgamma(10.5))
	fmt.Println(math.Sin(1e15), math.Cos(1e300), math.Tan(1<<40), math.Exp(-745), math.Exp(709.7), math.Pow(2, -1074))
	functions := []func(float64) float64{math.Exp, math.Exp2, math.Expm1, math.Log, math.Log2, math.Log10, math.Log1p,
		math.Sin, math.Cos, math.Tan, math.Asin, math.Acos, math.Atan, math.Sinh, math.Cosh, math.Tanh,
		math.Asinh, math.Acosh, math.Atanh, math.Cbrt, math.Gamma, math.Erf, math.Erfc}
	for i, f := range functions {
		fmt.Printf("%d %x\n", i, digest(f))
	}
	fmt.Printf("pow %x\n", digest(func(x float64) float64 { return math.Pow(math.Abs(x), math.Mod(x, 3)) }))
	fmt.Printf("atan2 %x\n", digest(func(x float64) float64 { return math.Atan2(x, random(5)) }))
	fmt.Printf("hypot %x\n", digest(func(x float64) float64 { return math.Hypot(x, random(5)) }))
	fmt.Println(cmplx.Tan(complex(1.566581824880244, 0.2457996594378402)), cmplx.Exp(1i), cmplx.Pow(1+2i, 0.5))

	// Halfway between two shortest texts the even one is written.
	fmt.Println(101390447851464.125, 1678795252447729.25, 1678795252447729.75, float32(1123565.25), float32(4086617.25))
	println(101390447851464.125)
	for range 5 {
		x := math.Round(random(1e14)*8) / 8
		fmt.Println(x, float32(x), x/3)
	}
}

// Output:
// 2.718281828459045 0.6065306597126334 1.0139044785146412e+14 1.2311444133449163 0.3010299956639812 3
// 0.7625584504796028 1.9647596572486523 0.2914567944778671 0.9272952180016123 3.141592653589793 2.498091544796509
// 3.626860407847019 1.5430806348152437 0.6043677771171635 2.154434690031884 11.63172839656745 0.5204998778130465 2.2090496998585438e-05
// 1.4142135623730951 2.593742460100002 -512 +Inf -Inf 1e-05
// 13.940625219403762 1
// 0.8582727931702359 -0.5753861119575491 0.443876590887416 5e-324 +Inf 5e-324
// 0 6799e8c25649879b
// 1 9a7ecbfc30969e7b
// 2 aca8262154498d0b
// 3 d4e7a53efb124af7
// 4 882b5a8fe80761fe
// 5 cb3dab82ebb4c4a4
// 6 51988b9e83cbf45c
// 7 ed8b37bda0622d59
// 8 8e4c9dbd80dc183d
// 9 cd039f70e5b1a1f3
// 10 ff65eaf1d6d9af8a
// 11 d43b0f96003ae684
// 12 9a360aeecda9d42
// 13 1f03c16a2da58612
// 14 37409d845ff1d9f3
// 15 3b2936f808e7d935
// 16 ab7057a875dc384f
// 17 92f8ff63f1c0933d
// 18 fe7ce2d01afea7a7
// 19 dab64db056264145
// 20 4aebabefeb6c13c5
// 21 5e25ae107ece4192
// 22 128b226c3e4c48c
// pow 6adaffc8266d24af
// atan2 b9541d720d1a1bb9
// hypot 96e04465fc384298
// (0.06834781938968745+4.148763570407101i) (0.5403023058681398+0.8414709848078965i) (1.272019649514069+0.7861513777574233i)
// 1.0139044785146412e+14 1.6787952524477292e+15 1.6787952524477298e+15 1.1235652e+06 4.0866172e+06
// -2.879501627151725e+13 -2.8795017e+13 -9.598338757172416e+12
// 2.5536406242512625e+13 2.5536405e+13 8.512135414170875e+12
// 5.8347336375049375e+13 5.8347336e+13 1.9449112125016457e+13
// 8.778035194018062e+13 8.778035e+13 2.9260117313393543e+13
// 1.452385438175725e+13 1.4523854e+13 4.841284793919083e+12
