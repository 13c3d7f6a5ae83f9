// Package x509 writes and reads keys in the forms that PEM files hold (DER). It knows no certificates.
package x509

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rsa"
	"errors"
	"fmt"
	"math/big"
)

const (
	integer, bits, octets, null, oid, sequence = 2, 3, 4, 5, 6, 0x30
)

// put writes a value: its kind, its length, its content.
func put(kind byte, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	n := len(body)
	switch {
	case n < 0x80:
		return append([]byte{kind, byte(n)}, body...)
	case n < 0x100:
		return append([]byte{kind, 0x81, byte(n)}, body...)
	}
	return append([]byte{kind, 0x82, byte(n >> 8), byte(n)}, body...)
}

func number(x *big.Int) []byte {
	b := x.Bytes()
	if len(b) == 0 || b[0] >= 0x80 {
		b = append([]byte{0}, b...)
	}
	return put(integer, b)
}

func small(n int64) []byte { return number(big.NewInt(n)) }

var errSyntax = errors.New("asn1: syntax error")

// der is what is left to read.
type der struct {
	b   []byte
	err error
}

func (d *der) get(kind byte) []byte {
	if d.err != nil || len(d.b) < 2 || d.b[0] != kind {
		d.err = errSyntax
		return nil
	}
	n, head := int(d.b[1]), 2
	if n > 0x80 && n <= 0x83 && len(d.b) >= 2+n-0x80 {
		head += n - 0x80
		n = 0
		for _, c := range d.b[2:head] {
			n = n<<8 | int(c)
		}
	}
	if n < 0 || head+n > len(d.b) {
		d.err = errSyntax
		return nil
	}
	v := d.b[head : head+n]
	d.b = d.b[head+n:]
	return v
}

func (d *der) number() *big.Int { return new(big.Int).SetBytes(d.get(integer)) }
func (d *der) inner(kind byte) *der {
	v := d.get(kind)
	return &der{v, d.err}
}

func MarshalPKCS1PublicKey(key *rsa.PublicKey) []byte {
	return put(sequence, number(key.N), small(int64(key.E)))
}

func ParsePKCS1PublicKey(b []byte) (*rsa.PublicKey, error) {
	d := (&der{b: b}).inner(sequence)
	k := &rsa.PublicKey{N: d.number(), E: int(d.number().Int64())}
	if d.err != nil {
		return nil, d.err
	}
	return k, nil
}

func MarshalPKCS1PrivateKey(key *rsa.PrivateKey) []byte {
	key.Precompute()
	v := key.Precomputed
	return put(sequence, small(0), number(key.N), small(int64(key.E)), number(key.D), number(key.Primes[0]), number(key.Primes[1]),
		number(v.Dp), number(v.Dq), number(v.Qinv))
}

func ParsePKCS1PrivateKey(b []byte) (*rsa.PrivateKey, error) {
	d := (&der{b: b}).inner(sequence)
	d.number()
	k := &rsa.PrivateKey{}
	k.N, k.E, k.D = d.number(), int(d.number().Int64()), d.number()
	k.Primes = []*big.Int{d.number(), d.number()}
	if d.err != nil {
		return nil, d.err
	}
	if err := k.Validate(); err != nil {
		return nil, err
	}
	k.Precompute()
	return k, nil
}

// Names of algorithms and curves.
var (
	idRSA     = []byte{0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1}
	idECDSA   = []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1}
	idEd25519 = []byte{0x2b, 0x65, 0x70}
	curves    = []struct {
		elliptic.Curve
		id []byte
	}{
		{elliptic.P224(), []byte{0x2b, 0x81, 4, 0, 0x21}}, {elliptic.P256(), []byte{0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7}},
		{elliptic.P384(), []byte{0x2b, 0x81, 4, 0, 0x22}}, {elliptic.P521(), []byte{0x2b, 0x81, 4, 0, 0x23}},
	}
)

func idOf(c elliptic.Curve) ([]byte, error) {
	for _, k := range curves {
		if k.Curve == c {
			return k.id, nil
		}
	}
	return nil, errors.New("x509: unsupported elliptic curve")
}

func curveOf(id []byte) (elliptic.Curve, error) {
	for _, k := range curves {
		if bytes.Equal(k.id, id) {
			return k.Curve, nil
		}
	}
	return nil, errors.New("x509: unsupported elliptic curve")
}

func bitString(b []byte) []byte { return put(bits, []byte{0}, b) }

