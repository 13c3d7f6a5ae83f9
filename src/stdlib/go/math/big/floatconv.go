package big

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// Int is x cut off to a whole number; nil for an infinity.
func (x *Float) Int(z *Int) (*Int, Accuracy) {
	if z == nil {
		z = new(Int)
	}
	if x.inf {
		return nil, Accuracy(-x.Sign())
	}
	if x.exp >= 0 {
		return z.set(x.neg, shl(x.mant, uint(x.exp))), Exact
	}
	return z.set(x.neg, shr(x.mant, uint(-x.exp))), Accuracy(-x.Sign())
}

func (x *Float) Int64() (int64, Accuracy) {
	i, acc := x.Int(nil)
	switch {
	case i != nil && i.IsInt64():
		return i.Int64(), acc
	case x.neg:
		return math.MinInt64, Above
	}
	return math.MaxInt64, Below
}

func (x *Float) Uint64() (uint64, Accuracy) {
	i, acc := x.Int(nil)
	switch {
	case i != nil && i.IsUint64():
		if x.neg && len(x.mant) > 0 {
			return 0, Above
		}
		return i.Uint64(), acc
	case x.neg:
		return 0, Above
	}
	return math.MaxUint64, Below
}

func (x *Float) Rat(z *Rat) (*Rat, Accuracy) {
	if x.inf {
		return nil, Accuracy(-x.Sign())
	}
	if z == nil {
		z = new(Rat)
	}
	return z.binary(&Int{x.neg && len(x.mant) > 0, x.mant}, x.exp), Exact
}

// nearest rounds to a hardware number of so many bits, whose least power is 2**least.
func (x *Float) nearest(prec, least, most int) (float64, Accuracy) {
	sign := 1.0
	if x.neg {
		sign = -1
	}
	if x.inf {
		return math.Inf(int(sign)), Exact
	}
	if len(x.mant) == 0 {
		return math.Copysign(0, sign), Exact
	}
	prec = min(prec, x.top()-least)
	if prec <= 0 {
		// below the least number: half of it and less is 0
		if prec < 0 || len(x.mant) == 1 && x.mant[0] == 1 {
			return math.Copysign(0, sign), Accuracy(-x.Sign())
		}
		return sign * math.Ldexp(1, least), Accuracy(x.Sign())
	}
	r := &Float{prec: uint32(prec)}
	r.round(x.neg, x.mant, x.exp, false)
	if r.top() > most {
		return math.Inf(int(sign)), Accuracy(x.Sign())
	}
	return sign * math.Ldexp(float64(r.mant.low()), r.exp), r.acc
}

func (x *Float) Float64() (float64, Accuracy) { return x.nearest(53, -1074, 1024) }

func (x *Float) Float32() (float32, Accuracy) {
	f, acc := x.nearest(24, -149, 128)
	return float32(f), acc
}

// SetString reads a number as Parse with base 0 does.
func (z *Float) SetString(s string) (*Float, bool) {
	if f, _, err := z.Parse(s, 0); err == nil {
		return f, true
	}
	return nil, false
}

func ParseFloat(s string, base int, prec uint, mode RoundingMode) (f *Float, b int, err error) {
	return new(Float).SetPrec(prec).SetMode(mode).Parse(s, base)
}

func (z *Float) Parse(s string, base int) (f *Float, b int, err error) {
	z.need(64)
	switch strings.TrimLeft(s, "+-") {
	case "Inf", "inf":
		return z.SetInf(s[0] == '-'), 0, nil
	}
	m, exp2, exp10, neg, ok := scientific(s, base)
	if base == 0 {
		base = 10
	}
	if !ok {
		if s == "" {
			return nil, 0, io.EOF
		}
		return nil, 0, fmt.Errorf("number has no digits")
	}
	if e := m.abs.bitLen() + exp2 + exp10; len(m.abs) > 0 && (e < MinExp || e > MaxExp) {
		return nil, base, fmt.Errorf("exponent overflow")
	}
	size := max(exp10, -exp10)
	if size > 5000 {
		z.scaled(m, exp10, exp2)
		z.neg = neg
	} else {
		p := new(Int).Exp(NewInt(10), NewInt(int64(size)), nil)
		if exp10 >= 0 {
			z.round(neg, mul(m.abs, p.abs), 0, false)
		} else {
			z.quotient(m, p, 64)
			z.neg = neg
		}
		if len(z.mant) > 0 {
			z.exp += exp2
		}
	}
	if top := z.top(); len(z.mant) > 0 && top > MaxExp {
		z.SetInf(neg)
	} else if len(z.mant) > 0 && top < MinExp {
		z.mant, z.exp = nil, 0
	}
	return z, base, nil
}

