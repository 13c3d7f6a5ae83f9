package regexp

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// replace puts what f appends in the place of each match.
func (re *Regexp) replace(s string, f func(dst []byte, m []int) []byte) []byte {
	var out []byte
	last, at := 0, 0
	for at <= len(s) {
		m := re.match(s, at)
		if m == nil {
			break
		}
		out = append(out, s[last:m[0]]...)
		if m[1] > last || m[0] == 0 {
			out = f(out, m)
		}
		last = m[1]
		_, size := utf8.DecodeRuneInString(s[at:])
		switch {
		case at+size > m[1]:
			at += size
		case at+1 > m[1]:
			at++
		default:
			at = m[1]
		}
	}
	return append(out, s[last:]...)
}

func (re *Regexp) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return string(re.replace(src, func(dst []byte, m []int) []byte { return append(dst, repl(src[m[0]:m[1]])...) }))
}

func (re *Regexp) ReplaceAllLiteralString(src, repl string) string {
	return re.ReplaceAllStringFunc(src, func(string) string { return repl })
}

// ReplaceAllString replaces matches by repl, in which $1 and ${name} are groups.
func (re *Regexp) ReplaceAllString(src, repl string) string {
	return string(re.replace(src, func(dst []byte, m []int) []byte { return re.expand(dst, repl, src, m) }))
}

func (re *Regexp) ReplaceAll(src, repl []byte) []byte {
	return []byte(re.ReplaceAllString(string(src), string(repl)))
}

func (re *Regexp) ReplaceAllLiteral(src, repl []byte) []byte {
	return []byte(re.ReplaceAllLiteralString(string(src), string(repl)))
}

func (re *Regexp) ReplaceAllFunc(src []byte, repl func([]byte) []byte) []byte {
	return re.replace(string(src), func(dst []byte, m []int) []byte { return append(dst, repl(src[m[0]:m[1]])...) })
}

func (re *Regexp) Expand(dst []byte, template []byte, src []byte, match []int) []byte {
	return re.expand(dst, string(template), string(src), match)
}

func (re *Regexp) ExpandString(dst []byte, template string, src string, match []int) []byte {
	return re.expand(dst, template, src, match)
}

func (re *Regexp) expand(dst []byte, template, src string, m []int) []byte {
	for template != "" {
		before, after, ok := strings.Cut(template, "$")
		dst = append(dst, before...)
		if !ok {
			break
		}
		template = after
		if strings.HasPrefix(template, "$") {
			dst, template = append(dst, '$'), template[1:]
			continue
		}
		name, rest, ok := variable(template)
		if !ok {
			dst = append(dst, '$')
			continue
		}
		template = rest
		for i, known := range re.names {
			if 2*i+1 >= len(m) || m[2*i] < 0 {
				continue
			}
			if n, isNum := groupNumber(name); isNum && n == i || !isNum && name == known {
				dst = append(dst, src[m[2*i]:m[2*i+1]]...)
				break
			}
		}
	}
	return dst
}

// variable reads name or {name}.
func variable(s string) (name, rest string, ok bool) {
	brace := strings.HasPrefix(s, "{")
	if brace {
		s = s[1:]
	}
	i := 0
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' {
			break
		}
		i += size
	}
	if i == 0 {
		return "", "", false
	}
	name, rest = s[:i], s[i:]
	if brace {
		if !strings.HasPrefix(rest, "}") {
			return "", "", false
		}
		rest = rest[1:]
	}
	return name, rest, true
}

func groupNumber(name string) (n int, ok bool) {
	for i := 0; i < len(name); i++ {
		if name[i] < '0' || name[i] > '9' || n >= 1e8 {
			return 0, false
		}
		n = n*10 + int(name[i]-'0')
	}
	return n, !(name[0] == '0' && len(name) > 1)
}
