// Package crypto names hash functions and the kinds of keys.
package crypto

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"hash"
	"io"
	"strconv"
)

// Hash is a hash function.
type Hash uint

const (
	MD4 Hash = 1 + iota
	MD5
	SHA1
	SHA224
	SHA256
	SHA384
	SHA512
	MD5SHA1
	RIPEMD160
	SHA3_224
	SHA3_256
	SHA3_384
	SHA3_512
	SHA512_224
	SHA512_256
	BLAKE2s_256
	BLAKE2b_256
	BLAKE2b_384
	BLAKE2b_512
)

var names = [...]string{
	"", "MD4", "MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "MD5+SHA1", "RIPEMD-160", "SHA3-224", "SHA3-256",
	"SHA3-384", "SHA3-512", "SHA-512/224", "SHA-512/256", "BLAKE2s-256", "BLAKE2b-256", "BLAKE2b-384", "BLAKE2b-512",
}

var sizes = [...]int{0, 16, 16, 20, 28, 32, 48, 64, 36, 20, 28, 32, 48, 64, 28, 32, 32, 32, 48, 64}

var makers = map[Hash]func() hash.Hash{
	MD5: md5.New, SHA1: sha1.New, SHA224: sha256.New224, SHA256: sha256.New, SHA384: sha512.New384, SHA512: sha512.New,
	SHA512_224: sha512.New512_224, SHA512_256: sha512.New512_256,
}

// RegisterHash makes a hash function available.
func RegisterHash(h Hash, f func() hash.Hash) { makers[h] = f }

func (h Hash) HashFunc() Hash  { return h }
func (h Hash) Available() bool { return makers[h] != nil }

func (h Hash) String() string {
	if h > 0 && int(h) < len(names) {
		return names[h]
	}
	return "unknown hash value " + strconv.Itoa(int(h))
}

func (h Hash) Size() int {
	if h > 0 && int(h) < len(sizes) {
		return sizes[h]
	}
	panic("crypto: Size of unknown hash function")
}

func (h Hash) New() hash.Hash {
	if f := makers[h]; f != nil {
		return f()
	}
	panic("crypto: requested hash function #" + strconv.Itoa(int(h)) + " is unavailable")
}

type (
	PublicKey     any
	PrivateKey    any
	DecrypterOpts any

	// Signer is a key that signs.
	Signer interface {
		Public() PublicKey
		Sign(rand io.Reader, digest []byte, opts SignerOpts) (signature []byte, err error)
	}

	SignerOpts interface{ HashFunc() Hash }

	// Decrypter is a key that decrypts.
	Decrypter interface {
		Public() PublicKey
		Decrypt(rand io.Reader, msg []byte, opts DecrypterOpts) (plaintext []byte, err error)
	}
)