// scaled is m * 10**exp10 * 2**exp2 where the power has too many digits to be exact.
func (z *Float) scaled(m *Int, exp10, exp2 int) {
	const most = 1 << 30 // beyond it there is no exponent
	z.round(false, m.abs, 0, false)
	if len(z.mant) == 0 {
		return
	}
	prec := uint(z.prec) + 64
	power, square := new(Float).SetPrec(prec).SetInt64(1), new(Float).SetPrec(prec).SetInt64(5)
	for n := min(max(exp10, -exp10), most); n > 0; n >>= 1 {
		if n&1 == 1 {
			power.Mul(power, square)
		}
		square.Mul(square, square)
	}
	x := new(Float).SetPrec(prec).SetInt(m)
	if exp10 > 0 {
		z.Mul(x, power)
	} else {
		z.Quo(x, power)
	}
	z.exp += exp10 + exp2
}

// decimal digits of a number: 0.ddd * 10**point.
type decimal struct {
	digits []byte
	point  int
}

func exactly(m nat, exp int) (d decimal) {
	if exp >= 0 {
		d.digits = []byte(text(shl(m, uint(exp)), 10))
		d.point = len(d.digits)
	} else {
		d.digits = []byte(text(mul(m, pow(nat{5}, uint(-exp))), 10))
		d.point = len(d.digits) + exp
	}
	d.trim()
	return d
}

func (d *decimal) trim() {
	for len(d.digits) > 0 && d.digits[len(d.digits)-1] == '0' {
		d.digits = d.digits[:len(d.digits)-1]
	}
	if len(d.digits) == 0 {
		d.point = 0
	}
}

func (d *decimal) at(i int) byte {
	if i < len(d.digits) {
		return d.digits[i]
	}
	return '0'
}

// round keeps n digits; halves go to the even one.
func (d *decimal) round(n int) {
	if n < 0 || n >= len(d.digits) {
		return
	}
	up := d.digits[n] >= '5'
	if d.digits[n] == '5' && n+1 == len(d.digits) {
		up = n > 0 && d.digits[n-1]&1 == 1
	}
	if up {
		d.up(n)
		return
	}
	d.digits = d.digits[:n]
	d.trim()
}

func (d *decimal) up(n int) {
	for n > 0 && d.digits[n-1] == '9' {
		n--
	}
	if n == 0 {
		d.digits, d.point = []byte{'1'}, d.point+1
		return
	}
	d.digits[n-1]++
	d.digits = d.digits[:n]
}

// shortest keeps as many digits as tell x from its neighbours.
func (d *decimal) shortest(x *Float) {
	shift := int(x.prec) + 1 - x.mant.bitLen()
	m := nat(shl(x.mant, uint(shift)))
	lower, upper := exactly(sub(m, nat{1}), x.exp-shift), exactly(add(m, nat{1}), x.exp-shift)
	inclusive := m.bit(1) == 0
	for i, c := range d.digits {
		l, u := lower.at(i), upper.at(i)
		down := l != c || inclusive && i+1 == len(lower.digits)
		up := c != u && (inclusive || c+1 < u || i+1 < len(upper.digits))
		switch {
		case down && up:
			d.round(i + 1)
			return
		case down:
			d.digits = d.digits[:i+1]
			d.trim()
			return
		case up:
			d.up(i + 1)
			return
		}
	}
}

func (x *Float) String() string { return x.Text('g', 10) }

// Text is x in the format of strconv.FormatFloat.
func (x *Float) Text(format byte, prec int) string {
	if x == nil {
		return "<nil>"
	}
	sign := ""
	if x.neg {
		sign = "-"
	}
	if x.inf {
		if !x.neg {
			sign = "+"
		}
		return sign + "Inf"
	}
	return sign + x.unsigned(format, prec)
}

