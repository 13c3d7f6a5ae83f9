package big

import "math/rand"

// Sqrt is the root, rounded down.
func (z *Int) Sqrt(x *Int) *Int {
	if x.neg {
		panic("square root of negative number")
	}
	return z.set(false, sqrt(x.abs))
}

// GCD sets z to the greatest common divisor and x, y so that z = a*x + b*y, where they are not nil.
func (z *Int) GCD(x, y, a, b *Int) *Int {
	// (d, s, t) with d = a*s + b*t
	d, s, t := new(Int).Set(a), NewInt(1), NewInt(0)
	e, u, v := new(Int).Set(b), NewInt(0), NewInt(1)
	if x == nil && y == nil {
		return z.set(false, gcd(a.abs, b.abs))
	}
	if d.neg {
		d.Neg(d)
		s.Neg(s)
	}
	if e.neg {
		e.Neg(e)
		v.Neg(v)
	}
	for e.Sign() != 0 {
		q, r := new(Int).QuoRem(d, e, new(Int))
		d, s, t, e, u, v = e, u, v, r, new(Int).Sub(s, new(Int).Mul(q, u)), new(Int).Sub(t, new(Int).Mul(q, v))
	}
	if x != nil {
		x.Set(s)
	}
	if y != nil {
		y.Set(t)
	}
	return z.Set(d)
}

// ModInverse is the inverse of g in the ring of n; nil when there is none.
func (z *Int) ModInverse(g, n *Int) *Int {
	m := new(Int).Abs(n)
	x, d := new(Int), new(Int)
	d.GCD(x, nil, new(Int).Mod(g, m), m)
	if d.Cmp(intOne) != 0 {
		return nil
	}
	return z.Mod(x, m)
}

// MulRange is the product of all whole numbers from a to b.
func (z *Int) MulRange(a, b int64) *Int {
	switch {
	case a > b:
		return z.SetInt64(1)
	case a <= 0 && b >= 0:
		return z.SetInt64(0)
	}
	return z.Set(product(a, b))
}

func product(a, b int64) *Int {
	if b-a < 8 {
		p := NewInt(a)
		for i := a + 1; i <= b; i++ {
			p.Mul(p, NewInt(i))
		}
		return p
	}
	m := a + (b-a)/2
	return new(Int).Mul(product(a, m), product(m+1, b))
}

// Binomial is n over k.
func (z *Int) Binomial(n, k int64) *Int {
	if k > n {
		return z.SetInt64(0)
	}
	if k > n-k {
		k = n - k
	}
	p := NewInt(1)
	for i := int64(1); i <= k; i++ {
		p.Mul(p, NewInt(n-k+i))
		p.Quo(p, NewInt(i))
	}
	return z.Set(p)
}

var firstPrimes = []uint64{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53}

// ProbablyPrime asks Miller and Rabin about the first primes as bases, which is certain below 2**64, and
// about n more.
func (x *Int) ProbablyPrime(n int) bool {
	if n < 0 {
		panic("negative n for ProbablyPrime")
	}
	if x.neg || len(x.abs) == 0 || x.abs.cmp(nat{1}) == 0 {
		return false
	}
	for _, p := range firstPrimes {
		if _, r := div(x.abs, nat{Word(p)}); len(r) == 0 {
			return x.abs.cmp(nat{Word(p)}) == 0
		}
	}
	less := new(Int).Sub(x, intOne)
	k := less.TrailingZeroBits()
	odd := new(Int).Rsh(less, k)
	for _, p := range firstPrimes {
		if !x.passes(new(Int).SetUint64(p), less, odd, k) {
			return false
		}
	}
	if len(x.abs) == 1 {
		return true
	}
	rnd := rand.New(rand.NewSource(int64(x.abs[0])))
	for range n {
		base := new(Int).Rand(rnd, less)
		if base.Cmp(intOne) > 0 && !x.passes(base, less, odd, k) {
			return false
		}
	}
	return true
}

// passes is one round of Miller and Rabin: less = x-1 = odd << k.
func (x *Int) passes(base, less, odd *Int, k uint) bool {
	y := new(Int).Exp(base, odd, x)
	if y.Cmp(intOne) == 0 || y.Cmp(less) == 0 {
		return true
	}
	for range k - 1 {
		y.Mod(y.Mul(y, y), x)
		if y.Cmp(less) == 0 {
			return true
		}
	}
	return false
}

// Jacobi is the Jacobi symbol of x over an odd y.
func Jacobi(x, y *Int) int {
	if y.abs.bit(0) == 0 {
		panic("big: invalid 2nd argument to Int.Jacobi: need odd integer but got " + y.String())
	}
	a, b, j := new(Int).Set(x), new(Int).Set(y), 1
	if b.neg {
		if a.neg {
			j = -1
		}
		b.neg = false
	}
	for {
		if b.Cmp(intOne) == 0 {
			return j
		}
		if a.Mod(a, b); a.Sign() == 0 {
			return 0
		}
		s := a.TrailingZeroBits()
		if s&1 != 0 && (b.abs[0]&7 == 3 || b.abs[0]&7 == 5) {
			j = -j
		}
		c := new(Int).Rsh(a, s)
		if b.abs[0]&3 == 3 && c.abs[0]&3 == 3 {
			j = -j
		}
		a, b = b, c
	}
}

// ModSqrt is a root of x in the field of the odd prime p; nil when there is none.
func (z *Int) ModSqrt(x, p *Int) *Int {
	switch Jacobi(x, p) {
	case -1:
		return nil
	case 0:
		return z.SetInt64(0)
	}
	x = new(Int).Mod(x, p)
	odd := new(Int).Sub(p, intOne)
	e := odd.TrailingZeroBits()
	odd.Rsh(odd, e)
	non := NewInt(2)
	for Jacobi(non, p) != -1 {
		non.Add(non, intOne)
	}
	// Tonelli and Shanks
	y := new(Int).Exp(x, new(Int).Rsh(new(Int).Add(odd, intOne), 1), p)
	b := new(Int).Exp(x, odd, p)
	g := new(Int).Exp(non, odd, p)
	for r := e; ; {
		m := uint(0)
		for t := new(Int).Set(b); t.Cmp(intOne) != 0; m++ {
			t.Mod(t.Mul(t, t), p)
		}
		if m == 0 {
			return z.Set(y)
		}
		t := new(Int).Exp(g, new(Int).Lsh(intOne, r-m-1), p)
		g.Mod(g.Mul(t, t), p)
		y.Mod(y.Mul(y, t), p)
		b.Mod(b.Mul(b, g), p)
		r = m
	}
}
