package fmt

import (
	"errors"
	"io"
)

// ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// Scanner reads itself.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

func Sscan(str string, a ...any) (n int, err error) {
	return newScan(&stringSource{s: str}, false).scan(a)
}

func Sscanln(str string, a ...any) (n int, err error) {
	return newScan(&stringSource{s: str}, true).scanln(a)
}

func Sscanf(str string, format string, a ...any) (n int, err error) {
	return newScan(&stringSource{s: str}, true).scanf(format, a)
}

func Fscan(r io.Reader, a ...any) (n int, err error) {
	return newScan(source(r), false).scan(a)
}

func Fscanln(r io.Reader, a ...any) (n int, err error) {
	return newScan(source(r), true).scanln(a)
}

func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScan(source(r), true).scanf(format, a)
}

func Scan(a ...any) (n int, err error)   { return newScan(stdin(), false).scan(a) }
func Scanln(a ...any) (n int, err error) { return newScan(stdin(), true).scanln(a) }
func Scanf(format string, a ...any) (n int, err error) {
	return newScan(stdin(), true).scanf(format, a)
}

type stringSource struct {
	s    string
	i    int
	last int
}

func (r *stringSource) ReadRune() (c rune, size int, err error) {
	if r.i >= len(r.s) {
		r.last = 0
		return 0, 0, io.EOF
	}
	for i, x := range r.s[r.i:] {
		if i > 0 {
			size = i
			break
		}
		c = x
		size = len(r.s) - r.i
	}
	r.i += size
	r.last = size
	return c, size, nil
}

func (r *stringSource) UnreadRune() error {
	r.i -= r.last
	r.last = 0
	return nil
}

// readSource reads one rune at a time from a reader that cannot give one back.
type readSource struct {
	r       io.Reader
	pending []byte
	last    rune
	size    int
	again   bool
}

func source(r io.Reader) io.RuneScanner {
	if s, ok := r.(io.RuneScanner); ok {
		return s
	}
	return &readSource{r: r}
}

func (s *readSource) ReadRune() (c rune, size int, err error) {
	if s.again {
		s.again = false
		return s.last, s.size, nil
	}
	var b [1]byte
	var seq []byte
	for {
		n, err := s.r.Read(b[:])
		if n == 0 {
			if err == nil {
				continue
			}
			if len(seq) == 0 {
				return 0, 0, err
			}
			break
		}
		seq = append(seq, b[0])
		if seq[0] < 0x80 || len(seq) == 4 || seq[0] >= 0xf0 && len(seq) == 4 ||
			seq[0] >= 0xe0 && seq[0] < 0xf0 && len(seq) == 3 || seq[0] >= 0xc0 && seq[0] < 0xe0 && len(seq) == 2 {
			break
		}
	}
	for _, x := range string(seq) {
		c = x
		break
	}
	s.last, s.size = c, len(seq)
	return c, len(seq), nil
}

func (s *readSource) UnreadRune() error {
	s.again = true
	return nil
}

type stdinReader struct{}

func (stdinReader) Read(b []byte) (int, error) {
	if n := readStdin(b); n > 0 {
		return n, nil
	}
	return 0, io.EOF
}

func readStdin(b []byte) int

// stdin is new for each call: as in Go, the rune that was looked at and not taken is lost with it.
func stdin() io.RuneScanner { return &readSource{r: stdinReader{}} }

// scanState reads operands; with lines set a newline ends the input.
type scanState struct {
	r     io.RuneScanner
	lines bool
	ln    bool // a newline that is read ends it
	ended bool
	wid   int
	left  int // of the width; -1 without limit
}

func newScan(r io.RuneScanner, lines bool) *scanState {
	return &scanState{r: r, lines: lines, left: -1}
}

func (s *scanState) ReadRune() (r rune, size int, err error) {
	if s.left == 0 || s.ended {
		return 0, 0, io.EOF
	}
	r, size, err = s.r.ReadRune()
	s.ended = err == io.EOF || s.ln && r == '\n'
	if err == nil && s.left > 0 {
		s.left--
	}
	return r, size, err
}

func (s *scanState) UnreadRune() error {
	if s.left >= 0 {
		s.left++
	}
	s.ended = false
	return s.r.UnreadRune()
}

func (s *scanState) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scanState) Width() (wid int, ok bool) { return s.wid, s.wid > 0 }

func (s *scanState) peek() (rune, bool) {
	r, _, err := s.ReadRune()
	if err != nil {
		return 0, false
	}
	s.UnreadRune()
	return r, true
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xa0, 0x2000, 0x3000:
		return true
	}
	return false
}

// SkipSpace skips spaces, and newlines unless they end the input.
func (s *scanState) SkipSpace() { s.skip() }

