// Package rand gives random numbers. The global functions draw from the run's own chance; a Rand with a
// seed of its own has its own stream, which is not that of Go's generators.
package rand

import "math"

// Source is a stream of random bits.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// Source64 is a Source of 64 bits at a time.
type Source64 interface {
	Source
	Uint64() uint64
}

type source struct {
	state uint64
}

// NewSource is a stream that the seed determines.
func NewSource(seed int64) Source { return &source{uint64(seed)} }

func (s *source) Seed(seed int64) { s.state = uint64(seed) }

func (s *source) Uint64() uint64 {
	s.state += 0x9e3779b97f4a7c15
	z := s.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (s *source) Int63() int64 { return int64(s.Uint64() >> 1) }

type global struct{}

func (global) Int63() int64    { return int64(chance() >> 1) }
func (global) Uint64() uint64  { return chance() }
func (global) Seed(seed int64) { reseed(seed) }

// chance asks the run's chooser for 64 random bits; after reseed they follow from the seed.
func chance() uint64
func reseed(seed int64)

// Rand draws from a Source.
type Rand struct {
	src Source
}

// New is a Rand that draws from src.
func New(src Source) *Rand { return &Rand{src} }

var std = &Rand{global{}}

func (r *Rand) Seed(seed int64) { r.src.Seed(seed) }
func (r *Rand) Int63() int64    { return r.src.Int63() }
func (r *Rand) Uint32() uint32  { return uint32(r.Int63() >> 31) }
func (r *Rand) Uint64() uint64 {
	if s, ok := r.src.(Source64); ok {
		return s.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int     { return int(uint(r.Int63())) }

func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	limit := int64(1<<63 - 1 - (1<<63)%uint64(n))
	v := r.Int63()
	for v > limit {
		v = r.Int63()
	}
	return v % n
}

func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	return int32(r.Int63n(int64(n)))
}

func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	return int(r.Int63n(int64(n)))
}

func (r *Rand) Float64() float64 { return float64(r.Int63()>>10) / (1 << 53) }
func (r *Rand) Float32() float32 { return float32(r.Int63()>>39) / (1 << 24) }

func (r *Rand) NormFloat64() float64 {
	for {
		u := 2*r.Float64() - 1
		v := 2*r.Float64() - 1
		s := u*u + v*v
		if s > 0 && s < 1 {
			return u * math.Sqrt(-2*math.Log(s)/s)
		}
	}
}

func (r *Rand) ExpFloat64() float64 {
	for {
		if u := r.Float64(); u > 0 {
			return -math.Log(u)
		}
	}
}

func (r *Rand) Perm(n int) []int {
	m := make([]int, n)
	for i := 0; i < n; i++ {
		j := r.Intn(i + 1)
		m[i] = m[j]
		m[j] = i
	}
	return m
}

func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	for i := n - 1; i > 0; i-- {
		swap(i, r.Intn(i+1))
	}
}

func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		p[i] = byte(r.Int63() >> 20)
	}
	return len(p), nil
}

func Seed(seed int64)                    { std.Seed(seed) }
func Int63() int64                       { return std.Int63() }
func Uint32() uint32                     { return std.Uint32() }
func Uint64() uint64                     { return std.Uint64() }
func Int31() int32                       { return std.Int31() }
func Int() int                           { return std.Int() }
func Int63n(n int64) int64               { return std.Int63n(n) }
func Int31n(n int32) int32               { return std.Int31n(n) }
func Float64() float64                   { return std.Float64() }
func Float32() float32                   { return std.Float32() }
func NormFloat64() float64               { return std.NormFloat64() }
func ExpFloat64() float64                { return std.ExpFloat64() }
func Perm(n int) []int                   { return std.Perm(n) }
func Shuffle(n int, swap func(i, j int)) { std.Shuffle(n, swap) }
func Read(p []byte) (n int, err error)   { return std.Read(p) }

// Intn is one choice of the run among n.
func Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	return choose(n)
}

// choose asks the run's chooser for a number below n.
func choose(n int) int
