// Package big is arithmetic of any precision. The machine works on the digits.
package big

import (
	"math/bits"
	"math/rand"
)

const MaxBase = 62

// Word is a digit of a number.
type Word uint

// nat is a number from 0 up: digits from the least on, without zeros at the end.
type nat []Word

func add(x, y []Word) []Word
func sub(x, y []Word) []Word
func mul(x, y []Word) []Word
func div(x, y []Word) (q, r []Word)
func gcd(x, y []Word) []Word
func sqrt(x []Word) []Word
func shl(x []Word, n uint) []Word
func shr(x []Word, n uint) []Word
func pow(x []Word, n uint) []Word
func powMod(x, y, m []Word) []Word
func text(x []Word, base int) string
func parse(digits string, base int) []Word

func small(x uint64) nat {
	if x == 0 {
		return nil
	}
	return nat{Word(x)}
}

func trimmed(x nat) nat {
	for len(x) > 0 && x[len(x)-1] == 0 {
		x = x[:len(x)-1]
	}
	return x
}

func (x nat) cmp(y nat) int {
	if len(x) != len(y) {
		return sign(len(x) - len(y))
	}
	for i := len(x) - 1; i >= 0; i-- {
		if x[i] != y[i] {
			if x[i] < y[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

func (x nat) bitLen() int {
	if len(x) == 0 {
		return 0
	}
	return 64*(len(x)-1) + bits.Len(uint(x[len(x)-1]))
}

func (x nat) bit(i int) uint {
	if i/64 >= len(x) {
		return 0
	}
	return uint(x[i/64]>>(i%64)) & 1
}

func (x nat) low() uint64 {
	if len(x) == 0 {
		return 0
	}
	return uint64(x[0])
}

func sign(n int) int {
	switch {
	case n < 0:
		return -1
	case n > 0:
		return 1
	}
	return 0
}

// Int is a whole number. Its zero value is 0; methods set their receiver, and return it.
type Int struct {
	neg bool
	abs nat
}

func NewInt(x int64) *Int { return new(Int).SetInt64(x) }

func (z *Int) set(neg bool, abs nat) *Int {
	z.neg, z.abs = neg && len(abs) > 0, abs
	return z
}

func (x *Int) Sign() int {
	switch {
	case len(x.abs) == 0:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

func (z *Int) SetInt64(x int64) *Int {
	if x < 0 {
		return z.set(true, small(-uint64(x)))
	}
	return z.set(false, small(uint64(x)))
}

func (z *Int) SetUint64(x uint64) *Int { return z.set(false, small(x)) }

func (z *Int) Set(x *Int) *Int {
	if z == x {
		return z
	}
	return z.set(x.neg, append(nat(nil), x.abs...))
}

func (x *Int) Bits() []Word { return x.abs }

func (z *Int) SetBits(abs []Word) *Int { return z.set(false, trimmed(abs)) }

// The naturals are never written to, so that numbers can share them.
func (z *Int) Abs(x *Int) *Int { return z.set(false, x.abs) }
func (z *Int) Neg(x *Int) *Int { return z.set(!x.neg, x.abs) }

func (z *Int) sum(x *Int, yneg bool, y nat) *Int {
	switch {
	case x.neg == yneg:
		return z.set(yneg, add(x.abs, y))
	case x.abs.cmp(y) >= 0:
		return z.set(x.neg, sub(x.abs, y))
	}
	return z.set(yneg, sub(y, x.abs))
}

func (z *Int) Add(x, y *Int) *Int { return z.sum(x, y.neg, y.abs) }
func (z *Int) Sub(x, y *Int) *Int { return z.sum(x, !y.neg, y.abs) }
func (z *Int) Mul(x, y *Int) *Int { return z.set(x.neg != y.neg, mul(x.abs, y.abs)) }

// QuoRem divides as Go does: truncated, the remainder has the sign of x.
func (z *Int) QuoRem(x, y, r *Int) (*Int, *Int) {
	if len(y.abs) == 0 {
		panic("division by zero")
	}
	xneg, yneg := x.neg, y.neg
	q, m := div(x.abs, y.abs)
	z.set(xneg != yneg, q)
	r.set(xneg, m)
	return z, r
}

func (z *Int) Quo(x, y *Int) *Int {
	z.QuoRem(x, y, new(Int))
	return z
}

func (z *Int) Rem(x, y *Int) *Int {
	new(Int).QuoRem(x, y, z)
	return z
}

// DivMod divides as Euclid does: the remainder is not negative.
func (z *Int) DivMod(x, y, m *Int) (*Int, *Int) {
	d := &Int{y.neg, y.abs}
	z.QuoRem(x, d, m)
	if m.neg {
		if d.neg {
			z.Add(z, intOne)
			m.Sub(m, d)
		} else {
			z.Sub(z, intOne)
			m.Add(m, d)
		}
	}
	return z, m
}

var intOne = &Int{false, nat{1}}

func (z *Int) Div(x, y *Int) *Int {
	z.DivMod(x, y, new(Int))
	return z
}

func (z *Int) Mod(x, y *Int) *Int {
	new(Int).DivMod(x, y, z)
	return z
}

func (x *Int) CmpAbs(y *Int) int { return x.abs.cmp(y.abs) }

func (x *Int) Cmp(y *Int) int {
	switch {
	case x.neg != y.neg && x.neg:
		return -1
	case x.neg != y.neg:
		return 1
	case x.neg:
		return y.abs.cmp(x.abs)
	}
	return x.abs.cmp(y.abs)
}

func (x *Int) Int64() int64 {
	v := int64(x.abs.low())
	if x.neg {
		v = -v
	}
	return v
}

func (x *Int) Uint64() uint64 { return uint64(x.Int64()) }

func (x *Int) IsInt64() bool {
	return len(x.abs) <= 1 && (x.abs.low() < 1<<63 || x.neg && x.abs.low() == 1<<63)
}

func (x *Int) IsUint64() bool { return !x.neg && len(x.abs) <= 1 }

func (x *Int) Float64() (float64, Accuracy) { return new(Float).SetInt(x).Float64() }

func (x *Int) BitLen() int { return x.abs.bitLen() }

func (x *Int) TrailingZeroBits() uint {
	for i, w := range x.abs {
		if w != 0 {
			return uint(64*i + bits.TrailingZeros(uint(w)))
		}
	}
	return 0
}

func (z *Int) Lsh(x *Int, n uint) *Int { return z.set(x.neg, shl(x.abs, n)) }

// Rsh rounds down.
func (z *Int) Rsh(x *Int, n uint) *Int {
	if x.neg {
		return z.set(true, add(shr(sub(x.abs, nat{1}), n), nat{1}))
	}
	return z.set(false, shr(x.abs, n))
}

// Bytes is the absolute value, most significant byte first.
func (x *Int) Bytes() []byte {
	buf := make([]byte, (x.BitLen()+7)/8)
	return x.FillBytes(buf)
}

func (x *Int) FillBytes(buf []byte) []byte {
	if (x.BitLen()+7)/8 > len(buf) {
		panic("math/big: buffer too small to fit value")
	}
	for i := range buf {
		k := len(buf) - 1 - i
		buf[i] = 0
		if k/8 < len(x.abs) {
			buf[i] = byte(x.abs[k/8] >> (8 * (k % 8)))
		}
	}
	return buf
}

func (z *Int) SetBytes(buf []byte) *Int {
	abs := make(nat, (len(buf)+7)/8)
	for i, b := range buf {
		k := len(buf) - 1 - i
		abs[k/8] |= Word(b) << (8 * (k % 8))
	}
	return z.set(false, trimmed(abs))
}

// Exp is x**y mod |m|; without m, or with m == 0, x**y. It is nil when x has no inverse that it needs.
func (z *Int) Exp(x, y, m *Int) *Int {
	base := x
	if y.neg {
		if m == nil || len(m.abs) == 0 {
			return z.SetInt64(1)
		}
		if base = new(Int).ModInverse(x, m); base == nil {
			return nil
		}
	}
	odd := x.neg && y.abs.bit(0) == 1
	if m == nil || len(m.abs) == 0 {
		return z.set(odd, pow(base.abs, uint(y.abs.low())))
	}
	mod := m.abs
	z.set(base.neg && odd, powMod(base.abs, y.abs, mod))
	if z.neg {
		z.set(false, sub(mod, z.abs))
	}
	return z
}

// Rand is a number from 0 up to but not n.
func (z *Int) Rand(rnd *rand.Rand, n *Int) *Int {
	if n.neg || len(n.abs) == 0 {
		return z.SetInt64(0)
	}
	length := n.BitLen()
	limit := n.abs
	for {
		abs := make(nat, len(limit))
		for i := range abs {
			abs[i] = Word(rnd.Uint32()) | Word(rnd.Uint32())<<32
		}
		if extra := 64*len(abs) - length; extra > 0 {
			abs[len(abs)-1] &= ^Word(0) >> extra
		}
		if abs = trimmed(abs); abs.cmp(limit) < 0 {
			return z.set(false, abs)
		}
	}
}
