// Package md5 computes MD5 sums.
package md5

import (
	"hash"
	"internal/digest"
)

const (
	Size      = 16
	BlockSize = 64
)

var start = []uint64{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}

func New() hash.Hash { return digest.New(digest.MD5, Size, start) }

func Sum(data []byte) (sum [Size]byte) {
	digest.Sum(digest.MD5, start, data, sum[:])
	return sum
}
