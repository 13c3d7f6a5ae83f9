// Package sha512 computes SHA-512, SHA-384, SHA-512/224 and SHA-512/256 sums.
package sha512

import (
	"hash"
	"internal/digest"
)

const (
	Size      = 64
	Size224   = 28
	Size256   = 32
	Size384   = 48
	BlockSize = 128
)

var (
	start    = []uint64{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1, 0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}
	start384 = []uint64{0xcbbb9d5dc1059ed8, 0x629a292a367cd507, 0x9159015a3070dd17, 0x152fecd8f70e5939, 0x67332667ffc00b31, 0x8eb44a8768581511, 0xdb0c2e0d64f98fa7, 0x47b5481dbefa4fa4}
	start224 = derived("SHA-512/224")
	start256 = derived("SHA-512/256")
)

// derived is the start of a truncated kind: the sum of its name under a changed start.
func derived(name string) []uint64 {
	var changed []uint64
	for _, x := range start {
		changed = append(changed, x^0xa5a5a5a5a5a5a5a5)
	}
	var sum [Size]byte
	digest.Sum(digest.SHA512, changed, []byte(name), sum[:])
	out := make([]uint64, 8)
	for i, b := range sum {
		out[i/8] = out[i/8]<<8 | uint64(b)
	}
	return out
}

func New() hash.Hash        { return digest.New(digest.SHA512, Size, start) }
func New384() hash.Hash     { return digest.New(digest.SHA512, Size384, start384) }
func New512_224() hash.Hash { return digest.New(digest.SHA512, Size224, start224) }
func New512_256() hash.Hash { return digest.New(digest.SHA512, Size256, start256) }

func Sum512(data []byte) (sum [Size]byte) {
	digest.Sum(digest.SHA512, start, data, sum[:])
	return sum
}

func Sum384(data []byte) (sum [Size384]byte) {
	digest.Sum(digest.SHA512, start384, data, sum[:])
	return sum
}

func Sum512_224(data []byte) (sum [Size224]byte) {
	digest.Sum(digest.SHA512, start224, data, sum[:])
	return sum
}

func Sum512_256(data []byte) (sum [Size256]byte) {
	digest.Sum(digest.SHA512, start256, data, sum[:])
	return sum
}
