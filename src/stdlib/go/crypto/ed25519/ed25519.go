// Package ed25519 signs with the twisted Edwards curve of that name (RFC 8032).
package ed25519

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/sha512"
	"errors"
	"io"
	"math/big"
	"strconv"
)

const (
	PublicKeySize  = 32
	PrivateKeySize = 64
	SignatureSize  = 64
	SeedSize       = 32
)

type (
	PublicKey  []byte
	PrivateKey []byte

	// Options are those of signing.
	Options struct {
		Hash    crypto.Hash
		Context string
	}
)

func (o *Options) HashFunc() crypto.Hash { return o.Hash }

func number(s string) *big.Int {
	x, _ := new(big.Int).SetString(s, 0)
	return x
}

var (
	prime = new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	order = new(big.Int).Add(new(big.Int).Lsh(big.NewInt(1), 252), number("27742317777372353535851937790883648493"))
	// d is -121665/121666, root a square root of -1.
	d    = mul(big.NewInt(-121665), new(big.Int).ModInverse(big.NewInt(121666), prime))
	root = new(big.Int).Exp(big.NewInt(2), new(big.Int).Rsh(new(big.Int).Sub(prime, big.NewInt(1)), 2), prime)
	base = basePoint()
)

func mul(a, b *big.Int) *big.Int {
	r := new(big.Int).Mul(a, b)
	return r.Mod(r, prime)
}

// point is (X/Z, Y/Z), and T is XY/Z.
type point struct{ x, y, z, t *big.Int }

func affine(x, y *big.Int) point { return point{x, y, big.NewInt(1), mul(x, y)} }

func basePoint() point {
	y := mul(big.NewInt(4), new(big.Int).ModInverse(big.NewInt(5), prime))
	x, _ := recover0(y, 0)
	return affine(x, y)
}

// recover0 is the x of that parity that belongs to y.
func recover0(y *big.Int, odd uint) (*big.Int, bool) {
	yy := mul(y, y)
	u := new(big.Int).Sub(yy, big.NewInt(1))
	v := new(big.Int).Add(mul(d, yy), big.NewInt(1))
	xx := mul(u, new(big.Int).ModInverse(v, prime))
	e := new(big.Int).Rsh(new(big.Int).Add(prime, big.NewInt(3)), 3)
	x := new(big.Int).Exp(xx, e, prime)
	if mul(x, x).Cmp(xx) != 0 {
		x = mul(x, root)
	}
	if mul(x, x).Cmp(xx) != 0 || x.Sign() == 0 && odd == 1 {
		return nil, false
	}
	if x.Bit(0) != odd {
		x.Sub(prime, x)
	}
	return x, true
}

func add(p, q point) point {
	a := mul(new(big.Int).Sub(p.y, p.x), new(big.Int).Sub(q.y, q.x))
	b := mul(new(big.Int).Add(p.y, p.x), new(big.Int).Add(q.y, q.x))
	c := mul(mul(p.t, q.t), new(big.Int).Lsh(d, 1))
	z := mul(p.z, new(big.Int).Lsh(q.z, 1))
	e, f := new(big.Int).Sub(b, a), new(big.Int).Sub(z, c)
	g, h := new(big.Int).Add(z, c), new(big.Int).Add(b, a)
	return point{mul(e, f), mul(g, h), mul(f, g), mul(e, h)}
}

func times(k *big.Int, p point) point {
	sum := affine(new(big.Int), big.NewInt(1))
	for i := k.BitLen() - 1; i >= 0; i-- {
		sum = add(sum, sum)
		if k.Bit(i) == 1 {
			sum = add(sum, p)
		}
	}
	return sum
}

// little is a number whose first byte is the lowest.
func little(b []byte) *big.Int {
	r := make([]byte, len(b))
	for i, c := range b {
		r[len(b)-1-i] = c
	}
	return new(big.Int).SetBytes(r)
}

