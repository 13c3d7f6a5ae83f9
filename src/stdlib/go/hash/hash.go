// Package hash names what hash functions have in common.
package hash

import "io"

// Hash takes bytes and gives their sum.
type Hash interface {
	io.Writer
	Sum(b []byte) []byte
	Reset()
	Size() int
	BlockSize() int
}

// Hash32 is a hash of 32 bits.
type Hash32 interface {
	Hash
	Sum32() uint32
}

// Hash64 is a hash of 64 bits.
type Hash64 interface {
	Hash
	Sum64() uint64
}

// Cloner is a hash that can be copied in the middle.
type Cloner interface {
	Hash
	Clone() (Cloner, error)
}
