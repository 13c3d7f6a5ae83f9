package big

// Negative numbers are seen in two's complement, as if they had endless ones before them.

func (x *Int) Bit(i int) uint {
	if i < 0 {
		panic("negative bit index")
	}
	if x.neg {
		return nat(sub(x.abs, nat{1})).bit(i) ^ 1
	}
	return x.abs.bit(i)
}

func (z *Int) SetBit(x *Int, i int, b uint) *Int {
	if i < 0 {
		panic("negative bit index")
	}
	mask := new(Int).Lsh(intOne, uint(i))
	if b == 0 {
		return z.AndNot(x, mask)
	}
	return z.Or(x, mask)
}

func (z *Int) Not(x *Int) *Int { return z.Sub(z.Neg(x), intOne) }

// digits of x in two's complement, n of them.
func (x *Int) digits(n int) nat {
	out := make(nat, n)
	if !x.neg {
		copy(out, x.abs)
		return out
	}
	copy(out, sub(x.abs, nat{1}))
	for i := range out {
		out[i] = ^out[i]
	}
	return out
}

func (z *Int) combine(x, y *Int, f func(x, y Word) Word) *Int {
	n := max(len(x.abs), len(y.abs)) + 1
	a, b := x.digits(n), y.digits(n)
	for i := range a {
		a[i] = f(a[i], b[i])
	}
	if a[n-1]>>63 == 0 {
		return z.set(false, trimmed(a))
	}
	for i := range a {
		a[i] = ^a[i]
	}
	return z.set(true, add(trimmed(a), nat{1}))
}

func (z *Int) And(x, y *Int) *Int { return z.combine(x, y, func(x, y Word) Word { return x & y }) }
func (z *Int) Or(x, y *Int) *Int  { return z.combine(x, y, func(x, y Word) Word { return x | y }) }
func (z *Int) Xor(x, y *Int) *Int { return z.combine(x, y, func(x, y Word) Word { return x ^ y }) }

func (z *Int) AndNot(x, y *Int) *Int {
	return z.combine(x, y, func(x, y Word) Word { return x &^ y })
}
