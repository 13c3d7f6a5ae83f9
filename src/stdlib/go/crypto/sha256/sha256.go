// Package sha256 computes SHA-256 and SHA-224 sums.
package sha256

import (
	"hash"
	"internal/digest"
)

const (
	Size      = 32
	Size224   = 28
	BlockSize = 64
)

var (
	start    = []uint64{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}
	start224 = []uint64{0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4}
)

func New() hash.Hash    { return digest.New(digest.SHA256, Size, start) }
func New224() hash.Hash { return digest.New(digest.SHA256, Size224, start224) }

func Sum256(data []byte) (sum [Size]byte) {
	digest.Sum(digest.SHA256, start, data, sum[:])
	return sum
}

func Sum224(data []byte) (sum [Size224]byte) {
	digest.Sum(digest.SHA256, start224, data, sum[:])
	return sum
}
