// Package cmplx has the functions of package math for complex numbers.
package cmplx

import "math"

func Abs(x complex128) float64     { return math.Hypot(real(x), imag(x)) }
func Phase(x complex128) float64   { return math.Atan2(imag(x), real(x)) }
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }
func NaN() complex128              { return complex(math.NaN(), math.NaN()) }
func Inf() complex128              { return complex(math.Inf(1), math.Inf(1)) }

func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

func IsNaN(x complex128) bool {
	return !IsInf(x) && (math.IsNaN(real(x)) || math.IsNaN(imag(x)))
}

func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

func Rect(r, θ float64) complex128 {
	s, c := math.Sincos(θ)
	return complex(r*c, r*s)
}

func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(re, 0):
		switch {
		case re > 0 && im == 0:
			return x
		case math.IsInf(im, 0) || math.IsNaN(im):
			if re < 0 {
				return complex(0, math.Copysign(0, im))
			}
			return complex(math.Inf(1), math.NaN())
		}
	case math.IsNaN(re) && im == 0:
		return complex(math.NaN(), im)
	}
	r := math.Exp(re)
	s, c := math.Sincos(im)
	return complex(r*c, r*s)
}

func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

func Log10(x complex128) complex128 {
	z := Log(x)
	return complex(math.Log10E*real(z), math.Log10E*imag(z))
}

func Pow(x, y complex128) complex128 {
	if x == 0 {
		switch r, i := real(y), imag(y); {
		case y == 0:
			return 1
		case r < 0 && i == 0:
			return complex(math.Inf(1), 0)
		case r < 0:
			return Inf()
		case r > 0:
			return 0
		}
		return NaN()
	}
	modulus := Abs(x)
	r := math.Pow(modulus, real(y))
	arg := Phase(x)
	theta := real(y) * arg
	if imag(y) != 0 {
		r *= math.Exp(-imag(y) * arg)
		theta += imag(y) * math.Log(modulus)
	}
	s, c := math.Sincos(theta)
	return complex(r*c, r*s)
}

// Sqrt has a real part that is not negative.
func Sqrt(x complex128) complex128 {
	if imag(x) == 0 {
		if real(x) < 0 {
			return complex(0, math.Copysign(math.Sqrt(-real(x)), imag(x)))
		}
		return complex(math.Sqrt(real(x)), imag(x))
	}
	if math.IsInf(imag(x), 0) {
		return complex(math.Inf(1), imag(x))
	}
	if real(x) == 0 {
		r := math.Sqrt(0.5 * math.Abs(imag(x)))
		return complex(r, math.Copysign(r, imag(x)))
	}
	a, b, scale := real(x), imag(x), 1.0
	// away from overflow and underflow
	if math.Abs(a) > 4 || math.Abs(b) > 4 {
		a, b, scale = a*0.25, b*0.25, 2
	} else {
		a, b, scale = a*1.8014398509481984e16, b*1.8014398509481984e16, 7.450580596923828125e-9
	}
	r, t := math.Hypot(a, b), 0.0
	if a > 0 {
		t = math.Sqrt(0.5*r + 0.5*a)
		r = scale * math.Abs((0.5*b)/t)
		t *= scale
	} else {
		r = math.Sqrt(0.5*r - 0.5*a)
		t = scale * math.Abs((0.5*b)/r)
		r *= scale
	}
	return complex(t, math.Copysign(r, b))
}

func sinhcosh(x float64) (sh, ch float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	ei := 0.5 / e
	e *= 0.5
	return e - ei, e + ei
}

func Sin(x complex128) complex128 {
	s, c := math.Sincos(real(x))
	sh, ch := sinhcosh(imag(x))
	return complex(s*ch, c*sh)
}

func Cos(x complex128) complex128 {
	s, c := math.Sincos(real(x))
	sh, ch := sinhcosh(imag(x))
	return complex(c*ch, -s*sh)
}

func Sinh(x complex128) complex128 {
	s, c := math.Sincos(imag(x))
	sh, ch := sinhcosh(real(x))
	return complex(c*sh, s*ch)
}

func Cosh(x complex128) complex128 {
	s, c := math.Sincos(imag(x))
	sh, ch := sinhcosh(real(x))
	return complex(c*ch, s*sh)
}

