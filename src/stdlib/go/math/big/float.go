package big

import (
	"fmt"
	"math"
)

const (
	MaxExp  = math.MaxInt32
	MinExp  = math.MinInt32
	MaxPrec = math.MaxUint32
)

// RoundingMode says what becomes of digits that have no room.
type RoundingMode byte

const (
	ToNearestEven RoundingMode = iota
	ToNearestAway
	ToZero
	AwayFromZero
	ToNegativeInf
	ToPositiveInf
)

func (i RoundingMode) String() string {
	names := []string{"ToNearestEven", "ToNearestAway", "ToZero", "AwayFromZero", "ToNegativeInf", "ToPositiveInf"}
	if int(i) >= len(names) {
		return fmt.Sprintf("RoundingMode(%d)", int(i))
	}
	return names[i]
}

// Accuracy says on which side of the exact value a rounded one lies.
type Accuracy int8

const (
	Below Accuracy = -1
	Exact Accuracy = 0
	Above Accuracy = +1
)

func (i Accuracy) String() string { return []string{"Below", "Exact", "Above"}[i+1] }

// ErrNaN is the panic of an operation without a result.
type ErrNaN struct {
	msg string
}

func (err ErrNaN) Error() string { return err.msg }

// Float is a number mant * 2**exp of a precision in bits. Its zero value is 0; methods set their receiver
// and return it; a precision of 0 becomes that of the operands.
type Float struct {
	prec uint32
	mode RoundingMode
	acc  Accuracy
	inf  bool
	neg  bool
	mant nat // odd, or nothing for 0
	exp  int
}

func NewFloat(x float64) *Float {
	if math.IsNaN(x) {
		panic(ErrNaN{"NewFloat(NaN)"})
	}
	return new(Float).SetFloat64(x)
}

// round sets z to m * 2**e and a little more when sticky, rounded.
func (z *Float) round(neg bool, m nat, e int, sticky bool) *Float {
	z.neg, z.inf, z.acc = neg, false, Exact
	if n := m.bitLen() - int(z.prec); n > 0 || sticky {
		half, low := uint(0), sticky
		if n > 0 {
			half = m.bit(n - 1)
			low = low || (&Int{false, m}).TrailingZeroBits() < uint(n-1)
			m, e = shr(m, uint(n)), e+n
		}
		up := false
		switch z.mode {
		case ToNearestEven:
			up = half == 1 && (low || m.bit(0) == 1)
		case ToNearestAway:
			up = half == 1
		case AwayFromZero:
			up = half == 1 || low
		case ToNegativeInf:
			up = neg && (half == 1 || low)
		case ToPositiveInf:
			up = !neg && (half == 1 || low)
		}
		if half == 1 || low {
			z.acc = Below
			if up != neg {
				z.acc = Above
			}
		}
		if up {
			m = add(m, nat{1})
		}
	}
	zeros := (&Int{false, m}).TrailingZeroBits()
	z.mant, z.exp = shr(m, zeros), e+int(zeros)
	if len(z.mant) == 0 {
		z.exp = 0
	}
	return z
}

func (z *Float) need(prec uint) {
	if z.prec == 0 {
		z.prec = uint32(prec)
	}
}

// top is the exponent as MantExp has it: the value is below 2**top.
func (x *Float) top() int { return x.exp + x.mant.bitLen() }

func (z *Float) SetPrec(prec uint) *Float {
	z.prec = uint32(min(prec, MaxPrec))
	if prec == 0 {
		z.acc = Exact
		if len(z.mant) > 0 {
			z.acc = Below
			if z.neg {
				z.acc = Above
			}
		}
		z.mant = nil
		return z
	}
	if z.inf {
		return z
	}
	return z.round(z.neg, z.mant, z.exp, false)
}

func (z *Float) SetMode(mode RoundingMode) *Float {
	z.mode, z.acc = mode, Exact
	return z
}

func (x *Float) Prec() uint         { return uint(x.prec) }
func (x *Float) MinPrec() uint      { return uint(x.mant.bitLen()) }
func (x *Float) Mode() RoundingMode { return x.mode }
func (x *Float) Acc() Accuracy      { return x.acc }
func (x *Float) Signbit() bool      { return x.neg }
func (x *Float) IsInf() bool        { return x.inf }
func (x *Float) IsInt() bool        { return !x.inf && x.exp >= 0 }

func (x *Float) Sign() int {
	switch {
	case len(x.mant) == 0 && !x.inf:
		return 0
	case x.neg:
		return -1
	}
	return 1
}

func (z *Float) Set(x *Float) *Float {
	z.need(uint(x.prec))
	if x.inf {
		return z.SetInf(x.neg)
	}
	return z.round(x.neg, x.mant, x.exp, false)
}

func (z *Float) Copy(x *Float) *Float {
	*z = *x
	return z
}

func (z *Float) SetInf(signbit bool) *Float {
	z.neg, z.inf, z.mant, z.exp, z.acc = signbit, true, nil, 0, Exact
	return z
}

func (z *Float) SetInt(x *Int) *Float {
	z.need(uint(max(x.BitLen(), 64)))
	return z.round(x.neg, x.abs, 0, false)
}

func (z *Float) SetInt64(x int64) *Float {
	z.need(64)
	return z.SetInt(NewInt(x))
}

func (z *Float) SetUint64(x uint64) *Float {
	z.need(64)
	return z.SetInt(new(Int).SetUint64(x))
}

