// Package sha3 has the hashes and the functions of any length of FIPS 202.
package sha3

import (
	"encoding/binary"
	"hash"
	"math/bits"
)

// sponge takes bytes in and gives bytes out, rate of them at a time.
type sponge struct {
	a       [25]uint64
	rate    int
	ending  byte
	at      int
	gives   bool
	pending [200]byte
}

// What each round adds, and how far and where to its step moves the words.
var constants = [24]uint64{
	0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
	0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
	0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
	0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
}

var turns = [24]int{1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44}
var places = [24]int{10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1}

func permute(a *[25]uint64) {
	var c [5]uint64
	for _, constant := range constants {
		for x := range 5 {
			c[x] = a[x] ^ a[x+5] ^ a[x+10] ^ a[x+15] ^ a[x+20]
		}
		for x := range 5 {
			d := c[(x+4)%5] ^ bits.RotateLeft64(c[(x+1)%5], 1)
			for y := 0; y < 25; y += 5 {
				a[y+x] ^= d
			}
		}
		last := a[1]
		for i, to := range places {
			a[to], last = bits.RotateLeft64(last, turns[i]), a[to]
		}
		for y := 0; y < 25; y += 5 {
			copy(c[:], a[y:y+5])
			for x := range 5 {
				a[y+x] = c[x] ^ ^c[(x+1)%5]&c[(x+2)%5]
			}
		}
		a[0] ^= constant
	}
}

func (s *sponge) write(p []byte) {
	if s.gives {
		panic("sha3: Write after Read")
	}
	for len(p) > 0 {
		n := copy(s.pending[s.at:s.rate], p)
		p = p[n:]
		if s.at += n; s.at == s.rate {
			s.absorb()
		}
	}
}

func (s *sponge) absorb() {
	for i := 0; i < s.rate/8; i++ {
		s.a[i] ^= binary.LittleEndian.Uint64(s.pending[8*i:])
	}
	permute(&s.a)
	s.at = 0
}

func (s *sponge) read(p []byte) {
	if !s.gives {
		clear(s.pending[s.at:])
		s.pending[s.at] = s.ending
		s.pending[s.rate-1] |= 0x80
		s.absorb()
		s.gives = true
		s.squeeze()
	}
	for len(p) > 0 {
		if s.at == s.rate {
			permute(&s.a)
			s.squeeze()
		}
		n := copy(p, s.pending[s.at:s.rate])
		p, s.at = p[n:], s.at+n
	}
}

func (s *sponge) squeeze() {
	for i := 0; i < s.rate/8; i++ {
		binary.LittleEndian.PutUint64(s.pending[8*i:], s.a[i])
	}
	s.at = 0
}

func (s *sponge) reset() { *s = sponge{rate: s.rate, ending: s.ending} }

// SHA3 is a hash of a fixed size.
type SHA3 struct {
	s    sponge
	size int
}

func newHash(size int) *SHA3 { return &SHA3{sponge{rate: 200 - 2*size, ending: 0x06}, size} }

func New224() *SHA3 { return newHash(28) }
func New256() *SHA3 { return newHash(32) }
func New384() *SHA3 { return newHash(48) }
func New512() *SHA3 { return newHash(64) }

func (s *SHA3) Write(p []byte) (n int, err error) {
	s.s.write(p)
	return len(p), nil
}

// Sum appends the hash of what was written so far.
func (s *SHA3) Sum(b []byte) []byte {
	own := s.s
	sum := make([]byte, s.size)
	own.read(sum)
	return append(b, sum...)
}

func (s *SHA3) Reset()         { s.s.reset() }
func (s *SHA3) Size() int      { return s.size }
func (s *SHA3) BlockSize() int { return s.s.rate }

func (s *SHA3) Clone() (hash.Cloner, error) {
	own := *s
	return &own, nil
}

func Sum224(data []byte) [28]byte { return [28]byte(sum(28, data)) }
func Sum256(data []byte) [32]byte { return [32]byte(sum(32, data)) }
func Sum384(data []byte) [48]byte { return [48]byte(sum(48, data)) }
func Sum512(data []byte) [64]byte { return [64]byte(sum(64, data)) }

func sum(size int, data []byte) []byte {
	h := newHash(size)
	h.Write(data)
	return h.Sum(nil)
}

// SHAKE gives as many bytes as are asked for.
type SHAKE struct {
	s sponge
	// what tells it from others, as it stands at the beginning
	head []byte
}

func NewSHAKE128() *SHAKE { return &SHAKE{s: sponge{rate: 168, ending: 0x1f}} }
func NewSHAKE256() *SHAKE { return &SHAKE{s: sponge{rate: 136, ending: 0x1f}} }

// NewCSHAKE128 and NewCSHAKE256 are told apart by a function's name and the caller's own text.
func NewCSHAKE128(N, S []byte) *SHAKE { return custom(NewSHAKE128(), N, S) }
func NewCSHAKE256(N, S []byte) *SHAKE { return custom(NewSHAKE256(), N, S) }

func custom(s *SHAKE, name, own []byte) *SHAKE {
	if len(name) == 0 && len(own) == 0 {
		return s
	}
	s.s.ending = 0x04
	head := leftEncoded(uint64(s.s.rate))
	for _, text := range [][]byte{name, own} {
		head = append(append(head, leftEncoded(8*uint64(len(text)))...), text...)
	}
	s.head = append(head, make([]byte, (s.s.rate-len(head)%s.s.rate)%s.s.rate)...)
	s.s.write(s.head)
	return s
}

func leftEncoded(n uint64) []byte {
	b := binary.BigEndian.AppendUint64(nil, n)
	for len(b) > 1 && b[0] == 0 {
		b = b[1:]
	}
	return append([]byte{byte(len(b))}, b...)
}

func (s *SHAKE) Write(p []byte) (n int, err error) {
	s.s.write(p)
	return len(p), nil
}

func (s *SHAKE) Read(p []byte) (n int, err error) {
	s.s.read(p)
	return len(p), nil
}

func (s *SHAKE) Reset() {
	s.s.reset()
	s.s.write(s.head)
}

func (s *SHAKE) BlockSize() int { return s.s.rate }

func SumSHAKE128(data []byte, length int) []byte { return take(NewSHAKE128(), data, length) }
func SumSHAKE256(data []byte, length int) []byte { return take(NewSHAKE256(), data, length) }

func take(s *SHAKE, data []byte, length int) []byte {
	s.Write(data)
	out := make([]byte, length)
	s.Read(out)
	return out
}