func (s *scanState) skip() error {
	for {
		r, _, err := s.ReadRune()
		if err != nil {
			return nil
		}
		if r == '\r' {
			if n, ok := s.peek(); ok && n == '\n' {
				continue
			}
		}
		if r == '\n' && s.lines {
			return errors.New("unexpected newline")
		}
		if !isSpace(r) {
			s.UnreadRune()
			return nil
		}
	}
}

func (s *scanState) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	if skipSpace {
		s.skip()
	}
	if f == nil {
		f = func(r rune) bool { return !isSpace(r) }
	}
	return []byte(s.take(f)), nil
}

func (s *scanState) take(f func(rune) bool) string {
	var b []rune
	for {
		r, _, err := s.ReadRune()
		if err != nil {
			break
		}
		if !f(r) {
			s.UnreadRune()
			break
		}
		b = append(b, r)
	}
	return string(b)
}

func (s *scanState) scan(a []any) (n int, err error) {
	for _, arg := range a {
		if err = s.operand(arg, 'v'); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (s *scanState) scanln(a []any) (n int, err error) {
	s.ln = true
	n, err = s.scan(a)
	if err != nil {
		return n, err
	}
	for {
		r, _, e := s.ReadRune()
		if e != nil || r == '\n' {
			return n, nil
		}
		if !isSpace(r) {
			return n, errors.New("expected newline")
		}
	}
}

func (s *scanState) operand(arg any, verb rune) error {
	if x, ok := arg.(Scanner); ok {
		err := x.Scan(s, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return err
	}
	kind := pointee(arg)
	if kind >= 40 {
		arg = retype(arg, []any{(*bool)(nil), (*complex64)(nil), (*complex128)(nil), (*[]byte)(nil)}[kind-40])
	}
	if verb == 'c' && 0 < kind && kind < 20 {
		r, _, err := s.ReadRune()
		if err == nil && storeInt(arg, Sprint(r), 10) != 0 {
			err = errors.New("overflow on character value " + string(r))
		}
		return err
	}
	if err := s.skip(); err != nil {
		return err
	}
	if _, ok := s.peek(); !ok {
		return io.EOF
	}
	if err := fitting(arg, kind, verb); err != nil {
		return err
	}
	switch p := arg.(type) {
	case *[]byte:
		text, err := s.text(verb)
		if err == nil {
			*p = []byte(text)
		}
		return err
	case *bool:
		return s.boolean(p)
	case *complex64:
		c, err := s.complex()
		if err == nil {
			*p = complex64(c)
		}
		return err
	case *complex128:
		c, err := s.complex()
		if err == nil {
			*p = c
		}
		return err
	}
	switch {
	case kind == 0:
		if kindName := Sprintf("%T", arg); len(kindName) == 0 || kindName[0] != '*' {
			return errors.New("type not a pointer: " + kindName)
		}
		return errors.New("can't scan type: " + Sprintf("%T", arg))
	case kind < 20: // integers
		if verb == 'U' {
			if _, ok := s.accept(nil, "U"); !ok {
				return errors.New("bad unicode format ")
			}
			if _, ok := s.accept(nil, "+"); !ok {
				return errors.New("bad unicode format ")
			}
		}
		tok, base := s.integer(verb)
		if tok == "" {
			return errors.New("expected integer")
		}
		return scanError(storeInt(arg, tok, base), tok, kind)
	case kind == 20 || kind == 21:
		tok := s.float()
		return scanError(storeFloat(arg, tok), tok, kind)
	}
	text, err := s.text(verb)
	if err == nil {
		storeString(arg, text)
	}
	return err
}

// text takes a word, or what the verb says.
func (s *scanState) text(verb rune) (string, error) {
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hex()
	}
	return s.take(func(r rune) bool { return !isSpace(r) }), nil
}

// fitting says what is wrong with a verb for what it is to read.
func fitting(arg any, kind int, verb rune) error {
	verbs, what := "bdoUxXv", "integer"
	switch arg.(type) {
	case *bool:
		verbs, what = "tv", "boolean"
	case *float32:
		verbs, what = "beEfFgGv", "float32"
	case *float64:
		verbs, what = "beEfFgGv", "float64"
	case *complex64, *complex128:
		verbs, what = "beEfFgGv", "complex"
	case *[]byte:
		verbs, what = "svqxX", "string"
	default:
		if kind == 30 {
			verbs, what = "svqxX", "string"
		} else if kind == 0 || kind >= 20 {
			return nil
		}
	}
	for _, v := range verbs {
		if v == verb {
			return nil
		}
	}
	return errors.New("bad verb '%" + string(verb) + "' for " + what)
}

// boolean reads a digit, a letter or a word.
func (s *scanState) boolean(p *bool) error {
	r, _, _ := s.ReadRune()
	rest := ""
	switch r {
	case 't', 'T':
		rest = "rue"
	case 'f', 'F':
		rest = "alse"
	}
	for i, c := range rest {
		if _, ok := s.accept(nil, string(c)+string(c-'a'+'A')); !ok {
			if i > 0 {
				return errors.New("syntax error scanning boolean")
			}
			break
		}
	}
	*p = rest == "rue" || r == '1'
	return nil
}

// complex reads `1+2i`, or that in parentheses.
func (s *scanState) complex() (complex128, error) {
	_, inside := s.accept(nil, "(")
	re := s.float()
	sign, ok := s.accept(nil, "+-")
	if ok {
		im := string(sign) + s.float()
		if _, ok = s.accept(nil, "i"); ok && inside {
			_, ok = s.accept(nil, ")")
		}
		if ok {
			var x, y float64
			err := scanError(storeFloat(&x, re), re, 21)
			if err == nil {
				err = scanError(storeFloat(&y, im), im, 21)
			}
			return complex(x, y), err
		}
	}
	return 0, errors.New("syntax error scanning complex number")
}

// accept takes the next rune when it is one of set.
func (s *scanState) accept(tok []rune, set string) ([]rune, bool) {
	r, ok := s.peek()
	if !ok {
		return tok, false
	}
	for _, c := range set {
		if c == r {
			s.ReadRune()
			return append(tok, r), true
		}
	}
	return tok, false
}

func (s *scanState) digits(tok []rune, set string) []rune {
	for ok := true; ok; {
		tok, ok = s.accept(tok, set)
	}
	return tok
}

// integer takes an integer in the base that the verb names; base 0 is the one of its prefix.
func (s *scanState) integer(verb rune) (tok string, base int) {
	var t []rune
	var ok bool
	t, _ = s.accept(t, "+-")
	sign := len(t)
	set := "0123456789"
	base = 10
	switch verb {
	case 'b':
		base, set = 2, "01"
	case 'o':
		base, set = 8, "01234567"
	case 'x', 'X', 'U':
		base, set = 16, hexDigits
	case 'v':
		base, set = 0, "0123456789_"
		if t, ok = s.accept(t, "0"); ok {
			if t, ok = s.accept(t, "bB"); ok {
				set = "01_"
			} else if t, ok = s.accept(t, "oO"); ok {
				set = "01234567_"
			} else if t, ok = s.accept(t, "xX"); ok {
				set = hexDigits + "_"
			} else {
				set = "01234567_"
			}
		}
	}
	t = s.digits(t, set)
	if len(t) == sign {
		return "", base
	}
	return string(t), base
}

const hexDigits = "0123456789aAbBcCdDeEfF"

// float takes a floating-point number.
func (s *scanState) float() string {
	const digits = "0123456789_"
	var t []rune
	var ok bool
	if t, ok = s.accept(t, "nN"); ok {
		t, _ = s.accept(t, "aA")
		t, _ = s.accept(t, "nN")
		return string(t)
	}
	t, _ = s.accept(t, "+-")
	if t, ok = s.accept(t, "iI"); ok {
		t, _ = s.accept(t, "nN")
		t, _ = s.accept(t, "fF")
		return string(t)
	}
	set, exp := digits, "eEpP"
	if t, ok = s.accept(t, "0"); ok {
		if t, ok = s.accept(t, "xX"); ok {
			set, exp = digits+"aAbBcCdDeEfF", "pP"
		}
	}
	t = s.digits(t, set)
	if t, ok = s.accept(t, "."); ok {
		t = s.digits(t, set)
	}
	if t, ok = s.accept(t, exp); ok {
		t, _ = s.accept(t, "+-")
		t = s.digits(t, digits)
	}
	return string(t)
}

func scanError(status int, tok string, kind int) error {
	switch status {
	case 0:
		return nil
	case 1:
		if kind >= 20 {
			return errors.New("strconv.ParseFloat: parsing " + Sprintf("%q", tok) + ": invalid syntax")
		}
		return errors.New("expected integer")
	case 3:
		if kind >= 10 {
			return errors.New("unsigned integer overflow on token " + tok)
		}
		return errors.New("integer overflow on token " + tok)
	}
	fn := "ParseInt"
	if kind >= 20 {
		fn = "ParseFloat"
	} else if kind >= 10 {
		fn = "ParseUint"
	}
	return errors.New("strconv." + fn + ": parsing " + Sprintf("%q", tok) + ": value out of range")
}

// hex takes bytes of two hexadecimal digits each.
func (s *scanState) hex() (string, error) {
	digits := s.take(func(r rune) bool { return r < 0x80 && hexDigit(byte(r)) < 16 })
	if digits == "" {
		return "", errors.New("no hex data for %x string")
	}
	if len(digits)%2 != 0 {
		return "", errors.New("illegal hex digit")
	}
	b := make([]byte, len(digits)/2)
	for i := range b {
		b[i] = hexDigit(digits[2*i])<<4 | hexDigit(digits[2*i+1])
	}
	return string(b), nil
}

// hexDigit is the value of a digit, 16 and more for what is none.
func hexDigit(c byte) byte {
	switch {
	case '0' <= c && c <= '9':
		return c - '0'
	case 'a' <= c|0x20 && c|0x20 <= 'f':
		return c|0x20 - 'a' + 10
	}
	return 16
}

func (s *scanState) quoted() (string, error) {
	r, _, _ := s.ReadRune()
	if r != '"' && r != '`' {
		return "", errors.New("expected quoted string")
	}
	var b []rune
	for {
		c, _, err := s.ReadRune()
		if err != nil {
			return "", io.ErrUnexpectedEOF
		}
		if c == r {
			break
		}
		if c == '\\' && r == '"' {
			b = append(b, c)
			c, _, _ = s.ReadRune()
		}
		b = append(b, c)
	}
	text, ok := unquote(string(r) + string(b) + string(r))
	if !ok {
		return "", errors.New("invalid syntax")
	}
	return text, nil
}

func unquote(s string) (text string, ok bool)

// pointee tells what arg points to: 1-5 signed, 11-16 unsigned integers, 20 and 21 floats, 30 a string, 40 a
// bool, 41 and 42 complex numbers, 43 bytes; 0 for everything else.
func pointee(arg any) int

// retype is the pointer arg as one of the type of like.
func retype(arg, like any) any

// store functions return a status: 0 good, 1 syntax, 2 range, 3 too large for the type.
func storeInt(arg any, tok string, base int) int
func storeFloat(arg any, tok string) int
func storeString(arg any, tok string)

// spaces takes what spaces of a format stand for: so many newlines, then blanks.
func (s *scanState) spaces(newlines int, blank bool) error {
	for range newlines {
		if r, eof := s.blanks(); r != '\n' && !eof {
			return errors.New("newline in format does not match input")
		}
	}
	if !blank {
		return nil
	}
	r, ok := s.peek()
	switch {
	case newlines > 0 || !ok:
	case !isSpace(r):
		return errors.New("expected space in input to match format")
	case r == '\n':
		return errors.New("newline in input does not match format")
	}
	if _, eof := s.blanks(); !eof {
		s.UnreadRune()
	}
	return nil
}

// blanks takes spaces that are no newlines, and the rune behind them.
func (s *scanState) blanks() (r rune, eof bool) {
	for {
		r, _, err := s.ReadRune()
		if err != nil || !isSpace(r) || r == '\n' {
			return r, err != nil
		}
	}
}

func (s *scanState) scanf(format string, a []any) (n int, err error) {
	f := []rune(format)
	for i := 0; i < len(f); {
		c := f[i]
		if isSpace(c) {
			newlines, blank := 0, false
			for ; i < len(f) && isSpace(f[i]); i++ {
				if blank = f[i] != '\n'; !blank {
					newlines++
				}
			}
			if err := s.spaces(newlines, blank); err != nil {
				return n, err
			}
			continue
		}
		if c == '%' && i+1 == len(f) {
			return n, errors.New("missing verb: % at end of format string")
		}
		if c != '%' {
			i++
			r, _, e := s.ReadRune()
			if e != nil {
				return n, io.ErrUnexpectedEOF
			}
			if r != c {
				s.UnreadRune()
				return n, errors.New("input does not match format")
			}
			continue
		}
		i++
		s.wid, s.left = 0, -1
		for i < len(f) && '0' <= f[i] && f[i] <= '9' {
			s.wid = s.wid*10 + int(f[i]-'0')
			i++
		}
		if i >= len(f) {
			return n, errors.New("too few operands for format '%'")
		}
		verb := f[i]
		i++
		if verb == '%' {
			if e := s.skip(); e != nil {
				return n, e
			}
			if r, _, e := s.ReadRune(); e != nil {
				return n, io.ErrUnexpectedEOF
			} else if r != '%' {
				s.UnreadRune()
				return n, errors.New("missing literal %")
			}
			continue
		}
		if n >= len(a) {
			return n, errors.New("too few operands for format '%" + string(f[i-1:]) + "'")
		}
		if verb != 'c' {
			if e := s.skip(); e != nil {
				return n, e
			}
		}
		if s.wid > 0 {
			s.left = s.wid
		}
		err = s.operand(a[n], verb)
		s.left = -1
		if err != nil {
			return n, err
		}
		n++
	}
	if n < len(a) {
		return n, errors.New("too many operands")
	}
	return n, nil
}
