// Package rand gives random numbers. The global functions draw from the run's own chance; a Rand with a
// seed of its own draws what it draws under Go.
package rand

import (
	"internal/ziggurat"
	"math/bits"
)

// Source is a stream of random bits.
type Source interface {
	Uint64() uint64
}

type global struct{}

func (global) Uint64() uint64 { return chance() }

// chance asks the run's chooser for 64 random bits; choose for a number below n.
func chance() uint64
func choose(n int) int

// Rand draws from a Source.
type Rand struct {
	src Source
}

// New is a Rand that draws from src.
func New(src Source) *Rand { return &Rand{src} }

var std = &Rand{global{}}

func (r *Rand) Uint64() uint64   { return r.src.Uint64() }
func (r *Rand) Uint32() uint32   { return uint32(r.Uint64() >> 32) }
func (r *Rand) Uint() uint       { return uint(r.Uint64()) }
func (r *Rand) Int64() int64     { return int64(r.Uint64() &^ (1 << 63)) }
func (r *Rand) Int32() int32     { return int32(r.Uint64() >> 33) }
func (r *Rand) Int() int         { return int(uint(r.Uint64()) << 1 >> 1) }
func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }
func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// below is Lemire's reduction of 64 bits to a number below n.
func (r *Rand) below(n uint64) uint64 {
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	hi, lo := bits.Mul64(r.Uint64(), n)
	if lo < n {
		threshold := -n % n
		for lo < threshold {
			hi, lo = bits.Mul64(r.Uint64(), n)
		}
	}
	return hi
}

func (r *Rand) Uint64N(n uint64) uint64 {
	if n == 0 {
		panic("invalid argument to Uint64N")
	}
	return r.below(n)
}

func (r *Rand) Uint32N(n uint32) uint32 {
	if n == 0 {
		panic("invalid argument to Uint32N")
	}
	return uint32(r.below(uint64(n)))
}

func (r *Rand) UintN(n uint) uint {
	if n == 0 {
		panic("invalid argument to UintN")
	}
	return uint(r.below(uint64(n)))
}

func (r *Rand) Int64N(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int64N")
	}
	return int64(r.below(uint64(n)))
}

func (r *Rand) Int32N(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int32N")
	}
	return int32(r.below(uint64(n)))
}

func (r *Rand) IntN(n int) int {
	if n <= 0 {
		panic("invalid argument to IntN")
	}
	return int(r.below(uint64(n)))
}

func (r *Rand) NormFloat64() float64 {
	return ziggurat.Normal(func() (int32, uint32) {
		u := r.Uint64()
		return int32(u), uint32(u >> 32 & 0x7f)
	}, r.Float64)
}

func (r *Rand) ExpFloat64() float64 {
	return ziggurat.Exponential(func() (uint32, uint32) {
		u := r.Uint64()
		return uint32(u), uint32(u >> 32 & 0xff)
	}, r.Float64)
}

func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}

func Uint64() uint64                     { return std.Uint64() }
func Uint32() uint32                     { return std.Uint32() }
func Uint() uint                         { return std.Uint() }
func Int64() int64                       { return std.Int64() }
func Int32() int32                       { return std.Int32() }
func Int() int                           { return std.Int() }
func Uint64N(n uint64) uint64            { return std.Uint64N(n) }
func Uint32N(n uint32) uint32            { return std.Uint32N(n) }
func UintN(n uint) uint                  { return std.UintN(n) }
func Int64N(n int64) int64               { return std.Int64N(n) }
func Int32N(n int32) int32               { return std.Int32N(n) }
func Float64() float64                   { return std.Float64() }
func Float32() float32                   { return std.Float32() }
func NormFloat64() float64               { return std.NormFloat64() }
func ExpFloat64() float64                { return std.ExpFloat64() }
func Perm(n int) []int                   { return std.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { std.Shuffle(n, swap) }

// IntN is one choice of the run among n.
func IntN(n int) int {
	if n <= 0 {
		panic("invalid argument to IntN")
	}
	return choose(n)
}
