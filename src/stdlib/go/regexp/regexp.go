// Package regexp finds what expressions describe, in the syntax of RE2. The time for a match is bounded by
// the length of the text times that of the expression.
package regexp

import (
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Regexp is a compiled expression.
type Regexp struct {
	expr    string
	prog    *program
	names   []string
	longest bool
}

func compileAs(expr string, f mode, longest bool) (*Regexp, error) {
	n, names, err := parse(expr, f)
	if err != nil {
		return nil, err
	}
	return &Regexp{expr, compile(n, len(names)), names, longest}, nil
}

// Compile reads an expression; its matches are the leftmost ones, and among them those that Perl would find.
func Compile(expr string) (*Regexp, error) { return compileAs(expr, 0, false) }

// CompilePOSIX allows egrep's syntax only; its matches are the leftmost longest ones.
func CompilePOSIX(expr string) (*Regexp, error) { return compileAs(expr, posix|multiLine, true) }

func must(re *Regexp, err error, name, str string) *Regexp {
	if err != nil {
		quoted := strconv.Quote(str)
		if strconv.CanBackquote(str) {
			quoted = "`" + str + "`"
		}
		panic("regexp: " + name + "(" + quoted + "): " + err.Error())
	}
	return re
}

// MustCompile panics where Compile fails.
func MustCompile(str string) *Regexp {
	re, err := Compile(str)
	return must(re, err, "Compile", str)
}

func MustCompilePOSIX(str string) *Regexp {
	re, err := CompilePOSIX(str)
	return must(re, err, "CompilePOSIX", str)
}

func MatchString(pattern string, s string) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchString(s), nil
}

func Match(pattern string, b []byte) (matched bool, err error) {
	return MatchString(pattern, string(b))
}

func MatchReader(pattern string, r io.RuneReader) (matched bool, err error) {
	re, err := Compile(pattern)
	if err != nil {
		return false, err
	}
	return re.MatchReader(r), nil
}

// QuoteMeta is the expression that matches s itself.
func QuoteMeta(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			out = append(out, '\\')
		}
		out = append(out, s[i])
	}
	return string(out)
}

func (re *Regexp) String() string { return re.expr }

func (re *Regexp) Copy() *Regexp {
	other := *re
	return &other
}

// Longest makes matches the leftmost longest ones from now on.
func (re *Regexp) Longest()              { re.longest = true }
func (re *Regexp) NumSubexp() int        { return len(re.names) - 1 }
func (re *Regexp) SubexpNames() []string { return re.names }

func (re *Regexp) SubexpIndex(name string) int {
	if name == "" {
		return -1
	}
	return slices.Index(re.names, name)
}

func (re *Regexp) LiteralPrefix() (prefix string, complete bool) {
	return re.prog.prefix, re.prog.whole
}

func (re *Regexp) AppendText(b []byte) ([]byte, error) { return append(b, re.expr...), nil }
func (re *Regexp) MarshalText() ([]byte, error) { return []byte(re.expr), nil }

func (re *Regexp) UnmarshalText(text []byte) error {
	other, err := Compile(string(text))
	if err == nil {
		*re = *other
	}
	return err
}

func (re *Regexp) MatchString(s string) bool { return re.match(s, 0) != nil }
func (re *Regexp) Match(b []byte) bool       { return re.match(string(b), 0) != nil }

func readAll(r io.RuneReader) string {
	var out []byte
	for {
		c, _, err := r.ReadRune()
		if err != nil {
			return string(out)
		}
		out = utf8.AppendRune(out, c)
	}
}

func (re *Regexp) MatchReader(r io.RuneReader) bool { return re.MatchString(readAll(r)) }

func (re *Regexp) FindReaderIndex(r io.RuneReader) (loc []int) {
	return re.FindStringIndex(readAll(r))
}

func (re *Regexp) FindReaderSubmatchIndex(r io.RuneReader) []int {
	return re.match(readAll(r), 0)
}

