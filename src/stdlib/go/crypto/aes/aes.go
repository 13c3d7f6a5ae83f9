// Package aes encrypts blocks of 16 bytes (FIPS 197).
package aes

import (
	"crypto/cipher"
	"strconv"
)

const BlockSize = 16

// KeySizeError is a key that is not of 16, 24 or 32 bytes.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/aes: invalid key size " + strconv.Itoa(int(k)) }

// sbox and its inverse; powers of two and three of each byte in the field of 256 elements.
var sbox, inverse [256]byte

func double(b byte) byte {
	if b&0x80 != 0 {
		return b<<1 ^ 0x1b
	}
	return b << 1
}

func times(a, b byte) (p byte) {
	for ; b != 0; b >>= 1 {
		if b&1 != 0 {
			p ^= a
		}
		a = double(a)
	}
	return p
}

func init() {
	p, q := byte(1), byte(1)
	for {
		p ^= double(p) // times 3
		q ^= q << 1
		q ^= q << 2
		q ^= q << 4
		if q&0x80 != 0 {
			q ^= 9
		}
		turn := func(n int) byte { return q<<n | q>>(8-n) }
		s := q ^ turn(1) ^ turn(2) ^ turn(3) ^ turn(4) ^ 0x63
		sbox[p], inverse[s] = s, p
		if p == 1 {
			break
		}
	}
	sbox[0], inverse[0x63] = 0x63, 0
	for i := range times14 {
		b := byte(i)
		times9[i], times11[i], times13[i], times14[i] = times(b, 9), times(b, 11), times(b, 13), times(b, 14)
	}
}

var times9, times11, times13, times14 [256]byte

type block struct {
	keys [][16]byte
}

// NewCipher is the cipher of a key.
func NewCipher(key []byte) (cipher.Block, error) {
	n := len(key)
	if n != 16 && n != 24 && n != 32 {
		return nil, KeySizeError(n)
	}
	rounds := n/4 + 7
	w := append(make([]byte, 0, 16*rounds), key...)
	power := byte(1)
	for i := n; i < 16*rounds; i += 4 {
		t := [4]byte(w[i-4 : i])
		switch {
		case i%n == 0:
			t = [4]byte{sbox[t[1]] ^ power, sbox[t[2]], sbox[t[3]], sbox[t[0]]}
			power = double(power)
		case n == 32 && i%n == 16:
			t = [4]byte{sbox[t[0]], sbox[t[1]], sbox[t[2]], sbox[t[3]]}
		}
		for k := range t {
			w = append(w, w[i-n+k]^t[k])
		}
	}
	b := &block{}
	for i := range rounds {
		b.keys = append(b.keys, [16]byte(w[16*i:]))
	}
	return b, nil
}

func (b *block) BlockSize() int { return BlockSize }

func check(dst, src []byte) {
	if len(src) < BlockSize {
		panic("crypto/aes: input not full block")
	}
	if len(dst) < BlockSize {
		panic("crypto/aes: output not full block")
	}
}

func (b *block) Encrypt(dst, src []byte) {
	check(dst, src)
	s := [16]byte(src)
	mix(&s, &b.keys[0])
	last := len(b.keys) - 1
	for r := 1; r <= last; r++ {
		var t [16]byte
		for i := range t {
			t[i] = sbox[s[(i+4*(i%4))%16]]
		}
		if r < last {
			for c := 0; c < 16; c += 4 {
				a0, a1, a2, a3 := t[c], t[c+1], t[c+2], t[c+3]
				all := a0 ^ a1 ^ a2 ^ a3
				t[c] ^= all ^ double(a0^a1)
				t[c+1] ^= all ^ double(a1^a2)
				t[c+2] ^= all ^ double(a2^a3)
				t[c+3] ^= all ^ double(a3^a0)
			}
		}
		s = t
		mix(&s, &b.keys[r])
	}
	copy(dst, s[:])
}

func (b *block) Decrypt(dst, src []byte) {
	check(dst, src)
	s := [16]byte(src)
	for r := len(b.keys) - 1; r > 0; r-- {
		mix(&s, &b.keys[r])
		if r < len(b.keys)-1 {
			for c := 0; c < 16; c += 4 {
				a0, a1, a2, a3 := s[c], s[c+1], s[c+2], s[c+3]
				s[c] = times14[a0] ^ times11[a1] ^ times13[a2] ^ times9[a3]
				s[c+1] = times9[a0] ^ times14[a1] ^ times11[a2] ^ times13[a3]
				s[c+2] = times13[a0] ^ times9[a1] ^ times14[a2] ^ times11[a3]
				s[c+3] = times11[a0] ^ times13[a1] ^ times9[a2] ^ times14[a3]
			}
		}
		var t [16]byte
		for i := range t {
			t[(i+4*(i%4))%16] = inverse[s[i]]
		}
		s = t
	}
	mix(&s, &b.keys[0])
	copy(dst, s[:])
}

func mix(s, key *[16]byte) {
	for i := range s {
		s[i] ^= key[i]
	}
}
