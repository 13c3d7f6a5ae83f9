// Package fmt formats and reads values. Formatting is the machine's own; what must run Go code while it
// formats (Error, String, Format methods) goes through invoke.
package fmt

import "io"

// State is what a Formatter writes to, with the flags of its verb.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// Formatter formats itself.
type Formatter interface {
	Format(f State, verb rune)
}

// Stringer has a text form.
type Stringer interface {
	String() string
}

// GoStringer has a form as Go source.
type GoStringer interface {
	GoString() string
}

// Modes of format.
const (
	modePrint = iota
	modePrintln
	modePrintf
	modeErrorf // %w may be used
)

// format makes the text of values. It calls run for what is written in Go.
func format(mode int, f string, a []any, run func(what int, v any, verb rune, flags string, wid, prec int) (string, bool)) []byte

// What invoke is asked for.
const (
	askError = iota
	askString
	askGoString
	askFormat
)

// invoke calls a method of v that makes text; ok is false when it panicked, the text is then what the
// panic said, or "" for a nil receiver's.
func invoke(what int, v any, verb rune, flags string, wid, prec int) (s string, ok bool) {
	defer func() {
		if p := recover(); p != nil {
			s, ok = "", false
			if !isNil(v) {
				s = Sprint(p)
			}
		}
	}()
	switch what {
	case askError:
		return v.(error).Error(), true
	case askString:
		return v.(Stringer).String(), true
	case askGoString:
		return v.(GoStringer).GoString(), true
	}
	st := &state{flags: flags, wid: wid, prec: prec}
	v.(Formatter).Format(st, verb)
	return string(st.buf), true
}

// isNil reports whether v holds a nil pointer.
func isNil(v any) bool

type state struct {
	buf       []byte
	flags     string
	wid, prec int // -1: none
}

func (s *state) Write(b []byte) (n int, err error) {
	s.buf = append(s.buf, b...)
	return len(b), nil
}

func (s *state) WriteString(t string) (n int, err error) {
	s.buf = append(s.buf, t...)
	return len(t), nil
}

func (s *state) Width() (wid int, ok bool) {
	if s.wid < 0 {
		return 0, false
	}
	return s.wid, true
}

func (s *state) Precision() (prec int, ok bool) {
	if s.prec < 0 {
		return 0, false
	}
	return s.prec, true
}

func (s *state) Flag(c int) bool {
	for i := 0; i < len(s.flags); i++ {
		if int(s.flags[i]) == c {
			return true
		}
	}
	return false
}

// FormatString is the directive that led to a call of Format.
func FormatString(s State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if s.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := s.Width(); ok {
		b = append(b, Sprint(w)...)
	}
	if p, ok := s.Precision(); ok {
		b = append(b, '.')
		b = append(b, Sprint(p)...)
	}
	return string(b) + string(verb)
}

func Fprintf(w io.Writer, f string, a ...any) (n int, err error) {
	return w.Write(format(modePrintf, f, a, invoke))
}

func Printf(f string, a ...any) (n int, err error) {
	return stdout(format(modePrintf, f, a, invoke))
}

func Sprintf(f string, a ...any) string {
	return text(format(modePrintf, f, a, invoke))
}

func Appendf(b []byte, f string, a ...any) []byte {
	return append(b, format(modePrintf, f, a, invoke)...)
}

func Fprint(w io.Writer, a ...any) (n int, err error) {
	return w.Write(format(modePrint, "", a, invoke))
}

func Print(a ...any) (n int, err error) {
	return stdout(format(modePrint, "", a, invoke))
}

func Sprint(a ...any) string {
	return text(format(modePrint, "", a, invoke))
}

func Append(b []byte, a ...any) []byte {
	return append(b, format(modePrint, "", a, invoke)...)
}

func Fprintln(w io.Writer, a ...any) (n int, err error) {
	return w.Write(format(modePrintln, "", a, invoke))
}

func Println(a ...any) (n int, err error) {
	return stdout(format(modePrintln, "", a, invoke))
}

func Sprintln(a ...any) string {
	return text(format(modePrintln, "", a, invoke))
}

func Appendln(b []byte, a ...any) []byte {
	return append(b, format(modePrintln, "", a, invoke)...)
}

// stdout writes to the program's standard output.
func stdout(b []byte) (n int, err error)

// text is b as a string, without a copy: nobody else has b.
func text(b []byte) string
