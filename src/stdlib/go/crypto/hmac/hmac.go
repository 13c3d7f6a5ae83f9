// Package hmac authenticates messages with a hash and a key.
package hmac

import (
	"crypto/subtle"
	"hash"
)

type mac struct {
	inner, outer hash.Hash
	ipad, opad   []byte
}

func New(h func() hash.Hash, key []byte) hash.Hash {
	m := &mac{inner: h(), outer: h()}
	size := m.inner.BlockSize()
	if len(key) > size {
		m.outer.Write(key)
		key = m.outer.Sum(nil)
	}
	m.ipad, m.opad = make([]byte, size), make([]byte, size)
	copy(m.ipad, key)
	copy(m.opad, key)
	for i := range size {
		m.ipad[i] ^= 0x36
		m.opad[i] ^= 0x5c
	}
	m.inner.Write(m.ipad)
	return m
}

func (m *mac) Write(p []byte) (int, error) { return m.inner.Write(p) }
func (m *mac) Size() int                   { return m.outer.Size() }
func (m *mac) BlockSize() int              { return m.inner.BlockSize() }

func (m *mac) Sum(in []byte) []byte {
	m.outer.Reset()
	m.outer.Write(m.opad)
	m.outer.Write(m.inner.Sum(nil))
	return m.outer.Sum(in)
}

func (m *mac) Reset() {
	m.inner.Reset()
	m.inner.Write(m.ipad)
}

// Equal compares two sums.
func Equal(mac1, mac2 []byte) bool { return subtle.ConstantTimeCompare(mac1, mac2) == 1 }
