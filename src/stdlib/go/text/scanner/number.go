package scanner

import "fmt"

func lower(ch rune) rune   { return ch | 0x20 }
func decimal(ch rune) bool { return '0' <= ch && ch <= '9' }

// value of a digit; 16 for what is none.
func value(ch rune) int {
	switch {
	case decimal(ch):
		return int(ch - '0')
	case 'a' <= lower(ch) && lower(ch) <= 'f':
		return int(lower(ch)-'a') + 10
	}
	return 16
}

// literal is a number being read.
type literal struct {
	base, prefix rune
	digits       bool
	bad          rune // the first digit that the base does not have
	separators   string
}

func (l *literal) name() string {
	switch l.prefix {
	case 'b':
		return "binary literal"
	case 'o', '0':
		return "octal literal"
	case 'x':
		return "hexadecimal literal"
	}
	return "decimal literal"
}

// run reads digits and underscores.
func (s *Scanner) run(l *literal) {
	limit := 10
	if l.base == 16 {
		limit = 16
	}
	for s.ch == '_' || value(s.ch) < limit {
		if s.ch == '_' {
			l.separators += "_"
		} else {
			l.separators += "0"
			l.digits = true
			if value(s.ch) >= int(l.base) && l.bad == 0 {
				l.bad = s.ch
			}
		}
		s.step()
	}
}

// number reads a number, from behind its point where point is true.
func (s *Scanner) number(point bool) rune {
	l := &literal{base: 10}
	tok := rune(Int)
	if !point {
		s.prefix(l)
		s.run(l)
		if s.ch == '.' && s.Mode&ScanFloats != 0 {
			s.step()
			point = true
		}
	}
	if point {
		tok = Float
		if l.prefix == 'o' || l.prefix == 'b' {
			s.error("invalid radix point in " + l.name())
		}
		l.separators += "."
		s.run(l)
	}
	if !l.digits {
		s.error(l.name() + " has no digits")
	}
	if e := lower(s.ch); (e == 'e' || e == 'p') && s.Mode&ScanFloats != 0 {
		s.exponent(l, e)
		tok = Float
	} else if l.prefix == 'x' && tok == Float {
		s.error("hexadecimal mantissa requires a 'p' exponent")
	}
	if tok == Int && l.bad != 0 {
		s.error(fmt.Sprintf("invalid digit %q in %s", l.bad, l.name()))
	}
	if misplaced(l.separators) {
		s.error("'_' must separate successive digits")
	}
	return tok
}

func (s *Scanner) prefix(l *literal) {
	if s.ch != '0' {
		return
	}
	s.step()
	switch lower(s.ch) {
	case 'b':
		l.base, l.prefix = 2, 'b'
	case 'o':
		l.base, l.prefix = 8, 'o'
	case 'x':
		l.base, l.prefix = 16, 'x'
	default:
		l.base, l.prefix = 8, '0'
		l.digits = true
		l.separators = "0"
		return
	}
	s.step()
	l.separators = "0"
}

func (s *Scanner) exponent(l *literal, e rune) {
	switch {
	case e == 'e' && l.prefix != 0 && l.prefix != '0':
		s.error(fmt.Sprintf("%q exponent requires decimal mantissa", s.ch))
	case e == 'p' && l.prefix != 'x':
		s.error(fmt.Sprintf("%q exponent requires hexadecimal mantissa", s.ch))
	}
	s.step()
	if s.ch == '+' || s.ch == '-' {
		s.step()
	}
	digits := &literal{base: 10}
	s.run(digits)
	l.separators += "." + digits.separators
	if !digits.digits {
		s.error("exponent has no digits")
	}
}

// misplaced reports an underscore that is not between digits.
func misplaced(s string) bool {
	for i := range len(s) {
		if s[i] == '_' && (i == 0 || s[i-1] != '0' || i+1 == len(s) || s[i+1] != '0') {
			return true
		}
	}
	return false
}
