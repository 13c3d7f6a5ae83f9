package big

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Rat is a fraction in lowest terms. Its zero value is 0.
type Rat struct {
	a Int
	b Int // 0 stands for 1
}

func NewRat(a, b int64) *Rat { return new(Rat).SetFrac64(a, b) }

func (x *Rat) denom() *Int {
	if len(x.b.abs) == 0 {
		return intOne
	}
	return &x.b
}

func (z *Rat) reduce(a, b *Int) *Rat {
	if len(b.abs) == 0 {
		panic("division by zero")
	}
	num, den := a.abs, b.abs
	neg := a.neg != b.neg
	if f := nat(gcd(num, den)); f.cmp(nat{1}) != 0 {
		num, _ = div(num, f)
		den, _ = div(den, f)
	}
	z.a.set(neg, num)
	z.b.set(false, den)
	return z
}

func (z *Rat) SetFrac(a, b *Int) *Rat    { return z.reduce(a, b) }
func (z *Rat) SetFrac64(a, b int64) *Rat { return z.reduce(NewInt(a), NewInt(b)) }
func (z *Rat) SetInt(x *Int) *Rat        { return z.reduce(x, intOne) }
func (z *Rat) SetInt64(x int64) *Rat     { return z.reduce(NewInt(x), intOne) }
func (z *Rat) SetUint64(x uint64) *Rat   { return z.reduce(new(Int).SetUint64(x), intOne) }
func (z *Rat) Set(x *Rat) *Rat           { return z.reduce(&x.a, x.denom()) }
func (x *Rat) Num() *Int                 { return &x.a }
func (x *Rat) Sign() int                 { return x.a.Sign() }
func (x *Rat) IsInt() bool               { return x.denom().Cmp(intOne) == 0 }

func (x *Rat) Denom() *Int {
	if len(x.b.abs) == 0 {
		return NewInt(1)
	}
	return &x.b
}

func (z *Rat) Abs(x *Rat) *Rat {
	z.Set(x)
	z.a.neg = false
	return z
}

func (z *Rat) Neg(x *Rat) *Rat {
	z.Set(x)
	z.a.Neg(&z.a)
	return z
}

func (z *Rat) Inv(x *Rat) *Rat {
	if len(x.a.abs) == 0 {
		panic("division by zero")
	}
	return z.reduce(x.denom(), &x.a)
}

func (x *Rat) Cmp(y *Rat) int {
	return new(Int).Mul(&x.a, y.denom()).Cmp(new(Int).Mul(&y.a, x.denom()))
}

func (z *Rat) Add(x, y *Rat) *Rat {
	a := new(Int).Mul(&x.a, y.denom())
	return z.reduce(a.Add(a, new(Int).Mul(&y.a, x.denom())), new(Int).Mul(x.denom(), y.denom()))
}

func (z *Rat) Sub(x, y *Rat) *Rat {
	a := new(Int).Mul(&x.a, y.denom())
	return z.reduce(a.Sub(a, new(Int).Mul(&y.a, x.denom())), new(Int).Mul(x.denom(), y.denom()))
}

func (z *Rat) Mul(x, y *Rat) *Rat {
	return z.reduce(new(Int).Mul(&x.a, &y.a), new(Int).Mul(x.denom(), y.denom()))
}

func (z *Rat) Quo(x, y *Rat) *Rat {
	return z.reduce(new(Int).Mul(&x.a, y.denom()), new(Int).Mul(x.denom(), &y.a))
}

// SetFloat64 is exact; nil for what is no number.
func (z *Rat) SetFloat64(f float64) *Rat {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return nil
	}
	frac, exp := math.Frexp(f)
	return z.binary(NewInt(int64(math.Ldexp(frac, 53))), exp-53)
}

// binary is m * 2**exp.
func (z *Rat) binary(m *Int, exp int) *Rat {
	if exp >= 0 {
		return z.SetInt(m.Lsh(m, uint(exp)))
	}
	return z.reduce(m, new(Int).Lsh(intOne, uint(-exp)))
}

// Float64 is the nearest number, and whether it is the same.
func (x *Rat) Float64() (f float64, exact bool) {
	f, acc := new(Float).quotient(&x.a, x.denom(), 53).Float64()
	return f, acc == Exact && new(Rat).SetFloat64(f) != nil && new(Rat).SetFloat64(f).Cmp(x) == 0
}

func (x *Rat) Float32() (f float32, exact bool) {
	f, _ = new(Float).quotient(&x.a, x.denom(), 24).Float32()
	return f, new(Rat).SetFloat64(float64(f)) != nil && new(Rat).SetFloat64(float64(f)).Cmp(x) == 0
}

