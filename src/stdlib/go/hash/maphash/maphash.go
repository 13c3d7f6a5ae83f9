// Package maphash hashes bytes and strings under a drawn seed.
package maphash

import (
	"fmt"
	"math/rand/v2"
)

// Seed makes one hash function of many.
type Seed struct {
	s uint64
}

func MakeSeed() Seed { return Seed{rand.Uint64() | 1} }

func sum(h uint64, b string) uint64 {
	for i := 0; i < len(b); i++ {
		h = (h ^ uint64(b[i])) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return h
}

func finish(h uint64) uint64 {
	h = (h ^ h>>31) * 0xbf58476d1ce4e5b9
	return h ^ h>>32
}

func (s Seed) start() uint64 {
	if s.s == 0 {
		panic("maphash: use of uninitialized Seed")
	}
	return s.s
}

func Bytes(seed Seed, b []byte) uint64  { return finish(sum(seed.start(), string(b))) }
func String(seed Seed, s string) uint64 { return finish(sum(seed.start(), s)) }

// Hash takes bytes; it is ready as it is.
type Hash struct {
	seed  Seed
	state uint64
	used  bool
}

func (h *Hash) init() {
	if h.seed.s == 0 {
		h.seed = MakeSeed()
	}
	if !h.used {
		h.state, h.used = h.seed.s, true
	}
}

func (h *Hash) Write(b []byte) (int, error) {
	h.init()
	h.state = sum(h.state, string(b))
	return len(b), nil
}

func (h *Hash) WriteString(s string) (int, error) {
	h.init()
	h.state = sum(h.state, s)
	return len(s), nil
}

func (h *Hash) WriteByte(b byte) error {
	h.init()
	h.state = sum(h.state, string([]byte{b}))
	return nil
}

func (h *Hash) Sum64() uint64 {
	h.init()
	return finish(h.state)
}

func (h *Hash) Sum(b []byte) []byte {
	x := h.Sum64()
	for shift := 56; shift >= 0; shift -= 8 {
		b = append(b, byte(x>>shift))
	}
	return b
}

func (h *Hash) Seed() Seed {
	h.init()
	return h.seed
}

func (h *Hash) SetSeed(seed Seed) {
	seed.start()
	h.seed, h.used = seed, false
}

func (h *Hash) Reset()         { h.used = false }
func (h *Hash) Size() int      { return 8 }
func (h *Hash) BlockSize() int { return 128 }

// Hasher hashes and compares values of a type.
type Hasher[T any] interface {
	Hash(h *Hash, v T)
	Equal(x, y T) bool
}

// ComparableHasher does so as == does.
type ComparableHasher[T comparable] struct{ _ [0]func(T) }

func (ComparableHasher[T]) Hash(h *Hash, v T)  { WriteComparable(h, v) }
func (ComparableHasher[T]) Equal(x, y T) bool  { return x == y }

// WriteComparable takes a value; equal values are the same bytes.
func WriteComparable[T comparable](h *Hash, x T) { h.WriteString(fmt.Sprintf("%T %#v", x, x)) }

func Comparable[T comparable](seed Seed, v T) uint64 {
	var h Hash
	h.SetSeed(seed)
	WriteComparable(&h, v)
	return h.Sum64()
}
