package rsa

import (
	"bytes"
	"crypto"
	"errors"
	"io"
)

// prefixes say in ASN.1 which hash follows.
var prefixes = map[crypto.Hash]string{
	crypto.MD5:    "\x30\x20\x30\x0c\x06\x08\x2a\x86\x48\x86\xf7\x0d\x02\x05\x05\x00\x04\x10",
	crypto.SHA1:   "\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
	crypto.SHA224: "\x30\x2d\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x04\x05\x00\x04\x1c",
	crypto.SHA256: "\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
	crypto.SHA384: "\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30",
	crypto.SHA512: "\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40",
}

func padded(hash crypto.Hash, hashed []byte, k int) ([]byte, error) {
	prefix := ""
	if hash != 0 {
		if len(hashed) != hash.Size() {
			return nil, errors.New("crypto/rsa: input must be hashed message")
		}
		var ok bool
		if prefix, ok = prefixes[hash]; !ok {
			return nil, errors.New("crypto/rsa: unsupported hash function")
		}
	}
	n := k - len(prefix) - len(hashed) - 3
	if n < 8 {
		return nil, ErrMessageTooLong
	}
	em := append([]byte{0, 1}, bytes.Repeat([]byte{0xff}, n)...)
	em = append(append(em, 0), prefix...)
	return append(em, hashed...), nil
}

// SignPKCS1v15 signs a hash; it needs no chance.
func SignPKCS1v15(random io.Reader, priv *PrivateKey, hash crypto.Hash, hashed []byte) ([]byte, error) {
	em, err := padded(hash, hashed, priv.Size())
	if err != nil {
		return nil, err
	}
	return priv.undo(em)
}

func VerifyPKCS1v15(pub *PublicKey, hash crypto.Hash, hashed []byte, sig []byte) error {
	em, err := padded(hash, hashed, pub.Size())
	if err != nil || len(sig) != pub.Size() || !bytes.Equal(pub.raise(sig), em) {
		return ErrVerification
	}
	return nil
}

const (
	PSSSaltLengthAuto       = 0
	PSSSaltLengthEqualsHash = -1
)

// stamp is the hash of a hash with its salt.
func stamp(hash crypto.Hash, hashed, salt []byte) []byte {
	return sum(hash.New(), append(append(make([]byte, 8), hashed...), salt...))
}

// SignPSS signs a hash with a random salt (RFC 8017, 8.1).
func SignPSS(random io.Reader, priv *PrivateKey, hash crypto.Hash, digest []byte, opts *PSSOptions) ([]byte, error) {
	bits := priv.N.BitLen() - 1
	k := (bits + 7) / 8
	n := k - 2 - hash.Size()
	if opts != nil && opts.SaltLength == PSSSaltLengthEqualsHash {
		n = hash.Size()
	} else if opts != nil && opts.SaltLength > 0 {
		n = opts.SaltLength
	}
	if k < hash.Size()+n+2 || n < 0 {
		return nil, ErrMessageTooLong
	}
	salt := make([]byte, n)
	if _, err := io.ReadFull(random, salt); err != nil {
		return nil, err
	}
	h := stamp(hash, digest, salt)
	db := make([]byte, k-len(h)-1)
	db[len(db)-n-1] = 1
	copy(db[len(db)-n:], salt)
	mask(db, hash.New(), h)
	db[0] &= 0xff >> (8*k - bits)
	return priv.undo(append(append(db, h...), 0xbc))
}

func VerifyPSS(pub *PublicKey, hash crypto.Hash, digest []byte, sig []byte, opts *PSSOptions) error {
	if len(sig) != pub.Size() {
		return ErrVerification
	}
	bits := pub.N.BitLen() - 1
	k, n := (bits+7)/8, hash.Size()
	em := pub.raise(sig)
	em = em[len(em)-k:]
	if k < n+2 || em[k-1] != 0xbc || len(digest) != n {
		return ErrVerification
	}
	db, h := em[:k-n-1], em[k-n-1:k-1]
	mask(db, hash.New(), h)
	db[0] &= 0xff >> (8*k - bits)
	i := bytes.IndexByte(db, 1)
	if i < 0 || bytes.ContainsFunc(db[:i], func(r rune) bool { return r != 0 }) {
		return ErrVerification
	}
	salt := db[i+1:]
	if opts != nil && (opts.SaltLength > 0 && len(salt) != opts.SaltLength || opts.SaltLength == PSSSaltLengthEqualsHash && len(salt) != n) {
		return ErrVerification
	}
	if !bytes.Equal(stamp(hash, digest, salt), h) {
		return ErrVerification
	}
	return nil
}