func (x *Float) unsigned(format byte, prec int) string {
	switch format {
	case 'b', 'p':
		return x.binaryText(format)
	}
	d := exactly(x.mant, x.exp)
	short := prec < 0
	if short {
		d.shortest(x)
		switch format {
		case 'e', 'E':
			prec = max(len(d.digits)-1, 0)
		case 'f':
			prec = max(len(d.digits)-d.point, 0)
		case 'g', 'G':
			prec = len(d.digits)
		}
	} else {
		switch format {
		case 'e', 'E':
			d.round(1 + prec)
		case 'f':
			d.round(d.point + prec)
		case 'g', 'G':
			prec = max(prec, 1)
			d.round(prec)
		}
	}
	switch format {
	case 'e', 'E':
		return d.scientific(format, prec)
	case 'f':
		return d.fixed(prec)
	case 'g', 'G':
		limit := prec
		if limit > len(d.digits) && len(d.digits) >= d.point {
			limit = len(d.digits)
		}
		if short {
			limit = 6
		}
		if e := d.point - 1; e < -4 || e >= limit {
			return d.scientific(format+'e'-'g', min(prec, len(d.digits))-1)
		}
		return d.fixed(max(len(d.digits)-d.point, 0))
	}
	return "%" + string(format)
}

func (x *Float) binaryText(format byte) string {
	if len(x.mant) == 0 {
		return "0"
	}
	if format == 'b' {
		shift := int(x.prec) - x.mant.bitLen()
		return text(shl(x.mant, uint(shift)), 10) + "p" + signed(x.exp-shift)
	}
	m := nat(shl(x.mant, uint((4-x.mant.bitLen()%4)%4)))
	return "0x." + strings.TrimRight(text(m, 16), "0") + "p" + signed(x.top())
}

func signed(n int) string {
	if n < 0 {
		return strconv.Itoa(n)
	}
	return "+" + strconv.Itoa(n)
}

func (d *decimal) scientific(e byte, prec int) string {
	out := []byte{d.at(0)}
	if prec > 0 {
		out = append(out, '.')
		for i := range prec {
			out = append(out, d.at(i+1))
		}
	}
	exp, mark := 0, byte('+')
	if len(d.digits) > 0 {
		exp = d.point - 1
	}
	if exp < 0 {
		exp, mark = -exp, '-'
	}
	out = append(out, e, mark)
	if exp < 10 {
		out = append(out, '0')
	}
	return string(strconv.AppendInt(out, int64(exp), 10))
}

func (d *decimal) fixed(prec int) string {
	out := []byte{}
	for i := range max(d.point, 0) {
		out = append(out, d.at(i))
	}
	if len(out) == 0 {
		out = append(out, '0')
	}
	if prec > 0 {
		out = append(out, '.')
		for i := range prec {
			c := byte('0')
			if k := d.point + i; k >= 0 {
				c = d.at(k)
			}
			out = append(out, c)
		}
	}
	return string(out)
}

func (x *Float) Append(buf []byte, fmt byte, prec int) []byte {
	return append(buf, x.Text(fmt, prec)...)
}

// Format prints with the verbs of floating-point numbers.
func (x *Float) Format(s fmt.State, format rune) {
	prec, has := s.Precision()
	if !has {
		prec = 6
	}
	switch format {
	case 'e', 'E', 'f', 'b', 'p':
	case 'F':
		format = 'f'
	case 'g', 'G', 'v':
		if format == 'v' {
			format = 'g'
		}
		if !has {
			prec = -1
		}
	default:
		fmt.Fprintf(s, "%%!%c(*big.Float=%s)", format, x.String())
		return
	}
	t := x.Text(byte(format), prec)
	mark := ""
	switch {
	case t[0] == '-':
		mark, t = "-", t[1:]
	case t[0] == '+':
		if mark, t = "+", t[1:]; s.Flag(' ') {
			mark = " "
		}
	case s.Flag('+'):
		mark = "+"
	case s.Flag(' '):
		mark = " "
	}
	io.WriteString(s, fill(s, mark, t, !x.inf))
}

func (x *Float) MarshalText() (text []byte, err error) {
	if x == nil {
		return []byte("<nil>"), nil
	}
	return []byte(x.Text('g', -1)), nil
}

func (z *Float) UnmarshalText(text []byte) error {
	if _, _, err := z.Parse(string(text), 0); err != nil {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Float (%v)", text, err)
	}
	return nil
}

func (z *Float) Scan(s fmt.ScanState, ch rune) error {
	tok, err := word(s)
	if err != nil {
		return err
	}
	_, _, err = z.Parse(tok, 0)
	return err
}
