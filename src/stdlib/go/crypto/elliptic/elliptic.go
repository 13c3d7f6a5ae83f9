// Package elliptic has the curves of NIST over prime fields.
package elliptic

import (
	"io"
	"math/big"
)

// Curve is y² = x³ - 3x + b modulo a prime.
type Curve interface {
	Params() *CurveParams
	IsOnCurve(x, y *big.Int) bool
	Add(x1, y1, x2, y2 *big.Int) (x, y *big.Int)
	Double(x1, y1 *big.Int) (x, y *big.Int)
	ScalarMult(x1, y1 *big.Int, k []byte) (x, y *big.Int)
	ScalarBaseMult(k []byte) (x, y *big.Int)
}

// CurveParams are the numbers of a curve, and the curve itself.
type CurveParams struct {
	P, N, B, Gx, Gy *big.Int
	BitSize         int
	Name            string
}

func (c *CurveParams) Params() *CurveParams { return c }

func (c *CurveParams) right(x *big.Int) *big.Int {
	y := new(big.Int).Mul(x, x)
	y.Sub(y, big.NewInt(3)).Mul(y, x).Add(y, c.B)
	return y.Mod(y, c.P)
}

func (c *CurveParams) IsOnCurve(x, y *big.Int) bool {
	if x.Sign() < 0 || x.Cmp(c.P) >= 0 || y.Sign() < 0 || y.Cmp(c.P) >= 0 {
		return false
	}
	yy := new(big.Int).Mul(y, y)
	return yy.Mod(yy, c.P).Cmp(c.right(x)) == 0
}

// point is (X/Z², Y/Z³); Z is zero at infinity.
type point struct{ x, y, z *big.Int }

func (c *CurveParams) mul(a, b *big.Int) *big.Int {
	r := new(big.Int).Mul(a, b)
	return r.Mod(r, c.P)
}

func (c *CurveParams) sub(a, b *big.Int) *big.Int {
	r := new(big.Int).Sub(a, b)
	return r.Mod(r, c.P)
}

func lift(x, y *big.Int) point {
	z := big.NewInt(1)
	if x.Sign() == 0 && y.Sign() == 0 {
		z = new(big.Int)
	}
	return point{x, y, z}
}

func (c *CurveParams) lower(p point) (x, y *big.Int) {
	if p.z.Sign() == 0 {
		return new(big.Int), new(big.Int)
	}
	inv := new(big.Int).ModInverse(p.z, c.P)
	two := c.mul(inv, inv)
	return c.mul(p.x, two), c.mul(p.y, c.mul(two, inv))
}

func (c *CurveParams) double(p point) point {
	delta, gamma := c.mul(p.z, p.z), c.mul(p.y, p.y)
	beta := c.mul(p.x, gamma)
	alpha := c.mul(c.sub(p.x, delta), new(big.Int).Add(p.x, delta))
	alpha = c.mul(alpha, big.NewInt(3))
	x := c.sub(c.mul(alpha, alpha), new(big.Int).Lsh(beta, 3))
	z := new(big.Int).Add(p.y, p.z)
	z = c.sub(c.sub(c.mul(z, z), gamma), delta)
	y := c.mul(alpha, c.sub(new(big.Int).Lsh(beta, 2), x))
	return point{x, c.sub(y, new(big.Int).Lsh(c.mul(gamma, gamma), 3)), z}
}

func (c *CurveParams) add(p, q point) point {
	if p.z.Sign() == 0 {
		return q
	}
	if q.z.Sign() == 0 {
		return p
	}
	pz, qz := c.mul(p.z, p.z), c.mul(q.z, q.z)
	u1, u2 := c.mul(p.x, qz), c.mul(q.x, pz)
	s1, s2 := c.mul(p.y, c.mul(q.z, qz)), c.mul(q.y, c.mul(p.z, pz))
	h, r := c.sub(u2, u1), c.sub(s2, s1)
	if h.Sign() == 0 {
		if r.Sign() == 0 {
			return c.double(p)
		}
		return point{big.NewInt(1), big.NewInt(1), new(big.Int)}
	}
	hh := c.mul(h, h)
	hhh, v := c.mul(h, hh), c.mul(u1, hh)
	x := c.sub(c.sub(c.mul(r, r), hhh), new(big.Int).Lsh(v, 1))
	y := c.sub(c.mul(r, c.sub(v, x)), c.mul(s1, hhh))
	return point{x, y, c.mul(c.mul(p.z, q.z), h)}
}

