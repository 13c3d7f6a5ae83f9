// Package zipf draws from a Zipf distribution by rejection inversion (Hörmann and Derflinger, 1996).
package zipf

import "math"

// Zipf is one such distribution.
type Zipf struct {
	float                       func() float64
	imax, v, q, s               float64
	oneMinusQ, oneMinusQInverse float64
	hxm, hx0MinusHxm            float64
}

func (z *Zipf) h(x float64) float64 {
	return math.Exp(z.oneMinusQ*math.Log(z.v+x)) * z.oneMinusQInverse
}

func (z *Zipf) inverse(x float64) float64 {
	return math.Exp(z.oneMinusQInverse*math.Log(z.oneMinusQ*x)) - z.v
}

// New draws k in [0, imax] with a probability proportional to (v + k) ** (-s); nil unless s > 1 and v >= 1. float
// gives numbers in [0, 1).
func New(float func() float64, s float64, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	z := &Zipf{float: float, imax: float64(imax), v: v, q: s}
	z.oneMinusQ = 1 - z.q
	z.oneMinusQInverse = 1 / z.oneMinusQ
	z.hxm = z.h(z.imax + 0.5)
	z.hx0MinusHxm = z.h(0.5) - math.Exp(math.Log(z.v)*(-z.q)) - z.hxm
	z.s = 1 - z.inverse(z.h(1.5)-math.Exp(-z.q*math.Log(z.v+1)))
	return z
}

// Uint64 draws.
func (z *Zipf) Uint64() uint64 {
	for {
		u := z.hxm + z.float()*z.hx0MinusHxm
		x := z.inverse(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || u >= z.h(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
