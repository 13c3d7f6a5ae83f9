// Package ziggurat has the tables of Marsaglia and Tsang's ziggurat method ("The Ziggurat Method for
// Generating Random Variables", 2000), computed when they are first needed.
package ziggurat

import "math"

// Table cuts a distribution into strips: below K a draw is accepted at once, W scales it, F is the density.
type Table struct {
	K []uint32
	W []float32
	F []float32
}

// Where the base strip ends.
const (
	NormalTail      = 3.442619855899
	ExponentialTail = 7.69711747013104972
)

var normal, exponential *Table

// Normal is the table of 128 strips for the standard normal distribution.
func Normal() *Table {
	if normal == nil {
		density := func(x float64) float64 { return math.Exp(-.5 * x * x) }
		inverse := func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) }
		normal = build(128, 1<<31, NormalTail, 9.91256303526217e-3, density, inverse)
	}
	return normal
}

// Exponential is the table of 256 strips for the exponential distribution of rate 1.
func Exponential() *Table {
	if exponential == nil {
		density := func(x float64) float64 { return math.Exp(-x) }
		inverse := func(y float64) float64 { return -math.Log(y) }
		exponential = build(256, 1<<32, ExponentialTail, 3.9496598225815571993e-3, density, inverse)
	}
	return exponential
}

func build(n int, scale, tail, area float64, density, inverse func(float64) float64) *Table {
	t := &Table{make([]uint32, n), make([]float32, n), make([]float32, n)}
	x, q := tail, area/density(tail)
	t.K[0] = uint32(x / q * scale)
	t.W[0], t.W[n-1] = float32(q/scale), float32(x/scale)
	t.F[0], t.F[n-1] = 1, float32(density(x))
	for i := n - 2; i >= 1; i-- {
		before := x
		x = inverse(area/x + density(x))
		t.K[i+1] = uint32(x / before * scale)
		t.W[i], t.F[i] = float32(x/scale), float32(density(x))
	}
	return t
}