func (c *CurveParams) Add(x1, y1, x2, y2 *big.Int) (x, y *big.Int) {
	return c.lower(c.add(lift(x1, y1), lift(x2, y2)))
}

func (c *CurveParams) Double(x1, y1 *big.Int) (x, y *big.Int) { return c.lower(c.double(lift(x1, y1))) }

func (c *CurveParams) ScalarMult(x1, y1 *big.Int, k []byte) (x, y *big.Int) {
	p, sum := lift(x1, y1), point{new(big.Int), new(big.Int), new(big.Int)}
	for _, b := range k {
		for bit := 7; bit >= 0; bit-- {
			sum = c.double(sum)
			if b>>bit&1 == 1 {
				sum = c.add(p, sum)
			}
		}
	}
	return c.lower(sum)
}

func (c *CurveParams) ScalarBaseMult(k []byte) (x, y *big.Int) { return c.ScalarMult(c.Gx, c.Gy, k) }

func curve(name string, size int, p, n, b, gx, gy string) *CurveParams {
	read := func(s string) *big.Int {
		x, _ := new(big.Int).SetString(s, 16)
		return x
	}
	return &CurveParams{read(p), read(n), read(b), read(gx), read(gy), size, name}
}

var p224 = curve("P-224", 224, "ffffffffffffffffffffffffffffffff000000000000000000000001",
	"ffffffffffffffffffffffffffff16a2e0b8f03e13dd29455c5c2a3d", "b4050a850c04b3abf54132565044b0b7d7bfd8ba270b39432355ffb4",
	"b70e0cbd6bb4bf7f321390b94a03c1d356c21122343280d6115c1d21", "bd376388b5f723fb4c22dfe6cd4375a05a07476444d5819985007e34")

var p256 = curve("P-256", 256, "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
	"ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
	"6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")

var p384 = curve("P-384", 384, "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
	"ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
	"b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
	"aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
	"3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f")

var p521 = curve("P-521", 521, "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	"01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
	"0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
	"00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
	"011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650")

func P224() Curve { return p224 }
func P256() Curve { return p256 }
func P384() Curve { return p384 }
func P521() Curve { return p521 }

// GenerateKey is a random number and its multiple of the curve's base.
func GenerateKey(curve Curve, rand io.Reader) (priv []byte, x, y *big.Int, err error) {
	n := curve.Params().N
	priv = make([]byte, (n.BitLen()+7)/8)
	for {
		if _, err = io.ReadFull(rand, priv); err != nil {
			return
		}
		priv[0] &= byte(0xff >> (-n.BitLen() & 7))
		priv[1] ^= 0x42
		if k := new(big.Int).SetBytes(priv); k.Sign() > 0 && k.Cmp(n) < 0 {
			break
		}
	}
	x, y = curve.ScalarBaseMult(priv)
	return
}

// Marshal writes a point with both numbers.
func Marshal(curve Curve, x, y *big.Int) []byte {
	n := (curve.Params().BitSize + 7) / 8
	b := make([]byte, 1+2*n)
	b[0] = 4
	x.FillBytes(b[1 : 1+n])
	y.FillBytes(b[1+n:])
	return b
}

// MarshalCompressed writes a point with one number and a sign.
func MarshalCompressed(curve Curve, x, y *big.Int) []byte {
	n := (curve.Params().BitSize + 7) / 8
	b := make([]byte, 1+n)
	b[0] = byte(y.Bit(0)) | 2
	x.FillBytes(b[1:])
	return b
}

func Unmarshal(curve Curve, data []byte) (x, y *big.Int) {
	n := (curve.Params().BitSize + 7) / 8
	if len(data) != 1+2*n || data[0] != 4 {
		return nil, nil
	}
	x, y = new(big.Int).SetBytes(data[1:1+n]), new(big.Int).SetBytes(data[1+n:])
	if !curve.IsOnCurve(x, y) {
		return nil, nil
	}
	return x, y
}

func UnmarshalCompressed(curve Curve, data []byte) (x, y *big.Int) {
	c := curve.Params()
	if len(data) != 1+(c.BitSize+7)/8 || data[0] != 2 && data[0] != 3 {
		return nil, nil
	}
	x = new(big.Int).SetBytes(data[1:])
	if x.Cmp(c.P) >= 0 {
		return nil, nil
	}
	if y = new(big.Int).ModSqrt(c.right(x), c.P); y == nil {
		return nil, nil
	}
	if byte(y.Bit(0)) != data[0]&1 {
		y.Sub(c.P, y)
	}
	return x, y
}
