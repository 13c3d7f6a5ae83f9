// Package strconv turns basic values into text and back.
package strconv

import "errors"

// IntSize is the size of an int in bits.
const IntSize = 64

var (
	ErrRange  = errors.New("value out of range")
	ErrSyntax = errors.New("invalid syntax")
)

// NumError says which number could not be read, and why.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

func failure(fn, s string, status int) error {
	if status == 1 {
		return &NumError{fn, s, ErrSyntax}
	}
	return &NumError{fn, s, ErrRange}
}

func badArgument(fn, s, what string, n int) error {
	return &NumError{fn, s, errors.New("invalid " + what + " " + Itoa(n))}
}

// parseInt, parseUint and parseFloat return a status: 0 good, 1 syntax, 2 range.
func parseInt(s string, base, bits int) (v int64, status int)
func parseUint(s string, base, bits int) (v uint64, status int)
func parseFloat(s string, bits int) (v float64, status int)

func Atoi(s string) (int, error) {
	v, status := parseInt(s, 10, 64)
	if status != 0 {
		return int(v), failure("Atoi", s, status)
	}
	return int(v), nil
}

func ParseInt(s string, base int, bitSize int) (int64, error) {
	if s != "" {
		if base != 0 && (base < 2 || base > 36) {
			return 0, badArgument("ParseInt", s, "base", base)
		}
		if bitSize < 0 || bitSize > 64 {
			return 0, badArgument("ParseInt", s, "bit size", bitSize)
		}
	}
	v, status := parseInt(s, base, bitSize)
	if status != 0 {
		return v, failure("ParseInt", s, status)
	}
	return v, nil
}

func ParseUint(s string, base int, bitSize int) (uint64, error) {
	if s != "" {
		if base != 0 && (base < 2 || base > 36) {
			return 0, badArgument("ParseUint", s, "base", base)
		}
		if bitSize < 0 || bitSize > 64 {
			return 0, badArgument("ParseUint", s, "bit size", bitSize)
		}
	}
	v, status := parseUint(s, base, bitSize)
	if status != 0 {
		return v, failure("ParseUint", s, status)
	}
	return v, nil
}

func ParseFloat(s string, bitSize int) (float64, error) {
	v, status := parseFloat(s, bitSize)
	if status != 0 {
		return v, failure("ParseFloat", s, status)
	}
	return v, nil
}

func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, failure("ParseBool", str, 1)
}

func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

func Itoa(i int) string
func formatInt(i int64, base int, signed bool) string
func FormatFloat(f float64, fmt byte, prec, bitSize int) string

func FormatInt(i int64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatInt(i, base, true)
}

func FormatUint(i uint64, base int) string {
	if base < 2 || base > 36 {
		panic("strconv: illegal AppendInt/FormatInt base")
	}
	return formatInt(int64(i), base, false)
}

func AppendInt(dst []byte, i int64, base int) []byte { return append(dst, FormatInt(i, base)...) }

func AppendUint(dst []byte, i uint64, base int) []byte { return append(dst, FormatUint(i, base)...) }

func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return append(dst, FormatFloat(f, fmt, prec, bitSize)...)
}

func AppendBool(dst []byte, b bool) []byte { return append(dst, FormatBool(b)...) }

// quoteWith quotes s; quoteRune quotes r.
func quoteWith(s string, ascii bool) string
func quoteRune(r rune, ascii bool) string

func Quote(s string) string                   { return quoteWith(s, false) }
func QuoteToASCII(s string) string            { return quoteWith(s, true) }
func QuoteRune(r rune) string                 { return quoteRune(r, false) }
func QuoteRuneToASCII(r rune) string          { return quoteRune(r, true) }

// QuoteToGraphic quotes s with all graphic characters as they are: the printable ones and the spaces.
func QuoteToGraphic(s string) string {
	var out []byte
	from := 0
	for i, r := range s {
		if IsGraphic(r) && !IsPrint(r) {
			q := Quote(s[from:i])
			out = append(append(out, q[1:len(q)-1]...), string(r)...)
			from = i + len(string(r))
		}
	}
	q := Quote(s[from:])
	return `"` + string(out) + q[1:]
}

func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return append(dst, QuoteToGraphic(s)...)
}

func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToGraphic(r)...)
}

func QuoteRuneToGraphic(r rune) string {
	if IsGraphic(r) && !IsPrint(r) {
		return "'" + string(r) + "'"
	}
	return quoteRune(r, false)
}

func AppendQuote(dst []byte, s string) []byte { return append(dst, Quote(s)...) }
func AppendQuoteToASCII(dst []byte, s string) []byte {
	return append(dst, QuoteToASCII(s)...)
}
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, QuoteRune(r)...) }
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte {
	return append(dst, QuoteRuneToASCII(r)...)
}

func CanBackquote(s string) bool
func IsPrint(r rune) bool

func IsGraphic(r rune) bool {
	switch r {
	case 0xa0, 0x1680, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a || IsPrint(r)
}

func unquote(s string) (text string, ok bool)

func Unquote(s string) (string, error) {
	if t, ok := unquote(s); ok {
		return t, nil
	}
	return "", ErrSyntax
}

// unquoteChar returns a length of 0 for what is wrong.
func unquoteChar(s string, quote byte) (value rune, multibyte bool, n int)

func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	value, multibyte, n := unquoteChar(s, quote)
	if n == 0 {
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s[n:], nil
}

func ParseComplex(s string, bitSize int) (complex128, error) {
	body := s
	if len(body) > 1 && body[0] == '(' && body[len(body)-1] == ')' {
		body = body[1 : len(body)-1]
	}
	if body == "" || body[len(body)-1] != 'i' {
		re, err := ParseFloat(body, bitSize/2)
		if err != nil {
			return 0, &NumError{"ParseComplex", s, errors.Unwrap(err)}
		}
		return complex(re, 0), nil
	}
	body = body[:len(body)-1]
	at := 0
	for i := len(body) - 1; i > 0; i-- {
		if (body[i] == '+' || body[i] == '-') && body[i-1] != 'e' && body[i-1] != 'E' {
			at = i
			break
		}
	}
	var re float64
	var err error
	if at > 0 {
		re, err = ParseFloat(body[:at], bitSize/2)
		if err != nil {
			return 0, &NumError{"ParseComplex", s, errors.Unwrap(err)}
		}
	}
	if at > 0 && body[at] == '+' {
		at++ // so that a NaN is read
	}
	im, err := ParseFloat(body[at:], bitSize/2)
	if err != nil {
		return 0, &NumError{"ParseComplex", s, errors.Unwrap(err)}
	}
	return complex(re, im), nil
}

func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	im := FormatFloat(imag(c), fmt, prec, bitSize/2)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, bitSize/2) + im + "i)"
}

// QuotedPrefix is the quoted string that s begins with.
func QuotedPrefix(s string) (string, error) {
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && s[0] != '`':
			i++
		case s[i] == s[0]:
			if _, ok := unquote(s[:i+1]); ok {
				return s[:i+1], nil
			}
			return "", ErrSyntax
		}
	}
	return "", ErrSyntax
}
