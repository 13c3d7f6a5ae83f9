// Package ziggurat draws by Marsaglia and Tsang's ziggurat method ("The Ziggurat Method for Generating Random
// Variables", 2000). Its tables are computed when they are first needed.
package ziggurat

import "math"

// A table cuts a distribution into strips: below k a draw is accepted at once, w scales it, f is the density.
type table struct {
	k []uint32
	w []float32
	f []float32
}

// Where the base strip ends.
const (
	normalTail      = 3.442619855899
	exponentialTail = 7.69711747013104972
)

var normal, exponential *table

// Normal draws from the standard normal distribution: draw gives random bits and a strip below 128, float a
// number in [0, 1).
func Normal(draw func() (int32, uint32), float func() float64) float64 {
	t := normalTable()
	for {
		j, i := draw()
		x := float64(j) * float64(t.w[i])
		if magnitude(j) < t.k[i] {
			return x
		}
		if i == 0 {
			return beyond(j > 0, float)
		}
		if t.f[i]+float32(float())*(t.f[i-1]-t.f[i]) < float32(math.Exp(-.5*x*x)) {
			return x
		}
	}
}

func magnitude(j int32) uint32 {
	if j < 0 {
		return uint32(-j)
	}
	return uint32(j)
}

func beyond(positive bool, float func() float64) float64 {
	for {
		x := -math.Log(float()) * (1.0 / normalTail)
		y := -math.Log(float())
		if y+y < x*x {
			continue
		}
		if positive {
			return normalTail + x
		}
		return -normalTail - x
	}
}

// Exponential draws from the exponential distribution of rate 1: draw gives random bits and a strip below 256.
func Exponential(draw func() (uint32, uint32), float func() float64) float64 {
	t := exponentialTable()
	for {
		j, i := draw()
		x := float64(j) * float64(t.w[i])
		if j < t.k[i] {
			return x
		}
		if i == 0 {
			return exponentialTail - math.Log(float())
		}
		if t.f[i]+float32(float())*(t.f[i-1]-t.f[i]) < float32(math.Exp(-x)) {
			return x
		}
	}
}

func normalTable() *table {
	if normal == nil {
		density := func(x float64) float64 { return math.Exp(-.5 * x * x) }
		inverse := func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) }
		normal = build(128, 1<<31, normalTail, 9.91256303526217e-3, density, inverse)
	}
	return normal
}

func exponentialTable() *table {
	if exponential == nil {
		density := func(x float64) float64 { return math.Exp(-x) }
		inverse := func(y float64) float64 { return -math.Log(y) }
		exponential = build(256, 1<<32, exponentialTail, 3.9496598225815571993e-3, density, inverse)
	}
	return exponential
}

func build(n int, scale, tail, area float64, density, inverse func(float64) float64) *table {
	t := &table{make([]uint32, n), make([]float32, n), make([]float32, n)}
	x, q := tail, area/density(tail)
	t.k[0] = uint32(x / q * scale)
	t.w[0], t.w[n-1] = float32(q/scale), float32(x/scale)
	t.f[0], t.f[n-1] = 1, float32(density(x))
	for i := n - 2; i >= 1; i-- {
		before := x
		x = inverse(area/x + density(x))
		t.k[i+1] = uint32(x / before * scale)
		t.w[i], t.f[i] = float32(x/scale), float32(density(x))
	}
	return t
}
