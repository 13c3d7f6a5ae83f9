// Package sha1 computes SHA-1 sums.
package sha1

import (
	"hash"
	"internal/digest"
)

const (
	Size      = 20
	BlockSize = 64
)

var start = []uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0}

func New() hash.Hash { return digest.New(digest.SHA1, Size, start) }

func Sum(data []byte) (sum [Size]byte) {
	digest.Sum(digest.SHA1, start, data, sum[:])
	return sum
}