// MarshalPKIXPublicKey writes any public key, with the name of its algorithm.
func MarshalPKIXPublicKey(pub any) ([]byte, error) {
	switch k := pub.(type) {
	case *rsa.PublicKey:
		return put(sequence, put(sequence, put(oid, idRSA), put(null)), bitString(MarshalPKCS1PublicKey(k))), nil
	case *ecdsa.PublicKey:
		id, err := idOf(k.Curve)
		if err != nil {
			return nil, err
		}
		return put(sequence, put(sequence, put(oid, idECDSA), put(oid, id)), bitString(elliptic.Marshal(k.Curve, k.X, k.Y))), nil
	case ed25519.PublicKey:
		return put(sequence, put(sequence, put(oid, idEd25519)), bitString(k)), nil
	}
	return nil, fmt.Errorf("x509: unsupported public key type: %T", pub)
}

func ParsePKIXPublicKey(b []byte) (pub any, err error) {
	d := (&der{b: b}).inner(sequence)
	algorithm := d.inner(sequence)
	name := algorithm.get(oid)
	key := d.get(bits)
	if d.err != nil || algorithm.err != nil || len(key) < 1 {
		return nil, errSyntax
	}
	key = key[1:]
	switch {
	case bytes.Equal(name, idRSA):
		return ParsePKCS1PublicKey(key)
	case bytes.Equal(name, idECDSA):
		c, err := curveOf(algorithm.get(oid))
		if err != nil {
			return nil, err
		}
		x, y := elliptic.Unmarshal(c, key)
		if x == nil {
			return nil, errors.New("x509: failed to unmarshal elliptic curve point")
		}
		return &ecdsa.PublicKey{Curve: c, X: x, Y: y}, nil
	case bytes.Equal(name, idEd25519) && len(key) == ed25519.PublicKeySize:
		return ed25519.PublicKey(key), nil
	}
	return nil, errors.New("x509: unknown public key algorithm")
}

func ecKey(k *ecdsa.PrivateKey, id []byte) []byte {
	d := k.D.FillBytes(make([]byte, (k.Curve.Params().N.BitLen()+7)/8))
	var named []byte
	if id != nil {
		named = put(0xa0, put(oid, id))
	}
	return put(sequence, small(1), put(octets, d), named, put(0xa1, bitString(elliptic.Marshal(k.Curve, k.X, k.Y))))
}

func MarshalECPrivateKey(key *ecdsa.PrivateKey) ([]byte, error) {
	id, err := idOf(key.Curve)
	if err != nil {
		return nil, err
	}
	return ecKey(key, id), nil
}

func ParseECPrivateKey(b []byte) (*ecdsa.PrivateKey, error) { return parseEC(b, nil) }

func parseEC(b, id []byte) (*ecdsa.PrivateKey, error) {
	d := (&der{b: b}).inner(sequence)
	d.number()
	secret := d.get(octets)
	if d.err == nil && len(d.b) > 0 && d.b[0] == 0xa0 {
		id = d.inner(0xa0).get(oid)
	}
	if d.err != nil {
		return nil, d.err
	}
	c, err := curveOf(id)
	if err != nil {
		return nil, err
	}
	k := &ecdsa.PrivateKey{D: new(big.Int).SetBytes(secret)}
	k.Curve = c
	k.X, k.Y = c.ScalarBaseMult(secret)
	return k, nil
}

// MarshalPKCS8PrivateKey writes any private key, with the name of its algorithm.
func MarshalPKCS8PrivateKey(key any) ([]byte, error) {
	switch k := key.(type) {
	case *rsa.PrivateKey:
		return put(sequence, small(0), put(sequence, put(oid, idRSA), put(null)), put(octets, MarshalPKCS1PrivateKey(k))), nil
	case *ecdsa.PrivateKey:
		id, err := idOf(k.Curve)
		if err != nil {
			return nil, err
		}
		return put(sequence, small(0), put(sequence, put(oid, idECDSA), put(oid, id)), put(octets, ecKey(k, nil))), nil
	case ed25519.PrivateKey:
		return put(sequence, small(0), put(sequence, put(oid, idEd25519)), put(octets, put(octets, k.Seed()))), nil
	}
	return nil, fmt.Errorf("x509: unknown key type while marshaling PKCS#8: %T", key)
}

func ParsePKCS8PrivateKey(b []byte) (key any, err error) {
	d := (&der{b: b}).inner(sequence)
	d.number()
	algorithm := d.inner(sequence)
	name := algorithm.get(oid)
	inside := d.get(octets)
	if d.err != nil || algorithm.err != nil {
		return nil, errSyntax
	}
	switch {
	case bytes.Equal(name, idRSA):
		return ParsePKCS1PrivateKey(inside)
	case bytes.Equal(name, idECDSA):
		return parseEC(inside, algorithm.get(oid))
	case bytes.Equal(name, idEd25519):
		seed := (&der{b: inside}).get(octets)
		if len(seed) == ed25519.SeedSize {
			return ed25519.NewKeyFromSeed(seed), nil
		}
	}
	return nil, errors.New("x509: PKCS#8 wrapping contained private key with unknown algorithm")
}
