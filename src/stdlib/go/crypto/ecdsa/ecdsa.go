// Package ecdsa signs with elliptic curves (FIPS 186).
package ecdsa

import (
	"crypto"
	"crypto/elliptic"
	"errors"
	"io"
	"math/big"
)

// PublicKey is a point of a curve.
type PublicKey struct {
	elliptic.Curve
	X, Y *big.Int
}

// PrivateKey is the number of which the public key is the multiple.
type PrivateKey struct {
	PublicKey
	D *big.Int
}

func (pub *PublicKey) Equal(x crypto.PublicKey) bool {
	o, ok := x.(*PublicKey)
	return ok && pub.Curve == o.Curve && pub.X.Cmp(o.X) == 0 && pub.Y.Cmp(o.Y) == 0
}

func (priv *PrivateKey) Public() crypto.PublicKey { return &priv.PublicKey }

func (priv *PrivateKey) Equal(x crypto.PrivateKey) bool {
	o, ok := x.(*PrivateKey)
	return ok && priv.PublicKey.Equal(&o.PublicKey) && priv.D.Cmp(o.D) == 0
}

func GenerateKey(c elliptic.Curve, rand io.Reader) (*PrivateKey, error) {
	d, x, y, err := elliptic.GenerateKey(c, rand)
	if err != nil {
		return nil, err
	}
	return &PrivateKey{PublicKey{c, x, y}, new(big.Int).SetBytes(d)}, nil
}

// number is the leading bits of a hash, as many as the curve's order has.
func number(hash []byte, c elliptic.Curve) *big.Int {
	bits := c.Params().N.BitLen()
	if size := (bits + 7) / 8; len(hash) > size {
		hash = hash[:size]
	}
	e := new(big.Int).SetBytes(hash)
	if more := len(hash)*8 - bits; more > 0 {
		e.Rsh(e, uint(more))
	}
	return e
}

// Sign signs a hash.
func Sign(rand io.Reader, priv *PrivateKey, hash []byte) (r, s *big.Int, err error) {
	n := priv.Curve.Params().N
	for {
		k, x, _, err := elliptic.GenerateKey(priv.Curve, rand)
		if err != nil {
			return nil, nil, err
		}
		r = x.Mod(x, n)
		s = new(big.Int).Mul(priv.D, r)
		s.Add(s, number(hash, priv.Curve))
		s.Mul(s, new(big.Int).ModInverse(new(big.Int).SetBytes(k), n)).Mod(s, n)
		if r.Sign() != 0 && s.Sign() != 0 {
			return r, s, nil
		}
	}
}

// Verify says whether r and s sign the hash.
func Verify(pub *PublicKey, hash []byte, r, s *big.Int) bool {
	c := pub.Curve
	n := c.Params().N
	if r.Sign() <= 0 || s.Sign() <= 0 || r.Cmp(n) >= 0 || s.Cmp(n) >= 0 {
		return false
	}
	w := new(big.Int).ModInverse(s, n)
	u := new(big.Int).Mul(number(hash, c), w)
	v := new(big.Int).Mul(r, w)
	x1, y1 := c.ScalarBaseMult(u.Mod(u, n).Bytes())
	x2, y2 := c.ScalarMult(pub.X, pub.Y, v.Mod(v, n).Bytes())
	x, y := c.Add(x1, y1, x2, y2)
	return (x.Sign() != 0 || y.Sign() != 0) && x.Mod(x, n).Cmp(r) == 0
}

// Sign signs a hash; the signature is ASN.1.
func (priv *PrivateKey) Sign(rand io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	return SignASN1(rand, priv, digest)
}

func integer(x *big.Int) []byte {
	b := x.Bytes()
	if len(b) == 0 || b[0] >= 0x80 {
		b = append([]byte{0}, b...)
	}
	return append([]byte{2, byte(len(b))}, b...)
}

func SignASN1(rand io.Reader, priv *PrivateKey, hash []byte) ([]byte, error) {
	r, s, err := Sign(rand, priv, hash)
	if err != nil {
		return nil, err
	}
	body := append(integer(r), integer(s)...)
	if len(body) < 128 {
		return append([]byte{0x30, byte(len(body))}, body...), nil
	}
	return append([]byte{0x30, 0x81, byte(len(body))}, body...), nil
}

var errSignature = errors.New("invalid ASN.1")

func readInteger(b []byte) (*big.Int, []byte, error) {
	if len(b) < 3 || b[0] != 2 || b[1] == 0 || b[1] >= 0x80 || len(b) < 2+int(b[1]) || b[2] >= 0x80 || b[1] > 1 && b[2] == 0 && b[3] < 0x80 {
		return nil, nil, errSignature
	}
	return new(big.Int).SetBytes(b[2 : 2+b[1]]), b[2+b[1]:], nil
}

// VerifyASN1 says whether sig signs the hash.
func VerifyASN1(pub *PublicKey, hash, sig []byte) bool {
	if len(sig) > 3 && sig[0] == 0x30 && sig[1] == 0x81 && sig[2] >= 0x80 {
		sig = append([]byte{0x30, sig[2]}, sig[3:]...)
	}
	if len(sig) < 2 || sig[0] != 0x30 || int(sig[1]) != len(sig)-2 {
		return false
	}
	r, rest, err := readInteger(sig[2:])
	if err != nil {
		return false
	}
	s, rest, err := readInteger(rest)
	return err == nil && len(rest) == 0 && Verify(pub, hash, r, s)
}
