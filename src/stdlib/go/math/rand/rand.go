// Package rand gives random numbers. The global functions draw from the run's own chance; a Rand with a
// seed of its own draws what it draws under Go.
package rand

import "internal/ziggurat"

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

// source is Mitchell and Reeds' additive lagged Fibonacci generator.
type source struct {
	state     []int64
	tap, feed int
}

// NewSource is a stream that the seed determines.
func NewSource(seed int64) Source {
	s := &source{state: make([]int64, 607)}
	s.Seed(seed)
	return s
}

func (s *source) Seed(seed int64) {
	s.tap, s.feed = 0, 607-273
	seedState(s.state, seed)
}

// seedState fills the state.
func seedState(state []int64, seed int64)

func (s *source) Uint64() uint64 {
	if s.tap--; s.tap < 0 {
		s.tap += 607
	}
	if s.feed--; s.feed < 0 {
		s.feed += 607
	}
	s.state[s.feed] += s.state[s.tap]
	return uint64(s.state[s.feed])
}

func (s *source) Int63() int64 { return int64(s.Uint64() &^ (1 << 63)) }

type global struct{}

func (global) Int63() int64    { return int64(chance() >> 1) }
func (global) Uint64() uint64  { return chance() }
func (global) Seed(seed int64) {}

// chance asks the run's chooser for 64 random bits.
func chance() uint64

// Rand draws from a Source.
type Rand struct {
	src  Source
	rest int64 // bits that Read has not given yet
	left int8  // and how many bytes they are
}

// New is a Rand that draws from src.
func New(src Source) *Rand { return &Rand{src: src} }

var std = New(global{})

func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.left = 0
}
func (r *Rand) Int63() int64    { return r.src.Int63() }
func (r *Rand) Uint32() uint32  { return uint32(r.Int63() >> 31) }
func (r *Rand) Uint64() uint64 {
	if s, ok := r.src.(Source64); ok {
		return s.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}
func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int     { return int(r.Int63()) }

func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
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
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	limit := int32(1<<31 - 1 - (1<<31)%uint32(n))
	v := r.Int31()
	for v > limit {
		v = r.Int31()
	}
	return v % n
}

// below is Lemire's reduction of 32 bits to a number below n; Shuffle draws with it.
func (r *Rand) below(n int32) int32 {
	product := uint64(r.Uint32()) * uint64(n)
	if uint32(product) < uint32(n) {
		threshold := uint32(-n) % uint32(n)
		for uint32(product) < threshold {
			product = uint64(r.Uint32()) * uint64(n)
		}
	}
	return int32(product >> 32)
}

func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

func (r *Rand) NormFloat64() float64 {
	return ziggurat.Normal(func() (int32, uint32) {
		j := int32(r.Uint32())
		return j, uint32(j & 0x7f)
	}, r.Float64)
}

func (r *Rand) ExpFloat64() float64 {
	return ziggurat.Exponential(func() (uint32, uint32) {
		j := r.Uint32()
		return j, j & 0xff
	}, r.Float64)
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
		if i > 1<<31-2 {
			swap(i, int(r.Int63n(int64(i+1))))
			continue
		}
		swap(i, int(r.below(int32(i+1))))
	}
}

func (r *Rand) Read(p []byte) (n int, err error) {
	for i := range p {
		if r.left == 0 {
			r.rest, r.left = r.Int63(), 7
		}
		p[i] = byte(r.rest)
		r.rest >>= 8
		r.left--
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
