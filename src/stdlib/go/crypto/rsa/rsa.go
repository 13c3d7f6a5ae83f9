// Package rsa encrypts and signs with RSA (RFC 8017).
package rsa

import (
	"crypto"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"hash"
	"io"
	"math/big"
)

var (
	ErrMessageTooLong = errors.New("crypto/rsa: message too long for RSA key size")
	ErrDecryption     = errors.New("crypto/rsa: decryption error")
	ErrVerification   = errors.New("crypto/rsa: verification error")
)

// PublicKey is a product of primes and an exponent.
type PublicKey struct {
	N *big.Int
	E int
}

func (pub *PublicKey) Size() int { return (pub.N.BitLen() + 7) / 8 }

func (pub *PublicKey) Equal(x crypto.PublicKey) bool {
	o, ok := x.(*PublicKey)
	return ok && pub.N.Cmp(o.N) == 0 && pub.E == o.E
}

// PrivateKey has the exponent that undoes the public one, and the primes.
type PrivateKey struct {
	PublicKey
	D           *big.Int
	Primes      []*big.Int
	Precomputed PrecomputedValues
}

// PrecomputedValues make decryption faster.
type PrecomputedValues struct {
	Dp, Dq, Qinv *big.Int
}

func (priv *PrivateKey) Public() crypto.PublicKey { return &priv.PublicKey }

func (priv *PrivateKey) Equal(x crypto.PrivateKey) bool {
	o, ok := x.(*PrivateKey)
	return ok && priv.PublicKey.Equal(&o.PublicKey) && priv.D.Cmp(o.D) == 0
}

// Precompute fills in Precomputed.
func (priv *PrivateKey) Precompute() {
	if len(priv.Primes) != 2 {
		return
	}
	p, q, one := priv.Primes[0], priv.Primes[1], big.NewInt(1)
	v := &priv.Precomputed
	v.Dp = new(big.Int).Mod(priv.D, new(big.Int).Sub(p, one))
	v.Dq = new(big.Int).Mod(priv.D, new(big.Int).Sub(q, one))
	v.Qinv = new(big.Int).ModInverse(q, p)
}

// Validate checks that the numbers belong together.
func (priv *PrivateKey) Validate() error {
	n, one := big.NewInt(1), big.NewInt(1)
	for _, p := range priv.Primes {
		if p.Cmp(one) <= 0 {
			return errors.New("crypto/rsa: invalid prime value")
		}
		n.Mul(n, p)
	}
	if n.Cmp(priv.N) != 0 {
		return errors.New("crypto/rsa: invalid modulus")
	}
	de := new(big.Int).Mul(big.NewInt(int64(priv.E)), priv.D)
	de.Sub(de, one)
	for _, p := range priv.Primes {
		if new(big.Int).Mod(de, new(big.Int).Sub(p, one)).Sign() != 0 {
			return errors.New("crypto/rsa: invalid exponents")
		}
	}
	return nil
}

func GenerateKey(random io.Reader, bits int) (*PrivateKey, error) {
	if bits < 1024 {
		return nil, errors.New("crypto/rsa: " + "insecure key size; set GODEBUG=rsa1024min=0")
	}
	e, one := big.NewInt(65537), big.NewInt(1)
	for {
		p, err := rand.Prime(random, (bits+1)/2)
		if err != nil {
			return nil, err
		}
		q, err := rand.Prime(random, bits/2)
		if err != nil {
			return nil, err
		}
		n := new(big.Int).Mul(p, q)
		phi := new(big.Int).Mul(new(big.Int).Sub(p, one), new(big.Int).Sub(q, one))
		d := new(big.Int).ModInverse(e, phi)
		if p.Cmp(q) == 0 || n.BitLen() != bits || d == nil {
			continue
		}
		k := &PrivateKey{PublicKey: PublicKey{n, 65537}, D: d, Primes: []*big.Int{p, q}}
		k.Precompute()
		return k, nil
	}
}

func (pub *PublicKey) raise(em []byte) []byte {
	m := new(big.Int).SetBytes(em)
	return m.Exp(m, big.NewInt(int64(pub.E)), pub.N).FillBytes(make([]byte, pub.Size()))
}

func (priv *PrivateKey) undo(c []byte) ([]byte, error) {
	m := new(big.Int).SetBytes(c)
	if m.Cmp(priv.N) >= 0 {
		return nil, ErrDecryption
	}
	if v := priv.Precomputed; v.Qinv != nil {
		p, q := priv.Primes[0], priv.Primes[1]
		a, b := new(big.Int).Exp(m, v.Dp, p), new(big.Int).Exp(m, v.Dq, q)
		a.Sub(a, b).Mul(a, v.Qinv).Mod(a, p).Mul(a, q)
		m = a.Add(a, b)
	} else {
		m.Exp(m, priv.D, priv.N)
	}
	return m.FillBytes(make([]byte, priv.Size())), nil
}

