package rand

import "math/bits"

// PCG is O'Neill's permuted congruential generator with 128 bits of state and the DXSM output function.
type PCG struct {
	hi, lo uint64
}

// NewPCG is a PCG with these seeds.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

func (p *PCG) Uint64() uint64 {
	const (
		mulHi, mulLo = 2549297995355413924, 4865540595714422341
		incHi, incLo = 6364136223846793005, 1442695040888963407
		cheapMul     = 0xda942042e4dd58b5
	)
	hi, lo := bits.Mul64(p.lo, mulLo)
	hi += p.hi*mulLo + p.lo*mulHi
	lo, carry := bits.Add64(lo, incLo, 0)
	hi, _ = bits.Add64(hi, incHi, carry)
	p.hi, p.lo = hi, lo

	hi ^= hi >> 32
	hi *= cheapMul
	hi ^= hi >> 48
	return hi * (lo | 1)
}

// ChaCha8 is a stream that 32 bytes determine: ChaCha with 8 rounds, seeded anew from its own output after
// sixteen blocks.
type ChaCha8 struct {
	seed    [4]uint64
	buffer  []uint64
	next    int
	counter uint32
	rest    uint64 // bytes that Read has not given yet
	left    int    // and how many
}

// NewChaCha8 is a ChaCha8 with this seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := &ChaCha8{}
	c.Seed(seed)
	return c
}

func (c *ChaCha8) Seed(seed [32]byte) {
	*c = ChaCha8{buffer: make([]uint64, 32)}
	for i, b := range seed {
		c.seed[i/8] |= uint64(b) << (i % 8 * 8)
	}
	chachaBlock(c.seed, c.buffer, 0)
}

// chachaBlock fills the buffer with four blocks.
func chachaBlock(seed [4]uint64, buffer []uint64, counter uint32)

func (c *ChaCha8) Uint64() uint64 {
	end := 32
	if c.counter == 12 {
		end = 28 // the last four are the next seed
	}
	if c.next == end {
		c.counter += 4
		if c.counter == 16 {
			c.seed = [4]uint64(c.buffer[28:])
			c.counter = 0
		}
		chachaBlock(c.seed, c.buffer, c.counter)
		c.next = 0
	}
	c.next++
	return c.buffer[c.next-1]
}

func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for i := range p {
		if c.left == 0 {
			c.rest, c.left = c.Uint64(), 8
		}
		p[i] = byte(c.rest)
		c.rest >>= 8
		c.left--
	}
	return len(p), nil
}
