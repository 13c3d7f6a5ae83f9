package rand

import "internal/zipf"

// Zipf draws from a Zipf distribution.
type Zipf struct{ of *zipf.Zipf }

// NewZipf draws k in [0, imax] with a probability proportional to (v + k) ** (-s); nil unless s > 1 and
// v >= 1.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if of := zipf.New(r.Float64, s, v, imax); of != nil {
		return &Zipf{of}
	}
	return nil
}

func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	return z.of.Uint64()
}