// each calls f with the places of successive matches that do not overlap, n of them at most.
func (re *Regexp) each(s string, n int, f func([]int)) {
	if n < 0 {
		n = len(s) + 1
	}
	last := -1
	for at := 0; n > 0 && at <= len(s); {
		m := re.match(s, at)
		if m == nil {
			return
		}
		accept := true
		if m[1] == at {
			// an empty match right after another one does not count
			accept = m[0] != last
			_, size := utf8.DecodeRuneInString(s[at:])
			at += max(size, 1)
		} else {
			at = m[1]
		}
		last = m[1]
		if accept {
			f(m)
			n--
		}
	}
}

func (re *Regexp) FindStringSubmatchIndex(s string) []int { return re.match(s, 0) }
func (re *Regexp) FindSubmatchIndex(b []byte) []int       { return re.match(string(b), 0) }

func (re *Regexp) FindStringIndex(s string) (loc []int) {
	if m := re.match(s, 0); m != nil {
		return m[:2]
	}
	return nil
}

func (re *Regexp) FindIndex(b []byte) (loc []int) { return re.FindStringIndex(string(b)) }

func (re *Regexp) FindString(s string) string {
	if m := re.match(s, 0); m != nil {
		return s[m[0]:m[1]]
	}
	return ""
}

func (re *Regexp) Find(b []byte) []byte {
	if m := re.match(string(b), 0); m != nil {
		return b[m[0]:m[1]:m[1]]
	}
	return nil
}

func texts(s string, m []int) []string {
	if m == nil {
		return nil
	}
	out := make([]string, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = s[m[2*i]:m[2*i+1]]
		}
	}
	return out
}

func parts(b []byte, m []int) [][]byte {
	if m == nil {
		return nil
	}
	out := make([][]byte, len(m)/2)
	for i := range out {
		if m[2*i] >= 0 {
			out[i] = b[m[2*i]:m[2*i+1]:m[2*i+1]]
		}
	}
	return out
}

func (re *Regexp) FindStringSubmatch(s string) []string { return texts(s, re.match(s, 0)) }
func (re *Regexp) FindSubmatch(b []byte) [][]byte       { return parts(b, re.match(string(b), 0)) }

func (re *Regexp) FindAllStringSubmatchIndex(s string, n int) (all [][]int) {
	re.each(s, n, func(m []int) { all = append(all, m) })
	return all
}

func (re *Regexp) FindAllSubmatchIndex(b []byte, n int) [][]int {
	return re.FindAllStringSubmatchIndex(string(b), n)
}

func (re *Regexp) FindAllStringIndex(s string, n int) (all [][]int) {
	re.each(s, n, func(m []int) { all = append(all, m[:2]) })
	return all
}

func (re *Regexp) FindAllIndex(b []byte, n int) [][]int { return re.FindAllStringIndex(string(b), n) }

func (re *Regexp) FindAllString(s string, n int) (all []string) {
	re.each(s, n, func(m []int) { all = append(all, s[m[0]:m[1]]) })
	return all
}

func (re *Regexp) FindAll(b []byte, n int) (all [][]byte) {
	re.each(string(b), n, func(m []int) { all = append(all, b[m[0]:m[1]:m[1]]) })
	return all
}

func (re *Regexp) FindAllStringSubmatch(s string, n int) (all [][]string) {
	re.each(s, n, func(m []int) { all = append(all, texts(s, m)) })
	return all
}

func (re *Regexp) FindAllSubmatch(b []byte, n int) (all [][][]byte) {
	re.each(string(b), n, func(m []int) { all = append(all, parts(b, m)) })
	return all
}

// Split cuts s at the matches into n parts at most, all when n is negative.
func (re *Regexp) Split(s string, n int) []string {
	if n == 0 {
		return nil
	}
	if len(re.expr) > 0 && len(s) == 0 {
		return []string{""}
	}
	var out []string
	start, end := 0, 0
	for _, m := range re.FindAllStringIndex(s, n) {
		if n > 0 && len(out) == n-1 {
			break
		}
		end = m[0]
		if m[1] != 0 {
			out = append(out, s[start:end])
		}
		start = m[1]
	}
	if end != len(s) {
		out = append(out, s[start:])
	}
	return out
}
