package big

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

func (x *Int) Text(base int) string {
	if x == nil {
		return "<nil>"
	}
	s := digitsOf(x.abs, base)
	if x.neg {
		return "-" + s
	}
	return s
}

func digitsOf(x nat, base int) string {
	if base <= 36 {
		return text(x, base)
	}
	const all = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	out := []byte{}
	for len(x) > 0 {
		q, r := div(x, nat{Word(base)})
		out = append(out, all[nat(r).low()])
		x = q
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	if len(out) == 0 {
		return "0"
	}
	return string(out)
}

func (x *Int) String() string { return x.Text(10) }

func (x *Int) Append(buf []byte, base int) []byte { return append(buf, x.Text(base)...) }

// SetString reads a number of that base; base 0 lets a prefix say it, and allows underscores.
func (z *Int) SetString(s string, base int) (*Int, bool) {
	neg := strings.HasPrefix(s, "-")
	if neg || strings.HasPrefix(s, "+") {
		s = s[1:]
	}
	abs, ok := natural(s, base)
	if !ok {
		return nil, false
	}
	return z.set(neg, abs), true
}

// natural reads digits without a sign.
func natural(s string, base int) (nat, bool) {
	if base == 0 {
		if s, base = prefixed(s); strings.Contains(s, "_") {
			if base == 10 && s[0] == '_' || s[len(s)-1] == '_' || strings.Contains(s, "__") {
				return nil, false
			}
			s = strings.ReplaceAll(s, "_", "")
		}
	}
	if s == "" {
		return nil, false
	}
	abs := nat(nil)
	for i := 0; i < len(s); i++ {
		d := digit(s[i], base)
		if d >= base {
			return nil, false
		}
		if base > 36 {
			abs = add(mul(abs, nat{Word(base)}), small(uint64(d)))
		}
	}
	if base <= 36 {
		abs = parse(s, base)
	}
	return abs, true
}

func prefixed(s string) (rest string, base int) {
	if len(s) < 2 || s[0] != '0' {
		return s, 10
	}
	switch s[1] | 0x20 {
	case 'x':
		return s[2:], 16
	case 'b':
		return s[2:], 2
	case 'o':
		return s[2:], 8
	}
	return s[1:], 8
}

func digit(c byte, base int) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z' && base <= 36:
		return int(c-'A') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 36
	}
	return 99
}

// Format prints with the verbs of whole numbers.
func (x *Int) Format(s fmt.State, ch rune) {
	base, prefix := 10, ""
	switch ch {
	case 'b':
		base, prefix = 2, "0b"
	case 'o':
		base, prefix = 8, "0"
	case 'O':
		base = 8
	case 'x', 'X':
		base, prefix = 16, "0"+string(ch)
	case 'd', 's', 'v':
	default:
		fmt.Fprintf(s, "%%!%c(big.Int=%s)", ch, x.String())
		return
	}
	if x == nil {
		fmt.Fprint(s, "<nil>")
		return
	}
	if !s.Flag('#') {
		prefix = ""
	}
	if ch == 'O' {
		prefix = "0o"
	}
	digits := digitsOf(x.abs, base)
	if ch == 'X' {
		digits = strings.ToUpper(digits)
	}
	mark := ""
	switch {
	case x.neg:
		mark = "-"
	case s.Flag('+'):
		mark = "+"
	case s.Flag(' '):
		mark = " "
	}
	prec, hasPrec := s.Precision()
	if hasPrec {
		if prec > len(digits) {
			digits = strings.Repeat("0", prec-len(digits)) + digits
		}
		if digits == "0" && prec == 0 {
			return
		}
	}
	io.WriteString(s, fill(s, mark+prefix, digits, !hasPrec))
}

// fill pads to the width of the state.
func fill(s fmt.State, mark, digits string, zeros bool) string {
	width, _ := s.Width()
	n := max(0, width-len(mark)-len(digits))
	switch {
	case s.Flag('-'):
		return mark + digits + strings.Repeat(" ", n)
	case s.Flag('0') && zeros:
		return mark + strings.Repeat("0", n) + digits
	}
	return strings.Repeat(" ", n) + mark + digits
}

// word reads the next characters that may stand in a number.
func word(s fmt.ScanState) (string, error) {
	s.SkipSpace()
	tok, err := s.Token(false, func(r rune) bool {
		return strings.ContainsRune("+-._/", r) || digit(byte(r), 36) < 36 && r < 0x80
	})
	return string(tok), err
}

func (z *Int) Scan(s fmt.ScanState, ch rune) error {
	base := 0
	switch ch {
	case 'b':
		base = 2
	case 'o':
		base = 8
	case 'd':
		base = 10
	case 'x', 'X':
		base = 16
	case 's', 'v':
	default:
		return errors.New("Int.Scan: invalid verb")
	}
	tok, err := word(s)
	if err != nil {
		return err
	}
	if _, ok := z.SetString(tok, base); !ok {
		return errors.New("number has no digits")
	}
	return nil
}

func (x *Int) MarshalText() (text []byte, err error) { return []byte(x.String()), nil }

func (x *Int) AppendText(b []byte) (text []byte, err error) { return x.Append(b, 10), nil }

func (z *Int) UnmarshalText(text []byte) error {
	if _, ok := z.SetString(string(text), 0); !ok {
		return fmt.Errorf("math/big: cannot unmarshal %q into a *big.Int", text)
	}
	return nil
}

func (x *Int) MarshalJSON() ([]byte, error) {
	if x == nil {
		return []byte("null"), nil
	}
	return []byte(x.String()), nil
}

func (z *Int) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		return nil
	}
	return z.UnmarshalText(text)
}
