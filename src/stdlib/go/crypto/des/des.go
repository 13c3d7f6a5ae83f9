// Package des encrypts blocks of 8 bytes with DES and Triple DES (FIPS 46-3), which are no longer safe.
package des

import (
	"crypto/cipher"
	"strconv"
)

// BlockSize is that of both.
const BlockSize = 8

// KeySizeError is a key that is not of 8, or 24, bytes.
type KeySizeError int

func (k KeySizeError) Error() string { return "crypto/des: invalid key size " + strconv.Itoa(int(k)) }

// The tables of the standard: the bit of the input, counted from the lowest, that becomes each bit of the output.
var (
	initial   = []byte{6, 14, 22, 30, 38, 46, 54, 62, 4, 12, 20, 28, 36, 44, 52, 60, 2, 10, 18, 26, 34, 42, 50, 58, 0, 8, 16, 24, 32, 40, 48, 56, 7, 15, 23, 31, 39, 47, 55, 63, 5, 13, 21, 29, 37, 45, 53, 61, 3, 11, 19, 27, 35, 43, 51, 59, 1, 9, 17, 25, 33, 41, 49, 57}
	final     = []byte{24, 56, 16, 48, 8, 40, 0, 32, 25, 57, 17, 49, 9, 41, 1, 33, 26, 58, 18, 50, 10, 42, 2, 34, 27, 59, 19, 51, 11, 43, 3, 35, 28, 60, 20, 52, 12, 44, 4, 36, 29, 61, 21, 53, 13, 45, 5, 37, 30, 62, 22, 54, 14, 46, 6, 38, 31, 63, 23, 55, 15, 47, 7, 39}
	expansion = []byte{0, 31, 30, 29, 28, 27, 28, 27, 26, 25, 24, 23, 24, 23, 22, 21, 20, 19, 20, 19, 18, 17, 16, 15, 16, 15, 14, 13, 12, 11, 12, 11, 10, 9, 8, 7, 8, 7, 6, 5, 4, 3, 4, 3, 2, 1, 0, 31}
	mixing    = []byte{16, 25, 12, 11, 3, 20, 4, 15, 31, 17, 9, 6, 27, 14, 1, 22, 30, 24, 8, 18, 0, 5, 29, 23, 13, 19, 2, 26, 10, 21, 28, 7}
	choice1   = []byte{7, 15, 23, 31, 39, 47, 55, 63, 6, 14, 22, 30, 38, 46, 54, 62, 5, 13, 21, 29, 37, 45, 53, 61, 4, 12, 20, 28, 1, 9, 17, 25, 33, 41, 49, 57, 2, 10, 18, 26, 34, 42, 50, 58, 3, 11, 19, 27, 35, 43, 51, 59, 36, 44, 52, 60}
	choice2   = []byte{42, 39, 45, 32, 55, 51, 53, 28, 41, 50, 35, 46, 33, 37, 44, 52, 30, 48, 40, 49, 29, 36, 43, 54, 15, 4, 25, 19, 9, 1, 26, 16, 5, 11, 23, 8, 12, 7, 17, 0, 22, 3, 10, 14, 6, 20, 27, 24}
)

// boxes are the eight substitutions of four rows, a hexadecimal digit each.
const boxes = "e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06df18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e" +
	"2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23cd2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b"

func permute(x uint64, table []byte) (out uint64) {
	for _, n := range table {
		out = out<<1 | x>>n&1
	}
	return out
}

func digit(c byte) uint32 {
	if c > '9' {
		return uint32(c - 'a' + 10)
	}
	return uint32(c - '0')
}

type desCipher struct{ keys [16]uint64 }

func (c *desCipher) schedule(key []byte) {
	k := permute(load(key), choice1)
	l, r := k>>28, k&(1<<28-1)
	for i := range c.keys {
		n := 2
		if i == 0 || i == 1 || i == 8 || i == 15 {
			n = 1
		}
		l, r = (l<<n|l>>(28-n))&(1<<28-1), (r<<n|r>>(28-n))&(1<<28-1)
		c.keys[i] = permute(l<<28|r, choice2)
	}
}

func load(b []byte) (x uint64) {
	for _, c := range b[:8] {
		x = x<<8 | uint64(c)
	}
	return x
}

func mix(half uint32, key uint64) uint32 {
	x := permute(uint64(half), expansion) ^ key
	var out uint32
	for i := range 8 {
		six := int(x >> (42 - 6*i) & 63)
		row := six&1 | six>>4&2
		out = out<<4 | digit(boxes[64*i+16*row+six>>1&15])
	}
	return uint32(permute(uint64(out), mixing))
}

func (c *desCipher) crypt(dst, src []byte, back bool) {
	if len(src) < BlockSize {
		panic("crypto/des: input not full block")
	}
	if len(dst) < BlockSize {
		panic("crypto/des: output not full block")
	}
	x := permute(load(src), initial)
	l, r := uint32(x>>32), uint32(x)
	for i := range 16 {
		k := i
		if back {
			k = 15 - i
		}
		l, r = r, l^mix(r, c.keys[k])
	}
	x = permute(uint64(r)<<32|uint64(l), final)
	for i := range 8 {
		dst[i] = byte(x >> (56 - 8*i))
	}
}

func (c *desCipher) BlockSize() int          { return BlockSize }
func (c *desCipher) Encrypt(dst, src []byte) { c.crypt(dst, src, false) }
func (c *desCipher) Decrypt(dst, src []byte) { c.crypt(dst, src, true) }

func NewCipher(key []byte) (cipher.Block, error) {
	if len(key) != 8 {
		return nil, KeySizeError(len(key))
	}
	c := &desCipher{}
	c.schedule(key)
	return c, nil
}

type triple [3]desCipher

// NewTripleDESCipher takes three keys of 8 bytes.
func NewTripleDESCipher(key []byte) (cipher.Block, error) {
	if len(key) != 24 {
		return nil, KeySizeError(len(key))
	}
	t := &triple{}
	for i := range t {
		t[i].schedule(key[8*i:])
	}
	return t, nil
}

func (t *triple) BlockSize() int { return BlockSize }

func (t *triple) Encrypt(dst, src []byte) {
	t[0].crypt(dst, src, false)
	t[1].crypt(dst, dst, true)
	t[2].crypt(dst, dst, false)
}

func (t *triple) Decrypt(dst, src []byte) {
	t[2].crypt(dst, src, true)
	t[1].crypt(dst, dst, false)
	t[0].crypt(dst, dst, true)
}