// SetString reads "a/b", or a decimal number with or without an exponent.
func (z *Rat) SetString(s string) (*Rat, bool) {
	if num, den, ok := strings.Cut(s, "/"); ok {
		a, ok1 := new(Int).SetString(num, 0)
		b, ok2 := natural(den, 0)
		if !ok1 || !ok2 || len(b) == 0 {
			return nil, false
		}
		return z.reduce(a, &Int{false, b}), true
	}
	m, exp2, exp10, _, ok := scientific(s, 0)
	if !ok {
		return nil, false
	}
	if len(m.abs) == 0 {
		return z.SetInt(m), true
	}
	if max(exp10, -exp10) > 1e6 || max(exp2, -exp2) > 1e7 {
		return nil, false
	}
	z.binary(m, exp2)
	p := new(Int).Exp(NewInt(10), NewInt(int64(max(exp10, -exp10))), nil)
	if exp10 < 0 {
		return z.Quo(z, new(Rat).SetInt(p)), true
	}
	return z.Mul(z, new(Rat).SetInt(p)), true
}

// scientific reads a number as m * 2**exp2 * 10**exp10; zero keeps the sign of -0.
func scientific(s string, base int) (m *Int, exp2, exp10 int, neg, ok bool) {
	neg = strings.HasPrefix(s, "-")
	if neg || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	digitBits := 0
	if base == 0 && len(s) > 1 && s[0] == '0' && strings.ContainsRune("xXbBoO", rune(s[1])) {
		s, base = prefixed(s)
		s = strings.ReplaceAll(s, "_", "")
	} else if base == 0 {
		base = 10
		s = strings.ReplaceAll(s, "_", "")
	}
	switch base {
	case 16:
		digitBits = 4
	case 8:
		digitBits = 3
	case 2:
		digitBits = 1
	}
	marks := "eEpP"
	if base == 16 {
		marks = "pP"
	}
	if i := strings.IndexAny(s, marks); i >= 0 {
		e, err := strconv.Atoi(s[i+1:])
		if err != nil {
			return nil, 0, 0, false, false
		}
		if s[i]|0x20 == 'e' {
			exp10 = e
		} else {
			exp2 = e
		}
		s = s[:i]
	}
	whole, frac, _ := strings.Cut(s, ".")
	abs, ok := natural(whole+frac, base)
	if !ok {
		return nil, 0, 0, false, false
	}
	if digitBits > 0 {
		exp2 -= digitBits * len(frac)
	} else {
		exp10 -= len(frac)
	}
	return &Int{neg && len(abs) > 0, abs}, exp2, exp10, neg, true
}

func (x *Rat) String() string { return x.a.String() + "/" + x.denom().String() }

// RatString leaves out a denominator of 1.
func (x *Rat) RatString() string {
	if x.IsInt() {
		return x.a.String()
	}
	return x.String()
}

// FloatString is the decimal form with prec digits after the point, halves rounded away from zero.
func (x *Rat) FloatString(prec int) string {
	p := new(Int).Exp(NewInt(10), NewInt(int64(prec)), nil)
	num := new(Int).Mul(new(Int).Abs(&x.a), p)
	q, r := new(Int).QuoRem(num, x.denom(), new(Int))
	if r.Lsh(r, 1).Cmp(x.denom()) >= 0 {
		q.Add(q, intOne)
	}
	s := q.String()
	if prec > 0 {
		if len(s) <= prec {
			s = strings.Repeat("0", prec+1-len(s)) + s
		}
		s = s[:len(s)-prec] + "." + s[len(s)-prec:]
	}
	if x.a.neg {
		s = "-" + s
	}
	return s
}

// FloatPrec is the number of decimal digits after the point that do not repeat, and whether that is all.
func (x *Rat) FloatPrec() (n int, exact bool) {
	d := new(Int).Set(x.denom())
	twos := int(d.TrailingZeroBits())
	d.Rsh(d, uint(twos))
	fives := 0
	for {
		q, r := new(Int).QuoRem(d, NewInt(5), new(Int))
		if r.Sign() != 0 {
			break
		}
		d, fives = q, fives+1
	}
	return max(twos, fives), d.Cmp(intOne) == 0
}

func (z *Rat) Scan(s fmt.ScanState, ch rune) error {
	tok, err := word(s)
	if err != nil {
		return err
	}
	if _, ok := z.SetString(tok); !ok {
		return errors.New("Rat.Scan: invalid syntax")
	}
	return nil
}

func (x *Rat) MarshalText() (text []byte, err error) { return []byte(x.RatString()), nil }

func (z *Rat) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text)); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Rat", text)
	}
	return nil
}