// EncryptPKCS1v15 pads with random bytes that are not zero.
func EncryptPKCS1v15(random io.Reader, pub *PublicKey, msg []byte) ([]byte, error) {
	k := pub.Size()
	if len(msg) > k-11 {
		return nil, ErrMessageTooLong
	}
	em := make([]byte, k)
	em[1] = 2
	for i := 2; i < k-len(msg)-1; i++ {
		for em[i] == 0 {
			if _, err := io.ReadFull(random, em[i:i+1]); err != nil {
				return nil, err
			}
		}
	}
	copy(em[k-len(msg):], msg)
	return pub.raise(em), nil
}

func DecryptPKCS1v15(random io.Reader, priv *PrivateKey, ciphertext []byte) ([]byte, error) {
	em, err := priv.undo(ciphertext)
	if err != nil || len(em) < 11 || em[0] != 0 || em[1] != 2 {
		return nil, ErrDecryption
	}
	for i := 2; i < len(em); i++ {
		if em[i] == 0 {
			if i < 10 {
				break
			}
			return em[i+1:], nil
		}
	}
	return nil, ErrDecryption
}

// mask mixes out with what the hash makes of a seed.
func mask(out []byte, h hash.Hash, seed []byte) {
	for i := byte(0); len(out) > 0; i++ {
		h.Reset()
		h.Write(seed)
		h.Write([]byte{0, 0, 0, i})
		n := subtle.XORBytes(out, out, h.Sum(nil))
		out = out[n:]
	}
}

func sum(h hash.Hash, data []byte) []byte {
	h.Reset()
	h.Write(data)
	return h.Sum(nil)
}

// EncryptOAEP is the padding of RFC 8017, 7.1.
func EncryptOAEP(h hash.Hash, random io.Reader, pub *PublicKey, msg []byte, label []byte) ([]byte, error) {
	k, n := pub.Size(), h.Size()
	if len(msg) > k-2*n-2 {
		return nil, ErrMessageTooLong
	}
	em := make([]byte, k)
	seed, db := em[1:1+n], em[1+n:]
	copy(db, sum(h, label))
	db[len(db)-len(msg)-1] = 1
	copy(db[len(db)-len(msg):], msg)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	mask(db, h, seed)
	mask(seed, h, db)
	return pub.raise(em), nil
}

func DecryptOAEP(h hash.Hash, random io.Reader, priv *PrivateKey, ciphertext []byte, label []byte) ([]byte, error) {
	n := h.Size()
	em, err := priv.undo(ciphertext)
	if err != nil || len(ciphertext) > priv.Size() || len(em) < 2*n+2 {
		return nil, ErrDecryption
	}
	seed, db := em[1:1+n], em[1+n:]
	mask(seed, h, db)
	mask(db, h, seed)
	if em[0] != 0 || subtle.ConstantTimeCompare(sum(h, label), db[:n]) != 1 {
		return nil, ErrDecryption
	}
	for i := n; i < len(db); i++ {
		switch db[i] {
		case 0:
		case 1:
			return db[i+1:], nil
		default:
			return nil, ErrDecryption
		}
	}
	return nil, ErrDecryption
}

// OAEPOptions and the others choose the padding of Decrypt and Sign.
type (
	OAEPOptions struct {
		Hash    crypto.Hash
		MGFHash crypto.Hash
		Label   []byte
	}
	PKCS1v15DecryptOptions struct{ SessionKeyLen int }
	PSSOptions             struct {
		SaltLength int
		Hash       crypto.Hash
	}
)

func (opts *PSSOptions) HashFunc() crypto.Hash { return opts.Hash }

func (priv *PrivateKey) Decrypt(random io.Reader, ciphertext []byte, opts crypto.DecrypterOpts) ([]byte, error) {
	if o, ok := opts.(*OAEPOptions); ok {
		return DecryptOAEP(o.Hash.New(), random, priv, ciphertext, o.Label)
	}
	return DecryptPKCS1v15(random, priv, ciphertext)
}

func (priv *PrivateKey) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	if o, ok := opts.(*PSSOptions); ok {
		return SignPSS(random, priv, o.Hash, digest, o)
	}
	return SignPKCS1v15(random, priv, opts.HashFunc(), digest)
}
