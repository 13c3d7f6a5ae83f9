// Package rand gives random bytes. They are drawn like all chance here: a seed gives the same ones again.
package rand

import (
	"errors"
	"io"
	"math/big"
	"math/rand/v2"
)

type reader struct{}

func (reader) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(rand.Uint32())
	}
	return len(b), nil
}

// Reader is the source.
var Reader io.Reader = reader{}

// Read fills b.
func Read(b []byte) (n int, err error) { return io.ReadFull(Reader, b) }

// Text is a string of 26 letters and digits that nobody guesses.
func Text() string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
	src := make([]byte, 26)
	Read(src)
	for i := range src {
		src[i] = alphabet[src[i]%32]
	}
	return string(src)
}

// Int is a number from 0 up to but not max.
func Int(rand io.Reader, max *big.Int) (n *big.Int, err error) {
	if max.Sign() <= 0 {
		panic("crypto/rand: argument to Int is <= 0")
	}
	bits := new(big.Int).Sub(max, big.NewInt(1)).BitLen()
	b := make([]byte, (bits+7)/8)
	for {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		if extra := uint(len(b)*8 - bits); extra > 0 {
			b[0] &= 0xff >> extra
		}
		if n = new(big.Int).SetBytes(b); n.Cmp(max) < 0 {
			return n, nil
		}
	}
}

// Prime is a number of that many bits that is prime, very likely.
func Prime(rand io.Reader, bits int) (*big.Int, error) {
	if bits < 2 {
		return nil, errors.New("crypto/rand: prime size must be at least 2-bit")
	}
	b := make([]byte, (bits+7)/8)
	for {
		if _, err := io.ReadFull(rand, b); err != nil {
			return nil, err
		}
		p := new(big.Int).SetBytes(b)
		p.Rsh(p, uint(len(b)*8-bits))
		p.SetBit(p, bits-1, 1)
		if bits > 2 {
			p.SetBit(p, bits-2, 1)
		}
		p.SetBit(p, 0, 1)
		if p.ProbablyPrime(20) {
			return p, nil
		}
	}
}