func Tan(x complex128) complex128 {
	if math.IsInf(imag(x), 0) {
		return complex(math.Copysign(0, real(x)), math.Copysign(1, imag(x)))
	}
	d := math.Cos(2*real(x)) + math.Cosh(2*imag(x))
	if math.Abs(d) < 0.25 {
		d = tanSeries(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, math.Sinh(2*imag(x))/d)
}

func Tanh(x complex128) complex128 {
	if math.IsInf(real(x), 0) {
		return complex(math.Copysign(1, real(x)), math.Copysign(0, imag(x)))
	}
	d := math.Cosh(2*real(x)) + math.Cos(2*imag(x))
	if d == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*real(x))/d, math.Sin(2*imag(x))/d)
}

func Cot(x complex128) complex128 {
	d := math.Cosh(2*imag(x)) - math.Cos(2*real(x))
	if math.Abs(d) < 0.25 {
		d = tanSeries(x)
	}
	if d == 0 {
		return Inf()
	}
	return complex(math.Sin(2*real(x))/d, -math.Sinh(2*imag(x))/d)
}

func Asin(x complex128) complex128 {
	if imag(x) == 0 && math.Abs(real(x)) <= 1 {
		return complex(math.Asin(real(x)), imag(x))
	}
	if real(x) == 0 {
		return complex(real(x), math.Asinh(imag(x)))
	}
	ct := complex(-imag(x), real(x))
	xx := x * x
	root := Sqrt(complex(1-real(xx), -imag(xx)))
	w := Log(ct + root)
	return complex(imag(w), -real(w))
}

func Asinh(x complex128) complex128 {
	if imag(x) == 0 && math.Abs(real(x)) <= 1 {
		return complex(math.Asinh(real(x)), imag(x))
	}
	xx := x * x
	return Log(x + Sqrt(complex(1+real(xx), imag(xx))))
}

func Acos(x complex128) complex128 {
	w := Asin(x)
	return complex(math.Pi/2-real(w), -imag(w))
}

func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	w := Acos(x)
	if imag(w) <= 0 {
		return complex(-imag(w), real(w))
	}
	return complex(imag(w), -real(w))
}

func Atan(x complex128) complex128 {
	if imag(x) == 0 {
		return complex(math.Atan(real(x)), imag(x))
	}
	if real(x) == 0 && math.Abs(imag(x)) <= 1 {
		return complex(real(x), math.Atanh(imag(x)))
	}
	x2 := real(x) * real(x)
	a := 1 - x2 - imag(x)*imag(x)
	if a == 0 {
		return NaN()
	}
	t := 0.5 * math.Atan2(2*real(x), a)
	b, c := imag(x)-1, imag(x)+1
	d := x2 + b*b
	if d == 0 {
		return NaN()
	}
	return complex(math.Remainder(t, math.Pi), 0.25*math.Log((x2+c*c)/d))
}

func Atanh(x complex128) complex128 {
	z := Atan(complex(-imag(x), real(x)))
	return complex(imag(z), -real(z))
}

// fromPi is what x is more than the nearest multiple of π, in three steps so that no digits are lost.
func fromPi(x float64) float64 {
	t := float64(int64(x/math.Pi + 0.5))
	return ((x - t*3.141592502593994) - t*1.5099578831723193e-07) - t*1.0780605716316238e-14
}

// tanSeries is Cosh(2*imag(z)) - Cos(2*real(z)) near its zeros, as the sum of its series.
func tanSeries(z complex128) (sum float64) {
	x, y := fromPi(math.Abs(2*real(z))), math.Abs(2*imag(z))
	x, y = x*x, y*y
	xn, yn, factorial := 1.0, 1.0, 1.0
	for n := 1.0; ; n += 4 {
		factorial = factorial * n * (n + 1)
		xn, yn = xn*x, yn*y
		sum += (yn + xn) / factorial
		factorial = factorial * (n + 2) * (n + 3)
		xn, yn = xn*x, yn*y
		last := (yn - xn) / factorial
		sum += last
		if !(math.Abs(last/sum) > 1.0/(1<<53)) {
			return sum
		}
	}
}