func (z *Float) SetFloat64(x float64) *Float {
	z.need(53)
	switch {
	case math.IsNaN(x):
		panic(ErrNaN{"Float.SetFloat64(NaN)"})
	case math.IsInf(x, 0):
		return z.SetInf(x < 0)
	}
	frac, exp := math.Frexp(math.Abs(x))
	return z.round(math.Signbit(x), small(uint64(math.Ldexp(frac, 53))), exp-53, false)
}

func (z *Float) SetRat(x *Rat) *Float {
	a, b := &x.a, x.denom()
	return z.quotient(a, b, uint(max(a.BitLen(), b.BitLen(), 64)))
}

// quotient is a/b, with that precision where z has none.
func (z *Float) quotient(a, b *Int, prec uint) *Float {
	z.need(prec)
	shift := max(0, int(z.prec)+2+b.BitLen()-a.BitLen())
	q, r := div(shl(a.abs, uint(shift)), b.abs)
	return z.round(a.neg != b.neg, q, -shift, len(r) > 0)
}

func (z *Float) Abs(x *Float) *Float {
	z.Set(x)
	z.neg = false
	return z
}

func (z *Float) Neg(x *Float) *Float {
	z.Set(x)
	z.neg = !z.neg
	return z
}

// aligned is both mantissas under one exponent, with signs.
func aligned(x, y *Float) (a, b *Int, exp int) {
	exp = min(x.exp, y.exp)
	a = &Int{x.neg && len(x.mant) > 0, shl(x.mant, uint(x.exp-exp))}
	b = &Int{y.neg && len(y.mant) > 0, shl(y.mant, uint(y.exp-exp))}
	return a, b, exp
}

func (z *Float) plus(x, y *Float, yneg bool, what string) *Float {
	z.need(uint(max(x.prec, y.prec)))
	switch {
	case x.inf && y.inf && x.neg != yneg:
		panic(ErrNaN{what + " of infinities with " + map[bool]string{true: "equal", false: "opposite"}[what == "subtraction"] + " signs"})
	case x.inf:
		return z.SetInf(x.neg)
	case y.inf:
		return z.SetInf(yneg)
	case len(y.mant) == 0 && len(x.mant) > 0:
		return z.round(x.neg, x.mant, x.exp, false)
	case len(x.mant) == 0 && len(y.mant) > 0:
		return z.round(yneg, y.mant, y.exp, false)
	}
	a, b, exp := aligned(x, &Float{neg: yneg, mant: y.mant, exp: y.exp})
	zero := x.neg && yneg && len(x.mant) == 0
	a.Add(a, b)
	return z.round(a.neg || zero || len(a.abs) == 0 && z.mode == ToNegativeInf && x.neg != yneg, a.abs, exp, false)
}

func (z *Float) Add(x, y *Float) *Float { return z.plus(x, y, y.neg, "addition") }
func (z *Float) Sub(x, y *Float) *Float { return z.plus(x, y, !y.neg, "subtraction") }

func (z *Float) Mul(x, y *Float) *Float {
	z.need(uint(max(x.prec, y.prec)))
	neg := x.neg != y.neg
	if x.inf || y.inf {
		if x.Sign() == 0 || y.Sign() == 0 {
			panic(ErrNaN{"multiplication of zero with infinity"})
		}
		return z.SetInf(neg)
	}
	return z.round(neg, mul(x.mant, y.mant), x.exp+y.exp, false)
}

func (z *Float) Quo(x, y *Float) *Float {
	z.need(uint(max(x.prec, y.prec)))
	neg := x.neg != y.neg
	switch {
	case x.Sign() == 0 && y.Sign() == 0 || x.inf && y.inf:
		panic(ErrNaN{"division of zero by zero or infinity by infinity"})
	case x.inf || y.Sign() == 0:
		return z.SetInf(neg)
	case y.inf:
		return z.round(neg, nil, 0, false)
	}
	exp := x.exp - y.exp
	z.quotient(&Int{neg, x.mant}, &Int{false, y.mant}, 0)
	if len(z.mant) > 0 {
		z.exp += exp
	}
	return z
}

func (z *Float) Sqrt(x *Float) *Float {
	z.need(uint(x.prec))
	switch {
	case x.Sign() < 0:
		panic(ErrNaN{"square root of negative operand"})
	case x.inf || x.Sign() == 0:
		return z.Set(x)
	}
	shift := max(0, 2*int(z.prec)+4-x.mant.bitLen())
	if (x.exp-shift)%2 != 0 {
		shift++
	}
	m := nat(shl(x.mant, uint(shift)))
	root := nat(sqrt(m))
	z.round(false, root, (x.exp-shift)/2, nat(mul(root, root)).cmp(m) != 0)
	z.acc = Exact // as Go has it
	return z
}

func (x *Float) Cmp(y *Float) int {
	if x.inf || y.inf || x.Sign() != y.Sign() {
		return sign(rank(x) - rank(y))
	}
	a, b, _ := aligned(x, y)
	return a.Cmp(b)
}

func rank(x *Float) int {
	if x.inf {
		return 2 * x.Sign()
	}
	return x.Sign()
}

func (x *Float) MantExp(mant *Float) (exp int) {
	if len(x.mant) > 0 {
		exp = x.top()
	}
	if mant != nil {
		mant.Copy(x)
		if len(x.mant) > 0 {
			mant.exp -= exp
		}
	}
	return exp
}

func (z *Float) SetMantExp(mant *Float, exp int) *Float {
	z.Set(mant)
	if len(z.mant) > 0 {
		z.exp += exp
	}
	return z
}