func bytesOf(x *big.Int) []byte {
	b := x.FillBytes(make([]byte, 32))
	for i := range 16 {
		b[i], b[31-i] = b[31-i], b[i]
	}
	return b
}

func encode(p point) []byte {
	inv := new(big.Int).ModInverse(p.z, prime)
	b := bytesOf(mul(p.y, inv))
	b[31] |= byte(mul(p.x, inv).Bit(0)) << 7
	return b
}

func decode(b []byte) (point, bool) {
	c := bytes.Clone(b)
	odd := uint(c[31] >> 7)
	c[31] &= 0x7f
	y := little(c)
	if y.Cmp(prime) >= 0 {
		return point{}, false
	}
	x, ok := recover0(y, odd)
	if !ok {
		return point{}, false
	}
	return affine(x, y), true
}

func GenerateKey(random io.Reader) (PublicKey, PrivateKey, error) {
	if random == nil {
		random = rand.Reader
	}
	seed := make([]byte, SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, nil, err
	}
	k := NewKeyFromSeed(seed)
	return k.Public().(PublicKey), k, nil
}

// halves are the secret number and what the nonce is made of.
func halves(seed []byte) (*big.Int, []byte) {
	h := sha512.Sum512(seed)
	h[0] &= 248
	h[31] = h[31]&127 | 64
	return little(h[:32]), h[32:]
}

func NewKeyFromSeed(seed []byte) PrivateKey {
	if len(seed) != SeedSize {
		panic("ed25519: bad seed length: " + strconv.Itoa(len(seed)))
	}
	s, _ := halves(seed)
	return append(bytes.Clone(seed), encode(times(s, base))...)
}

func (k PrivateKey) Seed() []byte             { return bytes.Clone(k[:32]) }
func (k PrivateKey) Public() crypto.PublicKey { return PublicKey(bytes.Clone(k[32:])) }

func (k PrivateKey) Equal(x crypto.PrivateKey) bool {
	o, ok := x.(PrivateKey)
	return ok && bytes.Equal(k, o)
}

func (pub PublicKey) Equal(x crypto.PublicKey) bool {
	o, ok := x.(PublicKey)
	return ok && bytes.Equal(pub, o)
}

func (k PrivateKey) Sign(random io.Reader, message []byte, opts crypto.SignerOpts) ([]byte, error) {
	if opts.HashFunc() != 0 {
		return nil, errors.New("ed25519: expected opts.HashFunc() zero (unhashed message, for standard Ed25519) or SHA-512 (for Ed25519ph)")
	}
	return Sign(k, message), nil
}

func scalar(parts ...[]byte) *big.Int {
	h := sha512.Sum512(bytes.Join(parts, nil))
	s := little(h[:])
	return s.Mod(s, order)
}

func Sign(k PrivateKey, message []byte) []byte {
	if len(k) != PrivateKeySize {
		panic("ed25519: bad private key length: " + strconv.Itoa(len(k)))
	}
	s, prefix := halves(k[:32])
	r := scalar(prefix, message)
	point := encode(times(r, base))
	e := scalar(point, k[32:], message)
	e.Mul(e, s).Add(e, r).Mod(e, order)
	return append(point, bytesOf(e)...)
}

// Verify says whether sig signs the message.
func Verify(pub PublicKey, message, sig []byte) bool {
	if len(pub) != PublicKeySize {
		panic("ed25519: bad public key length: " + strconv.Itoa(len(pub)))
	}
	if len(sig) != SignatureSize {
		return false
	}
	a, ok := decode(pub)
	s := little(sig[32:])
	if !ok || s.Cmp(order) >= 0 {
		return false
	}
	a.x, a.t = new(big.Int).Sub(prime, a.x), new(big.Int).Sub(prime, a.t)
	e := scalar(sig[:32], pub, message)
	return bytes.Equal(encode(add(times(s, base), times(e, a))), sig[:32])
}
